//! Candidate mentions of one paragraph: the gazetteer's phrases, then the rules, then a
//! choice among what overlaps.

use super::gazetteer::{Gazetteer, Senses};
use super::kind::Kind;
use super::lexicon::{Lexicon, Traits};
use super::mention::{Clue, Evidence};
use super::words::{Clitics, Form, Link, Word, phrase};
use super::{organisation, person, site};
use crate::text::token::Script;

/// A stretch of words that may name something.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Index of its first word.
    pub(super) first: usize,
    /// One past its last word.
    pub(super) end: usize,
    /// Clitic clitics taken off its first word.
    pub(super) clitics: Clitics,
    /// What would be named.
    pub(super) kind: Kind,
    /// Who would be named.
    pub(super) target: Target,
    /// The rule.
    pub(super) evidence: Evidence,
    /// What else speaks for it.
    pub(super) clue: Clue,
}

/// Who a candidate names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// That entry of the gazetteer (for a nationality: its place or people).
    Listed(u32),
    /// Somebody whom only the article knows.
    Unlisted,
    /// One of those entries, if the article agrees.
    OneOf(Vec<u32>),
}

impl Candidate {
    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.end - self.first
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.first < other.end && other.first < self.end
    }
}

/// What is found in a paragraph by lists and rules, without overlaps and in order; and the
/// ambiguous forms that only the article can decide. Without `rules` by lists alone.
pub(super) fn candidates(
    gazetteer: &Gazetteer,
    words: &[Word],
    rules: bool,
) -> (Vec<Candidate>, Vec<Candidate>) {
    let (mut found, weak) = listed(gazetteer, words);
    coordinate(&mut found, &weak);
    if rules {
        organisation::add(words, &mut found);
        person::add(gazetteer, words, &mut found);
    }
    (choose(found), weak)
}

/// دمشق وبيروت وعمان: an ambiguous place joined by و to a place right before it is one.
fn coordinate(found: &mut Vec<Candidate>, weak: &[Candidate]) {
    for candidate in weak {
        let joined = candidate.kind == Kind::Place
            && candidate.clitics.letters == 1
            && found
                .iter()
                .any(|c| c.kind == Kind::Place && c.end == candidate.first);
        if let (true, Target::OneOf(indices)) = (joined, &candidate.target)
            && let Some(&index) = indices.first()
        {
            found.push(Candidate {
                target: Target::Listed(index),
                evidence: Evidence::ListedAfterHead,
                ..candidate.clone()
            });
        }
    }
}

/// The longest wins; among equals the better evidence, then the first.
fn choose(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_key(|c| (std::cmp::Reverse(c.len()), c.evidence, c.clitics, c.first));
    let mut chosen: Vec<Candidate> = Vec::with_capacity(found.len());
    for candidate in found {
        if !chosen.iter().any(|c| c.overlaps(&candidate)) {
            chosen.push(candidate);
        }
    }
    chosen.sort_by_key(|c| c.first);
    chosen
}

/// The gazetteer's phrases: what is clear, and what is ambiguous.
fn listed(gazetteer: &Gazetteer, words: &[Word]) -> (Vec<Candidate>, Vec<Candidate>) {
    let (mut clear, mut weak) = (Vec::new(), Vec::new());
    for at in 0..words.len() {
        if !words[at].starts {
            continue;
        }
        let mut found = false;
        words[at].each_form(|form| {
            if !found {
                found = look_up(gazetteer, words, at, form, &mut clear, &mut weak);
            }
        });
    }
    (clear, weak)
}

