//! No column moves, whatever stands in it.

use crate::app::panes::Area;
use crate::app::session::Session;
use crate::app::sidebar::{Rows, SidebarRow};
use crate::ui::sidebar::{Columns, longest};
use crate::ui::tests::{collection, glyph, painted};
use crate::ui::theme::Signs;

/// Headlines that push a column in programs which measure otherwise.
const HEADLINES: &[&str] = &[
    "NATO والاتحاد (EU) 2021: بيان Brest الختامي عن مينسك",
    "بيان (Brest) لا لأ لإ لآ لِأَوروبا 12.5% «قول» — EU",
    "\u{202e}مينسك\u{202c} \u{2067}Brest\u{2069} \u{200f}\u{200e}لوكاشينكو\u{1b}[31m\t\u{9b}x",
    "漢字 مينسك 😀 👨\u{200d}👩\u{200d}👧 e\u{301}\u{302}\u{303}\u{304}\u{305} بريست \u{feff}\u{2028}",
    "مـــينسك\u{64b}\u{64c}\u{64d}\u{64e}\u{64f}\u{650} וينסק Брест Ελλάδα",
];

fn hostile(width: u16, height: u16) -> Session {
    let mut session = Session::empty(width, height);
    for (at, headline) in HEADLINES.iter().enumerate() {
        let text = format!("{headline}\n\nعن لوكاشينكو ومينسك وبريست وميركل وإيران\n\n{headline}");
        session.put(&format!("{at}-{headline}.txt"), Some(&text));
    }
    session.put("مينسك\u{202e}\u{1b}.txt", None);
    session.link(HEADLINES.len() + 1);
    session
}

/// What must hold of the columns of any screen.
fn columns_stand(session: &Session, what: &str) {
    let (screen, frame) = painted(session);
    let panes = session.model.panes;
    let signs = Signs::UNICODE;
    let at = |x: u16, y: u16| glyph(&screen, x, y);
    for y in 0..panes.screen.height {
        for x in 0..panes.screen.width {
            for c in at(x, y).chars() {
                let bidi = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
                    | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
                assert!(!c.is_control() && !bidi, "{what}: {c:?} at {x},{y}");
            }
        }
    }
    if let Some(list) = panes.list {
        let body = panes.body(list);
        for y in body.y..body.bottom() {
            let bar = at(list.x, y);
            assert!(
                bar == " " || signs.bar.contains(&bar),
                "{what}: {bar} in row {y}"
            );
            let sign = at(list.x + 1, y);
            let known = [" ", signs.bullet, signs.star, signs.error];
            assert!(known.contains(&sign), "{what}: {sign} in row {y}");
            assert_eq!(at(list.x + 2, y), " ", "{what}: row {y}");
            for x in [list.right() - 2, list.right() - 1] {
                assert_eq!(at(x, y), " ", "{what}: row {y}");
            }
        }
    }
    let covered = |x: u16, y: u16| {
        let over =
            |area: Option<Area>, drawer: bool| drawer && area.is_some_and(|a| a.contains(x, y));
        over(panes.list, panes.list_is_drawer) || over(panes.sidebar, panes.sidebar_is_drawer)
    };
    let (reader, text) = (panes.reader, panes.text);
    for y in text.y..text.bottom() {
        if covered(panes.ruler, y) {
            continue;
        }
        let ruler = at(panes.ruler, y);
        assert!(
            signs.standing.contains(&ruler) || signs.standing_out.contains(&ruler),
            "{what}: {ruler} on the ruler in row {y}"
        );
        for x in (reader.x..text.x).chain(text.right()..reader.right()) {
            let cell = at(x, y);
            let may = x == panes.ruler || cell == " " || signs.here.contains(&cell);
            assert!(may, "{what}: {cell} beside the text at {x},{y}");
        }
    }
    if let (Some(side), Some(open)) = (panes.sidebar, &session.model.reader) {
        let body = panes.body(side);
        let longest = longest(&open.article.actors, &session.model.locale);
        let columns = Columns::of(side.width, longest);
        let rows = Rows::of(&open.article.actors);
        let shown = (session.model.sidebar.top..).map_while(|at| rows.get(at));
        for (y, row) in (body.y..body.bottom()).zip(shown) {
            let SidebarRow::Actor(number) = row else {
                continue;
            };
            let actor = &open.article.actors[number];
            let cells = |from: u16, to: u16| -> String {
                (side.x + from..side.x + to).map(|x| at(x, y)).collect()
            };
            assert_eq!(cells(3, 4), signs.kind(actor.kind), "{what}: row {y}");
            assert_eq!(
                (cells(1, 3), cells(4, 5)),
                ("  ".into(), " ".into()),
                "{what}"
            );
            let count = |end: u16, n: u32| {
                let digits = n.to_string();
                let from = end - u16::try_from(digits.len()).unwrap();
                assert_eq!(
                    cells(from - 1, end),
                    format!(" {digits}"),
                    "{what}: row {y}"
                );
            };
            count(columns.here, actor.here);
            count(columns.all, actor.all);
            assert_eq!(cells(columns.all, side.width).trim(), "", "{what}: row {y}");
            let (start, width) = columns.thread;
            for x in start..start + width {
                let knot = cells(x, x + 1);
                assert!(
                    signs.lying.contains(&knot.as_str()),
                    "{what}: {knot} in row {y}"
                );
            }
        }
    }
    // The frame knows every row with right-to-left letters.
    for y in 0..panes.screen.height {
        let rtl = (0..panes.screen.width).any(|x| {
            crate::text::direction::Direction::of_first_strong(at(x, y))
                .is_some_and(crate::text::direction::Direction::is_rtl)
        });
        assert!(!rtl || frame.rtl_rows.contains(&y), "{what}: row {y}");
    }
}

