//! A bidi paragraph in any ratatui program: `cargo run --example bidi_paragraph`.
//!
//! `Bidi` below is all that it takes. Letters are joined and stand in their order; the
//! terminal must not reorder them again (xterm and most others do not).

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Rect};
use ratatui::widgets::{Block, Widget};
use warraq::layout::{Options, lay_out_text};

/// A paragraph of any scripts, right-to-left lines flush right.
struct Bidi<'t>(&'t str);

impl Widget for Bidi<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let width = area.width;
        let lines = lay_out_text(
            self.0,
            &Options {
                width,
                ..Options::default()
            },
        );
        for (row, line) in area.rows().zip(lines) {
            let rtl = line.direction.is_rtl();
            let start = row.x
                + if rtl {
                    width.saturating_sub(line.width)
                } else {
                    0
                };
            for (x, placed) in line.cells().filter(|(x, _)| *x < width) {
                buffer[(start + x, row.y)].set_symbol(&placed.glyph);
            }
        }
    }
}

const TEXT: &str = "زار وفد من شركة Siemens AG (ألمانيا) مدينة الإسكندرية في 24 أيار 2021، \
    ثم عاد إلى ירושלים بعد يومين. وقيل إنّ الأمم المتحدة تتابع https://example.org/a/b.";

fn main() -> std::io::Result<()> {
    ratatui::run(|terminal| {
        loop {
            terminal.draw(|frame| {
                let width = Constraint::Length(frame.area().width.min(50));
                let area = frame.area().centered(width, Constraint::Length(8));
                let block = Block::bordered();
                frame.render_widget(Bidi(TEXT), block.inner(area));
                frame.render_widget(block, area);
            })?;
            if crossterm::event::read()?.is_key_press() {
                return Ok(());
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_at_their_side() {
        let area = Rect::new(0, 0, 12, 2);
        let mut buffer = Buffer::empty(area);
        Bidi("אב גד (הו) זח טי").render(area, &mut buffer);
        assert_eq!(buffer, Buffer::with_lines(["  (וה) דג בא", "       יט חז"]));
        let mut buffer = Buffer::empty(area);
        Bidi("ab אב").render(area, &mut buffer);
        assert_eq!(buffer, Buffer::with_lines(["ab בא       ", ""]));
        // No room at all.
        Bidi(TEXT).render(Rect::new(0, 0, 1, 1), &mut buffer);
        Bidi(TEXT).render(Rect::ZERO, &mut buffer);
    }
}
