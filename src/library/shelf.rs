//! A database that a library in memory looks texts up in and keeps them in, so that a
//! command that prints need not analyse what was analysed before.

use rusqlite::OptionalExtension as _;

use crate::library::filing::keep_text;
use crate::library::pack;
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
        type Found = (Vec<u8>, bool, Option<Vec<u8>>);
        let found: Result<Option<Found>, Error> = (|| {
            let reader = shelf.read();
            let mut statement = reader.prepare_cached(
                "SELECT t.analysis, t.troubled, s.sketch FROM text t
                 LEFT JOIN sketch s ON s.text = t.id WHERE t.hash = ?1",
            )?;
            let row = statement.query_row([draft.hash.as_slice()], |row| row.try_into());
            Ok(row.optional()?)
        })();
        match found {
            // A damaged one is made anew.
            Ok(Some((analysis, troubled, sketch)))
                if pack::unpress(&analysis).is_some_and(|b| pack::unanalysis(&b).is_some()) =>
            {
                let mut draft = draft.with(analysis);
                draft.troubled = troubled;
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
