//! Paragraph + width → visual lines. *Arranges.*
//!
//! Join (shape) → wrap in logical order (UAX #14) → per line: levels (UAX #9 L1),
//! reorder (L2), mirror (L4) → [`Placed`] → [`Line`]. This floor knows no ratatui,
//! no colours, no mentions, no panes, and not which terminal shows it.
//!
//! A program of another kind can draw bidi paragraphs with it. Each [`Placed`] is one
//! terminal cell or two, in the order in which they stand on the screen:
//!
//! ```
//! use warraq::layout::{Options, lay_out_text};
//!
//! let options = Options { width: 14, ..Options::default() };
//! let page: Vec<String> = lay_out_text("עם NATO (1949) ועוד", &options)
//!     .iter()
//!     .map(|line| line.placed.iter().map(|placed| placed.glyph.as_str()).collect())
//!     .collect();
//! assert_eq!(page, ["NATO (1949) םע", "דועו"]);
//! ```
//!
//! `examples/bidi_paragraph.rs` does that in a ratatui program. Where a range of the text
//! stands, and what lies under the mouse, [`geometry`] says; [`place`] goes from letter to
//! letter, [`mod@column`] cuts labels. The terminal must leave the cells as they are: one that
//! reorders or joins letters itself needs [`Order::Logical`] or [`Shaping::Base`].

pub mod bidi;
pub mod column;
pub mod digits;
pub mod direction;
mod effort;
mod flow;
pub(crate) mod forms;
pub mod geometry;
mod island;
mod join;
mod justify;
pub mod kwic;
mod line;
pub(crate) mod mirror;
pub mod place;
mod resolve;
#[cfg(test)]
mod sketch;
pub mod table;
#[cfg(test)]
mod tests;
mod unit;
mod wrap;

use compact_str::CompactString;

pub use crate::layout::island::Islands;

use crate::document::Piece;
use crate::layout::digits::Digits;
use crate::layout::flow::Flow;
use crate::layout::line::Arranged;
use crate::text::clean::Drawing;
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
///
/// ```
/// use warraq::layout::{Marks, Options, lay_out_text};
///
/// let options = Options { width: 13, marks: Marks::Strip, justify: true, ..Options::default() };
/// let lines = lay_out_text("كِتَابٌ جَمِيلٌ عَنِ الطُّيُورِ", &options);
/// // Kashida fills the lines, all but the last; it is no part of the text.
/// assert_eq!(lines[0].width, 13);
/// assert!(lines[0].placed.iter().any(|placed| placed.fill));
/// ```
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
    /// Which digits are shown.
    pub digits: Digits,
    /// The text is Persian or Urdu, whose digits have shapes of their own (`۴۵۶`); see
    /// [`digits::is_persian`].
    pub persian: bool,
    /// Whether addresses, paths and signed numbers in right-to-left text stay whole.
    pub islands: Islands,
    /// Lines are filled up to the measure, all but the last: words of right-to-left
    /// paragraphs with kashida (U+0640), other text with spaces.
    pub justify: bool,
}

impl Default for Options {
    /// 80 cells, all else as the text is.
    fn default() -> Self {
        Self {
            width: 80,
            direction: None,
            order: Order::default(),
            shaping: Shaping::default(),
            marks: Marks::default(),
            digits: Digits::default(),
            persian: false,
            islands: Islands::default(),
            justify: false,
        }
    }
}

impl Options {
    /// What is left out of a cluster.
    fn drawing(&self) -> Drawing {
        Drawing {
            strip_points: self.marks == Marks::Strip,
            // A terminal that joins needs the joiners; with our forms they would only
            // make some terminals lose letters.
            keep_joiners: self.shaping == Shaping::Base,
        }
    }
}

/// What fills one cell or two: one cluster, or a lam-alef pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What is drawn: shaped, mirrored, free of controls. Never empty.
    pub glyph: CompactString,
    /// Its width in cells: 1 or 2.
    pub width: u8,
    /// The source bytes that it stands for: a cluster, both clusters of a lam-alef, or the
    /// one that a sign shows (each cell of a sign bears the same range). Controls that are
    /// not drawn belong to no cell.
    pub range: TextRange,
    /// Where the first cluster of the range ends (bytes): before the alef of a lam-alef,
    /// else the end of the range.
    pub first_end: usize,
    /// True at an odd (right-to-left) embedding level.
    pub rtl: bool,
    /// True when it is (a cell of) a sign for something that has no look of its own,
    /// to be dimmed.
    pub sign: bool,
    /// True when it was added to fill the line: it bears the range of the cluster before it
    /// and is no part of any text.
    pub fill: bool,
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
    /// The sum of the widths, in cells; white space at its end is not placed.
    pub width: u16,
}

/// Sets one paragraph in lines of [`Options::width`] cells.
///
/// `pieces` are the pieces of one [`Paragraph`](crate::document::Paragraph) of `source`;
/// what lies between them is not shown. Without pieces there are no lines; pieces of
/// which nothing is drawn give one empty line. White space at the end of a line hangs:
/// it belongs to the line's range and has no cell.
///
/// ```
/// use warraq::document::{Format, read};
/// use warraq::layout::{Options, lay_out};
///
/// let document = read("زار **لوكا**شينكو مينسك".to_owned(), Format::Markdown);
/// let paragraph = &document.paragraphs[0];
/// let lines = lay_out(&document.source, &paragraph.pieces, &Options::default());
/// assert_eq!(lines[0].width, 19); // The stars have no cells …
/// let strong = lines[0].placed.iter().filter(|placed| {
///     paragraph.pieces[placed.piece as usize].style.strong
/// });
/// assert_eq!(strong.count(), 4); // … and part no letters: ﺎﻛﻮﻟ.
/// ```
#[must_use]
pub fn lay_out(source: &str, pieces: &[Piece], options: &Options) -> Vec<Line> {
    if pieces.is_empty() {
        return Vec::new();
    }
    let flow = Flow::of_pieces(source, pieces);
    Arranged::new(&flow, options).lines()
}

/// Sets all of `text` as one paragraph, as [`lay_out`] does; an empty text has one empty
/// line. Ranges are bytes of `text`.
///
/// ```
/// use warraq::layout::{Options, lay_out_text};
///
/// let lines = lay_out_text("بلاد", &Options::default());
/// assert!(lines[0].direction.is_rtl());
/// // From left to right: dal, lam-alef in one cell, an initial ba.
/// let glyphs: Vec<&str> = lines[0].placed.iter().map(|placed| placed.glyph.as_str()).collect();
/// assert_eq!(glyphs, ["\u{FEA9}", "\u{FEFC}", "\u{FE91}"]);
/// assert_eq!(&"بلاد"[lines[0].placed[1].range.start..lines[0].placed[1].range.end], "لا");
/// ```
#[must_use]
pub fn lay_out_text(text: &str, options: &Options) -> Vec<Line> {
    Arranged::new(&Flow::of_label(text), options).lines()
}
