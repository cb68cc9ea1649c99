//! What is forgotten: taken out of both databases, so that no byte of it stays in their files.

use std::path::Path;

use rusqlite::Connection;
use rustc_hash::FxHashSet;

use crate::entity::gazetteer::Gazetteer;
use crate::library::actors::{self, Postings};
use crate::library::articles::broken;
use crate::library::collections::{drop_texts, existing};
use crate::library::dictionary;
use crate::library::{ArticleId, Desk, EntityId, Error, Listing};
use crate::text::query::{Query, identifier, names_match};

/// What is to be forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forget {
    /// An article, by its name in the contract, its file or its address.
    Article(String),
    /// An actor, by its identifier.
    Actor(String),
    /// Everything.
    All,
}

/// Forgets what one did with an article and its kept text, that an actor was chosen, or
/// everything; the articles are not touched. How much was forgotten.
///
/// # Errors
/// When a database cannot be written.
pub fn forget(folder: &Path, what: &Forget) -> Result<usize, Error> {
    match what {
        Forget::All => everything(folder),
        Forget::Article(name) => {
            let (desk, _) = Desk::open(folder)?;
            let mut names = vec![name.clone().into_bytes()];
            if let Ok(whole) = std::path::absolute(name) {
                names.push(whole.into_os_string().into_encoded_bytes());
            }
            let mut gone = desk.forget_article(&names)?;
            if let Some(connection) = existing(folder)? {
                gone += forget_text(&connection, &names)?;
            }
            Ok(gone)
        }
        Forget::Actor(key) => {
            let (desk, _) = Desk::open(folder)?;
            let asked = Asked::of(existing(folder)?, key)?;
            desk.forget_actor(key, &|filter| asked.is_in(filter))
        }
    }
}

/// How queries name an actor.
struct Asked<'a> {
    key: &'a str,
    /// All names of it that the lists and the collections have.
    names: Vec<String>,
    /// The keys of all others whom the collections name.
    others: FxHashSet<String>,
}

impl<'a> Asked<'a> {
    fn of(library: Option<Connection>, key: &'a str) -> Result<Self, Error> {
        let lists = Gazetteer::embedded();
        let listed = lists.index_of(key).and_then(|index| lists.entry(index));
        let mut names: Vec<String> = listed.map_or_else(Vec::new, |entry| {
            let other = entry.aliases.iter().chain(&entry.latin);
            std::iter::once(&entry.name).chain(other).cloned().collect()
        });
        let mut others = FxHashSet::default();
        if let Some(library) = library {
            let mut all = library.prepare("SELECT id, key FROM entity")?;
            let all = all.query_map([], |row| Ok((EntityId(row.get(0)?), row.get(1)?)))?;
            for (id, other) in all.collect::<Result<Vec<(EntityId, String)>, _>>()? {
                if other != key {
                    others.insert(other);
                } else if let Some(entity) = actors::entity(&library, id)? {
                    names.push(entity.name);
                    names.extend(entity.latin);
                    names.extend(entity.aliases.iter().map(|alias| alias.as_str().to_owned()));
                }
            }
        }
        Ok(Self { key, names, others })
    }

    /// True when a query asks for it, as a search would take it (`Library::called`).
    fn is_in(&self, query: &str) -> bool {
        let Ok(read) = Query::parse(query) else {
            // What cannot be read may still tell whom one looked for.
            let mut names = self.names.iter().map(String::as_str);
            return query.contains(self.key) || names.any(|name| query.contains(name));
        };
        read.actors().into_iter().any(|asked| {
            let wanted = identifier(asked).unwrap_or(asked);
            if wanted == self.key {
                return true;
            }
            // An identifier means that one alone.
            let another =
                self.others.contains(wanted) || Gazetteer::embedded().index_of(wanted).is_some();
            !another && self.names.iter().any(|name| names_match(asked, name))
        })
    }
}

