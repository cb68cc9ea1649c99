//! The linear chain: which labels may follow, the best ones, how probable each is.

use super::model::{LABELS, Scores};

/// From a label (the last row: from the start of a sentence) to a label.
pub type Transitions = [Scores; LABELS + 1];

/// True when a label may stand after another (`None`: at the start): "goes on" follows only
/// its own kind.
#[must_use]
pub fn may_follow(before: Option<usize>, label: usize) -> bool {
    let goes_on = label > 0 && label.is_multiple_of(2);
    !goes_on || before.is_some_and(|before| before > 0 && before.div_ceil(2) == label / 2)
}

/// The best labels that BIO allows; of equal ones the lowest.
#[must_use]
pub fn decode(scores: &[Scores], transitions: &Transitions) -> Vec<usize> {
    let mut back: Vec<[usize; LABELS]> = Vec::with_capacity(scores.len());
    let mut best = [f32::NEG_INFINITY; LABELS];
    for (at, own) in scores.iter().enumerate() {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut from = [0; LABELS];
        for label in 0..LABELS {
            if at == 0 {
                if may_follow(None, label) {
                    next[label] = transitions[LABELS][label] + own[label];
                }
                continue;
            }
            for before in 0..LABELS {
                let score = best[before] + transitions[before][label];
                if may_follow(Some(before), label) && score > next[label] {
                    next[label] = score;
                    from[label] = before;
                }
            }
            next[label] += own[label];
        }
        best = next;
        back.push(from);
    }
    let mut label = (0..LABELS).fold(0, |a, b| if best[b] > best[a] { b } else { a });
    let mut labels = vec![0; scores.len()];
    for at in (0..scores.len()).rev() {
        labels[at] = label;
        label = back[at][label];
    }
    labels
}

/// The names that labels say: first token, one past the last, kind (0 to 2).
pub fn spans_of(labels: &[usize]) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
    labels
        .iter()
        .enumerate()
        .filter(|&(_, &label)| label % 2 == 1)
        .map(|(first, &label)| {
            let goes_on = labels[first + 1..]
                .iter()
                .take_while(|&&next| next == label + 1)
                .count();
            (first, first + 1 + goes_on, label / 2)
        })
}

/// A sum that is never zero.
fn total(of: &Scores) -> f32 {
    of.iter().sum::<f32>().max(1e-30)
}

/// How much each transition weighs, in the domain of probabilities; nothing where it is not
/// allowed.
#[must_use]
pub fn allowed(transitions: &Transitions) -> Transitions {
    std::array::from_fn(|from| {
        std::array::from_fn(|to| {
            if may_follow((from < LABELS).then_some(from), to) {
                transitions[from][to].exp()
            } else {
                0.0
            }
        })
    })
}

/// The two sweeps over a sentence, in the domain of probabilities.
pub struct Sweeps {
    allowed: Transitions,
    potentials: Vec<Scores>,
    forward: Vec<Scores>,
    backward: Vec<Scores>,
}

impl Sweeps {
    /// Forward and backward.
    #[must_use]
    pub fn new(scores: &[Scores], transitions: &Transitions) -> Self {
        Self::by(scores, &allowed(transitions))
    }

    /// The same by what [`allowed`] gives, which holds for many sentences.
    #[must_use]
    pub fn by(scores: &[Scores], allowed: &Transitions) -> Self {
        let potentials: Vec<Scores> = scores
            .iter()
            .map(|own| {
                let most = own.iter().fold(f32::MIN, |m, &s| m.max(s));
                own.map(|s| (s - most).exp())
            })
            .collect();
        let count = scores.len();
        let mut forward = vec![[0.0f32; LABELS]; count];
        let mut backward = vec![[1.0f32; LABELS]; count];
        for at in 0..count {
            let mut sums = [0.0f32; LABELS];
            if at == 0 {
                sums = allowed[LABELS];
            } else {
                for (before, row) in forward[at - 1].iter().zip(allowed) {
                    for (sum, weight) in sums.iter_mut().zip(row) {
                        *sum += before * weight;
                    }
                }
            }
            for (sum, potential) in sums.iter_mut().zip(&potentials[at]) {
                *sum *= potential;
            }
            let all = total(&sums);
            forward[at] = sums.map(|s| s / all);
        }
        for at in (0..count.saturating_sub(1)).rev() {
            let next: Scores =
                std::array::from_fn(|to| potentials[at + 1][to] * backward[at + 1][to]);
            let sums: Scores = std::array::from_fn(|from| {
                allowed[from].iter().zip(&next).map(|(a, n)| a * n).sum()
            });
            let all = total(&sums);
            backward[at] = sums.map(|s| s / all);
        }
        Self {
            allowed: *allowed,
            potentials,
            forward,
            backward,
        }
    }

