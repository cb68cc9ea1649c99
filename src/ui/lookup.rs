//! The finder, in the reader's column.

use crate::app::Model;
use crate::app::lookup::Lookup;
use crate::app::panes::Area;
use crate::library::{Found, Target};
use crate::ui::paint::Painter;
use crate::ui::words;

/// A popup of `rows` rows inside its frame, in the reader's column, three rows under the
/// rule where there is room. The area inside the frame.
pub(super) fn frame(model: &Model, rows: u16, painter: &mut Painter<'_>) -> Area {
    let panes = &model.panes;
    let theme = painter.theme;
    let reader = panes.reader;
    let width = reader.width.saturating_sub(2);
    let height = (rows + 2).min(reader.height);
    let y = (panes.head.min(2) + 3).min(reader.height.saturating_sub(height));
    let area = Area {
        x: reader.x + 1,
        y: reader.y + y,
        width,
        height,
    };
    painter.fill(area, theme.raised.patch(theme.text));
    let (left, right) = (area.x, area.right().saturating_sub(1));
    let (top, bottom) = (area.y, area.bottom().saturating_sub(1));
    for y in [top, bottom] {
        let row = Area {
            y,
            height: 1,
            ..area
        };
        painter.run(row, painter.signs.rule[0], theme.faint);
    }
    for y in top..=bottom {
        painter.sign(left, y, painter.signs.line, theme.faint);
        painter.sign(right, y, painter.signs.line, theme.faint);
    }
    let corners = painter.signs.corners;
    for (sign, (x, y)) in
        corners
            .into_iter()
            .zip([(left, top), (right, top), (left, bottom), (right, bottom)])
    {
        painter.sign(x, y, sign, theme.faint);
    }
    Area {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

pub(super) fn view(model: &Model, lookup: &Lookup, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let rows = u16::try_from(model.popup_rows()).unwrap_or(12);
    let inside = frame(model, rows + 3, painter);
    painter.sign(inside.x, inside.y, painter.signs.prompt, theme.dim);
    if lookup.input.text().is_empty() {
        painter.words(
            inside.x + 4,
            inside.y,
            inside.width.saturating_sub(4),
            &painter.locale.text(if model.finds_beside() {
                "find-beside-prompt"
            } else {
                "find-prompt"
            }),
            theme.dim,
        );
    }
    let width = inside.width.saturating_sub(3);
    painter.input(inside.x + 2, inside.y, width, &lookup.input, theme.strong);
    let rule = Area {
        y: inside.y + 1,
        height: 1,
        ..inside
    };
    painter.run(rule, painter.signs.rule[0], theme.rule);
    let facts = facts(lookup, inside.width, painter);
    let shown = lookup.found.iter().enumerate().skip(lookup.top);
    for (y, (at, found)) in (inside.y + 2..inside.bottom()).zip(shown) {
        let row = Area {
            y,
            height: 1,
            ..inside
        };
        one(row, found, at == lookup.selected, facts, painter);
    }
    if lookup.answered && lookup.found.is_empty() {
        let text = ("text", lookup.input.text().into());
        let words = painter.locale.with("find-nothing", &[text]);
        painter.words(inside.x, inside.y + 2, inside.width, &words, theme.dim);
    }
}

/// Cells of the column of counts: as wide as the widest of all that was found, on the screen or
/// not, so that the columns before it stand still.
fn facts(lookup: &Lookup, width: u16, painter: &Painter<'_>) -> u16 {
    // Where there is room, a longer count that is found while one types moves nothing either.
    let least = if width >= 50 { 5 } else { 1 };
    let actors = lookup.found.iter().filter(|found| !is_title(found));
    let widths = actors.map(|found| {
        let count = painter.locale.number(found.all as usize);
        u16::try_from(crate::text::width::of_label(&count)).unwrap_or(u16::MAX)
    });
    widths.max().unwrap_or(0).clamp(least, 14)
}

const fn is_title(found: &Found) -> bool {
    matches!(found.target, Target::Title(_))
}

fn one(row: Area, found: &Found, selected: bool, facts: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let Area { x, y, width, .. } = row;
    if selected {
        painter.tint(row, theme.selected);
        painter.sign(x.saturating_sub(1), y, painter.signs.bar[0], theme.accent);
    }
    let name_style = if selected { theme.strong } else { theme.text };
    let Target::Actor(actor) = &found.target else {
        painter.sign(x + 1, y, painter.signs.title, theme.dim);
        let date = found.date.map(|date| words::date(painter.locale, date));
        let date = date.unwrap_or_default();
        let taken = painter.words_before(row.right(), y, 14, &date, theme.dim);
        let room = width.saturating_sub(taken + 5);
        painter.label(x + 3, y, room, &found.name, name_style);
        return;
    };
    let mut style = theme.kind(actor.kind);
    style.add_modifier = ratatui::style::Modifier::empty();
    painter.sign(x + 1, y, painter.signs.kind(actor.kind), style);
    let count = painter.locale.number(found.all as usize);
    painter.number_before(row.right(), y, facts, &count, theme.dim);
    let room = width.saturating_sub(facts + 5);
    let name_width = room.saturating_mul(9) / 20;
    let name = words::name_within(&found.name, false, name_width);
    painter.label(x + 3, y, name_width, &name, name_style);
    if *found.latin != *found.name {
        let from = x + 3 + name_width + 1;
        let width = room.saturating_sub(name_width + 1);
        painter.label(from, y, width, &found.latin, theme.dim);
    }
}
