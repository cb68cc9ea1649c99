//! What a reader searches for: a query, its parts, and where they stand in a text.
//!
//! A query is read once ([`Query::parse`]), made ready with the reader's choices
//! ([`Matcher::new`]) and then held against one article after another ([`Matcher::find`]). An
//! index over [`index_terms`] may answer first: [`Matcher::candidates`] says which of its terms
//! an article must have to be worth looking at.
//!
//! ```
//! use warraq::text::query::{Matcher, NoFacts, Nothing, Options, Passage, Query};
//!
//! let query = Query::parse("فيروس NOT \"لقاح\"").unwrap();
//! let matcher = Matcher::new(&query, &Options::default(), &Nothing);
//! let text = "مكافحةٌ وللفيروسِ ثمن";
//! let found = matcher.find(text, &[Passage::of(text)], &NoFacts, &Nothing).unwrap();
//! assert_eq!(found.hits.len(), 1);
//! assert_eq!(found.hits[0].slice(text), Some("فيروسِ"));
//! ```

mod candidates;
mod fault;
mod folds;
mod latin;
mod matcher;
mod parse;
mod passage;
mod pattern;
mod spelling;
mod terms;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

pub use candidates::Candidates;
pub use fault::Fault;
pub use folds::{Fold, Folds};
pub use latin::{names_match, sounds_like};
pub use matcher::{Facts, Found, Matcher, NoFacts, Options, Run};
pub use parse::QueryError;
pub use passage::Passage;
pub use terms::{Known, Nothing, each_index_term_of, index_terms};

/// What a reader searches for. An empty query asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What must hold; `None` when nothing was typed.
    pub root: Option<Node>,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// All of them; at least two, none of them `All`.
    All(Vec<Node>),
    /// Any of them; at least two, none of them `Any`.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// Words in the text.
    Term(Term),
    /// Something that is known of the article.
    Filter(Filter),
}

/// Words in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A word in any form that clitics give it.
    Word(String),
    /// Words that begin so.
    Prefix(String),
    /// These words in exactly this form, one after the other.
    Phrase(String),
    /// A regular expression over the folded text.
    Regex(String),
}

/// Something that is known of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// It names this actor.
    Actor(String),
    /// It was written before the first day of this.
    Before(Period),
    /// It was written on the first day of this or later.
    After(Period),
    /// Its source holds these words.
    Source(String),
    /// Its language, as a BCP 47 code or the beginning of one.
    Language(String),
    /// The reader's marks.
    Is(Mark),
    /// The reader wrote a note to it.
    HasNote,
    /// The reader's tag.
    Tag(String),
}

/// What a reader marked an article as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not read to its end.
    Unread,
    /// Read to its end.
    Read,
    /// With a star.
    Starred,
}

impl Mark {
    /// All, in the order in which messages name them.
    pub const ALL: [Self; 3] = [Self::Unread, Self::Read, Self::Starred];

    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Starred => "starred",
        }
    }
}

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The year.
    pub year: i16,
    /// From 1.
    pub month: Option<u8>,
    /// From 1; only with a month.
    pub day: Option<u8>,
}

impl Period {
    /// Its first day: year, month, day.
    #[must_use]
    pub fn first(self) -> (i16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }
}

/// The identifier that an actor of a query is called by, and by nothing else: `actor:=minsk`.
#[must_use]
pub fn identifier(actor: &str) -> Option<&str> {
    actor.strip_prefix('=')
}

