//! Levels of a text without embeddings, overrides, isolates and paragraph separators: one
//! isolating run sequence, which is nearly all text there is. Runs of one class are resolved
//! instead of scalars. What holds any of those controls is left to `unicode-bidi`; the
//! conformance files and a property hold the two together.

use unicode_bidi::{BidiClass, BidiDataSource, Level};

use crate::text::class::{self, Classes};

/// Deeper nested brackets are left to `unicode-bidi` (BD16 gives up at 63).
const DEPTH: usize = 60;

/// Scalars that follow each other and have one class.
struct Run {
    start: usize,
    class: BidiClass,
    /// More than one scalar counts (for W4, which turns single separators only).
    many: bool,
    /// The bracket it is, by its opening form, and whether it opens.
    bracket: Option<(char, bool)>,
}

/// Fills in the level and the original class of each byte of `text`; `None` when the text
/// needs the whole algorithm.
pub(crate) fn resolve(text: &str, base: Level) -> Option<(Vec<Level>, Vec<BidiClass>)> {
    let mut classes = Vec::with_capacity(text.len());
    let side = if base.is_rtl() {
        BidiClass::R
    } else {
        BidiClass::L
    };
    let mut runs = runs(text, side, &mut classes)?;
    weak(&mut runs, side);
    brackets(&mut runs, side)?;
    neutral(&mut runs, side);
    let mut levels = vec![base; text.len()];
    let end = text.len();
    for (i, run) in runs.iter().enumerate() {
        let next = runs.get(i + 1).map_or(end, |next| next.start);
        // I1, I2.
        let up = match (run.class, base.is_rtl()) {
            (BidiClass::R, false) | (BidiClass::L | BidiClass::EN | BidiClass::AN, true) => 1,
            (BidiClass::EN | BidiClass::AN, false) => 2,
            _ => 0,
        };
        if up > 0 {
            let level = Level::new(base.number() + up).ok()?;
            levels[run.start..next].fill(level);
        }
    }
    Some((levels, classes))
}

/// The runs after W1, W2 and W3. Boundary neutrals stay with what stands before them (X9).
fn runs(text: &str, side: BidiClass, classes: &mut Vec<BidiClass>) -> Option<Vec<Run>> {
    use BidiClass::{
        AL, AN, B, BN, EN, FSI, L, LRE, LRI, LRO, NSM, ON, PDF, PDI, R, RLE, RLI, RLO, S, WS,
    };
    let mut runs: Vec<Run> = Vec::with_capacity(text.len() / 4 + 1);
    let mut strong = side;
    for (at, c) in text.char_indices() {
        let own = class::bidi(c);
        classes.resize(at + c.len_utf8(), own);
        let mut bracket = None;
        let class = match own {
            B | LRE | RLE | LRO | RLO | PDF | LRI | RLI | FSI | PDI => return None,
            BN => continue,
            NSM => {
                // W1; also where the mark stands on a bracket, whose fate it then shares.
                match runs.last_mut() {
                    Some(last) => last.many = true,
                    None => runs.push(Run {
                        start: at,
                        class: side,
                        many: true,
                        bracket,
                    }),
                }
                continue;
            }
            L | R | AL => {
                strong = own;
                if own == L { L } else { R }
            }
            EN if strong == AL => AN,
            WS | S => ON,
            ON => {
                bracket = bracket_of(c);
                ON
            }
            other => other,
        };
        match runs.last_mut() {
            Some(last) if last.class == class && bracket.is_none() && last.bracket.is_none() => {
                last.many = true;
            }
            _ => runs.push(Run {
                start: at,
                class,
                many: false,
                bracket,
            }),
        }
    }
    Some(runs)
}

fn bracket_of(c: char) -> Option<(char, bool)> {
    // Between ASCII and Tibetan there are none.
    if !matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '\u{F3A}'..) {
        return None;
    }
    let found = Classes.bidi_matched_opening_bracket(c)?;
    Some((found.opening, found.is_open))
}

