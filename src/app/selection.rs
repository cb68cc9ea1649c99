//! Selecting text in reading order, by keys and by mouse.
//!
//! A selection is a range of the source between two ends, whatever it looks like on the screen.
//! Arrows (and `h` `j` `k` `l`) go where the eye goes; keys for words, sentences and paragraphs go
//! in the order of the text.

use crate::app::Model;
use crate::app::action::Action;
use crate::app::message::Effect;
use crate::app::page::{RowPlace, VisibleRow};
use crate::app::panes::Pane;
use crate::app::quotation;
use crate::app::reader::Reader;
use crate::document::{Document, Piece};
use crate::layout::{Line, Placed, place};
use crate::text::cluster;
use crate::text::range::TextRange;

/// What is selected while one selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// What one began with (source bytes, whole clusters).
    pub anchor: TextRange,
    /// What one went to; the keys move it.
    pub head: TextRange,
    /// The column that `j` and `k` keep to, in cells from the left edge of the text column.
    column: Option<u16>,
}

impl Selection {
    const fn new(anchor: TextRange, head: TextRange) -> Self {
        Self {
            anchor,
            head,
            column: None,
        }
    }

    /// All that is selected: source bytes.
    #[must_use]
    pub fn range(self) -> TextRange {
        self.anchor.union(self.head)
    }
}

/// How much a move of the mouse takes at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Letter,
    Word,
    Paragraph,
}

/// The button of the mouse went down on the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Press {
    anchor: TextRange,
    unit: Unit,
    /// Where, in cells of the screen.
    at: (u16, u16),
    moved: bool,
}

/// Bytes on each side of a place in which words and sentences are looked for: a paragraph may be
/// as long as a book.
const WORD_REACH: usize = 2048;
const SENTENCE_REACH: usize = 16_384;

/// The nearest row with text is looked for among so many rows.
const BLANKS: usize = 64;

impl Reader {
    /// The row on which byte `at` stands.
    fn row_at(&mut self, at: usize) -> Option<VisibleRow> {
        let place = self.page.row_of(at);
        self.page.rows(place, 1).pop()
    }

    /// The next row with text below a place, or above it.
    fn text_row_beside(&mut self, from: RowPlace, below: bool) -> Option<VisibleRow> {
        let mut place = from;
        for _ in 0..BLANKS {
            let next = if below {
                self.page.below(place, 1)
            } else {
                self.page.above(place, 1)
            };
            if next == place {
                return None;
            }
            place = next;
            let row = self.page.rows(place, 1).pop()?;
            if row.line().is_some_and(|line| !line.placed.is_empty()) {
                return Some(row);
            }
        }
        None
    }

    /// Scrolls just so far that the row of byte `at` is on the screen.
    fn reveal(&mut self, at: usize) {
        let place = self.page.row_of(at);
        let (first, last) = (self.visible.first(), self.visible.last());
        if first.is_some_and(|row| place < row.place) {
            self.stand_at(place);
        } else if last.is_some_and(|row| place > row.place) {
            let top = self.page.above(place, self.height() - 1);
            self.stand_at(top);
        }
    }

    /// One cell to the left (or right); past the edge of a line to the line that is read there:
    /// a right-to-left line goes on below its left edge, another below its right one.
    fn beside(&mut self, head: TextRange, leftwards: bool) -> Option<TextRange> {
        let row = self.row_at(head.start)?;
        let line = row.line()?;
        let next = if leftwards {
            line.left_of(head.start)
        } else {
            line.right_of(head.start)
        };
        if let Some(at) = next {
            return cell(line, at);
        }
        let below = leftwards == line.direction.is_rtl();
        let row = self.text_row_beside(row.place, below)?;
        let line = row.line()?;
        let edge = if leftwards { i32::from(line.width) } else { -1 };
        cell(line, line.hit_nearest(edge)?.range.start)
    }

