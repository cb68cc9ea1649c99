//! `--linear`: a reading session through a pipe, and what a screen reader gets to hear.

use super::*;

fn world() -> TempDir {
    folder([
        (
            "a.md",
            "---\ntitle: خبر أول\ndate: 2021-03-14\nsource: صحيفة\n---\n# عنوان\n\nوصل لوكاشينكو إلى **القاهرة**.\n\n- بند عن \u{1b}[31mأوروبا\n\n---\n\nعاد لوكاشنكو إلى مينسك.\n"
                .as_bytes(),
        ),
        ("b.txt", b"Nobody is here.\n"),
        ("c.txt", "Merkel met Lukashenko in Cairo.\n".as_bytes()),
    ])
}

/// What is printed after each line that is typed.
fn said(at: &Path, lines: &str) -> String {
    let run = run_with(at, &["--linear", "."], lines.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

#[test]
fn an_article_is_read_paragraph_by_paragraph_in_logical_order() {
    let world = world();
    let out = said(world.path(), "1\n\n\n\n\n\n\n\nquit\n");
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines,
        [
            "3 articles are open. A number and Enter opens one; Enter alone reads on; help says the rest.",
            "1. خبر أول, صحيفة, 2021-03-14.",
            "2. Nobody is here.",
            "3. Merkel met Lukashenko in Cairo.",
            "Article 1 of 3: خبر أول, صحيفة, 2021-03-14.",
            "6 paragraphs, 4 actors. Enter reads on.",
            "خبر أول",
            "Heading: عنوان",
            "وصل لوكاشينكو إلى القاهرة.",
            "• بند عن ␛[31mأوروبا",
            "Break.",
            "عاد لوكاشنكو إلى مينسك.",
            "End of article 1 of 3. next-article goes on, start reads it again.",
        ]
    );
}

#[test]
fn one_follows_an_actor_from_place_to_place_and_article_to_article() {
    let world = world();
    let out = said(world.path(), "find lukash\n1\nn\nn\nn\nn\nN\nwhere\nquit\n");
    for line in [
        "1. ألكسندر لوكاشينكو (Alexander Lukashenko), person: 3 in all.",
        "Followed: ألكسندر لوكاشينكو (Alexander Lukashenko), person, 3 times in 2 articles. n goes to the next place.",
        "1 of 2, paragraph 3 of 6: “لوكاشينكو”",
        "2 of 2, paragraph 6 of 6: “لوكاشنكو”",
        "Article 3 of 3: Merkel met Lukashenko in Cairo.",
        "1 of 1, paragraph 1 of 1: “Lukashenko”",
        "Followed: ألكسندر لوكاشينكو (Alexander Lukashenko), person, 3 in all.",
    ] {
        assert!(out.lines().any(|l| l == line), "{line}\nis not in\n{out}");
    }
    // A name that one meets can be followed, and its number in the list of actors works too.
    let out = said(
        world.path(),
        "1\nn\nfollow\nactors\n٢\nnobody\n/القاهرة\nn\nn\n",
    );
    for line in [
        "1 of 5, paragraph 3 of 6: “لوكاشينكو”, ألكسندر لوكاشينكو (Alexander Lukashenko), person",
        "1 hits. n goes to the next.",
        "1 of 1, paragraph 3 of 6: “القاهرة”",
        "That was the last hit.",
    ] {
        assert!(out.lines().any(|l| l == line), "{line}\nis not in\n{out}");
    }
    assert_eq!(out.matches("Followed: ").count(), 2, "{out}");
}

#[test]
fn what_is_not_there_is_said_with_the_next_step() {
    let world = world();
    let out = said(
        world.path(),
        "99\nfrobnicate\nfind qqzzxx\n]\nfollow\n2\nactors\n",
    );
    for line in [
        "There is no article 99; there are 3.",
        "“frobnicate” is no command here. help says those that there are.",
        "No actor or title like “qqzzxx”. search looks for words in this article.",
        "Nobody is followed. actors lists those named here.",
        "No name is reached; n goes to one.",
        "Nobody is named in this article.",
    ] {
        assert!(out.lines().any(|l| l == line), "{line}\nis not in\n{out}");
    }
    // Nothing but lines of text, whatever was read.
    let every = said(world.path(), "help\nlist\n1\nall\nactors\nwhere\n");
    assert!(
        !every.chars().any(|c| c.is_control() && c != '\n'),
        "{every}"
    );
    assert!(!every.contains(['─', '│', '●', '▌']), "{every}");
    let none = tempfile::tempdir().unwrap();
    let run = run_with(
        none.path(),
        &["--linear", "."],
        b"n\nlist\n\nfind x\nquit\n",
    );
    assert_eq!(run.code, 0);
    assert!(
        run.out.starts_with("No article could be read."),
        "{}",
        run.out
    );
}