/// W4 to W7.
fn weak(runs: &mut [Run], side: BidiClass) {
    use BidiClass::{AN, CS, EN, ES, ET, L, ON, R};
    let mut strong = side;
    // The class of the run before, as W4 leaves it.
    let mut before = side;
    for i in 0..runs.len() {
        let after = runs.get(i + 1).map(|run| run.class);
        let run = &mut runs[i];
        let class = match run.class {
            ES if !run.many && before == EN && after == Some(EN) => EN,
            CS if !run.many && matches!(before, EN | AN) && after == Some(before) => before,
            ET if before == EN || after == Some(EN) => EN,
            ES | CS | ET => ON,
            class => class,
        };
        // A terminator that W5 made a number is none yet for W4.
        before = if run.class == ET { ET } else { class };
        if matches!(class, L | R) {
            strong = class;
        }
        run.class = if class == EN && strong == L { L } else { class };
    }
}

/// The side that a class takes for brackets and neutrals.
const fn side_of(class: BidiClass) -> Option<BidiClass> {
    match class {
        BidiClass::L => Some(BidiClass::L),
        BidiClass::R | BidiClass::EN | BidiClass::AN => Some(BidiClass::R),
        _ => None,
    }
}

/// N0.
fn brackets(runs: &mut [Run], side: BidiClass) -> Option<()> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (i, run) in runs.iter().enumerate() {
        match run.bracket {
            Some((opening, true)) => {
                if open.len() == DEPTH {
                    return None;
                }
                open.push((opening, i));
            }
            Some((opening, false)) => {
                if let Some(at) = open.iter().rposition(|(other, _)| *other == opening) {
                    pairs.push((open[at].1, i));
                    open.truncate(at);
                }
            }
            None => {}
        }
    }
    pairs.sort_unstable();
    for (start, end) in pairs {
        let mut other = None;
        let mut own = false;
        for found in runs[start + 1..end].iter().filter_map(|r| side_of(r.class)) {
            if found == side {
                own = true;
                break;
            }
            other = Some(found);
        }
        let class = match other {
            _ if own => side,
            None => continue,
            // The other direction, if that is also what stands before the pair.
            Some(other) => {
                let before = runs[..start].iter().rev().find_map(|r| side_of(r.class));
                if before.unwrap_or(side) == other {
                    other
                } else {
                    side
                }
            }
        };
        runs[start].class = class;
        runs[end].class = class;
    }
    Some(())
}

/// N1 and N2.
fn neutral(runs: &mut [Run], side: BidiClass) {
    let mut before = side;
    let mut i = 0;
    while i < runs.len() {
        if let Some(found) = side_of(runs[i].class) {
            before = found;
            i += 1;
            continue;
        }
        let len = runs[i..]
            .iter()
            .take_while(|run| side_of(run.class).is_none())
            .count();
        let after = runs.get(i + len).and_then(|run| side_of(run.class));
        let class = if after.unwrap_or(side) == before {
            before
        } else {
            side
        };
        for run in &mut runs[i..i + len] {
            run.class = class;
        }
        i += len;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_bidi::BidiInfo;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

        /// The levels are those of `unicode-bidi`, whatever stands beside what.
        #[test]
        fn runs_resolve_as_scalars_do(
            text in "([abאבبت12١٢]|[ab אב.,:+\\-$%\t()]|[\\[\\]()\u{2329}\u{3009}{}!«»]|[\u{301}\u{64B}\u{200D}\u{AD}]){0,24}",
            rtl: bool,
        ) {
            let base = if rtl { Level::rtl() } else { Level::ltr() };
            let (levels, classes) = resolve(&text, base).unwrap();
            let whole = BidiInfo::new_with_data_source(&Classes, &text, Some(base));
            for (at, _) in text.char_indices() {
                // What X9 removes has no look.
                if classes[at] != BidiClass::BN {
                    prop_assert_eq!(levels[at], whole.levels[at], "{:?} at {}", &text, at);
                }
            }
            prop_assert_eq!(classes, whole.original_classes);
        }
    }

    #[test]
    fn controls_and_deep_brackets_are_left_to_the_whole_algorithm() {
        for text in [
            "\u{202A}a",
            "\u{2067}a",
            "a\u{2029}",
            "a\u{202C}",
            "a\u{2069}",
        ] {
            assert!(resolve(text, Level::ltr()).is_none(), "{text:?}");
        }
        let deep = format!("א{}a", "(".repeat(DEPTH + 1));
        assert!(resolve(&deep, Level::rtl()).is_none());
    }
}
