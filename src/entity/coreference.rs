//! Within one article: who is the same, whom a family name alone means, which ambiguous
//! forms the article decides.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::lexicon::Traits;
use super::mention::Evidence;
use super::recognise::{Candidate, Target};
use super::shape;
use super::words::{Clitics, Link, Word};
use crate::text::token::Script;
use crate::text::transliterate::skeleton;

/// A paragraph with what was found in it.
pub(super) struct Recognised {
    /// Its words.
    pub(super) words: Vec<Word>,
    /// Mentions without overlaps, in order.
    pub(super) found: Vec<Candidate>,
    /// Ambiguous forms of the gazetteer.
    pub(super) weak: Vec<Candidate>,
}

/// Who a mention names, within one article.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Who {
    /// An entry of the gazetteer under a kind (its own, or nationality).
    Listed(u32, Kind),
    /// Somebody else, by kind and folded name.
    Unlisted(Kind, CompactString),
}

/// A mention of a paragraph with its bearer.
pub(super) struct Bound {
    /// Paragraph.
    pub(super) paragraph: usize,
    /// Words, clitics, kind, evidence.
    pub(super) candidate: Candidate,
    /// Who.
    pub(super) who: Who,
}

/// A full name met in the article.
struct FullName {
    /// Its position: paragraph and word.
    at: (usize, usize),
    who: Who,
    /// It is one name only.
    single: bool,
}

/// Decides for every mention of the article who it names, and adds what only the article
/// tells. In reading order, without overlaps.
pub(super) fn resolve(gazetteer: &Gazetteer, paragraphs: &[Recognised]) -> Vec<Bound> {
    let mut bound: Vec<Bound> = Vec::new();
    for (paragraph, recognised) in paragraphs.iter().enumerate() {
        for candidate in &recognised.found {
            bound.push(Bound {
                paragraph,
                who: who(candidate, &recognised.words),
                candidate: candidate.clone(),
            });
        }
    }
    drop_chance_pairs(paragraphs, &mut bound);
    unify_spellings(&mut bound);
    let families = families(gazetteer, paragraphs, &bound);
    rebind_family_names(gazetteer, paragraphs, &families, &mut bound);
    decide_ambiguous(gazetteer, paragraphs, &mut bound);
    bind_bare_names(paragraphs, &families, &mut bound);
    bind_first_names(paragraphs, &mut bound);
    repeat_rule_names(paragraphs, &mut bound);
    bound.sort_by_key(|b| (b.paragraph, b.candidate.first));
    bound
}

fn who(candidate: &Candidate, words: &[Word]) -> Who {
    match candidate.target {
        Target::Listed(index) => Who::Listed(index, candidate.kind),
        _ => Who::Unlisted(candidate.kind, name_key(words, candidate)),
    }
}

/// The folded name: one spelling for أبو/أبي/أبا and for عبدالرحمن/عبد الرحمن.
fn name_key(words: &[Word], candidate: &Candidate) -> CompactString {
    let mut key = CompactString::default();
    for (at, word) in words[candidate.first..candidate.end].iter().enumerate() {
        if at > 0 {
            key.push(' ');
        }
        let folded = word.form(if at == 0 {
            candidate.clitics
        } else {
            Clitics::NONE
        });
        match folded.as_str() {
            "ابي" | "ابا" => key.push_str("ابو"),
            "ابن" => key.push_str("بن"),
            other => match other.strip_prefix("عبدال") {
                Some(rest) if rest.chars().nth(1).is_some() => {
                    key.push_str("عبد ال");
                    key.push_str(rest);
                }
                _ => key.push_str(other),
            },
        }
    }
    key
}

/// Unlisted people whose names have as many words and the same consonants are one (أنغيلا
/// ميركل, انجيلا ميركيل); the first spelling leads.
fn unify_spellings(bound: &mut [Bound]) {
    let mut leaders: FxHashMap<String, CompactString> = FxHashMap::default();
    for one in bound {
        if let Who::Unlisted(Kind::Person, key) = &mut one.who {
            let consonants = sound(key);
            if consonants.len() >= 6 {
                *key = leaders
                    .entry(consonants)
                    .or_insert_with(|| key.clone())
                    .clone();
            }
        }
    }
}

