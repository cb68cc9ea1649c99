//! Paragraph + width → visual lines. *Arranges.*
//!
//! Join (shape) → wrap in logical order (UAX #14) → per line: levels (UAX #9 L1),
//! reorder (L2), mirror (L4) → [`Placed`] → [`Line`]. This floor knows no ratatui,
//! no colours, no mentions, no panes, and not which terminal shows it.

use compact_str::CompactString;

use crate::text::direction::Direction;
use crate::text::range::TextRange;

/// The order in which the cells of a line stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// As seen on the screen, left to right (UAX #9 L2).
    #[default]
    Visual,
    /// As stored.
    Logical,
}

/// Who joins Arabic letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shaping {
    /// We do: presentation forms where they exist.
    #[default]
    Forms,
    /// The terminal does: letters stay as stored.
    Base,
}

/// What becomes of combining marks (tashkeel, niqqud).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Marks {
    /// Drawn, at most four on a letter.
    #[default]
    Keep,
    /// Not drawn.
    Strip,
}

/// How a paragraph is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// The measure in cells; at least 2 is used.
    pub width: u16,
    /// The base direction; `None`: by the first strong letter (UAX #9 P2, P3).
    pub direction: Option<Direction>,
    /// The order of the cells.
    pub order: Order,
    /// Who joins letters.
    pub shaping: Shaping,
    /// What becomes of marks.
    pub marks: Marks,
}

/// What fills one cell or two: one cluster, or a lam-alef pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What is drawn: shaped, mirrored, free of controls. Never empty.
    pub glyph: CompactString,
    /// Its width in cells: 1 or 2.
    pub width: u8,
    /// The source bytes that it stands for, with the controls dropped after it.
    pub range: TextRange,
    /// True at an odd (right-to-left) embedding level.
    pub rtl: bool,
    /// The index of its piece in the paragraph (style, link).
    pub piece: u32,
}

/// One screen line, cells from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The base direction of its paragraph: right-to-left lines are set flush right by the painter.
    pub direction: Direction,
    /// What it shows, in the order of [`Options::order`].
    pub placed: Vec<Placed>,
    /// The source bytes of the line, the white space at its end included.
    pub range: TextRange,
    /// The sum of the widths, in cells; trailing white space of a wrapped line is not placed.
    pub width: u16,
}
