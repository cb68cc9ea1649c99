//! Connections as a table (CSV, RFC 4180) and as a graph (GraphML).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;

use crate::library::Actor;
use crate::library::survey::connections::{Pair, Unit};
use crate::text::clean;

/// Writes pairs as CSV with a head line.
///
/// # Errors
/// When it cannot be written.
pub fn csv(pairs: &[Pair], out: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "a",
        "a_name",
        "a_kind",
        "b",
        "b_name",
        "b_kind",
        "articles",
        "paragraphs",
        "sentences",
    ])?;
    for pair in pairs {
        let mut fields: Vec<Cow<'_, str>> = Vec::with_capacity(9);
        for actor in [&pair.a, &pair.b] {
            fields.push(shown(&actor.key));
            fields.push(shown(&actor.name));
            fields.push(Cow::Borrowed(actor.kind.as_str()));
        }
        fields.extend(pair.counts.map(|count| Cow::Owned(count.to_string())));
        table.write_record(fields.iter().map(|field| field.as_bytes()))?;
    }
    table.flush()
}

/// What is told of a node or an edge: identifier, of what, its name, its type.
const KEYS: [(&str, &str, &str, &str); 8] = [
    ("name", "node", "name", "string"),
    ("kind", "node", "kind", "string"),
    ("mentions", "node", "mentions", "int"),
    ("named", "node", "articles", "int"),
    ("weight", "edge", "weight", "int"),
    ("articles", "edge", "articles", "int"),
    ("paragraphs", "edge", "paragraphs", "int"),
    ("sentences", "edge", "sentences", "int"),
];

/// Writes pairs as an undirected graph; the weight of an edge is how often two appear together in
/// such a unit. Actors stand in the order of their identifiers, edges in that of the pairs.
///
/// # Errors
/// When it cannot be written.
pub fn graphml(pairs: &[Pair], unit: Unit, out: &mut impl Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("graphml").with_attributes([
        ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        (
            "xsi:schemaLocation",
            "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
        ),
    ]);
    xml.write_event(Event::Start(root))?;
    for (id, of, name, kind) in KEYS {
        let key = BytesStart::new("key").with_attributes([
            ("id", id),
            ("for", of),
            ("attr.name", name),
            ("attr.type", kind),
        ]);
        xml.write_event(Event::Empty(key))?;
    }
    let graph = BytesStart::new("graph").with_attributes([("edgedefault", "undirected")]);
    xml.write_event(Event::Start(graph))?;
    let ends = pairs.iter().flat_map(|pair| [&pair.a, &pair.b]);
    let actors: BTreeMap<&str, &Actor> = ends.map(|actor| (&*actor.key, &**actor)).collect();
    for actor in actors.values() {
        let id = shown(&actor.key);
        let node = BytesStart::new("node").with_attributes([("id", &*id)]);
        xml.write_event(Event::Start(node))?;
        data(&mut xml, "name", &shown(&actor.name))?;
        data(&mut xml, "kind", actor.kind.as_str())?;
        data(&mut xml, "mentions", &actor.all.to_string())?;
        data(&mut xml, "named", &actor.articles.to_string())?;
        xml.write_event(Event::End(BytesEnd::new("node")))?;
    }
    for pair in pairs {
        let (a, b) = (shown(&pair.a.key), shown(&pair.b.key));
        let edge = BytesStart::new("edge").with_attributes([("source", &*a), ("target", &*b)]);
        xml.write_event(Event::Start(edge))?;
        let weight = pair.counts.get(unit.index()).copied().unwrap_or(0);
        data(&mut xml, "weight", &weight.to_string())?;
        for (key, count) in ["articles", "paragraphs", "sentences"]
            .iter()
            .zip(pair.counts)
        {
            data(&mut xml, key, &count.to_string())?;
        }
        xml.write_event(Event::End(BytesEnd::new("edge")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("graph")))?;
    xml.write_event(Event::End(BytesEnd::new("graphml")))?;
    writeln!(xml.into_inner())
}

fn data<W: Write>(xml: &mut Writer<W>, key: &str, value: &str) -> io::Result<()> {
    let start = BytesStart::new("data").with_attributes([("key", key)]);
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(value)))?;
    xml.write_event(Event::End(BytesEnd::new("data")))
}

/// A name without controls, and without what XML 1.0 has no place for even as a reference
/// (section 2.2).
fn shown(name: &str) -> Cow<'_, str> {
    let seen = clean::visible(name);
    if seen.contains(['\u{FFFE}', '\u{FFFF}']) {
        return Cow::Owned(seen.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}"));
    }
    seen
}
