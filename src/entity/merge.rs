//! What the tagger found beside what lists and rules found.
//!
//! A clear form of the gazetteer keeps its actor. Where only rules stand against the tagger,
//! the tagger decides: it saw the rule.

use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::lexicon::Traits;
use super::mention::{Clue, Evidence};
use super::recognise::{Candidate, Target};
use super::tagger::Odds;
use super::words::{Clitics, Form, Link, Word, phrase};
use crate::text::token::{Script, Token, TokenKind};

/// So probable that a word is no part of a name, it counts as none.
const SURE: f32 = 0.95;
/// A name that only the tagger found is a mention when it is so probable, else a weak one:
/// by kind, chosen on the dev texts. Most places are listed, so a new one is rare.
const PERSON: f32 = 0.85;
const ORGANISATION: f32 = 0.5;
const PLACE: f32 = 0.8;
/// The same for a first name that is a common word too.
const COMMON: f32 = 0.9;

/// So probable that the words around a name inside a listed one are no part of any, they are
/// left out.
const OUTSIDE: f32 = 0.7;
/// So probable that all words of a name are of its kind, it wins over a listed one that it
/// shares words with.
const CROSSING: f32 = 0.7;

/// A name that the tagger found: tokens of a paragraph, or its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// What to take off its first word when nobody knows better.
    pub(super) clitics: Clitics,
}

impl Span {
    fn overlaps(&self, candidate: &Candidate) -> bool {
        self.first < candidate.end && candidate.first < self.end
    }

    fn holds(&self, candidate: &Candidate) -> bool {
        self.first <= candidate.first && candidate.end <= self.end
    }
}

/// What the tagger says of the words of a paragraph.
pub(super) struct Said {
    /// Its names.
    spans: Vec<Span>,
    /// How probable each word is no part of a name, or part of one of each kind.
    odds: Vec<Odds>,
}

impl Said {
    /// How probable all words of a name are part of one.
    fn sure(&self, span: &Span) -> f32 {
        let words = self.odds.get(span.first..span.end);
        words
            .unwrap_or_default()
            .iter()
            .fold(1.0, |a, odds| a.min(1.0 - odds[0]))
    }

    /// How probable all words of a range are part of a name of that kind.
    fn of_kind(&self, first: usize, end: usize, kind: Kind) -> f32 {
        let at = match kind {
            Kind::Person => 1,
            Kind::Organisation => 2,
            Kind::Place => 3,
            Kind::Nationality => return 0.0,
        };
        let words = self.odds.get(first..end).unwrap_or_default();
        words.iter().fold(1.0, |a, odds| a.min(odds[at]))
    }

    /// How probable no word of a range is part of a name.
    fn is_none(&self, first: usize, end: usize) -> f32 {
        let words = self.odds.get(first..end).unwrap_or_default();
        words.iter().fold(1.0, |a, odds| a.min(odds[0]))
    }

    /// True when the tagger is sure that nothing is named there. Of nationalities, letters
    /// (أ ف ب) and what is not Arabic it knows nothing.
    fn denies(&self, gazetteer: &Gazetteer, candidate: &Candidate, words: &[Word]) -> bool {
        let range = candidate.first..candidate.end;
        let (Some(odds), Some(words)) = (self.odds.get(range.clone()), words.get(range)) else {
            return false;
        };
        // الجيش اللبناني: a listed institution of a state is one, whatever the training text
        // marks.
        let last = words.last().and_then(|word| gazetteer.senses(&word.folded));
        let whole = candidate.kind == Kind::Organisation
            && candidate.len() > 1
            && last.is_some_and(|senses| senses.nationality.is_some());
        !whole
            && candidate.kind != Kind::Nationality
            && odds.iter().all(|odds| odds[0] > SURE)
            && words.iter().all(|word| word.script == Script::Arabic)
            && words
                .iter()
                .any(|word| word.folded.chars().nth(1).is_some())
    }
}

