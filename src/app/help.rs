//! The help page: the table of actions, searchable.

use crate::app::action::{Entry, TABLE};
use crate::app::prompt::Input;

/// The help page, or the list under the `:` prompt, while it is open.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// What is typed.
    pub input: Input,
    /// The selected action among those that match; `None` until one moves.
    pub selected: Option<usize>,
    /// The first row that is shown.
    pub top: usize,
}

impl Help {
    /// The actions whose name, sentence or key holds every word typed.
    #[must_use]
    pub fn matching(&self) -> Vec<&'static Entry> {
        matching(self.input.text())
    }

    /// The selected action, or the only one that matches.
    #[must_use]
    pub fn chosen(&self) -> Option<&'static Entry> {
        let matching = self.matching();
        match self.selected {
            Some(at) => matching.get(at).copied(),
            None if matching.len() == 1 => matching.first().copied(),
            None => None,
        }
    }

    /// Moves the selection.
    pub fn go(&mut self, down: bool, n: usize) {
        let last = self.matching().len().saturating_sub(1);
        self.selected = Some(match (self.selected, down) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => (at + n).min(last),
            (Some(at), false) => at.saturating_sub(n),
        });
    }
}

/// The actions whose name, sentence or key holds every word of `query`; an exact name first.
#[must_use]
pub fn matching(query: &str) -> Vec<&'static Entry> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let mut out: Vec<&'static Entry> = TABLE
        .iter()
        .filter(|entry| {
            words.iter().all(|word| {
                entry.name.contains(word.as_str())
                    || entry.sentence.to_lowercase().contains(word.as_str())
                    || entry.keys.iter().any(|k| k.to_lowercase() == *word)
            })
        })
        .collect();
    out.sort_by_key(|entry| {
        let name = words.first().map_or("", String::as_str);
        (entry.name != name, !entry.name.starts_with(name))
    });
    if query.trim().is_empty() {
        out = TABLE.iter().collect();
    }
    out
}
