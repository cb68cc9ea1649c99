//! The thread that keeps what a reader did. It writes through to the disk, so nobody waits
//! for it.

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use rustc_hash::FxHashMap;

use crate::library::{
    Article, ArticleId, Desk, Error, Identity, Keeping, Library, Resumed, Row, Spot, State, Which,
};
use crate::work::Report;

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
        for row in &mut rows {
            if let Some(identity) = self.library.identity(row.id)?
                && let Some(mark) = desk.mark(&identity)?
            {
                row.marks = mark.marks;
            }
        }
        Ok(rows)
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
                for keeping in given {
                    let kept = memory.keep(keeping, &mut known);
                    // Once is enough; what comes next is tried all the same.
                    if let Err(error) = kept
                        && !std::mem::replace(&mut told, true)
                    {
                        report(Report::Warning(format!(
                            "Marks and places cannot be kept: {error}."
                        )));
                    }
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
