//! Queries that a reader gave a name.

use rusqlite::{Connection, OptionalExtension as _};

use crate::library::{Desk, Error};
use crate::text::fold;

impl Desk {
    /// The names and queries, in the order in which they were saved.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn saved(&self) -> Result<Vec<(String, String)>, Error> {
        let connection = self.lock();
        let mut statement =
            connection.prepare_cached("SELECT name, query FROM saved ORDER BY place")?;
        let saved = statement.query_map([], |row| row.try_into())?;
        Ok(saved.collect::<Result<_, _>>()?)
    }

    /// The query of this name; capitals and marks count only where two differ in nothing else.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn query_of(&self, name: &str) -> Result<Option<String>, Error> {
        let exact: Option<String> = self
            .lock()
            .prepare_cached("SELECT query FROM saved WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        if exact.is_some() {
            return Ok(exact);
        }
        let folded = fold::fold(name);
        let mut all = self.saved()?.into_iter();
        let found = all.find(|(other, _)| fold::fold(other) == folded);
        Ok(found.map(|(_, query)| query))
    }
}

/// Saves queries under their names, or takes names away, in this order.
pub(super) fn keep(
    connection: &Connection,
    changes: &[(String, Option<String>)],
) -> Result<(), Error> {
    for (name, query) in changes {
        match query {
            Some(query) => connection
                .prepare_cached(
                    "INSERT INTO saved (name, query) VALUES (?1, ?2)
                     ON CONFLICT (name) DO UPDATE SET query = ?2",
                )?
                .execute((name, query))?,
            None => connection
                .prepare_cached("DELETE FROM saved WHERE name = ?1")?
                .execute([name])?,
        };
    }
    Ok(())
}

/// Takes away the queries that name somebody; how many there were.
pub(super) fn forget(
    connection: &Connection,
    names: &dyn Fn(&str) -> bool,
) -> Result<usize, Error> {
    let saved: Vec<(String, String)> = connection
        .prepare("SELECT name, query FROM saved")?
        .query_map([], |row| row.try_into())?
        .collect::<Result<_, _>>()?;
    let named: Vec<_> = (saved.into_iter())
        .filter(|(_, query)| names(query))
        .map(|(name, _)| (name, None))
        .collect();
    keep(connection, &named)?;
    Ok(named.len())
}
