//! What each kind of terminal makes of our bytes, by its own rule: a small terminal that
//! keeps cells, and then the rule by which real ones set them.

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use self::kitty_tests::{kitty_can, old_kitty, plain_blanks};
use super::{Canvas, Encoder};
use crate::layout::mirror::mirrored;
use crate::layout::{Options, column};
use crate::text::direction::Direction;
use crate::ui::Frame;

#[path = "kitty_tests.rs"]
mod kitty_tests;

/// How a cell looks beside its letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Ground {
    colour: Option<(u8, u8, u8)>,
    bold: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    text: String,
    ground: Ground,
    boxed: bool,
}

impl Cell {
    fn first(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }
}

/// The cells of one row after these bytes; only what a canvas writes is understood.
fn sent(bytes: &str, columns: usize) -> Vec<Cell> {
    let blank = Cell {
        text: " ".into(),
        ground: Ground::default(),
        boxed: false,
    };
    let mut cells = vec![blank; columns];
    let (mut x, mut ground, mut rest) = (0usize, Ground::default(), bytes);
    while let Some(c) = rest.chars().next() {
        if let Some(body) = rest.strip_prefix("\x1b[") {
            let end = body.find(|c| matches!(c, '@'..='~')).unwrap();
            let (parameters, after) = (&body[..end], &body[end + 1..]);
            let number = |n: usize, default| {
                let part = parameters.split(';').nth(n).unwrap_or("");
                part.parse::<usize>().unwrap_or(default)
            };
            match &body[end..=end] {
                "H" => {
                    assert_eq!(number(0, 1), 1);
                    x = number(1, 1) - 1;
                }
                "C" => x += number(0, 1),
                "m" => {
                    let mut numbers = parameters.split(';').map(|n| n.parse::<u8>().unwrap());
                    while let Some(n) = numbers.next() {
                        match n {
                            0 => ground = Ground::default(),
                            1 => ground.bold = true,
                            22 => ground.bold = false,
                            49 => ground.colour = None,
                            38 | 48 => {
                                assert_eq!(numbers.next(), Some(2));
                                let mut part = || numbers.next().unwrap();
                                let colour = Some((part(), part(), part()));
                                if n == 48 {
                                    ground.colour = colour;
                                }
                            }
                            39 => {}
                            other => panic!("SGR {other}"),
                        }
                    }
                }
                "J" | "h" | "l" => {}
                other => panic!("CSI {other}"),
            }
            rest = after;
        } else if let Some(body) = rest.strip_prefix("\x1b]66;") {
            let (inner, after) = body.split_once('\x07').unwrap();
            let (parameters, text) = inner.split_once(';').unwrap();
            let text = match parameters.split_once(":h=").unwrap().0 {
                "w=1" => text,
                // Set from right to left: the space is on the left.
                "w=2" => {
                    cells[x] = Cell {
                        text: " ".into(),
                        ground,
                        boxed: true,
                    };
                    x += 1;
                    text.strip_suffix(' ').unwrap()
                }
                other => panic!("{other}"),
            };
            cells[x] = Cell {
                text: text.into(),
                ground,
                boxed: true,
            };
            x += 1;
            rest = after;
        } else {
            assert!(!c.is_control(), "{rest:?}");
            if c.width() == Some(0) {
                cells[x - 1].text.push(c);
            } else {
                cells[x] = Cell {
                    text: c.into(),
                    ground,
                    boxed: false,
                };
                x += 1;
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    cells
}

fn without_look(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{180e}' | '\u{200c}'..='\u{200f}' | '\u{2060}'
    )
}

/// Cells as they are seen: without what has no look.
fn seen(cells: impl IntoIterator<Item = Cell>) -> Vec<(String, Ground)> {
    cells
        .into_iter()
        .map(|cell| {
            let text: String = cell.text.chars().filter(|c| !without_look(*c)).collect();
            (text.replace(['\u{2800}', '\u{a0}'], " "), cell.ground)
        })
        .collect()
}

/// UAX #9 over a row, one level a cell by its first scalar: the cells from left to right,
/// mirrored where it says so, and their levels.
fn reordered(cells: &[Cell], texts: &[String], base: Option<Level>) -> (Vec<Cell>, Vec<Level>) {
    let line: String = texts.concat();
    let info = BidiInfo::new(&line, base);
    assert_eq!(info.paragraphs.len(), 1);
    assert_eq!(info.paragraphs[0].level, Level::ltr(), "the row stays left");
    // Every scalar takes part, and a cell stands where its first one does.
    let scalars: Vec<(usize, bool)> = texts
        .iter()
        .enumerate()
        .flat_map(|(i, text)| (0..text.chars().count()).map(move |n| (i, n == 0)))
        .collect();
    let levels: Vec<Level> = line.char_indices().map(|(at, _)| info.levels[at]).collect();
    let order = BidiInfo::reorder_visual(&levels);
    let first = order.into_iter().filter(|&scalar| scalars[scalar].1);
    first
        .map(|scalar| {
            let (cell, level) = (cells[scalars[scalar].0].clone(), levels[scalar]);
            let text = match level.is_rtl() {
                true => cell.text.chars().map(mirrored).collect(),
                false => cell.text,
            };
            (Cell { text, ..cell }, level)
        })
        .unzip()
}

/// VTE in implicit mode, xterm.js: all scalars of the row, left to right.
fn implicit(cells: &[Cell]) -> Vec<(String, Ground)> {
    let texts: Vec<String> = cells.iter().map(|c| c.text.clone()).collect();
    seen(reordered(cells, &texts, Some(Level::ltr())).0)
}

/// Konsole: the same, and each run of letters is taken back to its letters and joined anew.
fn konsole(cells: &[Cell]) -> Vec<(String, Ground)> {
    let texts: Vec<String> = cells.iter().map(|c| c.text.clone()).collect();
    let (shown, levels) = reordered(cells, &texts, Some(Level::ltr()));
    let mut rows = seen(shown.clone());
    let mut at = 0;
    while at < rows.len() {
        let run = levels[at..].iter().take_while(|l| l.is_rtl()).count();
        if run > 0 {
            let mut logical = String::new();
            for cell in shown[at..at + run].iter().rev() {
                for c in cell.text.chars().filter(|c| *c != '\u{200e}') {
                    match c {
                        '\u{fb50}'..='\u{feff}' => {
                            let letters = std::iter::once(c).nfkd().nfc();
                            logical.extend(letters);
                        }
                        c => logical.push(c),
                    }
                }
            }
            let line = column::label(&logical, 200, &options(Direction::RightToLeft));
            assert_eq!(line.placed.len(), run, "{logical:?}");
            for (row, placed) in rows[at..at + run].iter_mut().zip(&line.placed) {
                row.0 = placed.glyph.to_string();
            }
        }
        at += run.max(1);
    }
    rows
}

/// PuTTY: the first scalar of each cell, the direction by the first letter.
fn putty(cells: &[Cell]) -> Vec<(String, Ground)> {
    let texts: Vec<String> = cells.iter().map(|c| c.first().into()).collect();
    seen(reordered(cells, &texts, None).0)
}

/// kitty: each word whose first letter is right-to-left is set backwards and mirrored;
/// what is in a box is a word of its own, so is what another face draws, and colours stay
/// where they were.
fn kitty(cells: &[Cell]) -> Vec<(String, Ground)> {
    let mut cells = cells.to_vec();
    let border = |c: &Cell| c.boxed || matches!(c.first(), ' ' | '\u{2500}'..='\u{259f}');
    let words = cells.split_mut(border);
    for word in words.flat_map(|word| word.chunk_by_mut(|a, b| a.ground.bold == b.ground.bold)) {
        if word.iter().find_map(|c| kitty_turns(c.first())) == Some(true) {
            let texts: Vec<String> = word.iter().rev().map(|c| c.text.clone()).collect();
            for (cell, text) in word.iter_mut().zip(texts) {
                cell.text = text.chars().map(mirrored).collect();
            }
        }
    }
    seen(cells)
}

/// The direction of the script of a scalar, as HarfBuzz has it: numbers written in Arabic
/// have the Arabic one, what scripts share has none. Seen in kitty 0.26: `٠١٢٣`, `۰۱۲۳`,
/// `12٣٤`, `٪12`, `١٢ab` are turned, `ab٢٣` and `؟12` are not.
fn kitty_turns(first: char) -> Option<bool> {
    match first {
        '،' | '؛' | '؟' | 'ـ' => None,
        '٪' | '۰'..='۹' | '\u{61c}' => Some(true),
        '\u{180e}' => Some(false),
        _ => match bidi_class(first) {
            BidiClass::L => Some(false),
            BidiClass::R | BidiClass::AL | BidiClass::AN => Some(true),
            _ => None,
        },
    }
}

fn options(direction: Direction) -> Options {
    Options {
        width: 0,
        direction: Some(direction),
        order: crate::layout::Order::Visual,
        shaping: crate::layout::Shaping::Forms,
        marks: crate::layout::Marks::Keep,
        ..Options::default()
    }
}

const WIDTH: u16 = 22;
const COLUMNS: u16 = 2 * WIDTH + 5;

/// A row with two panes and a line between them; `lit` columns have another ground, and
/// every fifth column is bold.
fn row(left: (&str, Direction), right: (&str, Direction), lit: &[u16]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, 1));
    for (x, (text, direction)) in [(1, left), (WIDTH + 4, right)] {
        let line = column::label(text, WIDTH, &options(direction));
        let pad = if direction.is_rtl() {
            WIDTH - line.width
        } else {
            0
        };
        for (at, placed) in line.cells() {
            buffer[(x + pad + at, 0)].set_symbol(&placed.glyph);
        }
    }
    buffer[(WIDTH + 2, 0)].set_symbol("│");
    for x in lit {
        let bold = if x % 5 == 0 {
            Modifier::BOLD
        } else {
            Modifier::empty()
        };
        let style = Style::new().bg(Color::Rgb(9, 9, 9)).add_modifier(bold);
        buffer[(*x, 0)].set_style(style);
    }
    buffer
}

