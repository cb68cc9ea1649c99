//! The words of a paragraph with all that lists and forms say about each.

use std::borrow::Borrow;

use compact_str::CompactString;

use super::gazetteer::{Gazetteer, Senses};
use super::lexicon::{Lexicon, Traits};
use super::recall::{Known, Met, WordId};
use crate::text::affix;
use crate::text::fold::is_invisible;
use crate::text::range::TextRange;
use crate::text::token::{Script, Token, TokenKind};

/// A word and how it hangs on the one before it.
pub(super) struct Word {
    /// Source bytes.
    pub(super) range: TextRange,
    /// Folded form.
    pub(super) folded: CompactString,
    /// The script of its letters.
    pub(super) script: Script,
    /// First letter upper-case.
    pub(super) capital: bool,
    /// All letters upper-case.
    pub(super) all_capital: bool,
    /// How it follows the word before it.
    pub(super) link: Link,
    /// The sign right before it (an opening quote or bracket), if any.
    pub(super) before: Option<char>,
    /// The sign right after it, if any.
    pub(super) after: Option<char>,
    /// What the lists say: of the whole word, or else without clitics.
    pub(super) traits: Traits,
    /// The clitics that were taken off for `traits`.
    pub(super) clitics: Clitics,
    /// It is a number.
    pub(super) number: bool,
    /// It ends in a plain ha in an article that writes ta marbuta.
    pub(super) ha: bool,
    /// It ends in ى in an article that writes ي.
    pub(super) maqsura: bool,
    /// It is written with Persian letters, or stands in a Persian article.
    pub(super) persian: bool,
    /// It stands in Persian text, which writes no clitics.
    pub(super) persian_text: bool,
    /// A phrase of the gazetteer may begin with it.
    pub(super) starts: bool,
}

/// How a word follows the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// Only white space between them.
    Space,
    /// A hyphen (or maqaf) without spaces.
    Hyphen,
    /// A full stop after a short word (U.N., أ.ف.ب).
    Dot,
    /// Anything else, and the start of a paragraph.
    Break,
}

/// The clitics taken off a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clitics {
    /// How many letters.
    pub(super) letters: usize,
    /// The rest is to be read with its article written out (لل).
    pub(super) article: bool,
}

impl Clitics {
    /// Nothing taken off.
    pub(super) const NONE: Self = Self {
        letters: 0,
        article: false,
    };

    pub(super) fn of(reading: &affix::Reading<'_>) -> Self {
        Self {
            letters: reading.letters,
            article: reading.assimilated,
        }
    }
}

/// A form of a word with its clitics off.
pub(super) struct Form {
    /// What was taken off.
    pub(super) clitics: Clitics,
    /// The folded rest.
    pub(super) word: CompactString,
}

/// The words of a paragraph from its tokens.
pub(super) fn words(
    tokens: &[Token],
    ids: &[WordId],
    met: &Met,
    source: &str,
    spelling: Spelling,
) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    let mut signs = 0usize;
    for (at, (token, &id)) in tokens.iter().zip(ids).enumerate() {
        if let TokenKind::Punctuation(_) = token.kind {
            signs += 1;
            continue;
        }
        let before = at.checked_sub(1).and_then(|i| sign(tokens.get(i)));
        let link = match (words.last(), signs) {
            (None, _) => Link::Break,
            (Some(_), 0) if !token.glued => Link::Space,
            // 3سوريين, NATOالناتو: two words without a space.
            (Some(_), 0) => Link::Break,
            (Some(last), 1) => {
                let glued = token.glued && tokens.get(at - 1).is_some_and(|t| t.glued);
                match before {
                    Some('-' | '‐' | '‑' | '–' | '־') if glued => Link::Hyphen,
                    Some('.') if last.folded.chars().count() <= 2 => Link::Dot,
                    _ => Link::Break,
                }
            }
            _ => Link::Break,
        };
        let known = met.word(id);
        let (traits, clitics) = traits(token, known, source, spelling);
        words.push(Word {
            range: token.range,
            folded: token.folded.clone(),
            script: token.script,
            capital: token.starts_capital,
            all_capital: token.all_capital,
            link,
            before: before.filter(|_| signs > 0),
            after: sign(tokens.get(at + 1)),
            traits,
            clitics,
            ha: spelling.ta_marbuta
                && token.folded.ends_with('ه')
                && token
                    .range
                    .slice(source)
                    .is_some_and(|s| s.trim_end_matches(is_mark).ends_with('ه')),
            maqsura: spelling.final_ya
                && token.folded.ends_with('ي')
                && token
                    .range
                    .slice(source)
                    .is_some_and(|s| s.trim_end_matches(is_mark).ends_with('ى')),
            persian: token.script == Script::Arabic
                && (spelling.persian || has_persian_letter(token, source)),
            persian_text: spelling.persian,
            number: token.kind == TokenKind::Number,
            starts: known.starts,
        });
        signs = 0;
    }
    words
}

