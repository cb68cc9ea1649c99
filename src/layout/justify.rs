//! Lines filled up to the measure: cells of kashida in Arabic words, spaces elsewhere.
//!
//! A word is stretched at one place. Which one is chosen by the rules that were made for
//! Internet Explorer 5.5 and are told in “The big kashida secret” (khtt.net,
//! <https://www.khtt.net/en/page/1821/the-big-kashida-secret>); where two places are equal,
//! the one nearer to the end of the word is taken. From the best on:
//!
//! 1. after a kashida that the writer typed;
//! 2. after an initial or medial seen or sad;
//! 3. before a final taa marbuta, haa or dal;
//! 4. before a final alef, tah, lam, kaf or gaf (a lam-alef counts as its alef);
//! 5. before a medial baa that stands before a final ra, ya or alef maqsura;
//! 6. before a final waw, ain, qaf or fa;
//! 7. before any other final letter.
//!
//! Seen and sad, baa and the others stand for their joining groups (ArabicShaping.txt).

use icu_properties::props::{JoiningGroup, JoiningType};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

use crate::layout::join::Joins;
use crate::layout::unit::Unit;
use crate::text::class;

static GROUPS: CodePointMapDataBorrowed<'static, JoiningGroup> =
    CodePointMapData::<JoiningGroup>::new();

/// At most so many cells are added to a word.
const KASHIDA: usize = 3;
/// At most so many cells are added to a gap between words; a line that needs more stays
/// as it is.
const GAP: usize = 4;
/// Words of fewer letters are not stretched.
const LETTERS: usize = 3;

/// Cells that are added behind a unit of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fill {
    /// The unit, counted in the line.
    pub(crate) after: usize,
    /// How many cells.
    pub(crate) cells: usize,
    /// What each of them shows.
    pub(crate) glyph: char,
}

/// What fills a line of these units up by `missing` cells, in logical order; nothing when
/// it cannot be filled. `kashida`: words may be stretched.
pub(crate) fn fills(
    flow: &str,
    units: &[Unit],
    joins: &Joins,
    missing: usize,
    kashida: bool,
) -> Vec<Fill> {
    let (mut places, mut gaps) = (Vec::new(), Vec::new());
    let mut start = 0;
    for word in units.chunk_by(|a, b| a.hangs == b.hangs) {
        let end = start + word.len();
        if word[0].hangs {
            // White space at the start of a line is an indent of the writer's.
            if start > 0 && end < units.len() {
                gaps.push(end - 1);
            }
        } else if kashida && let Some(place) = place(flow, word, joins) {
            places.push(start + place);
        }
        start = end;
    }
    let stretched = missing.min(places.len() * KASHIDA);
    let spaced = missing - stretched;
    if spaced > gaps.len() * GAP {
        return Vec::new();
    }
    let mut fills: Vec<Fill> = spread(&places, stretched, '\u{640}')
        .chain(spread(&gaps, spaced, ' '))
        .collect();
    fills.sort_unstable_by_key(|fill| fill.after);
    fills
}

/// So many cells spread evenly over places.
fn spread(places: &[usize], cells: usize, glyph: char) -> impl Iterator<Item = Fill> {
    let n = places.len();
    places
        .iter()
        .enumerate()
        .map(move |(i, &after)| Fill {
            after,
            cells: (i + 1) * cells / n - i * cells / n,
            glyph,
        })
        .filter(|fill| fill.cells > 0)
}

/// An Arabic letter of a word.
struct Letter {
    c: char,
    at: usize,
    /// Its unit, counted in the word.
    unit: usize,
}