/// What was said of tokens as said of words. Signs at the edges of names are left out.
pub(super) fn in_words(tokens: &[Token], spans: &[Span], odds: &[Odds]) -> Said {
    let mut before = Vec::with_capacity(tokens.len() + 1);
    let mut words = 0usize;
    for token in tokens {
        before.push(words);
        words += usize::from(!matches!(token.kind, TokenKind::Punctuation(_)));
    }
    before.push(words);
    let spans = spans
        .iter()
        .map(|span| Span {
            first: before[span.first],
            end: before[span.end],
            ..*span
        })
        .filter(|span| span.first < span.end)
        .collect();
    let odds = tokens
        .iter()
        .zip(odds)
        .filter(|(token, _)| !matches!(token.kind, TokenKind::Punctuation(_)))
        .map(|(_, &odds)| odds)
        .collect();
    Said { spans, odds }
}

/// The mentions of a paragraph from both, in order and without overlaps; and the names of
/// which the tagger is not sure.
pub(super) fn merge(
    gazetteer: &Gazetteer,
    words: &[Word],
    found: Vec<Candidate>,
    said: &Said,
) -> (Vec<Candidate>, Vec<Candidate>) {
    let parted = said
        .spans
        .iter()
        .flat_map(|span| parted(gazetteer, words, *span));
    let (spans, doubted): (Vec<Span>, Vec<Span>) =
        parted.partition(|span| said.sure(span) >= needed(words, span));
    let mut kept: Vec<Candidate> = Vec::with_capacity(found.len() + spans.len());
    let mut left = Vec::new();
    for candidate in found {
        let mut over = spans.iter().filter(|span| span.overlaps(&candidate));
        match (over.next(), over.next()) {
            (None, _) if said.denies(gazetteer, &candidate, words) => {}
            (None, _) => kept.push(candidate),
            (Some(span), None) => match judge(gazetteer, words, said, &candidate, span) {
                Verdict::Stands => kept.push(candidate),
                Verdict::Becomes(candidate) => kept.push(candidate),
                Verdict::Falls => left.push(candidate),
            },
            _ if candidate.evidence == Evidence::Listed => kept.push(candidate),
            _ => left.push(candidate),
        }
    }
    let mut unsure = Vec::new();
    for (span, is_sure) in spans
        .iter()
        .map(|span| (span, true))
        .chain(doubted.iter().map(|span| (span, false)))
    {
        if kept.iter().any(|candidate| span.overlaps(candidate)) {
            continue;
        }
        let clitics = left
            .iter()
            .find(|c| c.first == span.first)
            .map_or(span.clitics, |c| c.clitics);
        let list = if is_sure { &mut kept } else { &mut unsure };
        list.push(Candidate {
            first: span.first,
            end: span.end,
            clitics,
            kind: span.kind,
            target: Target::Unlisted,
            evidence: Evidence::Tagged,
            clue: Clue::tagged(said.sure(span)),
        });
    }
    kept.sort_by_key(|c| c.first);
    (join(words, kept), unsure)
}

/// A person's name is parted where a known name begins behind a letter of its own: بوتين
/// ولوكاشينكو are two.
fn parted(gazetteer: &Gazetteer, words: &[Word], span: Span) -> Vec<Span> {
    let mut parts = vec![span];
    if span.kind != Kind::Person {
        return parts;
    }
    let inside = words.iter().enumerate().take(span.end);
    for (at, word) in inside.skip(span.first + 1) {
        if begins_another(gazetteer, word)
            && let Some(last) = parts.last_mut()
        {
            last.end = at;
            parts.push(Span {
                first: at,
                end: span.end,
                clitics: Clitics {
                    letters: 1,
                    article: false,
                },
                ..span
            });
        }
    }
    parts
}

/// True when a word is no name as it stands, and one without its first letter.
fn begins_another(gazetteer: &Gazetteer, word: &Word) -> bool {
    let whole = word.folded.as_str();
    let is_first_name = word.clitics == Clitics::NONE && word.traits.any(Traits::FIRST_NAME);
    let rest = whole.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']);
    rest.is_some_and(|rest| {
        rest.chars().nth(2).is_some()
            && !is_first_name
            && gazetteer.senses(whole).is_none()
            && gazetteer.senses(rest).is_some()
    })
}

