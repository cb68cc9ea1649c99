//! Layers, panes, names pointed at, the mouse, the finder, copying.

use crate::app::key::MouseKind;
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::session::{Session, quiet};
use crate::app::tests::open;
use crate::app::{Marking, Popup};
use crate::layout::direction::DirectionMode;

#[test]
fn escape_peels_one_layer_at_a_time() {
    let mut session = open(80, 24);
    // An actor, a search, a name pointed at, a drawer, a popup.
    session.keys("n Enter / ثم Enter l Tab Tab f");
    let layers = |s: &Session| {
        (
            s.model.popup.is_some(),
            s.model.panes.list_is_drawer,
            !s.pointed().is_empty(),
            s.model.sought.search.is_some(),
            !s.chosen().is_empty(),
        )
    };
    assert_eq!(layers(&session), (true, true, true, true, true));
    let mut seen = Vec::new();
    for _ in 0..6 {
        session.keys("Esc");
        seen.push(layers(&session));
    }
    assert_eq!(
        seen,
        [
            (false, true, true, true, true),
            (false, false, true, true, true),
            (false, false, false, true, true),
            (false, false, false, false, true),
            (false, false, false, false, false),
            (false, false, false, false, false),
        ]
    );
    assert_eq!(session.model.focus, Pane::Reader);
    assert_eq!(session.effects, []);
}

#[test]
fn q_closes_the_topmost_layer_and_quits_at_the_bottom() {
    let mut session = open(80, 24);
    session.keys("Tab Tab ?");
    assert!(matches!(session.model.popup, Some(Popup::Help(_))));
    session.keys("q");
    assert!(session.model.popup.is_none() && session.model.panes.list_is_drawer);
    session.keys("q");
    assert!(!session.model.panes.list_is_drawer);
    assert_eq!(session.effects, []);
    session.keys("q");
    assert_eq!(session.effects, [Effect::Quit]);
    // In a prompt it is a letter, and Ctrl-c leaves from everywhere.
    let mut session = open(80, 24);
    session.keys("f q");
    assert_eq!(session.effects, []);
    session.keys("Ctrl-c");
    assert_eq!(session.effects, [Effect::Quit]);
}

/// Which names a key points at, one after another, until it goes no further.
fn pointed_by(session: &mut Session, key: &str) -> Vec<String> {
    let mut out = Vec::new();
    for _ in 0..40 {
        session.keys(key);
        if session
            .notice()
            .starts_with("No further name on the screen.")
        {
            return out;
        }
        out.push(session.pointed());
    }
    panic!("{key} never ends: {out:?}");
}

#[test]
fn names_are_pointed_at_by_their_side_on_the_screen() {
    // (text, names from the first by `h`, then back by `l`)
    let rows: &[(&str, &[&str], &[&str])] = &[
        // Right to left: `h` goes on in the text.
        (
            "بين مينسك وبريست وإيران",
            &["مينسك", "بريست", "إيران"],
            &["بريست", "مينسك"],
        ),
        // Left to right: `l` does.
        (
            "From Minsk to Brest and Iran",
            &["Minsk"],
            &["Brest", "Iran"],
        ),
        // A Latin run inside a right-to-left line stands as it is read: its second name
        // is the first from the right.
        (
            "بين مينسك و Brest Iran ثم بريست",
            &["مينسك", "Iran", "Brest", "بريست"],
            &["Brest", "Iran", "مينسك"],
        ),
        // The neighbouring line.
        (
            "عن مينسك\nوعن بريست وإيران\nوعن ميركل",
            &["مينسك", "بريست", "إيران", "ميركل"],
            &["إيران", "بريست", "مينسك"],
        ),
        // A line of the other direction turns nobody back.
        (
            "وصل إلى مينسك قادما من إيران في المساء\nFrom Minsk to Brest\nثم إلى بريست في الصباح",
            &["مينسك", "إيران", "Brest", "Minsk", "بريست"],
            &["Minsk", "Brest", "إيران", "مينسك"],
        ),
        (
            "This is a note on Minsk alone\nثم إلى بريست وإيران\nand again Merkel in the end",
            &["Minsk"],
            &["إيران", "بريست", "Merkel"],
        ),
    ];
    for (text, leftwards, rightwards) in rows {
        let mut session = Session::open(80, 24, &[("a.txt", text)]);
        assert_eq!(pointed_by(&mut session, "h"), *leftwards, "{text}");
        assert_eq!(pointed_by(&mut session, "l"), *rightwards, "{text}");
    }
    let mut session = Session::open(80, 24, &[("a.txt", rows[0].0)]);
    session.keys("3h");
    assert_eq!(session.pointed(), "إيران");
}

