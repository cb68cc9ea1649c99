//! One word of a query against one word of a text.

use compact_str::CompactString;

use super::folds::Folds;
use super::spelling::{Spelling, Stem, stems};
use super::terms::Known;
use crate::text::affix;
use crate::text::range::TextRange;
use crate::text::token::Token;

/// A word that is searched.
#[derive(Clone, Debug)]
pub(super) struct Sought {
    pub(super) folded: CompactString,
    spelling: Spelling,
    /// The ways to read it; the first is the word as it is.
    stems: Vec<Stem>,
    /// The end that every way has.
    core: CompactString,
}

impl Sought {
    pub(super) fn new(written: &str, folded: &str, folds: &Folds, known: &dyn Known) -> Self {
        let spelling = Spelling::new(written, folded, folds);
        let stems: Vec<Stem> = readable(folded, &spelling, known).collect();
        let shortest = stems.iter().min_by_key(|stem| stem.word.len());
        Self {
            core: shortest.map_or_else(CompactString::default, |stem| stem.word.clone()),
            folded: folded.into(),
            spelling,
            stems,
        }
    }

    /// All folded forms under which an index may have it.
    pub(super) fn words(&self) -> impl Iterator<Item = &CompactString> {
        self.stems.iter().map(|stem| &stem.word)
    }

    /// Whether a token is exactly this form.
    pub(super) fn is(&self, token: &Token, source: &str, folds: &Folds) -> bool {
        token.folded == self.folded && {
            let here = spelling(token, source, folds);
            here.ends_like((0, false), &self.spelling, (0, false))
        }
    }

    /// Where the word stands in a token, whatever clitics the one or the other has.
    pub(super) fn stands_in(
        &self,
        token: &Token,
        source: &str,
        folds: &Folds,
        known: &dyn Known,
    ) -> Option<TextRange> {
        if !token.folded.ends_with(self.core.as_str()) {
            return None;
        }
        let here = spelling(token, source, folds);
        let found = readable(&token.folded, &here, known).find(|stem| {
            self.stems.iter().any(|sought| {
                sought.word == stem.word
                    && (sought.is_sure() || stem.is_sure() || known.is_whole(&stem.word))
                    && here.ends_like(
                        (stem.letters, stem.lacks_alef),
                        &self.spelling,
                        (sought.letters, sought.lacks_alef),
                    )
            })
        })?;
        Some(without_clitics(token, source, &found))
    }

    /// Where a word that begins so stands in a token, whatever clitics that has.
    pub(super) fn begins(
        &self,
        token: &Token,
        source: &str,
        folds: &Folds,
        known: &dyn Known,
    ) -> Option<TextRange> {
        // Its first letters without the alef that لل does not write.
        let tail = self.folded.strip_prefix('ا').unwrap_or(&self.folded);
        if !token.folded.contains(tail) {
            return None;
        }
        let here = spelling(token, source, folds);
        let found = readable(&token.folded, &here, known).find(|stem| {
            stem.word.starts_with(self.folded.as_str())
                && here.begins_like((stem.letters, stem.lacks_alef), &self.spelling)
        })?;
        Some(without_clitics(token, source, &found))
    }
}

fn spelling(token: &Token, source: &str, folds: &Folds) -> Spelling {
    let written = token.range.slice(source).unwrap_or_default();
    Spelling::new(written, &token.folded, folds)
}

/// The ways to read a word that what is known allows: of a whole word no letter is a clitic, but
/// an article may be before it.
fn readable<'a>(
    folded: &'a str,
    spelling: &'a Spelling,
    known: &'a dyn Known,
) -> impl Iterator<Item = Stem> + 'a {
    let mut whole = None;
    stems(folded, |at| spelling.has_hamza(at)).filter(move |stem| {
        stem.letters == 0
            || (stem.by_article
                && stem.letters == 2
                && !stem.lacks_alef
                && folded.starts_with("ال"))
            || !*whole.get_or_insert_with(|| known.is_whole(folded))
    })
}

/// The source bytes of a token without what a stem leaves out.
fn without_clitics(token: &Token, source: &str, stem: &Stem) -> TextRange {
    let written = token.range.slice(source).unwrap_or_default();
    match affix::skip(written, stem.letters) {
        Some(skipped) if stem.letters > 0 => {
            TextRange::new(token.range.start + skipped, token.range.end)
        }
        // The border lies inside a ligature.
        _ => token.range,
    }
}
