//! `docs/keys.md` is printed from the table of actions; `UPDATE_GOLDEN=1` prints it anew.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::Path;

use warraq::app::action::{Group, Scope, TABLE};

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
        "\n`Ctrl-i` exists only where the terminal tells it from Tab (kitty keyboard protocol).\n",
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
