//! Hostile articles: whatever stands in a text, a title, a file's name or a path, only the
//! sequences that the program itself sends reach the terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use pty::Start;
use pty::reading::{ended, status};
use pty::sequences::{assert_only_known_sequences, check};

const WARRAQ: &str = env!("CARGO_BIN_EXE_warraq");

/// Everything that a terminal could obey, and what could upset a page.
const EVIL: &str = "\u{1b}[2J\u{1b}[31m\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}]0;title\u{1b}\\\
    \u{1b}P+q544e\u{1b}\\\u{1b}c\u{1b}[6n\u{9b}2J\u{9d}0;x\u{9c}\u{90}q\u{9c}\u{7f}\u{8}\u{7}\
    \u{e}\u{f}\u{b}\u{c}\u{85}\u{1}\u{1f}\u{202e}\u{202d}\u{2066}\u{2067}\u{2069}\u{202c}\
    \u{200e}\u{200f}\u{61c}\u{2028}\u{2029}\u{fdd0}\u{ffff}\u{10ffff}\u{feff}\u{fff9}\u{e0001}";

fn zalgo() -> String {
    let marks: String = (0x300..0x34f).filter_map(char::from_u32).collect();
    format!("z{marks}{marks}a{marks}l{marks}")
}

/// Two articles whose every part is hostile.
fn collection() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let zalgo = zalgo();
    let markdown = format!(
        "---\ntitle: لوكاشينكو {EVIL} في مينسك\nsource: {EVIL}x\ndate: 2020-01-01\n---\n\
         وصل لوكا\u{202e}شينكو {EVIL} إلى مينسك، و{zalgo} قال بوتين {EVIL}.\n\n\
         # {EVIL} عنوان\n\n- {EVIL} لوكاشينكو\n- ﷺ\u{64b}{zalgo}\n\n\
         [a link](https://example.org/\u{1b}]8;;) and [another](javascript:alert) and \
         <https://example.org/\u{202e}x> `{EVIL}` **{EVIL}**\n\n\u{64b}\u{200d}\n\n> {EVIL}\n"
    );
    let plain = format!("{EVIL}\r\r\nLukashenko {EVIL} Minsk\u{0b}{zalgo}\n{EVIL}\n");
    let names = [
        "a\u{1b}[2J\u{202e}evil\u{9b}31m\u{7f}.md",
        "b\u{1b}]0;x\u{7}\u{2028}\n\u{ffff}.txt",
    ];
    fs::write(folder.path().join(names[0]), markdown).unwrap();
    fs::write(folder.path().join(names[1]), plain).unwrap();
    folder
}

#[test]
fn a_session_over_hostile_articles_writes_only_what_it_means() {
    let folder = collection();
    for (columns, rows) in [(120, 36), (40, 12)] {
        let start = Start::warraq(&["."]).size(columns, rows);
        let mut session = start.folder(folder.path()).spawn();
        session.wait_for_text("Enter on a name");
        assert!(
            session.text().contains('␛') || columns < 100,
            "{}",
            session.text()
        );
        // Every mention, every page, every pane, every popup, the clipboard.
        session.keys("nyYn\rnyn]G g");
        session.keys("a\t\tss");
        session.keys("f");
        session.wait_for_text("›");
        session.keys(format!("\x1b[200~luk{EVIL}\x1b[201~"));
        session.wait_for_text("⟦U+E0001⟧");
        session.keys("\x03");
        let session = ended(session, 0);
        let written = String::from_utf8_lossy(session.written());
        assert!(written.contains("\x1b]52;c;"), "something was copied");
    }
}

#[test]
fn a_hostile_search_and_command_are_shown_as_signs() {
    let folder = collection();
    let start = Start::warraq(&["."]).size(120, 36);
    let mut session = start.folder(folder.path()).spawn();
    session.wait_for_text("Enter on a name");
    session.keys(format!("/\x1b[200~q{EVIL}\x1b[201~\r"));
    session.wait_until(|screen| {
        let status = status(screen);
        // The controls are gone, or signs, and so much of it is no query.
        let told = status.contains("! Only signs") && status.contains("⟦U+2029⟧");
        told.then_some(()).ok_or(status)
    });
    session.keys("\x1b");
    session.wait_for_text("Enter on a name");
    session.keys(format!("S\x1b[200~before:q{EVIL}\x1b[201~"));
    session.wait_for_text("is no date");
    session.keys("\x1b");
    session.wait_for_text("Enter on a name");
    session.keys(format!(":\x1b[200~q{EVIL}\x1b[201~\r"));
    session.wait_until(|screen| {
        let status = status(screen);
        status
            .contains("No action is called")
            .then_some(())
            .ok_or(status)
    });
    session.keys("q");
    ended(session, 0);
}

#[test]
fn a_hostile_path_is_named_without_its_controls() {
    let folder = collection();
    let name = format!("x{}", EVIL.replace('/', ""));
    let mut session = Start::warraq(&[&name])
        .size(120, 36)
        .folder(folder.path())
        .spawn();
    let exit = session.exit_status();
    assert_eq!(exit.exit_code(), 2);
    assert_only_known_sequences(session.written());
    assert!(session.text().contains('␛'), "{}", session.text());
    // As one path of several it is said on the screen, too.
    let mut session = Start::warraq(&[&name, "."])
        .size(120, 36)
        .folder(folder.path())
        .spawn();
    session.wait_until(|screen| {
        let status = status(screen);
        status.contains('␛').then_some(()).ok_or(status)
    });
    session.keys("q");
    ended(session, 3);
}

fn piped(folder: &Path, args: &[&str]) -> Output {
    Command::new(WARRAQ)
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder.join("home"))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn without_a_screen_no_control_is_written() {
    let folder = collection();
    let missing = format!("x{}", EVIL.replace('/', ""));
    let md = fs::read_dir(folder.path()).unwrap().flatten();
    let names: Vec<String> = md.map(|e| e.file_name().into_string().unwrap()).collect();
    let mut runs: Vec<Vec<&str>> = vec![
        vec!["mentions", "."],
        vec!["mentions", "--format", "tsv", "."],
        vec!["entities", "."],
        vec!["entities", "--format", "tsv", "."],
        vec!["mentions", "--entity", EVIL, "."],
        vec!["mentions", &missing, "."],
        vec!["render", &missing],
        vec!["."],
        vec![&missing, "."],
        vec![EVIL],
    ];
    for name in &names {
        runs.push(vec![name]);
        for order in ["visual", "logical"] {
            for shaping in ["forms", "base"] {
                let how = ["--order", order, "--shaping", shaping, "--pad"];
                runs.push([&["render", "--width", "40"], &how[..], &[name]].concat());
            }
        }
    }
    let mut printed = 0;
    for run in runs {
        let out = piped(folder.path(), &run);
        printed += out.stdout.len();
        for (what, bytes) in [("stdout", &out.stdout), ("stderr", &out.stderr)] {
            // JSON keeps what is no control of a terminal.
            let is_json = ["mentions", "entities"].contains(&run[0]) && !run.contains(&"tsv");
            let text = String::from_utf8(bytes.clone()).unwrap();
            let text = if is_json {
                text.replace(['\u{2028}', '\u{2029}'], "")
            } else {
                text
            };
            // Lines are parted by line feeds, fields of TSV by tabs; no sequence at all.
            let text = text.replace('\t', " ");
            assert!(!text.contains('\u{1b}'), "{what} of {run:?}: {text:?}");
            assert_eq!(check(text.as_bytes()), Ok(()), "{what} of {run:?}");
        }
    }
    assert!(printed > 10_000, "the articles were printed");
}
