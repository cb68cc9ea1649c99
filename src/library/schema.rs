//! Databases on disk: opened, brought up to date, set aside when they are broken.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::library::Error;
use crate::text::clean;

/// What a database is, and how it came to be so.
pub(super) struct Schema {
    /// Its file in the data folder.
    pub(super) file: &'static str,
    /// Marks the file as ours (`PRAGMA application_id`).
    pub(super) mark: i32,
    /// Each step from one version to the next.
    pub(super) steps: &'static [&'static str],
    /// Nothing that was committed may be lost, and an upgrade keeps a copy.
    pub(super) precious: bool,
}

/// Articles and what was found in them; can be made again.
pub(super) const LIBRARY: Schema = Schema {
    file: "library.db",
    mark: 0x5761_7271,
    steps: &[
        include_str!("migrations/library-1.sql"),
        include_str!("migrations/library-2.sql"),
        include_str!("migrations/library-3.sql"),
        include_str!("migrations/library-4.sql"),
        include_str!("migrations/library-5.sql"),
        include_str!("migrations/library-6.sql"),
    ],
    precious: false,
};

/// What a reader did.
pub(super) const DESK: Schema = Schema {
    file: "desk.db",
    mark: 0x5761_7264,
    steps: &[
        include_str!("migrations/desk-1.sql"),
        include_str!("migrations/desk-2.sql"),
        include_str!("migrations/desk-3.sql"),
        include_str!("migrations/desk-4.sql"),
        include_str!("migrations/desk-5.sql"),
    ],
    precious: true,
};

/// How long one waits for another Warraq that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// A database that was opened, and what the reader should know about it.
pub(super) struct Opened {
    pub(super) connection: Connection,
    /// It was not closed the last time: a check is due, in the background.
    pub(super) unclean: bool,
    /// What was broken was set aside under this name.
    pub(super) set_aside: Option<PathBuf>,
    /// The last copy stands in its place.
    pub(super) restored: bool,
}

/// Makes the folder where it is missing: 0700 whatever the umask.
pub(super) fn make_folder(folder: &Path) -> Result<(), Error> {
    let refused = |e: &io::Error| Error::Folder {
        path: clean::visible(&folder.to_string_lossy()).into_owned(),
        reason: e.to_string(),
    };
    if folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .and_then(|()| fs::set_permissions(folder, Permissions::from_mode(0o700)))
        .map_err(|e| refused(&e))
}

impl Schema {
    /// Opens the database in a folder and brings it up to date. One that is broken is set
    /// aside and begun anew.
    pub(super) fn open(&self, folder: &Path) -> Result<Opened, Error> {
        make_folder(folder)?;
        let path = folder.join(self.file);
        let unclean = journal_is_left(&path);
        match self.open_file(&path) {
            Ok(connection) => Ok(Opened {
                connection,
                unclean,
                set_aside: None,
                restored: false,
            }),
            Err(Error::Broken { .. }) => {
                let aside = set_aside(&path)?;
                let copy = with_suffix(&path, COPY);
                let restored = copy.exists() && fs::copy(&copy, &path).is_ok();
                let connection = match self.open_file(&path) {
                    Err(Error::Broken { .. }) if restored => {
                        // The copy is no better.
                        fs::remove_file(&path).map_err(|e| Error::Folder {
                            path: clean::visible(&path.to_string_lossy()).into_owned(),
                            reason: e.to_string(),
                        })?;
                        return Ok(Opened {
                            connection: self.open_file(&path)?,
                            unclean: false,
                            set_aside: Some(aside),
                            restored: false,
                        });
                    }
                    other => other?,
                };
                Ok(Opened {
                    connection,
                    unclean: false,
                    set_aside: Some(aside),
                    restored,
                })
            }
            Err(error) => Err(error),
        }
    }

    fn open_file(&self, path: &Path) -> Result<Connection, Error> {
        // SQLite gives its journals the rights of the database.
        let made = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path)
            .and_then(|file| file.set_permissions(Permissions::from_mode(0o600)));
        made.map_err(|e| Error::Folder {
            path: clean::visible(&path.to_string_lossy()).into_owned(),
            reason: e.to_string(),
        })?;
        let mut connection = connect(path)?;
        let sync = if self.precious { "FULL" } else { "NORMAL" };
        connection
            .pragma_update(None, "journal_mode", "wal")
            .and_then(|()| connection.pragma_update(None, "synchronous", sync))?;
        if !self.precious {
            // Reading in changes the same pages of the indexes again and again.
            connection.pragma_update(None, "cache_size", -WRITER_CACHE)?;
            connection.pragma_update(None, "wal_autocheckpoint", WRITER_WAL)?;
        }
        self.migrate(&mut connection, Some(path))?;
        Ok(connection)
    }

    /// A database that is gone with the program.
    pub(super) fn in_memory(&self) -> Result<Connection, Error> {
        let mut connection = Connection::open_in_memory()?;
        settle(&connection)?;
        self.migrate(&mut connection, None)?;
        Ok(connection)
    }

    /// One step after the other, each in a transaction of its own. A newer database is
    /// refused and not touched.
    fn migrate(&self, connection: &mut Connection, path: Option<&Path>) -> Result<(), Error> {
        let newest = self.steps.len();
        let version = version(connection)?;
        let shown = || {
            path.map_or_else(String::new, |path| {
                clean::visible(&path.to_string_lossy()).into_owned()
            })
        };
        if version > newest {
            return Err(Error::Newer { path: shown() });
        }
        let mark: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        if version > 0 && mark != self.mark {
            return Err(Error::Broken { path: shown() });
        }
        if version == newest {
            return Ok(());
        }
        if let Some(path) = path
            && self.precious
            && version > 0
        {
            copy(connection, &path.with_extension(format!("db.{version}")))?;
        }
        for (at, step) in self.steps.iter().enumerate().skip(version) {
            let behavior = TransactionBehavior::Immediate;
            let step_of = connection.transaction_with_behavior(behavior)?;
            // Another Warraq may have been quicker.
            if self::version(&step_of)? > at {
                continue;
            }
            step_of.execute_batch(step)?;
            step_of.pragma_update(None, "application_id", self.mark)?;
            step_of.pragma_update(
                None,
                "user_version",
                i64::try_from(at + 1).unwrap_or(i64::MAX),
            )?;
            step_of.commit()?;
        }
        Ok(())
    }

    /// The number of its file on the disk; `None`: there is none.
    pub(super) fn inode(&self, folder: &Path) -> Option<u64> {
        let meta = fs::metadata(folder.join(self.file));
        meta.ok().map(|meta| meta.ino())
    }

    /// Another connection to a database that stands.
    pub(super) fn connect(&self, folder: &Path) -> Result<Connection, Error> {
        connect(&folder.join(self.file))
    }
}

