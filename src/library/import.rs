//! Paths → sources → documents. Nothing is written; only regular files are opened.

use std::fs::{self, File};
use std::io::{Cursor, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::document::{self, Bytes, Document, Options, Refusal};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::mention::Analysis;
use crate::library::annotations::{self, Beside, Use};
use crate::library::stage::hash;
use crate::library::{Error, Stamp};
use crate::text::clean;

/// The largest text that is read, in bytes.
pub const LARGEST: u64 = document::LARGEST;
/// How deep folders are walked; deeper ones are left out.
const DEEPEST: usize = 64;

/// What will be read, in the order of the collection.
#[derive(Debug, Default)]
pub struct Plan {
    /// Every file that may hold an article.
    pub sources: Vec<Source>,
    /// Paths behind these whose files are met one by one as they are compared with what is
    /// known of them, so that those which did not change take no memory.
    pub roots: Vec<PathBuf>,
    /// Paths that were given and cannot be opened at all.
    pub errors: Vec<Error>,
    /// Devices, pipes and the like that stand in a folder.
    pub skipped: usize,
    /// Folders that were given, also empty ones.
    pub folders: usize,
    /// What is in folders is not looked at.
    pub(super) shallow: bool,
    /// Files with marks may stand beside the articles.
    pub(super) marked: bool,
    /// How many of those skipped, and of the errors, the last walk under the roots met.
    pub(super) met_skipped: usize,
    pub(super) met_errors: usize,
    /// Everything is shown in Latin letters, for consoles that have no others.
    pub latin: bool,
    /// The program's list of actors with the reader's own over it; `None`: there are none.
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// What becomes of marks in files beside the articles.
    pub annotations: Use,
    /// How files are read.
    pub options: Arc<Options>,
}

/// Where one article comes from, or the many of one file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name in the contract (`docs/cli.md`).
    pub doc: String,
    /// Its bytes.
    pub origin: Origin,
    /// True when the reader named this very file: then it is not left out silently.
    pub named: bool,
}

/// Where the bytes of an article are.
#[derive(Clone, Debug)]
pub enum Origin {
    /// A file on disk.
    File(PathBuf),
    /// Bytes at hand: standard input, or a sample article of the program itself.
    Bytes(Arc<[u8]>),
    /// Nowhere: the reason was known at once.
    Failed(String),
}

/// Why a source gives no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is listed with its reason.
    Failed(String),
    /// It stands in a folder and is not text: only counted.
    NotText,
}

impl Plan {
    /// What to read for the given paths. `-` must be replaced by its bytes before
    /// ([`Plan::push_bytes`]). Folders are walked in natural order; hidden entries,
    /// devices, pipes and sockets are passed over; a loop of links ends.
    #[must_use]
    pub fn of_paths(paths: &[PathBuf]) -> Self {
        let mut plan = Self::default();
        let alone = paths.len() == 1;
        for path in paths {
            plan.add(path, alone);
        }
        plan
    }

    /// Calls `each` with every source: those at hand, then what stands under the roots now.
    /// False from it ends the walk. What goes wrong with a root is in `errors` then.
    pub fn visit(&mut self, each: &mut dyn FnMut(Source) -> bool) {
        self.skipped -= std::mem::take(&mut self.met_skipped);
        self.errors
            .truncate(self.errors.len() - std::mem::take(&mut self.met_errors));
        let before = (self.skipped, self.errors.len(), self.folders);
        for source in &self.sources {
            if !each(source.clone()) {
                return;
            }
        }
        let roots = std::mem::take(&mut self.roots);
        for root in &roots {
            if !self.meet(root, roots.len() == 1, each) {
                break;
            }
        }
        self.roots = roots;
        self.folders = before.2;
        self.met_skipped = self.skipped - before.0;
        self.met_errors = self.errors.len() - before.1;
    }

    /// A plan without sources that looks at files as this one does.
    #[must_use]
    pub fn looking(&self) -> Self {
        Self {
            marked: self.marked,
            annotations: self.annotations,
            ..Self::default()
        }
    }

    /// Files with marks may stand beside the articles, as far as they were looked at.
    #[must_use]
    pub const fn is_marked(&self) -> bool {
        self.marked
    }

    /// What the given paths are, without a look into folders: whether anything opens at all.
    #[must_use]
    pub fn glance(paths: &[PathBuf]) -> Self {
        let mut plan = Self {
            shallow: true,
            ..Self::default()
        };
        for path in paths {
            plan.add(path, paths.len() == 1);
        }
        plan
    }

