//! The collection stage: one list of actors over all articles.
//!
//! A deterministic function of the *set* of article results, ordered by document number:
//! neither the order of arrival nor the number of threads shows. Names are taken in that
//! order, and each either joins somebody met before it or begins a new entity. What was
//! decided for the first articles so stays when more come after them: an identifier never
//! changes, and linking anew gives what linking on would have given.
//!
//! Only what names somebody for sure takes part in that. When all of it is linked, weak
//! mentions are held against it (`promote`).

mod judge;
mod promote;

use compact_str::{CompactString, format_compact};
use rustc_hash::FxHashMap;

use super::gazetteer::{Gazetteer, fingerprint};
use super::kind::Kind;
use super::likeness::is_first_name;
use super::mention::{Analysis, LocalEntity, Mention};
use super::sound::{Name, family_key, keys};
use crate::text::fold::fold;
use judge::Whom;

/// One actor of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The gazetteer's slug (for a country's nationality `nationality:` before it), else the
    /// kind and a hash of the folded name as first seen.
    pub id: CompactString,
    /// What it is.
    pub kind: Kind,
    /// Its plain form, as shown.
    pub name: String,
    /// All spellings met, in order, and the gazetteer's forms; without repetition and without
    /// the name.
    pub aliases: Vec<String>,
    /// The gazetteer's description; empty when there is none.
    pub about: String,
    /// A form in Latin letters.
    pub latin: Option<String>,
    /// The file that lists it; `None` when only the articles know it.
    pub list: Option<CompactString>,
    /// Who it may be besides: doubts that were not acted on.
    pub suggestions: Vec<Suggestion>,
}

/// Two entities that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The identifier of the other one.
    pub entity: CompactString,
    /// Its plain form.
    pub name: String,
    /// What speaks for it.
    pub reason: Reason,
}

/// Why a name of an article is taken for an entity, or might be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A list says so.
    Listed,
    /// The name began the entity.
    First,
    /// It is the same name, letter for letter once folded.
    SameName,
    /// It sounds like a form of it.
    Sound {
        /// That form.
        form: String,
        /// The distance in hundredths of a consonant.
        distance: u16,
        /// How many other actors both are named with; they decided where the sound did not.
        shared: u16,
    },
    /// It is the family name of it alone.
    Family {
        /// The full name.
        form: String,
        /// How many other actors both are named with.
        shared: u16,
    },
}

/// The actors of a collection, and who is who in each article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// In the order of their first document and mention; whom only weak mentions name come
    /// after the others.
    pub entities: Vec<Entity>,
    /// For each article, in the order of the document numbers: the document's number, and for
    /// each of its local names the index of its entity.
    pub of: Vec<(u32, Vec<usize>)>,
    /// In the same order, why.
    pub reasons: Vec<Vec<Reason>>,
    /// In the same order, which weak mentions count, since they name somebody whom the
    /// collection names for sure.
    pub promoted: Vec<Vec<bool>>,
}

/// What counts of an article: its mentions with the promoted ones, in order; and apart, what
/// stays weak.
#[must_use]
pub fn counted<'a>(
    analysis: &'a Analysis,
    promoted: &[bool],
) -> (Vec<&'a Mention>, Vec<&'a Mention>) {
    let (mut sure, mut weak) = (Vec::from_iter(&analysis.mentions), Vec::new());
    for (at, mention) in analysis.weak.iter().enumerate() {
        let promoted = promoted.get(at).copied().unwrap_or(false);
        if promoted { &mut sure } else { &mut weak }.push(mention);
    }
    sure.sort_by_key(|mention| mention.range.start);
    (sure, weak)
}

