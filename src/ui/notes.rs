//! Notes: in the margin, behind a title, and all of an article.

use crate::app::Model;
use crate::app::labels::Listed;
use crate::app::panes::Area;
use crate::app::reader::Reader;
use crate::library::Marks;
use crate::ui::lookup::frame;
use crate::ui::paint::Painter;

/// The notes of the open article: the passage, and what was written.
pub(super) fn view(model: &Model, listed: Listed, painter: &mut Painter<'_>) {
    let Some(reader) = &model.reader else {
        return;
    };
    let notes = model.list.marks(reader.article.id).notes;
    let shown = notes.len().min(model.panes.over_rows());
    let inside = frame(model, u16::try_from(shown).unwrap_or(u16::MAX), painter);
    let theme = painter.theme;
    let rows = notes.iter().enumerate().skip(listed.top);
    for (y, (at, note)) in (inside.y..inside.bottom()).zip(rows) {
        let row = Area {
            y,
            height: 1,
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
        painter.label(
            row.x + 1,
            y,
            room.saturating_sub(passage + gap),
            &note.text,
            style,
        );
        painter.label_before(
            row.right().saturating_sub(1),
            y,
            passage,
            &note.passage,
            theme.dim,
        );
    }
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
