//! The program's list as bytes that are looked things up in as they stand.
//!
//! Nothing is read in at start but the distinct [`Senses`]; an entry becomes a value when it
//! is first asked for. All numbers are little-endian `u32`:
//!
//! | part | what it holds |
//! |---|---|
//! | head | the mark, the fingerprint (two numbers), then for each part its start in bytes and its count |
//! | texts | each text as its length (`u16`) and its UTF-8 bytes; others name it by its start |
//! | entries | id, name, about, latin, list, kind, first alias, number of aliases, wikidata, url, nisba |
//! | aliases | texts |
//! | senses | clear, persian, nationality, flags, first and number of ambiguous |
//! | ambiguous | indices of entries |
//! | phrases, firsts, ids | hash tables with open places: hash, text, value |
//! | sounds | the same; the value is a place in the next part |
//! | sounding | number of entries, then their indices |

use std::sync::OnceLock;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::{Gazetteer, GazetteerEntry, Senses};
use crate::entity::kind::Kind;

const MARK: u32 = u32::from_le_bytes(*b"WGZ2");
/// Stands for nothing.
const NONE: u32 = u32::MAX;
/// Numbers of the head before the parts.
const HEAD: usize = 3;
const ENTRY: usize = 11;
const SENSES: usize = 6;
const PLACE: usize = 3;

const CAPITAL: u32 = 1;
const TA_MARBUTA: u32 = 2;
const ALL_CAPITAL: u32 = 4;

/// The parts, in the order of the head.
#[derive(Clone, Copy)]
enum Part {
    Texts,
    Entries,
    Aliases,
    Senses,
    Ambiguous,
    Phrases,
    Firsts,
    Ids,
    Sounds,
    Sounding,
}

const PARTS: usize = 10;

/// The list of the program.
#[derive(Debug)]
pub(super) struct Digest {
    bytes: &'static [u8],
    /// Start and count of each part.
    parts: [(usize, usize); PARTS],
    /// Read when the first is asked for: who only wants to know which list it is, as at every start,
    /// waits for neither.
    senses: OnceLock<Vec<Senses>>,
    entries: OnceLock<Vec<OnceLock<GazetteerEntry>>>,
}

impl Digest {
    /// Opens a list that [`write`] wrote; `None` for other bytes.
    pub(super) fn open(bytes: &'static [u8]) -> Option<Self> {
        if number(bytes, 0)? != MARK {
            return None;
        }
        let mut parts = [(0, 0); PARTS];
        for (at, part) in parts.iter_mut().enumerate() {
            let at = (HEAD + 2 * at) * 4;
            *part = (number(bytes, at)? as usize, number(bytes, at + 4)? as usize);
            if part.0 > bytes.len() || part.1 > bytes.len() - part.0 {
                return None;
            }
        }
        Some(Self {
            bytes,
            parts,
            senses: OnceLock::new(),
            entries: OnceLock::new(),
        })
    }

    pub(super) fn fingerprint(&self) -> u64 {
        let half = |at| u64::from(number(self.bytes, at).unwrap_or(0));
        half(4) | half(8) << 32
    }

    pub(super) fn len(&self) -> usize {
        self.count(Part::Entries)
    }

    pub(super) fn entry(&self, index: u32) -> Option<&GazetteerEntry> {
        let empty = || {
            let mut entries = Vec::new();
            entries.resize_with(self.len(), OnceLock::new);
            entries
        };
        let slot = self.entries.get_or_init(empty).get(index as usize)?;
        Some(slot.get_or_init(|| self.read_entry(index as usize)))
    }

    pub(super) fn index_of(&self, id: &str) -> Option<u32> {
        self.find(Part::Ids, id)
    }

    pub(super) fn longest(&self, first: &str) -> usize {
        self.find(Part::Firsts, first).unwrap_or(0) as usize
    }

    pub(super) fn senses(&self, phrase: &str) -> Option<&Senses> {
        let number = self.find(Part::Phrases, phrase)?;
        let all = || {
            let numbers = 0..self.count(Part::Senses);
            numbers.map(|at| self.read_senses(at)).collect()
        };
        self.senses.get_or_init(all).get(number as usize)
    }

