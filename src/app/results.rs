//! What stands in all articles: the prompt of the search, and its lines.

use std::sync::Arc;

use crate::app::choices::Choices;
use crate::app::key::Key;
use crate::app::key::KeyCode;
use crate::app::message::Effect;
use crate::app::open::Landing;
use crate::app::panes::Pane;
use crate::app::prompt::Input;
use crate::app::search::Search;
use crate::app::{Model, Popup};
use crate::library::ArticleId;
use crate::library::query::{Ask, Outcome, Ranking};
use crate::text::query::{Fold, Options, Query, QueryError};
use crate::text::range::TextRange;
use crate::work::{Job, Ticket};

/// Articles that are listed with their lines, and lines of each.
const ARTICLES: usize = 200;
const LINES: usize = 20;

/// The view of the search while it is open.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// What is typed.
    pub input: Input,
    /// How spellings are compared.
    pub options: Options,
    /// What stands first.
    pub ranking: Ranking,
    /// What was found so far.
    pub outcome: Arc<Outcome>,
    /// Why what is typed cannot be searched.
    pub error: Option<QueryError>,
    /// The rows of the list.
    pub rows: Vec<Row>,
    /// The selected row.
    pub selected: usize,
    /// The first row that is shown.
    pub top: usize,
    /// The question that was asked last.
    pub ticket: Ticket,
    /// Something was answered to it.
    pub answered: bool,
    /// What is selected stays so, though the list grows.
    keeps: bool,
}

/// A row of the list: which match of the outcome, which of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The title of an article.
    Title(usize),
    /// A hit in its line.
    Line(usize, usize),
    /// So many hits are not listed.
    More(usize, u32),
}

impl Results {
    /// The place that a row leads to: an article, and a hit in it.
    fn place(&self, row: usize) -> Option<(ArticleId, Option<TextRange>)> {
        let of = |at: usize| self.outcome.matches.get(at);
        match *self.rows.get(row)? {
            Row::Title(at) => Some((of(at)?.row.id, None)),
            Row::Line(at, line) => Some((of(at)?.row.id, Some(of(at)?.lines.get(line)?.range))),
            Row::More(at, _) => {
                let last = of(at)?.lines.last();
                Some((of(at)?.row.id, last.map(|line| line.range)))
            }
        }
    }

    /// Whether a row can be selected: a hit, or an article without any.
    fn leads(&self, row: usize) -> bool {
        match self.rows.get(row) {
            Some(Row::Line(..)) => true,
            Some(Row::Title(at)) => {
                let found = self.outcome.matches.get(*at);
                found.is_some_and(|found| found.lines.is_empty())
            }
            _ => false,
        }
    }

    /// True while an answer is to come.
    fn is_going_on(&self) -> bool {
        self.ticket != Ticket::default() && !(self.answered && self.outcome.is_whole())
    }

    fn take(&mut self, outcome: Arc<Outcome>) {
        let before = self
            .place(self.selected)
            .filter(|_| self.keeps && self.selected > 1);
        let offset = self.selected.saturating_sub(self.top);
        self.answered = true;
        self.keeps = true;
        self.outcome = outcome;
        self.rows.clear();
        for (at, found) in self.outcome.matches.iter().enumerate() {
            self.rows.push(Row::Title(at));
            self.rows
                .extend((0..found.lines.len()).map(|line| Row::Line(at, line)));
            let listed = u32::try_from(found.lines.len()).unwrap_or(u32::MAX);
            if found.count > listed {
                self.rows.push(Row::More(at, found.count - listed));
            }
        }
        // What one had moved to stays selected, on its row.
        let again = before.and_then(|place| {
            (0..self.rows.len()).find(|row| self.leads(*row) && self.place(*row) == Some(place))
        });
        match again {
            Some(row) => {
                self.selected = row;
                self.top = row.saturating_sub(offset);
            }
            None => {
                self.selected = (0..self.rows.len()).find(|r| self.leads(*r)).unwrap_or(0);
                self.top = 0;
            }
        }
    }

