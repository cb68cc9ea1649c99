//! What a reader did is known again, and only where it belongs.

use std::fs;

use super::*;
use crate::document::{Format, read};
use crate::entity::gazetteer::Gazetteer;
use crate::library::{Change, Draft, Entry, Library, Stage};
use crate::text::range::TextRange;

#[test]
fn a_place_is_found_again_by_its_words() {
    let spot = Spot {
        top: Some((10, 1)),
        reached: Some(TextRange::new(10, 14)),
        words: "وصل لوكاشينكو".to_owned(),
    };
    let at = |source: &str| spot.clone().found_in(source);
    let same = format!("0123456789{} إلى مينسك", spot.words);
    assert_eq!(at(&same), spot, "nothing changed");
    let moved = at(&format!("قبل {same}"));
    assert_eq!(moved.top, Some(("قبل ".len() + 10, 1)));
    assert_eq!(moved.reached, None, "a name may be another one now");
    // Of two, the nearer one.
    let twice = format!("{0}.......{0}", spot.words);
    assert_eq!(at(&twice).top, Some((0, 1)));
    // Gone, or shorter than it was: as far into the text, never within a letter.
    assert_eq!(at("0123456789 other words").top, Some((10, 1)));
    assert_eq!(at("سسسسسسس").top, Some((10, 1)));
    assert_eq!(at("012345678س").top, Some((9, 1)));
    assert_eq!(at("").top, Some((0, 1)));
}

fn identity(name: &str, url: Option<&str>, content: &[u8]) -> Identity {
    Identity {
        name: name.as_bytes().to_vec(),
        url: url.map(str::to_owned),
        content: content.to_vec(),
        alone: Alone::default(),
    }
}

/// A star for an article, at the desk.
fn star(desk: &Desk, article: &Identity) {
    mark(desk, article, true);
}

fn mark(desk: &Desk, article: &Identity, starred: bool) {
    let marks = Marks {
        read: false,
        starred,
        ..Marks::default()
    };
    let marks = [(article.clone(), marks)];
    desk.keep(&Which::sample(), &State::default(), &marks, &[], &[], &[])
        .unwrap();
}

fn is_starred(desk: &Desk, article: &Identity) -> bool {
    desk.mark(article)
        .unwrap()
        .is_some_and(|mark| mark.marks.starred)
}

#[test]
fn the_desk_knows_an_article_by_its_file_its_address_or_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = Desk::open(folder.path()).unwrap();
    let article = identity("/a/x.md\0", Some("https://example.org/x"), b"text");
    star(&desk, &article);
    for (known, again) in [
        (true, identity("/a/x.md\0", None, b"edited")),
        (
            true,
            identity("/b/y.md\0", Some("https://example.org/x"), b"edited"),
        ),
        (true, identity("/b/y.md\0", None, b"text")),
        (
            false,
            identity("/b/y.md\0", Some("https://example.org/y"), b"other"),
        ),
    ] {
        assert_eq!(is_starred(&desk, &again), known, "{again:?}");
    }
}

#[test]
fn a_broken_desk_is_set_aside_and_its_copy_stands_in() {
    let folder = tempfile::tempdir().unwrap();
    let article = identity("/a/x.md\0", None, b"text");
    let broken = || fs::write(folder.path().join("desk.db"), "no database ".repeat(400)).unwrap();
    {
        let (desk, notice) = Desk::open(folder.path()).unwrap();
        assert_eq!(notice, None);
        star(&desk, &article);
        desk.copy_sometimes().unwrap();
    }
    broken();
    let (desk, notice) = Desk::open(folder.path()).unwrap();
    assert!(notice.unwrap().contains("those of its last copy"));
    assert!(is_starred(&desk, &article));
    drop(desk);
    // Without a copy, or with one that is no better, it begins anew and says so.
    fs::write(
        folder.path().join("desk.db.copy"),
        "nothing either ".repeat(400),
    )
    .unwrap();
    broken();
    let (desk, notice) = Desk::open(folder.path()).unwrap();
    assert!(notice.unwrap().contains("are lost"));
    assert!(!is_starred(&desk, &article));
    assert!(folder.path().join("desk.db.broken-1").exists());
    assert!(folder.path().join("desk.db.broken-2").exists());
}

