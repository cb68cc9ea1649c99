//! Marks: places with a letter. Small letters are of one article, capitals of all.

use std::sync::Arc;

use crate::app::Model;
use crate::app::action::Action;
use crate::app::history::Place;
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::over::Over;
use crate::app::undo::Step;
use crate::library::ArticleId;

/// A place with a letter. `doc`, `at` and `context` mean it beyond this run of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its letter, `a`–`z` or `A`–`Z`.
    pub letter: char,
    /// The name of the article in the contract of `docs/cli.md`.
    pub doc: Arc<str>,
    /// The title of the article.
    pub title: Arc<str>,
    /// The byte of the source that is marked.
    pub at: usize,
    /// The text from there on, up to [`CONTEXT`] scalars: it finds the place again when the
    /// article has changed.
    pub context: String,
    /// What was on the screen.
    place: Place,
}

/// So many scalars of text are kept with a mark.
pub const CONTEXT: usize = 60;

/// All marks.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    marks: Vec<Mark>,
}

impl Marks {
    /// The marks that can be gone to from an article: its own, and all capitals; by letter.
    pub fn seen_from(&self, article: Option<ArticleId>) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| {
            mark.letter.is_ascii_uppercase() || Some(mark.place.article) == article
        })
    }

    /// The marks in an article.
    pub fn within(&self, article: ArticleId) -> impl Iterator<Item = &Mark> {
        let own = move |mark: &&Mark| mark.place.article == article;
        self.marks.iter().filter(own)
    }

    /// Sets a mark; what bore its letter loses it.
    fn set(&mut self, mark: Mark) {
        let same = |other: &Mark| {
            other.letter == mark.letter
                && (mark.letter.is_ascii_uppercase() || other.place.article == mark.place.article)
        };
        self.marks.retain(|other| !same(other));
        let at = self.marks.partition_point(|other| {
            // Small letters first.
            let order = |m: &Mark| (m.letter.is_ascii_uppercase(), m.letter);
            order(other) <= order(&mark)
        });
        self.marks.insert(at, mark);
    }
}

impl Model {
    /// `m`: the next letter marks the place.
    pub(super) fn ask_mark(&mut self) {
        if self.reader.is_some() {
            self.over = Some(Over::SetMark);
            self.say_id("mark-which", &[]);
        }
    }

    /// `'`: the next letter goes to its place.
    pub(super) fn ask_which_mark(&mut self) {
        let here = self.reader.as_ref().map(|r| r.article.id);
        if self.marks.seen_from(here).next().is_none() {
            let key = self.key_of(crate::app::action::Action::SetMark);
            self.say_id("mark-none", &[("key", key.into())]);
            return;
        }
        self.over = Some(Over::GoToMark);
    }

    pub(super) fn set_mark(&mut self, key: Key) {
        let Some(letter) = letter(key) else {
            self.say_id("mark-is-letter", &[]);
            return;
        };
        let Some(reader) = &mut self.reader else {
            return;
        };
        let marked = reader.pointed.or(reader.reached);
        let at = match (reader.selection, marked.filter(|r| reader.shows(*r))) {
            (Some(selection), _) => selection.range().start,
            (None, Some(range)) => range.start,
            (None, None) => reader.shown().start,
        };
        let place = reader.place();
        let article = &reader.article;
        let rest = article.document.source.get(at..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let title = match &article.document.meta.title {
            Some(title) => title.as_str(),
            None => article.document.meta.label.as_str(),
        };
        let mark = Mark {
            letter,
            doc: Arc::clone(&article.doc),
            title: title.into(),
            at,
            context: line.chars().take(CONTEXT).collect(),
            place,
        };
        self.can_undo(Step::Letters(self.marks.clone()));
        self.marks.set(mark);
        let key = self.key_of(crate::app::action::Action::GoToMark);
        let letter = letter.to_string();
        self.say_id(
            "mark-set",
            &[("letter", letter.into()), ("key", key.into())],
        );
    }

    pub(super) fn go_to_mark(&mut self, key: Key, effects: &mut Vec<Effect>) {
        // `''` is where one was before the last jump.
        if key.code == KeyCode::Char('\'') {
            self.act(crate::app::action::Action::Back, None, effects);
            return;
        }
        let here = self.reader.as_ref().map(|r| r.article.id);
        let mark = letter(key).and_then(|letter| {
            let mut seen = self.marks.seen_from(here);
            seen.find(|mark| mark.letter == letter)
        });
        let Some(mark) = mark else {
            self.say_with_key("mark-unknown", Action::GoToMark);
            return;
        };
        let place = mark.place;
        if let Some(from) = self.here()
            && from != place
        {
            self.history.leave(from);
        }
        self.go_to(place, effects);
    }
}

fn letter(key: Key) -> Option<char> {
    match key.code {
        KeyCode::Char(c) if c.is_ascii_alphabetic() && !key.ctrl && !key.alt => Some(c),
        _ => None,
    }
}
