//! Fields that no byte can break out of.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::text::clean;

/// Writes a value as one line of JSON. Besides what JSON escapes, U+007F–009F and the bidi
/// controls are written as `\uXXXX`, so that the line is harmless on a terminal.
///
/// # Errors
/// When it cannot be written.
pub fn json_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Harmless(CompactFormatter));
    value.serialize(&mut serializer)?;
    writeln!(out)
}

struct Harmless(CompactFormatter);

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_risky(*c)) {
            self.0
                .write_string_fragment(writer, fragment.get(from..at).unwrap_or(""))?;
            // All of them lie in the basic plane.
            write!(writer, "\\u{:04x}", u32::from(c))?;
            from = at + c.len_utf8();
        }
        self.0
            .write_string_fragment(writer, fragment.get(from..).unwrap_or(""))
    }
}

/// DEL, C1, and the bidi controls (UAX #9, tables 1 and 2).
const fn is_risky(c: char) -> bool {
    matches!(c,
        '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A field between tabs: a tab is `\t`, a line end `\n`, a backslash `\\`; other controls
/// and bidi controls show as visible signs.
#[must_use]
pub fn tsv(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    // Whole stretches: a vowel sign alone would be shown as one that lacks its letter.
    for part in field.split_inclusive(['\t', '\n', '\\']) {
        let text = part.trim_end_matches(['\t', '\n', '\\']);
        out.push_str(&clean::visible(text));
        out.push_str(match part.get(text.len()..) {
            Some("\t") => "\\t",
            Some("\n") => "\\n",
            Some("\\") => "\\\\",
            _ => "",
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_the_text_and_no_control() {
        let text = "أ\u{202e}\u{1b}[31m\u{9b}\u{7f}\"\\\n\u{2067}ب";
        let mut out = Vec::new();
        json_line(&mut out, &text).unwrap();
        let line = String::from_utf8(out).unwrap();
        let body = line.strip_suffix('\n').unwrap();
        assert!(
            !body.chars().any(|c| c.is_control() || is_risky(c)),
            "{body}"
        );
        assert_eq!(serde_json::from_str::<String>(body).unwrap(), text);
        assert!(body.contains("\\u202e") && body.contains("\\u009b"));
    }

    #[test]
    fn tsv_keeps_one_line_a_row() {
        assert_eq!(tsv("a\tb\nc\\d"), "a\\tb\\nc\\\\d");
        assert_eq!(tsv("بوتينُ\tم\n\n"), "بوتينُ\\tم\\n\\n");
        assert_eq!(tsv("x\u{1b}y\u{202e}"), "x␛y⟦U+202E⟧");
    }
}