    /// How probable each label of each token is.
    #[must_use]
    pub fn marginals(&self) -> Vec<Scores> {
        self.forward
            .iter()
            .zip(&self.backward)
            .map(|(forward, backward)| {
                let product: Scores = std::array::from_fn(|l| forward[l] * backward[l]);
                let all = total(&product);
                product.map(|p| p / all)
            })
            .collect()
    }

    /// How often each transition is expected.
    #[must_use]
    pub fn transitions(&self) -> Transitions {
        let mut pairs = [[0.0f32; LABELS]; LABELS + 1];
        for at in 1..self.forward.len() {
            let here: [Scores; LABELS] = std::array::from_fn(|from| {
                std::array::from_fn(|to| {
                    self.forward[at - 1][from]
                        * self.allowed[from][to]
                        * self.potentials[at][to]
                        * self.backward[at][to]
                })
            });
            let all = here.as_flattened().iter().sum::<f32>().max(1e-30);
            for (row, here) in pairs.iter_mut().zip(&here) {
                for (pair, p) in row.iter_mut().zip(here) {
                    *pair += p / all;
                }
            }
        }
        pairs
    }
}

/// How probable each label of each token is, by what [`allowed`] gives.
#[must_use]
pub fn marginals(scores: &[Scores], allowed: &Transitions) -> Vec<Scores> {
    Sweeps::by(scores, allowed).marginals()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores and transitions that differ everywhere, the same in each run.
    fn example(length: usize) -> (Vec<Scores>, Transitions) {
        let mut state = 7u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(u16::try_from(state >> 16).unwrap()) / 16384.0 - 2.0
        };
        let scores = (0..length)
            .map(|_| std::array::from_fn(|_| next()))
            .collect();
        let transitions = std::array::from_fn(|_| std::array::from_fn(|_| next()));
        (scores, transitions)
    }

    /// All sequences of labels that are allowed, with their scores.
    fn all(scores: &[Scores], transitions: &Transitions) -> Vec<(Vec<usize>, f32)> {
        let mut found = vec![(Vec::new(), 0.0)];
        for own in scores {
            found = found
                .iter()
                .flat_map(|(labels, score)| {
                    (0..LABELS).filter_map(move |label| {
                        let before = labels.last().copied();
                        let step = transitions[before.unwrap_or(LABELS)][label] + own[label];
                        let mut longer: Vec<usize> = labels.clone();
                        longer.push(label);
                        may_follow(before, label).then_some((longer, score + step))
                    })
                })
                .collect();
        }
        found
    }

    #[test]
    fn the_best_labels_are_the_best_of_all_that_are_allowed() {
        let (scores, transitions) = example(4);
        let best = all(&scores, &transitions)
            .into_iter()
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .unwrap();
        assert_eq!(decode(&scores, &transitions), best.0);
        assert!(decode(&[], &transitions).is_empty());
    }

    #[test]
    fn marginals_and_transitions_are_shares_of_all_that_is_allowed() {
        let (scores, transitions) = example(3);
        let every = all(&scores, &transitions);
        let total: f32 = every.iter().map(|(_, score)| score.exp()).sum();
        let sweeps = Sweeps::new(&scores, &transitions);
        for (at, marginals) in sweeps.marginals().iter().enumerate() {
            for (label, &p) in marginals.iter().enumerate() {
                let with = every.iter().filter(|(labels, _)| labels[at] == label);
                let share = with.map(|(_, score)| score.exp()).sum::<f32>() / total;
                assert!((share - p).abs() < 1e-4, "{at} {label}: {share} {p}");
            }
        }
        let pairs = sweeps.transitions();
        let all: f32 = pairs.as_flattened().iter().sum();
        assert!((all - 2.0).abs() < 1e-4, "{all}");
        let with = every
            .iter()
            .filter(|(l, _)| l[0] == 1 && l[1] == 2 || l[1] == 1 && l[2] == 2);
        let share = with.map(|(_, score)| score.exp()).sum::<f32>() / total;
        assert!((pairs[1][2] - share).abs() < 1e-4);
    }

    #[test]
    fn names_are_read_from_labels() {
        type Names = &'static [(usize, usize, usize)];
        let rows: [(&[usize], Names); 4] = [
            (&[0, 0], &[]),
            (&[1, 2, 2], &[(0, 3, 0)]),
            (&[1, 1, 0, 5, 6], &[(0, 1, 0), (1, 2, 0), (3, 5, 2)]),
            (&[3, 4, 5], &[(0, 2, 1), (2, 3, 2)]),
        ];
        for (labels, names) in rows {
            assert_eq!(spans_of(labels).collect::<Vec<_>>(), names, "{labels:?}");
        }
    }
}
