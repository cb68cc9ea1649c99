//! The card of an actor, in the reader's column.

use crate::app::Model;
use crate::app::card::{Card, Ink, Part, What};
use crate::app::panes::Area;
use crate::ui::paint::Painter;
use crate::ui::pins;

pub(super) fn view(model: &Model, card: &Card, painter: &mut Painter<'_>) {
    let (_, height) = model.card_size();
    let inside = super::lookup::frame(model, height, painter);
    let chosen = model.sought.chosen() == Some(card.actor.id);
    let pin = model.pins.number(card.actor.id);
    let shown = card.rows.iter().skip(card.top);
    for (y, row) in (inside.y..inside.bottom()).zip(shown) {
        for part in &row.parts {
            one(part, inside.x + part.x, y, chosen, painter);
        }
    }
    if let Some(pin) = pin.filter(|_| card.top == 0) {
        // Its number stands where it stands in the sidebar: before the sign.
        let ink = painter.theme.pins[pin].sign;
        painter.sign(inside.x.saturating_sub(1), inside.y, pins::DIGITS[pin], ink);
    }
    if card.goes_on() {
        // What is below shows on the frame.
        let x = inside.right().saturating_sub(1);
        let theme = painter.theme;
        painter.sign(x, inside.bottom(), painter.signs.more, theme.strong);
    }
}

fn one(part: &Part, x: u16, y: u16, chosen: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let style = match part.ink {
        Ink::Name if chosen => theme.accent,
        Ink::Name => theme.strong,
        Ink::Text | Ink::Quote(_) => theme.text,
        Ink::Dim => theme.dim,
        Ink::Link => theme.link,
    };
    match &part.what {
        What::Line(line) => painter.line(x, y, line, |placed| match part.ink {
            Ink::Quote(name) if name.intersects(placed.range) => style.patch(theme.followed),
            _ => style,
        }),
        What::Kind(kind) => {
            let style = if part.ink == Ink::Name && chosen {
                theme.accent
            } else {
                let mut style = theme.kind(*kind);
                style.add_modifier = ratatui::style::Modifier::empty();
                style
            };
            painter.sign(x, y, painter.signs.kind(*kind), style);
        }
        What::Dot => painter.sign(x, y, painter.signs.dot, theme.dim),
        What::Bar { value, most, cells } => {
            let filled = crate::app::card::bar_cells(*value, *most, *cells);
            let area = Area {
                x,
                y,
                width: filled,
                height: 1,
            };
            // The sign that all charts are drawn with.
            painter.run(area, painter.signs.rule[1], theme.accent);
        }
    }
}
