//! Every place of an actor or of words, each in its line.

use crate::*;

const OLD: &[u8] =
    "---\ntitle: القديم\ndate: 2020-01-01\n---\nوصل لوكاشينكو إلى القاهرة، ثم **لوكا**شينكو بعيد.\n"
        .as_bytes();
const NEW: &[u8] =
    "---\ntitle: New\ndate: 2021-05-04\nsource: BBC\n---\nA call from Lukashenko\tyesterday.\n"
        .as_bytes();

fn world() -> TempDir {
    folder([("in/a.md", OLD), ("in/b.md", NEW)])
}

/// Fields of each line.
fn lines(args: &[&str]) -> Vec<Vec<String>> {
    let world = world();
    let run = run(world.path(), args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect();
    run.out.lines().map(fields).collect()
}

#[test]
fn lines_of_an_actor_stand_in_the_order_that_is_asked() {
    let rows: &[(&[&str], &[&str])] = &[
        (
            &["alexander-lukashenko"],
            &[
                " إلى القاهرة، ثم لوكاشينكو بعيد.",
                " بعيد.",
                "\\tyesterday.",
            ],
        ),
        (
            &["--sort", "date", "Lukashenko"],
            &[
                " إلى القاهرة، ثم لوكاشينكو بعيد.",
                " بعيد.",
                "\\tyesterday.",
            ],
        ),
        (
            &["--sort", "previous", "لوكاشينكو"],
            &[
                " بعيد.",
                " إلى القاهرة، ثم لوكاشينكو بعيد.",
                "\\tyesterday.",
            ],
        ),
        (&["--query", "قاهرة"], &["، ثم لوكاشينكو بعيد."]),
        (
            &["call yesterday", "--tsv"],
            &[".", " from Lukashenko\\tyesterday."],
        ),
    ];
    for (args, wanted) in rows {
        let args = [&["kwic"], *args, &["in"]].concat();
        let got: Vec<String> = lines(&args).into_iter().map(|l| l[6].clone()).collect();
        assert_eq!(got, *wanted, "{args:?}");
    }
}

#[test]
fn offsets_hold_and_lines_are_cut_at_words() {
    let world = world();
    let text = String::from_utf8(OLD.to_vec()).unwrap();
    let all = json(&run(
        world.path(),
        &[
            "kwic",
            "--jsonl",
            "--width",
            "30",
            "alexander-lukashenko",
            "in/a.md",
        ],
    ));
    assert_eq!(all.len(), 2);
    for line in &all {
        let at = |name: &str| usize::try_from(line[name].as_u64().unwrap()).unwrap();
        let surface: String = text
            .chars()
            .skip(at("start"))
            .take(at("end") - at("start"))
            .collect();
        assert_eq!(surface.replace('*', ""), field(line, "hit"));
        assert_eq!(field(line, "title"), "القديم");
        assert_eq!(field(line, "date"), "2020-01-01");
        let whole = format!(
            "{}{}{}",
            field(line, "before"),
            field(line, "hit"),
            field(line, "after")
        );
        assert!(whole.chars().count() <= 30, "{whole}");
        assert!(text.replace('*', "").contains(&whole), "{whole}");
    }
    // The same mentions as `mentions` prints.
    let mentions = json(&run(
        world.path(),
        &["mentions", "--entity", "alexander-lukashenko", "in/a.md"],
    ));
    let places = |lines: &[Value]| {
        let mut places: Vec<(u64, u64)> = lines
            .iter()
            .map(|l| (l["start"].as_u64().unwrap(), l["end"].as_u64().unwrap()))
            .collect();
        places.sort_unstable();
        places
    };
    assert_eq!(places(&all), places(&mentions));
}

#[test]
fn nothing_found_is_one_and_no_query_is_two() {
    let world = world();
    let run = |what: &str| run(world.path(), &["kwic", what, "in"]);
    assert_eq!((run("nobody").code, run("nobody").out.as_str()), (1, ""));
    let bad = run("before:soon");
    assert_eq!(bad.code, 2);
    assert!(bad.err.contains("does not hold"), "{}", bad.err);
}
