//! Files what analysis found: it fans out, one thread keeps the results in the order of the
//! plan.

use std::collections::{BTreeMap, VecDeque};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::entity::pipeline::Parts;
use crate::entity::recall::Recall;
use crate::library::import::Plan;
use crate::library::{Error, Filing, Library, SAMPLES, Stage};
use crate::work::Onlooker;
use crate::work::analyst::{Analyst, Part, Sending};
use crate::work::compare::{Todo, look_over};

/// What came of reading in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Sources looked at.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// Those in folders that are no text.
    pub skipped: usize,
    /// Sources that were read because they are new or other than before.
    pub read: usize,
    /// Sources that are not there any more.
    pub gone: usize,
    /// Everything was looked at.
    pub settled: bool,
    /// Bytes of the sources that were read.
    pub bytes: u64,
    /// Sources that are there to be read; the others did not change.
    pub todo: usize,
}

/// What has just been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Some sources were compared with what is known of them.
    Compared,
    /// Articles were committed.
    Kept,
    /// All articles that are there were linked.
    Linked,
}

/// When articles are linked while others are still read in. It costs as much again each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relink {
    /// Whenever there are twice as many: a reader looks on. All in all it costs twice the last
    /// time.
    Often,
    /// Whenever there are eight times as many: a seventh more than the last time.
    Seldom,
    /// When all are there.
    AtTheEnd,
}

impl Relink {
    /// True when it is time, with so many articles linked and so many not.
    const fn is_due(self, linked: usize, since: usize) -> bool {
        let more = match self {
            Self::Often => linked,
            Self::Seldom => linked * 7,
            Self::AtTheEnd => return false,
        };
        since > 0 && since >= more
    }
}

/// Changes are kept at least so often.
const COMMIT_EVERY: Duration = Duration::from_millis(250);
/// And after so many articles.
const COMMIT_AFTER: usize = 256;
/// Parts that wait while a transaction is written, so that nobody else waits for it.
const WAITING: usize = 64;
/// Sources that are read ahead of the one whose turn it is.
const AHEAD: usize = 256;

/// Reads in what is new or changed of a plan with all cores, takes away what is gone, and
/// links. `progress` is called on the calling thread after each step; when it answers false,
/// reading stops, and goes on next time.
///
/// `relink` says when they are linked before the last one is there.
///
/// # Errors
/// When the library cannot be written. What was committed stays.
pub fn read_in(
    library: &Library,
    plan: &mut Plan,
    parts: Parts,
    relink: Relink,
    progress: impl FnMut(Outcome, Step) -> bool,
) -> Result<Outcome, Error> {
    read_in_before(None, library, plan, parts, relink, progress)
}

/// The same while somebody reads: long articles are filed twice, first ahead of their analysis.
///
/// # Errors
/// When the library cannot be written. What was committed stays.
pub fn read_in_before(
    looks_on: Option<Onlooker<'_>>,
    library: &Library,
    plan: &mut Plan,
    parts: Parts,
    relink: Relink,
    mut progress: impl FnMut(Outcome, Step) -> bool,
) -> Result<Outcome, Error> {
    let stage = Stage::of(plan, parts);
    let mut on = || progress(Outcome::default(), Step::Compared);
    let Some(todo) = look_over(library, plan, stage, &mut on)? else {
        return Ok(Outcome::default());
    };
    let mut outcome = Outcome {
        done: todo.total - todo.tasks.len(),
        total: todo.total,
        skipped: plan.skipped + todo.passed,
        read: 0,
        gone: todo.gone.len(),
        settled: false,
        bytes: 0,
        todo: todo.tasks.len(),
    };
    if todo.anew {
        library.change(|change| change.clear())?;
    }
    if !todo.gone.is_empty() {
        library.change(|change| {
            todo.gone
                .iter()
                .try_for_each(|file| change.remove_file(*file))
        })?;
    }
    let linked = library.listing()?.ids.len();
    let mut filer = Filer {
        library,
        plan,
        todo: &todo,
        parts,
        stage,
        relink,
        looks_on,
        linked,
        since: 0,
        moved: false,
        pressing: library.ready_to_press()?,
        // Of other sessions too: a collection may grow little by little.
        fresh: linked,
        filing: None,
        outcome: &mut outcome,
    };
    let on = filer.read_all(&mut progress)?;
    if !on {
        return Ok(outcome);
    }
    if library.needs_linking()? {
        library.link(plan.gazetteer())?;
    }
    outcome.settled = true;
    library.tidy()?;
    progress(outcome, Step::Linked);
    library.prepare_finder()?;
    Ok(outcome)
}

