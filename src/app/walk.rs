//! Walking from place to place of the thing sought, and from article to article.

use crate::app::Model;
use crate::app::action::Action;
use crate::app::history::Place;
use crate::app::message::Effect;
use crate::app::open::{Landing, Walk};
use crate::app::sought;
use crate::library::{Article, ArticleId};
use crate::text::range::TextRange;

/// A count goes no farther than so many places: each article on the way is opened.
const FARTHEST: usize = 999;

impl Model {
    /// `n` and `N`: the `n`th next place of the thing sought, on through the articles.
    pub(super) fn walk(&mut self, forward: bool, n: usize, effects: &mut Vec<Effect>) {
        let n = n.min(FARTHEST);
        if self.sought.search.is_none() && self.say_names_awaited() {
            return;
        }
        let Some(reader) = &self.reader else {
            return;
        };
        let places = self.sought.places(&reader.article);
        let shown = reader.shown();
        // What was reached counts while it is on the screen; else one begins at the screen.
        let (from, reached) = match reader.pointed.or(reader.reached) {
            Some(reached) if reader.shows(reached) => (reached.start, true),
            _ if forward => (shown.start, false),
            _ => (shown.end, false),
        };
        let ahead = if forward {
            sought::after(&places, from, reached)
        } else {
            sought::before(&places, from)
        };
        if let Some(range) = nth(ahead, forward, n) {
            self.jump(range);
            self.close_drawer();
            return;
        }
        let walk = Walk {
            forward,
            steps: n - ahead.len(),
            more: self.list.len(),
            wrapped: false,
        };
        let here = reader.article.id;
        let from = self.here();
        self.walk_on(here, walk, from, effects);
        self.close_drawer();
    }

    /// The walk leaves the article `at`: to the next one in the list that has the thing
    /// sought, past the end of the list again from its other end.
    fn walk_on(
        &mut self,
        at: ArticleId,
        walk: Walk,
        from: Option<Place>,
        effects: &mut Vec<Effect>,
    ) {
        // A search may be in this article only.
        let next = match &self.sought.search {
            Some(search) if search.everywhere.is_none() => None,
            _ => self.other_article(at, walk.forward),
        };
        match next {
            Some((id, wrapped)) => {
                let walk = Walk {
                    wrapped: walk.wrapped || wrapped,
                    ..walk
                };
                self.open(id, Landing::Walk(walk), from, effects);
            }
            None => self.walk_round(walk),
        }
    }

    /// No other article has it: round in this one.
    fn walk_round(&mut self, walk: Walk) {
        let Some(reader) = &self.reader else {
            return;
        };
        let places = self.sought.places(&reader.article);
        let alone = places.len() == 1 && reader.reached == places.first().copied();
        let steps = (walk.steps - 1) % places.len().max(1) + 1;
        match nth(&places, walk.forward, steps) {
            Some(range) => {
                self.jump(range);
                match (alone, &self.sought.search) {
                    (false, _) => self.say_wrapped(walk.forward),
                    (true, Some(search)) if search.everywhere.is_some() => {
                        self.say_id("search-once-everywhere", &[]);
                    }
                    (true, Some(_)) => self.say_id("search-once", &[]),
                    (true, None) => self.say_id("walk-once", &[]),
                }
            }
            None if self.sought.search.is_some() => {
                self.say_with_key("search-none", Action::NextArticleWith);
            }
            None => self.say_with_key("walk-no-name", Action::NextArticle),
        }
    }

    /// A walk comes into an article: where it ends there, else it goes on.
    pub(super) fn walk_into(
        &mut self,
        article: &Article,
        walk: Walk,
        from: Option<Place>,
        effects: &mut Vec<Effect>,
    ) -> Option<TextRange> {
        let places = self.sought.places(article);
        if let Some(range) = nth(&places, walk.forward, walk.steps) {
            if walk.wrapped {
                self.say_wrapped(walk.forward);
            } else if self.list.index_of(article.id).is_some() {
                let label = article.document.meta.label.trim();
                let title = if label.is_empty() {
                    &article.doc
                } else {
                    label
                };
                let id = if walk.forward {
                    "walk-next-article"
                } else {
                    "walk-previous-article"
                };
                self.say_id(id, &[("title", title.into())]);
            }
            return Some(range);
        }
        let walk = Walk {
            steps: walk.steps - places.len(),
            more: walk.more.saturating_sub(usize::from(places.is_empty())),
            ..walk
        };
        if walk.more > 0 {
            self.walk_on(article.id, walk, from, effects);
        } else {
            self.say_with_key("walk-no-names", Action::Find);
        }
        None
    }

