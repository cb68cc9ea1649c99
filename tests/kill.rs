//! Killed at random moments, of importing and of reading: everything opens again, nothing is
//! there twice, nothing is missing after the next update. `WARRAQ_KILLS=200` kills as often.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pty::Start;
use rustix::process::Signal;

/// How often each test kills.
fn kills() -> u64 {
    let wanted = std::env::var("WARRAQ_KILLS").ok();
    wanted.and_then(|n| n.parse().ok()).unwrap_or(12)
}

/// Numbers that look random, the same in each run (SplitMix64).
fn random(n: u64, below: u64) -> u64 {
    let mut z = n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % below
}

const ARTICLES: usize = 120;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for n in 0..ARTICLES {
        let text = format!(
            "---\ntitle: رقم {n}\ndate: 20{:02}-01-01\n---\n\nوصل لوكاشينكو إلى مينسك ومعه {n}.\n{}",
            n % 25,
            "\nثم قال بوتين في موسكو كلاما كثيرا عن القاهرة والأمم المتحدة.\n".repeat(12)
        );
        fs::write(articles.join(format!("{n}.md")), text).unwrap();
    }
    folder
}

fn command(at: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warraq"));
    command
        .args(args)
        .current_dir(at)
        .env_clear()
        .env("HOME", at.join("home"))
        .env("XDG_DATA_HOME", at.join("data"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(at: &Path, args: &[&str]) -> String {
    let output = command(at, args).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Lets time pass as a killer does: nothing is waited for.
fn pass(time: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < time {
        std::thread::yield_now();
    }
}

/// What the program itself says of its databases.
fn assert_sound(at: &Path) {
    let checked = run(at, &["check"]);
    for line in checked.lines() {
        assert!(
            line.ends_with(": sound") || line.ends_with("none yet"),
            "{checked}"
        );
    }
}

#[test]
fn an_import_that_is_killed_goes_on_and_files_everything_once() {
    let folder = folder();
    let at = folder.path();
    for n in 0..kills() {
        let mut child = command(at, &["add", "news", "articles"]).spawn().unwrap();
        pass(Duration::from_millis(20 + random(n, 1500)));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_sound(at);
        if n % 4 == 3 {
            // To the end, and from the beginning again.
            run(at, &["add", "news", "articles"]);
            let listed = run(at, &["list"]);
            assert!(
                listed.starts_with(&format!("news\t{ARTICLES}\t0\t")),
                "{listed}"
            );
            assert_eq!(
                run(at, &["update"]),
                format!("news: {ARTICLES} articles, 0 files read\n")
            );
            run(at, &["remove", "news"]);
        }
    }
    run(at, &["add", "news", "articles"]);
    let listed = run(at, &["list"]);
    assert!(
        listed.starts_with(&format!("news\t{ARTICLES}\t0\t")),
        "{listed}"
    );
}

#[test]
fn reading_that_is_killed_loses_no_star_that_was_kept() {
    let folder = folder();
    let at = folder.path();
    let desk = at.join("data/warraq/desk.db");
    let starred = || {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let desk = rusqlite::Connection::open_with_flags(&desk, flags).ok()?;
        let sql = "SELECT count(*) FROM article WHERE starred";
        desk.query_row(sql, [], |row| row.get::<_, i64>(0)).ok()
    };
    let mut kept = 0;
    for n in 0..kills() {
        let data = at.join("data");
        let mut session = Start::warraq(&["articles"])
            .size(120, 24)
            .folder(at)
            .env("XDG_DATA_HOME", data.to_str().unwrap())
            .spawn();
        session.wait_for(|screen| screen.contents().contains("1 of "));
        // Some way into the list; what is read in meanwhile does not matter.
        for _ in 0..random(n, 8) {
            session.keys("J");
        }
        session.keys("*jjn");
        pass(Duration::from_millis(random(n + 1000, 1800)));
        session.signal(Signal::KILL);
        drop(session);
        assert_sound(at);
        // A second star takes the first away, so the number says nothing; but it is whole.
        let now = starred();
        kept = kept.max(now.unwrap_or(0));
        assert!(now.is_some() || n == 0, "the desk cannot be read");
    }
    assert!(kept > 0, "no star was ever kept");
}