fn has_persian_letter(token: &Token, source: &str) -> bool {
    token.range.slice(source).is_some_and(|text| {
        text.chars()
            .any(|c| matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی'))
    })
}

fn sign(token: Option<&Token>) -> Option<char> {
    match token?.kind {
        TokenKind::Punctuation(c) => Some(c),
        _ => None,
    }
}

/// What the lists say of a word, and the clitics that took off.
fn traits(token: &Token, known: &Known, source: &str, spelling: Spelling) -> (Traits, Clitics) {
    if token.script != Script::Arabic {
        return (Traits::default(), Clitics::NONE);
    }
    // على and علي fold alike; only the second is a name.
    let text = token.range.slice(source).unwrap_or_default();
    let preposition = token.folded == "علي"
        && (spelling.dotted_ya || text.trim_end_matches(is_mark).ends_with('ى'));
    // Names of rule are never nunated: سفيراً, شرقاً.
    let nunated = text
        .chars()
        .rev()
        .take(3)
        .any(|c| matches!(c, '\u{64b}'..='\u{64d}'));
    // A hamza below stands at the start of a word, after a clitic therefore: لإيقاف.
    let mut letters = text.chars();
    let clitic = matches!(letters.next(), Some('و' | 'ف' | 'ب' | 'ل' | 'ك'))
        && letters.find(|&c| !is_mark(c)) == Some('إ');
    if clitic && Lexicon::embedded().traits(&token.folded).is_empty() {
        let lexicon = Lexicon::embedded();
        let bare = affix::readings(&token.folded).next();
        return match bare.map(|r| (lexicon.traits(&r.word()), Clitics::of(&r))) {
            Some((traits, clitics)) => (traits.with(Traits::STOP), clitics),
            None => (Traits::STOP, Clitics::NONE),
        };
    }
    if preposition || nunated {
        return (Traits::STOP, Clitics::NONE);
    }
    known.traits
}

/// What the lists say of a folded Arabic word as it stands, else without the fewest clitics,
/// and those.
pub(super) fn traits_of(folded: &str, lexicon: &Lexicon) -> (Traits, Clitics) {
    let whole = lexicon.traits(folded);
    if !whole.is_empty() {
        return (whole, Clitics::NONE);
    }
    affix::readings(folded)
        .map(|reading| (lexicon.traits(&reading.word()), Clitics::of(&reading)))
        .find(|(traits, _)| !traits.is_empty())
        .unwrap_or_default()
}

/// True when a phrase of the gazetteer begins with any form that a folded word may have
/// ([`Word::each_form`]).
pub(super) fn may_start(folded: &str, gazetteer: &Gazetteer) -> bool {
    let starts = |form: &str| gazetteer.longest(form) > 0;
    starts(folded)
        || affix::readings(folded).any(|reading| starts(&reading.word()))
        || hebrew_forms(folded)
            .chain(nominatives(folded))
            .any(|form| starts(&form.word))
}

/// The habits of an article in Arabic letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spelling {
    /// على is written علي too, as in Egypt: alone it is the preposition.
    pub(super) dotted_ya: bool,
    /// The article is Persian.
    pub(super) persian: bool,
    /// ة and a final ه differ.
    pub(super) ta_marbuta: bool,
    /// A final ي is written with its dots: no فى.
    pub(super) final_ya: bool,
}