#[test]
fn enter_chooses_what_is_pointed_at_or_reached() {
    let mut session = open(80, 24);
    session.keys("Enter");
    assert_eq!(
        session.notice(),
        "h and l point at a name; Enter follows it."
    );
    session.keys("n Enter");
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    session.keys("h");
    assert_eq!(session.pointed(), "مينسك");
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    session.keys("Enter");
    assert_eq!(session.chosen(), "مينسك");
    assert_eq!(session.reached().unwrap().2, "مينسك");
    assert_eq!(session.pointed(), "");
    session.keys("n");
    assert_eq!(session.doc(), "e.txt");
}

#[test]
fn the_sidebar_chooses_and_lands_near() {
    let mut session = open(80, 24);
    session.keys("Tab");
    assert_eq!(session.model.focus, Pane::Sidebar);
    session.keys("j j Enter");
    assert_eq!(session.model.focus, Pane::Reader);
    assert_eq!(session.chosen(), "مينسك");
    assert_eq!(session.reached().unwrap().2, "مينسك");
    // In an article where it stands above the screen only, the last place before.
    session.keys("Esc G Tab g Enter");
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    assert_eq!(session.reached().unwrap().2, "لوكاشنكو");
}

#[test]
fn panes_come_as_drawers_where_they_do_not_stand() {
    // At 80 columns the actors stand, the list lies over them; at 40 both cover the page.
    for (width, sidebar_stands) in [(80, true), (40, false)] {
        let mut session = open(width, 24);
        let full = session.model.panes;
        assert_eq!(full.sidebar.is_some(), sidebar_stands);
        session.keys("a");
        let panes = session.model.panes;
        assert!(panes.list_is_drawer && session.model.focus == Pane::List);
        let over = full.sidebar.unwrap_or(full.reader);
        assert_eq!(panes.list, Some(over));
        assert_eq!(panes.text, full.text, "the text does not move");
        session.keys("a");
        assert_eq!(session.model.panes, full);
        assert_eq!(session.model.focus, Pane::Reader);
        // Tab goes round all three; each pane has the keys while it is seen.
        let mut seen = Vec::new();
        for _ in 0..3 {
            session.keys("Tab");
            seen.push(session.model.focus);
        }
        assert_eq!(seen, [Pane::Sidebar, Pane::List, Pane::Reader]);
        assert_eq!(session.model.panes, full);
        session.keys("Shift-Tab j Enter");
        assert_eq!(session.doc(), "b.txt");
        assert_eq!(
            (session.model.panes, session.model.focus),
            (full, Pane::Reader)
        );
        session.keys("Left");
        assert_eq!(session.model.focus, Pane::List);
        session.keys("Right");
        assert_eq!(session.model.focus, Pane::Reader);
        session.keys("Right Enter");
        assert_eq!(session.chosen(), "بريست");
        assert_eq!(
            (session.model.panes, session.model.focus),
            (full, Pane::Reader)
        );
    }
    let mut session = open(40, 12);
    session.keys("s");
    assert!(session.model.panes.sidebar_is_drawer);
    session.resize(120, 36);
    assert!(!session.model.panes.sidebar_is_drawer);
    assert!(session.model.panes.list.is_some() && session.model.panes.sidebar.is_some());
    session.resize(40, 12);
    assert!(
        !session.model.panes.sidebar_is_drawer || session.model.focus == Pane::Sidebar,
        "a pane that covers the page has the keys"
    );
}

#[test]
fn a_pane_that_is_hidden_gives_its_keys_back() {
    let mut session = open(120, 36);
    session.keys("Tab");
    assert_eq!(session.model.focus, Pane::Sidebar);
    session.keys("s");
    assert_eq!(session.model.focus, Pane::Reader);
    assert!(session.model.panes.sidebar.is_none());
    session.keys("s");
    assert_eq!(session.model.focus, Pane::Sidebar);
    session.keys("Tab");
    assert_eq!(session.model.focus, Pane::List);
    session.resize(60, 20);
    let list = session.model.panes.list;
    assert_eq!(list.is_some(), session.model.focus == Pane::List);
}