/// Whose turn it is to be kept; the others may run ahead only so far.
#[derive(Default)]
pub(super) struct Turn {
    at: Mutex<usize>,
    next: Condvar,
}

impl Turn {
    /// Waits until at most `ahead` sources are before this one. False: reading stops.
    pub(super) fn wait(&self, at: usize, ahead: usize, stop: &AtomicBool) -> bool {
        let mut turn = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        while at > turn.saturating_add(ahead) {
            if stop.load(Ordering::Relaxed) {
                return false;
            }
            turn = self.next.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
        !stop.load(Ordering::Relaxed)
    }

    fn set(&self, at: usize) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = at;
        self.next.notify_all();
    }
}

/// Keeps results in the order of the plan.
struct Filer<'a> {
    library: &'a Library,
    plan: &'a Plan,
    todo: &'a Todo,
    parts: Parts,
    stage: Stage,
    relink: Relink,
    looks_on: Option<Onlooker<'a>>,
    /// Articles at the last linking.
    linked: usize,
    /// Articles since then.
    since: usize,
    /// Articles have other ids than at the last linking, so that the list is told anew.
    moved: bool,
    /// Texts are pressed with what they have in common, or never will be.
    pressing: bool,
    /// Articles that were there or came in since it was last tried.
    fresh: usize,
    filing: Option<Filing>,
    outcome: &'a mut Outcome,
}

