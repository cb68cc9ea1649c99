//! EPUB: a book is one article, its chapters in the order of the spine. A reader of a list looks
//! for the book; in it, headings and search lead to a chapter.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::document::archive::Archive;
use crate::document::format::html;
use crate::document::open::Refusal;
use crate::document::options::Options;
use crate::document::{Document, Metadata, date, language, sniff, xml};
use crate::text::decode;
use crate::text::direction::Direction;

/// Ways to hide fonts, which are no protection of the text.
const FONTS: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// Reads a book.
///
/// # Errors
/// Why it is not read. A chapter that cannot be read says so in its place.
pub(crate) fn read(archive: &mut Archive, options: &Options) -> Result<Document, Refusal> {
    let container = text(&archive.file("META-INF/container.xml")?)?;
    let opf = first_attribute(&container, "rootfile", "full-path")
        .ok_or_else(|| Refusal::Failed("its container names no package".to_owned()))?;
    let opf = join("", &opf);
    if let Ok(bytes) = archive.file("META-INF/encryption.xml")
        && protected(&text(&bytes)?)
    {
        return Err(Refusal::Failed("the book is protected (DRM)".to_owned()));
    }
    let package = Package::of(&text(&archive.file(&opf)?)?);
    let folder = opf.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out = html::begun(&package.meta);
    let mut read = 0usize;
    let mut wrong = None;
    for id in &package.spine {
        let Some(item) = package.manifest.get(id) else {
            continue;
        };
        if item.nav || !(item.kind.contains("html") || item.kind.is_empty()) {
            continue;
        }
        let chapter = archive
            .file(&join(folder, &item.href))
            .and_then(|bytes| text(&bytes));
        let chapter = chapter.and_then(|chapter| {
            let title = package.meta.title.as_deref().filter(|_| read == 0);
            let chapter = as_html(&chapter);
            html::part(&chapter, title, &mut out, &options.bounds).map_err(Refusal::Failed)
        });
        out.end();
        match chapter {
            Ok(()) => read += 1,
            Err(Refusal::Failed(reason) | Refusal::NotText(reason)) => {
                wrong.get_or_insert(reason);
            }
        }
        if out.len() as u64 > options.bounds.text {
            return Err(Refusal::Failed(
                "the text of the book is too large".to_owned(),
            ));
        }
    }
    if read == 0 {
        let reason = wrong.unwrap_or_else(|| "the book has no chapters".to_owned());
        return Err(Refusal::Failed(reason));
    }
    Ok(html::finished(out, package.meta))
}

/// What the package says of the book.
#[derive(Default)]
struct Package {
    meta: Metadata,
    manifest: HashMap<String, Item>,
    spine: Vec<String>,
}

struct Item {
    href: String,
    kind: String,
    /// It is the table of contents.
    nav: bool,
}

impl Package {
    fn of(opf: &str) -> Self {
        let mut package = Self::default();
        let mut reader = xml::reader(opf);
        let meta = &mut package.meta;
        while let Ok(event) = reader.read_event() {
            let (Event::Start(element) | Event::Empty(element)) = &event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            let attribute = |name| xml::attribute(element, name);
            match &*xml::local(element) {
                "item" => {
                    if let (Some(id), Some(href)) = (attribute("id"), attribute("href")) {
                        let item = Item {
                            href,
                            kind: attribute("media-type").unwrap_or_default(),
                            nav: attribute("properties")
                                .is_some_and(|p| p.split_whitespace().any(|p| p == "nav")),
                        };
                        package.manifest.insert(id, item);
                    }
                }
                "itemref" => package.spine.extend(attribute("idref")),
                "spine" if attribute("page-progression-direction").as_deref() == Some("rtl") => {
                    meta.direction = Some(Direction::RightToLeft);
                }
                name @ ("title" | "creator" | "language" | "date" | "publisher")
                    if matches!(event, Event::Start(_)) =>
                {
                    let name = name.to_owned();
                    let Ok(inner) = reader.read_text(element.name()) else {
                        continue;
                    };
                    let said = xml::content(&inner);
                    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
                    if said.is_empty() {
                        continue;
                    }
                    match &*name {
                        "title" if meta.title.is_none() => meta.title = Some(said),
                        "creator" => {
                            meta.author = Some(match meta.author.take() {
                                Some(before) => format!("{before}، {said}"),
                                None => said,
                            });
                        }
                        "language" if meta.language.is_none() => {
                            meta.language = language::code(&said);
                        }
                        "date" if meta.date.is_none() => {
                            meta.date = date::day(&said).or_else(|| year(&said));
                        }
                        "publisher" if meta.source.is_none() => meta.source = Some(said),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        package
    }
}

/// Books often say the year alone.
fn year(said: &str) -> Option<jiff::civil::Date> {
    let year = said.get(..4)?.parse().ok()?;
    jiff::civil::Date::new(year, 1, 1).ok()
}

fn text(bytes: &[u8]) -> Result<String, Refusal> {
    let charset = sniff::declared_charset(bytes);
    decode::decode_declared(bytes, charset.as_deref())
        .map(|decoded| decoded.text)
        .map_err(|error| Refusal::Failed(error.to_string()))
}

/// True when texts and not only fonts are encrypted.
fn protected(encryption: &str) -> bool {
    let mut reader = xml::reader(encryption);
    let mut found = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e) if xml::local(&e) == "encryptionmethod" => {
                let way = xml::attribute(&e, "algorithm").unwrap_or_default();
                found |= !FONTS.contains(&way.as_str());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

fn first_attribute(text: &str, element: &str, name: &str) -> Option<String> {
    let mut reader = xml::reader(text);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e) if xml::local(&e) == element => {
                return xml::attribute(&e, name);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    None
}

/// A path in the archive: from a folder, `%20` and the like resolved, without a fragment.
fn join(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or("");
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = (byte == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten()
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    let href = String::from_utf8_lossy(&bytes);
    let mut parts: Vec<&str> = Vec::new();
    let from = if href.starts_with('/') { "" } else { folder };
    for part in from.split('/').chain(href.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// XHTML as HTML reads it: an element that closes itself is closed. `<title/>` would swallow the
/// chapter.
fn as_html(xhtml: &str) -> String {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    ];
    let mut out = String::with_capacity(xhtml.len() + 64);
    let mut rest = xhtml;
    while let Some(at) = rest.find("/>") {
        let head = &rest[..at];
        let name = head.rfind('<').map(|from| {
            let tag = &head[from + 1..];
            let end = tag
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == ':' || c == '-'))
                .unwrap_or(tag.len());
            // Behind the end of the tag it is text.
            if tag.contains('>') { "" } else { &tag[..end] }
        });
        out.push_str(head);
        match name {
            Some(name) if !name.is_empty() && !VOID.contains(&name) => {
                out.push_str("></");
                out.push_str(name);
                out.push('>');
            }
            _ => out.push_str("/>"),
        }
        rest = &rest[at + 2..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
pub(crate) mod tests;
