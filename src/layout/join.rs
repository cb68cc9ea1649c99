//! Cursive joining of Arabic (The Unicode Standard, section 9.2) over the whole paragraph,
//! before it is cut into lines.

use icu_properties::props::JoiningType;

use crate::layout::bidi::Levels;
use crate::layout::effort;
use crate::layout::forms::{self, Form};
use crate::text::class::JoiningTable;
use crate::text::clean::{Drawn, drawn};

/// Joined to the letter before.
const BEFORE: u8 = 1;
/// Joined to the letter after.
const AFTER: u8 = 2;
/// The lam of a lam-alef ligature.
const LAM: u8 = 4;
/// The alef of a lam-alef ligature.
const ALEF: u8 = 8;

/// How the letters of a text are joined.
#[derive(Default)]
pub(crate) struct Joins {
    /// One entry a byte, set at the first byte of a letter; empty when nothing joins.
    bits: Vec<u8>,
}

impl Joins {
    /// Finds what joins. Letters that an override set at a left-to-right level stand the
    /// wrong way round and are not joined; a visible sign between two letters parts them.
    pub(crate) fn find(text: &str, levels: &Levels) -> Self {
        if levels.is_trivial() {
            return Self::default();
        }
        let mut bits = vec![0u8; text.len()];
        // The last letter, when it can join what follows.
        let mut open: Option<usize> = None;
        // The last letter, when it is a lam.
        let mut lam: Option<usize> = None;
        effort::count(text.len());
        let table = JoiningTable::new();
        for (at, c) in text.char_indices() {
            // No cursive letter stands before the Arabic block; ASCII is most of the rest.
            let kind = if c < '\u{AD}' {
                JoiningType::NonJoining
            } else {
                table.of(c)
            };
            if kind == JoiningType::Transparent && !matches!(drawn(c), Drawn::Sign(_)) {
                continue;
            }
            let (before, after) = match kind {
                JoiningType::RightJoining => (true, false),
                JoiningType::LeftJoining => (false, true),
                JoiningType::DualJoining | JoiningType::JoinCausing => (true, true),
                _ => (false, false),
            };
            // The joiner has no glyph: its level says nothing.
            let upright = c == '\u{200D}' || levels.at(at).is_rtl();
            if before
                && upright
                && let Some(previous) = open
            {
                bits[previous] |= AFTER;
                bits[at] |= BEFORE;
            }
            open = (after && upright).then_some(at);
            if c == '\u{200D}' {
                // A joiner asks for the ligature and does not break it.
                continue;
            }
            if let Some(lam) = lam.filter(|_| forms::of_lam_alef(c, false).is_some())
                && bits[at] & BEFORE != 0
            {
                bits[lam] |= LAM;
                bits[at] |= ALEF;
            }
            lam = (c == '\u{644}').then_some(at);
        }
        Self { bits }
    }

    /// True when a lam that melts into the alef after it begins in the bytes `start..end`.
    pub(crate) fn has_lam(&self, start: usize, end: usize) -> bool {
        self.any(start, end, LAM)
    }

    /// True when an alef that melted into the lam before it begins in the bytes `start..end`.
    pub(crate) fn has_alef(&self, start: usize, end: usize) -> bool {
        self.any(start, end, ALEF)
    }

    /// True when the letter at byte `at` joins the letter after it.
    pub(crate) fn joins_after(&self, at: usize) -> bool {
        self.any(at, at + 1, AFTER)
    }

    /// True when the letter at byte `at` joins the letter before it.
    pub(crate) fn joins_before(&self, at: usize) -> bool {
        self.any(at, at + 1, BEFORE)
    }

    fn any(&self, start: usize, end: usize, bit: u8) -> bool {
        self.bits
            .get(start..end)
            .is_some_and(|bits| bits.iter().any(|b| b & bit != 0))
    }

