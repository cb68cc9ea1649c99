use std::sync::Arc;
use std::sync::mpsc;

use super::*;
use crate::document::{Format, read};
use crate::entity::gazetteer::Gazetteer;
use crate::library::{Change, Desk, Desktop, Draft, Entry, Library, Note, Stage, State, Which};
use crate::locale::Numerals;

/// A collection with one article, or with none.
fn memory(text: Option<&str>) -> Memory {
    let library = Library::in_memory().unwrap();
    if let Some(text) = text {
        let file = |change: &Change<'_>| {
            let mut filing = change.begin(b"/a.txt", 0, Stage::default())?;
            let document = read(text.to_owned(), Format::Plain);
            let draft = Draft::new(&document, Stage::default(), &[]);
            let entry = Entry {
                doc: "a.txt".to_owned(),
                content: Ok(Box::new(draft.analysed(&Default::default()))),
            };
            change.file(&mut filing, &entry)?;
            change.end(filing, None, false)
        };
        library.change(file).unwrap();
        library.link(Gazetteer::embedded()).unwrap();
    }
    Memory {
        library: Arc::new(library),
        desk: None,
        which: Which::default(),
        lists: None,
    }
}

/// A session over it; nobody reads in any more, and somebody still keeps.
fn session<T>(memory: &Memory, go: impl FnOnce(&mut Reading<'_, Vec<u8>>) -> T) -> (T, String) {
    let (reports, (_told, of_desk)) = (mpsc::channel().1, mpsc::channel());
    let settings = Settings::default();
    let locale = Locale::named("en", Numerals::European);
    let mut reading = Reading::new(memory, &settings, locale, (reports, of_desk), Vec::new());
    reading.listing = memory.library.listing().unwrap();
    let done = go(&mut reading);
    (done, String::from_utf8(reading.out).unwrap())
}

#[test]
fn nobody_waits_for_articles_when_reading_in_has_broken_off() {
    let memory = memory(None);
    let (settled, said) = session(&memory, |reading| {
        reading.await_articles(true).unwrap();
        reading.settled
    });
    assert!(settled);
    assert_eq!(said, "Reading in was stopped; it goes on the next time.\n");
}

#[test]
fn what_stood_at_the_desk_stays_when_there_is_no_article_yet() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = memory(None);
    let desk = Desk::open(folder.path()).unwrap().0;
    let desktop = Desktop {
        pins: vec!["cairo".to_owned()],
        chosen: None,
        list: false,
        sidebar: true,
        view: crate::library::view::View::default(),
    };
    let state = State {
        here: None,
        back: Vec::new(),
        desktop: desktop.clone(),
    };
    desk.keep(&memory.which, &state, &[], &[], &[], &[])
        .unwrap();
    memory.desk = Some(Arc::new(desk));
    for resume in [false, true] {
        let (kept, _) = session(&memory, |reading| {
            reading.begin(resume).unwrap();
            reading.kept.desktop.clone()
        });
        assert_eq!(kept, Some(desktop.clone()), "{resume}");
    }
}

#[test]
fn a_note_of_several_lines_is_said_line_by_line() {
    let memory = memory(Some("وصل إلى القاهرة."));
    let (_, said) = session(&memory, |reading| {
        reading.command("1").unwrap();
        let note = Note {
            text: "first\nثانيًا\u{1b}\n\nlast".to_owned(),
            ..Note::default()
        };
        let page = reading.page.as_mut().unwrap();
        Arc::make_mut(&mut page.article).marks.notes = vec![note].into();
        reading.command("notes").unwrap();
    });
    assert!(
        said.ends_with("1. On the article: first\nثانيًا␛\n\nlast\n"),
        "{said}"
    );
}
