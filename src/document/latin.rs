//! A document in Latin letters, for consoles that have no others.

use super::{Annotations, Document, Metadata, Paragraph, Piece};
use crate::text::direction::Direction;
use crate::text::latin::{Latin, latin};

/// The document in Latin letters, and where its places went. What was found in its source
/// (mentions) is taken over with [`Latin::range`].
#[must_use]
pub fn of(document: &Document) -> (Document, Latin) {
    let written = Latin::of(&document.source);
    let piece = |piece: &Piece| Piece {
        range: written.range(piece.range),
        ..piece.clone()
    };
    let paragraphs = document.paragraphs.iter().map(|paragraph| Paragraph {
        kind: paragraph.kind,
        // A piece of marks alone leaves nothing.
        pieces: paragraph
            .pieces
            .iter()
            .map(piece)
            .filter(|piece| piece.range.start < piece.range.end)
            .collect(),
        direction: None,
    });
    let in_latin = |text: &Option<String>| text.as_deref().map(latin);
    let meta = &document.meta;
    let document = Document {
        paragraphs: paragraphs.collect(),
        meta: Metadata {
            title: in_latin(&meta.title),
            label: latin(&meta.label),
            source: in_latin(&meta.source),
            author: in_latin(&meta.author),
            language: None,
            direction: Some(Direction::LeftToRight),
            ..meta.clone()
        },
        source: written.text.clone(),
        // Their places are those of the text as it was written.
        annotations: Annotations::default(),
    };
    (document, written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};
    use crate::text::range::TextRange;

    #[test]
    fn paragraphs_and_places_go_along() {
        let source = "---\ntitle: في مينسك\n---\nزار **لوكا**شينكو مينسك.\n\n- بند\n";
        let document = read(source.to_owned(), Format::of_name("a.md"));
        let (latin, places) = of(&document);
        assert_eq!(latin.meta.title.as_deref(), Some("fi minsk"));
        assert_eq!(latin.direction(), Direction::LeftToRight);
        assert_eq!(latin.paragraphs.len(), document.paragraphs.len());
        let text = |paragraph: &Paragraph| -> String {
            let pieces = paragraph.pieces.iter();
            pieces
                .filter_map(|piece| piece.range.slice(&latin.source))
                .collect()
        };
        let texts: Vec<String> = latin.paragraphs.iter().map(text).collect();
        assert_eq!(texts, ["fi minsk", "zar lukashinku minsk.", "bnd"]);
        let start = source.find("مينسك.").unwrap();
        let range = places.range(TextRange::new(start, start + "مينسك".len()));
        assert_eq!(range.slice(&latin.source), Some("minsk"));
    }
}
