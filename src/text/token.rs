//! Words, numbers and punctuation with their folded forms and source ranges.
//!
//! This is one of the two maps between source and derived text (the other: pieces).
//! A word may cross a gap between pieces: `**لوكا**شينكو` is one word.

use compact_str::CompactString;
use unicode_normalization::char::is_combining_mark;

use super::fold::{fold_char, is_invisible};
use super::range::TextRange;

/// A word, number or punctuation sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its source bytes; marks and joiners after the last letter included. What lies between
    /// the pieces of a word is inside too.
    pub range: TextRange,
    /// Its folded form ([`super::fold`]); for punctuation the sign.
    pub folded: CompactString,
    /// What it is.
    pub kind: TokenKind,
    /// Its first letter is an upper-case letter.
    pub starts_capital: bool,
    /// It has at least two letters, all of them upper-case.
    pub all_capital: bool,
    /// No white space stands between it and the token before it.
    pub glued: bool,
    /// The script of its letters.
    pub script: Script,
}

impl Token {
    /// True for words.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters; in Latin also digits after the first letter.
    Word,
    /// Digits with the separators between them.
    Number,
    /// One sign.
    Punctuation(char),
}

/// The script of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Arabic letters, whatever the language.
    Arabic,
    /// Hebrew.
    Hebrew,
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Anything else, numbers and punctuation too.
    Other,
}

impl Script {
    /// The script of one letter.
    #[must_use]
    pub const fn of(c: char) -> Self {
        match c {
            'A'..='Z' | 'a'..='z' | '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{870}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}' => Self::Arabic,
            _ => Self::Other,
        }
    }
}

/// The tokens of a text that is made of stretches of `source`: `(range, space)` in source
/// order, `space` for a stretch that is read as one space. Stretches outside the source or
/// not on scalar boundaries are passed over.
#[must_use]
pub fn tokenise(source: &str, pieces: impl Iterator<Item = (TextRange, bool)>) -> Vec<Token> {
    let pieces = pieces.filter_map(|(range, space)| Some((range, space, range.slice(source)?)));
    let pieces: Vec<_> = pieces.collect();
    let bytes: usize = pieces.iter().map(|(.., text)| text.len()).sum();
    let mut scanner = Scanner {
        // A token of running text takes that much or more.
        tokens: Vec::with_capacity((bytes / 6 + 1).min(1 << 12)),
        ..Scanner::default()
    };
    let mut chars = pieces
        .into_iter()
        .flat_map(|(range, space, text)| {
            text.char_indices()
                .map(move |(at, c)| (range.start + at, if space { ' ' } else { c }))
        })
        .peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        scanner.take(at, c, next);
    }
    scanner.finish();
    scanner.tokens
}

/// The tokens of a plain string.
#[must_use]
pub fn tokenise_text(text: &str) -> Vec<Token> {
    tokenise(
        text,
        std::iter::once((TextRange::new(0, text.len()), false)),
    )
}

#[derive(Default)]
struct Scanner {
    tokens: Vec<Token>,
    /// Its folded form is apart as long as it grows.
    word: Option<Token>,
    folded: String,
    /// A sign that belongs to the word if a letter follows (apostrophe, gershayim): its end.
    spaced: bool,
    upper: usize,
    letters: usize,
}

