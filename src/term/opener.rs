//! Opens an address in the reader's browser or mail program.

use std::process::{Command, Stdio};

use crate::term::encode::link;

/// Why an address was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotOpened {
    /// It is none of those that are opened.
    Scheme,
    /// There is nothing here that opens it.
    NoBrowser,
    /// What should open it did not start.
    Failed,
}

impl NotOpened {
    /// The id of the sentence that says so.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Scheme => "link-scheme",
            Self::NoBrowser => "link-no-browser",
            Self::Failed => "link-failed",
        }
    }
}

/// What opens addresses: `$BROWSER`, else what the system has for it. `None` where nobody would
/// see a window: over ssh and without a display.
fn program(env: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let set = |name: &str| env(name).filter(|value| !value.is_empty());
    if let Some(own) = set("BROWSER") {
        // A list, the first of which is meant; its arguments are not ours to read.
        let first = own.split(':').next().unwrap_or_default().trim();
        if !first.is_empty() && !first.contains([' ', '%']) {
            return Some(first.to_owned());
        }
    }
    if set("SSH_CONNECTION").is_some() {
        return None;
    }
    if cfg!(target_os = "macos") {
        Some("open".to_owned())
    } else if set("DISPLAY").or_else(|| set("WAYLAND_DISPLAY")).is_some() {
        Some("xdg-open".to_owned())
    } else {
        None
    }
}

/// Opens an address. It is one argument of the program, never read by a shell; the terminal stays
/// ours, and nobody waits.
///
/// # Errors
/// When it is not http, https or mailto, and when nothing here opens it.
pub(super) fn open(url: &str, env: &dyn Fn(&str) -> Option<String>) -> Result<(), NotOpened> {
    let url = link::checked(url).ok_or(NotOpened::Scheme)?;
    let program = program(env).ok_or(NotOpened::NoBrowser)?;
    let mut child = Command::new(program)
        .arg(&*url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| NotOpened::Failed)?;
    // It ends when it likes; somebody must take note, or it stays in the table of processes.
    let waiter = std::thread::Builder::new().name("opener".to_owned());
    let _ = waiter.spawn(move || child.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_that_of_the_reader_else_that_of_the_system() {
        let of = |vars: &[(&str, &str)]| {
            program(&|name| {
                let found = vars.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(
            of(&[("BROWSER", "firefox:lynx")]).as_deref(),
            Some("firefox")
        );
        assert_eq!(of(&[("SSH_CONNECTION", "x"), ("DISPLAY", ":0")]), None);
        if cfg!(target_os = "linux") {
            assert_eq!(of(&[]), None);
            let other = of(&[("BROWSER", "run %s"), ("DISPLAY", ":0")]);
            assert_eq!(other.as_deref(), Some("xdg-open"));
        }
    }

    #[test]
    fn what_is_not_an_address_starts_nothing() {
        let env = |_: &str| Some("/does/not/exist".to_owned());
        for url in [
            "file:///etc/passwd",
            "javascript:x",
            "https://x/\u{1b}",
            "x",
        ] {
            assert_eq!(open(url, &env), Err(NotOpened::Scheme), "{url}");
        }
        assert_eq!(open("https://example.org", &env), Err(NotOpened::Failed));
        let none = |_: &str| None;
        if cfg!(target_os = "linux") {
            assert_eq!(
                open("https://example.org", &none),
                Err(NotOpened::NoBrowser)
            );
        }
    }
}
