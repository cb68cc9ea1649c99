//! Two articles side by side, each with its own place; on request the other follows by paragraph.

use std::sync::Arc;

use crate::app::Model;
use crate::app::key::Mouse;
use crate::app::lookup::Lookup;
use crate::app::message::Effect;
use crate::app::page::RowPlace;
use crate::app::panes::{Area, Pane, Panes, Wishes};
use crate::app::reader::Reader;
use crate::app::{MEASURE_LTR, MEASURE_RTL, Popup};
use crate::layout::Order;
use crate::library::Article;

/// The article that stands beside the one that has the keys.
#[derive(Debug)]
pub struct Beside {
    /// The other article and the place in it.
    pub reader: Reader,
    /// Its half of the page, with its head; empty while the window is too narrow.
    pub area: Area,
    /// Its text column.
    pub text: Area,
    /// The column of its overview ruler.
    pub ruler: u16,
    /// It stands on the left of the one that has the keys.
    pub on_left: bool,
    /// It follows the one that has the keys, by paragraph.
    pub locked: bool,
}

/// The narrowest window (cells) for two articles.
pub const WIDTH: u16 = 84;

impl Beside {
    /// True when there is room for it.
    #[must_use]
    pub const fn is_shown(&self) -> bool {
        self.area.width > 0
    }
}

/// A half of the screen from column `x` on, set as a whole screen of that width would be.
fn half(x: u16, width: u16, height: u16, wishes: Wishes) -> (Area, Area, u16) {
    let panes = Panes::share(width, height, wishes);
    let moved = |area: Area| Area {
        x: area.x + x,
        ..area
    };
    (moved(panes.reader), moved(panes.text), panes.ruler + x)
}

impl Reader {
    /// Goes to the paragraph that stands for the one at the top of another article: that of the
    /// same number where both have as many, else that as far along; as far into it.
    fn follow(&mut self, other: &Reader) {
        let Some(lead) = other.visible.first().map(|row| row.place) else {
            return;
        };
        let (own, all) = (self.page.len(), other.page.len());
        if own == 0 || all == 0 {
            return;
        }
        let paragraph = if own == all {
            lead.paragraph
        } else {
            lead.paragraph * own / all
        };
        let theirs = other.visible.first().map_or(1, |row| row.block.rows.len());
        let rows = self.page.block(paragraph).rows.len();
        let row = (lead.row * rows / theirs.max(1)).min(rows.saturating_sub(1));
        let top = RowPlace { paragraph, row };
        if self.visible.first().map(|row| row.place) != Some(top) {
            self.stand_at(top);
        }
    }
}

impl Model {
    /// `|`: asks for the article to set beside this one; a second time one is alone again.
    pub(super) fn toggle_beside(&mut self, effects: &mut Vec<Effect>) {
        if self.beside.take().is_some() {
            self.say_id("beside-one", &[]);
            return;
        }
        if self.reader.is_none() {
            return;
        }
        if self.setup.order == Order::Logical {
            self.say_id("beside-rows", &[]);
        } else if self.setup.width < WIDTH {
            let width = self.setup.width;
            let values = [("least", WIDTH.into()), ("width", width.into())];
            self.say_id("beside-narrow", &values);
        } else {
            self.popup = Some(Popup::Lookup(Lookup::default()));
            self.finds_beside = true;
            self.ask_finder(effects);
        }
    }

    /// True while the finder asks for the article to set beside this one.
    #[must_use]
    pub const fn finds_beside(&self) -> bool {
        self.finds_beside
    }

    /// True when two articles stand side by side.
    pub(super) fn has_two(&self) -> bool {
        self.beside.is_some() && self.setup.width >= WIDTH && self.setup.order == Order::Visual
    }

    /// True when the mouse is over the other article, and nothing covers it.
    pub(super) fn is_over_other(&self, mouse: Mouse) -> bool {
        let covered = self.panes.list.is_some() || self.panes.sidebar.is_some();
        let beside = self.beside.as_ref().filter(|_| !covered);
        beside.is_some_and(|beside| beside.area.contains(mouse.x, mouse.y))
    }

