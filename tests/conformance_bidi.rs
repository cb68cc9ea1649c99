//! The Unicode Bidirectional Algorithm's own tests, row by row through the levels and the
//! order that each line of a page is set by.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;

use warraq::layout::bidi::{Levels, visual_order};
use warraq::text::direction::Direction;

const FOLDER: &str = "/usr/share/unicode";

/// What a row wants: the level of each scalar (`None`: removed by X9) and the order of
/// those that stay.
struct Wanted {
    levels: Vec<Option<u8>>,
    order: Vec<usize>,
}

impl Wanted {
    fn parse(levels: &str, order: &str) -> Self {
        Self {
            levels: levels.split_whitespace().map(|l| l.parse().ok()).collect(),
            order: order
                .split_whitespace()
                .map(|i| i.parse().unwrap())
                .collect(),
        }
    }
}

/// Compares one row; what is removed has no cell in a line, so it is not asked for.
fn agrees(text: &str, direction: Option<Direction>, wanted: &Wanted) -> Result<(), String> {
    let levels = Levels::resolve(text, direction);
    let kept: Vec<(usize, usize)> = text
        .char_indices()
        .enumerate()
        .filter(|(i, _)| wanted.levels[*i].is_some())
        .map(|(i, (at, _))| (i, at))
        .collect();
    let line = levels.of_line(kept.iter().map(|&(_, at)| at));
    let shown: Vec<u8> = line.iter().map(|level| level.number()).collect();
    let expected: Vec<u8> = wanted.levels.iter().flatten().copied().collect();
    if shown != expected {
        return Err(format!("levels {shown:?} instead of {expected:?}"));
    }
    let order: Vec<usize> = visual_order(&line).into_iter().map(|i| kept[i].0).collect();
    if order != wanted.order {
        return Err(format!("order {order:?} instead of {:?}", wanted.order));
    }
    Ok(())
}

fn report(rows: usize, least: usize, failures: &[String]) {
    assert!(rows >= least, "only {rows} rows were read");
    assert!(
        failures.is_empty(),
        "{} of {rows} rows fail, the first: {:#?}",
        failures.len(),
        &failures[..failures.len().min(5)]
    );
}

#[test]
#[ignore = "needs Debian's unicode-data; run by .ci/run"]
fn every_row_of_bidi_test() {
    let file = fs::read_to_string(format!("{FOLDER}/BidiTest.txt")).unwrap();
    let (mut levels, mut order) = (String::new(), String::new());
    let (mut rows, mut failures) = (0, Vec::new());
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some(list) = line.strip_prefix("@Levels:") {
            levels = list.to_owned();
        } else if let Some(list) = line.strip_prefix("@Reorder:") {
            order = list.to_owned();
        } else if let Some((classes, bits)) = line.split_once(';') {
            let wanted = Wanted::parse(&levels, &order);
            let text: String = classes.split_whitespace().map(sample).collect();
            let bits: u8 = bits.trim().parse().unwrap();
            for (bit, direction) in [
                (1, None),
                (2, Some(Direction::LeftToRight)),
                (4, Some(Direction::RightToLeft)),
            ] {
                if bits & bit == 0 {
                    continue;
                }
                rows += 1;
                if let Err(how) = agrees(&text, direction, &wanted) {
                    failures.push(format!("{classes} {direction:?}: {how}"));
                }
            }
        }
    }
    report(rows, 700_000, &failures);
}

/// A scalar of a class.
fn sample(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => 'א',
        "AL" => 'ب',
        "EN" => '1',
        "ES" => '-',
        "ET" => '$',
        "AN" => '١',
        "CS" => ':',
        "NSM" => '\u{300}',
        "BN" => '\u{AD}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202A}',
        "RLE" => '\u{202B}',
        "PDF" => '\u{202C}',
        "LRO" => '\u{202D}',
        "RLO" => '\u{202E}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        other => panic!("no sample of class {other}"),
    }
}

#[test]
#[ignore = "needs Debian's unicode-data; run by .ci/run"]
fn every_row_of_bidi_character_test() {
    let file = fs::read_to_string(format!("{FOLDER}/BidiCharacterTest.txt")).unwrap();
    let (mut rows, mut failures) = (0, Vec::new());
    for line in file.lines() {
        let fields: Vec<&str> = line.split(';').collect();
        let [scalars, direction, base, levels, order] = fields[..] else {
            continue;
        };
        if line.starts_with('#') {
            continue;
        }
        let text: String = scalars
            .split_whitespace()
            .map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap())
            .collect();
        let direction = match direction {
            "0" => Some(Direction::LeftToRight),
            "1" => Some(Direction::RightToLeft),
            _ => None,
        };
        rows += 1;
        let found = Levels::resolve(&text, direction).direction();
        if found.is_rtl() != (base == "1") {
            failures.push(format!("{scalars}: base level {found:?}"));
        } else if let Err(how) = agrees(&text, direction, &Wanted::parse(levels, order)) {
            failures.push(format!("{scalars} {direction:?}: {how}"));
        }
    }
    report(rows, 90_000, &failures);
}

/// The comparison itself: a wrong level and a wrong order are seen.
#[test]
fn a_wrong_row_is_found() {
    assert_eq!(agrees("אב", None, &Wanted::parse("1 1", "1 0")), Ok(()));
    assert!(agrees("אב", None, &Wanted::parse("1 1", "0 1")).is_err());
    assert!(agrees("אב", None, &Wanted::parse("1 2", "1 0")).is_err());
}
