//! The overview ruler: where in the whole article those whom one follows are named. It is
//! worked out when the article, the height or who is followed changes, not for each frame.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::app::Model;
use crate::library::{Article, EntityId};
use crate::text::range::TextRange;

/// Whose places a track shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Follows {
    /// The chosen actor, who is not pinned.
    Chosen(EntityId),
    /// The words that are searched.
    Hits(String),
    /// A pinned actor: its number from 0.
    Pinned(usize, EntityId),
    /// Nobody; the track is there for the part that is on the screen.
    Nobody,
}

/// One who is followed, and in which slots of the ruler it stands: two a row, the upper one
/// bit 2, the lower one bit 1.
#[derive(Clone, Debug)]
pub struct Track {
    /// Whose places.
    pub follows: Follows,
    /// A value of 0 to 3 for each row.
    pub knots: Vec<u8>,
}

/// The tracks of the open article.
#[derive(Debug, Default)]
pub struct Ruler {
    /// The first one shows which part is on the screen. Never empty with an article open.
    pub tracks: Vec<Track>,
    /// For which article, how many hits in it, and how many rows.
    made: Option<(Arc<Article>, usize, usize)>,
}

impl Ruler {
    /// Works the tracks out for a height in rows, unless nothing changed.
    fn set(
        &mut self,
        article: &Arc<Article>,
        mut follows: Vec<Follows>,
        hits: &[TextRange],
        rows: usize,
    ) {
        if follows.is_empty() {
            follows.push(Follows::Nobody);
        }
        let same = self.made.as_ref().is_some_and(|(of, n, height)| {
            Arc::ptr_eq(of, article) && (*n, *height) == (hits.len(), rows)
        }) && self.tracks.iter().map(|t| &t.follows).eq(&follows);
        if same {
            return;
        }
        let length = article.document.source.len();
        let mut track_of: FxHashMap<EntityId, usize> = FxHashMap::default();
        for (at, follows) in follows.iter().enumerate() {
            if let Follows::Chosen(id) | Follows::Pinned(_, id) = follows {
                track_of.insert(*id, at);
            }
        }
        self.tracks = follows
            .into_iter()
            .map(|follows| Track {
                knots: match follows {
                    Follows::Hits(_) => slots(hits.iter().map(|h| h.start), length, rows),
                    _ => vec![0; rows],
                },
                follows,
            })
            .collect();
        // One walk through the mentions, whoever is followed.
        for mention in article.mentions.iter().filter(|_| !track_of.is_empty()) {
            if let Some(track) = track_of.get(&mention.entity)
                && let Some(track) = self.tracks.get_mut(*track)
            {
                knot(&mut track.knots, mention.range.start, length);
            }
        }
        self.made = Some((Arc::clone(article), hits.len(), rows));
    }
}

/// Which of the two slots of each of `cells` cells hold a place of a text of `length`
/// bytes: 0 none, 1 the second, 2 the first, 3 both.
#[must_use]
pub fn slots(places: impl Iterator<Item = usize>, length: usize, cells: usize) -> Vec<u8> {
    let mut out = vec![0; cells];
    for at in places {
        knot(&mut out, at, length);
    }
    out
}

fn knot(cells: &mut [u8], at: usize, length: usize) {
    let halves = cells.len() * 2;
    let slot = (at * halves / length.max(1)).min(halves.saturating_sub(1));
    if let Some(cell) = cells.get_mut(slot / 2) {
        *cell |= if slot.is_multiple_of(2) { 2 } else { 1 };
    }
}

impl Model {
    /// Brings the rulers of the open articles up to date.
    pub(super) fn set_rulers(&mut self) {
        let pinned = self.pins.iter().filter_map(|(at, pin)| {
            let actor = pin.actor.as_ref()?;
            Some(Follows::Pinned(at, actor.id))
        });
        let pinned: Vec<Follows> = pinned.collect();
        let chosen = self.sought.chosen();
        let chosen = chosen.filter(|id| self.pins.number(*id).is_none());
        let search = self.sought.search.as_ref();
        // What is walked first.
        let first = match search {
            Some(search) => Some(Follows::Hits(search.query.clone())),
            None => chosen.map(Follows::Chosen),
        };
        if let Some(reader) = &mut self.reader {
            let hits = search.map_or(&[][..], |search| &search.hits);
            let rows = usize::from(self.panes.text.height);
            let follows = first.into_iter().chain(pinned.iter().cloned());
            reader
                .ruler
                .set(&reader.article, follows.collect(), hits, rows);
        }
        if let Some(beside) = &mut self.beside {
            // A search is in the article that has the keys.
            let follows = chosen.map(Follows::Chosen).into_iter().chain(pinned);
            let rows = usize::from(beside.text.height);
            let reader = &mut beside.reader;
            reader
                .ruler
                .set(&reader.article, follows.collect(), &[], rows);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::slots;

    #[test]
    fn slots_halve_their_cell() {
        assert_eq!(slots([0, 99].into_iter(), 100, 3), [2, 0, 1]);
        assert_eq!(slots([0, 20].into_iter(), 100, 3), [3, 0, 0]);
        assert_eq!(slots([7].into_iter(), 0, 2), [0, 1]);
        assert_eq!(slots([7].into_iter(), 10, 0), Vec::<u8>::new());
    }
}
