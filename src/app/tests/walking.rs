//! One thing sought, and walking from place to place of it.

use crate::app::session::{Session, quiet};
use crate::app::tests::open;

/// The places that `n` (or `N`) visits until it comes back to the first it reached.
fn circle(session: &mut Session, key: &str) -> Vec<(String, usize, String)> {
    let mut seen = vec![session.keys(key).reached().unwrap()];
    loop {
        let next = session.keys(key).reached().unwrap();
        assert!(session.row_reached().is_some(), "{next:?} is not shown");
        if next == seen[0] {
            return seen;
        }
        assert!(!seen.contains(&next), "{next:?} again");
        seen.push(next);
    }
}

fn words(places: &[(String, usize, String)]) -> Vec<String> {
    places
        .iter()
        .map(|(doc, _, text)| format!("{} {text}", &doc[..1]))
        .collect()
}

#[test]
fn with_nothing_sought_every_mention_is_visited_once_in_the_order_of_the_list() {
    let mut session = open(80, 24);
    let forward = circle(&mut session, "n");
    assert_eq!(
        words(&forward),
        [
            "a لوكاشينكو",
            "a مينسك",
            "a لوكاشنكو",
            "a بريست",
            "b بريست",
            "d لوكاشينكو",
            "d لوكاشينكو",
            "d لوكاشينكو",
            "e Lukashenko",
            "e Minsk",
        ]
    );
    assert_eq!(
        session.notice(),
        "Past the last mention: again from the first."
    );
    // Back again is the same circle the other way round.
    let mut backward = circle(&mut session, "N");
    backward.reverse();
    backward.rotate_right(1);
    assert_eq!(words(&backward)[1..], words(&forward)[..9]);
    assert_eq!(backward.len(), forward.len());
}

#[test]
fn doubtful_names_are_walked_and_counted_only_while_they_are_on() {
    // The second title stands without a name: it may mean its bearer.
    let text =
        "التقى الرئيس الإيراني ألكسندر لوكاشينكو الوفد. ثم غادر الرئيس الإيراني مينسك إلى بريست.";
    let mut session = Session::open(80, 24, &[("a.txt", text)]);
    let counted = |session: &Session| -> u32 {
        let actors = &session.model.reader.as_ref().unwrap().article.actors;
        actors.iter().map(|actor| actor.here).sum()
    };
    let (sure, count) = (circle(&mut session, "n"), counted(&session));
    assert!(!words(&sure).contains(&"a الرئيس".to_owned()));
    session.keys("W");
    assert_eq!(session.notice(), "Doubtful names are marked, too.");
    let all = circle(&mut session, "n");
    assert_eq!(all.len(), sure.len() + 1);
    assert!(words(&all).contains(&"a الرئيس".to_owned()));
    assert_eq!(counted(&session), count + 1);
    // It is no more than a doubtful name: what is known of the collection stays.
    session.keys("W g");
    let again = circle(&mut session, "n");
    assert_eq!(again.len(), sure.len());
    assert_eq!(counted(&session), count);
}

#[test]
fn a_chosen_actor_is_walked_alone_and_counted() {
    let mut session = open(80, 24);
    session.keys("n Enter");
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    let actor = &session.model.sought.actor.as_ref().unwrap().actor;
    assert_eq!((actor.all, actor.articles), (6, 3));
    let first = session.reached().unwrap();
    let circle = circle(&mut session, "n");
    assert_eq!(
        words(&circle),
        [
            "a لوكاشنكو",
            "d لوكاشينكو",
            "d لوكاشينكو",
            "d لوكاشينكو",
            "e Lukashenko",
            "a لوكاشينكو",
        ]
    );
    assert_eq!(circle[5], first);
    // The counter of the status line counts the set that is walked.
    let mut counted = Vec::new();
    for _ in 0..6 {
        session.keys("n");
        let reader = session.model.reader.as_ref().unwrap();
        let counter = session
            .model
            .sought
            .counter(&reader.article, reader.reached);
        counted.push((counter.at.unwrap(), counter.here));
    }
    assert_eq!(counted, [(1, 3), (2, 3), (3, 3), (1, 1), (1, 2), (2, 2)]);
    let ids = session.model.list.listing.ids.iter();
    let chosen = session.model.sought.actor.as_ref().unwrap();
    let counts: Vec<u32> = ids.map(|id| chosen.count_in(*id)).collect();
    assert_eq!(counts, [2, 0, 0, 3, 1]);
}

