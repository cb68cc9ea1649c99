//! Units of one line → cells from left to right.

use std::ops::Range;

use unicode_bidi::{BidiClass, Level};

use crate::layout::bidi::{self, Levels};
use crate::layout::digits;
use crate::layout::effort;
use crate::layout::flow::Flow;
use crate::layout::forms;
use crate::layout::join::Joins;
use crate::layout::justify::{self, Fill};
use crate::layout::unit::{self, Unit};
use crate::layout::{Line, Options, Order, Placed, Shaping, mirror, wrap};
use crate::text::class;
use crate::text::clean::{self, Glyph};
use crate::text::cluster;
use crate::text::range::TextRange;

/// What has a level in a line.
#[derive(Clone, Copy)]
struct Slot {
    /// The byte of the flow whose level it has.
    start: usize,
    shows: Shows,
}

#[derive(Clone, Copy)]
enum Shows {
    /// A unit, counted in the line.
    Unit(usize),
    /// A cell that is added to a unit.
    Fill(usize, char),
    Nothing,
}

/// What a unit shows.
enum Shown {
    /// One scalar that fills the unit's cells: what most of a page is.
    Scalar(char),
    Cluster(Glyph),
}

/// A paragraph of which everything is known but its lines.
pub(crate) struct Arranged<'f> {
    flow: &'f Flow<'f>,
    options: &'f Options,
    levels: Levels,
    joins: Joins,
    /// Where letters join, for stretching, when it is not we who join them.
    seams: Option<Joins>,
    digits: digits::Shown,
    units: Vec<Unit>,
}

impl<'f> Arranged<'f> {
    /// Resolves levels, joining and units of a flow.
    pub(crate) fn new(flow: &'f Flow<'f>, options: &'f Options) -> Self {
        let levels = Levels::resolve(&flow.text, options.direction, options.islands);
        let joins = match options.shaping {
            Shaping::Forms => Joins::find(&flow.text, &levels),
            Shaping::Base => Joins::default(),
        };
        let seams = (options.justify && options.shaping == Shaping::Base)
            .then(|| Joins::find(&flow.text, &levels));
        let units = unit::units(&flow.text, &joins, options);
        let digits = digits::Shown::find(&flow.text, options.digits, options.persian);
        Self {
            flow,
            options,
            levels,
            joins,
            seams,
            digits,
            units,
        }
    }

    /// The units in logical order.
    pub(crate) fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Where lines end, as ranges of units with the white space that hangs.
    pub(crate) fn cuts(&mut self) -> Vec<Range<usize>> {
        let width = usize::from(self.options.width.max(unit::MIN_WIDTH));
        let cells: usize = self.units.iter().map(|unit| usize::from(unit.width)).sum();
        if cells <= width {
            return std::iter::once(0..self.units.len()).collect();
        }
        wrap::mark_breaks(&self.flow.text, &mut self.units, width);
        wrap::lines(&self.units, width)
    }

    /// All lines.
    pub(crate) fn lines(mut self) -> Vec<Line> {
        let cuts = self.cuts();
        let last = cuts.len() - 1;
        cuts.into_iter()
            .enumerate()
            .map(|(number, cut)| self.line_of(cut, number == last))
            .collect()
    }

    /// The line of a cut.
    pub(crate) fn line_of(&self, cut: Range<usize>, last: bool) -> Line {
        let start_of = |unit: usize| match self.units.get(unit) {
            Some(unit_at) if unit > 0 => unit_at.range.start,
            Some(_) => 0,
            None => self.flow.text.len(),
        };
        let flow = TextRange::new(start_of(cut.start), start_of(cut.end));
        let hanging = self.units[cut.clone()]
            .iter()
            .rev()
            .take_while(|unit| unit.hangs)
            .count();
        effort::count(hanging);
        let cut = cut.start..cut.end - hanging;
        let fills = if self.options.justify && !last {
            self.fills(cut.clone())
        } else {
            Vec::new()
        };
        self.line(cut, flow, &fills)
    }

    /// What fills the line of these units up to the measure.
    fn fills(&self, units: Range<usize>) -> Vec<Fill> {
        let joins = self.seams.as_ref().unwrap_or(&self.joins);
        let units = &self.units[units];
        let cells: usize = units.iter().map(|unit| usize::from(unit.width)).sum();
        let width = usize::from(self.options.width.max(unit::MIN_WIDTH));
        let kashida = self.levels.direction().is_rtl();
        match width.saturating_sub(cells) {
            0 => Vec::new(),
            missing => justify::fills(&self.flow.text, units, joins, missing, kashida),
        }
    }

    /// All units on one line, white space at the end included.
    pub(crate) fn single_line(&self) -> Line {
        let all = TextRange::new(0, self.flow.text.len());
        self.line(0..self.units.len(), all, &[])
    }

