//! The same story several times: articles whose texts are nearly one.
//!
//! A text is the set of its shingles (each five words in a row, folded). How much two sets
//! share is estimated from the smallest of many hashes of each (Broder 1997), and articles are
//! compared only where a band of these is the same, so that the work grows with the number of
//! articles and not with the number of pairs.

use rustc_hash::FxHashMap;

use crate::entity::pipeline::Tokens;
use crate::text::token::TokenKind;

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Hashes in a sketch: so many bands of so many rows.
const BANDS: usize = 16;
const ROWS: usize = 4;
/// Two texts are one story when they share so much of what both say together …
const SHARED: f64 = 0.5;
/// … or the shorter one has so much of its own in the longer one, which is not much longer.
const CONTAINED: f64 = 0.8;
/// How many times longer it may be.
const LONGER: f64 = 2.0;
/// A text of fewer words, or fewer different shingles, is the same only as a text that is the same
/// word by word.
const LEAST_WORDS: usize = 20;
/// So many articles of a band are compared with each other; the rest with the first of it.
const IN_A_BAND: usize = 50;

/// What is kept of a text to find its like.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch {
    /// The lower half of the smallest hash of the shingles under each permutation: what differs
    /// there is told apart as well (Li and König 2010), and a hundred thousand take 14 MB.
    smallest: [u16; BANDS * ROWS],
    /// How many different shingles it has.
    shingles: u32,
    /// A hash of all its words.
    whole: u64,
    words: u32,
}

impl Sketch {
    /// The sketch of an article, given as its tokens, in time that grows with its length.
    #[must_use]
    pub fn of(tokens: &Tokens<'_>) -> Self {
        let mut words: Vec<u64> = Vec::new();
        for part in tokens.parts() {
            let said = part.iter().flatten();
            let said = said.filter(|token| !matches!(token.kind, TokenKind::Punctuation(_)));
            words.extend(said.map(|token| hash(token.folded.bytes())));
        }
        Self::of_words(&words)
    }

    fn of_words(words: &[u64]) -> Self {
        let mut shingles: Vec<u64> = words
            .windows(SHINGLE)
            .map(|shingle| {
                let start = 0x51_7c_c1_b7_27_22_0a_95;
                let fold = |h: u64, word: &u64| mix(h.rotate_left(5) ^ word);
                shingle.iter().fold(start, fold)
            })
            .collect();
        shingles.sort_unstable();
        shingles.dedup();
        let mut smallest = [u32::MAX; BANDS * ROWS];
        for shingle in &shingles {
            let mut state = *shingle;
            // Two hashes a step: the permutations are the halves of one sequence.
            for pair in smallest.chunks_exact_mut(2) {
                state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let both = mix(state);
                for (place, half) in pair.iter_mut().zip([both >> 32, both & 0xffff_ffff]) {
                    // Both halves have 32 bits.
                    *place = (*place).min(u32::try_from(half).unwrap_or(u32::MAX));
                }
            }
        }
        Self {
            // The lower 16 bits.
            smallest: smallest.map(|hash| (hash & 0xffff) as u16),
            shingles: u32::try_from(shingles.len()).unwrap_or(u32::MAX),
            whole: words.iter().fold(0, |h, word| mix(h ^ word)),
            words: u32::try_from(words.len()).unwrap_or(u32::MAX),
        }
    }

    /// Whether two texts are one story.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        if self.words == 0 || other.words == 0 {
            return false;
        }
        if self.whole == other.whole && self.words == other.words {
            return true;
        }
        if self.is_short() || other.is_short() {
            return false;
        }
        let same = self.smallest.iter().zip(&other.smallest);
        let same = same.filter(|(a, b)| a == b).count();
        let places = u32::try_from(BANDS * ROWS).unwrap_or(u32::MAX);
        let shared = f64::from(u32::try_from(same).unwrap_or(0)) / f64::from(places);
        let (a, b) = (f64::from(self.shingles), f64::from(other.shingles));
        // From |A∩B| / |A∪B| to |A∩B| / min(|A|, |B|).
        let contained = shared / (1.0 + shared) * (a + b) / a.min(b);
        shared >= SHARED || (contained >= CONTAINED && a.max(b) <= LONGER * a.min(b))
    }

    /// It says little, or little again and again.
    const fn is_short(&self) -> bool {
        (self.words as usize) < LEAST_WORDS || (self.shingles as usize) < LEAST_WORDS
    }

    /// As bytes of a length that is always the same.
    #[must_use]
    pub(super) fn pack(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(PACKED);
        for hash in self.smallest {
            out.extend(hash.to_le_bytes());
        }
        out.extend(self.shingles.to_le_bytes());
        out.extend(self.whole.to_le_bytes());
        out.extend(self.words.to_le_bytes());
        out
    }

    /// Undoes [`Self::pack`].
    #[must_use]
    pub(super) fn unpack(bytes: &[u8]) -> Option<Self> {
        let (hashes, rest) = bytes.split_at_checked(BANDS * ROWS * 2)?;
        let mut smallest = [0; BANDS * ROWS];
        for (hash, two) in smallest.iter_mut().zip(hashes.chunks_exact(2)) {
            *hash = u16::from_le_bytes(two.try_into().ok()?);
        }
        let (shingles, rest) = rest.split_at_checked(4)?;
        let (whole, words) = rest.split_at_checked(8)?;
        Some(Self {
            smallest,
            shingles: u32::from_le_bytes(shingles.try_into().ok()?),
            whole: u64::from_le_bytes(whole.try_into().ok()?),
            words: u32::from_le_bytes(words.try_into().ok()?),
        })
    }
}

