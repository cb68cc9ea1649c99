//! The database behind the questions: which one, which collection, who writes.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use crate::document::Document;
use crate::library::finder::Finder;
use crate::library::pack::{self, Packer};
use crate::library::places;
use crate::library::press::Dictionary;
use crate::library::schema::{self, LIBRARY};
use crate::library::{ArticleId, Error, Listing};

/// One collection: its articles, their mentions, and the entities that these name.
///
/// It is shared between the thread that reads articles in and the one that answers; each
/// call sees a state in which articles and entities agree.
#[derive(Debug)]
pub struct Library {
    /// The only one that writes.
    writer: Mutex<Connection>,
    /// Answers while the other writes. In memory there is only the one.
    reader: Option<Mutex<Connection>>,
    /// The row of the collection; 0 until there is one.
    collection: AtomicI64,
    /// Bits of an id within its day or file, as last seen.
    bits: AtomicU32,
    which: Which,
    /// Where the database stands; `None` in memory.
    folder: Option<PathBuf>,
    unclean: bool,
    /// Names are shown in Latin letters.
    latin: bool,
    /// The terms of what is filed go into the index.
    pub(super) keeps_terms: bool,
    /// Where else what was found in texts is looked up and kept.
    pub(super) shelf: Option<Box<Library>>,
    /// The disk was given up; everything goes on in memory.
    forsaken: AtomicBool,
    /// Each story counts once.
    pub(super) once: AtomicBool,
    /// With what texts are pressed from now on.
    pub(super) dictionary: Mutex<Option<Arc<Dictionary>>>,
    /// Made when it is first asked, given up when articles are linked anew.
    pub(super) finder: Mutex<Option<Arc<Finder>>>,
    /// The document that was opened last, by the key of its text: while it is read, it is not
    /// unpacked again because its names were linked anew.
    pub(super) opened: Mutex<Option<([u8; 16], Weak<Document>)>>,
}

/// Which collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Which {
    /// Its name; `None`: it is known by its paths.
    pub name: Option<String>,
    /// The paths as given, and from the root.
    pub roots: Vec<(PathBuf, PathBuf)>,
    /// Newest first; else in the order of the paths.
    pub dated: bool,
    /// Choices that change what is found, as they were written: who makes others has another
    /// collection, so that two who read the same paths do not disturb each other.
    pub choices: String,
}

impl Which {
    /// The paths that were given, from this folder.
    #[must_use]
    pub fn paths(paths: &[PathBuf], from: &Path) -> Self {
        let root = |path: &PathBuf| (path.clone(), from.join(path));
        Self {
            name: None,
            roots: paths.iter().map(root).collect(),
            dated: false,
            choices: String::new(),
        }
    }

    /// With choices that change what is found.
    #[must_use]
    pub fn with(self, choices: String) -> Self {
        Self { choices, ..self }
    }

    /// The sample collection.
    #[must_use]
    pub fn sample() -> Self {
        Self::default()
    }

    /// True for the sample collection.
    #[must_use]
    pub const fn is_sample(&self) -> bool {
        self.name.is_none() && self.roots.is_empty()
    }

    /// What it is known by.
    pub(super) fn packed(&self) -> Vec<u8> {
        let mut out = Packer::default();
        out.text(self.name.as_deref().unwrap_or_default());
        out.size(usize::from(self.dated));
        out.text(&self.choices);
        for (given, whole) in &self.roots {
            out.bytes(given.as_os_str().as_encoded_bytes());
            out.bytes(whole.as_os_str().as_encoded_bytes());
        }
        out.done()
    }

    /// What the desk knows it by: a name outlives its paths, and one is where one was
    /// whatever was chosen.
    pub(super) fn key(&self) -> Vec<u8> {
        let key = Self {
            choices: String::new(),
            ..match &self.name {
                Some(name) => Self {
                    name: Some(name.clone()),
                    dated: true,
                    ..Self::default()
                },
                None => self.clone(),
            }
        };
        key.packed()
    }

    pub(super) fn unpack(bytes: &[u8]) -> Option<Self> {
        use std::os::unix::ffi::OsStrExt as _;
        let path = |bytes: &[u8]| PathBuf::from(std::ffi::OsStr::from_bytes(bytes));
        let mut from = pack::Unpacker::new(bytes);
        let name = from.text()?;
        let dated = from.size()? == 1;
        let choices = from.text()?.to_owned();
        let mut roots = Vec::new();
        while !from.is_empty() {
            roots.push((path(from.bytes()?), path(from.bytes()?)));
        }
        Some(Self {
            name: Some(name.to_owned()).filter(|name| !name.is_empty()),
            roots,
            dated,
            choices,
        })
    }
}

