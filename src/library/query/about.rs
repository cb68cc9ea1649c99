//! What is known of an article besides its text, and what conditions ask of it.

use crate::library::query::Called;
use crate::library::{LinkedMention, Marks};
use crate::text::query::{Facts, Filter, Mark, names_match};
use crate::text::range::TextRange;

/// What is known of an article besides its text.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// Its name in the contract.
    pub doc: &'a str,
    /// The day it was written.
    pub date: Option<jiff::civil::Date>,
    /// Where it comes from, as written.
    pub source: Option<&'a str>,
    /// Its language, as a BCP 47 code.
    pub language: Option<&'a str>,
    /// Whom it names where; asked only when a name of an actor is.
    pub mentions: &'a [LinkedMention],
    /// What the reader did with it.
    pub marks: Marks,
    /// Whom names in the query mean.
    pub called: &'a [Called],
}

impl Facts for About<'_> {
    fn holds(&self, filter: &Filter) -> bool {
        let day = self.date.map(|date| {
            let small = |n: i8| u8::try_from(n).unwrap_or(0);
            (date.year(), small(date.month()), small(date.day()))
        });
        match filter {
            Filter::Actor(name) => !self.names(name).is_empty(),
            Filter::Before(period) => day.is_some_and(|day| day < period.first()),
            Filter::After(period) => day.is_some_and(|day| day >= period.first()),
            Filter::Source(words) => names_match(words, self.source.unwrap_or(self.doc)),
            Filter::Language(code) => self.language.is_some_and(|language| {
                let rest = language.strip_prefix(code.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }),
            Filter::Is(Mark::Read) => self.marks.read,
            Filter::Is(Mark::Unread) => !self.marks.read,
            Filter::Is(Mark::Starred) => self.marks.starred,
            Filter::HasNote => !self.marks.notes.is_empty(),
            Filter::Tag(name) => self.marks.has_tag(name),
        }
    }

    fn names(&self, actor: &str) -> Vec<TextRange> {
        let Some(called) = self.called.iter().find(|called| called.name == actor) else {
            return Vec::new();
        };
        let mentions = self.mentions.iter();
        let named = mentions.filter(|m| called.actors.contains(&m.entity));
        named.map(|m| m.range).collect()
    }
}
