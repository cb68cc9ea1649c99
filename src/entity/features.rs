//! What the tagger sees of each token: hashed features.
//!
//! A feature is a template and a value, hashed to 32 bits. What hangs on the word alone is
//! computed once a word ([`Facts`]); what hangs on the place puts neighbours' facts together.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::lexicon::Traits;
use super::lists::{Known, Lists, chain, hash};
use super::recognise::Candidate;
use super::second::{NAMES, Names};
use super::words::{Clitics, Word};
use crate::text::affix::{readings, without_article};
use crate::text::token::{Script, Token, TokenKind};

/// No phrase of the lists has more words.
const LONGEST_PHRASE: usize = 6;
/// Of the letters of a word, so many are looked at as affixes.
const AFFIX: usize = 4;
/// Words of that frequency are not looked for in the rest of the article.
const FREQUENT: u8 = 10;

/// What is known of a word wherever it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// The folded word.
    pub(super) word: u32,
    /// Without its article.
    bare: u32,
    /// The most frequent of its readings.
    pub(super) stem: u32,
    /// The clitics that the stem lost; 0: none.
    lost: u32,
    /// The same, to be taken off.
    pub(super) clitics: Clitics,
    /// All readings that take something off.
    pub(super) readings: [u32; 5],
    prefixes: [u32; AFFIX],
    suffixes: [u32; AFFIX],
    stem_prefixes: [u32; 3],
    /// What the lists know of the word and of its stem.
    known: Known,
    stem_known: Known,
    /// The best part that one of the readings has.
    part: u32,
    /// Function word, name or not; frequency; article.
    name_class: u32,
    /// Steps of likeness: word, stem, best of the readings.
    likeness: [u32; 3],
    /// Script, digits, length.
    shape: u32,
    definite: bool,
    /// The rest of the article is asked for it.
    asked: bool,
}

/// Facts of the words of one article.
#[derive(Debug)]
pub(super) struct Memory<'a> {
    lists: &'a Lists,
    gazetteer: &'a Gazetteer,
    facts: Vec<Facts>,
    by_word: FxHashMap<CompactString, usize>,
}

impl<'a> Memory<'a> {
    pub(super) fn new(lists: &'a Lists, gazetteer: &'a Gazetteer) -> Self {
        Self {
            lists,
            gazetteer,
            // The facts of what stands before and after a paragraph.
            facts: vec![Facts::default()],
            by_word: FxHashMap::default(),
        }
    }

    /// The place of a token's facts.
    fn facts_of(&mut self, token: &Token, stop: bool) -> usize {
        if let Some(&at) = self.by_word.get(&token.folded) {
            return at;
        }
        let facts = self.compute(token, stop);
        self.facts.push(facts);
        let at = self.facts.len() - 1;
        self.by_word.insert(token.folded.clone(), at);
        at
    }

    fn compute(&self, token: &Token, stop: bool) -> Facts {
        let folded = token.folded.as_str();
        let word = hash(folded);
        let letters = folded.chars().count();
        let mut facts = Facts {
            word,
            bare: word,
            stem: word,
            shape: shape(token, letters),
            ..Facts::default()
        };
        affixes(folded, &mut facts.prefixes, &mut facts.suffixes);
        if token.script != Script::Arabic {
            facts.asked = token.is_word() && letters > 1;
            facts.name_class = match token.kind {
                TokenKind::Punctuation(_) => 40,
                TokenKind::Number => 41,
                TokenKind::Word => 42,
            };
            return facts;
        }
        facts.known = self.lists.word(word);
        facts.definite = folded.starts_with("ال");
        if let Some(bare) = without_article(folded) {
            facts.bare = hash(bare);
        }
        let mut best = self.weight(folded, facts.known);
        let mut stem = CompactString::from(folded);
        let mut name = facts.known.name;
        facts.stem_known = facts.known;
        facts.part = u32::from(facts.known.part);
        let whole = likeness_of(self.lists, folded);
        let mut most = whole;
        for (at, reading) in readings(folded).enumerate().take(5) {
            let rest = reading.word();
            let of = hash(&rest);
            facts.readings[at] = of;
            let known = self.lists.word(of);
            let penalty = 2.3 + f32::from(u8::try_from(reading.letters).unwrap_or(9));
            let weight = self.weight(&rest, known) - penalty;
            most = most.max(likeness_of(self.lists, &rest));
            if u32::from(known.part) > facts.part {
                facts.part = u32::from(known.part);
            }
            if weight > best {
                best = weight;
                facts.stem = of;
                facts.stem_known = known;
                facts.clitics = Clitics::of(&reading);
                facts.lost = hash(&folded[..folded.len() - reading.rest.len()])
                    | u32::from(reading.assimilated);
                name = known.name;
                stem = rest;
            }
        }
        facts.asked = !stop && letters > 1 && facts.stem_known.frequency < FREQUENT;
        let stem_likeness = if facts.lost == 0 {
            whole
        } else {
            likeness_of(self.lists, &stem)
        };
        facts.likeness = [whole, stem_likeness, most];
        let mut unused = [0; AFFIX];
        let mut stem_prefixes = [0; AFFIX];
        affixes(&stem, &mut stem_prefixes, &mut unused);
        facts.stem_prefixes.copy_from_slice(&stem_prefixes[1..]);
        let frequency = match facts.stem_known.frequency {
            0 => 0,
            1..=3 => 1,
            4..=7 => 2,
            _ => 3,
        };
        let named = if stop { 3 } else { u32::from(name) };
        facts.name_class = 1 + named * 8 + frequency * 2 + u32::from(stem.starts_with("ال"));
        facts
    }

