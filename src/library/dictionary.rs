//! What the texts of a collection have in common: learnt when there are enough, kept once.
//!
//! An article is short, so pressed alone it says again what all others say. A dictionary holds
//! words of the texts that it was made of. So when one of these is forgotten, it is made anew,
//! and what was pressed with it is pressed again.

use std::sync::{Arc, PoisonError};

use rusqlite::{Connection, OptionalExtension as _};

use crate::document::Document;
use crate::entity::mention::Analysis;
use crate::library::articles::broken;
use crate::library::press::{self, Dictionary};
use crate::library::{Draft, Error, Library, pack};

/// A collection has a dictionary when it has so many texts; it is made of as many.
pub const SAMPLES: usize = 512;
/// So much of a text goes into it (bytes): a long one is no measure for others.
const OF_EACH: usize = 8 << 10;
/// The first bytes of what is pressed, where the number of its dictionary stands.
const HEAD: i64 = 32;

/// Undoes what was pressed, with the dictionary that it names.
fn unpress(connection: &Connection, pressed: &[u8]) -> Result<Vec<u8>, Error> {
    let mut kept = |id: u32| -> Result<Option<Vec<u8>>, Error> {
        let mut statement =
            connection.prepare_cached("SELECT bytes FROM dictionary WHERE id = ?1")?;
        Ok(statement.query_row([id], |row| row.get(0)).optional()?)
    };
    press::unpress_with(pressed, &mut kept)?.ok_or_else(broken)
}

/// What stands for the analysis of a text that was filed ahead of it. Nothing that is pressed looks
/// so.
pub(super) const AHEAD: &[u8] = b"ahead";

/// The document in the body of a text.
pub(super) fn document(connection: &Connection, body: &[u8]) -> Result<Document, Error> {
    pack::undocument(&unpress(connection, body)?).ok_or_else(broken)
}

/// What the article stage found in a text; nothing yet where it was filed ahead of that.
pub(super) fn analysis(connection: &Connection, packed: &[u8]) -> Result<Analysis, Error> {
    if packed == AHEAD {
        return Ok(Analysis::default());
    }
    pack::unanalysis(&unpress(connection, packed)?).ok_or_else(broken)
}

impl Library {
    /// With what texts are pressed from now on, as far as it is known.
    pub(super) fn dictionary(&self) -> Option<Arc<Dictionary>> {
        let known = self.dictionary.lock();
        known.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn know(&self, dictionary: Option<Dictionary>) {
        let mut known = self
            .dictionary
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *known = dictionary.map(Arc::new);
    }

    /// Gets ready to press texts. True: there is a dictionary, or none is wanted.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ready_to_press(&self) -> Result<bool, Error> {
        if self.is_in_memory() {
            return Ok(true);
        }
        let bytes: Option<Vec<u8>> = self
            .read()
            .prepare_cached(
                "SELECT d.bytes FROM collection c JOIN dictionary d ON d.id = c.dictionary
                 WHERE c.id = ?1",
            )?
            .query_row([self.collection()], |row| row.get(0))
            .optional()?;
        self.know(bytes.and_then(Dictionary::from_bytes));
        Ok(self.dictionary().is_some())
    }

    /// Learns what the texts of the collection have in common when there are enough of them, and
    /// presses these again. True: it is done, or never will be.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn learn_to_press(&self) -> Result<bool, Error> {
        if self.is_in_memory() {
            return Ok(true);
        }
        let done = self.write(|connection| {
            let most = i64::try_from(SAMPLES).unwrap_or(i64::MAX);
            let (first, last) = self.ids();
            let texts: Vec<i64> = connection
                .prepare_cached(
                    "SELECT DISTINCT text FROM article
                     WHERE id BETWEEN ?1 AND ?2 AND text IS NOT NULL ORDER BY text DESC LIMIT ?3",
                )?
                .query_map((first, last, most), |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            if texts.len() < SAMPLES {
                return Ok(false);
            }
            let made = make(connection, &texts)?;
            if let Some(made) = &made {
                press_again(connection, &texts, Some(made))?;
                connection.execute(
                    "UPDATE collection SET dictionary = ?2 WHERE id = ?1",
                    (self.collection(), made.id),
                )?;
            }
            Ok(true)
        })?;
        if done {
            self.ready_to_press()?;
        }
        Ok(done)
    }
}

