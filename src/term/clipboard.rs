//! Copies text to the clipboard of the terminal's machine, over OSC 52.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// The longest text in bytes: common terminals take 100,000 bytes of sequence, of which
/// base64 leaves this much.
pub const LIMIT: usize = 74_994;

/// The text is too long for the clipboard of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too long for the terminal's clipboard: {bytes} bytes, at most {LIMIT} fit")]
pub struct TooLong {
    /// Its length in bytes.
    pub bytes: usize,
}

/// The bytes that put `text` on the clipboard (base64, so the text can hold anything).
///
/// # Errors
/// When the text is longer than [`LIMIT`].
pub fn sequence(text: &str) -> Result<String, TooLong> {
    if text.len() > LIMIT {
        return Err(TooLong { bytes: text.len() });
    }
    let mut sequence = String::new();
    // Writing to a String cannot fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    Ok(sequence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_in_osc_52() {
        assert_eq!(sequence("سلام").unwrap(), "\x1b]52;c;2LPZhNin2YU=\x1b\\");
    }

    #[test]
    fn nothing_in_the_text_can_end_the_sequence() {
        let bytes = sequence("a\x1b\\b\x07").unwrap();
        assert_eq!(bytes.matches('\x1b').count(), 2);
        assert!(!bytes.contains('\x07'));
    }

    #[test]
    fn one_byte_too_many_is_refused_with_a_reason() {
        assert!(sequence(&"a".repeat(LIMIT)).is_ok());
        let error = sequence(&"a".repeat(LIMIT + 1)).unwrap_err();
        assert!(error.to_string().contains("74995 bytes"));
    }
}
