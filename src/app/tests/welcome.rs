//! The lesson of the first minute.

use crate::app::action::Action;
use crate::app::message::Effect;
use crate::app::session::Session;
use crate::app::tests::open;

fn asked(session: &Session) -> Option<Action> {
    session.model.lesson.and_then(|l| l.asks()).map(|(a, _)| a)
}

#[test]
fn five_keys_are_learned_by_using_them() {
    let mut session = open(80, 24);
    let status = session.model.panes.status;
    let page = session.model.panes.reader.height;
    session.model.welcome();
    // It has a row of its own; the status line stays where it is.
    assert_eq!(session.model.panes.status, status);
    assert_eq!(session.model.panes.lesson.unwrap().y + 1, status.y);
    assert_eq!(session.model.panes.reader.height, page - 1);
    assert_eq!(session.model.panes.screen.height, 24);
    // What is not asked for changes nothing of it, nor does Enter beside a name.
    session.keys("j k Enter");
    assert_eq!(asked(&session), Some(Action::NextMention));
    for (keys, next) in [
        ("n", Some(Action::Choose)),
        ("j Enter", Some(Action::NextArticleWith)),
        ("]", Some(Action::Find)),
        ("f Esc", Some(Action::Help)),
        ("?", None),
    ] {
        session.keys(keys);
        assert_eq!(asked(&session), next, "{keys}");
    }
    assert_eq!(session.effects, [Effect::Welcomed]);
    session.keys("Esc");
    assert_eq!(session.model.panes.reader.height, page);
    assert_eq!(session.model.panes.lesson, None);
}

#[test]
fn escape_ends_it_for_good_and_takes_nothing_else_away() {
    let mut session = open(80, 24);
    session.model.welcome();
    session.keys("n Enter");
    let chosen = session.chosen().to_owned();
    assert_ne!(chosen, "");
    // What lies over it is closed first.
    session.keys("f Esc a Esc");
    assert!(session.model.lesson.is_some());
    session.keys("Esc");
    assert_eq!(session.model.lesson, None);
    assert_eq!(session.effects, [Effect::Welcomed]);
    assert_eq!(session.chosen(), chosen);
    session.keys("Esc");
    assert_eq!(session.chosen(), "");
    assert_eq!(session.effects.len(), 1);
    // A low screen has no row to give; the keys still count.
    let mut session = open(40, 12);
    session.model.welcome();
    assert_eq!(session.model.panes.lesson, None);
    session.keys("n");
    assert_eq!(asked(&session), Some(Action::Choose));
}
