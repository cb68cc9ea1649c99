//! Every place of an actor, or of what a query finds, with its line: sorted, a part at a time.

use std::collections::VecDeque;
use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::library::query::{Ask, Context, Pause, Ranking, Scan, Shelves, context};
use crate::library::survey::GoOn;
use crate::library::{ArticleId, EntityId, Error, Library};
use crate::text::around;
use crate::text::direction::Direction;
use crate::text::fold;
use crate::text::range::TextRange;

/// Lines that a concordance has at most.
pub const MOST: usize = 100_000;

/// What the lines are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// The mentions of an actor; with `weak` also what may name it.
    Actor {
        /// Whom: a country may have a nationality beside it.
        ids: Vec<EntityId>,
        /// Weak mentions, too.
        weak: bool,
    },
    /// What a query finds; how many articles and lines it asks for does not count.
    Query(Box<Ask>),
}

/// What decides which line stands first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The words after the key, folded, in the order of the alphabet.
    #[default]
    Next,
    /// The words before the key, from the key outwards.
    Previous,
    /// The day, the last one first; those without a day at the end.
    Date,
    /// Where the article comes from, then the day.
    Source,
}

impl Sort {
    /// All of them, in the order in which one key turns them.
    pub const ALL: [Self; 4] = [Self::Next, Self::Previous, Self::Date, Self::Source];

    /// Its word on the command line and in the names of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Previous => "previous",
            Self::Date => "date",
            Self::Source => "source",
        }
    }
}

/// A question for some lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskLines {
    /// What the lines are of.
    pub of: Of,
    /// What stands first.
    pub sort: Sort,
    /// The first line that is wanted, and how many.
    pub from: usize,
    /// How many lines are wanted.
    pub count: usize,
    /// Lines around this place are wanted, wherever it stands now.
    pub keep: Option<(ArticleId, TextRange)>,
    /// Articles were read in or linked since: everything is gathered anew.
    pub anew: bool,
}

/// Some lines, and what is known of all.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// How many lines there are in all.
    pub total: usize,
    /// In how many articles.
    pub articles: usize,
    /// So many run in the direction of most and stand first; the others follow.
    pub split: usize,
    /// How they are sorted.
    pub sort: Sort,
    /// There are more than [`MOST`].
    pub cut: bool,
    /// Some article has a day.
    pub dated: bool,
    /// Articles looked at, and all there are to look at.
    pub progress: (usize, usize),
    /// The number of the first one here.
    pub from: usize,
    /// The lines.
    pub rows: Vec<Line>,
    /// Where the place stands that was to be kept.
    pub kept: Option<usize>,
}

impl Lines {
    /// True when every article was looked at.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.progress.0 >= self.progress.1
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its article.
    pub article: ArticleId,
    /// The article's name in the contract.
    pub doc: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// The day it was written.
    pub date: Option<Date>,
    /// Where it comes from, as written.
    pub source: Option<Arc<str>>,
    /// Where the key begins and ends, in Unicode scalars of the source.
    pub scalars: (usize, usize),
    /// The key and what stands around it.
    pub context: Context,
}

/// All lines on their way, and then sorted in whatever order.
#[derive(Debug)]
pub struct Concordance {
    of: Of,
    gather: Gather,
    /// Articles to be read, with the places in them where these are known.
    to_read: VecDeque<(ArticleId, Option<Vec<TextRange>>)>,
    articles: Vec<About>,
    entries: Vec<Entry>,
    /// The entries in the order asked last, and how many of them run as most do.
    order: Option<(Sort, Vec<u32>, usize)>,
    /// Articles to be read in all; of a search those that were found.
    to_read_in_all: usize,
    cut: bool,
}

/// Where places come from.
#[derive(Debug)]
enum Gather {
    /// All articles are known.
    Known,
    /// A search goes on; so many articles were taken from it.
    Search(Box<Scan>, usize),
}

/// An article of which there are lines.
#[derive(Debug)]
struct About {
    id: ArticleId,
    doc: Arc<str>,
    title: Arc<str>,
    date: Option<Date>,
    source: Option<Arc<str>>,
    /// What lines are sorted by.
    from: String,
}

/// A line that is not made yet.
#[derive(Debug)]
struct Entry {
    article: u32,
    range: TextRange,
    scalars: (usize, usize),
    direction: Direction,
    next: Box<str>,
    previous: Box<str>,
}