    pub(super) fn say_wrapped(&mut self, forward: bool) {
        let id = if forward {
            "walk-wrapped"
        } else {
            "walk-wrapped-back"
        };
        self.say_id(id, &[]);
    }

    /// The next (or previous) article in the list that has the thing sought, and whether
    /// that goes past the end of the list. `None` when no other has it.
    pub(super) fn other_article(
        &self,
        here: ArticleId,
        forward: bool,
    ) -> Option<(ArticleId, bool)> {
        // The article at hand may be one that the list does not show.
        self.list.all.ids.binary_search(&here).ok()?;
        let everywhere = self
            .sought
            .search
            .as_ref()
            .and_then(|s| s.everywhere.as_ref());
        let chosen = self
            .sought
            .walked()
            .map(|chosen| chosen.postings.as_deref());
        let postings = everywhere.map(|found| Some(&*found.postings)).or(chosen);
        let Some(postings) = postings else {
            let beside = self.list.next_to(here, forward);
            let end = if forward { 0 } else { self.list.len() };
            let round = || match self.list.first() {
                Some(first) if forward => self.list.index_of(first),
                _ => self.list.beside(end, forward),
            };
            let to = beside.or_else(round).and_then(|to| self.list.id_at(to));
            return Some((to.filter(|to| *to != here)?, beside.is_none()));
        };
        // The postings may be of another linking than the list.
        self.list.among(here, forward, postings.unwrap_or_default())
    }

    /// `]` and `[`.
    pub(super) fn article_with(&mut self, forward: bool, n: usize, effects: &mut Vec<Effect>) {
        let Some(mut at) = self.reader.as_ref().map(|r| r.article.id) else {
            return;
        };
        let mut wrapped = false;
        let mut found = false;
        for _ in 0..n {
            let Some((id, past)) = self.other_article(at, forward) else {
                break;
            };
            found = true;
            wrapped |= past;
            at = id;
        }
        if !found {
            self.say_id("walk-only-here", &[]);
            return;
        }
        let from = self.here();
        self.open(at, Landing::First, from, effects);
        if wrapped {
            self.say_wrapped(forward);
        }
    }

    /// The article `n` rows further in the list.
    pub(super) fn neighbour(&mut self, forward: bool, n: usize, effects: &mut Vec<Effect>) {
        if self.list.is_empty() {
            return;
        }
        let here = self.reader.as_ref().map(|r| r.article.id);
        let mut to = here.is_none().then_some(0);
        for _ in 0..n {
            let next = match (to, here) {
                (None, Some(here)) => self.list.next_to(here, forward),
                (to, _) => self.list.beside(to.unwrap_or(0), forward),
            };
            if next.is_none() {
                break;
            }
            to = next;
        }
        let Some(to) = to else {
            let id = if forward {
                "last-article"
            } else {
                "first-article"
            };
            self.say_id(id, &[]);
            return;
        };
        let Some(id) = self.list.id_at(to) else {
            return;
        };
        let from = self.here();
        self.open(id, Landing::Top, from, effects);
    }

    /// Lands on the nearest place of the thing sought: the first on or after the screen's
    /// top, else the last before it.
    pub(super) fn land_near(&mut self) {
        let Some(reader) = &self.reader else {
            return;
        };
        let places = self.sought.places(&reader.article);
        let from = reader.shown().start;
        let to = sought::after(&places, from, false).first();
        let to = to.or_else(|| sought::before(&places, from).last());
        if let Some(range) = to.copied() {
            self.jump(range);
        }
    }
}

/// The `n`th of some places in the direction of the walk, from 1.
fn nth(places: &[TextRange], forward: bool, n: usize) -> Option<TextRange> {
    let at = n.checked_sub(1)?;
    if forward {
        places.get(at).copied()
    } else {
        places.iter().rev().nth(at).copied()
    }
}
