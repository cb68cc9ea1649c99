//! `warraq render`: the page as laid out, as plain text.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::document::{Document, Paragraph, ParagraphKind};
use crate::layout::digits::{Digits, is_persian};
use crate::layout::direction::{DirectionMode, of_paragraph};
use crate::layout::{Islands, Line, Marks, Options, Order, Shaping, column, lay_out};
use crate::text::direction::Direction;
use crate::text::range::TextRange;

/// The width of a page whose paragraphs are one line each.
pub const UNBOUNDED: u16 = u16::MAX;
/// A thematic break on such a page, in cells.
const SHORT_RULE: usize = 40;

/// How a page is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageOptions {
    /// The measure in cells.
    pub width: u16,
    /// The order of the cells of a line.
    pub order: Order,
    /// Who joins letters.
    pub shaping: Shaping,
    /// What becomes of combining marks.
    pub marks: Marks,
    /// Which digits are shown.
    pub digits: Digits,
    /// Fill the lines of running text up to the measure.
    pub justify: bool,
    /// How the base direction of a paragraph is found.
    pub direction: DirectionMode,
    /// Fill right-to-left lines with spaces so that they end at the measure.
    pub pad: bool,
}

impl PageOptions {
    /// A paragraph is one line, its text in logical order with the letters as stored: for a
    /// pipe, and for whoever listens.
    #[must_use]
    pub const fn stored() -> Self {
        Self {
            width: UNBOUNDED,
            order: Order::Logical,
            shaping: Shaping::Base,
            marks: Marks::Keep,
            digits: Digits::AsWritten,
            justify: false,
            direction: DirectionMode::Article,
            pad: false,
        }
    }
}

/// The page of a document: one screen line a line, each ended by `\n`; a blank line between
/// paragraphs, none between items of a list and lines of code.
///
/// A bullet or number hangs at the start side of an item, a quoted block stands two cells
/// in. In visual order what stands on the start side of a right-to-left line is at its
/// right end; without `pad` no white space is added there. In logical order a line is its
/// text as stored: it begins with its bullet and is never filled. No control, no bidi
/// control and no escape byte is written.
#[must_use]
pub fn page(document: &Document, options: &PageOptions) -> String {
    let article = document.direction();
    let paragraphs = &document.paragraphs;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let work = document.source.len() / LEAST;
    if threads < 2 || work < 2 {
        return part(document, 0..paragraphs.len(), article, options);
    }
    // Each paragraph stands for itself; small parts even out long and short ones.
    let size = paragraphs.len().div_ceil((threads * 8).min(work)).max(1);
    let starts: Vec<usize> = (0..paragraphs.len()).step_by(size).collect();
    let next = AtomicUsize::new(0);
    let turn = || {
        let mut done = Vec::new();
        while let Some(&start) = starts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let end = (start + size).min(paragraphs.len());
            done.push((start, part(document, start..end, article, options)));
        }
        done
    };
    let mut parts = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(starts.len()))
            .map(|_| scope.spawn(turn))
            .collect();
        let mut parts = turn();
        for other in others {
            match other.join() {
                Ok(done) => parts.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    });
    parts.sort_unstable_by_key(|(start, _)| *start);
    parts.iter().map(|(_, text)| text.as_str()).collect()
}

/// One paragraph of a page, each of its lines ended by `\n`.
pub(super) fn paragraph(document: &Document, at: usize, options: &PageOptions) -> String {
    let mut out = String::new();
    if let Some(paragraph) = document.paragraphs.get(at) {
        push_paragraph(&mut out, document, paragraph, document.direction(), options);
    }
    out
}

/// A part of less source text (bytes) is not worth a thread.
const LEAST: usize = 1 << 16;

/// Some paragraphs of a page.
fn part(
    document: &Document,
    range: Range<usize>,
    article: Direction,
    options: &PageOptions,
) -> String {
    let paragraphs = document.paragraphs.get(range.clone()).unwrap_or(&[]);
    let bytes: usize = paragraphs
        .iter()
        .filter_map(Paragraph::range)
        .map(TextRange::len)
        .sum();
    let mut out = String::with_capacity(bytes + bytes / 2);
    let mut before = range
        .start
        .checked_sub(1)
        .and_then(|at| document.paragraphs.get(at))
        .map(|paragraph| paragraph.kind);
    for paragraph in paragraphs {
        if before.is_some_and(|before| !touch(before, paragraph.kind)) {
            out.push('\n');
        }
        push_paragraph(&mut out, document, paragraph, article, options);
        before = Some(paragraph.kind);
    }
    out
}

/// True when no blank line stands between two neighbours.
fn touch(a: ParagraphKind, b: ParagraphKind) -> bool {
    use ParagraphKind::{Code, Item, Row};
    matches!(
        (a, b),
        (Item { .. }, Item { .. }) | (Code, Code) | (Row, Row)
    )
}

