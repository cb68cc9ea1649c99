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
use super::model::{Blend, Model, ModelError, PARTS, Scores, Sums, Table};
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
        let blend = Blend {
            news: self.model.share_of_news(words),
            again: false,
        };
        let table = &self.model.table;
        let (mut places, mut seen, mut sums) = (Vec::new(), Vec::new(), Vec::new());
        for (paragraph, (view, tokens)) in views.iter().zip(tokens).enumerate() {
            for range in sentences(tokens) {
                if tokens[range.0..range.1].iter().any(is_arabic) {
                    let own = sums_of(table, view, &memory, range);
                    let names = (range.0..range.1).map(|at| view.names(&memory, at));
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
                clitics: view.facts(&memory, first + start).clitics,
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
fn sums_of(table: &Table, view: &View, memory: &Memory<'_>, range: (usize, usize)) -> Vec<Sums> {
    let mut features = Vec::with_capacity(128);
    (range.0..range.1)
        .map(|at| {
            features.clear();
            view.features(memory, at, range, |feature| features.push(feature));
            let mut sums = [0; 8 * PARTS];
            table.add(&features, &mut sums);
            sums
        })
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
    fn of(scores: &[Scores], transitions: &Transitions) -> Self {
        Self {
            labels: decode(scores, transitions),
            odds: marginals(scores, transitions)
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
    if !blend.again {
        return seen
            .iter()
            .map(|sentence| Answer::of(&sentence.scores, &transitions))
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
        .map(|sums| Answer::of(&scores(table, blend, sums), &transitions))
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
