//! Numbers and days as they are shown.

use jiff::civil::Date;

use crate::locale::{Locale, without_isolates};

/// A month of the year, from 1: `Mar`.
#[must_use]
pub fn month(locale: &Locale, month: i8) -> String {
    const MONTHS: [&str; 12] = [
        "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
        "month-9", "month-10", "month-11", "month-12",
    ];
    let at = usize::try_from(month).ok().and_then(|m| m.checked_sub(1));
    let id = at.and_then(|at| MONTHS.get(at));
    id.map_or_else(|| "?".to_owned(), |id| locale.text(id))
}

/// A day: `14 Mar 2021`.
#[must_use]
pub fn date(locale: &Locale, date: Date) -> String {
    let name = month(locale, date.month());
    day(locale, date.day(), &name, date.year().into())
}

/// A day of any calendar, its month by name. Years are not grouped.
#[must_use]
pub fn day(locale: &Locale, day: i8, month: &str, year: i32) -> String {
    let date = locale.with(
        "date",
        &[
            ("day", locale.plain(day.into()).into()),
            ("month", month.into()),
            ("year", locale.plain(year).into()),
        ],
    );
    // In isolates of its own the parts would say nothing of the direction of the whole, and a
    // sentence around it would set them from left to right (UAX #9 P2).
    without_isolates(&date)
}
