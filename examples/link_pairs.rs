//! How well spellings are linked, in pairs: two names are linked rightly when both the gold
//! standard and we take them for one actor. The list of actors is the gold standard, and the
//! linking does not see it.
//!
//! ```sh
//! cargo run --release --example link_pairs forms            # its full forms of people
//! cargo run --release --example link_pairs articles PATH…   # what stands in articles
//! ```
//!
//! `--show` before them prints what is wrong.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::kind::Kind;
use warraq::entity::link::link;
use warraq::entity::mention::{Analysis, Clue, Evidence, LocalEntity, Mention};
use warraq::entity::pipeline::analyse;
use warraq::library::import::Plan;
use warraq::text::range::TextRange;

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let show = arguments
        .first()
        .is_some_and(|argument| argument == "--show");
    arguments.drain(..usize::from(show));
    let list = Gazetteer::embedded();
    let (articles, gold) = match arguments.split_first() {
        Some((what, [])) if what == "forms" => forms(list),
        Some((what, paths)) if what == "articles" => of_articles(list, paths),
        _ => {
            eprintln!("link_pairs [--show] forms | articles PATH…");
            std::process::exit(2);
        }
    };
    let nobody = Gazetteer::default();
    let start = std::time::Instant::now();
    let linked = link(&nobody, (0u32..).zip(&articles));
    let took = start.elapsed();
    // How often each pair of gold actor and found entity occurs, by mentions.
    let mut cells: BTreeMap<(&str, usize), Vec<&str>> = BTreeMap::new();
    for ((analysis, gold), (_, of)) in articles.iter().zip(&gold).zip(&linked.of) {
        for mention in &analysis.mentions {
            let name = mention.name as usize;
            // Only people whom the list knows are asked for; the others are company.
            if gold[name].starts_with('-') {
                continue;
            }
            let key = (gold[name].as_str(), of[name]);
            cells
                .entry(key)
                .or_default()
                .push(&analysis.names[name].name);
        }
    }
    let pairs = |n: usize| n * n.saturating_sub(1) / 2;
    let mut by_gold: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_found: BTreeMap<usize, usize> = BTreeMap::new();
    for ((gold, found), names) in &cells {
        *by_gold.entry(gold).or_default() += names.len();
        *by_found.entry(*found).or_default() += names.len();
    }
    let right: usize = cells.values().map(|names| pairs(names.len())).sum();
    let ours: usize = by_found.values().copied().map(pairs).sum();
    let theirs: usize = by_gold.values().copied().map(pairs).sum();
    if show {
        for (found, _) in by_found {
            let parts: Vec<_> = cells.iter().filter(|((_, f), _)| *f == found).collect();
            if parts.len() > 1 {
                println!(
                    "merged {:?}",
                    parts.iter().map(|((g, _), n)| (g, n)).collect::<Vec<_>>()
                );
            }
        }
        for (gold, _) in by_gold {
            let parts: Vec<_> = cells.iter().filter(|((g, _), _)| *g == gold).collect();
            if parts.len() > 1 {
                println!(
                    "split {gold} {:?}",
                    parts.iter().map(|(_, n)| n).collect::<Vec<_>>()
                );
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "counts")]
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let (p, r) = (percent(right, ours), percent(right, theirs));
    println!(
        "pairs: gold {theirs}, ours {ours}, right {right}; precision {p:.1} recall {r:.1} F1 {:.1}; {} names in {took:?}",
        2.0 * p * r / (p + r),
        articles.iter().map(|a| a.names.len()).sum::<usize>()
    );
}

/// One article for each form of a person with at least two words, in an order that mixes them.
fn forms(list: &Gazetteer) -> (Vec<Analysis>, Vec<Vec<String>>) {
    let mut rows = Vec::new();
    for index in 0..u32::try_from(list.len()).unwrap_or(u32::MAX) {
        let Some(entry) = list.entry(index).filter(|entry| entry.kind == Kind::Person) else {
            continue;
        };
        for form in std::iter::once(&entry.name).chain(&entry.aliases) {
            if Gazetteer::key(form).contains(' ') {
                let mix = form.bytes().fold(7u64, |h, b| {
                    (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
                });
                rows.push((mix, form.clone(), entry.id.to_string()));
            }
        }
    }
    rows.sort();
    let article = |name: &String| Analysis {
        mentions: vec![Mention {
            range: TextRange::new(0, 1),
            kind: Kind::Person,
            name: 0,
            evidence: Evidence::Title,
            clue: Clue::None,
        }],
        names: vec![LocalEntity {
            gazetteer: None,
            kind: Kind::Person,
            name: name.clone(),
            spellings: vec![name.clone()],
        }],
        ..Analysis::default()
    };
    let articles = rows.iter().map(|(_, name, _)| article(name)).collect();
    (
        articles,
        rows.into_iter().map(|(_, _, id)| vec![id]).collect(),
    )
}

/// What the recogniser finds; a listed person keeps the longest spelling of the article only.
fn of_articles(list: &Gazetteer, paths: &[String]) -> (Vec<Analysis>, Vec<Vec<String>>) {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let (mut articles, mut gold) = (Vec::new(), Vec::new());
    let plan = Plan::of_paths(&paths);
    let sources = plan.sources.iter();
    for (_, document) in sources.flat_map(|source| source.articles(&plan.options)) {
        let Ok(document) = document else {
            continue;
        };
        let mut analysis = analyse(&document, list);
        let mut ids = Vec::new();
        for local in &mut analysis.names {
            let entry = local.gazetteer.and_then(|index| list.entry(index));
            ids.push(match entry {
                Some(entry) if local.kind == Kind::Person => entry.id.to_string(),
                _ => "-".to_owned(),
            });
            if local.kind == Kind::Person && entry.is_some() {
                let words = |s: &&String| s.split(' ').count();
                let most = local.spellings.iter().map(|s| words(&s)).max();
                let longest = local.spellings.iter().find(|s| Some(words(s)) == most);
                local.name = longest.cloned().unwrap_or_default();
                local.gazetteer = None;
            } else {
                local.gazetteer = None;
            }
        }
        articles.push(analysis);
        gold.push(ids);
    }
    (articles, gold)
}