impl Filer<'_> {
    /// False: it was stopped on the way.
    fn read_all(
        &mut self,
        progress: &mut impl FnMut(Outcome, Step) -> bool,
    ) -> Result<bool, Error> {
        let count = self.todo.tasks.len();
        if count == 0 {
            return Ok(true);
        }
        let next = AtomicUsize::new(0);
        let stop = AtomicBool::new(false);
        let turn = Turn::default();
        let threads = thread::available_parallelism()
            .map_or(1, NonZero::get)
            .min(count);
        let (sender, results) = mpsc::sync_channel::<Part>(WAITING.max(threads * 4));
        let todo = self.todo;
        let analyst = Analyst {
            library: self.library,
            plan: self.plan,
            parts: self.parts,
            stage: self.stage,
            looks_on: self.looks_on,
        };
        let gate = self.looks_on.map(|reader| reader.gate);
        let give_up = || {
            stop.store(true, Ordering::Relaxed);
            // Nobody waits for a turn that does not come, nor for one who looks on.
            turn.set(usize::MAX);
            gate.inspect(|gate| gate.wake());
        };
        thread::scope(|scope| {
            for _ in 0..threads {
                let sender = sender.clone();
                let (next, stop, turn, analyst) = (&next, &stop, &turn, &analyst);
                let give_up = &give_up;
                scope.spawn(move || {
                    let mut recall = Recall::default();
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(task) = todo.tasks.get(at) else {
                            return;
                        };
                        let send = Sending {
                            at,
                            sender: &sender,
                            turn,
                            stop,
                        };
                        if !turn.wait(at, AHEAD, stop) {
                            return;
                        }
                        if !analyst.read_one(&task.source, &send, &mut recall) {
                            // The others wait for what will not come.
                            give_up();
                            return;
                        }
                    }
                });
            }
            drop(sender);
            let kept = self.keep_all(results, &turn, progress);
            give_up();
            kept
        })
    }

    fn keep_all(
        &mut self,
        results: mpsc::Receiver<Part>,
        turn: &Turn,
        progress: &mut impl FnMut(Outcome, Step) -> bool,
    ) -> Result<bool, Error> {
        let mut early: BTreeMap<usize, VecDeque<Part>> = BTreeMap::new();
        let mut expected = 0;
        let mut batch: Vec<Part> = Vec::new();
        let mut articles = 0;
        let mut since = Instant::now();
        loop {
            let part = match early.get_mut(&expected).and_then(VecDeque::pop_front) {
                Some(part) => part,
                None => match results.recv() {
                    Ok(part) if part.at > expected => {
                        early.entry(part.at).or_default().push_back(part);
                        continue;
                    }
                    Ok(part) => part,
                    Err(_) => break,
                },
            };
            let ahead = part.ahead;
            if ahead && early.get(&expected).is_some_and(|more| !more.is_empty()) {
                // Its analysis is there already.
                continue;
            }
            articles += part.entries.len();
            if part.end.is_some() {
                early.remove(&expected);
                expected = part.at + 1;
                turn.set(expected);
            }
            batch.push(part);
            let first = self.linked == 0 && self.relink != Relink::AtTheEnd;
            if first || ahead || articles >= COMMIT_AFTER || since.elapsed() >= COMMIT_EVERY {
                self.keep(&mut batch)?;
                articles = 0;
                since = Instant::now();
                if !progress(*self.outcome, Step::Kept) || !self.link_sometimes(progress)? {
                    return Ok(false);
                }
            }
        }
        self.keep(&mut batch)?;
        Ok(expected == self.todo.tasks.len())
    }

    /// One transaction for what came in.
    fn keep(&mut self, batch: &mut Vec<Part>) -> Result<(), Error> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut filing = self.filing.take();
        let (moved, filed) = self.library.change(|change| {
            let mut filed = 0;
            for part in batch.iter() {
                let task = &self.todo.tasks[part.at];
                let mut open = match filing.take() {
                    Some(open) => open,
                    None => change.begin(&task.path, task.rank, self.stage)?,
                };
                for entry in &part.entries {
                    filed += usize::from(if part.ahead {
                        // One that was left so stands in no list yet.
                        change.file_ahead(&mut open, entry)? || self.linked == 0
                    } else {
                        change.file(&mut open, entry)?;
                        true
                    });
                }
                match part.end {
                    Some((stamp, passed)) => change.end(open, stamp, passed)?,
                    None => filing = Some(open),
                }
            }
            Ok((change.has_moved(), filed))
        })?;
        self.filing = filing;
        self.moved |= moved;
        self.since += filed;
        // What is not on the shelf is found again the next time.
        let _ = self
            .library
            .shelve(batch.iter().flat_map(|part| &part.entries));
        if !self.pressing {
            self.fresh += batch.iter().map(|part| part.entries.len()).sum::<usize>();
            if self.fresh >= SAMPLES {
                self.fresh = 0;
                self.pressing = self.library.learn_to_press()?;
            }
        }
        for part in batch.drain(..) {
            if let Some((stamp, passed)) = part.end {
                let bytes = stamp.map_or(0, |stamp| stamp.size);
                self.outcome.bytes += u64::try_from(bytes).unwrap_or(0);
                self.outcome.done += 1;
                self.outcome.read += 1;
                self.outcome.skipped += usize::from(passed);
            }
        }
        Ok(())
    }

    /// Links when it is time. False: reading stops.
    fn link_sometimes(
        &mut self,
        progress: &mut impl FnMut(Outcome, Step) -> bool,
    ) -> Result<bool, Error> {
        let last = self.outcome.done == self.outcome.total;
        let moved = self.moved && self.relink != Relink::AtTheEnd;
        let due = self.relink.is_due(self.linked, self.since) || moved;
        if !due || last {
            return Ok(true);
        }
        self.moved = false;
        self.library.link(self.plan.gazetteer())?;
        self.linked += self.since;
        self.since = 0;
        Ok(progress(*self.outcome, Step::Linked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Which;
    use crate::work::{Gate, analyst};

    #[test]
    fn a_collection_that_grows_little_by_little_learns_what_its_texts_have_in_common() {
        let folder = tempfile::tempdir().unwrap();
        let articles = folder.path().join("articles");
        std::fs::create_dir(&articles).unwrap();
        let paths = [articles];
        // In each session fewer come than are learnt from.
        let more = SAMPLES * 3 / 5;
        for (session, learnt) in [false, true].into_iter().enumerate() {
            for n in session * more..(session + 1) * more {
                let text = format!("رقم {n}\n\n{}", format!("قال إن {n} بعيدة. ").repeat(20));
                std::fs::write(paths[0].join(format!("{n}.txt")), text).unwrap();
            }
            let which = Which::paths(&paths, folder.path());
            let data = folder.path().join("data");
            let library = Library::open(&data, which).unwrap().library;
            let mut plan = Plan::of_paths(&paths);
            let on = |_: Outcome, _: Step| true;
            let read = read_in(&library, &mut plan, Parts::Lists, Relink::Often, on).unwrap();
            assert_eq!(read.read, more);
            assert_eq!(library.ready_to_press().unwrap(), learnt);
        }
    }

    /// A folder with a long article and, behind it, a file with many.
    fn long_and_many() -> (tempfile::TempDir, [std::path::PathBuf; 1]) {
        let folder = tempfile::tempdir().unwrap();
        let articles = folder.path().join("articles");
        std::fs::create_dir(&articles).unwrap();
        let long = "سطر من الكلام لا أحد فيه\n\n".repeat(analyst::LONG / 40);
        std::fs::write(articles.join("a.txt"), long).unwrap();
        let many: String = (0..200)
            .map(|n| format!("{{\"id\": \"{n}\", \"text\": \"رقم {n}\"}}\n"))
            .collect();
        std::fs::write(articles.join("b.jsonl"), many).unwrap();
        (folder, [articles])
    }

    #[test]
    fn who_leaves_while_a_long_article_waits_keeps_nobody() {
        let (folder, paths) = long_and_many();
        let gate = Gate::default();
        let held = gate.hold();
        let open = || {
            let which = Which::paths(&paths, folder.path());
            Library::open(&folder.path().join("data"), which)
                .unwrap()
                .library
        };
        let read = |wants: &(dyn Fn() -> bool + Sync), on: &mut dyn FnMut(Step) -> bool| {
            let looks_on = Some(Onlooker { gate: &gate, wants });
            let mut plan = Plan::of_paths(&paths);
            let on = |_: Outcome, step: Step| on(step);
            read_in_before(
                looks_on,
                &open(),
                &mut plan,
                Parts::Lists,
                Relink::Often,
                on,
            )
            .unwrap()
        };
        // It is stopped as soon as anything is kept: nothing is linked.
        let left = read(&|| true, &mut |step| step == Step::Compared);
        assert!(!left.settled);
        assert!(open().needs_linking().unwrap());
        // The next time it stands in the list before its names are sought.
        let mut held = Some(held);
        let mut listed = false;
        let read = read(&|| true, &mut |step| {
            if step == Step::Linked {
                listed |= held.take().is_some();
            }
            true
        });
        assert!(listed && read.settled);
        assert!(!open().needs_linking().unwrap());
        assert_eq!(open().listing().unwrap().ids.len(), 201);
    }

    #[test]
    fn who_wants_no_more_of_a_long_article_lets_go_those_who_wait_for_it() {
        let (_folder, paths) = long_and_many();
        let gate = Gate::default();
        let _held = gate.hold();
        let library = Library::in_memory().unwrap();
        let looks_on = Some(Onlooker {
            gate: &gate,
            wants: &|| false,
        });
        let mut plan = Plan::of_paths(&paths);
        let on = |_: Outcome, _: Step| true;
        let left = read_in_before(
            looks_on,
            &library,
            &mut plan,
            Parts::Lists,
            Relink::Often,
            on,
        );
        assert!(!left.unwrap().settled);
    }
}
