//! Each view without colours, in both languages, at three sizes.

use std::sync::Arc;

use super::collection;
use super::snapshot::is_golden;
use crate::app::ThemeChoice;
use crate::app::message::Message;
use crate::locale::{Locale, Numerals};

/// What is looked at, and the keys that lead there.
const VIEWS: [(&str, &str); 8] = [
    ("page", ""),
    ("card", "K"),
    ("lines", "c j"),
    ("connections", "P"),
    ("timeline", "L"),
    // By a word, so that a new action elsewhere leaves it as it is.
    ("help", "? mention"),
    ("results", "S مينسك"),
    ("pinned", "p Esc Esc g h n p 3n p g &"),
];

fn are_golden(language: &str, numerals: Numerals) {
    for (view, keys) in VIEWS {
        for (width, height) in [(40, 12), (80, 24), (200, 60)] {
            let mut session = collection(width, height);
            let locale = Locale::named(language, numerals);
            session.model.setup.theme = ThemeChoice::Mono;
            session.model.setup.mirrored = locale.is_rtl();
            session.model.speak(Arc::new(locale));
            session.send(Message::Resize(width, height));
            session.keys(keys);
            is_golden(
                &format!("mono/{language}-{view}-{width}x{height}"),
                &session,
            );
        }
    }
}

#[test]
fn english_views_are_as_they_were_looked_at() {
    are_golden("en", Numerals::European);
}

#[test]
fn arabic_views_are_as_they_were_looked_at() {
    are_golden("ar", Numerals::Arabic);
}
