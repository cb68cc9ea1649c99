//! Ranges of a text that somebody marked, as they come with a record: checked and repaired.

use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::range::TextRange;

/// A range that somebody marked. It is data from outside: what it names is not known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Where, in bytes of the source, on cluster boundaries; never empty.
    pub range: TextRange,
    /// What it was called, such as `PER`.
    pub label: String,
    /// The identifier of what is named, if one was given.
    pub id: Option<String>,
}

/// The annotations of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations {
    /// Those that hold, by their start, then the longer first. They may overlap.
    pub kept: Vec<Annotation>,
    /// How many were given that fit nowhere in the text.
    pub lost: usize,
}

/// More than this are not looked at.
const MOST: usize = 100_000;
/// How far from its place the text of an annotation is looked for, in bytes.
const NEAR: usize = 2_000;

/// A span as it is written.
struct Span<'v> {
    start: Option<usize>,
    end: Option<usize>,
    surface: Option<&'v str>,
    label: &'v str,
    id: Option<String>,
}

/// Reads spans: a list of objects (`start`, `end`, `label`, `text`, `id`, by these or other
/// common names) or of `[start, end, label]`. Offsets count Unicode scalars of `text`; where the
/// spans bring their own text and it says otherwise, bytes or UTF-16 units. A span whose text
/// stands a little beside its place is moved there; one that is reversed is turned; white space
/// at its ends is left out; one that fits nowhere is counted as lost.
///
/// `shift`: where `text` begins in the source, in bytes.
pub(crate) fn read(value: &Value, text: &str, shift: usize) -> Annotations {
    let mut out = Annotations::default();
    let parsed;
    let list = match value {
        Value::Array(list) => list,
        // A cell of a table, or an object that holds the list.
        Value::String(written) => match serde_json::from_str(written) {
            Ok(Value::Array(list)) => {
                parsed = list;
                &parsed
            }
            _ => return out,
        },
        Value::Object(object) => match object.values().find_map(Value::as_array) {
            Some(list) => list,
            None => return out,
        },
        _ => return out,
    };
    out.lost = list.len().saturating_sub(MOST);
    let mut spans = Vec::new();
    for value in list.iter().take(MOST) {
        match Span::of(value) {
            Some(span) => spans.push(span),
            None => out.lost += 1,
        }
    }
    let unit = Unit::of(&spans, text);
    for span in spans {
        let found = span
            .range(text, &unit)
            .and_then(|range| whole_clusters(text, range));
        match found {
            Some(range) => out.kept.push(Annotation {
                range: TextRange::new(range.start + shift, range.end + shift),
                label: span.label.chars().take(100).collect(),
                id: span.id,
            }),
            None => out.lost += 1,
        }
    }
    out.kept
        .sort_by_key(|a| (a.range.start, usize::MAX - a.range.end));
    out.kept.dedup();
    out
}

impl<'v> Span<'v> {
    fn of(value: &'v Value) -> Option<Self> {
        let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
        let span = match value {
            Value::Array(parts) => Self {
                start: parts.first().and_then(number),
                end: parts.get(1).and_then(number),
                surface: None,
                label: parts.get(2).and_then(Value::as_str).unwrap_or(""),
                id: parts.get(3).and_then(Value::as_str).map(str::to_owned),
            },
            Value::Object(object) => {
                let first = |names: &[&str]| names.iter().find_map(|name| object.get(*name));
                let place = |names| first(names).and_then(number);
                let start = place(&["start", "start_char", "start_offset", "begin", "offset"]);
                let end = place(&["end", "end_char", "end_offset", "stop"]);
                let length = place(&["length"]);
                let id = first(&["id", "entity_id", "kb_id", "wikidata", "uri"]);
                Self {
                    start,
                    end: end.or_else(|| start?.checked_add(length?)),
                    surface: first(&["text", "surface", "mention", "word", "name"])
                        .and_then(Value::as_str)
                        .filter(|s| !s.trim().is_empty()),
                    label: first(&[
                        "label",
                        "type",
                        "kind",
                        "entity_group",
                        "entity_type",
                        "tag",
                        "entity",
                    ])
                    .and_then(Value::as_str)
                    .unwrap_or(""),
                    id: id.and_then(|id| match id {
                        Value::String(text) => Some(text.clone()),
                        Value::Number(number) => Some(number.to_string()),
                        _ => None,
                    }),
                }
            }
            _ => return None,
        };
        (span.surface.is_some() || (span.start.is_some() && span.end.is_some())).then_some(span)
    }