fn asked(buffer: &Buffer) -> Vec<(String, Ground)> {
    let ground = |x| Ground {
        colour: (buffer[(x, 0)].bg != Color::Reset).then_some((9, 9, 9)),
        bold: buffer[(x, 0)].modifier.contains(Modifier::BOLD),
    };
    (0..COLUMNS)
        .map(|x| (buffer[(x, 0)].symbol().to_owned(), ground(x)))
        .collect()
}

fn written(buffer: &Buffer, encoder: Encoder) -> String {
    Canvas::new(encoder, true).draw(buffer, &Frame::default())
}

fn shown(
    buffer: &Buffer,
    encoder: Encoder,
    rule: fn(&[Cell]) -> Vec<(String, Ground)>,
) -> Vec<(String, Ground)> {
    rule(&sent(&written(buffer, encoder), usize::from(COLUMNS)))
}

/// The words of a row between what `border` ends them, as classes.
fn words(buffer: &Buffer, border: fn(char) -> bool) -> Vec<Vec<BidiClass>> {
    let firsts: Vec<char> = asked(buffer)
        .iter()
        .map(|(text, _)| text.chars().next().unwrap_or(' '))
        .collect();
    let words = firsts.split(|c| border(*c));
    words
        .map(|word| word.iter().map(|c| bidi_class(*c)).collect())
        .collect()
}

