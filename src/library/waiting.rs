//! Long questions are given up as soon as somebody asks another.

use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, MutexGuard};

use rusqlite::Connection;

use crate::library::{Error, Library};

/// How many questions wait for an answer; shared by those who ask and the one who answers.
#[derive(Clone, Debug, Default)]
pub struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    /// One more waits.
    pub fn come(&self) {
        self.0.fetch_add(1, Ordering::Release);
    }

    /// One was taken on.
    pub fn taken(&self) {
        self.0.fetch_sub(1, Ordering::Release);
    }

    /// True when somebody waits.
    #[must_use]
    pub fn is_anybody(&self) -> bool {
        self.0.load(Ordering::Acquire) > 0
    }
}

/// Steps of the database between two looks at who waits: well under a millisecond.
const STEPS: i32 = 2_000;

/// A connection whose questions end with [`Error::Disturbed`] as soon as somebody waits.
pub(super) struct Patient<'a>(MutexGuard<'a, Connection>);

impl Library {
    /// To ask what may take long; nobody is waited for where nobody can come.
    pub(super) fn read_unless(&self, waiting: Option<&Waiting>) -> Result<Patient<'_>, Error> {
        let mut reader = Patient(self.read());
        if let Some(waiting) = waiting.cloned() {
            let disturbed = move || waiting.is_anybody();
            reader.0.progress_handler(STEPS, Some(disturbed))?;
        }
        Ok(reader)
    }
}

impl Deref for Patient<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl Drop for Patient<'_> {
    fn drop(&mut self) {
        // It fails only where there is no connection any more.
        let _ = self.0.progress_handler(0, None::<fn() -> bool>);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_question_ends_when_another_one_comes() {
        let library = Library::in_memory().unwrap();
        let waiting = Waiting::default();
        let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
                       SELECT count(*) FROM n";
        let answer = std::thread::scope(|scope| {
            let asked = scope.spawn(|| {
                let reader = library.read_unless(Some(&waiting))?;
                reader
                    .query_row(endless, [], |row| row.get::<_, i64>(0))
                    .map_err(Error::from)
            });
            waiting.come();
            asked.join().unwrap()
        });
        assert_eq!(answer, Err(Error::Disturbed));
        // The next one who asks in the same way is not disturbed.
        let one = |library: &Library| library.read().query_row("SELECT 1", [], |row| row.get(0));
        assert_eq!(one(&library), Ok(1));
        // So does what goes through many articles.
        let nobody = library.portrait(crate::library::EntityId(1), Some(&waiting));
        assert_eq!(nobody.err(), Some(Error::Disturbed));
        waiting.taken();
        assert!(!waiting.is_anybody());
        let nobody = library.portrait(crate::library::EntityId(1), Some(&waiting));
        assert_eq!(nobody, Ok(None));
    }
}
