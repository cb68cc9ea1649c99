//! Mentions, entities, gazetteer, linking. *Recognises.*
//!
//! This floor never sees layout, the screen, SQL or where its data files are.
//! A mention is a range of text, not of screen.

pub mod gazetteer;
pub mod kind;