#[test]
fn what_is_shown_is_kept_for_each_collection_and_forgotten_with_an_actor() {
    use crate::library::view::{Pinned, View};

    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = Desk::open(folder.path()).unwrap();
    let shown = View {
        filter: "actor:=jane-example سافر".to_owned(),
        pinned: Some(Pinned::Any),
        once: true,
        ..View::default()
    };
    let state = |view: &View| State {
        desktop: Desktop {
            chosen: Some("cairo".to_owned()),
            sidebar: false,
            view: view.clone(),
            ..Desktop::default()
        },
        ..State::default()
    };
    let path = [std::path::PathBuf::from("/a.txt")];
    let (one, other) = (Which::sample(), Which::paths(&path, folder.path()));
    assert_ne!(one.key(), other.key());
    desk.keep(&one, &state(&shown), &[], &[], &[], &[]).unwrap();
    let none = View::default();
    desk.keep(&other, &state(&none), &[], &[], &[], &[])
        .unwrap();
    assert_eq!(desk.state(&one).unwrap(), Some(state(&shown)));
    assert_eq!(desk.state(&other).unwrap(), Some(state(&none)));
    // A desk of before has no view.
    let raw = rusqlite::Connection::open(folder.path().join("desk.db")).unwrap();
    raw.execute_batch("UPDATE session SET view = NULL WHERE state IS NOT NULL")
        .unwrap();
    assert_eq!(desk.state(&one).unwrap(), Some(state(&none)));
    desk.keep(&one, &state(&shown), &[], &[], &[], &[]).unwrap();
    let saved = [
        ("hers", "actor:=jane-example before:2021"),
        ("travel", "سافر"),
    ];
    let searches = saved.map(|(name, query)| (name.to_owned(), Some(query.to_owned())));
    desk.keep(&one, &state(&shown), &[], &[], &searches, &[])
        .unwrap();
    let jane = crate::library::Forget::Actor("jane-example".to_owned());
    assert_eq!(crate::library::forget(folder.path(), &jane), Ok(2));
    let left: Vec<_> = desk.saved().unwrap();
    assert_eq!(left, [("travel".to_owned(), "سافر".to_owned())]);
    let kept = desk.state(&one).unwrap().unwrap().desktop;
    assert_eq!((&*kept.view.filter, kept.view.pinned), ("", shown.pinned));
    assert_eq!(kept.chosen.as_deref(), Some("cairo"));
}

#[test]
fn of_articles_with_the_same_text_each_has_its_own_marks() {
    let data = tempfile::tempdir().unwrap();
    let (desk, _) = Desk::open(data.path()).unwrap();
    let copies = |library: &Library, names: &[&str]| -> Vec<Identity> {
        for (rank, name) in (0u64..).zip(names) {
            let document = read("نص واحد".to_owned(), Format::Plain);
            let draft = Draft::new(&document, Stage::default(), &[]);
            let entry = Entry {
                doc: (*name).to_owned(),
                content: Ok(Box::new(draft.analysed(&Default::default()))),
            };
            let file = |change: &Change<'_>| {
                let mut filing = change.begin(name.as_bytes(), rank * 64, Stage::default())?;
                change.file(&mut filing, &entry)?;
                change.end(filing, None, false)
            };
            library.change(file).unwrap();
        }
        library.link(Gazetteer::embedded()).unwrap();
        let ids = library.listing().unwrap().ids;
        let identity = |id: &ArticleId| library.identity(*id).unwrap().unwrap();
        ids.iter().map(identity).collect()
    };
    let library = Library::in_memory().unwrap();
    let [a, b] = copies(&library, &["/a", "/b"]).try_into().unwrap();
    star(&desk, &a);
    assert!(is_starred(&desk, &a) && !is_starred(&desk, &b));
    // Who keeps something of the other takes nothing away.
    mark(&desk, &b, false);
    assert!(is_starred(&desk, &a) && !is_starred(&desk, &b));
    assert_eq!(
        library.locate(&a).unwrap(),
        Some(library.listing().unwrap().ids[0])
    );
    assert_eq!(
        library.locate(&b).unwrap(),
        Some(library.listing().unwrap().ids[1])
    );

    // Alone under another name it is known again, by the one that the desk knows with this text.
    let beside = tempfile::tempdir().unwrap();
    let (other, _) = Desk::open(beside.path()).unwrap();
    star(&other, &a);
    let moved = Library::in_memory().unwrap();
    let [c] = copies(&moved, &["/c"]).try_into().unwrap();
    assert!(is_starred(&other, &c));
    assert!(moved.locate(&a).unwrap().is_some());
    // The desk that knows two with this text cannot tell which of them it is.
    assert!(!is_starred(&desk, &c));
    // Nor can a library with two of them.
    let twice = Library::in_memory().unwrap();
    for one in copies(&twice, &["/c", "/d"]) {
        assert!(!is_starred(&other, &one));
    }
    assert_eq!(twice.locate(&a).unwrap(), None);
}
