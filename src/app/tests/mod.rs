//! Messages in, model and effects out.

mod actions;
mod actors;
mod ahead;
mod beside;
mod board;
mod burst;
mod card;
mod comfort;
mod copies;
mod gone;
mod hands;
mod hooks;
mod keys;
mod labels;
mod long;
mod notices;
mod pins;
mod places;
mod saved;
mod searching;
mod selecting;
mod start;
mod undo;
mod waiting;
mod walking;
mod welcome;

use crate::app::session::quiet;

/// Three articles that name Lukashenko six times, between them one that does not and one
/// that names nobody; the last runs from left to right.
pub(super) fn world() -> Vec<(&'static str, String)> {
    vec![
        (
            "a.txt",
            format!(
                "{}وصل لوكاشينكو إلى مينسك\n{}ثم ذهب لوكاشنكو إلى بريست\n{}",
                quiet(4),
                quiet(40),
                quiet(20)
            ),
        ),
        ("b.txt", format!("{}عن بريست\n", quiet(3))),
        ("c.txt", quiet(5)),
        (
            "d.txt",
            format!("عن لوكاشينكو ولوكاشينكو\n{}لوكاشينكو\n", quiet(30)),
        ),
        (
            "e.txt",
            "A note on Lukashenko in Minsk\n".to_owned() + &"One line about nothing\n".repeat(40),
        ),
    ]
}

pub(super) fn open(width: u16, height: u16) -> crate::app::session::Session {
    let world = world();
    let articles: Vec<(&str, &str)> = world.iter().map(|(n, t)| (*n, t.as_str())).collect();
    crate::app::session::Session::open(width, height, &articles)
}
