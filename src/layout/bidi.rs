//! Levels of a paragraph and the order of a line (UAX #9).
//!
//! The levels are resolved once a paragraph: not at all where the text has one direction,
//! else by `unicode-bidi`, run by run. Rule L1 is applied here, line by
//! line, on one level a cluster: the crate's own `reordered_levels*` and `visual_runs`
//! clone the levels of the whole paragraph for each line, and the latter can panic at
//! level 126.

use unicode_bidi::{BidiClass, BidiInfo, Level, get_base_direction_full_with_data_source};

use crate::layout::island::{self, Islands};
use crate::layout::{effort, resolve};
use crate::text::class::{BidiTable, Classes};
use crate::text::direction::Direction;

/// The resolved levels of a paragraph.
///
/// ```
/// use warraq::layout::Islands;
/// use warraq::layout::bidi::{Levels, visual_order};
///
/// let text = "abc אבג";
/// let levels = Levels::resolve(text, None, Islands::Whole);
/// let line = levels.of_line(text.char_indices().map(|(at, _)| at));
/// assert_eq!(visual_order(&line), [0, 1, 2, 3, 6, 5, 4]);
/// ```
pub struct Levels {
    base: Level,
    /// Level and original class of each byte; both empty when all is at the base level.
    levels: Vec<Level>,
    classes: Vec<BidiClass>,
}

