//! Classes of words that stand in the same places (Kneser and Ney 1993): each word is moved
//! to the class in which the text becomes most probable, until few move or time is up.

use std::collections::{BTreeMap, HashMap};

use warraq::entity::lists::hash;

use crate::corpus::Sentence;

/// So many classes; 0 is no class, the last is for signs, numbers and rare words.
const CLASSES: usize = 200;
const OTHER: usize = CLASSES - 1;
/// Rarer words have no class of their own.
const LEAST: u32 = 4;
const ROUNDS: usize = 8;

/// The neighbours of a word and how often each stands there.
#[derive(Default)]
struct Around {
    before: Vec<(u32, i64)>,
    after: Vec<(u32, i64)>,
}

/// How often classes follow each other.
struct Counts {
    pairs: Vec<i64>,
    first: Vec<i64>,
    second: Vec<i64>,
}

/// A word's neighbours by class.
struct Moved {
    left: Vec<i64>,
    right: Vec<i64>,
    /// It stands beside itself.
    repeated: i64,
    begins: i64,
    ends: i64,
}

/// x log x.
fn weigh(count: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // counts of words of a corpus
    let x = count.max(0) as f64;
    if count > 0 { x * x.ln() } else { 0.0 }
}

impl Moved {
    fn new(word: usize, around: &Around, class: &[usize]) -> Self {
        let mut moved = Self {
            left: vec![0; CLASSES],
            right: vec![0; CLASSES],
            repeated: 0,
            begins: 0,
            ends: 0,
        };
        for &(other, count) in &around.before {
            moved.ends += count;
            if other as usize != word {
                moved.left[class[other as usize]] += count;
            }
        }
        for &(other, count) in &around.after {
            moved.begins += count;
            if other as usize == word {
                moved.repeated = count;
            } else {
                moved.right[class[other as usize]] += count;
            }
        }
        moved
    }
}

impl Counts {
    /// Puts a word into a class (`sign` 1) or takes it out (-1).
    fn shift(&mut self, moved: &Moved, to: usize, sign: i64) {
        for other in 0..CLASSES {
            self.pairs[other * CLASSES + to] += sign * moved.left[other];
            self.pairs[to * CLASSES + other] += sign * moved.right[other];
        }
        self.pairs[to * CLASSES + to] += sign * moved.repeated;
        self.first[to] += sign * moved.begins;
        self.second[to] += sign * moved.ends;
    }

    /// By how much the text is more probable with the word in a class. What a class has
    /// before and after itself counts as if it were two classes.
    fn gain(&self, moved: &Moved, to: usize, left: &[usize], right: &[usize]) -> f64 {
        let more = |now: i64, by: i64| weigh(now + by) - weigh(now);
        let mut gain = more(self.pairs[to * CLASSES + to], moved.repeated);
        for &other in left {
            gain += more(self.pairs[other * CLASSES + to], moved.left[other]);
        }
        for &other in right {
            gain += more(self.pairs[to * CLASSES + other], moved.right[other]);
        }
        gain - more(self.first[to], moved.begins) - more(self.second[to], moved.ends)
    }
}

/// The class of each word that is not rare, by its hash.
pub(crate) fn train(text: &[Sentence]) -> BTreeMap<u32, u8> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for token in text.iter().flat_map(|sentence| &sentence.tokens) {
        if token.is_word() {
            *counts.entry(&token.folded).or_default() += 1;
        }
    }
    let mut words: Vec<(&str, u32)> = counts.into_iter().filter(|w| w.1 >= LEAST).collect();
    words.sort_unstable_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    let numbers: HashMap<&str, u32> = (0u32..).zip(&words).map(|(n, w)| (w.0, n)).collect();
    // One number more: everything else.
    let rest = words.len();
    let mut pairs: BTreeMap<(u32, u32), i64> = BTreeMap::new();
    for sentence in text {
        let mut before = None;
        for token in &sentence.tokens {
            let number = numbers.get(token.folded.as_str()).copied();
            let number = number.unwrap_or(u32::try_from(rest).unwrap_or(u32::MAX));
            if let Some(before) = before.replace(number) {
                *pairs.entry((before, number)).or_default() += 1;
            }
        }
    }
    let mut class: Vec<usize> = (0..=rest).map(|n| 1 + n % (OTHER - 1)).collect();
    class[rest] = OTHER;
    let mut around: Vec<Around> = (0..=rest).map(|_| Around::default()).collect();
    let mut counts = Counts {
        pairs: vec![0; CLASSES * CLASSES],
        first: vec![0; CLASSES],
        second: vec![0; CLASSES],
    };
    for (&(before, after), &count) in &pairs {
        around[before as usize].after.push((after, count));
        around[after as usize].before.push((before, count));
        let (b, a) = (class[before as usize], class[after as usize]);
        counts.pairs[b * CLASSES + a] += count;
        counts.first[b] += count;
        counts.second[a] += count;
    }
    for _ in 0..ROUNDS {
        let mut changed = 0;
        for word in 0..rest {
            let own = class[word];
            let moved = Moved::new(word, &around[word], &class);
            counts.shift(&moved, own, -1);
            let left: Vec<usize> = (0..CLASSES).filter(|&c| moved.left[c] > 0).collect();
            let right: Vec<usize> = (0..CLASSES).filter(|&c| moved.right[c] > 0).collect();
            let mut best = (counts.gain(&moved, own, &left, &right), own);
            for to in (1..OTHER).filter(|&to| to != own) {
                let gain = counts.gain(&moved, to, &left, &right);
                if gain > best.0 + 1e-6 {
                    best = (gain, to);
                }
            }
            counts.shift(&moved, best.1, 1);
            class[word] = best.1;
            changed += usize::from(best.1 != own);
        }
        if changed * 100 < rest {
            break;
        }
    }
    words
        .iter()
        .zip(class)
        .map(|((word, _), class)| (hash(word), u8::try_from(class).unwrap_or(0)))
        .collect()
}
