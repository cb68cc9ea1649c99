//! The library on disk and in memory: what is kept, what is given up, what is refused.

mod ahead;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::*;
use crate::document::{Annotation, Format, read};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::kind::Kind;
use crate::entity::link::{Reason, Suggestion};
use crate::entity::mention::{Analysis, Clue, Evidence, Mention};
use crate::entity::pipeline::{self, Parts};
use crate::library::import::Plan;

/// A library in a folder, for the paths given.
fn open(folder: &Path, paths: &[&str]) -> Library {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let which = Which::paths(&paths, Path::new("/articles"));
    Library::open(folder, which).unwrap().library
}

fn draft(name: &str, text: &str) -> Draft {
    let document = read(text.to_owned(), Format::of_name(name));
    let analysis = pipeline::analyse(&document, Gazetteer::embedded());
    Draft::new(&document, Stage::default(), &[]).analysed(&analysis)
}

/// Files articles, one file each, in this order.
fn put(library: &Library, articles: &[(&str, &str)]) {
    for (rank, (name, text)) in (0u64..).zip(articles) {
        put_at(library, rank * 64, name, &[(name, text)]);
    }
    library.link(Gazetteer::embedded()).unwrap();
}

/// Files what stands in one file.
fn put_at(library: &Library, rank: u64, file: &str, articles: &[(&str, &str)]) {
    library
        .change(|change| {
            let mut filing = change.begin(file.as_bytes(), rank, Stage::default())?;
            for (name, text) in articles {
                let entry = Entry {
                    doc: (*name).to_owned(),
                    content: Ok(Box::new(draft(name, text))),
                };
                change.file(&mut filing, &entry)?;
            }
            change.end(filing, None, false)
        })
        .unwrap();
}

/// Everything that can be asked, as text.
fn told(library: &Library) -> String {
    let listing = library.listing().unwrap();
    let mut out = format!("{:?}\n", library.rows(&listing.ids).unwrap());
    for id in listing.ids.iter() {
        let article = library.article(*id).unwrap();
        for mention in article.iter().flat_map(|a| a.mentions.iter()) {
            let actor = article.as_ref().unwrap().actor(mention.entity).unwrap();
            out += &format!("{id:?} {:?} {}\n", mention.range, actor.key);
        }
    }
    for (actor, entity) in library.entities().unwrap() {
        let postings = library.postings(actor.id).unwrap();
        out += &format!(
            "{} {} {} {postings:?} {:?}\n",
            actor.key, actor.all, actor.articles, entity
        );
    }
    out
}

const ARTICLES: [(&str, &str); 3] = [
    (
        "a.md",
        "---\ntitle: عن مينسك\ndate: 2020-08-09\nsource: وكالة\n---\n\nوصل **لوكا**شينكو إلى [القاهرة](https://example.org).\n\n1. بند\n\n> قول\n",
    ),
    ("b.txt", "قال لوكاشينكو إن موسكو بعيدة.\r\nوقال بوتين.\r\n"),
    ("c.txt", ""),
];

#[test]
fn what_was_kept_is_there_again_and_is_the_same_as_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let memory = Library::in_memory().unwrap();
    put(&memory, &ARTICLES);
    let before = {
        let library = open(folder.path(), &["a"]);
        put(&library, &ARTICLES);
        told(&library)
    };
    assert!(before.contains("alexander-lukashenko"), "{before}");
    assert_eq!(before, told(&memory));
    let again = open(folder.path(), &["a"]);
    assert_eq!(told(&again), before);
    // Other paths are another collection.
    let other = open(folder.path(), &["b"]);
    assert!(other.listing().unwrap().ids.is_empty());
    assert!(other.entities().unwrap().is_empty());
    assert!(!again.needs_linking().unwrap() && other.needs_linking().unwrap());
}

#[test]
fn a_document_comes_back_as_it_was_read() {
    let library = Library::in_memory().unwrap();
    put(&library, &ARTICLES);
    let ids = library.listing().unwrap().ids;
    for (id, (name, text)) in ids.iter().zip(ARTICLES) {
        let kept = library.article(*id).unwrap().unwrap().document;
        let fresh = read(text.to_owned(), Format::of_name(name));
        assert_eq!(
            (&kept.source, &kept.meta, &kept.paragraphs),
            (&fresh.source, &fresh.meta, &fresh.paragraphs)
        );
    }
}

