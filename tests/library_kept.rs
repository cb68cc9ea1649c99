//! A library on disk that is opened again says what a fresh one says, whatever changed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use warraq::entity::pipeline::Parts;
use warraq::library::import::Plan;
use warraq::library::lists::Lists;
use warraq::library::{Library, Which};
use warraq::work::{self, Outcome, Relink};

const TEXT: &str = "قال الرئيس البيلاروسي ألكسندر لوكاشينكو إن الوزير سمير الطيراوي وصل إلى \
    القاهرة. وأضاف الطيراوي أن الرئيس البيلاروسي غادر. زارت جين مثال دمشق.\n";

fn plan(folder: &Path, paths: &[&str]) -> Plan {
    let paths: Vec<PathBuf> = paths.iter().map(|path| folder.join(path)).collect();
    let mut plan = Plan::of_paths(&paths);
    let list = folder.join("list.toml");
    if list.exists() {
        plan.gazetteer = Lists::read(None, &[list]).gazetteer;
    }
    plan
}

/// Everything that can be asked of a library, but for numbers that only it knows.
fn told(library: &Library) -> String {
    let trouble = library.trouble().unwrap();
    let first = trouble.first().cloned().unwrap_or_default();
    assert_eq!(library.first_trouble().unwrap(), (trouble.len(), first));
    let mut out = format!("{trouble:?}\n");
    let actor = |id| library.actor(id).unwrap().unwrap().key;
    let ids = library.listing().unwrap().ids;
    for row in library.rows(&ids).unwrap() {
        out += &format!("{} {:?} {:?}\n", row.doc, row.title, row.failed);
        let Some(article) = library.article(row.id).unwrap() else {
            continue;
        };
        out += &format!("{:?}\n", article.document);
        for actors in [&article.actors, &article.with_weak] {
            let counts = actors.iter().map(|a| (&a.key, a.here, a.all, a.articles));
            out += &format!("{:?}\n", counts.collect::<Vec<_>>());
        }
        for mention in article.mentions.iter().chain(&*article.weak) {
            out += &format!("{:?} {}\n", mention.range, actor(mention.entity));
            let why = library.why(row.id, mention.range.start).unwrap();
            out += &format!("{}\n", why.unwrap());
        }
        out += &format!("{:?}\n", library.whys(row.id).unwrap());
    }
    for (actor, entity) in library.entities().unwrap() {
        let docs: Vec<u32> = library
            .postings(actor.id)
            .unwrap()
            .iter()
            .map(|p| p.1)
            .collect();
        out += &format!("{} {entity:?} {docs:?}\n", actor.all);
    }
    out
}

fn read(library: &Library, plan: &mut Plan) -> Outcome {
    work::read_in(library, plan, Parts::All, Relink::Often, |_, _| true).unwrap()
}

#[test]
fn what_changes_is_read_again_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let put = |name: &str, text: &str| {
        fs::create_dir_all(at.join(name).parent().unwrap()).unwrap();
        fs::write(at.join(name), text).unwrap();
    };
    put("in/a.txt", TEXT);
    put("in/b.md", TEXT);
    put(
        "in/c.jsonl",
        "{\"id\":\"k\",\"text\":\"بوتين\",\"spans\":[[0,2,\"PER\"]]}\n{\"text\":\"دمشق\"}\n",
    );
    // Given twice, read twice.
    let paths = ["in", "in/a.txt"];
    let open = || {
        let which = Which::paths(&[at.join("in")], at);
        Library::open(&at.join("data"), which).unwrap().library
    };
    let steps: [(&str, &str, usize); 6] = [
        ("in/c.jsonl", "", 4),
        ("", "", 0),
        (
            "in/b.ann",
            "T1\tPerson 0 3\tقال\nT2\tPlace 90 97\tلا شيء\n",
            1,
        ),
        ("in/b.md", "وصل لوكاشنكو.\n", 1),
        (
            "list.toml",
            "[[person]]\nid = \"jane-example\"\nname = \"جين مثال\"\n",
            4,
        ),
        (
            "list.toml",
            "[[person]]\nid = \"jane-other\"\nname = \"جين مثال\"\n",
            4,
        ),
    ];
    let mut before = String::new();
    for (name, text, count) in steps {
        if !text.is_empty() {
            put(name, text);
        }
        let mut plan = plan(at, &paths);
        let kept = open();
        let outcome = read(&kept, &mut plan);
        assert_eq!(outcome.read, count, "{name}");
        let fresh = Library::in_memory().unwrap();
        read(&fresh, &mut plan);
        let now = told(&fresh);
        assert_eq!(told(&kept), now, "{name}");
        assert_eq!(told(&open()), now, "{name}: opened again");
        assert_eq!(
            before == now,
            name.is_empty(),
            "{name} changes what is told"
        );
        before = now;
    }
    assert!(
        before.contains("jane-other") && before.contains("b.ann:2"),
        "{before}"
    );
}

#[test]
fn doubtful_names_that_count_are_kept_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let texts = tempfile::tempdir().unwrap();
    // How sure the tagger is of a name goes with the words around it and with its weights, so
    // there are several of both.
    let names = ["بوردوفسكا", "فلاتسيموفيتش", "سمير الطيراوي"];
    let around = [
        "حضر NAME الحفل مع أصدقائه.",
        "تلك NAME التي لا تنسى.",
        "حكاية NAME والبحر.",
    ];
    for (n, name) in names.iter().enumerate() {
        let sure = "قال المدير NAME إن الشركة ستتوسع. وأضاف NAME أن العام صعب.\n";
        let sure = sure.replace("NAME", name);
        // One article alone is not enough to be sure of somebody elsewhere.
        for copy in 0..3 {
            fs::write(texts.path().join(format!("a{n}{copy}.txt")), &sure).unwrap();
        }
        for (at, around) in around.iter().enumerate() {
            let text = around.replace("NAME", name);
            fs::write(texts.path().join(format!("b{n}{at}.txt")), text).unwrap();
        }
    }
    let paths = [texts.path().to_path_buf()];
    let mut plan = Plan::of_paths(&paths);
    let open = || {
        let which = Which::paths(&paths, Path::new("/"));
        Library::open(folder.path(), which).unwrap().library
    };
    let kept = open();
    read(&kept, &mut plan);
    let fresh = Library::in_memory().unwrap();
    read(&fresh, &mut plan);
    let now = told(&fresh);
    assert!(
        now.contains("(probability 0.") && now.contains("counted since"),
        "{now}"
    );
    assert_eq!(told(&kept), now);
    assert_eq!(told(&open()), now);
}