    /// How likely a form is a word of its own: the logarithm of its frequency, or what stands
    /// for it where a list has the form.
    fn weight(&self, form: &str, known: Known) -> f32 {
        let listed = if known.name > 0 || known.part > 0 || self.gazetteer.longest(form) > 0 {
            4.0
        } else {
            0.0
        };
        f32::from(known.frequency).max(listed)
    }
}

fn likeness_of(lists: &Lists, word: &str) -> u32 {
    let odds = lists.likeness(word);
    let steps = [-2.2, -0.85, 0.0, 0.85, 2.2];
    // Six steps: the probabilities .1 .3 .5 .7 .9.
    1 + steps
        .iter()
        .map(|&step| u32::from(odds > step))
        .sum::<u32>()
}

fn affixes(word: &str, prefixes: &mut [u32; AFFIX], suffixes: &mut [u32; AFFIX]) {
    let mut hash = 0x811c_9dc5u32;
    for (at, c) in word.chars().take(AFFIX).enumerate() {
        hash = (hash ^ u32::from(c)).wrapping_mul(0x0100_0193);
        prefixes[at] = hash;
    }
    hash = 0x811c_9dc5;
    for (at, c) in word.chars().rev().take(AFFIX).enumerate() {
        hash = (hash ^ u32::from(c)).wrapping_mul(0x0100_0193);
        suffixes[at] = hash;
    }
}

fn shape(token: &Token, letters: usize) -> u32 {
    let kind = match token.kind {
        TokenKind::Punctuation(c) if "\"«»“”'".contains(c) => 1,
        TokenKind::Punctuation('(' | ')' | '[' | ']') => 2,
        TokenKind::Punctuation('.' | '،' | ',' | ';' | '؛' | '؟' | '!') => 3,
        TokenKind::Punctuation(_) => 4,
        TokenKind::Number => 5,
        TokenKind::Word => match token.script {
            Script::Arabic => 6,
            Script::Latin if token.all_capital => 7,
            Script::Latin if token.starts_capital => 8,
            Script::Latin => 9,
            _ => 10,
        },
    };
    // At most 8.
    #[allow(clippy::cast_possible_truncation)]
    let length = letters.min(8) as u32;
    kind * 16 + length
}

/// What stands at a place of a paragraph beyond the word.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    facts: usize,
    /// Titles, heads, verbs of saying, with a mark where a clitic stands before.
    trigger: u32,
    /// What lists and rules found here: begins or goes on, kind, rule, length.
    hit: u32,
    /// The same without rule and length.
    hit_kind: u32,
    /// What the lists of phrases know.
    phrase: u32,
    quoted: bool,
    bracketed: bool,
}

/// A paragraph as the tagger sees it.
#[derive(Debug)]
pub(super) struct View {
    places: Vec<Place>,
}

/// What the lists and rules found in a paragraph.
pub(super) struct Found<'a> {
    pub(super) words: &'a [Word],
    pub(super) found: &'a [Candidate],
    pub(super) weak: &'a [Candidate],
}

impl View {
    /// Looks at the tokens of a paragraph and what was found in it.
    pub(super) fn new(memory: &mut Memory<'_>, tokens: &[Token], found: &Found<'_>) -> Self {
        let mut places = Vec::with_capacity(tokens.len());
        let mut of_word = Vec::with_capacity(found.words.len());
        let (mut quoted, mut bracketed) = (false, false);
        for token in tokens {
            let mut place = Place::default();
            let mut stop = false;
            match token.kind {
                TokenKind::Punctuation(c) => match c {
                    '"' => quoted = !quoted,
                    '«' | '“' => quoted = true,
                    '»' | '”' => quoted = false,
                    '(' | '[' => bracketed = true,
                    ')' | ']' => bracketed = false,
                    _ => {}
                },
                _ => {
                    if let Some(word) = found.words.get(of_word.len()) {
                        stop = word.clitics == Clitics::NONE
                            && word.traits.any(Traits::STOP.with(Traits::COMMON_NAME));
                        let clitic = u32::from(word.clitics != Clitics::NONE) << 16;
                        place.trigger = match u32::from(word.traits.bits()) {
                            0 => 0,
                            bits => bits | clitic,
                        };
                    }
                    of_word.push(places.len());
                }
            }
            place.quoted = quoted;
            place.bracketed = bracketed;
            place.facts = memory.facts_of(token, stop);
            places.push(place);
        }
        mark_hits(&mut places, &of_word, found);
        mark_phrases(&mut places, &memory.facts, memory.lists);
        Self { places }
    }

