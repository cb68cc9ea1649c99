//! `warraq score`: found mentions held against a gold standard.

mod rules;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::cli::args::{Format, ScoreArgs};
use crate::cli::collection::Collection;
use crate::cli::mentions::Scalars;
use crate::cli::say;
use crate::library::Error;
use crate::library::annotations::{self, Form};
use crate::library::escape::json_line;

use rules::{Counts, Mode, Span, score};

/// One line of the contract (`docs/cli.md`).
#[derive(Serialize)]
struct Line<'a> {
    mode: &'a str,
    kind: &'a str,
    precision: f64,
    recall: f64,
    f1: f64,
    gold: usize,
    found: usize,
    right: usize,
}

/// A gold standard or a file of mentions, and how many of its lines are wrong.
fn read(path: &Path) -> io::Result<(Vec<Span>, usize)> {
    let text = fs::read_to_string(path)?;
    let first = text.lines().next().unwrap_or_default();
    let (spans, faults) = if first.split('\t').any(|column| column == "start_char") {
        table(&text)
    } else {
        let (marks, faults) = annotations::parse(Form::Jsonl, &text);
        let spans = marks.into_iter().filter_map(|mark| {
            let (start, end) = mark.at?;
            Some(Span {
                doc: base_name(mark.doc.as_deref().unwrap_or_default()),
                start,
                end,
                kind: kind_name(&mark.kind),
                surface: mark.surface.unwrap_or_default(),
            })
        });
        (spans.collect(), faults)
    };
    for (line, what) in &faults {
        say(&format!("{}:{line}: {what}.", path.display()));
    }
    Ok((spans, faults.len()))
}

/// A table with a head line: file, start_char, end_char, type, surface.
fn table(text: &str) -> (Vec<Span>, Vec<(usize, String)>) {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| head.iter().position(|column| *column == name);
    let columns = ["file", "start_char", "end_char", "type", "surface"].map(column);
    let (mut spans, mut faults) = (Vec::new(), Vec::new());
    for (at, line) in lines.enumerate() {
        if line.is_empty() {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |n: usize| columns[n].and_then(|column| fields.get(column).copied());
        let span = (|| {
            Some(Span {
                doc: base_name(field(0)?),
                start: field(1)?.parse().ok()?,
                end: field(2)?.parse().ok()?,
                kind: kind_name(field(3)?),
                surface: field(4).unwrap_or_default().to_owned(),
            })
        })();
        match span {
            Some(span) => spans.push(span),
            None => faults.push((at + 2, "it is no mention".to_owned())),
        }
    }
    (spans, faults)
}

/// Our word for a kind; another's own word where we have none.
fn kind_name(label: &str) -> String {
    match annotations::kind_of(label) {
        Some(kind) => kind.as_str().to_owned(),
        None => label.trim().to_lowercase(),
    }
}

fn base_name(doc: &str) -> String {
    doc.rsplit('/').next().unwrap_or(doc).to_owned()
}

/// Where the texts of a gold standard are: given, or `txt` beside it.
pub(super) fn texts(args: &ScoreArgs) -> Vec<PathBuf> {
    if !args.paths.is_empty() {
        return args.paths.clone();
    }
    let folder = args.gold.parent().unwrap_or(Path::new(""));
    vec![folder.join("txt")]
}

/// Prints the figures. False when a file of mentions cannot be read, which was said.
pub(super) fn print(
    collection: Option<&Collection>,
    args: &ScoreArgs,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let read = |path: &Path| {
        read(path)
            .map_err(|error| say(&format!("{} cannot be read: {error}.", path.display())))
            .ok()
    };
    let Some((mut gold, mut wrong)) = read(&args.gold) else {
        return Ok(false);
    };
    let mut docs: BTreeSet<String> = gold.iter().map(|span| span.doc.clone()).collect();
    let mut found = match (&args.mentions, collection) {
        (Some(path), _) => {
            let Some((found, faults)) = read(path) else {
                return Ok(false);
            };
            wrong += faults;
            for folder in texts(args) {
                let files = fs::read_dir(folder).into_iter().flatten().flatten();
                docs.extend(files.map(|file| file.file_name().to_string_lossy().into_owned()));
            }
            found
        }
        (None, Some(collection)) => {
            for article in collection.articles() {
                docs.insert(base_name(&article?.doc));
            }
            of_collection(collection)?
        }
        (None, None) => Vec::new(),
    };
    let mut kinds: Vec<String> = args.kinds.iter().map(|kind| kind_name(kind)).collect();
    if kinds.is_empty() {
        let all: BTreeSet<&String> = gold.iter().map(|span| &span.kind).collect();
        kinds = all.into_iter().cloned().collect();
    }
    gold.retain(|span| kinds.contains(&span.kind));
    // What the gold standard does not mark is neither right nor wrong.
    found.retain(|span| kinds.contains(&span.kind) && docs.contains(&span.doc));
    let mut seen = BTreeSet::new();
    found.retain(|s| seen.insert((s.doc.clone(), s.start, s.end, s.kind.clone())));
    for mode in Mode::ALL {
        let (by_kind, all) = score(mode, &gold, &found, &kinds);
        if mode != Mode::Span {
            for kind in &kinds {
                let counts = by_kind.get(kind).copied().unwrap_or_default();
                line(mode, kind, counts, args.format, out)?;
            }
        }
        line(mode, "all", all, args.format, out)?;
    }
    Ok(wrong == 0)
}

fn line(
    mode: Mode,
    kind: &str,
    counts: Counts,
    format: Format,
    out: &mut impl Write,
) -> io::Result<()> {
    let tenth = |figure: f64| (figure * 10.0).round() / 10.0;
    let line = Line {
        mode: mode.as_str(),
        kind,
        precision: tenth(counts.precision()),
        recall: tenth(counts.recall()),
        f1: tenth(counts.f1()),
        gold: counts.gold,
        found: counts.found,
        right: counts.right,
    };
    match format {
        Format::Jsonl => json_line(out, &line),
        Format::Tsv => writeln!(
            out,
            "{}\t{kind}\t{:.1}\t{:.1}\t{:.1}\t{}\t{}\t{}",
            line.mode, line.precision, line.recall, line.f1, line.gold, line.found, line.right
        ),
    }
}

fn of_collection(collection: &Collection) -> Result<Vec<Span>, Error> {
    let mut found = Vec::new();
    for article in collection.articles() {
        let article = article?;
        let source = &article.document.source;
        let mut scalars = Scalars::new(source);
        for mention in article.mentions.iter() {
            found.push(Span {
                doc: base_name(&article.doc),
                start: scalars.before(mention.range.start),
                end: scalars.before(mention.range.end),
                kind: mention.kind.as_str().to_owned(),
                surface: mention.range.slice(source).unwrap_or_default().to_owned(),
            });
        }
    }
    Ok(found)
}
