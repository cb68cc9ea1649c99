//! How a text names somebody: the spelling, and the title that stands before it.

use unicode_normalization::char::is_combining_mark;

use super::gazetteer::Gazetteer;
use super::lexicon::Traits;
use super::person::{is_adjective, is_foreign_title};
use super::recall::Met;
use super::words::{Clitics, Link, Spelling, Word, words};
use crate::document::{Paragraph, PieceKind};
use crate::text::fold::{fold, is_invisible};
use crate::text::range::TextRange;
use crate::text::token::{Script, tokenise};

/// How one mention names somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// The name as written, without vowel marks and tatweel; `None` where only a title
    /// stands there.
    pub spelling: Option<String>,
    /// The title before the name, or in its place.
    pub title: Option<String>,
}

/// No title has more words.
const LONGEST: usize = 6;

/// How the mentions of one paragraph name somebody.
pub struct Namings<'a> {
    source: &'a str,
    paragraph: &'a Paragraph,
    words: Vec<Word>,
}

impl<'a> Namings<'a> {
    /// Reads the words of a paragraph.
    #[must_use]
    pub fn new(source: &'a str, paragraph: &'a Paragraph) -> Self {
        let pieces = paragraph.pieces.iter();
        let tokens = tokenise(
            source,
            pieces.map(|piece| (piece.range, piece.kind == PieceKind::Space)),
        );
        let mut met = Met::default();
        // What is listed does not matter here.
        let ids = met.meet(&tokens, &Gazetteer::default());
        let words = words(&tokens, &ids, &met, source, Spelling::default());
        Self {
            source,
            paragraph,
            words,
        }
    }

    /// How the mention with this range does it. `named` tells which ranges name somebody or
    /// something, so that a title may hold it: وزير الخارجية الروسي.
    #[must_use]
    pub fn of(&self, range: TextRange, named: impl Fn(TextRange) -> bool) -> Naming {
        let first = self.words.partition_point(|w| w.range.end <= range.start);
        let end = self.words.partition_point(|w| w.range.start < range.end);
        let text = self.read(range);
        if self.is_title(first, end, &named) {
            return Naming {
                spelling: None,
                title: Some(text).filter(|text| is_own(text)),
            };
        }
        let title = self.title_before(first, range.start, &named);
        Naming {
            spelling: Some(text).filter(|text| !text.is_empty()),
            title: title.filter(|title| is_own(title)),
        }
    }

    /// True where the words are a title alone.
    fn is_title(&self, first: usize, end: usize, named: &impl Fn(TextRange) -> bool) -> bool {
        let Some((head, rest)) = self.words.get(first..end).and_then(<[_]>::split_first) else {
            return false;
        };
        heads(head) && rest.iter().all(|word| goes_on(word, named))
    }

    /// The title that ends where the name at word `first` begins.
    fn title_before(
        &self,
        first: usize,
        name: usize,
        named: &impl Fn(TextRange) -> bool,
    ) -> Option<String> {
        let bearer = self.words.get(first)?;
        // والرئيس لوكاشينكو, but not للوكاشينكو: a name with a clitic has no title before it.
        if bearer.link != Link::Space || bearer.range.start < name {
            return None;
        }
        let mut start = None;
        for at in (first.saturating_sub(LONGEST)..first).rev() {
            let word = &self.words[at];
            // مساعد الرئيس بوتين: the title is the president's, the assistant is another.
            let definite = |at: usize| self.words[at].folded.starts_with("ال");
            if heads(word) && start.is_some_and(definite) && !definite(at) {
                break;
            }
            if heads(word) {
                start = Some(at);
            } else if !goes_on(word, named) {
                break;
            }
            if word.link != Link::Space {
                break;
            }
        }
        let head = self.words.get(start?)?;
        let clitics = if head.traits.any(Traits::TITLE) {
            head.clitics
        } else {
            Clitics::NONE
        };
        let from = head.range_after(clitics.letters, self.source)?.start;
        let last = self.words.get(first.checked_sub(1)?)?;
        let title = self.read(TextRange::new(from, last.range.end));
        Some(match clitics.article {
            // للرئيس: its article has lost the alef.
            true => format!("ا{title}"),
            false => title,
        })
    }

