//! Regular expressions over folded text.

use regex::{Regex, RegexBuilder};

use super::fault::Fault;
use super::folds::Folds;

/// The memory that an expression and its automaton may take, in bytes.
const SIZE: usize = 1 << 20;

/// Makes an expression ready. Its letters are folded like the text that it is held against.
///
/// # Errors
/// When it is none or needs too much memory.
pub(super) fn compile(written: &str, folds: &Folds) -> Result<Regex, Fault> {
    if written.trim().is_empty() {
        return Err(Fault::RegexEmpty);
    }
    RegexBuilder::new(&folded(written, folds))
        .size_limit(SIZE)
        .dfa_size_limit(SIZE)
        .nest_limit(50)
        .case_insensitive(true)
        .build()
        .map_err(|error| fault(&error))
}

/// The expression with its letters folded. Only what is not ASCII is: `\S` is not `\s`, and
/// capitals do not count anyway.
fn folded(written: &str, folds: &Folds) -> String {
    let mut out = String::with_capacity(written.len());
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'/') => {}
            '\\' => {
                out.push(c);
                out.extend(chars.next());
            }
            c if c.is_ascii() => out.push(c),
            c => folds.fold_char(c, &mut |f| out.push(f)),
        }
    }
    out
}

fn fault(error: &regex::Error) -> Fault {
    match error {
        regex::Error::CompiledTooBig(_) => Fault::RegexTooBig,
        error => {
            // The parser's report is a drawing of several lines; its last says what is wrong.
            let report = error.to_string();
            let last = report.lines().last().unwrap_or_default();
            let reason = last.trim().trim_start_matches("error: ");
            Fault::NoRegex(reason.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_folded_and_bounded() {
        let folds = Folds::default();
        let finds = |pattern: &str, text: &str| compile(pattern, &folds).unwrap().is_match(text);
        assert!(finds("لوكاش[يى]?نكو", "قال لوكاشنكو"));
        assert!(finds(r"أ\S+ان", "ايران"));
        assert!(finds(r"^\d{4}$", "2021"));
        assert!(finds("NATO", "nato"));
        assert!(finds(r"1\/2", "1/2"));
        for bad in ["(", "[", "a{9999}{9999}", " ", r"\"] {
            let fault = compile(bad, &folds).unwrap_err().to_string();
            assert!(fault.ends_with('.') && !fault.contains('\n'), "{fault}");
        }
    }
}
