//! The list of articles, filtered by a query.

use std::sync::Arc;

use crate::app::list::List;
use crate::app::message::Effect;
use crate::app::{Model, Popup};
use crate::library::query::{Ask, Outcome};
use crate::library::{ArticleId, Listing};
use crate::text::query::{Options, Query, QueryError};
use crate::work::{Job, Ticket};

/// What the list shows of all articles.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// As it was typed.
    pub query: String,
    /// The question which articles these are.
    ticket: Ticket,
    /// The articles that it finds, in the order of their numbers; `None` before the answer.
    found: Option<Arc<[(ArticleId, u32)]>>,
    /// Every article was looked at.
    pub whole: bool,
}

impl Filter {
    fn lets_through(&self, id: ArticleId) -> bool {
        let Some(found) = &self.found else {
            return true;
        };
        found.binary_search_by_key(&id, |found| found.0).is_ok()
    }
}

impl List {
    /// The articles that the filter lets through; all without one.
    pub(super) fn through_filter(&self, all: &Listing) -> Listing {
        let through = |id: &&ArticleId| self.filter.as_ref().is_none_or(|f| f.lets_through(**id));
        Listing {
            ids: all.ids.iter().filter(through).copied().collect(),
            failed: all.failed.iter().filter(through).copied().collect(),
            stories: Arc::clone(&all.stories),
        }
    }

    /// Takes the answer to the question of the filter; false when it is to another one.
    pub(super) fn filtered(&mut self, ticket: Ticket, outcome: &Outcome) -> bool {
        let Some(filter) = self.filter.as_mut().filter(|f| f.ticket == ticket) else {
            return false;
        };
        filter.whole = outcome.is_whole();
        // What the last filter found gives way when this one has found something.
        if filter.whole || !outcome.postings.is_empty() {
            filter.found = Some(Arc::clone(&outcome.postings));
        }
        true
    }

    /// All articles, those that the filter hides too.
    #[must_use]
    pub fn all(&self) -> usize {
        self.all.ids.len()
    }
}

impl Model {
    /// Shows only the articles that a query finds; an empty one shows all again.
    ///
    /// # Errors
    /// When the query does not hold.
    pub(super) fn filter(
        &mut self,
        written: &str,
        effects: &mut Vec<Effect>,
    ) -> Result<(), QueryError> {
        let query = Query::parse(written)?;
        if query.root.is_none() {
            self.unfilter();
            return Ok(());
        }
        let ticket = self.next_ticket();
        // What the last filter found stands until the answer comes.
        let found = self.list.filter.take().and_then(|filter| filter.found);
        self.list.filter = Some(Filter {
            query: written.trim().to_owned(),
            ticket,
            found,
            whole: false,
        });
        let ask = Ask {
            query,
            options: self.spelling(),
            marked: Arc::new(self.list.marked.clone()),
            ..Ask::default()
        };
        effects.push(Effect::Ask(Job::Search(ticket, Box::new(ask))));
        Ok(())
    }

    /// Asks the filter again: there are more articles now.
    pub(super) fn filter_again(&mut self, effects: &mut Vec<Effect>) {
        if let Some(query) = self.list.filter.as_ref().map(|f| f.query.clone()) {
            // It was read before.
            let _ = self.filter(&query, effects);
        }
    }

    /// The articles that the filter lets through are known.
    pub(super) fn filter_answered(&mut self, _effects: &mut Vec<Effect>) {
        let known = self.list.filter.as_ref().is_some_and(|f| f.found.is_some());
        if !known {
            return;
        }
        self.list.narrow(self.list.all.clone());
        let whole = self.list.filter.as_ref().is_some_and(|f| f.whole);
        if whole && self.list.is_empty() && self.list.settled {
            self.say_id("filter-nothing", &[]);
        }
    }

    /// Shows all articles; false when all are shown.
    pub(super) fn unfilter(&mut self) -> bool {
        if self.list.filter.take().is_none() {
            return false;
        }
        self.list.narrow(self.list.all.clone());
        true
    }

    /// `Enter` in the prompt of the filter; it stays open when the query does not hold.
    pub(super) fn enter_filter(&mut self, effects: &mut Vec<Effect>) {
        let Some(Popup::Filter(asking)) = &mut self.popup else {
            return;
        };
        let written = asking.input.text().to_owned();
        self.recalls.searches.keep(&written);
        if let Err(error) = self.filter(&written, effects) {
            if let Some(Popup::Filter(asking)) = &mut self.popup {
                asking.count = Some(Err(error));
            }
            return;
        }
        self.popup = None;
    }

    /// How spellings are compared in the article and in the list: as the reader chose for all.
    pub(super) fn spelling(&self) -> Options {
        match (&self.popup, &self.results) {
            (Some(Popup::Results(results)), _) | (_, Some(results)) => results.options,
            _ => Options::default(),
        }
    }
}
