//! Documents, analyses and lists of numbers as bytes, and back.
//!
//! What is read comes from a file that anything may have happened to, so nothing is
//! trusted: each reader answers `None` instead of a value that would not hold.

mod links;

use std::sync::Arc;

use crate::document::{
    Annotation, Annotations, Document, Metadata, Paragraph, ParagraphKind, Piece, PieceKind,
    PieceStyle,
};
use crate::entity::kind::Kind;
use crate::entity::mention::{Analysis, Clue, Evidence, LocalEntity, Mention};
use crate::text::direction::Direction;
use crate::text::range::TextRange;

pub(super) use links::{reasons, suggestions, unreasons, unsuggestions};

/// Puts values one after the other.
#[derive(Default)]
pub(super) struct Packer(Vec<u8>);

impl Packer {
    /// Seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut n: u64) {
        loop {
            let [low, ..] = n.to_le_bytes();
            n >>= 7;
            if n == 0 {
                self.0.push(low & 0x7f);
                return;
            }
            self.0.push(low | 0x80);
        }
    }

    pub(super) fn size(&mut self, n: usize) {
        self.number(n as u64);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.size(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn maybe(&mut self, text: Option<&str>) {
        self.0.push(u8::from(text.is_some()));
        if let Some(text) = text {
            self.text(text);
        }
    }

    pub(super) fn done(self) -> Vec<u8> {
        self.0
    }
}

/// Takes values one after the other.
pub(super) struct Unpacker<'a>(&'a [u8]);

impl<'a> Unpacker<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was not taken yet.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.0
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(n);
            }
        }
        None
    }

    pub(super) fn size(&mut self) -> Option<usize> {
        self.number()?.try_into().ok()
    }

    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.size()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    fn maybe(&mut self) -> Option<Option<&'a str>> {
        Some(match self.byte()? {
            0 => None,
            _ => Some(self.text()?),
        })
    }

    /// A count of things that take at least a byte each, so that a wrong one asks for no
    /// memory that is not there.
    fn count(&mut self) -> Option<usize> {
        self.size().filter(|n| *n <= self.0.len())
    }
}

fn direction_byte(direction: Option<Direction>) -> u8 {
    match direction {
        None => 0,
        Some(Direction::LeftToRight) => 1,
        Some(Direction::RightToLeft) => 2,
    }
}

fn direction_of(byte: u8) -> Option<Option<Direction>> {
    Some(match byte {
        0 => None,
        1 => Some(Direction::LeftToRight),
        2 => Some(Direction::RightToLeft),
        _ => return None,
    })
}

/// A document whole, so that any format comes back as it was read.
pub(super) fn document(document: &Document) -> Vec<u8> {
    let mut out = Packer::default();
    out.text(&document.source);
    // Taken apart by name: a new field must be kept too.
    let Metadata {
        title,
        label,
        date,
        source,
        language,
        author,
        url,
        direction,
    } = &document.meta;
    out.maybe(title.as_deref());
    out.text(label);
    out.maybe(date.map(|d| d.to_string()).as_deref());
    for text in [source, language, author, url] {
        out.maybe(text.as_deref());
    }
    out.0.push(direction_byte(*direction));
    out.size(document.paragraphs.len());
    let mut last = 0;
    for paragraph in &document.paragraphs {
        let (tag, depth, number) = match paragraph.kind {
            ParagraphKind::Title => (0, 0, None),
            ParagraphKind::Heading(level) => (1, level, None),
            ParagraphKind::Body => (2, 0, None),
            ParagraphKind::Item { depth, number } => (3, depth, number),
            ParagraphKind::Quote => (4, 0, None),
            ParagraphKind::Code => (5, 0, None),
            ParagraphKind::Rule => (6, 0, None),
            ParagraphKind::Row => (7, 0, None),
        };
        out.0.push(tag);
        if matches!(tag, 1 | 3) {
            out.0.push(depth);
        }
        if tag == 3 {
            out.number(number.map_or(0, |n| n.saturating_add(1)));
        }
        out.0.push(direction_byte(paragraph.direction));
        out.size(paragraph.pieces.len());
        for piece in &paragraph.pieces {
            let style = piece.style;
            let flags = u8::from(style.emphasis)
                | u8::from(style.strong) << 1
                | u8::from(style.code) << 2
                | u8::from(piece.kind == PieceKind::Space) << 3
                | u8::from(piece.link.is_some()) << 4;
            out.0.push(flags);
            // Pieces stand in source order; wrapping keeps even one that does not.
            out.number((piece.range.start as u64).wrapping_sub(last as u64));
            out.size(piece.range.len());
            last = piece.range.end;
            if let Some(link) = &piece.link {
                out.text(link);
            }
        }
    }
    let Annotations { kept, lost } = &document.annotations;
    out.size(kept.len());
    for Annotation { range, label, id } in kept {
        out.size(range.start);
        out.size(range.len());
        out.text(label);
        out.maybe(id.as_deref());
    }
    out.size(*lost);
    out.done()
}

