//! What was left out of a settings file, and how the reader is told.

use std::fmt;
use std::ops::RangeInclusive;

use toml::de::DeValue;

/// What a key takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One of these words.
    Words(Vec<&'static str>),
    /// A number in a range.
    Number {
        /// From and to.
        range: RangeInclusive<u16>,
        /// Of what.
        of: &'static str,
    },
    /// The name of a field.
    Name,
    /// Keys of its own.
    Table,
    /// One of these themes.
    Theme(Vec<String>),
    /// Something that a sentence tells best.
    Said(&'static str),
}

impl fmt::Display for Takes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => match words.split_last() {
                Some((last, [])) => write!(f, "{last}"),
                Some((last, others)) => write!(f, "{} or {last}", others.join(", ")),
                None => Ok(()),
            },
            Self::Theme(words) => write!(
                f,
                "{}, or the name of a file in the folder themes beside the settings",
                visible(&words.join(", "))
            ),
            Self::Number { range, of } => write!(
                f,
                "a number of {of} from {} to {}",
                range.start(),
                range.end()
            ),
            Self::Name => write!(f, "the name of a field in quotation marks"),
            Self::Table => write!(f, "keys of its own"),
            Self::Said(what) => write!(f, "{what}"),
        }
    }
}

/// Something in the settings file that was left out. It displays as one line for the reader,
/// free of control characters whatever the file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file as it was named.
    pub file: String,
    /// The line, from 1; `None` when it is about the whole file.
    pub line: Option<usize>,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong in a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A key that is no setting.
    UnknownKey {
        /// The key, with its table's name before a dot.
        key: String,
        /// The setting with the most similar name.
        near: String,
    },
    /// A value of the wrong type or out of range.
    WrongValue {
        /// The key, with its table's name before a dot.
        key: String,
        /// The value as it stands, cut when it is long.
        value: String,
        /// What the key takes.
        takes: Takes,
        /// The most similar word, when one is similar.
        near: Option<String>,
    },
    /// Something else, in sentences; what it stands in was left out.
    Refused(String),
    /// The text is no TOML; nothing in it holds. With the parser's reason.
    Syntax(String),
    /// The file could not be read; nothing in it holds. With the system's reason.
    Unreadable(String),
}

impl Complaint {
    /// True when it is about a key whose name begins so.
    #[must_use]
    pub fn concerns(&self, within: &str) -> bool {
        match &self.trouble {
            Trouble::UnknownKey { key, .. } | Trouble::WrongValue { key, .. } => {
                key.starts_with(within)
            }
            Trouble::Refused(_) | Trouble::Syntax(_) | Trouble::Unreadable(_) => false,
        }
    }
}

impl Trouble {
    /// A theme that is neither ours nor a file beside the settings.
    pub(super) fn unknown_theme(name: &str, words: &[String]) -> Self {
        let near =
            nearest(name, words.iter().map(String::as_str)).filter(|near| is_slip(near, name));
        Self::WrongValue {
            key: "theme".to_owned(),
            value: name.to_owned(),
            takes: Takes::Theme(words.to_vec()),
            near,
        }
    }

    pub(super) fn wrong_value(key: String, value: &DeValue<'_>, takes: Takes) -> Self {
        let written = match value {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            DeValue::Boolean(on) => on.to_string(),
            DeValue::Datetime(time) => time.to_string(),
            DeValue::Array(_) => "[…]".to_owned(),
            DeValue::Table(_) => "{…}".to_owned(),
        };
        let near = match &takes {
            Takes::Words(words) => {
                nearest(&written, words.iter().copied()).filter(|near| is_slip(near, &written))
            }
            _ => None,
        };
        let mut value: String = written.chars().take(40).collect();
        if value.len() < written.len() {
            value.push('…');
        }
        Self::WrongValue {
            key,
            value,
            takes,
            near,
        }
    }
}

/// A word with as many faults as letters is no slip of the hand.
fn is_slip(near: &str, written: &str) -> bool {
    strsim::osa_distance(near, written) < near.chars().count().min(4)
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", visible(&self.file))?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        match &self.trouble {
            Trouble::UnknownKey { key, near } => write!(
                f,
                ": no setting “{}”. Nearest: “{near}”. The rest holds.",
                visible(key)
            ),
            Trouble::WrongValue {
                key,
                value,
                takes,
                near,
            } => {
                let (key, value) = (visible(key), visible(value));
                write!(f, ": “{key}” cannot be “{value}”. It takes {takes}.")?;
                if let Some(near) = near {
                    write!(f, " Nearest: “{near}”.")?;
                }
                write!(f, " The rest holds.")
            }
            Trouble::Refused(why) => write!(f, ": {} The rest holds.", visible(why)),
            Trouble::Syntax(reason) => {
                write!(
                    f,
                    ": this is no TOML ({}). The defaults hold.",
                    visible(reason)
                )
            }
            Trouble::Unreadable(reason) => {
                write!(f, ": not read ({}). The defaults hold.", visible(reason))
            }
        }
    }
}

/// The name most similar to `wanted`, counted in slips: a letter too many, too few, changed,
/// or two that changed places. A setting in a table is also found by its last word, and the
/// table by its own.
#[must_use]
pub fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    // A key may be as long as the file; what is beyond any name only costs time.
    let wanted: String = wanted.chars().take(64).collect();
    names
        .flat_map(|name| match name.split_once('.') {
            Some((table, own)) => vec![(name, name), (own, name), (table, table)],
            None => vec![(name, name)],
        })
        .min_by_key(|(compared, _)| strsim::osa_distance(compared, &wanted))
        .map(|(_, near)| near.to_owned())
}

/// The text with every control, bidi control and other invisible sign written as an escape,
/// cut to a length that a line can hold.
fn visible(text: &str) -> String {
    let mut shown = String::new();
    for (count, c) in text.chars().enumerate() {
        let hidden = c.is_control()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
        if count == 200 {
            shown.push('…');
            break;
        } else if hidden {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}
