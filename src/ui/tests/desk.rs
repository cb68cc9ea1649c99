//! What a reader writes, stories and saved searches, as they stand on the screen.

use std::sync::Arc;

use super::painted;
use super::snapshot::is_golden;
use crate::app::message::Message;
use crate::app::session::Session;
use crate::locale::{Locale, Numerals};

/// A story told by three articles, one with tags and notes; two saved searches.
fn desk(width: u16, height: u16) -> Session {
    let letters: Vec<char> = "بتثجحخدرزسشصضطعغفقكلمن".chars().collect();
    let word = |n: usize| -> String {
        let of = |by: usize| letters[(n / by) % letters.len()];
        [of(1), of(22), 'ا', of(484)].into_iter().collect()
    };
    let story: Vec<String> = (0..60).map(|at| word(1009 + at * 7)).collect();
    let story = story.join(" ");
    let told = |title: &str| {
        format!("---\ntitle: {title}\ndate: 2021-03-14\n---\nوصل لوكاشينكو إلى مينسك\n\n{story}\n")
    };
    let mut session = Session::empty(width, height);
    session.saved = vec![
        ("غير مقروء".to_owned(), "is:unread".to_owned()),
        ("Energy".to_owned(), "tag:energy".to_owned()),
    ];
    session.put("a.md", Some(&told("خبر أول")));
    session.put("b.md", Some(&told("Another headline of it")));
    session.put("c.md", Some(&told("خبر ثالث")));
    session.put("d.txt", Some("A note on Merkel in Brest\n"));
    session.link(4);
    session.keys(".").typed("طاقة, energy");
    session.keys("Enter ;").typed("كله");
    session.keys("Enter n V ;").typed("متى؟");
    session.keys("Enter + Tab Tab k k");
    session
}

#[test]
fn what_a_reader_wrote_stands_as_it_was_looked_at() {
    is_golden("desk-120x36", &desk(120, 36));
    let mut session = desk(120, 36);
    session.keys("Esc Tab \" j");
    is_golden("notes-120x36", &session);
    let mut session = desk(80, 24);
    session.model.setup.mirrored = true;
    let arabic = Locale::named("ar", Numerals::Arabic);
    session.model.speak(Arc::new(arabic));
    session.send(Message::Resize(80, 24));
    is_golden("desk-arabic-80x24", &session);
}

#[test]
fn no_screen_is_too_small_for_it() {
    for (width, height) in [(20, 4), (24, 8), (40, 6), (40, 12), (60, 14)] {
        let mut session = desk(width, height);
        for keys in [
            "",
            "a",
            "Tab",
            "k k k",
            "j j j j j",
            "Esc \"",
            "Esc . ",
            "Esc I",
        ] {
            session.keys(keys);
            let (buffer, _) = painted(&session);
            assert_eq!((buffer.area.width, buffer.area.height), (width, height));
        }
    }
}
