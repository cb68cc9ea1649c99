//! Who may name whom: the tables, and the judgement of one crate's source by them.

use std::collections::{BTreeMap, BTreeSet};

use crate::scan::{self, Imports, Scan, Written};

/// Which floor may name which; from the ground up. What stands between the floors
/// (`config`, `error`, the crate root) has its row too.
///
/// A row lists everything that may be named, so a new arrow is a change of this table.
const FLOORS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("document", &["text"]),
    ("layout", &["document", "text"]),
    ("entity", &["document", "text", "assets"]),
    (
        "library",
        &["entity", "document", "text", "error", "assets"],
    ),
    (
        "work",
        &["library", "entity", "document", "text", "error", "config"],
    ),
    (
        "app",
        &[
            "work", "library", "layout", "entity", "document", "text", "error", "config", "locale",
        ],
    ),
    (
        "ui",
        &[
            "app", "work", "library", "layout", "entity", "document", "text", "config", "locale",
        ],
    ),
    (
        "term",
        &[
            "ui", "app", "work", "library", "layout", "entity", "document", "text", "error",
            "config", "locale",
        ],
    ),
    (
        "cli",
        &[
            "term", "ui", "app", "work", "library", "layout", "entity", "document", "text",
            "error", "config", "assets", "locale",
        ],
    ),
    ("main", &["cli", "term", "config", "error"]),
    // Plain data, and what may go wrong with it.
    ("config", &["assets"]),
    ("assets", &[]),
    // The words of the interface, for every floor that speaks to the reader.
    ("locale", &["assets"]),
    ("error", &["entity", "document", "text"]),
    // lib.rs lists the floors and names nothing in them.
    ("root", &[]),
];

/// Floors that `app` uses the types of, and never calls.
const TYPES_ONLY: &[(&str, &[&str])] =
    &[("app", &["library", "work"]), ("ui", &["library", "work"])];

/// Where each crate may be named. A dependency without a row fails the test: decide where it
/// belongs when you add it. An empty list is every floor.
const CRATES: &[(&str, &[&str])] = &[
    (
        "alphanumeric_sort",
        &["assets", "document", "library", "work", "cli"],
    ),
    ("anyhow", &["term", "cli", "main"]),
    ("blake3", &["library"]),
    ("chardetng", &["text"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("compact_str", &[]),
    ("arboard", &["term"]),
    ("crossterm", &["term"]),
    ("csv", &["document", "library"]),
    ("dom_query", &["document"]),
    ("dom_smoothie", &["document"]),
    ("encoding_rs", &["text"]),
    ("etcetera", &["config", "term", "cli"]),
    ("flate2", &["document"]),
    ("fluent_bundle", &["locale"]),
    ("html5ever", &["document"]),
    ("icu_calendar", &["ui"]),
    ("icu_locale_core", &["locale"]),
    ("icu_plurals", &["locale"]),
    ("icu_properties", &["text", "layout"]),
    ("icu_segmenter", &["text", "layout"]),
    ("include_dir", &["assets"]),
    ("indicatif", &["cli"]),
    (
        "jiff",
        &[
            "document", "entity", "library", "work", "app", "ui", "term", "cli",
        ],
    ),
    ("memchr", &["library"]),
    ("notify", &["work"]),
    ("nucleo_matcher", &["library", "work", "app", "cli"]),
    ("pulldown_cmark", &["document"]),
    ("quick_xml", &["document", "library"]),
    ("ratatui", &["ui", "term"]),
    ("rusqlite", &["library"]),
    ("regex", &["text"]),
    ("rustc_hash", &[]),
    (
        "rustix",
        &["config", "library", "work", "term", "cli", "main"],
    ),
    ("serde", &[]),
    ("serde_json", &["document", "library", "cli"]),
    ("shell_words", &["term"]),
    ("signal_hook", &["term"]),
    ("strsim", &["config", "library", "cli"]),
    ("tempfile", &["term"]),
    ("thiserror", &[]),
    ("toml", &["config", "document", "entity", "ui"]),
    ("unic_langid", &["locale"]),
    ("unicode_bidi", &["text", "layout", "term"]),
    ("unicode_normalization", &["text", "entity"]),
    ("unicode_segmentation", &["text", "document", "layout"]),
    ("unicode_width", &["text", "document", "layout"]),
    ("walkdir", &["library", "work", "cli"]),
    ("zip", &["document"]),
    ("zstd", &["library"]),
];

/// Crates that make a wall: no test stands on the wrong side of them either.
const WALLS: &[&str] = &["ratatui", "crossterm", "rusqlite"];

/// The floors that know nothing of the world around the program.
const PURE: &[&str] = &["text", "document", "layout", "entity", "app", "ui"];

/// What the standard library and others offer that some floors may not know.
const WORLD: &[(&[&str], &[&str])] = &[
    (&["std", "fs"], PURE),
    (&["std", "thread"], PURE),
    (&["std", "thread"], &["library"]),
    (&["std", "time", "Instant"], PURE),
    (&["std", "time", "SystemTime"], PURE),
    (&["std", "time", "UNIX_EPOCH"], PURE),
    (&["jiff", "Timestamp", "now"], PURE),
    (&["jiff", "Zoned", "now"], PURE),
    (&["std", "env"], PURE),
    (&["std", "net"], PURE),
    (&["std", "process"], PURE),
    (&["std", "io", "stdin"], PURE),
    (&["std", "io", "stdout"], PURE),
    (&["std", "io", "stderr"], PURE),
    (&["std", "sync", "mpsc"], PURE),
];

/// Floors that may not know where data files are, so nothing is embedded there.
const NO_DATA_FILES: &[&str] = &["text", "document", "layout", "entity", "app"];

/// One file of the crate: its path from `src/`, and its text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) source: String,
}

/// Something that the house rules forbid.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "src/{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Dependencies that have no row in the table of crates.
pub(crate) fn without_row(dependencies: &BTreeSet<String>) -> Vec<&str> {
    dependencies
        .iter()
        .map(String::as_str)
        .filter(|name| !CRATES.iter().any(|(row, _)| row == name))
        .collect()
}

/// The module path of a file, from the crate root.
pub(crate) fn module_of(path: &str) -> Vec<String> {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let mut names: Vec<String> = stem.split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|n| n == "mod") || stem == "lib" {
        names.pop();
    }
    names
}