    /// The cell under (or above) one, in a column that is kept.
    fn above_or_below(&mut self, selection: &mut Selection, below: bool) -> Option<TextRange> {
        let measure = self.page.setting().measure;
        let row = self.row_at(selection.head.start)?;
        let own = row.line()?.cell_of(selection.head.start).unwrap_or(0) + row.offset(measure);
        let column = *selection.column.get_or_insert(own);
        let row = self.text_row_beside(row.place, below)?;
        let line = row.line()?;
        let x = i32::from(column) - i32::from(row.offset(measure));
        cell(line, line.hit_nearest(x)?.range.start)
    }

    /// The cell at a place of the text column, or the nearest one: `x` cells from its left edge
    /// (negative beside it), in row `y` of the body.
    fn cell_near(&self, x: i32, y: usize) -> Option<TextRange> {
        let measure = self.page.setting().measure;
        let has_text = |row: &&VisibleRow| row.line().is_some_and(|line| !line.placed.is_empty());
        let (upper, lower) = self.visible.split_at((y + 1).min(self.visible.len()));
        let row = upper.iter().rev().find(has_text);
        let row = row.or_else(|| lower.iter().find(has_text))?;
        let line = row.line()?;
        let x = x - i32::from(row.offset(measure));
        cell(line, line.hit_nearest(x)?.range.start)
    }

    /// The cell right under the mouse.
    fn cell_under(&self, x: u16, y: u16) -> Option<TextRange> {
        let row = self.visible.get(usize::from(y))?;
        let line = row.line()?;
        let x = x.checked_sub(row.offset(self.page.setting().measure))?;
        cell(line, line.hit(x)?.range.start)
    }

    /// The paragraph that holds byte `at`, by number.
    fn paragraph_of(&self, at: usize) -> Option<usize> {
        let paragraphs = &self.article.document.paragraphs;
        let after = paragraphs.partition_point(|p| p.range().is_none_or(|r| r.start <= at));
        (0..after).rev().find(|&p| !paragraphs[p].pieces.is_empty())
    }

    /// The words (or sentences) around byte `at` in its paragraph.
    fn parts_around(&self, at: usize, sentences: bool) -> Vec<TextRange> {
        let Some(number) = self.paragraph_of(at) else {
            return Vec::new();
        };
        parts(&self.article.document, number, at, sentences)
    }

    /// The word, else the cluster, that holds byte `at`.
    fn part_at(&self, at: usize, sentences: bool) -> TextRange {
        let parts = self.parts_around(at, sentences);
        let found = parts.iter().find(|part| part.contains(at)).copied();
        found.unwrap_or_else(|| cluster_at(&self.article.document.source, at))
    }

    fn paragraph_at(&self, at: usize) -> Option<TextRange> {
        let number = self.paragraph_of(at)?;
        self.article.document.paragraphs.get(number)?.range()
    }

    /// The next word or sentence behind byte `at`, or the one before it, over the borders of
    /// paragraphs.
    fn part_beside(&self, at: usize, forward: bool, sentences: bool) -> Option<TextRange> {
        let number = self.paragraph_of(at)?;
        let document = &self.article.document;
        let wanted = |part: &&TextRange| {
            if forward {
                part.start > at
            } else {
                part.start < at
            }
        };
        let here = parts(document, number, at, sentences);
        let found = if forward {
            here.iter().find(wanted)
        } else {
            here.iter().rev().find(wanted)
        };
        if let Some(found) = found {
            return Some(*found);
        }
        let others: Box<dyn Iterator<Item = usize>> = if forward {
            Box::new(number + 1..document.paragraphs.len())
        } else {
            Box::new((0..number).rev())
        };
        for number in others {
            let Some(range) = document.paragraphs[number].range() else {
                continue;
            };
            let edge = if forward { range.start } else { range.end };
            let parts = parts(document, number, edge, sentences);
            let found = if forward { parts.first() } else { parts.last() };
            if let Some(found) = found {
                return Some(*found);
            }
        }
        None
    }

