//! The list of actors beside the page.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::prompt::Input;
use crate::app::reader::Reader;
use crate::app::roster::{Wanted, families, family, roster};
use crate::app::{Model, Popup};
use crate::entity::kind::Kind;
use crate::library::view::{Extent, Sort};
use crate::library::{Actor, Article, ArticleId, EntityId};
use crate::text::range::TextRange;
use crate::work::{Job, Ticket};

/// Who is listed, which actor is selected, and what is scrolled.
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    /// The actors that are listed, by kind. Always up to date after an update.
    pub actors: Vec<Actor>,
    /// Last names that more than one of them bears.
    families: FxHashSet<Box<str>>,
    /// The selected actor's number among them.
    pub selected: usize,
    /// The first row that is shown.
    pub top: usize,
    /// Whose actors are listed.
    pub extent: Extent,
    /// In which order.
    pub sort: Sort,
    /// Nationalities are left out.
    pub no_nationalities: bool,
    /// What is typed to find somebody among them; empty: all are listed.
    pub filter: Input,
    /// Where in the article each actor is named, two slots a cell, once for an article.
    threads: Threads,
    /// The actors of the collection, or of the articles that are listed; empty until the
    /// library has answered.
    all: Arc<[Actor]>,
    /// The question for them, and of which articles it asks.
    ticket: Option<Ticket>,
    asked: Option<Among>,
    /// Who is to be selected when the list is made anew.
    select: Option<EntityId>,
    made_for: Option<Made>,
}

/// Articles whose actors are asked for; `None`: all.
type Among = Option<Arc<[ArticleId]>>;

/// What the list was made for.
#[derive(Clone, Debug)]
struct Made {
    article: Arc<Article>,
    shown: TextRange,
    all: Arc<[Actor]>,
    wanted: Wanted,
}

impl Made {
    fn is_for(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.article, &other.article)
            && Arc::ptr_eq(&self.all, &other.all)
            && (self.shown, &self.wanted) == (other.shown, &other.wanted)
    }
}

/// The cells of each actor's thread: which of their slots hold a mention.
#[derive(Clone, Debug, Default)]
struct Threads {
    of: Option<(Arc<Article>, u16)>,
    slots: FxHashMap<EntityId, u64>,
}

impl Threads {
    /// Counts the slots for threads of `cells` cells, at most 32.
    fn set(&mut self, article: &Arc<Article>, cells: u16) {
        let cells = cells.min(32);
        let same = |(of, c): &(Arc<Article>, u16)| Arc::ptr_eq(of, article) && *c == cells;
        if self.of.as_ref().is_some_and(same) {
            return;
        }
        self.slots.clear();
        let length = article.document.source.len().max(1);
        let slots = usize::from(cells) * 2;
        for mention in article.mentions.iter().filter(|_| slots > 0) {
            let slot = (mention.range.start * slots / length).min(slots - 1);
            *self.slots.entry(mention.entity).or_default() |= 1 << slot;
        }
        self.of = Some((Arc::clone(article), cells));
    }
}

/// The cells of a thread in a sidebar of that width.
#[must_use]
pub const fn thread_cells(width: u16) -> u16 {
    match width {
        42.. => 10,
        34.. => 6,
        _ => 0,
    }
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

/// All rows for actors that stand by kind: a heading over each kind, a blank between two,
/// empty kinds left out. It holds where each kind begins, so a screen of rows costs the same
/// however many actors there are.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Each kind that is there, with the numbers of its actors.
    kinds: Vec<(Kind, Range<usize>)>,
}

impl Rows {
    /// The rows for actors in the order of the sidebar.
    #[must_use]
    pub fn of(actors: &[Actor]) -> Self {
        let mut start = 0;
        let mut kinds = Vec::with_capacity(Kind::ALL.len());
        for kind in Kind::ALL {
            let rest = actors.get(start..).unwrap_or_default();
            let end = start + rest.partition_point(|actor| actor.kind <= kind);
            if end > start {
                kinds.push((kind, start..end));
            }
            start = end;
        }
        Self { kinds }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let actors: usize = self.kinds.iter().map(|(_, actors)| actors.len()).sum();
        actors + (self.kinds.len() * 2).saturating_sub(1)
    }

