//! What is opened and what is not, how a session ends, and what a terminal may answer: the
//! real binary in a pseudo-terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use pty::reading::{body, ended, opened, panes, quits, sample, status};
use pty::sequences::assert_only_known_sequences;
use pty::{Session, Start, When};
use rustix::process::Signal;

const WARRAQ: &str = env!("CARGO_BIN_EXE_warraq");

/// A folder with two articles in it, `articles/one.txt` and `articles/two.md`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    fs::write(articles.join("one.txt"), "وصل لوكاشينكو إلى القاهرة.\n").unwrap();
    fs::write(
        articles.join("two.md"),
        "# A title\n\nLukashenko came to Cairo.\n",
    )
    .unwrap();
    folder
}

fn started(folder: &Path, args: &[&str]) -> Session {
    Start::warraq(args).size(120, 24).folder(folder).spawn()
}

/// It ended before the screen was touched: not one control but line ends was written.
#[track_caller]
fn ends_with_a_message(mut session: Session, code: u32) -> String {
    let exit = session.exit_status();
    assert_eq!(exit.exit_code(), code, "{}", session.text());
    let written = String::from_utf8(session.written().to_vec()).unwrap();
    let control = written
        .chars()
        .find(|c| c.is_control() && !"\r\n".contains(*c));
    assert_eq!(control, None, "{written:?}");
    written.replace("\r\n", "\n")
}

#[test]
fn a_missing_path_is_named_with_its_nearest_before_the_screen_is_touched() {
    let folder = folder();
    let said = ends_with_a_message(started(folder.path(), &["articels"]), 2);
    assert_eq!(
        said,
        "warraq: articels does not exist. Nearest: articles; nothing was opened.\n"
    );
    let said = ends_with_a_message(started(folder.path(), &["articles/tow.md", "nowhere/x"]), 2);
    assert_eq!(
        said,
        "warraq: articles/tow.md does not exist. Nearest: two.md; nothing was opened.\n\
         warraq: nowhere/x does not exist; nothing was opened.\n"
    );
}

#[test]
fn the_rest_opens_when_a_path_is_missing() {
    let folder = folder();
    let mut session = started(folder.path(), &["articles", "nowhere.txt"]);
    session.wait_for_text("1 of 2");
    session.wait_until(|screen| {
        let status = status(screen);
        let said = status.contains("! nowhere.txt does not exist");
        said.then_some(()).ok_or(status)
    });
    session.keys("q");
    let session = ended(session, 3);
    // The message is there again on the shell's own screen.
    assert!(session.text().contains("nowhere.txt does not exist"));
}

#[test]
fn faults_in_marks_beside_an_article_are_told_on_the_screen() {
    let folder = folder();
    let marks = folder.path().join("articles/one.ann");
    fs::write(
        &marks,
        "T1\tPerson 4 13\tلوكاشينكو\nT2\tPerson 0 4\tNobody\n",
    )
    .unwrap();
    let mut session = started(folder.path(), &["articles"]);
    session.wait_for_text("! one.ann:2: “Nobody” stands neither at 0–4 nor nearby");
    fs::write(
        &marks,
        "T1\tGhost 4 13\tلوكاشينكو\nT2\tPerson 0 4\tNobody\n",
    )
    .unwrap();
    let mut again = started(folder.path(), &["articles"]);
    again.wait_for_text("! 2 faults in marks; the first: one.ann:1: the kind");
    for session in [&mut session, &mut again] {
        session.keys("q");
    }
    ended(session, 0);
    ended(again, 0);
}