/// Undoes [`document`].
pub(super) fn undocument(bytes: &[u8]) -> Option<Document> {
    let mut from = Unpacker::new(bytes);
    let source = from.text()?.to_owned();
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let title = owned(from.maybe()?);
    let label = from.text()?.to_owned();
    let date = match from.maybe()? {
        Some(date) => Some(date.parse().ok()?),
        None => None,
    };
    let meta = Metadata {
        title,
        label,
        date,
        source: owned(from.maybe()?),
        language: owned(from.maybe()?),
        author: owned(from.maybe()?),
        url: owned(from.maybe()?),
        direction: direction_of(from.byte()?)?,
    };
    let count = from.count()?;
    let mut paragraphs = Vec::with_capacity(count);
    let mut last = 0u64;
    for _ in 0..count {
        let tag = from.byte()?;
        let depth = if matches!(tag, 1 | 3) {
            from.byte()?
        } else {
            0
        };
        let kind = match tag {
            0 => ParagraphKind::Title,
            1 => ParagraphKind::Heading(depth),
            2 => ParagraphKind::Body,
            3 => ParagraphKind::Item {
                depth,
                number: from.number()?.checked_sub(1),
            },
            4 => ParagraphKind::Quote,
            5 => ParagraphKind::Code,
            6 => ParagraphKind::Rule,
            7 => ParagraphKind::Row,
            _ => return None,
        };
        let direction = direction_of(from.byte()?)?;
        let count = from.count()?;
        let mut pieces = Vec::with_capacity(count);
        for _ in 0..count {
            let flags = from.byte()?;
            let start = last.wrapping_add(from.number()?);
            let end = start.checked_add(from.number()?)?;
            last = end;
            let range = TextRange::new(start.try_into().ok()?, end.try_into().ok()?);
            range.slice(&source)?;
            let link = if flags & 16 != 0 {
                Some(Arc::from(from.text()?))
            } else {
                None
            };
            pieces.push(Piece {
                range,
                kind: if flags & 8 != 0 {
                    PieceKind::Space
                } else {
                    PieceKind::Text
                },
                style: PieceStyle {
                    emphasis: flags & 1 != 0,
                    strong: flags & 2 != 0,
                    code: flags & 4 != 0,
                },
                link,
            });
        }
        paragraphs.push(Paragraph {
            kind,
            pieces,
            direction,
        });
    }
    let count = from.count()?;
    let mut kept = Vec::with_capacity(count);
    for _ in 0..count {
        let start = from.size()?;
        let range = TextRange::new(start, start.checked_add(from.size()?)?);
        range.slice(&source)?;
        kept.push(Annotation {
            range,
            label: from.text()?.to_owned(),
            id: owned(from.maybe()?),
        });
    }
    let lost = from.size()?;
    from.is_empty().then_some(Document {
        source,
        meta,
        paragraphs,
        annotations: Annotations { kept, lost },
    })
}

const EVIDENCE: [Evidence; 11] = [
    Evidence::Listed,
    Evidence::ListedAfterHead,
    Evidence::ListedInArticle,
    Evidence::Title,
    Evidence::Saying,
    Evidence::FirstName,
    Evidence::Head,
    Evidence::Bound,
    Evidence::Imported,
    Evidence::Tagged,
    Evidence::TitleAlone,
];

/// The place in [`EVIDENCE`].
const fn evidence_number(evidence: Evidence) -> u8 {
    match evidence {
        Evidence::Listed => 0,
        Evidence::ListedAfterHead => 1,
        Evidence::ListedInArticle => 2,
        Evidence::Title => 3,
        Evidence::Saying => 4,
        Evidence::FirstName => 5,
        Evidence::Head => 6,
        Evidence::Bound => 7,
        Evidence::Imported => 8,
        Evidence::Tagged => 9,
        Evidence::TitleAlone => 10,
    }
}

/// The number of a kind in the database.
pub(super) fn kind_number(kind: Kind) -> u8 {
    let at = Kind::ALL.iter().position(|it| *it == kind);
    at.and_then(|at| at.try_into().ok()).unwrap_or_default()
}

/// The kind with that number.
pub(super) fn kind_of(number: u8) -> Option<Kind> {
    Kind::ALL.get(usize::from(number)).copied()
}

