//! Between ranges of text and cells of a line.

use std::ops::Range;

use crate::layout::{Line, Placed};
use crate::text::range::TextRange;

/// What lies under a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The cluster (source bytes); of a lam-alef the lam.
    pub range: TextRange,
    /// True when the half of the cell (or the side of the line) that comes later in the
    /// text was hit.
    pub trailing: bool,
}

impl Line {
    /// What is placed, each with its first cell (cells from the left end of the line).
    pub fn cells(&self) -> impl Iterator<Item = (u16, &Placed)> {
        self.placed.iter().scan(0u16, |x, placed| {
            let at = *x;
            *x = x.saturating_add(u16::from(placed.width));
            Some((at, placed))
        })
    }

    /// The cells that a range of source bytes lights, from left to right, neighbours
    /// merged. Half of a lam-alef lights its cell.
    #[must_use]
    pub fn segments(&self, range: TextRange) -> Vec<Range<u16>> {
        let mut segments: Vec<Range<u16>> = Vec::new();
        if !self.range.intersects(range) {
            return segments;
        }
        for (x, placed) in self.cells() {
            if placed.range.intersects(range) {
                let end = x.saturating_add(u16::from(placed.width));
                match segments.last_mut() {
                    Some(last) if last.end == x => last.end = end,
                    _ => segments.push(x..end),
                }
            }
        }
        segments
    }

    /// What lies under cell `x`, counted from the left end of the line; `None` beside it.
    #[must_use]
    pub fn hit(&self, x: u16) -> Option<Hit> {
        self.cells()
            .find(|(at, placed)| (*at..at.saturating_add(u16::from(placed.width))).contains(&x))
            .map(|(at, placed)| {
                let right_half = x > at;
                let trailing = placed.width == 2 && right_half != placed.rtl;
                hit_of(placed, trailing)
            })
    }

    /// What lies nearest to cell `x`, which may lie beside the line (negative: on its left);
    /// `None` when the line is empty.
    #[must_use]
    pub fn hit_nearest(&self, x: i32) -> Option<Hit> {
        if x < 0 {
            return self.placed.first().map(|placed| hit_of(placed, placed.rtl));
        }
        match u16::try_from(x).ok().and_then(|x| self.hit(x)) {
            Some(hit) => Some(hit),
            None => self.placed.last().map(|placed| hit_of(placed, !placed.rtl)),
        }
    }

    /// The first cell of what shows source byte `at`. For a byte that has no cell (a dropped
    /// control, white space that hangs) that of the text before it, else after it. `None`
    /// when the byte is not on this line or the line is empty.
    #[must_use]
    pub fn cell_of(&self, at: usize) -> Option<u16> {
        if !self.range.contains(at) {
            return None;
        }
        let before = self
            .cells()
            .filter(|(_, placed)| placed.range.start <= at && !placed.fill)
            // Cells of one sign share their range: the first of them.
            .reduce(|best, next| {
                if next.1.range.start > best.1.range.start {
                    next
                } else {
                    best
                }
            });
        let own = |(_, placed): &(u16, &Placed)| !placed.fill;
        let after = || {
            self.cells()
                .filter(own)
                .min_by_key(|(_, placed)| placed.range.start)
        };
        before.or_else(after).map(|(x, _)| x)
    }
}

fn hit_of(placed: &Placed, trailing: bool) -> Hit {
    Hit {
        range: TextRange::new(placed.range.start, placed.first_end),
        trailing,
    }
}
