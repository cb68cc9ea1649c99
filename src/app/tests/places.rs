//! Where one lands, and coming back.

use crate::app::session::{QUIET, Session, quiet};
use crate::app::tests::open;

#[test]
fn a_landing_stands_at_a_third_unless_it_is_in_view_with_two_rows_around() {
    let mut session = open(80, 24);
    let height = session.model.panes.text.height;
    session.keys("n");
    let rows = session.rows();
    // In view: nothing scrolls.
    assert_eq!(rows[0], (0, 0));
    session.keys("n");
    assert_eq!(session.rows(), rows);
    // Out of view: its line at a third.
    session.keys("n");
    assert_eq!(session.row_reached(), Some(usize::from(height) / 3));
    // Near the end: as near as the text allows, the last row at the bottom.
    let last = format!("{}عن مينسك", quiet(60));
    let mut session = Session::open(80, 24, &[("a.txt", &last)]);
    session.keys("n");
    assert_eq!(session.row_reached(), Some(usize::from(height) - 1));
}

#[test]
fn in_view_but_at_the_edge_is_set_anew() {
    let text = format!("{}عن مينسك\n{}", quiet(10), quiet(60));
    for scrolled in 15..26 {
        let mut session = Session::open(80, 24, &[("a.txt", &text)]);
        session.keys("n");
        let row = session.row_reached().unwrap();
        session.keys(&format!("{scrolled}j"));
        let before = session.rows();
        let at = row.checked_sub(scrolled);
        session.keys("n");
        let in_view = at.is_some_and(|at| at >= 2);
        assert_eq!(session.rows() == before, in_view, "{scrolled}: row {at:?}");
        if !in_view {
            assert_eq!(session.row_reached(), Some(7));
        }
    }
}

#[test]
fn every_landing_has_two_rows_around_where_the_text_has_them() {
    for (width, height) in [(40, 12), (80, 24), (120, 36), (40, 6), (60, 14)] {
        let mut session = open(width, height);
        for _ in 0..24 {
            session.keys("n");
            let row = session.row_reached().unwrap();
            let rows = session.rows();
            let reader = session.model.reader.as_ref().unwrap();
            let last = reader.article.document.paragraphs.len() - 1;
            assert!(row >= 2 || rows[0] == (0, 0), "{width}x{height}: {row}");
            assert!(
                row + 2 < reader.height() || rows.last().unwrap().0 == last,
                "{width}x{height}: {row}"
            );
        }
    }
}

#[test]
fn back_and_forward_come_to_the_exact_place() {
    let mut session = open(80, 24);
    let mut states = vec![];
    for keys in [
        "3j", "n", "n", "n", "5j", "G", "]", "4j", "n Enter", "2n", "]", "k",
    ] {
        session.keys(keys);
        states.push((session.doc().to_owned(), session.rows(), session.reached()));
    }
    let before = states.last().unwrap().clone();
    let mut seen = Vec::new();
    loop {
        session.keys("Ctrl-o");
        if session.notice() == "This is the oldest place." {
            break;
        }
        seen.push((session.doc().to_owned(), session.rows(), session.reached()));
    }
    // Each place that was left by a jump is come back to, in the other order.
    let mut left = states.iter().rev();
    for place in &seen {
        assert!(left.any(|s| s == place), "{place:?}");
    }
    assert!(seen.len() >= 6, "{}", seen.len());
    let n = seen.len();
    for _ in 0..n {
        session.keys("Alt-o");
    }
    assert_eq!(
        (session.doc().to_owned(), session.rows(), session.reached()),
        before
    );
    session.keys("Alt-o");
    assert_eq!(session.notice(), "This is the newest place.");
    // Counts pass the places between, also across articles.
    session.keys(&format!("{n}Ctrl-o"));
    let oldest = (session.doc().to_owned(), session.rows(), session.reached());
    assert_eq!(&oldest, seen.last().unwrap());
    for place in seen.iter().rev().skip(1) {
        session.keys("Alt-o");
        let here = (session.doc().to_owned(), session.rows(), session.reached());
        assert_eq!(&here, place, "those that were passed are still there");
    }
    session.keys(&format!("{}Ctrl-o", n - 1));
    session.keys(&format!("{n}Alt-o"));
    assert_eq!(
        (session.doc().to_owned(), session.rows(), session.reached()),
        before
    );
}

#[test]
fn a_place_whose_top_row_is_blank_is_come_back_to_exactly() {
    for scrolled in 1..6 {
        let mut session = open(80, 24);
        session.keys(&format!("{scrolled}j"));
        let rows = session.rows();
        session.keys("] Ctrl-o");
        assert_eq!(session.rows(), rows, "{scrolled}");
        session.keys("G Ctrl-o");
        assert_eq!(session.rows(), rows, "{scrolled}");
    }
}

