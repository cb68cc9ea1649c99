//! The word lists that the rules stand on (`assets/lexicon/*.txt`), folded once.

use std::sync::OnceLock;

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::assets;
use crate::text::affix::without_article;
use crate::text::fold::fold;

/// What is known of a word, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u16);

impl Traits {
    /// A first name.
    pub(super) const FIRST_NAME: Self = Self(1);
    /// A first name that is also a common word.
    pub(super) const COMMON_NAME: Self = Self(1 << 1);
    /// A title before a person's name.
    pub(super) const TITLE: Self = Self(1 << 2);
    /// Goes on with a title.
    pub(super) const FOLLOWER: Self = Self(1 << 3);
    /// A verb of saying.
    pub(super) const SAYING: Self = Self(1 << 4);
    /// Head noun that is part of an organisation's name.
    pub(super) const ORGANISATION: Self = Self(1 << 5);
    /// Head noun before an organisation's name.
    pub(super) const BEFORE_ORGANISATION: Self = Self(1 << 6);
    /// Head noun after which an unknown word is a place.
    pub(super) const PLACE: Self = Self(1 << 7);
    /// Head noun that gives context to an ambiguous place.
    pub(super) const BEFORE_PLACE: Self = Self(1 << 8);
    /// Never part of a name found by rule.
    pub(super) const STOP: Self = Self(1 << 9);
    /// The trait stands for the word without its article.
    pub(super) const DEFINITE: Self = Self(1 << 10);

    /// True when any bit of `other` is set.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set as a number.
    pub(super) const fn bits(self) -> u16 {
        self.0
    }

    /// True when nothing is known.
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

static EMBEDDED: OnceLock<Lexicon> = OnceLock::new();

/// All lists in one table.
pub(super) struct Lexicon {
    words: FxHashMap<CompactString, Traits>,
    /// Names of languages, with their article.
    languages: FxHashSet<CompactString>,
}

impl Lexicon {
    /// The lists that are part of the program.
    pub(super) fn embedded() -> &'static Self {
        EMBEDDED.get_or_init(Self::load)
    }

    /// True when [`Self::embedded`] was asked for.
    pub(super) fn is_loaded() -> bool {
        EMBEDDED.get().is_some()
    }

    fn load() -> Self {
        let mut lexicon = Self {
            words: FxHashMap::default(),
            languages: FxHashSet::default(),
        };
        let lists = [
            ("first-names.txt", Traits::FIRST_NAME, Traits::COMMON_NAME),
            ("titles.txt", Traits::TITLE, Traits::default()),
            ("title-followers.txt", Traits::FOLLOWER, Traits::default()),
            ("saying.txt", Traits::SAYING, Traits::default()),
            (
                "organisation-heads.txt",
                Traits::BEFORE_ORGANISATION,
                Traits::ORGANISATION,
            ),
            ("place-heads.txt", Traits::BEFORE_PLACE, Traits::PLACE),
            ("stop-words.txt", Traits::STOP, Traits::default()),
        ];
        let files = assets::lexicon();
        let text_of = |name: &str| files.iter().find(|f| f.0 == name).map_or("", |f| f.1);
        for (name, traits, marked) in lists {
            for line in text_of(name).lines() {
                let line = line.trim();
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                let (word, mark) = line.split_once(' ').unwrap_or((line, ""));
                let traits = if mark.is_empty() {
                    traits
                } else {
                    traits.with(marked)
                };
                let known = lexicon.words.entry(fold(word).into()).or_default();
                *known = known.with(traits);
            }
        }
        let languages = text_of("languages.txt").lines();
        let languages = languages.filter(|line| !line.starts_with('#'));
        lexicon.languages = languages.map(|line| fold(line).into()).collect();
        lexicon
    }

    /// Whether a folded word with its article names a language.
    pub(super) fn is_language(&self, folded: &str) -> bool {
        self.languages.contains(folded)
    }

    /// What is known of a folded word, as it is or without its article.
    pub(super) fn traits(&self, folded: &str) -> Traits {
        let own = self.of(folded);
        // What is listed with its article (العاصمة, الدفاع) is meant so.
        match without_article(folded).map(|rest| self.of(rest)) {
            Some(bare) if !bare.is_empty() => own.with(bare.without_names()).with(Traits::DEFINITE),
            _ => own,
        }
    }

    fn of(&self, folded: &str) -> Traits {
        let own = self.words.get(folded).copied().unwrap_or_default();
        let man = || self.words.get(folded.strip_suffix('ه')?);
        // A woman's title: فنانة, خبيرة.
        if own.is_empty() && man().is_some_and(|man| man.any(Traits::TITLE)) {
            return Traits::TITLE;
        }
        own
    }
}

impl Traits {
    /// A family name with an article is no first name.
    const fn without_names(self) -> Self {
        Self(self.0 & !(Self::FIRST_NAME.0 | Self::COMMON_NAME.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_found_folded_and_without_article() {
        let lexicon = Lexicon::embedded();
        let rows = [
            ("ديمتري", Traits::FIRST_NAME),
            ("امل", Traits::COMMON_NAME),
            ("الرييس", Traits::TITLE),
            ("الخارجيه", Traits::FOLLOWER),
            ("اعلن", Traits::SAYING),
            ("وزاره", Traits::ORGANISATION),
            ("شركه", Traits::BEFORE_ORGANISATION),
            ("مدينه", Traits::PLACE),
            ("التي", Traits::STOP),
        ];
        for (word, traits) in rows {
            assert!(lexicon.traits(word).any(traits), "{word}");
        }
        assert!(!lexicon.traits("ديمتري").any(Traits::COMMON_NAME));
        assert!(!lexicon.traits("الحسن").any(Traits::FIRST_NAME));
    }
}
