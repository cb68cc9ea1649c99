//! Any list of a reader, alone and over ours: mistakes are named, the rest can be used.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::document::{Format, read};
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::pipeline::{Means, analyse_by};

fuzz_target!(|list: &str| {
    let files = || std::iter::once(("a.toml", list));
    let (alone, errors) = Gazetteer::from_sources_lenient(files());
    let _ = errors.iter().map(ToString::to_string).count();
    let _ = alone.digest();
    let (over, _) = Gazetteer::with_lists(files());
    for gazetteer in [&alone, &over] {
        for index in 0..u32::try_from(alone.len()).unwrap_or(0) {
            let _ = gazetteer.entry(index);
        }
        let document = read(list.to_owned(), Format::Plain);
        let _ = analyse_by(&document, Means::with(gazetteer));
    }
});
