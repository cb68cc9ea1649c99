//! The tagger's weights and lists, and the file that they are kept in.
//!
//! The file is made for size: keys and hashes are sorted and kept as gaps, weights of zero
//! are not kept. Numbers are little-endian, counts and gaps are LEB128.

mod bytes;
mod table;

use super::chain::Transitions;
use super::lists::{ByHash, Known, LIKENESS, Lists};
use bytes::{Input, checksum, write_count};
pub use table::Table;

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

/// By how much the words must speak for an encyclopaedia before both weigh the same, and how
/// slowly it tips: units of log odds. The chooser is too sure of itself.
const TO_NEWS: f32 = 3.0;
const SOFT: f32 = 4.0;

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
        write_count(&mut out, self.lists.phrases.len());
        let mut before = 0;
        for (hash, kind) in self.lists.phrases.iter() {
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
        let count = input.count()?;
        let words = read_by_hash(&mut input, count, read_known)?;
        let count = input.count()?;
        let phrases = read_by_hash(&mut input, count, Input::byte)?;
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

fn write_words(words: &ByHash<Known>, out: &mut Vec<u8>) {
    write_count(out, words.len());
    let mut before = 0;
    for (hash, known) in words.iter() {
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

fn read_known(input: &mut Input<'_>) -> Result<Known, ModelError> {
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
    Ok(known)
}

/// So many values by hash. The first hash may be zero; no other gap is.
fn read_by_hash<'a, V: Copy>(
    input: &mut Input<'a>,
    count: usize,
    mut read: impl FnMut(&mut Input<'a>) -> Result<V, ModelError>,
) -> Result<ByHash<V>, ModelError> {
    // Each takes two bytes at least.
    let most = count.min(input.rest.len() / 2);
    let (mut hashes, mut values) = (Vec::with_capacity(most), Vec::with_capacity(most));
    let mut hash = 0u32;
    for nth in 0..count {
        let next = input.next_hash(hash)?;
        if nth > 0 && next == hash {
            return Err(ModelError::Damaged);
        }
        hash = next;
        hashes.push(hash);
        values.push(read(input)?);
    }
    Ok(ByHash::in_order(hashes, values))
}

#[cfg(test)]
mod tests;
