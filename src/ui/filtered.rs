//! That the list is filtered, in short, where the list itself is not on the screen.

use crate::app::Model;
use crate::text::width::of_label;
use crate::ui::paint::Painter;
use crate::ui::pins::DIGITS;

/// A query takes no more of the row than this.
const QUERY: usize = 12;

/// What is told: what was typed, and what is asked of the pinned with their digits.
struct Told<'a> {
    query: &'a str,
    pins: Vec<&'static str>,
}

impl<'a> Told<'a> {
    /// `None` where nothing is to be told, or the head of the list tells it.
    fn of(model: &'a Model) -> Option<Self> {
        let filter = model.list.filter.as_ref()?;
        if model.panes.list.is_some() && model.panes.head > 0 {
            return None;
        }
        let digits = model.pins.iter().map(|(at, _)| DIGITS[at]);
        let pins = filter.sign().map(|sign| [sign].into_iter().chain(digits));
        Some(Self {
            query: &filter.query,
            pins: pins.into_iter().flatten().collect(),
        })
    }

    /// Cells of the query and of the pins.
    fn cells(&self) -> (usize, usize) {
        (of_label(self.query).min(QUERY), self.pins.len())
    }
}

/// Paints it before a column; the cells that it took. What does not fit into `room` is left out,
/// the query first, then the digits of the pinned; the prompt's sign stands in any case.
pub(super) fn before(model: &Model, end: u16, room: usize, painter: &mut Painter<'_>) -> u16 {
    let Some(told) = Told::of(model) else {
        return 0;
    };
    let (area, theme) = (model.panes.status, painter.theme);
    let (query, pins) = told.cells();
    let mut x = end;
    let room = room.saturating_sub(1);
    let pins = if pins <= room { pins } else { 1 };
    // Each sign has its cell, so that no direction turns them round.
    for sign in told.pins.iter().take(pins).rev() {
        x = x.saturating_sub(1);
        painter.sign(x, area.y, sign, theme.strong);
    }
    let rest = room.saturating_sub(if pins > 0 { pins + 1 } else { 0 });
    if query > 0 && (query <= rest || rest >= 4) {
        if pins > 0 {
            x = x.saturating_sub(1);
        }
        let width = u16::try_from(query.min(rest)).unwrap_or(0);
        x -= painter.label_before(x, area.y, width, told.query, theme.strong);
    }
    x = x.saturating_sub(1);
    painter.sign(x, area.y, painter.signs.prompt, theme.accent);
    end - x
}
