use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::ui::{Cursor, LinkCells};

fn buffer(rows: &[&[&str]]) -> Buffer {
    let columns = rows.iter().map(|r| r.len()).max().unwrap_or(0);
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns as u16, rows.len() as u16));
    for (y, row) in rows.iter().enumerate() {
        for (x, symbol) in row.iter().enumerate() {
            buffer[(x as u16, y as u16)].set_symbol(symbol);
        }
    }
    buffer
}

/// The bytes of one update without its frame; empty stays empty.
fn update(canvas: &mut Canvas, buffer: &Buffer, frame: &Frame) -> String {
    let bytes = canvas.draw(buffer, frame);
    if bytes.is_empty() {
        return bytes;
    }
    let inner = bytes.strip_prefix("\x1b[?2026h").unwrap();
    inner.strip_suffix("\x1b[?2026l").unwrap().into()
}

fn visual() -> Canvas {
    Canvas::new(Encoder::Visual, true)
}

#[test]
fn the_first_frame_erases_and_then_only_changes_are_written() {
    let mut canvas = visual();
    let none = Frame::default();
    let a = buffer(&[&["a", "b", "c"], &[" ", " ", "d"]]);
    assert_eq!(
        update(&mut canvas, &a, &none),
        "\x1b[0m\x1b[2J\x1b[1;1Habc\x1b[2;3Hd"
    );
    assert_eq!(update(&mut canvas, &a, &none), "");
    let b = buffer(&[&["a", "x", "c"], &["y", " ", "z"]]);
    assert_eq!(update(&mut canvas, &b, &none), "\x1b[1;2Hx\x1b[2;1Hy z");
    canvas.forget();
    assert!(update(&mut canvas, &b, &none).starts_with("\x1b[0m\x1b[2J"));
}

#[test]
fn marks_travel_with_their_letter_and_the_cursor_is_placed_after_them() {
    let bytes = update(
        &mut visual(),
        &buffer(&[&["ﺏ", "ﻜ\u{651}\u{64e}", "ﺷ", " "]]),
        &Frame::default(),
    );
    assert_eq!(bytes, "\x1b[0m\x1b[2J\x1b[1;1Hﺏﻜ\u{651}\u{64e}\x1b[1;3Hﺷ");
}

#[test]
fn lrm_follows_every_cell_of_a_row_that_holds_rtl() {
    let mut canvas = Canvas::new(Encoder::VisualLrm, true);
    let rows = buffer(&[&["ﺏ", "│", "a"], &["a", "│", "1"]]);
    assert_eq!(
        update(&mut canvas, &rows, &Frame::default()),
        "\x1b[0m\x1b[2J\x1b[1;1Hﺏ\u{200e}│\u{200e}a\u{200e}\x1b[2;1Ha│1"
    );
    // A row that the painter calls right-to-left gets them, too.
    let frame = Frame {
        rtl_rows: vec![1],
        ..Frame::default()
    };
    assert_eq!(
        update(&mut canvas, &rows, &frame),
        "\x1b[2;1Ha\u{200e}│\u{200e}1\u{200e}"
    );
    // When the letter goes, the marks go.
    let plain = buffer(&[&["b", "│", "a"], &["a", "│", "1"]]);
    assert_eq!(update(&mut canvas, &plain, &frame), "\x1b[1;1Hb│a");
}

/// Konsole leaves behind what reached into the rows above and below.
#[test]
fn where_a_letter_goes_the_blanks_around_it_are_written_anew() {
    let mut canvas = Canvas::new(Encoder::Words, true);
    let none = Frame::default();
    let before = buffer(&[
        &[" ", "a", " ", "c"],
        &["ﺏ\u{64e}", " ", "d", "e"],
        &[" "; 4],
    ]);
    let after = buffer(&[&[" ", "a", " ", "c"], &["x", " ", "d", "e"], &[" "; 4]]);
    assert!(!update(&mut canvas, &before, &none).is_empty());
    assert_eq!(
        update(&mut canvas, &after, &none),
        "\x1b[1;1H \u{200e}\x1b[2;1Hx de\x1b[3;1H \u{200e} \u{200e}"
    );
    assert_eq!(update(&mut canvas, &after, &none), "");
    let comes = update(&mut canvas, &before, &none);
    assert!(!comes.contains("\x1b[3;1H"), "{comes:?}");
    // And back: one mark less.
    let again = update(&mut canvas, &after, &none);
    assert!(
        again.contains("\x1b[3;1H  ") && !again.contains('\u{200e}'),
        "{again:?}"
    );
    assert_eq!(update(&mut canvas, &after, &none), "");
}

