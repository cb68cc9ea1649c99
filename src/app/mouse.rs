//! What a click does.

use crate::app::Model;
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::sidebar::{self, SidebarRow};

impl Model {
    /// A click on the text, `x` and `y` cells from the corner of its column: chooses a name.
    pub(super) fn click_text(&mut self, x: u16, y: u16, effects: &mut Vec<Effect>) {
        let Some(reader) = &self.reader else {
            return;
        };
        let mention = reader.mention_at(x, y, self.panes.text.width).copied();
        if let Some(mention) = mention {
            let from = self.here();
            if let Some(from) = from {
                self.history.leave(from);
            }
            self.choose_mention(mention.range, effects);
        }
    }

    /// A click: chooses a name, a row of the list, an actor.
    pub(super) fn click(&mut self, pane: Pane, x: u16, y: u16, effects: &mut Vec<Effect>) {
        self.focus = pane;
        match pane {
            Pane::Reader => self.press(x, y, 1),
            Pane::List => {
                let Some(area) = self.panes.list else {
                    return;
                };
                let body = self.panes.body(area);
                let Some(y) = y.checked_sub(body.y) else {
                    return;
                };
                let options = self.label_options();
                if let Some(at) = self.list.row_at(y, body.width, body.height, &options) {
                    self.list.selected = at;
                    self.open_row(at, effects);
                }
            }
            Pane::Sidebar => {
                let Some(area) = self.panes.sidebar else {
                    return;
                };
                let body = self.panes.body(area);
                let (Some(y), Some(reader)) = (y.checked_sub(body.y), &self.reader) else {
                    return;
                };
                let rows = sidebar::rows(&reader.article.actors);
                let row = rows.get(self.sidebar.top + usize::from(y));
                if let Some(SidebarRow::Actor(at)) = row {
                    self.sidebar.selected = *at;
                    self.choose(effects);
                }
            }
        }
    }
}
