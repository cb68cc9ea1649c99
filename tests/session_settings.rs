//! What a reader sets, with the real binary in a pseudo-terminal: keys, themes, commands of
//! one's own; the first minute; reading by lines.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;
use std::path::Path;

use pty::reading::{quits, status};
use pty::{Session, Start};

/// A session with these files beside `config.toml`.
fn with(files: &[(&str, &str)], start: Start) -> (Session, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join("warraq").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let config = folder.path().to_str().unwrap().to_owned();
    let mut session = start.env("XDG_CONFIG_HOME", &config).spawn();
    session.wait_for_text("Enter on a name");
    (session, folder)
}

#[track_caller]
fn says(session: &mut Session, words: &str) {
    session.wait_until(|screen| {
        let status = status(screen);
        status.contains(words).then_some(()).ok_or(status)
    });
}

#[test]
fn keys_that_were_set_work_and_are_shown() {
    let settings = "[keys]\nnext-mention = \"x\"\nend = \", e\"\nstart = \", z\"\nwhy = \"n\"\n";
    let start = Start::warraq(&[]).size(120, 36);
    let (mut session, _folder) = with(&[("config.toml", settings)], start);
    says(&mut session, "x next");
    session.keys("x");
    says(&mut session, "names");
    session.keys(",e");
    says(&mut session, "100%");
    session.keys(",z");
    says(&mut session, "0%");
    session.keys("?/beginning");
    session.wait_for_text(", z");
    session.keys("\x1b");
    session.wait_for_text("Articles");
    quits(session);
}

#[test]
fn a_key_that_two_actions_would_have_is_refused_with_both_names() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("warraq")).unwrap();
    fs::write(
        folder.path().join("warraq/config.toml"),
        "[keys]\nwhy = \"n\"\n",
    )
    .unwrap();
    let start = Start::warraq(&[]).size(160, 36);
    let mut session = start
        .env("XDG_CONFIG_HOME", folder.path().to_str().unwrap())
        .spawn();
    session.wait_for_text("config.toml, line 2: “n” cannot mean “why”: it means “next-mention”.");
    quits(session);
}

#[test]
fn a_theme_of_ones_own_colours_the_page() {
    let theme = "base = \"light\"\n[roles]\nground = \"on #102030\"\ntext = \"#f0f1f2\"\n";
    let files = [
        ("config.toml", "theme = \"sea\"\n"),
        ("themes/sea.toml", theme),
    ];
    let start = Start::warraq(&[]).size(120, 36);
    let (mut session, _folder) = with(&files, start);
    let ground = vt100::Color::Rgb(0x10, 0x20, 0x30);
    session.wait_for(|screen| {
        screen
            .cell(10, 40)
            .is_some_and(|cell| cell.bgcolor() == ground)
    });
    quits(session);
    // Without colours it is not used.
    let start = Start::warraq(&["--color", "never"]).size(120, 36);
    let (session, _folder) = with(&files, start);
    let coloured = |session: &Session| {
        let cells = (0..36).flat_map(|y| (0..120).map(move |x| (y, x)));
        let mut cells = cells.filter_map(|(y, x)| session.vt().cell(y, x));
        cells.any(|c| c.bgcolor() != vt100::Color::Default || c.fgcolor() != vt100::Color::Default)
    };
    assert!(!coloured(&session));
    quits(session);
}

const HOOKS: &str = r#"
[hooks.echo]
command = ["sh", "-c", "printf 'got \\033[31m<%s>\\033[0m kind %s' \"$WARRAQ_TEXT\" \"$WARRAQ_KIND\"; printf '\\n'; cat"]
keys = ", e"
[hooks.slow]
command = ["sh", "-c", "echo up; sleep 1000"]
keys = ", s"
seconds = 600
[hooks.gone]
command = ["no-such-program-here"]
keys = ", g"
[hooks.ask]
command = ["sh", "-c", "printf 'your turn: '; read line; exit 7"]
keys = ", a"
terminal = true
"#;

