//! Which encoder the reader chose for which terminal: a small file in the XDG state folder,
//! a line a terminal.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::encode::Encoder;

/// More lines than anybody has terminals.
const MOST: usize = 100;
/// A larger file is not ours (bytes).
const LARGEST: u64 = 1 << 16;

/// What was chosen for this terminal.
#[must_use]
pub fn encoder(identity: &str) -> Option<Encoder> {
    read(&path()?, identity)
}

/// Remembers a choice; `None` forgets it.
///
/// # Errors
/// When the file cannot be written.
pub fn remember(identity: &str, encoder: Option<Encoder>) -> io::Result<()> {
    let path = path().ok_or_else(|| io::Error::other("there is no home folder"))?;
    write(&path, identity, encoder)
}

/// Where it is remembered; `None` without a home folder.
#[must_use]
pub fn path() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    let state = base.state_dir().unwrap_or_else(|| base.data_dir());
    Some(state.join("warraq").join("terminals"))
}

/// The file that says that the lesson of the first minute is over.
fn welcomed() -> Option<PathBuf> {
    Some(path()?.with_file_name("welcomed"))
}

/// True when the lesson of the first minute was ended before.
pub(super) fn is_welcome() -> bool {
    welcomed().is_none_or(|path| path.exists())
}

/// Remembers that the lesson of the first minute is over.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn welcome() -> io::Result<()> {
    let path = welcomed().ok_or_else(|| io::Error::other("there is no home folder"))?;
    make_folder(&path)?;
    let file = File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&path)?;
    file.set_permissions(Permissions::from_mode(0o600))
}

/// The lines of the file: an encoder's name, a tab, an identity. Others are left out.
fn lines(path: &Path) -> Vec<(Encoder, String)> {
    let mut text = String::new();
    let opened = fs::metadata(path)
        .ok()
        .filter(fs::Metadata::is_file)
        .and_then(|_| File::open(path).ok());
    let read = opened.and_then(|file| file.take(LARGEST).read_to_string(&mut text).ok());
    if read.is_none() {
        return Vec::new();
    }
    text.lines()
        .filter_map(|line| {
            let (name, identity) = line.split_once('\t')?;
            Some((Encoder::named(name)?, identity.to_owned()))
        })
        .collect()
}

fn read(path: &Path, identity: &str) -> Option<Encoder> {
    let found = lines(path).into_iter().find(|(_, it)| it == identity);
    found.map(|(encoder, _)| encoder)
}

/// Makes the folder of a file: 0700 whatever the umask.
fn make_folder(path: &Path) -> io::Result<&Path> {
    let folder = path
        .parent()
        .ok_or_else(|| io::Error::other("no folder to write to"))?;
    if !folder.exists() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    }
    Ok(folder)
}

/// Writes beside the file and moves it there, so that it is whole at any time: 0600 in a
/// folder of 0700 whatever the umask.
fn write(path: &Path, identity: &str, encoder: Option<Encoder>) -> io::Result<()> {
    let folder = make_folder(path)?;
    let mut kept = lines(path);
    kept.retain(|(_, it)| it != identity);
    kept.truncate(MOST - 1);
    if let Some(encoder) = encoder {
        kept.insert(0, (encoder, identity.to_owned()));
    }
    let beside = folder.join(format!("terminals.{}", std::process::id()));
    let mut file = File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&beside)?;
    file.set_permissions(Permissions::from_mode(0o600))?;
    for (encoder, identity) in kept {
        writeln!(file, "{}\t{identity}", encoder.name())?;
    }
    file.sync_all()?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_kept_for_its_terminal_only() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("state/warraq/terminals");
        assert_eq!(read(&path, "st"), None);
        write(&path, "st", Some(Encoder::Words)).unwrap();
        write(&path, "xterm | XTerm(379)", Some(Encoder::VisualLrm)).unwrap();
        assert_eq!(read(&path, "st"), Some(Encoder::Words));
        assert_eq!(read(&path, "xterm | XTerm(379)"), Some(Encoder::VisualLrm));
        assert_eq!(read(&path, "xterm"), None);
        write(&path, "st", Some(Encoder::Visual)).unwrap();
        assert_eq!(read(&path, "st"), Some(Encoder::Visual));
        write(&path, "st", None).unwrap();
        assert_eq!(read(&path, "st"), None);
        assert_eq!(read(&path, "xterm | XTerm(379)"), Some(Encoder::VisualLrm));
        let mode = |p: &Path| fs::metadata(p).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        let left = fs::read_dir(path.parent().unwrap()).unwrap();
        assert_eq!(left.count(), 1, "nothing lies beside it");
    }

    #[test]
    fn a_file_that_somebody_spoiled_is_read_as_far_as_it_goes() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("terminals");
        fs::write(&path, "sideways\tst\nwords\nwords\tfoot\n\x1b[2J\n").unwrap();
        assert_eq!(read(&path, "st"), None);
        assert_eq!(read(&path, "foot"), Some(Encoder::Words));
        fs::write(&path, b"words\tst\n\xff").unwrap();
        assert_eq!(read(&path, "st"), None);
        assert_eq!(read(home.path(), "st"), None);
    }

    #[test]
    fn the_file_does_not_grow_for_ever() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("terminals");
        for n in 0..2 * MOST {
            write(&path, &format!("terminal {n}"), Some(Encoder::Words)).unwrap();
        }
        assert_eq!(lines(&path).len(), MOST);
        assert!(read(&path, &format!("terminal {}", 2 * MOST - 1)).is_some());
    }
}
