//! The actors of the article.

use ratatui::style::Style;

use crate::app::Model;
use crate::app::panes::{Area, Pane};
use crate::app::ruler::slots;
use crate::app::sidebar::{self, SidebarRow};
use crate::entity::kind::Kind;
use crate::library::{Actor, Article};
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
}

const NAME: u16 = 5;

impl Columns {
    pub(super) fn of(width: u16) -> Self {
        let all = width.saturating_sub(2);
        let here = all.saturating_sub(if width >= 34 { 4 } else { 5 });
        let thread = match width {
            42.. => 10,
            34.. => 6,
            _ => 0,
        };
        let start = here.saturating_sub(4 + thread);
        let gap = u16::from(thread > 0);
        Self {
            name: start.saturating_sub(NAME + gap),
            thread: (start, thread),
            here,
            all,
        }
    }
}

pub(super) fn view(model: &Model, area: Area, painter: &mut Painter<'_>) {
    let columns = Columns::of(area.width);
    if model.panes.head > 0 {
        head(model, area, &columns, painter);
        super::rule(model, Pane::Sidebar, area, painter);
    }
    let Some(reader) = &model.reader else {
        return;
    };
    let body = model.panes.body(area);
    let article = &reader.article;
    let rows = sidebar::rows(&article.actors);
    let shown = rows.iter().skip(model.sidebar.top);
    for (y, row) in (body.y..body.bottom()).zip(shown) {
        match row {
            SidebarRow::Blank => {}
            SidebarRow::Heading(kind) => {
                let theme = painter.theme;
                let room = area.width.saturating_sub(4);
                let words = words::kind(painter.locale, *kind);
                painter.words(area.x + 3, y, room, &words, theme.dim);
            }
            SidebarRow::Actor(at) => {
                let row = Area {
                    y,
                    height: 1,
                    ..body
                };
                one(model, article, *at, row, &columns, painter);
            }
        }
    }
    if rows.is_empty() {
        let theme = painter.theme;
        let words = painter.locale.text("actors-none");
        painter.words(
            area.x + 3,
            body.y,
            area.width.saturating_sub(4),
            &words,
            theme.dim,
        );
    }
}

fn head(model: &Model, area: Area, columns: &Columns, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let focused = model.focus == Pane::Sidebar && model.popup.is_none();
    let style = if focused { theme.strong } else { theme.dim };
    let title = if area.width >= 34 {
        "pane-actors-article"
    } else {
        "pane-actors"
    };
    let locale = painter.locale;
    let room = columns.here.saturating_sub(6);
    painter.words(area.x + 2, area.y, room, &locale.text(title), style);
    let (here, all) = (locale.text("column-here"), locale.text("column-all"));
    let taken = painter.words_before(area.x + columns.all, area.y, 4, &all, theme.dim);
    // A blank stands between the two, however long they are.
    let end = columns.here.min(columns.all.saturating_sub(taken + 1));
    painter.words_before(area.x + end, area.y, 5, &here, theme.dim);
}

fn one(
    model: &Model,
    article: &Article,
    at: usize,
    row: Area,
    columns: &Columns,
    painter: &mut Painter<'_>,
) {
    let theme = painter.theme;
    let Some(actor) = article.actors.get(at) else {
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
    let family = words::family(&actor.name);
    let shared = article.actors.iter().any(|other| {
        other.id != actor.id && other.kind == actor.kind && words::family(&other.name) == family
    });
    let by_last = actor.kind == Kind::Person && !shared;
    let name = words::name_within(&actor.name, by_last, columns.name);
    painter.label(row.x + NAME, row.y, columns.name, &name, ink);
    let thread_ink = match pin {
        Some(pin) => theme.pins[pin].sign,
        None if chosen => theme.accent,
        None => theme.dim,
    };
    thread(article, actor, thread_ink, row, columns, painter);
    painter.label_before(
        row.x + columns.here,
        row.y,
        5,
        &painter.locale.number(actor.here as usize),
        if chosen { theme.accent } else { theme.text },
    );
    painter.label_before(
        row.x + columns.all,
        row.y,
        6,
        &painter.locale.number(actor.all as usize),
        theme.dim,
    );
}

/// The thread: the article from its start to its end, a knot where the actor is named.
fn thread(
    article: &Article,
    actor: &Actor,
    ink: Style,
    row: Area,
    columns: &Columns,
    painter: &mut Painter<'_>,
) {
    let theme = painter.theme;
    let (start, width) = columns.thread;
    let places = article.mentions.iter().filter(|m| m.entity == actor.id);
    let slots = slots(
        places.map(|m| m.range.start),
        article.document.source.len(),
        usize::from(width),
    );
    for (x, slot) in (row.x + start..).zip(slots) {
        let style = if slot == 0 { theme.rule } else { ink };
        let sign = painter.signs.lying[usize::from(slot & 3)];
        painter.sign(x, row.y, sign, style);
    }
}
