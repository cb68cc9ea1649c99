//! The files that are part of the program: gazetteer, word lists, trained weights, sample
//! articles.
//!
//! Texts by name, and the gazetteer as it was digested at build. This is the one place
//! that knows where they stand, so that the
//! floors know only what is in them.

use include_dir::{Dir, include_dir};

static GAZETTEER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));
static LEXICON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/lexicon");
static ABOUTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/about");
static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/locale");
static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// The gazetteer: what `assets/build.rs` made of the topic files in `assets/gazetteer`.
#[must_use]
pub const fn gazetteer() -> &'static [u8] {
    GAZETTEER
}

/// The recogniser's word lists: name and text, by name.
#[must_use]
pub fn lexicon() -> Vec<(&'static str, &'static str)> {
    texts(&LEXICON, "txt")
}

/// The trained weights of the tagger; `None` without the feature `model`.
#[must_use]
pub const fn model() -> Option<&'static [u8]> {
    #[cfg(feature = "model")]
    {
        Some(include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/model/ar-ner.bin"
        )))
    }
    #[cfg(not(feature = "model"))]
    None
}

/// Licence and sources of the weights; `None` without the feature `model`.
#[must_use]
pub const fn notice() -> Option<&'static str> {
    #[cfg(feature = "model")]
    {
        Some(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/model/NOTICE"
        )))
    }
    #[cfg(not(feature = "model"))]
    None
}

/// How descriptions of the gazetteer are put together in other languages than English: tag and
/// table, sorted by tag.
#[must_use]
pub fn abouts() -> Vec<(&'static str, &'static str)> {
    texts(&ABOUTS, "txt")
        .into_iter()
        .filter_map(|(name, text)| Some((name.strip_suffix(".txt")?, text)))
        .collect()
}

/// The words of the interface: language tag (BCP 47) and Fluent text, sorted by tag.
#[must_use]
pub fn locales() -> Vec<(&'static str, &'static str)> {
    texts(&LOCALES, "ftl")
        .into_iter()
        .filter_map(|(name, text)| Some((name.strip_suffix(".ftl")?, text)))
        .collect()
}

/// The sample articles: name and text, in natural order.
#[must_use]
pub fn samples() -> Vec<(&'static str, &'static str)> {
    let mut texts = texts(&SAMPLES, "md");
    texts.sort_by(|a, b| alphanumeric_sort::compare_str(a.0, b.0));
    texts
}

/// The files of a folder with this extension.
fn texts(folder: &'static Dir<'_>, extension: &str) -> Vec<(&'static str, &'static str)> {
    let mut texts: Vec<_> = folder
        .files()
        .filter(|file| file.path().extension().is_some_and(|e| e == extension))
        .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
        .collect();
    texts.sort_unstable();
    texts
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_file_is_there_and_is_text() {
        assert!(super::gazetteer().len() > 100_000);
        assert!(super::lexicon().len() >= 7);
        let samples = super::samples();
        assert!(samples.len() >= 12);
        assert!(samples[0].0.starts_with("sample-01"), "{:?}", samples[0].0);
        for (name, text) in samples {
            assert!(!text.trim().is_empty(), "{name}");
        }
    }
}
