//! How each scalar is drawn: as it is, as nothing, or as a sign that a reader can see.
//!
//! The source is never edited. A text from outside may hold escape sequences, bidi
//! overrides and other hidden scalars; what leaves this file holds none of them.

use std::borrow::Cow;

use compact_str::{CompactString, format_compact};
use icu_properties::props::{ExtendedPictographic, GeneralCategory};
use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
};

use unicode_width::UnicodeWidthChar as _;

use crate::text::{cluster, width};

/// How one scalar is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// As it stands.
    AsIs,
    /// Not at all; it may still act on levels and joining.
    Nothing,
    /// As this text, dimmed where the screen can: `␛`, `⟦U+202E⟧`.
    Sign(CompactString),
}

/// Marks beyond this number on one letter are not drawn.
pub const MARKS_ON_A_LETTER: usize = 4;

/// A cluster beyond this number of bytes is drawn only so far (endless emoji sequences).
const GLYPH_BYTES: usize = 64;

/// How `c` is drawn. TAB and line ends count as controls here; who sets text in lines
/// draws them as a space.
#[must_use]
pub fn drawn(c: char) -> Drawn {
    match c {
        ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{34E}' => Drawn::AsIs,
        // C0 and DEL have pictures of their own (U+2400–2421).
        '\0'..='\u{1F}' => Drawn::Sign(picture(c)),
        '\u{7F}' => Drawn::Sign(CompactString::const_new("␡")),
        '\u{80}'..='\u{9F}'
        | '\u{2028}'
        | '\u{2029}'
        // Embeddings and overrides turn whole sentences round: they are shown.
        | '\u{202A}'
        | '\u{202B}'
        | '\u{202D}'
        | '\u{202E}'
        | '\u{FDD0}'..='\u{FDEF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0001}'
        | '\u{E0020}'..='\u{E007F}' => Drawn::Sign(code(c)),
        _ if u32::from(c) & 0xFFFE == 0xFFFE => Drawn::Sign(code(c)),
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202C}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' => Drawn::Nothing,
        _ => Drawn::AsIs,
    }
}

/// The control picture of a C0 control.
fn picture(c: char) -> CompactString {
    let mut sign = CompactString::default();
    sign.extend(char::from_u32(0x2400 + u32::from(c)));
    sign
}

fn code(c: char) -> CompactString {
    format_compact!("⟦U+{:04X}⟧", u32::from(c))
}

/// A message of one line in which no control and no bidi control is left: signs stand
/// for the ones that [`drawn`] shows, line ends become `␊`, marks are at most
/// [`MARKS_ON_A_LETTER`]. For standard output and standard error.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let drawing = Drawing {
        strip_points: false,
        keep_joiners: true,
    };
    for range in cluster::clusters(text) {
        // One line end, one sign: CR LF is one cluster.
        match range.slice(text).unwrap_or_default() {
            "\r\n" => out.push('␊'),
            cluster => out.push_str(&draw(cluster, drawing, |_, c| Some(c)).text),
        }
    }
    if out == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(out)
    }
}

/// What is drawn for one cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glyph {
    /// The text that goes to the screen; empty when nothing is drawn.
    pub text: CompactString,
    /// Its width in cells.
    pub width: u8,
    /// True when it is a sign for something that has no look of its own.
    pub sign: bool,
}

/// What [`draw`] leaves out and keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Leave out the points of Arabic, Hebrew and Syriac.
    pub strip_points: bool,
    /// Keep ZWJ and ZWNJ behind a letter: whoever joins the letters must see them.
    pub keep_joiners: bool,
}

