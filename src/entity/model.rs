//! The tagger's weights and lists, and the file that they are kept in.
//!
//! The file is made for size: keys and hashes are sorted and kept as gaps, weights of zero
//! are not kept. Numbers are little-endian, counts and gaps are LEB128.

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

/// How clearly the words must speak for an encyclopaedia: a few sentences do not.
const FOR_WIKI: i64 = -800;

/// No table has more room, as a power of two.
const LARGEST: u32 = 26;

const MAGIC: &[u8; 8] = b"warraqN3";

/// The weights of one pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// It has room for so many keys, as a power of two.
    key_bits: u32,
    /// One bit a key: it has a row.
    bits: Vec<u64>,
    /// For each word of `bits` how many rows stand before.
    ranks: Vec<u32>,
    /// Weights by label; the eighth is nothing.
    rows: Vec<[i8; 8]>,
    /// What one step of a weight is worth.
    pub step: f32,
    /// From a label (the last row: from the start of a sentence) to a label.
    pub transitions: Transitions,
}

/// All that the tagger knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Words, phrases, letters.
    pub lists: Lists,
    /// The first pass, for news.
    pub news: Table,
    /// The first pass, for articles of an encyclopaedia.
    pub wiki: Table,
    /// The second pass, for news. May be empty: then there is none.
    pub news_again: Table,
    /// The same for articles of an encyclopaedia.
    pub wiki_again: Table,
    /// Which of the two: by the top bits of a word's hash how much it speaks for news, in
    /// steps; [`CHOICES`] of them or none.
    pub chooser: Vec<i8>,
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
    /// A table of rows by key, in any order; of two rows with one key the first.
    #[must_use]
    pub fn new(
        key_bits: u32,
        mut rows: Vec<(u32, [i8; 8])>,
        step: f32,
        transitions: Transitions,
    ) -> Self {
        let key_bits = key_bits.clamp(6, LARGEST);
        rows.sort_by_key(|&(key, _)| key);
        rows.dedup_by_key(|&mut (key, _)| key);
        let mut bits = vec![0u64; 1 << (key_bits - 6)];
        rows.retain(|&(key, _)| key >> key_bits == 0);
        for &(key, _) in &rows {
            bits[key as usize >> 6] |= 1 << (key & 63);
        }
        Self {
            key_bits,
            ranks: ranks(&bits),
            bits,
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            step,
            transitions,
        }
    }

    /// A table that says nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            key_bits: 6,
            bits: Vec::new(),
            ranks: Vec::new(),
            rows: Vec::new(),
            step: 0.0,
            transitions: [[0.0; LABELS]; LABELS + 1],
        }
    }

    /// True when it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many keys have weights.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The key of a hashed feature.
    #[must_use]
    pub const fn key(&self, feature: u32) -> u32 {
        feature >> (32 - self.key_bits)
    }

    /// Adds the weights of a feature to the sums of a token.
    #[inline]
    pub fn add(&self, feature: u32, sums: &mut [i32; 8]) {
        let key = self.key(feature) as usize;
        let Some(&word) = self.bits.get(key >> 6) else {
            return;
        };
        let bit = 1u64 << (key & 63);
        if word & bit == 0 {
            return;
        }
        let row = self.ranks[key >> 6] + (word & (bit - 1)).count_ones();
        let row = &self.rows[row as usize];
        for (sum, &weight) in sums.iter_mut().zip(row) {
            *sum += i32::from(weight);
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        write_count(out, self.key_bits as usize);
        out.extend(self.step.to_le_bytes());
        for weight in self.transitions.as_flattened() {
            out.extend(weight.to_le_bytes());
        }
        write_count(out, self.rows.len());
        let keys = self.bits.iter().enumerate().flat_map(|(at, &word)| {
            (0..64).filter_map(move |bit| (word >> bit & 1 == 1).then_some(at * 64 + bit))
        });
        let mut before = 0;
        for (key, row) in keys.zip(&self.rows) {
            write_count(out, key - before);
            before = key;
            let mask = (0..LABELS).fold(0u8, |mask, at| mask | u8::from(row[at] != 0) << at);
            out.push(mask);
            out.extend(row.iter().filter(|&&w| w != 0).map(|w| w.cast_unsigned()));
        }
    }

    fn read(input: &mut Input<'_>) -> Result<Self, ModelError> {
        let key_bits = u32::try_from(input.count()?)
            .ok()
            .filter(|bits| (6..=LARGEST).contains(bits))
            .ok_or(ModelError::Damaged)?;
        let step = input.float()?;
        let mut transitions = [[0.0; LABELS]; LABELS + 1];
        for weight in transitions.as_flattened_mut() {
            *weight = input.float()?;
        }
        let count = input.count()?;
        if count == 0 {
            return Ok(Self {
                key_bits,
                step,
                transitions,
                ..Self::empty()
            });
        }
        let mut table = Self {
            key_bits,
            bits: vec![0; 1 << (key_bits - 6)],
            ranks: Vec::new(),
            // A row takes two bytes at least.
            rows: Vec::with_capacity(count.min(input.rest.len() / 2)),
            step,
            transitions,
        };
        let mut key = 0usize;
        for nth in 0..count {
            let gap = input.count()?;
            if nth > 0 && gap == 0 {
                return Err(ModelError::Damaged);
            }
            key = key.checked_add(gap).ok_or(ModelError::Damaged)?;
            let word = table.bits.get_mut(key >> 6).ok_or(ModelError::Damaged)?;
            *word |= 1 << (key & 63);
            let mask = input.byte()?;
            let mut row = [0; 8];
            for (at, weight) in row.iter_mut().enumerate().take(LABELS) {
                if mask >> at & 1 == 1 {
                    *weight = input.byte()?.cast_signed();
                }
            }
            table.rows.push(row);
        }
        table.ranks = ranks(&table.bits);
        Ok(table)
    }
}

