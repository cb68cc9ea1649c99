//! Words in all articles, and the list filtered by a query.

use crate::app::Popup;
use crate::app::key::{Key, KeyCode};
use crate::app::message::{Effect, Message};
use crate::app::results::{Results, Row};
use crate::app::session::{Session, quiet};
use crate::library::query::Ranking;
use crate::work::{Job, Report};

fn open(width: u16, height: u16) -> Session {
    let old = format!(
        "---\ntitle: القديم\ndate: 2020-01-01\n---\n{}وللفيروس ثمن\n\n{}فيروس آخر عن لوكاشينكو\n",
        quiet(3).replace('\n', "\n\n"),
        quiet(40).replace('\n', "\n\n")
    );
    let new = "---\ntitle: الجديد\ndate: 2021-05-04\n---\nعاد الفيروس.\n";
    Session::open(
        width,
        height,
        &[
            ("a.md", &old),
            (
                "b.md",
                "---\ntitle: بينهما\ndate: 2020-06-01\n---\nلا شيء هنا\n",
            ),
            ("c.md", new),
            ("d.txt", "English words on Lukashenko only\n"),
        ],
    )
}

fn results(session: &Session) -> &Results {
    match &session.model.popup {
        Some(Popup::Results(results)) => results,
        other => panic!("{other:?}"),
    }
}

fn alt(letter: char) -> Message {
    Message::Key(Key {
        code: KeyCode::Char(letter),
        ctrl: false,
        alt: true,
        shift: false,
    })
}

/// The rows of the list: titles, and hits as they are read.
fn rows(session: &Session) -> Vec<String> {
    let results = results(session);
    let of = |at: usize| &results.outcome.matches[at];
    let row = |row: &Row| match *row {
        Row::Title(at) => of(at).row.title.to_string(),
        Row::Line(at, line) => format!("- {}", of(at).lines[line].hit),
        Row::More(_, n) => format!("+{n}"),
    };
    results.rows.iter().map(row).collect()
}

#[test]
fn hits_of_all_articles_are_listed_and_walked() {
    let mut session = open(80, 24);
    session.keys("S فيروس");
    assert_eq!(
        rows(&session),
        ["الجديد", "- فيروس", "القديم", "- فيروس", "- فيروس"]
    );
    assert_eq!(results(&session).selected, 1);
    session.keys("Down");
    assert_eq!(results(&session).selected, 3);
    session.keys("Down Down Down Up Enter");
    assert!(session.model.popup.is_none());
    assert_eq!(session.doc(), "a.md");
    let first = session.reached().unwrap();
    assert_eq!(first.2, "فيروس");
    // n goes on through all articles in the order of the list, and round.
    let mut walk = Vec::new();
    for _ in 0..4 {
        session.keys("n");
        let (doc, _, text) = session.reached().unwrap();
        walk.push(format!("{} {text}", &doc[..1]));
        assert!(session.row_reached().is_some());
    }
    assert_eq!(walk, ["a فيروس", "c فيروس", "a فيروس", "a فيروس"]);
    session.keys("]");
    assert_eq!(session.doc(), "c.md");
    session.keys("Esc");
    assert!(session.model.sought.search.is_none());
    // Once more: what was typed is there again.
    session.keys("F3");
    assert_eq!(results(&session).input.text(), "فيروس");
    assert_eq!(rows(&session).len(), 5);
}

#[test]
fn back_leads_to_where_one_was() {
    let mut session = open(80, 24);
    let before = (session.doc().to_owned(), session.shown());
    session.keys("S الجديد");
    assert_eq!(rows(&session), ["الجديد", "- الجديد"]);
    session.keys("Enter");
    assert_eq!(session.doc(), "c.md");
    session.keys("Ctrl-o");
    assert_eq!((session.doc().to_owned(), session.shown()), before);
}

#[test]
fn spelling_and_order_are_chosen_by_keys() {
    let mut session = open(80, 24);
    session.keys("S lukashenko");
    assert_eq!(
        rows(&session),
        [
            "القديم",
            "- لوكاشينكو",
            "English words on Lukashenko only",
            "- Lukashenko"
        ]
    );
    assert_eq!(results(&session).outcome.expansions.len(), 1);
    session.send(alt('l'));
    assert_eq!(rows(&session).len(), 2);
    assert!(!results(&session).options.latin);
    // An Arabic keyboard: the key of r.
    session.send(alt('ق'));
    assert_eq!(results(&session).ranking, Ranking::Relevant);
    session.keys("Esc S");
    session.keys("Ctrl-u آخر");
    assert_eq!(rows(&session), ["القديم", "- آخر"]);
    session.keys("Ctrl-u اخر");
    assert_eq!(rows(&session).len(), 2);
    session.send(alt('h'));
    assert_eq!(rows(&session).len(), 0);
}

#[test]
fn conditions_list_articles_without_hits() {
    let mut session = open(80, 24);
    session.keys("S");
    session.send(Message::Paste("before:2021 NOT lang:en".into()));
    assert_eq!(rows(&session), ["بينهما", "القديم"]);
    session.keys("Down Up Enter");
    assert_eq!(session.doc(), "b.md");
    assert!(
        session.model.sought.search.is_none(),
        "there is nothing to walk"
    );
}

