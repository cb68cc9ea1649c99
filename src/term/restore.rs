//! Puts the terminal back as it was, on every way out: quit, error, panic, signal.

use std::fs::File;
use std::io::Write;
use std::sync::{Mutex, Once, PoisonError, TryLockError};
use std::thread::{self, ThreadId};

struct Armed {
    output: File,
    bytes: Vec<u8>,
    /// The thread whose panic ends the program; a worker's panic is caught at its loop.
    main: ThreadId,
}

static ARMED: Mutex<Option<Armed>> = Mutex::new(None);
static HOOK: Once = Once::new();

/// From now on [`now`] writes `bytes` to `output` and ends raw mode, and a panic of the
/// calling thread does so before its message is printed. A panic of another thread while
/// the screen is ours is only logged: it must not scribble over the screen.
pub fn arm(output: File, bytes: Vec<u8>) {
    let armed = Armed {
        output,
        bytes,
        main: thread::current().id(),
    };
    *ARMED.lock().unwrap_or_else(PoisonError::into_inner) = Some(armed);
    HOOK.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if main_is(thread::current().id()) {
                now();
                print(info);
            } else if is_armed() {
                let place = info.location();
                crate::term::log::note(&format!(
                    "a worker panicked at {}:{}",
                    place.map_or("?", std::panic::Location::file),
                    place.map_or(0, std::panic::Location::line),
                ));
            } else {
                print(info);
            }
        }));
    });
}

/// Restores the terminal if it is not restored yet. Errors are ignored: the terminal may be gone.
pub fn now() {
    let armed = match ARMED.try_lock() {
        Ok(mut armed) => armed.take(),
        Err(TryLockError::Poisoned(armed)) => armed.into_inner().take(),
        // Somebody restores it this very moment.
        Err(TryLockError::WouldBlock) => None,
    };
    if let Some(mut armed) = armed {
        let _ = armed.output.write_all(&armed.bytes);
        let _ = armed.output.flush();
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

fn with_armed<T>(read: impl FnOnce(&Armed) -> T) -> Option<T> {
    match ARMED.try_lock() {
        Ok(armed) => armed.as_ref().map(read),
        Err(TryLockError::Poisoned(armed)) => armed.into_inner().as_ref().map(read),
        Err(TryLockError::WouldBlock) => None,
    }
}

fn is_armed() -> bool {
    with_armed(|_| ()).is_some()
}

fn main_is(thread: ThreadId) -> bool {
    with_armed(|armed| armed.main == thread).unwrap_or(false)
}