fn push_paragraph(
    out: &mut String,
    document: &Document,
    paragraph: &Paragraph,
    article: Direction,
    options: &PageOptions,
) {
    let direction = of_paragraph(&document.source, paragraph, article, options.direction);
    if paragraph.kind == ParagraphKind::Rule {
        let width = if options.width == UNBOUNDED {
            SHORT_RULE
        } else {
            usize::from(options.width)
        };
        out.extend(std::iter::repeat_n('─', width));
        out.push('\n');
        return;
    }
    let mut line_options = Options {
        width: options.width,
        direction: Some(direction),
        order: options.order,
        shaping: options.shaping,
        marks: options.marks,
        digits: options.digits,
        persian: options.digits == Digits::ArabicIndic
            && is_persian(
                &document.source,
                paragraph,
                document.meta.language.as_deref(),
            ),
        islands: Islands::Whole,
        justify: options.justify && is_prose(paragraph.kind),
    };
    let indent = Indent::of(paragraph.kind, &line_options);
    line_options.width = options.width.saturating_sub(indent.cells);
    let lines = lay_out(&document.source, &paragraph.pieces, &line_options);
    for (i, line) in lines.iter().enumerate() {
        push_line(out, line, &indent, i == 0, options);
    }
    if lines.is_empty() {
        out.push('\n');
    }
}

/// True for running text, which may be justified.
const fn is_prose(kind: ParagraphKind) -> bool {
    matches!(
        kind,
        ParagraphKind::Body | ParagraphKind::Item { .. } | ParagraphKind::Quote
    )
}

/// What stands on the start side of each line of a paragraph.
struct Indent {
    /// The bullet or number with the blank after it (before it in visual right-to-left
    /// order), at the end of the indent; empty without one.
    marker: String,
    /// All cells, the marker's included.
    cells: u16,
}

impl Indent {
    fn of(kind: ParagraphKind, options: &Options) -> Self {
        let (depth, marker) = match kind {
            ParagraphKind::Item { depth, number } => {
                let marker: Cow<'_, str> = match number {
                    None => "• ".into(),
                    Some(number) => format!("{number}. ").into(),
                };
                (u16::from(depth), marker)
            }
            ParagraphKind::Quote => (1, "".into()),
            _ => (0, "".into()),
        };
        // Never more than half the measure, however deep a list is nested.
        let blank = (depth * 2).min(options.width / 2);
        let marker = column::label(&marker, options.width / 2, options);
        Self {
            cells: blank + marker.width,
            marker: marker.placed.iter().map(|p| p.glyph.as_str()).collect(),
        }
    }
}

