//! What is copied: the text as it is read, and a quotation that says where it stands.

use crate::document::{Document, Paragraph, ParagraphKind, PieceKind};
use crate::text::direction::Direction;
use crate::text::range::TextRange;

/// The text of a range in logical order as it is read: signs of the format left out, soft line
/// ends as spaces, a blank line between paragraphs.
#[must_use]
pub fn reading_text(document: &Document, range: TextRange) -> String {
    let paragraphs = &document.paragraphs;
    let ends_before = |p: &Paragraph| p.range().is_none_or(|own| own.end <= range.start);
    let from = paragraphs.partition_point(ends_before);
    let mut out = String::new();
    let mut before: Option<ParagraphKind> = None;
    for paragraph in paragraphs.iter().skip(from) {
        let Some(own) = paragraph.range() else {
            continue;
        };
        if own.start >= range.end {
            break;
        }
        if let Some(before) = before.replace(paragraph.kind) {
            out.push_str(between(before, paragraph.kind));
        }
        for piece in &paragraph.pieces {
            let part = TextRange::new(
                piece.range.start.max(range.start),
                piece.range.end.min(range.end),
            );
            if part.is_empty() {
                continue;
            }
            match piece.kind {
                PieceKind::Space => out.push(' '),
                PieceKind::Text => out.push_str(part.slice(&document.source).unwrap_or_default()),
            }
        }
    }
    out
}

const fn between(before: ParagraphKind, after: ParagraphKind) -> &'static str {
    use ParagraphKind::{Code, Item, Row};
    match (before, after) {
        (Item { .. }, Item { .. }) | (Code, Code) | (Row, Row) => "\n",
        _ => "\n\n",
    }
}

/// A quotation of a range: the text in the quotation marks of its direction, and under it title,
/// source, day, address (or the name in the collection, `doc`) and the scalars of the source at
/// which it begins and ends. Each fact has a line of its own where directions could mix.
#[must_use]
pub fn quotation(doc: &str, document: &Document, range: TextRange) -> String {
    let text = reading_text(document, range);
    let direction = Direction::of_first_strong(&text).unwrap_or_default();
    let (open, close) = if direction.is_rtl() {
        ('«', '»')
    } else {
        ('“', '”')
    };
    let meta = &document.meta;
    let title = meta.title.as_deref().unwrap_or(&meta.label);
    let mut out = format!("{open}{text}{close}\n");
    if !title.is_empty() {
        out.push_str(&format!("— {title}\n"));
    }
    let day = meta.date.map(|date| date.to_string());
    let facts: Vec<&str> = [meta.source.as_deref(), day.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    if !facts.is_empty() {
        out.push_str(&facts.join(", "));
        out.push('\n');
    }
    out.push_str(meta.url.as_deref().unwrap_or(doc));
    let scalars = |to: usize| document.source.get(..to).map_or(0, |t| t.chars().count());
    let (start, end) = (scalars(range.start), scalars(range.end));
    out.push_str(&format!("\nscalars {start}–{end}\n"));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};

    const SOURCE: &str = "---\ntitle: عنوان\ndate: 2021-03-14\nsource: كتاب\nurl: https://example.org/a\n---\n\
        زار **لوكا**شينكو مينسك\nأمس.\n\n- أول\n- ثان\n";

    fn of(from: &str, to: &str) -> (Document, TextRange) {
        let document = read(SOURCE.to_owned(), Format::Markdown);
        let start = document.source.find(from).unwrap();
        let end = document.source.find(to).unwrap() + to.len();
        (document, TextRange::new(start, end))
    }

    #[test]
    fn text_is_copied_as_it_is_read() {
        for (from, to, wanted) in [
            ("لوكا", "مينسك", "لوكاشينكو مينسك"),
            ("مينسك", "أول", "مينسك أمس.\n\nأول"),
            ("أول", "ثان", "أول\nثان"),
            ("وكا", "شي", "وكاشي"),
        ] {
            let (document, range) = of(from, to);
            assert_eq!(reading_text(&document, range), wanted);
        }
    }

    #[test]
    fn a_quotation_says_where_it_stands() {
        let (document, range) = of("لوكا", "شينكو");
        let start = SOURCE[..range.start].chars().count();
        let end = SOURCE[..range.end].chars().count();
        assert_eq!(
            quotation("a.md#1", &document, range),
            format!(
                "«لوكاشينكو»\n— عنوان\nكتاب, 2021-03-14\nhttps://example.org/a\nscalars {start}–{end}\n"
            )
        );
        let plain = read("One two three".to_owned(), Format::Plain);
        let quoted = quotation("x.txt", &plain, TextRange::new(4, 7));
        assert_eq!(quoted, "“two”\n— One two three\nx.txt\nscalars 4–7\n");
    }
}
