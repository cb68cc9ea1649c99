//! Searches that a reader gave a name: rows of the list above the articles.

use std::sync::Arc;

use crate::app::Model;
use crate::app::complaint::complaint;
use crate::app::entry::Asks;
use crate::app::list::List;
use crate::app::message::Effect;
use crate::app::panes::{Area, Pane};
use crate::app::undo::Step;
use crate::library::query::{Ask, Outcome};
use crate::text::fold;
use crate::text::query::Query;
use crate::work::{Job, Ticket};

/// A query with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct One {
    /// What it is called.
    pub name: String,
    /// The query as it was written.
    pub query: String,
    /// In how many articles it finds something; `None` while that is not known.
    pub count: Option<usize>,
    /// There may be more or fewer by now.
    stale: bool,
}

impl One {
    /// A query that is to be counted.
    fn new(name: &str, query: &str) -> Self {
        Self {
            name: name.to_owned(),
            query: query.to_owned(),
            count: None,
            stale: true,
        }
    }

    /// True when what it finds hangs on what the reader does with articles.
    fn asks_the_desk(&self) -> bool {
        // What was saved held when it was.
        Query::parse(&self.query).is_ok_and(|query| query.asks_marks())
    }
}

/// The searches with names, and which of them is selected.
#[derive(Clone, Debug, Default)]
pub struct Saved {
    /// In the order in which they were saved.
    pub rows: Vec<One>,
    /// The selected one; `None`: an article is.
    pub on: Option<usize>,
    /// The first one that is shown.
    pub top: usize,
    /// The desk was asked for them.
    asked: bool,
    /// The question for them.
    ticket: Option<Ticket>,
    /// The question how much one finds.
    counting: Option<(Ticket, String)>,
    /// What is to be kept: names with their query, or without one.
    pub(super) changed: Vec<(String, Option<String>)>,
}

impl Saved {
    /// Moves the selection down; how much of the way is left for the articles.
    pub(super) fn down(&mut self, n: usize) -> Option<usize> {
        let on = self.on?;
        let to = on.saturating_add(n);
        if to < self.rows.len() {
            self.on = Some(to);
            return Some(0);
        }
        self.on = None;
        Some(to - self.rows.len())
    }

    /// Moves the selection up from row `at` of the articles; false when it stays among them.
    pub(super) fn up(&mut self, at: usize, n: usize) -> bool {
        match self.on {
            Some(on) => self.on = Some(on.saturating_sub(n)),
            None if n > at && !self.rows.is_empty() => {
                let last = self.rows.len() - 1;
                self.on = Some(last.saturating_sub(n - at - 1));
            }
            None => return false,
        }
        true
    }

    /// Rows that they take of so many, a blank one behind them included.
    fn height(&self, of: u16) -> u16 {
        if self.rows.is_empty() || of < 6 {
            return 0;
        }
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        rows.min((of / 3).max(1)) + 1
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.rows.iter().position(|one| one.name == name)
    }

    /// The query of a name; capitals and marks count only where two differ in nothing else.
    #[must_use]
    pub fn query_of(&self, name: &str) -> Option<&str> {
        let folded = fold::fold(name);
        let loose = || {
            self.rows
                .iter()
                .position(|one| fold::fold(&one.name) == folded)
        };
        let at = self.position(name).or_else(loose)?;
        Some(&self.rows[at].query)
    }

    /// The query that a name has, before it gets another one.
    fn before(&self, name: &str) -> (String, Option<String>) {
        let query = self.position(name).map(|at| self.rows[at].query.clone());
        (name.to_owned(), query)
    }

    /// No answer will come.
    pub(super) fn give_up(&mut self) {
        self.counting = None;
    }

    /// Articles came, went or changed.
    pub(super) fn count_all_again(&mut self) {
        for one in &mut self.rows {
            one.stale = true;
        }
    }

    /// What the reader did with articles changed.
    pub(super) fn count_marked_again(&mut self) {
        for one in &mut self.rows {
            one.stale |= one.asks_the_desk();
        }
    }

    /// Takes an answer to a question of its own; false when it is to another one.
    pub(super) fn counted(&mut self, ticket: Ticket, outcome: &Outcome) -> bool {
        let Some((_, query)) = self.counting.as_ref().filter(|c| c.0 == ticket) else {
            return false;
        };
        if outcome.is_whole() {
            for one in self.rows.iter_mut().filter(|one| one.query == *query) {
                one.count = Some(outcome.postings.len());
            }
            self.counting = None;
        }
        true
    }
}

