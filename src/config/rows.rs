//! The table of settings: names, what they do, how a value is read and written.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::choices::Choice;
use super::{MEASURE, PACE, SPACING, Settings, Takes};

/// One setting.
#[derive(Debug)]
pub struct Row {
    /// Its name, with its table's name before a dot.
    pub name: &'static str,
    /// What it does and takes, in a line.
    pub about: &'static str,
    /// Takes a value over into the settings, or says what it takes.
    pub(super) set: fn(&mut Settings, &DeValue<'_>) -> Result<(), Takes>,
    /// The value as a file has it; `None` when it is not set at all.
    show: fn(&Settings) -> Option<String>,
}

impl Row {
    /// The value as a file has it; `None` when it is not set at all.
    #[must_use]
    pub fn value(&self, settings: &Settings) -> Option<String> {
        (self.show)(settings)
    }
}

/// The row of a setting.
pub(super) fn of(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

/// A row whose reading and writing follow from the type of its field.
macro_rules! row {
    ($name:literal, $about:literal, $read:ident, $($field:ident).+) => {
        Row {
            name: $name,
            about: $about,
            set: |s, v| $read(v).map(|x| s.$($field).+ = x),
            show: |s| Some(s.$($field).+.written()),
        }
    };
}

/// Every setting. The words of a file, the nearest name, the reading of a value and what
/// `warraq config` prints all come from here.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    Row {
        name: "theme",
        about: "the colours of the page: auto, dark, light, contrast, 16, mono, or a file of themes/",
        set: theme,
        show: |s| Some(s.own_theme.as_ref().map_or_else(|| s.theme.written(), |own| quoted(&own.name))),
    },
    row!("colour", "how many colours are sent: auto, always, true, 16, none", word, colour),
    Row {
        name: "measure",
        about: "longest line in cells, 34 to 200; without it 56 for Arabic, 66 for Latin",
        set: |s, v| number(v, MEASURE, "cells").map(|x| s.measure = Some(x)),
        show: |s| s.measure.map(|x| x.to_string()),
    },
    row!("mouse", "whether wheel and click are the program's: true, false", switch, mouse),
    row!("welcome", "a lesson in the sample collection, until it was ended once: true, false", switch, welcome),
    row!("follow", "articles that are new or change while one reads are read in: true, false", switch, follow),
    row!("private", "nothing at all is written: true, false", switch, private),
    row!("direction", "of a paragraph: article, or auto for its first strong letter", word, direction),
    row!("marks", "vowel signs: auto, keep, strip", word, marks),
    row!("digits", "as-written, arabic (١٢٣, in Persian ۱۲۳), european (123)", word, digits),
    row!("justify", "lines of one length, with kashida in Arabic words: true, false", switch, justify),
    row!("zen", "the text begins alone, without what stands around it: true, false", switch, zen),
    Row {
        name: "spacing",
        about: "blank rows between two lines, 0 to 2",
        set: |s, v| number(v, SPACING, "rows").map(|x| s.spacing = x),
        show: |s| Some(s.spacing.to_string()),
    },
    row!("spotlight", "the paragraph that is read stands out: true, false", switch, spotlight),
    row!("gloss", "what stands in Latin letters under the lines: none, names, words", word, gloss),
    row!("calendar", "in which calendar days are also given: gregorian (in no other), hijri, persian", word, calendar),
    Row {
        name: "words-per-minute",
        about: "how fast one reads, 50 to 1000, for the reading time",
        set: |s, v| number(v, PACE, "words").map(|x| s.pace = x),
        show: |s| Some(s.pace.to_string()),
    },
    row!("signs", "the program's own signs: auto, unicode, ascii", word, signs),
    Row {
        name: "language",
        about: "of the interface: auto (by the environment), or a tag such as en, ar",
        set: |s, v| language(v).map(|x| s.language = x),
        show: |s| Some(quoted(s.language.as_deref().unwrap_or(AUTO))),
    },
    row!("interface-digits", "what the interface counts with: auto (by the region), arabic (١٢٣), european", word, interface_digits),
    row!("mirrored", "panes from right to left: auto (by the language), on, off", word, mirrored),
    row!("keyboard", "where Arabic letters stand: auto, arabic, arabic-mac, persian", word, keyboard),
    row!("bidi", "how right-to-left text is sent; warraq doctor shows each way", word, bidi),
    row!("shaping", "who joins letters: auto, forms, base (the terminal)", word, shaping),
    row!("bdsm", "whether the terminal is told not to reorder: auto, on, off", word, bdsm),
    row!("panes.list", "the articles, where there is room: true, false", switch, panes.list),
    row!("panes.sidebar", "the actors, where there is room: true, false", switch, panes.sidebar),
    row!("fields.text", "the field of JSON or column of CSV that is the text; \"\": by common names", text, fields.text),
    row!("fields.title", "the title", text, fields.title),
    row!("fields.date", "the day", text, fields.date),
    row!("fields.source", "where it comes from", text, fields.source),
    row!("fields.language", "its language", text, fields.language),
    row!("fields.id", "what it is called", text, fields.id),
    row!("fields.author", "who wrote it", text, fields.author),
    row!("fields.url", "where it stands on the web", text, fields.url),
    row!("fields.spans", "ranges that somebody marked", text, fields.spans),
];

