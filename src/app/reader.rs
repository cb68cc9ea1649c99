//! The page that is read: which rows are on the screen, what is reached and pointed at.

use std::sync::Arc;

use crate::app::history::{Anchor, Place};
use crate::app::keep;
use crate::app::page::{Page, RowPlace, Setting, VisibleRow};
use crate::app::ruler::Ruler;
use crate::app::selection::Selection;
use crate::layout::direction::DirectionMode;
use crate::library::{Article, LinkedMention};
use crate::text::direction::Direction;
use crate::text::range::TextRange;

/// The open article and the place in it.
#[derive(Debug)]
pub struct Reader {
    /// The article.
    pub article: Arc<Article>,
    /// The rows on the screen, from top to bottom. Always up to date after an update.
    pub visible: Vec<VisibleRow>,
    /// The mention or hit that was reached.
    pub reached: Option<TextRange>,
    /// The mention that `h` and `l` point at.
    pub pointed: Option<TextRange>,
    /// What is selected, while one selects.
    pub selection: Option<Selection>,
    /// How this article's paragraphs get their direction, if not as all do.
    pub direction: Option<DirectionMode>,
    /// Where in it those whom one follows are named.
    pub ruler: Ruler,
    pub(super) page: Page,
    top: RowPlace,
    /// What stood at the top before the page was set anew; one's own moves end it. So a
    /// window that is narrowed and widened again shows what it showed.
    held: Option<Anchor>,
    height: usize,
    /// What is on the screen was jumped to, and nothing was scrolled since.
    jumped: bool,
    /// Rows above the screen and below it, up to a screen; see [`Reader::paragraph_read`].
    pub(super) around: (usize, usize),
}

/// Rows that stay between a place reached and the edge of the screen.
const AROUND: usize = 2;

/// A paragraph of so many bytes is laid out in a millisecond or two.
const FORESEEN: usize = 1 << 14;

impl Reader {
    /// Opens an article at its top, on a screen of `height` rows.
    #[must_use]
    pub fn new(article: Arc<Article>, setting: Setting, height: u16) -> Self {
        let mut reader = Self {
            page: Page::new(Arc::clone(&article.document), setting),
            article,
            visible: Vec::new(),
            reached: None,
            pointed: None,
            selection: None,
            direction: None,
            ruler: Ruler::default(),
            top: RowPlace::default(),
            held: None,
            jumped: false,
            height: usize::from(height).max(1),
            around: (0, 0),
        };
        reader.fill();
        reader
    }

    /// How many paragraphs are laid out.
    #[cfg(test)]
    pub(crate) fn laid_out(&self) -> usize {
        self.page.laid_out()
    }

    /// The direction of the article as a whole. (To work it out takes a look at all of it.)
    #[must_use]
    pub const fn runs(&self) -> Direction {
        self.page.direction()
    }

    /// Takes another linking of the same article, or what became of its text; the place stays.
    pub fn relink(&mut self, article: Arc<Article>) {
        let before = std::mem::replace(&mut self.article, article);
        let document = Arc::clone(&self.article.document);
        // A long one is not unpacked again while it is read.
        let same = Arc::ptr_eq(&before.document, &document)
            || before.document.source == document.source
                && before.document.paragraphs == document.paragraphs;
        if same {
            return;
        }
        let place = keep::found_again(self.place(), &before.document.source, &document.source);
        self.page = Page::new(document, self.page.setting());
        self.selection = None;
        self.restore(place);
    }

    /// Sets the page anew; the sentence at the top stays.
    pub fn set(&mut self, setting: Setting, height: u16) {
        let anchor = self.held.or_else(|| self.anchor());
        self.height = usize::from(height).max(1);
        if self.page.set(setting) {
            self.show_from(anchor);
            self.held = anchor;
        }
        self.fill();
    }

    /// Turns the direction of the paragraph in which the name reached stands, if it is on
    /// the screen, else of the first one there; the sentence at the top stays. Which way
    /// it runs now.
    pub fn turn_paragraph(&mut self) -> Option<Direction> {
        let marked = self.pointed.or(self.reached).filter(|r| self.shows(*r));
        let paragraph = match marked {
            Some(range) => self.page.row_of(range.start).paragraph,
            None => {
                let first = self.visible.iter().find(|row| row.line().is_some())?;
                first.place.paragraph
            }
        };
        let anchor = self.anchor();
        let direction = self.page.turn(paragraph);
        self.show_from(anchor);
        self.fill();
        Some(direction)
    }

