//! `--linear` over all articles: searching, the card of an actor, undo, stories that are told
//! several times.

use std::io::{BufRead as _, BufReader};

use super::*;

fn world() -> TempDir {
    folder([
        (
            "a.md",
            "---\ntitle: خبر أول\ndate: 2021-03-14\nsource: صحيفة\n---\n# عنوان\n\nوصل الرئيس لوكاشينكو إلى القاهرة، ثم زار لوكاشينكو الأهرام.\n\n## Second\n\nانظر [الموقع](https://example.org/a) في مينسك.\n"
                .as_bytes(),
        ),
        ("b.txt", b"Nobody is here.\n"),
        (
            "c.md",
            "---\ntitle: Meeting\ndate: 2021-04-02\n---\nMerkel met Lukashenko in Cairo. وقال لوكاشينكو نعم.\n"
                .as_bytes(),
        ),
    ])
}

fn told(at: &Path, args: &[&str], lines: &str) -> Vec<String> {
    let run = run_with(at, &[&["--linear"], args].concat(), lines.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    // The greeting says how many there are, and which.
    let said = run.out.lines().map(str::to_owned);
    said.collect()
}

/// What is printed after the greeting, which has this many lines.
fn after(greeting: usize, lines: Vec<String>) -> Vec<String> {
    lines.into_iter().skip(greeting).collect()
}

const FIRST: &str = "Article 1 of 3: خبر أول, صحيفة, 14 Mar 2021.";
const THIRD: &str = "Article 3 of 3: Meeting, 2 Apr 2021.";
const ABOUT_BOTH: &str = "وصل الرئيس لوكاشينكو إلى القاهرة، ثم زار لوكاشينكو الأهرام.";
const MERKEL: &str = "Merkel met Lukashenko in Cairo. وقال لوكاشينكو نعم.";

#[test]
fn words_in_all_articles_are_said_in_lines_and_a_number_opens_one() {
    let world = world();
    let typed = "search-all لوكاشينكو\n2\nn\nn\nN\nwhere\nsearch-all\nn\n";
    let said = after(4, told(world.path(), &["."], typed));
    let wanted = [
        "3 hits in 2 articles. A number opens one; n goes to the first, and on from hit to hit.",
        "1. صحيفة, 14 Mar 2021: وصل الرئيس “لوكاشينكو” إلى القاهرة، ثم زار لوكاشينكو الأهرام.",
        "2. صحيفة, 14 Mar 2021: …الرئيس لوكاشينكو إلى القاهرة، ثم زار “لوكاشينكو” الأهرام.",
        "3. 2 Apr 2021: Merkel met Lukashenko in Cairo. وقال “لوكاشينكو” نعم.",
        FIRST,
        "2 of 2, paragraph 3 of 5: “لوكاشينكو”",
        ABOUT_BOTH,
        THIRD,
        "1 of 1, paragraph 2 of 2: “لوكاشينكو”",
        MERKEL,
        "Past the last hit: again from the first.",
        FIRST,
        "1 of 2, paragraph 3 of 5: “لوكاشينكو”",
        ABOUT_BOTH,
        "Before the first hit: again from the last.",
        THIRD,
        "1 of 1, paragraph 2 of 2: “لوكاشينكو”",
        MERKEL,
        "Article 3 of 3: Meeting. Paragraph 2 of 2.",
        "Searched in all: “لوكاشينكو”, 3 hits in 2 articles.",
        "The search is over.",
    ];
    assert_eq!(said[..wanted.len()], wanted);
    assert_eq!(
        said[wanted.len()],
        "That was the last name of this article. J goes to the next article."
    );
}

#[test]
fn the_same_queries_are_taken_as_on_the_command_line() {
    let world = world();
    let typed = "S lukashenko after:2021-04\nn\nsearch-all source:صحيفة\n1\nhits\nsearch-best peace OR\nsearch-all zzqq\nhits\nsearch-all @none\nsearch-all\n";
    let said = after(4, told(world.path(), &["."], typed));
    for line in [
        "2 hits in 1 article. A number opens one; n goes to the first, and on from hit to hit.",
        "1. 2 Apr 2021: Merkel met “Lukashenko” in Cairo. وقال لوكاشينكو نعم.",
        "1 of 2, paragraph 2 of 2: “Lukashenko”",
        "1 article is found. A number opens it.",
        "1. خبر أول, صحيفة, 14 Mar 2021.",
        FIRST,
        "There are 1 in that list. hits 1 begins at the first.",
        "The query does not hold. A word is missing after OR. Write one, or take it away.",
        "“zzqq” is in no article. A * behind a word finds longer ones.",
        "No search is called “none”. saved says those that there are.",
    ] {
        assert!(
            said.iter().any(|l| l == line),
            "{line}\nis not in\n{said:#?}"
        );
    }
    let also = "“lukashenko” is also read as لوكاشينكو";
    assert!(said.iter().any(|l| l.starts_with(also)), "{said:#?}");
    let none = "No search in all articles found anything. search-all WORDS does it.";
    assert_eq!(said.iter().filter(|l| *l == none).count(), 1, "{said:#?}");
    // `n` after a search goes to the first hit that was said, wherever one was.
    let said = told(world.path(), &["."], "3\nsearch-all لوكاشينكو\nn\n");
    assert_eq!(
        said[said.len() - 3..],
        [FIRST, "1 of 2, paragraph 3 of 5: “لوكاشينكو”", ABOUT_BOTH]
    );
}

#[test]
fn hits_are_said_a_page_at_a_time() {
    let many: String = (0..50).map(|n| format!("كلمة {n}\n\n")).collect();
    let world = folder([("a.txt", many.as_bytes()), ("b.txt", many.as_bytes())]);
    let said = after(
        3,
        told(
            world.path(),
            &["."],
            "search-all كلمة\nhits\nhits ٣٩\nhits\n40\n",
        ),
    );
    let numbers: Vec<&str> = said
        .iter()
        .filter_map(|l| l.split_once(". a.txt").or(l.split_once(". كلمة")))
        .map(|l| l.0)
        .collect();
    let of = |from: usize, to: usize| (from..=to).map(|n| n.to_string());
    // Twenty of each article are listed.
    let wanted: Vec<String> = of(1, 20).chain(of(21, 40)).chain(of(39, 40)).collect();
    assert_eq!(numbers, wanted, "{said:#?}");
    for line in [
        "20 more: hits.",
        "There are 40 in that list. hits 1 begins at the first.",
        "Article 2 of 2: كلمة 0.",
    ] {
        assert!(
            said.iter().any(|l| l == line),
            "{line}\nis not in\n{said:#?}"
        );
    }
}

#[test]
fn a_number_after_a_hit_is_a_hit_and_n_begins_where_hits_did() {
    let many: String = (0..50).map(|n| format!("كلمة {n}\n\n")).collect();
    let world = folder([("a.txt", many.as_bytes()), ("b.txt", many.as_bytes())]);
    let typed = "search-all كلمة\n2\n3\nW\n4\nhits 21\nn\nhits 18446744073709551615\n";
    let said = told(world.path(), &["."], typed);
    let places: Vec<&str> = said
        .iter()
        .filter_map(|l| l.split_once(" of 50, paragraph "))
        .map(|l| l.0)
        .collect();
    assert_eq!(places, ["2", "3", "4", "1"], "{said:#?}");
    let mut opened = said.iter().filter_map(|l| l.split_once(" of 2: "));
    assert_eq!(
        opened.next_back().map(|l| l.0),
        Some("Article 2"),
        "{said:#?}"
    );
    let ended = "There are 40 in that list. hits 1 begins at the first.";
    assert_eq!(said.last().map(String::as_str), Some(ended));
}

#[test]
fn the_card_of_an_actor_is_said_in_sentences_and_leads_on() {
    let world = world();
    let typed =
        "card lukashenko\nn\nN\nfollow\narticles-with\n3\nnobody\ncard\nactors\ncard 2\n2\n";
    let said = after(4, told(world.path(), &["."], typed));
    let card = [
        "ألكسندر لوكاشينكو (Alexander Lukashenko), person: 4 times in 2 articles.",
        "President of Belarus since 1994.",
        "In Arabic letters: لوكاشينكو, 3 times.",
        "In Latin letters: Lukashenko, once.",
        "Titles: الرئيس, once.",
        "Named from 14 Mar 2021 to 2 Apr 2021.",
        "By month: Mar 2021, 2 times; Apr 2021, 2 times.",
        &format!("First named in خبر أول, 14 Mar 2021: “{ABOUT_BOTH}”"),
    ];
    assert_eq!(said[..card.len()], card, "{said:#?}");
    let rest = &said[card.len()..];
    for line in [
        "Most often together with:",
        "1. القاهرة (Cairo), place, in 2 paragraphs.",
        "n goes to the first place; articles-with lists the articles; a number follows one of those.",
        // The walk begins with whose card it is.
        "Followed: ألكسندر لوكاشينكو (Alexander Lukashenko), person, 4 times in 2 articles. n goes to the next place.",
        "1 of 2, paragraph 3 of 5: “لوكاشينكو”",
        "1. خبر أول, صحيفة, 14 Mar 2021. 2 times.",
        "3. Meeting, 2 Apr 2021. 2 times.",
        THIRD,
    ] {
        assert!(
            rest.iter().any(|l| l == line),
            "{line}\nis not in\n{said:#?}"
        );
    }
    // Without anybody at hand it is asked whose; the last number follows who was listed.
    let whose = "Whose card? card NAME, card and a number of actors, or go to a name first.";
    assert_eq!(rest.iter().filter(|l| *l == whose).count(), 1, "{rest:#?}");
    assert!(said.last().unwrap().starts_with("Followed: "), "{said:#?}");
    let nobody = after(
        4,
        told(world.path(), &["."], "card zzqqxx\ncard 7\narticles-with\n"),
    );
    assert_eq!(
        nobody,
        [
            "No actor or title like “zzqqxx”. search looks for words in this article.",
            "There is no 7 in that list. list says the articles again.",
            whose,
        ]
    );
}

#[test]
fn what_a_slip_did_is_taken_back_step_by_step() {
    let world = world();
    let typed = "undo\n2\nstar\ntag سلام\nread\n3\nn\nnote hello\nfollow\n/cairo\nsearch\nnobody\nU\nU\nU\nundo\nundo\nundo\nundo\n2\n";
    let said = told(world.path(), &["."], typed);
    let undone: Vec<&str> = said
        .iter()
        .map(String::as_str)
        .filter(|l| l.starts_with("Undone") || l.starts_with("Nothing to take"))
        .collect();
    let nothing = "Nothing to take back; marks, notes, tags and filters can be.";
    assert_eq!(
        undone,
        [
            nothing,
            "Undone: أنغيلا ميركل let go.",
            "Undone: the search “cairo” ended.",
            "Undone: a note.",
            "Undone: marked as read (Nobody is here.).",
            "Undone: other tags (Nobody is here.).",
            "Undone: a star (Nobody is here.).",
            nothing,
        ],
        "{said:#?}"
    );
    // It is taken back at the desk, too; another's note would have stayed.
    let again = told(world.path(), &["."], "2\n3\nnotes\n");
    for line in [
        "1 paragraph. 0 actors. Enter reads on.",
        "There are no notes on this article. note TEXT writes one on the paragraph that was read last.",
    ] {
        assert!(
            again.iter().any(|l| l == line),
            "{line}\nis not in\n{again:#?}"
        );
    }
}

#[test]
fn searches_get_names_that_other_sessions_and_the_command_line_know() {
    let world = world();
    let typed = "save x\nsaved\nsearch-all lukashenko OR ميركل\nsave @Leaders\nsave\nsaved\n";
    let said = after(4, told(world.path(), &["."], typed));
    for line in [
        "There is no query to save: search or filter first.",
        "No search is saved. save NAME saves what was searched last.",
        "“lukashenko OR ميركل” is saved as Leaders.",
        "save takes a name: save peace.",
        "1. Leaders: lukashenko OR ميركل",
    ] {
        assert!(
            said.iter().any(|l| l == line),
            "{line}\nis not in\n{said:#?}"
        );
    }
    let found = run(world.path(), &["search", "@leaders", "."]);
    assert_eq!(
        (found.code, found.out.lines().count()),
        (0, 4),
        "{}",
        found.out
    );
    let typed =
        "saved\n1\nremove-saved 1\nsaved\nundo\nremove-saved Leaders\nundo\nremove-saved 9\n";
    let said = after(4, told(world.path(), &["."], typed));
    for line in [
        "4 hits in 2 articles. A number opens one; n goes to the first, and on from hit to hit.",
        "The search Leaders is taken away.",
        "Undone: saved searches as they were.",
        "A name or number of a saved search is wanted; there are 1. saved says them.",
    ] {
        assert!(
            said.iter().any(|l| l == line),
            "{line}\nis not in\n{said:#?}"
        );
    }
    assert_eq!(run(world.path(), &["search", "@Leaders", "."]).code, 0);
}

#[test]
fn undo_of_a_saved_search_leaves_those_that_another_saved_meanwhile() {
    let world = world();
    let mut open = command(world.path(), &["--linear", "."]);
    open.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut open = open.spawn().unwrap();
    let mut typed = open.stdin.take().unwrap();
    let mut said = BufReader::new(open.stdout.take().unwrap()).lines();
    typed
        .write_all("search-all لوكاشينكو\nsave mine\n".as_bytes())
        .unwrap();
    assert!(said.any(|line| line.unwrap().ends_with("is saved as mine.")));
    told(world.path(), &["."], "search-all Cairo\nsave other\n");
    typed.write_all(b"undo\nsaved\nquit\n").unwrap();
    assert!(said.any(|line| line.unwrap() == "1. other: Cairo"));
    assert!(open.wait().unwrap().success());
    let now = told(world.path(), &["."], "saved\n");
    assert_eq!(now.last().map(String::as_str), Some("1. other: Cairo"));
}

#[test]
fn a_number_that_is_taken_away_is_that_of_the_list_as_it_was_said() {
    let world = world();
    let typed =
        "2\nnote one\nnote two\nnotes\nremove-note 1\nremove-note 1\ntag x\ntag x\nU\nU\nnotes\n";
    let said = told(world.path(), &["."], typed);
    let gone: Vec<&String> = said
        .iter()
        .skip_while(|l| *l != "The note is taken away.")
        .collect();
    assert_eq!(gone[1], "1. On the article: two", "{said:#?}");
    let undone = said.iter().filter(|l| l.starts_with("Undone"));
    let undone: Vec<&str> = undone.map(String::as_str).collect();
    assert_eq!(
        undone,
        ["Undone: other tags.", "Undone: a note taken away."]
    );
    assert_eq!(
        said.last().map(String::as_str),
        Some("1. On the article: two")
    );
}

#[test]
fn headings_links_quotations_and_reasons_are_said() {
    let world = world();
    let typed = "outline\n1\noutline\n3\nlinks\n1\nquote\nquote 99\nwhy\nn\nw\nlist\n2\nheadings\nlinks\nquote\n";
    let said = after(4, told(world.path(), &["."], typed));
    for line in [
        "No article is open. A number opens one; list says the numbers.",
        "1. Level 1: خبر أول. Paragraph 1.",
        "2. Level 1: عنوان. Paragraph 2.",
        "3. Level 2: Second. Paragraph 4.",
        "Heading: Second",
        "1. “الموقع”, paragraph 5: https://example.org/a",
        "«انظر الموقع في مينسك.»",
        "— خبر أول",
        "صحيفة, 2021-03-14",
        "a.md",
        "Which paragraph? There are 5: quote 3. Without a number it is the one that was read last.",
        "This article has no headings. search WORDS finds a place in it.",
        "This article has no links. outline says its headings.",
    ] {
        assert!(
            said.iter().any(|l| l == line),
            "{line}\nis not in\n{said:#?}"
        );
    }
    assert!(said.iter().any(|l| l.starts_with("listed: ")), "{said:#?}");
    assert!(said.iter().any(|l| l.starts_with("scalars ")), "{said:#?}");
}

#[test]
fn a_story_stands_once_where_it_counts_once_and_its_copies_are_told() {
    let lead = "وصل لوكاشينكو إلى القاهرة";
    let (one, two) = (desk::story(1, lead), desk::story(2, lead));
    let world = folder([
        ("in/a.txt", one.as_bytes()),
        ("in/b.txt", two.as_bytes()),
        ("in/c.txt", one.as_bytes()),
        ("in/d.txt", one.as_bytes()),
        ("in/e.txt", b"Nobody is here.\n"),
    ]);
    let at = world.path();
    let each = told(
        at,
        &["in"],
        "search-all القاهرة\nfind lukashenko\n1\ncopies\n",
    );
    let count =
        |said: &[String], begins: &str| said.iter().filter(|l| l.starts_with(begins)).count();
    assert_eq!(count(&each, "4 hits in 4 articles."), 1, "{each:#?}");
    assert!(
        each.iter().any(|l| l.contains("person: 4 in all.")),
        "{each:#?}"
    );
    let row = |n: usize| format!("{n}. {lead}.");
    let once = told(
        at,
        &["in"],
        "#\nlist\nsearch-all القاهرة\nn\nn\nn\nJ\nJ\nfind lukashenko\n1\n3\ncopies\n2\ncopies\n",
    );
    let once = &once[6..];
    let wanted = [
        "A story counts once, however many articles tell it.".to_owned(),
        format!("{} And 2 copies.", row(1)),
        row(2),
        "5. Nobody is here.".to_owned(),
        "2 hits in 2 articles. A number opens one; n goes to the first, and on from hit to hit."
            .to_owned(),
        format!("1. {lead}: وصل لوكاشينكو إلى “القاهرة” And 2 copies."),
        format!("2. {lead}: وصل لوكاشينكو إلى “القاهرة”"),
    ];
    assert_eq!(once[..wanted.len()], wanted, "{once:#?}");
    let opened: Vec<&str> = once[wanted.len()..]
        .iter()
        .filter_map(|l| l.strip_prefix("Article ")?.split_once(" of 5: "))
        .map(|l| l.0)
        .collect();
    // Two hits, around to the first; the next rows; a copy by its number.
    assert_eq!(opened, ["1", "2", "1", "2", "5", "3", "2"], "{once:#?}");
    assert!(
        once.iter().any(|l| l.contains("person: 2 in all.")),
        "{once:#?}"
    );
    let others = "2 other articles tell the same; copies says which.";
    assert!(once.iter().any(|l| l.contains(others)), "{once:#?}");
    assert!(once.contains(&row(4)) && once.contains(&"No other article tells this.".to_owned()));
    // The switch is kept for the collection.
    let again = told(
        at,
        &["--continue", "in"],
        "find lukashenko\n#\nfind lukashenko\n",
    );
    let all: Vec<&String> = again.iter().filter(|l| l.contains("in all.")).collect();
    assert!(
        all[0].contains("2 in all.") && all[1].contains("4 in all."),
        "{again:#?}"
    );
}

#[test]
fn it_is_said_in_arabic_too() {
    let world = world();
    let mut command = command(world.path(), &["--linear", "."]);
    command.env("LC_ALL", "ar_EG.UTF-8").stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let typed = "بحث-الكل لوكاشينكو\n٣\nنجمة\nتراجع\nبطاقة لوكاشينكو\nمساعدة نتائج\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(typed.as_bytes())
        .unwrap();
    let run = done(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for line in [
        "٣ نتائج في مقالين. رقم لفتح إحداها؛ n لأولها ثم لما بعدها.",
        "١. صحيفة، ١٤ مارس ٢٠٢١: وصل الرئيس «لوكاشينكو» إلى القاهرة، ثم زار لوكاشينكو الأهرام.",
        "المقال ٣ من ٣: Meeting، ٢ أبريل ٢٠٢١.",
        "أُلغي: وضع نجمة.",
        "ألكسندر لوكاشينكو (Alexander Lukashenko)، شخص: ٤ مرات في مقالين.",
        "يُكتب بالعربية: لوكاشينكو، ٣ مرات.",
        "بالأشهر: مارس ٢٠٢١، مرتان؛ أبريل ٢٠٢١، مرتان.",
        "نتائج، hits: بقية نتائج آخر بحث في الكل؛ ومع رقم منها فصاعدًا.",
    ] {
        assert!(
            run.out.lines().any(|l| l == line),
            "{line}\nis not in\n{}",
            run.out
        );
    }
}

#[test]
fn nothing_of_it_moves_a_cursor() {
    let world = world();
    let mut command = command(world.path(), &["--linear", "."]);
    command.env("TERM", "dumb").stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"card lukashenko\nhelp\n")
        .unwrap();
    let run = done(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        !run.out.chars().any(|c| c.is_control() && c != '\n'),
        "{}",
        run.out
    );
    assert!(!run.out.contains(['─', '│', '●', '▌', '▸']), "{}", run.out);
}
