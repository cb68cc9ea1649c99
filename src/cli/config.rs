//! `warraq config`: the settings that hold, and where each comes from.

use std::io::{self, Write};

use crate::cli::args::ConfigArgs;
use crate::cli::{FAILED, say};
use crate::config::{self, Loaded, ROWS, Settings};
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
        write!(out, "{}", config::commented())?;
    } else {
        let loaded = Loaded::once();
        for complaint in &loaded.complaints {
            say(&complaint.to_string());
        }
        let env = |name: &str| std::env::var(name).ok();
        let file = Settings::path().map(|path| path.display().to_string());
        let file = clean::visible(file.as_deref().unwrap_or("config.toml")).into_owned();
        effective(loaded, args, &env, &file, out)?;
    }
    Ok(0)
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
    fn what_is_printed_reads_back_as_it_is() {
        let text = "theme = \"light\"\n[fields]\ntext = \"\\u001b[31m\"\n";
        let all = printed(text, &[], &[]);
        assert!(!all.contains('\x1b'));
        let again = Loaded::of_text(&all, "c.toml");
        assert_eq!(again.settings, Loaded::of_text(text, "c.toml").settings);
    }
}
