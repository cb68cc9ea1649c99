//! What a reader writes outlives the session, the program and the library.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use pty::reading::{ended, status};
use pty::{Session, Start};

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for (n, who) in [(1, "لوكاشينكو"), (2, "بوتين"), (3, "ميركل")] {
        let text = format!("عنوان رقم {n}\n\nوصل {who} إلى مينسك.\n");
        fs::write(articles.join(format!("{n}.txt")), text).unwrap();
    }
    folder
}

fn started(folder: &Path, args: &[&str]) -> Session {
    let data = folder.join("data");
    Start::warraq(args)
        .size(130, 24)
        .folder(folder)
        .env("XDG_DATA_HOME", data.to_str().unwrap())
        .spawn()
}

fn shows(session: &mut Session, text: &str) {
    session.wait_for(|screen| screen.contents().contains(text));
}

/// Waits until everything is read in and an article is open.
fn reads(session: &mut Session) {
    session.wait_for(|screen| {
        let head = pty::rows(screen).swap_remove(0);
        let words: Vec<&str> = head.split_whitespace().collect();
        words.starts_with(&["Articles", "3"]) && words[3..].starts_with(&["of", "3"])
    });
}

fn says(session: &mut Session, text: &str) {
    session.wait_for(|screen| status(screen).contains(text));
}

/// The program without a screen, with the same home.
fn command(folder: &Path, args: &[&str]) -> String {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder.join("home"))
        .env("XDG_DATA_HOME", folder.join("data"))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Waits until the desk on the disk answers a question.
fn kept(folder: &Path, sql: &str) {
    let desk = folder.join("data/warraq/desk.db");
    let begin = Instant::now();
    let asked = || {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let desk = rusqlite::Connection::open_with_flags(&desk, flags).ok()?;
        desk.query_row(sql, [], |_| Ok(())).ok()
    };
    while asked().is_none() {
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "never kept: {sql}"
        );
        std::thread::yield_now();
    }
}

