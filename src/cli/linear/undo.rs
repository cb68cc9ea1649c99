//! What a slip did is taken back, step by step; as on the screen.

use std::cmp::Ordering;
use std::io::{self, Write};
use std::sync::Arc;

use crate::app::search::Search;
use crate::cli::linear::Reading;
use crate::library::{Actor, ArticleId, Note};
use crate::locale::Value;

/// Something that can be taken back: how it was before.
pub(super) enum Step {
    /// Whether an article was read.
    Read(ArticleId, bool),
    /// Whether it had a star.
    Star(ArticleId, bool),
    /// Its tags.
    Tags(ArticleId, Arc<[Arc<str>]>),
    /// Its notes.
    Notes(ArticleId, Arc<[Note]>),
    /// Who was followed.
    Actor(Box<Actor>),
    /// The search that was ended.
    Search(Box<Search>),
    /// The query that a name had, if it had one.
    Saved(String, Option<String>),
}

/// More steps than this are forgotten, oldest first.
const KEPT: usize = 500;

impl<W: Write> Reading<'_, W> {
    /// Something is about to change.
    pub(super) fn can_undo(&mut self, step: Step) {
        self.steps.push(step);
        if self.steps.len() > KEPT {
            self.steps.remove(0);
        }
    }

    /// The search that is about to end, if there is one.
    pub(super) fn remember_search(&mut self) {
        if let Some(search) = self.search.take() {
            self.can_undo(Step::Search(Box::new(search)));
        }
    }

    /// `U`: takes the last step back and says what it was.
    pub(super) fn undo(&mut self) -> io::Result<()> {
        match self.steps.pop() {
            None => self.say_id("undo-nothing", &[]),
            Some(Step::Read(id, read)) => {
                self.mark_of(id, |marks| marks.read = read)?;
                self.kept.stays_unread(id, read);
                let what = if read { "undo-unread" } else { "undo-read" };
                self.say_undone(what, Some(id), &[])
            }
            Some(Step::Star(id, starred)) => {
                self.mark_of(id, |marks| marks.starred = starred)?;
                let what = if starred { "undo-unstar" } else { "undo-star" };
                self.say_undone(what, Some(id), &[])
            }
            Some(Step::Tags(id, tags)) => {
                self.mark_of(id, |marks| marks.tags = tags)?;
                self.say_undone("undo-tags", Some(id), &[])
            }
            Some(Step::Notes(id, notes)) => {
                let mut now = 0;
                let before = notes.len();
                self.mark_of(id, |marks| {
                    now = marks.notes.len();
                    marks.notes = notes;
                })?;
                let what = match now.cmp(&before) {
                    Ordering::Less => "undo-note-gone",
                    Ordering::Equal => "undo-note-changed",
                    Ordering::Greater => "undo-note",
                };
                self.say_undone(what, Some(id), &[])
            }
            Some(Step::Actor(actor)) => {
                let name = actor.name.to_string();
                self.chosen = Some(*actor);
                self.say_undone("undo-actor", None, &[("text", name.into())])
            }
            Some(Step::Search(mut search)) => {
                if let Some(page) = &self.page {
                    search.look_in(&page.article, page.article.marks.clone());
                }
                let query = search.query.clone();
                self.search = Some(*search);
                self.say_undone("undo-search", None, &[("text", query.into())])
            }
            Some(Step::Saved(name, query)) => {
                // Other names may have come meanwhile.
                self.kept.name(&name, query);
                self.say_undone("undo-saved", None, &[])
            }
        }
    }

    /// Says what was taken back, and of which article where that is not the open one.
    fn say_undone(
        &mut self,
        what: &str,
        of: Option<ArticleId>,
        values: &[(&str, Value<'_>)],
    ) -> io::Result<()> {
        let what = self.locale.with(what, values);
        let open = self.page.as_ref().map(|page| page.article.id);
        let other = of.filter(|id| Some(*id) != open);
        let title = match other {
            Some(id) => {
                let rows = self.memory.library.rows(&[id]);
                let row = self.known(rows)?.and_then(|mut rows| rows.pop());
                row.map(|row| row.title)
            }
            None => None,
        };
        let what = ("what", what.into());
        match title {
            Some(title) => {
                let title = ("title", title.as_ref().into());
                self.say_id("undo-done-in", &[what, title])
            }
            None => self.say_id("undo-done", &[what]),
        }
    }
}
