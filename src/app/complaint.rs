//! What is wrong, in the language of the interface.

use crate::entity::explain::{self, Clause, Explanation};
use crate::library::Error;
use crate::locale::{Locale, Value};
use crate::text::query::QueryError;
use crate::work::Trouble;

/// What is wrong and what to do, in whole sentences.
#[must_use]
pub fn complaint(locale: &Locale, error: &QueryError) -> String {
    find(locale, error.fault.id(), error.fault.values()).unwrap_or_else(|| error.fault.to_string())
}

/// What went wrong while something was done.
#[must_use]
pub fn trouble(locale: &Locale, trouble: &Trouble) -> String {
    let error = trouble.library().map(|error| of_library(locale, error));
    let Some(id) = trouble.id() else {
        return error.unwrap_or_else(|| trouble.to_string());
    };
    let mut values = trouble.values();
    values.extend(error.map(|error| ("error", error)));
    find(locale, id, values).unwrap_or_else(|| trouble.to_string())
}

/// What the library says of itself.
#[must_use]
pub fn of_library(locale: &Locale, error: &Error) -> String {
    find(locale, error.id(), error.values()).unwrap_or_else(|| error.to_string())
}

/// What made a mention.
#[must_use]
pub fn why(locale: &Locale, why: &Explanation) -> String {
    let evidence = why.evidence.as_str();
    let named = locale.find(&format!("why-by-{evidence}"), &[]);
    let clauses: Vec<String> = why.clauses.iter().map(|c| clause(locale, c)).collect();
    let between = format!("{} ", locale.text("semicolon"));
    let values = [
        (
            "evidence",
            named.unwrap_or_else(|| evidence.to_owned()).into(),
        ),
        ("clauses", clauses.join(&between).into()),
    ];
    locale.with("why-line", &values)
}

