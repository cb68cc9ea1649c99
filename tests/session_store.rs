//! What is kept between two sessions, and what is not.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use pty::reading::{ended, status};
use pty::{Session, Start};

/// Articles, and a home for what is kept.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for n in 1..=3 {
        let text = format!("عنوان رقم {n}\n\nوصل لوكاشينكو إلى مينسك.\n");
        fs::write(articles.join(format!("{n}.txt")), text).unwrap();
    }
    folder
}

fn started(folder: &Path, args: &[&str]) -> Session {
    let data = folder.join("data");
    Start::warraq(args)
        .size(120, 24)
        .folder(folder)
        .env("XDG_DATA_HOME", data.to_str().unwrap())
        .spawn()
}

/// Waits until the list shows so many articles, and that one is open.
fn lists(session: &mut Session, count: &str) {
    session.wait_for(|screen| {
        // While articles are read in the list's head says “1 of 3” too.
        let head = pty::rows(screen).swap_remove(0);
        let words: Vec<&str> = head.split_whitespace().collect();
        words.starts_with(&["Articles", count, "1", "of", count])
    });
}

#[test]
fn what_was_read_once_opens_from_the_library() {
    let folder = folder();
    let mut session = started(folder.path(), &["articles"]);
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
    let database = folder.path().join("data/warraq/library.db");
    assert!(database.exists());

    // The articles cannot be read now, and are there all the same: they did not change.
    let one = folder.path().join("articles/1.txt");
    let long_ago = fs::metadata(&one).unwrap().modified().unwrap();
    let length = fs::metadata(&one).unwrap().len();
    let other = vec![b'x'; length.try_into().unwrap()];
    fs::write(&one, other).unwrap();
    let file = fs::File::options().write(true).open(&one).unwrap();
    file.set_modified(long_ago).unwrap();
    drop(file);
    let mut session = started(folder.path(), &["articles"]);
    lists(&mut session, "3");
    session.wait_for(|screen| !screen.contents().contains("xxx"));
    session.keys("n");
    session.wait_for(|screen| status(screen).contains("1/"));
    session.keys("q");
    ended(session, 0);

    // One that changed is read again, one that is gone goes, a new one comes.
    fs::write(&one, "Other words now\n").unwrap();
    fs::remove_file(folder.path().join("articles/2.txt")).unwrap();
    fs::write(folder.path().join("articles/4.txt"), "Fourth\n").unwrap();
    let mut session = started(folder.path(), &["articles"]);
    session.wait_for(|screen| {
        let all = screen.contents();
        all.contains("Other words now") && all.contains("Fourth")
    });
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn what_changes_while_one_reads_is_read_in_and_the_place_stays() {
    let folder = long_folder();
    let mut session = started(folder.path(), &["articles"]);
    lists(&mut session, "4");
    session.keys("JJJ");
    session.wait_for(|screen| screen.contents().contains("Paragraph number 1."));
    session.keys("33j");
    let mut top = None;
    session.wait_for(|screen| {
        top = paragraph_on_top(screen);
        top.is_some() && !screen.contents().contains("Paragraph number 1.")
    });
    // One comes, into a folder that comes too; one goes.
    let deeper = folder.path().join("articles/0/deeper");
    fs::create_dir_all(&deeper).unwrap();
    fs::write(deeper.join("new.txt"), "Just written\n\nوصل لوكاشينكو.\n").unwrap();
    session.wait_for(|screen| {
        screen.contents().contains("5 of 5") && status(screen).contains("1 file new or changed.")
    });
    session.wait_for(|screen| paragraph_on_top(screen) == top);
    fs::remove_file(folder.path().join("articles/1.txt")).unwrap();
    session.wait_for(|screen| {
        screen.contents().contains("4 of 4") && status(screen).contains("1 file gone.")
    });
    session.wait_for(|screen| paragraph_on_top(screen) == top);
    session.keys("q");
    ended(session, 0);

    // Who wants that not has it not: nothing that is written then comes before one asks.
    let mut session = started(folder.path(), &["--no-follow", "articles"]);
    lists(&mut session, "4");
    session.keys("e");
    session.wait_for(|screen| screen.contents().contains("Everything could be read."));
    session.keys("r");
    session.wait_for(|screen| status(screen).contains("Nothing is new or changed."));
    fs::write(deeper.join("next.txt"), "Written later\n").unwrap();
    session.keys("r");
    session.wait_for(|screen| status(screen).contains("1 file new or changed."));
    session.keys("q");
    session.wait_for(|screen| screen.contents().contains("of 5"));
    session.keys("q");
    ended(session, 0);
}

#[test]
fn what_could_not_be_read_is_listed_with_its_reason_and_tried_again() {
    let folder = folder();
    let bad = folder.path().join("articles/bad.json");
    fs::write(&bad, b"{\"title\": \"no end").unwrap();
    fs::write(
        folder.path().join("articles/picture.png"),
        b"\x89PNG\r\n\x1a\n\0\0",
    )
    .unwrap();
    let mut session = started(folder.path(), &["articles"]);
    session.wait_for(|screen| screen.contents().contains("of 4"));
    session.keys("e");
    session.wait_for(|screen| {
        let all = screen.contents();
        all.contains("Left out") && all.contains("1 of 2") && all.contains("bad.json")
    });
    session.keys("j");
    session.wait_for(|screen| {
        screen.contents().contains("2 of 2") && screen.contents().contains("it is no text")
    });
    fs::write(&bad, b"{\"title\": \"Mended\", \"text\": \"All is well.\"}").unwrap();
    session.keys("r");
    session.wait_for(|screen| screen.contents().contains("1 of 1"));
    session.wait_for(|screen| screen.contents().contains("Mended"));
    session.keys("q");
    session.wait_for(|screen| !screen.contents().contains("Left out"));
    session.keys("q");
    ended(session, 0);
}

#[test]
fn a_private_session_leaves_nothing() {
    let folder = folder();
    let mut session = started(folder.path(), &["--private", "articles"]);
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
    assert!(!folder.path().join("data").exists());
    // Nor does the sample need a folder, or standard input one.
    let mut session = started(folder.path(), &[]);
    session.wait_for(|screen| screen.contents().contains("1 of "));
    session.keys("q");
    ended(session, 0);
    assert!(!folder.path().join("data/warraq/library.db").exists());
}

#[test]
fn what_was_chosen_for_a_collection_holds_the_next_time() {
    let folder = folder();
    let at = folder.path();
    fs::write(
        at.join("articles/odd.json"),
        r#"{"corps": "Its own field."}"#,
    )
    .unwrap();
    let added = command(at, &["add", "news", "articles", "--field", "text=corps"]);
    assert_eq!(
        (added.0, added.1.as_str()),
        (0, "news: 4 articles, 4 files read\n")
    );
    // It is opened and brought up to date by the same choice: nothing is read again.
    let updated = command(at, &["update", "news"]);
    assert_eq!(updated.1, "news: 4 articles, 0 files read\n");
    let before = fs::read(at.join("data/warraq/library.db")).unwrap();
    // Privately too, and then nothing is written.
    let files = || fs::read_dir(at.join("data/warraq")).unwrap().count();
    let count = files();
    let mut session = started(at, &["--private", "news"]);
    session.wait_for(|screen| screen.contents().contains("Its own field."));
    session.keys("q");
    ended(session, 0);
    assert_eq!(files(), count);
    assert_eq!(fs::read(at.join("data/warraq/library.db")).unwrap(), before);
    assert!(!at.join("data/warraq/desk.db").exists());
    assert_eq!(command(at, &["update", "--private"]).0, 1);

    // Paths as well: who goes on goes on with what was chosen.
    let mut session = started(at, &["--field", "text=corps", "articles/odd.json"]);
    session.wait_for(|screen| screen.contents().contains("Its own field."));
    session.keys("q");
    ended(session, 0);
    let mut session = started(at, &[]);
    session.wait_for(|screen| screen.contents().contains("Its own field."));
    session.keys("q");
    ended(session, 0);
}

#[test]
fn privacy_as_a_setting_leaves_nothing() {
    let folder = folder();
    let config = folder.path().join("config/warraq");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "private = true\n").unwrap();
    let data = folder.path().join("data");
    let mut session = Start::warraq(&["articles"])
        .size(120, 24)
        .folder(folder.path())
        .env("XDG_DATA_HOME", data.to_str().unwrap())
        .env(
            "XDG_CONFIG_HOME",
            folder.path().join("config").to_str().unwrap(),
        )
        .spawn();
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
    assert!(!data.exists());
}

