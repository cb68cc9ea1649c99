//! Pinned actors: their places, the list that they sift, and what the desk keeps of them.

use crate::app::message::Message;
use crate::app::panes::Pane;
use crate::app::ruler::Follows;
use crate::app::session::Session;
use crate::library::view::{Extent, Pinned, Sort};
use crate::work::Report;

const ARTICLES: &[(&str, &str)] = &[
    ("a.txt", "التقى لوكاشينكو ميركل في مينسك. ثم عاد لوكاشينكو."),
    ("b.txt", "سافر لوكاشينكو إلى بريست."),
    ("c.txt", "سافرت ميركل إلى بريست."),
    ("d.txt", "عن إيران لا غير."),
    ("e.txt", "التقت ميركل لوكاشينكو في أوروبا."),
];

/// Two are pinned: Lukashenko as 1, Merkel as 2.
fn two() -> Session {
    let mut session = Session::open(120, 36, ARTICLES);
    session.keys("n p n p");
    session
}

fn listed(session: &Session) -> Vec<String> {
    let list = &session.model.list;
    let rows = (0..list.len()).filter_map(|at| list.row(at));
    rows.map(|row| row.doc.to_string()).collect()
}

fn pinned(session: &Session) -> Vec<(usize, String)> {
    let pins = session.model.pins.iter();
    let name = |pin: &crate::app::pins::Pin| pin.actor.as_ref().unwrap().name.to_string();
    pins.map(|(at, pin)| (at, name(pin))).collect()
}

#[test]
fn a_pin_keeps_its_number_when_another_goes() {
    let mut session = two();
    let (first, second) = ("ألكسندر لوكاشينكو", "أنغيلا ميركل");
    let both = [(0, first.to_owned()), (1, second.to_owned())];
    assert_eq!(pinned(&session), both);
    session.keys("N p");
    assert_eq!(pinned(&session), both[1..]);
    assert!(session.notice().contains(first), "{}", session.notice());
    session.keys("p");
    assert_eq!(pinned(&session), both);
}

#[test]
fn the_row_of_the_sidebar_is_pinned_and_six_are_enough() {
    let text = "التقى لوكاشينكو ميركل في مينسك وبريست وإيران والأردن وأوروبا.";
    let mut session = Session::open(120, 36, &[("a.txt", text)]);
    session.model.focus = Pane::Sidebar;
    let actors = session.model.reader.as_ref().unwrap().article.actors.len();
    assert_eq!(actors, 7);
    for _ in 0..6 {
        session.keys("p j");
    }
    assert_eq!(session.model.pins.len(), 6);
    session.keys("p");
    assert_eq!(session.model.pins.len(), 6);
    assert!(session.notice().starts_with("Six are pinned"));
    session.keys("k p j p");
    assert_eq!(session.model.pins.len(), 6);
}

/// How the list asks for the pinned.
fn asks(session: &Session) -> Option<Pinned> {
    session.model.list.filter.as_ref()?.pinned
}

#[test]
fn the_list_shows_who_names_all_any_or_none() {
    let mut session = two();
    session.keys("&");
    assert_eq!(listed(&session), ["a.txt", "e.txt"]);
    assert_eq!(session.notice(), "2 of 5 articles name all 2 pinned.");
    session.keys("&");
    assert_eq!(listed(&session), ["a.txt", "b.txt", "c.txt", "e.txt"]);
    session.keys("&");
    assert_eq!(listed(&session), ["d.txt"]);
    // Nothing moved in the text; and one is not lost in an article that is not listed.
    assert_eq!(session.doc(), "a.txt");
    session.keys("&");
    assert_eq!(listed(&session).len(), 5);
    session.keys("& Esc Esc");
    assert_eq!((asks(&session), listed(&session).len()), (None, 5));
    assert_eq!(session.model.pins.len(), 2);
    // One alone is all of them and any of them.
    session.keys("n p & &");
    assert_eq!(asks(&session), Some(Pinned::None));
    assert_eq!(session.model.pins.len(), 1);
}

