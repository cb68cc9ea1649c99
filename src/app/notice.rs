//! What the status line says until the next key.

use crate::app::Model;
use crate::app::action::Action;
use crate::locale::Value;

/// A message in the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// It tells of trouble.
    pub trouble: bool,
}

impl Model {
    /// Tells of trouble in the status line until the next key.
    pub fn warn(&mut self, text: String) {
        self.trouble(text);
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            trouble: false,
        });
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
        self.notice = Some(Notice {
            text: text.into(),
            trouble: true,
        });
    }
}
