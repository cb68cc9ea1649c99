//! The list of articles.

use ratatui::style::Style;

use crate::app::Model;
use crate::app::action::Action;
use crate::app::list::{Entry, MARGINS};
use crate::app::panes::{Area, Pane};
use crate::layout::{Options, column};
use crate::library::view::Pinned;
use crate::ui::paint::Painter;
use crate::ui::{pins, words};

pub(super) fn view(model: &Model, area: Area, painter: &mut Painter<'_>) {
    if model.panes.head > 0 {
        head(model, area, painter);
        super::rule(model, Pane::List, area, painter);
    }
    let (above, body) = model.list.parts(model.panes.body(area));
    super::saved::view(model, above, painter);
    let entries = model
        .list
        .visible(body.width, body.height, &model.label_options());
    for entry in &entries {
        one(model, body, entry, painter);
    }
    if model.list.filter.as_ref().is_some_and(|f| f.whole) && model.list.is_empty() {
        let key = ("key", model.key_of(Action::Peel).into());
        let words = painter.locale.with("filter-nothing", &[key]);
        let options = Options {
            direction: Some(painter.direction()),
            ..model.label_options()
        };
        let room = body.width.saturating_sub(MARGINS);
        let lines = column::label_rows(&words, room, 5, &options);
        let style = painter.theme.dim;
        for (y, line) in (body.y..body.bottom()).zip(&lines) {
            painter.line(body.x + 3, y, line, |_| style);
        }
    }
}

fn head(model: &Model, area: Area, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let focused = model.focus == Pane::List && model.popup.is_none();
    let style = if focused { theme.strong } else { theme.dim };
    let (done, total) = model.list.progress;
    let filter = model.list.filter.as_ref();
    let title = match filter {
        Some(filter) => filter.query.clone(),
        None => painter.locale.text("pane-articles"),
    };
    let count = if filter.is_some() {
        let (shown, all) = (model.list.articles, model.list.all());
        let far = [("at", shown.into()), ("count", all.into())];
        painter.locale.with("article-of", &far)
    } else if done < total {
        let far = [("at", done.into()), ("count", total.into())];
        let far = painter.locale.with("article-of", &far);
        match model.list.pace {
            // Where there is no room, how far is said and not how fast.
            Some((rate, left)) if area.width >= 44 => {
                let rate = format!("{}.{} MB/s", rate / 1_000_000, rate / 100_000 % 10);
                let left = words::time(painter.locale, left);
                let values = [
                    ("far", far.into()),
                    ("rate", rate.into()),
                    ("left", left.into()),
                ];
                painter.locale.with("reading-in", &values)
            }
            _ => far,
        }
    } else {
        painter.locale.number(model.list.articles)
    };
    let taken = painter.words_before(
        area.right().saturating_sub(2),
        area.y,
        area.width.saturating_sub(12),
        &count,
        theme.dim,
    );
    let mut x = area.x + 2;
    if filter.is_some() {
        painter.sign(x, area.y, painter.signs.prompt, theme.accent);
        x += 2;
    }
    if let Some(pinned) = filter.and_then(|filter| filter.pinned) {
        x += self::pinned(model, pinned, (x, area.y), style, painter) + 1;
    }
    let room = area.right().saturating_sub(x + taken + 3);
    painter.words(x, area.y, room, &title, style);
}

/// Which of the pinned an article has to name, by their digits; the cells that it took.
fn pinned(
    model: &Model,
    pinned: Pinned,
    (x, y): (u16, u16),
    style: Style,
    painter: &mut Painter<'_>,
) -> u16 {
    let id = match pinned {
        Pinned::All => "pinned-all",
        Pinned::Any => "pinned-any",
        Pinned::None => "pinned-none",
    };
    let words = painter.locale.text(id);
    let mut taken = painter.words(x, y, 12, &words, style) + 1;
    for (at, _) in model.pins.iter() {
        let ink = painter.theme.pins[at].sign;
        painter.sign(x + taken, y, pins::DIGITS[at], ink);
        taken += 1;
    }
    taken
}

