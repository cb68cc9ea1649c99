//! Who appears with whom: the pairs, and the strongest among each other.

use ratatui::style::Modifier;

use crate::app::Model;
use crate::app::connections::{CELL, Connecting, Shape};
use crate::app::panes::Area;
use crate::library::Actor;
use crate::library::survey::connections::{Pair, Unit};
use crate::text::width;
use crate::ui::board::{self, Head};
use crate::ui::paint::Painter;
use crate::ui::words;

/// Cells of a bar.
const BAR: u16 = 12;

const fn unit_id(unit: Unit) -> &'static str {
    match unit {
        Unit::Article => "connections-articles",
        Unit::Paragraph => "connections-paragraphs",
        Unit::Sentence => "connections-sentences",
    }
}

pub(super) fn view(model: &Model, shown: &Connecting, area: Area, painter: &mut Painter<'_>) {
    let locale = painter.locale;
    let found = &shown.found;
    let (looked, all) = found.progress;
    let mut facts = locale.with("names", &[("count", found.pairs.len().into())]);
    if shown.of.is_none() || !shown.answered {
        facts.clear();
    }
    if shown.answered && !found.is_whole() && all > 0 {
        let percent = locale.with("percent", &[("percent", (looked * 100 / all).into())]);
        facts = format!("{facts} {} {percent}", painter.signs.dot);
    }
    let inside = Head {
        title: &locale.text(match shown.of {
            Some(_) => "connections-head",
            None => "connections-head-all",
        }),
        of: shown.of.as_ref().map_or("", |actor| &actor.name),
        facts: facts.trim(),
        order: &locale.text(match shown.unit {
            Unit::Article => "connections-by-article",
            Unit::Paragraph => "connections-by-paragraph",
            Unit::Sentence => "connections-by-sentence",
        }),
    }
    .paint(model, area, painter);
    if shown.answered && found.pairs.is_empty() && found.is_whole() {
        let words = locale.text("connections-nothing");
        let dim = painter.theme.dim;
        painter.words(inside.x, inside.y, inside.width, &words, dim);
        return;
    }
    let shape = Shape::of(inside);
    let (both, list) = (shape.both, shape.list);
    if both || !shown.table {
        pairs(model, shown, area, list, painter);
    }
    if both || shown.table {
        strongest(shown, &shape, painter);
    }
}

/// What the status line says: which pair one is at.
pub(super) fn state(model: &Model, shown: &Connecting) -> String {
    let count = shown.found.pairs.len();
    if count == 0 {
        return String::new();
    }
    if let (true, Some((a, b, counts))) = (shown.table, shown.at_cell()) {
        let count = counts.get(shown.unit.index()).copied().unwrap_or(0);
        let values = [
            ("a", a.name.as_ref().into()),
            ("b", b.name.as_ref().into()),
            ("count", (count as usize).into()),
        ];
        return model.locale.with("connections-both", &values);
    }
    let values = [("at", (shown.selected + 1).into()), ("count", count.into())];
    model.locale.with("article-of", &values)
}

fn pairs(model: &Model, shown: &Connecting, board: Area, list: Area, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let columns = Columns::of(list, shown, painter);
    let mut y = list.y;
    if model.panes.head > 0 {
        for (unit, end) in columns.units() {
            let word = painter.locale.text(unit_id(unit));
            let style = if unit == shown.unit {
                theme.strong
            } else {
                theme.dim
            };
            painter.number_before(end, y, columns.count, &word, style);
        }
        y += 1;
    }
    let strongest = shown
        .pair(0)
        .and_then(|pair| pair.counts.get(shown.unit.index()));
    let strongest = strongest.copied().unwrap_or(1).max(1);
    for (y, at) in (y..list.bottom()).zip(shown.top..) {
        let Some(pair) = shown.pair(at) else {
            break;
        };
        let row = Area {
            y,
            height: 1,
            ..list
        };
        let selected = at == shown.selected;
        if selected {
            let own = Area {
                width: list.right().saturating_sub(board.x),
                ..board
            };
            board::select(own, row, !shown.table, painter);
        }
        columns.names(shown, pair, row, selected, painter);
        for (unit, end) in columns.units() {
            let count = pair.counts.get(unit.index()).copied().unwrap_or(0);
            let style = match (unit == shown.unit, selected) {
                (true, _) => theme.accent.add_modifier(Modifier::BOLD),
                (false, true) => theme.strong,
                (false, false) => theme.dim,
            };
            let number = painter.locale.number(count as usize);
            painter.number_before(end, y, columns.count, &number, style);
        }
        if columns.bar > 0 {
            let count = pair.counts.get(shown.unit.index()).copied().unwrap_or(0);
            let cells = (u64::from(count) * u64::from(columns.bar)).div_ceil(strongest.into());
            let bar = Area {
                x: list.right() - columns.bar,
                width: u16::try_from(cells).unwrap_or(columns.bar).min(columns.bar),
                ..row
            };
            painter.run(bar, painter.signs.rule[1], theme.accent);
        }
    }
}

