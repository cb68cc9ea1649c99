//! Where an article stands: its row id, which is its place in the list.
//!
//! An id is the collection, then the day counted from the last one or the rank of the file, then
//! a number within that. The number has few bits at first: the index of terms keeps the steps
//! between ids, and small steps take one byte where large ones take five. When a day or a file
//! has more articles, all ids of the collection get more bits for it. Ids with so many bits have
//! a range of their own, so that one from before means no other article and is known again.

use rusqlite::Connection;

use crate::library::actors::Postings;
use crate::library::articles::broken;
use crate::library::store::ID_BITS;
use crate::library::{ArticleId, Change, Error, Filing, Library, Listing, terms};

/// Bits for the number of an article within its day: at first, and at most.
const IN_DAY: (u32, u32) = (8, 24);
/// The same within its file.
const IN_FILE: (u32, u32) = (2, 21);
/// Bits that are added when there is no room.
const MORE: u32 = 4;
/// Bits of a day.
const DAY_BITS: u32 = 23;
/// Bits of the rank of a file.
const RANK_BITS: u32 = 26;
/// Files are ranked below this.
pub const RANKS: u64 = 1 << RANK_BITS;
/// No day is as late; articles without a date stand after all others.
const NO_DAY: u64 = (1 << DAY_BITS) - 1;

/// Bits for the number of an article in a new collection.
pub(super) const fn bits(dated: bool) -> u32 {
    if dated { IN_DAY.0 } else { IN_FILE.0 }
}

/// How ids of a collection are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Layout {
    dated: bool,
    /// Bits for the number of an article within its day or file.
    bits: u32,
}

impl Layout {
    const fn most(self) -> u32 {
        if self.dated { IN_DAY.1 } else { IN_FILE.1 }
    }

    /// The next one with more room.
    fn wider(self) -> Option<Self> {
        let bits = (self.bits + MORE).min(self.most());
        (bits > self.bits).then_some(Self { bits, ..self })
    }

    /// Where its ids begin: there is room for all days or ranks before the next one begins.
    /// Those of the first schema begin at nothing.
    const fn base(self) -> u64 {
        let within = if self.dated { DAY_BITS } else { RANK_BITS };
        if self.bits > self.most() {
            0
        } else {
            1 << (within + self.bits)
        }
    }

    /// The ids within a day or file, without the collection.
    fn ids(self, within: u64) -> (u64, u64) {
        let start = self.base() + (within << self.bits);
        if self.dated && within == NO_DAY {
            // Nothing of this layout stands behind them, and the next one is far.
            let next = if self.bits >= self.most() {
                1 << ID_BITS
            } else {
                self.base() << MORE.min(self.most() - self.bits)
            };
            (start, next - 1)
        } else {
            (start, start + ((1 << self.bits) - 1))
        }
    }

    /// The layout that made an id (without the collection).
    fn of(id: u64, dated: bool) -> Option<Self> {
        let mut layout = Self {
            dated,
            bits: bits(dated),
        };
        let mut found = None;
        loop {
            if id >= layout.base() {
                found = Some(layout);
            }
            match layout.wider() {
                Some(wider) => layout = wider,
                None => return found,
            }
        }
    }

    /// The id in another layout (both without the collection).
    fn moved(self, id: u64, to: Self) -> u64 {
        let id = id.saturating_sub(self.base());
        let within = id >> self.bits;
        let within = if self.dated {
            within.min(NO_DAY)
        } else {
            within
        };
        to.base() + (within << to.bits) + (id - (within << self.bits))
    }
}

impl Library {
    /// The id that an article has now; it may be one from before all ids were moved.
    pub(super) fn current(&self, id: ArticleId) -> ArticleId {
        let (head, id) = (id.0 >> ID_BITS << ID_BITS, id.0 & ((1 << ID_BITS) - 1));
        let dated = self.which().dated;
        let bits = self.last_bits();
        let now = Layout { dated, bits };
        let id = match Layout::of(id, dated) {
            Some(then) if bits > 0 && bits <= now.most() => then.moved(id, now),
            _ => id,
        };
        ArticleId(head | id)
    }
}

