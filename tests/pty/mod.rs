//! A program in a pseudo-terminal: keys in, a screen out, a terminal that answers as told.
//!
//! Nothing here sleeps: every wait ends with an event or at a deadline, and a deadline
//! that is reached fails the test.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses a part of it"
)]

pub mod clipboard;
pub mod reading;
pub mod sequences;
pub mod shown;

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal};

use shown::Rule;

/// How long anything may take. Machines under load are slow; hanging is what is looked for.
const PATIENCE: Duration = Duration::from_secs(20);

/// When a scripted answer is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At once.
    Now,
    /// When the test calls [`Session::release`].
    Held,
}

/// What the terminal answers to a question that the program writes.
#[derive(Clone, Debug)]
pub struct Reply {
    pub question: &'static [u8],
    pub answer: Vec<u8>,
    pub when: When,
}

/// The answers of XTerm 379, `when` told.
pub fn xterm(when: When) -> Vec<Reply> {
    let rows: [(&[u8], &[u8]); 5] = [
        (b"\x1b[8$p", b"\x1b[8;0$y"),
        (b"\x1b[>q", b"\x1bP>|XTerm(379)\x1b\\"),
        (b"\x1b[>c", b"\x1b[>41;379;0c"),
        (b"\x1b]11;?\x1b\\", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
        (b"\x1b[c", b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"),
    ];
    replies(&rows, when)
}

/// The answers of VTE 0.84, `when` told.
pub fn vte(when: When) -> Vec<Reply> {
    let rows: [(&[u8], &[u8]); 5] = [
        (b"\x1b[8$p", b"\x1b[8;1$y"),
        (b"\x1b[>q", b"\x1bP>|VTE(8401)\x1b\\"),
        (b"\x1b[>c", b"\x1b[>61;8401;1c"),
        (b"\x1b]11;?\x1b\\", b"\x1b]11;rgb:ffff/ffff/dddd\x1b\\"),
        (b"\x1b[c", b"\x1b[?61;1;21;22;28c"),
    ];
    replies(&rows, when)
}

/// The answers of a terminal with the kitty keyboard protocol.
pub fn kitty_keyboard(when: When) -> Vec<Reply> {
    let rows: [(&[u8], &[u8]); 3] = [
        (b"\x1b[>q", b"\x1bP>|foot(1.28.0)\x1b\\"),
        (b"\x1b[?u", b"\x1b[?0u"),
        (b"\x1b[c", b"\x1b[?62;4;22;28;52c"),
    ];
    replies(&rows, when)
}

fn replies(rows: &[(&'static [u8], &[u8])], when: When) -> Vec<Reply> {
    rows.iter()
        .map(|&(question, answer)| Reply {
            question,
            answer: answer.to_vec(),
            when,
        })
        .collect()
}

/// How a session begins.
pub struct Start {
    program: String,
    args: Vec<String>,
    env: Vec<(String, String)>,
    columns: u16,
    rows: u16,
    replies: Vec<Reply>,
    folder: Option<std::path::PathBuf>,
    welcome: bool,
}

impl Start {
    /// Warraq itself, with these arguments.
    pub fn warraq(args: &[&str]) -> Self {
        Self::program(env!("CARGO_BIN_EXE_warraq"), args)
    }

    /// Any program.
    pub fn program(program: &str, args: &[&str]) -> Self {
        Self {
            program: program.into(),
            args: args.iter().map(|&a| a.into()).collect(),
            env: Vec::new(),
            columns: 80,
            rows: 24,
            replies: xterm(When::Now),
            folder: None,
            welcome: false,
        }
    }

    /// The lesson of the first minute was not ended before, as on a first day.
    pub fn welcome(mut self) -> Self {
        self.welcome = true;
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// Runs in this folder; else in the session's own empty home.
    pub fn folder(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// What the terminal answers; `xterm(When::Now)` unless told.
    pub fn replies(mut self, replies: Vec<Reply>) -> Self {
        self.replies = replies;
        self
    }

    pub fn spawn(self) -> Session {
        Session::spawn(self)
    }
}

/// A running program.
pub struct Session {
    master: Box<dyn MasterPty + Send>,
    /// The program's side of the terminal: its modes, and what it has not read yet.
    slave: Option<File>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    output: Receiver<Vec<u8>>,
    status: Receiver<ExitStatus>,
    held: Arc<Mutex<Vec<u8>>>,
    pid: Pid,
    terminal: vt100::Parser,
    rule: Rule,
    shown: shown::Shown,
    written: Vec<u8>,
    home: tempfile::TempDir,
    ended: bool,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Session {
    fn spawn(start: Start) -> Self {
        let way = start.env.iter().rfind(|(name, _)| name == "WARRAQ_BIDI");
        let rule = Rule::of(way.map_or("", |(_, value)| value));
        let pair = native_pty_system()
            .openpty(size(start.columns, start.rows))
            .unwrap();
        let home = tempfile::tempdir().unwrap();
        // Only the sample collection has a lesson, and it is ended by writing this file.
        let sample = start.args.iter().all(|arg| arg.starts_with('-'));
        if sample && !start.welcome {
            let folder = home.path().join("state/warraq");
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("welcomed"), "").unwrap();
        }
        let mut command = CommandBuilder::new(&start.program);
        command.args(&start.args);
        command.env_clear();
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        command.env("HOME", home.path());
        for (name, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, home.path().join(folder));
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        // The answers come, however busy the machine is.
        let answered = start.replies.iter().any(|reply| {
            let whole = reply.answer.starts_with(b"\x1b[?") && reply.answer.ends_with(b"c");
            reply.question == b"\x1b[c" && whole && reply.when == When::Now
        });
        if answered {
            command.env("WARRAQ_ANSWER_MS", "20000");
        }
        for (name, value) in &start.env {
            command.env(name, value);
        }
        command.cwd(start.folder.as_deref().unwrap_or(home.path()));

        let slave = pair.master.tty_name().map(|name| {
            let flags = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY;
            File::from(rustix::fs::open(name, flags, rustix::fs::Mode::empty()).unwrap())
        });
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();

        let (ended, status) = channel();
        std::thread::spawn(move || {
            let _ = ended.send(child.wait().unwrap());
        });

        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let held = Arc::new(Mutex::new(Vec::new()));
        let (send, output) = channel();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut answering = Answering {
            replies: start.replies,
            seen: Vec::new(),
            writer: Arc::clone(&writer),
            held: Arc::clone(&held),
        };
        std::thread::spawn(move || {
            let mut buffer = [0u8; 4096];
            // The end, or EIO when the last holder of the other side is gone.
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                answering.look(&buffer[..n]);
                if send.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            master: pair.master,
            slave,
            writer,
            output,
            status,
            held,
            pid,
            rule,
            shown: shown::Shown::new(rule, start.columns, start.rows),
            terminal: vt100::Parser::new(
                start.rows.try_into().unwrap(),
                start.columns.try_into().unwrap(),
                0,
            ),
            written: Vec::new(),
            home,
            ended: false,
        }
    }

    /// The session's home folder; `config`, `data`, `state` and `cache` are in it.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Types.
    pub fn keys(&mut self, keys: impl AsRef<[u8]>) {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(keys.as_ref()).unwrap();
        writer.flush().unwrap();
    }

    /// Sends byte by byte, waiting after each until it lies in nobody's queue; ESC with the byte
    /// behind it, since alone it is a key after a while, and this process may be made to wait.
    pub fn keys_in_pieces(&mut self, keys: impl AsRef<[u8]>) {
        let mut rest = keys.as_ref();
        while let Some(&first) = rest.first() {
            let length = if first == 0x1b { 2 } else { 1 };
            let (piece, after) = rest.split_at(length.min(rest.len()));
            self.keys(piece);
            self.wait_until_read();
            rest = after;
        }
    }

    /// Sends the answers that were held, all at once or byte by byte.
    pub fn release(&mut self, in_pieces: bool) {
        // The last question is for the attributes of the terminal (DA1), whose answer ends so. What
        // the program wrote may still be on its way here.
        let deadline = Instant::now() + PATIENCE;
        let is_last = |held: &[u8]| {
            let last = held.rsplit(|byte| *byte == 0x1b).next();
            last.is_some_and(|last| last.starts_with(b"[?") && last.ends_with(b"c"))
        };
        while !is_last(&self.held.lock().unwrap()) {
            assert!(Instant::now() < deadline, "nothing was asked");
            std::thread::yield_now();
        }
        let answers = std::mem::take(&mut *self.held.lock().unwrap());
        if in_pieces {
            self.keys_in_pieces(answers);
        } else {
            self.keys(answers);
        }
    }

    fn wait_until_read(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        let slave = self.slave.as_ref().unwrap();
        while rustix::io::ioctl_fionread(slave).unwrap() > 0 {
            assert!(Instant::now() < deadline, "nobody reads");
            std::thread::yield_now();
        }
    }

    /// Waits until the screen is as told. Panics with the screen when it never is.
    #[track_caller]
    pub fn wait_for(&mut self, mut wanted: impl FnMut(&vt100::Screen) -> bool) {
        self.wait_until(|screen| wanted(screen).then_some(()).ok_or(String::new()));
    }

    /// Waits until the screen is as told, and returns what was found there; panics with the
    /// screen and what is wrong with it when it never is. Half a frame is not looked at.
    #[track_caller]
    pub fn wait_until<T>(
        &mut self,
        mut wanted: impl FnMut(&vt100::Screen) -> Result<T, String>,
    ) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut wrong = String::from("half a frame");
        loop {
            if self.is_whole() {
                if self.rule != Rule::Cells {
                    self.shown.update(self.terminal.screen());
                }
                match wanted(self.vt()) {
                    Ok(found) => return found,
                    Err(what) => wrong = what,
                }
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => {
                    panic!("waited in vain: {wrong}\n{}", self.text())
                }
                Err(RecvTimeoutError::Disconnected) => panic!("it ended: {wrong}\n{}", self.text()),
            }
        }
    }

    /// True unless the program is in the middle of a synchronised update.
    fn is_whole(&self) -> bool {
        let last = self.written.windows(8).rev().find_map(|part| match part {
            b"\x1b[?2026h" => Some(false),
            b"\x1b[?2026l" => Some(true),
            _ => None,
        });
        last.unwrap_or(true)
    }

    /// Waits until the text stands somewhere on the screen, in one row.
    #[track_caller]
    pub fn wait_for_text(&mut self, text: &str) {
        self.wait_for(|screen| rows(screen).iter().any(|row| row.contains(text)));
    }

    /// What the screen shows, a line a row, spaces at the ends cut.
    pub fn screen(&self) -> Vec<String> {
        rows(self.vt())
    }

    /// The terminal as it is seen: as `vt100` keeps it, or, under `WARRAQ_BIDI`, as a terminal
    /// that needs this way shows what `vt100` keeps.
    pub fn vt(&self) -> &vt100::Screen {
        match self.rule {
            Rule::Cells => self.terminal.screen(),
            _ => self.shown.screen(),
        }
    }

    /// Clicks on the cell where something is seen: the terminal names the column in its own
    /// order.
    pub fn click(&mut self, x: u16, y: u16) {
        let (x, y) = (self.shown.sent(x, y) + 1, y + 1);
        self.keys(format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"));
    }

    /// The screen as one text.
    pub fn text(&self) -> String {
        self.screen().join("\n")
    }

    /// Every byte that the program has written, as far as it was waited for.
    pub fn written(&self) -> &[u8] {
        &self.written
    }

    /// Gives the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal
            .screen_mut()
            .set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        rustix::process::kill_process(self.pid, signal).unwrap();
    }

    /// Sends a signal again and again until the program ends; the status is still to be asked.
    pub fn signal_until_it_ends(&mut self, signal: Signal) {
        let deadline = Instant::now() + PATIENCE;
        while rustix::process::test_kill_process(self.pid).is_ok() {
            assert!(Instant::now() < deadline, "it does not end");
            // It may end this very moment.
            let _ = rustix::process::kill_process(self.pid, signal);
            std::thread::yield_now();
        }
    }

    /// Waits until nobody has the terminal open any more.
    #[track_caller]
    pub fn wait_until_left(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        self.slave = None;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => panic!("somebody stays:\n{}", self.text()),
            }
        }
    }

    /// True when the terminal echoes and waits for whole lines, as a shell's does.
    pub fn is_cooked(&self) -> bool {
        use rustix::termios::{LocalModes, tcgetattr};
        let modes = tcgetattr(self.slave.as_ref().unwrap()).unwrap().local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    }

    /// Waits for the end of the program and all of its output.
    #[track_caller]
    pub fn exit_status(&mut self) -> ExitStatus {
        let status = self.status.recv_timeout(PATIENCE);
        let status = status.unwrap_or_else(|_| panic!("it does not end:\n{}", self.text()));
        self.finish(status)
    }

    /// Types the same again and again until the program ends: for keys that half an answer
    /// may swallow for a while.
    #[track_caller]
    pub fn exit_status_after(&mut self, keys: &str) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.keys(keys);
            if let Ok(status) = self.status.recv_timeout(Duration::from_millis(20)) {
                return self.finish(status);
            }
            assert!(
                Instant::now() < deadline,
                "it does not end:\n{}",
                self.text()
            );
        }
    }

    #[track_caller]
    fn finish(&mut self, status: ExitStatus) -> ExitStatus {
        assert!(self.is_cooked(), "raw mode is left behind");
        self.ended = true;
        self.wait_until_left();
        if self.rule != Rule::Cells {
            self.shown.update(self.terminal.screen());
        }
        status
    }

    /// Panics unless everything that can be switched on is off.
    #[track_caller]
    pub fn assert_restored(&self) {
        let screen = self.terminal.screen();
        assert!(!screen.alternate_screen(), "on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are bracketed");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "the mouse is ours"
        );
        assert!(!screen.bold() && !screen.inverse(), "attributes are left");
        let count = |bytes: &[u8]| {
            let found = self.written.windows(bytes.len()).filter(|w| *w == bytes);
            found.count()
        };
        assert!(
            count(b"\x1b[<1u") >= count(b"\x1b[>1u"),
            "the keyboard's stack is not popped"
        );
    }

    fn take(&mut self, bytes: &[u8]) {
        self.written.extend_from_slice(bytes);
        let bytes = self.shown.unboxed(bytes);
        self.terminal.process(&bytes);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.ended {
            // It may have ended by itself meanwhile.
            let _ = rustix::process::kill_process(self.pid, Signal::KILL);
        }
    }
}

/// What a screen shows, a line a row, spaces at the ends cut.
pub fn rows(screen: &vt100::Screen) -> Vec<String> {
    let columns = screen.size().1.get();
    screen
        .rows(0, columns)
        .map(|row| row.replace('\u{200e}', "").trim_end().to_owned())
        .collect()
}

/// The part of a terminal that answers.
struct Answering {
    replies: Vec<Reply>,
    seen: Vec<u8>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    held: Arc<Mutex<Vec<u8>>>,
}

impl Answering {
    fn look(&mut self, bytes: &[u8]) {
        self.seen.extend_from_slice(bytes);
        while let Some((end, reply)) = self.next_question() {
            self.seen.drain(..end);
            match reply.when {
                When::Held => self.held.lock().unwrap().extend_from_slice(&reply.answer),
                When::Now => {
                    let mut writer = self.writer.lock().unwrap();
                    // The program may have ended.
                    let _ = writer
                        .write_all(&reply.answer)
                        .and_then(|()| writer.flush());
                }
            }
        }
        // A question may lie across two reads.
        let keep = self.seen.len().saturating_sub(32);
        self.seen.drain(..keep);
    }

    fn next_question(&self) -> Option<(usize, Reply)> {
        let found = self.replies.iter().filter_map(|reply| {
            let length = reply.question.len();
            let at = self
                .seen
                .windows(length)
                .position(|w| w == reply.question)?;
            Some((at + length, reply.clone()))
        });
        found.min_by_key(|(end, _)| *end)
    }
}
