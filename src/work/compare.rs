//! What is to be done for a plan: what is new, changed or gone.

use rustc_hash::FxHashMap;

use crate::library::import::{Plan, Source};
use crate::library::{Error, Library, RANKS, Stage};

/// What is to be done for a plan.
#[derive(Default)]
pub(super) struct Todo {
    /// Sources that are new or changed, with their rank.
    pub(super) sources: Vec<(usize, u64)>,
    /// What the library knows each source of the plan by.
    pub(super) paths: Vec<Vec<u8>>,
    /// Files that are known and are not there any more.
    pub(super) gone: Vec<i64>,
    /// Unchanged files that are no text.
    pub(super) passed: usize,
    /// The known ranks do not fit: everything is filed anew.
    pub(super) anew: bool,
}

/// Sources that are compared before one asks whether to go on.
const COMPARED: usize = 500;

/// Compares a plan with what the library knows. `None`: it was stopped.
pub(super) fn look_over(
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

#[cfg(test)]
mod tests {
    use super::*;

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