impl Spelling {
    /// The habit of an article.
    pub(super) fn of(tokens: impl Iterator<Item = impl Borrow<Token>>, source: &str) -> Self {
        let (mut dotted, mut plain) = (0usize, 0usize);
        let (mut persian, mut arabic) = (0usize, 0usize);
        let (mut ta_marbuta, mut final_ya) = (false, true);
        for token in tokens {
            let token = token.borrow();
            if token.script != Script::Arabic {
                continue;
            }
            ta_marbuta |= token.folded.ends_with('ه')
                && token.range.slice(source).is_some_and(|s| s.contains('ة'));
            final_ya &=
                token.folded != "في" || token.range.slice(source).is_none_or(|s| !s.contains('ى'));
            match token.folded.as_str() {
                "في" | "من" | "التي" | "ان" | "الذي" => arabic += 1,
                "است" | "را" | "اين" | "كه" | "براي" | "بود" | "شد" => {
                    persian += 1
                }
                _ => {}
            }
            if matches!(token.folded.as_str(), "علي" | "الي" | "حتي" | "لدي") {
                let text = token.range.slice(source).unwrap_or_default();
                if text.trim_end_matches(is_mark).ends_with('ى') {
                    plain += 1;
                } else {
                    dotted += 1;
                }
            }
        }
        Self {
            dotted_ya: dotted > 2 && dotted > plain,
            persian: persian > 2 && persian > arabic,
            ta_marbuta,
            final_ya,
        }
    }

    /// The same in one paragraph: an article in Arabic may quote Persian.
    pub(super) fn in_paragraph(self, tokens: &[Token], source: &str) -> Self {
        Self {
            persian: self.persian || Signs::of(tokens, source).are_persian(),
            ..self
        }
    }
}

/// What tells Persian from Arabic in a paragraph: how many words are a sign of which.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    words: usize,
    /// Words of Persian that no Arabic text has.
    persian: usize,
    /// Those that Arabic has too, as a name or a letter: مي, با.
    perhaps: usize,
    /// Words with a letter that Arabic lacks.
    letters: usize,
    /// Those of them that Arabic does not even write foreign names with: ک ی ۀ, not گ پ.
    own: usize,
    /// Little words of Arabic, and those with its article.
    arabic: usize,
}

impl Signs {
    fn of(tokens: &[Token], source: &str) -> Self {
        let mut signs = Self::default();
        let arabic = |token: &&Token| token.script == Script::Arabic;
        for token in tokens.iter().filter(arabic) {
            signs.words += 1;
            let text = token.range.slice(source).unwrap_or_default();
            let own = text.contains(['ک', 'ی', 'ۀ']);
            signs.own += usize::from(own);
            signs.letters += usize::from(own || has_persian_letter(token, source));
            match token.folded.as_str() {
                "است" | "را" | "كه" | "بود" | "در" | "از" | "نيز" | "نيست" | "هستند" | "كند"
                | "شود" | "دارد" => signs.persian += 1,
                "مي" | "با" | "تا" => signs.perhaps += 1,
                "في" | "علي" | "الي" | "التي" | "الذي" | "هذا" | "هذه" => {
                    signs.arabic += 1
                }
                word => {
                    let article = word.starts_with("ال") && word.chars().nth(3).is_some();
                    signs.arabic += usize::from(article);
                }
            }
        }
        signs
    }

