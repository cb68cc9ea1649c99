//! A collection seen as a whole: where somebody stands, who stands with whom, and when.
//!
//! Like a search, each of these goes article by article and asks between two of them whether it
//! may go on.

pub mod concordance;
pub mod connections;
pub mod graph;
pub mod print;
#[cfg(test)]
mod tests;
pub mod timeline;

use crate::library::query::Pause;

/// Asked between two articles whether it may go on.
pub type GoOn<'a> = &'a mut dyn FnMut(Pause) -> bool;
