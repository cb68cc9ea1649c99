//! Folding: making spellings equal for matching. A folded text is never shown.
//!
//! What is made equal: tashkeel and other combining marks, tatweel, invisible controls
//! (bidi, ZWNJ, ZWJ, soft hyphen), the forms of alef, hamza carriers, ى/ي, ة/ه, the Persian
//! and Urdu letters with the Arabic ones, presentation forms (NFKC of each scalar), niqqud
//! and the gershayim of acronyms, Latin and Cyrillic case and diacritics, digits of all
//! scripts.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::range::TextRange;

/// The folded form of `text`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut |f| folded.push(f));
    }
    folded
}

/// A folded text that still knows where each of its letters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text` the first and one past the last source byte of the scalar
    /// that it came from. As long as `text`.
    sources: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds `source`, keeping ranges. Sources of more than 4 GiB are cut there.
    #[must_use]
    pub fn new(source: &str) -> Self {
        let mut folded = Self::default();
        for (at, c) in source.char_indices() {
            let (Ok(start), Ok(end)) = (u32::try_from(at), u32::try_from(at + c.len_utf8())) else {
                break;
            };
            let before = folded.text.len();
            fold_char(c, &mut |f| folded.text.push(f));
            if folded.text.len() == before {
                // Dropped marks belong to the letter before them.
                if let Some(letter) = folded.sources.iter().rposition(|s| s.1 == start) {
                    let of = folded.sources[letter].0;
                    for source in folded.sources.iter_mut().rev() {
                        if source.0 != of {
                            break;
                        }
                        source.1 = end;
                    }
                }
            }
            folded.sources.resize(folded.text.len(), (start, end));
        }
        folded
    }

    /// The source bytes of a range of folded bytes, dropped marks after its last letter
    /// included; `None` when the range is empty or outside.
    #[must_use]
    pub fn source_range(&self, folded: TextRange) -> Option<TextRange> {
        let sources = self.sources.get(folded.start..folded.end)?;
        let (first, last) = (sources.first()?, sources.last()?);
        Some(TextRange::new(first.0 as usize, last.1 as usize))
    }
}

/// Gives the folded letters of one scalar to `emit`: none, one, or (for ligatures) several.
#[inline]
pub fn fold_char(c: char, emit: &mut impl FnMut(char)) {
    match c {
        '\0'..='\u{7f}' => emit(c.to_ascii_lowercase()),
        '\u{600}'..='\u{6ff}' => {
            if let Some(f) = fold_arabic(c) {
                emit(f);
            }
        }
        'а'..='я' => emit(if c == 'й' { 'и' } else { c }),
        '\u{591}'..='\u{5bd}'
        | '\u{5bf}'
        | '\u{5c1}'
        | '\u{5c2}'
        | '\u{5c4}'
        | '\u{5c5}'
        | '\u{5c7}'
        | '\u{5f3}'
        | '\u{5f4}' => {}
        '\u{5d0}'..='\u{5ea}' => emit(c),
        _ => fold_rare(c, emit),
    }
}

/// Letters of the block U+0600–U+06FF; `None` for what is dropped.
fn fold_arabic(c: char) -> Option<char> {
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | '\u{672}' | '\u{673}' | '\u{675}' => 'ا',
        'ؤ' | 'ۋ' | 'ۇ' | 'ۆ' | 'ۈ' | 'ۉ' | 'ۊ' | '\u{676}' | '\u{677}' => 'و',
        'ى' | 'ئ' | 'ی' | 'ې' | 'ے' | 'ۓ' | 'ۍ' | 'ێ' | '\u{678}' => 'ي',
        'ة' | 'ھ' | 'ہ' | 'ۂ' | 'ۀ' | 'ۃ' | 'ە' => 'ه',
        'ک' | 'ڪ' | 'گ' | 'ڭ' | 'ڮ' => 'ك',
        'پ' => 'ب',
        'چ' => 'ج',
        'ژ' => 'ز',
        'ڤ' | 'ڥ' | 'ڢ' | 'ڡ' => 'ف',
        'ڨ' | 'ٯ' => 'ق',
        'ٹ' | 'ټ' => 'ت',
        'ڈ' | 'ډ' => 'د',
        'ڑ' | 'ړ' | 'ڕ' => 'ر',
        'ں' | 'ڼ' | 'ڻ' => 'ن',
        'ڵ' => 'ل',
        '٠'..='٩' => ascii_digit(c, '٠'),
        '۰'..='۹' => ascii_digit(c, '۰'),
        'ـ'
        | '\u{610}'..='\u{61a}'
        | '\u{61c}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}'
        | '\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' => return None,
        other => other,
    })
}

