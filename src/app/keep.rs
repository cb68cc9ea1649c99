//! What outlives the session: marks, places, where one is.

use std::mem;

use rustc_hash::FxHashMap;

use crate::app::Model;
use crate::app::history::{Place, place, spot};
use crate::app::message::Effect;
use crate::app::open::Landing;
use crate::app::reader::Reader;
use crate::app::undo::Step;
use crate::library::{Article, ArticleId, Desktop, Keeping, Marks, Resumed, Spot, State};
use crate::work::Job;

/// What was kept last, and what is to be kept next.
#[derive(Debug, Default)]
pub(super) struct Keep {
    /// Places of the articles that were left in this session; `None`: begin at the top.
    pub(super) spots: FxHashMap<ArticleId, Option<Spot>>,
    /// Articles whose place or marks changed since the last keeping.
    left: Vec<ArticleId>,
    marked: Vec<(ArticleId, Marks)>,
    /// Articles whose tags or notes changed since then.
    labelled: Vec<ArticleId>,
    last: Option<State<ArticleId>>,
    /// Where one was is to be taken up when articles are there.
    pub(super) resume: bool,
    /// The articles are other ones since that was asked for.
    pub(super) ask: bool,
    /// What of the collection was shown has been taken up.
    pub(super) shown: bool,
    /// The article that the reader said is unread: it does not become read by itself.
    pub(super) unread: Option<ArticleId>,
}

/// So many places to go back to outlive the session.
const BACK: usize = 200;

impl Model {
    /// Takes up where one was the last time, as soon as articles are there.
    pub fn resume(&mut self) {
        self.keep.resume = true;
    }

    /// What there is to be kept since the last time; `None` when nothing changed.
    pub fn keeping(&mut self) -> Option<Keeping> {
        // What is kept is not taken up yet, or there was nothing to read: it stays as it is.
        if self.keep.resume || self.reader.is_none() {
            return None;
        }
        self.leave_spot();
        let here = self.here().map(|place| self.spot(place));
        let sources = self.reader.as_ref().map(|r| r.article.clone());
        let back = self.history.places().iter().rev().take(BACK).rev();
        let back = back.map(|place| {
            let source = sources
                .as_ref()
                .filter(|article| article.id == place.article)
                .map_or("", |article| &article.document.source);
            (place.article, spot(*place, source))
        });
        let state = State {
            here,
            back: back.collect(),
            desktop: Desktop {
                chosen: self.sought.actor.as_ref().map(|c| c.actor.key.to_string()),
                pins: self.pins.keys(),
                list: self.setup.list,
                sidebar: self.setup.sidebar,
                view: self.view(),
            },
        };
        let marks = mem::take(&mut self.keep.marked);
        let left = mem::take(&mut self.keep.left);
        let saved = mem::take(&mut self.list.saved.changed);
        let labelled = mem::take(&mut self.keep.labelled).into_iter();
        let labels = labelled.map(|id| (id, self.list.marks(id))).collect();
        let spots: Vec<_> = left
            .into_iter()
            .filter_map(|id| Some((id, self.keep.spots.get(&id)?.clone())))
            .collect();
        if marks.is_empty()
            && saved.is_empty()
            && spots.is_empty()
            && self.keep.last.as_ref() == Some(&state)
        {
            return None;
        }
        self.keep.last = Some(state.clone());
        Some(Keeping {
            state,
            marks,
            labels,
            saved,
            spots,
        })
    }

    /// Notes where one is in the open article.
    pub(super) fn leave_spot(&mut self) {
        let Some(place) = self.here() else {
            return;
        };
        // One who has come to the end begins again the next time.
        let ended = self.reader.as_mut().is_some_and(Reader::is_read);
        let (id, spot) = self.spot(place);
        let spot = (!ended && spot.top.is_some()).then_some(spot);
        let before = self.keep.spots.insert(id, spot.clone());
        if before.flatten() != spot && !self.keep.left.contains(&id) {
            self.keep.left.push(id);
        }
    }

    fn spot(&self, place: Place) -> (ArticleId, Spot) {
        let article = self.reader.as_ref().map(|r| &r.article);
        let source = article.map_or("", |article| &article.document.source);
        (place.article, spot(place, source))
    }

