//! The statistical tagger: a linear chain over hashed features, decoded under BIO.
//!
//! It sees what lists and rules found, and finds names that nobody listed. It reads Arabic
//! script; what is Persian is left to the lists. Trained by `examples/train_tagger`.

use std::sync::OnceLock;

use super::chain::{Transitions, allowed, decode, marginals, spans_of};
use super::coreference::Recognised;
use super::features::{Found, Means, View, finish, sentences};
use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::lists::Lists;
use super::merge::{Span, in_words, merge};
use super::model::{Blend, Model, ModelError, Scores, Sums, Table};
use super::recall::{Met, Recall, Weighed};
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
    /// The checksum of its file.
    stamp: u64,
}

static EMBEDDED: OnceLock<Option<Tagger>> = OnceLock::new();

const KINDS: [Kind; 3] = [Kind::Person, Kind::Organisation, Kind::Place];

impl Tagger {
    /// The tagger of a model file.
    ///
    /// # Errors
    ///
    /// When the bytes are no model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let model = Model::from_bytes(bytes)?;
        let sum = bytes.last_chunk::<8>().ok_or(ModelError::Foreign)?;
        Ok(Self {
            model,
            stamp: u64::from_le_bytes(*sum),
        })
    }

    /// What it knows.
    #[cfg(test)]
    pub(super) const fn model(&self) -> &Model {
        &self.model
    }

    /// Tells one file from another.
    pub(super) const fn stamp(&self) -> u64 {
        self.stamp
    }

    /// The tagger that is part of the program; `None` without the feature `model`.
    #[must_use]
    pub fn embedded() -> Option<&'static Self> {
        EMBEDDED
            .get_or_init(|| Self::from_bytes(assets::model()?).ok())
            .as_ref()
    }

    /// True when [`Self::embedded`] was asked for.
    pub(super) fn is_loaded() -> bool {
        EMBEDDED.get().is_some()
    }

    /// Adds the names of an article to what lists and rules found; `again`: after a second
    /// look at the whole article.
    pub(super) fn add(
        &self,
        gazetteer: &Gazetteer,
        recall: &mut Recall,
        tokens: &[Vec<Token>],
        paragraphs: &mut [Recognised],
        again: bool,
    ) {
        let means = Means {
            lists: &self.model.lists,
            gazetteer,
        };
        let Recall { met, weighed, .. } = recall;
        let views: Vec<View> = tokens
            .iter()
            .zip(paragraphs.iter())
            .map(|(tokens, recognised)| {
                let found = Found {
                    words: &recognised.words,
                    found: &recognised.found,
                    weak: &recognised.weak,
                };
                View::new(met, means, tokens, &recognised.ids, &found)
            })
            .collect();
        let words = views.iter().zip(tokens).flat_map(|(view, tokens)| {
            let arabic = (0..tokens.len()).filter(|&at| is_arabic(&tokens[at]));
            arabic.map(|at| view.facts(met, at).word)
        });
        let blend = Blend {
            news: self.model.share_of_news(words),
            again: false,
        };
        let table = &self.model.table;
        let (mut places, mut seen, mut sums) = (Vec::new(), Vec::new(), Vec::new());
        for (paragraph, (view, tokens)) in views.iter().zip(tokens).enumerate() {
            let words = paragraphs.get(paragraph).map(|p| p.words.as_slice());
            if words.is_some_and(|words| words.iter().any(|word| word.persian_text)) {
                continue;
            }
            for range in sentences(tokens) {
                if tokens[range.0..range.1].iter().any(is_arabic) {
                    let own = sums_of(table, view, met, weighed, range);
                    let names = (range.0..range.1).map(|at| view.names(met, at));
                    seen.push(see(table, blend, &own, names.collect()));
                    places.push((paragraph, range));
                    sums.push(own);
                }
            }
        }
        let answers = answers(table, Blend { again, ..blend }, &seen, &mut sums);
        let mut spans: Vec<Vec<Span>> = vec![Vec::new(); tokens.len()];
        let mut odds: Vec<Vec<Odds>> = tokens.iter().map(|t| vec![[0.0; 4]; t.len()]).collect();
        for ((paragraph, (start, end)), answer) in places.into_iter().zip(&answers) {
            let view = &views[paragraph];
            odds[paragraph][start..end].copy_from_slice(&answer.odds);
            spans[paragraph].extend(spans_of(&answer.labels).map(|(first, end, kind)| Span {
                first: first + start,
                end: end + start,
                kind: KINDS[kind],
                clitics: view.facts(met, first + start).clitics,
            }));
        }
        let said = spans.iter().zip(&odds);
        for ((tokens, (spans, odds)), recognised) in tokens.iter().zip(said).zip(paragraphs) {
            let said = in_words(tokens, spans, odds);
            let found = std::mem::take(&mut recognised.found);
            (recognised.found, recognised.unsure) =
                merge(gazetteer, &recognised.words, found, &said);
        }
    }
}

