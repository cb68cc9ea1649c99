//! Cells → the bytes that this terminal needs. The one place where terminals are known.
//!
//! The ratatui buffer holds rows as laid out: visual order, shaped, marks in their letter's
//! cell. A [`Canvas`] keeps a shadow of what the terminal shows, encodes whole rows anew
//! (in some encodings one cell moves others) and writes what differs.

mod boxes;
mod braille;
mod canvas;
mod kitty_words;
pub(in crate::term) mod link;
mod pen;
mod row;
mod words;

pub use canvas::Canvas;

use crate::layout::Order;

/// How a row becomes bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoder {
    /// Cells as they stand: the terminal draws them so, or was told to.
    Visual,
    /// U+200E after every cell of a row that holds right-to-left text: each cell is a
    /// neighbour of a left-to-right mark, so that the terminal finds nothing to reorder.
    VisualLrm,
    /// The same, and the text's colour differs by one unit from cell to cell where it is a
    /// 24-bit colour: terminals that shape runs of one style get runs of one cell.
    VisualLrmAlternating,
    /// Every cell of a word that holds right-to-left text goes in a box of its own (kitty's
    /// text sizing protocol, OSC 66): its width is said, and its vertical alignment, which
    /// has no effect at this size, differs from its neighbours', so that kitty shapes each
    /// cell alone and turns no word around.
    Boxes,
    /// Words in logical order, U+200E after everything else (Konsole).
    Words,
    /// Words in logical order, U+2800 for every space (PuTTY).
    Braille,
    /// Words backwards, as many scalars in all cells of a word with marks, styles where they
    /// are seen (kitty before 0.40).
    KittyWords,
    /// Rows are laid out in logical order, and the terminal does all the rest; only what
    /// stands beside the text is held in its place by U+200E.
    Logical,
}

impl Encoder {
    /// All, with the names that settings and `WARRAQ_BIDI` take, in the order in which a
    /// reader tries them.
    pub const NAMES: [(&'static str, Self); 8] = [
        ("visual", Self::Visual),
        ("visual-lrm", Self::VisualLrm),
        ("visual-alt", Self::VisualLrmAlternating),
        ("words", Self::Words),
        ("kitty", Self::Boxes),
        ("kitty-words", Self::KittyWords),
        ("putty", Self::Braille),
        ("logical", Self::Logical),
    ];

    /// The order in which rows must be laid out for it.
    #[must_use]
    pub const fn order(self) -> Order {
        match self {
            Self::Logical => Order::Logical,
            _ => Order::Visual,
        }
    }

    /// By its name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, encoder)| *encoder)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::NAMES.iter().find(|(_, encoder)| *encoder == self);
        found.map_or("visual", |(name, _)| name)
    }

    /// The one after it in [`Encoder::NAMES`]; after the last one the first.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::NAMES.iter().position(|(_, it)| *it == self);
        let next = at.map_or(0, |at| (at + 1) % Self::NAMES.len());
        Self::NAMES.get(next).map_or(Self::Visual, |(_, it)| *it)
    }
}

#[cfg(test)]
mod rules_tests;
