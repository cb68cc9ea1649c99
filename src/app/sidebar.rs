//! The list of actors in the article.

use crate::app::reader::Reader;
use crate::entity::kind::Kind;
use crate::library::{Actor, EntityId};

/// Which actor is selected, and what is scrolled.
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    /// The selected actor's number among the article's actors.
    pub selected: usize,
    /// The first row that is shown.
    pub top: usize,
}

/// One row of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SidebarRow {
    /// The name of a kind.
    Heading(Kind),
    /// The actor with this number.
    Actor(usize),
    /// Nothing.
    Blank,
}

/// All rows for the actors of an article: by kind, empty kinds left out.
#[must_use]
pub fn rows(actors: &[Actor]) -> Vec<SidebarRow> {
    let mut out = Vec::with_capacity(actors.len() + 8);
    for kind in Kind::ALL {
        let mut of_kind = actors.iter().enumerate().filter(|(_, a)| a.kind == kind);
        let Some((first, _)) = of_kind.next() else {
            continue;
        };
        if !out.is_empty() {
            out.push(SidebarRow::Blank);
        }
        out.push(SidebarRow::Heading(kind));
        out.push(SidebarRow::Actor(first));
        out.extend(of_kind.map(|(at, _)| SidebarRow::Actor(at)));
    }
    out
}

impl Sidebar {
    /// The actor of the selected row.
    #[must_use]
    pub fn actor<'a>(&self, reader: Option<&'a Reader>) -> Option<&'a Actor> {
        reader?.article.actors.get(self.selected)
    }

    /// Selects the actor `n` rows below, at most the last.
    pub fn down(&mut self, n: usize, actors: &[Actor]) {
        self.selected = (self.selected + n).min(actors.len().saturating_sub(1));
    }

    /// Selects the actor `n` rows above, at least the first.
    pub fn up(&mut self, n: usize) {
        self.selected = self.selected.saturating_sub(n);
    }

    /// Selects an actor of the article, if it is there.
    pub fn select(&mut self, id: EntityId, actors: &[Actor]) {
        if let Some(at) = actors.iter().position(|a| a.id == id) {
            self.selected = at;
        }
    }

    /// Scrolls so that the selected actor (and the heading over the first of its kind)
    /// stands within `height` rows.
    pub fn scroll(&mut self, actors: &[Actor], height: usize) {
        self.selected = self.selected.min(actors.len().saturating_sub(1));
        let rows = rows(actors);
        let at = rows
            .iter()
            .position(|r| *r == SidebarRow::Actor(self.selected))
            .unwrap_or(0);
        let from = match at.checked_sub(1).map(|before| rows[before]) {
            Some(SidebarRow::Heading(_)) => at - 1,
            _ => at,
        };
        self.top = self
            .top
            .min(from)
            .max((at + 1).saturating_sub(height))
            .min(rows.len().saturating_sub(height.min(rows.len())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(id: u32, kind: Kind) -> Actor {
        Actor {
            id: EntityId(id),
            key: "k".into(),
            kind,
            name: "n".into(),
            latin: None,
            here: 1,
            all: 1,
            articles: 1,
        }
    }

    #[test]
    fn kinds_have_headings_and_empty_ones_vanish() {
        let actors = [
            actor(0, Kind::Person),
            actor(1, Kind::Place),
            actor(2, Kind::Place),
        ];
        use SidebarRow::{Actor, Blank, Heading};
        assert_eq!(
            rows(&actors),
            [
                Heading(Kind::Person),
                Actor(0),
                Blank,
                Heading(Kind::Place),
                Actor(1),
                Actor(2)
            ]
        );
        let mut sidebar = Sidebar::default();
        sidebar.down(9, &actors);
        sidebar.scroll(&actors, 3);
        assert_eq!((sidebar.selected, sidebar.top), (2, 3));
        sidebar.up(9);
        sidebar.scroll(&actors, 3);
        assert_eq!((sidebar.selected, sidebar.top), (0, 0));
    }
}
