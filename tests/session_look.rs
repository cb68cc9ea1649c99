//! What the environment and the settings ask for, and what is left behind on the disk: the
//! real binary in a pseudo-terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use pty::reading::{ended, opened, panes, quits, sample};
use pty::{Reply, Session, Start, When};

/// A walk through what has colours: names, the chosen one, a hit, popups, a second article.
fn colourful(start: Start) -> Session {
    let mut session = start.size(120, 36).spawn();
    session.wait_for_text("Enter on a name");
    pty::reading::is_read_in(&mut session, 120, 36);
    session.keys("n\r");
    session.wait_for_text(" here · ");
    session.keys("nJ");
    session.wait_for_text("2 of 14");
    session.keys("/ال*\r");
    session.wait_for_text("hits in this article");
    session.keys("?");
    session.wait_for_text("type to search");
    session.keys("qf");
    session.wait_for_text("Find an actor");
    session.keys("\x03");
    ended(session, 0)
}

/// The parameters of every SGR sequence, one vector each.
fn attributes(written: &[u8]) -> Vec<Vec<u32>> {
    let text = String::from_utf8_lossy(written);
    let mut out = Vec::new();
    for part in text.split("\x1b[").skip(1) {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        let (parameters, rest) = part.split_at(end);
        if rest.starts_with('m') {
            let numbers = parameters.split(';').map(|n| n.parse().unwrap_or(0));
            out.push(numbers.collect());
        }
    }
    assert!(out.len() > 100, "the screen was painted");
    out
}

/// The colours among the parameters of a sequence, `38;5;n` and `48;2;r;g;b` whole.
fn colours(parameters: &[u32]) -> Vec<&[u32]> {
    let mut out = Vec::new();
    let mut rest = parameters;
    while let [first, ..] = rest {
        let length = match rest {
            [38 | 48, 5, ..] => 3,
            [38 | 48, 2, ..] => 5,
            _ => 1,
        };
        let (one, more) = rest.split_at(length.min(rest.len()));
        if matches!(first, 30..=49 | 90..=107) {
            out.push(one);
        }
        rest = more;
    }
    out
}

#[test]
fn no_colour_is_sent_where_none_is_wanted() {
    let start = Start::warraq(&[]).env("NO_COLOR", "1");
    let session = colourful(start.env("COLORTERM", "truecolor"));
    for parameters in attributes(session.written()) {
        assert_eq!(colours(&parameters), Vec::<&[u32]>::new(), "{parameters:?}");
    }
    // An empty one says nothing (no-color.org).
    let session = colourful(Start::warraq(&[]).env("NO_COLOR", ""));
    let coloured = attributes(session.written())
        .iter()
        .any(|p| !colours(p).is_empty());
    assert!(coloured);
}

#[test]
fn an_unknown_terminal_gets_sixteen_colours() {
    let session = colourful(Start::warraq(&[]).replies(Vec::new()));
    let mut seen = 0;
    for parameters in attributes(session.written()) {
        for colour in colours(&parameters) {
            seen += 1;
            let one_of_sixteen = match colour {
                [30..=37 | 39..=47 | 49 | 90..=97 | 100..=107] => true,
                [38 | 48, 5, n] => *n < 16,
                _ => false,
            };
            assert!(one_of_sixteen, "{parameters:?}");
        }
    }
    assert!(seen > 20, "it has some colours");
    // The same terminal that says more of itself gets more.
    let start = Start::warraq(&[]).replies(Vec::new());
    let session = colourful(start.env("COLORTERM", "truecolor"));
    let attributes = attributes(session.written());
    assert!(
        attributes
            .iter()
            .flat_map(|p| colours(p))
            .any(|c| c.len() == 5)
    );
}

/// The ground of the first cell of the text.
fn ground(session: &Session) -> vt100::Color {
    let text = panes(80, 24, &sample()[0]).text;
    session.vt().cell(text.y, text.x).unwrap().bgcolor()
}

#[test]
fn the_page_is_as_light_as_the_terminal() {
    let dark = vt100::Color::Rgb(0x1c, 0x1b, 0x18);
    let light = vt100::Color::Rgb(0xfb, 0xf8, 0xf0);
    let session = opened(80, 24);
    assert_eq!(ground(&session), dark);
    quits(session);
    let mut session = Start::warraq(&[]).replies(pty::vte(When::Now)).spawn();
    session.wait_for_text("Enter on a name");
    assert_eq!(ground(&session), light);
    quits(session);
    // A light terminal of sixteen colours: white on black is where one is.
    let replies = vec![
        Reply {
            question: b"\x1b]11;?\x1b\\",
            answer: b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\".to_vec(),
            when: When::Now,
        },
        Reply {
            question: b"\x1b[c",
            answer: b"\x1b[?6c".to_vec(),
            when: When::Now,
        },
    ];
    let mut session = Start::warraq(&[]).replies(replies).spawn();
    session.wait_for_text("Enter on a name");
    assert_eq!(ground(&session), vt100::Color::Default);
    session.keys("n");
    session.wait_for_text("1/");
    let text = panes(80, 24, &sample()[0]).text;
    let cells = (text.y..text.bottom()).flat_map(|y| (text.x..text.right()).map(move |x| (y, x)));
    let here = cells
        .filter_map(|(y, x)| session.vt().cell(y, x))
        .filter(|cell| {
            (cell.fgcolor(), cell.bgcolor()) == (vt100::Color::Idx(15), vt100::Color::Idx(0))
        });
    assert!(here.count() > 2);
    quits(session);
}

