//! Whom many articles name.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::library::actors::{Postings, actor_of};
use crate::library::articles::broken;
use crate::library::{Actor, ArticleId, Error, Library, Waiting};

impl Library {
    /// The actors that the collection names most, at most `limit`, most first. With `among`
    /// (article numbers, ascending) those that these articles name most, and in
    /// [`Actor::here`] how often they do.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold; [`Error::Disturbed`] as
    /// soon as somebody waits.
    pub fn most_named(
        &self,
        limit: usize,
        among: Option<&[ArticleId]>,
        waiting: Option<&Waiting>,
    ) -> Result<Vec<Actor>, Error> {
        let reader = self.read();
        let mut statement = reader.prepare_cached(
            "SELECT id, key, kind, name, latin, mentions, articles, postings FROM entity
             WHERE collection = ?1 AND mentions > 0 ORDER BY mentions DESC, key",
        )?;
        let mut rows = statement.query([self.collection()])?;
        let mut found: Vec<Actor> = Vec::new();
        // The counts of the best so far, the lowest on top.
        let mut best = BinaryHeap::new();
        while let Some(row) = rows.next()? {
            if waiting.is_some_and(Waiting::is_anybody) {
                return Err(Error::Disturbed);
            }
            let Some(among) = among else {
                found.push(actor_of(row, 0, self.is_in_latin())?);
                if found.len() >= limit {
                    break;
                }
                continue;
            };
            // Whoever comes now is named less in all than the last of the best is here.
            let all: u32 = row.get(5)?;
            let full = best.len() >= limit;
            if full && best.peek().is_some_and(|Reverse(least)| all <= *least) {
                break;
            }
            let packed = row.get_ref(7)?.as_blob().map_err(|_| broken())?;
            let postings = Postings::unpack(packed).ok_or_else(broken)?;
            let here = count_among(&postings, among);
            if here == 0 {
                continue;
            }
            best.push(Reverse(here));
            if best.len() > limit {
                best.pop();
            }
            found.push(actor_of(row, here, self.is_in_latin())?);
        }
        if among.is_some() {
            // Of equals the more named in all stands first: so they came.
            found.sort_by_key(|actor| Reverse(actor.here));
            found.truncate(limit);
        }
        Ok(found)
    }
}

/// How often some articles are counted in postings; both ascend.
fn count_among(postings: &[(ArticleId, u32)], among: &[ArticleId]) -> u32 {
    let mut rest = among;
    let mut sum = 0u32;
    for (article, count) in postings {
        let skipped = rest.partition_point(|id| id < article);
        rest = rest.get(skipped..).unwrap_or_default();
        match rest.first() {
            Some(id) if id == article => sum = sum.saturating_add(*count),
            Some(_) => {}
            None => break,
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_both_is_counted() {
        let postings = [(2, 1), (5, 10), (9, 100)].map(|(id, n)| (ArticleId(id), n));
        for (among, sum) in [
            (&[][..], 0),
            (&[1, 2, 3], 1),
            (&[5, 9, 11], 110),
            (&[2, 5, 9], 111),
            (&[3, 4, 10], 0),
        ] {
            let among: Vec<ArticleId> = among.iter().copied().map(ArticleId).collect();
            assert_eq!(count_among(&postings, &among), sum, "{among:?}");
        }
    }
}
