//! The page.

use ratatui::style::{Modifier, Style};

use crate::app::action::Action;
use crate::app::beside::Beside;
use crate::app::page::{PageRow, VisibleRow};
use crate::app::panes::{Area, Pane};
use crate::app::reader::{Reader, mentions_in};
use crate::app::{Marking, Model, ThemeChoice};
use crate::document::{Paragraph, ParagraphKind};
use crate::entity::kind::Kind;
use crate::layout::{Line, Placed};
use crate::library::LinkedMention;
use crate::text::direction::Direction;
use crate::text::range::TextRange;
use crate::text::width::of_label;
use crate::ui::paint::{Painter, Spot};
use crate::ui::{pins, words};

pub(super) fn view(model: &Model, painter: &mut Painter<'_>) {
    let area = model.panes.reader;
    let headed = model.panes.head > 0 && !model.setup.zen;
    if headed {
        super::rule(model, Pane::Reader, area, painter);
    }
    match &model.reader {
        Some(reader) => {
            if headed {
                head(model, reader, area, painter);
            }
            page(model, reader, painter);
        }
        None if model.is_empty() => empty(model, painter),
        None => {}
    }
    if let Some(beside) = model.beside.as_ref().filter(|beside| beside.is_shown()) {
        let own = painter.spot;
        painter.spot = Spot {
            text: beside.text,
            ruler: beside.ruler,
            has_keys: false,
        };
        other(model, beside, headed, painter);
        painter.spot = own;
    }
}

/// The article that stands beside, and the line between the two.
fn other(model: &Model, beside: &Beside, headed: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let area = beside.area;
    painter.fill(area, theme.ground.patch(theme.text));
    if headed {
        let row = Area {
            y: area.y + 1,
            height: 1,
            ..area
        };
        if model.panes.head > 1 {
            painter.run(row, painter.signs.rule[0], theme.rule);
        }
        head(model, &beside.reader, area, painter);
    }
    page(model, &beside.reader, painter);
    let x = if beside.on_left {
        area.right()
    } else {
        area.x.saturating_sub(1)
    };
    let from = if headed { model.panes.head.min(2) } else { 0 };
    painter.fill(
        Area {
            x,
            width: 1,
            ..area
        },
        theme.ground,
    );
    for y in from..area.bottom() {
        painter.sign(x, y, painter.signs.line, theme.rule);
    }
}

/// The head: which article of how many, and its title once that has scrolled away.
fn head(model: &Model, reader: &Reader, area: Area, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let text = painter.spot.text;
    let focused = model.focus == Pane::Reader && model.popup.is_none() && painter.spot.has_keys;
    let style = if focused { theme.text } else { theme.dim };
    let (at, count) = model.list.number_of(reader.article.id);
    let values = [("at", at.into()), ("count", count.into())];
    // What a filter leaves out has its number among all.
    let listed = model.list.place_of(reader.article.id).is_some();
    let of = if listed {
        "article-of"
    } else {
        "article-unlisted"
    };
    let of = painter.locale.with(of, &values);
    let x = area.x + 2;
    let taken = painter.words(x, area.y, text.width, &of, style);
    let title_shown = reader
        .visible
        .iter()
        .any(|row| row.place.paragraph == 0 && row.line().is_some());
    if !title_shown {
        let from = (x + taken + 3).max(text.x);
        let width = text.right().saturating_sub(from);
        painter.label_before(
            text.right(),
            area.y,
            width,
            &reader.article.document.meta.label,
            theme.strong,
        );
    }
}

/// What an empty collection says.
fn empty(model: &Model, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let text = painter.spot.text;
    let y = text.y + text.height / 4;
    let skipped = model.list.skipped;
    let rows = [
        ("empty-folder", theme.strong),
        ("empty-looked-for", theme.dim),
    ];
    for (y, (id, style)) in (y..).zip(rows) {
        painter.words(text.x, y, text.width, &painter.locale.text(id), style);
    }
    if skipped > 0 {
        let count = ("count", skipped.into());
        let words = painter.locale.with("empty-passed-over", &[count]);
        painter.words(text.x, y + 2, text.width, &words, theme.dim);
    }
    let keys = [(Action::Close, "word-quit"), (Action::Help, "word-help")];
    let keys = keys.map(|(action, what)| (model.key_of(action), what));
    let widest = keys
        .iter()
        .map(|(key, _)| crate::text::width::of_label(key));
    let column = u16::try_from(widest.max().unwrap_or(0))
        .unwrap_or(8)
        .min(16)
        + 2;
    for (y, (key, id)) in (y + 4..).zip(keys) {
        painter.label(text.x, y, column, &key, theme.strong);
        let room = text.width.saturating_sub(column);
        let what = painter.locale.text(id);
        painter.words(text.x + column, y, room, &what, theme.text);
    }
    let shell = painter.locale.text("empty-shell");
    painter.words(text.x, y + 7, text.width, &shell, theme.dim);
}

