//! The whole recogniser, with the trained weights that are part of the program.
#![cfg(feature = "model")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use warraq::document::{Document, Format, read};
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::kind::Kind;
use warraq::entity::mention::{Analysis, Evidence, Mention};
use warraq::entity::pipeline::{Means, Parts, analyse_by};
use warraq::entity::tagger::Tagger;

fn by(text: &str, parts: Parts) -> (Document, Analysis) {
    let document = read(text.to_owned(), Format::Plain);
    let means = Means {
        parts,
        ..Means::with(Gazetteer::embedded())
    };
    let analysis = analyse_by(&document, means);
    (document, analysis)
}

fn named(document: &Document, mentions: &[Mention]) -> Vec<(String, Kind)> {
    let surface = |m: &Mention| m.range.slice(&document.source).unwrap().to_owned();
    mentions.iter().map(|m| (surface(m), m.kind)).collect()
}

#[test]
fn the_weights_in_the_program_are_of_this_version() {
    assert!(
        Tagger::embedded().is_some(),
        "train them anew: docs/entities.md"
    );
}

#[test]
fn a_name_that_no_list_and_no_rule_knows_is_found() {
    let text = "وأضاف هيثم الزبيدي أن مباراة الغد صعبة.\n\nوسجل المهاجم فلاتسيموفيتش هدفين في مرمى الفريق الضيف.";
    let unknown = "فلاتسيموفيتش";
    let (document, analysis) = by(text, Parts::Lists);
    assert!(named(&document, &analysis.mentions).is_empty());
    let (document, analysis) = by(text, Parts::All);
    let found = named(&document, &analysis.mentions);
    assert!(
        found.contains(&(unknown.to_owned(), Kind::Person)),
        "{found:?}"
    );
}

#[test]
fn each_part_adds_to_the_ones_before_it() {
    let text = "قال وزير الخارجية الروسي سيرغي لافروف إن شركة نوفارتيكس السويسرية تعمل في القاهرة.";
    let evidence = |parts| {
        let (_, analysis) = by(text, parts);
        analysis
            .mentions
            .iter()
            .map(|m| m.evidence)
            .collect::<Vec<_>>()
    };
    let lists = evidence(Parts::Lists);
    assert!(lists.iter().all(|e| matches!(
        e,
        Evidence::Listed | Evidence::ListedAfterHead | Evidence::ListedInArticle
    )));
    assert!(evidence(Parts::Rules).contains(&Evidence::Head));
    assert!(!evidence(Parts::Rules).contains(&Evidence::Tagged));
}

#[test]
fn a_title_alone_is_a_weak_mention_when_one_actor_fits() {
    let one = "وصل الرئيس الأوزبكي تيمور كريموفسكي. ثم غادر الرئيس الأوزبكي المدينة.";
    let two = "وصل الرئيس الأوزبكي تيمور كريموفسكي بعد الرئيس الأوزبكي رستم عظيموفيتش. ثم غادر الرئيس الأوزبكي المدينة.";
    let described = "وصل بوتين. ثم غادر الرئيس الروسي المدينة، وبقي الرئيس الفرنسي.";
    let rows = [(one, 1), (two, 0), (described, 1)];
    for (text, count) in rows {
        let (document, analysis) = by(text, Parts::All);
        let titles: Vec<&Mention> = analysis
            .weak
            .iter()
            .filter(|m| m.evidence == Evidence::TitleAlone)
            .collect();
        assert_eq!(titles.len(), count, "{text}");
        for title in titles {
            assert_eq!(title.range.slice(&document.source), Some("الرئيس"));
            let who = &analysis.names[title.name as usize];
            assert!(
                analysis.mentions.iter().any(|m| m.name == title.name),
                "{text}"
            );
            assert!(!who.spellings.iter().any(|s| s == "الرئيس"), "{who:?}");
        }
        let (_, without) = by(text, Parts::Lists);
        assert!(without.weak.is_empty());
    }
}

#[test]
fn what_is_listed_keeps_its_actor() {
    let text =
        "التقى فلاديمير بوتين في موسكو نظيره ألكسندر لوكاشينكو، وقال بوتين إن روسيا وبيلاروس جارتان.";
    let (_, rules) = by(text, Parts::Rules);
    let (_, all) = by(text, Parts::All);
    let listed = |analysis: &Analysis| {
        let of = |m: &Mention| (m.range, analysis.names[m.name as usize].gazetteer);
        analysis.mentions.iter().map(of).collect::<Vec<_>>()
    };
    let (rules, all) = (listed(&rules), listed(&all));
    assert!(rules.len() >= 6);
    for mention in rules {
        assert!(all.contains(&mention), "{mention:?}");
    }
}