#[test]
fn a_bad_query_is_told_and_nothing_moves() {
    let mut session = open(80, 24);
    session.keys("S فيروس");
    let found = rows(&session);
    session.send(Message::Paste(" (".into()));
    let error = results(&session).error.clone().unwrap();
    assert_eq!((error.at, error.length), (6, 1));
    assert_eq!(rows(&session), found, "one types on");
    session.keys("Enter");
    assert!(matches!(session.model.popup, Some(Popup::Results(_))));
    session.keys("Backspace");
    assert_eq!(results(&session).error, None);
}

#[test]
fn a_late_answer_is_dropped_and_what_nobody_waits_for_is_given_up() {
    let mut session = open(80, 24);
    session.hold();
    session.keys("S فيروس");
    // Five questions: only the last one's answer counts.
    let late = session.next_answer().unwrap();
    let Report::Searched(ticket, _) = &late else {
        panic!("{late:?}");
    };
    assert_ne!(*ticket, results(&session).ticket);
    session.send(Message::Report(late));
    assert!(!results(&session).answered);
    session.keys("Enter");
    assert!(
        matches!(session.model.popup, Some(Popup::Results(_))),
        "it waits"
    );
    session.answer();
    assert_eq!(
        (session.doc(), session.model.popup.is_none()),
        ("c.md", true)
    );

    session.hold();
    session.keys("S Esc");
    session.answer();
    assert_eq!(session.given_up.len(), 1);
}

#[test]
fn commands_take_words() {
    let mut session = open(80, 24);
    session.keys(":");
    session.send(Message::Paste("search الفيروس".into()));
    session.keys("Enter");
    assert_eq!(rows(&session).len(), 5);
    session.keys("Esc :");
    session.send(Message::Paste("filter فيروس".into()));
    session.keys("Enter");
    assert_eq!(session.model.list.len(), 2);
    session.keys(":");
    session.send(Message::Paste("filter (".into()));
    session.keys("Enter");
    assert!(matches!(&session.model.popup, Some(Popup::Filter(asking)) if asking.count.is_some()));
}

#[test]
fn the_list_shows_what_a_query_finds_until_escape() {
    let mut session = open(120, 36);
    session.keys("F فيروس Enter");
    let docs = |session: &Session| -> Vec<String> {
        let list = &session.model.list;
        let rows = (0..list.len()).filter_map(|at| list.row(at));
        rows.map(|row| row.doc.to_string()).collect()
    };
    assert_eq!(docs(&session), ["a.md", "c.md"]);
    assert_eq!(session.model.list.all(), 4);
    // J steps over what is hidden, and so does n.
    session.keys("J");
    assert_eq!(session.doc(), "c.md");
    session.link(4);
    assert_eq!(
        docs(&session),
        ["a.md", "c.md"],
        "also when articles are linked anew"
    );
    session.keys("F nobody Enter");
    assert_eq!(docs(&session), [""; 0]);
    assert!(
        session.notice().starts_with("No article"),
        "{}",
        session.notice()
    );
    session.keys("Esc");
    assert_eq!(session.model.list.len(), 4);
    assert!(session.model.list.filter.is_none());
}

#[test]
fn the_prompt_of_the_article_counts_while_one_types() {
    let mut session = open(80, 24);
    let count = |session: &Session| match &session.model.popup {
        Some(Popup::Search(asking)) => asking.count.clone(),
        other => panic!("{other:?}"),
    };
    session.keys("/");
    assert_eq!(count(&session), None);
    session.keys("فيرو");
    assert_eq!(count(&session), Some(Ok(0)), "a whole word");
    session.keys("*");
    assert_eq!(count(&session), Some(Ok(2)));
    session.keys("Backspace س");
    assert_eq!(count(&session), Some(Ok(2)));
    session.send(Message::Paste(" \"".into()));
    assert!(count(&session).unwrap().is_err());
    session.keys("Enter");
    assert!(
        matches!(session.model.popup, Some(Popup::Search(_))),
        "one mends it"
    );
    session.keys("Backspace Enter n");
    assert_eq!(session.reached().unwrap().2, "فيروس");
    session.keys("N");
    assert_eq!(session.doc(), "a.md");
}

#[test]
fn a_search_asks_for_lines_and_a_filter_does_not() {
    let mut session = open(80, 24);
    session.keys("/ x Esc");
    let mut asked = |keys: &[&str]| {
        let mut out = Vec::new();
        for key in keys {
            let key = Key::parse(key).unwrap();
            for effect in session.model.update(Message::Key(key)) {
                if let Effect::Ask(Job::Search(_, ask)) = effect {
                    out.push(ask.articles > 0);
                }
            }
        }
        out
    };
    assert_eq!(asked(&["S", "x", "Esc"]), [true]);
    assert_eq!(asked(&["F", "x", "Enter"]), [false]);
}
