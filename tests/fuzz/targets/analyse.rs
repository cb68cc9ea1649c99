//! Any text: what is found in it and how it is linked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::document::{Format, read};
use warraq::entity::explain::{Standing, explain};
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::link::link;
use warraq::entity::pipeline::{Means, analyse_by};

fuzz_target!(|text: &str| {
    let gazetteer = Gazetteer::embedded();
    for format in [Format::Plain, Format::Markdown] {
        let document = read(text.to_owned(), format);
        let analysis = analyse_by(&document, Means::with(gazetteer));
        let linked = link(gazetteer, std::iter::once((0, &analysis)));
        let mut end = 0;
        for mention in &analysis.mentions {
            assert!(mention.range.start >= end, "{:?}", mention.range);
            assert!(mention.range.start < mention.range.end);
            end = mention.range.end;
        }
        for mention in analysis.mentions.iter().chain(&analysis.weak) {
            assert!(mention.range.slice(&document.source).is_some());
            let name = mention.name as usize;
            let entity = &linked.entities[linked.of[0].1[name]];
            let reason = &linked.reasons[0][name];
            let _ = explain(&document.source, mention, Standing::Sure, entity, reason);
        }
    }
});
