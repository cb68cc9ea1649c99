//! The one file that writes text cells: every label is laid out first, so that no column moves.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use crate::app::Model;
use crate::app::panes::Area;
use crate::app::prompt::Input;
use crate::layout::column;
use crate::layout::{Line, Options, Placed};
use crate::text::direction::Direction;
use crate::ui::frame::{Cursor, Frame};
use crate::ui::theme::{Signs, Theme};

/// Paints cells and keeps what they cannot hold.
#[derive(Debug)]
pub(super) struct Painter<'a> {
    buffer: &'a mut Buffer,
    pub(super) frame: Frame,
    pub(super) theme: Theme,
    pub(super) signs: Signs,
    options: Options,
}

impl<'a> Painter<'a> {
    pub(super) fn new(model: &Model, buffer: &'a mut Buffer) -> Self {
        Self {
            buffer,
            frame: Frame::default(),
            theme: Theme::of(model),
            signs: if model.setup.ascii {
                Signs::ASCII
            } else {
                Signs::UNICODE
            },
            options: model.label_options(),
        }
    }

    /// The frame, its rows in order.
    pub(super) fn finish(mut self) -> Frame {
        self.frame.rtl_rows.sort_unstable();
        self.frame.rtl_rows.dedup();
        self.frame
    }

    /// Makes every cell of an area a blank of one style.
    pub(super) fn fill(&mut self, area: Area, style: Style) {
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Lays a style over the cells of an area.
    pub(super) fn tint(&mut self, area: Area, style: Style) {
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                    cell.set_style(style);
                }
            }
        }
    }

    /// One sign of one cell.
    pub(super) fn sign(&mut self, x: u16, y: u16, sign: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
            cell.set_symbol(sign).set_style(style);
        }
    }

    /// A sign over and over.
    pub(super) fn run(&mut self, area: Area, sign: &str, style: Style) {
        for x in area.x..area.right() {
            self.sign(x, area.y, sign, style);
        }
    }

    /// A line that is laid out, from column `x` on, each cell in a style of its own.
    pub(super) fn line(
        &mut self,
        x: u16,
        y: u16,
        line: &Line,
        mut style: impl FnMut(&Placed) -> Style,
    ) {
        let mut rtl = false;
        for (at, placed) in line.cells() {
            rtl |= placed.rtl;
            let style = style(placed);
            let x = x.saturating_add(at);
            if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                cell.set_symbol(&placed.glyph).set_style(style);
            }
            if placed.width > 1
                && let Some(cell) = self.buffer.cell_mut(Position::new(x.saturating_add(1), y))
            {
                cell.set_symbol(" ").set_style(style);
            }
        }
        if rtl {
            self.frame.rtl_rows.push(y);
        }
    }

    /// A label from column `x` on, cut to `width` cells; how many it took.
    pub(super) fn label(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let line = self.cut(text, width);
        self.line(x, y, &line, |_| style);
        line.width
    }

    /// A label that ends before column `end`, cut to `width` cells; how many it took.
    pub(super) fn label_before(
        &mut self,
        end: u16,
        y: u16,
        width: u16,
        text: &str,
        style: Style,
    ) -> u16 {
        let line = self.cut(text, width);
        self.line(end.saturating_sub(line.width), y, &line, |_| style);
        line.width
    }

    /// A label as one line of at most `width` cells.
    pub(super) fn cut(&self, text: &str, width: u16) -> Line {
        column::label(text, width, &self.options)
    }

    /// A label in a given direction.
    pub(super) fn cut_in(&self, text: &str, width: u16, direction: Direction) -> Line {
        let options = Options {
            direction: Some(direction),
            ..self.options
        };
        column::label(text, width, &options)
    }

    /// What is typed: the text as seen, the insertion cell reversed.
    pub(super) fn input(&mut self, x: u16, y: u16, width: u16, input: &Input, style: Style) {
        // The part that holds the place: its beginning is left out as far as needed.
        let text = input.text();
        let mut from = 0;
        let room = usize::from(width.saturating_sub(1));
        while crate::text::width::of_label(&text[from..input.cursor()]) > room {
            let next = text[from..].chars().next().map_or(1, char::len_utf8);
            from += next;
        }
        let mut shown = text[from..].to_owned();
        shown.push(' ');
        let line = self.cut(&shown, width);
        self.line(x, y, &line, |_| style);
        let at = line.cell_of(input.cursor() - from).unwrap_or(0);
        let rtl = line.placed.iter().any(|p| p.rtl);
        let cursor = x.saturating_add(at.min(width.saturating_sub(1)));
        if rtl {
            // The terminal's own cursor is hidden there: terminals differ in where they
            // put it on such a row.
            self.tint(
                Area {
                    x: cursor,
                    y,
                    width: 1,
                    height: 1,
                },
                Style::new().add_modifier(ratatui::style::Modifier::REVERSED),
            );
        }
        self.frame.cursor = Some(Cursor {
            x: cursor,
            y,
            shown: !rtl,
        });
    }
}
