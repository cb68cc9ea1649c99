//! A tree of elements → paragraphs.

use std::sync::Arc;

use dom_query::NodeRef;

use crate::document::extract::Extract;
use crate::document::{ParagraphKind, PieceStyle};
use crate::text::direction::Direction;

/// Elements without any text of the article.
const SILENT: &[&str] = &[
    "script", "style", "template", "head", "title", "iframe", "object", "embed", "canvas", "audio",
    "video", "button", "select", "textarea", "input", "rt", "rp", "map", "dialog", "nav",
];
/// Elements that surround an article on a page.
const AROUND: &[&str] = &["footer", "aside", "menu", "form", "noscript"];
/// Elements that stand in a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rb", "rtc", "ruby",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr", "picture", "source", "meta", "link", "noscript", "svg", "math",
];

/// Walks a tree and adds its paragraphs.
pub(super) struct Walk<'o> {
    out: &'o mut Extract,
    /// The title, white space evened: a heading of the same words is not said twice.
    title: Option<&'o str>,
    /// What surrounds an article is passed over.
    whole: bool,
    /// The next number of each open list; `None`: bullets.
    lists: Vec<Option<u64>>,
    /// The item whose first paragraph has not begun.
    item: Option<ParagraphKind>,
    quotes: usize,
    style: PieceStyle,
    link: Option<Arc<str>>,
    direction: Option<Direction>,
    /// Something other than the title was said.
    began: bool,
    /// A line has just ended.
    broken: bool,
    /// How deep the walk is.
    level: usize,
}

/// Deeper elements are read as one text.
const DEEPEST: usize = 256;

impl<'o> Walk<'o> {
    /// A walk that adds to `out`. `whole`: the tree is a page, not an article.
    pub(super) fn new(out: &'o mut Extract, title: Option<&'o str>, whole: bool) -> Self {
        Self {
            out,
            title,
            whole,
            lists: Vec::new(),
            item: None,
            quotes: 0,
            style: PieceStyle::default(),
            link: None,
            direction: None,
            began: false,
            broken: false,
            level: 0,
        }
    }

    /// Adds what stands in an element.
    pub(super) fn children(&mut self, node: &NodeRef<'_>) {
        if self.level > DEEPEST {
            return self.text(&node.text());
        }
        self.level += 1;
        for child in node.children_it(false) {
            self.node(&child);
        }
        self.level -= 1;
    }

    fn node(&mut self, node: &NodeRef<'_>) {
        if node.is_text() {
            self.text(&node.text());
            return;
        }
        if !node.is_element() {
            return;
        }
        let Some(name) = node.node_name() else {
            return;
        };
        let name: &str = &name;
        if SILENT.contains(&name) || (self.whole && AROUND.contains(&name)) || hidden(node) {
            return;
        }
        if INLINE.contains(&name) {
            self.inline(node, name);
        } else {
            self.block(node, name);
        }
    }

    fn text(&mut self, text: &str) {
        // The sign stands for the line end before it, in case that is lost.
        let text = match text.strip_prefix('\u{2028}') {
            Some(rest) if self.broken => rest,
            _ => text,
        };
        self.broken = false;
        for (at, line) in text.split('\u{2028}').enumerate() {
            if at > 0 {
                self.out.line_break();
            }
            self.line(line);
        }
    }

    fn line(&mut self, text: &str) {
        if !self.out.is_open() {
            if text.trim().is_empty() {
                return;
            }
            let kind = self.kind();
            self.out.begin(kind, self.direction);
        }
        self.began |= !text.trim().is_empty();
        self.out.words(text, self.style, self.link.as_ref());
    }

    /// What a paragraph that begins here is.
    fn kind(&mut self) -> ParagraphKind {
        match self.item.take() {
            Some(item) => item,
            None if self.quotes > 0 => ParagraphKind::Quote,
            None => ParagraphKind::Body,
        }
    }

    fn inline(&mut self, node: &NodeRef<'_>, name: &str) {
        let (style, link) = (self.style, self.link.clone());
        match name {
            "b" | "strong" => self.style.strong = true,
            "i" | "em" | "cite" | "dfn" | "var" => self.style.emphasis = true,
            "code" | "kbd" | "samp" | "tt" => self.style.code = true,
            "a" => {
                if let Some(target) = node.attr("href") {
                    self.link = target_of(&target);
                }
            }
            _ => {}
        }
        let quoted = name == "q";
        if quoted {
            self.text("“");
        }
        self.children(node);
        if quoted {
            self.text("”");
        }
        self.style = style;
        self.link = link;
    }

