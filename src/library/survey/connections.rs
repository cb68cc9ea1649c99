//! Who appears with whom, and how often: in one article, one paragraph, one sentence.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Document;
use crate::entity::kind::Kind;
use crate::library::query::Pause;
use crate::library::survey::GoOn;
use crate::library::{Actor, ArticleId, EntityId, Error, Library, LinkedMention};

/// Pairs of a board at most.
const PAIRS: usize = 2_000;

/// What two actors appear in together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// An article.
    #[default]
    Article,
    /// A paragraph.
    Paragraph,
    /// A sentence (UAX #29).
    Sentence,
}

impl Unit {
    /// All of them, the widest first.
    pub const ALL: [Self; 3] = [Self::Article, Self::Paragraph, Self::Sentence];

    /// Its place in [`Counts`].
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Article => 0,
            Self::Paragraph => 1,
            Self::Sentence => 2,
        }
    }

    /// The next one; after the last the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Article => Self::Paragraph,
            Self::Paragraph => Self::Sentence,
            Self::Sentence => Self::Article,
        }
    }
}

/// Articles, paragraphs, sentences.
pub type Counts = [u32; 3];

/// A question for connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskConnections {
    /// Only those of this actor; `None`: those of the strongest.
    pub of: Option<EntityId>,
    /// Weak mentions count, too.
    pub weak: bool,
    /// Actors of the table.
    pub strongest: usize,
}

/// Two who appear together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// One of them: the actor that was asked for, else the stronger.
    pub a: Arc<Actor>,
    /// The other.
    pub b: Arc<Actor>,
    /// In how many articles, paragraphs, sentences.
    pub counts: Counts,
}

/// What was counted so far.
#[derive(Clone, Debug, Default)]
pub struct Connections {
    /// The pairs, those of most articles first.
    pub pairs: Vec<Pair>,
    /// For each unit the places of the pairs, those of most such units first.
    pub orders: [Vec<usize>; 3],
    /// The actors of the table, the strongest first; with an actor that was asked for, that one
    /// and those that appear with it most.
    pub strongest: Vec<Arc<Actor>>,
    /// The table, row by row; nobody appears with oneself.
    pub table: Vec<Counts>,
    /// Articles looked at, and all there are to look at.
    pub progress: (usize, usize),
}

impl Connections {
    /// True when every article was looked at.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.progress.0 >= self.progress.1
    }

    /// How often two of the table appear together.
    #[must_use]
    pub fn between(&self, row: usize, column: usize) -> Counts {
        let at = row * self.strongest.len() + column;
        self.table.get(at).copied().unwrap_or_default()
    }
}

/// Which pairs are counted.
#[derive(Clone, Debug)]
enum Wanted {
    With(EntityId),
    Among(FxHashSet<EntityId>),
    All,
}

/// Pairs on their way. The smaller number stands first.
#[derive(Debug)]
struct Counter {
    wanted: Wanted,
    pairs: FxHashMap<(EntityId, EntityId), Counts>,
}

impl Counter {
    fn new(wanted: Wanted) -> Self {
        Self {
            wanted,
            pairs: FxHashMap::default(),
        }
    }

    fn wants(&self, mention: &LinkedMention) -> bool {
        match &self.wanted {
            Wanted::With(actor) => mention.entity == *actor || mention.kind != Kind::Nationality,
            Wanted::Among(actors) => actors.contains(&mention.entity),
            Wanted::All => mention.kind != Kind::Nationality,
        }
    }

    /// Counts those who stand together in one unit; each of them once.
    fn take(&mut self, unit: Unit, together: &mut Vec<EntityId>) {
        together.sort_unstable();
        together.dedup();
        if let Wanted::With(actor) = self.wanted {
            if together.binary_search(&actor).is_ok() {
                for other in together.iter().filter(|other| **other != actor) {
                    self.add(actor.min(*other), actor.max(*other), unit);
                }
            }
        } else {
            for (at, a) in together.iter().enumerate() {
                for b in together.iter().skip(at + 1) {
                    self.add(*a, *b, unit);
                }
            }
        }
        together.clear();
    }

    fn add(&mut self, a: EntityId, b: EntityId, unit: Unit) {
        let counts = self.pairs.entry((a, b)).or_default();
        if let Some(count) = counts.get_mut(unit.index()) {
            *count += 1;
        }
    }

    fn read(&mut self, document: &Document, mentions: &[LinkedMention]) {
        let mentions: Vec<&LinkedMention> = mentions.iter().filter(|m| self.wants(m)).collect();
        let mut together: Vec<EntityId> = mentions.iter().map(|m| m.entity).collect();
        self.take(Unit::Article, &mut together);
        let mut rest = mentions.as_slice();
        for paragraph in &document.paragraphs {
            let Some(range) = paragraph.range() else {
                continue;
            };
            let end = rest.partition_point(|m| m.range.start < range.end);
            let (here, later) = rest.split_at(end);
            rest = later;
            if here.len() < 2 {
                continue;
            }
            together.extend(here.iter().map(|m| m.entity));
            self.take(Unit::Paragraph, &mut together);
            let starts = paragraph.sentences(&document.source);
            let mut last = 0;
            for mention in here {
                let sentence = starts.partition_point(|start| *start <= mention.range.start);
                if sentence != last {
                    self.take(Unit::Sentence, &mut together);
                    last = sentence;
                }
                together.push(mention.entity);
            }
            self.take(Unit::Sentence, &mut together);
        }
    }

