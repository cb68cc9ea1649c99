//! Bytes from the terminal → tokens. A state machine with no clock of its own: the time
//! is told to it, so what is cut in pieces or comes late can be tested without waiting.
//!
//! Answers to queries share the wire with keys. Strings (DCS, OSC, APC) are known by their
//! first bytes and swallowed to their end wherever they come, so `ESC P > | … ST` never
//! becomes `Alt-P`, `>`, `|`; while an answer is owed they may come in pieces with pauses.

use std::time::{Duration, Instant};

use super::answer::{self, Answer};
use super::clicks::Clicks;
use super::{InputEvent, keys};

/// How long ESC may stand alone before it is the Escape key.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(50);
/// How long an answer is waited for, and the longest time that a string may take.
pub const ANSWER_WAIT: Duration = Duration::from_secs(1);
/// The longest string that is looked at; the rest of a longer one is thrown away.
pub const STRING_LIMIT: usize = 4096;
/// The longest paste in bytes; the rest is thrown away.
pub const PASTE_LIMIT: usize = 1 << 20;

const PASTE_END: &[u8] = b"\x1b[201~";

/// What the bytes meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// Something that the reader did.
    Input(InputEvent),
    /// Something that the terminal said.
    Answer(Answer),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ground,
    /// ESC; `alt`: a second one.
    Escape {
        alt: bool,
    },
    /// ESC and a byte that begins a string, or a key with Alt.
    Introducer(u8),
    Csi {
        alt: bool,
    },
    /// `CSI [`, a function key of the Linux console.
    Console,
    /// `CSI M`, the old mouse: three bytes more.
    OldMouse,
    Ss3 {
        alt: bool,
    },
    String(u8),
    /// ESC in a string.
    StringEscape(u8),
    Paste,
    Utf8 {
        alt: bool,
        length: usize,
    },
}

/// The state machine.
#[derive(Debug)]
pub struct Parser {
    state: State,
    buffer: Vec<u8>,
    /// When the sequence that is being read began; for a paste, when its last byte came.
    since: Instant,
    /// Until when an answer may still come, and whether the fence has.
    owed: Option<Instant>,
    fenced: bool,
    tokens: Vec<Token>,
    clicks: Clicks,
}

