//! The hand-written list of known actors, by topic files (`assets/gazetteer/*.toml`).
//!
//! An entity's forms are folded and tokenised once; a phrase of folded words is looked up
//! as one key. `bare` forms and full forms mean one actor; `ambiguous` forms may belong to
//! several and count only with context (see `recognise`).
//!
//! The list of the program is read and checked when it is built (`assets/build.rs`) and is
//! part of it as a digest that needs no reading in. Lists of readers are laid over it.

mod digest;
mod source;

use std::sync::OnceLock;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::kind::Kind;
use crate::assets;
use crate::text::token::{Token, TokenKind, tokenise_text};

use digest::Digest;
use source::Builder;

/// The list of known actors with the keys to find them.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// The list of the program, whose indices come first.
    base: Option<Digest>,
    /// What was read beside it.
    own: Tables,
    fingerprint: u64,
}

/// What was read from files of this run.
#[derive(Debug, Default)]
struct Tables {
    entries: Vec<GazetteerEntry>,
    /// Entries of the program's list with what a reader's list adds to them.
    changed: FxHashMap<u32, GazetteerEntry>,
    /// A phrase of the program's list that a reader's list knows too has both senses here.
    phrases: FxHashMap<CompactString, Senses>,
    /// For the first word of any phrase the number of words of the longest.
    firsts: FxHashMap<CompactString, u8>,
    ids: FxHashMap<CompactString, u32>,
    /// Whose names may sound like those that have the key.
    sounds: FxHashMap<CompactString, Vec<u32>>,
}

/// One known actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GazetteerEntry {
    /// The slug by which it is known for ever (`alexander-lukashenko`).
    pub id: CompactString,
    /// What it is.
    pub kind: Kind,
    /// Its plain Arabic form, as shown.
    pub name: String,
    /// All its other forms in every script, short ones too, without repetition.
    pub aliases: Vec<String>,
    /// A short description; empty when there is none.
    pub about: String,
    /// Its first form in Latin letters.
    pub latin: Option<String>,
    /// The name of the file that lists it; of several the last.
    pub list: CompactString,
    /// Its identifier in Wikidata (`Q…`).
    pub wikidata: Option<CompactString>,
    /// An address that tells of it; http or https.
    pub url: Option<String>,
    /// Of a place or people its adjective, masculine singular, without the article.
    pub nisba: Option<CompactString>,
}

/// What a phrase may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Senses {
    /// The actor that the phrase alone means.
    pub clear: Option<u32>,
    /// The actor that the phrase alone means in Persian text or letters (چین is not جين).
    pub persian: Option<u32>,
    /// The place or people whose nationality the phrase names.
    pub nationality: Option<u32>,
    /// Actors that the phrase means where the context says so.
    pub ambiguous: Vec<u32>,
    /// The script has capitals and the form is written with one.
    pub capital: bool,
    /// Its forms end in ta marbuta (وجدة): a word with a plain ha (وجده) is another.
    pub ta_marbuta: bool,
    /// A short acronym: only all capitals are it (US, not us).
    pub all_capital: bool,
}

/// What is wrong in a gazetteer file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct GazetteerError {
    /// The file's name as given.
    pub file: String,
    /// Line, from 1; 0 when it is not known.
    pub line: usize,
    /// What is wrong.
    pub problem: GazetteerProblem,
}

/// The kinds of mistakes in a gazetteer file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GazetteerProblem {
    /// No TOML, an unknown or missing field, a wrong type.
    #[error("{0}")]
    Syntax(String),
    /// Two entities bear one id.
    #[error("the id `{0}` is used twice")]
    DuplicateId(String),
    /// A form means two entities without context.
    #[error("the form `{form}` of `{id}` already means `{other}`")]
    SharedForm {
        /// The form as written.
        form: String,
        /// The entity whose form is refused.
        id: String,
        /// The entity that has it.
        other: String,
    },
    /// A form without a letter or digit.
    #[error("`{0}` has an empty form")]
    EmptyForm(String),
    /// The id is no slug of small Latin letters, digits and hyphens.
    #[error("`{0}` is no id: small Latin letters, digits and hyphens only")]
    BadId(String),
    /// What stands for an identifier of Wikidata is none.
    #[error("`{0}` is no identifier of Wikidata: a capital Q and digits")]
    BadWikidata(String),
    /// An address is not opened.
    #[error("`{0}` is no address: it begins with https:// or http://, without blanks")]
    BadUrl(String),
    /// A new entity lacks what only an entity of the program's list may lack.
    #[error("`{0}` is a new entity and needs a `name`")]
    Nameless(String),
    /// An entity of the program's list is given under another kind.
    #[error("the kind of `{id}` is {kind} in the program's list")]
    OtherKind {
        /// Its id.
        id: String,
        /// The kind that it has.
        kind: &'static str,
    },
}