/// Links the articles of a collection. Of two with one number the first given counts.
#[must_use]
pub fn link<'a>(
    gazetteer: &Gazetteer,
    articles: impl Iterator<Item = (u32, &'a Analysis)>,
) -> Linked {
    let mut articles: Vec<_> = articles.collect();
    articles.sort_by_key(|&(number, _)| number);
    articles.dedup_by_key(|&mut (number, _)| number);
    let mut linking = Linking::new(gazetteer);
    let sure: Vec<_> = articles
        .iter()
        .map(|(_, analysis)| linking.add(analysis))
        .collect();
    for ((_, analysis), (of, _)) in articles.iter().zip(&sure) {
        linking.hold_against_all(analysis, of);
    }
    let mut linked = Linked::default();
    for (&(number, analysis), (mut of, mut reasons)) in articles.iter().zip(sure) {
        let promoted = linking.settle(analysis, &mut of, &mut reasons);
        linked.of.push((number, of));
        linked.reasons.push(reasons);
        linked.promoted.push(promoted);
    }
    linked.entities = linking.entities();
    linked
}

/// Linking, an article at a time, so that nobody needs to hold all of them at once: three
/// times through all of them, in the order of their numbers.
pub struct Linking<'g> {
    linker: Linker<'g>,
    weak: promote::Weak,
}

impl<'g> Linking<'g> {
    /// Before the first article.
    #[must_use]
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        Self {
            linker: Linker::new(gazetteer),
            weak: promote::Weak::default(),
        }
    }

    /// The first time through: links what names somebody for sure. For each name of the
    /// article the index of its entity, and why; what is weak stays open.
    pub fn add(&mut self, analysis: &Analysis) -> (Vec<usize>, Vec<Reason>) {
        self.linker.add(analysis)
    }

    /// The second time, with what the first gave: whom each weak name means, held against
    /// everything that is sure.
    pub fn hold_against_all(&mut self, analysis: &Analysis, of: &[usize]) {
        self.linker.hold_against_all(analysis, of, &mut self.weak);
    }

    /// The third time, with what the first gave: fills in what was open, and says which weak
    /// mentions count.
    pub fn settle(
        &mut self,
        analysis: &Analysis,
        of: &mut [usize],
        reasons: &mut [Reason],
    ) -> Vec<bool> {
        self.linker.settle(analysis, of, reasons, &mut self.weak)
    }

    /// The identifier of the entity with this index.
    #[must_use]
    pub fn key(&self, at: usize) -> Option<&str> {
        self.linker.entities.get(at).map(|entity| &*entity.id)
    }

    /// The entities, after everything.
    #[must_use]
    pub fn entities(self) -> Vec<Entity> {
        self.linker.finish()
    }
}

/// Of the company of an entity so many are remembered, the first.
const COMPANY: usize = 64;
struct Linker<'g> {
    gazetteer: &'g Gazetteer,
    entities: Vec<Entity>,
    by_id: FxHashMap<CompactString, usize>,
    /// Entities by kind and folded name.
    by_name: FxHashMap<(Kind, String), usize>,
    /// Entities that no list knows, by their keys of sound.
    by_sound: FxHashMap<CompactString, Vec<u32>>,
    /// People with a full name, by that of the family alone; and those with one name.
    by_family: FxHashMap<CompactString, Vec<usize>>,
    single: FxHashMap<CompactString, Vec<usize>>,
    met: Vec<Met>,
    /// The forms of listed actors that were compared.
    forms: FxHashMap<u32, Vec<(String, Name)>>,
    articles: u32,
}

/// What is known of an entity besides its record.
#[derive(Default)]
struct Met {
    /// Forms that others are compared with.
    forms: Vec<(String, Name)>,
    /// Who is named in the same articles.
    company: Vec<u32>,
    articles: u32,
}

/// The index of an entity in half of the room: there are many of them.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// For each name of an article, whether it is named for sure.
fn named(analysis: &Analysis) -> Vec<bool> {
    let mut named = vec![false; analysis.names.len()];
    for mention in &analysis.mentions {
        if let Some(named) = named.get_mut(mention.name as usize) {
            *named = true;
        }
    }
    named
}

