//! What stands around a word in its line: as much of it as has room, and the words next to it.

use crate::text::cluster;
use crate::text::fold;
use crate::text::range::TextRange;
use crate::text::token::tokenise_text;
use crate::text::width;

/// So many words next to the key decide where its line stands among others.
const WORDS: usize = 4;

/// Cells that what comes before the word has, of `cells`: two fifths.
#[must_use]
pub const fn before_cells(cells: u16) -> u16 {
    cells / 5 * 2 + cells % 5 * 2 / 5
}

/// What of before and after a word has room in a line of `cells` cells, cut at words.
#[must_use]
pub fn fitting<'a>(
    (before, word, after): (&'a str, &str, &'a str),
    cells: u16,
) -> (&'a str, &'a str) {
    let first = before_cells(cells);
    let taken = u16::try_from(width::of_label(word)).unwrap_or(u16::MAX);
    let room = cells.saturating_sub(first).saturating_sub(taken);
    (last_words(before, first), first_words(after, room))
}

/// The last words that have room; of a word that is longer, its last letters.
#[must_use]
pub fn last_words(text: &str, cells: u16) -> &str {
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
#[must_use]
pub fn first_words(text: &str, cells: u16) -> &str {
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

/// The first word or number after the key, in bytes of `after`. Letters that are glued to the
/// key (an ending, another clitic) are the key's own word, not the next one.
#[must_use]
pub fn next_word(after: &str) -> Option<TextRange> {
    words(after).first().map(|word| word.0)
}

/// The last word or number before the key, in bytes of `before`; clitics of the key are none.
#[must_use]
pub fn previous_word(before: &str) -> Option<TextRange> {
    // What is glued to the key is told at the end, so it is read from the end.
    let mut found = tokens(before);
    let end = before.len();
    if found.last().is_some_and(|word| word.0.end == end) {
        found.pop();
    }
    found.pop().map(|word| word.0)
}

/// What lines are sorted by when the next word decides: the words after the key, folded, the
/// next one first. A line at whose end the key stands has an empty one, and stands first.
#[must_use]
pub fn next_key(after: &str) -> String {
    let words = words(after);
    let words = words.iter().take(WORDS).map(|word| word.1.as_str());
    words.collect::<Vec<_>>().join(" ")
}

/// What lines are sorted by when the previous word decides: the words before the key, folded,
/// from the key outwards.
#[must_use]
pub fn previous_key(before: &str) -> String {
    let mut words = tokens(before);
    if words.last().is_some_and(|word| word.0.end == before.len()) {
        words.pop();
    }
    let words = words.iter().rev().take(WORDS).map(|word| word.1.as_str());
    words.collect::<Vec<_>>().join(" ")
}

fn words(after: &str) -> Vec<(TextRange, String)> {
    let mut words = tokens(after);
    if words.first().is_some_and(|word| word.0.start == 0) {
        words.remove(0);
    }
    words
}

/// Words and numbers of the part of a context that can matter.
fn tokens(text: &str) -> Vec<(TextRange, String)> {
    let tokens = tokenise_text(text).into_iter();
    let words = tokens.filter(|t| t.folded.chars().any(char::is_alphanumeric));
    words.map(|t| (t.range, fold::fold(&t.folded))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_word_is_no_ending_and_the_previous_no_clitic() {
        let next = |text: &'static str| next_word(text).and_then(|r| r.slice(text));
        let previous = |text: &'static str| previous_word(text).and_then(|r| r.slice(text));
        assert_eq!(next(" إلى مينسك"), Some("إلى"));
        assert_eq!(next("ها، إلى"), Some("إلى"));
        assert_eq!(next(": «قال»"), Some("قال"));
        assert_eq!(next("."), None);
        assert_eq!(previous("وصل الرئيس "), Some("الرئيس"));
        assert_eq!(previous("وصل الرئيس و"), Some("الرئيس"));
        assert_eq!(previous("قال «"), Some("قال"));
        assert_eq!(previous("و"), None);
        assert_eq!(previous(""), None);
    }

    #[test]
    fn lines_are_sorted_by_folded_words_from_the_key_outwards() {
        assert_eq!(next_key(" إلى أَوروبا غدًا"), "الي اوروبا غدا");
        assert_eq!(previous_key("ثم قال إنّ "), "ان قال ثم");
        let mut keys = [" بعد", " إن", " وحده", " ثلاثة", " پاريس", "."].map(next_key);
        keys.sort();
        // پ stands with ب, as in an Arabic word list.
        assert_eq!(keys, ["", "ان", "باريس", "بعد", "ثلاثه", "وحده"]);
    }
}
