//! Panes that stand the other way round, in Arabic.

use std::sync::Arc;

use ratatui::style::Modifier;

use super::snapshot::is_golden;
use super::{collection, glyph, painted};
use crate::app::ThemeChoice;
use crate::app::key::MouseKind;
use crate::app::message::Message;
use crate::app::panes::Pane;
use crate::app::session::Session;
use crate::locale::{Locale, Numerals};

/// The collection in Arabic, its panes from right to left, without colours.
fn arabic(width: u16, height: u16) -> Session {
    let mut session = collection(width, height);
    session.model.setup.mirrored = true;
    session.model.setup.theme = ThemeChoice::Mono;
    session
        .model
        .speak(Arc::new(Locale::named("ar", Numerals::Arabic)));
    session.send(Message::Resize(width, height));
    session
}

fn click(session: &mut Session, x: u16, y: u16) {
    session.mouse(MouseKind::Press, x, y);
    session.mouse(MouseKind::Release, x, y);
}

#[test]
fn mirrored_screens_are_as_they_were_looked_at() {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        let session = arabic(width, height);
        is_golden(&format!("arabic-{width}x{height}"), &session);
    }
    for (width, height) in [(40, 12), (120, 36)] {
        let mut session = arabic(width, height);
        session.keys("p Esc Esc g h n p 3n p g &");
        is_golden(&format!("arabic-pins-{width}x{height}"), &session);
        session.keys("K");
        is_golden(&format!("arabic-card-{width}x{height}"), &session);
        session.keys("Esc & C C Alt-s Alt-s s s");
        is_golden(&format!("arabic-actors-{width}x{height}"), &session);
    }
    let mut session = arabic(80, 24);
    session.keys("? /");
    session.typed("الفقرة");
    is_golden("arabic-help-80x24", &session);
}

#[test]
fn panes_turn_and_text_keeps_its_sides() {
    let mut session = arabic(140, 36);
    session.keys("Right");
    let (mirrored, _) = painted(&session);
    let width = mirrored.area.width;
    let (list, sidebar) = (
        session.model.panes.list.unwrap(),
        session.model.panes.sidebar.unwrap(),
    );
    // Counted from the left the list is first; it is painted last.
    assert!(list.x < sidebar.x);
    let row = |x: u16, y: u16| glyph(&mirrored, x, y);
    assert_eq!(row(width - 1 - list.x, list.y + 3), "▐");
    // A right-to-left paragraph is flush with the right edge of its column, a left-to-right
    // one with the left edge, as on any screen.
    let text = session.model.panes.text;
    let edge = width - text.x;
    let mut sides = [0, 0];
    for (y, row) in (text.y..).zip(&session.model.reader.as_ref().unwrap().visible) {
        if let Some(line) = row.line().filter(|line| line.width > 20) {
            let rtl = line.direction.is_rtl();
            let x = if rtl { edge - 1 } else { edge - text.width };
            let indent = row.block.indent;
            if indent == 0 {
                sides[usize::from(rtl)] += 1;
                assert_ne!(glyph(&mirrored, x, y), " ", "{y}");
            }
        }
    }
    assert!(sides.iter().all(|n| *n > 0), "{sides:?}");
    // The key turns all of it back.
    session.keys("Alt-m");
    assert_eq!(session.notice(), "الألواح من اليسار إلى اليمين.");
    let (plain, _) = painted(&session);
    assert_eq!(glyph(&plain, list.x, list.y + 3), "▌");
    assert_eq!(glyph(&plain, width - 1 - list.x, list.y + 3), " ");
}

#[test]
fn left_and_right_are_sides_of_the_screen() {
    let mut session = arabic(140, 36);
    assert_eq!(session.model.focus, Pane::Reader);
    session.keys("Right");
    assert_eq!(session.model.focus, Pane::List);
    session.keys("Left Left");
    assert_eq!(session.model.focus, Pane::Sidebar);
}

#[test]
fn a_click_hits_what_is_painted_under_it() {
    let (mut names, mut rows) = (0, 0);
    for (width, height) in [(80, 24), (140, 36)] {
        for mirrored in [true, false] {
            let fresh = || {
                let mut session = arabic(width, height);
                session.keys("Esc Esc");
                session.model.setup.mirrored = mirrored;
                session.model.marking = crate::app::Marking::All;
                session.send(Message::Resize(width, height));
                session
            };
            let session = fresh();
            let (before, _) = painted(&session);
            let text = session.model.panes.text;
            // Names in the text are underlined where there is no colour.
            for y in text.y..text.bottom() {
                for x in 0..width {
                    let named = before[(x, y)].modifier.contains(Modifier::UNDERLINED);
                    let from_edge = if mirrored { width - 1 - x } else { x };
                    if !named || !(text.x..text.right()).contains(&from_edge) {
                        continue;
                    }
                    names += 1;
                    let mut session = fresh();
                    click(&mut session, x, y);
                    let (after, _) = painted(&session);
                    let style = after[(x, y)].modifier;
                    assert!(style.contains(Modifier::REVERSED), "{x} {y} {mirrored}");
                }
            }
            // A row of the sidebar, on any of its cells.
            let area = session.model.panes.sidebar.unwrap();
            for y in session.model.panes.body(area).y..area.bottom() {
                let row = |x: u16| (if mirrored { width - 1 - x } else { x }, y);
                let sign = before[row(area.x + 3)].symbol();
                // The selected row is bold before it is chosen.
                let bold = before[row(area.x + 5)].modifier.contains(Modifier::BOLD);
                if bold || !["●", "■", "▲", "◦"].contains(&sign) {
                    continue;
                }
                for x in [area.x, area.x + 6, area.right() - 1] {
                    let mut session = fresh();
                    let (x, y) = row(x);
                    click(&mut session, x, y);
                    let (after, _) = painted(&session);
                    let at = row(area.x + 5);
                    let modifier = after[at].modifier;
                    assert!(modifier.contains(Modifier::BOLD), "{x} {y} {mirrored}");
                    rows += 1;
                }
            }
        }
    }
    assert!(names > 60 && rows > 30, "{names} {rows}");
}

#[test]
fn nothing_is_said_in_english() {
    let words = [
        "here", "article", "name", "next", "close", "help", "find", " of ", "search", "select",
        "Walk", "minute", " min",
    ];
    let mut session = arabic(200, 60);
    for keys in ["", "?", "Esc f", "Esc o", "Esc ?", "Esc a s", "Esc"] {
        session.keys(keys);
        let (buffer, _) = painted(&session);
        let screen: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
        for word in words {
            assert!(!screen.contains(word), "{keys}: {word}");
        }
        assert!(!screen.contains('\u{2068}'));
    }
}
