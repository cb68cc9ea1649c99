//! The list of articles.

use std::time::Duration;

use rustc_hash::FxHashMap;

use crate::app::copies::Copies;
use crate::app::filter::Filter;
use crate::app::saved::Saved;
use crate::layout::column;
use crate::layout::{Line, Options};
use crate::library::{ArticleId, Listing, Marks, Row};
use crate::text::direction::Direction;
use crate::work::Ticket;

/// The articles as the list shows them.
///
/// Which there are is always known; what their rows say only around those on the screen.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The articles in the order of the list: those that have a row.
    pub listing: Listing,
    /// How many articles there are, those that lie folded in a story too.
    pub articles: usize,
    /// Searches with names.
    pub saved: Saved,
    /// How stories that several articles tell stand.
    pub copies: Copies,
    /// The selected row.
    pub selected: usize,
    /// The first row that is shown.
    pub top: usize,
    /// What was done with articles in this session.
    pub marked: FxHashMap<ArticleId, Marks>,
    /// What was done with articles that were opened, their notes where they stand in the text.
    opened: FxHashMap<ArticleId, Marks>,
    /// Sources looked at, and all there are.
    pub progress: (usize, usize),
    /// Bytes a second that are read in, and how long it will take.
    pub pace: Option<(u64, Duration)>,
    /// Files in folders that are no text.
    pub skipped: usize,
    /// What was wrong in files with marks beside the articles: how often, and the first.
    pub marks: (usize, String),
    /// Everything was looked at.
    pub settled: bool,
    rows: FxHashMap<ArticleId, Row>,
    /// The library was linked after these rows came.
    stale: bool,
    /// The question for rows that is under way.
    asked: Option<Ticket>,
    /// What only some of the articles are let through by.
    pub filter: Option<Filter>,
    /// All articles, whatever hides some.
    pub(super) all: Listing,
}

/// Rows that are asked for before and after those on the screen.
const MARGIN: usize = 100;
/// More rows than this are not kept.
const KEPT: usize = 2000;

impl List {
    /// Takes the list as it stands now with its first rows; the selected article stays
    /// selected and stays on its row of the screen.
    pub fn set(&mut self, listing: Listing, first: Vec<Row>) {
        self.stale = first.len() < listing.ids.len();
        if !self.stale {
            self.rows.clear();
        }
        self.learn(first);
        self.narrow(listing);
    }

    /// Shows of these articles those that the filter lets through.
    pub(super) fn narrow(&mut self, all: Listing) {
        let selected = self.id_at(self.selected);
        let offset = self.selected.saturating_sub(self.top);
        let through = match self.filter {
            Some(_) => self.through_filter(&all),
            None => all.clone(),
        };
        self.all = all;
        self.set_rows(through);
        // It stays selected, else the next one that is shown.
        self.selected = selected
            .map_or(0, |id| self.row_of(id))
            .min(self.len().saturating_sub(1));
        self.top = self.selected.saturating_sub(offset);
    }

