//! What one selects, headings, hints, glosses, tables and two articles.

use ratatui::style::Modifier;

use crate::app::ThemeChoice;
use crate::app::session::{Session, quiet};
use crate::ui::tests::snapshot::is_golden;
use crate::ui::tests::{collection, painted};

fn rich(width: u16, height: u16) -> Session {
    let text = "---\ntitle: لوكاشينكو في مينسك\ndate: 2021-03-14\n---\n\
        وصل لوكاشينكو إلى **مينسك** قادمًا من إيران[^1]. اقرأ [الخبر](https://example.org/a) أو [the text](mailto:a@b.c).\n\n\
        ## عنوان\n\n| الدولة | المدينة |\n|---|---|\n| بيلاروس | بريست |\n| NATO | 12 |\n\n\
        ### داخلي\n\nConcluding words on Lukashenko in مينسك.\n\n## Last words\n\n[^1]: حاشية.\n";
    let english = "# Lukashenko in Minsk\n\nA note on Merkel.\n\n".to_owned()
        + &quiet(30).replace('\n', "\n\n");
    Session::open(width, height, &[("a.md", text), ("b.md", &english)])
}

#[test]
fn what_was_made_for_comfort_is_as_it_was_looked_at() {
    for (name, width, height, keys) in [
        ("outline-80x24", 80, 24, "o j"),
        ("outline-40x12", 40, 12, "o G"),
        ("hints-80x24", 80, 24, "r"),
        ("marks-80x24", 80, 24, "m a 9j m B '"),
        ("gloss-80x24", 80, 24, "R"),
        ("words-80x24", 80, 24, "R R H"),
        ("zen-80x24", 80, 24, "z"),
        ("apart-80x24", 80, 24, "- i"),
    ] {
        let mut session = rich(width, height);
        session.keys(keys);
        is_golden(name, &session);
    }
    for (name, width, height) in [("beside-120x36", 120, 36), ("beside-200x60", 200, 60)] {
        let mut session = rich(width, height);
        session.keys("|");
        session.typed("Lukashenko in Minsk");
        session.keys("Enter");
        assert!(session.model.beside.is_some());
        is_golden(name, &session);
    }
}

/// The columns of a row whose cells are reversed.
fn reversed(session: &Session, y: u16) -> Vec<u16> {
    let buffer = painted(session).0;
    let text = session.model.panes.text;
    (text.x..text.right())
        .filter(|x| buffer[(*x, y)].modifier.contains(Modifier::REVERSED))
        .collect()
}

#[test]
fn a_selection_lights_its_cells_and_changes_no_letter() {
    let mut session = collection(80, 24);
    session.keys("Esc Esc");
    session.model.setup.theme = ThemeChoice::Mono;
    let glyphs = |session: &Session| {
        let buffer = painted(session).0;
        let text = session.model.panes.text;
        let cells =
            (text.y..text.bottom()).flat_map(|y| (text.x..text.right()).map(move |x| (x, y)));
        cells
            .map(|at| buffer[at].symbol().to_owned())
            .collect::<Vec<_>>()
    };
    let before = glyphs(&session);
    session.keys("V 14e");
    assert_eq!(glyphs(&session), before);
    let reader = session.model.reader.as_ref().unwrap();
    let selected = reader.selection.unwrap().range();
    let text = session.model.panes.text;
    let mut lit = 0;
    for (row, y) in reader.visible.iter().zip(text.y..) {
        let wanted: Vec<u16> = row.line().map_or_else(Vec::new, |line| {
            let offset = text.x + row.offset(text.width);
            let cells = line.segments(selected).into_iter().flatten();
            cells.map(|x| offset + x).collect()
        });
        assert_eq!(reversed(&session, y), wanted, "{y}");
        lit += usize::from(!wanted.is_empty());
    }
    assert!(lit > 2, "over several lines");
}

#[test]
fn letters_of_the_name_reached_can_be_read_where_they_are_selected() {
    // The other themes reverse the cells.
    for theme in [ThemeChoice::Dark, ThemeChoice::Light] {
        let mut session = collection(80, 24);
        session.model.setup.theme = theme;
        session.keys("Esc Esc n");
        let reader = session.model.reader.as_ref().unwrap();
        let reached = reader.reached.unwrap();
        let text = session.model.panes.text;
        let cells: Vec<(u16, u16)> = (text.y..)
            .zip(&reader.visible)
            .filter_map(|(y, row)| Some((y, row.offset(text.width), row.line()?)))
            .flat_map(|(y, offset, line)| {
                let cells = line.segments(reached).into_iter().flatten();
                cells.map(move |x| (text.x + offset + x, y))
            })
            .collect();
        assert!(cells.len() > 3);
        let before = painted(&session).0[cells[0]].fg;
        session.keys("V 6w");
        let (buffer, _) = painted(&session);
        let letters = crate::ui::theme::Theme::of(&session.model).text.fg.unwrap();
        assert_ne!(before, letters, "it had a ground of its own");
        for at in cells {
            assert_eq!(buffer[at].fg, letters, "{theme:?} {at:?}");
        }
    }
}
