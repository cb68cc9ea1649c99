//! What a line is filled with: units of one cell or two, in logical order.

use unicode_width::UnicodeWidthChar as _;

use crate::layout::Options;
use crate::layout::effort;
use crate::layout::join::Joins;
use crate::text::clean::{self, Drawn, Glyph};
use crate::text::cluster;
use crate::text::range::TextRange;

/// One cluster, a lam-alef, or a sign. What is not drawn is no unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    /// Its bytes in the flow.
    pub(crate) range: TextRange,
    /// Where its first cluster ends (flow bytes).
    pub(crate) first_end: usize,
    /// Its cells.
    pub(crate) width: u8,
    /// What it is to the rules of line breaking.
    pub(crate) kind: Kind,
    /// White space that hangs at a line's end.
    pub(crate) hangs: bool,
    /// A line may begin with it (UAX #14).
    pub(crate) breaks: bool,
    /// `�` stands for it: a sign that is longer than a line.
    pub(crate) squeezed: bool,
}

/// What a unit is to the rules of line breaking, as far as they need not be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters or digits, with marks.
    Letter,
    /// A letter with anything else behind it.
    LetterAnd,
    /// One space.
    Space,
    /// Anything else.
    Other,
}

impl Kind {
    fn of(text: &str) -> Self {
        let letter_or_mark = |c| is_letter(c) || cluster::is_plain_mark(c);
        if !text.starts_with(is_letter) {
            if text == " " {
                Self::Space
            } else {
                Self::Other
            }
        } else if text.chars().all(letter_or_mark) {
            Self::Letter
        } else {
            Self::LetterAnd
        }
    }

    /// That of a plain scalar with no more than plain marks.
    const fn of_plain(c: char) -> Self {
        if is_letter(c) {
            Self::Letter
        } else {
            Self::Other
        }
    }
}

/// Letters and digits: with nothing but these and their marks in a word, no line is broken
/// in it (LB9, LB23, LB25, LB28).
const fn is_letter(c: char) -> bool {
    matches!(c,
        '0'..='9' | 'A'..='Z' | 'a'..='z' | '\u{621}'..='\u{63F}' | '\u{641}'..='\u{64A}'
        | '\u{660}'..='\u{669}' | '\u{671}'..='\u{6D3}' | '\u{6F0}'..='\u{6F9}'
        | '\u{5D0}'..='\u{5EA}' | '\u{410}'..='\u{44F}')
}

/// The narrowest measure that is used: what is two cells wide must fit.
pub(crate) const MIN_WIDTH: u16 = 2;

/// The units of a flow. `breaks` is left false.
pub(crate) fn units(flow: &str, joins: &Joins, options: &Options) -> Vec<Unit> {
    let mut units = Vec::with_capacity(flow.len() / 2 + 1);
    let mut clusters = cluster::clusters(flow);
    while let Some(first) = clusters.next() {
        let mut range = first;
        if joins.has_lam(first.start, first.end) {
            for next in clusters.by_ref() {
                range.end = next.end;
                if joins.has_alef(next.start, next.end) {
                    break;
                }
            }
        }
        effort::count(range.len());
        let Some(text) = range.slice(flow) else {
            continue;
        };
        let unit = Unit {
            range,
            first_end: first.end,
            width: 1,
            kind: Kind::Other,
            hangs: false,
            breaks: false,
            squeezed: false,
        };
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(' '), None) => units.push(Unit {
                kind: Kind::Space,
                hangs: true,
                ..unit
            }),
            (Some(c), None) if cluster::is_plain(c) => units.push(Unit {
                kind: Kind::of_plain(c),
                ..unit
            }),
            (Some(c), None) if hangs(c) => units.push(Unit {
                hangs: true,
                width: u8::try_from(c.width().unwrap_or(1)).unwrap_or(1).max(1),
                ..unit
            }),
            (Some(c), Some(mark))
                if cluster::is_plain(c)
                    && cluster::is_plain_mark(mark)
                    && chars.all(cluster::is_plain_mark) =>
            {
                // However many marks there are, the letter has its one cell.
                units.push(Unit {
                    kind: Kind::of_plain(c),
                    ..unit
                });
            }
            // A lam-alef, the marks of both aside.
            (Some(_), Some(_)) if range != first && text.chars().all(is_plain_or_mark) => {
                units.push(Unit {
                    kind: Kind::Letter,
                    ..unit
                });
            }
            (Some('\r'), Some('\n')) => units.push(Unit {
                hangs: true,
                ..unit
            }),
            _ => push_drawn(&mut units, flow, unit, joins, options),
        }
    }
    units
}

const fn is_plain_or_mark(c: char) -> bool {
    cluster::is_plain(c) || cluster::is_plain_mark(c)
}

/// Pushes a cluster that must be measured, in parts when it does not fit two cells.
fn push_drawn(units: &mut Vec<Unit>, flow: &str, unit: Unit, joins: &Joins, options: &Options) {
    let drawing = options.drawing();
    let draw = |part: TextRange| {
        let shape = |at: usize, c: char| joins.form(flow, part.start + at, c);
        clean::draw(part.slice(flow).unwrap_or_default(), drawing, shape)
    };
    let mut push = |range: TextRange, glyph: &Glyph| {
        if glyph.width == 0 {
            return;
        }
        let room = if glyph.sign {
            options.width.max(MIN_WIDTH)
        } else {
            2
        };
        let squeezed = u16::from(glyph.width) > room;
        units.push(Unit {
            range,
            first_end: if range.contains(unit.first_end) {
                unit.first_end
            } else {
                range.end
            },
            width: if squeezed { 1 } else { glyph.width },
            kind: Kind::of(range.slice(flow).unwrap_or_default()),
            squeezed,
            ..unit
        });
    };
    let whole = draw(unit.range);
    let one_scalar = |range: TextRange| {
        let text = range.slice(flow).unwrap_or_default();
        text.chars().nth(1).is_none()
    };
    if whole.width <= 2 && !whole.sign || one_scalar(unit.range) {
        push(unit.range, &whole);
    } else {
        for part in parts(flow, unit.range, joins) {
            push(part, &draw(part));
        }
    }
}

/// The parts of a cluster that fill cells of their own: a terminal knows cells of one or
/// two columns, but a cluster may be a row of hidden tags, of jamo or of number signs.
fn parts(flow: &str, whole: TextRange, joins: &Joins) -> Vec<TextRange> {
    let mut parts = Vec::new();
    let (mut start, mut cells) = (whole.start, 0);
    for (at, c) in whole.slice(flow).unwrap_or_default().char_indices() {
        let at = whole.start + at;
        let own = match clean::drawn(c) {
            // The alef of a lam-alef takes no cell.
            Drawn::AsIs => joins.form(flow, at, c).and_then(|c| c.width()).unwrap_or(0),
            Drawn::Nothing => 0,
            Drawn::Sign(_) => 3,
        };
        if at > start && own > 0 && cells + own > 2 {
            parts.push(TextRange::new(start, at));
            (start, cells) = (at, 0);
        }
        cells += own;
        if c == '\u{FE0F}' {
            // Emoji presentation makes any base two cells wide.
            cells = cells.max(2);
        }
    }
    parts.push(TextRange::new(start, whole.end));
    parts
}

/// White space that takes no cell at the end of a line. No-break spaces are not among it.
const fn hangs(c: char) -> bool {
    matches!(c,
        ' ' | '\t' | '\n' | '\r' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}'
        | '\u{205F}' | '\u{3000}')
}
