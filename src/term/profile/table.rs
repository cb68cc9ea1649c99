//! The decision table: one row a terminal, and how each is known.

use crate::layout::Marks;

/// A row of the table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) need: Need,
    pub(super) marks: Marks,
    pub(super) known: Known,
    /// What it does with right-to-left text, and so what it needs.
    pub(super) why: &'static str,
}

/// What must be done that right-to-left text stands as laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing: it draws cells as they come.
    Nothing,
    /// Explicit mode.
    Explicit,
    /// Marks between all cells.
    Lrm,
    /// The same, and runs of one cell where colours allow it.
    LrmAlternating,
    /// Its own reordering is switched off; marks would cost a column.
    Mlterm,
    /// Each cell in a box of its own.
    Boxes,
    /// Words in logical order, marks between them.
    Words,
    /// Words in logical order, blank braille between them.
    Braille,
    /// Words backwards.
    KittyWords,
    /// It has no Arabic letters.
    NoArabic,
}

/// Where a row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It was run and looked at.
    Measured,
    /// Its source or its documentation says so; it was not run.
    Source,
}

const fn measured(name: &'static str, need: Need, marks: Marks, why: &'static str) -> Kind {
    Kind {
        name,
        need,
        marks,
        known: Known::Measured,
        why,
    }
}

const fn source(name: &'static str, need: Need, marks: Marks, why: &'static str) -> Kind {
    Kind {
        name,
        need,
        marks,
        known: Known::Source,
        why,
    }
}

use Marks::{Keep, Strip};
use Need::{
    Boxes, Braille, Explicit, KittyWords, Lrm, LrmAlternating, Mlterm, NoArabic, Nothing, Words,
};

const AS_THEY_COME: &str = "it draws cells as they come";
const MARKS_ASTRAY: &str = "it draws cells as they come, and vowel marks beside their letters";
const HIDES: &str = "it hides the terminal around it, and passes no mode on";

#[rustfmt::skip]
mod rows {
    use super::*;
    pub(in super::super) const XTERM: Kind = measured("xterm", Nothing, Keep, AS_THEY_COME);
    pub(in super::super) const URXVT: Kind = measured("urxvt", Nothing, Keep, AS_THEY_COME);
    pub(in super::super) const ALACRITTY: Kind = measured("alacritty", Nothing, Strip, MARKS_ASTRAY);
    pub(in super::super) const ST: Kind = measured("st", Nothing, Strip, MARKS_ASTRAY);
    pub(in super::super) const FOOT: Kind = measured("foot", Nothing, Strip, "it draws cells as they come; letters with marks vanish");
    pub(in super::super) const ZUTTY: Kind = measured("zutty", Nothing, Strip, "it draws cells as they come, and no vowel marks");
    pub(in super::super) const VTE: Kind = measured("VTE", Explicit, Keep, "it reorders whole lines, and stops when it is told before they are made");
    pub(in super::super) const KITTY: Kind = measured("kitty", Boxes, Keep, "it turns the letters of each word around; a box for each cell keeps them");
    pub(in super::super) const OLD_KITTY: Kind = measured("kitty before 0.40", KittyWords, Keep, "it turns the letters of each word around, and knows no boxes; force_ltr with --bidi=visual is better");
    pub(in super::super) const KONSOLE: Kind = measured("Konsole", Words, Keep, "it reorders whole lines and joins letters anew");
    pub(in super::super) const MLTERM: Kind = measured("mlterm", Mlterm, Keep, "it reorders whole lines until it is told not to");
    pub(in super::super) const PUTTY: Kind = measured("PuTTY", Braille, Keep, "it reorders whole lines and heeds no marks; with its bidi disabled, --bidi=visual is better");
    pub(in super::super) const QTERMINAL: Kind = measured("QTerminal", LrmAlternating, Strip, "it turns around each run of one style, and draws no vowel marks");
    pub(in super::super) const XTERM_JS: Kind = measured("xterm.js", Lrm, Keep, "one of its two painters reorders, and marks stop it");
    pub(in super::super) const TMUX: Kind = measured("tmux", LrmAlternating, Keep, HIDES);
    pub(in super::super) const SCREEN: Kind = measured("screen", LrmAlternating, Keep, HIDES);
    pub(in super::super) const UNKNOWN: Kind = measured("unknown", LrmAlternating, Keep, "marks and changing colours hold most terminals");
    pub(in super::super) const ZELLIJ: Kind = source("zellij", LrmAlternating, Keep, HIDES);
    pub(in super::super) const GHOSTTY: Kind = source("ghostty", Nothing, Keep, AS_THEY_COME);
    pub(in super::super) const CONTOUR: Kind = source("contour", Nothing, Keep, AS_THEY_COME);
    pub(in super::super) const WINDOWS: Kind = source("Windows Terminal", Nothing, Keep, "since 1.19 it draws cells as they come; the font needs presentation forms");
    pub(in super::super) const WEZTERM: Kind = source("WezTerm", Explicit, Keep, "it reorders only when asked to, and stops when it is told");
    pub(in super::super) const MINTTY: Kind = source("mintty", Explicit, Keep, "it reorders whole lines, and stops when it is told");
    pub(in super::super) const APPLE: Kind = source("Apple Terminal", Words, Keep, "it reorders whole lines");
    pub(in super::super) const ITERM2: Kind = source("iTerm2", Words, Keep, "since 3.7 it reorders whole lines");
    pub(in super::super) const OLD_ITERM2: Kind = source("iTerm2 before 3.7", Nothing, Keep, AS_THEY_COME);
    pub(in super::super) const TERMINOLOGY: Kind = source("terminology", Lrm, Strip, "each vowel mark takes a column of its own");
    pub(in super::super) const LINUX: Kind = source("Linux console", NoArabic, Strip, "its font has no Arabic letters");
}

