//! Words in the open article: marks and the worries of hamza aside.

use crate::library::Article;
use crate::text::fold::{self, Folded};
use crate::text::range::TextRange;

/// A confirmed search in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What was typed.
    pub query: String,
    /// Where it stands, in text order; the ranges do not overlap.
    pub hits: Vec<TextRange>,
}

impl Search {
    /// Looks for `query` in the paragraphs of an article.
    #[must_use]
    pub fn new(query: &str, article: &Article) -> Self {
        let wanted = fold::fold(query.trim());
        let mut hits = Vec::new();
        let source = &article.document.source;
        for paragraph in &article.document.paragraphs {
            let Some(range) = paragraph.range() else {
                continue;
            };
            if wanted.is_empty() {
                break;
            }
            let Some(text) = range.slice(source) else {
                continue;
            };
            let folded = Folded::new(text);
            for (at, found) in folded.text.match_indices(wanted.as_str()) {
                let found = TextRange::new(at, at + found.len());
                if let Some(hit) = folded.source_range(found) {
                    hits.push(TextRange::new(
                        hit.start + range.start,
                        hit.end + range.start,
                    ));
                }
            }
        }
        Self {
            query: query.trim().to_owned(),
            hits,
        }
    }
}
