//! Who plays whom, with the country of each in brackets: بورتو (البرتغال) - هامبورغ (ألمانيا).
//!
//! A club that bears the name of its city is told from it by nothing else in such a line.

use super::coreference::Recognised;
use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::mention::{Clue, Evidence};
use super::recognise::{Candidate, Target};
use super::words::{Clitics, Link, Word};
use crate::text::token::Script;

/// No club has more words.
const LONGEST: usize = 3;

/// Makes clubs of both who stand in such a line.
pub(super) fn settle(gazetteer: &Gazetteer, paragraphs: &mut [Recognised]) {
    for Recognised {
        words,
        found,
        unsure,
        ..
    } in paragraphs
    {
        let countries: Vec<(usize, usize)> = found
            .iter()
            .filter(|c| c.kind == Kind::Place && in_brackets(words, c))
            .map(|c| (c.first, c.end))
            .collect();
        let mut clubs: Vec<(usize, usize)> = Vec::new();
        for pair in countries.windows(2) {
            let [(home, past_home), (guest, _)] = *pair else {
                continue;
            };
            if is_one_name(words, past_home, guest) {
                clubs.extend(before(words, found, home));
                clubs.push((past_home, guest));
            }
        }
        clubs.dedup();
        for (first, end) in clubs {
            let is_over = |c: &Candidate| c.first < end && first < c.end;
            // A longer name, or a body that is known, is left as it is.
            let stands = |c: &Candidate| {
                is_over(c)
                    && (c.first < first
                        || c.end > end
                        || c.kind == Kind::Organisation && c.first == first && c.end == end)
            };
            if found.iter().any(stands) {
                continue;
            }
            found.retain(|c| !is_over(c));
            unsure.retain(|c| !is_over(c));
            found.push(Candidate {
                first,
                end,
                clitics: Clitics::NONE,
                kind: Kind::Organisation,
                target: known(gazetteer, words, first, end),
                evidence: Evidence::Head,
                clue: Clue::None,
            });
        }
        found.sort_by_key(|c| c.first);
    }
}

fn in_brackets(words: &[Word], candidate: &Candidate) -> bool {
    words[candidate.first].before == Some('(') && words[candidate.end - 1].after == Some(')')
}

/// True when the words from one country to the next are a dash and one name.
fn is_one_name(words: &[Word], first: usize, end: usize) -> bool {
    let Some(name) = words.get(first..end) else {
        return false;
    };
    let dash = |sign| matches!(sign, Some('-' | '–' | '—' | '‐' | '‑'));
    (1..=LONGEST).contains(&name.len())
        && dash(name[0].before)
        && name.iter().all(is_named)
        && name[1..].iter().all(|word| word.link == Link::Space)
}

fn is_named(word: &Word) -> bool {
    !word.number && matches!(word.script, Script::Arabic | Script::Latin)
}

/// The name that ends where a bracket opens: one that was found, with an unknown word before it
/// that begins the line (سسكا موسكو); else what stands between it and the sign before.
fn before(words: &[Word], found: &[Candidate], end: usize) -> Option<(usize, usize)> {
    if let Some(candidate) = found.iter().find(|c| c.end == end) {
        let unknown = |at: &usize| {
            let word = &words[*at];
            candidate.kind == Kind::Place
                && words[candidate.first].link == Link::Space
                && word.link == Link::Break
                && is_named(word)
                && word.traits.is_empty()
                && !found.iter().any(|c| c.first <= *at && *at < c.end)
        };
        let first = candidate.first.checked_sub(1).filter(unknown);
        let first = first.unwrap_or(candidate.first);
        return (candidate.kind != Kind::Nationality).then_some((first, end));
    }
    let first = (end.saturating_sub(LONGEST)..end)
        .rev()
        .take_while(|&at| at + 1 == end || words[at + 1].link == Link::Space)
        .take_while(|&at| is_named(&words[at]))
        .find(|&at| words[at].link == Link::Break)?;
    Some((first, end))
}

/// The club of that name, if the gazetteer has one.
fn known(gazetteer: &Gazetteer, words: &[Word], first: usize, end: usize) -> Target {
    let is_body = |&index: &u32| {
        gazetteer
            .entry(index)
            .is_some_and(|entry| entry.kind == Kind::Organisation)
    };
    let form = super::words::Form {
        clitics: Clitics::NONE,
        word: words[first].folded.clone(),
    };
    super::words::phrase(gazetteer, words, first, &form, end - first)
        .and_then(|senses| {
            let bodies = senses.clear.iter().chain(&senses.ambiguous);
            bodies.copied().find(is_body)
        })
        .map_or(Target::Unlisted, Target::Listed)
}

#[cfg(test)]
mod tests;
