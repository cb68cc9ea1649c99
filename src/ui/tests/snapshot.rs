//! Whole screens, as a reviewer can read them.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use unicode_normalization::UnicodeNormalization;

use crate::app::Popup;
use crate::app::session::Session;
use crate::text::direction::Direction;
use crate::ui::tests::{collection, glyph, painted};

/// A screen as text: a line a row, its number before it. Where right-to-left letters stand
/// there is `·`, and under the row each stretch of them in the order in which it is read,
/// letters as stored, after the columns that it fills (the last one excluded).
fn readable(buffer: &Buffer, rows: u16) -> String {
    let mut out = String::new();
    for y in 0..rows {
        let row: Vec<&str> = (0..buffer.area.width)
            .map(|x| glyph(buffer, x, y))
            .collect();
        let runs = rtl_runs(&row);
        let mut line = String::new();
        for (x, cell) in row.iter().enumerate() {
            let hidden = runs.iter().any(|run| run.contains(&x));
            line.push_str(if hidden { "·" } else { cell });
        }
        out.push_str(format!("{y:02} {line}").trim_end());
        out.push('\n');
        for run in runs {
            let text = logical(&row[run.clone()]);
            out.push_str(&format!("      {:>3}..{:<3} {text}\n", run.start, run.end));
        }
    }
    out
}

fn is_rtl(cell: &str) -> bool {
    Direction::of_first_strong(cell).is_some_and(Direction::is_rtl)
}

/// Stretches of a row from blank to blank that hold right-to-left letters; one blank
/// between two of them does not part them.
fn rtl_runs(row: &[&str]) -> Vec<std::ops::Range<usize>> {
    let blank = |x: usize| row.get(x).is_none_or(|cell| *cell == " ");
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    let mut x = 0;
    while x < row.len() {
        let start = x;
        while !blank(x) {
            x += 1;
        }
        if row[start..x].iter().any(|cell| is_rtl(cell)) {
            match runs.last_mut() {
                Some(last) if last.end + 1 == start => last.end = x,
                _ => runs.push(start..x),
            }
        }
        x += 1;
    }
    runs
}

/// Cells of a right-to-left stretch in the order of reading, letters as stored.
fn logical(cells: &[&str]) -> String {
    let mut cells: Vec<&str> = cells.iter().rev().copied().collect();
    // Latin words and numbers in it run from left to right.
    let ltr = |cell: &str| cell.chars().any(char::is_alphanumeric) && !is_rtl(cell);
    let mut x = 0;
    while x < cells.len() {
        let end = cells[x..]
            .iter()
            .position(|cell| is_rtl(cell) || *cell == " ")
            .map_or(cells.len(), |n| x + n);
        if let Some(first) = cells[x..end].iter().position(|c| ltr(c))
            && let Some(last) = cells[x..end].iter().rposition(|c| ltr(c))
        {
            cells[x + first..=x + last].reverse();
        }
        x = end + 1;
    }
    let mirrored = |cell: &str| {
        let pairs = [("(", ")"), ("[", "]"), ("«", "»")];
        let other = pairs.iter().find_map(|(a, b)| match cell {
            c if c == *a => Some(*b),
            c if c == *b => Some(*a),
            _ => None,
        });
        match other {
            Some(other) => other.to_owned(),
            None if cell == "…" => cell.to_owned(),
            None => cell.nfkc().collect(),
        }
    };
    cells.iter().map(|cell| mirrored(cell)).collect()
}

/// Compares a screen with the file that was looked at; `UPDATE_GOLDEN=1` writes it anew.
/// The status line, which has tests of its own, is left out unless one types in it.
pub(super) fn is_golden(name: &str, session: &Session) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/screen")
        .join(format!("{name}.txt"));
    let typing = matches!(session.model.popup, Some(Popup::Search(_) | Popup::Actors));
    let rows = session.model.panes.screen.height - u16::from(!typing);
    let screen = readable(&painted(session).0, rows);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &screen).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = screen.lines().zip(wanted.lines()).find(|(a, b)| a != b);
    assert_eq!(differs, None, "{name}; UPDATE_GOLDEN=1 writes it anew");
    assert_eq!(screen.lines().count(), wanted.lines().count(), "{name}");
}

