//! The article stage: from a document to its mentions. A pure function of the document and
//! the gazetteer; it cannot fail.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::coreference::{Bound, Recognised, Who, resolve, who};
use super::fixture;
use super::gazetteer::Gazetteer;
use super::lexicon::Lexicon;
use super::mention::{Analysis, Clue, Evidence, LocalEntity, Mention};
use super::recall::Recall;
use super::recognise::candidates;
use super::site;
use super::tagger::Tagger;
use super::weak::titles;
use super::words::{Clitics, Link, Spelling, Word, words};
use crate::document::{Document, Paragraph, PieceKind};
use crate::text::cluster::widen;
use crate::text::range::TextRange;
use crate::text::token::{Token, tokenise};

/// By what names are found.
#[derive(Clone, Copy, Debug)]
pub struct Means<'a> {
    /// The known actors.
    pub gazetteer: &'a Gazetteer,
    /// The statistical tagger; without it lists and rules decide.
    pub tagger: Option<&'a Tagger>,
    /// What of it is used.
    pub parts: Parts,
}

/// True when the word lists or the weights of the recogniser were asked for in this run. Who only
/// reads what was found before needs neither, and does not wait for them.
#[must_use]
pub fn is_loaded() -> bool {
    Lexicon::is_loaded() || Tagger::is_loaded()
}

/// How much of the recogniser is used; each holds what stands before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parts {
    /// The gazetteer.
    Lists,
    /// Titles, head nouns, first names, and what the article remembers.
    Rules,
    /// The tagger, sentence by sentence.
    Tagger,
    /// Its second look, at the whole article.
    #[default]
    All,
}

impl<'a> Means<'a> {
    /// All that the program has, with these actors.
    #[must_use]
    pub fn with(gazetteer: &'a Gazetteer) -> Self {
        Self {
            gazetteer,
            tagger: Tagger::embedded(),
            parts: Parts::All,
        }
    }
}

/// Finds who is named in a document by lists and rules alone.
#[must_use]
pub fn analyse(document: &Document, gazetteer: &Gazetteer) -> Analysis {
    analyse_by(
        document,
        Means {
            gazetteer,
            tagger: None,
            parts: Parts::Rules,
        },
    )
}

/// Finds who is named in a document.
#[must_use]
pub fn analyse_by(document: &Document, means: Means<'_>) -> Analysis {
    analyse_with(&Tokens::of(document), means, &mut Recall::default())
}

/// The same of the document whose tokens these are, faster for one after the other: what was
/// worked out of their words is kept in `recall`.
#[must_use]
pub fn analyse_with(tokens: &Tokens<'_>, means: Means<'_>, recall: &mut Recall) -> Analysis {
    // It is never given up.
    analyse_while(&|| true, tokens, means, recall).unwrap_or_default()
}

/// The same, as long as somebody wants it: a long article asks between its parts. `None`: it was
/// given up; what `recall` keeps stays true.
#[must_use]
pub fn analyse_while(
    wanted: &dyn Fn() -> bool,
    tokens: &Tokens<'_>,
    means: Means<'_>,
    recall: &mut Recall,
) -> Option<Analysis> {
    let document = tokens.document;
    let Means {
        gazetteer,
        tagger,
        parts,
    } = means;
    let rules = parts >= Parts::Rules;
    recall.begin(gazetteer, tagger);
    let spelling = tokens.spelling();
    let mut paragraphs: Vec<Recognised> = Vec::with_capacity(document.paragraphs.len());
    for tokens in tokens.parts() {
        if !wanted() {
            return None;
        }
        let first = paragraphs.len();
        paragraphs.extend(tokens.iter().map(|tokens| {
            let ids = recall.met.meet(tokens, gazetteer);
            let spelling = spelling.in_paragraph(tokens, &document.source);
            let words = words(tokens, &ids, &recall.met, &document.source, spelling);
            let (found, weak) = candidates(gazetteer, &words, rules);
            Recognised {
                ids,
                words,
                found,
                weak,
                unsure: Vec::new(),
            }
        }));
        if let Some(tagger) = tagger.filter(|_| parts >= Parts::Tagger && !spelling.persian)
            && let Some(of_part) = paragraphs.get_mut(first..)
        {
            let again = parts >= Parts::All;
            tagger.add(gazetteer, recall, &tokens, of_part, again);
        }
    }
    if !wanted() {
        return None;
    }
    if rules {
        site::settle(&mut paragraphs);
        fixture::settle(gazetteer, &mut paragraphs);
    }
    let bound = resolve(gazetteer, &paragraphs, rules);
    if !wanted() {
        return None;
    }
    let weak = if rules {
        doubtful(gazetteer, &paragraphs, &bound)
    } else {
        Vec::new()
    };
    let mut analysis = write_out(&document.source, gazetteer, &paragraphs, &bound, &weak);
    if parts >= Parts::All {
        for mention in analysis.mentions.iter_mut().chain(&mut analysis.weak) {
            if let Clue::Tagger { again, .. } = &mut mention.clue {
                *again = true;
            }
        }
    }
    Some(analysis)
}

