//! The list of articles.

use rustc_hash::FxHashSet;

use crate::layout::column;
use crate::layout::{Line, Options};
use crate::library::{ArticleId, Row};

/// The articles as the list shows them.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The rows, in the order of the list.
    pub rows: Vec<Row>,
    /// The selected row.
    pub selected: usize,
    /// The first row that is shown.
    pub top: usize,
    /// Articles whose end was on the screen.
    pub read: FxHashSet<ArticleId>,
    /// Sources looked at, and all there are.
    pub progress: (usize, usize),
    /// Files in folders that are no text.
    pub skipped: usize,
    /// What was wrong in files with marks beside the articles: how often, and the first.
    pub marks: (usize, String),
}

impl List {
    /// Takes the rows as they stand now; the selected article stays selected and stays
    /// on its row of the screen.
    pub fn set_rows(&mut self, rows: Vec<Row>) {
        let selected = self.rows.get(self.selected).map(|r| r.id);
        let offset = self.selected.saturating_sub(self.top);
        self.rows = rows;
        self.selected = selected
            .and_then(|id| self.index_of(id))
            .unwrap_or(self.selected)
            .min(self.rows.len().saturating_sub(1));
        self.top = self.selected.saturating_sub(offset);
    }

    /// The row of an article.
    #[must_use]
    pub fn index_of(&self, id: ArticleId) -> Option<usize> {
        self.rows.iter().position(|r| r.id == id)
    }

    /// The selected row.
    #[must_use]
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// Selects the row `n` rows below, at most the last.
    pub fn down(&mut self, n: usize) {
        self.selected = (self.selected + n).min(self.rows.len().saturating_sub(1));
    }

    /// Selects the row `n` rows above, at least the first.
    pub fn up(&mut self, n: usize) {
        self.selected = self.selected.saturating_sub(n);
    }

    /// The entries on a list of `width` × `height` cells, from the first that is shown.
    #[must_use]
    pub fn visible(&self, width: u16, height: u16, options: &Options) -> Vec<Entry> {
        let mut out = Vec::new();
        let mut y = 0;
        for at in self.top..self.rows.len() {
            if y >= height {
                break;
            }
            let entry = Entry {
                at,
                y,
                title: self.title(at, width, options),
            };
            y += entry.height() + 1;
            out.push(entry);
        }
        out
    }

    fn title(&self, at: usize, width: u16, options: &Options) -> Vec<Line> {
        let row = &self.rows[at];
        let options = Options {
            direction: row.failed.is_none().then_some(row.direction),
            ..*options
        };
        let room = width.saturating_sub(MARGINS).max(2);
        column::label_rows(&row.title, room, TITLE_ROWS, &options)
    }

    /// Scrolls so that the selected entry stands whole within the height.
    pub fn scroll(&mut self, width: u16, height: u16, options: &Options) {
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
        self.top = self.top.min(self.selected);
        if self.rows.is_empty() {
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

    /// How many articles could not be read.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.rows.iter().filter(|r| r.failed.is_some()).count()
    }
}

/// Cells of an entry that are not its title: bar, sign and blank before, a blank after.
pub const MARGINS: u16 = 5;
/// A title takes at most so many rows.
const TITLE_ROWS: usize = 2;

/// An entry on the screen: title rows, then one row of date and count.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number in the list.
    pub at: usize,
    /// Its first row, from the top of the list's body.
    pub y: u16,
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
