//! A paragraph made ready for searching.

use super::folds::Folds;
use crate::text::range::TextRange;
use crate::text::token::{Token, tokenise};

/// The tokens of a paragraph, and the stretches of the source that it is made of.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    pub(super) tokens: Vec<Token>,
    pieces: Vec<(TextRange, bool)>,
}

impl Passage {
    /// A paragraph that is made of stretches of `source`: `(range, space)` in source order,
    /// `space` for a stretch that is read as one space.
    #[must_use]
    pub fn new(source: &str, pieces: impl Iterator<Item = (TextRange, bool)>) -> Self {
        let pieces: Vec<(TextRange, bool)> = pieces.collect();
        Self {
            tokens: tokenise(source, pieces.iter().copied()),
            pieces,
        }
    }

    /// A plain text as one paragraph.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::new(
            text,
            std::iter::once((TextRange::new(0, text.len()), false)),
        )
    }

    /// Its words, numbers and signs in text order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The same, taken out.
    #[must_use]
    pub fn into_tokens(self) -> Vec<Token> {
        self.tokens
    }

    /// How many tokens it has, signs too.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// True without tokens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Its text as the choices fold it, with the way back to the source.
    pub(super) fn folded(&self, source: &str, folds: &Folds) -> Flat {
        let mut flat = Flat::default();
        for (range, space) in &self.pieces {
            let Some(text) = range.slice(source) else {
                continue;
            };
            if *space {
                flat.push(range.start, range.end, ' ');
                continue;
            }
            for (at, c) in text.char_indices() {
                let (start, end) = (range.start + at, range.start + at + c.len_utf8());
                let before = flat.text.len();
                folds.fold_char(c, &mut |f| flat.push(start, end, f));
                if flat.text.len() == before
                    && let Some((_, _, last_end)) = flat.letters.last_mut()
                {
                    // Dropped marks belong to the letter before them.
                    *last_end = end;
                }
            }
        }
        flat
    }
}

/// A folded paragraph.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub(super) text: String,
    /// For each letter of the text its byte there, and the source bytes it came from.
    letters: Vec<(usize, usize, usize)>,
}

impl Flat {
    fn push(&mut self, start: usize, end: usize, letter: char) {
        self.letters.push((self.text.len(), start, end));
        self.text.push(letter);
    }

    /// The source bytes of a range of the folded text.
    pub(super) fn source(&self, start: usize, end: usize) -> Option<TextRange> {
        let first = self.letters.partition_point(|l| l.0 < start);
        let after = self.letters.partition_point(|l| l.0 < end);
        let (first, last) = (
            self.letters.get(first)?,
            self.letters.get(after.checked_sub(1)?)?,
        );
        (first.1 < last.2).then(|| TextRange::new(first.1, last.2))
    }
}
