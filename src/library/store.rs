//! The articles in memory and the questions about them.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::document::{Document, ParagraphKind};
use crate::entity::explain::{self, Standing};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::kind::Kind;
use crate::entity::link::{self, Entity, Reason};
use crate::entity::mention::{Analysis, Mention};
use crate::library::finder::{Finder, Found};
use crate::library::{Actor, Article, ArticleId, EntityId, LinkedMention, Row};
use crate::text::latin;

/// Articles, their mentions, and the entities that these name.
///
/// It is shared between the thread that reads articles in and the one that answers;
/// each call sees a state in which articles and entities agree.
#[derive(Debug, Default)]
pub struct Library {
    inner: RwLock<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// Names are shown in Latin letters.
    latin: bool,
    /// In the order of the collection; `None` until the article is read.
    articles: Vec<Option<Stored>>,
    /// Numbers of entity keys; they only grow.
    numbers: FxHashMap<CompactString, EntityId>,
    /// By number; an entity that a later linking gave up has no mentions.
    entities: Vec<Known>,
    finder: Finder,
}

#[derive(Debug)]
struct Stored {
    doc: Arc<str>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Read {
        document: Arc<Document>,
        analysis: Arc<Analysis>,
        /// The entity of each local name, as the last linking gave it.
        linked: Vec<EntityId>,
        /// Why each is taken for it.
        reasons: Vec<Reason>,
        /// The weak mentions that count.
        promoted: Vec<bool>,
        words: usize,
    },
    Failed(Arc<str>),
}

/// An entity with its kept counts.
#[derive(Debug)]
struct Known {
    key: Arc<str>,
    entity: Entity,
    name: Arc<str>,
    latin: Option<Arc<str>>,
    /// Articles that name it, ascending, with the number of mentions.
    postings: Vec<(ArticleId, u32)>,
    all: u32,
}

impl Library {
    /// An empty library with room for `count` articles.
    #[must_use]
    pub fn with_room(count: usize) -> Self {
        let library = Self::default();
        library.write().articles.resize_with(count, || None);
        library
    }

    /// From now on names are kept in Latin letters: the known form, else what their letters
    /// give.
    #[must_use]
    pub fn in_latin(self, latin: bool) -> Self {
        self.write().latin = latin;
        self
    }

    fn read(&self) -> RwLockReadGuard<'_, Inner> {
        // A panic while it was held left nothing half done: each change is one assignment.
        self.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Inner> {
        self.inner.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an article that was read and analysed. It has no entities until [`Self::link`].
    pub fn put(&self, id: ArticleId, doc: &str, document: Document, analysis: Analysis) {
        let words = words(&document);
        self.keep(
            id,
            doc,
            Content::Read {
                document: Arc::new(document),
                analysis: Arc::new(analysis),
                linked: Vec::new(),
                reasons: Vec::new(),
                promoted: Vec::new(),
                words,
            },
        );
    }

    /// Keeps the reason why an article could not be read.
    pub fn put_failed(&self, id: ArticleId, doc: &str, reason: &str) {
        self.keep(id, doc, Content::Failed(Arc::from(reason)));
    }

    fn keep(&self, id: ArticleId, doc: &str, content: Content) {
        let mut inner = self.write();
        let at = id.0 as usize;
        if inner.articles.len() <= at {
            inner.articles.resize_with(at + 1, || None);
        }
        inner.articles[at] = Some(Stored {
            doc: Arc::from(doc),
            content,
        });
    }

    /// The collection stage: names the entities of all articles that are there.
    ///
    /// A deterministic function of the set of articles in the order of their numbers.
    pub fn link(&self, gazetteer: &Gazetteer) {
        let analyses: Vec<(u32, Arc<Analysis>)> = {
            let inner = self.read();
            let read = inner.articles.iter().enumerate();
            read.filter_map(|(at, stored)| match &stored.as_ref()?.content {
                Content::Read { analysis, .. } => {
                    Some((u32::try_from(at).ok()?, Arc::clone(analysis)))
                }
                Content::Failed(_) => None,
            })
            .collect()
        };
        let linked = link::link(gazetteer, analyses.iter().map(|(n, a)| (*n, a.as_ref())));
        let mut inner = self.write();
        let inner = &mut *inner;
        for known in &mut inner.entities {
            known.postings.clear();
            known.all = 0;
        }
        let ids: Vec<EntityId> = linked
            .entities
            .into_iter()
            .map(|entity| inner.number(entity))
            .collect();
        let why = linked.reasons.into_iter().zip(linked.promoted);
        let of = linked.of.into_iter().zip(why);
        for ((number, analysis), ((_, of), (why, counts))) in analyses.iter().zip(of) {
            let article = ArticleId(*number);
            let of: Vec<EntityId> = of.into_iter().map(|at| ids[at]).collect();
            for mention in link::counted(analysis, &counts).0 {
                let known = &mut inner.entities[of[mention.name as usize].0 as usize];
                known.all += 1;
                match known.postings.last_mut() {
                    Some((last, count)) if *last == article => *count += 1,
                    _ => known.postings.push((article, 1)),
                }
            }
            if let Some(Some(Stored {
                content:
                    Content::Read {
                        linked,
                        reasons,
                        promoted,
                        ..
                    },
                ..
            })) = inner.articles.get_mut(*number as usize)
            {
                *linked = of;
                *reasons = why;
                *promoted = counts;
            }
        }
        inner.finder = Finder::new(inner.candidates());
    }

    /// The articles as a list shows them, those that are still to be read left out.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let inner = self.read();
        let stored = inner.articles.iter().enumerate();
        stored
            .filter_map(|(at, stored)| Some(row(article_id(at), stored.as_ref()?)))
            .collect()
    }

