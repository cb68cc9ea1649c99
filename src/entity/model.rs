//! The tagger's weights and lists, and the file that they are kept in.
//!
//! The file is made for size: keys and hashes are sorted and kept as gaps, weights of zero
//! are not kept. Numbers are little-endian, counts and gaps are LEB128.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::chain::Transitions;
use super::gazetteer::fingerprint;
use super::lists::{Known, LIKENESS, Lists};

/// Labels of a token: none, then begins and goes on for person, organisation, place.
pub const LABELS: usize = 7;
/// Scores of the labels of one token.
pub type Scores = [f32; LABELS];
/// How many weights the chooser has.
pub const CHOICES: usize = 1 << 15;
/// So many steps of them are one unit of log odds.
pub const CHOICE_STEPS: f32 = 256.0;

/// Sets of weights: the first pass for news and for an encyclopaedia, the second for both.
pub const PARTS: usize = 4;
/// The sums of the weights of one token: eight for each part.
pub type Sums = [i16; 8 * PARTS];

/// No table has more room, as a power of two.
const LARGEST: u32 = 26;

/// By how much the words must speak for an encyclopaedia before both weigh the same, and how
/// slowly it tips: units of log odds. The chooser is too sure of itself.
const TO_NEWS: f32 = 3.0;
const SOFT: f32 = 4.0;

/// So many features are looked up together.
const CHUNK: usize = 128;

const MAGIC: &[u8; 8] = b"warraqN4";

/// What a part has beside its weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Part {
    /// What one step of a weight is worth.
    pub step: f32,
    /// From a label (the last row: from the start of a sentence) to a label.
    pub transitions: Transitions,
}

/// A key with its weights by label in one part.
pub type PartRow = (u32, [i8; LABELS]);

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
    rows: Vec<[i8; 8 * PARTS]>,
    parts: [Part; PARTS],
}

/// All that the tagger knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Words, phrases, letters.
    pub lists: Lists,
    /// The weights.
    pub table: Table,
    /// By the top bits of a word's hash how much it speaks for news, in steps; [`CHOICES`] of
    /// them or none.
    pub chooser: Vec<i8>,
}

/// Which weights an article is read with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blend {
    /// The share of the weights for news; the rest is the encyclopaedia's.
    pub news: f32,
    /// The second pass.
    pub again: bool,
}

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// They begin with something else.
    #[error("this is no model of this version")]
    Foreign,
    /// They end early, or say what cannot be.
    #[error("the model is cut short or damaged")]
    Damaged,
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
            table.rows.push(row);
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
                let row = &self.rows[(self.before[at] + before.count_ones()) as usize];
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

    fn write(&self, out: &mut Vec<u8>) {
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
        for (key, row) in keys.zip(&self.rows) {
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

    fn read(input: &mut Input<'_>) -> Result<Self, ModelError> {
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
            table.rows.push(row);
        }
        table.rank();
        Ok(table)
    }
}

impl Model {
    /// How much of the weights for news an article with these words is read with.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // a sum of some thousand bytes
    pub fn share_of_news(&self, words: impl Iterator<Item = u32>) -> f32 {
        if self.chooser.len() != CHOICES {
            return 1.0;
        }
        let sum: i64 = words
            .map(|word| i64::from(self.chooser[choice(word)]))
            .sum();
        let odds = (sum as f32 / CHOICE_STEPS + TO_NEWS) / SOFT;
        1.0 / (1.0 + (-odds).exp())
    }

