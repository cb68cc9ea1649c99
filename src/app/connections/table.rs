//! The table of the strongest: where it stands, and the cell that one is at.

use crate::app::Model;
use crate::app::board::Board;
use crate::app::connections::Connecting;
use crate::app::panes::Area;
use crate::library::survey::connections::Counts;
use crate::library::{Actor, EntityId};

/// From this width on list and table stand beside each other.
const BOTH: u16 = 84;
/// Cells of a number in the table, with the blank before it.
pub const CELL: u16 = 5;
/// Cells of a name in the table, with its number and sign.
const NAME: u16 = 22;

/// How list and table share the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Both are shown.
    pub both: bool,
    /// Where the list stands, if it is shown.
    pub list: Area,
    /// Where the table stands, if it is shown.
    pub table: Area,
    /// Cells of a name in the table.
    pub name: u16,
    /// Rows and columns of the table that have room.
    pub room: (usize, usize),
}

impl Shape {
    /// The shape within the margins of a board.
    #[must_use]
    pub fn of(inside: Area) -> Self {
        let both = inside.width >= BOTH;
        let list = Area {
            width: match both {
                true => inside.width * 2 / 5,
                false => inside.width,
            },
            ..inside
        };
        let table = match both {
            true => Area {
                x: list.right() + 4,
                width: inside.width - list.width - 4,
                ..inside
            },
            false => inside,
        };
        let name = NAME.min(table.width / 2);
        let columns = usize::from(table.width.saturating_sub(name) / CELL);
        // The numbers of the columns stand in the first row.
        let rows = usize::from(table.height.saturating_sub(1));
        Self {
            both,
            list,
            table,
            name,
            room: (rows.max(1), columns.max(1)),
        }
    }
}

/// The cell of the table that one is at, and what of the table is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Row and column: two of the strongest.
    pub at: (usize, usize),
    /// The first row and column that are shown.
    pub top: (usize, usize),
}

/// Goes along one axis and over the cell of somebody with oneself, which is none.
fn gone(from: usize, across: usize, forward: bool, n: usize, count: usize) -> usize {
    let last = count.saturating_sub(1);
    let to = match forward {
        true => from.saturating_add(n).min(last),
        false => from.saturating_sub(n),
    };
    if to != across {
        return to;
    }
    let over = match forward {
        true => Some(to + 1).filter(|over| *over <= last),
        false => to.checked_sub(1),
    };
    over.unwrap_or(from)
}

impl Cell {
    fn settle(&mut self, count: usize, room: (usize, usize)) {
        let last = count.saturating_sub(1);
        self.at = (self.at.0.min(last), self.at.1.min(last));
        if self.at.0 == self.at.1 && count > 1 {
            self.at.1 = if self.at.0 == 0 { 1 } else { self.at.0 - 1 };
        }
        let scrolled = |top: usize, at: usize, room: usize| {
            let most = count.saturating_sub(room);
            top.min(at).max((at + 1).saturating_sub(room)).min(most)
        };
        self.top = (
            scrolled(self.top.0, self.at.0, room.0),
            scrolled(self.top.1, self.at.1, room.1),
        );
    }
}

impl Connecting {
    /// The two of the cell that one is at, and how often they appear together.
    #[must_use]
    pub fn at_cell(&self) -> Option<(&Actor, &Actor, Counts)> {
        let (row, column) = self.cell.at;
        let strongest = &self.found.strongest;
        if row == column {
            return None;
        }
        let counts = self.found.between(row, column);
        Some((strongest.get(row)?, strongest.get(column)?, counts))
    }

    /// The two that are selected, in the table or in the list.
    pub(super) fn two(&self) -> Option<(&Actor, &Actor, Counts)> {
        if self.table {
            return self.at_cell();
        }
        let pair = self.pair(self.selected)?;
        Some((&pair.a, &pair.b, pair.counts))
    }

    /// The one whose card is meant: the other of a pair, who names the column.
    #[must_use]
    pub fn other(&self) -> Option<&Actor> {
        self.two().map(|(_, other, _)| other)
    }

    /// The cell follows the pair that is selected in the list.
    pub(super) fn follow_list(&mut self, room: (usize, usize)) {
        let place = |id: EntityId| self.found.strongest.iter().position(|a| a.id == id);
        let pair = self.pair(self.selected);
        let places = pair.and_then(|pair| place(pair.a.id).zip(place(pair.b.id)));
        // Where one has been, it stays on its side of the table.
        if let Some((a, b)) = places
            && self.cell.at != (b, a)
        {
            self.cell.at = (a, b);
        }
        self.settle_cell(room);
    }

