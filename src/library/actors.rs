//! Entities: linked over the collection, counted, found.

use std::sync::{Arc, PoisonError};

use compact_str::CompactString;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row as SqlRow};
use rustc_hash::FxHashMap;

use crate::entity::gazetteer::Gazetteer;
use crate::entity::kind::Kind;
use crate::entity::link::{Entity, Linking, Reason};
use crate::entity::mention::Analysis;
use crate::library::articles::broken;
use crate::library::dictionary::{self, AHEAD};
use crate::library::finder::{Finder, Found, Hit, Maker};
use crate::library::pack::{self, Packer, Unpacker};
use crate::library::{Actor, ArticleId, EntityId, Error, KeyedActor, Library, Listing};
use crate::text::latin;

/// What linking holds of an article between one time through all of them and the next: a few
/// bytes a name, since there may be a hundred thousand articles.
struct Passed {
    article: u64,
    /// The entity of each name, packed; those that are weak have the number 0, the others one
    /// more than their index.
    of: Vec<u8>,
    /// Why, packed.
    reasons: Vec<u8>,
}

impl Passed {
    fn new(article: u64, of: &[usize], reasons: &[Reason]) -> Self {
        let mut packed = Packer::default();
        for at in of {
            packed.size(at.wrapping_add(1));
        }
        let mut of = packed.done();
        let mut reasons = pack::reasons(reasons);
        of.shrink_to_fit();
        reasons.shrink_to_fit();
        Self {
            article,
            of,
            reasons,
        }
    }

    fn of(&self) -> Result<Vec<usize>, Error> {
        let numbers = pack::numbers(&self.of).ok_or_else(broken)?;
        let index = |n: u64| usize::try_from(n).map(|n| n.wrapping_sub(1));
        numbers
            .into_iter()
            .map(|n| index(n).map_err(|_| broken()))
            .collect()
    }
}

impl Library {
    /// The collection stage: names the entities of all articles that are there, and sets
    /// the list anew. A deterministic function of the set of articles in the order of their
    /// ids; done whole or not at all.
    ///
    /// # Errors
    /// When the database cannot be written, or what is in it does not hold.
    pub fn link(&self, gazetteer: &Gazetteer) -> Result<(), Error> {
        self.write(|connection| {
            let collection = self.begin(connection)?;
            let mut linking = Linking::new(gazetteer);
            let (mut passed, mut troubles, mut trouble) = (Vec::new(), 0, String::new());
            let ahead = self.each_analysis(connection, &mut |article, analysis| {
                let (of, reasons) = linking.add(&analysis);
                passed.push(Passed::new(article, &of, &reasons));
                troubles += analysis.trouble.len();
                if let (Some(first), "") = (analysis.trouble.first(), trouble.as_str()) {
                    trouble.clone_from(first);
                }
                Ok(())
            })?;
            let mut known = passed.iter();
            self.each_analysis(connection, &mut |_, analysis| {
                let passed = known.next().ok_or_else(broken)?;
                linking.hold_against_all(&analysis, &passed.of()?);
                Ok(())
            })?;
            // For each entity its postings, and how often it is named in all.
            let mut postings: Vec<Postings> = Vec::new();
            let mut numbers = Numbers::of(connection, collection)?;
            let mut keep = connection.prepare_cached(
                "INSERT INTO link (article, entities, reasons, promoted) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET entities = ?2, reasons = ?3, promoted = ?4
                 WHERE entities <> ?2 OR reasons <> ?3 OR promoted <> ?4",
            )?;
            let mut known = passed.into_iter();
            self.each_analysis(connection, &mut |article, analysis| {
                let passed = known.next().filter(|p| p.article == article);
                let passed = passed.ok_or_else(broken)?;
                let mut of = passed.of()?;
                let mut reasons = pack::unreasons(&passed.reasons).ok_or_else(broken)?;
                let promoted = linking.settle(&analysis, &mut of, &mut reasons);
                let counted = counted(&analysis, &promoted);
                let mut packed = Packer::default();
                for (&at, count) in of.iter().zip(counted) {
                    if postings.len() <= at {
                        postings.resize_with(at + 1, Postings::default);
                    }
                    postings[at].add(article, count);
                    let id = numbers.number(linking.key(at).ok_or_else(broken)?, at);
                    packed.number(id.cast_unsigned());
                }
                let (reasons, flags) = (pack::reasons(&reasons), pack::flags(&promoted));
                keep.execute((article.cast_signed(), packed.done(), reasons, flags))?;
                Ok(())
            })?;
            let entities = linking.entities();
            postings.resize_with(entities.len(), Postings::default);
            keep_entities(connection, collection, &entities, postings, numbers)?;
            // Whom it finds may be others now.
            connection.execute("DELETE FROM finder WHERE collection = ?1", [collection])?;
            self.tell_stories(connection, collection)?;
            let listing = self.listing_now(connection)?;
            let count = i64::try_from(troubles).unwrap_or(i64::MAX);
            connection.execute(
                "UPDATE collection SET listing = ?2, troubles = ?3, trouble = ?4, linked = ?5
                 WHERE id = ?1",
                (collection, listing.pack(), count, trouble, !ahead),
            )?;
            Ok(())
        })?;
        *self.finder.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }

    /// What was found in each article, in the order of the list. True: in some of them names are
    /// still to be sought.
    fn each_analysis(
        &self,
        connection: &Connection,
        each: &mut dyn FnMut(u64, Analysis) -> Result<(), Error>,
    ) -> Result<bool, Error> {
        let mut statement = connection.prepare_cached(
            "SELECT a.id, t.analysis FROM article a JOIN text t ON t.id = a.text
             WHERE a.id BETWEEN ?1 AND ?2 ORDER BY a.id",
        )?;
        let mut rows = statement.query(self.ids())?;
        let mut ahead = false;
        while let Some(row) = rows.next()? {
            let packed = row.get_ref(1)?.as_blob().map_err(|_| broken())?;
            ahead |= packed == AHEAD;
            let analysis = dictionary::analysis(connection, packed)?;
            each(row.get::<_, i64>(0)?.cast_unsigned(), analysis)?;
        }
        Ok(ahead)
    }

    fn listing_now(&self, connection: &Connection) -> Result<Listing, Error> {
        let mut statement = connection.prepare_cached(
            "SELECT id, text IS NULL FROM article WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
        )?;
        let mut rows = statement.query(self.ids())?;
        let (mut ids, mut failed) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let id = ArticleId(row.get::<_, i64>(0)?.cast_unsigned());
            ids.push(id);
            if row.get(1)? {
                failed.push(id);
            }
        }
        Ok(Listing {
            ids: ids.into(),
            failed: failed.into(),
            stories: Arc::default(),
        })
    }

    /// All entities that are named in the collection, most mentioned first, then by key.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn entities(&self) -> Result<Vec<(Actor, Entity)>, Error> {
        let reader = self.read();
        let mut statement = reader.prepare_cached(
            "SELECT id, key, kind, name, latin, mentions, articles, about, aliases, list,
                    suggestions FROM entity
             WHERE collection = ?1 AND mentions > 0 ORDER BY mentions DESC, key",
        )?;
        let rows = statement.query_map([self.collection()], |row| {
            Ok((actor_of(row, 0, self.is_in_latin())?, entity_of(row)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The articles that name an entity, in the order of the list, with how often.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn postings(&self, entity: EntityId) -> Result<Vec<(ArticleId, u32)>, Error> {
        let reader = self.read();
        let packed: Option<Vec<u8>> = reader
            .prepare_cached("SELECT postings FROM entity WHERE id = ?1")?
            .query_row([entity.0], |row| row.get(0))
            .optional()?;
        let postings = Postings::unpack(&packed.unwrap_or_default());
        postings.ok_or_else(|| Error::Broken {
            path: "an actor of it".to_owned(),
        })
    }

    /// The entity with this key, over the whole collection.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn actor_of_key(&self, key: &str) -> Result<Option<Actor>, Error> {
        let reader = self.read();
        let mut statement = reader.prepare_cached(
            "SELECT id, key, kind, name, latin, mentions, articles FROM entity
             WHERE collection = ?1 AND key = ?2",
        )?;
        let found = statement.query_row((self.collection(), key), |row| {
            actor_of(row, 0, self.is_in_latin())
        });
        Ok(found.optional()?)
    }

    /// The entities with these keys; `None` for one that is named nowhere.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn actors_of_keys(&self, keys: Vec<Arc<str>>) -> Result<Vec<KeyedActor>, Error> {
        let keyed = keys.into_iter().map(|key| {
            let actor = self.actor_of_key(&key)?;
            Ok((key, actor.filter(|actor| actor.all > 0)))
        });
        keyed.collect()
    }

    /// The entity with this number as it stands over the whole collection.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn actor(&self, entity: EntityId) -> Result<Option<Actor>, Error> {
        actor(&self.read(), entity, 0, self.is_in_latin())
    }

    /// Actors and titles that are most like `query`, best first; see [`Found`].
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find(&self, query: &str, limit: usize) -> Result<Vec<Found>, Error> {
        let finder = self
            .finder
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let finder = match finder {
            Some(finder) => finder,
            None => {
                let kept = self.kept_finder()?;
                let finder = Arc::new(kept.map_or_else(|| self.new_finder(), Ok)?);
                let mut kept = self.finder.lock().unwrap_or_else(PoisonError::into_inner);
                *kept = Some(Arc::clone(&finder));
                finder
            }
        };
        let mut found = Vec::new();
        for hit in finder.find(query, limit) {
            match hit {
                Hit::Actor(id) => found.extend(self.actor(id)?.map(Found::actor)),
                Hit::Title(id) => found.extend(self.rows(&[id])?.into_iter().map(Found::title)),
            }
        }
        Ok(found)
    }

    /// Makes ready what the finder looks through, where that is not done: nobody waits for it
    /// then.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn prepare_finder(&self) -> Result<(), Error> {
        let kept = self
            .read()
            .prepare_cached("SELECT 1 FROM finder WHERE collection = ?1")?
            .exists([self.collection()])?;
        if kept || self.is_in_memory() {
            return Ok(());
        }
        let packed = self.new_finder()?.pack();
        self.write(|connection| {
            connection.execute(
                "INSERT OR REPLACE INTO finder (collection, packed) VALUES (?1, ?2)",
                (self.collection(), packed),
            )?;
            Ok(())
        })
    }

    fn kept_finder(&self) -> Result<Option<Finder>, Error> {
        let packed: Option<Vec<u8>> = self
            .read()
            .prepare_cached("SELECT packed FROM finder WHERE collection = ?1")?
            .query_row([self.collection()], |row| row.get(0))
            .optional()?;
        Ok(packed.and_then(|packed| Finder::unpack(&packed)))
    }

    /// What the finder looks through: actors that are named, and titles.
    fn new_finder(&self) -> Result<Finder, Error> {
        let reader = self.read();
        let mut maker = Maker::default();
        let mut statement = reader.prepare_cached(
            "SELECT id, name, aliases, kind FROM entity
             WHERE collection = ?1 AND mentions > 0 ORDER BY mentions DESC, id",
        )?;
        let mut rows = statement.query([self.collection()])?;
        while let Some(row) = rows.next()? {
            if pack::kind_of(row.get(3)?) == Some(Kind::Nationality) {
                continue;
            }
            let name: String = row.get(1)?;
            let aliases = texts(row.get_ref(2)?.as_blob().map_err(|_| broken())?);
            let aliases = aliases.unwrap_or_default();
            let forms = std::iter::once(&name).chain(&aliases);
            maker.actor(EntityId(row.get(0)?), forms.map(String::as_str));
        }
        let mut statement = reader.prepare_cached(
            "SELECT id, title, doc FROM article
             WHERE id BETWEEN ?1 AND ?2 AND text IS NOT NULL ORDER BY id",
        )?;
        let mut rows = statement.query(self.ids())?;
        while let Some(row) = rows.next()? {
            let text = |at| row.get_ref(at)?.as_str().map_err(|_| broken());
            let title = match text(1)? {
                "" => text(2)?,
                title => title,
            };
            maker.title(ArticleId(row.get::<_, i64>(0)?.cast_unsigned()), title);
        }
        Ok(maker.done())
    }
}