    /// One article with its mentions linked; `None` when it was not (or could not be) read.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<Article> {
        let inner = self.read();
        let stored = inner.articles.get(id.0 as usize)?.as_ref()?;
        let Content::Read {
            document,
            analysis,
            linked,
            promoted,
            words,
            ..
        } = &stored.content
        else {
            return None;
        };
        // An article that came after the last linking has no entities yet.
        let (sure, weak) = link::counted(analysis, promoted);
        let with_entity = |mention: &Mention| {
            Some(LinkedMention {
                range: mention.range,
                kind: mention.kind,
                entity: *linked.get(mention.name as usize)?,
            })
        };
        let mentions: Vec<LinkedMention> = sure.into_iter().filter_map(with_entity).collect();
        let weak: Vec<LinkedMention> = weak.into_iter().filter_map(with_entity).collect();
        let actors = inner.actors_of(mentions.iter());
        let with_weak = if weak.is_empty() {
            Arc::clone(&actors)
        } else {
            inner.actors_of(mentions.iter().chain(&weak))
        };
        Some(Article {
            id,
            doc: Arc::clone(&stored.doc),
            document: Arc::clone(document),
            mentions: mentions.into(),
            weak: weak.into(),
            actors,
            with_weak,
            words: *words,
        })
    }

    /// What made the mention that holds byte `at` of an article, in one line.
    #[must_use]
    pub fn why(&self, id: ArticleId, at: usize) -> Option<String> {
        let inner = self.read();
        let Content::Read {
            document,
            analysis,
            linked,
            reasons,
            promoted,
            ..
        } = &inner.articles.get(id.0 as usize)?.as_ref()?.content
        else {
            return None;
        };
        let holds = |m: &&Mention| m.range.contains(at);
        let sure = analysis.mentions.iter().find(holds);
        let (mention, standing) = match sure {
            Some(mention) => (mention, Standing::Sure),
            None => {
                let weak = analysis.weak.iter().position(|m| holds(&m))?;
                let counts = promoted.get(weak).copied().unwrap_or(false);
                let standing = if counts {
                    Standing::Promoted
                } else {
                    Standing::Weak
                };
                (&analysis.weak[weak], standing)
            }
        };
        let name = mention.name as usize;
        let known = inner.entities.get(linked.get(name)?.0 as usize)?;
        let reason = reasons.get(name)?;
        Some(explain::explain(
            &document.source,
            mention,
            standing,
            &known.entity,
            reason,
        ))
    }

    /// All entities that are named in the collection, most mentioned first, then by key.
    #[must_use]
    pub fn entities(&self) -> Vec<(Actor, Entity)> {
        let inner = self.read();
        let mut out: Vec<(Actor, Entity)> = (0..inner.entities.len())
            .map(|at| EntityId(u32::try_from(at).unwrap_or(u32::MAX)))
            .map(|id| {
                let entity = inner.entities[id.0 as usize].entity.clone();
                (inner.actor(id, 0), entity)
            })
            .filter(|(actor, _)| actor.all > 0)
            .collect();
        out.sort_by(|(a, _), (b, _)| (b.all, &a.key).cmp(&(a.all, &b.key)));
        out
    }

    /// The articles that name an entity, in the order of the collection, with how often.
    #[must_use]
    pub fn postings(&self, entity: EntityId) -> Vec<(ArticleId, u32)> {
        let inner = self.read();
        inner
            .entities
            .get(entity.0 as usize)
            .map(|known| known.postings.clone())
            .unwrap_or_default()
    }

    /// The entity with this number as it stands over the whole collection.
    #[must_use]
    pub fn actor(&self, entity: EntityId) -> Option<Actor> {
        let inner = self.read();
        (inner.entities.len() > entity.0 as usize).then(|| inner.actor(entity, 0))
    }

    /// Actors and titles that are most like `query`, best first; see [`Found`].
    #[must_use]
    pub fn find(&self, query: &str, limit: usize) -> Vec<Found> {
        self.read().finder.find(query, limit)
    }

    /// What was wrong in files beside the articles, in the order of the collection.
    #[must_use]
    pub fn trouble(&self) -> Vec<String> {
        let inner = self.read();
        let stored = inner.articles.iter().flatten();
        stored
            .filter_map(|stored| match &stored.content {
                Content::Read { analysis, .. } => Some(&analysis.trouble),
                Content::Failed(_) => None,
            })
            .flatten()
            .cloned()
            .collect()
    }

    /// How much was wrong in files beside the articles, and the first of it; empty for nothing.
    #[must_use]
    pub fn first_trouble(&self) -> (usize, String) {
        let trouble = self.trouble();
        let count = trouble.len();
        (count, trouble.into_iter().next().unwrap_or_default())
    }

    /// How many articles could not be read.
    #[must_use]
    pub fn failed(&self) -> usize {
        let inner = self.read();
        let stored = inner.articles.iter().flatten();
        stored
            .filter(|s| matches!(s.content, Content::Failed(_)))
            .count()
    }
}