impl Parser {
    /// A parser that expects keys.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self {
            state: State::Ground,
            buffer: Vec::new(),
            since: now,
            owed: None,
            fenced: true,
            tokens: Vec::new(),
            clicks: Clicks::default(),
        }
    }

    /// Answers are owed until then; until the fence has come even ESC alone may be one's beginning.
    pub fn expect_answers(&mut self, until: Instant) {
        self.owed = Some(until);
        self.fenced = false;
    }

    /// Until when the fence may still come, `None` when it has or nothing was asked. Who
    /// leaves the terminal earlier leaves answers behind that the shell takes for keys.
    #[must_use]
    pub fn owed_until(&self) -> Option<Instant> {
        self.owed.filter(|_| !self.fenced)
    }

    /// Reads `bytes`, which came at `now`.
    pub fn feed(&mut self, bytes: &[u8], now: Instant) -> Vec<Token> {
        let mut tokens = self.expire(now);
        for &byte in bytes {
            self.step(byte, now);
        }
        tokens.append(&mut self.tokens);
        for token in &mut tokens {
            if let Token::Input(InputEvent::Mouse(mouse)) = token {
                self.clicks.count(mouse, now);
            }
        }
        tokens
    }

    /// When [`Parser::expire`] must be called if no byte comes; `None` when nothing is unfinished.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        let patient = |at: Instant, bare: bool| match self.owed {
            Some(until) if !(bare && self.fenced) => at.max(until),
            _ => at,
        };
        let short = self.since + ESCAPE_WAIT;
        let long = self.since + ANSWER_WAIT;
        Some(match self.state {
            State::Ground => return None,
            State::Escape { .. } | State::Ss3 { .. } => patient(short, true),
            // A terminal that has not said all yet may be slow in the middle of it, too, and
            // nobody misses Alt with a bracket meanwhile.
            State::Csi { .. } | State::Introducer(_) if !self.fenced => patient(long, false),
            State::Csi { .. } if self.buffer.is_empty() => patient(short, true),
            State::Introducer(_) => patient(short, false),
            _ => long,
        })
    }

    /// Ends what has waited long enough: ESC alone was the Escape key, half an answer is dropped.
    pub fn expire(&mut self, now: Instant) -> Vec<Token> {
        if self.deadline().is_some_and(|at| at <= now) {
            match self.state {
                State::Escape { alt } => {
                    self.key('\u{1b}', false);
                    if alt {
                        self.key('\u{1b}', false);
                    }
                }
                State::Ss3 { .. } => self.key('O', true),
                State::Csi { .. } if self.buffer.is_empty() => self.key('[', true),
                State::Introducer(byte) => self.key(char::from(byte), true),
                State::Paste => self.paste(),
                _ => {}
            }
            self.ground();
        }
        if self.owed.is_some_and(|until| until <= now) {
            self.owed = None;
        }
        std::mem::take(&mut self.tokens)
    }

    fn ground(&mut self) {
        self.state = State::Ground;
        self.buffer.clear();
    }

    fn key(&mut self, c: char, alt: bool) {
        let key = keys::character(c, alt);
        self.tokens.push(Token::Input(InputEvent::Key(key)));
    }

    fn finish(&mut self, token: Option<Token>) {
        if matches!(token, Some(Token::Answer(Answer::Da1(_)))) {
            self.fenced = true;
        }
        self.tokens.extend(token);
        self.ground();
    }

    fn begin(&mut self, state: State, now: Instant) {
        self.ground();
        self.state = state;
        self.since = now;
    }

    fn step(&mut self, byte: u8, now: Instant) {
        match self.state {
            State::Ground => self.typed(byte, false, now),
            State::Escape { alt } => match byte {
                b'[' => self.state = State::Csi { alt },
                b'O' => self.state = State::Ss3 { alt },
                b'P' | b']' | b'_' | b'^' | b'X' if !alt => self.state = State::Introducer(byte),
                0x1b if alt => self.key('\u{1b}', false),
                0x1b => self.state = State::Escape { alt: true },
                _ => {
                    if alt {
                        self.key('\u{1b}', false);
                    }
                    self.typed(byte, true, now);
                }
            },
            State::Introducer(kind) => {
                let string = match kind {
                    b'P' => matches!(byte, b'>' | b'!' | b'$' | b'+' | b'0'..=b'9'),
                    b']' => byte.is_ascii_digit(),
                    b'_' => byte == b'G',
                    _ => false,
                };
                if string {
                    self.state = State::String(kind);
                    self.buffer.push(byte);
                } else {
                    self.key(char::from(kind), true);
                    self.ground();
                    self.step(byte, now);
                }
            }
            State::Csi { alt } => self.csi(byte, alt, now),
            State::Console => {
                let function = matches!(byte, b'A'..=b'E').then(|| 11 + byte - b'A');
                self.finish(function.and_then(|n| keys::csi(&n.to_string(), b'~', false)));
            }
            State::OldMouse => {
                self.buffer.push(byte);
                if let [button, x, y] = *self.buffer {
                    let cell = |b: u8| u32::from(b.saturating_sub(32));
                    self.finish(keys::mouse(cell(button), cell(x), cell(y)));
                }
            }
            State::Ss3 { alt } => match byte {
                0x1b => self.begin(State::Escape { alt: false }, now),
                _ => self.finish(keys::ss3(byte, alt)),
            },
            State::String(kind) => match byte {
                0x07 => self.string(kind),
                0x18 | 0x1a => self.ground(),
                0x1b => self.state = State::StringEscape(kind),
                _ if self.buffer.len() < STRING_LIMIT => self.buffer.push(byte),
                _ => {}
            },
            State::StringEscape(kind) => {
                if byte == b'\\' {
                    self.string(kind);
                } else {
                    // The string was cut off; this ESC begins something else.
                    self.begin(State::Escape { alt: false }, now);
                    self.step(byte, now);
                }
            }
            State::Paste => {
                self.since = now;
                self.buffer.push(byte);
                if self.buffer.ends_with(PASTE_END) {
                    self.buffer.truncate(self.buffer.len() - PASTE_END.len());
                    self.paste();
                    self.ground();
                } else if self.buffer.len() >= PASTE_LIMIT + PASTE_END.len() {
                    // Only the tail that may be the beginning of the end is kept current.
                    self.buffer.remove(PASTE_LIMIT);
                }
            }
            State::Utf8 { alt, length } => self.utf8(byte, alt, length, now),
        }
    }

    /// A byte outside of any sequence.
    fn typed(&mut self, byte: u8, alt: bool, now: Instant) {
        let length = match byte {
            0x1b => return self.begin(State::Escape { alt: false }, now),
            0x00..=0x7f => {
                self.key(char::from(byte), alt);
                return self.ground();
            }
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            // Not UTF-8: no key.
            _ => return self.ground(),
        };
        self.begin(State::Utf8 { alt, length }, now);
        self.buffer.push(byte);
    }

    fn utf8(&mut self, byte: u8, alt: bool, length: usize, now: Instant) {
        if !matches!(byte, 0x80..=0xbf) {
            self.ground();
            return self.typed(byte, false, now);
        }
        self.buffer.push(byte);
        if self.buffer.len() < length {
            return;
        }
        let c = std::str::from_utf8(&self.buffer)
            .ok()
            .and_then(|s| s.chars().next());
        if let Some(c) = c.filter(|c| !c.is_control()) {
            self.key(c, alt);
        }
        self.ground();
    }

    fn csi(&mut self, byte: u8, alt: bool, now: Instant) {
        match byte {
            b'[' if self.buffer.is_empty() => self.begin(State::Console, now),
            b'M' if self.buffer.is_empty() => self.begin(State::OldMouse, now),
            b' '..=b'?' => {
                if self.buffer.len() < STRING_LIMIT {
                    self.buffer.push(byte);
                }
            }
            b'@'..=b'~' => {
                let body = String::from_utf8_lossy(&self.buffer).into_owned();
                if body == "200" && byte == b'~' {
                    self.begin(State::Paste, now);
                } else {
                    self.finish(keys::csi(&body, byte, alt));
                }
            }
            0x1b => self.begin(State::Escape { alt: false }, now),
            _ => {
                self.ground();
                self.typed(byte, false, now);
            }
        }
    }

    fn string(&mut self, kind: u8) {
        let body = String::from_utf8_lossy(&self.buffer);
        let answer = match kind {
            b'P' => answer::dcs(&body),
            b']' => answer::osc(&body),
            _ => Answer::Other,
        };
        self.finish(Some(Token::Answer(answer)));
    }

    fn paste(&mut self) {
        let mut bytes = std::mem::take(&mut self.buffer);
        bytes.truncate(PASTE_LIMIT);
        // Terminals send the Enter key's byte at line ends.
        let text = String::from_utf8_lossy(&bytes)
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        self.tokens.push(Token::Input(InputEvent::Paste(text)));
    }
}

#[cfg(test)]
#[path = "parser_tests.rs"]
mod tests;