/// The terminal sets whole rows, so that panes would run into each other.
#[test]
fn in_logical_order_letters_stand_as_stored_and_panes_one_over_the_other() {
    let mut session = Start::warraq(&["--bidi", "logical"]).size(160, 36).spawn();
    session.wait_for_text("Enter on a name");
    session.wait_for_text("أربع ساعات في سوتشي");
    assert!(
        !session.text().contains("In this article"),
        "{}",
        session.text()
    );
    assert!(
        !session
            .text()
            .contains(|c| matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'))
    );
    session.keys("s");
    session.wait_for_text("In this article");
    assert!(!session.text().contains("أربع ساعات"), "{}", session.text());
    session.keys("\x1b");
    session.wait_for_text("أربع ساعات في سوتشي");
    // The way goes on to the first one: panes stand side by side again.
    session.keys("B");
    session.wait_for_text("sent as “visual”");
    session.wait_for_text("In this article");
    session.keys("q");
    pty::reading::ended(session, 0);
}

#[test]
fn a_console_without_arabic_says_so_and_offers_latin_letters() {
    for (name, value) in [("TERM", "linux"), ("LC_ALL", "ar_EG.ISO-8859-6")] {
        let start = Start::warraq(&[]).size(120, 36).env(name, value);
        let mut session = start.spawn();
        session.wait_for_text("--translit");
        let written = String::from_utf8_lossy(session.written()).into_owned();
        assert_eq!(written.contains("\x1b[c"), name != "TERM", "{value}");
        session.keys("q");
        pty::reading::ended(session, 0);
    }
    let start = Start::warraq(&["--translit"]).size(120, 36);
    let mut session = start.env("TERM", "linux").spawn();
    session.wait_for_text("fi al-rab' 'shr mn aylul/sbtmbr 2020");
    session.wait_for_text("Enter on a name");
    // Names are found in the text as it was written, and are known by their Latin form.
    session.wait_for_text("o Lukashenko");
    session.keys("fluka\r");
    session.wait_for_text("1/12 here");
    let solid = |screen: &vt100::Screen| -> String {
        let cells = (0..36u16).flat_map(|y| (0..120u16).map(move |x| (y, x)));
        let lit = cells.filter_map(|(y, x)| screen.cell(y, x));
        lit.filter(|cell| cell.bgcolor() != vt100::Color::Default)
            .map(vt100::Cell::contents)
            .collect()
    };
    session.wait_until(|screen| match solid(screen).replace(' ', "") {
        name if name == "alksndrlukashinku" => Ok(()),
        other => Err(format!("{other:?} is solid")),
    });
    let arabic = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}');
    let text = session.text();
    assert!(!text.contains(arabic), "{text}");
    session.keys("q");
    pty::reading::ended(session, 0);
}

/// One key goes through all ways and comes back.
#[test]
fn a_key_goes_through_all_ways_of_sending() {
    let mut session = Start::warraq(&[]).size(120, 36).spawn();
    session.wait_for_text("Enter on a name");
    for way in [
        "visual-lrm",
        "visual-alt",
        "words",
        "kitty",
        "kitty-words",
        "putty",
        "logical",
    ] {
        session.keys("B");
        session.wait_for_text(&format!("sent as “{way}”"));
    }
    session.keys("B");
    session.wait_for_text("sent as “visual”");
    session.keys("q");
    pty::reading::ended(session, 0);
}

