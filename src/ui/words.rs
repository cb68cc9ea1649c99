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
    fn numbers_and_days_are_written_out() {
        assert_eq!(super::number(0), "0");
        assert_eq!(super::number(999), "999");
        assert_eq!(super::number(1380), "1,380");
        assert_eq!(super::number(1_234_567), "1,234,567");
        assert_eq!(super::date(jiff::civil::date(2021, 5, 4)), "4 May 2021");
        assert_eq!(super::articles(1), "1 article");
    }
}
