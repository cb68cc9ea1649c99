//! One row of cells → what each column is sent as.

use std::ops::Range;
use std::sync::Arc;

use compact_str::CompactString;
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::style::{Color, Modifier};
use unicode_bidi::{BidiClass, bidi_class};

use super::pen::Look;
use super::{Encoder, boxes, braille, kitty_words, words};

pub(super) const LRM: char = '\u{200e}';

/// What is sent for one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// Free of controls; empty for the second column of a wide cell.
    pub(super) text: CompactString,
    pub(super) look: Look,
    pub(super) link: Option<Arc<str>>,
    /// Terminals disagree about how wide some clusters are: after this one the cursor is
    /// placed anew.
    pub(super) uncertain: bool,
    /// Sent in a box of this many columns and this alignment.
    pub(super) boxed: Option<(u16, u16)>,
}

impl Slot {
    /// What `CSI 0 m CSI 2 J` leaves.
    pub(super) fn blank() -> Self {
        Self {
            text: CompactString::const_new(" "),
            look: Look::PLAIN,
            link: None,
            uncertain: false,
            boxed: None,
        }
    }
}

/// The columns of row `y` of the buffer, as they stand on the screen; `slots` is filled anew.
pub(super) fn read(buffer: &Buffer, y: u16, slots: &mut Vec<Slot>) {
    slots.clear();
    let columns = buffer.area.width;
    let mut covered = 0u16;
    for (x, cell) in (0..columns).zip(cells(buffer, y)) {
        let mut slot = Slot {
            text: CompactString::const_new(""),
            look: Look {
                fg: cell.fg,
                bg: cell.bg,
                modifier: cell.modifier,
            },
            link: None,
            uncertain: false,
            boxed: None,
        };
        if covered > 0 {
            covered -= 1;
            // A wide cell is drawn in its own style to its end.
            if let Some(before) = slots.last() {
                slot.look = before.look;
            }
        } else {
            let (text, width) = drawn(cell);
            let fits = x + width <= columns;
            slot.uncertain = fits && (width > 1 || text.chars().nth(1).is_some());
            slot.text = if fits {
                text
            } else {
                CompactString::const_new(" ")
            };
            covered = if fits { width - 1 } else { 0 };
        }
        slots.push(slot);
    }
    // The buffer holds all its cells.
    slots.resize_with(usize::from(columns), Slot::blank);
}

/// The same where only the cells of `span` are others than those that `shown` was made of: the
/// rest is taken from there. False, and nothing is read, where one cell moves others: in an
/// encoding of whole words, and where a cell is wide.
pub(super) fn read_part(
    cells: &[Cell],
    shown: &[Slot],
    span: Range<usize>,
    (rtl, encoder): (bool, Encoder),
    slots: &mut Vec<Slot>,
) -> bool {
    let alone = matches!(encoder, Encoder::Visual | Encoder::VisualLrm);
    let (Some(part), Some(before)) = (cells.get(span.clone()), shown.get(..span.start)) else {
        return false;
    };
    // A row has marks throughout, or none.
    let marks = encoder == Encoder::VisualLrm;
    let marked = shown.first().is_some_and(|slot| slot.text.ends_with(LRM));
    let halves = shown.iter().any(|slot| slot.text.is_empty());
    if !alone || halves || shown.len() != cells.len() || marked != (marks && rtl) {
        return false;
    }
    slots.clear();
    slots.extend_from_slice(before);
    for cell in part {
        let (mut text, width) = drawn(cell);
        if width > 1 {
            return false;
        }
        let uncertain = text.chars().nth(1).is_some();
        if marked {
            text.push(LRM);
        }
        slots.push(Slot {
            text,
            look: Look {
                fg: cell.fg,
                bg: cell.bg,
                modifier: cell.modifier,
            },
            link: None,
            uncertain,
            boxed: None,
        });
    }
    let after = shown.get(span.end..).unwrap_or_default();
    slots.extend_from_slice(after);
    // Where nobody said so before, letters that come may be the first to need marks.
    !marks || marked || !holds_rtl(slots)
}

/// The cells of row `y` of the buffer.
pub(super) fn cells(buffer: &Buffer, y: u16) -> &[Cell] {
    let columns = usize::from(buffer.area.width);
    let start = usize::from(y) * columns;
    let cells = buffer.content.get(start..start + columns);
    cells.unwrap_or_default()
}

/// Turns columns as seen into columns as sent. `rtl`: the painter says that the row holds
/// right-to-left text (what the cells themselves hold is seen here too). Returns where each
/// column came from, empty when all stay where they are.
pub(super) fn encode(slots: &mut [Slot], rtl: bool, encoder: Encoder) -> Vec<u16> {
    if encoder == Encoder::Visual || !(rtl || holds_rtl(slots)) {
        return Vec::new();
    }
    match encoder {
        Encoder::Visual => {}
        Encoder::VisualLrm => append_marks(slots),
        Encoder::VisualLrmAlternating => {
            append_marks(slots);
            alternate(slots);
        }
        Encoder::Boxes => boxes::encode(slots),
        Encoder::Words => return words::encode(slots),
        Encoder::Braille => return braille::encode(slots),
        Encoder::KittyWords => kitty_words::encode(slots),
        Encoder::Logical => hold_columns(slots),
    }
    Vec::new()
}

