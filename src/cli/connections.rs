//! `warraq connections`: who appears with whom, as a table or as a graph.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::args::Known;
use crate::cli::collection::Collection;
use crate::library::survey::connections::{self, Unit};
use crate::library::survey::graph;

#[derive(Debug, clap::Args)]
pub(super) struct ConnectionsArgs {
    /// What two must appear in together to be counted, sorted and left out
    #[arg(long, value_enum, default_value_t = UnitArg::Article)]
    by: UnitArg,
    /// Only those that appear together so often
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    min: u32,
    /// Only among the N actors that most articles name
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..))]
    top: Option<u32>,
    /// A graph (GraphML) and no table
    #[arg(long)]
    graphml: bool,
    /// Count also what may name somebody
    #[arg(long)]
    weak: bool,
    #[command(flatten)]
    pub(super) known: Known,
    /// A collection by its name, or files and folders; - is standard input
    #[arg(value_name = "NAME|PATH")]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum UnitArg {
    /// An article
    Article,
    /// A paragraph
    Paragraph,
    /// A sentence
    Sentence,
}

pub(super) fn print(
    collection: &Collection,
    args: &ConnectionsArgs,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let unit = match args.by {
        UnitArg::Article => Unit::Article,
        UnitArg::Paragraph => Unit::Paragraph,
        UnitArg::Sentence => Unit::Sentence,
    };
    let top = args.top.map(|top| top as usize);
    let mut pairs = connections::all_pairs(&collection.library, args.weak, top)?;
    let least = |count: Option<&u32>| count.is_some_and(|count| *count >= args.min);
    pairs.retain(|pair| least(pair.counts.get(unit.index())));
    connections::sort(&mut pairs, unit);
    if args.graphml {
        graph::graphml(&pairs, unit, out)?;
    } else {
        graph::csv(&pairs, out)?;
    }
    Ok(())
}
