//! Mentions, entities, gazetteer, linking. *Recognises.*
//!
//! This floor never sees layout, the screen, SQL or where its data files are.
//! A mention is a range of text, not of screen.

pub mod about;
pub mod chain;
mod coreference;
pub mod explain;
mod features;
mod fixture;
pub mod gazetteer;
pub mod kind;
mod lexicon;
mod likeness;
pub mod link;
pub mod lists;
mod memory;
pub mod mention;
mod merge;
pub mod model;
pub mod naming;
mod organisation;
mod person;
pub mod pipeline;
pub mod recall;
mod recognise;
pub mod second;
mod shape;
mod site;
mod sound;
pub mod tagger;
pub mod vocabulary;
mod weak;
mod words;
