//! Between ranges of text and cells of a line.
//!
//! ```
//! use warraq::layout::{Options, lay_out_text};
//! use warraq::layout::geometry::Affinity;
//! use warraq::text::range::TextRange;
//!
//! // Shown: abc הז אב, with the Hebrew from right to left.
//! let text = "abc בא זה";
//! let line = &lay_out_text(text, &Options::default())[0];
//! // From the c to the first Hebrew word: two rectangles on the screen.
//! assert_eq!(line.segments(TextRange::new(2, 8)), [2..4, 7..9]);
//! // A click on cell 8 means the bet, and the cursor goes there.
//! let hit = line.hit(8).unwrap();
//! assert_eq!(hit.range.slice(text), Some("ב"));
//! assert_eq!(line.cell_of(hit.range.start), Some(8));
//! // Where the direction turns, a place lies at one of two borders.
//! assert_eq!(line.border_of(4, Affinity::Previous), Some(4));
//! assert_eq!(line.border_of(4, Affinity::Next), Some(9));
//! ```

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

impl Hit {
    /// The place that was hit: a source byte between two clusters, and the one of them that
    /// it leans to.
    #[must_use]
    pub const fn place(self) -> (usize, Affinity) {
        if self.trailing {
            (self.range.end, Affinity::Previous)
        } else {
            (self.range.start, Affinity::Next)
        }
    }
}

/// The neighbour in the text that a place between two clusters leans to. Where the direction
/// turns, the two stand apart on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Affinity {
    /// The cluster before the place.
    Previous,
    /// The cluster after it.
    #[default]
    Next,
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

    /// The border between cells at which the place before source byte `at` lies, counted
    /// from the left end of the line: 0 is left of the first cell. At the end of the line
    /// both affinities mean the cluster before it, at the beginning the one after it, and
    /// the place inside a lam-alef lies where its cell begins. `None` when the place is not
    /// on this line or the line is empty.
    #[must_use]
    pub fn border_of(&self, at: usize, affinity: Affinity) -> Option<u16> {
        if at < self.range.start || at > self.range.end {
            return None;
        }
        let previous = || {
            let before = self.placed.iter().filter(|placed| placed.range.end <= at);
            before.max_by_key(|placed| placed.range.end)
        };
        let next = || {
            let after = self.placed.iter().filter(|placed| placed.range.end > at);
            after.min_by_key(|placed| placed.range.end)
        };
        let at_end_of = |placed: &Placed| self.border(placed, placed.rtl);
        let at_start_of = |placed: &Placed| self.border(placed, !placed.rtl);
        let inside = next().filter(|placed| placed.range.start < at);
        match (affinity, inside) {
            (_, Some(placed)) => Some(at_start_of(placed)),
            (Affinity::Previous, None) => previous()
                .map(at_end_of)
                .or_else(|| next().map(at_start_of)),
            (Affinity::Next, None) => next()
                .map(at_start_of)
                .or_else(|| previous().map(at_end_of)),
        }
    }

    /// The left or the right border of all cells that bear the range of `of`: of a sign, and
    /// of a letter with what was added to it.
    fn border(&self, of: &Placed, left: bool) -> u16 {
        let own = self.cells().filter(|(_, placed)| placed.range == of.range);
        let borders = own.map(|(x, placed)| (x, x.saturating_add(u16::from(placed.width))));
        let (start, end) = borders
            .reduce(|all, own| (all.0.min(own.0), all.1.max(own.1)))
            .unwrap_or_default();
        if left { start } else { end }
    }
}

fn hit_of(placed: &Placed, trailing: bool) -> Hit {
    Hit {
        range: TextRange::new(placed.range.start, placed.first_end),
        trailing,
    }
}