fn ranks(bits: &[u64]) -> Vec<u32> {
    let mut before = 0;
    bits.iter()
        .map(|word| {
            let rank = before;
            before += word.count_ones();
            rank
        })
        .collect()
}

impl Model {
    /// The tables of both passes for an article with these words, as hashes.
    #[must_use]
    pub fn choose(&self, words: impl Iterator<Item = u32>) -> (&Table, &Table) {
        let news = (&self.news, &self.news_again);
        if self.chooser.len() != CHOICES {
            return news;
        }
        let sum: i64 = words
            .map(|word| i64::from(self.chooser[choice(word)]))
            .sum();
        if sum > FOR_WIKI {
            news
        } else {
            (&self.wiki, &self.wiki_again)
        }
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
        self.news.write(&mut out);
        self.wiki.write(&mut out);
        self.news_again.write(&mut out);
        self.wiki_again.write(&mut out);
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
        let news = Table::read(&mut input)?;
        let wiki = Table::read(&mut input)?;
        let news_again = Table::read(&mut input)?;
        let wiki_again = Table::read(&mut input)?;
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
            news,
            wiki,
            news_again,
            wiki_again,
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
        let transitions = [[0.25; LABELS]; LABELS + 1];
        let rows = |keys: &[u32]| {
            keys.iter()
                .map(|&key| (key, [0, 3, -4, 0, 0, 127, -127, 0]))
                .collect()
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
            news: Table::new(10, rows(&[0, 1, 1023]), 0.5, transitions),
            wiki: Table::new(10, rows(&[64]), 0.5, transitions),
            news_again: Table::empty(),
            wiki_again: Table::empty(),
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
        let table = small().news;
        for (key, there) in [(0, true), (1, true), (2, false), (64, false), (1023, true)] {
            let mut sums = [1; 8];
            table.add(key << 22, &mut sums);
            let expected = if there {
                [1, 4, -3, 1, 1, 128, -126, 1]
            } else {
                [1; 8]
            };
            assert_eq!(sums, expected, "{key}");
        }
        let mut sums = [0; 8];
        Table::empty().add(u32::MAX, &mut sums);
        assert_eq!(sums, [0; 8]);
    }

    #[test]
    fn an_article_is_news_unless_its_words_speak_clearly() {
        let model = small();
        // Whatever its place among the choices, a word speaks at most so much.
        assert!(std::ptr::eq(
            model.choose([7; 3].into_iter()).0,
            &model.news
        ));
        assert!(std::ptr::eq(
            model.choose((0..5000).map(|_| 7)).0,
            &model.wiki
        ));
    }
}
