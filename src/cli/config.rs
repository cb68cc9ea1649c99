//! `warraq config`: the settings that hold, and where each comes from.

use std::io::{self, Write};

use crate::app::action::TABLE;
use crate::app::keymap::Keymap;
use crate::cli::args::ConfigArgs;
use crate::cli::{FAILED, say};
use crate::config::{self, Complaint, Loaded, Place, ROWS, Settings};
use crate::text::clean;

/// Prints what was asked for.
pub(super) fn print(args: &ConfigArgs, out: &mut impl Write) -> io::Result<u8> {
    if args.path {
        let Some(path) = Settings::path() else {
            say(
                "There is no home folder, so there is no settings file. XDG_CONFIG_HOME names one.",
            );
            return Ok(FAILED);
        };
        writeln!(out, "{}", clean::visible(&path.display().to_string()))?;
    } else if args.default {
        write!(out, "{}{}{HOOKS}", config::commented(), default_keys())?;
    } else {
        let loaded = Loaded::once();
        for complaint in loaded.complaints.iter().chain(&keymap(&loaded.settings).1) {
            say(&complaint.to_string());
        }
        let env = |name: &str| std::env::var(name).ok();
        let file = Settings::path().map(|path| path.display().to_string());
        let file = clean::visible(file.as_deref().unwrap_or("config.toml")).into_owned();
        effective(loaded, args, &env, &file, out)?;
    }
    Ok(0)
}

/// How a command of the reader's own is set, each line a comment.
const HOOKS: &str = r#"
# Commands of your own. Each gets the name that is reached on its standard input and in
# WARRAQ_TEXT; as an argument behind a last "--", or where {text} stands ({query} for an
# address; {name}, {latin}, {entity}, {article}, {url} too; on a card also {wikidata} and {link}
# of its actor). No shell is between.
# [hooks.dictionary]
# command = ["sdcv", "-n", "--utf8-input", "--"]
# keys = "F5"
# gives = "name"         # name, actor, paragraph, article
# on = ["text", "card"]  # where it is offered: text, selection, list, actors, card, lines,
#                        # connections, timeline; without it everywhere
# seconds = 5            # how long it may take
# terminal = false       # true: it takes the terminal until it ends
# about = "look it up in the dictionary"
"#;

/// The table of keys as a settings file could have it, each line a comment.
fn default_keys() -> String {
    let mut out = String::from(
        "\n# Keys of an action: \"n\", [\"n\", \"F5\"], one after another \"g g\", or \"none\".\n# [keys.text], [keys.list] and [keys.actors] hold in one pane.\n[keys]\n",
    );
    for entry in TABLE {
        out.push_str(&format!(
            "# {}\n# {} = {}\n",
            entry.sentence,
            entry.name,
            keys(entry.keys)
        ));
    }
    out
}

