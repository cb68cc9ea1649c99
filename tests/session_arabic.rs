//! The Arabic interface: the real binary in a pseudo-terminal, told by the environment.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use pty::Start;
use pty::reading::{bare, logical, quits};

/// Waits until Arabic words stand on a row, counted from the last one; the row.
#[track_caller]
fn wait_for_words(session: &mut pty::Session, from_end: usize, words: &str) -> String {
    let mut found = String::new();
    session.wait_until(|screen| {
        let rows = pty::rows(screen);
        let row = rows.iter().rev().nth(from_end).cloned().unwrap_or_default();
        let here = logical(&row).contains(&bare(words));
        found.clone_from(&row);
        here.then_some(()).ok_or(format!("no {words}: {row}"))
    });
    found
}

#[test]
fn an_arabic_locale_speaks_arabic_from_right_to_left() {
    let mut session = Start::warraq(&["--sample"])
        .env("LC_ALL", "ar_EG.UTF-8")
        .size(120, 36)
        .spawn();
    wait_for_words(&mut session, 0, "اسم بعد");
    // Names are known when the sidebar has them.
    session.wait_for_text("●");
    session.keys("n");
    wait_for_words(&mut session, 0, "الاسم");
    session.keys("\r");
    let row = wait_for_words(&mut session, 0, "هنا");
    // The status line begins at the right edge; the percent stands at the left one.
    assert!(row.trim_end().chars().count() > 110, "{row}");
    assert!(row.find('٪').is_some_and(|at| at < 10), "{row}");
    assert!(!row.contains("here") && !row.contains('\u{2068}'), "{row}");
    // A key turns the panes, and the words stay.
    session.keys("\x1bm");
    wait_for_words(&mut session, 0, "الألواح من اليسار إلى اليمين");
    quits(session);
}

#[test]
fn a_setting_wins_over_the_environment_and_a_flag_over_both() {
    let mut session = Start::warraq(&["--sample", "--language", "en"])
        .env("LC_ALL", "ar_EG.UTF-8")
        .spawn();
    session.wait_for_text("Enter on a name");
    quits(session);
    let mut session = Start::warraq(&["--sample", "--language", "ar"]).spawn();
    wait_for_words(&mut session, 0, "اسم بعد");
    quits(session);
}
