//! What the tagger knows of words beyond the gazetteer: how frequent a word is in the text
//! that it was trained on, whether people bear it as a name, which kind of name it was part
//! of there, how much its letters look like a name's. All of it is part of the model's file.

/// What is known of one word or one phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Logarithm (base 2) of its frequency in the training text, plus one; 0: not frequent.
    pub frequency: u8,
    /// How often people bear it: 0 never, 1 seldom, 2 often.
    pub name: u8,
    /// What it was part of in labelled text: 0 no name, else kind (1–3), share and count.
    pub part: u8,
    /// Its class of distribution; 0: none.
    pub class: u8,
    /// A phrase of several words begins with it.
    pub begins: bool,
}

/// Values by hash, in the order of the hashes. The file holds them so, and reading it into a
/// table of places would be a good part of what the program needs to start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ByHash<V> {
    hashes: Vec<u32>,
    values: Vec<V>,
    /// By the top bits of a hash where those with these bits begin; one more at the end.
    starts: Vec<u32>,
    /// How far a hash is shifted for that.
    shift: u32,
}

impl<V: Copy> ByHash<V> {
    /// Of hashes in order without repetition, and a value for each.
    pub(super) fn in_order(hashes: Vec<u32>, values: Vec<V>) -> Self {
        // About one a place.
        let bits = hashes.len().max(2).ilog2();
        let shift = 32 - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        for (at, hash) in (0u32..).zip(&hashes) {
            while starts.len() <= (hash >> shift) as usize {
                starts.push(at);
            }
        }
        // Fewer than there are hashes.
        #[allow(clippy::cast_possible_truncation)]
        starts.resize((1 << bits) + 1, hashes.len() as u32);
        Self {
            hashes,
            values,
            starts,
            shift,
        }
    }

    /// The value of a hash.
    #[must_use]
    pub fn get(&self, hash: u32) -> Option<V> {
        let place = hash.checked_shr(self.shift)? as usize;
        let start = *self.starts.get(place)? as usize;
        let end = *self.starts.get(place + 1)? as usize;
        let at = self.hashes[start..end].iter().position(|&h| h == hash)?;
        self.values.get(start + at).copied()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// All of them, in the order of the hashes.
    pub fn iter(&self) -> impl Iterator<Item = (u32, V)> {
        self.hashes.iter().copied().zip(self.values.iter().copied())
    }
}

impl<V: Copy> FromIterator<(u32, V)> for ByHash<V> {
    /// In any order; of two with one hash the last counts.
    fn from_iter<I: IntoIterator<Item = (u32, V)>>(all: I) -> Self {
        let all: std::collections::BTreeMap<u32, V> = all.into_iter().collect();
        let (hashes, values) = all.into_iter().unzip();
        Self::in_order(hashes, values)
    }
}

/// The lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lists {
    /// By [`hash`] of the folded word.
    pub words: ByHash<Known>,
    /// Names of several words by [`chain`] of their hashes: the kind, 1–3.
    pub phrases: ByHash<u8>,
    /// Weights of letter sequences: none, [`LIKENESS`] of them, or several times as many. Then
    /// a word's hash says which are its: in training, those made without the word.
    pub likeness: Vec<i8>,
    /// What one step of a likeness weight is worth.
    pub likeness_step: f32,
    /// What is added to the sum.
    pub likeness_bias: f32,
}

/// How many weights letter sequences have.
pub const LIKENESS: usize = 1 << 16;

/// FNV-1a, 32 bits, of a folded word: the same on every machine.
#[must_use]
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The hash of a phrase with one word more.
#[must_use]
pub const fn chain(phrase: u32, word: u32) -> u32 {
    (phrase.rotate_left(7) ^ word).wrapping_mul(0x9e37_79b1)
}

impl Lists {
    /// What is known of the word with that hash.
    #[must_use]
    pub fn word(&self, hash: u32) -> Known {
        self.words.get(hash).unwrap_or_default()
    }

    /// How much a folded word looks like a name, in log odds; 0 without weights.
    #[must_use]
    pub fn likeness(&self, word: &str) -> f32 {
        let Ok(sets @ 1..) = u32::try_from(self.likeness.len() / LIKENESS) else {
            return 0.0;
        };
        let first = (hash(word) % sets) as usize * LIKENESS;
        let weights = &self.likeness[first..first + LIKENESS];
        let mut sum = 0i32;
        letter_sequences(word, |at| sum += i32::from(weights[at]));
        // Fewer than 2^15 sequences of weights below 2^7.
        #[allow(clippy::cast_precision_loss)]
        let sum = sum as f32;
        sum.mul_add(self.likeness_step, self.likeness_bias)
    }
}

/// Calls `visit` with the weight's index of each sequence of two to five letters of a word
/// (its first 20) with its edges.
pub fn letter_sequences(word: &str, mut visit: impl FnMut(usize)) {
    let mut letters = [0u32; 22];
    let mut count = 1;
    letters[0] = 1;
    for c in word.chars().take(20) {
        letters[count] = u32::from(c);
        count += 1;
    }
    letters[count] = 2;
    count += 1;
    for start in 0..count {
        let mut hash = 0x811c_9dc5u32;
        for (length, letter) in letters[start..count.min(start + 5)].iter().enumerate() {
            hash = (hash ^ letter).wrapping_mul(0x0100_0193);
            hash ^= hash >> 15;
            if length > 0 {
                visit(hash.wrapping_mul(0x9e37_79b1) as usize >> 16);
            }
        }
    }
}