#[test]
fn an_order_of_filing_does_not_show() {
    let forward = Library::in_memory().unwrap();
    put(&forward, &ARTICLES);
    let backward = Library::in_memory().unwrap();
    for (rank, (name, text)) in [0, 1, 2].into_iter().zip(ARTICLES).rev() {
        put_at(&backward, rank * 64, name, &[(name, text)]);
        backward.link(Gazetteer::embedded()).unwrap();
    }
    // Numbers of entities are by their coming; everything else is the same.
    let plain = |library: &Library| {
        let entities = library.entities().unwrap();
        let mut lines: Vec<String> = entities
            .into_iter()
            .map(|(a, e)| format!("{e:?} {:?}", library.postings(a.id).unwrap()))
            .collect();
        lines.sort();
        lines
    };
    assert_eq!(plain(&forward), plain(&backward));
}

#[test]
fn a_file_that_changes_takes_its_old_articles_along() {
    let library = Library::in_memory().unwrap();
    let lukashenko = "لوكاشينكو في مينسك";
    put_at(
        &library,
        0,
        "f",
        &[("f#1", lukashenko), ("f#2", "بوتين"), ("f#3", "ميركل")],
    );
    put_at(&library, 64, "g", &[("g", "بوتين")]);
    library.link(Gazetteer::embedded()).unwrap();
    // The first is gone, and the others move up into its place.
    put_at(&library, 0, "f", &[("f#2", "بوتين"), ("f#3", "ميركل")]);
    library.link(Gazetteer::embedded()).unwrap();
    let fresh = Library::in_memory().unwrap();
    put_at(&fresh, 0, "f", &[("f#2", "بوتين"), ("f#3", "ميركل")]);
    put_at(&fresh, 64, "g", &[("g", "بوتين")]);
    fresh.link(Gazetteer::embedded()).unwrap();
    let docs = |library: &Library| {
        let ids = library.listing().unwrap().ids;
        let rows = library.rows(&ids).unwrap();
        rows.iter()
            .map(|r| (r.id, r.doc.to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(docs(&library), docs(&fresh));
    assert_eq!(docs(&library).len(), 3);
    // The last one is gone too; nobody takes its place.
    for library in [&library, &fresh] {
        put_at(library, 0, "f", &[("f#2", "بوتين")]);
        library.link(Gazetteer::embedded()).unwrap();
        let left: Vec<String> = docs(library).into_iter().map(|(_, doc)| doc).collect();
        assert_eq!(left, ["f#2", "g"]);
    }
    let keys = |library: &Library| {
        let all = library.entities().unwrap();
        all.iter()
            .map(|(a, _)| (a.key.to_string(), a.all))
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&library), keys(&fresh));
}

#[test]
fn a_dated_collection_stands_newest_first_and_a_changed_date_moves_an_article() {
    let folder = tempfile::tempdir().unwrap();
    let which = Which {
        name: Some("news".to_owned()),
        roots: Vec::new(),
        dated: true,
        choices: String::new(),
    };
    let library = Library::open(folder.path(), which).unwrap().library;
    let dated = |date: &str| format!("---\ndate: {date}\n---\n\nنص");
    let file = |name: &str, text: &str| put_at(&library, 0, name, &[(name, text)]);
    let order = || {
        library.link(Gazetteer::embedded()).unwrap();
        let ids = library.listing().unwrap().ids;
        assert!(ids.is_sorted());
        let rows = library.rows(&ids).unwrap();
        rows.iter()
            .map(|r| r.doc.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    file("old.md", &dated("1999-12-31"));
    file("none.md", "بلا تاريخ");
    file("new.md", &dated("2024-02-29"));
    file("same.md", &dated("2024-02-29"));
    file("early.md", &dated("0001-01-01"));
    assert_eq!(order(), "new.md same.md old.md early.md none.md");
    file("old.md", &dated("2025-01-01"));
    assert_eq!(order(), "old.md new.md same.md early.md none.md");
    // What keeps its day keeps its place.
    file("new.md", &dated("2024-02-29"));
    assert_eq!(order(), "old.md new.md same.md early.md none.md");
}

#[test]
fn nobody_else_can_read_what_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data/warraq");
    let library = open(&folder, &["a"]);
    put(&library, &ARTICLES);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let mut files = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        files += 1;
    }
    assert!(files >= 2, "the database and its journal");
}

#[test]
fn a_newer_library_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path(), &["a"]));
    let path = folder.path().join("library.db");
    {
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
    }
    let before = fs::read(&path).unwrap();
    let refused = Library::open(folder.path(), Which::default()).unwrap_err();
    assert!(matches!(refused, Error::Newer { .. }), "{refused}");
    assert!(
        refused
            .to_string()
            .contains("library.db was written by a newer Warraq")
    );
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_broken_library_is_set_aside_and_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    for n in 1..3 {
        fs::write(
            &path,
            b"this is no database, whatever its name says ".repeat(200),
        )
        .unwrap();
        let opened = Library::open(folder.path(), Which::default()).unwrap();
        let aside = opened.set_aside.unwrap();
        assert!(
            aside.ends_with(format!("library.db.broken-{n}")),
            "{}",
            aside.display()
        );
        assert!(fs::read(aside).unwrap().starts_with(b"this is no database"));
        put(&opened.library, &ARTICLES);
        assert_eq!(opened.library.listing().unwrap().ids.len(), 3);
    }
    // The database of another program is not ours to use either.
    fs::remove_file(&path).unwrap();
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE t (a); PRAGMA user_version = 1")
        .unwrap();
    assert!(
        Library::open(folder.path(), Which::default())
            .unwrap()
            .set_aside
            .is_some()
    );
}

