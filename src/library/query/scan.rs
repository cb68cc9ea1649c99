//! A search on its way: one article after the other, as long as one may.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use rusqlite::OptionalExtension as _;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Document;
use crate::entity::vocabulary::Vocabulary;
use crate::library::dictionary;
use crate::library::query::known::Words;
use crate::library::query::once;
use crate::library::query::visits::Visits;
use crate::library::query::{About, Ask, Called, Match, Outcome, Ranking, Shelves, context, rank};
use crate::library::{Article, ArticleId, Desk, Error, Library, Marks, Row, Stories, Waiting};
use crate::text::query::{Facts as _, Filter, Found, Mark, Matcher, Node, Run};
use crate::text::range::TextRange;

/// A search on its way.
#[derive(Debug)]
pub struct Scan {
    ask: Ask,
    matcher: Arc<Matcher>,
    called: Arc<[Called]>,
    /// The articles that name each of the called, where names are asked.
    named: Vec<FxHashSet<ArticleId>>,
    visits: Visits,
    /// How many articles were looked at.
    looked: u32,
    /// What the desk knows of articles, asked once.
    marked: FxHashMap<ArticleId, Marks>,
    /// Which articles are one story, where a story stands once.
    stories: Stories,
    found: Vec<Hits>,
    /// For each term, in how many articles it stands.
    spread: Vec<u32>,
    words: u64,
    /// Conditions and texts: what has to be read of each article.
    needs: Needs,
}

/// Where a search asks whether it may go on.
#[derive(Clone, Copy, Debug)]
pub struct Pause {
    /// Within an article, and not after one.
    pub within: bool,
    /// How many articles were found so far.
    pub found: usize,
}

/// What has to be read of an article to answer a query.
#[derive(Clone, Copy, Debug, Default)]
struct Needs {
    text: bool,
    marks: bool,
}

/// What was found in one article.
#[derive(Clone, Debug)]
pub(super) struct Hits {
    article: ArticleId,
    /// Its place in the order of the answer.
    place: usize,
    pub(super) found: Found,
    /// How many hits there are in it; of the places only the first are kept.
    count: u32,
}

impl Hits {
    pub(super) const fn article(&self) -> ArticleId {
        self.article
    }

    pub(super) const fn count(&self) -> u32 {
        self.count
    }
}

impl Scan {
    /// Begins a search. Names are looked up at once, texts in [`Self::step`].
    ///
    /// # Errors
    /// When the database cannot be read, or somebody asks something else meanwhile.
    pub fn new(shelves: &Shelves<'_>, ask: Ask) -> Result<Self, Error> {
        let library = shelves.library;
        let words = Words {
            vocabulary: Vocabulary::embedded(),
            library,
        };
        let matcher = Matcher::new(&ask.query, &ask.options, &words);
        let (mut called, mut named) = (Vec::new(), Vec::new());
        for name in ask.query.actors() {
            let actors = library.called(name)?;
            let mut articles = FxHashSet::default();
            for actor in &actors {
                articles.extend(library.postings(*actor)?.into_iter().map(|p| p.0));
            }
            named.push(articles);
            called.push(Called {
                name: name.to_owned(),
                actors,
            });
        }
        let mut needs = Needs {
            text: matcher.has_places(),
            marks: false,
        };
        if let Some(root) = &ask.query.root {
            needs.of(root);
        }
        let marked = match shelves.desk.filter(|_| needs.marks) {
            Some(desk) => marked(shelves, desk)?,
            None => FxHashMap::default(),
        };
        Ok(Self {
            spread: vec![0; ask.query.terms().len()],
            called: called.into(),
            named,
            visits: Visits::new(shelves, &matcher, ask.ranking)?,
            matcher: Arc::new(matcher),
            looked: 0,
            marked,
            stories: match ask.once {
                true => library.stories()?,
                false => Stories::default(),
            },
            found: Vec::new(),
            words: 0,
            needs,
            ask,
        })
    }