impl List {
    /// The rows of the saved searches, and the rows of the articles under them.
    #[must_use]
    pub fn parts(&self, body: Area) -> (Area, Area) {
        let height = self.saved.height(body.height);
        let above = Area { height, ..body };
        let below = Area {
            y: body.y + height,
            height: body.height - height,
            ..body
        };
        (above, below)
    }

    /// Keeps the selected one in view.
    pub(super) fn scroll_saved(&mut self, body: Area) {
        let shown = usize::from(self.parts(body).0.height.saturating_sub(1));
        let saved = &mut self.saved;
        saved.on = saved.on.filter(|on| shown > 0 && *on < saved.rows.len());
        let on = saved.on.unwrap_or(0);
        let most = saved.rows.len().saturating_sub(shown);
        saved.top = saved
            .top
            .min(on)
            .max((on + 1).saturating_sub(shown.max(1)))
            .min(most);
    }

    /// The article whose row is selected.
    #[must_use]
    pub fn selected_id(&self) -> Option<crate::library::ArticleId> {
        self.saved
            .on
            .is_none()
            .then(|| self.id_at(self.selected))
            .flatten()
    }
}

impl Model {
    /// The query that is at work: that of the filter, of the search, or asked last.
    fn present_query(&self) -> Option<String> {
        let filter = self.list.filter.as_ref().map(|f| f.query.clone());
        let search = || self.sought.search.as_ref().map(|s| s.query.clone());
        let last = || {
            self.results
                .as_ref()
                .map(|r| r.input.text().trim().to_owned())
        };
        let found = filter.or_else(search).or_else(last);
        found.filter(|query| !query.is_empty())
    }

    /// `I`: asks for a name for the present query, or for another one of a saved search.
    pub(super) fn ask_name(&mut self) {
        if let (Pane::List, Some(on)) = (self.focus, self.list.saved.on) {
            let name = self.list.saved.rows.get(on).map(|one| one.name.clone());
            if let Some(name) = name {
                self.ask_entry(Asks::Rename(name.clone()), &name);
            }
            return;
        }
        match self.present_query() {
            Some(query) => {
                let known = self.list.saved.rows.iter().find(|one| one.query == query);
                let name = known.map_or_else(String::new, |one| one.name.clone());
                self.ask_entry(Asks::Save(query), &name);
            }
            None => self.say_id("save-nothing", &[]),
        }
    }

    /// `:save NAME`; with a hyphen before it the search of that name is taken away.
    pub(super) fn save_as(&mut self, name: &str, effects: &mut Vec<Effect>) {
        let name = name.trim().trim_start_matches('@');
        if let Some(gone) = name.strip_prefix('-').map(str::trim) {
            self.remove_saved(gone, effects);
            return;
        }
        match self.present_query() {
            Some(query) => self.save(name, &query, effects),
            None => self.say_id("save-nothing", &[]),
        }
    }

    /// Saves a query under a name.
    pub(super) fn save(&mut self, name: &str, query: &str, effects: &mut Vec<Effect>) {
        let name = name.trim().trim_start_matches('@');
        if name.is_empty() {
            return;
        }
        let before = vec![self.list.saved.before(name)];
        self.can_undo(Step::Saved(before));
        let saved = &mut self.list.saved;
        match saved.position(name) {
            Some(at) => saved.rows[at] = One::new(name, query),
            None => saved.rows.push(One::new(name, query)),
        }
        saved
            .changed
            .push((name.to_owned(), Some(query.to_owned())));
        self.saved_changed(effects);
        self.say_id("saved", &[("name", name.into()), ("query", query.into())]);
    }

    /// Gives a saved search another name; without one it is taken away.
    pub(super) fn rename_saved(&mut self, name: &str, to: &str, effects: &mut Vec<Effect>) {
        let to = to.trim().trim_start_matches('@');
        if to.is_empty() {
            self.remove_saved(name, effects);
            return;
        }
        let Some(at) = self.list.saved.position(name).filter(|_| name != to) else {
            return;
        };
        let before = [to, name].map(|name| self.list.saved.before(name));
        self.can_undo(Step::Saved(before.into()));
        let saved = &mut self.list.saved;
        let mut one = saved.rows.remove(at);
        saved.rows.retain(|other| other.name != to);
        saved.changed.push((name.to_owned(), None));
        saved.changed.push((to.to_owned(), None));
        saved.changed.push((to.to_owned(), Some(one.query.clone())));
        to.clone_into(&mut one.name);
        // It stands where the desk has it the next time.
        saved.rows.push(one);
        saved.on = Some(saved.rows.len() - 1);
        self.saved_changed(effects);
        self.say_id("save-renamed", &[("name", to.into())]);
    }

