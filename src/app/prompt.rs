//! A line that one types into: logical text, a place in it, and what it is for.

use crate::app::key::{Key, KeyCode};
use crate::text::cluster;

/// What is typed: text in logical order and the place where the next letter goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// Byte of the text, on a cluster boundary.
    cursor: usize,
}

/// The longest text that is taken, in bytes.
pub(super) const LONGEST: usize = 4096;

/// What a key did to the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The text is another one.
    Changed,
    /// Only the place moved, or nothing happened.
    Same,
    /// It is no key for editing.
    NotMine,
}

impl Input {
    /// The text in logical order.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte before which the next letter goes.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts a text in the place of what is typed, the place at its end.
    pub fn set(&mut self, text: &str) {
        *self = Self::default();
        let _ = self.insert(text);
    }

    /// Puts text in; line ends and controls are left out.
    pub fn insert(&mut self, text: &str) -> Edit {
        let clean: String = text
            .chars()
            .map(|c| if c == '\n' || c == '\t' { ' ' } else { c })
            .filter(|c| !c.is_control())
            .collect();
        if clean.is_empty() || self.text.len() + clean.len() > LONGEST {
            return Edit::Same;
        }
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        Edit::Changed
    }

    /// What a key does. Left and right are sides of the screen: in a right-to-left text
    /// the left arrow goes on in it.
    pub fn key(&mut self, key: Key) -> Edit {
        let rtl = crate::text::direction::Direction::of_first_strong(&self.text)
            .is_some_and(crate::text::direction::Direction::is_rtl);
        match (key.ctrl, key.alt, key.code) {
            (false, false, KeyCode::Char(c)) => self.insert(c.encode_utf8(&mut [0; 4])),
            (false, false, KeyCode::Backspace) | (true, false, KeyCode::Char('h')) => {
                self.remove(self.before(), self.cursor)
            }
            (false, false, KeyCode::Delete) => self.remove(self.cursor, self.after()),
            (true, false, KeyCode::Char('w')) => self.remove(self.word_before(), self.cursor),
            (true, false, KeyCode::Char('u')) => self.remove(0, self.cursor),
            (true, false, KeyCode::Char('k')) => self.remove(self.cursor, self.text.len()),
            (true, _, KeyCode::Left) | (_, true, KeyCode::Left) => self.go_word(rtl),
            (true, _, KeyCode::Right) | (_, true, KeyCode::Right) => self.go_word(!rtl),
            (false, true, KeyCode::Char('f')) => self.go_word(true),
            (false, true, KeyCode::Char('b')) => self.go_word(false),
            (_, _, KeyCode::Left) => self.go(if rtl { self.after() } else { self.before() }),
            (_, _, KeyCode::Right) => self.go(if rtl { self.before() } else { self.after() }),
            (false, false, KeyCode::Home) | (true, false, KeyCode::Char('a')) => self.go(0),
            (false, false, KeyCode::End) | (true, false, KeyCode::Char('e')) => {
                self.go(self.text.len())
            }
            _ => Edit::NotMine,
        }
    }

    /// To the next end of a word, or back to the beginning of one.
    fn go_word(&mut self, forward: bool) -> Edit {
        let to = if forward {
            let rest = &self.text[self.cursor..];
            let word = rest.trim_start();
            let length = word.find(char::is_whitespace).unwrap_or(word.len());
            self.cursor + (rest.len() - word.len()) + length
        } else {
            self.word_before()
        };
        self.go(to)
    }

    fn go(&mut self, to: usize) -> Edit {
        self.cursor = to;
        Edit::Same
    }

    fn remove(&mut self, start: usize, end: usize) -> Edit {
        if start >= end {
            return Edit::Same;
        }
        self.text.replace_range(start..end, "");
        self.cursor = start;
        Edit::Changed
    }

    fn before(&self) -> usize {
        let before = cluster::clusters(&self.text[..self.cursor]);
        before.last().map_or(0, |cluster| cluster.start)
    }

    fn after(&self) -> usize {
        let cluster = cluster::clusters(&self.text[self.cursor..]).next();
        self.cursor + cluster.map_or(0, |cluster| cluster.end)
    }

    /// Where the word before the place begins, white space after it included.
    fn word_before(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        let space = before.char_indices().rfind(|(_, c)| c.is_whitespace());
        space.map_or(0, |(at, c)| at + c.len_utf8())
    }
}

