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
    /// Notes the question that is asked now.
    pub fn ask(&mut self, ticket: Ticket) {
        self.ticket = ticket;
        self.answered = false;
    }

    /// Takes an answer; a late one is dropped. When one had moved to something that is
    /// found again (more articles were read in), it stays selected.
    pub fn answer(&mut self, ticket: Ticket, found: Vec<Found>) {
        if ticket != self.ticket {
            return;
        }
        let before = match self.selected {
            0 => None,
            at => self.found.get(at).map(|f| f.target.clone()),
        };
        self.found = found;
        self.answered = true;
        let again = before.and_then(|b| self.found.iter().position(|f| f.target.is_same(&b)));
        match again {
            Some(at) => {
                self.top = (self.top + at).saturating_sub(self.selected);
                self.selected = at;
            }
            None => self.restart(),
        }
    }

    /// Another text was typed: the best match is selected again.
    pub fn restart(&mut self) {
        self.selected = 0;
        self.top = 0;
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
