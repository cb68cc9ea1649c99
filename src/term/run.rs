//! The loop: waits for what happens, lets the model decide, draws, does what it asks for.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::app::entry::Asks;
use crate::app::key::Mouse;
use crate::app::keymap::Keymap;
use crate::app::message::{Effect, Message};
use crate::app::{Model, Setup};
use crate::config::{Bdsm, Bidi, Settings};
use crate::library::import::Plan;
use crate::term::input::parser::Parser;
use crate::term::input::{Input, InputEvent};
use crate::term::log;
use crate::term::multiplexer;
use crate::term::opener;
use crate::term::probe;
use crate::term::remembered;
use crate::term::screen::{self, Screen};
use crate::term::signal::Signal;
use crate::term::tty::Tty;
use crate::term::wishes;
use crate::ui;
use crate::work::{Errand, Gate, Hold, Indexer, Keeper, Memory, Report, Runner, Worker};

/// What is read on the screen.
#[derive(Debug)]
pub struct Session {
    /// Where articles and what one does with them are kept.
    pub memory: Memory,
    /// The articles to read in.
    pub plan: Plan,
    /// What changes there while one reads is read in too.
    pub follow: bool,
    /// Where one was is taken up.
    pub resume: bool,
    /// While somebody holds it, no names are sought in long articles.
    pub gate: Gate,
    /// The reader's settings.
    pub settings: Settings,
    /// `--bidi`.
    pub bidi: Option<Bidi>,
    /// Said in the status line at the start.
    pub notice: Option<String>,
}

/// What the reader does is given to the disk within this time.
const KEEP_WITHIN: Duration = Duration::from_secs(1);

/// Reading in is waited for so long when one leaves.
const INDEXER_ENDS: Duration = Duration::from_millis(300);

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// How many files could not be read.
    pub failed: usize,
    /// The signal that ended it, or 0.
    pub signal: i32,
}

/// What the loop waits for.
enum Event {
    Input(InputEvent),
    Report(Report),
}

impl From<InputEvent> for Event {
    fn from(event: InputEvent) -> Self {
        Self::Input(event)
    }
}

/// Reads on the screen until the reader leaves. The terminal is restored on return.
///
/// # Errors
/// When there is no terminal, or it is gone.
pub fn run(session: Session) -> io::Result<Ended> {
    let Session {
        memory,
        plan,
        follow,
        resume,
        gate,
        settings,
        bidi,
        notice,
    } = session;
    let latin = memory.library.is_in_latin();
    log::open()?;
    let env = |name: &str| std::env::var(name).ok();
    let tty = Tty::open()?;
    let mut parser = Parser::new(Instant::now());
    let around = multiplexer::ask(&env);
    let explicit = settings.bdsm != Bdsm::Off;
    let (mut answers, early) = probe::ask(&tty, &mut parser, &env, explicit)?;
    answers.outer = around.and_then(multiplexer::Question::answer);
    let (profile, complaint) = wishes::profile(&answers, &settings, bidi, &env);
    let hindrance = wishes::no_arabic(&profile, &env)
        .filter(|_| !latin)
        .map(str::to_owned);
    log::note(&format!("terminal: {}", profile.reason));
    let setup = wishes::setup(&settings, &profile, &answers, &env);
    let locale = wishes::locale(&settings, &profile, &env);
    let mirrored = wishes::mirrored(&settings, &locale);
    let mut screen = Screen::enter(
        tty,
        screen::Setup {
            mouse: setup.mouse,
            profile,
            entered: answers.entered,
        },
    )?;
    let (events, inbox) = mpsc::channel::<Event>();
    for event in early {
        // The receiver stands right here.
        let _ = events.send(Event::Input(event));
    }
    let memory = Arc::new(memory);
    let reports = events.clone();
    let worker = Worker::start(Arc::clone(&memory), move |report| {
        let _ = reports.send(Event::Report(report));
    })?;
    let reports = events.clone();
    let keeper = Keeper::start(Arc::clone(&memory), move |report| {
        let _ = reports.send(Event::Report(report));
    })?;
    let reports = events.clone();
    let reader_first = Some(gate.hold());
    let tell = move |report| {
        let _ = reports.send(Event::Report(report));
    };
    let indexer = Indexer::start(Arc::clone(&memory), plan, follow, Some(gate), tell)?;
    let reports = events.clone();
    let runner = Runner::new(move |report| {
        let _ = reports.send(Event::Report(report));
    });
    let input = Input::start(screen.tty(), parser, events.clone())?;

    let (width, height) = screen.size();
    let mut model = Model::new(Setup {
        width,
        height,
        mirrored,
        ..setup
    });
    model.palette = settings
        .own_theme
        .as_ref()
        .map(|own| Arc::clone(&own.palette));
    model.hooks.clone_from(&settings.hooks);
    model.keymap = Keymap::of(&settings, "").0;
    model.speak(Arc::new(locale));
    if resume {
        model.resume();
    }
    if settings.welcome && !remembered::is_welcome() {
        model.welcome();
    }
    model.light = answers.is_light().unwrap_or(false);
    for trouble in [hindrance, complaint, notice].into_iter().flatten() {
        model.remark(trouble, true);
    }
    let signal = Turns {
        model,
        screen: &mut screen,
        inbox,
        worker: &worker,
        keeper: &keeper,
        keeps: memory.desk.is_some(),
        indexer: &indexer,
        labels: ui::Labels::default(),
        reader_first,
        keep_at: None,
        runner,
        input: Some(input),
        events,
    }
    .go()?;

    screen.leave()?;
    indexer.end(INDEXER_ENDS);
    Ok(Ended {
        failed: memory.library.failed().unwrap_or(0),
        signal,
    })
}