impl<'g> Linker<'g> {
    fn new(gazetteer: &'g Gazetteer) -> Self {
        Self {
            gazetteer,
            entities: Vec::new(),
            by_id: FxHashMap::default(),
            by_name: FxHashMap::default(),
            by_sound: FxHashMap::default(),
            by_family: FxHashMap::default(),
            single: FxHashMap::default(),
            met: Vec::new(),
            forms: FxHashMap::default(),
            articles: 0,
        }
    }

    fn add(&mut self, analysis: &Analysis) -> (Vec<usize>, Vec<Reason>) {
        self.articles += 1;
        let named = named(analysis);
        // First what is sure: it is the company that doubts are held against.
        let sure: Vec<Option<(usize, Reason)>> = analysis
            .names
            .iter()
            .zip(&named)
            .map(|(local, named)| match local.gazetteer {
                _ if !named => None,
                Some(_) => Some((self.listed(local), Reason::Listed)),
                None => {
                    let name = (local.kind, fold(&local.name));
                    let known = self.by_name.get(&name)?;
                    Some((*known, Reason::SameName))
                }
            })
            .collect();
        let mut company: Vec<usize> = sure.iter().flatten().map(|(at, _)| *at).collect();
        let (mut of, mut reasons) = (Vec::new(), Vec::new());
        for ((local, sure), named) in analysis.names.iter().zip(sure).zip(named) {
            if !named {
                // Decided when all articles are known.
                of.push(usize::MAX);
                reasons.push(Reason::First);
                continue;
            }
            let (at, reason) = sure.unwrap_or_else(|| {
                let decided = self.decide(local, &company);
                company.push(decided.0);
                decided
            });
            self.spelled(at, local);
            of.push(at);
            reasons.push(reason);
        }
        company.sort_unstable();
        company.dedup();
        for &at in &company {
            let met = &mut self.met[at];
            met.articles += 1;
            for &other in &company {
                let short = short(other);
                if other != at && met.company.len() < COMPANY && !met.company.contains(&short) {
                    met.company.push(short);
                }
            }
        }
        (of, reasons)
    }

    /// The spellings of a name are its entity's too.
    fn spelled(&mut self, at: usize, local: &LocalEntity) {
        let entity = &mut self.entities[at];
        for spelling in &local.spellings {
            if *spelling != entity.name && !entity.aliases.contains(spelling) {
                entity.aliases.push(spelling.clone());
            }
        }
    }

    /// The entity of a name that no list and no equal name tells.
    fn decide(&mut self, local: &LocalEntity, company: &[usize]) -> (usize, Reason) {
        let name = Name::of(&local.name);
        let (meant, doubts) = self.judge(local, &name, company);
        if let Some((whom, reason)) = meant {
            let at = self.entity_of(whom);
            if matches!(reason, Reason::Sound { shared: 0, .. }) {
                self.also_called(at, local, &name);
            }
            return (at, reason);
        }
        let at = self.begin_unlisted(local, name);
        for (whom, reason) in doubts {
            self.suggest(at, whom, reason);
        }
        (at, Reason::First)
    }

    fn entity_of(&mut self, whom: Whom) -> usize {
        match whom {
            Whom::Known(at) => at,
            Whom::Listed(index) => match self.gazetteer.entry(index) {
                Some(entry) => self.listed(&LocalEntity {
                    gazetteer: Some(index),
                    kind: entry.kind,
                    name: entry.name.clone(),
                    spellings: Vec::new(),
                }),
                // The gazetteer gave the index.
                None => 0,
            },
        }
    }

    fn listed(&mut self, local: &LocalEntity) -> usize {
        let id = id(self.gazetteer, local);
        if let Some(&at) = self.by_id.get(&id) {
            return at;
        }
        let at = self.begin(local, id);
        let name = Name::of(&local.name);
        if local.kind == Kind::Person && name.words.len() > 1 {
            self.has_family(at, &name);
            self.met[at].forms.push((local.name.clone(), name));
        }
        at
    }

