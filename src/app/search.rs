//! Words that are searched: in the open article, or in all of them.

use std::sync::Arc;

use crate::app::prompt::Input;
use crate::entity::vocabulary::Vocabulary;
use crate::library::query::{About, Called, Outcome};
use crate::library::{Article, ArticleId, Marks};
use crate::text::query::{
    Known, Matcher, Options, Passage, Query, QueryError, identifier, names_match, sounds_like,
};
use crate::text::range::TextRange;
use crate::work::Ticket;

/// A confirmed search.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// What was typed.
    pub query: String,
    /// Where it stands in the open article, in text order; the ranges do not overlap.
    pub hits: Vec<TextRange>,
    /// Where it stands in the others; `None` when only this one was searched.
    pub everywhere: Option<Everywhere>,
    /// What finds it in the next article.
    means: Option<Arc<Means>>,
}

/// Where something stands in all articles.
#[derive(Clone, Debug)]
pub struct Everywhere {
    /// The question; its last answer may be still to come.
    pub ticket: Ticket,
    /// The articles that have it, in the order of their numbers, with how often.
    pub postings: Arc<[(ArticleId, u32)]>,
    /// How often it stands in all of them; of a story that counts once, in the one that has most.
    pub hits: usize,
    /// How many articles that are; a story that counts once is one.
    pub articles: usize,
}

impl Everywhere {
    /// How often it stands in an article.
    #[must_use]
    pub fn count_in(&self, article: ArticleId) -> u32 {
        let found = self.postings.binary_search_by_key(&article, |p| p.0);
        found.map_or(0, |at| self.postings[at].1)
    }
}

#[derive(Debug)]
struct Means {
    matcher: Matcher,
    called: Vec<Called>,
}

/// What is known of words here: the program's lists, and the names of the article.
struct Words<'a> {
    vocabulary: Vocabulary<'static>,
    heard: Heard<'a>,
}

enum Heard<'a> {
    /// Names that the article holds.
    In(&'a Article),
    /// Names that the library knows.
    Told(&'a [(String, Vec<String>)]),
}

impl Known for Words<'_> {
    fn is_whole(&self, folded: &str) -> bool {
        self.vocabulary.is_whole(folded)
    }

    fn sounds_like(&self, latin: &str) -> Vec<String> {
        match &self.heard {
            Heard::Told(expansions) => {
                let fold = crate::text::fold::fold;
                let told = expansions.iter().find(|(word, _)| fold(word) == latin);
                told.map(|told| told.1.clone()).unwrap_or_default()
            }
            Heard::In(article) => {
                let mut out: Vec<String> = Vec::new();
                let source = &article.document.source;
                let surfaces = article
                    .mentions
                    .iter()
                    .filter_map(|m| m.range.slice(source));
                let names = article.actors.iter().map(|actor| &*actor.name);
                for word in names.chain(surfaces).flat_map(str::split_whitespace) {
                    if sounds_like(latin, word) && !out.iter().any(|known| known == word) {
                        out.push(word.to_owned());
                    }
                }
                out
            }
        }
    }
}

impl Search {
    /// Hits that are known already, in text order and without overlap; no other article is
    /// searched.
    #[must_use]
    pub fn of_hits(query: &str, hits: Vec<TextRange>) -> Self {
        Self {
            query: query.to_owned(),
            hits,
            ..Self::default()
        }
    }

    /// Looks for a query in one article.
    ///
    /// # Errors
    /// When the query does not hold.
    pub fn here(
        written: &str,
        article: &Article,
        passages: &[Passage],
        options: &Options,
        marks: Marks,
    ) -> Result<Self, QueryError> {
        let query = Query::parse(written)?;
        let words = Words {
            vocabulary: Vocabulary::embedded(),
            heard: Heard::In(article),
        };
        let matcher = Matcher::new(&query, options, &words);
        let called = query.actors().into_iter().map(|name| {
            let actors = article.actors.iter().filter(|actor| {
                if let Some(key) = identifier(name) {
                    return *actor.key == *key;
                }
                *actor.key == *name
                    || names_match(name, &actor.name)
                    || actor.latin.as_deref().is_some_and(|l| names_match(name, l))
            });
            Called {
                name: name.to_owned(),
                actors: actors.map(|actor| actor.id).collect(),
            }
        });
        let called = called.collect();
        let mut search = Self {
            query: written.trim().to_owned(),
            means: Some(Arc::new(Means { matcher, called })),
            ..Self::default()
        };
        search.look(article, passages, marks);
        Ok(search)
    }

