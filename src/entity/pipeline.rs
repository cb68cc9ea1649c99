//! The article stage: from a document to its mentions. A pure function of the document and
//! the gazetteer; it cannot fail.

use rustc_hash::FxHashMap;

use super::coreference::{Bound, Recognised, Who, resolve};
use super::gazetteer::Gazetteer;
use super::lexicon::Lexicon;
use super::mention::{Analysis, LocalEntity, Mention};
use super::recognise::candidates;
use super::words::{Clitics, Link, Spelling, Word, words};
use crate::document::{Document, PieceKind};
use crate::text::cluster::widen;
use crate::text::range::TextRange;
use crate::text::token::{Token, tokenise};

/// Finds who is named in a document.
#[must_use]
pub fn analyse(document: &Document, gazetteer: &Gazetteer) -> Analysis {
    let lexicon = Lexicon::embedded();
    let tokens = tokens(document);
    let spelling = Spelling::of(tokens.iter().flatten(), &document.source);
    let paragraphs: Vec<Recognised> = tokens
        .iter()
        .map(|tokens| {
            let words = words(tokens, lexicon, &document.source, spelling);
            let (found, weak) = candidates(gazetteer, &words);
            Recognised { words, found, weak }
        })
        .collect();
    let bound = resolve(gazetteer, &paragraphs);
    write_out(&document.source, gazetteer, &paragraphs, &bound)
}

/// The tokens of each paragraph of a document.
#[must_use]
pub fn tokens(document: &Document) -> Vec<Vec<Token>> {
    document
        .paragraphs
        .iter()
        .map(|paragraph| {
            let pieces = paragraph
                .pieces
                .iter()
                .map(|piece| (piece.range, piece.kind == PieceKind::Space));
            tokenise(&document.source, pieces)
        })
        .collect()
}

/// Ranges, local actors and their spellings.
fn write_out(
    source: &str,
    gazetteer: &Gazetteer,
    paragraphs: &[Recognised],
    bound: &[Bound],
) -> Analysis {
    let mut analysis = Analysis::default();
    let mut locals: FxHashMap<&Who, u32> = FxHashMap::default();
    for one in bound {
        let words = &paragraphs[one.paragraph].words[one.candidate.first..one.candidate.end];
        let Some(range) = range_of(words, one.candidate.clitics, source) else {
            continue;
        };
        // Paragraphs never overlap, but a hostile document may say they do.
        if analysis
            .mentions
            .last()
            .is_some_and(|last| last.range.end > range.start)
        {
            continue;
        }
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
        if let Some(local) = analysis.names.get_mut(name as usize) {
            let spelling = plain(words, one.candidate.clitics, source);
            if !local.spellings.contains(&spelling) {
                local.spellings.push(spelling);
            }
        }
        analysis.mentions.push(Mention {
            range,
            kind,
            name,
            evidence: one.candidate.evidence,
        });
    }
    for local in &mut analysis.names {
        local.name = match local.gazetteer.and_then(|index| gazetteer.entry(index)) {
            Some(entry) => entry.name.clone(),
            None => longest(&local.spellings),
        };
    }
    analysis
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
