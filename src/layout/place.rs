//! From place to place: in reading order, on the screen, by words and by sentences.
//!
//! A place is the source byte at which a cluster begins. In reading order the two letters of
//! a lam-alef are two places; on the screen they are one cell, and so one place, the lam's.
//!
//! ```
//! use warraq::layout::{Options, lay_out_text, place};
//!
//! let lines = lay_out_text("ab גד", &Options::default());
//! // Behind the space comes the gimel; on the screen the dalet stands there.
//! assert_eq!(place::next(&lines, 2), Some(3));
//! assert_eq!(lines[0].right_of(2), Some(5));
//! ```

use unicode_segmentation::UnicodeSegmentation;

use crate::document::Piece;
use crate::layout::flow::Flow;
use crate::layout::{Line, Placed};
use crate::text::range::TextRange;

/// The place after byte `at` in reading order, over all `lines` of a paragraph (or of a
/// page); `None` behind the last. What has no cell is no place.
#[must_use]
pub fn next(lines: &[Line], at: usize) -> Option<usize> {
    let from = lines.partition_point(|line| line.range.end <= at);
    let lines = lines.get(from..).unwrap_or(&[]).iter();
    lines
        .filter_map(|line| starts(line).filter(|start| *start > at).min())
        .next()
}

/// The place before byte `at` in reading order; `None` before the first.
#[must_use]
pub fn previous(lines: &[Line], at: usize) -> Option<usize> {
    let to = lines.partition_point(|line| line.range.start < at);
    let lines = lines.get(..to).unwrap_or(&[]).iter();
    lines
        .rev()
        .filter_map(|line| starts(line).filter(|start| *start < at).max())
        .next()
}

/// Where the clusters that have a cell begin, from left to right.
fn starts(line: &Line) -> impl Iterator<Item = usize> {
    let own = line.placed.iter().filter(|placed| !placed.fill);
    own.flat_map(|placed| {
        let second = (placed.first_end < placed.range.end).then_some(placed.first_end);
        std::iter::once(placed.range.start).chain(second)
    })
}

impl Line {
    /// The place one to the left of byte `at` on the screen; `None` at the left end, and when
    /// nothing of this line shows that byte.
    #[must_use]
    pub fn left_of(&self, at: usize) -> Option<usize> {
        let here = self.index_of(at)?;
        let others = self.placed.get(..here)?.iter().rev();
        self.beside(here, others)
    }

    /// The place one to the right of byte `at` on the screen; `None` at the right end, and
    /// when nothing of this line shows that byte.
    #[must_use]
    pub fn right_of(&self, at: usize) -> Option<usize> {
        let here = self.index_of(at)?;
        let others = self.placed.get(here + 1..)?.iter();
        self.beside(here, others)
    }

    /// The nearest that is another cluster: cells of one sign and cells that were added to a
    /// letter are passed over.
    fn beside<'a>(
        &self,
        here: usize,
        mut others: impl Iterator<Item = &'a Placed>,
    ) -> Option<usize> {
        let own = self.placed.get(here)?.range;
        let other = others.find(|other| other.range != own)?;
        Some(other.range.start)
    }

    /// Which of what is placed shows byte `at`.
    fn index_of(&self, at: usize) -> Option<usize> {
        let shows = |placed: &Placed| placed.range.contains(at) && !placed.fill;
        self.placed.iter().position(shows)
    }
}

/// The word at byte `at` of `source` (UAX #29), in a paragraph of these pieces; a run of
/// signs or white space counts as one. `None` when no piece holds the byte. A word goes on
/// over emphasis and other signs that are not shown, which its range then holds.
///
/// ```
/// use warraq::document::{Format, read};
/// use warraq::layout::place::word_at;
///
/// let document = read("زار **لوكا**شينكو مينسك".to_owned(), Format::Markdown);
/// let pieces = &document.paragraphs[0].pieces;
/// let at = document.source.find("شين").unwrap();
/// let word = word_at(&document.source, pieces, at).unwrap();
/// assert_eq!(word.slice(&document.source), Some("لوكا**شينكو"));
/// ```
#[must_use]
pub fn word_at(source: &str, pieces: &[Piece], at: usize) -> Option<TextRange> {
    let flow = Flow::of_pieces(source, pieces);
    part_at(&flow, at, flow.text.split_word_bounds())
}

