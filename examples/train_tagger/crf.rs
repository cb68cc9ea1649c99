//! A linear-chain conditional random field, trained by FTRL-proximal (McMahan 2013) with L1:
//! most weights stay zero. Every feature has a copy shared by all domains and one for its
//! own (Daumé 2007).

use warraq::entity::chain::{Sweeps, Transitions};
use warraq::entity::model::{LABELS, Part, PartRow, Scores, Table};

use crate::random::Random;

/// A sentence in numbers.
pub(crate) struct Example {
    /// The hashed features of each token.
    pub(crate) features: Vec<Vec<u32>>,
    pub(crate) labels: Vec<usize>,
    /// 1 to 3.
    pub(crate) domain: usize,
    /// How much it counts.
    pub(crate) weight: f32,
}

/// How to train.
#[derive(Clone, Copy)]
pub(crate) struct Options {
    pub(crate) epochs: usize,
    pub(crate) l1: f32,
    pub(crate) dropout: f32,
    /// A feature must occur so often.
    pub(crate) least: u32,
    /// How many keys there are, as a power of two.
    pub(crate) key_bits: u32,
}

const ALPHA: f32 = 0.2;
const BETA: f32 = 1.0;
const L2: f32 = 1.0;
/// Smaller gradients are left alone.
const SMALL: f32 = 0.002;
const DOMAINS: usize = 4;

#[derive(Clone, Copy, Default)]
#[repr(align(32))]
struct Row {
    w: [f32; 8],
    z: [f32; 8],
    n: [f32; 8],
}

impl Row {
    fn update(&mut self, gradient: &[f32; 8], l1: f32) {
        for (i, g) in gradient.iter().enumerate() {
            let n = self.n[i] + g * g;
            let root = n.sqrt();
            let sigma = (root - self.n[i].sqrt()) / ALPHA;
            let z = self.z[i] + g - sigma * self.w[i];
            self.n[i] = n;
            self.z[i] = z;
            let shrunk = (z.abs() - l1).max(0.0).copysign(z);
            self.w[i] = -shrunk / ((BETA + root) / ALPHA + L2);
        }
    }
}

/// Trained weights.
pub(crate) struct Trained {
    key_bits: u32,
    /// By key: where its rows are, plus one; 0: nowhere.
    places: Vec<u32>,
    rows: Vec<Row>,
    transitions: [Row; LABELS + 1],
}

/// Trains on the examples.
pub(crate) fn train(examples: &[&Example], options: Options, seed: u64) -> Trained {
    let shift = 32 - options.key_bits;
    let mut places = vec![0u32; 1 << options.key_bits];
    for feature in examples.iter().flat_map(|e| e.features.iter().flatten()) {
        places[(*feature >> shift) as usize] += 1;
    }
    let mut count = 0;
    for place in &mut places {
        *place = if *place >= options.least {
            count += 1;
            count
        } else {
            0
        };
    }
    let mut trained = Trained {
        key_bits: options.key_bits,
        places,
        rows: vec![Row::default(); count as usize * DOMAINS],
        transitions: [Row::default(); LABELS + 1],
    };
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    // At most 1 by intent.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let dropped = (options.dropout * 65536.0) as u32;
    let mut active: Vec<Vec<usize>> = Vec::new();
    for _ in 0..options.epochs {
        random.shuffle(&mut order);
        for &at in &order {
            let example = examples[at];
            active.clear();
            for features in &example.features {
                let places = features.iter().filter_map(|&feature| {
                    let place = trained.places[(feature >> shift) as usize];
                    let kept = place > 0 && random.next() >> 16 >= dropped;
                    kept.then(|| (place as usize - 1) * DOMAINS)
                });
                active.push(places.collect());
            }
            trained.step(example, &active, options.l1);
        }
    }
    trained
}

