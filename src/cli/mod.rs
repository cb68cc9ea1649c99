//! Arguments and the headless commands. *Asks.*

pub mod render;
