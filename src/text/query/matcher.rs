//! A query made ready, and held against articles.

use regex::Regex;

use super::candidates::Candidates;
use super::folds::Folds;
use super::passage::Passage;
use super::terms::Known;
use super::words::Sought;
use super::{Filter, Node, Query, Term, pattern};
use crate::text::fold::fold;
use crate::text::range::TextRange;
use crate::text::token::{Script, Token, TokenKind, tokenise_text};

/// What the reader chooses besides the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// Which spellings are equal.
    pub folds: Folds,
    /// A word in Latin letters also finds names in other letters that sound like it.
    pub latin: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            folds: Folds::default(),
            latin: true,
        }
    }
}

/// What is known of an article besides its text.
pub trait Facts {
    /// Whether a condition holds.
    fn holds(&self, filter: &Filter) -> bool;

    /// Where the article names the actors that are called so, in text order.
    fn names(&self, actor: &str) -> Vec<TextRange> {
        let _ = actor;
        Vec::new()
    }
}

/// Nothing is known: no condition holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFacts;

impl Facts for NoFacts {
    fn holds(&self, _: &Filter) -> bool {
        false
    }
}

/// What was found in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in text order, without overlap. Empty when only conditions were asked.
    pub hits: Vec<TextRange>,
    /// How often each term stands there, in the order of [`Query::terms`].
    pub counts: Vec<u32>,
    /// How many words and numbers were looked at.
    pub words: u32,
}

/// At most so many hits of one term are kept for an article.
const MOST: usize = 100_000;

/// A query made ready for many articles.
#[derive(Clone, Debug)]
pub struct Matcher {
    root: Option<Ready>,
    leaves: Vec<Leaf>,
    folds: Folds,
    expansions: Vec<(String, Vec<String>)>,
    /// How many of the leaves are terms that are searched for; the others stand under `NOT`.
    positive: Vec<usize>,
    /// Actors that are asked for where no words are.
    actors: Vec<String>,
}

#[derive(Clone, Debug)]
enum Ready {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Leaf(usize),
    Filter(Filter),
}

#[derive(Clone, Debug)]
enum Leaf {
    /// Any of these words, in any form; what follows a word is part of it (`al-Assad`).
    Word(Vec<Sought>, Vec<Sought>),
    /// These words, and then one that begins so.
    Prefix(Vec<Sought>, Sought),
    Phrase(Vec<Sought>),
    Regex(Option<Box<Regex>>),
}

impl Matcher {
    /// Makes a query ready. `known` is asked which words the query's may mean.
    #[must_use]
    pub fn new(query: &Query, options: &Options, known: &dyn Known) -> Self {
        let mut matcher = Self {
            root: None,
            leaves: Vec::new(),
            folds: options.folds,
            expansions: Vec::new(),
            positive: Vec::new(),
            actors: Vec::new(),
        };
        if let Some(root) = &query.root {
            matcher.root = Some(matcher.ready(root, options, known, true));
        }
        matcher
    }

    /// The words in Latin letters that are searched in other letters, too, and as what.
    #[must_use]
    pub fn expansions(&self) -> &[(String, Vec<String>)] {
        &self.expansions
    }

    /// True when words are searched, or actors, so that an article has places that it is found by.
    #[must_use]
    pub fn has_places(&self) -> bool {
        !self.positive.is_empty() || !self.actors.is_empty()
    }

    /// True when nothing is asked.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// Looks through a whole article; `None` when the query does not find it.
    #[must_use]
    pub fn find(
        &self,
        source: &str,
        passages: &[Passage],
        facts: &dyn Facts,
        known: &dyn Known,
    ) -> Option<Found> {
        let mut run = self.run();
        for passage in passages {
            run.take(source, passage, known);
        }
        run.finish(facts)
    }