    /// The line of these units; `flow` are all its bytes.
    fn line(&self, units: Range<usize>, flow: TextRange, fills: &[Fill]) -> Line {
        let units = &self.units[units];
        let mut near = 0;
        let mut line = Line {
            direction: self.levels.direction(),
            placed: Vec::with_capacity(units.len()),
            range: self.flow.source_of(flow, &mut near).0,
            width: 0,
        };
        let reorders = self.options.order == Order::Visual && !self.levels.is_trivial();
        let order = |levels: &[Level]| -> Vec<usize> {
            if reorders {
                bidi::visual_order(levels)
            } else {
                (0..levels.len()).collect()
            }
        };
        let hidden = units
            .windows(2)
            .any(|pair| pair[0].range.end < pair[1].range.start);
        if fills.is_empty() && !(hidden && reorders) {
            let levels = self
                .levels
                .of_line(units.iter().map(|unit| unit.range.start));
            for i in order(&levels) {
                self.place(&mut line, &units[i], levels[i], &mut near);
            }
            return line;
        }
        let slots = self.slots(units, fills);
        let levels = self.levels.of_line(slots.iter().map(|slot| slot.start));
        for at in order(&levels) {
            match slots[at].shows {
                Shows::Unit(i) => self.place(&mut line, &units[i], levels[at], &mut near),
                Shows::Fill(i, glyph) => {
                    self.place_fill(&mut line, &units[i], levels[at], glyph, &mut near);
                }
                Shows::Nothing => {}
            }
        }
        line
    }

    /// All that has a level in a line: its units, the cells that are added to them, and what
    /// is not drawn between them. A mark of direction or an isolate keeps apart what stands
    /// around it, though nobody sees it.
    fn slots(&self, units: &[Unit], fills: &[Fill]) -> Vec<Slot> {
        let mut slots = Vec::with_capacity(units.len() + units.len() / 4);
        let mut fills = fills.iter().peekable();
        let mut end = units.first().map_or(0, |unit| unit.range.start);
        for (i, unit) in units.iter().enumerate() {
            let start = unit.range.start;
            for (at, c) in self.flow.text[end..start].char_indices() {
                use BidiClass::{BN, LRE, LRO, PDF, RLE, RLO};
                // X9: these are as if they were not there.
                if !matches!(class::bidi(c), BN | LRE | LRO | PDF | RLE | RLO) {
                    let start = end + at;
                    let shows = Shows::Nothing;
                    slots.push(Slot { start, shows });
                }
            }
            end = unit.range.end;
            let shows = Shows::Unit(i);
            slots.push(Slot { start, shows });
            while let Some(fill) = fills.next_if(|fill| fill.after == i) {
                let shows = Shows::Fill(i, fill.glyph);
                slots.extend(std::iter::repeat_n(Slot { start, shows }, fill.cells));
            }
        }
        slots
    }

    /// Adds a cell that fills the line, behind a unit.
    fn place_fill(
        &self,
        line: &mut Line,
        unit: &Unit,
        level: Level,
        glyph: char,
        near: &mut usize,
    ) {
        let (range, piece) = self.flow.source_of(unit.range, near);
        line.placed.push(Placed {
            glyph: forms::text_of(glyph),
            width: 1,
            range,
            first_end: range.end,
            rtl: level.is_rtl(),
            sign: false,
            fill: true,
            piece,
        });
        line.width = line.width.saturating_add(1);
    }

    /// Adds the cells of one unit at the right end of the line.
    fn place(&self, line: &mut Line, unit: &Unit, level: Level, near: &mut usize) {
        effort::count(1);
        let (range, piece) = self.flow.source_of(unit.range, near);
        let first_end = if unit.first_end == unit.range.end {
            range.end
        } else {
            let first = TextRange::new(unit.range.start, unit.first_end);
            self.flow.source_of(first, near).0.end
        };
        let mut push = |glyph, width, sign| {
            line.placed.push(Placed {
                glyph,
                width,
                range,
                first_end,
                rtl: level.is_rtl(),
                sign,
                fill: false,
                piece,
            });
            line.width = line.width.saturating_add(u16::from(width));
        };
        match self.glyph(unit, level) {
            Shown::Scalar(c) => push(forms::text_of(c), unit.width, unit.squeezed),
            // A sign runs from left to right, a cell for each of its scalars.
            Shown::Cluster(glyph) if glyph.sign => {
                for c in glyph.text.chars() {
                    push(forms::text_of(c), 1, true);
                }
            }
            Shown::Cluster(glyph) => push(glyph.text, unit.width, false),
        }
    }

    fn glyph(&self, unit: &Unit, level: Level) -> Shown {
        if unit.squeezed {
            return Shown::Scalar('\u{FFFD}');
        }
        let flow: &str = &self.flow.text;
        let Some(text) = unit.range.slice(flow) else {
            return Shown::Scalar(' ');
        };
        let first = text.chars().next().unwrap_or(' ');
        if unit.hangs && first < ' ' {
            // TAB and line ends.
            return Shown::Scalar(' ');
        }
        let mirrors = level.is_rtl() && self.options.order == Order::Visual;
        let shape = |at: usize, c: char| {
            let at = unit.range.start + at;
            let c = if mirrors { mirror::mirrored(c) } else { c };
            let c = match self.digits.form(at, c) {
                // A digit on a key cap is a picture.
                digit if digit != c && text.contains(['\u{FE0F}', '\u{20E3}']) => c,
                digit => digit,
            };
            self.joins.form(flow, at, c)
        };
        if first.len_utf8() == text.len() && cluster::is_plain(first) {
            return Shown::Scalar(shape(0, first).unwrap_or(first));
        }
        Shown::Cluster(clean::draw(text, self.options.drawing(), shape))
    }
}
