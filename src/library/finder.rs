//! Quick lookup: the actors and titles nearest to a few typed letters, in any script.
//!
//! Everything that can be found stands in three long texts, a line each: folded, in Latin
//! letters, by its consonants. They are made when articles have been linked and kept in the
//! database, so that a hundred thousand titles are gone through as fast as a file.

use std::sync::Arc;

use memchr::memmem;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::library::pack::{self, Packer, Unpacker};
use crate::library::press;
use crate::library::{Actor, ArticleId, EntityId, Row};
use crate::text::fold;
use crate::text::transliterate::{self, NameKey};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// An actor or an article.
    pub target: Target,
    /// The name or title as shown.
    pub name: Arc<str>,
    /// How it sounds in Latin letters: the known Latin form, else a transliteration.
    pub latin: Arc<str>,
    /// Mentions in the collection; 0 for a title.
    pub all: u32,
    /// The day of the article; `None` for an actor.
    pub date: Option<jiff::civil::Date>,
}

impl Found {
    pub(super) fn actor(actor: Actor) -> Self {
        let latin = actor.latin.clone();
        Self {
            name: Arc::clone(&actor.name),
            latin: latin.unwrap_or_else(|| transliterate::latin_key(&actor.name).into()),
            all: actor.all,
            date: None,
            target: Target::Actor(actor),
        }
    }

    pub(super) fn title(row: Row) -> Self {
        Self {
            target: Target::Title(row.id),
            // A title is shown as it is; there are many.
            latin: Arc::clone(&row.title),
            name: row.title,
            all: 0,
            date: row.date,
        }
    }
}

/// What a found name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An actor.
    Actor(Actor),
    /// An article.
    Title(ArticleId),
}

impl Target {
    /// The same actor or article, whatever their counts are now.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Actor(a), Self::Actor(b)) => a.id == b.id,
            (Self::Title(a), Self::Title(b)) => a == b,
            _ => false,
        }
    }
}

/// Everything that can be found: first actors, the most mentioned first, then titles in the
/// order of the list.
#[derive(Debug, Default)]
pub(super) struct Finder {
    actors: Vec<EntityId>,
    titles: Vec<ArticleId>,
    /// Folded, in Latin letters, by consonants.
    texts: [Lines; 3],
}

/// What is found, by its number in a [`Finder`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    Actor(EntityId),
    Title(ArticleId),
}

/// Lines of words: a blank before each word, a line end after each line. They are kept in
/// blocks, each pressed for itself: with a hundred thousand titles the three texts would take most of
/// the memory that a session has.
#[derive(Debug, Default)]
struct Lines {
    blocks: Vec<Block>,
    /// How many lines there are.
    count: usize,
    /// The block being made.
    open: String,
}

/// Lines that follow each other.
#[derive(Debug)]
struct Block {
    /// The number of the first.
    first: usize,
    pressed: Vec<u8>,
}

/// A block is closed when it has so many bytes.
const BLOCK: usize = 1 << 17;

impl Lines {
    fn push(&mut self, forms: impl Iterator<Item = String>) {
        for form in forms {
            for word in form.split([' ', '\n']).filter(|word| !word.is_empty()) {
                self.open.push(' ');
                self.open.push_str(word);
            }
        }
        self.open.push('\n');
        self.count += 1;
        if self.open.len() >= BLOCK {
            self.close();
        }
    }

    fn close(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let lines = memchr::memchr_iter(b'\n', self.open.as_bytes()).count();
        self.blocks.push(Block {
            first: self.count - lines,
            pressed: press::press(self.open.as_bytes()),
        });
        self.open.clear();
    }

    fn done(mut self) -> Self {
        self.close();
        self.open = String::new();
        self
    }

    fn pack(&self, out: &mut Packer) {
        out.size(self.count);
        out.size(self.blocks.len());
        for block in &self.blocks {
            out.size(block.first);
            out.bytes(&block.pressed);
        }
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let (count, many) = (from.size()?, from.size()?);
        let mut blocks = Vec::new();
        for _ in 0..many {
            let first = from.size().filter(|first| *first < count)?;
            let pressed = from.bytes()?.to_vec();
            blocks.push(Block { first, pressed });
        }
        Some(Self {
            blocks,
            count,
            open: String::new(),
        })
    }

