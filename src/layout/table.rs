//! Rows of a table in columns of one width.
//!
//! A row is a paragraph whose cells are parted by bars (`|`). Where the columns of a table fit the
//! measure, the bars of its rows stand under each other; else each row flows like other text. In a
//! right-to-left table the first column stands on the right.

use compact_str::CompactString;

use crate::document::{Piece, PieceKind};
use crate::layout::{Line, Options, Placed, lay_out};
use crate::text::direction::Direction;
use crate::text::range::TextRange;

/// A cell of a row: its pieces without the blanks around them, each with its number in the row.
type Cell = Vec<(u32, Piece)>;

/// The cells of a row, and the bars between them.
fn cells(source: &str, pieces: &[Piece]) -> (Vec<Cell>, Vec<TextRange>) {
    let mut cells = vec![Cell::new()];
    let mut bars = Vec::new();
    for (number, piece) in (0u32..).zip(pieces) {
        let text = piece.range.slice(source).unwrap_or_default();
        let mut start = piece.range.start;
        let push = |from: usize, to: usize, cells: &mut Vec<Cell>| {
            let range = TextRange::new(from, to);
            if let (false, Some(cell)) = (range.is_empty(), cells.last_mut()) {
                let piece = Piece {
                    range,
                    ..piece.clone()
                };
                cell.push((number, piece));
            }
        };
        if piece.kind == PieceKind::Text {
            for (at, bar) in text.match_indices('|') {
                let at = piece.range.start + at;
                push(start, at, &mut cells);
                start = at + bar.len();
                bars.push(TextRange::new(at, start));
                cells.push(Cell::new());
            }
        }
        push(start, piece.range.end, &mut cells);
    }
    for cell in &mut cells {
        trim(source, cell);
    }
    (cells, bars)
}

/// Takes the white space off both ends.
fn trim(source: &str, cell: &mut Cell) {
    let text = |piece: &Piece| piece.range.slice(source).unwrap_or_default();
    while let Some((_, first)) = cell.first_mut() {
        let own = text(first);
        let body = own.trim_start();
        if body.is_empty() || first.kind == PieceKind::Space {
            cell.remove(0);
            continue;
        }
        first.range.start += own.len() - body.len();
        break;
    }
    while let Some((_, last)) = cell.last_mut() {
        let own = text(last);
        let body = own.trim_end();
        if body.is_empty() || last.kind == PieceKind::Space {
            cell.pop();
            continue;
        }
        last.range.end -= own.len() - body.len();
        break;
    }
}

fn lay_out_cell(source: &str, cell: &Cell, options: &Options) -> Option<Line> {
    let pieces: Vec<Piece> = cell.iter().map(|(_, piece)| piece.clone()).collect();
    let mut lines = lay_out(source, &pieces, options).into_iter();
    let mut line = lines.next()?;
    for placed in &mut line.placed {
        let number = cell.get(placed.piece as usize).map(|(number, _)| *number);
        placed.piece = number.unwrap_or_default();
    }
    lines.next().is_none().then_some(line)
}

/// Widens `widths` (cells) by the columns of a row.
pub fn widen(widths: &mut Vec<u16>, source: &str, pieces: &[Piece], options: &Options) {
    let options = unbounded(options);
    for (column, cell) in cells(source, pieces).0.iter().enumerate() {
        let width = match lay_out_cell(source, cell, &options) {
            Some(line) => line.width,
            None if cell.is_empty() => 0,
            // Longer than any line: it never fits.
            None => u16::MAX,
        };
        match widths.get_mut(column) {
            Some(own) => *own = width.max(*own),
            None => widths.push(width),
        }
    }
}

const fn unbounded(options: &Options) -> Options {
    Options {
        width: u16::MAX,
        justify: false,
        ..*options
    }
}

