//! Reads articles in beside the loop, tells it how far that is, and goes on when something
//! changes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::entity::pipeline::Parts;
use crate::library::import::Plan;
use crate::library::{Error, Listing, Stage};
use crate::work::filer::{Outcome, Relink, Step, read_in_before};
use crate::work::{FIRST_ROWS, Gate, Memory, Onlooker, Progress, Report, Trouble, follow};

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

/// What wakes the thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wake {
    /// The first page stands on the screen.
    Shown,
    /// Something changed under the paths.
    Changed,
    /// The reader wants it looked at again.
    Again,
    /// It is over.
    End,
}

/// The thread that reads in.
#[derive(Debug)]
pub struct Indexer {
    wake: Sender<Wake>,
    stop: Arc<AtomicBool>,
    ending: Arc<AtomicBool>,
    gate: Gate,
    ended: Receiver<()>,
    thread: JoinHandle<()>,
}

impl Indexer {
    /// Starts reading in. `report` is called on the thread: first with what the library holds
    /// already, so that nobody waits for what did not change. With `follow` what changes later
    /// is read in too. With a gate long articles can be read before their names are known, which
    /// are sought when nobody holds it.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        memory: Arc<Memory>,
        plan: Plan,
        follow: bool,
        gate: Option<Gate>,
        report: impl Fn(Report) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (wake, woken) = mpsc::channel();
        let (alive, ended) = mpsc::channel();
        let (stop, ending) = (Arc::<AtomicBool>::default(), Arc::<AtomicBool>::default());
        let round = Round {
            memory,
            plan,
            stop: Arc::clone(&stop),
            ending: Arc::clone(&ending),
            gate: gate.clone(),
        };
        let changed = wake.clone();
        let thread = thread::Builder::new()
            .name("indexer".to_owned())
            .spawn(move || {
                // Its other end learns of the end of the thread.
                let _alive: Sender<()> = alive;
                round.go(&woken, follow.then_some(changed), &report);
            })?;
        Ok(Self {
            wake,
            stop,
            ending,
            gate: gate.unwrap_or_default(),
            ended,
            thread,
        })
    }

    /// The first page stands on the screen, so that a walk through the files holds nobody up.
    pub fn shown(&self) {
        // The thread may have ended.
        let _ = self.wake.send(Wake::Shown);
    }

    /// Reads no more in for now.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
        self.gate.wake();
    }

    /// Looks at everything again.
    pub fn again(&self) {
        let _ = self.wake.send(Wake::Again);
    }

    /// Ends it; waits no longer than this for the article at hand. What it does is not lost by
    /// not waiting, but a library that is closed needs no look at the next start.
    pub fn end(self, patience: Duration) {
        self.ending.store(true, Ordering::Relaxed);
        self.gate.end();
        let _ = self.wake.send(Wake::End);
        if self.ended.recv_timeout(patience) == Err(RecvTimeoutError::Disconnected) {
            let _ = self.thread.join();
        }
    }
}

/// One reading after the other.
struct Round {
    memory: Arc<Memory>,
    plan: Plan,
    stop: Arc<AtomicBool>,
    ending: Arc<AtomicBool>,
    /// Long articles are filed ahead.
    gate: Option<Gate>,
}

impl Round {
    fn go(
        mut self,
        woken: &Receiver<Wake>,
        changed: Option<Sender<Wake>>,
        report: &dyn Fn(Report),
    ) {
        if let Err(error) = self.begin(woken, report) {
            report(Report::Unread);
            self.say(report, &error);
        }
        // Held for as long as it is to watch. It begins before the files are looked at, so that
        // nothing is written unseen between the two.
        let _watch = changed.and_then(|changed| {
            let watch = follow::watch(&self.plan.roots, self.memory.library.folder(), changed);
            watch.map_err(|reason| report(Report::Warning(reason))).ok()
        });
        self.read(None, report);
        for error in &self.plan.errors {
            report(Report::Warning(error.clone().into()));
        }
        let library = &*self.memory.library;
        // After a stop that was none, and when nobody waits for anything.
        if library.was_left_open() && !library.is_in_memory() && library.is_sound() == Ok(false) {
            report(Report::Warning(Trouble::Damaged));
        }
        loop {
            let why = follow::wait(woken);
            if why == Wake::End {
                return;
            }
            self.stop.store(false, Ordering::Relaxed);
            self.read(Some(why), report);
        }
    }

