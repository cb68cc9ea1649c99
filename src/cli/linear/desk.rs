//! What a reader does with an article: read, star, tags, notes; what of it outlives the session.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::app::history::spot;
use crate::app::labels;
use crate::cli::linear::undo::Step;
use crate::cli::linear::{Reading, spoken};
use crate::library::{ArticleId, Desktop, Keeping, Marks, Note, Spot, State};
use crate::text::fold::fold;

/// So many places to go back to outlive the session.
const BACK: usize = 200;

/// What was done in this session, and what of it is still to be kept.
#[derive(Default)]
pub(super) struct Kept {
    /// The marks of articles that got other ones.
    pub(super) marks: FxHashMap<ArticleId, Marks>,
    /// Where articles were left; `None`: they begin at the top again.
    pub(super) spots: FxHashMap<ArticleId, Option<Spot>>,
    /// Panes and pins, as they stand on the screen.
    pub(super) desktop: Option<Desktop>,
    /// Where one was the last time; it stays so while no article is open.
    pub(super) was_here: Option<(ArticleId, Spot)>,
    /// How stories count is another one.
    pub(super) shown_otherwise: bool,
    /// Queries that got a name, or names that are gone, in this session.
    pub(super) named: Vec<(String, Option<String>)>,
    /// So many of them were kept.
    named_kept: usize,
    marked: Vec<ArticleId>,
    /// Those whose tags or notes are other ones now. What others have is not kept again: another
    /// program may have written there meanwhile.
    labelled: Vec<ArticleId>,
    last: Option<State<ArticleId>>,
    /// The article that the reader said is unread: it does not become read by itself.
    unread: Option<ArticleId>,
}

impl Kept {
    /// A query gets a name; without a query the name is gone.
    pub(super) fn name(&mut self, name: &str, query: Option<String>) {
        self.named.push((name.to_owned(), query));
    }

    /// An article that is said to be unread does not become read by itself.
    pub(super) fn stays_unread(&mut self, id: ArticleId, read: bool) {
        self.unread = (!read).then_some(id);
    }
}