fn ascii_digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// True for scalars that are never drawn and carry no letter: bidi controls, joiners,
/// soft hyphen, byte order mark, variation selectors.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Everything outside the frequent blocks.
fn fold_rare(c: char, emit: &mut impl FnMut(char)) {
    if is_invisible(c) || is_combining_mark(c) {
        return;
    }
    match c {
        'ß' | 'ẞ' => return "ss".chars().for_each(emit),
        'æ' | 'Æ' | 'Ǣ' | 'ǣ' | 'Ǽ' | 'ǽ' => return "ae".chars().for_each(emit),
        'œ' | 'Œ' => return "oe".chars().for_each(emit),
        'ø' | 'Ø' | 'Ǿ' | 'ǿ' => return emit('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => return emit('d'),
        'ł' | 'Ł' => return emit('l'),
        'ı' => return emit('i'),
        'ʼ' | '’' | '‘' | 'ʻ' | 'ʿ' | 'ʾ' | '`' => return emit('\''),
        _ => {}
    }
    if matches!(c, '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{ff00}'..='\u{ffef}') {
        for part in std::iter::once(c).nfkc() {
            // NFKC of a presentation form never holds a presentation form.
            match part {
                '\u{600}'..='\u{6ff}' => {
                    if let Some(f) = fold_arabic(part) {
                        emit(f);
                    }
                }
                _ if is_combining_mark(part) || part == ' ' => {}
                _ => part.to_lowercase().for_each(&mut *emit),
            }
        }
        return;
    }
    if let Some(digit) = decimal_digit(c) {
        return emit(digit);
    }
    for lower in c.to_lowercase() {
        decompose_canonical(lower, |part| {
            if !is_combining_mark(part) {
                emit(part);
            }
        });
    }
}

/// Digits of the further scripts that stand in ten consecutive scalars from a known zero.
fn decimal_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 6] = [0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0e50];
    let at = u32::from(c);
    ZEROS
        .iter()
        .find(|&&zero| (zero..zero + 10).contains(&at))
        .and_then(|zero| char::from_digit(at - zero, 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_fold_alike() {
        let rows = [
            ("أنطونيو", "انطونيو"),
            ("إيران", "ايران"),
            ("آل", "ال"),
            ("مُحَمَّد", "محمد"),
            ("محـــمد", "محمد"),
            ("مصطفى", "مصطفي"),
            ("فاطمة", "فاطمه"),
            ("علی", "علي"),
            ("کرملین", "كرملين"),
            ("پوتین", "بوتين"),
            ("ڤيينا", "فيينا"),
            ("خامنه\u{200c}ای", "خامنهاي"),
            ("\u{200f}بوتين\u{200f}", "بوتين"),
            ("\u{fefb}ريجاني", "لاريجاني"),
            ("٢٠٢٠", "2020"),
            ("۱۴", "14"),
            ("Łukašenka", "lukasenka"),
            ("ÉMILE", "emile"),
            ("Лукашенко", "лукашенко"),
            ("Ёлкин", "елкин"),
            ("נאט״ו", "נאטו"),
            ("שָׁלוֹם", "שלום"),
            ("مسؤول", "مسوول"),
        ];
        for (text, folded) in rows {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn ranges_take_the_marks_after_a_letter() {
        let source = "قال مُحَمَّدٌ!";
        let folded = Folded::new(source);
        let at = folded.text.find("محمد").unwrap();
        let range = folded
            .source_range(TextRange::new(at, at + "محمد".len()))
            .unwrap();
        assert_eq!(range.slice(source), Some("مُحَمَّدٌ"));
    }

    #[test]
    fn each_scalar_folds_to_what_stays() {
        let turned: Vec<_> = ('\0'..=char::MAX)
            .map(|c| (c, fold(c.encode_utf8(&mut [0; 4]))))
            .filter(|(_, once)| fold(once) != *once)
            .collect();
        assert_eq!(turned, []);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn folding_is_idempotent_and_ranges_stand_on_scalars(text in "\\PC{0,40}|[\u{600}-\u{6ff}\u{fe70}-\u{feff} ]{0,40}") {
            let folded = Folded::new(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            prop_assert_eq!(fold(&folded.text), folded.text.clone());
            for (at, c) in folded.text.char_indices() {
                let range = folded.source_range(TextRange::new(at, at + c.len_utf8())).unwrap();
                prop_assert!(range.slice(&text).is_some());
            }
        }
    }
}
