//! How found mentions are held against a gold standard. Pure; nothing here reads or prints.
//!
//! Four ways of agreeing: *strict* (range and kind), *clitic* (the same, but the clitics
//! before a name may be inside or outside), *overlap* (same kind and one scalar in common),
//! *span* (clitic, whatever the kind). One mention is matched with one, the nearest first.

use std::collections::{BTreeMap, HashMap};

/// One mention of either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Base name of the article.
    pub(super) doc: String,
    /// Scalars, end exclusive.
    pub(super) start: usize,
    pub(super) end: usize,
    /// In our words where they have one ([`kind_name`]).
    pub(super) kind: String,
    pub(super) surface: String,
}

/// A way of agreeing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Strict,
    Clitic,
    Overlap,
    Span,
}

impl Mode {
    pub(super) const ALL: [Self; 4] = [Self::Strict, Self::Clitic, Self::Overlap, Self::Span];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Clitic => "clitic",
            Self::Overlap => "overlap",
            Self::Span => "span",
        }
    }

    fn agrees(self, gold: &Span, found: &Span) -> bool {
        let same = gold.kind == found.kind;
        match self {
            Self::Strict => same && (gold.start, gold.end) == (found.start, found.end),
            Self::Clitic => same && but_for_clitics(gold, found),
            Self::Overlap => same,
            Self::Span => but_for_clitics(gold, found),
        }
    }
}

/// Counts of one kind, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) gold: usize,
    pub(super) found: usize,
    pub(super) right: usize,
}

impl Counts {
    /// In hundredths.
    pub(super) fn precision(self) -> f64 {
        percent(self.right, self.found)
    }

    pub(super) fn recall(self) -> f64 {
        percent(self.right, self.gold)
    }

    pub(super) fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of mentions are far below 2⁵²"
)]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        100.0 * part as f64 / whole as f64
    }
}

/// The counts of each kind of one mode, and of all kinds together.
pub(super) fn score(
    mode: Mode,
    gold: &[Span],
    found: &[Span],
    kinds: &[String],
) -> (BTreeMap<String, Counts>, Counts) {
    let mut by_kind: BTreeMap<String, Counts> = kinds
        .iter()
        .map(|kind| (kind.clone(), Counts::default()))
        .collect();
    for span in gold {
        by_kind.entry(span.kind.clone()).or_default().gold += 1;
    }
    for span in found {
        by_kind.entry(span.kind.clone()).or_default().found += 1;
    }
    let mut all = Counts {
        gold: gold.len(),
        found: found.len(),
        right: 0,
    };
    for (one, _) in pairs(gold, found, |g, f| mode.agrees(g, f)) {
        all.right += 1;
        by_kind.entry(gold[one].kind.clone()).or_default().right += 1;
    }
    (by_kind, all)
}

/// Pairs of indices: each mention at most once, the nearest ranges first.
fn pairs(
    gold: &[Span],
    found: &[Span],
    agree: impl Fn(&Span, &Span) -> bool,
) -> Vec<(usize, usize)> {
    let mut by_doc: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, span) in found.iter().enumerate() {
        by_doc.entry(&span.doc).or_default().push(at);
    }
    let mut near = Vec::new();
    for (g, one) in gold.iter().enumerate() {
        for &f in by_doc.get(one.doc.as_str()).into_iter().flatten() {
            let other = &found[f];
            let (from, to) = (one.start.max(other.start), one.end.min(other.end));
            if from < to && agree(one, other) {
                let apart = one.start.abs_diff(other.start) + one.end.abs_diff(other.end);
                near.push((apart, std::cmp::Reverse(to - from), g, f));
            }
        }
    }
    near.sort_unstable();
    let (mut taken, mut used) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (_, _, g, f) in near {
        if !taken[g] && !used[f] {
            (taken[g], used[f]) = (true, true);
            pairs.push((g, f));
        }
    }
    pairs
}

