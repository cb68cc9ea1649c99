//! What a file is, told by its content first and its name second.

use crate::document::Format;
use crate::document::fields::Fields;
use crate::document::format::table;

/// What a text turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text that is its own source.
    Text(Format),
    /// A page.
    Html,
    /// RSS or Atom.
    Feed,
    /// A list of feeds.
    Outline,
    /// JSON as a whole.
    Json,
    /// A record of JSON a line.
    Lines,
    /// Records in rows, with what stands between two cells.
    Table(u8),
}

/// How much of a file is looked at, in bytes.
pub(crate) const HEAD: usize = 64 * 1024;

/// The kind of a text by its head and its file's name.
pub(crate) fn kind(name: &str, head: &str, fields: &Fields) -> Kind {
    let extension = extension(name);
    let start = after_comments(head);
    let begins = |what: &str| {
        start
            .get(..what.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(what))
    };
    let page = begins("<!doctype html")
        || ["<html", "<head", "<body"]
            .iter()
            .any(|tag| begins(tag) && start[tag.len()..].starts_with([' ', '>', '\n', '\r', '\t']));
    if page {
        return Kind::Html;
    }
    match root(start).as_str() {
        "rss" | "rdf" | "feed" => return Kind::Feed,
        "opml" => return Kind::Outline,
        _ => {}
    }
    if let Some(kind) = json(&extension, start) {
        return kind;
    }
    match extension.as_str() {
        "csv" | "tsv" | "tab" => return Kind::Table(table::likely_separator(head)),
        "md" | "markdown" | "mdown" => {}
        _ => {
            if let Some(separator) = table::separator(head, fields) {
                return Kind::Table(separator);
            }
        }
    }
    match extension.as_str() {
        "html" | "htm" | "xhtml" | "shtml" if start.contains('<') => Kind::Html,
        _ => Kind::Text(Format::of_name(name)),
    }
}

/// JSON by its first sign and line; a text that only looks so is told when it is read.
fn json(extension: &str, start: &str) -> Option<Kind> {
    let named_lines = matches!(extension, "jsonl" | "ndjson" | "jsonlines");
    let rest = start.strip_prefix(['{', '['])?.trim_start();
    let begins_object = start.starts_with('{') && rest.starts_with(['"', '}']);
    let begins_list =
        start.starts_with('[') && rest.starts_with(['{', '[', '"', ']', '-', 't', 'f', 'n']);
    if named_lines {
        return Some(Kind::Lines);
    }
    if extension == "json" {
        return Some(if is_record(start) {
            Kind::Lines
        } else {
            Kind::Json
        });
    }
    if !begins_object && !begins_list {
        return None;
    }
    Some(if is_record(start) {
        Kind::Lines
    } else {
        Kind::Json
    })
}

/// True when the first line is a whole object and the second begins one.
fn is_record(start: &str) -> bool {
    let Some((first, rest)) = start.split_once('\n') else {
        return false;
    };
    rest.trim_start().starts_with('{')
        && serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(first).is_ok()
}

/// The name of the element that a text begins with, without prefix and in small letters.
fn root(start: &str) -> String {
    let Some(rest) = start.strip_prefix('<') else {
        return String::new();
    };
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(0);
    let name = rest[..end].rsplit(':').next().unwrap_or("");
    name.to_ascii_lowercase()
}

/// The last part of a name, in small letters.
pub(crate) fn extension(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name);
    last.rsplit_once('.')
        .map_or_else(String::new, |(_, e)| e.to_ascii_lowercase())
}

/// The text behind white space, comments, the XML declaration and the document type (that of
/// pages aside) at its head.
pub(crate) fn after_comments(head: &str) -> &str {
    let mut rest = head.trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.starts_with("<!DOCTYPE") && !is_page(rest) {
            let inner = rest.find('[').filter(|at| !rest[..*at].contains('>'));
            match inner {
                Some(from) => rest[from..].find("]>").map(|at| from + at + 2),
                None => rest.find('>').map(|at| at + 1),
            }
        } else {
            None
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => return rest,
        }
    }
}

fn is_page(doctype: &str) -> bool {
    let name = doctype.get("<!DOCTYPE".len()..).unwrap_or("").trim_start();
    name.get(..4)
        .is_some_and(|name| name.eq_ignore_ascii_case("html"))
}

/// The charset that the head of a page or of an XML file declares.
pub(crate) fn declared_charset(head: &[u8]) -> Option<String> {
    let head = &head[..head.len().min(4096)];
    let text: String = head
        .iter()
        .map(|&b| char::from(b).to_ascii_lowercase())
        .collect();
    let start = text.trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let value = |text: &str| {
        let text = text.trim_start().trim_start_matches(['"', '\'']);
        let end = text
            .find(|c: char| !(c.is_ascii_alphanumeric() || "-_.:".contains(c)))
            .unwrap_or(text.len());
        (end > 0).then(|| text[..end].to_owned())
    };
    if let Some(declaration) = start.strip_prefix("<?xml") {
        let declaration = declaration.split("?>").next()?;
        if let Some((_, rest)) = declaration.split_once("encoding") {
            return value(rest.trim_start().strip_prefix('=')?);
        }
    }
    for (at, _) in text.match_indices("charset") {
        let before = &text[..at];
        let rest = text[at + "charset".len()..].trim_start();
        let in_meta = before
            .rfind('<')
            .is_some_and(|tag| before[tag..].starts_with("<meta"));
        if let Some(rest) = rest.strip_prefix('=').filter(|_| in_meta) {
            return value(rest);
        }
    }
    None
}
