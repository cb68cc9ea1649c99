//! The index of folded terms: filled while articles are filed, asked before texts are read.
//!
//! It answers with every article that a query finds, and with others: it knows no spelling, no
//! order of words, and which letters are clitics only as a guess. The matcher decides.

use std::sync::Arc;

use compact_str::CompactString;
use rusqlite::{Connection, OptionalExtension as _};
use rustc_hash::FxHashMap;

use crate::entity::pipeline::Tokens;
use crate::library::dictionary;
use crate::library::{ArticleId, Change, Draft, Error, Library, Waiting};
use crate::text::query::{Candidates, each_index_term_of};
use crate::text::token::{Script, Token, TokenKind};

/// How often a term stands in an article for it to be looked at before those of the next step,
/// where the most relevant are wanted.
pub(super) const OFTEN: [u32; 2] = [8, 3];

/// So many different terms has a usual article.
const USUAL: usize = 800;

/// A term as the index has it: the tokeniser `ascii` ends a word at signs below U+0080, so those
/// stand as signs of the private area.
fn written(term: &str) -> String {
    let mut written = String::new();
    write(term, &mut written);
    written
}

fn write(term: &str, out: &mut String) {
    let is_sign = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
    if term.contains(is_sign) {
        let sign = |c: char| match c {
            c if is_sign(c) => char::from_u32(0xe000 + u32::from(c)).unwrap_or(c),
            c => c,
        };
        out.extend(term.chars().map(sign));
    } else {
        out.push_str(term);
    }
}

/// The same term for articles that have it so often.
fn often(term: &str, step: usize) -> String {
    let mut written = written(term);
    written.extend(mark(step));
    written
}

fn mark(step: usize) -> Option<char> {
    char::from_u32(0xe100 + u32::try_from(step).unwrap_or(0))
}

/// The terms of a text, each once, as they are given to the index.
fn of(tokens: &Tokens<'_>) -> String {
    let mut counts: FxHashMap<CompactString, u32> = FxHashMap::default();
    counts.reserve(USUAL);
    for part in tokens.parts() {
        // First each word once: it has several terms.
        let mut words: FxHashMap<(&str, Script), (&Token, u32)> = FxHashMap::default();
        words.reserve(USUAL);
        let said = part.iter().flatten();
        for token in said.filter(|token| !matches!(token.kind, TokenKind::Punctuation(_))) {
            let word = words.entry((&token.folded, token.script));
            word.or_insert((token, 0)).1 += 1;
        }
        for (token, count) in words.into_values() {
            each_index_term_of(token, &mut |term| {
                *counts.entry(term.into()).or_default() += count;
            });
        }
    }
    // Some stand twice.
    let bytes: usize = counts.keys().map(|term| term.len() + 2).sum();
    let mut out = String::with_capacity(bytes + bytes / 4);
    for (term, count) in counts {
        let start = out.len();
        write(&term, &mut out);
        let end = out.len();
        out.push(' ');
        for (step, least) in OFTEN.iter().enumerate() {
            if count >= *least {
                out.extend_from_within(start..end);
                out.extend(mark(step));
                out.push(' ');
            }
        }
    }
    out
}

/// The expressions to ask one after the other: first for those that have a term often, if that
/// is wanted, then for all. `None`: the index can say nothing.
pub(super) fn expressions(candidates: &Candidates, by_count: bool) -> Option<Vec<String>> {
    let all = candidates.fts5(&written)?;
    let terms = candidates.terms();
    let mut out = Vec::new();
    for step in 0..OFTEN.len() {
        if by_count && !terms.is_empty() {
            let any = terms.iter().map(|term| Candidates::Term((*term).clone()));
            let any = Candidates::any(any).fts5(&|term: &str| often(term, step));
            out.extend(any.map(|any| format!("({all}) AND {any}")));
        }
    }
    out.push(all);
    Some(out)
}

