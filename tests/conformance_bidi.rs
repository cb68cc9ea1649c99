//! The Unicode Bidirectional Algorithm's own tests, row by row through the levels that each
//! line of a page is set by, and through a whole line: which cluster stands where, and what
//! its cell shows.
//!
//! Latin islands are off: they are a higher-level protocol (HL3), and what a row's sample
//! letters and signs happen to spell (`-1`, `a/`) is none of its matter.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::HashMap;
use std::fs;
use std::sync::LazyLock;

use warraq::layout::bidi::{Levels, visual_order};
use warraq::layout::{Islands, Options, Shaping, column};
use warraq::text::clean::{self, Drawn};
use warraq::text::cluster;
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
    let levels = Levels::resolve(text, direction, Islands::Plain);
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
    in_a_line(text, levels.direction(), wanted)
}

/// The pairs of BidiMirroring.txt.
static MIRRORS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let file = fs::read_to_string(format!("{FOLDER}/BidiMirroring.txt")).unwrap();
    let scalar =
        |code: &str| char::from_u32(u32::from_str_radix(code.trim(), 16).unwrap()).unwrap();
    file.lines()
        .filter_map(|line| line.split('#').next()?.split_once(';'))
        .map(|(a, b)| (scalar(a), scalar(b)))
        .collect()
});

/// Compares the line that a page would show: marks stand with their base (L3), what X9
/// removes is left out, and so are isolate controls and marks of direction, which have no
/// cell. At odd levels brackets are mirrored (L4).
fn in_a_line(text: &str, direction: Direction, wanted: &Wanted) -> Result<(), String> {
    let scalars: Vec<(usize, char)> = text.char_indices().collect();
    let clusters: Vec<_> = cluster::clusters(text).collect();
    let cluster_of = |at: usize| clusters.partition_point(|range| range.end <= at);
    let mut order: Vec<usize> = wanted
        .order
        .iter()
        .filter(|i| clean::drawn(scalars[**i].1) != Drawn::Nothing)
        .map(|i| cluster_of(scalars[*i].0))
        .collect();
    order.dedup();
    // The level of a cluster is that of its first scalar that X9 keeps.
    let mut level_of: HashMap<usize, u8> = HashMap::new();
    for ((at, _), level) in scalars.iter().zip(&wanted.levels) {
        if let Some(level) = level {
            level_of.entry(cluster_of(*at)).or_insert(*level);
        }
    }
    let options = Options {
        direction: Some(direction),
        shaping: Shaping::Base,
        islands: Islands::Plain,
        ..Options::default()
    };
    let line = column::label(text, 10_000, &options);
    let mut shown = Vec::new();
    for placed in &line.placed {
        let at = cluster_of(placed.range.start);
        let Some(level) = level_of.get(&at) else {
            continue;
        };
        shown.push(at);
        let first = text[placed.range.start..].chars().next().unwrap();
        // Signs, line ends, and marks that have no letter are drawn as something else.
        if placed.sign || first.is_control() || placed.glyph.starts_with('◌') {
            continue;
        }
        let mirror = MIRRORS.get(&first).filter(|_| level % 2 == 1);
        let glyph = placed.glyph.chars().next();
        if glyph != Some(*mirror.unwrap_or(&first)) {
            return Err(format!("{first:?} at level {level} is shown as {glyph:?}"));
        }
    }
    shown.dedup();
    if shown != order {
        return Err(format!("clusters {shown:?} in a line instead of {order:?}"));
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
fn conformance_every_row_of_bidi_test() {
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
        "AN" => '\u{660}',
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
fn conformance_every_row_of_bidi_character_test() {
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
        let found = Levels::resolve(&text, direction, Islands::Plain).direction();
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
#[ignore = "needs Debian's unicode-data; run by .ci/run"]
fn conformance_a_wrong_row_is_found() {
    assert_eq!(agrees("אב", None, &Wanted::parse("1 1", "1 0")), Ok(()));
    assert!(agrees("אב", None, &Wanted::parse("1 1", "0 1")).is_err());
    assert!(agrees("אב", None, &Wanted::parse("1 2", "1 0")).is_err());
}
