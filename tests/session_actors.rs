//! Pins, the list of actors and the card of one, in a pseudo-terminal, with the real binary.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use pty::reading::{opened, quits};

fn shows(words: &'static str) -> impl Fn(&vt100::Screen) -> bool {
    move |screen| pty::rows(screen).iter().any(|row| row.contains(words))
}

fn card_at(columns: u16, rows: u16) {
    let mut session = opened(columns, rows);
    session.keys("n");
    session.wait_for(shows("names"));
    session.keys("K");
    session.wait_for(shows("Arabic"));
    session.wait_for(shows("close"));
    // Whatever its height, its end can be reached.
    session.keys("G");
    session.wait_for(shows("Known as"));
    session.keys("y");
    session.wait_for(shows("Copied"));
    // Enter follows the actor.
    session.keys("\r");
    session.wait_for(|screen| shows(" here")(screen) && !shows("Known as")(screen));
    quits(session);
}

#[test]
fn the_card_opens_scrolls_copies_and_leads_to_the_first_mention() {
    card_at(120, 36);
}

#[test]
fn the_card_on_the_smallest_screen() {
    card_at(40, 12);
}

#[test]
fn the_actors_of_the_screen_and_of_all_articles_are_listed_and_searched() {
    let mut session = opened(120, 36);
    for head in ["On this screen", "In all articles", "In this article"] {
        session.keys("C");
        session.wait_for(|screen| pty::rows(screen)[0].contains(head));
    }
    session.keys("\x1bs");
    session.wait_for_text("The most named everywhere");
    session.keys("\x1bn");
    session.wait_for_text("Nationalities are left out");
    session.keys("A");
    session.wait_for_text("Find somebody among the actors");
    session.keys("lukash");
    session.wait_for(|screen| !shows("Places")(screen));
    session.keys("\r");
    session.wait_for_text(" here");
    quits(session);
}

#[test]
fn the_pinned_filter_the_list() {
    let mut session = opened(120, 36);
    session.keys("n");
    session.wait_for(shows("names"));
    session.keys("p");
    session.wait_for_text("Pinned as 1");
    session.keys("&");
    session.wait_for_text("All of 1");
    session.keys("&");
    session.wait_for_text("None of 1");
    session.keys("&");
    session.wait_for_text("shows all articles");
    quits(session);
}
