//! The help page and the list under the `:` prompt, printed from the table of actions.

use crate::app::Model;
use crate::app::action::{Group, Scope};
use crate::app::help::Help;
use crate::app::keymap;
use crate::app::panes::Area;
use crate::locale::Locale;
use crate::ui::paint::Painter;

/// One row of the page.
#[derive(Clone, Copy)]
enum Row<'a> {
    Heading(Group),
    Action(&'a keymap::Row),
    Blank,
}

pub(super) fn view(model: &Model, help: &Help, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let screen = model.panes.screen;
    painter.fill(screen, theme.ground.patch(theme.text));
    let left = match screen.width {
        140.. => 12,
        72.. => 4,
        _ => 2,
    };
    let title = painter.locale.text("help-title");
    painter.words(left, 0, 7, &title, theme.strong);
    let prompt = left + 8;
    painter.sign(prompt, 0, painter.signs.prompt, theme.dim);
    let width = screen.width.saturating_sub(prompt + 3);
    if help.input.text().is_empty() {
        let count = ("count", model.keymap.rows().len().into());
        let words = painter.locale.with("help-search", &[count]);
        let room = screen.width.saturating_sub(prompt + 4);
        painter.words(prompt + 4, 0, room, &words, theme.dim);
    }
    painter.input(prompt + 2, 0, width, &help.input, theme.strong);
    let rule = Area {
        y: 1,
        height: 1,
        ..screen
    };
    painter.run(rule, painter.signs.rule[1], theme.rule_focused);
    let body = Area {
        x: left,
        y: 2,
        width: screen.width.saturating_sub(left * 2),
        height: screen.height.saturating_sub(3),
    };
    let matching = help.matching(&model.keymap);
    let selected = help.selected.and_then(|at| matching.get(at).copied());
    let searching = !help.input.text().trim().is_empty();
    let rows = if searching {
        matching.iter().map(|e| Row::Action(e)).collect()
    } else {
        page(model.keymap.rows())
    };
    if searching && matching.is_empty() {
        let text = ("text", help.input.text().trim().into());
        let words = painter.locale.with("help-nothing", &[text]);
        painter.words(body.x, body.y, body.width, &words, theme.dim);
        return;
    }
    // Two columns where they fit, each group whole.
    let two = body.width >= 100 && !searching;
    let columns: Vec<Vec<Row<'_>>> = if two {
        let half = halves(&rows);
        vec![rows[..half].to_vec(), rows[half..].to_vec()]
    } else {
        vec![rows]
    };
    let column_width = if two { body.width / 2 } else { body.width };
    for (number, column) in (0u16..).zip(&columns) {
        let area = Area {
            x: body.x + number * column_width,
            // Beside another column; alone the window's edge is enough.
            width: column_width.saturating_sub(if two { 2 } else { 0 }),
            ..body
        };
        let at = column.iter().position(
            |row| matches!((row, selected), (Row::Action(e), Some(s)) if e.action == s.action),
        );
        let height = usize::from(area.height);
        let first = at.map_or(0, |at| (at + 2).saturating_sub(height));
        for (y, row) in (area.y..area.bottom()).zip(column.iter().skip(first)) {
            let row_area = Area {
                y,
                height: 1,
                ..area
            };
            match row {
                Row::Blank => {}
                Row::Heading(group) => {
                    let id = format!("group-{}", group.name());
                    let title = painter.locale.find(&id, &[]);
                    let title = title.unwrap_or_else(|| group.title().to_owned());
                    painter.words(area.x, y, area.width, &title, theme.dim);
                }
                Row::Action(entry) => {
                    let chosen = selected.is_some_and(|s| s.action == entry.action);
                    one(row_area, entry, chosen, painter);
                }
            }
        }
    }
}

fn page(actions: &[keymap::Row]) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for group in Group::ALL {
        if !rows.is_empty() {
            rows.push(Row::Blank);
        }
        rows.push(Row::Heading(group));
        let actions = actions.iter().filter(|row| row.group == group);
        rows.extend(actions.map(Row::Action));
    }
    rows
}