    fn between(&self, a: EntityId, b: EntityId) -> Counts {
        let pair = (a.min(b), a.max(b));
        self.pairs.get(&pair).copied().unwrap_or_default()
    }
}

/// Connections on their way.
#[derive(Debug)]
pub struct Connecting {
    ask: AskConnections,
    /// Of the actor that was asked for.
    own: Option<Counter>,
    /// Among the strongest, once these are known.
    table: Option<Counter>,
    strongest: Vec<Arc<Actor>>,
    to_read: VecDeque<ArticleId>,
    looked: usize,
    actors: FxHashMap<EntityId, Arc<Actor>>,
}

impl Connecting {
    /// Begins to count.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn new(library: &Library, ask: AskConnections) -> Result<Self, Error> {
        let mut connecting = Self {
            own: ask.of.map(|actor| Counter::new(Wanted::With(actor))),
            table: None,
            strongest: Vec::new(),
            to_read: VecDeque::new(),
            looked: 0,
            actors: FxHashMap::default(),
            ask,
        };
        match connecting.ask.of {
            Some(actor) => connecting.to_read = connecting.articles(library, &[actor])?.into(),
            None => {
                let mut actors = library.entities()?;
                actors.retain(|(actor, _)| actor.kind != Kind::Nationality);
                actors.sort_by(|(a, _), (b, _)| {
                    (b.articles, b.all, &a.key).cmp(&(a.articles, a.all, &b.key))
                });
                let strongest = actors.into_iter().take(connecting.ask.strongest);
                connecting.strongest = strongest.map(|(actor, _)| Arc::new(actor)).collect();
                connecting.begin_table(library)?;
            }
        }
        Ok(connecting)
    }

    /// What was asked.
    #[must_use]
    pub const fn ask(&self) -> &AskConnections {
        &self.ask
    }

    /// True when every article was looked at.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.to_read.is_empty() && self.table.is_some()
    }

    /// The articles in which any of these may stand.
    fn articles(&self, library: &Library, actors: &[EntityId]) -> Result<Vec<ArticleId>, Error> {
        if self.ask.weak {
            // Weak mentions are counted nowhere: all articles are looked at.
            return all(library);
        }
        let mut ids = Vec::new();
        for actor in actors {
            ids.extend(
                library
                    .postings(*actor)?
                    .into_iter()
                    .map(|posting| posting.0),
            );
        }
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }

    fn begin_table(&mut self, library: &Library) -> Result<(), Error> {
        let ids: Vec<EntityId> = self.strongest.iter().map(|actor| actor.id).collect();
        self.to_read = self.articles(library, &ids)?.into();
        self.table = Some(Counter::new(Wanted::Among(ids.into_iter().collect())));
        Ok(())
    }

    /// Looks at articles until `go_on` answers false. True when all were looked at.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn step(&mut self, library: &Library, go_on: GoOn<'_>) -> Result<bool, Error> {
        loop {
            while let Some(id) = self.to_read.pop_front() {
                self.looked += 1;
                let counter = self.table.as_mut().or(self.own.as_mut());
                if let (Some(counter), Some((document, mentions))) =
                    (counter, library.mentions_in(id, self.ask.weak)?)
                {
                    counter.read(&document, &mentions);
                }
                let found = self.own.as_ref().map_or(0, |own| own.pairs.len());
                if !go_on(Pause {
                    within: false,
                    found,
                }) {
                    return Ok(self.is_whole());
                }
            }
            if self.table.is_some() {
                return Ok(true);
            }
            // The actor's own are counted: now those who appear with it most, among each other.
            self.find_strongest(library)?;
            self.begin_table(library)?;
        }
    }

    fn find_strongest(&mut self, library: &Library) -> Result<(), Error> {
        let (Some(own), Some(actor)) = (&self.own, self.ask.of) else {
            return Ok(());
        };
        let mut others = Vec::new();
        for ((a, b), counts) in &own.pairs {
            others.push((*counts, if *a == actor { *b } else { *a }));
        }
        others.sort_unstable_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
        let ids: Vec<EntityId> = std::iter::once(actor)
            .chain(others.into_iter().map(|(_, other)| other))
            .take(self.ask.strongest)
            .collect();
        for id in ids {
            self.strongest.extend(known(&mut self.actors, library, id)?);
        }
        Ok(())
    }

    /// What was counted so far.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn so_far(&mut self, library: &Library) -> Result<Connections, Error> {
        let pairs = match (&self.own, self.ask.of, &self.table) {
            (Some(own), Some(actor), _) => {
                // The one that was asked for stands first.
                let turned =
                    |(a, b): (EntityId, EntityId)| if a == actor { (a, b) } else { (b, a) };
                let pairs = own.pairs.iter();
                let pairs = pairs
                    .map(|(pair, counts)| (turned(*pair), *counts))
                    .collect();
                named(pairs, Some(PAIRS), &mut self.actors, library)?
            }
            (_, _, Some(table)) => {
                let pairs = table.pairs.iter();
                let pairs = pairs.map(|(pair, counts)| (*pair, *counts)).collect();
                named(pairs, Some(PAIRS), &mut self.actors, library)?
            }
            _ => Vec::new(),
        };
        let mut table = Vec::new();
        if let Some(counter) = &self.table {
            for a in &self.strongest {
                table.extend(self.strongest.iter().map(|b| counter.between(a.id, b.id)));
            }
        }
        let left = self.to_read.len();
        // While the first of two rounds goes on the second is not known: it is one more.
        let more = usize::from(self.table.is_none());
        let orders = Unit::ALL.map(|unit| order(&pairs, unit));
        Ok(Connections {
            pairs,
            orders,
            strongest: self.strongest.clone(),
            table,
            progress: (self.looked, self.looked + left + more),
        })
    }
}