fn everything(folder: &Path) -> Result<usize, Error> {
    let mut gone = 0;
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for file in files {
        let name = file.file_name();
        let name = name.to_string_lossy();
        // Copies, journals and what was set aside too.
        let ours = name.starts_with("library.db") || name.starts_with("desk.db");
        if ours && file.file_type().is_ok_and(|kind| kind.is_file()) {
            std::fs::remove_file(file.path()).map_err(|e| Error::Folder {
                path: name.into_owned(),
                reason: e.to_string(),
            })?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// Takes the kept text of a file's articles away. They are read in again when their
/// collection is opened, for as long as the file is there.
fn forget_text(connection: &Connection, names: &[Vec<u8>]) -> Result<usize, Error> {
    let transaction = connection.unchecked_transaction()?;
    let (mut gone, mut files_gone) = (0, 0);
    for name in names {
        // In any collection, and given twice: then a zero and a number stand behind it.
        let (again, after) = ([name, &b"\0"[..]].concat(), [name, &b"\x01"[..]].concat());
        let files: Vec<(i64, i64)> = transaction
            .prepare(
                "SELECT id, collection FROM file
                 WHERE path = ?1 OR (path > ?2 AND path < ?3)",
            )?
            .query_map((name, again, after), |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (file, collection) in files {
            let articles: FxHashSet<ArticleId> = transaction
                .prepare("SELECT id FROM article WHERE file = ?1")?
                .query_map([file], |row| {
                    Ok(ArticleId(row.get::<_, i64>(0)?.cast_unsigned()))
                })?
                .collect::<Result<_, _>>()?;
            forget_names(&transaction, collection, &articles)?;
            unlist(&transaction, collection, &articles)?;
            gone += transaction.execute("DELETE FROM article WHERE file = ?1", [file])?;
            files_gone += transaction.execute("DELETE FROM file WHERE id = ?1", [file])?;
        }
    }
    // The article may have gone before, with its file, and only its text is left.
    let texts_gone = drop_texts(&transaction)?;
    let anew = dictionary::forget(&transaction)?;
    transaction.commit()?;
    if anew || gone + files_gone + texts_gone > 0 {
        sweep(connection)?;
    }
    Ok(gone)
}

/// Takes away whom these articles name, with all forms of the names. Other articles that name
/// them are linked anew when the collection is opened.
fn forget_names(
    connection: &Connection,
    collection: i64,
    articles: &FxHashSet<ArticleId>,
) -> Result<(), Error> {
    let mut linked = connection.prepare("DELETE FROM link WHERE article = ?1")?;
    for article in articles {
        linked.execute([article.0.cast_signed()])?;
    }
    let mut all = connection.prepare("SELECT id, postings FROM entity WHERE collection = ?1")?;
    let mut rows = all.query([collection])?;
    let mut named = Vec::new();
    while let Some(row) = rows.next()? {
        let packed = row.get_ref(1)?.as_blob().map_err(|_| broken())?;
        let postings = Postings::unpack(packed).ok_or_else(broken)?;
        // Those that nobody names any more were named there once, perhaps.
        if postings.is_empty() || postings.iter().any(|(id, _)| articles.contains(id)) {
            named.push((row.get::<_, i64>(0)?, postings));
        }
    }
    for (entity, postings) in named {
        for (article, _) in postings {
            linked.execute([article.0.cast_signed()])?;
        }
        connection.execute("DELETE FROM entity WHERE id = ?1", [entity])?;
    }
    Ok(())
}

/// Takes articles out of what is shown at once.
fn unlist(
    connection: &Connection,
    collection: i64,
    articles: &FxHashSet<ArticleId>,
) -> Result<(), Error> {
    let packed: Vec<u8> = connection.query_row(
        "SELECT listing FROM collection WHERE id = ?1",
        [collection],
        |row| row.get(0),
    )?;
    let listing = Listing::unpack(&packed).unwrap_or_default();
    let others = |ids: &[ArticleId]| {
        let others = ids.iter().filter(|id| !articles.contains(id));
        others.copied().collect()
    };
    let listing = Listing {
        ids: others(&listing.ids),
        failed: others(&listing.failed),
        ..Listing::default()
    };
    // Which of them are one story is told anew when they are linked.
    connection.execute("DELETE FROM story WHERE collection = ?1", [collection])?;
    connection.execute(
        "UPDATE collection SET linked = 0, listing = ?2, troubles = 0, trouble = '' WHERE id = ?1",
        (collection, listing.pack()),
    )?;
    // Its titles.
    connection.execute("DELETE FROM finder WHERE collection = ?1", [collection])?;
    Ok(())
}

/// Takes the terms of articles that are gone out of the index, and what was out of the journal.
/// Until then they stand there with a mark that they do not count.
pub(super) fn sweep(connection: &Connection) -> Result<(), Error> {
    connection.execute("INSERT INTO term (term) VALUES ('optimize')", [])?;
    // While another Warraq reads, some of it stays until that one ends.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::document::{Format, read};
    use crate::entity::pipeline::{self, Tokens};
    use crate::library::{Draft, Entry, Library, Stage, Which};

    fn library(folder: &Path) -> Library {
        let which = Which::paths(&[PathBuf::from("articles")], Path::new("/"));
        Library::open(folder, which).unwrap().library
    }

    fn put(library: &Library, articles: &[(&str, &str)]) {
        for (rank, (name, text)) in (0u64..).zip(articles) {
            let document = read((*text).to_owned(), Format::Plain);
            let analysis = pipeline::analyse(&document, Gazetteer::embedded());
            let draft =
                Draft::new(&document, Stage::default(), &[]).indexed(&Tokens::of(&document));
            let entry = Entry {
                doc: (*name).to_owned(),
                content: Ok(Box::new(draft.analysed(&analysis))),
            };
            let file = |change: &crate::library::Change<'_>| {
                let path = format!("/articles/{name}");
                let mut filing = change.begin(path.as_bytes(), rank * 64, Stage::default())?;
                change.file(&mut filing, &entry)?;
                change.end(filing, None, false)
            };
            library.change(file).unwrap();
        }
        library.link(Gazetteer::embedded()).unwrap();
        library.prepare_finder().unwrap();
    }

    /// The files of a folder in which these bytes stand.
    fn files_with(folder: &Path, wanted: &str) -> Vec<String> {
        let mut files: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .flatten()
            .filter(|file| {
                let bytes = fs::read(file.path()).unwrap();
                memchr::memmem::find(&bytes, wanted.as_bytes()).is_some()
            })
            .map(|file| file.file_name().to_string_lossy().into_owned())
            .collect();
        files.sort();
        files
    }

    /// The ends of a word and of a name: a term is kept without what it begins with in common
    /// with the one before.
    const WORD: &str = "غغثث";
    const NAME: &str = "فغاني";
    const ARTICLES: [(&str, &str); 3] = [
        (
            "a.txt",
            "أول الكلام\n\nوصل لوكاشينكو إلى مينسك يوم الجمعة وقال كلاما طويلا",
        ),
        (
            "secret.txt",
            "سر مكتوم\n\nكلمة السر ظظغغثث قالها لوكاشينكو، وقال الرئيس سمير ظفغاني شيئا",
        ),
        ("c.txt", "آخر الكلام\n\nقال بوتين إن موسكو بعيدة جدا"),
    ];

    #[test]
    fn no_byte_of_what_was_forgotten_stays() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path();
        {
            let library = library(folder);
            put(&library, &ARTICLES);
            let found = library.find("ظفغاني", 1).unwrap();
            assert_eq!(&*found[0].name, "سمير ظفغاني");
        }
        let wanted = [WORD, NAME, "secret.txt"];
        for wanted in wanted {
            assert_eq!(files_with(folder, wanted), ["library.db"], "{wanted}");
        }
        let what = Forget::Article("/articles/secret.txt".to_owned());
        assert_eq!(forget(folder, &what), Ok(1));
        for wanted in wanted {
            assert_eq!(files_with(folder, wanted), [""; 0], "{wanted}");
        }
        // The others are there, and whom they name comes again.
        let library = library(folder);
        let ids = library.listing().unwrap().ids;
        assert_eq!(ids.len(), 2);
        for id in ids.iter() {
            assert!(library.article(*id).unwrap().is_some());
        }
        assert!(library.is_sound().unwrap() && library.needs_linking().unwrap());
        assert_eq!(library.having("الكلام", None, 9, None).unwrap(), *ids);
        assert_eq!(library.having("ظظغغثث", None, 9, None).unwrap(), []);
        library.link(Gazetteer::embedded()).unwrap();
        let actor = library
            .actor_of_key("alexander-lukashenko")
            .unwrap()
            .unwrap();
        assert_eq!(library.postings(actor.id).unwrap(), [(ids[0], 1)]);
    }

    #[test]
    fn no_byte_stays_of_an_article_that_went_before_it_was_forgotten() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path();
        // Somebody reads meanwhile, so that the journal is not written back at the end.
        let library = library(folder);
        put(&library, &ARTICLES);
        let known = library.known_file(b"/articles/secret.txt", Stage::default());
        let file = known.unwrap().unwrap().file;
        library.change(|change| change.remove_file(file)).unwrap();
        library.link(Gazetteer::embedded()).unwrap();
        assert_ne!(files_with(folder, WORD), [""; 0], "its text is kept");
        let what = Forget::Article("/articles/secret.txt".to_owned());
        assert_eq!(forget(folder, &what), Ok(0));
        assert_eq!(files_with(folder, WORD), [""; 0]);
    }

    #[test]
    fn a_filter_is_forgotten_with_whom_it_asks_for_and_with_nobody_else() {
        use crate::library::{Desktop, State, view::View};

        let data = tempfile::tempdir().unwrap();
        let folder = data.path();
        let library = library(folder);
        put(&library, &ARTICLES);
        let mut actors = library.entities().unwrap().into_iter();
        let actor = actors.find(|(actor, _)| actor.name.contains("ظفغاني"));
        let key = actor.unwrap().0.key.to_string();
        drop(library);
        let (desk, _) = Desk::open(folder).unwrap();
        let which = Which::sample();
        // The filter after this actor was forgotten.
        let after = |filter: &str, forgotten: &str| {
            let view = View {
                filter: filter.to_owned(),
                ..View::default()
            };
            let desktop = Desktop {
                chosen: None,
                pins: Vec::new(),
                list: true,
                sidebar: true,
                view,
            };
            let state = State {
                here: None,
                back: Vec::new(),
                desktop,
            };
            desk.keep(&which, &state, &[], &[], &[], &[]).unwrap();
            let gone = forget(folder, &Forget::Actor(forgotten.to_owned())).unwrap();
            let kept = desk.state(&which).unwrap().unwrap().desktop.view.filter;
            assert_eq!(gone, usize::from(kept.is_empty()), "{filter}");
            kept
        };
        for (filter, forgotten) in [
            ("actor:بوتين", "vladimir-putin"),
            ("سفر OR NOT actor:\"فلاديمير بوتين\"", "vladimir-putin"),
            ("actor:putin is:unread", "vladimir-putin"),
            ("actor:=vladimir-putin", "vladimir-putin"),
            ("(actor:=vladimir-putin", "vladimir-putin"),
            ("actor:إيران", "iran"),
            // Nobody has this one in a list.
            ("actor:ظفغاني", &*key),
        ] {
            assert_eq!(after(filter, forgotten), "", "{filter}");
        }
        for (filter, forgotten) in [
            ("actor:لوكاشينكو", "vladimir-putin"),
            ("airaniran miranda", "iran"),
            ("actor:miranda", "iran"),
            ("actor:=russia", "vladimir-putin"),
            ("actor:بوتين", &*key),
        ] {
            assert_eq!(after(filter, forgotten), filter);
        }
    }

    #[test]
    fn a_collection_that_is_removed_leaves_nothing() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path();
        let which = Which {
            name: Some("news".to_owned()),
            roots: vec![("articles".into(), "/articles".into())],
            ..Which::default()
        };
        put(&Library::open(folder, which).unwrap().library, &ARTICLES);
        assert_eq!(files_with(folder, WORD), ["library.db"]);
        assert!(Library::remove(folder, "news").unwrap());
        for wanted in [WORD, NAME, "secret.txt", "كاشينكو", "لاما"] {
            assert_eq!(files_with(folder, wanted), [""; 0], "{wanted}");
        }
    }
}
