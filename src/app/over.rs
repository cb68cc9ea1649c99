//! What takes the next keys for itself: a mark's letter, the outline, hints at links.

use crate::app::Model;
use crate::app::hints::Hints;
use crate::app::key::{Key, KeyCode, Mouse, MouseKind};
use crate::app::labels::Listed;
use crate::app::message::Effect;
use crate::app::offer::Menu;
use crate::app::outline::Outline;

/// What lies over the page and takes all keys.
#[derive(Debug)]
pub enum Over {
    /// The letter of a mark that is set.
    SetMark,
    /// The letter of a mark that is gone to; the marks are listed.
    GoToMark,
    /// The headings.
    Outline(Outline),
    /// Letters at the links on the screen.
    Hints(Hints),
    /// The notes of the article.
    Notes(Listed),
    /// The commands of the reader's own that are offered here.
    Menu(Menu),
}

/// How far a key goes in a list with so many rows on the screen: onwards or back, and by how many.
pub(super) fn step_of(key: Key, rows: usize) -> (bool, usize) {
    match (key.ctrl, key.code) {
        (false, KeyCode::Down | KeyCode::Char('j')) | (true, KeyCode::Char('n')) => (true, 1),
        (false, KeyCode::Up | KeyCode::Char('k')) | (true, KeyCode::Char('p')) => (false, 1),
        (false, KeyCode::PageDown | KeyCode::Char(' ')) => (true, rows),
        (false, KeyCode::PageUp | KeyCode::Char('b')) => (false, rows),
        (false, KeyCode::Home | KeyCode::Char('g')) => (false, usize::MAX),
        (false, KeyCode::End | KeyCode::Char('G')) => (true, usize::MAX),
        _ => (true, 0),
    }
}

impl Model {
    /// A key while something takes all keys; false when nothing does.
    pub(super) fn over_key(&mut self, key: Key, effects: &mut Vec<Effect>) -> bool {
        let Some(over) = self.over.take() else {
            return false;
        };
        if key == Key::ctrl('c') {
            effects.push(Effect::Quit);
            return true;
        }
        let key = self.setup.keyboard.translate(key);
        if key.code == KeyCode::Esc {
            return true;
        }
        match over {
            Over::SetMark => self.set_mark(key),
            Over::GoToMark => self.go_to_mark(key, effects),
            Over::Outline(outline) => self.outline_key(outline, key),
            Over::Hints(hints) => self.hint_key(hints, key, effects),
            Over::Notes(listed) => self.notes_key(listed, key, effects),
            Over::Menu(menu) => self.menu_key(menu, key, effects),
        }
        true
    }

    /// The mouse while something takes all keys; false when nothing does.
    pub(super) fn over_mouse(&mut self, mouse: Mouse) -> bool {
        let Some(over) = &mut self.over else {
            return false;
        };
        let rows = self.panes.over_rows();
        match (over, mouse.kind) {
            (_, MouseKind::Drag | MouseKind::Release) => {}
            (Over::Outline(outline), MouseKind::WheelDown) => outline.go(true, 1, rows),
            (Over::Outline(outline), MouseKind::WheelUp) => outline.go(false, 1, rows),
            _ => self.over = None,
        }
        true
    }
}