#[test]
fn unreadable_files_among_good_ones_are_listed_with_their_reason() {
    let folder = folder();
    let articles = folder.path().join("articles");
    symlink("nowhere", articles.join("three.txt")).unwrap();
    let mut session = started(folder.path(), &["articles"]);
    session.wait_for_text("1 file was left out; the list says why.");
    let rows = session.screen();
    let at = rows
        .iter()
        .position(|row| row.contains("three.txt"))
        .unwrap();
    assert!(rows[at].starts_with(" ! "), "{}", rows[at]);
    assert!(
        rows[at + 1].contains("it does not exist"),
        "{}",
        rows[at + 1]
    );
    // The walk goes past it.
    session.keys("flukash");
    session.wait_for_text("Alexander Lukashenko");
    session.keys("\r");
    session.wait_for_text("1/1 here · 2 in 2 articles");
    session.keys("n");
    session.wait_for_text("article: A title");
    session.keys("n");
    session.wait_for_text("Past the last mention");
    session.keys("q");
    ended(session, 3);
}

#[test]
fn a_binary_file_given_by_name_is_listed_and_only_counted_in_a_folder() {
    let folder = folder();
    let articles = folder.path().join("articles");
    fs::write(articles.join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\r").unwrap();
    let mut session = started(folder.path(), &["articles/one.txt", "articles/picture.png"]);
    session.wait_for_text("1 file was left out; the list says why.");
    assert!(
        session.text().contains("it is not text"),
        "{}",
        session.text()
    );
    session.keys("q");
    ended(session, 3);

    let mut session = started(folder.path(), &["articles"]);
    session.wait_for_text("1 of 2");
    session.wait_for_text("one.txt · 1 min");
    // A key takes away what the status line says of it.
    session.keys("nn");
    session.wait_for_text("2/2 names");
    assert!(!session.text().contains("picture"), "{}", session.text());
    quits(session);
}

#[test]
fn only_files_that_cannot_be_read_end_with_three() {
    let folder = folder();
    fs::write(folder.path().join("x.bin"), b"\0\x01\x02\0").unwrap();
    let mut session = started(folder.path(), &["x.bin"]);
    session.wait_for_text("x.bin");
    session.wait_for_text("left out");
    session.keys("q");
    ended(session, 3);
}

#[test]
fn an_empty_folder_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = started(folder.path(), &["."]);
    session.wait_for_text("This folder holds no text to be read.");
    assert!(!session.text().contains("passed over"));
    // No key stumbles over nothing.
    session.keys("nNhl]G5jkyY\r\x0fJ");
    session.keys("?");
    session.wait_for_text("type to search");
    session.keys("q");
    session.wait_for_text("This folder holds no text");
    quits(session);
}

#[test]
fn a_folder_of_other_files_counts_them() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.png", "b.jpg", "c"] {
        fs::write(folder.path().join(name), b"\0\xff\xfe\0\x01").unwrap();
    }
    let mut session = started(folder.path(), &["."]);
    session.wait_for_text("This folder holds no text to be read.");
    session.wait_for_text("3 other files were passed over.");
    quits(session);
}

#[test]
fn the_article_comes_from_standard_input_and_keys_from_the_terminal() {
    let folder = folder();
    // What stands in the article would be keys: q leaves.
    fs::write(
        folder.path().join("in"),
        "qqq وصل لوكاشينكو.\n\nq Lukashenko.\n",
    )
    .unwrap();
    let script = "\"$0\" - < in; echo \"it ended with $?\"";
    let start = Start::program("sh", &["-c", script, WARRAQ]);
    let mut session = start.size(120, 24).folder(folder.path()).spawn();
    session.wait_for_text("Enter on a name");
    session.keys("n");
    session.wait_for_text("1/2 names");
    session.keys("\r");
    session.wait_for_text("1/2 here · 2 in 1 article");
    session.keys("n");
    session.wait_for_text("2/2 here");
    session.keys("q");
    let session = ended(session, 0);
    assert!(
        session.text().contains("it ended with 0"),
        "{}",
        session.text()
    );
}

#[test]
fn signals_leave_the_terminal_as_it_was() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut session = opened(80, 24);
        session.keys("f");
        session.wait_for_text("Find an actor");
        session.signal(signal);
        ended(session, code);
    }
}

