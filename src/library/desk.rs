//! What a reader did: read marks, stars, places, where one was. Small, and nobody else has
//! it, so it is written through to the disk.

mod state;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};

use crate::library::pack::{Packer, Unpacker};
use crate::library::schema::DESK;
use crate::library::view::View;
use crate::library::{Actor, ArticleId, Error, Note, Which, moved, notes, saved};

pub use state::{Desktop, Spot, State};

/// How an article is known again when the library was made anew.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Where it stands: its file, and its place in a file with many.
    pub name: Vec<u8>,
    /// Its address.
    pub url: Option<String>,
    /// The hash of its text.
    pub content: Vec<u8>,
    /// No other article of its collection, and none elsewhere that is still there, has this address,
    /// and none this text: only then is it known by them, so that of several copies each has marks of its own.
    pub alone: Alone,
}

/// What tells an article from all others, besides where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Alone {
    /// Its address.
    pub by_url: bool,
    /// Its text.
    pub by_text: bool,
}

impl Default for Alone {
    fn default() -> Self {
        Self {
            by_url: true,
            by_text: true,
        }
    }
}

/// What a reader did with an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks {
    /// Its end was on the screen, or the reader said so.
    pub read: bool,
    /// The reader gave it a star.
    pub starred: bool,
    /// The tags that the reader gave it, in their order.
    pub tags: Arc<[Arc<str>]>,
    /// What the reader wrote on it, in text order.
    pub notes: Arc<[Note]>,
}

/// What is known of an article at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Read, starred.
    pub marks: Marks,
    /// Where one left it.
    pub spot: Option<Spot>,
}

/// What there is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Where one is.
    pub state: State<ArticleId>,
    /// Articles whose marks are other ones now.
    pub marks: Vec<(ArticleId, Marks)>,
    /// Articles whose tags or notes are other ones now.
    pub labels: Vec<(ArticleId, Marks)>,
    /// Queries that got a name, or names that are gone.
    pub saved: Vec<(String, Option<String>)>,
    /// Articles that were left, or are open, and where; `None`: they begin at the top again.
    pub spots: Vec<(ArticleId, Option<Spot>)>,
}

impl Keeping {
    /// This after what could not be kept before it.
    #[must_use]
    pub fn after(self, mut before: Self) -> Self {
        before.marks.extend(self.marks);
        before.labels.extend(self.labels);
        before.saved.extend(self.saved);
        before.spots.extend(self.spots);
        before.state = self.state;
        before
    }
}

/// Where one was, in the terms of this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resumed {
    /// What was kept, as far as the articles are there.
    pub state: State<ArticleId>,
    /// The actor that was chosen.
    pub chosen: Option<Actor>,
}

/// The database of what a reader did.
#[derive(Debug)]
pub struct Desk {
    connection: Mutex<Connection>,
    folder: PathBuf,
    /// Its number on the disk, to see that it is still there.
    inode: Option<u64>,
}

impl Desk {
    /// The desk in a folder, which is made where it is missing; and what the reader should
    /// know, when the desk was broken.
    ///
    /// # Errors
    /// When the folder cannot be used, or a newer Warraq wrote it.
    pub fn open(folder: &Path) -> Result<(Self, Option<String>), Error> {
        let opened = DESK.open(folder)?;
        let desk = Self {
            connection: Mutex::new(opened.connection),
            folder: folder.to_owned(),
            inode: DESK.inode(folder),
        };
        let notice = opened.set_aside.map(|aside| {
            let aside = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if opened.restored {
                format!("desk.db was damaged (now {aside}); marks and places are those of its last copy.")
            } else {
                format!("desk.db was damaged (now {aside}) and had no copy: marks and places are lost.")
            }
        });
        Ok((desk, notice))
    }

    /// From now on nothing can be written, or everything.
    #[cfg(test)]
    pub(crate) fn refuse(&self, refuse: bool) {
        let connection = self.lock();
        connection
            .pragma_update(None, "query_only", refuse)
            .unwrap();
    }

