//! The block of `key: value` lines between two `---` lines at the head of an article.

use crate::document::{Metadata, date};
use crate::text::direction::Direction;
use crate::text::range::TextRange;

/// A front matter block that was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// What it says.
    pub(crate) meta: Metadata,
    /// Where the title's text stands in the source, quotation marks aside.
    pub(crate) title: Option<TextRange>,
    /// The first byte after the block.
    pub(crate) end: usize,
}

/// Reads the block at the head of `source`, if there is one: a first line `---`, at least
/// one line of the form `key: value`, and a line `---` or `...`.
pub(crate) fn read(source: &str) -> Option<FrontMatter> {
    let mut lines = lines(source);
    let (_, first) = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut found = FrontMatter::default();
    let mut keys = 0;
    for (start, line) in lines {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            found.end = start + line.len();
            // The line end itself belongs to the block.
            found.end += source[found.end..]
                .bytes()
                .take_while(|b| matches!(b, b'\r' | b'\n'))
                .count();
            return (keys > 0).then_some(found);
        }
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let Some((key, value)) = bare.split_once(':') else {
            // A list item or a continued line belongs to a key that we do not read.
            if bare.starts_with([' ', '\t', '-']) {
                continue;
            }
            return None;
        };
        if key.trim().is_empty() || key.trim().contains(char::is_whitespace) {
            return None;
        }
        keys += 1;
        let lead = value.len() - value.trim_start().len();
        let at = start + key.len() + 1 + lead;
        let range = unquoted(source, TextRange::new(at, at + value.trim().len()));
        set(&mut found, key.trim(), range, source);
    }
    None
}

/// Lines with the byte where each begins, line ends cut off.
fn lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    source.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

fn unquoted(source: &str, range: TextRange) -> TextRange {
    let text = &source[range.start..range.end];
    for quote in ['"', '\''] {
        if text.len() >= 2 && text.starts_with(quote) && text.ends_with(quote) {
            return TextRange::new(range.start + 1, range.end - 1);
        }
    }
    range
}

fn set(found: &mut FrontMatter, key: &str, range: TextRange, source: &str) {
    let text = &source[range.start..range.end];
    if text.is_empty() {
        return;
    }
    let value = Some(text.to_owned());
    let meta = &mut found.meta;
    match key.to_ascii_lowercase().as_str() {
        "title" => {
            meta.title = value;
            found.title = Some(range);
        }
        "date" | "published" => meta.date = date::day(text),
        "source" | "publisher" => meta.source = value,
        "language" | "lang" => meta.language = Some(text.to_ascii_lowercase()),
        "author" => meta.author = value,
        "url" | "link" => meta.url = value,
        "dir" | "direction" => {
            meta.direction = match text.to_ascii_lowercase().as_str() {
                "rtl" => Some(Direction::RightToLeft),
                "ltr" => Some(Direction::LeftToRight),
                _ => None,
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_keys_and_says_where_the_title_stands() {
        let source = "---\r\ntitle: \"خبر من بيروت\"\r\ndate: ٢٠٢١-٠٥-٢٤\r\nlang: AR\r\ntags: [a, b]\r\n---\r\n\r\nنص";
        let found = read(source).unwrap();
        assert_eq!(found.title.unwrap().slice(source), Some("خبر من بيروت"));
        assert_eq!(found.meta.date, Some(jiff::civil::date(2021, 5, 24)));
        assert_eq!(found.meta.language.as_deref(), Some("ar"));
        assert_eq!(&source[found.end..], "نص");
    }

    #[test]
    fn a_rule_or_an_open_block_is_no_front_matter() {
        for source in [
            "---\n\nنص\n",
            "---\ntitle: x\nنص بلا نهاية",
            "نص\n---\n",
            "---\njust words\n---\n",
            "---\n---\n",
        ] {
            assert_eq!(read(source), None, "{source:?}");
        }
    }
}
