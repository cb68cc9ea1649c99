//! The card of an actor: what it tells, and what its keys do.

use crate::app::Popup;
use crate::app::card::{Card, What};
use crate::app::message::Effect;
use crate::app::session::Session;
use crate::layout::Line;
use crate::text::token::Script;

const OLD: &str = "---\ntitle: العام الماضي\ndate: 2020-11-02\n---\n\
    # لوكاشينكو\n\nلا أحد هنا. وصل الرئيس لوكاشينكو إلى مينسك صباحا! ثم نام.\n";
const NEW: &str = "---\ntitle: هذا العام\ndate: 2021-03-14\n---\n\
    قال لوكاشنكو إن ميركل في مينسك.\n\nPresident Lukashenko met Merkel.\n\nعاد لوكاشنكو.\n";

fn two(width: u16, height: u16) -> Session {
    Session::open(width, height, &[("new.md", NEW), ("old.md", OLD)])
}

fn card(session: &Session) -> &Card {
    match &session.model.popup {
        Some(Popup::Card(card)) => card,
        _ => panic!("no card is open"),
    }
}

/// What stands on a card, a string a row, each part as it is read; bars by their length.
fn read(card: &Card) -> Vec<String> {
    let text = |line: &Line| {
        let mut placed: Vec<_> = line.placed.iter().collect();
        placed.sort_by_key(|p| p.range.start);
        placed.iter().map(|p| p.glyph.as_str()).collect::<String>()
    };
    let rows = card.rows.iter().map(|row| {
        let parts = row.parts.iter().map(|part| match &part.what {
            What::Line(line) => text(line),
            What::Kind(kind) => format!("{kind:?}"),
            What::Dot => "·".to_owned(),
            What::Bar { value, most, .. } => format!("={value}/{most}"),
        });
        parts.collect::<Vec<_>>().join(" ")
    });
    rows.collect()
}

/// Cells from the left that the parts of each row take; no two of them overlap.
fn holds(card: &Card, width: u16) {
    for row in &card.rows {
        let mut taken = Vec::new();
        for part in &row.parts {
            let cells = match &part.what {
                What::Line(line) => line.width,
                What::Kind(_) | What::Dot => 1,
                What::Bar { value, most, cells } => {
                    crate::app::card::bar_cells(*value, *most, *cells)
                }
            };
            taken.push((part.x, part.x + cells));
        }
        taken.sort_unstable();
        for pair in taken.windows(2) {
            assert!(pair[0].1 <= pair[1].0, "{width}: {:?}", read(card));
        }
        let end = taken.last().map_or(0, |t| t.1);
        assert!(end <= width, "{width}: {end}: {:?}", read(card));
    }
}

#[test]
fn the_card_tells_what_the_articles_say() {
    let mut session = two(120, 36);
    session.keys("n K");
    let portrait = card(&session).portrait.clone().unwrap();
    assert_eq!(&*portrait.actor.key, "alexander-lukashenko");
    let form = |s: &str, n| (s.to_owned(), n);
    assert_eq!(
        portrait.spellings,
        [
            (
                Script::Arabic,
                vec![form("لوكاشنكو", 2), form("لوكاشينكو", 2)]
            ),
            (Script::Latin, vec![form("Lukashenko", 1)]),
        ]
    );
    assert_eq!(portrait.titles, [form("President", 1), form("الرئيس", 1)]);
    let day = jiff::civil::date;
    assert_eq!(portrait.days, Some((day(2020, 11, 2), day(2021, 3, 14))));
    assert_eq!(portrait.months, [((2020, 11), 2), ((2021, 3), 3)]);
    let company: Vec<_> = portrait
        .company
        .iter()
        .map(|(a, n)| (&*a.key, *n))
        .collect();
    assert_eq!(company, [("angela-merkel", 2), ("minsk", 2)]);
    let first = portrait.first.as_ref().unwrap();
    assert_eq!(first.name.slice(&first.text), Some("لوكاشينكو"));
    assert_eq!(first.date, Some(day(2020, 11, 2)));
    assert_eq!(portrait.looked, 2);
    let rows = read(card(&session)).join("\n");
    for fact in [
        "5 in 2 articles",
        "2 Nov 2020 to 14 Mar 2021",
        "2020 Nov =2/3 2",
        "2021 Jan 0",
        "Mar =3/3 3",
    ] {
        assert!(rows.contains(fact), "{fact}: {rows}");
    }
    // The sentence alone, not the headline before it.
    assert!(!rows.contains("ﻧﺎﻡ"), "{rows}");
}