/// Adds what the phrases beginning at a word mean; true when one is clear.
fn look_up(
    gazetteer: &Gazetteer,
    words: &[Word],
    at: usize,
    form: &Form,
    clear: &mut Vec<Candidate>,
    weak: &mut Vec<Candidate>,
) -> bool {
    let most = gazetteer.longest(&form.word).min(words.len() - at);
    let mut ambiguous = false;
    for count in (1..=most).rev() {
        let Some(senses) = phrase(gazetteer, words, at, form, count) else {
            continue;
        };
        if count > 1 && names_the_office(words, at) {
            continue;
        }
        if count == 1 && (pointed_at(words, at, form) || is_prayer(words, at, form)) {
            continue;
        }
        let candidate = |kind, target, evidence| Candidate {
            first: at,
            end: at + count,
            clitics: form.clitics,
            kind,
            target,
            evidence,
            clue: Clue::None,
        };
        let words_here = &words[at..at + count];
        let persian = senses
            .persian
            .filter(|_| words_here.iter().any(|word| word.persian))
            .and_then(|index| Some((index, gazetteer.entry(index)?.kind)));
        let sense = persian
            .or_else(|| club(gazetteer, senses, words, at, form.clitics))
            .or_else(|| quoted_alone(gazetteer, senses, words, at, count))
            .or_else(|| sense(gazetteer, senses, words, at, form.clitics));
        // اليمنى is the right hand where ي has its dots.
        let hand = words_here
            .iter()
            .any(|word| word.maqsura && word.folded.ends_with("يمني"));
        let none = hand || names_a_language(words, at, form);
        let sense = sense.filter(|&(_, kind)| kind != Kind::Nationality || !none);
        if let Some((index, kind)) = sense {
            let mut found = candidate(kind, Target::Listed(index), Evidence::Listed);
            if ends_in_nationality(gazetteer, words, form, &found, index) {
                found.end -= 1;
            }
            clear.push(found);
            return true;
        }
        if senses.ambiguous.is_empty() || ambiguous {
            continue;
        }
        let kind_of = |index: u32| gazetteer.entry(index).map(|e| e.kind);
        let by_head = senses
            .ambiguous
            .iter()
            .find(|&&i| kind_of(i).is_some_and(|kind| has_head(words, at, form.clitics, kind)))
            .or_else(|| capital(gazetteer, senses, words, at + count));
        if let Some(&index) = by_head {
            let kind = kind_of(index).unwrap_or(Kind::Person);
            let target = Target::Listed(index);
            clear.push(candidate(kind, target, Evidence::ListedAfterHead));
            return true;
        }
        ambiguous = true;
        if let Some(kind) = senses.ambiguous.first().and_then(|&i| kind_of(i)) {
            let target = Target::OneOf(senses.ambiguous.clone());
            weak.push(candidate(kind, target, Evidence::ListedInArticle));
        }
    }
    false
}

/// نيس الفرنسية: a nationality after a name that means the same without it is a mention of
/// its own.
fn ends_in_nationality(
    gazetteer: &Gazetteer,
    words: &[Word],
    form: &Form,
    found: &Candidate,
    index: u32,
) -> bool {
    let count = found.len();
    let shorter = || phrase(gazetteer, words, found.first, form, count - 1);
    let nationality = gazetteer
        .senses(&words[found.end - 1].folded)
        .and_then(|senses| senses.nationality);
    // الولايات المتحدة الأميركية, جمهورية مصر العربية: the state's own name.
    let own =
        found.kind == Kind::Place && (nationality == Some(index) || form.word.ends_with("جمهوريه"));
    count > 1
        && nationality.is_some()
        && !own
        && shorter().is_some_and(|senses| match found.kind {
            Kind::Place => senses.clear == Some(index) || senses.ambiguous.contains(&index),
            // بورتو البرتغالي: the club bears the name of its city.
            Kind::Organisation => {
                let place = |i| gazetteer.entry(i).is_some_and(|e| e.kind == Kind::Place);
                senses.clear == Some(index)
                    || senses.ambiguous.contains(&index)
                    || senses.clear.is_some_and(place)
            }
            _ => false,
        })
}

/// After a demonstrative a definite word is a common noun: هذه القاعدة.
fn pointed_at(words: &[Word], at: usize, form: &Form) -> bool {
    words[at].link == Link::Space
        && form.word.starts_with("ال")
        && at.checked_sub(1).is_some_and(|i| {
            matches!(
                words[i].folded.as_str(),
                "هذا"
                    | "هذه"
                    | "تلك"
                    | "ذلك"
                    | "هولاء"
                    | "لهذا"
                    | "لهذه"
                    | "بهذا"
                    | "بهذه"
            )
        })
}

/// صلاة المغرب is no state.
fn is_prayer(words: &[Word], at: usize, form: &Form) -> bool {
    words[at].link == Link::Space
        && form.word == "المغرب"
        && at.checked_sub(1).is_some_and(|i| {
            let before = words[i].form(words[i].clitics);
            matches!(before.as_str(), "صلاه" | "صلاتي" | "اذان")
        })
}

