//! The actors of the article.

use ratatui::style::Style;

use crate::app::Model;
use crate::app::action::Action;
use crate::app::panes::{Area, Pane};
use crate::app::sidebar::{self, Rows, SidebarRow};
use crate::entity::kind::Kind;
use crate::library::Actor;
use crate::library::view::{Extent, Sort};
use crate::locale::Locale;
use crate::ui::paint::Painter;
use crate::ui::{pins, words};

/// The columns of the sidebar, in cells from its left edge.
pub(super) struct Columns {
    /// Width of the name, which begins at cell 5.
    name: u16,
    /// First cell and width of the thread; no cells on narrow screens.
    pub(super) thread: (u16, u16),
    /// One past the last cell of the count here.
    pub(super) here: u16,
    /// One past the last cell of the count everywhere.
    pub(super) all: u16,
    /// Cells that the longest of each may take.
    digits: (u16, u16),
}

const NAME: u16 = 5;

impl Columns {
    /// For a pane of this width whose longest counts, here and everywhere, take so many cells.
    pub(super) fn of(width: u16, longest: (u16, u16)) -> Self {
        let digits = (
            longest.0.max(3),
            longest.1.max(if width >= 34 { 3 } else { 4 }),
        );
        let all = width.saturating_sub(2);
        let here = all.saturating_sub(digits.1 + 1);
        let thread = sidebar::thread_cells(width);
        let start = here.saturating_sub(digits.0 + 1 + thread);
        let gap = u16::from(thread > 0);
        Self {
            name: start.saturating_sub(NAME + gap),
            thread: (start, thread),
            here,
            all,
            digits,
        }
    }
}

/// Cells of the longest counts of some actors, here and everywhere.
pub(super) fn longest(actors: &[Actor], locale: &Locale) -> (u16, u16) {
    let cells = |most: Option<u32>| {
        let most = locale.number(most.unwrap_or(0) as usize);
        u16::try_from(crate::text::width::of_label(&most)).unwrap_or(u16::MAX)
    };
    (
        cells(actors.iter().map(|actor| actor.here).max()),
        cells(actors.iter().map(|actor| actor.all).max()),
    )
}

pub(super) fn view(model: &Model, area: Area, painter: &mut Painter<'_>) {
    let longest = longest(&model.sidebar.actors, painter.locale);
    let columns = Columns::of(area.width, longest);
    if model.panes.head > 0 {
        head(model, area, &columns, painter);
        super::rule(model, Pane::Sidebar, area, painter);
    }
    if model.reader.is_none() {
        return;
    }
    let body = model.panes.body(area);
    let rows = Rows::of(&model.sidebar.actors);
    let shown = (model.sidebar.top..).map_while(|at| rows.get(at));
    for (y, row) in (body.y..body.bottom()).zip(shown) {
        match row {
            SidebarRow::Blank => {}
            SidebarRow::Heading(kind) => {
                let theme = painter.theme;
                let room = area.width.saturating_sub(4);
                let words = words::kind(painter.locale, kind);
                painter.words(area.x + 3, y, room, &words, theme.dim);
            }
            SidebarRow::Actor(at) => {
                let row = Area {
                    y,
                    height: 1,
                    ..body
                };
                one(model, at, row, &columns, painter);
            }
        }
    }
    if rows.is_empty() {
        let theme = painter.theme;
        let key = model.key_of(Action::CycleExtent);
        let values = [("key", key.into())];
        let words = painter.locale.with(none(model), &values);
        // What there is to be done stands in a row of its own: the pane is narrow.
        for (y, words) in (body.y..body.bottom()).zip(words.split_inclusive(". ")) {
            let room = area.width.saturating_sub(4);
            painter.words(area.x + 3, y, room, words.trim_end(), theme.dim);
        }
    }
}

fn head(model: &Model, area: Area, columns: &Columns, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let focused = model.focus == Pane::Sidebar && model.popup.is_none();
    let style = if focused { theme.strong } else { theme.dim };
    let extent = match model.sidebar.extent {
        Extent::Listed if model.list.filter.is_none() => Extent::Collection,
        extent => extent,
    };
    let title = match (extent, area.width) {
        (Extent::Article, 34..) => "pane-actors-article",
        (Extent::Article, _) => "pane-actors",
        (Extent::Screen, 34..) => "pane-actors-screen",
        (Extent::Screen, _) => "pane-actors-screen-short",
        (Extent::Listed, 34..) => "pane-actors-listed",
        (Extent::Listed, _) => "pane-actors-listed-short",
        (Extent::Collection, 34..) => "pane-actors-all",
        (Extent::Collection, _) => "pane-actors-all-short",
    };
    // The counts that sort the list are told by their weight.
    let sorts = |sort| {
        if model.sidebar.sort == sort {
            theme.strong
        } else {
            theme.dim
        }
    };
    let locale = painter.locale;
    let here = match extent {
        Extent::Listed => "column-listed",
        _ => "column-here",
    };
    // A story that several articles tell may count once.
    let all = match model.list.copies.once {
        true => "column-once",
        false => "column-all",
    };
    let (here, all) = (locale.text(here), locale.text(all));
    let end = area.x + columns.all;
    let taken = painter.words_before(end, area.y, 4, &all, sorts(Sort::Everywhere));
    // A blank stands between the two, however long they are.
    let end = columns.here.min(columns.all.saturating_sub(taken + 1));
    let taken = painter.words_before(area.x + end, area.y, 5, &here, sorts(Sort::Here));
    let room = end.saturating_sub(taken + 3);
    painter.words(area.x + 2, area.y, room, &locale.text(title), style);
}

