//! Articles filed: made ready, put in their place of the list, taken away.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use rusqlite::{Connection, OptionalExtension as _};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Document, ParagraphKind};
use crate::entity::mention::Analysis;
use crate::entity::pipeline::Tokens;
use crate::library::annotations::Beside;
use crate::library::articles::Stamp;
use crate::library::dictionary::AHEAD;
use crate::library::duplicates::Sketch;
use crate::library::pack;
use crate::library::press::{self, Dictionary};
use crate::library::stage::{Stage, engine, hash};
use crate::library::store::ID_BITS;
use crate::library::{Error, Library, places};

/// A document made ready to be kept: all that takes time is done.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The key under which its analysis is kept ([`Stage`]).
    pub hash: [u8; 16],
    content: [u8; 16],
    pub(super) body: Vec<u8>,
    /// The body is pressed, and so can be kept.
    pressed: bool,
    pub(super) analysis: Vec<u8>,
    /// Something was wrong in files beside it.
    pub(super) troubled: bool,
    /// The analysis was made just now.
    pub(super) fresh: bool,
    /// What the text is like, packed; without it that is found when stories are.
    pub(super) sketch: Option<Vec<u8>>,
    title: String,
    rtl: bool,
    source: Option<String>,
    date: Option<jiff::civil::Date>,
    url: Option<String>,
    words: usize,
    /// With what it is pressed.
    pub(super) dictionary: Option<Arc<Dictionary>>,
    /// For the index of terms; `None` where none is kept.
    pub(super) terms: Option<Arc<str>>,
}

impl Draft {
    /// Packs a document that such a stage reads, with marks beside it. It has no analysis
    /// yet.
    #[must_use]
    pub fn new(document: &Document, stage: Stage, marks: &[Beside]) -> Self {
        let packed = pack::document(document);
        Self {
            hash: stage.key(&packed, marks),
            content: hash(document.source.as_bytes()),
            body: packed,
            pressed: false,
            analysis: Vec::new(),
            troubled: false,
            fresh: false,
            sketch: None,
            title: document.meta.label.trim().to_owned(),
            rtl: document.direction().is_rtl(),
            source: document.meta.source.clone(),
            date: document.meta.date,
            url: document.meta.url.clone(),
            words: words(document),
            dictionary: None,
            terms: None,
        }
    }

    /// With what the article stage found. Without it the draft names a text whose analysis
    /// is kept already ([`Library::knows`]).
    #[must_use]
    pub fn analysed(mut self, analysis: &Analysis) -> Self {
        self.troubled = !analysis.trouble.is_empty();
        self.fresh = true;
        self.analysis = press::press_with(self.dictionary.as_ref(), &pack::analysis(analysis));
        self.press_body();
        self
    }

    /// With what its text is like, given as the tokens of its paragraphs.
    #[must_use]
    pub fn sketched(mut self, tokens: &Tokens<'_>) -> Self {
        self.sketch = Some(Sketch::of(tokens).pack());
        self
    }

    /// As it can be filed before its analysis is made, so that it can be read: nobody is named in
    /// it yet, and no word of it is in the index.
    #[must_use]
    pub fn ahead(&mut self, library: &Library) -> Self {
        self.press_body();
        Self {
            analysis: AHEAD.to_vec(),
            terms: library.keeps_terms().then(|| "".into()),
            ..self.clone()
        }
    }

    fn press_body(&mut self) {
        if !self.pressed {
            self.body = press::press_with(self.dictionary.as_ref(), &self.body);
            self.pressed = true;
        }
    }

    /// True when it has its analysis with it.
    #[must_use]
    pub const fn is_analysed(&self) -> bool {
        !self.analysis.is_empty()
    }

    /// The same text written in other letters, for the eye: what is shown is `document`, what
    /// it is known by stays.
    #[must_use]
    pub fn shown_as(self, document: &Document) -> Self {
        Self {
            hash: self.hash,
            content: self.content,
            dictionary: self.dictionary,
            ..Self::new(document, Stage::default(), &[])
        }
    }
}

/// An article to be filed, or why it could not be read.
#[derive(Debug)]
pub struct Entry {
    /// Its name in the contract.
    pub doc: String,
    /// What came of it.
    pub content: Result<Box<Draft>, String>,
}

/// A file whose articles are being filed. A file with many comes in parts; what it held
/// before stays until the last one.
#[derive(Debug)]
pub struct Filing {
    file: i64,
    pub(super) rank: u64,
    /// Names and ids of the articles that it held before and that were not met again.
    pub(super) old: FxHashMap<String, u64>,
    /// Ids that articles of this filing have taken.
    pub(super) taken: FxHashSet<u64>,
}

