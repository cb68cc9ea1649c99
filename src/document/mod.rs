//! Bytes of a format → [`Document`]. *Reads formats.*
//!
//! This floor knows no files on disk, no screen and no entities. What went wrong
//! is part of the value: a document always comes out.

mod annotation;
mod archive;
mod date;
mod extract;
mod fields;
mod format;
mod front_matter;
mod language;
pub mod latin;
mod names;
mod open;
mod options;
mod read;
mod record;
mod sentence;
mod sniff;
mod xml;

pub use annotation::{Annotation, Annotations};
pub use fields::{Field, Fields};
pub use open::{Articles, Bytes, Entry, Refusal, articles};
pub use options::{Bounds, LARGEST, Options};
pub use read::{Format, read};

use std::sync::Arc;

use crate::text::direction::Direction;
use crate::text::query::Passage;
use crate::text::range::TextRange;

/// One article: its decoded source text and where its paragraphs stand in it.
///
/// The source is never edited. Everything else (tokens, mentions, places) is a range of it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The decoded text: byte order mark taken off, everything else kept, CR LF too. Where
    /// the source is no text (HTML, EPUB, feeds, records), the text that was extracted.
    pub source: String,
    /// What the article says of itself.
    pub meta: Metadata,
    /// The paragraphs in source order. Their pieces do not overlap.
    pub paragraphs: Vec<Paragraph>,
    /// What somebody marked in it, where the file says so.
    pub annotations: Annotations,
}

impl Document {
    /// The direction of the article as a whole: its language's, else that of most letters
    /// of its body, else left to right.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self.meta.direction {
            Some(direction) => direction,
            None => Direction::of_most_letters(&self.source).unwrap_or_default(),
        }
    }
}

/// What an article says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title given in front matter. It is also a paragraph of kind
    /// [`ParagraphKind::Title`]. `None`: see [`Metadata::label`].
    pub title: Option<String>,
    /// What the list shows when there is no title: the first heading or line, cut at
    /// a word to 80 cells. It is not shown again in the page. Empty when the text is.
    pub label: String,
    /// The day it was written.
    pub date: Option<jiff::civil::Date>,
    /// Where it comes from, as written.
    pub source: Option<String>,
    /// BCP 47 language code in lower case, as given or recognised by script.
    pub language: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// The direction that the format or the language gives.
    pub direction: Option<Direction>,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// The title from front matter; at most one, the first paragraph.
    Title,
    /// A heading of level 1–6.
    Heading(u8),
    /// Running text.
    Body,
    /// An item of a list.
    Item {
        /// Nesting depth, 0 for an outer list.
        depth: u8,
        /// The number it bears in an ordered list; `None`: a bullet.
        number: Option<u64>,
    },
    /// A quoted block.
    Quote,
    /// Preformatted text: one paragraph a line, not joined.
    Code,
    /// A row of a table: its cells are parted by bars (`|`).
    Row,
    /// A thematic break; it has no pieces.
    Rule,
}

/// A paragraph: pieces of the source that are read as one run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// Its pieces in source order; what lies between two pieces (Markdown signs, …) is not shown.
    pub pieces: Vec<Piece>,
    /// A direction given by the format itself.
    pub direction: Option<Direction>,
}

impl Paragraph {
    /// From the first byte of the first piece to the last byte of the last; `None` without pieces.
    #[must_use]
    pub fn range(&self) -> Option<TextRange> {
        let (first, last) = (self.pieces.first()?, self.pieces.last()?);
        Some(TextRange::new(first.range.start, last.range.end))
    }

    /// The paragraph of `source` made ready for searching.
    #[must_use]
    pub fn passage(&self, source: &str) -> Passage {
        let pieces = self.pieces.iter();
        Passage::new(
            source,
            pieces.map(|p| (p.range, p.kind == PieceKind::Space)),
        )
    }
}

/// A range of the source with one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the source; never empty.
    pub range: TextRange,
    /// How it is read.
    pub kind: PieceKind,
    /// How it is emphasised.
    pub style: PieceStyle,
    /// The target when it is (part of) a link.
    pub link: Option<Arc<str>>,
}

/// How a piece is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PieceKind {
    /// The source text as it stands.
    #[default]
    Text,
    /// A soft line end with the white space around it: read and drawn as one space.
    Space,
}

/// Emphasis of a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PieceStyle {
    /// Emphasised (`*…*`).
    pub emphasis: bool,
    /// Strong (`**…**`).
    pub strong: bool,
    /// Code (`` `…` ``).
    pub code: bool,
}
