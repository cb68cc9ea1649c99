//! Mentions, entities, gazetteer, linking. *Recognises.*
//!
//! This floor never sees layout, the screen, SQL or where its data files are.
//! A mention is a range of text, not of screen.

mod coreference;
pub mod gazetteer;
pub mod kind;
mod lexicon;
pub mod link;
mod memory;
pub mod mention;
mod organisation;
mod person;
pub mod pipeline;
mod recognise;
mod shape;
mod words;
