//! JSON Lines: a record a line. Only one line is held at a time, so a file may be of any size.

use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

use crate::document::Metadata;
use crate::document::format::json;
use crate::document::names::Names;
use crate::document::open::{Articles, Entry, Refusal};
use crate::document::options::Options;
use crate::text::decode;

/// How many lines that give no article are listed one by one.
const LISTED: usize = 20;

/// The articles of the lines of a file.
pub(crate) fn articles(bytes: impl Read + 'static, options: &Arc<Options>) -> Articles {
    Box::new(Lines {
        bytes: BufReader::with_capacity(1 << 16, bytes),
        options: Arc::clone(options),
        names: Names::default(),
        around: Metadata::default(),
        line: 0,
        bad: 0,
        ended: false,
    })
}

struct Lines<R> {
    bytes: BufReader<R>,
    options: Arc<Options>,
    names: Names,
    around: Metadata,
    line: usize,
    bad: usize,
    ended: bool,
}

impl<R: Read> Lines<R> {
    /// The next line; `Err`: it is too long, and was passed over.
    fn next_line(&mut self) -> std::io::Result<Option<Result<Vec<u8>, String>>> {
        let most = self.options.bounds.record;
        let mut line = Vec::new();
        let read = (&mut self.bytes)
            .take(most + 1)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if line.last() == Some(&b'\n') || line.len() as u64 <= most {
            return Ok(Some(Ok(line)));
        }
        drop(line);
        loop {
            let buffer = self.bytes.fill_buf()?;
            let end = buffer.iter().position(|b| *b == b'\n');
            let length = buffer.len();
            self.bytes.consume(end.map_or(length, |at| at + 1));
            if end.is_some() || length == 0 {
                return Ok(Some(Err(format!("it is longer than {} MiB", most >> 20))));
            }
        }
    }

    fn entry(&mut self, line: Result<Vec<u8>, String>) -> Option<Entry> {
        let (id, article) = match line {
            Ok(line) => {
                let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
                let text = match std::str::from_utf8(line) {
                    Ok(text) => text.to_owned(),
                    Err(_) => match decode::decode(line) {
                        Ok(decoded) => decoded.text,
                        Err(error) => return self.refuse(&error.to_string()),
                    },
                };
                if text.trim().is_empty() {
                    return None;
                }
                json::article(&text, &self.around, &self.options)
            }
            Err(reason) => return self.refuse(&reason),
        };
        match article {
            Ok(document) => Some(Entry {
                place: self.names.next(id.as_deref()),
                article: Ok(document),
            }),
            Err(Refusal::Failed(reason) | Refusal::NotText(reason)) => self.refuse(&reason),
        }
    }

    fn refuse(&mut self, reason: &str) -> Option<Entry> {
        let place = self.names.next(None);
        self.bad += 1;
        let reason = format!("line {}: {reason}", self.line);
        (self.bad <= LISTED).then_some(Entry {
            place,
            article: Err(Refusal::Failed(reason)),
        })
    }
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        while !self.ended {
            match self.next_line() {
                Ok(Some(line)) => {
                    if let Some(entry) = self.entry(line) {
                        return Some(entry);
                    }
                }
                Ok(None) => {
                    self.ended = true;
                    let more = self.bad.saturating_sub(LISTED);
                    if more > 0 {
                        return Some(last(format!("{more} more lines give no article")));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    return Some(last(format!("behind line {}: {error}", self.line)));
                }
            }
        }
        None
    }
}

fn last(reason: String) -> Entry {
    Entry {
        place: String::new(),
        article: Err(Refusal::Failed(reason)),
    }
}

#[cfg(test)]
mod tests;
