//! Pinned actors: up to six, each with a number of its own.

use std::sync::Arc;

use crate::app::Model;
use crate::app::action::Action;
use crate::app::message::Effect;
use crate::library::{Actor, EntityId, KeyedActor};
use crate::work::{Job, Ticket};

/// So many actors can be pinned: as many as there are colours that are told apart.
pub const PINS: usize = 6;

/// One pinned actor.
#[derive(Clone, Debug)]
pub struct Pin {
    /// The key that the desk knows it by.
    pub key: Arc<str>,
    /// Who; `None` while the library has not answered, or names it nowhere.
    pub actor: Option<Actor>,
}

/// Who is pinned, each in a place of its own, so that a colour stays with whom it was given.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    slots: [Option<Pin>; PINS],
    /// The question who they are.
    asked: Option<Ticket>,
}

impl Pins {
    /// The pinned actors with their numbers from 0.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Pin)> {
        let slots = self.slots.iter().enumerate();
        slots.filter_map(|(at, pin)| Some((at, pin.as_ref()?)))
    }

    /// The number of an actor, if it is pinned.
    #[must_use]
    pub fn number(&self, id: EntityId) -> Option<usize> {
        let is = |pin: &Pin| pin.actor.as_ref().is_some_and(|actor| actor.id == id);
        self.iter().find(|(_, pin)| is(pin)).map(|(at, _)| at)
    }

    /// How many are pinned.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// True when nobody is pinned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The keys in their places, empty where nobody is pinned; for the desk.
    pub(super) fn keys(&self) -> Vec<String> {
        if self.is_empty() {
            return Vec::new();
        }
        let key = |pin: &Option<Pin>| pin.as_ref().map_or("", |pin| &pin.key).to_owned();
        self.slots.iter().map(key).collect()
    }

    /// What was kept at the desk.
    pub(super) fn set(&mut self, keys: &[String]) {
        for (slot, key) in self.slots.iter_mut().zip(keys) {
            *slot = (!key.is_empty()).then(|| Pin {
                key: key.as_str().into(),
                actor: None,
            });
        }
    }
}

impl Model {
    /// `p`: pins the actor of the row or of the name reached, or takes the pin off.
    pub(super) fn toggle_pin(&mut self, effects: &mut Vec<Effect>) {
        match self.actor_at_hand().cloned() {
            Some(actor) => self.pin(actor, effects),
            None => self.say_id("pin-no-name", &[]),
        }
    }

    /// Pins an actor, or takes its pin off.
    pub(super) fn pin(&mut self, actor: Actor, effects: &mut Vec<Effect>) {
        let name = Arc::clone(&actor.name);
        let name = ("name", name.as_ref().into());
        if let Some(at) = self.pins.number(actor.id) {
            self.pins.slots[at] = None;
            self.say_id("pin-gone", &[name]);
            self.filter_pinned_again(effects);
            return;
        }
        let Some(at) = self.pins.slots.iter().position(Option::is_none) else {
            let key = self.key_of(Action::Pin);
            self.say_id("pins-full", &[("key", key.into())]);
            return;
        };
        self.pins.slots[at] = Some(Pin {
            key: Arc::clone(&actor.key),
            actor: Some(actor),
        });
        self.say_id("pin-set", &[("number", (at + 1).into()), name]);
        self.filter_pinned_again(effects);
    }

    /// Asks who the pinned are now.
    pub(super) fn ask_pins(&mut self, effects: &mut Vec<Effect>) {
        if self.pins.is_empty() {
            return;
        }
        let keys = self.pins.iter().map(|(_, pin)| Arc::clone(&pin.key));
        let keys = keys.collect();
        let ticket = self.next_ticket();
        self.pins.asked = Some(ticket);
        effects.push(Effect::Ask(Job::Pins(ticket, keys)));
    }

    /// The answer to [`Self::ask_pins`].
    pub(super) fn pins_answered(&mut self, ticket: Ticket, found: Vec<KeyedActor>) {
        if self.pins.asked.take_if(|t| *t == ticket).is_none() {
            return;
        }
        for (key, found) in found {
            let mut slots = self.pins.slots.iter_mut().flatten();
            let Some(pin) = slots.find(|pin| pin.key == key) else {
                continue;
            };
            // Whom nobody names any more is named by no article; the pin waits for one.
            pin.actor = found;
        }
    }

    /// No answer will come.
    pub(super) fn give_up_pins(&mut self) {
        self.pins.asked = None;
        self.list.give_up_filter();
    }
}
