//! Layouts as rows, and properties over nasty strings.
// Segments are lists of ranges, often of one.
#![allow(clippy::single_range_in_vec_init)]

use proptest::prelude::*;

use crate::document::{Piece, PieceKind, PieceStyle};
use crate::layout::digits::Digits;
use crate::layout::effort;
use crate::layout::flow::Flow;
use crate::layout::geometry::Affinity;
use crate::layout::line::Arranged;
use crate::layout::sketch::{PLAIN, check, check_line, piece, row, rows, rows_of};
use crate::layout::{Islands, Line, Marks, Options, Order, Shaping, column, lay_out, place};
use crate::text::direction::Direction::{LeftToRight, RightToLeft};
use crate::text::range::TextRange;

const FORMS: Options = Options {
    shaping: Shaping::Forms,
    ..PLAIN
};

#[test]
fn lines_are_filled_in_logical_order_and_then_reordered() {
    for (text, width, wanted) in [
        ("one two three", 7, &["one two", "three"][..]),
        ("one two  three", 8, &["one two", "three"]),
        ("one", 7, &["one"]),
        ("", 7, &[][..]),
        ("   ", 7, &[""]),
        ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
        ("x abcdefghij", 4, &["x", "abcd", "efgh", "ij"]),
        // Hebrew letters show the order: the first words stand on the first line.
        ("אב גד הו", 5, &["דג בא", "וה"]),
        ("אב abc def גד", 6, &["abc בא", "דג def"]),
        // Levels before lines: the number stays with its paragraph, not with its line.
        ("abc אב 12 גד", 7, &["abc בא", "דג 12"]),
        ("(אב)", 9, &["(בא)"]),
        ("אב (גד) «הו» a(b)", 20, &["a(b) «וה» (דג) בא"]),
        // What is not drawn still keeps apart what stands around it.
        ("a אב\u{200E}גד", 9, &["a באדג"]),
        ("a אב\u{2066}\u{2069}גד", 9, &["a דגבא"]),
        ("a אב\u{2067}גד", 9, &["a באדג"]),
        // White space at the end has no cell, on whichever side.
        ("אב  ", 9, &["בא"]),
        ("ab\tcd\r\nef", 20, &["ab cd ef"]),
        ("漢字漢字", 3, &["漢", "字", "漢", "字"]),
        // No-break space keeps together.
        ("aa bb\u{A0}cc", 5, &["aa", "bb\u{A0}cc"]),
        // A soft hyphen is no place to break: its hyphen would not be drawn.
        ("aaaa bb\u{AD}cc", 7, &["aaaa", "bbcc"]),
        ("aaaa\u{200B}bbbb", 6, &["aaaa", "bbbb"]),
        // Addresses are broken only when they are wider than a line.
        ("see https://e.org/a/b", 19, &["see", "https://e.org/a/b"]),
        (
            "see https://e.org/abc/d",
            14,
            &["see https://", "e.org/abc/d"],
        ),
        ("well-known-thing", 12, &["well-known-", "thing"]),
    ] {
        let pieces = if text.is_empty() {
            vec![]
        } else {
            vec![piece(0, text.len(), PieceKind::Text)]
        };
        let options = Options { width, ..PLAIN };
        assert_eq!(
            rows_of(text, &pieces, &options),
            wanted,
            "{text:?} at {width}"
        );
    }
}

#[test]
fn pieces_of_nothing_give_an_empty_line() {
    for piece in [
        piece(0, 0, PieceKind::Text),
        piece(1, 1, PieceKind::Space),
        // Not in the source, and not on its borders.
        piece(2, 9, PieceKind::Text),
        piece(0, 1, PieceKind::Text),
    ] {
        let lines = lay_out("ب", &[piece], &FORMS);
        assert_eq!(lines.iter().map(row).collect::<Vec<_>>(), [""]);
    }
    assert_eq!(lay_out("ب", &[], &FORMS), []);
}