    /// The actors that are known before anything is read.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        match &self.gazetteer {
            Some(own) => own,
            None => Gazetteer::embedded(),
        }
    }

    /// The files with marks that stand beside an article; `doc` is its name in the contract.
    #[must_use]
    pub fn marks(&self, source: &Source, doc: &str) -> Vec<Beside> {
        match &source.origin {
            // Of a file with many articles none has marks beside it.
            Origin::File(path) if self.heeds_marks() && source.doc == doc => {
                annotations::read_beside(path)
            }
            _ => Vec::new(),
        }
    }

    /// The mentions of an article with the spans of its record, and the marks that stand in
    /// files beside it.
    #[must_use]
    pub fn annotate(&self, marks: &[Beside], document: &Document, analysis: Analysis) -> Analysis {
        let (lists, how) = (self.gazetteer(), self.annotations);
        let analysis = annotations::annotate_by_record(analysis, document, lists, how);
        annotations::annotate(analysis, marks, &document.source, lists, how)
    }

    fn heeds_marks(&self) -> bool {
        self.marked && self.annotations != Use::Ignore
    }

    /// What a source's file and the files with marks beside it look like now; `None` for
    /// what is no file, or not there.
    #[must_use]
    pub fn stamp(&self, source: &Source) -> Option<Stamp> {
        let Origin::File(path) = &source.origin else {
            return None;
        };
        let (modified, size, inode) = looks(path)?;
        let mut marks = 0;
        if self.heeds_marks() {
            let mut seen = Vec::new();
            for file in annotations::beside(path) {
                seen.extend_from_slice(file.as_os_str().as_encoded_bytes());
                // One that went away meanwhile is met as such the next time.
                let (modified, size, _) = looks(&file).unwrap_or((0, -1, 0));
                seen.extend_from_slice(&modified.to_le_bytes());
                seen.extend_from_slice(&size.to_le_bytes());
            }
            if !seen.is_empty() {
                let mut half = [0; 8];
                half.copy_from_slice(&hash(&seen)[..8]);
                marks = i64::from_le_bytes(half);
            }
        }
        Some(Stamp {
            modified,
            size,
            inode,
            marks,
        })
    }

    /// Adds an article whose bytes are at hand. More than [`LARGEST`] are refused.
    pub fn push_bytes(&mut self, doc: &str, bytes: Vec<u8>) {
        let origin = if bytes.len() as u64 > LARGEST {
            // What stood behind them was not read.
            let most = LARGEST >> 20;
            Origin::Failed(format!("it is larger than {most} MiB; split it into parts"))
        } else {
            Origin::Bytes(bytes.into())
        };
        self.sources.push(Source {
            doc: doc.to_owned(),
            origin,
            named: true,
        });
    }

    /// Adds what stands under one path that was given, alone or among others.
    pub fn add(&mut self, path: &Path, alone: bool) {
        let mut sources = std::mem::take(&mut self.sources);
        self.meet(path, alone, &mut |source| {
            sources.push(source);
            true
        });
        self.sources = sources;
    }

    /// Meets what stands under one path. False: `each` wants no more.
    fn meet(&mut self, path: &Path, alone: bool, each: &mut dyn FnMut(Source) -> bool) -> bool {
        let meta = match fs::metadata(path) {
            Ok(meta) => meta,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                self.errors.push(Error::Missing {
                    path: shown(path),
                    nearest: nearest(path),
                });
                return true;
            }
            Err(e) => return self.left_out(path, reason(&e)),
        };
        if meta.is_dir() {
            if let Err(e) = fs::read_dir(path) {
                return self.left_out(path, reason(&e));
            }
            self.folders += 1;
            self.shallow || self.walk(path, alone, each)
        } else if meta.is_file() {
            // What stands beside it was not looked at.
            self.marked = true;
            match File::open(path) {
                Ok(_) => each(Source {
                    doc: if alone {
                        file_name(path)
                    } else {
                        slashed(path)
                    },
                    origin: Origin::File(path.to_owned()),
                    named: true,
                }),
                Err(e) => self.left_out(path, reason(&e)),
            }
        } else {
            self.left_out(path, "it is no regular file or folder".to_owned())
        }
    }

    fn left_out(&mut self, path: &Path, reason: String) -> bool {
        self.errors.push(Error::LeftOut {
            path: shown(path),
            reason,
        });
        true
    }

    fn walk(&mut self, root: &Path, alone: bool, each: &mut dyn FnMut(Source) -> bool) -> bool {
        let walk = WalkDir::new(root)
            .follow_links(true)
            .max_depth(DEEPEST)
            .sort_by(|a, b| alphanumeric_sort::compare_os_str(a.file_name(), b.file_name()))
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !hidden(entry));
        for entry in walk {
            if let Ok(entry) = &entry {
                self.marked |= annotations::is_named_as_marks(entry.path());
            }
            let source = match entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry)
                    if entry.file_type().is_file() && annotations::is_beside(entry.path()) =>
                {
                    continue;
                }
                Ok(entry) if entry.file_type().is_file() => Source {
                    doc: doc_name(root, entry.path(), alone),
                    origin: Origin::File(entry.into_path()),
                    named: false,
                },
                Ok(_) => {
                    self.skipped += 1;
                    continue;
                }
                // A link that leads back to a folder it stands in.
                Err(e) if e.loop_ancestor().is_some() => {
                    self.skipped += 1;
                    continue;
                }
                Err(e) => {
                    let path = e.path().unwrap_or(root).to_owned();
                    let reason = e.io_error().map_or_else(|| e.to_string(), reason);
                    Source {
                        doc: doc_name(root, &path, alone),
                        origin: Origin::Failed(reason),
                        named: false,
                    }
                }
            };
            if !each(source) {
                return false;
            }
        }
        true
    }
}

