use super::*;

/// A terminal as it was met: XTVERSION, DA1, DA2, DECRQM 8, environment.
struct Met {
    xtversion: &'static str,
    da1: &'static str,
    da2: &'static str,
    bdsm: Option<u16>,
    env: &'static [(&'static str, &'static str)],
}

fn met(
    xtversion: &'static str,
    da1: &'static str,
    da2: &'static str,
    bdsm: Option<u16>,
    env: &'static [(&'static str, &'static str)],
) -> Met {
    Met {
        xtversion,
        da1,
        da2,
        bdsm,
        env,
    }
}

impl Met {
    fn answers(&self) -> Answers {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        Answers {
            bdsm: self.bdsm,
            xtversion: some(self.xtversion),
            da1: some(self.da1),
            da2: some(self.da2),
            ..Answers::default()
        }
    }

    fn profile(&self) -> Profile {
        choose(&self.answers(), &env(self.env), &Wishes::default())
    }

    /// The same terminal over a line on which no answer comes in time.
    fn silent(&self) -> Profile {
        choose(&Answers::default(), &env(self.env), &Wishes::default())
    }
}

fn env(pairs: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> Option<String> {
    move |name| {
        let pair = pairs.iter().find(|(n, _)| *n == name)?;
        Some(pair.1.to_owned())
    }
}

const TRUE: (&str, &str) = ("COLORTERM", "truecolor");
const X256: (&str, &str) = ("TERM", "xterm-256color");

use Encoder::{
    Boxes, Braille, KittyWords, Visual, VisualLrm, VisualLrmAlternating as Alternating, Words,
};

/// Answers and variables as measured on each terminal, what is chosen (name, encoder,
/// `CSI 8 l`), and the name when no answer comes.
fn table() -> Vec<(Met, (&'static str, Encoder, bool), &'static str)> {
    vec![
        (
            met(
                "XTerm(379)",
                "64;1;2;6;9;15;16;17;18;21;22;28",
                "41;379;0",
                Some(0),
                &[("TERM", "xterm"), ("XTERM_VERSION", "XTerm(379)")],
            ),
            ("xterm", Visual, false),
            "xterm",
        ),
        (
            met(
                "",
                "65;1;9",
                "65;7006;1",
                Some(1),
                &[X256, TRUE, ("VTE_VERSION", "7006")],
            ),
            ("VTE", Visual, true),
            "VTE",
        ),
        (
            met(
                "VTE(8401)",
                "61;1;21;22;28",
                "61;8401;1",
                Some(1),
                &[X256, TRUE, ("VTE_VERSION", "8401")],
            ),
            ("VTE", Visual, true),
            "VTE",
        ),
        (
            met(
                "",
                "6",
                "0;1700;1",
                None,
                &[
                    ("TERM", "alacritty"),
                    TRUE,
                    ("ALACRITTY_WINDOW_ID", "2097159"),
                ],
            ),
            ("alacritty", Visual, false),
            "alacritty",
        ),
        (
            met("", "6", "0;2600;1", Some(0), &[("TERM", "alacritty"), TRUE]),
            ("alacritty", Visual, false),
            "alacritty",
        ),
        (
            met(
                "foot(1.28.0)",
                "62;4;22;28;52",
                "1;012800;0",
                None,
                &[("TERM", "foot"), TRUE],
            ),
            ("foot", Visual, false),
            "foot",
        ),
        (
            met(
                "",
                "1;2",
                "85;95;0",
                None,
                &[("TERM", "rxvt-unicode-256color"), ("COLORTERM", "rxvt-xpm")],
            ),
            ("urxvt", Visual, false),
            "urxvt",
        ),
        (
            met("", "6", "", None, &[("TERM", "st-256color")]),
            ("st", Visual, false),
            "st",
        ),
        (
            met(
                "",
                "64;1;9;15;21;22",
                "64;0;0",
                None,
                &[X256, ("ZUTTY_VERSION", "0.14")],
            ),
            ("zutty", Visual, false),
            "zutty",
        ),
        (
            met(
                "kitty(0.48.2)",
                "62;52;",
                "1;4000;48",
                Some(0),
                &[("TERM", "xterm-kitty"), TRUE, ("KITTY_WINDOW_ID", "1")],
            ),
            ("kitty", Boxes, false),
            "kitty before 0.40",
        ),
        (
            met(
                "kitty(0.26.5)",
                "62;",
                "1;4000;26",
                Some(0),
                &[("TERM", "xterm-kitty"), TRUE, ("KITTY_WINDOW_ID", "1")],
            ),
            ("kitty before 0.40", KittyWords, false),
            "kitty before 0.40",
        ),
        (
            met(
                "Konsole 22.12.3",
                "62;1;4",
                "1;115;0",
                None,
                &[X256, TRUE, ("KONSOLE_VERSION", "221203")],
            ),
            ("Konsole", Words, false),
            "Konsole",
        ),
        (
            met(
                "",
                "63;1;2;3;4;6;7;15;18;22;29",
                "24;279;0",
                Some(0),
                &[("TERM", "mlterm"), ("MLTERM", "3.9.0")],
            ),
            ("mlterm", Visual, false),
            "mlterm",
        ),
        (
            met("", "6", "0;136;0", None, &[("TERM", "xterm")]),
            ("PuTTY", Braille, false),
            "unknown",
        ),
        (
            met("", "1;2", "0;115;0", None, &[X256, TRUE]),
            ("QTerminal", Alternating, true),
            "unknown",
        ),
        (
            met(
                "terminology 1.13.0",
                "64;1;9;15;18;21;22",
                "61;337;0",
                None,
                &[X256, ("TERMINOLOGY", "1"), ("TERM_PROGRAM", "terminology")],
            ),
            ("terminology", VisualLrm, true),
            "terminology",
        ),
        (
            met(
                "tmux 3.3a",
                "1;2",
                "84;0;0",
                None,
                &[
                    ("TERM", "tmux-256color"),
                    TRUE,
                    ("TERM_PROGRAM", "tmux"),
                    ("TMUX", "/tmp/t,1,0"),
                    ("VTE_VERSION", "7006"),
                ],
            ),
            ("tmux", Alternating, true),
            "tmux",
        ),
        (
            met(
                "tmux 3.3a",
                "1;2",
                "84;0;0",
                None,
                &[
                    ("TERM", "screen-256color"),
                    ("TMUX", "/tmp/t,1,0"),
                    ("KITTY_WINDOW_ID", "1"),
                ],
            ),
            ("tmux", VisualLrm, true),
            "tmux",
        ),
        (
            met(
                "",
                "1;2",
                "83;40900;0",
                None,
                &[
                    ("TERM", "screen.xterm-256color"),
                    ("STY", "3.pts-0.vm"),
                    ("VTE_VERSION", "7006"),
                ],
            ),
            ("screen", VisualLrm, true),
            "screen",
        ),
        // By their documentation.
        (
            met("", "", "", None, &[X256, TRUE, ("TERM_PROGRAM", "vscode")]),
            ("xterm.js", VisualLrm, true),
            "xterm.js",
        ),
        (
            met(
                "WezTerm 20250209",
                "65;4;6;18;22",
                "1;277;0",
                Some(1),
                &[X256, ("TERM_PROGRAM", "WezTerm")],
            ),
            ("WezTerm", Visual, true),
            "WezTerm",
        ),
        (
            met(
                "ghostty 1.2.0",
                "62;22",
                "1;10;0",
                Some(0),
                &[("TERM", "xterm-ghostty"), ("TERM_PROGRAM", "ghostty")],
            ),
            ("ghostty", Visual, false),
            "ghostty",
        ),
        (
            met(
                "mintty 3.7.4",
                "64;1;2;4;6;9;11;15;21;22;28;29",
                "77;30704;0",
                Some(1),
                &[X256],
            ),
            ("mintty", Visual, true),
            "unknown",
        ),
        (
            met("", "6", "0;4200;1", None, &[X256, ("ZELLIJ", "0")]),
            ("zellij", VisualLrm, true),
            "zellij",
        ),
        (
            met("", "62", "9;9;9", None, &[X256, TRUE]),
            ("unknown", Alternating, true),
            "unknown",
        ),
        (
            met("", "", "", None, &[]),
            ("unknown", VisualLrm, true),
            "unknown",
        ),
        (
            met("", "", "", None, &[("TERM", "linux")]),
            ("Linux console", Visual, false),
            "Linux console",
        ),
        // It has the mode and an unknown name.
        (
            met("newterm 1", "62", "9;9;9", Some(1), &[X256]),
            ("VTE", Visual, true),
            "unknown",
        ),
    ]
}

#[test]
fn every_terminal_gets_what_it_needs() {
    for (met, (name, encoder, bdsm), silent) in table() {
        let got = met.profile();
        assert_eq!(
            (got.name, got.encoder, got.bdsm),
            (name, encoder, bdsm),
            "{:?} {:?}: {}",
            met.xtversion,
            met.da2,
            got.reason
        );
        let got = met.silent();
        assert_eq!(got.name, silent, "silent: {:?}: {}", met.env, got.reason);
    }
}

#[test]
fn answers_beat_variables_that_leaked() {
    // xterm, started from a shell in tmux in VTE.
    let xterm = met(
        "XTerm(379)",
        "64",
        "41;379;0",
        Some(0),
        &[("TERM", "xterm"), ("TMUX", "x"), ("VTE_VERSION", "7006")],
    );
    assert_eq!(xterm.profile().name, "xterm");
    // st has no name to give, but sets TERM.
    let st = met(
        "",
        "6",
        "",
        None,
        &[
            ("TERM", "st-256color"),
            ("TMUX", "x"),
            ("VTE_VERSION", "7006"),
        ],
    );
    assert_eq!(st.profile().name, "st");
}

#[test]
fn behind_tmux_the_terminal_around_decides() {
    let inside = |outer: &str, env: &'static [(&'static str, &'static str)]| {
        let answers = Answers {
            xtversion: Some("tmux 3.3a".into()),
            outer: Some(outer.into()),
            ..Answers::default()
        };
        let get = move |name: &str| {
            let pair = env.iter().find(|(n, _)| *n == name)?;
            Some(pair.1.to_owned())
        };
        let profile = choose(&answers, &get, &Wishes::default());
        assert_eq!(profile.name, "tmux", "{outer}");
        // Its modes are out of reach.
        assert_eq!((profile.enter, profile.leave), ("", ""));
        (profile.encoder, profile.marks)
    };
    use crate::layout::Marks::{Keep, Strip};
    for (outer, wanted) in [
        ("xterm-kitty ", (KittyWords, Keep)),
        ("xterm-kitty kitty(0.48.2)", (KittyWords, Keep)),
        ("xterm-256color Konsole 22.12.3", (Words, Keep)),
        ("xterm-256color VTE(8401)", (Alternating, Keep)),
        ("xterm-256color XTerm(379)", (Visual, Keep)),
        ("alacritty ", (Visual, Strip)),
        ("foot foot(1.28.0)", (Visual, Strip)),
        ("xterm-256color ", (Alternating, Keep)),
        ("mlterm ", (Alternating, Keep)),
    ] {
        assert_eq!(inside(outer, &[TRUE]), wanted, "{outer}");
    }
    assert_eq!(inside("xterm-256color ", &[]), (VisualLrm, Keep));
    // What leaked from the shell that started the server says nothing.
    let stale = inside(
        "xterm-256color Konsole 22.12.3",
        &[TRUE, ("KITTY_WINDOW_ID", "1")],
    );
    assert_eq!(stale, (Words, Keep));
}

#[test]
fn versions_decide() {
    let called = |name: &str| {
        let answers = Answers {
            xtversion: Some(name.into()),
            ..Answers::default()
        };
        let profile = choose(&answers, &|_| None, &Wishes::default());
        (profile.name, profile.encoder)
    };
    for (name, wanted) in [
        ("kitty(0.39.1)", ("kitty before 0.40", KittyWords)),
        ("kitty(0.40.0)", ("kitty", Boxes)),
        ("kitty(1.0.0)", ("kitty", Boxes)),
        ("kitty(", ("kitty before 0.40", KittyWords)),
        ("iTerm2 3.6.9", ("iTerm2 before 3.7", Visual)),
        ("iTerm2 3.7.0", ("iTerm2", Words)),
    ] {
        assert_eq!(called(name), wanted, "{name}");
    }
    // The box counts more than the name.
    let answers = |sizing| Answers {
        xtversion: Some("kitty(0.48.2)".into()),
        text_sizing: sizing,
        ..Answers::default()
    };
    let of = |sizing| choose(&answers(sizing), &|_| None, &Wishes::default()).encoder;
    let marks = |sizing| choose(&answers(sizing), &|_| None, &Wishes::default()).marks;
    for sizing in [Some(true), Some(false)] {
        assert_eq!(marks(sizing), crate::layout::Marks::Keep);
    }
    assert_eq!(
        (of(None), of(Some(true)), of(Some(false))),
        (Boxes, Boxes, KittyWords)
    );
}

#[test]
fn the_unit_names_whom_nothing_else_names() {
    for (unit, name) in [
        ("7E4B4445", "Konsole"),
        ("7e565445", "VTE"),
        ("464f4f54", "foot"),
        ("00000000", "unknown"),
    ] {
        let answers = Answers {
            da3: Some(unit.into()),
            ..Answers::default()
        };
        assert_eq!(choose(&answers, &|_| None, &Wishes::default()).name, name);
    }
}

#[test]
fn garbage_and_half_answers_name_nobody() {
    for (xtversion, da1, da2, da3) in [
        ("", "", "", ""),
        ("kitt", "6", ";;", "7E"),
        ("(((", ";", "0", "7E4B"),
        ("9999999999", "x", "99999999999;1;1", ""),
        ("XTer", "6", "41", "0"),
    ] {
        let answers = Answers {
            xtversion: Some(xtversion.into()),
            da1: Some(da1.into()),
            da2: Some(da2.into()),
            da3: Some(da3.into()),
            bdsm: Some(77),
            ..Answers::default()
        };
        let profile = choose(&answers, &|_| None, &Wishes::default());
        assert_eq!(
            (profile.name, profile.encoder),
            ("unknown", VisualLrm),
            "{xtversion}"
        );
    }
}

#[test]
fn the_mode_goes_with_the_encoder() {
    let vte = |state: Option<u16>, encoder, bdsm| {
        let answers = Answers {
            bdsm: state,
            da2: Some("65;7006;1".into()),
            ..Answers::default()
        };
        let wishes = Wishes {
            encoder: Some((encoder, "by hand")),
            bdsm,
        };
        let profile = choose(&answers, &|_| None, &wishes);
        assert_eq!(
            (profile.encoder, profile.chosen),
            (encoder, Some("by hand"))
        );
        (profile.mode(), profile.mode_found())
    };
    let (on, off) = ("\x1b[8l", "\x1b[8h");
    assert_eq!(vte(Some(1), VisualLrm, None), (on, off));
    // Words are for a terminal that reorders; who had told it not to gets that back.
    assert_eq!(vte(Some(1), Words, None), (off, ""));
    assert_eq!(vte(Some(2), Words, None), (off, on));
    assert_eq!(vte(Some(2), Visual, None), (on, ""));
    assert_eq!(vte(Some(0), Visual, None), ("", ""));
    assert_eq!(vte(Some(0), Visual, Some(true)), (on, off));
    assert_eq!(vte(Some(1), Visual, Some(false)), (off, ""));
    assert_eq!(vte(None, Visual, Some(false)), ("", ""));
}

#[test]
fn every_row_says_why() {
    let mut seen = Vec::new();
    for (met, ..) in table() {
        let profile = met.profile();
        assert!(!profile.why.is_empty() && !profile.reason.is_empty());
        seen.push((profile.name, profile.known));
    }
    for name in [
        "xterm", "VTE", "kitty", "Konsole", "mlterm", "PuTTY", "tmux", "screen",
    ] {
        assert!(seen.contains(&(name, Known::Measured)), "{name}");
    }
    for name in ["WezTerm", "ghostty", "mintty", "zellij", "terminology"] {
        assert!(seen.contains(&(name, Known::Source)), "{name}");
    }
}

#[test]
fn what_was_explicit_before_stays_so() {
    let vte = |bdsm| {
        let answers = Answers {
            bdsm: Some(bdsm),
            da2: Some("65;7006;1".into()),
            ..Answers::default()
        };
        let profile = choose(&answers, &|_| None, &Wishes::default());
        let back = profile.bdsm && profile.mode_found() == "\x1b[8h";
        (profile.encoder, profile.bdsm, back)
    };
    assert_eq!(vte(1), (Visual, true, true));
    assert_eq!(vte(2), (Visual, true, false));
    assert_eq!(vte(3), (VisualLrm, false, false));
    assert_eq!(vte(4), (Visual, false, false));
}

#[test]
fn no_color_has_no_colours_to_alternate() {
    let profile = choose(
        &Answers::default(),
        &env(&[TRUE, ("NO_COLOR", "1")]),
        &Wishes::default(),
    );
    assert_eq!(profile.encoder, VisualLrm);
}

#[test]
fn colours_of_24_bits_go_where_they_are_shown() {
    let of = |answers: Answers, env: &dyn Fn(&str) -> Option<String>| {
        choose(&answers, env, &Wishes::default()).true_colour(env)
    };
    let called = |name: &str| Answers {
        xtversion: Some(name.into()),
        ..Answers::default()
    };
    let mlterm = || Answers {
        da2: Some("24;279;0".into()),
        ..Answers::default()
    };
    assert!(of(called("XTerm(379)"), &|_| None));
    assert!(!of(Answers::default(), &|_| None));
    assert!(of(Answers::default(), &env(&[TRUE])));
    assert!(of(Answers::default(), &env(&[("TERM", "xterm-direct")])));
    assert!(!of(mlterm(), &|_| None));
    assert!(of(mlterm(), &env(&[TRUE])));
    assert!(!of(called("screen 4.09"), &env(&[TRUE])));
}
