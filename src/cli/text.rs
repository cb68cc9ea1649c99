//! `warraq text`: the text that offsets count in, byte for byte.

use std::io::{self, Write};

use crate::cli::args::TextArgs;
use crate::cli::print::{complain, say_skipped};
use crate::cli::{FAILED, PARTLY, USAGE, say};
use crate::library::import::Plan;
use crate::text::clean;

/// Prints the source of the article, or of that of several which is asked for; several stand
/// under their names. `seen`: it goes to a terminal, so controls show as signs.
pub(super) fn print(
    plan: &Plan,
    args: &TextArgs,
    seen: bool,
    out: &mut impl Write,
) -> io::Result<u8> {
    let (mut printed, mut failed, mut skipped) = (0usize, plan.errors.len(), plan.skipped);
    let wanted = |doc: &str| args.doc.as_deref().is_none_or(|wanted| wanted == doc);
    let mut articles = plan
        .sources
        .iter()
        .flat_map(|source| source.articles(&plan.options))
        .filter(|(doc, _)| wanted(doc))
        .peekable();
    let mut several = false;
    while let Some((doc, article)) = articles.next() {
        match article {
            Ok(document) => {
                several |= args.doc.is_none() && articles.peek().is_some();
                if several {
                    let gap = if printed > 0 { "\n" } else { "" };
                    writeln!(out, "{gap}==> {} <==\n", clean::visible(&doc))?;
                }
                printed += 1;
                if seen {
                    for line in document.source.split_inclusive('\n') {
                        let text = line.trim_end_matches('\n');
                        out.write_all(clean::visible(text).as_bytes())?;
                        out.write_all(&line.as_bytes()[text.len()..])?;
                    }
                } else {
                    out.write_all(document.source.as_bytes())?;
                }
                if args.doc.is_some() {
                    return Ok(0);
                }
            }
            Err(refused) if complain(&doc, &refused) => failed += 1,
            Err(_) => skipped += 1,
        }
    }
    if let Some(doc) = args.doc.as_deref().filter(|_| failed == 0) {
        say(&format!(
            "No article is called {doc}. warraq mentions prints the names."
        ));
        return Ok(FAILED);
    }
    say_skipped(skipped);
    Ok(match (printed, failed) {
        (0, 1..) => USAGE,
        (_, 1..) => PARTLY,
        (_, 0) => 0,
    })
}