    /// The next end of a word.
    fn word_end(&self, at: usize) -> Option<TextRange> {
        let source = &self.article.document.source;
        let here = self.parts_around(at, false);
        let last = |part: TextRange| last_cluster(source, part);
        let own = here.iter().map(|p| last(*p)).find(|end| end.start > at);
        own.or_else(|| self.part_beside(at, true, false).map(last))
    }

    /// The first cluster of the next (or previous) paragraph with text; backwards first to the
    /// beginning of this one.
    fn paragraph_beside(&self, at: usize, forward: bool) -> Option<TextRange> {
        let number = self.paragraph_of(at)?;
        let document = &self.article.document;
        let start = |number: usize| document.paragraphs.get(number)?.range().map(|r| r.start);
        let to = if forward {
            (number + 1..document.paragraphs.len()).find_map(start)
        } else {
            start(number)
                .filter(|own| *own < at)
                .or_else(|| (0..number).rev().find_map(start))
        }?;
        Some(cluster_at(&document.source, to))
    }

    /// What `V` takes first: the name that is marked on the screen, else its first word.
    fn first_selection(&self) -> Option<Selection> {
        let marked = self.pointed.or(self.reached).filter(|r| self.shows(*r));
        let range = match marked {
            Some(range) => range,
            None => {
                let shown = self.shown();
                let first = self.part_at(shown.start, false);
                if first.is_empty() {
                    return None;
                }
                first
            }
        };
        Some(self.whole(range))
    }

    /// A range as a selection that can be moved letter by letter.
    fn whole(&self, range: TextRange) -> Selection {
        let source = &self.article.document.source;
        Selection::new(cluster_at(source, range.start), last_cluster(source, range))
    }

    /// The next larger whole: words, sentences, paragraphs.
    fn wider(&self, range: TextRange) -> Option<TextRange> {
        let last = range.end.saturating_sub(1).max(range.start);
        let words = self
            .part_at(range.start, false)
            .union(self.part_at(last, false));
        let sentences = || {
            self.part_at(range.start, true)
                .union(self.part_at(last, true))
        };
        let paragraphs = || {
            let first = self.paragraph_at(range.start)?;
            Some(first.union(self.paragraph_at(last)?))
        };
        let larger = |wider: &TextRange| wider.covers(range) && *wider != range;
        Some(words)
            .filter(larger)
            .or_else(|| Some(sentences()).filter(larger))
            .or_else(|| paragraphs().filter(larger))
    }

    /// Moves the head as a key asks; false when it stays.
    fn select_towards(&mut self, action: Action) -> bool {
        let Some(mut selection) = self.selection else {
            return false;
        };
        let at = selection.head.start;
        let column = selection.column;
        let source = &self.article.document.source;
        let first = |part: TextRange| cluster_at(source, part.start);
        let head = match action {
            Action::SelectLeft => self.beside(selection.head, true),
            Action::SelectRight => self.beside(selection.head, false),
            Action::SelectDown => self.above_or_below(&mut selection, true),
            Action::SelectUp => self.above_or_below(&mut selection, false),
            Action::SelectNextWord => self.part_beside(at, true, false).map(first),
            Action::SelectPreviousWord => self.part_beside(at, false, false).map(first),
            Action::SelectWordEnd => self.word_end(at),
            Action::SelectNextSentence => self.part_beside(at, true, true).map(first),
            Action::SelectPreviousSentence => self.part_beside(at, false, true).map(first),
            Action::SelectNextParagraph => self.paragraph_beside(at, true),
            Action::SelectPreviousParagraph => self.paragraph_beside(at, false),
            _ => None,
        };
        let Some(head) = head else {
            return false;
        };
        let keeps = matches!(action, Action::SelectDown | Action::SelectUp);
        let wish = if keeps {
            selection.column.or(column)
        } else {
            None
        };
        self.selection = Some(Selection {
            head,
            column: wish,
            ..selection
        });
        self.reveal(head.start);
        true
    }
}