    /// Shows what is known already.
    fn begin(&self, woken: &Receiver<Wake>, report: &dyn Fn(Report)) -> Result<(), Error> {
        let library = &*self.memory.library;
        let listing = if library.is_of(Stage::of(&self.plan, Parts::All))? {
            library.listing()?
        } else {
            Listing::default()
        };
        if listing.ids.is_empty() {
            report(Report::Unread);
            return Ok(());
        }
        report(listed(&self.memory, listing, Outcome::default())?);
        // The first page is not held up by a walk through a hundred thousand files.
        let _ = woken.recv();
        Ok(())
    }

    /// Reads in what is new or changed; after the first time, why.
    fn read(&mut self, again: Option<Wake>, report: &dyn Fn(Report)) {
        let library = Arc::clone(&self.memory.library);
        let (memory, plan) = (&self.memory, &mut self.plan);
        let (stop, ending) = (&self.stop, &self.ending);
        let begun = Instant::now();
        let wants = || !stop.load(Ordering::Relaxed) && !ending.load(Ordering::Relaxed);
        let gate = self.gate.as_ref();
        let looks_on = gate.map(|gate| Onlooker {
            gate,
            wants: &wants,
        });
        let mut read = || {
            read_in_before(
                looks_on,
                &library,
                plan,
                Parts::All,
                Relink::Often,
                |outcome, step| {
                    let on = wants();
                    let told = match step {
                        Step::Compared => return on,
                        Step::Kept => Ok(Report::Progress(Progress::of(&outcome, begun.elapsed()))),
                        // When nothing changed the list stands already.
                        Step::Linked if again.is_some() && outcome.read + outcome.gone == 0 => {
                            return on;
                        }
                        Step::Linked => linked(memory, outcome),
                    };
                    match told {
                        Ok(told) => report(told),
                        Err(error) if outcome.settled => ended(Err(error), report),
                        Err(error) => report(Report::Warning(error.into())),
                    }
                    on
                },
            )
        };
        let told = match read() {
            Err(error) if !library.is_in_memory() && error != Error::Busy => {
                // Reading goes on without what cannot be kept.
                let read = library.forsake_disk().and_then(|()| read());
                report(Report::Warning(Trouble::NothingKept(error)));
                read
            }
            read => read,
        };
        match told {
            Ok(outcome) if !outcome.settled && outcome.total > 0 => report(Report::Stopped),
            Ok(outcome) => {
                if let Some(why) = again {
                    report(Report::Followed {
                        read: outcome.read,
                        gone: outcome.gone,
                        asked: why == Wake::Again,
                    });
                }
            }
            Err(error) => self.say(report, &error),
        }
    }

    /// What is there is shown.
    fn say(&self, report: &dyn Fn(Report), error: &Error) {
        let outcome = Outcome {
            settled: true,
            ..Outcome::default()
        };
        ended(linked(&self.memory, outcome), report);
        report(Report::Warning(error.clone().into()));
    }
}

/// Tells of the list as it stands at the end; where there is none either, nobody waits for one.
fn ended(listed: Result<Report, Error>, report: &dyn Fn(Report)) {
    match listed {
        Ok(listed) => report(listed),
        Err(error) => {
            report(Report::Stopped);
            report(Report::Warning(error.into()));
        }
    }
}

/// The list as it stands.
fn linked(memory: &Memory, outcome: Outcome) -> Result<Report, Error> {
    listed(memory, memory.library.listing()?, outcome)
}