/// What was typed into a prompt before, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recall {
    entries: Vec<String>,
    /// How far back one is; 0 is what is typed now.
    back: usize,
    /// What was typed before one went back.
    draft: String,
}

/// So many entries are kept.
const KEPT: usize = 200;

impl Recall {
    /// Keeps what was typed, once, as the newest.
    pub fn keep(&mut self, text: &str) {
        self.back = 0;
        self.draft.clear();
        if text.trim().is_empty() {
            return;
        }
        self.entries.retain(|entry| entry != text);
        self.entries.push(text.to_owned());
        if self.entries.len() > KEPT {
            self.entries.remove(0);
        }
    }

    /// The prompt was opened anew: one is at its newest end.
    pub fn begin(&mut self) {
        self.back = 0;
        self.draft.clear();
    }

    /// The next older entry, or newer one; behind the newest stands what was `typed`. `None`
    /// at the ends.
    pub fn go(&mut self, typed: &str, older: bool) -> Option<String> {
        if older {
            if self.back == self.entries.len() {
                return None;
            }
            if self.back == 0 {
                typed.clone_into(&mut self.draft);
            }
            self.back += 1;
        } else {
            self.back = self.back.checked_sub(1)?;
        }
        if self.back == 0 {
            return Some(std::mem::take(&mut self.draft));
        }
        let at = self.entries.len().checked_sub(self.back)?;
        self.entries.get(at).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[Key]) -> Input {
        let mut input = Input::default();
        for key in keys {
            input.key(*key);
        }
        input
    }

    #[test]
    fn editing_goes_by_clusters_in_logical_order() {
        let mut input = Input::default();
        assert_eq!(input.insert("بَّ ت\n\u{1b}"), Edit::Changed);
        assert_eq!(input.text(), "بَّ ت ");
        let back = Key::plain(KeyCode::Backspace);
        input.key(back);
        input.key(back);
        input.key(back);
        assert_eq!(input.text(), "بَّ");
        assert_eq!(input.key(back), Edit::Changed);
        assert_eq!((input.text(), input.cursor()), ("", 0));
        assert_eq!(input.key(back), Edit::Same);
    }

    #[test]
    fn arrows_are_sides_of_the_screen() {
        let mut arabic = typed(&[Key::char('ا'), Key::char('ب')]);
        arabic.key(Key::plain(KeyCode::Right));
        assert_eq!(arabic.cursor(), 2, "right is back in Arabic");
        let mut latin = typed(&[Key::char('a'), Key::char('b')]);
        latin.key(Key::plain(KeyCode::Left));
        assert_eq!(latin.cursor(), 1);
    }

    #[test]
    fn jumps_go_from_word_to_word() {
        let arrow = |code, ctrl, alt| Key {
            code,
            ctrl,
            alt,
            shift: false,
        };
        let stops = |text: &str, from: usize, key: Key| {
            let mut input = Input::default();
            input.insert(text);
            input.cursor = from;
            let mut stops = Vec::new();
            for _ in 0..3 {
                assert_eq!(input.key(key), Edit::Same);
                stops.push(input.cursor());
            }
            assert_eq!(input.text(), text);
            stops
        };
        let (left, right) = (KeyCode::Left, KeyCode::Right);
        // Left goes on in Arabic and back in Latin.
        let (arabic, latin) = ("قال  له نعم", "one  two six");
        for (ctrl, alt) in [(true, false), (false, true)] {
            assert_eq!(stops(arabic, 0, arrow(left, ctrl, alt)), [6, 12, 19]);
            assert_eq!(stops(arabic, 19, arrow(right, ctrl, alt)), [13, 8, 0]);
            assert_eq!(stops(latin, 0, arrow(right, ctrl, alt)), [3, 8, 12]);
            assert_eq!(stops(latin, 12, arrow(left, ctrl, alt)), [9, 5, 0]);
        }
        // Letters name the direction of the text.
        let alt = |c| arrow(KeyCode::Char(c), false, true);
        assert_eq!(stops(arabic, 0, alt('f')), [6, 12, 19]);
        assert_eq!(stops(latin, 12, alt('b')), [9, 5, 0]);
    }

    #[test]
    fn a_word_goes_at_once() {
        let mut input = Input::default();
        input.insert("أخبار اليوم");
        input.key(Key::ctrl('w'));
        assert_eq!(input.text(), "أخبار ");
        assert_eq!(input.key(Key::ctrl('x')), Edit::NotMine);
    }
}
