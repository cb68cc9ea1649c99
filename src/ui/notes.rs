//! Notes: in the margin, behind a title, and all of an article.

use crate::app::Model;
use crate::app::labels::Listed;
use crate::app::panes::Area;
use crate::app::reader::Reader;
use crate::layout::{Line, column};
use crate::library::{Marks, Note};
use crate::ui::lookup::frame;
use crate::ui::paint::Painter;

/// Rows that the selected note may take; the others have one each.
const ROWS: usize = 12;

/// The notes of the open article: the passage, and what was written, whole where it is selected.
pub(super) fn view(model: &Model, listed: Listed, painter: &mut Painter<'_>) {
    let Some(reader) = &model.reader else {
        return;
    };
    let notes = model.list.marks(reader.article.id).notes;
    let Some(selected) = notes.get(listed.selected) else {
        return;
    };
    let most = model.panes.over_rows();
    let room = model.panes.reader.width.saturating_sub(6);
    let text = whole(selected, room, most.min(ROWS), model);
    // The other rows; the list begins later where the selected note would have no room.
    let above = listed.selected.saturating_sub(listed.top);
    let above = above.min(most.saturating_sub(text.len()));
    let top = listed.selected - above;
    let below = notes.len() - listed.selected - 1;
    let shown = (above + text.len() + below).min(most);
    let inside = frame(model, u16::try_from(shown).unwrap_or(u16::MAX), painter);
    let theme = painter.theme;
    let mut y = inside.y;
    for (at, note) in notes.iter().enumerate().skip(top) {
        if y >= inside.bottom() {
            break;
        }
        let rows = if at == listed.selected { text.len() } else { 1 };
        let rows = u16::try_from(rows).unwrap_or(1).min(inside.bottom() - y);
        let row = Area {
            y,
            height: rows,
            ..inside
        };
        let style = if at == listed.selected {
            super::over::select(row, painter);
            theme.strong
        } else {
            theme.text
        };
        let room = row.width.saturating_sub(2);
        // A note on the article whole has the row for itself.
        let passage = if note.is_on_all() { 0 } else { room * 2 / 5 };
        let gap = u16::from(passage > 0) * 2;
        let own = room.saturating_sub(passage + gap);
        if at == listed.selected && rows > 1 {
            for (y, line) in (y..y + rows).zip(&text) {
                let far = painter.is_far(line.direction);
                let offset = if far {
                    own.saturating_sub(line.width)
                } else {
                    0
                };
                painter.line(row.x + 1 + offset, y, line, |_| style);
            }
        } else {
            painter.label(row.x + 1, y, own, &note.in_short(), style);
        }
        let end = row.right().saturating_sub(1);
        painter.label_before(end, y, passage, &note.passage, theme.dim);
        y += rows;
    }
}

/// The lines of a note beside its passage, in a frame with so many cells.
fn whole(note: &Note, room: u16, most: usize, model: &Model) -> Vec<Line> {
    let passage = if note.is_on_all() {
        0
    } else {
        room * 2 / 5 + 2
    };
    let options = model.label_options();
    let lines = note.text.lines().flat_map(|line| {
        // A blank line of the note is a blank row.
        let line = if line.trim().is_empty() { " " } else { line };
        column::label_rows(line, room.saturating_sub(passage), ROWS, &options)
    });
    lines.take(most.max(1)).collect()
}

/// A sign beside each line where a passage with a note begins.
pub(super) fn margin(model: &Model, reader: &Reader, painter: &mut Painter<'_>) {
    let text = painter.spot.text;
    let (sign, style) = (painter.signs.note, painter.theme.text);
    for note in &*model.list.marks(reader.article.id).notes {
        let Some(range) = note.range else {
            continue;
        };
        let lines = (text.y..text.bottom()).zip(&reader.visible);
        let mut lines = lines.filter_map(|(y, row)| Some((y, row.line()?)));
        if let Some((y, line)) = lines.find(|(_, line)| line.range.contains(range.start)) {
            let x = super::reader::sign_column(painter, line.direction);
            if painter.is_blank(x, y) {
                painter.sign(x, y, sign, style);
            }
        }
    }
}

/// Tags and how many notes there are, in a few cells; empty where there is nothing.
pub(super) fn labels(marks: &Marks, painter: &Painter<'_>) -> String {
    let mut out = Vec::new();
    match marks.notes.len() {
        0 => {}
        1 => out.push(painter.signs.note.to_owned()),
        n => out.push(format!(
            "{}{}",
            painter.signs.note,
            painter.locale.number(n)
        )),
    }
    out.extend(
        marks
            .tags
            .iter()
            .map(|tag| format!("\u{2068}#{tag}\u{2069}")),
    );
    out.join(" ")
}
