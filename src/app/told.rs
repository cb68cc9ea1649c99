//! The start: what the terminal tells of itself after the model was made, and whether the first
//! page is there.

use crate::app::{Model, Setup};

impl Model {
    /// Takes what the terminal decides, now that it has said what it is. What the reader chose, or
    /// left behind in an earlier session, stays.
    pub fn told(&mut self, setup: &Setup) {
        let Setup {
            width,
            height,
            theme,
            marks,
            order,
            ascii,
            mirrored,
            ..
        } = *setup;
        self.setup = Setup {
            width,
            height,
            theme,
            marks,
            order,
            ascii,
            mirrored,
            ..self.setup
        };
        self.settle();
    }

    /// True when nothing that is shown is still on its way: neither the article nor rows of the list.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let rows = self.panes.list.map(|pane| self.panes.body(pane).height);
        self.reader.is_some()
            && !self.is_waiting()
            && !rows.is_some_and(|height| self.list.lacks_rows(height))
    }
}