impl Trained {
    fn step(&mut self, example: &Example, active: &[Vec<usize>], l1: f32) {
        let scores: Vec<Scores> = active
            .iter()
            .map(|places| {
                let mut sums = [0.0f32; 8];
                for &place in places {
                    let (shared, own) = (&self.rows[place].w, &self.rows[place + example.domain].w);
                    for i in 0..8 {
                        sums[i] += shared[i] + own[i];
                    }
                }
                std::array::from_fn(|label| sums[label])
            })
            .collect();
        let transitions = self.transitions();
        let sweeps = Sweeps::new(&scores, &transitions);
        let (marginals, pairs) = (sweeps.marginals(), sweeps.transitions());
        for (at, places) in active.iter().enumerate() {
            let mut gradient = [0.0f32; 8];
            let mut largest = 0.0f32;
            for label in 0..LABELS {
                let g = marginals[at][label] - f32::from(u8::from(example.labels[at] == label));
                largest = largest.max(g.abs());
                gradient[label] = g * example.weight;
            }
            if largest < SMALL {
                continue;
            }
            for &place in places {
                self.rows[place].update(&gradient, l1);
                self.rows[place + example.domain].update(&gradient, l1);
            }
        }
        let mut gradients = pairs;
        if let Some(first) = marginals.first() {
            gradients[LABELS] = *first;
        }
        for (at, &label) in example.labels.iter().enumerate() {
            let before = if at == 0 {
                LABELS
            } else {
                example.labels[at - 1]
            };
            gradients[before][label] -= 1.0;
        }
        for (row, gradient) in self.transitions.iter_mut().zip(&gradients) {
            let gradient =
                std::array::from_fn(|i| gradient.get(i).map_or(0.0, |g| g * example.weight));
            row.update(&gradient, 0.0);
        }
    }

    /// From a label to a label.
    pub(crate) fn transitions(&self) -> Transitions {
        std::array::from_fn(|from| std::array::from_fn(|to| self.transitions[from].w[to]))
    }

    /// The weights for text of a domain, small ones left out, in one byte each.
    pub(crate) fn part(&self, domain: usize) -> (Part, Vec<PartRow>) {
        // Without a domain what all share.
        let weights = |place: usize| {
            let at = (place - 1) * DOMAINS;
            let (shared, own) = (&self.rows[at].w, &self.rows[at + domain].w);
            let own = if domain == 0 { &[0.0; 8] } else { own };
            std::array::from_fn::<f32, 8, _>(|i| shared[i] + own[i])
        };
        let kept = |w: &f32| w.abs() >= 0.02;
        let mut sizes: Vec<f32> = Vec::new();
        for &place in self.places.iter().filter(|&&p| p > 0) {
            sizes.extend(
                weights(place as usize)
                    .iter()
                    .filter(|w| kept(w))
                    .map(|w| w.abs()),
            );
        }
        sizes.sort_by(f32::total_cmp);
        let step = sizes
            .get(sizes.len() * 9995 / 10000)
            .copied()
            .unwrap_or(1.0)
            / 127.0;
        let mut rows = Vec::new();
        for (key, &place) in (0u32..).zip(&self.places) {
            if place == 0 {
                continue;
            }
            // Clamped to a byte.
            #[allow(clippy::cast_possible_truncation)]
            let row = weights(place as usize).map(|w| {
                if kept(&w) {
                    (w / step).round().clamp(-127.0, 127.0) as i8
                } else {
                    0
                }
            });
            if let (Some(&row), true) = (row.first_chunk::<LABELS>(), row != [0; 8]) {
                rows.push((key, row));
            }
        }
        let transitions = self.transitions();
        (Part { step, transitions }, rows)
    }

    /// A table with the weights for one domain alone, for text that is all news.
    pub(crate) fn alone(&self, domain: usize) -> Table {
        let none = || (Part::default(), Vec::new());
        Table::new(self.key_bits, [self.part(domain), none(), none(), none()])
    }
}