#[test]
fn pins_narrow_what_a_typed_query_finds() {
    let mut session = two();
    session.keys("F أوروبا Enter");
    assert_eq!(listed(&session), ["e.txt"]);
    session.keys("&");
    assert_eq!(listed(&session), ["e.txt"]);
    session.keys("& &");
    assert_eq!(listed(&session), Vec::<String>::new());
    session.keys("&");
    assert_eq!(listed(&session), ["e.txt"], "what was typed stands");
    // Another query is asked of the same pinned; an empty one leaves them alone.
    session.keys("& F بريست Enter");
    assert_eq!(listed(&session), Vec::<String>::new());
    session.keys("F Ctrl-u Enter");
    assert_eq!(listed(&session), ["a.txt", "e.txt"]);
    // Who is taken off the pins is asked for no more.
    session.keys("p");
    assert_eq!(listed(&session).len(), 3);
}

#[test]
fn the_walk_stays_in_the_articles_that_are_listed() {
    let mut session = two();
    session.keys("Esc & J");
    assert_eq!(session.doc(), "e.txt");
    session.keys("Ctrl-p Esc Esc J");
    assert_eq!(session.doc(), "b.txt");
    // From an article that is not listed to the next one that is, and to the one before.
    session.keys("& n n n");
    assert_eq!(session.doc(), "e.txt");
}

#[test]
fn the_next_article_is_known_from_one_that_is_not_listed() {
    let mut session = two();
    session.keys("J &");
    assert_eq!(
        (session.doc(), listed(&session)),
        ("b.txt", vec!["a.txt".to_owned(), "e.txt".to_owned()])
    );
    session.keys("J");
    assert_eq!(session.doc(), "e.txt");
}

#[test]
fn the_list_is_filtered_anew_when_articles_come() {
    let mut session = two();
    session.keys("&");
    session.put("f.txt", Some("ميركل ولوكاشينكو معًا."));
    session.put("g.txt", Some("لوكاشينكو وحده."));
    session.link(7);
    assert_eq!(listed(&session), ["a.txt", "e.txt", "f.txt"]);
    assert_eq!(session.model.list.all(), 7);
}

#[test]
fn a_key_waits_until_it_is_known_which_articles_are_listed() {
    let mut session = two();
    session.hold();
    session.keys("& J");
    assert_eq!(session.doc(), "a.txt");
    session.answer();
    assert_eq!(session.doc(), "e.txt");
}

#[test]
fn pins_are_kept_by_key_and_in_their_places() {
    let mut session = two();
    session.keys("N p");
    let kept = session.model.keeping().unwrap().state;
    assert_eq!(kept.desktop.pins, ["", "angela-merkel", "", "", "", ""]);
    let again = gone_on(kept.desktop);
    assert_eq!(pinned(&again), [(1, "أنغيلا ميركل".to_owned())]);
}

/// A session that goes on with what another one kept.
fn gone_on(desktop: crate::library::Desktop) -> Session {
    let mut again = Session::empty(120, 36);
    again.model.resume();
    for (name, text) in ARTICLES {
        again.put(name, Some(text));
    }
    again.hold();
    again.link(5);
    let Some(crate::work::Job::Resume(ticket)) = again.next_question() else {
        panic!("it does not ask where one was");
    };
    let resumed = crate::library::Resumed {
        state: crate::library::State {
            here: None,
            back: Vec::new(),
            desktop,
        },
        chosen: None,
    };
    again.send(Message::Report(Report::Resumed(
        ticket,
        Some(Box::new(resumed)),
    )));
    again.answer();
    again
}

