//! Addresses, paths, numbers and what stands around them.

use proptest::prelude::*;
use unicode_bidi::{BidiInfo, Level};

use super::*;
use crate::layout::sketch::{PLAIN, rows};
use crate::layout::{Options, resolve};
use crate::text::class::Classes;
use crate::text::direction::Direction::{LeftToRight, RightToLeft};

fn shown(text: &str, islands: Islands) -> String {
    let options = Options {
        islands,
        direction: Some(RightToLeft),
        ..PLAIN
    };
    rows(text, &options).concat()
}

/// Each word with the picture of its row, between two words of Arabic and of Hebrew;
/// both rows stand from left to right.
#[test]
fn islands_stay_whole() {
    for island in [
        // Paths.
        "/usr/share/",
        "/etc",
        "~/bin/",
        "../a/",
        "./a",
        "/.config/x/",
        "src/layout/",
        "src/*",
        "C:\\dir\\",
        "\\\\host\\x\\",
        // Addresses.
        "https://a.example/b/",
        "https://a.example/x_(y)",
        "https://a.example/?q=1&r=",
        "a.example/",
        "192.168.0.1:80/a/",
        "name@a.example",
        "7a@b.org",
        "mailto:a@b.org",
        "@name",
        "@_name_",
        "#tag",
        // Files, options, code.
        "notes.txt",
        ".bashrc",
        "*.rs",
        "2024-report.pdf",
        "01.mp3",
        "--width",
        "-v",
        "__init__",
        "main()",
        "C++",
        "C#",
        "OPEC+",
        "Jos\u{301}e+",
        "путь/файл/",
        // Numbers.
        "-5",
        "+3.5",
        "−12",
        "-1,200.5",
    ] {
        for (before, after) in [("سر", "در"), ("אב", "גד")] {
            let turned = |word: &str| word.chars().rev().collect::<String>();
            let [before_shown, after_shown] = [turned(before), turned(after)];
            let row = |sign: &str, close: &str| {
                let text = format!("{before} {close}{island}{sign} {after}");
                shown(&text, Islands::Whole)
            };
            let wanted = format!("{after_shown} {island} {before_shown}");
            assert_eq!(row("", ""), wanted);
            // Wrapped, and before the stops of a sentence.
            let wanted = format!("{after_shown} .({island}) {before_shown}");
            assert_eq!(row(").", "("), wanted);
            let wanted = format!("{after_shown} ,{island} {before_shown}");
            assert_eq!(row(",", ""), wanted);
            let wanted = format!("{after_shown} «{island}» {before_shown}");
            assert_eq!(row("»", "«"), wanted);
        }
        // At both ends of a paragraph.
        assert_eq!(shown(island, Islands::Whole), *island);
    }
}

#[test]
fn rows_are_read_as_their_writer_meant() {
    for (text, whole, plain) in [
        ("سر C++ در", "رد C++ رس", "رد ++C رس"),
        ("سر -5", "-5 رس", "5- رس"),
        ("سر -5% در", "رد %-5 رس", "رد %5- رس"),
        ("אב -5% גד", "דג -5% בא", "דג 5%- בא"),
        ("سر -5° در", "رد °-5 رس", "رد °5- رس"),
        ("بين -5 و+7", "+7و -5 نيب", "7+و 5- نيب"),
        ("سر لـ@name در", "رد @nameـل رس", "رد name@ـل رس"),
        (
            "[אב](https://a/b/)",
            "(https://a/b/)[בא]",
            "(/https://a/b)[בא]",
        ),
        ("אב </div> גד", "דג </div> בא", "דג <div/> בא"),
        // With Latin words an island is one Latin run, in their order.
        (
            "אב see /usr/ now גד",
            "דג see /usr/ now בא",
            "דג see /usr/ now בא",
        ),
        ("אב see /a/ גד", "דג see /a/ בא", "דג /see /a בא"),
        (
            "סbhttps://a/b/ גד",
            "דג bhttps://a/b/ס",
            "דג /bhttps://a/bס",
        ),
    ] {
        assert_eq!(shown(text, Islands::Whole), whole, "{text}");
        assert_eq!(shown(text, Islands::Plain), plain, "{text}");
    }
    // Left to right the sign of a number behind Hebrew went astray too.
    for (islands, wanted) in [(Islands::Whole, "a -5 בא"), (Islands::Plain, "a 5- בא")] {
        let options = Options {
            islands,
            direction: Some(LeftToRight),
            ..PLAIN
        };
        assert_eq!(rows("a אב -5", &options), [wanted]);
    }
}

