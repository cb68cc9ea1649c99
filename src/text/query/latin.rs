//! Names in other letters that a word in Latin letters may mean.

use crate::text::affix::without_article;
use crate::text::token::{Script, Token, TokenKind, tokenise_text};
use crate::text::transliterate::{latin_key, skeleton};

/// Whether a word in Arabic, Hebrew or Cyrillic letters may be this Latin word: their
/// consonants are of the same classes (`lukashenko`, لوكاشينكو). A word of few consonants must
/// have the same vowels, too, as far as they are written (`iran`, إيران; not رن).
#[must_use]
pub fn sounds_like(latin: &str, word: &str) -> bool {
    let other = word.chars().find(|c| c.is_alphabetic()).map(Script::of);
    if !matches!(
        other,
        Some(Script::Arabic | Script::Hebrew | Script::Cyrillic)
    ) {
        return false;
    }
    let wanted = skeleton(latin);
    if wanted.is_empty() || wanted != skeleton(word) {
        return false;
    }
    let (a, b) = (latin_key(latin), latin_key(word));
    let first = |key: &str| key.chars().next().is_some_and(is_vowel);
    if first(&a) != first(&b) {
        return false;
    }
    wanted.chars().count() > 3 || vowels_agree(&a, &b)
}

/// Whether something that is called `name` is meant by `asked`: each of its words stands there,
/// with or without the article, or sounds like one there.
#[must_use]
pub fn names_match(asked: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<_> {
        let tokens = tokenise_text(text).into_iter();
        tokens
            .filter(|t| !matches!(t.kind, TokenKind::Punctuation(_)))
            .collect()
    };
    let (asked, name) = (words(asked), words(name));
    let bare = |token: &Token| {
        without_article(&token.folded)
            .unwrap_or(&token.folded)
            .to_owned()
    };
    !asked.is_empty()
        && asked.iter().all(|word| {
            let mut others = name.iter();
            others.any(|other| {
                bare(other) == bare(word)
                    || (word.script == Script::Latin && sounds_like(&word.folded, &other.folded))
            })
        })
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u' | 'e' | 'o')
}

/// Whether the long vowels of `written` stand, in their order, in the full spelling; a and i at
/// the beginning are one (إيران is `airan` letter by letter).
fn vowels_agree(full: &str, written: &str) -> bool {
    let mut wanted = full.chars().filter(|c| is_vowel(*c));
    let vowels: Vec<char> = written.chars().filter(|c| is_vowel(*c)).collect();
    let begins_alike = vowels.first() == Some(&'a') && vowels.get(1).is_some_and(|c| *c != 'a');
    let from = usize::from(begins_alike && written.starts_with('a'));
    vowels
        .get(from..)
        .unwrap_or_default()
        .iter()
        .all(|vowel| wanted.any(|w| w == *vowel))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_heard_across_scripts() {
        for (latin, word, same) in [
            ("lukashenko", "لوكاشينكو", true),
            ("Lukashenka", "لوكاشنكو", true),
            ("putin", "بوتين", true),
            ("putin", "باتون", false),
            ("minsk", "مينسك", true),
            ("minsk", "Минск", true),
            ("iran", "إيران", true),
            ("iran", "رن", false),
            ("iran", "رأي", false),
            ("minsk", "Minsk", false),
            ("merkel", "ميركل", true),
            ("merkel", "موسكو", false),
            ("", "", false),
        ] {
            assert_eq!(sounds_like(latin, word), same, "{latin} {word}");
        }
        for (asked, name, same) in [
            ("لوكاشينكو", "ألكسندر لوكاشينكو", true),
            ("أسد", "بشار الأسد", true),
            ("Putin", "فلاديمير بوتين", true),
            ("vladimir putin", "فلاديمير بوتين", true),
            ("ليد", "وليد جنبلاط", false),
            ("", "بوتين", false),
        ] {
            assert_eq!(names_match(asked, name), same, "{asked} {name}");
        }
    }
}
