//! HTML: the article of a page, without what stands around it.

mod dom;
mod meta;
mod walk;

use dom_query::Document as Dom;
use dom_smoothie::{Config, Readability};

use crate::document::extract::Extract;
use crate::document::options::Bounds;
use crate::document::read::finish;
use crate::document::{Document, Metadata, ParagraphKind, PieceStyle};

use walk::Walk;
pub(crate) use walk::target_of;

/// More elements than this are read as they stand: finding the article among them would take
/// longer than a reader waits.
const SEARCHED: usize = 50_000;
/// An article found that holds less than one part in this many of the text of the page was not
/// the article, nor is one that holds more than the page without what surrounds it: on a short
/// page the search ends with everything.
const SHARE: usize = 8;

/// Reads a page.
///
/// # Errors
/// Why it is not read.
pub(crate) fn read(html: &str, bounds: &Bounds) -> Result<Document, String> {
    let page = dom::parse(html, bounds)?;
    let mut meta = meta::of(&page);
    let mut out = begun(&meta);
    let title = meta.title.clone();
    let before = out.len();
    let mut whole = Extract::default();
    Walk::new(&mut whole, title.as_deref(), true).children(&page.root());
    let (text, _) = whole.finish();
    let found = (page.tree.len() <= SEARCHED)
        .then(|| article(page))
        .flatten();
    if let Some((article, direction)) = found {
        meta.direction = meta.direction.or(direction);
        if let Ok(article) = dom::parse(&article, bounds) {
            Walk::new(&mut out, title.as_deref(), false).children(&article.root());
        }
    }
    let found = out.tail(before).len();
    if found < text.len() / SHARE || found > text.trim_end().len() {
        out = begun(&meta);
        let page = dom::parse(html, bounds)?;
        Walk::new(&mut out, title.as_deref(), true).children(&page.root());
    }
    Ok(finished(out, meta))
}

/// Adds a part of a page, such as a text in a feed.
///
/// # Errors
/// Why it is not read.
pub(crate) fn part(
    html: &str,
    title: Option<&str>,
    out: &mut Extract,
    bounds: &Bounds,
) -> Result<(), String> {
    let part = dom::parse(html, bounds)?;
    Walk::new(out, title, false).children(&part.root());
    Ok(())
}

/// True when a text is markup and not about markup: it begins with a tag of a page, or has
/// tags of paragraphs that end.
pub(crate) fn looks_like_markup(text: &str) -> bool {
    let has = |tag: &str| {
        text.as_bytes()
            .windows(tag.len())
            .any(|w| w.eq_ignore_ascii_case(tag.as_bytes()))
    };
    has("</p>")
        || has("</div>")
        || has("<br>")
        || has("<br/>")
        || has("<br />")
        || has("</a>")
        || (text.trim_start().starts_with('<') && has("</"))
}

/// The title stands first.
pub(crate) fn begun(meta: &Metadata) -> Extract {
    let mut out = Extract::default();
    if let Some(title) = &meta.title {
        out.begin(ParagraphKind::Title, None);
        out.words(title, PieceStyle::default(), None);
        out.end();
    }
    out
}

/// The document of what was extracted.
pub(crate) fn finished(out: Extract, meta: Metadata) -> Document {
    let (source, paragraphs) = out.finish();
    finish(source, paragraphs, meta)
}

/// The markup of the article in a page, and its direction, by what Mozilla's Readability does.
fn article(page: Dom) -> Option<(String, Option<crate::text::direction::Direction>)> {
    let config = Config {
        max_elements_to_parse: SEARCHED,
        // It is read by `meta`.
        disable_json_ld: true,
        ..Config::default()
    };
    // It loses line ends that stand between bare texts; the walk knows this sign too.
    let lines: Vec<_> = page
        .root()
        .descendants_it()
        .filter(|n| n.has_name("br"))
        .collect();
    for line in lines {
        let sign = page.tree.new_text("\u{2028}");
        line.insert_after(&sign);
    }
    let mut readability = Readability::with_document(page, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    let direction = article.dir.as_deref().and_then(walk::direction_of);
    Some((article.content.to_string(), direction))
}

#[cfg(test)]
pub(crate) mod tests;