    pub(super) fn sounding(&self, key: &str) -> Vec<u32> {
        let Some(place) = self.find(Part::Sounds, key) else {
            return Vec::new();
        };
        let place = place as usize;
        let count = self.at(Part::Sounding, place) as usize;
        self.list(Part::Sounding, place + 1, count)
    }

    fn count(&self, part: Part) -> usize {
        self.parts[part as usize].1
    }

    /// The number at a place of a part that is made of numbers.
    fn at(&self, part: Part, place: usize) -> u32 {
        number(self.bytes, self.parts[part as usize].0 + place * 4).unwrap_or(NONE)
    }

    /// Numbers of a part, from a place on.
    fn list(&self, part: Part, from: usize, count: usize) -> Vec<u32> {
        let end = (from.saturating_add(count)).min(self.count(part));
        (from..end).map(|at| self.at(part, at)).collect()
    }

    fn text(&self, at: u32) -> &'static str {
        let bytes: &'static [u8] = self.bytes;
        let start = self.parts[Part::Texts as usize].0 + at as usize;
        let text = bytes.get(start..start + 2).and_then(|length| {
            let length = u16::from_le_bytes(length.try_into().ok()?);
            bytes.get(start + 2..start + 2 + usize::from(length))
        });
        text.and_then(|text| std::str::from_utf8(text).ok())
            .unwrap_or_default()
    }

    fn read_senses(&self, at: usize) -> Senses {
        let field = |n| self.at(Part::Senses, at * SENSES + n);
        let index = |n| Some(field(n)).filter(|&index| index != NONE);
        let flags = field(3);
        let (from, count) = (field(4) as usize, field(5) as usize);
        Senses {
            clear: index(0),
            persian: index(1),
            nationality: index(2),
            ambiguous: self.list(Part::Ambiguous, from, count),
            capital: flags & CAPITAL != 0,
            ta_marbuta: flags & TA_MARBUTA != 0,
            all_capital: flags & ALL_CAPITAL != 0,
        }
    }

    fn read_entry(&self, at: usize) -> GazetteerEntry {
        let field = |n| self.at(Part::Entries, at * ENTRY + n);
        let (from, count) = (field(6) as usize, field(7) as usize);
        let maybe = |n| {
            let text = Some(field(n)).filter(|&text| text != NONE);
            text.map(|text| self.text(text))
        };
        GazetteerEntry {
            id: self.text(field(0)).into(),
            name: self.text(field(1)).to_owned(),
            about: self.text(field(2)).to_owned(),
            latin: maybe(3).map(str::to_owned),
            list: self.text(field(4)).into(),
            kind: (Kind::ALL.get(field(5) as usize).copied()).unwrap_or(Kind::Person),
            wikidata: maybe(8).map(Into::into),
            url: maybe(9).map(str::to_owned),
            nisba: maybe(10).map(Into::into),
            aliases: (self.list(Part::Aliases, from, count).into_iter())
                .map(|text| self.text(text).to_owned())
                .collect(),
        }
    }

    /// The value of a text in a hash table.
    fn find(&self, part: Part, text: &str) -> Option<u32> {
        let (start, places) = self.parts[part as usize];
        let mask = places.checked_sub(1)?;
        let hash = hash(text.as_bytes());
        let mut place = hash as usize & mask;
        // A table has open places, so the search ends; the bound is for bytes gone bad.
        for _ in 0..places {
            let at = start + place * PLACE * 4;
            let places: &[u8; PLACE * 4] = self.bytes.get(at..at + PLACE * 4)?.try_into().ok()?;
            let value = u32::from_le_bytes([places[8], places[9], places[10], places[11]]);
            if value == NONE {
                return None;
            }
            if u32::from_le_bytes([places[0], places[1], places[2], places[3]]) == hash {
                let known = u32::from_le_bytes([places[4], places[5], places[6], places[7]]);
                if self.is_text(known, text) {
                    return Some(value);
                }
            }
            place = (place + 1) & mask;
        }
        None
    }

    fn is_text(&self, at: u32, text: &str) -> bool {
        let start = self.parts[Part::Texts as usize].0 + at as usize;
        let Some(length) = self.bytes.get(start..start + 2) else {
            return false;
        };
        usize::from(u16::from_le_bytes([length[0], length[1]])) == text.len()
            && self.bytes.get(start + 2..start + 2 + text.len()) == Some(text.as_bytes())
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// The same on every machine, since the tables are written on one and read on another.
fn hash(bytes: &[u8]) -> u32 {
    const MIX: u64 = 0xf135_7aea_2e62_a9c5;
    let mut hash = bytes.len() as u64;
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(*eight)).wrapping_mul(MIX);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    hash = (hash.rotate_left(23) ^ u64::from_le_bytes(last)).wrapping_mul(MIX);
    u32::try_from((hash ^ hash >> 29) >> 32).unwrap_or_default()
}