    /// Begins to look through an article, paragraph by paragraph.
    #[must_use]
    pub fn run(&self) -> Run<'_> {
        Run {
            matcher: self,
            hits: vec![Vec::new(); self.leaves.len()],
            words: 0,
        }
    }

    /// Which terms of an index over [`super::index_terms`] an article must have to be worth
    /// looking at.
    #[must_use]
    pub fn candidates(&self) -> Candidates {
        self.root
            .as_ref()
            .map_or(Candidates::Every, |root| self.candidates_of(root))
    }

    fn candidates_of(&self, node: &Ready) -> Candidates {
        let term = |word: &Sought| Candidates::Term(word.folded.clone());
        match node {
            Ready::All(nodes) => Candidates::all(nodes.iter().map(|n| self.candidates_of(n))),
            Ready::Any(nodes) => Candidates::any(nodes.iter().map(|n| self.candidates_of(n))),
            // What lacks a term, and what is known besides, terms cannot tell.
            Ready::Not(_) | Ready::Filter(_) => Candidates::Every,
            Ready::Leaf(at) => match self.leaves.get(*at) {
                Some(Leaf::Word(words, rest)) => {
                    let forms = words.iter().flat_map(Sought::words).cloned();
                    let mut any = Candidates::any(forms.map(Candidates::Term));
                    if !rest.is_empty() {
                        let rest = rest.iter().map(term);
                        any = Candidates::all(std::iter::once(any).chain(rest));
                    }
                    any
                }
                Some(Leaf::Prefix(before, word)) => {
                    let last = Candidates::Prefix(word.folded.clone());
                    Candidates::all(before.iter().map(term).chain([last]))
                }
                Some(Leaf::Phrase(words)) => Candidates::all(words.iter().map(term)),
                Some(Leaf::Regex(_)) | None => Candidates::Every,
            },
        }
    }

    fn ready(
        &mut self,
        node: &Node,
        options: &Options,
        known: &dyn Known,
        positive: bool,
    ) -> Ready {
        match node {
            Node::All(nodes) => {
                let nodes = nodes.iter();
                Ready::All(
                    nodes
                        .map(|n| self.ready(n, options, known, positive))
                        .collect(),
                )
            }
            Node::Any(nodes) => {
                let nodes = nodes.iter();
                Ready::Any(
                    nodes
                        .map(|n| self.ready(n, options, known, positive))
                        .collect(),
                )
            }
            Node::Not(node) => Ready::Not(Box::new(self.ready(node, options, known, false))),
            Node::Filter(filter) => {
                if let (Filter::Actor(name), true) = (filter, positive) {
                    self.actors.push(name.clone());
                }
                Ready::Filter(filter.clone())
            }
            Node::Term(term) => {
                let leaf = self.leaf(term, options, known);
                if positive {
                    self.positive.push(self.leaves.len());
                }
                self.leaves.push(leaf);
                Ready::Leaf(self.leaves.len() - 1)
            }
        }
    }

    fn leaf(&mut self, term: &Term, options: &Options, known: &dyn Known) -> Leaf {
        let folds = &options.folds;
        let words = |text: &str| -> Vec<(Sought, Script)> {
            let tokens = tokenise_text(text);
            let words = tokens.iter().filter(|t| is_word(t));
            let sought = |t: &Token| {
                let written = t.range.slice(text).unwrap_or_default();
                (Sought::new(written, &t.folded, folds, known), t.script)
            };
            words.map(sought).collect()
        };
        match term {
            Term::Word(text) => {
                let mut words = words(text).into_iter();
                let Some((first, script)) = words.next() else {
                    return Leaf::Phrase(Vec::new());
                };
                let rest: Vec<Sought> = words.map(|(word, _)| word).collect();
                let mut any = vec![first];
                if options.latin && script == Script::Latin && rest.is_empty() {
                    let forms = known.sounds_like(&any[0].folded);
                    let other = |form: &String| Sought::new(form, &fold(form), folds, known);
                    any.extend(forms.iter().map(other));
                    if !forms.is_empty() {
                        self.expansions.push((text.clone(), forms));
                    }
                }
                Leaf::Word(any, rest)
            }
            Term::Prefix(text) => {
                let mut words: Vec<Sought> = words(text).into_iter().map(|w| w.0).collect();
                match words.pop() {
                    Some(last) => Leaf::Prefix(words, last),
                    None => Leaf::Phrase(words),
                }
            }
            Term::Phrase(text) => Leaf::Phrase(words(text).into_iter().map(|w| w.0).collect()),
            Term::Regex(written) => {
                // It was compiled when the query was read; other choices only fold it otherwise.
                Leaf::Regex(pattern::compile(written, folds).ok().map(Box::new))
            }
        }
    }
}

fn is_word(token: &Token) -> bool {
    !matches!(token.kind, TokenKind::Punctuation(_))
}

/// One article that is looked through.
#[derive(Debug)]
pub struct Run<'m> {
    matcher: &'m Matcher,
    /// By leaf.
    hits: Vec<Vec<TextRange>>,
    words: usize,
}

