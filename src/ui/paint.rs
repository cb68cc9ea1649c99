//! The one file that writes text cells: every label is laid out first, so that no column moves.

use std::rc::Rc;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use crate::app::Model;
use crate::app::panes::Area;
use crate::app::prompt::Input;
use crate::layout::{Line, Options, Placed};
use crate::locale::Locale;
use crate::text::cluster;
use crate::text::direction::Direction;
use crate::text::range::TextRange;
use crate::ui::frame::{Cursor, Frame, LinkCells};
use crate::ui::labels::Labels;
use crate::ui::theme::{Signs, Theme};

/// Paints cells and keeps what they cannot hold.
#[derive(Debug)]
pub(super) struct Painter<'a> {
    buffer: &'a mut Buffer,
    pub(super) frame: Frame,
    pub(super) theme: Theme,
    pub(super) signs: Signs,
    options: Options,
    /// Where the page is painted.
    pub(super) spot: Spot,
    /// The words of the interface.
    pub(super) locale: &'a Locale,
    labels: &'a Labels,
    /// Columns are given as if the interface ran from left to right. Where it is mirrored they
    /// are counted from the right edge of a screen this wide.
    mirrored: Option<u16>,
    /// What is painted keeps its own left and right, and is only moved to where this area
    /// stands on a mirrored screen.
    kept: Option<Area>,
}

/// Where a page is painted: two articles may stand side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// The text column.
    pub(super) text: Area,
    /// The column of the overview ruler.
    pub(super) ruler: u16,
    /// Its article has the keys.
    pub(super) has_keys: bool,
}

impl<'a> Painter<'a> {
    pub(super) fn new(model: &'a Model, buffer: &'a mut Buffer, labels: &'a Labels) -> Self {
        Self {
            buffer,
            frame: Frame::default(),
            theme: Theme::of(model),
            signs: if model.setup.ascii {
                Signs::ASCII
            } else {
                Signs::UNICODE
            },
            options: model.label_options(),
            spot: Spot {
                text: model.panes.text,
                ruler: model.panes.ruler,
                has_keys: true,
            },
            locale: &model.locale,
            labels,
            mirrored: model.is_mirrored().then_some(model.panes.screen.width),
            kept: None,
        }
    }

    /// Paints the text of an area, which keeps its own left and right on a mirrored screen.
    pub(super) fn keeping_sides<T>(&mut self, area: Area, paint: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.kept.replace(area);
        let painted = paint(self);
        self.kept = before;
        painted
    }

    /// The first of `cells` cells on the screen, of those that begin at column `x`.
    fn column(&self, x: u16, cells: u16) -> u16 {
        let (x, cells) = (i32::from(x), i32::from(cells));
        let column = match (self.mirrored.map(i32::from), self.kept) {
            (None, _) => x,
            (Some(width), None) => width - x - cells,
            (Some(width), Some(area)) => width - i32::from(area.right()) - i32::from(area.x) + x,
        };
        // What is left of the screen is not painted at all, and neither is what is right of it.
        u16::try_from(column).unwrap_or(u16::MAX)
    }

    /// True when a text of this direction stands at the far end of its row, in the order of
    /// the interface, because each text keeps to its own side.
    pub(super) fn is_far(&self, direction: Direction) -> bool {
        let keeps = self.mirrored.is_none() || self.kept.is_some();
        direction.is_rtl() == keeps
    }

