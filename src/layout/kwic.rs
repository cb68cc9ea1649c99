//! A word in its context on one line, the word always in the same column.

use unicode_bidi::BidiClass;

use crate::layout::{Line, Options, Order, column};
use crate::text::around::{before_cells, fitting};
use crate::text::class;
use crate::text::direction::Direction;
use crate::text::range::TextRange;
use crate::text::width;

/// A line of a concordance.
#[derive(Clone, Debug)]
pub struct Concordance {
    /// What is shown, ranges in bytes of before, word and after joined.
    pub line: Line,
    /// The column in which the line begins.
    pub x: u16,
    /// What comes before the word, in the joined text.
    pub before: TextRange,
    /// The word in the joined text.
    pub word: TextRange,
    /// What comes after the word, in the joined text.
    pub after: TextRange,
}

/// Sets a line of `cells` cells. What comes before the word has two fifths of them, at the side
/// on which its direction begins: of a right-to-left word its right edge stands always in the
/// same column, else its left edge. Contexts are cut at words.
///
/// What comes before stands on its side also where the word and its neighbours run against their
/// line: the whole is one paragraph (UAX #9), with a mark of direction at either end of the word.
///
/// ```
/// use warraq::layout::{Options, kwic};
/// use warraq::text::direction::Direction;
///
/// let shown = |before: &str, word: &str, after: &str, direction| {
///     let set = kwic::set((before, word, after), direction, 20, &Options::default());
///     let glyphs: String = set.line.placed.iter().map(|p| p.glyph.as_str()).collect();
///     format!("{}{glyphs}", " ".repeat(set.x.into()))
/// };
/// let (ltr, rtl) = (Direction::LeftToRight, Direction::RightToLeft);
/// assert_eq!(shown("he said a ", "word", " to me", ltr), " said a word to me");
/// assert_eq!(shown("a ", "word", " to nobody else", ltr), "      a word to");
/// assert_eq!(shown("אב ", "גד", " הו", rtl), "       וה דג בא");
/// assert_eq!(shown("אב NATO ", "Haddad", " OK", rtl), "   OK Haddad NATO בא");
/// ```
#[must_use]
pub fn set(
    (before, word, after): (&str, &str, &str),
    direction: Direction,
    cells: u16,
    options: &Options,
) -> Concordance {
    let before_cells = before_cells(cells);
    let room = cells.saturating_sub(before_cells);
    let (before, after) = fitting((before, word, after), cells);
    let mut text = String::new();
    if options.order == Order::Logical {
        // The terminal sets the row; what is missing before the word is filled up.
        let missing = usize::from(before_cells).saturating_sub(width::of_label(before));
        text.push_str(&" ".repeat(missing));
    }
    let mark = mark((before, word, after), direction);
    let before = push(&mut text, before);
    text.extend(mark);
    let word = push(&mut text, word);
    text.extend(mark);
    let after = push(&mut text, after);
    let options = Options {
        direction: Some(direction),
        ..*options
    };
    let line = column::label(&text, cells, &options);
    let segments = line.segments(word);
    let right = segments.last().map_or(0, |s| s.end);
    let left = segments.first().map_or(0, |s| s.start);
    let x = match (options.order, direction) {
        (Order::Logical, _) => 0,
        (_, Direction::RightToLeft) => room.saturating_sub(right),
        (_, Direction::LeftToRight) => before_cells.saturating_sub(left),
    };
    Concordance {
        x: x.min(cells.saturating_sub(line.width)),
        line,
        before,
        word,
        after,
    }
}

fn push(text: &mut String, part: &str) -> TextRange {
    let start = text.len();
    text.push_str(part);
    TextRange::new(start, text.len())
}

/// The mark of direction that keeps before and after on their sides; none where nothing next to
/// the ends of the word, or in it, runs against the line.
fn mark((before, word, after): (&str, &str, &str), direction: Direction) -> Option<char> {
    let strong = |c: char| match class::bidi(c) {
        BidiClass::L => Some(Direction::LeftToRight),
        BidiClass::R | BidiClass::AL => Some(Direction::RightToLeft),
        _ => None,
    };
    let against = |found: Option<Direction>| found.is_some_and(|found| found != direction);
    let needed = word.chars().any(|c| against(strong(c)))
        || against(before.chars().rev().find_map(strong))
        || against(after.chars().find_map(strong));
    needed.then_some(match direction {
        Direction::RightToLeft => '\u{200F}',
        Direction::LeftToRight => '\u{200E}',
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LETTERS: &str = "[ا-ي]{1,9}|[a-c]{1,9}|[א-ת]{1,5} [a-c]{1,4}|[a-c]{1,3} [0-9]{1,3}";

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_line_stays_in_its_cells(
            before in "[ا-ي a-cא-ת0-9]{0,30}",
            word in "[ا-ي]{1,9}|[a-c]{1,9}",
            after in "[ا-ي a-cא-ת0-9]{0,30}",
            cells in 4u16..50,
            rtl: bool,
        ) {
            let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
            let set = set((&before, &word, &after), direction, cells, &Options::default());
            prop_assert!(set.x + set.line.width <= cells);
            prop_assert!(!set.line.segments(set.word).is_empty());
        }

        /// The word stands in its column, what comes before it on its side, and what comes after
        /// on the other, whatever the directions are.
        #[test]
        fn the_word_stands_in_its_column(
            before in "([ا-ي]{1,5} |[a-c]{1,5} |[0-9]{1,3}[.,%]? |[א-ת]{1,4} |[(«-] ?){0,9}",
            word in LETTERS,
            after in "([.,:»)]?( [ا-ي]{1,5}| [a-c]{1,5}| [0-9]{1,3}%?| [א-ת]{1,4})){0,9}",
            cells in 30u16..90,
            rtl: bool,
        ) {
            let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
            let set = set((&before, &word, &after), direction, cells, &Options::default());
            let segments = set.line.segments(set.word);
            let (left, right) = (segments[0].start, segments.last().unwrap().end);
            let edge = match direction {
                Direction::RightToLeft => (set.x + right, cells - before_cells(cells)),
                Direction::LeftToRight => (set.x + left, before_cells(cells)),
            };
            prop_assert_eq!(edge.0, edge.1);
            // A letter of before never stands on the side of after.
            let is_before = |cell: u16| if rtl { cell >= right } else { cell < left };
            for cells in set.line.segments(set.before) {
                prop_assert!(cells.clone().all(is_before), "{:?}", set.line.segments(set.before));
            }
            for cells in set.line.segments(set.after) {
                prop_assert!(!cells.clone().any(is_before), "{:?}", set.line.segments(set.after));
            }
        }

        /// Letters on both sides of the word's ends join as they do in the text.
        #[test]
        fn a_mark_of_direction_parts_no_letters(
            before in "[ا-ي]{1,4} [a-c]{1,4} [ب-ي]{1,3}",
            word in "[ب-ي]{1,6}",
            after in "[ب-ي]{0,3} [a-c]{1,4}",
        ) {
            let rtl = Direction::RightToLeft;
            let set = set((&before, &word, &after), rtl, 80, &Options::default());
            let options = Options { direction: Some(rtl), ..Options::default() };
            let plain = column::label(&format!("{before}{word}{after}"), 80, &options);
            let glyphs = |line: &Line| {
                let mut glyphs: Vec<String> =
                    line.placed.iter().map(|p| p.glyph.to_string()).collect();
                glyphs.sort();
                glyphs
            };
            prop_assert_eq!(glyphs(&set.line), glyphs(&plain));
        }
    }
}