#[test]
fn the_notice_says_when_the_walk_wraps() {
    let mut session = open(80, 24);
    session.keys("n Enter");
    let mut notices = Vec::new();
    for _ in 0..6 {
        session.keys("n");
        notices.push(session.notice().to_owned());
    }
    assert_eq!(
        notices,
        [
            "",
            "Next article: عن لوكاشينكو ولوكاشينكو",
            "",
            "",
            "Next article: A note on Lukashenko in Minsk",
            "Past the last mention: again from the first.",
        ]
    );
    session.keys("N");
    assert_eq!(
        session.notice(),
        "Before the first mention: again from the last."
    );
    assert_eq!(session.doc(), "e.txt");
    session.keys("N");
    assert_eq!(
        session.notice(),
        "Previous article: عن لوكاشينكو ولوكاشينكو"
    );
}

#[test]
fn wrapping_past_an_article_without_names_is_still_told() {
    let none = quiet(3);
    let mut session = Session::open(
        80,
        24,
        &[
            ("a.txt", &none),
            ("b.txt", "عن مينسك"),
            ("c.txt", "عن بريست"),
        ],
    );
    session.keys("n");
    assert_eq!(session.doc(), "b.txt");
    session.keys("n n");
    assert_eq!(
        session.notice(),
        "Past the last mention: again from the first."
    );
    assert_eq!(session.reached().unwrap().2, "مينسك");
}

#[test]
fn articles_that_a_walk_passes_are_neither_opened_nor_read_nor_left() {
    let mut session = open(80, 24);
    session.keys("n n n n n");
    assert_eq!(session.doc(), "b.txt");
    session.keys("n");
    assert_eq!(session.doc(), "d.txt");
    assert_eq!(
        session.rows_read(),
        [1],
        "c.txt was passed, a.txt left before its end"
    );
    session.keys("Ctrl-o");
    assert_eq!(session.reached().unwrap().2, "بريست");
    assert_eq!(session.doc(), "b.txt");
}

#[test]
fn without_any_name_one_stays_and_is_told() {
    let (a, b) = (quiet(3), quiet(60));
    let mut session = Session::open(80, 24, &[("a.txt", &a), ("b.txt", &b), ("c.txt", &a)]);
    session.keys("J 7j");
    let rows = session.rows();
    session.keys("n");
    assert_eq!((session.doc(), session.rows()), ("b.txt", rows));
    assert_eq!(
        session.notice(),
        "No name is marked in these articles. f finds an actor by name."
    );
    session.keys("N");
    assert_eq!(
        session.notice(),
        "No name is marked in these articles. f finds an actor by name."
    );
    let mut one = Session::open(80, 24, &[("a.txt", &a)]);
    one.keys("n");
    assert_eq!(
        one.notice(),
        "No name is marked here. J goes to the next article."
    );
}

#[test]
fn one_mention_alone_is_said_to_be_alone() {
    let mut session = Session::open(80, 24, &[("a.txt", "عن مينسك"), ("b.txt", "عن بريست")]);
    session.keys("n Enter n");
    assert_eq!(session.notice(), "Named once, and in no other article.");
    assert_eq!(session.reached().unwrap().2, "مينسك");
    session.keys("]");
    assert_eq!(session.notice(), "Named in no other article.");
}

#[test]
fn a_count_walks_as_far_as_the_key_so_often() {
    for keys in ["n", "N"] {
        for n in 1..14 {
            let mut counted = open(80, 24);
            counted.keys("n Enter").keys(&format!("{n}{keys}"));
            let mut pressed = open(80, 24);
            pressed.keys("n Enter");
            for _ in 0..n {
                pressed.keys(keys);
            }
            assert_eq!(counted.reached(), pressed.reached(), "{n}{keys}");
        }
    }
    let mut session = open(80, 24);
    session.keys("n Enter 5n Ctrl-o");
    assert_eq!(
        session.reached().unwrap().2,
        "لوكاشينكو",
        "one jump is one step back"
    );
    assert_eq!(session.doc(), "a.txt");
    session.keys("99999n");
    assert!(session.reached().is_some());
}

