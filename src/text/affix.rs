//! Clitics of Arabic words: what may be written together with the word after it.
//!
//! و ف (and, so), then ب ل ك (in, to, like), then the article ال; لل is ل with ال.
//! The س of the future stands before verbs only and is never taken off. A reading is a
//! hypothesis: a caller takes it only when a lexicon or the article agrees (وليد, بايدن,
//! لندن and كابول are whole words).

use super::fold::fold_char;

/// One way to take clitics off a folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// How many letters of the folded word are taken off.
    pub letters: usize,
    /// What remains of the folded word. With `assimilated` its article lost its alef:
    /// the remainder is to be read as ا + `rest`.
    pub rest: &'a str,
    /// True after لل: `rest` begins with the second lam, the word is ا + `rest`.
    pub assimilated: bool,
    /// و or ف was taken off.
    pub conjunction: bool,
    /// ب, ل or ك was taken off.
    pub preposition: Option<char>,
}

impl Reading<'_> {
    /// The folded word that remains, with the article written out (لكرملين after لل → الكرملين).
    #[must_use]
    pub fn word(&self) -> compact_str::CompactString {
        let mut word = compact_str::CompactString::default();
        if self.assimilated {
            word.push('ا');
        }
        word.push_str(self.rest);
        word
    }
}

/// A remainder shorter than this is no word of its own.
const SHORTEST_REST: usize = 3;

/// The readings of a folded Arabic word that take at least one clitic off: و ف, then ب ل ك,
/// then both. After ل a second lam may be the word's own (للوكاشينكو) or the article's
/// (للكرملين): two readings.
pub fn readings(folded: &str) -> impl Iterator<Item = Reading<'_>> {
    let first = folded.chars().next();
    let conjunction = matches!(first, Some('و' | 'ف')).then(|| Reading {
        letters: 1,
        rest: skip_letter(folded),
        assimilated: false,
        conjunction: true,
        preposition: None,
    });
    let whole = Reading {
        letters: 0,
        rest: folded,
        assimilated: false,
        conjunction: false,
        preposition: None,
    };
    let plain = preposition(whole);
    let both = conjunction.and_then(preposition);
    [conjunction, plain, article(plain), both, article(both)]
        .into_iter()
        .flatten()
        .filter(|reading| reading.rest.chars().nth(SHORTEST_REST - 1).is_some())
}

/// The reading that takes a preposition off the rest of `reading`.
fn preposition(reading: Reading<'_>) -> Option<Reading<'_>> {
    let letter = reading
        .rest
        .chars()
        .next()
        .filter(|c| matches!(c, 'ب' | 'ل' | 'ك'))?;
    Some(Reading {
        letters: reading.letters + 1,
        rest: skip_letter(reading.rest),
        preposition: Some(letter),
        ..reading
    })
}

/// The reading of لل as ل with the article.
fn article(reading: Option<Reading<'_>>) -> Option<Reading<'_>> {
    reading
        .filter(|r| r.preposition == Some('ل') && r.rest.starts_with('ل'))
        .map(|r| Reading {
            assimilated: true,
            ..r
        })
}

fn skip_letter(word: &str) -> &str {
    let mut chars = word.chars();
    chars.next();
    chars.as_str()
}

/// The folded word without the article, when at least two letters remain.
#[must_use]
pub fn without_article(folded: &str) -> Option<&str> {
    folded
        .strip_prefix("ال")
        .filter(|rest| rest.chars().nth(1).is_some())
}

/// How many bytes of `source`, a word as written, stand before its folded letter number
/// `letters`: the letters taken off, the marks on them, tatweel, and whatever lies between
/// pieces of the word. `None` when the border falls inside a ligature or after the word.
#[must_use]
pub fn skip(source: &str, letters: usize) -> Option<usize> {
    let mut seen = 0usize;
    for (at, c) in source.char_indices() {
        let arabic = matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        if !arabic {
            continue;
        }
        let mut parts = 0;
        fold_char(c, &mut |_| parts += 1);
        if parts == 0 {
            continue;
        }
        if seen >= letters {
            return (seen == letters).then_some(at);
        }
        seen += parts;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(folded: &str) -> Vec<String> {
        readings(folded).map(|r| r.word().to_string()).collect()
    }

    #[test]
    fn readings_of_words() {
        let rows: [(&str, &[&str]); 10] = [
            ("وبوتين", &["بوتين", "وتين"]),
            ("للكرملين", &["لكرملين", "الكرملين"]),
            ("للامم", &["لامم", "الامم"]),
            ("وللامم", &["للامم", "لامم", "الامم"]),
            ("للوكاشنكو", &["لوكاشنكو", "الوكاشنكو"]),
            ("لوكاشنكو", &["وكاشنكو"]),
            ("سوريا", &[]),
            ("فلوكاشينكو", &["لوكاشينكو", "وكاشينكو"]),
            ("بك", &[]),
            ("موسكو", &[]),
        ];
        for (word, expected) in rows {
            assert_eq!(words(word), expected, "{word}");
        }
    }

    #[test]
    fn skipping_takes_the_marks_along() {
        let rows = [
            ("وَبوتين", 1, Some("بوتين")),
            ("لِلكرملين", 1, Some("لكرملين")),
            ("و**بوتين**", 1, Some("بوتين**")),
            ("وــبوتين", 1, Some("بوتين")),
            ("\u{fefb}", 1, None),
            ("ب", 1, None),
            ("بوتين", 0, Some("بوتين")),
        ];
        for (source, letters, rest) in rows {
            assert_eq!(
                skip(source, letters).map(|at| &source[at..]),
                rest,
                "{source}"
            );
        }
    }
}