    fn learn(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows.into_iter().map(|row| (row.id, row)));
    }

    /// Takes rows that were asked for; a late answer is dropped.
    pub fn answer(&mut self, ticket: Ticket, rows: Vec<Row>) {
        if self.asked.take_if(|t| *t == ticket).is_some() {
            self.learn(rows);
        }
    }

    /// No answer will come.
    pub fn give_up(&mut self) {
        self.asked = None;
    }

    /// The rows to ask for with this ticket, if any of those on a screen of `height` cells
    /// is not known and no question is under way.
    pub fn wanted(&mut self, height: u16, ticket: Ticket) -> Option<Vec<ArticleId>> {
        if self.asked.is_some() || !(self.stale || self.lacks_rows(height)) {
            return None;
        }
        let (from, to) = self.near(height);
        let from = from.saturating_sub(MARGIN);
        let to = (to + MARGIN).min(self.len());
        let ids = self.listing.ids.get(from..to).unwrap_or_default().to_vec();
        if self.rows.len() > KEPT {
            let mut near = ids.clone();
            near.sort_unstable();
            self.rows.retain(|id, _| near.binary_search(id).is_ok());
        }
        self.stale = false;
        self.asked = Some(ticket);
        Some(ids)
    }

    /// Around the rows on a screen of `height` cells, from and to. An entry takes two cells at
    /// least; above the selected one as many again.
    fn near(&self, height: u16) -> (usize, usize) {
        let near = usize::from(height);
        let from = self.top.min(self.selected).saturating_sub(near);
        let to = (self.top.max(self.selected) + near).min(self.len());
        (from, to)
    }

    /// True when a row around those on a screen of `height` cells is not known.
    pub(super) fn lacks_rows(&self, height: u16) -> bool {
        let (from, to) = self.near(height);
        let shown = self.listing.ids.get(from..to).unwrap_or_default();
        shown.iter().any(|id| !self.rows.contains_key(id))
    }

    /// The number of an article, from 1, and of how many: among those that are shown, else
    /// among all.
    #[must_use]
    pub fn number_of(&self, id: ArticleId) -> (usize, usize) {
        if let Some(at) = self.place_of(id) {
            return (at + 1, self.len());
        }
        let all = &self.all.ids;
        (all.binary_search(&id).map_or(0, |at| at + 1), all.len())
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.listing.ids.len()
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listing.ids.is_empty()
    }

    /// The article in a row.
    #[must_use]
    pub fn id_at(&self, at: usize) -> Option<ArticleId> {
        self.listing.ids.get(at).copied()
    }

    /// What a row says, if it is known.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&Row> {
        self.rows.get(&self.id_at(at)?)
    }

    /// What the reader did with an article, in this session or before.
    #[must_use]
    pub fn marks(&self, id: ArticleId) -> Marks {
        let now = self.marked.get(&id).or_else(|| self.opened.get(&id));
        let before = || self.rows.get(&id).map(|row| &row.marks);
        now.or_else(before).cloned().unwrap_or_default()
    }

    /// The title of an article whose row is known.
    pub(super) fn title_of(&self, id: ArticleId) -> Option<String> {
        self.rows.get(&id).map(|row| row.title.to_string())
    }

    /// True when it is known what the reader did with an article.
    pub(super) fn knows_marks(&self, id: ArticleId) -> bool {
        self.marked.contains_key(&id)
            || self.opened.contains_key(&id)
            || self.rows.contains_key(&id)
    }

    /// What the reader did with an article that is opened.
    pub(super) fn learn_marks(&mut self, id: ArticleId, marks: &Marks) {
        self.opened.insert(id, marks.clone());
    }

    /// True when the article could not be read.
    #[must_use]
    pub fn has_failed(&self, id: ArticleId) -> bool {
        self.listing.failed.binary_search(&id).is_ok()
    }

    /// The next row after (or the last before) `at` whose article could be read.
    #[must_use]
    pub fn beside(&self, at: usize, forward: bool) -> Option<usize> {
        let can_be_read = |at: &usize| self.id_at(*at).is_some_and(|id| !self.has_failed(id));
        if forward {
            (at + 1..self.len()).find(can_be_read)
        } else {
            (0..at.min(self.len())).rev().find(can_be_read)
        }
    }

    /// The next row after (or the last before) an article, which the filter may hide, whose
    /// article could be read.
    #[must_use]
    pub fn next_to(&self, id: ArticleId, forward: bool) -> Option<usize> {
        let at = self.row_of(id);
        // Where it is hidden the row after it stands in its place.
        let hidden = forward && self.place_of(id).is_none();
        if hidden && self.id_at(at).is_some_and(|id| !self.has_failed(id)) {
            return Some(at);
        }
        self.beside(at, forward)
    }

    /// The first row whose article could be read.
    #[must_use]
    pub fn first(&self) -> Option<ArticleId> {
        let mut ids = self.listing.ids.iter();
        ids.find(|id| !self.has_failed(**id)).copied()
    }

    /// Selects the row `n` rows below, at most the last.
    pub fn down(&mut self, n: usize) {
        let n = match self.saved.down(n) {
            // It comes to the articles from above.
            Some(left) if self.saved.on.is_none() => {
                self.selected = 0;
                left
            }
            Some(_) => return,
            None => n,
        };
        self.selected = self
            .selected
            .saturating_add(n)
            .min(self.len().saturating_sub(1));
    }

    /// Selects the row `n` rows above, at least the first.
    pub fn up(&mut self, n: usize) {
        if !self.saved.up(self.selected, n) {
            self.selected = self.selected.saturating_sub(n);
        }
    }

    /// The entries on a list of `width` × `height` cells, from the first that is shown.
    #[must_use]
    pub fn visible(&self, width: u16, height: u16, options: &Options) -> Vec<Entry> {
        let mut out = Vec::new();
        let mut y = 0;
        for at in self.top..self.len() {
            if y >= height {
                break;
            }
            let entry = Entry {
                at,
                y,
                inset: self.inset(at),
                title: self.title(at, width, options),
            };
            y += entry.height() + 1;
            out.push(entry);
        }
        out
    }

    fn title(&self, at: usize, width: u16, options: &Options) -> Vec<Line> {
        // A row that is on its way takes the room of a short title.
        let Some(row) = self.row(at) else {
            return column::label_rows("…", 2, 1, options);
        };
        // A title stands as its article does, unless none of its letters do.
        let own = || Direction::of_first_strong(&row.title);
        let direction = match row.direction {
            direction if direction.is_in(&row.title) => direction,
            direction => own().unwrap_or(direction),
        };
        let options = Options {
            direction: row.failed.is_none().then_some(direction),
            ..*options
        };
        let room = width.saturating_sub(MARGINS + self.inset(at)).max(2);
        column::label_rows(&row.title, room, TITLE_ROWS, &options)
    }

    /// A copy stands a little further in.
    fn inset(&self, at: usize) -> u16 {
        let copy = self.id_at(at).is_some_and(|id| self.is_copy(id));
        if copy { INSET } else { 0 }
    }

    /// Scrolls so that the selected entry stands whole within the height.
    pub fn scroll(&mut self, width: u16, height: u16, options: &Options) {
        self.selected = self.selected.min(self.len().saturating_sub(1));
        self.top = self.top.min(self.selected);
        if self.is_empty() {
            return;
        }
        // From the selected entry upwards, as many as there is room for.
        let mut left = height;
        let mut first = self.selected;
        loop {
            let entry = self.title(first, width, options).len();
            let rows = u16::try_from(entry).unwrap_or(u16::MAX).saturating_add(1);
            if rows > left {
                break;
            }
            left = (left - rows).saturating_sub(1);
            if first == 0 {
                return;
            }
            first -= 1;
        }
        self.top = self.top.max((first + 1).min(self.selected));
    }

    /// The entry that stands on row `y` of the list.
    #[must_use]
    pub fn row_at(&self, y: u16, width: u16, height: u16, options: &Options) -> Option<usize> {
        let entries = self.visible(width, height, options);
        let entry = entries.iter().rfind(|e| e.y <= y)?;
        (y < entry.y + entry.height()).then_some(entry.at)
    }
}

/// Cells of an entry that are not its title: bar, sign and blank before, a blank after.
pub const MARGINS: u16 = 5;
/// Cells that a copy stands further in.
const INSET: u16 = 2;
/// A title takes at most so many rows.
const TITLE_ROWS: usize = 2;

/// An entry on the screen: title rows, then one row of date and count.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number in the list.
    pub at: usize,
    /// Its first row, from the top of the list's body.
    pub y: u16,
    /// So many cells it stands further in.
    pub inset: u16,
    /// Its title.
    pub title: Vec<Line>,
}

impl Entry {
    /// Its rows, the blank one after it aside.
    #[must_use]
    pub fn height(&self) -> u16 {
        u16::try_from(self.title.len())
            .unwrap_or(u16::MAX)
            .saturating_add(1)
    }
}