    /// Its bytes in the text.
    fn range(&self, text: &str, unit: &Unit) -> Option<TextRange> {
        let written = match (self.start, self.end) {
            (Some(start), Some(end)) => {
                let (start, end) = (start.min(end), start.max(end));
                unit.byte(start).zip(unit.byte(end))
            }
            (Some(start), None) => unit.byte(start).map(|start| (start, start)),
            _ => None,
        };
        let written = written.map(|(start, end)| TextRange::new(start, end));
        let Some(surface) = self.surface.map(str::trim) else {
            return written;
        };
        if written.is_some_and(|range| range.slice(text).is_some_and(|t| t.trim() == surface)) {
            return written;
        }
        let near = written.map_or(0, |range| range.start);
        let (from, to) = match written {
            Some(_) => (near.saturating_sub(NEAR), near.saturating_add(NEAR)),
            None => (0, text.len()),
        };
        let from = text.floor_char_boundary(from);
        let to = text.ceil_char_boundary(to.min(text.len()).max(from));
        text[from..to]
            .match_indices(surface)
            .map(|(at, _)| from + at)
            .min_by_key(|at| at.abs_diff(near))
            .map(|at| TextRange::new(at, at + surface.len()))
    }
}

/// What offsets count, with the byte at which each unit begins.
enum Unit {
    Bytes(usize),
    Counted(Vec<u32>),
}

impl Unit {
    /// The unit in which most spans with a text of their own stand right; else scalars.
    fn of(spans: &[Span<'_>], text: &str) -> Self {
        let scalars = Self::counted(text, |_| 1);
        if text.is_ascii() {
            return scalars;
        }
        let right = |unit: &Self| {
            let spans = spans.iter().take(200).filter(|span| span.surface.is_some());
            spans
                .filter(|span| {
                    let range = span.start.zip(span.end).and_then(|(start, end)| {
                        Some(TextRange::new(unit.byte(start)?, unit.byte(end)?))
                    });
                    range.and_then(|r| r.slice(text)).map(str::trim) == span.surface.map(str::trim)
                })
                .count()
        };
        let mut best = (right(&scalars), scalars);
        for unit in [
            Self::counted(text, char::len_utf16),
            Self::Bytes(text.len()),
        ] {
            let count = right(&unit);
            if count > best.0 {
                best = (count, unit);
            }
        }
        best.1
    }

    fn counted(text: &str, units: impl Fn(char) -> usize) -> Self {
        let mut starts = Vec::new();
        for (at, c) in text.char_indices() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            starts.extend(std::iter::repeat_n(at, units(c)));
        }
        starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self::Counted(starts)
    }

    /// The byte at which a unit begins; the end of the text is one too.
    fn byte(&self, unit: usize) -> Option<usize> {
        match self {
            Self::Bytes(length) => (unit <= *length).then_some(unit),
            Self::Counted(starts) => starts.get(unit).map(|at| *at as usize),
        }
    }
}

