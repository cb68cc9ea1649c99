//! Keys as they are written in the table, in help and in settings.

use std::fmt;

use crate::app::key::{Key, KeyCode};

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

impl Key {
    /// Reads keys that are typed one after another, as settings write them: with blanks
    /// between (`g g`). None without any.
    #[must_use]
    pub fn sequence(written: &str) -> Option<Vec<Self>> {
        let keys: Option<Vec<Self>> = written.split_whitespace().map(Self::parse).collect();
        keys.filter(|keys| !keys.is_empty())
    }

    /// Keys that are typed one after another, as [`Key::sequence`] reads them.
    #[must_use]
    pub fn written(keys: &[Self]) -> String {
        let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
        keys.join(" ")
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
