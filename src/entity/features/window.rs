//! The templates of the features, and what each tells of.

use super::{AFFIX, Facts, Place};

/// Of what a feature tells. What tells of one word alone is looked up once a word, and what
/// tells of hits once for all places without any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entity) enum Of {
    /// One of the words, from the second before the token (0) to the second after it.
    Word(usize),
    /// What lists found around the token.
    Hits,
    /// All else.
    Place,
}

/// So many words are told of one by one.
pub(in crate::entity) const NEAR: usize = 5;

/// What stands around a token: three places before it, it, three after it.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Window<'a> {
    pub(super) places: [Place; 7],
    pub(super) around: [&'a Facts; 7],
    /// 1: the sentence begins with the token; 2: it ends with it.
    pub(super) edge: u32,
}

impl<'a> Window<'a> {
    /// One word (as in [`Of::Word`]) and nothing else; or nothing at all.
    pub(in crate::entity) fn with(word: Option<(usize, &'a Facts)>, nothing: &'a Facts) -> Self {
        let mut around = [nothing; 7];
        if let Some((at, facts)) = word {
            around[at + 1] = facts;
        }
        Self {
            places: [Place::default(); 7],
            around,
            edge: 0,
        }
    }

    /// The facts of the words near by, in the order of [`Of::Word`].
    pub(in crate::entity) fn near(&self) -> [usize; NEAR] {
        std::array::from_fn(|at| self.places[at + 1].facts)
    }

    /// Lists found nothing near by.
    pub(in crate::entity) fn is_quiet(&self) -> bool {
        (self.places[1..6].iter()).all(|place| place.hit == 0 && place.phrase == 0)
    }

    /// Gives all features to `emit`: of what each tells, and its hash.
    #[inline]
    #[allow(clippy::too_many_lines)] // one line a template
    pub(in crate::entity) fn features(&self, mut emit: impl FnMut(Of, u32, u32)) {
        let Self {
            places,
            around,
            edge,
        } = self;
        let edge = *edge;
        let [_, _, before, own, after, _, _] = around;
        let p = |i: isize| &places[(i + 3).cast_unsigned()];
        let f = |i: isize| around[(i + 3).cast_unsigned()];
        let mut e = |of: Of, template: u32, value: u32| emit(of, template, value);
        let word = |offset: isize| Of::Word((offset + 2).cast_unsigned());
        let shut = u32::from(p(0).quoted) + 2 * u32::from(p(0).bracketed);

        e(word(0), 0, 0);
        e(word(0), 1, own.shape);
        e(Of::Place, 2, edge);
        e(Of::Place, 3, shut);
        e(Of::Place, 4, pair(before.shape, after.shape));
        for (i, offset) in (-2..=2).enumerate() {
            let t = i as u32;
            let (at, place) = (f(offset), p(offset));
            e(word(offset), 5 + t, at.word);
            e(word(offset), 10 + t, at.stem);
            e(Of::Hits, 15 + t, place.hit);
            if at.stem_known.class > 0 {
                e(word(offset), 20 + t, u32::from(at.stem_known.class));
            }
        }
        e(Of::Place, 25, pair(before.word, own.word));
        e(Of::Place, 26, pair(own.word, after.word));
        e(Of::Place, 27, pair(f(-2).word, before.word));
        e(Of::Place, 28, pair(before.stem, own.stem));
        e(Of::Place, 29, pair(own.stem, after.stem));
        for i in 0..AFFIX {
            e(word(0), 30 + i as u32, own.prefixes[i]);
            e(word(0), 34 + i as u32, own.suffixes[i]);
        }
        for i in 0..3 {
            e(word(0), 38 + i as u32, own.stem_prefixes[i]);
        }
        for &reading in own.readings.iter().take_while(|&&r| r != 0) {
            e(word(0), 41, reading);
        }
        e(word(0), 42, own.bare);
        e(word(0), 43, own.lost);
        e(
            Of::Place,
            44,
            4 * u32::from(before.definite)
                + 2 * u32::from(own.definite)
                + u32::from(after.definite),
        );
        e(word(-1), 45, before.prefixes[2]);
        e(word(-1), 46, before.suffixes[1]);
        e(word(1), 47, after.prefixes[2]);
        e(word(1), 48, after.suffixes[1]);
        for (i, offset) in (-3..=2).enumerate() {
            let trigger = p(offset).trigger;
            if trigger != 0 {
                e(Of::Place, 50 + i as u32, trigger);
            }
        }
        e(Of::Hits, 56, pair(p(-1).hit_kind, p(0).hit_kind));
        e(Of::Hits, 57, pair(p(0).hit_kind, p(1).hit_kind));
        e(Of::Place, 58, pair(p(0).hit, own.name_class));
        e(Of::Place, 59, pair(p(-1).trigger, p(0).hit_kind));
        let frequency =
            |f: &Facts| u32::from(f.known.frequency) * 16 + u32::from(f.stem_known.frequency);
        e(word(0), 60, frequency(own));
        e(
            Of::Place,
            61,
            pair(
                u32::from(before.known.frequency),
                u32::from(own.known.frequency),
            ),
        );
        e(word(1), 62, u32::from(after.known.frequency));
        for (i, offset) in (-1..=1).enumerate() {
            let t = i as u32;
            let (at, place) = (f(offset), p(offset));
            e(word(offset), 64 + t, at.part);
            e(Of::Hits, 67 + t, place.phrase);
            e(word(offset), 70 + t, at.likeness[0]);
            e(word(offset), 73 + t, at.name_class);
        }
        e(Of::Place, 76, pair(own.part, p(-1).hit_kind));
        e(Of::Place, 77, pair(before.part, own.part));
        e(Of::Place, 78, pair(own.part, after.part));
        e(Of::Place, 79, pair(before.name_class, own.name_class));
        e(Of::Place, 80, pair(own.name_class, after.name_class));
        e(
            Of::Place,
            81,
            pair(pair(before.name_class, own.name_class), after.name_class),
        );
        for (i, offset) in (-3..=-1).enumerate() {
            let trigger = p(offset).trigger;
            if trigger != 0 {
                e(Of::Place, 82 + i as u32, pair(trigger, own.name_class));
            }
        }
        for (i, offset) in (1..=2).enumerate() {
            let trigger = p(offset).trigger;
            if trigger != 0 {
                e(Of::Place, 85 + i as u32, pair(trigger, own.name_class));
            }
        }
        e(Of::Place, 87, pair(before.word, own.name_class));
        e(Of::Place, 88, pair(after.word, own.name_class));
        e(word(0), 89, own.likeness[1]);
        e(word(0), 90, own.likeness[2]);
        e(Of::Place, 91, pair(before.likeness[1], own.likeness[1]));
        e(Of::Place, 92, pair(own.likeness[1], after.likeness[1]));
        e(Of::Place, 93, pair(before.stem, own.likeness[1]));
        e(Of::Hits, 94, pair(p(0).phrase, p(0).hit_kind));
        e(Of::Place, 95, pair(before.stem, own.part));
        e(
            Of::Place,
            96,
            pair(
                u32::from(before.stem_known.class),
                u32::from(own.stem_known.class),
            ),
        );
        e(
            Of::Place,
            97,
            pair(u32::from(before.stem_known.class), own.likeness[1]),
        );
        e(
            Of::Place,
            98,
            pair(
                u32::from(own.stem_known.class),
                u32::from(after.stem_known.class),
            ),
        );
    }
}

/// Two values as one.
const fn pair(a: u32, b: u32) -> u32 {
    (a.rotate_left(13) ^ b).wrapping_mul(0x9e37_79b1) ^ (b >> 16)
}
