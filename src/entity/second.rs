//! The second look: what the rest of the article says of a word.
//!
//! The first pass gives each token scores. Here, for each token, the other places of the
//! article with the same word, in any of its readings, are asked what they think they are.
//! The answers are features of the second pass, beside all of the first. So an unclear
//! repeat follows its clear sibling. A token's own answer is left out.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::chain::{Transitions, allowed, decode, marginals, spans_of};
use super::features::finish;
use super::lists::chain;
use super::model::{LABELS, Scores};

/// Under how many words a token is looked for: the word, its best stem, its readings.
pub const NAMES: usize = 7;
/// No name of an article is remembered with more words.
const LONGEST: usize = 6;

/// The words that a token may be: first the best, unused ones 0. All 0: a sign, a number or
/// a word too frequent to ask for.
pub type Names = [u32; NAMES];

/// A sentence after the first pass.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The words that each token may be.
    pub names: Vec<Names>,
    /// Its scores.
    pub scores: Vec<Scores>,
}

/// What was thought of a word in the article.
#[derive(Clone, Copy, Debug, Default)]
struct Opinion {
    count: u32,
    sums: [f32; 3],
    /// The highest and by which token; the highest of the others.
    most: [(f32, u32); 3],
    next: [f32; 3],
}

impl Opinion {
    fn add(&mut self, token: u32, own: [f32; 3]) {
        self.count += 1;
        for (kind, &p) in own.iter().enumerate() {
            self.sums[kind] += p;
            if self.count == 1 || p > self.most[kind].0 {
                self.next[kind] = self.most[kind].0;
                self.most[kind] = (p, token);
            } else if p > self.next[kind] {
                self.next[kind] = p;
            }
        }
    }

    /// Without a token that was added: number, means, maxima.
    #[allow(clippy::cast_precision_loss)] // counts of words of an article
    fn without(&self, token: u32, own: [f32; 3]) -> (u32, [f32; 3], [f32; 3]) {
        let count = self.count.saturating_sub(1);
        let means = std::array::from_fn(|k| (self.sums[k] - own[k]).max(0.0) / count.max(1) as f32);
        let most = std::array::from_fn(|k| {
            if self.most[k].1 == token {
                self.next[k]
            } else {
                self.most[k].0
            }
        });
        (count, means, most)
    }
}

/// A name that the first pass found: its range, its hash, its kind.
type Run = (usize, usize, u32, usize);

/// What one token said in the first pass.
struct Said {
    own: [f32; 3],
    label: usize,
    /// Its place in a name of several words: 0 none, 1 first, 2 middle, 3 last.
    part: u32,
    kind: usize,
}

#[derive(Default)]
struct Article {
    opinions: FxHashMap<u32, Opinion>,
    /// How often a word had that part in a name of that kind.
    parts: FxHashMap<(u32, u32, usize), u32>,
    /// How often a run of words was a name of each kind.
    runs: FxHashMap<u32, [u32; 3]>,
}

/// Calls `emit` with sentence, token and feature for all that the article says.
pub fn features(
    sentences: &[Seen],
    transitions: &Transitions,
    mut emit: impl FnMut(usize, usize, u32),
) {
    let allowed = allowed(transitions);
    let tokens = sentences.iter().map(|sentence| sentence.names.len()).sum();
    let mut article = Article {
        opinions: FxHashMap::with_capacity_and_hasher(tokens, FxBuildHasher),
        ..Article::default()
    };
    let mut said: Vec<Vec<Said>> = Vec::with_capacity(sentences.len());
    let mut runs: Vec<Vec<Run>> = Vec::with_capacity(sentences.len());
    let mut number = 0;
    for sentence in sentences {
        let (said_here, runs_here) = listen(sentence, transitions, &allowed);
        for (names, said) in sentence.names.iter().zip(&said_here) {
            number += 1;
            for &name in distinct(names) {
                article
                    .opinions
                    .entry(name)
                    .or_default()
                    .add(number, said.own);
                if said.part > 0 {
                    *article
                        .parts
                        .entry((name, said.part, said.kind))
                        .or_default() += 1;
                }
            }
        }
        for &(_, _, run, kind) in &runs_here {
            article.runs.entry(run).or_default()[kind] += 1;
        }
        said.push(said_here);
        runs.push(runs_here);
    }
    number = 0;
    for (at, sentence) in sentences.iter().enumerate() {
        let matches = article.matches(sentence, &runs[at]);
        for (token, said) in said[at].iter().enumerate() {
            number += 1;
            let mut e = |template: u32, value: u32| emit(at, token, finish(template, value));
            article.ask(&sentence.names[token], said, number, &mut e);
            let place = |offset: isize| {
                token
                    .checked_add_signed(offset)
                    .and_then(|i| matches.get(i))
                    .copied()
                    .unwrap_or(0)
            };
            // At most 6.
            #[allow(clippy::cast_possible_truncation)]
            let label = said.label as u32;
            for (template, offset) in [(220, -1), (221, 0), (222, 1)] {
                if place(offset) > 0 {
                    e(template, place(offset));
                }
            }
            if place(0) > 0 {
                e(223, place(0) * 8 + label);
            }
        }
    }
}

fn distinct(names: &Names) -> impl Iterator<Item = &u32> {
    let used = names.iter().take_while(|&&name| name != 0);
    used.enumerate()
        .filter(|(at, name)| !names[..*at].contains(name))
        .map(|(_, name)| name)
}

