//! Collections by name: made, listed, removed; what could not be read.

use std::path::Path;

use rusqlite::Connection;

use crate::library::dictionary;
use crate::library::schema::{self, DESK, LIBRARY, Schema};
use crate::library::store::ID_BITS;
use crate::library::{Error, Library, Opened, Which, forget};

/// A collection as `warraq list` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its name and paths.
    pub which: Which,
    /// How many articles it has.
    pub articles: u64,
    /// How many could not be read.
    pub failed: u64,
}

/// A file that gave no article, or an article that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The collection's name, or its paths.
    pub which: Which,
    /// Its name in the contract.
    pub doc: String,
    /// Why.
    pub reason: String,
}

/// Unnamed collections that are kept besides those that have names.
const UNNAMED: i64 = 50;

impl Library {
    /// The collection with this name.
    ///
    /// # Errors
    /// When the library cannot be used.
    pub fn open_named(folder: &Path, name: &str) -> Result<Option<Opened>, Error> {
        let mut known = kept_collections(folder)?.into_iter();
        let named = known.find(|which| which.name.as_deref() == Some(name));
        named.map(|which| Self::open(folder, which)).transpose()
    }

    /// The collection with this name that the library keeps.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn named(&self, name: &str) -> Result<Option<Which>, Error> {
        let mut known = kept(&self.read())?.into_iter();
        Ok(known.find(|which| which.name.as_deref() == Some(name)))
    }

    /// Makes the collection, or gives it these paths besides those that it has.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn add(folder: &Path, which: &Which) -> Result<Which, Error> {
        let mut known = kept_collections(folder)?.into_iter();
        let known = known.find(|known| known.name == which.name);
        let mut all = known.unwrap_or_else(|| Which {
            roots: Vec::new(),
            ..which.clone()
        });
        if !which.choices.is_empty() {
            all.choices.clone_from(&which.choices);
        }
        for root in &which.roots {
            if !all.roots.iter().any(|(_, whole)| *whole == root.1) {
                all.roots.push(root.clone());
            }
        }
        let library = Self::open(folder, all.clone())?.library;
        library.write(|connection| {
            let id = library.begin(connection)?;
            connection.execute(
                "UPDATE collection SET roots = ?2 WHERE id = ?1",
                (id, all.packed()),
            )?;
            Ok(())
        })?;
        Ok(all)
    }

    /// Takes a collection away, with everything that only it had. The articles themselves
    /// are not touched. False: there is none of this name.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn remove(folder: &Path, name: &str) -> Result<bool, Error> {
        let Some(opened) = Self::open_named(folder, name)? else {
            return Ok(false);
        };
        let library = opened.library;
        library.write(|connection| {
            drop_collection(connection, library.collection())?;
            drop_texts(connection)?;
            dictionary::forget(connection)
        })?;
        library.with_writer(forget::sweep)?;
        Ok(true)
    }

    /// Notes that the collection is in use, and gives up unnamed ones that were not for long.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn tidy(&self) -> Result<(), Error> {
        if self.is_in_memory() || self.collection() == 0 {
            return Ok(());
        }
        self.write(|connection| {
            connection.execute(
                "UPDATE collection SET opened = unixepoch() WHERE id = ?1",
                [self.collection()],
            )?;
            let old: Vec<i64> = connection
                .prepare(
                    "SELECT id FROM collection WHERE name IS NULL AND id <> ?1
                     ORDER BY opened DESC, id DESC LIMIT -1 OFFSET ?2",
                )?
                .query_map([self.collection(), UNNAMED], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for id in &old {
                drop_collection(connection, *id)?;
            }
            if old.is_empty() {
                return Ok(());
            }
            drop_texts(connection)?;
            dictionary::forget(connection)?;
            Ok(())
        })
    }
}

impl Library {
    /// Everything of this collection that could not be read, in the order of the list.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn problems(&self) -> Result<Vec<Problem>, Error> {
        let reader = self.read();
        let (first, last) = self.ids();
        let mut statement = reader.prepare_cached(
            "SELECT doc, failed FROM article WHERE failed IS NOT NULL AND id BETWEEN ?1 AND ?2
             UNION ALL
             SELECT CAST(path AS TEXT), 'it is no text' FROM file WHERE passed AND collection = ?3",
        )?;
        let mut rows = statement.query((first, last, self.collection()))?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let doc = String::from_utf8_lossy(row.get_ref(0)?.as_bytes().unwrap_or_default());
            out.push(Problem {
                which: self.which().clone(),
                doc: doc.into_owned(),
                reason: row.get(1)?,
            });
        }
        Ok(out)
    }
}

fn drop_collection(connection: &Connection, id: i64) -> Result<(), Error> {
    let first = id << ID_BITS;
    let last = first + ((1 << ID_BITS) - 1);
    connection.execute(
        "DELETE FROM link WHERE article BETWEEN ?1 AND ?2",
        [first, last],
    )?;
    connection.execute(
        "DELETE FROM article WHERE id BETWEEN ?1 AND ?2",
        [first, last],
    )?;
    for sql in [
        "DELETE FROM file WHERE collection = ?1",
        "DELETE FROM entity WHERE collection = ?1",
        "DELETE FROM finder WHERE collection = ?1",
        "DELETE FROM collection WHERE id = ?1",
    ] {
        connection.execute(sql, [id])?;
    }
    Ok(())
}

