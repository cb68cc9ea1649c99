//! Keys that the reader set, the `:` prompt, what was typed before, help.

use crate::app::Popup;
use crate::app::action::{Action, Scope};
use crate::app::key::{Key, KeyCode};
use crate::app::keymap::Keymap;
use crate::app::message::{Effect, Message};
use crate::app::session::Session;
use crate::app::tests::open;
use crate::config::Settings;

fn open_with(settings: &str) -> Session {
    let mut session = open(120, 36);
    let (settings, complaints) = Settings::parse(settings, "c");
    assert_eq!(complaints, []);
    let (keymap, complaints) = Keymap::of(&settings, "c");
    assert_eq!(complaints, []);
    session.model.keymap = keymap;
    session
}

fn typed(session: &Session) -> (String, Option<String>) {
    let Some(Popup::Command(help)) = &session.model.popup else {
        panic!("no prompt");
    };
    let chosen = help
        .selected
        .and_then(|_| help.chosen(&session.model.keymap));
    (
        help.input.text().to_owned(),
        chosen.map(|row| row.name.clone()),
    )
}

#[test]
fn a_sequence_waits_for_its_end_and_takes_a_count() {
    let mut session = open_with("[keys]\ndown = \"g j\"\nend = \"g e\"\nstart = \"g g\"\n");
    let first = session.rows();
    session.keys("j");
    assert_eq!(session.rows(), first, "j is free now");
    session.keys("g");
    assert_eq!(session.model.typed, [Key::char('g')]);
    assert_eq!(session.rows(), first);
    session.keys("j");
    assert!(session.model.typed.is_empty());
    assert_ne!(session.rows(), first);
    session.keys("g g");
    assert_eq!(session.rows(), first);
    // A count stands before the sequence.
    let mut other = open_with("[keys]\ndown = \"g j\"\nend = \"g e\"\nstart = \"g g\"\n");
    other.keys("g j g j g j");
    session.keys("3g j");
    assert_eq!(session.rows(), other.rows());
    // What ends nowhere is said, and does nothing else.
    let here = session.rows();
    session.keys("g k");
    assert_eq!(session.notice(), "g k is no key here. ? shows them.");
    assert_eq!(session.rows(), here);
    // Esc takes back what was begun, and nothing more.
    session.keys("n Enter g");
    let chosen = session.chosen().to_owned();
    assert_ne!(chosen, "");
    session.keys("Esc");
    assert!(session.model.typed.is_empty());
    assert_eq!(session.chosen(), chosen);
}

#[test]
fn keys_of_the_reader_work_under_an_arabic_keyboard_and_as_typed() {
    let mut session = open_with("[keys]\nnext-mention = \"x\"\nwhy = \"ش\"\n");
    // ء stands where x does on an Arabic keyboard.
    session.send(Message::Key(Key::char('ء')));
    assert_eq!(session.reached().unwrap().2, "لوكاشينكو");
    // ش is the key of a, which shows the list; here the letter itself was bound.
    let list = session.model.setup.list;
    session.send(Message::Key(Key::char('ش')));
    assert_eq!(session.model.setup.list, list);
    assert_ne!(session.notice(), "");
}

#[test]
fn tab_completes_the_name_of_an_action_and_goes_through_those_that_match() {
    let mut session = open(120, 36);
    session.keys(": nex Tab");
    // All three begin alike up to here.
    assert_eq!(typed(&session), ("next-".to_owned(), None));
    session.keys("Tab");
    assert_eq!(typed(&session).1.as_deref(), Some("next-mention"));
    session.keys("Tab");
    assert_eq!(typed(&session).1.as_deref(), Some("next-article-with"));
    session.keys("Shift-Tab");
    assert_eq!(typed(&session).1.as_deref(), Some("next-mention"));
    session.keys("Enter");
    assert_eq!(session.reached().unwrap().2, "لوكاشينكو");
    // Around, from the last to the first.
    session.keys(": previous- Shift-Tab");
    let last = typed(&session).1;
    session.keys("Tab");
    assert_ne!(typed(&session).1, last);
    session.keys("Shift-Tab");
    assert_eq!(typed(&session).1, last);
}

#[test]
fn prompts_bring_back_what_was_typed() {
    let mut session = open(120, 36);
    session.keys(": why Enter : digits Enter : Up");
    assert_eq!(typed(&session).0, "digits");
    session.keys("Up Up");
    assert_eq!(typed(&session).0, "why");
    session.keys("Down");
    assert_eq!(typed(&session).0, "digits");
    session.keys("Down Down");
    assert_eq!(typed(&session).0, "");
    // What was begun comes back, too.
    session.keys("abc Up Down");
    assert_eq!(typed(&session).0, "abc");
    session.keys("Esc / ثم Enter / Up");
    let Some(Popup::Search(input)) = &session.model.popup else {
        panic!("no prompt");
    };
    assert_eq!(input.input.text(), "ثم");
}

#[test]
fn an_unknown_command_says_what_to_do() {
    let mut session = open(120, 36);
    session.keys(": nonsense Enter");
    assert_eq!(
        session.notice(),
        "No action is called “nonsense”. Tab shows those that there are."
    );
}

#[test]
fn help_is_searched_also_for_q_and_shows_keys_that_were_set() {
    let mut session = open_with("[keys]\nwhy = \", z\"\nclose = [\"Q\", \"F10\"]\n");
    let names = |session: &Session| -> Vec<String> {
        let Some(Popup::Help(help)) = &session.model.popup else {
            panic!("no help");
        };
        let rows = help.matching(&session.model.keymap);
        rows.iter().map(|row| row.name.clone()).collect()
    };
    session.keys("? / quit");
    assert_eq!(names(&session), ["quit", "close"]);
    session.keys("Esc ? / Q");
    assert_eq!(names(&session)[0], "close", "its key is found");
    session.keys("Esc");
    let why = session.model.keymap.row(Action::Why).unwrap();
    assert_eq!(why.key(Scope::Reader), Some(", z"));
    // Without / it closes as it always did.
    session.keys("? q");
    assert!(session.model.popup.is_none());
    session.send(Message::Key(Key::plain(KeyCode::Function(10))));
    assert_eq!(session.effects, [Effect::Quit]);
}
