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
use crate::entity::pipeline;
use crate::library::import::Plan;
use crate::term::input::parser::Parser;
use crate::term::input::{Input, InputEvent};
use crate::term::log;
use crate::term::multiplexer;
use crate::term::opener;
use crate::term::probe::{self, Answers};
use crate::term::remembered;
use crate::term::screen::{self, Screen};
use crate::term::signal::Signal;
use crate::term::tty::Tty;
use crate::term::wishes::Known;
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
    /// The keys of the settings.
    pub keymap: Keymap,
    /// Said in the status line at the start.
    pub notice: Option<String>,
}

/// What the reader does is given to the disk within this time.
const KEEP_WITHIN: Duration = Duration::from_secs(1);

/// The first frame waits so long for what the library holds.
const FIRST_PAGE: Duration = Duration::from_millis(60);

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
    /// What the terminal said of itself; once, before any input.
    Heard(io::Result<Answers>),
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
        keymap,
        notice,
    } = session;
    let latin = memory.library.is_in_latin();
    log::open()?;
    let env = |name: &str| std::env::var(name).ok();
    let tty = Tty::open()?;
    let around = multiplexer::ask(&env);
    let asked = probe::ask(&tty, &env, settings.bdsm != Bdsm::Off)?;
    // From here on what needs no answer of the terminal goes on while it answers.
    let (events, inbox) = mpsc::channel::<Event>();
    let input = Input::listen(&tty, asked, events.clone(), move |heard| {
        Event::Heard(heard.map(|answers| Answers {
            outer: around.and_then(multiplexer::Question::answer),
            ..answers
        }))
    })?;
    let memory = Arc::new(memory);
    let reports = events.clone();
    let reader_first = Some(gate.hold());
    let tell = move |report| {
        let _ = reports.send(Event::Report(report));
    };
    let indexer = Indexer::start(Arc::clone(&memory), plan, follow, Some(gate), tell)?;
    let reports = events.clone();
    let worker = Worker::start(Arc::clone(&memory), resume, move |report| {
        let _ = reports.send(Event::Report(report));
    })?;
    let reports = events.clone();
    let keeper = Keeper::start(Arc::clone(&memory), move |report| {
        let _ = reports.send(Event::Report(report));
    })?;
    let reports = events.clone();
    let runner = Runner::new(move |report| {
        let _ = reports.send(Event::Report(report));
    });

    // What it will most likely be.
    let likely = Known::of(&Answers::default(), &settings, bidi, latin, &env);
    let (width, height) = tty.size()?;
    let setup = Setup {
        width,
        height,
        ..likely.setup
    };
    let mut model = Model::speaking(setup, keymap, likely.locale());
    let words = likely.words;
    model.palette = settings
        .own_theme
        .as_ref()
        .map(|own| Arc::clone(&own.palette));
    model.hooks.clone_from(&settings.hooks);
    if resume {
        model.resume();
    }
    if settings.welcome && !remembered::is_welcome() {
        model.welcome();
    }
    let Beginning {
        answers,
        later,
        wait,
    } = begin(&mut model, &inbox, &worker)?;
    let known = Known::of(&answers, &settings, bidi, latin, &env);
    log::note(&format!("terminal: {}", known.profile.reason));
    let locale = (known.words != words).then(|| known.locale());
    let mut screen = Screen::enter(
        tty,
        screen::Setup {
            mouse: known.setup.mouse,
            profile: known.profile,
            entered: answers.entered,
        },
    )?;
    let (width, height) = screen.size();
    model.told(&Setup {
        width,
        height,
        ..known.setup
    });
    if let Some(locale) = locale {
        model.speak(locale);
    }
    model.light = known.light;
    for trouble in known.complaints.into_iter().chain(notice) {
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
        keep_at: Some(Instant::now() + KEEP_WITHIN),
        wait,
        runner,
        input: Some(input),
        events,
    }
    .go(later)?;

    screen.leave()?;
    indexer.end(INDEXER_ENDS);
    Ok(Ended {
        failed: memory.library.failed().unwrap_or(0),
        signal,
    })
}

/// What was known before the first frame.
struct Beginning {
    answers: Answers,
    /// What the model asks for besides answers of the library.
    later: Vec<Effect>,
    /// What the library holds is still to be told.
    wait: bool,
}

/// Takes what the library tells, until the terminal has told what it is.
fn begin(model: &mut Model, inbox: &Receiver<Event>, worker: &Worker) -> io::Result<Beginning> {
    let (mut later, mut wait) = (Vec::new(), true);
    loop {
        let gone = |_| io::Error::from(io::ErrorKind::UnexpectedEof);
        match inbox.recv().map_err(gone)? {
            Event::Heard(answers) => {
                return Ok(Beginning {
                    answers: answers?,
                    later,
                    wait,
                });
            }
            Event::Report(report) => {
                wait &= !matches!(report, Report::Unread);
                for effect in model.update(Message::Report(report)) {
                    match effect {
                        Effect::Ask(job) => worker.ask(job),
                        other => later.push(other),
                    }
                }
                if model.is_whole() {
                    log::note("the first page is ready before the terminal has answered");
                }
            }
            // What the reader does comes behind the answers.
            Event::Input(_) => {}
        }
    }
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
    /// The first frame is to be the first page.
    wait: bool,
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
    fn go(mut self, later: Vec<Effect>) -> io::Result<i32> {
        if let Turn::Leave(signal) = self.work_off(later)? {
            return Ok(signal);
        }
        if let Turn::Leave(signal) = self.first_page()? {
            return self.left(signal);
        }
        loop {
            let model = &self.model;
            let labels = &self.labels;
            self.screen.draw(|buffer| ui::view(model, buffer, labels))?;
            let stands = model.list.all() > 0 && !model.is_waiting();
            if stands && self.reader_first.take().is_some() {
                log::note(if pipeline::is_loaded() {
                    "the first page stands; the recogniser was needed"
                } else {
                    "the first page stands; no recogniser was needed"
                });
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
                    return self.left(signal);
                }
                next = self.inbox.try_recv().ok();
            }
            log::turn(began.elapsed(), "messages");
        }
    }

    /// Waits for what the library holds, where it holds anything: a moment at most, and not when
    /// the reader does something. A frame without articles before it would only be one more.
    fn first_page(&mut self) -> io::Result<Turn> {
        let until = Instant::now() + FIRST_PAGE;
        while self.wait && !self.model.is_whole() {
            let left = until.saturating_duration_since(Instant::now());
            let Ok(event) = self.inbox.recv_timeout(left) else {
                break;
            };
            self.wait = !matches!(event, Event::Input(_) | Event::Report(Report::Unread));
            if let Turn::Leave(signal) = self.take(event)? {
                return Ok(Turn::Leave(signal));
            }
        }
        Ok(Turn::On)
    }

    /// Ends the loop.
    fn left(mut self, signal: i32) -> io::Result<i32> {
        self.keep();
        if let Some(input) = self.input.take() {
            let _ = input.stop();
        }
        Ok(signal)
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
            // It was told before the loop began.
            Event::Heard(_) => return Ok(Turn::On),
        };
        self.update(message)
    }

    fn update(&mut self, message: Message) -> io::Result<Turn> {
        let effects = self.model.update(message);
        self.work_off(effects)
    }

    /// Does what the model asks for.
    fn work_off(&mut self, effects: Vec<Effect>) -> io::Result<Turn> {
        for effect in effects {
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