#[test]
fn a_click_on_a_name_chooses_it() {
    let mut session = Session::open(
        80,
        24,
        &[("a.txt", "بين مينسك وبريست\n\nFrom Minsk to Iran")],
    );
    for (row, name, chosen) in [
        (2, "مينسك", "مينسك"),
        (2, "بريست", "بريست"),
        (4, "Iran", "إيران"),
    ] {
        let reader = session.model.reader.as_ref().unwrap();
        let source = &reader.article.document.source;
        let at = source.find(name).unwrap();
        let visible = reader
            .visible
            .iter()
            .position(|r| r.line().is_some_and(|l| l.range.contains(at)))
            .unwrap();
        assert_eq!(visible, row);
        let line = reader.visible[visible].line().unwrap();
        let text = session.model.panes.text;
        let x = text.x + reader.visible[visible].offset(text.width) + line.cell_of(at).unwrap();
        let y = text.y + u16::try_from(visible).unwrap();
        session.mouse(MouseKind::Press, x, y);
        assert_eq!(session.chosen(), chosen);
        assert_eq!(session.reached().unwrap().2, name);
    }
    // Beside the names nothing is chosen.
    session.keys("Esc");
    let text = session.model.panes.text;
    for (x, y) in [
        (text.x, text.y),
        (text.x, text.y + 2),
        (0, 0),
        (79, 23),
        (200, 200),
    ] {
        session.mouse(MouseKind::Press, x, y);
        assert_eq!(session.chosen(), "", "{x},{y}");
    }
}

#[test]
fn a_click_on_a_row_opens_or_chooses() {
    let mut session = open(120, 36);
    let list = session.model.panes.body(session.model.panes.list.unwrap());
    let options = session.model.label_options();
    let entries = session
        .model
        .list
        .visible(list.width, list.height, &options);
    let (y, blank) = (entries[3].y, entries[3].y + entries[3].height());
    session.mouse(MouseKind::Press, list.x + 4, list.y + blank);
    assert_eq!(session.doc(), "a.txt", "between two rows");
    session.mouse(MouseKind::Press, list.x + 4, list.y + y);
    assert_eq!(session.doc(), "d.txt");
    let side = session
        .model
        .panes
        .body(session.model.panes.sidebar.unwrap());
    session.mouse(MouseKind::Press, side.x + 6, side.y);
    assert_eq!(session.chosen(), "", "a heading");
    session.mouse(MouseKind::Press, side.x + 6, side.y + 1);
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    session.keys("Ctrl-o Ctrl-o");
    assert_eq!(session.doc(), "a.txt");
}

#[test]
fn the_wheel_turns_what_is_under_it() {
    let mut session = open(120, 36);
    let panes = session.model.panes;
    session.mouse(MouseKind::WheelDown, panes.text.x, panes.text.y);
    let rows = session.rows();
    assert_eq!(rows[0], (1, 0), "below its facts, a blank row and its line");
    session.mouse(MouseKind::WheelDown, panes.list.unwrap().x, 5);
    assert_eq!(session.model.list.selected, 3);
    session.mouse(MouseKind::WheelUp, panes.list.unwrap().x, 5);
    session.mouse(MouseKind::WheelDown, panes.sidebar.unwrap().x, 5);
    assert_eq!(session.model.sidebar.selected, 2);
    assert_eq!((session.model.list.selected, session.rows()), (0, rows));
    session.mouse(MouseKind::WheelUp, panes.text.x, panes.text.y);
    assert_eq!(session.rows()[0], (0, 0));
    // Over a popup it moves the popup's selection.
    session.keys("f");
    session.mouse(MouseKind::WheelDown, panes.text.x, panes.text.y);
    assert!(matches!(&session.model.popup, Some(Popup::Lookup(l)) if l.selected == 1));
    session.mouse(MouseKind::Press, 0, 0);
    assert!(session.model.popup.is_none());
    session.keys("M");
    assert_eq!(session.effects, [Effect::Mouse(false)]);
}

#[test]
fn the_finder_finds_arabic_names_by_latin_letters() {
    let mut session = open(80, 24);
    session.keys("f lukash");
    assert_eq!(session.found()[0], "ألكسندر لوكاشينكو");
    session.keys("Enter");
    assert_eq!(session.chosen(), "ألكسندر لوكاشينكو");
    assert_eq!(session.reached().unwrap().2, "لوكاشينكو");
    assert_eq!(session.doc(), "a.txt");
    // Without marks and hamza, and in any script.
    for typed in ["الكسندر", "ألكسندر", "لُوكاش", "لوكاشنكو"] {
        session.keys("f").typed(typed);
        assert_eq!(session.found()[0], "ألكسندر لوكاشينكو", "{typed}");
        session.keys("Esc");
    }
    // An actor that the open article does not name: its first mention in the list.
    session.keys("J J f minsk Enter");
    assert_eq!((session.doc(), session.chosen()), ("a.txt", "مينسك"));
    session.keys("Ctrl-o");
    assert_eq!(session.doc(), "c.txt");
    // A title.
    session.keys("f note Enter");
    assert_eq!((session.doc(), session.chosen()), ("e.txt", "مينسك"));
    session.keys("f zzzz Enter");
    assert!(session.model.popup.is_some(), "nothing is chosen");
    session.keys("Backspace Backspace Backspace Backspace Backspace");
    assert!(session.model.popup.is_none());
}