#[test]
fn no_column_moves_at_any_width() {
    for width in 40..=200 {
        let height = [12, 24, 36][usize::from(width) % 3];
        let mut session = hostile(width, height);
        for (step, keys) in ["", "n Enter", "J G", "a j", "Esc s", "Esc J n"]
            .iter()
            .enumerate()
        {
            session.keys(keys);
            columns_stand(&session, &format!("{width}x{height}, step {step}"));
        }
    }
}

#[test]
fn no_size_is_too_small_to_paint() {
    for width in 1..44 {
        for height in 1..14 {
            let mut session = hostile(width, height);
            for keys in [
                "n Enter", "a", "Esc s", "Esc f x", "Esc ?", "Esc : n", "Esc / x",
            ] {
                session.keys(keys);
                let _ = painted(&session);
            }
        }
    }
}

#[test]
fn the_cursor_stands_in_the_prompt_and_is_shown_where_nothing_runs_back() {
    for (keys, shown) in [
        ("f minsk", true),
        ("f مينسك", false),
        ("/ abc", true),
        (": n", true),
    ] {
        let mut session = collection(80, 24);
        session.keys(keys);
        let (screen, frame) = painted(&session);
        let cursor = frame.cursor.unwrap();
        assert_eq!(cursor.shown, shown, "{keys}");
        // Where the terminal's own cursor is hidden, the cell is drawn as one.
        let modifier = screen[(cursor.x, cursor.y)].modifier;
        let drawn = modifier.contains(ratatui::style::Modifier::REVERSED);
        assert!(shown || drawn, "{keys}");
    }
    assert_eq!(painted(&collection(80, 24)).1.cursor, None);
}

#[test]
fn links_lie_beside_the_cells_and_lead_to_the_web_or_to_mail_only() {
    let text = "عن [مينسك](https://e.org/a) و[بريست](javascript:x) و<mailto:a@e.org>\n\n\
                [one](file:///etc/passwd) [two](http://e.org/b)";
    let session = Session::open(80, 24, &[("a.md", text)]);
    let (screen, frame) = painted(&session);
    let urls: Vec<&str> = frame.links.iter().map(|l| &*l.url).collect();
    assert_eq!(
        urls,
        ["https://e.org/a", "mailto:a@e.org", "http://e.org/b"]
    );
    for link in &frame.links {
        assert!(link.start < link.end);
        for x in link.start..link.end {
            assert_ne!(glyph(&screen, x, link.y), " ", "{link:?}");
        }
    }
}
