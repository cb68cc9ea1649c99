//! The sidebar: whose actors it lists, in which order, and finding one of them.

use crate::app::Popup;
use crate::app::key::MouseKind;
use crate::app::panes::Pane;
use crate::app::session::{Session, quiet};
use crate::app::sidebar::Rows;

/// Two articles; the first names Minsk at its beginning and Brest at its end only.
fn two(width: u16, height: u16) -> Session {
    let long = format!(
        "في مينسك لوكاشينكو\n{}عن بريست وبريست والأردن وميركل الإيراني",
        quiet(60)
    );
    let other = "أوروبا والأردن ثم أوروبا والأردن والأردن";
    Session::open(width, height, &[("a.txt", &long), ("b.txt", other)])
}

/// Key and count here of who is listed.
fn listed(session: &Session) -> Vec<(String, u32)> {
    let actors = session.model.sidebar.actors.iter();
    actors.map(|a| (a.key.to_string(), a.here)).collect()
}

fn keys(session: &Session) -> Vec<String> {
    listed(session).into_iter().map(|(key, _)| key).collect()
}

#[test]
fn the_screen_the_article_and_the_collection_are_listed_in_turn() {
    let mut session = two(120, 24);
    let article = listed(&session);
    assert_eq!(article.len(), 6, "{article:?}");
    session.keys("C");
    let one = |key: &str, n| (key.to_owned(), n);
    assert_eq!(
        listed(&session),
        [one("alexander-lukashenko", 1), one("minsk", 1)]
    );
    // Scrolling changes it.
    session.keys("G");
    assert_eq!(
        listed(&session),
        [
            one("angela-merkel", 1),
            one("brest", 2),
            one("jordan", 1),
            one("nationality:iran", 1)
        ]
    );
    session.keys("C");
    assert!(session.notice().contains("all articles"));
    let all = listed(&session);
    assert_eq!(all.len(), 7, "{all:?}");
    assert!(all.contains(&one("europe", 0)));
    assert!(all.contains(&one("jordan", 1)));
    session.keys("C");
    assert_eq!(listed(&session), article);
}

#[test]
fn who_is_named_elsewhere_only_is_gone_to() {
    let mut session = two(120, 24);
    session.keys("C C A eur Enter");
    assert_eq!(session.doc(), "b.txt");
    assert_eq!(session.chosen(), "أوروبا");
    assert_eq!(session.model.focus, Pane::Reader);
    // More articles: the list of all grows.
    let before = session.model.sidebar.actors.len();
    session.put("c.txt", Some("الأمم المتحدة"));
    session.link(3);
    assert_eq!(session.model.sidebar.actors.len(), before + 1);
}

#[test]
fn actors_stand_by_count_here_by_count_in_all_or_by_name() {
    let mut session = two(120, 24);
    let places = |session: &Session| {
        let keys = keys(session).into_iter();
        let places = ["minsk", "brest", "jordan"];
        keys.filter(|k| places.contains(&k.as_str()))
            .collect::<Vec<_>>()
    };
    // Of equals the more named in all stands first.
    assert_eq!(places(&session), ["brest", "jordan", "minsk"]);
    session.keys("Tab j j j");
    let selected = session.model.sidebar.current().unwrap().id;
    session.keys("O");
    assert_eq!(places(&session), ["jordan", "brest", "minsk"]);
    assert_eq!(session.model.sidebar.current().unwrap().id, selected);
    session.keys("Alt-s");
    // الأردن before بريست: its article does not count.
    assert_eq!(places(&session), ["jordan", "brest", "minsk"]);
    let first = keys(&session)[0].clone();
    assert_eq!(first, "alexander-lukashenko");
    session.keys("Alt-s");
    assert_eq!(places(&session), ["brest", "jordan", "minsk"]);
}

#[test]
fn nationalities_can_be_left_out() {
    let mut session = two(120, 24);
    let nationality = "nationality:iran".to_owned();
    assert!(keys(&session).contains(&nationality));
    session.keys("Z");
    assert!(!keys(&session).contains(&nationality));
    // It stays so in the next article, and a second time takes it back.
    session.keys("J Ctrl-p");
    assert!(!keys(&session).contains(&nationality));
    session.keys("Alt-n");
    assert!(keys(&session).contains(&nationality));
}

