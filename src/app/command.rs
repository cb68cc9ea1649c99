//! The `:` prompt, and what was typed into prompts before.

use crate::app::action::Action;
use crate::app::help;
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::prompt::{Input, Recall};
use crate::app::{Model, Popup};

/// What was typed into the prompts of this run.
#[derive(Clone, Debug, Default)]
pub(super) struct Recalls {
    /// Names of actions.
    pub commands: Recall,
    /// Words that were searched for.
    pub searches: Recall,
}

impl Model {
    /// Keys that the prompts have for themselves: Tab completes a name, up and down bring
    /// back what was typed before. False: it is no such key.
    pub(super) fn prompt_key(&mut self, key: Key) -> bool {
        let arrow = match (key.ctrl, key.alt, key.code) {
            (false, false, KeyCode::Up) => Some(true),
            (false, false, KeyCode::Down) => Some(false),
            _ => None,
        };
        match (&mut self.popup, arrow) {
            (Some(Popup::Command(help)), _) if key.code == KeyCode::Tab => {
                help.complete(&self.keymap, key.shift);
                true
            }
            (Some(Popup::Command(help)), Some(older)) => {
                recall(&mut self.recalls.commands, &mut help.input, older);
                help.selected = None;
                true
            }
            (Some(Popup::Search(asking) | Popup::Filter(asking)), Some(older)) => {
                recall(&mut self.recalls.searches, &mut asking.input, older);
                true
            }
            _ => false,
        }
    }

    /// `Enter` under the `:` prompt.
    pub(super) fn run_command(&mut self, help: &crate::app::help::Help, effects: &mut Vec<Effect>) {
        let typed = help.input.text().trim();
        if typed.is_empty() && help.selected.is_none() {
            return;
        }
        if let Some((row, words)) = help::with_words(self.keymap.rows(), typed) {
            let (action, kept) = (row.action, format!("{} {words}", row.name));
            self.recalls.commands.keep(&kept);
            self.act_on_words(action, words, effects);
            return;
        }
        let of_hook = || {
            let row = self.keymap.rows().iter().find(|row| row.name == typed);
            row.map(|row| row.action)
        };
        let exact = Action::of_name(typed)
            .or_else(of_hook)
            .filter(|_| help.selected.is_none());
        let selected = help.selected.and_then(|_| help.chosen(&self.keymap));
        let begins_so = || {
            let mut rows = self.keymap.rows().iter();
            let only = rows.find(|row| row.name.starts_with(typed))?;
            rows.all(|row| !row.name.starts_with(typed)).then_some(only)
        };
        let row = selected.or_else(begins_so);
        let Some(action) = exact.or_else(|| row.map(|row| row.action)) else {
            if help.matching(&self.keymap).is_empty() {
                let text = typed.to_owned();
                self.trouble_id("command-unknown", &[("text", text.into())]);
            } else {
                // Nothing is done by guess: the nearest is shown, and Enter on it does it.
                let mut help = help.clone();
                help.selected = Some(0);
                self.popup = Some(Popup::Command(help));
            }
            return;
        };
        if let Some(row) = self.keymap.row(action) {
            self.recalls.commands.keep(&row.name);
        }
        self.act(action, None, effects);
    }

    /// An action of `:` with the words behind its name.
    fn act_on_words(&mut self, action: Action, words: &str, effects: &mut Vec<Effect>) {
        match action {
            Action::SearchAll => self.open_results(Some(words), effects),
            Action::Kwic => self.open_kwic(Some(words)),
            Action::Export => self.export(Some(words), effects),
            Action::Save => self.save_as(words, effects),
            Action::Tag => self.change_tags(words, effects),
            Action::Note => self.add_note(words, effects),
            Action::Search | Action::Filter => {
                self.act(action, None, effects);
                self.paste(words, effects);
                self.popup_enter(effects);
            }
            other => self.act(other, None, effects),
        }
    }
}

fn recall(recall: &mut Recall, input: &mut Input, older: bool) {
    if let Some(text) = recall.go(input.text(), older) {
        input.set(&text);
    }
}
