//! Decoded text → [`Document`].

use crate::document::{
    Annotations, Document, Metadata, Paragraph, ParagraphKind, Piece, PieceKind, PieceStyle,
    format, front_matter, sniff,
};
use crate::text::direction::Direction;

/// How a text that is its own source is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
}

impl Format {
    /// The format that a file's name tells, by its extension.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        match sniff::extension(name).as_str() {
            "md" | "markdown" | "mdown" => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

/// How many cells of the first line a label keeps.
const LABEL: usize = 80;
/// How many letters tell language and direction.
const SAMPLE: usize = 20_000;

/// Reads one article. It cannot fail: a text without paragraphs is an empty document.
#[must_use]
pub fn read(source: String, format: Format) -> Document {
    let front = front_matter::read(&source);
    let from = front.as_ref().map_or(0, |f| f.end);
    let body = match format {
        Format::Plain => format::plain::paragraphs(&source, from),
        Format::Markdown => format::markdown::paragraphs(&source, from),
    };
    let mut meta = Metadata::default();
    let mut paragraphs = Vec::with_capacity(body.len() + 1);
    if let Some(front) = front {
        meta = front.meta;
        paragraphs.extend(front.title.map(|range| Paragraph {
            kind: ParagraphKind::Title,
            pieces: vec![Piece {
                range,
                kind: PieceKind::Text,
                style: PieceStyle::default(),
                link: None,
            }],
            direction: None,
        }));
    }
    paragraphs.extend(body);
    finish(source, paragraphs, meta)
}

/// Adds what the text itself tells: label, language and direction.
pub(crate) fn finish(source: String, paragraphs: Vec<Paragraph>, mut meta: Metadata) -> Document {
    meta.label = match &meta.title {
        Some(title) => title.clone(),
        None => label(&source, &paragraphs),
    };
    let sample = &source[..source.floor_char_boundary(SAMPLE)];
    if meta.language.is_none() {
        meta.language = language(sample).map(str::to_owned);
    }
    if meta.direction.is_none() {
        meta.direction = meta
            .language
            .as_deref()
            .and_then(direction_of_language)
            .or_else(|| Direction::of_most_letters(sample));
    }
    Document {
        source,
        meta,
        paragraphs,
        annotations: Annotations::default(),
    }
}

/// The text of the first paragraph that has any, cut at a word to [`LABEL`] cells.
fn label(source: &str, paragraphs: &[Paragraph]) -> String {
    let Some(first) = paragraphs.iter().find(|p| !p.pieces.is_empty()) else {
        return String::new();
    };
    let mut text = String::new();
    for piece in &first.pieces {
        match piece.kind {
            PieceKind::Space => text.push(' '),
            PieceKind::Text => text.push_str(piece.range.slice(source).unwrap_or("")),
        }
        if text.len() > LABEL * 16 {
            break;
        }
    }
    let text = text.trim();
    let mut cells = 0;
    let mut word_end = 0;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            word_end = at;
        }
        cells += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if cells > LABEL {
            let cut = if word_end > 0 { word_end } else { at };
            return format!("{}…", text[..cut].trim_end());
        }
    }
    text.to_owned()
}

/// The language that the script tells: Arabic and Persian by their letters, Hebrew; else none.
fn language(sample: &str) -> Option<&'static str> {
    let (mut arabic, mut persian, mut hebrew, mut other) = (0usize, 0usize, 0usize, 0usize);
    for c in sample.chars() {
        match c {
            'پ' | 'چ' | 'ژ' | 'گ' | 'ی' | 'ک' => persian += 1,
            '\u{0620}'..='\u{064a}' | '\u{066e}'..='\u{06d3}' => arabic += 1,
            '\u{05d0}'..='\u{05ea}' => hebrew += 1,
            // The frequent ones: the general table is searched.
            '\u{064b}'..='\u{0657}' => other += 1,
            '،' | '؛' | '؟' | '«' | '»' | '–' | '—' | '“' | '”' | '…' => {}
            _ if c.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    if arabic + persian > hebrew + other {
        // Persian text has one letter in seven or so that Arabic has not; names alone do not.
        Some(if persian * 25 > arabic { "fa" } else { "ar" })
    } else if hebrew > other {
        Some("he")
    } else {
        None
    }
}

/// The direction in which a language (BCP 47, first subtag) is written; `None` when unknown.
fn direction_of_language(language: &str) -> Option<Direction> {
    match language.split(['-', '_']).next().unwrap_or("") {
        "ar" | "fa" | "ur" | "he" | "iw" | "yi" | "ps" | "ckb" | "sd" | "ug" | "dv" | "syr"
        | "arc" | "arz" | "ary" | "azb" => Some(Direction::RightToLeft),
        "" => None,
        _ => Some(Direction::LeftToRight),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_title_the_first_line_is_a_label_and_stays_in_the_body() {
        let long = "كلمة ".repeat(40);
        let document = read(format!("{long}\nسطر ثان"), Format::Plain);
        assert_eq!(document.meta.title, None);
        assert!(document.meta.label.ends_with("كلمة…"));
        assert!(document.meta.label.chars().count() <= 81);
        assert_eq!(document.paragraphs.len(), 2);
        assert_eq!(document.paragraphs[0].kind, ParagraphKind::Body);
    }

    #[test]
    fn a_title_in_front_matter_is_the_first_paragraph() {
        let document = read(
            "---\ntitle: خبر\nlanguage: ar\n---\n\n# عنوان\n\nنص".to_owned(),
            Format::Markdown,
        );
        assert_eq!(document.meta.label, "خبر");
        assert_eq!(document.paragraphs[0].kind, ParagraphKind::Title);
        assert_eq!(document.paragraphs[1].kind, ParagraphKind::Heading(1));
        assert_eq!(document.direction(), Direction::RightToLeft);
    }

    #[test]
    fn language_and_direction_are_told_by_letters() {
        let rows = [
            ("خبر من بيروت عن زيارة الوفد", Some("ar"), true),
            ("گزارش خبرنگار ما از تهران می‌گوید", Some("fa"), true),
            ("ידיעה מירושלים על הביקור", Some("he"), true),
            ("A note about nothing", None, false),
            ("NATO: اجتماع في بروكسل غدا", Some("ar"), true),
            ("12.3", None, false),
        ];
        for (text, language, rtl) in rows {
            let document = read(text.to_owned(), Format::Plain);
            assert_eq!(document.meta.language.as_deref(), language, "{text}");
            assert_eq!(document.direction().is_rtl(), rtl, "{text}");
        }
    }
}
