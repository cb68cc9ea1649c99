//! A document whose source is the text that we extracted: built paragraph by paragraph.

use std::sync::Arc;

use crate::document::{Paragraph, ParagraphKind, Piece, PieceKind, PieceStyle};
use crate::text::direction::Direction;
use crate::text::range::TextRange;

/// Extracted text and its paragraphs. Between two paragraphs stands a blank line, between
/// items of a list, lines of code, rows of a table and lines of a verse a line end.
#[derive(Debug, Default)]
pub(crate) struct Extract {
    source: String,
    paragraphs: Vec<Paragraph>,
    open: Option<Open>,
    /// The next paragraph stands right below the last one.
    near: bool,
}

#[derive(Debug)]
struct Open {
    paragraph: Paragraph,
    /// White space was met that the next word brings along.
    space: bool,
}

impl Extract {
    /// Begins a paragraph; one that is open ends.
    pub(crate) fn begin(&mut self, kind: ParagraphKind, direction: Option<Direction>) {
        self.end();
        self.open = Some(Open {
            paragraph: Paragraph {
                kind,
                pieces: Vec::new(),
                direction,
            },
            space: false,
        });
    }

    /// True when a paragraph is open (it may have no text yet).
    pub(crate) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Ends the open paragraph; one without text leaves nothing.
    pub(crate) fn end(&mut self) {
        if let Some(open) = self.open.take()
            && !open.paragraph.pieces.is_empty()
        {
            self.paragraphs.push(open.paragraph);
            self.near = false;
        }
    }

    /// Ends the open paragraph and begins one of the same kind right below it; done twice, with
    /// a blank line between.
    pub(crate) fn line_break(&mut self) {
        let Some(open) = &self.open else {
            return;
        };
        let (kind, direction) = (open.paragraph.kind, open.paragraph.direction);
        if open.paragraph.pieces.is_empty() {
            self.near = false;
            return;
        }
        self.begin(kind, direction);
        self.near = true;
    }

    /// Adds text; white space (not U+00A0) is one space between words.
    pub(crate) fn words(&mut self, text: &str, style: PieceStyle, link: Option<&Arc<str>>) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let space = is_space(first);
            let end = rest.find(|c| is_space(c) != space).unwrap_or(rest.len());
            if space {
                if let Some(open) = &mut self.open {
                    open.space = true;
                }
            } else {
                self.add(&rest[..end], style, link);
            }
            rest = &rest[end..];
        }
    }

    /// Adds text as it stands.
    pub(crate) fn verbatim(&mut self, text: &str, style: PieceStyle) {
        if !text.is_empty() {
            self.add(text, style, None);
        }
    }

    fn add(&mut self, text: &str, style: PieceStyle, link: Option<&Arc<str>>) {
        let kind = ParagraphKind::Body;
        if self.open.is_none() {
            self.begin(kind, None);
        }
        let near = self.near;
        let gap = self.gap(near);
        let Some(open) = &mut self.open else {
            return;
        };
        let pieces = &mut open.paragraph.pieces;
        if pieces.is_empty() {
            self.source.push_str(gap);
            open.space = false;
        }
        let start = self.source.len();
        if std::mem::take(&mut open.space) {
            self.source.push(' ');
        }
        self.source.push_str(text);
        let end = self.source.len();
        match pieces.last_mut() {
            Some(last) if last.style == style && last.link.as_ref() == link => {
                last.range.end = end;
            }
            _ => pieces.push(Piece {
                range: TextRange::new(start, end),
                kind: PieceKind::Text,
                style,
                link: link.cloned(),
            }),
        }
    }

    /// What stands between the last paragraph and the open one.
    fn gap(&self, near: bool) -> &'static str {
        let Some(last) = self.paragraphs.last() else {
            return "";
        };
        use ParagraphKind::{Code, Item};
        match (last.kind, self.open.as_ref().map(|o| o.paragraph.kind)) {
            (Item { .. }, Some(Item { .. })) | (Code, Some(Code)) => "\n",
            _ if near => "\n",
            _ => "\n\n",
        }
    }

    /// The next paragraph stands right below the last one, like a row of a table.
    pub(crate) fn keep_near(&mut self) {
        self.near = !self.paragraphs.is_empty();
    }

    /// A thematic break.
    pub(crate) fn rule(&mut self) {
        self.end();
        let after = self.paragraphs.last().map(|p| p.kind);
        if after.is_some_and(|kind| kind != ParagraphKind::Rule) {
            self.paragraphs.push(Paragraph {
                kind: ParagraphKind::Rule,
                pieces: Vec::new(),
                direction: None,
            });
        }
    }

    /// How many bytes of text there are.
    pub(crate) const fn len(&self) -> usize {
        self.source.len()
    }

    /// The text from byte `from` on, without the gap before it.
    pub(crate) fn tail(&self, from: usize) -> &str {
        self.source.get(from..).unwrap_or("").trim_start()
    }

    /// The source, ended by one line end if it has text, and its paragraphs.
    pub(crate) fn finish(mut self) -> (String, Vec<Paragraph>) {
        self.end();
        while self
            .paragraphs
            .last()
            .is_some_and(|p| p.kind == ParagraphKind::Rule)
        {
            self.paragraphs.pop();
        }
        if !self.source.is_empty() {
            self.source.push('\n');
        }
        (self.source, self.paragraphs)
    }
}
