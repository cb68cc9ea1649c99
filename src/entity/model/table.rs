//! The weights of features: one table for all parts.

use std::collections::BTreeMap;

use super::bytes::{Input, write_count};
use super::{Blend, LABELS, ModelError, PARTS, Part, PartRow, Scores, Sums};
use crate::entity::chain::Transitions;

/// No table has more room, as a power of two.
const LARGEST: u32 = 26;

/// So many features are looked up together.
const CHUNK: usize = 128;

/// The weights of one key, within one line of the processor's cache: every other row would
/// lie over two.
#[derive(Clone, Debug, PartialEq)]
#[repr(align(32))]
struct Row([i8; 8 * PARTS]);

/// The weights of all parts. Features are looked up once for all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// It has room for so many keys, as a power of two.
    key_bits: u32,
    /// One bit a key: it has weights. Apart from the next, so that all of them stay near.
    bits: Vec<u64>,
    /// How many rows stand before the keys of each 64.
    before: Vec<u32>,
    /// Eight weights for each part; the eighth is nothing.
    rows: Vec<Row>,
    parts: [Part; PARTS],
}

impl Table {
    /// A table of parts with their rows, in any order; of two rows with one key the last.
    #[must_use]
    pub fn new(key_bits: u32, parts: [(Part, Vec<PartRow>); PARTS]) -> Self {
        let key_bits = key_bits.clamp(6, LARGEST);
        let mut rows: BTreeMap<u32, [i8; 8 * PARTS]> = BTreeMap::new();
        let parts = parts.map(|(part, own)| (part, own.into_iter()));
        let mut of = [Part::default(); PARTS];
        for (nth, (part, own)) in parts.into_iter().enumerate() {
            of[nth] = part;
            for (key, weights) in own.filter(|(key, _)| key >> key_bits == 0) {
                let row = rows.entry(key).or_default();
                row[8 * nth..8 * nth + LABELS].copy_from_slice(&weights);
            }
        }
        let mut table = Self {
            key_bits,
            bits: vec![0; 1 << (key_bits - 6)],
            before: Vec::new(),
            rows: Vec::with_capacity(rows.len()),
            parts: of,
        };
        for (key, row) in rows {
            table.bits[key as usize >> 6] |= 1 << (key & 63);
            table.rows.push(Row(row));
        }
        table.rank();
        table
    }

    /// Counts the rows before each 64 keys.
    fn rank(&mut self) {
        let mut before = 0;
        let count = self.bits.iter().map(|bits| {
            let here = before;
            before += bits.count_ones();
            here
        });
        self.before = count.collect();
    }

    /// How many keys have weights.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when none has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds the weights of features to the sums of a token.
    ///
    /// Half of the features have no row, in no order that a processor could guess: those that
    /// have one are gathered first, without a branch.
    pub fn add(&self, features: &[u32], sums: &mut Sums) {
        let shift = 32 - self.key_bits;
        for chunk in features.chunks(CHUNK) {
            let mut found = [0u32; CHUNK];
            let mut count = 0;
            for &feature in chunk {
                let key = feature >> shift;
                let bits = self.bits.get(key as usize >> 6).copied().unwrap_or(0);
                found[count] = key;
                count += usize::from(bits >> (key & 63) & 1 == 1);
            }
            for key in &found[..count] {
                let at = *key as usize >> 6;
                let before = self.bits[at] & ((1 << (key & 63)) - 1);
                let Row(row) = &self.rows[(self.before[at] + before.count_ones()) as usize];
                for (sum, &weight) in sums.iter_mut().zip(row) {
                    // Some 130 features with weights below 128 are less than 2^15.
                    *sum = sum.wrapping_add(i16::from(weight));
                }
            }
        }
    }

    /// The scores of a token from its sums.
    #[must_use]
    pub fn scores(&self, sums: &Sums, blend: Blend) -> Scores {
        let [(news, of_news), (wiki, of_wiki)] = self.shares(blend);
        let (news, wiki) = (
            of_news * self.parts[news].step,
            of_wiki * self.parts[wiki].step,
        );
        let first = 16 * usize::from(blend.again);
        std::array::from_fn(|label| {
            news * f32::from(sums[first + label]) + wiki * f32::from(sums[first + 8 + label])
        })
    }

