//! What a command of the reader's own printed, in the reader's column.

use crate::app::Model;
use crate::app::hook::Output;
use crate::app::panes::Area;
use crate::ui::lookup;
use crate::ui::paint::Painter;

pub(super) fn view(model: &Model, output: &Output, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let (_, most) = model.output_room();
    // No larger than what was printed needs.
    let trouble = if output.trouble.is_some() { 4 } else { 0 };
    let rows = u16::try_from(output.lines.len()).unwrap_or(most);
    let rows = rows.saturating_add(trouble).clamp(3.min(most), most);
    let inside = lookup::frame(model, rows + 3, painter);
    let taken = painter.label(
        inside.x,
        inside.y,
        inside.width / 2,
        &output.name,
        theme.strong,
    );
    let room = inside.width.saturating_sub(taken + 2);
    painter.label_before(inside.right(), inside.y, room, &output.given, theme.dim);
    let rule = Area {
        y: inside.y + 1,
        height: 1,
        ..inside
    };
    painter.run(rule, painter.signs.rule[0], theme.rule);
    let mut y = inside.y + 2;
    if output.running {
        let words = painter.locale.text("hook-asked");
        painter.words(inside.x, y, inside.width, &words, theme.dim);
        return;
    }
    if let Some(trouble) = &output.trouble {
        // Why it failed stands whole, however many rows it takes.
        let options = crate::layout::Options {
            width: inside.width.saturating_sub(2),
            direction: Some(painter.direction()),
            ..model.label_options()
        };
        painter.sign(inside.x, y, painter.signs.error, theme.error);
        for line in crate::layout::lay_out_text(trouble, &options) {
            if y < inside.bottom() {
                painter.line(inside.x + 2, y, &line, |_| theme.text);
            }
            y += 1;
        }
        y += 1;
    }
    let body = inside.bottom().saturating_sub(1);
    for (y, line) in (y..body).zip(output.lines.iter().skip(output.top)) {
        let x = if painter.is_far(line.direction) {
            inside.right().saturating_sub(line.width)
        } else {
            inside.x
        };
        painter.line(x, y, line, |_| theme.text);
    }
    let shown = usize::from(body.saturating_sub(y));
    let more = output.lines.len().saturating_sub(output.top + shown);
    let words = match (more, output.cut) {
        (0, false) => return,
        (0, true) => painter.locale.text("hook-cut"),
        (n, _) => painter.locale.with("lines-more", &[("count", n.into())]),
    };
    painter.words_before(inside.right(), body, inside.width, &words, theme.dim);
}
