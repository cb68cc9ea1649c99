//! One story told by several articles.

use crate::app::session::Session;
use crate::library::ArticleId;

/// Words of their own for each number, so that only the same number is the same story.
pub(super) fn story(number: usize, lead: &str) -> String {
    let letters: Vec<char> = "بتثجحخدرزسشصضطعغفقكلمن".chars().collect();
    let word = |n: usize| -> String {
        let of = |by: usize| letters[(n / by) % letters.len()];
        [of(1), of(22), 'ا', of(484)].into_iter().collect()
    };
    let all = (0..60).map(|at| word(number * 1009 + at * 7));
    format!("{lead}\n{}\n", all.collect::<Vec<_>>().join(" "))
}

/// `a`, `c` and `e` tell one story, `b` and `f` another.
fn open() -> Session {
    let named = "وصل لوكاشينكو إلى مينسك";
    let texts = [
        ("a.txt", story(1, named)),
        ("b.txt", story(2, named)),
        ("c.txt", story(1, "وصل لوكاشينكو ثم لوكاشينكو")),
        ("d.txt", story(3, named)),
        ("e.txt", story(1, named)),
        ("f.txt", story(2, named)),
    ];
    let articles: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (*n, t.as_str())).collect();
    Session::open(200, 40, &articles)
}

fn rows(session: &Session) -> String {
    let list = &session.model.list;
    let name = |at: usize| {
        let row = list.row(at).unwrap();
        let inset = if list.is_copy(row.id) { "-" } else { "" };
        let copies = match list.copies(row.id) {
            (0, _) => String::new(),
            (n, true) => format!("▾{n}"),
            (n, false) => format!("▸{n}"),
        };
        format!("{inset}{}{copies}", &row.doc[..1])
    };
    let all: Vec<String> = (0..list.len()).map(name).collect();
    all.join(" ")
}

fn id(session: &Session, name: &str) -> ArticleId {
    let ids = session.model.list.all.ids.iter();
    let all = session.model.list.all.clone();
    let at = ["a", "b", "c", "d", "e", "f"]
        .iter()
        .position(|n| *n == name);
    assert_eq!(ids.len(), 6);
    all.ids[at.unwrap()]
}

#[test]
fn a_story_is_one_row_that_opens_and_closes() {
    let mut session = open();
    assert_eq!(rows(&session), "a▸2 b▸1 d");
    assert_eq!(session.model.list.articles, 6);
    session.keys("+");
    assert_eq!(rows(&session), "a▾2 -c -e b▸1 d");
    assert_eq!(session.notice(), "2 more articles tell this.");
    // In the list the selected row is meant; one keeps one's row.
    session.keys("Tab Tab 3j +");
    assert_eq!(rows(&session), "a▾2 -c -e b▾1 -f d");
    assert_eq!(session.model.list.selected, 3);
    session.keys("k +");
    assert_eq!(rows(&session), "a▸2 b▾1 -f d");
    assert_eq!(
        session.model.list.selected, 0,
        "a copy's row is its story's"
    );
    session.keys("G +");
    assert_eq!(session.notice(), "No other article tells this.");
    for (name, row) in [("a", Some(0)), ("c", None), ("f", Some(2)), ("d", Some(3))] {
        assert_eq!(
            session.model.list.index_of(id(&session, name)),
            row,
            "{name}"
        );
    }
}

/// The articles that a key opens until it opens the first again.
fn round(session: &mut Session, key: &str) -> String {
    let mut docs = vec![session.doc()[..1].to_owned()];
    loop {
        session.keys(key);
        let doc = session.doc()[..1].to_owned();
        if docs.len() > 1 && doc == docs[0] {
            return docs.join("");
        }
        docs.push(doc);
        assert!(docs.len() < 40, "{docs:?}");
    }
}