/// Takes texts away that no article has; how many there were.
pub(super) fn drop_texts(connection: &Connection) -> Result<usize, Error> {
    Ok(connection.execute(
        "DELETE FROM text WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.text = text.id)",
        [],
    )?)
}

/// The library in a folder, if there is one.
pub(super) fn existing(folder: &Path) -> Result<Option<Connection>, Error> {
    if !folder.join(LIBRARY.file).exists() {
        return Ok(None);
    }
    Ok(Some(LIBRARY.open(folder)?.connection))
}

/// All collections: those with a name first, by name, then the others, the last used first.
///
/// # Errors
/// When the library cannot be read.
pub fn summaries(folder: &Path) -> Result<Vec<Summary>, Error> {
    let Some(connection) = existing(folder)? else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare(
        "SELECT c.roots, count(a.id), count(a.failed)
         FROM collection c LEFT JOIN article a ON a.id BETWEEN c.id << 48 AND ((c.id + 1) << 48) - 1
         GROUP BY c.id ORDER BY c.name IS NULL, c.name, c.opened DESC",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, Vec<u8>>(0)?,
            row.get::<_, i64>(1)?,
            row.get::<_, i64>(2)?,
        ))
    })?;
    let mut out = Vec::new();
    for row in rows {
        let (roots, articles, failed) = row?;
        out.extend(Which::unpack(&roots).map(|which| Summary {
            which,
            articles: articles.cast_unsigned(),
            failed: failed.cast_unsigned(),
        }));
    }
    Ok(out)
}

/// The collections that are kept, without writing anything, not even a journal. What another
/// Warraq wrote a moment ago may be missing.
///
/// # Errors
/// When the library cannot be read.
pub fn glance(folder: &Path) -> Result<Vec<Which>, Error> {
    let path = folder.join(LIBRARY.file);
    if !path.exists() {
        return Ok(Vec::new());
    }
    kept(&schema::untouched(&path)?)
}

/// The collections that are kept. How many articles they have is not counted, which takes its
/// time ([`summaries`]).
///
/// # Errors
/// When the library cannot be read.
pub fn kept_collections(folder: &Path) -> Result<Vec<Which>, Error> {
    existing(folder)?.map_or_else(|| Ok(Vec::new()), |connection| kept(&connection))
}

fn kept(connection: &Connection) -> Result<Vec<Which>, Error> {
    let mut statement = connection.prepare("SELECT roots FROM collection ORDER BY name")?;
    let roots = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let roots = roots.collect::<Result<Vec<_>, _>>()?;
    Ok(roots.iter().filter_map(|r| Which::unpack(r)).collect())
}

/// Everything that could not be read, in the order of the lists.
///
/// # Errors
/// When the library cannot be read.
pub fn problems(folder: &Path) -> Result<Vec<Problem>, Error> {
    let Some(connection) = existing(folder)? else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare(
        "SELECT c.roots, a.doc, a.failed FROM article a JOIN collection c ON c.id = a.id >> 48
         WHERE a.failed IS NOT NULL
         UNION ALL
         SELECT c.roots, CAST(f.path AS TEXT), 'it is no text' FROM file f
         JOIN collection c ON c.id = f.collection WHERE f.passed",
    )?;
    let mut rows = statement.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let roots: Vec<u8> = row.get(0)?;
        let doc = String::from_utf8_lossy(row.get_ref(1)?.as_bytes().unwrap_or_default());
        if let Some(which) = Which::unpack(&roots) {
            out.push(Problem {
                which,
                doc: doc.into_owned(),
                reason: row.get(2)?,
            });
        }
    }
    Ok(out)
}

/// What [`check`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// There is no such database.
    Missing,
    /// All of it is as it should be.
    Sound,
    /// It was broken, and is set aside under this name.
    SetAside(std::path::PathBuf),
}

/// Looks at every page of both databases; one that is broken is set aside, so that the next
/// start makes it anew or takes its copy. The library, then the desk.
///
/// # Errors
/// When one cannot be read at all, or a newer Warraq wrote it.
pub fn check(folder: &Path) -> Result<[Checked; 2], Error> {
    let one = |kind: &Schema| -> Result<Checked, Error> {
        if !folder.join(kind.file).exists() {
            return Ok(Checked::Missing);
        }
        let opened = kind.open(folder)?;
        if let Some(aside) = opened.set_aside {
            return Ok(Checked::SetAside(aside));
        }
        if schema::is_sound(&opened.connection)? {
            return Ok(Checked::Sound);
        }
        drop(opened);
        let aside = schema::set_aside(&folder.join(kind.file))?;
        kind.open(folder)?;
        Ok(Checked::SetAside(aside))
    };
    Ok([one(&LIBRARY)?, one(&DESK)?])
}