#[test]
fn notes_and_tags_outlive_a_kill_and_a_library_that_is_made_anew() {
    let folder = folder();
    let mut session = started(folder.path(), &["articles"]);
    reads(&mut session);
    session.keys(".energy, minsk\r");
    says(&mut session, "Tags: energy · minsk.");
    shows(&mut session, "#energy #minsk");
    session.keys("nV;when?\r");
    says(&mut session, "Noted.");
    shows(&mut session, "◊");
    kept(folder.path(), "SELECT 1 FROM note, tag");
    session.signal(rustix::process::Signal::KILL);
    drop(session);

    let first = folder.path().join("articles/1.txt");
    let noted = command(folder.path(), &["notes"]);
    let line = "\t17\t26\tلوكاشينكو\twhen?\tenergy|minsk\n";
    assert!(noted.ends_with(line), "{noted}");
    assert!(noted.starts_with(first.to_str().unwrap()));
    let json = command(folder.path(), &["notes", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["start"], &json["end"]), (&17.into(), &26.into()));
    assert!(json["made"].as_str().unwrap().ends_with('Z'));

    // The library is made anew, and the article has moved and grown.
    for entry in fs::read_dir(folder.path().join("data/warraq")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("library.db")
        {
            fs::remove_file(path).unwrap();
        }
    }
    let moved = folder.path().join("articles/0.txt");
    fs::rename(&first, &moved).unwrap();
    let mut session = started(folder.path(), &["articles"]);
    reads(&mut session);
    shows(&mut session, "#energy #minsk");
    let text = fs::read_to_string(&moved).unwrap();
    session.keys("q");
    ended(session, 0);
    fs::write(&moved, format!("A line before\n\n{text}")).unwrap();
    let mut session = started(folder.path(), &["articles"]);
    reads(&mut session);
    shows(&mut session, "A line before");
    session.keys("\"");
    shows(&mut session, "when?");
    session.keys("\r");
    says(&mut session, "when?");
    session.keys("q");
    ended(session, 0);

    // Queries know of it, on the screen and without one.
    let found = command(folder.path(), &["search", "tag:energy", "articles"]);
    assert_eq!(found.split('\t').next().unwrap(), "0.txt", "{found}");
    let found = command(folder.path(), &["search", "NOT has:note", "articles"]);
    assert_eq!(found.lines().count(), 2, "{found}");
    let found = command(
        folder.path(),
        &["search", "--private", "has:note", "articles"],
    );
    assert_eq!(found, "");
    let mut session = started(folder.path(), &["articles"]);
    reads(&mut session);
    session.keys("Fhas:note\r");
    shows(&mut session, "1 of 1");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn a_saved_search_stands_above_the_articles_the_next_time_too() {
    let folder = folder();
    let mut session = started(folder.path(), &["articles"]);
    reads(&mut session);
    session.keys("FNOT 3\r");
    shows(&mut session, "2 of 3");
    session.keys(":save not three\r");
    says(&mut session, "is saved as not three.");
    kept(folder.path(), "SELECT 1 FROM saved");
    session.signal(rustix::process::Signal::KILL);
    drop(session);
    let found = command(folder.path(), &["search", "@not three", "articles"]);
    assert_eq!(found.lines().count(), 2, "{found}");
    let missing = command(folder.path(), &["search", "@none", "articles"]);
    assert_eq!(missing, "");
    let mut session = started(folder.path(), &["articles"]);
    reads(&mut session);
    let row = |screen: &vt100::Screen| {
        pty::rows(screen)
            .into_iter()
            .find(|r| r.contains("not three"))
    };
    // With how many articles it finds.
    session.wait_for(|screen| row(screen).is_some_and(|row| row.contains("2 ")));
    session.keys("\t\tk\r");
    shows(&mut session, "2 of 3");
    session.keys("ICtrl");
    shows(&mut session, "not threeCtrl");
    session.keys("\x15\r");
    says(&mut session, "The search not three is taken away.");
    session.wait_for(|screen| row(screen).is_none_or(|row| row.contains("taken away")));
    session.keys("U");
    says(&mut session, "Undone: saved searches as they were.");
    session.keys("q");
    ended(session, 0);
    let found = command(folder.path(), &["search", "@NOT THREE", "articles"]);
    assert_eq!(found.lines().count(), 2, "{found}");
}

/// A script that stands for an editor.
fn editor(folder: &Path, script: &str) -> String {
    let path = folder.join("editor");
    fs::write(&path, script).unwrap();
    format!("sh '{}' -x", path.display())
}

#[test]
fn a_long_note_is_written_in_the_editor_of_the_reader() {
    let folder = folder();
    let data = folder.path().join("data");
    let runtime = folder.path().join("run");
    fs::create_dir(&runtime).unwrap();
    let script = "read typed < \"$2\"; printf '%s\\nline %s\\tسطر ثان\\n' \"$typed\" $1 > \"$2\"\n";
    let start = |args: &[&str]| {
        Start::warraq(args)
            .size(130, 24)
            .folder(folder.path())
            .env("XDG_DATA_HOME", data.to_str().unwrap())
            .env("XDG_RUNTIME_DIR", runtime.to_str().unwrap())
            .env("VISUAL", &editor(folder.path(), script))
            .spawn()
    };
    let mut session = start(&["articles"]);
    reads(&mut session);
    session.keys(";first");
    shows(&mut session, "Tab editor");
    session.keys("\t");
    says(&mut session, "Noted.");
    session.keys("\"");
    shows(&mut session, "first");
    shows(&mut session, "line -x");
    kept(folder.path(), "SELECT 1 FROM note");
    assert_eq!(fs::read_dir(&runtime).unwrap().count(), 0);
    session.keys("qq");
    session.wait_until_left();
    let noted = command(folder.path(), &["notes"]);
    let line = "\t\t\t\tfirst\\nline -x    سطر ثان\t\n";
    assert!(noted.ends_with(line), "{noted}");

    // Where nothing is kept, no file is made either.
    fs::remove_file(folder.path().join("editor")).unwrap();
    let mut session = start(&["--private", "articles"]);
    reads(&mut session);
    session.keys(";first\t");
    says(&mut session, "No editor here");
    session.keys("\r");
    says(&mut session, "Noted.");
}
