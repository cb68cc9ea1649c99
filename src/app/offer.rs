//! Which commands of the reader's own are offered where one is, and the menu of them.

use crate::app::board::Board;
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::over::{Over, step_of};
use crate::app::panes::Pane;
use crate::app::{Model, Popup};
use crate::config::{Gives, Hook, Offered};

/// The menu of commands while it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Menu {
    /// The commands that are offered, by their places among all.
    pub rows: Vec<usize>,
    /// The selected one.
    pub selected: usize,
    /// The first one that is shown.
    pub top: usize,
}

impl Menu {
    fn go(&mut self, down: bool, n: usize, height: usize) {
        let last = self.rows.len().saturating_sub(1);
        self.selected = if down {
            self.selected.saturating_add(n).min(last)
        } else {
            self.selected.saturating_sub(n)
        };
        let least = (self.selected + 1).saturating_sub(height.max(1));
        self.top = self.top.min(self.selected).max(least);
    }
}

impl Model {
    /// True where one is at such a place.
    fn is_at(&self, place: Offered) -> bool {
        if let Some(Popup::Card(_)) = &self.popup {
            return place == Offered::Card;
        }
        match &self.board {
            Some(Board::Kwic(_)) => return place == Offered::Lines,
            Some(Board::Connections(_)) => return place == Offered::Connections,
            Some(Board::Timeline(_)) => return place == Offered::Timeline,
            None => {}
        }
        match self.focus {
            Pane::List => place == Offered::List,
            Pane::Sidebar => place == Offered::Actors,
            Pane::Reader if place == Offered::Selection => self.is_selecting(),
            Pane::Reader => place == Offered::Text,
        }
    }

    /// True where a command is offered by its settings.
    pub(super) fn is_offered(&self, hook: &Hook) -> bool {
        hook.on.is_empty() || hook.on.iter().any(|place| self.is_at(*place))
    }

    /// True when there is something that a command could be given.
    fn has_what_it_takes(&self, hook: &Hook) -> bool {
        let Some(reader) = &self.reader else {
            return false;
        };
        match hook.gives {
            Gives::Article | Gives::Paragraph => true,
            Gives::Name | Gives::Actor => {
                reader.selection.is_some()
                    || self.marked().is_some()
                    || self.actor_at_hand().is_some()
            }
        }
    }

    /// The commands that are offered where one is and have something to work with there, by
    /// their places among all.
    #[must_use]
    pub fn offered(&self) -> Vec<usize> {
        let hooks = self.hooks.iter().enumerate();
        let offered = hooks.filter(|(_, h)| self.is_offered(h) && self.has_what_it_takes(h));
        offered.map(|(at, _)| at).collect()
    }

    /// `!`: the only command that is offered here, else the menu of them; with a count that one.
    pub(super) fn look_up(&mut self, count: Option<usize>, effects: &mut Vec<Effect>) {
        if let Some(count) = count {
            self.run_hook(count.saturating_sub(1), effects);
            return;
        }
        let rows = self.offered();
        match &rows[..] {
            [only] => self.run_hook(*only, effects),
            [] => {
                let here = self.hooks.iter().position(|hook| self.is_offered(hook));
                match here {
                    // What it lacks is said.
                    Some(at) => self.run_hook(at, effects),
                    None if self.hooks.is_empty() => self.say_id("hook-none", &[]),
                    None => self.say_id("hook-none-here", &[]),
                }
            }
            _ => {
                self.over = Some(Over::Menu(Menu {
                    rows,
                    ..Menu::default()
                }));
            }
        }
    }

    /// A key while the menu is open.
    pub(super) fn menu_key(&mut self, mut menu: Menu, key: Key, effects: &mut Vec<Effect>) {
        let height = self.panes.over_rows();
        let step = match (key.ctrl, key.code) {
            (false, KeyCode::Enter) => {
                if let Some(at) = menu.rows.get(menu.selected) {
                    self.run_hook(*at, effects);
                }
                return;
            }
            // The numbers are those that stand before `!`.
            (false, KeyCode::Char(c @ '1'..='9')) => {
                let at = c as usize - '1' as usize;
                if menu.rows.contains(&at) {
                    self.run_hook(at, effects);
                    return;
                }
                (true, 0)
            }
            (false, KeyCode::Char('q' | '!')) => return,
            _ => step_of(key, height),
        };
        menu.go(step.0, step.1, height);
        self.over = Some(Over::Menu(menu));
    }
}
