//! The list of articles, filtered by a query: by what was typed, and by who is pinned.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::list::List;
use crate::app::message::Effect;
use crate::app::undo::Step;
use crate::app::{Model, Popup};
use crate::library::query::{Ask, Outcome, Ranking};
use crate::library::view::Pinned;
use crate::library::{ArticleId, Listing};
use crate::text::query::{self, Options, Query, QueryError};
use crate::work::{Job, Ticket};

/// What the list shows of all articles.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// As it was typed; empty when only the pinned are asked for.
    pub query: String,
    /// How the articles name who is pinned; `None`: that does not count.
    pub pinned: Option<Pinned>,
    /// The question which articles these are.
    ticket: Ticket,
    /// The articles that it finds, in the order of their numbers; `None` before the answer.
    found: Option<Arc<[(ArticleId, u32)]>>,
    /// Every article was looked at.
    pub whole: bool,
    /// What is to be told of it.
    tells: Tells,
}

/// What is told when it is known which articles a filter lets through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tells {
    /// Only that there are none.
    #[default]
    Nothing,
    /// What a key has just asked for.
    Asked,
    /// That the list is filtered as it was the last time.
    Kept,
}

/// The query for pinned actors, as one could type it.
fn query_of<'a>(pinned: Pinned, keys: impl Iterator<Item = &'a str>) -> String {
    let (before, between) = match pinned {
        Pinned::All => ("", " "),
        Pinned::Any => ("", " OR "),
        Pinned::None => ("NOT ", " "),
    };
    let term = |key| format!("{before}{}", query::Filter::identified(key));
    keys.map(term).collect::<Vec<_>>().join(between)
}

impl Filter {
    /// True while the answer is under way to a question that the library's lists answer at once.
    pub(super) fn is_awaited(&self) -> bool {
        self.tells == Tells::Asked && self.query.is_empty() && !self.whole
    }

    /// What is still to be told of it.
    fn untold(&self) -> Tells {
        if self.whole {
            Tells::Nothing
        } else {
            self.tells
        }
    }

    /// The sign of what it asks of the pinned, before their digits; `None`: nothing.
    #[must_use]
    pub fn sign(&self) -> Option<&'static str> {
        Some(match self.pinned? {
            Pinned::All => "&",
            Pinned::Any => "|",
            Pinned::None => "-",
        })
    }

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

    /// No answer will come.
    pub(super) fn give_up_filter(&mut self) {
        if let Some(filter) = &mut self.filter {
            filter.tells = Tells::Nothing;
        }
    }

    /// How many articles there are, those that the filter hides too.
    #[must_use]
    pub fn all(&self) -> usize {
        self.all.ids.len()
    }
}

impl Model {
    /// Shows only the articles that a query finds; an empty one takes away what was typed before.
    ///
    /// # Errors
    /// When the query does not hold.
    pub(super) fn filter(
        &mut self,
        written: &str,
        effects: &mut Vec<Effect>,
    ) -> Result<(), QueryError> {
        let saved = written.trim().strip_prefix('@');
        let saved = saved.and_then(|name| self.list.saved.query_of(name));
        let written = saved.unwrap_or(written).to_owned();
        let pinned = self.list.filter.as_ref().and_then(|filter| filter.pinned);
        self.filter_by(&written, pinned, Tells::Nothing, effects)
    }

    pub(super) fn filter_by(
        &mut self,
        typed: &str,
        pinned: Option<Pinned>,
        tells: Tells,
        effects: &mut Vec<Effect>,
    ) -> Result<(), QueryError> {
        // What is wrong is told of what was typed.
        let empty = Query::parse(typed)?.root.is_none();
        let typed = if empty { "" } else { typed.trim() };
        let keys = self.pins.iter().map(|(_, pin)| &*pin.key);
        let pins = pinned.map_or_else(String::new, |pinned| query_of(pinned, keys));
        let query = match (typed, pins.as_str()) {
            ("", query) | (query, "") => Query::parse(query)?,
            (typed, pins) => Query::parse(&format!("({typed}) ({pins})"))?,
        };
        if query.root.is_none() {
            self.unfilter();
            return Ok(());
        }
        let ticket = self.next_ticket();
        // What the last filter found stands until the answer comes.
        let found = self.list.filter.take().and_then(|filter| filter.found);
        self.list.filter = Some(Filter {
            query: typed.to_owned(),
            pinned: pinned.filter(|_| !pins.is_empty()),
            ticket,
            found,
            whole: false,
            tells,
        });
        let ask = Ask {
            query,
            options: self.spelling(),
            marked: Arc::new(self.list.marked.clone()),
            // As one scrolls, and without a sort.
            ranking: Ranking::Listed,
            ..Ask::default()
        };
        effects.push(Effect::Ask(Job::Search(ticket, Box::new(ask))));
        Ok(())
    }

