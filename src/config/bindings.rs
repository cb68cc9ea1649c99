//! `[keys]`: what the reader wants keys to do. What an action or a key is, this floor does
//! not know; it only reads what was written.

use toml::Spanned;
use toml::de::DeValue;

use super::complaint::nearest;
use super::{Noted, Settings, Takes, Trouble};

/// Where keys are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where the action listens by itself.
    Own,
    /// Only in the text.
    Text,
    /// Only in the list of articles.
    List,
    /// Only among the actors.
    Actors,
}

/// Tables in `[keys]`.
const PLACES: [(&str, Place); 3] = [
    ("text", Place::Text),
    ("list", Place::List),
    ("actors", Place::Actors),
];

/// The keys of one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The line of the settings file, from 1.
    pub line: usize,
    /// Where they are meant.
    pub place: Place,
    /// The name of the action, as written.
    pub action: String,
    /// The keys, as written; none: the action has no key.
    pub keys: Vec<String>,
}

/// What a line of `[keys]` takes.
const TAKES: &str = "a key (\"n\", \"Ctrl-o\", \"g g\"), several ([\"n\", \"F5\"]), or \"none\"";

/// Reads `[keys]`. `line` of what is read is the byte where it stands, until all is read.
pub(super) fn read(settings: &mut Settings, value: &Spanned<DeValue<'_>>, noted: &mut Noted) {
    let DeValue::Table(table) = value.get_ref() else {
        let trouble = Trouble::wrong_value("keys".to_owned(), value.get_ref(), Takes::Table);
        noted.troubles.push((value.span().start, trouble));
        return;
    };
    for (key, value) in table {
        let name = key.get_ref().to_string();
        if let DeValue::Table(inner) = value.get_ref() {
            if let Some((_, place)) = PLACES.iter().find(|(known, _)| *known == name) {
                for (key, value) in inner {
                    one(settings, *place, &name, key, value, noted);
                }
            } else {
                let places = PLACES.iter().map(|(known, _)| *known);
                let near = format!("keys.{}", nearest(&name, places).unwrap_or_default());
                let key_name = format!("keys.{name}");
                let trouble = Trouble::UnknownKey {
                    key: key_name,
                    near,
                };
                noted.troubles.push((key.span().start, trouble));
            }
        } else {
            one(settings, Place::Own, "", key, value, noted);
        }
    }
}

fn one(
    settings: &mut Settings,
    place: Place,
    within: &str,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    noted: &mut Noted,
) {
    let action = key.get_ref().to_string();
    if let Some(keys) = keys(value.get_ref()) {
        settings.keys.push(Binding {
            line: key.span().start,
            place,
            action,
            keys,
        });
    } else {
        let dot = if within.is_empty() { "" } else { "." };
        let name = format!("keys.{within}{dot}{action}");
        let trouble = Trouble::wrong_value(name, value.get_ref(), Takes::Said(TAKES));
        noted.troubles.push((value.span().start, trouble));
    }
}

/// One key or several; `"none"` and an empty list are none.
pub(super) fn keys(value: &DeValue<'_>) -> Option<Vec<String>> {
    let text = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        _ => None,
    };
    match value {
        DeValue::String(written) if written.trim() == "none" => Some(Vec::new()),
        DeValue::String(_) => Some(vec![text(value)?]),
        DeValue::Array(several) => several.iter().map(|one| text(one.get_ref())).collect(),
        _ => None,
    }
}
