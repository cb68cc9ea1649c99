//! kitty without boxes, by its rule.

use super::*;

/// kitty without boxes: what one font draws between two blanks is one text to HarfBuzz, whose
/// direction is that of its first script. Its glyphs are dealt out to the cells from the left,
/// to each as many as it has scalars. (Seen in kitty 0.26 and 0.48.)
pub(super) fn old_kitty(cells: &[Cell]) -> Vec<(String, Ground)> {
    let mut cells = cells.to_vec();
    for run in cells.chunk_by_mut(|a, b| font(a.first(), a.ground) == font(b.first(), b.ground)) {
        if run
            .first()
            .is_none_or(|c| font(c.first(), c.ground).is_none())
        {
            continue;
        }
        let mut scalars = run.iter().flat_map(|c| c.text.chars());
        if scalars.find_map(kitty_turns) != Some(true) {
            continue;
        }
        // Marks that come first of all may be taken for one.
        let first = run.last().map_or("", |c| &c.text);
        let mut last_two = first.chars().skip(1).collect::<Vec<_>>().into_iter().rev();
        let mut mark = || matches!(last_two.next(), Some(c) if !without_look(c));
        assert!(!(mark() && mark()), "{first:?}");
        let glyphs: Vec<char> = run.iter().flat_map(|c| c.text.chars()).rev().collect();
        let mut glyphs = glyphs.into_iter();
        for cell in run {
            let count = cell.text.chars().count();
            assert!(count <= 4, "{:?}", cell.text);
            let dealt: Vec<char> = glyphs.by_ref().take(count).collect();
            cell.text = dealt.into_iter().rev().map(mirrored).collect();
        }
    }
    plain_blanks(seen(cells))
}

/// Which font draws a cell: none for blanks and what kitty draws itself. DejaVu Sans Mono has
/// no Hebrew.
fn font(first: char, ground: Ground) -> Option<(bool, bool)> {
    let none = matches!(first, ' ' | '\u{2500}'..='\u{259f}');
    (!none).then_some((ground.bold, matches!(first, '\u{590}'..='\u{5ff}')))
}

/// The face of a blank is not seen.
pub(super) fn plain_blanks(mut cells: Vec<(String, Ground)>) -> Vec<(String, Ground)> {
    for (_, ground) in cells.iter_mut().filter(|(text, _)| text == " ") {
        ground.bold = false;
    }
    cells
}

/// An old kitty can show it: where one font draws a right-to-left letter on the left and a
/// left-to-right one on the right, a sign or a free blank follows. (What is done elsewhere
/// has tests of its own.)
pub(super) fn kitty_can(buffer: &Buffer) -> bool {
    let cells = asked(buffer);
    let first = |cell: &(String, Ground)| cell.0.chars().next().unwrap_or(' ');
    let font = |cell: &(String, Ground)| font(first(cell), cell.1);
    let mut at = 0;
    cells.chunk_by(|a, b| font(a) == font(b)).all(|run| {
        at += run.len();
        let mut letters = run.iter().filter_map(|cell| kitty_turns(first(cell)));
        let starts = letters.next();
        let ends = letters.next_back().or(starts);
        let sign = run
            .last()
            .is_some_and(|cell| kitty_turns(first(cell)).is_none());
        let blank = cells.get(at).is_none_or(|cell| cell.0 == " ");
        let free = cells
            .get(at + 1)
            .is_none_or(|cell| font(cell) != font(&run[0]));
        font(&run[0]).is_none()
            || !(starts == Some(true) && ends == Some(false))
            || sign
            || (blank && free && at < cells.len())
    })
}

/// A row of these words as they are seen, from left to right.
fn seen_row(text: &str) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, 1));
    let mut x = 0;
    for c in text.chars() {
        if c.width() == Some(0) {
            let symbol = format!("{}{c}", buffer[(x - 1, 0)].symbol());
            buffer[(x - 1, 0)].set_symbol(&symbol);
        } else {
            buffer[(x, 0)].set_symbol(c.encode_utf8(&mut [0; 4]));
            x += 1;
        }
    }
    buffer
}

/// Latin letters on the right of Arabic ones, marks, Hebrew with signs: each cell as asked for.
#[test]
fn old_kitty_shows_words_of_two_scripts_and_marks() {
    for (text, bytes) in [
        // A blank at the end of the row.
        (" ﻭHomyel", "\u{a0}\u{61c}"),
        // The word beside it begins with an Arabic letter.
        (" ﻭHomyel ﻲﻫ", "ﻫﻲ\u{a0}leymoHﻭ"),
        // Words between, until one does.
        (
            " ﻦﻴﺗﻮﺑ:actor NOT \"ﻲﺳﻭﺮﻟﺍ",
            "ﺍﻟﺮﻭﺳﻲ\"\u{a0}TON\u{a0}rotca:ﺑﻮﺗﻴﻦ",
        ),
        // A sign at the right end.
        ("│ﻭHomyel)│", "(\u{61c}"),
        // No blank on the right, a sign on the left.
        ("«ﻭHomyel│", "«\u{180e}"),
        // No blank on the right, a Latin word on the left.
        (" NOT ﻭHomyel│", "NOT\u{a0}ﻭHomyel│"),
        // No blank on the right.
        (" ﻭHomyel│", "\u{a0}\u{180e}"),
        // An Arabic letter at the right end.
        (" Homyelﻭ ", "ﻭleymoH"),
        (" ﻒّﻠﻤﻟ", "ﻟ\u{2060}"),
        (" ﻩٔﺪﻨﻧﺍﻮﺧ", "ﺧ\u{2060}"),
        // Two marks that come first of all.
        (" ﺽَّﺮﻌﻟ", "ﺽ\u{64e}\u{651}\u{2060}"),
        (" ﺮَّﻌﻟ", "ﺮ\u{64e}\u{651}\u{2060}"),
        // The blank takes the tail, where no word stands beyond it.
        (" ﺺﺨﺷ", "ﺷﺨﺺ\u{a0}"),
        ("  ﺲﻴﺋﺭ ﺺﺨﺷ", "ﺭﺋﻴﺲ\u{a0} ﺷﺨﺺ"),
        (" ﺺٌﺨﺷ", "ﺷ\u{2060}"),
        // The blank beside the blank that the other word needs stays one.
        ("   ٪a  ﺱ ", "\u{2060}ﺱ"),
        // Another font has Hebrew.
        (" ,ןיטופ .תומשה «לֵ» (2022-ב)", ",פוטין"),
    ] {
        let buffer = seen_row(text);
        let sent = written(&buffer, Encoder::KittyWords);
        let plain = sent.split("\x1b[").map(|part| {
            part.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ';' | 'H'))
        });
        let plain: String = plain.collect();
        let plain = plain.trim_end_matches("?2026l");
        assert!(plain.contains(bytes), "{text:?}: {plain:?}");
        let asked = plain_blanks(asked(&buffer));
        assert_eq!(
            shown(&buffer, Encoder::KittyWords, old_kitty),
            asked,
            "{text:?}: {plain:?}"
        );
    }
}
