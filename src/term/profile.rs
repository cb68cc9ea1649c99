//! Which terminal this is, and what it needs. A table: first what the terminal answered,
//! then what the environment says; a multiplexer hides the terminal behind it.

mod table;

use super::encode::Encoder;
use super::probe::Answers;
use crate::layout::Marks;

pub use table::Known;
use table::*;

/// What one terminal needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name, or `unknown`.
    pub name: &'static str,
    /// How rows become bytes.
    pub encoder: Encoder,
    /// `CSI 8 l` is sent on entering.
    pub bdsm: bool,
    /// Whether it draws combining marks where they belong.
    pub marks: Marks,
    /// It takes links (OSC 8), or at least does not print them.
    pub links: bool,
    /// It has Arabic letters.
    pub arabic: bool,
    /// `CSI > 1 u` is sent: control keys come unambiguous (`Ctrl-i` is not Tab).
    pub kitty_keyboard: bool,
    /// Said on entering, besides what all are told.
    pub enter: &'static str,
    /// Said on leaving, besides what all are told.
    pub leave: &'static str,
    /// How it was recognised, for a reader who wonders.
    pub reason: String,
    /// What it does with right-to-left text.
    pub why: &'static str,
    /// Whether that was seen or read.
    pub known: Known,
    /// How the encoder was chosen when it was not by the table.
    pub chosen: Option<&'static str>,
    /// What the reader wants of bidirectional support mode.
    wanted_bdsm: Option<bool>,
    /// What the terminal said of it.
    bdsm_state: Option<u16>,
    /// The table wants it.
    needs_bdsm: bool,
}

/// What the reader wants, whatever the table says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The encoder, and where that was said.
    pub encoder: Option<(Encoder, &'static str)>,
    /// Whether the terminal is told not to reorder (`CSI 8 l`).
    pub bdsm: Option<bool>,
}

/// Decides. `env` reads the environment.
#[must_use]
pub fn choose(answers: &Answers, env: &dyn Fn(&str) -> Option<String>, wishes: &Wishes) -> Profile {
    let env = |name: &str| env(name).filter(|value| !value.is_empty());
    let (kind, mut reason) = recognise(answers, &env);
    // Behind a multiplexer the terminal around it decides, as far as it is known; its modes
    // are out of reach, and only what stands in the cells gets through.
    let around = is_multiplexer(kind).then(|| outer(answers)).flatten();
    let deciding = match &around {
        Some((outer, how)) => {
            reason = format!("{reason}; around it {how}");
            outer
        }
        None => kind,
    };
    let need = match deciding.need {
        Need::Explicit | Need::Mlterm if around.is_some() => Need::LrmAlternating,
        Need::Boxes if around.is_some() => Need::KittyWords,
        need => need,
    };
    let mut encoder = match need {
        Need::Nothing | Need::Explicit | Need::Mlterm | Need::NoArabic => Encoder::Visual,
        Need::Lrm => Encoder::VisualLrm,
        Need::LrmAlternating if alternates(&env) => Encoder::VisualLrmAlternating,
        Need::LrmAlternating => Encoder::VisualLrm,
        Need::Boxes if answers.text_sizing == Some(false) => Encoder::KittyWords,
        Need::Boxes => Encoder::Boxes,
        Need::Words => Encoder::Words,
        Need::Braille => Encoder::Braille,
        Need::KittyWords => Encoder::KittyWords,
    };
    // What is permanently explicit needs nothing; what cannot be made so needs marks.
    match answers.bdsm {
        Some(3) if need == Need::Explicit => encoder = Encoder::VisualLrm,
        Some(4) => encoder = Encoder::Visual,
        _ => {}
    }
    let (enter, leave) = match need {
        Need::Mlterm => ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07"),
        _ => ("", ""),
    };
    let mut profile = Profile {
        name: kind.name,
        encoder,
        bdsm: false,
        marks: deciding.marks,
        links: kind.need != Need::NoArabic,
        arabic: kind.need != Need::NoArabic,
        kitty_keyboard: answers.kitty_keyboard,
        enter,
        leave,
        reason,
        why: deciding.why,
        known: deciding.known,
        chosen: None,
        wanted_bdsm: wishes.bdsm,
        bdsm_state: answers.bdsm,
        needs_bdsm: matches!(need, Need::Explicit | Need::Lrm | Need::LrmAlternating),
    };
    if let Some((encoder, whence)) = wishes.encoder {
        profile.encoder = encoder;
        profile.chosen = Some(whence);
    }
    profile.settle_mode();
    profile
}

impl Profile {
    /// Another encoder, and the mode that goes with it.
    pub fn set_encoder(&mut self, encoder: Encoder) {
        self.encoder = encoder;
        self.settle_mode();
    }

    fn settle_mode(&mut self) {
        // Words are sent as a terminal wants them that reorders.
        let visual = matches!(
            self.encoder,
            Encoder::Visual | Encoder::VisualLrm | Encoder::VisualLrmAlternating
        );
        // The mode is harmless where it is unknown, but a terminal that says so is not told.
        self.bdsm = self.wanted_bdsm.unwrap_or(match self.bdsm_state {
            Some(state) => matches!(state, 1 | 2) && visual,
            None => self.needs_bdsm && visual,
        });
    }

