//! kitty before 0.40, and any kitty behind tmux: words whose letters kitty turns around.
//!
//! kitty gives HarfBuzz the cells between two blanks that one font draws as one text. Its
//! direction is that of the first script in it; signs are mirrored, and colours stay where
//! they were. It goes by script, so ٢٠٢٢ alone is turned too, and `؟`, which all scripts
//! share, turns nothing. So each such run is sent backwards, its styles are not. Three more
//! things are measured:
//!
//! * A run that would be sent with a Latin letter first gets something before it that has
//!   the Arabic script and no look ([`arabic`]), or is kept from left to right ([`latin`]).
//! * kitty deals the glyphs of a run out to its cells by how many scalars each cell has, from
//!   the left, although they come from the right. So where a cell has marks, all have as many.
//! * Another face (bold, italic) is another font to kitty, and so is, most often, a script
//!   that common fonts for terminals lack, as Hebrew.

use std::ops::Range;

use ratatui::style::Modifier;
use unicode_bidi::{BidiClass, bidi_class};

use super::boxes::overhangs;
use super::row::{Slot, is_arabic_number};
use crate::layout::mirror::mirrored;

/// The letter mark: Arabic by script, a combining character to kitty, without a look.
const ARABIC: char = '\u{61c}';
/// The Mongolian vowel separator: a script from left to right, and otherwise as [`ARABIC`].
const LEFT_TO_RIGHT: char = '\u{180e}';
/// Takes the place of a mark.
const FILLER: char = '\u{2060}';
/// A space that is part of a run.
const SPACE: &str = "\u{a0}";
/// How many marks kitty keeps in a cell.
const MARKS: usize = 3;

/// Encodes a row.
pub(super) fn encode(slots: &mut [Slot]) {
    let kinds: Vec<Kind> = slots.iter().map(Kind::of).collect();
    let runs = runs(&kinds);
    let mut row = Row {
        slots,
        kinds,
        runs,
        done: 0,
    };
    for run in 0..row.runs.len() {
        row.set(run);
    }
}

/// What a column is to kitty.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Nothing is drawn, and a run ends.
    Blank,
    /// A wide cell, or a line of the frame, which kitty draws itself.
    Border,
    /// Drawn with a font: by its face, and the script that it was taken for.
    Text(Modifier, Script),
}

/// What the font of the terminal has, and what another one must give.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Common,
    Hebrew,
    Other,
}

impl Kind {
    fn of(slot: &Slot) -> Self {
        if slot.text == " " {
            return Self::Blank;
        }
        let wide = slot.text.is_empty() || crate::text::width::of_cluster(&slot.text) > 1;
        match slot.text.chars().next() {
            Some('\u{2500}'..='\u{259f}') | None => Self::Border,
            Some(_) if wide => Self::Border,
            Some(first) => Self::Text(face(slot), Script::of(first)),
        }
    }
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{feff}' => Self::Common,
            c if matches!(bidi_class(c), BidiClass::R | BidiClass::AL) => Self::Other,
            _ => Self::Common,
        }
    }
}

fn face(slot: &Slot) -> Modifier {
    slot.look.modifier & (Modifier::BOLD | Modifier::ITALIC)
}

/// The stretches of columns that one font draws.
fn runs(kinds: &[Kind]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    for same in kinds.chunk_by(|a, b| a == b) {
        if matches!(same.first(), Some(Kind::Text(..))) {
            runs.push(at..at + same.len());
        }
        at += same.len();
    }
    runs
}

struct Row<'a> {
    slots: &'a mut [Slot],
    kinds: Vec<Kind>,
    runs: Vec<Range<usize>>,
    /// The columns before this one are not changed any more.
    done: usize,
}

