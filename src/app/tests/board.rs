//! What lies over page and actors: concordance.

use std::sync::Arc;

use super::open;
use crate::app::Popup;
use crate::app::board::Board;
use crate::app::connections::{CELL, Connecting, Shape};
use crate::app::key::MouseKind;
use crate::app::kwic::Kwic;
use crate::app::message::{Effect, Message};
use crate::app::panes::Pane;
use crate::app::session::Session;
use crate::app::timeline::Timeline;
use crate::library::survey::concordance::{Lines, Sort};
use crate::library::survey::connections::Unit;
use crate::library::survey::timeline::Span;
use crate::work::{Job, Report, Survey, Surveyed};

fn kwic(session: &Session) -> &Kwic {
    match &session.model.board {
        Some(Board::Kwic(kwic)) => kwic,
        other => panic!("no lines: {other:?}"),
    }
}

/// What follows the key of the selected line.
fn selected(session: &Session) -> String {
    let kwic = kwic(session);
    let line = kwic.line(kwic.selected).unwrap();
    format!("{}{}", line.context.hit, line.context.after)
}

#[test]
fn lines_of_the_chosen_actor_lead_to_their_places_and_back() {
    let mut session = open(120, 36);
    session.keys("c");
    assert!(session.model.board.is_none());
    assert!(
        session.notice().contains("Nothing is chosen"),
        "{}",
        session.notice()
    );
    session.keys("n Enter c");
    assert_eq!(kwic(&session).lines.total, 6);
    assert_eq!(kwic(&session).lines.split, 5);
    let here = session.rows();
    session.keys("G k");
    let line = selected(&session);
    session.keys("s s");
    assert_eq!(kwic(&session).sort, Sort::Date);
    assert_eq!(selected(&session), line, "it stays selected");
    session.keys("G Enter");
    assert!(session.model.board.is_none());
    let (doc, _, text) = session.reached().unwrap();
    assert_eq!((doc.as_str(), text.as_str()), ("e.txt", "Lukashenko"));
    // The way back leads to the lines over the page that one came from.
    session.keys("Ctrl-o");
    assert_eq!(session.doc(), "a.txt");
    assert_eq!(session.rows(), here);
    assert!(selected(&session).starts_with("Lukashenko"));
    session.keys("Esc");
    assert!(session.model.board.is_none());
    assert_eq!(session.rows(), here);
    // Forward, and back without lines.
    session.keys("Alt-o");
    assert_eq!(session.doc(), "e.txt");
    session.keys("Ctrl-o");
    assert!(session.model.board.is_none());
}

#[test]
fn lines_of_a_search_are_its_hits_everywhere() {
    let mut session = open(80, 24);
    session.keys("/ بريست Enter c");
    assert_eq!(kwic(&session).name, "بريست");
    assert_eq!(kwic(&session).lines.total, 2);
    session.keys("Esc : ");
    session.typed("kwic لوكاشينكو");
    session.keys("Enter");
    assert_eq!(kwic(&session).lines.total, 4);
    session.keys("G Enter n");
    // From there the words are walked.
    assert!(session.model.sought.search.is_some());
    assert_eq!(session.reached().unwrap().2, "لوكاشينكو");
    session.keys("Esc : ");
    session.typed("kwic before:soon");
    session.keys("Enter");
    assert!(session.model.notice.as_ref().unwrap().trouble);
}

#[test]
fn a_key_that_closes_nothing_acts_on_the_lines() {
    let mut session = open(120, 36);
    session.keys("n Enter c");
    for (key, board) in [
        ("?", true),
        ("T", true),
        ("t", true),
        ("d", true),
        ("o", false),
    ] {
        session.keys(key);
        session.keys(if key == "?" { "Esc" } else { "" });
        assert_eq!(session.model.board.is_some(), board, "{key}");
    }
    session.keys("c q");
    assert!(session.model.board.is_none());
    assert!(!session.effects.contains(&Effect::Quit));
}

#[test]
fn what_is_shown_can_be_written() {
    let mut session = open(120, 36);
    session.keys(": ");
    session.typed("export");
    session.keys("Enter");
    assert!(session.notice().starts_with("There is nothing to write"));
    session.keys("n Enter c e");
    assert_eq!(session.notice(), "Written: 6 lines, to lines.tsv");
    session.keys(": ");
    session.typed("export mine.jsonl");
    session.keys("Enter");
    assert_eq!(session.notice(), "Written: 6 lines, to mine.jsonl");
}

