//! The card of an actor: who it is, as the articles tell.

mod sheet;

use std::sync::Arc;

use crate::app::action::{Action, Scope};
use crate::app::key::{Key, KeyCode};
use crate::app::keymap::Meaning;
use crate::app::message::{Effect, Message};
use crate::app::open::Landing;
use crate::app::panes::Pane;
use crate::app::{Model, Popup};
use crate::layout::Options;
use crate::library::Actor;
use crate::library::portrait::{Outside, Portrait};
use crate::work::{Job, Ticket};

use sheet::Paper;
pub use sheet::{Ink, Part, SheetRow, What, bar_cells, introduction, script_name};

/// The card while it is open.
#[derive(Clone, Debug)]
pub struct Card {
    /// Whose card it is; as the library knows it once it has answered.
    pub actor: Actor,
    /// What is known; `None` until the library has answered.
    pub portrait: Option<Arc<Portrait>>,
    /// What stands on it, from the first row to the last.
    pub rows: Vec<SheetRow>,
    /// The first row that is shown.
    pub top: usize,
    ticket: Ticket,
    /// What the rows were set for.
    set_for: Option<(u16, Options, bool, bool)>,
    height: usize,
}

impl Card {
    fn new(actor: Actor, ticket: Ticket) -> Self {
        Self {
            actor,
            portrait: None,
            rows: Vec::new(),
            top: 0,
            ticket,
            set_for: None,
            height: 0,
        }
    }

    /// Sets the rows for a card that is so high, unless they stand so already.
    fn set(&mut self, height: u16, paper: &Paper<'_>) {
        let portrait = self.portrait.as_deref();
        let wanted = (
            paper.width,
            paper.options,
            paper.mirrored,
            portrait.is_some(),
        );
        if self.set_for != Some(wanted) {
            self.rows = sheet::rows(&self.actor, portrait, paper);
            self.set_for = Some(wanted);
        }
        self.height = usize::from(height);
        self.top = self.top.min(self.last_top());
    }

    fn last_top(&self) -> usize {
        self.rows.len().saturating_sub(self.height)
    }

    /// What the actor is called elsewhere, as far as that is known.
    #[must_use]
    pub fn elsewhere(&self) -> Outside {
        let portrait = self.portrait.as_ref();
        portrait.map_or_else(Outside::default, |portrait| portrait.outside.clone())
    }

    /// True when rows stand below those that are shown.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.top < self.last_top()
    }

    pub(super) fn scroll(&mut self, down: bool, n: usize) {
        self.top = if down {
            self.top.saturating_add(n).min(self.last_top())
        } else {
            self.top.saturating_sub(n)
        };
    }

    /// Takes an answer; that to an older question is dropped.
    fn answer(&mut self, ticket: Ticket, portrait: Option<Arc<Portrait>>) {
        if ticket != self.ticket {
            return;
        }
        if let Some(portrait) = portrait {
            self.actor = portrait.actor.clone();
            self.portrait = Some(portrait);
            self.set_for = None;
        }
    }
}

impl Model {
    /// Opens the card of the actor that is at hand.
    pub(super) fn open_card(&mut self, effects: &mut Vec<Effect>) {
        match self.actor_at_hand().cloned() {
            Some(actor) => self.show_card(actor, effects),
            None => self.say_id("card-nobody", &[]),
        }
    }

    fn show_card(&mut self, actor: Actor, effects: &mut Vec<Effect>) {
        let ticket = self.next_ticket();
        effects.push(Effect::Ask(Job::Portray(ticket, actor.id)));
        self.popup = Some(Popup::Card(Box::new(Card::new(actor, ticket))));
    }

    /// More articles are there: the card is asked for again and stays as it is until then.
    pub(super) fn ask_card_anew(&mut self, effects: &mut Vec<Effect>) {
        let ticket = self.next_ticket();
        if let Some(Popup::Card(card)) = &mut self.popup {
            card.ticket = ticket;
            effects.push(Effect::Ask(Job::Portray(ticket, card.actor.id)));
        }
    }

    pub(super) fn portrayed(&mut self, ticket: Ticket, portrait: Option<Arc<Portrait>>) {
        if let Some(Popup::Card(card)) = &mut self.popup {
            card.answer(ticket, portrait);
        }
    }

    /// Cells inside the frame of the card. It is as high as there is room, so that it does
    /// not change its size when the answer comes.
    #[must_use]
    pub fn card_size(&self) -> (u16, u16) {
        let reader = self.panes.reader;
        let above = if self.panes.head > 0 {
            self.panes.head.min(2) + 2
        } else {
            0
        };
        let height = reader.height.saturating_sub(above + 2).min(HIGHEST);
        (reader.width.saturating_sub(6).min(WIDEST), height)
    }

