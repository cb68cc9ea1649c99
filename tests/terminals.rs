//! Every terminal that was measured, played to the real program by a pseudo-terminal that
//! answers as it did: what `warraq doctor` makes of it, alone, behind a multiplexer, silent,
//! and with answers that are broken.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::os::unix::fs::PermissionsExt;

use pty::sequences::assert_only_known_sequences;
use pty::{Reply, Session, Start, When};

/// A terminal as it was met.
struct Terminal {
    name: &'static str,
    env: &'static [(&'static str, &'static str)],
    /// Mode 8, XTVERSION, DA2, DA3, DA1 as they were answered; empty: silence.
    mode: &'static str,
    xtversion: &'static str,
    da2: &'static str,
    da3: &'static str,
    da1: &'static str,
    /// The column after a box of two columns.
    column: u8,
    /// What is made of it: its name, what is sent, whether it is told not to reorder, whether
    /// marks are drawn.
    wanted: (&'static str, &'static str, bool, bool),
    /// The same when it does not answer in time.
    silent: (&'static str, &'static str),
}

const X256: (&str, &str) = ("TERM", "xterm-256color");
const TRUE: (&str, &str) = ("COLORTERM", "truecolor");

#[rustfmt::skip]
const MET: &[Terminal] = &[
    Terminal {
        name: "xterm 379", env: &[("TERM", "xterm"), ("XTERM_VERSION", "XTerm(379)")],
        mode: "\x1b[8;0$y", xtversion: "\x1bP>|XTerm(379)\x1b\\", da2: "\x1b[>41;379;0c",
        da3: "\x1bP!|00000000\x1b\\", da1: "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c", column: 1,
        wanted: ("xterm", "visual", false, true), silent: ("xterm", "visual"),
    },
    Terminal {
        name: "VTE 0.70.6", env: &[X256, TRUE, ("VTE_VERSION", "7006")],
        mode: "\x1b[8;1$y", xtversion: "", da2: "\x1b[>65;7006;1c",
        da3: "\x1bP!|7E565445\x1b\\", da1: "\x1b[?65;1;9c", column: 1,
        wanted: ("VTE", "visual", true, true), silent: ("VTE", "visual"),
    },
    Terminal {
        name: "VTE 0.84.1", env: &[X256, TRUE, ("VTE_VERSION", "8401")],
        mode: "\x1b[8;1$y", xtversion: "\x1bP>|VTE(8401)\x1b\\", da2: "\x1b[>61;8401;1c",
        da3: "\x1bP!|7E565445\x1b\\", da1: "\x1b[?61;1;21;22;28c", column: 1,
        wanted: ("VTE", "visual", true, true), silent: ("VTE", "visual"),
    },
    Terminal {
        name: "kitty 0.26.5", env: &[("TERM", "xterm-kitty"), TRUE, ("KITTY_WINDOW_ID", "1")],
        mode: "\x1b[8;0$y", xtversion: "\x1bP>|kitty(0.26.5)\x1b\\", da2: "\x1b[>1;4000;26c",
        da3: "", da1: "\x1b[?62;c", column: 1,
        wanted: ("kitty before 0.40", "kitty-words", false, true),
        silent: ("kitty before 0.40", "kitty-words"),
    },
    Terminal {
        name: "kitty 0.48.2", env: &[("TERM", "xterm-kitty"), TRUE, ("KITTY_WINDOW_ID", "1")],
        mode: "\x1b[8;0$y", xtversion: "\x1bP>|kitty(0.48.2)\x1b\\", da2: "\x1b[>1;4000;48c",
        da3: "", da1: "\x1b[?62;52;c", column: 3,
        wanted: ("kitty", "kitty", false, true), silent: ("kitty before 0.40", "kitty-words"),
    },
    Terminal {
        name: "Konsole 22.12.3", env: &[X256, TRUE, ("KONSOLE_VERSION", "221203")],
        mode: "", xtversion: "\x1bP>|Konsole 22.12.3\x1b\\", da2: "\x1b[>1;115;0c",
        da3: "\x1bP!|7E4B4445\x1b\\", da1: "\x1b[?62;1;4c", column: 1,
        wanted: ("Konsole", "words", false, true), silent: ("Konsole", "words"),
    },
    Terminal {
        name: "mlterm 3.9.0", env: &[("TERM", "mlterm"), ("MLTERM", "3.9.0")],
        mode: "\x1b[8;0$y", xtversion: "", da2: "\x1b[>24;279;0c",
        da3: "\x1bP!|000000\x1b\\", da1: "\x1b[?63;1;2;3;4;6;7;15;18;22;29c", column: 1,
        wanted: ("mlterm", "visual", false, true), silent: ("mlterm", "visual"),
    },
    Terminal {
        name: "pterm 0.78", env: &[("TERM", "xterm")],
        mode: "", xtversion: "", da2: "\x1b[>0;136;0c", da3: "", da1: "\x1b[?6c", column: 1,
        wanted: ("PuTTY", "putty", false, true), silent: ("unknown", "visual-lrm"),
    },
    Terminal {
        name: "QTerminal 1.2.0", env: &[X256, TRUE],
        mode: "", xtversion: "", da2: "\x1b[>0;115;0c", da3: "", da1: "\x1b[?1;2c", column: 1,
        wanted: ("QTerminal", "visual-alt", true, false), silent: ("unknown", "visual-alt"),
    },
    Terminal {
        name: "alacritty 0.11", env: &[("TERM", "alacritty"), TRUE, ("ALACRITTY_WINDOW_ID", "2")],
        mode: "", xtversion: "", da2: "\x1b[>0;1700;1c", da3: "", da1: "\x1b[?6c", column: 1,
        wanted: ("alacritty", "visual", false, false), silent: ("alacritty", "visual"),
    },
    Terminal {
        name: "alacritty 0.17", env: &[("TERM", "alacritty"), TRUE, ("ALACRITTY_WINDOW_ID", "2")],
        mode: "\x1b[8;0$y", xtversion: "", da2: "\x1b[>0;2600;1c", da3: "", da1: "\x1b[?6c",
        column: 1,
        wanted: ("alacritty", "visual", false, false), silent: ("alacritty", "visual"),
    },
    Terminal {
        name: "foot 1.13.1", env: &[("TERM", "foot"), TRUE],
        mode: "", xtversion: "\x1bP>|foot(1.13.1)\x1b\\", da2: "\x1b[>1;011301;0c",
        da3: "\x1bP!|464f4f54\x1b\\", da1: "\x1b[?62;4;22c", column: 1,
        wanted: ("foot", "visual", false, false), silent: ("foot", "visual"),
    },
    Terminal {
        name: "foot 1.28.0", env: &[("TERM", "foot"), TRUE],
        mode: "", xtversion: "\x1bP>|foot(1.28.0)\x1b\\", da2: "\x1b[>1;012800;0c",
        da3: "\x1bP!|464f4f54\x1b\\", da1: "\x1b[?62;4;22;28;52c", column: 1,
        wanted: ("foot", "visual", false, false), silent: ("foot", "visual"),
    },
    Terminal {
        name: "urxvt 9.30", env: &[("TERM", "rxvt-unicode-256color"), ("COLORTERM", "rxvt-xpm")],
        mode: "", xtversion: "", da2: "\x1b[>85;95;0c", da3: "", da1: "\x1b[?1;2c", column: 1,
        wanted: ("urxvt", "visual", false, true), silent: ("urxvt", "visual"),
    },
    Terminal {
        name: "st 0.9", env: &[("TERM", "st-256color")],
        mode: "", xtversion: "", da2: "", da3: "", da1: "\x1b[?6c", column: 1,
        wanted: ("st", "visual", false, false), silent: ("st", "visual"),
    },
    Terminal {
        name: "zutty 0.14", env: &[X256, ("ZUTTY_VERSION", "0.14-DEBUG")],
        mode: "", xtversion: "", da2: "\x1b[>64;0;0c", da3: "", da1: "\x1b[?64;1;9;15;21;22c",
        column: 1,
        wanted: ("zutty", "visual", false, false), silent: ("zutty", "visual"),
    },
    Terminal {
        name: "terminology 1.13", env: &[X256, ("TERMINOLOGY", "1")],
        mode: "", xtversion: "\x1bP>|terminology 1.13.0\x1b\\", da2: "\x1b[>61;337;0c",
        da3: "\x1bP!|7E7E5459\x1b\\", da1: "\x1b[?64;1;9;15;18;21;22c", column: 1,
        wanted: ("terminology", "visual-lrm", true, false),
        silent: ("terminology", "visual-lrm"),
    },
    TMUX,
    SCREEN,
];