/// PuTTY can show it: no European digit stands to the right of the letters of its word, no
/// word has digits of both kinds, and no bracket stands between letters (it may find its
/// partner in another word: UAX #9 N0).
fn putty_can(buffer: &Buffer) -> bool {
    let bracket = |text: &(String, Ground)| matches!(text.0.as_str(), "(" | ")");
    let texts = asked(buffer);
    let inner = |x: usize| {
        let letter = |row: &mut dyn Iterator<Item = &(String, Ground)>| {
            row.take_while(|(text, _)| text != " ").any(|(text, _)| {
                let class = text.chars().next().map(bidi_class);
                matches!(class, Some(BidiClass::R | BidiClass::AL | BidiClass::AN))
            })
        };
        letter(&mut texts[x..].iter()) && letter(&mut texts[..x].iter().rev())
    };
    if (0..texts.len()).any(|x| bracket(&texts[x]) && inner(x)) {
        return false;
    }
    words(buffer, |c| c == ' ' || bidi_class(c) == BidiClass::L)
        .iter()
        .all(|word| {
            let last = word
                .iter()
                .rposition(|c| matches!(c, BidiClass::R | BidiClass::AL | BidiClass::AN));
            let after = last.map_or(&[][..], |last| &word[last..]);
            let both = word.contains(&BidiClass::EN) && word.contains(&BidiClass::AN);
            !after.contains(&BidiClass::EN) && !both
        })
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![
        Just(Direction::LeftToRight),
        Just(Direction::RightToLeft),
        Just(Direction::RightToLeft)
    ]
}

