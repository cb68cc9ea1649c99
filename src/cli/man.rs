//! `warraq man`: the manual page, its keys from the table of actions.

use std::io::{self, Write};

use clap::CommandFactory as _;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};

use crate::app::action::{Entry, Group, Scope, TABLE};
use crate::cli::args::Args;

/// Prints the page in roff: `man -l -` shows it.
pub(super) fn print(out: &mut dyn Write) -> io::Result<()> {
    let mut command = Args::command();
    command.build();
    let man = Man::new(command.clone());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    let mut commands = Roff::new();
    commands.control("SH", ["COMMANDS"]);
    commands.to_writer(out)?;
    for sub in command.get_subcommands().filter(|c| !c.is_hide_set()) {
        if sub.get_name() == "help" {
            continue;
        }
        subcommand(sub, out)?;
    }
    keys(out)?;
    files(out)
}

/// One command: what it does, how it is called, its options.
fn subcommand(sub: &clap::Command, out: &mut dyn Write) -> io::Result<()> {
    let mut head = Roff::new();
    head.control("SS", [format!("warraq {}", sub.get_name()).as_str()]);
    if let Some(about) = sub.get_about() {
        head.text([roman(about.to_string())]);
    }
    head.to_writer(out)?;
    // The options of a page stand under a heading of their own; here they follow the command.
    let mut options = Vec::new();
    Man::new(sub.clone()).render_options_section(&mut options)?;
    let options = String::from_utf8_lossy(&options);
    for line in options.lines().filter(|line| *line != ".SH OPTIONS") {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The table of actions, group by group.
fn keys(out: &mut dyn Write) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", ["KEYS"]);
    roff.text([roman(
        "A number before a key repeats it. The name in brackets is what the prompt : takes, and what the settings bind to other keys.",
    )]);
    for group in Group::ALL {
        roff.control("SS", [group.title()]);
        for entry in TABLE.iter().filter(|entry| entry.group == group) {
            roff.control("TP", []);
            roff.text(written(entry));
            let place = match entry.scope {
                Scope::Everywhere => "",
                Scope::Reader => " (in the text)",
                Scope::Selection => " (while selecting)",
                Scope::Board => " (in lines, connections, timeline)",
                Scope::List => " (in the list)",
                Scope::Sidebar => " (among the actors)",
            };
            roff.text([roman(format!("{}{place} [{}]", entry.sentence, entry.name))]);
        }
    }
    roff.to_writer(out)
}

fn written(entry: &Entry) -> Vec<Inline> {
    let mut keys = Vec::new();
    for key in entry.keys {
        if !keys.is_empty() {
            keys.push(roman(", "));
        }
        keys.push(bold(*key));
    }
    keys
}

fn files(out: &mut dyn Write) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", ["FILES"]);
    for (file, what) in [
        (
            "~/.config/warraq/config.toml",
            "Settings. warraq config --default prints one to begin with.",
        ),
        (
            "~/.config/warraq/gazetteer/*.toml",
            "People, organisations and places of your own.",
        ),
    ] {
        roff.control("TP", []);
        roff.text([bold(file)]);
        roff.text([roman(what)]);
    }
    roff.control("SH", ["ENVIRONMENT"]);
    for (name, what) in [
        ("NO_COLOR", "When set, no colours are used."),
        (
            "WARRAQ_BIDI",
            "How right-to-left text is sent, as --bidi says.",
        ),
        (
            "LC_ALL, LC_MESSAGES, LANG",
            "The language of the interface, unless --language names one.",
        ),
        ("WARRAQ_LOG", "1 writes what is slow to the state folder."),
    ] {
        roff.control("TP", []);
        roff.text([bold(name)]);
        roff.text([roman(what)]);
    }
    roff.to_writer(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_stands_in_the_page_with_its_keys() {
        let mut out = Vec::new();
        print(&mut out).unwrap();
        let page = String::from_utf8(out).unwrap().replace("\\-", "-");
        let lines: Vec<&str> = page.lines().collect();
        for entry in TABLE {
            let last = format!(" [{}]", entry.name);
            let at = lines.iter().position(|line| line.ends_with(&last));
            let at = at.unwrap_or_else(|| panic!("{} is missing", entry.name));
            for key in entry.keys {
                let key = key.replace('\\', "\\\\").replace('\'', "\\*(Aq");
                assert!(
                    lines[at - 1].contains(&format!("\\fB{key}\\fR")),
                    "{}: {key} in {:?}",
                    entry.name,
                    lines[at - 1]
                );
            }
        }
        // Commands that help leaves out are left out here, too.
        assert!(page.contains("warraq mentions") && !page.contains("warraq completions"));
        let sections = lines.iter().filter(|line| **line == ".SH OPTIONS");
        assert_eq!(sections.count(), 1);
    }
}
