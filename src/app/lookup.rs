//! The finder: type a few letters, choose an actor or a title.

use crate::app::prompt::Input;
use crate::library::Found;
use crate::work::Ticket;

/// The finder while it is open.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    /// What is typed.
    pub input: Input,
    /// What was found, best first.
    pub found: Vec<Found>,
    /// The selected one.
    pub selected: usize,
    /// The first one that is shown.
    pub top: usize,
    /// The question that was asked last.
    pub ticket: Ticket,
    /// Its answer has come.
    pub answered: bool,
}

impl Lookup {
    /// Takes an answer; a late one is dropped.
    pub fn answer(&mut self, ticket: Ticket, found: Vec<Found>) {
        if ticket == self.ticket {
            self.found = found;
            self.selected = 0;
            self.top = 0;
            self.answered = true;
        }
    }

    /// Moves the selection and keeps it within `height` rows.
    pub fn go(&mut self, down: bool, n: usize, height: usize) {
        let last = self.found.len().saturating_sub(1);
        self.selected = if down {
            (self.selected + n).min(last)
        } else {
            self.selected.saturating_sub(n)
        };
        self.top = self
            .top
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(height.max(1)));
    }
}
