//! Concordance: the key in its column, what stands before it on its side.

use std::sync::Arc;

use ratatui::style::Modifier;

use super::snapshot::is_golden;
use super::{collection, glyph, painted};
use crate::app::ThemeChoice;
use crate::app::board::Board;
use crate::app::message::Message;
use crate::app::session::Session;
use crate::locale::{Locale, Numerals};

fn arabic(session: &mut Session) {
    session.model.setup.mirrored = true;
    session.model.setup.theme = ThemeChoice::Mono;
    session
        .model
        .speak(Arc::new(Locale::named("ar", Numerals::Arabic)));
    let screen = session.model.panes.screen;
    session.send(Message::Resize(screen.width, screen.height));
}

#[test]
fn lines_are_as_they_were_looked_at() {
    for (name, width, height) in [("40x12", 40, 12), ("80x24", 80, 24), ("120x36", 120, 36)] {
        let mut session = collection(width, height);
        session.keys("c j");
        is_golden(&format!("kwic-{name}"), &session);
        if width == 80 {
            arabic(&mut session);
            is_golden(&format!("arabic-kwic-{name}"), &session);
        }
    }
}

/// The key of every line of one direction ends (begins) in one column, in both interfaces.
#[test]
fn keys_stand_in_their_column() {
    for (width, height) in [(40, 12), (80, 24), (140, 36), (250, 70)] {
        for mirrored in [false, true] {
            let mut session = collection(width, height);
            session.model.setup.theme = ThemeChoice::Mono;
            session.keys("/ لوكاش* Enter c");
            if mirrored {
                arabic(&mut session);
            }
            let (buffer, _) = painted(&session);
            let area = session.model.board_area();
            let Some(Board::Kwic(kwic)) = &session.model.board else {
                panic!("no lines")
            };
            let (split, total) = (kwic.lines.split, kwic.lines.total);
            assert!(split > 1 && total > split, "{split} of {total}");
            let head = session.model.panes.head;
            let first = area.y + head + u16::from(head > 0);
            let mut edges = [Vec::new(), Vec::new()];
            for y in first..area.bottom() {
                // In mono a hit is reversed.
                let lit = |x: &u16| {
                    let style = buffer[(*x, y)].style();
                    style.add_modifier.contains(Modifier::REVERSED)
                };
                let cells: Vec<u16> = (0..width).filter(lit).collect();
                if let (Some(left), Some(right)) = (cells.first(), cells.last()) {
                    assert_ne!(glyph(&buffer, *left, y), " ");
                    let rtl = usize::from(y - first) < split;
                    edges[usize::from(!rtl)].push(if rtl { *right } else { *left });
                }
            }
            let counts = edges.each_ref().map(Vec::len);
            assert_eq!(
                counts,
                [split, total - split],
                "{width} {mirrored}: {edges:?}"
            );
            for edges in &mut edges {
                edges.dedup();
                assert_eq!(edges.len(), 1, "{width} {mirrored}: {edges:?}");
            }
        }
    }
}

#[test]
fn connections_are_as_they_were_looked_at() {
    for (name, width, height, keys) in [
        ("40x12", 40, 12, "; j"),
        ("table-40x12", 40, 12, "; j Tab"),
        ("80x24", 80, 24, "; j"),
        ("200x60", 200, 60, "; j"),
        ("all-120x36", 120, 36, "Esc Esc ;"),
    ] {
        let mut session = collection(width, height);
        session.keys(keys);
        is_golden(&format!("connections-{name}"), &session);
        if width == 80 {
            arabic(&mut session);
            is_golden(&format!("arabic-connections-{name}"), &session);
        }
    }
}
