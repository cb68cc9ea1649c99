//! What was found before is looked up: it says the same as what is found anew.

use std::io::Write as _;

use crate::*;

const LIST: &str = "[[person]]\nid = \"jane-example\"\nname = \"جين مثال\"\n";

/// Every way in which articles come, with names of every kind of evidence.
fn articles() -> TempDir {
    let long = "قال الرئيس البيلاروسي ألكسندر لوكاشينكو إن الوزير سمير الطيراوي وصل إلى القاهرة. \
        وأضاف الطيراوي أن الرئيس البيلاروسي غادر. زارت جين مثال دمشق.\n";
    let page = format!("<html dir=rtl><body><p>{long}<p>وصل <b>لوكا</b>شينكو.</body></html>");
    let record = |id: &str, text: &str| {
        let record = serde_json::json!({"id": id, "title": "خبر", "text": text, "other": long,
            "spans": [[0, 3, "PER"]]});
        format!("{record}\n")
    };
    let lines = record("k", "وصل لوكاشنكو إلى دمشق.") + &record("l", long) + &record("k", "بوتين");
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("in/a.txt", long), ("b.md", "# لوكاشينكو\n\nفي **مين**سك")]
    {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    let archive = archive.finish().unwrap().into_inner();
    folder([
        ("in/a.txt", long.as_bytes()),
        // The same text with marks beside it, one of which does not fit.
        ("in/b.txt", long.as_bytes()),
        (
            "in/b.ann",
            "T1\tPerson 0 3\tقال\nT2\tPlace 4 10\tلا شيء\n".as_bytes(),
        ),
        (
            "in/c.md",
            format!("---\ntitle: خبر\n---\n\n{long}\n\n- بوتين\n").as_bytes(),
        ),
        ("in/d.html", page.as_bytes()),
        ("in/e.jsonl", lines.as_bytes()),
        ("in/f.zip", &archive),
        ("in/g.bin", b"\0\x01\x02\0"),
        ("list.toml", LIST.as_bytes()),
        // An empty file is an empty library: commands use one, and make none.
        (".home/warraq/library.db", b""),
    ])
}

/// What the commands print, the library having been asked.
fn told(at: &Path, more: &[&str]) -> Vec<(i32, String, String)> {
    let commands: [&[&str]; 5] = [
        &["mentions"],
        &["mentions", "--why"],
        &["mentions", "--weak", "--why", "--format", "tsv"],
        &["mentions", "--parts", "rules"],
        &["entities"],
    ];
    let runs = commands.iter().map(|command| {
        let run = run(at, &[command, more, &["in"]].concat());
        (run.code, run.out, run.err)
    });
    runs.collect()
}

fn kept(at: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(at.join(".home/warraq/library.db")).unwrap()
}

fn texts(at: &Path) -> i64 {
    let count = "SELECT count(*) FROM text";
    kept(at).query_row(count, [], |row| row.get(0)).unwrap()
}

#[test]
fn what_was_found_before_is_told_as_what_is_found_anew() {
    let folder = articles();
    let at = folder.path();
    let mut before = 0;
    let mut answers = Vec::new();
    // Each changes what is found in some article, and none may be answered by another.
    let choices: [&[&str]; 5] = [
        &[],
        &["--gazetteer", "list.toml"],
        &["--annotations", "replace"],
        &["--annotations", "ignore"],
        &["--field", "text=other"],
    ];
    for choice in choices {
        let anew = told(at, &[choice, &["--private"]].concat());
        assert_eq!(told(at, choice), anew, "{choice:?}: the first time");
        let now = texts(at);
        assert!(now > before, "{choice:?}: something is kept");
        before = now;
        assert_eq!(told(at, choice), anew, "{choice:?}: from what is kept");
        assert_eq!(texts(at), now, "{choice:?}: nothing new is found");
        assert!(anew[0].1.contains("e.jsonl#k") && anew[0].1.contains("f.zip/in/a.txt"));
        assert!(!answers.contains(&anew), "{choice:?} changes nothing");
        answers.push(anew);
    }
    assert!(answers[0][2].1.contains("\tweak\t"), "{}", answers[0][2].1);
    assert!(answers[0][0].2.contains("b.ann:2"), "{}", answers[0][0].2);

    // What is changed is found: the list, marks, a text of the same length; marks that come
    // and go.
    let changes: [(&str, Option<String>); 5] = [
        ("list.toml", Some(LIST.replace("جين مثال", "سمير الطيراوي"))),
        ("in/b.ann", Some("T1\tPerson 0 3\tقال\n".to_owned())),
        ("in/e.jsonl", Some("{\"text\":\"بوتين\"}\n".to_owned())),
        ("in/a.ann", Some("T1\tPlace 0 3\tقال\n".to_owned())),
        ("in/b.ann", None),
    ];
    for (name, text) in changes {
        match text {
            Some(text) => fs::write(at.join(name), text).unwrap(),
            None => fs::remove_file(at.join(name)).unwrap(),
        }
        let list = ["--gazetteer", "list.toml"];
        let anew = told(at, &["--gazetteer", "list.toml", "--private"]);
        assert!(!answers.contains(&anew), "{name} changes nothing");
        assert_eq!(told(at, &list), anew, "{name}");
        assert_eq!(told(at, &list), anew, "{name}: from what is kept");
        answers.push(anew);
    }
}

#[test]
fn what_is_kept_is_used_and_what_is_damaged_is_found_anew() {
    let folder = articles();
    let at = folder.path();
    let anew = told(at, &["--private"]);
    let length = fs::metadata(at.join(".home/warraq/library.db"))
        .unwrap()
        .len();
    assert_eq!(length, 0, "--private keeps nothing");
    assert_eq!(told(at, &[]), anew);
    // Another article's names under each key: only who looks there tells them.
    let put = |value: &str| {
        let all = format!("UPDATE text SET analysis = {value}");
        kept(at).execute(&all, []).unwrap();
    };
    put("(SELECT analysis FROM text WHERE id = 1)");
    assert_ne!(told(at, &[]), anew);
    put("x'05ff01'");
    assert_eq!(told(at, &[]), anew);
    // Where there is none, none is made.
    fs::remove_dir_all(at.join(".home/warraq")).unwrap();
    assert_eq!(told(at, &[]), anew);
    assert!(!at.join(".home/warraq").exists());
}
