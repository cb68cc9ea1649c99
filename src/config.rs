//! The reader's settings: `config.toml`, every line of it optional.
//!
//! Plain data with defaults. A line that is wrong costs only itself: it becomes a
//! [`Complaint`] and the rest holds. This file names no floor, and most floors read it.

mod complaint;

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use toml::de::{DeTable, DeValue};

pub use complaint::{Complaint, Takes, Trouble};

use complaint::nearest;

/// What the reader has set. Every field has a default that suits an unknown terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The colours of the page.
    pub theme: Theme,
    /// How many colours are sent.
    pub colour: Colour,
    /// The longest line in cells, 34–200. `None`: see [`Settings::measure_for`].
    pub measure: Option<u16>,
    /// Which panes stand beside the text when there is room.
    pub panes: Panes,
    /// Whether wheel and click are ours; if not, the terminal selects text.
    pub mouse: bool,
    /// How a paragraph gets its base direction.
    pub direction: BaseDirection,
    /// What becomes of vowel signs and other marks on letters.
    pub marks: Marks,
    /// Which digits are shown.
    pub digits: Digits,
    /// Whether lines of running text are filled up to the measure.
    pub justify: bool,
    /// The signs that the program draws itself.
    pub signs: Signs,
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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            colour: Colour::default(),
            measure: None,
            panes: Panes::default(),
            mouse: true,
            direction: BaseDirection::default(),
            marks: Marks::default(),
            digits: Digits::default(),
            justify: false,
            signs: Signs::default(),
            keyboard: Keyboard::default(),
            bidi: Bidi::default(),
            shaping: Shaping::default(),
            bdsm: Bdsm::default(),
            fields: Fields::default(),
        }
    }
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

/// A setting that takes one word of a few.
trait Choice: Copy + 'static {
    /// Every word with its meaning, the default first.
    const WORDS: &'static [(&'static str, Self)];
}

/// Declares a setting of words once: the type, its default (the first) and its words.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $word:literal => $variant:ident,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl Choice for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];
        }

        impl $name {
            /// Every word that it takes, the default first.
            pub const NAMES: &'static [&'static str] = &[$($word),+];

            /// The meaning of a word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                let found = Self::WORDS.iter().find(|(known, _)| *known == word);
                found.map(|(_, meaning)| *meaning)
            }

            /// Its word.
            #[must_use]
            pub fn word(self) -> &'static str {
                let found = Self::WORDS.iter().find(|(_, meaning)| *meaning == self);
                found.map_or(Self::WORDS[0].0, |(word, _)| word)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::WORDS[0].1
            }
        }
    };
}

choice! {
    /// The colours of the page.
    Theme {
        /// Dark or light as the terminal's ground is.
        "auto" => Auto,
        /// Light ink on a dark page.
        "dark" => Dark,
        /// Dark ink on a light page.
        "light" => Light,
        /// The terminal's own sixteen colours.
        "16" => Sixteen,
        /// No colours: weight, reverse and underline.
        "mono" => Mono,
    }
}

choice! {
    /// How many colours are sent.
    Colour {
        /// What the terminal says it can show; none under `NO_COLOR`.
        "auto" => Auto,
        /// 24 bits.
        "true" => True,
        /// The terminal's own sixteen.
        "16" => Sixteen,
        /// None.
        "none" => None,
    }
}

choice! {
    /// Where letters stand on a keyboard that types Arabic ones.
    Keyboard {
        /// By the locale, the terminal and what is typed.
        "auto" => Auto,
        /// Arabic as under X11 and Windows.
        "arabic" => Arabic,
        /// Arabic as under macOS.
        "arabic-mac" => ArabicMac,
        /// Persian.
        "persian" => Persian,
    }
}

choice! {
    /// How a paragraph gets its base direction.
    BaseDirection {
        /// A paragraph that is mostly right-to-left in a right-to-left article is
        /// right-to-left (UAX #9 HL1), else by its first strong letter.
        "article" => Article,
        /// By its first strong letter (UAX #9 P2, P3).
        "auto" => Auto,
    }
}

choice! {
    /// What becomes of vowel signs and other marks on letters.
    Marks {
        /// Drawn where the terminal draws them well.
        "auto" => Auto,
        /// Drawn.
        "keep" => Keep,
        /// Not drawn. The text that is copied keeps them.
        "strip" => Strip,
    }
}