/// The bytes of a list that was read from sources alone.
pub(super) fn write(gazetteer: &Gazetteer) -> Vec<u8> {
    let own = &gazetteer.own;
    let mut writer = Writer::default();
    for entry in &own.entries {
        let first = writer.part(Part::Aliases).len();
        for alias in &entry.aliases {
            let text = writer.text(alias);
            writer.part(Part::Aliases).push(text);
        }
        let record = [
            writer.text(&entry.id),
            writer.text(&entry.name),
            writer.text(&entry.about),
            entry
                .latin
                .as_ref()
                .map_or(NONE, |latin| writer.text(latin)),
            writer.text(&entry.list),
            entry.kind as u32,
            small(first),
            small(entry.aliases.len()),
            entry.wikidata.as_ref().map_or(NONE, |id| writer.text(id)),
            entry.url.as_ref().map_or(NONE, |url| writer.text(url)),
            entry
                .nisba
                .as_ref()
                .map_or(NONE, |nisba| writer.text(nisba)),
        ];
        writer.part(Part::Entries).extend(record);
    }
    // In an order that does not hang on a table in memory: the same files, the same bytes.
    let mut phrases: Vec<_> = own.phrases.iter().collect();
    phrases.sort_unstable_by_key(|&(phrase, _)| phrase);
    let mut known: FxHashMap<&Senses, u32> = FxHashMap::default();
    let mut pairs = Vec::new();
    for (phrase, senses) in phrases {
        let next = small(known.len());
        let number = *known.entry(senses).or_insert(next);
        if number == next {
            writer.senses(senses);
        }
        pairs.push((writer.text(phrase), phrase.as_str(), number));
    }
    writer.table(Part::Phrases, &pairs);
    let mut firsts: Vec<_> = own.firsts.iter().collect();
    firsts.sort_unstable();
    let mut pairs = Vec::new();
    for (first, &longest) in firsts {
        pairs.push((writer.text(first), first.as_str(), u32::from(longest)));
    }
    writer.table(Part::Firsts, &pairs);
    let mut pairs = Vec::new();
    for (index, entry) in own.entries.iter().enumerate() {
        pairs.push((writer.text(&entry.id), entry.id.as_str(), small(index)));
    }
    writer.table(Part::Ids, &pairs);
    let mut sounds: Vec<_> = own.sounds.iter().collect();
    sounds.sort_unstable();
    let mut pairs = Vec::new();
    for (key, indices) in sounds {
        let place = small(writer.part(Part::Sounding).len());
        writer.part(Part::Sounding).push(small(indices.len()));
        writer.part(Part::Sounding).extend(indices);
        pairs.push((writer.text(key), key.as_str(), place));
    }
    writer.table(Part::Sounds, &pairs);
    writer.finish(gazetteer.fingerprint)
}

/// A list has far fewer than 2³² of anything.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NONE)
}

#[derive(Default)]
struct Writer {
    texts: Vec<u8>,
    starts: FxHashMap<CompactString, u32>,
    numbers: [Vec<u32>; PARTS],
}

impl Writer {
    fn part(&mut self, part: Part) -> &mut Vec<u32> {
        &mut self.numbers[part as usize]
    }

    fn text(&mut self, text: &str) -> u32 {
        if let Some(&start) = self.starts.get(text) {
            return start;
        }
        let start = small(self.texts.len());
        // No form is as long as 64 KiB; one that were would be cut at a letter.
        let text = &text[..text.floor_char_boundary(usize::from(u16::MAX))];
        let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
        self.texts.extend(length.to_le_bytes());
        self.texts.extend(text.as_bytes());
        self.starts.insert(text.into(), start);
        start
    }

