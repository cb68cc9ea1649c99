//! One row of cells → what each column is sent as.

use std::sync::Arc;

use compact_str::CompactString;
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::style::{Color, Modifier};
use unicode_bidi::{BidiClass, bidi_class};

use super::Encoder;
use super::pen::Look;

const LRM: char = '\u{200e}';

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

/// Encodes row `y` of the buffer. `rtl`: the painter says that it holds right-to-left text
/// (what the cells themselves hold is seen here too).
pub(super) fn encode(buffer: &Buffer, y: u16, rtl: bool, encoder: Encoder) -> Vec<Slot> {
    let columns = buffer.area.width;
    let mut slots = Vec::with_capacity(usize::from(columns));
    let mut covered = 0u16;
    for x in 0..columns {
        let Some(cell) = buffer.cell((buffer.area.x + x, buffer.area.y + y)) else {
            slots.push(Slot::blank());
            continue;
        };
        let mut slot = Slot {
            text: CompactString::default(),
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
            slot.text = if fits { text } else { " ".into() };
            covered = if fits { width - 1 } else { 0 };
        }
        slots.push(slot);
    }
    match encoder {
        Encoder::Visual => {}
        Encoder::VisualLrm => {
            if rtl || holds_rtl(&slots) {
                append_marks(&mut slots);
            }
        }
        Encoder::VisualLrmAlternating => {
            if rtl || holds_rtl(&slots) {
                append_marks(&mut slots);
                alternate(&mut slots);
            }
        }
        Encoder::Boxes => put_in_boxes(&mut slots),
    }
    slots
}

/// The text of a cell, safe to send, and its width in cells (1 or 2). The last line of
/// defence: controls and line separators become U+FFFD, bidi controls go, and what has no
/// width of its own stands on a space.
fn drawn(cell: &Cell) -> (CompactString, u16) {
    let symbol = cell.symbol();
    if let [byte @ b' '..=b'~'] = symbol.as_bytes() {
        return (CompactString::from(char::from(*byte).to_string()), 1);
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
        1 | 2 => (text, width),
        // No cluster is that wide: somebody put a whole text into a cell.
        _ => ("\u{fffd}".into(), 1),
    }
}

fn is_bidi_control(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

fn holds_rtl(slots: &[Slot]) -> bool {
    slots.iter().flat_map(|slot| slot.text.chars()).any(|c| {
        // No right-to-left letter stands below Hebrew.
        c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
    })
}

fn append_marks(slots: &mut [Slot]) {
    for slot in slots.iter_mut().filter(|slot| !slot.text.is_empty()) {
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

/// Boxes each cell of the words that hold right-to-left text: kitty turns a whole word
/// around, with the digits and brackets that touch its letters.
fn put_in_boxes(slots: &mut [Slot]) {
    let mut x = 0u16;
    for word in slots.split_mut(|slot| slot.text == " ") {
        if holds_rtl(word) {
            for at in 0..word.len() {
                let covers = word
                    .get(at + 1..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|next| next.text.is_empty())
                    .count();
                if let Some(slot) = word.get_mut(at).filter(|slot| !slot.text.is_empty()) {
                    let width = if covers == 0 { 1 } else { 2 };
                    let column = x.saturating_add(u16::try_from(at).unwrap_or(0));
                    slot.boxed = Some((width, column % 3));
                    // The box says how wide it is.
                    slot.uncertain = false;
                }
            }
        }
        x = x.saturating_add(u16::try_from(word.len() + 1).unwrap_or(0));
    }
}
