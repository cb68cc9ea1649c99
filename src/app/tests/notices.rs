//! What answers a key stands until the next one; what nobody asked for waits for its turn.

use super::open;
use crate::app::Message;
use crate::work::Report;

fn followed(read: usize) -> Message {
    Message::Report(Report::Followed {
        read,
        gone: 0,
        asked: false,
    })
}

fn warning(text: &str) -> Message {
    Message::Report(Report::Warning(text.into()))
}

#[test]
fn an_answer_is_not_driven_away_by_what_nobody_asked_for() {
    let mut session = open(120, 36);
    session.keys("*");
    assert_eq!(session.notice(), "Starred.");
    for count in [1, 3] {
        session.send(followed(count));
        assert_eq!(session.notice(), "Starred.");
    }
    // The next key that is answered by nothing brings the newest of it, and that once.
    session.keys("*");
    assert_eq!(session.notice(), "The star is taken away.");
    session.keys("j");
    assert_eq!(session.notice(), "3 files new or changed.");
    session.keys("j");
    assert_eq!(session.notice(), "");
}

#[test]
fn what_is_lost_is_told_at_once_and_until_a_key() {
    let mut session = open(120, 36);
    session.keys("*");
    session.send(warning("First."));
    assert_eq!(session.notice(), "First.");
    // Neither another one nor an answer that comes late takes its place; each is told once.
    session.send(warning("Second."));
    session.send(warning("Second."));
    session.send(warning("First."));
    session.send(Message::Copied(Err("Not copied.".into())));
    assert_eq!(session.notice(), "First.");
    for told in ["Second.", "Not copied.", ""] {
        session.keys("j");
        assert_eq!(session.notice(), told);
    }
}

#[test]
fn trouble_of_the_start_waits_behind_what_is_worse() {
    let mut session = open(120, 36);
    session.keys("j");
    session.send(followed(2));
    session.model.remark("Line 3 of the settings.", true);
    assert_eq!(session.notice(), "Line 3 of the settings.");
    session.send(followed(4));
    session.send(warning("The library is gone."));
    for told in [
        "The library is gone.",
        "Line 3 of the settings.",
        "4 files new or changed.",
        "",
    ] {
        assert_eq!(session.notice(), told);
        session.keys("j");
    }
}
