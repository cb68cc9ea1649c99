//! Collections by name for the commands that print: what is kept is printed, and no file is read.

use std::path::PathBuf;

use crate::cli::args::Known;
use crate::cli::collection::Collection;
use crate::cli::opening::set_aside;
use crate::cli::{home, know, say};
use crate::entity::pipeline::Parts;
use crate::library::import::Plan;
use crate::library::{self, Library, Stage, Which};

/// What a command was given.
pub(super) enum Given {
    /// Files and folders, with what holds for them.
    Paths(Vec<PathBuf>, Known),
    /// A collection as it is kept.
    Kept(Box<Collection>),
    /// Nothing that opens; it was said why.
    Nothing,
}

/// Tells a name from paths: what is called so on the disk is a path. A name stands alone. Where
/// nothing may be written, the files of the collection are read, as on the screen. `whole`: the
/// whole recogniser is good for what is asked.
pub(super) fn given(paths: &[PathBuf], known: &Known, whole: bool) -> anyhow::Result<Given> {
    let as_paths = || Given::Paths(paths.to_vec(), known.clone());
    let private = known.is_private();
    let no_path = |path: &&PathBuf| path.as_os_str() != "-" && !path.exists();
    let mut named = None;
    for name in paths
        .iter()
        .filter(no_path)
        .filter_map(|path| path.to_str())
    {
        named = named.or(kept(name, private)?);
    }
    let Some(which) = named else {
        return Ok(as_paths());
    };
    let name = which.name.clone().unwrap_or_default();
    if paths.len() > 1 {
        say(&format!(
            "“{name}” is a collection. It is asked alone, without other names and paths."
        ));
        return Ok(Given::Nothing);
    }
    let chosen = known.choices();
    if private {
        let mut known = known.clone();
        if chosen.is_empty() {
            known.choose(&which.choices);
        }
        let roots = which.roots.into_iter().map(|(_, whole)| whole);
        return Ok(Given::Paths(roots.collect(), known));
    }
    if !chosen.is_empty() && chosen != which.choices {
        say(&format!(
            "“{name}” was read in with other choices. warraq update {name} with yours reads it anew."
        ));
        return Ok(Given::Nothing);
    }
    if !whole {
        say(&format!(
            "“{name}” was read with the whole recogniser. For a part of it give its paths."
        ));
        return Ok(Given::Nothing);
    }
    let opened = Library::open(&home::data()?, which.clone())?;
    if let Some(told) = opened.set_aside.as_deref().map(set_aside) {
        say(&told);
    }
    let library = opened.library;
    if is_behind(&library, &which)? {
        say(&format!(
            "“{name}” is not wholly read in as it would be now. warraq update {name} does it."
        ));
    }
    Ok(Given::Kept(Box::new(Collection::kept(library)?)))
}

/// The collection with this name.
fn kept(name: &str, private: bool) -> anyhow::Result<Option<Which>> {
    let Ok(folder) = home::data() else {
        return Ok(None);
    };
    let all = if private {
        // Not even a journal is written.
        library::glance(&folder)?
    } else if Library::is_in(&folder) {
        library::kept_collections(&folder)?
    } else {
        Vec::new()
    };
    let mut all = all.into_iter();
    Ok(all.find(|which| which.name.as_deref() == Some(name)))
}

/// Reading in was stopped, or another version or other lists read it.
fn is_behind(library: &Library, which: &Which) -> anyhow::Result<bool> {
    let mut known = Known::default();
    known.choose(&which.choices);
    let mut plan = Plan::default();
    know(&mut plan, &known);
    plan.options = std::sync::Arc::new(crate::cli::options(&known.fields));
    Ok(library.needs_linking()? || !library.is_of(Stage::of(&plan, Parts::All))?)
}
