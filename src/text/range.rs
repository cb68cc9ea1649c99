//! A stretch of source text.

/// A half-open range of **bytes** of a document's source text, on cluster boundaries
/// wherever a reader can see it. The name leaves `Span` to ratatui.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl TextRange {
    /// The range from `start` to `end` (bytes, end exclusive).
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes; 0 for an empty or reversed range.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// True when no byte lies in the range.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// True when byte `at` lies in the range.
    #[must_use]
    pub const fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// True when every byte of `other` lies in this range.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the two ranges share at least one byte.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end && !self.is_empty() && !other.is_empty()
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The text of the range, or `None` when it does not lie in `text` on scalar boundaries.
    #[must_use]
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_no_byte() {
        let (a, b) = (TextRange::new(0, 3), TextRange::new(3, 5));
        assert!(!a.intersects(b));
        assert_eq!(a.union(b), TextRange::new(0, 5));
        assert!(a.contains(2) && !a.contains(3));
        assert!(!a.intersects(TextRange::new(1, 1)));
    }

    #[test]
    fn slice_refuses_half_a_letter() {
        assert_eq!(TextRange::new(0, 1).slice("لا"), None);
        assert_eq!(TextRange::new(0, 2).slice("لا"), Some("ل"));
        assert_eq!(TextRange::new(0, 9).slice("لا"), None);
    }
}
