//! Reads articles in: analysis fans out, one thread keeps the results.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::document::{self, Document};
use crate::entity::mention::Analysis;
use crate::entity::pipeline::{self, Means, Parts};
use crate::library::import::{Plan, Refused, Source};
use crate::library::{Draft, Entry, Error, Filing, Library, RANKS, Stage, Stamp};
use crate::work::{FIRST_ROWS, Memory, Progress, Report};
use rustc_hash::FxHashMap;

/// What is read in.
#[derive(Debug)]
pub enum Reading {
    /// What was looked up already.
    Plan(Plan),
    /// What stands under these paths, which is looked up beside the reading; how it is read
    /// says the plan.
    Paths(Plan, Vec<PathBuf>),
}

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

/// Changes are kept at least so often.
const COMMIT_EVERY: Duration = Duration::from_millis(250);
/// And after so many articles.
const COMMIT_AFTER: usize = 256;
/// Sources that are read ahead of the one whose turn it is.
const AHEAD: usize = 256;
/// A file with many articles comes in parts of so many.
const PART: usize = 32;

/// Reads in what is new or changed of a plan with all cores, takes away what is gone, and
/// links. `progress` is called on the calling thread after each step; when it answers false,
/// reading stops, and goes on next time.
///
/// Linking is repeated when the number of articles has doubled, so that its whole cost
/// stays in proportion.
///
/// # Errors
/// When the library cannot be written. What was committed stays.
pub fn read_in(
    library: &Library,
    plan: &Plan,
    parts: Parts,
    mut progress: impl FnMut(Outcome, Step) -> bool,
) -> Result<Outcome, Error> {
    let stage = Stage::of(plan, parts);
    let mut on = || progress(Outcome::default(), Step::Compared);
    let Some(todo) = look_over(library, plan, stage, &mut on)? else {
        return Ok(Outcome::default());
    };
    let mut outcome = Outcome {
        done: plan.sources.len() - todo.sources.len(),
        total: plan.sources.len(),
        skipped: plan.skipped + todo.passed,
        read: 0,
        settled: false,
        bytes: 0,
        todo: todo.sources.len(),
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
    let mut keeper = Keeper {
        library,
        plan,
        todo: &todo,
        parts,
        stage,
        linked: library.listing()?.ids.len(),
        since: 0,
        filing: None,
        outcome: &mut outcome,
    };
    let on = keeper.read_all(&mut progress)?;
    if !on {
        return Ok(outcome);
    }
    if library.needs_linking()? {
        library.link(plan.gazetteer())?;
    }
    outcome.settled = true;
    library.tidy()?;
    progress(outcome, Step::Linked);
    Ok(outcome)
}

/// What is to be done for a plan.
#[derive(Default)]
struct Todo {
    /// Sources that are new or changed, with their rank.
    sources: Vec<(usize, u64)>,
    /// What the library knows each source of the plan by.
    paths: Vec<Vec<u8>>,
    /// Files that are known and are not there any more.
    gone: Vec<i64>,
    /// Unchanged files that are no text.
    passed: usize,
    /// The known ranks do not fit: everything is filed anew.
    anew: bool,
}

/// Sources that are compared before one asks whether to go on.
const COMPARED: usize = 500;

/// Compares a plan with what the library knows. `None`: it was stopped.
fn look_over(
    library: &Library,
    plan: &Plan,
    stage: Stage,
    on: &mut impl FnMut() -> bool,
) -> Result<Option<Todo>, Error> {
    let mut todo = Todo {
        paths: paths(plan),
        ..Todo::default()
    };
    let mut ranks = Vec::with_capacity(plan.sources.len());
    let mut changed = Vec::new();
    let mut seen = Vec::new();
    for (at, source) in plan.sources.iter().enumerate() {
        if at % COMPARED == COMPARED - 1 && !on() {
            return Ok(None);
        }
        let known = library.known_file(&todo.paths[at], stage)?;
        // What another stage found is not mixed with what this one finds: the numbers of the
        // lists mean others.
        todo.anew |= known.is_some_and(|known| known.stale);
        ranks.push(known.map(|known| known.rank));
        let same = known.filter(|k| k.stamp.is_some() && k.stamp == plan.stamp(source));
        seen.extend(known.map(|known| known.file));
        match same {
            Some(known) => todo.passed += usize::from(known.passed),
            None => changed.push(at),
        }
    }
    // A path that cannot be looked at now says nothing about what stands there.
    if plan.errors.is_empty() && !plan.sources.iter().any(Source::is_out_of_reach) {
        seen.sort_unstable();
        todo.gone = library.files_except(&seen)?;
    }
    match fill_ranks(&ranks).filter(|_| !todo.anew) {
        Some(ranks) => todo.sources = changed.into_iter().map(|at| (at, ranks[at])).collect(),
        None => {
            let none = vec![None; ranks.len()];
            let ranks = fill_ranks(&none).unwrap_or_else(|| vec![0; ranks.len()]);
            todo = Todo {
                sources: ranks.into_iter().enumerate().collect(),
                paths: todo.paths,
                anew: true,
                ..Todo::default()
            };
        }
    }
    Ok(Some(todo))
}

/// What the library knows each source by. One that was given twice stands there twice.
fn paths(plan: &Plan) -> Vec<Vec<u8>> {
    let mut times: FxHashMap<Vec<u8>, usize> = FxHashMap::default();
    let paths = plan.sources.iter().map(|source| {
        let mut path = source.path();
        match times.get_mut(&path) {
            None => {
                times.insert(path.clone(), 1);
            }
            Some(times) => {
                *times += 1;
                // No path holds a zero.
                path.push(0);
                path.extend_from_slice(times.to_string().as_bytes());
            }
        }
        path
    });
    paths.collect()
}

/// Ranks for those that have none, spread between their neighbours' so that others find
/// room later; `None` when the known ones do not ascend or there is no room.
fn fill_ranks(known: &[Option<u64>]) -> Option<Vec<u64>> {
    let mut ranks = Vec::with_capacity(known.len());
    // The ranks that are free for those without one: from `low`, below `high`.
    let mut low = 0u64;
    let mut waiting = 0u64;
    let fill = |ranks: &mut Vec<u64>, low: u64, high: u64, waiting: u64, spread: bool| {
        let room = high.checked_sub(low)?;
        let mut step = room / (waiting + 1);
        if spread {
            step = step.min(64);
        }
        if waiting > 0 && step == 0 {
            return None;
        }
        ranks.extend((1..=waiting).map(|n| low + n * step - 1));
        Some(())
    };
    for rank in known {
        match rank {
            None => waiting += 1,
            Some(rank) => {
                fill(&mut ranks, low, *rank, waiting, false)?;
                if *rank < low {
                    return None;
                }
                ranks.push(*rank);
                low = rank + 1;
                waiting = 0;
            }
        }
    }
    fill(&mut ranks, low, RANKS, waiting, true)?;
    Some(ranks)
}

/// A part of what came of a source, or all of it.
struct Part {
    /// Its number among those to do.
    at: usize,
    entries: Vec<Entry>,
    /// It is the last one: what the file looked like, and whether it is no text.
    end: Option<(Option<Stamp>, bool)>,
}

/// Whose turn it is to be kept; the others may run ahead only so far.
#[derive(Default)]
struct Turn {
    at: Mutex<usize>,
    next: Condvar,
}

impl Turn {
    /// Waits until at most `ahead` sources are before this one. False: reading stops.
    fn wait(&self, at: usize, ahead: usize, stop: &AtomicBool) -> bool {
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
struct Keeper<'a> {
    library: &'a Library,
    plan: &'a Plan,
    todo: &'a Todo,
    parts: Parts,
    stage: Stage,
    /// Articles at the last linking.
    linked: usize,
    /// Articles since then.
    since: usize,
    filing: Option<Filing>,
    outcome: &'a mut Outcome,
}

impl Keeper<'_> {
    /// False: it was stopped on the way.
    fn read_all(
        &mut self,
        progress: &mut impl FnMut(Outcome, Step) -> bool,
    ) -> Result<bool, Error> {
        let count = self.todo.sources.len();
        if count == 0 {
            return Ok(true);
        }
        let next = AtomicUsize::new(0);
        let stop = AtomicBool::new(false);
        let turn = Turn::default();
        let threads = thread::available_parallelism()
            .map_or(1, NonZero::get)
            .min(count);
        let (sender, results) = mpsc::sync_channel::<Part>(threads * 4);
        let todo = self.todo;
        let reader = Reader {
            library: self.library,
            plan: self.plan,
            parts: self.parts,
            stage: self.stage,
        };
        thread::scope(|scope| {
            for _ in 0..threads {
                let sender = sender.clone();
                let (next, stop, turn, reader) = (&next, &stop, &turn, &reader);
                scope.spawn(move || {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some((source, _)) = todo.sources.get(at) else {
                            return;
                        };
                        let send = Sending {
                            at,
                            sender: &sender,
                            turn,
                            stop,
                        };
                        if !turn.wait(at, AHEAD, stop) || !reader.read_one(*source, &send) {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            let kept = self.keep_all(results, &turn, progress);
            stop.store(true, Ordering::Relaxed);
            // Nobody waits for a turn that does not come.
            turn.set(usize::MAX);
            kept
        })
    }

    fn keep_all(
        &mut self,
        results: mpsc::Receiver<Part>,
        turn: &Turn,
        progress: &mut impl FnMut(Outcome, Step) -> bool,
    ) -> Result<bool, Error> {
        let mut early: BTreeMap<usize, Part> = BTreeMap::new();
        let mut expected = 0;
        let mut batch: Vec<Part> = Vec::new();
        let mut articles = 0;
        let mut since = Instant::now();
        loop {
            let part = match early.remove(&expected) {
                Some(part) => part,
                None => match results.recv() {
                    Ok(part) if part.at > expected => {
                        early.insert(part.at, part);
                        continue;
                    }
                    Ok(part) => part,
                    Err(_) => break,
                },
            };
            articles += part.entries.len();
            if part.end.is_some() {
                expected = part.at + 1;
                turn.set(expected);
            }
            batch.push(part);
            let first = self.linked == 0;
            if first || articles >= COMMIT_AFTER || since.elapsed() >= COMMIT_EVERY {
                self.keep(&mut batch)?;
                articles = 0;
                since = Instant::now();
                if !progress(*self.outcome, Step::Kept) || !self.link_sometimes(progress)? {
                    return Ok(false);
                }
            }
        }
        self.keep(&mut batch)?;
        Ok(expected == self.todo.sources.len())
    }

    /// One transaction for what came in.
    fn keep(&mut self, batch: &mut Vec<Part>) -> Result<(), Error> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut filing = self.filing.take();
        self.library.change(|change| {
            for part in batch.iter() {
                let (source, rank) = self.todo.sources[part.at];
                let mut open = match filing.take() {
                    Some(open) => open,
                    None => change.begin(&self.todo.paths[source], rank, self.stage)?,
                };
                for entry in &part.entries {
                    change.file(&mut open, entry)?;
                }
                match part.end {
                    Some((stamp, passed)) => change.end(open, stamp, passed)?,
                    None => filing = Some(open),
                }
            }
            Ok(())
        })?;
        self.filing = filing;
        // What is not on the shelf is found again the next time.
        let _ = self
            .library
            .shelve(batch.iter().flat_map(|part| &part.entries));
        for part in batch.drain(..) {
            self.since += part.entries.len();
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

    /// Links when the articles have doubled. False: reading stops.
    fn link_sometimes(
        &mut self,
        progress: &mut impl FnMut(Outcome, Step) -> bool,
    ) -> Result<bool, Error> {
        let last = self.outcome.done == self.outcome.total;
        if self.since < self.linked.max(1) || last {
            return Ok(true);
        }
        self.library.link(self.plan.gazetteer())?;
        self.linked += self.since;
        self.since = 0;
        Ok(progress(*self.outcome, Step::Linked))
    }
}

/// How a source's parts go to the one who keeps them.
struct Sending<'a> {
    at: usize,
    sender: &'a SyncSender<Part>,
    turn: &'a Turn,
    stop: &'a AtomicBool,
}

impl Sending<'_> {
    fn send(&self, entries: Vec<Entry>, end: Option<(Option<Stamp>, bool)>) -> bool {
        let part = Part {
            at: self.at,
            entries,
            end,
        };
        self.sender.send(part).is_ok()
    }
}

/// What the article stage needs.
struct Reader<'a> {
    library: &'a Library,
    plan: &'a Plan,
    parts: Parts,
    stage: Stage,
}

impl Reader<'_> {
    /// The article stage for one source. False: reading stops.
    fn read_one(&self, source: usize, send: &Sending<'_>) -> bool {
        let source = &self.plan.sources[source];
        // Looked at before it is read: what changes on the way is read again next time.
        let mut stamp = self.plan.stamp(source);
        let mut entries = Vec::new();
        let mut passed = false;
        let mut articles = None;
        loop {
            // A fault in one article is its failure, not the program's.
            let next = panic::catch_unwind(AssertUnwindSafe(|| {
                let articles = articles.get_or_insert_with(|| source.articles(&self.plan.options));
                let (doc, article) = articles.next()?;
                let draft = article.map(|document| self.draft(source, &doc, &document));
                Some((doc, draft))
            }));
            match next {
                Ok(None) => break,
                Ok(Some((_, Err(Refused::NotText)))) => passed = true,
                Ok(Some((doc, Err(Refused::Failed(reason))))) => {
                    // It may have been mended when it is looked at next.
                    stamp = None;
                    entries.push(Entry {
                        doc,
                        content: Err(reason),
                    });
                }
                Ok(Some((doc, Ok(draft)))) => entries.push(Entry {
                    doc,
                    content: Ok(Box::new(draft)),
                }),
                Err(_) => {
                    entries.push(Entry {
                        doc: source.doc.clone(),
                        content: Err(
                            "a fault of this program while reading it; the text is untouched"
                                .to_owned(),
                        ),
                    });
                    stamp = None;
                    break;
                }
            }
            if entries.len() >= PART {
                // Only the one whose turn it is may send more than its last part.
                let part = std::mem::take(&mut entries);
                if !send.turn.wait(send.at, 0, send.stop) || !send.send(part, None) {
                    return false;
                }
            }
        }
        send.send(entries, Some((stamp, passed)))
    }

    fn draft(&self, source: &Source, doc: &str, document: &Document) -> Draft {
        let marks = self.plan.marks(source, doc);
        let draft = Draft::new(document, self.stage, &marks);
        let found = || {
            let means = Means {
                parts: self.parts,
                ..Means::with(self.plan.gazetteer())
            };
            let analysis = pipeline::analyse_by(document, means);
            self.plan.annotate(&marks, &document.source, analysis)
        };
        if self.plan.latin {
            // Names are found in the text as it was written; of what is shown nothing is kept.
            let (document, analysis) = in_latin(document, found());
            return draft.shown_as(&document).analysed(&analysis);
        }
        // What cannot be asked is analysed; a library in trouble says so when it is written.
        if self.library.knows(&draft.hash).unwrap_or(false) {
            return draft;
        }
        let draft = self.library.recalled(draft);
        if draft.is_analysed() {
            draft
        } else {
            draft.analysed(&found())
        }
    }
}

/// The article in Latin letters.
fn in_latin(document: &Document, mut analysis: Analysis) -> (Document, Analysis) {
    let (document, places) = document::latin::of(document);
    for mention in analysis.mentions.iter_mut().chain(&mut analysis.weak) {
        mention.range = places.range(mention.range);
    }
    (document, analysis)
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
    use super::*;
    use crate::library::Which;

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

    #[test]
    fn ranks_leave_room_and_keep_those_known() {
        let none = fill_ranks(&[None; 4]).unwrap();
        assert_eq!(none, [63, 127, 191, 255]);
        assert_eq!(
            fill_ranks(&[Some(63), None, Some(127), None]).unwrap(),
            [63, 94, 127, 191]
        );
        assert_eq!(fill_ranks(&[None, Some(0)]), None, "no room before");
        assert_eq!(
            fill_ranks(&[Some(4), None, Some(5)]),
            None,
            "no room between"
        );
        assert_eq!(fill_ranks(&[Some(4), Some(3)]), None, "another order");
        assert_eq!(fill_ranks(&[]).unwrap(), [0u64; 0]);
        let many = fill_ranks(&vec![None; 3_000_000]).unwrap();
        assert!(many.is_sorted_by(|a, b| a < b) && many.last().is_some_and(|r| *r < RANKS));
    }
}