fn page(model: &Model, reader: &Reader, painter: &mut Painter<'_>) {
    let text = painter.spot.text;
    painter.keeping_sides(text, |painter| rows(model, reader, painter));
    if !model.setup.zen {
        super::ruler::view(model, reader, painter);
    }
}

fn rows(model: &Model, reader: &Reader, painter: &mut Painter<'_>) {
    let text = painter.spot.text;
    let read = reader.paragraph_read().filter(|_| model.setup.spotlight);
    for (y, row) in (text.y..text.bottom()).zip(&reader.visible) {
        let quiet = read.is_some_and(|paragraph| paragraph != row.place.paragraph);
        match row.row() {
            PageRow::Blank => {}
            PageRow::Meta => meta(model, reader, row, y, painter),
            PageRow::Rule => {
                let area = Area {
                    y,
                    height: 1,
                    ..text
                };
                painter.run(area, painter.signs.rule[0], painter.theme.rule);
            }
            PageRow::Gloss => super::gloss::view(model, reader, row, y, painter),
            PageRow::Line(line) => {
                one(model, reader, row, line, y, quiet, painter);
                if read == Some(row.place.paragraph) {
                    reading_sign(line, y, painter);
                }
            }
        }
    }
    marked(model, reader, painter);
    super::notes::margin(model, reader, painter);
}

/// Source, date and reading time, in the interface's direction on the title's side.
fn meta(model: &Model, reader: &Reader, row: &VisibleRow, y: u16, painter: &mut Painter<'_>) {
    let text = painter.spot.text;
    let meta = &reader.article.document.meta;
    let mut facts = Vec::new();
    // The source runs in its own direction and moves nothing around it.
    facts.push(match &meta.source {
        Some(source) => format!("\u{2068}{source}\u{2069}"),
        None => format!("\u{2068}{}\u{2069}", reader.article.doc),
    });
    let locale = painter.locale;
    facts.extend(meta.date.map(|date| words::date(locale, date)));
    let other = |date| super::calendar::day(locale, date, model.setup.calendar);
    facts.extend(meta.date.and_then(other));
    let minutes = words::minutes(reader.article.words, model.setup.pace).max(1);
    facts.push(locale.with("minutes-short", &[("count", minutes.into())]));
    let dot = format!(" {} ", painter.signs.dot);
    // A fact that has no room is left out whole; what is left of it would say nothing.
    while facts.len() > 2 && of_label(&facts.join(&dot)) > usize::from(text.width) {
        facts.pop();
    }
    let labels = super::notes::labels(&model.list.marks(reader.article.id), painter);
    facts.extend(Some(labels).filter(|labels| !labels.is_empty()));
    let facts = facts.join(&dot);
    let style = painter.theme.dim;
    let line = painter.cut_in(&facts, text.width, painter.direction());
    let x = if row.block.direction.is_rtl() {
        text.right().saturating_sub(line.width)
    } else {
        text.x
    };
    painter.line(x, y, &line, |_| style);
}

