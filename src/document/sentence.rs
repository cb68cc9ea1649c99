//! Where sentences begin.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Paragraph, PieceKind};

impl Paragraph {
    /// The bytes of `source` at which the sentences of the paragraph begin (UAX #29), ascending;
    /// signs between pieces are not read.
    #[must_use]
    pub fn sentences(&self, source: &str) -> Vec<usize> {
        let mut text = String::new();
        // Where each piece begins, in the text as it is read and in the source.
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            pieces.push((text.len(), piece.range.start));
            match piece.kind {
                PieceKind::Space => text.push(' '),
                PieceKind::Text => text.push_str(piece.range.slice(source).unwrap_or_default()),
            }
        }
        let starts = text.split_sentence_bound_indices();
        starts
            .filter_map(|(at, _)| {
                let piece = pieces
                    .partition_point(|piece| piece.0 <= at)
                    .checked_sub(1)?;
                let (read, begins) = pieces.get(piece)?;
                Some(begins + (at - read))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Format, read};

    #[test]
    fn sentences_begin_after_their_stops_also_across_signs() {
        let source = "زار **القاهرة.** ثم\nعاد! هل عاد؟ نعم\n";
        let document = read(source.to_owned(), Format::Markdown);
        let starts = document.paragraphs[0].sentences(&document.source);
        let at = |text: &str| source.find(text).unwrap();
        assert_eq!(starts, [0, at("ثم"), at("هل"), at("نعم")]);
    }
}
