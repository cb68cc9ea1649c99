//! Bidi class and joining type of each scalar from one flat table: both are asked of every
//! scalar of every page.
//!
//! The table of the Basic Multilingual Plane is a byte a scalar (64 KiB), filled at first
//! use from the ranges of the Unicode data, which takes some ten microseconds. The planes
//! above are asked of the Unicode data each time.

use std::sync::LazyLock;

use icu_properties::props::{BidiClass as Property, JoiningType};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use unicode_bidi::{BidiClass, BidiDataSource};

static BIDI: CodePointMapDataBorrowed<'static, Property> = CodePointMapData::<Property>::new();
static JOINING: CodePointMapDataBorrowed<'static, JoiningType> =
    CodePointMapData::<JoiningType>::new();

/// Scalars below this one are in the table.
const COVERED: u32 = 0x1_0000;

/// The bidi class in the low five bits, the joining type in the high three.
static TABLE: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut table = vec![0u8; COVERED as usize].into_boxed_slice();
    for range in BIDI.iter_ranges() {
        let end = (*range.range.end() + 1).min(COVERED) as usize;
        if let Some(part) = table.get_mut(*range.range.start() as usize..end) {
            part.fill(bidi_index(range.value));
        }
    }
    for range in JOINING.iter_ranges() {
        let end = (*range.range.end() + 1).min(COVERED) as usize;
        let bits = joining_index(range.value) << 5;
        for entry in table
            .get_mut(*range.range.start() as usize..end)
            .into_iter()
            .flatten()
        {
            *entry |= bits;
        }
    }
    table
});

/// The classes by their number in the table.
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

/// The joining types by their number in the table.
const TYPES: [JoiningType; 6] = [
    JoiningType::NonJoining,
    JoiningType::JoinCausing,
    JoiningType::DualJoining,
    JoiningType::LeftJoining,
    JoiningType::RightJoining,
    JoiningType::Transparent,
];

fn bidi_index(class: Property) -> u8 {
    let at = CLASSES.iter().position(|(other, _)| *other == class);
    // A class of a Unicode to come counts as L, as unassigned scalars do.
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}

fn joining_index(kind: JoiningType) -> u8 {
    let at = TYPES.iter().position(|other| *other == kind);
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}

/// Both of one scalar, as the table holds them.
fn entry(c: char) -> u8 {
    match TABLE.get(c as usize) {
        Some(entry) => *entry,
        None => bidi_index(BIDI.get(c)) | joining_index(JOINING.get(c)) << 5,
    }
}

/// The bidi class of a scalar.
#[must_use]
pub(crate) fn bidi(c: char) -> BidiClass {
    let at = usize::from(entry(c) & 31);
    CLASSES.get(at).map_or(BidiClass::L, |(_, class)| *class)
}

/// The joining type of a scalar.
#[must_use]
pub(crate) fn joining(c: char) -> JoiningType {
    let at = usize::from(entry(c) >> 5);
    TYPES.get(at).copied().unwrap_or(JoiningType::NonJoining)
}

/// The table as the source of `unicode-bidi`.
pub(crate) struct Classes;

impl BidiDataSource for Classes {
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
            assert_eq!(CLASSES[usize::from(bidi_index(BIDI.get(c)))].0, BIDI.get(c));
            assert_eq!(bidi(c), CLASSES[usize::from(bidi_index(BIDI.get(c)))].1);
            assert_eq!(joining(c), JOINING.get(c), "{c:?}");
        }
    }

    /// Two tables of two hands: a class that was written beside the wrong name is seen.
    #[test]
    fn classes_are_those_of_unicode_bidi() {
        // Blocks to which no newer Unicode has added anything.
        for c in ('\0'..='\u{5C7}')
            .chain('\u{5D0}'..='\u{86A}')
            .chain('\u{2000}'..='\u{206F}')
            .chain('\u{FB1D}'..='\u{FB4F}')
            .chain('\u{FE70}'..='\u{FEFF}')
            .chain('\u{10D00}'..='\u{10D27}')
        {
            assert_eq!(bidi(c), unicode_bidi::bidi_class(c), "{c:?}");
        }
    }
}
