//! What was worked out of words, kept from one article to the next.
//!
//! A language says most of what it says with few words. What hangs on a word alone is worked
//! out when the word is met first: what the lists say of it, whether a listed name begins
//! with it, its facts for the tagger, and the sums of their weights. Nothing that is found
//! hangs on what was met before.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::features::{Facts, Means, NEAR, Of, Window, finish, sort_of};
use super::gazetteer::Gazetteer;
use super::lexicon::{Lexicon, Traits};
use super::model::{PARTS, Sums, Table};
use super::tagger::Tagger;
use super::words::{Clitics, may_start, traits_of};
use crate::text::token::Token;

/// With more words than these those are forgotten, before the next article, that only one of
/// the last articles had; and of no more are sums kept. Half a kilobyte each.
const MOST: usize = 16 << 10;

/// What was worked out of words. It is given to one article after the other; what is found
/// in them is what would be found with a new one each.
#[derive(Debug, Default)]
pub struct Recall {
    /// By whom: gazetteer and tagger.
    by: Option<(u64, usize, u64)>,
    pub(super) met: Met,
    pub(super) weighed: Weighed,
}

impl Recall {
    /// Makes ready for an article that is read by these.
    pub(super) fn begin(&mut self, gazetteer: &Gazetteer, tagger: Option<&Tagger>) {
        let stamp = tagger.map_or(0, Tagger::stamp);
        let by = Some((gazetteer.fingerprint(), gazetteer.len(), stamp));
        if self.by != by || self.met.article == u32::MAX {
            *self = Self {
                by,
                ..Self::default()
            };
        }
        if self.met.words.len() > MOST {
            self.forget();
        }
        self.met.article += 1;
    }

    /// Forgets the words that are rare; all, where too many are not.
    fn forget(&mut self) {
        let mut known = Self {
            by: self.by,
            ..Self::default()
        };
        let often = |id: &WordId| self.met.word(*id).articles > 1;
        if self.met.ids.values().filter(|id| often(id)).count() <= MOST / 2 {
            for (word, id) in &self.met.ids {
                if often(id) {
                    known.take_over(self, word, *id);
                }
            }
            known.met.article = self.met.article;
            known.weighed.quiet = self.weighed.quiet;
        }
        *self = known;
    }

    /// Takes a word with all that is known of it from another.
    fn take_over(&mut self, from: &Self, word: &CompactString, id: WordId) {
        let mut known = *from.met.word(id);
        let mut at = std::mem::take(&mut known.last);
        known.articles = 0;
        while at != 0 {
            let variant = &from.met.facts[at as usize];
            let place = self.met.facts.len();
            self.met.facts.push(Variant {
                before: known.last,
                ..variant.clone()
            });
            if let Some(sums) = from.weighed.known(at as usize) {
                self.weighed.keep(place, sums.clone());
            }
            known.last = u32::try_from(place).unwrap_or(0);
            at = variant.before;
        }
        let id = u32::try_from(self.met.words.len()).unwrap_or(u32::MAX);
        self.met.ids.insert(word.clone(), id);
        self.met.words.push(known);
    }
}

/// The number of a word.
pub(super) type WordId = u32;

/// The words that were met.
#[derive(Debug)]
pub(super) struct Met {
    ids: FxHashMap<CompactString, WordId>,
    words: Vec<Known>,
    facts: Vec<Variant>,
    /// Counts articles.
    article: u32,
}

/// What is known of a folded word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// What the lists say of it in Arabic, and the clitics that this took off.
    pub(super) traits: (Traits, Clitics),
    /// A phrase of the gazetteer begins with one of its forms.
    pub(super) starts: bool,
    /// The last of its variants; 0: none.
    last: u32,
    /// Which article took which variant at last.
    here: (u32, u32),
    /// How many articles had it since it was last asked.
    articles: u32,
}

/// The facts of a word as one sort of token.
#[derive(Clone, Debug, Default)]
struct Variant {
    facts: Facts,
    sort: u32,
    /// The variant before it.
    before: u32,
}

impl Default for Met {
    fn default() -> Self {
        Self {
            ids: FxHashMap::default(),
            words: Vec::new(),
            // The facts of what stands before and after a sentence.
            facts: vec![Variant::default()],
            // No word was met in the one that none is.
            article: 1,
        }
    }
}

impl Met {
    /// The numbers of the words of tokens.
    pub(super) fn meet(&mut self, tokens: &[Token], gazetteer: &Gazetteer) -> Vec<WordId> {
        let lexicon = Lexicon::embedded();
        let number = |token: &Token| {
            if let Some(&id) = self.ids.get(&token.folded) {
                return id;
            }
            let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            self.ids.insert(token.folded.clone(), id);
            self.words.push(Known {
                traits: traits_of(&token.folded, lexicon),
                starts: may_start(&token.folded, gazetteer),
                last: 0,
                here: (0, 0),
                articles: 0,
            });
            id
        };
        tokens.iter().map(number).collect()
    }

