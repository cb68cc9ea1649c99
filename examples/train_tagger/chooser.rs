//! Which table an article is read with: news or encyclopaedia, by its words.

use std::collections::HashMap;

use warraq::entity::lists::hash;
use warraq::entity::model::{CHOICE_STEPS, CHOICES, choice};

use crate::corpus::{Domain, Sentence};
use crate::random::Random;

/// So many sentences are one example.
const CHUNK: usize = 20;
const EPOCHS: usize = 10;
const RATE: f32 = 0.05;
const L2: f32 = 0.1;
/// Rarer words say nothing of new text.
const LEAST: u32 = 3;

/// A logistic regression over the words of chunks of text, both sides weighing the same.
pub(crate) fn train(text: &[Sentence]) -> Vec<i8> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for sentence in text {
        for token in sentence.tokens.iter().filter(|token| token.is_word()) {
            *counts.entry(hash(&token.folded)).or_default() += 1;
        }
    }
    let mut chunks: Vec<(Vec<usize>, f32)> = Vec::new();
    for domain in [Domain::News, Domain::Wiki, Domain::WikiFane] {
        let of_domain: Vec<&Sentence> = text.iter().filter(|s| s.domain == domain).collect();
        for chunk in of_domain.chunks(CHUNK) {
            let words = chunk
                .iter()
                .flat_map(|sentence| &sentence.tokens)
                .filter(|token| token.is_word())
                .map(|token| hash(&token.folded))
                .filter(|word| counts[word] >= LEAST)
                .map(choice)
                .collect();
            let news = if domain == Domain::News { 1.0 } else { 0.0 };
            chunks.push((words, news));
        }
    }
    #[allow(clippy::cast_precision_loss)] // some thousands
    let (all, news) = (
        chunks.len() as f32,
        chunks.iter().map(|c| c.1).sum::<f32>().max(1.0),
    );
    let mut weights = vec![0.0f32; CHOICES];
    let mut squares = vec![1e-3f32; CHOICES];
    let mut random = Random::new(5);
    for _ in 0..EPOCHS {
        random.shuffle(&mut chunks);
        for (words, target) in &chunks {
            let sum: f32 = words.iter().map(|&word| weights[word]).sum();
            let side = if *target > 0.5 {
                news
            } else {
                (all - news).max(1.0)
            };
            let wrong = (1.0 / (1.0 + (-sum).exp()) - target) * all / 2.0 / side;
            if wrong.abs() < 1e-3 {
                continue;
            }
            for &word in words {
                let gradient = wrong + L2 * weights[word];
                squares[word] += gradient * gradient;
                weights[word] -= RATE * gradient / squares[word].sqrt();
            }
        }
    }
    weights
        .iter()
        .map(|weight| {
            // Clamped to a byte.
            #[allow(clippy::cast_possible_truncation)]
            let steps = (weight * CHOICE_STEPS).round().clamp(-127.0, 127.0) as i8;
            steps
        })
        .collect()
}