/// A settings file with every setting, what it does, and what the defaults are. It reads back
/// as the defaults.
#[must_use]
pub fn commented() -> String {
    let defaults = Settings::default();
    let mut out = String::new();
    let mut within = "";
    for row in ROWS {
        let (table, name) = row.name.rsplit_once('.').unwrap_or(("", row.name));
        if table != within {
            out.push_str(&format!("\n[{table}]\n"));
            within = table;
        }
        let line = match row.value(&defaults) {
            Some(value) => format!("{name} = {value}"),
            None => format!("# {name} = 60"),
        };
        out.push_str(&format!("# {}\n{line}\n", row.about));
    }
    out
}

/// A value as a settings file has it.
trait Written {
    fn written(&self) -> String;
}

impl<T: Choice> Written for T {
    fn written(&self) -> String {
        quoted(self.name())
    }
}

impl Written for bool {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Written for String {
    fn written(&self) -> String {
        quoted(self)
    }
}

/// Text as TOML writes it: in quotation marks, controls as escapes.
#[must_use]
pub fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn word<T: Choice>(value: &DeValue<'_>) -> Result<T, Takes> {
    // A number may be written without quotation marks: `theme = 16`.
    let written = match value {
        DeValue::String(text) => text.as_ref(),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        _ => "",
    };
    T::WORDS
        .iter()
        .find(|(word, _)| *word == written)
        .map(|(_, meaning)| *meaning)
        .ok_or_else(|| Takes::Words(T::WORDS.iter().map(|(word, _)| *word).collect()))
}

/// The word for what the environment says.
pub const AUTO: &str = "auto";

/// Every word that `language` takes, the default first.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    let tags = crate::assets::locales().into_iter().map(|(tag, _)| tag);
    std::iter::once(AUTO).chain(tags).collect()
}

fn language(value: &DeValue<'_>) -> Result<Option<String>, Takes> {
    let words = languages();
    match value {
        DeValue::String(word) if word.as_ref() == AUTO => Ok(None),
        DeValue::String(word) if words.contains(&word.as_ref()) => Ok(Some(word.to_string())),
        _ => Err(Takes::Words(words)),
    }
}

/// A theme of the program, or the name of a file: whether it is there is seen later.
fn theme(settings: &mut Settings, value: &DeValue<'_>) -> Result<(), Takes> {
    let takes = match word(value) {
        Ok(theme) => {
            settings.theme = theme;
            return Ok(());
        }
        Err(takes) => takes,
    };
    let name = match value {
        DeValue::String(name) => name.as_ref(),
        _ => return Err(takes),
    };
    // A name goes into a path: nothing that leads out of the folder.
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || name.len() > 64 || !name.chars().all(plain) {
        return Err(takes);
    }
    settings.own_theme = Some(super::OwnTheme {
        name: name.to_owned(),
        palette: std::sync::Arc::default(),
    });
    Ok(())
}

fn switch(value: &DeValue<'_>) -> Result<bool, Takes> {
    match value {
        DeValue::Boolean(on) => Ok(*on),
        _ => Err(Takes::Words(vec!["true", "false"])),
    }
}

fn text(value: &DeValue<'_>) -> Result<String, Takes> {
    match value {
        DeValue::String(text) => Ok(text.as_ref().trim().to_owned()),
        _ => Err(Takes::Name),
    }
}

fn number(value: &DeValue<'_>, range: RangeInclusive<u16>, of: &'static str) -> Result<u16, Takes> {
    let number = match value {
        DeValue::Integer(number) => u16::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    number
        .filter(|n| range.contains(n))
        .ok_or(Takes::Number { range, of })
}