    fn begin_unlisted(&mut self, local: &LocalEntity, name: Name) -> usize {
        let id = id(self.gazetteer, local);
        if let Some(&at) = self.by_id.get(&id) {
            return at;
        }
        let at = self.begin(local, id);
        if local.kind == Kind::Person {
            if let [word] = name.words.as_slice() {
                if !is_first_name(word) {
                    self.single.entry(family_key(word)).or_default().push(at);
                }
            } else if let Some(last) = name.words.last() {
                // Somebody met before by this family name alone.
                let alone = self
                    .single
                    .get(&family_key(last))
                    .cloned()
                    .unwrap_or_default();
                for other in alone.into_iter().take(3) {
                    let form = self.entities[other].name.clone();
                    let reason = Reason::Family { form, shared: 0 };
                    self.suggest(at, Whom::Known(other), reason);
                }
                self.has_family(at, &name);
            }
        }
        self.also_called(at, local, &name);
        at
    }

    /// From now on this name means that entity, and what sounds like it may.
    fn also_called(&mut self, at: usize, local: &LocalEntity, name: &Name) {
        let named = (local.kind, fold(&local.name));
        self.by_name.entry(named).or_insert(at);
        for key in keys(local.kind, name) {
            let known = self.by_sound.entry(key).or_default();
            if !known.contains(&short(at)) {
                known.push(short(at));
            }
        }
        let form = (local.name.clone(), name.clone());
        if !self.met[at].forms.contains(&form) {
            self.met[at].forms.push(form);
        }
    }

    fn has_family(&mut self, at: usize, name: &Name) {
        if let Some(last) = name.words.last() {
            self.by_family.entry(family_key(last)).or_default().push(at);
        }
    }

    fn suggest(&mut self, at: usize, whom: Whom, reason: Reason) {
        let other = match whom {
            Whom::Known(other) => {
                let entity = &self.entities[other];
                Some((entity.id.clone(), entity.name.clone()))
            }
            Whom::Listed(index) => {
                (self.gazetteer.entry(index)).map(|entry| (entry.id.clone(), entry.name.clone()))
            }
        };
        let Some((entity, name)) = other else { return };
        let suggestions = &mut self.entities[at].suggestions;
        if suggestions.len() < 5 && !suggestions.iter().any(|s| s.entity == entity) {
            suggestions.push(Suggestion {
                entity,
                name,
                reason,
            });
        }
    }

    fn begin(&mut self, local: &LocalEntity, id: CompactString) -> usize {
        let listed = local
            .gazetteer
            .and_then(|index| self.gazetteer.entry(index));
        self.entities.push(Entity {
            id: id.clone(),
            kind: local.kind,
            name: local.name.clone(),
            aliases: Vec::new(),
            about: listed.map(|entry| entry.about.clone()).unwrap_or_default(),
            latin: listed.and_then(|entry| entry.latin.clone()),
            list: listed.map(|entry| entry.list.clone()),
            suggestions: Vec::new(),
        });
        self.met.push(Met::default());
        let at = self.entities.len() - 1;
        self.by_id.insert(id, at);
        at
    }

    fn finish(mut self) -> Vec<Entity> {
        for entity in &mut self.entities {
            let listed = (entity.kind != Kind::Nationality)
                .then(|| self.gazetteer.index_of(&entity.id))
                .flatten()
                .and_then(|index| self.gazetteer.entry(index));
            for alias in listed.iter().flat_map(|entry| &entry.aliases) {
                if *alias != entity.name && !entity.aliases.contains(alias) {
                    entity.aliases.push(alias.clone());
                }
            }
        }
        self.entities
    }
}

/// The same in every run and on every machine.
fn id(gazetteer: &Gazetteer, local: &LocalEntity) -> CompactString {
    match local.gazetteer.and_then(|index| gazetteer.entry(index)) {
        Some(entry) if local.kind == Kind::Nationality && entry.kind != Kind::Nationality => {
            format_compact!("nationality:{}", entry.id)
        }
        Some(entry) => entry.id.clone(),
        None => {
            let hash = fingerprint(0, &fold(&local.name)) & 0xffff_ffff_ffff;
            format_compact!("{}-{hash:012x}", local.kind.as_str())
        }
    }
}

#[cfg(test)]
mod tests;
