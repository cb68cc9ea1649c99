//! Draws a layout as text for tests and asserts on the way what must hold of each.
#![allow(clippy::single_range_in_vec_init)]
use crate::document::{Piece, PieceKind, PieceStyle};
use crate::layout::digits::Digits;
use crate::layout::{Islands, Line, Marks, Options, Order, Placed, Shaping, lay_out};
use crate::text::clean::{self, Drawn};
use crate::text::range::TextRange;

pub(crate) const PLAIN: Options = Options {
    width: 80,
    direction: None,
    order: Order::Visual,
    shaping: Shaping::Base,
    marks: Marks::Keep,
    digits: Digits::AsWritten,
    persian: false,
    islands: Islands::Whole,
    justify: false,
};

pub(crate) fn piece(start: usize, end: usize, kind: PieceKind) -> Piece {
    Piece {
        range: TextRange::new(start, end),
        kind,
        style: PieceStyle::default(),
        link: None,
    }
}

/// What the cells of a line show.
pub(crate) fn row(line: &Line) -> String {
    line.placed.iter().map(|p| p.glyph.as_str()).collect()
}

/// The rows of a text of one piece.
pub(crate) fn rows(text: &str, options: &Options) -> Vec<String> {
    rows_of(text, &[piece(0, text.len(), PieceKind::Text)], options)
}

/// The rows of a paragraph.
pub(crate) fn rows_of(source: &str, pieces: &[Piece], options: &Options) -> Vec<String> {
    let lines = lay_out(source, pieces, options);
    check(source, pieces, &lines, options);
    lines.iter().map(row).collect()
}

/// Every byte is placed once or rightly dropped, no line is too wide, `hit` undoes
/// `segments`, and nothing that could act on a terminal is drawn.
pub(crate) fn check(source: &str, pieces: &[Piece], lines: &[Line], options: &Options) {
    let width = options.width.max(2);
    let mut seen = vec![0u32; source.len()];
    let mut end = 0;
    for line in lines {
        assert!(line.range.start >= end, "lines overlap");
        end = line.range.end;
        assert!(
            line.width <= width,
            "{} cells of {width}: {:?}",
            line.width,
            row(line)
        );
        check_line(line);
        let mut last = None;
        let mut logical: Vec<_> = line.placed.iter().filter(|p| !p.fill).collect();
        for fill in line.placed.iter().filter(|p| p.fill) {
            assert!(options.justify && line.width == width, "filled in part");
            assert!(logical.iter().any(|placed| placed.range == fill.range));
        }
        logical.sort_by_key(|placed| placed.range);
        for placed in logical {
            assert!(line.range.covers(placed.range), "placed on another line");
            if last.replace(placed.range) == Some(placed.range) {
                assert!(placed.sign, "placed twice");
                continue;
            }
            for count in &mut seen[placed.range.start..placed.range.end] {
                *count += 1;
            }
        }
    }
    for piece in pieces {
        let text = piece.range.slice(source).unwrap();
        for (at, c) in text.char_indices() {
            let at = at + piece.range.start;
            match seen[at] {
                1 => {}
                0 => assert!(
                    may_vanish(c, options) || piece.kind == PieceKind::Space,
                    "{c:?} at {at} is lost"
                ),
                n => panic!("{c:?} at {at} is placed {n} times"),
            }
        }
    }
}

/// What must hold of a line, however it came about.
pub(crate) fn check_line(line: &Line) {
    let sum: u16 = line.placed.iter().map(|p| u16::from(p.width)).sum();
    assert_eq!(sum, line.width);
    for (x, placed) in line.cells() {
        assert!(matches!(placed.width, 1 | 2));
        assert_eq!(
            usize::from(placed.width),
            crate::text::width::of_drawn(&placed.glyph),
            "{:?}",
            placed.glyph
        );
        for c in placed.glyph.chars() {
            let tag = ('\u{E0020}'..='\u{E007F}').contains(&c);
            assert!(
                drawn_as_is(c) || matches!(c, '\u{200C}' | '\u{200D}') || tag,
                "{c:?} reaches the screen"
            );
        }
        for cell in x..x + u16::from(placed.width) {
            let hit = line.hit(cell).unwrap();
            check_border(line, cell, placed);
            assert_eq!(hit.range.start, placed.range.start);
            assert_eq!(hit.range.end, placed.first_end);
            if !placed.range.is_empty() {
                let lit = line.segments(hit.range);
                assert!(lit.iter().any(|s| s.contains(&cell)), "hit undoes segments");
            }
        }
        let lit: u16 = line
            .segments(placed.range)
            .iter()
            .map(|s| s.end - s.start)
            .sum();
        let own: u16 = line
            .placed
            .iter()
            .filter(|other| other.range.intersects(placed.range))
            .map(|other| u16::from(other.width))
            .sum();
        assert_eq!(lit, own);
    }
    assert_eq!(line.hit(line.width), None);
    if let Some(all) = (!line.placed.is_empty()).then(|| line.segments(line.range)) {
        assert_eq!(all, [0..line.width]);
    }
}

/// What a cell hits lies at that side of the cell (or of the sign, or the stretched letter)
/// from which it is read, its later half at the other.
fn check_border(line: &Line, cell: u16, placed: &Placed) {
    let hit = line.hit(cell).unwrap();
    let (at, affinity) = hit.place();
    let own = line
        .cells()
        .filter(|(_, other)| other.range == placed.range);
    let (left, right) = own.fold((u16::MAX, 0), |(left, right), (x, own)| {
        (left.min(x), right.max(x + u16::from(own.width)))
    });
    // Inside a lam-alef there is no border.
    let later = hit.trailing && at == placed.range.end;
    let wanted = if placed.rtl == later { left } else { right };
    assert_eq!(line.border_of(at, affinity), Some(wanted), "{placed:?}");
}

fn drawn_as_is(c: char) -> bool {
    clean::drawn(c) == Drawn::AsIs
}

fn may_vanish(c: char, options: &Options) -> bool {
    use unicode_width::UnicodeWidthChar;
    !drawn_as_is(c) && !matches!(clean::drawn(c), Drawn::Sign(_))
        || c.is_whitespace()
        || c.width() == Some(0) && (options.marks == Marks::Strip || is_filler(c))
}

/// Zero-width and no mark: a filler, an unassigned ignorable.
fn is_filler(c: char) -> bool {
    !unicode_normalization::char::is_combining_mark(c)
}
