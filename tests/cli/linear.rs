//! `--linear`: a reading session through a pipe, and what a screen reader gets to hear.

use std::io::{BufRead, BufReader};

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
            "1. خبر أول, صحيفة, 14 Mar 2021.",
            "2. Nobody is here.",
            "3. Merkel met Lukashenko in Cairo.",
            "Article 1 of 3: خبر أول, صحيفة, 14 Mar 2021.",
            "6 paragraphs. 4 actors. Enter reads on.",
            "خبر أول",
            "Heading: عنوان",
            "وصل لوكاشينكو إلى القاهرة.",
            "• بند عن ␛[31mأوروبا",
            "Break.",
            "عاد لوكاشنكو إلى مينسك.",
            "End of article 1 of 3. J goes to the next, start reads this one again.",
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
        "1 hit. n goes to it.",
        "1 of 1, paragraph 3 of 6: “القاهرة”",
        "That was the last hit. search without words ends the search.",
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
        "There is no article 99; there are 3. list says them.",
        "“frobnicate” is no command here. help says those that there are.",
        "No actor or title like “qqzzxx”. search looks for words in this article.",
        "Nobody is followed. actors says who is named here; a number follows one.",
        "No name is reached; n goes to one.",
        "Nobody is named in this article. find looks for actors in all.",
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
        run.out.starts_with("There is no article to read."),
        "{}",
        run.out
    );
}

/// The lines that are said after each line that is typed, the greeting aside.
fn answers(run: &Run) -> Vec<&str> {
    run.out.lines().skip(4).collect()
}

#[test]
fn one_goes_back_to_where_one_was_before_a_jump_and_forward_again() {
    let world = world();
    let out = said(
        world.path(),
        "1\n\n\n3\nback\nback\nback\nforward\nforward\nforward\n",
    );
    let lines: Vec<&str> = out.lines().skip(4).collect();
    let third = "Article 3 of 3: Merkel met Lukashenko in Cairo.";
    assert_eq!(
        lines,
        [
            "Article 1 of 3: خبر أول, صحيفة, 14 Mar 2021.",
            "6 paragraphs. 4 actors. Enter reads on.",
            "خبر أول",
            "Heading: عنوان",
            third,
            "1 paragraph. 3 actors. Enter reads on.",
            "Article 1 of 3: خبر أول. Paragraph 2 of 6.",
            "Heading: عنوان",
            "This is the oldest place.",
            "This is the oldest place.",
            &format!("{third} At its beginning."),
            "This is the newest place.",
            "This is the newest place.",
        ]
    );
}

#[test]
fn what_was_done_with_an_article_is_said_and_outlives_the_session() {
    let world = world();
    let typed = "2\nall\nstar\ntag سلام، حرب\nnote أعود إليه\nnotes\nnext-unread\nnext-unread\nprevious-unread\nlist\n";
    let out = said(world.path(), typed);
    let third = "Article 3 of 3: Merkel met Lukashenko in Cairo.";
    for line in [
        "Starred.",
        "Tags: سلام، حرب.",
        "Noted on paragraph 1.",
        "1. Paragraph 1: أعود إليه",
        third,
        "No article after this one is unread. Ctrl-p goes back.",
        // The second one is read, so it is passed by.
        "Article 1 of 3: خبر أول, صحيفة, 14 Mar 2021.",
        "2. Nobody is here. Read. Starred.",
    ] {
        assert!(out.lines().any(|l| l == line), "{line}\nis not in\n{out}");
    }
    // In the next session one is where one was, and what was done is there.
    let again = run_with(
        world.path(),
        &["--linear", "--continue", "."],
        b"2\nremove-note 1\nnotes\nread\n",
    );
    let lines = answers(&again);
    assert_eq!(again.out.lines().nth(1), Some("You are where you were."));
    for line in [
        "1 paragraph. 0 actors. Read. Starred. Tags: سلام، حرب. 1 note. Enter reads on.",
        "The note is taken away.",
        "There are no notes on this article. note TEXT writes one on the paragraph that was read last.",
        "Marked as unread.",
    ] {
        assert!(lines.contains(&line), "{line}\nis not in\n{}", again.out);
    }
    // Nothing is written where nothing is to be.
    let private = folder([("b.txt", b"Nobody is here.\n")]);
    let run = run_with(
        private.path(),
        &["--linear", "--private", "."],
        b"1\nstar\n",
    );
    assert_eq!((run.code, run.out.contains("Starred.")), (0, true));
    assert!(!private.path().join(".home/warraq").exists());
}