    /// How many articles were found so far.
    #[must_use]
    pub const fn found(&self) -> usize {
        self.found.len()
    }

    /// The articles that were found after the first `known`, and where in them, at most as many
    /// places as were asked for.
    pub fn found_since(&self, known: usize) -> impl Iterator<Item = (ArticleId, &[TextRange])> {
        let found = self.found.iter().skip(known);
        found.map(|hits| (hits.article, hits.found.hits.as_slice()))
    }

    /// Articles looked at, and all there are.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        self.visits.progress()
    }

    /// The words in Latin letters, and the names that are searched for them.
    #[must_use]
    pub fn expansions(&self) -> &[(String, Vec<String>)] {
        self.matcher.expansions()
    }

    /// Looks at articles until `go_on` answers false. It is asked after each article, and within
    /// one after each paragraph; an article that was broken off is looked at anew the next time.
    /// True when all were looked at.
    ///
    /// # Errors
    /// When a database cannot be read, or what is in it does not hold.
    pub fn step(
        &mut self,
        shelves: &Shelves<'_>,
        go_on: &mut dyn FnMut(Pause) -> bool,
    ) -> Result<bool, Error> {
        loop {
            let id = match self.visits.next(shelves) {
                Ok(Some(id)) => id,
                Ok(None) => return Ok(true),
                Err(Error::Disturbed) => return Ok(false),
                Err(error) => return Err(error),
            };
            if !self.look_at(shelves, id, go_on)? {
                return Ok(false);
            }
            self.visits.pass();
            self.looked += 1;
            let found = self.found.len();
            if !go_on(Pause {
                within: false,
                found,
            }) {
                return Ok(self.visits.is_over());
            }
        }
    }

    /// False: it was broken off.
    fn look_at(
        &mut self,
        shelves: &Shelves<'_>,
        id: ArticleId,
        go_on: &mut dyn FnMut(Pause) -> bool,
    ) -> Result<bool, Error> {
        let library = shelves.library;
        let Some(root) = &self.ask.query.root else {
            return Ok(true);
        };
        let marks = if self.needs.marks {
            self.marks(id)
        } else {
            Marks::default()
        };
        match self.may_hold(root, id, None, &marks) {
            Some(false) => return Ok(true),
            // Who only asks which articles, and for no words, need not read them.
            Some(true) if self.ask.articles == 0 && self.spread.is_empty() => {
                self.keep(id, 0, Some(Found::default()));
                return Ok(true);
            }
            _ => {}
        }
        // It may have gone meanwhile.
        let Some(row) = library.rows(&[id])?.pop() else {
            return Ok(true);
        };
        let about = About {
            doc: &row.doc,
            date: row.date,
            source: row.source.as_deref(),
            language: None,
            mentions: &[],
            marks: marks.clone(),
            called: &[],
        };
        if self.may_hold(root, id, Some(&about), &marks) == Some(false) {
            return Ok(true);
        }
        if !self.needs.text {
            let run = self.matcher.run();
            let found = run.finish(&about);
            self.keep(id, 0, found);
            return Ok(true);
        }
        let Some(document) = library.document(id)? else {
            return Ok(true);
        };
        let matcher = Arc::clone(&self.matcher);
        let found = self.found.len();
        let mut go_on = || {
            go_on(Pause {
                within: true,
                found,
            })
        };
        let Some(run) = look(&matcher, &document, &mut go_on) else {
            return Ok(false);
        };
        // To gather whom an article names takes longer than to read a short one.
        let article: Option<Article> = match self.called.is_empty() {
            true => None,
            false => library.article(id)?,
        };
        let called = Arc::clone(&self.called);
        let about = About {
            language: document.meta.language.as_deref(),
            mentions: article.as_ref().map_or(&[][..], |a| &a.mentions[..]),
            called: &called,
            ..about
        };
        let words = run.words();
        let found = run.finish(&about);
        self.keep(id, words, found);
        Ok(true)
    }

    fn keep(&mut self, article: ArticleId, words: u32, found: Option<Found>) {
        self.words += u64::from(words);
        let Some(mut found) = found else {
            return;
        };
        for (spread, count) in self.spread.iter_mut().zip(&found.counts) {
            *spread += u32::from(*count > 0);
        }
        let count = u32::try_from(found.hits.len()).unwrap_or(u32::MAX);
        found.hits.truncate(self.ask.lines);
        found.hits.shrink_to_fit();
        self.found.push(Hits {
            article,
            place: self.found.len(),
            found,
            count,
        });
    }

    /// Whether a part of the query holds, as far as that can be told without the text, and
    /// without `about` by the postings and marks alone.
    fn may_hold(
        &self,
        node: &Node,
        id: ArticleId,
        about: Option<&About<'_>>,
        marks: &Marks,
    ) -> Option<bool> {
        let each = |nodes: &[Node], decides: bool| {
            let mut told = Some(!decides);
            for node in nodes {
                match self.may_hold(node, id, about, marks) {
                    Some(holds) if holds == decides => return Some(decides),
                    Some(_) => {}
                    None => told = None,
                }
            }
            told
        };
        match node {
            Node::All(nodes) => each(nodes, false),
            Node::Any(nodes) => each(nodes, true),
            Node::Not(node) => self.may_hold(node, id, about, marks).map(|holds| !holds),
            Node::Term(_) | Node::Filter(Filter::Language(_)) => None,
            Node::Filter(Filter::Actor(name)) => {
                let at = self.called.iter().position(|called| called.name == *name)?;
                Some(self.named.get(at)?.contains(&id))
            }
            Node::Filter(Filter::Is(mark)) => Some(match mark {
                Mark::Read => marks.read,
                Mark::Unread => !marks.read,
                Mark::Starred => marks.starred,
            }),
            Node::Filter(filter) => about.map(|about| about.holds(filter)),
        }
    }

    /// What the reader did with an article, in this session or before.
    fn marks(&self, id: ArticleId) -> Marks {
        let now = self.ask.marked.get(&id);
        now.or_else(|| self.marked.get(&id))
            .cloned()
            .unwrap_or_default()
    }

    /// How many words an article has, as far as was looked.
    fn mean(&self) -> f64 {
        // Lengths are exact up to 2^53 words.
        #[allow(clippy::cast_precision_loss)]
        let words = self.words as f64;
        (words / f64::from(self.looked.max(1))).max(1.0)
    }

    /// What stands first in the answer.
    #[must_use]
    pub const fn ranking(&self) -> Ranking {
        self.ask.ranking
    }

    /// What was found so far, the first articles with their lines.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn outcome(&self, shelves: &Shelves<'_>) -> Result<Outcome, Error> {
        let mut order: Vec<&Hits> = self.found.iter().collect();
        if self.ask.ranking == Ranking::Relevant {
            let all = u32::try_from(self.visits.progress().1).unwrap_or(u32::MAX);
            rank::most_relevant_first(&mut order, &self.spread, all, self.mean());
        } else {
            order.sort_by_key(|hits| hits.place);
        }
        let found = self.found.iter().map(|hits| (hits.article, hits.count));
        let mut postings: Vec<(ArticleId, u32)> = found.collect();
        postings.sort_unstable();
        let folded = once::fold(order, &self.stories);
        let articles = folded.standing.len();
        let mut matches = Vec::new();
        for (hits, copies) in folded.standing.into_iter().take(self.ask.articles) {
            matches.extend(show(shelves.library, hits, copies)?);
        }
        Ok(Outcome {
            matches,
            hits: folded.hits,
            articles,
            postings: postings.into(),
            progress: self.visits.progress(),
            expansions: self.matcher.expansions().to_vec(),
            called: Arc::clone(&self.called),
        })
    }
}