impl Row<'_> {
    fn set(&mut self, run: usize) {
        let Some(columns) = self.runs.get(run).cloned() else {
            return;
        };
        if columns.start < self.done {
            return;
        }
        match (self.first(&columns), self.last(&columns)) {
            // kitty goes by the first letter of what it is sent, which is the last one here.
            (_, Some(true)) => {
                let start = self.tail(columns.start);
                self.turn(start..columns.end);
                self.done = columns.end;
            }
            (Some(true), Some(false)) => self.force(run, &columns),
            _ => {}
        }
    }

    /// Where a run begins with a letter whose tail kitty would cut off at its cell, and a
    /// blank that no other word needs stands before it, that one takes the tail: kitty sets
    /// both as one, since the blank has no look. (A mark on the letter would go there, too.)
    fn tail(&mut self, start: usize) -> usize {
        let Some(space) = start.checked_sub(1).filter(|at| *at >= self.done) else {
            return start;
        };
        let before = space.checked_sub(1).and_then(|at| self.kinds.get(at));
        let free = self.kinds.get(space) == Some(&Kind::Blank)
            && before != self.kinds.get(start)
            && !self.is_taken_before(space);
        let Some([blank, letter]) = self.slots.get_mut(space..=start) else {
            return start;
        };
        let mut look = letter.look;
        look.modifier -= face(letter);
        if look.modifier.contains(Modifier::REVERSED) {
            look.bg = blank.look.bg;
        } else {
            look.fg = blank.look.fg;
        }
        let reaches = letter.text.starts_with(overhangs) && letter.text.chars().nth(1).is_none();
        if !(free && reaches && look == blank.look && letter.link == blank.link) {
            return start;
        }
        blank.look = letter.look;
        self.join(space..start + 1);
        space
    }

    /// Sets a run that begins with a right-to-left letter and ends with a left-to-right one.
    fn force(&mut self, run: usize, columns: &Range<usize>) {
        if let Some(end) = self.find_arabic(run) {
            self.join(columns.start..end);
            self.turn(columns.start..end);
            self.done = end;
        } else if let Some(start) = self.find_latin(run) {
            self.join(start..columns.end);
            // What follows a blank may be set over it: a letter stays whole without its marks.
            if start < columns.start
                && let Some(letter) = self.slots.get_mut(columns.start)
            {
                letter.text = letter.text.chars().take(1).collect();
            }
            self.done = columns.end;
        }
    }

    /// Goes on to the right until something begins the text, as it is sent, with an Arabic
    /// script: returns the end of that.
    fn find_arabic(&mut self, run: usize) -> Option<usize> {
        let kind = self.kinds.get(self.runs.get(run)?.start).copied();
        for run in run.. {
            let columns = self.runs.get(run)?.clone();
            if self.last(&columns) == Some(true) {
                return Some(columns.end);
            }
            if self.mark(columns.end - 1, ARABIC) {
                return Some(columns.end);
            }
            let space = columns.end;
            if self.kinds.get(space) != Some(&Kind::Blank) {
                return None;
            }
            if self.kinds.get(space + 1).copied() != kind {
                self.slots.get_mut(space)?.text = SPACE.into();
                return self.mark(space, ARABIC).then_some(space + 1);
            }
        }
        None
    }

    /// The same to the left, until something begins the text with a script from left to right:
    /// returns the start of that.
    fn find_latin(&mut self, run: usize) -> Option<usize> {
        let kind = self.kinds.get(self.runs.get(run)?.start).copied();
        for run in (0..=run).rev() {
            let columns = self.runs.get(run)?.clone();
            if columns.start < self.done {
                return None;
            }
            if self.first(&columns) == Some(false) || self.mark(columns.start, LEFT_TO_RIGHT) {
                return Some(columns.start);
            }
            let space = columns.start.checked_sub(1).filter(|at| *at >= self.done)?;
            if self.kinds.get(space) != Some(&Kind::Blank) {
                return None;
            }
            let before = space
                .checked_sub(1)
                .and_then(|at| self.kinds.get(at))
                .copied();
            if before != kind {
                if self.is_taken_before(space) {
                    return None;
                }
                self.slots.get_mut(space)?.text = SPACE.into();
                return self.mark(space, LEFT_TO_RIGHT).then_some(space);
            }
        }
        None
    }

    /// The column before this one is a blank that a word further left was given: what begins here
    /// would be one text with it.
    fn is_taken_before(&self, column: usize) -> bool {
        let before = column.checked_sub(1);
        let kind = before.and_then(|at| self.kinds.get(at));
        let slot = before.and_then(|at| self.slots.get(at));
        kind == Some(&Kind::Blank) && slot.is_some_and(|slot| slot.text != " ")
    }

    /// Gives a sign that all scripts share one without a look; false for a letter.
    fn mark(&mut self, at: usize, mark: char) -> bool {
        let Some(slot) = self.slots.get_mut(at) else {
            return false;
        };
        let shared = turns(slot).is_none() && slot.text.chars().count() <= MARKS;
        if shared {
            slot.text.push(mark);
            slot.uncertain = true;
        }
        shared
    }

    /// Makes one run of words: kitty draws nothing for a blank.
    fn join(&mut self, columns: Range<usize>) {
        let face = match self.kinds.get(columns.clone()).unwrap_or_default() {
            [Kind::Text(face, _), ..] | [_, Kind::Text(face, _), ..] => *face,
            _ => Modifier::empty(),
        };
        for slot in self.slots.get_mut(columns).unwrap_or_default() {
            if slot.text == " " {
                slot.text = SPACE.into();
            }
            let other = slot.look.modifier - self::face(slot);
            slot.look.modifier = other | face;
        }
    }

    /// Sends columns backwards, and signs so that kitty's mirror shows them right.
    fn turn(&mut self, columns: Range<usize>) {
        let Some(slots) = self.slots.get_mut(columns) else {
            return;
        };
        fill(slots);
        let mut texts: Vec<_> = slots
            .iter()
            .rev()
            .map(|slot| (slot.text.clone(), slot.uncertain))
            .collect();
        for (slot, (text, uncertain)) in slots.iter_mut().zip(texts.drain(..)) {
            slot.text = text.chars().map(mirrored).collect();
            slot.uncertain = uncertain;
        }
    }

    fn first(&self, columns: &Range<usize>) -> Option<bool> {
        let slots = self.slots.get(columns.clone()).unwrap_or_default();
        slots.iter().find_map(turns)
    }

    fn last(&self, columns: &Range<usize>) -> Option<bool> {
        let slots = self.slots.get(columns.clone()).unwrap_or_default();
        slots.iter().rev().find_map(turns)
    }
}

