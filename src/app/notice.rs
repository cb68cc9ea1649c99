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
    /// Nobody asked for it: it answers no key.
    pub unasked: bool,
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
            unasked: false,
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
            unasked: false,
        });
    }

    /// Says what no key asked for. It never takes the place of an answer, nor of trouble that
    /// was not seen: it waits then, and stands after the next key that is answered by nothing.
    pub fn remark(&mut self, text: impl Into<String>, trouble: bool) {
        let notice = Notice {
            text: text.into(),
            trouble,
            unasked: true,
        };
        if self.notice.as_ref() == Some(&notice) || self.remarks.contains(&notice) {
            return;
        }
        let stays = |stands: &Notice| !stands.unasked || stands.trouble;
        if !self.notice.as_ref().is_some_and(stays) {
            self.notice = Some(notice);
            return;
        }
        if !trouble {
            // Of what merely goes on, the newest is enough.
            self.remarks.retain(|waiting| waiting.trouble);
        }
        self.remarks.push(notice);
    }

    /// A key was handled that was answered by nothing: what waited is said.
    pub(super) fn say_what_waited(&mut self) {
        if self.notice.is_none() && !self.remarks.is_empty() {
            self.notice = Some(self.remarks.remove(0));
        }
    }
}
