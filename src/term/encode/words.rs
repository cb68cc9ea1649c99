//! Konsole: words in logical order, held apart by left-to-right marks.
//!
//! Konsole reorders each whole line by UAX #9, left to right, and takes presentation forms
//! back to their letters and joins them anew. So each run of right-to-left letters is sent as
//! it is read, and everything else stays where it is, a mark after it.

use unicode_bidi::BidiClass;

use super::row::{LRM, Slot, class, is_letter, turn};
use crate::layout::forms::{self, Form};

const TATWEEL: char = '\u{640}';

/// Encodes a row; returns where each column came from.
pub(super) fn encode(slots: &mut [Slot]) -> Vec<u16> {
    let mut origin = Vec::new();
    let mut at = 0;
    while at < slots.len() {
        let letters = slots[at..]
            .iter()
            .take_while(|slot| is_letter(slot))
            .count();
        if letters == 0 {
            if let Some(slot) = slots.get_mut(at).filter(|slot| !slot.text.is_empty()) {
                slot.text.push(LRM);
            }
            at += 1;
            continue;
        }
        let end = at + letters;
        turn(slots, &mut origin, at..end);
        for letter in at..end {
            let joiner = joiner(
                &slots[letter],
                slots.get(letter + 1).filter(|_| letter + 1 < end),
            );
            slots[letter].text.push_str(joiner.unwrap_or_default());
        }
        // A digit would belong to the letters before it.
        let number = slots.get(end).and_then(class);
        if matches!(number, Some(BidiClass::EN | BidiClass::AN)) {
            slots[end - 1].text.push(LRM);
        }
        at = end;
    }
    origin
}

/// Where a letter can be joined, and where it is drawn so.
#[derive(Clone, Copy, Default)]
struct Joining {
    can_before: bool,
    can_after: bool,
    before: bool,
    after: bool,
    /// It looks the same joined and alone.
    always: bool,
}

impl Joining {
    const TATWEEL: Self = Self {
        can_before: true,
        can_after: true,
        before: false,
        after: false,
        always: true,
    };
}

/// What must stand after a letter that it is joined to the next one (in the order of
/// reading) as it is drawn, and not otherwise. (A joiner before the first letter of a word
/// has no cell to stand in: there it is lost.)
fn joiner(letter: &Slot, next: Option<&Slot>) -> Option<&'static str> {
    let joins = |(letter, form): (char, Form)| Joining {
        can_before: forms::joins_before(letter),
        can_after: forms::joins_after(letter),
        before: matches!(form, Form::Final | Form::Medial),
        after: matches!(form, Form::Initial | Form::Medial),
        always: false,
    };
    let letter = match first(letter)? {
        TATWEEL => Joining::TATWEEL,
        letter => joins(forms::letter_of(letter)?),
    };
    let next = match next.and_then(first) {
        None | Some('\u{590}'..='\u{5ff}' | 'ء' | '؛' | '؟' | '۔') => Joining::default(),
        Some(TATWEEL) => Joining::TATWEEL,
        // A letter without forms is left to the terminal.
        Some(next) => joins(forms::letter_of(next)?),
    };
    // Tatweel is drawn as its neighbour is.
    let after = letter.after || (letter.always && next.before);
    let before = next.before || (next.always && letter.after);
    if letter.always && next.always {
        return None;
    }
    match (letter.can_after && next.can_before, after, before) {
        (true, false, false) => Some("\u{200c}"),
        (true, true, false) => Some("\u{200d}\u{200c}"),
        (true, false, true) => Some("\u{200c}\u{200d}"),
        (false, true, _) | (false, _, true) => Some("\u{200d}"),
        (true, true, true) | (false, false, false) => None,
    }
}

fn first(slot: &Slot) -> Option<char> {
    slot.text.chars().next()
}
