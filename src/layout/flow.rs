//! The text of a paragraph as it is read: its pieces joined, each soft line end one space,
//! with the way back to the source.

use std::borrow::Cow;

use crate::document::{Piece, PieceKind};
use crate::layout::effort;
use crate::text::range::TextRange;

/// A paragraph's text and where each part of it comes from.
pub(crate) struct Flow<'s> {
    /// The text to analyse and set. Offsets on this floor that are not called
    /// source bytes count in it.
    pub(crate) text: Cow<'s, str>,
    spans: Vec<Span>,
}

struct Span {
    /// First byte in the flow.
    start: usize,
    source: TextRange,
    piece: u32,
    /// False: the flow bytes stand for the whole of `source` and not byte for byte.
    verbatim: bool,
}

impl Span {
    const fn of_label(start: usize, end: usize, verbatim: bool) -> Self {
        Self {
            start,
            source: TextRange::new(start, end),
            piece: 0,
            verbatim,
        }
    }
}

impl<'s> Flow<'s> {
    /// The flow of a paragraph. A piece that does not lie in the source is left out.
    pub(crate) fn of_pieces(source: &'s str, pieces: &[Piece]) -> Self {
        let mut text = Cow::Borrowed("");
        let mut spans = Vec::with_capacity(pieces.len());
        for (piece, index) in pieces.iter().zip(0u32..) {
            let Some(own) = piece.range.slice(source).filter(|own| !own.is_empty()) else {
                continue;
            };
            let verbatim = piece.kind == PieceKind::Text;
            spans.push(Span {
                start: text.len(),
                source: piece.range,
                piece: index,
                verbatim,
            });
            // A paragraph of one piece is not copied.
            text += if verbatim { own } else { " " };
        }
        Self { text, spans }
    }

    /// The flow of a label: all of `text`.
    pub(crate) fn of_label(text: &'s str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            spans: vec![Span::of_label(0, text.len(), true)],
        }
    }

    /// The flow of a label that is cut: what stands before byte `cut` of `text`, and an
    /// ellipsis for the bytes from there to `end`.
    pub(crate) fn of_cut_label(text: &'s str, cut: usize, end: usize) -> Self {
        Self {
            text: Cow::Owned(format!("{}…", &text[..cut])),
            spans: vec![
                Span::of_label(0, cut, true),
                Span::of_label(cut, end, false),
            ],
        }
    }

    /// The source bytes and the piece of a flow range. `near` is any span index; it moves
    /// to the span of `range.start`, so that neighbours are found in one step.
    pub(crate) fn source_of(&self, range: TextRange, near: &mut usize) -> (TextRange, u32) {
        let Some(first) = self.span_at(range.start, near) else {
            return (TextRange::default(), 0);
        };
        let start = if first.verbatim {
            first.source.start + (range.start - first.start)
        } else {
            first.source.start
        };
        if range.is_empty() {
            return (TextRange::new(start, start), first.piece);
        }
        if first.verbatim && start + range.len() <= first.source.end {
            return (TextRange::new(start, start + range.len()), first.piece);
        }
        let mut last_at = *near;
        let last = self.span_at(range.end - 1, &mut last_at).unwrap_or(first);
        let end = if last.verbatim {
            last.source.start + (range.end - last.start)
        } else {
            last.source.end
        };
        (TextRange::new(start, end), first.piece)
    }

    /// The flow byte that shows a source byte; `None` when it lies between two pieces.
    pub(crate) fn flow_of(&self, at: usize) -> Option<usize> {
        let span = self.spans.iter().find(|span| span.source.contains(at))?;
        let within = if span.verbatim {
            at - span.source.start
        } else {
            0
        };
        Some(span.start + within)
    }

    fn span_at(&self, at: usize, near: &mut usize) -> Option<&Span> {
        let ends_after = |i: usize| self.spans.get(i + 1).is_none_or(|next| at < next.start);
        let starts_before = |i: usize| self.spans.get(i).is_some_and(|span| span.start <= at);
        if !(starts_before(*near) && ends_after(*near)) {
            effort::count(self.spans.len().checked_ilog2().unwrap_or(0) as usize);
            *near = self
                .spans
                .partition_point(|span| span.start <= at)
                .saturating_sub(1);
        }
        self.spans.get(*near)
    }
}