    /// The scores of what follows what.
    #[must_use]
    pub fn transitions(&self, blend: Blend) -> Transitions {
        let [(news, of_news), (wiki, of_wiki)] = self.shares(blend);
        let (news, wiki) = (&self.parts[news].transitions, &self.parts[wiki].transitions);
        std::array::from_fn(|from| {
            std::array::from_fn(|to| of_news * news[from][to] + of_wiki * wiki[from][to])
        })
    }

    /// The parts of a blend with their shares.
    fn shares(&self, blend: Blend) -> [(usize, f32); 2] {
        let first = 2 * usize::from(blend.again);
        [(first, blend.news), (first + 1, 1.0 - blend.news)]
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        write_count(out, self.key_bits as usize);
        for part in &self.parts {
            out.extend(part.step.to_le_bytes());
            for weight in part.transitions.as_flattened() {
                out.extend(weight.to_le_bytes());
            }
        }
        write_count(out, self.rows.len());
        let keys = self.bits.iter().enumerate().flat_map(|(at, &bits)| {
            (0..64).filter_map(move |bit| (bits >> bit & 1 == 1).then_some(at * 64 + bit))
        });
        let mut before = 0;
        for (key, Row(row)) in keys.zip(&self.rows) {
            write_count(out, key - before);
            before = key;
            let (own, _) = row.as_chunks::<8>();
            let used = |own: &[i8; 8]| {
                (0..LABELS).fold(0u8, |mask, at| mask | u8::from(own[at] != 0) << at)
            };
            out.push((0..PARTS).fold(0, |mask, at| mask | u8::from(used(&own[at]) != 0) << at));
            for own in own.iter().filter(|own| used(own) != 0) {
                out.push(used(own));
                out.extend(own.iter().filter(|&&w| w != 0).map(|w| w.cast_unsigned()));
            }
        }
    }

    pub(super) fn read(input: &mut Input<'_>) -> Result<Self, ModelError> {
        let key_bits = u32::try_from(input.count()?)
            .ok()
            .filter(|bits| (6..=LARGEST).contains(bits))
            .ok_or(ModelError::Damaged)?;
        let mut parts = [Part::default(); PARTS];
        for part in &mut parts {
            part.step = input.float()?;
            for weight in part.transitions.as_flattened_mut() {
                *weight = input.float()?;
            }
        }
        let count = input.count()?;
        let mut table = Self {
            key_bits,
            bits: vec![0; 1 << (key_bits - 6)],
            before: Vec::new(),
            // A row takes two bytes at least.
            rows: Vec::with_capacity(count.min(input.rest.len() / 2)),
            parts,
        };
        let mut key = 0usize;
        for nth in 0..count {
            let gap = input.count()?;
            if nth > 0 && gap == 0 {
                return Err(ModelError::Damaged);
            }
            key = key.checked_add(gap).ok_or(ModelError::Damaged)?;
            let bits = table.bits.get_mut(key >> 6).ok_or(ModelError::Damaged)?;
            *bits |= 1 << (key & 63);
            let mut row = [0; 8 * PARTS];
            for part in ones(input.byte()?, PARTS) {
                for at in ones(input.byte()?, LABELS) {
                    row[8 * part + at] = input.byte()?.cast_signed();
                }
            }
            table.rows.push(Row(row));
        }
        table.rank();
        Ok(table)
    }
}

/// Which of the lowest `most` bits are set. From bit to bit: a processor guesses no branch of
/// a mask rightly, and there are some hundred thousand at start.
fn ones(mask: u8, most: usize) -> impl Iterator<Item = usize> {
    let mut rest = u32::from(mask) & ((1 << most) - 1);
    std::iter::from_fn(move || {
        let lowest = rest.trailing_zeros();
        rest &= rest.checked_sub(1)?;
        Some(lowest as usize)
    })
}