#[test]
fn logical_order_holds_columns_apart_and_leaves_text_alone() {
    let mut canvas = Canvas::new(Encoder::Logical, true);
    let rows = buffer(&[
        &["ا", "ب", " ", "ج", " ", " ", "1", "2", " ", "│", "a"],
        &["a", " ", " ", "│", "1", "b", "c", "d", "e", "f", "g"],
    ]);
    assert_eq!(
        update(&mut canvas, &rows, &Frame::default()),
        "\x1b[0m\x1b[2J\x1b[1;1Hاب ج \u{200e} \u{200e}12 │\u{200e}a\
         \x1b[2;1Ha  │1bcdefg"
    );
}

#[test]
fn alternating_colours_differ_by_one() {
    let mut canvas = Canvas::new(Encoder::VisualLrmAlternating, true);
    let mut rows = buffer(&[&["ﺏ", "ﺏ", "ﺏ"]]);
    rows.set_style(rows.area, Style::new().fg(Color::Rgb(9, 9, 255)));
    assert_eq!(
        update(&mut canvas, &rows, &Frame::default()),
        "\x1b[0m\x1b[2J\x1b[1;1H\x1b[38;2;9;9;255mﺏ\u{200e}\x1b[38;2;9;9;254mﺏ\u{200e}\x1b[38;2;9;9;255mﺏ\u{200e}"
    );
}

#[test]
fn words_with_rtl_go_in_boxes_cell_by_cell() {
    let mut canvas = Canvas::new(Encoder::Boxes, true);
    let row = buffer(&[&["a", "b", " ", "ﺏ", "ﻜ\u{651}", "2", ")", " ", "1"]]);
    assert_eq!(
        update(&mut canvas, &row, &Frame::default()),
        "\x1b[0m\x1b[2J\x1b[1;1Hab \x1b]66;w=1:h=0;ﺏ\x07\x1b]66;w=1:h=1;ﻜ\u{651}\x07\
         \x1b]66;w=1:h=2;2\x07\x1b]66;w=1:h=0;)\x07 1"
    );
    // A tail that is wider than its cell takes the space on its left into its box.
    let row = buffer(&[&["a", " ", "ﺲ", "ﻴ", "│", "ﺾ"]]);
    canvas.forget();
    assert_eq!(
        update(&mut canvas, &row, &Frame::default()),
        "\x1b[0m\x1b[2J\x1b[1;1Ha\x1b]66;w=2:h=2;ﺲ \x07\x1b]66;w=1:h=0;ﻴ\x07\
         \x1b]66;w=1:h=1;│\x07\x1b]66;w=1:h=2;ﺾ\x07"
    );
    // A no-break space is a space, and no part of a word.
    let row = buffer(&[&["ﻦ", "\u{a0}", "ﺲ"]]);
    canvas.forget();
    assert_eq!(
        update(&mut canvas, &row, &Frame::default()),
        "\x1b[0m\x1b[2J\x1b[1;1H\x1b]66;w=1:h=0;ﻦ\x07\x1b]66;w=2:h=2;ﺲ \x07"
    );
    // A control in a cell cannot end the box.
    let row = buffer(&[&["ﺏ", "\x07\x1b[2J", "\u{9c}"]]);
    canvas.forget();
    assert_eq!(
        update(&mut canvas, &row, &Frame::default()),
        "\x1b[0m\x1b[2J\x1b[1;1H\x1b]66;w=1:h=0;ﺏ\x07\x1b]66;w=1:h=1;\u{fffd}\x07\
         \x1b]66;w=1:h=2;\u{fffd}\x07"
    );
}

#[test]
fn no_control_of_a_cell_reaches_the_terminal() {
    let hostile = [
        "\x1b",
        "\x1b[2J",
        "\u{9b}",
        "a\u{202e}b",
        "\u{2028}",
        "\x7f",
        "\0",
        "\r\n",
        "\u{200f}",
        "\u{64e}",
    ];
    let mut rows = buffer(&[&[" "; 24]]);
    for (x, symbol) in hostile.iter().enumerate() {
        rows[(2 * x as u16, 0)].set_symbol(symbol);
    }
    let bytes = update(&mut visual(), &rows, &Frame::default());
    let cells = bytes.strip_prefix("\x1b[0m\x1b[2J").unwrap();
    assert_eq!(cells.matches('\u{fffd}').count(), 8, "{cells:?}");
    assert!(cells.contains("ab") && cells.contains(" \u{64e}"));
    for c in cells.chars() {
        assert!(c == '\x1b' || !c.is_control(), "{c:?} in {cells:?}");
        assert!(!matches!(c, '\u{202e}' | '\u{200f}' | '\u{2028}'));
    }
    // ESC is only there to place the cursor.
    assert!(cells.split('\x1b').skip(1).all(|s| {
        let (_, rest) = s.split_at(1);
        let last = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        s.starts_with('[') && matches!(rest.as_bytes()[last], b'H' | b'C')
    }));
}

