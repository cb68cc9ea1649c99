//! Slips are taken back.

use crate::app::message::Effect;
use crate::app::session::Session;
use crate::app::tests::open;

fn marks(session: &Session) -> String {
    let id = session.model.reader.as_ref().unwrap().article.id;
    let marks = session.model.list.marks(id);
    let notes: Vec<&str> = marks.notes.iter().map(|n| n.text.as_str()).collect();
    format!(
        "{} {} {} {}",
        marks.read,
        marks.starred,
        marks.tags.join("|"),
        notes.join("|")
    )
}

/// Does what keys do, and takes it back: all is as before.
fn back(session: &mut Session, keys: &str, typed: &str, end: &str, said: &str) {
    let before = marks(session);
    session.keys(keys).typed(typed);
    session.keys(end);
    assert_ne!(marks(session), before, "{keys}");
    session.keys("U");
    assert_eq!(marks(session), before, "{keys}");
    assert_eq!(session.notice(), format!("Undone: {said}."));
}

#[test]
fn each_change_of_an_article_is_taken_back_by_itself() {
    let mut session = open(120, 36);
    back(&mut session, "u", "", "", "marked as read");
    back(&mut session, "*", "", "", "a star");
    back(&mut session, ".", "طاقة", "Enter", "other tags");
    back(&mut session, ";", "ملاحظة", "Enter", "a note");
    session.keys("u * .").typed("x");
    session.keys("Enter ;").typed("y");
    session.keys("Enter");
    assert_eq!(marks(&session), "true true x y");
    back(&mut session, "u", "", "", "marked as unread");
    back(&mut session, "*", "", "", "a star taken away");
    back(&mut session, ". Ctrl-u", "", "Enter", "other tags");
    back(&mut session, "; Ctrl-u", "", "Enter", "a note taken away");
    back(&mut session, ";", "z", "Enter", "a note written anew");
    // What was done between stays.
    session.keys("4U");
    assert_eq!(marks(&session), "false false  ");
    session.keys("U");
    assert_eq!(
        session.notice(),
        "Nothing to take back; marks, notes, tags and filters can be."
    );
    // What is taken back is kept, too.
    let keeping = session.model.keeping().unwrap();
    assert!(keeping.labels[0].1.notes.is_empty() && keeping.labels[0].1.tags.is_empty());
    assert!(session.effects.contains(&Effect::Keep));
}

#[test]
fn what_was_done_elsewhere_is_told_with_its_title() {
    let mut session = open(120, 36);
    session.keys("* J U");
    assert!(
        session.notice().starts_with("Undone: a star (سطر من الكلام"),
        "{}",
        session.notice()
    );
    assert_eq!(session.doc(), "b.txt");
}

#[test]
fn what_escape_clears_comes_back() {
    let mut session = open(120, 36);
    session.keys("n Enter");
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    session.keys("Esc");
    assert_eq!(session.chosen(), "");
    session.keys("U");
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    assert_eq!(session.notice(), "Undone: ألكسندر لوكاشينكو let go.");
    assert!(
        session
            .model
            .sought
            .actor
            .as_ref()
            .unwrap()
            .postings
            .is_some()
    );
    session.keys("/").typed("بريست");
    session.keys("Enter Esc");
    assert!(session.model.sought.search.is_none());
    session.keys("J U");
    let search = session.model.sought.search.as_ref().unwrap();
    assert_eq!(
        (search.query.as_str(), search.hits.len()),
        ("بريست", 1),
        "here, not there"
    );
    session.keys("Esc Esc F").typed("source:b OR source:d");
    session.keys("Enter");
    assert_eq!(session.model.list.len(), 2);
    session.keys("Esc");
    assert_eq!(session.model.list.len(), 5);
    session.keys("U");
    assert_eq!(session.model.list.len(), 2);
    session.keys("V Esc");
    assert!(!session.model.is_selecting());
    session.keys("U");
    assert!(session.model.is_selecting());
}

#[test]
fn a_mark_that_took_the_letter_of_another_gives_it_back() {
    let mut session = open(120, 36);
    let at = |session: &Session| -> Vec<usize> {
        session
            .model
            .marks
            .seen_from(None)
            .map(|mark| mark.at)
            .collect()
    };
    session.keys("m A");
    let first = at(&session);
    session.keys("G m A");
    assert_ne!(at(&session), first);
    session.keys("U");
    assert_eq!(at(&session), first);
    session.keys("U");
    assert!(at(&session).is_empty());
}