/// The columns of the list: names, counts, a bar.
struct Columns {
    /// Cells of a count.
    count: u16,
    /// Units that are shown, and where their columns end.
    ends: Vec<(Unit, u16)>,
    /// Cells of the names.
    name: u16,
    bar: u16,
}

impl Columns {
    fn of(list: Area, shown: &Connecting, painter: &Painter<'_>) -> Self {
        let cells = |unit: Unit| width::of_label(&painter.locale.text(unit_id(unit)));
        let widest = Unit::ALL.map(cells).into_iter().max().unwrap_or(0);
        let count = u16::try_from(widest).unwrap_or(10).max(6);
        let bar = if list.width >= 74 { BAR + 2 } else { 0 };
        let room = list.width.saturating_sub(bar);
        // All units where names keep room enough; else the one that counts.
        let all = room >= 3 * (count + 2) + 20;
        let units: Vec<Unit> = match all {
            true => Unit::ALL.to_vec(),
            false => vec![shown.unit],
        };
        let taken = u16::try_from(units.len()).unwrap_or(1) * (count + 2);
        let first = list.x + room.saturating_sub(taken);
        let ends = (1u16..)
            .zip(&units)
            .map(|(n, unit)| (*unit, first + n * (count + 2)));
        Self {
            count,
            ends: ends.collect(),
            name: room.saturating_sub(taken),
            bar: bar.saturating_sub(2),
        }
    }

    fn units(&self) -> impl Iterator<Item = (Unit, u16)> {
        self.ends.iter().copied()
    }

    /// The other one; two where nobody was asked for.
    fn names(
        &self,
        shown: &Connecting,
        pair: &Pair,
        row: Area,
        selected: bool,
        painter: &mut Painter<'_>,
    ) {
        if shown.of.is_some() {
            name(&pair.b, row.x, row.y, self.name, selected, painter);
            return;
        }
        let half = self.name / 2;
        name(
            &pair.a,
            row.x,
            row.y,
            half.saturating_sub(1),
            selected,
            painter,
        );
        name(&pair.b, row.x + half, row.y, half, selected, painter);
    }
}

/// A name after the sign of its kind.
fn name(actor: &Actor, x: u16, y: u16, width: u16, selected: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let mut sign = theme.kind(actor.kind);
    sign.add_modifier = Modifier::empty();
    painter.sign(x, y, painter.signs.kind(actor.kind), sign);
    let style = if selected { theme.strong } else { theme.text };
    let room = width.saturating_sub(3);
    let by_last = actor.kind == crate::entity::kind::Kind::Person;
    let shown = words::name_within(&actor.name, by_last, room);
    painter.label(x + 2, y, room, &shown, style);
}

/// The strongest among each other: a row and a column each, told by their numbers.
fn strongest(shown: &Connecting, shape: &Shape, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let (found, area, name_cells) = (&shown.found, shape.table, shape.name);
    let (top, room) = (shown.cell.top, shape.room);
    let end = |column: usize| {
        let at = u16::try_from(column - top.1 + 1).unwrap_or(u16::MAX);
        area.x + name_cells + at.saturating_mul(CELL)
    };
    let chosen = match shown.table {
        true => shown.at_cell().map(|(a, b, _)| [a.id, b.id]),
        false => shown.pair(shown.selected).map(|p| [p.a.id, p.b.id]),
    };
    let is_chosen = |at: usize| {
        let actor = found.strongest.get(at);
        actor.is_some_and(|actor| chosen.is_some_and(|pair| pair.contains(&actor.id)))
    };
    let columns = top.1..found.strongest.len().min(top.1 + room.1);
    for at in columns.clone() {
        let number = painter.locale.number(at + 1);
        let style = if is_chosen(at) {
            theme.strong
        } else {
            theme.dim
        };
        painter.number_before(end(at), area.y, CELL - 1, &number, style);
    }
    let rows = found.strongest.iter().enumerate();
    let rows = rows.skip(top.0).take(room.0);
    for (y, (at, actor)) in (area.y + 1..area.bottom()).zip(rows) {
        let number = painter.locale.number(at + 1);
        painter.label_before(area.x + 2, y, 2, &number, theme.dim);
        name(actor, area.x + 3, y, name_cells - 3, is_chosen(at), painter);
        for column in columns.clone() {
            if column == at {
                painter.label_before(end(column), y, 1, painter.signs.dot, theme.faint);
                continue;
            }
            let counts = found.between(at, column);
            let count = counts.get(shown.unit.index()).copied().unwrap_or(0);
            let here = shown.table && shown.cell.at == (at, column);
            let (chosen, style) = match (is_chosen(at) && is_chosen(column), here) {
                (_, true) => (true, theme.text.patch(theme.current)),
                // The same two, on the other side or while the list has the keys.
                (true, false) => (true, theme.strong),
                (false, false) => (false, theme.text),
            };
            if count == 0 && !here {
                continue;
            }
            let cell = Area {
                x: end(column) - CELL + 1,
                y,
                width: CELL - 1,
                height: 1,
            };
            if here {
                painter.tint(cell, theme.current);
            } else if chosen {
                painter.tint(cell, theme.selected);
            }
            let number = painter.locale.number(count as usize);
            painter.number_before(end(column), y, CELL - 1, &number, style);
        }
    }
}
