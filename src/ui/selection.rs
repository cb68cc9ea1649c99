//! What is selected: a range of the text on the cells in which it stands. Grounds change, never
//! letters.

use ratatui::style::{Color, Modifier, Style};

use crate::app::reader::Reader;
use crate::layout::Line;
use crate::ui::paint::Painter;

/// Lays the selection over a line that is painted at column `x` of row `y`.
pub(super) fn view(reader: &Reader, line: &Line, x: u16, y: u16, painter: &mut Painter<'_>) {
    let Some(selection) = reader.selection else {
        return;
    };
    let theme = painter.theme;
    // Where there are no grounds the cells are reversed.
    let (selected, head) = if theme.lines {
        (
            Style::new().add_modifier(Modifier::REVERSED),
            Style::new().add_modifier(Modifier::REVERSED.union(Modifier::UNDERLINED)),
        )
    } else {
        // The name reached has letters for a ground of its own.
        let letters = theme.text.fg.unwrap_or(Color::Reset);
        (theme.selected.fg(letters), theme.hit_current)
    };
    for (range, style) in [(selection.range(), selected), (selection.head, head)] {
        for cells in line.segments(range) {
            painter.restyle(x + cells.start..x + cells.end, y, style);
        }
    }
}
