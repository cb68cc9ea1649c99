//! The shadow of the screen, and what must be written to turn it into the next one.

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};

use super::pen::{self, Look};
use super::row::{self, Slot};
use super::{Encoder, link};
use crate::ui::Frame;

/// What the terminal shows, as far as we know.
#[derive(Debug)]
pub struct Canvas {
    encoder: Encoder,
    links: bool,
    columns: u16,
    shadow: Vec<Vec<Slot>>,
    /// For each row, the column as seen of each column as sent; empty: the same.
    origins: Vec<Vec<u16>>,
    /// Cells that bear one more mark without a look: see [`Canvas::touch`].
    touched: Vec<Vec<bool>>,
    /// The cells that each row was made of, and whether it held right-to-left text.
    painted: Vec<(Vec<Cell>, bool)>,
    /// Rows that the last frame encoded, to be filled again.
    spare: Vec<Vec<Slot>>,
    /// For each column of a row: it differs, and a letter goes from it.
    changes: Vec<(bool, bool)>,
    /// Rows that were encoded, for tests.
    #[cfg(test)]
    pub(super) encoded: usize,
    /// The screen is erased before the next row is written.
    erase: bool,
    look: Look,
    link: Option<Arc<str>>,
    /// Column and row of the terminal's cursor; `None` where we cannot be sure.
    at: Option<(u16, u16)>,
    cursor_shown: bool,
}

impl Canvas {
    /// A canvas for a screen of which nothing is known, the cursor hidden. `links`: the
    /// terminal takes OSC 8.
    #[must_use]
    pub fn new(encoder: Encoder, links: bool) -> Self {
        Self {
            encoder,
            links,
            columns: 0,
            shadow: Vec::new(),
            origins: Vec::new(),
            touched: Vec::new(),
            painted: Vec::new(),
            spare: Vec::new(),
            changes: Vec::new(),
            #[cfg(test)]
            encoded: 0,
            erase: true,
            look: Look::PLAIN,
            link: None,
            at: None,
            cursor_shown: false,
        }
    }

    /// A canvas for a screen that is blank.
    #[must_use]
    pub fn blank(encoder: Encoder, links: bool, columns: u16, rows: u16) -> Self {
        let row = vec![Slot::blank(); usize::from(columns)];
        Self {
            columns,
            shadow: vec![row; usize::from(rows)],
            origins: vec![Vec::new(); usize::from(rows)],
            erase: false,
            ..Self::new(encoder, links)
        }
    }

    /// Nothing is known of the screen any more: the next frame is painted whole, and the
    /// cursor is hidden.
    pub fn forget(&mut self) {
        *self = Self::new(self.encoder, self.links);
    }

    /// How rows become bytes.
    #[must_use]
    pub fn encoder(&self) -> Encoder {
        self.encoder
    }

    /// Another encoder; the next frame is painted whole.
    pub fn set_encoder(&mut self, encoder: Encoder) {
        *self = Self::new(encoder, self.links);
    }

    /// The column as seen for one that the terminal named: those that reorder rows
    /// themselves name the column in their own order.
    #[must_use]
    pub fn seen(&self, x: u16, y: u16) -> u16 {
        let origin = self.origins.get(usize::from(y));
        let seen = origin.and_then(|origin| origin.get(usize::from(x)));
        seen.copied().unwrap_or(x)
    }

    /// The bytes that make the terminal show `buffer`, with the links and the cursor of
    /// `frame`; empty when it shows them already.
    #[must_use]
    pub fn draw(&mut self, buffer: &Buffer, frame: &Frame) -> String {
        let (columns, rows) = (buffer.area.width, usize::from(buffer.area.height));
        let mut out = String::new();
        if self.erase || self.columns != columns || self.shadow.len() != rows {
            self.shadow = vec![vec![Slot::blank(); usize::from(columns)]; rows];
            self.origins = vec![Vec::new(); rows];
            self.touched = Vec::new();
            self.painted = Vec::new();
            (self.columns, self.look, self.at, self.erase) = (columns, Look::PLAIN, None, false);
            out.push_str("\x1b[0m\x1b[2J");
        }
        self.painted.resize_with(rows, Default::default);
        let mut encoded = std::mem::take(&mut self.spare);
        encoded.resize_with(rows, Vec::new);
        let mut anew = vec![None; rows];
        for (y, (slots, anew)) in (0..buffer.area.height).zip(encoded.iter_mut().zip(&mut anew)) {
            let rtl = frame.rtl_rows.contains(&y);
            let cells = row::cells(buffer, y);
            let Some(span) = self.other(y, cells, rtl, frame) else {
                continue;
            };
            #[cfg(test)]
            {
                self.encoded += 1;
            }
            let shown = self.shadow.get(usize::from(y));
            let shown = shown.map(Vec::as_slice).unwrap_or_default();
            if span.len() < cells.len()
                && row::read_part(cells, shown, span.clone(), (rtl, self.encoder), slots)
            {
                *anew = Some(span);
                continue;
            }
            *anew = Some(0..cells.len());
            row::read(buffer, y, slots);
            if self.links {
                put_links(slots, y, frame);
            }
            if let Some(origin) = self.origins.get_mut(usize::from(y)) {
                *origin = row::encode(slots, rtl, self.encoder);
            }
        }
        if self.encoder == Encoder::Words {
            self.touch(&mut encoded);
        }
        for (y, (slots, anew)) in (0u16..).zip(encoded.iter_mut().zip(anew)) {
            let Some(span) = anew else {
                continue;
            };
            let shown = self.shadow.get_mut(usize::from(y)).map(std::mem::take);
            let shown = shown.unwrap_or_default();
            self.write_row(&mut out, y, &shown, slots, span);
            if let Some(row) = self.shadow.get_mut(usize::from(y)) {
                *row = std::mem::replace(slots, shown);
            }
        }
        self.spare = encoded;
        if self.link.take().is_some() {
            out.push_str(link::CLOSE);
        }
        self.finish(out, frame)
    }

