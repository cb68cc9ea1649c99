//! From place to place: of who is followed, of what is searched, of any name.

use std::io::{self, Write};
use std::sync::Arc;

use crate::app::action::Action;
use crate::cli::linear::listing::Listed;
use crate::cli::linear::undo::Step;
use crate::cli::linear::{Reading, spoken};
use crate::library::{Actor, ArticleId, EntityId};
use crate::text::range::TextRange;

impl<W: Write> Reading<'_, W> {
    /// Follows an actor from now on.
    pub(super) fn choose(&mut self, actor: Actor) -> io::Result<()> {
        let counted = self.memory.library.counted(actor);
        let Some(actor) = self.known(counted)? else {
            return Ok(());
        };
        self.remember_search();
        if let Some(other) = self.chosen.take_if(|chosen| chosen.id != actor.id) {
            self.can_undo(Step::Actor(Box::new(other)));
        }
        self.listed = Listed::Articles;
        let values = [
            ("name", spoken::named(&actor, &self.locale).into()),
            ("mentions", actor.all.into()),
            ("articles", actor.articles.into()),
            ("key", self.key(Action::NextMention).into()),
        ];
        let line = self.locale.with("linear-followed", &values);
        self.chosen = Some(actor);
        self.say(&line)
    }

    /// Follows whose card was said, else who was reached.
    pub(super) fn follow(&mut self, carded: Option<Actor>) -> io::Result<()> {
        let reached = self.page.as_ref().and_then(|page| {
            let mention = page.article.mention_at(page.reached?.start)?;
            page.article.actor(mention.entity).cloned()
        });
        match carded.or(reached) {
            Some(actor) => self.choose(actor),
            None => {
                let key = self.key(Action::NextMention);
                self.say_id("no-name", &[("key", key.into())])
            }
        }
    }

    pub(super) fn follow_nobody(&mut self) -> io::Result<()> {
        self.remember_search();
        if let Some(actor) = self.chosen.take() {
            self.can_undo(Step::Actor(Box::new(actor)));
        }
        let key = self.key(Action::NextMention);
        self.say_id("linear-nobody-now", &[("key", key.into())])
    }

    /// Doubtful names count, or not.
    pub(super) fn toggle_doubtful(&mut self) -> io::Result<()> {
        self.doubtful = !self.doubtful;
        self.open_anew()?;
        let id = if self.doubtful {
            "linear-doubtful-on"
        } else {
            "linear-doubtful-off"
        };
        self.say_id(id, &[])
    }

    fn places_of(&self, id: EntityId) -> Vec<TextRange> {
        let mentions = self.page.as_ref().map(|page| page.article.mentions.iter());
        let own = mentions.into_iter().flatten().filter(|m| m.entity == id);
        own.map(|m| m.range).collect()
    }

    /// What `n` walks here: hits, mentions of who is followed, or all.
    fn places(&self) -> Vec<TextRange> {
        match (&self.search, &self.chosen, &self.page) {
            (Some(search), _, _) => search.hits.clone(),
            (None, Some(actor), _) => self.places_of(actor.id),
            (None, None, Some(page)) => page.article.mentions.iter().map(|m| m.range).collect(),
            (None, None, None) => Vec::new(),
        }
    }

    /// To the next place in this article, else in the next one that has it.
    pub(super) fn walk(&mut self, forward: bool) -> io::Result<()> {
        let everywhere = self.search.as_ref().is_some_and(|s| s.everywhere.is_some());
        if self.page.is_none() && self.chosen.is_none() && !everywhere {
            return self.say_id("linear-none-open", &[]);
        }
        let places = self.places();
        let before = |at: usize| places.partition_point(|place| place.start < at);
        let page = self.page.as_ref();
        let reached = page.and_then(|page| page.reached);
        let read_to = page.and_then(|page| page.read_to()).unwrap_or(0);
        let to = match (reached, forward) {
            (Some(reached), true) => Some(places.partition_point(|p| p.start <= reached.start)),
            (Some(reached), false) => before(reached.start).checked_sub(1),
            (None, true) => Some(before(read_to)),
            (None, false) => before(read_to).checked_sub(1),
        };
        if let Some(to) = to.filter(|to| *to < places.len()) {
            self.leave();
            return self.reach(&places, to);
        }
        if everywhere {
            return self.article_with_hit(forward);
        }
        if self.search.is_some() {
            return self.say_id(
                if forward {
                    "linear-last-hit"
                } else {
                    "linear-first-hit"
                },
                &[],
            );
        }
        if self.chosen.is_some() {
            return self.article_with(forward);
        }
        let (id, key) = if forward {
            ("linear-last-name", Action::NextArticle)
        } else {
            ("linear-first-name", Action::PreviousArticle)
        };
        let key = self.key(key);
        self.say_id(id, &[("key", key.into())])
    }

    /// Says a place, and reads the paragraph that it stands in.
    pub(super) fn reach(&mut self, places: &[TextRange], to: usize) -> io::Result<()> {
        let (Some(range), Some(page)) = (places.get(to).copied(), &mut self.page) else {
            return Ok(());
        };
        let at = page.paragraph_at(range.start);
        page.next = at + 1;
        page.reached = Some(range);
        let article = Arc::clone(&page.article);
        let paragraphs = article.document.paragraphs.len();
        let surface = range.slice(&article.document.source).unwrap_or_default();
        let mention = article.mention_at(range.start);
        let who = mention.and_then(|mention| article.actor(mention.entity));
        let who = who.filter(|_| self.search.is_none() && self.chosen.is_none());
        let text = self.locale.with("quoted", &[("text", surface.into())]);
        let values = [
            ("at", (to + 1).into()),
            ("count", places.len().into()),
            ("number", (at + 1).into()),
            ("paragraphs", paragraphs.into()),
            ("text", text.into()),
        ];
        let mut line = self.locale.with("linear-place", &values);
        if let Some(actor) = who {
            line.push_str(if self.locale.is_rtl() { "، " } else { ", " });
            line.push_str(&spoken::named(actor, &self.locale));
        }
        if self.search.is_none() && article.is_weak(range) {
            line.push_str(if self.locale.is_rtl() { "، " } else { ", " });
            line.push_str(&self.locale.text("linear-doubtful"));
        }
        self.say(&line)?;
        self.read_paragraph(at)
    }

    /// To the next article that names who is followed, or has what is searched in all, around the
    /// collection.
    pub(super) fn article_with(&mut self, forward: bool) -> io::Result<()> {
        if self.search.as_ref().is_some_and(|s| s.everywhere.is_some()) {
            return self.article_with_hit(forward);
        }
        let Some(id) = self.chosen.as_ref().map(|actor| actor.id) else {
            return self.say_id("linear-nobody", &[]);
        };
        let postings = self.memory.library.postings(id);
        let Some(postings) = self.known(postings)? else {
            return Ok(());
        };
        let ids: Vec<ArticleId> = postings.into_iter().map(|posting| posting.0).collect();
        let wrapped = if forward {
            "walk-wrapped"
        } else {
            "walk-wrapped-back"
        };
        self.go_to_one_of(ids, forward, wrapped, "walk-only-here")
    }

    /// To the next of some articles, around them, and there to the first place that is walked;
    /// backwards to the one before and its last. What is said when that goes past the end, and
    /// where there is no other.
    pub(super) fn go_to_one_of(
        &mut self,
        ids: Vec<ArticleId>,
        forward: bool,
        wrapped: &str,
        only_here: &str,
    ) -> io::Result<()> {
        let ids = self.once_each(ids);
        let open = self.page.as_ref().map(|page| page.article.id);
        let Some(to) = next_of(&ids, open, forward) else {
            return self.say_id(only_here, &[]);
        };
        let Some(article) = self.load(to)? else {
            return Ok(());
        };
        self.leave();
        if open.is_some_and(|open| (to < open) == forward) {
            self.say_id(wrapped, &[])?;
        }
        self.turn_to(article);
        self.announce()?;
        let places = self.places();
        let place = if forward {
            0
        } else {
            places.len().saturating_sub(1)
        };
        self.reach(&places, place)
    }
}