const TMUX: Terminal = Terminal {
    name: "tmux 3.3a",
    env: &[("TERM", "tmux-256color"), TRUE, ("TMUX", "/nowhere,1,0")],
    mode: "",
    xtversion: "\x1bP>|tmux 3.3a\x1b\\",
    da2: "\x1b[>84;0;0c",
    da3: "",
    da1: "\x1b[?1;2c",
    column: 1,
    wanted: ("tmux", "visual-alt", true, true),
    silent: ("tmux", "visual-alt"),
};

const SCREEN: Terminal = Terminal {
    name: "screen 4.9",
    env: &[
        ("TERM", "screen.xterm-256color"),
        TRUE,
        ("STY", "3.pts-0.vm"),
    ],
    mode: "",
    xtversion: "",
    da2: "\x1b[>83;40900;0c",
    da3: "",
    da1: "\x1b[?1;2c",
    column: 1,
    wanted: ("screen", "visual-alt", true, true),
    silent: ("screen", "visual-alt"),
};

impl Terminal {
    fn replies(&self, made: impl Fn(&str) -> Vec<u8>) -> Vec<Reply> {
        let cursor = format!("\x1b[2;{}R", self.column);
        let rows: [(&'static [u8], &str); 6] = [
            (b"\x1b[8$p", self.mode),
            (b"\x1b[>q", self.xtversion),
            (b"\x1b[>c", self.da2),
            (b"\x1b[=c", self.da3),
            (b"\x1b[6n", &cursor),
            (b"\x1b[c", self.da1),
        ];
        rows.into_iter()
            .map(|(question, answer)| Reply {
                question,
                answer: made(answer),
                when: When::Now,
            })
            .collect()
    }

    fn start(&self) -> Start {
        let start = Start::warraq(&["doctor"]).size(120, 60);
        let start = start.replies(self.replies(|answer| answer.into()));
        with(start, self.env)
    }
}

fn with(start: Start, env: &[(&str, &str)]) -> Start {
    env.iter()
        .fold(start, |start, (name, value)| start.env(name, value))
}

/// What the doctor says when nothing is chosen.
struct Said(String);

impl Said {
    /// What stands after this word in its line.
    fn of(&self, word: &str) -> &str {
        let line = self.0.lines().find_map(|line| line.strip_prefix(word));
        line.unwrap_or_else(|| panic!("{word}: {}", self.0)).trim()
    }

