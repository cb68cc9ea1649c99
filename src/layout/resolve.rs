//! The levels of a text, resolved by runs.
//!
//! Neighbours of one class share their fate in UAX #9: of a word of letters one letter
//! decides. So `unicode-bidi` is asked about a short text in which each run is its first
//! scalar, and what it says of that one holds for the run. Separators (which rule W4 turns
//! only when they stand alone), brackets (N0) and controls are never taken together;
//! boundary neutrals go with what stands before them (X9 takes them out).

use unicode_bidi::{BidiClass, BidiDataSource, BidiInfo, Level};

use crate::layout::island::Island;
use crate::text::class::{BidiTable, Classes};

/// The level and the original class of each byte of `text`. Each of the `islands`, in order,
/// counts as one scalar of its class.
pub(crate) fn resolve(text: &str, base: Level, islands: &[Island]) -> (Vec<Level>, Vec<BidiClass>) {
    let mut classes = vec![BidiClass::L; text.len()];
    let mut short = String::with_capacity(text.len() / 2);
    // Where each run begins in the text.
    let mut starts = Vec::with_capacity(text.len() / 4);
    let table = BidiTable::new();
    // The class of the last run, if more may join it.
    let mut open = None;
    let mut islands = islands.iter();
    let mut island = islands.next();
    let mut island_start = island.map_or(usize::MAX, |next| next.range.start);
    for (at, c) in text.char_indices() {
        let class = table.of(c);
        for byte in &mut classes[at..at + c.len_utf8()] {
            *byte = class;
        }
        if at >= island_start
            && let Some(own) = island
        {
            if open != Some(own.class) {
                starts.push(at);
                short.push(stand_in(own.class));
                open = Some(own.class);
            }
            if at + c.len_utf8() >= own.range.end {
                island = islands.next();
                island_start = island.map_or(usize::MAX, |next| next.range.start);
            }
            continue;
        }
        let joins = open == Some(class) || class == BidiClass::BN && at > 0;
        if joins && !is_bracket(c, class) {
            continue;
        }
        starts.push(at);
        short.push(c);
        open = (is_together(class) && !is_bracket(c, class)).then_some(class);
    }
    let info = BidiInfo::new_with_data_source(&Classes, &short, Some(base));
    let mut levels = Vec::with_capacity(text.len());
    for (i, (at, _)) in short.char_indices().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(text.len());
        levels.resize(end, info.levels[at]);
    }
    (levels, classes)
}

/// A scalar of the class of an island.
const fn stand_in(class: BidiClass) -> char {
    if matches!(class, BidiClass::EN) {
        '0'
    } else {
        'a'
    }
}

/// The classes of which a run resolves as one scalar does.
const fn is_together(class: BidiClass) -> bool {
    use BidiClass::{AL, AN, EN, ET, L, NSM, ON, R, WS};
    matches!(class, L | R | AL | EN | AN | ET | NSM | WS | ON)
}

fn is_bracket(c: char, class: BidiClass) -> bool {
    class == BidiClass::ON
        // Between ASCII and Tibetan there are none.
        && matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '\u{F3A}'..)
        && Classes.bidi_matched_opening_bracket(c).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The levels are those of the whole text, whatever stands beside what.
        #[test]
        fn runs_resolve_as_scalars_do(
            text in "([abאבبت12١٢]|[ab אב.,:+\\-$%\t()]|[\\[\\]()\u{2329}\u{3009}{}!«»]|[\u{301}\u{64B}\u{200D}\u{AD}]|[\u{202A}-\u{202E}\u{2066}-\u{2069}\u{2029}]){0,24}",
            rtl: bool,
        ) {
            let base = if rtl { Level::rtl() } else { Level::ltr() };
            let (levels, classes) = resolve(&text, base, &[]);
            let whole = BidiInfo::new_with_data_source(&Classes, &text, Some(base));
            for (at, _) in text.char_indices() {
                // What X9 takes out has no level of its own.
                use BidiClass::{BN, LRE, LRO, PDF, RLE, RLO};
                if !matches!(classes[at], BN | LRE | RLE | LRO | RLO | PDF) {
                    prop_assert_eq!(levels[at], whole.levels[at], "{:?} at {}", &text, at);
                }
            }
            prop_assert_eq!(levels.len(), text.len());
        }
    }
}