/// A row as one line in columns of these widths (cells), a bar with a blank on each side between
/// two. `None` when the table is wider than [`Options::width`], or has one column only.
#[must_use]
pub fn row(source: &str, pieces: &[Piece], widths: &[u16], options: &Options) -> Option<Line> {
    let all: usize = widths.iter().map(|width| usize::from(*width) + 3).sum();
    if widths.len() < 2 || all > usize::from(options.width) + 3 {
        return None;
    }
    let (first, last) = (pieces.first()?, pieces.last()?);
    let rtl = options.direction.is_some_and(Direction::is_rtl);
    let (cells, bars) = cells(source, pieces);
    let options = unbounded(options);
    // What stands from the left to the right; a row may have fewer cells than the table.
    let mut parts: Vec<Vec<Placed>> = Vec::new();
    let mut end = first.range.start;
    for (column, cell) in cells.iter().enumerate() {
        if let Some(bar) = column.checked_sub(1).and_then(|bar| bars.get(bar)) {
            let sign = placed("|", *bar, rtl);
            let blank = || filler(bar.start, rtl);
            parts.push(vec![blank(), Placed { sign: true, ..sign }, blank()]);
        }
        let line = lay_out_cell(source, cell, &options);
        if line.is_none() && !cell.is_empty() {
            return None;
        }
        let (own, width) = line.map_or_else(Default::default, |line| {
            end = line.range.end;
            (line.placed, line.width)
        });
        let missing = widths.get(column)?.saturating_sub(width);
        let blanks = std::iter::repeat_n(filler(end, rtl), missing.into());
        let ends_row = column + 1 == cells.len();
        parts.push(match (rtl, ends_row) {
            // Nothing hangs at the end of the line.
            (_, true) => own,
            (true, false) => blanks.chain(own).collect(),
            (false, false) => own.into_iter().chain(blanks).collect(),
        });
    }
    if rtl {
        parts.reverse();
    }
    let placed: Vec<Placed> = parts.into_iter().flatten().collect();
    let width = placed.iter().map(|placed| u16::from(placed.width)).sum();
    Some(Line {
        direction: options.direction.unwrap_or_default(),
        placed,
        range: TextRange::new(first.range.start, last.range.end),
        width,
    })
}

fn placed(glyph: &str, range: TextRange, rtl: bool) -> Placed {
    Placed {
        glyph: CompactString::from(glyph),
        width: 1,
        range,
        first_end: range.end,
        rtl,
        sign: false,
        fill: false,
        piece: 0,
    }
}

/// A blank that is no part of any text.
fn filler(at: usize, rtl: bool) -> Placed {
    Placed {
        fill: true,
        ..placed(" ", TextRange::new(at, at), rtl)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format, ParagraphKind, read};

    fn shown(document: &Document, rtl: bool, width: u16) -> Vec<Option<String>> {
        let direction = if rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        let options = Options {
            width,
            direction: Some(direction),
            shaping: crate::layout::Shaping::Base,
            ..Options::default()
        };
        let rows = || {
            let rows = document.paragraphs.iter();
            rows.filter(|p| p.kind == ParagraphKind::Row)
        };
        let mut widths = Vec::new();
        for paragraph in rows() {
            widen(&mut widths, &document.source, &paragraph.pieces, &options);
        }
        rows()
            .map(|paragraph| {
                let line = row(&document.source, &paragraph.pieces, &widths, &options)?;
                let cells = line.placed.iter().map(|placed| usize::from(placed.width));
                assert_eq!(cells.sum::<usize>(), usize::from(line.width));
                assert!(line.width <= width);
                Some(
                    line.placed
                        .iter()
                        .map(|placed| placed.glyph.as_str())
                        .collect(),
                )
            })
            .collect()
    }

    const LATIN: &str =
        "| Land | Capital | n |\n|---|---|---|\n| Iran | **Teh**ran | 85 |\n| Oman |  | 5 |\n";

    #[test]
    fn bars_stand_under_each_other() {
        let document = read(LATIN.to_owned(), Format::Markdown);
        let wanted = [
            "Land | Capital | n",
            "Iran | Tehran  | 85",
            "Oman |         | 5",
        ];
        assert_eq!(
            shown(&document, false, 40),
            wanted.map(|row| Some(row.to_owned()))
        );
        let hebrew = "| אב | ג |\n|---|---|\n| ד | 12 |\n";
        let document = read(hebrew.to_owned(), Format::Markdown);
        let wanted = ["ג | בא", "12 |  ד"];
        assert_eq!(
            shown(&document, true, 40),
            wanted.map(|row| Some(row.to_owned()))
        );
    }

    #[test]
    fn a_table_that_is_too_wide_flows() {
        let document = read(LATIN.to_owned(), Format::Markdown);
        assert_eq!(shown(&document, false, 19).len(), 3);
        assert!(shown(&document, false, 19).iter().all(Option::is_some));
        assert!(shown(&document, false, 18).iter().all(Option::is_none));
    }

    #[test]
    fn each_byte_of_a_cell_has_its_place() {
        let document = read(LATIN.to_owned(), Format::Markdown);
        let paragraph = &document.paragraphs[1];
        let options = Options::default();
        let line = row(&document.source, &paragraph.pieces, &[4, 7, 2], &options).unwrap();
        let at = |text: &str| document.source.find(text).unwrap();
        assert_eq!(line.cell_of(at("Iran")), Some(0));
        assert_eq!(line.cell_of(at("Teh")), Some(7));
        assert_eq!(line.cell_of(at("**ran") + 2), Some(10));
        let strong = line.placed.iter().filter(|placed| {
            paragraph.pieces[placed.piece as usize].style.strong && !placed.fill && !placed.sign
        });
        assert_eq!(strong.count(), 3);
        // What fills the columns is no text.
        let name = TextRange::new(at("Teh"), (at("**ran") + 2) + 3);
        assert_eq!(line.segments(name), vec![7..13]);
    }
}
