//! What a reader writes on articles: tags, and notes on an article or on a passage.

use std::sync::Arc;

use crate::app::Model;
use crate::app::entry::Asks;
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::over::Over;
use crate::app::over::step_of;
use crate::app::undo::Step;
use crate::library::{ArticleId, Note};
use crate::text::fold;
use crate::text::range::TextRange;

/// The notes of the open article while they are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The selected one.
    pub selected: usize,
    /// The first one that is shown.
    pub top: usize,
}

impl Listed {
    fn go(&mut self, down: bool, n: usize, count: usize, height: usize) {
        let last = count.saturating_sub(1);
        self.selected = if down {
            self.selected.saturating_add(n).min(last)
        } else {
            self.selected.saturating_sub(n).min(last)
        };
        let least = (self.selected + 1).saturating_sub(height.max(1));
        self.top = self.top.min(self.selected).max(least);
    }
}

/// Tags as they are written, with commas of any script between; each once.
#[must_use]
pub fn tags(written: &str) -> Vec<Arc<str>> {
    let mut out: Vec<Arc<str>> = Vec::new();
    for tag in written.split([',', '،', '؛', ';']) {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
        let tag = tag.trim_start_matches('#').trim();
        if !tag.is_empty() && !out.iter().any(|t| fold::fold(t) == fold::fold(tag)) {
            out.push(tag.into());
        }
    }
    out
}

/// The comma of the script that tags are written in, and a blank.
#[must_use]
pub fn joined(tags: &[Arc<str>]) -> String {
    let rtl = tags.iter().any(|tag| {
        crate::text::direction::Direction::of_first_strong(tag)
            .is_some_and(crate::text::direction::Direction::is_rtl)
    });
    tags.join(if rtl { "، " } else { ", " })
}

impl Model {
    /// `.`: the tags of the article.
    pub(super) fn ask_tags(&mut self) {
        let Some(id) = self.article_at_hand() else {
            return;
        };
        let present = joined(&self.list.marks(id).tags);
        self.ask_entry(Asks::Tags(id), &present);
    }

    pub(super) fn set_tags(&mut self, id: ArticleId, written: &str, effects: &mut Vec<Effect>) {
        self.tag(id, tags(written), effects);
    }

    /// `:tag NAME`: more tags, or with a hyphen before them fewer.
    pub(super) fn change_tags(&mut self, written: &str, effects: &mut Vec<Effect>) {
        let Some(id) = self.article_at_hand() else {
            return;
        };
        let mut all = self.list.marks(id).tags.to_vec();
        for tag in tags(written) {
            let gone = tag.strip_prefix('-').map(str::trim);
            let name = fold::fold(gone.unwrap_or(&tag));
            let at = all.iter().position(|other| fold::fold(other) == name);
            match (gone, at) {
                (Some(_), Some(at)) => drop(all.remove(at)),
                (None, None) => all.push(tag),
                _ => {}
            }
        }
        self.tag(id, all, effects);
    }

    fn tag(&mut self, id: ArticleId, tags: Vec<Arc<str>>, effects: &mut Vec<Effect>) {
        if *self.list.marks(id).tags == *tags {
            return;
        }
        // A sign of no script, so that each tag keeps its place in a line of either direction.
        let between = if self.setup.ascii { " - " } else { " · " };
        let written = tags.join(between);
        self.can_undo(Step::Tags(id, self.list.marks(id).tags));
        self.mark(id, |marks| marks.tags = tags.into());
        effects.push(Effect::Keep);
        if written.is_empty() {
            self.say_id("tags-gone", &[]);
        } else {
            self.say_id("tags-set", &[("tags", written.into())]);
        }
    }

    /// `;`: a note on what is selected, else on the article.
    pub(super) fn ask_note(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.article_at_hand() else {
            return;
        };
        let range = self.selected_range(id);
        let notes = self.list.marks(id).notes;
        // What is there already is gone on with.
        let place = notes.iter().position(|note| match range {
            None => note.is_on_all(),
            Some(_) => note.range == range,
        });
        let present = place.map_or("", |at| notes[at].text.as_str());
        self.ask_for_note(Asks::Note(id, range, place), present, effects);
    }