choice! {
    /// Which digits are shown.
    Digits {
        /// As the author wrote them.
        "as-written" => AsWritten,
        /// `٠`–`٩` among Arabic letters, `۰`–`۹` in Persian and Urdu.
        "arabic" => Arabic,
        /// `0`–`9`.
        "european" => European,
    }
}

choice! {
    /// The signs that the program draws itself.
    Signs {
        /// Unicode signs where the locale is UTF-8, else ASCII.
        "auto" => Auto,
        /// Geometric shapes and box-drawing lines.
        "unicode" => Unicode,
        /// Letters and punctuation of ASCII only.
        "ascii" => Ascii,
    }
}

choice! {
    /// How rows with right-to-left text are sent to the terminal.
    Bidi {
        /// As the terminal that was recognised needs it.
        "auto" => Auto,
        /// In the order seen, nothing added.
        "visual" => Visual,
        /// In the order seen, with left-to-right marks that hold a terminal's own
        /// reordering still.
        "visual-lrm" => VisualLrm,
        /// The same, and colours that differ by one unit from cell to cell.
        "visual-alt" => VisualAlt,
        /// Words in the order of reading, marks between them.
        "words" => Words,
        /// Each cell in a box of its own.
        "kitty" => Kitty,
        /// Words backwards, colours where they are seen.
        "kitty-words" => KittyWords,
        /// Words in the order of reading, blank braille between them.
        "putty" => Putty,
        /// As stored, one pane at a time: the terminal reorders and joins.
        "logical" => Logical,
    }
}

choice! {
    /// Who joins Arabic letters.
    Shaping {
        /// The program.
        "auto" => Auto,
        /// The program, with presentation forms.
        "forms" => Forms,
        /// The terminal: for fonts without presentation forms.
        "base" => Base,
    }
}

choice! {
    /// Whether the terminal is told not to reorder (`CSI 8 l`).
    Bdsm {
        /// Where the terminal needs it.
        "auto" => Auto,
        /// Always.
        "on" => On,
        /// Never.
        "off" => Off,
    }
}

/// Shortest and longest `measure`, in cells.
const MEASURE: std::ops::RangeInclusive<u16> = 34..=200;

/// A settings file larger than this (bytes) is not read.
const MOST: u64 = 1 << 20;

impl Settings {
    /// Reads `warraq/config.toml` in the configuration folder (`$XDG_CONFIG_HOME`, else
    /// `~/.config`). No file, or no home folder: the defaults, and nothing to complain of.
    #[must_use]
    pub fn load() -> (Self, Vec<Complaint>) {
        Self::path().map_or_else(Default::default, |path| Self::load_from(&path))
    }

    /// Where [`Settings::load`] looks; `None` without a home folder.
    #[must_use]
    pub fn path() -> Option<PathBuf> {
        Some(folder()?.join("config.toml"))
    }

    /// The folder of the reader's own lists of actors, beside the settings.
    #[must_use]
    pub fn gazetteer() -> Option<PathBuf> {
        Some(folder()?.join("gazetteer"))
    }

    /// Reads settings from a file. A file that is not there gives the defaults; one that
    /// cannot be read gives the defaults and a complaint.
    #[must_use]
    pub fn load_from(path: &Path) -> (Self, Vec<Complaint>) {
        let file_name = path.display().to_string();
        match read(path) {
            Ok(text) => Self::parse(&text, &file_name),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Default::default(),
            Err(error) => {
                let complaint = Complaint {
                    file: file_name,
                    line: None,
                    trouble: Trouble::Unreadable(error.to_string()),
                };
                (Self::default(), vec![complaint])
            }
        }
    }

    /// Reads settings from the text of a file. `file_name` is what complaints call it.
    ///
    /// An unknown key or a wrong value is left out with a complaint and the rest holds;
    /// text that is no TOML gives the defaults and one complaint. Complaints are in the order
    /// of their lines.
    #[must_use]
    pub fn parse(text: &str, file_name: &str) -> (Self, Vec<Complaint>) {
        let mut settings = Self::default();
        let complain = |at: Option<usize>, trouble| Complaint {
            file: file_name.to_owned(),
            line: at.map(|byte| line_of(text, byte)),
            trouble,
        };
        // Some editors put a byte order mark before the text; TOML has none.
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let shift = text.len() - body.len();
        match DeTable::parse(body) {
            Ok(table) => {
                let mut troubles = Vec::new();
                settings.read_table("", table.get_ref(), &mut troubles);
                troubles.sort_by_key(|(at, _)| *at);
                let complaints = troubles
                    .into_iter()
                    .map(|(at, trouble)| complain(Some(at + shift), trouble));
                (settings, complaints.collect())
            }
            Err(error) => {
                let at = error.span().map(|span| span.start + shift);
                let trouble = Trouble::Syntax(error.message().to_owned());
                (settings, vec![complain(at, trouble)])
            }
        }
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
        match (self.colour, self.theme) {
            (Colour::Auto, Theme::Sixteen) => Colour::Sixteen,
            (Colour::Auto, Theme::Mono) => Colour::None,
            (colour, _) => colour,
        }
    }

