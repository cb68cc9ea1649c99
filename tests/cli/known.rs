//! Lists of the reader's own, marks of other programs, scores.

use crate::*;

const TEXT: &[u8] = "وصل لوكاشينكو إلى القاهرة.\n".as_bytes();

const LIST: &[u8] =
    "[[person]]\nid = \"jane-example\"\nname = \"جين مثال\"\nla = [\"Jane Example\"]\n".as_bytes();

#[test]
fn lists_are_read_from_the_settings_and_from_the_command_line() {
    let text = "زارت جين مثال دمشق. Jane Example left.\n".as_bytes();
    let folder = folder([
        (".home/warraq/gazetteer/mine.toml", LIST),
        ("b.txt", text),
        (
            "more/x.toml",
            "[[place]]\nid = \"damascus\"\nar = [\"الفيحاء\"]\n".as_bytes(),
        ),
        (
            "bad.toml",
            "[[person]]\nid = \"x-y\"\nname = \"دمشق\"\nla = [\"Xavier Yes\"]\n".as_bytes(),
        ),
        ("c.txt", "عاد إلى الفيحاء. Xavier Yes left.\n".as_bytes()),
    ]);
    let at = folder.path();
    let lines = json(&run(at, &["mentions", "b.txt"]));
    let jane = |l: &&Value| field(l, "entity") == "jane-example";
    assert_eq!(lines.iter().filter(jane).count(), 2, "{lines:?}");

    let run = run(
        at,
        &[
            "mentions",
            "--gazetteer",
            "more",
            "--gazetteer",
            "bad.toml",
            "c.txt",
        ],
    );
    assert_eq!(run.code, 3);
    assert!(
        run.err
            .contains("bad.toml:3: the form `دمشق` of `x-y` already means `damascus`"),
        "{}",
        run.err
    );
    assert!(
        run.out.contains("\"damascus\"") && run.out.contains("\"x-y\""),
        "{}",
        run.out
    );
}

#[test]
fn marks_beside_an_article_add_and_replace() {
    let folder = folder([
        ("in/a.txt", TEXT),
        (
            "in/a.ann",
            "T1\tORG 0 3\tوصل\nT2\tPER 99 101\tدمشق\n".as_bytes(),
        ),
        ("in/b.md", TEXT),
        (
            "in/b.md.mentions.jsonl",
            "{\"start\":18,\"end\":25,\"kind\":\"place\",\"entity\":\"minsk\"}\n".as_bytes(),
        ),
        ("in/c.txt", TEXT),
        ("in/c.conll", "وصل O\nلوكاشينكو B-LOC\n".as_bytes()),
        ("in/lonely.ann", "Not about an article.\n".as_bytes()),
    ]);
    let rows: [(&str, &[&str]); 3] = [
        (
            "add",
            &[
                "a.txt organisation",
                "a.txt person",
                "a.txt place",
                "b.md person",
                "b.md place",
                "c.txt place",
                "c.txt place",
            ],
        ),
        (
            "replace",
            &["a.txt organisation", "b.md place", "c.txt place"],
        ),
        (
            "ignore",
            &[
                "a.txt person",
                "a.txt place",
                "b.md person",
                "b.md place",
                "c.txt person",
                "c.txt place",
            ],
        ),
    ];
    for (how, wanted) in rows {
        let run = run(folder.path(), &["mentions", "--annotations", how, "in"]);
        assert_eq!(run.code, 0);
        let found: Vec<String> = run
            .out
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).unwrap())
            .map(|l| format!("{} {}", field(&l, "doc"), field(&l, "kind")))
            .collect();
        assert_eq!(found, wanted, "{how}");
        let said = run.err.contains("a.ann:2: “دمشق” stands neither");
        assert_eq!(said, how != "ignore", "{}", run.err);
    }
    let run = run(folder.path(), &["mentions", "in"]);
    assert!(
        run.out
            .contains("\"entity\":\"minsk\",\"name\":\"مينسك\",\"surface\":\"القاهرة\""),
        "{}",
        run.out
    );
}

#[test]
fn marks_are_brought_in() {
    use std::os::unix::fs::PermissionsExt;
    let marks = "{\"doc\":\"x/a.txt\",\"start\":0,\"end\":3,\"kind\":\"ORG\",\"surface\":\"وصل\"}\n\
                 {\"doc\":\"none.txt\",\"start\":0,\"end\":3,\"kind\":\"ORG\"}\n";
    let folder = folder([("in/a.txt", TEXT), ("m.jsonl", marks.as_bytes())]);
    let at = folder.path();
    let import = ["import-annotations", "--marks", "m.jsonl", "in"];
    let first = run(at, &import);
    assert_eq!((first.code, first.out.as_str()), (3, ""), "{}", first.err);
    assert!(
        first.err.contains("none.txt is none of the articles"),
        "{}",
        first.err
    );
    let written = at.join("in/a.txt.mentions.jsonl");
    let mode = fs::metadata(&written).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let lines = json(&run(at, &["mentions", "in"]));
    assert_eq!(field(&lines[0], "surface"), "وصل");
    assert_eq!(lines.len(), 3);

    let again = run(at, &import);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(run(at, &[&import[..], &["--force"]].concat()).code, 3);
    assert_eq!(
        run(at, &["import-annotations", "--marks", "in/a.txt", "in"]).code,
        2
    );
}

#[test]
fn mentions_are_scored() {
    let gold = "file\tstart_char\tend_char\ttype\tsurface\n\
                a.txt\t4\t13\tPER\tلوكاشينكو\na.txt\t14\t17\tLOC\tإلى\n";
    let folder = folder([("gold.tsv", gold.as_bytes()), ("txt/a.txt", TEXT)]);
    let at = folder.path();
    let score = run(at, &["score", "gold.tsv"]);
    assert_eq!((score.code, score.err.as_str()), (0, ""));
    let lines: Vec<&str> = score.out.lines().collect();
    assert_eq!(lines.len(), 10);
    assert_eq!(lines[0], "strict\tperson\t100.0\t100.0\t100.0\t1\t1\t1");
    assert_eq!(lines[1], "strict\tplace\t0.0\t0.0\t0.0\t1\t1\t0");
    assert_eq!(lines[9], "span\tall\t50.0\t50.0\t50.0\t2\t2\t1");
    let lines = json(&run(
        at,
        &[
            "score", "--kinds", "person", "--format", "jsonl", "gold.tsv",
        ],
    ));
    assert_eq!(lines.len(), 7);
    assert_eq!(lines[2]["f1"].as_f64(), Some(100.0));
    assert_eq!(run(at, &["score", "none.tsv", "txt"]).code, 1);
}
