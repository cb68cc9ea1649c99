//! The open article set in lines: what stands on which row, laid out only where it is looked at.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::document::{Document, Paragraph, ParagraphKind};
use crate::layout::digits::{Digits, is_persian};
use crate::layout::direction::{self, DirectionMode};
use crate::layout::table;
use crate::layout::{self, Islands, Line, Marks, Options, Order, Shaping};
use crate::text::direction::Direction;
use crate::text::range::TextRange;

/// How the page is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The measure in cells.
    pub measure: u16,
    /// How paragraphs get their direction.
    pub direction: DirectionMode,
    /// Whether vowel marks are drawn.
    pub marks: Marks,
    /// In which order cells are laid out.
    pub order: Order,
    /// Who joins letters.
    pub shaping: Shaping,
    /// Which digits are shown.
    pub digits: Digits,
    /// Whether lines are filled up to the measure.
    pub justify: bool,
    /// Blank rows between two lines of running text.
    pub spacing: u16,
    /// A row under each line of running text for what it is in Latin letters.
    pub gloss: bool,
    /// Fewer blank rows around headings (low screens).
    pub tight: bool,
}

/// One row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageRow {
    /// Nothing.
    Blank,
    /// Source, date, reading time.
    Meta,
    /// A thematic break.
    Rule,
    /// Under a line of text: what it is in Latin letters.
    Gloss,
    /// A line of text.
    Line(Line),
}

/// A paragraph with the blank rows before it.
#[derive(Debug)]
pub struct Block {
    /// What the paragraph is.
    pub kind: ParagraphKind,
    /// Its direction.
    pub direction: Direction,
    /// Cells between the start side of the text column and the text.
    pub indent: u16,
    /// Its rows from top to bottom.
    pub rows: Vec<PageRow>,
}

/// A row: which paragraph, and which of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowPlace {
    /// The paragraph's number; of an empty document 0.
    pub paragraph: usize,
    /// The row in its block.
    pub row: usize,
}

/// The open article set in lines.
#[derive(Debug)]
pub struct Page {
    document: Arc<Document>,
    /// The direction of the article, which may take a look at all of it.
    article: Direction,
    setting: Setting,
    blocks: FxHashMap<usize, Rc<Block>>,
    /// The columns of tables, by their first row.
    tables: RefCell<FxHashMap<usize, Rc<Vec<u16>>>>,
    /// Paragraphs whose direction the reader chose.
    turned: FxHashMap<usize, Direction>,
}

/// So many paragraphs of a table at most share their columns: a table of a million rows must not
/// be measured before its first is shown.
const TABLE: usize = 256;

/// More blocks than this are not kept: a screen needs a hundred at most.
const KEPT: usize = 4096;

impl Page {
    /// The page of a document; nothing is laid out yet.
    #[must_use]
    pub fn new(document: Arc<Document>, setting: Setting) -> Self {
        Self {
            article: document.direction(),
            document,
            setting,
            blocks: FxHashMap::default(),
            tables: RefCell::default(),
            turned: FxHashMap::default(),
        }
    }