/// Ten thousand lines are asked for in parts; what was chosen among them stays when others come.
#[test]
fn many_lines_come_in_parts() {
    let text = "ثم قال لوكاشينكو شيئا وذهب\n".repeat(2_000);
    let articles: Vec<(String, &str)> = (0..5).map(|at| (format!("{at}.txt"), &*text)).collect();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(n, t)| (&**n, *t)).collect();
    let mut session = Session::open(120, 36, &articles);
    session.keys("n Enter c");
    assert_eq!(kwic(&session).lines.total, 10_000);
    let mut parts = 0;
    session.hold();
    for key in ["Space"; 40] {
        session.keys(key);
        while let Some(job) = session.next_question() {
            let Job::Survey(ticket, survey) = job else {
                panic!("{job:?}")
            };
            let Survey::Lines(ask) = &*survey else {
                panic!("{survey:?}")
            };
            assert!(ask.count <= 400, "{}", ask.count);
            parts += 1;
            session.ask_again(Job::Survey(ticket, survey));
            let report = session.next_answer().unwrap();
            session.send(Message::Report(report));
        }
        let kwic = kwic(&session);
        let rows = session.model.board_rows();
        let known = |at: usize| kwic.line(at).is_some();
        assert!((kwic.top..kwic.top + rows).all(known), "{}", kwic.top);
    }
    // A page is thirty lines: not every one asks.
    assert!((4..20).contains(&parts), "{parts}");
    session.answer();
    session.keys("G Enter");
    assert_eq!(session.doc(), "4.txt");
}

#[test]
fn a_selected_line_stays_while_others_come_before_it() {
    let mut session = open(120, 36);
    session.keys("n Enter c");
    let whole = Arc::clone(&kwic(&session).lines);
    let ticket = {
        session.keys("Esc");
        session.hold();
        session.keys("c");
        match session.next_question() {
            Some(Job::GiveUp(_)) => session.next_question(),
            other => other,
        }
    };
    let Some(Job::Survey(ticket, _)) = ticket else {
        panic!("{ticket:?}")
    };
    // The last three of the lines are known first.
    let some = Lines {
        total: 3,
        split: 2,
        progress: (1, 9),
        rows: whole.rows[3..].to_vec(),
        ..Lines::default()
    };
    let tell = |session: &mut Session, lines: &Arc<Lines>| {
        let found = Surveyed::Lines(Arc::clone(lines));
        session.send(Message::Report(Report::Surveyed(ticket, found)));
    };
    tell(&mut session, &Arc::new(some));
    session.keys("j");
    let line = selected(&session);
    let row = kwic(&session).selected - kwic(&session).top;
    tell(&mut session, &whole);
    assert_eq!(selected(&session), line);
    assert_eq!(kwic(&session).selected, 4);
    assert!(kwic(&session).selected - kwic(&session).top >= row);
    // A late answer to another question changes nothing.
    let stale = Report::Surveyed(Default::default(), Surveyed::Lines(Arc::default()));
    session.send(Message::Report(stale));
    assert_eq!(kwic(&session).lines.total, 6);
}

fn connecting(session: &Session) -> &Connecting {
    match &session.model.board {
        Some(Board::Connections(connecting)) => connecting,
        other => panic!("no connections: {other:?}"),
    }
}

#[test]
fn a_pair_leads_to_the_articles_with_both_and_back() {
    let mut session = open(120, 36);
    session.keys("n Enter P");
    let shown = connecting(&session);
    let names: Vec<&str> = shown.found.pairs.iter().map(|p| &*p.b.name).collect();
    assert_eq!(names, ["مينسك", "بريست"]);
    assert_eq!(shown.found.pairs[0].counts, [2, 2, 2]);
    assert_eq!(shown.found.strongest.len(), 3);
    session.keys("j");
    let pair = connecting(&session).pair(1).unwrap().b.id;
    session.keys("s");
    assert_eq!(connecting(&session).unit, Unit::Paragraph);
    let shown = connecting(&session);
    assert_eq!(shown.pair(shown.selected).unwrap().b.id, pair);
    session.keys("g Enter");
    assert!(session.model.board.is_none());
    assert_eq!(session.model.focus, Pane::List);
    assert_eq!(session.model.list.len(), 2);
    assert!(session.notice().contains("مينسك"), "{}", session.notice());
    let here = session.rows();
    session.keys("j Enter");
    assert_eq!(session.doc(), "e.txt");
    session.keys("Ctrl-o");
    assert_eq!(session.rows(), here);
    assert_eq!(connecting(&session).unit, Unit::Paragraph);
    session.keys("e");
    assert_eq!(session.notice(), "Written: 2 lines, to pairs.csv");
    session.keys("Esc");
    assert!(session.model.board.is_none());
}