    fn place(&self, at: usize, offset: isize, range: (usize, usize)) -> Place {
        match at.checked_add_signed(offset) {
            Some(at) if at >= range.0 && at < range.1 => self.places[at],
            _ => Place::default(),
        }
    }

    /// The facts of the token at a place.
    pub(super) fn facts<'m>(&self, memory: &'m Memory<'_>, at: usize) -> &'m Facts {
        &memory.facts[self.places[at].facts]
    }

    /// The words that a token may be, for the second pass.
    pub(super) fn names(&self, memory: &Memory<'_>, at: usize) -> Names {
        let facts = self.facts(memory, at);
        let mut names = [0; NAMES];
        if facts.asked {
            names[0] = facts.stem;
            names[1] = facts.word;
            names[2..].copy_from_slice(&facts.readings);
        }
        names
    }

    /// Gives all features of the token `at` of the sentence `range` to `emit`.
    #[allow(clippy::too_many_lines)] // one line a template
    pub(super) fn features(
        &self,
        memory: &Memory<'_>,
        at: usize,
        range: (usize, usize),
        mut emit: impl FnMut(u32),
    ) {
        let places: [Place; 7] =
            std::array::from_fn(|i| self.place(at, i.cast_signed() - 3, range));
        let around: [&Facts; 7] = places.map(|place| &memory.facts[place.facts]);
        let [_, _, before, own, after, _, _] = around;
        let p = |i: isize| &places[(i + 3).cast_unsigned()];
        let f = |i: isize| around[(i + 3).cast_unsigned()];
        let mut e = |template: u32, value: u32| emit(finish(template, value));
        let edge = u32::from(at == range.0) + 2 * u32::from(at + 1 == range.1);
        let shut = u32::from(p(0).quoted) + 2 * u32::from(p(0).bracketed);

        e(0, 0);
        e(1, own.shape);
        e(2, edge);
        e(3, shut);
        e(4, pair(before.shape, after.shape));
        for (i, offset) in (-2..=2).enumerate() {
            let t = i as u32;
            let (at, place) = (f(offset), p(offset));
            e(5 + t, at.word);
            e(10 + t, at.stem);
            e(15 + t, place.hit);
            if at.stem_known.class > 0 {
                e(20 + t, u32::from(at.stem_known.class));
            }
        }
        e(25, pair(before.word, own.word));
        e(26, pair(own.word, after.word));
        e(27, pair(f(-2).word, before.word));
        e(28, pair(before.stem, own.stem));
        e(29, pair(own.stem, after.stem));
        for i in 0..AFFIX {
            e(30 + i as u32, own.prefixes[i]);
            e(34 + i as u32, own.suffixes[i]);
        }
        for i in 0..3 {
            e(38 + i as u32, own.stem_prefixes[i]);
        }
        for &reading in own.readings.iter().take_while(|&&r| r != 0) {
            e(41, reading);
        }
        e(42, own.bare);
        e(43, own.lost);
        e(
            44,
            4 * u32::from(before.definite)
                + 2 * u32::from(own.definite)
                + u32::from(after.definite),
        );
        e(45, before.prefixes[2]);
        e(46, before.suffixes[1]);
        e(47, after.prefixes[2]);
        e(48, after.suffixes[1]);
        for (i, offset) in (-3..=2).enumerate() {
            let trigger = p(offset).trigger;
            if trigger != 0 {
                e(50 + i as u32, trigger);
            }
        }
        e(56, pair(p(-1).hit_kind, p(0).hit_kind));
        e(57, pair(p(0).hit_kind, p(1).hit_kind));
        e(58, pair(p(0).hit, own.name_class));
        e(59, pair(p(-1).trigger, p(0).hit_kind));
        let frequency =
            |f: &Facts| u32::from(f.known.frequency) * 16 + u32::from(f.stem_known.frequency);
        e(60, frequency(own));
        e(
            61,
            pair(
                u32::from(before.known.frequency),
                u32::from(own.known.frequency),
            ),
        );
        e(62, u32::from(after.known.frequency));
        for (i, offset) in (-1..=1).enumerate() {
            let t = i as u32;
            let (at, place) = (f(offset), p(offset));
            e(64 + t, at.part);
            e(67 + t, place.phrase);
            e(70 + t, at.likeness[0]);
            e(73 + t, at.name_class);
        }
        e(76, pair(own.part, p(-1).hit_kind));
        e(77, pair(before.part, own.part));
        e(78, pair(own.part, after.part));
        e(79, pair(before.name_class, own.name_class));
        e(80, pair(own.name_class, after.name_class));
        e(
            81,
            pair(pair(before.name_class, own.name_class), after.name_class),
        );
        for (i, offset) in (-3..=-1).enumerate() {
            let trigger = p(offset).trigger;
            if trigger != 0 {
                e(82 + i as u32, pair(trigger, own.name_class));
            }
        }
        for (i, offset) in (1..=2).enumerate() {
            let trigger = p(offset).trigger;
            if trigger != 0 {
                e(85 + i as u32, pair(trigger, own.name_class));
            }
        }
        e(87, pair(before.word, own.name_class));
        e(88, pair(after.word, own.name_class));
        e(89, own.likeness[1]);
        e(90, own.likeness[2]);
        e(91, pair(before.likeness[1], own.likeness[1]));
        e(92, pair(own.likeness[1], after.likeness[1]));
        e(93, pair(before.stem, own.likeness[1]));
        e(94, pair(p(0).phrase, p(0).hit_kind));
        e(95, pair(before.stem, own.part));
        e(
            96,
            pair(
                u32::from(before.stem_known.class),
                u32::from(own.stem_known.class),
            ),
        );
        e(
            97,
            pair(u32::from(before.stem_known.class), own.likeness[1]),
        );
        e(
            98,
            pair(
                u32::from(own.stem_known.class),
                u32::from(after.stem_known.class),
            ),
        );
    }
}

