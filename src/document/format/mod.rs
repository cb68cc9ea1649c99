//! One file a format: text → paragraphs of pieces.

pub(crate) mod epub;
pub(crate) mod feed;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod lines;
pub(crate) mod markdown;
pub(crate) mod plain;
pub(crate) mod table;
