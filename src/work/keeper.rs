//! The thread that keeps what a reader did. It writes through to the disk, so nobody waits
//! for it.

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use rustc_hash::FxHashMap;

use crate::entity::gazetteer::Gazetteer;
use crate::library::portrait::{Outside, Portrait};
use crate::library::{
    Article, ArticleId, Desk, EntityId, Error, Identity, Keeping, Library, Resumed, Row, Spot,
    State, Waiting, Which,
};
use crate::work::{Report, Trouble};

/// What a reader did in one collection: at the desk, or only in memory where nothing is
/// kept.
#[derive(Debug)]
pub struct Memory {
    /// The articles.
    pub library: Arc<Library>,
    /// `None`: nothing is kept.
    pub desk: Option<Arc<Desk>>,
    /// Which collection it is.
    pub which: Which,
    /// The reader's lists over those of the program; `None`: there are none of the reader.
    pub lists: Option<Arc<Gazetteer>>,
}

impl Memory {
    /// The rows of some articles, with what the reader did.
    ///
    /// # Errors
    /// When a database cannot be read.
    pub fn rows(&self, ids: &[ArticleId]) -> Result<Vec<Row>, Error> {
        let mut rows = self.library.rows(ids)?;
        let Some(desk) = &self.desk else {
            return Ok(rows);
        };
        let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
        let known = desk.may_know(&self.library.outlines(&ids)?)?;
        for (row, known) in rows.iter_mut().zip(known) {
            if known
                && let Some(identity) = self.library.identity(row.id)?
                && let Some(mark) = desk.mark(&identity)?
            {
                row.marks = mark.marks;
            }
        }
        Ok(rows)
    }

    /// What the articles tell of an actor, and what the lists call it elsewhere.
    ///
    /// # Errors
    /// When a database cannot be read, or somebody waits for something more urgent.
    pub fn portrait(
        &self,
        id: EntityId,
        waiting: Option<&Waiting>,
    ) -> Result<Option<Portrait>, Error> {
        let Some(mut portrait) = self.library.portrait(id, waiting)? else {
            return Ok(None);
        };
        portrait.actor = self.library.counted(portrait.actor)?;
        let lists = self
            .lists
            .as_deref()
            .unwrap_or_else(|| Gazetteer::embedded());
        let entry = lists.index_of(&portrait.actor.key);
        if let Some(entry) = entry.and_then(|index| lists.entry(index)) {
            portrait.outside = Outside::of(entry);
        }
        Ok(Some(portrait))
    }

    /// One article, with the place where one left it.
    ///
    /// # Errors
    /// When a database cannot be read.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, Error> {
        let Some(mut article) = self.library.article(id)? else {
            return Ok(None);
        };
        article.actors = self.library.all_counted(&article.actors)?;
        article.with_weak = self.library.all_counted(&article.with_weak)?;
        if let Some(desk) = &self.desk
            && let Some(identity) = self.library.identity(id)?
        {
            let mark = desk.mark(&identity)?.unwrap_or_default();
            let source = &article.document.source;
            article.spot = mark.spot.map(|spot| spot.found_in(source));
            article.marks = mark.marks;
            let notes = article.marks.notes.iter().cloned();
            article.marks.notes = notes.map(|note| note.found_in(source)).collect();
        }
        Ok(Some(article))
    }

    /// Where one was, as far as the articles are there; `None` when that is not known.
    ///
    /// # Errors
    /// When a database cannot be read.
    pub fn resumed(&self) -> Result<Option<Resumed>, Error> {
        let Some(desk) = &self.desk else {
            return Ok(None);
        };
        let Some(state) = desk.state(&self.which)? else {
            return Ok(None);
        };
        let place = |(identity, spot): (Identity, Spot)| {
            let id = self.library.locate(&identity)?;
            Ok::<_, Error>(id.map(|id| (id, spot)))
        };
        let here = match state.here {
            Some(here) => place(here)?,
            None => None,
        };
        let mut back = Vec::new();
        for one in state.back {
            back.extend(place(one)?);
        }
        let chosen = match &state.desktop.chosen {
            Some(key) => self.library.actor_of_key(key)?,
            None => None,
        };
        Ok(Some(Resumed {
            state: State {
                here,
                back,
                desktop: state.desktop,
            },
            chosen,
        }))
    }

    /// Keeps what there is to be kept. An article that went meanwhile is passed over.
    fn keep(
        &self,
        keeping: Keeping,
        known: &mut FxHashMap<ArticleId, Option<Identity>>,
    ) -> Result<(), Error> {
        let Some(desk) = &self.desk else {
            return Ok(());
        };
        let mut identity = |id: ArticleId| {
            if let Some(identity) = known.get(&id) {
                return Ok::<_, Error>(identity.clone());
            }
            let identity = self.library.identity(id)?;
            known.insert(id, identity.clone());
            Ok(identity)
        };
        let Keeping {
            state,
            marks: changed,
            labels: written,
            saved,
            spots: left,
        } = keeping;
        let (mut marks, mut spots, mut back) = (Vec::new(), Vec::new(), Vec::new());
        let mut labels = Vec::new();
        for (id, mark) in written {
            labels.extend(identity(id)?.map(|identity| (identity, mark)));
        }
        for (id, mark) in changed {
            marks.extend(identity(id)?.map(|identity| (identity, mark)));
        }
        for (id, spot) in left {
            spots.extend(identity(id)?.map(|identity| (identity, spot)));
        }
        for (id, spot) in state.back {
            back.extend(identity(id)?.map(|identity| (identity, spot)));
        }
        let here = match state.here {
            Some((id, spot)) => identity(id)?.map(|identity| (identity, spot)),
            None => None,
        };
        let state = State {
            here,
            back,
            desktop: state.desktop,
        };
        desk.keep(&self.which, &state, &marks, &labels, &saved, &spots)
    }
}

