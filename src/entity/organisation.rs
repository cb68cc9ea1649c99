//! Organisations and places by their head nouns: وزارة الخارجية الأميركية, صحيفة X, مدينة X.

use super::kind::Kind;
use super::lexicon::Traits;
use super::mention::{Clue, Evidence};
use super::recognise::{Candidate, Target};
use super::shape;
use super::words::{Clitics, Link, Word};
use crate::text::token::Script;

/// Words after the head at most.
const LONGEST_CHAIN: usize = 4;

/// Heads of which most phrases are no names.
const COMMON_HEADS: [&str; 6] = ["حركه", "حكومه", "مكتب", "تحالف", "غرفه", "جماعه"];

/// Heads that common phrases use too (مركز المدينة): at least two definite words.
const LOOSE_HEADS: [&str; 8] = [
    "جبهه",
    "مركز",
    "صندوق",
    "كتله",
    "تيار",
    "ايتلاف",
    "اتحاد",
    "لواء",
];

/// Heads that make a name with one definite word; the others need a nation or a place
/// (وزارة الدفاع alone is everybody's).
const STRONG_HEADS: [&str; 4] = ["حزب", "جامعه", "معهد", "منظمه"];

/// Definite words that end a chain: relative pronouns, adjectives of time.
const CHAIN_ENDS: [&str; 26] = [
    "الذي",
    "التي",
    "الذين",
    "اللذان",
    "اللتان",
    "الماضي",
    "الماضيه",
    "المقبل",
    "المقبله",
    "الجديد",
    "الجديده",
    "الحالي",
    "الحاليه",
    "السابق",
    "السابقه",
    "القادم",
    "القادمه",
    "المذكور",
    "اليوم",
    "الان",
    "الاحد",
    "الاثنين",
    "الثلاثاء",
    "الاربعاء",
    "الخميس",
    "الجمعه",
];

/// Adds the organisations and places found by head nouns.
pub(super) fn add(words: &[Word], found: &mut Vec<Candidate>) {
    let mut hits: Vec<Option<(Kind, usize)>> = vec![None; words.len()];
    for candidate in found.iter() {
        let slot = &mut hits[candidate.first];
        if candidate.clitics == Clitics::NONE && slot.is_none_or(|(_, end)| end < candidate.end) {
            *slot = Some((candidate.kind, candidate.end));
        }
    }
    for at in 0..words.len() {
        let word = &words[at];
        if word.persian {
            continue;
        }
        if word.script != Script::Arabic || word.traits.any(Traits::DEFINITE) {
            if word.folded == "العاصمه" && word.traits.any(Traits::PLACE) {
                found.extend(place_after(words, at, &hits));
            }
            continue;
        }
        if word.traits.any(Traits::ORGANISATION) {
            found.extend(chain(words, at, &hits));
        } else if word.traits.any(Traits::BEFORE_ORGANISATION) {
            found.extend(organisation_after(words, at, &hits));
        } else if word.traits.any(Traits::PLACE) {
            found.extend(place_after(words, at, &hits));
        }
    }
}

fn rule(first: usize, end: usize, clitics: Clitics, kind: Kind) -> Candidate {
    Candidate {
        first,
        end,
        clitics,
        kind,
        target: Target::Unlisted,
        evidence: Evidence::Head,
        clue: Clue::None,
    }
}

/// Head and chain are the name: وزارة الخارجية الأميركية, بنك باركليز.
fn chain(words: &[Word], head: usize, hits: &[Option<(Kind, usize)>]) -> Option<Candidate> {
    let head_word = folded_without(&words[head]);
    if COMMON_HEADS.contains(&head_word.as_str()) {
        return None;
    }
    let loose = LOOSE_HEADS.contains(&head_word.as_str());
    let (mut end, mut definite) = (head + 1, 0usize);
    let (mut named, mut nation) = (false, false);
    while end < words.len() && end - head <= LONGEST_CHAIN {
        let word = &words[end];
        if word.link != Link::Space || word.script != Script::Arabic {
            break;
        }
        if let Some((kind, past)) = hits[end] {
            if kind == Kind::Person || (kind == Kind::Nationality && !word.folded.starts_with("ال"))
            {
                break;
            }
            named |= kind != Kind::Nationality;
            definite += usize::from(kind == Kind::Nationality);
            nation |= kind == Kind::Nationality;
            end = past;
            if kind == Kind::Nationality {
                continue;
            }
            break;
        }
        let folded = word.folded.as_str();
        if folded.starts_with("ال")
            && !word.traits.any(Traits::TITLE)
            && folded.chars().count() >= 5
            && !CHAIN_ENDS.contains(&folded)
        {
            definite += 1;
            end += 1;
        } else if folded.starts_with("وال")
            && definite == 1
            && matches!(
                head_word.as_str(),
                "وزاره" | "حزب" | "جمعيه" | "هييه" | "منظمه"
            )
            && folded.chars().count() >= 6
        {
            end += 1;
        } else {
            break;
        }
    }
    if named {
        // The state whose institution it is: حكومة روسيا is no name of its own.
        return (!loose && head + 1 < end && definite > 0)
            .then(|| rule(head, end, words[head].clitics, Kind::Organisation));
    }
    let enough = if loose {
        definite >= 2
    } else {
        nation || STRONG_HEADS.contains(&head_word.as_str()) && definite >= 1
    };
    enough.then(|| rule(head, end, words[head].clitics, Kind::Organisation))
}