fn one(
    model: &Model,
    reader: &Reader,
    row: &VisibleRow,
    line: &Line,
    y: u16,
    quiet: bool,
    painter: &mut Painter<'_>,
) {
    let text = painter.spot.text;
    let document = &reader.article.document;
    let paragraph = document.paragraphs.get(row.place.paragraph);
    let x = text.x + row.offset(text.width);
    let marks = Marks::of(model, reader, line, painter);
    let theme = painter.theme;
    let plain = match row.block.kind {
        ParagraphKind::Title | ParagraphKind::Heading(_) => theme.strong,
        _ => theme.text,
    };
    let base = |placed: &Placed| {
        if placed.sign {
            return theme.dim;
        }
        let piece = paragraph.and_then(|p: &Paragraph| p.pieces.get(placed.piece as usize));
        let Some(piece) = piece else {
            return plain;
        };
        if piece.link.is_some() {
            theme.link
        } else if piece.style.strong {
            theme.strong
        } else if piece.style.code {
            theme.dim
        } else if piece.style.emphasis {
            // No italics: oblique faces have no Arabic.
            theme.text.patch(Style {
                fg: theme.strong.fg,
                ..Style::new()
            })
        } else {
            plain
        }
    };
    painter.line(x, y, line, |placed| {
        let style = if quiet && !marks.leads(placed) {
            theme.dim
        } else {
            marks.style(placed, base(placed))
        };
        match style.fg {
            // Bold brightens these in some terminals, and no contrast is sure any more.
            Some(ratatui::style::Color::Indexed(0..8)) => style.remove_modifier(Modifier::BOLD),
            _ => style,
        }
    });
    if let Some(paragraph) = paragraph {
        links(paragraph, line, x, y, painter);
        start_sign(row, paragraph, y, painter);
    }
    if reader.selection.is_some() {
        super::selection::view(reader, line, x, y, painter);
    }
    let here = marks
        .current
        .is_some_and(|range| line.range.contains(range.start));
    let x = sign_column(painter, line.direction);
    if here {
        let sign = match line.direction {
            Direction::RightToLeft => painter.signs.here[0],
            Direction::LeftToRight => painter.signs.here[1],
        };
        painter.sign(x, y, sign, theme.accent);
    } else if let Some(pin) = marks.first_pin(line) {
        painter.sign(x, y, pins::DIGITS[pin], theme.pins[pin].sign);
    }
}

/// Column of the signs beside a line.
pub(super) fn sign_column(painter: &Painter<'_>, direction: Direction) -> u16 {
    let text = painter.spot.text;
    match direction {
        Direction::RightToLeft => text.right() + 1,
        Direction::LeftToRight => text.x.saturating_sub(2),
    }
}

/// A bar beside the paragraph that is read: colour alone tells nothing.
fn reading_sign(line: &Line, y: u16, painter: &mut Painter<'_>) {
    let x = sign_column(painter, line.direction);
    if painter.is_blank(x, y) {
        painter.sign(x, y, painter.signs.bar[1], painter.theme.accent);
    }
}

/// The letters of marks beside their lines.
fn marked(model: &Model, reader: &Reader, painter: &mut Painter<'_>) {
    let text = painter.spot.text;
    for mark in model.marks.within(reader.article.id) {
        let lines = (text.y..text.bottom()).zip(&reader.visible);
        let mut lines = lines.filter_map(|(y, row)| Some((y, row.line()?)));
        let Some((y, line)) = lines.find(|(_, line)| line.range.contains(mark.at)) else {
            continue;
        };
        let x = sign_column(painter, line.direction);
        let mut letter = [0; 4];
        painter.sign(
            x,
            y,
            mark.letter.encode_utf8(&mut letter),
            painter.theme.accent,
        );
    }
}

/// What hangs beside the first line of an item, and beside a quotation.
fn start_sign(row: &VisibleRow, paragraph: &Paragraph, y: u16, painter: &mut Painter<'_>) {
    let text = painter.spot.text;
    let rtl = row.block.direction.is_rtl();
    let theme = painter.theme;
    match paragraph.kind {
        ParagraphKind::Item { depth, number } if row.is_first_line() => {
            let inset = u16::from(depth) * 2;
            let label = number.map_or(painter.signs.bullet.to_owned(), |n| format!("{n}."));
            let line = painter.cut_in(&label, row.block.indent, row.block.direction);
            let x = if rtl {
                text.right().saturating_sub(inset + line.width)
            } else {
                text.x + inset
            };
            painter.line(x, y, &line, |_| theme.dim);
        }
        ParagraphKind::Quote => {
            let x = if rtl {
                text.right().saturating_sub(1)
            } else {
                text.x
            };
            painter.sign(x, y, painter.signs.line, theme.faint);
        }
        _ => {}
    }
}

/// The cells of links to pages and addresses.
fn links(paragraph: &Paragraph, line: &Line, x: u16, y: u16, painter: &mut Painter<'_>) {
    for piece in &paragraph.pieces {
        let Some(url) = &piece.link else {
            continue;
        };
        let open = ["http://", "https://", "mailto:"];
        if !open.iter().any(|scheme| url.starts_with(scheme)) {
            continue;
        }
        for cells in line.segments(piece.range) {
            painter.link(x + cells.start..x + cells.end, y, url);
        }
    }
}

