//! Quick lookup: the actors and titles nearest to a few typed letters, in any script.

use std::sync::Arc;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::library::{Actor, ArticleId, Row};
use crate::text::fold;
use crate::text::transliterate::{self, NameKey, Query};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// An actor or an article.
    pub target: Target,
    /// The name or title as shown.
    pub name: Arc<str>,
    /// How it sounds in Latin letters: the known Latin form, else a transliteration.
    pub latin: Arc<str>,
    /// Mentions in the collection; 0 for a title.
    pub all: u32,
    /// The day of the article; `None` for an actor.
    pub date: Option<jiff::civil::Date>,
}

/// What a found name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An actor.
    Actor(Actor),
    /// An article.
    Title(ArticleId),
}

impl Target {
    /// The same actor or article, whatever their counts are now.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Actor(a), Self::Actor(b)) => a.id == b.id,
            (Self::Title(a), Self::Title(b)) => a == b,
            _ => false,
        }
    }
}

/// A name that can be found, with the forms it is matched by.
#[derive(Debug)]
pub(super) struct Candidate {
    found: Found,
    /// Name and other spellings, made ready.
    keys: Vec<NameKey>,
    /// The same folded, for letters in order with others between.
    folded: Vec<String>,
}

impl Candidate {
    pub(super) fn actor(actor: Actor, aliases: &[String]) -> Self {
        let latin = actor
            .latin
            .clone()
            .unwrap_or_else(|| Arc::from(transliterate::latin_key(&actor.name)));
        let forms = std::iter::once(&*actor.name).chain(aliases.iter().map(String::as_str));
        Self {
            keys: forms.clone().map(NameKey::new).collect(),
            folded: forms.map(fold::fold).collect(),
            found: Found {
                name: Arc::clone(&actor.name),
                latin,
                all: actor.all,
                date: None,
                target: Target::Actor(actor),
            },
        }
    }

    pub(super) fn title(row: Row) -> Self {
        Self {
            keys: vec![NameKey::new(&row.title)],
            folded: vec![fold::fold(&row.title)],
            found: Found {
                target: Target::Title(row.id),
                // A title is shown as it is; there are many.
                latin: Arc::clone(&row.title),
                name: row.title,
                all: 0,
                date: row.date,
            },
        }
    }
}

/// Everything that can be found.
#[derive(Debug, Default)]
pub(super) struct Finder {
    candidates: Vec<Candidate>,
}

/// Any word that begins as typed, in whatever script, stands above letters that only come
/// in the same order.
const BEGINS: u32 = 10_000;

impl Finder {
    pub(super) fn new(candidates: Vec<Candidate>) -> Self {
        Self { candidates }
    }

    /// The best matches; an empty query gives the actors most mentioned. At equal match
    /// actors stand above titles, and the more often mentioned above the other.
    pub(super) fn find(&self, query: &str, limit: usize) -> Vec<Found> {
        let words = Query::new(query);
        let folded = fold::fold(query.trim());
        let atoms = Pattern::new(
            &folded,
            CaseMatching::Ignore,
            Normalization::Smart,
            AtomKind::Fuzzy,
        );
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, &Candidate)> = self
            .candidates
            .iter()
            .filter_map(|candidate| {
                let keys = candidate.keys.iter();
                let begins = keys.filter_map(|key| words.score(key)).max();
                let score = begins.map(|score| score + BEGINS).or_else(|| {
                    let forms = candidate.folded.iter();
                    forms
                        .filter_map(|form| {
                            atoms.score(Utf32Str::new(form, &mut buffer), &mut matcher)
                        })
                        .max()
                })?;
                Some((score, candidate))
            })
            .collect();
        scored.sort_by(|(a, x), (b, y)| {
            let rank = |c: &Candidate| match &c.found.target {
                Target::Actor(actor) => (0, u32::MAX - actor.all, actor.id.0.into()),
                Target::Title(id) => (1, 0, id.0),
            };
            b.cmp(a).then_with(|| rank(x).cmp(&rank(y)))
        });
        scored
            .into_iter()
            .take(limit)
            .map(|(_, candidate)| candidate.found.clone())
            .collect()
    }
}
