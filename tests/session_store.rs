//! What is kept between two sessions, and what is not.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;
use std::path::Path;

use pty::reading::{ended, status};
use pty::{Session, Start};

/// Articles, and a home for what is kept.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for n in 1..=3 {
        let text = format!("عنوان رقم {n}\n\nوصل لوكاشينكو إلى مينسك.\n");
        fs::write(articles.join(format!("{n}.txt")), text).unwrap();
    }
    folder
}

fn started(folder: &Path, args: &[&str]) -> Session {
    let data = folder.join("data");
    Start::warraq(args)
        .size(120, 24)
        .folder(folder)
        .env("XDG_DATA_HOME", data.to_str().unwrap())
        .spawn()
}

/// Waits until the list shows so many articles, and that one is open.
fn lists(session: &mut Session, count: &str) {
    session.wait_for(|screen| {
        let rows = pty::rows(screen);
        rows[0].contains(count) && rows.iter().any(|row| row.contains("1 of "))
    });
}

#[test]
fn what_was_read_once_opens_from_the_library() {
    let folder = folder();
    let mut session = started(folder.path(), &["articles"]);
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
    let database = folder.path().join("data/warraq/library.db");
    assert!(database.exists());

    // The articles cannot be read now, and are there all the same: they did not change.
    let one = folder.path().join("articles/1.txt");
    let long_ago = fs::metadata(&one).unwrap().modified().unwrap();
    let length = fs::metadata(&one).unwrap().len();
    let other = vec![b'x'; length.try_into().unwrap()];
    fs::write(&one, other).unwrap();
    let file = fs::File::options().write(true).open(&one).unwrap();
    file.set_modified(long_ago).unwrap();
    drop(file);
    let mut session = started(folder.path(), &["articles"]);
    lists(&mut session, "3");
    session.wait_for(|screen| !screen.contents().contains("xxx"));
    session.keys("n");
    session.wait_for(|screen| status(screen).contains("1/"));
    session.keys("q");
    ended(session, 0);

    // One that changed is read again, one that is gone goes, a new one comes.
    fs::write(&one, "Other words now\n").unwrap();
    fs::remove_file(folder.path().join("articles/2.txt")).unwrap();
    fs::write(folder.path().join("articles/4.txt"), "Fourth\n").unwrap();
    let mut session = started(folder.path(), &["articles"]);
    session.wait_for(|screen| {
        let all = screen.contents();
        all.contains("Other words now") && all.contains("Fourth")
    });
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn a_private_session_leaves_nothing() {
    let folder = folder();
    let mut session = started(folder.path(), &["--private", "articles"]);
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
    assert!(!folder.path().join("data").exists());
    // Nor does the sample need a folder, or standard input one.
    let mut session = started(folder.path(), &[]);
    session.wait_for(|screen| screen.contents().contains("1 of "));
    session.keys("q");
    ended(session, 0);
    assert!(!folder.path().join("data/warraq/library.db").exists());
}

#[test]
fn a_home_that_cannot_be_written_stops_nobody() {
    let folder = folder();
    // A file where the folder should be: no user may write into it, not even root.
    fs::write(folder.path().join("data"), "in the way").unwrap();
    let mut session = started(folder.path(), &["articles"]);
    session.wait_for(|screen| screen.contents().contains("Nothing is kept."));
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn a_broken_library_is_told_of_and_made_anew() {
    let folder = folder();
    let data = folder.path().join("data/warraq");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("library.db"), "no database at all ".repeat(100)).unwrap();
    let mut session = started(folder.path(), &["articles"]);
    session.wait_for(|screen| screen.contents().contains("The library was damaged"));
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
    assert!(data.join("library.db.broken-1").exists());
}
