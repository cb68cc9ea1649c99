//! The article stage for one source after the other.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::SyncSender;

use crate::document::{self, Document};
use crate::entity::mention::Analysis;
use crate::entity::pipeline::{self, Means, Parts, Tokens};
use crate::entity::recall::Recall;
use crate::library::import::{Plan, Refused, Source};
use crate::library::{Draft, Entry, Library, Stage, Stamp};
use crate::work::filer::Turn;

/// A file with many articles comes in parts of so many.
const PART: usize = 32;

/// A part of what came of a source, or all of it.
pub(super) struct Part {
    /// Its number among those to do.
    pub(super) at: usize,
    pub(super) entries: Vec<Entry>,
    /// It is the last one: what the file looked like, and whether it is no text.
    pub(super) end: Option<(Option<Stamp>, bool)>,
}

/// How a source's parts go to the one who keeps them.
pub(super) struct Sending<'a> {
    pub(super) at: usize,
    pub(super) sender: &'a SyncSender<Part>,
    pub(super) turn: &'a Turn,
    pub(super) stop: &'a AtomicBool,
}

impl Sending<'_> {
    fn send(&self, entries: Vec<Entry>, end: Option<(Option<Stamp>, bool)>) -> bool {
        let part = Part {
            at: self.at,
            entries,
            end,
        };
        self.sender.send(part).is_ok()
    }
}

/// What the article stage needs.
pub(super) struct Analyst<'a> {
    pub(super) library: &'a Library,
    pub(super) plan: &'a Plan,
    pub(super) parts: Parts,
    pub(super) stage: Stage,
}

impl Analyst<'_> {
    /// The article stage for one source. False: reading stops.
    pub(super) fn read_one(
        &self,
        source: &Source,
        send: &Sending<'_>,
        recall: &mut Recall,
    ) -> bool {
        // Looked at before it is read: what changes on the way is read again next time.
        let mut stamp = self.plan.stamp(source);
        let mut entries = Vec::new();
        let mut passed = false;
        let mut articles = None;
        loop {
            // A fault in one article is its failure, not the program's.
            let next = panic::catch_unwind(AssertUnwindSafe(|| {
                let articles = articles.get_or_insert_with(|| source.articles(&self.plan.options));
                let (doc, article) = articles.next()?;
                let draft = article.map(|document| self.draft(source, &doc, &document, recall));
                Some((doc, draft))
            }));
            match next {
                Ok(None) => break,
                Ok(Some((_, Err(Refused::NotText)))) => passed = true,
                Ok(Some((doc, Err(Refused::Failed(reason))))) => {
                    // It may have been mended when it is looked at next.
                    stamp = None;
                    entries.push(Entry {
                        doc,
                        content: Err(reason),
                    });
                }
                Ok(Some((doc, Ok(draft)))) => entries.push(Entry {
                    doc,
                    content: Ok(Box::new(draft)),
                }),
                Err(_) => {
                    // It may have been left half done.
                    *recall = Recall::default();
                    entries.push(Entry {
                        doc: source.doc.clone(),
                        content: Err(
                            "a fault of this program while reading it; the text is untouched"
                                .to_owned(),
                        ),
                    });
                    stamp = None;
                    break;
                }
            }
            if entries.len() >= PART {
                // Only the one whose turn it is may send more than its last part.
                let part = std::mem::take(&mut entries);
                if !send.turn.wait(send.at, 0, send.stop) || !send.send(part, None) {
                    return false;
                }
            }
        }
        send.send(entries, Some((stamp, passed)))
    }

    fn draft(&self, source: &Source, doc: &str, document: &Document, recall: &mut Recall) -> Draft {
        let marks = self.plan.marks(source, doc);
        let tokens = Tokens::of(document);
        let mut draft = Draft::new(document, self.stage, &marks).pressed_for(self.library);
        if self.library.keeps_terms() {
            draft = draft.indexed(&tokens);
        }
        let found = |recall: &mut Recall| {
            let means = Means {
                parts: self.parts,
                ..Means::with(self.plan.gazetteer())
            };
            let analysis = pipeline::analyse_with(&tokens, means, recall);
            self.plan.annotate(&marks, &document.source, analysis)
        };
        if self.plan.latin {
            // Names are found in the text as it was written; of what is shown nothing is kept.
            let (document, analysis) = in_latin(document, found(recall));
            return draft.shown_as(&document).analysed(&analysis);
        }
        // What cannot be asked is analysed; a library in trouble says so when it is written.
        if self.library.knows(&draft.hash).unwrap_or(false) {
            return draft;
        }
        let draft = self.library.recalled(draft);
        if draft.is_analysed() {
            draft
        } else {
            draft.analysed(&found(recall)).sketched(&tokens)
        }
    }
}

/// The article in Latin letters.
fn in_latin(document: &Document, mut analysis: Analysis) -> (Document, Analysis) {
    let (document, places) = document::latin::of(document);
    for mention in analysis.mentions.iter_mut().chain(&mut analysis.weak) {
        mention.range = places.range(mention.range);
    }
    (document, analysis)
}