#[test]
fn the_base_direction_can_be_given() {
    for (text, direction, wanted) in [
        ("NATO אב.", None, "NATO בא."),
        ("NATO אב.", Some(RightToLeft), ".בא NATO"),
        ("אב NATO.", Some(LeftToRight), "בא NATO."),
        ("12 - 3", Some(RightToLeft), "3 - 12"),
        ("a > b", Some(RightToLeft), "a > b"),
        ("> אב", Some(RightToLeft), "בא <"),
    ] {
        let options = Options { direction, ..PLAIN };
        assert_eq!(rows(text, &options), [wanted], "{text:?} {direction:?}");
        let line = &lay_out(text, &[piece(0, text.len(), PieceKind::Text)], &options)[0];
        assert_eq!(line.direction, direction.unwrap_or(LeftToRight));
    }
}

#[test]
fn logical_order_is_as_stored_and_not_mirrored() {
    let options = Options {
        order: Order::Logical,
        width: 6,
        ..PLAIN
    };
    assert_eq!(rows("(אב) ab גד", &options), ["(אב)", "ab גד"]);
}

#[test]
fn letters_are_joined_over_the_whole_paragraph() {
    let words = ["لإيران", "لِأَوروبا", "والأردن", "للأمم"];
    let wanted = [
        "\u{FEE5}\u{FE8D}\u{FEAE}\u{FEF3}\u{FEF9}",
        "\u{FE8E}\u{FE91}\u{FEED}\u{FEAD}\u{FEED}\u{FEF7}\u{650}\u{64E}",
        "\u{FEE5}\u{FEA9}\u{FEAD}\u{FEF7}\u{FE8D}\u{FEED}",
        "\u{FEE2}\u{FEE3}\u{FEF8}\u{FEDF}",
    ];
    for (word, wanted) in words.iter().zip(wanted) {
        assert_eq!(rows(word, &FORMS), [wanted], "{word}");
        // Left to the terminal: each letter keeps its cell.
        let base: String = rows(word, &PLAIN).concat();
        assert!(!base.chars().any(|c| c >= '\u{FB50}'), "{base}");
    }
    // A word cut by a narrow line keeps its joined forms.
    let narrow = Options { width: 2, ..FORMS };
    assert_eq!(rows("ببب", &narrow), ["\u{FE92}\u{FE91}", "\u{FE90}"]);
    // A lam-alef is never cut.
    assert_eq!(rows("لالالا", &narrow), ["\u{FEFB}\u{FEFB}", "\u{FEFB}"]);
}

#[test]
fn a_range_with_half_a_lam_alef_lights_its_cell() {
    let text = "لِأَوروبا";
    let line = &lay_out(text, &[piece(0, text.len(), PieceKind::Text)], &FORMS)[0];
    // From the right: لِأَ و ر و ب ا
    assert_eq!(line.width, 6);
    let lam = TextRange::new(0, 4);
    let rest = TextRange::new(4, text.len());
    assert_eq!(line.segments(lam), [5..6]);
    assert_eq!(line.segments(rest), [0..6]);
    assert_eq!(line.hit(5).unwrap().range, lam);
    assert_eq!(line.cell_of(0), Some(5));
    assert_eq!(line.cell_of(4), Some(5));
    assert_eq!(line.cell_of(8), Some(4));
    assert_eq!(line.cell_of(text.len()), None);
    let beside = line.hit_nearest(9).unwrap();
    assert_eq!((beside.range, beside.trailing), (lam, false));
    let beyond = line.hit_nearest(-3).unwrap();
    assert_eq!((beyond.range.end, beyond.trailing), (text.len(), true));
}

#[test]
fn where_direction_turns_a_place_has_two_borders() {
    use Affinity::{Next, Previous};
    // Shown: abc דג ef
    let text = "abc גד ef";
    let line = column::label(text, 20, &PLAIN);
    for (at, previous, next) in [
        (0, 0, 0),
        (3, 3, 3),
        // Before the gimel: behind the space, and right of the gimel.
        (4, 4, 6),
        (6, 5, 5),
        // Behind the dalet: left of it, and left of the space.
        (8, 4, 6),
        (text.len(), 9, 9),
    ] {
        let found = [Previous, Next].map(|affinity| line.border_of(at, affinity));
        assert_eq!(found, [Some(previous), Some(next)], "{at}");
    }
    assert_eq!(line.border_of(text.len() + 1, Previous), None);
    assert_eq!(column::label("", 9, &PLAIN).border_of(0, Next), None);
    // A lam-alef has one cell; a sign has many, and added cells belong to their letter.
    let line = column::label("بلا", 9, &FORMS);
    assert_eq!(
        [0, 2, 4, 6].map(|at| line.border_of(at, Next).unwrap()),
        [2, 1, 1, 0]
    );
    let line = column::label("a\u{202D}b", 20, &PLAIN);
    assert_eq!([1, 4].map(|at| line.border_of(at, Next).unwrap()), [1, 9]);
    let text = "كتاب NATONATO";
    let options = Options {
        width: 6,
        justify: true,
        ..PLAIN
    };
    let line = &lay_out(text, &[piece(0, text.len(), PieceKind::Text)], &options)[0];
    assert_eq!(row(line), "باــتك");
    assert_eq!([2, 4].map(|at| line.border_of(at, Next).unwrap()), [5, 2]);
}

