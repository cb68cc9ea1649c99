//! What the status line says until the next key.

use crate::app::action::Action;
use crate::app::{Model, Popup};
use crate::locale::Value;

/// A message in the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// It tells of trouble.
    pub trouble: bool,
    /// What it may take the place of.
    pub weight: Weight,
}

/// How much it matters that a message is seen, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// What nobody asked for, and can be told later.
    Remark,
    /// The answer to a key.
    Answer,
    /// Something is lost or does not work any more.
    Alarm,
}

impl Model {
    /// Tells at once that something is lost or does not work any more.
    pub fn warn(&mut self, text: String) {
        self.place(text, true, Weight::Alarm);
    }

    /// Says what no key asked for. It never takes the place of an answer, nor of trouble that
    /// was not seen: it waits then, and stands after the next key that is answered by nothing.
    pub fn remark(&mut self, text: impl Into<String>, trouble: bool) {
        self.place(text, trouble, Weight::Remark);
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.place(text, false, Weight::Answer);
    }

    /// Says words of the interface by their name.
    pub(super) fn say_id(&mut self, id: &str, values: &[(&str, Value<'_>)]) {
        self.say(self.locale.with(id, values));
    }

    /// The same with the key of an action, which is the next step.
    pub(super) fn say_with_key(&mut self, id: &str, next: Action) {
        let key = self.key_of(next);
        self.say_id(id, &[("key", key.into())]);
    }

    /// Tells of trouble by the name of the words.
    pub(super) fn trouble_id(&mut self, id: &str, values: &[(&str, Value<'_>)]) {
        self.trouble(self.locale.with(id, values));
    }

    pub(super) fn trouble(&mut self, text: impl Into<String>) {
        self.place(text, true, Weight::Answer);
    }

    /// What stands there was seen: a key or the mouse comes.
    pub(super) fn take_off_notice(&mut self) {
        let is_covered = self.is_status_covered();
        self.notice
            .take_if(|notice| !is_covered || notice.weight == Weight::Answer);
    }

    /// What is typed stands where messages do.
    const fn is_status_covered(&self) -> bool {
        matches!(
            self.popup,
            Some(Popup::Search(_) | Popup::Filter(_) | Popup::Actors)
        )
    }

    /// A key was handled that was answered by nothing: what waited is said.
    pub(super) fn say_what_waited(&mut self) {
        if self.notice.is_none() && !self.unsaid.is_empty() && !self.is_status_covered() {
            self.notice = Some(self.unsaid.remove(0));
        }
    }

    fn place(&mut self, text: impl Into<String>, trouble: bool, weight: Weight) {
        let notice = Notice {
            text: text.into(),
            trouble,
            weight,
        };
        let Some(stands) = &self.notice else {
            self.notice = Some(notice);
            return;
        };
        if *stands == notice || self.unsaid.contains(&notice) {
            return;
        }
        // One answer makes way for the next; trouble that nobody asked for is to be seen.
        let is_told_once = |notice: &Notice| notice.trouble && notice.weight != Weight::Answer;
        let stays = weight < stands.weight || weight == stands.weight && is_told_once(stands);
        if !stays {
            let before = self.notice.replace(notice);
            let kept = before.filter(is_told_once);
            self.unsaid.splice(..0, kept);
            return;
        }
        if weight == Weight::Remark && !trouble {
            // Of what merely goes on, the newest is enough.
            self.unsaid
                .retain(|waits| waits.trouble || waits.weight != Weight::Remark);
        }
        self.unsaid.push(notice);
    }
}