impl Concordance {
    /// Begins to gather.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn new(shelves: &Shelves<'_>, of: Of) -> Result<Self, Error> {
        let mut to_read = VecDeque::new();
        let gather = match &of {
            Of::Actor { ids: actors, weak } => {
                let ids: Vec<ArticleId> = if *weak {
                    // What may name somebody is counted nowhere: all articles are looked at.
                    let listing = shelves.library.listing()?;
                    let failed = |id: &ArticleId| listing.failed.binary_search(id).is_ok();
                    listing
                        .ids
                        .iter()
                        .copied()
                        .filter(|id| !failed(id))
                        .collect()
                } else {
                    let mut ids = Vec::new();
                    for actor in actors {
                        ids.extend(shelves.library.postings(*actor)?.into_iter().map(|p| p.0));
                    }
                    ids.sort_unstable();
                    ids.dedup();
                    ids
                };
                to_read.extend(ids.into_iter().map(|id| (id, None)));
                Gather::Known
            }
            Of::Query(ask) => {
                let ask = Ask {
                    ranking: Ranking::Listed,
                    articles: 0,
                    lines: MOST,
                    ..(**ask).clone()
                };
                Gather::Search(Box::new(Scan::new(shelves, ask)?), 0)
            }
        };
        Ok(Self {
            of,
            gather,
            to_read_in_all: to_read.len(),
            to_read,
            articles: Vec::new(),
            entries: Vec::new(),
            order: None,
            cut: false,
        })
    }

    /// What its lines are of.
    #[must_use]
    pub const fn of(&self) -> &Of {
        &self.of
    }

    /// True when every article was looked at.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.to_read.is_empty() && matches!(self.gather, Gather::Known)
    }

    /// How many lines there are so far.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// True while there is no line.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Looks at articles until `go_on` answers false. True when all were looked at.
    ///
    /// # Errors
    /// When a database cannot be read, or what is in it does not hold.
    pub fn step(&mut self, shelves: &Shelves<'_>, go_on: GoOn<'_>) -> Result<bool, Error> {
        loop {
            while let Some((id, places)) = self.to_read.pop_front() {
                self.read(shelves.library, id, places)?;
                if self.entries.len() > MOST {
                    self.cut_off();
                }
                let found = self.entries.len();
                if !go_on(Pause {
                    within: false,
                    found,
                }) {
                    return Ok(self.is_whole());
                }
            }
            let Gather::Search(scan, taken) = &mut self.gather else {
                return Ok(true);
            };
            let whole = scan.step(shelves, go_on)?;
            let found = scan.found_since(*taken);
            self.to_read
                .extend(found.map(|(id, hits)| (id, Some(hits.to_vec()))));
            *taken = scan.found();
            self.to_read_in_all = *taken;
            if whole {
                self.gather = Gather::Known;
            } else {
                return Ok(false);
            }
        }
    }

    fn cut_off(&mut self) {
        self.entries.truncate(MOST);
        self.cut = true;
        self.to_read.clear();
        self.gather = Gather::Known;
    }

    /// Takes the lines of an article.
    fn read(
        &mut self,
        library: &Library,
        id: ArticleId,
        places: Option<Vec<TextRange>>,
    ) -> Result<(), Error> {
        let (document, places) = match (places, &self.of) {
            (Some(places), _) => match library.document(id)? {
                Some(document) => (document, places),
                None => return Ok(()),
            },
            (None, Of::Actor { ids, weak }) => match library.mentions_in(id, *weak)? {
                Some((document, mentions)) => {
                    let named = mentions.iter().filter(|m| ids.contains(&m.entity));
                    let places = named.map(|m| m.range).collect();
                    (document, places)
                }
                None => return Ok(()),
            },
            (None, Of::Query(_)) => return Ok(()),
        };
        // It may have gone meanwhile.
        let Some(row) = library.rows(&[id])?.pop() else {
            return Ok(());
        };
        if places.is_empty() {
            return Ok(());
        }
        self.order = None;
        let article = u32::try_from(self.articles.len()).unwrap_or(u32::MAX);
        self.articles.push(About {
            id,
            from: fold::fold(row.source.as_deref().unwrap_or(&row.doc)),
            doc: row.doc,
            title: row.title,
            date: row.date,
            source: row.source,
        });
        let (mut byte, mut count) = (0, 0);
        let mut before = |to: usize| {
            // Places come in the order of the text.
            let between = document.source.get(byte..to).unwrap_or_default();
            count += between.chars().count();
            byte = to;
            count
        };
        for range in places {
            let Some(context) = context(&document, range) else {
                continue;
            };
            self.entries.push(Entry {
                article,
                range,
                scalars: (before(range.start), before(range.end)),
                direction: context.direction,
                next: around::next_key(&context.after).into(),
                previous: around::previous_key(&context.before).into(),
            });
        }
        Ok(())
    }

    /// Some lines of those that are there.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn lines(&mut self, library: &Library, ask: &AskLines) -> Result<Lines, Error> {
        let (order, split) = match self.order.take() {
            Some((sort, order, split)) if sort == ask.sort => (order, split),
            _ => self.sorted(ask.sort),
        };
        let place_of = |at: u32| {
            let entry = self.entries.get(at as usize)?;
            Some((self.articles.get(entry.article as usize)?.id, entry.range))
        };
        let kept = ask
            .keep
            .and_then(|keep| order.iter().position(|at| place_of(*at) == Some(keep)));
        let from = match kept {
            Some(at) => at.saturating_sub(ask.count / 2),
            None => ask.from,
        };
        let wanted = order.iter().skip(from).take(ask.count);
        let mut documents: FxHashMap<ArticleId, Option<Document>> = FxHashMap::default();
        let mut rows = Vec::new();
        for at in wanted {
            if let Some(entry) = self.entries.get(*at as usize)
                && let Some(about) = self.articles.get(entry.article as usize)
            {
                let document = match documents.entry(about.id) {
                    Slot::Occupied(read) => read.into_mut(),
                    Slot::Vacant(new) => new.insert(library.document(about.id)?),
                };
                rows.push(line(entry, about, document.as_ref()));
            }
        }
        let lines = Lines {
            total: self.entries.len(),
            articles: self.articles.len(),
            split,
            sort: ask.sort,
            cut: self.cut,
            dated: self.articles.iter().any(|about| about.date.is_some()),
            progress: self.progress(),
            from,
            rows,
            kept,
        };
        self.order = Some((ask.sort, order, split));
        Ok(lines)
    }

    fn progress(&self) -> (usize, usize) {
        let left = self.to_read.len();
        match &self.gather {
            Gather::Known => (self.to_read_in_all - left, self.to_read_in_all),
            Gather::Search(scan, _) => {
                let (looked, all) = scan.progress();
                // What was found and not read yet is not done.
                (looked.min(all.saturating_sub(1)), all.max(1))
            }
        }
    }

    /// The numbers of the entries in an order, those first that run as most do; how many these
    /// are. Equal ones keep the order of the list and of the text.
    fn sorted(&self, sort: Sort) -> (Vec<u32>, usize) {
        let rtl = self.entries.iter().filter(|e| e.direction.is_rtl()).count();
        let mostly_rtl = rtl * 2 >= self.entries.len();
        let split = if mostly_rtl {
            rtl
        } else {
            self.entries.len() - rtl
        };
        let mut order: Vec<(u32, &Entry)> = (0..).zip(&self.entries).collect();
        let about = |entry: &Entry| self.articles.get(entry.article as usize);
        let day = |entry: &Entry| about(entry).and_then(|about| about.date);
        let from = |entry: &Entry| about(entry).map(|about| about.from.as_str());
        order.sort_by(|(_, a), (_, b)| {
            let block = |entry: &Entry| entry.direction.is_rtl() != mostly_rtl;
            let by = match sort {
                Sort::Next => (&a.next, &a.previous).cmp(&(&b.next, &b.previous)),
                Sort::Previous => (&a.previous, &a.next).cmp(&(&b.previous, &b.next)),
                // `None` is the least, and stands at the end.
                Sort::Date => day(b).cmp(&day(a)),
                Sort::Source => (from(a), day(b)).cmp(&(from(b), day(a))),
            };
            block(a).cmp(&block(b)).then(by)
        });
        (order.into_iter().map(|(at, _)| at).collect(), split)
    }
}

fn line(entry: &Entry, about: &About, document: Option<&Document>) -> Line {
    let context = document.and_then(|document| context(document, entry.range));
    Line {
        article: about.id,
        doc: Arc::clone(&about.doc),
        title: Arc::clone(&about.title),
        date: about.date,
        source: about.source.clone(),
        scalars: entry.scalars,
        // A text that has gone since leaves an empty line.
        context: context.unwrap_or_else(|| Context {
            range: entry.range,
            before: String::new(),
            hit: String::new(),
            after: String::new(),
            direction: entry.direction,
        }),
    }
}