/// Turns a stretch of columns around, and keeps where each came from.
pub(super) fn turn(slots: &mut [Slot], origin: &mut Vec<u16>, stretch: Range<usize>) {
    if origin.is_empty() {
        origin.extend((0..=u16::MAX).take(slots.len()));
    }
    if let (Some(slots), Some(origin)) = (slots.get_mut(stretch.clone()), origin.get_mut(stretch)) {
        slots.reverse();
        origin.reverse();
    }
}

/// The class of a column by its first scalar; `None` for the second half of a wide cell.
pub(super) fn class(slot: &Slot) -> Option<BidiClass> {
    slot.text.chars().next().map(bidi_class)
}

/// True for a column that holds a right-to-left letter of one column.
pub(super) fn is_letter(slot: &Slot) -> bool {
    matches!(class(slot), Some(BidiClass::R | BidiClass::AL))
}

/// The text of a cell, safe to send, and its width in cells (1 or 2). The last line of
/// defence: controls and line separators become U+FFFD, bidi controls go, and what has no
/// width of its own stands on a space.
fn drawn(cell: &Cell) -> (CompactString, u16) {
    let symbol = cell.symbol();
    if is_plain(symbol) && cell.diff_option == CellDiffOption::None {
        return (CompactString::new(symbol), 1);
    }
    let mut text: CompactString = symbol
        .chars()
        .filter(|c| !is_bidi_control(*c))
        .map(|c| match c {
            '\u{2028}' | '\u{2029}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect();
    let width = match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => width.get(),
        _ => text.as_str().cell_width(),
    };
    match width {
        0 => {
            text.insert(0, ' ');
            (text, 1)
        }
        // It keeps words together in a line, and the lines are set. mlterm draws it wide, kitty
        // takes it for a letter.
        1 if text == "\u{a0}" => (" ".into(), 1),
        1 | 2 => (text, width),
        // No cluster is that wide: somebody put a whole text into a cell.
        _ => ("\u{fffd}".into(), 1),
    }
}

/// True for what is sent as it stands, in one column, without a closer look: one scalar of
/// ASCII, of Arabic, of its presentation forms or of the lines of frames.
fn is_plain(symbol: &str) -> bool {
    match *symbol.as_bytes() {
        [byte] => matches!(byte, b' '..=b'~'),
        [0xd8, low] => matches!(low, 0xa0..=0xbf),
        [0xd9, low] => matches!(low, 0x80..=0x8a | 0xa0..=0xad),
        [0xe2, 0x94 | 0x95, _] => true,
        [0xef, 0xad, low] => matches!(low, 0x90..=0xbf),
        [0xef, 0xba, low] => matches!(low, 0x80..=0xbf),
        [0xef, 0xbb, low] => matches!(low, 0x80..=0xbc),
        _ => false,
    }
}

fn is_bidi_control(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

pub(super) fn holds_rtl(slots: &[Slot]) -> bool {
    slots.iter().flat_map(|slot| slot.text.chars()).any(|c| {
        // No right-to-left letter stands below Hebrew.
        c >= '\u{590}'
            && (is_arabic_number(c)
                || matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN))
    })
}

/// Signs of numbers that are Arabic by script (UAX #24) while their bidi class is that of
/// European ones: `٪` and the Persian digits.
pub(super) const fn is_arabic_number(c: char) -> bool {
    matches!(c, '\u{66a}' | '\u{6f0}'..='\u{6f9}')
}

fn append_marks(slots: &mut [Slot]) {
    for slot in slots.iter_mut().filter(|slot| !slot.text.is_empty()) {
        slot.text.push(LRM);
    }
}

/// Holds columns of labels apart, which the terminal would set as one text: marks in gaps of
/// more than one space, and after lines of frames.
fn hold_columns(slots: &mut [Slot]) {
    let space = |slot: Option<&Slot>| slot.is_none_or(|slot| slot.text == " ");
    let held: Vec<bool> = (0..slots.len())
        .map(|x| {
            let before = x.checked_sub(1).and_then(|before| slots.get(before));
            let gap = space(before) || space(slots.get(x + 1));
            let first = slots[x].text.chars().next();
            let frame = matches!(first, Some('\u{2500}'..='\u{259f}'));
            frame || (gap && slots[x].text == " ")
        })
        .collect();
    for (slot, _) in slots.iter_mut().zip(held).filter(|(_, held)| *held) {
        slot.text.push(LRM);
    }
}

/// Neighbouring cells get colours that differ by the least that can be told apart by a
/// machine and not by an eye.
fn alternate(slots: &mut [Slot]) {
    for slot in slots.iter_mut().skip(1).step_by(2) {
        let nudge = |c: &mut Color| {
            if let Color::Rgb(_, _, blue) = c {
                *blue = if *blue == u8::MAX {
                    u8::MAX - 1
                } else {
                    *blue + 1
                };
            }
        };
        if slot.look.modifier.contains(Modifier::REVERSED) {
            nudge(&mut slot.look.bg);
        } else {
            nudge(&mut slot.look.fg);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is not looked at closely is what a closer look lets through as it stands.
    #[test]
    fn what_is_plain_is_sent_as_it_stands_in_one_column() {
        let mut plain = 0;
        for c in '\0'..=char::MAX {
            let symbol = c.to_string();
            if !is_plain(&symbol) {
                continue;
            }
            plain += 1;
            let mut cell = Cell::default();
            cell.set_symbol(&symbol);
            cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            assert_eq!(drawn(&cell), (CompactString::from(symbol), 1), "{c:?}");
        }
        assert!(plain > 400);
    }
}
