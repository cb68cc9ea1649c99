//! Arabic and Hebrew text in the letters of ASCII, for consoles that have no others.
//!
//! A help for reading, not a standard: nothing tells ط from ت, long vowels are not marked, and
//! short ones are there only where the text has them. A letter that may be a vowel or a
//! consonant is decided by its neighbours.

use super::range::TextRange;

/// A text in Latin letters that knows where each place of its source went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Latin {
    /// The text.
    pub text: String,
    /// Byte of the source, byte of the text; both grow.
    places: Vec<(usize, usize)>,
}

/// A text in Latin letters.
#[must_use]
pub fn latin(source: &str) -> String {
    Latin::of(source).text
}

impl Latin {
    /// Writes a text in Latin letters. Text in other scripts than Arabic and Hebrew stays.
    #[must_use]
    pub fn of(source: &str) -> Self {
        let mut latin = Self::default();
        let mut chars = source.char_indices().peekable();
        let mut word = Vec::new();
        let mut verbatim = false;
        while let Some((at, c)) = chars.next() {
            if is_letter(c) || (!word.is_empty() && is_in_word(c)) {
                word.push((at, c));
                let ends = chars
                    .peek()
                    .is_none_or(|(_, next)| !is_letter(*next) && !is_in_word(*next));
                if ends {
                    Word::new(&mut latin, &word).write();
                    word.clear();
                    verbatim = false;
                }
            } else if let Some(other) = sign(c) {
                latin.places.push((at, latin.text.len()));
                latin.text.push_str(other);
                verbatim = false;
            } else {
                if !verbatim {
                    latin.places.push((at, latin.text.len()));
                    verbatim = true;
                }
                latin.text.push(c);
            }
        }
        latin.places.push((source.len(), latin.text.len()));
        latin
    }

    /// Where a range of the source went; empty when nothing is written for it.
    #[must_use]
    pub fn range(&self, source: TextRange) -> TextRange {
        TextRange::new(self.place(source.start), self.place(source.end))
    }

    fn place(&self, at: usize) -> usize {
        let after = self.places.partition_point(|(source, _)| *source <= at);
        let most = self
            .places
            .get(after)
            .map_or(self.text.len(), |(_, to)| *to);
        match after.checked_sub(1).and_then(|last| self.places.get(last)) {
            Some((from, to)) => (to + (at - from)).min(most),
            None => 0,
        }
    }
}

/// Writes one word.
struct Word<'a> {
    out: &'a mut Latin,
    chars: &'a [(usize, char)],
    /// The last consonant in the text, for a shadda that doubles it.
    consonant: &'static str,
    consonant_at: usize,
    /// A vowel was written last.
    vowel: bool,
    /// Nothing of the stem is written yet.
    first: bool,
}

impl<'a> Word<'a> {
    fn new(out: &'a mut Latin, chars: &'a [(usize, char)]) -> Self {
        Self {
            consonant_at: out.text.len(),
            out,
            chars,
            consonant: "",
            vowel: false,
            first: true,
        }
    }

    fn write(mut self) {
        for at in 0..self.chars.len() {
            let (from, c) = self.chars[at];
            self.out.places.push((from, self.out.text.len()));
            self.letter(at, c);
        }
    }

    fn is(&self, at: usize, wanted: &str) -> bool {
        self.chars.get(at).is_some_and(|(_, c)| wanted.contains(*c))
    }

    /// A letter that is a vowel unless it begins a syllable comes next.
    fn vowel_follows(&self, at: usize) -> bool {
        self.is(at + 1, "اآأويىیةًٌٍَُِّٰ")
    }