    /// The mode that rows are made in from now on; empty where it does not matter.
    #[must_use]
    pub(super) fn mode(&self) -> &'static str {
        match (self.bdsm, self.bdsm_state) {
            (true, _) => "\x1b[8l",
            (false, Some(1 | 2)) => "\x1b[8h",
            (false, _) => "",
        }
    }

    /// The mode as it was found.
    #[must_use]
    pub(super) fn mode_found(&self) -> &'static str {
        match (self.bdsm, self.bdsm_state) {
            (true, Some(2)) | (false, Some(1)) => "",
            (false, Some(2)) => "\x1b[8l",
            (true, _) => "\x1b[8h",
            (false, _) => "",
        }
    }

    /// True when 24-bit colours may be sent: the environment says so, or the terminal is
    /// one that shows them (or the nearest it has).
    #[must_use]
    pub fn true_colour(&self, env: &dyn Fn(&str) -> Option<String>) -> bool {
        let told = matches!(env("COLORTERM").as_deref(), Some("truecolor" | "24bit"));
        // screen and the console take such a colour for something else.
        let unable = [SCREEN.name, LINUX.name].contains(&self.name);
        let direct = env("TERM").is_some_and(|term| term.ends_with("-direct"));
        // mlterm has few places for them and takes the next best one when they are full.
        let untold = ![UNKNOWN.name, MLTERM.name].contains(&self.name);
        (told && !unable) || direct || (untold && !unable)
    }

    /// What a choice for this terminal is remembered under: what it says of itself, not
    /// where it runs.
    #[must_use]
    pub fn identity(&self, answers: &Answers) -> String {
        let parts = [
            Some(self.name),
            answers.xtversion.as_deref(),
            answers.da2.as_deref(),
            answers.outer.as_deref(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        let printable = |c: char| if matches!(c, ' '..='~') { c } else { '?' };
        parts.join(" | ").chars().map(printable).collect()
    }
}

/// True for what hides a terminal behind it.
fn is_multiplexer(kind: &Kind) -> bool {
    [TMUX.name, SCREEN.name, ZELLIJ.name].contains(&kind.name)
}

/// Colours that differ by one need 24 bits, and colours at all.
fn alternates(env: &dyn Fn(&str) -> Option<String>) -> bool {
    matches!(env("COLORTERM").as_deref(), Some("truecolor" | "24bit")) && env("NO_COLOR").is_none()
}

/// The terminal around tmux, by what tmux says of it.
fn outer(answers: &Answers) -> Option<(&'static Kind, String)> {
    let outer = answers.outer.as_deref()?;
    let (term, name) = outer.split_once(' ').unwrap_or((outer, ""));
    if let Some(kind) = by_name(name) {
        return Some((kind, format!("a terminal that calls itself {name}")));
    }
    let (_, kind) = BY_OUTER_TERM
        .iter()
        .find(|(start, _)| term.starts_with(start))?;
    Some((kind, format!("TERM={term}")))
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
            let version = env("TERM_PROGRAM_VERSION").unwrap_or_default();
            let old = kind.name == ITERM2.name && version_of(&version) < (3, 7);
            let kind = if old { &OLD_ITERM2 } else { kind };
            return (kind, format!("{name} is set"));
        }
    }
    match env("VTE_VERSION").and_then(|v| v.parse::<u32>().ok()) {
        Some(5800..) => (&VTE, "VTE_VERSION is 0.58 or later".into()),
        _ => (&UNKNOWN, "no answer and no variable names it".into()),
    }
}

/// The first two numbers in a name: `kitty(0.48.2)` is 0, 48.
fn version_of(name: &str) -> (u32, u32) {
    let digits = name
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(name.len());
    let version = name.get(digits..).unwrap_or_default();
    let mut numbers = version.split(|c: char| !c.is_ascii_digit());
    let mut next = || numbers.next().and_then(|n| n.parse().ok()).unwrap_or(0);
    (next(), next())
}

/// The terminal that gives itself this name (XTVERSION).
fn by_name(name: &str) -> Option<&'static Kind> {
    let (_, kind) = BY_XTVERSION
        .iter()
        .find(|(start, _)| name.starts_with(start))?;
    // kitty's boxes came with 0.40.
    if kind.name == KITTY.name && version_of(name) < (0, 40) {
        return Some(&OLD_KITTY);
    }
    let old = name.strip_prefix("iTerm2");
    if old.is_some_and(|version| version_of(version) < (3, 7)) {
        return Some(&OLD_ITERM2);
    }
    Some(kind)
}

fn by_answers(
    answers: &Answers,
    env: &dyn Fn(&str) -> Option<String>,
) -> Option<(&'static Kind, String)> {
    if let Some(name) = &answers.xtversion
        && let Some(kind) = by_name(name)
    {
        return Some((kind, format!("it calls itself {name}")));
    }
    if answers.text_sizing == Some(true) {
        return Some((&KITTY, "it sets text in boxes".into()));
    }
    if let Some(unit) = &answers.da3
        && let Some((_, kind)) = BY_DA3.iter().find(|(id, _)| unit.eq_ignore_ascii_case(id))
    {
        return Some((kind, format!("unit {unit}")));
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
