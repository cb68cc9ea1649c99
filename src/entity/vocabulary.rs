//! Which words are whole as they are, for searching: وليد is not و and ليد.

use std::sync::OnceLock;

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use crate::assets;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::lexicon::{Lexicon, Traits};
use crate::text::affix;
use crate::text::fold::fold;
use crate::text::query::Known;

/// The words of the lists that are part of the program, and of a gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary<'g> {
    gazetteer: &'g Gazetteer,
}

impl<'g> Vocabulary<'g> {
    /// The words of the lists and of this gazetteer.
    #[must_use]
    pub const fn with(gazetteer: &'g Gazetteer) -> Self {
        Self { gazetteer }
    }

    /// The words of all that is part of the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self::with(Gazetteer::embedded())
    }
}

/// The words of the list that is made for this.
fn listed() -> &'static FxHashSet<CompactString> {
    static LISTED: OnceLock<FxHashSet<CompactString>> = OnceLock::new();
    LISTED.get_or_init(|| {
        let files = assets::lexicon();
        let list = files.iter().find(|file| file.0 == "whole-words.txt");
        let lines = list.map_or("", |list| list.1).lines();
        let words = lines.filter(|line| !line.starts_with('#'));
        words.map(|word| fold(word.trim()).into()).collect()
    })
}

impl Known for Vocabulary<'_> {
    /// Names are whole. Another listed word is, unless what remains of it is listed too: ولكن
    /// is و and لكن.
    fn is_whole(&self, folded: &str) -> bool {
        let lexicon = Lexicon::embedded();
        let traits = lexicon.traits(folded);
        let is_name = traits.any(Traits::FIRST_NAME.with(Traits::COMMON_NAME))
            || self.gazetteer.longest(folded) > 0;
        is_name
            || listed().contains(folded)
            || !traits.is_empty()
                && !affix::readings(folded).any(|r| !lexicon.traits(&r.word()).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_listed_words_are_whole() {
        let vocabulary = Vocabulary::embedded();
        for (word, whole) in [
            ("وليد", true),
            ("لندن", true),
            ("بايدن", true),
            ("كتاب", true),
            ("لجنه", true),
            ("وزير", true),
            ("ولكن", false),
            ("ولوكاشينكو", false),
            ("بعيد", true),
            ("واحد", true),
            ("الفيروس", false),
            ("وللفيروس", false),
        ] {
            assert_eq!(vocabulary.is_whole(word), whole, "{word}");
        }
    }
}