/// All that the cell of byte `at` shows: both letters of a lam-alef.
fn cell(line: &Line, at: usize) -> Option<TextRange> {
    let shows = |placed: &&Placed| placed.range.contains(at) && !placed.fill;
    line.placed.iter().find(shows).map(|placed| placed.range)
}

fn cluster_at(source: &str, at: usize) -> TextRange {
    cluster::widen(source, TextRange::new(at, (at + 1).min(source.len())))
}

fn last_cluster(source: &str, range: TextRange) -> TextRange {
    cluster_at(source, range.end.saturating_sub(1).max(range.start))
}

/// The words or sentences of a paragraph near byte `at`.
fn parts(document: &Document, number: usize, at: usize, sentences: bool) -> Vec<TextRange> {
    let Some(paragraph) = document.paragraphs.get(number) else {
        return Vec::new();
    };
    let reach = if sentences {
        SENTENCE_REACH
    } else {
        WORD_REACH
    };
    let near = clipped(&document.source, &paragraph.pieces, at, reach);
    if sentences {
        place::sentences(&document.source, &near)
    } else {
        place::words(&document.source, &near)
    }
}

/// The words of a line, in order: `line` are its bytes.
#[must_use]
pub fn words_within(source: &str, pieces: &[Piece], line: TextRange) -> Vec<TextRange> {
    let near = clipped(source, pieces, line.start, line.len());
    let mut words = place::words(source, &near);
    words.retain(|word| line.contains(word.start));
    words
}

/// The pieces within `reach` bytes of byte `at`, the outer ones cut at a blank.
fn clipped(source: &str, pieces: &[Piece], at: usize, reach: usize) -> Vec<Piece> {
    let window = TextRange::new(at.saturating_sub(reach), at.saturating_add(reach));
    let from = pieces.partition_point(|piece| piece.range.end <= window.start);
    let to = pieces.partition_point(|piece| piece.range.start < window.end);
    let near = pieces.get(from..to).unwrap_or(&[]);
    let cut = |piece: &Piece| {
        let mut piece = piece.clone();
        let blank = |from: usize, to: usize| {
            let from = (from..to).find(|at| source.is_char_boundary(*at))?;
            let text = source.get(from..to)?;
            text.char_indices()
                .find(|(_, c)| c.is_whitespace())
                .map(|(at, c)| (from + at, from + at + c.len_utf8()))
        };
        if piece.range.start < window.start
            && let Some((_, behind)) = blank(window.start, at.min(piece.range.end))
        {
            piece.range.start = behind;
        }
        if piece.range.end > window.end
            && let Some((before, _)) = blank(window.end, piece.range.end)
        {
            piece.range.end = before;
        }
        piece
    };
    near.iter().map(cut).collect()
}

impl Model {
    /// `V`: begins to select; again: takes the next larger whole.
    pub(super) fn select(&mut self) {
        self.focus = Pane::Reader;
        let Some(reader) = &mut self.reader else {
            return;
        };
        let wider = match reader.selection {
            None => reader.first_selection(),
            Some(now) => reader.wider(now.range()).map(|range| reader.whole(range)),
        };
        match (wider, reader.selection) {
            (Some(selection), _) => reader.selection = Some(selection),
            (None, Some(_)) => self.say_id("select-whole", &[]),
            (None, None) => self.say_id("select-nothing", &[]),
        }
    }