/// Where the second column begins: at the group that is nearest to the middle.
fn halves(rows: &[Row<'_>]) -> usize {
    let headings = rows.iter().enumerate();
    headings
        .filter(|(at, row)| *at > 0 && matches!(row, Row::Heading(_)))
        .map(|(at, _)| at)
        .min_by_key(|at| at.abs_diff(rows.len().div_ceil(2)))
        .unwrap_or(rows.len())
}

fn one(row: Area, entry: &keymap::Row, selected: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    if selected {
        painter.tint(row, theme.selected);
        painter.sign(
            row.x.saturating_sub(2),
            row.y,
            painter.signs.bar[0],
            theme.accent,
        );
    }
    // Beside another column there is room for two keys; a search shows them all.
    let all = row.width >= 66;
    let narrow = row.width < 46;
    let shown = match (all, narrow) {
        (true, _) => entry.keys.len(),
        (_, true) => 1,
        _ => 2,
    };
    let keys = keys(entry, shown, painter.locale);
    let column = match (all, narrow) {
        (true, _) => 27,
        (_, true) => 11,
        _ => 18,
    };
    painter.label(row.x, row.y, column - 1, &keys, theme.strong);
    let room = row.width.saturating_sub(column);
    painter.words(row.x + column, row.y, room, &entry.sentence, theme.text);
}

/// The first keys of an action; one that holds in a pane alone says so.
fn keys(row: &keymap::Row, shown: usize, locale: &Locale) -> String {
    let keys = row.keys.iter().take(shown).map(|(scope, key)| {
        let narrow = row.keys.iter().any(|(other, _)| other != scope);
        match scope {
            Scope::List if narrow => format!("{key} ({})", locale.text("scope-list")),
            Scope::Sidebar if narrow => format!("{key} ({})", locale.text("scope-actors")),
            Scope::Board if narrow => format!("{key} ({})", locale.text("scope-board")),
            Scope::Reader if narrow => format!("{key} ({})", locale.text("scope-text")),
            _ => key.clone(),
        }
    });
    let keys: Vec<String> = keys.collect();
    // Two keys of a sequence stand apart as two keys do, so a comma tells them.
    let comma = row.keys.iter().any(|(_, key)| key.contains(' '));
    keys.join(if comma { ", " } else { " " })
}

/// The `:` prompt with the actions that match.
pub(super) fn commands(model: &Model, help: &Help, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let rows = u16::try_from(model.popup_rows()).unwrap_or(12);
    let inside = super::lookup::frame(model, rows + 2, painter);
    painter.label(inside.x, inside.y, 1, ":", theme.strong);
    let width = inside.width.saturating_sub(3);
    painter.input(inside.x + 2, inside.y, width, &help.input, theme.strong);
    let rule = Area {
        y: inside.y + 1,
        height: 1,
        ..inside
    };
    painter.run(rule, painter.signs.rule[0], theme.rule);
    let matching = help.matching(&model.keymap);
    let height = usize::from(inside.height.saturating_sub(2));
    let first = help
        .selected
        .map_or(0, |at| (at + 1).saturating_sub(height));
    let shown = matching.iter().enumerate().skip(first);
    for (y, (at, entry)) in (inside.y + 2..inside.bottom()).zip(shown) {
        let row = Area {
            y,
            height: 1,
            ..inside
        };
        let selected = help.selected == Some(at);
        if selected {
            painter.tint(row, theme.selected);
            painter.sign(
                inside.x.saturating_sub(1),
                y,
                painter.signs.bar[0],
                theme.accent,
            );
        }
        painter.label(inside.x, y, 23, &entry.name, theme.strong);
        let room = inside.width.saturating_sub(24);
        painter.words(inside.x + 24, y, room, &entry.sentence, theme.text);
    }
    if matching.is_empty() {
        let text = ("text", help.input.text().trim().into());
        let words = painter.locale.with("help-nothing", &[text]);
        painter.words(inside.x, inside.y + 2, inside.width, &words, theme.dim);
    }
}