    /// The direction of the interface's own sentences.
    pub(super) fn direction(&self) -> Direction {
        if self.locale.is_rtl() {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }

    /// The frame, its rows in order.
    pub(super) fn finish(mut self) -> Frame {
        self.frame.rtl_rows.sort_unstable();
        self.frame.rtl_rows.dedup();
        self.labels.turn();
        self.frame
    }

    /// How labels are laid out.
    pub(super) const fn options(&self) -> Options {
        self.options
    }

    /// Makes every cell of an area a blank of one style.
    pub(super) fn fill(&mut self, area: Area, style: Style) {
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                let x = self.column(x, 1);
                if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Lays a style over the cells of an area.
    pub(super) fn tint(&mut self, area: Area, style: Style) {
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                let x = self.column(x, 1);
                if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                    cell.set_style(style);
                }
            }
        }
    }

    /// Lays a style over some cells of a row.
    pub(super) fn restyle(&mut self, columns: std::ops::Range<u16>, y: u16, style: Style) {
        let area = Area {
            x: columns.start,
            y,
            width: columns.end.saturating_sub(columns.start),
            height: 1,
        };
        self.tint(area, style);
    }

    /// True when nothing stands in a cell.
    pub(super) fn is_blank(&self, x: u16, y: u16) -> bool {
        let cell = self.buffer.cell(Position::new(self.column(x, 1), y));
        cell.is_some_and(|cell| cell.symbol() == " ")
    }

    /// One sign of one cell.
    pub(super) fn sign(&mut self, x: u16, y: u16, sign: &str, style: Style) {
        let turned = self.mirrored.is_some() && self.kept.is_none();
        let sign = if turned { turned_sign(sign) } else { sign };
        let x = self.column(x, 1);
        if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
            cell.set_symbol(sign).set_style(style);
        }
    }

    /// Cells of a row that are a link.
    pub(super) fn link(&mut self, columns: std::ops::Range<u16>, y: u16, url: &Arc<str>) {
        let cells = columns.end.saturating_sub(columns.start);
        let start = self.column(columns.start, cells);
        self.frame.links.push(LinkCells {
            y,
            start,
            end: start.saturating_add(cells),
            url: Arc::clone(url),
        });
    }

    /// A sign over and over.
    pub(super) fn run(&mut self, area: Area, sign: &str, style: Style) {
        for x in area.x..area.right() {
            self.sign(x, area.y, sign, style);
        }
    }

    /// A line that is laid out, from column `x` on, each cell in a style of its own.
    pub(super) fn line(
        &mut self,
        x: u16,
        y: u16,
        line: &Line,
        mut style: impl FnMut(&Placed) -> Style,
    ) {
        let mut rtl = false;
        let x = self.column(x, line.width);
        for (at, placed) in line.cells() {
            rtl |= placed.rtl;
            let style = style(placed);
            let x = x.saturating_add(at);
            if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                cell.set_symbol(&placed.glyph).set_style(style);
            }
            if placed.width > 1
                && let Some(cell) = self.buffer.cell_mut(Position::new(x.saturating_add(1), y))
            {
                cell.set_symbol(" ").set_style(style);
            }
        }
        if rtl {
            self.frame.rtl_rows.push(y);
        }
    }

    /// A label from column `x` on, cut to `width` cells; how many it took.
    pub(super) fn label(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let line = self.cut(text, width);
        self.line(x, y, &line, |_| style);
        line.width
    }

    /// A label that ends before column `end`, cut to `width` cells; how many it took.
    pub(super) fn label_before(
        &mut self,
        end: u16,
        y: u16,
        width: u16,
        text: &str,
        style: Style,
    ) -> u16 {
        let line = self.cut(text, width);
        self.line(end.saturating_sub(line.width), y, &line, |_| style);
        line.width
    }

    /// A number in a column of `width` cells that ends before column `end`. Its last digit stands
    /// at the right of the column, mirrored or not, so that units stand below units.
    pub(super) fn number_before(
        &mut self,
        end: u16,
        y: u16,
        width: u16,
        text: &str,
        style: Style,
    ) -> u16 {
        let line = self.cut(text, width);
        let turned = self.mirrored.is_some() && self.kept.is_none();
        let cells = if turned { width } else { line.width };
        self.line(end.saturating_sub(cells), y, &line, |_| style);
        line.width
    }

    /// Words of the interface, in its own direction whatever they begin with; else as
    /// [`Self::label`].
    pub(super) fn words(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let line = self.cut_in(text, width, self.direction());
        self.line(x, y, &line, |_| style);
        line.width
    }

    /// Words of the interface that end before column `end`; else as [`Self::label_before`].
    pub(super) fn words_before(
        &mut self,
        end: u16,
        y: u16,
        width: u16,
        text: &str,
        style: Style,
    ) -> u16 {
        let line = self.cut_in(text, width, self.direction());
        self.line(end.saturating_sub(line.width), y, &line, |_| style);
        line.width
    }

    /// A label as one line of at most `width` cells.
    pub(super) fn cut(&self, text: &str, width: u16) -> Rc<Line> {
        self.labels.label(text, width, &self.options)
    }

    /// A label in a given direction.
    pub(super) fn cut_in(&self, text: &str, width: u16, direction: Direction) -> Rc<Line> {
        let options = Options {
            direction: Some(direction),
            ..self.options
        };
        self.labels.label(text, width, &options)
    }

    /// What is typed: the text as seen, the insertion cell reversed. Of a long text the part
    /// around the place is shown; a right-to-left one leaves its beginning out at the right.
    pub(super) fn input(&mut self, x: u16, y: u16, width: u16, input: &Input, style: Style) {
        let text = input.text();
        // A part may begin with a letter of another script.
        let direction = Direction::of_first_strong(text).unwrap_or(Direction::LeftToRight);
        let part = window(text, input.cursor(), width);
        let mut shown = text[part.start..part.end].to_owned();
        // The blank after the last letter, where the place may go.
        let cells = crate::text::width::of_label(&shown);
        if part.end == text.len() && cells < usize::from(width) {
            shown.push(' ');
        }
        let line = self.cut_in(&shown, width, direction);
        self.line(x, y, &line, |_| style);
        let at = line.cell_of(input.cursor() - part.start).unwrap_or(0);
        let rtl = line.placed.iter().any(|p| p.rtl);
        let at = at.min(width.saturating_sub(1));
        let cursor = self.column(x, line.width).saturating_add(at);
        if rtl {
            // The terminal's own cursor is hidden there: terminals differ in where they
            // put it on such a row.
            let reversed = Style::new().add_modifier(ratatui::style::Modifier::REVERSED);
            if let Some(cell) = self.buffer.cell_mut(Position::new(cursor, y)) {
                cell.set_style(reversed);
            }
        }
        self.frame.cursor = Some(Cursor {
            x: cursor,
            y,
            shown: !rtl,
        });
    }
}

