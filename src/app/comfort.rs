//! How the page is made pleasant: text alone, line spacing, one paragraph at a time, glosses,
//! calendars.

use crate::app::Model;
use crate::app::page::RowPlace;
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::config::{Calendar, Gloss};

/// The most blank rows between two lines.
const SPACING: u16 = 2;

impl Reader {
    /// The paragraph that one reads, by number: that of what is selected, pointed at or reached,
    /// if it is on the screen; else that of the row at a third of the screen. Near the beginning
    /// and the end of the article, where the page stands still, the row moves to the edge, so
    /// that scrolling comes to each paragraph.
    #[must_use]
    pub fn paragraph_read(&self) -> Option<usize> {
        let selected = self.selection.map(|selection| selection.head);
        let marked = selected.or(self.pointed).or(self.reached);
        let of_row = |at: usize| {
            let rows = self.visible.iter().skip(at);
            let next = rows.clone().find(|row| row.line().is_some());
            let before = || {
                self.visible
                    .iter()
                    .take(at)
                    .rev()
                    .find(|row| row.line().is_some())
            };
            next.or_else(before).map(|row| row.place.paragraph)
        };
        let on_screen = marked.and_then(|range| {
            let holds = |line: &crate::layout::Line| line.range.contains(range.start);
            let mut rows = self.visible.iter();
            rows.find(|row| row.line().is_some_and(holds))
        });
        if let Some(row) = on_screen {
            return Some(row.place.paragraph);
        }
        let (above, below) = self.rows_around();
        let height = self.height();
        let third = height / 3;
        let mut at = third.min(above);
        if below < height - third {
            at = at.max((height - 1).saturating_sub(below));
        }
        of_row(at.min(self.visible.len().saturating_sub(1)))
    }

    /// How many rows there are above the screen and below it, up to a screen.
    fn rows_around(&self) -> (usize, usize) {
        self.around
    }

    /// Counts them; looked at where the page moves, so that painting need not.
    pub(super) fn count_around(&mut self) {
        let height = self.height();
        let (first, last) = match (self.visible.first(), self.visible.last()) {
            (Some(first), Some(last)) => (first.place, last.place),
            _ => return,
        };
        let mut above = 0;
        let mut place = first;
        while above < height && place != RowPlace::default() {
            place = self.page.above(place, 1);
            above += 1;
        }
        let mut below = 0;
        let mut place = last;
        while below < height {
            let next = self.page.below(place, 1);
            if next == place {
                break;
            }
            place = next;
            below += 1;
        }
        self.around = (above, below);
    }
}

impl Model {
    /// `z`: the text alone, or with everything around it.
    pub(super) fn toggle_zen(&mut self) {
        self.setup.zen = !self.setup.zen;
        self.drawer = None;
        self.focus = Pane::Reader;
        if self.setup.zen {
            let key = self.key_of(crate::app::action::Action::ToggleZen);
            self.say_id("zen-on", &[("key", key.into())]);
        }
    }

    /// `-`: lines close together, apart, farther apart.
    pub(super) fn cycle_spacing(&mut self) {
        self.setup.spacing = (self.setup.spacing + 1) % (SPACING + 1);
        let id = match self.setup.spacing {
            0 => "spacing-none",
            1 => "spacing-one",
            _ => "spacing-two",
        };
        self.say_id(id, &[]);
    }

    /// `i`: the paragraph that is read, the others dimmed.
    pub(super) fn toggle_spotlight(&mut self) {
        self.setup.spotlight = !self.setup.spotlight;
        let id = if self.setup.spotlight {
            "spotlight-on"
        } else {
            "spotlight-off"
        };
        self.say_id(id, &[]);
    }

    /// `R`: names in Latin letters under the lines, all words, nothing.
    pub(super) fn cycle_gloss(&mut self) {
        let (gloss, id) = match self.setup.gloss {
            Gloss::None => (Gloss::Names, "gloss-names"),
            Gloss::Names => (Gloss::Words, "gloss-words"),
            Gloss::Words => (Gloss::None, "gloss-nothing"),
        };
        self.setup.gloss = gloss;
        self.say_id(id, &[]);
    }

    /// `H`: days also Hijri, Persian, or Gregorian alone.
    pub(super) fn cycle_calendar(&mut self) {
        let (calendar, id) = match self.setup.calendar {
            Calendar::Gregorian => (Calendar::Hijri, "days-hijri"),
            Calendar::Hijri => (Calendar::Persian, "days-persian"),
            Calendar::Persian => (Calendar::Gregorian, "days-gregorian"),
        };
        self.setup.calendar = calendar;
        self.say_id(id, &[]);
    }
}