/// How often a first name must stand alone before the article counts as calling its bearer so.
const OFTEN: usize = 3;

/// The first names of the article with how often each occurs.
fn first_name_counts(paragraphs: &[Recognised]) -> FxHashMap<CompactString, usize> {
    let mut counts = FxHashMap::default();
    for word in paragraphs.iter().flat_map(|paragraph| &paragraph.words) {
        if word.traits.any(Traits::FIRST_NAME) {
            *counts.entry(word.form(word.clitics)).or_insert(0) += 1;
        }
    }
    counts
}

/// Where somebody is called by the first name all the time, a word that follows it once is no
/// family name (راؤول هدفا).
fn drop_chance_pairs(paragraphs: &[Recognised], bound: &mut Vec<Bound>) {
    let counts = first_name_counts(paragraphs);
    let mut pairs: FxHashMap<Who, usize> = FxHashMap::default();
    for one in bound.iter() {
        *pairs.entry(one.who.clone()).or_default() += 1;
    }
    bound.retain(|one| {
        let candidate = &one.candidate;
        let words = &paragraphs[one.paragraph].words[candidate.first..candidate.end];
        let [first, second] = words else { return true };
        let chance = matches!(one.who, Who::Unlisted(Kind::Person, _))
            && candidate.evidence != Evidence::Title
            && pairs.get(&one.who) == Some(&1)
            && !second.traits.any(Traits::FIRST_NAME)
            && !shape::foreign(&second.folded)
            && counts
                .get(&first.form(candidate.clitics))
                .is_some_and(|&n| n > OFTEN);
        !chance
    });
}

/// A first name that often stands alone means the one person of the article who has it.
fn bind_first_names(paragraphs: &[Recognised], bound: &mut Vec<Bound>) {
    let mut bearers: FxHashMap<CompactString, Option<Who>> = FxHashMap::default();
    for one in bound.iter() {
        let candidate = &one.candidate;
        let first = &paragraphs[one.paragraph].words[candidate.first];
        if candidate.kind == Kind::Person
            && candidate.len() >= 2
            && first.traits.any(Traits::FIRST_NAME)
            && !first.traits.any(Traits::COMMON_NAME.with(Traits::STOP))
        {
            bearers
                .entry(first.form(candidate.clitics))
                .and_modify(|who| {
                    if who.as_ref() != Some(&one.who) {
                        *who = None;
                    }
                })
                .or_insert_with(|| Some(one.who.clone()));
        }
    }
    let mut alone: FxHashMap<CompactString, Vec<(usize, usize)>> = FxHashMap::default();
    for (paragraph, recognised) in paragraphs.iter().enumerate() {
        for (at, word) in recognised.words.iter().enumerate() {
            let name = word.form(word.clitics);
            if word.traits.any(Traits::FIRST_NAME)
                && matches!(bearers.get(&name), Some(Some(_)))
                && free(bound, paragraph, at, at + 1)
            {
                alone.entry(name).or_default().push((paragraph, at));
            }
        }
    }
    for (name, places) in alone {
        let Some(Some(who)) = bearers.get(&name) else {
            continue;
        };
        if places.len() < OFTEN {
            continue;
        }
        bound.extend(places.into_iter().map(|(paragraph, at)| Bound {
            paragraph,
            who: who.clone(),
            candidate: Candidate {
                first: at,
                end: at + 1,
                clitics: paragraphs[paragraph].words[at].clitics,
                kind: Kind::Person,
                target: Target::Unlisted,
                evidence: Evidence::Bound,
            },
        }));
    }
}

/// The full names of the article by folded family name.
type Families = FxHashMap<CompactString, Vec<FullName>>;

