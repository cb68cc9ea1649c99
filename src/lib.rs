//! Warraq reads collections of Arabic and mixed-script articles in a terminal:
//! bidi-correct, with every actor found, linked and walked from mention to mention.
//!
//! The floors, from the ground up; arrows point down only (see `docs/ARCHITECTURE.md`):
//! [`text`] measures, [`document`] reads formats, [`layout`] arranges, [`entity`] recognises,
//! [`library`] remembers, [`work`] carries, [`app`] decides, [`ui`] paints, [`term`] waits,
//! [`cli`] asks.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod app;
pub mod assets;
pub mod cli;
pub mod config;
pub mod document;
pub mod entity;
pub mod layout;
pub mod library;
pub mod locale;
pub mod term;
pub mod text;
pub mod ui;
pub mod work;