/// What may name somebody where nothing is named for sure: in order, without overlaps.
fn doubtful(gazetteer: &Gazetteer, paragraphs: &[Recognised], bound: &[Bound]) -> Vec<Bound> {
    let mut weak = titles(gazetteer, paragraphs, bound);
    for (paragraph, recognised) in paragraphs.iter().enumerate() {
        weak.extend(recognised.unsure.iter().map(|candidate| Bound {
            paragraph,
            who: who(candidate, &recognised.words),
            candidate: candidate.clone(),
        }));
    }
    weak.sort_by_key(|one| (one.paragraph, one.candidate.first));
    weak.dedup_by(|later, kept| {
        later.paragraph == kept.paragraph && later.candidate.first < kept.candidate.end
    });
    // Both are in order, so one walk over the sure ones is enough.
    let mut sure = bound.iter().peekable();
    weak.retain(|one| {
        let start = (one.paragraph, one.candidate.first);
        while sure
            .next_if(|sure| (sure.paragraph, sure.candidate.end) <= start)
            .is_some()
        {}
        sure.peek().is_none_or(|sure| {
            (sure.paragraph, sure.candidate.first) >= (one.paragraph, one.candidate.end)
        })
    });
    weak
}

/// The tokens of each paragraph of a document.
#[must_use]
pub fn tokens(document: &Document) -> Vec<Vec<Token>> {
    let paragraphs = document.paragraphs.iter();
    paragraphs
        .map(|paragraph| tokens_of(document, paragraph))
        .collect()
}

fn tokens_of(document: &Document, paragraph: &Paragraph) -> Vec<Token> {
    let pieces = paragraph.pieces.iter();
    let pieces = pieces.map(|piece| (piece.range, piece.kind == PieceKind::Space));
    tokenise(&document.source, pieces)
}

/// The tokens of a document, for everything that is worked out of them. Those of a usual article
/// are made once and kept; a very long one is tokenised again, part by part, for each who asks.
#[derive(Debug)]
pub struct Tokens<'a> {
    document: &'a Document,
    parts: Vec<Range<usize>>,
    kept: OnceCell<Vec<Vec<Token>>>,
}

impl<'a> Tokens<'a> {
    /// Those of a document.
    #[must_use]
    pub fn of(document: &'a Document) -> Self {
        Self::in_parts(document, PART)
    }

    fn in_parts(document: &'a Document, size: usize) -> Self {
        Self {
            document,
            parts: parts_of(document, size),
            kept: OnceCell::new(),
        }
    }

    /// All of them, where they are kept.
    fn whole(&self) -> Option<&[Vec<Token>]> {
        let kept = (self.parts.len() == 1).then_some(&self.kept)?;
        Some(kept.get_or_init(|| tokens(self.document)))
    }

