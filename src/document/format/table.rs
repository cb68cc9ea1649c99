//! CSV and TSV: a record a row, the names of its fields in the first. Only one row is held at a
//! time, so a file may be of any size.

use std::cell::Cell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;
use std::sync::Arc;

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use crate::document::Metadata;
use crate::document::fields::{Field, Fields, plain_name};
use crate::document::names::Names;
use crate::document::open::{Articles, Entry, Refusal};
use crate::document::options::Options;
use crate::document::record::Record;
use crate::text::decode;

/// What can stand between two cells.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// How many rows are looked at to find the column of the text where none is named so.
const LOOKED_AT: usize = 20;
/// A column whose cells are shorter on average, in bytes, is no text.
const LEAST: usize = 60;
/// How many rows that give no article are listed one by one.
const LISTED: usize = 20;

/// The separator of a table by its head; `None` when it does not look like one: the first row
/// names a column of texts, and the second has as many cells.
pub(crate) fn separator(head: &str, fields: &Fields) -> Option<u8> {
    let line = head.trim_start_matches(['\n', '\r']);
    let line = line.split(['\n', '\r']).next().unwrap_or(line);
    SEPARATORS.into_iter().find(|separator| {
        // Most heads are plain text: a reader of tables costs more than they do.
        if !line.contains('"') {
            let mut cells = line.split(char::from(*separator));
            if !line.as_bytes().contains(separator) || !cells.any(|name| names_text(name, fields)) {
                return false;
            }
        }
        let mut rows = reader(head.as_bytes(), *separator).into_byte_records();
        let (Some(Ok(first)), second) = (rows.next(), rows.next()) else {
            return false;
        };
        let names = first
            .iter()
            .filter_map(|cell| std::str::from_utf8(cell).ok());
        first.len() > 1
            && names.into_iter().any(|name| names_text(name, fields))
            && second.is_none_or(|row| row.is_ok_and(|row| row.len() == first.len()))
    })
}

/// The separator of a file that is called a table, whatever its head is like.
pub(crate) fn likely_separator(head: &str) -> u8 {
    let cells = |separator: &u8| {
        let mut rows = reader(head.as_bytes(), *separator).into_byte_records();
        rows.next().and_then(Result::ok).map_or(0, |row| row.len())
    };
    let most = SEPARATORS.iter().map(cells).max().unwrap_or(0);
    let found = SEPARATORS.into_iter().find(|s| cells(s) == most);
    found.unwrap_or(b',')
}

fn names_text(name: &str, fields: &Fields) -> bool {
    match fields.named(Field::Text) {
        Some(set) => set == name.trim(),
        None => Fields::common(Field::Text).contains(&plain_name(name).as_str()),
    }
}

fn reader<R: Read>(bytes: R, separator: u8) -> Reader<R> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(bytes)
}

/// The articles of the rows of a file. `encoding`: that of its head.
pub(crate) fn articles(
    bytes: impl Read + 'static,
    separator: u8,
    encoding: &'static str,
    options: &Arc<Options>,
) -> Articles {
    let left = Rc::new(Cell::new(options.bounds.record));
    let metered = Metered {
        bytes,
        left: Rc::clone(&left),
    };
    let mut table = Table {
        rows: reader(metered, separator),
        left,
        early: VecDeque::new(),
        columns: Vec::new(),
        options: Options::clone(options),
        encoding,
        names: Names::default(),
        around: Metadata::default(),
        row: 0,
        bad: 0,
        broken: None,
    };
    match table.begin() {
        Ok(()) => Box::new(table),
        Err(refusal) => Box::new(std::iter::once(last(refusal))),
    }
}

/// Bytes of which a row may have only so many: a quotation mark that is never closed would
/// take in the whole file.
struct Metered<R> {
    bytes: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(into)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => self.left.set(left),
            None => {
                return Err(io::Error::other(
                    "a row is too long (a quotation mark that is not closed?)",
                ));
            }
        }
        Ok(read)
    }
}

struct Table<R> {
    rows: Reader<Metered<R>>,
    /// How many bytes the next row may have.
    left: Rc<Cell<u64>>,
    /// Rows that were looked at before their turn.
    early: VecDeque<ByteRecord>,
    columns: Vec<String>,
    options: Options,
    encoding: &'static str,
    names: Names,
    around: Metadata,
    row: usize,
    bad: usize,
    /// Why it could not be read to its end.
    broken: Option<String>,
}