fn clause(locale: &Locale, clause: &Clause) -> String {
    let mut values = clause.values();
    if let Some(reason) = clause.reason() {
        let (id, own, shared) = explain::reason(reason);
        let own = own.into_iter().map(|(name, value)| (name, value.into()));
        let shared = shared.map(|shared| ("shared", u32::from(shared).into()));
        let own: Vec<(&str, Value<'_>)> = own.chain(shared).collect();
        let said = locale.find(id, &own);
        values.push(("reason", said.unwrap_or_else(|| explain::say(reason))));
    }
    find(locale, clause.id(), values).unwrap_or_else(|| clause.to_string())
}

fn find(locale: &Locale, id: &str, values: Vec<(&'static str, String)>) -> Option<String> {
    let values: Vec<(&str, Value<'_>)> = values
        .into_iter()
        .map(|(name, value)| (name, value.into()))
        .collect();
    locale.find(id, &values)
}

#[cfg(test)]
mod tests {
    use super::{complaint, trouble, why};
    use crate::entity::explain::{Before, Clause, Explanation};
    use crate::entity::link::Reason;
    use crate::entity::mention::Evidence;
    use crate::library::Error;
    use crate::locale::{Locale, Numerals, without_isolates};
    use crate::text::query::Query;
    use crate::work::Trouble;

    #[test]
    fn whatever_is_wrong_is_said_in_each_language() {
        let (english, arabic) = (Locale::english(), Locale::named("ar", Numerals::Arabic));
        let many = "a ".repeat(300);
        let long = "a".repeat(5000);
        let deep = "(".repeat(100) + "a";
        let mut said = std::collections::BTreeSet::new();
        for query in [
            "(",
            ")",
            "()",
            "\"a",
            "\"\"",
            "a OR",
            "OR a",
            "NOT",
            "a*b",
            "*",
            "...",
            "actor:",
            "before:x",
            "lang:عربي",
            "is:new",
            "has:x",
            "author:x",
            "/a",
            "/ /",
            "/(/",
            "/a{9999}{9999}/",
            &many,
            &long,
            &deep,
        ] {
            let error = Query::parse(query).unwrap_err();
            let in_english = without_isolates(&complaint(&english, &error));
            assert_eq!(in_english, error.fault.to_string());
            let in_arabic = complaint(&arabic, &error);
            let letters = in_arabic.chars().filter(|c| ('ء'..='ي').contains(c));
            assert!(letters.count() > 10, "{in_arabic}");
            said.insert(error.fault.id());
        }
        assert!(said.len() > 20, "{said:?}");
    }

    #[test]
    fn trouble_is_said_in_each_language() {
        let (english, arabic) = (Locale::english(), Locale::named("ar", Numerals::Arabic));
        let text = || "x".to_owned();
        let errors = [
            Error::Missing {
                path: text(),
                nearest: None,
            },
            Error::Missing {
                path: text(),
                nearest: Some(text()),
            },
            Error::LeftOut {
                path: text(),
                reason: text(),
            },
            Error::Folder {
                path: text(),
                reason: text(),
            },
            Error::Newer { path: text() },
            Error::Broken {
                path: String::new(),
            },
            Error::Full,
            Error::Busy,
            Error::Disturbed,
            Error::Removed,
            Error::Database(text()),
        ];
        let (program, hook) = (text(), text());
        let (reason, said) = (text(), text());
        let mut all = vec![
            Trouble::NothingKept(Error::Full),
            Trouble::NotKept(Error::Full),
            Trouble::Damaged,
            Trouble::Fault,
            Trouble::NoRoomToWatch,
            Trouble::NotWatched(text()),
            Trouble::NoThread(text()),
            Trouble::NoProgram(text()),
            Trouble::Missing {
                program: program.clone(),
                hook: hook.clone(),
            },
            Trouble::Forbidden {
                program: program.clone(),
                hook: hook.clone(),
            },
            Trouble::NotRun {
                program: program.clone(),
                hook: hook.clone(),
                reason: reason.clone(),
            },
            Trouble::Code {
                program: program.clone(),
                code: 3,
            },
            Trouble::CodeSaid {
                program: program.clone(),
                code: 3,
                said,
            },
            Trouble::Killed(text()),
            Trouble::Lost {
                program: program.clone(),
                reason,
            },
            Trouble::Late {
                program,
                hook,
                seconds: 5,
            },
        ];
        all.extend(errors.map(Trouble::Library));
        for one in &all {
            let in_english = without_isolates(&trouble(&english, one));
            assert_eq!(in_english, one.to_string());
            let in_arabic = trouble(&arabic, one);
            let letters = in_arabic.chars().filter(|c| ('ء'..='ي').contains(c));
            assert!(letters.count() > 2, "{in_arabic}");
        }
        let said = Trouble::from("as it is");
        assert_eq!(trouble(&arabic, &said), "as it is");
    }

    #[test]
    fn what_made_a_mention_is_said_in_each_language() {
        let (english, arabic) = (Locale::english(), Locale::named("ar", Numerals::Arabic));
        let text = || "x".to_owned();
        let mut clauses = vec![
            Clause::ClearElsewhere,
            Clause::FirstName,
            Clause::Head,
            Clause::BoundSame,
            Clause::BoundPart(text()),
            Clause::Tagged,
            Clause::TitleInArticle,
            Clause::TitleInList {
                id: text(),
                about: text(),
            },
            Clause::TitleClear,
            Clause::Imported,
            Clause::Clitic(text()),
            Clause::Promoted,
            Clause::Weak,
            Clause::ByList(text()),
            Clause::Begins,
            Clause::SameElsewhere,
            Clause::SameBefore,
        ];
        for on in [false, true] {
            for list in [None, Some(text())] {
                clauses.push(Clause::Form {
                    surface: text(),
                    id: text(),
                    list,
                    shared: on,
                });
            }
            clauses.push(Clause::TaggedWith {
                probability: "0.62".to_owned(),
                again: on,
            });
            for kind in [Before::Word, Before::Title, Before::Saying] {
                let word = on.then(text);
                clauses.push(Clause::Before { kind, word });
            }
        }
        for shared in [0, 1, 3] {
            let (form, distance) = (text(), 7);
            let sound = Reason::Sound {
                form,
                distance,
                shared,
            };
            let family = Reason::Family {
                form: text(),
                shared,
            };
            for reason in [
                Reason::Listed,
                Reason::First,
                Reason::SameName,
                sound,
                family,
            ] {
                clauses.push(Clause::MayBe {
                    entity: text(),
                    name: text(),
                    reason: reason.clone(),
                });
                clauses.push(Clause::Linked { id: text(), reason });
            }
        }
        for clause in clauses {
            let explanation = Explanation {
                evidence: Evidence::Tagged,
                clauses: vec![clause, Clause::Weak],
            };
            let in_english = without_isolates(&why(&english, &explanation));
            assert_eq!(in_english, explanation.to_string());
            let in_arabic = without_isolates(&why(&arabic, &explanation));
            let latin = in_arabic.replace("0.62", "").replace("0.07", "");
            let latin = latin
                .chars()
                .filter(|c| c.is_ascii_alphabetic() && *c != 'x');
            assert_eq!(latin.count(), 0, "{in_arabic}");
        }
    }
}