/// The article after the open one among some in the order of the list, or the one before,
/// around the end; `None` when there is no other.
fn next_of(ids: &[ArticleId], open: Option<ArticleId>, forward: bool) -> Option<ArticleId> {
    let Some(open) = open else {
        return if forward { ids.first() } else { ids.last() }.copied();
    };
    let at = ids.partition_point(|id| *id < open);
    let mut after = ids
        .get(at..)
        .unwrap_or_default()
        .iter()
        .filter(|id| **id != open);
    let before = ids.get(..at).unwrap_or_default();
    let found = if forward {
        after.next().or(before.first())
    } else {
        before.last().or(after.next_back())
    };
    found.copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_article_with_an_actor_is_found_around_the_list() {
        let ids: Vec<ArticleId> = [2, 5, 9].map(ArticleId).into();
        for (open, forward, wanted) in [
            (None, true, Some(2)),
            (None, false, Some(9)),
            (Some(5), true, Some(9)),
            (Some(5), false, Some(2)),
            (Some(9), true, Some(2)),
            (Some(2), false, Some(9)),
            (Some(3), true, Some(5)),
            (Some(3), false, Some(2)),
        ] {
            let found = next_of(&ids, open.map(ArticleId), forward);
            assert_eq!(found, wanted.map(ArticleId), "{open:?} {forward}");
        }
        assert_eq!(next_of(&ids[..1], Some(ArticleId(2)), true), None);
        assert_eq!(next_of(&[], None, false), None);
    }
}