impl Draft {
    /// With the terms of its text, given as the tokens of its paragraphs, for a library that
    /// keeps them.
    #[must_use]
    pub fn indexed(mut self, tokens: &Tokens<'_>) -> Self {
        self.terms = Some(of(tokens).into());
        self
    }
}

impl Library {
    /// With an index of terms, also in memory. One on disk has it.
    #[must_use]
    pub const fn with_terms(mut self) -> Self {
        self.keeps_terms = true;
        self
    }

    /// True when it wants the terms of what is filed ([`Draft::indexed`]).
    #[must_use]
    pub const fn keeps_terms(&self) -> bool {
        self.keeps_terms
    }

    /// True when the terms of all articles of the collection are there.
    pub(super) fn is_indexed(&self) -> Result<bool, Error> {
        let indexed = self
            .read()
            .prepare_cached("SELECT indexed FROM collection WHERE id = ?1")?
            .query_row([self.collection()], |row| row.get(0))
            .optional()?;
        Ok(indexed.unwrap_or(false))
    }

    /// The next articles after one (all when `None`) that an expression finds, in the order of
    /// the list, at most so many.
    pub(super) fn having(
        &self,
        expression: &str,
        after: Option<ArticleId>,
        most: usize,
        waiting: Option<&Waiting>,
    ) -> Result<Vec<ArticleId>, Error> {
        let (first, last) = self.ids();
        let first = after.map_or(first, |id| id.0.cast_signed().saturating_add(1));
        let reader = self.read_unless(waiting)?;
        let mut statement = reader.prepare_cached(
            "SELECT rowid FROM term WHERE term MATCH ?1 AND rowid >= ?2 AND rowid <= ?3
             ORDER BY rowid LIMIT ?4",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let found = statement.query_map((expression, first, last, most), |row| {
            Ok(ArticleId(row.get::<_, i64>(0)?.cast_unsigned()))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

impl Change<'_> {
    /// Notes the terms of an article that is filed. Without them the collection is not indexed
    /// any more.
    pub(super) fn keep_terms(&self, article: u64, terms: Option<&Arc<str>>) -> Result<(), Error> {
        match terms {
            Some(terms) => {
                let mut pending = self.pending.borrow_mut();
                pending.insert(article, Arc::clone(terms));
            }
            None => {
                self.pending.borrow_mut().remove(&article);
                forget(self.connection, article)?;
                self.connection
                    .prepare_cached(
                        "UPDATE collection SET indexed = 0 WHERE id = ?1 AND indexed <> 0",
                    )?
                    .execute([self.collection])?;
            }
        }
        Ok(())
    }

    /// Files the terms that were noted, in the order of the ids: the index writes a new piece
    /// for each id that is smaller than the one before.
    pub(super) fn file_terms(&self) -> Result<(), Error> {
        let pending = self.pending.take();
        // Whoever stood there had others.
        for article in pending.keys() {
            forget(self.connection, *article)?;
        }
        for (article, terms) in &pending {
            add(self.connection, *article, terms)?;
        }
        Ok(())
    }

    /// Files the terms of an article that moved to another id, from its text.
    pub(super) fn file_terms_again(&self, article: u64) -> Result<(), Error> {
        let body: Option<Vec<u8>> = self
            .connection
            .prepare_cached(
                "SELECT t.body FROM article a JOIN text t ON t.id = a.text WHERE a.id = ?1",
            )?
            .query_row([article.cast_signed()], |row| row.get(0))
            .optional()?;
        let Some(body) = body else {
            // It could not be read.
            return Ok(());
        };
        let document = dictionary::document(self.connection, &body)?;
        add(self.connection, article, &of(&Tokens::of(&document)))
    }
}

fn add(connection: &Connection, article: u64, terms: &str) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT INTO term (rowid, words) VALUES (?1, ?2)")?
        .execute((article.cast_signed(), terms))?;
    Ok(())
}

/// Takes an article out of the index.
pub(super) fn forget(connection: &Connection, article: u64) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM term WHERE rowid = ?1")?
        .execute([article.cast_signed()])?;
    Ok(())
}