/// A library that was opened, and what the reader should know about it.
#[derive(Debug)]
pub struct Opened {
    /// The library.
    pub library: Library,
    /// A broken one was set aside here; what was in it is read in again.
    pub set_aside: Option<PathBuf>,
}

impl Library {
    /// A library that writes nothing and is gone with the program.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn in_memory() -> Result<Self, Error> {
        Ok(Self::new(LIBRARY.in_memory()?, None, Which::default()))
    }

    /// The library in a folder, which is made where it is missing. Nothing is read but its
    /// head.
    ///
    /// # Errors
    /// When the folder cannot be used, or a newer Warraq wrote it.
    pub fn open(folder: &Path, which: Which) -> Result<Opened, Error> {
        let opened = LIBRARY.open(folder)?;
        let reader = LIBRARY.connect(folder)?;
        let mut library = Self::new(opened.connection, Some(reader), Which::default());
        library.folder = Some(folder.to_owned());
        library.keeps_terms = true;
        library.unclean = opened.unclean;
        Ok(Opened {
            library: library.turned_to(which)?,
            set_aside: opened.set_aside,
        })
    }

    /// The same library, turned to another collection: who looks for one by its name need not
    /// open it twice.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn turned_to(mut self, which: Which) -> Result<Self, Error> {
        self.which = which;
        let found = self.look_up(&self.read())?;
        self.collection.store(found.unwrap_or(0), Ordering::Relaxed);
        Ok(self)
    }

    /// True when a library stands in the folder.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        folder.join(LIBRARY.file).is_file()
    }

    fn new(writer: Connection, reader: Option<Connection>, which: Which) -> Self {
        Self {
            writer: Mutex::new(writer),
            reader: reader.map(Mutex::new),
            collection: AtomicI64::new(0),
            bits: AtomicU32::new(0),
            which,
            folder: None,
            unclean: false,
            latin: false,
            keeps_terms: false,
            shelf: None,
            forsaken: AtomicBool::new(false),
            once: AtomicBool::new(false),
            dictionary: Mutex::new(None),
            finder: Mutex::new(None),
            opened: Mutex::new(None),
        }
    }

    fn look_up(&self, connection: &Connection) -> Result<Option<i64>, Error> {
        let found = match &self.which.name {
            Some(name) => {
                connection.query_row("SELECT id FROM collection WHERE name = ?1", [name], |row| {
                    row.get(0)
                })
            }
            None => connection.query_row(
                "SELECT id FROM collection WHERE name IS NULL AND roots = ?1",
                [self.which.packed()],
                |row| row.get(0),
            ),
        };
        Ok(found.optional()?)
    }

    /// Which collection it is.
    #[must_use]
    pub const fn which(&self) -> &Which {
        &self.which
    }

    /// True when the library was not closed the last time, so that a look at all of it is due
    /// ([`Self::is_sound`]).
    #[must_use]
    pub const fn was_left_open(&self) -> bool {
        self.unclean
    }

    /// From now on names are given in Latin letters: the known form, else what their letters
    /// give.
    #[must_use]
    pub const fn in_latin(mut self, latin: bool) -> Self {
        self.latin = latin;
        self
    }

    /// True when names are given in Latin letters.
    #[must_use]
    pub const fn is_in_latin(&self) -> bool {
        self.latin
    }

    /// Where the database stands; `None` in memory.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// A library in memory of this collection.
    #[must_use]
    pub fn of(mut self, which: Which) -> Self {
        self.which = which;
        self
    }

    /// True when it is gone with the program.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        self.reader.is_none() || self.forsaken.load(Ordering::Relaxed)
    }

    /// Goes on in memory, with nothing in it, where the disk cannot be written any more.
    /// Articles get the same ids again.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn forsake_disk(&self) -> Result<(), Error> {
        let memory = LIBRARY.in_memory()?;
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        *writer = memory;
        self.forsaken.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Lets the database grow no further than this.
    #[cfg(test)]
    pub(crate) fn limit(&self, pages: u32) {
        let writer = self.writer.lock().unwrap();
        writer.pragma_update(None, "max_page_count", pages).unwrap();
    }

    pub(super) fn read(&self) -> MutexGuard<'_, Connection> {
        let on_disk = self.reader.as_ref().filter(|_| !self.is_in_memory());
        let reader = on_disk.unwrap_or(&self.writer);
        // A panic while it was held rolled its transaction back.
        reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A change, done whole or not at all.
    pub(super) fn write<T>(
        &self,
        change: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = change(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }

    /// For what can be no part of a change.
    pub(super) fn with_writer<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        work(&self.writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The collection's row, 0 while there is none.
    pub(super) fn collection(&self) -> i64 {
        self.collection.load(Ordering::Relaxed)
    }

    /// The ids that the articles of the collection may have.
    pub(super) fn ids(&self) -> (i64, i64) {
        let first = self.collection() << ID_BITS;
        (first, first + ((1 << ID_BITS) - 1))
    }

    /// The collection's row; it is made where it is missing.
    pub(super) fn begin(&self, connection: &Connection) -> Result<i64, Error> {
        if let Some(id) = self.look_up(connection)? {
            self.collection.store(id, Ordering::Relaxed);
            return Ok(id);
        }
        // The smallest number that is free; in memory, that which it had on the disk.
        let free = || {
            connection.query_row(
                "SELECT min(id) + 1 FROM (SELECT 0 AS id UNION ALL SELECT id FROM collection) AS here
                 WHERE NOT EXISTS (SELECT 1 FROM collection WHERE id = here.id + 1)",
                [],
                |row| row.get(0),
            )
        };
        let id: i64 = match self.collection() {
            before if before > 0 && self.is_in_memory() => before,
            _ => free()?,
        };
        if id >= 1 << (63 - ID_BITS) {
            return Err(Error::Database("it has too many collections".to_owned()));
        }
        connection.execute(
            "INSERT INTO collection (id, name, roots, dated, indexed, bits, opened)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, unixepoch())",
            (
                id,
                &self.which.name,
                self.which.packed(),
                self.which.dated,
                self.keeps_terms,
                // In memory, as it was on the disk.
                places::bits(self.which.dated).max(self.bits.load(Ordering::Relaxed)),
            ),
        )?;
        self.collection.store(id, Ordering::Relaxed);
        Ok(id)
    }

    /// How many bits of an id tell an article from others of its day or file.
    pub(super) fn bits_of(&self, connection: &Connection, collection: i64) -> Result<u32, Error> {
        let bits = connection
            .prepare_cached("SELECT bits FROM collection WHERE id = ?1")?
            .query_row([collection], |row| row.get(0))?;
        Ok(bits)
    }

    /// The same as of the last change; 0: nothing changed yet.
    pub(super) fn last_bits(&self) -> u32 {
        self.bits.load(Ordering::Relaxed)
    }

    pub(super) fn note_bits(&self, bits: u32) {
        self.bits.store(bits, Ordering::Relaxed);
    }

    /// The articles in the order of the list, as of the last linking.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn listing(&self) -> Result<Listing, Error> {
        let reader = self.read();
        let packed: Option<Vec<u8>> = reader
            .prepare_cached("SELECT listing FROM collection WHERE id = ?1")?
            .query_row([self.collection()], |row| row.get(0))
            .optional()?;
        drop(reader);
        let packed = packed.unwrap_or_default();
        let listing = Listing::unpack(&packed);
        Ok(Listing {
            stories: Arc::new(self.stories()?),
            ..listing.unwrap_or_default()
        })
    }

    /// True when articles came or went since the last linking.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn needs_linking(&self) -> Result<bool, Error> {
        let linked: Option<bool> = self
            .read()
            .prepare_cached("SELECT linked FROM collection WHERE id = ?1")?
            .query_row([self.collection()], |row| row.get(0))
            .optional()?;
        Ok(!linked.unwrap_or(false))
    }

    /// Another number as soon as somebody has written: what was asked before it may not hold any
    /// more. `None` in memory, where nobody can tell.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn version(&self) -> Result<Option<i64>, Error> {
        if self.is_in_memory() {
            return Ok(None);
        }
        // Of the connection that answers: it counts what others write, and does not write itself.
        let reader = self.read();
        let version = reader.pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(Some(version))
    }

    /// Looks at every page of the database; this takes a second for each 100 MB. Nobody
    /// waits for it but the one who asks.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn is_sound(&self) -> Result<bool, Error> {
        match &self.folder {
            Some(folder) => schema::is_sound(&LIBRARY.connect(folder)?),
            None => schema::is_sound(&self.read()),
        }
    }
}

/// Bits of an article's id that tell it from others of the collection.
pub(super) const ID_BITS: u32 = 48;

impl Listing {
    pub(super) fn pack(&self) -> Vec<u8> {
        let numbers = |ids: &[ArticleId]| pack::ascending(ids.iter().map(|id| id.0));
        let mut out = Packer::default();
        out.bytes(&numbers(&self.ids));
        out.bytes(&numbers(&self.failed));
        out.done()
    }

    pub(super) fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut from = pack::Unpacker::new(bytes);
        let mut ids =
            || -> Option<Arc<[ArticleId]>> { pack::unascending(from.bytes()?, ArticleId) };
        Some(Self {
            ids: ids()?,
            failed: ids()?,
            stories: Arc::default(),
        })
    }
}
