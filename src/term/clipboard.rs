//! Copies text to the clipboard of the terminal's machine, over OSC 52; with the feature
//! `native-clipboard` also to that of the machine that the program runs on.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// The longest text in bytes: common terminals take 100,000 bytes of sequence, of which
/// base64 leaves this much.
pub const LIMIT: usize = 74_994;

/// The text is too long for the clipboard of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too long for the terminal's clipboard: {bytes} bytes, at most {LIMIT} fit; select less")]
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

/// The clipboard of the machine that the program runs on; without the feature
/// `native-clipboard` there is none.
///
/// A thread of its own keeps it: a display server may take long to answer, and under X11 the
/// text is there only as long as somebody holds it.
#[derive(Debug, Default)]
pub struct Native {
    #[cfg(feature = "native-clipboard")]
    texts: Option<std::sync::mpsc::Sender<String>>,
}

impl Native {
    /// Copies `text`, if there is a display here. False: there is none, or nobody takes it.
    #[cfg(feature = "native-clipboard")]
    pub fn copy(&mut self, text: &str) -> bool {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let display = cfg!(target_os = "macos") || set("DISPLAY") || set("WAYLAND_DISPLAY");
        // Over ssh the display is another machine's than the reader's.
        if !display || set("SSH_CONNECTION") {
            return false;
        }
        let texts = self.texts.get_or_insert_with(|| {
            let (sender, texts) = std::sync::mpsc::channel::<String>();
            let keeper = std::thread::Builder::new().name("clipboard".to_owned());
            // Without a thread the channel is closed, and sending says so.
            let _ = keeper.spawn(move || {
                let Ok(mut clipboard) = arboard::Clipboard::new() else {
                    return;
                };
                for text in texts {
                    if clipboard.set_text(text).is_err() {
                        return;
                    }
                }
            });
            sender
        });
        texts.send(text.to_owned()).is_ok()
    }

    /// There is none.
    #[cfg(not(feature = "native-clipboard"))]
    pub const fn copy(&mut self, _text: &str) -> bool {
        false
    }
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