/// Reads every file; a file that only tests see is read as such.
pub(crate) fn scan_all(files: &[File]) -> Result<Vec<Scan>, String> {
    let read = |file: &File, module: &[String], in_test| {
        scan::scan(&file.source, module, in_test).map_err(|e| format!("src/{}: {e}", file.path))
    };
    let mut scans = Vec::new();
    let mut of_tests = BTreeSet::new();
    let mut elsewhere = BTreeMap::new();
    for file in files {
        let scan = read(file, &module_of(&file.path), false)?;
        of_tests.extend(scan.test_modules.iter().cloned());
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (name, module) in &scan.test_files {
            elsewhere.insert(format!("{folder}/{name}"), module.clone());
        }
        scans.push(scan);
    }
    for (file, scan) in files.iter().zip(&mut scans) {
        let module = module_of(&file.path);
        if let Some(module) = elsewhere.get(&file.path) {
            *scan = read(file, module, true)?;
        } else if of_tests.iter().any(|tests| module.starts_with(tests)) {
            *scan = read(file, &module, true)?;
        }
    }
    Ok(scans)
}

/// Everything in the files that breaks a rule. `dependencies` are the crates, tests' included,
/// as they are named in code.
pub(crate) fn judge(files: &[File], dependencies: &BTreeSet<String>) -> Result<Vec<Fault>, String> {
    let scans = scan_all(files)?;
    let mut crates = dependencies.clone();
    // The tools have names in attributes (`#[allow(clippy::…)]`).
    let always = ["std", "core", "alloc", "clippy", "rustfmt", "rustdoc"];
    crates.extend(always.map(str::to_owned));
    let mut imports = Imports::default();
    for path in scans.iter().flat_map(|s| &s.paths) {
        imports.add(path);
    }
    let mut faults = Vec::new();
    for (file, scan) in files.iter().zip(&scans) {
        let module = module_of(&file.path);
        let floor = module.first().map_or("root", String::as_str);
        let mut say = |line, what| {
            faults.push(Fault {
                file: file.path.clone(),
                line,
                what,
            });
        };
        if !FLOORS.iter().any(|(name, _)| *name == floor) {
            say(1, format!("{floor} is no floor"));
            continue;
        }
        for (line, what) in &scan.hidden {
            say(*line, format!("{what} hides what is named"));
        }
        if NO_DATA_FILES.contains(&floor) {
            for line in &scan.embeds {
                say(*line, format!("{floor} may not know where data files are"));
            }
        }
        for path in &scan.paths {
            if floor == "ui"
                && path.behind_mut
                && !path.in_test
                && path.names.last().is_some_and(|n| n == "Model")
            {
                say(
                    path.line,
                    "ui draws from &Model and may not know &mut Model".to_owned(),
                );
            }
            if path.names.len() == 1 && path.behind_mut {
                continue;
            }
            let mut said = BTreeSet::new();
            for meaning in imports.meanings(path, &crates) {
                if let Some(what) = fault(floor, path, &meaning)
                    && said.insert(what.clone())
                {
                    say(path.line, what);
                }
            }
        }
    }
    Ok(faults)
}

