//! From the topic files to tables: TOML, folded forms, and what is wrong in them.

use std::borrow::Cow;

use compact_str::{CompactString, format_compact};
use serde::Deserialize;
use toml::Spanned;

use super::{
    Gazetteer, GazetteerEntry, GazetteerError, GazetteerProblem, Senses, fingerprint, join,
};
use crate::entity::kind::Kind;
use crate::entity::sound::{Name, keys};
use crate::text::token::{Script, tokenise_text};

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
    id: Form<'a>,
    /// Only an entity of the program's list may come without.
    #[serde(borrow)]
    name: Option<Form<'a>>,
    #[serde(borrow, default)]
    ar: Vec<Form<'a>>,
    #[serde(borrow, default)]
    bare: Vec<Form<'a>>,
    #[serde(borrow, default)]
    ambiguous: Vec<Form<'a>>,
    #[serde(borrow, default)]
    la: Vec<Form<'a>>,
    #[serde(borrow, default)]
    cy: Vec<Form<'a>>,
    #[serde(borrow, default)]
    he: Vec<Form<'a>>,
    #[serde(borrow, default)]
    fa: Vec<Form<'a>>,
    #[serde(borrow, default)]
    nisba: Vec<Form<'a>>,
    #[serde(borrow, default)]
    nisba_plural: Vec<Form<'a>>,
    #[serde(borrow, default)]
    demonym: Vec<Form<'a>>,
    #[serde(borrow, default)]
    about: Text<'a>,
    /// What it is called elsewhere.
    #[serde(borrow, default)]
    wikidata: Option<Form<'a>>,
    #[serde(borrow, default)]
    url: Option<Form<'a>>,
}

/// A string of a file with its place there.
type Form<'a> = Spanned<Text<'a>>;

/// A string of a file, borrowed from it unless it has escapes.
#[derive(Deserialize, Default, PartialEq)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

fn plain<'f>(form: &'f Form<'_>) -> &'f str {
    &form.get_ref().0
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Clear,
    Persian,
    Nationality,
    Ambiguous,
}

/// Reads files into a list, and over one.
#[derive(Default)]
pub(super) struct Builder {
    gazetteer: Gazetteer,
    errors: Vec<GazetteerError>,
    /// The file at hand.
    file: CompactString,
    /// Where each line of it begins, in bytes.
    lines: Vec<usize>,
}

/// The endings of a nisba as folded, on the masculine singular.
const NISBA_ENDINGS: [&str; 9] = ["", "ه", "ان", "ين", "ون", "ات", "تين", "تان", "ي"];
/// The ending of an indefinite object (عراقيا), which no article stands before.
const OBJECT: &str = "ا";

impl Builder {
    /// Files are laid over this list.
    pub(super) fn over(gazetteer: Gazetteer) -> Self {
        Self {
            gazetteer,
            ..Self::default()
        }
    }

    /// Reads all files, given as `(name, text)`.
    pub(super) fn read<'a>(
        mut self,
        sources: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> (Gazetteer, Vec<GazetteerError>) {
        for (file, text) in sources {
            self.add_file(file, text);
        }
        (self.gazetteer, self.errors)
    }

