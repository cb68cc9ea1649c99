use super::*;
use crate::entity::recall::Met;
use crate::entity::recognise::candidates;
use crate::entity::words::{Spelling, words};
use crate::text::token::tokenise_text;

const ACTORS: &str = r#"
[[organisation]]
id = "shell"
name = "شركة شل"
ambiguous = ["شل"]

[[organisation]]
id = "army"
name = "الجيش الأردني"

[[organisation]]
id = "house"
name = "البيت الأبيض"

[[place]]
id = "jordan"
name = "الأردن"
nisba = ["أردني"]

[[place]]
id = "oman"
name = "سلطنة عمان"
ambiguous = ["عمان"]

[[place]]
id = "south-oman"
name = "جنوب سلطنة عمان"
about = "Country in the south"

[[place]]
id = "south-jordan"
name = "جنوب الأردن"

[[place]]
id = "bucharest"
name = "بوخارست"

[[person]]
id = "barzani"
name = "مسعود البارزاني"
bare = ["البارزاني"]
"#;

/// A span in words, its kind, how probable it is.
type Spoken = (usize, usize, Kind, f32);

/// What is found in a text by lists and rules, and a tagger that says these names, and of
/// all other words that they are none with the given probability: surface, kind, who.
fn merged(text: &str, spoken: &[Spoken], none: f32) -> (Vec<String>, Vec<String>) {
    let gazetteer = Gazetteer::from_sources([("actors.toml", ACTORS)].into_iter()).unwrap();
    let tokens = tokenise_text(text);
    let spelling = Spelling::of(tokens.iter(), text);
    let mut met = Met::default();
    let ids = met.meet(&tokens, &gazetteer);
    let words = words(&tokens, &ids, &met, text, spelling);
    let (found, _) = candidates(&gazetteer, &words, true);
    let mut odds = vec![[none, 0.0, 0.0, 0.0]; words.len()];
    let mut spans = Vec::new();
    for &(first, end, kind, sure) in spoken {
        for odds in &mut odds[first..end] {
            *odds = [1.0 - sure, 0.0, 0.0, 0.0];
            odds[kind as usize + 1] = sure;
        }
        spans.push(Span {
            first,
            end,
            kind,
            clitics: words[first].clitics,
        });
    }
    let said = Said { spans, odds };
    let (kept, unsure) = merge(&gazetteer, &words, found, &said);
    let show = |list: &[Candidate]| {
        let one = |c: &Candidate| {
            let mut surface = words[c.first].form(c.clitics).to_string();
            for word in &words[c.first + 1..c.end] {
                surface.push(' ');
                surface.push_str(&word.folded);
            }
            let who = match c.target {
                Target::Listed(index) => gazetteer.entry(index).unwrap().id.to_string(),
                _ => c.kind.as_str().to_owned(),
            };
            format!("{surface} = {who}")
        };
        list.iter().map(one).collect::<Vec<_>>()
    };
    (show(&kept), show(&unsure))
}

fn kept(text: &str, spoken: &[Spoken], none: f32) -> Vec<String> {
    merged(text, spoken, none).0
}

#[test]
fn a_listed_name_stands_unless_the_tagger_is_sure_that_nothing_is_named() {
    let rows = [
        ("غادر الوفد بوخارست أمس", 0.9, vec!["بوخارست = bucharest"]),
        ("غادر الوفد بوخارست أمس", 0.97, vec![]),
        // An institution of a state stays, and what may be said of nationalities is left.
        ("غادر الجيش الأردني أمس", 0.97, vec!["الجيش الاردني = army"]),
        ("غادر البيت الأبيض أمس", 0.97, vec![]),
        ("غادر البيت الأبيض أمس", 0.9, vec!["البيت الابيض = house"]),
    ];
    for (text, none, expected) in rows {
        assert_eq!(kept(text, &[], none), expected, "{text} {none}");
    }
}

#[test]
fn a_name_of_the_tagger_alone_must_be_probable() {
    use Kind::{Organisation, Person, Place};
    let text = "قرب فلاتسيموف أمس";
    for (kind, probable, doubtful) in [
        (Person, 0.86, 0.84),
        (Organisation, 0.51, 0.49),
        (Place, 0.81, 0.79),
    ] {
        let name = format!("فلاتسيموف = {}", kind.as_str());
        let (sure, unsure) = merged(text, &[(1, 2, kind, probable)], 0.9);
        assert_eq!((sure, unsure), (vec![name.clone()], vec![]));
        let (sure, unsure) = merged(text, &[(1, 2, kind, doubtful)], 0.9);
        assert_eq!((sure, unsure), (vec![], vec![name]));
    }
}

