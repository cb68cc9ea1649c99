//! What is to be done for a plan: what is new, changed or gone.
//!
//! The files are met in the order of their paths, and what is known of files comes in the
//! order of their ranks, which is the same. So both are gone through side by side, and what
//! did not change takes neither memory nor a question of its own.

use std::collections::VecDeque;
use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::library::import::{Plan, Source};
use crate::library::{Error, Known, Library, RANKS, Stage};

/// A source that is new or changed.
pub(super) struct Task {
    pub(super) source: Source,
    /// What the library knows it by.
    pub(super) path: Vec<u8>,
    /// Its place in the order of the paths.
    pub(super) rank: u64,
}

/// What is to be done for a plan.
#[derive(Default)]
pub(super) struct Todo {
    /// In the order of the paths.
    pub(super) tasks: Vec<Task>,
    /// How many sources there are.
    pub(super) total: usize,
    /// Files that are known and are not there any more.
    pub(super) gone: Vec<i64>,
    /// Unchanged files that are no text.
    pub(super) passed: usize,
    /// The known ranks do not fit: everything is filed anew.
    pub(super) anew: bool,
}

/// Sources that are compared before one asks whether to go on.
const COMPARED: usize = 500;
/// Known files that are asked for at once.
const PAGE: u32 = 512;

/// Compares a plan with what the library knows. `None`: it was stopped.
pub(super) fn look_over(
    library: &Library,
    plan: &mut Plan,
    stage: Stage,
    on: &mut impl FnMut() -> bool,
) -> Result<Option<Todo>, Error> {
    loop {
        let marked = plan.is_marked();
        let Some(todo) = Comparison::of(library, plan, stage, on)? else {
            return Ok(None);
        };
        // Files with marks that stand behind their articles change what was said of those.
        if plan.is_marked() == marked || todo.anew {
            return Ok(Some(todo));
        }
    }
}

/// Both orders, gone through side by side.
struct Comparison<'a> {
    library: &'a Library,
    stage: Stage,
    names: Names,
    /// Known files from the next rank on.
    page: VecDeque<(Vec<u8>, Known)>,
    /// The rank from which the next page is asked for; `None`: there are no more.
    next: Option<u64>,
    /// Nothing at all is known.
    empty: bool,
    /// The ranks below this one are taken.
    low: u64,
    /// The first of the tasks whose rank is still open.
    open: usize,
    todo: Todo,
}

/// How it goes on after a source.
enum Going {
    On,
    Anew,
}

impl<'a> Comparison<'a> {
    fn of(
        library: &'a Library,
        plan: &mut Plan,
        stage: Stage,
        on: &mut impl FnMut() -> bool,
    ) -> Result<Option<Todo>, Error> {
        let mut this = Self {
            library,
            stage,
            names: Names::default(),
            page: VecDeque::new(),
            next: Some(0),
            empty: false,
            low: 0,
            open: 0,
            todo: Todo::default(),
        };
        // What another stage found is not mixed with what this one finds: the numbers of the
        // lists mean others.
        let mut going = if library.is_of(stage)? {
            this.fill()?;
            this.empty = this.page.is_empty();
            Ok(Going::On)
        } else {
            Ok(Going::Anew)
        };
        let (mut stopped, mut unreachable) = (false, false);
        if matches!(going, Ok(Going::On)) {
            // What the walk finds of marks is in the plan only behind it.
            let looking = plan.looking();
            plan.visit(&mut |source| {
                this.todo.total += 1;
                stopped = this.todo.total.is_multiple_of(COMPARED) && !on();
                if stopped {
                    return false;
                }
                unreachable |= source.is_out_of_reach();
                going = this.meet(source, &looking);
                matches!(going, Ok(Going::On))
            });
        }
        if stopped {
            return Ok(None);
        }
        if matches!(going?, Going::Anew) || !this.place_last() {
            return Self::anew(plan, on);
        }
        // A path that cannot be looked at now says nothing about what stands there.
        if plan.errors.is_empty() && !unreachable {
            while let Some(known) = this.head()? {
                this.todo.gone.push(known.file);
                this.page.pop_front();
            }
        } else {
            this.todo.gone.clear();
        }
        Ok(Some(this.todo))
    }

    /// Everything is filed anew.
    fn anew(plan: &mut Plan, on: &mut impl FnMut() -> bool) -> Result<Option<Todo>, Error> {
        let mut todo = Todo {
            anew: true,
            ..Todo::default()
        };
        let mut names = Names::default();
        let mut stopped = false;
        plan.visit(&mut |source| {
            stopped = todo.tasks.len() % COMPARED == COMPARED - 1 && !on();
            let path = names.of(source.path());
            let rank = 0;
            todo.tasks.push(Task { source, path, rank });
            !stopped
        });
        if stopped {
            return Ok(None);
        }
        todo.total = todo.tasks.len();
        fill(&mut todo.tasks, 0, RANKS, true);
        Ok(Some(todo))
    }