    /// The text of a range as it is read: pieces joined, without marks, tatweel and controls.
    fn read(&self, range: TextRange) -> String {
        let mut out = String::with_capacity(range.len());
        for piece in &self.paragraph.pieces {
            let part = TextRange::new(
                piece.range.start.max(range.start),
                piece.range.end.min(range.end),
            );
            if part.start >= part.end {
                continue;
            }
            let text = part.slice(self.source).unwrap_or_default();
            let space = piece.kind == PieceKind::Space;
            for c in text.chars() {
                if space || c.is_whitespace() {
                    if !out.ends_with(' ') && !out.is_empty() {
                        out.push(' ');
                    }
                } else if c == '\u{200c}' || !(c == 'ـ' || is_invisible(c) || is_combining_mark(c))
                {
                    out.extend((!c.is_control()).then_some(c));
                }
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

/// True for a title that one bears; that one is somebody's counterpart (نظيره) or colleague is
/// none.
fn is_own(title: &str) -> bool {
    let folded = fold(title);
    let bare = folded.strip_prefix("ال").unwrap_or(&folded);
    !(bare.starts_with("نظير") || bare.starts_with("زميل"))
}

/// True for a word with which a title begins.
fn heads(word: &Word) -> bool {
    match word.script {
        Script::Arabic => word.traits.any(Traits::TITLE) && !word.persian,
        _ => is_foreign_title(&word.folded),
    }
}

/// True for a word that may stand in a title after its head.
fn goes_on(word: &Word, named: &impl Fn(TextRange) -> bool) -> bool {
    word.link == Link::Space
        && (heads(word)
            || word.traits.any(Traits::FOLLOWER)
            || is_adjective(word)
            || named(word.range))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};

    /// Spelling and title of what stands in brackets; what stands in braces is named too.
    fn naming(marked: &str) -> (Option<String>, Option<String>) {
        let mut text = String::new();
        let (mut range, mut others) = ((0, 0), Vec::new());
        let mut open = 0;
        for c in marked.chars() {
            match c {
                '[' => range.0 = text.len(),
                ']' => range.1 = text.len(),
                '{' => open = text.len(),
                '}' => others.push(TextRange::new(open, text.len())),
                c => text.push(c),
            }
        }
        let document = read(text, Format::Markdown);
        let paragraph = document.paragraphs.last().unwrap();
        let namings = Namings::new(&document.source, paragraph);
        let range = TextRange::new(range.0, range.1);
        let naming = namings.of(range, |word| others.iter().any(|o| o.intersects(word)));
        (naming.spelling, naming.title)
    }

    #[test]
    fn spelling_and_title_are_told_apart() {
        for (text, spelling, title) in [
            ("قال [لوكاشينكو] أمس", Some("لوكاشينكو"), None),
            (
                "قال الرئيس [لوكاشينكو] أمس",
                Some("لوكاشينكو"),
                Some("الرئيس"),
            ),
            ("والرئيس [لوكاشينكو]", Some("لوكاشينكو"), Some("الرئيس")),
            ("وفقا للرئيس [لوكاشينكو]", Some("لوكاشينكو"), Some("الرئيس")),
            (
                "التقى وزير الخارجية {الروسي} [سيرغي لافروف]",
                Some("سيرغي لافروف"),
                Some("وزير الخارجية الروسي"),
            ),
            (
                "قال رئيس {بيلاروسيا} [لوكاشينكو]",
                Some("لوكاشينكو"),
                Some("رئيس بيلاروسيا"),
            ),
            // A comma parts a title from the name after it.
            ("قال الرئيس، [لوكاشينكو] حضر", Some("لوكاشينكو"), None),
            // Another one's title: a name stands between.
            ("الرئيس حضر و[لوكاشينكو]", Some("لوكاشينكو"), None),
            (
                "قال مساعد الرئيس {الروسي} [بوتين]",
                Some("بوتين"),
                Some("الرئيس الروسي"),
            ),
            ("قال [الرئيس] أمس", None, Some("الرئيس")),
            // No title, but somebody's counterpart.
            ("التقى نظيره [بوتين]", Some("بوتين"), None),
            (
                "President [Lukashenko] said",
                Some("Lukashenko"),
                Some("President"),
            ),
            (
                "сказал президент [Лукашенко]",
                Some("Лукашенко"),
                Some("президент"),
            ),
            // As it is read: without marks, tatweel and the signs of the format.
            ("قال [**لُوكـــا**شينكو] أمس", Some("لوكاشينكو"), None),
            ("[أنغيلا\nميركل]", Some("أنغيلا ميركل"), None),
        ] {
            let got = naming(text);
            assert_eq!(
                (got.0.as_deref(), got.1.as_deref()),
                (spelling, title),
                "{text}"
            );
        }
    }
}
