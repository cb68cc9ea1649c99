//! The presentation forms of Arabic letters: the single letters of the blocks
//! Arabic Presentation Forms-A and -B, from the compatibility mappings of UnicodeData.txt.
//!
//! The table was printed by:
//!
//! ```text
//! awk -F';' '$6 ~ /^<(isolated|final|initial|medial)> [0-9A-F]+$/ && /^F[BE]/ {
//!   split($6, d, "[<> ]+"); if (d[3] != "0621") { f[d[3] d[2]] = "0x" $1; l[d[3]] } }
//!   function g(x) { return x == "" ? 0 : x }
//!   END { for (c in l) printf "    (0x%s, [%s, %s, %s, %s]),\n", c, g(f[c "isolated"]),
//!     g(f[c "final"]), g(f[c "initial"]), g(f[c "medial"]) }' UnicodeData.txt | sort
//! ```
//!
//! Hamza (U+0621) has no entry: it joins nothing and stays as it is.

use std::sync::LazyLock;

use compact_str::CompactString;

/// The scalars of most pages as text: those below U+0700, then those of both blocks.
static TEXTS: LazyLock<Vec<CompactString>> = LazyLock::new(|| {
    let texts = ('\0'..SIMPLE).chain(BLOCKS..='\u{FEFF}');
    texts.map(encoded).collect()
});
const SIMPLE: char = '\u{700}';
const BLOCKS: char = '\u{FB50}';

fn encoded(c: char) -> CompactString {
    CompactString::from(c.encode_utf8(&mut [0; 4]) as &str)
}

/// A scalar as text. Copied from a table where it can be: to encode each of the glyphs of a
/// page took a tenth of the time that its layout took.
#[inline]
pub(crate) fn text_of(c: char) -> CompactString {
    let at = match c {
        '\0'..SIMPLE => c as usize,
        BLOCKS.. => c as usize - BLOCKS as usize + SIMPLE as usize,
        _ => usize::MAX,
    };
    match TEXTS.get(at) {
        Some(text) => text.clone(),
        None => encoded(c),
    }
}

/// How a letter stands in its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Isolated,
    Final,
    Initial,
    Medial,
}

/// The presentation form of a letter; the letter itself where there is none.
pub(crate) fn of_letter(c: char, form: Form) -> char {
    let at = (c as usize).wrapping_sub(FIRST);
    let row = ROWS.get(at).map_or(0, |row| usize::from(*row));
    let Some((_, forms)) = LETTERS.get(row.wrapping_sub(1)) else {
        return c;
    };
    match forms[form as usize] {
        0 => c,
        shaped => char::from_u32(u32::from(shaped)).unwrap_or(c),
    }
}

/// The first letter of [`LETTERS`].
const FIRST: usize = 0x622;

/// From each scalar of the Arabic block to its row of [`LETTERS`], counted from 1; 0: none.
static ROWS: [u8; 0x6D4 - FIRST] = {
    let mut rows = [0; 0x6D4 - FIRST];
    let mut row = 0;
    while row < LETTERS.len() {
        rows[LETTERS[row].0 as usize - FIRST] = row as u8 + 1;
        row += 1;
    }
    rows
};

/// The ligature of lam with this alef: isolated, or joined to the letter before the lam.
pub(crate) fn of_lam_alef(alef: char, joined: bool) -> Option<char> {
    let (isolated, last) = match alef {
        '\u{622}' => ('\u{FEF5}', '\u{FEF6}'),
        '\u{623}' => ('\u{FEF7}', '\u{FEF8}'),
        '\u{625}' => ('\u{FEF9}', '\u{FEFA}'),
        '\u{627}' => ('\u{FEFB}', '\u{FEFC}'),
        _ => return None,
    };
    Some(if joined { last } else { isolated })
}

/// The letter that a presentation form is of, and which form it is. A lam-alef counts as its
/// alef: it joins as that does.
pub(crate) fn letter_of(glyph: char) -> Option<(char, Form)> {
    const FORMS: [Form; 4] = [Form::Isolated, Form::Final, Form::Initial, Form::Medial];
    let code = u16::try_from(u32::from(glyph))
        .ok()
        .filter(|c| *c >= 0xFB50)?;
    for (alef, isolated) in [
        (0x622, 0xFEF5),
        (0x623, 0xFEF7),
        (0x625, 0xFEF9),
        (0x627, 0xFEFB),
    ] {
        if code == isolated || code == isolated + 1 {
            let form = if code == isolated {
                Form::Isolated
            } else {
                Form::Final
            };
            return char::from_u32(alef).map(|alef| (alef, form));
        }
    }
    LETTERS.iter().find_map(|(letter, forms)| {
        let at = forms.iter().position(|form| *form == code)?;
        Some((char::from_u32((*letter).into())?, FORMS[at]))
    })
}

/// True for a letter that has a form joined to the letter before it.
pub(crate) fn joins_before(letter: char) -> bool {
    of_letter(letter, Form::Final) != letter
}