#[test]
fn what_is_copied_is_the_source_in_its_own_order() {
    let text = "زار **لوكا**شينكو مينسك\n\nMinsk is *far*";
    let mut session = Session::open(80, 24, &[("a.md", text)]);
    session.keys("y");
    assert_eq!(session.notice(), "No name is reached; n goes to one.");
    session.keys("n y Y");
    assert_eq!(
        session.effects,
        [
            Effect::Copy("لوكا**شينكو".to_owned()),
            Effect::Copy("زار **لوكا**شينكو مينسك".to_owned()),
        ]
    );
    assert_eq!(session.notice(), "Copied: 3 words.");
    session.effects.clear();
    session.keys("h h y");
    assert_eq!(session.effects, [Effect::Copy("Minsk".to_owned())]);
    session.keys("Y");
    assert_eq!(session.effects[1], Effect::Copy("Minsk is *far".to_owned()));
}

#[test]
fn keys_change_how_the_text_is_shown() {
    let mut session = open(120, 36);
    let wide = session.model.panes.text.width;
    session.keys("<");
    assert_eq!(session.model.panes.text.width, wide - 2);
    assert_eq!(
        session.notice(),
        format!("The text is {} cells wide.", wide - 2)
    );
    session.keys("99<");
    assert_eq!(session.model.panes.text.width, 34);
    session.keys("99>");
    assert!(session.model.panes.text.width <= session.model.panes.reader.width);
    for marking in [Marking::Followed, Marking::Nothing, Marking::All] {
        session.keys("v");
        assert_eq!(session.model.marking, marking);
    }
    for mode in [
        DirectionMode::Auto,
        DirectionMode::Rtl,
        DirectionMode::Ltr,
        DirectionMode::Article,
    ] {
        session.keys("D");
        let reader = session.model.reader.as_ref().unwrap();
        assert_eq!(reader.direction.unwrap_or_default(), mode);
        assert_eq!(session.model.setup.direction, DirectionMode::Article);
    }
    session.keys("Ctrl-l Ctrl-z");
    assert_eq!(session.effects, [Effect::Redraw, Effect::Suspend]);
}

#[test]
fn keys_mean_their_place_under_other_keyboards() {
    let mut session = open(120, 36);
    session.keys("ى");
    let first = session.model.reader.as_ref().unwrap().reached;
    assert!(first.is_some());
    session.keys("٢т");
    let third = session.model.reader.as_ref().unwrap().reached;
    session.keys("2N");
    let back = session.model.reader.as_ref().unwrap().reached;
    assert!(third > first && back == first, "{first:?} {third:?}");
    // In a prompt a letter is a letter.
    session.keys("/ى");
    let Some(crate::app::Popup::Search(input)) = &session.model.popup else {
        panic!("no prompt");
    };
    assert_eq!(input.input.text(), "ى");
}

#[test]
fn any_action_is_done_by_its_name() {
    let mut session = open(80, 24);
    session.keys(": next-mention Enter");
    assert_eq!(session.reached().unwrap().2, "لوكاشينكو");
    session.keys(": nonsense Enter");
    assert_eq!(
        session.notice(),
        "No action is called “nonsense”. Tab shows those that there are."
    );
    session.keys(": Enter");
    assert!(session.model.popup.is_none());
    // A name may be short, but is not guessed: words of a sentence only show where it stands.
    session.keys(": tash Enter");
    assert_eq!(session.notice(), "Vowel marks are hidden.");
    session.keys(": tash Enter");
    assert_eq!(session.notice(), "Vowel marks are shown.");
    session.keys(": vowel Enter");
    assert!(session.model.popup.is_some());
    session.keys("Enter");
    assert_eq!(session.notice(), "Vowel marks are hidden.");
    session.keys("? tashkeel Enter");
    assert_eq!(session.notice(), "Vowel marks are shown.");
    let mut session = Session::open(80, 24, &[("a.txt", &quiet(60))]);
    session.keys(": end Enter");
    assert!(session.rows()[0] > (20, 0));
}
