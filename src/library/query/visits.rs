//! Which articles a search looks at, and in which order.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use crate::library::query::{Ranking, Shelves};
use crate::library::terms;
use crate::library::{ArticleId, Error};
use crate::text::query::Matcher;

/// The articles that a search looks at, one after the other. The index is asked for as many as
/// are soon needed.
#[derive(Debug)]
pub(super) struct Visits {
    ready: VecDeque<ArticleId>,
    /// What is still to be asked, if the index is.
    asking: Option<Asking>,
    /// All articles that could be read, in the order of the answer.
    all: Vec<ArticleId>,
    /// True when `all` stands in the order of the ids.
    listed: bool,
    /// Articles that were looked at, or are known to hold nothing.
    done: usize,
}

#[derive(Debug)]
struct Asking {
    /// Expressions for the index, one after the other.
    expressions: VecDeque<String>,
    after: Option<ArticleId>,
    page: usize,
    /// What an earlier expression found.
    seen: FxHashSet<ArticleId>,
    /// More than one expression is asked.
    steps: bool,
}

/// Articles that are asked for at first; each page is so many times the one before. An expression
/// costs its beginning for each page.
const PAGE: usize = 32;
const GROWTH: usize = 4;

impl Visits {
    pub(super) fn new(
        shelves: &Shelves<'_>,
        matcher: &Matcher,
        ranking: Ranking,
    ) -> Result<Self, Error> {
        let library = shelves.library;
        let by_count = ranking == Ranking::Relevant;
        let expressions = match library.is_indexed()? {
            true => terms::expressions(&matcher.candidates(), by_count),
            false => None,
        };
        let listing = library.listing()?;
        // The rows of a collection by date stand so already.
        let listed = ranking == Ranking::Listed || library.which().dated;
        let all: Vec<ArticleId> = if listed || (by_count && expressions.is_some()) {
            let failed = |id: &&ArticleId| listing.failed.binary_search(id).is_err();
            listing.ids.iter().filter(failed).copied().collect()
        } else {
            library.newest_first(shelves.waiting)?
        };
        Ok(Self {
            ready: match expressions {
                None => all.iter().copied().collect(),
                Some(_) => VecDeque::new(),
            },
            asking: expressions.map(|expressions| Asking {
                steps: expressions.len() > 1,
                expressions: expressions.into(),
                after: None,
                page: PAGE,
                seen: FxHashSet::default(),
            }),
            all,
            listed: listed || by_count,
            done: 0,
        })
    }

    /// The next article to look at; it stays so until [`Self::pass`]. `None`: there is none.
    pub(super) fn next(&mut self, shelves: &Shelves<'_>) -> Result<Option<ArticleId>, Error> {
        let (library, waiting) = (shelves.library, shelves.waiting);
        while self.ready.is_empty() {
            let Some(asking) = &mut self.asking else {
                self.done = self.all.len();
                return Ok(None);
            };
            let Some(expression) = asking.expressions.front() else {
                self.asking = None;
                continue;
            };
            if !self.listed {
                // They stand in another order than that of the index.
                let found = library.having(expression, None, usize::MAX, waiting)?;
                let has = |id: &&ArticleId| found.binary_search(id).is_ok();
                self.ready = self.all.iter().filter(has).copied().collect();
                self.asking = None;
                continue;
            }
            let found = library.having(expression, asking.after, asking.page, waiting)?;
            asking.after = found.last().copied();
            if found.len() < asking.page {
                asking.expressions.pop_front();
                asking.after = None;
            }
            asking.page = asking.page.saturating_mul(GROWTH);
            let Asking { seen, steps, .. } = asking;
            self.ready
                .extend(found.into_iter().filter(|id| !*steps || seen.insert(*id)));
        }
        Ok(self.ready.front().copied())
    }

    /// The article was looked at.
    pub(super) fn pass(&mut self) {
        let Some(id) = self.ready.pop_front() else {
            return;
        };
        let by_steps = self.asking.as_ref().is_some_and(|asking| asking.steps);
        self.done = match self.listed && !by_steps {
            true => self.all.binary_search(&id).map_or(self.done, |at| at + 1),
            false => (self.done + 1).min(self.all.len().saturating_sub(1)),
        };
    }

    /// True when all were looked at.
    pub(super) fn is_over(&self) -> bool {
        self.ready.is_empty() && self.asking.is_none()
    }

    /// How many articles are decided, and how many there are.
    pub(super) fn progress(&self) -> (usize, usize) {
        match self.is_over() {
            true => (self.all.len(), self.all.len()),
            false => (
                self.done.min(self.all.len().saturating_sub(1)),
                self.all.len(),
            ),
        }
    }
}
