//! Labels: names, titles, messages. Each is a bidi paragraph of its own, set in one line
//! or a few, and never wider than its column.

use crate::layout::flow::Flow;
use crate::layout::line::Arranged;
use crate::layout::unit::{MIN_WIDTH, Unit};
use crate::layout::{Line, Options};
use crate::text::cluster;
use crate::text::direction::Direction;
use crate::text::range::TextRange;

/// One line of at most `max_cells`. Line ends and tabs in `text` are drawn as spaces, and
/// white space at its end has cells (a prompt needs them). What does not fit is cut off at
/// the text's own end, at a word if that keeps half the width; `…` stands there for the
/// bytes cut off. Ranges are bytes of `text`; `options.width` is not asked.
///
/// ```
/// use warraq::layout::{Options, column};
///
/// let shown = |text: &str| -> String {
///     let line = column::label(text, 8, &Options::default());
///     line.placed.iter().map(|placed| placed.glyph.as_str()).collect()
/// };
/// assert_eq!(shown("one two three"), "one two…");
/// assert_eq!(shown("אב גד הו זח"), "…דג בא");
/// ```
#[must_use]
pub fn label(text: &str, max_cells: u16, options: &Options) -> Line {
    let (all, text) = (text.len(), seen_of(text, usize::from(max_cells)));
    let options = Options {
        width: max_cells.max(MIN_WIDTH),
        direction: Some(direction_of(text, options)),
        justify: false,
        ..*options
    };
    let flow = Flow::of_label(text);
    let whole = Arranged::new(&flow, &options);
    if cells(whole.units()) <= usize::from(max_cells) && text.len() == all {
        return whole.single_line();
    }
    if max_cells == 0 {
        let mut line = Arranged::new(&Flow::of_label(""), &options).single_line();
        line.range.end = all;
        return line;
    }
    let cut = cut(whole.units(), usize::from(max_cells));
    let flow = Flow::of_cut_label(text, cut, all);
    Arranged::new(&flow, &options).single_line()
}

/// At most `max_rows` lines of at most `width` cells (at least 2); the last is cut with `…`
/// when the text does not fit. Ranges are bytes of `text`.
#[must_use]
pub fn label_rows(text: &str, width: u16, max_rows: usize, options: &Options) -> Vec<Line> {
    let width = width.max(MIN_WIDTH);
    let all = text.len();
    let text = seen_of(text, max_rows.saturating_mul(usize::from(width)));
    let options = Options {
        width,
        direction: Some(direction_of(text, options)),
        justify: false,
        ..*options
    };
    let flow = Flow::of_label(text);
    let mut whole = Arranged::new(&flow, &options);
    let rows = whole.cuts();
    if rows.len() <= max_rows && text.len() == all {
        return whole.lines();
    }
    let last_row = max_rows.checked_sub(1).map(|row| row.min(rows.len() - 1));
    let Some(last) = last_row.and_then(|row| rows.get(row)) else {
        return Vec::new();
    };
    let cut = cut(&whole.units()[last.start..], usize::from(options.width));
    let flow = Flow::of_cut_label(text, cut, all);
    let mut lines = Arranged::new(&flow, &options).lines();
    // A shortened address may now fit where it was broken before; never more rows for it.
    lines.truncate(max_rows);
    lines
}

/// As much of a label as can matter to that many cells: a title of a megabyte, or of
/// scalars that are not drawn, is not laid out for the sake of a few cells.
fn seen_of(text: &str, cells: usize) -> &str {
    let most = cells.saturating_add(2).saturating_mul(64);
    if text.len() <= most {
        return text;
    }
    // Empty ranges widen to the cluster border before them.
    let end = cluster::widen(text, TextRange::new(most, most)).start;
    &text[..end]
}

/// The direction that the whole of a label gives it, before it is cut.
fn direction_of(text: &str, options: &Options) -> Direction {
    options
        .direction
        .or_else(|| Direction::of_first_strong(text))
        .unwrap_or_default()
}

fn cells(units: &[Unit]) -> usize {
    units.iter().map(|unit| usize::from(unit.width)).sum()
}

/// The byte before which a row of `width` cells is cut so that `…` has room: after the last
/// word if that fills half the row, else after the last unit that fits.
fn cut(units: &[Unit], width: usize) -> usize {
    let room = width.saturating_sub(1);
    let mut x = 0;
    let start = units.first().map_or(0, |unit| unit.range.start);
    let (mut at_unit, mut at_word) = (start, None);
    for (i, unit) in units.iter().enumerate() {
        if unit.hangs
            && !units[..i].last().is_none_or(|before| before.hangs)
            && (x + 1) * 2 >= width
        {
            at_word = Some(unit.range.start);
        }
        x += usize::from(unit.width);
        if x > room {
            break;
        }
        if !unit.hangs {
            at_unit = unit.range.end;
        }
    }
    at_word.unwrap_or(at_unit)
}