    /// The columns of a row that are made of other cells than before: all of them where it
    /// cannot be told, `None` where there are none.
    fn other(&mut self, y: u16, cells: &[Cell], rtl: bool, frame: &Frame) -> Option<Range<usize>> {
        let all = 0..cells.len();
        let Some((before, was_rtl)) = self.painted.get_mut(usize::from(y)) else {
            return Some(all);
        };
        if self.encoder == Encoder::Words {
            // Konsole's blanks hang on the rows around them.
            return Some(all);
        }
        // The same cells may bear another link next time, so such a row is not kept.
        let link = self.links && frame.links.iter().any(|link| link.y == y);
        let differs = |(now, before): &(&Cell, &Cell)| now != before;
        let other = if before.len() == cells.len() {
            let first = cells
                .iter()
                .zip(before.iter())
                .position(|pair| differs(&pair));
            let last = cells
                .iter()
                .zip(before.iter())
                .rposition(|pair| differs(&pair));
            first.zip(last).map(|(first, last)| first..last + 1)
        } else {
            Some(all.clone())
        };
        let same_kind = *was_rtl == rtl && before.len() == cells.len();
        *was_rtl = rtl;
        if link {
            before.clear();
            return Some(all);
        }
        if !same_kind {
            before.clear();
            before.extend_from_slice(cells);
            return Some(all);
        }
        let span = other?;
        if let (Some(before), Some(cells)) = (before.get_mut(span.clone()), cells.get(span.clone()))
        {
            before.clone_from_slice(cells);
        }
        Some(span)
    }

    /// Konsole paints anew only the cells that changed, and of a letter that goes it leaves
    /// behind what reached into the rows above and below. So blanks there change, too: by one
    /// left-to-right mark more or less. (Elsewhere a mark would cut a word in two.)
    fn touch(&mut self, rows: &mut [Vec<Slot>]) {
        let columns = usize::from(self.columns);
        self.touched.resize(rows.len(), vec![false; columns]);
        for (slots, touched) in rows.iter_mut().zip(&self.touched) {
            for (slot, touched) in slots.iter_mut().zip(touched) {
                if *touched && is_blank(slot) {
                    slot.text.push(row::LRM);
                }
            }
        }
        let mut turned = vec![vec![false; columns]; rows.len()];
        for (y, (shown, slots)) in self.shadow.iter().zip(rows.iter()).enumerate() {
            for (x, (shown, slot)) in shown.iter().zip(slots).enumerate() {
                let goes = shown != slot && row::is_letter(shown);
                for y in [y.checked_sub(1), Some(y + 1)].into_iter().flatten() {
                    let near = x.saturating_sub(1)..(x + 2).min(columns);
                    if goes && let Some(near) = turned.get_mut(y).and_then(|t| t.get_mut(near)) {
                        near.fill(true);
                    }
                }
            }
        }
        for ((slots, touched), turned) in rows.iter_mut().zip(&mut self.touched).zip(turned) {
            for ((slot, touched), _) in slots
                .iter_mut()
                .zip(touched)
                .zip(turned)
                .filter(|((slot, _), turned)| *turned && is_blank(slot))
            {
                if *touched {
                    slot.text.pop();
                } else {
                    slot.text.push(row::LRM);
                }
                *touched = !*touched;
            }
        }
    }

