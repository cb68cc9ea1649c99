//! `[hooks.NAME]`: commands that look things up.

use toml::Spanned;
use toml::de::DeValue;

use super::bindings;
use super::complaint::nearest;
use super::{Noted, Settings, Takes, Trouble};

/// A command of the reader's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// The line of the settings file, from 1.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// The program and its arguments; never empty. `{text}` and the like stand for what it
    /// is given.
    pub command: Vec<String>,
    /// Keys that run it, as written.
    pub keys: Vec<String>,
    /// What it does, for help.
    pub about: String,
    /// What it is given.
    pub gives: Gives,
    /// How long it may take, in seconds.
    pub seconds: u16,
    /// It takes the terminal.
    pub terminal: bool,
    /// Where it is offered; nothing here: everywhere.
    pub on: Vec<Offered>,
}

/// Where a command is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Offered {
    /// In the text, also while one selects.
    Text,
    /// In the text while one selects.
    Selection,
    /// In the list of articles.
    List,
    /// Among the actors.
    Actors,
    /// On the card of an actor.
    Card,
    /// In the concordance.
    Lines,
    /// Where it is shown who appears with whom.
    Connections,
    /// Where it is shown when articles were written.
    Timeline,
}

const PLACES: [(&str, Offered); 8] = [
    ("text", Offered::Text),
    ("selection", Offered::Selection),
    ("list", Offered::List),
    ("actors", Offered::Actors),
    ("card", Offered::Card),
    ("lines", Offered::Lines),
    ("connections", Offered::Connections),
    ("timeline", Offered::Timeline),
];

impl Offered {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = PLACES.iter().find(|(_, place)| *place == self);
        found.map_or("", |(word, _)| word)
    }

    fn of_word(value: &DeValue<'_>) -> Option<Self> {
        let DeValue::String(word) = value else {
            return None;
        };
        let found = PLACES.iter().find(|(known, _)| known == word);
        found.map(|(_, place)| *place)
    }
}

/// What a command is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gives {
    /// The name that is pointed at or reached, as it stands in the text; else the chosen
    /// actor.
    #[default]
    Name,
    /// The plain form of the actor.
    Actor,
    /// The paragraph.
    Paragraph,
    /// The whole article.
    Article,
}

const GIVES: [(&str, Gives); 4] = [
    ("name", Gives::Name),
    ("actor", Gives::Actor),
    ("paragraph", Gives::Paragraph),
    ("article", Gives::Article),
];
impl Gives {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = GIVES.iter().find(|(_, gives)| *gives == self);
        found.map_or("name", |(word, _)| word)
    }
}

/// The words that say where a command is offered.
fn words() -> Takes {
    Takes::Words(PLACES.iter().map(|(word, _)| *word).collect())
}

/// Seconds that a command may take unless it is said.
const SECONDS: u16 = 5;
/// More than this nobody waits.
const LONGEST: u16 = 600;
/// Keys of a hook.
const KEYS: [&str; 7] = [
    "command", "keys", "about", "gives", "on", "seconds", "terminal",
];
/// More hooks are not taken.
const MOST: usize = 64;

const COMMAND: &str =
    "a program and its arguments, such as [\"sdcv\", \"-n\", \"--utf8-input\", \"--\", \"{text}\"]";

/// Reads `[hooks]`. `line` of what is read is the byte where it stands, until all is read.
pub(super) fn read(settings: &mut Settings, value: &Spanned<DeValue<'_>>, noted: &mut Noted) {
    let DeValue::Table(table) = value.get_ref() else {
        noted.wrong("hooks", value, Takes::Table);
        return;
    };
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let at = key.span().start;
        let DeValue::Table(_) = value.get_ref() else {
            noted.wrong(&format!("hooks.{name}"), value, Takes::Table);
            continue;
        };
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || name.len() > 40 || !name.chars().all(plain) {
            let why =
                format!("“{name}” cannot be the name of a hook: letters, digits and “-” can.");
            noted.troubles.push((at, Trouble::Refused(why)));
        } else if settings.hooks.len() == MOST {
            let why = format!("“{name}” is one hook too many: at most {MOST} are taken.");
            noted.troubles.push((at, Trouble::Refused(why)));
        } else if let Some(hook) = one(at, name, value, noted) {
            settings.hooks.push(hook);
        }
    }
}

