//! RSS and Atom: an article an item. OPML: the outline as a list.

use std::ops::Range;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use crate::document::format::html;
use crate::document::names::Names;
use crate::document::open::{Articles, Entry, Refusal};
use crate::document::options::Options;
use crate::document::{Document, Metadata, ParagraphKind, PieceStyle, date, language, xml};

/// The articles of a feed.
pub(crate) fn articles(text: String, options: &Arc<Options>) -> Articles {
    let feed = Feed::scan(&text);
    let options = Arc::clone(options);
    let mut names = Names::default();
    let (meta, broken) = (feed.meta, feed.broken);
    let none = feed.items.is_empty() && broken.is_none();
    let items = feed.items.into_iter();
    let last = broken
        .or_else(|| none.then(|| "it is a feed without articles".to_owned()))
        .map(|reason| (String::new(), Err(Refusal::Failed(reason))));
    let read = items.map(move |(about, range)| {
        let item = Item::read(about, text.get(range).unwrap_or(""));
        let place = names.next(item.id.as_deref());
        let article = item.document(&meta, &options).map_err(Refusal::Failed);
        (place, article)
    });
    Box::new(
        read.chain(last)
            .map(|(place, article)| Entry { place, article }),
    )
}

/// What a feed says of itself, and where its items stand.
#[derive(Default)]
struct Feed {
    meta: Metadata,
    /// The identifier that stands in the tag, and the bytes between the tags.
    items: Vec<(Option<String>, Range<usize>)>,
    /// Why it could not be read to its end.
    broken: Option<String>,
}

impl Feed {
    fn scan(text: &str) -> Self {
        let mut feed = Self::default();
        let mut reader = xml::reader(text);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    let from = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
                    let name = xml::local(&element);
                    if matches!(&*name, "rss" | "rdf" | "feed" | "channel") {
                        feed.tongue(xml::attribute(&element, "lang"));
                        continue;
                    }
                    let Ok(inner) = reader.read_text(element.name()) else {
                        feed.broken = Some(format!(
                            "the feed breaks off after {} articles: an element <{name}> has no end",
                            feed.items.len()
                        ));
                        return feed;
                    };
                    match &*name {
                        "item" | "entry" => {
                            let about = xml::attribute(&element, "about");
                            feed.items.push((about, from..from + inner.len()));
                        }
                        "title" if feed.meta.source.is_none() => {
                            let title = inline(&xml::content(&inner));
                            feed.meta.source = Some(title).filter(|t| !t.is_empty());
                        }
                        "language" => feed.tongue(Some(xml::content(&inner))),
                        _ => {}
                    }
                }
                Ok(Event::Eof) => return feed,
                Ok(_) => {}
                Err(error) => {
                    feed.broken = Some(format!(
                        "the feed breaks off after {} articles: {error}",
                        feed.items.len()
                    ));
                    return feed;
                }
            }
        }
    }

    fn tongue(&mut self, written: Option<String>) {
        if self.meta.language.is_none() {
            self.meta.language = written.and_then(|l| language::code(&l));
        }
    }
}

/// An item of a feed as it is written.
#[derive(Default)]
struct Item {
    id: Option<String>,
    title: Option<String>,
    day: Option<jiff::civil::Date>,
    author: Option<String>,
    url: Option<String>,
    source: Option<String>,
    language: Option<String>,
    /// The text that says most, with how much its element promises.
    text: Option<(u8, Text)>,
}

enum Text {
    Html(String),
    Plain(String),
}

