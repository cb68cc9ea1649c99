//! How well nationalities are found: `tests/golden/nationalities/gold.txt` holds sentences that
//! were written for it, with each nationality marked.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fmt::Write as _;

use warraq::document::{Format, read};
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::kind::Kind;
use warraq::entity::pipeline::{Means, analyse_by};

const GOLD: &str = include_str!("golden/nationalities/gold.txt");

/// A sentence without its marks, and where they stood.
fn unmarked(line: &str) -> (String, Vec<(usize, usize, String)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, after) = after.split_once(']').unwrap();
        let (surface, id) = mark.split_once('|').unwrap();
        let start = text.len();
        text.push_str(surface);
        marks.push((start, text.len(), id.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// Where the word begins that holds a byte: a clitic taken off or not makes no difference.
fn word_start(text: &str, at: usize) -> usize {
    text[..at]
        .char_indices()
        .rev()
        .find(|(_, c)| !c.is_alphanumeric())
        .map_or(0, |(at, c)| at + c.len_utf8())
}

#[test]
fn nationalities_are_found_and_point_to_their_country_or_people() {
    let gazetteer = Gazetteer::embedded();
    let (mut wanted, mut found, mut right, mut linked) = (0u32, 0u32, 0u32, 0u32);
    let mut wrong = String::new();
    for line in GOLD.lines().filter(|line| !line.starts_with('#')) {
        let (text, marks) = unmarked(line);
        let document = read(text.clone(), Format::Plain);
        let analysis = analyse_by(&document, Means::with(gazetteer));
        let ours: Vec<_> = analysis
            .mentions
            .iter()
            .filter(|mention| mention.kind == Kind::Nationality)
            .collect();
        wanted += u32::try_from(marks.len()).unwrap();
        found += u32::try_from(ours.len()).unwrap();
        for (start, end, id) in &marks {
            let fits = ours.iter().find(|mention| {
                mention.range.end == *end
                    && word_start(&text, mention.range.start) == word_start(&text, *start)
            });
            let Some(mention) = fits else {
                writeln!(wrong, "missed {}: {line}", &text[*start..*end]).unwrap();
                continue;
            };
            right += 1;
            let name = &analysis.names[mention.name as usize];
            let entry = name.gazetteer.and_then(|index| gazetteer.entry(index));
            let to = entry.map_or("nothing", |entry| &entry.id);
            if id == "?" || id == to {
                linked += 1;
            } else {
                writeln!(wrong, "{} points to {to}, not to {id}", &text[*start..*end]).unwrap();
            }
        }
        for mention in ours {
            let marked = marks.iter().any(|(_, end, _)| *end == mention.range.end);
            if !marked {
                let surface = mention.range.slice(&text).unwrap();
                writeln!(wrong, "not meant {surface}: {line}").unwrap();
            }
        }
    }
    let percent = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole);
    let (precision, recall) = (percent(right, found), percent(right, wanted));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{wanted} marked, {found} found, {right} right, {linked} point rightly");
    println!("precision {precision:.1} recall {recall:.1} F1 {f1:.1}\n{wrong}");
    assert!(wanted >= 150, "{wanted}");
    assert!(f1 >= 90.0, "{f1:.1}\n{wrong}");
    assert!(percent(linked, right) >= 95.0, "{wrong}");
}
