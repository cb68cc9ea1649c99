//! The one width function: how many cells a text takes on the screen.
//!
//! Measured is what we draw ([`clean::draw`]), never the raw text: `str::width` calls
//! a raw lam-alef one cell while cells are filled with two.

use unicode_width::UnicodeWidthStr;

use crate::text::clean::{self, Drawing};
use crate::text::cluster;

/// The cells that one cluster takes when it is drawn: 0 (nothing is drawn), 1, 2, or
/// the length of a sign such as `⟦U+202E⟧`.
#[must_use]
pub fn of_cluster(cluster: &str) -> u8 {
    match cluster.as_bytes() {
        [b' '..=b'~'] => 1,
        _ => clean::draw(cluster, Drawing::default(), |_, c| Some(c)).width,
    }
}

/// The cells that a label takes: the sum over its clusters. A lam-alef counts as two;
/// a layout that shapes makes it one.
#[must_use]
pub fn of_label(text: &str) -> usize {
    cluster::clusters(text)
        .filter_map(|range| range.slice(text))
        .map(|cluster| usize::from(of_cluster(cluster)))
        .sum()
}

/// The cells of a text that is already drawn (no control, no bidi sign in it).
pub(crate) fn of_drawn(glyph: &str) -> usize {
    UnicodeWidthStr::width(glyph)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_take_cells() {
        for (cluster, cells) in [
            ("a", 1),
            ("ب", 1),
            ("بَّ", 1),
            ("\u{64E}", 1),
            ("ﻻ", 1),
            ("漢", 2),
            ("👨‍👩‍👧", 2),
            ("🇪🇬", 2),
            ("❤\u{FE0F}", 2),
            ("\u{200F}", 0),
            ("\u{200C}", 0),
            ("\u{1B}", 1),
            ("\u{202E}", 8),
            ("\u{2029}", 8),
            ("\u{E000}", 1),
            ("\u{FDFD}", 1),
        ] {
            assert_eq!(of_cluster(cluster), cells, "{cluster:?}");
        }
        assert_eq!(of_label("ab\u{202C} لا"), 5);
    }
}