#[test]
fn links_are_checked_and_closed() {
    let mut canvas = visual();
    let row = buffer(&[&["a", "b", "c", "d"]]);
    let link = |start, end, url: &str| LinkCells {
        y: 0,
        start,
        end,
        url: url.into(),
    };
    let frame = Frame {
        links: vec![
            link(1, 2, "https://x/"),
            link(2, 3, "javascript:x"),
            link(3, 90, "mailto:a@b"),
        ],
        ..Frame::default()
    };
    let bytes = update(&mut canvas, &row, &frame);
    assert!(bytes.contains(";https://x/\x1b\\b\x1b]8;;\x1b\\c\x1b]8;id="));
    assert!(bytes.ends_with(";mailto:a@b\x1b\\d\x1b]8;;\x1b\\"));
    assert!(!bytes.contains("javascript"));
    assert_eq!(update(&mut canvas, &row, &frame), "");
    // Where OSC 8 would be printed none is sent.
    let bytes = update(&mut Canvas::new(Encoder::Visual, false), &row, &frame);
    assert!(!bytes.contains("\x1b]"));
}

#[test]
fn the_cursor_stands_where_the_frame_says() {
    let mut canvas = visual();
    let row = buffer(&[&["a", "b", "c", "d"]]);
    let at = |x, shown| Frame {
        cursor: Some(Cursor { x, y: 0, shown }),
        ..Frame::default()
    };
    let hidden = Frame::default();
    assert!(!update(&mut canvas, &row, &hidden).contains("?25"));
    assert_eq!(
        update(&mut canvas, &row, &at(2, true)),
        "\x1b[1;3H\x1b[?25h"
    );
    assert_eq!(update(&mut canvas, &row, &at(2, true)), "");
    assert_eq!(update(&mut canvas, &row, &at(3, true)), "\x1b[C");
    let other = buffer(&[&["x", "b", "c", "d"]]);
    assert_eq!(
        update(&mut canvas, &other, &at(3, true)),
        "\x1b[?25l\x1b[1;1Hx\x1b[2C\x1b[?25h"
    );
    assert_eq!(
        update(&mut canvas, &other, &at(1, false)),
        "\x1b[?25l\x1b[1;2H"
    );
    assert_eq!(update(&mut canvas, &other, &hidden), "");
    // Outside of the screen there is no cursor.
    assert_eq!(update(&mut canvas, &other, &at(9, true)), "");
}

#[test]
fn a_wide_cell_that_does_not_fit_is_a_space() {
    let bytes = update(&mut visual(), &buffer(&[&["a", "漢"]]), &Frame::default());
    assert_eq!(bytes, "\x1b[0m\x1b[2J\x1b[1;1Ha");
}

const COLUMNS: u16 = 12;
const ROWS: u16 = 3;

fn symbol() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just(" "),
        Just("a"),
        Just("│"),
        Just("ﻟ"),
        Just("ﻮ\u{64f}"),
        Just("ﻜ\u{651}\u{64e}"),
        Just("ﻻ"),
        Just("ﺲ"),
        Just("ש\u{5b8}"),
        Just("漢"),
        Just("٣"),
    ]
}

fn style() -> impl Strategy<Value = Style> {
    let colour = prop_oneof![
        Just(Color::Reset),
        Just(Color::Red),
        Just(Color::White),
        Just(Color::Indexed(77)),
        Just(Color::Rgb(1, 2, 3)),
    ];
    (colour.clone(), colour, 0u16..16).prop_map(|(fg, bg, bits)| {
        let all = [
            Modifier::BOLD,
            Modifier::ITALIC,
            Modifier::UNDERLINED,
            Modifier::REVERSED,
        ];
        let chosen = all
            .into_iter()
            .enumerate()
            .filter(|(i, _)| bits >> i & 1 == 1);
        Style::new()
            .fg(fg)
            .bg(bg)
            .add_modifier(chosen.map(|(_, m)| m).collect())
    })
}

