//! Searching all articles: slice by slice, so that whoever asks can ask for something else.
//!
//! The query, its spellings and its places in one text are [`crate::text::query`]'s; here it is
//! held against what the library knows of articles, what was found is ranked, and its lines
//! are cut.

mod about;
mod known;
mod kwic;
mod once;
mod rank;
mod scan;
#[cfg(test)]
mod tests;
mod visits;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::library::{ArticleId, Desk, EntityId, Library, Marks, Row, Waiting};
use crate::text::query::{Options, Query};

pub use about::About;
pub use kwic::{Context, context};
pub use scan::{Pause, Scan};

/// What is searched.
#[derive(Clone, Copy, Debug)]
pub struct Shelves<'a> {
    /// The articles.
    pub library: &'a Library,
    /// What the reader did with them; `None` where nothing is kept.
    pub desk: Option<&'a Desk>,
    /// Who asks something else meanwhile; `None` where nobody does.
    pub waiting: Option<&'a Waiting>,
}

impl<'a> Shelves<'a> {
    /// Articles of which nothing is kept.
    #[must_use]
    pub const fn of(library: &'a Library) -> Self {
        Self {
            library,
            desk: None,
            waiting: None,
        }
    }
}

/// A question to all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// What is searched.
    pub query: Query,
    /// How spellings are compared.
    pub options: Options,
    /// What stands first.
    pub ranking: Ranking,
    /// What the reader did in this session; what was before, the desk knows.
    pub marked: Arc<FxHashMap<ArticleId, Marks>>,
    /// How many articles are given with their lines; of the others the number of hits. With
    /// none, mentions of actors are not counted.
    pub articles: usize,
    /// How many lines of an article are given.
    pub lines: usize,
    /// It is asked behind all others, and takes the place of none.
    pub behind: bool,
    /// A story that several articles tell stands once, in the article that stands first.
    pub once: bool,
}

/// What stands first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ranking {
    /// The article that was written last; those without a date at the end.
    #[default]
    Newest,
    /// The article in which the words stand most often, for its length, rare words more (BM25).
    Relevant,
    /// As the articles stand in the list.
    Listed,
}

/// What was found so far.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The first articles, with lines.
    pub matches: Vec<Match>,
    /// All articles that were found, in the order of their numbers, with how many hits.
    pub postings: Arc<[(ArticleId, u32)]>,
    /// Hits in all articles; where a story stands once, those of the article that has most.
    pub hits: usize,
    /// How many articles that are; where a story stands once, it is one.
    pub articles: usize,
    /// Articles looked at, and all there are.
    pub progress: (usize, usize),
    /// Words in Latin letters, and the names that were searched for them.
    pub expansions: Vec<(String, Vec<String>)>,
    /// The actors that each name in the query means.
    pub called: Arc<[Called]>,
}

impl Outcome {
    /// True when every article was looked at.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.progress.0 >= self.progress.1
    }
}

/// An article that was found.
#[derive(Clone, Debug)]
pub struct Match {
    /// The article as the list shows it.
    pub row: Row,
    /// How many hits it has; none when only conditions were asked.
    pub count: u32,
    /// The first hits with what stands around them.
    pub lines: Vec<Context>,
    /// How many other articles that tell the same were found, where a story stands once.
    pub copies: u32,
}

/// A name of an actor in a query, and whom it means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// As it stands in the query.
    pub name: String,
    /// The actors that are called so.
    pub actors: Vec<EntityId>,
}
