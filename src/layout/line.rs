//! Units of one line → cells from left to right.

use std::ops::Range;

use compact_str::CompactString;
use unicode_bidi::Level;

use crate::layout::bidi::{self, Levels};
use crate::layout::flow::Flow;
use crate::layout::join::Joins;
use crate::layout::unit::{self, Unit};
use crate::layout::{Line, Options, Order, Placed, Shaping, mirror, wrap};
use crate::text::clean::{self, Glyph};
use crate::text::cluster;
use crate::text::range::TextRange;

/// A paragraph of which everything is known but its lines.
pub(crate) struct Arranged<'f> {
    flow: &'f Flow<'f>,
    options: &'f Options,
    levels: Levels,
    joins: Joins,
    units: Vec<Unit>,
}

impl<'f> Arranged<'f> {
    /// Resolves levels, joining and units of a flow.
    pub(crate) fn new(flow: &'f Flow<'f>, options: &'f Options) -> Self {
        let levels = Levels::resolve(&flow.text, options.direction);
        let joins = match options.shaping {
            Shaping::Forms => Joins::find(&flow.text, &levels),
            Shaping::Base => Joins::default(),
        };
        let units = unit::units(&flow.text, &joins, options);
        Self {
            flow,
            options,
            levels,
            joins,
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
        let start_of = |unit: usize| match self.units.get(unit) {
            Some(unit_at) if unit > 0 => unit_at.range.start,
            Some(_) => 0,
            None => self.flow.text.len(),
        };
        cuts.into_iter()
            .map(|cut| {
                let flow = TextRange::new(start_of(cut.start), start_of(cut.end));
                let hanging = self.units[cut.clone()]
                    .iter()
                    .rev()
                    .take_while(|unit| unit.hangs)
                    .count();
                self.line(cut.start..cut.end - hanging, flow)
            })
            .collect()
    }

    /// All units on one line, white space at the end included.
    pub(crate) fn single_line(&self) -> Line {
        self.line(0..self.units.len(), TextRange::new(0, self.flow.text.len()))
    }

    /// The line of these units; `flow` are all its bytes.
    fn line(&self, units: Range<usize>, flow: TextRange) -> Line {
        let units = &self.units[units];
        let mut near = 0;
        let mut line = Line {
            direction: self.levels.direction(),
            placed: Vec::with_capacity(units.len()),
            range: self.flow.source_of(flow, &mut near).0,
            width: 0,
        };
        if self.levels.is_trivial() {
            for unit in units {
                self.place(&mut line, unit, Level::ltr(), &mut near);
            }
            return line;
        }
        let levels = self
            .levels
            .of_line(units.iter().map(|unit| unit.range.start));
        match self.options.order {
            Order::Visual => {
                for i in bidi::visual_order(&levels) {
                    self.place(&mut line, &units[i], levels[i], &mut near);
                }
            }
            Order::Logical => {
                for (unit, level) in units.iter().zip(levels) {
                    self.place(&mut line, unit, level, &mut near);
                }
            }
        }
        line
    }

    /// Adds the cells of one unit at the right end of the line.
    fn place(&self, line: &mut Line, unit: &Unit, level: Level, near: &mut usize) {
        let (range, piece) = self.flow.source_of(unit.range, near);
        let first_end = if unit.first_end == unit.range.end {
            range.end
        } else {
            let first = TextRange::new(unit.range.start, unit.first_end);
            self.flow.source_of(first, near).0.end
        };
        let glyph = self.glyph(unit, level);
        let placed = |glyph, width| Placed {
            glyph,
            width,
            range,
            first_end,
            rtl: level.is_rtl(),
            sign: unit.squeezed,
            piece,
        };
        if glyph.sign {
            // A sign runs from left to right, a cell for each of its scalars.
            for c in glyph.text.chars() {
                line.placed.push(Placed {
                    sign: true,
                    ..placed(CompactString::from(c.encode_utf8(&mut [0; 4]) as &str), 1)
                });
                line.width = line.width.saturating_add(1);
            }
        } else {
            line.placed.push(placed(glyph.text, unit.width));
            line.width = line.width.saturating_add(u16::from(unit.width));
        }
    }

    fn glyph(&self, unit: &Unit, level: Level) -> Glyph {
        let plain = |c: char| Glyph {
            text: CompactString::from(c.encode_utf8(&mut [0; 4]) as &str),
            width: 1,
            sign: false,
        };
        if unit.squeezed {
            return plain('\u{FFFD}');
        }
        let flow: &str = &self.flow.text;
        let Some(text) = unit.range.slice(flow) else {
            return plain(' ');
        };
        let first = text.chars().next().unwrap_or(' ');
        if unit.hangs && first < ' ' {
            // TAB and line ends.
            return plain(' ');
        }
        let mirrors = level.is_rtl() && self.options.order == Order::Visual;
        let shape = |at: usize, c: char| {
            let c = if mirrors { mirror::mirrored(c) } else { c };
            self.joins.form(flow, unit.range.start + at, c)
        };
        if first.len_utf8() == text.len() && cluster::is_plain(first) {
            return plain(shape(0, first).unwrap_or(first));
        }
        clean::draw(text, self.options.drawing(), shape)
    }
}
