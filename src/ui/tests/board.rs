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
        ("40x12", 40, 12, "P j"),
        ("table-40x12", 40, 12, "P j Tab"),
        ("80x24", 80, 24, "P j"),
        ("200x60", 200, 60, "P j"),
        ("all-120x36", 120, 36, "Esc Esc P"),
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

/// A year and a half of articles, more and more of them, and an actor in some.
fn dated(width: u16, height: u16) -> Session {
    let mut session = Session::empty(width, height);
    let mut count = 0;
    for month in 0..18 {
        for article in 0..=(month * 5 % 7) {
            let (year, month) = (2020 + month / 12, month % 12 + 1);
            let who = if article % 3 == 1 {
                "لوكاشينكو ولوكاشينكو"
            } else {
                "مينسك"
            };
            let text = format!(
                "---\ndate: {year}-{month:02}-0{}\n---\nعن {who}\n",
                article + 1
            );
            session.put(&format!("{count:03}.md"), Some(&text));
            count += 1;
        }
    }
    session.put("undated.txt", Some("عن بريست\n"));
    session.link(count + 1);
    session.keys("f لوكا Enter L");
    session
}

#[test]
fn timelines_are_as_they_were_looked_at() {
    for (width, height) in [(40, 12), (80, 24), (250, 70)] {
        let mut session = dated(width, height);
        session.keys("Left Left");
        is_golden(&format!("timeline-{width}x{height}"), &session);
        if width == 80 {
            arabic(&mut session);
            is_golden(&format!("arabic-timeline-{width}x{height}"), &session);
        }
    }
}

/// Time runs from the start side of the interface, and every bar stands over its month.
#[test]
fn time_runs_from_the_start_side() {
    for mirrored in [false, true] {
        let mut session = dated(120, 36);
        session.keys("g");
        if mirrored {
            arabic(&mut session);
        }
        let (buffer, _) = painted(&session);
        let area = session.model.board_area();
        let Some(Board::Timeline(timeline)) = &session.model.board else {
            panic!("no timeline")
        };
        let foot = area.bottom() - 2;
        for (at, bar) in (0u16..).zip(&timeline.bars) {
            let x = area.x + 3 + at * timeline.cells;
            let x = if mirrored { 119 - x } else { x };
            // The last lane is the actor's.
            let there = !matches!(glyph(&buffer, x, foot), " ");
            assert_eq!(there, bar.named[0] > 0, "{mirrored} {at}");
        }
        let row: String = (0..120)
            .map(|x| glyph(&buffer, x, area.bottom() - 1))
            .collect();
        let (first, second) = if mirrored {
            ("٢٠٢٠", "٢٠٢١")
        } else {
            ("2020", "2021")
        };
        let (first, second) = (row.find(first).unwrap(), row.find(second).unwrap());
        assert_eq!(first < second, !mirrored, "{row}");
    }
}