impl Change<'_> {
    /// The id under which an article stands in its place of the list. `old` is the one that it
    /// had.
    pub(super) fn place(
        &self,
        filing: &mut Filing,
        date: Option<jiff::civil::Date>,
        old: &mut Option<u64>,
    ) -> Result<u64, Error> {
        let within = if self.dated {
            day_from_the_last(date)
        } else {
            filing.rank
        };
        loop {
            let layout = self.layout();
            let (start, end) = layout.ids(within);
            let (start, end) = (self.first() + start, self.first() + end);
            let next = if self.dated {
                if let Some(old) = old.filter(|old| (start..=end).contains(old)) {
                    return Ok(old);
                }
                let last = last_between(self.connection, start, end)?;
                last.map_or(start, |last| last + 1)
            } else {
                start + filing.taken.len() as u64
            };
            if next <= end {
                return Ok(next);
            }
            let Some(wider) = layout.wider() else {
                return Ok(end);
            };
            self.widen(wider, filing, old)?;
        }
    }

    const fn layout(&self) -> Layout {
        Layout {
            dated: self.dated,
            bits: self.bits.get(),
        }
    }

    /// The smallest id that an article of the collection may have.
    const fn first(&self) -> u64 {
        (self.collection << ID_BITS).cast_unsigned()
    }

    /// Gives every article of the collection an id of another layout. The order stays.
    fn widen(&self, to: Layout, filing: &mut Filing, old: &mut Option<u64>) -> Result<(), Error> {
        let (first, from) = (self.first(), self.layout());
        self.bits.set(to.bits);
        let moved = |id: u64| first + from.moved(id.saturating_sub(first), to);
        let last = first + ((1 << ID_BITS) - 1);
        let mut ids: Vec<u64> = self
            .connection
            .prepare_cached("SELECT id FROM article WHERE id BETWEEN ?1 AND ?2 ORDER BY id")?
            .query_map((first.cast_signed(), last.cast_signed()), |row| {
                Ok(row.get::<_, i64>(0)?.cast_unsigned())
            })?
            .collect::<Result<_, _>>()?;
        let mut pending = self.pending.take();
        for id in &ids {
            let ids = (id.cast_signed(), moved(*id).cast_signed());
            for table in [
                "UPDATE article SET id = ?2 WHERE id = ?1",
                "UPDATE link SET article = ?2 WHERE article = ?1",
            ] {
                self.connection.prepare_cached(table)?.execute(ids)?;
            }
            terms::forget(self.connection, *id)?;
        }
        if self.terms {
            ids.retain(|id| !pending.contains_key(id));
            for id in ids {
                self.file_terms_again(moved(id))?;
            }
        }
        let kept = std::mem::take(&mut pending).into_iter();
        self.pending
            .replace(kept.map(|(id, terms)| (moved(id), terms)).collect());
        filing.old.values_mut().for_each(|id| *id = moved(*id));
        filing.taken = filing.taken.iter().map(|id| moved(*id)).collect();
        *old = old.map(moved);
        self.move_what_was_linked(&moved)?;
        self.connection.execute(
            "UPDATE collection SET bits = ?2 WHERE id = ?1",
            (self.collection, to.bits),
        )?;
        Ok(())
    }

    /// The list and the postings say the same with the new ids.
    fn move_what_was_linked(&self, moved: &dyn Fn(u64) -> u64) -> Result<(), Error> {
        let packed: Vec<u8> = self.connection.query_row(
            "SELECT listing FROM collection WHERE id = ?1",
            [self.collection],
            |row| row.get(0),
        )?;
        // Which of them are one story is told anew when they are linked.
        self.connection
            .execute("DELETE FROM story WHERE collection = ?1", [self.collection])?;
        if !packed.is_empty() {
            let listing = Listing::unpack(&packed).ok_or_else(broken)?;
            let all = |ids: &[ArticleId]| ids.iter().map(|id| ArticleId(moved(id.0))).collect();
            let listing = Listing {
                ids: all(&listing.ids),
                failed: all(&listing.failed),
                ..Listing::default()
            };
            self.connection.execute(
                "UPDATE collection SET listing = ?2 WHERE id = ?1",
                (self.collection, listing.pack()),
            )?;
        }
        let entities: Vec<i64> = self
            .connection
            .prepare_cached("SELECT id FROM entity WHERE collection = ?1")?
            .query_map([self.collection], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for entity in entities {
            let packed: Vec<u8> = self
                .connection
                .prepare_cached("SELECT postings FROM entity WHERE id = ?1")?
                .query_row([entity], |row| row.get(0))?;
            let mut postings = Postings::default();
            for (article, count) in Postings::unpack(&packed).ok_or_else(broken)? {
                postings.add(moved(article.0), count);
            }
            self.connection
                .prepare_cached("UPDATE entity SET postings = ?2 WHERE id = ?1")?
                .execute((entity, postings.pack()))?;
        }
        // It is made anew after the next linking.
        self.connection.execute(
            "DELETE FROM finder WHERE collection = ?1",
            [self.collection],
        )?;
        Ok(())
    }

    /// True when the ids of the collection are others than before this change.
    #[must_use]
    pub const fn has_moved(&self) -> bool {
        self.bits.get() != self.begun_with
    }
}