/// Joins what stands side by side and is one name: نتشيرفان البارزاني, ستيوا بوخارست.
fn join(words: &[Word], found: Vec<Candidate>) -> Vec<Candidate> {
    let mut joined: Vec<Candidate> = Vec::with_capacity(found.len());
    for candidate in found {
        let beside = joined.last_mut().filter(|last| {
            last.end == candidate.first
                && words[candidate.first].link == Link::Space
                && candidate.clitics == Clitics::NONE
        });
        match beside {
            Some(last) if is_one(words, last, &candidate) => {
                // A family name alone says nothing of a bearer with this first name.
                if last.len() == 1 {
                    last.target = Target::Unlisted;
                }
                last.end = candidate.end;
                last.evidence = Evidence::Tagged;
            }
            _ => joined.push(candidate),
        }
    }
    joined
}

/// True when two candidates side by side are one name.
fn is_one(words: &[Word], before: &Candidate, after: &Candidate) -> bool {
    let tagged = |c: &Candidate| c.evidence == Evidence::Tagged;
    match (before.kind, after.kind) {
        (Kind::Person, Kind::Person) => {
            (tagged(before) || tagged(after)) && !words[after.first].folded.starts_with('و')
        }
        // A club and its city.
        (Kind::Organisation, Kind::Place) => {
            tagged(before) && before.len() == 1 && after.len() == 1
        }
        _ => false,
    }
}

/// How probable a name must be.
fn needed(words: &[Word], span: &Span) -> f32 {
    match span.kind {
        Kind::Person if span.end - span.first == 1 && may_be_word(words, span.first) => COMMON,
        Kind::Person => PERSON,
        // معسكر الخاسرين: people in the plural are no place.
        Kind::Place if span.end - span.first > 1 && is_plural(&words[span.end - 1]) => {
            f32::INFINITY
        }
        Kind::Place => PLACE,
        _ => ORGANISATION,
    }
}

enum Verdict {
    /// The candidate stays as it is.
    Stands,
    /// It stays with other borders.
    Becomes(Candidate),
    /// The tagger's name takes its place.
    Falls,
}

fn judge(
    gazetteer: &Gazetteer,
    words: &[Word],
    said: &Said,
    candidate: &Candidate,
    span: &Span,
) -> Verdict {
    let same = span.first == candidate.first && span.end == candidate.end;
    let listed = matches!(candidate.target, Target::Listed(_));
    let agreed = candidate.kind == span.kind;
    if candidate.kind == Kind::Nationality {
        // الوطني الفلسطيني inside a name is part of it.
        return if span.holds(candidate) && !same {
            Verdict::Falls
        } else {
            Verdict::Stands
        };
    }
    if same {
        // A club bears the name of its city.
        let club = candidate.kind == Kind::Place
            && span.kind == Kind::Organisation
            && !goes_to(words, candidate.first);
        let falls = !agreed && (club || !listed);
        return if falls {
            Verdict::Falls
        } else {
            Verdict::Stands
        };
    }
    if span.holds(candidate) {
        // More of the name of a known actor.
        return if listed && agreed && (candidate.len() > 1 || candidate.kind != Kind::Person) {
            Verdict::Becomes(Candidate {
                first: span.first,
                end: span.end,
                clitics: if span.first == candidate.first {
                    candidate.clitics
                } else {
                    span.clitics
                },
                ..candidate.clone()
            })
        } else {
            Verdict::Falls
        };
    }
    if !listed {
        return Verdict::Falls;
    }
    let inside = candidate.first <= span.first && span.end <= candidate.end;
    if !inside {
        // Neither holds the other.
        return if said.of_kind(span.first, span.end, span.kind) > CROSSING {
            Verdict::Falls
        } else {
            Verdict::Stands
        };
    }
    // حركة طالبان, مدينة رفح, شركة شل: what belongs to no name is left out when the rest
    // means the same.
    let outside = said
        .is_none(candidate.first, span.first)
        .min(said.is_none(span.end, candidate.end));
    let clitics = if span.first == candidate.first {
        candidate.clitics
    } else {
        span.clitics
    };
    if agreed
        && outside > OUTSIDE
        && let Some(place) = beyond_direction(gazetteer, words, candidate, span)
    {
        return Verdict::Becomes(Candidate {
            first: span.first,
            clitics,
            target: Target::Listed(place),
            ..candidate.clone()
        });
    }
    if agreed && outside > OUTSIDE && means(gazetteer, words, span, clitics, candidate) {
        return Verdict::Becomes(Candidate {
            first: span.first,
            end: span.end,
            clitics,
            ..candidate.clone()
        });
    }
    Verdict::Stands
}