const TEXT: &str = "([ابتةثرسشصفلمنهويىئءآأإکیپچگژ؟،][\u{64b}-\u{652}]{0,2}|لا|لأ|لِإ|\u{200c}|[بهـ]\u{200d}|[אבגש][\u{5b0}-\u{5bc}]?|[ab]|[0-9]{1,3}|[٠-٩]{1,3}|[۰-۹]{1,2}|٪|[-().:/%«»!ـ]|  ?){0,22}";

/// An old kitty as well, in the same rows each time: of some forty thousand one is known that it
/// shows otherwise, a sign with a mark between digits beside Hebrew.
#[test]
fn an_old_kitty_shows_the_cells_that_were_asked_for() {
    let config = ProptestConfig {
        cases: 2_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let lit = proptest::collection::vec(0..COLUMNS, 0..20);
    let rows = (TEXT, TEXT, direction(), direction(), lit);
    let result = runner.run(&rows, |(left, right, on_left, on_right, lit)| {
        let buffer = row((&left, on_left), (&right, on_right), &lit);
        if kitty_can(&buffer) {
            let asked = plain_blanks(asked(&buffer));
            prop_assert_eq!(shown(&buffer, Encoder::KittyWords, old_kitty), asked);
        }
        Ok(())
    });
    assert!(result.is_ok(), "{result:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// By each terminal's rule what is seen is what was asked for, grounds included.
    #[test]
    fn each_terminal_shows_the_cells_that_were_asked_for(
        left in TEXT, right in TEXT, left_direction in direction(), right_direction in direction(),
        lit in proptest::collection::vec(0..COLUMNS, 0..20),
    ) {
        let buffer = row((&left, left_direction), (&right, right_direction), &lit);
        let asked = asked(&buffer);
        prop_assert_eq!(&shown(&buffer, Encoder::Visual, |cells| seen(cells.to_vec())), &asked);
        prop_assert_eq!(&shown(&buffer, Encoder::VisualLrm, implicit), &asked);
        prop_assert_eq!(&shown(&buffer, Encoder::VisualLrmAlternating, implicit), &asked);
        prop_assert_eq!(&shown(&buffer, Encoder::Boxes, kitty), &asked);
        prop_assert_eq!(&shown(&buffer, Encoder::Words, konsole), &asked);
        // Words in order stand right in every terminal that reorders whole lines.
        prop_assert_eq!(&shown(&buffer, Encoder::Words, implicit), &asked);
        if putty_can(&buffer) {
            prop_assert_eq!(&shown(&buffer, Encoder::Braille, putty), &asked);
        }
    }

    /// A click is where the reader saw it.
    #[test]
    fn columns_are_found_again(left in TEXT, right in TEXT) {
        let buffer = row((&left, Direction::RightToLeft), (&right, Direction::RightToLeft), &[]);
        for encoder in [Encoder::Words, Encoder::Braille] {
            let mut canvas = Canvas::new(encoder, true);
            let cells = sent(&canvas.draw(&buffer, &Frame::default()), usize::from(COLUMNS));
            for (x, cell) in cells.iter().enumerate() {
                let seen = canvas.seen(x as u16, 0);
                let mirrors = buffer[(seen, 0)].symbol().chars().map(mirrored).next();
                let first = if cell.first() == '\u{2800}' { ' ' } else { cell.first() };
                prop_assert!(buffer[(seen, 0)].symbol().starts_with(first) || mirrors == Some(first));
            }
            prop_assert_eq!(canvas.seen(COLUMNS, 0), COLUMNS);
            prop_assert_eq!(canvas.seen(3, 9), 3);
        }
    }
}

/// A paragraph with digits, brackets, marks, lam-alef and half a word lit.
fn sample() -> Buffer {
    let left = ("ولِلاَّجئين (2022) ab", Direction::RightToLeft);
    let right = ("می‌رود، 50%!", Direction::RightToLeft);
    row(left, right, &[16, 17, 18])
}

/// The name is bold, its clitic is not: kitty sets each of them backwards.
#[test]
fn another_face_is_another_word_to_old_kitty() {
    let mut buffer = row(
        ("وبوتين", Direction::RightToLeft),
        ("", Direction::LeftToRight),
        &[],
    );
    for x in WIDTH - 5..WIDTH {
        buffer[(x, 0)].set_style(Style::new().add_modifier(Modifier::BOLD));
    }
    let bytes = written(&buffer, Encoder::KittyWords);
    assert!(bytes.contains("\x1b[1mﺑﻮﺗﻴﻦ\x1b[0mﻭ"), "{bytes:?}");
    assert_eq!(
        shown(&buffer, Encoder::KittyWords, old_kitty),
        asked(&buffer)
    );
}

#[test]
fn golden_bytes() {
    let rows = [
        (Encoder::Visual, GOLDEN_VISUAL),
        (Encoder::VisualLrm, GOLDEN_LRM),
        (Encoder::Boxes, GOLDEN_BOXES),
        (Encoder::Words, GOLDEN_WORDS),
        (Encoder::KittyWords, GOLDEN_KITTY_WORDS),
        (Encoder::Braille, GOLDEN_BRAILLE),
    ];
    for (encoder, wanted) in rows {
        let bytes = written(&sample(), encoder);
        assert_eq!(bytes.escape_debug().to_string(), wanted, "{encoder:?}");
    }
}

const GOLDEN_VISUAL: &str = "\\u{1b}[?2026h\\u{1b}[0m\\u{1b}[2J\\u{1b}[1;7Hab (2022) \\u{1b}[48;2;9;9;9mﻦﻴﺌ\\u{1b}[0mﺟﻼ\u{64e}\u{651}\\u{1b}[1;22Hﻟ\u{650}\\u{1b}[1;23Hﻭ │\\u{1b}[12C!%50 ،ﺩﻭﺭﯽﻣ\\u{1b}[?2026l";
const GOLDEN_LRM: &str = "\\u{1b}[?2026h\\u{1b}[0m\\u{1b}[2J\\u{1b}[1;1H \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e}a\\u{200e}b\\u{200e} \\u{200e}(\\u{200e}2\\u{200e}0\\u{200e}2\\u{200e}2\\u{200e})\\u{200e} \\u{200e}\\u{1b}[48;2;9;9;9mﻦ\\u{200e}ﻴ\\u{200e}ﺌ\\u{200e}\\u{1b}[0mﺟ\\u{200e}ﻼ\u{64e}\u{651}\\u{200e}\\u{1b}[1;22Hﻟ\u{650}\\u{200e}\\u{1b}[1;23Hﻭ\\u{200e} \\u{200e}│\\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e}!\\u{200e}%\\u{200e}5\\u{200e}0\\u{200e} \\u{200e}،\\u{200e}ﺩ\\u{200e}ﻭ\\u{200e}ﺭ\\u{200e}ﯽ\\u{200e}ﻣ\\u{200e} \\u{200e}\\u{1b}[?2026l";
const GOLDEN_BOXES: &str = "\\u{1b}[?2026h\\u{1b}[0m\\u{1b}[2J\\u{1b}[1;7Hab (2022) \\u{1b}[48;2;9;9;9m\\u{1b}]66;w=1:h=1;ﻦ\\u{7}\\u{1b}]66;w=1:h=2;ﻴ\\u{7}\\u{1b}]66;w=1:h=0;ﺌ\\u{7}\\u{1b}[0m\\u{1b}]66;w=1:h=1;ﺟ\\u{7}\\u{1b}]66;w=1:h=2;ﻼ\u{64e}\u{651}\\u{7}\\u{1b}]66;w=1:h=0;ﻟ\u{650}\\u{7}\\u{1b}]66;w=1:h=1;ﻭ\\u{7} │\\u{1b}[12C!%50 \\u{1b}]66;w=1:h=0;،\\u{7}\\u{1b}]66;w=1:h=1;ﺩ\\u{7}\\u{1b}]66;w=1:h=2;ﻭ\\u{7}\\u{1b}]66;w=1:h=0;ﺭ\\u{7}\\u{1b}]66;w=1:h=1;ﯽ\\u{7}\\u{1b}]66;w=1:h=2;ﻣ\\u{7}\\u{1b}[?2026l";
const GOLDEN_WORDS: &str = "\\u{1b}[?2026h\\u{1b}[0m\\u{1b}[2J\\u{1b}[1;1H \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e}a\\u{200e}b\\u{200e} \\u{200e}(\\u{200e}2\\u{200e}0\\u{200e}2\\u{200e}2\\u{200e})\\u{200e} \\u{200e}ﻭﻟ\u{650}\\u{1b}[1;19Hﻼ\u{64e}\u{651}\\u{1b}[1;20Hﺟ\\u{1b}[48;2;9;9;9mﺌﻴﻦ\\u{1b}[0m \\u{200e}│\\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e} \\u{200e}!\\u{200e}%\\u{200e}5\\u{200e}0\\u{200e} \\u{200e}،\\u{200e}ﻣﯽ\\u{200c}ﺭﻭﺩ \\u{200e}\\u{1b}[?2026l";
const GOLDEN_KITTY_WORDS: &str = "\\u{1b}[?2026h\\u{1b}[0m\\u{1b}[2J\\u{1b}[1;7Hab (2022) \\u{1b}[48;2;9;9;9mﻭ\\u{2060}\\u{2060}\\u{1b}[1;18Hﻟ\u{650}\\u{2060}\\u{1b}[1;19Hﻼ\u{64e}\u{651}\\u{1b}[1;20H\\u{1b}[0mﺟ\\u{2060}\\u{2060}\\u{1b}[1;21Hﺌ\\u{2060}\\u{2060}\\u{1b}[1;22Hﻴ\\u{2060}\\u{2060}\\u{1b}[1;23Hﻦ\\u{2060}\\u{2060}\\u{1b}[1;25H│\\u{1b}[12C!%50 ﻣﯽﺭﻭﺩ،\\u{1b}[?2026l";
const GOLDEN_BRAILLE: &str = "\\u{1b}[?2026h\\u{1b}[0m\\u{1b}[2J\\u{1b}[1;1H⠀⠀⠀⠀⠀⠀ab⠀(2022)⠀ﻭﻟ\u{650}\\u{1b}[1;19Hﻼ\u{64e}\u{651}\\u{1b}[1;20Hﺟ\\u{1b}[48;2;9;9;9mﺌﻴﻦ\\u{1b}[0m⠀│⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀!%50⠀،ﻣﯽﺭﻭﺩ⠀\\u{1b}[?2026l";
