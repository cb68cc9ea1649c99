//! Tags and notes.

use crate::app::Popup;
use crate::app::message::Effect;
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