#[test]
fn without_an_actor_the_strongest_are_shown_with_each_other() {
    let mut session = open(80, 24);
    session.keys("P");
    let shown = connecting(&session);
    assert!(shown.of.is_none());
    let first = shown.pair(0).unwrap();
    assert_eq!(
        (&*first.a.name, &*first.b.name),
        ("ألكسندر لوكاشينكو", "مينسك")
    );
    assert!(!shown.table);
    session.keys("Tab");
    assert!(connecting(&session).table);
}

/// The two of the cell that one is at, and how often they appear together in an article.
fn at_cell(session: &Session) -> (String, String, u32) {
    let (a, b, counts) = connecting(session).at_cell().expect("a cell");
    (a.name.to_string(), b.name.to_string(), counts[0])
}

#[test]
fn one_goes_from_cell_to_cell_and_a_cell_leads_to_the_articles_with_both() {
    // Merkel and Iran never meet.
    let articles = [
        ("a.txt", "التقى لوكاشينكو ميركل في مينسك وبريست.\n"),
        ("b.txt", "زار لوكاشينكو مينسك ثم إيران.\n"),
    ];
    let mut session = Session::open(120, 36, &articles);
    session.keys("P");
    let found = Arc::clone(&connecting(&session).found);
    let name = |at: usize| found.strongest[at].name.to_string();
    let cell = |row, column| (name(row), name(column), found.between(row, column)[0]);
    // The cell is that of the pair that is selected; the arrow goes into the table beside.
    session.keys("j Right");
    let pair = connecting(&session).pair(1).unwrap();
    let (a, b, count) = at_cell(&session);
    assert!(connecting(&session).table);
    assert_eq!((&*pair.a.name, &*pair.b.name), (&*a, &*b));
    assert_eq!(pair.counts[0], count);
    session.keys("g Left Left Left Left");
    assert_eq!(
        connecting(&session).cell.at,
        (0, 1),
        "never out, never oneself"
    );
    session.keys("Right");
    assert_eq!(at_cell(&session), cell(0, 2));
    session.keys("j k 2Right");
    let right = connecting(&session).cell.at.1;
    assert_eq!(right, found.strongest.len().min(5) - 1);
    // The list goes with it, and who appears nowhere together leads nowhere.
    let never = (0..found.strongest.len())
        .flat_map(|row| (0..found.strongest.len()).map(move |column| (row, column)))
        .find(|(row, column)| row != column && found.between(*row, *column) == [0; 3]);
    let (row, column) = never.expect("two who never meet");
    if let Some(Board::Connections(connecting)) = &mut session.model.board {
        connecting.cell.at = (row, column);
    }
    session.keys("Enter");
    assert!(session.notice().ends_with("appear together nowhere."));
    assert!(session.model.board.is_some() && session.model.list.filter.is_none());
    // The other half of the table means the same two.
    session.keys("g 99Left");
    let (a, b, count) = at_cell(&session);
    let shown = connecting(&session);
    let pair = shown.pair(shown.selected).unwrap();
    let mut both = [pair.a.name.to_string(), pair.b.name.to_string()];
    both.sort();
    let mut meant = [a.clone(), b.clone()];
    meant.sort();
    assert_eq!(both, meant, "the list goes with the table");
    session.keys("Enter");
    assert!(session.model.board.is_none());
    assert_eq!(session.model.list.len(), count as usize);
    assert!(session.notice().contains(&a) && session.notice().contains(&b));
}

#[test]
fn the_card_of_the_other_opens_over_the_table_and_leads_to_the_page() {
    let mut session = open(120, 36);
    session.keys("P Tab");
    let (_, other, _) = at_cell(&session);
    session.keys("K");
    let Some(Popup::Card(card)) = &session.model.popup else {
        panic!("no card: {:?}", session.notice());
    };
    assert_eq!(&*card.actor.name, other);
    session.keys("K");
    assert!(session.model.popup.is_none() && session.model.board.is_some());
    session.keys("p");
    let pinned: Vec<_> = session.model.pins.iter().collect();
    assert_eq!(&*pinned[0].1.actor.as_ref().unwrap().name, other);
    session.keys("K Enter");
    assert!(session.model.board.is_none());
    assert_eq!(session.chosen(), other);
    session.keys("Ctrl-o");
    assert!(connecting(&session).table);
    // Whom one finds is shown on the page, too.
    session.keys("f مينس Enter");
    assert!(session.model.board.is_none() && session.chosen() == "مينسك");
}

