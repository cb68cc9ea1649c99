//! Keys that come before the answers on which they depend.

use crate::app::message::Message;
use crate::app::session::{Session, quiet};
use crate::app::tests::open;
use crate::work::Report;

/// Keys one by one, each answered at once; and all of them before any answer.
fn same_either_way(keys: &[&str]) {
    let mut patient = open(80, 24);
    let mut quick = open(80, 24);
    quick.hold();
    for key in keys {
        patient.keys(key);
        quick.keys(key);
    }
    quick.answer();
    assert_eq!(quick.state(), patient.state(), "{keys:?}");
    assert_eq!(quick.asked(), 0);
}

#[test]
fn a_burst_ends_where_single_keys_end() {
    for keys in [
        &["n", "n", "n", "n", "n", "n", "n"][..],
        &["n", "Enter", "n", "n", "n", "n", "n", "n", "n"],
        &["]", "]", "j", "j", "n", "N", "N", "["],
        &["n", "Enter", "]", "5j", "Ctrl-o", "Alt-o", "n"],
        &["Tab", "j", "Enter", "n", "n"],
        &["f", "lukash", "Enter", "n", "n"],
        &["f", "Down", "Down", "Enter", "n"],
        &["f", "m", "Down", "i", "Enter", "3n"],
        &["J", "/", "بريست", "Enter", "n", "Esc"],
        &["J", "J", "J", "G", "Ctrl-p", "n", "3Ctrl-o"],
        &["f", "brest", "Esc", "n", "h", "Enter"],
        &["f", "zzz", "Enter", "Esc", "n", "q"],
        &["5n", "Enter", "5n", "y"],
    ] {
        same_either_way(keys);
    }
}

#[test]
fn pasted_text_waits_like_keys() {
    let mut patient = open(80, 24);
    let mut quick = open(80, 24);
    quick.hold();
    for session in [&mut patient, &mut quick] {
        session.keys("] f");
        session.send(Message::Paste("minsk".to_owned()));
        session.keys("Enter n");
    }
    quick.answer();
    assert_eq!(patient.chosen(), "مينسك");
    assert_eq!(quick.state(), patient.state());
}

#[test]
fn leaving_waits_for_nothing() {
    let mut session = open(80, 24);
    session.hold();
    session.keys("] n n Ctrl-c");
    assert_eq!(session.effects, [crate::app::message::Effect::Quit]);
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut session = open(80, 24);
    session.keys("f");
    session.hold();
    session.keys("m");
    let late = session.next_answer().unwrap();
    session.keys("erkel");
    session.answer();
    let found = session.found();
    session.send(Message::Report(late));
    assert_eq!(session.found(), found);
    // An article that nobody waits for any more.
    session.keys("Esc");
    session.hold();
    session.keys("]");
    let article = session.next_answer().unwrap();
    session.send(Message::Report(Report::Trouble("no answer".into())));
    assert_eq!(session.notice(), "no answer");
    session.send(Message::Report(article));
    assert_eq!(session.doc(), "a.txt");
    // Nor while another one is waited for.
    session.hold();
    session.keys("[");
    let older = session.next_answer().unwrap();
    session.send(Message::Report(Report::Trouble("no answer".into())));
    session.keys("2]");
    session.send(Message::Report(older));
    assert_eq!(session.doc(), "a.txt");
    session.answer();
    assert_eq!(session.doc(), "c.txt");
    session.keys("[ [");
    // Keys go on after trouble.
    session.keys("]");
    assert_eq!(session.doc(), "b.txt");
}

#[test]
fn trouble_in_the_finder_does_not_swallow_keys() {
    let mut session = open(80, 24);
    session.hold();
    session.keys("f");
    session.next_answer();
    session.keys("Enter Esc");
    session.send(Message::Report(Report::Trouble("no answer".into())));
    assert!(session.model.popup.is_none());
}

#[test]
fn relinking_keeps_place_selection_and_counts() {
    let mut session = open(120, 36);
    session.keys("n Enter Tab j j");
    let before = session.state();
    session.link(5);
    session.link(5);
    assert_eq!(session.state(), before);
    session.keys("Shift-Tab / لوكاش Enter n 4j");
    let before = session.state();
    session.link(5);
    session.link(5);
    assert_eq!(session.state(), before);
    session.keys("Esc f b Down");
    let before = session.state();
    session.link(5);
    assert_eq!(session.state(), before);
}

#[test]
fn an_article_that_came_before_its_linking_is_asked_for_again() {
    let mut session = Session::empty(120, 36);
    let text = format!("عن مينسك\n{}", quiet(40));
    session.put("a.txt", Some(&text));
    session.put("b.txt", Some("عن بريست وعن مينسك"));
    session.hold();
    session.link(3);
    // The answer is made now, and comes after the next linking was told.
    session.put("c.txt", Some("عن لوكاشينكو في مينسك"));
    let early = session.next_answer().unwrap();
    session.link(3);
    session.send(Message::Report(early));
    session.answer();
    let actors = &session.model.reader.as_ref().unwrap().article.actors;
    let all: Vec<u32> = actors.iter().map(|a| a.all).collect();
    assert_eq!(all, [3]);
}

#[test]
fn more_articles_come_while_one_reads() {
    let mut session = Session::empty(120, 36);
    let text = format!("عن مينسك\n{}عن مينسك", quiet(40));
    session.put("a.txt", Some(&text));
    session.link(3);
    assert_eq!(session.doc(), "a.txt");
    session.keys("n Enter 7j");
    let (rows, counted) = (session.rows(), session.model.sought.actor.clone().unwrap());
    assert_eq!((counted.actor.all, counted.actor.articles), (2, 1));
    session.put("b.txt", Some("عن مينسك"));
    session.put("c.txt", None);
    session.link(3);
    assert_eq!(session.rows(), rows);
    let counted = session.model.sought.actor.clone().unwrap();
    assert_eq!((counted.actor.all, counted.actor.articles), (3, 2));
    session.keys("N N");
    assert_eq!(session.doc(), "b.txt");
}
