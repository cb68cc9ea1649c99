//! Selecting, marks, headings, links, text alone and two articles: the real binary in a
//! pseudo-terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;

use pty::reading::{bare, logical, quits};
use pty::{Session, Start};

const ARABIC: &str = "# عنوان الخبر\n\nوصل **لوكا**شينكو إلى بلادنا أمس[^1]. ثم عاد.\n\n";

fn article() -> String {
    let mut text = ARABIC.to_owned();
    for n in 0..40 {
        text.push_str(&format!("فقرة رقم {n} لا شيء فيها.\n\n"));
    }
    text.push_str("## خاتمة\n\nانتهى [هنا](https://example.org/a).\n\n[^1]: حاشية عن أمس.\n");
    text
}

/// A folder with that article and an English one, opened.
fn started(columns: u16, rows: u16) -> (Session, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), article()).unwrap();
    let english = "# The other\n\n".to_owned() + &"One line about nothing.\n\n".repeat(44);
    fs::write(folder.path().join("b.md"), english).unwrap();
    let path = folder.path().to_str().unwrap().to_owned();
    let mut session = Start::warraq(&[&path])
        .env("BROWSER", "/no/such/browser")
        .size(columns, rows)
        .spawn();
    session.wait_for_text("of 2");
    session.wait_for_text("Enter on a name");
    (session, folder)
}

/// What was put on the clipboard last.
#[track_caller]
fn copied(session: &Session) -> String {
    let mut all = pty::clipboard::copied(session.written());
    all.pop().unwrap()
}

/// The row on which Arabic words stand.
#[track_caller]
fn row_of(session: &mut Session, words: &str) -> u16 {
    let mut found = 0;
    session.wait_until(|screen| {
        let rows = pty::rows(screen);
        let at = rows
            .iter()
            .position(|row| logical(row).contains(&bare(words)));
        found = u16::try_from(at.ok_or(format!("no {words}"))?).unwrap();
        Ok(())
    });
    found
}

#[test]
fn a_selection_is_copied_in_logical_order_with_the_letters_as_they_were() {
    let (mut session, _folder) = started(80, 24);
    let y = row_of(&mut session, "وصل لوكاشينكو");
    // The paragraph below the title: its letters stay as they are while they are selected.
    let before = pty::rows(session.vt())[usize::from(y)].clone();
    session.keys("V}");
    session.keys("o}o5e");
    session.wait_until(|screen| {
        let row = pty::rows(screen)[usize::from(y)].clone();
        (row == before)
            .then_some(())
            .ok_or(format!("{row}\n{before}"))
    });
    session.keys("y");
    session.wait_for_text("Copied: ");
    let text = "وصل لوكاشينكو إلى بلادنا أمس";
    assert_eq!(copied(&session), text);
    quits(session);
}

#[test]
fn the_mouse_drags_over_words_and_three_clicks_take_a_paragraph() {
    let (mut session, _folder) = started(80, 24);
    let y = row_of(&mut session, "فقرة رقم 0") + 1;
    let x = {
        let row = &pty::rows(session.vt())[usize::from(y - 1)];
        let last = row
            .char_indices()
            .rfind(|(_, c)| c.is_alphabetic())
            .unwrap()
            .0;
        row[..last].chars().count() + 1
    };
    let click = format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m");
    session.keys(click.repeat(2));
    session.wait_for_text("y copy");
    session.keys("y");
    session.wait_for_text("Copied: 1 word.");
    assert_eq!(copied(&session), "فقرة");
    // Far to the left: all up to the end of the line.
    session.keys(format!(
        "\x1b[<0;{x};{y}M\x1b[<32;{};{y}M\x1b[<32;3;{y}M\x1b[<0;3;{y}m",
        x - 3
    ));
    session.wait_for_text("y copy");
    session.keys("Y");
    session.wait_for_text("with source and date.");
    let quotation = copied(&session);
    let wanted = "«فقرة رقم 0 لا شيء فيها.»\n— عنوان الخبر\n";
    assert!(quotation.starts_with(wanted), "{quotation}");
    quits(session);
}

#[test]
fn marks_headings_and_footnotes_lead_there_and_back() {
    let (mut session, _folder) = started(80, 24);
    row_of(&mut session, "فقرة رقم 3");
    session.keys("ma");
    session.wait_for_text("Marked: a.");
    session.keys("o");
    session.wait_for_text("go there");
    row_of(&mut session, "خاتمة");
    session.keys("G\r");
    session.wait_for_text("100%");
    row_of(&mut session, "حاشية عن أمس");
    // The list of marks shows what stands there; its letter goes.
    session.keys("'");
    session.wait_for_text("a-z A-Z");
    session.keys("a");
    row_of(&mut session, "فقرة رقم 3");
    session.keys("rf");
    session.wait_for_text("100%");
    session.keys("\x0f");
    row_of(&mut session, "فقرة رقم 3");
    quits(session);
}

#[test]
fn a_link_without_a_browser_is_copied() {
    let (mut session, _folder) = started(80, 24);
    session.keys("G");
    session.wait_for_text("100%");
    session.keys("r");
    session.wait_for_text("open the link");
    session.keys("yf");
    session.wait_for_text("Copied: ");
    assert_eq!(copied(&session), "https://example.org/a");
    session.keys("rf");
    session.wait_for_text(
        "The browser did not start; $BROWSER names another. The address was copied.",
    );
    quits(session);
}

#[test]
fn zen_leaves_the_text_alone() {
    let (mut session, _folder) = started(120, 36);
    session.keys("z");
    session.wait_for(|screen| !pty::rows(screen).iter().any(|row| row.contains("of 2")));
    row_of(&mut session, "فقرة رقم 3");
    session.keys("j");
    // Nothing is said once the key is pressed.
    session.wait_for(|screen| pty::rows(screen).last().unwrap().trim().is_empty());
    session.keys("z");
    session.wait_for_text("of 2");
    quits(session);
}

#[test]
fn two_articles_stand_side_by_side() {
    let (mut session, _folder) = started(120, 36);
    session.keys("|The other");
    session.wait_for_text("The other");
    session.keys("\r");
    session.wait_for_text("Tab goes to the other article");
    row_of(&mut session, "فقرة رقم 3");
    session.wait_for_text("One line about nothing.");
    session.wait_for_text("1 of 2");
    session.wait_for_text("2 of 2");
    // The Arabic one stands on the right.
    session.wait_until(|screen| {
        let rows = pty::rows(screen);
        let row = rows
            .iter()
            .find(|row| row.contains("One line"))
            .ok_or("none".to_owned())?;
        let left: String = row.chars().take(60).collect();
        left.contains("One line")
            .then_some(())
            .ok_or("on the wrong side".to_owned())
    });
    session.keys("\tG");
    session.wait_for_text("100%");
    row_of(&mut session, "فقرة رقم 3");
    session.keys("|");
    session.wait_for_text("One article again.");
    quits(session);
}