/// An entity's row as an actor; `None` when it is named nowhere any more.
pub(super) fn actor(
    connection: &Connection,
    entity: EntityId,
    here: u32,
    latin: bool,
) -> Result<Option<Actor>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, key, kind, name, latin, mentions, articles FROM entity WHERE id = ?1",
    )?;
    let found = statement.query_row([entity.0], |row| actor_of(row, here, latin));
    Ok(found.optional()?)
}

/// An entity's row whole; `None` when it is named nowhere any more.
pub(super) fn entity(connection: &Connection, entity: EntityId) -> Result<Option<Entity>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, key, kind, name, latin, mentions, articles, about, aliases, list,
                suggestions FROM entity WHERE id = ?1",
    )?;
    Ok(statement.query_row([entity.0], entity_of).optional()?)
}

fn entity_of(row: &SqlRow<'_>) -> rusqlite::Result<Entity> {
    let text = |at| {
        row.get_ref(at)?
            .as_str()
            .map(CompactString::from)
            .map_err(Into::into)
    };
    let list: rusqlite::Result<Option<CompactString>> = match row.get_ref(9)? {
        ValueRef::Null => Ok(None),
        _ => text(9).map(Some),
    };
    Ok(Entity {
        id: text(1)?,
        kind: pack::kind_of(row.get(2)?).unwrap_or(Kind::Person),
        name: row.get(3)?,
        aliases: texts(row.get_ref(8)?.as_blob()?).unwrap_or_default(),
        about: row.get(7)?,
        latin: row.get(4)?,
        list: list?,
        suggestions: pack::unsuggestions(row.get_ref(10)?.as_blob()?).unwrap_or_default(),
    })
}