/// True for a letter that has a form joined to the letter after it.
pub(crate) fn joins_after(letter: char) -> bool {
    of_letter(letter, Form::Initial) != letter
}

/// Letter, then its isolated, final, initial and medial form; 0: there is none.
#[rustfmt::skip]
static LETTERS: &[(u16, [u16; 4])] = &[
    (0x0622, [0xFE81, 0xFE82, 0, 0]),
    (0x0623, [0xFE83, 0xFE84, 0, 0]),
    (0x0624, [0xFE85, 0xFE86, 0, 0]),
    (0x0625, [0xFE87, 0xFE88, 0, 0]),
    (0x0626, [0xFE89, 0xFE8A, 0xFE8B, 0xFE8C]),
    (0x0627, [0xFE8D, 0xFE8E, 0, 0]),
    (0x0628, [0xFE8F, 0xFE90, 0xFE91, 0xFE92]),
    (0x0629, [0xFE93, 0xFE94, 0, 0]),
    (0x062A, [0xFE95, 0xFE96, 0xFE97, 0xFE98]),
    (0x062B, [0xFE99, 0xFE9A, 0xFE9B, 0xFE9C]),
    (0x062C, [0xFE9D, 0xFE9E, 0xFE9F, 0xFEA0]),
    (0x062D, [0xFEA1, 0xFEA2, 0xFEA3, 0xFEA4]),
    (0x062E, [0xFEA5, 0xFEA6, 0xFEA7, 0xFEA8]),
    (0x062F, [0xFEA9, 0xFEAA, 0, 0]),
    (0x0630, [0xFEAB, 0xFEAC, 0, 0]),
    (0x0631, [0xFEAD, 0xFEAE, 0, 0]),
    (0x0632, [0xFEAF, 0xFEB0, 0, 0]),
    (0x0633, [0xFEB1, 0xFEB2, 0xFEB3, 0xFEB4]),
    (0x0634, [0xFEB5, 0xFEB6, 0xFEB7, 0xFEB8]),
    (0x0635, [0xFEB9, 0xFEBA, 0xFEBB, 0xFEBC]),
    (0x0636, [0xFEBD, 0xFEBE, 0xFEBF, 0xFEC0]),
    (0x0637, [0xFEC1, 0xFEC2, 0xFEC3, 0xFEC4]),
    (0x0638, [0xFEC5, 0xFEC6, 0xFEC7, 0xFEC8]),
    (0x0639, [0xFEC9, 0xFECA, 0xFECB, 0xFECC]),
    (0x063A, [0xFECD, 0xFECE, 0xFECF, 0xFED0]),
    (0x0641, [0xFED1, 0xFED2, 0xFED3, 0xFED4]),
    (0x0642, [0xFED5, 0xFED6, 0xFED7, 0xFED8]),
    (0x0643, [0xFED9, 0xFEDA, 0xFEDB, 0xFEDC]),
    (0x0644, [0xFEDD, 0xFEDE, 0xFEDF, 0xFEE0]),
    (0x0645, [0xFEE1, 0xFEE2, 0xFEE3, 0xFEE4]),
    (0x0646, [0xFEE5, 0xFEE6, 0xFEE7, 0xFEE8]),
    (0x0647, [0xFEE9, 0xFEEA, 0xFEEB, 0xFEEC]),
    (0x0648, [0xFEED, 0xFEEE, 0, 0]),
    (0x0649, [0xFEEF, 0xFEF0, 0xFBE8, 0xFBE9]),
    (0x064A, [0xFEF1, 0xFEF2, 0xFEF3, 0xFEF4]),
    (0x0671, [0xFB50, 0xFB51, 0, 0]),
    (0x0677, [0xFBDD, 0, 0, 0]),
    (0x0679, [0xFB66, 0xFB67, 0xFB68, 0xFB69]),
    (0x067A, [0xFB5E, 0xFB5F, 0xFB60, 0xFB61]),
    (0x067B, [0xFB52, 0xFB53, 0xFB54, 0xFB55]),
    (0x067E, [0xFB56, 0xFB57, 0xFB58, 0xFB59]),
    (0x067F, [0xFB62, 0xFB63, 0xFB64, 0xFB65]),
    (0x0680, [0xFB5A, 0xFB5B, 0xFB5C, 0xFB5D]),
    (0x0683, [0xFB76, 0xFB77, 0xFB78, 0xFB79]),
    (0x0684, [0xFB72, 0xFB73, 0xFB74, 0xFB75]),
    (0x0686, [0xFB7A, 0xFB7B, 0xFB7C, 0xFB7D]),
    (0x0687, [0xFB7E, 0xFB7F, 0xFB80, 0xFB81]),
    (0x0688, [0xFB88, 0xFB89, 0, 0]),
    (0x068C, [0xFB84, 0xFB85, 0, 0]),
    (0x068D, [0xFB82, 0xFB83, 0, 0]),
    (0x068E, [0xFB86, 0xFB87, 0, 0]),
    (0x0691, [0xFB8C, 0xFB8D, 0, 0]),
    (0x0698, [0xFB8A, 0xFB8B, 0, 0]),
    (0x06A4, [0xFB6A, 0xFB6B, 0xFB6C, 0xFB6D]),
    (0x06A6, [0xFB6E, 0xFB6F, 0xFB70, 0xFB71]),
    (0x06A9, [0xFB8E, 0xFB8F, 0xFB90, 0xFB91]),
    (0x06AD, [0xFBD3, 0xFBD4, 0xFBD5, 0xFBD6]),
    (0x06AF, [0xFB92, 0xFB93, 0xFB94, 0xFB95]),
    (0x06B1, [0xFB9A, 0xFB9B, 0xFB9C, 0xFB9D]),
    (0x06B3, [0xFB96, 0xFB97, 0xFB98, 0xFB99]),
    (0x06BA, [0xFB9E, 0xFB9F, 0, 0]),
    (0x06BB, [0xFBA0, 0xFBA1, 0xFBA2, 0xFBA3]),
    (0x06BE, [0xFBAA, 0xFBAB, 0xFBAC, 0xFBAD]),
    (0x06C0, [0xFBA4, 0xFBA5, 0, 0]),
    (0x06C1, [0xFBA6, 0xFBA7, 0xFBA8, 0xFBA9]),
    (0x06C5, [0xFBE0, 0xFBE1, 0, 0]),
    (0x06C6, [0xFBD9, 0xFBDA, 0, 0]),
    (0x06C7, [0xFBD7, 0xFBD8, 0, 0]),
    (0x06C8, [0xFBDB, 0xFBDC, 0, 0]),
    (0x06C9, [0xFBE2, 0xFBE3, 0, 0]),
    (0x06CB, [0xFBDE, 0xFBDF, 0, 0]),
    (0x06CC, [0xFBFC, 0xFBFD, 0xFBFE, 0xFBFF]),
    (0x06D0, [0xFBE4, 0xFBE5, 0xFBE6, 0xFBE7]),
    (0x06D2, [0xFBAE, 0xFBAF, 0, 0]),
    (0x06D3, [0xFBB0, 0xFBB1, 0, 0]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_back_to_their_letters() {
        use unicode_normalization::char::decompose_compatible;
        assert!(LETTERS.is_sorted_by_key(|row| row.0));
        assert_eq!(LETTERS.len(), 75);
        for &(letter, forms) in LETTERS {
            let bare = char::from_u32(letter.into()).unwrap();
            for (form, at) in [Form::Isolated, Form::Final, Form::Initial, Form::Medial]
                .into_iter()
                .zip(forms)
            {
                let own = char::from_u32(at.into()).filter(|_| at != 0);
                assert_eq!(of_letter(bare, form), own.unwrap_or(bare));
            }
            for form in forms.into_iter().filter(|&form| form != 0) {
                let (letter, form) = (
                    char::from_u32(letter.into()).unwrap(),
                    char::from_u32(form.into()).unwrap(),
                );
                let (mut back, mut wanted) = (String::new(), String::new());
                decompose_compatible(form, |c| back.push(c));
                decompose_compatible(letter, |c| wanted.push(c));
                assert_eq!(back, wanted, "{form:?} is a form of {letter:?}");
            }
        }
    }

    #[test]
    fn forms_are_found_again() {
        for &(letter, forms) in LETTERS {
            let letter = char::from_u32(letter.into()).unwrap();
            for (at, form) in [Form::Isolated, Form::Final, Form::Initial, Form::Medial]
                .into_iter()
                .enumerate()
                .filter(|(at, _)| forms[*at] != 0)
            {
                let glyph = of_letter(letter, form);
                assert_eq!(u32::from(glyph), u32::from(forms[at]));
                assert_eq!(letter_of(glyph), Some((letter, form)));
            }
        }
        assert_eq!(letter_of('ﻼ'), Some(('ا', Form::Final)));
        assert_eq!(letter_of('ﻷ'), Some(('أ', Form::Isolated)));
        assert_eq!(letter_of('ب'), None);
    }

    #[test]
    fn the_table_of_texts_holds_what_it_should() {
        for c in '\0'..=char::MAX {
            assert!(text_of(c).chars().eq([c]), "{c:?}");
        }
    }

    #[test]
    fn no_letter_is_forgotten() {
        use unicode_normalization::char::decompose_compatible;
        let known: Vec<u16> = LETTERS.iter().flat_map(|row| row.1).collect();
        for c in ('\u{FB50}'..='\u{FBFF}').chain('\u{FE80}'..='\u{FEF4}') {
            let mut parts = Vec::new();
            decompose_compatible(c, |part| parts.push(part));
            // Canonical parts (alef with hamza, …) count as one letter.
            let letter: String =
                unicode_normalization::UnicodeNormalization::nfc(parts.iter().copied()).collect();
            if letter.chars().count() == 1 && !letter.starts_with([c, '\u{621}']) {
                let code = u16::try_from(u32::from(c)).unwrap();
                assert!(known.contains(&code), "{c:?} of {letter}");
            }
        }
    }
}
