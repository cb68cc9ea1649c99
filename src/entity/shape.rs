//! What the letters of a word alone tell: verb, adjective, foreign name.

use super::lexicon::Traits;
use super::words::Word;
use crate::text::fold::fold;
use crate::text::transliterate::skeleton;

/// True when an Arabic word that no list calls a name may stand in one: no stop word, title
/// or verb of saying, no inflected noun, not glued to a conjunction.
pub(super) fn may_be_name(word: &Word, first: bool) -> bool {
    let folded = word.folded.as_str();
    let letters = folded.chars().count();
    let known = Traits::STOP
        .with(Traits::TITLE)
        .with(Traits::SAYING)
        .with(Traits::FOLLOWER)
        .with(Traits::ORGANISATION)
        .with(Traits::BEFORE_ORGANISATION)
        .with(Traits::PLACE)
        .with(Traits::BEFORE_PLACE);
    if letters < 2
        || word.traits.any(known)
        || (word.clitics.letters > 0 && !word.traits.is_empty())
    {
        return false;
    }
    if foreign(folded) {
        return true;
    }
    let definite = folded.starts_with("ال");
    !(verb(folded)
        || folded.starts_with('و')
        || folded.starts_with("لل")
        || folded.starts_with("بال")
        || folded.starts_with("است")
        || (letters < 3 && !first)
        || (folded.starts_with('م') && letters >= 5 && folded.ends_with(['ا', 'ه']))
        || (definite && first)
        || (definite && (folded.ends_with("ات") || folded.ends_with("ون")))
        || (letters >= 5
            && ["اه", "ها", "هم", "هما", "ته", "تهم", "وا"]
                .iter()
                .any(|s| folded.ends_with(s)))
        || (letters >= 5 && folded.ends_with("يه"))
        || (letters >= 5 && !definite && folded.ends_with("ات")))
}

/// The third person of the present and the future: يزور, تعلن, ستعلن.
fn verb(folded: &str) -> bool {
    let letters = folded.chars().count();
    let mut chars = folded.chars();
    let (first, second) = (chars.next(), chars.next());
    match (first, second) {
        (Some('س'), Some('ي' | 'ت' | 'ن')) => (5..=7).contains(&letters),
        (Some('ي' | 'ت'), Some('ت')) => (4..=7).contains(&letters),
        (Some('ا'), Some(_)) => letters == 5 && chars.next() == Some('ت'),
        (Some('ي' | 'ت'), Some(_)) => (4..=5).contains(&letters) && !folded.ends_with('ا'),
        _ => false,
    }
}

/// True for endings and letter pairs that native words do not have.
pub(super) fn foreign(folded: &str) -> bool {
    const ENDINGS: [&str; 34] = [
        "وف",
        "يف",
        "وفا",
        "يفا",
        "سكي",
        "سكايا",
        "سكا",
        "نكو",
        "شكو",
        "يتش",
        "وش",
        "سون",
        "برغ",
        "بورغ",
        "بيرغ",
        "شتاين",
        "ينغ",
        "ونغ",
        "كس",
        "فيلي",
        "ادزه",
        "يان",
        "اوغلو",
        "وغلو",
        "ولد",
        "نغتون",
        "وود",
        "فورد",
        "لاند",
        "وزا",
        "ينيو",
        "ويز",
        "يغن",
        "ارد",
    ];
    let letters = folded.chars().count();
    letters >= 4
        && !folded.starts_with("ال")
        && (folded.contains("تش")
            || folded.contains("شتش")
            || (letters >= 6 && ENDINGS.iter().any(|e| folded.ends_with(e)) && !native(folded)))
}

/// Native patterns that end like foreign names: معروف, تصريف, موقوف.
fn native(folded: &str) -> bool {
    folded.starts_with(['م', 'ت']) && (folded.ends_with("وف") || folded.ends_with("يف"))
        || folded.ends_with("يان") && folded.chars().count() < 7
        || folded.ends_with("ارد") && folded.chars().count() < 7
}

/// A masculine nisba with its article may be a family name: المصري, البغدادي.
pub(super) fn family_nisba(folded: &str) -> bool {
    folded.starts_with("ال") && folded.ends_with('ي')
}

/// True when the first word of a form of several words is that folded first name, vowels and
/// doubtful consonants aside.
pub(super) fn same_first_name(form: &str, first: &str) -> bool {
    let Some((name, _)) = form.split_once(' ') else {
        return false;
    };
    let folded = fold(name);
    folded == first || {
        let (a, b) = (skeleton(&folded), skeleton(first));
        a.len() >= 2 && a == b
    }
}
