//! Opening articles, and what comes back from the threads.

use crate::app::Model;
use crate::app::Popup;
use crate::app::action::Action;
use crate::app::complaint;
use crate::app::history::Place;
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::app::sought::Chosen;
use crate::library::{Actor, ArticleId, Target};
use crate::text::range::TextRange;
use crate::work::{Job, Report, Ticket};

/// An article that was asked for.
#[derive(Debug)]
pub(super) struct Pending {
    ticket: Ticket,
    pub(super) landing: Landing,
    /// Where one was, when the jump can be undone.
    from: Option<Place>,
}

/// Where to land in an article that is opened.
#[derive(Clone, Copy, Debug)]
pub(super) enum Landing {
    /// At its top.
    Top,
    /// At the first place of the thing sought.
    First,
    /// Where a walk through the articles ends; when that is not here, the article is not
    /// shown.
    Walk(Walk),
    /// At a hit of a search.
    At(TextRange),
    /// At a place that was left.
    Place(Place),
    /// The same article linked anew: where one is.
    Stay,
    /// Beside the open article.
    Beside,
}

/// A walk that left an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walk {
    /// Towards the end of the list.
    pub(super) forward: bool,
    /// Which place in the next article it ends at, from 1.
    pub(super) steps: usize,
    /// Articles without a place that it may still pass.
    pub(super) more: usize,
    /// It went past the end of the list.
    pub(super) wrapped: bool,
}

impl Model {
    /// Asks for an article.
    pub(super) fn open(
        &mut self,
        id: ArticleId,
        landing: Landing,
        from: Option<Place>,
        effects: &mut Vec<Effect>,
    ) {
        let ticket = self.next_ticket();
        self.pending = Some(Pending {
            ticket,
            landing,
            from,
        });
        effects.push(Effect::Ask(Job::Open(ticket, id)));
    }

    pub(super) fn report(&mut self, report: Report, effects: &mut Vec<Effect>) {
        let linked = matches!(report, Report::Linked { .. });
        self.take_report(report, effects);
        if self.keep.ask && !self.is_waiting() {
            self.ask_where(effects);
        }
        if linked {
            self.ask_saved(effects);
        }
    }

    fn take_report(&mut self, report: Report, effects: &mut Vec<Effect>) {
        match report {
            Report::Article(ticket, id, article) => {
                let Some(pending) = self.pending.take_if(|p| p.ticket == ticket) else {
                    return;
                };
                // The answer may be older than a linking that was told of before it.
                let stale = std::mem::take(&mut self.linked_since);
                match article {
                    Some(article) => {
                        self.opened(article, &pending, effects);
                        if stale && self.pending.is_none() {
                            self.open_anew(effects);
                        }
                    }
                    // The list that lacks it is not whole yet, or there is a newer one.
                    None if matches!(pending.landing, Landing::Stay)
                        && self.list.index_of(id).is_none()
                        && (stale || !self.list.settled) =>
                    {
                        if stale {
                            self.open_anew(effects);
                        }
                    }
                    None => {
                        let reason = self.list.index_of(id).and_then(|at| {
                            let row = self.list.row(at)?;
                            let values = [
                                ("title", row.title.as_ref().into()),
                                ("reason", row.failed.as_deref()?.into()),
                            ];
                            let key = self.key_of(Action::Problems);
                            let all = self.locale.with("left-out-all", &[("key", key.into())]);
                            let what = self.locale.with("article-left-out", &values);
                            Some(format!("{what} {all}"))
                        });
                        let gone = || self.locale.text("article-gone");
                        self.trouble(reason.unwrap_or_else(gone));
                    }
                }
            }
            Report::Postings(ticket, actor, postings) => {
                if self.postings.take_if(|t| *t == ticket).is_none() {
                    return;
                }
                if let (Some(chosen), Some(actor)) = (&mut self.sought.actor, actor)
                    && chosen.actor.id == actor.id
                {
                    chosen.actor = actor;
                    chosen.postings = Some(postings);
                }
                if std::mem::take(&mut self.land_when_known) {
                    self.land_on_first(effects);
                }
            }
            Report::Found(ticket, mut found) => {
                if self.finds_beside {
                    found.retain(|found| matches!(found.target, Target::Title(_)));
                }
                if let Some(Popup::Lookup(lookup)) = &mut self.popup {
                    lookup.answer(ticket, found);
                }
            }
            Report::Why(ticket, why) => {
                if self.why.take_if(|t| *t == ticket).is_some() {
                    match why {
                        Some(why) => self.say(complaint::why(&self.locale, &why)),
                        None => self.say_with_key("why-nothing", Action::NextMention),
                    }
                }
            }
            Report::Resumed(ticket, resumed) => {
                if self.keep_ticket.take_if(|t| *t == ticket).is_some() {
                    self.resumed(resumed.map(|r| *r), effects);
                }
            }
            Report::Problems(ticket, all) => self.answer_problems(ticket, all),
            Report::Followed { read, gone, asked } => {
                self.ask_problems(effects);
                self.say_followed(read, gone, asked);
            }
            Report::Saved(ticket, saved) => self.answer_saved(ticket, saved, effects),
            Report::Rows(ticket, rows) => self.list.answer(ticket, rows),
            Report::Actors(ticket, actors) => self.actors_answered(ticket, actors),
            Report::Portrait(ticket, portrait) => self.portrayed(ticket, portrait),
            Report::Pins(ticket, found) => self.pins_answered(ticket, found),
            Report::Ran(ticket, ran) => self.ran(ticket, ran),
            Report::Searched(ticket, outcome) => self.searched(ticket, outcome, effects),
            Report::Surveyed(ticket, found) => self.surveyed(ticket, found, effects),
            Report::Linked {
                listing,
                rows,
                done,
                total,
                skipped,
                settled,
                marks,
            } => {
                self.list.progress = (done, total);
                self.list.skipped = skipped;
                self.list.settled = settled;
                self.list.marks = marks;
                if settled {
                    self.list.pace = None;
                }
                self.list.set(listing, rows);
                self.linked(effects);
            }
            // The articles come as they are read in.
            Report::Unread => {}
            Report::Progress(progress) => {
                self.list.progress = (progress.done, progress.total);
                self.list.pace = Some((progress.rate, progress.left));
            }
            Report::Stopped => {
                self.list.settled = true;
                self.list.pace = None;
                self.say_id("reading-stopped", &[]);
            }
            Report::Warning(trouble) => {
                let told = complaint::trouble(&self.locale, &trouble);
                self.warn(told);
            }
            Report::Trouble(trouble) => {
                // The answer that is waited for will not come.
                self.pending = None;
                self.postings = None;
                self.land_when_known = false;
                self.list.give_up();
                self.give_up_pins();
                self.board_gives_up();
                self.list.saved.give_up();
                self.keep_ticket = None;
                match &mut self.popup {
                    Some(Popup::Lookup(lookup)) => lookup.answered = true,
                    Some(Popup::Results(results)) => results.answered = true,
                    _ => {}
                }
                self.warn(complaint::trouble(&self.locale, &trouble));
            }
        }
    }