/// `latin`: the name is shown in Latin letters, and not beside itself.
pub(super) fn actor_of(row: &SqlRow<'_>, here: u32, latin: bool) -> rusqlite::Result<Actor> {
    let (name, in_latin): (Arc<str>, Option<Arc<str>>) = (row.get(3)?, row.get(4)?);
    let (name, in_latin) = match (latin, in_latin) {
        (false, known) => (name, known),
        (true, Some(known)) => (known, None),
        (true, None) => (latin::latin(&name).into(), None),
    };
    Ok(Actor {
        id: EntityId(row.get(0)?),
        key: row.get(1)?,
        kind: pack::kind_of(row.get(2)?).unwrap_or(Kind::Person),
        name,
        latin: in_latin,
        here,
        all: row.get(5)?,
        articles: row.get(6)?,
    })
}

/// How often each name is mentioned, the weak mentions that count with it.
fn counted(analysis: &Analysis, promoted: &[bool]) -> Vec<u32> {
    let mut counts = vec![0; analysis.names.len()];
    let weak = analysis.weak.iter().zip(promoted);
    let weak = weak.filter(|(_, promoted)| **promoted);
    for mention in analysis.mentions.iter().chain(weak.map(|(m, _)| m)) {
        if let Some(count) = counts.get_mut(mention.name as usize) {
            *count += 1;
        }
    }
    counts
}

/// The numbers of entities: those that they had before, and the next ones for the others.
struct Numbers {
    before: FxHashMap<CompactString, i64>,
    next: i64,
    /// By the index of the entity; 0: it has none yet.
    given: Vec<i64>,
}

impl Numbers {
    fn of(connection: &Connection, collection: i64) -> Result<Self, Error> {
        let mut statement =
            connection.prepare_cached("SELECT key, id FROM entity WHERE collection = ?1")?;
        let mut rows = statement.query([collection])?;
        let mut before = FxHashMap::default();
        while let Some(row) = rows.next()? {
            before.insert(
                CompactString::from(row.get_ref(0)?.as_str().unwrap_or_default()),
                row.get(1)?,
            );
        }
        // No number is given twice, not even that of one who is gone.
        let last: Option<i64> = connection
            .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'entity'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(Self {
            before,
            next: last.unwrap_or(0) + 1,
            given: Vec::new(),
        })
    }

