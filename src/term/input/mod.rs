//! Keys, mouse, pastes and signals, brought by a thread that sleeps in a poll.

pub mod answer;
mod clicks;
mod keys;
pub mod parser;
mod thread;

pub use thread::Input;

use crate::app::key::{Key, Mouse};
use crate::term::signal::Signal;

/// What comes from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputEvent {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something that we listen to.
    Mouse(Mouse),
    /// A text was pasted (line ends are `\n`); as hostile as any text from outside.
    Paste(String),
    /// The window has this many columns and rows now.
    Resize(u16, u16),
    /// A signal that the loop must act on; never [`Signal::Resize`].
    Signal(Signal),
}