    /// Calls `each` with the text of every block and the number of its first line.
    fn blocks(&self, mut each: impl FnMut(usize, &str)) {
        for block in &self.blocks {
            // One that does not hold has no lines.
            let text = press::unpress(&block.pressed).and_then(|text| String::from_utf8(text).ok());
            if let Some(text) = text {
                each(block.first, &text);
            }
        }
    }

    /// Calls `each` with the line of every word that begins so, and whether it is the whole
    /// word.
    fn words(&self, part: &str, mut each: impl FnMut(usize, bool)) {
        if part.is_empty() {
            return;
        }
        let wanted = format!(" {part}");
        let finder = memmem::Finder::new(wanted.as_bytes());
        self.blocks(|first, text| {
            let text = text.as_bytes();
            let (mut line, mut from) = (first, 0);
            for at in finder.find_iter(text) {
                line += memchr::memchr_iter(b'\n', &text[from..at]).count();
                from = at;
                let behind = text.get(at + wanted.len());
                each(line, matches!(behind, None | Some(b' ' | b'\n')));
            }
        });
    }
}

/// Any word that begins as typed, in whatever script, stands above letters that only come
/// in the same order.
const BEGINS: u32 = 10_000;

/// The three texts being made.
#[derive(Default)]
pub(super) struct Maker {
    actors: Vec<EntityId>,
    titles: Vec<ArticleId>,
    texts: [Lines; 3],
}

impl Maker {
    /// Actors come before titles, the most mentioned first.
    pub(super) fn actor<'a>(&mut self, id: EntityId, forms: impl Iterator<Item = &'a str>) {
        self.actors.push(id);
        self.push(forms);
    }

    /// In the order of the list.
    pub(super) fn title(&mut self, id: ArticleId, title: &str) {
        self.titles.push(id);
        self.push(std::iter::once(title));
    }

    fn push<'a>(&mut self, forms: impl Iterator<Item = &'a str>) {
        let keys: Vec<NameKey> = forms.map(NameKey::new).collect();
        let parts: [fn(&NameKey) -> &str; 3] = [NameKey::folded, NameKey::latin, NameKey::skeleton];
        for (lines, part) in self.texts.iter_mut().zip(parts) {
            lines.push(keys.iter().map(|key| part(key).to_owned()));
        }
    }

    pub(super) fn done(self) -> Finder {
        Finder {
            actors: self.actors,
            titles: self.titles,
            texts: self.texts.map(Lines::done),
        }
    }
}

impl Finder {
    /// As the database keeps it.
    pub(super) fn pack(&self) -> Vec<u8> {
        let mut out = Packer::default();
        out.size(self.actors.len());
        for actor in &self.actors {
            out.number(actor.0.into());
        }
        out.bytes(&pack::ascending(self.titles.iter().map(|id| id.0)));
        for lines in &self.texts {
            lines.pack(&mut out);
        }
        out.done()
    }

    /// `None` when it does not hold.
    pub(super) fn unpack(packed: &[u8]) -> Option<Self> {
        let mut from = Unpacker::new(packed);
        let count = from.size()?;
        let mut actors = Vec::new();
        for _ in 0..count {
            actors.push(EntityId(from.number()?.try_into().ok()?));
        }
        let titles = pack::unascending(from.bytes()?, ArticleId)?.to_vec();
        let mut lines = || Lines::unpack(&mut from);
        let texts = [lines()?, lines()?, lines()?];
        let all = actors.len() + titles.len();
        let holds = texts.iter().all(|lines| lines.count == all);
        holds.then_some(Self {
            actors,
            titles,
            texts,
        })
    }

    fn len(&self) -> usize {
        self.actors.len() + self.titles.len()
    }

    fn hit(&self, at: usize) -> Option<Hit> {
        let title = || at.checked_sub(self.actors.len());
        let actor = self.actors.get(at).map(|id| Hit::Actor(*id));
        actor.or_else(|| Some(Hit::Title(*self.titles.get(title()?)?)))
    }

