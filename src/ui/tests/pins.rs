//! Pinned actors in the text, the margin, the sidebar, the ruler and the list's head.

use ratatui::style::Modifier;

use crate::app::ThemeChoice;
use crate::app::session::Session;
use crate::ui::pins;
use crate::ui::tests::{collection, glyph, glyphs, painted};

/// Lukashenko as 1, Minsk as 2, Iran as 3; nobody is chosen.
fn pinned(width: u16, height: u16) -> Session {
    let mut session = collection(width, height);
    session.keys("p Esc Esc g h n p 3n p g");
    assert_eq!(session.model.pins.len(), 3, "{width}");
    session
}

#[test]
fn pins_change_no_letter_of_the_text() {
    for (width, height) in [(40, 12), (80, 24), (120, 36), (200, 60)] {
        let plain = collection(width, height);
        let mut session = pinned(width, height);
        let text = session.model.panes.text;
        session.keys("g");
        let before = glyphs(&painted(&plain).0, text);
        assert_eq!(glyphs(&painted(&session).0, text), before, "{width}");
    }
}

#[test]
fn a_digit_stands_wherever_colour_tells_who_is_pinned() {
    for theme in [
        ThemeChoice::Dark,
        ThemeChoice::Light,
        ThemeChoice::SixteenDark,
        ThemeChoice::SixteenLight,
        ThemeChoice::Mono,
    ] {
        let mut session = pinned(120, 36);
        session.model.setup.theme = theme;
        let (screen, panes) = (painted(&session).0, session.model.panes);
        // In the margin of each line that names one.
        let margin: Vec<&str> = (panes.text.y..panes.text.bottom())
            .map(|y| glyph(&screen, panes.text.right() + 1, y))
            .filter(|g| *g != " ")
            .collect();
        assert!(margin.contains(&"1"), "{theme:?}: {margin:?}");
        // Before the name in the sidebar, and over the columns of the ruler.
        let side = panes.sidebar.unwrap();
        let column = |x: u16| {
            let cells = (0..side.height).map(|y| glyph(&screen, x, y).to_owned());
            cells.collect::<String>()
        };
        for digit in pins::DIGITS.iter().take(3) {
            assert!(column(side.x + 1).contains(digit), "{theme:?} {digit}");
            let over = (panes.ruler - 2..=panes.ruler).any(|x| glyph(&screen, x, 2) == *digit);
            assert!(over, "{theme:?} {digit}");
        }
    }
}

#[test]
fn without_colours_a_pinned_name_is_told_from_the_text() {
    let mut session = pinned(80, 24);
    session.model.setup.theme = ThemeChoice::Mono;
    let screen = painted(&session).0;
    let text = session.model.panes.text;
    let lit = (text.y..text.bottom())
        .flat_map(|y| (text.x..text.right()).map(move |x| (x, y)))
        .filter(|at| {
            let style = screen[*at].style();
            style
                .add_modifier
                .contains(Modifier::BOLD | Modifier::UNDERLINED)
        });
    assert!(lit.count() > "لوكاشينكو".chars().count());
}

#[test]
fn where_the_ruler_has_one_column_its_ticks_are_digits() {
    let session = pinned(40, 12);
    let (screen, panes) = (painted(&session).0, session.model.panes);
    let ticks: String = (panes.text.y..panes.text.bottom())
        .map(|y| glyph(&screen, panes.ruler, y))
        .collect();
    assert!(ticks.contains('1'), "{ticks}");
    // The text and its margin are as they were.
    assert!(panes.ruler > panes.text.right());
}

#[test]
fn the_head_of_the_list_says_which_articles_it_shows() {
    let mut session = pinned(120, 36);
    let head = |session: &Session| {
        let (screen, list) = (painted(session).0, session.model.panes.list.unwrap());
        let row = (list.x..list.right()).map(|x| glyph(&screen, x, 0).to_owned());
        row.collect::<String>().trim().to_owned()
    };
    assert!(head(&session).starts_with("Articles"));
    session.keys("&");
    let all = head(&session);
    assert!(all.starts_with("› All of 123"), "{all}");
    session.keys("&");
    assert!(head(&session).starts_with("› Any of 123"));
    session.keys("&");
    assert!(head(&session).starts_with("› None of 123"));
    session.keys("&");
    assert!(head(&session).starts_with("Articles"));
}

/// The row of the status as it is seen.
fn status(session: &Session) -> String {
    let (screen, panes) = (painted(session).0, session.model.panes);
    let row = panes.status;
    (row.x..row.right())
        .map(|x| glyph(&screen, x, row.y).to_owned())
        .collect()
}

#[test]
fn where_the_list_is_hidden_the_status_says_that_it_is_filtered() {
    for (width, height) in [(40, 12), (80, 24), (100, 30)] {
        let mut session = pinned(width, height);
        assert!(session.model.panes.list.is_none(), "{width}");
        assert!(!status(&session).contains('\u{203a}'), "{width}");
        for (keys, sign) in [("& j k", "›&123"), ("& j k", "›|123"), ("& j k", "›-123")] {
            session.keys(keys);
            assert!(
                status(&session).contains(sign),
                "{width}: {}",
                status(&session)
            );
        }
        session.keys("& j k F minsk Enter j k");
        assert!(status(&session).contains("›minsk"), "{}", status(&session));
        session.keys("& j k");
        assert!(
            status(&session).contains("›minsk &123"),
            "{}",
            status(&session)
        );
        // Who is followed keeps the count.
        session.keys("F Ctrl-u Enter g n Enter g n j k");
        let told = status(&session);
        assert!(told.contains("›&123") && told.contains("/1"), "{told}");
    }
    // The head of the list says it where it stands.
    let mut session = pinned(120, 36);
    session.keys("& j k");
    assert!(!status(&session).contains("›"), "{}", status(&session));
}
