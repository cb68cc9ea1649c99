//! Threads, jobs, tickets. *Carries.*
//!
//! Three threads beside the loop: one reads articles in (`indexer`), one answers questions
//! (`worker`), one keeps what the reader did (`keeper`). This floor knows no terminal and no
//! screen.

mod ahead;
mod analyst;
mod compare;
mod filer;
mod follow;
mod gate;
mod hook;
mod indexer;
mod keeper;
mod search;
mod survey;
mod trouble;
mod worker;

use std::sync::Arc;
use std::time::Duration;

use crate::entity::explain::Explanation;
use crate::library::portrait::Portrait;
use crate::library::query::{self, Ask};
use crate::library::{
    Actor, Article, ArticleId, EntityId, Found, KeyedActor, Listing, Problem, Resumed, Row,
};

pub use filer::{Outcome, Relink, Step, read_in, read_in_before};
pub use gate::{Gate, Hold, Onlooker};
pub use hook::{Errand, Ran, Runner};
pub use indexer::Indexer;
pub use keeper::{Keeper, Memory};
pub use survey::{Survey, Surveyed};
pub use trouble::Trouble;
pub use worker::Worker;

/// The number of a question. The answer brings it back, so that a late one is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// A question to the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// One article, to be shown.
    Open(Ticket, ArticleId),
    /// The articles that name an actor.
    Postings(Ticket, EntityId),
    /// The actors and titles nearest to what was typed.
    Find(Ticket, String),
    /// What made the mention that holds a byte of an article.
    Why(Ticket, ArticleId, usize),
    /// The rows of some articles, for the list.
    Rows(Ticket, Vec<ArticleId>),
    /// From now on each story counts once, or each copy of it.
    CountOnce(bool),
    /// The searches that have names.
    Saved(Ticket),
    /// Where one was in this collection the last time.
    Resume(Ticket),
    /// The actors that the collection names most; those of some articles, ascending, with how
    /// often these name them.
    Actors(Ticket, Option<Arc<[ArticleId]>>),
    /// What the articles tell of an actor.
    Portray(Ticket, EntityId),
    /// The actors with these keys.
    Pins(Ticket, Vec<Arc<str>>),
    /// What could not be read.
    Problems(Ticket),
    /// What stands in all articles. The one that was asked before of the same kind (with lines,
    /// or only which articles) is given up.
    Search(Ticket, Box<Ask>),
    /// A question to the collection as a whole. One that was asked before is given up.
    Survey(Ticket, Box<Survey>),
    /// The answer to a search or a survey is not waited for any more.
    GiveUp(Ticket),
}

/// What a thread tells the loop.
#[derive(Clone, Debug)]
pub enum Report {
    /// The article that was asked for; `None` when it could not be read.
    Article(Ticket, ArticleId, Option<Arc<Article>>),
    /// The articles that name the actor, in the order of the collection, with how often,
    /// and the actor as it stands now.
    Postings(Ticket, Option<Actor>, Vec<(ArticleId, u32)>),
    /// What the finder found, best first.
    Found(Ticket, Vec<Found>),
    /// What made a mention, in one line; `None` when none stands there.
    Why(Ticket, Option<Explanation>),
    /// The rows that were asked for.
    Rows(Ticket, Vec<Row>),
    /// Where one was; `None` when that is not known.
    Resumed(Ticket, Option<Box<Resumed>>),
    /// The searches that have names, each with its query.
    Saved(Ticket, Vec<(String, String)>),
    /// The actors that many articles name, most named first.
    Actors(Ticket, Arc<[Actor]>),
    /// What the articles tell of an actor; `None` when there is none any more.
    Portrait(Ticket, Option<Arc<Portrait>>),
    /// Who the pinned actors are.
    Pins(Ticket, Vec<KeyedActor>),
    /// What was found so far; the last one is whole.
    Searched(Ticket, Arc<query::Outcome>),
    /// What a survey found so far.
    Surveyed(Ticket, Surveyed),
    /// The library holds nothing of this collection that can be shown before it is read in.
    Unread,
    /// Articles were read in, and all that are there have been linked.
    Linked {
        /// The list as it stands.
        listing: Listing,
        /// Its first rows, all of them when it is short.
        rows: Vec<Row>,
        /// How many sources were looked at so far.
        done: usize,
        /// How many there are.
        total: usize,
        /// How many in folders are no text and were left out.
        skipped: usize,
        /// What was wrong in files with marks beside the articles: how often, and the first.
        marks: (usize, String),
        /// Everything was looked at.
        settled: bool,
    },
    /// Articles were read in; the list does not show them yet.
    Progress(Progress),
    /// What could not be read, in the order of the list.
    Problems(Ticket, Vec<Problem>),
    /// Reading in was stopped; it goes on the next time.
    Stopped,
    /// Everything was looked at again: something changed, or the reader asked.
    Followed {
        /// Files that are new or changed.
        read: usize,
        /// Files that are not there any more.
        gone: usize,
        /// The reader asked.
        asked: bool,
    },
    /// Something to know; every question is still answered.
    Warning(Trouble),
    /// What came of a command of the reader's own.
    Ran(Ticket, Ran),
    /// A thread failed at something and goes on.
    Trouble(Trouble),
}

/// How far reading in is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Sources looked at.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// Bytes a second.
    pub rate: u64,
    /// How long it will take.
    pub left: Duration,
}

/// So many actors of a collection are listed.
pub const LISTED_AT_MOST: usize = 1000;
/// What the finder finds at most.
pub const FOUND_AT_MOST: usize = 50;
/// Rows that come with the list itself.
pub const FIRST_ROWS: usize = 64;
