//! A record of named fields → an article. JSON, JSON Lines, CSV and TSV end here.

use serde_json::{Map, Value};

use crate::document::fields::{Field, Fields, plain_name};
use crate::document::format::{html, plain};
use crate::document::options::Options;
use crate::document::read::finish;
use crate::document::{
    Document, Metadata, Paragraph, ParagraphKind, Piece, PieceKind, PieceStyle, annotation, date,
    language,
};
use crate::text::range::TextRange;

/// A record, and what is known of all records of its file.
pub(crate) struct Record<'r> {
    /// Its fields.
    pub(crate) fields: &'r Map<String, Value>,
    /// What counts where the record says nothing: source and language of a feed.
    pub(crate) around: &'r Metadata,
}

impl Record<'_> {
    /// What it is called in its file.
    pub(crate) fn id(&self, fields: &Fields) -> Option<String> {
        self.find(fields, Field::Id).and_then(word)
    }

    /// The article. The text of the field stands in the source as it is, behind the title and a
    /// blank line; markup is read as such.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) fn document(&self, options: &Options) -> Result<Document, String> {
        let fields = &options.fields;
        let said = |field| self.find(fields, field).and_then(word);
        let meta = Metadata {
            title: said(Field::Title)
                .map(|t| line(&t))
                .filter(|t| !t.is_empty()),
            date: said(Field::Date).and_then(|d| date::day(&d)),
            source: said(Field::Source).or_else(|| self.around.source.clone()),
            language: said(Field::Language)
                .and_then(|l| language::code(&l))
                .or_else(|| self.around.language.clone()),
            author: said(Field::Author),
            url: said(Field::Url).filter(|url| html::target_of(url).is_some()),
            ..Metadata::default()
        };
        let found = self.find_named(fields, Field::Text);
        let (name, text) = match found {
            Some((name, value)) => (name, text(value).unwrap_or_default()),
            None => (String::new(), String::new()),
        };
        if text.trim().is_empty() && meta.title.is_none() {
            return Err(match fields.named(Field::Text) {
                Some(name) => format!("it has no text in “{name}”"),
                None if found_none(&name) => {
                    "none of its fields is known as text; --field text=NAME says which is"
                        .to_owned()
                }
                None => "it has no text".to_owned(),
            });
        }
        if name.ends_with("html") || html::looks_like_markup(&text) {
            let mut out = html::begun(&meta);
            html::part(&text, meta.title.as_deref(), &mut out, &options.bounds)?;
            return Ok(html::finished(out, meta));
        }
        let (source, from) = match &meta.title {
            Some(title) if !begins_with(&text, title) => {
                (format!("{title}\n\n{text}"), title.len() + 2)
            }
            _ => (text.clone(), 0),
        };
        let mut paragraphs = Vec::new();
        if from > 0 {
            paragraphs.push(Paragraph {
                kind: ParagraphKind::Title,
                pieces: vec![Piece {
                    range: TextRange::new(0, from - 2),
                    kind: PieceKind::Text,
                    style: PieceStyle::default(),
                    link: None,
                }],
                direction: None,
            });
        }
        paragraphs.extend(plain::paragraphs(&source, from));
        let annotations = self
            .find(fields, Field::Spans)
            .map(|spans| annotation::read(spans, &text, from))
            .unwrap_or_default();
        let mut document = finish(source, paragraphs, meta);
        document.annotations = annotations;
        Ok(document)
    }

    fn find(&self, fields: &Fields, field: Field) -> Option<&Value> {
        self.find_named(fields, field).map(|(_, value)| value)
    }

    /// The value of a field: of the name that was set, else of the first common name that says
    /// anything. With the plain form of its name.
    fn find_named(&self, fields: &Fields, field: Field) -> Option<(String, &Value)> {
        if let Some(path) = fields.named(field) {
            let value = match self.fields.get(path) {
                Some(value) => Some(value),
                None => inner(self.fields, path),
            };
            return value.map(|value| (plain_name(path), value));
        }
        let mut best: Option<(usize, &Value)> = None;
        for (name, value) in self.fields {
            let name = plain_name(name);
            let rank = Fields::common(field)
                .iter()
                .position(|known| *known == name);
            if let Some(rank) = rank
                && says(value)
                && best.is_none_or(|(known, _)| rank < known)
            {
                best = Some((rank, value));
            }
        }
        best.map(|(rank, value)| (Fields::common(field)[rank].to_owned(), value))
    }
}

/// True when a record has a field that is text, by the names set or common.
pub(crate) fn is_article(fields: &Map<String, Value>, names: &Fields) -> bool {
    let around = Metadata::default();
    let record = Record {
        fields,
        around: &around,
    };
    record
        .find(names, Field::Text)
        .is_some_and(|value| text(value).is_some())
}

fn found_none(name: &str) -> bool {
    name.is_empty()
}

/// `outer.inner` in objects.
fn inner<'v>(fields: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    let (head, rest) = path.split_once('.')?;
    let inside = fields.get(head)?.as_object()?;
    inside.get(rest).or_else(|| inner(inside, rest))
}

fn says(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(object) => !object.is_empty(),
        Value::Number(_) => true,
    }
}

/// A short value: a text, a number, the name of an object, the first of a list or all of it.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(line(text)).filter(|t| !t.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => ["name", "$oid", "$date", "title", "id"]
            .iter()
            .find_map(|key| object.get(*key))
            .filter(|v| !v.is_object() && !v.is_array())
            .and_then(word),
        Value::Array(list) => {
            let words: Vec<String> = list
                .iter()
                .take(20)
                .filter(|v| !v.is_array())
                .filter_map(word)
                .collect();
            (!words.is_empty()).then(|| words.join("، "))
        }
        _ => None,
    }
}

/// A text: a string, or a list of paragraphs.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => {
            let parts: Vec<&str> = list.iter().map(Value::as_str).collect::<Option<_>>()?;
            Some(parts.join("\n\n"))
        }
        _ => None,
    }
}

/// White space is one space.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True when the first line of the text is the title.
fn begins_with(text: &str, title: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or("");
    line(first) == title
}
