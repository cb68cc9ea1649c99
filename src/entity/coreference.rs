//! Within one article: who is the same, whom a family name alone means, which ambiguous
//! forms the article decides.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::lexicon::Traits;
use super::memory::{bind_bare_names, bind_first_names, drop_chance_pairs, repeat_rule_names};
use super::mention::Evidence;
use super::recall::WordId;
use super::recognise::{Candidate, Target};
use super::words::{Clitics, Form, Word, phrase};
use crate::text::token::Script;
use crate::text::transliterate::skeleton;

/// A paragraph with what was found in it.
pub(super) struct Recognised {
    /// The numbers of its tokens' words.
    pub(super) ids: Vec<WordId>,
    /// Its words.
    pub(super) words: Vec<Word>,
    /// Mentions without overlaps, in order.
    pub(super) found: Vec<Candidate>,
    /// Ambiguous forms of the gazetteer.
    pub(super) weak: Vec<Candidate>,
    /// Names of which the tagger is not sure.
    pub(super) unsure: Vec<Candidate>,
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
pub(super) struct FullName {
    /// Its position: paragraph and word.
    pub(super) at: (usize, usize),
    /// Whose it is.
    pub(super) who: Who,
    /// It is one name only.
    pub(super) single: bool,
}

/// Decides for every mention of the article who it names, and adds what only the article
/// tells. In reading order, without overlaps. Without `rules` only lists count.
pub(super) fn resolve(gazetteer: &Gazetteer, paragraphs: &[Recognised], rules: bool) -> Vec<Bound> {
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
    if !rules {
        decide_ambiguous(gazetteer, paragraphs, &mut bound);
        bound.sort_by_key(|b| (b.paragraph, b.candidate.first));
        return bound;
    }
    drop_chance_pairs(paragraphs, &mut bound);
    settle_tagged(gazetteer, paragraphs, &mut bound);
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

pub(super) fn who(candidate: &Candidate, words: &[Word]) -> Who {
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

/// A form of the gazetteer that only the tagger took for a name: the listed actor of that
/// kind, if it is the only one, or the one of them that the article names clearly.
fn settle_tagged(gazetteer: &Gazetteer, paragraphs: &[Recognised], bound: &mut [Bound]) {
    let clear: Vec<u32> = bound
        .iter()
        .filter_map(|one| match one.who {
            Who::Listed(index, kind) if kind != Kind::Nationality => Some(index),
            _ => None,
        })
        .collect();
    let mut known: FxHashMap<(Kind, CompactString), Who> = FxHashMap::default();
    for one in bound.iter() {
        if matches!(one.who, Who::Listed(..)) {
            let name = name_key(&paragraphs[one.paragraph].words, &one.candidate);
            known.insert((one.candidate.kind, name), one.who.clone());
        }
    }
    for one in bound {
        let candidate = &one.candidate;
        if candidate.evidence != Evidence::Tagged {
            continue;
        }
        let words = &paragraphs[one.paragraph].words;
        // The same name in another case: أبو عبيدة, أبي عبيدة.
        if let Some(who) = known.get(&(candidate.kind, name_key(words, candidate))) {
            one.who = who.clone();
            continue;
        }
        let form = Form {
            clitics: candidate.clitics,
            word: words[candidate.first].form(candidate.clitics),
        };
        let Some(senses) = phrase(gazetteer, words, candidate.first, &form, candidate.len()) else {
            continue;
        };
        let mut fits = senses
            .clear
            .iter()
            .chain(&senses.ambiguous)
            .copied()
            .filter(|&index| {
                gazetteer
                    .entry(index)
                    .is_some_and(|e| e.kind == candidate.kind)
            });
        let named = fits.clone().find(|index| clear.contains(index));
        let only = match (fits.next(), fits.next()) {
            (Some(only), None) if candidate.kind != Kind::Person => Some(only),
            _ => None,
        };
        if let Some(index) = named.or(only) {
            one.who = Who::Listed(index, candidate.kind);
        }
    }
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

/// The full names of the article by folded family name.
pub(super) type Families = FxHashMap<CompactString, Vec<FullName>>;

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
pub(super) const FATHER_OF: [&str; 3] = ["ابو", "ابي", "ابا"];

pub(super) fn kunya_key(name: &str) -> CompactString {
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
pub(super) fn bearer(families: &[FullName], at: (usize, usize)) -> Option<&FullName> {
    let full = |name: &&FullName| !name.single;
    let before = || families.iter().rev().filter(|name| name.at < at);
    before()
        .find(full)
        .or_else(|| families.iter().find(full))
        .or_else(|| before().next())
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
    // Whether a form is a family name of somebody: the same names come again and again.
    let mut known: FxHashMap<(u32, CompactString), bool> = FxHashMap::default();
    for one in bound {
        let candidate = &one.candidate;
        if candidate.kind != Kind::Person || candidate.len() != 1 {
            continue;
        }
        let word = &paragraphs[one.paragraph].words[candidate.first];
        let form = word.form(candidate.clitics);
        let Who::Listed(index, _) = one.who else {
            // A title before a family name alone: the bearer of the full name.
            let full = families
                .get(&form)
                .filter(|names| names.iter().any(|name| !name.single))
                .and_then(|names| bearer(names, (one.paragraph, candidate.first)));
            if let Some(name) = full {
                one.who = name.who.clone();
            }
            continue;
        };
        // Only a family name moves on: لولا and صدام are first names.
        let is_family = || {
            gazetteer.entry(index).is_some_and(|entry| {
                std::iter::once(&entry.name)
                    .chain(&entry.aliases)
                    .any(|alias| {
                        Gazetteer::key(alias)
                            .rsplit_once(' ')
                            .is_some_and(|(_, last)| last == form)
                    })
            })
        };
        if let Some(names) = families.get(&form)
            && *known.entry((index, form.clone())).or_insert_with(is_family)
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

pub(super) fn free(bound: &[Bound], paragraph: usize, first: usize, end: usize) -> bool {
    !bound.iter().any(|one| {
        one.paragraph == paragraph && one.candidate.first < end && first < one.candidate.end
    })
}

/// The consonants of a name and whether it ends in a: كايا and كي are a woman and a man.
pub(super) fn sound(name: &str) -> String {
    let mut sound = skeleton(name);
    let open = name.ends_with(['ا', 'ه', 'a', 'ה', 'а', 'я']);
    sound.push(if open { 'a' } else { '.' });
    sound
}
