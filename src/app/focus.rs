//! Which pane has the keys, and which panes are shown.

use crate::app::Model;
use crate::app::action::Scope;
use crate::app::panes::Pane;
use crate::layout::Order;

impl Model {
    /// Where keys are listened to now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self.focus {
            _ if self.is_on_board() => Scope::Board,
            Pane::List => Scope::List,
            Pane::Reader if self.is_selecting() => Scope::Selection,
            Pane::Reader => Scope::Reader,
            Pane::Sidebar => Scope::Sidebar,
        }
    }

    pub(super) fn cycle_focus(&mut self, forward: bool) {
        // On a narrow screen a pane that is folded away comes as a drawer.
        let order = [Pane::List, Pane::Reader, Pane::Sidebar];
        let at = order.iter().position(|p| *p == self.focus).unwrap_or(1);
        let to = if forward { at + 1 } else { at + 2 };
        self.focus_on(order[to % 3]);
    }

    pub(super) fn focus_beside(&mut self, leftwards: bool) {
        // The list stands on the left unless all panes stand the other way round.
        let to = match (self.focus, leftwards != self.is_mirrored()) {
            (Pane::List, true) | (Pane::Reader, true) => Pane::List,
            (Pane::Sidebar, false) | (Pane::Reader, false) => Pane::Sidebar,
            (Pane::List, false) | (Pane::Sidebar, true) => Pane::Reader,
        };
        self.focus_on(to);
    }

    /// Gives a pane the keys, and shows it if it is folded away.
    pub(super) fn focus_on(&mut self, pane: Pane) {
        self.drawer = None;
        let stands = match pane {
            Pane::Reader => true,
            Pane::List => self.panes.list.is_some() && !self.panes.list_is_drawer,
            Pane::Sidebar => {
                (self.panes.sidebar.is_some() && !self.panes.sidebar_is_drawer)
                    || (self.panes.list_is_drawer
                        && self.setup.sidebar
                        && self.setup.width >= 72
                        && self.setup.order == Order::Visual)
            }
        };
        if !stands {
            self.drawer = Some(pane);
        }
        self.focus = pane;
        if pane == Pane::List
            && let Some(reader) = &self.reader
            && let Some(at) = self.list.index_of(reader.article.id)
        {
            self.list.selected = at;
        }
        self.settle_panes();
    }

    /// `Alt-m`: the panes from right to left, or back.
    pub(super) fn toggle_mirrored(&mut self) {
        if self.setup.order == Order::Logical {
            self.say_id("mirror-rows", &[]);
            return;
        }
        self.setup.mirrored = !self.setup.mirrored;
        self.say_id(
            if self.setup.mirrored {
                "mirror-on"
            } else {
                "mirror-off"
            },
            &[],
        );
    }

    pub(super) fn settle_panes(&mut self) {
        let focus = self.focus;
        self.settle();
        // A drawer has the keys as soon as it is there.
        if self.drawer == Some(focus) {
            self.focus = focus;
        }
    }

    pub(super) fn toggle(&mut self, pane: Pane) {
        let (shown, is_drawer) = match pane {
            Pane::List => (self.panes.list.is_some(), self.panes.list_is_drawer),
            _ => (self.panes.sidebar.is_some(), self.panes.sidebar_is_drawer),
        };
        if shown && is_drawer {
            self.close_drawer();
            return;
        }
        let wish = match pane {
            Pane::List => &mut self.setup.list,
            _ => &mut self.setup.sidebar,
        };
        if shown {
            *wish = false;
            if self.focus == pane {
                self.focus = Pane::Reader;
            }
        } else {
            *wish = true;
            // Where there is room it stands, and is no drawer.
            self.settle();
            self.focus_on(pane);
        }
    }
}