/// Why nobody is listed.
fn none(model: &Model) -> &'static str {
    match model.sidebar.extent {
        _ if !model.sidebar.filter.text().is_empty() => "actors-none-so",
        Extent::Screen | Extent::Article if model.names_awaited().is_some() => "actors-sought",
        Extent::Screen => "actors-none-screen",
        _ => "actors-none",
    }
}

fn one(model: &Model, at: usize, row: Area, columns: &Columns, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let Some(actor) = model.sidebar.actors.get(at) else {
        return;
    };
    let chosen = model.sought.chosen() == Some(actor.id);
    let selected = at == model.sidebar.selected;
    if selected {
        painter.tint(row, theme.selected);
        let focused = model.focus == Pane::Sidebar && model.popup.is_none();
        let (bar, style) = if focused {
            (painter.signs.bar[0], theme.accent)
        } else {
            (painter.signs.bar[1], theme.dim)
        };
        painter.sign(row.x, row.y, bar, style);
    }
    let pin = model.pins.number(actor.id);
    if let Some(pin) = pin {
        painter.sign(row.x + 1, row.y, pins::DIGITS[pin], theme.pins[pin].sign);
    }
    let ink = match pin {
        Some(pin) => theme.pins[pin].name,
        None if chosen => theme.accent,
        None => theme.text,
    };
    let sign = if let Some(pin) = pin {
        theme.pins[pin].sign
    } else if chosen {
        theme.accent
    } else {
        let mut sign = theme.kind(actor.kind);
        // A sign is not underlined, whatever names in the text are.
        sign.add_modifier = ratatui::style::Modifier::empty();
        sign
    };
    painter.sign(row.x + 3, row.y, painter.signs.kind(actor.kind), sign);
    // Two who share a last name are told apart by the first.
    let by_last = actor.kind == Kind::Person && !model.sidebar.shares_family(actor);
    let name = words::name_within(&actor.name, by_last, columns.name);
    painter.label(row.x + NAME, row.y, columns.name, &name, ink);
    let thread_ink = match pin {
        Some(pin) => theme.pins[pin].sign,
        None if chosen => theme.accent,
        None => theme.dim,
    };
    thread(model, actor, thread_ink, row, columns, painter);
    // Nought is said by saying nothing.
    let here = match actor.here {
        0 => String::new(),
        here => painter.locale.number(here as usize),
    };
    painter.number_before(
        row.x + columns.here,
        row.y,
        columns.digits.0,
        &here,
        if chosen { theme.accent } else { theme.text },
    );
    painter.number_before(
        row.x + columns.all,
        row.y,
        columns.digits.1,
        &painter.locale.number(actor.all as usize),
        theme.dim,
    );
}

/// The thread: the article from its start to its end, a knot where the actor is named.
fn thread(
    model: &Model,
    actor: &Actor,
    ink: Style,
    row: Area,
    columns: &Columns,
    painter: &mut Painter<'_>,
) {
    let theme = painter.theme;
    let (start, width) = columns.thread;
    let slots = model.sidebar.thread(actor.id).take(usize::from(width));
    for (x, slot) in (row.x + start..).zip(slots) {
        let style = if slot == 0 { theme.rule } else { ink };
        painter.sign(x, row.y, painter.signs.lying[slot], style);
    }
}

#[cfg(test)]
mod tests {
    use super::Columns;

    #[test]
    fn counts_have_a_blank_between_them_however_long_they_are() {
        for width in 20..60 {
            for (here, all) in [(1, 1), (2, 4), (3, 5), (5, 7), (6, 6)] {
                let columns = Columns::of(width, (here, all));
                assert!(columns.all - columns.here > all, "{width} {here} {all}");
                let (start, cells) = columns.thread;
                assert!(columns.here - (start + cells) > here.min(columns.here - 1));
            }
        }
    }
}
