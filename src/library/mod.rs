//! Articles, their mentions and actors. *Remembers.*
//!
//! Everything is kept in a database, on disk or in memory: the list, one article, the
//! articles that name an actor, the nearest names. What is there can be made again from the
//! articles, which are never written to.

mod actors;
pub mod annotations;
mod articles;
mod census;
mod collections;
mod desk;
mod dictionary;
pub mod duplicates;
pub mod escape;
mod filing;
mod finder;
mod forget;
pub mod import;
pub mod lists;
mod moved;
mod notes;
mod pack;
mod places;
pub mod portrait;
mod press;
pub mod query;
mod saved;
mod schema;
mod shelf;
mod stage;
mod store;
mod stories;
pub mod survey;
mod terms;
#[cfg(test)]
mod tests;
mod told;
pub mod view;
mod waiting;
mod why;

use std::sync::Arc;

use crate::document::Document;
use crate::entity::kind::Kind;
use crate::text::direction::Direction;
use crate::text::range::TextRange;

pub use articles::{Known, Stamp};
pub use collections::{
    Checked, Problem, Summary, check, glance, kept_collections, problems, summaries,
};
pub use desk::{Alone, Desk, Desktop, Identity, Keeping, Mark, Marks, Resumed, Spot, State};
pub use dictionary::SAMPLES;
pub use filing::{Change, Draft, Entry, Filing};
pub use finder::{Found, Target};
pub use forget::{Forget, forget};
pub use notes::{Note, Noted};
pub use places::RANKS;
pub use stage::Stage;
pub use store::{Library, Opened, Which};
pub use stories::Stories;
pub use waiting::Waiting;

/// Why the library cannot do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A path that was given does not exist.
    #[error("{path} does not exist{}", nearest.as_ref().map(|n| format!(". Nearest: {n}")).unwrap_or_default())]
    Missing {
        /// The path as given, controls shown as signs.
        path: String,
        /// The name in the same folder that is most like it.
        nearest: Option<String>,
    },
    /// A file or folder was left out.
    #[error("{path} was left out: {reason}")]
    LeftOut {
        /// The path, controls shown as signs.
        path: String,
        /// Why.
        reason: String,
    },
    /// The folder in which databases stand cannot be used.
    #[error("{path} cannot be used: {reason}")]
    Folder {
        /// The folder or file, controls shown as signs.
        path: String,
        /// Why.
        reason: String,
    },
    /// A database was written by a newer version of this program.
    #[error("{path} was written by a newer Warraq; it is left as it is, and that version opens it")]
    Newer {
        /// The file, controls shown as signs.
        path: String,
    },
    /// What is in a database does not hold.
    #[error("the library is damaged{}; `warraq check` sets it aside", if path.is_empty() { String::new() } else { format!(" ({path})") })]
    Broken {
        /// What of it, if that is known.
        path: String,
    },
    /// There is no room left.
    #[error("the disk is full; what is new is not kept until there is room")]
    Full,
    /// Another Warraq has been writing for so long that this one gave up.
    #[error("another Warraq is writing to the library; it is free again when that one is done")]
    Busy,
    /// Somebody asked something else meanwhile ([`Waiting`]).
    #[error("the question was given up for another one; ask it again")]
    Disturbed,
    /// The file is not there any more, or another one is in its place.
    #[error("desk.db was removed; the next start makes it anew")]
    Removed,
    /// Anything else that the database says.
    #[error("the library cannot be used: {0}; `warraq check` looks at it")]
    Database(String),
}

/// The number of an article. Numbers ascend in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u64);

/// The articles of a collection in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// All of them, ascending.
    pub ids: Arc<[ArticleId]>,
    /// Those that could not be read, ascending.
    pub failed: Arc<[ArticleId]>,
    /// Those that are one story.
    pub stories: Arc<Stories>,
}