#[test]
fn the_walk_passes_copies_that_lie_folded_and_visits_those_that_stand_open() {
    let mut session = open();
    session.keys("n Enter");
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    assert_eq!(round(&mut session, "n"), "abd");
    assert_eq!(round(&mut session, "N"), "adb");
    assert_eq!(round(&mut session, "]"), "abd");
    session.keys("+");
    // Under its first, though they stand elsewhere by their ids; twice in the second.
    assert_eq!(round(&mut session, "n"), "accebd");
    assert_eq!(round(&mut session, "N"), "adbecc");
    assert_eq!(round(&mut session, "]"), "acebd");
    assert_eq!(round(&mut session, "["), "adbec");
    // With nothing sought from row to row.
    session.keys("Esc g");
    let mut docs = String::new();
    for _ in 0..5 {
        docs.push_str(&session.doc()[..1]);
        session.keys("J");
    }
    assert_eq!(docs, "acebd");
}

#[test]
fn a_copy_that_is_opened_stands_on_the_list_and_may_be_folded_under_one() {
    let mut session = open();
    let e = id(&session, "e");
    session.model.list.reveal(e);
    assert_eq!(rows(&session), "a▾2 -c -e b▸1 d");
    session.keys("J J");
    assert_eq!(session.doc(), "e.txt");
    // The list is closed under the open copy: one goes on from its story.
    session.keys("+");
    assert_eq!(rows(&session), "a▸2 b▸1 d");
    session.keys("J");
    assert_eq!(session.doc(), "b.txt");
}

#[test]
fn a_filter_takes_its_part_of_a_story() {
    let mut session = open();
    session.keys("F").typed("source:c OR source:e OR source:d");
    session.keys("Enter");
    assert_eq!(rows(&session), "c▸1 d");
    session.keys("Tab Tab + Esc");
    assert_eq!(rows(&session), "a▾2 -c -e b▸1 d", "open it stays open");
}

#[test]
fn a_story_counts_once_or_each_copy_of_it() {
    let mut session = open();
    session.keys("n Enter");
    let counts = |session: &Session| {
        let chosen = &session.model.sought.actor.as_ref().unwrap().actor;
        let reader = session.model.reader.as_ref().unwrap();
        let side = reader.article.actor(chosen.id).unwrap();
        (chosen.all, chosen.articles, side.all)
    };
    assert_eq!(counts(&session), (7, 6, 7));
    session.keys("#");
    assert_eq!(counts(&session), (4, 3, 4));
    assert!(session.notice().starts_with("A story counts once"));
    session.keys("f").typed("لوكاشينكو");
    let Some(crate::app::Popup::Lookup(lookup)) = &session.model.popup else {
        panic!("no finder");
    };
    assert_eq!(lookup.found[0].all, 4);
    session.keys("Esc #");
    assert_eq!(counts(&session), (7, 6, 7));
}

#[test]
fn a_story_stands_once_in_the_search_where_it_counts_once() {
    let mut session = open();
    let found = |session: &Session| {
        let Some(crate::app::Popup::Results(results)) = &session.model.popup else {
            panic!("no search");
        };
        let matches = results.outcome.matches.iter();
        let matches: Vec<String> = matches
            .map(|m| format!("{} {}+{}", &m.row.doc[..1], m.count, m.copies))
            .collect();
        (
            matches.join(" "),
            results.outcome.hits,
            results.outcome.articles,
        )
    };
    session.keys("S").typed("لوكاشينكو");
    let each = "a 1+0 b 1+0 c 2+0 d 1+0 e 1+0 f 1+0".to_owned();
    assert_eq!(found(&session), (each.clone(), 7, 6));
    session.keys("Esc # S");
    // Of the first story the article with two of them counts.
    assert_eq!(found(&session), ("a 1+2 b 1+1 d 1+0".to_owned(), 4, 3));
    // The copies are found, too: the walk knows of them.
    session.keys("Enter");
    let search = session.model.sought.search.as_ref().unwrap();
    let everywhere = search.everywhere.as_ref().unwrap();
    let known = (everywhere.hits, everywhere.articles);
    assert_eq!((everywhere.postings.len(), known), (6, (4, 3)));
    session.keys("S").typed(" ثم");
    assert_eq!(found(&session).0, "c 3+0", "the others have no such word");
    session.keys("Esc # S");
    for _ in 0.." ثم".chars().count() {
        session.keys("Backspace");
    }
    assert_eq!(found(&session), (each, 7, 6));
}