/// What is drawn for one cluster (or a run of them that fills one cell).
///
/// `shape` gives the form of each scalar by its byte offset in `cluster`, or `None` when
/// another letter's glyph holds it. A mark that has no letter is drawn on `◌`.
pub fn draw(cluster: &str, drawing: Drawing, shape: impl Fn(usize, char) -> Option<char>) -> Glyph {
    let mut chars = cluster.char_indices();
    let first = match (chars.next(), chars.next()) {
        (None, _) => return Glyph::default(),
        (Some((at, c)), None) if cluster::is_plain(c) => {
            let mut text = CompactString::default();
            text.extend(shape(at, c));
            return Glyph {
                width: u8::from(!text.is_empty()),
                text,
                sign: false,
            };
        }
        (Some((_, c)), _) => c,
    };
    if let Some(glyph) = letter_with_marks(cluster, drawing, &shape) {
        return glyph;
    }
    let flag = first == '\u{1F3F4}';
    let emoji = cluster.contains('\u{200D}') && PICTOGRAPHS.contains(first);
    let mut glyph = Glyph::default();
    let (mut marks, mut joiners, mut marked) = (0, 0, false);
    for (at, c) in cluster.char_indices() {
        if glyph.text.len() >= GLYPH_BYTES {
            break;
        }
        match drawn(c) {
            // The flags of England, Scotland and Wales are spelt in tags.
            Drawn::Sign(_) if flag && matches!(c, '\u{E0020}'..='\u{E007F}') => glyph.text.push(c),
            Drawn::Sign(sign) => {
                glyph.text.push_str(&sign);
                glyph.sign = true;
            }
            // Inside an emoji sequence the joiner is part of the picture.
            Drawn::Nothing if emoji && c == '\u{200D}' => glyph.text.push(c),
            Drawn::Nothing => {
                let joiner = drawing.keep_joiners && matches!(c, '\u{200C}' | '\u{200D}');
                if joiner && !glyph.sign && !glyph.text.is_empty() && joiners < MARKS_ON_A_LETTER {
                    joiners += 1;
                    glyph.text.push(c);
                }
            }
            Drawn::AsIs if is_mark(c) => {
                if drawing.strip_points && is_point(c) {
                    continue;
                }
                marks += 1;
                marked = true;
                if marks <= MARKS_ON_A_LETTER && !glyph.sign {
                    glyph.text.push(c);
                }
            }
            Drawn::AsIs => {
                glyph.text.extend(shape(at, c));
                (marks, joiners) = (0, 0);
            }
        }
    }
    let mut cells = width::of_drawn(&glyph.text);
    if cells == 0 && marked {
        // A mark at the start of a text, or on a filler that has no look.
        glyph.text.insert(0, '◌');
        cells = width::of_drawn(&glyph.text);
    }
    if cells == 0 {
        // A filler or an unassigned ignorable: there is nothing to be seen.
        return Glyph::default();
    }
    glyph.width = u8::try_from(cells).unwrap_or(u8::MAX);
    glyph
}

/// The short way for the most usual clusters with marks: one Arabic or ASCII letter and its
/// vowel signs, or a lam-alef.
fn letter_with_marks(
    cluster: &str,
    drawing: Drawing,
    shape: impl Fn(usize, char) -> Option<char>,
) -> Option<Glyph> {
    let mut chars = cluster.chars();
    let first = chars.next().filter(|c| cluster::is_plain(*c))?;
    let mut text = CompactString::default();
    text.push(shape(0, first)?);
    let mut marks = 0;
    let mut at = first.len_utf8();
    for c in chars {
        if cluster::is_plain_mark(c) {
            if !(drawing.strip_points && is_point(c)) && marks < MARKS_ON_A_LETTER {
                marks += 1;
                text.push(c);
            }
        } else if cluster::is_plain(c) && shape(at, c).is_none() {
            // The glyph of the letter before holds it.
            marks = 0;
        } else {
            return None;
        }
        at += c.len_utf8();
    }
    Some(Glyph {
        text,
        width: 1,
        sign: false,
    })
}

static CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
    CodePointMapData::<GeneralCategory>::new();
static PICTOGRAPHS: CodePointSetDataBorrowed<'static> =
    CodePointSetData::new::<ExtendedPictographic>();

/// A mark that takes no cell of its own.
fn is_mark(c: char) -> bool {
    c >= '\u{300}'
        && match CATEGORIES.get(c) {
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark => true,
            // A few spacing marks take no space.
            GeneralCategory::SpacingMark => c.width() == Some(0),
            _ => false,
        }
}