    /// The form in which the scalar `c` at byte `at` of `text` is drawn; `None` for an alef
    /// that the glyph of its lam holds.
    pub(crate) fn form(&self, text: &str, at: usize, c: char) -> Option<char> {
        let Some(&bits) = self.bits.get(at) else {
            return Some(c);
        };
        if bits & ALEF != 0 {
            return None;
        }
        if bits & LAM != 0 {
            let alef = (at + 1..text.len()).find(|&i| self.bits[i] & ALEF != 0)?;
            effort::count(alef - at);
            let alef = text[alef..].chars().next()?;
            return forms::of_lam_alef(alef, bits & BEFORE != 0);
        }
        if !matches!(c, '\u{620}'..='\u{6FF}') {
            return Some(c);
        }
        let form = match (bits & BEFORE != 0, bits & AFTER != 0) {
            (false, false) => Form::Isolated,
            (true, false) => Form::Final,
            (false, true) => Form::Initial,
            (true, true) => Form::Medial,
        };
        Some(forms::of_letter(c, form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Islands;
    use crate::text::direction::Direction;

    /// The text with each letter in its form, still in logical order.
    fn shaped(text: &str) -> String {
        let joins = Joins::find(
            text,
            &Levels::resolve(text, Some(Direction::RightToLeft), Islands::Plain),
        );
        text.char_indices()
            .filter_map(|(at, c)| joins.form(text, at, c))
            .collect()
    }

    #[test]
    fn letters_take_their_forms() {
        for (text, wanted) in [
            ("ب", "\u{FE8F}"),
            ("بب", "\u{FE91}\u{FE90}"),
            ("ببب", "\u{FE91}\u{FE92}\u{FE90}"),
            ("دار", "\u{FEA9}\u{FE8D}\u{FEAD}"),
            ("بَبّ", "\u{FE91}\u{64E}\u{FE90}\u{651}"),
            // Hamza joins nothing.
            ("ماء", "\u{FEE3}\u{FE8E}\u{621}"),
            ("شيء", "\u{FEB7}\u{FEF2}\u{621}"),
            // Tatweel joins on both sides.
            ("بـ", "\u{FE91}\u{640}"),
            ("ـب", "\u{640}\u{FE90}"),
            // Persian and Urdu letters of Forms-A.
            ("پچ", "\u{FB58}\u{FB7B}"),
            ("گفت", "\u{FB94}\u{FED4}\u{FE96}"),
            ("ہے", "\u{FBA8}\u{FBAF}"),
            ("ی", "\u{FBFC}"),
            // No form for U+0750 and for an initial noon ghunna: the bare letter.
            ("\u{750}ب", "\u{750}\u{FE90}"),
            ("ںب", "ں\u{FE90}"),
            // Joiners.
            ("می\u{200C}خ", "\u{FEE3}\u{FBFD}\u{200C}\u{FEA5}"),
            ("ه\u{200D}", "\u{FEEB}\u{200D}"),
            ("\u{200D}ه", "\u{200D}\u{FEEA}"),
            // Marks of direction are transparent, isolates are not.
            ("ب\u{200F}ب", "\u{FE91}\u{200F}\u{FE90}"),
            ("ب\u{2068}ب\u{2069}", "\u{FE8F}\u{2068}\u{FE8F}\u{2069}"),
            // A visible sign parts what stands around it.
            ("ب\u{202B}ب", "\u{FE8F}\u{202B}\u{FE8F}"),
            // Overridden to run from left to right: not joined, no ligature.
            ("\u{202D}لا", "\u{202D}\u{FEDD}\u{FE8D}"),
        ] {
            assert_eq!(shaped(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn lam_and_alef_melt() {
        for (text, wanted) in [
            ("لا", "\u{FEFB}"),
            ("لآ", "\u{FEF5}"),
            ("لأ", "\u{FEF7}"),
            ("لإ", "\u{FEF9}"),
            ("بلا", "\u{FE91}\u{FEFC}"),
            ("الا", "\u{FE8D}\u{FEFB}"),
            ("لِأَ", "\u{FEF7}\u{650}\u{64E}"),
            ("للا", "\u{FEDF}\u{FEFC}"),
            ("لالا", "\u{FEFB}\u{FEFB}"),
            ("ل\u{200D}ا", "\u{FEFB}\u{200D}"),
            ("ل\u{200F}ا", "\u{FEFB}\u{200F}"),
            // Not when the writer parts them, and wasla has no ligature.
            ("ل\u{200C}ا", "\u{FEDD}\u{200C}\u{FE8D}"),
            ("لـا", "\u{FEDF}\u{640}\u{FE8E}"),
            ("لٱ", "\u{FEDF}\u{FB51}"),
        ] {
            assert_eq!(shaped(text), wanted, "{text:?}");
        }
    }
}
