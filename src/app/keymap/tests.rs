//! What keys mean, with and without settings.

use super::*;

fn of(text: &str) -> (Keymap, Vec<String>) {
    let (settings, complaints) = Settings::parse(text, "c.toml");
    assert_eq!(complaints, []);
    let (keymap, complaints) = Keymap::of(&settings, "c.toml");
    let complaints = complaints.iter().map(ToString::to_string).collect();
    (keymap, complaints)
}

fn means(keymap: &Keymap, scope: Scope, keys: &str) -> Meaning {
    keymap.meaning(scope, &Key::sequence(keys).unwrap())
}

#[test]
fn every_key_of_the_table_is_a_key_and_has_one_meaning_in_its_scope() {
    let mut seen: Vec<(Scope, Vec<Key>, &str)> = Vec::new();
    for entry in TABLE {
        assert!(!entry.sentence.is_empty() && !entry.hint.is_empty());
        for name in entry.keys {
            let keys = Key::sequence(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(Key::written(&keys), *name);
            assert!(!is_count(keys[0]), "{name} of {} is a count", entry.name);
            for (scope, other, of) in &seen {
                let meet = keys.starts_with(other) || other.starts_with(&keys);
                // While one selects, or a board is shown, its keys stand before those of the page.
                let before = [Scope::Selection, Scope::Board];
                let alike = *scope == entry.scope
                    || (*scope == Scope::Everywhere && !before.contains(&entry.scope))
                    || (entry.scope == Scope::Everywhere && !before.contains(scope));
                assert!(!(meet && alike), "{name}: {of} and {}", entry.name);
            }
            seen.push((entry.scope, keys, entry.name));
        }
    }
}

#[test]
fn names_of_actions_are_unique() {
    for entry in TABLE {
        assert_eq!(Action::of_name(entry.name), Some(entry.action));
    }
}

#[test]
fn without_settings_every_key_means_what_the_table_says() {
    let keymap = Keymap::default();
    for entry in TABLE {
        let row = keymap.row(entry.action).unwrap();
        let keys: Vec<&str> = row.keys.iter().map(|(_, key)| key.as_str()).collect();
        assert_eq!(keys, entry.keys);
        for key in entry.keys {
            let scope = match entry.scope {
                Scope::Everywhere => Scope::List,
                narrow => narrow,
            };
            assert_eq!(means(&keymap, scope, key), Meaning::Action(entry.action));
        }
    }
}

#[test]
fn keys_of_the_reader_take_the_place_of_the_tables() {
    let (keymap, complaints) = of(
        "[keys]\nnext-mention = [\"x\", \"Ctrl-e\"]\nstart = \"g g\"\nend = \"g e\"\nwhy = \"none\"\nprevious-mention = \"n\"\n",
    );
    assert_eq!(complaints, Vec::<String>::new());
    let text = |keys| means(&keymap, Scope::Reader, keys);
    assert_eq!(text("x"), Meaning::Action(Action::NextMention));
    assert_eq!(text("Ctrl-e"), Meaning::Action(Action::NextMention));
    assert_eq!(text("n"), Meaning::Action(Action::PreviousMention));
    assert_eq!(text("N"), Meaning::Nothing);
    assert_eq!(text("g"), Meaning::More);
    assert_eq!(text("g g"), Meaning::Action(Action::Start));
    assert_eq!(text("g e"), Meaning::Action(Action::End));
    assert_eq!(text("g x"), Meaning::Nothing);
    assert_eq!(text("w"), Meaning::Nothing);
    // Help shows the reader's own.
    let start = keymap.row(Action::Start).unwrap();
    assert_eq!(start.key(Scope::Reader), Some("g g"));
    assert_eq!(keymap.row(Action::Why).unwrap().key(Scope::Reader), None);
}

#[test]
fn a_key_may_mean_something_else_in_one_pane() {
    let (keymap, complaints) =
        of("[keys.list]\nchoose = \"l\"\nnext-article = \"j\"\ndown = \"none\"\n");
    assert_eq!(complaints, Vec::<String>::new());
    let list = |keys| means(&keymap, Scope::List, keys);
    assert_eq!(list("l"), Meaning::Action(Action::Choose));
    assert_eq!(list("Enter"), Meaning::Nothing, "it has another key there");
    assert_eq!(list("j"), Meaning::Action(Action::NextArticle));
    assert_eq!(list("Down"), Meaning::Nothing);
    for scope in [Scope::Reader, Scope::Sidebar] {
        assert_eq!(means(&keymap, scope, "j"), Meaning::Action(Action::Down));
        assert_eq!(
            means(&keymap, scope, "Enter"),
            Meaning::Action(Action::Choose)
        );
    }
    let choose = keymap.row(Action::Choose).unwrap();
    assert_eq!(choose.key(Scope::List), Some("l"));
    assert_eq!(choose.key(Scope::Reader), Some("Enter"));
}

#[test]
fn what_cannot_stand_is_refused_with_both_names_and_costs_only_itself() {
    let rows = [
        (
            "why = \"n\"",
            "c.toml, line 2: “n” cannot mean “why”: it means “next-mention”. Give “next-mention” another key, or \"none\", or take another one here. The rest holds.",
        ),
        (
            "why = \"g g\"",
            "c.toml, line 2: “g g” for “why” and “g” for “start” begin alike, so one of them would never be reached. Give “start” another key, or \"none\", or take another one here. The rest holds.",
        ),
        (
            "whi = \"x\"",
            "c.toml, line 2: no action is called “whi”. Nearest: “why”. The rest holds.",
        ),
        (
            "why = \"Ctrl-\"",
            "c.toml, line 2: “Ctrl-” is no key. One is written n, N, Ctrl-o, Alt-d, Shift-Tab, Space or F5; several typed one after another have blanks between: “g g”. The rest holds.",
        ),
        (
            "why = \"5\"",
            "c.toml, line 2: “5” begins with a digit, and digits are counts. Another key can stand for “why”. The rest holds.",
        ),
        (
            "why = \"Ctrl-c\"",
            "c.toml, line 2: “Ctrl-c” cannot mean “why”: it means “quit”. Give “quit” another key, or \"none\", or take another one here. The rest holds.",
        ),
    ];
    for (line, expected) in rows {
        let (keymap, complaints) = of(&format!("[keys]\n{line}\nquit = \"none\"\nend = \"E\"\n"));
        assert_eq!(complaints, [expected], "{line}");
        let text = |keys| means(&keymap, Scope::Reader, keys);
        assert_eq!(text("w"), Meaning::Action(Action::Why), "{line}");
        assert_eq!(text("n"), Meaning::Action(Action::NextMention), "{line}");
        assert_eq!(text("E"), Meaning::Action(Action::End), "{line}");
        assert_eq!(text("Ctrl-c"), Meaning::Action(Action::Quit), "{line}");
    }
}

#[test]
fn two_lines_of_the_reader_may_meet_too() {
    let (keymap, complaints) = of("[keys]\nwhy = \"x\"\nend = \"x\"\n");
    assert_eq!(
        complaints,
        [
            "c.toml, line 3: “x” cannot mean “end”: it means “why”. Give “why” another key, or \"none\", or take another one here. The rest holds."
        ]
    );
    assert_eq!(
        means(&keymap, Scope::Reader, "x"),
        Meaning::Action(Action::Why)
    );
    assert_eq!(
        means(&keymap, Scope::Reader, "G"),
        Meaning::Action(Action::End)
    );
}
