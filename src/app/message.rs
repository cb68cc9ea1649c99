//! What changes the model, and what the model wants from outside.

use crate::app::entry::Asks;
use crate::app::key::{Key, Mouse};
use crate::layout::Order;
use crate::work::{Errand, Job, Report};

/// Anything that can change the model.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The mouse was used.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The screen has this many columns and rows.
    Resize(u16, u16),
    /// A thread has something to tell.
    Report(Report),
    /// Copying was done, or why it was not.
    Copied(Result<(), String>),
    /// What was written in the reader's editor, or why nothing was.
    Edited(Asks, Result<String, String>),
    /// Rows are sent in this way now, and must be laid out in this order.
    Bidi(&'static str, Order),
    /// The terminal's background is light.
    LightBackground(bool),
}

/// What the model wants from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A question to the library.
    Ask(Job),
    /// Remember that the lesson of the first minute is over.
    Welcomed,
    /// Run a command of the reader's own.
    Run(Errand),
    /// End what runs.
    CancelRun,
    /// A text in the reader's editor; what comes of it is [`Message::Edited`].
    Edit(Asks, String),
    /// Keep at once what there is to be kept.
    Keep,
    /// Text for the clipboard, in logical order.
    Copy(String),
    /// An address (http, https or mailto) for the reader's browser or mail program.
    OpenLink(String),
    /// Take the mouse or leave it to the terminal.
    Mouse(bool),
    /// Send rows with right-to-left text in the next way that there is.
    CycleBidi,
    /// Read no more articles in; what was read stays.
    StopReading,
    /// Look at all files again.
    ReadAgain,
    /// Stop as a shell job.
    Suspend,
    /// Paint every cell anew.
    Redraw,
    /// Leave.
    Quit,
}
