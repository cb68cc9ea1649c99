//! What a reader wants to see of a collection: kept with the session, and taken up with it.

use crate::library::pack::{Packer, Unpacker};

/// How articles name who is pinned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pinned {
    /// They name all of them.
    All,
    /// They name at least one of them.
    Any,
    /// They name none of them.
    None,
}

/// Whose actors are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// The article's.
    #[default]
    Article,
    /// Those on the screen.
    Screen,
    /// Those of the articles that the list shows.
    Listed,
    /// The collection's.
    Collection,
}

/// In which order the actors of a kind are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The most named here first.
    #[default]
    Here,
    /// The most named everywhere first.
    Everywhere,
    /// By name.
    Alphabet,
}

/// What of a collection is shown, and how it is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The query that the list is filtered by, as it was typed; empty without one.
    pub filter: String,
    /// How listed articles name who is pinned; `None`: that does not count.
    pub pinned: Option<Pinned>,
    /// A story that several articles tell counts once.
    pub once: bool,
    /// Whose actors are listed.
    pub extent: Extent,
    /// In which order.
    pub sort: Sort,
    /// Nationalities are left out.
    pub no_nationalities: bool,
}

// The places of these are what is written: new ones go behind them.
const PINNED: [Option<Pinned>; 4] = [
    None,
    Some(Pinned::All),
    Some(Pinned::Any),
    Some(Pinned::None),
];
const EXTENTS: [Extent; 4] = [
    Extent::Article,
    Extent::Screen,
    Extent::Listed,
    Extent::Collection,
];
const SORTS: [Sort; 3] = [Sort::Here, Sort::Everywhere, Sort::Alphabet];

impl View {
    pub(super) fn pack(&self) -> Vec<u8> {
        let mut out = Packer::default();
        out.text(&self.filter);
        out.size(place(&PINNED, &self.pinned));
        out.size(usize::from(self.once));
        out.size(place(&EXTENTS, &self.extent));
        out.size(place(&SORTS, &self.sort));
        out.size(usize::from(self.no_nationalities));
        out.done()
    }

    /// What was packed; what of it does not hold is as it is at first.
    pub(super) fn unpack(packed: &[u8]) -> Self {
        let mut from = Unpacker::new(packed);
        let read = |from: &mut Unpacker<'_>| {
            Some(Self {
                filter: from.text()?.to_owned(),
                pinned: PINNED.get(from.size()?).copied().unwrap_or_default(),
                once: from.size()? == 1,
                extent: EXTENTS.get(from.size()?).copied().unwrap_or_default(),
                sort: SORTS.get(from.size()?).copied().unwrap_or_default(),
                no_nationalities: from.size()? == 1,
            })
        };
        read(&mut from).unwrap_or_default()
    }
}

/// The place of a value in its table, 0 if it has none.
fn place<T: PartialEq>(table: &[T], value: &T) -> usize {
    table.iter().position(|one| one == value).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_comes_back() {
        for pinned in PINNED {
            for extent in EXTENTS {
                for sort in SORTS {
                    for (once, filter) in [(false, "فيروس -lang:ar"), (true, "")] {
                        let view = View {
                            filter: filter.to_owned(),
                            pinned,
                            once,
                            extent,
                            sort,
                            no_nationalities: !once,
                        };
                        assert_eq!(View::unpack(&view.pack()), view);
                    }
                }
            }
        }
    }

    #[test]
    fn what_does_not_hold_is_as_at_first() {
        let view = View {
            filter: "q".to_owned(),
            once: true,
            sort: Sort::Alphabet,
            ..View::default()
        };
        let packed = view.pack();
        for length in 0..packed.len() {
            assert_eq!(View::unpack(&packed[..length]), View::default(), "{length}");
        }
        // A later Warraq knows one more order.
        let mut later = packed.clone();
        later[5] = 9;
        let read = View::unpack(&later);
        assert_eq!(
            (read.sort, &*read.filter, read.once),
            (Sort::Here, "q", true)
        );
    }
}
