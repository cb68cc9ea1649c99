//! The reader's own lists of actors: files in the gazetteer's format.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::entity::gazetteer::Gazetteer;
use crate::library::import::read_file;
use crate::text::clean;

/// What the reader's lists gave.
#[derive(Debug, Default)]
pub struct Lists {
    /// The program's list with these over it; `None` when there is none.
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// What was left out and why, a line each, with file and line.
    pub complaints: Vec<String>,
    /// Something in a list that was named on the command line was left out.
    pub failed: bool,
}

impl Lists {
    /// Reads the lists of a folder, if there is such a folder, and the files and folders that
    /// were named. What is wrong costs only itself.
    #[must_use]
    pub fn read(folder: Option<&Path>, named: &[PathBuf]) -> Self {
        let mut lists = Self::default();
        let mut sources = Vec::new();
        if let Some(folder) = folder
            && folder.is_dir()
        {
            lists.add(folder, &mut sources);
        }
        let own = (sources.len(), lists.complaints.len());
        for path in named {
            lists.add(path, &mut sources);
        }
        lists.failed = lists.complaints.len() > own.1;
        if sources.is_empty() {
            return lists;
        }
        let texts = sources.iter().map(|(name, text)| (&**name, &**text));
        let (gazetteer, errors) = Gazetteer::with_lists(texts);
        for error in errors {
            let of_named = |(name, _): &(String, String)| *name == error.file;
            lists.failed |= sources[own.0..].iter().any(of_named);
            lists.complaints.push(error.to_string());
        }
        lists.gazetteer = Some(Arc::new(gazetteer));
        lists
    }

    /// Adds a file, or the lists of a folder in natural order.
    fn add(&mut self, path: &Path, sources: &mut Vec<(String, String)>) {
        let mut files = vec![path.to_owned()];
        if path.is_dir() {
            match fs::read_dir(path) {
                Ok(entries) => {
                    let entries = entries.filter_map(|entry| Some(entry.ok()?.path()));
                    files = entries
                        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
                        .collect();
                    files.sort_by(|a, b| alphanumeric_sort::compare_path(a, b));
                }
                Err(error) => return self.complain(path, &error.to_string()),
            }
        }
        for file in files {
            match read_file(&file).map(String::from_utf8) {
                Ok(Ok(text)) => sources.push((shown(&file), text)),
                Ok(Err(_)) => self.complain(&file, "it is no UTF-8"),
                Err(reason) => self.complain(&file, &reason),
            }
        }
    }

    fn complain(&mut self, path: &Path, reason: &str) {
        let complaint = format!("{} was left out: {reason}", shown(path));
        self.complaints.push(complaint);
    }
}

fn shown(path: &Path) -> String {
    clean::visible(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        let one = "[[person]]\nid = \"jane-example\"\nname = \"جين مثال\"\n";
        fs::write(at.join("1.toml"), one).unwrap();
        fs::write(at.join("2.toml"), "[[persn]]\n").unwrap();
        fs::write(at.join("3.txt"), "no list").unwrap();
        let two = "[[person]]\nid = \"jane-example\"\nname = \"سين\"\n[[place]]\nid=\"cairo\"\nar=[\"أم الدنيا\"]\n";
        fs::write(at.join("two"), two).unwrap();
        let lists = Lists::read(Some(at), &[]);
        assert_eq!(lists.complaints.len(), 1);
        assert!(lists.complaints[0].contains("2.toml:1: unknown field `persn`"));
        assert!(!lists.failed);
        let gazetteer = lists.gazetteer.unwrap();
        assert!(gazetteer.index_of("jane-example").is_some());

        let lists = Lists::read(Some(at), &[at.join("two"), at.join("none")]);
        assert!(lists.failed);
        assert_eq!(lists.complaints.len(), 3, "{:?}", lists.complaints);
        assert!(lists.complaints[0].contains("none was left out"));
        assert!(lists.complaints[2].contains("two:2: the id `jane-example` is used twice"));
        let gazetteer = lists.gazetteer.unwrap();
        let key = Gazetteer::key("أم الدنيا");
        assert_eq!(
            gazetteer.senses(&key).unwrap().clear,
            gazetteer.index_of("cairo")
        );

        let nothing = Lists::read(Some(&at.join("none")), &[]);
        assert!(nothing.gazetteer.is_none() && nothing.complaints.is_empty());
    }
}
