//! Runs commands that the reader has set: never through a shell, on a thread, for a limited
//! time, and what they print is cut and cleaned.

use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::work::{Report, Ticket, Trouble};

/// A command to be run, and what it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errand {
    /// The number of the question.
    pub ticket: Ticket,
    /// What the settings call it.
    pub name: String,
    /// The program and its arguments.
    pub command: Vec<String>,
    /// What stands on its standard input.
    pub input: String,
    /// Variables that are set for it.
    pub variables: Vec<(&'static str, String)>,
    /// How long it may take, in seconds.
    pub seconds: u16,
    /// It takes the terminal; then no time is set.
    pub terminal: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// What it printed, without anything that acts on a terminal.
    pub text: String,
    /// It printed more than is kept.
    pub cut: bool,
    /// Why it failed, in sentences.
    pub trouble: Option<Trouble>,
}

/// So many bytes of output are kept, and of what is printed as an error.
const KEPT: usize = 64 << 10;
const KEPT_OF_ERRORS: usize = 4 << 10;
/// When the program has ended, what it started may still hold its output open: so long is
/// waited for what is under way.
const LINGER: Duration = Duration::from_millis(300);

enum Event {
    Out(Vec<u8>),
    Err(Vec<u8>),
    /// One of the two outputs is at its end.
    Closed,
    Ended(io::Result<ExitStatus>),
    Cancel,
}

/// Runs one errand at a time; a new one ends the one before.
#[derive(Debug)]
pub struct Runner {
    report: Reporter,
    running: Option<(Sender<Event>, JoinHandle<()>)>,
}

#[derive(Clone)]
struct Reporter(Arc<dyn Fn(Report) + Send + Sync>);

impl std::fmt::Debug for Reporter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reporter")
    }
}

impl Runner {
    /// Nothing runs yet. `report` is called on threads.
    pub fn new(report: impl Fn(Report) + Send + Sync + 'static) -> Self {
        Self {
            report: Reporter(Arc::new(report)),
            running: None,
        }
    }

    /// Starts an errand; what comes of it is a [`Report::Ran`]. Nothing waits.
    pub fn run(&mut self, errand: Errand) {
        self.cancel();
        let (sender, events) = mpsc::channel();
        let report = self.report.clone();
        let own = sender.clone();
        let ticket = errand.ticket;
        let thread = thread::Builder::new()
            .name("hook".to_owned())
            .spawn(move || {
                let ran = run(&errand, &own, &events);
                (report.0)(Report::Ran(errand.ticket, ran));
            });
        match thread {
            Ok(thread) => self.running = Some((sender, thread)),
            Err(error) => {
                let ran = Ran {
                    trouble: Some(Trouble::NoThread(error.to_string())),
                    ..Ran::default()
                };
                (self.report.0)(Report::Ran(ticket, ran));
            }
        }
    }

    /// Ends what runs, with everything that it started.
    pub fn cancel(&mut self) {
        if let Some((events, thread)) = self.running.take() {
            // Fails when it has ended by itself.
            let _ = events.send(Event::Cancel);
            drop(thread);
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        if let Some((events, thread)) = self.running.take() {
            let _ = events.send(Event::Cancel);
            let _ = thread.join();
        }
    }
}

impl Errand {
    /// The command, ready to be started; `None` when it names no program.
    #[must_use]
    pub fn command(&self) -> Option<Command> {
        let (program, arguments) = self.command.split_first()?;
        let mut command = Command::new(program);
        command.args(arguments);
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        Some(command)
    }

    /// Why it could not be started.
    #[must_use]
    pub fn not_started(&self, error: &io::Error) -> Trouble {
        let program = self.command.first().cloned().unwrap_or_default();
        let hook = self.name.clone();
        match error.kind() {
            io::ErrorKind::NotFound => Trouble::Missing { program, hook },
            io::ErrorKind::PermissionDenied => Trouble::Forbidden { program, hook },
            _ => Trouble::NotRun {
                program,
                hook,
                reason: error.to_string(),
            },
        }
    }
}

fn run(errand: &Errand, sender: &Sender<Event>, events: &Receiver<Event>) -> Ran {
    let failed = |trouble: Trouble| Ran {
        trouble: Some(trouble),
        ..Ran::default()
    };
    let Some(mut command) = errand.command() else {
        return failed(Trouble::NoProgram(errand.name.clone()));
    };
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // A group of its own, so that all of it can be ended.
        .process_group(0);
    let child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return failed(errand.not_started(&error)),
    };
    let group = Pid::from_raw(i32::try_from(child.id()).unwrap_or(0));
    let started = carry(child, errand.input.clone(), sender);
    let mut gathered = Gathered::default();
    let ending = match started {
        Ok(()) => gather(events, errand.seconds, &mut gathered),
        Err(error) => Ending::Broken(error),
    };
    if !matches!(ending, Ending::Ended(_))
        && let Some(group) = group
    {
        // It may be gone this very moment.
        let _ = kill_process_group(group, Signal::KILL);
    }
    let program = errand.command.first().cloned().unwrap_or_default();
    let said = clean(&gathered.err);
    let trouble = match ending {
        Ending::Ended(Ok(status)) if status.success() => None,
        Ending::Ended(Ok(status)) => Some(match status.code() {
            Some(code) if said.trim().is_empty() => Trouble::Code { program, code },
            Some(code) => Trouble::CodeSaid {
                program,
                code,
                said: said.trim().to_owned(),
            },
            None => Trouble::Killed(program),
        }),
        Ending::Ended(Err(error)) | Ending::Broken(error) => Some(Trouble::Lost {
            program,
            reason: error.to_string(),
        }),
        Ending::Late => Some(Trouble::Late {
            program,
            hook: errand.name.clone(),
            seconds: errand.seconds,
        }),
        Ending::Full | Ending::Cancelled => None,
    };
    Ran {
        text: clean(&gathered.out),
        cut: gathered.out.len() >= KEPT,
        trouble,
    }
}