fn families(gazetteer: &Gazetteer, paragraphs: &[Recognised], bound: &[Bound]) -> Families {
    let mut families = Families::default();
    for one in bound {
        let candidate = &one.candidate;
        if candidate.kind != Kind::Person {
            continue;
        }
        let words = &paragraphs[one.paragraph].words[candidate.first..candidate.end];
        let mut names = Vec::new();
        if candidate.len() == 1 {
            // Somebody known by one name, called by a title once: الأمير تشارلز.
            if candidate.evidence == Evidence::Title
                && matches!(one.who, Who::Unlisted(..))
                && !words[0].traits.any(Traits::COMMON_NAME.with(Traits::STOP))
            {
                names.push(words[0].folded.clone());
            }
        } else if is_kunya(words) {
            names.push(kunya_key(&words[1].folded));
        }
        if candidate.len() < 2 {
            for name in names {
                families.entry(name).or_default().push(FullName {
                    at: (one.paragraph, candidate.first),
                    who: one.who.clone(),
                    single: true,
                });
            }
            continue;
        }
        if let Some(family) = family_of(words) {
            names.push(family);
        }
        if let Who::Listed(index, _) = one.who
            && let Some(entry) = gazetteer.entry(index)
            && let Some(last) = Gazetteer::key(&entry.name).split(' ').next_back()
            && !names.iter().any(|name| name == last)
            && words.iter().any(|word| word.script == Script::Arabic)
        {
            names.push(last.into());
        }
        for name in names {
            families.entry(name).or_default().push(FullName {
                at: (one.paragraph, candidate.first),
                who: one.who.clone(),
                single: false,
            });
        }
    }
    families
}

/// أبو عبيدة: the father of somebody, a name of two words.
fn is_kunya(words: &[Word]) -> bool {
    words.len() == 2
        && words
            .first()
            .is_some_and(|word| FATHER_OF.contains(&word.folded.as_str()))
}

/// The case forms of أبو.
const FATHER_OF: [&str; 3] = ["ابو", "ابي", "ابا"];

fn kunya_key(name: &str) -> CompactString {
    let mut key = CompactString::from("ابو ");
    key.push_str(name);
    key
}

/// The family name of a full name: its last word, unless a particle makes that a father's name.
fn family_of(words: &[Word]) -> Option<CompactString> {
    let last = words.last()?;
    let before = words.len().checked_sub(2).and_then(|i| words.get(i))?;
    let father = matches!(
        before.folded.as_str(),
        "بن" | "ابن" | "بنت" | "ابو" | "ابي" | "ابا" | "عبد" | "ام"
    );
    (!father && last.folded.chars().count() >= 3).then(|| last.folded.clone())
}

/// The bearer of a family name at a place: the nearest full name before it, else the first after.
fn bearer(families: &[FullName], at: (usize, usize)) -> Option<&FullName> {
    families
        .iter()
        .rev()
        .find(|name| name.at < at)
        .or_else(|| families.first())
}

/// A listed family name alone goes to whom the article names in full: to another bearer of
/// the name when that one stands nearer.
fn rebind_family_names(
    gazetteer: &Gazetteer,
    paragraphs: &[Recognised],
    families: &Families,
    bound: &mut [Bound],
) {
    for one in bound {
        let candidate = &one.candidate;
        if candidate.kind != Kind::Person || candidate.len() != 1 {
            continue;
        }
        let Who::Listed(index, _) = one.who else {
            continue;
        };
        let word = &paragraphs[one.paragraph].words[candidate.first];
        let form = word.form(candidate.clitics);
        // Only a family name moves on: لولا and صدام are first names.
        let is_family = gazetteer.entry(index).is_some_and(|entry| {
            std::iter::once(&entry.name)
                .chain(&entry.aliases)
                .any(|alias| {
                    Gazetteer::key(alias)
                        .rsplit_once(' ')
                        .is_some_and(|(_, last)| last == form)
                })
        });
        if let Some(names) = families.get(&form).filter(|_| is_family)
            && let Some(name) = bearer(names, (one.paragraph, candidate.first))
        {
            one.who = name.who.clone();
        }
    }
}

