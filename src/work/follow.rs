//! Watches the paths that are open, and waits until what changes there comes to rest.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::text::clean;
use crate::work::Trouble;
use crate::work::indexer::Wake;

/// Changes have come to rest when nothing changed for so long.
const QUIET: Duration = Duration::from_millis(300);
/// What never rests is looked at so often.
const AT_LEAST: Duration = Duration::from_secs(5);

/// Watches files and folders until it is dropped, but for what the program writes itself. The
/// error is in words for the reader: everything else goes on without it.
pub(super) fn watch(
    roots: &[PathBuf],
    own: Option<&Path>,
    changed: Sender<Wake>,
) -> Result<Option<RecommendedWatcher>, Trouble> {
    if roots.is_empty() {
        return Ok(None);
    }
    let own = own.map(|own| own.canonicalize().unwrap_or_else(|_| own.to_owned()));
    let on_event = move |event: notify::Result<Event>| {
        if event.map_or(true, |event| tells(&event, own.as_deref())) {
            // The thread may have ended.
            let _ = changed.send(Wake::Changed);
        }
    };
    let mut watcher = notify::recommended_watcher(on_event).map_err(|e| words(&e))?;
    for root in roots {
        let watched = watcher.watch(root, RecursiveMode::Recursive);
        // A path that is not there was told of when it was opened.
        watched
            .or_else(|error| match error.kind {
                ErrorKind::PathNotFound => Ok(()),
                ErrorKind::Io(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
                kind => Err(notify::Error::new(kind)),
            })
            .map_err(|e| words(&e))?;
    }
    Ok(Some(watcher))
}

/// True for what may have changed an article.
fn tells(event: &Event, own: Option<&Path>) -> bool {
    let only_looked = matches!(
        event.kind,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime))
    );
    // Hidden files are no articles.
    let hidden = |path: &PathBuf| {
        let name = path.file_name();
        name.is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
    };
    let ours = |path: &PathBuf| own.is_some_and(|own| path.starts_with(own));
    let none = |path: &PathBuf| hidden(path) || ours(path);
    !only_looked && (event.paths.is_empty() || !event.paths.iter().all(none))
}

fn words(error: &notify::Error) -> Trouble {
    let why = match &error.kind {
        ErrorKind::MaxFilesWatch => return Trouble::NoRoomToWatch,
        // What Linux says of its watches, when they are all taken.
        ErrorKind::Io(e) if e.raw_os_error() == Some(28) => return Trouble::NoRoomToWatch,
        ErrorKind::Io(e) => e.to_string(),
        _ => error.to_string(),
    };
    Trouble::NotWatched(clean::visible(&why).into_owned())
}

/// Waits until something changed and came to rest ([`Wake::Changed`]), or the reader asks
/// ([`Wake::Again`]), or it is over ([`Wake::End`]).
pub(super) fn wait(woken: &Receiver<Wake>) -> Wake {
    loop {
        match woken.recv() {
            Ok(Wake::Changed) => return rest(woken),
            Ok(Wake::Again) => return Wake::Again,
            Ok(Wake::Shown) => {}
            Ok(Wake::End) | Err(_) => return Wake::End,
        }
    }
}

fn rest(woken: &Receiver<Wake>) -> Wake {
    let begun = Instant::now();
    loop {
        let left = AT_LEAST.saturating_sub(begun.elapsed()).min(QUIET);
        match woken.recv_timeout(left) {
            Ok(Wake::Changed | Wake::Shown) => {}
            Ok(Wake::Again) => return Wake::Again,
            Err(RecvTimeoutError::Timeout) => return Wake::Changed,
            Ok(Wake::End) | Err(RecvTimeoutError::Disconnected) => return Wake::End,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn many_changes_are_one_and_an_end_is_heard_among_them() {
        let (wake, woken) = mpsc::channel();
        for _ in 0..50 {
            wake.send(Wake::Changed).unwrap();
        }
        assert_eq!(wait(&woken), Wake::Changed);
        assert!(woken.try_recv().is_err(), "none is left");
        wake.send(Wake::Changed).unwrap();
        wake.send(Wake::End).unwrap();
        assert_eq!(wait(&woken), Wake::End);
        wake.send(Wake::Shown).unwrap();
        wake.send(Wake::Again).unwrap();
        assert_eq!(wait(&woken), Wake::Again);
        drop(wake);
        assert_eq!(wait(&woken), Wake::End);
    }

    #[test]
    fn what_is_written_is_told_and_what_is_ours_or_hidden_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("news/deep")).unwrap();
        fs::create_dir_all(root.join("data")).unwrap();
        let (changed, woken) = mpsc::channel();
        let own = root.join("data");
        let watch = watch(std::slice::from_ref(&root), Some(&own), changed).unwrap();
        assert!(watch.is_some());
        fs::write(own.join("library.db"), "x").unwrap();
        fs::write(root.join("news/.hidden"), "x").unwrap();
        fs::write(root.join("news/deep/one.txt"), "x").unwrap();
        assert_eq!(
            woken.recv_timeout(Duration::from_secs(20)),
            Ok(Wake::Changed)
        );
        let event = |path: &str| Event::new(EventKind::Any).add_path(root.join(path));
        assert!(tells(&event("news/deep/one.txt"), Some(&own)));
        assert!(!tells(&event("data/library.db-wal"), Some(&own)));
        assert!(!tells(&event("news/.hidden"), Some(&own)));
        let read = EventKind::Access(notify::event::AccessKind::Any);
        assert!(!tells(&Event::new(read).add_path(root.join("a.txt")), None));
        let gone = super::watch(&[root.join("none")], None, mpsc::channel().0);
        assert!(gone.is_ok(), "a path that is not there stops nothing");
    }

    #[test]
    fn no_room_for_watches_is_said_in_words() {
        let words = words(&notify::Error::new(ErrorKind::MaxFilesWatch));
        assert_eq!(words, crate::work::Trouble::NoRoomToWatch);
    }
}
