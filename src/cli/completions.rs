//! `warraq completions SHELL`: what the shell asks to complete a command line.

use std::io::Write;

use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use crate::cli::args::Args;

/// Prints the script for a shell.
pub(super) fn print(shell: Shell, out: &mut dyn Write) {
    generate(shell, &mut Args::command(), "warraq", out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_that_help_shows_can_be_completed() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let mut out = Vec::new();
            print(shell, &mut out);
            let script = String::from_utf8(out).unwrap();
            for sub in Args::command().get_subcommands() {
                let stands = script.contains(sub.get_name());
                assert!(stands || sub.is_hide_set(), "{shell}: {}", sub.get_name());
            }
            assert!(
                script.contains("--translit") || script.contains("translit"),
                "{shell}"
            );
        }
    }
}
