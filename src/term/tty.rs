//! The terminal device: where keys are read and cells are written.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::restore;
use super::signal::Signals;

/// The terminal in raw mode, with our signal handlers set. Dropping it ends both.
#[derive(Debug)]
pub struct Tty {
    input: Arc<OwnedFd>,
    output: File,
    signals: Arc<Signals>,
}

impl Tty {
    /// Opens the terminal and puts it into raw mode: keys come from standard input if it is
    /// a terminal and else from `/dev/tty` (standard input may be an article), cells go to
    /// standard output.
    ///
    /// # Errors
    /// When standard output is no terminal, or none can be read from.
    pub fn open() -> io::Result<Self> {
        let stdout = io::stdout();
        if !stdout.is_terminal() {
            return Err(io::Error::other("standard output is not a terminal"));
        }
        let stdin = io::stdin();
        let input = if stdin.is_terminal() {
            stdin.as_fd().try_clone_to_owned()?
        } else {
            File::open("/dev/tty")?.into()
        };
        let output = File::from(stdout.as_fd().try_clone_to_owned()?);
        // Signals first: one that comes in between must not leave raw mode behind.
        let signals = Arc::new(Signals::listen()?);
        restore::arm(output.try_clone()?, Vec::new());
        crossterm::terminal::enable_raw_mode()?;
        Ok(Self {
            input: Arc::new(input),
            output,
            signals,
        })
    }

    /// Where keys are read.
    #[must_use]
    pub fn input(&self) -> Arc<OwnedFd> {
        Arc::clone(&self.input)
    }

    /// The signals.
    #[must_use]
    pub fn signals(&self) -> Arc<Signals> {
        Arc::clone(&self.signals)
    }

    /// A second handle on the place where cells are written.
    ///
    /// # Errors
    /// When no descriptor is free.
    pub fn output(&self) -> io::Result<File> {
        self.output.try_clone()
    }

    /// Writes all bytes at once, also to a terminal that another program has left
    /// non-blocking.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn write(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match (&self.output).write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => {
                    let mut fds = [PollFd::new(&self.output, PollFlags::OUT)];
                    match poll(&mut fds, None) {
                        Ok(_) | Err(Errno::INTR) => {}
                        Err(e) => return Err(e.into()),
                    }
                }
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    /// Columns and rows, as the terminal says now; at least 1 each.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let (columns, rows) = crossterm::terminal::size()?;
        Ok((columns.max(1), rows.max(1)))
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        restore::now();
    }
}

/// Waits until one of `fds` is readable (or closed) or `until` has come; says which.
///
/// # Errors
/// When a descriptor cannot be polled.
pub fn wait<const N: usize>(
    fds: [BorrowedFd<'_>; N],
    until: Option<Instant>,
) -> io::Result<[bool; N]> {
    loop {
        let left = until.map(|at| at.saturating_duration_since(Instant::now()));
        let timeout = left.map(timespec);
        let mut polled = fds.map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN));
        match poll(&mut polled, timeout.as_ref()) {
            Ok(_) => return Ok(polled.map(|p| !p.revents().is_empty())),
            Err(Errno::INTR) => {}
            Err(e) => return Err(e.into()),
        }
    }
}

fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: duration.as_secs().try_into().unwrap_or(i64::MAX),
        tv_nsec: duration.subsec_nanos().into(),
    }
}

/// Reads what waits: `None` at the end of the terminal's life.
///
/// # Errors
/// When reading fails for another reason than an interruption or an empty queue.
pub fn read(fd: BorrowedFd<'_>, buffer: &mut [u8]) -> io::Result<Option<usize>> {
    match rustix::io::read(fd, &mut *buffer) {
        Ok(0) | Err(Errno::IO) => Ok(None),
        Ok(n) => Ok(Some(n)),
        Err(Errno::INTR | Errno::AGAIN) => Ok(Some(0)),
        Err(e) => Err(e.into()),
    }
}