#[test]
fn a_command_of_ones_own_is_asked_about_a_name() {
    let start = Start::warraq(&[]).size(120, 36);
    let (mut session, _folder) = with(&[("config.toml", HOOKS)], start);
    session.keys("n,e");
    session.wait_for_text("kind mention");
    assert!(!session.text().contains('\u{1b}') && !session.text().contains("[31m"));
    session.keys("\x1b");
    session.wait_for(|screen| !screen.contents().contains("kind mention"));
    // One that takes long keeps nobody from reading, and Esc ends it.
    session.keys(",s");
    session.wait_for_text("Asked. Esc ends it.");
    session.keys("\x1b");
    says(&mut session, "slow was ended.");
    session.keys(",g");
    session.wait_for_text("“no-such-program-here” was not run");
    session.keys("\x1b");
    session.wait_for(|screen| !screen.contents().contains("was not run"));
    quits(session);
}

#[test]
fn a_command_may_have_the_terminal_for_a_while() {
    let start = Start::warraq(&[]).size(120, 36);
    let (mut session, _folder) = with(&[("config.toml", HOOKS)], start);
    session.keys("n,a");
    session.wait_for_text("your turn:");
    session.wait_for(|screen| !screen.alternate_screen());
    assert!(session.is_cooked());
    // Keys are the command's: q does not leave Warraq.
    session.keys("q\r");
    session.wait_for_text("“sh” ended with code 7.");
    session.wait_for(vt100::Screen::alternate_screen);
    session.keys("\x1b");
    session.wait_for(|screen| !screen.contents().contains("code 7"));
    quits(session);
}

#[test]
fn the_first_minute_teaches_five_keys_and_comes_once() {
    let mut session = Start::warraq(&[]).welcome().size(120, 36).spawn();
    session.wait_for_text("Try it 1 of 5   Press n: to the next name in the text.");
    pty::reading::is_read_in(&mut session, 120, 36);
    for (keys, next) in [
        ("n", "Try it 2 of 5   Press Enter:"),
        ("\r", "Try it 3 of 5   Press ]:"),
        ("]", "Try it 4 of 5   Press f:"),
        ("f", "Try it 5 of 5   Press ?:"),
    ] {
        session.keys(keys);
        session.wait_for_text(next);
    }
    session.keys("\x1b");
    session.wait_for_text("Esc hide");
    session.keys("?");
    session.wait_for_text("type to search");
    assert!(!session.text().contains("Try it"));
    let state = session.home().join("state/warraq/welcomed");
    assert!(state.exists());
    session.keys("\x1b");
    session.wait_for(|screen| !screen.contents().contains("type to search"));
    quits(session);
    // Only the sample has it.
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.txt"), "عن مينسك\n").unwrap();
    let session = opened_in(home.path());
    assert!(!session.text().contains("Try it"));
    quits(session);
}

#[test]
fn going_on_where_one_was_has_no_lesson() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.txt"), "عن مينسك\n").unwrap();
    let data = home.path().join("data");
    let start = |args: &[&str]| {
        let start = Start::warraq(args).folder(home.path()).size(120, 36);
        start.env("XDG_DATA_HOME", data.to_str().unwrap())
    };
    let mut session = start(&["a.txt"]).spawn();
    session.wait_for_text("Enter on a name");
    quits(session);
    let mut session = start(&[]).welcome().spawn();
    session.wait_for_text("Enter on a name");
    assert!(session.text().contains("1 of 1") && !session.text().contains("Try it"));
    quits(session);
}

fn opened_in(folder: &Path) -> Session {
    let mut session = Start::warraq(&["."]).folder(folder).size(120, 36).spawn();
    session.wait_for_text("Enter on a name");
    session
}

#[test]
fn a_dumb_terminal_is_read_by_lines() {
    let mut session = Start::warraq(&[]).env("TERM", "dumb").size(120, 36).spawn();
    // One can begin as soon as the first articles are there, however many these are.
    session.wait_for_text(" open. A number and Enter opens one");
    session.keys("1\r");
    session.wait_for_text("Article 1 of ");
    session.keys("quit\r");
    assert!(session.exit_status().success());
    let written = String::from_utf8_lossy(session.written()).into_owned();
    assert!(!written.contains('\u{1b}'), "{written}");
}

#[test]
fn a_private_session_has_no_lesson_whose_end_would_be_written() {
    let mut session = Start::warraq(&["--private"])
        .welcome()
        .size(120, 36)
        .spawn();
    session.wait_for_text("1 of 14");
    pty::reading::is_read_in(&mut session, 120, 36);
    assert!(!session.text().contains("Try it"));
    session.keys("n");
    says(&mut session, "names");
    assert!(!session.text().contains("Try it"));
    assert!(!session.home().join("state/warraq/welcomed").exists());
    quits(session);
}
