//! What the interface says stands in `assets/locale`, and nowhere else.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use warraq::app::action::{Group, TABLE};
use warraq::locale::{Locale, Numerals, Value, without_isolates};
use warraq::text::width::of_label;

/// Calls that take the name of words.
const BY_NAME: [&str; 5] = [
    ".say_id(",
    ".say_with_key(",
    ".trouble_id(",
    "locale.text(",
    "locale.with(",
];
/// Calls that say or paint what they are given.
const AS_IS: [&str; 7] = [
    ".say(",
    ".trouble(",
    ".warn(",
    ".label(",
    ".label_before(",
    ".words(",
    ".words_before(",
];
/// What is the same in every language: names of keys and of units.
const ALLOWED: [&str; 2] = ["Esc", "{}.{} MB/s"];
/// What looks like a name of words and is none: themes and their roles, commands.
const OTHER: [&str; 13] = [
    "next-unread",
    "previous-unread",
    "remove-note",
    "search-all",
    "search-best",
    "articles-with",
    "remove-saved",
    "contrast-dark",
    "contrast-light",
    "hit-current",
    "rule-focused",
    "thread-in",
    "thread-out",
];

fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = ["app", "ui", "cli/linear"]
        .iter()
        .map(|f| root.join(f))
        .collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && name != "tests" {
                folders.push(path);
            } else if name.ends_with(".rs") && name != "tests.rs" && name != "session.rs" {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.display().to_string(), text));
            }
        }
    }
    assert!(found.len() > 50, "{}", found.len());
    found
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The string literals of some code.
fn literals(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find('"') {
        // The character of a quotation mark.
        if rest[..at].ends_with('\'') {
            rest = &rest[at + 1..];
            continue;
        }
        let body = &rest[at + 1..];
        let mut escaped = false;
        let end = body.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some(end) = end else {
            break;
        };
        found.push(&body[..end]);
        rest = &body[end + 1..];
    }
    found
}

/// What stands between the parentheses of a call that begins here.
fn arguments(code: &str) -> &str {
    let mut depth = 0_usize;
    let end = code.find(|c| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
        false
    });
    &code[..end.unwrap_or(code.len())]
}

