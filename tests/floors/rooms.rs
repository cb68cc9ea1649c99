//! The size of files, their names, and what stands at the root of the repository.

use std::path::Path;
use std::process::Command;

use crate::rules::{File, scan_all};

/// Lines of code at which a file is split; tests and doc comments are not counted.
const TOO_LONG: usize = 600;

/// Names that say nothing about what stands in a file.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "types", "prelude"];

/// What may stand at the root.
const ROOT: &[&str] = &[
    ".ci",
    ".gitignore",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "assets",
    "benches",
    "docs",
    "examples",
    "seeds",
    "src",
    "tests",
];

fn too_long(files: &[File]) -> Vec<String> {
    let scans = scan_all(files).unwrap();
    files
        .iter()
        .zip(&scans)
        .filter(|(_, scan)| scan.code_lines.len() > TOO_LONG)
        .map(|(file, scan)| format!("src/{}: {} lines of code", file.path, scan.code_lines.len()))
        .collect()
}

fn empty_names(files: &[File]) -> Vec<&str> {
    files
        .iter()
        .map(|file| file.path.as_str())
        .filter(|path| {
            path.split('/')
                .any(|part| EMPTY_NAMES.contains(&part.trim_end_matches(".rs")))
        })
        .collect()
}

fn strangers<'a>(tracked: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    tracked
        .filter(|path| !ROOT.contains(&path.split('/').next().unwrap_or(path)))
        .collect()
}

fn file(path: &str, source: String) -> File {
    File {
        path: path.to_owned(),
        source,
    }
}

#[test]
fn no_file_is_too_long() {
    assert_eq!(too_long(&crate::source_files()), Vec::<String>::new());
}

#[test]
fn only_code_is_counted() {
    let code = "/// A doc comment.\nfn f() {\n}\n\n".repeat(301);
    let tests = format!(
        "#[cfg(test)]\nmod tests {{\n{}}}\n",
        "fn f() {}\n".repeat(900)
    );
    let docs = "//! A line.\n".repeat(900);
    assert_eq!(
        too_long(&[
            file("text/a.rs", code),
            file("text/b.rs", tests),
            file("text/c.rs", docs),
            file(
                "text/d.rs",
                format!("const A: &str = \"{}\";", "\n".repeat(600))
            ),
        ]),
        [
            "src/text/a.rs: 602 lines of code",
            "src/text/d.rs: 601 lines of code"
        ]
    );
}

#[test]
fn names_say_what_stands_there() {
    assert_eq!(empty_names(&crate::source_files()), Vec::<&str>::new());
    let planted = [
        "text/utils.rs",
        "ui/helpers/mod.rs",
        "text/prelude.rs",
        "text/types_of_joining.rs",
    ];
    let planted = planted.map(|path| file(path, String::new()));
    assert_eq!(
        empty_names(&planted),
        ["text/utils.rs", "ui/helpers/mod.rs", "text/prelude.rs"]
    );
}

#[test]
#[allow(clippy::print_stdout)] // The reason for a skip belongs in the test's output.
fn the_root_is_tidy() {
    assert_eq!(
        strangers(["src/lib.rs", "notes.txt", "scripts/a.sh", "LICENSE-MIT"].into_iter()),
        ["notes.txt", "scripts/a.sh"]
    );
    let listed = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output();
    let listed = match listed {
        Ok(output) if output.status.success() && !output.stdout.is_empty() => output.stdout,
        _ => {
            println!("skipped: no git, or no repository, so there is no list of tracked files");
            return;
        }
    };
    let listed = String::from_utf8(listed).unwrap();
    let tracked = listed.split('\0').filter(|path| !path.is_empty());
    assert_eq!(strangers(tracked), Vec::<&str>::new());
}