#[test]
fn a_home_that_cannot_be_written_stops_nobody() {
    let folder = folder();
    // A file where the folder should be: no user may write into it, not even root.
    fs::write(folder.path().join("data"), "in the way").unwrap();
    let mut session = started(folder.path(), &["articles"]);
    session.wait_for(|screen| screen.contents().contains("Nothing is kept."));
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn a_broken_library_is_told_of_and_made_anew() {
    let folder = folder();
    let data = folder.path().join("data/warraq");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("library.db"), "no database at all ".repeat(100)).unwrap();
    let mut session = started(folder.path(), &["articles"]);
    session.wait_for(|screen| screen.contents().contains("The library was damaged"));
    lists(&mut session, "3");
    session.keys("q");
    ended(session, 0);
    assert!(data.join("library.db.broken-1").exists());
}

/// A long article beside a short one.
fn long_folder() -> tempfile::TempDir {
    let folder = folder();
    let lines: Vec<String> = (1..=200)
        .map(|n| format!("Paragraph number {n}.\n"))
        .collect();
    let text = format!("Long\n\nوصل لوكاشينكو.\n\n{}", lines.join("\n"));
    fs::write(folder.path().join("articles/4.txt"), text).unwrap();
    folder
}

/// The first row of the page that holds a numbered paragraph.
fn paragraph_on_top(screen: &vt100::Screen) -> Option<String> {
    let rows = pty::rows(screen);
    rows.iter().find_map(|row| {
        let at = row.find("Paragraph number ")?;
        Some(row[at..].split('.').next()?.to_owned())
    })
}