/// Bytes of a packed sketch.
const PACKED: usize = BANDS * ROWS * 2 + 4 + 8 + 4;

/// The groups of articles that are one story: numbers in the list of sketches, ascending, each
/// group at least two, by their first. The same for any order of work, in nearly linear time.
///
/// What is like a member is a member, so that a story that changes from paper to paper stays one.
#[must_use]
pub fn groups(sketches: &[Sketch]) -> Vec<Vec<usize>> {
    let mut sets = Sets::new(sketches.len());
    let mut bands: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut join = |bands: &mut FxHashMap<u64, Vec<usize>>, key: u64, at: usize| {
        let band = bands.entry(key).or_default();
        for &other in band.iter() {
            if sets.root(other) != sets.root(at) && sketches[other].is_like(&sketches[at]) {
                sets.join(other, at);
            }
        }
        if band.len() < IN_A_BAND {
            band.push(at);
        }
    };
    for (at, sketch) in sketches.iter().enumerate() {
        join(&mut bands, sketch.whole, at);
    }
    for band in 0..BANDS {
        bands.clear();
        for (at, sketch) in sketches.iter().enumerate().filter(|s| !s.1.is_short()) {
            let rows = sketch.smallest.iter().skip(band * ROWS).take(ROWS);
            let key = rows.fold(0, |h, row| mix(h ^ u64::from(*row)));
            join(&mut bands, key, at);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); sketches.len()];
    for at in 0..sketches.len() {
        groups[sets.root(at)].push(at);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Disjoint sets; the root of a set is its smallest member.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// FNV-1a, the same on every machine.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |h, byte| {
        (h ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Spreads the bits of a number (`SplitMix64`).
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};
    use crate::entity::pipeline::Tokens;

    /// A paragraph of made sentences about a topic; another number gives other words.
    fn paragraph(number: usize) -> String {
        let subjects = [
            "الوزير",
            "المدير",
            "الرئيس",
            "الناطق",
            "العمدة",
            "القاضي",
            "الكاتب",
        ];
        let verbs = ["أعلن", "نفى", "أكد", "زار", "افتتح", "ناقش", "رفض", "درس"];
        let things = [
            "الخطة",
            "المدرسة",
            "الميناء",
            "القانون",
            "الطريق",
            "السوق",
            "الجسر",
        ];
        let places = [
            "بيروت",
            "مينسك",
            "القاهرة",
            "تونس",
            "عمان",
            "الرباط",
            "موسكو",
            "بريست",
        ];
        let days = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس"];
        (0..4)
            .map(|sentence| {
                let n = usize::try_from(mix((number * 31 + sentence) as u64 + 1) >> 33).unwrap();
                let of = |list: &[&'static str], by: usize| list[(n / by) % list.len()];
                format!(
                    "{} {} {} في {} يوم {} بعد {} يوما. ",
                    of(&verbs, 1),
                    of(&subjects, 8),
                    of(&things, 56),
                    of(&places, 392),
                    of(&days, 3136),
                    n % 97
                )
            })
            .collect()
    }

    fn story(first: usize, paragraphs: usize) -> String {
        let of = |at| paragraph(first * 100 + at) + "\n\n";
        (0..paragraphs).map(of).collect()
    }

    fn sketch(text: &str) -> Sketch {
        Sketch::of(&Tokens::of(&read(text.to_owned(), Format::Plain)))
    }

    #[test]
    fn a_story_is_known_again() {
        let text = story(1, 8);
        let last = paragraph(107);
        let cases = [
            ("as it is", text.clone(), true),
            (
                "another headline",
                format!("عنوان آخر تماما لهذا الخبر\n\n{text}"),
                true,
            ),
            ("without its last paragraph", text.replace(&last, ""), true),
            (
                "from another agency",
                format!("مينسك 4 مايو (وكالة أنباء أخرى) - {text}\n\nانتهى الخبر"),
                true,
            ),
            (
                "spelled otherwise",
                text.replace('أ', "ا").replace('ة', "ه"),
                true,
            ),
            (
                "with a correction in it",
                text.replacen("يوم", "نهار", 2),
                true,
            ),
            ("another text on the same things", story(2, 8), false),
            (
                "one paragraph of it in another",
                format!("{}{last}", story(3, 8)),
                false,
            ),
            ("its first words alone", "أعلن الوزير".to_owned(), false),
        ];
        let original = sketch(&text);
        for (what, other, same) in cases {
            assert_eq!(original.is_like(&sketch(&other)), same, "{what}");
            let found = groups(&[sketch(&story(9, 8)), original.clone(), sketch(&other)]);
            let wanted: &[Vec<usize>] = if same { &[vec![1, 2]] } else { &[] };
            assert_eq!(found, wanted, "{what}");
        }
    }

    #[test]
    fn what_says_the_same_again_and_again_is_short() {
        let line = "سطر من الكلام لا أحد فيه\n";
        let all = [line.repeat(10), line.repeat(14), line.repeat(10)].map(|text| sketch(&text));
        assert_eq!(groups(&all), [vec![0, 2]]);
    }

    #[test]
    fn a_sketch_comes_back_as_it_was_kept() {
        for text in ["", "نعم", &story(3, 4)] {
            let sketch = sketch(text);
            let packed = sketch.pack();
            assert_eq!(Sketch::unpack(&packed), Some(sketch));
            assert_eq!(packed.len(), PACKED);
            for cut in 0..PACKED {
                assert_eq!(Sketch::unpack(&packed[..cut]), None);
            }
        }
    }

    #[test]
    fn short_texts_are_one_only_word_by_word() {
        let all = ["نعم، لا!", "نَعَم لا", "لا نعم", "", "", "نعم لا نعم"].map(sketch);
        assert_eq!(groups(&all), [vec![0, 1]]);
    }

    #[test]
    fn many_stories_are_grouped_whatever_their_order() {
        let mut texts: Vec<(usize, Sketch)> = Vec::new();
        for story_at in 0..60 {
            let text = story(10 + story_at, 6);
            texts.push((story_at, sketch(&text)));
            if story_at % 3 == 0 {
                texts.push((story_at, sketch(&format!("وكالة - {text}"))));
            }
        }
        let told = |texts: &[(usize, Sketch)]| -> Vec<Vec<usize>> {
            let sketches: Vec<Sketch> = texts.iter().map(|t| t.1.clone()).collect();
            let mut groups: Vec<Vec<usize>> = groups(&sketches)
                .into_iter()
                .map(|group| group.into_iter().map(|at| texts[at].0).collect())
                .collect();
            groups.sort();
            groups
        };
        let forward = told(&texts);
        let wanted: Vec<Vec<usize>> = (0..20).map(|n| vec![n * 3, n * 3]).collect();
        assert_eq!(forward, wanted);
        texts.reverse();
        assert_eq!(told(&texts), forward);
    }

    /// `cargo test --release --lib duplicates::tests::speed -- --ignored --nocapture`
    #[test]
    #[ignore = "measures"]
    #[allow(clippy::print_stdout)]
    fn speed() {
        for count in [1_000usize, 10_000, 100_000] {
            let texts: Vec<String> = (0..count).map(|at| story(at, 20)).collect();
            let bytes: usize = texts.iter().map(String::len).sum();
            let began = std::time::Instant::now();
            let sketches: Vec<Sketch> = texts.iter().map(|text| sketch(text)).collect();
            let sketched = began.elapsed();
            let began = std::time::Instant::now();
            let groups = groups(&sketches).len();
            let grouped = began.elapsed();
            let rate = bytes as f64 / 1e6 / sketched.as_secs_f64();
            println!(
                "{count}: {bytes} bytes, sketches {sketched:?} ({rate:.0} MB/s with reading), groups {grouped:?} ({groups})"
            );
        }
    }
}
