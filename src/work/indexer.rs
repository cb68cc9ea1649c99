//! Reads articles in beside the loop, and tells it how far that is.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::entity::pipeline::Parts;
use crate::library::import::Plan;
use crate::library::{Error, Stage};
use crate::work::filer::{Outcome, Step, read_in};
use crate::work::{FIRST_ROWS, Memory, Progress, Report};

/// What is read in.
#[derive(Debug)]
pub enum Reading {
    /// What was looked up already.
    Plan(Plan),
    /// What stands under these paths, which is looked up beside the reading; how it is read
    /// says the plan.
    Paths(Plan, Vec<PathBuf>),
}

impl Progress {
    /// How far it is after some time.
    #[must_use]
    pub fn of(outcome: &Outcome, time: Duration) -> Self {
        let seconds = time.as_secs_f64().max(0.001);
        let to_do = outcome.total - outcome.done;
        let each = seconds / outcome.read.max(1) as f64;
        Self {
            done: outcome.done,
            total: outcome.total,
            rate: (outcome.bytes as f64 / seconds) as u64,
            left: Duration::from_secs_f64(each * to_do as f64),
        }
    }
}

/// Starts reading in on a thread of its own. `report` is called on it: first with what the
/// library holds already, so that nobody waits for what did not change.
///
/// # Errors
/// When the system gives no thread.
pub fn start(
    memory: Arc<Memory>,
    reading: Reading,
    stop: Arc<AtomicBool>,
    report: impl Fn(Report) + Send + 'static,
) -> std::io::Result<JoinHandle<()>> {
    let index = move || {
        let library = &*memory.library;
        let told = (|| {
            let (Reading::Plan(plan) | Reading::Paths(plan, _)) = &reading;
            let current = library.is_of(Stage::of(plan, Parts::All))?;
            if current && !library.listing()?.ids.is_empty() {
                report(linked(&memory, Outcome::default())?);
            }
            let plan = match reading {
                Reading::Plan(plan) => plan,
                Reading::Paths(mut plan, paths) => {
                    for path in &paths {
                        plan.add(path, paths.len() == 1);
                    }
                    plan
                }
            };
            for error in &plan.errors {
                report(Report::Warning(error.to_string()));
            }
            let begun = Instant::now();
            let read = || {
                read_in(library, &plan, Parts::All, |outcome, step| {
                    let told = match step {
                        Step::Compared => return !stop.load(Ordering::Relaxed),
                        Step::Kept => Ok(Report::Progress(Progress::of(&outcome, begun.elapsed()))),
                        Step::Linked => linked(&memory, outcome),
                    };
                    report(told.unwrap_or_else(|error| Report::Warning(error.to_string())));
                    !stop.load(Ordering::Relaxed)
                })
            };
            match read() {
                Err(error) if !library.is_in_memory() && error != Error::Busy => {
                    // Reading goes on without what cannot be kept.
                    library.forsake_disk()?;
                    let read = read();
                    report(Report::Warning(format!("{error}. Nothing new is kept.")));
                    read
                }
                read => read,
            }
        })();
        if let Ok(outcome) = &told
            && !outcome.settled
            && outcome.total > 0
        {
            report(Report::Stopped);
        }
        if let Err(error) = told {
            // What is there is shown.
            let outcome = Outcome {
                settled: true,
                ..Outcome::default()
            };
            if let Ok(told) = linked(&memory, outcome) {
                report(told);
            }
            report(Report::Warning(error.to_string()));
        }
        // After a stop that was none, and when nobody waits for anything.
        if library.was_left_open() && !library.is_in_memory() && library.is_sound() == Ok(false) {
            report(Report::Warning(
                "The library is damaged; `warraq check` sets it aside and makes it anew."
                    .to_owned(),
            ));
        }
    };
    thread::Builder::new()
        .name("indexer".to_owned())
        .spawn(index)
}

/// The list as it stands.
fn linked(memory: &Memory, outcome: Outcome) -> Result<Report, Error> {
    let listing = memory.library.listing()?;
    let first = listing.ids.len().min(FIRST_ROWS);
    Ok(Report::Linked {
        rows: memory.rows(&listing.ids[..first])?,
        listing,
        done: outcome.done,
        total: outcome.total,
        skipped: outcome.skipped,
        settled: outcome.settled,
        marks: memory.library.first_trouble()?,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::library::{Library, Which};

    #[test]
    fn a_full_disk_is_told_of_and_reading_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let articles = folder.path().join("articles");
        std::fs::create_dir(&articles).unwrap();
        for n in 0..40u64 {
            // Numbers are hard to press.
            let numbers = (1..400u64).map(|k| (k * k * 7919 + n).pow(2).to_string());
            let numbers: Vec<String> = numbers.collect();
            let text = format!("رقم {n}\n\nوصل لوكاشينكو إلى مينسك {}", numbers.join(" "));
            std::fs::write(articles.join(format!("{n}.txt")), text).unwrap();
        }
        let paths = [articles];
        let which = Which::paths(&paths, folder.path());
        let opened = Library::open(&folder.path().join("data"), which.clone()).unwrap();
        opened.library.limit(40);
        let memory = Arc::new(Memory {
            library: Arc::new(opened.library),
            desk: None,
            which,
        });
        let (sender, reports) = mpsc::channel();
        let thread = start(
            Arc::clone(&memory),
            Reading::Paths(Plan::default(), paths.to_vec()),
            Arc::default(),
            move |report| sender.send(report).unwrap(),
        );
        thread.unwrap().join().unwrap();
        let reports: Vec<Report> = reports.into_iter().collect();
        let warned = |report: &Report| matches!(report, Report::Warning(text) if text.starts_with("the disk is full"));
        assert_eq!(
            reports.iter().filter(|r| warned(r)).count(),
            1,
            "{reports:?}"
        );
        let mut listed = reports.iter().rev().filter_map(|report| match report {
            Report::Linked { listing, .. } => Some(listing.ids.len()),
            _ => None,
        });
        assert_eq!(listed.next(), Some(40));
        let library = &memory.library;
        let id = library.listing().unwrap().ids[39];
        assert!(library.article(id).unwrap().is_some());
        assert!(library.is_in_memory());
    }
}
