//! What a slip did is taken back, step by step.

use std::sync::Arc;

use crate::app::Model;
use crate::app::filter::Tells;
use crate::app::message::Effect;
use crate::app::search::Search;
use crate::app::selection::Selection;
use crate::app::sought::Chosen;
use crate::app::{marks, panes::Pane};
use crate::library::view::Pinned;
use crate::library::{ArticleId, Note};
use crate::locale::Value;

/// Something that can be taken back: how it was before.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Whether an article was read.
    Read(ArticleId, bool),
    /// Whether it had a star.
    Star(ArticleId, bool),
    /// Its tags.
    Tags(ArticleId, Arc<[Arc<str>]>),
    /// Its notes.
    Notes(ArticleId, Arc<[Note]>),
    /// The places with letters.
    Letters(marks::Marks),
    /// The filter that was taken away: what was typed, what was asked of the pinned, and both
    /// in short.
    Filter(String, Option<Pinned>, String),
    /// The search that was ended.
    Search(Search),
    /// The actor that was let go.
    Actor(Chosen),
    /// The queries that names had, if they had one.
    Saved(Vec<(String, Option<String>)>),
    /// What was selected in an article.
    Selection(ArticleId, Selection),
}

/// The steps of this session that can be taken back, oldest first.
#[derive(Debug, Default)]
pub(super) struct Undo(Vec<Step>);

/// More steps than this are forgotten, oldest first.
const KEPT: usize = 500;

impl Model {
    /// Something is about to change.
    pub(super) fn can_undo(&mut self, step: Step) {
        let steps = &mut self.undo.0;
        steps.push(step);
        if steps.len() > KEPT {
            steps.remove(0);
        }
    }

    /// `U`: takes the last steps back and says what the last of them was.
    pub(super) fn undo(&mut self, n: usize, effects: &mut Vec<Effect>) {
        for _ in 0..n {
            let Some(step) = self.undo.0.pop() else {
                self.say_id("undo-nothing", &[]);
                return;
            };
            self.take_back(step, effects);
        }
    }

    fn take_back(&mut self, step: Step, effects: &mut Vec<Effect>) {
        match step {
            Step::Read(id, read) => {
                self.mark(id, |marks| marks.read = read);
                self.keep.unread = (!read).then_some(id);
                let what = if read { "undo-unread" } else { "undo-read" };
                self.say_undone(what, Some(id), &[]);
            }
            Step::Star(id, starred) => {
                self.mark(id, |marks| marks.starred = starred);
                let what = if starred { "undo-unstar" } else { "undo-star" };
                self.say_undone(what, Some(id), &[]);
            }
            Step::Tags(id, tags) => {
                self.mark(id, |marks| marks.tags = tags);
                effects.push(Effect::Keep);
                self.say_undone("undo-tags", Some(id), &[]);
            }
            Step::Notes(id, notes) => {
                let now = self.list.marks(id).notes.len();
                let what = match now.cmp(&notes.len()) {
                    std::cmp::Ordering::Less => "undo-note-gone",
                    std::cmp::Ordering::Equal => "undo-note-changed",
                    std::cmp::Ordering::Greater => "undo-note",
                };
                self.mark(id, |marks| marks.notes = notes);
                effects.push(Effect::Keep);
                self.say_undone(what, Some(id), &[]);
            }
            Step::Letters(letters) => {
                self.marks = letters;
                self.say_undone("undo-mark", None, &[]);
            }
            Step::Filter(query, pinned, told) => {
                // It held when it was typed.
                let _ = self.filter_by(&query, pinned, Tells::Nothing, effects);
                self.say_undone("undo-filter", None, &[("text", told.into())]);
            }
            Step::Search(mut search) => {
                let query = search.query.clone();
                if let Some(reader) = &self.reader {
                    let id = reader.article.id;
                    search.look_in(&reader.article, self.list.marks(id));
                }
                self.sought.search = Some(search);
                self.say_undone("undo-search", None, &[("text", query.into())]);
            }
            Step::Actor(chosen) => {
                let name = chosen.actor.name.to_string();
                self.sought.actor = Some(chosen);
                self.ask_postings(effects);
                self.say_undone("undo-actor", None, &[("text", name.into())]);
            }
            Step::Saved(before) => {
                self.restore_saved(before, effects);
                self.say_undone("undo-saved", None, &[]);
            }
            Step::Selection(id, selection) => {
                if let Some(reader) = self.reader.as_mut().filter(|r| r.article.id == id) {
                    reader.selection = Some(selection);
                    self.focus = Pane::Reader;
                    self.say_undone("undo-selection", None, &[]);
                }
            }
        }
    }

    /// Says what was taken back, and of which article where that is not the open one.
    fn say_undone(&mut self, what: &str, of: Option<ArticleId>, values: &[(&str, Value<'_>)]) {
        let what = self.locale.with(what, values);
        let open = self.reader.as_ref().map(|r| r.article.id);
        let title = of
            .filter(|id| Some(*id) != open)
            .and_then(|id| self.list.title_of(id));
        let what = ("what", what.into());
        match title {
            Some(title) => self.say_id("undo-done-in", &[what, ("title", title.into())]),
            None => self.say_id("undo-done", &[what]),
        }
    }
}
