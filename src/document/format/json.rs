//! JSON: one record, a list of records wherever it stands, or JSON Feed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::document::fields::Fields;
use crate::document::names::Names;
use crate::document::open::{Articles, Entry, Refusal};
use crate::document::options::Options;
use crate::document::record::{self, Record};
use crate::document::{Metadata, language};

/// How deep a list of records is looked for.
const DEEPEST: usize = 3;
/// How many members of a list are tried.
const TRIED: usize = 5;
/// Where a list of records commonly stands.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "documents",
    "docs",
    "data",
    "results",
    "entries",
    "posts",
    "records",
    "rows",
    "hits",
    "response",
    "news",
    "stories",
];

/// The articles of a text that is JSON as a whole.
///
/// # Errors
/// Why it is no JSON.
pub(crate) fn articles(text: &str, options: &Arc<Options>) -> Result<Articles, String> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|e| said(&e))?;
    let whole = within(text, whole);
    let one = text[whole.clone()].starts_with('{')
        && object(&text[whole.clone()]).is_ok_and(|o| record::is_article(&o, &options.fields));
    let options = Arc::clone(options);
    if one {
        let article = article(&text[whole], &Metadata::default(), &options).1;
        let place = String::new();
        return Ok(Box::new(std::iter::once(Entry { place, article })));
    }
    let Some(list) = List::find(text, whole.clone(), &options.fields, 0) else {
        let reason = "it is JSON without articles; --field text=NAME says which field is text";
        let article = Err(Refusal::NotText(reason.to_owned()));
        let place = String::new();
        return Ok(Box::new(std::iter::once(Entry { place, article })));
    };
    let around = feed(&text[whole]);
    let text = text.to_owned();
    let mut names = Names::default();
    Ok(Box::new(list.members.into_iter().map(
        move |(key, range)| {
            let (id, article) = article(&text[range], &around, &options);
            let place = names.next(id.or(key).as_deref());
            Entry { place, article }
        },
    )))
}

/// The article of one record, with its id.
pub(crate) fn article(
    raw: &str,
    around: &Metadata,
    options: &Options,
) -> (Option<String>, Result<crate::document::Document, Refusal>) {
    let fields = match object(raw) {
        Ok(fields) => fields,
        Err(reason) => return (None, Err(Refusal::Failed(reason))),
    };
    let record = Record {
        fields: &fields,
        around,
    };
    let id = record.id(&options.fields);
    (id, record.document(options).map_err(Refusal::Failed))
}

/// The fields of a record. What a search engine wraps around it is taken off.
fn object(raw: &str) -> Result<Map<String, Value>, String> {
    let mut fields: Map<String, Value> = serde_json::from_str(raw).map_err(|e| said(&e))?;
    if let Some(Value::Object(mut inner)) = fields.remove("_source") {
        if let Some(id) = fields.remove("_id") {
            inner.entry("_id").or_insert(id);
        }
        return Ok(inner);
    }
    Ok(fields)
}

fn said(error: &serde_json::Error) -> String {
    format!("it is not JSON: {error}")
}

/// Where a part of a text stands in it.
fn within(text: &str, part: &RawValue) -> Range<usize> {
    let part = part.get();
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + part.len()
}

/// What a JSON Feed says of itself.
fn feed(raw: &str) -> Metadata {
    let mut meta = Metadata::default();
    let Ok(fields) = serde_json::from_str::<BTreeMap<String, &RawValue>>(raw) else {
        return meta;
    };
    let word = |name: &str| -> Option<String> {
        let value = fields.get(name)?;
        serde_json::from_str(value.get()).ok()
    };
    if word("version").is_some_and(|v| v.contains("jsonfeed.org")) {
        meta.source = word("title");
        meta.language = word("language").and_then(|l| language::code(&l));
    }
    meta
}

/// A list of records: the bytes of each, with its key where they stand in an object.
struct List {
    members: Vec<(Option<String>, Range<usize>)>,
}

impl List {
    fn find(text: &str, at: Range<usize>, fields: &Fields, depth: usize) -> Option<Self> {
        let raw = text.get(at.clone())?;
        let good = |range: &Range<usize>| {
            text[range.clone()].starts_with('{')
                && object(&text[range.clone()]).is_ok_and(|o| record::is_article(&o, fields))
        };
        if raw.starts_with('[') {
            let members: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
            let members: Vec<_> = members.iter().map(|m| (None, within(text, m))).collect();
            let found = members.iter().take(TRIED).any(|(_, range)| good(range));
            return found.then_some(Self { members });
        }
        if !raw.starts_with('{') || depth > DEEPEST {
            return None;
        }
        let mut inside: Vec<(String, &RawValue)> =
            serde_json::from_str::<BTreeMap<String, &RawValue>>(raw)
                .ok()?
                .into_iter()
                .collect();
        let known = |name: &str| LISTS.iter().position(|l| *l == name).unwrap_or(LISTS.len());
        inside.sort_by_key(|(name, value)| (known(name), within(text, value).start));
        let all: Vec<_> = inside
            .iter()
            .map(|(name, value)| (Some(name.clone()), within(text, value)))
            .collect();
        // Records that stand in an object by their ids.
        if all.iter().take(TRIED).any(|(_, range)| good(range)) {
            let members = all.into_iter();
            let members = members.filter(|(_, range)| text[range.clone()].starts_with('{'));
            return Some(Self {
                members: members.collect(),
            });
        }
        all.into_iter()
            .find_map(|(_, range)| Self::find(text, range, fields, depth + 1))
    }
}

#[cfg(test)]
mod tests;
