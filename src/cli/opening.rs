//! What is opened on the screen, and where it is kept: on disk, on a shelf beside, or nowhere.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{panic, thread};

use crate::cli::args::{Args, Known};
use crate::cli::{home, know, options, plan, say, say_errors};
use crate::library::import::{Origin, Plan};
use crate::library::{self, Desk, Error, Library, Which};
use crate::text::clean;
use crate::work::Memory;

/// What is read, and what the reader should know.
pub(super) struct Opening {
    pub(super) memory: Memory,
    pub(super) plan: Plan,
    /// Where one was is taken up.
    pub(super) resume: bool,
    pub(super) notice: Option<String>,
    /// What was left out of lists of actors.
    pub(super) complaints: Vec<String>,
    /// Some of the paths or lists cannot be opened.
    pub(super) partly: bool,
}

impl Opening {
    /// `None`: nothing opens, and it was said why. `private`: nothing is written.
    pub(super) fn of(args: &Args, private: bool) -> anyhow::Result<Option<Self>> {
        let from = std::env::current_dir().unwrap_or_default();
        // Latin letters are for the eye: places in them are none in the text.
        let passing = private || args.translit;
        let mut library = None;
        // A name opens its collection where no path is called so.
        let name = match &args.paths[..] {
            [name] if !name.exists() => name.to_str(),
            _ => None,
        };
        let ((desk, mut notices), called) = side_by_side(
            || if passing { (None, Vec::new()) } else { desk() },
            || name.map(|name| named(name, passing, &mut library)),
        );
        let mut which = Which::paths(&args.paths, &from);
        let mut known = args.known.clone();
        // Without a path one goes on where one was.
        if args.paths.is_empty()
            && !args.sample
            && let Some(last) = desk.as_ref().and_then(|desk| desk.last().ok()?)
        {
            which = last;
        }
        if let Some(called) = called {
            which = called.unwrap_or(which);
        } else if let Some(name) = &which.name {
            // Only the name is kept of the last one.
            which = named(name, passing, &mut library).unwrap_or_else(Which::sample);
        }
        // What was chosen then holds until other things are chosen.
        if known.choices().is_empty() {
            known.choose(&which.choices);
        }
        which.choices = known.choices();
        let stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
        // Standard input cannot be looked at again, and the sample is always at hand.
        let asked = !args.paths.is_empty() && which.name.is_none();
        // Who names a collection, or nothing, goes on there; who gives files begins with them.
        let resume = args.resume || (!asked && desk.is_some());
        let opened = if stdin || which.is_sample() {
            // The name of the last one may have been lost just now.
            let aside = library.and_then(|opened| opened.set_aside);
            notices.extend(aside.as_deref().map(set_aside));
            in_memory(args, &known)?
        } else {
            let how = How {
                asked,
                latin: args.translit,
                passing,
                library,
            };
            kept(&which, how, &known, &notices)?
        };
        let Some(mut opened) = opened else {
            return Ok(None);
        };
        notices.append(&mut opened.notices);
        Ok(Some(Self {
            memory: Memory {
                library: Arc::new(opened.library),
                // What came through a pipe has no name to be known by.
                desk: desk.filter(|_| !stdin).map(Arc::new),
                which,
                lists: opened.plan.gazetteer.clone(),
            },
            plan: opened.plan,
            resume,
            notice: notices.into_iter().next(),
            complaints: opened.complaints,
            partly: opened.partly,
        }))
    }
}

/// The collection with this name. The library in which it was looked for stays open.
fn named(name: &str, private: bool, opened: &mut Option<library::Opened>) -> Option<Which> {
    let folder = home::data().ok()?;
    if private {
        // Not even a journal is written.
        let mut known = library::glance(&folder).ok()?.into_iter();
        return known.find(|which| which.name.as_deref() == Some(name));
    }
    if !Library::is_in(&folder) {
        return None;
    }
    // What is wrong with it is told when it is opened to read in it.
    let library = opened.insert(Library::open(&folder, Which::default()).ok()?);
    library.library.named(name).ok()?
}

/// The desk, and what is to be said of it; without one nothing is kept, and reading goes on.
fn desk() -> (Option<Desk>, Vec<String>) {
    match home::data().and_then(|folder| Desk::open(&folder)) {
        Ok((desk, notice)) => (Some(desk), notice.into_iter().collect()),
        Err(error) => (None, vec![format!("{error}. Nothing is kept.")]),
    }
}