/// The sums of the tokens of a sentence, by their features.
fn sums_of(
    table: &Table,
    view: &View,
    met: &Met,
    weighed: &mut Weighed,
    range: (usize, usize),
) -> Vec<Sums> {
    (range.0..range.1)
        .map(|at| weighed.sums(table, met, &view.window(met, at, range)))
        .collect()
}

/// What the first pass says of a sentence.
#[must_use]
pub fn see(table: &Table, blend: Blend, sums: &[Sums], names: Vec<Names>) -> Seen {
    Seen {
        names,
        scores: scores(table, blend, sums),
    }
}

fn scores(table: &Table, blend: Blend, sums: &[Sums]) -> Vec<Scores> {
    sums.iter()
        .map(|sums| {
            let mut scores = table.scores(sums, blend);
            scores[0] -= AGAINST_NONE;
            scores
        })
        .collect()
}

/// How probable a token is no part of a name, or part of one of each kind.
pub type Odds = [f32; 4];

/// What the tagger says of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The best label of each token.
    pub labels: Vec<usize>,
    /// How probable each is no part of a name, or part of a person's, an organisation's, a
    /// place's.
    pub odds: Vec<Odds>,
}

impl Answer {
    /// `allowed`: of the transitions.
    fn of(scores: &[Scores], transitions: &Transitions, allowed: &Transitions) -> Self {
        Self {
            labels: decode(scores, transitions),
            odds: marginals(scores, allowed)
                .iter()
                .map(|p| [p[0], p[1] + p[2], p[3] + p[4], p[5] + p[6]])
                .collect(),
        }
    }
}

/// The labels of the sentences of an article from what was seen of them and their sums; for
/// the second pass, to which what the rest of the article says is added.
#[must_use]
pub fn answers(table: &Table, blend: Blend, seen: &[Seen], sums: &mut [Vec<Sums>]) -> Vec<Answer> {
    let transitions = table.transitions(blend);
    let allowed = allowed(&transitions);
    if !blend.again {
        return seen
            .iter()
            .map(|sentence| Answer::of(&sentence.scores, &transitions, &allowed))
            .collect();
    }
    let first = table.transitions(Blend {
        again: false,
        ..blend
    });
    // Those of one token come together, and are looked up together.
    let mut token = (0, 0);
    let mut features = Vec::with_capacity(64);
    second::features(seen, &first, |sentence, at, feature| {
        if token != (sentence, at) && !features.is_empty() {
            table.add(&features, &mut sums[token.0][token.1]);
            features.clear();
        }
        token = (sentence, at);
        features.push(feature);
    });
    if !features.is_empty() {
        table.add(&features, &mut sums[token.0][token.1]);
    }
    sums.iter()
        .map(|sums| Answer::of(&scores(table, blend, sums), &transitions, &allowed))
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
    let mut met = Met::default();
    let ids = met.meet(tokens, gazetteer);
    let spelling = Spelling::of(tokens.iter(), source);
    let words = words(tokens, &ids, &met, source, spelling);
    let (found, weak) = candidates(gazetteer, &words, true);
    let means = Means { lists, gazetteer };
    let found = Found {
        words: &words,
        found: &found,
        weak: &weak,
    };
    let view = View::new(&mut met, means, tokens, &ids, &found);
    let mut lesson = Lesson::default();
    for at in 0..tokens.len() {
        let mut features = Vec::with_capacity(96);
        let window = view.window(&met, at, (0, tokens.len()));
        window.features(|_, template, value| features.push(finish(template, value)));
        lesson.features.push(features);
        lesson.names.push(view.names(&met, at));
    }
    lesson
}
