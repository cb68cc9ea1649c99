//! Where words stand.

use crate::*;

const OLD: &[u8] = "---\ntitle: القديم\ndate: 2020-01-01\nlang: ar\n---\nوللفيروس ثمن، قال **لوكا**شينكو.\r\nسطر ثانٍ\n".as_bytes();
const NEW: &[u8] =
    "---\ntitle: الجديد\ndate: 2021-05-04\nsource: BBC\n---\nعاد الفيروسُ في مدرسه\n".as_bytes();

fn world() -> TempDir {
    folder([
        ("in/a.md", OLD),
        ("in/b.md", NEW),
        ("in/c.txt", b"Nothing but\x1b fever\x1b[31m.\n"),
    ])
}

/// `doc hit` of each line.
fn lines(args: &[&str]) -> Vec<String> {
    let world = world();
    let run = run(world.path(), args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    let fields = run.out.lines().map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 6, "{line}");
        format!("{} {}", fields[0], fields[4])
    });
    fields.collect()
}

#[test]
fn hits_are_one_a_line_in_the_order_that_is_asked() {
    let rows: &[(&[&str], &[&str])] = &[
        (&["فيروس"], &["a.md فيروس", "b.md فيروسُ"]),
        (&["--newest", "فيروس"], &["b.md فيروسُ", "a.md فيروس"]),
        (&["--newest", "--limit", "1", "فيروس"], &["b.md فيروسُ"]),
        (&["--exact", "marks", "فيروس"], &["a.md فيروس"]),
        (&["\"الفيروس\""], &["b.md الفيروسُ"]),
        (&["فيروس before:2021"], &["a.md فيروس"]),
        (&["source:bbc"], &["b.md "]),
        (&["--fold", "teh", "مدرسة"], &["b.md مدرسه"]),
        (&["لوكاشينكو"], &["a.md لوكاشينكو"]),
        (&["lukashenko"], &["a.md لوكاشينكو"]),
        (&["actor:lukashenko"], &["a.md لوكاشينكو"]),
        (&["fever OR ثمن"], &["a.md ثمن", "c.txt fever"]),
        (&["/فير.س/ ثمن"], &["a.md فيروس", "a.md ثمن"]),
    ];
    for (args, wanted) in rows {
        let args = [&["search"], *args, &["in"]].concat();
        assert_eq!(lines(&args), *wanted, "{args:?}");
    }
}

#[test]
fn offsets_count_scalars_of_the_text() {
    let world = world();
    for (query, doc, bytes) in [("فيروس", "in/a.md", OLD), ("سطر", "in/a.md", OLD)] {
        let lines = json(&run(world.path(), &["search", "--json", query, doc]));
        let scalars: Vec<char> = std::str::from_utf8(bytes).unwrap().chars().collect();
        let at = |name: &str| usize::try_from(lines[0][name].as_u64().unwrap()).unwrap();
        let surface: String = scalars[at("start")..at("end")].iter().collect();
        assert_eq!((surface.as_str(), lines.len()), (query, 1));
        assert_eq!(field(&lines[0], "hit"), query);
        assert_eq!(field(&lines[0], "title"), "القديم");
        assert_eq!(field(&lines[0], "date"), "2020-01-01");
    }
    // A name across Markdown signs is read as one word, and its offsets are those of the source.
    let lines = json(&run(
        world.path(),
        &["search", "--json", "لوكاشينكو", "in/a.md"],
    ));
    assert_eq!(field(&lines[0], "hit"), "لوكاشينكو");
    assert_eq!(field(&lines[0], "before"), "وللفيروس ثمن، قال ");
}

#[test]
fn exit_codes_are_those_of_grep() {
    let world = world();
    let code = |args: &[&str]| run(world.path(), &[&["search"], args].concat()).code;
    assert_eq!(code(&["فيروس", "in"]), 0);
    assert_eq!(code(&["نادر", "in"]), 1);
    assert_eq!(code(&["(فيروس", "in"]), 2);
    assert_eq!(code(&["فيروس", "nowhere"]), 2);
    assert_eq!(code(&["فيروس", "in/a.md", "nowhere"]), 3);
    assert_eq!(code(&["", "in"]), 2);
}

#[test]
fn a_bad_query_is_pointed_at() {
    let world = world();
    let told = |query: &str| run(world.path(), &["search", query, "in"]).err;
    let err = told("a AND before:soon");
    let lines: Vec<&str> = err.lines().collect();
    assert!(
        lines[0].contains("at character 14: “soon” is no date"),
        "{err}"
    );
    assert_eq!(lines[1], "  a AND before:soon");
    assert_eq!(lines[2], "               ^^^^");
    let err = told("قال \"نعم");
    assert!(
        err.contains("at character 5: “\"” is not closed. Add “\"” at the end."),
        "{err}"
    );
    assert!(!told("\u{1b}[31m (").contains('\u{1b}'));
}

#[test]
fn no_control_is_printed() {
    let world = world();
    for args in [
        &["search", "fever", "in"][..],
        &["search", "--json", "fever", "in"],
    ] {
        let run = run(world.path(), args);
        assert_eq!((run.code, run.out.lines().count()), (0, 1));
        assert!(!run.out.contains('\u{1b}'), "{:?}", run.out);
    }
}