#[test]
fn a_bare_warraq_goes_on_where_one_was() {
    let folder = long_folder();
    let mut session = started(folder.path(), &["articles"]);
    lists(&mut session, "4");
    // The actor, then the long article, far into it; a star and an article unread.
    session.keys("n\rJJJ");
    session.wait_for(|screen| screen.contents().contains("Paragraph number 1."));
    session.keys("40j*");
    session.wait_for(|screen| screen.contents().contains("Starred."));
    session.keys("a");
    let mut top = None;
    session.wait_for(|screen| {
        top = paragraph_on_top(screen);
        !pty::rows(screen)[0].contains("Articles") && top.is_some()
    });
    session.keys("q");
    ended(session, 0);

    // From another folder, too; even with the library gone.
    fs::create_dir(folder.path().join("elsewhere")).unwrap();
    for without_library in [false, true] {
        if without_library {
            fs::remove_file(folder.path().join("data/warraq/library.db")).unwrap();
        }
        let data = folder.path().join("data");
        let mut session = Start::warraq(&[])
            .size(120, 24)
            .folder(&folder.path().join("elsewhere"))
            .env("XDG_DATA_HOME", data.to_str().unwrap())
            .spawn();
        session.wait_for(|screen| {
            let rows = pty::rows(screen);
            paragraph_on_top(screen) == top
                && !rows[0].contains("Articles")
                && status(screen).contains("1 here · 4 in 4 articles")
                && screen.contents().contains("4 of 4")
        });
        // The jumps that led there are there.
        session.keys("\x0f");
        session.wait_for(|screen| paragraph_on_top(screen) != top);
        session.keys("\x1bo");
        session.wait_for(|screen| paragraph_on_top(screen) == top);
        session.keys("a");
        session.wait_for(|screen| screen.contents().contains('★'));
        session.keys("aq");
        ended(session, 0);
    }

    // Paths that are given begin at the first article; each opens where it was left.
    let mut session = started(folder.path(), &["articles"]);
    session.wait_for(|screen| screen.contents().contains("1 of 4"));
    session.keys("JJJ");
    session.wait_for(|screen| paragraph_on_top(screen) == top);
    session.keys("q");
    ended(session, 0);
    let mut session = started(folder.path(), &["--sample"]);
    session.wait_for(|screen| screen.contents().contains("1 of 1"));
    session.keys("q");
    ended(session, 0);
}

#[test]
fn what_one_did_is_on_the_disk_after_two_seconds_whatever_happens() {
    let folder = long_folder();
    let mut session = started(folder.path(), &["articles"]);
    lists(&mut session, "4");
    session.keys("JJJ");
    session.wait_for(|screen| screen.contents().contains("Paragraph number 1."));
    session.keys("33j*");
    let mut top = None;
    session.wait_for(|screen| {
        top = paragraph_on_top(screen);
        screen.contents().contains("Starred.")
    });
    let begin = Instant::now();
    let desk = folder.path().join("data/warraq/desk.db");
    // The program holds it open; one looks on.
    let starred = || {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let desk = rusqlite::Connection::open_with_flags(&desk, flags).ok()?;
        let sql = "SELECT 1 FROM article WHERE starred AND spot IS NOT NULL";
        desk.query_row(sql, [], |_| Ok(())).ok()
    };
    while starred().is_none() {
        assert!(begin.elapsed() < Duration::from_secs(20), "never kept");
        std::thread::yield_now();
    }
    session.signal(rustix::process::Signal::KILL);
    drop(session);
    let mut session = started(folder.path(), &[]);
    session.wait_for(|screen| paragraph_on_top(screen) == top);
    session.keys("q");
    ended(session, 0);
}

