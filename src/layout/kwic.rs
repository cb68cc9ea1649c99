//! A word in its context on one line, the word always in the same column.

use crate::layout::{Line, Options, Order, column};
use crate::text::cluster;
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
    /// The word in the joined text.
    pub word: TextRange,
}

/// Sets a line of `cells` cells. What comes before the word has two fifths of them, at the side
/// on which its direction begins: of a right-to-left word its right edge stands always in the
/// same column, else its left edge. Contexts are cut at words.
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
    let (before, after) = around((before, word, after), cells);
    let mut text = String::new();
    if options.order == Order::Logical {
        // The terminal sets the row; what is missing before the word is filled up.
        let missing = usize::from(before_cells).saturating_sub(width::of_label(before));
        text.push_str(&" ".repeat(missing));
    }
    text.push_str(before);
    let start = text.len();
    text.push_str(word);
    let range = TextRange::new(start, text.len());
    text.push_str(after);
    let options = Options {
        direction: Some(direction),
        ..*options
    };
    let line = column::label(&text, cells, &options);
    let segments = line.segments(range);
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
        word: range,
    }
}

/// What of before and after the word has room in a line of `cells` cells.
#[must_use]
pub fn around<'a>(
    (before, word, after): (&'a str, &str, &'a str),
    cells: u16,
) -> (&'a str, &'a str) {
    let first = before_cells(cells);
    let taken = u16::try_from(width::of_label(word)).unwrap_or(u16::MAX);
    let room = cells.saturating_sub(first).saturating_sub(taken);
    (last_words(before, first), first_words(after, room))
}

const fn before_cells(cells: u16) -> u16 {
    cells / 5 * 2 + cells % 5 * 2 / 5
}

/// The last words that have room; of a word that is longer, its last letters.
fn last_words(text: &str, cells: u16) -> &str {
    let clusters: Vec<TextRange> = cluster::clusters(text).collect();
    let mut left = usize::from(cells);
    let (mut from, mut at_word) = (text.len(), None);
    for range in clusters.iter().rev() {
        let letter = range.slice(text).unwrap_or_default();
        let taken = usize::from(width::of_cluster(letter));
        if taken > left {
            return &text[at_word.unwrap_or(from)..];
        }
        left -= taken;
        from = range.start;
        if letter.trim().is_empty() && range.end < text.len() {
            at_word = Some(range.end);
        }
    }
    text
}

/// The first words that have room; of a word that is longer, its first letters.
fn first_words(text: &str, cells: u16) -> &str {
    let mut left = usize::from(cells);
    let (mut to, mut at_word) = (0, None);
    for range in cluster::clusters(text) {
        let letter = range.slice(text).unwrap_or_default();
        let taken = usize::from(width::of_cluster(letter));
        if letter.trim().is_empty() && range.start > 0 {
            at_word = Some(range.start);
        }
        if taken > left {
            return &text[..at_word.unwrap_or(to)];
        }
        left -= taken;
        to = range.end;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

        /// In plain text of one direction the word stands in its column.
        #[test]
        fn the_word_stands_in_its_column(
            before in "([ب-ي]{1,5} ){0,7}",
            word in "[ب-ي]{1,5}",
            after in "( [ب-ي]{1,5}){0,7}",
            cells in 20u16..60,
        ) {
            let rtl = Direction::RightToLeft;
            let set = set((&before, &word, &after), rtl, cells, &Options::default());
            let end = set.x + set.line.segments(set.word).last().unwrap().end;
            prop_assert_eq!(end, cells - before_cells(cells));
        }
    }
}