#[test]
fn a_head_noun_is_left_out_when_the_rest_means_the_same() {
    let org = Kind::Organisation;
    let text = "أعلنت شركة شل أمس";
    assert_eq!(kept(text, &[(2, 3, org, 0.9)], 0.9), ["شل = shell"]);
    // Not while the head may be part of the name, nor for another kind.
    assert_eq!(kept(text, &[(2, 3, org, 0.9)], 0.6), ["شركه شل = shell"]);
    let person = [(2, 3, Kind::Person, 0.9)];
    assert_eq!(kept(text, &person, 0.9), ["شركه شل = shell"]);
    // The sultanate says which of two is meant.
    let text = "زار سلطنة عمان أمس";
    let place = [(2, 3, Kind::Place, 0.9)];
    assert_eq!(kept(text, &place, 0.9), ["سلطنه عمان = oman"]);
}

#[test]
fn a_direction_is_left_out_when_the_rest_is_a_place() {
    let text = "زار جنوب الأردن أمس";
    let place = [(2, 3, Kind::Place, 0.9)];
    assert_eq!(kept(text, &place, 0.9), ["الاردن = jordan"]);
    // A state is no part of another.
    let text = "زار جنوب سلطنة عمان أمس";
    let south = ["جنوب سلطنه عمان = south-oman"];
    assert_eq!(kept(text, &[(2, 4, Kind::Place, 0.9)], 0.9), south);
    let text = "زار جنوب الأردن أمس";
    // Not while the direction may be part of the name.
    assert_eq!(kept(text, &place, 0.6), ["جنوب الاردن = south-jordan"]);
}

#[test]
fn a_longer_name_takes_a_listed_part_in() {
    let text = "زار شركة مصرف بوخارست الجديد أمس";
    let whole = [(2, 5, Kind::Organisation, 0.9)];
    let name = ["مصرف بوخارست الجديد = organisation"];
    assert_eq!(kept(text, &whole, 0.9), name);
    // Of the same kind it keeps its actor.
    let text = "زار بوخارست الجديدة أمس";
    let place = [(1, 3, Kind::Place, 0.9)];
    assert_eq!(kept(text, &place, 0.9), ["بوخارست الجديده = bucharest"]);
}

#[test]
fn names_that_cross_are_decided_by_how_sure_the_tagger_is() {
    let text = "غادر البيت الأبيض القديم أمس";
    let name = |sure| kept(text, &[(2, 4, Kind::Organisation, sure)], 0.5);
    assert_eq!(name(0.6), ["البيت الابيض = house"]);
    assert_eq!(name(0.8), ["الابيض القديم = organisation"]);
}

#[test]
fn a_known_name_behind_a_letter_of_its_own_begins_another() {
    let spoken = [(1, 3, Kind::Person, 0.99)];
    let found = kept("وصل نتشيرفان والبارزاني أمس", &spoken, 0.99);
    assert_eq!(found.len(), 2, "{found:?}");
    // A name that begins with such a letter is whole.
    let whole = kept("وصل نتشيرفان وليد أمس", &spoken, 0.99);
    assert_eq!(whole.len(), 1, "{whole:?}");
}

#[test]
fn what_stands_side_by_side_is_joined() {
    let person = Kind::Person;
    let text = "قال نتشيرفان البارزاني أمس";
    let both = [(1, 2, person, 0.9), (2, 3, person, 0.9)];
    assert_eq!(kept(text, &both, 0.5), ["نتشيرفان البارزاني = person"]);
    let text = "فاز ستيوا بوخارست أمس";
    let club = [(1, 2, Kind::Organisation, 0.9)];
    assert_eq!(kept(text, &club, 0.5), ["ستيوا بوخارست = organisation"]);
    // Not over a comma, nor after and.
    let text = "فاز ستيوا، بوخارست أمس";
    assert_eq!(kept(text, &club, 0.5).len(), 2);
    let text = "حضر فلاتسيموف وزيدانوف أمس";
    let two = [(1, 2, person, 0.9), (2, 3, person, 0.9)];
    assert_eq!(kept(text, &two, 0.5).len(), 2);
}
