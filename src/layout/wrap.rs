//! Where lines end: UAX #14 opportunities, filled greedily in cells, in logical order.

use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use crate::layout::unit::Unit;

/// Marks the units with which a line may begin. Never inside a cluster or a lam-alef,
/// never at a soft hyphen (we would not draw the hyphen), and not inside an address or a
/// path (`https://…/…`) that fits on a line of its own.
pub(crate) fn mark_breaks(flow: &str, units: &mut [Unit], width: usize) {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut breaks = segmenter.segment_str(flow).peekable();
    let mut end_before = 0;
    for unit in units.iter_mut() {
        // What is dropped between two units may hold the opportunity.
        while breaks.next_if(|&at| at < end_before).is_some() {}
        while let Some(at) = breaks.next_if(|&at| at <= unit.range.start) {
            unit.breaks |= !flow[..at].ends_with('\u{AD}');
        }
        end_before = unit.range.end;
    }
    keep_paths_whole(flow, units, width);
}

/// Takes the opportunities out of each run of ASCII without white space that has a
/// slash in it and is no wider than a line.
fn keep_paths_whole(flow: &str, units: &mut [Unit], width: usize) {
    let bytes = flow.as_bytes();
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