/// All pairs of a collection; with `top` only those among the actors that most articles name.
///
/// # Errors
/// When the database cannot be read, or what is in it does not hold.
pub fn all_pairs(library: &Library, weak: bool, top: Option<usize>) -> Result<Vec<Pair>, Error> {
    let mut actors = library.entities()?;
    actors.retain(|(actor, _)| actor.kind != Kind::Nationality);
    actors.sort_by(|(a, _), (b, _)| (b.articles, b.all, &a.key).cmp(&(a.articles, a.all, &b.key)));
    let mut counter = Counter::new(match top {
        Some(top) => Wanted::Among(actors.iter().take(top).map(|(actor, _)| actor.id).collect()),
        None => Wanted::All,
    });
    let mut known: FxHashMap<EntityId, Arc<Actor>> = actors
        .into_iter()
        .map(|(actor, _)| (actor.id, Arc::new(actor)))
        .collect();
    for id in all(library)? {
        if let Some((document, mentions)) = library.mentions_in(id, weak)? {
            counter.read(&document, &mentions);
        }
    }
    let pairs = counter.pairs.into_iter().collect();
    named(pairs, None, &mut known, library)
}

/// All articles that could be read.
fn all(library: &Library) -> Result<Vec<ArticleId>, Error> {
    let listing = library.listing()?;
    let failed = |id: &ArticleId| listing.failed.binary_search(id).is_ok();
    Ok(listing
        .ids
        .iter()
        .copied()
        .filter(|id| !failed(id))
        .collect())
}

/// Pairs with their actors, the strongest first; equal ones by their identifiers.
fn named(
    mut pairs: Vec<((EntityId, EntityId), Counts)>,
    most: Option<usize>,
    actors: &mut FxHashMap<EntityId, Arc<Actor>>,
    library: &Library,
) -> Result<Vec<Pair>, Error> {
    if let Some(most) = most {
        pairs.sort_unstable_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        pairs.truncate(most);
    }
    let mut out = Vec::with_capacity(pairs.len());
    for ((a, b), counts) in pairs {
        let (a, b) = (known(actors, library, a)?, known(actors, library, b)?);
        if let (Some(a), Some(b)) = (a, b) {
            out.push(Pair { a, b, counts });
        }
    }
    sort(&mut out, Unit::Article);
    Ok(out)
}

/// Those that appear together in most such units first, then in most articles, paragraphs and
/// sentences; equal ones by their identifiers.
pub fn sort(pairs: &mut [Pair], unit: Unit) {
    pairs.sort_by(|x, y| by(x, y, unit));
}

fn order(pairs: &[Pair], unit: Unit) -> Vec<usize> {
    let mut order: Vec<(usize, &Pair)> = pairs.iter().enumerate().collect();
    order.sort_by(|(_, x), (_, y)| by(x, y, unit));
    order.into_iter().map(|(at, _)| at).collect()
}

fn by(x: &Pair, y: &Pair, unit: Unit) -> Ordering {
    let count = |pair: &Pair| pair.counts.get(unit.index()).copied();
    let strength = (count(y), y.counts).cmp(&(count(x), x.counts));
    strength.then_with(|| (&x.a.key, &x.b.key).cmp(&(&y.a.key, &y.b.key)))
}

fn known(
    actors: &mut FxHashMap<EntityId, Arc<Actor>>,
    library: &Library,
    id: EntityId,
) -> Result<Option<Arc<Actor>>, Error> {
    if let Some(actor) = actors.get(&id) {
        return Ok(Some(Arc::clone(actor)));
    }
    let actor = library.actor(id)?.map(Arc::new);
    if let Some(actor) = &actor {
        actors.insert(id, Arc::clone(actor));
    }
    Ok(actor)
}
