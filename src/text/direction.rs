//! Which way a text runs.

use unicode_bidi::{BidiClass, get_base_direction_with_data_source};

use crate::text::class::{self, Classes};

/// The direction of a paragraph, line, label or article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Left to right: Latin, Cyrillic.
    #[default]
    LeftToRight,
    /// Right to left: Arabic, Hebrew.
    RightToLeft,
}

impl Direction {
    /// True for right-to-left.
    #[must_use]
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::RightToLeft)
    }

    /// The direction of the first strong letter, letters in isolates aside
    /// (UAX #9 P2 and P3), or `None` when the text has no strong letter.
    #[must_use]
    pub fn of_first_strong(text: &str) -> Option<Self> {
        match get_base_direction_with_data_source(&Classes, text) {
            unicode_bidi::Direction::Ltr => Some(Self::LeftToRight),
            unicode_bidi::Direction::Rtl => Some(Self::RightToLeft),
            unicode_bidi::Direction::Mixed => None,
        }
    }

    /// True when some strong letter of the text runs so.
    #[must_use]
    pub fn is_in(self, text: &str) -> bool {
        text.chars().any(|c| match class::bidi(c) {
            BidiClass::L => !self.is_rtl(),
            BidiClass::R | BidiClass::AL => self.is_rtl(),
            _ => false,
        })
    }

    /// The direction of most strong letters, or `None` when the text has none
    /// or as many of one as of the other.
    #[must_use]
    pub fn of_most_letters(text: &str) -> Option<Self> {
        let (mut ltr, mut rtl) = (0usize, 0usize);
        for c in text.chars() {
            match class::bidi(c) {
                BidiClass::L => ltr += 1,
                BidiClass::R | BidiClass::AL => rtl += 1,
                _ => {}
            }
        }
        match ltr.cmp(&rtl) {
            std::cmp::Ordering::Greater => Some(Self::LeftToRight),
            std::cmp::Ordering::Less => Some(Self::RightToLeft),
            std::cmp::Ordering::Equal => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_and_most_differ_in_mixed_text() {
        let text = "NATO تعلن عن اجتماع";
        assert_eq!(
            Direction::of_first_strong(text),
            Some(Direction::LeftToRight)
        );
        assert_eq!(
            Direction::of_most_letters(text),
            Some(Direction::RightToLeft)
        );
        assert_eq!(Direction::of_first_strong("12 - 3"), None);
        assert_eq!(Direction::of_most_letters("…"), None);
    }
}