/// Ambiguous forms count where the article names one of their actors clearly.
fn decide_ambiguous(gazetteer: &Gazetteer, paragraphs: &[Recognised], bound: &mut Vec<Bound>) {
    let clear: Vec<((usize, usize), u32)> = bound
        .iter()
        .filter_map(|one| match one.who {
            Who::Listed(index, kind) if kind != Kind::Nationality => {
                Some(((one.paragraph, one.candidate.first), index))
            }
            _ => None,
        })
        .collect();
    let mut added = Vec::new();
    for (paragraph, recognised) in paragraphs.iter().enumerate() {
        for candidate in &recognised.weak {
            let Target::OneOf(indices) = &candidate.target else {
                continue;
            };
            let at = (paragraph, candidate.first);
            let named = clear.iter().filter(|(_, index)| indices.contains(index));
            let nearest = named
                .clone()
                .rev()
                .find(|(place, _)| *place < at)
                .or_else(|| named.clone().next());
            let Some(&(_, index)) = nearest else {
                continue;
            };
            let Some(entry) = gazetteer.entry(index) else {
                continue;
            };
            let word = &recognised.words[candidate.first];
            // A common word written with a clitic or after an adjective's noun stays one.
            if candidate.len() == 1
                && candidate.clitics != Clitics::NONE
                && entry.kind != Kind::Person
                && word.traits.any(Traits::STOP)
            {
                continue;
            }
            added.push(Bound {
                paragraph,
                who: Who::Listed(index, entry.kind),
                candidate: Candidate {
                    kind: entry.kind,
                    ..candidate.clone()
                },
            });
        }
    }
    for one in added {
        if free(bound, one.paragraph, one.candidate.first, one.candidate.end) {
            bound.push(one);
        }
    }
}

fn free(bound: &[Bound], paragraph: usize, first: usize, end: usize) -> bool {
    !bound.iter().any(|one| {
        one.paragraph == paragraph && one.candidate.first < end && first < one.candidate.end
    })
}

/// Family names that stand alone.
fn bind_bare_names(paragraphs: &[Recognised], families: &Families, bound: &mut Vec<Bound>) {
    if families.is_empty() {
        return;
    }
    // Foreign family names in another spelling, by consonants.
    let mut spelled: FxHashMap<String, Option<&Vec<FullName>>> = FxHashMap::default();
    for (family, names) in families {
        let consonants = sound(family);
        let declined = family.chars().any(|c| Script::of(c) == Script::Cyrillic);
        if consonants.len() >= 5
            && !declined
            && family.chars().count() >= 6
            && !family.starts_with("ال")
        {
            // Two families that sound alike: neither.
            spelled
                .entry(consonants)
                .and_modify(|known| *known = None)
                .or_insert(Some(names));
        }
    }
    let mut added = Vec::new();
    for (paragraph, recognised) in paragraphs.iter().enumerate() {
        let mut taken = vec![false; recognised.words.len()];
        for one in bound.iter().filter(|one| one.paragraph == paragraph) {
            taken[one.candidate.first..one.candidate.end].fill(true);
        }
        for (at, word) in recognised.words.iter().enumerate() {
            if taken[at] || word.number {
                continue;
            }
            if FATHER_OF.contains(&word.folded.as_str())
                && let Some(next) = recognised.words.get(at + 1)
                && next.link == Link::Space
                && !taken[at + 1]
                && let Some(names) = families.get(&kunya_key(&next.folded))
                && let Some(name) = bearer(names, (paragraph, at))
            {
                added.push(Bound {
                    paragraph,
                    who: name.who.clone(),
                    candidate: Candidate {
                        first: at,
                        end: at + 2,
                        clitics: Clitics::NONE,
                        kind: Kind::Person,
                        target: Target::Unlisted,
                        evidence: Evidence::Bound,
                    },
                });
                continue;
            }
            let mut names = None;
            word.each_form(|form| {
                if names.is_none()
                    && let Some(found) = families.get(&form.word)
                    && (found.iter().all(|name| name.single) && form.clitics == Clitics::NONE
                        || may_stand_alone(&recognised.words, at, form.clitics))
                {
                    names = Some((form.clitics, found));
                }
            });
            if names.is_none() && word.folded.chars().count() >= 6 && word.traits.is_empty() {
                word.each_form(|form| {
                    if names.is_none()
                        && form.word.chars().count() >= 6
                        && let Some(Some(found)) = spelled.get(&sound(&form.word))
                    {
                        names = Some((form.clitics, *found));
                    }
                });
            }
            if let Some((clitics, names)) = names
                && let Some(name) = bearer(names, (paragraph, at))
            {
                added.push(Bound {
                    paragraph,
                    who: name.who.clone(),
                    candidate: Candidate {
                        first: at,
                        end: at + 1,
                        clitics,
                        kind: Kind::Person,
                        target: Target::Unlisted,
                        evidence: Evidence::Bound,
                    },
                });
            }
        }
    }
    bound.extend(added);
}

