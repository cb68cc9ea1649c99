//! The open article is missing from the list.

use crate::app::Message;
use crate::app::session::Session;
use crate::app::tests::open;
use crate::library::Listing;
use crate::work::{Job, Report};

const GONE: &str = "This article is not there any more; the list shows those that are.";

fn linked(settled: bool) -> Message {
    Message::Report(Report::Linked {
        listing: Listing::default(),
        rows: Vec::new(),
        done: 0,
        total: 5,
        skipped: 0,
        settled,
        marks: (0, String::new()),
    })
}

/// The library does not have what is asked for; how often it was asked.
fn has_none(session: &mut Session) -> usize {
    let mut asked = 0;
    while let Some(job) = session.next_question() {
        if let Job::Open(ticket, id) = job {
            session.send(Message::Report(Report::Article(ticket, id, None)));
            asked += 1;
        }
    }
    asked
}

/// As when the disk is full and everything is read anew into memory.
#[test]
fn an_article_that_may_come_yet_is_not_said_to_be_gone() {
    let mut session = open(80, 24);
    session.hold();
    session.send(linked(false));
    assert_eq!(has_none(&mut session), 1);
    assert_eq!(session.notice(), "");
    session.send(linked(true));
    assert_eq!(has_none(&mut session), 1);
    assert_eq!(session.notice(), GONE);
}

#[test]
fn an_answer_that_is_older_than_the_list_is_asked_for_again() {
    let mut session = open(80, 24);
    session.hold();
    session.send(linked(false));
    session.send(linked(true));
    assert_eq!(has_none(&mut session), 2);
    assert_eq!(session.notice(), GONE);
}
