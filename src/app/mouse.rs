//! What a click does.

use crate::app::Model;
use crate::app::key::{Mouse, MouseKind};
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::sidebar::{Rows, SidebarRow};

impl Model {
    /// Columns from here on are as if the interface ran from left to right.
    pub(super) fn turned(&self, mouse: Mouse) -> Mouse {
        if !self.is_mirrored() {
            return mouse;
        }
        let last = self.panes.screen.width.saturating_sub(1);
        Mouse {
            x: last.saturating_sub(mouse.x),
            ..mouse
        }
    }

    /// The column of the text at a column of the interface, from the text's left edge: text
    /// keeps its own sides.
    pub(super) fn text_column(&self, x: u16) -> i32 {
        let text = self.panes.text;
        if self.is_mirrored() {
            i32::from(text.right()) - 1 - i32::from(x)
        } else {
            i32::from(x) - i32::from(text.x)
        }
    }

    pub(super) fn mouse(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        let mouse = self.turned(mouse);
        if self.over_mouse(mouse) {
            return;
        }
        if self.popup.is_some() {
            self.popup_mouse(mouse, effects);
            return;
        }
        if self.board_mouse(mouse, effects) {
            return;
        }
        match mouse.kind {
            MouseKind::Drag => return self.drag(mouse.x, mouse.y),
            MouseKind::Release => return self.release(effects),
            _ => {}
        }
        if self.is_over_other(mouse) {
            self.swap_beside(effects);
            self.settle();
        }
        let Some(pane) = self.panes.at(mouse.x, mouse.y) else {
            return;
        };
        match mouse.kind {
            MouseKind::WheelDown => self.scroll(pane, true, 3),
            MouseKind::WheelUp => self.scroll(pane, false, 3),
            MouseKind::Double if pane == Pane::Reader => self.press(mouse.x, mouse.y, 2),
            MouseKind::Triple if pane == Pane::Reader => self.press(mouse.x, mouse.y, 3),
            _ => self.click(pane, mouse.x, mouse.y, effects),
        }
    }

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
                let (above, body) = self.list.parts(self.panes.body(area));
                let Some(y) = y.checked_sub(body.y) else {
                    let row = y.checked_sub(above.y).map(usize::from);
                    self.list.saved.on = row.map(|y| self.list.saved.top + y);
                    self.choose_saved(effects);
                    return;
                };
                self.list.saved.on = None;
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
                let Some(y) = y.checked_sub(body.y) else {
                    return;
                };
                let rows = Rows::of(&self.sidebar.actors);
                let row = rows.get(self.sidebar.top + usize::from(y));
                if let Some(SidebarRow::Actor(at)) = row {
                    self.sidebar.selected = at;
                    self.choose(effects);
                }
            }
        }
    }
}