impl Gazetteer {
    /// Reads gazetteer files given as `(name, text)`.
    ///
    /// # Errors
    /// The first mistake in any of the files.
    pub fn from_sources<'a>(
        sources: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, GazetteerError> {
        let (gazetteer, mut errors) = Self::from_sources_lenient(sources);
        if errors.is_empty() {
            Ok(gazetteer)
        } else {
            Err(errors.swap_remove(0))
        }
    }

    /// Reads gazetteer files, leaves out what is wrong, and says what that was.
    pub fn from_sources_lenient<'a>(
        sources: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<GazetteerError>) {
        Builder::default().read(sources)
    }

    /// The list of the program with a reader's own files over it, given as `(name, text)`:
    /// new entities, and more forms for those that it knows, by their ids. What is wrong is
    /// left out and said.
    pub fn with_lists<'a>(
        sources: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<GazetteerError>) {
        Builder::over(Self::of_digest(assets::gazetteer())).read(sources)
    }

    /// The list that is part of the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static LIST: OnceLock<Gazetteer> = OnceLock::new();
        LIST.get_or_init(|| Self::of_digest(assets::gazetteer()))
    }

    fn of_digest(bytes: &'static [u8]) -> Self {
        let base = Digest::open(bytes);
        Self {
            fingerprint: base.as_ref().map_or(0, Digest::fingerprint),
            base,
            own: Tables::default(),
        }
    }

    /// The bytes of [`assets::gazetteer`], from a list that was read from sources.
    #[must_use]
    pub fn digest(&self) -> Vec<u8> {
        digest::write(self)
    }

    /// How many actors there are; the indices below it are how others name one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.base_len() + self.own.entries.len()
    }

    /// True when nobody is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn base_len(&self) -> usize {
        self.base.as_ref().map_or(0, Digest::len)
    }

    /// The actor with that index.
    #[must_use]
    pub fn entry(&self, index: u32) -> Option<&GazetteerEntry> {
        if let Some(changed) = self.own.changed.get(&index) {
            return Some(changed);
        }
        match (index as usize).checked_sub(self.base_len()) {
            Some(own) => self.own.entries.get(own),
            None => self.base.as_ref()?.entry(index),
        }
    }

    /// The index of the actor with that id.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<u32> {
        let own = self.own.ids.get(id).copied();
        own.or_else(|| self.base.as_ref()?.index_of(id))
    }

    /// A hash of all that the files say: analyses made with another value are stale.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// How many words the longest phrase has that begins with this folded word; 0: none does.
    #[must_use]
    pub fn longest(&self, first: &str) -> usize {
        let base = self.base.as_ref().map_or(0, |base| base.longest(first));
        if self.own.firsts.is_empty() {
            return base;
        }
        let own = self.own.firsts.get(first).map_or(0, |&n| usize::from(n));
        own.max(base)
    }

    /// What a phrase of folded words joined by single spaces may mean.
    #[must_use]
    pub fn senses(&self, phrase: &str) -> Option<&Senses> {
        let own = if self.own.phrases.is_empty() {
            None
        } else {
            self.own.phrases.get(phrase)
        };
        own.or_else(|| self.base.as_ref()?.senses(phrase))
    }

    /// The actors that have a form with this key of sound.
    pub(super) fn sounding(&self, key: &str) -> Vec<u32> {
        let base = self.base.as_ref().map(|base| base.sounding(key));
        let mut found = base.unwrap_or_default();
        for index in self.own.sounds.get(key).into_iter().flatten() {
            if !found.contains(index) {
                found.push(*index);
            }
        }
        found
    }

    /// The key of a form: its folded words joined by single spaces, signs left out.
    #[must_use]
    pub fn key(form: &str) -> CompactString {
        join(&tokenise_text(form))
    }
}

/// The folded words of tokens joined by single spaces; of the signs only + counts (OPEC +).
fn join(tokens: &[Token]) -> CompactString {
    let mut key = CompactString::default();
    for token in tokens {
        match token.kind {
            TokenKind::Punctuation('+') => key.push('+'),
            TokenKind::Punctuation(_) => {}
            TokenKind::Word | TokenKind::Number => {
                if !key.is_empty() {
                    key.push(' ');
                }
                key.push_str(&token.folded);
            }
        }
    }
    key
}