    fn name(&self) -> &str {
        self.of("terminal ").split_once(':').unwrap().0
    }

    fn way(&self) -> &str {
        self.of("bidi ").split_once(" (").unwrap().0
    }
}

#[track_caller]
fn asked(start: Start) -> Said {
    let mut session = start.spawn();
    session.wait_for_text("Which line reads right");
    said(session)
}

/// Presses Enter, which is the first key that anything may have heard.
#[track_caller]
fn said(mut session: Session) -> Said {
    let status = session.exit_status_after("\r");
    assert_eq!(status.exit_code(), 0, "{}", session.text());
    session.assert_restored();
    assert_only_known_sequences(session.written());
    let said = Said(session.text());
    assert!(said.0.contains("Nothing was changed."), "{}", said.0);
    said
}

#[test]
fn each_terminal_is_recognised_and_gets_what_it_needs() {
    for terminal in MET {
        let said = asked(terminal.start());
        let told = said.of("bdsm ").starts_with("told");
        let marks = said.of("marks ") == "drawn";
        let got = (said.name(), said.way(), told, marks);
        assert_eq!(got, terminal.wanted, "{}: {}", terminal.name, said.0);
    }
}

#[test]
fn a_terminal_that_is_silent_is_known_by_its_variables() {
    // Who asked waits a while for the answers, so they wait together.
    std::thread::scope(|scope| {
        for terminal in MET {
            scope.spawn(move || {
                let said = asked(terminal.start().replies(Vec::new()));
                let got = (said.name(), said.way());
                assert_eq!(got, terminal.silent, "{}: {}", terminal.name, said.0);
            });
        }
    });
}

/// What the shell had when the multiplexer was started is still there inside.
#[test]
fn behind_a_multiplexer_stale_variables_say_nothing() {
    for outer in MET {
        for inner in [&TMUX, &SCREEN] {
            if outer.name == TMUX.name || outer.name == SCREEN.name {
                continue;
            }
            let said = asked(with(with(inner.start(), outer.env), inner.env));
            let got = (said.name(), said.way());
            let wanted = (inner.wanted.0, inner.wanted.1);
            assert_eq!(got, wanted, "{} in {}", inner.name, outer.name);
        }
    }
    // zellij answers as alacritty does.
    let alacritty = MET.iter().find(|met| met.name == "alacritty 0.17").unwrap();
    let said = asked(with(alacritty.start(), &[X256, ("ZELLIJ", "0")]));
    assert_eq!((said.name(), said.way()), ("zellij", "visual-alt"));
}

#[test]
fn tmux_tells_of_the_terminal_that_shows_it_now() {
    let folder = tempfile::tempdir().unwrap();
    let tmux = folder.path().join("tmux");
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", folder.path().display());
    for (outer, way, marks) in [
        ("xterm-kitty kitty(0.48.2)", "kitty-words", true),
        ("xterm-256color Konsole 22.12.3", "words", true),
        ("xterm-256color VTE(8401)", "visual-alt", true),
        ("xterm-256color XTerm(379)", "visual", true),
        ("alacritty ", "visual", false),
        ("foot foot(1.28.0)", "visual", false),
        ("xterm-256color ", "visual-alt", true),
    ] {
        std::fs::write(&tmux, format!("#!/bin/sh\necho '{outer}'\n")).unwrap();
        std::fs::set_permissions(&tmux, std::fs::Permissions::from_mode(0o755)).unwrap();
        // It was started in a kitty.
        let start = with(TMUX.start(), &[("KITTY_WINDOW_ID", "1"), ("PATH", &path)]);
        let said = asked(start);
        let got = (said.name(), said.way(), said.of("marks ") == "drawn");
        assert_eq!(got, ("tmux", way, marks), "{outer}: {}", said.0);
    }
}

/// Whatever comes, it is no key: the first thing that is heard is Enter.
#[test]
fn half_answers_and_garbage_are_no_keys() {
    let terminal = MET.iter().find(|met| met.name == "VTE 0.84.1").unwrap();
    let half = |answer: &str| answer.as_bytes()[..answer.len() / 2].to_vec();
    let start = || with(Start::warraq(&["doctor"]).size(120, 60), terminal.env);
    let said = asked(start().replies(terminal.replies(half)));
    assert_eq!((said.name(), said.way()), ("VTE", "visual"));
    // Only the last answer is cut: what the others say holds.
    let mut replies = terminal.replies(|answer| answer.into());
    replies.last_mut().unwrap().answer = b"\x1b[?61;1".to_vec();
    assert_eq!(asked(start().replies(replies)).name(), "VTE");
    for garbage in [
        "\x1b[>99;c\x1b[;;;;c",
        "\x1bP>|\x1b\\\x1b[?c",
        "\x1b[8;77$y\x1bP!|zzzz\x1b\\\x1b[999999999;1R",
        "\x1b]11;rgb:zz/1/\x07\x1b_q1234567q\x1b\\",
        "\x1bP>|1234567q1234567q",
    ] {
        let replies = terminal.replies(|_| garbage.into());
        let start = Start::warraq(&["doctor"]).size(120, 60).replies(replies);
        let said = asked(start.env("TERM", "xterm-256color"));
        assert_eq!(said.name(), "unknown", "{garbage:?}");
    }
}

#[test]
fn a_reader_chooses_and_it_is_remembered_for_this_terminal_only() {
    let met = |name: &str| MET.iter().find(|met| met.name == name).unwrap();
    let home = tempfile::tempdir().unwrap();
    let state = home.path().to_str().unwrap();
    let in_it = |start: Start| start.env("XDG_STATE_HOME", state);
    let choose = |key: &str| {
        let mut session = in_it(met("st 0.9").start()).spawn();
        session.wait_for_text("Which line reads right");
        session.keys(key);
        assert_eq!(session.exit_status().exit_code(), 0);
        session.assert_restored();
        session.text()
    };
    assert!(choose("4").contains("From now on this terminal is sent “words”"));
    let way = |start: Start| asked(in_it(start)).of("bidi ").to_owned();
    assert_eq!(way(met("st 0.9").start()), "words (in warraq doctor)");
    assert_eq!(way(met("urxvt 9.30").start()), "visual (by the table)");
    // What is said nearer comes before it.
    let told = |name: &str| met("st 0.9").start().env("WARRAQ_BIDI", name);
    assert_eq!(way(told("visual-lrm")), "visual-lrm (by WARRAQ_BIDI)");
    assert_eq!(way(told("auto")), "visual (by the table)");
    assert!(choose("0").contains("what the table says"));
    assert_eq!(way(met("st 0.9").start()), "visual (by the table)");
}

/// All ways are on the screen, each in its own bytes.
#[test]
fn the_doctor_draws_the_sentence_in_each_way() {
    let mut session = MET[1].start().spawn();
    session.wait_for_text("putty");
    let written = String::from_utf8_lossy(session.written()).into_owned();
    for way in [
        "visual",
        "visual-lrm",
        "visual-alt",
        "words",
        "kitty",
        "kitty-words",
        "putty",
    ] {
        assert!(session.text().contains(way), "{way}: {}", session.text());
    }
    assert!(written.contains("\x1b]66;w=1:h="));
    assert!(written.contains('\u{2800}') && written.contains('\u{200e}'));
    // Rows for a terminal that reorders are made where it does.
    assert!(written.contains("\x1b[8h") && written.contains("\x1b[8l"));
    session.keys("q");
    assert_eq!(session.exit_status().exit_code(), 0);
    session.assert_restored();
    let bytes = String::from_utf8_lossy(session.written());
    let last = bytes.rfind("\x1b[8h").unwrap();
    assert!(last > bytes.rfind("\x1b[8l").unwrap(), "it reorders again");
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let out = pty::reading::headless(&["doctor"]);
    assert_eq!(out.status.code(), Some(0));
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.starts_with("There is no terminal"), "{text}");
    assert!(!text.contains('\x1b'));
    let start = Start::warraq(&["doctor"]).size(120, 60).env("TERM", "dumb");
    let mut session = start.spawn();
    session.wait_for_text("Which line reads right");
    let written = String::from_utf8_lossy(session.written()).into_owned();
    assert!(!written.contains("\x1b[c") && !written.contains("\x1b[>q"));
    said(session);
}
