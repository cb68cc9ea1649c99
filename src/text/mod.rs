//! Unicode: ranges, clusters, width, what may be drawn, folding, tokens. *Measures.*
//!
//! This floor knows no files, documents, screen, entities, SQL or threads.

pub mod affix;
pub mod around;
pub(crate) mod class;
pub mod clean;
pub mod cluster;
pub mod decode;
pub mod direction;
pub mod fold;
pub mod latin;
pub mod query;
pub mod range;
pub mod token;
pub mod transliterate;
pub mod width;
