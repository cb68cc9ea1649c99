//! Reads the gazetteer's topic files when the program is built: a mistake in one of them ends
//! the build with its file and line, and the program carries a digest that needs no reading.
//!
//! The reader of the files is the program's own, taken in by path.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used)]

mod engine;

use std::path::{Path, PathBuf};
use std::{env, fs, process};

#[path = "../src/text"]
mod text {
    pub mod fold;
    pub mod range;
    pub mod token;
}

#[path = "../src/entity"]
mod entity {
    pub mod gazetteer;
    pub mod kind;
    pub mod sound;
}

/// What the program finds under this name is what is made here.
mod assets {
    pub fn gazetteer() -> &'static [u8] {
        &[]
    }
}

fn main() {
    // Cargo sets both.
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    let own = [
        "assets/build.rs",
        "assets/gazetteer",
        "src/entity/gazetteer",
    ];
    let more = [
        "src/entity/gazetteer.rs",
        "src/entity/kind.rs",
        "src/entity/sound.rs",
    ];
    let text = ["src/text/fold.rs", "src/text/range.rs", "src/text/token.rs"];
    for path in own.iter().chain(&more).chain(&text) {
        println!("cargo::rerun-if-changed={path}");
    }

    println!("cargo::rerun-if-changed=assets/engine.rs");
    engine::tell(&root).expect("the source of the program can be read");

    let folder = Path::new("assets/gazetteer");
    let mut files: Vec<(String, String)> = fs::read_dir(root.join(folder))
        .expect("assets/gazetteer is part of the project")
        .map(|entry| entry.expect("a folder can be read to its end").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = fs::read_to_string(&path).unwrap_or_else(|error| {
                println!("cargo::error={}: {error}", path.display());
                process::exit(1);
            });
            (name.into_owned(), text)
        })
        .collect();
    files.sort();
    let sources = files.iter().map(|(name, text)| (&**name, &**text));
    let (list, errors) = entity::gazetteer::Gazetteer::from_sources_lenient(sources);
    for error in &errors {
        println!("cargo::error={}/{error}", folder.display());
    }
    if !errors.is_empty() {
        process::exit(1);
    }
    fs::write(out.join("gazetteer.bin"), list.digest()).expect("OUT_DIR can be written to");
}
