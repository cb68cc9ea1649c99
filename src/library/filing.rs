//! Articles filed: made ready, put in their place of the list, taken away.

use rusqlite::{Connection, OptionalExtension as _};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Document, ParagraphKind};
use crate::entity::mention::Analysis;
use crate::library::annotations::Beside;
use crate::library::articles::Stamp;
use crate::library::duplicates::Sketch;
use crate::library::pack;
use crate::library::stage::{Stage, engine, hash};
use crate::library::store::ID_BITS;
use crate::library::{Error, Library};

/// A document made ready to be kept: all that takes time is done.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The key under which its analysis is kept ([`Stage`]).
    pub hash: [u8; 16],
    content: [u8; 16],
    pub(super) body: Vec<u8>,
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
        }
    }

    /// With what the article stage found. Without it the draft names a text whose analysis
    /// is kept already ([`Library::knows`]).
    #[must_use]
    pub fn analysed(mut self, analysis: &Analysis) -> Self {
        self.troubled = !analysis.trouble.is_empty();
        self.fresh = true;
        self.with(pack::press(&pack::analysis(analysis)))
    }

    /// With what its text is like.
    #[must_use]
    pub fn sketched(mut self, document: &Document) -> Self {
        self.sketch = Some(Sketch::of(document).pack());
        self
    }

    /// True when it has its analysis with it.
    #[must_use]
    pub const fn is_analysed(&self) -> bool {
        !self.analysis.is_empty()
    }

    /// With a packed analysis.
    pub(super) fn with(mut self, analysis: Vec<u8>) -> Self {
        self.body = pack::press(&self.body);
        self.analysis = analysis;
        self
    }

    /// The same text written in other letters, for the eye: what is shown is `document`, what
    /// it is known by stays.
    #[must_use]
    pub fn shown_as(self, document: &Document) -> Self {
        Self {
            hash: self.hash,
            content: self.content,
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
    rank: u64,
    /// Names and ids of the articles that it held before and that were not met again.
    old: FxHashMap<String, u64>,
    /// Ids that articles of this filing have taken.
    taken: FxHashSet<u64>,
}

/// Bits of the number of an article within its file.
const IN_FILE_BITS: u32 = 22;
/// Files are ranked below this.
pub const RANKS: u64 = 1 << (ID_BITS - IN_FILE_BITS);
/// Bits of the number of an article within its day.
const IN_DAY_BITS: u32 = 25;
/// No day is as late; an article without a date stands after all others.
const NO_DAY: u64 = (1 << (ID_BITS - IN_DAY_BITS)) - 1;

impl Library {
    /// Files changes in one transaction.
    ///
    /// # Errors
    /// When the database cannot be written; then nothing of it was.
    pub fn change<T>(
        &self,
        change: impl FnOnce(&Change<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.write(|connection| {
            let collection = self.begin(connection)?;
            connection
                .prepare_cached("UPDATE collection SET linked = 0 WHERE id = ?1 AND linked <> 0")?
                .execute([collection])?;
            change(&Change {
                connection,
                collection,
                dated: self.which().dated,
            })
        })
    }
}

/// A transaction that changes which articles there are.
#[derive(Debug)]
pub struct Change<'a> {
    connection: &'a Connection,
    collection: i64,
    dated: bool,
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
        let old = filing.old.remove(&entry.doc);
        let date = entry.content.as_ref().ok().and_then(|draft| draft.date);
        let id = self.id(filing, date, old)?;
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
            "UPDATE collection SET listing = x'', troubles = 0, trouble = '' WHERE id = ?1",
            [self.collection],
        )?;
        self.connection.execute(
            "DELETE FROM text WHERE engine <> ?1
             AND NOT EXISTS (SELECT 1 FROM article WHERE article.text = text.id)",
            [engine()],
        )?;
        Ok(())
    }

    fn remove_article(&self, id: u64) -> Result<(), Error> {
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

    /// The id under which an article stands in its place of the list.
    fn id(
        &self,
        filing: &Filing,
        date: Option<jiff::civil::Date>,
        old: Option<u64>,
    ) -> Result<u64, Error> {
        let first = (self.collection << ID_BITS).cast_unsigned();
        if !self.dated {
            let within = (filing.taken.len() as u64).min((1 << IN_FILE_BITS) - 1);
            return Ok(first | filing.rank << IN_FILE_BITS | within);
        }
        let day = first | day_from_the_last(date) << IN_DAY_BITS;
        let end = day | ((1 << IN_DAY_BITS) - 1);
        if let Some(old) = old.filter(|old| (day..=end).contains(old)) {
            return Ok(old);
        }
        let last: Option<i64> = self
            .connection
            .prepare_cached("SELECT max(id) FROM article WHERE id BETWEEN ?1 AND ?2")?
            .query_row((day.cast_signed(), end.cast_signed()), |row| row.get(0))?;
        Ok(last.map_or(day, |last| (last.cast_unsigned() + 1).min(end)))
    }

    /// The row of a text with its analysis, made where it is missing.
    fn text(&self, draft: &Draft) -> Result<i64, Error> {
        if draft.is_analysed() {
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

/// Keeps a text with its analysis where it is not kept.
pub(super) fn keep_text(connection: &Connection, draft: &Draft) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT INTO text (hash, engine, troubled, analysis, body)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        )?
        .execute((
            draft.hash.as_slice(),
            engine(),
            draft.troubled,
            &draft.analysis,
            &draft.body,
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

/// Days counted backwards, so that the newest stand first; the last of all without a date.
fn day_from_the_last(date: Option<jiff::civil::Date>) -> u64 {
    let Some(date) = date else {
        return NO_DAY;
    };
    let days = jiff::civil::Date::MAX.duration_since(date).as_hours() / 24;
    u64::try_from(days).unwrap_or(NO_DAY).min(NO_DAY)
}

/// Words of the body, by white space.
fn words(document: &Document) -> usize {
    let body = document.paragraphs.iter();
    body.filter(|p| p.kind != ParagraphKind::Title)
        .filter_map(|p| p.range()?.slice(&document.source))
        .map(|text| text.split_whitespace().count())
        .sum()
}
