//! The terms of a text that an index keeps, and what is known of words.

use compact_str::CompactString;

use super::spelling::stems;
use crate::text::token::{Script, Token, TokenKind, tokenise_text};

/// What is known of words, so that the first letter of one is not taken for a clitic.
pub trait Known {
    /// True when this folded word is a word of its own, as it is: وليد is not و and ليد.
    fn is_whole(&self, folded: &str) -> bool;

    /// The words of names that are written in other letters and sound like this Latin word.
    fn sounds_like(&self, latin: &str) -> Vec<String> {
        let _ = latin;
        Vec::new()
    }
}

/// Nothing is known of any word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl Known for Nothing {
    fn is_whole(&self, _: &str) -> bool {
        false
    }
}

/// The terms of a text for an index: each word and number folded, then what remains of it
/// without clitics and without the article. In the order of the text; a term that stands
/// twice is given twice.
///
/// No list of words is asked, so that an index stays good when the lists change: which of the
/// readings is meant, the matcher decides.
///
/// ```
/// use warraq::text::query::index_terms;
///
/// let terms: Vec<String> = index_terms("وللفيروس ٢٠٢١!").map(|t| t.to_string()).collect();
/// assert_eq!(terms, ["وللفيروس", "للفيروس", "لفيروس", "الفيروس", "فيروس", "2021"]);
/// ```
pub fn index_terms(text: &str) -> impl Iterator<Item = CompactString> {
    let tokens = tokenise_text(text).into_iter();
    tokens.flat_map(|token| index_terms_of(&token).collect::<Vec<_>>())
}

/// As [`index_terms`], of one token of a document.
pub fn index_terms_of(token: &Token) -> impl Iterator<Item = CompactString> + '_ {
    let is_word = !matches!(token.kind, TokenKind::Punctuation(_));
    let arabic = is_word && token.script == Script::Arabic;
    let as_it_is = (is_word && !arabic).then(|| token.folded.clone());
    let stems = arabic.then(|| stems(&token.folded, |_| false));
    let stems = stems.into_iter().flatten().map(|stem| stem.word);
    as_it_is.into_iter().chain(stems)
}
