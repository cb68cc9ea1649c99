//! The forms in which marks are written down.

use serde::Deserialize;

use super::{Annotation, Form};
use crate::entity::kind::Kind;

/// What is wrong: the line, and what.
type Fault = (usize, String);

/// Reads a file of marks; what cannot be read is said with its line.
#[must_use]
pub fn parse(form: Form, text: &str) -> (Vec<Annotation>, Vec<Fault>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match form {
        Form::Brat => brat(text),
        Form::Conll => conll(text),
        Form::Jsonl => jsonl(text),
    }
}

/// The kind that a label of another program means.
#[must_use]
pub fn kind_of(label: &str) -> Option<Kind> {
    Some(match label.trim().to_ascii_lowercase().as_str() {
        "person" | "per" | "pers" => Kind::Person,
        "organisation" | "organization" | "org" => Kind::Organisation,
        "place" | "location" | "loc" | "gpe" | "country" | "city" | "fac" => Kind::Place,
        "nationality" | "norp" | "demonym" => Kind::Nationality,
        _ => return None,
    })
}

#[derive(Deserialize)]
struct Line {
    doc: Option<String>,
    start: usize,
    end: usize,
    kind: String,
    entity: Option<String>,
    name: Option<String>,
    surface: Option<String>,
}

fn jsonl(text: &str) -> (Vec<Annotation>, Vec<Fault>) {
    let (mut marks, mut faults) = (Vec::new(), Vec::new());
    for (line, written) in lines(text) {
        if written.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Line>(written) {
            Ok(read) => marks.push(Annotation {
                doc: read.doc,
                at: Some((read.start, read.end)),
                kind: read.kind,
                surface: read.surface,
                entity: read.entity,
                name: read.name,
                line,
            }),
            Err(error) => faults.push((line, format!("it is no mention: {error}"))),
        }
    }
    (marks, faults)
}

/// Only lines `T…` mark text; `N…` says who a mark means.
fn brat(text: &str) -> (Vec<Annotation>, Vec<Fault>) {
    let (mut marks, mut faults): (Vec<(&str, Annotation)>, Vec<Fault>) = (Vec::new(), Vec::new());
    for (line, written) in lines(text) {
        if let Some(rest) = written.strip_prefix('N')
            && let Some((_, reference)) = rest.split_once('\t')
        {
            // N1 TAB Reference T1 Wikidata:Q123 TAB name
            let mut parts = reference.splitn(2, '\t');
            let mut words = parts.next().unwrap_or_default().split(' ').skip(1);
            let (of, entity) = (words.next().unwrap_or_default(), words.next());
            if let Some((_, mark)) = marks.iter_mut().find(|(id, _)| *id == of) {
                mark.entity = entity.map(str::to_owned);
                mark.name = parts.next().map(str::to_owned);
            }
            continue;
        }
        if !written.starts_with('T') {
            continue;
        }
        let mut fields = written.splitn(3, '\t');
        let (id, place) = (fields.next().unwrap_or_default(), fields.next());
        let surface = fields.next().map(str::to_owned);
        let read = place.and_then(|place| {
            let (kind, ranges) = place.split_once(' ')?;
            // A mark in pieces (`4 8;10 13`) is taken from its first to its last scalar.
            let mut numbers = ranges.split([' ', ';']).map(str::parse);
            let start = numbers.next()?.ok()?;
            let end = numbers.next_back()?.ok()?;
            Some((kind, start, end, ranges.contains(';')))
        });
        match read {
            Some((kind, start, end, pieces)) => marks.push((
                id,
                Annotation {
                    doc: None,
                    at: Some((start, end)),
                    kind: kind.to_owned(),
                    surface: surface.filter(|_| !pieces),
                    entity: None,
                    name: None,
                    line,
                },
            )),
            None => faults.push((line, "it is no mark of brat".to_owned())),
        }
    }
    (marks.into_iter().map(|(_, mark)| mark).collect(), faults)
}