fn one(model: &Model, body: Area, entry: &Entry, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let id = model.list.id_at(entry.at);
    let marks = id.map_or_else(Default::default, |id| model.list.marks(id));
    let read = marks.read;
    let open = model
        .reader
        .as_ref()
        .is_some_and(|r| Some(r.article.id) == id);
    let selected = entry.at == model.list.selected && model.list.saved.on.is_none();
    let top = body.y + entry.y;
    let shown = entry.height().min(body.height.saturating_sub(entry.y));
    if selected {
        painter.tint(
            Area {
                y: top,
                height: shown,
                ..body
            },
            theme.selected,
        );
        let focused = model.focus == Pane::List && model.popup.is_none();
        let (bar, style) = if focused {
            (painter.signs.bar[0], theme.accent)
        } else {
            (painter.signs.bar[1], theme.dim)
        };
        for y in top..top + shown {
            painter.sign(body.x, y, bar, style);
        }
    }
    let failed = id.is_some_and(|id| model.list.has_failed(id));
    let title = if failed {
        theme.dim
    } else if open {
        theme.strong
    } else if read {
        theme.dim
    } else {
        theme.text
    };
    // A copy stands further in, on whichever side its line begins.
    let room = body.width.saturating_sub(MARGINS + entry.inset);
    let left = body.x + 3;
    for (y, line) in (top..).zip(&entry.title) {
        if y >= body.bottom() {
            return;
        }
        let offset = if painter.is_far(line.direction) {
            room.saturating_sub(line.width)
        } else {
            entry.inset
        };
        painter.line(left + offset, y, line, |_| title);
    }
    if failed {
        painter.sign(body.x + 1, top, painter.signs.error, theme.error);
    } else if marks.starred {
        painter.sign(body.x + 1, top, painter.signs.star, theme.accent);
    } else if !read {
        painter.sign(body.x + 1, top, painter.signs.bullet, theme.text);
    }
    let left = left + entry.inset;
    let y = top + entry.height() - 1;
    if y >= body.bottom() {
        return;
    }
    // What a row says may be on its way.
    let Some(row) = model.list.row(entry.at) else {
        return;
    };
    if let Some(reason) = &row.failed {
        painter.label(left, y, room, reason, theme.error);
        return;
    }
    let mut count = 0;
    if let Some(chosen) = &model.sought.actor {
        let n = chosen.count_in(row.id);
        if n > 0 {
            let text = painter.locale.number(n as usize);
            count = 1 + painter.label_before(left + room, y, room, &text, theme.accent);
        }
    }
    let room = room.saturating_sub(count);
    let (copies, open) = model.list.copies(row.id);
    let copies = match copies {
        0 => String::new(),
        n => painter.locale.number(n),
    };
    // A fold and its number have cells of their own, whatever has to be cut.
    let folded = match u16::try_from(copies.len()).unwrap_or(0) {
        0 => 0,
        cells => cells + 3,
    };
    let labels = super::notes::labels(&marks, painter);
    let room = room.saturating_sub(folded);
    let date = row.date.map(|date| words::date(painter.locale, date));
    let cells = |text: &str| u16::try_from(crate::text::width::of_label(text)).unwrap_or(u16::MAX);
    // Tags take what a date leaves, which is never cut, and half of the row beside a source.
    let free = match &date {
        Some(date) => room.saturating_sub(cells(date)),
        None => room / 2,
    };
    let labelled = match cells(&labels) {
        0 => 0,
        asked => asked.saturating_add(2).min(free),
    };
    let whole = room;
    let room = room.saturating_sub(labelled);
    let taken = match (date, &row.source) {
        (Some(date), _) => painter.words(left, y, room, &date, theme.dim),
        (None, Some(source)) => painter.label(left, y, room, source, theme.dim),
        (None, None) => painter.label(left, y, room, &row.doc, theme.dim),
    };
    if folded > 0 {
        let x = left + taken + 2;
        painter.sign(x, y, painter.signs.folds[usize::from(open)], theme.text);
        painter.label(x + 1, y, folded, &copies, theme.text);
    }
    if labelled > 2 {
        let room = whole.saturating_sub(taken + 2);
        painter.words(left + taken + folded + 2, y, room, &labels, theme.dim);
    }
}