fn is_name(text: &str) -> bool {
    text.contains('-')
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Names that no language has, and sentences that are said as they stand in the code.
fn faults(code: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for call in BY_NAME {
        for (at, _) in code.match_indices(call) {
            let first = arguments(&code[at + call.len()..]);
            let literal = first.trim_start().strip_prefix('"');
            if let Some(id) = literal.and_then(|l| l.split('"').next())
                && !known(id)
            {
                faults.push(format!("no words are called {id}"));
            }
        }
    }
    for literal in literals(code) {
        let other = TABLE.iter().any(|e| e.name == literal) || OTHER.contains(&literal);
        if is_name(literal) && !known(literal) && !other {
            faults.push(format!("no words are called {literal}"));
        }
    }
    for call in AS_IS {
        for (at, _) in code.match_indices(call) {
            for literal in literals(arguments(&code[at + call.len()..])) {
                // What is put in for `{name}` is said elsewhere.
                let parts = literal.split('{').enumerate();
                let said = parts.map(|(n, part)| match part.split_once('}') {
                    Some((_, after)) if n > 0 => after,
                    _ => part,
                });
                let mut letters = said.flat_map(|s| s.split(|c: char| !c.is_alphabetic()));
                let speaks = letters.any(|word| word.len() > 1);
                if speaks && !is_name(literal) && !ALLOWED.contains(&literal) {
                    faults.push(format!("{call}…) says {literal:?}"));
                }
            }
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

/// True for words that English has; a language that lacks one of them fails another test.
fn known() -> impl Fn(&str) -> bool {
    let english = ids("en");
    move |id| english.contains(id)
}

/// The names in a file of words.
fn ids(tag: &str) -> BTreeSet<String> {
    let (_, text) = *warraq::assets::locales()
        .iter()
        .find(|(known, _)| *known == tag)
        .unwrap();
    let lines = text.lines().filter_map(|line| line.split_once(" ="));
    lines
        .filter(|(id, _)| id.starts_with(|c: char| c.is_ascii_lowercase()))
        .map(|(id, _)| id.to_owned())
        .collect()
}

#[test]
fn what_is_said_has_words_in_every_language() {
    let known = known();
    let mut all = Vec::new();
    for (path, text) in sources() {
        let faults = faults(&code(&text), &known);
        all.extend(faults.into_iter().map(|fault| format!("{path}: {fault}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn a_fault_that_is_planted_is_seen() {
    let known = known();
    for (code, wanted) in [
        ("self.say_id(\"walk-none\", &[]);", None),
        (
            "self.say_id(\"walk-nobody\", &[]);",
            Some("no words are called walk-nobody"),
        ),
        (
            "let id = if on { \"mouse-on\" } else { \"mouse-of\" };",
            Some("no words are called mouse-of"),
        ),
        (
            "self.say(\"Nothing (yet) here.\");",
            Some(".say(…) says \"Nothing (yet) here.\""),
        ),
        (
            "self.trouble(format!(\"{n} lost\"));",
            Some(".trouble(…) says \"{n} lost\""),
        ),
        ("painter.label(x, y, 3, \"Esc\", style);", None),
        (
            "painter.label(x, y, 3, \"all\", style);",
            Some(".label(…) says \"all\""),
        ),
        (
            "painter.words(x, y, 3, &locale.text(\"column-all\"), style);",
            None,
        ),
    ] {
        let found = faults(code, &known);
        assert_eq!(found.first().map(String::as_str), wanted, "{code}");
    }
}

#[test]
fn every_action_is_named_in_every_language() {
    for (tag, _) in warraq::assets::locales() {
        if tag == "en" {
            continue;
        }
        let ids = ids(tag);
        let mut missing = Vec::new();
        for entry in TABLE {
            for id in [
                format!("action-{}", entry.name),
                format!("hint-{}", entry.name),
            ] {
                missing.extend((!ids.contains(&id)).then_some(id));
            }
        }
        for group in Group::ALL {
            let id = format!("group-{}", group.name());
            missing.extend((!ids.contains(&id)).then_some(id));
        }
        assert!(
            missing.is_empty(),
            "assets/locale/{tag}.ftl lacks {missing:#?}"
        );
        // Nothing is said of an action that is no more.
        let names: BTreeSet<&str> = TABLE.iter().map(|e| e.name).collect();
        let of = |id: &str| {
            Some(
                id.strip_prefix("action-")
                    .or(id.strip_prefix("hint-"))?
                    .to_owned(),
            )
        };
        let left: Vec<_> = ids
            .iter()
            .filter_map(|id| of(id))
            .filter(|n| !names.contains(n.as_str()))
            .collect();
        assert!(left.is_empty(), "assets/locale/{tag}.ftl names {left:?}");
    }
}

#[test]
fn an_action_is_called_by_its_arabic_words() {
    let mut keymap = warraq::app::keymap::Keymap::default();
    keymap.speak(&Locale::named("ar", Numerals::Arabic));
    let row = keymap
        .row(warraq::app::action::Action::NextMention)
        .unwrap();
    assert_eq!(
        (row.name.as_str(), row.hint.as_str()),
        ("next-mention", "التالي")
    );
    assert!(row.sentence.starts_with("الموضع التالي"));
}

/// Names of words that tell that nothing is there and need no next step: states that a key was
/// pressed for, and good news; and those that stand beside another one that says it.
const PLAIN: [&str; 12] = [
    // Beside left-out-all.
    "article-left-out",
    "copies-none",
    // Above empty-looked-for and empty-shell.
    "empty-folder",
    "followed-none",
    "gloss-nothing",
    "linear-gloss-nothing",
    "marking-nothing",
    "minutes-none",
    "no-link",
    "pinned-none",
    "problems-none",
    "spacing-none",
];

/// True for the name of a complaint, or of what an empty view says.
fn tells_of_nothing(id: &str) -> bool {
    const ENDS: [&str; 18] = [
        "-none",
        "-none-so",
        "-none-screen",
        "-nothing",
        "-nothing-sought",
        "-unknown",
        "-refused",
        "-narrow",
        "-empty",
        "-error",
        "-no-name",
        "-no-names",
        "-nobody",
        "-no-article",
        "-none-open",
        "-what",
        "left-out",
        "left-out-why",
    ];
    const BEGINS: [&str; 6] = [
        "no-",
        "empty-folder",
        "linear-gone",
        "linear-no-",
        "linear-last-",
        "linear-first-",
    ];
    let tells =
        ENDS.iter().any(|end| id.ends_with(end)) || BEGINS.iter().any(|b| id.starts_with(b));
    let word = id.starts_with("linear-word-") || id.starts_with("linear-do-");
    tells && !word && !PLAIN.contains(&id)
}

/// True where a text says more than what happened. What is put in for a reason is part of that.
fn says_the_next_step(text: &str) -> bool {
    let text = text.replace(": { $reason }", "").replace(": { $what }", "");
    let parts = text.split(['.', ';', '؛', '،', ':', ',']);
    let says = |part: &&str| part.chars().any(char::is_alphabetic);
    parts.filter(says).count() > 1
}

#[test]
fn what_cannot_be_done_is_said_with_the_next_step() {
    assert!(!says_the_next_step("Nobody is named here."));
    assert!(!says_the_next_step("Nothing was written: { $reason }."));
    assert!(says_the_next_step(
        "Nothing was written: { $reason }. Try again."
    ));
    let mut looked = 0;
    for (tag, text) in warraq::assets::locales() {
        let lines = text.lines().filter_map(|line| line.split_once(" = "));
        // What has plural forms is a count.
        let lines = lines.filter(|(id, said)| tells_of_nothing(id) && !said.ends_with("->"));
        for (id, said) in lines {
            looked += 1;
            assert!(says_the_next_step(said), "{tag}: {id} = {said}");
        }
        let known = ids(tag);
        let gone: Vec<_> = PLAIN.iter().filter(|id| !known.contains(**id)).collect();
        assert!(gone.is_empty(), "{gone:?}");
    }
    assert!(looked > 80, "{looked}");
}

/// What the library cannot do. A new reason does not compile without its example.
fn reasons() -> Vec<warraq::library::Error> {
    use warraq::library::Error as E;
    let path = || "/a".to_owned();
    let first = E::Full;
    let mut all = vec![first];
    while let Some(next) = match all.last() {
        Some(E::Full) => Some(E::Busy),
        Some(E::Busy) => Some(E::Removed),
        Some(E::Removed) => Some(E::Disturbed),
        Some(E::Disturbed) => Some(E::Broken { path: path() }),
        Some(E::Broken { .. }) => Some(E::Newer { path: path() }),
        Some(E::Newer { .. }) => Some(E::Database(path())),
        Some(E::Database(_)) => Some(E::Folder {
            path: path(),
            reason: "it is no folder".to_owned(),
        }),
        Some(E::Folder { .. }) => Some(E::Missing {
            path: path(),
            nearest: Some(path()),
        }),
        // Why a file was left out is said by its format.
        Some(E::Missing { .. } | E::LeftOut { .. }) | None => None,
    } {
        all.push(next);
    }
    all
}

#[test]
fn what_the_library_cannot_do_is_said_with_the_next_step() {
    let reasons = reasons();
    assert_eq!(reasons.len(), 9);
    for error in reasons {
        assert!(says_the_next_step(&error.to_string()), "{error}");
    }
}

/// A long value of its name: a number of articles, a name, a key.
fn value(name: &str) -> Value<'static> {
    match name {
        "key" | "choose" | "search" | "left" | "right" | "next" | "lock" => "Ctrl-x".into(),
        "at" | "least" | "width" | "count" | "number" | "percent" | "all" | "marks"
        | "articles" | "mentions" | "days" | "minutes" | "pinned" | "hits" | "lines" | "words" => {
            Value::Number(1_380)
        }
        _ => "ألكسندر لوكاشينكو".into(),
    }
}

#[test]
fn what_the_status_line_says_fits_in_80_columns() {
    // Two blanks before it and one after it, a sign of trouble and its blank.
    let room = |trouble: bool| 80 - 3 - 2 * usize::from(trouble);
    let said = [".say_id(", ".say_with_key(", ".trouble_id("];
    let mut ids = BTreeSet::new();
    for (_, text) in sources() {
        let code = code(&text);
        for call in said {
            for (at, _) in code.match_indices(call) {
                for id in literals(arguments(&code[at + call.len()..])) {
                    // What is said line by line is as wide as it likes.
                    if is_name(id) && !id.starts_with("linear-") {
                        ids.insert((id.to_owned(), call == ".trouble_id("));
                    }
                }
            }
        }
    }
    assert!(ids.len() > 60, "{}", ids.len());
    let mut wide = Vec::new();
    for (tag, text) in warraq::assets::locales() {
        let locale = Locale::named(tag, Numerals::Arabic);
        for (id, trouble) in &ids {
            let Some(entry) = entry(text, id) else {
                continue;
            };
            let names = entry.split('$').skip(1).filter_map(|after| {
                let name = after.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
                name.into_iter().next()
            });
            let values: Vec<_> = names.map(|name| (name, value(name))).collect();
            let said = locale.with(id, &values);
            let cells = of_label(&without_isolates(&said));
            if cells > room(*trouble) {
                wide.push(format!("{tag} {id}: {cells}: {said}"));
            }
        }
    }
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}

/// What stands behind the name in a file of words.
fn entry<'a>(text: &'a str, id: &str) -> Option<&'a str> {
    let from = text.find(&format!("\n{id} ="))? + 1;
    let rest = &text[from..];
    let end = rest.match_indices('\n').find(|(at, _)| {
        let next = rest[at + 1..].chars().next();
        next.is_none_or(|c| c.is_ascii_lowercase() || c == '#' || c == '\n')
    });
    Some(&rest[..end.map_or(rest.len(), |(at, _)| at)])
}
