//! The terminal. *Waits.*
//!
//! Only this floor names crossterm, and only here are terminals known: [`tty`] opens it,
//! [`probe`] asks it what it is, [`profile`] decides, [`encode`] turns rows of cells into
//! the bytes that this terminal needs, [`screen`] enters, draws and leaves, [`input`]
//! brings keys, [`restore`] puts everything back whatever happens. It has no `if` about
//! documents.

pub mod clipboard;
pub mod doctor;
mod editor;
pub mod encode;
mod foreground;
pub mod input;
pub mod log;
pub mod multiplexer;
pub mod probe;
pub mod profile;
pub mod remembered;
pub mod restore;
pub mod screen;
pub mod signal;
pub mod tty;

mod opener;
mod run;
mod wishes;

pub use run::{Ended, Session, run};
pub use wishes::spoken;