/// The unit of a word behind which it is stretched.
fn place(flow: &str, word: &[Unit], joins: &Joins) -> Option<usize> {
    let mut letters = Vec::with_capacity(word.len());
    let mut count = 0;
    for (unit, range) in word.iter().map(|unit| unit.range).enumerate() {
        let mut first = true;
        for (at, c) in range.slice(flow)?.char_indices() {
            let is_letter = match class::joining(c) {
                JoiningType::DualJoining | JoiningType::RightJoining | JoiningType::LeftJoining => {
                    true
                }
                JoiningType::JoinCausing => c == '\u{640}',
                _ => false,
            };
            if !is_letter {
                continue;
            }
            count += usize::from(c != '\u{640}');
            // Of a lam-alef the lam stands for the whole.
            if first {
                let at = range.start + at;
                letters.push(Letter { c, at, unit });
                first = false;
            }
        }
    }
    if count < LETTERS {
        return None;
    }
    let best = (1..letters.len())
        .filter_map(|i| Some((rank(&letters, i, joins)?, letters.len() - i)))
        .min()?;
    let before = letters.len() - best.1 - 1;
    Some(letters[before].unit)
}

/// How good the place between letter `i` and the one before it is, 1 the best; `None` when
/// they do not join or melt into one.
fn rank(letters: &[Letter], i: usize, joins: &Joins) -> Option<u8> {
    use JoiningGroup as G;
    let (a, b) = (&letters[i - 1], &letters[i]);
    let joined = joins.joins_after(a.at) && joins.joins_before(b.at);
    if !joined || b.unit != a.unit + 1 || joins.has_lam(a.at, a.at + 1) {
        return None;
    }
    if a.c == '\u{640}' {
        return Some(1);
    }
    if b.c == '\u{640}' {
        // The place behind that kashida is better, or there is none.
        return None;
    }
    if matches!(GROUPS.get(a.c), G::Seen | G::Sad) {
        return Some(2);
    }
    let group = GROUPS.get(b.c);
    let lam_alef = joins.has_lam(b.at, b.at + 1);
    let last = !joins.joins_after(b.at) || lam_alef;
    if !last {
        let next = letters.get(i + 1)?;
        let next_last = !joins.joins_after(next.at);
        let before_ra = matches!(GROUPS.get(next.c), G::Reh | G::Yeh | G::FarsiYeh);
        return (group == G::Beh && before_ra && next_last).then_some(5);
    }
    Some(match group {
        _ if lam_alef => 4,
        G::TehMarbuta | G::Heh | G::HehGoal | G::KnottedHeh | G::Dal => 3,
        G::Alef | G::Tah | G::Lam | G::Kaf | G::SwashKaf | G::Gaf => 4,
        G::Waw | G::Ain | G::Qaf | G::Feh => 6,
        _ => 7,
    })
}