impl Source {
    /// Reads and decodes its articles one by one, each with its name in the contract. There
    /// is always one, or the reason why there is none.
    pub fn articles(
        &self,
        options: &Arc<Options>,
    ) -> impl Iterator<Item = (String, Result<Document, Refused>)> + use<> {
        let doc = self.doc.clone();
        let named = self.named;
        let (bytes, none): (Option<Box<dyn Bytes>>, _) = match &self.origin {
            Origin::Bytes(bytes) => (Some(Box::new(Cursor::new(Arc::clone(bytes)))), None),
            Origin::Failed(reason) => (None, Some(reason.clone())),
            Origin::File(path) => match open(path) {
                Ok(file) => (Some(Box::new(file)), None),
                Err(reason) => (None, Some(reason)),
            },
        };
        let entries = bytes.map(|bytes| document::articles(&doc, bytes, options));
        let none = none.map(|reason| (doc.clone(), Err(Refused::Failed(reason))));
        let entries = entries.into_iter().flatten().map(move |entry| {
            let article = entry.article.map_err(|refusal| match refusal {
                Refusal::NotText(_) if !named => Refused::NotText,
                Refusal::NotText(reason) | Refusal::Failed(reason) => Refused::Failed(reason),
            });
            (format!("{doc}{}", entry.place), article)
        });
        none.into_iter().chain(entries)
    }

    /// What the library knows the source by.
    #[must_use]
    pub fn path(&self) -> Vec<u8> {
        match &self.origin {
            Origin::File(path) => {
                let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                whole.into_os_string().into_encoded_bytes()
            }
            Origin::Bytes(_) | Origin::Failed(_) => self.doc.clone().into_bytes(),
        }
    }

    /// It could not even be looked at.
    #[must_use]
    pub const fn is_out_of_reach(&self) -> bool {
        matches!(self.origin, Origin::Failed(_))
    }
}

/// When a file was changed, in nanoseconds since 1970, its bytes, and its number on the disk.
fn looks(path: &Path) -> Option<(i64, i64, i64)> {
    let meta = fs::metadata(path).ok()?;
    let modified = i128::from(meta.mtime()) * 1_000_000_000 + i128::from(meta.mtime_nsec());
    Some((
        i64::try_from(modified).ok()?,
        i64::try_from(meta.len()).ok()?,
        meta.ino().cast_signed(),
    ))
}

/// Reads a file whole, if it is a regular file of bearable size.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    // It may grow while it is read.
    open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| reason(&e))?;
    if bytes.len() as u64 > LARGEST {
        let most = LARGEST >> 20;
        return Err(format!("it is larger than {most} MiB; split it into parts"));
    }
    Ok(bytes)
}

/// Opens a file, if it is (still) a regular file.
fn open(path: &Path) -> Result<File, String> {
    // Looked at before it is opened: opening a pipe would wait for a writer.
    let meta = fs::metadata(path).map_err(|e| reason(&e))?;
    if !meta.is_file() {
        return Err("it is no regular file".to_owned());
    }
    File::open(path).map_err(|e| reason(&e))
}

fn hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Why a file cannot be read, in words of the house.
fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "it does not exist".to_owned(),
        ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => error.to_string(),
    }
}

