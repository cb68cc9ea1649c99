//! Keeps the walls of the house (`docs/ARCHITECTURE.md`): arrows between floors point down only,
//! each crate is named where it belongs, rooms stay small, the root stays tidy.
//!
//! What it cannot see: a method called on a value whose type another floor made.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::Path;

#[path = "floors/rooms.rs"]
mod rooms;
#[path = "floors/rules.rs"]
mod rules;
#[path = "floors/scan.rs"]
mod scan;

use rules::File;

/// The crate's own source files, paths from `src/`.
fn source_files() -> Vec<File> {
    fn collect(folder: &Path, below: &str, files: &mut Vec<File>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = format!("{below}{name}");
            if entry.file_type().unwrap().is_dir() {
                collect(&entry.path(), &format!("{path}/"), files);
            } else if name.ends_with(".rs") {
                let source = std::fs::read_to_string(entry.path()).unwrap();
                files.push(File { path, source });
            }
        }
    }
    let mut files = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        "",
        &mut files,
    );
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The dependencies of these tables of Cargo.toml, as they are named in code.
fn dependencies(tables: &[&str]) -> BTreeSet<String> {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&text).unwrap();
    let whole = std::iter::once(&manifest);
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let by_target = targets
        .into_iter()
        .flat_map(|t| t.values().filter_map(toml::Value::as_table));
    whole
        .chain(by_target)
        .flat_map(|table| {
            tables
                .iter()
                .filter_map(|name| table.get(*name)?.as_table())
        })
        .flat_map(|found| found.keys().map(|name| name.replace('-', "_")))
        .collect()
}

fn all_dependencies() -> BTreeSet<String> {
    dependencies(&["dependencies", "dev-dependencies"])
}

