//! Collections: made, brought up to date, listed, removed; what went wrong; what is forgotten.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::args::{AddArgs, Known, NamesArgs};
use crate::cli::{FAILED, PARTLY, USAGE, home, know, options, say, say_errors};
use crate::entity::pipeline::Parts;
use crate::library::import::Plan;
use crate::library::{self, Checked, Forget, Library, Which};
use crate::text::clean;
use crate::work::{self, Outcome, Progress, Relink, Step};

/// `warraq add NAME PATH…`
pub(super) fn add(args: &AddArgs) -> anyhow::Result<u8> {
    let name = args.name.trim();
    let bad = name.is_empty() || name.starts_with(['-', '.']) || name.contains(['/', '\0']);
    if bad || name.chars().any(char::is_control) {
        say("A collection's name is a word without “/” that begins with no “.” or “-”.");
        return Ok(USAGE);
    }
    if !say_errors(&Plan::glance(&args.paths)) {
        return Ok(USAGE);
    }
    if is_private(&args.known) {
        return Ok(FAILED);
    }
    let from = std::env::current_dir()?;
    let which = Which {
        name: Some(name.to_owned()),
        dated: true,
        choices: args.known.choices(),
        ..Which::paths(&args.paths, &from)
    };
    let which = Library::add(&home::data()?, &which)?;
    bring_up_to_date(&which)
}

/// Nothing is written, so no collection can be kept; that was said.
fn is_private(known: &Known) -> bool {
    let private = known.is_private();
    if private {
        say("Nothing is written (private), so no collection is kept.");
    }
    private
}

/// `warraq update [NAME…]`
pub(super) fn update(args: &NamesArgs) -> anyhow::Result<u8> {
    let names = &args.names;
    if is_private(&args.known) {
        return Ok(FAILED);
    }
    let known = library::summaries(&home::data()?)?;
    let named = known.iter().filter_map(|s| s.which.name.as_deref());
    let named: Vec<&str> = named.collect();
    let mut worst = 0;
    for name in names.iter().filter(|name| !named.contains(&name.as_str())) {
        say(&no_collection(name, &named));
        worst = USAGE;
    }
    for summary in &known {
        let Some(name) = &summary.which.name else {
            continue;
        };
        if names.is_empty() || names.contains(name) {
            let mut which = summary.which.clone();
            if !args.known.choices().is_empty() {
                which.choices = args.known.choices();
                which = Library::add(&home::data()?, &which)?;
            }
            worst = worst.max(bring_up_to_date(&which)?);
        }
    }
    Ok(worst)
}

fn no_collection(name: &str, named: &[&str]) -> String {
    let nearest = named
        .iter()
        .map(|known| (strsim::levenshtein(name, known), known))
        .filter(|(distance, _)| distance * 3 <= name.chars().count())
        .min();
    let nearest = nearest.map_or_else(
        || " warraq list prints those that there are.".to_owned(),
        |(_, known)| format!(" Nearest: {known}."),
    );
    format!("There is no collection “{name}”.{nearest}")
}

fn bring_up_to_date(which: &Which) -> anyhow::Result<u8> {
    let name = which.name.as_deref().unwrap_or_default();
    let opened = Library::open(&home::data()?, which.clone())?;
    let paths: Vec<PathBuf> = which.roots.iter().map(|(_, whole)| whole.clone()).collect();
    let mut known = Known::default();
    known.choose(&which.choices);
    let mut plan = Plan::default();
    plan.options = Arc::new(options(&known.fields));
    let lists = know(&mut plan, &known);
    for complaint in &lists.complaints {
        say(&format!("{complaint}."));
    }
    plan.roots = paths;
    let mut shown = Shown::new(name);
    let outcome = work::read_in(
        &opened.library,
        &mut plan,
        Parts::All,
        Relink::Seldom,
        |outcome, step| {
            if step != Step::Compared {
                shown.show(&outcome);
            }
            true
        },
    )?;
    shown.end();
    for error in &plan.errors {
        say(&format!("{error}."));
    }
    let listing = opened.library.listing()?;
    let (all, failed) = (listing.ids.len(), listing.failed.len());
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{}: {} articles, {} files read{}",
        clean::visible(name),
        all - failed,
        outcome.read,
        if failed > 0 {
            format!(", {failed} left out (warraq problems)")
        } else {
            String::new()
        }
    )?;
    let partly = failed > 0 || !plan.errors.is_empty() || lists.failed;
    Ok(if partly { PARTLY } else { 0 })
}