#[test]
fn the_later_half_of_a_wide_cell_is_trailing() {
    for (text, cells) in [
        ("😀ab", [(0, false), (1, true)]),
        ("אב😀", [(0, true), (1, false)]),
    ] {
        let line = column::label(text, 9, &PLAIN);
        for (x, trailing) in cells {
            let hit = line.hit(x).unwrap();
            assert_eq!((hit.range.len(), hit.trailing), (4, trailing), "{text} {x}");
        }
    }
}

#[test]
fn what_has_no_cell_stands_beside_its_neighbour() {
    for (text, cells) in [
        ("\u{200F}ab\u{200E}c", &[(0, 0), (3, 0), (5, 1), (8, 2)][..]),
        // A sign is found at its first cell.
        ("a\u{202D}b", &[(1, 1), (4, 9)]),
        // Hanging white space, right-to-left: beside the last letter.
        ("אב  ", &[(0, 1), (2, 0), (4, 0), (5, 0)]),
    ] {
        let options = Options {
            direction: None,
            ..PLAIN
        };
        let line = &lay_out(text, &[piece(0, text.len(), PieceKind::Text)], &options)[0];
        for &(at, x) in cells {
            assert_eq!(line.cell_of(at), Some(x), "{text:?} {at}");
        }
    }
}

#[test]
fn a_range_in_mixed_text_is_several_segments() {
    // Shown: abc בא 12 דג
    let text = "abc גד 12 אב";
    let line = &lay_out(text, &[piece(0, text.len(), PieceKind::Text)], &PLAIN)[0];
    assert_eq!(row(line), "abc בא 12 דג");
    // From the gimel's word to the number: not neighbours on the screen.
    assert_eq!(line.segments(TextRange::new(2, 8)), [2..4, 10..12]);
    assert_eq!(line.segments(TextRange::new(4, 11)), [7..12]);
    assert_eq!(line.segments(TextRange::new(5, 5)), []);
    assert_eq!(line.hit(4).unwrap().range, TextRange::new(14, 16));
}

#[test]
fn pieces_are_read_as_one_text() {
    // A name across emphasis, a soft line end, and signs that are not shown.
    let source = "**لو**كا\r\n> شينكو";
    let (a, b) = (source.find("لو").unwrap(), source.find("كا").unwrap());
    let gap = source.find('\r').unwrap();
    let last = source.find('ش').unwrap();
    let pieces = [
        piece(a, a + 4, PieceKind::Text),
        piece(b, b + 4, PieceKind::Text),
        piece(gap, last, PieceKind::Space),
        piece(last, source.len(), PieceKind::Text),
    ];
    assert_eq!(
        rows_of(source, &pieces, &FORMS),
        ["\u{FEEE}\u{FEDC}\u{FEE8}\u{FEF4}\u{FEB7} \u{FE8E}\u{FEDB}\u{FEEE}\u{FEDF}"]
    );
    let line = &lay_out(source, &pieces, &FORMS)[0];
    assert_eq!(line.range, TextRange::new(a, source.len()));
    let piece_of = |x: usize| line.placed[x].piece;
    assert_eq!(
        [piece_of(9), piece_of(7), piece_of(5), piece_of(0)],
        [0, 1, 2, 3]
    );
    assert_eq!(line.placed[5].range, TextRange::new(gap, last));
    // Lam and alef in two pieces.
    let source = "ل**ا**";
    let pieces = [piece(0, 2, PieceKind::Text), piece(4, 6, PieceKind::Text)];
    let line = &lay_out(source, &pieces, &FORMS)[0];
    assert_eq!(line.placed[0].range, TextRange::new(0, 6));
    assert_eq!(line.placed[0].first_end, 2);
}