/// Gives all cells as many scalars, where one has marks.
fn fill(slots: &mut [Slot]) {
    let count = |slot: &Slot| slot.text.chars().count().saturating_sub(1);
    for slot in slots.iter_mut().filter(|slot| count(slot) > MARKS) {
        slot.text = slot.text.chars().take(MARKS + 1).collect();
    }
    // HarfBuzz may change the order of two marks, and then takes them for one: kitty would
    // count wrong where they come first.
    if let Some(first) = slots
        .first_mut()
        .filter(|slot| (2..MARKS).contains(&count(slot)))
    {
        first.text.push(FILLER);
    }
    let most = slots.iter().map(count).max().unwrap_or(0);
    for slot in slots {
        while count(slot) < most {
            slot.text.push(FILLER);
            slot.uncertain = true;
        }
    }
}

/// Whether a word that begins with this is set from right to left; `None`: the next one says.
fn turns(slot: &Slot) -> Option<bool> {
    slot.text.chars().find_map(|c| match c {
        '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{640}' => None,
        ARABIC => Some(true),
        LEFT_TO_RIGHT => Some(false),
        _ => match bidi_class(c) {
            BidiClass::L => Some(false),
            BidiClass::R | BidiClass::AL | BidiClass::AN => Some(true),
            _ => is_arabic_number(c).then_some(true),
        },
    })
}