    fn spelling(&self) -> Spelling {
        let Document {
            source, paragraphs, ..
        } = self.document;
        match self.whole() {
            Some(tokens) => Spelling::of(tokens.iter().flatten(), source),
            None => {
                let each = paragraphs.iter().flat_map(|p| tokens_of(self.document, p));
                Spelling::of(each, source)
            }
        }
    }

    /// The tokens of each paragraph, some paragraphs at a time.
    pub fn parts(&self) -> impl Iterator<Item = Cow<'_, [Vec<Token>]>> {
        self.parts.iter().map(|part| {
            if let Some(whole) = self.whole() {
                return Cow::Borrowed(whole);
            }
            let of_part = self.document.paragraphs.get(part.clone());
            let of_part = of_part.unwrap_or_default().iter();
            Cow::Owned(of_part.map(|p| tokens_of(self.document, p)).collect())
        })
    }
}

/// A longer article goes past the tagger in parts of about so many bytes: what it holds of a
/// word is fifty times the word. What rules and names tell is told of the whole article.
const PART: usize = 1 << 19;

/// The paragraphs of a document in parts of about `size` bytes; at least one part.
fn parts_of(document: &Document, size: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, paragraph) in document.paragraphs.iter().enumerate() {
        if bytes >= size {
            parts.push(start..at);
            (start, bytes) = (at, 0);
        }
        bytes += paragraph.range().map_or(0, |range| range.len());
    }
    parts.push(start..document.paragraphs.len());
    parts
}

/// Ranges, local actors and their spellings.
fn write_out(
    source: &str,
    gazetteer: &Gazetteer,
    paragraphs: &[Recognised],
    bound: &[Bound],
    weak: &[Bound],
) -> Analysis {
    let mut analysis = Analysis::default();
    let mut locals: FxHashMap<&Who, u32> = FxHashMap::default();
    for (list, is_weak) in [(bound, false), (weak, true)] {
        let mut end = 0;
        for one in list {
            let words = &paragraphs[one.paragraph].words[one.candidate.first..one.candidate.end];
            let Some(range) = range_of(words, one.candidate.clitics, source) else {
                continue;
            };
            // Paragraphs never overlap, but a hostile document may say they do.
            if end > range.start || is_weak && touches(&analysis.mentions, range) {
                continue;
            }
            end = range.end;
            let kind = match &one.who {
                Who::Listed(_, kind) | Who::Unlisted(kind, _) => *kind,
            };
            let name = *locals.entry(&one.who).or_insert_with(|| {
                let gazetteer = match one.who {
                    Who::Listed(index, _) => Some(index),
                    Who::Unlisted(..) => None,
                };
                analysis.names.push(LocalEntity {
                    gazetteer,
                    kind,
                    name: String::new(),
                    spellings: Vec::new(),
                });
                u32::try_from(analysis.names.len() - 1).unwrap_or(u32::MAX)
            });
            // A title is no spelling of a name.
            if one.candidate.evidence != Evidence::TitleAlone
                && let Some(local) = analysis.names.get_mut(name as usize)
            {
                let spelling = plain(words, one.candidate.clitics, source);
                if !local.spellings.contains(&spelling) {
                    local.spellings.push(spelling);
                }
            }
            let mentions = if is_weak {
                &mut analysis.weak
            } else {
                &mut analysis.mentions
            };
            mentions.push(Mention {
                range,
                kind,
                name,
                evidence: one.candidate.evidence,
                clue: one.candidate.clue,
            });
        }
    }
    for local in &mut analysis.names {
        local.name = match local.gazetteer.and_then(|index| gazetteer.entry(index)) {
            Some(entry) => entry.name.clone(),
            None => longest(&local.spellings),
        };
    }
    analysis
}

/// True when a mention, of those in order, overlaps the range.
fn touches(mentions: &[Mention], range: TextRange) -> bool {
    let after = mentions.partition_point(|mention| mention.range.end <= range.start);
    mentions
        .get(after)
        .is_some_and(|mention| mention.range.start < range.end)
}

