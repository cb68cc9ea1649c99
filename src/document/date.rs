//! Days as they are written in metadata.

use jiff::civil::Date;

/// Months by their names in English, in the two Arabic ways, and shortened.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "يناير", "كانون الثاني", "جانفي"],
    &["february", "feb", "فبراير", "شباط", "فيفري"],
    &["march", "mar", "مارس", "آذار", "اذار"],
    &["april", "apr", "أبريل", "ابريل", "إبريل", "نيسان", "أفريل"],
    &["may", "مايو", "أيار", "ايار", "ماي"],
    &["june", "jun", "يونيو", "يونيه", "حزيران", "جوان"],
    &["july", "jul", "يوليو", "يوليه", "تموز", "جويلية"],
    &["august", "aug", "أغسطس", "اغسطس", "آب", "أوت"],
    &["september", "sep", "sept", "سبتمبر", "أيلول", "ايلول"],
    &[
        "october",
        "oct",
        "أكتوبر",
        "اكتوبر",
        "تشرين الأول",
        "تشرين الاول",
    ],
    &["november", "nov", "نوفمبر", "تشرين الثاني"],
    &["december", "dec", "ديسمبر", "كانون الأول", "كانون الاول"],
];
/// How much of a text is looked at, in letters.
const MOST: usize = 80;

/// The day that a text gives: ISO 8601, RFC 2822, `24/5/2021` (the day first, unless it cannot
/// be), `24 مايو 2021`, `May 24, 2021`, seconds or milliseconds since 1970 (UTC). Digits may be
/// Arabic-Indic or Persian. Of a moment it is the day where it was written.
pub(crate) fn day(written: &str) -> Option<Date> {
    let text: String = written
        .trim()
        .chars()
        .take(MOST)
        .map(|c| match c {
            '\u{0660}'..='\u{0669}' => digit(c as u32 - 0x0660),
            '\u{06f0}'..='\u{06f9}' => digit(c as u32 - 0x06f0),
            '\u{200e}' | '\u{200f}' | '،' | ',' => ' ',
            other => other,
        })
        .collect();
    if let Some(day) = in_numbers(&text) {
        return Some(day);
    }
    in_words(&text)
}

fn in_numbers(text: &str) -> Option<Date> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return match text.len() {
            8 => date(&text[..4], &text[4..6], &text[6..]),
            9..=10 => of_seconds(text.parse().ok()?),
            12..=13 => of_seconds(text.parse::<i64>().ok()? / 1000),
            _ => None,
        };
    }
    let first = text.split([' ', 'T', 't']).next()?;
    let parts: Vec<&str> = first.split(['-', '/', '.']).collect();
    let [a, b, c] = parts[..] else {
        return None;
    };
    if a.len() == 4 {
        return date(a, b, c);
    }
    if c.len() != 4 {
        return None;
    }
    date(c, b, a).or_else(|| date(c, a, b))
}

fn of_seconds(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day with the month in words: RFC 2822, `24 مايو/أيار 2021`, `May 24 2021`.
fn in_words(text: &str) -> Option<Date> {
    let text = text.to_lowercase();
    let month = MONTHS.iter().position(|names| {
        names.iter().any(|name| {
            text.match_indices(name).any(|(at, name)| {
                let before = text[..at].chars().next_back();
                let after = text[at + name.len()..].chars().next();
                !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
            })
        })
    })?;
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty())
        .collect();
    // The time of day stands behind the date.
    let (day, year) = match numbers[..] {
        [day, year, ..] if day.len() <= 2 && year.len() == 4 => (day, year),
        [year, day, ..] if year.len() == 4 && day.len() <= 2 => (day, year),
        _ => return None,
    };
    Date::new(
        year.parse().ok()?,
        i8::try_from(month + 1).ok()?,
        day.parse().ok()?,
    )
    .ok()
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;

    #[test]
    fn a_day_is_told_however_it_is_written() {
        let wanted = Some(civil::date(2021, 5, 24));
        for text in [
            "2021-05-24",
            "2021-05-24T23:59:00+03:00",
            "2021/5/24",
            "20210524",
            "24/5/2021",
            "24.05.2021",
            "5/24/2021",
            "٢٠٢١-٠٥-٢٤",
            "۲۰۲۱/۰۵/۲۴",
            "1621814400",
            "1621814400000",
            "Mon, 24 May 2021 10:00:00 GMT",
            "24 May 2021",
            "May 24, 2021",
            "الاثنين، ٢٤ مايو ٢٠٢١",
            "24 مايو/أيار 2021",
            "الاثنين 24 أيار 2021 - 10:30",
            "2021 May 24",
            "2021-05-24 10:00:00",
        ] {
            assert_eq!(day(text), wanted, "{text}");
        }
        let second = day("3 كانون الثاني 2022");
        assert_eq!(second, Some(civil::date(2022, 1, 3)));
    }

    #[test]
    fn what_is_no_day_gives_none() {
        for text in [
            "",
            "yesterday",
            "2021",
            "13/13/2021",
            "2021-02-30",
            "May",
            "أمس",
            "--",
            "1/2/3",
            "99999999999999999999",
            "maybe 24 2021",
            "٢٤",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
