//! `warraq FILE | cat`: the text in logical order, letters as stored.

use std::io::{self, Write};

use crate::cli::render::{self, PageOptions};
use crate::cli::{PARTLY, USAGE, say};
use crate::document;
use crate::library::import::{Plan, Refused};
use crate::text::clean;

/// Prints every article; between two of them a line with the name of the second.
pub(super) fn print(plan: &Plan, out: &mut impl Write) -> io::Result<u8> {
    // A line of the page is a paragraph: the reader's own tools wrap as they like.
    let options = PageOptions::stored();
    let mut read = 0usize;
    let mut failed = plan.errors.len();
    let mut skipped = plan.skipped;
    let mut articles = plan
        .sources
        .iter()
        .flat_map(|source| source.articles(&plan.options))
        .peekable();
    // The name of the first waits until there is a second.
    let mut several = plan.sources.len() > 1;
    while let Some((doc, article)) = articles.next() {
        several |= articles.peek().is_some();
        match article {
            Ok(document) => {
                let document = match plan.latin {
                    true => document::latin::of(&document).0,
                    false => document,
                };
                if several {
                    let gap = if read > 0 { "\n" } else { "" };
                    writeln!(out, "{gap}==> {} <==\n", clean::visible(&doc))?;
                }
                read += 1;
                out.write_all(render::page(&document, &options).as_bytes())?;
            }
            Err(refused) => {
                if complain(&doc, &refused) {
                    failed += 1;
                } else {
                    skipped += 1;
                }
            }
        }
    }
    say_skipped(skipped);
    Ok(match (read, failed) {
        (0, 1..) => USAGE,
        (_, 1..) => PARTLY,
        (_, 0) => 0,
    })
}

/// Says why a source gives no article. False: it is only counted.
pub(super) fn complain(doc: &str, refused: &Refused) -> bool {
    match refused {
        Refused::Failed(reason) => {
            say(&format!("{doc} was left out: {reason}."));
            true
        }
        Refused::NotText => false,
    }
}

/// One line for all that was passed over in folders.
pub(super) fn say_skipped(skipped: usize) {
    match skipped {
        0 => {}
        1 => say("1 file was passed over: it is no text."),
        n => say(&format!("{n} files were passed over: they are no text.")),
    }
}