    /// Asks the filter again: there are more articles now.
    pub(super) fn filter_again(&mut self, effects: &mut Vec<Effect>) {
        if let Some(filter) = &self.list.filter {
            let (query, pinned) = (filter.query.clone(), filter.pinned);
            let tells = filter.untold();
            // It was read before.
            let _ = self.filter_by(&query, pinned, tells, effects);
        }
    }

    /// Others are pinned now.
    pub(super) fn filter_pinned_again(&mut self, effects: &mut Vec<Effect>) {
        let filter = self.list.filter.as_ref();
        if let Some(filter) = filter.filter(|filter| filter.pinned.is_some()) {
            let (query, pinned) = (filter.query.clone(), filter.pinned);
            // It was read before.
            let _ = self.filter_by(&query, pinned, Tells::Nothing, effects);
        }
    }

    /// `&`: the list shows articles that name all, one, none of the pinned, of those that a typed
    /// query finds; then all of these again.
    pub(super) fn cycle_pinned(&mut self, effects: &mut Vec<Effect>) {
        let pins = self.pins.len();
        if pins == 0 {
            let key = self.key_of(Action::Pin);
            self.say_id("pins-nobody", &[("key", key.into())]);
            return;
        }
        let filter = self.list.filter.as_ref();
        let query = filter.map_or_else(String::new, |filter| filter.query.clone());
        let pinned = match filter.and_then(|filter| filter.pinned) {
            None => Some(Pinned::All),
            // One alone is all of them and one of them.
            Some(Pinned::All) if pins > 1 => Some(Pinned::Any),
            Some(Pinned::All | Pinned::Any) => Some(Pinned::None),
            Some(Pinned::None) => None,
        };
        // What was typed was read before.
        let _ = self.filter_by(&query, pinned, Tells::Asked, effects);
        if self.list.filter.is_none() {
            self.say_id("filter-gone", &[]);
        }
    }

    /// The articles that the filter lets through are known.
    pub(super) fn filter_answered(&mut self) {
        let known = self.list.filter.as_ref().is_some_and(|f| f.found.is_some());
        if !known {
            return;
        }
        self.list.narrow(self.list.all.clone());
        let whole = self.list.filter.as_mut().filter(|filter| filter.whole);
        let Some(filter) = whole else {
            return;
        };
        let (tells, pinned) = (std::mem::take(&mut filter.tells), filter.pinned);
        let key = self.key_of(Action::Peel);
        if self.list.is_empty() && self.list.settled {
            self.say_id("filter-nothing", &[("key", key.into())]);
        } else if tells == Tells::Kept {
            let values = [
                ("at", self.list.articles.into()),
                ("count", self.list.all().into()),
                ("key", key.into()),
            ];
            self.say_id("filter-kept", &values);
        } else if let Some(pinned) = pinned.filter(|_| tells == Tells::Asked) {
            let id = match pinned {
                Pinned::All => "filter-all",
                Pinned::Any => "filter-any",
                Pinned::None => "filter-none",
            };
            let values = [
                ("at", self.list.articles.into()),
                ("count", self.list.all().into()),
                ("pins", self.pins.len().into()),
            ];
            self.say_id(id, &values);
        }
    }

    /// Shows all articles; false when all are shown.
    pub(super) fn unfilter(&mut self) -> bool {
        let Some(filter) = self.list.filter.take() else {
            return false;
        };
        let sign = filter.sign().map_or_else(String::new, |sign| {
            let digits = self.pins.iter().map(|(at, _)| (at + 1).to_string());
            format!("{sign}{}", digits.collect::<String>())
        });
        let told = format!("{} {sign}", filter.query).trim().to_owned();
        self.can_undo(Step::Filter(filter.query, filter.pinned, told));
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