    /// `:note TEXT`: one more note.
    pub(super) fn add_note(&mut self, written: &str, effects: &mut Vec<Effect>) {
        if let Some(id) = self.article_at_hand() {
            let range = self.selected_range(id);
            self.set_note(id, range, None, written, effects);
        }
    }

    fn selected_range(&self, id: ArticleId) -> Option<TextRange> {
        let reader = self.reader.as_ref().filter(|r| r.article.id == id)?;
        let selecting = self.focus == crate::app::panes::Pane::Reader;
        reader.selection.filter(|_| selecting).map(|s| s.range())
    }

    pub(super) fn set_note(
        &mut self,
        id: ArticleId,
        range: Option<TextRange>,
        place: Option<usize>,
        written: &str,
        effects: &mut Vec<Effect>,
    ) {
        let before = self.list.marks(id).notes;
        let mut notes = before.to_vec();
        let old = place.and_then(|at| notes.get(at).cloned());
        let new = match old {
            // The passage stays as it was, where it is not in the text any more too.
            Some(old) => Note {
                text: written.to_owned(),
                ..old
            },
            None => {
                let source = self.reader.as_ref().filter(|r| r.article.id == id);
                let source = source.map_or("", |r| &r.article.document.source);
                let note = Note {
                    text: written.to_owned(),
                    ..Default::default()
                };
                note.placed(source, range)
            }
        };
        match (place.filter(|at| *at < notes.len()), written.is_empty()) {
            (Some(at), true) => drop(notes.remove(at)),
            (Some(at), false) => notes[at] = new,
            (None, true) => return,
            (None, false) => {
                // In text order, those on all of it first.
                let start = |note: &Note| note.range.map(|range| range.start);
                let at = notes.partition_point(|other| start(other) <= start(&new));
                notes.insert(at, new);
            }
        }
        if let Some(reader) = &mut self.reader {
            reader.selection = None;
        }
        if *before == *notes {
            return;
        }
        self.can_undo(Step::Notes(id, before));
        self.mark(id, |marks| marks.notes = notes.into());
        effects.push(Effect::Keep);
        let said = if written.is_empty() {
            "note-gone"
        } else {
            "note-kept"
        };
        self.say_id(said, &[]);
    }

    /// `"`: the notes of the open article.
    pub(super) fn open_notes(&mut self) {
        let Some(reader) = &self.reader else {
            return;
        };
        let notes = self.list.marks(reader.article.id).notes;
        if notes.is_empty() {
            let key = self.key_of(crate::app::action::Action::Note);
            self.say_id("notes-none", &[("key", key.into())]);
            return;
        }
        self.over = Some(Over::Notes(Listed::default()));
    }

    pub(super) fn notes_key(&mut self, mut listed: Listed, key: Key, effects: &mut Vec<Effect>) {
        let Some(id) = self.reader.as_ref().map(|r| r.article.id) else {
            return;
        };
        let notes = self.list.marks(id).notes;
        let rows = self.panes.over_rows();
        let step = match (key.ctrl, key.code) {
            (false, KeyCode::Enter) => {
                if let Some(note) = notes.get(listed.selected) {
                    if let Some(range) = note.range {
                        self.show_top(range.start);
                    }
                    // What was written is the reader's own: it is said as it stands.
                    self.say_id("note-says", &[("text", note.in_short().into())]);
                }
                return;
            }
            (false, KeyCode::Char('e' | ';')) => {
                if let Some(note) = notes.get(listed.selected) {
                    let asks = Asks::Note(id, note.range, Some(listed.selected));
                    let text = note.text.clone();
                    self.ask_for_note(asks, &text, effects);
                }
                return;
            }
            (false, KeyCode::Char('d') | KeyCode::Delete) => {
                self.set_note(id, None, Some(listed.selected), "", effects);
                let left = notes.len().saturating_sub(1);
                if left > 0 {
                    listed.go(false, 0, left, rows);
                    self.over = Some(Over::Notes(listed));
                }
                return;
            }
            (false, KeyCode::Char('q' | '"')) => return,
            _ => step_of(key, rows),
        };
        listed.go(step.0, step.1, notes.len(), rows);
        self.over = Some(Over::Notes(listed));
    }
}