    /// Letters and words together; where one of them is missing, much of the other.
    const fn are_persian(self) -> bool {
        let said = self.persian + self.perhaps;
        let both = said > 0
            && self.letters * 8 > self.words
            && (self.letters * 4 > self.words || self.letters + said > self.arabic);
        // A headline: «گزارش سازمان ملل», «در سازمان ملل».
        let share = if self.letters > 1 { 3 } else { 2 };
        let letters = self.arabic == 0 && self.own > 0 && self.letters * share >= self.words;
        let words = self.arabic == 0 && self.persian > 0 && self.persian * 6 >= self.words;
        // As it is typed with the keys of Arabic.
        let many = self.persian > 1 && self.persian * 8 > self.words && self.persian > self.arabic;
        both || letters || words || many
    }
}

fn is_mark(c: char) -> bool {
    // The frequent letters first: the general tables are searched.
    !matches!(c, 'ء'..='غ' | 'ف'..='ي')
        && (is_invisible(c) || unicode_normalization::char::is_combining_mark(c))
}

impl Word {
    /// Calls `visit` with the whole word, then with its forms without clitics (Arabic and
    /// Hebrew), fewest letters first.
    pub(super) fn each_form(&self, mut visit: impl FnMut(&Form)) {
        visit(&Form {
            clitics: Clitics::NONE,
            word: self.folded.clone(),
        });
        match self.script {
            // A word of the lists is whole: كلاوس, وجيزة.
            Script::Arabic
                if !self.persian_text
                    && (self.traits.is_empty() || self.clitics != Clitics::NONE) =>
            {
                for reading in affix::readings(&self.folded) {
                    visit(&Form {
                        clitics: Clitics::of(&reading),
                        word: reading.word(),
                    });
                }
            }
            Script::Hebrew => hebrew_forms(&self.folded).for_each(|form| visit(&form)),
            Script::Cyrillic if self.capital => {
                nominatives(&self.folded).for_each(|form| visit(&form));
            }
            _ => {}
        }
    }

    /// The folded form without those clitics.
    pub(super) fn form(&self, clitics: Clitics) -> CompactString {
        if clitics == Clitics::NONE {
            return self.folded.clone();
        }
        let mut found = CompactString::default();
        self.each_form(|form| {
            if form.clitics == clitics {
                found = form.word.clone();
            }
        });
        found
    }

    /// The source range without that many clitic letters.
    pub(super) fn range_after(&self, letters: usize, source: &str) -> Option<TextRange> {
        if letters == 0 {
            return Some(self.range);
        }
        let text = self.range.slice(source)?;
        let skip = if self.script == Script::Hebrew {
            let mut left = letters;
            text.char_indices().find_map(|(at, c)| {
                let letter = matches!(c, 'א'..='ת');
                let here = letter && left == 0;
                left -= usize::from(letter && left > 0);
                here.then_some(at)
            })?
        } else {
            affix::skip(text, letters)?
        };
        Some(TextRange::new(self.range.start + skip, self.range.end))
    }

    /// Its letters as written, without marks, clitics and what lies between its pieces.
    pub(super) fn plain(&self, clitics: Clitics, source: &str) -> String {
        let text = self
            .range_after(clitics.letters, source)
            .and_then(|range| range.slice(source))
            .unwrap_or_default();
        let mut plain = String::with_capacity(text.len() + 2);
        if clitics.article {
            plain.push('ا');
        }
        plain.extend(text.chars().filter(|&c| {
            // The frequent letters first: the general tables are searched.
            matches!(c, 'ء'..='غ' | 'ف'..='ي')
                || (c.is_alphanumeric() || matches!(c, '\'' | '’' | '"' | '״' | '׳' | '\u{200c}'))
                    && c != 'ـ'
                    && !unicode_normalization::char::is_combining_mark(c)
        }));
        plain
    }
}

/// Endings of the oblique cases with that of the nominative, folded (й is и), the longer first.
const DECLENSION: [(&str, &str); 24] = [
    ("скои", "ская"),
    ("скую", "ская"),
    ("ского", "скии"),
    ("скому", "скии"),
    ("ским", "скии"),
    ("ском", "скии"),
    ("овои", "ова"),
    ("евои", "ева"),
    ("ину", "ина"),
    ("ым", ""),
    ("ом", ""),
    ("ем", ""),
    ("ем", "и"),
    ("а", ""),
    ("у", ""),
    ("е", ""),
    ("ои", "а"),
    ("ы", "а"),
    ("у", "а"),
    ("е", "а"),
    ("и", "я"),
    ("ю", "я"),
    ("и", "ь"),
    ("я", "и"),
];