    fn meet(&mut self, source: Source, looking: &Plan) -> Result<Going, Error> {
        let path = self.names.of(source.path());
        let next = self.head()?;
        let is_next = self.page.front().is_some_and(|(head, _)| *head == path);
        let known = match next {
            Some(known) if is_next => Some(known),
            _ if self.empty => None,
            _ => self.library.known_file(&path, self.stage)?,
        };
        let Some(known) = known else {
            let rank = 0;
            self.todo.tasks.push(Task { source, path, rank });
            return Ok(Going::On);
        };
        if known.stale || known.rank < self.low || !self.place(known.rank) {
            return Ok(Going::Anew);
        }
        // Those before it that were not met are gone.
        while let Some(before) = self.head()?.filter(|head| head.rank <= known.rank) {
            if before.file != known.file {
                self.todo.gone.push(before.file);
            }
            self.page.pop_front();
        }
        self.low = known.rank + 1;
        if known.stamp.is_some() && known.stamp == looking.stamp(&source) {
            self.todo.passed += usize::from(known.passed);
        } else {
            let rank = known.rank;
            self.todo.tasks.push(Task { source, path, rank });
        }
        self.open = self.todo.tasks.len();
        Ok(Going::On)
    }

    /// The known file that comes next.
    fn head(&mut self) -> Result<Option<Known>, Error> {
        if self.page.is_empty() {
            self.fill()?;
        }
        Ok(self.page.front().map(|(_, known)| *known))
    }

    fn fill(&mut self) -> Result<(), Error> {
        if let Some(from) = self.next {
            let page = self.library.known_files(from, PAGE, self.stage)?;
            let full = page.len() == PAGE as usize;
            self.next = page.last().filter(|_| full).map(|(_, k)| k.rank + 1);
            self.page = page.into();
        }
        Ok(())
    }

    /// Gives those that wait for one a rank below this. False: there is no room.
    fn place(&mut self, high: u64) -> bool {
        let waiting = self.todo.tasks.get_mut(self.open..).unwrap_or_default();
        fill(waiting, self.low, high, false)
    }

    fn place_last(&mut self) -> bool {
        let waiting = self.todo.tasks.get_mut(self.open..).unwrap_or_default();
        fill(waiting, self.low, RANKS, true)
    }
}

/// Ranks from `low`, below `high`, spread so that others find room later. False: there is
/// none.
fn fill(waiting: &mut [Task], low: u64, high: u64, last: bool) -> bool {
    if waiting.is_empty() {
        return true;
    }
    let Some(ranks) = ranks(waiting.len() as u64, low, high, last) else {
        return false;
    };
    for (task, rank) in waiting.iter_mut().zip(ranks) {
        task.rank = rank;
    }
    true
}

fn ranks(count: u64, low: u64, high: u64, last: bool) -> Option<impl Iterator<Item = u64>> {
    let mut step = high.checked_sub(low)? / (count + 1);
    if last {
        step = step.min(64);
    }
    (step > 0).then(|| (1..=count).map(move |n| low + n * step - 1))
}

/// What the library knows sources by: one that was given twice stands there twice.
#[derive(Default)]
struct Names {
    /// How often each path was met, by its hash. Two paths of one hash have a number each,
    /// which tells them apart as well.
    times: FxHashMap<u64, u32>,
}

impl Names {
    fn of(&mut self, mut path: Vec<u8>) -> Vec<u8> {
        let times = self.times.entry(FxBuildHasher.hash_one(&path)).or_default();
        *times += 1;
        if *times > 1 {
            // No path holds a zero.
            path.push(0);
            path.extend_from_slice(times.to_string().as_bytes());
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(count: u64, low: u64, high: u64, last: bool) -> Option<Vec<u64>> {
        Some(ranks(count, low, high, last)?.collect())
    }

    #[test]
    fn ranks_leave_room_between_those_known() {
        let none = filled(4, 0, RANKS, true).unwrap();
        assert_eq!(none, [63, 127, 191, 255]);
        assert_eq!(filled(1, 64, 127, false).unwrap(), [94]);
        assert_eq!(filled(1, 0, 0, false), None, "no room before");
        assert_eq!(filled(1, 5, 5, false), None, "no room between");
        assert_eq!(filled(1, 5, 4, false), None, "another order");
        let many = filled(3_000_000, 0, RANKS, true).unwrap();
        assert!(many.is_sorted_by(|a, b| a < b) && many.last().is_some_and(|r| *r < RANKS));
    }

    #[test]
    fn a_path_that_comes_again_has_a_number() {
        let mut names = Names::default();
        let named: Vec<Vec<u8>> = ["a", "b", "a", "a"]
            .into_iter()
            .map(|path| names.of(path.into()))
            .collect();
        assert_eq!(named, [&b"a"[..], b"b", b"a\x002", b"a\x003"]);
    }
}
