//! Selecting by keys and by mouse, and what is copied.

use crate::app::key::MouseKind;
use crate::app::message::Effect;
use crate::app::session::{QUIET, Session, quiet};

/// What is selected.
fn selected(session: &Session) -> String {
    let reader = session.model.reader.as_ref().unwrap();
    let Some(selection) = reader.selection else {
        return String::new();
    };
    let range = selection.range();
    range
        .slice(&reader.article.document.source)
        .unwrap()
        .to_owned()
}

fn open(text: &str) -> Session {
    Session::open(80, 24, &[("a.md", text)])
}

/// The cell of the screen on which `text` begins.
fn cell_of(session: &Session, text: &str) -> (u16, u16) {
    let reader = session.model.reader.as_ref().unwrap();
    let at = reader.article.document.source.find(text).unwrap();
    let area = session.model.panes.text;
    let holds = |row: &&crate::app::page::VisibleRow| {
        row.line().is_some_and(|line| line.range.contains(at))
    };
    let y = reader.visible.iter().position(|row| holds(&row)).unwrap();
    let row = &reader.visible[y];
    let x = area.x + row.offset(area.width) + row.line().unwrap().cell_of(at).unwrap();
    (x, area.y + u16::try_from(y).unwrap())
}

const MIXED: &str = "وصل NATO إلى مينسك. ثم عاد أمس؟\n\nفقرة ثانية عن بلادنا.\n";

#[test]
fn arrows_go_where_the_eye_goes_and_words_in_the_order_of_the_text() {
    // Each row begins with the first word selected.
    for (keys, wanted) in [
        ("V", "وصل"),
        // To the left is on, in Arabic.
        ("V h", "وصل "),
        // Behind the space stands the O of NATO: all up to it is in between.
        ("V h h", "وصل NATO"),
        ("V h h h", "وصل NAT"),
        ("V Left Left Left Left", "وصل NA"),
        ("V l", "وص"),
        ("V 2l", "و"),
        ("V w", "وصل N"),
        ("V e", "وصل NATO"),
        ("V 2e", "وصل NATO إلى"),
        ("V w w b b", "و"),
        ("V )", "وصل NATO إلى مينسك. ث"),
        ("V V", "وصل NATO إلى مينسك."),
        ("V V V", "وصل NATO إلى مينسك. ثم عاد أمس؟"),
        ("V } e", "وصل NATO إلى مينسك. ثم عاد أمس؟\n\nفقرة"),
        // The other end moves.
        ("V e e o w", "NATO إلى"),
    ] {
        let mut session = open(MIXED);
        session.keys(keys);
        assert_eq!(selected(&session), wanted, "{keys}");
    }
}

#[test]
fn a_lam_alef_is_taken_whole_and_lines_go_on_at_the_side_where_they_are_read() {
    let mut session = open("بلاد\n\nab cd\n");
    session.keys("V 9l");
    assert_eq!(selected(&session), "ب");
    session.keys("h");
    assert_eq!(selected(&session), "بلا", "what is lit is what is copied");
    // Past the left edge: the next line, which is English and is read from its left.
    session.keys("h h");
    assert_eq!(
        selected(&session),
        "بلاد\n\nab cd",
        "it comes in at the right edge"
    );
    session.keys("Esc");
    assert_eq!(selected(&session), "");
}

#[test]
fn lines_keep_their_column() {
    let text = "أول السطور طويل جدا\n\nقصير\n\nثالث السطور طويل جدا\n";
    let mut session = open(text);
    session.keys("V e e j");
    assert!(selected(&session).ends_with("قصير"));
    session.keys("j");
    // The column of the first line, not of the short one.
    assert!(
        selected(&session).ends_with("ثالث السطور طوي"),
        "{}",
        selected(&session)
    );
    session.keys("k k");
    assert_eq!(selected(&session), "أول السطور طويل");
}

#[test]
fn the_page_follows_the_end_that_moves() {
    let mut session = open(&format!("{}آخر الكلام\n", quiet(60).replace('\n', "\n\n")));
    session.keys("V 60}");
    assert!(
        session.shown().end
            >= session
                .model
                .reader
                .as_ref()
                .unwrap()
                .article
                .document
                .source
                .len()
                - 1
    );
    session.keys("60{");
    assert_eq!(session.shown().start, 0);
    assert_eq!(session.notice(), "");
    session.keys("{");
    assert_eq!(session.notice(), "There is no more text that way.");
}