/// لندن: «الشرق الأوسط»: a region alone in quotation marks is the paper that bears its name, a
/// city the club; and whatever «الحياة» may be, one speaks to the paper (قال لـ«الحياة»).
fn quoted_alone(
    gazetteer: &Gazetteer,
    senses: &Senses,
    words: &[Word],
    at: usize,
    count: usize,
) -> Option<(u32, Kind)> {
    let (first, last) = (&words[at], &words[at + count - 1]);
    if !matches!(first.before, Some('"' | '«' | '“'))
        || !matches!(last.after, Some('"' | '»' | '”'))
    {
        return None;
    }
    let is = |index: u32, kind| gazetteer.entry(index).is_some_and(|e| e.kind == kind);
    let before = at.checked_sub(1).map(|i| &words[i]);
    let before = before.filter(|before| before.after == first.before);
    // مدينة «برشلونة», ملعب «الإمارات».
    let head = Traits::PLACE.with(Traits::BEFORE_PLACE);
    if before.is_some_and(|before| before.traits.any(head) || site::is_head(before)) {
        return None;
    }
    let spoken_to = || before.is_some_and(|before| before.folded == "ل");
    if !senses.clear.is_some_and(|place| is(place, Kind::Place)) && !spoken_to() {
        return None;
    }
    let body = |index: &&u32| is(**index, Kind::Organisation);
    let index = *senses.ambiguous.iter().find(body)?;
    Some((index, Kind::Organisation))
}

/// اللغة الروسية, بالروسية: an adjective takes no preposition of its own.
fn names_a_language(words: &[Word], at: usize, form: &Form) -> bool {
    if !form.word.starts_with("ال") || !Lexicon::embedded().is_language(&form.word) {
        return false;
    }
    let whole = words[at].folded.as_str();
    let in_it = whole
        .strip_suffix(form.word.as_str())
        .is_some_and(|clitics| clitics.ends_with('ب'));
    let after_language = words[at].link == Link::Space
        && at
            .checked_sub(1)
            .is_some_and(|i| words[i].folded.ends_with("لغه"));
    in_it || after_language
}

/// In "minister of foreign affairs of X" the ministry is part of the title.
fn names_the_office(words: &[Word], at: usize) -> bool {
    words[at].link == Link::Space
        && words[at].traits.any(Traits::FOLLOWER)
        && at.checked_sub(1).is_some_and(|i| {
            let office = words[i].form(words[i].clitics);
            let office = office.strip_prefix("ال").unwrap_or(&office);
            matches!(
                office,
                "وزير" | "وزيره" | "وزراء" | "وزيرا" | "وزيري" | "وكيل"
            )
        })
}

/// عمان عاصمة الأردن: which of several places is told by what it is the capital of.
fn capital<'s>(
    gazetteer: &Gazetteer,
    senses: &'s Senses,
    words: &[Word],
    next: usize,
) -> Option<&'s u32> {
    let [capital, state, ..] = words.get(next..)? else {
        return None;
    };
    if capital.folded != "عاصمه" || capital.link != Link::Space || state.link != Link::Space {
        return None;
    }
    let state = gazetteer.senses(&state.folded)?.clear?;
    let state = gazetteer.entry(state)?;
    let is = |index: u32| {
        let place = gazetteer.entry(index)?;
        let of = place.about.strip_prefix("Capital of ")?;
        Some(of == state.latin.as_deref()?)
    };
    senses
        .ambiguous
        .iter()
        .find(|&&index| is(index) == Some(true))
}

/// Who plays bears the name of a city, but is a club: فاز برشلونة على إشبيلية.
fn club(
    gazetteer: &Gazetteer,
    senses: &Senses,
    words: &[Word],
    at: usize,
    clitics: Clitics,
) -> Option<(u32, Kind)> {
    let is = |index: u32, kind| gazetteer.entry(index).is_some_and(|e| e.kind == kind);
    let index = *senses
        .ambiguous
        .iter()
        .find(|&&index| is(index, Kind::Organisation))?;
    if !senses.clear.is_some_and(|city| is(city, Kind::Place)) || clitics != Clitics::NONE {
        return None;
    }
    let before = |by: usize| words.get(at.checked_sub(by)?);
    let plays = |word: &Word| {
        let without = word.form(word.clitics);
        [word.folded.as_str(), &without]
            .iter()
            .any(|form| PLAYING.contains(form))
    };
    let one = before(1)?;
    let joined = words[at].link == Link::Space;
    let against =
        || AGAINST.contains(&one.folded.as_str()) && (2..=3).filter_map(before).any(plays);
    (joined && (plays(one) || against())).then_some((index, Kind::Organisation))
}

