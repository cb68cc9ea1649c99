//! Days in other calendars.

use icu_calendar::Date;
use icu_calendar::cal::{Hijri, Persian};

use crate::config::Calendar;
use crate::locale::Locale;
use crate::ui::words;

/// A day in the other calendar that is asked for: `1 Sha'ban 1442 AH`, `24 Esfand 1399 SH`.
/// `None`: Gregorian alone.
pub(super) fn day(locale: &Locale, date: jiff::civil::Date, calendar: Calendar) -> Option<String> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    let date = Date::try_new_iso(i32::from(date.year()), month, day).ok()?;
    let (names, year, month, day) = match calendar {
        Calendar::Gregorian => return None,
        Calendar::Hijri => {
            let date = date.to_calendar(Hijri::new_umm_al_qura());
            let year = date.year().extended_year();
            ("hijri", year, date.month().ordinal, date.day_of_month().0)
        }
        Calendar::Persian => {
            let date = date.to_calendar(Persian);
            let year = date.year().extended_year();
            ("persian", year, date.month().ordinal, date.day_of_month().0)
        }
    };
    let month = locale.text(&format!("month-{names}-{month}"));
    let day = words::day(locale, i8::try_from(day).ok()?, &month, year);
    Some(locale.with(&format!("era-{names}"), &[("date", day.into())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_known_in_three_calendars() {
        use Calendar::{Gregorian, Hijri, Persian};
        for (year, month, day_of, calendar, wanted) in [
            (2021, 3, 14, Gregorian, None),
            (2021, 3, 14, Hijri, Some("1 Sha'ban 1442 AH")),
            (2021, 3, 14, Persian, Some("24 Esfand 1399 SH")),
            // The new years of both.
            (2021, 3, 21, Persian, Some("1 Farvardin 1400 SH")),
            (2023, 7, 19, Hijri, Some("1 Muharram 1445 AH")),
            // Far from the tables of Umm al-Qura a day is still one.
            (1, 1, 1, Hijri, Some("18 Jumada I -640 AH")),
        ] {
            let date = jiff::civil::date(year, month, day_of);
            let day = day(&Locale::english(), date, calendar);
            let day = day.map(|day| crate::locale::without_isolates(&day));
            assert_eq!(day.as_deref(), wanted);
        }
    }
}