fn push_line(out: &mut String, line: &Line, indent: &Indent, first: bool, options: &PageOptions) {
    let text = line.placed.iter().map(|placed| placed.glyph.as_str());
    let marker = if first { indent.marker.as_str() } else { "" };
    let marker_cells = if first { marker.chars().count() } else { 0 };
    let blank = usize::from(indent.cells).saturating_sub(marker_cells);
    let spaces = |out: &mut String, n: usize| out.extend(std::iter::repeat_n(' ', n));
    if line.direction.is_rtl() && options.order == Order::Visual {
        if options.pad {
            let used = line.width.saturating_add(indent.cells);
            spaces(out, usize::from(options.width.saturating_sub(used)));
        }
        out.extend(text);
        out.push_str(marker);
        if options.pad {
            spaces(out, blank);
        }
    } else if line.placed.is_empty() && marker.is_empty() {
        // An empty line has no white space.
    } else {
        spaces(out, blank);
        out.push_str(marker);
        out.extend(text);
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Piece, PieceKind, PieceStyle};

    const PLAIN: PageOptions = PageOptions {
        width: 12,
        order: Order::Visual,
        shaping: Shaping::Base,
        marks: Marks::Keep,
        digits: Digits::AsWritten,
        justify: false,
        direction: DirectionMode::Auto,
        pad: false,
    };

    fn document(paragraphs: &[(ParagraphKind, &str)]) -> Document {
        let mut document = Document::default();
        for (kind, text) in paragraphs {
            let start = document.source.len();
            document.source.push_str(text);
            let range = TextRange::new(start, document.source.len());
            let pieces = if range.is_empty() {
                Vec::new()
            } else {
                vec![Piece {
                    range,
                    kind: PieceKind::Text,
                    style: PieceStyle::default(),
                    link: None,
                }]
            };
            document.source.push('\n');
            document.paragraphs.push(Paragraph {
                kind: *kind,
                pieces,
                direction: None,
            });
        }
        document
    }

    fn shown(paragraphs: &[(ParagraphKind, &str)], options: &PageOptions) -> Vec<String> {
        let page = page(&document(paragraphs), options);
        page.lines().map(str::to_owned).collect()
    }

    const BULLET: ParagraphKind = ParagraphKind::Item {
        depth: 0,
        number: None,
    };
    const TWELFTH: ParagraphKind = ParagraphKind::Item {
        depth: 1,
        number: Some(12),
    };

    #[test]
    fn paragraphs_stand_apart_and_items_touch() {
        use ParagraphKind::{Body, Code, Heading, Rule};
        assert_eq!(
            shown(
                &[
                    (Heading(1), "Head"),
                    (Body, "one two three"),
                    (BULLET, "four five six"),
                    (TWELFTH, "seven eight"),
                    (Code, "a  b"),
                    (Code, "c"),
                    (Rule, ""),
                    (ParagraphKind::Quote, "quoted text"),
                ],
                &PLAIN
            ),
            [
                "Head",
                "",
                "one two",
                "three",
                "",
                "• four five",
                "  six",
                "  12. seven",
                "      eight",
                "",
                "a  b",
                "c",
                "",
                "────────────",
                "",
                "  quoted",
                "  text",
            ]
        );
    }

    #[test]
    fn the_start_side_of_right_to_left_text_is_the_right() {
        let items = [(BULLET, "אבג דהו זחט"), (TWELFTH, "יכ")];
        assert_eq!(shown(&items, &PLAIN), ["והד גבא •", "טחז", "כי .12"]);
        let padded = PageOptions { pad: true, ..PLAIN };
        assert_eq!(
            shown(&items, &padded),
            ["   והד גבא •", "       טחז  ", "    כי .12  "]
        );
        let logical = PageOptions {
            order: Order::Logical,
            ..padded
        };
        assert_eq!(shown(&items, &logical), ["• אבג דהו", "  זחט", "  12. יכ"]);
    }

    #[test]
    fn the_mode_decides_the_side() {
        use ParagraphKind::Body;
        let text = [
            (Body, "AB גד הוז."),
            (Body, "Latin"),
            (Body, "12-3"),
            (Body, "אבגדהוזח"),
        ];
        for (mode, wanted) in [
            (
                DirectionMode::Auto,
                ["AB זוה דג.", "Latin", "12-3", "    חזוהדגבא"],
            ),
            (
                DirectionMode::Article,
                ["  .זוה דג AB", "Latin", "        12-3", "    חזוהדגבא"],
            ),
            (
                DirectionMode::Ltr,
                ["AB זוה דג.", "Latin", "12-3", "חזוהדגבא"],
            ),
            (
                DirectionMode::Rtl,
                [
                    "  .זוה דג AB",
                    "       Latin",
                    "        12-3",
                    "    חזוהדגבא",
                ],
            ),
        ] {
            let options = PageOptions {
                direction: mode,
                pad: true,
                ..PLAIN
            };
            let lines = shown(&text, &options);
            let lines: Vec<&str> = lines
                .iter()
                .map(String::as_str)
                .filter(|l| !l.is_empty())
                .collect();
            assert_eq!(lines, wanted, "{mode:?}");
        }
    }

    #[test]
    fn a_long_page_is_the_sum_of_its_parts() {
        let text = "كلمة word אבג 12. ".repeat(40);
        let kinds = [ParagraphKind::Body, BULLET, BULLET, ParagraphKind::Quote];
        let paragraphs: Vec<_> = kinds
            .iter()
            .cycle()
            .take(400)
            .enumerate()
            .map(|(i, kind)| {
                (
                    *kind,
                    &text[..text.floor_char_boundary(1 + i * 37 % text.len())],
                )
            })
            .collect();
        let document = document(&paragraphs);
        assert!(document.source.len() > 3 * LEAST);
        let article = document.direction();
        let whole = part(&document, 0..paragraphs.len(), article, &PLAIN);
        assert_eq!(page(&document, &PLAIN), whole);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_control_is_written_and_no_line_is_too_wide(
            text in "[a-c \u{1B}\u{9B}\u{7F}\r\t\u{85}\u{2028}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{200E}\u{200F}\u{61C}\u{FEFF}אבلا\u{64B}漢\u{E0041}]{1,60}",
            width in 12u16..40,
            kind in prop_oneof![Just(ParagraphKind::Body), Just(BULLET), Just(TWELFTH), Just(ParagraphKind::Quote)],
            logical: bool,
            base: bool,
            pad: bool,
        ) {
            let options = PageOptions {
                width,
                order: if logical { Order::Logical } else { Order::Visual },
                shaping: if base { Shaping::Base } else { Shaping::Forms },
                pad,
                ..PLAIN
            };
            for line in shown(&[(kind, &text)], &options) {
                for c in line.chars() {
                    let bidi = matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
                    prop_assert!(!c.is_control() && !bidi && c != '\u{FEFF}', "{:?}", c);
                }
                prop_assert!(crate::text::width::of_label(&line) <= usize::from(width), "{:?}", line);
            }
        }
    }
}
