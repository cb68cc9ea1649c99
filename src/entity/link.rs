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

mod promote;

use compact_str::{CompactString, format_compact};
use rustc_hash::{FxHashMap, FxHashSet};

use super::gazetteer::{Gazetteer, fingerprint};
use super::kind::Kind;
use super::likeness::{Verdict, compare, is_first_name, words};
use super::mention::{Analysis, LocalEntity, Mention};
use super::sound::{Name, family_key, keys};
use crate::text::fold::fold;

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

/// So many actors in common speak for one where names alone leave a doubt.
const ENOUGH: u16 = 2;
/// Of the company of an entity so many are remembered, the first.
const COMPANY: usize = 64;
/// So many candidates of one key are looked at, the first: a key that more share says little.
const CANDIDATES: usize = 48;

struct Linker<'g> {
    gazetteer: &'g Gazetteer,
    entities: Vec<Entity>,
    by_id: FxHashMap<CompactString, usize>,
    /// Entities by kind and folded name.
    by_name: FxHashMap<(Kind, String), usize>,
    /// Entities that no list knows, by their keys of sound.
    by_sound: FxHashMap<CompactString, Vec<usize>>,
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
    company: Vec<usize>,
    articles: u32,
}

/// Somebody whom a name may mean.
struct Likely {
    whom: Whom,
    verdict: Verdict,
    form: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom {
    Listed(u32),
    Known(usize),
}

/// Whom a name means; and whom it might mean, where that is not clear.
type Judged = (Option<(Whom, Reason)>, Vec<(Whom, Reason)>);

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
                if other != at && met.company.len() < COMPANY && !met.company.contains(&other) {
                    met.company.push(other);
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

    /// Whom a name means by its sound or by its company, and else whom it might.
    fn judge(&mut self, local: &LocalEntity, name: &Name, company: &[usize]) -> Judged {
        let mut likely = self.likely(local.kind, name);
        likely.sort_by_key(|l| rank(l.verdict));
        let same = |l: &&Likely| matches!(l.verdict, Verdict::Same(_));
        let mut sure = likely.iter().filter(same);
        let (best, next) = (sure.next(), sure.next());
        // A short name that two longer ones hold equally well (جورج بوش) means neither, unless
        // these may be one themselves.
        if let Some(best) = best
            && next.is_none_or(|next| {
                let form = Name::of(&best.form);
                form.words.len() <= name.words.len()
                    || hundredths(next.verdict) > hundredths(best.verdict) + 2
                    || compare(local.kind, &form, &Name::of(&next.form)) != Verdict::Different
            })
        {
            let reason = Reason::Sound {
                form: best.form.clone(),
                distance: hundredths(best.verdict),
                shared: 0,
            };
            return (Some((best.whom, reason)), Vec::new());
        }
        let mut doubts = Vec::new();
        for one in likely {
            let shared = match one.whom {
                Whom::Known(at) => self.shared(at, company),
                // Nobody has named it yet.
                Whom::Listed(_) => 0,
            };
            let reason = Reason::Sound {
                form: one.form,
                distance: hundredths(one.verdict),
                shared,
            };
            if shared >= ENOUGH {
                return (Some((one.whom, reason)), Vec::new());
            }
            doubts.push((one.whom, reason));
        }
        if local.kind == Kind::Person
            && let [word] = name.words.as_slice()
            && word.consonants() >= 3
            && !is_first_name(word)
        {
            let key = family_key(word);
            let bearers = self.by_family.get(&key).map_or(&[][..], Vec::as_slice);
            let mut bearers = bearers.iter().filter_map(|&at| {
                let forms = &self.met[at].forms;
                let form = forms.iter().find(|(_, full)| {
                    full.words.len() > 1
                        && full
                            .words
                            .last()
                            .is_some_and(|last| words(last, word) <= 0.1)
                })?;
                Some((at, form.0.clone()))
            });
            if let (Some((at, form)), None) = (bearers.next(), bearers.next()) {
                let shared = self.shared(at, company);
                let reason = Reason::Family { form, shared };
                if shared >= ENOUGH {
                    return (Some((Whom::Known(at), reason)), Vec::new());
                }
                doubts.push((Whom::Known(at), reason));
            }
        }
        (None, doubts)
    }

    /// Who sounds like a name at all.
    fn likely(&mut self, kind: Kind, name: &Name) -> Vec<Likely> {
        let mut found: Vec<Likely> = Vec::new();
        let mut add = |one: Likely| match found.iter_mut().find(|l| l.whom == one.whom) {
            Some(known) if rank(one.verdict) < rank(known.verdict) => *known = one,
            Some(_) => {}
            None => found.push(one),
        };
        // Most sound alike under several keys; once is enough.
        let (mut listed, mut met_before) = (FxHashSet::default(), FxHashSet::default());
        for key in keys(kind, name) {
            for index in self.gazetteer.sounding(&key).into_iter().take(CANDIDATES) {
                if !listed.insert(index) {
                    continue;
                }
                let Some(entry) = self.gazetteer.entry(index) else {
                    continue;
                };
                let forms = self.forms.entry(index).or_insert_with(|| {
                    let forms = std::iter::once(&entry.name).chain(&entry.aliases);
                    forms.map(|form| (form.clone(), Name::of(form))).collect()
                });
                let met = self.by_id.get(&entry.id);
                let whom = met.map_or(Whom::Listed(index), |&at| Whom::Known(at));
                nearest(kind, whom, name, forms)
                    .into_iter()
                    .for_each(&mut add);
            }
            let known = self.by_sound.get(&key).into_iter().flatten();
            for &at in known.take(CANDIDATES).filter(|&&at| met_before.insert(at)) {
                let forms = &self.met[at].forms;
                nearest(kind, Whom::Known(at), name, forms)
                    .into_iter()
                    .for_each(&mut add);
            }
        }
        found
    }

    /// How many others an entity is named with that are named here too. Those who are named
    /// everywhere say nothing.
    fn shared(&self, at: usize, company: &[usize]) -> u16 {
        let telling = |other: &&usize| {
            let articles = self.met[**other].articles;
            let nationality = self.entities[**other].kind == Kind::Nationality;
            !nationality && (articles <= 3 || articles * 5 <= self.articles)
        };
        let known = &self.met[at].company;
        let shared = company.iter().filter(telling).filter(|o| known.contains(o));
        u16::try_from(shared.count()).unwrap_or(u16::MAX)
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
            if !known.contains(&at) {
                known.push(at);
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

/// The form that is nearest to a name, if one is near at all.
fn nearest(kind: Kind, whom: Whom, name: &Name, forms: &[(String, Name)]) -> Option<Likely> {
    forms
        .iter()
        .map(|(form, other)| (compare(kind, name, other), form))
        .filter(|(verdict, _)| *verdict != Verdict::Different)
        .min_by_key(|(verdict, _)| rank(*verdict))
        .map(|(verdict, form)| Likely {
            whom,
            verdict,
            form: form.clone(),
        })
}

/// The distance in hundredths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to 30"
)]
fn hundredths(verdict: Verdict) -> u16 {
    match verdict {
        Verdict::Same(cost) | Verdict::Unsure(cost) => (cost * 100.0).round() as u16,
        Verdict::Different => u16::MAX,
    }
}

/// Whatever is unsure stands after what is not.
fn rank(verdict: Verdict) -> (bool, u16) {
    (!matches!(verdict, Verdict::Same(_)), hundredths(verdict))
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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entity::mention::{Clue, Evidence, Mention};
    use crate::text::range::TextRange;

    const LIST: &str = r#"
[[person]]
id = "alexander-lukashenko"
name = "ألكسندر لوكاشينكو"
la = ["Alexander Lukashenko"]
[[person]]
id = "donald-trump"
name = "دونالد ترامب"
[[place]]
id = "cairo"
name = "القاهرة"
[[place]]
id = "minsk"
name = "مينسك"
[[place]]
id = "paris"
name = "باريس"
"#;

    fn list() -> Gazetteer {
        Gazetteer::from_sources(std::iter::once(("a.toml", LIST))).unwrap()
    }

    /// An article that names these people, and the listed ones by their ids.
    fn article(gazetteer: &Gazetteer, names: &[&str]) -> Analysis {
        let mut analysis = Analysis::default();
        for (at, name) in names.iter().enumerate() {
            let listed = gazetteer.index_of(name);
            let entry = listed.and_then(|index| gazetteer.entry(index));
            analysis.names.push(LocalEntity {
                gazetteer: listed,
                kind: entry.map_or(Kind::Person, |entry| entry.kind),
                name: entry.map_or((*name).to_owned(), |entry| entry.name.clone()),
                spellings: vec![(*name).to_owned()],
            });
            analysis.mentions.push(Mention {
                range: TextRange::new(at, at + 1),
                kind: Kind::Person,
                name: u32::try_from(at).unwrap(),
                evidence: Evidence::Title,
                clue: Clue::None,
            });
        }
        analysis
    }

    /// The last names of an article are weak from here on.
    fn weak_from(mut analysis: Analysis, first: usize) -> Analysis {
        analysis.weak = analysis
            .mentions
            .split_off(first.min(analysis.mentions.len()));
        for mention in &mut analysis.weak {
            mention.evidence = Evidence::Tagged;
        }
        analysis
    }

    /// The identifiers of the names of each article.
    fn ids(gazetteer: &Gazetteer, articles: &[(u32, Analysis)]) -> Vec<Vec<String>> {
        let linked = link(gazetteer, articles.iter().map(|(n, a)| (*n, a)));
        let id = |at: &usize| linked.entities[*at].id.to_string();
        linked
            .of
            .iter()
            .map(|(_, of)| of.iter().map(id).collect())
            .collect()
    }

    /// Which weak mentions of each article count.
    fn counting(gazetteer: &Gazetteer, articles: &[(u32, Analysis)]) -> Vec<Vec<bool>> {
        link(gazetteer, articles.iter().map(|(n, a)| (*n, a))).promoted
    }

    fn linked(rows: &[&[&str]]) -> Vec<Vec<String>> {
        let gazetteer = list();
        let articles: Vec<_> = (0u32..)
            .zip(rows.iter().map(|r| article(&gazetteer, r)))
            .collect();
        ids(&gazetteer, &articles)
    }

    #[test]
    fn spellings_and_scripts_join() {
        let ids = linked(&[
            &["alexander-lukashenko"],
            &["الكساندر لوكاشنكو"],
            &["Александр Лукашенко", "سمير الطيراوي"],
            &["Samir al-Tirawi"],
            &["אלכסנדר לוקשנקו", "سمير الطيراوى"],
        ]);
        let lukashenko = [&ids[0][0], &ids[1][0], &ids[2][0], &ids[4][0]];
        assert!(
            lukashenko.iter().all(|id| *id == "alexander-lukashenko"),
            "{ids:?}"
        );
        assert_eq!(ids[2][1], ids[3][0]);
        assert_eq!(ids[2][1], ids[4][1]);
        assert!(ids[2][1].starts_with("person-"));
    }

    #[test]
    fn namesakes_stay_apart() {
        let ids = linked(&[
            &["donald-trump", "دونالد ترامب الابن", "إيفانكا ترامب"],
            &["حافظ الطيراوي", "بشار الطيراوي", "بشار حافظ الطيراوي"],
            &["محمد الطيراوي", "محمود الطيراوي"],
        ]);
        assert_eq!(
            ids[0]
                .iter()
                .collect::<std::collections::BTreeSet<_>>()
                .len(),
            3
        );
        assert_ne!(ids[1][0], ids[1][1]);
        assert_eq!(ids[1][1], ids[1][2]);
        assert_ne!(ids[2][0], ids[2][1]);
    }

    #[test]
    fn company_decides_a_doubt_and_else_it_is_a_suggestion() {
        let gazetteer = list();
        let with = |rows: &[&[&str]]| {
            let articles: Vec<_> = (0u32..)
                .zip(rows.iter().map(|r| article(&gazetteer, r)))
                .collect();
            link(&gazetteer, articles.iter().map(|(n, a)| (*n, a)))
        };
        let alone = with(&[&["سمير الطيراوي", "cairo", "minsk"], &["الطيراوي", "paris"]]);
        let last = alone.of[1].1[0];
        assert_ne!(last, alone.of[0].1[0]);
        let suggestion = &alone.entities[last].suggestions[0];
        assert_eq!(suggestion.entity, alone.entities[alone.of[0].1[0]].id);
        assert!(matches!(
            suggestion.reason,
            Reason::Family { shared: 0, .. }
        ));

        let known = with(&[
            &["سمير الطيراوي", "cairo", "minsk"],
            &["الطيراوي", "minsk", "cairo"],
        ]);
        assert_eq!(known.of[1].1[0], known.of[0].1[0]);
        assert!(matches!(
            known.reasons[1][0],
            Reason::Family { shared: 2, .. }
        ));
    }

    #[test]
    fn a_weak_name_counts_when_any_article_names_its_actor() {
        let gazetteer = list();
        let weak = |names: &[&str]| weak_from(article(&gazetteer, names), 0);
        let articles = [
            // Before the article that names him, after it, by sound, and nobody.
            weak(&["سمير الطيراوي", "خالد السهيلي"]),
            article(&gazetteer, &["سمير الطيراوي", "محمد"]),
            weak(&["سمير الطيراوى", "محمد"]),
            weak(&["Samir al-Tirawi", "alexander-lukashenko"]),
            weak(&["الكساندر لوكاشنكو"]),
        ];
        let linked = link(&gazetteer, (0u32..).zip(&articles));
        let tirawi = linked.of[1].1[0];
        let of = |article: usize, name: usize| linked.of[article].1[name];
        assert_eq!([of(0, 0), of(2, 0), of(3, 0)], [tirawi; 3]);
        let promoted = [
            vec![true, false],
            vec![],
            vec![true, false],
            vec![true, false],
            // A list knows him, but no article names him.
            vec![false],
        ];
        assert_eq!(linked.promoted, promoted);
        assert_eq!(linked.reasons[0][0], Reason::SameName);
        // What is sure comes first, and no weak name lends it a spelling that it did not have.
        assert_eq!(linked.entities[0].name, "سمير الطيراوي");
        let id = &linked.entities[of(0, 1)].id;
        assert!(id.starts_with("person-"), "{id}");

        // A title alone never counts.
        let mut title = weak(&["سمير الطيراوي"]);
        title.weak[0].evidence = Evidence::TitleAlone;
        let both = [title, article(&gazetteer, &["سمير الطيراوي"])];
        let linked = link(&gazetteer, (0u32..).zip(&both));
        assert_eq!(linked.promoted, [vec![false], vec![]]);
    }

    const NAMES: [&str; 16] = [
        "alexander-lukashenko",
        "cairo",
        "minsk",
        "paris",
        "الكساندر لوكاشنكو",
        "سمير الطيراوي",
        "Samir al-Tirawi",
        "الطيراوي",
        "دونالد ترامب الابن",
        "donald-trump",
        "علي حسن",
        "علي حسن المجيد",
        "محمد طنطاوي",
        "محمد حسين طنطاوي",
        "زيلينسكي",
        "زيلنسكي",
    ];

    proptest! {
        #[test]
        fn no_order_and_no_later_article_shows(
            rows in prop::collection::vec(
                (prop::collection::vec(0..NAMES.len(), 1..6), 0usize..6),
                1..12,
            ),
            seed in any::<u64>(),
        ) {
            let gazetteer = list();
            let mut articles: Vec<(u32, Analysis)> = (0u32..)
                .zip(rows)
                .map(|(number, (row, first))| {
                    let mut names: Vec<&str> = row.iter().map(|&at| NAMES[at]).collect();
                    let mut seen = std::collections::BTreeSet::new();
                    names.retain(|name| seen.insert(*name));
                    let analysis = article(&gazetteer, &names);
                    (number, weak_from(analysis, first))
                })
                .collect();
            let whole = ids(&gazetteer, &articles);
            let promoted = counting(&gazetteer, &articles);
            let without: Vec<(u32, Analysis)> = articles
                .iter()
                .map(|(number, analysis)| {
                    let mut analysis = analysis.clone();
                    analysis.weak.clear();
                    (*number, analysis)
                })
                .collect();
            let alone = ids(&gazetteer, &without);
            for (at, (_, analysis)) in articles.iter().enumerate() {
                let sure = |ids: &[Vec<String>]| ids[at][..analysis.mentions.len()].to_vec();
                // Weak names change nothing of what is sure.
                prop_assert_eq!(sure(&whole), sure(&alone));
                // The first articles alone give what they give with those that come after.
                let first = ids(&gazetteer, &articles[..=at]);
                prop_assert_eq!(sure(&first), sure(&whole));
                // Whoever counts is named for sure somewhere, by that identifier.
                for (mention, counts) in analysis.weak.iter().zip(&promoted[at]) {
                    let id = &whole[at][mention.name as usize];
                    let named = (0..articles.len())
                        .any(|at| whole[at][..articles[at].1.mentions.len()].contains(id));
                    prop_assert!(named || !counts, "{}", id);
                }
            }
            let length = articles.len();
            for at in 0..length {
                let other = usize::try_from(seed >> (at % 32)).unwrap_or(0) % length;
                articles.swap(at, other);
            }
            prop_assert_eq!(ids(&gazetteer, &articles), whole);
            prop_assert_eq!(counting(&gazetteer, &articles), promoted);
        }
    }
}
