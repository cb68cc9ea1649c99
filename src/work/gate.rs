//! What takes long waits until nobody is held up by it.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The names of long articles are sought when nobody holds this: their text, and the first page
/// with it, goes before.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<(Mutex<State>, Condvar)>);

/// Somebody who reads while articles are read in: long ones are filed ahead of their analysis.
#[derive(Clone, Copy)]
pub struct Onlooker<'a> {
    /// Held while the reader goes first.
    pub gate: &'a Gate,
    /// False: nothing of it is wanted any more.
    pub wants: &'a (dyn Fn() -> bool + Sync),
}

#[derive(Debug, Default)]
struct State {
    /// How many hold it.
    held: usize,
    over: bool,
}

/// While this is kept, the gate is shut.
#[derive(Debug)]
pub struct Hold(Gate);

impl Gate {
    /// Holds it until what comes back is dropped.
    #[must_use]
    pub fn hold(&self) -> Hold {
        self.change(|state| state.held += 1);
        Hold(self.clone())
    }

    /// Nobody goes through any more, and nobody waits.
    pub(super) fn end(&self) {
        self.change(|state| state.over = true);
    }

    /// Waits until nobody holds it. False: it is over, or what waits is not wanted any more; who
    /// changes that says so with [`Gate::wake`].
    pub(super) fn pass(&self, wanted: impl Fn() -> bool) -> bool {
        let (state, changed) = &*self.0;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.held > 0 && !state.over && wanted() {
            state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        !state.over && wanted()
    }

    /// What is wanted has changed.
    pub(super) fn wake(&self) {
        self.change(|_| {});
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let (state, changed) = &*self.0;
        change(&mut state.lock().unwrap_or_else(PoisonError::into_inner));
        changed.notify_all();
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.0.change(|state| state.held -= 1);
    }
}
