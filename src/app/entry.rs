//! The prompt for what a reader writes on an article: tags, notes.

use crate::app::prompt::Input;
use crate::app::{Model, Popup};
use crate::library::ArticleId;
use crate::text::range::TextRange;

/// What is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// The tags of an article, with commas between.
    Tags(ArticleId),
    /// A note on an article or a passage of it; in the place of one of its notes, if that is said.
    Note(ArticleId, Option<TextRange>, Option<usize>),
    /// A name for this query.
    Save(String),
    /// Another name for the search that is called so.
    Rename(String),
}

/// The prompt while it is open.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is written.
    pub asks: Asks,
    /// What is typed.
    pub input: Input,
}

impl Entry {
    /// Its name in the file of words.
    #[must_use]
    pub const fn prompt(&self) -> &'static str {
        match self.asks {
            Asks::Tags(_) => "entry-tags",
            Asks::Note(..) => "entry-note",
            Asks::Save(_) => "entry-save",
            Asks::Rename(_) => "entry-rename",
        }
    }
}

impl Model {
    /// Opens the prompt with a text in it.
    pub(super) fn ask_entry(&mut self, asks: Asks, text: &str) {
        let mut input = Input::default();
        input.set(text);
        self.popup = Some(Popup::Entry(Entry { asks, input }));
    }

    /// `Enter` in the prompt.
    pub(super) fn enter_entry(
        &mut self,
        entry: Entry,
        effects: &mut Vec<crate::app::message::Effect>,
    ) {
        let written = entry.input.text().trim();
        match entry.asks {
            Asks::Tags(id) => self.set_tags(id, written, effects),
            Asks::Note(id, range, place) => self.set_note(id, range, place, written, effects),
            Asks::Save(query) => self.save(written, &query, effects),
            Asks::Rename(name) => self.rename_saved(&name, written, effects),
        }
    }
}
