//! What is asked before the first page, and what the terminal changes after it.

use crate::app::message::Message;
use crate::app::session::Session;
use crate::app::{Setup, ThemeChoice};
use crate::layout::Order;
use crate::library::{Desktop, Resumed, State};
use crate::work::{Job, Report};

fn many() -> Session {
    let mut session = Session::empty(120, 36);
    for n in 0..150 {
        // No two tell the same story.
        let words: Vec<String> = (0..40).map(|k| format!("w{n}x{k}")).collect();
        session.put(&format!("{n:03}.txt"), Some(&words.join(" ")));
    }
    session
}

#[test]
fn rows_that_nobody_sees_come_after_the_article() {
    let mut session = many();
    session.hold();
    session.link(200);
    let mut asked = Vec::new();
    while let Some(job) = session.next_question() {
        asked.push(job);
    }
    assert!(!session.model.is_whole());
    assert!(
        asked.iter().any(|job| matches!(job, Job::Open(..))),
        "{asked:?}"
    );
    assert!(
        !asked.iter().any(|job| matches!(job, Job::Rows(..))),
        "{asked:?}"
    );
    for job in asked.into_iter().rev() {
        session.ask_again(job);
    }
    // When the article is there, the rows around those of the screen are asked for.
    let mut rows = 0;
    while let Some(job) = session.next_question() {
        if let Job::Rows(..) = &job {
            assert!(session.model.is_whole());
            rows += 1;
        }
        session.ask_again(job);
        let answer = session.next_answer().unwrap();
        session.send(Message::Report(answer));
    }
    assert_eq!(rows, 1);
}

#[test]
fn rows_that_are_seen_do_not_wait() {
    let mut session = many();
    session.link(200);
    session.hold();
    session.model.resume();
    session.link(200);
    assert!(session.model.is_waiting());
    session.model.list.selected = 149;
    session.model.list.top = 149;
    session.send(Message::Resize(120, 36));
    let mut asked = Vec::new();
    while let Some(job) = session.next_question() {
        asked.push(job);
    }
    assert!(
        asked.iter().any(|job| matches!(job, Job::Rows(..))),
        "{asked:?}"
    );
}

#[test]
fn what_the_terminal_tells_late_leaves_what_was_taken_up() {
    let mut session = many();
    session.hold();
    session.model.resume();
    session.link(200);
    let ticket = loop {
        match session.next_question() {
            Some(Job::Resume(ticket)) => break ticket,
            Some(_) => {}
            None => panic!("nobody asked where one was"),
        }
    };
    let desktop = Desktop {
        chosen: None,
        pins: Vec::new(),
        list: false,
        sidebar: true,
        view: Default::default(),
    };
    let state = State {
        here: None,
        back: Vec::new(),
        desktop,
    };
    let resumed = Resumed {
        state,
        chosen: None,
    };
    session.send(Message::Report(Report::Resumed(
        ticket,
        Some(Box::new(resumed)),
    )));
    session.answer();
    assert!(session.model.is_whole());
    assert!(!session.model.setup.list);
    session.model.told(&Setup {
        width: 100,
        height: 30,
        theme: ThemeChoice::Light,
        order: Order::Logical,
        ascii: true,
        ..Setup::default()
    });
    let setup = &session.model.setup;
    assert!(!setup.list, "what was left stays");
    assert_eq!((setup.width, setup.height), (100, 30));
    assert_eq!((setup.theme, setup.ascii), (ThemeChoice::Light, true));
    assert_eq!(setup.order, Order::Logical);
}

#[test]
fn a_session_without_articles_has_no_whole_page() {
    let mut session = Session::empty(120, 36);
    session.send(Message::Report(Report::Unread));
    assert!(!session.model.is_whole() && session.model.list.is_empty());
}