#[test]
fn hostile_scalars_are_signs_or_nothing() {
    for (text, wanted) in [
        ("a\u{1B}[31mb", "a␛[31mb"),
        ("a\u{9B}b", "a⟦U+009B⟧b"),
        ("a\u{202E}bc", "a⟦U+202E⟧cb"),
        ("a\u{200F}\u{200E}\u{2066}b\u{2069}", "ab"),
        ("\u{64B}ب", "ب◌\u{64B}"),
        (
            "b\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
            "b\u{301}\u{301}\u{301}\u{301}",
        ),
        ("x\u{2029}y", "x⟦U+2029⟧y"),
        ("a\u{E0041}\u{E0042}b", "a⟦U+E0041⟧⟦U+E0042⟧b"),
        ("\u{FFFF}\u{301}", "⟦U+FFFF⟧"),
        // A sign has no letter that a joiner could act on.
        ("\u{FFFF}\u{200C}a", "⟦U+FFFF⟧a"),
        ("\u{600}\u{600}\u{600}1", "\u{600}\u{600}\u{600}1"),
        ("ᄀᄀᄀ", "ᄀᄀᄀ"),
        ("❤\u{FE0F}\u{AA2F}", "❤\u{FE0F}\u{AA2F}"),
    ] {
        assert_eq!(rows(text, &PLAIN), [wanted], "{text:?}");
    }
    // Signs are marked, and squeezed where they cannot fit.
    let text = "a\u{202E}b";
    let narrow = Options { width: 7, ..PLAIN };
    let line = &lay_out(text, &[piece(0, text.len(), PieceKind::Text)], &narrow)[0];
    assert_eq!(row(line), "a\u{FFFD}b");
    assert_eq!(
        line.placed.iter().map(|p| p.sign).collect::<Vec<_>>(),
        [false, true, false]
    );
}

#[test]
fn joiners_go_to_the_terminal_that_joins() {
    let text = "می\u{200C}خ";
    let logical = Options {
        order: Order::Logical,
        ..PLAIN
    };
    assert_eq!(rows(text, &logical), [text]);
    assert_eq!(rows(text, &FORMS), ["\u{FEA5}\u{FBFD}\u{FEE3}"]);
}

#[test]
fn marks_can_be_stripped() {
    let strip = Options {
        marks: Marks::Strip,
        ..FORMS
    };
    assert_eq!(rows("لِأَبٍ", &strip), ["\u{FE8F}\u{FEF7}"]);
    assert_eq!(rows("\u{64B}שָׁלוֹם é", &strip), ["é םולש"]);
}

#[test]
fn labels_are_cut_at_their_own_end() {
    for (text, cells, wanted) in [
        ("one two", 7, "one two"),
        ("one two three", 9, "one two…"),
        // A word is not kept whole when it costs more than half.
        ("a bcdefghijk", 8, "a bcdef…"),
        ("אב גד הו זח", 8, "…דג בא"),
        // The ellipsis belongs to the label: in right-to-left text it stands on the left.
        ("אב NATO NATO", 9, "…NATO בא"),
        ("abc אב גד", 8, "abc בא…"),
        ("abc\r\ndef", 9, "abc def"),
        ("abcdef", 1, "…"),
        ("abcdef", 0, ""),
        ("", 4, ""),
        ("ab ", 4, "ab "),
        ("漢字漢字", 4, "漢…"),
    ] {
        let line = column::label(text, cells, &PLAIN);
        check_line(&line);
        assert!(line.width <= cells);
        assert_eq!(line.range, TextRange::new(0, text.len()));
        assert_eq!(row(&line), wanted, "{text:?} in {cells}");
    }
}

#[test]
fn a_label_without_end_is_cut_early() {
    for (text, wanted) in [
        ("word ".repeat(99_999), "word…"),
        ("\u{200F}".repeat(99_999), "…"),
        (format!("a{}", "\u{301}".repeat(99_999)), "…"),
    ] {
        let line = column::label(&text, 8, &PLAIN);
        assert_eq!(row(&line), wanted);
        assert_eq!(line.range, TextRange::new(0, text.len()));
        assert_eq!(line.placed.last().unwrap().range.end, text.len());
        let rows = column::label_rows(&text, 8, 1, &PLAIN);
        assert_eq!(rows.iter().map(row).collect::<Vec<_>>(), [wanted]);
    }
}