    /// What is known of a word.
    pub(super) fn word(&self, id: WordId) -> &Known {
        &self.words[id as usize]
    }

    /// The place of the facts of a token with this word. All tokens of an article take those of
    /// the first.
    pub(super) fn facts_of(
        &mut self,
        id: WordId,
        token: &Token,
        stop: bool,
        means: Means<'_>,
    ) -> usize {
        let word = &mut self.words[id as usize];
        if word.here.0 == self.article {
            return word.here.1 as usize;
        }
        let sort = sort_of(token, stop);
        let mut at = word.last;
        while at != 0 && self.facts[at as usize].sort != sort {
            at = self.facts[at as usize].before;
        }
        if at == 0 {
            at = u32::try_from(self.facts.len()).unwrap_or(0);
            self.facts.push(Variant {
                facts: means.facts(token, stop),
                sort,
                before: word.last,
            });
            word.last = at;
        }
        word.here = (self.article, at);
        word.articles += 1;
        at as usize
    }

    /// The facts at a place.
    pub(super) fn facts(&self, at: usize) -> &Facts {
        &self.facts[at].facts
    }
}

/// The weights of what was met, summed up.
#[derive(Debug, Default)]
pub(super) struct Weighed {
    /// By the place of the facts, one more than where their sums are; 0: nowhere.
    at: Vec<u32>,
    words: Vec<OfWord>,
    /// Of places where lists found nothing.
    quiet: Option<Sums>,
    /// Room to work in.
    features: Vec<u32>,
}

/// The weights that a word adds to the sums of a token, by where it stands ([`Of::Word`]). Each
/// place is a line of the processor's cache.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct OfWord([Sums; NEAR]);

const NOTHING: Sums = [0; 8 * PARTS];

impl Weighed {
    /// The sums of a token, by what stands around it.
    pub(super) fn sums(&mut self, table: &Table, met: &Met, window: &Window<'_>) -> Sums {
        let mut sums = NOTHING;
        let mut open = [false; NEAR];
        for (at, facts) in window.near().into_iter().enumerate() {
            match self.of_word(table, met, facts) {
                Some(OfWord(word)) => add(&mut sums, &word[at]),
                None => open[at] = true,
            }
        }
        let quiet = window.is_quiet();
        if quiet {
            let quiet = self.quiet.get_or_insert_with(|| {
                let nothing = Window::with(None, met.facts(0));
                summed(table, &nothing, &mut self.features, |of| of == Of::Hits)
            });
            add(&mut sums, quiet);
        }
        let rest = if open == [false; NEAR] {
            summed(table, window, &mut self.features, |of| {
                of == Of::Place || of == Of::Hits && !quiet
            })
        } else {
            summed(table, window, &mut self.features, |of| match of {
                Of::Word(at) => open[at],
                Of::Hits => !quiet,
                Of::Place => true,
            })
        };
        add(&mut sums, &rest);
        sums
    }

    fn of_word(&mut self, table: &Table, met: &Met, at: usize) -> Option<&OfWord> {
        if self.known(at).is_none() && self.words.len() < MOST {
            let nothing = met.facts(0);
            let sums = std::array::from_fn(|near| {
                let window = Window::with(Some((near, met.facts(at))), nothing);
                summed(table, &window, &mut self.features, |of| {
                    of == Of::Word(near)
                })
            });
            self.keep(at, OfWord(sums));
        }
        self.known(at)
    }

    fn known(&self, at: usize) -> Option<&OfWord> {
        self.words.get((*self.at.get(at)? as usize).checked_sub(1)?)
    }

    fn keep(&mut self, at: usize, sums: OfWord) {
        if self.at.len() <= at {
            self.at.resize(at + 1, 0);
        }
        if self.words.capacity() == 0 {
            // Memory that nothing was written to costs nothing.
            self.words.reserve_exact(MOST);
        }
        self.words.push(sums);
        self.at[at] = u32::try_from(self.words.len()).unwrap_or(0);
    }
}

/// The sums of those features of a token that are wanted.
#[inline]
fn summed(
    table: &Table,
    window: &Window<'_>,
    room: &mut Vec<u32>,
    wanted: impl Fn(Of) -> bool,
) -> Sums {
    room.clear();
    window.features(|of, template, value| {
        if wanted(of) {
            room.push(finish(template, value));
        }
    });
    let mut sums = NOTHING;
    table.add(room, &mut sums);
    sums
}

fn add(sums: &mut Sums, more: &Sums) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum = sum.wrapping_add(*more);
    }
}

#[cfg(test)]
mod tests;
