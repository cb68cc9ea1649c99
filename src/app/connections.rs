//! Who appears with whom: the pairs, and the strongest among each other.

mod table;

use std::sync::Arc;

use crate::app::Model;
use crate::app::board::Board;
use crate::app::message::Effect;
use crate::library::Actor;
use crate::library::survey::connections::{AskConnections, Connections, Pair, Unit};
use crate::work::{Survey, Ticket};

pub use table::{CELL, Cell, Shape};

/// Actors of the table at most.
const STRONGEST: usize = 16;

/// The connections while they are shown.
#[derive(Debug)]
pub struct Connecting {
    ask: AskConnections,
    /// Whose they are; `None`: of the strongest.
    pub of: Option<Actor>,
    /// What is counted.
    pub unit: Unit,
    /// What was answered last.
    pub found: Arc<Connections>,
    /// The selected pair, by its place in the order of the unit.
    pub selected: usize,
    /// The first pair that is shown.
    pub top: usize,
    /// The table has the keys, and is shown where there is no room for both.
    pub table: bool,
    /// Where one is in the table.
    pub cell: Cell,
    /// Something was answered.
    pub answered: bool,
    pub(super) ticket: Ticket,
    asked: bool,
    old: bool,
}

impl Connecting {
    /// A pair by its place in the order of the unit.
    #[must_use]
    pub fn pair(&self, at: usize) -> Option<&Pair> {
        let order = self.found.orders.get(self.unit.index())?;
        self.found.pairs.get(*order.get(at)?)
    }

    /// Moves the selection and keeps it within `rows` rows.
    pub fn go(&mut self, down: bool, n: usize, rows: usize, room: (usize, usize)) {
        if self.table {
            self.go_in_table(true, down, n, room);
            self.settle(rows);
            return;
        }
        self.selected = if down {
            self.selected.saturating_add(n)
        } else {
            self.selected.saturating_sub(n)
        };
        self.settle(rows);
        self.follow_list(room);
    }

    fn settle(&mut self, rows: usize) {
        let last = self.found.pairs.len().saturating_sub(1);
        self.selected = self.selected.min(last);
        let least = (self.selected + 1).saturating_sub(rows);
        self.top = self.top.min(self.selected).max(least);
    }

    /// A press on a row; `Some(true)` when its pair was selected already.
    pub(super) fn press(&mut self, row: usize) -> Option<bool> {
        let at = self.top + row;
        self.pair(at)?;
        let again = at == self.selected;
        self.selected = at;
        let again = again && !self.table;
        self.table = false;
        Some(again)
    }

    pub(super) fn is_waited_for(&self) -> bool {
        self.asked && self.found.pairs.is_empty()
    }

    pub(super) const fn is_old(&mut self) {
        self.old = true;
    }

    pub(super) const fn give_up(&mut self) {
        (self.asked, self.answered) = (false, true);
    }

    /// The question, where it was not asked.
    pub(super) fn wanted(&mut self, rows: usize, ticket: Ticket) -> Option<Survey> {
        self.settle(rows);
        if self.asked || (self.answered && !self.old) {
            return None;
        }
        (self.asked, self.ticket) = (true, ticket);
        let anew = std::mem::take(&mut self.old);
        Some(Survey::Connections(self.ask.clone(), anew))
    }

    pub(super) fn to_write(&self, name: Option<&str>) -> Survey {
        Survey::WriteConnections(self.ask.clone(), self.unit, name.map(str::to_owned))
    }

    /// Does something that may change the order; the selected pair stays selected, unless
    /// nothing was chosen yet.
    fn keeping(&mut self, change: impl FnOnce(&mut Self)) {
        let pair = self.pair(self.selected);
        let chosen = pair.map(|pair| (pair.a.id, pair.b.id));
        let offset = self.selected.saturating_sub(self.top);
        let first = self.selected == 0;
        change(self);
        if let (Some(chosen), false) = (chosen, first) {
            let mut all = (0..self.found.pairs.len()).filter_map(|at| Some((at, self.pair(at)?)));
            let at = all.find(|(_, pair)| (pair.a.id, pair.b.id) == chosen);
            if let Some((at, _)) = at {
                self.selected = at;
                self.top = at.saturating_sub(offset);
            }
        }
    }
}

impl Model {
    /// `;`: those who appear with the chosen actor, else the strongest with each other.
    pub(super) fn open_connections(&mut self) {
        let of = self
            .sought
            .actor
            .as_ref()
            .map(|chosen| chosen.actor.clone());
        let ask = AskConnections {
            of: of.as_ref().map(|actor| actor.id),
            weak: self.doubtful,
            strongest: STRONGEST,
        };
        self.open_board(Board::Connections(Connecting {
            ask,
            of,
            unit: Unit::default(),
            found: Arc::default(),
            selected: 0,
            top: 0,
            table: false,
            cell: Cell::default(),
            answered: false,
            ticket: Ticket::default(),
            asked: false,
            old: false,
        }));
    }

    /// The next unit.
    pub(super) fn count_otherwise(&mut self) {
        let rows = self.board_rows();
        if let Some(Board::Connections(connecting)) = &mut self.board {
            connecting.keeping(|connecting| connecting.unit = connecting.unit.next());
            connecting.settle(rows);
        }
    }

    /// The list or the table, where there is no room for both; false without connections.
    pub(super) fn turn_connections(&mut self) -> bool {
        let room = Shape::of(self.board_inside()).room;
        let Some(Board::Connections(connecting)) = &mut self.board else {
            return false;
        };
        connecting.table = !connecting.table;
        connecting.settle_cell(room);
        true
    }

    pub(super) fn take_connections(&mut self, ticket: Ticket, found: &Arc<Connections>) {
        let rows = self.board_rows();
        let room = Shape::of(self.board_inside()).room;
        let left = self.left_board.as_mut().map(super::board::Left::board);
        for board in self.board.iter_mut().chain(left) {
            if let Board::Connections(connecting) = board
                && connecting.ticket == ticket
            {
                connecting.keeping(|connecting| connecting.found = Arc::clone(found));
                connecting.asked = !found.is_whole();
                connecting.answered = true;
                connecting.settle(rows);
                match connecting.table {
                    true => connecting.settle_cell(room),
                    false => connecting.follow_list(room),
                }
            }
        }
    }

    /// `Enter`: the articles that name both.
    pub(super) fn enter_connections(&mut self, effects: &mut Vec<Effect>) {
        let Some(Board::Connections(connecting)) = &self.board else {
            return;
        };
        let Some((a, b, counts)) = connecting.two() else {
            return;
        };
        let names = [a, b].map(|actor| actor.name.to_string());
        if counts.iter().all(|count| *count == 0) {
            let [a, b] = names;
            self.say_id("connections-never", &[("a", a.into()), ("b", b.into())]);
            return;
        }
        let query = format!("actor:\"{}\" AND actor:\"{}\"", a.key, b.key);
        self.filter_from_board(&query, effects);
        let [a, b] = names;
        let key = self.key_of(crate::app::action::Action::Peel);
        self.say_id(
            "connections-filter",
            &[("a", a.into()), ("b", b.into()), ("key", key.into())],
        );
    }
}
