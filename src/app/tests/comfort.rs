//! Marks, headings, links, and how the page is made pleasant.

use crate::app::message::Effect;
use crate::app::over::Over;
use crate::app::page::PageRow;
use crate::app::panes::Pane;
use crate::app::session::{Session, quiet};
use crate::app::tests::open;
use crate::config::{Calendar, Gloss};

fn article(text: &str) -> Session {
    Session::open(80, 24, &[("a.md", text)])
}

/// Paragraphs that name nobody, each with a blank line behind it.
fn paragraphs(n: usize) -> String {
    quiet(n).replace('\n', "\n\n")
}

#[test]
fn a_mark_comes_back_to_the_exact_place() {
    let mut session = open(80, 24);
    session.keys("7j m a");
    let rows = session.rows();
    assert_eq!(session.notice(), "Marked: a. ' and a comes back here.");
    session.keys("G ' a");
    assert_eq!(session.rows(), rows);
    // Back is where one was before.
    let end = session.keys("G").rows();
    session.keys("' a Ctrl-o");
    assert_eq!(session.rows(), end);
    session.keys("' a");
    session.keys("' '");
    assert_eq!(session.rows(), end);
}

#[test]
fn small_letters_are_of_one_article_and_capitals_of_all() {
    let mut session = open(80, 24);
    session.keys("9j m x m Q");
    let rows = session.rows();
    session.keys("J J m x");
    assert_eq!(session.doc(), "c.txt");
    session.keys("' Q");
    assert_eq!((session.doc(), session.rows()), ("a.txt", rows.clone()));
    // Its own x, not that of the other article.
    session.keys("G ' x");
    assert_eq!((session.doc(), session.rows()), ("a.txt", rows));
    session.keys("Ctrl-o Ctrl-o Ctrl-o");
    assert_eq!(session.doc(), "c.txt");
    // What is kept of it would find it in another run.
    let mark = session.model.marks.seen_from(None).next().unwrap();
    assert_eq!((mark.letter, &*mark.doc), ('Q', "a.txt"));
    let (at, context) = (mark.at, mark.context.clone());
    session.keys("' Q");
    let source = &session
        .model
        .reader
        .as_ref()
        .unwrap()
        .article
        .document
        .source;
    assert!(at > 0 && source[at..].starts_with(&context) && !context.is_empty());
}

#[test]
fn a_letter_that_marks_nothing_is_told() {
    let mut session = open(80, 24);
    session.keys("'");
    assert!(session.notice().starts_with("Nothing is marked here"));
    session.keys("m");
    session.typed("5");
    assert_eq!(session.notice(), "A mark is a letter, a–z or A–Z.");
    session.keys("m a ' b");
    assert_eq!(
        session.notice(),
        "No place bears that letter here. ' lists those that are marked."
    );
    // Esc takes nothing, and the keys are the page's again; Arabic letters mean their place.
    session.keys("m Esc");
    session.typed("مض");
    assert!(session.model.over.is_none());
    session.keys("' Esc G");
    session.typed("ط");
    assert!(matches!(session.model.over, Some(Over::GoToMark)));
    session.typed("ش");
    assert_eq!(session.shown().start, 0);
}

#[test]
fn the_outline_jumps_to_a_heading_and_back_leads_out_again() {
    let text = format!(
        "# أول\n\n{}## داخلي\n\n{}# Last\n\n{}",
        paragraphs(9),
        paragraphs(30),
        paragraphs(30)
    );
    let mut session = article(&text);
    session.keys("o j Enter");
    let source = text.as_str();
    assert_eq!(session.shown().start, source.find("داخلي").unwrap());
    session.keys("o");
    let Some(Over::Outline(outline)) = &session.model.over else {
        panic!("{:?}", session.model.over);
    };
    assert_eq!(
        (outline.selected, outline.rows.len()),
        (1, 3),
        "the one that is read"
    );
    session.keys("G Enter");
    assert_eq!(session.shown().start, source.find("Last").unwrap());
    session.keys("Ctrl-o Ctrl-o");
    assert_eq!(session.shown().start, source.find("أول").unwrap());
    session.keys("o q j");
    assert!(session.model.over.is_none());
    let mut session = article("بلا عنوان\n");
    session.keys("o");
    assert_eq!(
        session.notice(),
        "This article has no headings. / searches words."
    );
}

#[test]
fn links_are_opened_or_copied_by_letters() {
    let text = "اقرأ [الخبر](https://example.org/a) و[ملف](file:///etc/passwd) و[بريد *مائل*](mailto:a@b.c).\n";
    let mut session = article(text);
    session.keys("r");
    let Some(Over::Hints(hints)) = &session.model.over else {
        panic!("{:?}", session.model.over);
    };
    let labels: Vec<&str> = hints.links.iter().map(|hint| hint.label.as_str()).collect();
    assert_eq!(labels, ["f", "j", "d"], "one a link, whatever its pieces");
    session.keys("f");
    assert_eq!(
        session.effects,
        [Effect::OpenLink("https://example.org/a".to_owned())]
    );
    session.effects.clear();
    session.keys("r j");
    assert_eq!(session.effects, []);
    assert!(session.notice().contains("only http, https and mailto"));
    session.keys("r y d");
    assert_eq!(session.effects, [Effect::Copy("mailto:a@b.c".to_owned())]);
    session.keys("r x");
    assert_eq!(
        session.notice(),
        "No link has these letters. Esc leaves the letters."
    );
    assert!(session.model.over.is_none());
    let mut session = open(80, 24);
    session.keys("r");
    assert_eq!(session.notice(), "There is no link on the screen.");
}

