//! The words of the interface.

use crate::entity::kind::Kind;

/// The heading of a kind.
pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "People",
        Kind::Organisation => "Organisations",
        Kind::Place => "Places",
        Kind::Nationality => "Nationalities",
    }
}

/// Words before a family name that belong to it.
const PARTICLES: &[&str] = &[
    "بن", "ابن", "أبو", "ابو", "أبي", "آل", "ال", "عبد", "دي", "دو", "دا", "فون", "فان", "لو",
    "ماك", "von", "van", "der", "de", "del", "della", "di", "da", "la", "le", "al", "bin", "ibn",
    "ben", "фон", "де", "בן", "אבו",
];

/// The last name of a person with the particles before it: `بن سلمان`, `von der Leyen`.
pub(super) fn family(name: &str) -> &str {
    let mut start = name.len();
    for word in name.split(' ').rev() {
        let first = start == name.len();
        if !first && !PARTICLES.contains(&word) {
            break;
        }
        start = start.saturating_sub(word.len() + usize::from(!first));
    }
    name.get(start..).unwrap_or(name).trim_start()
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
pub(super) fn time(time: std::time::Duration) -> String {
    match time.as_secs() {
        seconds @ 0..100 => format!("{seconds} s"),
        seconds => format!("{} min", seconds.div_ceil(60)),
    }
}

/// A day: `14 Mar 2021`.
pub(super) fn date(date: jiff::civil::Date) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = usize::try_from(date.month())
        .ok()
        .and_then(|m| MONTHS.get(m.checked_sub(1)?));
    format!("{} {} {}", date.day(), month.unwrap_or(&"?"), date.year())
}

/// Minutes that so many words take.
pub(super) fn minutes(words: usize, pace: u16) -> usize {
    words.div_ceil(usize::from(pace.max(1)))
}

/// A number, grouped from 1,000 on.
pub(super) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 article`, `9 articles`.
pub(super) fn articles(n: usize) -> String {
    if n == 1 {
        "1 article".to_owned()
    } else {
        format!("{} articles", number(n))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn last_names_keep_their_particles() {
        for (name, family) in [
            ("ألكسندر لوكاشينكو", "لوكاشينكو"),
            ("محمد بن سلمان", "بن سلمان"),
            ("Ursula von der Leyen", "von der Leyen"),
            ("بوتين", "بوتين"),
            ("", ""),
            ("بن", "بن"),
        ] {
            assert_eq!(super::family(name), family);
        }
        let within = |cells| super::name_within("ألكسندر لوكاشينكو", true, cells);
        assert_eq!(within(20), "ألكسندر\u{a0}لوكاشينكو");
        assert_eq!(within(12), "لوكاشينكو");
        assert_eq!(within(5), "ألكسندر\u{a0}لوكاشينكو");
    }

    #[test]
    fn numbers_and_days_are_written_out() {
        assert_eq!(super::number(0), "0");
        assert_eq!(super::number(999), "999");
        assert_eq!(super::number(1380), "1,380");
        assert_eq!(super::number(1_234_567), "1,234,567");
        assert_eq!(super::date(jiff::civil::date(2021, 5, 4)), "4 May 2021");
        assert_eq!(super::articles(1), "1 article");
    }
}
