//! Arguments and the commands that need no screen. *Asks.*

mod annotations;
mod args;
mod collection;
mod collections;
mod completions;
mod config;
mod connections;
mod duplicates;
mod entities;
mod home;
mod kwic;
mod linear;
mod man;
mod mentions;
mod named;
mod notes;
mod opening;
mod print;
pub mod render;
mod score;
mod search;
mod text;
mod timeline;

use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::Parser;

use crate::cli::args::{Args, Command, Display, FieldArgs, Known};
use crate::cli::collection::Collection;
use crate::cli::named::Given;
use crate::cli::opening::Opening;
use crate::config::Settings;
use crate::document::{Field, Options};
use crate::entity::pipeline::Parts;
use crate::library::import::Plan;
use crate::library::lists::Lists;
use crate::term;
use crate::text::clean;

/// It failed.
const FAILED: u8 = 1;
/// It was called wrongly, or none of the paths opens.
const USAGE: u8 = 2;
/// Some of it could not be read; the rest was.
const PARTLY: u8 = 3;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    match dispatch(args) {
        Ok(code) => ExitCode::from(code),
        // Whoever reads the pipe has enough.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::from(FAILED)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

fn dispatch(args: Args) -> anyhow::Result<u8> {
    if args.version {
        version(args.licences, &mut io::stdout().lock())?;
        return Ok(0);
    }
    match args.command {
        Some(Command::Render(args)) => render_command(&args),
        Some(Command::Mentions(args)) => {
            let parts = args.parts();
            let whole = parts == Parts::All;
            let Some(collection) = opened_by(&args.paths, &args.known, parts, whole)? else {
                return Ok(USAGE);
            };
            let mut out = io::BufWriter::new(io::stdout().lock());
            let found = mentions::print(&collection, &args, &mut out)?;
            out.flush()?;
            Ok(if found { collection.code() } else { FAILED })
        }
        Some(Command::Entities(args)) => {
            let Some(collection) = opened(&args.paths, &args.known, Parts::All)? else {
                return Ok(USAGE);
            };
            let mut out = io::BufWriter::new(io::stdout().lock());
            entities::print(&collection, &args, &mut out)?;
            out.flush()?;
            Ok(collection.code())
        }
        Some(Command::Search(args)) => {
            let Some(query) = search::query(&args.query, &args.known)? else {
                return Ok(USAGE);
            };
            let parts = search::parts(&query);
            let Some(collection) = opened(&args.paths, &args.known, parts)? else {
                return Ok(USAGE);
            };
            let seen = io::stdout().is_terminal();
            let mut out = io::BufWriter::new(io::stdout().lock());
            let found = search::print(&collection, query, &args, seen, &mut out)?;
            out.flush()?;
            Ok(match collection.code() {
                0 if !found => FAILED,
                code => code,
            })
        }
        Some(Command::Kwic(args)) => {
            let Some(collection) = opened(&args.paths, &args.known, Parts::All)? else {
                return Ok(USAGE);
            };
            let mut out = io::BufWriter::new(io::stdout().lock());
            let found = kwic::print(&collection, &args, &mut out)?;
            out.flush()?;
            Ok(match (found, collection.code()) {
                (None, _) => USAGE,
                (Some(false), 0) => FAILED,
                (_, code) => code,
            })
        }
        Some(Command::Connections(args)) => {
            let Some(collection) = opened(&args.paths, &args.known, Parts::All)? else {
                return Ok(USAGE);
            };
            let mut out = io::BufWriter::new(io::stdout().lock());
            connections::print(&collection, &args, &mut out)?;
            out.flush()?;
            Ok(collection.code())
        }
        Some(Command::Timeline(args)) => {
            let Some(collection) = opened(&args.paths, &args.known, Parts::All)? else {
                return Ok(USAGE);
            };
            let mut out = io::BufWriter::new(io::stdout().lock());
            let found = timeline::print(&collection, &args, &mut out)?;
            out.flush()?;
            Ok(if found { collection.code() } else { FAILED })
        }
        Some(Command::Score(args)) => {
            let collection = if args.mentions.is_some() {
                None
            } else {
                let Some(collection) = opened(&score::texts(&args), &args.known, Parts::All)?
                else {
                    return Ok(USAGE);
                };
                Some(collection)
            };
            let mut out = io::BufWriter::new(io::stdout().lock());
            let read = score::print(collection.as_ref(), &args, &mut out)?;
            out.flush()?;
            Ok(if read {
                collection.map_or(0, |collection| collection.code())
            } else {
                FAILED
            })
        }
        Some(Command::Text(args)) => {
            let Some(plan) = plan(std::slice::from_ref(&args.file), &args.fields)? else {
                return Ok(USAGE);
            };
            let seen = io::stdout().is_terminal();
            let mut out = io::BufWriter::new(io::stdout().lock());
            let code = text::print(&plan, &args, seen, &mut out)?;
            out.flush()?;
            Ok(code)
        }
        Some(Command::ImportAnnotations(args)) => {
            let Some(plan) = plan(&args.paths, &FieldArgs::default())? else {
                return Ok(USAGE);
            };
            let mut out = io::BufWriter::new(io::stdout().lock());
            let code = annotations::import(&plan, &args, &mut out)?;
            out.flush()?;
            Ok(code)
        }
        Some(Command::Add(args)) => collections::add(&args),
        Some(Command::List(args)) if args.duplicates => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            let code = duplicates::print(&args, &mut out)?;
            out.flush()?;
            Ok(code)
        }
        Some(Command::List(_)) => collections::list(),
        Some(Command::Update(args)) => collections::update(&args),
        Some(Command::Remove(args)) => collections::remove(&args.name),
        Some(Command::Problems) => collections::problems(),
        Some(Command::Notes(args)) => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            notes::print(args.json, &mut out)?;
            out.flush()?;
            Ok(0)
        }
        Some(Command::Forget(args)) => collections::forget(&args.what),
        Some(Command::Check) => collections::check(),
        Some(Command::Doctor(args)) => doctor(&args.display),
        Some(Command::Man) => {
            let mut page = Vec::new();
            man::print(&mut page)?;
            io::stdout().lock().write_all(&page)?;
            Ok(0)
        }
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            completions::print(shell, &mut script);
            io::stdout().lock().write_all(&script)?;
            Ok(0)
        }
        Some(Command::Config(args)) => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            let code = config::print(&args, &mut out)?;
            out.flush()?;
            Ok(code)
        }
        None if linear::is_wanted(&args) => linear::run(&args),
        None => {
            if io::stdout().is_terminal() {
                return read(&args);
            }
            let Some(mut plan) = plan(&args.paths, &args.known.fields)? else {
                return Ok(USAGE);
            };
            plan.latin = args.translit;
            let mut out = io::BufWriter::new(io::stdout().lock());
            let code = print::print(&plan, &mut out)?;
            out.flush()?;
            Ok(code)
        }
    }
}