#[derive(Default)]
struct Gathered {
    out: Vec<u8>,
    err: Vec<u8>,
}

enum Ending {
    Ended(io::Result<ExitStatus>),
    Broken(io::Error),
    Late,
    Full,
    Cancelled,
}

/// Starts the threads that feed the child, read it and wait for it.
fn carry(mut child: Child, input: String, sender: &Sender<Event>) -> io::Result<()> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let builder = || thread::Builder::new().name("hook".to_owned());
    if let Some(mut stdin) = stdin {
        builder().spawn(move || {
            // It need not read what it is given.
            let _ = stdin.write_all(input.as_bytes());
        })?;
    }
    if let Some(stdout) = stdout {
        let sender = sender.clone();
        builder().spawn(move || read(stdout, KEPT, Event::Out, &sender))?;
    }
    if let Some(stderr) = stderr {
        let sender = sender.clone();
        builder().spawn(move || read(stderr, KEPT_OF_ERRORS, Event::Err, &sender))?;
    }
    let sender = sender.clone();
    builder().spawn(move || {
        let status = child.wait();
        let _ = sender.send(Event::Ended(status));
    })?;
    Ok(())
}

/// Reads up to `most` bytes, and then drops the pipe.
fn read(from: impl Read, most: usize, event: fn(Vec<u8>) -> Event, to: &Sender<Event>) {
    let mut from = from.take(u64::try_from(most).unwrap_or(u64::MAX));
    let mut buffer = vec![0; 8192];
    while let Ok(n @ 1..) = from.read(&mut buffer) {
        let bytes = buffer.get(..n).unwrap_or_default().to_vec();
        if to.send(event(bytes)).is_err() {
            return;
        }
    }
    let _ = to.send(Event::Closed);
}

/// Takes what the child prints until it ends, is late, prints too much, or is cancelled.
fn gather(events: &Receiver<Event>, seconds: u16, gathered: &mut Gathered) -> Ending {
    let mut until = Instant::now() + Duration::from_secs(seconds.into());
    let mut status = None;
    let mut open = 2;
    loop {
        if open == 0
            && let Some(status) = status.take()
        {
            return Ending::Ended(status);
        }
        let left = until.saturating_duration_since(Instant::now());
        match events.recv_timeout(left) {
            Ok(Event::Out(bytes)) => {
                gathered.out.extend(bytes);
                if gathered.out.len() >= KEPT {
                    return Ending::Full;
                }
            }
            Ok(Event::Err(bytes)) => gathered.err.extend(bytes),
            Ok(Event::Closed) => open -= 1,
            Ok(Event::Ended(ended)) => {
                status = Some(ended);
                until = Instant::now() + LINGER;
            }
            Ok(Event::Cancel) | Err(RecvTimeoutError::Disconnected) => return Ending::Cancelled,
            Err(RecvTimeoutError::Timeout) => {
                return status.map_or(Ending::Late, Ending::Ended);
            }
        }
    }
}

