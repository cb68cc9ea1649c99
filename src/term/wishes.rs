//! What the reader wants of the terminal, and what the model is told of it.

use std::sync::Arc;

use super::encode::Encoder;
use super::probe::Answers;
use super::profile::{self, Profile, Wishes};
use super::remembered;
use crate::app::keyboard::Keyboard;
use crate::app::{Setup, ThemeChoice};
use crate::config::{self, Bdsm, Bidi, Colour, Settings, Theme};
use crate::layout::digits::Digits;
use crate::layout::direction::DirectionMode;
use crate::layout::{Marks, Shaping};
use crate::locale::{self, Locale, Numerals};

/// What is known of the terminal, and what follows from it.
pub(super) struct Known {
    pub(super) profile: Profile,
    /// What is to be said about it.
    pub(super) complaints: Vec<String>,
    pub(super) setup: Setup,
    /// The words of the interface: the tag of the language, and its digits.
    pub(super) words: (String, Numerals),
    /// The background is light.
    pub(super) light: bool,
}

impl Known {
    /// By its answers, and by what the reader wants. `latin`: no Arabic letters are shown.
    pub(super) fn of(
        answers: &Answers,
        settings: &Settings,
        bidi: Option<Bidi>,
        latin: bool,
        env: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let (profile, complaint) = self::profile(answers, settings, bidi, env);
        let hindrance = no_arabic(&profile, env)
            .filter(|_| !latin)
            .map(str::to_owned);
        let words = words(settings, &profile, env);
        let setup = Setup {
            mirrored: mirrored(settings, &words.0),
            ..setup(settings, &profile, answers, env)
        };
        Self {
            complaints: [hindrance, complaint].into_iter().flatten().collect(),
            light: answers.is_light().unwrap_or(false),
            profile,
            setup,
            words,
        }
    }

    /// The words, made ready.
    pub(super) fn locale(&self) -> Arc<Locale> {
        Locale::shared(&self.words.0, self.words.1)
    }
}

/// The terminal's profile with the reader's wishes, and what is to be said about them.
/// The nearest wins: the command line, `WARRAQ_BIDI`, the settings, what was chosen in
/// `warraq doctor`, the table.
pub(super) fn profile(
    answers: &Answers,
    settings: &Settings,
    flag: Option<Bidi>,
    env: &dyn Fn(&str) -> Option<String>,
) -> (Profile, Option<String>) {
    let mut wishes = Wishes {
        encoder: None,
        bdsm: match settings.bdsm {
            Bdsm::Auto => None,
            Bdsm::On => Some(true),
            Bdsm::Off => Some(false),
        },
    };
    let table = profile::choose(answers, env, &wishes);
    let mut notice = None;
    let variable = env("WARRAQ_BIDI").filter(|value| !value.is_empty());
    let said = variable.as_deref().map(Bidi::of_word);
    if said == Some(None) {
        let words = Bidi::NAMES.join(", ");
        notice = Some(format!("WARRAQ_BIDI takes one of: {words}."));
    }
    let set = Some(settings.bidi).filter(|bidi| *bidi != Bidi::Auto);
    let nearest = [
        (flag, "by --bidi"),
        (said.flatten(), "by WARRAQ_BIDI"),
        (set, "by the settings"),
    ];
    wishes.encoder = match nearest
        .into_iter()
        .find_map(|(bidi, whence)| Some((bidi?, whence)))
    {
        // Asked for by name, `auto` is the table.
        Some((bidi, whence)) => Encoder::named(bidi.word()).map(|encoder| (encoder, whence)),
        None => remembered::encoder(&table.identity(answers))
            .map(|encoder| (encoder, "in warraq doctor")),
    };
    if wishes.encoder.is_none() {
        return (table, notice);
    }
    (profile::choose(answers, env, &wishes), notice)
}

/// What stands in the way of Arabic letters, for the status line.
pub(super) fn no_arabic(
    profile: &Profile,
    env: &dyn Fn(&str) -> Option<String>,
) -> Option<&'static str> {
    if !profile.arabic {
        Some("This console has no Arabic letters: --translit shows Latin ones.")
    } else if !is_utf8(env) {
        Some(
            "The locale is not UTF-8 and may have no Arabic letters: try LC_ALL=C.UTF-8, or --translit.",
        )
    } else {
        None
    }
}

/// No locale at all says nothing; one that is not UTF-8 says no.
fn is_utf8(env: &dyn Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"];
    let locale = locale
        .iter()
        .find_map(|name| env(name).filter(|v| !v.is_empty()));
    locale.is_none_or(|name| {
        let name = name.to_ascii_lowercase();
        name.contains("utf-8") || name.contains("utf8")
    })
}

/// The words of the interface. A terminal that draws no Arabic letters is spoken to in English
/// unless the reader says otherwise.
fn words(
    settings: &Settings,
    profile: &Profile,
    env: &dyn Fn(&str) -> Option<String>,
) -> (String, Numerals) {
    if settings.language.is_none() && no_arabic(profile, env).is_some() {
        in_words(settings, Locale::of_environment(|_| None))
    } else {
        wished(settings, env)
    }
}

/// The words for who listens: what draws letters is not asked.
#[must_use]
pub fn spoken(settings: &Settings, env: &dyn Fn(&str) -> Option<String>) -> Locale {
    let (tag, numerals) = wished(settings, env);
    Locale::named(&tag, numerals)
}