    /// Where one left an article, in this session or an earlier one.
    pub(super) fn place_left(&self, article: &Article) -> Option<Place> {
        let spot = match self.keep.spots.get(&article.id) {
            Some(spot) => spot.clone(),
            None => article.spot.clone(),
        };
        let spot = spot?.found_in(&article.document.source);
        Some(place(article.id, &spot))
    }

    /// The article's end is on the screen.
    pub(super) fn mark_read(&mut self, id: ArticleId) {
        if self.keep.unread != Some(id) && !self.list.marks(id).read {
            self.mark(id, |marks| marks.read = true);
        }
    }

    /// `u`: read, or not.
    pub(super) fn toggle_read(&mut self) {
        let Some(id) = self.article_at_hand() else {
            return;
        };
        self.can_undo(Step::Read(id, self.list.marks(id).read));
        let marks = self.mark(id, |marks| marks.read = !marks.read);
        self.keep.unread = (!marks.read).then_some(id);
        let id = if marks.read {
            "marked-read"
        } else {
            "marked-unread"
        };
        self.say_id(id, &[]);
    }

    /// `*`: a star, or none.
    pub(super) fn toggle_star(&mut self) {
        let Some(id) = self.article_at_hand() else {
            return;
        };
        self.can_undo(Step::Star(id, self.list.marks(id).starred));
        let marks = self.mark(id, |marks| marks.starred = !marks.starred);
        let id = if marks.starred {
            "star-set"
        } else {
            "star-gone"
        };
        self.say_id(id, &[]);
    }

    /// The selected article of the list where that has the keys, else the open one.
    pub(super) fn article_at_hand(&self) -> Option<ArticleId> {
        let open = self.reader.as_ref().map(|r| r.article.id);
        let id = match self.focus {
            crate::app::panes::Pane::List => self.list.selected_id(),
            _ => open,
        };
        // What an article has must be known before it is given more.
        id.filter(|id| !self.list.has_failed(*id) && self.list.knows_marks(*id))
    }

    /// Changes what an article has; it is kept soon.
    pub(super) fn mark(&mut self, id: ArticleId, change: impl FnOnce(&mut Marks)) -> Marks {
        let before = self.list.marks(id);
        let mut marks = before.clone();
        change(&mut marks);
        self.set_marks(id, marks.clone());
        marks
    }

    fn set_marks(&mut self, id: ArticleId, marks: Marks) {
        let before = self.list.marks(id);
        let same = before.tags == marks.tags && before.notes == marks.notes;
        if !same && !self.keep.labelled.contains(&id) {
            self.keep.labelled.push(id);
        }
        self.list.marked.insert(id, marks.clone());
        self.list.saved.count_marked_again();
        self.keep.marked.retain(|(marked, _)| *marked != id);
        self.keep.marked.push((id, marks));
    }

    /// Asks where one was.
    pub(super) fn ask_where(&mut self, effects: &mut Vec<Effect>) {
        self.keep.ask = false;
        let ticket = self.next_ticket();
        self.keep_ticket = Some(ticket);
        effects.push(Effect::Ask(Job::Resume(ticket)));
    }

    /// Takes up where one was; at the first article when that is not known.
    pub(super) fn resumed(&mut self, resumed: Option<Resumed>, effects: &mut Vec<Effect>) {
        let Some(Resumed { state, chosen }) = resumed else {
            self.keep.resume = false;
            self.open_first(effects);
            return;
        };
        self.setup.list = state.desktop.list;
        self.setup.sidebar = state.desktop.sidebar;
        let back = state.back.iter().map(|(id, spot)| place(*id, spot));
        self.history.set(back.collect());
        if self.pins.is_empty() {
            self.pins.set(&state.desktop.pins);
            self.ask_pins(effects);
        }
        self.take_up(&state.desktop.view, effects);
        if let Some(actor) = chosen
            && self.sought.actor.is_none()
        {
            self.choose_actor(actor, effects);
        }
        match state.here {
            Some((id, spot)) => {
                self.keep.resume = false;
                self.keep.spots.insert(id, Some(spot));
                self.open(id, Landing::Top, None, effects);
            }
            // It may not be read in yet.
            None => self.open_first(effects),
        }
    }
}

/// The same place in another text of the article.
pub(super) fn found_again(place_before: Place, before: &str, now: &str) -> Place {
    let spot = spot(place_before, before).found_in(now);
    place(place_before.article, &spot)
}
