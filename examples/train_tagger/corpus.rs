//! Reading the labelled text.

use std::path::Path;

use anyhow::Context;
use warraq::text::fold::fold;
use warraq::text::token::{Token, TokenKind, tokenise_text};

/// Where a sentence comes from; each has its own copy of the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Domain {
    News = 1,
    Wiki = 2,
    WikiFane = 3,
}

/// A sentence with a label for each of its tokens.
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) labels: Vec<usize>,
    pub(crate) domain: Domain,
    /// Which tenth of its corpus it stands in.
    pub(crate) tenth: usize,
}

/// A token of a corpus: its text and label.
type Row = (String, usize);

/// The label of a tag of the corpora; what is no person, organisation or place is none.
fn label(tag: &str) -> usize {
    let kind = match tag.split_once('-') {
        Some((_, "person")) => 0,
        Some((_, "organisation")) => 1,
        Some((_, "place")) => 2,
        _ => return 0,
    };
    1 + 2 * kind + usize::from(tag.starts_with('I'))
}

/// The sentences of a file: token TAB tag, an empty line between sentences.
pub(crate) fn rows(path: &Path) -> anyhow::Result<Vec<Vec<Row>>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut sentences = vec![Vec::new()];
    for line in text.lines() {
        match line.split_once('\t') {
            Some((token, tag)) => {
                let token = token.replace(['\u{200e}', '\u{200f}'], "");
                if let (false, Some(last)) = (token.is_empty(), sentences.last_mut()) {
                    last.push((token, label(tag.trim())));
                }
            }
            None => sentences.push(Vec::new()),
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    Ok(sentences)
}

/// Joins the clitics that WikiFANE writes apart: و ف ب ل ك س to the next word (ل with ال is
/// لل), pronouns to the word before (ة before one is ت). The label is the name's.
pub(crate) fn rejoin(sentence: &[Row]) -> Vec<Row> {
    let word = |token: &str| token.chars().all(|c| c.is_alphabetic()) && token.len() > 2;
    let mut joined: Vec<Row> = Vec::new();
    let mut clitic = String::new();
    for (token, label) in sentence {
        if matches!(token.as_str(), "و" | "ف" | "ب" | "ل" | "ك" | "س") && *label == 0 {
            clitic.push_str(token);
            continue;
        }
        let pronoun = matches!(
            token.as_str(),
            "ه" | "ها" | "هم" | "هما" | "هن" | "نا" | "كم" | "ي"
        );
        if pronoun
            && *label == 0
            && clitic.is_empty()
            && let Some((last, of)) = joined.last_mut()
            && word(last)
            && *of == 0
        {
            if last.ends_with('ة') {
                last.pop();
                last.push('ت');
            }
            last.push_str(token);
            continue;
        }
        let mut whole = std::mem::take(&mut clitic);
        match token.strip_prefix("ال") {
            Some(rest) if whole.ends_with('ل') => {
                whole.push('ل');
                whole.push_str(rest);
            }
            _ if whole.is_empty() || word(token) => whole.push_str(token),
            // A sign or number after a clitic: the clitic stays alone.
            _ => {
                joined.push((std::mem::take(&mut whole), 0));
                whole.push_str(token);
            }
        }
        joined.push((whole, *label));
    }
    if !clitic.is_empty() {
        joined.push((clitic, 0));
    }
    joined
}

/// The sentence as plain text with our own tokens.
pub(crate) fn sentence(rows: &[Row], domain: Domain, tenth: usize) -> Sentence {
    let mut text = String::new();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for (token, label) in rows {
        let closes = token.starts_with(['،', '.', ',', '؛', ':', ')', '؟', '!', '%']);
        if !text.is_empty() && !closes && !text.ends_with('(') {
            text.push(' ');
        }
        text.push_str(token);
        ends.push((text.len(), *label));
    }
    let tokens = tokenise_text(&text);
    let mut labels = Vec::with_capacity(tokens.len());
    let mut row = 0;
    let mut named = usize::MAX;
    for (at, token) in tokens.iter().enumerate() {
        while ends[row].0 <= token.range.start {
            row += 1;
        }
        let label = ends[row].1;
        let sign = matches!(token.kind, TokenKind::Punctuation(_));
        // A sign is inside a name only when the name goes on after it.
        let goes_on = tokens[at + 1..]
            .iter()
            .find(|next| !matches!(next.kind, TokenKind::Punctuation(_)))
            .is_some_and(|next| {
                let next_row = ends.iter().position(|end| end.0 > next.range.start);
                next_row.is_some_and(|next_row| {
                    let of = ends[next_row].1;
                    (next_row == row && named == row) || (of > 0 && of.is_multiple_of(2))
                })
            });
        let inside = (label + 1) & !1;
        let given = if label == 0 || (sign && !goes_on) {
            0
        } else if named == row {
            inside
        } else {
            if !sign {
                named = row;
            }
            label
        };
        let before = labels.last().copied().unwrap_or(0);
        let given = match given {
            _ if sign && (before + 1) & !1 != inside => 0,
            given if given > 0 && given % 2 == 0 && (before + 1) & !1 != given => given - 1,
            given if sign && given > 0 => inside,
            given => given,
        };
        labels.push(given);
    }
    Sentence {
        text,
        tokens,
        labels,
        domain,
        tenth,
    }
}

/// The sentences of a corpus in the style of plain text.
pub(crate) fn sentences(rows: &[Vec<Row>], domain: Domain) -> Vec<Sentence> {
    rows.iter()
        .enumerate()
        .map(|(at, row)| sentence(row, domain, at * 10 / rows.len().max(1)))
        .filter(|sentence| !sentence.tokens.is_empty())
        .collect()
}

/// The name tokens of people in Arabic letters, folded, with how often each is borne.
pub(crate) fn names(folder: &Path) -> anyhow::Result<Vec<(String, u32)>> {
    let mut names = std::collections::BTreeMap::new();
    for file in ["wd_arabic_80", "wd_arabic_20"] {
        let path = folder.join(file);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for line in text.lines() {
            let mut fields = line.split('\t').skip(1);
            if let (Some(spaced), Some(count)) = (fields.next(), fields.next()) {
                let folded = fold(&spaced.replace(' ', ""));
                if folded.chars().count() >= 2 {
                    *names.entry(folded).or_insert(0) += count.trim().parse::<u32>().unwrap_or(1);
                }
            }
        }
    }
    Ok(names.into_iter().collect())
}
