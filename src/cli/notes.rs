//! `warraq notes`: what a reader wrote, a note a line.

use std::io::Write;

use serde::Serialize;

use crate::cli::home;
use crate::library::Desk;
use crate::library::escape::{json_line, tsv};

/// One line of the contract (`docs/cli.md`).
#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// Unicode scalars; missing for a note on the article whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    /// End exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "str::is_empty")]
    passage: &'a str,
    note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    made: Option<jiff::Timestamp>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
}

/// Prints all notes.
pub(super) fn print(json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let Some(desk) = desk()? else {
        return Ok(());
    };
    for noted in desk.noted()? {
        let scalars = noted.note.scalars;
        let line = Line {
            doc: &noted.doc,
            url: noted.url.as_deref(),
            start: scalars.map(|s| s.0),
            end: scalars.map(|s| s.1),
            passage: &noted.note.passage,
            note: &noted.note.text,
            made: jiff::Timestamp::from_second(noted.made).ok(),
            tags: &noted.tags,
        };
        if json {
            json_line(out, &line)?;
            continue;
        }
        let number = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
        let tags = line.tags.iter().map(|tag| tsv(tag)).collect::<Vec<_>>();
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}",
            tsv(line.doc),
            number(line.start),
            number(line.end),
            tsv(line.passage),
            tsv(line.note),
            tags.join("|")
        )?;
    }
    Ok(())
}

/// The desk, if there is one; a command that prints makes none.
pub(super) fn desk() -> anyhow::Result<Option<Desk>> {
    let folder = home::data()?;
    if !Desk::is_in(&folder) {
        return Ok(None);
    }
    Ok(Some(Desk::open(&folder)?.0))
}