/// The program without a screen, with the same home.
fn command(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder.join("home"))
        .env("XDG_DATA_HOME", folder.join("data"))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn a_collection_is_made_opened_by_name_brought_up_to_date_and_removed() {
    let folder = folder();
    let at = folder.path();
    let articles = at.join("articles");
    let dated = |name: &str, date: &str| {
        let text = format!("---\ntitle: Of {date}\ndate: {date}\n---\n\nوصل لوكاشينكو.\n");
        fs::write(articles.join(name), text).unwrap();
    };
    dated("1.md", "2020-01-01");
    dated("2.md", "2021-02-02");
    fs::write(articles.join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();

    assert_eq!(command(at, &["list"]), (0, String::new(), String::new()));
    let (code, out, err) = command(at, &["add", "news", "articles"]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, "news: 5 articles, 6 files read\n", "")
    );
    let (_, out, _) = command(at, &["list"]);
    assert_eq!(out, format!("news\t5\t0\t{}\n", articles.display()));
    let (_, out, _) = command(at, &["problems"]);
    assert_eq!(
        out,
        format!(
            "news\t{}\tit is no text\n",
            articles.join("picture.png").display()
        )
    );

    // Nothing changed: nothing is read. Then one changes, one comes and one goes.
    assert_eq!(
        command(at, &["update"]).1,
        "news: 5 articles, 0 files read\n"
    );
    dated("1.md", "2022-03-03");
    dated("3.md", "2019-01-01");
    fs::remove_file(articles.join("3.txt")).unwrap();
    assert_eq!(
        command(at, &["update", "news"]).1,
        "news: 5 articles, 2 files read\n"
    );
    let (code, _, err) = command(at, &["update", "newz"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "warraq: There is no collection “newz”. Nearest: news.\n")
    );

    // The newest stands first, what has no date last.
    let mut session = started(at, &["news"]);
    session.wait_for(|screen| {
        let all = screen.contents();
        let at = |text: &str| all.find(text);
        at("Of 2022-03-03") < at("Of 2021-02-02")
            && at("Of 2021-02-02") < at("Of 2019-01-01")
            && at("Of 2022-03-03").is_some()
            && all.contains("1 of 5")
    });
    session.keys("J*");
    session.wait_for(|screen| screen.contents().contains("Starred."));
    session.keys("q");
    ended(session, 0);
    // A bare program goes on in it, and so does its name.
    for args in [&[][..], &["news"]] {
        let mut session = started(at, args);
        session.wait_for(|screen| screen.contents().contains("2 of 5"));
        session.keys("q");
        ended(session, 0);
    }

    assert_eq!(
        command(at, &["check"]).1,
        "library.db: sound\ndesk.db: sound\n"
    );
    assert_eq!(command(at, &["remove", "news"]).0, 0);
    assert_eq!(command(at, &["remove", "news"]).0, 1);
    assert_eq!(command(at, &["list"]).1, "");
    assert!(articles.join("1.md").exists());
    // What one did outlives it.
    command(at, &["add", "again", "articles"]);
    let mut session = started(at, &["again"]);
    session.wait_for(|screen| screen.contents().contains('★'));
    session.keys("q");
    ended(session, 0);
}

#[test]
fn what_is_forgotten_is_gone_from_the_disk() {
    let folder = folder();
    let at = folder.path();
    fs::write(
        at.join("articles/secret.txt"),
        "Qwertyuiop\n\nوصل لوكاشينكو إلى مينسك.\n",
    )
    .unwrap();
    let mut session = started(at, &["articles"]);
    lists(&mut session, "4");
    session.keys("JJJ");
    session.wait_for(|screen| screen.contents().contains("4 of 4"));
    session.keys("*n\r");
    session.wait_for(|screen| status(screen).contains(" here · "));
    session.keys("q");
    ended(session, 0);
    let holds = |words: &[u8]| {
        let files = fs::read_dir(at.join("data/warraq")).unwrap();
        let files = files.map(|file| fs::read(file.unwrap().path()).unwrap());
        files
            .filter(|b| b.windows(words.len()).any(|w| w == words))
            .count()
    };
    assert!(holds(b"Qwertyuiop") > 0 && holds(b"alexander-lukashenko") > 0);
    assert_eq!(command(at, &["forget", "nobody-at-all"]).0, 1);
    assert_eq!(command(at, &["forget", "articles/secret.txt"]).0, 0);
    assert_eq!(holds(b"secret.txt"), 0, "the article");
    let forgot = command(at, &["forget", "alexander-lukashenko"]);
    assert_eq!(forgot, (0, String::new(), String::new()));
    assert_eq!(command(at, &["forget", "alexander-lukashenko"]).0, 1);
    assert_eq!(command(at, &["forget", "all"]).0, 0);
    assert_eq!(fs::read_dir(at.join("data/warraq")).unwrap().count(), 0);
}