/// What may stand before a name and be inside or outside its range.
const CLITICS: [&str; 26] = [
    "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", "لل", "ولل", "فلل", "بال", "وال",
    "فال", "كال", "وبال", "فبال", "وكال", "ال", "س", "أ", "أو", "أب",
];

/// The same range, but for clitics at its start.
fn but_for_clitics(gold: &Span, found: &Span) -> bool {
    if gold.end != found.end {
        return false;
    }
    let longer = match gold.start.cmp(&found.start) {
        std::cmp::Ordering::Equal => return true,
        std::cmp::Ordering::Less => gold,
        std::cmp::Ordering::Greater => found,
    };
    let before = gold.start.abs_diff(found.start);
    let scalars = longer.surface.chars().count();
    let is_mark = |c: &char| matches!(c, '\u{64b}'..='\u{652}' | '\u{640}' | '\u{670}');
    let clitic: String = (longer.surface.chars().take(before))
        .filter(|c| !is_mark(c))
        .collect();
    before < scalars && CLITICS.contains(&clitic.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, kind: &str, surface: &str) -> Span {
        Span {
            doc: "a.txt".to_owned(),
            start,
            end: start + surface.chars().count(),
            kind: kind.to_owned(),
            surface: surface.to_owned(),
        }
    }

    fn right(gold: &[Span], found: &[Span]) -> [usize; 4] {
        Mode::ALL.map(|mode| score(mode, gold, found, &[]).1.right)
    }

    #[test]
    fn hand_made_cases() {
        let gold = [span(10, "person", "ولوكاشينكو")];
        let rows: Vec<(&str, Vec<Span>, [usize; 4])> = vec![
            (
                "the same",
                vec![span(10, "person", "ولوكاشينكو")],
                [1, 1, 1, 1],
            ),
            (
                "without و",
                vec![span(11, "person", "لوكاشينكو")],
                [0, 1, 1, 1],
            ),
            (
                "another kind",
                vec![span(11, "place", "لوكاشينكو")],
                [0, 0, 0, 1],
            ),
            (
                "no clitic",
                vec![span(13, "person", "كاشينكو")],
                [0, 0, 1, 0],
            ),
            (
                "shorter",
                vec![span(10, "person", "ولوكاشينك")],
                [0, 0, 1, 0],
            ),
            (
                "longer by ل",
                vec![span(9, "person", "بولوكاشينكو")],
                [0, 1, 1, 1],
            ),
            (
                "beside",
                vec![span(20, "person", "لوكاشينكو")],
                [0, 0, 0, 0],
            ),
            (
                "two for one",
                vec![
                    span(10, "person", "ولوكاشينكو"),
                    span(11, "person", "لوكاشينكو"),
                ],
                [1, 1, 1, 1],
            ),
        ];
        for (name, found, wanted) in rows {
            assert_eq!(right(&gold, &found), wanted, "{name}");
        }
        let mut elsewhere = span(10, "person", "ولوكاشينكو");
        elsewhere.doc = "b.txt".to_owned();
        assert_eq!(right(&gold, &[elsewhere]), [0; 4]);
        assert_eq!(
            right(&gold, &[span(10, "person", "وَلوكاشينكو")]),
            [0, 0, 1, 0]
        );
    }

    #[test]
    fn marks_do_not_count_in_clitics() {
        let gold = [span(10, "person", "وَلوكا")];
        assert_eq!(right(&gold, &[span(12, "person", "لوكا")]), [0, 1, 1, 1]);
    }

    #[test]
    fn figures() {
        let counts = Counts {
            gold: 4,
            found: 2,
            right: 1,
        };
        assert!((counts.precision() - 50.0).abs() < 1e-9);
        assert!((counts.recall() - 25.0).abs() < 1e-9);
        assert!((counts.f1() - 100.0 / 3.0).abs() < 1e-9);
        assert!(Counts::default().f1().abs() < 1e-9);
    }
}
