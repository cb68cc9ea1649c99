//! Who is named in a text: texts with marks, `[surface|kind]` or `[surface|kind:id]`, are
//! analysed without their marks and must give the marks back, and nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::sync::OnceLock;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use warraq::document::{Document, Paragraph, ParagraphKind, Piece, PieceKind, PieceStyle};
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::kind::Kind;
use warraq::entity::link::link;
use warraq::entity::mention::Analysis;
use warraq::entity::pipeline::analyse;
use warraq::text::range::TextRange;

const LIST: &str = r#"
[[person]]
id = "putin"
name = "فلاديمير بوتين"
bare = ["بوتين", "Putin", "Путин"]
la = ["Vladimir Putin"]
fa = ["پوتین"]

[[person]]
id = "lukashenko"
name = "ألكسندر لوكاشينكو"
ar = ["ألكسندر لوكاشنكو"]
bare = ["لوكاشينكو", "لوكاشنكو", "Lukashenko", "Лукашенко", "לוקשנקו"]
la = ["Alexander Lukashenko"]

[[person]]
id = "biden"
name = "جو بايدن"
bare = ["بايدن"]

[[person]]
id = "bashar"
name = "بشار الأسد"
ambiguous = ["الأسد"]

[[organisation]]
id = "kremlin"
name = "الكرملين"

[[organisation]]
id = "un"
name = "الأمم المتحدة"
bare = ["UN"]

[[organisation]]
id = "nato"
name = "حلف شمال الأطلسي"
bare = ["الناتو", "NATO", "נאט״ו"]

[[organisation]]
id = "afp"
name = "وكالة فرانس برس"
bare = ["أ ف ب"]

[[organisation]]
id = "union-state"
name = "اتحاد روسيا وبيلاروس"

[[organisation]]
id = "al-hayat"
name = "جريدة الحياة"
ambiguous = ["الحياة"]

[[place]]
id = "russia"
name = "روسيا"
cy = ["Россия", "России"]
nisba = ["روسي"]
nisba_plural = ["روس"]
demonym = ["Russian"]

[[place]]
id = "belarus"
name = "بيلاروس"
ar = ["بيلاروسيا"]

[[place]]
id = "syria"
name = "سوريا"
ar = ["سورية"]
nisba = ["سوري"]

[[place]]
id = "united-states"
name = "الولايات المتحدة"
nisba = ["أميركي"]

[[place]]
id = "moscow"
name = "موسكو"

[[place]]
id = "minsk"
name = "مينسك"
cy = ["Минск"]

[[place]]
id = "london"
name = "لندن"

[[place]]
id = "kabul"
name = "كابول"

[[place]]
id = "kyiv"
name = "كييف"

[[nationality]]
id = "kurds"
name = "أكراد"
nisba = ["كردي"]
nisba_plural = ["أكراد"]
"#;

fn list() -> &'static Gazetteer {
    static READ: OnceLock<Gazetteer> = OnceLock::new();
    READ.get_or_init(|| Gazetteer::from_sources(std::iter::once(("test.toml", LIST))).unwrap())
}

/// One paragraph a line; `**` lies between pieces, `↵` is a soft line end.
fn document(source: &str) -> Document {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let end = start + line.trim_end_matches('\n').len();
        let mut ranges = Vec::new();
        let (mut from, mut at) = (start, start);
        while at < end {
            let rest = &source[at..end];
            if rest.starts_with("**") {
                ranges.push((from, at, PieceKind::Text));
                at += 2;
                from = at;
            } else if rest.starts_with('↵') {
                ranges.push((from, at, PieceKind::Text));
                ranges.push((at, at + '↵'.len_utf8(), PieceKind::Space));
                at += '↵'.len_utf8();
                from = at;
            } else {
                at += rest.chars().next().unwrap().len_utf8();
            }
        }
        ranges.push((from, end, PieceKind::Text));
        let pieces = ranges.into_iter().filter(|(from, to, _)| from < to);
        paragraphs.push(Paragraph {
            kind: ParagraphKind::Body,
            pieces: pieces
                .map(|(from, to, kind)| Piece {
                    range: TextRange::new(from, to),
                    kind,
                    style: PieceStyle::default(),
                    link: None,
                })
                .collect(),
            direction: None,
        });
        start += line.len();
    }
    Document {
        source: source.to_owned(),
        paragraphs,
        ..Document::default()
    }
}

/// The text with a mark for every mention; ids only where `like` has them.
fn mark(source: &str, like: &str) -> String {
    let analysis = analyse(&document(source), list());
    let linked = link(list(), std::iter::once((0, &analysis)));
    let mut marked = String::new();
    let mut end = 0;
    for mention in &analysis.mentions {
        let surface = mention.range.slice(source).unwrap();
        marked.push_str(&source[end..mention.range.start]);
        let kind = mention.kind.as_str();
        let id = &linked.entities[linked.of[0].1[mention.name as usize]].id;
        let with_id = format!("[{surface}|{kind}:{id}]");
        if like.contains(&with_id) {
            marked.push_str(&with_id);
        } else {
            write!(marked, "[{surface}|{kind}]").unwrap();
        }
        end = mention.range.end;
    }
    marked.push_str(&source[end..]);
    marked
}