    /// The best matches; an empty query gives the actors most mentioned. At equal match
    /// actors stand above titles, and the more often mentioned above the other.
    pub(super) fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        let words: Vec<NameKey> = query.split_whitespace().map(NameKey::new).collect();
        if words.is_empty() {
            return (0..limit).filter_map(|at| self.hit(at)).collect();
        }
        let mut scores = vec![0; self.len()];
        for (n, word) in words.iter().enumerate() {
            let of_word = self.begins(word);
            for (score, of_word) in scores.iter_mut().zip(of_word) {
                *score = match (n, *score, of_word) {
                    (_, _, 0) => 0,
                    (0, _, new) => new,
                    (_, 0, _) => 0,
                    (_, before, new) => before + new,
                };
            }
        }
        let mut scored: Vec<(u32, usize)> = Vec::new();
        let begin = scores.iter().zip(0..).filter(|(score, _)| **score > 0);
        scored.extend(begin.map(|(score, at)| (*score + BEGINS, at)));
        // Only when no word begins so, whatever has the letters in order is told: it is a guess.
        if scored.is_empty() {
            self.letters(query, &scores, &mut scored);
        }
        let best = |&(a, x): &(u32, usize), &(b, y): &(u32, usize)| b.cmp(&a).then(x.cmp(&y));
        if scored.len() > limit {
            scored.select_nth_unstable_by(limit, best);
            scored.truncate(limit);
        }
        scored.sort_by(best);
        let hits = scored.into_iter().filter_map(|(_, at)| self.hit(at));
        hits.collect()
    }

    /// How well a word of the query begins a word of each: as written (best), in Latin
    /// letters, or by its consonants; 0: it does not.
    fn begins(&self, word: &NameKey) -> Vec<u32> {
        let mut scores: Vec<u32> = vec![0; self.len()];
        // One consonant says too little.
        let skeleton = Some(word.skeleton()).filter(|key| key.len() > 1);
        let parts = [
            (word.folded(), 100, 20),
            (word.latin(), 80, 10),
            (skeleton.unwrap_or_default(), 40, 10),
        ];
        for (lines, (part, begins, whole)) in self.texts.iter().zip(parts) {
            // The last word without its article is a word of its own.
            let part = part.split(' ').next().unwrap_or_default();
            lines.words(part, |at, is_whole| {
                if let Some(score) = scores.get_mut(at) {
                    *score = (*score).max(begins + if is_whole { whole } else { 0 });
                }
            });
        }
        scores
    }

    /// Those that have the letters of the query in order, with others between.
    fn letters(&self, query: &str, begun: &[u32], scored: &mut Vec<(u32, usize)>) {
        let folded = fold::fold(query.trim());
        let atoms = Pattern::new(
            &folded,
            CaseMatching::Ignore,
            Normalization::Smart,
            AtomKind::Fuzzy,
        );
        let needles: Vec<Vec<u8>> = folded.split_whitespace().map(|w| w.into()).collect();
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let [folded, ..] = &self.texts;
        folded.blocks(|first, text| {
            let lines = (first..).zip(text.split_terminator('\n'));
            for (at, line) in lines.filter(|(at, _)| begun.get(*at) == Some(&0)) {
                // Most are told apart by bytes alone.
                if needles
                    .iter()
                    .all(|needle| has_in_order(line.as_bytes(), needle))
                    && let Some(score) = atoms.score(Utf32Str::new(line, &mut buffer), &mut matcher)
                {
                    scored.push((score.min(BEGINS - 1), at));
                }
            }
        });
    }
}

