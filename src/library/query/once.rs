//! A story that several articles tell stands once in an answer.

use super::scan::Hits;
use crate::library::Stories;

/// What stands in the answer, each with how many other articles of its story were found; and how
/// many hits that are: of a story those of the article that has most.
pub(super) struct Folded<'h> {
    pub(super) standing: Vec<(&'h Hits, u32)>,
    pub(super) hits: usize,
}

/// Leaves of each story the first in the order of the answer.
pub(super) fn fold<'h>(order: Vec<&'h Hits>, stories: &Stories) -> Folded<'h> {
    // By the number of a story: its place among those that stand, and its most hits.
    let mut first: Vec<Option<(usize, u32)>> = Vec::new();
    let mut standing: Vec<(&Hits, u32)> = Vec::with_capacity(order.len());
    let mut hits = 0_usize;
    for found in order {
        let count = found.count();
        let Some(story) = stories.of(found.article()) else {
            hits += count as usize;
            standing.push((found, 0));
            continue;
        };
        let story = story as usize;
        if first.len() <= story {
            first.resize(story + 1, None);
        }
        match &mut first[story] {
            Some((at, most)) => {
                standing[*at].1 += 1;
                hits += count.saturating_sub(*most) as usize;
                *most = count.max(*most);
            }
            none => {
                *none = Some((standing.len(), count));
                hits += count as usize;
                standing.push((found, 0));
            }
        }
    }
    Folded { standing, hits }
}
