//! Collections by name: what is kept is printed, and no file is read.

use crate::*;

const COMMANDS: [&[&str]; 8] = [
    &["mentions"],
    &["mentions", "--why", "--weak", "--entity", "القاهرة"],
    &["entities"],
    &["search", "القاهرة"],
    &[
        "search",
        "--json",
        "--relevant",
        "actor:لوكاشينكو OR lukashenko",
    ],
    &["kwic", "القاهرة"],
    &["connections"],
    &["timeline", "--actor", "القاهرة"],
];

fn articles() -> TempDir {
    let folder = folder([
        (
            "in/a.md",
            "---\ndate: 2021-03-14\n---\nوصل لوكاشينكو إلى القاهرة.\n".as_bytes(),
        ),
        (
            "in/b.md",
            "---\ndate: 2021-02-27\n---\nزار الرئيس البيلاروسي ألكسندر لوكاشينكو القاهرة ودمشق.\n"
                .as_bytes(),
        ),
        ("in/c.txt", b"\0\x01"),
        (
            "list.toml",
            "[[place]]\nid=\"cairo\"\nar=[\"أم الدنيا\"]\n".as_bytes(),
        ),
    ]);
    let added = run(folder.path(), &["add", "news", "in"]);
    assert_eq!((added.code, added.err.as_str()), (0, ""));
    folder
}

fn asked(at: &Path, command: &[&str], more: &[&str]) -> (i32, String, String) {
    let run = run(at, &[command, more].concat());
    (run.code, run.out, run.err)
}

#[test]
fn a_name_prints_what_its_paths_print_and_reads_no_file() {
    let folder = articles();
    let at = folder.path();
    let of_paths = COMMANDS.map(|command| asked(at, command, &["in"]));
    for (command, (code, out, _)) in COMMANDS.iter().zip(&of_paths) {
        assert!(*code == 0 && !out.is_empty(), "{command:?}");
    }
    // With nothing kept, the files are read.
    let private = COMMANDS.map(|command| asked(at, command, &["--private", "news"]));
    assert_eq!(private, of_paths);
    fs::remove_dir_all(at.join("in")).unwrap();
    for (command, paths) in COMMANDS.iter().zip(&of_paths) {
        let named = asked(at, command, &["news"]);
        assert_eq!((named.0, &named.1), (paths.0, &paths.1), "{command:?}");
        assert_eq!(named.2, "", "{command:?}");
    }
}

#[test]
fn a_path_goes_before_a_name() {
    let folder = articles();
    let at = folder.path();
    fs::create_dir(at.join("news")).unwrap();
    fs::write(at.join("news/d.txt"), "وصل بوتين إلى موسكو.\n").unwrap();
    let run = run(at, &["entities", "news"]);
    assert!(run.out.contains("vladimir-putin") && !run.out.contains("lukashenko"));
}

#[test]
fn what_a_name_cannot_answer_is_said() {
    let folder = articles();
    let at = folder.path();
    let refused: [(&[&str], &str); 5] = [
        (&["entities", "news", "in"], "asked alone"),
        (
            &["entities", "--gazetteer", "list.toml", "news"],
            "other choices",
        ),
        (
            &["search", "--field", "text=x", "القاهرة", "news"],
            "other choices",
        ),
        (
            &["mentions", "--parts", "rules", "news"],
            "whole recogniser",
        ),
        (&["entities", "nws"], "nws does not exist"),
    ];
    for (args, why) in refused {
        let run = run(at, args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(why), "{args:?}: {}", run.err);
    }
    // Read in with these choices it answers.
    let list = ["--gazetteer", "list.toml"];
    assert_eq!(asked(at, &["update", "news"], &list).0, 0);
    let (code, _, err) = asked(at, &["entities", "news"], &list);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(asked(at, &["entities", "news"], &[]).0, 0);
    // Other lists since then: it is printed as it is kept, and that is said.
    fs::write(
        at.join("list.toml"),
        "[[place]]\nid=\"x\"\nname=\"إكس\"\nabout=\"It\"\n",
    )
    .unwrap();
    let (code, out, err) = asked(at, &["entities", "news"], &[]);
    assert!(code == 0 && out.contains("cairo"));
    assert!(err.contains("warraq update news"), "{err}");
}
