//! What tells an article that was moved from one that is a copy: the place of the first is empty.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use rusqlite::{Connection, ToSql};

use crate::library::articles::name;
use crate::library::{Error, Library};

/// The file of a name at the desk, behind which the place in it stands.
fn path(name: &[u8]) -> &[u8] {
    name.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// True when the file of one article is there and is not that of another: then they are two, and
/// what a reader did with one is not said of the other. What cannot be looked at may be there.
pub(super) fn stands_besides(one: &[u8], other: &[u8]) -> bool {
    let (one, other) = (path(one), path(other));
    if one == other {
        return false;
    }
    match std::fs::symlink_metadata(Path::new(OsStr::from_bytes(one))) {
        Ok(_) => true,
        Err(error) => !matches!(
            error.kind(),
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidInput
        ),
    }
}

/// Where articles of other collections stand that have this.
pub(super) const BY_URL: &str = "SELECT DISTINCT f.path, a.doc FROM article a
     JOIN file f ON f.id = a.file WHERE a.url = ?1 AND f.collection <> ?2";
pub(super) const BY_TEXT: &str = "SELECT DISTINCT f.path, a.doc FROM article a
     JOIN file f ON f.id = a.file WHERE a.content = ?1 AND f.collection <> ?2";

impl Library {
    /// True when an article of another collection has this, and is still there in a file of its
    /// own, so that the one that stands at `here` is not the only one.
    pub(super) fn has_copies(
        &self,
        reader: &Connection,
        sql: &str,
        value: &dyn ToSql,
        here: &[u8],
    ) -> Result<bool, Error> {
        let mut statement = reader.prepare_cached(sql)?;
        let mut rows = statement.query((value, self.collection()))?;
        while let Some(row) = rows.next()? {
            let (path, doc): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
            if stands_besides(&name(path, &doc), here) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::ffi::OsStrExt as _;
    use std::path::{Path, PathBuf};

    use crate::document::{Format, read};
    use crate::entity::gazetteer::Gazetteer;
    use crate::library::{
        ArticleId, Change, Desk, Draft, Entry, Identity, Library, Marks, Stage, State, Which,
    };

    const TEXT: &str = "نص واحد في ملفين";

    /// The files in a collection of these paths, as the desk knows them.
    fn open(data: &Path, roots: &[PathBuf], files: &[&Path]) -> Vec<Identity> {
        let library = Library::open(data, Which::paths(roots, data))
            .unwrap()
            .library;
        for (rank, path) in (0u64..).zip(files) {
            let document = read(fs::read_to_string(path).unwrap(), Format::Plain);
            let draft = Draft::new(&document, Stage::default(), &[]);
            let entry = Entry {
                doc: "a".to_owned(),
                content: Ok(Box::new(draft.analysed(&Default::default()))),
            };
            let file = |change: &Change<'_>| {
                let path = path.as_os_str().as_bytes();
                let mut filing = change.begin(path, rank * 64, Stage::default())?;
                change.file(&mut filing, &entry)?;
                change.end(filing, None, false)
            };
            library.change(file).unwrap();
        }
        library.link(Gazetteer::embedded()).unwrap();
        let ids = library.listing().unwrap().ids;
        let identity = |id: &ArticleId| library.identity(*id).unwrap().unwrap();
        ids.iter().map(identity).collect()
    }

    fn star(desk: &Desk, article: &Identity, starred: bool) {
        let marks = Marks {
            starred,
            ..Marks::default()
        };
        let marks = [(article.clone(), marks)];
        desk.keep(&Which::sample(), &State::default(), &marks, &[], &[], &[])
            .unwrap();
    }

    fn is_starred(desk: &Desk, article: &Identity) -> bool {
        let mark = desk.mark(article).unwrap();
        mark.is_some_and(|mark| mark.marks.starred)
    }

    #[test]
    fn marks_stay_with_an_article_whose_copy_is_opened_in_another_collection() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("articles");
        fs::create_dir(&folder).unwrap();
        let (a, b) = (folder.join("a.txt"), folder.join("b.txt"));
        fs::write(&a, TEXT).unwrap();
        fs::write(&b, TEXT).unwrap();
        let (desk, _) = Desk::open(data.path()).unwrap();
        let whole = [folder.clone()];
        let [of_a, of_b] = open(data.path(), &whole, &[&a, &b]).try_into().unwrap();
        star(&desk, &of_a, true);
        assert!(is_starred(&desk, &of_a) && !is_starred(&desk, &of_b));
        // There it is the only one, as it is while only it was filed.
        for data in [data.path(), &data.path().join("anew")] {
            let [alone] = open(data, std::slice::from_ref(&b), &[&b])
                .try_into()
                .unwrap();
            assert!(!is_starred(&desk, &alone));
            star(&desk, &alone, false);
            assert!(is_starred(&desk, &of_a) && !is_starred(&desk, &of_b));
        }
    }

    #[test]
    fn marks_follow_an_article_that_was_moved_and_none_of_two_copies() {
        let data = tempfile::tempdir().unwrap();
        let at = |name: &str| data.path().join(name);
        let (a, b, c) = (at("a.txt"), at("b.txt"), at("c.txt"));
        fs::write(&a, TEXT).unwrap();
        let (desk, _) = Desk::open(data.path()).unwrap();
        let [of_a] = open(data.path(), std::slice::from_ref(&a), &[&a])
            .try_into()
            .unwrap();
        star(&desk, &of_a, true);
        fs::rename(&a, &b).unwrap();
        // The first collection still has it where it was.
        let [of_b] = open(data.path(), std::slice::from_ref(&b), &[&b])
            .try_into()
            .unwrap();
        assert!(is_starred(&desk, &of_b));
        // With another of its kind elsewhere nobody knows which of them it is.
        fs::write(&c, TEXT).unwrap();
        let [of_c] = open(data.path(), std::slice::from_ref(&c), &[&c])
            .try_into()
            .unwrap();
        assert!(!is_starred(&desk, &of_c));
    }
}
