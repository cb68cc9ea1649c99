//! The words of the interface.

use crate::app::figures;
use crate::app::roster::family;
use crate::entity::kind::Kind;
use crate::locale::Locale;

/// The heading of a kind.
pub(super) fn kind(locale: &Locale, kind: Kind) -> String {
    locale.text(match kind {
        Kind::Person => "kind-person",
        Kind::Organisation => "kind-organisation",
        Kind::Place => "kind-place",
        Kind::Nationality => "kind-nationality",
    })
}

/// A name in a column: where the whole has no room, the last name if `by_last` allows that and
/// it has room. What is cut is cut between letters (a first name alone says little), so the spaces
/// do not break.
pub(super) fn name_within(name: &str, by_last: bool, cells: u16) -> String {
    let fits = |text: &str| crate::text::width::of_label(text) <= usize::from(cells);
    let family = family(name);
    // A lam-alef is counted as two: a name that is near the limit may pass for too long.
    let shown = if by_last && !fits(name) && fits(family) {
        family
    } else {
        name
    };
    shown.replace(' ', "\u{a0}")
}

/// A time that something will take: `40 s`, `3 min`.
pub(super) fn time(locale: &Locale, time: std::time::Duration) -> String {
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).into();
    match time.as_secs() {
        seconds @ 0..100 => locale.with("seconds-short", &[("count", count(seconds))]),
        seconds => locale.with("minutes-short", &[("count", count(seconds.div_ceil(60)))]),
    }
}

/// A day: `14 Mar 2021`.
pub(super) fn date(locale: &Locale, date: jiff::civil::Date) -> String {
    figures::date(locale, date)
}

/// The name of a month, from 1: `Mar`.
pub(super) fn month(locale: &Locale, month: i8) -> String {
    figures::month(locale, month)
}

/// A day of any calendar, its month by name. Years are not grouped.
pub(super) fn day(locale: &Locale, day: i8, month: &str, year: i32) -> String {
    figures::day(locale, day, month, year)
}

/// Minutes that so many words take.
pub(super) fn minutes(words: usize, pace: u16) -> usize {
    words.div_ceil(usize::from(pace.max(1)))
}

/// `1 article`, `9 articles`.
pub(super) fn articles(locale: &Locale, n: usize) -> String {
    locale.with("articles", &[("count", n.into())])
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_is_cut_to_the_last_one_where_it_must() {
        let within = |cells| super::name_within("ألكسندر لوكاشينكو", true, cells);
        assert_eq!(within(20), "ألكسندر\u{a0}لوكاشينكو");
        assert_eq!(within(12), "لوكاشينكو");
        assert_eq!(within(5), "ألكسندر\u{a0}لوكاشينكو");
    }

    #[test]
    fn numbers_and_days_are_written_out() {
        use crate::locale::{Locale, Numerals, without_isolates};
        let english = Locale::english();
        assert_eq!(english.number(0), "0");
        assert_eq!(english.number(999), "999");
        assert_eq!(english.number(1380), "1,380");
        assert_eq!(english.number(1_234_567), "1,234,567");
        let day = jiff::civil::date(2021, 5, 4);
        assert_eq!(without_isolates(&super::date(&english, day)), "4 May 2021");
        let one = super::articles(&english, 1);
        assert_eq!(without_isolates(&one), "1 article");
        let arabic = Locale::named("ar", Numerals::Arabic);
        assert_eq!(without_isolates(&super::date(&arabic, day)), "٤ مايو ٢٠٢١");
        // In a sentence of either direction the day comes first.
        let said = super::date(&arabic, day);
        assert_eq!(
            crate::text::direction::Direction::of_first_strong(&said),
            Some(crate::text::direction::Direction::RightToLeft)
        );
        let maghreb = Locale::named("ar", Numerals::European);
        assert_eq!(without_isolates(&super::date(&maghreb, day)), "4 مايو 2021");
    }
}