    fn linked(&mut self, effects: &mut Vec<Effect>) {
        self.keep.ask = self.keep.resume;
        if self.keep.resume && self.reader.is_none() && self.pending.is_none() {
            // Where one was is asked for; the first article is opened when that is unknown.
        } else if self.pending.is_some() {
            self.linked_since = true;
        } else if self.reader.is_some() {
            self.open_anew(effects);
        } else {
            self.open_first(effects);
        }
        self.ask_postings(effects);
        self.ask_pins(effects);
        self.forget_actors();
        self.ask_card_anew(effects);
        if let Some(Popup::Lookup(_)) = self.popup {
            self.ask_finder(effects);
        }
        self.ask_results_again(effects);
        self.board_anew();
        self.filter_again(effects);
        if self.list.settled {
            self.say_left_out();
        }
    }

    /// Opens the first article of the list, unless one is open.
    pub(super) fn open_first(&mut self, effects: &mut Vec<Effect>) {
        if self.reader.is_none()
            && self.pending.is_none()
            && let Some(id) = self.list.first()
        {
            self.open(id, Landing::Top, None, effects);
        }
    }

    /// Everything was read in: what was not.
    fn say_left_out(&mut self) {
        let (failed, skipped) = (self.list.listing.failed.len(), self.list.skipped);
        let mut troubles = Vec::new();
        if failed > 0 {
            troubles.push(
                self.locale
                    .with("files-left-out", &[("count", failed.into())]),
            );
        }
        let (marks, first) = &self.list.marks;
        if *marks > 0 {
            // The name of the file is enough: the article beside it bears it too.
            let (path, what) = first.split_once(": ").unwrap_or((first, ""));
            let file = path.rsplit('/').next().unwrap_or(path);
            let (file, what) = (("file", file.into()), ("what", what.into()));
            troubles.push(match marks {
                1 => self.locale.with("marks-fault", &[file, what]),
                n => {
                    let count = ("count", (*n).into());
                    self.locale.with("marks-faults", &[count, file, what])
                }
            });
        }
        if !troubles.is_empty() {
            self.remark(troubles.join(" "), true);
        } else if skipped > 0 && !self.list.is_empty() {
            let count = ("count", skipped.into());
            self.remark(self.locale.with("files-passed-over", &[count]), false);
        }
    }

    /// Something changed under one's hands: a quiet word. Where it was asked for, it is the
    /// answer.
    fn say_followed(&mut self, read: usize, gone: usize, asked: bool) {
        let told = [("followed-read", read), ("followed-gone", gone)];
        let told: Vec<String> = (told.into_iter())
            .filter(|(_, count)| *count > 0)
            .map(|(id, count)| self.locale.with(id, &[("count", count.into())]))
            .collect();
        match (told.is_empty(), asked) {
            (true, true) => self.say_id("followed-none", &[]),
            (true, false) => {}
            (false, true) => self.say(told.join(" ")),
            (false, false) => self.remark(told.join(" "), false),
        }
    }

    /// Asks for the open article again, unless one is on its way.
    pub(super) fn ask_anew(&mut self, effects: &mut Vec<Effect>) {
        if self.pending.is_none() {
            self.open_anew(effects);
        }
    }

