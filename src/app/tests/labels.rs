//! Tags and notes.

use crate::app::Popup;
use crate::app::entry::Asks;
use crate::app::message::{Effect, Message};
use crate::app::over::Over;
use crate::app::session::Session;
use crate::app::tests::open;

fn tags(session: &Session) -> String {
    let id = session.model.reader.as_ref().unwrap().article.id;
    session.model.list.marks(id).tags.join("|")
}

fn notes(session: &Session) -> Vec<(String, String)> {
    let id = session.model.reader.as_ref().unwrap().article.id;
    let notes = session.model.list.marks(id).notes;
    let told = |n: &crate::library::Note| (n.passage.clone(), n.text.clone());
    notes.iter().map(told).collect()
}

#[test]
fn tags_are_written_with_commas_and_each_stands_once() {
    let mut session = open(120, 36);
    session.keys(".");
    assert!(matches!(&session.model.popup, Some(Popup::Entry(e)) if e.input.text().is_empty()));
    session.typed(" طاقة، #Energy ,, طَاقَة; two  words");
    session.keys("Enter");
    assert_eq!(tags(&session), "طاقة|Energy|two words");
    assert!(session.effects.contains(&Effect::Keep), "at once");
    assert_eq!(session.notice(), "Tags: طاقة · Energy · two words.");
    // They stand in the prompt; without a word they are gone.
    session.keys(".");
    let Some(Popup::Entry(entry)) = &session.model.popup else {
        panic!("no prompt");
    };
    assert_eq!(entry.input.text(), "طاقة، Energy، two words");
    session.keys("Esc");
    assert_eq!(tags(&session), "طاقة|Energy|two words");
    session.keys(":").typed("tag -energy, new");
    session.keys("Enter");
    assert_eq!(tags(&session), "طاقة|two words|new");
    session.keys(". Ctrl-u Backspace Enter");
    assert_eq!(tags(&session), "");
    assert_eq!(session.notice(), "No tags any more.");
    let keeping = session.model.keeping().unwrap();
    assert_eq!(keeping.labels.len(), 1);
    assert!(session.model.keeping().is_none_or(|k| k.labels.is_empty()));
}

#[test]
fn a_note_is_on_the_article_or_on_what_is_selected() {
    let mut session = open(120, 36);
    session.keys(";").typed("كله عن مينسك");
    session.keys("Enter");
    session.keys("n V ;").typed("متى؟");
    session.keys("Enter");
    assert!(!session.model.is_selecting());
    let both = [
        (String::new(), "كله عن مينسك".to_owned()),
        ("لوكاشينكو".to_owned(), "متى؟".to_owned()),
    ];
    assert_eq!(notes(&session), both);
    // The same again is that note.
    session.keys("V ;");
    let Some(Popup::Entry(entry)) = &session.model.popup else {
        panic!("no prompt");
    };
    assert_eq!(entry.input.text(), "متى؟");
    session.keys("Ctrl-u").typed("أمس");
    session.keys("Enter");
    assert_eq!(notes(&session)[1].1, "أمس");
    // Scalars of the source, for who reads them elsewhere.
    let id = session.model.reader.as_ref().unwrap().article.id;
    let note = session.model.list.marks(id).notes[1].clone();
    let source = &session
        .model
        .reader
        .as_ref()
        .unwrap()
        .article
        .document
        .source;
    let (start, end) = note.scalars.unwrap();
    let passage: String = source.chars().skip(start).take(end - start).collect();
    assert_eq!(passage, "لوكاشينكو");
}

#[test]
fn notes_are_listed_gone_to_edited_and_taken_away() {
    let mut session = open(120, 36);
    session.keys("\"");
    assert_eq!(session.notice(), "There are no notes here. ; writes one.");
    session.keys(":").typed("note كله");
    session.keys("Enter 3n V ;").typed("بعيد");
    session.keys("Enter g Esc");
    let top = session.rows();
    session.keys("\" j Enter");
    assert_ne!(session.rows(), top, "the passage stands on the screen");
    assert_eq!(session.notice(), "بعيد");
    session.keys("\" j e").typed(" جدا");
    session.keys("Enter");
    assert_eq!(notes(&session)[1].1, "بعيد جدا");
    session.keys("\" d");
    assert_eq!(notes(&session).len(), 1);
    assert!(matches!(session.model.over, Some(Over::Notes(_))));
    session.keys("d");
    assert!(notes(&session).is_empty() && session.model.over.is_none());
}

