//! Commands of the reader's own: what they are given, what becomes of their output.

use crate::app::Popup;
use crate::app::action::{Action, Scope};
use crate::app::hook::Output;
use crate::app::keymap::Keymap;
use crate::app::message::{Effect, Message};
use crate::app::over::Over;
use crate::app::session::Session;
use crate::app::tests::open;
use crate::config::Settings;
use crate::work::{Errand, Ran, Report};

const SETTINGS: &str = r#"
[hooks.dictionary]
command = ["sdcv", "-n", "--"]
keys = ["F5", ", d"]
[hooks.web]
command = ["xdg-open", "https://x.example/?q={query}&t={text}"]
gives = "actor"
[hooks.speak]
command = ["espeak", "{text}"]
gives = "article"
seconds = 60
[hooks.edit]
command = ["vi", "-"]
gives = "paragraph"
terminal = true
"#;

fn desk(settings: &str) -> Session {
    let mut session = open(120, 36);
    let (settings, complaints) = Settings::parse(settings, "c");
    assert_eq!(complaints, []);
    let (keymap, complaints) = Keymap::of(&settings, "c");
    assert_eq!(complaints, []);
    session.model.keymap = keymap;
    session.model.hooks = settings.hooks;
    session
}

fn errand(session: &mut Session) -> Errand {
    match session.effects.pop() {
        Some(Effect::Run(errand)) => errand,
        other => panic!("{other:?}"),
    }
}

fn output(session: &Session) -> &Output {
    match &session.model.popup {
        Some(Popup::Output(output)) => output,
        other => panic!("{other:?}"),
    }
}

fn variable<'a>(errand: &'a Errand, name: &str) -> &'a str {
    let found = errand.variables.iter().find(|(known, _)| *known == name);
    &found.unwrap().1
}

#[test]
fn a_command_gets_the_name_as_one_argument_on_its_input_and_in_variables() {
    let mut session = desk(SETTINGS);
    session.keys("n F5");
    let dictionary = errand(&mut session);
    assert_eq!(dictionary.command, ["sdcv", "-n", "--", "لوكاشينكو"]);
    assert_eq!(dictionary.input, "لوكاشينكو");
    assert_eq!((dictionary.seconds, dictionary.terminal), (5, false));
    for (name, value) in [
        ("WARRAQ_TEXT", "لوكاشينكو"),
        ("WARRAQ_KIND", "mention"),
        ("WARRAQ_NAME", "ألكسندر لوكاشينكو"),
        ("WARRAQ_LATIN", "Alexander Lukashenko"),
        ("WARRAQ_ENTITY", "alexander-lukashenko"),
        ("WARRAQ_ARTICLE", "a.txt"),
        ("WARRAQ_URL", ""),
    ] {
        assert_eq!(variable(&dictionary, name), value, "{name}");
    }
    assert!(output(&session).running);
    // The same by a sequence, by its place, and by its name.
    for keys in [
        "Esc , d",
        "Esc ! Enter",
        "Esc ! 1",
        "Esc : dictionary Enter",
    ] {
        session.effects.clear();
        session.keys(keys);
        assert_eq!(errand(&mut session).name, "dictionary", "{keys}");
    }
}

#[test]
fn templates_and_kinds_of_text() {
    let mut session = desk(SETTINGS);
    session.keys("n 2!");
    assert_eq!(
        errand(&mut session).command[1],
        "https://x.example/?q=%D8%A3%D9%84%D9%83%D8%B3%D9%86%D8%AF%D8%B1%20%D9%84%D9%88%D9%83%D8%A7%D8%B4%D9%8A%D9%86%D9%83%D9%88&t=ألكسندر لوكاشينكو"
    );
    session.keys("Esc 3!");
    let speak = errand(&mut session);
    assert!(speak.input.len() > 1000 && speak.seconds == 60);
    assert_eq!(variable(&speak, "WARRAQ_KIND"), "article");
    session.keys("Esc 4!");
    let edit = errand(&mut session);
    assert!(edit.terminal);
    assert_eq!(edit.input, "وصل لوكاشينكو إلى مينسك");
}

#[test]
fn a_text_is_never_an_option_unless_it_is_guarded() {
    let mut session = desk(
        "[hooks.bare]\ncommand = [\"grep\", \"{text}\"]\ngives = \"paragraph\"\n[hooks.guarded]\ncommand = [\"grep\", \"--\", \"{text}\"]\ngives = \"paragraph\"\n",
    );
    let hooks = std::mem::take(&mut session.model.hooks);
    let mut session = Session::open(120, 36, &[("a.txt", "-rf {query} /\n")]);
    session.model.hooks = hooks;
    session.keys("1!");
    assert_eq!(session.effects, []);
    assert_eq!(
        session.notice(),
        "bare was not run: what it is given begins with “-” and would be read as an option. \"--\" before {text} in [hooks.bare] guards against that."
    );
    session.keys("2!");
    // What is put in is not filled in again.
    assert_eq!(
        errand(&mut session).command,
        ["grep", "--", "-rf {query} /"]
    );
}

#[test]
fn what_cannot_be_looked_up_is_said() {
    let mut session = open(120, 36);
    session.keys("!");
    assert!(
        session.notice().starts_with("No command is set."),
        "{}",
        session.notice()
    );
    let mut session = desk(SETTINGS);
    session.keys("1!");
    assert_eq!(session.notice(), "No name is reached; n goes to one.");
    session.keys("9!");
    assert!(session.notice().starts_with("Only 4 commands are set"));
}

