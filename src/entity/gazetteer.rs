//! The hand-written list of known actors, by topic files (`assets/gazetteer/*.toml`).
//!
//! An entity's forms are folded and tokenised once; a phrase of folded words is looked up
//! as one key. `bare` forms and full forms mean one actor; `ambiguous` forms may belong to
//! several and count only with context (see `recognise`).

use std::borrow::Cow;
use std::sync::OnceLock;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::kind::Kind;
use crate::assets;
use crate::text::token::{Script, Token, TokenKind, tokenise_text};

/// The list of known actors with the keys to find them.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entries: Vec<GazetteerEntry>,
    phrases: FxHashMap<CompactString, Senses>,
    /// For the first word of any phrase the number of words of the longest.
    firsts: FxHashMap<CompactString, u8>,
    ids: FxHashMap<CompactString, u32>,
    fingerprint: u64,
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
}

/// What a phrase may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile<'a> {
    #[serde(borrow, default)]
    person: Vec<RawEntry<'a>>,
    #[serde(borrow, default)]
    organisation: Vec<RawEntry<'a>>,
    #[serde(borrow, default)]
    place: Vec<RawEntry<'a>>,
    #[serde(borrow, default)]
    nationality: Vec<RawEntry<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow, default)]
    ar: Vec<Text<'a>>,
    #[serde(borrow, default)]
    bare: Vec<Text<'a>>,
    #[serde(borrow, default)]
    ambiguous: Vec<Text<'a>>,
    #[serde(borrow, default)]
    la: Vec<Text<'a>>,
    #[serde(borrow, default)]
    cy: Vec<Text<'a>>,
    #[serde(borrow, default)]
    he: Vec<Text<'a>>,
    #[serde(borrow, default)]
    fa: Vec<Text<'a>>,
    #[serde(borrow, default)]
    nisba: Vec<Text<'a>>,
    #[serde(borrow, default)]
    nisba_plural: Vec<Text<'a>>,
    #[serde(borrow, default)]
    demonym: Vec<Text<'a>>,
    #[serde(borrow, default)]
    about: Text<'a>,
}

/// A string of a file, borrowed from it unless it has escapes.
#[derive(Deserialize, Default, PartialEq)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

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
        let mut builder = Builder::default();
        // About twice as many as there are; growing costs more than room.
        builder.gazetteer.phrases.reserve(1 << 16);
        builder.gazetteer.firsts.reserve(1 << 15);
        for (file, text) in sources {
            builder.add_file(file, text);
        }
        (builder.gazetteer, builder.errors)
    }

    /// The list that is part of the program. A mistake in it leaves out the form that is
    /// wrong; the tests allow none.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static LIST: OnceLock<Gazetteer> = OnceLock::new();
        LIST.get_or_init(|| Self::from_sources_lenient(assets::gazetteer().into_iter()).0)
    }

    /// All actors; an index into it is how others name one.
    #[must_use]
    pub fn entries(&self) -> &[GazetteerEntry] {
        &self.entries
    }

    /// The actor with that index.
    #[must_use]
    pub fn entry(&self, index: u32) -> Option<&GazetteerEntry> {
        self.entries.get(index as usize)
    }

    /// The index of the actor with that id.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }

    /// A hash of all that the files say: analyses made with another value are stale.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// How many words the longest phrase has that begins with this folded word; 0: none does.
    #[must_use]
    pub fn longest(&self, first: &str) -> usize {
        self.firsts.get(first).map_or(0, |&n| usize::from(n))
    }

    /// What a phrase of folded words joined by single spaces may mean.
    #[must_use]
    pub fn senses(&self, phrase: &str) -> Option<&Senses> {
        self.phrases.get(phrase)
    }

    /// The key of a form: its folded words joined by single spaces, signs left out.
    #[must_use]
    pub fn key(form: &str) -> CompactString {
        join(&tokenise_text(form))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Clear,
    Persian,
    Nationality,
    Ambiguous,
}

#[derive(Default)]
struct Builder {
    gazetteer: Gazetteer,
    errors: Vec<GazetteerError>,
}

/// The endings of a nisba as folded, on the masculine singular.
const NISBA_ENDINGS: [&str; 9] = ["", "ه", "ان", "ين", "ون", "ات", "تين", "تان", "ي"];