    /// Reads the keys of one table; `within` is `""` or the table's name and a dot.
    /// What is wrong is noted with the byte where it stands.
    fn read_table(
        &mut self,
        within: &str,
        table: &DeTable<'_>,
        troubles: &mut Vec<(usize, Trouble)>,
    ) {
        for (key, value) in table {
            let name = format!("{within}{}", key.get_ref());
            let inner = format!("{name}.");
            if let Some((_, set)) = KEYS.iter().find(|(known, _)| *known == name) {
                if let Err(takes) = set(self, value.get_ref()) {
                    let trouble = Trouble::wrong_value(name, value.get_ref(), takes);
                    troubles.push((value.span().start, trouble));
                }
            } else if KEYS.iter().any(|(known, _)| known.starts_with(&inner)) {
                if let DeValue::Table(table) = value.get_ref() {
                    self.read_table(&inner, table, troubles);
                } else {
                    let trouble = Trouble::wrong_value(name, value.get_ref(), Takes::Table);
                    troubles.push((value.span().start, trouble));
                }
            } else {
                let near = nearest(&name, KEYS.iter().map(|(known, _)| *known)).unwrap_or_default();
                troubles.push((key.span().start, Trouble::UnknownKey { key: name, near }));
            }
        }
    }
}

/// Takes a value over into the settings, or says what the key takes.
type Set = fn(&mut Settings, &DeValue<'_>) -> Result<(), Takes>;

/// Every setting by its name. The words of a file, the nearest name and the reading of a
/// value all come from here.
const KEYS: &[(&str, Set)] = &[
    ("theme", |s, v| word(v).map(|x| s.theme = x)),
    ("colour", |s, v| word(v).map(|x| s.colour = x)),
    ("measure", |s, v| cells(v).map(|x| s.measure = Some(x))),
    ("mouse", |s, v| switch(v).map(|x| s.mouse = x)),
    ("direction", |s, v| word(v).map(|x| s.direction = x)),
    ("keyboard", |s, v| word(v).map(|x| s.keyboard = x)),
    ("marks", |s, v| word(v).map(|x| s.marks = x)),
    ("digits", |s, v| word(v).map(|x| s.digits = x)),
    ("justify", |s, v| switch(v).map(|x| s.justify = x)),
    ("signs", |s, v| word(v).map(|x| s.signs = x)),
    ("bidi", |s, v| word(v).map(|x| s.bidi = x)),
    ("shaping", |s, v| word(v).map(|x| s.shaping = x)),
    ("bdsm", |s, v| word(v).map(|x| s.bdsm = x)),
    ("panes.list", |s, v| switch(v).map(|x| s.panes.list = x)),
    ("panes.sidebar", |s, v| {
        switch(v).map(|x| s.panes.sidebar = x)
    }),
    ("fields.text", |s, v| text(v).map(|x| s.fields.text = x)),
    ("fields.title", |s, v| text(v).map(|x| s.fields.title = x)),
    ("fields.date", |s, v| text(v).map(|x| s.fields.date = x)),
    ("fields.source", |s, v| text(v).map(|x| s.fields.source = x)),
    ("fields.language", |s, v| {
        text(v).map(|x| s.fields.language = x)
    }),
    ("fields.id", |s, v| text(v).map(|x| s.fields.id = x)),
    ("fields.author", |s, v| text(v).map(|x| s.fields.author = x)),
    ("fields.url", |s, v| text(v).map(|x| s.fields.url = x)),
    ("fields.spans", |s, v| text(v).map(|x| s.fields.spans = x)),
];

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

fn cells(value: &DeValue<'_>) -> Result<u16, Takes> {
    let number = match value {
        DeValue::Integer(number) => u16::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    number.filter(|n| MEASURE.contains(n)).ok_or(Takes::Cells)
}

/// The number, from 1, of the line that byte `at` stands in.
fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|b| *b == b'\n').count()
}