#[test]
fn words_searched_stand_before_the_actor_until_escape() {
    let mut session = open(80, 24);
    session.keys("n Enter / بريست Enter");
    assert_eq!(session.reached().unwrap().2, "بريست");
    let search = session.model.sought.search.as_ref().unwrap();
    assert_eq!((search.query.as_str(), search.hits.len()), ("بريست", 1));
    session.keys("n");
    assert_eq!(session.doc(), "a.txt", "a search stays in its article");
    assert_eq!(session.notice(), "It stands once in this article.");
    session.keys("Esc");
    assert!(session.model.sought.search.is_none());
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    session.keys("N");
    assert_eq!(
        session.reached().unwrap().2,
        "لوكاشنكو",
        "n walks the actor again"
    );
}

#[test]
fn a_search_goes_round_in_its_article_and_says_so() {
    let mut session = open(80, 24);
    session.keys("/ لوكاش* Enter");
    let first = session.reached();
    session.keys("n");
    assert_ne!(session.reached(), first);
    session.keys("n");
    assert_eq!(session.reached(), first);
    assert_eq!(
        session.notice(),
        "Past the last mention: again from the first."
    );
    session.keys("Esc / غير Enter");
    assert_eq!(
        session.notice(),
        "“غير” is not in this article. S looks in all."
    );
    assert!(session.model.sought.search.is_none());
}

#[test]
fn brackets_go_to_articles_that_have_it() {
    let mut session = open(80, 24);
    session.keys("n Enter ]");
    assert_eq!(
        (session.doc(), session.reached().unwrap().1 < 20),
        ("d.txt", true)
    );
    session.keys("]");
    assert_eq!(session.doc(), "e.txt");
    session.keys("]");
    assert_eq!(session.doc(), "a.txt");
    assert_eq!(
        session.notice(),
        "Past the last mention: again from the first."
    );
    session.keys("[");
    assert_eq!(session.doc(), "e.txt");
    session.keys("2[");
    assert_eq!(session.doc(), "a.txt");
}

#[test]
fn n_goes_on_from_the_screen_when_what_was_reached_is_off_it() {
    let mut session = open(80, 24);
    session.keys("n G N");
    assert_eq!(session.reached().unwrap().2, "بريست");
    session.keys("g n");
    assert_eq!(session.reached().unwrap().2, "لوكاشينكو");
    session.keys("l n");
    assert_eq!(session.reached().unwrap().2, "مينسك");
}

#[test]
fn files_that_failed_are_passed_over_and_say_why() {
    let mut session = Session::empty(120, 36);
    session.put("a.txt", Some("عن مينسك"));
    session.put("b.txt", None);
    session.put("c.txt", Some("عن بريست"));
    session.link(3);
    assert_eq!(session.notice(), "1 file was left out; the list says why.");
    session.keys("n n");
    assert_eq!(session.doc(), "c.txt");
    session.keys("Ctrl-p");
    assert_eq!(session.doc(), "a.txt");
    session.keys("J");
    assert_eq!(session.doc(), "c.txt");
    session.keys("J");
    assert_eq!(session.notice(), "This is the last article.");
    session.keys("Tab Tab k Enter");
    assert_eq!(
        session.notice(),
        "This file was left out: no permission to read it. e lists all such."
    );
    assert!(session.model.notice.as_ref().unwrap().trouble);
    assert_eq!(session.doc(), "c.txt");
}

#[test]
fn nothing_happens_where_there_is_nothing() {
    for failed in [false, true] {
        let mut session = Session::empty(80, 24);
        if failed {
            session.put("a.txt", None);
        }
        session.link(usize::from(failed));
        assert_eq!(session.model.is_empty(), !failed);
        session.keys("n N ] [ J Ctrl-p h l Enter j k G g Space b y Y Ctrl-o Alt-o Tab Enter");
        session.keys("Tab Enter j Esc v t D T < > / x Enter f x Enter Esc ? Esc : x Enter 5n");
        session.resize(40, 12);
        session.keys("n a s j Esc");
        assert_eq!(session.doc(), "");
        assert!(session.model.sought.actor.is_none());
        session.keys("q");
    }
}

#[test]
fn w_says_what_made_the_name_reached() {
    let mut session = open(80, 24);
    session.keys("w");
    assert!(session.notice().contains("No name is reached"));
    session.keys("n w");
    let why = "listed: “لوكاشينكو” is a form of alexander-lukashenko in actors.toml";
    assert_eq!(session.notice(), why);
    // An answer that comes after another key is not shown.
    session.hold();
    session.keys("w j");
    session.answer();
    assert_eq!(session.notice(), "");
}
