//! Names, kinds, escapes, exit codes, pipes.

use crate::*;

const TEXT: &[u8] = "وصل لوكاشينكو إلى القاهرة.\n".as_bytes();

#[test]
fn the_page_of_the_contract_shows_what_the_program_prints() {
    let page = include_str!("../../docs/cli.md");
    let folder = folder([("a.txt", TEXT)]);
    let bin = Path::new(env!("CARGO_BIN_EXE_warraq")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut shown = 0;
    for block in page.split("```").skip(1).step_by(2) {
        let Some((line, wanted)) = block
            .trim_start_matches('\n')
            .strip_prefix("$ ")
            .and_then(|b| b.split_once('\n'))
        else {
            continue;
        };
        shown += 1;
        let mut shell = Command::new("sh");
        shell.args(["-c", line]).current_dir(folder.path());
        let out = shell.env("PATH", &path).output().unwrap();
        let out = String::from_utf8(out.stdout).unwrap();
        assert_eq!(out.lines().count(), wanted.lines().count(), "{line}");
        for (got, wanted) in out.lines().zip(wanted.lines()) {
            // What is cut short on the page.
            let (start, end) = wanted.split_once('…').unwrap_or((wanted, ""));
            assert!(
                got.starts_with(start) && got.ends_with(end),
                "{got}\n{wanted}"
            );
            assert!(wanted.contains('…') || got == wanted, "{got}\n{wanted}");
        }
    }
    assert_eq!(shown, 12);
}

#[test]
fn an_article_is_called_by_how_it_was_given() {
    let folder = folder([
        ("a.txt", TEXT),
        ("in/10.txt", TEXT),
        ("in/2.txt", TEXT),
        ("in/sub/x.md", TEXT),
    ]);
    let at = folder.path();
    let whole = at.join("in").to_string_lossy().into_owned();
    let file = at.join("a.txt").to_string_lossy().into_owned();
    let below = |root: &str| ["2.txt", "10.txt", "sub/x.md"].map(|name| format!("{root}{name}"));
    let rows: Vec<(Vec<&str>, Vec<String>)> = vec![
        (vec!["a.txt"], vec!["a.txt".into()]),
        (vec!["./in/../a.txt"], vec!["a.txt".into()]),
        (vec![&file], vec!["a.txt".into()]),
        (vec!["in"], below("").to_vec()),
        (vec!["in/"], below("").to_vec()),
        (vec![&whole], below("").to_vec()),
        (vec!["-"], vec!["-".into()]),
        (
            vec!["in", "a.txt"],
            [&below("in/")[..], &["a.txt".to_owned()]].concat(),
        ),
        (
            vec!["in/", "in/../a.txt"],
            [&below("in/")[..], &["in/../a.txt".to_owned()]].concat(),
        ),
        (
            vec![&whole, "-"],
            [&below(&format!("{whole}/"))[..], &["-".to_owned()]].concat(),
        ),
        // Standard input is read once.
        (vec!["-", "a.txt", "-"], vec!["-".into(), "a.txt".into()]),
    ];
    for (given, wanted) in rows {
        let args = [&["mentions"], &given[..]].concat();
        let lines = json(&run_with(at, &args, TEXT));
        let mut docs: Vec<&str> = lines.iter().map(|l| field(l, "doc")).collect();
        docs.dedup();
        assert_eq!(docs, wanted, "{given:?}");
    }
}

#[test]
fn folders_give_their_texts_and_one_line_for_the_rest() {
    use std::os::unix::fs::symlink;
    let folder = folder([
        ("in/2.txt", TEXT),
        ("in/10.txt", TEXT),
        ("in/.hidden.txt", TEXT),
        ("in/.git/x.txt", TEXT),
        ("in/picture.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("in/noname", TEXT),
    ]);
    let at = folder.path();
    symlink(at.join("in"), at.join("in/loop")).unwrap();
    let fifo = at.join("in/pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, &fifo, 0o600.into()).unwrap();
    for args in [&["mentions", "in"][..], &["entities", "in"], &["in"]] {
        let run = run(at, args);
        assert_eq!(run.code, 0, "{args:?}");
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        assert!(run.err.contains("3 files were passed over"), "{}", run.err);
    }
    let run = run(at, &["mentions", "in"]);
    let docs: Vec<String> = run
        .out
        .lines()
        .map(|l| field(&serde_json::from_str(l).unwrap(), "doc").to_owned())
        .collect();
    assert_eq!(
        docs,
        ["2.txt", "2.txt", "10.txt", "10.txt", "noname", "noname"]
    );
}

#[test]
fn kinds_follow_the_rules() {
    let text = "أعلن الكرملين أن الرئيس ألكسندر لوكاشينكو زار روسيا، وقال حلف شمال الأطلسي إن \
                الاتحاد الأوروبي لا يعلق على الموقف الروسي في موسكو.";
    let mentions = found("a.txt", text.as_bytes());
    for wanted in [
        "الكرملين organisation kremlin",
        "ألكسندر لوكاشينكو person alexander-lukashenko",
        "روسيا place russia",
        "حلف شمال الأطلسي organisation nato",
        "الاتحاد الأوروبي organisation eu",
        "الروسي nationality russia",
        "موسكو place moscow",
    ] {
        assert!(
            mentions.iter().any(|m| m == wanted),
            "{wanted}: {mentions:?}"
        );
    }
    assert!(
        !mentions.iter().any(|m| m.contains("الرئيس")),
        "{mentions:?}"
    );
}

#[test]
fn an_entity_is_chosen_by_identifier_or_any_spelling() {
    let text = "زار لوكاشينكو روسيا، وقال لوكاشنكو إن الموقف الروسي واضح.";
    let folder = folder([("a.txt", text.as_bytes())]);
    let at = folder.path();
    for name in [
        "alexander-lukashenko",
        "ألكسندر لوكاشينكو",
        "لوكاشنكو",
        "لُوكاشِنكو",
        "Alexander Lukashenko",
        "lukashenko",
        "Лукашенко",
        "לוקשנקו",
        " Lukashenko ",
    ] {
        let lines = json(&run(at, &["mentions", "--entity", name, "a.txt"]));
        let surfaces: Vec<&str> = lines.iter().map(|l| field(l, "surface")).collect();
        assert_eq!(surfaces, ["لوكاشينكو", "لوكاشنكو"], "{name}");
    }
    // A country is named by its nationality too: one `entity`, told apart by `kind`.
    for name in ["russia", "روسيا", "Russia"] {
        let lines = json(&run(at, &["mentions", "--entity", name, "a.txt"]));
        let found: Vec<&str> = lines.iter().map(|l| field(l, "kind")).collect();
        assert_eq!(found, ["place", "nationality"], "{name}");
    }
    let unknown = run(
        at,
        &["mentions", "--entity", "Lukashenka Lukashenk", "a.txt"],
    );
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    let unknown = run(at, &["mentions", "--entity", "Lukashenkoo", "a.txt"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    assert!(unknown.err.contains("“Lukashenkoo”"), "{}", unknown.err);
    assert!(unknown.err.contains("ألكسندر لوكاشينكو"), "{}", unknown.err);
    let hostile = run(
        at,
        &["mentions", "--entity", "\u{1b}]0;x\u{7}\u{202e}", "a.txt"],
    );
    assert_eq!(hostile.code, 1);
    assert!(
        !hostile.err.contains(['\u{1b}', '\u{7}', '\u{202e}']),
        "{}",
        hostile.err
    );
}

#[test]
fn actors_are_listed_the_most_mentioned_first() {
    let folder = folder([
        (
            "a.txt",
            "في روسيا وفي روسيا وفي القاهرة وفي بغداد الموقف الروسي".as_bytes(),
        ),
        ("b.txt", "في القاهرة وفي روسيا".as_bytes()),
    ]);
    let run = run(folder.path(), &["entities", "."]);
    let lines = json(&run);
    let shown: Vec<String> = lines
        .iter()
        .map(|l| {
            format!(
                "{} {} {} {}",
                field(l, "entity"),
                field(l, "kind"),
                l["mentions"],
                l["documents"]
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "russia place 3 2",
            "cairo place 2 2",
            "baghdad place 1 1",
            "russia nationality 1 1",
        ]
    );
    for (line, value) in run.out.lines().zip(&lines) {
        let names = ["entity", "name", "kind", "aliases", "mentions", "documents"];
        let places: Vec<usize> = names
            .iter()
            .map(|n| line.find(&format!("\"{n}\":")).unwrap())
            .collect();
        assert!(places.is_sorted(), "{line}");
        let aliases = value["aliases"].as_array().unwrap();
        assert!(!aliases.contains(&value["name"]));
        let different: BTreeSet<&str> = aliases.iter().filter_map(Value::as_str).collect();
        assert_eq!(different.len(), aliases.len());
    }
    let tsv = crate::run(folder.path(), &["entities", "--format", "tsv", "."]).out;
    for (row, value) in tsv.lines().zip(&lines) {
        let fields: Vec<&str> = row.split('\t').collect();
        assert_eq!(fields.len(), 6);
        assert_eq!(fields[0], field(value, "entity"));
        let aliases: Vec<&str> = value["aliases"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(fields[3], aliases.join("|"));
        assert_eq!(fields[4], value["mentions"].to_string());
    }
}

#[test]
fn equal_counts_stand_by_identifier_and_a_country_before_its_nationality() {
    let text = "في مصر: الموقف المصري والموقف الروسي وفي موسكو وفي روسيا";
    let folder = folder([("a.txt", text.as_bytes())]);
    let lines = json(&run(folder.path(), &["entities", "a.txt"]));
    let shown: Vec<(&str, &str)> = lines
        .iter()
        .map(|l| (field(l, "entity"), field(l, "kind")))
        .collect();
    assert_eq!(
        shown,
        [
            ("egypt", "place"),
            ("egypt", "nationality"),
            ("moscow", "place"),
            ("russia", "place"),
            ("russia", "nationality"),
        ]
    );
}

#[test]
fn an_actor_that_no_list_knows_keeps_its_identifier() {
    let text = "قال الوزير سمعان الزغبوري إن الاجتماع غدا";
    let one = found("a.txt", text.as_bytes());
    assert_eq!(one.len(), 1, "{one:?}");
    let id = one[0].rsplit(' ').next().unwrap();
    assert!(id.starts_with("person-"), "{id}");
    let other = format!("وصل لوكاشينكو.\n{text}\nوقال الوزير سمعان الزغبوري ذلك");
    let more = found("b.txt", other.as_bytes());
    assert_eq!(
        more.iter().filter(|m| m.ends_with(id)).count(),
        2,
        "{more:?}"
    );
}

/// Everything that a terminal could take for more than text, line ends aside.
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

const HOSTILE: &str = "زار \u{1b}]0;x\u{7}ألكسندر\u{202e}\t \u{200f}لوكاشينكو\u{9b}31m \u{7f}القاهرة\u{2067}\u{0}\u{85} \
                       \u{1b}[2Jنص\u{2028}سطر\u{feff} b\u{300}\u{301}\u{302}";

#[test]
fn no_field_breaks_out_of_its_line() {
    let name = "a\tb\\c\u{202e}\u{1b}[31m.txt";
    let folder = folder([(name, HOSTILE.as_bytes())]);
    let out = run(folder.path(), &["mentions", "."]);
    let lines = json(&out);
    assert!(!lines.is_empty());
    assert!(
        !out.out.contains('\t') && !out.out.chars().any(acts),
        "{:?}",
        out.out
    );
    assert_eq!(field(&lines[0], "doc"), name);
    let escaped = "\"a\\tb\\\\c\\u202e\\u001b[31m.txt\"";
    assert!(out.out.contains(escaped), "{}", out.out);
    let rows = run(folder.path(), &["mentions", "--format", "tsv", "."]).out;
    for row in rows.lines() {
        assert_eq!(row.split('\t').count(), 7, "{row}");
        assert!(!row.chars().any(acts), "{row:?}");
        assert!(row.starts_with("a\\tb\\\\c⟦U+202E⟧␛[31m.txt\t"), "{row}");
    }
    // Messages are harmless too.
    fs::write(folder.path().join("\u{1b}[2J\u{202e}.txt"), b"%PDF-1.7").unwrap();
    let given = ["mentions", "\u{1b}[2J\u{202e}.txt", "\u{9b}no\u{7}", name];
    let run = run(folder.path(), &given);
    assert_eq!(run.code, 3);
    assert!(
        !run.err.is_empty() && !run.err.chars().any(acts),
        "{:?}",
        run.err
    );
}

#[test]
fn what_is_printed_for_a_pipe_cannot_act_on_a_terminal() {
    let folder = folder([("a.txt", HOSTILE.as_bytes()), ("b.md", HOSTILE.as_bytes())]);
    for args in [
        &["a.txt"][..],
        &["b.md"],
        &["."],
        &["render", "a.txt"],
        &[
            "render",
            "--order",
            "logical",
            "--shaping",
            "base",
            "--pad",
            "b.md",
        ],
    ] {
        let run = run(folder.path(), args);
        assert_eq!(run.code, 0);
        assert!(
            !run.out.contains('\t') && !run.out.chars().any(acts),
            "{:?}",
            run.out
        );
        assert!(run.out.contains('␛'), "{}", run.out);
    }
}

#[test]
fn a_reader_that_has_enough_ends_it_quietly() {
    let line = "وصل لوكاشينكو إلى القاهرة ثم عاد إلى روسيا في المساء\n";
    let text = line.repeat(4000);
    let folder = folder([("a.txt", text.as_bytes())]);
    for args in [
        &["a.txt"][..],
        &["mentions", "a.txt"],
        &["mentions", "--format", "tsv", "a.txt"],
        &["render", "a.txt"],
    ] {
        let mut command = command(folder.path(), args);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut some = [0; 100];
        child.stdout.take().unwrap().read_exact(&mut some).unwrap();
        // Its end of the pipe is closed now.
        let run = done(child.wait_with_output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn exit_codes_say_what_happened() {
    let folder = folder([
        ("a.txt", TEXT),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("pictures/p.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("some/a.txt", TEXT),
        ("none/.keep", b""),
    ]);
    let at = folder.path();
    std::os::unix::fs::symlink(at.join("nowhere"), at.join("some/dead.txt")).unwrap();
    // (arguments, code, something is printed, what standard error says)
    for (args, code, prints, says) in [
        (&["a.txt"][..], 0, true, ""),
        (&["none"], 0, false, ""),
        (&["pictures"], 0, false, "1 file was passed over"),
        (&["-"], 0, false, ""),
        (
            &["nofile.txt"],
            2,
            false,
            "nofile.txt does not exist; nothing was opened.",
        ),
        (&["b.txt"], 2, false, "Nearest: a.txt"),
        (&["a.txt", "nofile"], 3, true, "nofile does not exist."),
        (
            &["picture.png"],
            2,
            false,
            "picture.png was left out: it is not text.",
        ),
        (
            &["picture.png", "a.txt"],
            3,
            true,
            "picture.png was left out: it is not text.",
        ),
        (
            &["some"],
            3,
            true,
            "dead.txt was left out: it does not exist.",
        ),
        (&["/dev/null"], 2, false, "it is no regular file or folder"),
    ] {
        for command in [None, Some("mentions"), Some("entities"), Some("render")] {
            if command == Some("render") && args.len() > 1 {
                continue;
            }
            let args: Vec<&str> = command.into_iter().chain(args.iter().copied()).collect();
            let run = run(at, &args);
            assert_eq!(run.code, code, "{args:?}: {}", run.err);
            assert_eq!(!run.out.is_empty(), prints, "{args:?}: {}", run.out);
            assert!(run.err.contains(says), "{args:?}: {}", run.err);
            assert_eq!(run.err.is_empty(), says.is_empty(), "{args:?}: {}", run.err);
        }
    }
    for wrong in [
        &["--nonsense"][..],
        &["mentions", "--format", "xml", "a.txt"],
        &["render", "--width", "0", "a.txt"],
        &["render", "--order", "sideways", "a.txt"],
        &["render"],
    ] {
        assert_eq!(run(at, wrong).code, 2, "{wrong:?}");
    }
    for fine in [&["--help"][..], &["--version"]] {
        assert_eq!(run(at, fine).code, 0);
    }
}

#[test]
fn nothing_is_written_beside_the_output() {
    let folder = folder([("a.txt", TEXT)]);
    for args in [&["a.txt"][..], &["mentions", "a.txt"], &["render", "a.txt"]] {
        run(folder.path(), args);
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn the_version_says_the_licences_too() {
    let folder = folder([]);
    let plain = done(command(folder.path(), &["--version"]).output().unwrap());
    assert_eq!(plain.code, 0);
    assert_eq!(
        plain.out,
        concat!("warraq ", env!("CARGO_PKG_VERSION"), "\n")
    );
    let long = done(
        command(folder.path(), &["--version", "--licences"])
            .output()
            .unwrap(),
    );
    assert_eq!(long.code, 0);
    assert!(long.out.starts_with(&plain.out) && long.out.contains("MIT OR Apache-2.0"));
    if cfg!(feature = "model") {
        for source in ["ANERcorp", "AQMAR", "WikiFANE", "CC BY-SA 4.0"] {
            assert!(long.out.contains(source), "{source}");
        }
    }
    let alone = done(command(folder.path(), &["--licences"]).output().unwrap());
    assert_eq!(alone.code, 2);
}

#[test]
fn weak_mentions_are_printed_only_when_they_are_asked_for() {
    let text = "وصل فلاديمير بوتين. ثم غادر الرئيس الروسي المدينة.";
    let folder = folder([("a.txt", text.as_bytes())]);
    let lines = |args: &[&str]| {
        let run = done(command(folder.path(), args).output().unwrap());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let sure = lines(&["mentions", "a.txt"]);
    let all = lines(&["mentions", "--weak", "a.txt"]);
    assert!(sure.iter().all(|line| !line.contains("weak")));
    let weak: Vec<&String> = all.iter().filter(|line| !sure.contains(line)).collect();
    assert_eq!(all.len(), sure.len() + weak.len());
    let [weak] = weak[..] else {
        panic!("{weak:?}");
    };
    assert!(
        weak.ends_with(",\"surface\":\"الرئيس\",\"weak\":true}"),
        "{weak}"
    );
    assert!(weak.contains("\"entity\":\"vladimir-putin\""), "{weak}");
    let counted = lines(&["entities", "a.txt"]);
    assert!(counted[0].contains("\"mentions\":1"), "{counted:?}");
    let rows = lines(&["mentions", "--weak", "--format", "tsv", "a.txt"]);
    assert!(
        rows.iter().any(|row| row.ends_with("\tالرئيس\tweak")),
        "{rows:?}"
    );
    let lists = lines(&["mentions", "--weak", "--parts", "lists", "a.txt"]);
    assert_eq!(lists, sure);
}