#[test]
fn a_press_on_a_cell_goes_there_and_another_one_leads_on() {
    let mut session = open(120, 36);
    session.keys("P");
    let shape = Shape::of(session.model.board_inside());
    let x = |column: u16| shape.table.x + shape.name + column * CELL + 3;
    let y = |row: u16| shape.table.y + 1 + row;
    session.mouse(MouseKind::Press, x(0), y(1));
    assert_eq!(connecting(&session).cell.at, (1, 0));
    assert!(connecting(&session).table);
    session.mouse(MouseKind::Press, x(2), y(2));
    assert_eq!(connecting(&session).cell.at, (1, 0), "nobody meets oneself");
    session.mouse(MouseKind::Press, shape.list.x + 2, shape.list.y + 1);
    assert!(!connecting(&session).table && session.model.board.is_some());
    session.mouse(MouseKind::Press, x(0), y(1));
    session.mouse(MouseKind::Press, x(0), y(1));
    assert!(session.model.board.is_none() && session.model.list.filter.is_some());
}

fn timeline(session: &Session) -> &Timeline {
    match &session.model.board {
        Some(Board::Timeline(timeline)) => timeline,
        other => panic!("no timeline: {other:?}"),
    }
}

#[test]
fn who_is_pinned_has_bars_of_their_own() {
    let articles = [
        ("a.md", "---\ndate: 2020-01-02\n---\nعن لوكاشينكو ومينسك\n"),
        (
            "b.md",
            "---\ndate: 2020-02-02\n---\nعن مينسك ومينسك وبريست\n",
        ),
    ];
    let mut session = Session::open(120, 36, &articles);
    // The one who is chosen stands first and once, whether pinned or not.
    session.keys("f لوكا Enter p f مينس Enter p f لوكا Enter L");
    let shown = timeline(&session);
    let named = |bar: Option<&crate::library::survey::timeline::Bar>| bar.unwrap().named.clone();
    assert_eq!(named(shown.bars.first()), [1, 1]);
    assert_eq!(named(shown.bars.last()), [0, 2]);
    session.keys("Esc Esc L");
    assert_eq!(timeline(&session).found.actors.len(), 2);
}

#[test]
fn a_time_leads_to_its_articles() {
    let dated = |date: &str, text: &str| format!("---\ndate: {date}\n---\n{text}\n");
    let articles = [
        ("a.md", dated("2019-12-31", "عن لوكاشينكو ولوكاشينكو")),
        ("b.md", dated("2021-03-02", "عن لوكاشينكو")),
        ("c.md", dated("2021-03-30", "عن بريست")),
        ("d.md", "عن مينسك\n".to_owned()),
    ];
    let articles: Vec<(&str, &str)> = articles.iter().map(|(n, t)| (*n, t.as_str())).collect();
    let mut session = Session::open(120, 36, &articles);
    session.keys("n Enter L");
    let shown = timeline(&session);
    assert_eq!((shown.span, shown.bars.len()), (Span::Month, 16));
    assert_eq!(shown.found.undated, 1);
    let last = shown.bars.last().unwrap();
    assert_eq!((last.articles, last.named.as_slice()), (2, &[1][..]));
    assert_eq!(shown.bars[0].named, [2]);
    // The latest is selected; the arrows follow the screen, also a mirrored one.
    session.keys("Left");
    assert_eq!(timeline(&session).selected, 14);
    session.model.setup.mirrored = true;
    session.keys("Left");
    assert_eq!(timeline(&session).selected, 15);
    session.model.setup.mirrored = false;
    session.keys("Enter");
    let filter = session.model.list.filter.as_ref().unwrap();
    assert_eq!(filter.query, "after:2021-03 before:2021-04");
    assert_eq!(session.model.list.len(), 2);
    assert_eq!(session.model.focus, Pane::List);
    session.keys("Esc L s g Enter");
    let filter = session.model.list.filter.as_ref().unwrap();
    assert_eq!(filter.query, "after:2019 before:2020");
    assert_eq!(session.model.list.len(), 1);
    // Bars are written as they are shown.
    session.keys("L s e");
    assert_eq!(timeline(&session).span, Span::Year);
    assert_eq!(session.notice(), "Written: 3 lines, to times.csv");
    session.keys("Esc e");
    assert!(!session.notice().starts_with("Written"));
}
