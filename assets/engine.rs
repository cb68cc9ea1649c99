//! The version of the article stage: a hash of everything that it is made of, so that
//! nobody can forget to count it up. What was analysed with another one is read again.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What the article stage and the form in which it is kept are made of, besides the source.
/// Other versions of the crates that read formats give other texts too.
const PARTS: [&str; 10] = [
    "src/text",
    "src/document",
    "src/entity",
    "src/library/annotations",
    "src/library/annotations.rs",
    "src/library/pack.rs",
    "assets/gazetteer",
    "assets/lexicon",
    "assets/model",
    "Cargo.lock",
];

/// Tells the program its engine, and cargo when to do so again.
pub(crate) fn tell(root: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    for part in PARTS {
        let path = root.join(part);
        if path.exists() {
            println!("cargo::rerun-if-changed={part}");
            collect(path, &mut files)?;
        }
    }
    files.sort();
    // FNV-1a, 64 bits: no enemy chooses the program's own source.
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy();
        for byte in name.bytes().chain([0]).chain(fs::read(&file)?) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    // Built without the weights it is another engine.
    let model = env::var_os("CARGO_FEATURE_MODEL").is_some();
    hash = (hash ^ u64::from(model)).wrapping_mul(0x100_0000_01b3);
    println!("cargo::rustc-env=WARRAQ_ENGINE={hash:016x}");
    Ok(())
}

fn collect(path: PathBuf, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_file() {
        files.push(path);
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(entry?.path(), files)?;
    }
    Ok(())
}
