//! The reader's settings: `config.toml`, every line of it optional.
//!
//! Plain data with defaults. A line that is wrong costs only itself: it becomes a
//! [`Complaint`] and the rest holds. This file names no floor, and most floors read it.

mod bindings;
mod choices;
mod complaint;
mod hooks;
mod loaded;
mod origin;
mod palette;
mod rows;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use toml::de::{DeTable, DeValue};

pub use bindings::{Binding, Place};
pub use choices::{
    BaseDirection, Bdsm, Bidi, Calendar, Colour, Digits, Gloss, InterfaceDigits, Keyboard, Marks,
    Mirrored, Shaping, Signs, Theme,
};
pub use complaint::{Complaint, Takes, Trouble, nearest};
pub use hooks::{Gives, Hook, Offered};
pub use loaded::Loaded;
pub use origin::{colour, over};
pub use palette::{Hue, Ink, Palette, ROLES};
pub use rows::{AUTO, ROWS, Row, commented, languages, quoted};

/// What the reader has set. Every field has a default that suits an unknown terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The colours of the page.
    pub theme: Theme,
    /// A theme of the reader's own, in the place of [`Settings::theme`].
    pub own_theme: Option<OwnTheme>,
    /// How many colours are sent.
    pub colour: Colour,
    /// The longest line in cells, 34–200. `None`: see [`Settings::measure_for`].
    pub measure: Option<u16>,
    /// Which panes stand beside the text when there is room.
    pub panes: Panes,
    /// Whether wheel and click are ours; if not, the terminal selects text.
    pub mouse: bool,
    /// Whether the sample collection begins with a lesson, until that was ended once.
    pub welcome: bool,
    /// Whether articles that are new or change while one reads are read in.
    pub follow: bool,
    /// Whether nothing at all is written.
    pub private: bool,
    /// How a paragraph gets its base direction.
    pub direction: BaseDirection,
    /// What becomes of vowel signs and other marks on letters.
    pub marks: Marks,
    /// Which digits are shown.
    pub digits: Digits,
    /// Whether lines of running text are filled up to the measure.
    pub justify: bool,
    /// Whether the text begins alone, without what stands around it.
    pub zen: bool,
    /// Blank rows between two lines, 0–2.
    pub spacing: u16,
    /// Whether the paragraph that is read stands out.
    pub spotlight: bool,
    /// What stands in Latin letters under the lines.
    pub gloss: Gloss,
    /// In which calendar days are also given.
    pub calendar: Calendar,
    /// Words that one reads in a minute, 50–1000: the reading time comes from it.
    pub pace: u16,
    /// The signs that the program draws itself.
    pub signs: Signs,
    /// The language of the interface, by its tag. `None`: by the environment.
    pub language: Option<String>,
    /// Which digits the interface counts with.
    pub interface_digits: InterfaceDigits,
    /// Whether the panes stand from right to left.
    pub mirrored: Mirrored,
    /// Where letters stand on a keyboard that types Arabic ones.
    pub keyboard: Keyboard,
    /// How rows with right-to-left text are sent to the terminal.
    pub bidi: Bidi,
    /// Who joins Arabic letters.
    pub shaping: Shaping,
    /// Whether the terminal is told not to reorder.
    pub bdsm: Bdsm,
    /// Which field of a record is what.
    pub fields: Fields,
    /// Keys that the reader gave to actions, in the order of the file.
    pub keys: Vec<Binding>,
    /// Commands that look things up, in the order of the file.
    pub hooks: Vec<Hook>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            own_theme: None,
            colour: Colour::default(),
            measure: None,
            panes: Panes::default(),
            mouse: true,
            welcome: true,
            follow: true,
            private: false,
            direction: BaseDirection::default(),
            marks: Marks::default(),
            digits: Digits::default(),
            justify: false,
            zen: false,
            spacing: 0,
            spotlight: false,
            gloss: Gloss::default(),
            calendar: Calendar::default(),
            pace: 200,
            signs: Signs::default(),
            language: None,
            interface_digits: InterfaceDigits::default(),
            mirrored: Mirrored::default(),
            keyboard: Keyboard::default(),
            bidi: Bidi::default(),
            shaping: Shaping::default(),
            bdsm: Bdsm::default(),
            fields: Fields::default(),
            keys: Vec::new(),
            hooks: Vec::new(),
        }
    }
}

/// A theme of the reader's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTheme {
    /// Its name: that of its file in the folder `themes` beside the settings, without `.toml`.
    pub name: String,
    /// What the file says.
    pub palette: std::sync::Arc<Palette>,
}

/// Which field of a record (JSON, JSON Lines, CSV, TSV) is what; empty where common names tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The text of the article.
    pub text: String,
    /// Its title.
    pub title: String,
    /// The day it was written.
    pub date: String,
    /// Where it comes from.
    pub source: String,
    /// Its language.
    pub language: String,
    /// What it is called in its file.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// Where it stands on the web.
    pub url: String,
    /// Ranges of the text that somebody marked.
    pub spans: String,
}