#[test]
fn damage_inside_is_found_and_no_answer_panics() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path(), &["a"]);
    put(&library, &ARTICLES);
    assert!(library.is_sound().unwrap());
    let id = library.listing().unwrap().ids[0];
    drop(library);
    let path = folder.path().join("library.db");
    for column in ["analysis", "body"] {
        for bytes in [
            "x''",
            "x'00'",
            "x'ffffffffffffffffffff'",
            "x'05ff01'",
            "zeroblob(40)",
        ] {
            let connection = Connection::open(&path).unwrap();
            connection
                .execute_batch(&format!("UPDATE text SET {column} = {bytes}"))
                .unwrap();
            drop(connection);
            let library = open(folder.path(), &["a"]);
            let told = library.article(id);
            assert!(
                matches!(told, Err(Error::Broken { .. })),
                "{column} {bytes} {told:?}"
            );
        }
    }
}

#[test]
fn packed_values_that_do_not_hold_are_refused() {
    let document = read(ARTICLES[0].1.to_owned(), Format::Markdown);
    let packed = pack::document(&document);
    let analysis = pipeline::analyse(&document, Gazetteer::embedded());
    let found = pack::analysis(&analysis);
    assert_eq!(pack::unanalysis(&found), Some(analysis));
    for at in 0..packed.len() {
        assert!(pack::undocument(&packed[..at]).is_none(), "cut at {at}");
    }
    for at in 0..found.len() {
        assert!(pack::unanalysis(&found[..at]).is_none(), "cut at {at}");
    }
    // Any byte may be another: what comes out still holds.
    for at in 0..packed.len() {
        for flip in [1u8, 0x80, 0xff] {
            let mut bytes = packed.clone();
            bytes[at] ^= flip;
            if let Some(document) = pack::undocument(&bytes) {
                let pieces = document.paragraphs.iter().flat_map(|p| &p.pieces);
                for piece in pieces {
                    assert!(piece.range.slice(&document.source).is_some());
                }
            }
        }
    }
}

#[test]
fn two_warraqs_share_a_library() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (open(folder.path(), &["a"]), open(folder.path(), &["a"]));
    put(&one, &ARTICLES);
    // The second found no collection when it was opened; it files into the same one.
    put(&two, &ARTICLES);
    assert_eq!(one.listing().unwrap().ids.len(), 3);
    assert_eq!(told(&one), told(&two));
}

#[test]
fn a_change_that_fails_leaves_nothing_behind() {
    let library = Library::in_memory().unwrap();
    put(&library, &ARTICLES);
    let before = told(&library);
    let failed: Result<(), Error> = library.change(|change| {
        change.clear()?;
        Err(Error::Full)
    });
    assert_eq!(failed, Err(Error::Full));
    assert_eq!(told(&library), before);
    assert!(!library.needs_linking().unwrap());
}

