//! Which terminal this is, and what it needs. A table: first what the terminal answered,
//! then what the environment says; a multiplexer hides the terminal behind it.

use super::encode::Encoder;
use super::probe::Answers;
use crate::layout::Marks;

/// What one terminal needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name, or `unknown`.
    pub name: &'static str,
    /// How rows become bytes.
    pub encoder: Encoder,
    /// `CSI 8 l` is sent on entering.
    pub bdsm: bool,
    /// `CSI 8 h` is sent on leaving: not where the reader had switched it off before us.
    pub bdsm_back: bool,
    /// Whether it draws combining marks where they belong.
    pub marks: Marks,
    /// It takes links (OSC 8), or at least does not print them.
    pub links: bool,
    /// `CSI > 1 u` is sent: control keys come unambiguous (`Ctrl-i` is not Tab).
    pub kitty_keyboard: bool,
    /// Said on entering, besides what all are told.
    pub enter: &'static str,
    /// Said on leaving, besides what all are told.
    pub leave: &'static str,
    /// Why, for a reader who wonders.
    pub reason: String,
}

/// A row of the table.
struct Kind {
    name: &'static str,
    need: Need,
    marks: Marks,
}

/// What must be done that right-to-left text stands as laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Nothing: it draws cells as they come.
    Nothing,
    /// Explicit mode.
    Explicit,
    /// Marks between all cells.
    Lrm,
    /// Its own reordering is switched off; marks would cost a column.
    Mlterm,
    /// Each cell in a box of its own.
    Boxes,
}

const fn kind(name: &'static str, need: Need, marks: Marks) -> Kind {
    Kind { name, need, marks }
}

const XTERM: Kind = kind("xterm", Need::Nothing, Marks::Keep);
const VTE: Kind = kind("VTE", Need::Explicit, Marks::Keep);
const ALACRITTY: Kind = kind("alacritty", Need::Nothing, Marks::Strip);
const FOOT: Kind = kind("foot", Need::Nothing, Marks::Strip);
const URXVT: Kind = kind("urxvt", Need::Nothing, Marks::Keep);
const ST: Kind = kind("st", Need::Nothing, Marks::Strip);
const ZUTTY: Kind = kind("zutty", Need::Nothing, Marks::Strip);
const GHOSTTY: Kind = kind("ghostty", Need::Nothing, Marks::Keep);
const CONTOUR: Kind = kind("contour", Need::Nothing, Marks::Keep);
const WINDOWS: Kind = kind("Windows Terminal", Need::Nothing, Marks::Keep);
const WEZTERM: Kind = kind("WezTerm", Need::Explicit, Marks::Keep);
const MINTTY: Kind = kind("mintty", Need::Explicit, Marks::Keep);
const XTERM_JS: Kind = kind("xterm.js", Need::Lrm, Marks::Keep);
const TMUX: Kind = kind("tmux", Need::Lrm, Marks::Keep);
const SCREEN: Kind = kind("screen", Need::Lrm, Marks::Keep);
const ZELLIJ: Kind = kind("zellij", Need::Lrm, Marks::Keep);
const MLTERM: Kind = kind("mlterm", Need::Mlterm, Marks::Keep);
const KITTY: Kind = kind("kitty", Need::Boxes, Marks::Keep);
// These reorder in ways that marks do not stop everywhere; marks are the best of what is here.
const OLD_KITTY: Kind = kind("kitty before 0.40", Need::Lrm, Marks::Keep);
const KONSOLE: Kind = kind("Konsole", Need::Lrm, Marks::Keep);
const PUTTY: Kind = kind("PuTTY", Need::Lrm, Marks::Keep);
const QTERMINAL: Kind = kind("QTerminal", Need::Lrm, Marks::Strip);
const APPLE: Kind = kind("Apple Terminal", Need::Lrm, Marks::Keep);
const ITERM2: Kind = kind("iTerm2", Need::Lrm, Marks::Keep);
const TERMINOLOGY: Kind = kind("terminology", Need::Lrm, Marks::Strip);
const LINUX: Kind = kind("Linux console", Need::Nothing, Marks::Strip);
const UNKNOWN: Kind = kind("unknown", Need::Lrm, Marks::Keep);