/// The range without white space at its ends, widened to whole clusters; `None` when nothing is
/// left.
fn whole_clusters(text: &str, range: TextRange) -> Option<TextRange> {
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    let inside = text.get(start..end)?;
    let start = start + (inside.len() - inside.trim_start().len());
    let inside = inside.trim();
    if inside.is_empty() {
        return None;
    }
    let end = start + inside.len();
    // A cluster does not reach over a line end, and is short in any text that is read.
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = text.floor_char_boundary(start.saturating_sub(200).max(line));
    let start = text[before..]
        .grapheme_indices(true)
        .map(|(at, _)| before + at)
        .take_while(|at| *at <= start)
        .last()
        .unwrap_or(start);
    let last = text[..end]
        .char_indices()
        .next_back()
        .map_or(start, |(at, _)| at)
        .max(start);
    let last = text[start..]
        .grapheme_indices(true)
        .map(|(at, cluster)| (start + at, start + at + cluster.len()))
        .find(|(_, end)| *end > last)
        .map_or(end, |(_, end)| end);
    Some(TextRange::new(start, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const TEXT: &str = "😀 وصل مُحَمَّدٌ إلى القاهرة.";

    fn kept(value: &Value) -> (Vec<(&'static str, String)>, usize) {
        let found = read(value, TEXT, 0);
        let kept = found.kept.into_iter();
        let kept = kept.map(|a| (a.range.slice(TEXT).unwrap(), a.label));
        (kept.collect(), found.lost)
    }

    #[test]
    fn spans_are_read_in_the_ways_that_tools_write_them() {
        let rows = [
            ("arrays", json!([[6, 15, "PER"], [20, 27, "LOC"]])),
            (
                "objects",
                json!([{"start": 6, "end": 15, "label": "PER"}, {"begin": 20, "length": 7, "type": "LOC"}]),
            ),
            (
                "an object around them",
                json!({"entities": [[6, 15, "PER"], [20, 27, "LOC"]]}),
            ),
            ("a cell", json!("[[6, 15, \"PER\"], [20, 27, \"LOC\"]]")),
            (
                "reversed, with white space",
                json!([[16, 5, "PER"], [28, 20, "LOC"]]),
            ),
            (
                "UTF-16",
                json!([{"start": 7, "end": 16, "text": "مُحَمَّدٌ", "label": "PER"}, {"start": 21, "end": 28, "text": "القاهرة", "label": "LOC"}]),
            ),
            (
                "bytes",
                json!([{"start": 12, "end": 30, "text": "مُحَمَّدٌ", "label": "PER"}, {"start": 38, "end": 52, "text": "القاهرة", "label": "LOC"}]),
            ),
            (
                "beside its place",
                json!([{"start": 4, "end": 12, "text": "مُحَمَّدٌ", "label": "PER"}, {"start": 22, "end": 29, "text": "القاهرة", "label": "LOC"}]),
            ),
            (
                "no place",
                json!([{"text": "مُحَمَّدٌ", "label": "PER"}, {"text": "القاهرة", "label": "LOC"}]),
            ),
            ("half a cluster", json!([[6, 14, "PER"], [20, 27, "LOC"]])),
        ];
        for (name, value) in rows {
            let wanted: Vec<_> = [("مُحَمَّدٌ", "PER"), ("القاهرة", "LOC")]
                .map(|(text, label)| (text, label.to_owned()))
                .into();
            let (mut found, lost) = kept(&value);
            if name == "reversed, with white space" {
                // The full stop was marked too.
                found[1].0 = found[1].0.trim_end_matches('.');
            }
            assert_eq!((found, lost), (wanted, 0), "{name}");
        }
    }

    #[test]
    fn the_unit_is_told_by_the_texts_that_spans_bring() {
        let text = "😀😀😀😀 أب أب أب";
        let places = [(9, 11), (12, 14), (15, 17)];
        let spans: Vec<Value> = places
            .iter()
            .map(|(start, end)| json!({"start": start, "end": end, "text": "أب"}))
            .collect();
        let found = read(&Value::Array(spans), text, 0);
        let starts: Vec<usize> = found.kept.iter().map(|a| a.range.start).collect();
        assert_eq!((starts, found.lost), (vec![17, 22, 27], 0));
    }

    #[test]
    fn what_fits_nowhere_is_lost_and_counted() {
        for value in [
            json!([[99, 120, "PER"]]),
            json!([[5, 5, "PER"]]),
            json!([{"start": 0, "end": 2, "text": "بيروت"}]),
            json!([3]),
            json!([[-1, 2, "x"]]),
            json!([{"label": "PER"}]),
        ] {
            assert_eq!(kept(&value), (vec![], 1), "{value}");
        }
        assert_eq!(kept(&json!("no json")), (vec![], 0));
        let shifted = read(&json!([[0, 1, ""]]), "أب", 10);
        assert_eq!(shifted.kept[0].range, TextRange::new(10, 12));
    }

    proptest! {
        #[test]
        fn ranges_lie_in_the_text_and_are_not_empty(
            text in "[أب\u{64e}\u{300}\r\n \u{1f600}a]{0,30}",
            spans in proptest::collection::vec((0usize..90, 0usize..90, "[أبa ]{0,3}"), 0..8)
        ) {
            let value: Vec<Value> = spans.iter()
                .map(|(start, end, text)| json!({"start": start, "end": end, "text": text}))
                .collect();
            for annotation in read(&Value::Array(value), &text, 0).kept {
                prop_assert!(!annotation.range.is_empty());
                prop_assert!(annotation.range.slice(&text).is_some());
            }
        }
    }
}
