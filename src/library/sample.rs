//! The sample collection, part of the program.

use include_dir::{Dir, include_dir};

static SEEDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// Name and text of each sample article, in natural order.
#[must_use]
pub fn articles() -> Vec<(&'static str, &'static str)> {
    let mut out: Vec<_> = SEEDS
        .files()
        .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
        .collect();
    out.sort_by(|a, b| alphanumeric_sort::compare_str(a.0, b.0));
    out
}
