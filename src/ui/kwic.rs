//! Lines of a concordance: a place each, the key always in the same column.

use ratatui::style::{Modifier, Style};

use crate::app::Model;
use crate::app::kwic::Kwic;
use crate::app::panes::Area;
use crate::layout::kwic;
use crate::library::query::Context;
use crate::library::survey::concordance::{Line, Sort};
use crate::text::around;
use crate::text::range::TextRange;
use crate::text::width;
use crate::ui::board::{self, Head};
use crate::ui::paint::Painter;
use crate::ui::words;

/// From this width on a day has room before each line.
const WITH_DAY: u16 = 60;
/// Cells of the source where lines are sorted by it.
const SOURCE: u16 = 18;

/// How the parts of a line look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// The key.
    pub key: Style,
    /// What stands around it.
    pub text: Style,
    /// The word next to the key that decides where the line stands.
    pub by: Option<Sort>,
}

/// A line over the cells of a row, which keeps its sides on a mirrored screen.
pub(super) fn line(context: &Context, row: Area, look: Look, painter: &mut Painter<'_>) {
    let texts = (&*context.before, &*context.hit, &*context.after);
    let set = kwic::set(texts, context.direction, row.width, &painter.options());
    let joined = |part: TextRange, word: Option<TextRange>| {
        word.map(|word| TextRange::new(part.start + word.start, part.start + word.end))
    };
    // The contexts as they were cut.
    let (before, after) = around::fitting(texts, row.width);
    let by = match look.by {
        Some(Sort::Next) => joined(set.after, around::next_word(after)),
        Some(Sort::Previous) => joined(set.before, around::previous_word(before)),
        _ => None,
    };
    painter.keeping_sides(row, |painter| {
        painter.line(row.x + set.x, row.y, &set.line, |placed| {
            if placed.range.intersects(set.word) {
                look.key
            } else if by.is_some_and(|word| placed.range.intersects(word)) {
                look.text.add_modifier(Modifier::BOLD)
            } else {
                look.text
            }
        });
    });
}

pub(super) fn view(model: &Model, shown: &Kwic, area: Area, painter: &mut Painter<'_>) {
    let locale = painter.locale;
    let lines = &shown.lines;
    let order = locale.text(match shown.sort {
        Sort::Next => "kwic-sorted-next",
        Sort::Previous => "kwic-sorted-previous",
        Sort::Date => "kwic-sorted-date",
        Sort::Source => "kwic-sorted-source",
    });
    let inside = Head {
        title: &locale.text("kwic-head"),
        of: &match shown.kind {
            Some(_) => shown.name.clone(),
            None => locale.with("quoted", &[("text", shown.name.as_str().into())]),
        },
        facts: &facts(shown, painter),
        order: &order,
    }
    .paint(model, area, painter);
    let columns = Columns::of(inside, shown, painter);
    if shown.answered && lines.total == 0 && lines.is_whole() {
        let words = locale.text("kwic-nothing");
        let dim = painter.theme.dim;
        painter.words(inside.x, inside.y, inside.width, &words, dim);
        return;
    }
    let mut y = inside.y;
    if model.panes.head > 0 {
        columns.head(shown, shown.top, y, painter);
        y += 1;
    }
    let mut at = shown.top;
    while y < inside.bottom() && at < lines.total {
        if at == lines.split && at > shown.top {
            columns.head(shown, at, y + 1, painter);
            y += 2;
        }
        if y >= inside.bottom() {
            break;
        }
        let row = Area {
            y,
            height: 1,
            ..inside
        };
        let selected = at == shown.selected;
        if selected {
            board::select(area, row, true, painter);
        }
        if let Some(line) = shown.line(at) {
            columns.one(shown, line, row, selected, painter);
        }
        (y, at) = (y + 1, at + 1);
    }
}

/// What the status line says: which line one is at.
pub(super) fn state(model: &Model, shown: &Kwic) -> String {
    if shown.lines.total == 0 {
        return String::new();
    }
    let values = [
        ("at", (shown.selected + 1).into()),
        ("count", shown.lines.total.into()),
    ];
    model.locale.with("kwic-at", &values)
}

