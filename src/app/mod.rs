//! Messages → model + effects. *Decides.*
//!
//! This floor knows no ratatui, no crossterm, no SQL, no clocks, no threads, no files.

pub mod key;