    fn letter(&mut self, at: usize, c: char) {
        let first = self.first;
        match c {
            'ا' if at == 0 && self.is(1, "ل") && self.chars.len() > 3 => self.vowel("a"),
            'ل' if at == 1 && self.is(0, "ا") && self.chars.len() > 3 => {
                self.consonant("l");
                if !self.is(2, "ل") {
                    self.out.text.push('-');
                }
                self.first = true;
            }
            // With a fatha before it it only makes that longer.
            'ا' | 'ى' | 'ٰ' if !first && self.vowel => {}
            'ا' | 'آ' | 'ى' | 'ٱ' | 'ٰ' | 'א' => self.vowel("a"),
            'أ' | 'إ' | 'ؤ' | 'ئ' | 'ء' => {
                if !first {
                    self.consonant("'");
                }
                let carries = match c {
                    'أ' => "a",
                    'إ' => "i",
                    'ؤ' => "u",
                    _ => "",
                };
                let said = self.is(at + 1, "ًٌٍَُِ") || (c == 'ؤ' && self.is(at + 1, "وا"));
                if !said && !carries.is_empty() {
                    self.vowel(carries);
                }
            }
            'ة' if self.is(at + 1, "ًٌٍَُِ") => {
                if !self.vowel {
                    self.vowel("a");
                }
                self.consonant("t");
            }
            'ة' | 'ۀ' if self.vowel => {}
            'ة' => self.vowel("a"),
            'ۀ' | 'ے' | 'ۓ' => self.vowel("e"),
            // Only makes the i of the letter before it longer.
            'ي' | 'ی' if at > 0 && self.is(at - 1, "إ") => {}
            'و' | 'ו' | 'ي' | 'ی' | 'י' => self.half_vowel(at, c),
            'َ' => self.vowel("a"),
            'ُ' => self.vowel("u"),
            'ِ' => self.vowel("i"),
            'ً' if self.vowel => self.out.text.push('n'),
            'ً' => self.vowel("an"),
            'ٌ' => self.vowel("un"),
            'ٍ' => self.vowel("in"),
            'ّ' => {
                let doubled = self.consonant;
                self.out.text.insert_str(self.consonant_at, doubled);
            }
            '\u{200c}' => self.out.text.push('-'),
            _ => {
                if let Some(consonant) = consonant(c) {
                    self.consonant(consonant);
                }
            }
        }
    }

    /// و and ي: a consonant where a syllable begins, else a vowel.
    fn half_vowel(&mut self, at: usize, c: char) {
        let (consonant, vowel) = match c {
            'و' => ("w", "u"),
            'ו' => ("v", "o"),
            _ => ("y", "i"),
        };
        if self.first || self.vowel || self.vowel_follows(at) {
            let first = self.first;
            self.consonant(consonant);
            // A word of its own, or a prefix.
            if first && at == 0 && !self.vowel_follows(at) && c != 'ו' {
                self.vowel("a");
            }
        } else {
            self.vowel(vowel);
        }
    }

    fn consonant(&mut self, letters: &'static str) {
        (self.consonant, self.consonant_at) = (letters, self.out.text.len());
        self.out.text.push_str(letters);
        (self.vowel, self.first) = (false, false);
    }

    fn vowel(&mut self, letters: &str) {
        self.out.text.push_str(letters);
        (self.vowel, self.first) = (true, false);
    }
}

fn is_letter(c: char) -> bool {
    matches!(c, 'ء'..='غ' | 'ف'..='ي' | 'ٱ'..='ۓ' | 'א'..='ת')
}

/// What stands in a word and is no letter: vowel marks, tatweel, ZWNJ.
fn is_in_word(c: char) -> bool {
    matches!(c, 'ـ' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{591}'..='\u{5c7}' | '\u{200c}' | '\u{200d}')
}

const fn consonant(c: char) -> Option<&'static str> {
    Some(match c {
        'ب' | 'ב' => "b",
        'پ' | 'פ' | 'ף' => "p",
        'ت' | 'ط' | 'ٹ' | 'ת' | 'ט' => "t",
        'ث' => "th",
        'ج' => "j",
        'چ' => "ch",
        'ح' | 'ه' | 'ھ' | 'ہ' | 'ە' | 'ה' | 'ח' => "h",
        'خ' => "kh",
        'د' | 'ض' | 'ڈ' | 'ד' => "d",
        'ذ' => "dh",
        'ر' | 'ڑ' | 'ר' => "r",
        'ز' | 'ظ' | 'ז' => "z",
        'ژ' => "zh",
        'س' | 'ص' | 'ס' => "s",
        'ش' | 'ש' => "sh",
        'צ' | 'ץ' => "ts",
        'ع' | 'ע' => "'",
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' | 'ک' | 'כ' | 'ך' | 'ק' => "k",
        'گ' | 'ג' => "g",
        'ل' | 'ל' => "l",
        'م' | 'מ' | 'ם' => "m",
        'ن' | 'ں' | 'נ' | 'ן' => "n",
        'ڤ' => "v",
        _ => return None,
    })
}