/// FNV-1a, 64 bits: the same on every machine and version.
pub(super) fn fingerprint(seed: u64, text: &str) -> u64 {
    let start = if seed == 0 {
        0xcbf2_9ce4_8422_2325
    } else {
        seed
    };
    text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
[[place]]
id = "russia"
name = "روسيا"
ar = ["روسيا الاتحادية"]
la = ["Russia"]
nisba = ["روسي"]
nisba_plural = ["روس"]
demonym = ["Russian"]

[[organisation]]
id = "united-states-army"
name = "جيش"
la = ["US"]
ambiguous = ["الجيش"]
"#;

    fn read(text: &str) -> Result<Gazetteer, GazetteerError> {
        Gazetteer::from_sources(std::iter::once(("a.toml", text)))
    }

    #[test]
    fn forms_and_nisba_are_found() {
        let list = read(SMALL).unwrap();
        let russia = list.index_of("russia");
        assert!(russia.is_some());
        assert_eq!(list.senses("روسيا الاتحاديه").unwrap().clear, russia);
        assert_eq!(list.longest("روسيا"), 2);
        for form in ["روسيه", "الروسيين", "روس", "الروس", "russian"] {
            assert_eq!(list.senses(form).unwrap().nationality, russia, "{form}");
        }
        assert!(list.senses("us").unwrap().all_capital);
        assert!(list.senses("الجيش").unwrap().clear.is_none());
    }

    #[test]
    fn mistakes_name_file_line_and_what() {
        let rows = [
            ("[[person]]\nid = \"a\"\nname = 3\n", "a.toml:3: "),
            (
                "[[person]]\nid = \"a\"\nname = \"x\"\nnmae = 1\n",
                "a.toml:4: unknown field `nmae`",
            ),
            (
                "[[person]]\nid = \"a\"\nname = \"x\"\nwikidata = \"q1\"\n",
                "a.toml:4: `q1` is no identifier of Wikidata",
            ),
            (
                "[[person]]\nid = \"a\"\nname = \"x\"\nwikidata = \"Q1/../x\"\n",
                "a.toml:4: `Q1/../x` is no identifier of Wikidata",
            ),
            (
                "[[person]]\nid = \"a\"\nname = \"x\"\nurl = \"file:///etc\"\n",
                "a.toml:4: `file:///etc` is no address",
            ),
            (
                "[[person]]\nid = \"a\"\nname = \"…\"\n",
                "a.toml:3: `a` has an empty form",
            ),
            (
                "[[person]]\nid = \"a\"\nname = \"x\"\n[[person]]\nid = \"a\"\nname = \"y\"",
                "a.toml:5: the id `a` is used twice",
            ),
            (
                "[[person]]\nid = \"a\"\nname = \"أحمد\"\n[[place]]\nid = \"b\"\nname = \"احمد\"",
                "a.toml:6: the form `احمد` of `b` already means `a`",
            ),
            (
                "[[persn]]\nid = \"a\"\nname = \"x\"",
                "a.toml:1: unknown field `persn`",
            ),
            (
                "[[person]]\nid = \"a\"",
                "a.toml:2: `a` is a new entity and needs a `name`",
            ),
            (
                "[[person]]\nid = \"A b\"\nname = \"x\"",
                "a.toml:2: `A b` is no id",
            ),
        ];
        for (text, message) in rows {
            let error = read(text).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error} / {message}");
        }
    }

    #[test]
    fn a_readers_list_lies_over_the_programs() {
        let of_program = Box::leak(read(SMALL).unwrap().digest().into_boxed_slice());
        let list = r#"
[[place]]
id = "russia"
ar = ["روسيه الكبرى"]
[[person]]
id = "my-neighbour"
name = "جار"
ambiguous = ["الجيش"]
ar = ["روسيا"]
[[person]]
id = "united-states-army"
[[person]]
id = "nobody"
"#;
        let builder = Builder::over(Gazetteer::of_digest(of_program));
        let (list, errors) = builder.read(std::iter::once(("mine.toml", list)));
        let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let expected = [
            "mine.toml:9: the form `روسيا` of `my-neighbour` already means `russia`",
            "mine.toml:11: the kind of `united-states-army` is organisation in the program's list",
            "mine.toml:13: `nobody` is a new entity and needs a `name`",
        ];
        assert_eq!(said, expected);
        assert_eq!(list.len(), 3);
        let russia = list.index_of("russia").unwrap();
        assert_eq!(list.senses("روسيه الكبري").unwrap().clear, Some(russia));
        assert_eq!(list.senses("روسيا").unwrap().clear, Some(russia));
        assert_eq!(list.longest("روسيا"), 2);
        let entry = list.entry(russia).unwrap();
        assert_eq!((&*entry.name, &*entry.list), ("روسيا", "mine.toml"));
        assert!(entry.aliases.iter().any(|a| a == "روسيه الكبرى"));
        assert!(entry.aliases.iter().any(|a| a == "Russia"));
        let neighbour = list.index_of("my-neighbour").unwrap();
        assert_eq!(list.entry(neighbour).unwrap().name, "جار");
        let army = list.index_of("united-states-army").unwrap();
        assert_eq!(list.senses("الجيش").unwrap().ambiguous, [army, neighbour]);
        assert_eq!(list.senses("جار").unwrap().clear, Some(neighbour));
    }

    #[test]
    fn the_list_of_the_program_is_there() {
        let list = Gazetteer::embedded();
        assert!(list.len() > 2000, "{}", list.len());
        let index = list.index_of("alexander-lukashenko").unwrap();
        let entry = list.entry(index).unwrap();
        assert_eq!(entry.list, "people-belarus.toml");
        assert_eq!(
            list.senses(&Gazetteer::key(&entry.name)).unwrap().clear,
            Some(index)
        );
    }
}