    /// Looks for a query in one article of which nothing is known besides.
    ///
    /// # Errors
    /// When the query does not hold.
    pub fn alone(written: &str, article: &Article) -> Result<Self, QueryError> {
        let (passages, options) = (passages(article), Options::default());
        Self::here(written, article, &passages, &options, Marks::default())
    }

    /// A search in all articles, as the library answered; [`Self::look_in`] finds its hits in
    /// the open one.
    ///
    /// # Errors
    /// When the query does not hold.
    pub fn everywhere(
        written: &str,
        options: &Options,
        ticket: Ticket,
        outcome: &Outcome,
    ) -> Result<Self, QueryError> {
        let query = Query::parse(written)?;
        let words = Words {
            vocabulary: Vocabulary::embedded(),
            heard: Heard::Told(&outcome.expansions),
        };
        let means = Means {
            matcher: Matcher::new(&query, options, &words),
            called: outcome.called.to_vec(),
        };
        Ok(Self {
            query: written.trim().to_owned(),
            hits: Vec::new(),
            everywhere: Some(Everywhere {
                ticket,
                postings: Arc::clone(&outcome.postings),
                hits: outcome.hits,
                articles: outcome.articles,
            }),
            means: Some(Arc::new(means)),
        })
    }

    /// Looks for the same in another article.
    pub fn look_in(&mut self, article: &Article, marks: Marks) {
        if self.means.is_some() {
            self.look(article, &passages(article), marks);
        }
    }

    fn look(&mut self, article: &Article, passages: &[Passage], marks: Marks) {
        let Some(means) = &self.means else {
            return;
        };
        let about = About {
            doc: &article.doc,
            date: article.document.meta.date,
            source: article.document.meta.source.as_deref(),
            language: article.document.meta.language.as_deref(),
            mentions: &article.mentions,
            marks,
            called: &means.called,
        };
        let source = &article.document.source;
        let vocabulary = Vocabulary::embedded();
        let found = means.matcher.find(source, passages, &about, &vocabulary);
        self.hits = found.map(|found| found.hits).unwrap_or_default();
    }

    /// True when places are sought, and not only articles.
    #[must_use]
    pub fn has_places(&self) -> bool {
        self.means.as_ref().is_some_and(|m| m.matcher.has_places())
    }
}

/// The paragraphs of an article made ready for searching.
#[must_use]
pub fn passages(article: &Article) -> Vec<Passage> {
    let source = &article.document.source;
    let paragraphs = article.document.paragraphs.iter();
    paragraphs
        .map(|paragraph| paragraph.passage(source))
        .collect()
}

/// The `/` prompt while it is open.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// What is typed.
    pub input: Input,
    /// How many hits that has in the open article, or what is wrong with it.
    pub count: Option<Result<usize, QueryError>>,
    /// The open article made ready, so that a key only compares words.
    passages: Vec<Passage>,
}

impl Asking {
    /// A prompt over an article.
    #[must_use]
    pub fn over(article: Option<&Article>) -> Self {
        Self {
            passages: article.map(passages).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Another text was typed: counts its hits.
    pub fn count(&mut self, article: &Article, options: &Options, marks: Marks) {
        self.count = (!self.input.text().trim().is_empty())
            .then(|| self.search(article, options, marks).map(|s| s.hits.len()));
    }

    /// The search for what is typed.
    ///
    /// # Errors
    /// When the query does not hold.
    pub fn search(
        &self,
        article: &Article,
        options: &Options,
        marks: Marks,
    ) -> Result<Search, QueryError> {
        Search::here(self.input.text(), article, &self.passages, options, marks)
    }
}
