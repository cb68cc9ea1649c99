//! What could not be read: a row each, the selected one whole beneath.

use crate::app::Model;
use crate::app::panes::Area;
use crate::app::problems::Problems;
use crate::layout::column;
use crate::library::Problem;
use crate::ui::lookup;
use crate::ui::paint::Painter;

pub(super) fn view(model: &Model, problems: &Problems, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let rows = u16::try_from(model.problem_rows()).unwrap_or(10);
    let inside = lookup::frame(model, rows + 6, painter);
    let Some(all) = &problems.all else {
        return;
    };
    if all.is_empty() {
        let words = painter.locale.text("problems-none");
        painter.words(inside.x, inside.y, inside.width, &words, theme.dim);
        return;
    }
    let head = painter.locale.text("problems-head");
    painter.words(inside.x, inside.y, inside.width, &head, theme.strong);
    let at = [
        ("at", (problems.selected + 1).into()),
        ("count", all.len().into()),
    ];
    let at = painter.locale.with("article-of", &at);
    painter.words_before(inside.right(), inside.y, 24, &at, theme.dim);
    let rule = |y| Area {
        y,
        height: 1,
        ..inside
    };
    painter.run(rule(inside.y + 1), painter.signs.rule[0], theme.rule);
    let list = inside.y + 2;
    // On a low screen the list gives way to the one that is selected.
    let end = inside.bottom().saturating_sub(4).max(list + 1);
    let shown = all.iter().enumerate().skip(problems.top);
    for (y, (at, problem)) in (list..end).zip(shown) {
        let row = rule(y);
        one(row, problem, at == problems.selected, painter);
    }
    if end + 4 > inside.bottom() {
        return;
    }
    painter.run(rule(end), painter.signs.rule[0], theme.rule);
    if let Some(problem) = problems.chosen() {
        painter.label(inside.x, end + 1, inside.width, &problem.doc, theme.strong);
        let options = model.label_options();
        let reason = column::label_rows(&problem.reason, inside.width, 2, &options);
        for (y, line) in (end + 2..).zip(&reason) {
            painter.line(inside.x, y, line, |_| theme.text);
        }
    }
}

fn one(row: Area, problem: &Problem, selected: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    if selected {
        painter.tint(row, theme.selected);
        let x = row.x.saturating_sub(1);
        painter.sign(x, row.y, painter.signs.bar[0], theme.accent);
    }
    let style = if selected { theme.strong } else { theme.text };
    let name = row.width.saturating_mul(9) / 20;
    // The end of a path tells more than its beginning.
    let doc = problem.doc.rsplit('/').next().unwrap_or(&problem.doc);
    painter.label(row.x + 1, row.y, name, doc, style);
    let from = row.x + name + 2;
    let room = row.right().saturating_sub(from);
    painter.label(from, row.y, room, &problem.reason, theme.dim);
}
