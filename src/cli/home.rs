//! Where the program's own files stand.

use std::path::PathBuf;

use etcetera::BaseStrategy;

use crate::library::Error;

/// The folder of the databases (`$XDG_DATA_HOME/warraq`, else `~/.local/share/warraq`).
pub(super) fn data() -> Result<PathBuf, Error> {
    let base = etcetera::choose_base_strategy().map_err(|e| Error::Folder {
        path: "the home folder".to_owned(),
        reason: e.to_string(),
    })?;
    Ok(base.data_dir().join("warraq"))
}
