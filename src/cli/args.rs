//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::cli::render::PageOptions;
use crate::layout::digits::Digits;
use crate::layout::direction::DirectionMode;
use crate::layout::{Marks, Order, Shaping};

/// Read collections of Arabic and mixed-script articles in the terminal, and see who is in them.
#[derive(Debug, Parser)]
#[command(
    name = "warraq",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Without a path the sample collection opens. ? shows the keys."
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// Files and folders to read; - is standard input
    pub(super) paths: Vec<PathBuf>,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub(super) no_mouse: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print every mention of an actor, in reading order
    Mentions(MentionsArgs),
    /// Print the actors, most mentioned first
    Entities(EntitiesArgs),
    /// Print the page as it is laid out
    Render(RenderArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct MentionsArgs {
    /// Only this actor: an identifier, or any spelling of its name
    #[arg(long, value_name = "NAME")]
    pub(super) entity: Option<String>,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub(super) format: Format,
    /// Files and folders; - is standard input
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct EntitiesArgs {
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub(super) format: Format,
    /// Files and folders; - is standard input
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct RenderArgs {
    /// The measure in cells
    #[arg(long, value_name = "N", default_value_t = 80, value_parser = clap::value_parser!(u16).range(2..=10_000))]
    width: u16,
    /// The order of the cells of a line
    #[arg(long, value_enum, default_value_t = OrderArg::Visual)]
    order: OrderArg,
    /// Who joins Arabic letters: we, with presentation forms, or the terminal
    #[arg(long, value_enum, default_value_t = ShapingArg::Forms)]
    shaping: ShapingArg,
    /// Whether vowel marks are drawn
    #[arg(long, value_enum, default_value_t = MarksArg::Keep)]
    marks: MarksArg,
    /// Which digits are shown
    #[arg(long, value_enum, default_value_t = DigitsArg::AsWritten)]
    digits: DigitsArg,
    /// Fill lines up to the measure: with kashida in Arabic words, with spaces elsewhere
    #[arg(long)]
    justify: bool,
    /// How paragraphs get their direction
    #[arg(long, value_enum, default_value_t = DirectionArg::Auto)]
    direction: DirectionArg,
    /// Fill right-to-left lines with spaces up to the width
    #[arg(long)]
    pad: bool,
    /// The file; - is standard input
    pub(super) file: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// One JSON object a line
    Jsonl,
    /// Fields with tabs between them
    Tsv,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OrderArg {
    Visual,
    Logical,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ShapingArg {
    Forms,
    Base,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MarksArg {
    Keep,
    Strip,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DigitsArg {
    AsWritten,
    Arabic,
    European,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DirectionArg {
    Auto,
    Article,
    Ltr,
    Rtl,
}

impl RenderArgs {
    pub(super) const fn page(&self) -> PageOptions {
        PageOptions {
            width: self.width,
            order: match self.order {
                OrderArg::Visual => Order::Visual,
                OrderArg::Logical => Order::Logical,
            },
            shaping: match self.shaping {
                ShapingArg::Forms => Shaping::Forms,
                ShapingArg::Base => Shaping::Base,
            },
            marks: match self.marks {
                MarksArg::Keep => Marks::Keep,
                MarksArg::Strip => Marks::Strip,
            },
            digits: match self.digits {
                DigitsArg::AsWritten => Digits::AsWritten,
                DigitsArg::Arabic => Digits::ArabicIndic,
                DigitsArg::European => Digits::European,
            },
            justify: self.justify,
            direction: match self.direction {
                DirectionArg::Auto => DirectionMode::Auto,
                DirectionArg::Article => DirectionMode::Article,
                DirectionArg::Ltr => DirectionMode::Ltr,
                DirectionArg::Rtl => DirectionMode::Rtl,
            },
            pad: self.pad,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Args::command().debug_assert();
    }
}
