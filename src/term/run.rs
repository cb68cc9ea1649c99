//! The loop: waits for what happens, lets the model decide, draws, does what it asks for.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Instant;

use crate::app::message::{Effect, Message};
use crate::app::{Model, Setup, ThemeChoice};
use crate::config::{self, Colour, Settings, Theme};
use crate::layout::Marks;
use crate::layout::digits::Digits;
use crate::layout::direction::DirectionMode;
use crate::library::Library;
use crate::library::import::Plan;
use crate::term::input::parser::Parser;
use crate::term::input::{Input, InputEvent};
use crate::term::log;
use crate::term::probe::{self, Answers};
use crate::term::profile::{self, Profile};
use crate::term::screen::{self, Screen};
use crate::term::signal::Signal;
use crate::term::tty::Tty;
use crate::ui;
use crate::work::{self, Report, Worker};

/// What is read on the screen.
#[derive(Debug)]
pub struct Session {
    /// The articles to read in.
    pub plan: Plan,
    /// The reader's settings.
    pub settings: Settings,
    /// Said in the status line at the start.
    pub notice: Option<String>,
}

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
        plan,
        settings,
        notice,
    } = session;
    log::open()?;
    let env = |name: &str| std::env::var(name).ok();
    let tty = Tty::open()?;
    let mut parser = Parser::new(Instant::now());
    let (answers, early) = probe::ask(&tty, &mut parser, &env)?;
    let profile = profile_of(&answers, &settings, &env);
    log::note(&format!("terminal: {}", profile.reason));
    let setup = setup(&settings, &profile, &answers, &env, plan.sources.len());
    let mut screen = Screen::enter(
        tty,
        screen::Setup {
            mouse: setup.mouse,
            profile,
        },
    )?;
    let (events, inbox) = mpsc::channel::<Event>();
    for event in early {
        // The receiver stands right here.
        let _ = events.send(Event::Input(event));
    }
    let library = Arc::new(Library::with_room(plan.sources.len()));
    let stop = Arc::new(AtomicBool::new(false));
    let reports = events.clone();
    let worker = Worker::start(Arc::clone(&library), move |report| {
        let _ = reports.send(Event::Report(report));
    })?;
    let reports = events.clone();
    let indexer = work::start_indexer(
        Arc::clone(&library),
        plan,
        Arc::clone(&stop),
        move |report| {
            let _ = reports.send(Event::Report(report));
        },
    )?;
    let input = Input::start(screen.tty(), parser, events.clone())?;

    let (width, height) = screen.size();
    let mut model = Model::new(Setup {
        width,
        height,
        ..setup
    });
    model.light = answers.is_light().unwrap_or(false);
    if let Some(notice) = notice {
        model.warn(notice);
    }
    let signal = Turns {
        model,
        screen: &mut screen,
        inbox,
        worker: &worker,
        input: Some(input),
        events,
    }
    .go()?;

    screen.leave()?;
    stop.store(true, Ordering::Relaxed);
    // The indexer sees the flag after the article at hand; nothing it does is lost by not
    // waiting for it.
    if indexer.is_finished() {
        let _ = indexer.join();
    }
    Ok(Ended {
        failed: library.failed(),
        signal,
    })
}