/// What the tokens of a sentence say, and the names in it: range, hash, kind.
fn listen(
    sentence: &Seen,
    transitions: &Transitions,
    allowed: &Transitions,
) -> (Vec<Said>, Vec<Run>) {
    let labels = decode(&sentence.scores, transitions);
    let mut said: Vec<Said> = marginals(&sentence.scores, allowed)
        .into_iter()
        .zip(&labels)
        .map(|(p, &label)| Said {
            own: [p[1] + p[2], p[3] + p[4], p[5] + p[6]],
            label,
            part: 0,
            kind: 0,
        })
        .collect();
    let mut runs = Vec::new();
    for (first, end, kind) in spans_of(&labels) {
        if end - first > 1 {
            for (at, token) in said.iter_mut().enumerate().take(end).skip(first) {
                token.kind = kind;
                token.part = match at {
                    at if at == first => 1,
                    at if at + 1 == end => 3,
                    _ => 2,
                };
            }
        }
        if end - first <= LONGEST && sentence.names[first][0] != 0 {
            runs.push((first, end, run(&sentence.names, first, end), kind));
        }
    }
    (said, runs)
}

/// The hash of a run: the best stem of its first word, the other words whole.
fn run(names: &[Names], first: usize, end: usize) -> u32 {
    names[first + 1..end]
        .iter()
        .fold(names[first][0], |run, next| chain(run, next[1]))
}

/// Steps of a probability: 0 to 7.
fn step(p: f32) -> u32 {
    [0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97]
        .iter()
        .map(|&at| u32::from(p > at))
        .sum()
}

fn highest(of: &[f32; 3]) -> usize {
    (0..3).fold(0, |a, b| if of[b] > of[a] { b } else { a })
}

impl Article {
    /// What the other places with one of these words say.
    fn ask(&self, names: &Names, said: &Said, number: u32, e: &mut impl FnMut(u32, u32)) {
        let found = distinct(names).find_map(|&name| {
            let opinion = self.opinions.get(&name)?;
            let (count, means, most) = opinion.without(number, said.own);
            (count > 0).then_some((name, count, means, most))
        });
        let Some((name, count, means, most)) = found else {
            return;
        };
        let often = match count {
            1..=2 => 1,
            3..=6 => 2,
            _ => 3,
        };
        // At most 6 and 2.
        #[allow(clippy::cast_possible_truncation)]
        let (label, best, mean) = (
            said.label as u32,
            highest(&most) as u32,
            highest(&means) as u32,
        );
        e(200, often);
        for kind in 0..3 {
            let template = u32::try_from(kind).unwrap_or(0);
            e(201 + template, step(means[kind]));
            e(204 + template, step(most[kind]));
        }
        let mean_step = step(means[mean as usize]);
        e(207, (mean * 8 + mean_step) * 4 + often);
        e(208, (best * 8 + step(most[best as usize])) * 8 + label);
        let sum: [f32; 3] = std::array::from_fn(|k| means[k] + said.own[k]);
        e(209, (highest(&sum) * 4 + often as usize) as u32);
        e(
            210,
            (mean * 8 + mean_step) * 8 + step(said.own[mean as usize]),
        );
        for part in 1..=3u32 {
            for kind in 0..3usize {
                let mine = u32::from(said.part == part && said.kind == kind);
                let others = self
                    .parts
                    .get(&(name, part, kind))
                    .map_or(0, |&n| n - mine.min(n));
                if others > 0 {
                    let value = part * 4 + u32::try_from(kind).unwrap_or(0);
                    e(211, value);
                    e(212, value * 8 + label);
                    e(213, value * 8 + step(said.own[kind]));
                }
            }
        }
    }

    /// For each token what the longest run of words that is a name elsewhere says; 0: nothing.
    fn matches(&self, sentence: &Seen, own: &[Run]) -> Vec<u32> {
        let count = sentence.names.len();
        let mut matches = vec![0; count];
        let mut first = 0;
        while first < count {
            let mut best = None;
            let name = sentence.names[first];
            if name[0] != 0 {
                let mut hash = name[0];
                for end in first + 1..=count.min(first + LONGEST) {
                    if end > first + 1 {
                        hash = chain(hash, sentence.names[end - 1][1]);
                    }
                    let Some(kinds) = self.runs.get(&hash) else {
                        continue;
                    };
                    let mine = own.iter().find(|o| (o.0, o.1) == (first, end)).map(|o| o.3);
                    let kinds: [u32; 3] = std::array::from_fn(|k| {
                        kinds[k] - u32::from(mine == Some(k)).min(kinds[k])
                    });
                    let kind = (0..3).fold(0, |a, b| if kinds[b] > kinds[a] { b } else { a });
                    if kinds[kind] > 0 {
                        best = Some((end, kind, kinds[kind]));
                    }
                }
            }
            let Some((end, kind, times)) = best else {
                first += 1;
                continue;
            };
            // At most 6, 2, 3.
            #[allow(clippy::cast_possible_truncation)]
            let value = 1 + kind as u32 + 4 * times.min(3) + 16 * (end - first) as u32;
            for (nth, slot) in matches[first..end].iter_mut().enumerate() {
                *slot = value + 128 * u32::from(nth > 0);
            }
            first = end;
        }
        matches
    }
}

const _: () = assert!(LABELS <= 8);