    fn number(&mut self, key: &str, at: usize) -> i64 {
        if self.given.len() <= at {
            self.given.resize(at + 1, 0);
        }
        if self.given[at] == 0 {
            self.given[at] = self.before.remove(key).unwrap_or_else(|| {
                self.next += 1;
                self.next - 1
            });
        }
        self.given[at]
    }
}

/// Writes all entities of a collection and their numbers, in the order given. One that is
/// known keeps its number; one that is not named any more goes.
fn keep_entities(
    connection: &Connection,
    collection: i64,
    entities: &[Entity],
    postings: Vec<Postings>,
    mut numbers: Numbers,
) -> Result<(), Error> {
    let mut keep = connection.prepare_cached(
        "INSERT INTO entity
         (id, collection, key, kind, name, latin, about, mentions, articles, aliases, postings,
          list, suggestions)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT DO UPDATE SET kind = ?4, name = ?5, latin = ?6, about = ?7,
             mentions = ?8, articles = ?9, aliases = ?10, postings = ?11, list = ?12,
             suggestions = ?13",
    )?;
    for (at, (entity, postings)) in entities.iter().zip(postings).enumerate() {
        let mut aliases = Packer::default();
        for alias in &entity.aliases {
            aliases.text(alias);
        }
        keep.execute((
            numbers.number(&entity.id, at),
            collection,
            entity.id.as_str(),
            pack::kind_number(entity.kind),
            &entity.name,
            &entity.latin,
            &entity.about,
            postings.mentions,
            postings.articles,
            aliases.done(),
            postings.pack(),
            entity.list.as_deref(),
            pack::suggestions(&entity.suggestions),
        ))?;
    }
    let mut remove = connection.prepare_cached("DELETE FROM entity WHERE id = ?1")?;
    for id in numbers.before.into_values() {
        remove.execute([id])?;
    }
    Ok(())
}

fn texts(bytes: &[u8]) -> Option<Vec<String>> {
    let mut from = Unpacker::new(bytes);
    let mut out = Vec::new();
    while !from.is_empty() {
        out.push(from.text()?.to_owned());
    }
    Some(out)
}

/// The articles that name an entity, in the order of the list, with how often.
pub(super) fn unpack_postings(bytes: &[u8]) -> Option<Vec<(ArticleId, u32)>> {
    Postings::unpack(bytes)
}

/// The articles that name an entity, being counted in ascending order.
#[derive(Default)]
pub(super) struct Postings {
    packed: Packer,
    before: u64,
    last: Option<(u64, u32)>,
    mentions: u32,
    articles: u32,
}

impl Postings {
    pub(super) fn add(&mut self, article: u64, count: u32) {
        if count == 0 {
            return;
        }
        self.mentions = self.mentions.saturating_add(count);
        match &mut self.last {
            Some((last, n)) if *last == article => *n = n.saturating_add(count),
            _ => {
                self.flush();
                self.last = Some((article, count));
                self.articles += 1;
            }
        }
    }

    fn flush(&mut self) {
        if let Some((article, count)) = self.last.take() {
            self.packed.number(article - self.before);
            self.packed.number(count.into());
            self.before = article;
        }
    }

    pub(super) fn pack(mut self) -> Vec<u8> {
        self.flush();
        self.packed.done()
    }

    pub(super) fn unpack(bytes: &[u8]) -> Option<Vec<(ArticleId, u32)>> {
        let mut from = Unpacker::new(bytes);
        let mut out = Vec::new();
        let mut article = 0u64;
        while !from.is_empty() {
            article = article.checked_add(from.number()?)?;
            out.push((ArticleId(article), from.number()?.try_into().ok()?));
        }
        Some(out)
    }
}
