//! The word lists of the model, from the training text and the lists of names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use warraq::entity::lists::{Known, LIKENESS, Lists, chain, hash, letter_sequences};
use warraq::text::fold::fold;
use warraq::text::token::Script;

use crate::corpus::Sentence;
use crate::random::Random;

/// A sentence of WikiFANE with its clitics apart: folded tokens and labels.
pub(crate) type Apart = Vec<(String, usize)>;

/// What the lists are made of.
pub(crate) struct Sources<'a> {
    pub(crate) text: &'a [Sentence],
    pub(crate) apart: &'a [Apart],
    pub(crate) names: &'a [(String, u32)],
    /// The class of distribution of a word's hash.
    pub(crate) classes: &'a BTreeMap<u32, u8>,
}

/// Folds the tokens of a sentence whose clitics stand apart.
pub(crate) fn fold_apart(rows: &[(String, usize)]) -> Apart {
    rows.iter().map(|(t, label)| (fold(t), *label)).collect()
}

fn logarithm(count: u32, most: u8) -> u8 {
    u8::try_from(count.max(1).ilog2()).unwrap_or(most).min(most)
}

/// Lists without likeness. `without`: the tenth of the labelled lists that is left out.
pub(crate) fn make(sources: &Sources<'_>, without: Option<usize>) -> Lists {
    let mut words: BTreeMap<u32, Known> = BTreeMap::new();
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for token in sources.text.iter().flat_map(|sentence| &sentence.tokens) {
        if token.is_word() && token.script == Script::Arabic {
            *counts.entry(&token.folded).or_default() += 1;
        }
    }
    for (word, count) in counts {
        if count >= 3 {
            words.entry(hash(word)).or_default().frequency = 1 + logarithm(count, 13);
        }
    }
    for (&word, &class) in sources.classes {
        words.entry(word).or_default().class = class;
    }
    for (name, count) in sources.names {
        let known: &mut Known = words.entry(hash(name)).or_default();
        known.name = known.name.max(if *count > 3 { 2 } else { 1 });
    }
    let mut parts: BTreeMap<&str, (u32, [u32; 3])> = BTreeMap::new();
    let mut phrases: BTreeMap<u32, [u32; 3]> = BTreeMap::new();
    let mut begins: BTreeSet<u32> = BTreeSet::new();
    for (at, sentence) in sources.apart.iter().enumerate() {
        if without == Some(at * 10 / sources.apart.len().max(1)) {
            continue;
        }
        let mut first = 0;
        while first < sentence.len() {
            let (word, label) = (&sentence[first].0, sentence[first].1);
            parts.entry(word).or_default().0 += 1;
            if label == 0 {
                first += 1;
                continue;
            }
            let kind = (label - 1) / 2;
            parts.entry(word).or_default().1[kind] += 1;
            let mut end = first + 1;
            let mut phrase = hash(word);
            while end < sentence.len() && sentence[end].1 == 2 * kind + 2 {
                let next = parts.entry(&sentence[end].0).or_default();
                next.0 += 1;
                next.1[kind] += 1;
                phrase = chain(phrase, hash(&sentence[end].0));
                end += 1;
            }
            if (2..=6).contains(&(end - first)) {
                phrases.entry(phrase).or_default()[kind] += 1;
                begins.insert(hash(word));
            }
            first = end;
        }
    }
    for (word, (all, kinds)) in parts {
        let named: u32 = kinds.iter().sum();
        if named == 0 || word.chars().count() < 2 {
            continue;
        }
        let kind = (0..3).fold(0, |a, b| if kinds[b] > kinds[a] { b } else { a });
        let share = u8::try_from((4 * named).div_ceil(all.max(1)).clamp(1, 4) - 1).unwrap_or(0);
        let known = words.entry(hash(word)).or_default();
        let kind = u8::try_from(kind).unwrap_or(0);
        known.part = 1 + kind + 3 * share + 12 * logarithm(named, 6);
        known.begins = begins.contains(&hash(word));
    }
    let phrases = phrases.into_iter().map(|(phrase, kinds)| {
        let kind = (0..3).fold(0, |a, b| if kinds[b] > kinds[a] { b } else { a });
        (phrase, u8::try_from(kind + 1).unwrap_or(1))
    });
    Lists {
        words: words.into_iter().collect(),
        phrases: phrases.collect(),
        ..Lists::default()
    }
}

