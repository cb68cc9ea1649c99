//! What stands in the cells.

mod board;
mod cells;
mod comfort;
mod desk;
mod finder;
mod marks;
mod mirrored;
mod mono;
mod pins;
mod snapshot;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::panes::Area;
use crate::app::session::{Session, quiet};
use crate::ui::frame::Frame;
use crate::ui::{Labels, view};

/// The screen of a session.
fn painted(session: &Session) -> (Buffer, Frame) {
    let screen = session.model.panes.screen;
    let mut buffer = Buffer::empty(Rect::new(0, 0, screen.width, screen.height));
    let frame = view(&session.model, &mut buffer, &Labels::default());
    (buffer, frame)
}

/// The glyph of a cell.
fn glyph(buffer: &Buffer, x: u16, y: u16) -> &str {
    buffer[(x, y)].symbol()
}

/// The glyphs of an area, row by row.
fn glyphs(buffer: &Buffer, area: Area) -> Vec<Vec<String>> {
    let row = |y| (area.x..area.right()).map(move |x| glyph(buffer, x, y).to_owned());
    (area.y..area.bottom()).map(|y| row(y).collect()).collect()
}

/// The styles of an area, row by row.
fn styles(buffer: &Buffer, area: Area) -> Vec<Style> {
    let cells = (area.y..area.bottom()).flat_map(|y| (area.x..area.right()).map(move |x| (x, y)));
    cells.map(|at| buffer[at].style()).collect()
}

/// A small collection: Arabic with marks, a list and a heading, a headline of both
/// directions, English, and a file that could not be read.
fn collection(width: u16, height: u16) -> Session {
    let mut session = Session::empty(width, height);
    let long = format!(
        "---\ntitle: لوكاشينكو في مينسك\ndate: 2021-03-14\nsource: كُتب للاختبار\n---\n\
         وصل لوكاشينكو إلى **مينسك** (العاصمة) قادمًا من إيران، و«قال» إنّ 12.5% من المقاعد \
         لحزب NATO-X سنة ٢٠٢١.\n\n## عنوان لِأَوروبا\n\n- بند عن الأردن\n- بند ثانٍ عن الأمم \
         المتحدة\n\nConcluding words on Lukashenko in Minsk. عاد لوكاشنكو.\n\n{}",
        quiet(30).replace('\n', "\n\n")
    );
    session.put("a.md", Some(&long));
    session.put(
        "b.md",
        Some("---\ntitle: NATO والاتحاد (EU) 2021: بيان Brest الختامي عن مينسك\n---\nعن بريست\n"),
    );
    session.put("c.txt", None);
    session.put(
        "d.txt",
        Some("A note on Merkel in Brest, with مينسك inside\nand a second line"),
    );
    session.link(4);
    session.keys("n Enter");
    session
}
