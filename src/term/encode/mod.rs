//! Cells → the bytes that this terminal needs. The one place where terminals are known.
//!
//! The ratatui buffer holds rows as laid out: visual order, shaped, marks in their letter's
//! cell. A [`Canvas`] keeps a shadow of what the terminal shows, encodes whole rows anew
//! (in some encodings one cell moves others) and writes what differs.

mod canvas;
mod link;
mod pen;
mod row;

pub use canvas::Canvas;

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
}

impl Encoder {
    /// By the name that `WARRAQ_BIDI` takes.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "visual" => Some(Self::Visual),
            "visual-lrm" => Some(Self::VisualLrm),
            "visual-alt" => Some(Self::VisualLrmAlternating),
            "kitty" => Some(Self::Boxes),
            _ => None,
        }
    }
}
