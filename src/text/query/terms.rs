//! The terms of a text that an index keeps, and what is known of words.

use compact_str::CompactString;

use super::spelling::each_stem;
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
    let mut terms = Vec::new();
    for token in tokenise_text(text) {
        each_index_term_of(&token, &mut |term| terms.push(term.into()));
    }
    terms.into_iter()
}

/// As [`index_terms`], of one token of a document: calls `emit` with each.
pub fn each_index_term_of(token: &Token, emit: &mut impl FnMut(&str)) {
    match (token.kind, token.script) {
        (TokenKind::Punctuation(_), _) => {}
        (_, Script::Arabic) => each_stem(&token.folded, emit),
        _ => emit(&token.folded),
    }
}