fn listed(memory: &Memory, listing: Listing, outcome: Outcome) -> Result<Report, Error> {
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
    use crate::work::analyst;

    #[test]
    fn nobody_waits_for_a_list_that_cannot_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let opened = Library::open(folder.path(), Which::default()).unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let path = file.unwrap().path();
            let length = std::fs::metadata(&path).unwrap().len();
            let noise = vec![0x2a; usize::try_from(length).unwrap()];
            std::fs::write(path, noise).unwrap();
        }
        let round = Round {
            memory: Arc::new(Memory {
                library: Arc::new(opened.library),
                desk: None,
                which: Which::default(),
                lists: None,
            }),
            plan: Plan::default(),
            stop: Arc::default(),
            ending: Arc::default(),
            gate: None,
        };
        assert!(round.memory.library.listing().is_err());
        let (sender, reports) = mpsc::channel();
        round.say(&|report| sender.send(report).unwrap(), &Error::Busy);
        drop(sender);
        let told: Vec<Report> = reports.iter().collect();
        assert!(
            matches!(
                told.as_slice(),
                [Report::Stopped, Report::Warning(_), Report::Warning(_)]
            ),
            "{told:?}"
        );
    }

    /// A text that is filed ahead.
    fn long() -> String {
        let line = "سطر من الكلام لا أحد فيه\n\n";
        let lines = line.repeat(analyst::LONG / line.len() + 1);
        format!("وصل لوكاشينكو إلى مينسك\n\n{lines}")
    }

    fn reading(
        folder: &std::path::Path,
        gate: &Gate,
    ) -> (Indexer, mpsc::Receiver<Report>, Arc<Memory>) {
        let paths = [folder.join("long.txt"), folder.join("short.txt")];
        std::fs::write(&paths[0], long()).unwrap();
        std::fs::write(&paths[1], "عن بريست\n").unwrap();
        let which = Which::paths(&paths, folder);
        let opened = Library::open(&folder.join("data"), which.clone()).unwrap();
        let memory = Arc::new(Memory {
            library: Arc::new(opened.library),
            desk: None,
            which,
            lists: None,
        });
        let (sender, reports) = mpsc::channel();
        // Nobody may listen any more when it ends.
        let report = move |report| drop(sender.send(report));
        let plan = Plan::of_paths(&paths);
        let gate = Some(gate.clone());
        let indexer = Indexer::start(Arc::clone(&memory), plan, false, gate, report).unwrap();
        (indexer, reports, memory)
    }

    fn first(memory: &Memory) -> crate::library::Article {
        let id = memory.library.listing().unwrap().ids[0];
        memory.article(id).unwrap().unwrap()
    }

    #[test]
    fn a_long_article_is_there_before_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let gate = Gate::default();
        let held = gate.hold();
        let (indexer, reports, memory) = reading(folder.path(), &gate);
        let linked = |report: &Report| matches!(report, Report::Linked { .. });
        let told = reports.iter().find(linked);
        assert!(
            matches!(told, Some(Report::Linked { settled: false, listing, .. }) if listing.ids.len() == 1)
        );
        let ahead = first(&memory);
        assert!(!ahead.analysed && ahead.mentions.is_empty());
        drop(held);
        let settled = |report: &Report| matches!(report, Report::Linked { settled: true, .. });
        assert!(reports.iter().any(|report| settled(&report)));
        let whole = first(&memory);
        assert!(whole.analysed && !whole.mentions.is_empty());
        assert_eq!(whole.id, ahead.id);
        assert!(Arc::ptr_eq(&whole.document, &ahead.document));
        assert_eq!(memory.library.listing().unwrap().ids.len(), 2);
        indexer.end(Duration::from_secs(60));
    }

    #[test]
    fn who_leaves_waits_for_no_names() {
        let folder = tempfile::tempdir().unwrap();
        let gate = Gate::default();
        let held = gate.hold();
        let (indexer, reports, memory) = reading(folder.path(), &gate);
        let linked = |report: &Report| matches!(report, Report::Linked { .. });
        assert!(reports.iter().any(|report| linked(&report)));
        // It ends although its names still wait, and nobody lets them go.
        indexer.end(Duration::from_secs(3600));
        assert!(!first(&memory).analysed);
        drop(held);
        // The next time they are found.
        let (indexer, reports, memory) = reading(folder.path(), &Gate::default());
        indexer.shown();
        let settled = |report: &Report| matches!(report, Report::Linked { settled: true, .. });
        assert!(reports.iter().any(|report| settled(&report)));
        assert!(first(&memory).analysed);
        indexer.end(Duration::from_secs(60));
    }

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
            lists: None,
        });
        let (sender, reports) = mpsc::channel();
        let mut plan = Plan::default();
        plan.roots = paths.to_vec();
        let report = move |report| sender.send(report).unwrap();
        let indexer = Indexer::start(Arc::clone(&memory), plan, false, None, report).unwrap();
        // It is read to its end, with what is said of that, before it is ended.
        let mut told = Vec::new();
        for report in &reports {
            told.push(report);
            let settled = |r: &Report| matches!(r, Report::Linked { settled: true, .. });
            let warns = |r: &Report| matches!(r, Report::Warning(_));
            if told.iter().any(settled) && told.iter().any(warns) {
                break;
            }
        }
        let reports = told;
        indexer.end(Duration::from_secs(60));
        let warned =
            |report: &Report| matches!(report, Report::Warning(Trouble::NothingKept(Error::Full)));
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