/// `20 lines in 9 articles`; how far it is while lines are gathered.
fn facts(shown: &Kwic, painter: &Painter<'_>) -> String {
    let (locale, lines) = (painter.locale, &shown.lines);
    if !shown.answered {
        return String::new();
    }
    let count = locale.with("lines", &[("count", lines.total.into())]);
    let articles = locale.with("in-articles", &[("count", lines.articles.into())]);
    let values = [("hits", count.into()), ("articles", articles.into())];
    let counted = locale.with("results-count", &values);
    let (looked, all) = lines.progress;
    if !lines.is_whole() && all > 0 {
        let percent = locale.with("percent", &[("percent", (looked * 100 / all).into())]);
        return format!("{counted} {} {percent}", painter.signs.dot);
    }
    if lines.cut {
        let first = locale.with("kwic-cut", &[("lines", counted.into())]);
        return first;
    }
    counted
}

/// Cells of a day of any month, and a blank.
fn day(painter: &Painter<'_>) -> u16 {
    let days = (1..=12).map(|month| jiff::civil::date(2020, month, 28));
    let cells = days.map(|day| width::of_label(&words::date(painter.locale, day)));
    u16::try_from(cells.max().unwrap_or(0) + 1).unwrap_or(u16::MAX)
}

/// The columns of the board.
struct Columns {
    /// Cells of the fact before each line; 0: none.
    fact: u16,
    /// The cells of the lines.
    text: Area,
    /// Cells of the widest key on the screen.
    key: u16,
}

impl Columns {
    fn of(inside: Area, shown: &Kwic, painter: &Painter<'_>) -> Self {
        let fact = match shown.sort {
            _ if inside.width < WITH_DAY => 0,
            Sort::Source => SOURCE,
            // A column without anything in it is none.
            _ if !shown.lines.dated => 0,
            _ => day(painter),
        };
        let text = Area {
            x: inside.x + fact,
            width: inside.width - fact,
            ..inside
        };
        let on_screen = (shown.top..shown.top + usize::from(inside.height)).map_while(|at| {
            let line = shown.line(at)?;
            u16::try_from(width::of_label(&line.context.hit)).ok()
        });
        Self {
            fact,
            text,
            key: on_screen.max().unwrap_or(0).min(text.width / 3),
        }
    }

    /// Where before and after stand, for the lines from `at` on.
    fn head(&self, shown: &Kwic, at: usize, y: u16, painter: &mut Painter<'_>) {
        let (theme, locale) = (painter.theme, painter.locale);
        let fact = locale.text(match shown.sort {
            Sort::Source => "kwic-source",
            _ => "kwic-date",
        });
        if self.fact > 0 {
            let x = self.text.x - self.fact;
            painter.words(x, y, self.fact - 1, &fact, theme.dim);
        }
        let Some(line) = shown.line(at) else {
            return;
        };
        let before = around::before_cells(self.text.width);
        let rtl = line.context.direction.is_rtl();
        // The cells of the key, from the left.
        let (left, right) = if rtl {
            let right = self.text.width - before;
            (right.saturating_sub(self.key), right)
        } else {
            (before, before + self.key)
        };
        let (on_left, on_right) = match rtl {
            true => ("kwic-after", "kwic-before"),
            false => ("kwic-before", "kwic-after"),
        };
        let (on_left, on_right) = (locale.text(on_left), locale.text(on_right));
        let row = Area {
            y,
            height: 1,
            ..self.text
        };
        painter.keeping_sides(row, |painter| {
            let end = self.text.x + left.saturating_sub(1);
            painter.label_before(end, y, left.saturating_sub(1), &on_left, theme.dim);
            let x = self.text.x + right + 1;
            let room = self.text.width.saturating_sub(right + 1);
            painter.label(x, y, room, &on_right, theme.dim);
        });
    }

    fn one(
        &self,
        shown: &Kwic,
        line_of: &Line,
        row: Area,
        selected: bool,
        painter: &mut Painter<'_>,
    ) {
        let theme = painter.theme;
        if self.fact > 0 {
            let (text, style) = match (&line_of.source, line_of.date) {
                (Some(source), _) if shown.sort == Sort::Source => (source.to_string(), theme.text),
                (None, _) if shown.sort == Sort::Source => (line_of.doc.to_string(), theme.text),
                (_, Some(date)) => (words::date(painter.locale, date), theme.dim),
                (_, None) => (String::new(), theme.dim),
            };
            painter.words(row.x, row.y, self.fact - 1, &text, style);
        }
        let (key, current) = match shown.kind {
            Some(_) => (theme.followed, theme.current),
            None => (theme.hit, theme.hit_current),
        };
        let look = Look {
            key: theme.text.patch(if selected { current } else { key }),
            text: if selected { theme.strong } else { theme.text },
            by: Some(shown.sort),
        };
        let row = Area {
            y: row.y,
            height: 1,
            ..self.text
        };
        line(&line_of.context, row, look, painter);
    }
}