/// The version; with `licences` also the notice of the trained weights, if they are in it, and
/// that of the names from registries.
fn version(licences: bool, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "warraq {}", env!("CARGO_PKG_VERSION"))?;
    if licences {
        writeln!(out, "\nThe code: MIT OR Apache-2.0.")?;
        match crate::assets::notice() {
            Some(notice) => write!(out, "\n{notice}")?,
            None => writeln!(out, "Built without trained weights.")?,
        }
        let unicode = include_str!("../../assets/LICENSE-UNICODE");
        write!(
            out,
            "\nNames of territories and languages, from CLDR:\n\n{unicode}"
        )?;
    }
    out.flush()
}

/// Reads on the screen.
fn read(args: &Args) -> anyhow::Result<u8> {
    let display = &args.display;
    let (mut settings, complaints) = Settings::load();
    let private = args.known.private || settings.private;
    let Some(opening) = Opening::of(args, private)? else {
        return Ok(USAGE);
    };
    settings.mouse &= !args.no_mouse;
    // Only the sample collection has a lesson, and its end is written down.
    settings.welcome &= opening.memory.which.is_sample() && !private;
    display.over(&mut settings);
    let (keymap, refused) = config::keymap(&settings);
    let complaints = complaints.into_iter().chain(refused);
    let mut complaints: Vec<String> = complaints.map(|c| c.to_string()).collect();
    complaints.extend(opening.complaints);
    let more = match complaints.len() {
        0 | 1 => String::new(),
        n => format!(" ({} more)", n - 1),
    };
    let complaint = complaints.first().map(|c| format!("{c}{more}"));
    let partly = opening.partly;
    let ended = term::run(term::Session {
        memory: opening.memory,
        follow: settings.follow && !args.no_follow,
        plan: opening.plan,
        resume: opening.resume,
        gate: crate::work::Gate::default(),
        settings,
        bidi: display.bidi,
        keymap,
        notice: opening.notice.or(complaint),
    })
    .context("the terminal is out of reach")?;
    Ok(match ended.signal {
        // As a shell says it.
        1.. => u8::try_from(128 + ended.signal).unwrap_or(FAILED),
        _ if partly || ended.failed > 0 => PARTLY,
        _ => 0,
    })
}

/// Says what the terminal is, and asks what reads right in it.
fn doctor(display: &Display) -> anyhow::Result<u8> {
    let (mut settings, complaints) = Settings::load();
    display.over(&mut settings);
    for complaint in complaints {
        say(&complaint.to_string());
    }
    let mut out = io::stdout().lock();
    term::doctor::run(&settings, display.bidi, &mut out).context("the terminal is out of reach")?;
    out.flush()?;
    Ok(0)
}