/// The folder of the reader's settings.
fn folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("warraq"))
}

fn read(path: &Path) -> io::Result<String> {
    // Asked before it is opened: opening a pipe would wait for a writer.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file",
        ));
    }
    let mut text = String::new();
    std::fs::File::open(path)?
        .take(MOST + 1)
        .read_to_string(&mut text)?;
    if text.len() as u64 > MOST {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            "larger than 1 MiB",
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Settings, Vec<String>) {
        let (settings, complaints) = Settings::parse(text, "config.toml");
        (
            settings,
            complaints.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn a_whole_file_is_read() {
        let (settings, complaints) = parse(
            "theme = \"light\"\ncolour = 16\nmeasure = 60\nmouse = false\ndirection = \"auto\"\n\
             marks = \"strip\"\ndigits = \"arabic\"\njustify = true\nsigns = \"ascii\"\nkeyboard = \"persian\"\nbidi = \"visual-lrm\"\nshaping = \"base\"\nbdsm = \"off\"\n[panes]\nlist = false\nsidebar = false\n[fields]\ntext = \"body\"\n",
        );
        assert_eq!(complaints, Vec::<String>::new());
        let expected = Settings {
            theme: Theme::Light,
            colour: Colour::Sixteen,
            measure: Some(60),
            panes: Panes {
                list: false,
                sidebar: false,
            },
            mouse: false,
            direction: BaseDirection::Auto,
            marks: Marks::Strip,
            digits: Digits::Arabic,
            justify: true,
            signs: Signs::Ascii,
            keyboard: Keyboard::Persian,
            bidi: Bidi::VisualLrm,
            shaping: Shaping::Base,
            bdsm: Bdsm::Off,
            fields: Fields {
                text: "body".to_owned(),
                ..Fields::default()
            },
        };
        assert_eq!(settings, expected);
    }

    #[test]
    fn the_readme_shows_every_setting_with_its_default() {
        let readme = include_str!("../README.md");
        let shown = readme.split("```toml").nth(1).unwrap();
        let shown = shown.split("```").next().unwrap();
        let (settings, complaints) = parse(shown);
        assert_eq!(complaints, Vec::<String>::new());
        assert_eq!(
            settings,
            Settings {
                measure: Some(60),
                ..Settings::default()
            }
        );
        let lines = shown.lines().filter(|line| line.contains(" = "));
        assert_eq!(lines.count(), KEYS.len());
    }

    #[test]
    fn nothing_has_to_be_set() {
        for text in ["", "\u{feff}", "# only a comment\r\n", "[panes]\n"] {
            assert_eq!(parse(text), (Settings::default(), vec![]), "{text:?}");
        }
        let settings = Settings::default();
        assert!(settings.mouse && settings.panes.list && settings.panes.sidebar);
        assert_eq!(
            (settings.measure_for(true), settings.measure_for(false)),
            (56, 66)
        );
    }

    #[test]
    fn a_wrong_line_is_named_and_costs_only_itself() {
        let rows = [
            (
                "theem = 1",
                "config.toml, line 2: no setting “theem”. Nearest: “theme”. The rest holds.",
            ),
            (
                "color = \"true\"",
                "config.toml, line 2: no setting “color”. Nearest: “colour”. The rest holds.",
            ),
            (
                "sidebar = true",
                "config.toml, line 2: no setting “sidebar”. Nearest: “panes.sidebar”. The rest holds.",
            ),
            (
                "panes.lst = true",
                "config.toml, line 2: no setting “panes.lst”. Nearest: “panes.list”. The rest holds.",
            ),
            (
                "pane = { list = true, x = 1 }",
                "config.toml, line 2: no setting “pane”. Nearest: “panes”. The rest holds.",
            ),
            (
                "theme = \"darc\"",
                "config.toml, line 2: “theme” cannot be “darc”. It takes auto, dark, light, 16 or mono. Nearest: “dark”. The rest holds.",
            ),
            (
                "theme = \"خط\"",
                "config.toml, line 2: “theme” cannot be “خط”. It takes auto, dark, light, 16 or mono. The rest holds.",
            ),
            (
                "theme = []",
                "config.toml, line 2: “theme” cannot be “[…]”. It takes auto, dark, light, 16 or mono. The rest holds.",
            ),
            (
                "measure = 33",
                "config.toml, line 2: “measure” cannot be “33”. It takes a number of cells from 34 to 200. The rest holds.",
            ),
            (
                "measure = -56",
                "config.toml, line 2: “measure” cannot be “-56”. It takes a number of cells from 34 to 200. The rest holds.",
            ),
            (
                "measure = 99999999999999999999",
                "config.toml, line 2: “measure” cannot be “99999999999999999999”. It takes a number of cells from 34 to 200. The rest holds.",
            ),
            (
                "measure = \"56\"",
                "config.toml, line 2: “measure” cannot be “56”. It takes a number of cells from 34 to 200. The rest holds.",
            ),
            (
                "panes = true",
                "config.toml, line 2: “panes” cannot be “true”. It takes keys of its own. The rest holds.",
            ),
            (
                "panes.list = 1",
                "config.toml, line 2: “panes.list” cannot be “1”. It takes true or false. The rest holds.",
            ),
            (
                "\"\\u001b[31m\\u202e\" = 1",
                "config.toml, line 2: no setting “\\u{1b}[31m\\u{202e}”. Nearest: “theme”. The rest holds.",
            ),
        ];
        for (line, expected) in rows {
            let (settings, complaints) =
                parse(&format!("marks = \"keep\"\n{line}\nsigns = \"ascii\"\n"));
            assert_eq!(complaints, [expected], "{line}");
            let rest = Settings {
                marks: Marks::Keep,
                signs: Signs::Ascii,
                ..Settings::default()
            };
            assert_eq!(settings, rest, "{line}");
        }
    }

    #[test]
    fn complaints_stand_in_the_order_of_lines() {
        let text = "\u{feff}zebra = 1\r\n\r\nmeasure = 1\r\n[panes]\r\na = 1\r\n";
        let (_, complaints) = Settings::parse(text, "c");
        let lines: Vec<Option<usize>> = complaints.iter().map(|c| c.line).collect();
        assert_eq!(lines, [Some(1), Some(3), Some(5)]);
    }

    #[test]
    fn what_is_no_toml_gives_the_defaults() {
        for (text, line) in [
            ("theme = \"light\"\nmarks = \n", 2),
            ("theme = \"light\"\n\n[panes\n", 3),
            ("theme = \"dark\"\ntheme = \"light\"\n", 2),
        ] {
            let (settings, complaints) = Settings::parse(text, "c");
            assert_eq!(settings, Settings::default(), "{text:?}");
            assert_eq!(complaints.len(), 1, "{text:?}");
            assert_eq!(complaints[0].line, Some(line), "{text:?}");
            assert!(matches!(complaints[0].trouble, Trouble::Syntax(_)));
            assert!(complaints[0].to_string().ends_with("The defaults hold."));
        }
    }

    #[test]
    fn every_setting_refuses_a_table_and_knows_its_words() {
        for (name, _) in KEYS {
            let (settings, complaints) = Settings::parse(&format!("{name} = {{ x = 1 }}"), "c");
            assert_eq!(settings, Settings::default());
            assert!(
                matches!(&complaints[..], [Complaint { trouble: Trouble::WrongValue { key, takes, .. }, .. }]
                    if key == name && !takes.to_string().is_empty()),
                "{name}: {complaints:?}"
            );
        }
    }

    #[test]
    fn a_theme_of_few_colours_decides_how_many_are_sent() {
        let rows = [
            ("theme = \"16\"", Colour::Sixteen),
            ("theme = \"mono\"", Colour::None),
            ("theme = \"mono\"\ncolour = \"16\"", Colour::Sixteen),
            ("theme = \"dark\"", Colour::Auto),
        ];
        for (text, expected) in rows {
            assert_eq!(parse(text).0.colours(), expected, "{text}");
        }
    }

    #[test]
    fn files_that_are_missing_or_no_files() {
        let folder = tempfile::tempdir().unwrap();
        let missing = Settings::load_from(&folder.path().join("none.toml"));
        assert_eq!(missing, (Settings::default(), vec![]));

        let (_, complaints) = Settings::load_from(folder.path());
        assert!(matches!(complaints[0].trouble, Trouble::Unreadable(_)));

        let file = folder.path().join("config.toml");
        std::fs::write(&file, b"theme = \"\xff\"").unwrap();
        let (_, complaints) = Settings::load_from(&file);
        assert!(matches!(complaints[0].trouble, Trouble::Unreadable(_)));

        std::fs::write(&file, "theme = \"dark\"").unwrap();
        let (settings, complaints) = Settings::load_from(&file);
        assert_eq!((settings.theme, complaints), (Theme::Dark, vec![]));
    }
}