/// A path as a message may show it.
fn shown(path: &Path) -> String {
    clean::visible(&path.to_string_lossy()).into_owned()
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// The path as given, its parts joined with `/`.
fn slashed(path: &Path) -> String {
    let mut out = String::new();
    for part in path.components() {
        match part {
            Component::RootDir => out.push('/'),
            part => {
                if !out.is_empty() && !out.ends_with('/') {
                    out.push('/');
                }
                out.push_str(&part.as_os_str().to_string_lossy());
            }
        }
    }
    out
}

/// The contract's name of a file found in the folder `root`.
fn doc_name(root: &Path, path: &Path, alone: bool) -> String {
    let inside = slashed(path.strip_prefix(root).unwrap_or(path));
    if alone {
        return inside;
    }
    let root = slashed(root);
    if inside.is_empty() {
        root
    } else {
        format!("{}/{inside}", root.trim_end_matches('/'))
    }
}

/// The name in the same folder that is most like the missing one.
fn nearest(path: &Path) -> Option<String> {
    let wanted = file_name(path);
    let folder = match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    };
    fs::read_dir(folder)
        .ok()?
        .flatten()
        .take(10_000)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .map(|name| (strsim::levenshtein(&wanted, &name), name))
        .filter(|(distance, _)| *distance * 3 <= wanted.chars().count())
        .min()
        .map(|(_, name)| clean::visible(&name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &Source) -> Result<Document, Refused> {
        source.articles(&Arc::default()).next().unwrap().1
    }

    fn docs(plan: &Plan) -> Vec<&str> {
        plan.sources.iter().map(|s| s.doc.as_str()).collect()
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("a/.git")).unwrap();
        fs::create_dir_all(root.join("b")).unwrap();
        for name in ["10.txt", "2.txt", "a/x.md", "a/.git/y.txt", ".z.txt"] {
            fs::write(root.join(name), "نص").unwrap();
        }
        fs::write(root.join("b/p.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
        folder
    }

    #[test]
    fn folders_are_walked_in_natural_order_without_hidden_ones() {
        let folder = folder();
        let plan = Plan::of_paths(&[folder.path().to_owned()]);
        assert_eq!(docs(&plan), ["2.txt", "10.txt", "a/x.md", "b/p.png"]);
        assert_eq!(read(&plan.sources[3]).unwrap_err(), Refused::NotText);
        assert_eq!(read(&plan.sources[0]).unwrap().source, "نص");
    }

    #[test]
    fn several_paths_keep_the_names_they_were_given_by() {
        let folder = folder();
        let (a, two) = (folder.path().join("a"), folder.path().join("2.txt"));
        let plan = Plan::of_paths(&[a.clone(), two.clone()]);
        assert_eq!(docs(&plan), [slashed(&a) + "/x.md", slashed(&two)]);
    }

    #[test]
    fn a_missing_path_names_its_neighbour() {
        let folder = folder();
        let plan = Plan::of_paths(&[folder.path().join("2.tx")]);
        assert!(plan.sources.is_empty());
        let Error::Missing { nearest, .. } = &plan.errors[0] else {
            panic!("{:?}", plan.errors);
        };
        assert_eq!(nearest.as_deref(), Some("2.txt"));
    }

    #[cfg(unix)]
    #[test]
    fn loops_pipes_and_dead_links_do_not_stop_the_walk() {
        use std::os::unix::fs::symlink;
        let folder = folder();
        let root = folder.path();
        symlink(root, root.join("b/loop")).unwrap();
        symlink(root.join("nowhere"), root.join("b/dead.txt")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, root.join("b/pipe"), 0o600.into()).unwrap();
        let plan = Plan::of_paths(&[root.to_owned()]);
        assert_eq!(
            docs(&plan),
            ["2.txt", "10.txt", "a/x.md", "b/dead.txt", "b/p.png"]
        );
        assert_eq!(plan.skipped, 2);
        assert!(matches!(
            read(&plan.sources[3]),
            Err(Refused::Failed(reason)) if reason == "it does not exist"
        ));
        let plan = Plan::of_paths(&[root.join("b/pipe")]);
        assert!(matches!(plan.errors[0], Error::LeftOut { .. }));
    }

    #[test]
    fn a_picture_given_by_name_is_listed_with_its_reason() {
        let folder = folder();
        let plan = Plan::of_paths(&[folder.path().join("b/p.png")]);
        assert_eq!(
            read(&plan.sources[0]).unwrap_err(),
            Refused::Failed("it is not text".to_owned())
        );
    }
}
