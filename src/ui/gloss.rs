//! Names (or all words) in Latin letters on the row under their line, for learners.

use std::ops::Range;

use crate::app::page::{PageRow, VisibleRow};
use crate::app::reader::{Reader, mentions_in};
use crate::app::roster::family;
use crate::app::{Model, selection};
use crate::config::Gloss;
use crate::document::Paragraph;
use crate::entity::kind::Kind;
use crate::layout::Line;
use crate::text::latin::latin;
use crate::text::range::TextRange;
use crate::text::token::Script;
use crate::text::width::of_label;
use crate::ui::paint::Painter;

/// One gloss: what it is under, in cells from the left edge of the text column.
struct Under {
    cells: Range<u16>,
    text: String,
}

/// Paints the row under a line.
pub(super) fn view(
    model: &Model,
    reader: &Reader,
    row: &VisibleRow,
    y: u16,
    painter: &mut Painter<'_>,
) {
    let above = row.place.row.checked_sub(1);
    let Some(PageRow::Line(line)) = above.and_then(|at| row.block.rows.get(at)) else {
        return;
    };
    let text = painter.spot.text;
    let over = VisibleRow {
        place: crate::app::page::RowPlace {
            row: row.place.row - 1,
            ..row.place
        },
        block: std::rc::Rc::clone(&row.block),
    };
    let offset = over.offset(text.width);
    let paragraph = reader.article.document.paragraphs.get(row.place.paragraph);
    let mut glosses = names(reader, line, offset);
    if model.setup.gloss == Gloss::Words
        && let Some(paragraph) = paragraph
    {
        other_words(reader, paragraph, line, offset, &mut glosses);
    }
    let rtl = line.direction.is_rtl();
    glosses.sort_by_key(|gloss| gloss.cells.start);
    let style = painter.theme.dim;
    for (x, cells, label) in set(glosses, rtl, text.width) {
        painter.label(text.x + x, y, cells, &label, style);
    }
}

fn is_latin(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters
        .map(Script::of)
        .all(|script| script == Script::Latin)
}

fn cells_of(line: &Line, range: TextRange, offset: u16) -> Option<Range<u16>> {
    let segments = line.segments(range);
    let (first, last) = (segments.first()?, segments.last()?);
    Some(first.start + offset..last.end + offset)
}

/// Of a full name the last one where only one word of it is written.
fn as_long(known: &str, written: &str) -> String {
    let one = written.split_whitespace().nth(1).is_none();
    if one { family(known) } else { known }.to_owned()
}

/// The names of a line, as the lists write them where they do.
fn names(reader: &Reader, line: &Line, offset: u16) -> Vec<Under> {
    let source = &reader.article.document.source;
    let mentions = mentions_in(&reader.article.mentions, line.range).iter();
    mentions
        .filter(|mention| line.range.contains(mention.range.start))
        .filter_map(|mention| {
            let written = mention.range.slice(source)?;
            if is_latin(written) {
                return None;
            }
            let actor = reader.article.actor(mention.entity);
            let known = actor.and_then(|actor| actor.latin.as_deref());
            // Of a name that goes on in the next line all stands under its beginning.
            Some(Under {
                cells: cells_of(line, mention.range, offset)?,
                text: known.map_or_else(
                    || latin(written),
                    |known| match mention.kind {
                        Kind::Person => as_long(known, written),
                        _ => known.to_owned(),
                    },
                ),
            })
        })
        .collect()
}

/// All other words of a line.
fn other_words(
    reader: &Reader,
    paragraph: &Paragraph,
    line: &Line,
    offset: u16,
    glosses: &mut Vec<Under>,
) {
    let source = &reader.article.document.source;
    let named = glosses.len();
    for word in selection::words_within(source, &paragraph.pieces, line.range) {
        let Some(written) = word.slice(source).filter(|text| !is_latin(text)) else {
            continue;
        };
        let Some(cells) = cells_of(line, word, offset) else {
            continue;
        };
        let taken = glosses
            .iter()
            .take(named)
            .any(|name| name.cells.start < cells.end && cells.start < name.cells.end);
        if !taken {
            let text = latin(written);
            glosses.push(Under { cells, text });
        }
    }
}

/// Where each is set, with how many cells it may take: flush with the beginning of its word, a
/// blank between two, nothing outside of the text column. `glosses` are sorted from the left.
fn set(glosses: Vec<Under>, rtl: bool, width: u16) -> Vec<(u16, u16, String)> {
    let cells = |text: &str| u16::try_from(of_label(text)).unwrap_or(u16::MAX);
    let mut out = Vec::with_capacity(glosses.len());
    if rtl {
        let mut limit = width;
        for gloss in glosses.into_iter().rev() {
            let end = gloss.cells.end.min(limit);
            let start = end.saturating_sub(cells(&gloss.text));
            if end > start {
                out.push((start, end - start, gloss.text));
                limit = start.saturating_sub(1);
            }
        }
    } else {
        let mut limit = 0;
        for gloss in glosses {
            let start = gloss.cells.start.max(limit);
            let end = start.saturating_add(cells(&gloss.text)).min(width);
            if end > start {
                out.push((start, end - start, gloss.text));
                limit = end + 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(rtl: bool, glosses: &[(Range<u16>, &str)]) -> Vec<(u16, u16)> {
        let glosses = glosses.iter().map(|(cells, text)| Under {
            cells: cells.clone(),
            text: (*text).to_owned(),
        });
        let set = set(glosses.collect(), rtl, 30);
        set.into_iter().map(|(x, cells, _)| (x, cells)).collect()
    }

    #[test]
    fn glosses_begin_with_their_words_and_part_from_each_other() {
        let two = [(8..14, "Lukashenko"), (20..26, "Minsk")];
        assert_eq!(placed(true, &two), [(21, 5), (4, 10)]);
        assert_eq!(placed(false, &two), [(8, 10), (20, 5)]);
        // The second gives way, and what has no room is cut or left out.
        let near = [(2..6, "Alexander"), (7..12, "Lukashenko")];
        assert_eq!(placed(true, &near), [(2, 10), (0, 1)]);
        assert_eq!(placed(false, &near), [(2, 9), (12, 10)]);
        assert_eq!(placed(false, &[(28..30, "Alexander")]), [(28, 2)]);
    }
}