impl Item {
    fn read(about: Option<String>, raw: &str) -> Self {
        let mut item = Self {
            id: about,
            ..Self::default()
        };
        let mut reader = xml::reader(raw);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => match reader.read_text(element.name()) {
                    Ok(inner) => item.child(&element, &inner),
                    // What has no end is left out with all behind it.
                    Err(_) => return item,
                },
                Ok(Event::Empty(element)) => item.child(&element, ""),
                Ok(Event::Eof) | Err(_) => return item,
                Ok(_) => {}
            }
        }
    }

    fn child(&mut self, element: &BytesStart<'_>, raw: &str) {
        let name = xml::local(element);
        let said = || Some(inline(&xml::content(raw))).filter(|t| !t.is_empty());
        match &*name {
            "guid" | "id" => self.id = said().or(self.id.take()),
            "title" if self.title.is_none() => self.title = said(),
            "pubdate" | "published" | "issued" => {
                self.day = said().and_then(|d| date::day(&d)).or(self.day);
            }
            "date" | "updated" | "modified" => {
                self.day = self.day.or_else(|| said().and_then(|d| date::day(&d)));
            }
            "creator" => self.author = said().or(self.author.take()),
            "author" => self.author = self.author.take().or_else(|| person(raw)),
            "language" => self.language = said().and_then(|l| language::code(&l)),
            "source" => self.source = said().filter(|_| !raw.contains("<")),
            "link" => {
                let rel = xml::attribute(element, "rel");
                let target = xml::attribute(element, "href").or_else(said);
                if rel.is_none_or(|rel| rel == "alternate") && self.url.is_none() {
                    self.url = target.filter(|url| html::target_of(url).is_some());
                }
            }
            "encoded" => self.say(4, element, raw),
            "content" if !raw.is_empty() => self.say(3, element, raw),
            "body" => self.say(3, element, raw),
            "description" => self.say(2, element, raw),
            "summary" => self.say(1, element, raw),
            _ => {}
        }
    }

    fn say(&mut self, worth: u8, element: &BytesStart<'_>, raw: &str) {
        if raw.trim().is_empty() || self.text.as_ref().is_some_and(|(w, _)| *w >= worth) {
            return;
        }
        let kind = xml::attribute(element, "type").unwrap_or_default();
        let is_cdata = raw.trim_start().starts_with("<![CDATA[");
        let text = if kind == "xhtml" || (raw.contains('<') && !is_cdata) {
            Text::Html(raw.to_owned())
        } else {
            let text = xml::content(raw);
            if kind == "text" || !(kind.contains("html") || html::looks_like_markup(&text)) {
                // Of text in RSS nobody knows whether references were written once or twice.
                Text::Plain(xml::content_if_whole(text))
            } else {
                Text::Html(text)
            }
        };
        self.text = Some((worth, text));
    }

    fn document(self, feed: &Metadata, options: &Options) -> Result<Document, String> {
        let meta = Metadata {
            title: self.title,
            date: self.day,
            source: self.source.or_else(|| feed.source.clone()),
            language: self.language.or_else(|| feed.language.clone()),
            author: self.author,
            url: self.url,
            ..Metadata::default()
        };
        let mut out = html::begun(&meta);
        match self.text {
            Some((_, Text::Html(text))) => {
                html::part(&text, meta.title.as_deref(), &mut out, &options.bounds)?;
            }
            Some((_, Text::Plain(text))) => {
                for line in text.lines() {
                    out.begin(ParagraphKind::Body, None);
                    out.words(line, PieceStyle::default(), None);
                }
            }
            None => {}
        }
        out.end();
        if out.len() == 0 {
            return Err("it has no text".to_owned());
        }
        Ok(html::finished(out, meta))
    }
}

/// The name of an Atom person, else the text.
fn person(raw: &str) -> Option<String> {
    let mut reader = xml::reader(raw);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) if xml::local(&element) == "name" => {
                let name = reader.read_text(element.name()).ok()?;
                return Some(inline(&xml::content(&name))).filter(|t| !t.is_empty());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Some(inline(&xml::content(raw))).filter(|t| !t.is_empty())
}

/// A line of text: references that are left are resolved and tags are left out.
fn inline(text: &str) -> String {
    let text = if text.contains(['<', '&']) {
        xml::content_if_whole(text.to_owned())
    } else {
        text.to_owned()
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The outline of an OPML file: what it lists, with its links. Nothing is fetched.
pub(crate) fn outline(text: &str) -> Result<Document, String> {
    let mut reader = xml::reader(text);
    let mut meta = Metadata::default();
    let mut items: Vec<(u8, String, Option<String>)> = Vec::new();
    let mut depth = 0u8;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => match &*xml::local(&element) {
                "title" => {
                    if let Ok(title) = reader.read_text(element.name()) {
                        meta.title = Some(inline(&xml::content(&title))).filter(|t| !t.is_empty());
                    }
                }
                "ownername" => {
                    if let Ok(name) = reader.read_text(element.name()) {
                        meta.author = Some(inline(&xml::content(&name))).filter(|t| !t.is_empty());
                    }
                }
                "outline" => {
                    items.push(line(&element, depth));
                    depth = depth.saturating_add(1);
                }
                _ => {}
            },
            Ok(Event::Empty(element)) if xml::local(&element) == "outline" => {
                items.push(line(&element, depth));
            }
            Ok(Event::End(element)) if element.local_name().as_ref() == "outline" => {
                depth = depth.saturating_sub(1);
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) if items.is_empty() => return Err(error.to_string()),
            Err(_) => break,
        }
    }
    let mut out = html::begun(&meta);
    for (depth, text, link) in items {
        let link: Option<Arc<str>> = link.as_deref().and_then(html::target_of);
        let number = None;
        out.begin(ParagraphKind::Item { depth, number }, None);
        out.words(&text, PieceStyle::default(), link.as_ref());
    }
    Ok(html::finished(out, meta))
}

fn line(element: &BytesStart<'_>, depth: u8) -> (u8, String, Option<String>) {
    let said = |name| xml::attribute(element, name).filter(|t| !t.trim().is_empty());
    let link = said("htmlurl")
        .or_else(|| said("xmlurl"))
        .or_else(|| said("url"));
    let text = said("text")
        .or_else(|| said("title"))
        .or_else(|| link.clone());
    (depth, text.unwrap_or_default(), link)
}

#[cfg(test)]
mod tests;