    /// A key that moves the end of what is selected.
    pub(super) fn select_towards(&mut self, action: Action, n: usize) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        for _ in 0..n {
            if !reader.select_towards(action) {
                self.say_id("select-no-more", &[]);
                return;
            }
        }
    }

    /// The keys move the other end from now on.
    pub(super) fn swap_ends(&mut self) {
        if let Some(reader) = &mut self.reader
            && let Some(now) = reader.selection
        {
            reader.selection = Some(Selection::new(now.head, now.anchor));
            reader.reveal(now.anchor.start);
        }
    }

    /// Copies what is selected, as text or as a quotation, and ends the selection.
    pub(super) fn copy_selection(&mut self, quoted: bool, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        let Some(selection) = reader.selection.take() else {
            return;
        };
        let article = &reader.article;
        let text = quotation::reading_text(&article.document, selection.range());
        let count = text.split_whitespace().count();
        if quoted {
            let quotation =
                quotation::quotation(&article.doc, &article.document, selection.range());
            effects.push(Effect::Copy(quotation));
            self.say_id("copied-quotation", &[("count", count.into())]);
        } else {
            effects.push(Effect::Copy(text));
            self.say_id("copied-words", &[("count", count.into())]);
        }
    }

    /// The button went down on the text, `clicks` times on one cell. What a click means is known
    /// when it comes up again.
    pub(super) fn press(&mut self, x: u16, y: u16, clicks: u8) {
        self.focus = Pane::Reader;
        self.press = None;
        let text = self.panes.text;
        let at = self.text_column(x);
        let Some(reader) = &mut self.reader else {
            return;
        };
        if clicks > 1 {
            reader.selection = None;
        }
        let row = usize::from(y.saturating_sub(text.y));
        let (column, under) = (at, y >= text.y);
        let Some(cell) = reader.cell_near(column, row).filter(|_| under) else {
            return;
        };
        let (unit, anchor) = match clicks {
            1 => (Unit::Letter, Some(cell)),
            2 => (Unit::Word, Some(reader.part_at(cell.start, false))),
            _ => (Unit::Paragraph, reader.paragraph_at(cell.start)),
        };
        let Some(anchor) = anchor else {
            return;
        };
        if clicks > 1 {
            reader.selection = Some(reader.whole(anchor));
        }
        self.press = Some(Press {
            anchor,
            unit,
            at: (x, y),
            moved: false,
        });
    }

    /// The mouse moved with the button down.
    pub(super) fn drag(&mut self, x: u16, y: u16) {
        let text = self.panes.text;
        let column = self.text_column(x);
        let (Some(press), Some(reader)) = (&mut self.press, &mut self.reader) else {
            return;
        };
        if press.at == (x, y) && !press.moved {
            return;
        }
        press.moved = true;
        // Past the edge the page comes along, a line a move.
        if y < text.y {
            reader.up(1);
        } else if y >= text.bottom() {
            reader.down(1);
        }
        let row = y.clamp(text.y, text.bottom().saturating_sub(1)) - text.y;
        let Some(cell) = reader.cell_near(column, usize::from(row)) else {
            return;
        };
        let unit = match press.unit {
            Unit::Letter => Some(cell),
            Unit::Word => Some(reader.part_at(cell.start, false)),
            Unit::Paragraph => reader.paragraph_at(cell.start),
        };
        let Some(unit) = unit else {
            return;
        };
        let source = &reader.article.document.source;
        let forward = unit.start >= press.anchor.start;
        // The ends are letters, so that keys can go on from them.
        let (anchor, head) = if forward {
            (
                cluster_at(source, press.anchor.start),
                last_cluster(source, unit.union(press.anchor)),
            )
        } else {
            (
                last_cluster(source, press.anchor),
                cluster_at(source, unit.start),
            )
        };
        let (anchor, head) = match press.unit {
            Unit::Letter => (press.anchor, cell),
            _ => (anchor, head),
        };
        reader.selection = Some(Selection::new(anchor, head));
    }

    /// The button came up: where it went down and nothing moved, that was a click.
    pub(super) fn release(&mut self, effects: &mut Vec<Effect>) {
        let Some(press) = self.press.take() else {
            return;
        };
        if press.moved || press.unit != Unit::Letter {
            return;
        }
        let text = self.panes.text;
        if let Some(reader) = &mut self.reader
            && reader.selection.take().is_some()
        {
            return;
        }
        let (x, y) = press.at;
        if let (Ok(x), Some(y)) = (u16::try_from(self.text_column(x)), y.checked_sub(text.y))
            && self
                .reader
                .as_ref()
                .is_some_and(|r| r.cell_under(x, y).is_some())
        {
            self.click_text(x, y, effects);
        }
    }
}
