//! Two articles side by side.

use crate::app::Popup;
use crate::app::key::MouseKind;
use crate::app::session::{Session, quiet};

fn two(width: u16) -> Session {
    let arabic = quiet(60).replace('\n', "\n\n");
    let english = "One line about nothing\n\n".repeat(60);
    let rest = "Some other text\n\n".repeat(30);
    let texts = [
        ("a.md", arabic.as_str()),
        ("b.md", &english),
        ("c.md", &rest),
    ];
    Session::open(width, 36, &texts)
}

/// The paragraphs at the top of the article that has the keys, and of the other.
fn tops(session: &Session) -> (usize, usize) {
    let model = &session.model;
    let top = |reader: &crate::app::reader::Reader| reader.visible[0].place.paragraph;
    (
        top(model.reader.as_ref().unwrap()),
        top(&model.beside.as_ref().unwrap().reader),
    )
}

fn set_beside(session: &mut Session, title: &str) {
    session.keys("|");
    assert!(matches!(session.model.popup, Some(Popup::Lookup(_))));
    session.typed(title);
    session.keys("Enter");
}

#[test]
fn each_has_its_half_and_its_own_place() {
    let mut session = two(120);
    set_beside(&mut session, "One line");
    let beside = session.model.beside.as_ref().unwrap();
    assert_eq!(&*beside.reader.article.doc, "b.md");
    assert!(beside.on_left, "the right-to-left one stands on the right");
    let (own, other) = (session.model.panes.reader, beside.area);
    assert_eq!((other.x, other.right() + 1, own.right()), (0, own.x, 120));
    session.keys("20j");
    let there = tops(&session);
    assert!(there.0 > 0 && there.1 == 0);
    session.keys("Tab");
    assert_eq!(session.doc(), "b.md");
    assert_eq!(tops(&session), (0, there.0));
    assert_eq!(
        session.model.panes.reader, other,
        "nothing moves but the keys"
    );
    session.keys("4j Tab");
    assert_eq!(tops(&session).0, there.0);
    assert!(tops(&session).1 > 0);
    // A click goes there, too.
    session.mouse(MouseKind::Press, 10, 10);
    assert_eq!(session.doc(), "b.md");
    session.keys("Right");
    assert_eq!(session.doc(), "a.md");
    session.keys("|");
    assert!(session.model.beside.is_none());
    assert_eq!(session.model.panes.reader.right(), 120 - 34);
}

#[test]
fn the_other_follows_by_paragraph_when_it_is_locked() {
    let mut session = two(120);
    session.keys("\\");
    assert!(session.notice().starts_with("No article stands beside"));
    set_beside(&mut session, "One line");
    session.keys("\\ 21j");
    let (own, other) = tops(&session);
    assert!(own > 5);
    assert_eq!(own, other);
    // Whoever has the keys leads.
    session.keys("Tab 10k");
    let (own, other) = tops(&session);
    assert_eq!(own, other);
    session.keys("\\ 9j");
    assert_ne!(tops(&session).0, tops(&session).1);
    // Half as many paragraphs: half as far.
    let mut session = two(120);
    set_beside(&mut session, "Some other");
    session.keys("\\ 20j");
    let (own, other) = tops(&session);
    assert_eq!(other, own / 2);
}

#[test]
fn a_narrow_window_says_why_and_shows_one() {
    let mut session = two(80);
    session.keys("|");
    assert!(session.notice().starts_with("Two articles need 84 columns"));
    let mut session = two(120);
    set_beside(&mut session, "One line");
    session.resize(80, 24);
    assert!(!session.model.beside.as_ref().unwrap().is_shown());
    let whole = session.model.panes.reader;
    assert_eq!((whole.x, session.doc()), (0, "a.md"));
    session.resize(120, 36);
    assert!(session.model.beside.as_ref().unwrap().is_shown());
}

#[test]
fn an_article_is_set_beside_by_its_title() {
    let mut session = Session::open(120, 36, &[("a.md", "وصل لوكاشينكو"), ("b.md", "عن بريست")]);
    session.keys("|");
    // Actors are no articles.
    session.typed("لوكاشينكو");
    assert_eq!(session.found(), ["وصل لوكاشينكو"]);
    session.keys("Esc");
    assert!(session.model.beside.is_none());
    // The finder is the finder again.
    session.keys("f");
    session.typed("Lukashenko");
    session.keys("Enter");
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
}
