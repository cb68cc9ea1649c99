//! The first minute: five keys that one learns by using them, in the sample collection.

use crate::app::Model;
use crate::app::action::Action;
use crate::app::message::Effect;

/// The lesson while it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lesson {
    step: usize,
}

/// What is asked for, one after another.
const STEPS: [(Action, &str); 5] = [
    (Action::NextMention, "lesson-next"),
    (Action::Choose, "lesson-choose"),
    (Action::NextArticleWith, "lesson-article"),
    (Action::Find, "lesson-find"),
    (Action::Help, "lesson-help"),
];

impl Lesson {
    /// Which step it is, from 1, and how many there are.
    #[must_use]
    pub const fn number(self) -> (usize, usize) {
        (self.step + 1, STEPS.len())
    }

    /// What is asked for, and the words that say what it does.
    #[must_use]
    pub fn asks(self) -> Option<(Action, &'static str)> {
        STEPS.get(self.step).copied()
    }
}

impl Model {
    /// Begins the lesson.
    pub fn welcome(&mut self) {
        self.lesson = Some(Lesson::default());
        self.settle();
    }

    /// An action was done by a key: the lesson goes on when it was the one that it asked for.
    pub(super) fn learned(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let Some(lesson) = &mut self.lesson else {
            return;
        };
        let asked = lesson.asks().is_some_and(|(asked, _)| asked == action);
        // Enter beside a name follows nobody yet.
        if !asked || (action == Action::Choose && self.sought.actor.is_none()) {
            return;
        }
        lesson.step += 1;
        if lesson.asks().is_none() {
            self.end_lesson(effects);
            self.say_id("lesson-over", &[]);
        }
    }

    /// Ends the lesson for good. False: there is none.
    pub(super) fn end_lesson(&mut self, effects: &mut Vec<Effect>) -> bool {
        let ended = self.lesson.take().is_some();
        if ended {
            effects.push(Effect::Welcomed);
        }
        ended
    }
}