impl Needs {
    fn of(&mut self, node: &Node) {
        match node {
            Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| self.of(node)),
            Node::Not(node) => self.of(node),
            Node::Term(_) | Node::Filter(Filter::Language(_) | Filter::Actor(_)) => {
                self.text = true;
            }
            Node::Filter(Filter::Is(_) | Filter::HasNote | Filter::Tag(_)) => self.marks = true,
            Node::Filter(_) => {}
        }
    }
}

impl Library {
    /// The text of an article; `None` when it was not (or could not be) read.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn document(&self, id: ArticleId) -> Result<Option<Document>, Error> {
        let reader = self.read();
        // Text and dictionary of one state, whoever forgets meanwhile.
        let reader = reader.unchecked_transaction()?;
        let body: Option<Vec<u8>> = reader
            .prepare_cached(
                "SELECT t.body FROM article a JOIN text t ON t.id = a.text WHERE a.id = ?1",
            )?
            .query_row([id.0.cast_signed()], |row| row.get(0))
            .optional()?;
        let document = body.map(|body| dictionary::document(&reader, &body));
        document.transpose()
    }

    /// The articles that could be read, the newest first, those without a date at the end.
    pub(super) fn newest_first(&self, waiting: Option<&Waiting>) -> Result<Vec<ArticleId>, Error> {
        let reader = self.read_unless(waiting)?;
        // Days are kept so that letters order them, but for those before our era.
        let mut statement = reader.prepare_cached(
            "SELECT id FROM article WHERE id BETWEEN ?1 AND ?2 AND text IS NOT NULL
             ORDER BY date DESC, id",
        )?;
        let ids = statement.query_map(self.ids(), |row| {
            Ok(ArticleId(row.get::<_, i64>(0)?.cast_unsigned()))
        })?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

fn show(library: &Library, hits: &Hits, copies: u32) -> Result<Option<Match>, Error> {
    let Some(row): Option<Row> = library.rows(&[hits.article])?.pop() else {
        return Ok(None);
    };
    let document = match hits.found.hits.is_empty() {
        true => None,
        false => library.document(hits.article)?,
    };
    let places = hits.found.hits.iter();
    let lines = places.filter_map(|hit| context(document.as_ref()?, *hit));
    Ok(Some(Match {
        row,
        count: hits.count,
        lines: lines.collect(),
        copies,
    }))
}

/// What the desk knows of the articles of the collection.
fn marked(shelves: &Shelves<'_>, desk: &Desk) -> Result<FxHashMap<ArticleId, Marks>, Error> {
    let library = shelves.library;
    let mut marked = FxHashMap::default();
    for known in desk.marked()? {
        // There may be as many as articles.
        if shelves.waiting.is_some_and(Waiting::is_anybody) {
            return Err(Error::Disturbed);
        }
        for id in library.alike(&known)? {
            if let Entry::Vacant(free) = marked.entry(id)
                && let Some(identity) = library.identity(id)?
            {
                let mark = desk.mark(&identity)?;
                free.insert(mark.map(|mark| mark.marks).unwrap_or_default());
            }
        }
    }
    Ok(marked)
}

/// Looks through an article; `None` when it was told to stop.
fn look<'m>(
    matcher: &'m Matcher,
    document: &Document,
    go_on: &mut dyn FnMut() -> bool,
) -> Option<Run<'m>> {
    let vocabulary = Vocabulary::embedded();
    let mut run = matcher.run();
    let source = &document.source;
    let mut paragraphs = document.paragraphs.iter().peekable();
    while let Some(paragraph) = paragraphs.next() {
        run.take(source, &paragraph.passage(source), &vocabulary);
        // An article is as long as it takes: at its end nothing is lost by going on.
        if paragraphs.peek().is_some() && !go_on() {
            return None;
        }
    }
    Some(run)
}
