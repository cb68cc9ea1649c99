//! `warraq kwic`: every place of an actor, or of what a query finds, each in its line.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::args::Known;
use crate::cli::collection::Collection;
use crate::cli::{mentions, say, search};
use crate::library::query::{Ask, Shelves};
use crate::library::survey::concordance::{AskLines, Concordance, Line, MOST, Of, Sort};
use crate::library::survey::print::{self, Form};
use crate::text::query::{Options, Query};

/// Cells of a line where none are asked for.
const WIDTH: u16 = 100;
/// Lines that are made at once.
const AT_ONCE: usize = 1000;

#[derive(Debug, clap::Args)]
pub(super) struct KwicArgs {
    /// An actor: an identifier, or any spelling of its name; else a query as `search` takes it
    pub(super) what: String,
    /// What is given is a query, also where an actor is called so
    #[arg(long)]
    query: bool,
    /// What stands first
    #[arg(long, value_enum, default_value_t = SortArg::Next)]
    sort: SortArg,
    /// Cells that a line has: what does not fit is cut at words
    #[arg(long, value_name = "N", default_value_t = WIDTH,
          value_parser = clap::value_parser!(u16).range(20..=10_000))]
    width: u16,
    /// Fields with tabs between them (the default)
    #[arg(long, conflicts_with = "jsonl")]
    tsv: bool,
    /// One JSON object a line
    #[arg(long)]
    jsonl: bool,
    /// Also what may name the actor
    #[arg(long)]
    weak: bool,
    #[command(flatten)]
    pub(super) known: Known,
    /// A collection by its name, or files and folders; - is standard input
    #[arg(value_name = "NAME|PATH")]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SortArg {
    /// The words after the key
    Next,
    /// The words before the key
    Previous,
    /// The last day first
    Date,
    /// Where articles come from
    Source,
}

/// Prints the lines; false when there is none, `None` when what was given is no query and it was
/// said why. An actor that is called so goes before a query.
pub(super) fn print(
    collection: &Collection,
    args: &KwicArgs,
    out: &mut impl Write,
) -> anyhow::Result<Option<bool>> {
    let library = &collection.library;
    let actors = match args.query {
        true => Vec::new(),
        false => mentions::called(collection, &args.what)?,
    };
    let of = if actors.is_empty() {
        let Some(query) = search::query(&args.what, &args.known)? else {
            return Ok(None);
        };
        of_query(query)
    } else {
        Of::Actor {
            ids: actors,
            weak: args.weak,
        }
    };
    let shelves = Shelves::of(library);
    let mut lines = Concordance::new(&shelves, of)?;
    lines.step(&shelves, &mut |_| true)?;
    let mut ask = AskLines {
        of: lines.of().clone(),
        sort: match args.sort {
            SortArg::Next => Sort::Next,
            SortArg::Previous => Sort::Previous,
            SortArg::Date => Sort::Date,
            SortArg::Source => Sort::Source,
        },
        from: 0,
        count: AT_ONCE,
        keep: None,
        anew: false,
    };
    // Tabs are the default; the flag says so for who reads the command.
    let form = match (args.jsonl, args.tsv) {
        (true, _) => Form::Jsonl,
        (false, _) => Form::Tsv,
    };
    loop {
        let part = lines.lines(library, &ask)?;
        write(&part.rows, form, args.width, out)?;
        ask.from += part.rows.len();
        if part.rows.is_empty() || ask.from >= part.total {
            if part.cut {
                say(&format!(
                    "There are more than {MOST} lines; the rest is left out."
                ));
            }
            return Ok(Some(part.total > 0));
        }
    }
}

fn of_query(query: Query) -> Of {
    Of::Query(Box::new(Ask {
        query,
        options: Options::default(),
        ..Ask::default()
    }))
}

fn write(lines: &[Line], form: Form, width: u16, out: &mut impl Write) -> io::Result<()> {
    for line in lines {
        print::line(line, form, width, out)?;
    }
    Ok(())
}