#[test]
fn a_form_of_two_actors_is_told_by_what_stands_around_it() {
    type Row<'a> = (&'a str, Parts, &'a [(&'a str, &'a str)]);
    let rows: [Row<'_>; 5] = [
        (
            "خسر برشلونة أمام إشبيلية، ثم عاد لاعبوه إلى برشلونة.",
            Parts::All,
            &[
                ("برشلونة", "barcelona-fc"),
                ("إشبيلية", "sevilla-fc"),
                ("برشلونة", "barcelona"),
            ],
        ),
        (
            "تسافر العائلة كل صيف إلى برشلونة.",
            Parts::Rules,
            &[("برشلونة", "barcelona")],
        ),
        (
            "ينعقد المؤتمر هذا العام في عمان عاصمة الأردن.",
            Parts::Rules,
            &[("عمان", "amman"), ("الأردن", "jordan")],
        ),
        (
            "تصدّر سلطنة عمان النفط والغاز.",
            Parts::All,
            &[("سلطنة عمان", "oman")],
        ),
        (
            "حضر آل غور الجلسة وتحدث فيها.",
            Parts::All,
            &[("آل غور", "al-gore")],
        ),
    ];
    for (text, parts, expected) in rows {
        let (document, analysis) = by(text, parts);
        let found: Vec<(&str, String)> = analysis
            .mentions
            .iter()
            .map(|m| {
                let listed = analysis.names[m.name as usize].gazetteer.unwrap();
                let entry = Gazetteer::embedded().entry(listed).unwrap();
                (
                    m.range.slice(&document.source).unwrap(),
                    entry.id.to_string(),
                )
            })
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(s, id)| (*s, id.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

fn nasty() -> impl Strategy<Value = String> {
    const PARTS: [&str; 30] = [
        "الرئيس",
        "الروسي",
        "فلاديمير",
        "بوتين",
        "وقال",
        "لل",
        "ولل",
        "بال",
        "أبو",
        "عبيدة",
        "عمان",
        "سلطنة",
        "نادي",
        "برشلونة",
        "شركة",
        "غوغل",
        "Putin",
        "ـ",
        "\u{64e}",
        "\u{200f}",
        " ",
        " ",
        " ",
        "\n\n",
        ".",
        "\"",
        "«",
        "(",
        "1",
        "لا",
    ];
    prop::collection::vec(prop::sample::select(&PARTS[..]), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mentions_and_weak_ones_stand_in_order_and_never_overlap(text in nasty()) {
        let (document, analysis) = by(&text, Parts::All);
        let mut all: Vec<&Mention> = analysis.mentions.iter().chain(&analysis.weak).collect();
        for list in [&analysis.mentions, &analysis.weak] {
            prop_assert!(list.is_sorted_by_key(|m| m.range.start));
        }
        all.sort_by_key(|m| m.range.start);
        let mut end = 0;
        for mention in all {
            prop_assert!(mention.range.start >= end);
            prop_assert!(mention.range.slice(&document.source).is_some_and(|s| !s.is_empty()));
            let name = &analysis.names[mention.name as usize];
            prop_assert!(!name.name.is_empty());
            prop_assert_eq!(name.kind, mention.kind);
            end = mention.range.end;
        }
        prop_assert_eq!(by(&text, Parts::All).1, analysis);
    }
}

#[test]
fn words_of_persian_are_no_people() {
    let arabic = "وصل ألكسندر لوكاشينكو إلى سوتشي والتقى فلاديمير بوتين.";
    for persian in [
        "این تفاوت بیشتر در تیترها دیده می\u{200c}شود.",
        "گفت\u{200c}وگو در سازمان ملل متحد",
        "در سازمان ملل",
        "بیشتر در تیترهای روزنامه\u{200c}های صبح",
        "گزارش سازمان ملل متحد دربارۀ غلات",
        "نام او در متن\u{200c}های قدیم",
        "اختلاف بیشتر در املا است.",
    ] {
        // Alone, and as a quotation in an article that is written in Arabic.
        for text in [
            persian.to_owned(),
            format!("{arabic}\n\n{persian}\n\n{arabic}"),
        ] {
            let (document, analysis) = by(&text, Parts::All);
            let people: Vec<_> = named(&document, &analysis.mentions)
                .into_iter()
                .filter(|(name, kind)| *kind == Kind::Person && persian.contains(name.as_str()))
                .collect();
            assert!(people.is_empty(), "{persian}: {people:?}");
            let weak: Vec<_> = named(&document, &analysis.weak)
                .into_iter()
                .filter(|(name, _)| persian.contains(name.as_str()))
                .collect();
            assert!(weak.is_empty(), "{persian}: {weak:?}");
        }
    }
}
