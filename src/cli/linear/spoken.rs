//! How numbers, titles and actors are said.

use crate::entity::kind::Kind;
use crate::library::{Actor, Article, Row};
use crate::locale::Locale;

/// A number, in any digits that readers of these scripts type, grouped or not.
pub(super) fn number(word: &str) -> Option<usize> {
    let digits = word.chars().filter(|c| !matches!(c, ',' | '٬'));
    let ascii = digits.map(|c| match c {
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(c as u32 - 0x6f0, 10),
        '0'..='9' => Some(c),
        _ => None,
    });
    ascii.collect::<Option<String>>()?.parse().ok()
}

/// Title, source and date of an article, as far as they are known.
pub(super) fn facts(article: &Article, locale: &Locale) -> String {
    let meta = &article.document.meta;
    joined(&meta.label, meta.source.as_deref(), meta.date, locale)
}

/// The same of a row of the list.
pub(super) fn row_facts(row: &Row, locale: &Locale) -> String {
    joined(&row.title, row.source.as_deref(), row.date, locale)
}

/// Where an article comes from and its day; its title where neither is known.
pub(super) fn whence(row: &Row, locale: &Locale) -> String {
    let comma = if locale.is_rtl() { "، " } else { ", " };
    let day = row.date.map(|date| day(date, locale));
    let facts: Vec<String> = { row.source.iter() }
        .map(ToString::to_string)
        .chain(day)
        .collect();
    match facts.is_empty() {
        true => row.title.to_string(),
        false => facts.join(comma),
    }
}

fn joined(
    title: &str,
    source: Option<&str>,
    date: Option<jiff::civil::Date>,
    locale: &Locale,
) -> String {
    let date = date.map(|date| day(date, locale));
    let comma = if locale.is_rtl() { "، " } else { ", " };
    let facts = [Some(title.to_owned()), source.map(str::to_owned), date];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    facts.join(comma)
}

/// A day in words.
fn day(date: jiff::civil::Date, locale: &Locale) -> String {
    let month = locale.text(&format!("month-{}", date.month()));
    let values = [
        ("day", locale.plain(i32::from(date.day())).into()),
        ("month", month.into()),
        ("year", locale.plain(i32::from(date.year())).into()),
    ];
    locale.with("date", &values)
}

/// A title as a sentence: a full stop where it has none.
pub(super) fn sentence(title: &str) -> String {
    let ends = title.ends_with(['.', '!', '?', '؟', '…', '۔']);
    format!("{title}{}", if ends { "" } else { "." })
}

/// An actor in words: name, Latin form, kind.
pub(super) fn named(actor: &Actor, locale: &Locale) -> String {
    let kind = locale.text(match actor.kind {
        Kind::Person => "card-person",
        Kind::Organisation => "card-organisation",
        Kind::Place => "card-place",
        Kind::Nationality => "card-nationality",
    });
    let comma = if locale.is_rtl() { "، " } else { ", " };
    let latin = actor.latin.as_ref().filter(|latin| **latin != actor.name);
    match latin {
        Some(latin) => format!("{} ({latin}){comma}{kind}", actor.name),
        None => format!("{}{comma}{kind}", actor.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_in_each_way_that_it_is_written() {
        for (word, wanted) in [
            ("21", Some(21)),
            ("٢١", Some(21)),
            ("۲۱", Some(21)),
            ("1,380", Some(1380)),
            ("١٬٣٨٠", Some(1380)),
            ("", None),
            ("21st", None),
            ("-3", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(number(word), wanted, "{word}");
        }
    }
}