    fn add_file(&mut self, file: &str, text: &str) {
        // Why names the file, so its name is part of what the lists say.
        let named = fingerprint(self.gazetteer.fingerprint, file);
        self.gazetteer.fingerprint = fingerprint(fingerprint(named, "\n"), text);
        self.file = file.into();
        self.lines.clear();
        self.lines.push(0);
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        self.lines.extend(ends.map(|(at, _)| at + 1));
        let raw: RawFile<'_> = match toml::from_str(text) {
            Ok(raw) => raw,
            Err(error) => {
                let at = error.span().map(|span| span.start);
                let problem = GazetteerProblem::Syntax(error.message().to_owned());
                return self.fault(at, problem);
            }
        };
        for (kind, entries) in [
            (Kind::Person, raw.person),
            (Kind::Organisation, raw.organisation),
            (Kind::Place, raw.place),
            (Kind::Nationality, raw.nationality),
        ] {
            for entry in entries {
                self.add_entry(kind, entry);
            }
        }
    }

    fn fault(&mut self, at: Option<usize>, problem: GazetteerProblem) {
        self.errors.push(GazetteerError {
            file: self.file.to_string(),
            line: at.map_or(0, |at| self.lines.partition_point(|&line| line <= at)),
            problem,
        });
    }

    fn add_entry(&mut self, kind: Kind, raw: RawEntry<'_>) {
        let Some(index) = self.begin(kind, &raw) else {
            return;
        };
        let id = CompactString::from(plain(&raw.id));
        let full = if kind == Kind::Nationality {
            Sense::Nationality
        } else {
            Sense::Clear
        };
        let in_persian = match full {
            Sense::Clear => Sense::Persian,
            other => other,
        };
        // A short form may also stand among the ambiguous ones: context decides then.
        let doubtful =
            |form: &Form<'_>| raw.ambiguous.iter().any(|f| f.get_ref() == form.get_ref());
        let mut aliases = Vec::new();
        let clear = raw.name.iter().chain(&raw.ar).chain(&raw.bare);
        let clear = clear.chain(&raw.la).chain(&raw.cy).chain(&raw.he);
        for (form, sense) in clear
            .map(|form| (form, full))
            .chain(raw.fa.iter().map(|form| (form, in_persian)))
        {
            if !doubtful(form) {
                self.add_form(index, &id, form, sense);
            }
            aliases.push(form);
        }
        for form in &raw.ambiguous {
            self.add_form(index, &id, form, Sense::Ambiguous);
            aliases.push(form);
        }
        for stem in &raw.nisba {
            let key = Gazetteer::key(plain(stem));
            if key.is_empty() {
                self.fault(
                    Some(stem.span().start),
                    GazetteerProblem::EmptyForm(id.to_string()),
                );
                continue;
            }
            for ending in NISBA_ENDINGS {
                self.add_nisba(index, &key, ending);
            }
            // As an adverb (عربيا ودوليا) it names nobody.
            if kind == Kind::Place {
                self.add_object(index, &key);
            }
        }
        for plural in &raw.nisba_plural {
            let key = Gazetteer::key(plain(plural));
            self.add_nisba(index, &key, "");
            // ألمانا, أفغانا; of peoples too many are other words (بدوا).
            if kind == Kind::Place
                && !key.ends_with(['ه', 'ا'])
                && !key.ends_with("ون")
                && !key.ends_with("ين")
            {
                self.add_object(index, &key);
            }
        }
        for form in &raw.demonym {
            self.add_form(index, &id, form, Sense::Nationality);
        }
        for form in &aliases {
            for key in keys(kind, &Name::of(plain(form))) {
                let sounding = self.gazetteer.own.sounds.entry(key).or_default();
                if !sounding.contains(&index) {
                    sounding.push(index);
                }
            }
        }
        if let Some(entry) = self.entry_mut(index) {
            for form in aliases.into_iter().map(plain) {
                if *form != *entry.name && !entry.aliases.iter().any(|alias| alias == form) {
                    entry.aliases.push(form.to_owned());
                }
            }
        }
    }

    /// The index of the entity, which is a new one or one of the program's list.
    fn begin(&mut self, kind: Kind, raw: &RawEntry<'_>) -> Option<u32> {
        let at = Some(raw.id.span().start);
        let id = plain(&raw.id);
        let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(slug) {
            self.fault(at, GazetteerProblem::BadId(id.to_owned()));
            return None;
        }
        let latin = raw.la.first().map(|form| plain(form).to_owned());
        let (wikidata, url) = self.outside(raw);
        if let Some(index) = self.gazetteer.index_of(id) {
            if index as usize >= self.gazetteer.base_len() {
                self.fault(at, GazetteerProblem::DuplicateId(id.to_owned()));
                return None;
            }
            let mut entry = self.gazetteer.entry(index)?.clone();
            if entry.kind != kind {
                let problem = GazetteerProblem::OtherKind {
                    id: id.to_owned(),
                    kind: entry.kind.as_str(),
                };
                self.fault(at, problem);
                return None;
            }
            if !raw.about.0.is_empty() {
                entry.about = raw.about.0.clone().into_owned();
            }
            entry.latin = entry.latin.or(latin);
            entry.wikidata = wikidata.or(entry.wikidata);
            entry.url = url.or(entry.url);
            entry.list = self.file.clone();
            self.gazetteer.own.changed.insert(index, entry);
            return Some(index);
        }
        let Some(name) = &raw.name else {
            self.fault(at, GazetteerProblem::Nameless(id.to_owned()));
            return None;
        };
        let index = u32::try_from(self.gazetteer.len()).ok()?;
        let id = CompactString::from(id);
        let own = &mut self.gazetteer.own;
        own.ids.insert(id.clone(), index);
        own.entries.push(GazetteerEntry {
            id,
            kind,
            name: plain(name).to_owned(),
            aliases: Vec::new(),
            about: raw.about.0.clone().into_owned(),
            latin,
            list: self.file.clone(),
            wikidata,
            url,
            nisba: raw.nisba.first().map(|form| plain(form).into()),
        });
        Some(index)
    }

    /// What an entity is called elsewhere; what is wrong costs only itself.
    fn outside(&mut self, raw: &RawEntry<'_>) -> (Option<CompactString>, Option<String>) {
        let wikidata = raw.wikidata.as_ref().and_then(|given| {
            let id = plain(given);
            let number = id.strip_prefix('Q').unwrap_or_default();
            let holds = number.starts_with(|c: char| matches!(c, '1'..='9'))
                && number.chars().all(|c| c.is_ascii_digit());
            if !holds {
                let problem = GazetteerProblem::BadWikidata(id.to_owned());
                self.fault(Some(given.span().start), problem);
            }
            holds.then(|| CompactString::from(id))
        });
        let url = raw.url.as_ref().and_then(|given| {
            let url = plain(given);
            let scheme = ["https://", "http://"];
            let rest = scheme.iter().find_map(|scheme| url.strip_prefix(scheme));
            let holds = rest.is_some_and(|rest| {
                !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
            });
            if !holds {
                let problem = GazetteerProblem::BadUrl(url.to_owned());
                self.fault(Some(given.span().start), problem);
            }
            holds.then(|| url.to_owned())
        });
        (wikidata, url)
    }

    fn entry_mut(&mut self, index: u32) -> Option<&mut GazetteerEntry> {
        let base = self.gazetteer.base_len();
        match (index as usize).checked_sub(base) {
            Some(own) => self.gazetteer.own.entries.get_mut(own),
            None => self.gazetteer.own.changed.get_mut(&index),
        }
    }

    /// The senses of a phrase, to be changed; and whether nobody had it before.
    fn senses_mut(&mut self, key: CompactString) -> (&mut Senses, bool) {
        let known = self.gazetteer.senses(&key).cloned();
        let new = known.is_none();
        let phrases = &mut self.gazetteer.own.phrases;
        let senses = phrases
            .entry(key)
            .or_insert_with(|| known.unwrap_or_default());
        (senses, new)
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
                let (senses, _) = self.senses_mut(key);
                // Two states with one adjective (كوري): the first of the file.
                senses.nationality.get_or_insert(index);
            }
        }
    }

    /// An indefinite object of one word.
    fn add_object(&mut self, index: u32, stem: &str) {
        if !stem.contains(' ') {
            let key = format_compact!("{stem}{OBJECT}");
            self.note_first(&key);
            let (senses, _) = self.senses_mut(key);
            senses.nationality.get_or_insert(index);
        }
    }

    fn note_first(&mut self, key: &str) {
        let first = key.split(' ').next().unwrap_or_default();
        let spaces = key.bytes().filter(|&byte| byte == b' ').count();
        let words = u8::try_from(spaces + 1).unwrap_or(u8::MAX);
        match self.gazetteer.own.firsts.get_mut(first) {
            Some(longest) => *longest = words.max(*longest),
            None => {
                self.gazetteer.own.firsts.insert(first.into(), words);
            }
        }
    }

    fn add_form(&mut self, index: u32, id: &str, form: &Form<'_>, sense: Sense) {
        let at = Some(form.span().start);
        let form = plain(form);
        let tokens = tokenise_text(form);
        let key = join(&tokens);
        if key.is_empty() {
            return self.fault(at, GazetteerProblem::EmptyForm(id.to_owned()));
        }
        self.note_first(&key);
        let word = tokens.first();
        let capital = tokens.iter().any(|t| t.starts_capital);
        let cased = word.is_some_and(|t| matches!(t.script, Script::Latin | Script::Cyrillic));
        let acronym = cased
            && tokens.len() == 1
            && key.chars().count() <= 4
            && word.is_some_and(|t| t.all_capital);
        let (senses, new) = self.senses_mut(key);
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
                let other = self
                    .gazetteer
                    .entry(other)
                    .map(|entry| entry.id.to_string());
                let problem = GazetteerProblem::SharedForm {
                    form: form.to_owned(),
                    id: id.to_owned(),
                    other: other.unwrap_or_default(),
                };
                self.fault(at, problem);
            }
        }
    }
}
