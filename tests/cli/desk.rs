//! What a reader's side of the library prints: stories, notes, searches by name.

use crate::*;

/// Words of their own for each number, so that only the same number is the same story.
pub(super) fn story(number: usize, lead: &str) -> String {
    let letters: Vec<char> = "بتثجحخدرزسشصضطعغفقكلمن".chars().collect();
    let word = |n: usize| -> String {
        let of = |by: usize| letters[(n / by) % letters.len()];
        [of(1), of(22), 'ا', of(484)].into_iter().collect()
    };
    let all = (0..60).map(|at| word(number * 1009 + at * 7));
    format!("{lead}\n\n{}\n", all.collect::<Vec<_>>().join(" "))
}

#[test]
fn stories_are_listed_and_count_once() {
    let named = "وصل لوكاشينكو إلى القاهرة";
    let (a, b) = (story(1, named), story(2, named));
    let c = format!("---\ndate: 2021-05-04\n---\n\n{}", story(1, "عاجل"));
    let folder = folder([
        ("in/a.txt", a.as_bytes()),
        ("in/b.txt", b.as_bytes()),
        ("in/c.md", c.as_bytes()),
        ("in/d.txt", a.as_bytes()),
    ]);
    let at = folder.path();
    let told = run(at, &["list", "--duplicates", "in"]);
    assert_eq!(
        told.out,
        format!("\t1\ta.txt\t\t{named}\n\t1\tc.md\t2021-05-04\tعاجل\n\t1\td.txt\t\t{named}\n")
    );
    assert_eq!((told.code, told.err.as_str()), (0, ""));

    assert_eq!(run(at, &["add", "خبر", "in"]).code, 0);
    let stories = json(&run(at, &["list", "--duplicates", "--json"]));
    assert_eq!(stories.len(), 1);
    assert_eq!(field(&stories[0], "collection"), "خبر");
    let docs = stories[0]["articles"].as_array().unwrap();
    let docs: Vec<&str> = docs.iter().map(|told| field(told, "doc")).collect();
    // A collection stands newest first.
    assert_eq!(docs[0], "c.md");
    assert_eq!(
        run(at, &["list", "--duplicates", "خبر"])
            .out
            .lines()
            .count(),
        3
    );
    let missing = run(at, &["list", "--duplicates", "none"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert_eq!(run(at, &["list", "in"]).code, 2, "paths are for duplicates");

    let count = |args: &[&str]| {
        let lines = json(&run(at, args));
        let actor = lines.iter().find(|l| field(l, "entity") == "cairo");
        actor
            .map(|l| (l["mentions"].clone(), l["documents"].clone()))
            .unwrap()
    };
    assert_eq!(count(&["entities", "in"]), (3.into(), 3.into()));
    assert_eq!(count(&["entities", "--once", "in"]), (2.into(), 2.into()));

    let docs = |args: &[&str]| {
        let lines = json(&run(at, args));
        let docs: Vec<String> = lines
            .iter()
            .map(|l| format!("{} {}", field(l, "doc"), l["copies"]))
            .collect();
        docs
    };
    let each = ["a.txt null", "b.txt null", "d.txt null"];
    assert_eq!(docs(&["search", "--json", "القاهرة", "in"]), each);
    let once = ["a.txt 1", "b.txt null"];
    let args = ["search", "--once", "--json", "القاهرة", "in"];
    assert_eq!(docs(&args), once);
    // A collection stands newest first, and by its name the same is said.
    let args = ["search", "--once", "--json", "القاهرة", "خبر"];
    assert_eq!(docs(&args), once);
}
