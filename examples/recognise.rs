//! Who is in a text: the recogniser in another program.
//!
//! ```sh
//! echo 'وصل لوكاشينكو إلى القاهرة.' | cargo run --example recognise
//! ```

#![allow(clippy::print_stdout)]

use warraq::document::{self, Format};
use warraq::entity::{gazetteer::Gazetteer, link::link, pipeline::analyse};

fn main() -> std::io::Result<()> {
    let gazetteer = Gazetteer::embedded();
    let text = std::io::read_to_string(std::io::stdin())?;
    let document = document::read(text, Format::Plain);
    let analysis = analyse(&document, gazetteer);
    let linked = link(gazetteer, std::iter::once((0, &analysis)));
    for mention in &analysis.mentions {
        let entity = &linked.entities[linked.of[0].1[mention.name as usize]];
        let surface = mention.range.slice(&document.source).unwrap_or_default();
        println!("{surface}\t{}\t{}", entity.kind.as_str(), entity.id);
    }
    Ok(())
}