#[test]
fn what_was_shown_is_shown_again() {
    let mut session = two();
    session.keys("F سافر* Enter & # C C O Z");
    assert_eq!(listed(&session), Vec::<String>::new());
    session.keys("&");
    let shown = listed(&session);
    assert_eq!(shown, ["b.txt", "c.txt"]);
    let kept = session.model.keeping().unwrap().state.desktop;
    let again = gone_on(kept.clone());
    assert_eq!(listed(&again), shown);
    assert_eq!(asks(&again), Some(Pinned::Any));
    let told = "2 of 5 articles are listed, as the last time. Esc lists all.";
    assert_eq!(again.notice(), told);
    let (before, now) = (&session.model, &again.model);
    assert!(now.list.copies.once);
    assert!(now.sidebar.no_nationalities && before.sidebar.no_nationalities);
    assert_eq!(now.sidebar.extent, Extent::Listed);
    assert_eq!(now.sidebar.sort, Sort::Everywhere);
    // It is kept as it is, and goes as any filter does.
    let mut again = again;
    // The article where one was may come yet: until a key is pressed nothing is written over.
    assert!(again.model.keeping().is_none());
    again.keys("Tab Shift-Tab");
    assert_eq!(again.model.keeping().unwrap().state.desktop, kept);
    again.keys("a a Esc Esc");
    assert_eq!(listed(&again).len(), 5);
    let kept = again.model.keeping().unwrap().state.desktop.view;
    assert_eq!((&*kept.filter, kept.pinned), ("", None));
    again.keys("U");
    assert_eq!(again.notice(), "Undone: the filter “سافر* |12” taken away.");
    assert_eq!(asks(&again), Some(Pinned::Any));
    assert_eq!(listed(&again), shown);
}

#[test]
fn a_filter_that_does_not_hold_any_more_is_dropped_and_the_pins_stay() {
    let mut session = two();
    session.keys("&");
    let mut kept = session.model.keeping().unwrap().state.desktop;
    kept.view.filter = "(سافر".to_owned();
    let again = gone_on(kept.clone());
    assert!(again.notice().contains("“(سافر”"), "{}", again.notice());
    assert_eq!(asks(&again), Some(Pinned::All));
    assert_eq!(listed(&again), ["a.txt", "e.txt"]);
    kept.view.pinned = None;
    let again = gone_on(kept);
    let dropped = again.notice().contains("does not hold any more");
    assert!(dropped, "{}", again.notice());
    assert_eq!(listed(&again).len(), 5);
    assert!(again.model.list.filter.is_none());
}

#[test]
fn articles_that_are_linked_anew_leave_what_was_taken_up() {
    let mut session = two();
    session.keys("& C");
    let kept = session.model.keeping().unwrap().state.desktop;
    let mut again = gone_on(kept);
    again.link(5);
    assert_eq!(listed(&again), ["a.txt", "e.txt"]);
    again.keys("C C");
    again.link(5);
    assert_eq!(again.model.sidebar.extent, Extent::Collection);
}

#[test]
fn the_ruler_is_worked_out_when_something_changed_and_not_else() {
    let mut session = two();
    let follows = |session: &Session| {
        let tracks = session.model.reader.as_ref().unwrap().ruler.tracks.iter();
        tracks.map(|t| t.follows.clone()).collect::<Vec<_>>()
    };
    assert!(matches!(
        follows(&session)[..],
        [Follows::Pinned(0, _), Follows::Pinned(1, _)]
    ));
    let knots = session.model.reader.as_ref().unwrap().ruler.tracks[0]
        .knots
        .as_ptr();
    session.keys("j k n");
    assert_eq!(
        session.model.reader.as_ref().unwrap().ruler.tracks[0]
            .knots
            .as_ptr(),
        knots
    );
    session.keys("/ ثم Enter");
    assert_eq!(follows(&session)[0], Follows::Hits("ثم".to_owned()));
    assert!(
        session.model.reader.as_ref().unwrap().ruler.tracks[0]
            .knots
            .iter()
            .any(|k| *k > 0)
    );
    session.resize(120, 20);
    let rows = usize::from(session.model.panes.text.height);
    assert_eq!(
        session.model.reader.as_ref().unwrap().ruler.tracks[0]
            .knots
            .len(),
        rows
    );
}
