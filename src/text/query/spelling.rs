//! A word letter by letter: what it is after all folding, and what the reader's choices leave.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

use super::folds::Folds;
use crate::text::affix;
use crate::text::fold::fold_char;

/// One letter of a folded word.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Letter {
    /// The letter with the marks that count, as the choices leave it.
    strict: CompactString,
    /// It was written as آ, أ or إ, which no article begins with.
    hamza: bool,
    /// It was written as آ.
    madda: bool,
}

/// A word as it was written, for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    letters: Vec<Letter>,
}

impl Spelling {
    /// The spelling of a token: `written` is its source, `folded` its folded form. What the
    /// source has besides (signs between pieces of a word) is passed over.
    pub(super) fn new(written: &str, folded: &str, folds: &Folds) -> Self {
        let mut letters: Vec<Letter> = Vec::new();
        let mut expected = folded.chars().peekable();
        for c in written.nfc() {
            let mut loose = CompactString::default();
            fold_char(c, &mut |f| loose.push(f));
            let mut strict = CompactString::default();
            if loose.is_empty() {
                folds.fold_char(c, &mut |f| strict.push(f));
                if let Some(last) = letters.last_mut() {
                    last.strict.push_str(&strict);
                }
                continue;
            }
            if expected.peek() != loose.chars().next().as_ref() {
                continue;
            }
            folds.fold_char(c, &mut |f| strict.push(f));
            let parts = loose.chars().count();
            let mut strict = strict.chars();
            for part in 0..parts {
                expected.next();
                let own = strict
                    .by_ref()
                    .take(if part + 1 == parts { usize::MAX } else { 1 });
                letters.push(Letter {
                    strict: own.collect(),
                    hamza: part == 0 && matches!(c, 'أ' | 'إ' | 'آ'),
                    madda: part == 0 && c == 'آ',
                });
            }
        }
        Self { letters }
    }

    /// True when letter number `at` cannot be the alef of an article.
    pub(super) fn has_hamza(&self, at: usize) -> bool {
        self.letters.get(at).is_some_and(|letter| letter.hamza)
    }

    /// آل alone: the family of, which is no article.
    fn is_family(&self, from: usize) -> bool {
        self.letters.len() == from + 2 && self.letters.get(from).is_some_and(|l| l.madda)
    }

    /// Whether the letters from `from` on are spelled as those of `other` from `others` on; one
    /// that `lacks` its alef (after لل) is read with it.
    pub(super) fn ends_like(
        &self,
        (from, lacks): (usize, bool),
        other: &Self,
        (others, other_lacks): (usize, bool),
    ) -> bool {
        let rest = |spelling: &'_ Self, from: usize, lacks: bool| -> Vec<CompactString> {
            let alef = lacks.then(|| CompactString::const_new("ا"));
            let letters = spelling.letters.get(from..).unwrap_or_default();
            let strict = letters.iter().map(|letter| letter.strict.clone());
            alef.into_iter().chain(strict).collect()
        };
        self.is_family(from) == other.is_family(others)
            && rest(self, from, lacks) == rest(other, others, other_lacks)
    }

    /// Whether it begins, from letter `from` on, as `beginning` is spelled; one that `lacks`
    /// its alef (after لل) is read with it.
    pub(super) fn begins_like(&self, (from, lacks): (usize, bool), beginning: &Self) -> bool {
        let rest = self.letters.get(from..).unwrap_or_default();
        let wanted = beginning
            .letters
            .get(usize::from(lacks)..)
            .unwrap_or_default();
        let Some((last, whole)) = wanted.split_last() else {
            return true;
        };
        let Some(here) = rest.get(..wanted.len()) else {
            return false;
        };
        let same = |(a, b): (&Letter, &Letter)| a.strict == b.strict;
        // The marks of the last letter may be still to be typed.
        here.iter().zip(whole).all(same)
            && here
                .last()
                .is_some_and(|l| l.strict.starts_with(last.strict.as_str()))
    }
}

/// Folded words whose ال is no article.
const NO_ARTICLE: &[&str] = &[
    "الله",
    "اللهم",
    "التي",
    "الذي",
    "الذين",
    "اللذان",
    "اللذين",
    "اللتان",
    "اللتين",
    "اللواتي",
    "اللاتي",
    "اللايي",
    "الان",
    "الا",
    "الي",
    "الم",
    "الست",
    "اليس",
];

