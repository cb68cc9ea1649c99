//! Any bytes: decoded and read in every format; pieces are ranges of the text in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::document::{Format, latin, read};
use warraq::text::decode::decode;

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode(bytes) else {
        return;
    };
    for format in [Format::Plain, Format::Markdown] {
        let document = read(decoded.text.clone(), format);
        let mut end = 0;
        for paragraph in &document.paragraphs {
            for piece in &paragraph.pieces {
                assert!(piece.range.start >= end, "{:?}", piece.range);
                assert!(piece.range.start < piece.range.end, "{:?}", piece.range);
                assert!(piece.range.slice(&document.source).is_some());
                end = piece.range.end;
            }
        }
        let _ = latin::of(&document);
    }
});
