//! Targets of links: hostile until checked.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Longer targets are no links (VTE's own limit).
const LIMIT: usize = 2083;

/// The target as it may stand in OSC 8: http, https and mailto only, printable ASCII, the
/// rest percent-encoded. `None`: no link is made of it.
pub(in crate::term) fn checked(url: &str) -> Option<Arc<str>> {
    let scheme = url.split_once(':')?.0;
    let known = ["http", "https", "mailto"];
    if !known.iter().any(|k| scheme.eq_ignore_ascii_case(k)) || url.chars().any(char::is_control) {
        return None;
    }
    let mut clean = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            0x21..=0x7e => clean.push(char::from(byte)),
            _ => clean.push_str(&format!("%{byte:02X}")),
        }
    }
    (clean.len() <= LIMIT).then(|| clean.into())
}

/// Opens the link. The id lets a terminal light all pieces of a link that wraps.
pub(super) fn open(url: &str) -> String {
    let mut hasher = rustc_hash::FxHasher::default();
    url.hash(&mut hasher);
    format!("\x1b]8;id={:x};{url}\x1b\\", hasher.finish())
}

/// Closes the open link.
pub(super) const CLOSE: &str = "\x1b]8;;\x1b\\";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_schemes_and_no_controls() {
        for (url, want) in [
            (
                "https://example.org/a?b;c",
                Some("https://example.org/a?b;c"),
            ),
            ("HTTP://x", Some("HTTP://x")),
            ("mailto:a@b.c", Some("mailto:a@b.c")),
            ("https://x/م y", Some("https://x/%D9%85%20y")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("https", None),
            ("https://x/\x1b\\", None),
            ("https://x/\u{9c}", None),
        ] {
            assert_eq!(checked(url).as_deref(), want, "{url:?}");
        }
        assert_eq!(checked(&format!("https://{}", "م".repeat(1000))), None);
    }
}
