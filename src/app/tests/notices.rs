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
    let answer = session.notice();
    assert_eq!(answer, "Starred.");
    for message in [followed(1), warning("The folder went."), followed(3)] {
        session.send(message);
        assert_eq!(session.notice(), answer);
    }
    // Each key answered by nothing brings the next of what waited.
    session.keys("j");
    assert_eq!(session.notice(), "The folder went.");
    session.keys("j");
    assert_eq!(session.notice(), "3 files new or changed.");
    session.keys("j");
    assert_eq!(session.notice(), "");
}

#[test]
fn trouble_that_was_not_seen_yet_stays_and_the_rest_makes_way() {
    let mut session = open(120, 36);
    session.keys("j");
    session.send(followed(1));
    session.send(followed(2));
    let second = session.notice();
    session.send(warning("First."));
    assert_eq!(session.notice(), "First.", "instead of {second}");
    session.send(warning("First."));
    session.send(warning("Second."));
    session.send(warning("Second."));
    assert_eq!(session.notice(), "First.");
    // A key's own answer comes first.
    session.keys("*");
    assert_eq!(session.notice(), "Starred.");
    session.keys("j");
    assert_eq!(session.notice(), "Second.");
    session.keys("j");
    assert_eq!(session.notice(), "");
}
