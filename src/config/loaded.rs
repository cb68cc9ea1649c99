//! The settings file, read once.

use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use toml::de::DeTable;

use super::{Complaint, Noted, Palette, Settings, Theme, Trouble};

/// A settings file larger than this (bytes) is not read.
const MOST: u64 = 1 << 20;

/// Settings, and what is known of the file that they were read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// What holds.
    pub settings: Settings,
    /// What was left out, in the order of its lines.
    pub complaints: Vec<Complaint>,
    /// Where each setting that the file names stands: its name and its line, from 1.
    pub lines: Vec<(String, usize)>,
}

impl Loaded {
    /// The reader's own: `warraq/config.toml` in the configuration folder (`$XDG_CONFIG_HOME`,
    /// else `~/.config`), read when it is first asked for and never again. No file, or no home
    /// folder: the defaults, and nothing to complain of.
    pub fn once() -> &'static Self {
        static LOADED: OnceLock<Loaded> = OnceLock::new();
        LOADED.get_or_init(|| {
            Settings::path().map_or_else(Self::default, |path| Self::of_file(&path))
        })
    }

    /// Reads settings from a file. A file that is not there gives the defaults; one that
    /// cannot be read gives the defaults and a complaint.
    #[must_use]
    pub fn of_file(path: &Path) -> Self {
        let file_name = path.display().to_string();
        match read(path) {
            Ok(text) => Self::read_text(&text, &file_name, path.parent()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::default(),
            Err(error) => Self {
                complaints: vec![Complaint {
                    file: file_name,
                    line: None,
                    trouble: Trouble::Unreadable(error.to_string()),
                }],
                ..Self::default()
            },
        }
    }

    /// Reads settings from the text of a file; see [`Settings::parse`].
    #[must_use]
    pub fn of_text(text: &str, file_name: &str) -> Self {
        Self::read_text(text, file_name, None)
    }

    /// `folder` is where the reader's own themes are, in `themes`.
    fn read_text(text: &str, file_name: &str, folder: Option<&Path>) -> Self {
        let mut settings = Settings::default();
        let complain = |at: Option<usize>, trouble| Complaint {
            file: file_name.to_owned(),
            line: at.map(|byte| line_of(text, byte)),
            trouble,
        };
        // Some editors put a byte order mark before the text; TOML has none.
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let shift = text.len() - body.len();
        let mut of_theme = Vec::new();
        let (complaints, lines): (Vec<Complaint>, _) = match DeTable::parse(body) {
            Ok(table) => {
                let mut noted = Noted::default();
                settings.read_table("", table.get_ref(), &mut noted);
                settings.keys.sort_by_key(|binding| binding.line);
                settings.hooks.sort_by_key(|hook| hook.line);
                for hook in &mut settings.hooks {
                    hook.line = line_of(body, hook.line);
                }
                for binding in &mut settings.keys {
                    binding.line = line_of(body, binding.line);
                }
                of_theme = settings.read_own_theme(folder, &mut noted);
                noted.troubles.sort_by_key(|(at, _)| *at);
                let troubles = noted.troubles.into_iter();
                let complaints = troubles
                    .map(|(at, trouble)| complain(Some(at + shift), trouble))
                    .collect();
                let set = noted.set.into_iter();
                let lines = set.map(|(at, name)| (name, line_of(body, at))).collect();
                (complaints, lines)
            }
            Err(error) => {
                let at = error.span().map(|span| span.start + shift);
                let trouble = Trouble::Syntax(error.message().to_owned());
                (vec![complain(at, trouble)], Vec::new())
            }
        };
        Self {
            settings,
            complaints: [complaints, of_theme].concat(),
            lines,
        }
    }

    /// The line of the file that sets this; `None`: the default holds.
    #[must_use]
    pub fn line(&self, name: &str) -> Option<usize> {
        let found = self.lines.iter().find(|(set, _)| set == name);
        found.map(|(_, line)| *line)
    }
}

impl Settings {
    /// Reads the file of the theme that was named. Without one the default holds.
    fn read_own_theme(&mut self, folder: Option<&Path>, noted: &mut Noted) -> Vec<Complaint> {
        let Some(own) = &mut self.own_theme else {
            return Vec::new();
        };
        let themes = folder.map(|folder| folder.join("themes"));
        let path = themes
            .as_ref()
            .map(|themes| themes.join(format!("{}.toml", own.name)));
        match path
            .filter(|path| path.exists())
            .map(|path| (Palette::read(&path), path))
        {
            Some((Ok((palette, complaints)), _)) => {
                own.palette = Arc::new(palette);
                complaints
            }
            Some((Err(error), path)) => {
                self.own_theme = None;
                vec![Complaint {
                    file: path.display().to_string(),
                    line: None,
                    trouble: Trouble::Unreadable(error.to_string()),
                }]
            }
            None => {
                let mut words: Vec<String> = Theme::NAMES.iter().map(|&w| w.to_owned()).collect();
                words.extend(themes.map(|themes| names(&themes)).unwrap_or_default());
                let at = noted.set.iter().position(|(_, name)| name == "theme");
                let at = at.map_or(0, |at| noted.set.remove(at).0);
                let trouble = Trouble::unknown_theme(&own.name, &words);
                noted.troubles.push((at, trouble));
                self.own_theme = None;
                Vec::new()
            }
        }
    }
}

/// Names of the theme files in a folder, a few of them.
fn names(themes: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(themes).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            Some(name.strip_suffix(".toml")?.to_owned())
        })
        .take(50)
        .collect();
    names.sort();
    names
}

/// The number, from 1, of the line that byte `at` stands in.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|b| *b == b'\n').count()
}

/// The text of a file that a reader may have written.
pub(super) fn read(path: &Path) -> io::Result<String> {
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