    /// What stands at the top; `None` when the page stands at its very top.
    #[must_use]
    pub fn anchor(&mut self) -> Option<Anchor> {
        if self.top == RowPlace::default() {
            return None;
        }
        let rows = self.page.rows(self.top, self.height);
        let blank = rows.iter().take_while(|row| row.line().is_none()).count();
        Some(Anchor {
            text: self.page.text_at(self.top).start,
            blank,
        })
    }

    /// Where one is, to come back to.
    pub fn place(&mut self) -> Place {
        Place {
            article: self.article.id,
            top: self.anchor(),
            reached: self.reached,
        }
    }

    /// Shows a place that was left.
    pub fn restore(&mut self, place: Place) {
        self.show_from(place.top);
        self.reached = place.reached;
        self.pointed = None;
        self.fill();
    }

    fn show_from(&mut self, anchor: Option<Anchor>) {
        self.held = None;
        self.top = anchor.map_or_else(RowPlace::default, |anchor| {
            let line = self.page.row_of(anchor.text);
            self.page.above(line, anchor.blank)
        });
    }

    /// One's own move: the page stands at this row from now on.
    pub(super) fn stand_at(&mut self, top: RowPlace) {
        self.held = None;
        self.top = top;
        self.fill();
    }

    /// Brings the top into bounds and lists the rows on the screen.
    fn fill(&mut self) {
        let last = self.page.last();
        let end = self.page.above(last, self.height - 1);
        self.top = self.top.min(end);
        self.visible = self.page.rows(self.top, self.height);
    }

    /// Lays out what the next page shows, unless a paragraph there is so long that a key might
    /// have to wait for it: the key for it then finds it laid out.
    pub fn foresee(&mut self) {
        let mut left = self.height;
        let mut at = self.visible.last().map_or(0, |row| row.place.paragraph);
        while left > 0 && at < self.page.len() {
            let paragraph = self.article.document.paragraphs.get(at);
            let long = paragraph.and_then(|p| p.range()).map_or(0, |r| r.len());
            if long > FORESEEN {
                return;
            }
            left = left.saturating_sub(self.page.block(at).rows.len().max(1));
            at += 1;
        }
    }

    /// Scrolls towards the end.
    pub fn down(&mut self, rows: usize) {
        let top = self.page.below(self.top, rows);
        self.stand_at(top);
        self.jumped = false;
    }

    /// Scrolls towards the beginning.
    pub fn up(&mut self, rows: usize) {
        let top = self.page.above(self.top, rows);
        self.stand_at(top);
        self.jumped = false;
    }

    /// To the beginning.
    pub fn to_start(&mut self) {
        self.stand_at(RowPlace::default());
    }

    /// To the end.
    pub fn to_end(&mut self) {
        let top = self.page.last();
        self.stand_at(top);
        self.jumped = false;
    }

