//! When articles were written, and when somebody is named in them.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::library::{Actor, ArticleId, EntityId, Error, Library};

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
