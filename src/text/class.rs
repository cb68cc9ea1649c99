//! Bidi class and joining type of each scalar from one flat table: both are asked of every
//! scalar of every page.
//!
//! The tables of the Basic Multilingual Plane hold a byte a scalar (64 KiB each), filled at
//! first use from the ranges of the Unicode data, which takes some ten microseconds. The
//! planes above are asked of the Unicode data each time.

use std::sync::LazyLock;

use icu_properties::props::{BidiClass as Property, JoiningType};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use unicode_bidi::{BidiClass, BidiDataSource};

static BIDI: CodePointMapDataBorrowed<'static, Property> = CodePointMapData::<Property>::new();
static JOINING: CodePointMapDataBorrowed<'static, JoiningType> =
    CodePointMapData::<JoiningType>::new();

/// Scalars below this one are in the table.
const COVERED: u32 = 0x1_0000;

static CLASS: LazyLock<Box<[BidiClass]>> = LazyLock::new(|| {
    let mut table = vec![BidiClass::L; COVERED as usize].into_boxed_slice();
    for range in BIDI.iter_ranges() {
        let end = (*range.range.end() + 1).min(COVERED) as usize;
        if let Some(part) = table.get_mut(*range.range.start() as usize..end) {
            part.fill(class_of(range.value));
        }
    }
    table
});

static TYPE: LazyLock<Box<[JoiningType]>> = LazyLock::new(|| {
    let mut table = vec![JoiningType::NonJoining; COVERED as usize].into_boxed_slice();
    for range in JOINING.iter_ranges() {
        let end = (*range.range.end() + 1).min(COVERED) as usize;
        if let Some(part) = table.get_mut(*range.range.start() as usize..end) {
            part.fill(range.value);
        }
    }
    table
});

/// The classes by their names in the two crates.
const CLASSES: [(Property, BidiClass); 23] = [
    (Property::LeftToRight, BidiClass::L),
    (Property::RightToLeft, BidiClass::R),
    (Property::ArabicLetter, BidiClass::AL),
    (Property::EuropeanNumber, BidiClass::EN),
    (Property::EuropeanSeparator, BidiClass::ES),
    (Property::EuropeanTerminator, BidiClass::ET),
    (Property::ArabicNumber, BidiClass::AN),
    (Property::CommonSeparator, BidiClass::CS),
    (Property::NonspacingMark, BidiClass::NSM),
    (Property::BoundaryNeutral, BidiClass::BN),
    (Property::ParagraphSeparator, BidiClass::B),
    (Property::SegmentSeparator, BidiClass::S),
    (Property::WhiteSpace, BidiClass::WS),
    (Property::OtherNeutral, BidiClass::ON),
    (Property::LeftToRightEmbedding, BidiClass::LRE),
    (Property::LeftToRightOverride, BidiClass::LRO),
    (Property::RightToLeftEmbedding, BidiClass::RLE),
    (Property::RightToLeftOverride, BidiClass::RLO),
    (Property::PopDirectionalFormat, BidiClass::PDF),
    (Property::LeftToRightIsolate, BidiClass::LRI),
    (Property::RightToLeftIsolate, BidiClass::RLI),
    (Property::FirstStrongIsolate, BidiClass::FSI),
    (Property::PopDirectionalIsolate, BidiClass::PDI),
];

fn class_of(class: Property) -> BidiClass {
    let row = CLASSES.iter().find(|(other, _)| *other == class);
    // A class of a Unicode to come counts as L.
    row.map_or(BidiClass::L, |(_, class)| *class)
}

/// The table, for loops: each asks once whether it is filled.
#[derive(Clone, Copy)]
pub(crate) struct BidiTable(&'static [BidiClass]);

impl BidiTable {
    pub(crate) fn new() -> Self {
        Self(&CLASS)
    }

    /// The bidi class of a scalar.
    #[inline]
    pub(crate) fn of(self, c: char) -> BidiClass {
        match self.0.get(c as usize) {
            Some(class) => *class,
            None => class_of(BIDI.get(c)),
        }
    }
}

/// The bidi class of a scalar.
#[inline]
#[must_use]
pub(crate) fn bidi(c: char) -> BidiClass {
    BidiTable::new().of(c)
}

/// The table of joining types, for loops.
#[derive(Clone, Copy)]
pub(crate) struct JoiningTable(&'static [JoiningType]);

impl JoiningTable {
    pub(crate) fn new() -> Self {
        Self(&TYPE)
    }

    /// The joining type of a scalar.
    #[inline]
    pub(crate) fn of(self, c: char) -> JoiningType {
        match self.0.get(c as usize) {
            Some(kind) => *kind,
            None => JOINING.get(c),
        }
    }
}

/// The joining type of a scalar.
#[inline]
#[must_use]
pub(crate) fn joining(c: char) -> JoiningType {
    JoiningTable::new().of(c)
}

/// The table as the source of `unicode-bidi`.
pub(crate) struct Classes;

impl BidiDataSource for Classes {
    #[inline]
    fn bidi_class(&self, c: char) -> BidiClass {
        bidi(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_the_data_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(bidi(c), class_of(BIDI.get(c)), "{c:?}");
            assert!(CLASSES.iter().any(|(class, _)| *class == BIDI.get(c)));
            assert_eq!(joining(c), JOINING.get(c), "{c:?}");
        }
    }

    /// Two tables of two hands: a class that was written beside the wrong name is seen.
    #[test]
    fn classes_are_those_of_unicode_bidi() {
        // Blocks to which no newer Unicode has added anything.
        for c in ('\0'..='\u{5C7}')
            .chain('\u{5D0}'..='\u{86A}')
            .chain('\u{2000}'..='\u{2064}')
            .chain('\u{2066}'..='\u{206F}')
            .chain('\u{FB1D}'..='\u{FB4F}')
            .chain('\u{FE70}'..='\u{FEFF}')
            .chain('\u{10D00}'..='\u{10D27}')
        {
            assert_eq!(bidi(c), unicode_bidi::bidi_class(c), "{c:?}");
        }
    }
}