/// What a program printed, as text: escape sequences and controls taken out, what was struck
/// over taken back, tabs as blanks, one line end a line.
fn clean(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => match chars.next() {
                Some('[') => skip_csi(&mut chars),
                // OSC, DCS, SOS, PM and APC go on to their end.
                Some(']' | 'P' | 'X' | '^' | '_') => {
                    while let Some(c) = chars.next() {
                        if matches!(c, '\u{7}' | '\u{9c}') {
                            break;
                        }
                        if c == '\u{1b}' {
                            chars.next_if_eq(&'\\');
                            break;
                        }
                    }
                }
                Some(c) if (' '..='/').contains(&c) => {
                    chars.next();
                }
                _ => {}
            },
            '\u{9b}' => skip_csi(&mut chars),
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' => out.push('\n'),
            '\t' => out.push_str("    "),
            '\u{8}' => {
                if !out.ends_with('\n') {
                    out.pop();
                }
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn skip_csi(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    // A sequence that never ends is no sequence.
    for _ in 0..64 {
        match chars.peek() {
            Some(c) if (' '..='?').contains(c) => {
                chars.next();
            }
            Some(c) if ('@'..='~').contains(c) => {
                chars.next();
                return;
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    fn runner() -> (Runner, Receiver<Report>) {
        let (sender, reports) = mpsc::channel();
        let runner = Runner::new(move |report| {
            let _ = sender.send(report);
        });
        (runner, reports)
    }

    fn errand(command: &[&str], input: &str) -> Errand {
        Errand {
            ticket: Ticket(7),
            name: "test".to_owned(),
            command: command.iter().map(|&part| part.to_owned()).collect(),
            input: input.to_owned(),
            seconds: 20,
            ..Errand::default()
        }
    }

    fn ran(reports: &Receiver<Report>) -> Ran {
        match reports.recv_timeout(PATIENCE).unwrap() {
            Report::Ran(Ticket(7), ran) => ran,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn text_goes_in_on_standard_input_and_comes_out_clean() {
        let (mut runner, reports) = runner();
        let hostile =
            "سلام \u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7}x\u{9b}2Jy a\u{8}b\r\nnext\ttab\u{0}";
        runner.run(errand(&["cat"], hostile));
        assert_eq!(
            ran(&reports),
            Ran {
                text: "سلام red xy b\nnext    tab".to_owned(),
                cut: false,
                trouble: None
            }
        );
    }

    #[test]
    fn what_is_given_is_no_command_line() {
        let (mut runner, reports) = runner();
        let given = "$(echo no); `echo no` \"' && echo no";
        runner.run(errand(&["printf", "%s", given], ""));
        assert_eq!(ran(&reports).text, given);
        let mut with = errand(&["sh", "-c", "printf %s \"$WARRAQ_TEXT\""], "");
        with.variables.push(("WARRAQ_TEXT", given.to_owned()));
        runner.run(with);
        assert_eq!(ran(&reports).text, given);
    }

    #[test]
    fn failures_say_what_and_why_and_what_next() {
        let (mut runner, reports) = runner();
        for (command, expected) in [
            (
                &["/nowhere/sdcv"][..],
                "“/nowhere/sdcv” was not run: there is no such program. Install it, or name another in [hooks.test] in the settings.",
            ),
            (
                &["/dev/null"],
                "“/dev/null” was not run: it may not be executed. chmod +x allows it, or [hooks.test] in the settings names another.",
            ),
            (
                &["sh", "-c", "echo out; echo why >&2; exit 3"],
                "“sh” ended with code 3: why",
            ),
            (&["false"], "“false” ended with code 1 and said no reason."),
            (
                &[],
                "Nothing was run: command in [hooks.test] names no program.",
            ),
        ] {
            runner.run(errand(command, "x"));
            assert_eq!(
                ran(&reports).trouble.map(|t| t.to_string()).as_deref(),
                Some(expected)
            );
        }
    }

    #[test]
    fn too_much_is_cut_and_too_long_is_ended() {
        let (mut runner, reports) = runner();
        runner.run(errand(&["yes", "نعم"], ""));
        let much = ran(&reports);
        assert!(much.cut && much.trouble.is_none() && much.text.len() <= KEPT + 3);
        let mut long = errand(&["sh", "-c", "echo first; sleep 1000"], "");
        long.seconds = 1;
        runner.run(long);
        let long = ran(&reports);
        assert_eq!(long.text, "first");
        assert_eq!(
            long.trouble.map(|t| t.to_string()).as_deref(),
            Some("“sh” took longer than 1 s and was ended. seconds in [hooks.test] gives it more.")
        );
    }

    #[test]
    fn cancelling_ends_everything_that_was_started() {
        let (mut runner, reports) = runner();
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).unwrap();
        // A child of the child holds the pipe open for as long as it lives.
        let script = "exec 3>\"$0\"; sleep 1000 & echo up >&3; wait";
        runner.run(errand(&["sh", "-c", script, pipe.to_str().unwrap()], ""));
        let mut pipe = std::fs::File::open(&pipe).unwrap();
        let mut up = [0; 3];
        pipe.read_exact(&mut up).unwrap();
        runner.cancel();
        assert_eq!(ran(&reports).trouble, None);
        // The end of the pipe: nobody is left.
        assert_eq!(pipe.read(&mut up).unwrap(), 0);
    }

    #[test]
    fn what_stays_behind_is_not_waited_for() {
        let (mut runner, reports) = runner();
        let began = Instant::now();
        let mut stays = errand(&["sh", "-c", "sleep 15 & echo opened"], "");
        stays.seconds = 15;
        runner.run(stays);
        let stays = ran(&reports);
        assert_eq!((stays.text.as_str(), stays.trouble), ("opened", None));
        assert!(began.elapsed() < Duration::from_secs(12));
    }
}