/// What to read: the given paths, or the sample collection. `None`: nothing opens, and it
/// was said why.
fn plan(paths: &[PathBuf], fields: &FieldArgs) -> anyhow::Result<Option<Plan>> {
    let mut plan = Plan::default();
    plan.options = Arc::new(options(fields));
    if paths.is_empty() {
        for (doc, text) in crate::assets::samples() {
            plan.push_bytes(doc, text.as_bytes().to_vec());
        }
        return Ok(Some(plan));
    }
    let alone = paths.len() == 1;
    let mut stdin_read = false;
    for path in paths {
        if path.as_os_str() == "-" {
            if std::mem::replace(&mut stdin_read, true) {
                continue;
            }
            let mut bytes = Vec::new();
            let limit = crate::library::import::LARGEST + 1;
            io::stdin()
                .lock()
                .take(limit)
                .read_to_end(&mut bytes)
                .context("standard input cannot be read")?;
            plan.push_bytes("-", bytes);
        } else {
            plan.add(path, alone);
        }
    }
    Ok(say_errors(&plan).then_some(plan))
}

/// Says what cannot be opened. False: nothing opens.
fn say_errors(plan: &Plan) -> bool {
    let opens = plan.sources.len() + plan.folders > 0;
    for error in &plan.errors {
        let end = if opens { "" } else { "; nothing was opened" };
        say(&format!("{error}{end}."));
    }
    opens
}

/// What a command works on; a part of the recogniser is enough for it.
fn opened(paths: &[PathBuf], known: &Known, parts: Parts) -> anyhow::Result<Option<Collection>> {
    opened_by(paths, known, parts, true)
}

/// The same; `whole`: what the whole recogniser found will do, too.
fn opened_by(
    paths: &[PathBuf],
    known: &Known,
    parts: Parts,
    whole: bool,
) -> anyhow::Result<Option<Collection>> {
    let (paths, known) = match named::given(paths, known, whole)? {
        Given::Kept(collection) => return Ok(Some(*collection)),
        Given::Nothing => return Ok(None),
        Given::Paths(paths, known) => (paths, known),
    };
    let Some(mut plan) = plan(&paths, &known.fields)? else {
        return Ok(None);
    };
    let lists = know(&mut plan, &known);
    for complaint in &lists.complaints {
        say(&format!("{complaint}."));
    }
    let shelf = (!known.is_private())
        .then(|| opening::shelf(&plan))
        .flatten();
    let mut collection = Collection::read(&mut plan, parts, shelf)?;
    if lists.failed {
        collection.was_partly_read();
    }
    Ok(Some(collection))
}

/// Adds the reader's own lists, and says how marks beside the articles are used.
fn know(plan: &mut Plan, known: &Known) -> Lists {
    let mut lists = Lists::read(Settings::gazetteer().as_deref(), &known.gazetteer);
    plan.gazetteer = lists.gazetteer.take();
    plan.annotations = known.annotations();
    lists
}

/// How files are read: by the settings, and over them by the command line.
fn options(named: &FieldArgs) -> Options {
    let mut options = Options::default();
    let (settings, complaints) = Settings::load();
    for complaint in complaints.iter().filter(|c| c.concerns("fields.")) {
        say(&complaint.to_string());
    }
    for (word, name) in settings.fields.set() {
        if let Some(field) = Field::of_word(word) {
            options.fields.set(field, name);
        }
    }
    for (field, name) in &named.named {
        options.fields.set(*field, name);
    }
    options
}

fn render_command(args: &args::RenderArgs) -> anyhow::Result<u8> {
    let Some(plan) = plan(std::slice::from_ref(&args.file), &args.fields)? else {
        return Ok(USAGE);
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut code = 0;
    let mut skipped = plan.skipped;
    let mut first = true;
    let articles = plan.sources.iter().flat_map(|s| s.articles(&plan.options));
    for (doc, article) in articles {
        match article {
            Ok(document) => {
                if !std::mem::take(&mut first) {
                    writeln!(out)?;
                }
                out.write_all(render::page(&document, &args.page()).as_bytes())?;
            }
            Err(refused) => {
                if print::complain(&doc, &refused) {
                    code = PARTLY;
                } else {
                    skipped += 1;
                }
            }
        }
    }
    out.flush()?;
    print::say_skipped(skipped);
    Ok(if first && code == PARTLY { USAGE } else { code })
}

/// One line on standard error; nothing in it can act on the terminal.
fn say(line: &str) {
    let mut err = io::stderr().lock();
    // When standard error is closed there is nobody to tell.
    let _ = writeln!(err, "warraq: {}", clean::visible(line));
}