/// One way to read a word: what is taken off its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stem {
    /// What remains, folded.
    pub(super) word: CompactString,
    /// How many letters of the word as it is written are before it.
    pub(super) letters: usize,
    /// The alef of its article is not written (after لل).
    pub(super) lacks_alef: bool,
    /// The article was taken off: that tells a stem from letters of the word.
    pub(super) by_article: bool,
}

impl Stem {
    /// True when the letters taken off tell that they are clitics, or none were.
    pub(super) const fn is_sure(&self) -> bool {
        self.letters == 0 || self.by_article
    }
}

/// The ways to read a folded word: as it is, without clitics, without the article. `has_hamza`
/// says of a letter that it cannot be the alef of an article.
pub(super) fn stems<'a>(
    folded: &'a str,
    has_hamza: impl Fn(usize) -> bool + 'a,
) -> impl Iterator<Item = Stem> + 'a {
    let whole = Stem {
        word: folded.into(),
        letters: 0,
        lacks_alef: false,
        by_article: false,
    };
    let arabic = folded
        .chars()
        .next()
        .is_some_and(|c| matches!(c, '\u{600}'..='\u{6ff}'));
    let readings = arabic
        .then(|| affix::readings(folded))
        .into_iter()
        .flatten()
        .map(|reading| Stem {
            word: reading.word(),
            letters: reading.letters,
            lacks_alef: reading.assimilated,
            by_article: false,
        });
    std::iter::once(whole)
        .chain(readings)
        .flat_map(move |stem| {
            let hamza = !stem.lacks_alef && has_hamza(stem.letters);
            let bare = affix::without_article(&stem.word)
                .filter(|_| !hamza && !NO_ARTICLE.contains(&stem.word.as_str()))
                .map(|bare| Stem {
                    word: bare.into(),
                    letters: stem.letters + if stem.lacks_alef { 1 } else { 2 },
                    lacks_alef: false,
                    by_article: true,
                });
            std::iter::once(stem).chain(bare)
        })
}

/// The words of [`stems`] of a word in which no alef has a hamza, in their order and without a
/// copy of each: an index wants those of every word.
pub(super) fn each_stem(folded: &str, emit: &mut impl FnMut(&str)) {
    with_bare(folded, emit);
    if !folded.starts_with(|c| matches!(c, '\u{600}'..='\u{6ff}')) {
        return;
    }
    for reading in affix::readings(folded) {
        if reading.assimilated {
            with_bare(&reading.word(), emit);
        } else {
            with_bare(reading.rest, emit);
        }
    }
}

fn with_bare(word: &str, emit: &mut impl FnMut(&str)) {
    emit(word);
    if let Some(bare) = affix::without_article(word).filter(|_| !NO_ARTICLE.contains(&word)) {
        emit(bare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_every_way() {
        let words = |word: &'static str| -> Vec<String> {
            stems(word, |_| false).map(|s| s.word.to_string()).collect()
        };
        assert_eq!(
            words("وللفيروس"),
            ["وللفيروس", "للفيروس", "لفيروس", "الفيروس", "فيروس"]
        );
        for word in [
            "وللفيروس",
            "الفيروس",
            "دم",
            "word",
            "والذي",
            "الله",
            "لللجنه",
            "فبالامس",
            "كلاوس",
            "",
            "و",
            "كالمعتاد",
            "ولبنان",
        ] {
            let mut each = Vec::new();
            super::each_stem(word, &mut |stem| each.push(stem.to_owned()));
            assert_eq!(each, words(word), "{word}");
        }
        assert_eq!(words("الفيروس"), ["الفيروس", "فيروس"]);
        assert_eq!(words("دم"), ["دم"]);
        assert_eq!(words("word"), ["word"]);
    }

    #[test]
    fn a_spelling_passes_over_what_lies_between() {
        let folds = Folds {
            marks: false,
            hamza: false,
            ..Folds::default()
        };
        let of = |written: &str| {
            Spelling::new(
                written,
                &crate::text::fold::fold(&written.replace('*', "")),
                &folds,
            )
        };
        let joined = of("لُوكا**شينكو");
        assert_eq!(joined.letters.len(), 9);
        assert_eq!(joined, of("لُوكاشينكو"));
        assert_ne!(joined, of("لوكاشينكو"));
        assert!(of("ألمانيا").has_hamza(0) && !of("المانيا").has_hamza(0));
        assert!(!of("آل").ends_like((0, false), &of("ال"), (0, false)));
        assert!(of("للكرملين").ends_like((1, true), &of("الكرملين"), (0, false)));
    }
}
