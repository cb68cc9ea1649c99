//! What waits for an answer under way, and what does not.

use std::sync::Arc;

use crate::app::session::{Session, quiet};

fn long() -> Session {
    let mut session = Session::empty(120, 36);
    let text = format!("عن مينسك\n{}عن مينسك\n{}", quiet(60), quiet(60));
    session.put("a.txt", Some(&text));
    session.put("b.txt", Some("عن بريست وعن مينسك"));
    session.link(3);
    session
}

#[test]
fn scrolling_does_not_wait_for_news_of_the_same_article() {
    let mut session = long();
    let top = session.rows();
    session.hold();
    session.link(3);
    assert!(session.model.is_waiting());
    let mut last = top.clone();
    for key in ["j", "Space", "ت", "٣", "j", "Ctrl-d", "b", "G"] {
        session.keys(key);
        let counts = key == "٣";
        assert_eq!(
            session.rows() == last,
            counts,
            "{key} moves the page at once"
        );
        last = session.rows();
    }
    session.keys("g");
    assert_eq!(session.rows(), top);
    assert!(session.model.is_waiting(), "nothing was answered");
    session.answer();
    assert_eq!(session.rows(), top);
}

#[test]
fn what_hangs_on_names_waits_and_so_does_what_is_typed_after_it() {
    let mut session = long();
    session.hold();
    session.link(3);
    let top = session.rows();
    session.keys("j n j");
    let after_one = session.rows();
    assert_ne!(after_one, top);
    assert_eq!(session.model.reader.as_ref().unwrap().reached, None);
    session.answer();
    let mut patient = long();
    patient.keys("j n j");
    assert_eq!(session.state(), patient.state());
}

#[test]
fn scrolling_waits_for_another_article() {
    let mut session = long();
    session.hold();
    session.keys("J");
    let before = session.rows();
    session.keys("j");
    assert_eq!(session.rows(), before);
    session.answer();
    assert_eq!(session.doc(), "b.txt");
}

#[test]
fn a_counter_that_is_kept_counts_as_one_that_is_not() {
    let mut session = long();
    session.keys("n Enter n");
    let model = &session.model;
    let reader = model.reader.as_ref().unwrap();
    let kept = model.sought.counter(&reader.article, reader.reached);
    // An article that is equal and not the same has nothing kept for it.
    let other = (*reader.article).clone();
    assert_eq!(model.sought.counter(&other, reader.reached), kept);
    assert_eq!((kept.at, kept.here), (Some(2), 2));
}

#[test]
fn an_article_that_is_linked_anew_keeps_its_text() {
    let mut session = long();
    let of = |session: &Session| Arc::clone(&session.model.reader.as_ref().unwrap().article);
    let before = of(&session);
    session.put("c.txt", Some("عن مينسك"));
    session.link(3);
    let after = of(&session);
    assert_eq!((before.actors[0].all, after.actors[0].all), (3, 4));
    assert!(Arc::ptr_eq(&before.document, &after.document));
    // Another text of the same name is another one.
    session.put_at(0, "a.txt", Some("عن بريست"));
    session.link(3);
    let other = of(&session);
    assert!(!Arc::ptr_eq(&before.document, &other.document));
    assert_eq!(other.document.source, "عن بريست");
}