    /// The direction of the article.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.article
    }

    /// How it is set.
    #[must_use]
    pub const fn setting(&self) -> Setting {
        self.setting
    }

    /// Sets it anew; true when that changes anything.
    pub fn set(&mut self, setting: Setting) -> bool {
        let changed = self.setting != setting;
        if changed {
            self.setting = setting;
            self.blocks.clear();
            self.tables.borrow_mut().clear();
        }
        changed
    }

    /// Turns the direction of a paragraph, or turns it back; which way it runs now.
    pub fn turn(&mut self, paragraph: usize) -> Direction {
        let now = self.block(paragraph).direction;
        self.blocks.remove(&paragraph);
        if self.turned.remove(&paragraph).is_none() {
            let other = match now {
                Direction::LeftToRight => Direction::RightToLeft,
                Direction::RightToLeft => Direction::LeftToRight,
            };
            self.turned.insert(paragraph, other);
        }
        self.block(paragraph).direction
    }

    /// How many paragraphs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.document.paragraphs.len()
    }

    /// True without any paragraph.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.document.paragraphs.is_empty()
    }

    /// A paragraph's block, laid out if it was not.
    pub fn block(&mut self, at: usize) -> Rc<Block> {
        if let Some(block) = self.blocks.get(&at) {
            return Rc::clone(block);
        }
        if self.blocks.len() > KEPT {
            self.blocks.clear();
        }
        let block = Rc::new(self.lay_out(at));
        self.blocks.insert(at, Rc::clone(&block));
        block
    }

    /// How many blocks are laid out.
    #[cfg(test)]
    pub(crate) fn laid_out(&self) -> usize {
        self.blocks.len()
    }

    fn lay_out(&self, at: usize) -> Block {
        let document = &self.document;
        let Some(paragraph) = document.paragraphs.get(at) else {
            return Block {
                kind: ParagraphKind::Body,
                direction: self.article,
                indent: 0,
                rows: Vec::new(),
            };
        };
        let direction = self.turned.get(&at).copied().unwrap_or_else(|| {
            // All rows of a table run as its first one does.
            let leads = match paragraph.kind {
                ParagraphKind::Row => document.paragraphs.get(self.first_row(at)),
                _ => None,
            };
            direction::of_paragraph(
                &document.source,
                leads.unwrap_or(paragraph),
                self.article,
                self.setting.direction,
            )
        });
        let indent = indent(paragraph.kind).min(self.setting.measure / 2);
        let mut rows = vec![PageRow::Blank; self.gap(at)];
        if at == 0 && paragraph.kind != ParagraphKind::Title {
            rows.extend([PageRow::Meta, PageRow::Blank]);
        }
        if paragraph.kind == ParagraphKind::Rule {
            rows.push(PageRow::Rule);
        } else {
            let options = Options {
                width: self.setting.measure - indent,
                direction: Some(direction),
                order: self.setting.order,
                shaping: self.setting.shaping,
                marks: self.setting.marks,
                digits: self.setting.digits,
                persian: self.setting.digits == Digits::ArabicIndic
                    && is_persian(
                        &document.source,
                        paragraph,
                        document.meta.language.as_deref(),
                    ),
                islands: Islands::Whole,
                // Headings and code stand as they are.
                justify: self.setting.justify && is_prose(paragraph.kind),
            };
            let columns = match paragraph.kind {
                ParagraphKind::Row => self.columns(at, &options),
                _ => Rc::default(),
            };
            let source = &document.source;
            let lines = match table::row(source, &paragraph.pieces, &columns, &options) {
                Some(line) => vec![line],
                None => layout::lay_out(source, &paragraph.pieces, &options),
            };
            let code = paragraph.kind == ParagraphKind::Code;
            let spacing = if code { 0 } else { self.setting.spacing };
            for (number, line) in lines.into_iter().enumerate() {
                if number > 0 {
                    rows.extend(std::iter::repeat_n(PageRow::Blank, spacing.into()));
                }
                rows.push(PageRow::Line(line));
                if self.setting.gloss && !code {
                    rows.push(PageRow::Gloss);
                }
            }
        }
        if paragraph.kind == ParagraphKind::Title {
            rows.push(PageRow::Meta);
        }
        Block {
            kind: paragraph.kind,
            direction,
            indent,
            rows,
        }
    }

    /// The first of the rows that share their columns with the row `at`.
    fn first_row(&self, at: usize) -> usize {
        let paragraphs = &self.document.paragraphs;
        let is_row = |p: &usize| {
            let paragraph = paragraphs.get(*p);
            paragraph.is_some_and(|p| p.kind == ParagraphKind::Row)
        };
        let part = at / TABLE * TABLE;
        (part..=at).rev().take_while(is_row).last().unwrap_or(at)
    }

    /// The widths of the columns of the table in which a row stands.
    fn columns(&self, at: usize, options: &Options) -> Rc<Vec<u16>> {
        let paragraphs = &self.document.paragraphs;
        let first = self.first_row(at);
        if let Some(widths) = self.tables.borrow().get(&first) {
            return Rc::clone(widths);
        }
        let mut widths = Vec::new();
        let rest = paragraphs.iter().skip(first).take(TABLE - first % TABLE);
        for row in rest.take_while(|p| p.kind == ParagraphKind::Row) {
            let pieces = &row.pieces;
            table::widen(&mut widths, &self.document.source, pieces, options);
        }
        let widths = Rc::new(widths);
        self.tables.borrow_mut().insert(first, Rc::clone(&widths));
        widths
    }

    /// Blank rows before a paragraph: one; two before a heading and one after it (one and
    /// none on low screens); none between items of a list or lines of code.
    fn gap(&self, at: usize) -> usize {
        let kind = |at: usize| self.document.paragraphs.get(at).map(|p: &Paragraph| p.kind);
        let Some(before) = at.checked_sub(1).and_then(kind) else {
            return 0;
        };
        match (before, kind(at)) {
            (ParagraphKind::Title, Some(ParagraphKind::Heading(_))) => 1,
            (_, Some(ParagraphKind::Heading(_))) if !self.setting.tight => 2,
            (ParagraphKind::Heading(_), _) if self.setting.tight => 0,
            (ParagraphKind::Item { .. }, Some(ParagraphKind::Item { .. }))
            | (ParagraphKind::Code, Some(ParagraphKind::Code))
            | (ParagraphKind::Row, Some(ParagraphKind::Row)) => 0,
            _ => 1,
        }
    }

    /// The row `n` rows below, or the last row.
    pub fn below(&mut self, mut place: RowPlace, mut n: usize) -> RowPlace {
        loop {
            let rows = self.block(place.paragraph).rows.len();
            if place.row + n < rows {
                place.row += n;
                return place;
            }
            if place.paragraph + 1 >= self.len() {
                place.row = rows.saturating_sub(1);
                return place;
            }
            n -= rows - place.row.min(rows);
            place = RowPlace {
                paragraph: place.paragraph + 1,
                row: 0,
            };
        }
    }

    /// The row `n` rows above, or the first row.
    pub fn above(&mut self, mut place: RowPlace, mut n: usize) -> RowPlace {
        loop {
            if place.row >= n {
                place.row -= n;
                return place;
            }
            if place.paragraph == 0 {
                return RowPlace::default();
            }
            n -= place.row;
            place.paragraph -= 1;
            place.row = self.block(place.paragraph).rows.len();
        }
    }

    /// The last row.
    pub fn last(&mut self) -> RowPlace {
        let paragraph = self.len().saturating_sub(1);
        RowPlace {
            paragraph,
            row: self.block(paragraph).rows.len().saturating_sub(1),
        }
    }

    /// The row on which byte `at` of the source stands; the nearest one before it when it
    /// is not shown.
    pub fn row_of(&mut self, at: usize) -> RowPlace {
        let starts = &self.document.paragraphs;
        let after = starts.partition_point(|p| p.range().is_none_or(|r| r.start <= at));
        let mut paragraph = after.saturating_sub(1);
        // A thematic break has no text of its own.
        while paragraph > 0 && starts[paragraph].pieces.is_empty() {
            paragraph -= 1;
        }
        let block = self.block(paragraph);
        let mut row = None;
        for (number, candidate) in block.rows.iter().enumerate() {
            if let PageRow::Line(line) = candidate
                && (row.is_none() || line.range.start <= at)
            {
                row = Some(number);
            }
        }
        RowPlace {
            paragraph,
            row: row.unwrap_or(0),
        }
    }

    /// The source bytes shown on the first line at or below a row; the end of the text
    /// when there is none.
    pub fn text_at(&mut self, place: RowPlace) -> TextRange {
        let end = self.document.source.len();
        for paragraph in place.paragraph..self.len() {
            let block = self.block(paragraph);
            let from = if paragraph == place.paragraph {
                place.row
            } else {
                0
            };
            for row in block.rows.iter().skip(from) {
                if let PageRow::Line(line) = row {
                    return line.range;
                }
            }
        }
        TextRange::new(end, end)
    }

    /// Up to `n` rows from a place on.
    pub fn rows(&mut self, from: RowPlace, n: usize) -> Vec<VisibleRow> {
        let mut out = Vec::with_capacity(n);
        let mut place = from;
        while out.len() < n && place.paragraph < self.len() {
            let block = self.block(place.paragraph);
            for row in place.row..block.rows.len() {
                if out.len() == n {
                    break;
                }
                out.push(VisibleRow {
                    place: RowPlace {
                        paragraph: place.paragraph,
                        row,
                    },
                    block: Rc::clone(&block),
                });
            }
            place = RowPlace {
                paragraph: place.paragraph + 1,
                row: 0,
            };
        }
        out
    }
}

