//! What the world does to a session: files and databases that go while one reads, clocks that
//! go back. A message, and reading goes on.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use pty::reading::{ended, status};
use pty::{Session, Start};

/// Articles of several paragraphs, and a home for what is kept.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for n in 1..=3 {
        let text = format!("Title {n}\n\nوصل لوكاشينكو إلى مينسك.\n\nThe end of number {n}.\n");
        fs::write(articles.join(format!("{n}.txt")), text).unwrap();
    }
    folder
}

fn started(folder: &Path) -> Session {
    let data = folder.join("data");
    Start::warraq(&["articles"])
        .size(120, 24)
        .folder(folder)
        .env("XDG_DATA_HOME", data.to_str().unwrap())
        .spawn()
}

/// Waits until so many articles are listed, and one is open.
fn lists(session: &mut Session, count: &str) {
    session.wait_for(|screen| {
        let head = pty::rows(screen).swap_remove(0);
        let words: Vec<&str> = head.split_whitespace().collect();
        words.starts_with(&["Articles", count, "1", "of", count])
    });
}

/// The next article is opened: reading goes on.
fn goes_on(session: &mut Session, to: &str, text: &str) {
    session.keys("J");
    session.wait_for(|screen| {
        let all = screen.contents();
        all.contains(to) && all.contains(text)
    });
}

#[test]
fn the_open_file_is_cut_short_and_then_removed() {
    let folder = folder();
    let mut session = started(folder.path());
    lists(&mut session, "3");
    session.wait_for(|screen| screen.contents().contains("The end of number 1."));
    let one = folder.path().join("articles/1.txt");
    let file = fs::File::options().write(true).open(&one).unwrap();
    file.set_len(8).unwrap();
    drop(file);
    session.wait_for(|screen| {
        status(screen).contains("1 file new or changed.")
            && !screen.contents().contains("The end of number 1.")
    });
    fs::remove_file(&one).unwrap();
    session.wait_for(|screen| {
        status(screen).contains("This article is not there any more")
            && screen.contents().contains("of 2")
    });
    // What comes after it stands in its place.
    goes_on(&mut session, "1 of 2", "The end of number 2.");
    goes_on(&mut session, "2 of 2", "The end of number 3.");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn the_library_is_cut_short_while_one_reads() {
    let folder = folder();
    for n in 1..=3u128 {
        // Numbers are hard to press, so that each has pages of its own.
        let numbers = (1..4000u128).map(|k| (k * k * 7919 + n).pow(2).to_string());
        let numbers: Vec<String> = numbers.collect();
        let text = format!(
            "Title {n}\n\nThe end of number {n}.\n\n{}\n",
            numbers.join(" ")
        );
        fs::write(folder.path().join(format!("articles/{n}.txt")), text).unwrap();
    }
    let mut session = started(folder.path());
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
    let mut session = started(folder.path());
    lists(&mut session, "3");
    session.wait_for(|screen| screen.contents().contains("The end of number 1."));
    let database = folder.path().join("data/warraq/library.db");
    let file = fs::File::options().write(true).open(&database).unwrap();
    file.set_len(4096).unwrap();
    drop(file);
    // Who answers sees it, or who reads in.
    session.keys("J");
    session.wait_for(|screen| status(screen).contains("library is damaged"));
    session.wait_for(|screen| screen.contents().contains("The end of number"));
    session.keys("33j");
    session.wait_for(|screen| !screen.contents().contains("The end of number"));
    session.keys("q");
    ended(session, 0);
    // The next start says so, and makes it anew.
    let mut session = started(folder.path());
    session.wait_for(|screen| status(screen).contains("set aside"));
    lists(&mut session, "3");
    goes_on(&mut session, "2 of 3", "The end of number 2.");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn the_data_folder_is_removed_while_one_reads() {
    let folder = folder();
    let mut session = started(folder.path());
    lists(&mut session, "3");
    fs::remove_dir_all(folder.path().join("data")).unwrap();
    session.keys("*");
    session.wait_for(|screen| status(screen).contains("was removed"));
    goes_on(&mut session, "2 of 3", "The end of number 2.");
    session.keys("q");
    ended(session, 0);
    // The next start makes it anew.
    let mut session = started(folder.path());
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn a_clock_that_went_back_costs_nothing() {
    let folder = folder();
    let later = SystemTime::now() + Duration::from_secs(400 * 24 * 3600);
    let mut session = started(folder.path());
    lists(&mut session, "3");
    session.keys("*");
    session.wait_for(|screen| screen.contents().contains('★'));
    session.keys("q");
    ended(session, 0);
    // All that was written bears a time that has not come; one article was changed since, by
    // the clock long before it was read.
    let data = folder.path().join("data/warraq");
    for file in fs::read_dir(&data).unwrap() {
        let file = fs::File::options().write(true).open(file.unwrap().path());
        file.unwrap().set_modified(later).unwrap();
    }
    let two = folder.path().join("articles/2.txt");
    fs::write(&two, "Title 2\n\nAnother text by an old clock.\n").unwrap();
    let file = fs::File::options().write(true).open(&two).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1))
        .unwrap();
    drop(file);
    let mut session = started(folder.path());
    lists(&mut session, "3");
    session.wait_for(|screen| screen.contents().contains('★'));
    goes_on(&mut session, "2 of 3", "Another text by an old clock.");
    session.keys("q");
    ended(session, 0);
    // The daily copy is not put off until that time comes.
    let copied = fs::metadata(data.join("desk.db.copy")).unwrap();
    assert!(copied.modified().unwrap() < later);
}