#[test]
fn arrows_point_down_only() {
    let faults = rules::judge(&source_files(), &all_dependencies()).unwrap();
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn every_dependency_has_its_floors() {
    let named = dependencies(&["dependencies"]);
    assert!(
        named.contains("unicode_bidi"),
        "Cargo.toml was not read: {named:?}"
    );
    assert_eq!(rules::without_row(&named), Vec::<&str>::new());
    let planted = BTreeSet::from(["serde".to_owned(), "left_pad".to_owned()]);
    assert_eq!(rules::without_row(&planted), ["left_pad"]);
}

/// Planted sources: a name, the files, and for each fault a part of what is said, in order.
/// No part: there is no fault to find.
type Planted = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

const PLANTED: &[Planted] = &[
    // Arrows that point up, in every way of writing one.
    (
        "use",
        &[("text/a.rs", "use crate::document::Document;")],
        &["text may not name document"],
    ),
    (
        "fully qualified call without use",
        &[("document/a.rs", "fn f() { crate::layout::wrap(1); }")],
        &["document may not name layout (crate::layout::wrap)"],
    ),
    (
        "use tree",
        &[(
            "layout/a.rs",
            "use crate::{text::range, app::{key::{Key, KeyCode as Code}}};",
        )],
        &["crate::app::key::Key)", "crate::app::key::KeyCode)"],
    ),
    (
        "use tree from the start",
        &[("text/a.rs", "use {crate::ui::Frame, std::fmt};")],
        &["text may not name ui"],
    ),
    (
        "super from a floor",
        &[("text/mod.rs", "use super::document::Document;")],
        &["text may not name document"],
    ),
    (
        "super::super",
        &[("text/a.rs", "fn f() -> super::super::ui::Frame { todo!() }")],
        &["text may not name ui (crate::ui::Frame)"],
    ),
    (
        "super in an inline module",
        &[(
            "text/mod.rs",
            "mod inner { fn f() { super::super::work::go(); self::super::super::work::go() } }",
        )],
        &["crate::work::go", "crate::work::go"],
    ),
    (
        "in a macro call",
        &[(
            "entity/a.rs",
            "fn f() { vec![format!(\"{}\", crate::library::count())]; }",
        )],
        &["crate::library::count"],
    ),
    (
        "in macro_rules",
        &[(
            "text/a.rs",
            "macro_rules! m { () => { $crate::term::run() } }",
        )],
        &["text may not name term"],
    ),
    (
        "in generics",
        &[("text/a.rs", "fn f() { Vec::<crate::ui::Frame>::new(); }")],
        &["crate::ui::Frame"],
    ),
    (
        "in a qualified type",
        &[("text/a.rs", "fn f() { <u8 as crate::app::Make>::make(); }")],
        &["crate::app::Make"],
    ),
    (
        "behind generics",
        &[("app/a.rs", "fn f() { crate::work::Job::<u8>::start(); }")],
        &["never calls it (crate::work::Job::start)"],
    ),
    (
        "in an attribute",
        &[("text/a.rs", "#[derive(crate::ui::Paint)] struct A;")],
        &["crate::ui::Paint"],
    ),
    (
        "in a string for serde",
        &[(
            "text/a.rs",
            "struct A { #[serde(default = \"crate::app::width\")] w: u8 }",
        )],
        &["crate::app::width"],
    ),
    (
        "raw identifier",
        &[("text/a.rs", "use crate::r#ui::Frame;")],
        &["text may not name ui"],
    ),
    (
        "after a comparison",
        &[("text/a.rs", "fn f() { 1 > ::ratatui::W; }")],
        &["the crate ratatui"],
    ),
    (
        "in a test",
        &[(
            "text/a.rs",
            "#[cfg(test)] mod tests { use crate::ui::Frame; }",
        )],
        &["text may not name ui"],
    ),
    (
        "the crate's own name",
        &[("text/a.rs", "use warraq::ui::Frame;")],
        &["text may not name ui"],
    ),
    (
        "main reaches over cli",
        &[("main.rs", "fn main() { warraq::ui::paint() }")],
        &["main may not name ui"],
    ),
    (
        "lib.rs names an item",
        &[("lib.rs", "pub mod ui; pub use ui::Frame;")],
        &["root may not name ui"],
    ),
    (
        "unknown floor",
        &[("text/a.rs", "use crate::attic::Box;")],
        &["text may not name attic"],
    ),
    (
        "a new room at the root",
        &[("attic/mod.rs", "")],
        &["attic is no floor"],
    ),
    // Names that hide the arrow.
    (
        "crate root renamed",
        &[("text/a.rs", "use crate as c; fn f() { c::ui::paint(); }")],
        &["root as a whole", "crate::ui::paint"],
    ),
    (
        "crate root opened",
        &[("text/a.rs", "use crate::*;")],
        &["root as a whole"],
    ),
    (
        "crate root opened by super",
        &[("text/mod.rs", "use super::*;")],
        &["root as a whole"],
    ),
    (
        "crate root in a tree",
        &[("text/a.rs", "use crate::{self as all};")],
        &["root as a whole"],
    ),
    (
        "through the import of another module",
        &[
            ("app/mod.rs", "use crate::library::Library; mod list;"),
            ("app/list.rs", "fn f() { super::Library::open(); }"),
        ],
        &["never calls it (crate::library::Library::open)"],
    ),
    (
        "through a glob",
        &[
            ("app/mod.rs", "use crate::library::Library; mod list;"),
            ("app/list.rs", "use super::*; fn f() { Library::open(); }"),
        ],
        &["never calls it (crate::library::Library::open)"],
    ),
    (
        "include!",
        &[("text/a.rs", "include!(\"../ui/mod.rs\");")],
        &["`include!`"],
    ),
    (
        "#[path]",
        &[("text/mod.rs", "#[path = \"../ui/mod.rs\"] mod a;")],
        &["`#[path]`"],
    ),
    (
        "extern crate",
        &[("text/a.rs", "extern crate ratatui as r;")],
        &["`extern crate`"],
    ),
    // Walls.
    (
        "entity sees layout",
        &[("entity/a.rs", "use crate::layout::Line;")],
        &["entity may not name layout"],
    ),
    (
        "layout sees entity",
        &[("layout/a.rs", "fn f(_: crate::entity::kind::Kind) {}")],
        &["layout may not name entity"],
    ),
    (
        "library sees layout",
        &[("library/a.rs", "use crate::layout::Line;")],
        &["library may not name layout"],
    ),
    (
        "app calls library",
        &[("app/a.rs", "fn f() { crate::library::open(); }")],
        &["never calls it"],
    ),
    (
        "app takes a function of work",
        &[("app/a.rs", "use crate::work::start;")],
        &["never calls it"],
    ),
    (
        "app takes a module of library",
        &[("app/a.rs", "use crate::library::rows;")],
        &["never calls it"],
    ),
    (
        "app opens library",
        &[("app/a.rs", "use crate::library::*;")],
        &["never calls it"],
    ),
    (
        "app calls an imported type",
        &[(
            "app/a.rs",
            "use crate::library::Library as L; fn f() { L::open(); }",
        )],
        &["never calls it (crate::library::Library::open)"],
    ),
    (
        "app uses types",
        &[(
            "app/a.rs",
            "use crate::library::{ArticleId, Row}; use crate::work::Job; fn f() { Job::Import(1); Row::EMPTY; Row::default(); }",
        )],
        &[],
    ),
    (
        "a test of app makes a value and does not open the library",
        &[(
            "app/a.rs",
            "#[cfg(test)] mod tests { use crate::library::ArticleId; fn f() { ArticleId::new(1); crate::library::open(); } }",
        )],
        &["(crate::library::open)"],
    ),
    (
        "ui changes the model",
        &[(
            "ui/a.rs",
            "use crate::app::Model; fn f<'a>(_: &'a mut Model, _: &mut crate::app::Model, _: &Model) {}",
        )],
        &["&mut Model", "&mut Model"],
    ),
    // Crates where they do not belong.
    (
        "ratatui in app",
        &[("app/a.rs", "use ratatui::layout::Rect;")],
        &["app may not name the crate ratatui"],
    ),
    (
        "ratatui in a test of app",
        &[(
            "app/a.rs",
            "#[cfg(test)] mod tests { fn f() { ratatui::init(); } }",
        )],
        &["the crate ratatui"],
    ),
    (
        "crossterm in ui, in full",
        &[("ui/a.rs", "fn f() { crossterm::event::read(); }")],
        &["ui may not name the crate crossterm"],
    ),
    (
        "rusqlite in work",
        &[("work/a.rs", "type C = ::rusqlite::Connection;")],
        &["the crate rusqlite"],
    ),
    (
        "a crate alone",
        &[("text/a.rs", "use toml;")],
        &["the crate toml"],
    ),
    (
        "a crate renamed",
        &[("layout/a.rs", "use ratatui as r;")],
        &["the crate ratatui"],
    ),
    (
        "a crate handed on",
        &[("library/a.rs", "pub use rusqlite::Connection;")],
        &["`pub use` of another crate"],
    ),
    (
        "its own crates",
        &[
            ("ui/a.rs", "use ratatui::buffer::Buffer;"),
            ("term/a.rs", "use crossterm::event;"),
            ("library/a.rs", "use rusqlite::Connection;"),
        ],
        &[],
    ),
    // The world outside.
    (
        "files",
        &[("text/a.rs", "fn f() { std::fs::read(\"x\"); }")],
        &["text may not know std::fs"],
    ),
    (
        "files by an import",
        &[("document/a.rs", "use std::{fmt, fs::File};")],
        &["document may not know std::fs"],
    ),
    (
        "threads",
        &[("library/a.rs", "use std::thread;")],
        &["library may not know std::thread"],
    ),
    (
        "clock through its module",
        &[(
            "app/a.rs",
            "use std::time; fn f() { time::Instant::now(); }",
        )],
        &["app may not know std::time::Instant"],
    ),
    (
        "clock through a glob",
        &[("app/a.rs", "use std::time::*;")],
        &["app may not know std::time::Instant"],
    ),
    (
        "clock of jiff",
        &[("app/a.rs", "use jiff::Zoned; fn f() { Zoned::now(); }")],
        &["app may not know jiff::Zoned::now"],
    ),
    (
        "std renamed",
        &[("entity/a.rs", "use std as s; fn f() { s::fs::read(1); }")],
        &["entity may not know std::fs"],
    ),
    (
        "std opened",
        &[("entity/a.rs", "use std::*;")],
        &["entity may not know std::fs"],
    ),
    (
        "a duration is no clock",
        &[(
            "app/a.rs",
            "use std::time::Duration; fn f() { Duration::ZERO; }",
        )],
        &[],
    ),
    (
        "files in a test",
        &[("text/a.rs", "#[cfg(test)] mod tests { use std::fs; }")],
        &[],
    ),
    (
        "files behind a test",
        &[(
            "text/a.rs",
            "#[cfg(test)] mod tests { } fn f() { std::fs::read(1); }",
        )],
        &["std::fs"],
    ),
    (
        "files behind a test's import",
        &[("text/a.rs", "#[cfg(test)] use std::env; use std::fs;")],
        &["std::fs"],
    ),
    (
        "files in a test in its own file",
        &[
            ("text/mod.rs", "#[cfg(test)] mod cases; mod other;"),
            ("text/cases.rs", "use std::fs;"),
            ("text/other.rs", "use std::fs;"),
        ],
        &["text may not know std::fs"],
    ),
    (
        "files in a test beside its module",
        &[
            (
                "text/mod.rs",
                "#[cfg(test)] #[path = \"a_tests.rs\"] mod tests; #[cfg(test)] #[path = \"../b.rs\"] mod b;",
            ),
            (
                "text/a_tests.rs",
                "use std::fs; use super::super::ui::Frame;",
            ),
        ],
        &["`#[path]`", "text may not name ui"],
    ),
    (
        "a macro with the name of its crate",
        &[("ui/a.rs", "use include_dir::{Dir, include_dir};")],
        &["(include_dir::Dir)", "(include_dir::include_dir)"],
    ),
    (
        "data files",
        &[(
            "entity/a.rs",
            "static A: &str = include_str!(\"a\"); #[cfg(test)] mod tests { const B: &str = include_str!(\"b\"); }",
        )],
        &["where data files are"],
    ),
    // `pub use` across floors.
    (
        "pub use",
        &[("ui/a.rs", "pub use crate::app::Model;")],
        &["`pub use` across floors (crate::app::Model)"],
    ),
    (
        "limited pub use",
        &[("ui/a.rs", "pub(in crate::ui) use crate::app::{Model};")],
        &["`pub use` across floors"],
    ),
    (
        "pub use of an import",
        &[("ui/a.rs", "use crate::app; pub use app::Model;")],
        &["`pub use` across floors"],
    ),
    (
        "pub use within a floor",
        &[(
            "document/mod.rs",
            "mod read; pub use read::read; pub use self::read::Format;",
        )],
        &[],
    ),
    // Not a fault.
    (
        "comments, strings, characters",
        &[(
            "text/a.rs",
            r###"//! crate::ui::Frame
            /// [`crate::ui::Frame`]
            fn f<'a>() { /* crate::ui /* ratatui::x */ */ let _ = ("crate::ui::x", r#"std::fs::"x" "#, b"ratatui::x", ':', '"', "\"crate::ui::x"); } // std::fs::read
            "###,
        )],
        &[],
    ),
    (
        "down, and beside in the same floor",
        &[(
            "layout/wrap.rs",
            "use crate::document::Paragraph; use super::Line; use crate::text::{self, range::TextRange}; fn f() { text::width::cells(1); super::bidi::f(); <Line>::ui::x; }",
        )],
        &[],
    ),
    (
        "visibility is no arrow",
        &[(
            "text/a/b.rs",
            "pub(crate) fn f() {} pub(in crate::text) fn g() {} pub(in super::super) fn h() {}",
        )],
        &[],
    ),
    (
        "a captured lifetime is no import",
        &[("text/a.rs", "fn f<'a>() -> impl Sized + use<'a> {} ")],
        &[],
    ),
];

#[test]
fn planted_faults_are_found_and_nothing_else() {
    let mut crates = all_dependencies();
    crates.insert("rusqlite".to_owned());
    let mut wrong = Vec::new();
    for (name, files, expected) in PLANTED {
        let files: Vec<File> = files
            .iter()
            .map(|(path, source)| File {
                path: (*path).to_owned(),
                source: (*source).to_owned(),
            })
            .collect();
        let found: Vec<String> = rules::judge(&files, &crates)
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        let fits = found.len() == expected.len()
            && found
                .iter()
                .zip(*expected)
                .all(|(found, part)| found.contains(part));
        if !fits {
            wrong.push(format!("{name}: expected {expected:?}, found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn a_fault_names_file_and_line() {
    let file = File {
        path: "text/a.rs".to_owned(),
        source: "\n/* two\nlines */\nuse crate::ui::Frame;\n".to_owned(),
    };
    let faults = rules::judge(&[file], &BTreeSet::new()).unwrap();
    assert_eq!(
        faults[0].to_string(),
        "src/text/a.rs:4: text may not name ui (crate::ui::Frame)"
    );
}