    /// Moves the selection from hit to hit and keeps it within `height` rows.
    pub fn go(&mut self, down: bool, n: usize, height: usize) {
        for _ in 0..n {
            let next = if down {
                (self.selected + 1..self.rows.len()).find(|row| self.leads(*row))
            } else {
                (0..self.selected).rev().find(|row| self.leads(*row))
            };
            let Some(next) = next else {
                break;
            };
            self.selected = next;
        }
        // The title of the first hit is worth its row.
        let first = match self
            .selected
            .checked_sub(1)
            .and_then(|at| self.rows.get(at))
        {
            Some(Row::Title(_)) if height > 1 => self.selected - 1,
            _ => self.selected,
        };
        let least = (self.selected + 1).saturating_sub(height.max(1));
        self.top = self.top.min(first).max(least);
    }

    /// Does what a key with Alt asks for; false when it asks for nothing.
    fn choose(&mut self, key: Key) -> bool {
        let KeyCode::Char(letter) = key.code else {
            return false;
        };
        if !key.alt || key.ctrl {
            return false;
        }
        if let Some((_, fold)) = FOLD_KEYS.iter().find(|(key, _)| *key == letter) {
            let folds = &mut self.options.folds;
            folds.set(*fold, !folds.has(*fold));
            return true;
        }
        match letter {
            LATIN_KEY => self.options.latin = !self.options.latin,
            RANKING_KEY => {
                self.ranking = match self.ranking {
                    Ranking::Newest => Ranking::Relevant,
                    _ => Ranking::Newest,
                }
            }
            _ => return false,
        }
        true
    }
}

/// With Alt: which spellings are equal.
pub const FOLD_KEYS: [(char, Fold); 5] = [
    ('m', Fold::Marks),
    ('h', Fold::Hamza),
    ('y', Fold::Yeh),
    ('d', Fold::Digits),
    ('t', Fold::Teh),
];
/// With Alt: Latin letters find names in others.
pub const LATIN_KEY: char = 'l';
/// With Alt: what stands first.
pub const RANKING_KEY: char = 'r';

impl Model {
    /// Rows inside the frame of the view, and those of its list.
    #[must_use]
    pub fn results_rows(&self) -> (u16, usize) {
        let inside = self
            .panes
            .reader
            .height
            .saturating_sub(self.panes.head.min(2) + 3);
        let told = match &self.popup {
            Some(Popup::Results(results)) => u16::from(!results.outcome.expansions.is_empty()),
            _ => 0,
        };
        let choices = self.results_choices().rows();
        let above = 2 + choices + usize::from(told);
        (inside, usize::from(inside).saturating_sub(above).max(1))
    }

    /// What stands above the list: how spellings are compared.
    #[must_use]
    pub fn results_choices(&self) -> Choices {
        let Some(Popup::Results(results)) = &self.popup else {
            return Choices::default();
        };
        let (width, height) = (self.panes.reader.width, self.panes.reader.height);
        let height = height.saturating_sub(self.panes.head.min(2) + 3);
        Choices::of(results, width.saturating_sub(6), height, &self.locale)
    }

    /// Opens the view: with a query, else with the last one.
    pub(super) fn open_results(&mut self, query: Option<&str>, effects: &mut Vec<Effect>) {
        let mut results = self.results.take().unwrap_or_default();
        if let Some(query) = query {
            results.input = Input::default();
            results.input.insert(query);
        }
        self.popup = Some(Popup::Results(results));
        self.ask_results(effects);
    }

    /// Closes the view; the search that may be on its way is given up.
    pub(super) fn close_results(&mut self, effects: &mut Vec<Effect>) {
        if let Some(Popup::Results(results)) =
            self.popup.take_if(|p| matches!(p, Popup::Results(_)))
        {
            if results.is_going_on() {
                effects.push(Effect::Ask(Job::GiveUp(results.ticket)));
            }
            self.results = Some(results);
        }
    }

