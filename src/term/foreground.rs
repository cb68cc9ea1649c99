//! A command of the reader's own that has the terminal for a while.

use std::io;
use std::process::Command;

use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

use super::screen::Screen;
use crate::app::complaint;
use crate::locale::{Locale, Value};
use crate::work::{Errand, Ran, Trouble};

impl Screen {
    /// Leaves the screen, runs the command on the terminal as it is, and enters again when it
    /// has ended. The input thread must have ended before.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn give(&mut self, errand: &Errand, locale: &Locale) -> io::Result<Ran> {
        let trouble = self.lend(|| run(errand, locale))?;
        Ok(Ran {
            trouble: trouble.err().map(Trouble::Said),
            ..Ran::default()
        })
    }

    /// Leaves the screen for something that has the terminal, and enters again.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        self.leave()?;
        let out = to();
        // Ctrl-c and Ctrl-\ were the command's, and reached us, too.
        self.tty().signals().forget_keys();
        self.resume()?;
        Ok(out)
    }
}

fn run(errand: &Errand, locale: &Locale) -> Result<(), String> {
    let program = errand.command.first().map_or("", String::as_str);
    let mut command = errand
        .command()
        .ok_or_else(|| complaint::trouble(locale, &Trouble::NoProgram(errand.name.clone())))?;
    wait(program, &mut command, locale, |error| {
        complaint::trouble(locale, &errand.not_started(error))
    })
}

/// Runs a command that has the terminal until it has ended; why it failed, else.
pub(super) fn wait(
    program: &str,
    command: &mut Command,
    locale: &Locale,
    not_started: impl FnOnce(&io::Error) -> String,
) -> Result<(), String> {
    let failed = |id: &str, why: (&str, Value<'_>)| {
        Err(locale.with(id, &[("program", program.into()), why]))
    };
    let child = command.spawn().map_err(|error| not_started(&error))?;
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let Some(pid) = pid else {
        let no_process = rustix::io::Errno::SRCH.to_string();
        return failed("program-lost", ("reason", no_process.into()));
    };
    loop {
        match waitpid(Some(pid), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => {
                // Only we could bring it back, and nobody would ask us to: it goes on.
                let _ = kill_process(pid, Signal::CONT);
            }
            Ok(Some((_, status))) => {
                return match (status.exit_status(), status.terminating_signal()) {
                    (Some(0), _) => Ok(()),
                    (Some(code), _) => {
                        failed("program-ended-code", ("code", code.to_string().into()))
                    }
                    (None, Some(signal)) => failed(
                        "program-ended-signal",
                        ("signal", signal.to_string().into()),
                    ),
                    (None, None) => {
                        Err(locale.with("program-ended", &[("program", program.into())]))
                    }
                };
            }
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => {
                return failed("program-lost", ("reason", error.to_string().into()));
            }
        }
    }
}
