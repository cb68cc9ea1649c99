//! A file → its articles. One file may hold many; a fault in one leaves the others.

use std::io::{Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::document::archive::{self, Budget};
use crate::document::format::{feed, html, json, lines, table};
use crate::document::options::Options;
use crate::document::sniff::{self, Kind};
use crate::document::{Document, Format, read};
use crate::text::decode;

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
        Ok(length) => {
            let budget = Budget::of(length, &options.bounds);
            open(name, bytes, length, budget, options)
        }
        Err(error) => refused(failed(&error)),
    }
}

/// The articles of a file of which every byte can be reached.
pub(crate) fn open(
    name: &str,
    mut bytes: Box<dyn Bytes>,
    length: u64,
    budget: Budget,
    options: &Arc<Options>,
) -> Articles {
    let mut start = [0; 4];
    let read = bytes.read_exact(&mut start).and_then(|()| bytes.rewind());
    if read.is_ok() && is_zip(&start) {
        return archive::zip(bytes, &budget, options);
    }
    match bytes.rewind() {
        Ok(()) => stream(name, bytes, Some(length), budget, options),
        Err(error) => refused(failed(&error)),
    }
}

/// The articles of a file that is read from its beginning to its end.
pub(crate) fn stream(
    name: &str,
    mut bytes: impl Read + 'static,
    length: Option<u64>,
    budget: Budget,
    options: &Arc<Options>,
) -> Articles {
    let head = match read_head(&mut bytes, length) {
        Ok(head) => head,
        Err(error) => return refused(failed(&error)),
    };
    let most = options.bounds.text;
    if head.starts_with(b"\x1f\x8b") {
        // Of a type of its own, or streams in streams would have no end.
        let bytes: Box<dyn Read> = Box::new(Cursor::new(head).chain(bytes));
        return archive::gzip(name, bytes, &budget, options);
    }
    if is_zip(&head) {
        return match read_whole(Cursor::new(head).chain(bytes), length, most) {
            Ok(bytes) => archive::zip(Box::new(Cursor::new(bytes)), &budget, options),
            Err(refusal) => refused(refusal),
        };
    }
    let decoded = match decode::decode(&head) {
        Ok(decoded) => decoded,
        Err(error) => return refused(Refusal::NotText(error.to_string())),
    };
    let bytes = Cursor::new(head).chain(bytes);
    // Letters of one byte or more, of which ASCII is a part: lines and rows can be told apart.
    if !decoded.encoding.starts_with("UTF-16") {
        match sniff::kind(name, &decoded.text, &options.fields) {
            Kind::Lines => return lines::articles(bytes, options),
            Kind::Table(separator) => {
                return table::articles(bytes, separator, decoded.encoding, options);
            }
            _ => {}
        }
    }
    if length.is_some_and(|length| length > most) {
        return refused(too_large(most));
    }
    match read_whole(bytes, length, most) {
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
    let head = &text[..text.floor_char_boundary(sniff::HEAD)];
    match sniff::kind(name, head, &options.fields) {
        Kind::Text(format) => one(Ok(read::read(text, format))),
        Kind::Html => one(html::read(&text, &options.bounds).map_err(Refusal::Failed)),
        Kind::Feed => feed::articles(text, options),
        Kind::Outline => one(feed::outline(&text).map_err(Refusal::Failed)),
        Kind::Lines => lines::articles(Cursor::new(text.into_bytes()), options),
        Kind::Table(separator) => {
            table::articles(Cursor::new(text.into_bytes()), separator, "UTF-8", options)
        }
        Kind::Json => match json::articles(&text, options) {
            Ok(articles) => articles,
            Err(reason) if sniff::extension(name) == "json" => refused(Refusal::Failed(reason)),
            // It only looked so.
            Err(_) => one(Ok(read::read(text, Format::of_name(name)))),
        },
    }
}

/// A zip file; also one without a file in it.
fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The beginning of a file.
fn read_head(bytes: &mut impl Read, length: Option<u64>) -> std::io::Result<Vec<u8>> {
    let most = sniff::HEAD as u64;
    let room = length.map_or(0, |length| length.min(most) + 1);
    let mut head = Vec::with_capacity(usize::try_from(room).unwrap_or(0));
    bytes.take(most).read_to_end(&mut head)?;
    Ok(head)
}

/// All of it, if it is not larger than `most`.
pub(crate) fn read_whole(
    bytes: impl Read,
    length: Option<u64>,
    most: u64,
) -> Result<Vec<u8>, Refusal> {
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

pub(crate) fn too_large(most: u64) -> Refusal {
    Refusal::Failed(format!(
        "it is larger than {} MiB; split it into parts",
        most >> 20
    ))
}

fn failed(error: &std::io::Error) -> Refusal {
    Refusal::Failed(error.to_string())
}

pub(crate) fn one(article: Result<Document, Refusal>) -> Articles {
    let place = String::new();
    Box::new(std::iter::once(Entry { place, article }))
}

pub(crate) fn refused(refusal: Refusal) -> Articles {
    one(Err(refusal))
}

#[cfg(test)]
mod tests;