#[test]
fn a_nationality_keeps_its_article_after_a_preposition() {
    let mut session = Session::open(
        120,
        36,
        &[("a.txt", "قال للإيراني ثم لوكاشينكو للوكاشينكو.")],
    );
    let spellings = |session: &Session| {
        let portrait = card(session).portrait.clone().unwrap();
        let forms = portrait
            .spellings
            .iter()
            .flat_map(|(_, forms)| forms.clone());
        forms.collect::<Vec<_>>()
    };
    session.keys("n K");
    assert_eq!(spellings(&session), [("الإيراني".to_owned(), 1)]);
    session.keys("Esc n K");
    assert_eq!(spellings(&session), [("لوكاشينكو".to_owned(), 2)]);
}

#[test]
fn no_part_of_a_card_lies_on_another_at_any_width() {
    for width in 20..=140 {
        let mut session = two(width, 30);
        session.keys("n K");
        let (inside, _) = session.model.card_size();
        holds(card(&session), inside);
    }
}

#[test]
fn enter_goes_to_where_it_is_named_first_and_back_returns() {
    let mut session = two(120, 36);
    session.keys("n Enter n n");
    let before = session.reached();
    session.keys("K Enter");
    assert!(session.model.popup.is_none());
    let (doc, at, name) = session.reached().unwrap();
    assert_eq!((doc.as_str(), name.as_str()), ("old.md", "لوكاشينكو"));
    assert!(OLD[..at].contains("الرئيس"));
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    session.keys("Ctrl-o");
    assert_eq!(session.reached(), before);
}

#[test]
fn enter_before_the_answer_waits_for_it() {
    let mut session = two(120, 36);
    session.keys("n");
    session.hold();
    session.keys("K Enter");
    assert!(matches!(session.model.popup, Some(Popup::Card(_))));
    session.answer();
    assert_eq!(session.doc(), "old.md");
    assert!(session.model.popup.is_none());
}

#[test]
fn next_on_the_card_follows_its_actor() {
    for (key, doc, name) in [
        ("n", "new.md", "Lukashenko"),
        ("]", "old.md", "لوكاشينكو"),
        ("N", "old.md", "لوكاشينكو"),
    ] {
        let mut session = two(120, 36);
        session.keys("n K");
        session.keys(key);
        let (at, _, text) = session.reached().unwrap();
        assert_eq!((at.as_str(), text.as_str()), (doc, name), "{key}");
        assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
        assert!(session.model.popup.is_none());
    }
}

#[test]
fn keys_copy_close_and_scroll() {
    let mut session = two(40, 12);
    session.keys("n K y");
    assert_eq!(
        session.effects,
        [Effect::Copy("ألكسندر لوكاشينكو".to_owned())]
    );
    let (_, height) = session.model.card_size();
    let rows = card(&session).rows.len();
    assert!(rows > usize::from(height), "{rows}");
    session.keys("k");
    assert_eq!(card(&session).top, 0);
    session.keys("j j");
    assert_eq!(card(&session).top, 2);
    session.keys("G j");
    assert_eq!(card(&session).top, rows - usize::from(height));
    assert!(!card(&session).goes_on());
    session.keys("g");
    assert_eq!(card(&session).top, 0);
    // A window that grows shows no empty rows below what scrolled.
    session.keys("G");
    session.resize(40, 60);
    assert_eq!(card(&session).top, 0);
    for close in ["K", "q", "Esc", "Alt-k"] {
        session.keys(close);
        assert!(session.model.popup.is_none(), "{close}");
        session.keys("K");
    }
    assert!(session.model.sought.actor.is_none());
    // The same keys under an Arabic keyboard: its K is a comma.
    session.keys("Esc ،");
    assert!(matches!(session.model.popup, Some(Popup::Card(_))));
    session.keys("،");
    assert!(session.model.popup.is_none());
}