/// What a declined Cyrillic name may be in the nominative.
fn nominatives(folded: &str) -> impl Iterator<Item = Form> + '_ {
    DECLENSION
        .iter()
        .filter_map(|(ending, nominative)| {
            let stem = folded.strip_suffix(ending)?;
            let mut word = CompactString::from(stem);
            word.push_str(nominative);
            (stem.chars().nth(3).is_some()).then_some(word)
        })
        .map(|word| Form {
            clitics: Clitics::NONE,
            word,
        })
}

/// Hebrew writes ו ה ב ל מ ש כ together with the next word.
fn hebrew_forms(folded: &str) -> impl Iterator<Item = Form> + '_ {
    let prefix = |c: char| matches!(c, 'ו' | 'ה' | 'ב' | 'ל' | 'מ' | 'ש' | 'כ');
    folded
        .char_indices()
        .take_while(move |&(_, c)| prefix(c))
        .take(2)
        .enumerate()
        .map(|(nth, (at, c))| Form {
            clitics: Clitics {
                letters: nth + 1,
                article: false,
            },
            word: folded[at + c.len_utf8()..].into(),
        })
        .filter(|form| form.word.chars().nth(2).is_some())
}

/// Looks a phrase up that begins at word `at` (in `form`, clitics off) and has `count` words.
pub(super) fn phrase<'g>(
    gazetteer: &'g Gazetteer,
    words: &[Word],
    at: usize,
    form: &Form,
    count: usize,
) -> Option<&'g Senses> {
    let mut key = form.word.clone();
    for word in words.get(at + 1..at + count)? {
        if word.link == Link::Break {
            return None;
        }
        key.push(' ');
        key.push_str(&word.folded);
    }
    let senses = gazetteer.senses(&key)?;
    let words = &words[at..at + count];
    if senses.capital && !words.iter().any(|w| w.capital) {
        return None;
    }
    let last = words.last()?;
    if senses.ta_marbuta && last.ha && !last.persian {
        return None;
    }
    // CD-ROM is not in Italy.
    if let [only] = words
        && only.script == Script::Latin
        && only.all_capital
        && !senses.all_capital
        && only.folded.len() <= 4
    {
        return None;
    }
    if senses.all_capital
        && !words
            .iter()
            .all(|w| w.all_capital || w.folded.chars().count() == 1)
    {
        return None;
    }
    Some(senses)
}

#[cfg(test)]
mod tests {
    use super::Signs;
    use crate::text::token::tokenise_text;

    fn is_persian(text: &str) -> bool {
        Signs::of(&tokenise_text(text), text).are_persian()
    }

    #[test]
    fn short_paragraphs_of_persian_are_told_from_arabic() {
        for text in [
            "بیشتر در تیترها",
            "در سازمان ملل",
            "گزارش سازمان ملل متحد دربارۀ غلات",
            "نام کشور",
            "وی افزود که این دیدار در مسکو بود.",
            // Typed with the letters of Arabic.
            "او در سال گذشته از مسكو با هواپيما به مينسك رفت.",
            "سازمان بین\u{200c}المللی انرژی اتمی در وین گزارش داد.",
        ] {
            assert!(is_persian(text), "{text}");
        }
        for text in [
            "زار پوتين موسكو",
            "أعلنت شركة گوگل فتح مكتب لها في بغداد",
            "كتبت مي زيادة عن جبران",
            "مي زيادة",
            "وقال إن در اللؤلؤ من البحر",
            "التقی الرئیس الروسی نظیره البیلاروسی فی سوتشی",
            "پاريس",
            "پيتر وگوگل",
            "لوكاشينكو في مينسك",
            "2021",
            "",
        ] {
            assert!(!is_persian(text), "{text}");
        }
    }
}