impl Inner {
    /// The number of an entity; its record is brought up to date.
    fn number(&mut self, entity: Entity) -> EntityId {
        let next = EntityId(u32::try_from(self.entities.len()).unwrap_or(u32::MAX));
        let id = *self.numbers.entry(entity.id.clone()).or_insert(next);
        let known = Known {
            key: Arc::from(entity.id.as_str()),
            name: match &entity.latin {
                Some(latin) if self.latin => Arc::from(latin.as_str()),
                _ if self.latin => Arc::from(latin::latin(&entity.name)),
                _ => Arc::from(entity.name.as_str()),
            },
            // Not beside itself.
            latin: entity
                .latin
                .as_deref()
                .filter(|_| !self.latin)
                .map(Arc::from),
            entity,
            postings: Vec::new(),
            all: 0,
        };
        if id == next {
            self.entities.push(known);
        } else {
            self.entities[id.0 as usize] = known;
        }
        id
    }

    /// The actors of mentions, by kind, then by how often they are named there.
    fn actors_of<'m>(&self, mentions: impl Iterator<Item = &'m LinkedMention>) -> Arc<[Actor]> {
        let mut here: FxHashMap<EntityId, u32> = FxHashMap::default();
        for mention in mentions {
            *here.entry(mention.entity).or_default() += 1;
        }
        let mut actors: Vec<Actor> = here
            .into_iter()
            .map(|(id, count)| self.actor(id, count))
            .collect();
        actors.sort_by(|a, b| {
            (a.kind, b.here, b.all, &a.name).cmp(&(b.kind, a.here, a.all, &b.name))
        });
        actors.into()
    }

    fn actor(&self, id: EntityId, here: u32) -> Actor {
        let known = &self.entities[id.0 as usize];
        Actor {
            id,
            key: Arc::clone(&known.key),
            kind: known.entity.kind,
            name: Arc::clone(&known.name),
            latin: known.latin.clone(),
            here,
            all: known.all,
            articles: u32::try_from(known.postings.len()).unwrap_or(u32::MAX),
        }
    }

    /// What the finder looks through: actors that are named, and titles.
    fn candidates(&self) -> Vec<crate::library::finder::Candidate> {
        use crate::library::finder::Candidate;
        let actors = self.entities.iter().enumerate();
        let actors = actors
            .filter(|(_, known)| known.all > 0 && known.entity.kind != Kind::Nationality)
            .map(|(at, known)| {
                let id = EntityId(u32::try_from(at).unwrap_or(u32::MAX));
                Candidate::actor(self.actor(id, 0), &known.entity.aliases)
            });
        let titles = self.articles.iter().enumerate().filter_map(|(at, stored)| {
            let stored = stored.as_ref()?;
            matches!(stored.content, Content::Read { .. })
                .then(|| Candidate::title(row(article_id(at), stored)))
        });
        actors.chain(titles).collect()
    }
}

fn article_id(at: usize) -> ArticleId {
    ArticleId(u32::try_from(at).unwrap_or(u32::MAX))
}

fn row(id: ArticleId, stored: &Stored) -> Row {
    let empty = Row {
        id,
        doc: Arc::clone(&stored.doc),
        title: Arc::clone(&stored.doc),
        direction: crate::text::direction::Direction::LeftToRight,
        source: None,
        date: None,
        failed: None,
    };
    match &stored.content {
        Content::Failed(reason) => Row {
            failed: Some(Arc::clone(reason)),
            ..empty
        },
        Content::Read { document, .. } => Row {
            title: if document.meta.label.trim().is_empty() {
                empty.title
            } else {
                Arc::from(document.meta.label.as_str())
            },
            direction: document.direction(),
            source: document.meta.source.as_deref().map(Arc::from),
            date: document.meta.date,
            ..empty
        },
    }
}

/// Words of the body, by white space.
fn words(document: &Document) -> usize {
    let body = document.paragraphs.iter();
    body.filter(|p| p.kind != ParagraphKind::Title)
        .filter_map(|p| p.range()?.slice(&document.source))
        .map(|text| text.split_whitespace().count())
        .sum()
}
