//! A text in the reader's own editor, which has the terminal meanwhile.

use std::fs::{self, File, Permissions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::foreground::wait;
use super::screen::Screen;
use crate::locale::Locale;

/// What is tried where neither `VISUAL` nor `EDITOR` names an editor.
const COMMON: &str = "vi";
/// What the text is called meanwhile.
const NAME: &str = "note.txt";
/// A longer text is not taken.
const LONGEST: u64 = 1 << 20;

type Env<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Screen {
    /// Leaves the screen, opens a text in the editor, and enters again when that has ended; the
    /// text as it was written, or why there is none. The input thread must have ended before.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn edit(
        &mut self,
        text: &str,
        env: Env<'_>,
        locale: &Locale,
    ) -> io::Result<Result<String, String>> {
        self.lend(|| written(text, env, locale))
    }
}

/// The program and its arguments: `$VISUAL`, else `$EDITOR`. Their words are split as a shell
/// splits them, and no shell reads them.
fn command(env: Env<'_>, locale: &Locale) -> Result<Vec<String>, String> {
    for name in ["VISUAL", "EDITOR"] {
        let set = env(name).unwrap_or_default();
        match shell_words::split(&set) {
            Ok(words) if words.is_empty() => {}
            Ok(words) => return Ok(words),
            Err(_) => {
                let values = [("name", name.into()), ("value", set.into())];
                return Err(locale.with("editor-quote-open", &values));
            }
        }
    }
    Ok(vec![COMMON.to_owned()])
}

/// Where the text stands meanwhile: in memory and the reader's own where the system has that.
fn place(env: Env<'_>) -> PathBuf {
    let own = env("XDG_RUNTIME_DIR").map(PathBuf::from);
    own.filter(|own| own.is_absolute() && own.is_dir())
        .unwrap_or_else(std::env::temp_dir)
}

fn written(text: &str, env: Env<'_>, locale: &Locale) -> Result<String, String> {
    let words = command(env, locale)?;
    let no_file = |error: io::Error| {
        let values = [("reason", error.to_string().into())];
        locale.with("editor-no-file", &values)
    };
    // With all that is in it, also what the editor puts beside it, it goes when this ends; it
    // stays only where what was written is nowhere else.
    let folder = tempfile::Builder::new()
        .prefix("warraq-")
        .permissions(Permissions::from_mode(0o700))
        .tempdir_in(place(env))
        .map_err(no_file)?;
    let path = folder.path().join(NAME);
    put(&path, text).map_err(no_file)?;
    let program = words[0].as_str();
    let mut command = Command::new(program);
    command.args(&words[1..]).arg(&path);
    wait(program, &mut command, locale, |error| match error.kind() {
        io::ErrorKind::NotFound => locale.with("editor-unknown", &[("program", program.into())]),
        _ => {
            let reason = ("reason", error.to_string().into());
            locale.with("editor-not-run", &[("program", program.into()), reason])
        }
    })?;
    match take(&path) {
        Ok(taken) => {
            // What hinders it from going is no matter of the note.
            let _ = folder.close();
            Ok(taken)
        }
        Err(Untaken::Gone) => Err(locale.text("editor-gone")),
        Err(untaken) => {
            let path = folder.keep().join(NAME).display().to_string();
            let path = ("path", path.into());
            Err(match untaken {
                Untaken::Unread(error) => {
                    let reason = ("reason", error.to_string().into());
                    locale.with("editor-unread", &[reason, path])
                }
                _ => locale.with("editor-too-long", &[path]),
            })
        }
    }
}

/// Why what was written is not taken.
enum Untaken {
    /// There is no file any more.
    Gone,
    /// It is longer than a note may be.
    TooLong,
    /// The system does not give it.
    Unread(io::Error),
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    // Whatever the umask.
    file.set_permissions(Permissions::from_mode(0o600))?;
    file.write_all(text.as_bytes())?;
    if !text.is_empty() && !text.ends_with('\n') {
        file.write_all(b"\n")?;
    }
    Ok(())
}

