//! When articles were written, and when somebody is named in them.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan as _};
use rustc_hash::FxHashMap;

use crate::library::escape::tsv;
use crate::library::{Actor, ArticleId, EntityId, Error, Library};
use crate::text::clean;

/// Bars at most: a day in the year 1 does not make a million of them.
pub const MOST: usize = 20_000;

/// The days on which articles were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The actors that were asked for, as far as they are there.
    pub actors: Vec<Actor>,
    /// The days with an article, the first one first.
    pub days: Vec<Day>,
    /// Articles without a day.
    pub undated: u32,
}

/// How much time a bar takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// A day.
    Day,
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
}

impl Span {
    /// The next longer one; after the longest the shortest.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Day => Self::Month,
            Self::Month => Self::Year,
            Self::Year => Self::Day,
        }
    }

    /// The first day of the span that holds a day.
    #[must_use]
    pub fn first(self, date: Date) -> Date {
        match self {
            Self::Day => date,
            Self::Month => date.first_of_month(),
            Self::Year => date.first_of_year(),
        }
    }

    /// The first day of the span after that which begins on a day; `None` at the end of the
    /// calendar.
    #[must_use]
    pub fn next_after(self, first: Date) -> Option<Date> {
        first.checked_add(self.length(1)).ok()
    }

    fn length(self, n: i32) -> Length {
        match self {
            Self::Day => n.days(),
            Self::Month => n.months(),
            Self::Year => n.years(),
        }
    }

    /// How many spans lie between two days.
    #[must_use]
    pub fn between(self, from: Date, to: Date) -> usize {
        let days = || from.until(to).map_or(0, |span| i64::from(span.get_days()));
        let years = i64::from(to.year()) - i64::from(from.year());
        let count = match self {
            Self::Day => days(),
            Self::Month => years * 12 + i64::from(to.month()) - i64::from(from.month()),
            Self::Year => years,
        };
        usize::try_from(count).unwrap_or(0)
    }

    /// A day as a query writes a span that begins on it.
    #[must_use]
    pub fn written(self, date: Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self {
            Self::Day => format!("{year:04}-{month:02}-{day:02}"),
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Year => format!("{year:04}"),
        }
    }
}

/// What a bar stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The first day of its span.
    pub first: Date,
    /// Articles written in it.
    pub articles: u32,
    /// How often each of the actors is named in them.
    pub named: Vec<u32>,
}

/// A day with an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: Date,
    /// Articles written on it.
    pub articles: u32,
    /// How often each of the actors is named in them.
    pub named: Vec<u32>,
}

impl Days {
    /// All bars of a span from the first day to the last, also those without an article; the
    /// earliest first. A longer span is taken where there would be more than [`MOST`].
    #[must_use]
    pub fn bars(&self, span: Span) -> (Span, Vec<Bar>) {
        let (Some(first), Some(last)) = (self.days.first(), self.days.last()) else {
            return (span, Vec::new());
        };
        let few = |span: &Span| span.between(first.date, last.date) < MOST;
        let longer = [Span::Month, Span::Year];
        let span = Some(span)
            .filter(few)
            .or_else(|| longer.into_iter().find(few))
            .unwrap_or(Span::Year);
        let begin = span.first(first.date);
        let count = span.between(begin, last.date) + 1;
        let bar = |at| Bar {
            // A date that is known lies behind it.
            first: begin.saturating_add(span.length(at)),
            articles: 0,
            named: vec![0; self.actors.len()],
        };
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        let mut bars: Vec<Bar> = (0..count).map(bar).collect();
        for day in &self.days {
            let Some(bar) = bars.get_mut(span.between(begin, day.date)) else {
                continue;
            };
            bar.articles += day.articles;
            for (sum, count) in bar.named.iter_mut().zip(&day.named) {
                *sum += count;
            }
        }
        (span, bars)
    }
}

/// Writes bars as CSV (RFC 4180), or with tabs as `tsv` is escaped: a line a span with the head
/// `from`, `articles`, and the identifier of each actor. How many lines of bars there are.
///
/// # Errors
/// When it cannot be written.
pub fn write(days: &Days, span: Span, tabs: bool, out: &mut impl Write) -> io::Result<usize> {
    let (span, bars) = days.bars(span);
    let keys = days.actors.iter().map(|actor| match tabs {
        true => Cow::Owned(tsv(&actor.key)),
        false => clean::visible(&actor.key),
    });
    let fixed = ["from", "articles"].map(Cow::Borrowed);
    let head: Vec<Cow<'_, str>> = fixed.into_iter().chain(keys).collect();
    let mut table = csv::WriterBuilder::new()
        .delimiter(if tabs { b'\t' } else { b',' })
        .quote_style(if tabs {
            csv::QuoteStyle::Never
        } else {
            csv::QuoteStyle::Necessary
        })
        .from_writer(out);
    table.write_record(head.iter().map(|field| field.as_bytes()))?;
    for bar in &bars {
        let counts = std::iter::once(&bar.articles).chain(&bar.named);
        let counts = counts.map(ToString::to_string);
        let fields = std::iter::once(span.written(bar.first)).chain(counts);
        table.write_record(fields)?;
    }
    table.flush()?;
    Ok(bars.len())
}

impl Library {
    /// The days of all articles, with how often each of some actors is named.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn days(&self, actors: &[EntityId]) -> Result<Days, Error> {
        let mut out = Days::default();
        let mut named: FxHashMap<ArticleId, Vec<(usize, u32)>> = FxHashMap::default();
        for actor in actors {
            let Some(known) = self.actor(*actor)? else {
                continue;
            };
            for (article, count) in self.postings(*actor)? {
                named
                    .entry(article)
                    .or_default()
                    .push((out.actors.len(), count));
            }
            out.actors.push(known);
        }
        for (article, date) in self.dates()? {
            let Some(date) = date else {
                out.undated += 1;
                continue;
            };
            if out.days.last().is_none_or(|day| day.date != date) {
                out.days.push(Day {
                    date,
                    articles: 0,
                    named: vec![0; out.actors.len()],
                });
            }
            let Some(day) = out.days.last_mut() else {
                continue;
            };
            day.articles += 1;
            for (actor, count) in named.remove(&article).unwrap_or_default() {
                if let Some(sum) = day.named.get_mut(actor) {
                    *sum += count;
                }
            }
        }
        Ok(out)
    }
}
