use proptest::prelude::*;

use super::*;
use crate::entity::mention::{Clue, Evidence, Mention};
use crate::text::range::TextRange;

const LIST: &str = r#"
[[person]]
id = "alexander-lukashenko"
name = "ألكسندر لوكاشينكو"
la = ["Alexander Lukashenko"]
[[person]]
id = "donald-trump"
name = "دونالد ترامب"
[[place]]
id = "cairo"
name = "القاهرة"
[[place]]
id = "minsk"
name = "مينسك"
[[place]]
id = "paris"
name = "باريس"
"#;

fn list() -> Gazetteer {
    Gazetteer::from_sources(std::iter::once(("a.toml", LIST))).unwrap()
}

/// An article that names these people, and the listed ones by their ids.
fn article(gazetteer: &Gazetteer, names: &[&str]) -> Analysis {
    let mut analysis = Analysis::default();
    for (at, name) in names.iter().enumerate() {
        let listed = gazetteer.index_of(name);
        let entry = listed.and_then(|index| gazetteer.entry(index));
        analysis.names.push(LocalEntity {
            gazetteer: listed,
            kind: entry.map_or(Kind::Person, |entry| entry.kind),
            name: entry.map_or((*name).to_owned(), |entry| entry.name.clone()),
            spellings: vec![(*name).to_owned()],
        });
        analysis.mentions.push(Mention {
            range: TextRange::new(at, at + 1),
            kind: Kind::Person,
            name: u32::try_from(at).unwrap(),
            evidence: Evidence::Title,
            clue: Clue::None,
        });
    }
    analysis
}

/// The last names of an article are weak from here on.
fn weak_from(mut analysis: Analysis, first: usize) -> Analysis {
    analysis.weak = analysis
        .mentions
        .split_off(first.min(analysis.mentions.len()));
    for mention in &mut analysis.weak {
        mention.evidence = Evidence::Tagged;
    }
    analysis
}

/// The identifiers of the names of each article.
fn ids(gazetteer: &Gazetteer, articles: &[(u32, Analysis)]) -> Vec<Vec<String>> {
    let linked = link(gazetteer, articles.iter().map(|(n, a)| (*n, a)));
    let id = |at: &usize| linked.entities[*at].id.to_string();
    linked
        .of
        .iter()
        .map(|(_, of)| of.iter().map(id).collect())
        .collect()
}

/// Which weak mentions of each article count.
fn counting(gazetteer: &Gazetteer, articles: &[(u32, Analysis)]) -> Vec<Vec<bool>> {
    link(gazetteer, articles.iter().map(|(n, a)| (*n, a))).promoted
}

fn linked(rows: &[&[&str]]) -> Vec<Vec<String>> {
    let gazetteer = list();
    let articles: Vec<_> = (0u32..)
        .zip(rows.iter().map(|r| article(&gazetteer, r)))
        .collect();
    ids(&gazetteer, &articles)
}

#[test]
fn spellings_and_scripts_join() {
    let ids = linked(&[
        &["alexander-lukashenko"],
        &["الكساندر لوكاشنكو"],
        &["Александр Лукашенко", "سمير الطيراوي"],
        &["Samir al-Tirawi"],
        &["אלכסנדר לוקשנקו", "سمير الطيراوى"],
    ]);
    let lukashenko = [&ids[0][0], &ids[1][0], &ids[2][0], &ids[4][0]];
    assert!(
        lukashenko.iter().all(|id| *id == "alexander-lukashenko"),
        "{ids:?}"
    );
    assert_eq!(ids[2][1], ids[3][0]);
    assert_eq!(ids[2][1], ids[4][1]);
    assert!(ids[2][1].starts_with("person-"));
}

#[test]
fn namesakes_stay_apart() {
    let ids = linked(&[
        &["donald-trump", "دونالد ترامب الابن", "إيفانكا ترامب"],
        &["حافظ الطيراوي", "بشار الطيراوي", "بشار حافظ الطيراوي"],
        &["محمد الطيراوي", "محمود الطيراوي"],
    ]);
    assert_eq!(
        ids[0]
            .iter()
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
        3
    );
    assert_ne!(ids[1][0], ids[1][1]);
    assert_eq!(ids[1][1], ids[1][2]);
    assert_ne!(ids[2][0], ids[2][1]);
}

#[test]
fn company_decides_a_doubt_and_else_it_is_a_suggestion() {
    let gazetteer = list();
    let with = |rows: &[&[&str]]| {
        let articles: Vec<_> = (0u32..)
            .zip(rows.iter().map(|r| article(&gazetteer, r)))
            .collect();
        link(&gazetteer, articles.iter().map(|(n, a)| (*n, a)))
    };
    let alone = with(&[&["سمير الطيراوي", "cairo", "minsk"], &["الطيراوي", "paris"]]);
    let last = alone.of[1].1[0];
    assert_ne!(last, alone.of[0].1[0]);
    let suggestion = &alone.entities[last].suggestions[0];
    assert_eq!(suggestion.entity, alone.entities[alone.of[0].1[0]].id);
    assert!(matches!(
        suggestion.reason,
        Reason::Family { shared: 0, .. }
    ));

    let known = with(&[
        &["سمير الطيراوي", "cairo", "minsk"],
        &["الطيراوي", "minsk", "cairo"],
    ]);
    assert_eq!(known.of[1].1[0], known.of[0].1[0]);
    assert!(matches!(
        known.reasons[1][0],
        Reason::Family { shared: 2, .. }
    ));
}

