//! What the open article holds besides its text: headings, links, a passage to be quoted, what
//! made a name.

use std::io::{self, Write};

use crate::app::action::Action;
use crate::app::complaint;
use crate::app::outline::Outline;
use crate::app::quotation::{quotation, reading_text};
use crate::cli::linear::listing::Listed;
use crate::cli::linear::{Reading, spoken};
use crate::text::range::TextRange;

impl<W: Write> Reading<'_, W> {
    /// The headings; a number reads on there.
    pub(super) fn headings(&mut self) -> io::Result<()> {
        let Some(page) = &self.page else {
            return self.say_id("linear-none-open", &[]);
        };
        let outline = Outline::of(&page.article.document, page.read_to().unwrap_or(0));
        if outline.rows.is_empty() {
            return self.say_id("linear-no-headings", &[]);
        }
        let (mut lines, mut paragraphs) = (Vec::new(), Vec::new());
        for (at, heading) in outline.rows.iter().enumerate() {
            let paragraph = page.paragraph_at(heading.at);
            let values = [
                ("number", (at + 1).into()),
                ("level", (usize::from(heading.depth) + 1).into()),
                ("text", spoken::sentence(heading.text.trim()).into()),
                ("paragraph", (paragraph + 1).into()),
            ];
            let mut line = self.locale.with("linear-outline", &values);
            if at == outline.selected && page.next > 0 {
                line.push(' ');
                line.push_str(&self.locale.text("linear-outline-here"));
            }
            lines.push(line);
            paragraphs.push(paragraph);
        }
        for line in &lines {
            self.say(line)?;
        }
        self.listed = Listed::Paragraphs(paragraphs);
        Ok(())
    }

    /// Reads a paragraph that was listed, and on from there.
    pub(super) fn read_at(&mut self, paragraph: usize) -> io::Result<()> {
        self.leave();
        let Some(page) = &mut self.page else {
            return self.say_id("linear-none-open", &[]);
        };
        (page.next, page.reached) = (paragraph + 1, None);
        self.read_paragraph(paragraph)
    }

    /// The links, each with its address; a number reads its paragraph.
    pub(super) fn links(&mut self) -> io::Result<()> {
        let Some(page) = &self.page else {
            return self.say_id("linear-none-open", &[]);
        };
        let source = &page.article.document.source;
        let mut found: Vec<(usize, TextRange, String)> = Vec::new();
        for (at, paragraph) in page.paragraphs().iter().enumerate() {
            for piece in &paragraph.pieces {
                let Some(target) = &piece.link else {
                    continue;
                };
                match found.last_mut() {
                    // The pieces of one link follow each other.
                    Some((last, range, to)) if *last == at && **to == **target => {
                        *range = range.union(piece.range);
                    }
                    _ => found.push((at, piece.range, target.to_string())),
                }
            }
        }
        if found.is_empty() {
            return self.say_id("linear-no-links", &[]);
        }
        let said = found
            .iter()
            .enumerate()
            .map(|(at, (paragraph, range, to))| {
                let text = reading_text(&page.article.document, *range);
                let text = if text.trim().is_empty() {
                    range.slice(source).unwrap_or_default().to_owned()
                } else {
                    text
                };
                let values = [
                    ("number", (at + 1).into()),
                    ("text", text.trim().into()),
                    ("address", to.as_str().into()),
                    ("paragraph", (paragraph + 1).into()),
                ];
                self.locale.with("linear-link", &values)
            });
        let lines: Vec<String> = said.collect();
        for line in &lines {
            self.say(line)?;
        }
        let paragraphs = found.into_iter().map(|found| found.0).collect();
        self.listed = Listed::Paragraphs(paragraphs);
        Ok(())
    }

    /// A paragraph as a quotation: the one that was read last, or by its number.
    pub(super) fn quote(&mut self, number: &str) -> io::Result<()> {
        let Some(page) = &self.page else {
            return self.say_id("linear-none-open", &[]);
        };
        let count = page.paragraphs().len();
        let at = match number {
            "" => page.next.checked_sub(1),
            number => spoken::number(number).and_then(|n| n.checked_sub(1)),
        };
        let range = at.and_then(|at| page.paragraphs().get(at)?.range());
        let Some(range) = range else {
            return self.say_id("linear-quote-what", &[("count", count.into())]);
        };
        let text = quotation(&page.article.doc, &page.article.document, range);
        for line in text.lines() {
            self.say(line)?;
        }
        Ok(())
    }

    /// What made the name that was reached.
    pub(super) fn why(&mut self) -> io::Result<()> {
        let page = self.page.as_ref();
        let at = page.and_then(|page| Some((page.article.id, page.reached?.start)));
        let why = match at {
            Some((id, at)) => {
                let why = self.memory.library.why(id, at);
                self.known(why)?.flatten()
            }
            None => None,
        };
        match why {
            Some(why) => {
                let what = complaint::why(&self.locale, &why);
                self.say_id("linear-told", &[("what", what.into())])
            }
            None => {
                let key = self.key(Action::NextMention);
                self.say_id("why-nothing", &[("key", key.into())])
            }
        }
    }
}