/// Digits and signs of these scripts, and what has no look.
const fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        '،' | '٬' => ",",
        '؛' => ";",
        '؟' => "?",
        '٪' => "%",
        '٫' | '۔' => ".",
        '«' | '»' | '“' | '”' | '״' => "\"",
        '‘' | '’' | '׳' => "'",
        '–' | '—' | '־' => "-",
        '…' => "...",
        'ـ'
        | '\u{64b}'..='\u{65f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{200c}'..='\u{200f}'
        | '\u{61c}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_written_in_latin_letters() {
        for (source, wanted) in [
            ("لوكاشينكو", "lukashinku"),
            ("وبوتين", "wabutin"),
            ("بيلاروسيا", "bilarusya"),
            ("الروسي", "al-rusi"),
            ("أوروبا", "awruba"),
            ("إيران", "iran"),
            ("مسؤول", "ms'ul"),
            ("أُعلن", "u'ln"),
            ("مُحَمَّد", "muhammad"),
            ("محمَّد", "mhmmad"),
            ("ملزماً", "mlzman"),
            ("كتابٌ", "ktabun"),
            ("رئيس", "r'is"),
            ("سؤال", "s'al"),
            ("إلى", "ila"),
            ("و", "wa"),
            ("اليوم", "al-yum"),
            ("الله", "allh"),
            ("می\u{200c}رود", "mi-rud"),
            ("پوتین", "putin"),
            ("مدرسة", "mdrsa"),
            ("سيرةُ", "siratu"),
            ("שלום", "shlom"),
            ("في ٢٠٢٠، «نعم»؟", "fi 2020, \"n'm\"?"),
            ("a**b** Минск", "a**b** Минск"),
            ("", ""),
        ] {
            assert_eq!(latin(source), wanted, "{source}");
        }
    }

    #[test]
    fn places_go_along() {
        let source = "زار **الرئيس** بوتين x ومنسك";
        let latin = Latin::of(source);
        assert_eq!(latin.text, "zar **al-r'is** butin x wamnsk");
        let of = |part: &str| {
            let start = source.find(part).unwrap();
            let range = latin.range(TextRange::new(start, start + part.len()));
            range.slice(&latin.text).unwrap()
        };
        for (part, wanted) in [
            ("بوتين", "butin"),
            ("الرئيس", "al-r'is"),
            ("منسك", "mnsk"),
            ("x", "x"),
            ("** بوتين", "** butin"),
        ] {
            assert_eq!(of(part), wanted);
        }
        assert_eq!(of(source), latin.text);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// No Arabic letter is left, and places stay in order on borders of scalars.
        #[test]
        fn nothing_arabic_is_left(source in "[ء-ي\u{64b}-\u{652}ٱ-ۓא-ת\u{5b0}-\u{5bc}a٣،\u{200c}* \n]{0,40}") {
            let latin = Latin::of(&source);
            prop_assert!(!latin.text.chars().any(is_letter), "{}", latin.text);
            let mut last = 0;
            for at in source.char_indices().map(|(at, _)| at).chain([source.len()]) {
                let place = latin.place(at);
                prop_assert!(last <= place && latin.text.is_char_boundary(place));
                last = place;
            }
            prop_assert_eq!(last, latin.text.len());
        }
    }
}