/// By the beginning of the XTVERSION answer.
const BY_XTVERSION: &[(&str, &Kind)] = &[
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
const BY_DA2: &[(u32, Option<u32>, u32, u32, &Kind)] = &[
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

/// By the beginning of `TERM`, which a terminal sets itself.
const BY_TERM: &[(&str, &Kind)] = &[
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
const BY_VARIABLE: &[(&str, Option<&str>, &Kind)] = &[
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

/// Decides. `env` reads the environment; `WARRAQ_BIDI` set to `visual`, `visual-lrm`,
/// `visual-alt` or `kitty` overrides the encoder.
#[must_use]
pub fn choose(answers: &Answers, env: &dyn Fn(&str) -> Option<String>) -> Profile {
    let env = |name: &str| env(name).filter(|value| !value.is_empty());
    let (kind, mut reason) = recognise(answers, &env);
    let mut encoder = match kind.need {
        Need::Nothing | Need::Explicit | Need::Mlterm => Encoder::Visual,
        Need::Lrm => Encoder::VisualLrm,
        Need::Boxes => Encoder::Boxes,
    };
    // What is permanently explicit needs nothing; what cannot be made so needs marks.
    match answers.bdsm {
        Some(3) if kind.need == Need::Explicit => encoder = Encoder::VisualLrm,
        Some(4) => encoder = Encoder::Visual,
        _ => {}
    }
    let unsure = kind.name == UNKNOWN.name || kind.name == QTERMINAL.name || is_multiplexer(kind);
    if encoder == Encoder::VisualLrm && unsure && true_colour(&env) {
        encoder = Encoder::VisualLrmAlternating;
    }
    if let Some(asked) = env("WARRAQ_BIDI") {
        match Encoder::named(&asked) {
            Some(it) => {
                encoder = it;
                reason = format!("WARRAQ_BIDI={asked} ({reason})");
            }
            None => reason = format!("{reason}; WARRAQ_BIDI has no meaning that is known"),
        }
    }
    // Mode 8 is harmless where it is unknown, but a terminal that says so is not told.
    let bdsm = match answers.bdsm {
        Some(state) => matches!(state, 1 | 2),
        None => matches!(kind.need, Need::Explicit | Need::Lrm),
    };
    let (enter, leave) = match kind.need {
        Need::Mlterm => ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07"),
        _ => ("", ""),
    };
    Profile {
        name: kind.name,
        encoder,
        bdsm,
        bdsm_back: bdsm && answers.bdsm != Some(2),
        marks: kind.marks,
        links: kind.name != LINUX.name,
        kitty_keyboard: answers.kitty_keyboard,
        enter,
        leave,
        reason,
    }
}

impl Profile {
    /// True when 24-bit colours may be sent: the environment says so, or the terminal is
    /// one that shows them (or the nearest it has).
    #[must_use]
    pub fn true_colour(&self, env: &dyn Fn(&str) -> Option<String>) -> bool {
        let told = matches!(env("COLORTERM").as_deref(), Some("truecolor" | "24bit"));
        // screen and the console take such a colour for something else.
        let unable = [SCREEN.name, LINUX.name].contains(&self.name);
        let direct = env("TERM").is_some_and(|term| term.ends_with("-direct"));
        (told && !unable) || direct || (self.name != UNKNOWN.name && !unable)
    }
}

fn is_multiplexer(kind: &Kind) -> bool {
    [TMUX.name, SCREEN.name, ZELLIJ.name].contains(&kind.name)
}

fn true_colour(env: &dyn Fn(&str) -> Option<String>) -> bool {
    matches!(env("COLORTERM").as_deref(), Some("truecolor" | "24bit")) && env("NO_COLOR").is_none()
}

fn recognise(answers: &Answers, env: &dyn Fn(&str) -> Option<String>) -> (&'static Kind, String) {
    let told = by_answers(answers, env);
    let told_multiplexer = told.as_ref().is_some_and(|(kind, _)| is_multiplexer(kind));
    if told_multiplexer {
        return told.unwrap_or_else(|| (&UNKNOWN, String::new()));
    }
    // zellij speaks with alacritty's voice; the others of its kind answer for themselves,
    // so that their variables count only when no terminal has named itself: one that was
    // started from inside a multiplexer inherits them.
    if env("ZELLIJ").is_some() {
        return (&ZELLIJ, "ZELLIJ is set".into());
    }
    if let Some(found) = told {
        return found;
    }
    let term = env("TERM").unwrap_or_default();
    for (name, kind) in [("TMUX", &TMUX), ("STY", &SCREEN)] {
        // Inside, TERM is the multiplexer's own.
        if env(name).is_some() && (term.starts_with("tmux") || term.starts_with("screen")) {
            return (kind, format!("{name} is set"));
        }
    }
    if let Some((_, kind)) = BY_TERM.iter().find(|(start, _)| term.starts_with(start)) {
        return (kind, format!("TERM={term}"));
    }
    for (name, kind) in [("TMUX", &TMUX), ("STY", &SCREEN)] {
        if env(name).is_some() {
            return (kind, format!("{name} is set"));
        }
    }
    for (name, value, kind) in BY_VARIABLE {
        if env(name).is_some_and(|is| value.is_none_or(|v| v == is)) {
            return (kind, format!("{name} is set"));
        }
    }
    match env("VTE_VERSION").and_then(|v| v.parse::<u32>().ok()) {
        Some(5800..) => (&VTE, "VTE_VERSION is 0.58 or later".into()),
        _ => (&UNKNOWN, "no answer and no variable names it".into()),
    }
}

/// kitty's text sizing protocol came with 0.40.
fn has_text_sizing(name: &str) -> bool {
    let version = name.strip_prefix("kitty(").unwrap_or_default();
    let mut numbers = version.split('.').map(|n| n.parse::<u32>().unwrap_or(0));
    let version = (numbers.next(), numbers.next());
    version >= (Some(0), Some(40))
}

fn by_answers(
    answers: &Answers,
    env: &dyn Fn(&str) -> Option<String>,
) -> Option<(&'static Kind, String)> {
    if let Some(name) = &answers.xtversion
        && let Some((_, kind)) = BY_XTVERSION
            .iter()
            .find(|(start, _)| name.starts_with(start))
    {
        let old = kind.name == KITTY.name && !has_text_sizing(name);
        let kind = if old { &OLD_KITTY } else { kind };
        return Some((kind, format!("it calls itself {name}")));
    }
    if let Some(numbers) = &answers.da2
        && let [first, middle, .., last] = *numbers
            .split(';')
            .map(|n| n.parse::<u32>().unwrap_or(0))
            .collect::<Vec<_>>()
        && let Some((.., kind)) = BY_DA2.iter().find(|(f, l, least, most, _)| {
            *f == first && l.is_none_or(|l| l == last) && (*least..=*most).contains(&middle)
        })
    {
        // PuTTY's attributes are shared by others that report a VT102 differently.
        let impostor = kind.name == PUTTY.name && answers.da1.as_deref() != Some("6");
        if !impostor {
            return Some((kind, format!("device attributes {numbers}")));
        }
    }
    // Whoever has the mode obeys it, whatever its name.
    if matches!(answers.bdsm, Some(1 | 2)) && env("TMUX").is_none() {
        return Some((&VTE, "it has bidirectional support mode".into()));
    }
    None
}

#[cfg(test)]
#[path = "profile_tests.rs"]
mod tests;