fn version(connection: &Connection) -> Result<usize, Error> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(version.try_into().unwrap_or(usize::MAX))
}

fn connect(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    settle(&connection)?;
    Ok(connection)
}

/// A connection that leaves no trace on the disk.
pub(super) fn untouched(path: &Path) -> Result<Connection, Error> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                uri.push(char::from(*byte));
            }
            other => uri.push_str(&format!("%{other:02x}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(uri, flags)?)
}

/// The pages that the writer of what can be made anew keeps at hand, in KiB.
const WRITER_CACHE: i64 = 16 << 10;
/// Pages that its journal has before they are taken over.
const WRITER_WAL: i64 = 8 << 10;

/// What holds for every connection.
fn settle(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(PATIENCE)?;
    // Statements in views, triggers and defaults of a file that somebody gave us do nothing.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// The last program that had it did not come to close it.
fn journal_is_left(path: &Path) -> bool {
    fs::metadata(with_suffix(path, "-wal")).is_ok_and(|meta| meta.len() > 0)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Moves a broken database and its journals to a name that is free.
pub(super) fn set_aside(path: &Path) -> Result<PathBuf, Error> {
    let free = |n: &usize| !with_suffix(path, &format!(".broken-{n}")).exists();
    let n = (1..1000).find(free).unwrap_or(1000);
    let aside = with_suffix(path, &format!(".broken-{n}"));
    let moved = fs::rename(path, &aside);
    moved.map_err(|e| Error::Folder {
        path: clean::visible(&path.to_string_lossy()).into_owned(),
        reason: e.to_string(),
    })?;
    for suffix in ["-wal", "-shm"] {
        // They may be missing.
        let _ = fs::rename(with_suffix(path, suffix), with_suffix(&aside, suffix));
    }
    Ok(aside)
}

/// What is behind the name of a database in that of its last copy.
const COPY: &str = ".copy";
/// A copy that is younger is good enough.
const COPY_AGE: Duration = Duration::from_hours(24);

impl Schema {
    /// Takes every copy away and makes a new one: what was forgotten is in none.
    pub(super) fn copy_anew(&self, connection: &Connection, folder: &Path) -> Result<(), Error> {
        let path = folder.join(self.file);
        for step in 0..=self.steps.len() {
            // Most of them never were.
            let _ = fs::remove_file(path.with_extension(format!("db.{step}")));
        }
        let to = with_suffix(&path, COPY);
        if to.exists() {
            copy(connection, &to)?;
        }
        Ok(())
    }

    /// Copies the database beside it, unless that was done today.
    pub(super) fn copy_sometimes(
        &self,
        connection: &Connection,
        folder: &Path,
    ) -> Result<(), Error> {
        let to = with_suffix(&folder.join(self.file), COPY);
        let modified = fs::metadata(&to).and_then(|meta| meta.modified());
        let age = modified.ok().and_then(|at| at.elapsed().ok());
        if age.is_some_and(|age| age < COPY_AGE) {
            return Ok(());
        }
        copy(connection, &to)
    }
}

/// A copy of a database as it stands, whole at any time.
pub(super) fn copy(connection: &Connection, to: &Path) -> Result<(), Error> {
    let beside = with_suffix(to, ".new");
    // Left by one that was stopped.
    let _ = fs::remove_file(&beside);
    // SQLite fills a file that is empty and keeps its rights.
    let made = File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&beside);
    made.map_err(|e| Error::Folder {
        path: clean::visible(&beside.to_string_lossy()).into_owned(),
        reason: e.to_string(),
    })?;
    connection.execute("VACUUM INTO ?1", [beside.to_string_lossy().as_ref()])?;
    fs::set_permissions(&beside, Permissions::from_mode(0o600))
        .and_then(|()| fs::rename(&beside, to))
        .map_err(|e| Error::Folder {
            path: clean::visible(&to.to_string_lossy()).into_owned(),
            reason: e.to_string(),
        })
}

/// True when every page and index is as it should be; reads the whole file.
pub(super) fn is_sound(connection: &Connection) -> Result<bool, Error> {
    let told: Result<String, _> =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    match told.map_err(Error::from) {
        Ok(told) => Ok(told == "ok"),
        Err(Error::Broken { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::OperationInterrupted) => Self::Disturbed,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Broken {
                path: String::new(),
            },
            _ => Self::Database(error.to_string()),
        }
    }
}
