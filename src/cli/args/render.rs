//! What `warraq render` is told.

use std::path::PathBuf;

use clap::ValueEnum;

use super::FieldArgs;
use crate::cli::render::PageOptions;
use crate::layout::digits::Digits;
use crate::layout::direction::DirectionMode;
use crate::layout::{Marks, Order, Shaping};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct RenderArgs {
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
    #[command(flatten)]
    pub(in crate::cli) fields: FieldArgs,
    /// The file; - is standard input
    pub(in crate::cli) file: PathBuf,
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
    pub(in crate::cli) const fn page(&self) -> PageOptions {
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