#[test]
fn the_card_is_of_whom_one_means() {
    let mut session = two(120, 36);
    session.keys("K");
    assert!(session.model.popup.is_none());
    assert!(session.notice().starts_with("Point at a name"));
    // The selected row of the sidebar; the name pointed at; else the chosen one.
    session.keys("Tab j K");
    assert_eq!(&*card(&session).actor.key, "angela-merkel");
    session.keys("Esc Esc Shift-Tab h K");
    assert_eq!(&*card(&session).actor.key, "alexander-lukashenko");
    session.keys("Esc Esc n n Enter G Shift-Tab K");
    assert_eq!(&*card(&session).actor.key, "angela-merkel");
}

#[test]
fn a_late_answer_is_dropped_and_more_articles_are_asked_for() {
    let mut session = two(120, 36);
    session.keys("n");
    session.hold();
    session.keys("K Esc n");
    session.keys("K");
    let late = session.next_answer().unwrap();
    session.send(crate::app::message::Message::Report(late));
    assert!(card(&session).portrait.is_none());
    session.answer();
    assert_eq!(
        &*card(&session).portrait.as_ref().unwrap().actor.key,
        "angela-merkel"
    );
    session.put("more.txt", Some("ميركل في بريست"));
    session.link(3);
    let portrait = card(&session).portrait.clone().unwrap();
    assert_eq!((portrait.actor.articles, portrait.looked), (2, 2));
}

#[test]
fn an_actor_of_very_many_articles_is_asked_of_some() {
    let many: Vec<(String, String)> = (0..230)
        .map(|n| {
            let year = 1990 + (n * 7) % 30;
            (
                format!("{n}.md"),
                format!(
                    "---\ndate: {year}-01-0{}\n---\nعن لوكاشينكو رقم {n}\n",
                    1 + n % 9
                ),
            )
        })
        .collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(a, b)| (&**a, &**b)).collect();
    let mut session = Session::open(120, 36, &many);
    session.keys("n K");
    let portrait = card(&session).portrait.clone().unwrap();
    assert_eq!(portrait.looked, crate::library::portrait::LOOKED_THROUGH);
    let first = portrait.first.as_ref().unwrap();
    assert_eq!(first.date, portrait.days.map(|d| d.0));
    // Counts over time are of all articles.
    assert_eq!(portrait.months.iter().map(|m| m.1).sum::<u32>(), 230);
    let rows = read(card(&session)).join("\n");
    assert!(rows.contains("Met in 200 of 230 articles."), "{rows}");
    assert!(rows.contains("Years"), "{rows}");
}

#[test]
fn what_a_list_knows_elsewhere_is_opened_from_the_card() {
    let text = "عن الأردن وأوروبا ومينسك.";
    let mut session = Session::open(120, 36, &[("a.txt", text)]);
    let opened = |session: &mut Session, keys: &str| {
        session.effects.clear();
        session.keys(keys);
        match session.effects.first() {
            Some(Effect::OpenLink(address)) => address.clone(),
            other => panic!("{keys}: {other:?} {}", session.notice()),
        }
    };
    // Of two each has its number, in any digits; the key of links opens the first.
    session.keys("n Enter K");
    let wikidata = "https://www.wikidata.org/wiki/Q810";
    assert_eq!(opened(&mut session, "r"), wikidata);
    assert_eq!(opened(&mut session, "ق"), wikidata);
    assert_eq!(opened(&mut session, "2"), "https://example.org/jordan/");
    assert_eq!(opened(&mut session, "٢"), "https://example.org/jordan/");
    session.keys("3");
    assert!(session.notice().starts_with("No list says"));
    let shown = |session: &Session| {
        let Some(Popup::Card(card)) = &session.model.popup else {
            panic!("no card");
        };
        card.elsewhere().links()
    };
    let names: Vec<String> = shown(&session).into_iter().map(|l| l.0).collect();
    assert_eq!(names, ["Wikidata Q810", "example.org/jordan"]);
    session.keys("Esc f أوروبا Enter K");
    assert_eq!(session.chosen(), "أوروبا");
    assert_eq!(
        opened(&mut session, "1"),
        "https://www.wikidata.org/wiki/Q46"
    );
    session.keys("Esc f مينس Enter K");
    assert_eq!(shown(&session), []);
    session.effects.clear();
    session.keys("r");
    assert_eq!(session.effects, []);
}