    /// An article has come that is to stand beside.
    pub(super) fn set_beside(&mut self, article: Arc<Article>) {
        let Some(reader) = &self.reader else {
            return;
        };
        let rtl = |article: &Article| article.document.direction().is_rtl();
        // Of two directions the right-to-left one stands on the right.
        let (own, other) = (rtl(&reader.article), rtl(&article));
        let on_left = if self.is_mirrored() {
            !own && other
        } else {
            own && !other
        };
        self.beside = Some(Beside {
            reader: Reader::new(article, self.page_setting(), self.panes.text.height),
            area: Area::default(),
            text: Area::default(),
            ruler: 0,
            on_left,
            locked: false,
        });
        self.settle();
        let keys = [
            crate::app::action::Action::FocusNext,
            crate::app::action::Action::ToggleLock,
        ];
        let [next, lock] = keys.map(|action| self.key_of(action));
        self.say_id(
            "beside-keys",
            &[("next", next.into()), ("lock", lock.into())],
        );
    }

    /// Shares the page between two articles.
    pub(super) fn settle_beside(&mut self) {
        let setting = self.page_setting();
        let two = self.has_two();
        let mirrored = self.is_mirrored();
        let (Some(beside), Some(reader)) = (&mut self.beside, &mut self.reader) else {
            return;
        };
        beside.area = Area::default();
        if !two {
            return;
        }
        let wishes = |reader: &Reader| {
            let rtl = reader.runs().is_rtl();
            let usual = if rtl { MEASURE_RTL } else { MEASURE_LTR };
            Wishes {
                list: false,
                sidebar: false,
                drawer: None,
                measure: self.setup.measure.unwrap_or(usual),
                rtl: rtl != mirrored,
                stacked: false,
            }
        };
        let (width, height) = (self.setup.width, self.setup.height);
        let left = width / 2;
        // A column between them is for the line.
        let (own, other) = if beside.on_left {
            ((left + 1, width - left - 1), (0, left))
        } else {
            ((0, left), (left + 1, width - left - 1))
        };
        let (area, text, ruler) = half(own.0, own.1, height, wishes(reader));
        (self.panes.reader, self.panes.text, self.panes.ruler) = (area, text, ruler);
        let other = half(other.0, other.1, height, wishes(&beside.reader));
        (beside.area, beside.text, beside.ruler) = other;
        let direction = beside.reader.direction.unwrap_or(setting.direction);
        let setting = crate::app::page::Setting {
            measure: beside.text.width,
            direction,
            ..setting
        };
        beside.reader.set(setting, beside.text.height);
    }

    /// The other article follows, if it is to.
    pub(super) fn settle_lock(&mut self) {
        if let (Some(beside), Some(reader)) = (&mut self.beside, &self.reader)
            && beside.locked
            && beside.is_shown()
        {
            beside.reader.follow(reader);
        }
    }

    /// The other article gets the keys; false when there is none.
    pub(super) fn swap_beside(&mut self, effects: &mut Vec<Effect>) -> bool {
        let (Some(beside), Some(reader)) = (&mut self.beside, &mut self.reader) else {
            return false;
        };
        std::mem::swap(&mut beside.reader, reader);
        beside.on_left = !beside.on_left;
        let id = reader.article.id;
        if let Some(at) = self.list.index_of(id) {
            self.list.selected = at;
        }
        if let Some(search) = &mut self.sought.search
            && let Some(reader) = &self.reader
        {
            search.look_in(&reader.article, self.list.marks(id));
        }
        self.sidebar.restart();
        // More may have been linked since it was opened.
        self.ask_anew(effects);
        true
    }

    /// True when the other article stands on that side of the one that has the keys.
    pub(super) fn swaps_towards(&self, leftwards: bool) -> bool {
        let beside = self.beside.as_ref().filter(|_| self.focus == Pane::Reader);
        beside.is_some_and(|beside| {
            beside.is_shown() && beside.on_left == (leftwards != self.is_mirrored())
        })
    }

    /// `\`: the other article follows by paragraph, or stays.
    pub(super) fn toggle_lock(&mut self) {
        let Some(beside) = &mut self.beside else {
            let key = self.key_of(crate::app::action::Action::ToggleBeside);
            self.say_id("beside-none", &[("key", key.into())]);
            return;
        };
        beside.locked = !beside.locked;
        let locked = beside.locked;
        let id = if locked {
            "beside-locked"
        } else {
            "beside-unlocked"
        };
        self.say_id(id, &[]);
    }
}