fn one(line: usize, name: &str, value: &Spanned<DeValue<'_>>, noted: &mut Noted) -> Option<Hook> {
    let DeValue::Table(table) = value.get_ref() else {
        return None;
    };
    let mut hook = Hook {
        line,
        name: name.to_owned(),
        command: Vec::new(),
        keys: Vec::new(),
        about: String::new(),
        gives: Gives::Name,
        seconds: SECONDS,
        terminal: false,
        on: Vec::new(),
    };
    // A command that was read wrongly must not run.
    let mut sound = true;
    for (key, value) in table {
        let key_name = key.get_ref().as_ref();
        let full = format!("hooks.{name}.{key_name}");
        let mut wrong = |takes| {
            sound = false;
            noted.wrong(&full, value, takes);
        };
        match (key_name, value.get_ref()) {
            ("command", DeValue::Array(parts)) => {
                let parts = parts.iter().map(|part| match part.get_ref() {
                    DeValue::String(part) if !part.contains('\0') => Some(part.to_string()),
                    _ => None,
                });
                match parts.collect::<Option<Vec<String>>>() {
                    Some(parts) if parts.first().is_some_and(|p| !p.is_empty()) => {
                        hook.command = parts;
                    }
                    _ => wrong(Takes::Said(COMMAND)),
                }
            }
            ("command", _) => wrong(Takes::Said(COMMAND)),
            ("keys", value) => match bindings::keys(value) {
                Some(keys) => hook.keys = keys,
                None => wrong(Takes::Said("a key (\"F5\"), several, or \"none\"")),
            },
            ("about", DeValue::String(about)) => hook.about = about.trim().to_owned(),
            ("about", _) => wrong(Takes::Said("a sentence in quotation marks")),
            ("gives", value) => {
                let word = match value {
                    DeValue::String(word) => word.as_ref(),
                    _ => "",
                };
                match GIVES.iter().find(|(known, _)| *known == word) {
                    Some((_, gives)) => hook.gives = *gives,
                    None => wrong(Takes::Words(GIVES.iter().map(|(word, _)| *word).collect())),
                }
            }
            ("on", DeValue::Array(places)) if !places.is_empty() => {
                for place in places {
                    match Offered::of_word(place.get_ref()) {
                        Some(known) if hook.on.contains(&known) => {}
                        Some(known) => hook.on.push(known),
                        None => {
                            sound = false;
                            noted.wrong(&full, place, words());
                        }
                    }
                }
            }
            ("on", value) => match Offered::of_word(value) {
                Some(place) => hook.on = vec![place],
                None => wrong(words()),
            },
            ("seconds", DeValue::Integer(n)) => match u16::from_str_radix(n.as_str(), n.radix()) {
                Ok(n @ 1..=LONGEST) => hook.seconds = n,
                _ => wrong(Takes::Said("a number of seconds from 1 to 600")),
            },
            ("seconds", _) => wrong(Takes::Said("a number of seconds from 1 to 600")),
            ("terminal", DeValue::Boolean(on)) => hook.terminal = *on,
            ("terminal", _) => wrong(Takes::Words(vec!["true", "false"])),
            _ => {
                let near = nearest(key_name, KEYS.into_iter()).unwrap_or_default();
                let trouble = Trouble::UnknownKey { key: full, near };
                noted.troubles.push((key.span().start, trouble));
            }
        }
    }
    if hook.command.is_empty() && sound {
        let why = format!("[hooks.{name}] names no command. It takes command = {COMMAND}.");
        noted.troubles.push((line, Trouble::Refused(why)));
        sound = false;
    }
    if hook.about.is_empty() {
        hook.about = format!("ask {}", hook.command.first().map_or("", |p| p));
    }
    sound.then_some(hook)
}