    pub(super) fn settle_cell(&mut self, room: (usize, usize)) {
        self.cell.settle(self.found.strongest.len(), room);
    }

    /// The list follows the cell, where it has that pair.
    fn follow_cell(&mut self) {
        let Some((a, b, _)) = self.at_cell() else {
            return;
        };
        let wanted = [a.id, b.id];
        let mut all = (0..self.found.pairs.len()).filter_map(|at| Some((at, self.pair(at)?)));
        let is = |id: &EntityId| wanted.contains(id);
        let found = all.find(|(_, pair)| is(&pair.a.id) && is(&pair.b.id));
        if let Some((at, _)) = found {
            self.selected = at;
        }
    }

    pub(super) fn go_in_table(
        &mut self,
        rows: bool,
        forward: bool,
        n: usize,
        room: (usize, usize),
    ) {
        let count = self.found.strongest.len();
        let (row, column) = self.cell.at;
        if rows {
            self.cell.at.0 = gone(row, column, forward, n, count);
        } else {
            self.cell.at.1 = gone(column, row, forward, n, count);
        }
        self.settle_cell(room);
        self.follow_cell();
    }
}

impl Model {
    /// What stands inside the margins of a board, under its head.
    #[must_use]
    pub fn board_inside(&self) -> Area {
        let area = self.board_area();
        Area {
            x: area.x + 3,
            width: area.width.saturating_sub(5),
            ..self.panes.body(area)
        }
    }

    /// The arrows go from column to column of the table, and into it from the list beside it;
    /// false without connections.
    pub(in crate::app) fn along_table(&mut self, leftwards: bool, n: usize) -> bool {
        let (shape, mirrored) = (Shape::of(self.board_inside()), self.is_mirrored());
        let Some(Board::Connections(connecting)) = &mut self.board else {
            return false;
        };
        let forward = leftwards == mirrored;
        if connecting.table {
            connecting.go_in_table(false, forward, n, shape.room);
        } else if shape.both && forward {
            connecting.table = true;
            connecting.follow_list(shape.room);
        }
        true
    }

    /// A press of the mouse on a cell of the table: `Some(true)` when one was at it.
    pub(in crate::app) fn press_table(&mut self, x: u16, y: u16) -> Option<bool> {
        let shape = Shape::of(self.board_inside());
        let Some(Board::Connections(connecting)) = &mut self.board else {
            return None;
        };
        if !(shape.both || connecting.table) || !shape.table.contains(x, y) {
            return None;
        }
        let row = usize::from(y.checked_sub(shape.table.y + 1)?) + connecting.cell.top.0;
        let numbers = x.checked_sub(shape.table.x + shape.name)?;
        let column = usize::from(numbers / CELL) + connecting.cell.top.1;
        let count = connecting.found.strongest.len();
        if row == column || row >= count || column >= count {
            return None;
        }
        let again = connecting.table && connecting.cell.at == (row, column);
        connecting.table = true;
        connecting.cell.at = (row, column);
        connecting.settle_cell(shape.room);
        connecting.follow_cell();
        Some(again)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_over_the_cell_of_somebody_with_oneself_and_never_out() {
        // (from, across, forward, n) in a table of four.
        for (from, across, forward, n, to) in [
            (0, 1, true, 1, 2),
            (2, 1, false, 1, 0),
            (2, 3, true, 1, 2),
            (1, 0, false, 1, 1),
            (0, 3, true, 9, 0),
            (0, 2, true, 9, 3),
            (3, 0, false, 9, 3),
            (3, 1, false, 1, 2),
        ] {
            assert_eq!(gone(from, across, forward, n, 4), to, "{from} {across} {n}");
        }
        for count in 2..6 {
            for row in 0..count {
                for column in (0..count).filter(|column| *column != row) {
                    for (forward, n) in [(true, 1), (false, 1), (true, 3), (false, 7)] {
                        let to = gone(row, column, forward, n, count);
                        assert!(to != column && to < count, "{row} {column} {n} of {count}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_cell_that_one_is_at_is_shown() {
        let mut cell = Cell {
            at: (9, 9),
            top: (0, 0),
        };
        cell.settle(8, (3, 2));
        assert_eq!((cell.at, cell.top), ((7, 6), (5, 5)));
        cell.at = (0, 1);
        cell.settle(8, (3, 2));
        assert_eq!(cell.top, (0, 1));
        cell.settle(0, (3, 2));
        assert_eq!((cell.at, cell.top), ((0, 0), (0, 0)));
    }
}