#[test]
fn a_weak_name_counts_when_any_article_names_its_actor() {
    let gazetteer = list();
    let weak = |names: &[&str]| weak_from(article(&gazetteer, names), 0);
    let articles = [
        // Before the article that names him, after it, by sound, and nobody.
        weak(&["سمير الطيراوي", "خالد السهيلي"]),
        article(&gazetteer, &["سمير الطيراوي", "محمد"]),
        weak(&["سمير الطيراوى", "محمد"]),
        weak(&["Samir al-Tirawi", "alexander-lukashenko"]),
        weak(&["الكساندر لوكاشنكو"]),
    ];
    let linked = link(&gazetteer, (0u32..).zip(&articles));
    let tirawi = linked.of[1].1[0];
    let of = |article: usize, name: usize| linked.of[article].1[name];
    assert_eq!([of(0, 0), of(2, 0), of(3, 0)], [tirawi; 3]);
    let promoted = [
        vec![true, false],
        vec![],
        vec![true, false],
        vec![true, false],
        // A list knows him, but no article names him.
        vec![false],
    ];
    assert_eq!(linked.promoted, promoted);
    assert_eq!(linked.reasons[0][0], Reason::SameName);
    // What is sure comes first, and no weak name lends it a spelling that it did not have.
    assert_eq!(linked.entities[0].name, "سمير الطيراوي");
    let id = &linked.entities[of(0, 1)].id;
    assert!(id.starts_with("person-"), "{id}");

    // A title alone never counts.
    let mut title = weak(&["سمير الطيراوي"]);
    title.weak[0].evidence = Evidence::TitleAlone;
    let both = [title, article(&gazetteer, &["سمير الطيراوي"])];
    let linked = link(&gazetteer, (0u32..).zip(&both));
    assert_eq!(linked.promoted, [vec![false], vec![]]);
}

const NAMES: [&str; 16] = [
    "alexander-lukashenko",
    "cairo",
    "minsk",
    "paris",
    "الكساندر لوكاشنكو",
    "سمير الطيراوي",
    "Samir al-Tirawi",
    "الطيراوي",
    "دونالد ترامب الابن",
    "donald-trump",
    "علي حسن",
    "علي حسن المجيد",
    "محمد طنطاوي",
    "محمد حسين طنطاوي",
    "زيلينسكي",
    "زيلنسكي",
];

proptest! {
    #[test]
    fn no_order_and_no_later_article_shows(
        rows in prop::collection::vec(
            (prop::collection::vec(0..NAMES.len(), 1..6), 0usize..6),
            1..12,
        ),
        seed in any::<u64>(),
    ) {
        let gazetteer = list();
        let mut articles: Vec<(u32, Analysis)> = (0u32..)
            .zip(rows)
            .map(|(number, (row, first))| {
                let mut names: Vec<&str> = row.iter().map(|&at| NAMES[at]).collect();
                let mut seen = std::collections::BTreeSet::new();
                names.retain(|name| seen.insert(*name));
                let analysis = article(&gazetteer, &names);
                (number, weak_from(analysis, first))
            })
            .collect();
        let whole = ids(&gazetteer, &articles);
        let promoted = counting(&gazetteer, &articles);
        let without: Vec<(u32, Analysis)> = articles
            .iter()
            .map(|(number, analysis)| {
                let mut analysis = analysis.clone();
                analysis.weak.clear();
                (*number, analysis)
            })
            .collect();
        let alone = ids(&gazetteer, &without);
        for (at, (_, analysis)) in articles.iter().enumerate() {
            let sure = |ids: &[Vec<String>]| ids[at][..analysis.mentions.len()].to_vec();
            // Weak names change nothing of what is sure.
            prop_assert_eq!(sure(&whole), sure(&alone));
            // The first articles alone give what they give with those that come after.
            let first = ids(&gazetteer, &articles[..=at]);
            prop_assert_eq!(sure(&first), sure(&whole));
            // Whoever counts is named for sure somewhere, by that identifier.
            for (mention, counts) in analysis.weak.iter().zip(&promoted[at]) {
                let id = &whole[at][mention.name as usize];
                let named = (0..articles.len())
                    .any(|at| whole[at][..articles[at].1.mentions.len()].contains(id));
                prop_assert!(named || !counts, "{}", id);
            }
        }
        let length = articles.len();
        for at in 0..length {
            let other = usize::try_from(seed >> (at % 32)).unwrap_or(0) % length;
            articles.swap(at, other);
        }
        prop_assert_eq!(ids(&gazetteer, &articles), whole);
        prop_assert_eq!(counting(&gazetteer, &articles), promoted);
    }
}