impl<W: Write> Reading<'_, W> {
    /// What there is to be kept since the last time; `None` when nothing changed.
    pub(super) fn keeping(&mut self) -> Option<Keeping> {
        let page = self.page.as_ref();
        let source = page.map_or("", |page| &page.article.document.source);
        let id = page.map(|page| page.article.id);
        let here = self
            .here()
            .map(|place| (place.article, spot(place, source)));
        let back = self.history.places().iter().rev().take(BACK).rev();
        let back = back.map(|place| {
            let own = if Some(place.article) == id {
                source
            } else {
                ""
            };
            (place.article, spot(*place, own))
        });
        let desktop = self.kept.desktop.as_ref();
        let state = State {
            back: back.collect(),
            desktop: Desktop {
                chosen: self.chosen.as_ref().map(|actor| actor.key.to_string()),
                pins: desktop.map(|d| d.pins.clone()).unwrap_or_default(),
                list: desktop.is_none_or(|d| d.list),
                sidebar: desktop.is_none_or(|d| d.sidebar),
                view: desktop.map(|d| d.view.clone()).unwrap_or_default(),
            },
            here: here.clone().or_else(|| self.kept.was_here.clone()),
        };
        let of = |id| Some((id, self.kept.marks.get(&id)?.clone()));
        let marked = mem::take(&mut self.kept.marked).into_iter();
        let marks: Vec<_> = marked.filter_map(of).collect();
        let labelled = mem::take(&mut self.kept.labelled).into_iter();
        let labels: Vec<_> = labelled.filter_map(of).collect();
        let saved = self.kept.named.get(self.kept.named_kept..);
        let saved = saved.unwrap_or_default().to_vec();
        self.kept.named_kept = self.kept.named.len();
        let otherwise = mem::take(&mut self.kept.shown_otherwise);
        let same = self.kept.last.as_ref() == Some(&state) || here.is_none();
        if marks.is_empty() && saved.is_empty() && same && !otherwise {
            return None;
        }
        // One who has come to the end begins again the next time.
        let ended = page.is_some_and(|page| page.next >= page.paragraphs().len());
        let spots = here.map(|(id, spot)| (id, (!ended && spot.top.is_some()).then_some(spot)));
        let spots: Vec<_> = spots.into_iter().collect();
        self.kept.spots.extend(spots.iter().cloned());
        self.kept.last = Some(state.clone());
        Some(Keeping {
            state,
            labels,
            marks,
            saved,
            spots,
        })
    }

    /// Changes what the open article has; `None` when none is open, and that was said.
    fn mark<T>(&mut self, change: impl FnOnce(&mut Marks, &str) -> T) -> io::Result<Option<T>> {
        let Some(page) = &mut self.page else {
            self.say_id("linear-none-open", &[])?;
            return Ok(None);
        };
        let article = Arc::make_mut(&mut page.article);
        let source = Arc::clone(&article.document);
        let before = article.marks.clone();
        let done = change(&mut article.marks, &source.source);
        let same = before.tags == article.marks.tags && before.notes == article.marks.notes;
        if !same && !self.kept.labelled.contains(&article.id) {
            self.kept.labelled.push(article.id);
        }
        self.kept.marks.insert(article.id, article.marks.clone());
        if !self.kept.marked.contains(&article.id) {
            self.kept.marked.push(article.id);
        }
        Ok(Some(done))
    }

    /// The same of any article, also of one that is not open.
    pub(super) fn mark_of(
        &mut self,
        id: ArticleId,
        change: impl FnOnce(&mut Marks),
    ) -> io::Result<()> {
        if self.page.as_ref().is_some_and(|page| page.article.id == id) {
            return self.mark(|marks, _| change(marks)).map(|_| ());
        }
        // What is taken back was done in this session.
        let Some(marks) = self.kept.marks.get_mut(&id) else {
            return Ok(());
        };
        let before = marks.clone();
        change(marks);
        let same = before.tags == marks.tags && before.notes == marks.notes;
        if !same && !self.kept.labelled.contains(&id) {
            self.kept.labelled.push(id);
        }
        if !self.kept.marked.contains(&id) {
            self.kept.marked.push(id);
        }
        Ok(())
    }

    /// What the open article has, before it changes.
    fn can_undo_marks(&mut self, step: impl FnOnce(ArticleId, &Marks) -> Step) {
        if let Some(page) = &self.page {
            let step = step(page.article.id, &page.article.marks);
            self.can_undo(step);
        }
    }

    /// The end of the article was read.
    pub(super) fn mark_read(&mut self) {
        let Some(page) = &self.page else {
            return;
        };
        if self.kept.unread != Some(page.article.id) && !page.article.marks.read {
            // An article is open, so nothing is said.
            let _ = self.mark(|marks, _| marks.read = true);
        }
    }

    pub(super) fn toggle_read(&mut self) -> io::Result<()> {
        self.can_undo_marks(|id, marks| Step::Read(id, marks.read));
        let read = self.mark(|marks, _| {
            marks.read = !marks.read;
            marks.read
        })?;
        let Some(read) = read else {
            return Ok(());
        };
        if let Some(id) = self.page.as_ref().map(|page| page.article.id) {
            self.kept.stays_unread(id, read);
        }
        self.say_id(if read { "marked-read" } else { "marked-unread" }, &[])
    }

    pub(super) fn toggle_star(&mut self) -> io::Result<()> {
        self.can_undo_marks(|id, marks| Step::Star(id, marks.starred));
        let starred = self.mark(|marks, _| {
            marks.starred = !marks.starred;
            marks.starred
        })?;
        match starred {
            Some(true) => self.say_id("star-set", &[]),
            Some(false) => self.say_id("star-gone", &[]),
            None => Ok(()),
        }
    }

    /// More tags, or with a hyphen before them fewer; without any those that there are.
    pub(super) fn tag(&mut self, written: &str) -> io::Result<()> {
        let changes = labels::tags(written);
        let page = self.page.as_ref();
        let changed = page.map(|page| changed_tags(&page.article.marks.tags, changes));
        let same = page.is_some_and(|page| changed.as_deref() == Some(&*page.article.marks.tags));
        if !same {
            self.can_undo_marks(|id, marks| Step::Tags(id, Arc::clone(&marks.tags)));
        }
        let present = match same || written.is_empty() {
            true => self
                .page
                .as_ref()
                .map(|page| Arc::clone(&page.article.marks.tags)),
            false => self.mark(|marks, _| {
                marks.tags = changed.unwrap_or_default().into();
                Arc::clone(&marks.tags)
            })?,
        };
        match present {
            None if written.is_empty() => self.say_id("linear-none-open", &[]),
            None => Ok(()),
            Some(tags) if tags.is_empty() => self.say_id("linear-no-tags", &[]),
            Some(tags) => {
                let tags = labels::joined(&tags);
                self.say_id("tags-set", &[("tags", tags.into())])
            }
        }
    }

    /// A note on the paragraph that was read last; before the first on the article.
    pub(super) fn note(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return self.say_id("linear-note-what", &[]);
        }
        let page = self.page.as_ref();
        let at = page.and_then(|page| page.next.checked_sub(1));
        let range = page.and_then(|page| page.paragraphs().get(at?)?.range());
        self.can_undo_marks(|id, marks| Step::Notes(id, Arc::clone(&marks.notes)));
        let made = self.mark(|marks, source| {
            let note = Note {
                text: text.to_owned(),
                ..Note::default()
            };
            let note = note.placed(source, range);
            // In text order, those on all of it first.
            let mut notes = marks.notes.to_vec();
            let start = |note: &Note| note.range.map(|range| range.start);
            let place = notes.partition_point(|other| start(other) <= start(&note));
            notes.insert(place, note);
            marks.notes = notes.into();
        })?;
        match (made, range.and(at)) {
            (None, _) => Ok(()),
            (Some(()), Some(at)) => self.say_id("linear-noted-at", &[("number", (at + 1).into())]),
            (Some(()), None) => self.say_id("linear-noted", &[]),
        }
    }

    /// The notes of the open article.
    pub(super) fn notes(&mut self) -> io::Result<()> {
        let Some(page) = &self.page else {
            return self.say_id("linear-none-open", &[]);
        };
        if page.article.marks.notes.is_empty() {
            return self.say_id("linear-no-notes", &[]);
        }
        let lines = page
            .article
            .marks
            .notes
            .iter()
            .enumerate()
            .map(|(at, note)| {
                let number = ("number", (at + 1).into());
                let text = ("text", note.text.as_str().into());
                match note.range {
                    Some(range) => {
                        let paragraph = page.paragraph_at(range.start) + 1;
                        let values = [number, text, ("paragraph", paragraph.into())];
                        self.locale.with("linear-note-at", &values)
                    }
                    None => self.locale.with("linear-note", &[number, text]),
                }
            });
        let notes: Vec<String> = lines.collect();
        self.said_notes = Some((page.article.id, Arc::clone(&page.article.marks.notes)));
        // A note may have several lines.
        for line in notes.iter().flat_map(|note| note.lines()) {
            self.say(line)?;
        }
        Ok(())
    }

    /// Takes a note away, by its number.
    pub(super) fn remove_note(&mut self, number: &str) -> io::Result<()> {
        let at = spoken::number(number).and_then(|n| n.checked_sub(1));
        let page = self.page.as_ref();
        let notes = page.map(|page| Arc::clone(&page.article.marks.notes));
        let notes = notes.unwrap_or_default();
        let said = self.said_notes.as_ref();
        let said = said.filter(|said| page.is_some_and(|page| page.article.id == said.0));
        // A number is that of the list as it was said.
        let at = at.and_then(|at| match said {
            Some((_, said)) => {
                let meant = said.get(at)?;
                notes.iter().position(|note| note == meant)
            }
            None => Some(at),
        });
        let Some(at) = at.filter(|at| *at < notes.len()) else {
            let count = notes.len();
            return self.say_id("linear-no-note", &[("count", count.into())]);
        };
        self.can_undo_marks(|id, marks| Step::Notes(id, Arc::clone(&marks.notes)));
        let gone = self.mark(|marks, _| {
            let mut notes = marks.notes.to_vec();
            notes.remove(at);
            marks.notes = notes.into();
        })?;
        match gone {
            Some(()) => {
                self.say_id("note-gone", &[])?;
                // The numbers are others now.
                self.said_notes = None;
                self.notes()
            }
            None => Ok(()),
        }
    }
}

/// The tags with some more, and without those behind a hyphen.
fn changed_tags(tags: &[Arc<str>], changes: Vec<Arc<str>>) -> Vec<Arc<str>> {
    let mut all = tags.to_vec();
    for tag in changes {
        let gone = tag.strip_prefix('-').map(str::trim);
        let name = fold(gone.unwrap_or(&tag));
        let at = all.iter().position(|other| fold(other) == name);
        match (gone, at) {
            (Some(_), Some(at)) => drop(all.remove(at)),
            (None, None) => all.push(tag),
            _ => {}
        }
    }
    all
}