/// The sentence at byte `at` of `source` (UAX #29), the white space behind it included;
/// else as [`word_at`].
///
/// ```
/// use warraq::document::{Format, read};
/// use warraq::layout::place::sentence_at;
///
/// let document = read("هل عاد؟ نعم، عاد.".to_owned(), Format::Plain);
/// let pieces = &document.paragraphs[0].pieces;
/// let sentence = sentence_at(&document.source, pieces, 0).unwrap();
/// assert_eq!(sentence.slice(&document.source), Some("هل عاد؟ "));
/// ```
#[must_use]
pub fn sentence_at(source: &str, pieces: &[Piece], at: usize) -> Option<TextRange> {
    let flow = Flow::of_pieces(source, pieces);
    part_at(&flow, at, flow.text.split_sentence_bounds())
}

/// The words of a paragraph of these pieces: the parts of it (UAX #29) that hold a letter or a
/// digit, in order, as [`word_at`] gives them.
///
/// ```
/// use warraq::document::{Format, read};
/// use warraq::layout::place::words;
///
/// let document = read("زار **لوكا**شينكو، ثم عاد".to_owned(), Format::Markdown);
/// let words = words(&document.source, &document.paragraphs[0].pieces);
/// let text: Vec<_> = words.iter().filter_map(|word| word.slice(&document.source)).collect();
/// assert_eq!(text, ["زار", "لوكا**شينكو", "ثم", "عاد"]);
/// ```
#[must_use]
pub fn words(source: &str, pieces: &[Piece]) -> Vec<TextRange> {
    let flow = Flow::of_pieces(source, pieces);
    let parts = ranges(flow.text.split_word_bounds());
    let of_letters = |part: &TextRange| {
        let text = part.slice(&flow.text).unwrap_or_default();
        text.contains(char::is_alphanumeric)
    };
    let mut near = 0;
    parts
        .filter(of_letters)
        .map(|part| flow.source_of(part, &mut near).0)
        .collect()
}

/// The sentences of a paragraph of these pieces (UAX #29) in order, without the white space
/// around them.
#[must_use]
pub fn sentences(source: &str, pieces: &[Piece]) -> Vec<TextRange> {
    let flow = Flow::of_pieces(source, pieces);
    let mut near = 0;
    ranges(flow.text.split_sentence_bounds())
        .filter_map(|part| {
            let text = part.slice(&flow.text)?;
            let body = text.trim_start();
            let start = part.start + (text.len() - body.len());
            let end = start + body.trim_end().len();
            (start < end).then(|| flow.source_of(TextRange::new(start, end), &mut near).0)
        })
        .collect()
}

/// Where parts that follow each other stand.
fn ranges<'t>(parts: impl Iterator<Item = &'t str>) -> impl Iterator<Item = TextRange> {
    parts.scan(0, |end, part| {
        let start = *end;
        *end += part.len();
        Some(TextRange::new(start, *end))
    })
}