    /// Sets the rows of the card for the size of now.
    pub(super) fn settle_card(&mut self) {
        let (width, height) = self.card_size();
        let paper = Paper {
            width,
            options: self.label_options(),
            locale: &self.locale,
            mirrored: self.is_mirrored(),
        };
        if let Some(Popup::Card(card)) = &mut self.popup {
            card.set(height, &paper);
        }
    }

    /// What a key does while the card is open.
    pub(super) fn card_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let (_, height) = self.card_size();
        let page = usize::from(height).saturating_sub(1).max(1);
        let digit = match self.setup.keyboard.translate(key).code {
            KeyCode::Char(c @ '1'..='9') if !key.ctrl && !key.alt => {
                Some(c as usize - '1' as usize)
            }
            _ => None,
        };
        if let Some(at) = digit {
            self.open_elsewhere(at, effects);
            return;
        }
        // A letter that the reader bound as it is typed means that, whatever its place.
        let meant = [key, self.setup.keyboard.translate(key)].map(|key| {
            match self.keymap.meaning(Scope::Reader, &[key]) {
                Meaning::Action(action) => Some(action),
                Meaning::More | Meaning::Nothing => None,
            }
        });
        let [typed, translated] = meant;
        let (Some(Popup::Card(card)), Some(action)) = (&mut self.popup, typed.or(translated))
        else {
            return;
        };
        match action {
            Action::Down => card.scroll(true, 1),
            Action::Up => card.scroll(false, 1),
            Action::HalfPageDown => card.scroll(true, page / 2),
            Action::HalfPageUp => card.scroll(false, page / 2),
            Action::PageDown => card.scroll(true, page),
            Action::PageUp => card.scroll(false, page),
            Action::Start => card.top = 0,
            Action::End => card.scroll(true, usize::MAX / 2),
            Action::Choose => self.card_to_first(effects),
            Action::Hints => self.open_elsewhere(0, effects),
            Action::CopyMention => {
                let name = card.actor.name.to_string();
                effects.push(Effect::Copy(name.clone()));
                self.say_id("copied-text", &[("text", name.into())]);
            }
            // The walk begins with this actor, as soon as it is known where it is named.
            Action::NextMention
            | Action::PreviousMention
            | Action::NextArticleWith
            | Action::PreviousArticleWith => {
                let actor = card.actor.clone();
                self.popup = None;
                self.put_board_by();
                self.choose_actor(actor, effects);
                self.waiting.push_front(Message::Key(key));
            }
            Action::Card | Action::Close | Action::Peel => self.popup = None,
            Action::Quit => effects.push(Effect::Quit),
            Action::Pin
            | Action::LookUp
            | Action::Hook(_)
            | Action::Help
            | Action::CycleTheme
            | Action::Redraw
            | Action::Suspend => {
                self.act(action, None, effects);
            }
            _ => {}
        }
    }

    /// Opens what a list knows of the actor elsewhere, in the browser.
    fn open_elsewhere(&mut self, at: usize, effects: &mut Vec<Effect>) {
        let Some(Popup::Card(card)) = &self.popup else {
            return;
        };
        match card.elsewhere().links().into_iter().nth(at) {
            Some((_, address)) => effects.push(Effect::OpenLink(address)),
            None => self.say_id("card-nowhere-else", &[]),
        }
    }

    /// Follows the actor and goes to where it is named first.
    fn card_to_first(&mut self, effects: &mut Vec<Effect>) {
        let Some(Popup::Card(card)) = self.popup.take() else {
            return;
        };
        self.put_board_by();
        self.focus = Pane::Reader;
        self.close_drawer();
        self.choose_actor(card.actor, effects);
        let first = card.portrait.as_ref().and_then(|p| p.first.as_ref());
        let Some((article, range)) = first.map(|f| (f.article, f.range)) else {
            self.land_when_known = true;
            return;
        };
        if self
            .reader
            .as_ref()
            .is_some_and(|r| r.article.id == article)
        {
            self.jump(range);
        } else {
            let from = self.here();
            self.open(article, Landing::At(range), from, effects);
        }
    }
}

/// What stands on a card is not wider than this, so that the eye finds the next line.
const WIDEST: u16 = 84;
/// No card is higher than this many rows.
const HIGHEST: u16 = 30;

/// True for keys whose meaning hangs on what the card says.
pub(super) fn waits(card: &Card, key: Key) -> bool {
    card.portrait.is_none() && key.code == KeyCode::Enter
}