impl Run<'_> {
    /// Looks through the next paragraph.
    pub fn take(&mut self, source: &str, passage: &Passage, known: &dyn Known) {
        let folds = &self.matcher.folds;
        // Signs between words do not count, in a phrase neither.
        let words: Vec<&Token> = passage.tokens.iter().filter(|t| is_word(t)).collect();
        self.words += words.len();
        let mut flat = None;
        for (leaf, hits) in self.matcher.leaves.iter().zip(&mut self.hits) {
            let room = MOST.saturating_sub(hits.len());
            match leaf {
                Leaf::Word(any, rest) => {
                    let found = (0..words.len()).filter_map(|at| {
                        let stands =
                            |word: &Sought| word.stands_in(words[at], source, folds, known);
                        let first = any.iter().find_map(stands)?;
                        let end = follow(rest, &words[at + 1..], source, folds)?;
                        Some(TextRange::new(first.start, end.unwrap_or(first.end)))
                    });
                    hits.extend(found.take(room));
                }
                Leaf::Prefix(before, last) => {
                    let found = (0..words.len()).filter_map(|at| {
                        follow(before, &words[at..], source, folds)?;
                        let token = words.get(at + before.len())?;
                        let hit = last.begins(token, source, folds, known)?;
                        let start = words[at].range.start;
                        let whole = !before.is_empty();
                        Some(if whole {
                            TextRange::new(start, hit.end)
                        } else {
                            hit
                        })
                    });
                    hits.extend(found.take(room));
                }
                Leaf::Phrase(phrase) if phrase.is_empty() => {}
                Leaf::Phrase(phrase) => {
                    let found = (0..words.len()).filter_map(|at| {
                        let end = follow(phrase, &words[at..], source, folds)??;
                        Some(TextRange::new(words[at].range.start, end))
                    });
                    hits.extend(found.take(room));
                }
                Leaf::Regex(Some(regex)) => {
                    let flat = flat.get_or_insert_with(|| passage.folded(source, folds));
                    let found = regex.find_iter(&flat.text);
                    let found = found.filter(|m| !m.is_empty());
                    hits.extend(
                        found
                            .filter_map(|m| flat.source(m.start(), m.end()))
                            .take(room),
                    );
                }
                Leaf::Regex(None) => {}
            }
        }
    }

    /// How many words and numbers were looked at.
    #[must_use]
    pub fn words(&self) -> u32 {
        u32::try_from(self.words).unwrap_or(u32::MAX)
    }

    /// The article was looked through; `None` when the query does not find it.
    #[must_use]
    pub fn finish(self, facts: &dyn Facts) -> Option<Found> {
        let matcher = self.matcher;
        let root = matcher.root.as_ref()?;
        if !self.holds(root, facts) {
            return None;
        }
        let mut hits = Vec::new();
        self.collect(root, facts, &mut hits);
        if matcher.positive.is_empty() {
            hits.extend(matcher.actors.iter().flat_map(|name| facts.names(name)));
        }
        let counts = matcher.positive.iter().map(|leaf| {
            let count = self.hits.get(*leaf).map_or(0, Vec::len);
            u32::try_from(count).unwrap_or(u32::MAX)
        });
        Some(Found {
            hits: apart(hits),
            counts: counts.collect(),
            words: self.words(),
        })
    }

    fn holds(&self, node: &Ready, facts: &dyn Facts) -> bool {
        match node {
            Ready::All(nodes) => nodes.iter().all(|n| self.holds(n, facts)),
            Ready::Any(nodes) => nodes.iter().any(|n| self.holds(n, facts)),
            Ready::Not(node) => !self.holds(node, facts),
            Ready::Leaf(at) => self.hits.get(*at).is_some_and(|hits| !hits.is_empty()),
            Ready::Filter(filter) => facts.holds(filter),
        }
    }

    /// The hits of what holds: of `a b OR c` only those of `c` where `b` is missing.
    fn collect(&self, node: &Ready, facts: &dyn Facts, out: &mut Vec<TextRange>) {
        match node {
            Ready::All(nodes) | Ready::Any(nodes) => {
                for node in nodes.iter().filter(|n| self.holds(n, facts)) {
                    self.collect(node, facts, out);
                }
            }
            Ready::Leaf(at) => out.extend(self.hits.get(*at).into_iter().flatten()),
            Ready::Not(_) | Ready::Filter(_) => {}
        }
    }
}

/// Whether `words` are the first of `here`, one after the other; where the last of them ends.
fn follow(words: &[Sought], here: &[&Token], source: &str, folds: &Folds) -> Option<Option<usize>> {
    let here = here.get(..words.len())?;
    let mut both = words.iter().zip(here);
    both.all(|(word, token)| word.is(token, source, folds))
        .then(|| here.last().map(|token| token.range.end))
}

/// In text order; of two that overlap the earlier stays, of two that begin together the longer.
fn apart(mut hits: Vec<TextRange>) -> Vec<TextRange> {
    hits.sort_unstable_by_key(|hit| (hit.start, usize::MAX - hit.end));
    let mut end = 0;
    hits.retain(|hit| {
        let stays = hit.start >= end && !hit.is_empty();
        if stays {
            end = hit.end;
        }
        stays
    });
    hits
}