fn take(path: &Path) -> Result<String, Untaken> {
    let unread = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Untaken::Gone,
        _ => Untaken::Unread(error),
    };
    if fs::metadata(path).map_err(unread)?.len() > LONGEST {
        return Err(Untaken::TooLong);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unread)?;
    file.take(LONGEST).read_to_end(&mut bytes).map_err(unread)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Numerals, without_isolates};

    fn env<'a>(vars: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| {
            let found = vars.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        }
    }

    #[test]
    fn the_editor_is_the_readers_and_its_words_are_split() {
        let of = |vars: &[(&str, &str)]| command(&env(vars), &english());
        let words = |words: &[&str]| Ok(words.iter().map(|w| (*w).to_owned()).collect());
        assert_eq!(of(&[]), words(&["vi"]));
        assert_eq!(of(&[("EDITOR", "nano")]), words(&["nano"]));
        assert_eq!(of(&[("VISUAL", " "), ("EDITOR", "nano")]), words(&["nano"]));
        let both = [("VISUAL", "code --wait"), ("EDITOR", "nano")];
        assert_eq!(of(&both), words(&["code", "--wait"]));
        let quoted = [("VISUAL", r#""/opt/my editor/e" -c 'set rl; x'"#)];
        assert_eq!(of(&quoted), words(&["/opt/my editor/e", "-c", "set rl; x"]));
        let open = of(&[("EDITOR", "e 'x")]).unwrap_err();
        assert!(open.contains("EDITOR") && open.contains("not closed"));
    }

    fn english() -> Locale {
        Locale::named("en", Numerals::European)
    }

    /// A script that stands for an editor; the folder that it saw is told.
    fn editor(script: &str) -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("editor");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        (folder, format!("sh {}", path.display()))
    }

    #[test]
    fn what_is_written_comes_back_and_no_file_stays() {
        let runtime = tempfile::tempdir().unwrap();
        let at = runtime.path().to_str().unwrap();
        let (kept, visual) = editor(
            r#"stat -c '%a' "$1" "$(dirname "$1")" > "$(dirname "$0")/modes"
            cat "$1" > "$(dirname "$0")/was"
            printf 'سطر أول\nsecond; $(touch x)\n' > "$1"; : > "$1.swp""#,
        );
        let vars = [("VISUAL", visual.as_str()), ("XDG_RUNTIME_DIR", at)];
        let text = written("كان هنا", &env(&vars), &english()).unwrap();
        assert_eq!(text, "سطر أول\nsecond; $(touch x)\n");
        let seen = |name| fs::read_to_string(kept.path().join(name)).unwrap();
        assert_eq!(seen("was"), "كان هنا\n");
        if cfg!(target_os = "linux") {
            assert_eq!(seen("modes"), "600\n700\n");
        }
        assert_eq!(fs::read_dir(at).unwrap().count(), 0);
    }

    #[test]
    fn an_editor_that_fails_gives_nothing_and_leaves_nothing() {
        let runtime = tempfile::tempdir().unwrap();
        let at = runtime.path().to_str().unwrap();
        for (script, why) in [
            ("echo half > \"$1\"; exit 7", "code 7"),
            ("rm \"$1\"", "no file any more"),
        ] {
            let (_kept, visual) = editor(script);
            let vars = [("VISUAL", visual.as_str()), ("XDG_RUNTIME_DIR", at)];
            let told = without_isolates(&written("x", &env(&vars), &english()).unwrap_err());
            assert!(told.contains(why), "{told}");
            let arabic = Locale::named("ar", Numerals::Arabic);
            let told = written("x", &env(&vars), &arabic).unwrap_err();
            assert!(!told.contains(why) && told.contains('ا'), "{told}");
        }
        let vars = [("EDITOR", "/no/editor"), ("XDG_RUNTIME_DIR", at)];
        let told = written("x", &env(&vars), &english()).unwrap_err();
        assert!(told.contains("no such program"), "{told}");
        assert_eq!(fs::read_dir(at).unwrap().count(), 0);
    }

    #[test]
    fn what_is_not_taken_stays_where_it_was_written_and_that_is_said() {
        let runtime = tempfile::tempdir().unwrap();
        let at = runtime.path().to_str().unwrap();
        for (script, why) in [
            ("head -c 1100000 /dev/zero > \"$1\"", "1 MiB"),
            // What is read as a file, and is none.
            (
                "rm \"$1\"; mkdir \"$1\"; echo kept > \"$1/x\"",
                "cannot be read",
            ),
        ] {
            let (_kept, visual) = editor(script);
            let vars = [("VISUAL", visual.as_str()), ("XDG_RUNTIME_DIR", at)];
            let told = without_isolates(&written("x", &env(&vars), &english()).unwrap_err());
            assert!(told.contains(why), "{told}");
            let mut folders = fs::read_dir(at).unwrap();
            let folder = folders.next().unwrap().unwrap().path();
            let note = folder.join(NAME);
            assert!(told.contains(note.to_str().unwrap()), "{told}");
            assert!(note.metadata().unwrap().len() > 1_000_000 || note.join("x").exists());
            fs::remove_dir_all(folder).unwrap();
        }
    }
}
