//! Model → cells. *Paints.*
//!
//! Everything here draws from `&Model` and returns what cells cannot hold as a [`Frame`].

mod board;
mod calendar;
mod card;
mod connections;
pub mod filtered;
mod frame;
mod gloss;
mod help;
mod hook;
mod kwic;
mod labels;
mod list;
mod lookup;
mod notes;
mod offer;
mod over;
mod paint;
pub mod pins;
mod problems;
mod reader;
mod results;
mod ruler;
mod saved;
mod selection;
mod shipped;
mod sidebar;
mod status;
#[cfg(test)]
mod tests;
pub mod theme;
mod timeline;
mod welcome;
mod words;

use ratatui::buffer::Buffer;

use crate::app::panes::{Area, Pane};
use crate::app::{Model, Popup};
use crate::ui::paint::Painter;

pub use frame::{Cursor, Frame, LinkCells};
pub use labels::Labels;

/// Paints the whole screen; `labels` are those of the frame before.
#[must_use]
pub fn view(model: &Model, buffer: &mut Buffer, labels: &Labels) -> Frame {
    let mut painter = Painter::new(model, buffer, labels);
    let panes = &model.panes;
    let theme = painter.theme;
    painter.fill(panes.screen, theme.side.patch(theme.text));
    painter.fill(panes.reader, theme.ground.patch(theme.text));
    if let Some(Popup::Help(help)) = &model.popup {
        help::view(model, help, &mut painter);
    } else {
        reader::view(model, &mut painter);
        if let Some(area) = panes.list {
            painter.fill(area, theme.side.patch(theme.text));
            list::view(model, area, &mut painter);
        }
        if let Some(area) = panes.sidebar {
            painter.fill(area, theme.side.patch(theme.text));
            sidebar::view(model, area, &mut painter);
        }
        if theme.lines {
            lines_between(model, &mut painter);
        }
        if let Some(shown) = &model.board {
            board::view(model, shown, &mut painter);
        }
        match &model.popup {
            Some(Popup::Lookup(popup)) => lookup::view(model, popup, &mut painter),
            Some(Popup::Card(card)) => card::view(model, card, &mut painter),
            Some(Popup::Problems(popup)) => problems::view(model, popup, &mut painter),
            Some(Popup::Results(popup)) => results::view(model, popup, &mut painter),
            Some(Popup::Command(help)) => help::commands(model, help, &mut painter),
            Some(Popup::Output(output)) => hook::view(model, output, &mut painter),
            _ => {}
        }
    }
    if let Some(over) = &model.over {
        over::view(model, over, &mut painter);
    }
    if let (Some(lesson), Some(area)) = (model.lesson, panes.lesson) {
        welcome::view(model, lesson, area, &mut painter);
    }
    status::view(model, &mut painter);
    painter.finish()
}

/// The head of a pane: a line of labels is the pane's own, the rule under it is here.
fn rule(model: &Model, pane: Pane, area: Area, painter: &mut Painter<'_>) {
    if model.panes.head < 2 {
        return;
    }
    let focused = model.focus == pane && model.popup.is_none();
    let (sign, style) = if focused {
        (painter.signs.rule[1], painter.theme.rule_focused)
    } else {
        (painter.signs.rule[0], painter.theme.rule)
    };
    let row = Area {
        y: area.y + 1,
        height: 1,
        ..area
    };
    painter.run(row, sign, style);
}

/// Where panes have no ground of their own, a thin line stands between them.
fn lines_between(model: &Model, painter: &mut Painter<'_>) {
    let panes = &model.panes;
    let mut columns = Vec::new();
    if let (Some(list), false) = (panes.list, panes.list_is_drawer) {
        columns.push(list.right().saturating_sub(1));
    }
    let beside = panes.sidebar.filter(|_| !panes.sidebar_is_drawer);
    let drawer = panes
        .list
        .filter(|l| panes.list_is_drawer && l.x > panes.reader.x);
    if beside.or(drawer).is_some() {
        columns.push(panes.reader.right().saturating_sub(1));
    }
    for x in columns {
        for y in panes.head.min(2)..panes.reader.bottom() {
            painter.sign(x, y, painter.signs.line, painter.theme.rule);
        }
    }
}
