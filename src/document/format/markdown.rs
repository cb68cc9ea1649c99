//! Markdown (CommonMark): headings, lists, emphasis, links, quotes; the signs lie between pieces.

use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::document::{Paragraph, ParagraphKind, Piece, PieceKind, PieceStyle};
use crate::text::range::TextRange;

/// The paragraphs of `source` from byte `from` on.
pub(crate) fn paragraphs(source: &str, from: usize) -> Vec<Paragraph> {
    let mut reader = Reader {
        source,
        out: Vec::new(),
        pieces: Vec::new(),
        kind: ParagraphKind::Body,
        lists: Vec::new(),
        item: None,
        quotes: 0,
        style: PieceStyle::default(),
        links: Vec::new(),
        code_block: false,
        note: None,
        cells: 0,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&source[from..], options).into_offset_iter() {
        reader.event(event, TextRange::new(range.start + from, range.end + from));
    }
    reader.flush();
    reader.out
}

struct Reader<'a> {
    source: &'a str,
    out: Vec<Paragraph>,
    pieces: Vec<Piece>,
    kind: ParagraphKind,
    /// The next number of each open list; `None`: bullets.
    lists: Vec<Option<u64>>,
    /// The item whose first paragraph has not begun.
    item: Option<ParagraphKind>,
    quotes: usize,
    style: PieceStyle,
    links: Vec<Arc<str>>,
    code_block: bool,
    /// The footnote whose first paragraph has not begun: its label and its first byte.
    note: Option<(String, usize)>,
    /// Cells of the row so far.
    cells: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: TextRange) {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.flush();
                self.note = Some((label.to_string(), range.start));
            }
            Event::Start(tag) => self.start(tag, range),
            Event::FootnoteReference(label) => self.footnote("fn", &label, range.start),
            Event::End(tag) => self.end(tag),
            Event::Text(_) | Event::Html(_) | Event::Code(_) => {
                let code = matches!(event, Event::Code(_));
                self.text(range, code);
            }
            // A tag inside a line is a sign, like an asterisk.
            Event::InlineHtml(_) => {}
            Event::SoftBreak => self.push(range, PieceKind::Space, false),
            Event::HardBreak => {
                let kind = self.kind;
                self.flush();
                self.kind = kind;
            }
            Event::Rule => {
                self.flush();
                self.out.push(Paragraph {
                    kind: ParagraphKind::Rule,
                    pieces: Vec::new(),
                    direction: None,
                });
            }
            _ => self.push(range, PieceKind::Text, false),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: TextRange) {
        match tag {
            Tag::Paragraph => self.begin(),
            Tag::Heading { level, .. } => {
                self.flush();
                self.kind = ParagraphKind::Heading(level as u8);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.kind = ParagraphKind::Code;
                self.code_block = true;
            }
            Tag::HtmlBlock => self.begin(),
            Tag::TableHead | Tag::TableRow => {
                self.begin();
                self.kind = ParagraphKind::Row;
                self.style.strong = matches!(tag, Tag::TableHead);
                self.cells = 0;
            }
            Tag::TableCell => {
                self.cells += 1;
                if self.cells > 1 {
                    self.bar(range.start);
                }
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = number.map(|n| n.saturating_add(1));
                    number
                });
                self.kind = ParagraphKind::Item { depth, number };
                self.item = Some(self.kind);
            }
            Tag::Emphasis => self.style.emphasis = true,
            Tag::Strong => self.style.strong = true,
            Tag::Link { dest_url, .. } => self.links.push(Arc::from(&*dest_url)),
            // What stands for a picture; a file beside the article is not opened.
            Tag::Image { dest_url, .. } => {
                let web = ["http://", "https://"]
                    .iter()
                    .any(|s| dest_url.starts_with(s));
                let around = self.links.last().cloned();
                let own = web.then(|| Arc::from(&*dest_url)).or(around);
                self.links.push(own.unwrap_or_default());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::HtmlBlock => {
                self.flush();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.style.strong = false;
                self.flush();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.code_block = false;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Emphasis => self.style.emphasis = false,
            TagEnd::Strong => self.style.strong = false,
            TagEnd::Link | TagEnd::Image => {
                self.links.pop();
            }
            _ => {}
        }
    }

    /// A paragraph begins: of an item, a quote, or of its own.
    fn begin(&mut self) {
        self.flush();
        self.kind = match self.item.take() {
            Some(item) => item,
            None if self.quotes > 0 => ParagraphKind::Quote,
            None => ParagraphKind::Body,
        };
        if let Some((label, at)) = self.note.take() {
            self.footnote("fnref", &label, at);
            // The colon behind the label is read as a space.
            let colon = at + "[^]".len() + label.len();
            let colon = TextRange::new(colon, colon + 1);
            if colon.slice(self.source) == Some(":") {
                self.push(colon, PieceKind::Space, false);
            }
        }
    }

    /// The bar before a cell that begins at byte `at`, a blank on each side where one stands.
    fn bar(&mut self, at: usize) {
        let before = self.source.get(..at + 1).unwrap_or_default();
        let Some(bar) = before.rfind('|') else {
            return;
        };
        let from = self.pieces.last().map_or(bar, |last| last.range.end);
        let blank = |start: usize, end: usize| TextRange::new(start.min(end), end);
        let style = std::mem::take(&mut self.style);
        if from < bar {
            self.push(blank(bar - 1, bar), PieceKind::Space, false);
        }
        self.push(TextRange::new(bar, bar + 1), PieceKind::Text, false);
        let behind = TextRange::new(bar + 1, bar + 2);
        if behind.slice(self.source) == Some(" ") {
            self.push(behind, PieceKind::Space, false);
        }
        self.style = style;
    }

    /// `[^label]` at byte `at` is read as `[label]`. It links to its other end: to the note
    /// (`#fn:label`), or from it to where it is called (`#fnref:label`).
    fn footnote(&mut self, to: &str, label: &str, at: usize) {
        let open = TextRange::new(at, at + 1);
        let rest = TextRange::new(at + 2, at + 2 + label.len() + 1);
        let whole = open.slice(self.source) == Some("[")
            && rest
                .slice(self.source)
                .is_some_and(|text| text.strip_suffix(']').is_some_and(|text| text == label));
        if !whole {
            return;
        }
        self.links.push(Arc::from(format!("#{to}:{label}")));
        self.push(open, PieceKind::Text, false);
        self.push(rest, PieceKind::Text, false);
        self.links.pop();
    }

    fn text(&mut self, range: TextRange, code: bool) {
        if self.code_block {
            let source = self.source;
            let mut at = range.start;
            for line in source[range.start..range.end].split_inclusive('\n') {
                let body = line.trim_end_matches(['\n', '\r']);
                self.push(TextRange::new(at, at + body.len()), PieceKind::Text, true);
                at += line.len();
                if line.len() > body.len() {
                    self.flush();
                    self.kind = ParagraphKind::Code;
                }
            }
            return;
        }
        let mut range = range;
        if code {
            // The event covers the back quotes.
            let text = &self.source[range.start..range.end];
            let ticks = text.bytes().take_while(|&b| b == b'`').count();
            if text.len() >= 2 * ticks {
                range = TextRange::new(range.start + ticks, range.end - ticks);
            }
        }
        // HTML blocks come with their line ends.
        let text = &self.source[range.start..range.end];
        let trimmed = text.trim_end_matches(['\n', '\r']);
        let cut = text.len() - trimmed.len();
        self.push(
            TextRange::new(range.start, range.end - cut),
            PieceKind::Text,
            code,
        );
        if cut > 0 {
            self.push(
                TextRange::new(range.end - cut, range.end),
                PieceKind::Space,
                false,
            );
        }
    }

    fn push(&mut self, range: TextRange, kind: PieceKind, code: bool) {
        if range.is_empty() {
            return;
        }
        let style = PieceStyle { code, ..self.style };
        let link = self.links.last().filter(|link| !link.is_empty()).cloned();
        // Entities and escapes split a text that has no sign in between.
        if let Some(last) = self.pieces.last_mut()
            && last.kind == kind
            && last.range.end == range.start
            && last.style == style
            && last.link == link
        {
            last.range.end = range.end;
            return;
        }
        self.pieces.push(Piece {
            range,
            kind,
            style,
            link,
        });
    }

    /// Ends the paragraph, if it has text.
    fn flush(&mut self) {
        let mut pieces = std::mem::take(&mut self.pieces);
        while pieces.last().is_some_and(|p| p.kind == PieceKind::Space) {
            pieces.pop();
        }
        if !pieces.is_empty() {
            self.item = None;
            self.out.push(Paragraph {
                kind: self.kind,
                pieces,
                direction: None,
            });
        }
        if !self.code_block {
            self.kind = match self.item {
                Some(item) => item,
                None if self.quotes > 0 => ParagraphKind::Quote,
                None => ParagraphKind::Body,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(source: &str) -> Vec<(ParagraphKind, String)> {
        paragraphs(source, 0)
            .iter()
            .map(|p| {
                let mut text = String::new();
                for piece in &p.pieces {
                    match piece.kind {
                        PieceKind::Space => text.push(' '),
                        PieceKind::Text => text.push_str(piece.range.slice(source).unwrap()),
                    }
                }
                (p.kind, text)
            })
            .collect()
    }

    fn row(kind: ParagraphKind, text: &str) -> (ParagraphKind, String) {
        (kind, text.to_owned())
    }

    #[test]
    fn blocks_keep_their_text_and_lose_their_signs() {
        use ParagraphKind::{Body, Code, Heading, Item, Quote, Rule};
        let source = "## عنوان\n\nنص **لوكا**شينكو *مائل*\nتتمة [رابط](https://example.org)\n\n- أول\n- ثان\n  - داخلي\n\n3. ثالث\n4. رابع\n\n> اقتباس\n> طويل\n\n---\n\n```\na  b\n\nc\n```\n";
        let item = |depth, number| Item { depth, number };
        assert_eq!(
            drawn(source),
            [
                row(Heading(2), "عنوان"),
                row(Body, "نص لوكاشينكو مائل تتمة رابط"),
                row(item(0, None), "أول"),
                row(item(0, None), "ثان"),
                row(item(1, None), "داخلي"),
                row(item(0, Some(3)), "ثالث"),
                row(item(0, Some(4)), "رابع"),
                row(Quote, "اقتباس طويل"),
                row(Rule, ""),
                row(Code, "a  b"),
                row(Code, "c"),
            ]
        );
    }

    #[test]
    fn footnotes_link_to_their_other_end() {
        let source = "نص[^1] وآخر[^أ].\n\n[^1]: حاشية أولى\n[^أ]: **ثانية**\n\nnone[^2]\n";
        let text: Vec<String> = drawn(source).into_iter().map(|(_, text)| text).collect();
        assert_eq!(
            text,
            ["نص[1] وآخر[أ].", "[1] حاشية أولى", "[أ] ثانية", "none[^2]"]
        );
        let links: Vec<String> = paragraphs(source, 0)
            .iter()
            .flat_map(|p| &p.pieces)
            .filter(|piece| piece.range.slice(source) == Some("["))
            .filter_map(|piece| piece.link.as_deref().map(str::to_owned))
            .collect();
        assert_eq!(links, ["#fn:1", "#fn:أ", "#fnref:1", "#fnref:أ"]);
    }

    #[test]
    fn styles_and_links_stand_on_their_pieces() {
        let source = "**قوي** و[رابط *مائل*](https://example.org) و`code`";
        let found = paragraphs(source, 0);
        let styled: Vec<_> = found[0]
            .pieces
            .iter()
            .map(|p| {
                (
                    p.range.slice(source).unwrap(),
                    p.style.strong,
                    p.style.emphasis,
                    p.style.code,
                    p.link.is_some(),
                )
            })
            .collect();
        assert_eq!(
            styled,
            [
                ("قوي", true, false, false, false),
                (" و", false, false, false, false),
                ("رابط ", false, false, false, true),
                ("مائل", false, true, false, true),
                (" و", false, false, false, false),
                ("code", false, false, true, false),
            ]
        );
    }

    #[test]
    fn every_piece_lies_in_the_source_in_order() {
        for source in [
            "a &amp; b \\* c",
            "| ا | ب |\n|---|---|\n| ١ | ٢ |",
            "<div>\nx\n</div>\n\n<b>y</b>",
            "سطر أول  \nسطر ثان",
            "* \n\n*",
            "![صورة](x.png)",
        ] {
            let mut at = 0;
            for paragraph in paragraphs(source, 0) {
                for piece in paragraph.pieces {
                    assert!(piece.range.start >= at, "{source:?}");
                    assert!(piece.range.slice(source).is_some(), "{source:?}");
                    at = piece.range.end;
                }
            }
        }
        assert_eq!(
            drawn("| ا | ب |\n|---|---|\n| ١ | ٢ |")
                .iter()
                .map(|(_, text)| text.as_str())
                .collect::<Vec<_>>(),
            ["ا | ب", "١ | ٢"]
        );
    }
}