    /// Asks for the open article again: its mentions may have other actors now.
    fn open_anew(&mut self, effects: &mut Vec<Effect>) {
        if let Some(reader) = &self.reader {
            self.open(reader.article.id, Landing::Stay, None, effects);
        }
    }

    fn opened(
        &mut self,
        article: std::sync::Arc<crate::library::Article>,
        pending: &Pending,
        effects: &mut Vec<Effect>,
    ) {
        let article = if self.doubtful {
            std::sync::Arc::new(article.doubting())
        } else {
            article
        };
        self.list.learn_marks(article.id, &article.marks);
        if let Landing::Beside = pending.landing {
            self.set_beside(article);
            return;
        }
        if let (Landing::Stay, Some(reader)) = (&pending.landing, &mut self.reader) {
            reader.relink(article);
            return;
        }
        if let Some(search) = &mut self.sought.search {
            search.look_in(&article, self.list.marks(article.id));
        }
        let mut land_on = None;
        match pending.landing {
            Landing::Walk(walk) => {
                land_on = self.walk_into(&article, walk, pending.from, effects);
                if land_on.is_none() {
                    return;
                }
            }
            Landing::First => land_on = self.sought.places(&article).first().copied(),
            Landing::At(hit) => land_on = Some(hit),
            Landing::Top | Landing::Stay | Landing::Beside | Landing::Place(_) => {}
        }
        self.leave_spot();
        if let Some(from) = pending.from {
            self.history.leave(from);
        }
        let left = match pending.landing {
            Landing::Top => self.place_left(&article),
            _ => None,
        };
        self.list.reveal(article.id);
        if let Some(at) = self.list.index_of(article.id) {
            self.list.selected = at;
            self.list.saved.on = None;
        }
        self.sidebar.restart();
        if let Some(chosen) = self.sought.chosen() {
            self.sidebar.select(chosen);
        }
        let setting = self.page_setting();
        let height = self.panes.text.height;
        self.reader = Some(Reader::new(article, setting, height));
        // The direction of the article may move the text column.
        self.settle();
        let Some(reader) = &mut self.reader else {
            return;
        };
        match (pending.landing, land_on) {
            (Landing::Place(place), _) => reader.restore(place),
            (Landing::Top, _) if left.is_some() => {
                if let Some(place) = left {
                    reader.restore(place);
                }
            }
            (_, Some(range)) => reader.arrive(range),
            (_, None) => {}
        }
    }

    /// Makes an actor the thing sought.
    pub(super) fn choose_actor(&mut self, actor: Actor, effects: &mut Vec<Effect>) {
        self.sidebar.select(actor.id);
        self.sought.search = None;
        self.sought.actor = Some(Chosen {
            actor,
            postings: None,
        });
        self.ask_postings(effects);
    }

    /// Lands on the first mention of the chosen actor in the order of the list.
    fn land_on_first(&mut self, effects: &mut Vec<Effect>) {
        let Some(chosen) = self.sought.walked() else {
            return;
        };
        let mut postings = chosen.postings.iter().flatten().map(|p| p.0);
        if let Some(id) = postings.find(|id| self.list.index_of(*id).is_some()) {
            let from = self.here();
            self.open(id, Landing::First, from, effects);
        }
    }

    pub(super) fn ask_postings(&mut self, effects: &mut Vec<Effect>) {
        if let Some(chosen) = self.sought.chosen() {
            let ticket = self.next_ticket();
            self.postings = Some(ticket);
            effects.push(Effect::Ask(Job::Postings(ticket, chosen)));
        }
    }

    pub(super) fn ask_finder(&mut self, effects: &mut Vec<Effect>) {
        let ticket = self.next_ticket();
        if let Some(Popup::Lookup(lookup)) = &mut self.popup {
            lookup.ask(ticket);
            let query = lookup.input.text().to_owned();
            effects.push(Effect::Ask(Job::Find(ticket, query)));
        }
    }

    /// Jumps to a range of the open article.
    pub(super) fn jump(&mut self, range: TextRange) {
        if let Some(reader) = &mut self.reader {
            let from = reader.place();
            if from.reached != Some(range) {
                self.history.leave(from);
            }
            reader.land(range);
        }
    }

    /// Where one is.
    pub(super) fn here(&mut self) -> Option<Place> {
        self.reader.as_mut().map(Reader::place)
    }

    /// Goes to a place that was left, in whatever article.
    pub(super) fn go_to(&mut self, place: Place, effects: &mut Vec<Effect>) {
        match &mut self.reader {
            Some(reader) if reader.article.id == place.article => reader.restore(place),
            _ => self.open(place.article, Landing::Place(place), None, effects),
        }
        self.close_drawer();
    }

    /// Closes what covers the page on a narrow screen.
    pub(super) fn close_drawer(&mut self) {
        self.drawer = None;
        if (self.focus == Pane::List && self.panes.list_is_drawer)
            || (self.focus == Pane::Sidebar && self.panes.sidebar_is_drawer)
        {
            self.focus = Pane::Reader;
        }
    }
}
