//! What could not be read, and why.

use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::{Model, Popup};
use crate::library::Problem;
use crate::work::{Job, Ticket};

/// The list of what could not be read while it is open.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// Everything that could not be read; `None` before the answer.
    pub all: Option<Vec<Problem>>,
    /// The selected one.
    pub selected: usize,
    /// The first one that is shown.
    pub top: usize,
    ticket: Ticket,
}

impl Problems {
    /// Moves the selection and keeps it within `height` rows.
    pub fn go(&mut self, down: bool, n: usize, height: usize) {
        let last = self.all.as_ref().map_or(0, Vec::len).saturating_sub(1);
        self.selected = if down {
            self.selected.saturating_add(n).min(last)
        } else {
            self.selected.saturating_sub(n)
        };
        let lowest = (self.selected + 1).saturating_sub(height.max(1));
        self.top = self.top.min(self.selected).max(lowest);
    }

    /// The one that is selected.
    #[must_use]
    pub fn chosen(&self) -> Option<&Problem> {
        self.all.as_ref()?.get(self.selected)
    }
}

impl Model {
    /// Rows of the pane for the list alone: under it stands the selected one whole.
    #[must_use]
    pub fn problem_rows(&self) -> usize {
        self.popup_rows().saturating_sub(2).max(1)
    }

    pub(super) fn open_problems(&mut self, effects: &mut Vec<Effect>) {
        self.popup = Some(Popup::Problems(Problems::default()));
        self.ask_problems(effects);
    }

    /// Asks what could not be read, if that is shown.
    pub(super) fn ask_problems(&mut self, effects: &mut Vec<Effect>) {
        let ticket = Ticket(self.ticket.0 + 1);
        if let Some(Popup::Problems(problems)) = &mut self.popup {
            self.ticket = ticket;
            problems.ticket = ticket;
            effects.push(Effect::Ask(Job::Problems(ticket)));
        }
    }

    pub(super) fn answer_problems(&mut self, ticket: Ticket, all: Vec<Problem>) {
        let rows = self.problem_rows();
        if let Some(Popup::Problems(problems)) = &mut self.popup
            && problems.ticket == ticket
        {
            problems.all = Some(all);
            problems.go(true, 0, rows);
        }
    }

    pub(super) fn problems_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let rows = self.problem_rows();
        let Some(Popup::Problems(problems)) = &mut self.popup else {
            return;
        };
        let key = self.setup.keyboard.translate(key);
        match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | 'e') => self.popup = None,
            KeyCode::Char('r') if !key.ctrl => {
                effects.push(Effect::ReadAgain);
                self.say_id("problems-again", &[]);
            }
            KeyCode::Char('j' | 'n') | KeyCode::Down => problems.go(true, 1, rows),
            KeyCode::Char('k' | 'p') | KeyCode::Up => problems.go(false, 1, rows),
            KeyCode::Char(' ') | KeyCode::PageDown => problems.go(true, rows, rows),
            KeyCode::Char('b') | KeyCode::PageUp => problems.go(false, rows, rows),
            KeyCode::Home | KeyCode::Char('g') => problems.go(false, usize::MAX, rows),
            KeyCode::End | KeyCode::Char('G') => problems.go(true, usize::MAX, rows),
            _ => {}
        }
    }
}