/// The thread; what it was given is on the disk when this has been dropped.
#[derive(Debug)]
pub struct Keeper {
    inbox: Option<Sender<Keeping>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread. `report` is called on it when something cannot be kept.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        memory: Arc<Memory>,
        report: impl Fn(Report) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (inbox, given) = mpsc::channel::<Keeping>();
        let thread = thread::Builder::new()
            .name("desk".to_owned())
            .spawn(move || {
                let mut known = FxHashMap::default();
                let mut told = false;
                // What could not be kept is tried again with what comes next, and at the end.
                let mut left: Option<Keeping> = None;
                for keeping in given {
                    let keeping = match left.take() {
                        Some(before) => keeping.after(before),
                        None => keeping,
                    };
                    let kept = memory.keep(keeping.clone(), &mut known);
                    if kept.is_err() {
                        left = Some(keeping);
                    }
                    // Once is enough; what comes next is tried all the same.
                    if let Err(error) = kept
                        && !std::mem::replace(&mut told, true)
                    {
                        report(Report::Warning(Trouble::NotKept(error)));
                    }
                }
                if let Some(left) = left {
                    // There is nobody any more to be told.
                    let _ = memory.keep(left, &mut known);
                }
                if let Some(desk) = &memory.desk {
                    // The desk itself is whole; tomorrow is another day.
                    let _ = desk.copy_sometimes();
                }
            })?;
        Ok(Self {
            inbox: Some(inbox),
            thread: Some(thread),
        })
    }

    /// Keeps; nothing waits.
    pub fn keep(&self, keeping: Keeping) {
        if let Some(inbox) = &self.inbox {
            // The thread ends only when this value is dropped.
            let _ = inbox.send(keeping);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.inbox = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};
    use crate::library::{Draft, Entry, Marks, Stage};

    fn library() -> Library {
        let library = Library::in_memory().unwrap();
        let file = |change: &crate::library::Change<'_>| {
            let mut filing = change.begin(b"/a.txt", 0, Stage::default())?;
            let draft = Draft::new(
                &read("نعم".to_owned(), Format::Plain),
                Stage::default(),
                &[],
            );
            change.file(
                &mut filing,
                &Entry {
                    doc: "a.txt".to_owned(),
                    content: Ok(Box::new(draft.analysed(&Default::default()))),
                },
            )?;
            change.end(filing, None, false)
        };
        library.change(file).unwrap();
        library.link(Gazetteer::embedded()).unwrap();
        library
    }

    #[test]
    fn what_could_not_be_kept_is_kept_later() {
        let folder = tempfile::tempdir().unwrap();
        let (desk, _) = Desk::open(folder.path()).unwrap();
        let memory = Arc::new(Memory {
            library: Arc::new(library()),
            desk: Some(Arc::new(desk)),
            which: Which::default(),
            lists: None,
        });
        let id = memory.library.listing().unwrap().ids[0];
        let keeping = |tag: &str, saved: &str| {
            let marks = Marks {
                tags: [tag.into()].into(),
                ..Marks::default()
            };
            Keeping {
                state: State::default(),
                marks: Vec::new(),
                labels: vec![(id, marks)],
                saved: vec![(saved.to_owned(), Some("q".to_owned()))],
                spots: Vec::new(),
            }
        };
        let (sender, reports) = mpsc::channel();
        let report = move |report| sender.send(report).unwrap();
        let keeper = Keeper::start(Arc::clone(&memory), report).unwrap();
        let desk = memory.desk.as_ref().unwrap();
        desk.refuse(true);
        keeper.keep(keeping("first", "one"));
        let told = reports.recv().unwrap();
        assert!(matches!(told, Report::Warning(_)), "{told:?}");
        desk.refuse(false);
        keeper.keep(keeping("second", "two"));
        drop(keeper);
        let identity = memory.library.identity(id).unwrap().unwrap();
        let marks = desk.mark(&identity).unwrap().unwrap().marks;
        assert_eq!(marks.tags.join(" "), "second");
        assert_eq!(desk.saved().unwrap().len(), 2);
        // At the end it is tried once more.
        let (sender, reports) = mpsc::channel();
        let report = move |report| sender.send(report).unwrap();
        let keeper = Keeper::start(Arc::clone(&memory), report).unwrap();
        desk.refuse(true);
        keeper.keep(keeping("third", "three"));
        let told = reports.recv().unwrap();
        assert!(matches!(told, Report::Warning(_)), "{told:?}");
        desk.refuse(false);
        drop(keeper);
        assert_eq!(desk.saved().unwrap().len(), 3);
    }
}
