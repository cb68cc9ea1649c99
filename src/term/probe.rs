//! Asks the terminal what it is, once, before anything else reads from it.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::input::InputEvent;
use super::input::answer::Answer;
use super::input::parser::{ANSWER_WAIT, Parser, Token};
use super::restore;
use super::signal::Signals;
use super::tty::{self, Tty};

/// How long the first screen may wait for answers, if [`PATIENCE`] does not say otherwise.
pub const WAIT: Duration = Duration::from_millis(250);
/// The variable that says how long to wait, in milliseconds: for slow lines.
pub const PATIENCE: &str = "WARRAQ_ANSWER_MS";
/// The longest that a reader may ask to wait.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// How long answers are waited for.
pub(super) fn wait(env: &dyn Fn(&str) -> Option<String>) -> Duration {
    let told = env(PATIENCE).and_then(|value| value.trim().parse().ok());
    told.map_or(WAIT, Duration::from_millis).min(LONGEST_WAIT)
}

/// What the terminal answered; what stayed silent is `None` or false.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The state of BDSM, ECMA-48's mode 8 (`CSI 8 $ p`): 1 and 3 the terminal reorders,
    /// 2 and 4 it does not, 0 it knows no such mode.
    pub bdsm: Option<u16>,
    /// Name and version (`CSI > q`).
    pub xtversion: Option<String>,
    /// Secondary device attributes (`CSI > c`), numbers joined by `;`.
    pub da2: Option<String>,
    /// The unit's identifier (`CSI = c`), in hexadecimal.
    pub da3: Option<String>,
    /// Whether it sets text in boxes of a given width (OSC 66).
    pub text_sizing: Option<bool>,
    /// What tmux says of the terminal around it: its `TERM`, a space, and its own name.
    pub outer: Option<String>,
    /// The alternate screen was entered for the questions, and must be left.
    pub entered: bool,
    /// Primary device attributes (`CSI c`), numbers joined by `;`. When this is there, all
    /// that the terminal will answer has been answered.
    pub da1: Option<String>,
    /// The kitty keyboard protocol is understood (`CSI ? u`).
    pub kitty_keyboard: bool,
    /// The background colour (OSC 11), for choosing a light or a dark theme.
    pub background: Option<(u8, u8, u8)>,
}

impl Answers {
    fn note(&mut self, answer: Answer) {
        match answer {
            Answer::Da1(numbers) => self.da1 = Some(numbers),
            Answer::Da2(numbers) => self.da2 = Some(numbers),
            Answer::Da3(unit) => self.da3 = Some(unit),
            // The question is asked in row 2, column 1, and the box is two columns wide.
            Answer::Cursor { row: 2, column } => self.text_sizing = Some(column == 3),
            Answer::XtVersion(name) => self.xtversion = Some(name),
            Answer::Mode { mode: 8, state } => self.bdsm = Some(state),
            Answer::KittyKeyboard(_) => self.kitty_keyboard = true,
            Answer::Background(r, g, b) => self.background = Some((r, g, b)),
            Answer::Cursor { .. } | Answer::Mode { .. } | Answer::Other => {}
        }
    }

    /// True when the background is known and light (by the luma of ITU-R BT.709).
    #[must_use]
    pub fn is_light(&self) -> Option<bool> {
        let (r, g, b) = self.background?;
        let luma = 2126 * u32::from(r) + 7152 * u32::from(g) + 722 * u32::from(b);
        Some(luma > 10_000 * 127)
    }
}

/// The questions for this terminal, `None` when it must not be asked at all.
fn questions(env: &dyn Fn(&str) -> Option<String>, explicit: bool) -> Option<String> {
    let term = env("TERM").unwrap_or_default();
    if matches!(term.as_str(), "" | "dumb" | "linux" | "cons25") || term.starts_with("vt") {
        return None;
    }
    // Apple's Terminal writes the `p` of this one on the screen.
    let bdsm = if env("TERM_PROGRAM").as_deref() == Some("Apple_Terminal") {
        ""
    } else {
        "\x1b[8$p"
    };
    // VTE stamps rows with the mode that holds when they are made, so it is set before the
    // alternate screen. The box is drawn there, since some may print it; who enters erases
    // it. In row 2 its answer cannot be taken for a function key. The last question is
    // answered by all, so it is the fence.
    let mode = if explicit { "\x1b[8l" } else { "" };
    Some(format!(
        "{bdsm}\x1b[>q\x1b[>c\x1b[=c\x1b[?u\x1b]11;?\x1b\\{mode}\x1b[?1049h\
         \x1b[2;1H\x1b]66;w=2; \x07\x1b[6n\x1b[c"
    ))
}

