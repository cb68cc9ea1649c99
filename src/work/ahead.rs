//! What is asked at every start, answered before it is asked: while the terminal still says what it
//! is, and the list is read.

use std::panic::{self, AssertUnwindSafe};

use crate::library::{Article, ArticleId, Error, Resumed};
use crate::work::Memory;

/// Where one was, and the article that stands there. Each is given once, and only while nobody has
/// written since.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    version: Option<i64>,
    resumed: Option<Option<Resumed>>,
    article: Option<Article>,
}

impl Ahead {
    /// Looks for both. What goes wrong is told to the one who asks.
    pub(super) fn of(memory: &Memory) -> Self {
        let look = || {
            // The version goes first: what is written meanwhile makes all of it worthless.
            let version = memory.library.version()?;
            let resumed = match version {
                Some(_) => memory.resumed()?,
                None => return Ok(Self::default()),
            };
            let here = resumed.as_ref().and_then(|was| was.state.here.as_ref());
            let article = match here {
                Some((id, _)) => memory.article(*id)?,
                None => None,
            };
            Ok::<_, Error>(Self {
                version,
                resumed: Some(resumed),
                article,
            })
        };
        let looked = panic::catch_unwind(AssertUnwindSafe(look));
        looked.ok().and_then(Result::ok).unwrap_or_default()
    }

    /// Where one was; `None`: it is to be asked.
    pub(super) fn resumed(&mut self, memory: &Memory) -> Option<Option<Resumed>> {
        let resumed = self.resumed.take()?;
        self.holds(memory).then_some(resumed)
    }

    /// The article with this id; `None`: it is to be asked.
    pub(super) fn article(&mut self, memory: &Memory, id: ArticleId) -> Option<Article> {
        let article = self.article.take()?;
        (article.id == id && self.holds(memory)).then_some(article)
    }

    fn holds(&self, memory: &Memory) -> bool {
        self.version.is_some() && memory.library.version() == Ok(self.version)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::{Format, read};
    use crate::entity::gazetteer::Gazetteer;
    use crate::library::{
        Change, Desk, Desktop, Draft, Entry, Keeping, Library, Stage, State, Which,
    };
    use crate::work::Keeper;

    fn put(library: &Library, text: &str) {
        let file = |change: &Change<'_>| {
            let mut filing = change.begin(b"/a.txt", 0, Stage::default())?;
            let draft = Draft::new(&read(text.to_owned(), Format::Plain), Stage::default(), &[]);
            let entry = Entry {
                doc: "a.txt".to_owned(),
                content: Ok(Box::new(draft.analysed(&Default::default()))),
            };
            change.file(&mut filing, &entry)?;
            change.end(filing, None, false)
        };
        library.change(file).unwrap();
        library.link(Gazetteer::embedded()).unwrap();
    }

    /// One who was in the only article of a library.
    fn memory(folder: &std::path::Path) -> Arc<Memory> {
        let which = Which::paths(&["/a.txt".into()], folder);
        let library = Library::open(folder, which.clone()).unwrap().library;
        put(&library, "نعم");
        let (desk, _) = Desk::open(folder).unwrap();
        let memory = Arc::new(Memory {
            library: Arc::new(library),
            desk: Some(Arc::new(desk)),
            which,
            lists: None,
        });
        let keeper = Keeper::start(Arc::clone(&memory), |_| {}).unwrap();
        let id = memory.library.listing().unwrap().ids[0];
        keeper.keep(Keeping {
            state: State {
                here: Some((id, Default::default())),
                back: Vec::new(),
                desktop: Desktop {
                    chosen: None,
                    pins: Vec::new(),
                    list: true,
                    sidebar: true,
                    view: Default::default(),
                },
            },
            marks: Vec::new(),
            labels: Vec::new(),
            saved: Vec::new(),
            spots: Vec::new(),
        });
        drop(keeper);
        memory
    }

    #[test]
    fn what_was_looked_for_ahead_is_what_is_told_and_only_once() {
        let folder = tempfile::tempdir().unwrap();
        let memory = memory(folder.path());
        let id = memory.library.listing().unwrap().ids[0];
        let mut ahead = Ahead::of(&memory);
        assert_eq!(ahead.resumed(&memory).unwrap(), memory.resumed().unwrap());
        assert!(ahead.resumed(&memory).is_none());
        let article = ahead.article(&memory, id).unwrap();
        assert_eq!(article.document.source, "نعم");
        assert!(ahead.article(&memory, id).is_none());
        assert!(
            Ahead::of(&memory)
                .article(&memory, ArticleId(id.0 + 1))
                .is_none()
        );
    }

    #[test]
    fn what_was_written_since_makes_it_worthless() {
        let folder = tempfile::tempdir().unwrap();
        let memory = memory(folder.path());
        let id = memory.library.listing().unwrap().ids[0];
        let mut ahead = Ahead::of(&memory);
        put(&memory.library, "لا");
        assert!(ahead.resumed(&memory).is_none());
        assert!(ahead.article(&memory, id).is_none());
        // Another program writes.
        let mut ahead = Ahead::of(&memory);
        assert!(ahead.resumed.is_some() && ahead.article.is_some());
        let other = Library::open(folder.path(), memory.which.clone()).unwrap();
        put(&other.library, "ربما");
        assert!(ahead.resumed(&memory).is_none());
        assert!(ahead.article(&memory, id).is_none());
    }

    #[test]
    fn in_memory_nothing_is_looked_for() {
        let memory = Memory {
            library: Arc::new(Library::in_memory().unwrap()),
            desk: None,
            which: Which::default(),
            lists: None,
        };
        let mut ahead = Ahead::of(&memory);
        assert!(ahead.resumed(&memory).is_none());
    }
}