#[test]
fn typing_finds_an_actor_in_any_script() {
    for (typed, found) in [
        ("brest", "brest"),
        ("برست", "brest"),
        ("merk", "angela-merkel"),
    ] {
        let mut session = two(120, 24);
        session.keys("A");
        assert_eq!(session.model.focus, Pane::Sidebar);
        session.typed(typed);
        assert_eq!(keys(&session), [found], "{typed}");
        session.keys("Enter");
        assert!(session.model.popup.is_none());
        let chosen = session.model.sought.actor.as_ref().unwrap();
        assert_eq!(&*chosen.actor.key, found);
        assert_eq!(session.model.sidebar.actors.len(), 6);
        assert_eq!(&*session.model.sidebar.current().unwrap().key, found);
    }
}

#[test]
fn a_search_among_actors_is_given_up_by_esc() {
    let mut session = two(120, 24);
    session.keys("A");
    session.typed("nobody");
    assert!(listed(&session).is_empty());
    session.keys("Enter");
    assert!(session.model.sought.actor.is_none());
    session.keys("A");
    session.typed("jor");
    session.keys("Esc");
    assert!(session.model.popup.is_none() && session.model.sought.actor.is_none());
    assert_eq!(session.model.sidebar.actors.len(), 6);
    // Whom it found stays selected.
    assert_eq!(&*session.model.sidebar.current().unwrap().key, "jordan");
    // The arrows go from one found to the next.
    session.keys("A");
    session.typed("m");
    let found = keys(&session);
    assert!(found.len() > 1, "{found:?}");
    session.keys("Down Enter");
    let chosen = session.model.sought.actor.as_ref().unwrap();
    assert_eq!(&*chosen.actor.key, found[1]);
}

#[test]
fn a_click_chooses_whom_the_search_found() {
    let mut session = two(120, 24);
    session.keys("A");
    session.typed("jor");
    let area = session.model.panes.sidebar.unwrap();
    let body = session.model.panes.body(area);
    let row = Rows::of(&session.model.sidebar.actors).of_actor(0).unwrap();
    let y = body.y + u16::try_from(row).unwrap();
    session.mouse(MouseKind::Press, area.x + 8, y);
    assert!(!matches!(session.model.popup, Some(Popup::Actors)));
    assert_eq!(session.chosen(), "الأردن");
    assert_eq!(session.model.sidebar.actors.len(), 6);
}

#[test]
fn on_a_narrow_screen_the_actors_come_as_a_drawer() {
    let mut session = two(40, 12);
    session.keys("A");
    assert!(session.model.panes.sidebar_is_drawer);
    session.typed("bre");
    assert_eq!(keys(&session), ["brest"]);
    session.keys("Enter");
    assert!(!session.model.panes.sidebar_is_drawer);
    assert_eq!(session.chosen(), "بريست");
}

#[test]
fn a_thread_has_a_knot_where_its_actor_is_named() {
    let session = two(120, 24);
    let sidebar = &session.model.sidebar;
    let thread = |key: &str| {
        let actor = sidebar.actors.iter().find(|a| &*a.key == key).unwrap();
        sidebar.thread(actor.id).collect::<Vec<_>>()
    };
    assert_eq!(thread("minsk"), [2, 0, 0, 0, 0, 0]);
    assert_eq!(thread("brest"), [0, 0, 0, 0, 0, 1]);
}

#[test]
fn the_actors_of_the_articles_that_are_listed_are_counted_there() {
    let mut session = two(120, 24);
    session.put("c.txt", Some("أوروبا ثم بريست"));
    session.link(3);
    let one = |key: &str, n| (key.to_owned(), n);
    // Nothing is filtered: there is no such step.
    session.keys("C C C");
    assert_eq!(listed(&session).len(), 6);
    session.keys("F أوروبا Enter C C");
    assert_eq!(
        listed(&session),
        [one("jordan", 3), one("europe", 3), one("brest", 1)]
    );
    // Another filter, other actors; without one those of all articles.
    session.keys("F أوروبا Space NOT Space بريست Enter");
    assert_eq!(listed(&session), [one("jordan", 3), one("europe", 2)]);
    session.keys("Esc");
    assert!(session.model.list.filter.is_none());
    assert_eq!(listed(&session).len(), 7);
}