/// Which stretches of a line are marked, and how.
struct Marks<'a> {
    mentions: &'a [LinkedMention],
    reader: &'a Reader,
    hits: Vec<TextRange>,
    current: Option<TextRange>,
    pointed: Option<TextRange>,
    model: &'a Model,
    searching: bool,
    theme: crate::ui::theme::Theme,
}

impl<'a> Marks<'a> {
    fn of(model: &'a Model, reader: &'a Reader, line: &Line, painter: &Painter<'_>) -> Self {
        // A search is in the article that has the keys.
        let search = model.sought.search.as_ref();
        let search = search.filter(|_| painter.spot.has_keys);
        let hits = search.map_or_else(Vec::new, |s| {
            let from = s.hits.partition_point(|h| h.end <= line.range.start);
            let to = s.hits.partition_point(|h| h.start < line.range.end);
            s.hits.get(from..to).unwrap_or(&[]).to_vec()
        });
        Self {
            mentions: mentions_in(&reader.article.mentions, line.range),
            reader,
            hits,
            current: reader.reached,
            pointed: reader.pointed,
            model,
            searching: search.is_some(),
            theme: painter.theme,
        }
    }

    /// The first pinned actor that is named in the line; its sign stands in the margin.
    fn first_pin(&self, line: &Line) -> Option<usize> {
        if self.model.marking == Marking::Nothing || self.model.pins.is_empty() {
            return None;
        }
        let mentions = self.mentions.iter();
        let mut begun = mentions.filter(|m| line.range.contains(m.range.start));
        begun.find_map(|m| self.model.pins.number(m.entity))
    }

    /// What stands out though its paragraph does not.
    fn leads(&self, placed: &Placed) -> bool {
        let lit = |range: TextRange| range.intersects(placed.range);
        self.current.is_some_and(lit) || self.pointed.is_some_and(lit)
    }

    /// The style of a cell. Colours change, never letters: half a lam-alef lights its cell,
    /// and where two actors meet in one, the earlier has it.
    fn style(&self, placed: &Placed, base: Style) -> Style {
        let theme = &self.theme;
        let lit = |range: TextRange| range.intersects(placed.range);
        let searching = self.searching;
        let pin_of = |mention: &LinkedMention| self.model.pins.number(mention.entity);
        if self.current.is_some_and(lit) {
            let pinned = self.mentions.iter().find(|m| lit(m.range)).and_then(pin_of);
            return base.patch(match pinned {
                _ if searching => theme.hit_current,
                Some(pin) => theme.pins[pin].current,
                None => theme.current,
            });
        }
        if self.pointed.is_some_and(lit) {
            return base.patch(theme.pointed);
        }
        if self.hits.iter().any(|h| lit(*h)) {
            return base.patch(theme.hit);
        }
        let Some(mention) = self.mentions.iter().find(|m| lit(m.range)) else {
            return base;
        };
        let followed = self.model.sought.chosen() == Some(mention.entity);
        if let Some(pin) = pin_of(mention)
            && self.model.marking != Marking::Nothing
        {
            let pin = theme.pins[pin];
            return if searching || self.reader.article.is_weak(mention.range) {
                base.patch(pin.sign).add_modifier(Modifier::UNDERLINED)
            } else if followed && pin.name.fg.is_none() {
                // Without colours the chosen one is told from the other pinned.
                base.patch(theme.followed)
            } else {
                base.patch(pin.name)
            };
        }
        match (followed, self.model.marking) {
            (_, Marking::Nothing) => base,
            // While words are searched the actor steps back to an underline; so does what only
            // may name it.
            (true, _) if searching || self.reader.article.is_weak(mention.range) => {
                base.patch(theme.accent).add_modifier(Modifier::UNDERLINED)
            }
            (true, _) => base.patch(theme.followed),
            (false, Marking::Followed) => base,
            (false, Marking::All) if self.reader.article.is_weak(mention.range) => {
                base.add_modifier(Modifier::UNDERLINED)
            }
            (false, Marking::All) => {
                // In a heading the weight stays, the ink says the kind; nationalities are quiet.
                if mention.kind == Kind::Nationality && self.model.setup.theme != ThemeChoice::Mono
                {
                    base
                } else {
                    base.patch(theme.kind(mention.kind))
                }
            }
        }
    }
}