fn folded_without(word: &Word) -> String {
    word.form(word.clitics).into()
}

/// Only what follows the head is the name: شركة مايكروسوفت, صحيفة «X».
fn organisation_after(
    words: &[Word],
    head: usize,
    hits: &[Option<(Kind, usize)>],
) -> Option<Candidate> {
    let first = words.get(head + 1)?;
    if matches!(first.before, Some('"' | '«' | '“')) && words[head].after == first.before {
        return quoted(words, head + 1)
            .map(|end| rule(head + 1, end, Clitics::NONE, Kind::Organisation));
    }
    if first.link != Link::Space || hits[head + 1].is_some() {
        return None;
    }
    let name = |word: &Word| {
        word.traits.is_empty()
            && (word.script == Script::Latin && word.capital
                || word.script == Script::Arabic
                    && !word.folded.starts_with("ال")
                    && shape::may_be_name(word, true))
    };
    if !name(first) || first.folded.chars().count() < 4 {
        return None;
    }
    // شركة طيران إيرلندية: an indefinite adjective follows a common noun.
    let adjective = words.get(head + 2).is_some_and(|word| {
        word.link == Link::Space
            && !word.folded.starts_with("ال")
            && (word.folded.ends_with("يه")
                || matches!(hits.get(head + 2), Some(Some((Kind::Nationality, _)))))
    });
    if adjective {
        return None;
    }
    let mut end = head + 2;
    while end < words.len()
        && end - head <= 2
        && words[end].link == Link::Space
        && hits[end].is_none()
        && name(&words[end])
        && (shape::foreign(&words[end].folded) || words[end].script == Script::Latin)
    {
        end += 1;
    }
    Some(rule(head + 1, end, Clitics::NONE, Kind::Organisation))
}

/// The end of a quotation of at most four words, one of them of letters: شركة «7» names nobody
/// that could be told from a number.
fn quoted(words: &[Word], first: usize) -> Option<usize> {
    let end = (first..words.len().min(first + 4))
        .take_while(|&at| at == first || words[at].link == Link::Space)
        .find(|&at| matches!(words[at].after, Some('"' | '»' | '”')))?
        + 1;
    let mut named = words[first..end].iter();
    named
        .any(|word| word.folded.chars().any(char::is_alphabetic))
        .then_some(end)
}

/// An unknown word after مدينة, محافظة …
fn place_after(words: &[Word], head: usize, hits: &[Option<(Kind, usize)>]) -> Option<Candidate> {
    let name = words.get(head + 1)?;
    if name.link != Link::Space || name.script != Script::Arabic || hits[head + 1].is_some() {
        return None;
    }
    let folded = name.folded.as_str();
    let known = Traits::STOP
        .with(Traits::TITLE)
        .with(Traits::FOLLOWER)
        .with(Traits::SAYING);
    let letters = folded.chars().count();
    let adjective = folded.ends_with("يه") || (folded.starts_with("ال") && folded.ends_with('ي'));
    let head_definite = words[head].traits.any(Traits::DEFINITE);
    if name.traits.any(known)
        || name.clitics != Clitics::NONE
        || letters < 3
        || adjective
        || (head_definite && folded.starts_with("ال"))
        || (!folded.starts_with("ال") && !shape::may_be_name(name, true))
    {
        return None;
    }
    Some(rule(head + 1, head + 2, Clitics::NONE, Kind::Place))
}
