//! The menu of commands of the reader's own.

use crate::app::Model;
use crate::app::action::Action;
use crate::app::offer::Menu;
use crate::app::panes::Area;
use crate::ui::lookup::frame;
use crate::ui::paint::Painter;

pub(super) fn view(model: &Model, menu: &Menu, painter: &mut Painter<'_>) {
    let shown = menu.rows.len().min(model.panes.over_rows());
    let inside = frame(model, u16::try_from(shown).unwrap_or(u16::MAX), painter);
    let theme = painter.theme;
    let name = |at: &usize| model.hooks.get(*at).map_or("", |hook| hook.name.as_str());
    let widths = menu
        .rows
        .iter()
        .map(|at| crate::text::width::of_label(name(at)));
    let widest = u16::try_from(widths.max().unwrap_or(0)).unwrap_or(u16::MAX);
    let column = widest.min(inside.width / 3);
    let rows = menu.rows.iter().enumerate().skip(menu.top);
    for (y, (place, at)) in (inside.y..inside.bottom()).zip(rows) {
        let row = Area {
            y,
            height: 1,
            ..inside
        };
        let style = if place == menu.selected {
            super::over::select(row, painter);
            theme.strong
        } else {
            theme.text
        };
        let number = painter.locale.number(at + 1);
        painter.label_before(row.x + 3, y, 3, &number, theme.accent);
        painter.label(row.x + 5, y, column, name(at), style);
        let action = u8::try_from(*at).ok().map(Action::Hook);
        let row_of = action.and_then(|action| model.keymap.row(action));
        let key = row_of
            .and_then(|row| row.key(model.scope()))
            .unwrap_or_default();
        let end = row.right().saturating_sub(1);
        let taken = painter.label_before(end, y, row.width / 4, key, theme.strong);
        let x = row.x + 5 + column + 2;
        let about = model.hooks.get(*at).map_or("", |hook| hook.about.as_str());
        let room = end.saturating_sub(x + taken + 2);
        painter.label(x, y, room, about, theme.dim);
    }
}
