//! kitty since 0.40: a box for each cell (OSC 66).

use super::row::{Slot, holds_rtl};

/// Boxes each cell of the words that hold right-to-left text: kitty turns a whole word
/// around, with the digits and brackets that touch its letters.
pub(super) fn encode(slots: &mut [Slot]) {
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
    for x in 1..slots.len() {
        let Some([space, letter]) = slots.get_mut(x - 1..=x) else {
            continue;
        };
        let free = space.text == " " && space.look == letter.look && space.link == letter.link;
        if let Some((1, align)) = letter.boxed
            && free
            && letter.text.starts_with(overhangs)
        {
            // Set from right to left: the letter, and on its left the space.
            space.text = std::mem::take(&mut letter.text);
            space.text.push(' ');
            space.boxed = Some((2, align));
            letter.boxed = None;
        }
    }
}

/// Letters whose tail is wider than their cell in common fonts. kitty cuts off what reaches
/// out of a box (or a cell), so the space on their left goes into it.
pub(super) fn overhangs(c: char) -> bool {
    matches!(c, 'ﺱ' | 'ﺲ' | 'ﺵ' | 'ﺶ' | 'ﺹ' | 'ﺺ' | 'ﺽ' | 'ﺾ')
}
