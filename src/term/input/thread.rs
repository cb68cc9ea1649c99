//! The thread that reads.

use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::Instant;

use super::InputEvent;
use super::parser::{Parser, Token};
use crate::term::probe::{Answers, Asked};
use crate::term::restore;
use crate::term::signal::{self, Signal, Signals};
use crate::term::tty::{self, Tty};

/// The running thread. It sleeps until a key, a signal, the end of a wait or [`Input::stop`].
#[derive(Debug)]
pub struct Input {
    stop: UnixStream,
    thread: Option<JoinHandle<Parser>>,
}

impl Input {
    /// Starts reading: every event goes to `to`, in order. `parser` is the one that the
    /// probe used, so that late and half answers stay answers.
    ///
    /// # Errors
    /// When the pipe or the thread cannot be made.
    pub fn start<T>(tty: &Tty, parser: Parser, to: Sender<T>) -> io::Result<Self>
    where
        T: From<InputEvent> + Send + 'static,
    {
        let (stop, stopped) = UnixStream::pair()?;
        let reader = Reader {
            input: tty.input(),
            signals: tty.signals(),
            stopped,
            parser,
            ending: false,
        };
        let thread = std::thread::Builder::new()
            .name("input".into())
            .spawn(move || reader.run(&|event| to.send(T::from(event)).is_ok()))?;
        Ok(Self {
            stop,
            thread: Some(thread),
        })
    }

    /// Starts listening to a terminal that was asked what it is. What it answers goes to `to` as
    /// `heard` makes it, once; from then on it is as after [`Input::start`].
    ///
    /// # Errors
    /// When the pipe or the thread cannot be made.
    pub fn listen<T>(
        tty: &Tty,
        asked: Asked,
        to: Sender<T>,
        heard: impl FnOnce(io::Result<Answers>) -> T + Send + 'static,
    ) -> io::Result<Self>
    where
        T: From<InputEvent> + Send + 'static,
    {
        let (stop, stopped) = UnixStream::pair()?;
        let (input, signals) = (tty.input(), tty.signals());
        let run = move || {
            let (answers, early, parser) = match asked.listen() {
                Ok(all) => (Ok(all.answers), all.early, all.parser),
                Err(error) => (Err(error), Vec::new(), Parser::new(Instant::now())),
            };
            let reader = Reader {
                input,
                signals,
                stopped,
                parser,
                ending: false,
            };
            let mut all_sent = to.send(heard(answers)).is_ok();
            for event in early {
                all_sent &= to.send(T::from(event)).is_ok();
            }
            if all_sent {
                reader.run(&|event| to.send(T::from(event)).is_ok())
            } else {
                reader.parser
            }
        };
        let thread = std::thread::Builder::new()
            .name("input".into())
            .spawn(run)?;
        Ok(Self {
            stop,
            thread: Some(thread),
        })
    }

    /// Stops reading and returns when the thread has ended: from then on every byte is the
    /// child program's. While answers are owed (a second or so after the start, and only
    /// where the terminal is slow) it waits for them. Returns the parser for the next
    /// [`Input::start`].
    #[must_use]
    pub fn stop(mut self) -> Option<Parser> {
        self.end()
    }

    fn end(&mut self) -> Option<Parser> {
        let thread = self.thread.take()?;
        // Fails only when the thread has ended by itself.
        let _ = self.stop.write_all(b"s");
        thread.join().ok()
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

struct Reader {
    input: Arc<OwnedFd>,
    signals: Arc<Signals>,
    stopped: UnixStream,
    parser: Parser,
    /// The loop was told to end once already.
    ending: bool,
}

impl Reader {
    fn run(mut self, send: &dyn Fn(InputEvent) -> bool) -> Parser {
        let mut buffer = [0u8; 4096];
        let mut stopping = false;
        loop {
            let mut until = self.parser.deadline();
            if stopping {
                // Answers that are still under way must not become the next reader's keys.
                match self.parser.owed_until() {
                    Some(owed) => until = Some(until.map_or(owed, |at| at.min(owed))),
                    None => break,
                }
            }
            let fds = [
                self.stopped.as_fd(),
                self.signals.as_fd(),
                self.input.as_fd(),
            ];
            let Ok([stop, signal, input]) = tty::wait(fds, until) else {
                send(InputEvent::Signal(Signal::HangUp));
                break;
            };
            if stop {
                stopping = true;
                // Taken, so that the next wait sleeps. It was written, so it is there.
                let _ = tty::read(self.stopped.as_fd(), &mut [0]);
            }
            if signal && !self.deliver_signals(send) && !stopping {
                break;
            }
            // Once stopped, what comes belongs to the next reader, unless it is an answer.
            let tokens = if input && (!stopping || self.parser.owed_until().is_some()) {
                match tty::read(self.input.as_fd(), &mut buffer) {
                    Ok(Some(n)) => {
                        let bytes = buffer.get(..n).unwrap_or_default();
                        self.parser.feed(bytes, Instant::now())
                    }
                    Ok(None) | Err(_) => {
                        send(InputEvent::Signal(Signal::HangUp));
                        break;
                    }
                }
            } else {
                self.parser.expire(Instant::now())
            };
            let all_sent = tokens.into_iter().all(|token| match token {
                Token::Input(event) => send(event),
                Token::Answer(_) => true,
            });
            if !all_sent && !stopping {
                break;
            }
        }
        self.parser
    }

    /// False when nobody listens any more.
    fn deliver_signals(&mut self, send: &dyn Fn(InputEvent) -> bool) -> bool {
        self.signals.take().into_iter().all(|(number, signal)| {
            match signal {
                Signal::Resize => match crossterm::terminal::size() {
                    Ok((columns, rows)) => {
                        return send(InputEvent::Resize(columns.max(1), rows.max(1)));
                    }
                    Err(_) => return true,
                },
                Signal::Terminate | Signal::HangUp if self.ending => {
                    // Asked again: the loop hangs, and this is the way out.
                    restore::now();
                    signal::act_by_default(number);
                }
                Signal::Terminate | Signal::HangUp => self.ending = true,
                Signal::Suspend | Signal::Continue => {}
            }
            send(InputEvent::Signal(signal))
        })
    }
}
