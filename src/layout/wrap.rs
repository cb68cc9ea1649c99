//! Where lines end: UAX #14 opportunities, filled greedily in cells, in logical order.

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use crate::layout::effort;
use crate::layout::unit::{Kind, Unit};

/// Marks the units with which a line may begin. Never inside a cluster or a lam-alef,
/// never at a soft hyphen (we would not draw the hyphen), and not inside an address or a
/// path (`https://…/…`) that fits on a line of its own.
pub(crate) fn mark_breaks(flow: &str, units: &mut [Unit], width: usize) {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut start = 0;
    while start < units.len() {
        let (end, calm) = segment(&units[start..]);
        let part = &mut units[start..start + end];
        // What is dropped at the very beginning belongs to the first segment, at the end to the last.
        let from = if start == 0 { 0 } else { part[0].range.start };
        part[0].breaks = true;
        start += end;
        effort::count(end);
        if !calm {
            let to = units.get(start).map_or(flow.len(), |unit| unit.range.start);
            let part = &mut units[start - end..start];
            mark_segment(&segmenter, &flow[..to], from, part);
        }
    }
    keep_paths_whole(flow, units, width);
}

/// How many units come before the first place at which a line may begin whatever stands
/// around it (a letter behind spaces behind a letter, LB18), and whether they are letters
/// and spaces only: then there is no other place among them, and no rule need be asked.
fn segment(units: &[Unit]) -> (usize, bool) {
    let (mut calm, mut after_letter, mut after_space) = (true, false, false);
    let mut end_before = units.first().map_or(0, |unit| unit.range.start);
    for (i, unit) in units.iter().enumerate() {
        let touches = unit.range.start == end_before;
        end_before = unit.range.end;
        let letter = matches!(unit.kind, Kind::Letter | Kind::LetterAnd);
        if letter && touches && after_letter && after_space {
            return (i, calm);
        }
        if unit.kind == Kind::Space {
            calm &= touches && after_letter;
            after_letter &= touches;
            after_space = true;
        } else {
            let whole = unit.kind == Kind::Letter;
            calm &= touches && whole;
            (after_letter, after_space) = (whole, false);
        }
    }
    // What is dropped behind the last unit may hold an opportunity, but no unit follows.
    (units.len(), calm)
}

/// Marks the units of one segment, which begins at byte `from` of `flow` and ends with it.
fn mark_segment(
    segmenter: &LineSegmenterBorrowed<'_>,
    flow: &str,
    from: usize,
    units: &mut [Unit],
) {
    effort::count(flow.len() - from);
    let mut breaks = segmenter
        .segment_str(&flow[from..])
        .map(|at| from + at)
        .peekable();
    let mut end_before = from;
    for unit in units.iter_mut() {
        // What is dropped between two units may hold the opportunity.
        while breaks.next_if(|&at| at < end_before).is_some() {}
        while let Some(at) = breaks.next_if(|&at| at <= unit.range.start) {
            unit.breaks |= !flow[..at].ends_with('\u{AD}');
        }
        end_before = unit.range.end;
    }
}

/// Takes the opportunities out of each run of ASCII without white space that has a
/// slash in it and is no wider than a line.
fn keep_paths_whole(flow: &str, units: &mut [Unit], width: usize) {
    let bytes = flow.as_bytes();
    if !bytes.contains(&b'/') {
        return;
    }
    let graphic = |unit: &Unit| unit.range.len() == 1 && bytes[unit.range.start].is_ascii_graphic();
    for run in units.chunk_by_mut(|a, b| graphic(a) == graphic(b)) {
        let slash = |unit: &Unit| bytes[unit.range.start] == b'/';
        if graphic(&run[0]) && run.len() <= width && run.iter().any(slash) {
            for unit in &mut run[1..] {
                unit.breaks = false;
            }
        }
    }
}

/// Cuts `units` in lines of at most `width` cells; the white space that hangs at a line's
/// end is the last of its units. At least one line.
pub(crate) fn lines(units: &[Unit], width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut cells) = (0, 0);
    // The last unit with which the next line may begin, and the cells before it.
    let mut next: Option<(usize, usize)> = None;
    effort::count(units.len());
    for (i, unit) in units.iter().enumerate() {
        if unit.breaks && i > start {
            next = Some((i, cells));
        }
        let own = usize::from(unit.width);
        if !unit.hangs && cells + own > width && i > start {
            // A word that is wider than the line is cut at a cluster.
            let (cut, before) = next.take().unwrap_or((i, cells));
            lines.push(start..cut);
            start = cut;
            cells -= before;
            if cells + own > width && i > start {
                lines.push(start..i);
                (start, cells) = (i, 0);
            }
        }
        cells += own;
    }
    lines.push(start..units.len());
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::bidi::Levels;
    use crate::layout::join::Joins;
    use crate::layout::unit;
    use crate::layout::{Islands, Options};

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// In segments the opportunities are those of the whole text.
        #[test]
        fn segments_break_as_the_whole_does(
            text in "([aبא1٢Я ]|[aب]|لا|[ ]|[.,!?:;()«»\"'/%$\\-]|[\u{64B}\u{301}\u{200B}\u{200C}\u{AD}\u{A0}\u{2060}\u{2014}漢\n\t]){0,20}",
        ) {
            let joins = Joins::find(&text, &Levels::resolve(&text, None, Islands::Whole));
            let units = unit::units(&text, &joins, &Options::default());
            let (mut ours, mut whole) = (units.clone(), units);
            // Addresses are no matter here: none fits in no cells.
            mark_breaks(&text, &mut ours, 0);
            let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
            mark_segment(&segmenter, &text, 0, &mut whole);
            let of = |units: &[Unit]| units.iter().skip(1).map(|u| u.breaks).collect::<Vec<_>>();
            prop_assert_eq!(of(&ours), of(&whole), "{:?}", text);
        }
    }
}
