//! kitty before 0.40, and any kitty behind tmux: words whose letters kitty turns around.
//!
//! kitty leaves words where they are and sets each one as a whole from right to left when
//! its first letter is right-to-left; signs are mirrored, and colours stay where they were.
//! It goes by script, so ٢٠٢٢ alone is turned too, and `؟`, which all scripts share, turns
//! nothing.
//! So each word is sent backwards, its styles are not. Another face (bold, italic) is another
//! font to kitty, and ends a word.

use ratatui::style::Modifier;
use unicode_bidi::{BidiClass, bidi_class};

use super::row::{Slot, holds_rtl, is_arabic_number};
use crate::layout::mirror::mirrored;

/// Encodes a row.
pub(super) fn encode(slots: &mut [Slot]) {
    let words = slots.split_mut(is_border);
    for word in words.flat_map(|word| word.chunk_by_mut(|a, b| face(a) == face(b))) {
        // kitty goes by the first letter of what it is sent, which is the last one here.
        let turned = word.iter().rev().find_map(turns).unwrap_or(false);
        if !(turned && holds_rtl(word)) {
            continue;
        }
        let mut texts: Vec<_> = word
            .iter()
            .rev()
            .map(|slot| (slot.text.clone(), slot.uncertain))
            .collect();
        for (slot, (text, uncertain)) in word.iter_mut().zip(texts.drain(..)) {
            slot.text = text.chars().map(mirrored).collect();
            slot.uncertain = uncertain;
        }
    }
}

/// Whether a word that begins with this is set from right to left; `None`: the next one says.
fn turns(slot: &Slot) -> Option<bool> {
    let first = slot.text.chars().next()?;
    if matches!(first, '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{640}') {
        return None;
    }
    match bidi_class(first) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL | BidiClass::AN => Some(true),
        _ => is_arabic_number(first).then_some(true),
    }
}

/// What ends a word: a space, a wide cell (another font draws it), a line of the frame
/// (kitty draws it itself).
fn is_border(slot: &Slot) -> bool {
    let wide = slot.text.is_empty() || crate::text::width::of_cluster(&slot.text) > 1;
    wide || slot.text == " " || matches!(slot.text.chars().next(), Some('\u{2500}'..='\u{259f}'))
}

fn face(slot: &Slot) -> Modifier {
    slot.look.modifier & (Modifier::BOLD | Modifier::ITALIC)
}