/// A word first and its BIO tag last in each line; a blank line between sentences.
fn conll(text: &str) -> (Vec<Annotation>, Vec<Fault>) {
    let (mut marks, mut faults): (Vec<Annotation>, Vec<Fault>) = (Vec::new(), Vec::new());
    let mut open: Option<Annotation> = None;
    for (line, written) in lines(text) {
        let written = written.trim();
        let mut columns = written.split([' ', '\t']).filter(|c| !c.is_empty());
        let (word, tag) = (columns.next(), columns.next_back());
        let (Some(word), Some(tag)) = (word, tag) else {
            marks.extend(open.take());
            if word.is_some() {
                faults.push((line, "it has no tag".to_owned()));
            }
            continue;
        };
        let (sign, kind) = tag.split_once('-').unwrap_or((tag, ""));
        match (sign, &mut open) {
            ("I" | "E" | "L", Some(mark)) if mark.kind == kind => {
                if let Some(surface) = &mut mark.surface {
                    surface.push(' ');
                    surface.push_str(word);
                }
            }
            ("B" | "I" | "S" | "U" | "E" | "L", _) if !kind.is_empty() => {
                marks.extend(open.replace(Annotation {
                    doc: None,
                    at: None,
                    kind: kind.to_owned(),
                    surface: Some(word.to_owned()),
                    entity: None,
                    name: None,
                    line,
                }));
            }
            ("O", _) => {
                marks.extend(open.take());
                // The words between keep count of where the text is.
                marks.push(Annotation {
                    doc: None,
                    at: None,
                    kind: super::NO_MARK.to_owned(),
                    surface: Some(word.to_owned()),
                    entity: None,
                    name: None,
                    line,
                });
            }
            _ => {
                marks.extend(open.take());
                if word != "-DOCSTART-" {
                    faults.push((line, format!("“{tag}” is no BIO tag")));
                }
            }
        }
    }
    marks.extend(open);
    (marks, faults)
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(marks: &[Annotation]) -> Vec<String> {
        let place = |m: &Annotation| m.at.map_or(String::new(), |(a, b)| format!("{a}-{b} "));
        let surface = |m: &Annotation| m.surface.clone().unwrap_or_default();
        marks
            .iter()
            .map(|m| format!("{}{} {}", place(m), m.kind, surface(m)))
            .collect()
    }

    #[test]
    fn brat_is_read() {
        let text = "T1\tPerson 4 13\tلوكاشينكو\r\nT2\tLOC 18 20;21 25\tال قاهرة\n\
                    N1\tReference T1 W:Q1\tLukashenko\n#1\tNote T1\tx\nT3\tx\nR1\tOf T1 T2\n";
        let (marks, faults) = parse(Form::Brat, text);
        assert_eq!(shown(&marks), ["4-13 Person لوكاشينكو", "18-25 LOC "]);
        assert_eq!(marks[0].entity.as_deref(), Some("W:Q1"));
        assert_eq!(marks[0].name.as_deref(), Some("Lukashenko"));
        assert_eq!(faults, [(5, "it is no mark of brat".to_owned())]);
    }

    #[test]
    fn conll_is_read() {
        let text = "-DOCSTART- O\n\nوصل O\nألكسندر N B-PER\nلوكاشينكو N I-PER\nإلى\tO\nمصر\tS-LOC\n\nx\ny ?\n";
        let (marks, faults) = parse(Form::Conll, text);
        let words = [
            "O -DOCSTART-",
            "O وصل",
            "PER ألكسندر لوكاشينكو",
            "O إلى",
            "LOC مصر",
        ];
        assert_eq!(shown(&marks), words);
        let lines: Vec<usize> = faults.iter().map(|f| f.0).collect();
        assert_eq!(lines, [9, 10]);
    }

    #[test]
    fn json_lines_are_read() {
        let text = "{\"doc\":\"a\",\"start\":4,\"end\":6,\"kind\":\"person\",\"surface\":\"اب\",\"more\":1}\n\n{\"start\":1}\nx";
        let (marks, faults) = parse(Form::Jsonl, text);
        assert_eq!(shown(&marks), ["4-6 person اب"]);
        assert_eq!(faults.iter().map(|f| f.0).collect::<Vec<_>>(), [3, 4]);
    }
}