/// عاد إلى برشلونة, في مدريد: where somebody goes or is, is a place.
fn goes_to(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| words[i].folded.as_str());
    words[at].link == Link::Space && matches!(before, Some("الي" | "في"))
}

/// A definite sound plural of people.
fn is_plural(word: &Word) -> bool {
    let folded = word.folded.as_str();
    folded.starts_with("ال") && (folded.ends_with("ين") || folded.ends_with("ون"))
}

/// True for a first name that is a common word too, where neither title nor verb of saying
/// stands before it.
fn may_be_word(words: &[Word], at: usize) -> bool {
    let called = words[at].link == Link::Space
        && at
            .checked_sub(1)
            .is_some_and(|i| words[i].traits.any(Traits::TITLE.with(Traits::SAYING)));
    !called && words[at].traits.any(Traits::COMMON_NAME.with(Traits::STOP))
}

/// جنوب لبنان, إقليم كردستان: the place of which a listed one is a part or another name, where
/// the tagger leaves the direction out.
fn beyond_direction(
    gazetteer: &Gazetteer,
    words: &[Word],
    candidate: &Candidate,
    span: &Span,
) -> Option<u32> {
    let head = words[candidate.first].form(candidate.clitics);
    let head = head.strip_suffix('ي').unwrap_or(&head);
    // جنوب أفريقيا is a state.
    let state = match candidate.target {
        Target::Listed(index) => gazetteer
            .entry(index)
            .is_some_and(|entry| entry.about.starts_with(COUNTRY)),
        _ => false,
    };
    if state {
        return None;
    }
    if candidate.kind != Kind::Place
        || span.first != candidate.first + 1
        || span.end != candidate.end
        || !DIRECTIONS.contains(&head)
    {
        return None;
    }
    let form = Form {
        clitics: Clitics::NONE,
        word: words[span.first].folded.clone(),
    };
    let senses = phrase(gazetteer, words, span.first, &form, span.end - span.first)?;
    let place = |index: &u32| {
        gazetteer
            .entry(*index)
            .is_some_and(|e| e.kind == Kind::Place)
    };
    senses.clear.filter(place)
}

/// True when the words of a span, which is part of a candidate, mean the actor of the
/// candidate, too.
fn means(
    gazetteer: &Gazetteer,
    words: &[Word],
    span: &Span,
    clitics: Clitics,
    candidate: &Candidate,
) -> bool {
    let form = Form {
        clitics,
        word: words[span.first].form(clitics),
    };
    let head = words[candidate.first].form(candidate.clitics);
    let Some(senses) = phrase(gazetteer, words, span.first, &form, span.end - span.first) else {
        // Nobody else has that name.
        return span.end == candidate.end;
    };
    match candidate.target {
        Target::Listed(index) => {
            senses.clear == Some(index)
                // سلطنة عمان is no capital of Jordan.
                || senses.ambiguous.contains(&index) && !STATES.contains(&head.as_str())
        }
        _ => false,
    }
}

/// How the gazetteer describes a state.
const COUNTRY: &str = "Country ";

/// What part of a place is meant, folded.
const DIRECTIONS: [&str; 6] = ["شمال", "جنوب", "شرق", "غرب", "وسط", "اقليم"];

/// Head nouns that say which of several places is meant, folded.
const STATES: [&str; 6] = ["سلطنه", "جمهوريه", "مملكه", "دوله", "اماره", "محافظه"];

#[cfg(test)]
mod tests;
