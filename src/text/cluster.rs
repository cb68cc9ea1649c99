//! Extended grapheme clusters (UAX #29): the unit that a reader selects.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::text::range::TextRange;

/// The clusters of `text` in order, as ranges of its bytes; they touch and cover it all.
pub fn clusters(text: &str) -> impl Iterator<Item = TextRange> {
    Clusters { text, at: 0 }
}

/// The smallest range on cluster borders of `text` that holds `range` (bytes).
/// What lies outside the text is cut off; an empty range stays empty on the border before it.
#[must_use]
pub fn widen(text: &str, range: TextRange) -> TextRange {
    let start = border_before(text, range.start.min(text.len()));
    if range.is_empty() {
        return TextRange::new(start, start);
    }
    TextRange::new(start, border_after(text, range.end.min(text.len())))
}

/// The last cluster border at or before byte `at`.
fn border_before(text: &str, at: usize) -> usize {
    let at = (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        // With the whole text in one chunk the cursor never asks for more context.
        Ok(true) | Err(_) => at,
    }
}

/// The first cluster border at or after byte `at`.
fn border_after(text: &str, at: usize) -> usize {
    let at = (at..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len());
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor
            .next_boundary(text, 0)
            .ok()
            .flatten()
            .unwrap_or(text.len()),
        Ok(true) | Err(_) => at,
    }
}

/// Walks from border to border. Starting anew at each border is sound: no rule of
/// UAX #29 looks back over a border (flags pair up from the border before them).
struct Clusters<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Clusters<'_> {
    type Item = TextRange;

    fn next(&mut self) -> Option<TextRange> {
        let rest = self.text.get(self.at..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let len = if is_plain(first) {
            // The vowel signs on a letter are extenders, whatever stands around them.
            let mut len = first.len_utf8();
            let next = chars.by_ref().find(|c| {
                let sign = is_plain_mark(*c);
                len += if sign { c.len_utf8() } else { 0 };
                !sign
            });
            if next.is_none_or(is_plain) {
                len
            } else {
                rest.graphemes(true).next()?.len()
            }
        } else {
            rest.graphemes(true).next()?.len()
        };
        let range = TextRange::new(self.at, self.at + len);
        self.at = range.end;
        Some(range)
    }
}

/// Scalars between which there is always a border and each of which is drawn as it is in
/// one cell (ASCII, Latin, Cyrillic, Hebrew and Arabic letters, digits, punctuation): most
/// of all text, and the rules need not be asked.
pub(crate) const fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{621}'..='\u{64A}' | '\u{660}'..='\u{66F}' | '\u{671}'..='\u{6D5}'
        | '\u{6EE}'..='\u{6FF}' | '\u{60C}' | '\u{61B}' | '\u{61F}'
        | '\u{5D0}'..='\u{5EA}' | '\u{410}'..='\u{481}' | '\u{AB}' | '\u{BB}' | '\u{C0}'..='\u{17F}'
        | '\u{2010}'..='\u{2026}')
}

/// Vowel signs that extend any cluster and take no cell: most marks of Arabic text.
pub(crate) const fn is_plain_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{655}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;
    use proptest::prelude::*;

    #[test]
    fn widen_takes_whole_letters() {
        let text = "كَتَبَ e\u{301}\r\n";
        for (range, wanted) in [
            ((0, 2), (0, 4)),
            ((2, 4), (0, 4)),
            ((3, 5), (0, 8)),
            ((4, 8), (4, 8)),
            ((2, 2), (0, 0)),
            ((14, 15), (13, 16)),
            ((16, 17), (16, 18)),
            ((17, 99), (16, 18)),
        ] {
            assert_eq!(
                widen(text, TextRange::new(range.0, range.1)),
                TextRange::new(wanted.0, wanted.1),
                "{range:?}"
            );
        }
    }

    #[test]
    fn plain_scalars_are_plain() {
        use unicode_width::UnicodeWidthChar as _;
        for c in ('\0'..=char::MAX).filter(|c| is_plain(*c)) {
            assert_eq!(c.width(), Some(1), "{c:?}");
            assert_eq!(clean::drawn(c), clean::Drawn::AsIs, "{c:?}");
            for other in ['a', 'ب', 'א', ' ', '«'] {
                assert_eq!(
                    [c, other]
                        .iter()
                        .collect::<String>()
                        .graphemes(true)
                        .count(),
                    2
                );
                assert_eq!(
                    [other, c]
                        .iter()
                        .collect::<String>()
                        .graphemes(true)
                        .count(),
                    2
                );
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_short_way_agrees_with_the_rules(text in "[a\u{600}\u{628}\u{64b}\u{651}\u{670}\u{671}\u{6d4}\u{200d}\u{1f1e6}\u{1f468}\u{1100}\u{1161}\r\n \u{e0061}\u{915}\u{94d}]{0,24}") {
            let ours: Vec<&str> = clusters(&text).filter_map(|r| r.slice(&text)).collect();
            let theirs: Vec<&str> = text.graphemes(true).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