/// The longest spelling in words, the first among equals.
fn longest(spellings: &[String]) -> String {
    let words = |s: &String| s.split(' ').count();
    let most = spellings.iter().map(words).max().unwrap_or(0);
    spellings
        .iter()
        .find(|s| words(s) == most)
        .cloned()
        .unwrap_or_default()
}

fn range_of(words: &[Word], clitics: Clitics, source: &str) -> Option<TextRange> {
    let (first, last) = (words.first()?, words.last()?);
    let start = first.range_after(clitics.letters, source)?.start;
    Some(widen(source, TextRange::new(start, last.range.end)))
}

/// The plain form: clitics without marks, clitics and what lies between pieces.
fn plain(words: &[Word], clitics: Clitics, source: &str) -> String {
    let mut plain = String::new();
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            plain.push(match word.link {
                Link::Hyphen => '-',
                Link::Dot => '.',
                _ => ' ',
            });
        }
        plain.push_str(&word.plain(if at == 0 { clitics } else { Clitics::NONE }, source));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets;
    use crate::document::{self, Format};

    /// The samples as one article.
    fn long() -> Document {
        let all: Vec<String> = (assets::samples().into_iter())
            .map(|(_, text)| text.splitn(3, "---\n").last().unwrap_or(text).to_owned())
            .collect();
        document::read(all.join("\n\n"), Format::Markdown)
    }

    #[test]
    fn what_nobody_wants_any_more_is_given_up_between_parts() {
        let document = document::read("وصل لوكاشينكو إلى مينسك\n\n".repeat(40), Format::Plain);
        let tokens = Tokens::in_parts(&document, 200);
        let parts = tokens.parts.len();
        assert!(parts > 5);
        let means = Means::with(Gazetteer::embedded());
        let asked = std::cell::Cell::new(0);
        let analyse = |most: usize| {
            asked.set(0);
            let wanted = || {
                asked.set(asked.get() + 1);
                asked.get() <= most
            };
            analyse_while(&wanted, &tokens, means, &mut Recall::default())
        };
        for most in 0..parts + 2 {
            assert_eq!(analyse(most).map(|_| ()), None);
            assert_eq!(asked.get(), most + 1, "it ends at once");
        }
        let whole = analyse_with(&tokens, means, &mut Recall::default());
        assert_eq!(analyse(usize::MAX), Some(whole));
    }

    #[test]
    fn parts_hold_each_paragraph_once() {
        let document = long();
        for size in [1, 700, 5_000, usize::MAX] {
            let parts = parts_of(&document, size);
            let all: Vec<usize> = parts.iter().cloned().flatten().collect();
            let count = document.paragraphs.len();
            assert_eq!(all, (0..count).collect::<Vec<_>>(), "{size}");
            assert_eq!(parts.len() == 1, size == usize::MAX);
        }
        let nothing = parts_of(&Document::default(), 9);
        assert_eq!((nothing.len(), nothing.first()), (1, Some(&(0..0))));
    }

    /// What lists and rules tell does not hang on the parts; the tagger finds nearly as much.
    #[test]
    fn a_long_article_in_parts_names_whom_it_names_as_a_whole() {
        let document = long();
        let gazetteer = Gazetteer::embedded();
        let by = |parts, size| {
            let means = Means {
                parts,
                ..Means::with(gazetteer)
            };
            analyse_with(
                &Tokens::in_parts(&document, size),
                means,
                &mut Recall::default(),
            )
        };
        let (whole, in_parts) = (by(Parts::Rules, usize::MAX), by(Parts::Rules, 3_000));
        assert!(whole.mentions.len() > 300);
        assert_eq!(format!("{whole:?}"), format!("{in_parts:?}"));
        let (whole, in_parts) = (by(Parts::All, usize::MAX), by(Parts::All, 20_000));
        let same = |m: &&Mention| in_parts.mentions.iter().any(|o| o.range == m.range);
        let same = whole.mentions.iter().filter(same).count();
        let all = whole.mentions.len();
        assert!(same * 10 > all * 9, "{same} of {all}");
    }
}