impl Filter {
    /// It names the actor with this identifier.
    #[must_use]
    pub fn identified(key: &str) -> Self {
        Self::Actor(format!("={key}"))
    }
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// When it is not closed, or says something that there is not; the error points at the place.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text)
    }

    /// The terms that are searched for, those under `NOT` left out, in their order.
    #[must_use]
    pub fn terms(&self) -> Vec<&Term> {
        let mut out = Vec::new();
        if let Some(root) = &self.root {
            root.terms(&mut out);
        }
        out
    }

    /// True when it asks what only the reader's own marks, tags and notes can answer.
    #[must_use]
    pub fn asks_marks(&self) -> bool {
        let mut asks = false;
        if let Some(root) = &self.root {
            root.each(&mut |node| {
                let own = |filter: &Filter| {
                    matches!(filter, Filter::Is(_) | Filter::HasNote | Filter::Tag(_))
                };
                asks |= matches!(node, Node::Filter(filter) if own(filter));
            });
        }
        asks
    }

    /// The names of actors that are asked for, those under `NOT` too.
    #[must_use]
    pub fn actors(&self) -> Vec<&str> {
        let mut out = Vec::new();
        if let Some(root) = &self.root {
            root.each(&mut |node| {
                if let Node::Filter(Filter::Actor(name)) = node {
                    out.push(name.as_str());
                }
            });
        }
        out
    }
}

impl Node {
    fn terms<'a>(&'a self, out: &mut Vec<&'a Term>) {
        match self {
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().for_each(|n| n.terms(out)),
            Self::Term(term) => out.push(term),
            Self::Not(_) | Self::Filter(_) => {}
        }
    }

    fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::All(nodes) | Self::Any(nodes) => {
                for node in nodes {
                    node.each(visit);
                }
            }
            Self::Not(node) => node.each(visit),
            Self::Term(_) | Self::Filter(_) => {}
        }
    }
}

impl fmt::Display for Query {
    /// As it can be typed again: parsing it gives the same query.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Some(root) => root.write(f, 0),
            None => Ok(()),
        }
    }
}

impl Node {
    /// `level`: 0 anything stands bare, 1 a part of `AND`, 2 what follows `NOT`.
    fn write(&self, f: &mut fmt::Formatter<'_>, level: u8) -> fmt::Result {
        let own = match self {
            Self::Any(_) => 0,
            Self::All(_) => 1,
            _ => 2,
        };
        if own < level {
            f.write_str("(")?;
            self.write(f, 0)?;
            return f.write_str(")");
        }
        match self {
            Self::Any(nodes) => write_all(f, nodes, " OR ", 1),
            Self::All(nodes) => write_all(f, nodes, " ", 2),
            Self::Not(node) => {
                f.write_str("NOT ")?;
                node.write(f, 2)
            }
            Self::Term(term) => write!(f, "{term}"),
            Self::Filter(filter) => write!(f, "{filter}"),
        }
    }
}

fn write_all(f: &mut fmt::Formatter<'_>, nodes: &[Node], between: &str, level: u8) -> fmt::Result {
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        node.write(f, level)?;
    }
    Ok(())
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Prefix(word) => write!(f, "{word}*"),
            Self::Phrase(words) => write_quoted(f, words),
            Self::Regex(pattern) => write!(f, "/{pattern}/"),
        }
    }
}

/// In quotes whose closing one does not stand in the text.
fn write_quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let pairs = [('"', '"'), ('«', '»'), ('“', '”'), ('„', '“')];
    let fitting = pairs.into_iter().find(|(_, close)| !text.contains(*close));
    // One fits: what was read was closed by one of them.
    let (open, close) = fitting.unwrap_or(pairs[0]);
    write!(f, "{open}{text}{close}")
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Actor(name) => {
                f.write_str("actor:")?;
                write_quoted(f, name)
            }
            Self::Before(period) => write!(f, "before:{period}"),
            Self::After(period) => write!(f, "after:{period}"),
            Self::Source(words) => {
                f.write_str("source:")?;
                write_quoted(f, words)
            }
            Self::Language(code) => write!(f, "lang:{code}"),
            Self::Is(mark) => write!(f, "is:{}", mark.as_str()),
            Self::HasNote => f.write_str("has:note"),
            Self::Tag(tag) => {
                f.write_str("tag:")?;
                write_quoted(f, tag)
            }
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}
