//! Signals, turned into bytes on a pipe that the input thread polls.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::process;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::{flag, low_level};

/// What another process or the kernel asks of us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// End now, orderly: SIGTERM, SIGINT or SIGQUIT from outside (in raw mode `Ctrl-c` is a key).
    Terminate,
    /// The terminal is gone: SIGHUP, or the end of its input.
    HangUp,
    /// Stop, as `Ctrl-z` would: SIGTSTP.
    Suspend,
    /// We run again after a stop: SIGCONT. Somebody else may have changed the terminal.
    Continue,
    /// The window has another size: SIGWINCH.
    Resize,
}

impl Signal {
    /// The number of the system's signal that asks for it most usually.
    #[must_use]
    pub const fn number(self) -> i32 {
        match self {
            Self::Terminate => SIGTERM,
            Self::HangUp => SIGHUP,
            Self::Suspend => SIGTSTP,
            Self::Continue => SIGCONT,
            Self::Resize => SIGWINCH,
        }
    }
}

const WATCHED: [(i32, Signal); 7] = [
    (SIGWINCH, Signal::Resize),
    (SIGTERM, Signal::Terminate),
    (SIGINT, Signal::Terminate),
    (SIGQUIT, Signal::Terminate),
    (SIGHUP, Signal::HangUp),
    (SIGTSTP, Signal::Suspend),
    (SIGCONT, Signal::Continue),
];

/// The signals that we listen to while the terminal is ours.
#[derive(Debug)]
pub struct Signals {
    wake: UnixStream,
    raised: Vec<(i32, Signal, Arc<AtomicBool>)>,
    /// Once true, the signals do again what they do to any program.
    over: Arc<AtomicBool>,
}

impl Signals {
    /// Listens from now on.
    ///
    /// # Errors
    /// When the pipe cannot be made or a handler cannot be set.
    pub fn listen() -> io::Result<Self> {
        let (wake, writer) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        let over = Arc::new(AtomicBool::new(false));
        let mut raised = Vec::with_capacity(WATCHED.len());
        for (number, signal) in WATCHED {
            let flag = Arc::new(AtomicBool::new(false));
            if !matches!(signal, Signal::Resize | Signal::Continue) {
                flag::register_conditional_default(number, Arc::clone(&over))?;
            }
            // The flag first, then the byte: who reads the byte finds the flag.
            flag::register(number, Arc::clone(&flag))?;
            low_level::pipe::register(number, writer.try_clone()?)?;
            raised.push((number, signal, flag));
        }
        Ok(Self { wake, raised, over })
    }

    /// The descriptor that becomes readable when a signal has come.
    #[must_use]
    pub fn as_fd(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }

    /// True when a signal has come that nobody has taken yet and that ends the program.
    #[must_use]
    pub fn ending(&self) -> bool {
        self.raised.iter().any(|(_, signal, flag)| {
            matches!(signal, Signal::Terminate | Signal::HangUp) && flag.load(Ordering::SeqCst)
        })
    }

    /// Forgets signals that keys sent while another program had the terminal, and stops that
    /// it met; what ends the program from elsewhere stays.
    pub fn forget_keys(&self) {
        for (number, _, flag) in &self.raised {
            if matches!(*number, SIGINT | SIGQUIT | SIGTSTP | SIGCONT) {
                flag.store(false, Ordering::SeqCst);
            }
        }
    }

    /// Takes the signals that have come since the last call, each once, with its number.
    pub fn take(&self) -> Vec<(i32, Signal)> {
        let mut bytes = [0u8; 64];
        while matches!((&self.wake).read(&mut bytes), Ok(n) if n > 0) {}
        self.raised
            .iter()
            .filter(|(_, _, flag)| flag.swap(false, Ordering::SeqCst))
            .map(|&(number, signal, _)| (number, signal))
            .collect()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
    }
}

/// Does to this process what the signal does by default: for a second SIGTERM when
/// nobody has acted on the first.
pub fn act_by_default(number: i32) {
    // Fails for unknown numbers only; ours are all known.
    let _ = low_level::emulate_default_handler(number);
}

/// True when somebody is there who could continue us after a stop. The job that leads its
/// session (`xterm -e warraq`) has nobody, and would hang.
///
/// # Errors
/// When the session cannot be found out.
pub fn can_stop_job() -> io::Result<bool> {
    Ok(process::getsid(None)? != process::getpgrp())
}

/// Stops the whole job, as the terminal's own `Ctrl-z` does, and returns when it runs again.
///
/// # Errors
/// When the pipe cannot be made or the process group cannot be signalled.
pub fn stop_job() -> io::Result<()> {
    // The stop is asynchronous: another thread may take it while this one runs on and
    // enters the screen again. So this one waits for the continuation, not for the stop.
    let (mut continued, writer) = UnixStream::pair()?;
    let id = low_level::pipe::register(SIGCONT, writer)?;
    // SIGTSTP would only come back to our own handler.
    let stopped = process::kill_current_process_group(process::Signal::STOP);
    if stopped.is_ok() {
        continued.read_exact(&mut [0])?;
    }
    low_level::unregister(id);
    Ok(stopped?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_wakes_the_pipe_and_is_taken_once() {
        let signals = Signals::listen().unwrap();
        assert!(!signals.ending());
        low_level::raise(SIGCONT).unwrap();
        low_level::raise(SIGWINCH).unwrap();
        let mut fds = [rustix::event::PollFd::new(
            &signals.wake,
            rustix::event::PollFlags::IN,
        )];
        assert_eq!(rustix::event::poll(&mut fds, None).unwrap(), 1);
        let mut taken: Vec<Signal> = signals.take().into_iter().map(|(_, s)| s).collect();
        // The two were raised one after the other; both flags are set before we look.
        taken.retain(|s| matches!(s, Signal::Continue | Signal::Resize));
        assert_eq!(taken, [Signal::Resize, Signal::Continue]);
        assert!(signals.take().is_empty());
    }
}