#[test]
fn titles_take_rows() {
    for (text, width, max, wanted) in [
        ("one two three four", 9, 2, &["one two", "three…"][..]),
        ("one two three", 9, 2, &["one two", "three"]),
        ("one two three", 9, 1, &["one two…"]),
        ("one", 9, 0, &[]),
        ("אב גד הו זח טי", 5, 2, &["דג בא", "…וה"]),
    ] {
        let lines = column::label_rows(text, width, max, &PLAIN);
        let shown: Vec<String> = lines.iter().map(row).collect();
        assert_eq!(shown, wanted, "{text:?} at {width}×{max}");
    }
}

/// A paragraph twice as long takes twice the work, and a screen of its lines takes no more.
#[test]
fn nothing_grows_faster_than_the_text() {
    for part in [
        "زار الرئيس (لوكاشينكو) مدينة 12 NATO، ثم عاد. ",
        "لِأَوروبا ",
        "word ",
        "بلا",
        "          ",
        "\u{2067}א\u{2069}a",
        "((א[a",
        "ب\u{64E}",
        "a\u{200F}א",
        "لا\u{64E}",
        "/a",
        "א /a/b/ -5 ",
        "https://a/(",
        "א -5",
        "a(/",
    ] {
        for justify in [false, true] {
            let options = Options {
                width: 40,
                justify,
                ..FORMS
            };
            let work = |times: usize| {
                let text = part.repeat(times);
                let pieces: Vec<_> = (0..times)
                    .map(|i| piece(i * part.len(), (i + 1) * part.len(), PieceKind::Text))
                    .collect();
                let flow = Flow::of_pieces(&text, &pieces);
                let ((arranged, cuts), all) = effort::of(|| {
                    let mut arranged = Arranged::new(&flow, &options);
                    let cuts = arranged.cuts();
                    (arranged, cuts)
                });
                // Lines from the middle: what stands before them must not matter.
                let from = cuts.len() / 2;
                let lines = cuts[from..].iter().take(12).cloned();
                let (lines, some) = effort::of(|| {
                    lines
                        .map(|cut| arranged.line_of(cut, false))
                        .collect::<Vec<_>>()
                });
                (all, some, lines.len())
            };
            let (all, some, lines) = work(2000);
            let (all_of_double, some_of_double, lines_of_double) = work(4000);
            assert!(all > 2000, "{part:?}: {all}");
            assert!(
                all_of_double <= all * 2 + all / 8,
                "{part:?}: {all} becomes {all_of_double}"
            );
            if (lines, lines_of_double) == (12, 12) {
                assert!(
                    some_of_double <= some + some / 4,
                    "{part:?}: {some} for 12 lines become {some_of_double}"
                );
                assert!(some <= 12 * 40 * 16, "{part:?}: {some}");
            }
        }
    }
}