impl Draft {
    /// Pressed as the texts of this library are.
    #[must_use]
    pub fn pressed_for(mut self, library: &Library) -> Self {
        self.dictionary = library.dictionary();
        self
    }

    /// What is to be kept: the analysis and the body. Where the dictionary is not in the database,
    /// since another Warraq made a new one, they are pressed without.
    pub(super) fn to_keep(&self, connection: &Connection) -> Result<(Vec<u8>, Vec<u8>), Error> {
        let (analysis, body) = (&self.analysis, &self.body);
        if let Some(dictionary) = &self.dictionary {
            let kept = connection
                .prepare_cached("SELECT 1 FROM dictionary WHERE id = ?1")?
                .exists([dictionary.id])?;
            if !kept {
                let plain = |pressed: &[u8]| {
                    if pressed == AHEAD {
                        return Ok(AHEAD.to_vec());
                    }
                    let mut own = |_| Ok::<_, Error>(Some(dictionary.bytes.clone()));
                    let bytes = press::unpress_with(pressed, &mut own)?.ok_or_else(broken)?;
                    Ok::<_, Error>(press::press(&bytes))
                };
                return Ok((plain(analysis)?, plain(body)?));
            }
        }
        Ok((analysis.clone(), body.clone()))
    }
}

/// Makes a dictionary of these texts and keeps it; `None`: they have too little in common, or its
/// number is that of another one, with which texts are pressed.
fn make(connection: &Connection, texts: &[i64]) -> Result<Option<Arc<Dictionary>>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT hash, analysis, body FROM text WHERE id = ?1")?;
    let (mut samples, mut hashes) = (Vec::with_capacity(2 * texts.len()), Vec::new());
    for text in texts {
        type Found = (Vec<u8>, Vec<u8>, Vec<u8>);
        let (hash, analysis, body): Found = statement.query_row([text], |row| row.try_into())?;
        hashes.extend(hash);
        for pressed in [analysis, body].into_iter().filter(|p| p != AHEAD) {
            let mut plain = unpress(connection, &pressed)?;
            plain.truncate(OF_EACH);
            samples.push(plain);
        }
    }
    let made = Dictionary::of(&samples).map(Arc::new);
    if let Some(made) = &made {
        // Its number follows from its words; how often letters stand in the samples does not
        // count in it. So two that differ may have one.
        let there: Option<Vec<u8>> = connection
            .prepare_cached("SELECT bytes FROM dictionary WHERE id = ?1")?
            .query_row([made.id], |row| row.get(0))
            .optional()?;
        if there.is_some_and(|bytes| bytes != made.bytes) {
            return Ok(None);
        }
        connection.execute(
            "INSERT OR REPLACE INTO dictionary (id, bytes, samples) VALUES (?1, ?2, ?3)",
            (made.id, &made.bytes, hashes),
        )?;
    }
    Ok(made)
}

fn press_again(
    connection: &Connection,
    texts: &[i64],
    with: Option<&Arc<Dictionary>>,
) -> Result<(), Error> {
    let mut kept = connection.prepare_cached("SELECT analysis, body FROM text WHERE id = ?1")?;
    let mut keep =
        connection.prepare_cached("UPDATE text SET analysis = ?2, body = ?3 WHERE id = ?1")?;
    for text in texts {
        let (analysis, body): (Vec<u8>, Vec<u8>) = kept.query_row([text], |row| row.try_into())?;
        let again = |pressed: &[u8]| -> Result<Vec<u8>, Error> {
            if pressed == AHEAD {
                return Ok(AHEAD.to_vec());
            }
            Ok(press::press_with(with, &unpress(connection, pressed)?))
        };
        keep.execute((text, again(&analysis)?, again(&body)?))?;
    }
    Ok(())
}

