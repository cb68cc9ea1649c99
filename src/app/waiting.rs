//! Which keys wait for an answer, and which do not: scrolling never waits for news of the
//! article that one reads already.

use crate::app::action::Action;
use crate::app::key::Key;
use crate::app::keymap::{Meaning, is_count};
use crate::app::message::Message;
use crate::app::open::Landing;
use crate::app::panes::Pane;
use crate::app::{KeyCode, Model};

impl Model {
    /// True when an input need not wait for what is under way: it only scrolls the page, and
    /// what comes is the same article with other names, or where else somebody is named.
    pub(super) fn goes_first(&self, input: &Message) -> bool {
        let same = |landing: &Landing| matches!(landing, Landing::Stay);
        let page_stays = self.pending.as_ref().is_none_or(|p| same(&p.landing))
            && !self.land_when_known
            && self.keep_ticket.is_none();
        page_stays && matches!(input, Message::Key(key) if self.only_scrolls(*key))
    }

    /// What may be done while nothing else is to do: the next page is laid out.
    pub fn foresee(&mut self) {
        if let Some(reader) = &mut self.reader {
            reader.foresee();
        }
    }

    fn only_scrolls(&self, key: Key) -> bool {
        let free = self.popup.is_none()
            && self.over.is_none()
            && self.board.is_none()
            && self.typed.is_empty()
            && !self.is_selecting()
            && self.focus == Pane::Reader;
        if !free || self.reader.is_none() {
            return false;
        }
        let mut keyboard = self.setup.keyboard;
        let translated = keyboard.translate(key);
        if matches!(translated.code, KeyCode::Char('0'..='9')) && is_count(translated) {
            return true;
        }
        let meant = [key, translated].map(|key| self.keymap.meaning(self.scope(), &[key]));
        let meant = meant.into_iter().find(|m| !matches!(m, Meaning::Nothing));
        matches!(
            meant,
            Some(Meaning::Action(
                Action::Down
                    | Action::Up
                    | Action::HalfPageDown
                    | Action::HalfPageUp
                    | Action::PageDown
                    | Action::PageUp
                    | Action::Start
                    | Action::End
            ))
        )
    }
}