impl Scanner {
    fn take(&mut self, at: usize, c: char, next: Option<char>) {
        let end = at + c.len_utf8();
        // The frequent scalars first: the general tables are searched, not indexed.
        match c {
            'a'..='z' | 'A'..='Z' | 'ء'..='غ' | 'ف'..='ي' | 'א'..='ת' | 'А'..='я' => {
                return self.letter(at, end, c);
            }
            '0'..='9' => return self.digit(at, end, c),
            '\u{64b}'..='\u{652}' => return self.mark(end),
            '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' | '«' | '»' | '،' | '؛' | '؟' => {
                return self.sign(at, end, c, next);
            }
            ' ' | '\n' => {
                self.finish();
                self.spaced = true;
                return;
            }
            _ => {}
        }
        if is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}') {
            return self.mark(end);
        }
        if is_invisible(c) {
            return;
        }
        if c.is_numeric() {
            self.digit(at, end, c);
        } else if c.is_alphabetic() && (c != 'ـ' || self.word.is_some()) {
            // A tatweel without a letter before it is an ornament or a dash: a sign.
            self.letter(at, end, c);
        } else if c.is_whitespace() {
            self.finish();
            self.spaced = true;
        } else {
            self.sign(at, end, c, next);
        }
    }

    /// A mark belongs to the letter before it (it extends the cluster); without one it is no
    /// word.
    fn mark(&mut self, end: usize) {
        if let Some(word) = &mut self.word {
            word.range.end = end;
        }
    }

    fn sign(&mut self, at: usize, end: usize, c: char, next: Option<char>) {
        if !self.joins(c, next) {
            self.finish();
            let mut token = self.open(at, TokenKind::Punctuation(c), Script::Other);
            token.range.end = end;
            token.folded.push(c);
            self.tokens.push(token);
        }
    }

    fn open(&mut self, at: usize, kind: TokenKind, script: Script) -> Token {
        let glued = !self.spaced && !self.tokens.is_empty();
        self.spaced = false;
        self.upper = 0;
        self.letters = 0;
        self.folded.clear();
        Token {
            range: TextRange::new(at, at),
            folded: CompactString::default(),
            kind,
            starts_capital: false,
            all_capital: false,
            glued,
            script,
        }
    }

    fn letter(&mut self, at: usize, end: usize, c: char) {
        let script = match (&self.word, c) {
            (Some(word), 'ـ') => word.script,
            _ => Script::of(c),
        };
        let continues = self
            .word
            .as_ref()
            .is_some_and(|word| word.kind == TokenKind::Word && word.script == script);
        if !continues {
            self.finish();
            let mut token = self.open(at, TokenKind::Word, script);
            token.starts_capital = is_upper(c);
            self.word = Some(token);
        }
        self.letters += 1;
        self.upper += usize::from(is_upper(c));
        if let Some(word) = &mut self.word {
            word.range.end = end;
            fold_char(c, &mut |f| self.folded.push(f));
        }
    }

    fn digit(&mut self, at: usize, end: usize, c: char) {
        // G20, F16: digits go on a Latin word; elsewhere a number stands alone.
        let continues = self
            .word
            .as_ref()
            .is_some_and(|word| word.kind == TokenKind::Number || word.script == Script::Latin);
        if !continues {
            self.finish();
            let token = self.open(at, TokenKind::Number, Script::Other);
            self.word = Some(token);
        }
        if let Some(word) = &mut self.word {
            word.range.end = end;
            fold_char(c, &mut |f| self.folded.push(f));
        }
    }

    /// Signs inside a word: an apostrophe between letters (not the English possessive), the
    /// quotes of Hebrew acronyms, separators between digits. They leave no folded letter
    /// except between digits.
    fn joins(&mut self, c: char, next: Option<char>) -> bool {
        let next = next.unwrap_or(' ');
        let Some(word) = &mut self.word else {
            return false;
        };
        match (word.kind, c) {
            (TokenKind::Number, '.' | ',' | '\u{66b}' | '\u{66c}') if next.is_numeric() => {
                self.folded
                    .push(if c == '.' || c == '\u{66b}' { '.' } else { ',' });
                true
            }
            // OPEC+ is not OPEC.
            (TokenKind::Word, '+') if !next.is_alphanumeric() => {
                self.folded.push('+');
                word.range.end += 1;
                true
            }
            (TokenKind::Word, '"' | '״' | '׳' | '\'' | '’' | '”')
                if word.script == Script::Hebrew =>
            {
                Script::of(next) == Script::Hebrew && next.is_alphabetic()
            }
            (TokenKind::Word, '\'' | '’' | 'ʼ' | '`') if word.script == Script::Latin => {
                next.is_alphabetic() && !matches!(next, 's' | 'S')
            }
            _ => false,
        }
    }

    fn finish(&mut self) {
        if let Some(mut word) = self.word.take() {
            word.all_capital = self.letters >= 2 && self.upper == self.letters;
            if !self.folded.is_empty() {
                word.folded = CompactString::from(self.folded.as_str());
                self.tokens.push(word);
            }
        }
    }
}

/// Of the scripts that have capitals; the general table is searched.
fn is_upper(c: char) -> bool {
    !matches!(c, '\u{590}'..='\u{6ff}') && c.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> Vec<String> {
        tokenise_text(text)
            .iter()
            .map(|t| t.folded.to_string())
            .collect()
    }

    #[test]
    fn words_numbers_signs() {
        let rows: [(&str, &[&str]); 13] = [
            ("قال: نعم", &["قال", ":", "نعم"]),
            ("خامنه\u{200c}ای گفت", &["خامنهاي", "كفت"]),
            ("أ.ف.ب", &["ا", ".", "ف", ".", "ب"]),
            ("3سوريين", &["3", "سوريين"]),
            ("80.5% و٢٬٠٠٠", &["80.5", "%", "و", "2,000"]),
            ("G20", &["g20"]),
            ("OPEC+, أوبك+", &["opec+", ",", "اوبك+"]),
            ("Putin's al-Assad", &["putin", "'", "s", "al", "-", "assad"]),
            ("O'Brien", &["obrien"]),
            ("נאט\"ו אמר", &["נאטו", "אמר"]),
            ("«NATO»الناتو", &["«", "nato", "»", "الناتو"]),
            ("\u{64e} بـ\u{64e}", &["ب"]),
            ("\u{200f}بوتين\u{200f}", &["بوتين"]),
        ];
        for (text, expected) in rows {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_crosses_a_gap_and_a_space_piece_ends_it() {
        let source = "**لوكا**شينكو\nمينسك";
        let at = |needle: &str| {
            let start = source.find(needle).unwrap();
            TextRange::new(start, start + needle.len())
        };
        let pieces = [
            (at("لوكا"), false),
            (at("شينكو"), false),
            (at("\n"), true),
            (at("مينسك"), false),
        ];
        let tokens = tokenise(source, pieces.into_iter());
        assert_eq!(tokens.len(), 2);
        assert_eq!(tokens[0].folded, "لوكاشينكو");
        assert_eq!(tokens[0].range.slice(source), Some("لوكا**شينكو"));
        assert!(!tokens[1].glued);
    }

    #[test]
    fn ranges_leave_controls_outside_and_marks_inside() {
        let text = "\u{200f}بوتينُ\u{200f} x";
        let tokens = tokenise_text(text);
        assert_eq!(tokens[0].range.slice(text), Some("بوتينُ"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn tokens_are_ordered_and_inside(text in "\\PC{0,60}|[ا-ي\u{64b}-\u{652}\u{200c}-\u{200f} .'\"0-9a-zא-ת]{0,60}") {
            let mut end = 0;
            for token in tokenise_text(&text) {
                prop_assert!(token.range.start >= end);
                prop_assert!(token.range.slice(&text).is_some_and(|s| !s.is_empty()));
                end = token.range.end;
            }
        }
    }
}
