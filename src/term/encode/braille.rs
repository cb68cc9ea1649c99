//! PuTTY: words in logical order between blank braille cells.
//!
//! PuTTY reorders whole lines by UAX #9, takes the direction of a line from its first letter,
//! and looks at the first scalar of a cell only, so that no mark holds anything apart.
//! U+2800 looks like a space and is a left-to-right letter.

use std::ops::Range;

use unicode_bidi::BidiClass;

use super::row::{Slot, class, turn};
use crate::layout::mirror::mirrored;

const BLANK: &str = "\u{2800}";

/// Encodes a row; returns where each column came from.
pub(super) fn encode(slots: &mut [Slot]) -> Vec<u16> {
    for slot in slots.iter_mut().filter(|slot| slot.text == " ") {
        slot.text = BLANK.into();
    }
    let mut origin = Vec::new();
    let mut at = 0;
    while at < slots.len() {
        let word = slots[at..].iter().take_while(|slot| !is_wall(slot)).count();
        if let Some(inner) = right_to_left(&slots[at..at + word]) {
            let stretch = at + inner.start..at + inner.end;
            turn(slots, &mut origin, stretch.clone());
            for number in numbers(&slots[stretch.clone()]) {
                let number = stretch.start + number.start..stretch.start + number.end;
                turn(slots, &mut origin, number);
            }
            for slot in &mut slots[stretch] {
                // Set right to left, signs are mirrored.
                slot.text = slot.text.chars().map(mirrored).collect();
            }
        }
        at += word.max(1);
    }
    origin
}

/// What is left-to-right by itself, and what no stretch can be turned through.
fn is_wall(slot: &Slot) -> bool {
    matches!(class(slot), None | Some(BidiClass::L))
}

/// The part of a word that is set right to left: from its first letter or Arabic digit to
/// its last one. European digits at its ends are the neighbours' on the left, and on the
/// right they cannot be held there: see `docs/terminals.md`.
fn right_to_left(word: &[Slot]) -> Option<Range<usize>> {
    let turns = |slot: &Slot| {
        matches!(
            class(slot),
            Some(BidiClass::R | BidiClass::AL | BidiClass::AN)
        )
    };
    let first = word.iter().position(turns)?;
    let last = word.iter().rposition(turns)?;
    Some(first..last + 1)
}

/// The numbers of a stretch in logical order, which run left to right in it, as UAX #9 finds
/// them (W2, W4, W5).
fn numbers(stretch: &[Slot]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut after_arabic = false;
    let classes: Vec<_> = stretch
        .iter()
        .map(|slot| {
            let class = class(slot);
            match class {
                Some(BidiClass::AL) => after_arabic = true,
                Some(BidiClass::R) => after_arabic = false,
                _ => {}
            }
            match class {
                Some(BidiClass::EN) if after_arabic => Some(BidiClass::AN),
                other => other,
            }
        })
        .collect();
    let is = |at: usize, wanted: BidiClass| classes.get(at) == Some(&Some(wanted));
    let mut at = 0;
    while at < classes.len() {
        let start = at;
        let digit = [BidiClass::EN, BidiClass::AN]
            .into_iter()
            .find(|digit| is(at, *digit));
        // Signs before a number are part of it, not after an Arabic letter.
        let signs = classes[at..]
            .iter()
            .take_while(|class| **class == Some(BidiClass::ET))
            .count();
        let digit = match digit {
            None if signs > 0 && is(at + signs, BidiClass::EN) => {
                at += signs;
                BidiClass::EN
            }
            None => {
                at += 1;
                continue;
            }
            Some(digit) => digit,
        };
        loop {
            at += 1;
            let separated =
                is(at, BidiClass::CS) || is(at, BidiClass::ES) && digit == BidiClass::EN;
            if separated && is(at + 1, digit) {
                at += 1;
            } else if !is(at, digit) {
                // Signs behind a number are part of it, and so is what follows them.
                while digit == BidiClass::EN && is(at, BidiClass::ET) {
                    at += 1;
                }
                if !is(at, digit) {
                    break;
                }
            }
        }
        found.push(start..at);
    }
    found
}