#[test]
fn a_name_that_is_reached_is_taken_first() {
    let mut session = open(MIXED);
    session.keys("n V");
    assert_eq!(selected(&session), "مينسك");
    session.keys("y");
    assert_eq!(session.effects, [Effect::Copy("مينسك".to_owned())]);
    assert_eq!(
        (selected(&session).as_str(), session.notice().as_str()),
        ("", "Copied: 1 word.")
    );
}

#[test]
fn text_and_quotation_are_copied_in_logical_order() {
    let mut session = open("---\ntitle: خبر\ndate: 2021-03-14\n---\nوصل **لوكا**شينكو إلى مينسك\n");
    session.keys("V } e e y");
    let text = "خبر\n\nوصل لوكاشينكو".to_owned();
    assert_eq!(session.effects, [Effect::Copy(text)]);
    assert_eq!(session.notice(), "Copied: 3 words.");
    session.effects.clear();
    session.keys("V } e Y");
    let [Effect::Copy(quotation)] = session.effects.as_slice() else {
        panic!("{:?}", session.effects);
    };
    assert!(
        quotation.starts_with("«خبر\n\nوصل»\n— خبر\n2021-03-14\na.md\nscalars "),
        "{quotation}"
    );
    assert_eq!(session.notice(), "Copied: 2 words with source and date.");
}

#[test]
fn the_mouse_selects_letters_words_and_paragraphs() {
    use MouseKind::{Double, Drag, Press, Release, Triple};
    let mut session = open(MIXED);
    let at = |session: &Session, text| cell_of(session, text);
    let (first, last) = (at(&session, "وصل"), at(&session, "إلى"));
    session.mice(&[
        (Press, first.0, first.1),
        (Drag, last.0, last.1),
        (Release, last.0, last.1),
    ]);
    assert_eq!(selected(&session), "وصل NATO إ");
    assert_eq!(session.chosen(), "", "nothing was clicked");
    // Back over the beginning.
    session.mice(&[
        (Press, last.0, last.1),
        (Drag, first.0, first.1),
        (Release, first.0, first.1),
    ]);
    assert_eq!(selected(&session), "وصل NATO إ");
    // Keys go on from where the mouse was.
    session.keys("2w");
    assert_eq!(selected(&session), "إ");
    // A click ends it, and chooses nobody the first time.
    let name = at(&session, "مينسك");
    session.mouse(Press, name.0, name.1);
    assert_eq!((selected(&session).as_str(), session.chosen()), ("", ""));
    session.mouse(Press, name.0, name.1);
    assert_eq!(session.chosen(), "مينسك");
    session.mice(&[
        (Press, name.0, name.1),
        (Release, name.0, name.1),
        (Double, name.0, name.1),
    ]);
    assert_eq!(selected(&session), "مينسك");
    session.mice(&[(Drag, last.0, last.1), (Release, last.0, last.1)]);
    assert_eq!(selected(&session), "إلى مينسك");
    session.mice(&[(Triple, name.0, name.1), (Release, name.0, name.1)]);
    assert_eq!(selected(&session), "وصل NATO إلى مينسك. ثم عاد أمس؟");
    let second = at(&session, "ثانية");
    session.mice(&[(Triple, name.0, name.1), (Drag, second.0, second.1)]);
    assert_eq!(selected(&session), MIXED.trim_end());
}

#[test]
fn dragging_past_the_edge_scrolls() {
    use MouseKind::{Drag, Press};
    let mut session = open(&quiet(60).replace('\n', "\n\n"));
    let text = session.model.panes.text;
    session.mice(&[
        (Press, text.right() - 1, text.y + 3),
        (Drag, text.x, text.bottom()),
    ]);
    session.mice(&[(Drag, text.x, text.bottom()); 5]);
    assert!(session.shown().start > 0);
    assert!(selected(&session).len() > 10 * QUIET.len());
    session.mice(&[(Drag, text.x, text.y - 1); 9]);
    assert_eq!(session.shown().start, 0);
}