fn wished(settings: &Settings, env: &dyn Fn(&str) -> Option<String>) -> (String, Numerals) {
    let around = Locale::of_environment(env);
    in_words(
        settings,
        match &settings.language {
            Some(tag) if *tag == around.0 => around,
            // As is usual where most speak it.
            Some(tag) => Locale::of_environment(|_| Some(tag.clone())),
            None => around,
        },
    )
}

fn in_words(settings: &Settings, (tag, numerals): (String, Numerals)) -> (String, Numerals) {
    let numerals = match settings.interface_digits {
        config::InterfaceDigits::Auto => numerals,
        config::InterfaceDigits::Arabic => Numerals::Arabic,
        config::InterfaceDigits::European => Numerals::European,
    };
    (tag, numerals)
}

/// Whether the panes stand from right to left under these words.
fn mirrored(settings: &Settings, tag: &str) -> bool {
    match settings.mirrored {
        config::Mirrored::Auto => locale::is_rtl(tag),
        config::Mirrored::On => true,
        config::Mirrored::Off => false,
    }
}

/// Settings and what the terminal can, as the model needs them.
pub(super) fn setup(
    settings: &Settings,
    profile: &Profile,
    answers: &Answers,
    env: &dyn Fn(&str) -> Option<String>,
) -> Setup {
    let light = answers.is_light().unwrap_or(false);
    let colour = match config::colour(env, settings.colours()).0 {
        Colour::Auto if is_monochrome(env) => Colour::None,
        Colour::Auto | Colour::Always if profile.true_colour(env) => Colour::True,
        Colour::Auto | Colour::Always => Colour::Sixteen,
        fixed => fixed,
    };
    let theme = match (colour, settings.theme) {
        (Colour::None, _) => ThemeChoice::Mono,
        (_, Theme::Mono) if settings.own_theme.is_none() => ThemeChoice::Mono,
        (Colour::Sixteen, Theme::Light) => ThemeChoice::SixteenLight,
        (Colour::Sixteen, Theme::Dark) => ThemeChoice::SixteenDark,
        (Colour::Sixteen, _) if light => ThemeChoice::SixteenLight,
        (Colour::Sixteen, _) => ThemeChoice::SixteenDark,
        _ if settings.own_theme.is_some() => ThemeChoice::Own,
        (_, Theme::Contrast) => ThemeChoice::Contrast,
        (_, Theme::Dark) => ThemeChoice::Dark,
        (_, Theme::Light) => ThemeChoice::Light,
        _ => ThemeChoice::Auto,
    };
    Setup {
        measure: settings.measure,
        list: settings.panes.list,
        sidebar: settings.panes.sidebar,
        mouse: settings.mouse,
        theme,
        direction: match settings.direction {
            config::BaseDirection::Article => DirectionMode::Article,
            config::BaseDirection::Auto => DirectionMode::Auto,
        },
        marks: match settings.marks {
            config::Marks::Auto => profile.marks,
            config::Marks::Keep => Marks::Keep,
            config::Marks::Strip => Marks::Strip,
        },
        digits: match settings.digits {
            config::Digits::AsWritten => Digits::AsWritten,
            config::Digits::Arabic => Digits::ArabicIndic,
            config::Digits::European => Digits::European,
        },
        justify: settings.justify,
        zen: settings.zen,
        spacing: settings.spacing,
        spotlight: settings.spotlight,
        gloss: settings.gloss,
        calendar: settings.calendar,
        pace: settings.pace,
        order: profile.encoder.order(),
        shaping: match settings.shaping {
            config::Shaping::Auto | config::Shaping::Forms => Shaping::Forms,
            config::Shaping::Base => Shaping::Base,
        },
        ascii: match settings.signs {
            config::Signs::Auto => !is_utf8(env) || !profile.arabic,
            config::Signs::Unicode => false,
            config::Signs::Ascii => true,
        },
        keyboard: match settings.keyboard {
            config::Keyboard::Auto => keyboard(env),
            config::Keyboard::Arabic => Keyboard::Arabic,
            config::Keyboard::ArabicMac => Keyboard::ArabicMac,
            config::Keyboard::Persian => Keyboard::Persian,
        },
        ..Setup::default()
    }
}

/// Terminals that have no colours, by the names that terminfo has for them.
fn is_monochrome(env: &dyn Fn(&str) -> Option<String>) -> bool {
    let term = env("TERM").unwrap_or_default();
    let old = ["dumb", "vt100", "vt102", "vt220", "vt320", "vt420"];
    let plain = ["-m", "-mono", "-nc"].iter().any(|end| term.ends_with(end));
    plain || old.contains(&term.as_str())
}

/// The keyboard with Arabic letters that is likely: Persian in a Persian locale, that of
/// macOS under its terminals.
fn keyboard(env: &dyn Fn(&str) -> Option<String>) -> Keyboard {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| env(name).filter(|value| !value.is_empty()));
    let program = env("TERM_PROGRAM").or_else(|| env("LC_TERMINAL"));
    if locale.is_some_and(|l| l.starts_with("fa")) {
        Keyboard::Persian
    } else if cfg!(target_os = "macos")
        || program.is_some_and(|p| matches!(p.as_str(), "Apple_Terminal" | "iTerm.app" | "iTerm2"))
    {
        Keyboard::ArabicMac
    } else {
        Keyboard::Arabic
    }
}
