//! Compressed files: gzip of anything, and zip as a folder. What they unpack to is counted.

use std::cell::Cell;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::document::format::epub;
use crate::document::open::{self, Articles, Bytes, Entry, Refusal};
use crate::document::options::{Bounds, Options};
use crate::text::decode;

/// How deep archives may lie in archives.
const DEEPEST: u8 = 3;

/// How much a file may still unpack to, with all archives in it, and how deep they lie.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    left: Rc<Cell<u64>>,
    depth: u8,
}

impl Budget {
    /// For a file of `length` bytes.
    pub(crate) fn of(length: u64, bounds: &Bounds) -> Self {
        let most = length.saturating_mul(bounds.ratio);
        Self {
            left: Rc::new(Cell::new(most.saturating_add(bounds.unpacked))),
            depth: 0,
        }
    }

    /// For what stands in an archive.
    fn deeper(&self) -> Result<Self, Refusal> {
        if self.depth == DEEPEST {
            return Err(Refusal::Failed(
                "archives are nested too deep in it".to_owned(),
            ));
        }
        Ok(Self {
            left: Rc::clone(&self.left),
            depth: self.depth + 1,
        })
    }
}

/// Unpacked bytes, counted.
struct Unpacked<R> {
    bytes: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(into)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => self.left.set(left),
            None => {
                self.left.set(0);
                return Err(io::Error::other(
                    "it unpacks to far more than a text would; it may be a bomb",
                ));
            }
        }
        Ok(read)
    }
}

/// The articles of a gzip file.
pub(crate) fn gzip(
    name: &str,
    bytes: impl Read + 'static,
    budget: &Budget,
    options: &Arc<Options>,
) -> Articles {
    let budget = match budget.deeper() {
        Ok(budget) => budget,
        Err(refusal) => return open::refused(refusal),
    };
    let unpacked = Unpacked {
        bytes: MultiGzDecoder::new(bytes),
        left: Rc::clone(&budget.left),
    };
    let inner = name.strip_suffix(".gz").unwrap_or(name);
    open::stream(inner, unpacked, None, budget, options)
}

/// The articles of a zip file: those of each file in it, in natural order.
pub(crate) fn zip(bytes: Box<dyn Bytes>, budget: &Budget, options: &Arc<Options>) -> Articles {
    match Archive::open(bytes, budget, options) {
        Ok(mut archive) => match archive.kind() {
            Ok(Kind::Folder) => Box::new(archive),
            Ok(Kind::Book) => {
                let article = epub::read(&mut archive, options);
                open::one(article)
            }
            Err(refusal) => open::refused(refusal),
        },
        Err(refusal) => open::refused(refusal),
    }
}

/// What an archive is.
enum Kind {
    Folder,
    Book,
}

/// An archive that was opened. As an iterator: what its files hold.
pub(crate) struct Archive {
    zip: ZipArchive<Metered>,
    /// Its files, the last first, with the number of each.
    files: Vec<(String, usize)>,
    /// The articles of the file at hand, and its path.
    inside: Option<(String, Articles)>,
    budget: Budget,
    options: Arc<Options>,
}

/// Bytes of which only so many may be read while the table of contents is.
struct Metered {
    bytes: Box<dyn Bytes>,
    left: Rc<Cell<u64>>,
}

impl Read for Metered {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(into)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::other("its table of contents is too large")),
        }
        Ok(read)
    }
}

impl Seek for Metered {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

impl Archive {
    fn open(
        bytes: Box<dyn Bytes>,
        budget: &Budget,
        options: &Arc<Options>,
    ) -> Result<Self, Refusal> {
        let budget = budget.deeper()?;
        let left = Rc::new(Cell::new(options.bounds.contents));
        let metered = Metered {
            bytes,
            left: Rc::clone(&left),
        };
        let mut zip = ZipArchive::new(metered).map_err(|e| refusal(&e))?;
        let overlap = zip.has_overlapping_files().map_err(|e| refusal(&e))?;
        // Its files are bounded by what they unpack to.
        left.set(u64::MAX);
        if overlap {
            return Err(Refusal::Failed(
                "files in it lie on top of each other; it may be a bomb".to_owned(),
            ));
        }
        let names: Vec<Vec<u8>> = zip.file_names_raw().map(<[u8]>::to_vec).collect();
        let mut files: Vec<(String, usize)> = names
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.ends_with(b"/") && !name.ends_with(b"\\"))
            .map(|(at, name)| (path(name), at))
            .collect();
        files.sort_by(|a, b| alphanumeric_sort::compare_str(&b.0, &a.0));
        Ok(Self {
            zip,
            files,
            inside: None,
            budget,
            options: Arc::clone(options),
        })
    }

