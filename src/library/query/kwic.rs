//! A hit with what stands before and after it in its paragraph (key word in context).

use crate::document::{Document, Paragraph, PieceKind};
use crate::text::cluster;
use crate::text::direction::Direction;
use crate::text::range::TextRange;

/// A hit in its line, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The hit, in bytes of the source.
    pub range: TextRange,
    /// What stands before it, at most 480 bytes, from a word on.
    pub before: String,
    /// The hit as it is read.
    pub hit: String,
    /// What stands after it, up to the end of a word.
    pub after: String,
    /// The direction of its paragraph.
    pub direction: Direction,
}

/// Bytes of context on either side: more than a line of any screen shows.
const AROUND: usize = 480;

/// The context of a hit; `None` when no paragraph holds it.
#[must_use]
pub fn context(document: &Document, hit: TextRange) -> Option<Context> {
    let after = document
        .paragraphs
        .partition_point(|paragraph| paragraph.range().is_none_or(|range| range.end <= hit.start));
    let paragraph = document.paragraphs.get(after)?;
    let range = paragraph.range()?;
    let source = document.source.as_str();
    // A paragraph of a megabyte is not read for the sake of a line.
    let near = TextRange::new(
        range.start.max(hit.start.saturating_sub(2 * AROUND)),
        range.end.min(hit.end.saturating_add(2 * AROUND)),
    );
    let text = |from: usize, to: usize| read(paragraph, source, TextRange::new(from, to));
    let before = text(near.start, hit.start);
    let after = text(hit.end, near.end);
    Some(Context {
        range: hit,
        before: last_of(&before).to_owned(),
        hit: text(hit.start, hit.end),
        after: first_of(&after).to_owned(),
        direction: paragraph
            .direction
            .or_else(|| Direction::of_most_letters(range.slice(source)?))
            .unwrap_or_else(|| document.direction()),
    })
}

/// A range of a paragraph as it is read: signs between pieces left out, line ends as spaces.
fn read(paragraph: &Paragraph, source: &str, range: TextRange) -> String {
    let mut out = String::new();
    for piece in &paragraph.pieces {
        let mut part = TextRange::new(
            piece.range.start.max(range.start),
            piece.range.end.min(range.end),
        );
        if part.is_empty() {
            continue;
        }
        // Only what was cut off far away may lie within a letter.
        while !source.is_char_boundary(part.start) {
            part.start += 1;
        }
        while !source.is_char_boundary(part.end) {
            part.end -= 1;
        }
        match piece.kind {
            PieceKind::Space => out.push(' '),
            PieceKind::Text => out.push_str(part.slice(source).unwrap_or_default()),
        }
    }
    out
}

/// The last bytes, from a word on.
fn last_of(text: &str) -> &str {
    if text.len() <= AROUND {
        return text;
    }
    let from = cluster::widen(text, TextRange::new(text.len() - AROUND, text.len())).start;
    let rest = &text[from..];
    rest.find(char::is_whitespace)
        .map_or(rest, |at| &rest[at..])
}

/// The first bytes, up to the end of a word.
fn first_of(text: &str) -> &str {
    if text.len() <= AROUND {
        return text;
    }
    let to = cluster::widen(text, TextRange::new(AROUND, AROUND)).start;
    let rest = &text[..to];
    rest.rfind(char::is_whitespace)
        .map_or(rest, |at| &rest[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};

    #[test]
    fn a_line_is_read_as_the_page_shows_it() {
        let source = "العنوان\n\nقال **لوكا**شينكو\nإن [الرئيس](http://x) هنا\n";
        let document = read(source.to_owned(), Format::Markdown);
        let at = source.find("لوكا").unwrap();
        let hit = TextRange::new(at, source.find("شينكو").unwrap() + "شينكو".len());
        let context = context(&document, hit).unwrap();
        assert_eq!(context.before, "قال ");
        assert_eq!(context.hit, "لوكاشينكو");
        assert_eq!(context.after, " إن الرئيس هنا");
        assert_eq!(context.direction, Direction::RightToLeft);
    }

    #[test]
    fn far_context_is_cut_at_words() {
        let source = format!("{} نعم {}", "قالوا ".repeat(900), "كلمة ".repeat(900));
        let document = read(source.clone(), Format::Plain);
        let at = source.find("نعم").unwrap();
        let context = context(&document, TextRange::new(at, at + "نعم".len())).unwrap();
        assert!(context.before.len() <= AROUND && context.after.len() <= AROUND);
        assert!(
            context.before.starts_with(" قالوا") && context.before.trim_end().ends_with("قالوا")
        );
        assert!(context.after.starts_with(" كلمة") && context.after.ends_with("كلمة"));
        assert_eq!(
            super::context(&document, TextRange::new(source.len(), source.len())),
            None
        );
    }
}