#[test]
fn control_c_quits_at_once_from_anywhere() {
    for keys in ["", "f", "?", "/abc", ":"] {
        let mut session = opened(80, 24);
        session.keys(keys);
        session.keys("\x03");
        ended(session, 0);
    }
}

#[test]
fn control_z_stops_the_job_and_fg_shows_the_same_page() {
    let script = "set -m; \"$0\"; echo it stopped; read x; fg";
    let start = Start::program("sh", &["-c", script, WARRAQ]);
    let mut session = start.size(80, 24).spawn();
    session.wait_for_text("Enter on a name");
    pty::reading::is_read_in(&mut session, 80, 24);
    let before = session.screen();
    session.keys("\x1a");
    session.wait_for_text("it stopped");
    session.assert_restored();
    assert!(session.is_cooked());
    session.keys("\n");
    session.wait_until(|screen| {
        let same = screen.alternate_screen() && pty::rows(screen) == before;
        same.then_some(()).ok_or("another screen".into())
    });
    session.keys("n");
    session.wait_for_text("names");
    quits(session);
}

#[test]
fn control_z_without_a_shell_says_why_nothing_happens() {
    let mut session = opened(80, 24);
    session.keys("\x1a");
    session.wait_for_text("There is no shell to go back to");
    quits(session);
}

/// A terminal that answers when it likes; the finder is open, so that an answer taken for
/// keys is seen as text.
#[track_caller]
fn no_answer_is_a_key(replies: Vec<pty::Reply>, in_pieces: bool) {
    let mut session = Start::warraq(&[]).replies(replies).spawn();
    session.wait_for_text("Enter on a name");
    pty::reading::is_read_in(&mut session, 80, 24);
    let panes = panes(80, 24, &sample()[0]);
    let before = body(session.vt(), &panes);
    session.release(in_pieces);
    session.keys("f");
    session.wait_for_text("›");
    session.keys("xx");
    session.wait_until(|screen| {
        let rows = pty::rows(screen);
        let row = rows.into_iter().find(|row| row.contains('›'));
        let row = row.ok_or("no finder")?;
        let typed: Vec<&str> = row.split('›').nth(1).unwrap().split_whitespace().collect();
        (typed[0] == "xx").then_some(()).ok_or(row)
    });
    session.keys("\x1b");
    session.wait_for_text("Enter on a name");
    assert_eq!(body(session.vt(), &panes), before);
    quits(session);
}

#[test]
fn answers_that_come_late_or_in_pieces_are_no_keys() {
    for in_pieces in [false, true] {
        no_answer_is_a_key(pty::xterm(When::Held), in_pieces);
        no_answer_is_a_key(pty::vte(When::Held), in_pieces);
    }
}

#[test]
fn late_answers_do_not_fall_into_a_prompt() {
    let mut session = Start::warraq(&[]).replies(pty::xterm(When::Held)).spawn();
    session.wait_for_text("Enter on a name");
    session.keys("/");
    session.wait_until(|screen| {
        let status = status(screen);
        status.starts_with(" /").then_some(()).ok_or(status)
    });
    session.release(true);
    session.keys("ab");
    session.wait_until(|screen| {
        let status = status(screen);
        let typed = status.trim().trim_end_matches("0 hits").trim_end() == "/ ab";
        typed.then_some(()).ok_or(status)
    });
    session.keys("\x03");
    ended(session, 0);
}

#[test]
fn a_terminal_that_never_answers_is_read_in_as_well() {
    let mut session = Start::warraq(&[]).replies(Vec::new()).spawn();
    session.wait_for_text("Enter on a name");
    session.keys("n");
    session.wait_for_text("names");
    quits(session);
}

#[test]
fn what_is_typed_before_the_first_frame_is_not_lost() {
    let mut session = Start::warraq(&[]).replies(pty::xterm(When::Held)).spawn();
    session.keys("flukash");
    session.wait_for_text("Alexander Lukashenko");
    session.release(false);
    session.keys("\x03");
    let session = ended(session, 0);
    assert_only_known_sequences(session.written());
}