/// True when all bytes of `needle` come in `text` in their order.
fn has_in_order(text: &[u8], needle: &[u8]) -> bool {
    let mut rest = text;
    needle.iter().all(|byte| match memchr::memchr(*byte, rest) {
        Some(at) => {
            rest = &rest[at + 1..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finder() -> Finder {
        let mut maker = Maker::default();
        let actor = |maker: &mut Maker, id, forms: &[&str]| {
            maker.actor(EntityId(id), forms.iter().copied());
        };
        actor(&mut maker, 7, &["ألكسندر لوكاشينكو", "Lukashenko"]);
        actor(&mut maker, 3, &["فلاديمير بوتين", "بوتين"]);
        actor(&mut maker, 9, &["سعد الحريري"]);
        maker.title(ArticleId(40), "بوتين يصل إلى القاهرة");
        maker.title(ArticleId(41), "Talks in Minsk");
        maker.title(ArticleId(42), "");
        maker.done()
    }

    #[test]
    fn words_that_begin_so_stand_first_then_letters_in_order() {
        let (actor, title) = (|n| Hit::Actor(EntityId(n)), |n| Hit::Title(ArticleId(n)));
        let rows: [(&str, &[Hit]); 10] = [
            ("lukash", &[actor(7)]),
            ("بوتين", &[actor(3), title(40)]),
            ("putin", &[actor(3), title(40)]),
            ("alex luk", &[actor(7)]),
            ("حريري", &[actor(9)]),
            ("الحريري", &[actor(9)]),
            ("القاهره", &[title(40)]),
            ("minsk", &[title(41)]),
            ("tlkmn", &[title(41)]),
            ("zzz", &[]),
        ];
        let finder = finder();
        for kept in [&finder, &Finder::unpack(&finder.pack()).unwrap()] {
            for (query, hits) in rows {
                assert_eq!(kept.find(query, 50), hits, "{query}");
            }
            assert_eq!(
                kept.find(" ", 2),
                [actor(7), actor(3)],
                "the most mentioned"
            );
            assert_eq!(kept.find("بوتين", 1), [actor(3)], "the best of two");
        }
        assert_eq!(Finder::default().find("a", 5), []);
    }

    #[test]
    fn latin_letters_find_names() {
        let rows = [
            ("lukash", "ألكسندر لوكاشينكو", true),
            ("alex luk", "ألكسندر لوكاشينكو", true),
            ("putin", "فلاديمير بوتين", true),
            ("minsk", "مينسك", true),
            ("hariri", "سعد الحريري", true),
            ("لوكاشن", "ألكسندر لوكاشنكو", true),
            ("Лука", "ألكسندر لوكاشينكو", true),
            ("putin", "سيرغي لافروف", false),
            ("kash", "ألكسندر لوكاشينكو", false),
        ];
        for (query, name, found) in rows {
            let mut maker = Maker::default();
            maker.title(ArticleId(1), name);
            let hits = maker.done().find(query, 5);
            assert_eq!(!hits.is_empty(), found, "{query} {name}");
        }
        // As it is written stands before what only sounds so.
        let mut maker = Maker::default();
        maker.title(ArticleId(1), "بوتين");
        maker.title(ArticleId(2), "Putin");
        let finder = maker.done();
        assert_eq!(finder.find("putin", 1), [Hit::Title(ArticleId(2))]);
        assert_eq!(finder.find("بوتين", 1), [Hit::Title(ArticleId(1))]);
    }

    #[test]
    fn lines_of_many_blocks_keep_their_numbers() {
        let mut maker = Maker::default();
        for n in 0..20_000u64 {
            maker.title(ArticleId(n), &format!("عنوان{n} عن مينسك"));
        }
        let finder = maker.done();
        for kept in [&finder, &Finder::unpack(&finder.pack()).unwrap()] {
            assert!(kept.texts.iter().all(|lines| lines.blocks.len() > 2));
            for n in [0, 1, 4_999, 12_345, 19_999] {
                let hits = kept.find(&format!("عنوان{n}"), 1);
                assert_eq!(hits, [Hit::Title(ArticleId(n))]);
            }
            assert_eq!(kept.find("minsk", 30_000).len(), 20_000);
            // Letters in order.
            assert_eq!(kept.find("ع19999ينسك", 9), [Hit::Title(ArticleId(19_999))]);
        }
    }

    #[test]
    fn what_does_not_hold_is_none() {
        let packed = finder().pack();
        let mut out = Packer::default();
        out.size(usize::MAX);
        assert!(Finder::unpack(&out.done()).is_none());
        for length in 0..packed.len() {
            assert!(Finder::unpack(&packed[..length]).is_none(), "{length}");
        }
    }
}
