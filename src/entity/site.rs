//! Buildings and grounds that bear a name: فندق «X», ملعب سانتياغو برنابيو.
//!
//! A foreign name of two words looks like a person's wherever it stands. The head noun before
//! it says that it is a place, and then it is one in the whole article.

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use super::coreference::Recognised;
use super::kind::Kind;
use super::mention::Evidence;
use super::recognise::{Candidate, Target};
use super::words::{Clitics, Link, Word};

/// Head nouns, folded and without clitics and article. Whoever stands right after one lent it
/// a name.
const SITES: [&str; 26] = [
    "فندق",
    "فندقي",
    "منتجع",
    "ملعب",
    "استاد",
    "ستاد",
    "مطار",
    "ميناء",
    "مرفا",
    "معبر",
    "مستشفي",
    "شارع",
    "ميدان",
    "ساحه",
    "جسر",
    "سد",
    "حديقه",
    "مسجد",
    "جامع",
    "كنيسه",
    "كاتدراييه",
    "دير",
    "قاعه",
    "مسرح",
    "مخيم",
    "معسكر",
];

/// Head nouns after which a name in quotation marks is the building's, and one without them
/// its owner's: قصر صدام, but قصر «X».
const QUOTED: [&str; 12] = [
    "مقر",
    "قصر",
    "برج",
    "فيلا",
    "مزرعه",
    "ضريح",
    "سوق",
    "مجمع",
    "سينما",
    "مقهي",
    "مطعم",
    "معرض",
];

/// Of these a name in quotation marks is no body's either.
const NO_BODIES: [&str; 8] = [
    "فندق",
    "فندقي",
    "منتجع",
    "ملعب",
    "استاد",
    "ستاد",
    "مطار",
    "قصر",
];

/// What of an article is named after the head noun of a building becomes a place, and the
/// same name elsewhere in it too, where no title and no verb says that it is somebody.
pub(super) fn settle(paragraphs: &mut [Recognised]) {
    let mut names: FxHashSet<CompactString> = FxHashSet::default();
    for Recognised {
        words,
        found,
        unsure,
        ..
    } in &mut *paragraphs
    {
        for candidate in found.iter_mut().chain(unsure) {
            if is_site(words, candidate) {
                become_place(candidate);
                names.insert(name(words, candidate));
            }
        }
    }
    if names.is_empty() {
        return;
    }
    for Recognised {
        words,
        found,
        unsure,
        ..
    } in paragraphs
    {
        for candidate in found.iter_mut().chain(unsure) {
            let called = matches!(candidate.evidence, Evidence::Title | Evidence::Saying);
            if candidate.kind == Kind::Person
                && candidate.target == Target::Unlisted
                && !called
                && names.contains(&name(words, candidate))
            {
                become_place(candidate);
            }
        }
    }
}

fn become_place(candidate: &mut Candidate) {
    candidate.kind = Kind::Place;
    candidate.evidence = Evidence::Head;
}

/// The folded words of a candidate.
fn name(words: &[Word], candidate: &Candidate) -> CompactString {
    let mut name = words[candidate.first].form(candidate.clitics);
    for word in &words[candidate.first + 1..candidate.end] {
        name.push(' ');
        name.push_str(&word.folded);
    }
    name
}

/// True when a person or body that no list knows stands where a building is named.
fn is_site(words: &[Word], candidate: &Candidate) -> bool {
    if candidate.target != Target::Unlisted || candidate.clitics != Clitics::NONE {
        return false;
    }
    let Some(head) = candidate.first.checked_sub(1).map(|at| &words[at]) else {
        return false;
    };
    let first = &words[candidate.first];
    let last = &words[candidate.end - 1];
    let opening = |sign| matches!(sign, Some('"' | '«' | '“' | '\''));
    let quoted = opening(first.before)
        && head.after == first.before
        && matches!(last.after, Some('"' | '»' | '”' | '\''));
    if !quoted && first.link != Link::Space {
        return false;
    }
    match candidate.kind {
        Kind::Person => is_one_of(head, &SITES) || quoted && is_one_of(head, &QUOTED),
        Kind::Organisation => quoted && is_one_of(head, &NO_BODIES),
        _ => false,
    }
}

/// True for the head noun of a building or ground.
pub(super) fn is_head(word: &Word) -> bool {
    is_one_of(word, &SITES)
}

fn is_one_of(head: &Word, list: &[&str]) -> bool {
    let whole = head.folded.as_str();
    let rest = head.form(head.clitics);
    // بفندق: a letter that no list of heads took off.
    let bare = whole.strip_prefix(['ب', 'ل', 'و']).unwrap_or(whole);
    [whole, &rest, bare]
        .iter()
        .any(|form| list.contains(&form.strip_prefix("ال").unwrap_or(form)))
}

#[cfg(test)]
mod tests;
