//! Where one was: back and forward to the exact place.

use crate::library::{ArticleId, Spot};
use crate::text::range::TextRange;

/// So many bytes of the text are kept with a place, less what would be half a letter.
const WORDS: usize = 80;

/// A place to come back to: what was on the screen, and what was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// What stands at the top; `None`: the very top, above the first line.
    pub top: Option<Anchor>,
    /// The mention or hit that was reached.
    pub reached: Option<TextRange>,
}

/// The top of the screen as a place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The first source byte of the first line.
    pub text: usize,
    /// Rows without text that stand above that line.
    pub blank: usize,
}

/// The jumps of a session.
#[derive(Clone, Debug, Default)]
pub struct History {
    back: Vec<Place>,
    forward: Vec<Place>,
}

/// More places than this are forgotten, oldest first.
const KEPT: usize = 1000;

impl History {
    /// A jump away from `place`.
    pub fn leave(&mut self, place: Place) {
        if self.back.last() != Some(&place) {
            self.back.push(place);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// The places to go back to, oldest first.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.back
    }

    /// Takes up the places of an earlier session.
    pub fn set(&mut self, back: Vec<Place>) {
        self.back = back;
        self.forward.clear();
    }

    /// Back from `here`; `None` at the oldest place.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        let to = self.back.pop()?;
        self.forward.push(here);
        Some(to)
    }

    /// Forward from `here`; `None` at the newest place.
    pub fn forward(&mut self, here: Place) -> Option<Place> {
        let to = self.forward.pop()?;
        self.back.push(here);
        Some(to)
    }
}

/// A place in the terms of the desk; `source` is the text that it is in.
#[must_use]
pub fn spot(place: Place, source: &str) -> Spot {
    let top = place.top.map(|anchor| (anchor.text, anchor.blank));
    let rest = source
        .get(top.map_or(0, |(at, _)| at)..)
        .unwrap_or_default();
    Spot {
        top,
        reached: place.reached,
        words: rest[..rest.floor_char_boundary(WORDS)].to_owned(),
    }
}

/// A place that the desk kept.
#[must_use]
pub fn place(article: ArticleId, spot: &Spot) -> Place {
    Place {
        article,
        top: spot.top.map(|(text, blank)| Anchor { text, blank }),
        reached: spot.reached,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_undo_each_other_and_a_jump_ends_forward() {
        let place = |n| Place {
            article: ArticleId(n),
            top: None,
            reached: None,
        };
        let mut history = History::default();
        history.leave(place(1));
        history.leave(place(2));
        assert_eq!(history.back(place(3)), Some(place(2)));
        assert_eq!(history.back(place(2)), Some(place(1)));
        assert_eq!(history.back(place(1)), None);
        assert_eq!(history.forward(place(1)), Some(place(2)));
        history.leave(place(2));
        assert_eq!(history.forward(place(9)), None);
    }
}