    fn remove_saved(&mut self, name: &str, effects: &mut Vec<Effect>) {
        let Some(at) = self.list.saved.position(name) else {
            self.trouble_id("save-unknown", &[("name", name.into())]);
            return;
        };
        let before = vec![self.list.saved.before(name)];
        self.can_undo(Step::Saved(before));
        self.list.saved.rows.remove(at);
        self.list.saved.changed.push((name.to_owned(), None));
        self.saved_changed(effects);
        self.say_id("save-gone", &[("name", name.into())]);
    }

    /// Some names have the queries again that they had. Others stay as they are: another program
    /// may have given them meanwhile.
    pub(super) fn restore_saved(
        &mut self,
        before: Vec<(String, Option<String>)>,
        effects: &mut Vec<Effect>,
    ) {
        let saved = &mut self.list.saved;
        for (name, query) in before {
            let again = query.as_ref().map(|query| One::new(&name, query));
            match (saved.position(&name), again) {
                (Some(at), Some(one)) => saved.rows[at] = one,
                (Some(at), None) => drop(saved.rows.remove(at)),
                (None, Some(one)) => saved.rows.push(one),
                (None, None) => {}
            }
            saved.changed.push((name, query));
        }
        saved.count_all_again();
        self.saved_changed(effects);
    }

    fn saved_changed(&mut self, effects: &mut Vec<Effect>) {
        let rows = self.list.saved.rows.len();
        self.list.saved.on = self.list.saved.on.filter(|on| *on < rows);
        effects.push(Effect::Keep);
        self.count_saved(effects);
    }

    /// `Enter` on a saved search: lists what it finds, or all again; false on an article.
    pub(super) fn choose_saved(&mut self, effects: &mut Vec<Effect>) -> bool {
        let Some(one) = self
            .list
            .saved
            .on
            .and_then(|on| self.list.saved.rows.get(on))
        else {
            return false;
        };
        let query = one.query.clone();
        let shown = self.list.filter.as_ref().is_some_and(|f| f.query == query);
        if shown {
            self.unfilter();
        } else if let Err(error) = self.filter(&query, effects) {
            // It held once; what queries are may have changed since.
            self.trouble(complaint(&self.locale, &error));
        }
        true
    }

    /// Asks the desk for the searches once articles are there, and then how much they find.
    pub(super) fn ask_saved(&mut self, effects: &mut Vec<Effect>) {
        if !std::mem::replace(&mut self.list.saved.asked, true) {
            let ticket = self.next_ticket();
            self.list.saved.ticket = Some(ticket);
            effects.push(Effect::Ask(Job::Saved(ticket)));
        }
        self.list.saved.count_all_again();
        self.count_saved(effects);
    }

    /// The desk has answered.
    pub(super) fn answer_saved(
        &mut self,
        ticket: Ticket,
        saved: Vec<(String, String)>,
        effects: &mut Vec<Effect>,
    ) {
        if self.list.saved.ticket.take_if(|t| *t == ticket).is_none() {
            return;
        }
        let known = saved.iter().map(|(name, query)| One::new(name, query));
        let mut rows: Vec<One> = known.collect();
        // What was saved while the question was under way.
        for one in std::mem::take(&mut self.list.saved.rows) {
            rows.retain(|other| other.name != one.name);
            rows.push(one);
        }
        self.list.saved.rows = rows;
        self.count_saved(effects);
    }

    /// Asks how much the next of them finds; one after the other, behind everything else.
    pub(super) fn count_saved(&mut self, effects: &mut Vec<Effect>) {
        if self.list.saved.counting.is_some() || !self.list.settled {
            return;
        }
        let Some(one) = self.list.saved.rows.iter_mut().find(|one| one.stale) else {
            return;
        };
        one.stale = false;
        let written = one.query.clone();
        let Ok(query) = Query::parse(&written) else {
            return;
        };
        let ticket = self.next_ticket();
        self.list.saved.counting = Some((ticket, written));
        let ask = Ask {
            query,
            options: self.spelling(),
            marked: Arc::new(self.list.marked.clone()),
            behind: true,
            ..Ask::default()
        };
        effects.push(Effect::Ask(Job::Search(ticket, Box::new(ask))));
    }
}