    fn block(&mut self, node: &NodeRef<'_>, name: &str) {
        match name {
            "br" => {
                self.broken = true;
                return self.out.line_break();
            }
            "hr" => return self.out.rule(),
            _ => {}
        }
        let direction = self.direction;
        if let Some(written) = node.attr("dir") {
            self.direction = direction_of(&written);
        }
        self.out.end();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                if self.began || !self.says_the_title(node) {
                    self.item = None;
                    self.out
                        .begin(ParagraphKind::Heading(level), self.direction);
                    self.children(node);
                }
            }
            "blockquote" => {
                self.quotes += 1;
                self.children(node);
                self.out.end();
                self.quotes -= 1;
            }
            "ul" | "ol" | "menu" | "dir" => self.list(node, name),
            "li" => {
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = number.map(|n| n.saturating_add(1));
                    number
                });
                self.item = Some(ParagraphKind::Item { depth, number });
                self.children(node);
                self.item = None;
            }
            "pre" | "listing" | "xmp" => self.code(node),
            "tr" => self.row(node),
            _ => self.children(node),
        }
        self.out.end();
        self.direction = direction;
    }

    fn list(&mut self, node: &NodeRef<'_>, name: &str) {
        let first = (name == "ol").then(|| {
            let start = node.attr("start");
            start.and_then(|s| s.trim().parse().ok()).unwrap_or(1)
        });
        // A list in an item that has said nothing yet is no item of the outer one.
        let item = self.item.take();
        self.lists.push(first);
        self.children(node);
        self.out.end();
        self.lists.pop();
        self.item = item;
    }

    /// Preformatted text, a paragraph a line.
    fn code(&mut self, node: &NodeRef<'_>) {
        self.item = None;
        let text = node.text();
        for line in text.lines() {
            let line = line.trim_end();
            self.out.begin(ParagraphKind::Code, self.direction);
            let style = PieceStyle {
                code: true,
                ..PieceStyle::default()
            };
            self.out.verbatim(line, style);
            self.began |= !line.is_empty();
        }
    }

    /// A row of a table: one paragraph, a bar between two cells, unless it lays out a page.
    fn row(&mut self, node: &NodeRef<'_>) {
        let cells: Vec<_> = node
            .children_it(false)
            .filter(|cell| cell.has_name("td") || cell.has_name("th"))
            .collect();
        if cells.iter().any(holds_blocks) {
            return self.children(node);
        }
        let kind = match self.kind() {
            ParagraphKind::Body => ParagraphKind::Row,
            kind => kind,
        };
        let first = !node
            .prev_element_sibling()
            .is_some_and(|before| before.has_name("tr"));
        if !first {
            self.out.keep_near();
        }
        self.out.begin(kind, self.direction);
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.out.words(" | ", PieceStyle::default(), None);
            }
            let style = self.style;
            self.style.strong |= cell.has_name("th");
            self.children(cell);
            self.style = style;
        }
    }

    /// True when an element has the words of the title.
    fn says_the_title(&self, node: &NodeRef<'_>) -> bool {
        self.title
            .is_some_and(|title| evened(&node.text()) == evened(title))
    }
}

/// White space is one space between words.
pub(super) fn evened(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True when paragraphs, lists or tables stand in an element.
fn holds_blocks(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|inside| {
        inside.is_element()
            && inside
                .node_name()
                .is_some_and(|name| !INLINE.contains(&&*name) && &*name != "br")
    })
}

/// True for what a page does not show.
fn hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|v| &*v == "true")
        || node.attr("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            style.to_ascii_lowercase().contains("display:none")
        })
}

/// The target of a link, if it leads anywhere from here.
pub(crate) fn target_of(written: &str) -> Option<Arc<str>> {
    let target = written.trim();
    let lower: String = target
        .chars()
        .take(8)
        .collect::<String>()
        .to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
        .then(|| Arc::from(target))
}

/// What `dir` says; `auto` and unknown words say nothing.
pub(super) fn direction_of(written: &str) -> Option<Direction> {
    match written.trim().to_ascii_lowercase().as_str() {
        "rtl" => Some(Direction::RightToLeft),
        "ltr" => Some(Direction::LeftToRight),
        _ => None,
    }
}