    /// Rows of the body.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height
    }

    /// True when the last row is on the screen and one has read on to it: a jump to a name that
    /// stands near the end reads nothing, unless all of the article is on the screen.
    pub fn is_read(&mut self) -> bool {
        (!self.jumped || self.top == RowPlace::default()) && self.at_end()
    }

    /// True when the last row is on the screen.
    pub fn at_end(&mut self) -> bool {
        let last = self.page.last();
        self.visible.last().is_none_or(|row| row.place >= last)
    }

    /// Shows a mention or hit of an article that was not on the screen before, and marks it
    /// as reached: its line is set at a third of the height wherever it stands in the
    /// article, so that the eye has one place to wait.
    pub fn arrive(&mut self, range: TextRange) {
        let row = self.page.row_of(range.start);
        self.reached = Some(range);
        self.pointed = None;
        self.set_at_third(row);
    }

    /// Sets a row at a third of the height, or as far down as two rows above it need.
    fn set_at_third(&mut self, row: RowPlace) {
        let around = AROUND.min((self.height - 1) / 2);
        let top = self.page.above(row, (self.height / 3).max(around));
        self.stand_at(top);
        self.jumped = true;
    }

    /// Shows a mention or hit and marks it as reached. When it stands on the screen with
    /// two rows around it, nothing scrolls; else its line is set at a third of the height.
    pub fn land(&mut self, range: TextRange) {
        let row = self.page.row_of(range.start);
        let on_screen = self.visible.iter().position(|r| r.place == row);
        let last = self.page.last();
        let fits = on_screen.is_some_and(|at| {
            let above = at >= AROUND || self.top == RowPlace::default();
            let below =
                at + AROUND < self.height || self.visible.last().is_some_and(|r| r.place >= last);
            above && below
        });
        self.reached = Some(range);
        self.pointed = None;
        if !fits {
            self.set_at_third(row);
        }
    }

    /// Sets the line of byte `at` at the top of the screen, a row under its edge.
    pub fn show_top(&mut self, at: usize) {
        let row = self.page.row_of(at);
        let top = self.page.above(row, 1);
        self.stand_at(top);
    }

    /// The source bytes on the screen, from the first line to the last.
    #[must_use]
    pub fn shown(&self) -> TextRange {
        let mut lines = self.visible.iter().filter_map(VisibleRow::line);
        let Some(first) = lines.next() else {
            return TextRange::default();
        };
        lines.fold(first.range, |all, line| all.union(line.range))
    }

    /// True when a range (at least its beginning) is on the screen.
    #[must_use]
    pub fn shows(&self, range: TextRange) -> bool {
        self.visible
            .iter()
            .filter_map(VisibleRow::line)
            .any(|line| line.range.contains(range.start))
    }

    /// How much of the article lies above the end of the screen, in percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        let all = self.article.document.source.len().max(1);
        let shown = self.shown().end;
        let last = self
            .article
            .document
            .paragraphs
            .iter()
            .rev()
            .find_map(crate::document::Paragraph::range);
        if last.is_none_or(|last| shown >= last.end) {
            100
        } else {
            shown * 100 / all
        }
    }

    /// The mention under a cell of the text column: `x` cells from its left edge in the
    /// row `y` of the body.
    #[must_use]
    pub fn mention_at(&self, x: u16, y: u16, measure: u16) -> Option<&LinkedMention> {
        let row = self.visible.get(usize::from(y))?;
        let line = row.line()?;
        let x = x.checked_sub(row.offset(measure))?;
        // The whole cell counts, as it is lit: a name may begin with the alef of a lam-alef.
        let (_, placed) = line
            .cells()
            .find(|(at, placed)| (*at..at + u16::from(placed.width)).contains(&x))?;
        mentions_in(&self.article.mentions, placed.range).first()
    }

    /// Points at the next name to the left (or right) on the screen, and on to the
    /// neighbouring line: leftwards goes on downwards in a right-to-left article, upwards in
    /// another, whatever the direction of the line, so that no line turns one back.
    /// False when there is none on the screen.
    pub fn point(&mut self, leftwards: bool) -> bool {
        let names = self.names_on_screen();
        let from = self.pointed.or(self.reached);
        let at = from.and_then(|range| names.iter().position(|n| n.range.start == range.start));
        let Some(at) = at else {
            // Nothing is pointed at: the first name of the screen in reading order.
            let Some(first) = names.iter().min_by_key(|n| (n.row, n.range.start)) else {
                return false;
            };
            self.pointed = Some(first.range);
            return true;
        };
        let here = &names[at];
        let same_line = names.iter().filter(|n| n.row == here.row);
        let beside = if leftwards {
            same_line.filter(|n| n.x < here.x).max_by_key(|n| n.x)
        } else {
            same_line.filter(|n| n.x > here.x).min_by_key(|n| n.x)
        };
        let forward = leftwards == self.runs().is_rtl();
        let next = beside.or_else(|| {
            let row = if forward {
                names.iter().map(|n| n.row).filter(|&r| r > here.row).min()
            } else {
                names.iter().map(|n| n.row).filter(|&r| r < here.row).max()
            }?;
            let line = names.iter().filter(|n| n.row == row);
            // Going on, one comes in at the other end of the line.
            if leftwards {
                line.max_by_key(|n| n.x)
            } else {
                line.min_by_key(|n| n.x)
            }
        });
        let Some(next) = next else {
            return false;
        };
        self.pointed = Some(next.range);
        true
    }

    /// The names whose beginning is on the screen.
    fn names_on_screen(&self) -> Vec<NameOnScreen> {
        let mut out = Vec::new();
        for (row, visible) in self.visible.iter().enumerate() {
            let Some(line) = visible.line() else {
                continue;
            };
            for mention in mentions_in(&self.article.mentions, line.range) {
                if !line.range.contains(mention.range.start) {
                    continue;
                }
                let Some(x) = line.segments(mention.range).first().map(|s| s.start) else {
                    continue;
                };
                out.push(NameOnScreen {
                    range: mention.range,
                    row,
                    // Cells from the left edge of the text column.
                    x: x + visible.offset(self.page.setting().measure),
                });
            }
        }
        out
    }
}

struct NameOnScreen {
    range: TextRange,
    row: usize,
    x: u16,
}

/// The mentions that share a byte with `range`.
#[must_use]
pub fn mentions_in(mentions: &[LinkedMention], range: TextRange) -> &[LinkedMention] {
    let from = mentions.partition_point(|m| m.range.end <= range.start);
    let to = mentions.partition_point(|m| m.range.start < range.end);
    mentions.get(from..to).unwrap_or(&[])
}