fn without_marks(marked: &str) -> String {
    let mut source = String::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        source.push_str(before);
        let (inside, after) = after.split_once(']').unwrap();
        source.push_str(inside.split_once('|').unwrap().0);
        rest = after;
    }
    source + rest
}

fn check(rows: &[&str]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|row| (mark(&without_marks(row), row), row))
        .filter(|(found, row)| found != **row)
        .map(|(found, row)| format!("expected {row}\n   found {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn clitics_come_off_only_before_names() {
    check(&[
        "التقى وليد بالوفد",
        "يزور [بايدن|person:biden] [لندن|place:london] و[كابول|place:kabul]",
        "من [كييف|place] إلى [كابول|place]",
        "و[بوتين|person:putin] في [موسكو|place]",
        "أرسل الوفد هدية ل[لوكاشنكو|person:lukashenko] صباحا",
        "الأمين العام ل[لأمم المتحدة|organisation:un] غادر",
        "بيان ل[لكرملين|organisation:kremlin] صدر",
        "ف[لوكاشينكو|person:lukashenko] لم يحضر",
        "ول[بوتين|person:putin] رأي",
        "ول[لكرملين|organisation:kremlin] رأي",
        "استعان ب[الناتو|organisation:nato] هناك",
        "وصل من [موسكو|place] ثم ب[لندن|place:london] مر",
    ]);
}

#[test]
fn spellings_and_scripts_are_one_actor() {
    check(&[
        "[أَلِكسَندر لوكاشنكو|person:lukashenko] غادر",
        "[الكسندر لوكاشينكو|person:lukashenko] غادر",
        "[بوتيـــن|person:putin] غادر",
        "\u{200f}[بوتين|person:putin]\u{200f} غادر",
        "[Lukashenko|person:lukashenko]'s visit to lukashenko",
        "сказал [Лукашенко|person:lukashenko] о [России|place:russia] и [Минске|place:minsk]",
        "אמר ל[לוקשנקו|person:lukashenko] על [נאט\"ו|organisation:nato]",
        "the [UN|organisation:un] told us, not un",
        "در [پوتین|person:putin] بود",
    ]);
}

#[test]
fn names_cross_gaps_and_soft_line_ends() {
    check(&[
        "غادر [لوكا**شنكو|person:lukashenko]** غدا",
        "غادر و**[بوتين|person:putin]** غدا",
        "غادر [ألكسندر↵لوكاشينكو|person:lukashenko] غدا",
        "غادر [ألكسندر **لوكاشينكو|person:lukashenko]** غدا",
    ]);
}

#[test]
fn kinds() {
    check(&[
        "الرئيس [الروسي|nationality:nationality:russia] [بوتين|person:putin]",
        "يعيش [الأكراد|nationality:kurds] و[الروس|nationality] في [روسيا|place:russia]",
        "تأسس [اتحاد روسيا وبيلاروس|organisation:union-state] قديما.",
        "([أ ف ب|organisation:afp])",
        "[أ.ف.ب|organisation:afp]",
        "تحدث باللغة الروسية ثم بالروسية مع الوفد [الروسي|nationality]",
        "زار [سورية|place:syria] ومعه قافلة [سورية|nationality]",
        "ردت [وزارة الثقافة الروسية|organisation] كتابة",
        "وزير الخارجية [الأميركية|nationality] غادر",
        "يرى كثيرون أن الاتحاد قوة",
        "كتبت صحيفة [الحياة|organisation:al-hayat]",
        "تغيرت أشياء كثيرة في الحياة.",
        "وصل وفد إلى مدينة [سالزبورغ|place] صباحا. وغادر [سالزبورغ|place] مساء",
    ]);
}

#[test]
fn people_nobody_listed() {
    check(&[
        "سئل الناطق باسم [الكرملين|organisation] [ديمتري سوكولوف|person] عن ذلك",
        "استقال وزير الخارجية [الأميركية|nationality] [ستيفن هاربر|person] أمس",
        "كتب الخبير العسكري [كونستانتين بيلوف|person] مقالا",
        "وصل [دميتري أورلوف|person]، سفير [موسكو|place] الجديد، إلى [مينسك|place]",
        "فازت مرشحة المعارضة [سفيتلانا إيفانوفا|person] بالجائزة",
        "قال [عبد الكريم شهاب|person] إن الطريق طويل",
        "رافق [محمد بن طلال|person] صديقه إلى [محمد بن راشد|person] مشيا",
        "قال [أبو نوفل|person] كلمته، ثم سافر رفاق [أبي نوفل|person] بعيدا",
        "عاد التلميذ إلى البيت وهو سعيد بالنتيجة",
        "سأل الولد ابن خاله عن الكتاب",
        "الوزير يزور المدينة الجديدة",
        "President [Jan Novak|person] said that [Novak|person] would come",
    ]);
}

#[test]
fn family_names_go_to_the_full_name_of_the_article() {
    let source =
        "قال ديمتري سوكولوف أمس.\nثم سافر سوكولوف بالقطار. غادر إيغور بوتين أمس، ثم عاد بوتين.";
    let analysis = analyse(&document(source), list());
    let names: Vec<(&str, &str)> = analysis
        .mentions
        .iter()
        .map(|m| {
            let name = &analysis.names[m.name as usize].name;
            (m.range.slice(source).unwrap(), name.as_str())
        })
        .collect();
    assert_eq!(
        names,
        [
            ("ديمتري سوكولوف", "ديمتري سوكولوف"),
            ("سوكولوف", "ديمتري سوكولوف"),
            ("إيغور بوتين", "إيغور بوتين"),
            // The listed bearer of the name is not in this article.
            ("بوتين", "إيغور بوتين"),
        ]
    );
}

#[test]
fn ambiguous_forms_need_the_article() {
    check(&[
        "هرب الأسد من القفص",
        "الرئيس [الأسد|person:bashar] غادر",
        "غادر [بشار الأسد|person:bashar]، وكان ل[لأسد|person:bashar] موقف",
    ]);
}

#[test]
fn linking_is_a_function_of_the_set() {
    let texts = [
        "قال ديمتري سوكولوف إن بوتين غادر روسيا",
        "التقى الرئيس الروسي بوتين ديمتري سوكولوف",
        "قال لوكاشنكو. وقال ألكسندر لوكاشينكو",
    ];
    let analyses: Vec<Analysis> = texts
        .iter()
        .map(|t| analyse(&document(t), list()))
        .collect();
    let forwards = link(list(), (0u32..).zip(&analyses));
    let mut turned: Vec<_> = (0u32..).zip(&analyses).collect();
    turned.reverse();
    assert_eq!(link(list(), turned.into_iter()), forwards);

    let find = |id: &str| forwards.entities.iter().find(|e| e.id == id).unwrap();
    assert_eq!(find("nationality:russia").name, "روسيا");
    assert_eq!(find("nationality:russia").kind, Kind::Nationality);
    assert!(find("lukashenko").aliases.iter().any(|a| a == "لوكاشنكو"));
    let unlisted: Vec<_> = forwards
        .entities
        .iter()
        .filter(|e| e.id.starts_with("person-"))
        .collect();
    assert_eq!(unlisted.len(), 1, "{unlisted:?}");
    assert_eq!(unlisted[0].name, "ديمتري سوكولوف");
    assert_eq!(unlisted[0].id.len(), "person-".len() + 12);
}

/// Texts made of pieces that names, rules and Unicode trip over.
fn nasty() -> impl Strategy<Value = String> {
    const PARTS: [&str; 44] = [
        "بوتين",
        "ل",
        "لل",
        "و",
        "ألكسندر",
        "لوكاشنكو",
        "الرئيس",
        "قال",
        "عبد",
        "أبو",
        "بن",
        "وزارة",
        "الخارجية",
        "الروسية",
        "مدينة",
        "أ ف ب",
        "UN",
        "Putin",
        "President",
        "Jan Novak",
        "ديمتري",
        "سوكولوف",
        "נאט",
        "\u{64e}",
        "\u{200f}",
        "\u{200d}",
        "\u{fefb}",
        "ـ",
        " ",
        " ",
        " ",
        " ",
        "\n",
        "**",
        "↵",
        "\"",
        "«",
        "-",
        ".",
        "\u{202e}",
        "\u{600}",
        "e\u{301}",
        "👨‍👩‍👧",
        "\0",
    ];
    prop::collection::vec(prop::sample::select(&PARTS[..]), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mentions_stand_in_order_inside_the_text(source in nasty()) {
        let analysis = analyse(&document(&source), list());
        let borders: Vec<usize> = source
            .grapheme_indices(true)
            .map(|(at, _)| at)
            .chain(std::iter::once(source.len()))
            .collect();
        let mut end = 0;
        for mention in &analysis.mentions {
            prop_assert!(mention.range.start >= end);
            prop_assert!(mention.range.slice(&source).is_some_and(|s| !s.is_empty()));
            prop_assert!(borders.contains(&mention.range.start));
            prop_assert!(borders.contains(&mention.range.end));
            let name = &analysis.names[mention.name as usize];
            prop_assert!(!name.name.is_empty());
            prop_assert_eq!(name.kind, mention.kind);
            end = mention.range.end;
        }
        prop_assert_eq!(analyse(&document(&source), list()), analysis);
    }

    #[test]
    fn any_text_is_survived(source in "\\PC{0,80}") {
        let analysis = analyse(&document(&source), list());
        prop_assert!(analysis.mentions.iter().all(|m| m.range.slice(&source).is_some()));
    }
}