    /// A folder or a book; other documents that come as archives are refused.
    fn kind(&mut self) -> Result<Kind, Refusal> {
        let has = |path: &str| self.files.iter().any(|(known, _)| known == path);
        if has("META-INF/container.xml") {
            return Ok(Kind::Book);
        }
        let program = has("META-INF/MANIFEST.MF") || has("AndroidManifest.xml");
        let office = has("[Content_Types].xml");
        if program || office {
            return Err(Refusal::NotText(
                if program {
                    "it is a program"
                } else {
                    "it is an office document; save it as text or HTML"
                }
                .to_owned(),
            ));
        }
        if has("mimetype") && has("content.xml") {
            return Err(Refusal::NotText(
                "it is an office document; save it as text or HTML".to_owned(),
            ));
        }
        Ok(Kind::Folder)
    }

    /// The bytes of a file in it, by its path.
    ///
    /// # Errors
    /// Why there are none.
    pub(crate) fn file(&mut self, path: &str) -> Result<Vec<u8>, Refusal> {
        let number = self.files.iter().find(|(known, _)| known == path);
        let number = number.or_else(|| {
            let same = |known: &str| known.eq_ignore_ascii_case(path);
            self.files.iter().find(|(known, _)| same(known))
        });
        match number {
            Some((_, number)) => self.bytes(*number),
            None => Err(Refusal::Failed(format!("{path} is missing in it"))),
        }
    }

    fn bytes(&mut self, number: usize) -> Result<Vec<u8>, Refusal> {
        let file = self.zip.by_index(number).map_err(|e| refusal(&e))?;
        let most = self.options.bounds.text;
        if file.size() > most {
            return Err(open::too_large(most));
        }
        let unpacked = Unpacked {
            bytes: file,
            left: Rc::clone(&self.budget.left),
        };
        // What it says of its size is not believed.
        open::read_whole(unpacked, None, most)
    }
}

impl Iterator for Archive {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if let Some((path, articles)) = &mut self.inside
                && let Some(entry) = articles.next()
            {
                return Some(Entry {
                    place: format!("/{path}{}", entry.place),
                    article: entry.article,
                });
            }
            let (path, number) = self.files.pop()?;
            if path.split('/').any(|part| part.starts_with('.')) || path.starts_with("__MACOSX/") {
                continue;
            }
            let articles = match self.bytes(number) {
                Ok(bytes) => {
                    let length = bytes.len() as u64;
                    let bytes = Box::new(Cursor::new(bytes));
                    open::open(&path, bytes, length, self.budget.clone(), &self.options)
                }
                Err(refusal) => open::refused(refusal),
            };
            self.inside = Some((path, articles));
        }
    }
}

/// The path of a file as a name: parts with `/` between them, none of which leads up.
fn path(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => decode::decode(raw).map_or_else(
            |_| String::from_utf8_lossy(raw).into_owned(),
            |decoded| decoded.text,
        ),
    };
    let parts: Vec<&str> = name
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .collect();
    parts.join("/")
}

fn refusal(error: &ZipError) -> Refusal {
    Refusal::Failed(match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            "it is locked by a password".to_owned()
        }
        ZipError::UnsupportedArchive(reason) => format!("the archive cannot be read: {reason}"),
        ZipError::InvalidArchive(reason) => format!("the archive is broken: {reason}"),
        ZipError::Io(error) => format!("the archive cannot be read: {error}"),
        other => format!("the archive cannot be read: {other}"),
    })
}

#[cfg(test)]
pub(crate) mod tests;