    /// True without any actor.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The row `at`, if there is one.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<SidebarRow> {
        let mut at = at;
        for (kind, actors) in &self.kinds {
            match at {
                0 => return Some(SidebarRow::Heading(*kind)),
                n if n <= actors.len() => return Some(SidebarRow::Actor(actors.start + n - 1)),
                n if n == actors.len() + 1 => {
                    let last = self.kinds.last().is_some_and(|(last, _)| last == kind);
                    return (!last).then_some(SidebarRow::Blank);
                }
                n => at = n - actors.len() - 2,
            }
        }
        None
    }

    /// The row of an actor.
    #[must_use]
    pub fn of_actor(&self, actor: usize) -> Option<usize> {
        let before = |(_, actors): &(Kind, Range<usize>)| actors.end <= actor;
        let kinds = self.kinds.iter().take_while(|kind| before(kind)).count();
        let is_there = self.kinds.get(kinds)?.1.contains(&actor);
        is_there.then_some(actor + kinds * 2 + 1)
    }
}

impl Sidebar {
    /// The selected actor.
    #[must_use]
    pub fn current(&self) -> Option<&Actor> {
        self.actors.get(self.selected)
    }

    /// True for a person whose last name another one of the list bears: the first tells them
    /// apart.
    #[must_use]
    pub fn shares_family(&self, actor: &Actor) -> bool {
        actor.kind == Kind::Person && self.families.contains(family(&actor.name))
    }

    /// The cells of an actor's thread: 0 no mention, 1 in the second slot, 2 in the first,
    /// 3 in both.
    pub fn thread(&self, actor: EntityId) -> impl Iterator<Item = usize> + use<> {
        let cells = self.threads.of.as_ref().map_or(0, |(_, cells)| *cells);
        let slots = self.threads.slots.get(&actor).copied().unwrap_or(0);
        (0..cells).map(move |cell| {
            let both = slots >> (cell * 2);
            usize::from(both & 1 != 0) * 2 + usize::from(both & 2 != 0)
        })
    }

    /// Another article is opened: its first actor is selected.
    pub fn restart(&mut self) {
        (self.selected, self.top) = (0, 0);
        self.select = None;
        self.actors.clear();
    }

    /// Selects the actor `n` rows below, at most the last.
    pub fn down(&mut self, n: usize) {
        let last = self.actors.len().saturating_sub(1);
        self.selected = self.selected.saturating_add(n).min(last);
    }

    /// Selects the actor `n` rows above, at least the first.
    pub fn up(&mut self, n: usize) {
        self.selected = self.selected.saturating_sub(n);
    }

    /// Selects an actor, if it is listed.
    pub fn select(&mut self, id: EntityId) {
        self.select = Some(id);
        if let Some(at) = self.actors.iter().position(|a| a.id == id) {
            self.selected = at;
        }
    }

    /// Lists the actors anew, unless what they hang on is the same; who was selected stays so.
    pub fn set(&mut self, reader: &Reader, width: u16) {
        self.threads.set(&reader.article, thread_cells(width));
        let shown = match self.extent {
            Extent::Screen => reader.shown(),
            _ => TextRange::default(),
        };
        let made = Made {
            article: Arc::clone(&reader.article),
            shown,
            all: Arc::clone(&self.all),
            wanted: Wanted {
                extent: self.extent,
                sort: self.sort,
                no_nationalities: self.no_nationalities,
                query: self.filter.text().to_owned(),
            },
        };
        let select = self.select.take();
        let before = self.made_for.as_ref();
        if !self.actors.is_empty() && before.is_some_and(|before| before.is_for(&made)) {
            return;
        }
        // What is typed selects the first that answers it.
        let typed = before.is_some_and(|before| before.wanted.query != made.wanted.query);
        let select = select.or(self.current().map(|a| a.id).filter(|_| !typed));
        self.actors = roster(&reader.article, shown, &self.all, &made.wanted);
        self.families = families(&self.actors);
        let at = |id: EntityId| self.actors.iter().position(|a| a.id == id);
        self.selected = select.and_then(at).unwrap_or(0);
        self.made_for = Some(made);
    }

