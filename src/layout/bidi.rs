//! Levels of a paragraph and the order of a line (UAX #9).
//!
//! `unicode-bidi` resolves the levels once a paragraph. Rule L1 is applied here, line by
//! line, on one level a cluster: the crate's own `reordered_levels*` and `visual_runs`
//! clone the levels of the whole paragraph for each line, and the latter can panic at
//! level 126.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use crate::text::direction::Direction;

/// The resolved levels of a paragraph.
pub struct Levels {
    base: Level,
    /// Level and original class of each byte; both empty when all is left-to-right.
    levels: Vec<Level>,
    classes: Vec<BidiClass>,
}

impl Levels {
    /// Resolves the levels of `text`. Without a `direction` the base level is that of the
    /// first strong letter (P2, P3). Paragraph separators inside the text end embeddings,
    /// as P1 says, and the base level goes on behind them.
    #[must_use]
    pub fn resolve(text: &str, direction: Option<Direction>) -> Self {
        let mixed = text.chars().any(turns);
        let direction = direction.unwrap_or_else(|| {
            if mixed {
                first_strong(text)
            } else {
                Direction::LeftToRight
            }
        });
        let base = if direction.is_rtl() {
            Level::rtl()
        } else {
            Level::ltr()
        };
        if !mixed && !direction.is_rtl() {
            return Self {
                base,
                levels: Vec::new(),
                classes: Vec::new(),
            };
        }
        let info = BidiInfo::new(text, Some(base));
        Self {
            base,
            levels: info.levels,
            classes: info.original_classes,
        }
    }

    /// The direction of the paragraph.
    #[must_use]
    pub fn direction(&self) -> Direction {
        if self.base.is_rtl() {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }

    /// True when every level is 0.
    #[must_use]
    pub const fn is_trivial(&self) -> bool {
        self.levels.is_empty()
    }

    /// The level of the scalar at byte `at` before L1.
    #[must_use]
    pub fn at(&self, at: usize) -> Level {
        self.levels.get(at).copied().unwrap_or(self.base)
    }

    /// The levels after L1 of one line, which holds the scalars (or clusters) that begin at
    /// the bytes `starts`, in logical order.
    pub fn of_line(&self, starts: impl Iterator<Item = usize>) -> Vec<Level> {
        let mut levels = Vec::with_capacity(starts.size_hint().0);
        // Where the run of white space, isolate controls and what X9 removes began.
        let mut reset_from = 0;
        for at in starts {
            levels.push(self.at(at));
            use BidiClass::{B, BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO, S, WS};
            match self.classes.get(at) {
                // L1.1, L1.2, L1.3: separators, and the white space before them.
                Some(B | S) => {
                    levels[reset_from..].fill(self.base);
                    reset_from = levels.len();
                }
                Some(WS | FSI | LRI | RLI | PDI | RLE | LRE | RLO | LRO | PDF | BN) => {}
                _ => reset_from = levels.len(),
            }
        }
        // L1.4: white space at the end of the line.
        levels[reset_from..].fill(self.base);
        levels
    }
}

/// The order from left to right of elements with these levels (L2): which one, counted
/// in logical order, stands at each place.
#[must_use]
pub fn visual_order(levels: &[Level]) -> Vec<usize> {
    BidiInfo::reorder_visual(levels)
}

/// True when a scalar can make a left-to-right paragraph leave level 0.
fn turns(c: char) -> bool {
    use BidiClass::{AL, AN, FSI, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO};
    c >= '\u{590}'
        && matches!(
            bidi_class(c),
            R | AL | AN | LRE | RLE | LRO | RLO | PDF | LRI | RLI | FSI | PDI
        )
}

/// P2 and P3 over all of a text that may hold paragraph separators.
fn first_strong(text: &str) -> Direction {
    match unicode_bidi::get_base_direction_full(text) {
        unicode_bidi::Direction::Rtl => Direction::RightToLeft,
        unicode_bidi::Direction::Ltr | unicode_bidi::Direction::Mixed => Direction::LeftToRight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(text: &str, direction: Option<Direction>) -> String {
        let levels = Levels::resolve(text, direction);
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let line = levels.of_line(chars.iter().map(|&(at, _)| at));
        visual_order(&line)
            .into_iter()
            .map(|i| chars[i].1)
            .collect()
    }

    #[test]
    fn lines_are_reordered() {
        use Direction::{LeftToRight, RightToLeft};
        for (text, direction, wanted) in [
            ("abc", None, "abc"),
            ("אבג", None, "גבא"),
            ("abc אבג", None, "abc גבא"),
            ("אבג abc", None, "abc גבא"),
            ("אבג 123", None, "123 גבא"),
            // L1: white space at the end keeps to the side of the paragraph.
            ("abc אבג  ", None, "abc גבא  "),
            ("אבג abc  ", None, "  abc גבא"),
            ("abc", Some(RightToLeft), "abc"),
            ("abc.", Some(RightToLeft), ".abc"),
            ("אבג.", Some(LeftToRight), "גבא."),
            // L1: a tab is a separator.
            ("אבג\tדה", Some(LeftToRight), "גבא\tהד"),
            // A paragraph separator inside ends the embedding.
            (
                "\u{202E}ab\u{2029}cd",
                Some(LeftToRight),
                "\u{202E}ba\u{2029}cd",
            ),
        ] {
            assert_eq!(order(text, direction), wanted, "{text:?}");
        }
    }

    #[test]
    fn white_space_at_the_end_of_a_line_takes_the_level_of_the_paragraph() {
        // The paragraph goes on in Hebrew: in it the space is right-to-left, here it ends a line.
        let text = "ab אב גד";
        let levels = Levels::resolve(text, None);
        let numbers = |end: usize| -> Vec<u8> {
            let starts = text[..end].char_indices().map(|(at, _)| at);
            let line = levels.of_line(starts);
            line.iter().map(|level| level.number()).collect()
        };
        assert_eq!(numbers(text.len()), [0, 0, 0, 1, 1, 1, 1, 1]);
        assert_eq!(numbers(8), [0, 0, 0, 1, 1, 0]);
    }

    #[test]
    fn level_126_does_not_panic() {
        let text = format!("{}1", "\u{2067}\u{2066}".repeat(70));
        let shown = order(&text, Some(Direction::RightToLeft));
        assert_eq!(shown.chars().count(), 141);
    }
}