/// A frame as a painter makes it: the columns that a wide cell covers hold a space.
fn painted() -> impl Strategy<Value = Buffer> {
    let cells = usize::from(COLUMNS * ROWS);
    proptest::collection::vec((symbol(), style()), cells).prop_map(|cells| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
        let mut cells = cells.into_iter();
        for y in 0..ROWS {
            let mut x = 0;
            while x < COLUMNS {
                let (symbol, style) = cells.next().unwrap();
                buffer[(x, y)].set_symbol(symbol).set_style(style);
                x += 1;
                if symbol == "漢" && x < COLUMNS {
                    buffer[(x, y)].set_style(style);
                    x += 1;
                }
            }
        }
        buffer
    })
}

fn vt_colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Red => vt100::Color::Idx(1),
        Color::White => vt100::Color::Idx(15),
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        _ => vt100::Color::Default,
    }
}

/// What a terminal without text sizing would have to be sent.
fn unboxed(bytes: &str) -> String {
    let mut parts = bytes.split("\x1b]66;");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (boxed, rest) = part.split_once('\x07').unwrap();
        let (_, text) = boxed.split_once(';').unwrap();
        // A letter with the space on its left.
        if let Some(letter) = text.strip_suffix(' ').filter(|letter| !letter.is_empty()) {
            out.push(' ');
            out.push_str(letter);
        } else {
            out.push_str(text);
        }
        // The cursor stands after the box, however wide the text is elsewhere.
        out.push_str(rest);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What is left out because it was painted so before leaves the canvas as if all had been
    /// read anew: after a few cells change, letters come or go, a row turns or bears a link.
    #[test]
    fn a_part_of_a_row_is_encoded_as_the_whole_row_is(
        first in painted(),
        steps in proptest::collection::vec(
            (0..ROWS, 0..COLUMNS, 1..4u16, symbol(), style(), 0..2u16.pow(ROWS.into()), 0..4u16),
            1..6,
        ),
    ) {
        for (_, encoder) in Encoder::NAMES.into_iter().filter(|(_, e)| *e != Encoder::Words) {
            let mut canvas = Canvas::new(encoder, true);
            let mut buffer = first.clone();
            let _ = canvas.draw(&buffer, &Frame::default());
            for (y, x, cells, symbol, style, rtl, chance) in steps.clone() {
                for x in x..(x + cells).min(COLUMNS) {
                    buffer[(x, y)].set_symbol(symbol).set_style(style);
                }
                let link = LinkCells { y, start: x, end: x + cells, url: "https://a.example/".into() };
                let frame = Frame {
                    rtl_rows: (0..ROWS).filter(|y| rtl >> y & 1 == 1).collect(),
                    links: Some(link).filter(|_| chance == 0).into_iter().collect(),
                    ..Frame::default()
                };
                let _ = canvas.draw(&buffer, &frame);
                let mut fresh = Canvas::new(encoder, true);
                let _ = fresh.draw(&buffer, &frame);
                prop_assert_eq!(&canvas.shadow, &fresh.shadow, "{:?}", encoder);
                prop_assert_eq!(&canvas.origins, &fresh.origins, "{:?}", encoder);
            }
        }
    }

    /// What a terminal shows after any sequence of frames is the last frame, marks and
    /// styles included; for every encoder.
    #[test]
    fn the_terminal_shows_the_last_frame(frames in proptest::collection::vec(painted(), 1..5), forget in 0usize..5) {
        for encoder in [Encoder::Visual, Encoder::VisualLrm, Encoder::VisualLrmAlternating, Encoder::Boxes] {
            let mut canvas = Canvas::new(encoder, true);
            let mut terminal = vt100::Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0);
            terminal.process("old\r\nold\r\nold\x1b[31;1m".as_bytes());
            for (i, frame) in frames.iter().enumerate() {
                if i == forget {
                    canvas.forget();
                }
                terminal.process(unboxed(&canvas.draw(frame, &Frame::default())).as_bytes());
                for y in 0..ROWS {
                    for x in 0..COLUMNS {
                        let want = &frame[(x, y)];
                        let got = terminal.screen().cell(y, x).unwrap();
                        if got.is_wide_continuation() {
                            prop_assert_eq!(frame[(x - 1, y)].symbol(), "漢");
                            continue;
                        }
                        let cut = want.symbol() == "漢" && x + 1 == COLUMNS;
                        let symbol = if cut { " " } else { want.symbol() };
                        let shown = got.contents().replace('\u{200e}', "");
                        let shown = if shown.is_empty() { " " } else { &shown };
                        prop_assert_eq!(shown, symbol, "at {},{}", x, y);
                        if encoder != Encoder::VisualLrmAlternating {
                            prop_assert_eq!(got.fgcolor(), vt_colour(want.fg));
                            prop_assert_eq!(got.bgcolor(), vt_colour(want.bg));
                        }
                        prop_assert_eq!(got.bold(), want.modifier.contains(Modifier::BOLD));
                        prop_assert_eq!(got.italic(), want.modifier.contains(Modifier::ITALIC));
                        prop_assert_eq!(got.underline(), want.modifier.contains(Modifier::UNDERLINED));
                        prop_assert_eq!(got.inverse(), want.modifier.contains(Modifier::REVERSED));
                    }
                }
            }
            // And nothing more is to be said.
            if let Some(last) = frames.last() {
                prop_assert_eq!(canvas.draw(last, &Frame::default()), "");
            }
        }
    }
}