    /// Scrolls so that the selected actor (and the heading over the first of its kind)
    /// stands within `height` rows.
    pub fn scroll(&mut self, height: usize) {
        self.selected = self.selected.min(self.actors.len().saturating_sub(1));
        let rows = Rows::of(&self.actors);
        let at = rows.of_actor(self.selected).unwrap_or(0);
        let from = match at.checked_sub(1).and_then(|before| rows.get(before)) {
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

impl Model {
    /// Whose actors are listed: the article's, those on the screen, those of the articles that
    /// the filter lets through, all.
    pub(super) fn cycle_extent(&mut self) {
        let filtered = self.list.filter.is_some();
        let (extent, id) = match self.sidebar.extent {
            Extent::Article => (Extent::Screen, "actors-of-screen"),
            Extent::Screen if filtered => (Extent::Listed, "actors-of-listed"),
            Extent::Screen | Extent::Listed => (Extent::Collection, "actors-of-all"),
            Extent::Collection => (Extent::Article, "actors-of-article"),
        };
        self.sidebar.extent = extent;
        self.say_id(id, &[]);
    }

    pub(super) fn cycle_sort(&mut self) {
        let (sort, id) = match self.sidebar.sort {
            Sort::Here => (Sort::Everywhere, "actors-by-all"),
            Sort::Everywhere => (Sort::Alphabet, "actors-by-name"),
            Sort::Alphabet => (Sort::Here, "actors-by-here"),
        };
        self.sidebar.sort = sort;
        self.say_id(id, &[]);
    }

    pub(super) fn toggle_nationalities(&mut self) {
        self.sidebar.no_nationalities = !self.sidebar.no_nationalities;
        let id = if self.sidebar.no_nationalities {
            "nationalities-off"
        } else {
            "nationalities-on"
        };
        self.say_id(id, &[]);
    }

    /// Shows the actors and listens for the name of one.
    pub(super) fn find_in_actors(&mut self) {
        if self.reader.is_some() {
            self.focus_on(Pane::Sidebar);
            self.popup = Some(Popup::Actors);
        }
    }

    /// The actor found is chosen, or the search given up: all are listed again.
    pub(super) fn end_actors(&mut self, choose: bool, effects: &mut Vec<Effect>) {
        self.popup = None;
        let found = self.sidebar.current().map(|a| a.id);
        if choose && found.is_some() {
            self.focus = Pane::Sidebar;
            self.choose(effects);
        }
        self.sidebar.filter = Input::default();
        if let Some(found) = found {
            self.sidebar.select(found);
        }
    }

    /// Asks for the actors of many articles while they are listed, once for the same articles.
    pub(super) fn ask_actors(&mut self, effects: &mut Vec<Effect>) {
        let filter = self.list.filter.as_ref();
        let among = match (self.sidebar.extent, filter) {
            (Extent::Article | Extent::Screen, _) => return,
            // Which articles these are is not known yet.
            (Extent::Listed, Some(filter)) if !filter.whole => return,
            (Extent::Listed, Some(_)) => Some(Arc::clone(&self.list.listing.ids)),
            (Extent::Listed, None) | (Extent::Collection, _) => None,
        };
        let same = |asked: &Among| match (asked, &among) {
            (Some(asked), Some(among)) => Arc::ptr_eq(asked, among),
            (None, None) => true,
            _ => false,
        };
        if self.sidebar.asked.as_ref().is_some_and(same) {
            return;
        }
        let ticket = self.next_ticket();
        self.sidebar.ticket = Some(ticket);
        self.sidebar.asked = Some(among.clone());
        effects.push(Effect::Ask(Job::Actors(ticket, among)));
    }

    /// Articles were linked: the actors are other ones now.
    pub(super) fn forget_actors(&mut self) {
        self.sidebar.asked = None;
    }

    /// The answer to [`Self::ask_actors`].
    pub(super) fn actors_answered(&mut self, ticket: Ticket, actors: Arc<[Actor]>) {
        if self.sidebar.ticket.take_if(|t| *t == ticket).is_some() {
            self.sidebar.all = actors;
        }
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
        let rows = Rows::of(&actors);
        let all: Vec<SidebarRow> = (0..rows.len()).filter_map(|at| rows.get(at)).collect();
        assert_eq!(
            all,
            [
                Heading(Kind::Person),
                Actor(0),
                Blank,
                Heading(Kind::Place),
                Actor(1),
                Actor(2)
            ]
        );
        assert_eq!((rows.len(), rows.get(6)), (6, None));
        for (at, row) in all.iter().enumerate() {
            if let Actor(actor) = row {
                assert_eq!(rows.of_actor(*actor), Some(at));
            }
        }
        assert_eq!(rows.of_actor(3), None);
        assert!(Rows::of(&[]).is_empty());
        let mut sidebar = Sidebar {
            actors: actors.to_vec(),
            ..Sidebar::default()
        };
        sidebar.down(9);
        sidebar.scroll(3);
        assert_eq!((sidebar.selected, sidebar.top), (2, 3));
        sidebar.up(9);
        sidebar.scroll(3);
        assert_eq!((sidebar.selected, sidebar.top), (0, 0));
    }
}
