use super::*;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::mention::Clue;
use crate::entity::recall::Met;
use crate::entity::words::{Spelling, words};
use crate::text::token::tokenise_text;

/// The kinds after settling an article, of words given by paragraph: first, end, kind, rule.
/// A paragraph, and its names: from, to, what they are and what says so.
type Told<'a> = (&'a str, &'a [(usize, usize, Kind, Evidence)]);

fn settled(article: &[Told<'_>]) -> Vec<Kind> {
    let mut paragraphs: Vec<Recognised> = article
        .iter()
        .map(|(text, names)| {
            let tokens = tokenise_text(text);
            let spelling = Spelling::of(tokens.iter(), text);
            let mut met = Met::default();
            let ids = met.meet(&tokens, &Gazetteer::default());
            let found = names.iter().map(|&(first, end, kind, evidence)| Candidate {
                first,
                end,
                clitics: Clitics::NONE,
                kind,
                target: Target::Unlisted,
                evidence,
                clue: Clue::None,
            });
            Recognised {
                found: found.collect(),
                words: words(&tokens, &ids, &met, text, spelling),
                ids,
                weak: Vec::new(),
                unsure: Vec::new(),
            }
        })
        .collect();
    settle(&mut paragraphs);
    let found = paragraphs.iter().flat_map(|p| &p.found);
    found.map(|candidate| candidate.kind).collect()
}

fn one(text: &str, first: usize, end: usize, kind: Kind) -> Kind {
    settled(&[(text, &[(first, end, kind, Evidence::Tagged)])])[0]
}

#[test]
fn what_a_building_is_called_is_a_place() {
    use Kind::{Organisation, Person, Place};
    for (text, first, end, kind, expected) in [
        ("نزل في فندق «بارادور روندا» أمس", 3, 5, Person, Place),
        ("نزل في فندق «بارادور روندا» أمس", 3, 5, Organisation, Place),
        ("نزل بفندق بارادور روندا أمس", 2, 4, Person, Place),
        ("في منتجع \"بارادور روندا\" الجبلي", 2, 4, Person, Place),
        ("على الملعب بارادور روندا أمس", 2, 4, Person, Place),
        ("اجتمعا في مقر «بارادور روندا» أمس", 3, 5, Person, Place),
        // Without quotation marks it is who sits there.
        ("اجتمعا في مقر بارادور روندا أمس", 3, 5, Person, Person),
        ("اقتحموا قصر بارادور روندا أمس", 2, 4, Person, Person),
        (
            "اقتحموا مقر «بارادور» أمس",
            2,
            3,
            Organisation,
            Organisation,
        ),
        // A sentence ends before the name.
        ("نزل في الفندق. بارادور روندا غائب", 3, 5, Person, Person),
        ("قال «بارادور روندا» أمس", 1, 3, Person, Person),
        // Only a part of what is quoted.
        (
            "نزل في مقر «بارادور روندا الكبير» أمس",
            3,
            5,
            Person,
            Person,
        ),
    ] {
        assert_eq!(one(text, first, end, kind), expected, "{text}");
    }
}

#[test]
fn it_is_one_in_the_whole_article_unless_somebody_is_called_so() {
    use Evidence::{Tagged, Title};
    let hotel = "نزل في فندق بارادور روندا أمس";
    let kinds = settled(&[
        ("غادر بارادور روندا أمس", &[(1, 3, Kind::Person, Tagged)]),
        (hotel, &[(3, 5, Kind::Person, Tagged)]),
        ("غادر الوزير بارادور روندا", &[(2, 4, Kind::Person, Title)]),
        ("غادر بارادور أمس", &[(1, 2, Kind::Person, Tagged)]),
    ]);
    let (place, person) = (Kind::Place, Kind::Person);
    assert_eq!(kinds, [place, place, person, person]);
}