    /// True when a desk stands in the folder.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        folder.join(DESK.file).is_file()
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Connection> {
        // A panic while it was held rolled its transaction back.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Copies the desk beside it, once a day.
    ///
    /// # Errors
    /// When there is no room, or no right to write.
    pub fn copy_sometimes(&self) -> Result<(), Error> {
        DESK.copy_sometimes(&self.lock(), &self.folder)
    }

    /// Of which articles something may be known: of what stood in the same file, or has the same
    /// address or text.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn may_know(&self, articles: &[Option<Identity>]) -> Result<Vec<bool>, Error> {
        let connection = self.lock();
        let connection = connection.unchecked_transaction()?;
        let mut statement = connection.prepare_cached(
            "SELECT 1 FROM article WHERE name = ?1
             UNION ALL SELECT 1 FROM article WHERE url = ?2
             UNION ALL SELECT 1 FROM article WHERE content = ?3",
        )?;
        let mut known = Vec::with_capacity(articles.len());
        for article in articles {
            known.push(match article {
                Some(Identity {
                    name, url, content, ..
                }) => statement.exists((name, url, content))?,
                None => false,
            });
        }
        Ok(known)
    }

    /// What is known of an article.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mark(&self, identity: &Identity) -> Result<Option<Mark>, Error> {
        let connection = self.lock();
        let Some(row) = row_of(&connection, identity)? else {
            return Ok(None);
        };
        let mut mark = connection
            .prepare_cached("SELECT read, starred, spot FROM article WHERE id = ?1")?
            .query_row([row], |row| {
                let spot: Option<Vec<u8>> = row.get(2)?;
                Ok(Mark {
                    marks: Marks {
                        read: row.get(0)?,
                        starred: row.get(1)?,
                        ..Marks::default()
                    },
                    spot: spot.and_then(|packed| Spot::unpack(&mut Unpacker::new(&packed))),
                })
            })?;
        mark.marks.tags = notes::tags(&connection, row)?;
        mark.marks.notes = notes::notes(&connection, row)?;
        Ok(Some(mark))
    }

    /// The articles that were read or have a star.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn marked(&self) -> Result<Vec<Identity>, Error> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT name, url, content FROM article
             WHERE read OR starred OR id IN (SELECT article FROM tag)
                 OR id IN (SELECT article FROM note)",
        )?;
        let marked = statement.query_map([], |row| {
            Ok(Identity {
                name: row.get(0)?,
                url: row.get(1)?,
                content: row.get(2)?,
                alone: Alone::default(),
            })
        })?;
        Ok(marked.collect::<Result<_, _>>()?)
    }

    /// Keeps what there is to be kept, whole or not at all; it is on the disk on return.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep(
        &self,
        which: &Which,
        state: &State<Identity>,
        marks: &[(Identity, Marks)],
        labels: &[(Identity, Marks)],
        searches: &[(String, Option<String>)],
        spots: &[(Identity, Option<Spot>)],
    ) -> Result<(), Error> {
        let mut connection = self.lock();
        // SQLite would go on writing into a file that nobody finds any more.
        if DESK.inode(&self.folder) != self.inode {
            return Err(Error::Removed);
        }
        let transaction = begin(&mut connection)?;
        for (identity, marks) in marks {
            let row = made(&transaction, identity)?;
            transaction
                .prepare_cached("UPDATE article SET read = ?2, starred = ?3 WHERE id = ?1")?
                .execute((row, marks.read, marks.starred))?;
        }
        for (identity, marks) in labels {
            let row = made(&transaction, identity)?;
            notes::keep(&transaction, row, marks)?;
        }
        saved::keep(&transaction, searches)?;
        for (identity, spot) in spots {
            let row = made(&transaction, identity)?;
            let packed = spot.as_ref().map(|spot| {
                let mut out = Packer::default();
                spot.pack(&mut out);
                out.done()
            });
            transaction
                .prepare_cached("UPDATE article SET spot = ?2 WHERE id = ?1")?
                .execute((row, packed))?;
        }
        let packed = state.pack(|identity| made(&transaction, identity))?;
        transaction
            .prepare_cached(
                "INSERT INTO session (collection, turn, state, choices, view)
                 VALUES (?1, (SELECT coalesce(max(turn), 0) + 1 FROM session), ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET turn = excluded.turn, state = excluded.state,
                     choices = excluded.choices, view = excluded.view",
            )?
            .execute((
                which.key(),
                packed,
                &which.choices,
                state.desktop.view.pack(),
            ))?;
        transaction.commit()?;
        Ok(())
    }

    /// Forgets articles by where they stand or their address; how many there were.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn forget_article(&self, names: &[Vec<u8>]) -> Result<usize, Error> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        let mut gone = 0;
        for name in names {
            let mut file = name.clone();
            file.push(0);
            let mut after = name.clone();
            after.push(1);
            gone += transaction.execute(
                "DELETE FROM article WHERE (name >= ?1 AND name < ?2) OR url = CAST(?3 AS TEXT)",
                (file, after, name),
            )?;
        }
        transaction.commit()?;
        DESK.copy_anew(&connection, &self.folder)?;
        Ok(gone)
    }

    /// Forgets that an actor was chosen or pinned, or that a list was filtered by a query that
    /// `names` it; in how many sessions it was.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(super) fn forget_actor(
        &self,
        key: &str,
        names: &dyn Fn(&str) -> bool,
    ) -> Result<usize, Error> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        type Session = (Vec<u8>, Vec<u8>, Option<Vec<u8>>);
        let sessions: Vec<Session> = transaction
            .prepare("SELECT collection, state, view FROM session")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let mut gone = 0;
        for (collection, state, view) in sessions {
            let filtered = view.as_deref().and_then(|view| {
                let view = View::unpack(view);
                let filter = String::new();
                let named = names(&view.filter);
                named.then(|| View { filter, ..view }.pack())
            });
            let without = state::without_actor(&state, key);
            if without.is_none() && filtered.is_none() {
                continue;
            }
            transaction.execute(
                "UPDATE session SET state = ?2, view = ?3 WHERE collection = ?1",
                (collection, without.unwrap_or(state), filtered.or(view)),
            )?;
            gone += 1;
        }
        gone += saved::forget(&transaction, names)?;
        transaction.commit()?;
        DESK.copy_anew(&connection, &self.folder)?;
        Ok(gone)
    }

    /// Where one was in a collection.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn state(&self, which: &Which) -> Result<Option<State<Identity>>, Error> {
        let connection = self.lock();
        let packed: Option<(Vec<u8>, Option<Vec<u8>>)> = connection
            .prepare_cached("SELECT state, view FROM session WHERE collection = ?1")?
            .query_row([which.key()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((packed, view)) = packed else {
            return Ok(None);
        };
        let view = view.map(|view| View::unpack(&view)).unwrap_or_default();
        State::unpack(&connection, &packed, view)
    }

    /// The collection that was open last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last(&self) -> Result<Option<Which>, Error> {
        let last: Option<(Vec<u8>, String)> = self
            .lock()
            .prepare_cached("SELECT collection, choices FROM session ORDER BY turn DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let last = last.and_then(|(packed, choices)| Some((Which::unpack(&packed)?, choices)));
        Ok(last.map(|(which, choices)| which.with(choices)))
    }
}

