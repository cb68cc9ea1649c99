//! Markup → a tree of bearable size.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use dom_query::{Document as Dom, NodeId};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use rustc_hash::FxHashMap;

use crate::document::options::Bounds;

/// How much is parsed between two looks at the tree, in bytes. A short tag can bring as many
/// nodes as the tree is deep.
const STEP: usize = 2048;
/// The parser compares each attribute with all before it in its tag: the sum of their squares
/// over all tags is bounded.
const ATTRIBUTES: u64 = 1_000_000_000;

/// Parses a page or a part of one. What is deeper or larger than is bearable is refused while
/// it is parsed, not after.
///
/// # Errors
/// Why it is refused.
pub(super) fn parse(html: &str, bounds: &Bounds) -> Result<Dom, String> {
    if html.len() > bounds.page {
        return Err(format!(
            "a page of more than {} MiB is not read; split it into parts",
            bounds.page >> 20
        ));
    }
    attributes(html.as_bytes())?;
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Measured::default(), options);
    let mut from = 0;
    while from < html.len() {
        let end = html.ceil_char_boundary((from + STEP).min(html.len()));
        parser.process(StrTendril::from(&html[from..end]));
        from = end;
        let tree = &parser.tokenizer.sink.sink;
        tree.bearable(bounds)?;
        // Complaints about the markup are of no use here.
        tree.dom.errors.borrow_mut().clear();
    }
    let tree = parser.finish();
    tree.bearable(bounds)?;
    Ok(tree.dom)
}

/// A tree that knows how deep it is while it grows.
#[derive(Default)]
struct Measured {
    dom: Dom,
    depths: RefCell<FxHashMap<NodeId, u32>>,
    deepest: Cell<u32>,
}

impl Measured {
    fn bearable(&self, bounds: &Bounds) -> Result<(), String> {
        if self.dom.tree.len() > bounds.nodes {
            return Err(format!(
                "a page of more than {} elements is not read",
                bounds.nodes
            ));
        }
        if self.deepest.get() as usize > bounds.depth {
            return Err(format!(
                "its elements are nested more than {} deep",
                bounds.depth
            ));
        }
        Ok(())
    }

    fn depth(&self, node: NodeId) -> u32 {
        self.depths.borrow().get(&node).copied().unwrap_or(0)
    }

    fn stands(&self, child: &NodeOrText<NodeId>, depth: u32) {
        if let NodeOrText::AppendNode(node) = child {
            self.depths.borrow_mut().insert(*node, depth);
            self.deepest.set(self.deepest.get().max(depth));
        }
    }
}

impl TreeSink for Measured {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.dom.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.dom.elem_name(target)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        self.dom.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.dom.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.dom.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.stands(&child, self.depth(*parent) + 1);
        self.dom.append(parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        before: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.stands(&child, self.depth(*element).max(self.depth(*before) + 1));
        self.dom.append_based_on_parent_node(element, before, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.dom.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.dom.get_template_contents(target);
        let depth = self.depth(*target) + 1;
        self.depths.borrow_mut().insert(contents, depth);
        contents
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        self.dom.same_node(x, y)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.dom.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.stands(&child, self.depth(*sibling));
        self.dom.append_before_sibling(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.dom.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.dom.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.dom.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.dom.is_mathml_annotation_xml_integration_point(handle)
    }
}

/// Refuses tags with so many attributes that parsing would not end in a reader's time.
fn attributes(html: &[u8]) -> Result<(), String> {
    let mut cost = 0u64;
    let mut at = 0;
    // A value that is not closed ends behind the text.
    while let Some(found) = html
        .get(at..)
        .and_then(|rest| rest.iter().position(|&b| b == b'<'))
    {
        at += found + 1;
        if !html.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let mut count = 0u64;
        let mut before = b' ';
        while let Some(&byte) = html.get(at) {
            match byte {
                b'>' => break,
                b'"' | b'\'' if before == b'=' => {
                    at += 1;
                    while html.get(at).is_some_and(|&b| b != byte) {
                        at += 1;
                    }
                    before = b'"';
                    // After a value a name may follow at once.
                    at += 1;
                    count += 1;
                    continue;
                }
                b' ' | b'\t' | b'\n' | b'\r' | 0x0c => {
                    if before != b'=' {
                        before = b' ';
                    }
                }
                b'/' => before = b' ',
                _ => {
                    count += u64::from(before == b' ');
                    before = byte;
                }
            }
            at += 1;
        }
        cost = cost.saturating_add(count * count);
        if cost > ATTRIBUTES {
            return Err("its tags have too many attributes".to_owned());
        }
    }
    Ok(())
}