#[test]
fn counts_move_so_many_rows() {
    let mut session = open(80, 24);
    let place = |s: &Session| s.rows()[0];
    session.keys("5j");
    let five = place(&session);
    session.keys("g j j j j j");
    assert_eq!(place(&session), five);
    session.keys("12j 12k");
    assert_eq!(place(&session), five);
    session.keys("10j 0k");
    assert_ne!(place(&session), five, "0 alone is no count");
    session.keys("g Ctrl-d Ctrl-u");
    assert_eq!(place(&session), (0, 0));
    session.keys("Space");
    let page = place(&session);
    session.keys("b");
    assert_eq!(place(&session), (0, 0));
    session.keys("2Space");
    assert!(place(&session) > page);
    session.keys("99999j");
    let end = place(&session);
    session.keys("G");
    assert_eq!(place(&session), end);
    session.keys("99999k");
    assert_eq!(place(&session), (0, 0));
}

#[test]
fn resizing_keeps_what_stands_at_the_top() {
    let long = "كلمات كثيرة في سطر طويل جدا يمتد على أسطر عدة من الشاشة ".repeat(200);
    let text = format!("{long}\n{}", quiet(50));
    for scrolled in [1, 2, 7, 40, 90] {
        let mut session = Session::open(80, 24, &[("a.txt", &text)]);
        session.keys(&format!("{scrolled}j"));
        let (rows, top) = (session.rows(), session.shown().start);
        for (width, height) in [(40, 12), (120, 36), (45, 24), (200, 60), (43, 13)] {
            session.resize(width, height);
            let reader = session.model.reader.as_ref().unwrap();
            let line = reader.visible.iter().find_map(|r| r.line()).unwrap();
            assert!(
                line.range.contains(top),
                "{scrolled} rows down at {width}x{height}: {top} not in {:?}",
                line.range
            );
        }
        session.resize(80, 24);
        assert_eq!(session.rows(), rows, "{scrolled} rows down and back again");
        // Once one moves, that is the place.
        session.resize(40, 24);
        session.keys("3j");
        let top = session.shown().start;
        session.resize(80, 24);
        let reader = session.model.reader.as_ref().unwrap();
        let line = reader.visible.iter().find_map(|r| r.line()).unwrap();
        assert!(line.range.contains(top));
    }
}

#[test]
fn who_jumps_to_a_name_near_the_end_has_not_read_the_article() {
    let late = format!("{}وصل بوتين إلى مينسك\n", quiet(60));
    let mut session = Session::open(80, 24, &[("a.txt", &quiet(60)), ("b.txt", &late)]);
    session.keys("n");
    assert_eq!(session.doc(), "b.txt");
    assert!(session.model.reader.as_mut().unwrap().at_end());
    assert_eq!(session.rows_read(), [] as [usize; 0]);
    session.keys("j");
    assert_eq!(session.rows_read(), [1]);
}

#[test]
fn an_article_is_read_when_its_end_was_on_the_screen() {
    let mut session = open(80, 24);
    let read = Session::rows_read;
    assert_eq!(read(&session), [] as [usize; 0]);
    session.keys("J");
    assert_eq!(read(&session), [1], "it fits on the screen");
    session.keys("Ctrl-p Space");
    assert_eq!(read(&session), [1]);
    session.keys("G g");
    assert_eq!(read(&session), [0, 1]);
    session.keys("3J 99999j");
    assert_eq!(read(&session), [0, 1, 3]);
}

#[test]
fn one_paragraph_of_a_megabyte_is_gone_through() {
    let text = format!("{QUIET} مينسك ").repeat(20_000);
    assert!(text.len() > 1_000_000);
    let mut session = Session::open(80, 24, &[("a.txt", &text)]);
    session.keys("j G");
    assert!(session.model.reader.as_ref().unwrap().shown().end >= text.len() - 2);
    session.keys("N");
    assert_eq!(session.reached().unwrap().2, "مينسك");
    session.keys("g 50j Space n");
    assert_eq!(session.reached().unwrap().2, "مينسك");
    session.resize(100, 30);
    session.keys("G k g j");
    assert_eq!(session.rows()[0], (0, 1));
}

#[test]
fn only_the_paragraphs_around_the_screen_are_laid_out() {
    let text = quiet(20_000);
    let mut session = Session::open(80, 24, &[("a.txt", &text)]);
    session.keys("j G k g 5j G b");
    let reader = session.model.reader.as_ref().unwrap();
    assert!(reader.visible[0].place.paragraph > 19_900);
    let laid_out = reader.laid_out();
    assert!(laid_out < 200, "{laid_out} of 20,000");
    session.keys("99999k");
    assert_eq!(session.rows()[0], (0, 0));
}