#[test]
fn screens_are_as_they_were_looked_at() {
    for (width, height) in [(40, 12), (80, 24), (120, 36), (200, 60)] {
        let session = collection(width, height);
        is_golden(&format!("{width}x{height}"), &session);
    }
}

#[test]
fn what_lies_over_the_panes_is_as_it_was_looked_at() {
    for (name, width, height, keys) in [
        ("list-40x12", 40, 12, "a"),
        ("actors-40x12", 40, 12, "s"),
        ("list-80x24", 80, 24, "a j j"),
        ("finder-80x24", 80, 24, "f mins"),
        ("finder-arabic-40x12", 40, 12, "f لوكا"),
        ("search-80x24", 80, 24, "/ بند Enter"),
        ("searching-40x12", 40, 12, "/ (بند)"),
        ("results-80x24", 80, 24, "S مينسك Down"),
        ("results-120x36", 120, 36, "S minsk"),
        ("results-40x12", 40, 12, "S بند"),
        ("results-bad-80x24", 80, 24, "S before:soon"),
        ("help-nothing-40x12", 40, 12, "? zzz"),
        ("filtered-120x36", 120, 36, "F بريست Enter"),
        ("actors-all-80x24", 80, 24, "C C"),
        ("actors-screen-200x60", 200, 60, "C Alt-s"),
        ("actors-listed-120x36", 120, 36, "F بريست Enter C C"),
        ("actors-found-40x12", 40, 12, "A m"),
        ("card-40x12", 40, 12, "K"),
        ("card-end-40x12", 40, 12, "K G"),
        ("card-80x24", 80, 24, "K p"),
        ("card-200x60", 200, 60, "K"),
        ("pins-40x12", 40, 12, "p Esc Esc g h n p 3n p g"),
        ("pins-80x24", 80, 24, "p Esc Esc g h n p 3n p g"),
        ("pins-120x36", 120, 36, "p Esc Esc g h n p 3n p g & & /"),
        (
            "pins-200x60",
            200,
            60,
            "p Esc Esc g h n p 3n p g & F بند Enter",
        ),
    ] {
        let mut session = collection(width, height);
        session.keys(keys);
        is_golden(name, &session);
    }
}

#[test]
fn a_row_is_read_back_as_it_was_stored() {
    let text = "قال (لوكاشينكو) إن NATO و«حزب» 12.5% لا";
    let options = crate::layout::Options {
        width: 80,
        direction: Some(Direction::RightToLeft),
        ..collection(80, 24).model.label_options()
    };
    let line = crate::layout::column::label(text, 80, &options);
    let cells: Vec<&str> = line.placed.iter().map(|p| p.glyph.as_str()).collect();
    assert_eq!(logical(&cells).replace("%12.5", "12.5%"), text);
}

#[test]
fn the_status_line_names_the_thing_sought_and_where_one_is() {
    for (width, height) in [(40, 12), (80, 24), (120, 36), (200, 60)] {
        let mut session = collection(width, height);
        let status = |session: &Session| {
            let (screen, y) = (painted(session).0, height - 1);
            let row: Vec<&str> = (0..width).map(|x| glyph(&screen, x, y)).collect();
            let names = rtl_runs(&row).into_iter().map(|run| logical(&row[run]));
            (row.concat(), names.collect::<Vec<_>>().join(" "))
        };
        let (row, name) = status(&session);
        // The last name stands for the whole where there is no room.
        let shown = if width == 40 {
            "لوكاشينكو"
        } else {
            "ألكسندر"
        };
        assert!(name.starts_with(shown), "{width}: {name}");
        assert!(row.contains("1/4 here"), "{width}: {row}");
        session.keys("3n");
        assert!(status(&session).0.contains("4/4 here"), "{width}");
        session.keys("g / بند Enter");
        let (row, name) = status(&session);
        assert!(
            name.contains("بند") && row.contains("1/2 hits"),
            "{width}: {row}"
        );
        session.keys("n n");
        let (row, _) = status(&session);
        assert!(row.contains("Past the last"), "{width}: {row}");
    }
}