#[cfg(test)]
// Segments are lists of ranges, often of one.
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use crate::document::PieceKind;
    use crate::layout::sketch::{PLAIN, check, piece, row};
    use crate::layout::{Options, Order, Shaping, column, lay_out};
    use crate::text::range::TextRange;

    /// The lines in logical order, letters as stored.
    fn logical(text: &str, width: u16) -> Vec<String> {
        rows(text, width, Order::Logical, Shaping::Base)
    }

    fn rows(text: &str, width: u16, order: Order, shaping: Shaping) -> Vec<String> {
        let options = Options {
            width,
            order,
            shaping,
            justify: true,
            ..PLAIN
        };
        let pieces = [piece(0, text.len(), PieceKind::Text)];
        let lines = lay_out(text, &pieces, &options);
        check(text, &pieces, &lines, &options);
        lines.iter().map(row).collect()
    }

    #[test]
    fn each_rule_finds_its_place() {
        for (word, wanted) in [
            // 1: after a typed kashida, before all else.
            ("سبـيل", "سبــيل"),
            // 2: seen and sad.
            ("مسلم", "مسـلم"),
            ("يصلون", "يصـلون"),
            // 3: before a final taa marbuta, haa, dal.
            ("مدينة", "مدينـة"),
            ("كتابه", "كتابـه"),
            ("محمد", "محمـد"),
            // 4: before a final alef, tah, lam, kaf; a lam-alef counts.
            ("كتاب", "كتـاب"),
            ("جميل", "جميـل"),
            ("ثلاث", "ثـلاث"),
            // 5: before a medial baa with a final ra behind it.
            ("كبير", "كبيـر"),
            ("منبر", "منـبر"),
            // 6, 7.
            ("جامع", "جـامع"),
            ("ربيع", "ربيـع"),
            ("رحيم", "رحيـم"),
            // A mark stays with its letter.
            ("مُحَمَّد", "مُحَمَّـد"),
            // Of two equal places the later.
            ("كاتبات", "كاتبـات"),
        ] {
            let text = format!("{word} د");
            let width = u16::try_from(crate::text::width::of_label(word)).unwrap() + 1;
            assert_eq!(logical(&text, width)[0], wanted, "{word}");
        }
    }

    #[test]
    fn what_may_not_be_stretched_is_not() {
        // Two letters, letters that do not join, a lam-alef, Latin, Hebrew, joiners.
        for word in [
            "بت",
            "داود",
            "لا",
            "abc",
            "אבג",
            "ورود",
            "ر\u{200C}ب\u{200C}د",
        ] {
            let text = format!("{word} د");
            let width = u16::try_from(crate::text::width::of_label(word)).unwrap() + 1;
            assert_eq!(logical(&text, width)[0], word, "{word}");
        }
        // Inside a lam-alef never, whoever joins.
        for shaping in [Shaping::Base, Shaping::Forms] {
            let shown = rows("سلام سلام سلام", 15, Order::Logical, shaping);
            assert!(!shown.concat().contains("لـا"), "{shown:?}");
        }
    }

    #[test]
    fn cells_are_spread_evenly_and_three_a_word_at_most() {
        let text = "كتاب جميل كتاب جميل كتاب جميل";
        for (width, wanted) in [
            (14, "كتاب جميل كتاب"),
            (15, "كتاب جميل كتـاب"),
            (16, "كتاب جميـل كتـاب"),
            (17, "كتـاب جميـل كتـاب"),
            (18, "كتـاب جميـل كتــاب"),
        ] {
            assert_eq!(logical(text, width)[0], wanted, "{width}");
        }
        // Three cells in the word, the rest in the gaps; what cannot be filled stays.
        assert_eq!(logical("كتاب ab NATONATONATO", 12)[0], "كتـــاب   ab");
        assert_eq!(logical("كتاب NATONATONATO", 12)[0], "كتاب");
        assert_eq!(logical("one two three", 9), ["one   two", "three"]);
        assert_eq!(logical("אב גד הוזחט", 7)[0], "אב   גד");
        // The last line of a paragraph stays.
        assert_eq!(logical("كتاب", 9), ["كتاب"]);
        // An Arabic name in a Latin line is not stretched.
        assert_eq!(logical("ab كتاب cd efghijk", 12)[0], "ab  كتاب  cd");
    }

    #[test]
    fn added_cells_belong_to_the_cluster_before_them() {
        let text = "مُحَمَّد جميل";
        let options = Options {
            width: 7,
            justify: true,
            shaping: Shaping::Forms,
            ..PLAIN
        };
        let line = &lay_out(text, &[piece(0, text.len(), PieceKind::Text)], &options)[0];
        assert_eq!(
            row(line),
            "\u{FEAA}ـــ\u{FEE4}\u{64E}\u{651}\u{FEA4}\u{64E}\u{FEE3}\u{64F}"
        );
        let meem = TextRange::new(8, 14);
        assert_eq!(line.segments(meem), [1..5]);
        for x in 1..5 {
            assert_eq!(line.hit(x).unwrap().range, meem);
            assert_eq!(line.placed[usize::from(x)].fill, x < 4);
        }
        assert_eq!(line.cell_of(8), Some(4));
        // Labels are never filled.
        let label = column::label("مُحَمَّد", 20, &options);
        assert!(label.placed.iter().all(|placed| !placed.fill));
    }
}
