//! The main job in a pseudo-terminal, with the real binary: open the sample collection,
//! choose an actor, walk from mention to mention through all articles.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use pty::Session;
use pty::reading::{
    LUKASHENKO, NAME, POINTED, Walk, bare, body, drawn, indent_of, is_rtl, line_of, logical,
    on_ground, opened, opened_in, page, places, quits,
};

/// Goes to the sidebar and chooses the actor there; on a narrow screen it is a drawer.
fn choose_in_sidebar(session: &mut Session) {
    session.keys("\t");
    for _ in 0..100 {
        let selected = session.wait_until(|screen| {
            let rows = pty::rows(screen);
            let row = rows.iter().find_map(|row| row.split_once('▌'));
            row.map(|(_, row)| row.to_owned())
                .ok_or("no row is selected".into())
        });
        // A name that is too long for its column is cut, or shown by its last part.
        let label: String = selected
            .chars()
            .skip_while(|c| !is_rtl(&c.to_string()))
            .collect();
        let label = label.split("  ").next().unwrap();
        let label = logical(label.split(['━', '╾', '╼', '─']).next().unwrap());
        let label = label.trim_end_matches('…');
        if label.chars().count() > 4 && bare(NAME).contains(label) {
            session.keys("\r");
            return;
        }
        session.keys("j");
        session.wait_for(|screen| !pty::rows(screen).iter().any(|row| row.ends_with(&selected)));
    }
    panic!("the actor is not in the sidebar:\n{}", session.text());
}

/// Walks forward through every place and round to the first.
#[track_caller]
fn walk_round(walk: &mut Walk) {
    for to in 1..walk.places.len() {
        walk.step("n", to);
    }
    walk.step("n", 0);
}

fn walk_at(columns: u16, rows: u16) {
    let session = opened(columns, rows);
    let mut walk = Walk::new(session, (columns, rows), places(LUKASHENKO));
    assert!(walk.places.len() > 40, "the sample names him often");
    walk.look(0);
    choose_in_sidebar(&mut walk.session);
    let all = format!("{} in 14", walk.places.len());
    walk.lands_on(0, &all);
    walk_round(&mut walk);
    quits(walk.session);
}

#[test]
fn the_walk_visits_every_mention_once_and_comes_back() {
    walk_at(120, 36);
}

#[test]
fn the_walk_on_eighty_columns() {
    walk_at(80, 24);
}

#[test]
fn the_walk_where_all_panes_are_drawers() {
    walk_at(40, 12);
}

/// The same in a terminal that needs its text in this way; then a click on a name.
fn walk_in(way: &str) {
    let (columns, rows) = (120, 36);
    let session = opened_in(way, columns, rows);
    let walk = Walk::new(session, (columns, rows), places(LUKASHENKO));
    let mut walk = if way == "putty" {
        walk.in_putty()
    } else {
        walk
    };
    walk.look(0);
    choose_in_sidebar(&mut walk.session);
    let all = format!("{} in 14", walk.places.len());
    walk.lands_on(0, &all);
    walk_round(&mut walk);
    for to in 1..=5 {
        walk.step("n", to);
    }
    // The last letter of a name behind a clitic: a terminal that sends the word as it is read
    // names the clitic's column for it.
    let (x, y) = cell_of(&walk, 4, |cells| cells.start);
    walk.session.click(x, y);
    walk.lands_on(4, "5/12 here");
    quits(walk.session);
}

#[test]
fn the_walk_with_marks() {
    walk_in("visual-lrm");
}

#[test]
fn the_walk_with_changing_colours() {
    walk_in("visual-alt");
}

#[test]
fn the_walk_with_words_in_order() {
    walk_in("words");
}

#[test]
fn the_walk_in_boxes() {
    walk_in("kitty");
}

#[test]
fn the_walk_with_words_backwards() {
    walk_in("kitty-words");
}

#[test]
fn the_walk_with_braille() {
    walk_in("putty");
}

/// A cell of a place of the actor on the screen.
fn cell_of(walk: &Walk, at: usize, choose: fn(&std::ops::Range<u16>) -> u16) -> (u16, u16) {
    let place = &walk.places[at];
    let panes = walk.panes(place.article);
    let mut page = page(120, 36, &walk.articles[place.article]);
    let line = line_of(&mut page, place.range.start);
    let text = drawn(&line);
    let rows = body(walk.session.vt(), &panes);
    let y = rows.iter().position(|row| row.contains(&text)).unwrap();
    let cells = line.segments(place.range).remove(0);
    let indent = indent_of(&mut page, place.range.start);
    let offset = panes.text.width - indent - line.width;
    let x = panes.text.x + offset + choose(&cells);
    (x, panes.text.y + u16::try_from(y).unwrap())
}

#[test]
fn a_click_on_a_name_chooses_it() {
    let mut walk = Walk::wide();
    let (x, y) = cell_of(&walk, 1, |cells| (cells.start + cells.end) / 2);
    walk.session.click(x, y);
    walk.lands_on(1, "2/12 here");
    walk.step("n", 2);
    walk.step("N", 1);
    walk.step("N", 0);
    // Before the first place is the last one, and after that the first again.
    let last = walk.places.len() - 1;
    walk.step("N", last);
    walk.step("N", last - 1);
    walk.step("n", last);
    walk.step("n", 0);
    quits(walk.session);
}

#[test]
fn a_click_in_the_sidebar_chooses_an_actor() {
    let mut walk = Walk::wide();
    let rows = walk.session.screen();
    let y = rows.iter().position(|row| row.contains("People")).unwrap() + 2;
    walk.session
        .keys(format!("\x1b[<0;100;{y}M\x1b[<0;100;{y}m"));
    walk.lands_on(0, "1/12 here");
    quits(walk.session);
}

#[test]
fn names_are_pointed_at_by_the_sides_of_the_screen() {
    let mut walk = Walk::wide();
    let panes = walk.panes(0);
    let pointed = |session: &mut Session, name: &str| {
        session.wait_until(
            |screen| match &on_ground(screen, &panes, POINTED, true)[..] {
                [(y, text)] if *text == bare(name) => Ok(*y),
                other => Err(format!("{other:?} is pointed at, not {name}")),
            },
        )
    };
    // The first name of the screen, in the title; lines run from right to left.
    walk.session.keys("l");
    pointed(&mut walk.session, "سوتشي");
    walk.session.keys("h");
    let first = pointed(&mut walk.session, "الروسي");
    walk.session.keys("h");
    assert_eq!(pointed(&mut walk.session, "فلاديمير بوتين"), first);
    walk.session.keys("h");
    assert_eq!(pointed(&mut walk.session, "البيلاروسي"), first);
    walk.session.keys("l");
    pointed(&mut walk.session, "فلاديمير بوتين");
    walk.session.keys("2h");
    walk.session.wait_until(|screen| {
        let lit = on_ground(screen, &panes, POINTED, true);
        let text: String = lit.iter().map(|(_, text)| text.as_str()).collect();
        (text == bare(NAME)).then_some(()).ok_or(format!("{lit:?}"))
    });
    walk.session.keys("\r");
    walk.lands_on(0, "1/12 here");
    walk.step("n", 1);
    quits(walk.session);
}