#[test]
fn a_query_finds_what_was_written_just_now() {
    let mut session = open(120, 36);
    session.keys(":").typed("tag طاقة");
    session.keys("Enter J ;").typed("ملاحظة");
    session.keys("Enter");
    let listed = |session: &Session| -> Vec<String> {
        let list = &session.model.list;
        let rows = (0..list.len()).map(|at| list.row(at).unwrap().doc.to_string());
        rows.collect()
    };
    for (query, found) in [
        ("tag:طاقة", &["a.txt"][..]),
        ("has:note", &["b.txt"]),
        ("has:note OR tag:طاقه", &["a.txt", "b.txt"]),
        ("is:unread -has:note بريست", &["a.txt"]),
        ("tag:none", &[]),
    ] {
        session.keys("F").typed(query);
        session.keys("Enter");
        assert_eq!(listed(&session), found, "{query}");
        session.keys("Esc Esc Esc");
    }
    // In all articles, too.
    session.keys("S").typed("has:note");
    let Some(Popup::Results(results)) = &session.model.popup else {
        panic!("no results");
    };
    assert_eq!(results.outcome.matches.len(), 1);
}

/// The text that is in the reader's editor.
fn in_editor(session: &Session) -> Option<(Asks, String)> {
    match session.effects.last() {
        Some(Effect::Edit(asks, text)) => Some((asks.clone(), text.clone())),
        _ => None,
    }
}

fn written(session: &mut Session, text: &str) {
    let (asks, _) = in_editor(session).expect("an editor");
    session.send(Message::Edited(asks, Ok(text.to_owned())));
}

#[test]
fn a_note_of_several_lines_is_written_in_the_editor() {
    // Tab, and Alt with the key that is e on a US keyboard, whatever it types.
    for keys in ["Tab", "Alt-e", "Alt-ث"] {
        let mut session = open(120, 36);
        session.keys(";").typed("رأي");
        session.keys(keys);
        assert_eq!(in_editor(&session).unwrap().1, "رأي", "{keys}");
        let lines = "\n  سطر\u{1b}[31m أول \r\n\r\n\tsecond\u{202e}\n\n";
        written(&mut session, lines);
        assert!(session.model.popup.is_none());
        assert_eq!(session.notice(), "Noted.");
        // Nothing of it acts on a terminal; the order of letters is the writer's own.
        let kept = "  سطر[31m أول\n\n    second\u{202e}";
        assert_eq!(notes(&session), [(String::new(), kept.to_owned())]);
        // It has no room in a line: it is gone on with where it was written.
        session.keys(";");
        assert_eq!(in_editor(&session).unwrap().1, kept);
        assert!(session.model.popup.is_none());
        session.effects.clear();
        session.keys("\" e");
        assert_eq!(in_editor(&session).unwrap().1, kept);
        written(&mut session, "  \n");
        assert_eq!(notes(&session), []);
        assert_eq!(session.notice(), "The note is taken away.");
        session.keys("U \" Enter");
        assert_eq!(session.notice(), "سطر[31m أول …".to_owned());
        assert_eq!(notes(&session)[0].1, kept);
    }
}

#[test]
fn an_editor_that_fails_leaves_what_was_typed() {
    let mut session = open(120, 36);
    session.keys(";").typed("abc");
    session.keys("Tab");
    let (asks, _) = in_editor(&session).unwrap();
    session.send(Message::Edited(asks, Err("no editor".to_owned())));
    assert_eq!(session.notice(), "no editor");
    assert!(matches!(&session.model.popup, Some(Popup::Entry(e)) if e.input.text() == "abc"));
    session.keys("Enter");
    assert_eq!(notes(&session), [(String::new(), "abc".to_owned())]);
    // Other prompts know no editor.
    session.effects.clear();
    session.keys(". Tab Alt-e Esc");
    assert_eq!(in_editor(&session), None);
}