#[test]
fn a_star_takes_away_no_note_that_was_written_meanwhile() {
    let world = world();
    let mut open = command(world.path(), &["--linear", "."]);
    open.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut open = open.spawn().unwrap();
    let mut typed = open.stdin.take().unwrap();
    let mut said = BufReader::new(open.stdout.take().unwrap()).lines();
    typed.write_all(b"2\n").unwrap();
    let paragraphs = said.find(|line| line.as_ref().unwrap().starts_with("1 paragraph."));
    assert!(paragraphs.is_some());
    let other = self::said(world.path(), "2\ntag peace\nnote elsewhere\n");
    assert!(other.contains("Noted on the article."), "{other}");
    typed.write_all(b"star\n\nquit\n").unwrap();
    assert!(said.any(|line| line.unwrap() == "Starred."));
    assert!(open.wait().unwrap().success());
    let now = self::said(world.path(), "2\nnotes\n");
    for line in [
        "1 paragraph. 0 actors. Read. Starred. Tags: peace. 1 note. Enter reads on.",
        "1. On the article: elsewhere",
    ] {
        assert!(now.lines().any(|l| l == line), "{line}\nis not in\n{now}");
    }
}

#[test]
fn names_or_words_are_said_in_latin_letters_after_their_paragraph() {
    let world = world();
    let out = said(world.path(), "1\nR\n\n\n\nR\nagain\ngloss\nagain\n");
    let lines: Vec<&str> = out.lines().skip(6).collect();
    assert_eq!(
        lines,
        [
            "After each paragraph its names are said in Latin letters.",
            "خبر أول",
            "Heading: عنوان",
            "وصل لوكاشينكو إلى القاهرة.",
            "In Latin letters: Lukashenko; Cairo",
            "After each paragraph all of it is said in Latin letters.",
            "وصل لوكاشينكو إلى القاهرة.",
            "In Latin letters: wasl Lukashenko ila Cairo.",
            "Nothing is said in Latin letters.",
            "وصل لوكاشينكو إلى القاهرة.",
        ]
    );
}

#[test]
fn doubtful_names_are_walked_to_only_when_they_count() {
    let world = folder([(
        "a.txt",
        "وصل فلاديمير بوتين.\n\nثم غادر الرئيس الروسي المدينة.\n".as_bytes(),
    )]);
    let out = said(world.path(), "1\nactors\nW\nactors\nn\nn\nn\nW\nactors\n");
    let of = |text: &str| out.matches(text).count();
    assert_eq!(of(": 1 here,"), 5, "{out}");
    assert_eq!(of(": 2 here,"), 1, "{out}");
    assert_eq!(of("2 of 3, paragraph 2 of 2: “الرئيس”"), 1, "{out}");
    assert_eq!(of(", doubtful\n"), 1, "{out}");
}

#[test]
fn it_speaks_the_language_of_the_locale() {
    let world = world();
    let mut command = command(world.path(), &["--linear", "."]);
    command.env("LC_ALL", "ar_EG.UTF-8").stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let typed = "٢\nمساعدة\nقائمة\nحص\n/(\n".as_bytes();
    child.stdin.take().unwrap().write_all(typed).unwrap();
    let run = done(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for line in [
        "٣ مقالات للقراءة. رقم ثم Enter لفتح مقال؛ Enter وحده لمتابعة القراءة؛ وسائر الأوامر في: مساعدة.",
        "١. خبر أول، صحيفة، ١٤ مارس ٢٠٢١.",
        "المقال ٢ من ٣: Nobody is here.",
        "فقرة واحدة. لا أسماء. Enter للقراءة.",
        "قائمة، list: المقالات؛ ومع رقم منه فصاعدًا. رقم وحده لفتح مقال.",
        "«حص» ليس أمرًا هنا. الأوامر في: مساعدة.",
        "خطأ في السؤال. تنقص كلمة بعد (. اكتبها، أو احذفه.",
    ] {
        assert!(
            run.out.lines().any(|l| l == line),
            "{line}\nis not in\n{}",
            run.out
        );
    }
}

#[test]
fn a_collection_is_read_by_its_name_and_what_was_left_out_is_said() {
    let world = folder([
        ("news/a.txt", b"Nobody is here.\n"),
        ("news/b.epub", b"PK\x03\x04 no archive\0\x01"),
    ]);
    let add = run(world.path(), &["add", "daily", "news"]);
    let out = run_with(world.path(), &["--linear", "daily"], b"problems\n1\n\n");
    assert_eq!((add.code, out.code), (3, 3), "{}", out.out);
    let first = out.out.lines().next().unwrap_or_default();
    assert!(first.contains("left out"), "{}", out.out);
    assert!(out.out.contains("Article 1 of"), "{}", out.out);
    assert!(out.out.ends_with("Nobody is here.\n"), "{}", out.out);
}
