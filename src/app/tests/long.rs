//! A list of a hundred thousand articles: rows are asked for around the screen only.

use crate::app::key::{Key, KeyCode};
use crate::app::message::{Effect, Message};
use crate::app::{Model, Setup};
use crate::library::{ArticleId, Listing, Row};
use crate::text::direction::Direction;
use crate::work::{FIRST_ROWS, Job, Report, Ticket};

const COUNT: u64 = 100_000;

fn row(id: ArticleId) -> Row {
    Row {
        id,
        doc: format!("{}.txt", id.0).into(),
        title: format!("title {}", id.0).into(),
        direction: Direction::LeftToRight,
        source: None,
        date: None,
        failed: None,
        marks: crate::library::Marks::default(),
    }
}

/// A model with a long list; what it asks for is answered, and the greatest number of rows
/// asked for at once comes back.
fn keys(model: &mut Model, keys: &[Key]) -> usize {
    let mut most = 0;
    for key in keys {
        let mut effects = model.update(Message::Key(*key));
        while let Some(effect) = effects.pop() {
            if let Effect::Ask(Job::Rows(ticket, ids)) = effect {
                most = most.max(ids.len());
                let rows = ids.into_iter().map(row).collect();
                effects.extend(model.update(Message::Report(Report::Rows(ticket, rows))));
            }
        }
    }
    most
}

fn long() -> Model {
    let mut model = Model::new(Setup {
        width: 120,
        height: 36,
        ..Setup::default()
    });
    let ids: Vec<ArticleId> = (0..COUNT).map(ArticleId).collect();
    let first = ids[..FIRST_ROWS].iter().map(|id| row(*id)).collect();
    let failed = vec![ArticleId(2), ArticleId(COUNT - 1)];
    model.update(Message::Report(Report::Linked {
        listing: Listing {
            ids: ids.into(),
            failed: failed.into(),

            stories: Default::default(),
        },
        rows: first,
        done: 1,
        total: 1,
        skipped: 0,
        settled: true,
        marks: (0, String::new()),
    }));
    // The first article was asked for; it does not come here.
    let effects = model.update(Message::Report(Report::Trouble("no".into())));
    // The rows around those of the screen, which it would have gone before, do.
    for effect in effects {
        if let Effect::Ask(Job::Rows(ticket, ids)) = effect {
            let rows = ids.into_iter().map(row).collect();
            model.update(Message::Report(Report::Rows(ticket, rows)));
        }
    }
    model
}

#[test]
fn only_rows_near_the_screen_are_asked_for() {
    let mut model = long();
    let tab = Key::plain(KeyCode::Tab);
    let end = Key::plain(KeyCode::Char('G'));
    let up = Key::plain(KeyCode::Char('k'));
    keys(&mut model, &[tab, tab]);
    assert_eq!(model.focus, crate::app::panes::Pane::List);
    let most = keys(&mut model, &[end, up, up]);
    assert!((1..500).contains(&most), "{most}");
    assert_eq!(model.list.selected, 99_997);
    let shown = model.list.visible(30, 30, &model.label_options());
    assert!(shown.len() > 5);
    for entry in shown {
        let row = model.list.row(entry.at).unwrap();
        assert_eq!(row.id.0, entry.at as u64);
    }
    // Going through it all never keeps it all.
    for _ in 0..500 {
        let most = keys(&mut model, &[Key::plain(KeyCode::PageUp); 20]);
        assert!(most < 500, "{most}");
    }
    let known = (0..model.list.len()).filter(|at| model.list.row(*at).is_some());
    assert!(known.count() < 3000);
}

#[test]
fn rows_on_their_way_neither_stop_a_key_nor_move_the_list() {
    let mut model = long();
    keys(&mut model, &[Key::plain(KeyCode::Tab); 2]);
    let effects = model.update(Message::Key(Key::plain(KeyCode::Char('G'))));
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Ask(Job::Rows(ticket, ids)) => Some((*ticket, ids.clone())),
        _ => None,
    });
    let (ticket, ids) = asked.unwrap();
    assert!(ids.contains(&ArticleId(COUNT - 1)));
    // Not answered yet: one can go on, and a late answer to another question is dropped.
    model.update(Message::Report(Report::Rows(
        Ticket(0),
        ids.iter().map(|id| row(*id)).collect(),
    )));
    assert!(model.list.row(99_990).is_none());
    model.update(Message::Key(Key::plain(KeyCode::Char('k'))));
    assert_eq!(model.list.selected, 99_998);
    let rows = ids.into_iter().map(row).collect();
    model.update(Message::Report(Report::Rows(ticket, rows)));
    assert_eq!(&*model.list.row(99_998).unwrap().title, "title 99998");
}

#[test]
fn what_failed_is_passed_over_anywhere() {
    let model = long();
    assert_eq!(model.list.beside(1, true), Some(3));
    assert_eq!(model.list.beside(3, false), Some(1));
    assert_eq!(model.list.beside(99_998, true), None);
    assert_eq!(model.list.beside(model.list.len(), false), Some(99_998));
}

#[test]
fn keys_go_on_when_one_is_back_where_one_was() {
    use crate::app::session::Session;
    use crate::library::{Desktop, Resumed, Spot, State};

    let world = super::world();
    let mut session = Session::empty(120, 36);
    session.model.resume();
    for (name, text) in &world {
        session.put(name, Some(text));
    }
    session.hold();
    session.link(world.len());
    session.link(world.len());
    // The question where one was is answered by hand.
    let asked = session.next_question().unwrap();
    let Job::Resume(ticket) = asked else {
        panic!("{asked:?}");
    };
    let ids = session.model.list.listing.ids.clone();
    let spot = Spot {
        top: Some((200, 0)),
        reached: None,
        words: String::new(),
    };
    let state = State {
        here: Some((ids[3], spot.clone())),
        back: vec![(ids[0], spot)],
        desktop: Desktop {
            list: false,
            ..Desktop::default()
        },
    };
    let chosen = session.actor_named("ألكسندر لوكاشينكو");
    session.send(Message::Report(Report::Resumed(
        ticket,
        Some(Box::new(Resumed { state, chosen })),
    )));
    session.answer();
    assert_eq!(session.doc(), "d.txt");
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    assert!(session.model.panes.list.is_none());
    session.keys("a a");
    assert!(session.model.panes.list.is_none() && !session.model.is_waiting());
    session.keys("Ctrl-o");
    assert_eq!(session.doc(), "a.txt");
    session.keys("q");
    assert_eq!(session.effects, [Effect::Quit]);
}