#[test]
fn output_is_shown_scrolled_copied_and_closed() {
    let mut session = desk(SETTINGS);
    session.keys("n F5");
    let ticket = errand(&mut session).ticket;
    let text: String = (0..200).map(|n| format!("سطر {n}\n")).collect();
    let ran = Ran {
        text: text.clone(),
        ..Ran::default()
    };
    session.send(Message::Report(Report::Ran(ticket, ran)));
    assert_eq!(output(&session).lines.len(), 200);
    session.keys("j");
    assert_eq!(output(&session).top, 1);
    session.keys("G");
    let rows = usize::from(session.model.output_room().1);
    assert_eq!(output(&session).top, 200 - rows);
    // A smaller window keeps it in view.
    session.resize(60, 20);
    assert!(output(&session).top <= output(&session).lines.len());
    session.keys("g y");
    assert_eq!(session.effects, [Effect::Copy(text)]);
    assert_eq!(output(&session).top, 0);
    session.effects.clear();
    session.keys("q");
    assert!(session.model.popup.is_none());
    assert_eq!(session.effects, [], "it had ended by itself");
}

#[test]
fn escape_ends_what_runs_and_a_late_answer_is_dropped() {
    let mut session = desk(SETTINGS);
    session.keys("n F5");
    let ticket = errand(&mut session).ticket;
    session.keys("Esc");
    assert_eq!(session.effects, [Effect::CancelRun]);
    assert_eq!(session.notice(), "dictionary was ended.");
    session.keys("F5");
    let late = Ran {
        text: "late".to_owned(),
        ..Ran::default()
    };
    session.send(Message::Report(Report::Ran(ticket, late)));
    assert!(output(&session).running);
    // What prints nothing has nothing to show.
    let ticket = errand(&mut session).ticket;
    session.send(Message::Report(Report::Ran(ticket, Ran::default())));
    assert!(session.model.popup.is_none());
    assert_eq!(
        session.notice(),
        "dictionary: done, and nothing was printed."
    );
}

const PLACED: &str = r#"
[hooks.words]
command = ["sdcv"]
keys = ["F5", "F6"]
on = ["text", "lines"]
[hooks.web]
command = ["xdg-open"]
gives = "actor"
keys = "x"
on = ["card", "actors", "connections"]
[hooks.speak]
command = ["espeak"]
gives = "article"
[hooks.cite]
command = ["cite"]
on = "selection"
[hooks.file]
command = ["file"]
gives = "article"
keys = "F5"
on = "list"
"#;

/// The names in the menu, or of what runs, or what is said.
fn asked(session: &mut Session) -> String {
    if let Some(Over::Menu(menu)) = &session.model.over {
        let names = menu
            .rows
            .iter()
            .map(|at| session.model.hooks[*at].name.as_str());
        return names.collect::<Vec<_>>().join(" ");
    }
    match session.effects.pop() {
        Some(Effect::Run(errand)) => format!("runs {}", errand.name),
        _ => session.notice(),
    }
}

#[test]
fn the_menu_has_what_is_offered_here_and_has_something_to_work_with() {
    for (keys, wanted) in [
        // Nobody is reached: there is only the article.
        ("!", "runs speak"),
        ("n !", "words speak"),
        ("n ! Down Enter", "runs speak"),
        ("n ! 3", "runs speak"),
        // Not a number of the menu: it stays.
        ("n ! 2", "words speak"),
        ("n V !", "words speak cite"),
        ("V !", "words speak cite"),
        ("n K !", "web speak"),
        ("n K ! Enter", "runs web"),
        ("Tab !", "web speak"),
        ("Shift-Tab !", "speak file"),
        ("n Enter c !", "words speak"),
        ("n Enter L !", "runs speak"),
        ("n Enter P !", "web speak"),
        ("n Enter P x", "runs web"),
        // With a number it is that one, or it is said where it is offered.
        ("n 3!", "runs speak"),
        (
            "n 2!",
            "web is not offered here, only in: card, actors, connections.",
        ),
        // One key for two, each in its place.
        ("n F5", "runs words"),
        ("Tab F5", ""),
        ("Tab x", "runs web"),
        ("n K x", "runs web"),
        // While one selects `F5` has a meaning of its own.
        ("n V F6", "runs words"),
        ("n V F5", "Copied: 1 word with source and date."),
        ("Shift-Tab F5", "runs file"),
        (
            "n : web Enter",
            "web is not offered here, only in: card, actors, connections.",
        ),
    ] {
        let mut session = desk(PLACED);
        session.keys(keys);
        assert_eq!(asked(&mut session), wanted, "{keys}");
    }
    let only = PLACED.split("[hooks.speak]").next().unwrap();
    let mut session = desk(only);
    session.keys("Shift-Tab !");
    assert_eq!(
        session.notice(),
        "No command of yours is offered here; on in [hooks.NAME] says where each is."
    );
    // What is offered and lacks something says what.
    session.keys("Tab !");
    assert_eq!(session.notice(), "No name is reached; n goes to one.");
}

#[test]
fn a_key_that_two_want_in_one_place_is_refused_once() {
    let (settings, complaints) = Settings::parse(
        "[hooks.a]\ncommand = [\"a\"]\nkeys = \"h\"\non = \"text\"\n[hooks.b]\ncommand = [\"b\"]\nkeys = \"h\"\non = \"list\"\n",
        "c",
    );
    assert_eq!(complaints, []);
    let (keymap, complaints) = Keymap::of(&settings, "c");
    let told: Vec<String> = complaints.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("c, line 1: "), "{told:?}");
    let keys = |at: u8| keymap.row(Action::Hook(at)).map(|row| row.keys.clone());
    assert_eq!(keys(0), Some(Vec::new()));
    assert_eq!(keys(1), Some(vec![(Scope::List, "h".to_owned())]));
}
