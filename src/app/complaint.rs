//! What is wrong with a query, in the language of the interface.

use crate::locale::{Locale, Value};
use crate::text::query::QueryError;

/// What is wrong and what to do, in whole sentences.
#[must_use]
pub fn complaint(locale: &Locale, error: &QueryError) -> String {
    let values = error.fault.values();
    let values: Vec<(&str, Value<'_>)> = values
        .into_iter()
        .map(|(name, value)| (name, value.into()))
        .collect();
    locale
        .find(error.fault.id(), &values)
        .unwrap_or_else(|| error.fault.to_string())
}

#[cfg(test)]
mod tests {
    use super::complaint;
    use crate::locale::{Locale, Numerals, without_isolates};
    use crate::text::query::Query;

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
}
