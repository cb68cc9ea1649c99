//! `warraq list --duplicates`: the articles that are one story.

use std::io::Write;
use std::path::PathBuf;

use serde::Serialize;

use crate::cli::args::{Known, ListArgs};
use crate::cli::{FAILED, USAGE, home, opened, say};
use crate::entity::pipeline::Parts;
use crate::library::escape::{json_line, tsv};
use crate::library::{self, Library, Listing};

/// One story of the contract (`docs/cli.md`).
#[derive(Serialize)]
struct Story<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    collection: Option<&'a str>,
    articles: Vec<Told>,
}

/// An article that tells it.
#[derive(Serialize)]
struct Told {
    doc: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<jiff::civil::Date>,
    title: String,
}

/// Prints the stories of the collections named, of the paths given, or of all collections.
pub(super) fn print(args: &ListArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let (mut names, mut paths): (Vec<&str>, Vec<PathBuf>) = (Vec::new(), Vec::new());
    for of in &args.of {
        match of.to_str() {
            Some(name) if of.as_os_str() != "-" && !of.exists() => names.push(name),
            _ => paths.push(of.clone()),
        }
    }
    let mut number = 0;
    let mut code = 0;
    if !paths.is_empty() {
        let Some(read) = opened(&paths, &Known::default(), Parts::Lists)? else {
            return Ok(USAGE);
        };
        code = read.code();
        write(&read.library, None, args.json, &mut number, out)?;
    }
    let folder = home::data()?;
    for summary in library::summaries(&folder)? {
        let Some(name) = summary.which.name.clone() else {
            continue;
        };
        let named = names.iter().position(|wanted| *wanted == name);
        if named.is_none() && !args.of.is_empty() {
            continue;
        }
        if let Some(at) = named {
            names.swap_remove(at);
        }
        let library = Library::open(&folder, summary.which)?.library;
        write(&library, Some(&name), args.json, &mut number, out)?;
    }
    for name in names {
        say(&format!(
            "There is no path and no collection “{name}”. warraq list prints the collections."
        ));
        code = FAILED;
    }
    Ok(code)
}

fn write(
    library: &Library,
    collection: Option<&str>,
    json: bool,
    number: &mut usize,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let Listing { stories, .. } = library.listing()?;
    for group in stories.groups() {
        let told = library.rows(&group)?.into_iter().map(|row| Told {
            doc: row.doc.to_string(),
            date: row.date,
            title: row.title.to_string(),
        });
        let articles: Vec<Told> = told.collect();
        *number += 1;
        if json {
            let story = Story {
                collection,
                articles,
            };
            json_line(out, &story)?;
            continue;
        }
        for told in articles {
            writeln!(
                out,
                "{}\t{number}\t{}\t{}\t{}",
                tsv(collection.unwrap_or_default()),
                tsv(&told.doc),
                told.date.map(|date| date.to_string()).unwrap_or_default(),
                tsv(&told.title)
            )?;
        }
    }
    Ok(())
}