fn last_between(connection: &Connection, start: u64, end: u64) -> Result<Option<u64>, Error> {
    let last: Option<i64> = connection
        .prepare_cached("SELECT max(id) FROM article WHERE id BETWEEN ?1 AND ?2")?
        .query_row((start.cast_signed(), end.cast_signed()), |row| row.get(0))?;
    Ok(last.map(i64::cast_unsigned))
}

/// Days counted backwards, so that the newest stand first; the last of all without a date.
fn day_from_the_last(date: Option<jiff::civil::Date>) -> u64 {
    let Some(date) = date else {
        return NO_DAY;
    };
    let days = jiff::civil::Date::MAX.duration_since(date).as_hours() / 24;
    u64::try_from(days).unwrap_or(NO_DAY).min(NO_DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};
    use crate::entity::gazetteer::Gazetteer;
    use crate::entity::pipeline::{self, Tokens};
    use crate::library::schema::LIBRARY;
    use crate::library::{Draft, Entry, Stage, Which};

    fn library(dated: bool) -> Library {
        let which = Which {
            dated,
            ..Which::default()
        };
        Library::in_memory().unwrap().of(which).with_terms()
    }

    fn entry(name: &str, text: &str) -> Entry {
        let document = read(text.to_owned(), Format::of_name("a.md"));
        let analysis = pipeline::analyse(&document, Gazetteer::embedded());
        let draft = Draft::new(&document, Stage::default(), &[]).indexed(&Tokens::of(&document));
        Entry {
            doc: name.to_owned(),
            content: Ok(Box::new(draft.analysed(&analysis))),
        }
    }

    /// Files articles in one file; true when ids moved.
    fn put(library: &Library, rank: u64, file: &str, entries: &[Entry]) -> bool {
        let filed = library.change(|change| {
            let mut filing = change.begin(file.as_bytes(), rank, Stage::default())?;
            for entry in entries {
                change.file(&mut filing, entry)?;
            }
            change.end(filing, None, false)?;
            Ok(change.has_moved())
        });
        filed.unwrap()
    }

    fn listed(library: &Library) -> Vec<String> {
        let ids = library.listing().unwrap().ids;
        assert!(ids.is_sorted());
        let rows = library.rows(&ids).unwrap();
        assert_eq!(rows.len(), ids.len());
        rows.iter().map(|row| row.doc.to_string()).collect()
    }

    /// The articles in which the index has a term.
    fn having(library: &Library, term: &str) -> Vec<String> {
        let ids = library.having(term, None, usize::MAX, None).unwrap();
        let rows = library.rows(&ids).unwrap();
        assert_eq!(rows.len(), ids.len());
        rows.iter().map(|row| row.doc.to_string()).collect()
    }

    fn postings(library: &Library, key: &str) -> Vec<String> {
        let actor = library.actor_of_key(key).unwrap().unwrap();
        let ids: Vec<_> = library.postings(actor.id).unwrap();
        let ids: Vec<_> = ids.into_iter().map(|(id, _)| id).collect();
        let rows = library.rows(&ids).unwrap();
        rows.iter().map(|row| row.doc.to_string()).collect()
    }

    #[test]
    fn ids_of_two_layouts_are_never_the_same() {
        for dated in [true, false] {
            let last = if dated { NO_DAY } else { RANKS - 1 };
            let mut layout = Layout {
                dated,
                bits: bits(dated),
            };
            let mut ends = 0;
            while let Some(wider) = layout.wider() {
                let (first, end) = (layout.ids(0).0, layout.ids(last).1);
                assert!(
                    ends <= first && first < end && end < wider.ids(0).0,
                    "{layout:?}"
                );
                ends = end;
                for id in [
                    first,
                    first + 3,
                    layout.ids(last / 3).1,
                    layout.ids(last).0 + 3,
                ] {
                    assert_eq!(Layout::of(id, dated), Some(layout), "{id}");
                    let moved = layout.moved(id, wider);
                    assert_eq!(Layout::of(moved, dated), Some(wider), "{id}");
                    assert_eq!(wider.moved(moved, layout), id);
                }
                layout = wider;
            }
            assert_eq!(layout.bits, layout.most());
            assert!(layout.ids(last).1 < 1 << ID_BITS);
        }
        assert!(bits(true) < IN_DAY.1 && DAY_BITS + IN_DAY.1 < ID_BITS);
        assert!(bits(false) < IN_FILE.1 && RANK_BITS + IN_FILE.1 < ID_BITS);
    }

    #[test]
    fn a_day_with_many_articles_moves_all_and_changes_no_order() {
        let library = library(true);
        let dated = |name: &str, date: &str, text: &str| {
            entry(name, &format!("---\ndate: {date}\n---\n\n{text}\n"))
        };
        let few = [
            dated("late.md", "2024-02-29", "وصل لوكاشينكو خامسا"),
            dated("old.md", "1999-12-31", "قال لوكاشينكو سادسا"),
            entry("none.md", "ذهب لوكاشينكو سابعا"),
        ];
        for (rank, one) in (0..).zip(&few) {
            let moved = put(&library, rank * 64, &one.doc, std::slice::from_ref(one));
            assert!(!moved);
        }
        library.link(Gazetteer::embedded()).unwrap();
        let before = library.listing().unwrap().ids;
        // In the day between them, and one more in each transaction.
        let full = 1 << IN_DAY.0;
        let many: Vec<Entry> = (0..full)
            .map(|n| dated(&format!("{n}.md"), "2010-05-05", &format!("كلمة {n}")))
            .collect();
        assert!(!put(&library, 1000, "many", &many));
        library.link(Gazetteer::embedded()).unwrap();
        let more = dated("more.md", "2010-05-05", "كلمة وداعا");
        assert!(put(&library, 2000, "more.md", &[more]), "there was no room");
        // Before it is linked again: the list and the postings name the same articles.
        let mut wanted = vec!["late.md".to_owned()];
        wanted.extend((0..full).map(|n| format!("{n}.md")));
        wanted.extend(["old.md", "none.md"].map(str::to_owned));
        assert_eq!(listed(&library), wanted);
        let first = library.listing().unwrap().ids[0];
        assert_ne!(first, before[0]);
        // Who knows an article by the id of before gets it, and the one that it has now.
        assert_eq!(library.rows(&before[..1]).unwrap()[0].id, first);
        let article = library.article(before[0]).unwrap().unwrap();
        assert_eq!((&*article.doc, article.id), ("late.md", first));
        assert_eq!(library.identity(before[0]), library.identity(first));
        let named = ["late.md", "old.md", "none.md"];
        assert_eq!(postings(&library, "alexander-lukashenko"), named);
        library.link(Gazetteer::embedded()).unwrap();
        wanted.insert(1 + full, "more.md".to_owned());
        assert_eq!(listed(&library), wanted);
        assert_eq!(postings(&library, "alexander-lukashenko"), named);
        let word = having(&library, "كلمه");
        assert_eq!(word, wanted[1..full + 2], "in the order of the list");
        assert_eq!(having(&library, "سابعا"), ["none.md"]);
        assert_eq!(having(&library, "وداعا"), ["more.md"]);
        // What keeps its day keeps its place, what does not goes.
        let late = dated("late.md", "2000-01-01", "وصل خامسا");
        assert!(!put(&library, 0, "late.md", &[late]));
        library.link(Gazetteer::embedded()).unwrap();
        assert_eq!(
            listed(&library)[full + 1..],
            ["late.md", "old.md", "none.md"]
        );
        assert_eq!(having(&library, "خامسا"), ["late.md"]);
    }

    #[test]
    fn a_file_that_grows_moves_all_also_while_it_is_filed() {
        let library = library(false);
        let entries = |count: usize| -> Vec<Entry> {
            let one = |n| entry(&format!("b#{n}"), &format!("كلام {n}"));
            (0..count).map(one).collect()
        };
        put(&library, 0, "a", &[entry("a", "كلام أول")]);
        put(&library, 64, "b", &entries(2));
        put(&library, 128, "c", &[entry("c", "كلام آخر")]);
        library.link(Gazetteer::embedded()).unwrap();
        assert_eq!(listed(&library), ["a", "b#0", "b#1", "c"]);
        // More than once in one transaction.
        let count = (1 << (IN_FILE.0 + MORE)) + 3;
        assert!(put(&library, 64, "b", &entries(count)));
        library.link(Gazetteer::embedded()).unwrap();
        let mut wanted: Vec<String> = (0..count).map(|n| format!("b#{n}")).collect();
        wanted.insert(0, "a".to_owned());
        wanted.push("c".to_owned());
        assert_eq!(listed(&library), wanted);
        assert_eq!(having(&library, "كلام"), wanted);
        // Fewer again: what went is in no answer.
        assert!(!put(&library, 64, "b", &entries(1)));
        library.link(Gazetteer::embedded()).unwrap();
        assert_eq!(listed(&library), ["a", "b#0", "c"]);
        assert_eq!(having(&library, "كلام"), ["a", "b#0", "c"]);
    }

    #[test]
    fn a_library_of_before_keeps_its_ids_until_it_is_filed_anew() {
        let folder = tempfile::tempdir().unwrap();
        let which = Which {
            name: Some("news".to_owned()),
            dated: true,
            ..Which::default()
        };
        let before = Connection::open(folder.path().join("library.db")).unwrap();
        for step in &LIBRARY.steps[..3] {
            before.execute_batch(step).unwrap();
        }
        before.pragma_update(None, "user_version", 3).unwrap();
        before
            .pragma_update(None, "application_id", LIBRARY.mark)
            .unwrap();
        before
            .execute(
                "INSERT INTO collection (id, name, roots, dated, opened) VALUES (1, 'news', ?1, 1, 0)",
                [which.packed()],
            )
            .unwrap();
        drop(before);
        let library = Library::open(folder.path(), which).unwrap().library;
        let one = [entry("a.md", "---\ndate: 2024-02-29\n---\n\nكلام\n")];
        put(&library, 0, "a.md", &one);
        library.link(Gazetteer::embedded()).unwrap();
        let day = day_from_the_last(Some(jiff::civil::date(2024, 2, 29)));
        let id = ArticleId(1 << ID_BITS | day << 25);
        assert_eq!(*library.listing().unwrap().ids, [id]);
        assert_eq!(library.current(id), id);
        assert!(
            !library.is_indexed().unwrap(),
            "others may be without terms"
        );
        library.change(|change| change.clear()).unwrap();
        put(&library, 0, "a.md", &one);
        library.link(Gazetteer::embedded()).unwrap();
        let ids = library.listing().unwrap().ids;
        assert!(ids.len() == 1 && ids[0] != id && library.is_indexed().unwrap());
        assert_eq!(having(&library, "كلام"), ["a.md"]);
    }
}
