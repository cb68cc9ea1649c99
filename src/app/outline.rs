//! The headings of the open article, nested by level.

use crate::app::Model;
use crate::app::action::Action;
use crate::app::key::{Key, KeyCode};
use crate::app::over::Over;
use crate::app::over::step_of;
use crate::app::quotation;
use crate::document::{Document, ParagraphKind};

/// The outline while it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The headings in the order of the text.
    pub rows: Vec<Heading>,
    /// The selected one.
    pub selected: usize,
    /// The first one that is shown.
    pub top: usize,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its text as it is read.
    pub text: String,
    /// How many headings it stands under.
    pub depth: u8,
    /// Its first byte in the source.
    pub at: usize,
}

impl Outline {
    /// The outline of a document; `here` (source byte) selects the heading one reads under.
    #[must_use]
    pub fn of(document: &Document, here: usize) -> Self {
        let mut rows = Vec::new();
        // The levels that are open: a level may be left out (`#` then `###`).
        let mut open: Vec<u8> = Vec::new();
        for paragraph in &document.paragraphs {
            let level = match paragraph.kind {
                ParagraphKind::Title => 0,
                ParagraphKind::Heading(level) => level,
                _ => continue,
            };
            let Some(range) = paragraph.range() else {
                continue;
            };
            open.retain(|other| *other < level);
            // What stands above all is no level of its own.
            let depth = open.iter().filter(|other| **other > 0).count();
            open.push(level);
            rows.push(Heading {
                text: quotation::reading_text(document, range),
                depth: u8::try_from(depth).unwrap_or(u8::MAX),
                at: range.start,
            });
        }
        let selected = rows
            .partition_point(|row: &Heading| row.at <= here)
            .saturating_sub(1);
        Self {
            rows,
            selected,
            top: 0,
        }
    }

    /// Moves the selection and keeps it within `height` rows.
    pub fn go(&mut self, down: bool, n: usize, height: usize) {
        let last = self.rows.len().saturating_sub(1);
        self.selected = if down {
            self.selected.saturating_add(n).min(last)
        } else {
            self.selected.saturating_sub(n)
        };
        self.keep_within(height);
    }

    fn keep_within(&mut self, height: usize) {
        self.top = self
            .top
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(height.max(1)));
    }
}

impl Model {
    /// `o`: the headings of the article.
    pub(super) fn open_outline(&mut self) {
        let Some(reader) = &self.reader else {
            return;
        };
        let mut outline = Outline::of(&reader.article.document, reader.shown().start);
        if outline.rows.is_empty() {
            self.say_with_key("no-headings", Action::Search);
            return;
        }
        outline.keep_within(self.panes.over_rows());
        self.over = Some(Over::Outline(outline));
    }

    pub(super) fn outline_key(&mut self, mut outline: Outline, key: Key) {
        let rows = self.panes.over_rows();
        let step = match (key.ctrl, key.code) {
            (false, KeyCode::Enter) => {
                if let Some(row) = outline.rows.get(outline.selected) {
                    self.show_top(row.at);
                }
                return;
            }
            (false, KeyCode::Char('q' | 'o')) => return,
            _ => step_of(key, rows),
        };
        outline.go(step.0, step.1, rows);
        self.over = Some(Over::Outline(outline));
    }

    /// A jump that sets a line at the top of the screen, one row under its edge.
    pub(super) fn show_top(&mut self, at: usize) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        let from = reader.place();
        self.history.leave(from);
        reader.show_top(at);
        self.close_drawer();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};

    #[test]
    fn headings_are_nested_by_level_and_one_reads_under_one() {
        let source = "---\ntitle: خبر\n---\n# أول\n\nنص\n\n### داخلي **جدا**\n\nنص آخر\n\n## ثان\n\n# Last\n";
        let document = read(source.to_owned(), Format::Markdown);
        let here = document.source.find("آخر").unwrap();
        let outline = Outline::of(&document, here);
        let rows: Vec<(&str, u8)> = outline
            .rows
            .iter()
            .map(|row| (row.text.as_str(), row.depth))
            .collect();
        let wanted = [
            ("خبر", 0),
            ("أول", 0),
            ("داخلي جدا", 1),
            ("ثان", 1),
            ("Last", 0),
        ];
        assert_eq!(rows, wanted);
        assert_eq!(outline.selected, 2);
        assert_eq!(Outline::of(&document, 0).selected, 0);
    }
}
