//! What the commands work on: everything that was given, read in and linked.

use crate::cli::print;
use crate::cli::{PARTLY, USAGE, say};
use crate::entity::pipeline::{Means, Parts};
use crate::library::import::Plan;
use crate::library::{ArticleId, Library};
use crate::work;

/// Articles that were read in and linked.
pub(super) struct Collection {
    pub(super) library: Library,
    /// How many articles there are, with those that could not be read.
    count: usize,
    code: u8,
}

impl Collection {
    /// Reads everything in and says what was left out.
    pub(super) fn read(plan: Plan, parts: Parts) -> Self {
        let library = Library::with_room(plan.sources.len());
        let means = Means {
            parts,
            ..Means::with(plan.gazetteer())
        };
        let outcome = work::read_in(&library, &plan, means, |_| true);
        for row in library.rows() {
            if let Some(reason) = &row.failed {
                say(&format!("{} was left out: {reason}.", row.doc));
            }
        }
        for trouble in library.trouble() {
            say(&trouble);
        }
        print::say_skipped(outcome.skipped);
        let failed = outcome.failed + plan.errors.len();
        Self {
            library,
            count: outcome.read + outcome.failed,
            code: match (outcome.read, failed) {
                (0, 1..) => USAGE,
                (_, 1..) => PARTLY,
                (_, 0) => 0,
            },
        }
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
    pub(super) fn articles(&self) -> impl Iterator<Item = crate::library::Article> {
        (0..self.count)
            .filter_map(|at| u32::try_from(at).ok())
            .filter_map(|at| self.library.article(ArticleId(at)))
    }
}
