//! Walking from place to place of the thing sought, and from article to article.

use crate::app::Model;
use crate::app::message::Effect;
use crate::app::open::Landing;
use crate::app::sought;
use crate::library::ArticleId;

impl Model {
    /// `n` and `N`: the next places of the thing sought, on through the articles.
    pub(super) fn walk(&mut self, forward: bool, n: usize, effects: &mut Vec<Effect>) {
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
        let mut next = if forward {
            sought::after(&places, from, reached)
        } else {
            sought::before(&places, from)
        };
        // More steps in this article; those that would leave it are not counted on.
        for _ in 1..n {
            let step = next.and_then(|p| {
                if forward {
                    sought::after(&places, p.start, true)
                } else {
                    sought::before(&places, p.start)
                }
            });
            if step.is_none() {
                break;
            }
            next = step;
        }
        match next {
            Some(range) => {
                self.jump(range);
                self.close_drawer();
            }
            None => {
                let rows = self.list.rows.len();
                self.walk_on(forward, rows, effects);
            }
        }
    }

    /// The walk leaves the open article: to the next one in the list that has the thing
    /// sought, past the end of the list again from its other end.
    pub(super) fn walk_on(&mut self, forward: bool, more: usize, effects: &mut Vec<Effect>) {
        let Some(reader) = &self.reader else {
            return;
        };
        let here = reader.article.id;
        if self.sought.search.is_some() {
            let places = self.sought.places(&reader.article);
            let edge = if forward {
                places.first()
            } else {
                places.last()
            };
            match edge.copied() {
                Some(range) => {
                    self.jump(range);
                    self.say_wrapped(forward);
                }
                None => self.say("It is not in this article."),
            }
            return;
        }
        let Some((id, wrapped)) = self.other_article(here, forward) else {
            // No other article has it: round in this one.
            let places = self.sought.places(&reader.article);
            let edge = if forward {
                places.first()
            } else {
                places.last()
            };
            match edge.copied() {
                Some(range) if places.len() == 1 && reader.reached == Some(range) => {
                    self.jump(range);
                    self.say("Named once, and in no other article.");
                }
                Some(range) => {
                    self.jump(range);
                    self.say_wrapped(forward);
                }
                None => self.say("No name is marked here."),
            }
            return;
        };
        let landing = if forward {
            Landing::First(more)
        } else {
            Landing::Last(more)
        };
        let from = self.here();
        self.open(id, landing, from, effects);
        if wrapped {
            self.say_wrapped(forward);
        } else if let Some(at) = self.list.index_of(id) {
            let title = self.list.rows[at].title.clone();
            self.say(format!("Next article: {title}"));
        }
        self.close_drawer();
    }

    pub(super) fn say_wrapped(&mut self, forward: bool) {
        self.say(if forward {
            "Past the last mention: again from the first."
        } else {
            "Before the first mention: again from the last."
        });
    }

    /// The next (or previous) article in the list that has the thing sought, and whether
    /// that goes past the end of the list. `None` when no other has it.
    pub(super) fn other_article(
        &self,
        here: ArticleId,
        forward: bool,
    ) -> Option<(ArticleId, bool)> {
        let rows = &self.list.rows;
        let at = self.list.index_of(here)?;
        let has = |row: &crate::library::Row| {
            row.failed.is_none()
                && match self.sought.walked() {
                    Some(chosen) => chosen.count_in(row.id) > 0,
                    None => true,
                }
        };
        let steps = 1..rows.len();
        steps
            .map(|step| {
                if forward {
                    (at + step) % rows.len()
                } else {
                    (at + rows.len() - step) % rows.len()
                }
            })
            .find(|&to| has(&rows[to]))
            .map(|to| (rows[to].id, if forward { to < at } else { to > at }))
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
            self.say("Named in no other article.");
            return;
        }
        let from = self.here();
        self.open(at, Landing::First(0), from, effects);
        if wrapped {
            self.say_wrapped(forward);
        }
    }

    /// The article `n` rows further in the list.
    pub(super) fn neighbour(&mut self, forward: bool, n: usize, effects: &mut Vec<Effect>) {
        let here = self.reader.as_ref().map(|r| r.article.id);
        let at = here.and_then(|id| self.list.index_of(id));
        let Some(at) = at.or((!self.list.rows.is_empty()).then_some(0)) else {
            return;
        };
        let mut to = at;
        for _ in 0..n {
            let next = if forward {
                (to + 1..self.list.rows.len()).find(|&r| self.list.rows[r].failed.is_none())
            } else {
                (0..to).rev().find(|&r| self.list.rows[r].failed.is_none())
            };
            let Some(next) = next else {
                break;
            };
            to = next;
        }
        if to == at {
            self.say(if forward {
                "This is the last article."
            } else {
                "This is the first article."
            });
            return;
        }
        let id = self.list.rows[to].id;
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
        let to = sought::after(&places, from, false).or_else(|| sought::before(&places, from));
        if let Some(range) = to {
            self.jump(range);
        }
    }
}