/// The state of the loop.
struct Turns<'a> {
    model: Model,
    screen: &'a mut Screen,
    inbox: Receiver<Event>,
    worker: &'a Worker,
    keeper: &'a Keeper,
    /// What the reader does is kept.
    keeps: bool,
    indexer: &'a Indexer,
    /// The labels of the last frame.
    labels: ui::Labels,
    /// Until the indexer knows that the first page stands.
    reader_first: Option<Hold>,
    /// When what the reader did since is kept.
    keep_at: Option<Instant>,
    runner: Runner,
    /// Absent while a shell has the terminal.
    input: Option<Input>,
    events: Sender<Event>,
}

/// What comes of an event.
enum Turn {
    /// Go on.
    On,
    /// Leave; the signal that asked for it, or 0.
    Leave(i32),
}

impl Turns<'_> {
    fn go(mut self) -> io::Result<i32> {
        loop {
            let model = &self.model;
            let labels = &self.labels;
            self.screen.draw(|buffer| ui::view(model, buffer, labels))?;
            let stands = model.list.all() > 0 && !model.is_waiting();
            if stands && self.reader_first.take().is_some() {
                self.indexer.shown();
            }
            let early = self.inbox.try_recv().ok();
            if early.is_none() {
                self.model.foresee();
            }
            // Sleeps until something happens; a burst is taken whole before the next frame.
            let first = match self.keep_at {
                _ if early.is_some() => early.ok_or(RecvTimeoutError::Disconnected),
                None => self
                    .inbox
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => {
                    let left = at.saturating_duration_since(Instant::now());
                    self.inbox.recv_timeout(left)
                }
            };
            let first = match first {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => {
                    self.keep();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            };
            let began = Instant::now();
            let mut next = Some(first);
            while let Some(event) = next {
                if let Turn::Leave(signal) = self.take(event)? {
                    self.keep();
                    if let Some(input) = self.input.take() {
                        let _ = input.stop();
                    }
                    return Ok(signal);
                }
                next = self.inbox.try_recv().ok();
            }
            log::turn(began.elapsed(), "messages");
        }
    }

    /// Gives what the reader did to the thread that keeps it.
    fn keep(&mut self) {
        self.keep_at = None;
        if let Some(keeping) = self.model.keeping() {
            self.keeper.keep(keeping);
        }
    }

    fn take(&mut self, event: Event) -> io::Result<Turn> {
        // Any event may have changed what is kept; within this time it is on the disk.
        self.keep_at
            .get_or_insert_with(|| Instant::now() + KEEP_WITHIN);
        let message = match event {
            Event::Report(report) => Message::Report(report),
            Event::Input(InputEvent::Key(key)) => Message::Key(key),
            Event::Input(InputEvent::Mouse(mouse)) => Message::Mouse(Mouse {
                x: self.screen.seen(mouse.x, mouse.y),
                ..mouse
            }),
            Event::Input(InputEvent::Paste(text)) => Message::Paste(text),
            Event::Input(InputEvent::Resize(width, height)) => {
                self.screen.resize(width, height);
                Message::Resize(width, height)
            }
            Event::Input(InputEvent::Signal(signal)) => return self.signal(signal),
        };
        self.update(message)
    }

    fn update(&mut self, message: Message) -> io::Result<Turn> {
        for effect in self.model.update(message) {
            match effect {
                Effect::Ask(job) => self.worker.ask(job),
                Effect::Run(errand) if errand.terminal => self.give_terminal(&errand)?,
                Effect::Run(errand) => self.runner.run(errand),
                Effect::Welcomed => {
                    // It comes again next time where nothing can be written.
                    if let Err(error) = remembered::welcome() {
                        log::note(&format!("the lesson is not remembered: {error}"));
                    }
                }
                Effect::Keep => self.keep(),
                Effect::Edit(asks, text) => self.edit(asks, &text)?,
                Effect::CancelRun => self.runner.cancel(),
                Effect::Copy(text) => {
                    let copied = self.screen.copy(&text).map_err(|e| e.to_string());
                    self.update(Message::Copied(copied))?;
                }
                Effect::OpenLink(url) => {
                    let env = |name: &str| std::env::var(name).ok();
                    if let Err(reason) = opener::open(&url, &env) {
                        let kept = self.screen.copy(&url).is_ok();
                        let locale = &self.model.locale;
                        let mut said = locale.text(reason.id());
                        if kept {
                            said = format!("{said} {}", locale.text("link-copied"));
                        }
                        self.model.warn(said);
                    }
                }
                Effect::Mouse(on) => self.screen.set_mouse(on)?,
                Effect::Redraw => self.screen.clear(),
                Effect::CycleBidi => {
                    let encoder = self.screen.profile().encoder.next();
                    self.screen.set_encoder(encoder)?;
                    self.update(Message::Bidi(encoder.name(), encoder.order()))?;
                }
                Effect::StopReading => self.indexer.stop(),
                Effect::ReadAgain => self.indexer.again(),
                Effect::Suspend => self.suspend()?,
                Effect::Quit => return Ok(Turn::Leave(0)),
            }
        }
        Ok(Turn::On)
    }

    fn signal(&mut self, signal: Signal) -> io::Result<Turn> {
        match signal {
            Signal::Terminate | Signal::HangUp => return Ok(Turn::Leave(signal.number())),
            Signal::Suspend => self.suspend()?,
            Signal::Continue => {
                self.screen.continued()?;
                self.resized()?;
            }
            Signal::Resize => self.resized()?,
        }
        Ok(Turn::On)
    }

    /// Stops as a shell job. The input thread ends first, so that every key is the shell's.
    fn suspend(&mut self) -> io::Result<()> {
        let parser = self.input.take().and_then(Input::stop);
        let stopped = self.screen.suspend();
        let parser = parser.unwrap_or_else(|| Parser::new(Instant::now()));
        self.input = Some(Input::start(
            self.screen.tty(),
            parser,
            self.events.clone(),
        )?);
        if !stopped? {
            self.model.warn(self.model.locale.text("no-shell"));
        }
        self.resized()
    }

    /// A command of the reader's own has the terminal until it ends. The input thread ends
    /// first, so that every key is the command's.
    fn give_terminal(&mut self, errand: &Errand) -> io::Result<()> {
        let parser = self.input.take().and_then(Input::stop);
        let ran = self.screen.give(errand, &self.model.locale)?;
        let parser = parser.unwrap_or_else(|| Parser::new(Instant::now()));
        self.input = Some(Input::start(
            self.screen.tty(),
            parser,
            self.events.clone(),
        )?);
        self.update(Message::Report(Report::Ran(errand.ticket, ran)))?;
        self.resized()
    }

    /// The reader's editor has the terminal until it ends; where nothing is kept, it would write
    /// what is not to be written.
    fn edit(&mut self, asks: Asks, text: &str) -> io::Result<()> {
        if !self.keeps {
            let none = self.model.locale.text("editor-nothing-written");
            return self.update(Message::Edited(asks, Err(none))).map(|_| ());
        }
        let parser = self.input.take().and_then(Input::stop);
        let locale = &self.model.locale;
        let edited = self
            .screen
            .edit(text, &|name| std::env::var(name).ok(), locale)?;
        let parser = parser.unwrap_or_else(|| Parser::new(Instant::now()));
        self.input = Some(Input::start(
            self.screen.tty(),
            parser,
            self.events.clone(),
        )?);
        self.update(Message::Edited(asks, edited))?;
        self.resized()
    }

    /// The window may have another size now.
    fn resized(&mut self) -> io::Result<()> {
        let (width, height) = self.screen.size();
        self.update(Message::Resize(width, height)).map(|_| ())
    }
}