/// Marks what lists and rules found, at the tokens of the words.
fn mark_hits(places: &mut [Place], of_word: &[usize], found: &Found<'_>) {
    for (weak, candidates) in [(1u32, found.weak), (0, found.found)] {
        for candidate in candidates {
            let kind = match candidate.kind {
                Kind::Person => 1,
                Kind::Organisation => 2,
                Kind::Place => 3,
                Kind::Nationality => 4,
            };
            // At most 3.
            #[allow(clippy::cast_possible_truncation)]
            let length = candidate.len().min(3) as u32;
            for (nth, word) in (candidate.first..candidate.end).enumerate() {
                let Some(place) = of_word.get(word).and_then(|&at| places.get_mut(at)) else {
                    continue;
                };
                place.hit_kind = kind + 8 * u32::from(nth > 0) + 16 * weak;
                place.hit = place.hit_kind + 32 * (candidate.evidence as u32) + 1024 * length;
            }
        }
    }
}

/// Marks the longest phrases of the lists, from the left.
fn mark_phrases(places: &mut [Place], facts: &[Facts], lists: &Lists) {
    let mut at = 0;
    while at < places.len() {
        let own = &facts[places[at].facts];
        let mut best = None;
        for (first, known) in [(own.word, own.known), (own.stem, own.stem_known)] {
            if !known.begins || best.is_some() {
                continue;
            }
            let mut phrase = first;
            for length in 2..=LONGEST_PHRASE.min(places.len() - at) {
                phrase = chain(phrase, facts[places[at + length - 1].facts].word);
                if let Some(kind) = lists.phrases.get(phrase) {
                    best = Some((length, kind));
                }
            }
        }
        let Some((length, kind)) = best else {
            at += 1;
            continue;
        };
        for nth in 0..length {
            // At most 6.
            #[allow(clippy::cast_possible_truncation)]
            let count = length as u32;
            places[at + nth].phrase = u32::from(kind) + 4 * u32::from(nth > 0) + 8 * count;
        }
        at += length;
    }
}

/// Two values as one.
const fn pair(a: u32, b: u32) -> u32 {
    (a.rotate_left(13) ^ b).wrapping_mul(0x9e37_79b1) ^ (b >> 16)
}

/// The hash of a feature: its value spread under its template.
pub(super) const fn finish(template: u32, value: u32) -> u32 {
    let mut x = value ^ template.wrapping_add(1).wrapping_mul(0x9e37_79b9);
    x = (x ^ (x >> 16)).wrapping_mul(0x7feb_352d);
    x = (x ^ (x >> 15)).wrapping_mul(0x846c_a68b);
    x ^ (x >> 16)
}

/// The sentences of a paragraph as ranges of its tokens; signs that end one belong to it.
pub(super) fn sentences(tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let ends = match token.kind {
            TokenKind::Punctuation('.' | '!' | '؟' | '?') => {
                tokens.get(at + 1).is_none_or(|next| !next.glued)
            }
            _ => false,
        };
        if ends {
            sentences.push((start, at + 1));
            start = at + 1;
        }
    }
    if start < tokens.len() {
        sentences.push((start, tokens.len()));
    }
    sentences
}
