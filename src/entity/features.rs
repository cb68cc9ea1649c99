//! What the tagger sees of each token: hashed features.
//!
//! A feature is a template and a value, hashed to 32 bits. What hangs on the word alone is
//! computed once a word ([`Facts`]); what hangs on the place puts neighbours' facts together.

mod window;

use compact_str::CompactString;

use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::lexicon::Traits;
use super::lists::{Known, Lists, chain, hash};
use super::recall::{Met, WordId};
use super::recognise::Candidate;
use super::second::{NAMES, Names};
use super::words::{Clitics, Word};
use crate::text::affix::{readings, without_article};
use crate::text::token::{Script, Token, TokenKind};
pub(super) use window::{NEAR, Of, Window};

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

/// What facts are worked out by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Means<'a> {
    pub(super) lists: &'a Lists,
    pub(super) gazetteer: &'a Gazetteer,
}

impl Means<'_> {
    /// The facts of a token; `stop`: it is a function word or the like.
    pub(super) fn facts(self, token: &Token, stop: bool) -> Facts {
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
    fn weight(self, form: &str, known: Known) -> f32 {
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

/// What the facts of a word hang on beside its letters: which sort of token it is.
pub(super) fn sort_of(token: &Token, stop: bool) -> u32 {
    2 * kind_of(token) + u32::from(stop)
}

fn shape(token: &Token, letters: usize) -> u32 {
    // At most 8.
    #[allow(clippy::cast_possible_truncation)]
    let length = letters.min(8) as u32;
    kind_of(token) * 16 + length
}

fn kind_of(token: &Token) -> u32 {
    match token.kind {
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
    }
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
    /// Looks at the tokens of a paragraph, given with their words, and what was found in it.
    pub(super) fn new(
        met: &mut Met,
        means: Means<'_>,
        tokens: &[Token],
        words: &[WordId],
        found: &Found<'_>,
    ) -> Self {
        let mut places = Vec::with_capacity(tokens.len());
        let mut of_word = Vec::with_capacity(found.words.len());
        let (mut quoted, mut bracketed) = (false, false);
        for (token, &word) in tokens.iter().zip(words) {
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
            place.facts = met.facts_of(word, token, stop, means);
            places.push(place);
        }
        mark_hits(&mut places, &of_word, found);
        mark_phrases(&mut places, met, means.lists);
        Self { places }
    }

    /// The facts of the token at a place.
    pub(super) fn facts<'m>(&self, met: &'m Met, at: usize) -> &'m Facts {
        met.facts(self.places[at].facts)
    }

    /// The words that a token may be, for the second pass.
    pub(super) fn names(&self, met: &Met, at: usize) -> Names {
        let facts = self.facts(met, at);
        let mut names = [0; NAMES];
        if facts.asked {
            names[0] = facts.stem;
            names[1] = facts.word;
            names[2..].copy_from_slice(&facts.readings);
        }
        names
    }

    /// What stands around the token `at` of the sentence `range`.
    pub(super) fn window<'m>(&self, met: &'m Met, at: usize, range: (usize, usize)) -> Window<'m> {
        let places: [Place; 7] = std::array::from_fn(|i| match (at + i).checked_sub(3) {
            Some(at) if at >= range.0 && at < range.1 => self.places[at],
            _ => Place::default(),
        });
        Window {
            around: places.map(|place| met.facts(place.facts)),
            places,
            edge: u32::from(at == range.0) + 2 * u32::from(at + 1 == range.1),
        }
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
fn mark_phrases(places: &mut [Place], met: &Met, lists: &Lists) {
    let mut at = 0;
    while at < places.len() {
        let own = met.facts(places[at].facts);
        let mut best = None;
        for (first, known) in [(own.word, own.known), (own.stem, own.stem_known)] {
            if !known.begins || best.is_some() {
                continue;
            }
            let mut phrase = first;
            for length in 2..=LONGEST_PHRASE.min(places.len() - at) {
                phrase = chain(phrase, met.facts(places[at + length - 1].facts).word);
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
