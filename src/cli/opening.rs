//! Where what was read is kept: on disk, on a shelf beside, or nowhere.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::args::{Args, Known};
use crate::cli::{home, know, options, plan, say, say_errors};
use crate::library::import::{Origin, Plan};
use crate::library::{Library, Opened, Which};
use crate::text::clean;
use crate::work::Reading;

/// What is read on the screen, and where it is kept.
pub(super) struct Opening {
    pub(super) library: Library,
    pub(super) reading: Reading,
    /// What the reader should know.
    pub(super) notice: Option<String>,
    /// What was left out of lists of actors.
    pub(super) complaints: Vec<String>,
    pub(super) partly: bool,
}

impl Opening {
    /// `None`: nothing opens, and it was said why.
    pub(super) fn of(args: &Args) -> anyhow::Result<Option<Self>> {
        let paths = &args.paths;
        // Standard input cannot be looked at again, and the sample is always at hand. Latin
        // letters are for the eye, and are made anew.
        let passing = paths.is_empty() || paths.iter().any(|path| path.as_os_str() == "-");
        if args.known.private || args.translit || passing {
            let Some(mut plan) = plan(paths, &args.known.fields)? else {
                return Ok(None);
            };
            let lists = know(&mut plan, &args.known);
            plan.latin = args.translit;
            return Ok(Some(Self {
                library: Library::in_memory()?.in_latin(plan.latin),
                notice: plan.errors.first().map(ToString::to_string),
                complaints: lists.complaints,
                partly: !plan.errors.is_empty() || lists.failed,
                reading: Reading::Plan(plan),
            }));
        }
        let glance = Plan::glance(paths);
        if !say_errors(&glance) {
            return Ok(None);
        }
        let mut plan = Plan::default();
        plan.options = Arc::new(options(&args.known.fields));
        let lists = know(&mut plan, &args.known);
        let mut notice = glance.errors.first().map(ToString::to_string);
        let kept = home::data().and_then(|folder| {
            let from = std::env::current_dir().unwrap_or_default();
            let which = Which::paths(paths, &from).with(choices(&plan, &args.known.gazetteer));
            let opened = Library::open(&folder, which)?;
            notice = set_aside(&opened).or(notice.take());
            Ok(opened.library)
        });
        let library = match kept {
            Ok(library) => library,
            // Reading goes on without it.
            Err(error) => {
                notice = Some(format!("{error}. Nothing is kept."));
                Library::in_memory()?
            }
        };
        Ok(Some(Self {
            library,
            reading: Reading::Paths(plan, paths.clone()),
            notice,
            complaints: lists.complaints,
            partly: !glance.errors.is_empty() || lists.failed,
        }))
    }
}

/// The choices of the command line that make another collection of the same paths.
fn choices(plan: &Plan, lists: &[PathBuf]) -> String {
    let mut choices = format!("{:?} {:?}", plan.annotations, plan.options);
    for list in lists {
        let whole = std::path::absolute(list).unwrap_or_else(|_| list.clone());
        let _ = write!(choices, " {whole:?}");
    }
    choices
}

fn set_aside(opened: &Opened) -> Option<String> {
    let aside = opened.set_aside.as_ref()?;
    Some(format!(
        "The library was damaged; it is set aside as {} and made anew.",
        clean::visible(&aside.to_string_lossy())
    ))
}

/// Where a command that prints looks up what was found in texts before: a library that is
/// there already, since such a command makes no files that nobody asked for. `None`: it finds
/// everything anew, as it does with standard input and the sample.
pub(super) fn shelf(plan: &Plan, known: &Known) -> Option<Library> {
    let passing = |origin: &Origin| matches!(origin, Origin::Bytes(_));
    if known.private || plan.sources.iter().any(|source| passing(&source.origin)) {
        return None;
    }
    let folder = home::data().ok().filter(|folder| Library::is_in(folder))?;
    // One that cannot be used is trouble for who reads in it.
    let opened = Library::open(&folder, Which::default()).ok()?;
    if let Some(told) = set_aside(&opened) {
        say(&told);
    }
    Some(opened.library)
}
