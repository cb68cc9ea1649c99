//! The lesson of the first minute, in its row over the status line.

use crate::app::Model;
use crate::app::panes::Area;
use crate::app::welcome::Lesson;
use crate::ui::paint::Painter;

pub(super) fn view(model: &Model, lesson: Lesson, area: Area, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    painter.fill(area, theme.side.patch(theme.text));
    let Some((action, id)) = lesson.asks() else {
        return;
    };
    let y = area.y;
    let mut end = area.right().saturating_sub(1);
    let shown = model.popup.is_none();
    if shown {
        let hide = painter.locale.text("word-hide");
        end = end.saturating_sub(painter.words_before(end, y, 8, &hide, theme.dim) + 1);
        end = end.saturating_sub(painter.label_before(end, y, 4, "Esc", theme.strong) + 2);
    }
    let room = |x: u16| end.saturating_sub(x);
    let mut x = area.x + 2;
    let (number, of) = lesson.number();
    // On a narrow screen what is asked for comes first.
    if area.width >= 72 {
        let values = [("at", number.into()), ("count", of.into())];
        let which = painter.locale.with("lesson-of", &values);
        x += painter.words(x, y, room(x), &which, theme.dim) + 3;
    }
    let row = model.keymap.row(action);
    let key = row.and_then(|row| row.key(model.scope()));
    let by_name = row.map_or_else(String::new, |row| format!(":{}", row.name));
    let press = painter.locale.text("lesson-press");
    if !press.is_empty() {
        x += painter.words(x, y, room(x), &press, theme.text) + 1;
    }
    x += painter.label(x, y, room(x), key.unwrap_or(&by_name), theme.strong);
    let words = format!(": {}", painter.locale.text(id));
    painter.words(x, y, room(x), &words, theme.text);
}