/// The part, of those that follow each other and make up the flow, that shows a source byte.
fn part_at<'t>(
    flow: &Flow<'_>,
    at: usize,
    mut parts: impl Iterator<Item = &'t str>,
) -> Option<TextRange> {
    let wanted = flow.flow_of(at)?;
    let mut end = 0;
    let part = parts.find_map(|part| {
        let start = end;
        end += part.len();
        (wanted < end).then_some(TextRange::new(start, end))
    })?;
    Some(flow.source_of(part, &mut 0).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::PieceKind;
    use crate::layout::sketch::{PLAIN, piece};
    use crate::layout::{Options, Shaping, column, lay_out};

    fn walk(from: usize, step: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
        std::iter::successors(Some(from), |at| step(*at)).collect()
    }

    #[test]
    fn reading_order_goes_over_lines_and_past_what_is_not_drawn() {
        let text = "אב c\u{200F}d אב";
        let pieces = [piece(0, text.len(), PieceKind::Text)];
        for width in [2, 5, 20] {
            let lines = lay_out(text, &pieces, &Options { width, ..PLAIN });
            // The mark of direction has no cell; at the end of a line no space has.
            let wanted: Vec<usize> = text
                .char_indices()
                .filter(|(at, c)| {
                    let hangs = lines.iter().all(|line| line.range.end != at + 1);
                    *c != '\u{200F}' && (*c != ' ' || hangs)
                })
                .map(|(at, _)| at)
                .collect();
            assert_eq!(walk(0, |at| next(&lines, at)), wanted, "{width}");
            let mut back = walk(*wanted.last().unwrap(), |at| previous(&lines, at));
            back.reverse();
            assert_eq!(back, wanted, "{width}");
        }
        assert_eq!(next(&[], 0), None);
        assert_eq!(previous(&[], 9), None);
    }

    #[test]
    fn the_screen_is_walked_cell_by_cell() {
        // Shown: abc בא 12 דג
        let text = "abc גד 12 אב";
        let line = column::label(text, 40, &PLAIN);
        let shown: Vec<usize> = line.placed.iter().map(|p| p.range.start).collect();
        assert_eq!(walk(0, |at| line.right_of(at)), shown);
        let mut back = walk(*shown.last().unwrap(), |at| line.left_of(at));
        back.reverse();
        assert_eq!(back, shown);
        // The letter left of the space behind "abc" on the screen, and the one right of it.
        assert_eq!((line.left_of(3), line.right_of(3)), (Some(2), Some(14)));
        assert_eq!(line.left_of(99), None);
    }

    #[test]
    fn a_lam_alef_is_two_places_to_read_and_one_to_see() {
        let text = "بلاب";
        let options = Options {
            shaping: Shaping::Forms,
            ..PLAIN
        };
        let line = column::label(text, 9, &options);
        let lines = [line.clone()];
        assert_eq!(walk(0, |at| next(&lines, at)), [0, 2, 4, 6]);
        assert_eq!(walk(6, |at| previous(&lines, at)), [6, 4, 2, 0]);
        assert_eq!(walk(0, |at| line.left_of(at)), [0, 2, 6]);
        assert_eq!(line.right_of(4), Some(0), "the alef is in the lam's cell");
        // Either half lights the one cell.
        for half in [
            TextRange::new(2, 4),
            TextRange::new(4, 6),
            TextRange::new(2, 6),
        ] {
            assert_eq!(line.segments(half), vec![1..2]);
        }
    }

    #[test]
    fn added_cells_are_no_places() {
        let text = "كتاب جميل عن";
        let options = Options {
            width: 10,
            justify: true,
            ..PLAIN
        };
        let lines = lay_out(text, &[piece(0, text.len(), PieceKind::Text)], &options);
        assert!(lines[0].placed.iter().any(|placed| placed.fill));
        let wanted: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .filter(|at| *at != 17)
            .collect();
        assert_eq!(walk(0, |at| next(&lines, at)), wanted);
        assert_eq!(walk(0, |at| lines[0].left_of(at)), wanted[..9]);
    }

    #[test]
    fn words_and_sentences_go_over_signs_that_are_not_shown() {
        let source = "زار **الرئيس** القا*هرة*. ثم\n> عاد! هل عاد؟ نعم";
        let at = |text: &str| source.find(text).unwrap();
        let gap = at("\n");
        let mut pieces = Vec::new();
        let mut end = 0;
        for sign in ["**", "**", "*", "*"] {
            let start = end + source[end..].find(sign).unwrap();
            pieces.push(piece(end, start, PieceKind::Text));
            end = start + sign.len();
        }
        pieces.push(piece(end, gap, PieceKind::Text));
        pieces.push(piece(gap, gap + 3, PieceKind::Space));
        pieces.push(piece(gap + 3, source.len(), PieceKind::Text));
        let word = |of: &str| word_at(source, &pieces, at(of)).and_then(|r| r.slice(source));
        assert_eq!(word("رئيس"), Some("الرئيس"));
        assert_eq!(word("هرة"), Some("القا*هرة"));
        assert_eq!(word("؟"), Some("؟"));
        assert_eq!(word_at(source, &pieces, at("**")), None);
        let sentence =
            |of: &str| sentence_at(source, &pieces, at(of)).and_then(|r| r.slice(source));
        assert_eq!(sentence("هرة"), Some("زار **الرئيس** القا*هرة*. "));
        assert_eq!(sentence("عاد!"), Some("ثم\n> عاد! "));
        assert_eq!(sentence("\n"), sentence("عاد!"));
        assert_eq!(sentence("هل"), Some("هل عاد؟ "));
        assert_eq!(sentence("نعم"), Some("نعم"));
        assert_eq!(sentence_at(source, &pieces, source.len()), None);
    }
}