/// What the article stage found: the names first, which linking reads without the mentions.
pub(super) fn analysis(analysis: &Analysis) -> Vec<u8> {
    // Taken apart by name: a new field must be kept too.
    let Analysis {
        mentions,
        weak,
        names,
        trouble,
    } = analysis;
    let mut out = Packer::default();
    out.size(names.len());
    for local in names {
        let LocalEntity {
            gazetteer,
            kind,
            name,
            spellings,
        } = local;
        out.0.push(kind_number(*kind));
        out.number(gazetteer.map_or(0, |n| u64::from(n) + 1));
        out.text(name);
        out.size(spellings.len());
        for spelling in spellings {
            out.text(spelling);
        }
    }
    for mentions in [mentions, weak] {
        out.size(mentions.len());
        let mut last = 0;
        for mention in mentions {
            let Mention {
                range,
                kind,
                name,
                evidence,
                clue,
            } = mention;
            // They stand in source order; wrapping keeps even one that does not.
            out.number((range.start as u64).wrapping_sub(last as u64));
            out.size(range.len());
            last = range.end;
            out.number((*name).into());
            out.0.push(kind_number(*kind));
            out.0.push(evidence_number(*evidence));
            match clue {
                Clue::None => out.0.push(0),
                Clue::TitleInArticle => out.0.push(1),
                Clue::TitleInList => out.0.push(2),
                Clue::Tagger { percent, again } => {
                    out.0.extend([3 + u8::from(*again), *percent]);
                }
            }
        }
    }
    out.size(trouble.len());
    for line in trouble {
        out.text(line);
    }
    out.done()
}

/// Undoes [`analysis`].
pub(super) fn unanalysis(bytes: &[u8]) -> Option<Analysis> {
    let mut from = Unpacker::new(bytes);
    let count = from.count()?;
    let mut names = Vec::with_capacity(count);
    for _ in 0..count {
        let kind = kind_of(from.byte()?)?;
        let gazetteer = match from.number()?.checked_sub(1) {
            Some(n) => Some(n.try_into().ok()?),
            None => None,
        };
        let name = from.text()?.to_owned();
        let spellings = from.texts()?;
        names.push(LocalEntity {
            gazetteer,
            kind,
            name,
            spellings,
        });
    }
    let mentions = from.mentions()?;
    let weak = from.mentions()?;
    let trouble = from.texts()?;
    from.is_empty().then_some(Analysis {
        mentions,
        weak,
        names,
        trouble,
    })
}

impl Unpacker<'_> {
    fn texts(&mut self) -> Option<Vec<String>> {
        let count = self.count()?;
        let texts = (0..count).map(|_| self.text().map(str::to_owned));
        texts.collect()
    }

    /// Whether a mention's name and range hold, the one who uses it sees.
    fn mentions(&mut self) -> Option<Vec<Mention>> {
        let count = self.count()?;
        let mut mentions = Vec::with_capacity(count);
        let mut last = 0u64;
        for _ in 0..count {
            let start = last.wrapping_add(self.number()?);
            let end = start.checked_add(self.number()?)?;
            last = end;
            mentions.push(Mention {
                range: TextRange::new(start.try_into().ok()?, end.try_into().ok()?),
                name: self.number()?.try_into().ok()?,
                kind: kind_of(self.byte()?)?,
                evidence: *EVIDENCE.get(usize::from(self.byte()?))?,
                clue: match self.byte()? {
                    0 => Clue::None,
                    1 => Clue::TitleInArticle,
                    2 => Clue::TitleInList,
                    tagger @ (3 | 4) => Clue::Tagger {
                        percent: self.byte()?,
                        again: tagger == 4,
                    },
                    _ => return None,
                },
            });
        }
        Some(mentions)
    }
}

/// Which of a few things hold, a byte each; nothing where none does.
pub(super) fn flags(flags: &[bool]) -> Vec<u8> {
    match flags.contains(&true) {
        true => flags.iter().map(|flag| u8::from(*flag)).collect(),
        false => Vec::new(),
    }
}

/// Undoes [`flags`], but for those at the end that do not hold.
pub(super) fn unflags(bytes: &[u8]) -> Option<Vec<bool>> {
    let flags = bytes.iter().map(|byte| match byte {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    });
    flags.collect()
}

/// Ascending numbers.
pub(super) fn ascending(numbers: impl Iterator<Item = u64>) -> Vec<u8> {
    let mut out = Packer::default();
    let mut last = 0;
    for n in numbers {
        out.number(n.saturating_sub(last));
        last = n;
    }
    out.done()
}

/// Undoes [`ascending`]; each number as `make` has it.
pub(super) fn unascending<T>(bytes: &[u8], mut make: impl FnMut(u64) -> T) -> Option<Arc<[T]>> {
    // As many as bytes that end a number: memory is taken once, which for a list of many articles
    // takes longer than reading it.
    let count = bytes.iter().filter(|byte| **byte < 0x80).count();
    let mut from = Unpacker::new(bytes);
    let (mut last, mut sound) = (0u64, true);
    let next = |_| {
        let number = from.number().and_then(|step| last.checked_add(step));
        sound &= number.is_some();
        last = number.unwrap_or(last);
        make(last)
    };
    let all = (0..count).map(next).collect();
    (sound && from.is_empty()).then_some(all)
}

/// Numbers in any order, one after the other.
pub(super) fn numbers(bytes: &[u8]) -> Option<Vec<u64>> {
    let mut from = Unpacker::new(bytes);
    let mut out = Vec::new();
    while !from.is_empty() {
        out.push(from.number()?);
    }
    Some(out)
}