/// The terminal was asked, and has not been listened to yet.
#[derive(Debug)]
pub struct Asked {
    /// Until when answers are waited for; `None`: it is not asked at all.
    until: Option<Instant>,
    parser: Parser,
    input: Arc<OwnedFd>,
    signals: Arc<Signals>,
}

/// What was heard.
#[derive(Debug)]
pub struct Heard {
    /// The answers.
    pub answers: Answers,
    /// What the reader did meanwhile.
    pub early: Vec<InputEvent>,
    /// Swallows answers that come later: the input thread must get it.
    pub parser: Parser,
}

/// Asks. `explicit`: the terminal is told at once not to reorder.
///
/// Where it was asked, the alternate screen is entered ([`Answers::entered`]), and
/// [`restore`] knows the way back.
///
/// # Errors
/// When the terminal is gone.
pub fn ask(tty: &Tty, env: &dyn Fn(&str) -> Option<String>, explicit: bool) -> io::Result<Asked> {
    let mut asked = Asked {
        until: None,
        parser: Parser::new(Instant::now()),
        input: tty.input(),
        signals: tty.signals(),
    };
    let Some(questions) = questions(env, explicit) else {
        return Ok(asked);
    };
    let mode = if explicit { "\x1b[8h" } else { "" };
    restore::arm(tty.output()?, format!("{mode}\x1b[?1049l").into_bytes());
    tty.write(questions.as_bytes())?;
    let until = Instant::now() + wait(env);
    asked.parser.expect_answers(until + ANSWER_WAIT);
    asked.until = Some(until);
    Ok(asked)
}

impl Asked {
    /// Listens for at most [`WAIT`] after the questions (or what the variable [`PATIENCE`] says).
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn listen(self) -> io::Result<Heard> {
        let Self {
            until,
            mut parser,
            input,
            signals,
        } = self;
        let mut answers = Answers {
            entered: until.is_some(),
            ..Answers::default()
        };
        let mut early = Vec::new();
        let mut buffer = [0u8; 1024];
        while let Some(until) = until
            && answers.da1.is_none()
            && !signals.ending()
        {
            let deadline = parser.deadline().map_or(until, |at| at.min(until));
            let [readable, _] = tty::wait([input.as_fd(), signals.as_fd()], Some(deadline))?;
            let tokens = if readable {
                match tty::read(input.as_fd(), &mut buffer)? {
                    Some(n) => parser.feed(buffer.get(..n).unwrap_or_default(), Instant::now()),
                    None => return Err(io::ErrorKind::UnexpectedEof.into()),
                }
            } else if Instant::now() >= until {
                break;
            } else {
                parser.expire(Instant::now())
            };
            for token in tokens {
                match token {
                    Token::Answer(answer) => answers.note(answer),
                    Token::Input(event) => early.push(event),
                }
            }
        }
        Ok(Heard {
            answers,
            early,
            parser,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(term: &str, program: &str) -> Option<String> {
        let env = |name: &str| match name {
            "TERM" => Some(term.into()),
            "TERM_PROGRAM" => Some(program.into()),
            _ => None,
        };
        questions(&env, true)
    }

    #[test]
    fn the_fence_comes_last_and_some_are_not_asked() {
        assert!(asked("xterm-256color", "").unwrap().ends_with("\x1b[c"));
        assert!(asked("xterm-256color", "").unwrap().contains("\x1b[8$p"));
        assert!(
            !asked("xterm-256color", "Apple_Terminal")
                .unwrap()
                .contains("$p")
        );
        assert_eq!(asked("dumb", ""), None);
        assert_eq!(asked("linux", ""), None);
        assert_eq!(asked("", ""), None);
    }

    #[test]
    fn light_and_dark() {
        let light = |background| {
            Answers {
                background,
                ..Answers::default()
            }
            .is_light()
        };
        assert_eq!(light(None), None);
        assert_eq!(light(Some((0xfd, 0xf6, 0xe3))), Some(true));
        assert_eq!(light(Some((0x00, 0x2b, 0x36))), Some(false));
    }
}
