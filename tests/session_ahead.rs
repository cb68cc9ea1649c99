//! A long article is read in a pseudo-terminal before its names are known.
//!
//! How long they take to be found must not matter. So the program is this very file: a test that
//! only another one starts, in a terminal, and whose names wait until that one says so.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
mod pty;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use pty::reading::{bare, is_rtl, logical, quits};
use pty::{Session, Start};
use warraq::config::Settings;
use warraq::library::import::Plan;
use warraq::library::{Library, Which};
use warraq::term;
use warraq::work::{Gate, Memory};

/// The folder in which the program finds its article and the pipe that says "go on".
const FOLDER: &str = "WARRAQ_TEST_FOLDER";

#[test]
#[ignore = "it is the program that the others start"]
fn the_program() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let folder = PathBuf::from(folder);
    let paths = [folder.join("long.txt")];
    let which = Which::paths(&paths, &folder);
    let opened = Library::open(&folder.join("data"), which.clone()).unwrap();
    let gate = Gate::default();
    let held = gate.hold();
    // To open a pipe is to wait for the other end.
    thread::spawn(move || {
        fs::read(folder.join("go on")).unwrap();
        drop(held);
    });
    let ended = term::run(term::Session {
        memory: Memory {
            library: Arc::new(opened.library),
            desk: None,
            which,
            lists: None,
        },
        plan: Plan::of_paths(&paths),
        follow: false,
        resume: false,
        gate,
        keymap: warraq::app::keymap::Keymap::default(),
        settings: Settings {
            welcome: false,
            ..Settings::default()
        },
        bidi: None,
        notice: None,
    });
    assert_eq!(ended.unwrap().failed, 0);
}

/// The article: longer than what is analysed at once.
fn text() -> String {
    let quiet = "سطر من الكلام لا أحد فيه\n\n";
    let (before, after) = (quiet.repeat(4), quiet.repeat(7000));
    format!("{before}وصل لوكاشينكو إلى مينسك\n\n{after}")
}

fn started(folder: &Path) -> Session {
    fs::write(folder.join("long.txt"), text()).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, folder.join("go on"), 0o600.into()).unwrap();
    let program = std::env::current_exe().unwrap();
    let args = [
        "--ignored",
        "--exact",
        "the_program",
        "--nocapture",
        "--color=never",
    ];
    Start::program(program.to_str().unwrap(), &args)
        .env(FOLDER, folder.to_str().unwrap())
        .size(120, 36)
        .spawn()
}

/// Where the line stands that names somebody, and the grounds and colours of its letters.
fn line(screen: &vt100::Screen) -> Result<(u16, Vec<String>), String> {
    let rows = pty::rows(screen);
    let named = |row: &String| logical(row).contains(&bare("لوكاشينكو إلى مينسك"));
    let y = rows.iter().position(named).ok_or("it is not there")?;
    let y = u16::try_from(y).map_err(|e| e.to_string())?;
    let cells = (0..120).filter_map(|x| screen.cell(y, x));
    let letters = cells.filter(|cell| is_rtl(cell.contents()));
    let look = |cell: &vt100::Cell| {
        format!(
            "{:?} {:?} {}",
            cell.fgcolor(),
            cell.bgcolor(),
            cell.underline()
        )
    };
    Ok((y, letters.map(look).collect()))
}

fn wait_for_status(session: &mut Session, words: &str) {
    session.wait_until(|screen| {
        let status = pty::rows(screen).last().cloned().unwrap_or_default();
        status.contains(words).then_some(()).ok_or(status)
    });
}

#[test]
fn it_is_read_and_searched_and_then_its_names_come() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = started(folder.path());
    wait_for_status(&mut session, "still being sought");
    let (before, plain) = session.wait_until(line);
    assert!(
        plain.iter().all(|look| *look == plain[0]),
        "nobody is marked: {plain:?}"
    );
    session.wait_for_text("Names are still sought");
    session.keys("G");
    wait_for_status(&mut session, "100%");
    session.keys("/مينسك\r");
    wait_for_status(&mut session, "1/1 hits");
    session.keys("\x1b");
    wait_for_status(&mut session, "still being sought");
    session.keys("g");
    wait_for_status(&mut session, " 0%");
    assert_eq!(session.wait_until(line), (before, plain.clone()));
    fs::write(folder.path().join("go on"), "").unwrap();
    wait_for_status(&mut session, "Nobody chosen");
    let (after, marked) = session.wait_until(line);
    assert_eq!(after, before, "the page stays where it is");
    assert_ne!(marked, plain);
    assert!(!session.text().contains("sought"), "{}", session.text());
    session.keys("n");
    wait_for_status(&mut session, "1/2 names");
    quits(session);
}

#[test]
fn who_leaves_waits_for_no_names() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = started(folder.path());
    wait_for_status(&mut session, "still being sought");
    quits(session);
}
