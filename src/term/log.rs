//! An optional log in the XDG state folder, for finding what is slow; off unless
//! `WARRAQ_LOG=1` is set. It never holds article text, queries or keys.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy;

/// A turn of the loop that takes longer is worth a line.
pub const SLOW: Duration = Duration::from_millis(50);

static LOG: Mutex<Option<File>> = Mutex::new(None);

/// Opens the log if `WARRAQ_LOG` is `1`: its path, or `None` when no log is wanted.
///
/// # Errors
/// When the file or its folder cannot be made.
pub fn open() -> io::Result<Option<PathBuf>> {
    if std::env::var_os("WARRAQ_LOG").is_none_or(|v| v != "1") {
        return Ok(None);
    }
    let base = etcetera::choose_base_strategy().map_err(io::Error::other)?;
    let state = base.state_dir().unwrap_or_else(|| base.data_dir());
    let path = state.join("warraq").join("warraq.log");
    let file = create(&path)?;
    if let Ok(mut log) = LOG.lock() {
        *log = Some(file);
    }
    Ok(Some(path))
}

/// Logs one line: what the program did, never what the reader reads.
pub fn note(line: &str) {
    let Ok(mut log) = LOG.lock() else { return };
    if let Some(file) = log.as_mut() {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        // A full disk must not end a reading.
        let _ = writeln!(file, "{:.3} {}", now.as_secs_f64(), line.escape_debug());
    }
}

/// Logs a turn of the loop that took longer than [`SLOW`].
pub fn turn(took: Duration, what: &'static str) {
    if took > SLOW {
        note(&format!("slow turn: {} ms, {what}", took.as_millis()));
    }
}

/// Opens for appending: 0600 in a folder of 0700 whatever the umask.
fn create(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent()
        && !folder.exists()
    {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        std::fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    }
    let file = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)?;
    file.set_permissions(Permissions::from_mode(0o600))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_reader_can_read_the_log() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/warraq/warraq.log");
        create(&path).unwrap();
        let mode = |p: &Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        std::fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        create(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
    }
}
