//! What holds for the mentions of any text whatever.
#![allow(clippy::unwrap_used)]

use std::thread;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use warraq::document::{self, Format};
use warraq::entity::explain::{Standing, explain};
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::link::link;
use warraq::entity::mention::{Analysis, Evidence};
use warraq::entity::pipeline::analyse;
use warraq::library::annotations::{Form, Use, apply, parse, place};

/// Words that make mentions, and what breaks words, lines and clusters.
const PARTS: [&str; 48] = [
    "وصل",
    "الرئيس",
    "ولوكاشينكو",
    "لوكاشينكو",
    "ألكسندر",
    "إلى",
    "القاهرة",
    "وبالقاهرة",
    "للأمم",
    "المتحدة",
    "وقال",
    "سمير",
    "الطيراوي",
    "عبد",
    "الرحمن",
    "بن",
    "أبو",
    "شركة",
    "وزارة",
    "الخارجية",
    "الروسي",
    "دمشق",
    "Putin",
    "Владимир",
    "Путин",
    "נתניהו",
    "ولادیمیر",
    "می‌رود",
    "«",
    "»",
    "(",
    ")",
    ".",
    ",",
    "\n\n",
    "\n",
    "**",
    "\u{64e}",
    "\u{640}",
    "\u{200f}",
    "\u{202e}",
    "\u{301}",
    "👩‍👩‍👧",
    "\0",
    "7",
    "2021",
    "٣",
    "-",
];

fn read(text: &str, markdown: bool) -> (document::Document, Analysis) {
    let format = if markdown {
        Format::Markdown
    } else {
        Format::Plain
    };
    let document = document::read(text.to_owned(), format);
    let analysis = analyse(&document, Gazetteer::embedded());
    (document, analysis)
}

/// A text of such parts, some with a space before them, and of any scalars.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        8 => (0..PARTS.len(), any::<bool>()).prop_map(|(at, space)| {
            format!("{}{}", if space { " " } else { "" }, PARTS[at])
        }),
        1 => any::<char>().prop_map(|c| c.to_string()),
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

/// What must hold of an analysis; the texts of its mentions.
fn holds(source: &str, analysis: &Analysis) -> Vec<String> {
    let borders: Vec<usize> = (source.grapheme_indices(true).map(|(at, _)| at))
        .chain([source.len()])
        .collect();
    let linked = link(Gazetteer::embedded(), std::iter::once((0, analysis)));
    let mut end = 0;
    let mut surfaces = Vec::new();
    for mention in &analysis.mentions {
        let range = mention.range;
        assert!(
            range.start < range.end && range.end <= source.len(),
            "{range:?}"
        );
        assert!(
            range.start >= end,
            "{range:?} overlaps the mention before it"
        );
        end = range.end;
        for at in [range.start, range.end] {
            assert!(
                borders.binary_search(&at).is_ok(),
                "{at} is inside a cluster"
            );
        }
        let surface = range.slice(source).unwrap();
        assert!(surface.chars().any(char::is_alphabetic), "{surface:?}");
        let name = mention.name as usize;
        let local = &analysis.names[name];
        assert_eq!(local.kind, mention.kind);
        let entity = &linked.entities[linked.of[0].1[name]];
        let why = explain(
            source,
            mention,
            Standing::Sure,
            entity,
            &linked.reasons[0][name],
        );
        assert_eq!(why.evidence, mention.evidence);
        surfaces.push(surface.to_owned());
    }
    for mention in &analysis.weak {
        let range = mention.range;
        let apart = |other: &warraq::entity::mention::Mention| {
            other.range.end <= range.start || range.end <= other.range.start
        };
        assert!(range.end <= source.len() && analysis.mentions.iter().all(apart));
        assert_eq!(
            analysis.names[mention.name as usize].kind, mention.kind,
            "{range:?}"
        );
    }
    surfaces
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn mentions_stand_on_borders_in_order_and_apart(text in texts(), markdown in any::<bool>()) {
        let (document, analysis) = read(&text, markdown);
        holds(&document.source, &analysis);
    }

    #[test]
    fn marks_of_others_leave_mentions_sound(
        text in texts(),
        marks in prop::collection::vec((0usize..200, 0usize..30, 0usize..5), 0..12),
        replace in any::<bool>(),
    ) {
        let (document, mut analysis) = read(&text, false);
        let kinds = ["PER", "ORG", "LOC", "NORP", "product"];
        let mut lines = String::new();
        for (start, length, kind) in marks {
            lines += &format!("{{\"start\":{start},\"end\":{},\"kind\":\"{}\"}}\n", start + length, kinds[kind]);
        }
        let (marks, faults) = parse(Form::Jsonl, &lines);
        prop_assert!(faults.is_empty());
        let placed = place(&marks, &document.source, &mut Vec::new());
        let how = if replace { Use::Replace } else { Use::Add };
        apply(&mut analysis, &placed, &document.source, Gazetteer::embedded(), how);
        let imported = analysis.mentions.iter().filter(|m| m.evidence == Evidence::Imported);
        prop_assert_eq!(imported.count(), placed.len());
        let mut end = 0;
        for mention in &analysis.mentions {
            prop_assert!(mention.range.start >= end && mention.range.slice(&document.source).is_some());
            prop_assert!((mention.name as usize) < analysis.names.len());
            end = mention.range.end;
        }
    }
}

#[test]
fn the_parts_make_mentions() {
    let (document, analysis) = read(&PARTS[..28].join(" "), false);
    assert!(holds(&document.source, &analysis).len() >= 8);
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let texts: Vec<&str> = warraq::assets::samples()
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let alone: Vec<Analysis> = texts.iter().map(|text| read(text, true).1).collect();
    assert!(alone.iter().map(|a| a.mentions.len()).sum::<usize>() > 300);
    for threads in [2, 3, 7] {
        let (texts, alone) = (&texts, &alone);
        thread::scope(|scope| {
            for thread in 0..threads {
                scope.spawn(move || {
                    for at in (thread..texts.len()).step_by(threads) {
                        assert_eq!(read(texts[at], true).1, alone[at]);
                    }
                });
            }
        });
    }
}