impl Levels {
    /// Resolves the levels of `text`. Without a `direction` the base level is that of the
    /// first strong letter (P2, P3). Paragraph separators inside the text end embeddings,
    /// as P1 says, and the base level goes on behind them. With [`Islands::Plain`] the levels
    /// are those of UAX #9 alone.
    #[must_use]
    pub fn resolve(text: &str, direction: Option<Direction>, islands: Islands) -> Self {
        let seen = classes_of(text);
        let direction = direction.unwrap_or_else(|| {
            if seen & TURNS == 0 {
                Direction::LeftToRight
            } else {
                first_strong(text)
            }
        });
        let (base, leaves) = if direction.is_rtl() {
            (Level::rtl(), LEAVES_RTL)
        } else {
            (Level::ltr(), TURNS)
        };
        if seen & leaves == 0 {
            return Self {
                base,
                levels: Vec::new(),
                classes: Vec::new(),
            };
        }
        let islands = match islands {
            Islands::Whole => island::find(text),
            Islands::Plain => Vec::new(),
        };
        let (levels, classes) = resolve::resolve(text, base, &islands);
        Self {
            base,
            levels,
            classes,
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

    /// True when every scalar is at the level of the paragraph: the text has one direction.
    #[must_use]
    pub const fn is_uniform(&self) -> bool {
        self.levels.is_empty()
    }

    /// True when every level is 0.
    #[must_use]
    pub fn is_trivial(&self) -> bool {
        self.is_uniform() && self.base.is_ltr()
    }

    /// The level of the scalar at byte `at` before L1.
    #[must_use]
    pub fn at(&self, at: usize) -> Level {
        self.levels.get(at).copied().unwrap_or(self.base)
    }

    /// True when a mark stands on (or soon behind) the white space or neutral at byte `at`,
    /// which then does not end its line.
    fn marked(&self, at: usize) -> bool {
        use BidiClass::{BN, WS};
        // A cluster that is longer is no white space of anybody's.
        let mut behind = self.classes.iter().skip(at).take(32);
        let behind = behind.find(|class| !matches!(class, WS | BN));
        behind == Some(&BidiClass::NSM)
    }

    /// The levels after L1 of one line, which holds the scalars (or clusters) that begin at
    /// the bytes `starts`, in logical order.
    pub fn of_line(&self, starts: impl Iterator<Item = usize>) -> Vec<Level> {
        if self.is_uniform() {
            return starts.map(|_| self.base).collect();
        }
        let mut levels = Vec::with_capacity(starts.size_hint().0);
        // Where the run of white space, isolate controls and what X9 removes began.
        let mut reset_from = 0;
        for at in starts {
            levels.push(self.at(at));
            effort::count(1);
            use BidiClass::{B, BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO, S, WS};
            match self.classes.get(at) {
                // L1.1, L1.2, L1.3: separators, and the white space before them.
                Some(B | S) => {
                    levels[reset_from..].fill(self.base);
                    reset_from = levels.len();
                }
                // A cluster of white space and a mark is a letter of its kind.
                Some(WS | BN) if self.marked(at) => reset_from = levels.len(),
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

/// The classes as bits of a set.
const fn bits<const N: usize>(classes: [BidiClass; N]) -> u32 {
    let (mut set, mut at) = (0, 0);
    while at < N {
        set |= 1 << classes[at] as u32;
        at += 1;
    }
    set
}

/// What can make a left-to-right paragraph leave level 0.
const TURNS: u32 = {
    use BidiClass::{AL, AN, FSI, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO};
    bits([R, AL, AN, LRE, RLE, LRO, RLO, PDF, LRI, RLI, FSI, PDI])
};

/// What can make a right-to-left paragraph leave level 1: letters of the other direction,
/// numbers, controls. Signs and white space among right-to-left letters stay.
const LEAVES_RTL: u32 = {
    use BidiClass::{AN, EN, FSI, L, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO};
    bits([L, EN, AN, LRE, RLE, LRO, RLO, PDF, LRI, RLI, FSI, PDI])
};

/// The set of classes in a text.
fn classes_of(text: &str) -> u32 {
    let table = BidiTable::new();
    text.chars().fold(0, |set, c| set | 1 << table.of(c) as u32)
}

/// P2 and P3 over all of a text that may hold paragraph separators.
fn first_strong(text: &str) -> Direction {
    match get_base_direction_full_with_data_source(&Classes, text) {
        unicode_bidi::Direction::Rtl => Direction::RightToLeft,
        unicode_bidi::Direction::Ltr | unicode_bidi::Direction::Mixed => Direction::LeftToRight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(text: &str, direction: Option<Direction>) -> String {
        let levels = Levels::resolve(text, direction, Islands::Plain);
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
        let levels = Levels::resolve(text, None, Islands::Plain);
        let numbers = |end: usize| -> Vec<u8> {
            let starts = text[..end].char_indices().map(|(at, _)| at);
            let line = levels.of_line(starts);
            line.iter().map(|level| level.number()).collect()
        };
        assert_eq!(numbers(text.len()), [0, 0, 0, 1, 1, 1, 1, 1]);
        assert_eq!(numbers(8), [0, 0, 0, 1, 1, 0]);
    }

    /// The short way for one direction says what the whole algorithm says.
    #[test]
    fn one_direction_needs_no_algorithm() {
        for (text, direction) in [
            ("abc, 12% (d) - e\t", Direction::LeftToRight),
            ("אב. ג(ד)! ה\tו\u{AD}\u{2029}ז", Direction::RightToLeft),
            ("بَيت، «دار» -$ : +", Direction::RightToLeft),
            ("\u{64E}ب\u{200B}", Direction::RightToLeft),
            ("", Direction::RightToLeft),
            (" !", Direction::RightToLeft),
        ] {
            let levels = Levels::resolve(text, Some(direction), Islands::Plain);
            assert!(levels.is_uniform(), "{text:?}");
            let whole = BidiInfo::new(text, Some(levels.base));
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            for (at, level) in starts.iter().zip(levels.of_line(starts.iter().copied())) {
                assert_eq!(level, whole.levels[*at], "{text:?} {at}");
            }
        }
        for text in ["אב 1", "אב ١", "אב a", "\u{202A}אב", "\u{2067}אב\u{2069}"] {
            assert!(
                !Levels::resolve(text, Some(Direction::RightToLeft), Islands::Plain).is_uniform()
            );
        }
        for text in ["ab א", "ab ١", "\u{202E}ab", "\u{2067}ab\u{2069}"] {
            assert!(
                !Levels::resolve(text, Some(Direction::LeftToRight), Islands::Plain).is_uniform()
            );
        }
    }

    #[test]
    fn level_126_does_not_panic() {
        let text = format!("{}1", "\u{2067}\u{2066}".repeat(70));
        let shown = order(&text, Some(Direction::RightToLeft));
        assert_eq!(shown.chars().count(), 141);
    }
}
