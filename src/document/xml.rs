//! What the formats in XML have in common. Entities are never expanded but for the known
//! ones, so a bomb of them stays as small as it is written.

use quick_xml::escape::{resolve_html5_entity, resolve_predefined_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

/// A reader that goes on where the markup is not quite right.
pub(crate) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// The name of an element without its prefix, in small letters.
pub(crate) fn local(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_ascii_lowercase()
}

/// The value of an attribute, by its name without prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    attributes
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref().eq_ignore_ascii_case(name))
        .map(|a| content(&a.value))
}

/// The text of a piece of XML: tags left out, references resolved.
pub(crate) fn content(raw: &str) -> String {
    let mut reader = reader(raw);
    let mut out = String::with_capacity(raw.len());
    loop {
        match reader.read_event() {
            Ok(Event::Text(text)) => out.push_str(&text.xml10_content()),
            Ok(Event::CData(text)) => out.push_str(&text),
            Ok(Event::GeneralRef(reference)) => resolve(&reference, &mut out),
            Ok(Event::Eof) => return out,
            Ok(_) => {}
            // What is no markup is text.
            Err(_) => {
                let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                out.push_str(raw.get(at..).unwrap_or(""));
                return out;
            }
        }
    }
}

fn resolve(reference: &BytesRef<'_>, out: &mut String) {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        out.push(c);
    } else if let Some(text) =
        resolve_predefined_entity(reference).or_else(|| resolve_html5_entity(reference))
    {
        out.push_str(text);
    } else {
        out.push('&');
        out.push_str(reference);
        out.push(';');
    }
}

/// The text of what may be XML or text that only looks so: where it is not whole markup, it is
/// kept as it stands.
pub(crate) fn content_if_whole(text: String) -> String {
    let mut reader = reader(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return content(&text),
            Ok(_) => {}
            Err(_) => return text,
        }
    }
}