#[test]
fn all_that_is_found_and_all_that_is_told_comes_back() {
    let mut document = read(ARTICLES[0].1.to_owned(), Format::Markdown);
    let range = |start, end| TextRange::new(start, end);
    document.annotations.lost = 3;
    for id in [None, Some("Q1".to_owned())] {
        document.annotations.kept.push(Annotation {
            range: range(0, 2),
            label: "PER".to_owned(),
            id,
        });
    }
    let back = pack::undocument(&pack::document(&document)).unwrap();
    assert_eq!(back.annotations, document.annotations);

    let evidences = [
        Evidence::Listed,
        Evidence::ListedAfterHead,
        Evidence::ListedInArticle,
        Evidence::Title,
        Evidence::Saying,
        Evidence::FirstName,
        Evidence::Head,
        Evidence::Bound,
        Evidence::Imported,
        Evidence::Tagged,
        Evidence::TitleAlone,
    ];
    let mention = |(at, evidence): (usize, Evidence)| Mention {
        range: range(2 * at, 2 * at + 1),
        kind: Kind::ALL[at % 4],
        name: 0,
        evidence,
        clue: [
            Clue::None,
            Clue::TitleInArticle,
            Clue::TitleInList,
            Clue::Tagger {
                percent: 97,
                again: false,
            },
            Clue::Tagger {
                percent: 0,
                again: true,
            },
        ][at % 5],
    };
    let mentions: Vec<Mention> = evidences.into_iter().enumerate().map(mention).collect();
    let analysis = Analysis {
        weak: mentions.iter().rev().copied().collect(),
        mentions,
        names: pipeline::analyse(&document, Gazetteer::embedded()).names,
        trouble: vec!["b.ann:2: what is wrong".to_owned()],
    };
    assert_eq!(pack::unanalysis(&pack::analysis(&analysis)), Some(analysis));

    let flags = vec![false, true, false];
    assert_eq!(pack::unflags(&pack::flags(&flags)), Some(flags));
    assert!(pack::flags(&[false; 9]).is_empty());
    assert_eq!(pack::unflags(&[2]), None);

    let form = || "صيغة".to_owned();
    let sound = |distance, shared| Reason::Sound {
        form: form(),
        distance,
        shared,
    };
    let family = Reason::Family {
        form: form(),
        shared: u16::MAX,
    };
    let reasons = [
        Reason::Listed,
        Reason::First,
        Reason::SameName,
        sound(7, 0),
        sound(u16::MAX, 2),
        family,
    ];
    let packed = pack::reasons(&reasons);
    assert_eq!(pack::unreasons(&packed).as_deref(), Some(&reasons[..]));
    let doubts: Vec<Suggestion> = reasons
        .into_iter()
        .map(|reason| Suggestion {
            entity: "person-1".into(),
            name: "اسم".to_owned(),
            reason,
        })
        .collect();
    let packed = pack::suggestions(&doubts);
    assert_eq!(pack::unsuggestions(&packed), Some(doubts));
}

#[test]
fn another_stage_finds_nothing_of_this_one() {
    let plan = |change: fn(&mut Plan)| {
        let mut plan = Plan::default();
        change(&mut plan);
        Stage::of(&plan, Parts::All)
    };
    let list = |text: &str, name: &str| {
        let (list, _) = Gazetteer::with_lists([(name, text)].into_iter());
        let plan = Plan {
            gazetteer: Some(list.into()),
            ..Plan::default()
        };
        Stage::of(&plan, Parts::All)
    };
    let one = "[[person]]\nid = \"a-b\"\nname = \"س\"\n";
    let stages = [
        plan(|_| {}),
        Stage::of(&Plan::default(), Parts::Rules),
        plan(|plan| plan.latin = true),
        plan(|plan| plan.annotations = annotations::Use::Replace),
        plan(|plan| plan.annotations = annotations::Use::Ignore),
        plan(|plan| {
            let mut options = crate::document::Options::default();
            options.fields.set(crate::document::Field::Text, "body");
            plan.options = options.into();
        }),
        list(one, "a.toml"),
        list(one, "b.toml"),
        list("", "a.toml"),
    ];
    for (at, stage) in stages.iter().enumerate() {
        assert!(!stages[..at].contains(stage), "{at}");
    }
    assert_eq!(stages[0], Stage::default());
}
