//! Saved searches, above the articles of the list.

use crate::app::Model;
use crate::app::panes::{Area, Pane};
use crate::ui::paint::Painter;

pub(super) fn view(model: &Model, area: Area, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let saved = &model.list.saved;
    let rows = saved.rows.iter().enumerate().skip(saved.top);
    // The last row is blank.
    let end = area.bottom().saturating_sub(1);
    for (y, (at, one)) in (area.y..end).zip(rows) {
        let filter = model.list.filter.as_ref();
        let shown = filter.is_some_and(|filter| filter.query == one.query);
        if saved.on == Some(at) {
            let row = Area {
                y,
                height: 1,
                ..area
            };
            painter.tint(row, theme.selected);
            let focused = model.focus == Pane::List && model.popup.is_none();
            let (bar, style) = if focused {
                (painter.signs.bar[0], theme.accent)
            } else {
                (painter.signs.bar[1], theme.dim)
            };
            painter.sign(area.x, y, bar, style);
        }
        let style = if shown { theme.strong } else { theme.text };
        let sign = if shown { theme.accent } else { theme.dim };
        painter.sign(area.x + 1, y, painter.signs.prompt, sign);
        let count = one
            .count
            .map_or_else(String::new, |n| painter.locale.number(n));
        let end = area.right().saturating_sub(2);
        let taken = painter.label_before(end, y, area.width / 2, &count, theme.dim);
        let room = end.saturating_sub(area.x + 4 + taken);
        painter.label(area.x + 3, y, room, &one.name, style);
    }
}