pub(super) use rows::*;

/// By the beginning of the XTVERSION answer.
pub(super) const BY_XTVERSION: &[(&str, &Kind)] = &[
    ("tmux ", &TMUX),
    ("screen ", &SCREEN),
    ("Zellij", &ZELLIJ),
    ("XTerm(", &XTERM),
    ("VTE(", &VTE),
    ("foot(", &FOOT),
    ("WezTerm", &WEZTERM),
    ("ghostty", &GHOSTTY),
    ("contour", &CONTOUR),
    ("mintty", &MINTTY),
    ("xterm.js", &XTERM_JS),
    ("kitty(", &KITTY),
    ("Konsole", &KONSOLE),
    ("iTerm2", &ITERM2),
    ("terminology", &TERMINOLOGY),
    ("rxvt-unicode", &URXVT),
];

/// By the secondary device attributes: first number, last number (`None`: any), and the
/// least and greatest of the middle one.
pub(super) const BY_DA2: &[(u32, Option<u32>, u32, u32, &Kind)] = &[
    (84, None, 0, u32::MAX, &TMUX),
    (83, None, 0, u32::MAX, &SCREEN),
    (41, None, 0, u32::MAX, &XTERM),
    (65, Some(1), 5800, 99_999, &VTE),
    (61, Some(1), 5800, 99_999, &VTE),
    (85, None, 0, u32::MAX, &URXVT),
    (77, None, 0, u32::MAX, &MINTTY),
    (24, Some(0), 279, 279, &MLTERM),
    (1, Some(0), 115, 115, &KONSOLE),
    (0, Some(0), 115, 115, &QTERMINAL),
    (0, Some(0), 136, 136, &PUTTY),
    (0, Some(0), 276, 276, &XTERM_JS),
    (0, Some(1), 1000, 99_999, &ALACRITTY),
];

/// By the tertiary device attributes.
pub(super) const BY_DA3: &[(&str, &Kind)] = &[
    ("7E4B4445", &KONSOLE),
    ("7E565445", &VTE),
    ("464F4F54", &FOOT),
    ("7E7E5459", &TERMINOLOGY),
];

/// By the beginning of `TERM`, which a terminal sets itself.
pub(super) const BY_TERM: &[(&str, &Kind)] = &[
    ("alacritty", &ALACRITTY),
    ("foot", &FOOT),
    ("rxvt-unicode", &URXVT),
    ("st-", &ST),
    ("xterm-ghostty", &GHOSTTY),
    ("xterm-kitty", &OLD_KITTY),
    ("wezterm", &WEZTERM),
    ("mlterm", &MLTERM),
    ("tmux", &TMUX),
    ("screen", &SCREEN),
    ("linux", &LINUX),
];

/// By a variable and, where given, its value. Some leak into terminals started from
/// another one, so they come last.
pub(super) const BY_VARIABLE: &[(&str, Option<&str>, &Kind)] = &[
    ("TERM_PROGRAM", Some("vscode"), &XTERM_JS),
    ("TERM_PROGRAM", Some("WezTerm"), &WEZTERM),
    ("TERM_PROGRAM", Some("ghostty"), &GHOSTTY),
    ("TERM_PROGRAM", Some("iTerm.app"), &ITERM2),
    ("TERM_PROGRAM", Some("Apple_Terminal"), &APPLE),
    ("XTERM_VERSION", None, &XTERM),
    ("ZUTTY_VERSION", None, &ZUTTY),
    ("TERMINOLOGY", None, &TERMINOLOGY),
    ("MLTERM", None, &MLTERM),
    ("KONSOLE_VERSION", None, &KONSOLE),
    ("KITTY_WINDOW_ID", None, &OLD_KITTY),
    ("ALACRITTY_WINDOW_ID", None, &ALACRITTY),
    ("WT_SESSION", None, &WINDOWS),
];

/// By the beginning of the name that tmux has for the terminal around it, where that says
/// more than `xterm-256color`.
pub(super) const BY_OUTER_TERM: &[(&str, &Kind)] = &[
    ("xterm-kitty", &KITTY),
    ("alacritty", &ALACRITTY),
    ("foot", &FOOT),
    ("rxvt-unicode", &URXVT),
    ("st-", &ST),
    ("xterm-ghostty", &GHOSTTY),
];
