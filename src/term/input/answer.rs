//! What terminals answer to our questions (never keys, however late they come).

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Primary device attributes (`CSI ? … c`): every terminal answers, so it is the fence.
    Da1(String),
    /// Secondary device attributes (`CSI > … c`), the numbers joined by `;`.
    Da2(String),
    /// The unit's identifier (`DCS ! | … ST`), hexadecimal digits.
    Da3(String),
    /// Where the cursor stands (`CSI row ; column R`), from 1.
    Cursor {
        /// Its row.
        row: u16,
        /// Its column.
        column: u16,
    },
    /// Name and version (`DCS > | … ST`).
    XtVersion(String),
    /// The state of an ANSI mode (`CSI mode ; state $ y`).
    Mode {
        /// Which mode; 8 is BDSM.
        mode: u16,
        /// 0 unknown, 1 set, 2 reset, 3 always set, 4 always reset.
        state: u16,
    },
    /// The kitty keyboard protocol is understood; its flags now (`CSI ? flags u`).
    KittyKeyboard(u16),
    /// The background colour (`OSC 11`).
    Background(u8, u8, u8),
    /// Something that we did not ask for, or asked for and do not use.
    Other,
}

/// The answer in an OSC string (without its introducer and terminator).
#[must_use]
pub(super) fn osc(body: &str) -> Answer {
    body.strip_prefix("11;")
        .and_then(colour)
        .map_or(Answer::Other, |(r, g, b)| Answer::Background(r, g, b))
}

/// The answer in a DCS string. Names are cut to 100 printable ASCII characters.
#[must_use]
pub(super) fn dcs(body: &str) -> Answer {
    if let Some(unit) = body.strip_prefix("!|") {
        let digits = unit.chars().filter(char::is_ascii_hexdigit);
        return Answer::Da3(digits.take(16).collect());
    }
    body.strip_prefix(">|").map_or(Answer::Other, |name| {
        let printable = name.chars().filter(|c| matches!(c, ' '..='~'));
        Answer::XtVersion(printable.take(100).collect())
    })
}

/// `rgb:RRRR/GGGG/BBBB` or `rgba:…`, one to four hexadecimal digits each (XParseColor).
fn colour(spec: &str) -> Option<(u8, u8, u8)> {
    let digits = spec
        .strip_prefix("rgb:")
        .or_else(|| spec.strip_prefix("rgba:"))?;
    let mut parts = digits.split('/').map(|part| {
        if !part.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(part, 16).ok()?;
        let most = match part.len() {
            1..=4 => (1u32 << (4 * part.len())) - 1,
            _ => return None,
        };
        u8::try_from((value * 255 + most / 2) / most).ok()
    });
    Some((parts.next()??, parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_any_depth() {
        for (body, want) in [
            ("11;rgb:ffff/8080/0000", Answer::Background(255, 128, 0)),
            ("11;rgb:f/8/0", Answer::Background(255, 136, 0)),
            ("11;rgb:ff/80/00", Answer::Background(255, 128, 0)),
            ("11;rgba:0000/0000/0000/ffff", Answer::Background(0, 0, 0)),
            ("11;rgb:+f/8/0", Answer::Other),
            ("11;rgb:fffff/8/0", Answer::Other),
            ("11;rgb:ff/80", Answer::Other),
            ("11;red", Answer::Other),
            ("10;rgb:ff/80/00", Answer::Other),
        ] {
            assert_eq!(osc(body), want, "{body}");
        }
    }

    #[test]
    fn names_hold_no_controls() {
        assert_eq!(
            dcs(">|XTerm(379)\u{7}\u{9b}م"),
            Answer::XtVersion("XTerm(379)".into())
        );
        assert_eq!(dcs("!|7E4B4445\n"), Answer::Da3("7E4B4445".into()));
        assert_eq!(dcs("1+r544e=1"), Answer::Other);
    }
}
