//! Which digits are shown. Only glyphs change, after the levels are resolved: no digit moves.

use crate::document::{Paragraph, PieceKind};
use crate::text::class;
use unicode_bidi::BidiClass;

/// Which digits are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Digits {
    /// As the author wrote them.
    #[default]
    AsWritten,
    /// The digits of the letters around them: behind an Arabic letter `٠`–`٩`, in Persian
    /// and Urdu `۰`–`۹`. A number behind a Latin or Hebrew letter (`F16`, an address)
    /// stays as written.
    ArabicIndic,
    /// `0`–`9`.
    European,
}

/// True when a paragraph takes the Persian shapes of the digits: most of the letters that
/// tell Persian and Urdu from Arabic say so, or, when it has none of them, the article's
/// `language` (BCP 47).
#[must_use]
pub fn is_persian(source: &str, paragraph: &Paragraph, language: Option<&str>) -> bool {
    let texts = paragraph
        .pieces
        .iter()
        .filter(|piece| piece.kind == PieceKind::Text)
        .filter_map(|piece| piece.range.slice(source));
    let (mut persian, mut arabic) = (0usize, 0usize);
    for c in texts.flat_map(str::chars) {
        match c {
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' | 'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ہ' | 'ھ' | 'ے' | 'ۓ' =>
            {
                persian += 1;
            }
            'ك' | 'ي' | 'ى' | 'ة' => arabic += 1,
            _ => {}
        }
    }
    if persian + arabic > 0 {
        return persian > arabic;
    }
    let first = |language: &str| language.split(['-', '_']).next().map(str::to_lowercase);
    language
        .and_then(first)
        .is_some_and(|language| matches!(language.as_str(), "fa" | "ur" | "ps" | "pa" | "azb"))
}

/// The digits of one paragraph.
pub(crate) struct Shown {
    digits: Digits,
    zero: char,
    /// True when the text begins behind an Arabic letter, so to speak.
    arabic_first: bool,
    /// Where the last letter behind which a digit stands changes between Arabic and other.
    turns: Vec<usize>,
}

impl Shown {
    /// Finds the letters that digits follow.
    pub(crate) fn find(text: &str, digits: Digits, persian: bool) -> Self {
        let mut shown = Self {
            digits,
            zero: if persian { '۰' } else { '٠' },
            arabic_first: false,
            turns: Vec::new(),
        };
        if digits != Digits::ArabicIndic {
            return shown;
        }
        // A number at the very beginning goes with the first letter behind it.
        let mut arabic = None;
        for (at, c) in text.char_indices() {
            let now = match class::bidi(c) {
                BidiClass::AL => true,
                BidiClass::L | BidiClass::R => false,
                _ => continue,
            };
            match arabic {
                None => shown.arabic_first = now,
                Some(before) if before != now => shown.turns.push(at),
                Some(_) => {}
            }
            arabic = Some(now);
        }
        shown
    }

    /// What is drawn for `c` at byte `at`.
    pub(crate) fn form(&self, at: usize, c: char) -> char {
        if self.digits == Digits::AsWritten {
            return c;
        }
        let (own, value) = match c {
            '0'..='9' => ('0', c as u32 - '0' as u32),
            '٠'..='٩' => ('٠', c as u32 - '٠' as u32),
            '۰'..='۹' => ('۰', c as u32 - '۰' as u32),
            _ => return c,
        };
        let zero = match self.digits {
            Digits::AsWritten => own,
            Digits::European => '0',
            Digits::ArabicIndic if own != '0' || self.is_arabic_at(at) => self.zero,
            Digits::ArabicIndic => own,
        };
        char::from_u32(zero as u32 + value).unwrap_or(c)
    }

    fn is_arabic_at(&self, at: usize) -> bool {
        let turned = self.turns.partition_point(|turn| *turn <= at);
        self.arabic_first == turned.is_multiple_of(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ParagraphKind;
    use crate::layout::sketch::piece;

    fn shown(text: &str, digits: Digits, persian: bool) -> String {
        let shown = Shown::find(text, digits, persian);
        let form = |(at, c)| shown.form(at, c);
        text.char_indices().map(form).collect()
    }

    #[test]
    fn digits_follow_their_letters() {
        for (text, arabic, persian, european) in [
            ("عام 2024", "عام ٢٠٢٤", "عام ۲۰۲۴", "عام 2024"),
            ("عام ٢٠٢٤", "عام ٢٠٢٤", "عام ۲۰۲۴", "عام 2024"),
            ("سال ۱۴۰۱", "سال ١٤٠١", "سال ۱۴۰۱", "سال 1401"),
            // A number at the beginning goes with the letter behind it.
            ("15 يوما", "١٥ يوما", "۱۵ يوما", "15 يوما"),
            ("15 days", "15 days", "15 days", "15 days"),
            ("12 - 3", "12 - 3", "12 - 3", "12 - 3"),
            // Latin and Hebrew keep theirs.
            (
                "طائرة F16 في 3 أيام",
                "طائرة F16 في ٣ أيام",
                "طائرة F16 في ۳ أيام",
                "طائرة F16 في 3 أيام",
            ),
            ("שנת 1948", "שנת 1948", "שנת 1948", "שנת 1948"),
        ] {
            assert_eq!(shown(text, Digits::AsWritten, false), text);
            assert_eq!(shown(text, Digits::ArabicIndic, false), arabic);
            assert_eq!(shown(text, Digits::ArabicIndic, true), persian);
            assert_eq!(shown(text, Digits::European, true), european);
        }
    }

    #[test]
    fn letters_tell_persian_from_arabic() {
        for (text, language, wanted) in [
            ("تهران پایتخت ایران است", None, true),
            ("اسلام آباد پاکستان کا دارالحکومت ہے", None, true),
            ("القاهرة عاصمة مصر", Some("fa"), false),
            // A foreign name in Arabic, and words without a telling letter.
            ("زار پوتين العاصمة في يوليو", None, false),
            ("دار 12", None, false),
            ("دار 12", Some("fa-IR"), true),
            ("دار 12", Some("ur"), true),
            ("دار 12", Some("ar"), false),
        ] {
            let paragraph = Paragraph {
                kind: ParagraphKind::Body,
                pieces: vec![piece(0, text.len(), PieceKind::Text)],
                direction: None,
            };
            assert_eq!(is_persian(text, &paragraph, language), wanted, "{text}");
        }
    }
}