impl Fields {
    /// Those that are set, by their words.
    pub fn set(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("text", &self.text),
            ("title", &self.title),
            ("date", &self.date),
            ("source", &self.source),
            ("language", &self.language),
            ("id", &self.id),
            ("author", &self.author),
            ("url", &self.url),
            ("spans", &self.spans),
        ]
        .into_iter()
        .filter(|(_, name)| !name.is_empty())
        .map(|(word, name)| (word, name.as_str()))
    }
}

/// Which panes stand beside the text when there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// The list of articles.
    pub list: bool,
    /// The list of actors.
    pub sidebar: bool,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            list: true,
            sidebar: true,
        }
    }
}

/// Shortest and longest `measure`, in cells.
const MEASURE: RangeInclusive<u16> = 34..=200;
/// Fewest and most blank rows between two lines.
const SPACING: RangeInclusive<u16> = 0..=2;
/// Fewest and most words that one reads in a minute.
const PACE: RangeInclusive<u16> = 50..=1000;

impl Settings {
    /// The reader's settings with what was left out of them: [`Loaded::once`].
    #[must_use]
    pub fn load() -> (Self, Vec<Complaint>) {
        let loaded = Loaded::once();
        (loaded.settings.clone(), loaded.complaints.clone())
    }

    /// Where [`Loaded::once`] looks; `None` without a home folder.
    #[must_use]
    pub fn path() -> Option<PathBuf> {
        Some(folder()?.join("config.toml"))
    }

    /// The folder of the reader's own lists of actors, beside the settings.
    #[must_use]
    pub fn gazetteer() -> Option<PathBuf> {
        Some(folder()?.join("gazetteer"))
    }

    /// Reads settings from the text of a file. `file_name` is what complaints call it.
    ///
    /// An unknown key or a wrong value is left out with a complaint and the rest holds;
    /// text that is no TOML gives the defaults and one complaint. Complaints are in the order
    /// of their lines.
    #[must_use]
    pub fn parse(text: &str, file_name: &str) -> (Self, Vec<Complaint>) {
        let loaded = Loaded::of_text(text, file_name);
        (loaded.settings, loaded.complaints)
    }

    /// The measure in cells for a text: as set, else 56 for right-to-left text, whose words
    /// are short on letters and rich in sense, and 66 for other text.
    #[must_use]
    pub fn measure_for(&self, right_to_left: bool) -> u16 {
        self.measure.unwrap_or(if right_to_left { 56 } else { 66 })
    }

    /// How many colours are sent when the theme is counted in: the themes `16` and `mono`
    /// decide it unless `colour` does.
    #[must_use]
    pub fn colours(&self) -> Colour {
        if self.own_theme.is_some() {
            return self.colour;
        }
        match (self.colour, self.theme) {
            (Colour::Auto, Theme::Sixteen) => Colour::Sixteen,
            (Colour::Auto, Theme::Mono) => Colour::None,
            (colour, _) => colour,
        }
    }

    /// Reads the keys of one table; `within` is `""` or the table's name and a dot.
    /// What is wrong, and what holds, is noted with the byte where it stands.
    fn read_table(&mut self, within: &str, table: &DeTable<'_>, noted: &mut Noted) {
        for (key, value) in table {
            let name = format!("{within}{}", key.get_ref());
            let inner = format!("{name}.");
            if let Some(row) = rows::of(&name) {
                match (row.set)(self, value.get_ref()) {
                    Ok(()) => noted.set.push((value.span().start, name)),
                    Err(takes) => {
                        let trouble = Trouble::wrong_value(name, value.get_ref(), takes);
                        noted.troubles.push((value.span().start, trouble));
                    }
                }
            } else if within.is_empty() && name == "keys" {
                bindings::read(self, value, noted);
            } else if within.is_empty() && name == "hooks" {
                hooks::read(self, value, noted);
            } else if ROWS.iter().any(|row| row.name.starts_with(&inner)) {
                if let DeValue::Table(table) = value.get_ref() {
                    self.read_table(&inner, table, noted);
                } else {
                    let trouble = Trouble::wrong_value(name, value.get_ref(), Takes::Table);
                    noted.troubles.push((value.span().start, trouble));
                }
            } else {
                let names = ROWS.iter().map(|row| row.name).chain(["keys", "hooks"]);
                let near = nearest(&name, names).unwrap_or_default();
                let trouble = Trouble::UnknownKey { key: name, near };
                noted.troubles.push((key.span().start, trouble));
            }
        }
    }
}

/// What was met in a settings file, each with the byte where it stands.
#[derive(Default)]
struct Noted {
    troubles: Vec<(usize, Trouble)>,
    /// Settings that hold.
    set: Vec<(usize, String)>,
}

impl Noted {
    fn wrong(&mut self, name: &str, value: &toml::Spanned<DeValue<'_>>, takes: Takes) {
        let trouble = Trouble::wrong_value(name.to_owned(), value.get_ref(), takes);
        self.troubles.push((value.span().start, trouble));
    }
}

/// The folder of the reader's settings.
fn folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("warraq"))
}
