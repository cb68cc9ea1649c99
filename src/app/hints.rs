//! Letters at the links on the screen: type them to open one, or to go where it leads.

use std::sync::Arc;

use crate::app::Model;
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::over::Over;
use crate::app::page::VisibleRow;
use crate::app::quotation;
use crate::app::reader::Reader;
use crate::document::{Document, ParagraphKind};
use crate::text::range::TextRange;

/// The hints while they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// One a link, in reading order.
    pub links: Vec<Hint>,
    /// The letters typed so far.
    pub typed: String,
    /// The link is copied and not opened.
    pub copies: bool,
}

/// A link on the screen and its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What is typed for it.
    pub label: String,
    /// Its text in the source, as far as it begins on the screen.
    pub range: TextRange,
    /// Where it leads, as written.
    pub target: Arc<str>,
}

/// The letters of hints: the row where the fingers rest first, and none that a keyboard lacks.
const LETTERS: &[u8] = b"fjdkslaghrueio";

impl Hints {
    /// The links whose text begins on the screen.
    #[must_use]
    pub fn of(reader: &Reader) -> Self {
        let mut links: Vec<Hint> = Vec::new();
        let mut last = None;
        for row in &reader.visible {
            let Some((number, line)) = of_row(row) else {
                continue;
            };
            let Some(paragraph) = reader.article.document.paragraphs.get(number) else {
                continue;
            };
            let pieces = &paragraph.pieces;
            let from = pieces.partition_point(|p| p.range.end <= line.start);
            for (at, piece) in pieces.iter().enumerate().skip(from) {
                if piece.range.start >= line.end {
                    break;
                }
                let Some(target) = &piece.link else {
                    continue;
                };
                // The pieces of one link follow each other, on this line and the next.
                let goes_on =
                    last == Some((number, at)) || last == Some((number, at.wrapping_sub(1)));
                last = Some((number, at));
                if goes_on
                    && let Some(before) = links.last_mut()
                    && before.target == *target
                {
                    before.range.end = piece.range.end;
                    continue;
                }
                let start = piece.range.start.max(line.start);
                links.push(Hint {
                    label: String::new(),
                    range: TextRange::new(start, piece.range.end),
                    target: Arc::clone(target),
                });
            }
        }
        links.truncate(LETTERS.len() * LETTERS.len());
        let two = links.len() > LETTERS.len();
        for (at, hint) in links.iter_mut().enumerate() {
            let (first, second) = (at / LETTERS.len(), at % LETTERS.len());
            if two {
                hint.label.push(char::from(LETTERS[first]));
            }
            hint.label.push(char::from(LETTERS[second]));
        }
        Self {
            links,
            ..Self::default()
        }
    }
}

fn of_row(row: &VisibleRow) -> Option<(usize, TextRange)> {
    Some((row.place.paragraph, row.line()?.range))
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Leads {
    /// A byte of this article.
    Here(TextRange),
    /// Out of the program, by one of the schemes that are opened.
    Out(String),
    /// Somewhere that is not opened.
    Nowhere,
}

fn leads(document: &Document, target: &str) -> Leads {
    if let Some(name) = target.strip_prefix('#') {
        return anchor(document, name).map_or(Leads::Nowhere, Leads::Here);
    }
    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
    let opened = ["http", "https", "mailto"];
    if opened
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
    {
        Leads::Out(target.to_owned())
    } else {
        Leads::Nowhere
    }
}

/// Where `#name` is: the other end of a footnote, else a heading.
fn anchor(document: &Document, name: &str) -> Option<TextRange> {
    let other = match name.strip_prefix("fnref:") {
        Some(label) => format!("#fn:{label}"),
        None => format!("#fnref:{}", name.strip_prefix("fn:").unwrap_or(name)),
    };
    let pieces = || document.paragraphs.iter().flat_map(|p| &p.pieces);
    let note = pieces().find(|piece| piece.link.as_deref() == Some(other.as_str()));
    if let Some(piece) = note {
        return Some(piece.range);
    }
    document.paragraphs.iter().find_map(|paragraph| {
        let is_heading = matches!(paragraph.kind, ParagraphKind::Heading(_));
        let range = paragraph.range().filter(|_| is_heading)?;
        (slug(&quotation::reading_text(document, range)) == name).then_some(range)
    })
}

/// A heading as links name it: small letters, signs left out, spaces as hyphens.
fn slug(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || matches!(c, '-' | '_') => Some(c),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

impl Model {
    /// `r`: letters at the links on the screen.
    pub(super) fn show_hints(&mut self) {
        let Some(reader) = &self.reader else {
            return;
        };
        let hints = Hints::of(reader);
        if hints.links.is_empty() {
            self.say_id("no-link", &[]);
            return;
        }
        self.over = Some(Over::Hints(hints));
    }

    pub(super) fn hint_key(&mut self, mut hints: Hints, key: Key, effects: &mut Vec<Effect>) {
        match key.code {
            KeyCode::Char('y') if hints.typed.is_empty() => hints.copies = !hints.copies,
            KeyCode::Char(c) if !key.ctrl && !key.alt => {
                hints.typed.push(c.to_ascii_lowercase());
                let fits = |hint: &&Hint| hint.label.starts_with(&hints.typed);
                let mut fitting = hints.links.iter().filter(fits);
                match (fitting.next().cloned(), fitting.next()) {
                    (None, _) => {
                        self.say_id("no-such-link", &[]);
                        return;
                    }
                    (Some(hint), None) if hint.label == hints.typed => {
                        self.follow_link(&hint.target, hints.copies, effects);
                        return;
                    }
                    _ => {}
                }
            }
            KeyCode::Backspace if hints.typed.is_empty() => return,
            KeyCode::Backspace => {
                hints.typed.pop();
            }
            _ => {}
        }
        self.over = Some(Over::Hints(hints));
    }

    fn follow_link(&mut self, target: &str, copies: bool, effects: &mut Vec<Effect>) {
        if copies {
            effects.push(Effect::Copy(target.to_owned()));
            let text = crate::text::clean::visible(target).to_string();
            self.say_id("copied-text", &[("text", text.into())]);
            return;
        }
        let Some(reader) = &self.reader else {
            return;
        };
        match leads(&reader.article.document, target) {
            Leads::Here(range) => self.jump(range),
            Leads::Out(url) => {
                let text = crate::text::clean::visible(&url).to_string();
                self.say_id("opening-link", &[("text", text.into())]);
                effects.push(Effect::OpenLink(url));
            }
            Leads::Nowhere => {
                let text = crate::text::clean::visible(target).to_string();
                self.say_id("link-not-opened", &[("text", text.into())]);
            }
        }
    }
}
