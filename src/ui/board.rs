//! What lies over page and actors: its ground, its head, the keys that matter.

use crate::app::Model;
use crate::app::action::Action;
use crate::app::board::Board;
use crate::app::panes::Area;
use crate::text::width;
use crate::ui::connections;
use crate::ui::kwic;
use crate::ui::paint::Painter;
use crate::ui::timeline;

pub(super) fn view(model: &Model, board: &Board, painter: &mut Painter<'_>) {
    let area = model.board_area();
    let theme = painter.theme;
    painter.fill(area, theme.ground.patch(theme.text));
    match board {
        Board::Kwic(shown) => kwic::view(model, shown, area, painter),
        Board::Connections(shown) => connections::view(model, shown, area, painter),
        Board::Timeline(shown) => timeline::view(model, shown, area, painter),
    }
}

/// The keys that matter while a board is shown.
pub(super) fn keys(model: &Model, board: &Board) -> Vec<(String, String)> {
    let (choose, order) = match board {
        Board::Kwic(_) => ("word-read-there", "word-sort"),
        Board::Connections(_) => ("word-list-both", "word-count-by"),
        Board::Timeline(_) => ("word-list-time", "word-span"),
    };
    let mut keys = vec![(Action::Choose, choose), (Action::Order, order)];
    keys.extend(match board {
        Board::Connections(_) => [
            (Action::FocusNext, "word-table"),
            (Action::Card, "word-card-of"),
        ],
        _ => [(Action::Export, "word-write"), (Action::Peel, "word-close")],
    });
    keys.push((Action::Help, "word-help"));
    let said = |(action, id): (Action, &str)| (model.key_of(action), model.locale.text(id));
    keys.into_iter().map(said).collect()
}

/// What the status line says of a board.
pub(super) fn state(model: &Model, board: &Board) -> String {
    match board {
        Board::Kwic(shown) => kwic::state(model, shown),
        Board::Connections(shown) => connections::state(model, shown),
        Board::Timeline(shown) => timeline::state(model, shown),
    }
}

/// The head of a board: what it is of, what is counted, and at the end how it is ordered; then
/// the rule. The body under it.
pub(super) struct Head<'a> {
    /// What the board is.
    pub title: &'a str,
    /// What it is of, in the accent; stands where `title` has its blank.
    pub of: &'a str,
    /// Counts.
    pub facts: &'a str,
    /// How it is ordered.
    pub order: &'a str,
}

impl Head<'_> {
    pub(super) fn paint(&self, model: &Model, area: Area, painter: &mut Painter<'_>) -> Area {
        let theme = painter.theme;
        let panes = &model.panes;
        let inside = model.board_inside();
        if panes.head == 0 {
            return inside;
        }
        let y = area.y;
        let cells = |text: &str| u16::try_from(width::of_label(text)).unwrap_or(u16::MAX);
        let mut end = inside.right();
        // What it is of comes first; then the order, then the counts, where there is room.
        let least = (cells(self.title) + 1 + cells(self.of)).min(inside.width);
        if least + 2 + cells(self.order) <= inside.width {
            end -= painter.words_before(end, y, inside.width, self.order, theme.dim) + 2;
        }
        let mut x = inside.x;
        let room = |x: u16| end.saturating_sub(x);
        if cells(self.title) + 8 <= room(x) {
            x += painter.words(x, y, room(x), self.title, theme.strong) + 1;
        }
        let style = theme.accent.add_modifier(ratatui::style::Modifier::BOLD);
        x += painter.label(x, y, room(x), self.of, style) + 2;
        if cells(self.facts) <= room(x) {
            painter.words(x, y, room(x), self.facts, theme.dim);
        }
        if panes.head > 1 {
            let rule = Area {
                y: y + 1,
                height: 1,
                ..area
            };
            let focused = model.popup.is_none();
            let (sign, style) = match focused {
                true => (painter.signs.rule[1], theme.rule_focused),
                false => (painter.signs.rule[0], theme.rule),
            };
            painter.run(rule, sign, style);
        }
        inside
    }
}

/// A row that is selected, in a list that has the keys or does not.
pub(super) fn select(area: Area, row: Area, focused: bool, painter: &mut Painter<'_>) {
    let whole = Area {
        x: area.x,
        width: area.width,
        ..row
    };
    painter.tint(whole, painter.theme.selected);
    let (bar, style) = match focused {
        true => (painter.signs.bar[0], painter.theme.accent),
        false => (painter.signs.bar[1], painter.theme.dim),
    };
    painter.sign(area.x, row.y, bar, style);
}
