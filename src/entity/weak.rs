//! Weak mentions: a title without a name (الرئيس البيلاروسي), when exactly one actor fits.
//!
//! Who bears a title is told by the article (الرئيس البيلاروسي ألكسندر لوكاشينكو), or by what
//! the gazetteer says of the actors that the article names ("President of Belarus").

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::coreference::{Bound, Recognised, Who};
use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::lexicon::Traits;
use super::mention::{Clue, Evidence};
use super::recognise::{Candidate, Target};
use super::words::{Link, Word};

/// Titles, folded, and how descriptions of the gazetteer begin for their bearers.
const OFFICES: [(&str, &str); 6] = [
    ("رييس", "President of "),
    ("رييس الوزراء", "Prime minister of "),
    ("وزير الخارجيه", "Foreign minister of "),
    ("وزير الدفاع", "Defence minister of "),
    ("وزير الداخليه", "Interior minister of "),
    ("ملك", "King of "),
];

/// No title has more words.
const LONGEST: usize = 4;

/// A title with the state that it is of.
type Office = (CompactString, u32);

/// A title in the text.
struct Held {
    paragraph: usize,
    first: usize,
    /// One past the title, without the state.
    end: usize,
    office: Office,
}

/// The titles without a name whose bearer is clear. `bound` is what the article names.
pub(super) fn titles(
    gazetteer: &Gazetteer,
    paragraphs: &[Recognised],
    bound: &[Bound],
) -> Vec<Bound> {
    let mut starts: FxHashMap<(usize, usize), &Bound> = FxHashMap::default();
    for one in bound {
        starts.insert((one.paragraph, one.candidate.first), one);
    }
    let mut alone = Vec::new();
    let mut bearers: FxHashMap<Office, Vec<&Who>> = FxHashMap::default();
    for (paragraph, recognised) in paragraphs.iter().enumerate() {
        for at in 0..recognised.words.len() {
            let Some((held, state)) = held(&recognised.words, paragraph, at, &starts) else {
                continue;
            };
            let named = starts
                .get(&(paragraph, state))
                .filter(|next| next.candidate.kind == Kind::Person)
                .filter(|_| recognised.words[state].link == Link::Space);
            match named {
                Some(named) => {
                    let known = bearers.entry(held.office).or_default();
                    if !known.contains(&&named.who) {
                        known.push(&named.who);
                    }
                }
                None => alone.push(held),
            }
        }
    }
    alone
        .into_iter()
        .filter_map(|held| {
            let (who, clue) = match bearers.get(&held.office).map(Vec::as_slice) {
                Some([only]) => ((*only).clone(), Clue::TitleInArticle),
                Some(_) => return None,
                None => (
                    described(gazetteer, &held.office, bound)?,
                    Clue::TitleInList,
                ),
            };
            let words = &paragraphs[held.paragraph].words;
            Some(Bound {
                paragraph: held.paragraph,
                who,
                candidate: Candidate {
                    first: held.first,
                    end: held.end,
                    clitics: words[held.first].clitics,
                    kind: Kind::Person,
                    target: Target::Unlisted,
                    evidence: Evidence::TitleAlone,
                    clue,
                },
            })
        })
        .collect()
}

/// The title that begins at a word, and the first word after its state.
fn held(
    words: &[Word],
    paragraph: usize,
    at: usize,
    starts: &FxHashMap<(usize, usize), &Bound>,
) -> Option<(Held, usize)> {
    let first = &words[at];
    if !first.traits.any(Traits::TITLE) || starts.contains_key(&(paragraph, at)) {
        return None;
    }
    let form = first.form(first.clitics);
    let mut title = CompactString::from(form.strip_prefix("ال").unwrap_or(&form));
    let mut end = at + 1;
    while end < words.len() && end - at <= LONGEST {
        let word = &words[end];
        if word.link != Link::Space {
            return None;
        }
        if let Some(state) = starts.get(&(paragraph, end)) {
            // Of what is listed only a state has officers: its place, or its adjective.
            let of = matches!(state.candidate.kind, Kind::Nationality | Kind::Place);
            let Who::Listed(index, _) = state.who else {
                return None;
            };
            return of.then(|| {
                let held = Held {
                    paragraph,
                    first: at,
                    end,
                    office: (title, index),
                };
                (held, state.candidate.end)
            });
        }
        if !word.traits.any(Traits::FOLLOWER) || !word.folded.starts_with("ال") {
            return None;
        }
        title.push(' ');
        title.push_str(&word.folded);
        end += 1;
    }
    None
}

/// The only actor of the article whom the gazetteer describes as holding that office.
fn described(gazetteer: &Gazetteer, (title, state): &Office, bound: &[Bound]) -> Option<Who> {
    let (_, begins) = OFFICES.iter().find(|(office, _)| office == title)?;
    let state = gazetteer.entry(*state)?.latin.as_deref()?;
    let mut fits: Option<&Who> = None;
    for one in bound {
        let Who::Listed(index, Kind::Person) = one.who else {
            continue;
        };
        let rest = gazetteer
            .entry(index)
            .and_then(|entry| entry.about.strip_prefix(begins)?.strip_prefix(state));
        if rest.is_none_or(|rest| rest.starts_with(char::is_alphanumeric)) {
            continue;
        }
        match fits {
            Some(known) if *known != one.who => return None,
            _ => fits = Some(&one.who),
        }
    }
    fits.cloned()
}