/// Strings of what has made readers fail.
fn nasty() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        Just("\u{2067}\u{2066}".repeat(70)),
        Just("ب\u{64E}".repeat(3)),
        Just(format!("ل{}ا", "\u{64E}".repeat(200))),
        Just("لا".repeat(9)),
        Just("لإيران والأردن للأمم".to_owned()),
        Just("👨\u{200D}👩\u{200D}👧🇪🇬❤\u{FE0F}".to_owned()),
        Just("https://example.org/a/b?c=d".to_owned()),
        "[ («]([-+−][0-9]{1,2}[.%]?|[/@#~._-]{1,2}[a-z]{1,3}[/+#_]{0,2}|https?://a[/()]{0,4})[ ),]",
        "[a-z ,.()]{1,9}",
        "[אבג0-9 \u{5B0}()«»]{1,9}",
        "[لابيوه ـ،؟٠-٩\u{64B}\u{651}\u{654}]{1,9}",
        "[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{61C}\u{AD}\u{FEFF}]{1,4}",
        "[\r\n\t\u{B}\u{85}\u{2028}\u{2029}\u{1B}\u{9B}\u{7F}\u{0}]{1,3}",
        "[\u{FFFF}\u{FFF9}\u{E0001}\u{E0041}\u{E000}\u{3164}\u{1160}\u{378}\u{600}\u{70F}\u{3000}漢ᄀ]{1,4}",
        any::<String>(),
    ];
    proptest::collection::vec(bit, 1..8).prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_invariants_hold(text in nasty(), width in 0u16..40, rtl in proptest::option::of(any::<bool>()), forms: bool, strip: bool, logical: bool, justify: bool, plain: bool, digits in 0usize..3) {
        let options = Options {
            width,
            direction: rtl.map(|rtl| if rtl { RightToLeft } else { LeftToRight }),
            order: if logical { Order::Logical } else { Order::Visual },
            shaping: if forms { Shaping::Forms } else { Shaping::Base },
            marks: if strip { Marks::Strip } else { Marks::Keep },
            digits: [Digits::AsWritten, Digits::ArabicIndic, Digits::European][digits],
            persian: strip,
            islands: if plain { Islands::Plain } else { Islands::Whole },
            justify,
        };
        rows(&text, &options);
        let line = column::label(&text, width, &options);
        check_line(&line);
        prop_assert!(line.width <= width);
        for line in column::label_rows(&text, width, 2, &options) {
            check_line(&line);
            prop_assert!(line.width <= width.max(2));
        }
    }

    /// Emphasis, links and the like part no letters, wherever they begin and end.
    #[test]
    fn pieces_that_touch_read_like_one(
        text in nasty(),
        cuts in proptest::collection::btree_set(0usize..60, 0..9),
        width in 2u16..30,
        forms: bool,
        justify: bool,
    ) {
        prop_assume!(!text.is_empty());
        let shaping = if forms { Shaping::Forms } else { Shaping::Base };
        let options = Options { width, shaping, justify, ..PLAIN };
        let borders = cuts.into_iter().filter(|at| text.is_char_boundary(*at));
        let borders: Vec<usize> = borders.chain([text.len()]).collect();
        let mut start = 0;
        let mut pieces = Vec::new();
        for end in borders {
            if start < end {
                pieces.push(Piece {
                    style: PieceStyle { strong: pieces.len().is_multiple_of(2), ..PieceStyle::default() },
                    ..piece(start, end, PieceKind::Text)
                });
            }
            start = end;
        }
        let lines = lay_out(&text, &pieces, &options);
        check(&text, &pieces, &lines, &options);
        let whole = lay_out(&text, &[piece(0, text.len(), PieceKind::Text)], &options);
        let cells = |lines: &[Line]| -> Vec<(String, TextRange, u8)> {
            let placed = lines.iter().flat_map(|line| &line.placed);
            placed.map(|placed| (placed.glyph.to_string(), placed.range, placed.width)).collect()
        };
        prop_assert_eq!(cells(&lines), cells(&whole));
    }

    /// Every place with a cell is met once in each direction, in the text and on the screen.
    #[test]
    fn walks_meet_every_place(text in nasty(), width in 2u16..40, forms: bool, justify: bool) {
        let shaping = if forms { Shaping::Forms } else { Shaping::Base };
        let options = Options { width, shaping, justify, ..PLAIN };
        let lines = lay_out(&text, &[piece(0, text.len(), PieceKind::Text)], &options);
        let mut starts: Vec<usize> = Vec::new();
        for placed in lines.iter().flat_map(|line| &line.placed) {
            starts.push(placed.range.start);
            if placed.first_end < placed.range.end {
                starts.push(placed.first_end);
            }
        }
        starts.sort_unstable();
        starts.dedup();
        for pair in starts.windows(2) {
            prop_assert_eq!(place::next(&lines, pair[0]), Some(pair[1]));
            prop_assert_eq!(place::previous(&lines, pair[1]), Some(pair[0]));
        }
        for line in &lines {
            let mut shown: Vec<TextRange> = line.placed.iter().map(|placed| placed.range).collect();
            shown.dedup();
            for pair in shown.windows(2) {
                prop_assert_eq!(line.right_of(pair[0].start), Some(pair[1].start));
                prop_assert_eq!(line.left_of(pair[1].start), Some(pair[0].start));
            }
        }
    }
}