impl Library {
    /// Files changes in one transaction.
    ///
    /// # Errors
    /// When the database cannot be written; then nothing of it was.
    pub fn change<T>(
        &self,
        change: impl FnOnce(&Change<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let (value, moved) = self.write(|connection| {
            let collection = self.begin(connection)?;
            connection
                .prepare_cached("UPDATE collection SET linked = 0 WHERE id = ?1 AND linked <> 0")?
                .execute([collection])?;
            let bits = self.bits_of(connection, collection)?;
            let at_work = Change {
                connection,
                collection,
                dated: self.which().dated,
                begun_with: bits,
                bits: Cell::new(bits),
                terms: self.keeps_terms(),
                pending: RefCell::default(),
            };
            let value = change(&at_work)?;
            at_work.file_terms()?;
            self.note_bits(at_work.bits.get());
            Ok((value, at_work.has_moved()))
        })?;
        if moved {
            // It names articles by other ids.
            *self.finder.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        Ok(value)
    }
}

/// A transaction that changes which articles there are.
#[derive(Debug)]
pub struct Change<'a> {
    pub(super) connection: &'a Connection,
    pub(super) collection: i64,
    pub(super) dated: bool,
    /// Bits of an id that tell an article from others of its day or file.
    pub(super) bits: Cell<u32>,
    /// As many as there were of these at first.
    pub(super) begun_with: u32,
    /// What is filed comes with its terms.
    pub(super) terms: bool,
    /// Terms of what was filed: the index takes them best in the order of the ids.
    pub(super) pending: RefCell<BTreeMap<u64, Arc<str>>>,
}

impl Change<'_> {
    /// Begins to file what is in a file.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn begin(&self, path: &[u8], rank: u64, stage: Stage) -> Result<Filing, Error> {
        let file: i64 = self
            .connection
            .prepare_cached(
                "INSERT INTO file (collection, path, rank, stage) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET rank = ?3, modified = NULL, size = NULL, stage = ?4
                 RETURNING id",
            )?
            .query_row(
                (self.collection, path, rank.cast_signed(), stage.number()),
                |row| row.get(0),
            )?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT doc, id FROM article WHERE file = ?1")?;
        let old = statement.query_map([file], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned()))
        })?;
        Ok(Filing {
            file,
            rank,
            old: old.collect::<Result<_, _>>()?,
            taken: FxHashSet::default(),
        })
    }

    /// Files an article.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn file(&self, filing: &mut Filing, entry: &Entry) -> Result<(), Error> {
        let mut old = filing.old.remove(&entry.doc);
        let date = entry.content.as_ref().ok().and_then(|draft| draft.date);
        let id = self.place(filing, date, &mut old)?;
        filing.taken.insert(id);
        if let Some(old) = old.filter(|old| !filing.taken.contains(old)) {
            self.remove_article(old)?;
        }
        // Whoever stood here had other names.
        self.connection
            .prepare_cached("DELETE FROM link WHERE article = ?1")?
            .execute([id.cast_signed()])?;
        let mut insert = self.connection.prepare_cached(
            "INSERT OR REPLACE INTO article
             (id, file, text, doc, title, rtl, source, date, words, url, content, failed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        match &entry.content {
            Ok(draft) => {
                self.keep_terms(id, draft.terms.as_ref())?;
                let words = i64::try_from(draft.words).unwrap_or(i64::MAX);
                insert.execute((
                    id.cast_signed(),
                    filing.file,
                    self.text(draft)?,
                    &entry.doc,
                    &draft.title,
                    draft.rtl,
                    &draft.source,
                    draft.date.map(|date| date.to_string()),
                    words,
                    &draft.url,
                    draft.content.as_slice(),
                    None::<&str>,
                ))?;
            }
            Err(reason) => {
                let nothing = None::<&str>;
                insert.execute((
                    id.cast_signed(),
                    filing.file,
                    None::<i64>,
                    &entry.doc,
                    "",
                    false,
                    nothing,
                    nothing,
                    0,
                    nothing,
                    None::<&[u8]>,
                    reason,
                ))?;
            }
        }
        Ok(())
    }

    /// Files an article ahead of its analysis, where none of its name stands in the file: it is
    /// to be filed again. False: one stands there, which is left as it is.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn file_ahead(&self, filing: &mut Filing, entry: &Entry) -> Result<bool, Error> {
        if filing.old.contains_key(&entry.doc) {
            return Ok(false);
        }
        let before = filing.taken.clone();
        self.file(filing, entry)?;
        let taken = std::mem::replace(&mut filing.taken, before);
        // It stands there, as one that was not met again.
        let id = taken.difference(&filing.taken).next().copied();
        filing.old.extend(id.map(|id| (entry.doc.clone(), id)));
        Ok(true)
    }

    /// Everything in the file was filed. `stamp` tells when it is to be read again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn end(&self, filing: Filing, stamp: Option<Stamp>, passed: bool) -> Result<(), Error> {
        for id in filing.old.into_values() {
            if !filing.taken.contains(&id) {
                self.remove_article(id)?;
            }
        }
        self.connection
            .prepare_cached(
                "UPDATE file SET modified = ?2, size = ?3, inode = ?4, marks = ?5, passed = ?6
                 WHERE id = ?1",
            )?
            .execute((
                filing.file,
                stamp.map(|s| s.modified),
                stamp.map(|s| s.size),
                stamp.map(|s| s.inode),
                stamp.map(|s| s.marks),
                passed,
            ))?;
        Ok(())
    }

    /// Takes a file and its articles away.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_file(&self, file: i64) -> Result<(), Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM article WHERE file = ?1")?;
        let ids = statement.query_map([file], |row| row.get::<_, i64>(0))?;
        for id in ids.collect::<Result<Vec<_>, _>>()? {
            self.remove_article(id.cast_unsigned())?;
        }
        self.connection
            .prepare_cached("DELETE FROM file WHERE id = ?1")?
            .execute([file])?;
        Ok(())
    }

    /// Takes every file of the collection away; the texts stay for those that come again,
    /// but for those of another engine that nobody shows.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn clear(&self) -> Result<(), Error> {
        let first = self.collection << ID_BITS;
        let last = first + ((1 << ID_BITS) - 1);
        for table in [
            "DELETE FROM link WHERE article BETWEEN ?1 AND ?2",
            "DELETE FROM article WHERE id BETWEEN ?1 AND ?2",
        ] {
            self.connection.execute(table, (first, last))?;
        }
        self.connection
            .execute("DELETE FROM file WHERE collection = ?1", [self.collection])?;
        self.connection.execute(
            "UPDATE collection SET listing = x'', troubles = 0, trouble = '', indexed = ?2,
             bits = ?3 WHERE id = ?1",
            (self.collection, self.terms, places::bits(self.dated)),
        )?;
        self.bits.set(places::bits(self.dated));
        self.connection.execute(
            "DELETE FROM text WHERE engine <> ?1
             AND NOT EXISTS (SELECT 1 FROM article WHERE article.text = text.id)",
            [engine()],
        )?;
        Ok(())
    }

    fn remove_article(&self, id: u64) -> Result<(), Error> {
        self.pending.borrow_mut().remove(&id);
        for table in [
            "DELETE FROM link WHERE article = ?1",
            "DELETE FROM article WHERE id = ?1",
        ] {
            self.connection
                .prepare_cached(table)?
                .execute([id.cast_signed()])?;
        }
        Ok(())
    }

    /// The row of a text with its analysis, made where it is missing.
    fn text(&self, draft: &Draft) -> Result<i64, Error> {
        if draft.pressed {
            keep_text(self.connection, draft)?;
        }
        let kept = self
            .connection
            .prepare_cached("SELECT id FROM text WHERE hash = ?1")?
            .query_row([draft.hash.as_slice()], |row| row.get(0))
            .optional()?;
        kept.ok_or_else(|| Error::Database("a text went missing".to_owned()))
    }
}