/// A bar on a terminal; elsewhere a line a minute.
struct Shown {
    name: String,
    bar: Option<ProgressBar>,
    begun: Instant,
    said: Instant,
}

impl Shown {
    fn new(name: &str) -> Self {
        let now = Instant::now();
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            // The template is our own, so it can be read.
            if let Ok(style) = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} {msg}")
            {
                bar.set_style(style);
            }
            bar.set_prefix(clean::visible(name).into_owned());
            bar
        });
        Self {
            name: clean::visible(name).into_owned(),
            bar,
            begun: now,
            said: now,
        }
    }

    fn show(&mut self, outcome: &Outcome) {
        let progress = Progress::of(outcome, self.begun.elapsed());
        let rate = progress.rate as f64 / 1e6;
        let left = progress.left.as_secs();
        if let Some(bar) = &self.bar {
            bar.set_length(progress.total as u64);
            bar.set_position(progress.done as u64);
            bar.set_message(format!("{rate:.1} MB/s, {left} s left"));
        } else if self.said.elapsed() >= Duration::from_mins(1) {
            self.said = Instant::now();
            say(&format!(
                "{}: {} of {} files, {rate:.1} MB/s, {left} s left",
                self.name, progress.done, progress.total
            ));
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// `warraq list`: name, articles, those that could not be read, paths.
pub(super) fn list() -> anyhow::Result<u8> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for summary in library::summaries(&home::data()?)? {
        let Some(name) = &summary.which.name else {
            continue;
        };
        let roots = summary.which.roots.iter().map(|(_, whole)| shown(whole));
        writeln!(
            out,
            "{}\t{}\t{}\t{}",
            clean::visible(name),
            summary.articles - summary.failed,
            summary.failed,
            roots.collect::<Vec<_>>().join("\t")
        )?;
    }
    out.flush()?;
    Ok(0)
}

fn shown(path: &Path) -> String {
    clean::visible(&path.to_string_lossy()).into_owned()
}

/// `warraq remove NAME`
pub(super) fn remove(name: &str) -> anyhow::Result<u8> {
    if Library::remove(&home::data()?, name)? {
        return Ok(0);
    }
    say(&no_collection(name, &[]));
    Ok(FAILED)
}

/// `warraq problems`: collection or paths, article, reason.
pub(super) fn problems() -> anyhow::Result<u8> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for problem in library::problems(&home::data()?)? {
        let which = match &problem.which.name {
            Some(name) => clean::visible(name).into_owned(),
            None => {
                let roots = problem.which.roots.iter().map(|(_, whole)| shown(whole));
                roots.collect::<Vec<_>>().join(" ")
            }
        };
        let (doc, reason) = (
            clean::visible(&problem.doc),
            clean::visible(&problem.reason),
        );
        writeln!(out, "{which}\t{doc}\t{reason}")?;
    }
    out.flush()?;
    Ok(0)
}

/// `warraq forget ARTICLE|ACTOR|all`
pub(super) fn forget(what: &str) -> anyhow::Result<u8> {
    let folder = home::data()?;
    if what == "all" {
        library::forget(&folder, &Forget::All)?;
        return Ok(0);
    }
    let article = library::forget(&folder, &Forget::Article(what.to_owned()))?;
    let actor = library::forget(&folder, &Forget::Actor(what.to_owned()))?;
    if article + actor == 0 {
        say(&format!(
            "Nothing is known of “{what}”; it is a file, or an actor as warraq entities prints it."
        ));
        return Ok(FAILED);
    }
    Ok(0)
}

/// `warraq check`
pub(super) fn check() -> anyhow::Result<u8> {
    let mut out = io::stdout().lock();
    let mut code = 0;
    let [articles, desk] = library::check(&home::data()?)?;
    for (name, what, then) in [
        ("library.db", articles, "it is made anew from the articles"),
        (
            "desk.db",
            desk,
            "its last copy stands in its place, if there was one",
        ),
    ] {
        match what {
            Checked::Missing => writeln!(out, "{name}: there is none yet")?,
            Checked::Sound => writeln!(out, "{name}: sound")?,
            Checked::SetAside(aside) => {
                code = FAILED;
                writeln!(
                    out,
                    "{name}: damaged; set aside as {}; {then}",
                    shown(&aside)
                )?;
            }
        }
    }
    Ok(code)
}