    /// The file. The same model gives the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        write_words(&self.lists.words, &mut out);
        let mut phrases: Vec<_> = self.lists.phrases.iter().collect();
        phrases.sort_unstable();
        write_count(&mut out, phrases.len());
        let mut before = 0;
        for (&hash, &kind) in phrases {
            write_count(&mut out, (hash - before) as usize);
            before = hash;
            out.push(kind);
        }
        out.extend(self.lists.likeness_step.to_le_bytes());
        out.extend(self.lists.likeness_bias.to_le_bytes());
        write_count(&mut out, self.lists.likeness.len());
        out.extend(self.lists.likeness.iter().map(|w| w.cast_unsigned()));
        self.table.write(&mut out);
        write_count(&mut out, self.chooser.len());
        out.extend(self.chooser.iter().map(|w| w.cast_unsigned()));
        let sum = checksum(&out);
        out.extend(sum.to_le_bytes());
        out
    }

    /// The model in a file.
    ///
    /// # Errors
    ///
    /// When the bytes are not what [`Model::to_bytes`] gives.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let (body, sum) = bytes.split_last_chunk::<8>().ok_or(ModelError::Foreign)?;
        let rest = body.strip_prefix(MAGIC).ok_or(ModelError::Foreign)?;
        if checksum(body) != u64::from_le_bytes(*sum) {
            return Err(ModelError::Damaged);
        }
        let mut input = Input { rest };
        let words = read_words(&mut input)?;
        let count = input.count()?;
        let mut phrases = FxHashMap::default();
        phrases.reserve(count.min(input.rest.len()));
        let mut hash = 0u32;
        for _ in 0..count {
            hash = input.next_hash(hash)?;
            phrases.insert(hash, input.byte()?);
        }
        let (likeness_step, likeness_bias) = (input.float()?, input.float()?);
        let count = input.count()?;
        if count != 0 && count != LIKENESS {
            return Err(ModelError::Damaged);
        }
        let likeness = input.bytes(count)?.iter().map(|w| w.cast_signed());
        let lists = Lists {
            words,
            phrases,
            likeness: likeness.collect(),
            likeness_step,
            likeness_bias,
        };
        let table = Table::read(&mut input)?;
        let count = input.count()?;
        if count != 0 && count != CHOICES {
            return Err(ModelError::Damaged);
        }
        let chooser = input.bytes(count)?.iter().map(|w| w.cast_signed());
        let chooser = chooser.collect();
        if !input.rest.is_empty() {
            return Err(ModelError::Damaged);
        }
        Ok(Self {
            lists,
            table,
            chooser,
        })
    }
}

/// Which weight of the chooser belongs to a word.
#[must_use]
pub const fn choice(word: u32) -> usize {
    (word.wrapping_mul(0x9e37_79b1) >> 17) as usize
}

fn write_words(words: &FxHashMap<u32, Known>, out: &mut Vec<u8>) {
    let mut words: Vec<_> = words.iter().collect();
    words.sort_unstable_by_key(|&(hash, _)| hash);
    write_count(out, words.len());
    let mut before = 0;
    for (&hash, known) in words {
        write_count(out, (hash - before) as usize);
        before = hash;
        // What is zero is not kept: most words have a name or a frequency only.
        let mask = u8::from(known.part != 0) << 6 | u8::from(known.class != 0) << 7;
        out.push(known.frequency & 15 | (known.name & 3) << 4 | mask);
        if known.part != 0 {
            out.push(known.part & 127 | u8::from(known.begins) << 7);
        }
        if known.class != 0 {
            out.push(known.class);
        }
    }
}

fn read_words(input: &mut Input<'_>) -> Result<FxHashMap<u32, Known>, ModelError> {
    let count = input.count()?;
    let mut words = FxHashMap::default();
    words.reserve(count.min(input.rest.len()));
    let mut hash = 0u32;
    for _ in 0..count {
        hash = input.next_hash(hash)?;
        let head = input.byte()?;
        let mut known = Known {
            frequency: head & 15,
            name: head >> 4 & 3,
            ..Known::default()
        };
        if head & 1 << 6 != 0 {
            let part = input.byte()?;
            known.part = part & 127;
            known.begins = part >> 7 == 1;
        }
        if head >> 7 == 1 {
            known.class = input.byte()?;
        }
        words.insert(hash, known);
    }
    Ok(words)
}

/// FNV-1a over words of eight bytes: half a megabyte is read in a tenth of a millisecond.
fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    words
        .iter()
        .map(|word| u64::from_le_bytes(*word))
        .chain(rest.iter().map(|&byte| u64::from(byte)))
        .fold(fingerprint(0, "model"), |hash, word| {
            let hash = (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3);
            hash ^ hash >> 29
        })
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

fn write_count(out: &mut Vec<u8>, mut count: usize) {
    while count > 127 {
        // Seven bits and the mark that more follow.
        #[allow(clippy::cast_possible_truncation)]
        out.push(count as u8 | 128);
        count >>= 7;
    }
    // Below 128.
    #[allow(clippy::cast_possible_truncation)]
    out.push(count as u8);
}

struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    fn bytes(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let (bytes, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or(ModelError::Damaged)?;
        self.rest = rest;
        Ok(bytes)
    }

    fn byte(&mut self) -> Result<u8, ModelError> {
        let (&byte, rest) = self.rest.split_first().ok_or(ModelError::Damaged)?;
        self.rest = rest;
        Ok(byte)
    }

    fn float(&mut self) -> Result<f32, ModelError> {
        let (bytes, rest) = self.rest.split_first_chunk().ok_or(ModelError::Damaged)?;
        self.rest = rest;
        let float = f32::from_le_bytes(*bytes);
        if float.is_finite() {
            Ok(float)
        } else {
            Err(ModelError::Damaged)
        }
    }

    fn count(&mut self) -> Result<usize, ModelError> {
        let mut count = 0usize;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            count |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(count);
            }
        }
        Err(ModelError::Damaged)
    }

    fn next_hash(&mut self, before: u32) -> Result<u32, ModelError> {
        let gap = u32::try_from(self.count()?).map_err(|_| ModelError::Damaged)?;
        before.checked_add(gap).ok_or(ModelError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Model {
        let part = |step, keys: &[u32]| {
            let transitions = [[step; LABELS]; LABELS + 1];
            let rows = keys.iter().map(|&key| (key, [0, 3, -4, 0, 0, 127, -127]));
            (Part { step, transitions }, rows.collect())
        };
        let mut lists = Lists::default();
        for (word, known) in [
            (3, Known::default()),
            (
                u32::MAX,
                Known {
                    frequency: 13,
                    name: 2,
                    part: 77,
                    class: 5,
                    begins: true,
                },
            ),
        ] {
            lists.words.insert(word, known);
        }
        lists.phrases.insert(9, 3);
        Model {
            lists,
            table: Table::new(
                10,
                [
                    part(0.5, &[0, 1, 1023]),
                    part(0.25, &[64]),
                    part(1.0, &[]),
                    part(2.0, &[1]),
                ],
            ),
            chooser: (0..CHOICES)
                .map(|at| if at == 0 { 100 } else { -1 })
                .collect(),
        }
    }

    #[test]
    fn the_file_gives_the_model_back_and_damage_is_seen() {
        let model = small();
        let bytes = model.to_bytes();
        assert_eq!(Model::from_bytes(&bytes).as_ref(), Ok(&model));
        assert_eq!(Model::from_bytes(&[]), Err(ModelError::Foreign));
        for at in (0..bytes.len()).step_by(97).chain([0, 8, bytes.len() - 1]) {
            assert!(Model::from_bytes(&bytes[..at]).is_err(), "cut at {at}");
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(Model::from_bytes(&damaged).is_err(), "damaged at {at}");
        }
    }

    #[test]
    fn bytes_with_a_right_checksum_are_doubted_too() {
        let bytes = small().to_bytes();
        let body = bytes.len() - 8;
        for at in 8..120 {
            for value in [0, 0x7f, 0xff] {
                let mut damaged = bytes[..body].to_vec();
                damaged[at] = value;
                let sum = checksum(&damaged);
                damaged.extend(sum.to_le_bytes());
                // It is a model or it is none; that it comes back is the test.
                let _ = Model::from_bytes(&damaged);
            }
        }
    }

    #[test]
    fn only_keys_with_a_row_have_weights() {
        let table = small().table;
        assert_eq!(table.len(), 4);
        let rows: [(u32, &[usize]); 5] =
            [(0, &[0]), (1, &[0, 3]), (2, &[]), (64, &[1]), (1023, &[0])];
        for (key, parts) in rows {
            let mut sums = [1; 8 * PARTS];
            table.add(&[key << 22], &mut sums);
            let mut expected = [1; 8 * PARTS];
            for &part in parts {
                expected[8 * part..8 * part + 8].copy_from_slice(&[1, 4, -3, 1, 1, 128, -126, 1]);
            }
            assert_eq!(sums, expected, "{key}");
        }
    }

    #[test]
    fn scores_are_blended() {
        let table = small().table;
        let mut sums = [0; 8 * PARTS];
        table.add(&[0, 64 << 22, 1 << 22, 5 << 22], &mut sums);
        let of = |news, again| table.scores(&sums, Blend { news, again })[1];
        let rows = [
            ((1.0, false), 3.0),
            ((0.0, false), 0.75),
            ((0.5, false), 1.875),
            ((1.0, true), 0.0),
            ((0.25, true), 4.5),
        ];
        for ((news, again), score) in rows {
            assert!((of(news, again) - score).abs() < 1e-5, "{news} {again}");
        }
        let blend = Blend {
            news: 0.5,
            again: true,
        };
        assert!((table.transitions(blend)[3][4] - 1.5).abs() < 1e-5);
    }

    #[test]
    fn an_article_is_news_unless_its_words_speak_clearly() {
        let model = small();
        // Whatever its place among the choices, a word speaks at most so much.
        assert!(model.share_of_news([7; 3].into_iter()) > 0.6);
        assert!(model.share_of_news((0..5000).map(|_| 7)) < 0.1);
        let unknown = Model {
            chooser: Vec::new(),
            ..model
        };
        assert!((unknown.share_of_news([7].into_iter()) - 1.0).abs() < 1e-6);
    }
}
