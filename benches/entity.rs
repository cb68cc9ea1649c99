//! What recognition costs beside a plain scan: `cargo bench --bench entity -- FOLDER`.
//!
//! One thread, the same bytes, each way in turn and the least of three times, so that one run
//! compares them. Texts are read
//! into memory first. The figures stand in `docs/entities-lists.md`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, MatchKind};
use warraq::document::{Document, Format, read};
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::link::link;
use warraq::entity::mention::Analysis;
use warraq::entity::pipeline::{Means, Parts, analyse_by};
use warraq::library::import::Plan;
use warraq::text::decode::decode;

fn main() {
    let mut paths: Vec<PathBuf> = (std::env::args().skip(1))
        .filter(|argument| !argument.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    if paths.is_empty() {
        paths.push(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds")));
    }
    let plan = Plan::of_paths(&paths);
    let articles = plan.sources.iter().flat_map(|s| s.articles(&plan.options));
    let bytes: Vec<Vec<u8>> = articles
        .filter_map(|(_, document)| Some(document.ok()?.source.into_bytes()))
        .collect();
    let size: usize = bytes.iter().map(Vec::len).sum();
    println!("{} articles, {:.1} MB", bytes.len(), megabytes(size));

    let start = Instant::now();
    let gazetteer = Gazetteer::embedded();
    let tiny = analyse_by(
        &document(b"\xd9\x82\xd8\xa7\xd9\x84"),
        Means::with(gazetteer),
    );
    black_box(tiny);
    println!("lists and weights ready: {:.2} ms", millis(start.elapsed()));

    let forms: Vec<String> = (0..u32::try_from(gazetteer.len()).unwrap_or(u32::MAX))
        .filter_map(|index| gazetteer.entry(index))
        .flat_map(|entry| std::iter::once(&entry.name).chain(&entry.aliases).cloned())
        .collect();
    let start = Instant::now();
    let scan = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&forms)
        .unwrap();
    println!(
        "Aho-Corasick over {} forms: built in {:.0} ms, {:.1} MB",
        forms.len(),
        millis(start.elapsed()),
        megabytes(scan.memory_usage())
    );

    let rounds = 3;
    let mut least = [Duration::MAX; 6];
    let mut found = [0usize; 6];
    for _ in 0..rounds {
        let mut take = |way: usize, work: &dyn Fn() -> usize| {
            let start = on_processor();
            found[way] = black_box(work());
            least[way] = least[way].min(on_processor().saturating_sub(start));
        };
        take(0, &|| {
            bytes.iter().map(|text| scan.find_iter(text).count()).sum()
        });
        take(1, &|| {
            bytes
                .iter()
                .map(|text| document(text).paragraphs.len())
                .sum()
        });
        for (way, parts) in [Parts::Lists, Parts::Rules, Parts::Tagger, Parts::All]
            .into_iter()
            .enumerate()
        {
            take(way + 2, &|| {
                let means = Means {
                    parts,
                    ..Means::with(gazetteer)
                };
                let analyses: Vec<Analysis> = bytes
                    .iter()
                    .map(|text| analyse_by(&document(text), means))
                    .collect();
                let linked = link(gazetteer, (0u32..).zip(&analyses));
                black_box(linked.entities.len());
                analyses
                    .iter()
                    .map(|analysis| analysis.mentions.len())
                    .sum()
            });
        }
    }
    let ways = [
        "Aho-Corasick scan, aliases as written",
        "decode and read only",
        "lists, linked",
        "+ rules",
        "+ tagger, first pass",
        "+ second pass",
    ];
    for ((way, time), found) in ways.into_iter().zip(least).zip(found) {
        let speed = megabytes(size) / time.as_secs_f64();
        println!("{way:40} {speed:8.2} MB/s {found:9} found");
    }
}

/// How long this process has had a processor, which other work on the machine does not change.
fn on_processor() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    match stat.split(' ').next().and_then(|nanos| nanos.parse().ok()) {
        Some(nanos) => Duration::from_nanos(nanos),
        None => START.get_or_init(Instant::now).elapsed(),
    }
}

fn document(bytes: &[u8]) -> Document {
    read(decode(bytes).unwrap().text, Format::Plain)
}

#[expect(clippy::cast_precision_loss, reason = "sizes")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