/// A row on the screen.
#[derive(Clone, Debug)]
pub struct VisibleRow {
    /// Which row of the page.
    pub place: RowPlace,
    /// The block that it belongs to.
    pub block: Rc<Block>,
}

impl VisibleRow {
    /// What stands there.
    #[must_use]
    pub fn row(&self) -> &PageRow {
        self.block
            .rows
            .get(self.place.row)
            .unwrap_or(&PageRow::Blank)
    }

    /// Its line of text, if it has one.
    #[must_use]
    pub fn line(&self) -> Option<&Line> {
        match self.row() {
            PageRow::Line(line) => Some(line),
            _ => None,
        }
    }

    /// True for the first line of its paragraph, where a list item bears its sign.
    #[must_use]
    pub fn is_first_line(&self) -> bool {
        self.block
            .rows
            .iter()
            .position(|r| matches!(r, PageRow::Line(_)))
            == Some(self.place.row)
    }

    /// Cells from the left edge of a text column of `measure` cells to the line.
    #[must_use]
    pub fn offset(&self, measure: u16) -> u16 {
        let Some(line) = self.line() else {
            return 0;
        };
        match line.direction {
            Direction::LeftToRight => self.block.indent,
            Direction::RightToLeft => {
                measure.saturating_sub(self.block.indent.saturating_add(line.width))
            }
        }
    }
}

/// True for running text, which may be justified.
const fn is_prose(kind: ParagraphKind) -> bool {
    matches!(
        kind,
        ParagraphKind::Body | ParagraphKind::Item { .. } | ParagraphKind::Quote
    )
}

/// How far the text of a paragraph stands in from its start side, in cells.
fn indent(kind: ParagraphKind) -> u16 {
    match kind {
        ParagraphKind::Item { depth, number } => {
            let sign = match number {
                Some(n) if n > 99 => 5,
                Some(n) if n > 9 => 4,
                Some(_) => 3,
                None => 2,
            };
            u16::from(depth) * 2 + sign
        }
        ParagraphKind::Quote | ParagraphKind::Code => 2,
        _ => 0,
    }
}
