//! What the tagger found beside what lists and rules found.
//!
//! A clear form of the gazetteer keeps its actor. Where only rules stand against the tagger,
//! the tagger decides: it saw the rule.

use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::lexicon::Traits;
use super::mention::{Clue, Evidence};
use super::recognise::{Candidate, Target};
use super::words::{Clitics, Form, Link, Word, phrase};
use crate::text::token::{Script, Token, TokenKind};

/// So probable that a word is no part of a name, it counts as none.
const SURE: f32 = 0.95;
/// A name that only the tagger found is a mention when it is so probable, else a weak one:
/// by kind, chosen on the dev texts. Most places are listed, so a new one is rare.
const PERSON: f32 = 0.85;
const ORGANISATION: f32 = 0.65;
const PLACE: f32 = 0.9;
/// The same for a first name that is a common word too.
const COMMON: f32 = 0.9;

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
    /// How probable each word is no part of a name.
    none: Vec<f32>,
}

impl Said {
    /// How probable all words of a name are part of one.
    fn sure(&self, span: &Span) -> f32 {
        let words = self.none.get(span.first..span.end);
        words
            .unwrap_or_default()
            .iter()
            .fold(1.0, |a, &b| a.min(1.0 - b))
    }

    /// True when the tagger is sure that nothing is named there. Of nationalities, letters
    /// (أ ف ب) and what is not Arabic it knows nothing.
    fn denies(&self, candidate: &Candidate, words: &[Word]) -> bool {
        let range = candidate.first..candidate.end;
        let (Some(none), Some(words)) = (self.none.get(range.clone()), words.get(range)) else {
            return false;
        };
        // A listed institution of several words is one, whatever the training text marks.
        let whole = candidate.kind == Kind::Organisation && candidate.len() > 1;
        !whole
            && candidate.kind != Kind::Nationality
            && none.iter().all(|&none| none > SURE)
            && words.iter().all(|word| word.script == Script::Arabic)
            && words
                .iter()
                .any(|word| word.folded.chars().nth(1).is_some())
    }
}

/// What was said of tokens as said of words. Signs at the edges of names are left out.
pub(super) fn in_words(tokens: &[Token], spans: &[Span], none: &[f32]) -> Said {
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
    let none = tokens
        .iter()
        .zip(none)
        .filter(|(token, _)| !matches!(token.kind, TokenKind::Punctuation(_)))
        .map(|(_, &none)| none)
        .collect();
    Said { spans, none }
}

/// The mentions of a paragraph from both, in order and without overlaps; and the names of
/// which the tagger is not sure.
pub(super) fn merge(
    gazetteer: &Gazetteer,
    words: &[Word],
    found: Vec<Candidate>,
    said: &Said,
) -> (Vec<Candidate>, Vec<Candidate>) {
    let (spans, doubted): (Vec<Span>, Vec<Span>) = said
        .spans
        .iter()
        .partition(|span| said.sure(span) >= needed(words, span));
    let mut kept: Vec<Candidate> = Vec::with_capacity(found.len() + spans.len());
    let mut left = Vec::new();
    for candidate in found {
        let mut over = spans.iter().filter(|span| span.overlaps(&candidate));
        match (over.next(), over.next()) {
            (None, _) if said.denies(&candidate, words) => {}
            (None, _) => kept.push(candidate),
            (Some(span), None) => match judge(gazetteer, words, &candidate, span) {
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
    (kept, unsure)
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

fn judge(gazetteer: &Gazetteer, words: &[Word], candidate: &Candidate, span: &Span) -> Verdict {
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
        let club = candidate.kind == Kind::Place && span.kind == Kind::Organisation;
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
    // حركة طالبان, مدينة رفح: the head noun is left out when the rest is listed too.
    let rest = span.first > candidate.first && span.end == candidate.end && agreed;
    if rest && is_listed(gazetteer, words, span) {
        return Verdict::Becomes(Candidate {
            first: span.first,
            clitics: Clitics::NONE,
            ..candidate.clone()
        });
    }
    Verdict::Stands
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

/// True when the words of a span are a clear form of the gazetteer.
fn is_listed(gazetteer: &Gazetteer, words: &[Word], span: &Span) -> bool {
    let form = Form {
        clitics: Clitics::NONE,
        word: words[span.first].folded.clone(),
    };
    phrase(gazetteer, words, span.first, &form, span.end - span.first)
        .is_some_and(|senses| senses.clear.is_some())
}
