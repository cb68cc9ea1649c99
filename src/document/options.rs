//! How files are read: which field of a record is what, and how large things may be.

use crate::document::fields::Fields;

/// How files are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which fields of a record (JSON, JSON Lines, CSV, TSV) are what.
    pub fields: Fields,
    /// How large things may be.
    pub bounds: Bounds,
}

/// What a reader or a machine can bear. Each has its reason when it is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The largest single text in bytes: a file, a member of an archive, a chapter.
    pub text: u64,
    /// The largest record in bytes: a line of JSON Lines, a row of CSV.
    pub record: u64,
    /// The largest page of HTML in bytes.
    pub page: usize,
    /// How many elements and texts a page of HTML may have.
    pub nodes: usize,
    /// How deep elements may be nested in it.
    pub depth: usize,
    /// How many times its own size a compressed file may unpack to, beyond
    /// [`Bounds::unpacked`].
    pub ratio: u64,
    /// What any compressed file may unpack to, in bytes.
    pub unpacked: u64,
    /// How many bytes the table of contents of an archive may take.
    pub contents: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            text: LARGEST,
            record: 64 << 20,
            page: 64 << 20,
            nodes: 1_000_000,
            depth: 400,
            ratio: 50,
            unpacked: 64 << 20,
            contents: 32 << 20,
        }
    }
}

/// The largest text that is read, in bytes.
pub const LARGEST: u64 = 256 << 20;
