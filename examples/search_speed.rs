//! How long searches in a library take: to the first twenty articles by the clock and in processor
//! time (on Linux), and to all.
//!
//! `cargo run --release --example search_speed -- FOLDER NAME QUERY...`, where `FOLDER` holds
//! `library.db` and `NAME` is a collection in it.

#![allow(clippy::print_stdout)]

use std::path::Path;
use std::time::{Duration, Instant};

use warraq::library::query::{Ask, Ranking, Scan, Shelves};
use warraq::library::{Library, Which};
use warraq::text::query::Query;

/// Articles of a first screen.
const FIRST: usize = 20;
/// As long as the program looks for the most relevant before it tells.
const SOON: Duration = Duration::from_millis(100);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(folder), Some(name)) = (args.next(), args.next()) else {
        return Err("search_speed FOLDER NAME QUERY...".into());
    };
    let which = Which {
        name: Some(name),
        dated: true,
        ..Which::default()
    };
    let library = Library::open(Path::new(&folder), which)?.library;
    println!("{} articles", library.listing()?.ids.len());
    for written in args {
        for ranking in [Ranking::Newest, Ranking::Relevant] {
            measure(&library, &written, ranking)?;
        }
    }
    Ok(())
}

fn measure(
    library: &Library,
    written: &str,
    ranking: Ranking,
) -> Result<(), Box<dyn std::error::Error>> {
    let ask = Ask {
        query: Query::parse(written)?,
        ranking,
        articles: FIRST,
        lines: 5,
        ..Ask::default()
    };
    let shelves = Shelves::of(library);
    let (mut first, mut worked) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        let (began, before) = (Instant::now(), processor_time());
        let mut scan = Scan::new(&shelves, ask.clone())?;
        scan.step(&shelves, &mut |pause| match ranking {
            Ranking::Relevant => began.elapsed() < SOON,
            _ => pause.within || pause.found < FIRST,
        })?;
        let shown = scan.outcome(&shelves)?;
        first.push((began.elapsed(), shown.matches.len(), scan.found()));
        worked.push(processor_time().saturating_sub(before));
    }
    first.sort();
    worked.sort();
    let began = Instant::now();
    let mut scan = Scan::new(&shelves, ask)?;
    // The longest that one who asks something else has to wait.
    let (mut last, mut longest) = (Instant::now(), Duration::ZERO);
    scan.step(&shelves, &mut |_| {
        longest = longest.max(last.elapsed());
        last = Instant::now();
        began.elapsed() < Duration::from_secs(20)
    })?;
    let found = scan.outcome(&shelves)?;
    println!(
        "{written} {ranking:?}: first {:?}, processor {:?} ({} of {} found), all {:?} ({} articles, {} hits, whole {}), longest pause {longest:?}",
        first[4].0,
        worked[4],
        first[4].1,
        first[4].2,
        began.elapsed(),
        found.postings.len(),
        found.hits,
        found.is_whole(),
    );
    Ok(())
}

/// What this thread has taken of a processor; nothing where the system does not say.
fn processor_time() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|n| n.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}