/// The number of an entity. It holds while the library is not made anew; [`Actor::key`]
/// holds for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// One article as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which article.
    pub id: ArticleId,
    /// Its name in the contract of `docs/cli.md`, relative to what was opened.
    pub doc: Arc<str>,
    /// Title, or label, or file name when the text is empty.
    pub title: Arc<str>,
    /// The direction of the article.
    pub direction: Direction,
    /// Where it comes from, as written.
    pub source: Option<Arc<str>>,
    /// The day it was written.
    pub date: Option<jiff::civil::Date>,
    /// Why it could not be read.
    pub failed: Option<Arc<str>>,
    /// What the reader did with it.
    pub marks: Marks,
}

/// One article, read and analysed.
#[derive(Clone, Debug)]
pub struct Article {
    /// Which article.
    pub id: ArticleId,
    /// Its name in the contract.
    pub doc: Arc<str>,
    /// Source text and paragraphs.
    pub document: Arc<Document>,
    /// Its mentions in text order; they do not overlap.
    pub mentions: Arc<[LinkedMention]>,
    /// What may name somebody, in text order; counted nowhere.
    pub weak: Arc<[LinkedMention]>,
    /// The actors of its mentions, by kind, then by how often they are named here.
    pub actors: Arc<[Actor]>,
    /// The same when what may name somebody counts, too.
    pub with_weak: Arc<[Actor]>,
    /// How many words it has.
    pub words: usize,
    /// False while its names are still sought: its text was filed ahead of them.
    pub analysed: bool,
    /// Where one left it the last time.
    pub spot: Option<Spot>,
    /// What the reader did with it.
    pub marks: Marks,
}

impl Article {
    /// The actor with this number, if it is named here.
    #[must_use]
    pub fn actor(&self, id: EntityId) -> Option<&Actor> {
        self.actors.iter().find(|a| a.id == id)
    }

    /// The article for a reader who wants doubtful names, too: among the mentions and in the
    /// counts of this article. The counts of the collection stay.
    #[must_use]
    pub fn doubting(&self) -> Self {
        let both = self.mentions.iter().chain(self.weak.iter());
        let mut mentions: Vec<LinkedMention> = both.copied().collect();
        mentions.sort_by_key(|mention| mention.range.start);
        Self {
            mentions: mentions.into(),
            actors: Arc::clone(&self.with_weak),
            ..self.clone()
        }
    }

    /// True for a mention of [`Article::weak`].
    #[must_use]
    pub fn is_weak(&self, range: TextRange) -> bool {
        let found = self
            .weak
            .binary_search_by_key(&range.start, |m| m.range.start);
        found.is_ok_and(|at| self.weak.get(at).is_some_and(|m| m.range == range))
    }

    /// The mention that holds byte `at` of the source.
    #[must_use]
    pub fn mention_at(&self, at: usize) -> Option<&LinkedMention> {
        let after = self.mentions.partition_point(|m| m.range.start <= at);
        let mention = self.mentions.get(after.checked_sub(1)?)?;
        mention.range.contains(at).then_some(mention)
    }
}

/// A mention and the entity that it names, over the whole collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkedMention {
    /// Bytes of the source.
    pub range: TextRange,
    /// What is named.
    pub kind: Kind,
    /// Who is named.
    pub entity: EntityId,
}

/// A key, and the actor that it stands for; `None` when no article names it.
pub type KeyedActor = (Arc<str>, Option<Actor>);

/// An entity as panes and finder show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Its number in this run.
    pub id: EntityId,
    /// Its identifier for good: a slug of the gazetteer or a hash.
    pub key: Arc<str>,
    /// What it is.
    pub kind: Kind,
    /// Its plain form.
    pub name: Arc<str>,
    /// Its Latin form, when one is known.
    pub latin: Option<Arc<str>>,
    /// Mentions in the article at hand; 0 when no article is meant.
    pub here: u32,
    /// Mentions in the collection.
    pub all: u32,
    /// Articles of the collection that name it.
    pub articles: u32,
}