#[test]
fn a_row_that_is_painted_as_before_is_not_encoded_again() {
    let none = Frame::default();
    let rows = buffer(&[&["ﺏ", "a"], &["b", "c"], &["d", "e"]]);
    for (_, encoder) in Encoder::NAMES {
        let mut canvas = Canvas::new(encoder, true);
        assert!(!update(&mut canvas, &rows, &none).is_empty());
        assert_eq!(
            (update(&mut canvas, &rows, &none), canvas.encoded),
            ("".into(), 3 + all(encoder))
        );
        canvas.encoded = 0;
        let mut other = rows.clone();
        other[(1, 1)].set_symbol("x");
        assert!(update(&mut canvas, &other, &none).contains('x'));
        assert_eq!(canvas.encoded, 1.max(all(encoder)), "{encoder:?}");
    }
    /// Konsole's blanks hang on other rows, so it gets them all each time.
    fn all(encoder: Encoder) -> usize {
        if encoder == Encoder::Words { 3 } else { 0 }
    }
}

#[test]
fn a_link_that_goes_or_changes_is_told_though_its_cells_stay() {
    let mut canvas = visual();
    let rows = buffer(&[&["a", "b"]]);
    let to = |url: &str| Frame {
        links: vec![LinkCells {
            y: 0,
            start: 0,
            end: 2,
            url: url.into(),
        }],
        ..Frame::default()
    };
    let one = update(&mut canvas, &rows, &to("https://one.example/"));
    assert!(one.contains("one.example"));
    assert_eq!(update(&mut canvas, &rows, &to("https://one.example/")), "");
    let two = update(&mut canvas, &rows, &to("https://two.example/"));
    assert!(two.contains("two.example") && two.contains("ab"));
    let gone = update(&mut canvas, &rows, &Frame::default());
    assert_eq!(gone, "\x1b[1;1Hab");
}

#[test]
fn a_short_gap_is_written_again_and_a_long_one_is_passed() {
    let mut canvas = visual();
    let none = Frame::default();
    let row = |cells: [&'static str; 9]| buffer(&[&cells]);
    let before = row(["a", "b", "c", "d", "e", "f", "g", "h", "i"]);
    assert!(!update(&mut canvas, &before, &none).is_empty());
    let after = row(["x", "b", "c", "x", "e", "f", "g", "h", "x"]);
    assert_eq!(update(&mut canvas, &after, &none), "\x1b[1;1Hxbcxefghx");
    let mut canvas = visual();
    assert!(!update(&mut canvas, &before, &none).is_empty());
    let after = row(["x", "b", "c", "d", "e", "f", "x", "h", "i"]);
    assert_eq!(update(&mut canvas, &after, &none), "\x1b[1;1Hx\x1b[5Cx");
    // What looks otherwise would take a change of colours on top.
    let mut coloured = after.clone();
    coloured[(7, 0)].set_style(Style::new().fg(Color::Red));
    assert!(!update(&mut canvas, &coloured, &none).is_empty());
    let mut ends = coloured.clone();
    ends[(6, 0)].set_symbol("y");
    ends[(8, 0)].set_symbol("y");
    assert_eq!(
        update(&mut canvas, &ends, &none),
        "\x1b[1;7H\x1b[0my\x1b[Cy"
    );
}
