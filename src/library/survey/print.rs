//! What was gathered, for other programs.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use crate::library::escape::{json_line, tsv};
use crate::library::survey::concordance::Line;
use crate::text::around;

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Fields with tabs between them.
    #[default]
    Tsv,
    /// One JSON object a line.
    Jsonl,
}

/// A line of the contract (`docs/cli.md`).
#[derive(Serialize)]
struct Fields<'a> {
    doc: &'a str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    title: &'a str,
    before: &'a str,
    hit: &'a str,
    after: &'a str,
}

/// Writes a line of a concordance, its contexts cut at words so that it has room in `width`
/// cells.
///
/// # Errors
/// When it cannot be written.
pub fn line(line: &Line, form: Form, width: u16, out: &mut impl Write) -> io::Result<()> {
    let context = &line.context;
    let texts = (&*context.before, &*context.hit, &*context.after);
    let (before, after) = around::fitting(texts, width);
    let (start, end) = line.scalars;
    match form {
        Form::Jsonl => json_line(
            out,
            &Fields {
                doc: &line.doc,
                start,
                end,
                date: line.date,
                source: line.source.as_deref(),
                title: &line.title,
                before,
                hit: &context.hit,
                after,
            },
        ),
        Form::Tsv => {
            let date = line.date.map(|date| date.to_string()).unwrap_or_default();
            let fields = [before, &context.hit, after].map(tsv).join("\t");
            writeln!(out, "{}\t{start}\t{end}\t{date}\t{fields}", tsv(&line.doc))
        }
    }
}