impl<R: Read> Table<R> {
    /// Reads the names of the columns, and finds the one of the text.
    fn begin(&mut self) -> Result<(), Refusal> {
        while self.early.len() <= LOOKED_AT {
            let Some(row) = self.fetch() else { break };
            self.early.push_back(row);
        }
        let Some(first) = self.early.front() else {
            let reason = self.broken.take();
            return Err(reason.map_or_else(
                || Refusal::NotText("it is an empty table".to_owned()),
                Refusal::Failed,
            ));
        };
        let head: Vec<String> = first.iter().map(|cell| self.decoded(cell)).collect();
        let fields = self.options.fields.clone();
        let is_head = head.iter().any(|name| {
            let plain = plain_name(name);
            names_text(name, &fields)
                || [Field::Title, Field::Id, Field::Date, Field::Url]
                    .iter()
                    .any(|field| {
                        Fields::common(*field).contains(&plain.as_str())
                            || fields.named(*field) == Some(name.trim())
                    })
        });
        self.columns = if is_head {
            self.early.pop_front();
            self.row = 1;
            head.iter().map(|name| name.trim().to_owned()).collect()
        } else {
            (1..=head.len()).map(|n| n.to_string()).collect()
        };
        // A column may be set by its number.
        for word in Field::words() {
            let Some(field) = Field::of_word(word) else {
                continue;
            };
            let Some(set) = fields
                .named(field)
                .filter(|s| !self.columns.iter().any(|c| c == s))
            else {
                continue;
            };
            let number = set.parse().ok().and_then(|n: usize| n.checked_sub(1));
            if let Some(name) = number.and_then(|n| self.columns.get(n)) {
                self.options.fields.set(field, &name.clone());
            }
        }
        if fields.named(Field::Text).is_none()
            && !self.columns.iter().any(|name| names_text(name, &fields))
        {
            let Some(longest) = self.longest() else {
                return Err(Refusal::NotText(
                    "it is a table without a column of texts; --field text=NAME says which it is"
                        .to_owned(),
                ));
            };
            self.options.fields.set(Field::Text, &longest);
        }
        Ok(())
    }

    /// The column with the longest cells, if these are as long as texts.
    fn longest(&self) -> Option<String> {
        let length = |column: usize| -> usize {
            let cells = self.early.iter().filter_map(|row| row.get(column));
            cells.map(<[u8]>::len).sum()
        };
        let (column, all) = (0..self.columns.len())
            .map(|column| (column, length(column)))
            .max_by_key(|(column, all)| (*all, usize::MAX - column))?;
        let enough = all >= LEAST * self.early.len().max(1);
        enough.then(|| self.columns[column].clone())
    }

    /// The next row of the file.
    fn fetch(&mut self) -> Option<ByteRecord> {
        if self.broken.is_some() {
            return None;
        }
        self.left.set(self.options.bounds.record);
        let mut row = ByteRecord::new();
        match self.rows.read_byte_record(&mut row) {
            Ok(true) => Some(row),
            Ok(false) => None,
            Err(error) => {
                let at = self.row + self.early.len();
                let said = match error.into_kind() {
                    csv::ErrorKind::Io(error) => error.to_string(),
                    other => format!("{other:?}"),
                };
                self.broken = Some(format!("behind row {at}: {said}"));
                None
            }
        }
    }

    fn decoded(&self, cell: &[u8]) -> String {
        match std::str::from_utf8(cell) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => match decode::decode_declared(cell, Some(self.encoding)) {
                Ok(decoded) => decoded.text,
                Err(_) => String::from_utf8_lossy(cell).into_owned(),
            },
        }
    }

    fn entry(&mut self, row: &ByteRecord) -> Option<Entry> {
        if row.iter().all(<[u8]>::is_empty) {
            return None;
        }
        let mut fields = Map::new();
        for (name, cell) in self.columns.iter().zip(row) {
            fields.insert(name.clone(), Value::String(self.decoded(cell)));
        }
        let record = Record {
            fields: &fields,
            around: &self.around,
        };
        let id = record.id(&self.options.fields);
        let place = self.names.next(id.as_deref());
        let article = record.document(&self.options).map_err(|reason| {
            self.bad += 1;
            Refusal::Failed(format!("row {}: {reason}", self.row))
        });
        (article.is_ok() || self.bad <= LISTED).then_some(Entry { place, article })
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        while let Some(row) = self.early.pop_front().or_else(|| self.fetch()) {
            self.row += 1;
            if let Some(entry) = self.entry(&row) {
                return Some(entry);
            }
        }
        let more = std::mem::take(&mut self.bad).saturating_sub(LISTED);
        if more > 0 {
            return Some(last(Refusal::Failed(format!(
                "{more} more rows give no article"
            ))));
        }
        // Said once; then there is no next row, and nothing more to say.
        match self.broken.replace(String::new()) {
            Some(reason) if !reason.is_empty() => Some(last(Refusal::Failed(reason))),
            _ => None,
        }
    }
}

fn last(refusal: Refusal) -> Entry {
    Entry {
        place: String::new(),
        article: Err(refusal),
    }
}

#[cfg(test)]
mod tests;
