//! Where one is in a collection, and how that is packed.

use rusqlite::{Connection, OptionalExtension as _};

use super::{Alone, Identity};
use crate::library::Error;
use crate::library::pack::{Packer, Unpacker};
use crate::library::view::View;
use crate::text::range::TextRange;

/// A place in an article, found again by its words when the text has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The first source byte of the first line on the screen, and the rows without text
    /// above it; `None`: the very top.
    pub top: Option<(usize, usize)>,
    /// The mention or hit that was reached.
    pub reached: Option<TextRange>,
    /// The first words on the screen.
    pub words: String,
}

impl Spot {
    /// The same place in a text that may have changed since.
    #[must_use]
    pub fn found_in(mut self, source: &str) -> Self {
        let Some((at, blank)) = self.top else {
            self.reached = self.reached.filter(|r| r.slice(source).is_some());
            return self;
        };
        let stands = |at: usize| source.get(at..).is_some_and(|t| t.starts_with(&self.words));
        if !stands(at) {
            // The occurrence that is nearest to where it was; else so far into the text.
            let found = source.match_indices(&self.words).map(|(found, _)| found);
            let nearest = found.min_by_key(|found| found.abs_diff(at));
            self.top = Some((
                nearest.unwrap_or_else(|| source.floor_char_boundary(at)),
                blank,
            ));
            self.reached = None;
        }
        self.reached = self.reached.filter(|r| r.slice(source).is_some());
        self
    }

    pub(super) fn pack(&self, out: &mut Packer) {
        let (at, blank) = self.top.map_or((0, 0), |(at, blank)| (at + 1, blank));
        out.size(at);
        out.size(blank);
        out.size(self.reached.map_or(0, |r| r.start + 1));
        out.size(self.reached.map_or(0, TextRange::len));
        out.text(&self.words);
    }

    pub(super) fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let (at, blank) = (from.size()?, from.size()?);
        let (start, length) = (from.size()?, from.size()?);
        let reached = match start.checked_sub(1) {
            Some(start) => Some(TextRange::new(start, start.checked_add(length)?)),
            None => None,
        };
        Some(Self {
            top: at.checked_sub(1).map(|at| (at, blank)),
            reached,
            words: from.text()?.to_owned(),
        })
    }
}

/// The panes and choices of a session; they say nothing of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desktop {
    /// The key of the chosen actor.
    pub chosen: Option<String>,
    /// The keys of the pinned actors, each in its place; empty where nobody is pinned.
    pub pins: Vec<String>,
    /// The list stands where there is room.
    pub list: bool,
    /// The actors stand where there is room.
    pub sidebar: bool,
    /// What of the collection is shown.
    pub view: View,
}

/// Where one is in a collection: the article that is open, and the jumps that led there.
/// The articles are known by `A`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State<A> {
    /// The open article and the place in it.
    pub here: Option<(A, Spot)>,
    /// The places to go back to, oldest first.
    pub back: Vec<(A, Spot)>,
    /// Panes and choices.
    pub desktop: Desktop,
}

impl Default for Desktop {
    fn default() -> Self {
        Self {
            chosen: None,
            pins: Vec::new(),
            list: true,
            sidebar: true,
            view: View::default(),
        }
    }
}

impl<A> Default for State<A> {
    fn default() -> Self {
        Self {
            here: None,
            back: Vec::new(),
            desktop: Desktop::default(),
        }
    }
}

impl State<Identity> {
    /// Packed but for what of the collection is shown; `row` tells the row of an article.
    pub(super) fn pack(
        &self,
        row: impl Fn(&Identity) -> Result<i64, Error>,
    ) -> Result<Vec<u8>, Error> {
        let mut out = Packer::default();
        let desktop = &self.desktop;
        Head {
            panes: usize::from(desktop.list) | usize::from(desktop.sidebar) << 1,
            chosen: desktop.chosen.clone().unwrap_or_default(),
            pins: desktop.pins.clone(),
        }
        .pack(&mut out);
        out.size(usize::from(self.here.is_some()));
        for (identity, spot) in self.here.iter().chain(&self.back) {
            out.number(row(identity)?.cast_unsigned());
            spot.pack(&mut out);
        }
        Ok(out.done())
    }

    /// What was packed; `None` when it does not hold.
    pub(super) fn unpack(
        connection: &Connection,
        packed: &[u8],
        view: View,
    ) -> Result<Option<Self>, Error> {
        let mut statement =
            connection.prepare_cached("SELECT name, url, content FROM article WHERE id = ?1")?;
        let mut from = Unpacker::new(packed);
        let head = (|| Some((Head::unpack(&mut from)?, from.size()?)))();
        let Some((head, here)) = head else {
            return Ok(None);
        };
        let mut places = Vec::new();
        while !from.is_empty() {
            let place = (|| Some((from.number()?, Spot::unpack(&mut from)?)))();
            let Some((row, spot)) = place else {
                return Ok(None);
            };
            let identity = statement.query_row([row.cast_signed()], |row| {
                Ok(Identity {
                    name: row.get(0)?,
                    url: row.get(1)?,
                    content: row.get(2)?,
                    alone: Alone::default(),
                })
            });
            // What was forgotten is passed over, but one is somewhere.
            match identity.optional()? {
                Some(identity) => places.push(Some((identity, spot))),
                None => places.push(None),
            }
        }
        let mut places = places.into_iter();
        let here = if here == 1 {
            places.next().flatten()
        } else {
            None
        };
        Ok(Some(Self {
            here,
            back: places.flatten().collect(),
            desktop: Desktop {
                chosen: Some(head.chosen).filter(|c| !c.is_empty()),
                pins: head.pins,
                list: head.panes & 1 != 0,
                sidebar: head.panes & 2 != 0,
                view,
            },
        }))
    }
}

/// With what a packed state begins.
struct Head {
    /// Which panes stand.
    panes: usize,
    chosen: String,
    pins: Vec<String>,
}

/// Told with the panes: pins follow. What was kept before there were any has none.
const PINS: usize = 4;

impl Head {
    fn pack(&self, out: &mut Packer) {
        let pins = if self.pins.is_empty() { 0 } else { PINS };
        out.size(self.panes & !PINS | pins);
        out.text(&self.chosen);
        if pins > 0 {
            out.size(self.pins.len());
            self.pins.iter().for_each(|pin| out.text(pin));
        }
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let panes = from.size()?;
        let chosen = from.text()?.to_owned();
        let count = if panes & PINS == 0 { 0 } else { from.size()? };
        let mut pins = Vec::new();
        for _ in 0..count {
            pins.push(from.text()?.to_owned());
        }
        Some(Self {
            panes,
            chosen,
            pins,
        })
    }
}

/// A packed state without an actor; `None` when that is neither chosen nor pinned.
pub(super) fn without_actor(packed: &[u8], key: &str) -> Option<Vec<u8>> {
    let mut from = Unpacker::new(packed);
    let mut head = Head::unpack(&mut from)?;
    let mut found = false;
    for kept in std::iter::once(&mut head.chosen).chain(&mut head.pins) {
        if kept == key {
            kept.clear();
            found = true;
        }
    }
    if !found {
        return None;
    }
    let mut out = Packer::default();
    head.pack(&mut out);
    let mut bytes = out.done();
    bytes.extend_from_slice(from.rest());
    Some(bytes)
}
