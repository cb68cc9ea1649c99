//! Searches with names.

use crate::app::session::Session;
use crate::app::tests::{open, world};

fn saved(session: &Session) -> Vec<(String, Option<usize>)> {
    let rows = session.model.list.saved.rows.iter();
    rows.map(|one| (one.name.clone(), one.count)).collect()
}

fn of(names: &[(&str, usize)]) -> Vec<(String, Option<usize>)> {
    let all = names.iter();
    all.map(|(name, count)| ((*name).to_owned(), Some(*count)))
        .collect()
}

fn filtered(keys: &str) -> Session {
    let mut session = open(200, 40);
    session.keys("F").typed(keys);
    session.keys("Enter");
    session
}

#[test]
fn the_present_query_is_saved_and_listed_with_its_count() {
    let mut session = open(200, 40);
    session.keys("I");
    assert!(session.notice().starts_with("There is no query to save"));
    let mut session = filtered("بريست");
    session.keys(":").typed("save brest");
    session.keys("Enter");
    assert_eq!(saved(&session), of(&[("brest", 2)]));
    assert_eq!(session.notice(), "“بريست” is saved as brest.");
    // A search in the article, too; with a key.
    session.keys("Esc Esc /").typed("مينسك");
    session.keys("Enter I").typed("الرئيس");
    session.keys("Enter");
    assert_eq!(saved(&session), of(&[("brest", 2), ("الرئيس", 1)]));
    let keeping = session.model.keeping().unwrap();
    let kept = |name: &str, query: &str| (name.to_owned(), Some(query.to_owned()));
    assert_eq!(
        keeping.saved,
        [kept("brest", "بريست"), kept("الرئيس", "مينسك")]
    );
    // The same name again is another query.
    session.keys(":").typed("save brest");
    session.keys("Enter");
    assert_eq!(saved(&session), of(&[("brest", 1), ("الرئيس", 1)]));
    session.keys("2U");
    assert_eq!(saved(&session), of(&[("brest", 2)]));
    let kept: Vec<_> = session.model.keeping().unwrap().saved;
    let taken_back = [
        ("brest".to_owned(), Some("بريست".to_owned())),
        ("الرئيس".to_owned(), None),
    ];
    assert!(kept.ends_with(&taken_back), "{kept:?}");
}

#[test]
fn enter_on_a_saved_search_lists_what_it_finds_and_all_again() {
    let mut session = filtered("بريست");
    session.keys(":").typed("save one");
    session.keys("Enter Esc Tab Tab");
    assert_eq!(
        (session.model.list.len(), session.model.list.selected),
        (5, 0)
    );
    session.keys("k");
    assert_eq!(session.model.list.saved.on, Some(0));
    session.keys("Enter");
    assert_eq!(session.model.list.len(), 2);
    assert_eq!(session.doc(), "a.txt", "nothing is opened");
    session.keys("Enter");
    assert_eq!(session.model.list.len(), 5);
    session.keys("Enter 2j");
    assert_eq!(
        (session.model.list.saved.on, session.model.list.selected),
        (None, 1)
    );
    session.keys("Enter");
    assert_eq!(session.doc(), "b.txt");
    // By its name, in the prompt of the filter.
    session.keys("Esc Esc F").typed("@ONE");
    session.keys("Enter");
    assert_eq!(session.model.list.len(), 2);
    assert_eq!(session.model.list.filter.as_ref().unwrap().query, "بريست");
    // What is selected above is no article.
    session.keys("Tab Tab g *");
    assert_eq!(session.model.list.saved.on, Some(0));
    let list = &session.model.list;
    assert!((0..list.len()).all(|at| !list.marks(list.id_at(at).unwrap()).starred));
}

#[test]
fn a_saved_search_is_renamed_and_removed() {
    let mut session = filtered("بريست");
    for name in ["one", "two"] {
        session.keys(":").typed(&format!("save {name}"));
        session.keys("Enter");
    }
    session.keys("Tab Tab g I Ctrl-u").typed("الأول");
    session.keys("Enter");
    assert_eq!(saved(&session), of(&[("two", 2), ("الأول", 2)]));
    session.keys(":").typed("save -two");
    session.keys("Enter");
    assert_eq!(saved(&session), of(&[("الأول", 2)]));
    session.keys(":").typed("save -two");
    session.keys("Enter");
    assert_eq!(
        session.notice(),
        "No search is called “two”. All are at the top of the list."
    );
    session.keys("g I Ctrl-u Enter");
    assert!(saved(&session).is_empty());
    session.keys("U");
    assert_eq!(saved(&session), of(&[("الأول", 2)]));
}

#[test]
fn what_the_desk_has_is_listed_and_counts_follow_what_one_does() {
    let world = world();
    let mut session = Session::empty(200, 40);
    session.saved = vec![
        ("unread".to_owned(), "is:unread".to_owned()),
        ("stars".to_owned(), "is:starred".to_owned()),
        ("gone".to_owned(), "no(".to_owned()),
    ];
    for (name, text) in &world {
        session.put(name, Some(text));
    }
    session.link(world.len());
    let counts = |session: &Session| -> Vec<Option<usize>> {
        saved(session).into_iter().map(|one| one.1).collect()
    };
    let before = counts(&session);
    assert_eq!(before, [Some(5), Some(0), None]);
    session.keys("*");
    assert_eq!(counts(&session), before, "the list has not the keys");
    session.keys("Tab Tab");
    assert_eq!(counts(&session)[1], Some(1));
    // A new article.
    session.put("f.txt", Some("نعم"));
    session.link(world.len() + 1);
    assert_eq!(counts(&session)[0], Some(6));
    session.keys("k k Enter");
    assert!(session.model.notice.as_ref().is_none_or(|n| !n.trouble));
    assert_eq!(session.model.list.len(), 1);
}

#[test]
fn many_saved_searches_scroll_in_their_own_rows() {
    let mut session = filtered("بريست");
    for n in 0..40 {
        session.keys(":").typed(&format!("save name {n}"));
        session.keys("Enter");
    }
    session.keys("Tab Tab g");
    let model = &session.model;
    let (above, below) = model
        .list
        .parts(model.panes.body(model.panes.list.unwrap()));
    assert!(above.height > 3 && below.height > above.height);
    let shown = usize::from(above.height) - 1;
    assert_eq!((model.list.saved.on, model.list.saved.top), (Some(0), 0));
    session.keys("39j");
    let saved = &session.model.list.saved;
    assert_eq!((saved.on, saved.top), (Some(39), 40 - shown));
    session.keys("j");
    assert_eq!(session.model.list.saved.on, None);
    assert_eq!(session.model.list.selected, 0);
}
