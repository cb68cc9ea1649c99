//! A long article is read before its names are known.

use std::sync::Arc;

use crate::app::message::Message;
use crate::app::session::{Session, quiet};
use crate::work::Report;

fn text() -> String {
    format!(
        "عن مينسك\n{}وصل لوكاشينكو إلى مينسك\n{}عن بريست\n",
        quiet(60),
        quiet(60)
    )
}

/// It stands there, and nobody is known to be named in it.
fn ahead() -> Session {
    let mut session = Session::empty(120, 36);
    session.put_ahead("a.txt", &text());
    session.link(2);
    session
}

/// Its names are known now.
fn known(session: &mut Session, total: usize) {
    session.put_at(0, "a.txt", Some(&text()));
    session.link(total);
}

#[test]
fn it_is_read_and_searched_while_its_names_are_sought() {
    let mut session = ahead();
    assert_eq!(session.doc(), "a.txt");
    let awaited = session.model.names_awaited().unwrap();
    assert!(awaited.contains("still being sought"), "{awaited}");
    assert!(session.model.sidebar.actors.is_empty());
    let top = session.rows();
    session.keys("Space j");
    assert_ne!(session.rows(), top);
    let below = session.rows();
    // Nobody is named yet, which is no "nobody".
    for keys in ["n", "N", "2n"] {
        session.keys(keys);
        assert_eq!(session.notice(), awaited, "{keys}");
        assert_eq!(session.rows(), below, "{keys}");
    }
    session.keys("/").typed("لوكاشينكو");
    session.keys("Enter");
    let (_, _, found) = session.reached().unwrap();
    assert_eq!(found, "لوكاشينكو");
    session.keys("n");
    assert!(!session.notice().contains("sought"), "{}", session.notice());
}

#[test]
fn what_is_found_in_it_moves_neither_page_nor_selection_nor_place() {
    let mut session = ahead();
    session.keys("Space j /").typed("لوكاشينكو");
    session.keys("Enter V e");
    let seen = |session: &Session| {
        let reader = session.model.reader.as_ref().unwrap();
        let document = Arc::as_ptr(&reader.article.document);
        let selection = format!("{:?}", reader.selection);
        (session.rows(), session.reached(), selection, document)
    };
    let before = seen(&session);
    assert!(session.model.is_selecting());
    session.hold();
    known(&mut session, 1);
    assert!(session.model.names_awaited().is_some(), "it is on its way");
    assert_eq!(seen(&session), before);
    session.answer();
    assert_eq!(seen(&session), before);
    let model = &session.model;
    assert_eq!(model.names_awaited(), None);
    let actors = model.sidebar.actors.iter().map(|a| (&*a.name, a.here));
    let actors: Vec<(&str, u32)> = actors.collect();
    assert!(actors.contains(&("مينسك", 2)), "{actors:?}");
    session.keys("Esc Esc Esc g n");
    assert_eq!(session.reached().unwrap().2, "مينسك");
}

#[test]
fn keys_that_scroll_go_on_while_the_names_are_on_their_way() {
    let mut session = ahead();
    session.hold();
    known(&mut session, 1);
    let top = session.rows();
    session.keys("Space");
    let scrolled = session.rows();
    assert_ne!(scrolled, top);
    // What hangs on names waits for them, and is answered with them.
    session.keys("n");
    assert_eq!(session.reached(), None);
    session.answer();
    assert_eq!(session.reached().unwrap().2, "لوكاشينكو");
}

#[test]
fn who_stops_reading_in_is_told_that_nobody_seeks() {
    let mut session = ahead();
    session.send(Message::Report(Report::Stopped));
    let awaited = session.model.names_awaited().unwrap();
    assert!(awaited.contains("was stopped"), "{awaited}");
    session.keys("n");
    assert_eq!(session.notice(), awaited);
}

#[test]
fn one_goes_away_and_comes_back_to_it() {
    let mut session = ahead();
    session.put("b.txt", Some("عن بريست"));
    session.link(3);
    session.keys("Space J");
    assert_eq!(session.doc(), "b.txt");
    assert_eq!(session.model.names_awaited(), None);
    known(&mut session, 2);
    assert_eq!(session.doc(), "b.txt");
    session.keys("Ctrl-o");
    assert_eq!(
        (session.doc(), session.model.names_awaited()),
        ("a.txt", None)
    );
}
