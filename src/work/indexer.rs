//! Reads articles in: analysis fans out, one thread keeps the results.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use crate::document::{self, Document};
use crate::entity::mention::Analysis;
use crate::entity::pipeline::{self, Means};
use crate::library::import::{Plan, Refused, Source};
use crate::library::{ArticleId, Library};
use crate::work::Report;

/// What came of reading in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Sources looked at.
    pub done: usize,
    /// Articles read; one source may hold many.
    pub read: usize,
    /// Those in folders that are no text.
    pub skipped: usize,
    /// Those that could not be read.
    pub failed: usize,
}

/// Reads in a whole plan with all cores, and links. `progress` is called on the calling
/// thread after each linking; when it answers false, reading stops.
///
/// Linking is repeated when the number of articles has doubled, so that its whole cost
/// stays in proportion. Articles are numbered in the order of the plan, and in a source of
/// many in its order.
pub fn read_in(
    library: &Library,
    plan: &Plan,
    means: Means<'_>,
    mut progress: impl FnMut(Outcome) -> bool,
) -> Outcome {
    let sources = &plan.sources;
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let mut outcome = Outcome {
        skipped: plan.skipped,
        ..Outcome::default()
    };
    let threads = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(sources.len().max(1));
    // How many articles the last linking saw.
    let mut linked = None;
    let mut number = 0;
    // A bounded channel: texts that are read wait here, not all of them at once.
    let (sender, results) = mpsc::sync_channel(threads * 4);
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let (next, stop) = (&next, &stop);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(source) = sources.get(at) else {
                        return;
                    };
                    let mut count = 0;
                    for result in read_one(plan, source, means) {
                        if stop.load(Ordering::Relaxed)
                            || sender.send(((at, count), Some(result))).is_err()
                        {
                            return;
                        }
                        count += 1;
                    }
                    if sender.send(((at, count), None)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut link_at = 1;
        // Results are kept in the order of the collection, so that the list only grows
        // at its end.
        let mut early = BTreeMap::new();
        let mut expected = (0, 0);
        let in_order = results.into_iter().flat_map(|(at, result)| {
            early.insert(at, result);
            let mut ready = Vec::new();
            while let Some(result) = early.remove(&expected) {
                expected = match result {
                    Some(_) => (expected.0, expected.1 + 1),
                    None => (expected.0 + 1, 0),
                };
                ready.push(result);
            }
            ready
        });
        for result in in_order {
            let Some((doc, result)) = result else {
                outcome.done += 1;
                continue;
            };
            let id = ArticleId(number);
            match result {
                Ok((document, analysis)) => {
                    outcome.read += 1;
                    library.put(id, &doc, document, analysis);
                }
                Err(Refused::NotText) => {
                    outcome.skipped += 1;
                    continue;
                }
                Err(Refused::Failed(reason)) => {
                    outcome.failed += 1;
                    library.put_failed(id, &doc, &reason);
                }
            }
            number += 1;
            if number == link_at {
                link_at = link_at.saturating_mul(2);
                library.link(means.gazetteer);
                linked = Some(number);
                if !progress(outcome) {
                    stop.store(true, Ordering::Relaxed);
                    return;
                }
            }
        }
    });
    if linked != Some(number) {
        library.link(means.gazetteer);
    }
    progress(outcome);
    outcome
}

/// Starts reading in on a thread of its own. `report` is called on it.
///
/// # Errors
/// When the system gives no thread.
pub fn start(
    library: Arc<Library>,
    plan: Plan,
    stop: Arc<AtomicBool>,
    report: impl Fn(Report) + Send + 'static,
) -> std::io::Result<JoinHandle<()>> {
    thread::Builder::new()
        .name("indexer".to_owned())
        .spawn(move || {
            let total = plan.sources.len();
            let means = Means::with(plan.gazetteer());
            read_in(&library, &plan, means, |outcome| {
                report(Report::Linked {
                    rows: library.rows(),
                    done: outcome.done,
                    total,
                    skipped: outcome.skipped,
                    marks: library.first_trouble(),
                });
                !stop.load(Ordering::Relaxed)
            });
        })
}

/// An article and what is named in it, under its name in the contract.
type Analysed = (String, Result<(Document, Analysis), Refused>);

/// The article stage for one source. A fault in it is the article's failure, not the program's.
fn read_one(plan: &Plan, source: &Source, means: Means<'_>) -> impl Iterator<Item = Analysed> {
    let mut articles = None;
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let turn = panic::catch_unwind(AssertUnwindSafe(|| {
            let articles = articles.get_or_insert_with(|| source.articles(&plan.options));
            let (doc, document) = articles.next()?;
            let analysed = document.map(|document| {
                let analysis = pipeline::analyse_by(&document, means);
                let analysis = plan.annotate(source, &doc, &document.source, analysis);
                match plan.latin {
                    true => in_latin(&document, analysis),
                    false => (document, analysis),
                }
            });
            Some((doc, analysed))
        }));
        turn.unwrap_or_else(|_| {
            // What the file would go on with cannot be told.
            ended = true;
            let reason = "a fault of this program while reading it; the text is untouched";
            Some((source.doc.clone(), Err(Refused::Failed(reason.to_owned()))))
        })
    })
}

/// The article in Latin letters. Names were found in the text as it was written.
fn in_latin(document: &Document, mut analysis: Analysis) -> (Document, Analysis) {
    let (document, places) = document::latin::of(document);
    for mention in analysis.mentions.iter_mut().chain(&mut analysis.weak) {
        mention.range = places.range(mention.range);
    }
    (document, analysis)
}