/// What only looks like an island, and what its writer has set apart.
#[test]
fn all_else_stays_as_the_standard_has_it() {
    for text in [
        "كلمة - كلمة",
        "كلمة -كلمة- كلمة",
        "كلمة -NATO- كلمة",
        "كوفيد-19 كلمة",
        "كلمة 5-10 كلمة",
        "كلمة -5-10 كلمة",
        "كلمة 3 -5 كلمة",
        "كلمة 3 + 5 كلمة",
        "كلمة 2020-2022 كلمة",
        "كلمة 9/8/2020 كلمة",
        "كلمة 10:30 كلمة",
        "1/ كلمة",
        "1/NATO/ كلمة",
        "1.NATO كلمة",
        "2) كلمة",
        "5- كلمة",
        "5+ كلمة",
        "كلمة 12.5% كلمة",
        "كلمة %5 كلمة",
        "كلمة $5 كلمة",
        "كلمة 5$ كلمة",
        "كلمة US$ 5 كلمة",
        "كلمة #2 كلمة",
        "كلمة -٥ كلمة",
        "كلمة -۵ كلمة",
        "كلمة ٥- كلمة",
        "كلمة /NATO كلمة",
        "كلمة NATO/ كلمة",
        "كلمة/NATO كلمة",
        "NATO/كلمة",
        "كلمة /usr/كلمة",
        "كلمة U.S. كلمة",
        "כתב ב-12 במאי",
        "כתב ו-12 במאי",
        "كلمة (NATO) كلمة",
        "كلمة \"NATO\", كلمة",
        "/ كلمة // - -- @ # + كلمة",
        // The writer's own.
        "كلمة \u{200E}-5 كلمة",
        "كلمة /a/b/\u{200F} كلمة",
        "كلمة \u{2066}@a -5 https://a/\u{2069} كلمة",
        "كلمة \u{2067}@a -5 https://a/\u{2069} كلمة",
        "كلمة \u{202B}@a \u{2068}-5\u{202C}\u{2069} C++ \u{202C}كلمة",
    ] {
        let found = find(text);
        let glued = text.contains("/\u{200F}");
        assert!(found.is_empty() || glued, "{text:?}: {found:?}");
        assert_eq!(
            shown(text, Islands::Whole),
            shown(text, Islands::Plain),
            "{text}"
        );
    }
    // Behind it, and in the next paragraph, islands are islands.
    for text in [
        "\u{202B}א\u{202C} C++",
        "\u{2067}א\u{202B}\u{2069} C++",
        "\u{202B}א\u{2029}C++",
    ] {
        assert_eq!(find(text).len(), 1, "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// An island is what two marks of direction would make of it, a sign what a digit
    /// in its place would be; nothing else changes. All else is as UAX #9 has it.
    #[test]
    fn islands_are_as_if_marked(
        text in "([ («\"]([-+−][0-9]{1,2}([.,][0-9])?[%°]?|[/@#~._-]{0,2}[a-zA-Z]{1,3}([/.@+-][a-z0-9]{1,2}){0,2}([/+#_*]{0,2}|\\(\\))|[0-9]{1,2}[-.][a-z]{1,3}(\\.[a-z]{2})?/?|https?://a\\.b/?[0-9]?/?)[ .,)»\"]|[abאבبلو12١٢ ]|[ab אב.,:+\\-$%\t()]|[\u{301}\u{64B}\u{200D}\u{AD}]|[\u{202A}-\u{202E}\u{2066}-\u{2069}\u{2029}\u{200E}\u{200F}]){0,12}",
        rtl: bool,
    ) {
        let base = if rtl { Level::rtl() } else { Level::ltr() };
        let islands = find(&text);
        let (levels, classes) = resolve::resolve(&text, base, &islands);
        let mut marked = String::new();
        // Where each scalar of the text stands in the marked one.
        let mut places = Vec::new();
        let mut end = 0;
        for island in &islands {
            prop_assert!(end <= island.range.start && island.range.start < island.range.end);
            end = island.range.end;
        }
        for (at, c) in text.char_indices() {
            let here = islands.iter().find(|island| island.range.contains(&at));
            let word = here.filter(|island| island.class == BidiClass::L);
            let sign = here.filter(|island| island.class == BidiClass::EN);
            marked.extend(word.filter(|word| word.range.start == at).map(|_| '\u{200E}'));
            places.push((at, marked.len()));
            marked.push(if sign.is_some() { '0' } else { c });
            let ends = |word: &&Island| word.range.end == at + c.len_utf8();
            marked.extend(word.filter(ends).map(|_| '\u{200E}'));
        }
        let whole = BidiInfo::new_with_data_source(&Classes, &marked, Some(base));
        for (at, place) in places {
            // What X9 takes out has no level of its own.
            use BidiClass::{BN, LRE, LRO, PDF, RLE, RLO};
            if !matches!(classes[at], BN | LRE | RLE | LRO | RLO | PDF) {
                prop_assert_eq!(levels[at], whole.levels[place], "{:?} at {}", &text, at);
            }
        }
    }
}
