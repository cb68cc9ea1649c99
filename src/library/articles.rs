//! Articles: listed, opened, known again.

use std::sync::{Arc, PoisonError};

use rusqlite::{Connection, OptionalExtension as _, Row as SqlRow, ToSql};
use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::entity::link::{self, Reason};
use crate::entity::mention::{Analysis, Mention};
use crate::library::dictionary::{self, AHEAD};
use crate::library::moved;
use crate::library::pack;
use crate::library::stage::Stage;
use crate::library::{
    Actor, Alone, Article, ArticleId, EntityId, Error, Identity, Library, LinkedMention, Marks, Row,
};
use crate::text::direction::Direction;

/// What a file looked like when it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When it was changed, in nanoseconds since 1970.
    pub modified: i64,
    /// Its bytes.
    pub size: i64,
    /// Its number on the disk: another file may have taken its name with its time.
    pub inode: i64,
    /// A hash of the same of the files with marks beside it; 0 where there are none.
    pub marks: i64,
}

/// A file that the library knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub file: i64,
    /// Its place in the order of the paths.
    pub rank: u64,
    /// What it looked like; `None`: it is to be read again.
    pub stamp: Option<Stamp>,
    /// Another article stage read it, so nothing of it holds.
    pub stale: bool,
    /// It is no text and was passed over.
    pub passed: bool,
}

impl Known {
    fn of_row(row: &SqlRow<'_>, stage: Stage) -> rusqlite::Result<Self> {
        let (modified, size): (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
        let (inode, marks): (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
        let seen = modified.zip(size).zip(inode.zip(marks));
        Ok(Self {
            file: row.get(0)?,
            rank: row.get::<_, i64>(1)?.cast_unsigned(),
            stamp: seen.map(|((modified, size), (inode, marks))| Stamp {
                modified,
                size,
                inode,
                marks,
            }),
            stale: row.get::<_, i64>(7)? != stage.number(),
            passed: row.get(6)?,
        })
    }
}

/// A file that another stage read. Asked with `OR`, the whole index is gone through.
pub(super) const OTHER_STAGE: &str = "SELECT 1 FROM file WHERE collection = ?1 AND stage < ?2
     UNION ALL SELECT 1 FROM file WHERE collection = ?1 AND stage > ?2";

impl Library {
    /// What is known of a file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known_file(&self, path: &[u8], stage: Stage) -> Result<Option<Known>, Error> {
        let reader = self.read();
        let mut statement = reader.prepare_cached(
            "SELECT id, rank, modified, size, inode, marks, passed, stage FROM file
             WHERE collection = ?1 AND path = ?2",
        )?;
        let known = statement.query_row((self.collection(), path), |row| Known::of_row(row, stage));
        Ok(known.optional()?)
    }

    /// What is known of files in the order of their ranks, from this rank on: at most so
    /// many, with their paths.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known_files(
        &self,
        from: u64,
        most: u32,
        stage: Stage,
    ) -> Result<Vec<(Vec<u8>, Known)>, Error> {
        let reader = self.read();
        let mut statement = reader.prepare_cached(
            "SELECT id, rank, modified, size, inode, marks, passed, stage, path FROM file
             WHERE collection = ?1 AND rank >= ?2 ORDER BY rank LIMIT ?3",
        )?;
        let from = i64::try_from(from).unwrap_or(i64::MAX);
        let rows = statement.query_map((self.collection(), from, most), |row| {
            Ok((row.get(8)?, Known::of_row(row, stage)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// True when all that is there was read by this stage.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_of(&self, stage: Stage) -> Result<bool, Error> {
        let reader = self.read();
        let mut statement = reader.prepare_cached(OTHER_STAGE)?;
        Ok(!statement.exists((self.collection(), stage.number()))?)
    }

    /// True when a text is there with what was found in it; not while that is under way.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn knows(&self, hash: &[u8; 16]) -> Result<bool, Error> {
        let reader = self.read();
        let mut statement =
            reader.prepare_cached("SELECT 1 FROM text WHERE hash = ?1 AND analysis <> ?2")?;
        Ok(statement.exists((hash.as_slice(), AHEAD))?)
    }

    /// The rows of some articles, for a list. One that is not there any more is left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn rows(&self, ids: &[ArticleId]) -> Result<Vec<Row>, Error> {
        let reader = self.read();
        // Each question outside of a transaction locks and looks at the file anew.
        let reader = reader.unchecked_transaction()?;
        let mut statement = reader.prepare_cached(
            "SELECT id, doc, title, rtl, source, date, failed FROM article WHERE id = ?1",
        )?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let id = self.current(*id).0.cast_signed();
            rows.extend(statement.query_row([id], row).optional()?);
        }
        Ok(rows)
    }

    /// One article with its mentions linked; `None` when it was not (or could not be) read.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, Error> {
        let reader = self.read();
        let id = self.current(id);
        // One state for all questions, whoever writes meanwhile.
        let reader = reader.unchecked_transaction()?;
        let Some(kept) = Kept::with(&reader, id, |key| self.is_open(key))? else {
            return Ok(None);
        };
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((kept.key, Arc::downgrade(&kept.document)));
        let (sure, weak) = link::counted(&kept.analysis, &kept.promoted);
        let (mentions, weak) = (kept.linked(&sure)?, kept.linked(&weak)?);
        let actors = self.actors_of(&reader, mentions.iter())?;
        let with_weak = if weak.is_empty() {
            Arc::clone(&actors)
        } else {
            self.actors_of(&reader, mentions.iter().chain(&weak))?
        };
        Ok(Some(Article {
            id,
            doc: kept.doc.into(),
            document: kept.document,
            mentions: mentions.into(),
            weak: weak.into(),
            actors,
            with_weak,
            words: kept.words,
            analysed: kept.analysed,
            spot: None,
            marks: Marks::default(),
        }))
    }