/// Words of games before a club, or before [`AGAINST`] and a club; folded, without clitics.
const PLAYING: [&str; 17] = [
    "فاز",
    "فوز",
    "فوزه",
    "تغلب",
    "تعادل",
    "تعادله",
    "خسر",
    "خساره",
    "خسارته",
    "هزم",
    "مباراه",
    "مباراته",
    "لاعب",
    "مهاجم",
    "مدافع",
    "مرمي",
    "ملعبه",
];

/// What stands before the other club.
const AGAINST: [&str; 4] = ["علي", "امام", "مع", "ضد"];

/// The sense that needs no article: the clear one, or the nationality; where a form is both
/// (سورية), an adjective follows an indefinite noun.
fn sense(
    gazetteer: &Gazetteer,
    senses: &Senses,
    words: &[Word],
    at: usize,
    clitics: Clitics,
) -> Option<(u32, Kind)> {
    let clear = senses
        .clear
        .and_then(|index| Some((index, gazetteer.entry(index)?.kind)));
    let nationality = senses.nationality.map(|index| (index, Kind::Nationality));
    match (clear, nationality) {
        // روسيا is the state, though it may be the object روسيا of روسي.
        (Some(clear), Some(_)) if words[at].folded.ends_with('ا') => Some(clear),
        (None, Some(_)) if words[at].folded.ends_with("يا") && !senses.ambiguous.is_empty() => {
            None
        }
        (Some(clear), Some(nationality)) => {
            let adjective = clitics == Clitics::NONE
                && words[at].link == Link::Space
                && at.checked_sub(1).is_some_and(|i| {
                    let before = &words[i];
                    before.script == Script::Arabic
                        && !before.number
                        && !PREPOSITIONS.contains(&before.folded.as_str())
                        && !before.traits.any(Traits::SAYING)
                        && !before.folded.starts_with("ال")
                        && !before.folded.ends_with("جمهوريه")
                        && !before.folded.ends_with("دوله")
                        && (before.folded.ends_with('ه')
                            || before.folded.ends_with("ات")
                            || before
                                .traits
                                .any(Traits::BEFORE_PLACE.with(Traits::BEFORE_ORGANISATION)))
                });
            Some(if adjective { nationality } else { clear })
        }
        (clear, nationality) => clear.or(nationality),
    }
}

/// Prepositions and directions, folded: what follows is a noun, no adjective.
const PREPOSITIONS: [&str; 22] = [
    "في", "من", "الي", "علي", "عن", "مع", "بين", "ضد", "نحو", "داخل", "خارج", "شمال", "جنوب",
    "شرق", "غرب", "وسط", "عبر", "حول", "لدي", "حتي", "تجاه", "قرب",
];

/// True when the word before calls for a name of that kind: a title or verb of saying for a
/// person, a head noun for an organisation or place; or a coordinated place stands before.
fn has_head(words: &[Word], at: usize, clitics: Clitics, kind: Kind) -> bool {
    let quoted = matches!(words[at].before, Some('"' | '«' | '“' | '\''));
    let Some(before) = at.checked_sub(1).and_then(|i| words.get(i)) else {
        return false;
    };
    if clitics != Clitics::NONE || (words[at].link != Link::Space && !quoted) {
        return false;
    }
    match kind {
        Kind::Person => {
            let title = |word: &Word| word.traits.any(Traits::TITLE);
            title(before)
                || before.traits.any(Traits::SAYING)
                || (before.traits.any(Traits::FOLLOWER)
                    && before.folded.starts_with("ال")
                    && at.checked_sub(2).is_some_and(|i| title(&words[i])))
        }
        Kind::Organisation => before
            .traits
            .any(Traits::ORGANISATION.with(Traits::BEFORE_ORGANISATION)),
        Kind::Place => before.traits.any(Traits::PLACE.with(Traits::BEFORE_PLACE)),
        Kind::Nationality => false,
    }
}

#[cfg(test)]
mod tests;
