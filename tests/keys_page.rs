//! `docs/keys.md` is printed from the table of actions; `UPDATE_GOLDEN=1` prints it anew.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::Path;

use warraq::app::action::{Group, Scope, TABLE};
use warraq::app::keyboard::Keyboard;

fn page() -> String {
    let mut page = String::from(
        "# Keys\n\nThis page is printed from the table of actions (`src/app/action.rs`) by\n`UPDATE_GOLDEN=1 cargo test --test keys_page`. `?` shows the same in the program, and `:`\nruns any action by its name. A number before a key repeats it: `5j`.\n",
    );
    for group in Group::ALL {
        write!(
            page,
            "\n## {}\n\n| key | name | what it does |\n|---|---|---|\n",
            group.title()
        )
        .unwrap();
        for entry in TABLE.iter().filter(|e| e.group == group) {
            let keys: Vec<String> = entry
                .keys
                .iter()
                .map(|key| format!("`{}`", key.replace('|', "\\|")))
                .collect();
            let scope = match entry.scope {
                Scope::Everywhere => "",
                Scope::Reader => " (in the text)",
                Scope::List => " (in the list)",
                Scope::Sidebar => " (among the actors)",
                Scope::Selection => " (while selecting)",
                Scope::Board => " (in lines, connections, timeline)",
            };
            writeln!(
                page,
                "| {} | `{}` | {}{scope} |",
                keys.join(" "),
                entry.name,
                entry.sentence
            )
            .unwrap();
        }
    }
    page.push_str(
        "\n`Ctrl-i` exists only where the terminal tells it from Tab (kitty keyboard protocol).\nIn the prompt of a note `Tab` or `Alt-e` goes on in your editor (`VISUAL`, else `EDITOR`).\n",
    );
    page.push_str(&keyboards());
    page
}

/// What is typed in place of each key that is one sign.
fn keyboards() -> String {
    let mut page = String::from(
        "\n## Other keyboards\n\nUnder a keyboard that types other letters a key means what its place on a US keyboard means.\nASCII always means itself. Arabic-Indic digits are counts. Where a letter stands in different\nplaces, `keyboard` in the settings says which place is meant; a letter that only Persian has\nchooses Persian.\n\n| key |",
    );
    for keyboard in Keyboard::ALL {
        write!(page, " {} |", keyboard.name()).unwrap();
    }
    page.push_str("\n|---|---|---|---|---|---|\n");
    let mut keys: Vec<&str> = TABLE
        .iter()
        .flat_map(|entry| entry.keys)
        .copied()
        .filter(|key| key.chars().count() == 1)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        let us = key.chars().next().unwrap();
        write!(page, "| `{key}` |").unwrap();
        for keyboard in Keyboard::ALL {
            let cell = match keyboard.types(us) {
                _ if !keyboard.reaches(us) => "not there".to_owned(),
                Some(c) if c.is_alphabetic() && !('\u{64B}'..='\u{670}').contains(&c) => {
                    c.to_string()
                }
                Some(c) => format!("U+{:04X}", c as u32),
                None => "the same".to_owned(),
            };
            write!(page, " {cell} |").unwrap();
        }
        page.push('\n');
    }
    page.push_str(
        "\nWhat is not there has a second key above that is. Windows types two letters for its key\n`لا` (`b`), which cannot be told from those two keys; use `PageUp`.\n",
    );
    page
}

#[test]
fn the_page_of_keys_is_that_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let page = page();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        stands, page,
        "run UPDATE_GOLDEN=1 cargo test --test keys_page"
    );
}

#[test]
fn every_group_has_actions_and_every_action_a_group() {
    for group in Group::ALL {
        assert!(TABLE.iter().any(|e| e.group == group), "{group:?}");
    }
    assert!(TABLE.iter().all(|e| Group::ALL.contains(&e.group)));
}