/// Words that are names and words that are not, with a weight each.
fn examples(sources: &Sources<'_>) -> Vec<(String, bool, f32)> {
    let mut common: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for sentence in sources.text {
        for (token, label) in sentence.tokens.iter().zip(&sentence.labels) {
            if token.is_word() && token.script == Script::Arabic {
                let count = common.entry(&token.folded).or_default();
                count.0 += 1;
                count.1 += u32::from(matches!(label, 1 | 2));
            }
        }
    }
    let named: HashMap<&str, u32> = sources
        .names
        .iter()
        .map(|(n, c)| (n.as_str(), *c))
        .collect();
    let mut examples = Vec::new();
    let (mut names, mut words) = (0.0f32, 0.0f32);
    for (word, (_, as_name)) in &common {
        if *as_name == 0 && !named.contains_key(word) && word.chars().count() >= 2 {
            examples.push(((*word).to_owned(), false, 1.0));
            words += 1.0;
        }
    }
    for (name, count) in sources.names {
        #[allow(clippy::cast_precision_loss)]
        let weight = 1.0 + (*count as f32).ln().min(4.0);
        examples.push((name.clone(), true, weight));
        names += weight;
    }
    for (_, name, weight) in &mut examples {
        *weight *= if *name { 1.0 } else { names / words };
    }
    examples
}

/// Adds weights of letter sequences; with several `sets` each is made without the words
/// that it will be asked for.
pub(crate) fn add_likeness(lists: &mut Lists, sources: &Sources<'_>, sets: u32) {
    let examples = examples(sources);
    let mut all: Vec<Vec<f32>> = Vec::new();
    let mut bias = 0.0;
    for set in 0..sets {
        let mut random = Random::new(7 + u64::from(set));
        let mut order: Vec<usize> = (0..examples.len())
            .filter(|&at| sets == 1 || hash(&examples[at].0) % sets != set)
            .collect();
        let mut weights = vec![0.0f32; LIKENESS];
        let mut squares = vec![1e-3f32; LIKENESS];
        let mut own = 0.0f32;
        for _ in 0..6 {
            random.shuffle(&mut order);
            for &at in &order {
                let (word, name, weight) = &examples[at];
                let mut sequences = Vec::with_capacity(64);
                letter_sequences(word, |at| sequences.push(at));
                let sum: f32 = sequences.iter().map(|&at| weights[at]).sum::<f32>() + own;
                let target = if *name { 1.0 } else { 0.0 };
                let gradient = (1.0 / (1.0 + (-sum).exp()) - target) * weight.min(4.0);
                for &at in &sequences {
                    let gradient = gradient + 2e-4 * weights[at];
                    squares[at] += gradient * gradient;
                    weights[at] -= 0.08 * gradient / squares[at].sqrt();
                }
                own -= 0.002 * gradient;
            }
        }
        bias += own;
        all.push(weights);
    }
    let most = all.iter().flatten().fold(0.0f32, |m, w| m.max(w.abs()));
    lists.likeness_step = most / 127.0;
    #[allow(clippy::cast_precision_loss)]
    let sets = sets as f32;
    lists.likeness_bias = bias / sets;
    // Between -127 and 127 by the choice of the step.
    #[allow(clippy::cast_possible_truncation)]
    let quantise = |w: &f32| (w / lists.likeness_step).round() as i8;
    lists.likeness = all.iter().flatten().map(quantise).collect();
}