/// Keeps a text with its analysis where it is not kept; where it was filed ahead of its analysis,
/// that comes to it.
pub(super) fn keep_text(connection: &Connection, draft: &Draft) -> Result<(), Error> {
    let (analysis, body) = draft.to_keep(connection)?;
    connection
        .prepare_cached(
            "INSERT INTO text (hash, engine, troubled, analysis, body)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (hash) DO UPDATE SET troubled = ?3, analysis = ?4, body = ?5
             WHERE text.analysis = ?6",
        )?
        .execute((
            draft.hash.as_slice(),
            engine(),
            draft.troubled,
            analysis,
            body,
            AHEAD,
        ))?;
    if let Some(sketch) = &draft.sketch {
        connection
            .prepare_cached(
                "INSERT OR IGNORE INTO sketch (text, sketch)
                 SELECT id, ?2 FROM text WHERE hash = ?1",
            )?
            .execute((draft.hash.as_slice(), sketch))?;
    }
    Ok(())
}

/// Words of the body, by white space.
fn words(document: &Document) -> usize {
    let body = document.paragraphs.iter();
    body.filter(|p| p.kind != ParagraphKind::Title)
        .filter_map(|p| p.range()?.slice(&document.source))
        .map(|text| text.split_whitespace().count())
        .sum()
}
