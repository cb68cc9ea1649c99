//! The outline, the marks, and letters at links.

use ratatui::style::Modifier;

use crate::app::Model;
use crate::app::hints::Hints;
use crate::app::outline::{Heading, Outline};
use crate::app::over::Over;
use crate::app::panes::Area;
use crate::app::reader::Reader;
use crate::text::direction::Direction;
use crate::ui::lookup::frame;
use crate::ui::paint::Painter;

pub(super) fn view(model: &Model, over: &Over, painter: &mut Painter<'_>) {
    match over {
        Over::SetMark => {}
        Over::GoToMark => marks(model, painter),
        Over::Outline(list) => outline(model, list, painter),
        Over::Hints(shown) => hints(model, shown, painter),
        Over::Notes(listed) => super::notes::view(model, *listed, painter),
        Over::Menu(menu) => super::offer::view(model, menu, painter),
    }
}

/// The keys that matter while one of these is open.
pub(super) fn keys(model: &Model, over: &Over) -> Vec<(String, String)> {
    let letters = model.locale.text("key-letters");
    let keys: &[(&str, &str)] = match over {
        Over::SetMark => &[("a-z A-Z", "word-mark"), ("Esc", "word-close")],
        Over::GoToMark => &[
            ("a-z A-Z", "word-go"),
            ("'", "word-back"),
            ("Esc", "word-close"),
        ],
        Over::Outline(_) => &[
            ("Enter", "word-go-there"),
            ("Up Down", "word-select"),
            ("Esc", "word-close"),
        ],
        Over::Hints(hints) if hints.copies => &[
            (&letters, "word-copy-link"),
            ("y", "word-open"),
            ("Esc", "word-close"),
        ],
        Over::Notes(_) => &[
            ("Enter", "word-go-there"),
            ("e", "word-edit"),
            ("d", "word-remove"),
            ("Esc", "word-close"),
        ],
        Over::Menu(_) => &[
            ("Enter", "word-do"),
            ("1-9", "word-by-number"),
            ("Up Down", "word-select"),
            ("Esc", "word-close"),
        ],
        Over::Hints(_) => &[
            (&letters, "word-open-link"),
            ("y", "word-copy"),
            ("Esc", "word-close"),
        ],
    };
    let said = |(key, id): &(&str, &str)| ((*key).to_owned(), model.locale.text(id));
    keys.iter().map(said).collect()
}

/// A row that is selected, as in other lists.
pub(super) fn select(row: Area, painter: &mut Painter<'_>) {
    painter.tint(row, painter.theme.selected);
    let x = row.x.saturating_sub(1);
    painter.sign(x, row.y, painter.signs.bar[0], painter.theme.accent);
}

fn outline(model: &Model, outline: &Outline, painter: &mut Painter<'_>) {
    let shown = outline.rows.len().min(model.panes.over_rows());
    let inside = frame(model, u16::try_from(shown).unwrap_or(u16::MAX), painter);
    let rows = outline.rows.iter().enumerate().skip(outline.top);
    for (y, (at, heading)) in (inside.y..inside.bottom()).zip(rows) {
        let row = Area {
            y,
            height: 1,
            ..inside
        };
        if at == outline.selected {
            select(row, painter);
        }
        one_heading(row, heading, at == outline.selected, painter);
    }
}

/// A heading stands in its own direction and on its own side, as far in as it is deep.
fn one_heading(row: Area, heading: &Heading, selected: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let inset = (u16::from(heading.depth) * 2).min(row.width / 3);
    let style = match (selected, heading.depth) {
        (true, _) | (_, 0) => theme.strong,
        _ => theme.text,
    };
    let room = row.width.saturating_sub(inset + 1);
    let direction = Direction::of_first_strong(&heading.text).unwrap_or_default();
    let line = painter.cut_in(&heading.text, room, direction);
    let x = if painter.is_far(direction) {
        row.right().saturating_sub(inset + 1 + line.width)
    } else {
        row.x + 1 + inset
    };
    painter.line(x, row.y, &line, |_| style);
}

fn marks(model: &Model, painter: &mut Painter<'_>) {
    let here = model.reader.as_ref().map(|r| r.article.id);
    let all: Vec<_> = model.marks.seen_from(here).collect();
    let shown = all.len().min(model.panes.over_rows());
    let inside = frame(model, u16::try_from(shown).unwrap_or(u16::MAX), painter);
    let theme = painter.theme;
    for (y, mark) in (inside.y..inside.bottom()).zip(all) {
        let letter = mark.letter.to_string();
        let style = theme.accent.add_modifier(Modifier::BOLD);
        painter.label(inside.x + 1, y, 1, &letter, style);
        let elsewhere = mark.letter.is_ascii_uppercase();
        let room = inside.width.saturating_sub(4);
        let title = if elsewhere { room * 2 / 5 } else { 0 };
        let text = room.saturating_sub(title + u16::from(elsewhere));
        painter.label(inside.x + 3, y, text, &mark.context, theme.text);
        if elsewhere {
            painter.label_before(inside.right(), y, title, &mark.title, theme.dim);
        }
    }
}

/// The letters stand on the first cells of their links, where reading begins.
fn hints(model: &Model, hints: &Hints, painter: &mut Painter<'_>) {
    let Some(reader) = &model.reader else {
        return;
    };
    let text = model.panes.text;
    painter.keeping_sides(text, |painter| hint_letters(reader, text, hints, painter));
}

fn hint_letters(reader: &Reader, text: Area, hints: &Hints, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    for hint in &hints.links {
        let Some(rest) = hint.label.strip_prefix(hints.typed.as_str()) else {
            continue;
        };
        let stands = reader.visible.iter().zip(text.y..text.bottom());
        let line = stands.filter_map(|(row, y)| Some((row, row.line()?, y)));
        let mut lines = line.filter(|(_, line, _)| line.range.contains(hint.range.start));
        let Some((row, line, y)) = lines.next() else {
            continue;
        };
        let Some(at) = line.cell_of(hint.range.start) else {
            continue;
        };
        let rtl = line.cells().any(|(x, placed)| x == at && placed.rtl);
        let cells = u16::try_from(rest.chars().count()).unwrap_or(1);
        let x = text.x + row.offset(text.width) + at;
        let x = if rtl {
            (x + 1).saturating_sub(cells)
        } else {
            x
        };
        painter.label(x, y, cells, rest, theme.current);
    }
}