/// A place or organisation that a head noun introduced once is known in the whole article.
fn repeat_rule_names(paragraphs: &[Recognised], bound: &mut Vec<Bound>) {
    let mut known: FxHashMap<CompactString, (Who, usize)> = FxHashMap::default();
    for one in bound.iter() {
        if let Who::Unlisted(Kind::Place | Kind::Organisation, key) = &one.who
            && key.chars().count() >= 4
        {
            let length = one.candidate.len();
            known
                .entry(key.clone())
                .or_insert((one.who.clone(), length));
        }
    }
    if known.is_empty() {
        return;
    }
    let mut added = Vec::new();
    for (paragraph, recognised) in paragraphs.iter().enumerate() {
        let words = &recognised.words;
        for (at, word) in words.iter().enumerate() {
            if !word.traits.is_empty() && word.clitics == Clitics::NONE {
                // Heads of institutions are listed words: وزارة الخارجية.
                if !word.traits.any(Traits::ORGANISATION) {
                    continue;
                }
            }
            let mut found = None;
            word.each_form(|form| {
                let mut key = form.word.clone();
                for count in 1..=5usize {
                    if found.is_none()
                        && let Some((who, length)) = known.get(&key)
                        && *length == count
                    {
                        found = Some((form.clitics, count, who.clone()));
                    }
                    match words.get(at + count) {
                        Some(next) if next.link == Link::Space => {
                            key.push(' ');
                            key.push_str(&next.folded);
                        }
                        _ => break,
                    }
                }
            });
            let Some((clitics, count, who)) = found else {
                continue;
            };
            if let Who::Unlisted(kind, _) = who
                && free(bound, paragraph, at, at + count)
            {
                added.push(Bound {
                    paragraph,
                    who,
                    candidate: Candidate {
                        first: at,
                        end: at + count,
                        clitics,
                        kind,
                        target: Target::Unlisted,
                        evidence: Evidence::Bound,
                    },
                });
            }
        }
    }
    for one in added {
        if free(bound, one.paragraph, one.candidate.first, one.candidate.end) {
            bound.push(one);
        }
    }
}

/// The consonants of a name and whether it ends in a: كايا and كي are a woman and a man.
fn sound(name: &str) -> String {
    let mut sound = skeleton(name);
    let open = name.ends_with(['ا', 'ه', 'a', 'ה', 'а', 'я']);
    sound.push(if open { 'a' } else { '.' });
    sound
}

/// A family name that is also a word or a first name needs a title or verb of saying before it.
fn may_stand_alone(words: &[Word], at: usize, clitics: Clitics) -> bool {
    let word = &words[at];
    if matches!(word.script, Script::Latin | Script::Cyrillic) {
        return word.capital;
    }
    let doubtful = clitics == word.clitics
        && word.traits.any(
            Traits::FIRST_NAME
                .with(Traits::STOP)
                .with(Traits::TITLE)
                .with(Traits::FOLLOWER),
        );
    if !doubtful {
        return !(clitics != Clitics::NONE && word.traits.any(Traits::STOP))
            && word.folded.chars().count() >= 3;
    }
    let called = word.link == Link::Space
        && at.checked_sub(1).is_some_and(|i| {
            words[i].traits.any(Traits::TITLE.with(Traits::SAYING))
                && !words[i].traits.any(Traits::FIRST_NAME)
        });
    called
}
