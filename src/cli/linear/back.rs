//! Where one was: before a jump, and the last time.

use std::io::{self, Write};

use crate::app::history::{Anchor, Place, place};
use crate::cli::linear::{Reading, spoken};
use crate::library::{Article, ArticleId, Spot};

impl<W: Write> Reading<'_, W> {
    /// Where one is.
    pub(super) fn here(&self) -> Option<Place> {
        let page = self.page.as_ref()?;
        Some(Place {
            article: page.article.id,
            top: page.read_to().map(|text| Anchor { text, blank: 0 }),
            reached: page.reached,
        })
    }

    /// Before a jump: `back` comes here.
    pub(super) fn leave(&mut self) {
        if let Some(place) = self.here() {
            self.history.leave(place);
        }
    }

    pub(super) fn back(&mut self) -> io::Result<()> {
        let to = self.here().and_then(|here| self.history.back(here));
        match to {
            Some(place) => self.return_to(place),
            None => self.say_id("oldest-place", &[]),
        }
    }

    pub(super) fn forward(&mut self) -> io::Result<()> {
        let to = self.here().and_then(|here| self.history.forward(here));
        match to {
            Some(place) => self.return_to(place),
            None => self.say_id("newest-place", &[]),
        }
    }

    /// Goes to a place that was left, says where that is, and reads the paragraph.
    fn return_to(&mut self, place: Place) -> io::Result<()> {
        if self
            .page
            .as_ref()
            .is_none_or(|p| p.article.id != place.article)
        {
            let Some(article) = self.load(place.article)? else {
                return Ok(());
            };
            self.turn_to(article);
        }
        let Some(page) = &mut self.page else {
            return Ok(());
        };
        page.reached = place.reached;
        page.next = place.top.map_or(0, |top| page.paragraph_at(top.text) + 1);
        let next = page.next;
        self.say_where_briefly()?;
        match next.checked_sub(1) {
            Some(at) => self.read_paragraph(at),
            None => Ok(()),
        }
    }

    /// Article and paragraph.
    fn say_where_briefly(&mut self) -> io::Result<()> {
        let Some(page) = &self.page else {
            return Ok(());
        };
        let label = spoken::sentence(&page.article.document.meta.label);
        let values = [
            ("at", self.number_of_page().into()),
            ("count", self.listing.ids.len().into()),
            ("title", label.into()),
        ];
        let article = self.locale.with("linear-article", &values);
        let paragraph = match page.next {
            0 => self.locale.text("linear-at-top"),
            next => {
                let count = page.paragraphs().len();
                let values = [("at", next.into()), ("count", count.into())];
                self.locale.with("linear-paragraph", &values)
            }
        };
        self.say(&format!("{article} {paragraph}"))
    }

    /// Takes up where one was the last time. False: that is not known.
    pub(super) fn take_up(&mut self, resume: bool) -> io::Result<bool> {
        let Some((id, spot)) = self.recall(resume)? else {
            return Ok(false);
        };
        let Some(article) = self.load(id)? else {
            return Ok(false);
        };
        let spot = spot.found_in(&article.document.source);
        self.turn_to(article);
        if let Some(page) = &mut self.page {
            // What was read last is read again: one was torn out of it.
            page.next = spot.top.map_or(0, |(byte, _)| page.paragraph_at(byte));
            page.reached = spot.reached;
        }
        self.say_id("linear-taken-up", &[])?;
        self.announce()?;
        let next = self.page.as_ref().map_or(0, |page| page.next);
        let values = [("number", (next + 1).into())];
        self.say_id("linear-enter-at", &values)?;
        Ok(true)
    }

    /// What stands at the desk; where one was the last time, if that is taken up and known.
    pub(super) fn recall(&mut self, resume: bool) -> io::Result<Option<(ArticleId, Spot)>> {
        let resumed = self.memory.resumed();
        let Some(Some(resumed)) = self.known(resumed)? else {
            return Ok(None);
        };
        // Panes and pins are the reader's on the screen; they stay as they are.
        self.kept.desktop = Some(resumed.state.desktop);
        self.kept.was_here.clone_from(&resumed.state.here);
        self.count_anew()?;
        if !resume {
            return Ok(None);
        }
        let back = resumed.state.back.iter();
        self.history
            .set(back.map(|(id, spot)| place(*id, spot)).collect());
        self.chosen = resumed.chosen;
        self.count_anew()?;
        Ok(resumed.state.here)
    }

    /// Where one left an article (byte of the source), in this session or an earlier one.
    pub(super) fn left_at(&self, article: &Article) -> Option<usize> {
        let spot = match self.kept.spots.get(&article.id) {
            Some(spot) => spot.clone(),
            None => article.spot.clone(),
        };
        let spot = spot?.found_in(&article.document.source);
        Some(spot.top?.0)
    }
}
