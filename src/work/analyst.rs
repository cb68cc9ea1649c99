//! The article stage for one source after the other.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;

use crate::document::{self, Document};
use crate::entity::mention::Analysis;
use crate::entity::pipeline::{self, Means, Parts, Tokens};
use crate::entity::recall::Recall;
use crate::library::import::{Plan, Refused, Source};
use crate::library::{Draft, Entry, Library, Stage, Stamp};
use crate::work::filer::Turn;
use crate::work::gate::Onlooker;

/// A file with many articles comes in parts of so many.
const PART: usize = 32;

/// A longer text is filed ahead of its analysis, which takes noticeably long: bytes.
pub(super) const LONG: usize = 256 << 10;

/// A part of what came of a source, or all of it.
pub(super) struct Part {
    /// Its number among those to do.
    pub(super) at: usize,
    pub(super) entries: Vec<Entry>,
    /// The entry is filed ahead of its analysis; it comes again.
    pub(super) ahead: bool,
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
            ahead: false,
            end,
        };
        self.sender.send(part).is_ok()
    }

    /// Any source may send its first article ahead: there is one such at a time in each thread.
    fn send_ahead(&self, doc: &str, draft: Draft) {
        let entry = Entry {
            doc: doc.to_owned(),
            content: Ok(Box::new(draft)),
        };
        // When nobody takes it, nobody takes what comes after it either.
        let _ = self.sender.send(Part {
            at: self.at,
            entries: vec![entry],
            ahead: true,
            end: None,
        });
    }
}

/// What the article stage needs.
pub(super) struct Analyst<'a> {
    pub(super) library: &'a Library,
    pub(super) plan: &'a Plan,
    pub(super) parts: Parts,
    pub(super) stage: Stage,
    /// A reader looks on, and goes before the names of what is long.
    pub(super) looks_on: Option<Onlooker<'a>>,
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
        let mut first = true;
        loop {
            // A fault in one article is its failure, not the program's.
            let next = panic::catch_unwind(AssertUnwindSafe(|| {
                let articles = articles.get_or_insert_with(|| source.articles(&self.plan.options));
                let (doc, article) = articles.next()?;
                let send = Some(send).filter(|_| first);
                let draft =
                    article.map(|document| self.draft(source, &doc, &document, send, recall));
                Some((doc, draft))
            }));
            first = false;
            match next {
                Ok(None) => break,
                Ok(Some((_, Ok(None)))) => return false,
                Ok(Some((_, Err(Refused::NotText)))) => passed = true,
                Ok(Some((doc, Err(Refused::Failed(reason))))) => {
                    // It may have been mended when it is looked at next.
                    stamp = None;
                    entries.push(Entry {
                        doc,
                        content: Err(reason),
                    });
                }
                Ok(Some((doc, Ok(Some(draft))))) => entries.push(Entry {
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

    /// `None`: nobody wants it any more.
    fn draft(
        &self,
        source: &Source,
        doc: &str,
        document: &Document,
        send: Option<&Sending<'_>>,
        recall: &mut Recall,
    ) -> Option<Draft> {
        let marks = self.plan.marks(source, doc);
        let tokens = Tokens::of(document);
        let mut draft = Draft::new(document, self.stage, &marks).pressed_for(self.library);
        let indexed = |draft: Draft| match self.library.keeps_terms() {
            true => draft.indexed(&tokens),
            false => draft,
        };
        if !self.plan.latin {
            // What cannot be asked is analysed; a library in trouble says so when it is written.
            if self.library.knows(&draft.hash).unwrap_or(false) {
                return Some(indexed(draft));
            }
            draft = self.library.recalled(draft);
            if draft.is_analysed() {
                return Some(indexed(draft));
            }
        }
        let long = document.source.len() > LONG;
        if let (Some(send), Some(reader), true) = (send, self.looks_on, long) {
            let ahead = match self.plan.latin {
                true => {
                    let (document, _) = in_latin(document, Analysis::default());
                    draft.clone().shown_as(&document).ahead(self.library)
                }
                false => draft.ahead(self.library),
            };
            send.send_ahead(doc, ahead);
            let wanted = || (reader.wants)() && !send.stop.load(Ordering::Relaxed);
            if !reader.gate.pass(wanted) {
                return None;
            }
        }
        let draft = indexed(draft);
        let means = Means {
            parts: self.parts,
            ..Means::with(self.plan.gazetteer())
        };
        let wanted = || self.looks_on.is_none_or(|reader| (reader.wants)());
        let analysis = pipeline::analyse_while(&wanted, &tokens, means, recall)?;
        let analysis = self.plan.annotate(&marks, document, analysis);
        if self.plan.latin {
            // Names are found in the text as it was written; of what is shown nothing is kept.
            let (document, analysis) = in_latin(document, analysis);
            return Some(draft.shown_as(&document).analysed(&analysis));
        }
        Some(draft.analysed(&analysis).sketched(&tokens))
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