/// Keys as a settings file has them.
fn keys<T: AsRef<str>>(keys: &[T]) -> String {
    let quoted: Vec<String> = keys
        .iter()
        .map(|key| config::quoted(key.as_ref()))
        .collect();
    match quoted.as_slice() {
        [] => config::quoted("none"),
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}

/// The keys of the settings, and what of them only the floors above can tell to be wrong.
pub(super) fn keymap(settings: &Settings) -> (Keymap, Vec<Complaint>) {
    let file = Settings::path().map(|path| path.display().to_string());
    Keymap::of(settings, file.as_deref().unwrap_or("config.toml"))
}

/// Every setting with its value and its origin, as a settings file could have them.
fn effective(
    loaded: &Loaded,
    args: &ConfigArgs,
    env: &dyn Fn(&str) -> Option<String>,
    file: &str,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut settings = loaded.settings.clone();
    let by_flag = args.over(&mut settings);
    let by_env = config::over(env, &mut settings, &by_flag);
    let mut within = "";
    let mut rows = Vec::new();
    for row in ROWS {
        let (table, name) = row.name.rsplit_once('.').unwrap_or(("", row.name));
        let origin = if let Some((_, flag)) = by_flag.iter().find(|(set, _)| *set == row.name) {
            (*flag).to_owned()
        } else if let Some((_, variable)) = by_env.iter().find(|(set, _)| *set == row.name) {
            (*variable).to_owned()
        } else if let Some(line) = loaded.line(row.name) {
            format!("{file}:{line}")
        } else {
            "default".to_owned()
        };
        let line = match row.value(&settings) {
            Some(value) => format!("{name} = {value}"),
            None => format!("# {name}"),
        };
        rows.push((table, line, origin));
    }
    let widest = rows.iter().map(|(_, line, _)| line.chars().count()).max();
    let widest = widest.unwrap_or(0);
    for (table, line, origin) in rows {
        if table != within {
            writeln!(out, "\n[{table}]")?;
            within = table;
        }
        let gap = " ".repeat(widest - line.chars().count());
        writeln!(out, "{}{gap}  # {origin}", clean::visible(&line))?;
    }
    for hook in &settings.hooks {
        let table = format!("[hooks.{}]", config::quoted(&hook.name));
        writeln!(out, "\n{}  # {file}:{}", clean::visible(&table), hook.line)?;
        let parts: Vec<String> = hook
            .command
            .iter()
            .map(|part| config::quoted(part))
            .collect();
        let command = format!("command = [{}]", parts.join(", "));
        writeln!(out, "{}", clean::visible(&command))?;
        writeln!(out, "keys = {}", clean::visible(&keys(&hook.keys)))?;
        writeln!(out, "gives = {}", config::quoted(hook.gives.word()))?;
        if !hook.on.is_empty() {
            let on: Vec<String> = { hook.on.iter() }
                .map(|place| config::quoted(place.word()))
                .collect();
            writeln!(out, "on = [{}]", on.join(", "))?;
        }
        writeln!(out, "seconds = {}", hook.seconds)?;
        writeln!(out, "terminal = {}", hook.terminal)?;
        writeln!(
            out,
            "about = {}",
            clean::visible(&config::quoted(&hook.about))
        )?;
    }
    for (place, table) in [
        (Place::Own, "keys"),
        (Place::Text, "keys.text"),
        (Place::List, "keys.list"),
        (Place::Actors, "keys.actors"),
    ] {
        let bindings = settings.keys.iter().filter(|b| b.place == place);
        for (at, binding) in bindings.enumerate() {
            if at == 0 {
                writeln!(out, "\n[{table}]")?;
            }
            let line = format!(
                "{} = {}",
                config::quoted(&binding.action),
                keys(&binding.keys)
            );
            writeln!(out, "{}  # {file}:{}", clean::visible(&line), binding.line)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::args::{Args, Command};

    /// What is printed for a file, some variables and some flags.
    fn printed(text: &str, variables: &[(&str, &str)], flags: &[&str]) -> String {
        let loaded = Loaded::of_text(text, "c.toml");
        let args = Args::parse_from([&["warraq", "config"], flags].concat());
        let Some(Command::Config(args)) = args.command else {
            panic!("no config");
        };
        let env = |name: &str| {
            let found = variables.iter().find(|(set, _)| *set == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let mut out = Vec::new();
        effective(&loaded, &args, &env, "c.toml", &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[track_caller]
    fn has(printed: &str, setting: &str, origin: &str) {
        let found = printed.lines().any(|line| {
            let (value, whence) = line.split_once("  # ").unwrap_or((line, ""));
            value.trim_end() == setting && whence == origin
        });
        assert!(found, "{setting} by {origin} is not in\n{printed}");
    }

    #[test]
    fn every_setting_has_an_origin() {
        let text = "marks = \"keep\"\n\nmouse = true\ntheme = \"x\"\nbidi = \"words\"\n";
        let all = printed(text, &[], &[]);
        has(&all, "marks = \"keep\"", "c.toml:1");
        has(&all, "mouse = true", "c.toml:3");
        has(&all, "theme = \"auto\"", "default");
        has(&all, "bidi = \"words\"", "c.toml:5");
        has(&all, "# measure", "default");
        let origins = all.lines().filter(|line| line.contains("  # "));
        assert_eq!(origins.count(), ROWS.len());
    }

    #[test]
    fn the_nearest_wins_flags_before_variables_before_the_file() {
        let text = "marks = \"keep\"\nbidi = \"words\"\nmouse = true\n";
        let variables = [("WARRAQ_BIDI", "putty"), ("NO_COLOR", "1")];
        let all = printed(text, &variables, &["--marks", "strip", "--no-mouse"]);
        has(&all, "marks = \"strip\"", "--marks");
        has(&all, "mouse = false", "--no-mouse");
        has(&all, "bidi = \"putty\"", "WARRAQ_BIDI");
        has(&all, "colour = \"none\"", "NO_COLOR");
        let all = printed(text, &variables, &["--bidi", "kitty"]);
        has(&all, "bidi = \"kitty\"", "--bidi");
        // What a variable cannot say leaves the file's line.
        let all = printed(text, &[("WARRAQ_BIDI", "sideways"), ("NO_COLOR", "")], &[]);
        has(&all, "bidi = \"words\"", "c.toml:2");
        has(&all, "colour = \"auto\"", "default");
    }

    #[test]
    fn the_default_file_reads_back_also_without_its_comments() {
        let text = format!("{}{}{HOOKS}", config::commented(), default_keys());
        assert_eq!(Settings::parse(&text, "c"), Default::default());
        let keys = default_keys();
        let names = |line: &str| {
            TABLE
                .iter()
                .any(|e| line.starts_with(&format!("# {} = ", e.name)))
        };
        let mut bare = String::from("[keys]\n");
        for line in keys.lines().filter(|line| names(line)) {
            bare.push_str(line.trim_start_matches("# "));
            bare.push('\n');
        }
        let (settings, complaints) = Settings::parse(&bare, "c");
        assert_eq!((settings.keys.len(), complaints), (TABLE.len(), vec![]));
        let (keymap, complaints) = Keymap::of(&settings, "c");
        assert_eq!(complaints, []);
        assert_eq!(keymap.rows(), Keymap::default().rows());
    }

    #[test]
    fn what_is_printed_reads_back_as_it_is() {
        let text = "theme = \"light\"\n[fields]\ntext = \"\\u001b[31m\"\n[keys]\nwhy = [\"x\", \"g g\"]\n[keys.list]\ndown = \"none\"\n[hooks.d]\ncommand = [\"x\", \"{text}\"]\nkeys = \"F5\"\ngives = \"actor\"\non = [\"card\", \"text\"]\n";
        let all = printed(text, &[], &[]);
        assert!(!all.contains('\x1b'));
        let lines_aside = |text: &str| {
            let mut settings = Loaded::of_text(text, "c.toml").settings;
            settings
                .keys
                .iter_mut()
                .for_each(|binding| binding.line = 0);
            settings.hooks.iter_mut().for_each(|hook| hook.line = 0);
            settings
        };
        assert_eq!(lines_aside(&all), lines_aside(text));
    }
}
