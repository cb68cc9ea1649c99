//! The statistical tagger: a linear chain over hashed features, decoded under BIO.
//!
//! It sees what lists and rules found, and finds names that nobody listed. It reads Arabic
//! script; what is Persian is left to the lists. Trained by `examples/train_tagger`.

use std::sync::OnceLock;

use super::chain::{Transitions, decode, marginals, spans_of};
use super::coreference::Recognised;
use super::features::{Found, Memory, View, sentences};
use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::lexicon::Lexicon;
use super::lists::Lists;
use super::merge::{Span, in_words, merge};
use super::model::{Model, ModelError, Scores, Table};
use super::recognise::candidates;
use super::second::{self, Names, Seen};
use super::words::{Spelling, words};
use crate::assets;
use crate::text::token::{Script, Token, TokenKind};

/// What is taken from the score of "no name" at decoding. The training text leaves many
/// names unmarked; without this the tagger is too careful.
pub const AGAINST_NONE: f32 = 0.3;

/// A trained tagger.
#[derive(Clone, Debug)]
pub struct Tagger {
    model: Model,
}

const KINDS: [Kind; 3] = [Kind::Person, Kind::Organisation, Kind::Place];

impl Tagger {
    /// The tagger of a model file.
    ///
    /// # Errors
    ///
    /// When the bytes are no model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Self {
            model: Model::from_bytes(bytes)?,
        })
    }

    /// The tagger that is part of the program; `None` without the feature `model`.
    #[must_use]
    pub fn embedded() -> Option<&'static Self> {
        static TAGGER: OnceLock<Option<Tagger>> = OnceLock::new();
        TAGGER
            .get_or_init(|| Self::from_bytes(assets::model()?).ok())
            .as_ref()
    }

    /// Adds the names of an article to what lists and rules found; `again`: after a second
    /// look at the whole article.
    pub(super) fn add(
        &self,
        gazetteer: &Gazetteer,
        tokens: &[Vec<Token>],
        paragraphs: &mut [Recognised],
        again: bool,
    ) {
        let mut memory = Memory::new(&self.model.lists, gazetteer);
        let views: Vec<View> = tokens
            .iter()
            .zip(paragraphs.iter())
            .map(|(tokens, recognised)| {
                let found = Found {
                    words: &recognised.words,
                    found: &recognised.found,
                    weak: &recognised.weak,
                };
                View::new(&mut memory, tokens, &found)
            })
            .collect();
        let words = views.iter().zip(tokens).flat_map(|(view, tokens)| {
            let arabic = (0..tokens.len()).filter(|&at| is_arabic(&tokens[at]));
            arabic.map(|at| view.facts(&memory, at).word)
        });
        let (table, table_again) = self.model.choose(words);
        let mut places = Vec::new();
        let mut seen = Vec::new();
        for (paragraph, (view, tokens)) in views.iter().zip(tokens).enumerate() {
            for range in sentences(tokens) {
                if tokens[range.0..range.1].iter().any(is_arabic) {
                    places.push((paragraph, range));
                    seen.push(first_pass(table, view, &memory, range));
                }
            }
        }
        let none = Table::empty();
        let second = if again { table_again } else { &none };
        let answers = second_pass(second, table, &seen, |sentence, token, sums| {
            let (paragraph, range) = places[sentence];
            views[paragraph].features(&memory, range.0 + token, range, |feature| {
                second.add(feature, sums);
            });
        });
        let mut spans: Vec<Vec<Span>> = vec![Vec::new(); tokens.len()];
        let mut none: Vec<Vec<f32>> = tokens.iter().map(|t| vec![0.0; t.len()]).collect();
        for ((paragraph, (start, end)), answer) in places.into_iter().zip(&answers) {
            let view = &views[paragraph];
            none[paragraph][start..end].copy_from_slice(&answer.none);
            spans[paragraph].extend(spans_of(&answer.labels).map(|(first, end, kind)| Span {
                first: first + start,
                end: end + start,
                kind: KINDS[kind],
                clitics: view.facts(&memory, first + start).clitics,
            }));
        }
        let said = spans.iter().zip(&none);
        for ((tokens, (spans, none)), recognised) in tokens.iter().zip(said).zip(paragraphs) {
            let said = in_words(tokens, spans, none);
            let found = std::mem::take(&mut recognised.found);
            (recognised.found, recognised.unsure) =
                merge(gazetteer, &recognised.words, found, &said);
        }
    }
}

