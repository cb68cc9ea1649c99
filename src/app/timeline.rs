//! When articles were written, and when somebody is named: bars over time.

use std::sync::Arc;

use crate::app::Model;
use crate::app::board::Board;
use crate::app::message::Effect;
use crate::library::EntityId;
use crate::library::survey::timeline::{Bar, Days, Span};
use crate::work::{Survey, Ticket};

/// Cells of a bar with its gap, at least and at most.
const CELLS: std::ops::RangeInclusive<u16> = 2..=3;

/// So few years are shown by months in any case.
const FEW_YEARS: usize = 4;

/// The timeline while it is shown.
#[derive(Debug)]
pub struct Timeline {
    actors: Vec<EntityId>,
    /// What was answered.
    pub found: Arc<Days>,
    /// How much time a bar takes.
    pub span: Span,
    /// All bars, also those without an article; the earliest first.
    pub bars: Vec<Bar>,
    /// The selected bar.
    pub selected: usize,
    /// The first bar that is shown.
    pub top: usize,
    /// Cells of a bar with its gap.
    pub cells: u16,
    /// Something was answered.
    pub answered: bool,
    pub(super) ticket: Ticket,
    asked: bool,
    old: bool,
    /// The reader chose how much time a bar takes.
    chosen: bool,
}

impl Timeline {
    /// A timeline with some actors, each with bars of its own.
    fn new(actors: Vec<EntityId>) -> Self {
        Self {
            actors,
            found: Arc::default(),
            span: Span::default(),
            bars: Vec::new(),
            selected: 0,
            top: 0,
            cells: *CELLS.start(),
            answered: false,
            ticket: Ticket::default(),
            asked: false,
            old: false,
            chosen: false,
        }
    }

    /// Moves the selection in time.
    pub fn go(&mut self, later: bool, n: usize, width: u16) {
        self.selected = if later {
            self.selected.saturating_add(n)
        } else {
            self.selected.saturating_sub(n)
        };
        self.settle(width);
    }

    /// How many bars stand beside each other.
    #[must_use]
    pub fn shown(&self, width: u16) -> usize {
        usize::from(width / self.cells).max(1)
    }

    fn settle(&mut self, width: u16) {
        self.selected = self.selected.min(self.bars.len().saturating_sub(1));
        let fits = |cells: &u16| self.bars.len() * usize::from(*cells) <= usize::from(width);
        self.cells = CELLS.rev().find(fits).unwrap_or(*CELLS.start());
        let shown = self.shown(width);
        let least = (self.selected + 1).saturating_sub(shown);
        let most = self.bars.len().saturating_sub(shown);
        self.top = self.top.min(self.selected).max(least).min(most);
    }

    pub(super) fn wanted(&mut self, width: u16, ticket: Ticket) -> Option<Survey> {
        self.settle(width);
        if self.asked || (self.answered && !self.old) {
            return None;
        }
        (self.asked, self.old, self.ticket) = (true, false, ticket);
        Some(Survey::Timeline(self.actors.clone()))
    }

    pub(super) fn to_write(&self, name: Option<&str>) -> Survey {
        Survey::WriteTimeline(self.actors.clone(), self.span, name.map(str::to_owned))
    }

    pub(super) const fn is_old(&mut self) {
        self.old = true;
    }

    pub(super) const fn give_up(&mut self) {
        (self.asked, self.answered) = (false, true);
    }

    pub(super) fn is_waited_for(&self) -> bool {
        self.asked && self.bars.is_empty()
    }

    /// A press on a column of the board; `Some(true)` when its bar was selected already.
    pub(super) fn press(&mut self, column: u16) -> Option<bool> {
        let at = self.top + usize::from(column / self.cells);
        self.bars.get(at)?;
        let again = at == self.selected;
        self.selected = at;
        Some(again)
    }

    fn take(&mut self, found: &Arc<Days>, width: u16) {
        self.found = Arc::clone(found);
        (self.asked, self.answered) = (false, true);
        if !self.chosen {
            // The shortest span whose bars have room. A few years say too little: months, of which
            // a part is shown.
            let ends = found.days.first().zip(found.days.last());
            let fits = |span: &Span| {
                ends.is_none_or(|(first, last)| {
                    let bars = span.between(first.date, last.date) + 1;
                    let years = Span::Year.between(first.date, last.date) + 1;
                    bars * usize::from(*CELLS.start()) <= usize::from(width)
                        || (*span == Span::Month && years < FEW_YEARS)
                })
            };
            let spans = [Span::Day, Span::Month];
            let fitting = spans.iter().find(|span| fits(span));
            self.span = fitting.copied().unwrap_or(Span::Year);
        }
        self.count();
    }

    /// Makes the bars anew. The selected time stays selected; at first the last one is.
    fn count(&mut self) {
        let at = self.bars.get(self.selected).map(|bar| bar.first);
        (self.span, self.bars) = self.found.bars(self.span);
        let (Some(begin), bars) = (self.bars.first().map(|bar| bar.first), self.bars.len()) else {
            return;
        };
        let span = self.span;
        self.selected = match at {
            Some(at) => span.between(begin, at.max(begin)),
            None => bars - 1,
        };
        self.selected = self.selected.min(bars - 1);
    }