#[test]
fn many_links_have_two_letters() {
    let links: String = (0..30)
        .map(|n| format!("[رابط](https://example.org/{n})\n\n"))
        .collect();
    let mut session = Session::open(80, 60, &[("a.md", &links)]);
    session.keys("r f d");
    assert_eq!(
        session.effects,
        [Effect::OpenLink("https://example.org/2".to_owned())]
    );
    session.effects.clear();
    session.keys("r j Backspace f f");
    assert_eq!(
        session.effects,
        [Effect::OpenLink("https://example.org/0".to_owned())]
    );
}

#[test]
fn a_footnote_leads_there_and_back() {
    let text = format!(
        "نص[^1] هنا و[عنوان](#ختام)\n\n{}# ختام\n\n[^1]: الحاشية\n",
        paragraphs(60)
    );
    let mut session = article(&text);
    session.keys("r f");
    let note = session.shown();
    let source = session
        .model
        .reader
        .as_ref()
        .unwrap()
        .article
        .document
        .source
        .clone();
    let end = source.find("الحاشية").unwrap();
    assert!(note.start > 0 && note.contains(end));
    assert_eq!(session.reached().unwrap().2, "[");
    // The note's own sign leads to where it is called; so does the way back.
    session.keys("r f");
    assert_eq!(session.shown().start, 0);
    session.keys("Ctrl-o");
    assert_eq!(session.shown(), note);
    session.keys("Ctrl-o");
    assert_eq!(session.shown().start, 0);
    session.keys("r j");
    assert_eq!(
        session.reached().unwrap().2,
        "ختام",
        "a heading by its name"
    );
}

#[test]
fn zen_is_the_text_alone() {
    let mut session = open(120, 36);
    let panes = session.model.panes;
    assert!(panes.list.is_some() && panes.sidebar.is_some());
    session.keys("Tab z");
    let alone = session.model.panes;
    assert!(alone.list.is_none() && alone.sidebar.is_none());
    assert_eq!(session.model.focus, Pane::Reader);
    // What is asked for comes as a drawer and goes again.
    session.keys("a");
    assert!(session.model.panes.list_is_drawer);
    session.keys("Esc z");
    assert_eq!(session.model.panes, panes);
}

#[test]
fn lines_stand_apart_and_the_sentence_at_the_top_stays() {
    let mut session =
        article(&"كلام طويل في سطر واحد يمتد إلى ما بعده من الأسطر حتى يطول ".repeat(40));
    session.keys("9j");
    let start = session.shown().start;
    for (key, blanks) in [("-", 1), ("-", 2), ("-", 0)] {
        session.keys(key);
        assert_eq!(session.shown().start, start);
        let rows: Vec<bool> = {
            let visible = &session.model.reader.as_ref().unwrap().visible;
            visible.iter().map(|row| row.line().is_some()).collect()
        };
        let lines: Vec<usize> = (0..rows.len()).filter(|at| rows[*at]).collect();
        assert!(
            lines.windows(2).all(|pair| pair[1] - pair[0] == blanks + 1),
            "{rows:?}"
        );
    }
}

#[test]
fn each_paragraph_stands_out_on_the_way_down() {
    let mut session = article(&paragraphs(40));
    session.keys("i");
    let mut seen = Vec::new();
    for _ in 0..90 {
        let read = session
            .model
            .reader
            .as_ref()
            .unwrap()
            .paragraph_read()
            .unwrap();
        if seen.last() != Some(&read) {
            seen.push(read);
        }
        session.keys("j");
    }
    // Near the edges the row moves by two a key, and a paragraph takes two rows.
    assert_eq!(seen, (0..40).collect::<Vec<_>>());
    // A name that is reached leads.
    let mut session = open(80, 24);
    session.keys("i n");
    let reader = session.model.reader.as_ref().unwrap();
    assert_eq!(reader.paragraph_read(), Some(4));
}

#[test]
fn glosses_have_a_row_of_their_own_under_each_line() {
    let mut session = open(80, 24);
    let lines = |session: &Session| {
        let visible = &session.model.reader.as_ref().unwrap().visible;
        visible.iter().filter(|row| row.line().is_some()).count()
    };
    let before = lines(&session);
    for gloss in [Gloss::Names, Gloss::Words] {
        session.keys("R");
        assert_eq!(session.model.setup.gloss, gloss);
        let visible = &session.model.reader.as_ref().unwrap().visible;
        for pair in visible.windows(2) {
            if pair[0].line().is_some() {
                assert_eq!(*pair[1].row(), PageRow::Gloss);
            }
        }
    }
    session.keys("R");
    assert_eq!(lines(&session), before);
}

#[test]
fn calendars_go_round() {
    let mut session = open(80, 24);
    for calendar in [Calendar::Hijri, Calendar::Persian, Calendar::Gregorian] {
        session.keys("H");
        assert_eq!(session.model.setup.calendar, calendar);
    }
}
