//! The help page, and the list under the `:` prompt: the actions, searchable.

use crate::app::keymap::{Keymap, Row};
use crate::app::prompt::Input;

/// The help page, or the list under the `:` prompt, while it is open.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// What is typed.
    pub input: Input,
    /// The selected action among those that match; `None` until one moves.
    pub selected: Option<usize>,
    /// `/` was typed: every further letter is searched for, also `q` and `?`.
    pub searching: bool,
}

impl Help {
    /// The actions whose name, sentence or key holds every word typed.
    #[must_use]
    pub fn matching<'a>(&self, keymap: &'a Keymap) -> Vec<&'a Row> {
        matching(keymap.rows(), self.input.text())
    }

    /// The selected action, or the only one that matches.
    #[must_use]
    pub fn chosen<'a>(&self, keymap: &'a Keymap) -> Option<&'a Row> {
        let matching = self.matching(keymap);
        match self.selected {
            Some(at) => matching.get(at).copied(),
            None if matching.len() == 1 => matching.first().copied(),
            None => None,
        }
    }

    /// Moves the selection.
    pub fn go(&mut self, keymap: &Keymap, down: bool, n: usize) {
        let last = self.matching(keymap).len().saturating_sub(1);
        self.selected = Some(match (self.selected, down) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => (at + n).min(last),
            (Some(at), false) => at.saturating_sub(n),
        });
    }

    /// Tab under the `:` prompt: what is typed grows by what all names that begin so have in
    /// common; where that is nothing, the next action (`back`: the one before) is selected.
    pub fn complete(&mut self, keymap: &Keymap, back: bool) {
        let typed = self.input.text();
        let begin_so = keymap.rows().iter().map(|row| row.name.as_str());
        let begin_so = begin_so.filter(|name| name.starts_with(typed));
        let common = begin_so.reduce(|a, b| {
            let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b);
            // Names of actions are ASCII.
            a.get(..same.count()).unwrap_or(a)
        });
        match common {
            Some(common) if self.selected.is_none() && common.len() > typed.len() => {
                let common = common.to_owned();
                self.input.set(&common);
            }
            _ => {
                let last = self.matching(keymap).len().saturating_sub(1);
                // Around: who misses one may go on.
                let at_edge = self.selected == Some(if back { 0 } else { last });
                if at_edge {
                    self.selected = None;
                }
                self.go(keymap, !back, 1);
            }
        }
    }
}

/// An action that takes words, written out, and the words behind it.
#[must_use]
pub fn with_words<'a, 't>(rows: &'a [Row], typed: &'t str) -> Option<(&'a Row, &'t str)> {
    let (name, words) = typed.trim_start().split_once(' ')?;
    let row = rows.iter().find(|row| row.name == name)?;
    (row.action.takes_words() && !words.trim().is_empty()).then_some((row, words.trim()))
}

/// The actions whose name, sentence or key holds every word of `query`; an exact name first.
#[must_use]
pub fn matching<'a>(rows: &'a [Row], query: &str) -> Vec<&'a Row> {
    if let Some((row, _)) = with_words(rows, query) {
        return vec![row];
    }
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return rows.iter().collect();
    }
    let holds = |row: &Row, word: &str| {
        let lower = word.to_lowercase();
        row.name.contains(&lower)
            || row.sentence.to_lowercase().contains(&lower)
            || row.keys.iter().any(|(_, key)| key.to_lowercase() == lower)
    };
    let mut out: Vec<&Row> = rows
        .iter()
        .filter(|row| words.iter().all(|word| holds(row, word)))
        .collect();
    let first = words.first().copied().unwrap_or_default();
    out.sort_by_key(|row| {
        // A key as it is written comes before one of the other case.
        let is_key = row.keys.iter().any(|(_, key)| key == first);
        (row.name != first, !is_key, !row.name.starts_with(first))
    });
    out
}