/// What is wrong with a path that `floor` names and that means `meaning`.
fn fault(floor: &str, path: &Written, meaning: &[String]) -> Option<String> {
    let shown = meaning.join("::");
    let exported = path.import.as_ref().is_some_and(|i| i.exported);
    if meaning[0] != "crate" {
        return outside(floor, path, meaning).or_else(|| {
            exported
                .then(|| format!("`pub use` of another crate hides where it is named ({shown})"))
        });
    }
    let Some(target) = meaning.get(1).map(String::as_str) else {
        // `pub(in super::super)` names the root and opens nothing.
        return path
            .import
            .is_some()
            .then(|| format!("{floor} takes the crate root as a whole ({shown})"));
    };
    if target == "*" {
        return Some(format!("{floor} takes the crate root as a whole ({shown})"));
    }
    if target == floor {
        return None;
    }
    let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == floor) else {
        return Some(format!("{floor} is no floor"));
    };
    if !allowed.contains(&target) {
        return Some(format!("{floor} may not name {target} ({shown})"));
    }
    if exported {
        return Some(format!("`pub use` across floors ({shown})"));
    }
    let types_only = TYPES_ONLY
        .iter()
        .any(|(from, to)| *from == floor && to.contains(&target));
    if types_only && !only_a_type(&meaning[2..], path.in_test) {
        return Some(format!(
            "{floor} uses the types of {target} and never calls it ({shown})"
        ));
    }
    None
}

/// True when the last name is that of a type, variant or constant, or makes the default value
/// of a type. A test may make any value that it needs, so there any name on a type will do.
fn only_a_type(names: &[String], in_test: bool) -> bool {
    let upper = |name: &String| name.chars().next().is_some_and(char::is_uppercase);
    if in_test {
        names.iter().any(upper)
    } else {
        match names {
            [.., kind, made] if made == "default" => upper(kind),
            _ => names.last().is_some_and(upper),
        }
    }
}

/// What is wrong with naming another crate.
fn outside(floor: &str, path: &Written, meaning: &[String]) -> Option<String> {
    let shown = meaning.join("::");
    let mut names: Vec<&str> = meaning.iter().map(String::as_str).collect();
    if matches!(names[0], "core" | "alloc") {
        names[0] = "std";
    }
    if path.in_test && !WALLS.contains(&names[0]) {
        return None;
    }
    let rows: BTreeMap<&str, &[&str]> = CRATES.iter().copied().collect();
    if let Some(floors) = rows.get(names[0])
        && !floors.is_empty()
        && !floors.contains(&floor)
    {
        return Some(format!(
            "{floor} may not name the crate {} ({shown})",
            names[0]
        ));
    }
    WORLD
        .iter()
        .filter(|(_, floors)| floors.contains(&floor))
        .find(|(what, _)| {
            let opened = names
                .strip_suffix(&["*"])
                .is_some_and(|module| what.starts_with(module));
            names.starts_with(what) || opened
        })
        .map(|(what, _)| format!("{floor} may not know {} ({shown})", what.join("::")))
}