#[test]
fn the_mouse_is_left_to_the_terminal_when_asked() {
    let mouse_on = |session: &Session| {
        let written = String::from_utf8_lossy(session.written()).into_owned();
        ["\x1b[?1000h", "\x1b[?1006h", "\x1b[?1002h", "\x1b[?1003h"]
            .iter()
            .any(|on| written.contains(on))
    };
    let mut session = Start::warraq(&["--no-mouse"]).spawn();
    session.wait_for_text("Enter on a name");
    session.keys("n");
    session.wait_for_text("names");
    assert!(!mouse_on(&session));
    // A key takes it, and leaving gives it back.
    session.keys("M");
    session.wait_for(|s| s.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
    quits(session);
    let session = opened(80, 24);
    assert!(mouse_on(&session));
    quits(session);
    let (mut session, _folder) = with_settings("mouse = false\n", Start::warraq(&[]));
    session.wait_for_text("Enter on a name");
    assert!(!mouse_on(&session));
    quits(session);
}

/// A session with this `config.toml`, and the folder that it is in.
fn with_settings(settings: &str, start: Start) -> (Session, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let warraq = folder.path().join("warraq");
    fs::create_dir(&warraq).unwrap();
    fs::write(warraq.join("config.toml"), settings).unwrap();
    let config = folder.path().to_str().unwrap().to_owned();
    (start.env("XDG_CONFIG_HOME", &config).spawn(), folder)
}

#[test]
fn an_unknown_setting_names_file_line_and_nearest_and_the_rest_holds() {
    let settings = "theme = \"light\"\nmeasrue = 50\n\n[panes]\nsidebar = false\n";
    let start = Start::warraq(&[]).size(120, 24);
    let (mut session, _folder) = with_settings(settings, start);
    session.wait_for_text("config.toml, line 2: no setting “measrue”. Nearest: “measure”.");
    let text = panes(120, 24, &sample()[0]).text;
    let ground = session.vt().cell(text.y, text.x).unwrap().bgcolor();
    assert_eq!(ground, vt100::Color::Rgb(0xfb, 0xf8, 0xf0));
    assert!(!session.text().contains("In this article"));
    quits(session);
}

#[test]
fn a_broken_settings_file_does_not_keep_one_from_reading() {
    for settings in [
        "= = =\n",
        "theme = 7\n",
        "\u{1b}[2J = 1\n",
        "measure = 99999\n",
    ] {
        let start = Start::warraq(&[]).size(120, 24);
        let (mut session, _folder) = with_settings(settings, start);
        session.wait_for_text("config.toml");
        pty::reading::is_read_in(&mut session, 120, 24);
        session.keys("n");
        session.wait_for_text("names");
        quits(session);
    }
}

#[test]
fn signs_are_plain_where_the_locale_is_no_unicode() {
    let mut session = Start::warraq(&[]).env("LANG", "en_US.ISO-8859-1").spawn();
    session.wait_for_text("People");
    assert!(
        !session.text().contains(['●', '■', '▲', '━', '│']),
        "{}",
        session.text()
    );
    quits(session);
}

/// Everything below a folder with its permission bits.
fn everything(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let meta = fs::symlink_metadata(&path).unwrap();
        out.push((path.clone(), meta.permissions().mode() & 0o7777));
        if meta.is_dir() {
            out.extend(everything(&path));
        }
    }
    out.sort();
    out
}

/// Reads, chooses, searches, copies.
fn used(mut session: Session) -> Session {
    session.wait_for_text("Enter on a name");
    session.keys("n\r");
    session.wait_for_text(" here · ");
    session.keys("yGgsa");
    session.keys("/qqxx\r");
    session.wait_for_text("is not in this article.");
    session.keys("\x03");
    ended(session, 0)
}

#[test]
fn nothing_is_written_but_library_and_desk_unless_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "وصل لوكاشينكو.\n").unwrap();
    let before = everything(folder.path());
    for (args, kept) in [(&["--private", "."][..], false), (&["."], true)] {
        let start = Start::warraq(args).size(120, 24).folder(folder.path());
        let session = used(start.spawn());
        let data = session.home().join("data/warraq");
        let made = everything(session.home());
        let ours = |path: &Path| {
            let name = path.file_name().unwrap().to_string_lossy();
            let database = name.starts_with("library.db") || name.starts_with("desk.db");
            data.starts_with(path) || (database && path.parent() == Some(&data))
        };
        assert!(made.iter().all(|(path, _)| ours(path)), "{args:?} {made:?}");
        assert_eq!(data.join("library.db").is_file(), kept, "{args:?}");
        assert_eq!(made.is_empty(), !kept, "{args:?} {made:?}");
        assert_eq!(everything(folder.path()), before);
    }
}

#[test]
fn what_is_written_is_for_the_reader_alone() {
    let script = "umask 000; exec \"$0\"";
    let start = Start::program("sh", &["-c", script, env!("CARGO_BIN_EXE_warraq")]);
    let session = used(start.size(120, 24).env("WARRAQ_LOG", "1").spawn());
    let home = session.home();
    let made = everything(home);
    let log = home.join("state/warraq/warraq.log");
    assert!(made.iter().any(|(path, _)| *path == log), "{made:?}");
    let ours = [home.join("state"), home.join("data")];
    for (path, mode) in &made {
        assert!(
            ours.iter().any(|folder| path.starts_with(folder)),
            "{made:?}"
        );
        // What was searched is nobody's business.
        let bytes = fs::read(path).unwrap_or_default();
        assert!(!bytes.windows(4).any(|w| w == b"qqxx"), "{path:?}");
        let wanted = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(*mode, wanted, "{path:?}");
    }
    let written = fs::read_to_string(log).unwrap();
    assert!(written.is_ascii(), "no article text: {written}");
}