/// Does two things at once, the first on a thread of its own where there is one to be had.
fn side_by_side<A: Send, B>(one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|both| {
        let spawned = thread::Builder::new().spawn_scoped(both, &one);
        let other = other();
        let one = match spawned {
            Ok(thread) => (thread.join()).unwrap_or_else(|panic| panic::resume_unwind(panic)),
            Err(_) => one(),
        };
        (one, other)
    })
}

/// A library, and what is to be looked at.
struct Opened {
    library: Library,
    plan: Plan,
    notices: Vec<String>,
    complaints: Vec<String>,
    partly: bool,
}

/// What is gone with the program. `None`: nothing opens.
fn in_memory(args: &Args, known: &Known) -> anyhow::Result<Option<Opened>> {
    let Some(mut plan) = plan(&args.paths, &known.fields)? else {
        return Ok(None);
    };
    let lists = know(&mut plan, known);
    plan.latin = args.translit;
    let error = plan.errors.first().map(ToString::to_string);
    Ok(Some(Opened {
        library: Library::in_memory()?.in_latin(plan.latin),
        notices: error.into_iter().collect(),
        complaints: lists.complaints,
        partly: !plan.errors.is_empty() || lists.failed,
        plan,
    }))
}

/// How a library is opened.
struct How {
    /// The paths were given just now.
    asked: bool,
    /// In Latin letters.
    latin: bool,
    /// Nothing is written.
    passing: bool,
    /// It was opened already, to look for a name.
    library: Option<library::Opened>,
}

/// The library for some paths. `None`: nothing opens.
fn kept(
    which: &Which,
    how: How,
    known: &Known,
    notices: &[String],
) -> Result<Option<Opened>, Error> {
    let How {
        asked,
        latin,
        passing,
        library,
    } = how;
    let roots = |pick: fn(&(PathBuf, PathBuf)) -> &PathBuf| -> Vec<PathBuf> {
        which.roots.iter().map(|root| pick(root).clone()).collect()
    };
    // As they were given just now; the folder may be another one when one goes on.
    let paths = if asked {
        roots(|root| &root.0)
    } else {
        roots(|root| &root.1)
    };
    let glance = Plan::glance(&paths);
    // What is in the library can be read without its files.
    if asked && !say_errors(&glance) {
        // What has no name any more may have been lost just now.
        let aside = library.and_then(|opened| opened.set_aside);
        if let Some(told) = aside.as_deref().map(set_aside) {
            say(&told);
        }
        return Ok(None);
    }
    let mut plan = Plan::default();
    plan.options = Arc::new(options(&known.fields));
    plan.roots = paths;
    let lists = know(&mut plan, known);
    let mut told: Vec<String> = glance.errors.iter().map(ToString::to_string).collect();
    told.truncate(1);
    plan.latin = latin;
    let opened = match library {
        _ if passing => Ok(None),
        Some(opened) => {
            let turned = opened.library.turned_to(which.clone());
            turned.map(|library| Some(library::Opened { library, ..opened }))
        }
        None => home::data()
            .and_then(|folder| Library::open(&folder, which.clone()))
            .map(Some),
    };
    let library = match opened {
        Ok(None) => Library::in_memory()?.of(which.clone()).in_latin(latin),
        Ok(Some(opened)) => {
            told.splice(0..0, opened.set_aside.as_deref().map(set_aside));
            opened.library
        }
        // Reading goes on without it.
        Err(error) => {
            // The desk is in the same place, and has said so.
            if notices.is_empty() {
                told.insert(0, format!("{error}. Nothing is kept."));
            }
            Library::in_memory()?
        }
    };
    Ok(Some(Opened {
        library,
        plan,
        notices: told,
        complaints: lists.complaints,
        partly: !glance.errors.is_empty() || lists.failed,
    }))
}

/// What is said of a library that was broken.
pub(super) fn set_aside(aside: &Path) -> String {
    format!(
        "The library was damaged; it is set aside as {} and made anew.",
        clean::visible(&aside.to_string_lossy())
    )
}

/// Where a command that prints looks up what was found in texts before: a library that is
/// there already, since such a command makes no files that nobody asked for. `None`: it finds
/// everything anew, as it does with standard input and the sample.
pub(super) fn shelf(plan: &Plan) -> Option<Library> {
    let passing = |origin: &Origin| matches!(origin, Origin::Bytes(_));
    if plan.sources.iter().any(|source| passing(&source.origin)) {
        return None;
    }
    let folder = home::data().ok().filter(|folder| Library::is_in(folder))?;
    // One that cannot be used is trouble for who reads in it.
    let opened = Library::open(&folder, Which::default()).ok()?;
    if let Some(told) = opened.set_aside.as_deref().map(set_aside) {
        say(&told);
    }
    Some(opened.library)
}
