//! Which differences between spellings count as none, as the reader chooses.
//!
//! [`crate::text::fold`] makes all of them equal, and some more that are no choice (capitals,
//! tatweel, Persian and presentation forms). That finds everything that may be meant; what is
//! found is held against the stricter spelling here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::fold::fold_char;

/// The choices. Each that is on makes its letters equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Folds {
    /// Vowel signs, niqqud and diacritics do not count.
    pub marks: bool,
    /// أ إ آ ٱ are ا, ؤ is و, ئ is ي.
    pub hamza: bool,
    /// ى is ي.
    pub yeh: bool,
    /// ٣ and ۳ are 3.
    pub digits: bool,
    /// ة is ه.
    pub teh: bool,
}

impl Default for Folds {
    /// All but ة and ه, which are different words more often than different spellings.
    fn default() -> Self {
        Self {
            marks: true,
            hamza: true,
            yeh: true,
            digits: true,
            teh: false,
        }
    }
}

/// One of the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fold {
    /// [`Folds::marks`].
    Marks,
    /// [`Folds::hamza`].
    Hamza,
    /// [`Folds::yeh`].
    Yeh,
    /// [`Folds::digits`].
    Digits,
    /// [`Folds::teh`].
    Teh,
}

impl Fold {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Marks, Self::Hamza, Self::Yeh, Self::Digits, Self::Teh];

    /// Its name for the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::Hamza => "hamza",
            Self::Yeh => "yeh",
            Self::Digits => "digits",
            Self::Teh => "teh",
        }
    }

    /// The letters that it makes equal, as a reader sees them.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Marks => "َ ِ ُ",
            Self::Hamza => "أ/ا",
            Self::Yeh => "ى/ي",
            Self::Digits => "٣/3",
            Self::Teh => "ة/ه",
        }
    }
}

impl Folds {
    /// Whether a choice is on.
    #[must_use]
    pub const fn has(&self, fold: Fold) -> bool {
        match fold {
            Fold::Marks => self.marks,
            Fold::Hamza => self.hamza,
            Fold::Yeh => self.yeh,
            Fold::Digits => self.digits,
            Fold::Teh => self.teh,
        }
    }

    /// Sets a choice.
    pub const fn set(&mut self, fold: Fold, on: bool) {
        match fold {
            Fold::Marks => self.marks = on,
            Fold::Hamza => self.hamza = on,
            Fold::Yeh => self.yeh = on,
            Fold::Digits => self.digits = on,
            Fold::Teh => self.teh = on,
        }
    }

    /// Gives the letters of one scalar to `emit` as these choices leave them.
    pub fn fold_char(&self, c: char, emit: &mut impl FnMut(char)) {
        if c.is_ascii() {
            return emit(c.to_ascii_lowercase());
        }
        if matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}') {
            // A presentation form is the letters that it shows.
            let parts = std::iter::once(c).nfkc().filter(|part| *part != ' ');
            return parts.for_each(|part| self.fold_plain(part, emit));
        }
        self.fold_plain(c, emit);
    }

    fn fold_plain(&self, c: char, emit: &mut impl FnMut(char)) {
        let kept = match c {
            'أ' | 'إ' | 'آ' | 'ٱ' | 'ؤ' | 'ئ' => !self.hamza,
            'ى' => !self.yeh,
            'ة' => !self.teh,
            'ۃ' if !self.teh => return emit('ة'),
            '٠'..='٩' | '۰'..='۹' => !self.digits,
            // What a hamza or madda written apart makes of its letter is told by NFC before.
            _ if is_combining_mark(c) => !self.marks && !is_annotation(c),
            _ if !self.marks && c.is_alphabetic() && !is_arabic(c) => {
                return c.to_lowercase().for_each(emit);
            }
            _ => false,
        };
        if kept {
            emit(c);
        } else {
            fold_char(c, emit);
        }
    }
}

/// Signs of the Koran above the line, which are no vowels.
const fn is_annotation(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{6d6}'..='\u{6ed}')
}

const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str, folds: Folds) -> String {
        let mut out = String::new();
        for c in text.nfc() {
            folds.fold_char(c, &mut |f| out.push(f));
        }
        out
    }

    #[test]
    fn each_choice_is_its_own() {
        let all = Folds {
            teh: true,
            ..Folds::default()
        };
        let text = "أَسْرَى مدرسةٌ ٣ É\u{fefb}";
        assert_eq!(folded(text, all), "اسري مدرسه 3 eلا");
        for (fold, wanted) in [
            (Fold::Marks, "اَسْرَي مدرسهٌ 3 éلا"),
            (Fold::Hamza, "أسري مدرسه 3 eلا"),
            (Fold::Yeh, "اسرى مدرسه 3 eلا"),
            (Fold::Digits, "اسري مدرسه ٣ eلا"),
            (Fold::Teh, "اسري مدرسة 3 eلا"),
        ] {
            let mut folds = all;
            folds.set(fold, false);
            assert!(!folds.has(fold));
            assert_eq!(folded(text, folds), wanted, "{fold:?}");
        }
    }

    #[test]
    fn a_hamza_written_apart_is_its_letter() {
        let mut folds = Folds::default();
        assert_eq!(folded("ا\u{654}مر", folds), "امر");
        folds.hamza = false;
        assert_eq!(folded("ا\u{654}مر", folds), "أمر");
    }
}