    /// The document with this key, if it is the one that was opened last and is still read.
    fn is_open(&self, key: &[u8; 16]) -> Option<Arc<Document>> {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, document) = opened.as_ref()?;
        document.upgrade().filter(|_| of == key)
    }

    /// The articles that could be read with the day each was written, the first day first and
    /// those without one before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn dates(&self) -> Result<Vec<(ArticleId, Option<jiff::civil::Date>)>, Error> {
        let reader = self.read();
        let mut statement = reader.prepare_cached(
            "SELECT id, date FROM article WHERE id BETWEEN ?1 AND ?2 AND text IS NOT NULL",
        )?;
        let dates = statement.query_map(self.ids(), |row| {
            let date: Option<String> = row.get(1)?;
            let id = ArticleId(row.get::<_, i64>(0)?.cast_unsigned());
            Ok((id, date.and_then(|date| date.parse().ok())))
        })?;
        let mut dates: Vec<_> = dates.collect::<Result<_, _>>()?;
        dates.sort_unstable_by_key(|(id, date)| (*date, *id));
        Ok(dates)
    }

    /// The text of an article and its mentions, in the order of the text; with `weak` also what
    /// may be one. `None` when it was not (or could not be) read.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn mentions_in(
        &self,
        id: ArticleId,
        weak: bool,
    ) -> Result<Option<(Document, Vec<LinkedMention>)>, Error> {
        let reader = self.read();
        // Text and dictionary of one state.
        let reader = reader.unchecked_transaction()?;
        let Some(kept) = Kept::of(&reader, id)? else {
            return Ok(None);
        };
        let (mut mentions, doubtful) = link::counted(&kept.analysis, &kept.promoted);
        if weak {
            mentions.extend(doubtful);
            mentions.sort_by_key(|mention| mention.range.start);
        }
        let mentions = kept.linked(&mentions)?;
        Ok(Some((Arc::unwrap_or_clone(kept.document), mentions)))
    }

    /// The actors of mentions, by kind, then by how often they are named there.
    fn actors_of<'m>(
        &self,
        reader: &Connection,
        mentions: impl Iterator<Item = &'m LinkedMention>,
    ) -> Result<Arc<[Actor]>, Error> {
        let mut here: FxHashMap<EntityId, u32> = FxHashMap::default();
        for mention in mentions {
            *here.entry(mention.entity).or_default() += 1;
        }
        let mut actors: Vec<Actor> = Vec::with_capacity(here.len());
        for (entity, count) in here {
            let actor = super::actors::actor(reader, entity, count, self.is_in_latin())?;
            actors.push(actor.ok_or_else(broken)?);
        }
        actors.sort_by(|a, b| {
            (a.kind, b.here, b.all, &a.name).cmp(&(b.kind, a.here, a.all, &b.name))
        });
        Ok(actors.into())
    }

    /// What was wrong in files beside the articles, in the order of the list.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn trouble(&self) -> Result<Vec<String>, Error> {
        let reader = self.read();
        let mut statement = reader.prepare_cached(
            "SELECT t.analysis FROM article a JOIN text t ON t.id = a.text
             WHERE a.id BETWEEN ?1 AND ?2 AND t.troubled ORDER BY a.id",
        )?;
        let mut rows = statement.query(self.ids())?;
        let mut trouble = Vec::new();
        while let Some(row) = rows.next()? {
            let packed = row.get_ref(0)?.as_blob().map_err(|_| broken())?;
            trouble.extend(dictionary::analysis(&reader, packed)?.trouble);
        }
        Ok(trouble)
    }

    /// How much was wrong in files beside the articles, and the first of it, as of the last
    /// linking; empty for nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn first_trouble(&self) -> Result<(usize, String), Error> {
        let reader = self.read();
        let first = reader
            .prepare_cached("SELECT troubles, trouble FROM collection WHERE id = ?1")?
            .query_row([self.collection()], |row| {
                Ok((row.get::<_, i64>(0)?, row.get(1)?))
            })
            .optional()?;
        let (count, first) = first.unwrap_or_default();
        Ok((usize::try_from(count).unwrap_or(0), first))
    }

    /// What the desk knows an article by; `None` when it could not be read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn identity(&self, id: ArticleId) -> Result<Option<Identity>, Error> {
        let reader = self.read();
        let reader = reader.unchecked_transaction()?;
        let Some(mut identity) = self.outline(&reader, id)? else {
            return Ok(None);
        };
        let by_url = self.only_one(&reader, BY_URL, &identity.url)?;
        let by_text = self.only_one(&reader, BY_TEXT, &identity.content)?;
        let (url, content, name) = (&identity.url, &identity.content, &identity.name);
        identity.alone = Alone {
            by_url: by_url.is_some() && !self.has_copies(&reader, moved::BY_URL, url, name)?,
            by_text: by_text.is_some()
                && !self.has_copies(&reader, moved::BY_TEXT, content, name)?,
        };
        Ok(Some(identity))
    }

    /// The same of many, as if no other article had any of it: to make sure of that takes five
    /// times as long, and the desk knows few of the rows of a list.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outlines(&self, ids: &[ArticleId]) -> Result<Vec<Option<Identity>>, Error> {
        let reader = self.read();
        let reader = reader.unchecked_transaction()?;
        ids.iter().map(|id| self.outline(&reader, *id)).collect()
    }

    fn outline(&self, reader: &Connection, id: ArticleId) -> Result<Option<Identity>, Error> {
        let mut statement = reader.prepare_cached(
            "SELECT f.path, a.doc, a.url, a.content FROM article a JOIN file f ON f.id = a.file
             WHERE a.id = ?1 AND a.content IS NOT NULL",
        )?;
        let found = statement.query_row([self.current(id).0.cast_signed()], |row| {
            let (path, doc): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
            Ok(Identity {
                name: name(path, &doc),
                url: row.get(2)?,
                content: row.get(3)?,
                alone: Alone::default(),
            })
        });
        Ok(found.optional()?)
    }

    /// The article of this collection that the desk knows by these: where it stands; its address,
    /// or its text, where no other has it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn locate(&self, identity: &Identity) -> Result<Option<ArticleId>, Error> {
        let reader = self.read();
        let path = identity.name.split(|b| *b == 0).next().unwrap_or_default();
        let mut in_file = reader.prepare_cached(
            "SELECT a.id, a.doc FROM file f JOIN article a ON a.file = f.id
             WHERE f.collection = ?1 AND f.path = ?2 AND a.content IS NOT NULL",
        )?;
        let mut rows = in_file.query((self.collection(), path))?;
        while let Some(row) = rows.next()? {
            let doc: String = row.get(1)?;
            if name(path.to_vec(), &doc) == identity.name {
                return Ok(Some(ArticleId(row.get::<_, i64>(0)?.cast_unsigned())));
            }
        }
        if let Some(url) = &identity.url {
            let found = self.only_one(&reader, BY_URL, url)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        self.only_one(&reader, BY_TEXT, &identity.content)
    }

    /// The article of the collection that has something, when no other has it.
    fn only_one(
        &self,
        reader: &Connection,
        sql: &str,
        value: &dyn ToSql,
    ) -> Result<Option<ArticleId>, Error> {
        let (first, last) = self.ids();
        let mut statement = reader.prepare_cached(sql)?;
        let ids = statement.query_map((value, first, last), |row| row.get::<_, i64>(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        Ok(match ids[..] {
            [id] => Some(ArticleId(id.cast_unsigned())),
            _ => None,
        })
    }

    /// All articles of this collection that have one of these in common with what the desk
    /// knows: the file, the address, the text.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn alike(&self, identity: &Identity) -> Result<Vec<ArticleId>, Error> {
        let reader = self.read();
        let (first, last) = self.ids();
        let path = identity.name.split(|b| *b == 0).next().unwrap_or_default();
        let mut statement = reader.prepare_cached(
            "SELECT a.id FROM file f JOIN article a ON a.file = f.id
             WHERE f.collection = ?1 AND f.path = ?2
             UNION SELECT id FROM article WHERE url = ?3 AND id BETWEEN ?5 AND ?6
             UNION SELECT id FROM article WHERE content = ?4 AND id BETWEEN ?5 AND ?6",
        )?;
        let asked = (
            self.collection(),
            path,
            &identity.url,
            &identity.content,
            first,
            last,
        );
        let ids = statement.query_map(asked, |row| {
            Ok(ArticleId(row.get::<_, i64>(0)?.cast_unsigned()))
        })?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// How many articles could not be read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn failed(&self) -> Result<usize, Error> {
        let reader = self.read();
        let (first, last) = self.ids();
        let mut statement = reader.prepare_cached(
            "SELECT count(*) FROM article WHERE text IS NULL AND id BETWEEN ?1 AND ?2",
        )?;
        let count: i64 = statement.query_row((first, last), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}

/// Articles of a collection that have an address, or a text; two are enough.
const BY_URL: &str = "SELECT id FROM article WHERE url = ?1 AND id BETWEEN ?2 AND ?3 LIMIT 2";
const BY_TEXT: &str = "SELECT id FROM article WHERE content = ?1 AND id BETWEEN ?2 AND ?3 LIMIT 2";

/// What the database does not hold as it should.
pub(super) fn broken() -> Error {
    Error::Broken {
        path: "an article of it".to_owned(),
    }
}

/// An article as it is kept, taken apart.
pub(super) struct Kept {
    doc: String,
    /// The key of its text.
    key: [u8; 16],
    words: usize,
    /// False: it was filed ahead of its analysis.
    analysed: bool,
    pub(super) document: Arc<Document>,
    pub(super) analysis: Analysis,
    /// The entity of each name; empty before it is linked.
    pub(super) entities: Vec<EntityId>,
    /// Why, in the same order.
    pub(super) reasons: Vec<Reason>,
    /// The weak mentions that count.
    pub(super) promoted: Vec<bool>,
}

impl Kept {
    pub(super) fn of(reader: &Connection, id: ArticleId) -> Result<Option<Self>, Error> {
        Self::with(reader, id, |_| None)
    }

    /// The same; the document is not unpacked where somebody has that of its key.
    fn with(
        reader: &Connection,
        id: ArticleId,
        known: impl FnOnce(&[u8; 16]) -> Option<Arc<Document>>,
    ) -> Result<Option<Self>, Error> {
        type Found = (
            String,
            i64,
            Vec<u8>,
            i64,
            Option<Vec<u8>>,
            Option<Vec<u8>>,
            Option<Vec<u8>>,
            [u8; 16],
        );
        let found: Option<Found> = reader
            .prepare_cached(
                "SELECT a.doc, a.words, t.analysis, t.id, l.entities, l.reasons,
                        l.promoted, t.hash
                 FROM article a JOIN text t ON t.id = a.text
                 LEFT JOIN link l ON l.article = a.id
                 WHERE a.id = ?1",
            )?
            .query_row([id.0.cast_signed()], |row| row.try_into())
            .optional()?;
        let Some((doc, words, analysis, text, entities, reasons, promoted, key)) = found else {
            return Ok(None);
        };
        let document = match known(&key) {
            Some(document) => document,
            None => {
                let body: Vec<u8> = reader
                    .prepare_cached("SELECT body FROM text WHERE id = ?1")?
                    .query_row([text], |row| row.get(0))?;
                Arc::new(dictionary::document(reader, &body)?)
            }
        };
        let entities = entities.map_or(Some(Vec::new()), |packed| pack::numbers(&packed));
        let numbers = entities.ok_or_else(broken)?.into_iter();
        let entities = numbers.map(|n| n.try_into().map(EntityId).map_err(|_| broken()));
        let reasons = reasons.map_or(Some(Vec::new()), |packed| pack::unreasons(&packed));
        let promoted = promoted.map_or(Some(Vec::new()), |packed| pack::unflags(&packed));
        Ok(Some(Self {
            doc,
            key,
            words: usize::try_from(words).unwrap_or(0),
            document,
            analysed: analysis != AHEAD,
            analysis: dictionary::analysis(reader, &analysis)?,
            entities: entities.collect::<Result<_, _>>()?,
            reasons: reasons.ok_or_else(broken)?,
            promoted: promoted.ok_or_else(broken)?,
        }))
    }

    /// Mentions with their entities; an article that came after the last linking has none.
    fn linked(&self, mentions: &[&Mention]) -> Result<Vec<LinkedMention>, Error> {
        let mut linked = Vec::with_capacity(mentions.len());
        for mention in mentions {
            if mention.range.slice(&self.document.source).is_none() {
                return Err(broken());
            }
            if let Some(&entity) = self.entities.get(mention.name as usize) {
                linked.push(LinkedMention {
                    range: mention.range,
                    kind: mention.kind,
                    entity,
                });
            }
        }
        Ok(linked)
    }
}

/// Where an article stands: its file, and its place in it where the file holds many.
pub(super) fn name(mut path: Vec<u8>, doc: &str) -> Vec<u8> {
    // A file that was given twice is one; no path holds a zero.
    if let Some(end) = path.iter().position(|byte| *byte == 0) {
        path.truncate(end);
    }
    path.push(0);
    if let Some((_, within)) = doc.rsplit_once('#') {
        path.extend_from_slice(within.as_bytes());
    }
    path
}

fn row(row: &SqlRow<'_>) -> rusqlite::Result<Row> {
    let doc: Arc<str> = row.get(1)?;
    let title: Arc<str> = row.get(2)?;
    let date: Option<String> = row.get(5)?;
    Ok(Row {
        id: ArticleId(row.get::<_, i64>(0)?.cast_unsigned()),
        title: if title.is_empty() {
            Arc::clone(&doc)
        } else {
            title
        },
        doc,
        direction: if row.get(3)? {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        },
        source: row.get(4)?,
        date: date.and_then(|date| date.parse().ok()),
        failed: row.get(6)?,
        marks: Marks::default(),
    })
}
