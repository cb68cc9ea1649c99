//! A database that a library in memory looks texts up in and keeps them in, so that a
//! command that prints need not analyse what was analysed before.

use rusqlite::OptionalExtension as _;

use crate::entity::mention::Analysis;
use crate::library::dictionary::{self, AHEAD};
use crate::library::filing::keep_text;
use crate::library::{Draft, Entry, Error, Library};

impl Library {
    /// With a library on disk as its shelf. No collection is made there.
    #[must_use]
    pub fn with_shelf(mut self, shelf: Self) -> Self {
        self.shelf = Some(Box::new(shelf));
        self
    }

    /// The draft with what the shelf holds of its text; as it is without a shelf, and when
    /// the shelf holds nothing of it that can be read.
    #[must_use]
    pub fn recalled(&self, draft: Draft) -> Draft {
        let Some(shelf) = &self.shelf else {
            return draft;
        };
        type Found = (Analysis, Option<Vec<u8>>);
        type Row = (Vec<u8>, Option<Vec<u8>>);
        let found: Result<Option<Found>, Error> = (|| {
            let reader = shelf.read();
            let reader = reader.unchecked_transaction()?;
            let mut statement = reader.prepare_cached(
                "SELECT t.analysis, s.sketch FROM text t
                 LEFT JOIN sketch s ON s.text = t.id
                 WHERE t.hash = ?1 AND t.analysis <> ?2",
            )?;
            let row = statement.query_row((draft.hash.as_slice(), AHEAD), |row| row.try_into());
            let row: Option<Row> = row.optional()?;
            let Some((packed, sketch)) = row else {
                return Ok(None);
            };
            let analysis = dictionary::analysis(&reader, &packed)?;
            Ok(Some((analysis, sketch)))
        })();
        match found {
            // A damaged one is made anew.
            Ok(Some((analysis, sketch))) => {
                let mut draft = draft.analysed(&analysis);
                draft.fresh = false;
                draft.sketch = sketch;
                draft
            }
            _ => draft,
        }
    }

    /// Puts on the shelf what was found just now.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn shelve<'a>(&self, entries: impl Iterator<Item = &'a Entry>) -> Result<(), Error> {
        let Some(shelf) = &self.shelf else {
            return Ok(());
        };
        let drafts = entries.filter_map(|entry| entry.content.as_ref().ok());
        let mut fresh = drafts.filter(|draft| draft.fresh).peekable();
        if fresh.peek().is_none() {
            return Ok(());
        }
        shelf.write(|connection| fresh.try_for_each(|draft| keep_text(connection, draft)))
    }
}