/// The state of the loop.
struct Turns<'a> {
    model: Model,
    screen: &'a mut Screen,
    inbox: Receiver<Event>,
    worker: &'a Worker,
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
            self.screen.draw(|buffer| ui::view(model, buffer))?;
            // Sleeps until something happens; a burst is taken whole before the next frame.
            let Ok(first) = self.inbox.recv() else {
                return Ok(0);
            };
            let began = Instant::now();
            let mut next = Some(first);
            while let Some(event) = next {
                if let Turn::Leave(signal) = self.take(event)? {
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

    fn take(&mut self, event: Event) -> io::Result<Turn> {
        let message = match event {
            Event::Report(report) => Message::Report(report),
            Event::Input(InputEvent::Key(key)) => Message::Key(key),
            Event::Input(InputEvent::Mouse(mouse)) => Message::Mouse(mouse),
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
                Effect::Copy(text) => {
                    let copied = self.screen.copy(&text).map_err(|e| e.to_string());
                    self.update(Message::Copied(copied))?;
                }
                Effect::Mouse(on) => self.screen.set_mouse(on)?,
                Effect::Redraw => self.screen.clear(),
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
            self.model
                .warn("There is no shell to go back to; nothing was stopped.".to_owned());
        }
        self.resized()
    }

    /// The window may have another size now.
    fn resized(&mut self) -> io::Result<()> {
        let (width, height) = self.screen.size();
        self.update(Message::Resize(width, height)).map(|_| ())
    }
}

/// The terminal's profile, as it is recognised or as the settings want it.
fn profile_of(
    answers: &Answers,
    settings: &Settings,
    env: &dyn Fn(&str) -> Option<String>,
) -> Profile {
    let asked = match settings.bidi {
        config::Bidi::Auto => None,
        config::Bidi::Visual => Some("visual"),
        config::Bidi::VisualLrm => Some("visual-lrm"),
    };
    // The environment, which is nearer to this very run, beats the settings.
    profile::choose(answers, &|name| {
        let value = env(name);
        if name == "WARRAQ_BIDI" && value.as_deref().is_none_or(str::is_empty) {
            asked.map(str::to_owned)
        } else {
            value
        }
    })
}

/// Settings and what the terminal can, as the model needs them.
fn setup(
    settings: &Settings,
    profile: &Profile,
    answers: &Answers,
    env: &dyn Fn(&str) -> Option<String>,
    sources: usize,
) -> Setup {
    let light = answers.is_light().unwrap_or(false);
    let colour = match settings.colours() {
        Colour::Auto if env("NO_COLOR").is_some_and(|v| !v.is_empty()) => Colour::None,
        Colour::Auto if profile.true_colour(env) => Colour::True,
        Colour::Auto => Colour::Sixteen,
        fixed => fixed,
    };
    let theme = match (colour, settings.theme) {
        (Colour::None, _) | (_, Theme::Mono) => ThemeChoice::Mono,
        (Colour::Sixteen, Theme::Light) => ThemeChoice::SixteenLight,
        (Colour::Sixteen, Theme::Dark) => ThemeChoice::SixteenDark,
        (Colour::Sixteen, _) if light => ThemeChoice::SixteenLight,
        (Colour::Sixteen, _) => ThemeChoice::SixteenDark,
        (_, Theme::Dark) => ThemeChoice::Dark,
        (_, Theme::Light) => ThemeChoice::Light,
        _ => ThemeChoice::Auto,
    };
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"];
    let locale = locale
        .iter()
        .find_map(|name| env(name).filter(|v| !v.is_empty()));
    // No locale at all says nothing; one that is not UTF-8 says no.
    let utf8 = locale.is_none_or(|name| {
        let name = name.to_ascii_lowercase();
        name.contains("utf-8") || name.contains("utf8")
    });
    Setup {
        measure: settings.measure,
        list: settings.panes.list,
        sidebar: settings.panes.sidebar,
        mouse: settings.mouse,
        theme,
        direction: match settings.direction {
            config::BaseDirection::Article => DirectionMode::Article,
            config::BaseDirection::Auto => DirectionMode::Auto,
        },
        marks: match settings.marks {
            config::Marks::Auto => profile.marks,
            config::Marks::Keep => Marks::Keep,
            config::Marks::Strip => Marks::Strip,
        },
        digits: match settings.digits {
            config::Digits::AsWritten => Digits::AsWritten,
            config::Digits::Arabic => Digits::ArabicIndic,
            config::Digits::European => Digits::European,
        },
        justify: settings.justify,
        ascii: match settings.signs {
            config::Signs::Auto => !utf8,
            config::Signs::Unicode => false,
            config::Signs::Ascii => true,
        },
        sources,
        ..Setup::default()
    }
}
