//! Mirrored glyphs at right-to-left levels (UAX #9 L4).

use icu_properties::props::BidiMirroringGlyph;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

static MIRRORS: CodePointMapDataBorrowed<'static, BidiMirroringGlyph> =
    CodePointMapData::<BidiMirroringGlyph>::new();

/// The scalar that looks like `c` in a mirror, or `c` itself when it has none.
pub(crate) fn mirrored(c: char) -> char {
    if c.is_ascii_alphanumeric() || matches!(c, ' ' | '\u{591}'..='\u{8FF}') {
        return c;
    }
    MIRRORS.get(c).mirroring_glyph.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_turn_and_quotation_marks_of_english_do_not() {
        for (c, wanted) in [
            ('(', ')'),
            ('»', '«'),
            ('≤', '≥'),
            ('⟦', '⟧'),
            ('“', '“'),
            ('/', '/'),
            ('ب', 'ب'),
            ('a', 'a'),
        ] {
            assert_eq!(mirrored(c), wanted);
        }
    }
}