fn first_pass(table: &Table, view: &View, memory: &Memory<'_>, range: (usize, usize)) -> Seen {
    let (start, end) = range;
    let mut seen = Seen {
        names: Vec::with_capacity(end - start),
        scores: Vec::with_capacity(end - start),
    };
    for at in start..end {
        let mut sums = [0i32; 8];
        view.features(memory, at, range, |feature| table.add(feature, &mut sums));
        seen.scores.push(scores(table, &sums));
        seen.names.push(view.names(memory, at));
    }
    seen
}

/// The scores of a token from its sums.
#[must_use]
#[allow(clippy::cast_precision_loss)] // sums of at most some hundred weights below 128
pub fn scores(table: &Table, sums: &[i32; 8]) -> Scores {
    let mut scores: Scores = std::array::from_fn(|label| sums[label] as f32 * table.step);
    scores[0] -= AGAINST_NONE;
    scores
}

/// What the tagger says of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The best label of each token.
    pub labels: Vec<usize>,
    /// How probable each is no part of a name.
    pub none: Vec<f32>,
}

impl Answer {
    fn of(scores: &[Scores], transitions: &Transitions) -> Self {
        Self {
            labels: decode(scores, transitions),
            none: marginals(scores, transitions)
                .iter()
                .map(|p| p[0])
                .collect(),
        }
    }
}

/// The labels of the sentences of an article, after the rest of it was asked. `own` adds the
/// second table's weights for what was seen of a token of a sentence in the first pass too.
#[must_use]
pub fn second_pass(
    second: &Table,
    first: &Table,
    seen: &[Seen],
    own: impl Fn(usize, usize, &mut [i32; 8]),
) -> Vec<Answer> {
    if second.is_empty() {
        return seen
            .iter()
            .map(|sentence| Answer::of(&sentence.scores, &first.transitions))
            .collect();
    }
    let mut sums: Vec<Vec<[i32; 8]>> = seen
        .iter()
        .enumerate()
        .map(|(sentence, seen)| {
            let mut sums = vec![[0; 8]; seen.scores.len()];
            for (token, sums) in sums.iter_mut().enumerate() {
                own(sentence, token, sums);
            }
            sums
        })
        .collect();
    second::features(seen, &first.transitions, |sentence, token, feature| {
        second.add(feature, &mut sums[sentence][token]);
    });
    sums.iter()
        .map(|sums| {
            let scores: Vec<Scores> = sums.iter().map(|sums| scores(second, sums)).collect();
            Answer::of(&scores, &second.transitions)
        })
        .collect()
}

fn is_arabic(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.script == Script::Arabic
}

/// A sentence for training: the features of each token, and the words that each may be, as
/// the [`Tagger`] would see them if the sentence were an article.
#[derive(Debug, Default)]
pub struct Lesson {
    /// Hashed features.
    pub features: Vec<Vec<u32>>,
    /// Words for the second pass.
    pub names: Vec<Names>,
}

/// What there is to learn from.
#[must_use]
pub fn lesson(tokens: &[Token], source: &str, gazetteer: &Gazetteer, lists: &Lists) -> Lesson {
    let spelling = Spelling::of(tokens.iter(), source);
    let words = words(tokens, Lexicon::embedded(), source, spelling);
    let (found, weak) = candidates(gazetteer, &words, true);
    let mut memory = Memory::new(lists, gazetteer);
    let found = Found {
        words: &words,
        found: &found,
        weak: &weak,
    };
    let view = View::new(&mut memory, tokens, &found);
    let mut lesson = Lesson::default();
    for at in 0..tokens.len() {
        let mut features = Vec::with_capacity(96);
        view.features(&memory, at, (0, tokens.len()), |f| features.push(f));
        lesson.features.push(features);
        lesson.names.push(view.names(&memory, at));
    }
    lesson
}
