//! `warraq timeline`: when articles were written, and when actors are named, as a table.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::args::Known;
use crate::cli::collection::Collection;
use crate::cli::{mentions, say};
use crate::library::survey::timeline::{self, Span};

#[derive(Debug, clap::Args)]
pub(super) struct TimelineArgs {
    /// A column for an actor: an identifier, or any spelling of its name; may be given again
    #[arg(long, value_name = "ACTOR")]
    actor: Vec<String>,
    /// How much time a line takes
    #[arg(long, value_enum, default_value_t = SpanArg::Month)]
    by: SpanArg,
    /// Fields with tabs between them, and no CSV
    #[arg(long)]
    tsv: bool,
    #[command(flatten)]
    pub(super) known: Known,
    /// A collection by its name, or files and folders; - is standard input
    #[arg(value_name = "NAME|PATH")]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SpanArg {
    /// A day
    Day,
    /// A month
    Month,
    /// A year
    Year,
}

/// Prints the table; false when somebody who was asked for is not named, and it was said who may
/// be meant.
pub(super) fn print(
    collection: &Collection,
    args: &TimelineArgs,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let mut actors = Vec::new();
    for name in &args.actor {
        let Some(named) = mentions::named(collection, name)? else {
            return Ok(false);
        };
        for id in named {
            if !actors.contains(&id) {
                actors.push(id);
            }
        }
    }
    let asked = match args.by {
        SpanArg::Day => Span::Day,
        SpanArg::Month => Span::Month,
        SpanArg::Year => Span::Year,
    };
    let days = collection.library.days(&actors)?;
    let (span, _) = days.bars(asked);
    if span != asked {
        let most = timeline::MOST;
        say(&format!(
            "There would be more than {most} lines: each takes a longer time."
        ));
    }
    if days.undated > 0 {
        say(&format!("Articles without a date: {}.", days.undated));
    }
    timeline::write(&days, span, args.tsv, out)?;
    Ok(true)
}
