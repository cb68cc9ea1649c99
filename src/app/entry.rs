//! The prompt for what a reader writes on an article: tags, notes.

use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::prompt::{Input, LONGEST};
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

/// The key that gives a note to the editor, as it is shown.
pub const EDITOR_KEY: &str = "Tab";

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
    pub(super) fn enter_entry(&mut self, entry: Entry, effects: &mut Vec<Effect>) {
        let written = entry.input.text().trim();
        match entry.asks {
            Asks::Tags(id) => self.set_tags(id, written, effects),
            Asks::Note(id, range, place) => self.set_note(id, range, place, written, effects),
            Asks::Save(query) => self.save(written, &query, effects),
            Asks::Rename(name) => self.rename_saved(&name, written, effects),
        }
    }

    /// Opens the prompt for a note with its text in it; the editor for one that has no room there.
    pub(super) fn ask_for_note(&mut self, asks: Asks, text: &str, effects: &mut Vec<Effect>) {
        if text.contains('\n') || text.len() > LONGEST {
            effects.push(Effect::Edit(asks, text.to_owned()));
        } else {
            self.ask_entry(asks, text);
        }
    }

    /// `Tab` or `Alt-e` in the prompt of a note: its text goes on in the editor. False for another
    /// key or prompt.
    pub(super) fn editor_key(&mut self, key: Key, effects: &mut Vec<Effect>) -> bool {
        let Some(Popup::Entry(entry)) = &self.popup else {
            return false;
        };
        let alt = self.setup.keyboard.translate(key);
        let alt = alt.alt && !alt.ctrl && alt.code == KeyCode::Char('e');
        if !matches!(entry.asks, Asks::Note(..)) || !(alt || key == Key::plain(KeyCode::Tab)) {
            return false;
        }
        let text = entry.input.text().to_owned();
        effects.push(Effect::Edit(entry.asks.clone(), text));
        true
    }

    /// What was written in the editor takes the place of what is typed. Where nothing was, the
    /// prompt stays as it is.
    pub(super) fn edited(
        &mut self,
        asks: Asks,
        edited: Result<String, String>,
        effects: &mut Vec<Effect>,
    ) {
        let (written, Asks::Note(id, range, place)) = (edited, asks) else {
            return;
        };
        match written {
            Err(reason) => self.trouble(reason),
            Ok(written) => {
                self.popup = None;
                self.set_note(id, range, place, &cleaned(&written), effects);
            }
        }
    }
}

/// A text of several lines without what acts on a terminal, and without blank ends.
fn cleaned(written: &str) -> String {
    let lines = written.lines().map(|line| {
        let line = line.replace('\t', "    ");
        line.chars().filter(|c| !c.is_control()).collect::<String>()
    });
    let text = lines.map(|line| line.trim_end().to_owned());
    let text = text.collect::<Vec<_>>().join("\n");
    // The indent of the first line is a part of it.
    text.trim_end().trim_start_matches('\n').to_owned()
}