    /// Places the cursor and makes one update of it all.
    fn finish(&mut self, cells: String, frame: &Frame) -> String {
        let mut after = String::new();
        let wanted = frame
            .cursor
            .filter(|c| c.x < self.columns && usize::from(c.y) < self.shadow.len());
        if let Some(cursor) = wanted
            && self.at != Some((cursor.x, cursor.y))
        {
            self.place(&mut after, cursor.x, cursor.y);
        }
        let shown = wanted.is_some_and(|c| c.shown);
        if shown && !(self.cursor_shown && cells.is_empty()) {
            after.push_str("\x1b[?25h");
        }
        // The cursor does not run about while cells are written.
        let before = if self.cursor_shown && !(shown && cells.is_empty()) {
            "\x1b[?25l"
        } else {
            ""
        };
        self.cursor_shown = shown;
        if before.is_empty() && cells.is_empty() && after.is_empty() {
            return String::new();
        }
        format!("\x1b[?2026h{before}{cells}{after}\x1b[?2026l")
    }

    /// Writes what differs; only within `span` anything does.
    fn write_row(
        &mut self,
        out: &mut String,
        y: u16,
        shown: &[Slot],
        slots: &[Slot],
        span: Range<usize>,
    ) {
        // A letter that goes may leave a stroke that reached into its neighbour's cell:
        // seen in xterm with Arabic forms. So the neighbours are written with it.
        let told = |x: usize| {
            let (slot, shown) = (slots.get(x), shown.get(x));
            let changed = slot != shown;
            (
                changed,
                changed && shown.is_some_and(|s| !s.text.is_ascii()),
            )
        };
        let mut changes = std::mem::take(&mut self.changes);
        changes.clear();
        changes.extend(span.clone().map(told));
        let at = |x: Option<usize>| {
            let within = x.and_then(|x| changes.get(x.checked_sub(span.start)?));
            within.copied().unwrap_or_default()
        };
        let differs = |x: usize| at(Some(x)).0 || at(Some(x + 1)).1 || at(x.checked_sub(1)).1;
        let near = span.start.saturating_sub(1)..(span.end + 1).min(slots.len());
        for x in near {
            let Some(slot) = slots.get(x) else {
                break;
            };
            let wide = slots.get(x + 1).is_some_and(|next| next.text.is_empty());
            if slot.text.is_empty() || !(differs(x) || (wide && differs(x + 1))) {
                continue;
            }
            let column = u16::try_from(x).unwrap_or(u16::MAX);
            self.bridge(out, column, y, slots);
            self.place(out, column, y);
            if self.link != slot.link {
                match &slot.link {
                    Some(url) => out.push_str(&link::open(url)),
                    None => out.push_str(link::CLOSE),
                }
                self.link.clone_from(&slot.link);
            }
            pen::change(out, self.look, slot.look);
            self.look = slot.look;
            let width = match slot.boxed {
                Some((width, align)) => {
                    // Writing to a String cannot fail.
                    let _ = write!(out, "\x1b]66;w={width}:h={align};{}\x07", slot.text);
                    width
                }
                None => {
                    out.push_str(&slot.text);
                    1
                }
            };
            // In the last column the cursor stays, about to wrap.
            let next = column + width;
            self.at = (!slot.uncertain && next < self.columns).then_some((next, y));
        }
        self.changes = changes;
    }

    /// Writes the cells up to column `x` again, where that takes no more bytes than to go there.
    fn bridge(&mut self, out: &mut String, x: u16, y: u16, slots: &[Slot]) {
        let Some((from, _)) = self.at.filter(|(from, row)| *row == y && *from < x) else {
            return;
        };
        let gap = slots.get(usize::from(from)..usize::from(x));
        let gap = gap.unwrap_or_default();
        let most = if gap.len() == 1 { 3 } else { 4 };
        let same = |slot: &Slot| {
            let plain = !slot.text.is_empty() && !slot.uncertain && slot.boxed.is_none();
            plain && slot.look == self.look && slot.link == self.link
        };
        if gap.len() <= most
            && gap.iter().map(|slot| slot.text.len()).sum::<usize>() <= most
            && gap.iter().all(same)
        {
            out.extend(gap.iter().map(|slot| slot.text.as_str()));
            self.at = Some((x, y));
        }
    }

    fn place(&mut self, out: &mut String, x: u16, y: u16) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, row)) if row == y && from < x => {
                out.push_str("\x1b[");
                if x - from > 1 {
                    pen::number(out, x - from);
                }
                out.push('C');
            }
            _ => {
                out.push_str("\x1b[");
                pen::number(out, y + 1);
                out.push(';');
                pen::number(out, x + 1);
                out.push('H');
            }
        }
        self.at = Some((x, y));
    }
}

fn is_blank(slot: &Slot) -> bool {
    slot.text.starts_with(' ')
}

fn put_links(slots: &mut [Slot], y: u16, frame: &Frame) {
    for cells in frame.links.iter().filter(|cells| cells.y == y) {
        let range = usize::from(cells.start)..usize::from(cells.end).min(slots.len());
        if let Some(url) = link::checked(&cells.url)
            && let Some(slots) = slots.get_mut(range)
        {
            for slot in slots {
                slot.link = Some(Arc::clone(&url));
            }
        }
    }
}

#[cfg(test)]
#[path = "canvas_tests.rs"]
mod tests;
