//! How a session begins: what is known is shown at once, and nobody waits for what is not needed.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use pty::reading::ended;
use pty::{Session, Start, When, xterm};

/// Articles, and what is kept of them under the name `news`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for n in 1..=300 {
        let text = format!("عنوان رقم {n}\n\nوصل لوكاشينكو إلى مينسك.\n");
        fs::write(articles.join(format!("{n}.txt")), text).unwrap();
    }
    let added = Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(["add", "news", "articles"])
        .env_clear()
        .env("HOME", folder.path())
        .env("XDG_DATA_HOME", folder.path().join("data"))
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(added.status.success(), "{added:?}");
    folder
}

fn start(folder: &Path, args: &[&str]) -> Start {
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    Start::warraq(args)
        .size(120, 24)
        .folder(folder)
        .env("XDG_DATA_HOME", &at("data"))
        .env("XDG_STATE_HOME", &at("state"))
        .env("WARRAQ_LOG", "1")
}

/// Waits until the log has a whole line that says this, and returns the log.
fn logged(folder: &Path, said: &str) -> String {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let mut log =
            fs::read_to_string(folder.join("state/warraq/warraq.log")).unwrap_or_default();
        // A line is written in pieces.
        log.truncate(log.rfind('\n').map_or(0, |end| end + 1));
        if log.contains(said) {
            return log;
        }
        assert!(Instant::now() < deadline, "no “{said}” in:\n{log}");
        std::thread::yield_now();
    }
}

/// An article is open, and the list stands beside it.
fn opens(session: &mut Session) {
    session.wait_for(|screen| {
        let head = pty::rows(screen).swap_remove(0);
        let words: Vec<&str> = head.split_whitespace().collect();
        words.starts_with(&["Articles", "300", "1", "of", "300"])
    });
}

#[test]
fn what_is_known_is_shown_without_the_recogniser() {
    let folder = folder();
    let mut session = start(folder.path(), &["news"]).spawn();
    opens(&mut session);
    let log = logged(folder.path(), "the first page stands");
    assert!(log.contains("no recogniser was needed"), "{log}");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn the_page_is_ready_before_a_slow_terminal_has_answered() {
    let folder = folder();
    let mut session = start(folder.path(), &["news"])
        .replies(xterm(When::Held))
        .env("WARRAQ_ANSWER_MS", "20000")
        .spawn();
    let log = logged(folder.path(), "the first page is ready before");
    assert!(!log.contains("the first page stands"), "{log}");
    session.release(false);
    opens(&mut session);
    // What the terminal said counts, though the page was made before.
    let log = logged(folder.path(), "the first page stands");
    assert!(log.contains("XTerm"), "{log}");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn a_name_that_a_damaged_library_has_lost_is_not_lost_silently() {
    let folder = folder();
    let database = folder.path().join("data/warraq/library.db");
    let length = fs::metadata(&database).unwrap().len();
    fs::write(&database, vec![0x2a; length.try_into().unwrap()]).unwrap();
    let mut session = start(folder.path(), &["news"]).spawn();
    assert_eq!(session.exit_status().exit_code(), 2);
    let said = session.text();
    assert!(said.contains("The library was damaged"), "{said}");
    assert!(said.contains("news does not exist"), "{said}");
    assert!(database.with_file_name("library.db.broken-1").exists());
}