impl Builder {
    fn add_file(&mut self, file: &str, text: &str) {
        self.gazetteer.fingerprint = fingerprint(self.gazetteer.fingerprint, text);
        let raw: RawFile<'_> = match toml::from_str(text) {
            Ok(raw) => raw,
            Err(error) => {
                let line = error
                    .span()
                    .and_then(|span| text.get(..span.start))
                    .map_or(0, |before| before.matches('\n').count() + 1);
                self.errors.push(GazetteerError {
                    file: file.to_owned(),
                    line,
                    problem: GazetteerProblem::Syntax(error.message().to_owned()),
                });
                return;
            }
        };
        for (kind, entries) in [
            (Kind::Person, raw.person),
            (Kind::Organisation, raw.organisation),
            (Kind::Place, raw.place),
            (Kind::Nationality, raw.nationality),
        ] {
            for entry in entries {
                let id = entry.id.0.clone();
                let before = self.errors.len();
                self.add_entry(kind, entry);
                for error in &mut self.errors[before..] {
                    file.clone_into(&mut error.file);
                    error.line = line_of_id(text, &id);
                }
            }
        }
    }

    fn fault(&mut self, problem: GazetteerProblem) {
        self.errors.push(GazetteerError {
            file: String::new(),
            line: 0,
            problem,
        });
    }

    fn add_entry(&mut self, kind: Kind, raw: RawEntry<'_>) {
        let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if raw.id.0.is_empty() || !raw.id.0.chars().all(slug) {
            return self.fault(GazetteerProblem::BadId(raw.id.0.into_owned()));
        }
        let Ok(index) = u32::try_from(self.gazetteer.entries.len()) else {
            return;
        };
        if self.gazetteer.ids.contains_key(&*raw.id.0) {
            return self.fault(GazetteerProblem::DuplicateId(raw.id.0.into_owned()));
        }
        let id = CompactString::from(&*raw.id.0);
        self.gazetteer.ids.insert(id.clone(), index);
        self.gazetteer.entries.push(GazetteerEntry {
            id: id.clone(),
            kind,
            name: raw.name.0.clone().into_owned(),
            aliases: Vec::new(),
            about: raw.about.0.into_owned(),
            latin: raw.la.first().map(|form| form.0.clone().into_owned()),
        });

        let full = if kind == Kind::Nationality {
            Sense::Nationality
        } else {
            Sense::Clear
        };
        let mut aliases = Vec::new();
        if !raw.ambiguous.contains(&raw.name) {
            self.add_form(index, &id, &raw.name.0, full);
        }
        let in_persian = match full {
            Sense::Clear => Sense::Persian,
            other => other,
        };
        let persian = raw.fa.into_iter().map(|form| (form, in_persian));
        for (form, sense) in [raw.ar, raw.bare, raw.la, raw.cy, raw.he]
            .into_iter()
            .flatten()
            .map(|form| (form, full))
            .chain(persian)
        {
            // A short form may also stand among the ambiguous ones: context decides then.
            if !raw.ambiguous.contains(&form) {
                self.add_form(index, &id, &form.0, sense);
            }
            if form != raw.name && !aliases.contains(&form) {
                aliases.push(form);
            }
        }
        for form in raw.ambiguous {
            self.add_form(index, &id, &form.0, Sense::Ambiguous);
            if form != raw.name && !aliases.contains(&form) {
                aliases.push(form);
            }
        }
        for stem in &raw.nisba {
            let key = Gazetteer::key(&stem.0);
            if key.is_empty() {
                self.fault(GazetteerProblem::EmptyForm(id.to_string()));
                continue;
            }
            for ending in NISBA_ENDINGS {
                self.add_nisba(index, &key, ending);
            }
        }
        for plural in &raw.nisba_plural {
            self.add_nisba(index, &Gazetteer::key(&plural.0), "");
        }
        for form in &raw.demonym {
            self.add_form(index, &id, &form.0, Sense::Nationality);
        }
        if let Some(entry) = self.gazetteer.entries.get_mut(index as usize) {
            entry.aliases = aliases
                .into_iter()
                .map(|form| form.0.into_owned())
                .collect();
        }
    }

    /// A nisba with and without the article. Of two words (كوري جنوبي) each takes both.
    fn add_nisba(&mut self, index: u32, stem: &str, ending: &str) {
        let mut plain = CompactString::default();
        let mut definite = CompactString::default();
        for word in stem.split(' ') {
            if !plain.is_empty() {
                plain.push(' ');
                definite.push(' ');
            }
            plain.push_str(word);
            plain.push_str(ending);
            definite.push_str("ال");
            definite.push_str(word);
            definite.push_str(ending);
        }
        for key in [plain, definite] {
            if !key.is_empty() {
                self.note_first(&key);
                let senses = self.gazetteer.phrases.entry(key).or_default();
                // Two states with one adjective (كوري): the first of the file.
                senses.nationality.get_or_insert(index);
            }
        }
    }

    fn note_first(&mut self, key: &str) {
        let first = key.split(' ').next().unwrap_or_default();
        let spaces = key.bytes().filter(|&byte| byte == b' ').count();
        let words = u8::try_from(spaces + 1).unwrap_or(u8::MAX);
        match self.gazetteer.firsts.get_mut(first) {
            Some(longest) => *longest = words.max(*longest),
            None => {
                self.gazetteer.firsts.insert(first.into(), words);
            }
        }
    }

    fn add_form(&mut self, index: u32, id: &str, form: &str, sense: Sense) {
        let tokens = tokenise_text(form);
        let key = join(&tokens);
        if key.is_empty() {
            return self.fault(GazetteerProblem::EmptyForm(id.to_owned()));
        }
        self.note_first(&key);
        let word = tokens.first();
        let capital = tokens.iter().any(|t| t.starts_capital);
        let cased = word.is_some_and(|t| matches!(t.script, Script::Latin | Script::Cyrillic));
        let acronym = cased
            && tokens.len() == 1
            && key.chars().count() <= 4
            && word.is_some_and(|t| t.all_capital);
        let new = !self.gazetteer.phrases.contains_key(&key);
        let senses = self.gazetteer.phrases.entry(key).or_default();
        senses.capital = cased && capital && (new || senses.capital);
        senses.ta_marbuta = form.ends_with('ة') && (new || senses.ta_marbuta);
        senses.all_capital = acronym && (new || senses.all_capital);
        let slot = match sense {
            Sense::Ambiguous => {
                if !senses.ambiguous.contains(&index) {
                    senses.ambiguous.push(index);
                }
                return;
            }
            Sense::Clear => &mut senses.clear,
            Sense::Persian => &mut senses.persian,
            Sense::Nationality => &mut senses.nationality,
        };
        match *slot {
            None => *slot = Some(index),
            Some(other) if other == index => {}
            // A demonym may be shared (Dominican, Congolese): the first of the file.
            Some(_) if sense == Sense::Nationality => {}
            Some(other) => {
                let other = self.gazetteer.entries[other as usize].id.to_string();
                self.fault(GazetteerProblem::SharedForm {
                    form: form.to_owned(),
                    id: id.to_owned(),
                    other,
                });
            }
        }
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

/// The line on which the entity with that id begins; 0 when it is not written plainly.
fn line_of_id(text: &str, id: &str) -> usize {
    let quoted = [format!("\"{id}\""), format!("'{id}'")];
    text.lines()
        .position(|line| {
            line.trim_start()
                .strip_prefix("id")
                .and_then(|rest| rest.trim_start().strip_prefix('='))
                .is_some_and(|value| quoted.iter().any(|q| value.trim_start().starts_with(q)))
        })
        .map_or(0, |line| line + 1)
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
        let russia = list.entries().iter().position(|e| e.id == "russia");
        let russia = russia.and_then(|i| u32::try_from(i).ok());
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
                "[[person]]\nid = \"a\"\nname = \"…\"\n",
                "a.toml:2: `a` has an empty form",
            ),
            (
                "[[person]]\nid = \"a\"\nname = \"x\"\n[[person]]\nid = \"a\"\nname = \"y\"",
                "a.toml:2: the id `a` is used twice",
            ),
            (
                "[[person]]\nid = \"a\"\nname = \"أحمد\"\n[[place]]\nid = \"b\"\nname = \"احمد\"",
                "a.toml:5: the form `احمد` of `b` already means `a`",
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
    fn the_embedded_list_has_no_mistake() {
        let (list, errors) = Gazetteer::from_sources_lenient(assets::gazetteer().into_iter());
        assert!(errors.is_empty(), "{errors:#?}");
        assert_eq!(list.entries().len(), Gazetteer::embedded().entries().len());
    }
}
