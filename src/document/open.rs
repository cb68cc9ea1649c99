//! A file → its articles. One file may hold many; a fault in one leaves the others.

use std::io::{Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::document::format::{feed, html};
use crate::document::options::Options;
use crate::document::sniff::{self, Kind};
use crate::document::{Document, read};
use crate::text::decode::{self, DecodeError};

/// The bytes of a file, wherever they are.
pub trait Bytes: Read + Seek {}

impl<T: Read + Seek> Bytes for T {}

/// One article of a file, or why there is none.
#[derive(Debug)]
pub struct Entry {
    /// What its name has behind the name of the file: nothing where the file is one article,
    /// `#id` or `#n` in a file of many, `/path` in an archive.
    pub place: String,
    /// The article.
    pub article: Result<Document, Refusal>,
}

/// Why there is no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no text, or no text that anybody would read; in a folder it is passed over. The
    /// reason is for those who named the file.
    NotText(String),
    /// It should be read and cannot be.
    Failed(String),
}

/// The articles of a file, in its order.
pub type Articles = Box<dyn Iterator<Item = Entry>>;

/// Opens a file. `name` is its name as a reader knows it; the content counts more.
///
/// Reads on while it is asked; it never fails as a whole: what goes wrong is an entry.
#[must_use]
pub fn articles(name: &str, mut bytes: Box<dyn Bytes>, options: &Arc<Options>) -> Articles {
    let length = bytes
        .seek(SeekFrom::End(0))
        .and_then(|length| bytes.rewind().map(|()| length));
    match length {
        Ok(length) => open(name, bytes, length, options),
        Err(error) => refused(failed(&error)),
    }
}

fn open(name: &str, bytes: Box<dyn Bytes>, length: u64, options: &Arc<Options>) -> Articles {
    text(name, bytes, Some(length), options)
}

/// The articles of a text that is read from its beginning to its end.
fn text(
    name: &str,
    mut bytes: impl Read + 'static,
    length: Option<u64>,
    options: &Arc<Options>,
) -> Articles {
    let head = match read_head(&mut bytes) {
        Ok(head) => head,
        Err(error) => return refused(failed(&error)),
    };
    if let Err(DecodeError::NotText) = decode::decode(&head) {
        return refused(Refusal::NotText(DecodeError::NotText.to_string()));
    }
    let most = options.bounds.text;
    if length.is_some_and(|length| length > most) {
        return refused(too_large(most));
    }
    match read_whole(Cursor::new(head).chain(bytes), length, most) {
        Ok(bytes) => whole(name, &bytes, options),
        Err(refusal) => refused(refusal),
    }
}

/// The articles of a text that was read whole.
fn whole(name: &str, bytes: &[u8], options: &Arc<Options>) -> Articles {
    let charset = sniff::declared_charset(bytes);
    let text = match decode::decode_declared(bytes, charset.as_deref()) {
        Ok(decoded) => decoded.text,
        Err(error) => return refused(Refusal::NotText(error.to_string())),
    };
    match sniff::kind(name, &text[..text.floor_char_boundary(sniff::HEAD)]) {
        Kind::Text(format) => one(Ok(read::read(text, format))),
        Kind::Feed => feed::articles(text, options),
        Kind::Outline => one(feed::outline(&text).map_err(Refusal::Failed)),
        Kind::Html => one(html::read(&text, &options.bounds).map_err(Refusal::Failed)),
    }
}

/// The beginning of a file.
fn read_head(bytes: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    bytes.take(sniff::HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// All of it, if it is not larger than `most`.
fn read_whole(bytes: impl Read, length: Option<u64>, most: u64) -> Result<Vec<u8>, Refusal> {
    let room = length.unwrap_or(0).min(most) + 1;
    let mut whole = Vec::with_capacity(usize::try_from(room).unwrap_or(0));
    // It may grow while it is read.
    bytes
        .take(most + 1)
        .read_to_end(&mut whole)
        .map_err(|error| failed(&error))?;
    if whole.len() as u64 > most {
        return Err(too_large(most));
    }
    Ok(whole)
}

fn too_large(most: u64) -> Refusal {
    Refusal::Failed(format!(
        "it is larger than {} MiB; split it into parts",
        most >> 20
    ))
}

fn failed(error: &std::io::Error) -> Refusal {
    Refusal::Failed(error.to_string())
}

fn one(article: Result<Document, Refusal>) -> Articles {
    let place = String::new();
    Box::new(std::iter::once(Entry { place, article }))
}

fn refused(refusal: Refusal) -> Articles {
    one(Err(refusal))
}

#[cfg(test)]
mod tests;