    /// The query for the articles of the selected bar.
    fn query(&self) -> Option<String> {
        let bar = self.bars.get(self.selected)?;
        let next = self.span.next_after(bar.first)?;
        let (from, to) = (self.span.written(bar.first), self.span.written(next));
        Some(format!("after:{from} before:{to}"))
    }
}

impl Model {
    /// `.`: the timeline of the collection, with the chosen actor.
    pub(super) fn open_timeline(&mut self) {
        let chosen = self.sought.chosen();
        let pinned = self.pins.iter().filter_map(|(_, pin)| pin.actor.as_ref());
        let pinned = pinned
            .map(|actor| actor.id)
            .filter(|id| chosen != Some(*id));
        let actors = chosen.into_iter().chain(pinned).collect();
        self.open_board(Board::Timeline(Timeline::new(actors)));
    }

    /// Cells of a board within its margins.
    #[must_use]
    pub fn board_width(&self) -> u16 {
        self.board_area().width.saturating_sub(5)
    }

    /// The next span.
    pub(super) fn span_otherwise(&mut self) {
        let width = self.board_width();
        if let Some(Board::Timeline(timeline)) = &mut self.board {
            timeline.chosen = true;
            timeline.span = timeline.span.next();
            timeline.count();
            timeline.settle(width);
        }
    }

    pub(super) fn take_days(&mut self, ticket: Ticket, found: &Arc<Days>) {
        let width = self.board_width();
        let left = self.left_board.as_mut().map(super::board::Left::board);
        for board in self.board.iter_mut().chain(left) {
            if let Board::Timeline(timeline) = board
                && timeline.ticket == ticket
            {
                timeline.take(found, width);
                timeline.settle(width);
            }
        }
    }

    /// The arrows follow the screen; false without a timeline.
    pub(super) fn along_timeline(&mut self, leftwards: bool, n: usize) -> bool {
        let (width, mirrored) = (self.board_width(), self.is_mirrored());
        let Some(Board::Timeline(timeline)) = &mut self.board else {
            return false;
        };
        timeline.go(leftwards == mirrored, n, width);
        true
    }

    /// `Enter`: the articles of that time.
    pub(super) fn enter_timeline(&mut self, effects: &mut Vec<Effect>) {
        let Some(Board::Timeline(timeline)) = &self.board else {
            return;
        };
        if let Some(query) = timeline.query() {
            self.filter_from_board(&query, effects);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::library::survey::timeline::{Day, MOST};

    fn timeline(dates: &[Date]) -> Timeline {
        let mut days: Vec<Day> = Vec::new();
        for date in dates {
            days.push(Day {
                date: *date,
                articles: 2,
                named: vec![3],
            });
        }
        let mut timeline = Timeline::new(Vec::new());
        let found = Days {
            days,
            ..Days::default()
        };
        timeline.take(&Arc::new(found), 40);
        timeline.settle(40);
        timeline
    }

    #[test]
    fn bars_are_as_long_as_fits_and_times_without_articles_have_one() {
        let days = timeline(&[date(2021, 2, 27), date(2021, 3, 2)]);
        assert_eq!((days.span, days.bars.len(), days.cells), (Span::Day, 4, 3));
        let counts: Vec<u32> = days.bars.iter().map(|bar| bar.articles).collect();
        assert_eq!(counts, [2, 0, 0, 2]);
        assert_eq!(
            days.query().as_deref(),
            Some("after:2021-03-02 before:2021-03-03")
        );
        let mut months = timeline(&[date(2020, 11, 30), date(2021, 2, 1), date(2021, 2, 28)]);
        assert_eq!((months.span, months.bars.len()), (Span::Month, 4));
        assert_eq!(months.bars[3].articles, 4);
        assert_eq!(
            months.query().as_deref(),
            Some("after:2021-02 before:2021-03")
        );
        months.go(false, 2, 40);
        assert_eq!(
            months.query().as_deref(),
            Some("after:2020-12 before:2021-01")
        );
        // The time that is selected stays so.
        months.span = Span::Year;
        months.count();
        assert_eq!(months.query().as_deref(), Some("after:2020 before:2021"));
        let years = timeline(&[date(1, 1, 1), date(2021, 2, 1)]);
        assert_eq!((years.span, years.bars.len()), (Span::Year, 2021));
        assert_eq!((years.top, years.selected), (2001, 2020));
    }

    #[test]
    fn a_day_far_away_makes_no_million_bars() {
        let mut days = timeline(&[date(-9000, 1, 1), date(2021, 2, 1)]);
        days.span = Span::Day;
        days.count();
        assert!(days.bars.len() <= MOST);
        assert_eq!(days.span, Span::Year);
        let sum: u32 = days.bars.iter().map(|bar| bar.articles).sum();
        assert_eq!(sum, 4);
        let none = timeline(&[]);
        assert_eq!((none.bars.len(), none.query()), (0, None));
    }
}
