//! The contract of `docs/cli.md`, kept with the real program.
#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

#[path = "cli/connections.rs"]
mod connections;
#[path = "cli/contract.rs"]
mod contract;
#[path = "cli/desk.rs"]
mod desk;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/kept.rs"]
mod kept;
#[path = "cli/known.rs"]
mod known;
#[path = "cli/kwic.rs"]
mod kwic;
#[path = "cli/linear.rs"]
mod linear;
#[path = "cli/linear_all.rs"]
mod linear_all;
#[path = "cli/named.rs"]
mod named;
#[path = "cli/offsets.rs"]
mod offsets;
#[path = "cli/page.rs"]
mod page;
#[path = "cli/search.rs"]
mod search;
#[path = "cli/timeline.rs"]
mod timeline;

/// What a run of the program gave.
struct Run {
    code: i32,
    out: String,
    err: String,
}

/// A folder with files in it.
fn folder<const N: usize>(files: [(&str, &[u8]); N]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// The program in a folder; it sees no settings of the one who runs the tests.
fn command(at: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warraq"));
    command.args(args).current_dir(at).stdin(Stdio::null());
    for name in [
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
    ] {
        command.env(name, at.join(".home"));
    }
    command
}

fn done(output: Output) -> Run {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn run(at: &Path, args: &[&str]) -> Run {
    done(command(at, args).output().unwrap())
}

fn run_with(at: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut command = command(at, args);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that has enough may close its end.
    let _ = child.stdin.take().unwrap().write_all(input);
    done(child.wait_with_output().unwrap())
}

/// The lines of a run that went well.
fn json(run: &Run) -> Vec<Value> {
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let lines = run.out.lines();
    lines.map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn field<'v>(line: &'v Value, name: &str) -> &'v str {
    line[name].as_str().unwrap()
}

/// `surface kind entity` of each mention of a text.
fn found(name: &str, text: &[u8]) -> Vec<String> {
    let folder = folder([(name, text)]);
    let lines = json(&run(folder.path(), &["mentions", name]));
    lines
        .iter()
        .map(|l| {
            format!(
                "{} {} {}",
                field(l, "surface"),
                field(l, "kind"),
                field(l, "entity")
            )
        })
        .collect()
}