    fn senses(&mut self, senses: &Senses) {
        let flag = |is: bool, flag| if is { flag } else { 0 };
        let first = small(self.part(Part::Ambiguous).len());
        self.part(Part::Ambiguous).extend(&senses.ambiguous);
        self.part(Part::Senses).extend([
            senses.clear.unwrap_or(NONE),
            senses.persian.unwrap_or(NONE),
            senses.nationality.unwrap_or(NONE),
            flag(senses.capital, CAPITAL)
                | flag(senses.ta_marbuta, TA_MARBUTA)
                | flag(senses.all_capital, ALL_CAPITAL),
            first,
            small(senses.ambiguous.len()),
        ]);
    }

    /// A hash table at most half full.
    fn table(&mut self, part: Part, pairs: &[(u32, &str, u32)]) {
        let places = (pairs.len() * 2).max(1).next_power_of_two();
        let mut table = vec![NONE; places * PLACE];
        for &(start, text, value) in pairs {
            let hash = hash(text.as_bytes());
            let mut place = hash as usize & (places - 1);
            while table[place * PLACE + 2] != NONE {
                place = (place + 1) & (places - 1);
            }
            table[place * PLACE..][..PLACE].copy_from_slice(&[hash, start, value]);
        }
        *self.part(part) = table;
    }

    fn finish(self, fingerprint: u64) -> Vec<u8> {
        let mut start = (HEAD + 2 * PARTS) * 4;
        let mut bytes = Vec::new();
        let halves = fingerprint.to_le_bytes();
        bytes.extend(MARK.to_le_bytes());
        bytes.extend(halves);
        let widths = [1, ENTRY, 1, SENSES, 1, PLACE, PLACE, PLACE, PLACE, 1];
        for (at, (numbers, width)) in self.numbers.iter().zip(widths).enumerate() {
            let (length, count) = if at == Part::Texts as usize {
                (self.texts.len().next_multiple_of(4), self.texts.len())
            } else {
                (numbers.len() * 4, numbers.len() / width)
            };
            bytes.extend(small(start).to_le_bytes());
            bytes.extend(small(count).to_le_bytes());
            start += length;
        }
        bytes.extend(&self.texts);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        for number in self.numbers.iter().flatten() {
            bytes.extend(number.to_le_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
[[place]]
id = "russia"
name = "روسيا"
la = ["Russia"]
nisba = ["روسي"]
about = "A country"
wikidata = "Q159"
[[organisation]]
id = "army"
name = "جيش"
la = ["US"]
ambiguous = ["الجيش", "قوة"]
url = "https://example.org/"
[[person]]
id = "alexander-lukashenko"
name = "ألكسندر لوكاشينكو"
"#;

    #[test]
    fn the_bytes_say_what_the_tables_say() {
        let read = Gazetteer::from_sources(std::iter::once(("a.toml", LIST))).unwrap();
        let digest = Digest::open(Box::leak(write(&read).into_boxed_slice())).unwrap();
        assert_eq!(digest.fingerprint(), read.fingerprint());
        assert_eq!(digest.len(), 3);
        for (index, entry) in read.own.entries.iter().enumerate() {
            let index = small(index);
            assert_eq!(digest.entry(index), Some(entry));
            assert_eq!(digest.index_of(&entry.id), Some(index));
        }
        assert!(read.own.phrases.len() > 15);
        for (phrase, senses) in &read.own.phrases {
            assert_eq!(digest.senses(phrase), Some(senses), "{phrase}");
        }
        for (first, &longest) in &read.own.firsts {
            assert_eq!(digest.longest(first), usize::from(longest));
        }
        assert!(!read.own.sounds.is_empty());
        for (key, indices) in &read.own.sounds {
            assert_eq!(&digest.sounding(key), indices, "{key}");
        }
        assert_eq!((digest.longest("x"), digest.senses("x")), (0, None));
        assert_eq!(digest.entry(3), None);
    }

    #[test]
    fn bytes_gone_bad_harm_nothing() {
        let read = Gazetteer::from_sources(std::iter::once(("a.toml", LIST))).unwrap();
        let good = write(&read);
        assert!(Digest::open(b"").is_none() && Digest::open(b"WGZ2....").is_none());
        for cut in (0..good.len()).step_by(7) {
            let bytes: &'static [u8] = Box::leak(good[..cut].to_vec().into_boxed_slice());
            let Some(digest) = Digest::open(bytes) else {
                continue;
            };
            digest.senses("روسيا");
            digest.index_of("russia");
            digest.entry(0);
        }
    }
}