/// A transaction that waits for another Warraq before it reads anything: one that reads first is
/// refused, and not made to wait, when the other has written meanwhile.
fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// The row of an article: by where it stands; by its address or its text where these name only
/// one, in its collection and at the desk.
fn row_of(connection: &Connection, identity: &Identity) -> Result<Option<i64>, Error> {
    let by_name = connection
        .prepare_cached("SELECT id FROM article WHERE name = ?1 ORDER BY id LIMIT 1")?
        .query_row([&identity.name], |row| row.get(0))
        .optional()?;
    if by_name.is_some() {
        return Ok(by_name);
    }
    // Only what names one article is good for more than where it stands; and one that is still
    // where it was known is another one, whatever collections were asked or are filed by now.
    let only = |sql: &str, value: &dyn rusqlite::ToSql| -> Result<Option<i64>, Error> {
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map([value], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(i64, Vec<u8>)> = rows.collect::<Result<_, _>>()?;
        Ok(match &rows[..] {
            [(row, name)] => (!moved::stands_besides(name, &identity.name)).then_some(*row),
            _ => None,
        })
    };
    if let (Some(url), true) = (&identity.url, identity.alone.by_url) {
        let by_url = only("SELECT id, name FROM article WHERE url = ?1 LIMIT 2", url)?;
        if by_url.is_some() {
            return Ok(by_url);
        }
    }
    if !identity.alone.by_text {
        return Ok(None);
    }
    only(
        "SELECT id, name FROM article WHERE content = ?1 LIMIT 2",
        &identity.content,
    )
}

/// The row of an article, made or brought up to date.
fn made(connection: &Connection, identity: &Identity) -> Result<i64, Error> {
    if let Some(row) = row_of(connection, identity)? {
        connection
            .prepare_cached(
                "UPDATE article SET name = ?2, url = ?3, content = ?4
                 WHERE id = ?1 AND (name <> ?2 OR url IS NOT ?3 OR content <> ?4)",
            )?
            .execute((row, &identity.name, &identity.url, &identity.content))?;
        return Ok(row);
    }
    connection
        .prepare_cached("INSERT INTO article (name, url, content) VALUES (?1, ?2, ?3)")?
        .execute((&identity.name, &identity.url, &identity.content))?;
    Ok(connection.last_insert_rowid())
}
