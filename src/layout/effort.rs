//! How much is done, counted in tests: whatever looks at a unit, a letter or a level in a
//! loop says so, and a test bounds the sum.

#[cfg(test)]
std::thread_local! {
    static DONE: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// So many were looked at.
#[inline]
pub(crate) fn count(n: usize) {
    #[cfg(test)]
    DONE.set(DONE.get() + n);
    #[cfg(not(test))]
    let _ = n;
}

/// What was looked at while `f` ran, on this thread.
#[cfg(test)]
pub(crate) fn of<T>(f: impl FnOnce() -> T) -> (T, usize) {
    let before = DONE.get();
    let result = f();
    (result, DONE.get() - before)
}
