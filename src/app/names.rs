//! A long article is read before its names are known: what is said of them meanwhile.

use crate::app::Model;

impl Model {
    /// The words that say why the open article has no names yet; `None` when they are known.
    #[must_use]
    pub fn names_awaited(&self) -> Option<String> {
        let article = &self.reader.as_ref()?.article;
        if article.analysed {
            return None;
        }
        // When all was read in, only its answer is on the way.
        let sought = !self.list.settled || self.pending.is_some();
        let id = match sought {
            true => "names-sought",
            false => "names-not-sought",
        };
        Some(self.locale.text(id))
    }

    /// Says that the names of the open article are not known yet; false when they are.
    pub(super) fn say_names_awaited(&mut self) -> bool {
        let awaited = self.names_awaited();
        let is_awaited = awaited.is_some();
        if let Some(words) = awaited {
            self.say(words);
        }
        is_awaited
    }
}
