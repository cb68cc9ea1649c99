//! Key → action, in the scope that listens.

use std::fmt;

use rustc_hash::FxHashMap;

use crate::app::action::{Action, Scope, TABLE};
use crate::app::key::{Key, KeyCode};

/// Which key asks for which action.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: FxHashMap<(Scope, Key), Action>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bindings = FxHashMap::default();
        for entry in TABLE {
            for name in entry.keys {
                if let Some(key) = Key::parse(name) {
                    bindings.insert((entry.scope, key), entry.action);
                }
            }
        }
        Self { bindings }
    }
}

impl Keymap {
    /// The action of a key in a scope, or everywhere.
    #[must_use]
    pub fn action(&self, scope: Scope, key: Key) -> Option<Action> {
        self.bindings
            .get(&(scope, key))
            .or_else(|| self.bindings.get(&(Scope::Everywhere, key)))
            .copied()
    }
}

/// Named keys, as they are written in the table and in help.
const NAMES: &[(&str, KeyCode)] = &[
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Space", KeyCode::Char(' ')),
];

impl Key {
    /// Reads a key as the table writes it: `n`, `Ctrl-o`, `Alt-Left`, `Shift-Tab`, `Space`, `F5`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let mut key = Self::plain(KeyCode::Esc);
        let mut rest = name;
        loop {
            if let Some(after) = rest.strip_prefix("Ctrl-") {
                key.ctrl = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("Alt-") {
                key.alt = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("Shift-") {
                key.shift = true;
                rest = after;
            } else {
                break;
            }
        }
        let mut letters = rest.chars();
        key.code = match (letters.next(), letters.next()) {
            (Some(c), None) => KeyCode::Char(c),
            (Some('F'), Some(_)) if rest[1..].parse::<u8>().is_ok_and(|n| n <= 24) => {
                KeyCode::Function(rest[1..].parse().ok()?)
            }
            _ => NAMES.iter().find(|(n, _)| *n == rest)?.1,
        };
        Some(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Function(n) => write!(f, "F{n}"),
            code => match NAMES.iter().find(|(_, c)| *c == code) {
                Some((name, _)) => f.write_str(name),
                None => match code {
                    KeyCode::Char(c) => write!(f, "{c}"),
                    _ => Ok(()),
                },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_a_key_and_has_one_meaning_in_its_scope() {
        let mut seen = FxHashMap::default();
        for entry in TABLE {
            assert!(!entry.sentence.is_empty() && !entry.hint.is_empty());
            for name in entry.keys {
                let key = Key::parse(name).unwrap_or_else(|| panic!("{name}"));
                assert_eq!(key.to_string(), *name);
                let other = seen.insert((entry.scope, key), entry.name);
                assert_eq!(other, None, "{name} of {}", entry.name);
                if entry.scope != Scope::Everywhere {
                    assert!(!seen.contains_key(&(Scope::Everywhere, key)), "{name}");
                }
            }
        }
    }

    #[test]
    fn names_of_actions_are_unique() {
        for entry in TABLE {
            assert_eq!(Action::of_name(entry.name), Some(entry.action));
        }
    }
}