    /// Another text was typed, or spelling is compared otherwise.
    pub(super) fn ask_results(&mut self, effects: &mut Vec<Effect>) {
        let ticket = self.next_ticket();
        let marked = Arc::new(self.list.marked.clone());
        let once = self.list.copies.once;
        let Some(Popup::Results(results)) = &mut self.popup else {
            return;
        };
        results.error = None;
        match Query::parse(results.input.text()) {
            Ok(query) if query.root.is_none() => {
                if results.is_going_on() {
                    effects.push(Effect::Ask(Job::GiveUp(results.ticket)));
                }
                results.ticket = Ticket::default();
                results.take(Arc::default());
            }
            Ok(query) => {
                results.ticket = ticket;
                results.answered = false;
                results.keeps = false;
                let ask = Ask {
                    query,
                    options: results.options,
                    ranking: results.ranking,
                    marked,
                    articles: ARTICLES,
                    lines: LINES,
                    behind: false,
                    once,
                };
                effects.push(Effect::Ask(Job::Search(ticket, Box::new(ask))));
            }
            // What was found before stays, while one types on.
            Err(error) => results.error = Some(error),
        }
    }

    /// Articles were read in or linked anew: asks the same again.
    pub(super) fn ask_results_again(&mut self, effects: &mut Vec<Effect>) {
        self.ask_results(effects);
        if let Some(Popup::Results(results)) = &mut self.popup {
            results.keeps = true;
        }
    }

    /// A key with Alt in the view; false when it is none of its keys.
    pub(super) fn results_key(&mut self, key: Key, effects: &mut Vec<Effect>) -> bool {
        let key = if key.alt {
            self.setup.keyboard.translate(key)
        } else {
            key
        };
        let Some(Popup::Results(results)) = &mut self.popup else {
            return false;
        };
        let chosen = results.choose(key);
        if chosen {
            self.ask_results(effects);
        }
        chosen
    }

    /// Something was found.
    pub(super) fn searched(
        &mut self,
        ticket: Ticket,
        outcome: Arc<Outcome>,
        effects: &mut Vec<Effect>,
    ) {
        if self.list.saved.counted(ticket, &outcome) {
            self.count_saved(effects);
            return;
        }
        if self.list.filtered(ticket, &outcome) {
            self.filter_answered();
            return;
        }
        if let Some(search) = &mut self.sought.search
            && let Some(everywhere) = &mut search.everywhere
            && everywhere.ticket == ticket
        {
            everywhere.postings = Arc::clone(&outcome.postings);
            (everywhere.hits, everywhere.articles) = (outcome.hits, outcome.articles);
        }
        let height = self.results_rows().1;
        let open = match &mut self.popup {
            Some(Popup::Results(results)) => Some(results),
            _ => self.results.as_mut(),
        };
        if let Some(results) = open.filter(|results| results.ticket == ticket) {
            results.take(outcome);
            results.go(true, 0, height);
        }
    }

    /// `Enter`: jumps to the selected hit, and from there `n` walks all of them.
    pub(super) fn enter_results(&mut self, effects: &mut Vec<Effect>) {
        let Some(Popup::Results(results)) = &self.popup else {
            return;
        };
        if results.error.is_some() {
            // The message is on the screen.
            return;
        }
        let Some((id, hit)) = results.place(results.selected) else {
            return;
        };
        self.recalls.searches.keep(results.input.text());
        let search = Search::everywhere(
            results.input.text(),
            &results.options,
            results.ticket,
            &results.outcome,
        );
        if let Some(Popup::Results(results)) = self.popup.take() {
            self.results = Some(results);
        }
        self.focus = Pane::Reader;
        self.close_drawer();
        // It was read when it was typed.
        self.sought.search = search.ok().filter(|search| search.has_places());
        let open = self.reader.as_ref().filter(|r| r.article.id == id);
        match (open.map(|r| Arc::clone(&r.article)), hit) {
            (Some(article), hit) => {
                let marks = self.list.marks(id);
                if let Some(search) = &mut self.sought.search {
                    search.look_in(&article, marks);
                }
                if let Some(hit) = hit {
                    self.jump(hit);
                }
            }
            (None, hit) => {
                let from = self.here();
                let landing = hit.map_or(Landing::Top, Landing::At);
                self.open(id, landing, from, effects);
            }
        }
    }
}