/// Tashkeel, Quranic signs, niqqud, Syriac points: a reader knows the word without them.
/// Madda and hamza (U+0653–0655) are part of the letter and no points.
pub(crate) const fn is_point(c: char) -> bool {
    matches!(c,
        '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{730}'..='\u{74A}' | '\u{897}'..='\u{89F}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}'
        | '\u{FB1E}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hidden_scalars_are_signs_or_nothing() {
        for (c, wanted) in [
            ('\u{1B}', "␛"),
            ('\0', "␀"),
            ('\u{7F}', "␡"),
            ('\n', "␊"),
            ('\u{9B}', "⟦U+009B⟧"),
            ('\u{2028}', "⟦U+2028⟧"),
            ('\u{202E}', "⟦U+202E⟧"),
            ('\u{FFFF}', "⟦U+FFFF⟧"),
            ('\u{10FFFE}', "⟦U+10FFFE⟧"),
            ('\u{E0041}', "⟦U+E0041⟧"),
        ] {
            assert_eq!(drawn(c), Drawn::Sign(wanted.into()), "{c:?}");
        }
        for c in
            "\u{200E}\u{200F}\u{61C}\u{200C}\u{200D}\u{FEFF}\u{AD}\u{2066}\u{2069}\u{202C}".chars()
        {
            assert_eq!(drawn(c), Drawn::Nothing, "{c:?}");
        }
        for c in "aبֿ\u{64B}漢\u{E000}\u{378}".chars() {
            assert_eq!(drawn(c), Drawn::AsIs, "{c:?}");
        }
    }

    #[test]
    fn messages_hold_no_control() {
        for (text, wanted) in [
            ("plain", "plain"),
            ("a\r\nb\nc", "a␊b␊c"),
            ("\u{1B}]0;x\u{7}", "␛]0;x␇"),
            ("سمع\u{200F}", "سمع"),
            ("می\u{200C}خ", "می\u{200C}خ"),
            ("\u{200C}\u{200D}a", "a"),
            ("\u{FFFF}\u{200C}", "⟦U+FFFF⟧"),
            ("a\u{202E}b\u{202C}", "a⟦U+202E⟧b"),
            (
                "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
                "e\u{301}\u{301}\u{301}\u{301}",
            ),
            ("\u{301}", "◌\u{301}"),
        ] {
            assert_eq!(visible(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn clusters_are_drawn() {
        for (cluster, strip, wanted, width) in [
            ("بَّ", false, "بَّ", 1),
            ("بَّ", true, "ب", 1),
            ("\u{64E}", true, "", 0),
            ("ا\u{654}", true, "ا\u{654}", 1),
            ("ی\u{200C}", false, "ی", 1),
            ("👨\u{200D}👩\u{200D}👧", false, "👨\u{200D}👩\u{200D}👧", 2),
            ("\u{2060}", false, "", 0),
            (
                "🏴\u{E0067}\u{E0062}\u{E007F}",
                false,
                "🏴\u{E0067}\u{E0062}\u{E007F}",
                2,
            ),
        ] {
            let drawing = Drawing {
                strip_points: strip,
                keep_joiners: false,
            };
            let glyph = draw(cluster, drawing, |_, c| Some(c));
            assert_eq!(
                (glyph.text.as_str(), glyph.width),
                (wanted, width),
                "{cluster:?}"
            );
        }
    }

    #[test]
    fn the_short_way_draws_what_the_long_way_draws() {
        for base in ['a', 'ب', 'ا', ' ', 'ك'] {
            for marks in [
                "\u{64E}",
                "\u{651}\u{64E}",
                "\u{654}\u{670}",
                "\u{64E}\u{64E}\u{64E}\u{64E}\u{64E}",
            ] {
                for strip_points in [false, true] {
                    let drawing = Drawing {
                        strip_points,
                        keep_joiners: false,
                    };
                    let short = format!("{base}{marks}");
                    // A mark of direction has no short way and is not drawn.
                    let long = format!("{base}{marks}\u{200E}");
                    let glyph = draw(&short, drawing, |_, c| Some(c));
                    assert_eq!(glyph, draw(&long, drawing, |_, c| Some(c)), "{short:?}");
                    assert!(letter_with_marks(&short, drawing, |_, c| Some(c)).is_some());
                    assert!(letter_with_marks(&long, drawing, |_, c| Some(c)).is_none());
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_hostile_passes(text in any::<String>()) {
            for c in visible(&text).chars() {
                prop_assert!(!c.is_control(), "{:?}", c);
                prop_assert!(matches!(drawn(c), Drawn::AsIs) || matches!(c, '\u{200C}' | '\u{200D}') || ('\u{E0020}'..='\u{E007F}').contains(&c), "{:?}", c);
            }
        }
    }
}