/// A sign as it looks on a mirrored screen.
fn turned_sign(sign: &str) -> &str {
    const PAIRS: [(&str, &str); 6] = [
        ("▌", "▐"),
        ("┌", "┐"),
        ("└", "┘"),
        ("╼", "╾"),
        ("›", "‹"),
        ("▸", "◂"),
    ];
    // The greater-than sign of ASCII is a bar or a prompt, and points into its row.
    let ascii = match sign {
        ">" => Some("<"),
        "<" => Some(">"),
        _ => None,
    };
    let of_pair = PAIRS.iter().find_map(|(a, b)| match sign {
        sign if sign == *a => Some(*b),
        sign if sign == *b => Some(*a),
        _ => None,
    });
    of_pair.or(ascii).unwrap_or(sign)
}

/// The part of a typed text that is shown in `width` cells: the place where the next letter
/// goes is in it, with what stands before it as far as there is room, and then after it.
fn window(text: &str, cursor: usize, width: u16) -> TextRange {
    let width_of = |range: &TextRange| {
        let cluster = range.slice(text).unwrap_or_default();
        usize::from(crate::text::width::of_cluster(cluster))
    };
    let clusters: Vec<TextRange> = cluster::clusters(text).collect();
    let (before, after) = clusters.split_at(clusters.partition_point(|c| c.start < cursor));
    let mut room = usize::from(width).saturating_sub(after.first().map_or(1, width_of));
    let mut part = TextRange::new(cursor, after.first().map_or(cursor, |c| c.end));
    for cluster in before.iter().rev() {
        let Some(left) = room.checked_sub(width_of(cluster)) else {
            break;
        };
        (room, part.start) = (left, cluster.start);
    }
    for cluster in after.iter().skip(1) {
        let Some(left) = room.checked_sub(width_of(cluster)) else {
            break;
        };
        (room, part.end) = (left, cluster.end);
    }
    part
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;
    use crate::app::Setup;
    use crate::app::key::{Key, KeyCode};

    const WIDTH: u16 = 10;

    /// The row that is painted for a typed text, and the column of the place.
    fn painted(text: &str, back: usize) -> (String, u16, bool) {
        let model = Model::new(Setup::default());
        let mut input = Input::default();
        input.insert(text);
        let rtl = Direction::of_first_strong(text).is_some_and(Direction::is_rtl);
        let key = if rtl { KeyCode::Right } else { KeyCode::Left };
        for _ in 0..back {
            input.key(Key::plain(key));
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH + 4, 1));
        let labels = Labels::default();
        let mut painter = Painter::new(&model, &mut buffer, &labels);
        painter.input(2, 0, WIDTH, &input, Style::new());
        let cursor = painter.finish().cursor.unwrap();
        let cells = |columns: std::ops::Range<u16>| -> String {
            columns.map(|x| buffer[(x, 0)].symbol()).collect()
        };
        let around = cells(0..2) + &cells(WIDTH + 2..WIDTH + 4);
        assert_eq!(around, "    ", "{text}");
        let inner = cells(2..WIDTH + 2);
        (inner, cursor.x - 2, cursor.shown)
    }

    #[test]
    fn long_input_scrolls_in_its_own_direction() {
        for (text, back, row, at) in [
            ("abc", 0, "abc       ", 3),
            ("abcdefghijkl", 0, "defghijkl ", 9),
            ("abcdefghijkl", 1, "cdefghijkl", 9),
            ("abcdefghijkl", 12, "abcdefghij", 0),
            // Right to left: the end and the place at the left edge, the beginning left out.
            ("אבג", 0, " גבא      ", 0),
            ("אבגדהוזחטיכל", 0, " לכיטחזוהד", 0),
            ("אבגדהוזחטיכל", 1, "לכיטחזוהדג", 0),
            ("אבגדהוזחטיכל", 12, "יטחזוהדגבא", 9),
            // The part that is shown begins with another script: the direction stays.
            ("אבגד abc הוזח", 0, " חזוה abc ", 0),
        ] {
            let (got, x, shown) = painted(text, back);
            assert_eq!((got.as_str(), x), (row, at), "{text} {back}");
            assert_eq!(shown, text.is_ascii(), "{text}");
        }
    }

    #[test]
    fn no_place_is_out_of_sight() {
        let text = "אבגaבְּגד漢字 efghij כלמנסע 123456";
        let places = cluster::clusters(text).count();
        for back in 0..=places {
            let (row, x, _) = painted(text, back);
            assert!(x < WIDTH, "{back}: {row:?}");
            assert!(!row.contains('…'), "{back}: {row:?}");
        }
    }
}
