//! What the article remembers: family names, first names and rule-found names that stand alone.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::coreference::{
    Bound, FATHER_OF, Families, FullName, Recognised, Who, bearer, free, kunya_key, sound,
};
use super::kind::Kind;
use super::lexicon::Traits;
use super::mention::{Clue, Evidence};
use super::recognise::{Candidate, Target};
use super::shape;
use super::words::{Clitics, Link, Word};
use crate::text::token::Script;

/// How often a first name must stand alone before the article counts as calling its bearer so.
const OFTEN: usize = 3;

/// Family names that stand alone.
pub(super) fn bind_bare_names(
    paragraphs: &[Recognised],
    families: &Families,
    bound: &mut Vec<Bound>,
) {
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
                        clue: Clue::None,
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
            if names.is_none()
                && !spelled.is_empty()
                && word.folded.chars().count() >= 6
                && word.traits.is_empty()
            {
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
                        clue: Clue::None,
                    },
                });
            }
        }
    }
    bound.extend(added);
}

/// A first name that often stands alone means the one person of the article who has it.
pub(super) fn bind_first_names(paragraphs: &[Recognised], bound: &mut Vec<Bound>) {
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
                clue: Clue::None,
            },
        }));
    }
}

/// A place or organisation that a head noun introduced once is known in the whole article.
pub(super) fn repeat_rule_names(paragraphs: &[Recognised], bound: &mut Vec<Bound>) {
    let mut known: FxHashMap<CompactString, (Who, usize)> = FxHashMap::default();
    for one in bound.iter() {
        if let Who::Unlisted(Kind::Place | Kind::Organisation, key) = &one.who
            && key.chars().count() >= 4
            && one.candidate.evidence != Evidence::Tagged
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
                        clue: Clue::None,
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

/// Where somebody is called by the first name all the time, a word that follows it once is no
/// family name (an adverb, an object).
pub(super) fn drop_chance_pairs(paragraphs: &[Recognised], bound: &mut Vec<Bound>) {
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
    word.link == Link::Space
        && at.checked_sub(1).is_some_and(|i| {
            words[i].traits.any(Traits::TITLE.with(Traits::SAYING))
                && !words[i].traits.any(Traits::FIRST_NAME)
        })
}