/// Takes away every dictionary that holds words of a text that is not there any more. What was
/// pressed with it is pressed with one that is made of what is left. True: there was one.
pub(super) fn forget(connection: &Connection) -> Result<bool, Error> {
    let mut found = false;
    let mut all = connection.prepare("SELECT id, samples FROM dictionary")?;
    let all = all.query_map([], |row| {
        Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?))
    })?;
    for (id, samples) in all.collect::<Result<Vec<_>, _>>()? {
        let mut there = connection.prepare_cached("SELECT 1 FROM text WHERE hash = ?1")?;
        let mut whole = true;
        for hash in samples.chunks(16) {
            whole = whole && there.exists([hash])?;
        }
        if whole {
            continue;
        }
        found = true;
        let mut texts = connection.prepare_cached("SELECT id, substr(body, 1, ?1) FROM text")?;
        let mut rows = texts.query([HEAD])?;
        let mut pressed = Vec::new();
        while let Some(row) = rows.next()? {
            let head = row.get_ref(1)?.as_blob().map_err(|_| broken())?;
            if press::dictionary_of(head) == id {
                pressed.push(row.get::<_, i64>(0)?);
            }
        }
        drop(rows);
        let made = if pressed.len() < SAMPLES {
            None
        } else {
            let spread = (0..SAMPLES).map(|at| pressed[at * pressed.len() / SAMPLES]);
            make(connection, &spread.collect::<Vec<_>>())?
        };
        // A quarter of the texts only tests it: without one of these it comes out as it was.
        if made.as_ref().is_some_and(|made| made.id == id) {
            continue;
        }
        press_again(connection, &pressed, made.as_ref())?;
        connection.execute(
            "UPDATE collection SET dictionary = ?2 WHERE dictionary = ?1",
            (id, made.as_ref().map(|made| made.id)),
        )?;
        connection.execute("DELETE FROM dictionary WHERE id = ?1", [id])?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::document::{Format, read};
    use crate::library::{ArticleId, Change, Entry, Forget, Stage, Which};

    /// A word that stands in every text, and one that stands only in one.
    const COMMON: &str = "قسطنطينية";
    const SECRET: &str = "غضنفريات";
    /// That text: the newest of those that are learnt from, since the oldest quarter only tests it.
    const SECRET_IN: usize = SAMPLES - 1;

    fn library(folder: &Path) -> Library {
        let which = Which::paths(&[PathBuf::from("articles")], Path::new("/"));
        Library::open(folder, which).unwrap().library
    }

    fn text(n: usize) -> String {
        // So often that it is learnt from this text alone.
        let secret = if n == SECRET_IN {
            format!("{SECRET} ").repeat(400)
        } else {
            String::new()
        };
        let often = format!(
            "وصل رئيس {COMMON} إلى المدينة رقم {n} وقال إن {} بعيدة. ",
            n * 7
        );
        format!("عنوان {n}\n\n{} {secret}\n", often.repeat(4))
    }

    fn entry(library: &Library, n: usize) -> Entry {
        let document = read(text(n), Format::Plain);
        let draft = Draft::new(&document, Stage::default(), &[]).pressed_for(library);
        Entry {
            doc: format!("{n}.txt"),
            content: Ok(Box::new(draft.analysed(&Analysis::default()))),
        }
    }

    fn put(library: &Library, numbers: std::ops::Range<usize>) {
        let entries: Vec<_> = numbers.map(|n| (n, entry(library, n))).collect();
        file(library, &entries);
    }

    fn file(library: &Library, entries: &[(usize, Entry)]) {
        let file = |change: &Change<'_>| {
            for (n, entry) in entries {
                let path = format!("/articles/{n}.txt");
                let rank = *n as u64 * 64;
                let mut filing = change.begin(path.as_bytes(), rank, Stage::default())?;
                change.file(&mut filing, entry)?;
                change.end(filing, None, false)?;
            }
            Ok(())
        };
        library.change(file).unwrap();
    }

    /// Every text comes back as it was read, to somebody who comes anew.
    fn whole(folder: &Path, numbers: impl Iterator<Item = usize>) {
        let numbers: Vec<usize> = numbers.collect();
        let library = library(folder);
        let (first, last) = library.ids();
        let ids: Vec<i64> = library
            .read()
            .prepare("SELECT id FROM article WHERE id BETWEEN ?1 AND ?2 ORDER BY id")
            .unwrap()
            .query_map((first, last), |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(ids.len(), numbers.len());
        for (id, n) in ids.into_iter().zip(numbers) {
            let id = ArticleId(id.cast_unsigned());
            let document = library.document(id).unwrap().unwrap();
            assert_eq!(document.source, text(n), "{n}");
            assert!(library.mentions_in(id, true).unwrap().is_some());
        }
    }

    /// How many texts are pressed with a dictionary, and without.
    fn pressed(library: &Library) -> (usize, usize) {
        let reader = library.read();
        let mut all = reader.prepare("SELECT body FROM text").unwrap();
        let all = all.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
        let ids: Vec<u32> = all.map(|b| press::dictionary_of(&b.unwrap())).collect();
        let shared = ids.iter().filter(|id| **id != 0).count();
        (shared, ids.len() - shared)
    }

    fn stands_in(folder: &Path, wanted: &str) -> bool {
        fs::read_dir(folder).unwrap().flatten().any(|file| {
            let bytes = fs::read(file.path()).unwrap();
            memchr::memmem::find(&bytes, wanted.as_bytes()).is_some()
        })
    }

    #[test]
    fn the_first_texts_teach_how_all_are_pressed() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path();
        let library = library(folder);
        assert!(!library.ready_to_press().unwrap());
        put(&library, 0..100);
        assert!(!library.learn_to_press().unwrap(), "they are too few");
        assert_eq!(pressed(&library), (0, 100));
        put(&library, 100..SAMPLES + 20);
        assert!(library.learn_to_press().unwrap());
        assert_eq!(pressed(&library), (SAMPLES, 20));
        put(&library, SAMPLES + 20..SAMPLES + 50);
        assert_eq!(pressed(&library), (SAMPLES + 30, 20));
        whole(folder, 0..SAMPLES + 50);
        // Who comes later goes on with it.
        let later = super::tests::library(folder);
        assert!(later.ready_to_press().unwrap());
        put(&later, SAMPLES + 50..SAMPLES + 60);
        assert_eq!(pressed(&later), (SAMPLES + 40, 20));
        whole(folder, 0..SAMPLES + 60);
        // In memory nothing is learnt.
        let memory = Library::in_memory().unwrap();
        put(&memory, 0..3);
        assert!(memory.learn_to_press().unwrap());
        assert_eq!(pressed(&memory), (0, 3));
    }

    #[test]
    fn what_is_forgotten_stands_in_no_dictionary() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path();
        let all = SAMPLES + 4;
        {
            let library = library(folder);
            put(&library, 0..SAMPLES);
            assert!(library.learn_to_press().unwrap());
            put(&library, SAMPLES..all);
        }
        let bytes = |id: &str| {
            let connection = super::super::collections::existing(folder)
                .unwrap()
                .unwrap();
            let sql = format!("SELECT {id} FROM dictionary");
            connection
                .query_row(&sql, [], |row| row.get::<_, Vec<u8>>(0))
                .unwrap()
        };
        let before = bytes("bytes");
        assert!(stands_in(folder, SECRET));
        let has = |bytes: &[u8], word: &str| memchr::memmem::find(bytes, word.as_bytes()).is_some();
        assert!(
            has(&before, COMMON) && has(&before, SECRET),
            "the test needs it there"
        );
        // One that it was not made of leaves it as it is.
        let last = Forget::Article(format!("/articles/{}.txt", all - 1));
        assert_eq!(crate::library::forget(folder, &last), Ok(1));
        assert_eq!(bytes("bytes"), before);
        let one = |n: usize| Forget::Article(format!("/articles/{n}.txt"));
        assert_eq!(crate::library::forget(folder, &one(SECRET_IN)), Ok(1));
        assert!(!stands_in(folder, SECRET));
        assert!(has(&bytes("bytes"), COMMON));
        assert_eq!(pressed(&library(folder)), (all - 2, 0));
        whole(folder, (0..all - 1).filter(|n| *n != SECRET_IN));
        // Too few are left to learn from: they are pressed alone.
        for n in 0..3 {
            assert_eq!(crate::library::forget(folder, &one(n)), Ok(1));
        }
        assert_eq!(pressed(&library(folder)), (0, all - 5));
        whole(folder, (3..all - 1).filter(|n| *n != SECRET_IN));
        assert!(!library(folder).ready_to_press().unwrap());
    }

    #[test]
    fn a_dictionary_that_comes_out_with_its_old_number_is_kept() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path();
        {
            let library = library(folder);
            put(&library, 0..SAMPLES);
            assert!(library.learn_to_press().unwrap());
            put(&library, SAMPLES..SAMPLES + 2);
        }
        // The first makes it of the texts in their order; of these the second only tests it.
        for (n, left) in [(0, SAMPLES + 1), (450, SAMPLES)] {
            let one = Forget::Article(format!("/articles/{n}.txt"));
            assert_eq!(crate::library::forget(folder, &one), Ok(1));
            let (shared, alone) = pressed(&library(folder));
            assert_eq!(shared + alone, left);
            let rows = (1..SAMPLES + 2).filter(|at| n == 0 || *at != n);
            // Another thread has no dictionary at hand.
            std::thread::scope(|threads| {
                threads.spawn(|| whole(folder, rows));
            });
        }
    }

    #[test]
    fn a_text_is_read_whose_dictionary_is_taken_away_meanwhile() {
        use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

        type Ask = fn(&Library, ArticleId) -> bool;
        let asks: [Ask; 4] = [
            |library, id| library.document(id).is_ok_and(|found| found.is_some()),
            |library, id| library.article(id).is_ok_and(|found| found.is_some()),
            |library, id| {
                let found = library.mentions_in(id, true);
                found.is_ok_and(|found| found.is_some())
            },
            |library, id| library.why(id, 0).is_ok(),
        ];
        for (nth, ask) in asks.into_iter().enumerate() {
            let data = tempfile::tempdir().unwrap();
            let other = library(data.path());
            put(&other, 0..SAMPLES);
            assert!(other.learn_to_press().unwrap());
            other
                .link(crate::entity::gazetteer::Gazetteer::embedded())
                .unwrap();
            let first = other.listing().unwrap().ids[0];
            let library = library(data.path());
            // When the dictionary is asked for, after the text, somebody else takes it away.
            let mut other = Some(other);
            let meanwhile = move |asked: AuthContext<'_>| {
                let wanted = matches!(
                    asked.action,
                    AuthAction::Read {
                        table_name: "dictionary",
                        ..
                    }
                );
                if wanted && let Some(other) = other.take() {
                    let change = |connection: &Connection| {
                        let mut all = connection.prepare("SELECT id FROM text")?;
                        let all = all.query_map([], |row| row.get(0))?;
                        press_again(connection, &all.collect::<Result<Vec<_>, _>>()?, None)?;
                        Ok(connection.execute("DELETE FROM dictionary", [])?)
                    };
                    let changed = std::thread::spawn(move || other.write(change)).join();
                    assert_eq!(changed.unwrap(), Ok(1));
                }
                Authorization::Allow
            };
            library.read().authorizer(Some(meanwhile)).unwrap();
            // Another thread has no dictionary at hand.
            std::thread::scope(|threads| {
                let asked = threads.spawn(|| ask(&library, first));
                assert!(asked.join().unwrap(), "{nth}");
            });
            assert_eq!(pressed(&library), (0, SAMPLES), "{nth}: it was taken away");
        }
    }

    #[test]
    fn a_collection_that_was_not_used_for_long_leaves_no_dictionary() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path();
        {
            let library = library(folder);
            put(&library, 0..SAMPLES);
            assert!(library.learn_to_press().unwrap());
        }
        let dictionaries = |library: &Library| -> u32 {
            let sql = "SELECT count(*) FROM dictionary";
            let reader = library.read();
            reader.query_row(sql, [], |row| row.get(0)).unwrap()
        };
        let mut others = Vec::new();
        // One is open, and fifty are kept besides it.
        for n in 0..=50 {
            let which = Which::paths(&[PathBuf::from(format!("other-{n}"))], Path::new("/"));
            let other = Library::open(folder, which).unwrap().library;
            put(&other, n..n + 1);
            other.tidy().unwrap();
            others.push(dictionaries(&other));
        }
        assert_eq!((others[0], others[50]), (1, 0));
    }

    #[test]
    fn a_text_pressed_with_what_was_forgotten_meanwhile_is_pressed_alone() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path();
        let library = library(folder);
        put(&library, 0..SAMPLES);
        assert!(library.learn_to_press().unwrap());
        let late = [(SAMPLES, entry(&library, SAMPLES))];
        let first = Forget::Article("/articles/0.txt".to_owned());
        assert_eq!(crate::library::forget(folder, &first), Ok(1));
        file(&library, &late);
        assert_eq!(pressed(&library), (0, SAMPLES));
        whole(folder, 1..SAMPLES + 1);
    }
}
