//! Asks tmux which terminal is around it: its variables tell of the terminal in which it was
//! started, which may be another one by now.

use std::io::Read;
use std::os::fd::AsFd;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{probe, tty};

/// The longest answer that is read.
const LONGEST: usize = 256;

/// A question that is under way.
#[derive(Debug)]
pub struct Question {
    child: Child,
    until: Instant,
}

/// Asks, inside tmux; `None` elsewhere, or where there is no such command.
#[must_use]
pub fn ask(env: &dyn Fn(&str) -> Option<String>) -> Option<Question> {
    env("TMUX").filter(|value| !value.is_empty())?;
    let mut command = Command::new("tmux");
    command.args([
        "display-message",
        "-p",
        "#{client_termname} #{client_termtype}",
    ]);
    // It is asked while the terminal is, and may take as long.
    ask_command(command, probe::wait(env))
}

fn ask_command(mut command: Command, wait: Duration) -> Option<Question> {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    Some(Question {
        child,
        until: Instant::now() + wait,
    })
}

impl Question {
    /// `TERM` of the terminal around, a space, and the name that it gave tmux (empty when it
    /// gave none). `None` when tmux did not say in time.
    #[must_use]
    pub fn answer(mut self) -> Option<String> {
        let mut stdout = self.child.stdout.take()?;
        let mut bytes = Vec::new();
        let mut buffer = [0u8; LONGEST];
        let whole = loop {
            if self.until <= Instant::now() || bytes.len() > LONGEST {
                break false;
            }
            match tty::wait([stdout.as_fd()], Some(self.until)) {
                Ok([true]) => {}
                Ok([false]) => continue,
                Err(_) => break false,
            }
            match stdout.read(&mut buffer) {
                Ok(0) => break true,
                Ok(n) => bytes.extend_from_slice(buffer.get(..n).unwrap_or_default()),
                Err(_) => break false,
            }
        };
        if !whole {
            // It may have ended this very moment.
            let _ = self.child.kill();
        }
        // It is no zombie.
        let ended = self.child.wait().ok()?;
        let line = String::from_utf8(bytes).ok()?;
        let line = line.lines().next()?.trim();
        let printable = line.chars().all(|c| matches!(c, ' '..='~'));
        (whole && ended.success() && printable && !line.is_empty()).then(|| line.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(script: &str) -> Option<String> {
        said_within(script, Duration::from_secs(20))
    }

    fn said_within(script: &str, wait: Duration) -> Option<String> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        ask_command(command, wait).unwrap().answer()
    }

    #[test]
    fn one_clean_line_is_an_answer() {
        let kitty = said("echo 'xterm-kitty kitty(0.26.5)'; echo more");
        assert_eq!(kitty.as_deref(), Some("xterm-kitty kitty(0.26.5)"));
        assert_eq!(
            said("echo 'xterm-256color '").as_deref(),
            Some("xterm-256color")
        );
        assert_eq!(said("echo"), None);
        assert_eq!(said("printf 'a\\033[2J'"), None);
        assert_eq!(said("echo no server; exit 1"), None);
        assert_eq!(said("yes | head -c 9999"), None);
    }

    #[test]
    fn who_does_not_answer_is_not_waited_for() {
        let began = Instant::now();
        assert_eq!(
            said_within("exec sleep 60", Duration::from_millis(50)),
            None
        );
        assert!(began.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn outside_of_tmux_nobody_is_asked() {
        assert!(ask(&|_| None).is_none());
        assert!(ask(&|_| Some(String::new())).is_none());
    }
}
