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
    let shown = lookup.found.iter().enumerate().skip(lookup.top);
    for (y, (at, found)) in (inside.y + 2..inside.bottom()).zip(shown) {
        let row = Area {
            y,
            height: 1,
            ..inside
        };
        one(row, found, at == lookup.selected, painter);
    }
    if lookup.answered && lookup.found.is_empty() {
        let text = ("text", lookup.input.text().into());
        let words = painter.locale.with("find-nothing", &[text]);
        painter.words(inside.x, inside.y + 2, inside.width, &words, theme.dim);
    }
}

fn one(row: Area, found: &Found, selected: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let Area { x, y, width, .. } = row;
    if selected {
        painter.tint(row, theme.selected);
        painter.sign(x.saturating_sub(1), y, painter.signs.bar[0], theme.accent);
    }
    let (sign, style, fact) = match &found.target {
        Target::Actor(actor) => {
            let mut style = theme.kind(actor.kind);
            style.add_modifier = ratatui::style::Modifier::empty();
            (
                painter.signs.kind(actor.kind),
                style,
                painter.locale.number(found.all as usize),
            )
        }
        Target::Title(_) => (
            painter.signs.title,
            theme.dim,
            found
                .date
                .map(|date| words::date(painter.locale, date))
                .unwrap_or_default(),
        ),
    };
    painter.sign(x + 1, y, sign, style);
    let name_style = if selected { theme.strong } else { theme.text };
    let fact_width = painter.words_before(row.right(), y, 14, &fact, theme.dim);
    let room = width.saturating_sub(fact_width + 5);
    let name_width = room.saturating_mul(9) / 20;
    let is_title = matches!(found.target, Target::Title(_));
    let name_width = if is_title { room } else { name_width };
    let name = match &found.target {
        Target::Actor(_) => words::name_within(&found.name, false, name_width),
        Target::Title(_) => found.name.to_string(),
    };
    painter.label(x + 3, y, name_width, &name, name_style);
    if !is_title && *found.latin != *found.name {
        let from = x + 3 + name_width + 1;
        let width = room.saturating_sub(name_width + 1);
        painter.label(from, y, width, &found.latin, theme.dim);
    }
}
