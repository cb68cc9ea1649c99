//! What the commands work on: everything that was given, read in and linked.

use crate::cli::print;
use crate::cli::{PARTLY, USAGE, say};
use crate::entity::pipeline::Parts;
use crate::library::import::Plan;
use crate::library::{Article, Error, Library, Listing};
use crate::work::{self, Relink};

/// Articles that were read in and linked.
pub(super) struct Collection {
    pub(super) library: Library,
    listing: Listing,
    code: u8,
}

impl Collection {
    /// Reads everything in and says what was left out. What was found in a text before is
    /// taken from the shelf.
    pub(super) fn read(
        plan: &mut Plan,
        parts: Parts,
        shelf: Option<Library>,
    ) -> Result<Self, Error> {
        let mut library = Library::in_memory()?;
        if let Some(shelf) = shelf {
            library = library.with_shelf(shelf);
        }
        let outcome = work::read_in(&library, plan, parts, Relink::AtTheEnd, |_, _| true)?;
        let read = Self::told(library, plan.errors.len())?;
        for trouble in read.library.trouble()? {
            say(&trouble);
        }
        print::say_skipped(outcome.skipped);
        Ok(read)
    }

    /// A collection as it is kept: nothing is read in.
    pub(super) fn kept(library: Library) -> Result<Self, Error> {
        let kept = Self::told(library, 0)?;
        // To look for it takes its time.
        if kept.library.first_trouble()?.0 > 0 {
            for trouble in kept.library.trouble()? {
                say(&trouble);
            }
        }
        Ok(kept)
    }

    /// With what is listed; says what was left out of it, besides so many paths.
    fn told(library: Library, refused: usize) -> Result<Self, Error> {
        let listing = library.listing()?;
        for row in library.rows(&listing.failed)? {
            if let Some(reason) = &row.failed {
                say(&format!("{} was left out: {reason}.", row.doc));
            }
        }
        let read = listing.ids.len() - listing.failed.len();
        let failed = listing.failed.len() + refused;
        Ok(Self {
            library,
            listing,
            code: match (read, failed) {
                (0, 1..) => USAGE,
                (_, 1..) => PARTLY,
                (_, 0) => 0,
            },
        })
    }

    /// Something that was named could not be used.
    pub(super) const fn was_partly_read(&mut self) {
        if self.code == 0 {
            self.code = PARTLY;
        }
    }

    /// The exit code that tells how much could be read.
    pub(super) const fn code(&self) -> u8 {
        self.code
    }

    /// The articles in the order of the collection.
    pub(super) fn articles(&self) -> impl Iterator<Item = Result<Article, Error>> {
        let ids = self.listing.ids.iter();
        ids.filter_map(|id| self.library.article(*id).transpose())
    }
}
