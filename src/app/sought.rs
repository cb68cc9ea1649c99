//! The one thing sought, and walking from place to place of it.

use std::sync::Arc;

use crate::app::search::Search;
use crate::entity::kind::Kind;
use crate::library::{Actor, Article, ArticleId, EntityId};
use crate::text::range::TextRange;

/// What `n` and `N` look for: a search while there is one, else the chosen actor, else
/// every mention.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// The chosen actor.
    pub actor: Option<Chosen>,
    /// The words searched, which stand before the actor until `Esc` takes them away.
    pub search: Option<Search>,
    /// The places of the chosen actor in the open article.
    counted: Option<Counted>,
}

/// An actor that was chosen.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Who.
    pub actor: Actor,
    /// The articles that name it, in the order of the collection, with how often;
    /// `None` until the library has answered.
    pub postings: Option<Vec<(ArticleId, u32)>>,
}

impl Chosen {
    /// How often an article names it.
    #[must_use]
    pub fn count_in(&self, article: ArticleId) -> u32 {
        let Some(postings) = &self.postings else {
            return 0;
        };
        postings
            .binary_search_by_key(&article, |p| p.0)
            .map_or(0, |at| postings[at].1)
    }
}

/// What stands in the status line about the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    /// Which of the places in this article was reached, from 1.
    pub at: Option<usize>,
    /// How many there are in this article.
    pub here: usize,
}

impl Sought {
    /// The actor that is walked: none while words are searched.
    #[must_use]
    pub fn walked(&self) -> Option<&Chosen> {
        match self.search {
            Some(_) => None,
            None => self.actor.as_ref(),
        }
    }

    /// Whether the thing sought stands in an article, as far as that is known.
    #[must_use]
    pub fn stands_in(&self, article: ArticleId) -> bool {
        let everywhere = self.search.as_ref().and_then(|s| s.everywhere.as_ref());
        match (everywhere, self.walked()) {
            (Some(everywhere), _) => everywhere.count_in(article) > 0,
            (None, Some(chosen)) => chosen.count_in(article) > 0,
            (None, None) => true,
        }
    }

    /// The number of the chosen actor, also while words are searched.
    #[must_use]
    pub fn chosen(&self) -> Option<EntityId> {
        self.actor.as_ref().map(|c| c.actor.id)
    }

    /// The kind of the chosen actor.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.actor.as_ref().map(|c| c.actor.kind)
    }

    /// The places of the thing sought in an article, in text order.
    #[must_use]
    pub fn places(&self, article: &Article) -> Vec<TextRange> {
        if let Some(search) = &self.search {
            return search.hits.clone();
        }
        let chosen = self.chosen();
        let mentions = article.mentions.iter();
        mentions
            .filter(|m| chosen.is_none_or(|id| m.entity == id))
            .map(|m| m.range)
            .collect()
    }

    /// Where one is among the places of an article.
    #[must_use]
    pub fn counter(&self, article: &Article, reached: Option<TextRange>) -> Counter {
        let chosen = match (&self.search, self.chosen()) {
            (Some(search), _) => return Counter::of(&search.hits, |hit| *hit, reached),
            (None, None) => return Counter::of(&article.mentions, |m| m.range, reached),
            (None, Some(chosen)) => chosen,
        };
        match &self.counted {
            Some(known) if known.chosen == chosen && std::ptr::eq(&*known.article, article) => {
                Counter::of(&known.places, |place| *place, reached)
            }
            _ => Counter::of(&self.places(article), |place| *place, reached),
        }
    }

    /// Finds the places of the chosen actor once for an article, so that no frame walks through
    /// all mentions to count them.
    pub(super) fn count(&mut self, article: &Arc<Article>) {
        let Some(chosen) = self.chosen() else {
            self.counted = None;
            return;
        };
        let known = self.counted.as_ref();
        if known.is_some_and(|k| k.chosen == chosen && Arc::ptr_eq(&k.article, article)) {
            return;
        }
        let mentions = article.mentions.iter();
        let places = mentions.filter(|m| m.entity == chosen).map(|m| m.range);
        self.counted = Some(Counted {
            chosen,
            places: places.collect(),
            article: Arc::clone(article),
        });
    }
}

/// The places of an actor in an article.
#[derive(Clone, Debug)]
struct Counted {
    article: Arc<Article>,
    chosen: EntityId,
    places: Arc<[TextRange]>,
}

impl Counter {
    /// Of places in text order.
    fn of<T>(places: &[T], range: impl Fn(&T) -> TextRange, reached: Option<TextRange>) -> Self {
        let at = |reached: TextRange| {
            let from = places.partition_point(|place| range(place).start < reached.start);
            let near = places.get(from..)?.iter().map(range);
            let mut near = near.take_while(|place| place.start == reached.start);
            Some(from + near.position(|place| place == reached)? + 1)
        };
        Self {
            at: reached.and_then(at),
            here: places.len(),
        }
    }
}

/// The places after `from`: those that begin after it (or at it, when `from` is only where
/// the screen begins and no place that was reached).
#[must_use]
pub fn after(places: &[TextRange], from: usize, reached: bool) -> &[TextRange] {
    let at = places.partition_point(|p| p.start < from || (reached && p.start == from));
    places.get(at..).unwrap_or_default()
}

/// The places before `from`.
#[must_use]
pub fn before(places: &[TextRange], from: usize) -> &[TextRange] {
    let at = places.partition_point(|p| p.start < from);
    places.get(..at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_and_before_step_over_what_was_reached() {
        let places = [
            TextRange::new(2, 4),
            TextRange::new(6, 8),
            TextRange::new(9, 10),
        ];
        assert_eq!(after(&places, 2, true), &places[1..]);
        assert_eq!(after(&places, 2, false), places);
        assert_eq!(after(&places, 9, true), []);
        assert_eq!(before(&places, 6), &places[..1]);
        assert_eq!(before(&places, 2), []);
        assert_eq!(before(&[], 2), []);
    }
}
