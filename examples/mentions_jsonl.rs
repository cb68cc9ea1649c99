//! Prints the mentions of plain text files as JSON Lines, offsets in Unicode scalars:
//! `cargo run --release --example mentions_jsonl -- FILE...`
//!
//! `--without ID,ID` takes entities out of the gazetteer first, `--lists DIR` reads other
//! gazetteer files, `--marked` prints the text with its mentions in brackets.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::path::Path;
use std::time::Instant;

use warraq::document::{Document, Paragraph, ParagraphKind, Piece, PieceKind, PieceStyle};
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::link::link;
use warraq::entity::pipeline::analyse;
use warraq::text::range::TextRange;

fn document(source: String) -> Document {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        if !text.is_empty() {
            paragraphs.push(Paragraph {
                kind: ParagraphKind::Body,
                pieces: vec![Piece {
                    range: TextRange::new(start, start + text.len()),
                    kind: PieceKind::Text,
                    style: PieceStyle::default(),
                    link: None,
                }],
                direction: None,
            });
        }
        start += line.len();
    }
    Document {
        source,
        paragraphs,
        ..Document::default()
    }
}

fn main() -> anyhow::Result<()> {
    let mut files = Vec::new();
    let (mut without, mut lists, mut marked) = (Vec::new(), None, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--without" => {
                let ids = arguments.next().unwrap_or_default();
                without.extend(ids.split(',').map(str::to_owned));
            }
            "--lists" => lists = arguments.next(),
            "--marked" => marked = true,
            _ => files.push(argument),
        }
    }
    let start = Instant::now();
    let folder = lists.unwrap_or_else(|| "assets/gazetteer".to_owned());
    let mut own: Vec<(String, String)> = std::fs::read_dir(folder)?
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "toml"))
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path())?;
            Ok((entry.file_name().to_string_lossy().into_owned(), text))
        })
        .collect::<std::io::Result<_>>()?;
    own.sort();
    let own: Vec<(String, String)> = own
        .into_iter()
        .map(|(name, text)| (name, leave_out(&text, &without)))
        .collect();
    let (gazetteer, errors) =
        Gazetteer::from_sources_lenient(own.iter().map(|(n, t)| (n.as_str(), t.as_str())));
    for error in errors {
        eprintln!("{error}");
    }
    eprintln!("{} entities in {:?}", gazetteer.len(), start.elapsed());

    let documents: Vec<(String, Document)> = files
        .iter()
        .map(|file| {
            let text = std::fs::read_to_string(file)?;
            let name = Path::new(file).file_name().unwrap_or_default();
            Ok((name.to_string_lossy().into_owned(), document(text)))
        })
        .collect::<std::io::Result<_>>()?;
    let bytes: usize = documents.iter().map(|(_, d)| d.source.len()).sum();
    let start = Instant::now();
    let analyses: Vec<_> = documents
        .iter()
        .map(|(_, document)| analyse(document, &gazetteer))
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    eprintln!("{bytes} bytes, {:.2} MB/s", bytes as f64 / 1e6 / seconds);

    let linked = link(&gazetteer, (0u32..).zip(&analyses));
    for ((name, document), ((_, of), analysis)) in
        documents.iter().zip(linked.of.iter().zip(&analyses))
    {
        let source = document.source.as_str();
        let mut printed = 0;
        for mention in &analysis.mentions {
            let entity = &linked.entities[of[mention.name as usize]];
            let surface = mention.range.slice(source).unwrap_or_default();
            if marked {
                print!(
                    "{}[{surface}|{}|{}|{}]",
                    &source[printed..mention.range.start],
                    entity.id,
                    &mention.kind.as_str()[..3],
                    mention.evidence.as_str()
                );
                printed = mention.range.end;
                continue;
            }
            let scalars = |at: usize| source[..at].chars().count();
            println!(
                "{}",
                serde_json::json!({
                    "doc": name, "start": scalars(mention.range.start),
                    "end": scalars(mention.range.end), "kind": mention.kind,
                    "entity": entity.id.as_str(), "name": entity.name, "surface": surface,
                })
            );
        }
        if marked {
            println!("{}", &source[printed..]);
        }
    }
    Ok(())
}

/// The text of a gazetteer file without the blocks of those ids.
fn leave_out(text: &str, ids: &[String]) -> String {
    let mut kept = String::new();
    for block in text.split("\n[[") {
        let id = block
            .lines()
            .find_map(|line| line.strip_prefix("id = "))
            .map(|value| value.trim().trim_matches('"'));
        if id.is_some_and(|id| ids.iter().any(|out| out == id)) {
            continue;
        }
        if !kept.is_empty() {
            kept.push_str("\n[[");
        }
        kept.push_str(block);
    }
    kept
}
