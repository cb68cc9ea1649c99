use proptest::prelude::*;

use super::*;

/// Words of their own, for the tests.
struct Words(&'static [&'static str]);

impl Known for Words {
    fn is_whole(&self, folded: &str) -> bool {
        self.0.contains(&folded)
    }

    fn sounds_like(&self, latin: &str) -> Vec<String> {
        let names = ["لوكاشينكو", "بوتين", "إيران"];
        let names = names.into_iter().filter(|name| sounds_like(latin, name));
        names.map(str::to_owned).collect()
    }
}

const KNOWN: Words = Words(&["وليد", "لجنه", "بوتين", "كتاب"]);

fn hits_with<'t>(query: &str, text: &'t str, options: &Options) -> Vec<&'t str> {
    let query = Query::parse(query).unwrap();
    let matcher = Matcher::new(&query, options, &KNOWN);
    let passages: Vec<Passage> = vec![Passage::of(text)];
    let found = matcher.find(text, &passages, &NoFacts, &KNOWN);
    let hits = found.map(|found| found.hits).unwrap_or_default();
    hits.iter().map(|hit| hit.slice(text).unwrap()).collect()
}

fn hits<'t>(query: &str, text: &'t str) -> Vec<&'t str> {
    hits_with(query, text, &Options::default())
}

#[test]
fn whole_words_with_and_without_clitics() {
    let rows: &[(&str, &str, &[&str])] = &[
        ("فيروس", "وللفيروس ثمن", &["فيروس"]),
        ("وللفيروس", "هذا فيروس", &["فيروس"]),
        ("الفيروس", "بالفيروس وفيروس", &["الفيروس", "فيروس"]),
        ("وللفيروس", "بالفيروس", &["فيروس"]),
        ("بالكرملين", "للكرملين", &["كرملين"]),
        ("فيروس", "الفيروسات فيروسي", &[]),
        ("فيروس", "فيروسِ!", &["فيروسِ"]),
        ("دم", "والدم بدم", &["دم"]),
        // Letters of the word itself.
        ("ليد", "وليد", &[]),
        ("وليد", "ليد", &[]),
        ("وليد", "لوليد ووليد", &["وليد", "وليد"]),
        ("جنة", "لجنة الجنة", &["جنة"]),
        ("تاب", "كتاب", &[]),
        ("بوتين", "وبوتين لبوتين وتين", &["بوتين", "بوتين"]),
        // Two readings that share only what nobody knows.
        ("بلاد", "ولاد", &[]),
        // The family of somebody is no article, and no article begins with a hamza.
        ("آل", "ال سعود وآل سعود", &[]),
        ("آل", "آل سعود", &["آل"]),
        ("مانيا", "ألمانيا", &[]),
        ("ألمانيا", "لألمانيا وألمانيا", &["ألمانيا", "ألمانيا"]),
        ("له", "الله", &[]),
        ("أن", "الآن", &[]),
        // Other scripts have no clitics.
        ("putin", "Putin's Putins", &["Putin"]),
        ("al-Assad", "al-Assad, Assad", &["al-Assad"]),
        ("al-As*", "al-Assad, Assad", &["al-Assad"]),
        ("أ.ف.ب", "(أ.ف.ب)", &["أ.ف.ب"]),
        ("2021", "عام ٢٠٢١", &["٢٠٢١"]),
    ];
    for (query, text, wanted) in rows {
        assert_eq!(hits(query, text), *wanted, "{query} in {text}");
    }
}

#[test]
fn the_language_means_what_it_says() {
    let text = "قال الرئيس بوتين في موسكو: لا نعم للأمم المتحدة";
    let rows: &[(&str, &[&str])] = &[
        ("بوتين موسكو", &["بوتين", "موسكو"]),
        ("بوتين AND مينسك", &[]),
        ("بوتين OR مينسك", &["بوتين"]),
        ("بوتين NOT موسكو", &[]),
        ("بوتين -مينسك", &["بوتين"]),
        ("(مينسك OR موسكو) قال", &["قال", "موسكو"]),
        ("مينسك قال OR نعم", &["نعم"]),
        ("\"الرئيس بوتين\"", &["الرئيس بوتين"]),
        ("«رئيس»", &[]),
        ("\"موسكو لا\"", &["موسكو: لا"]),
        ("\"الأمم المتحدة\"", &[]),
        ("متحد*", &["متحدة"]),
        ("الأم*", &["لأمم"]),
        ("/مو.كو/", &["موسكو"]),
        ("/الر.*بو/", &["الرئيس بو"]),
        ("/^قال/ نعم", &["قال", "نعم"]),
    ];
    for (query, wanted) in rows {
        assert_eq!(hits(query, text), *wanted, "{query}");
    }
}

#[test]
fn folds_are_the_readers_choice() {
    let text = "على علي عَلِيّ أسرى اسرى إسراء مدرسة مدرسه ٣ 3";
    let rows: &[(&str, Option<Fold>, bool, &[&str])] = &[
        ("علي", None, true, &["على", "علي", "عَلِيّ"]),
        ("علي", Some(Fold::Yeh), false, &["علي", "عَلِيّ"]),
        ("علي", Some(Fold::Marks), false, &["على", "علي"]),
        ("أسرى", None, true, &["أسرى", "اسرى"]),
        ("أسرى", Some(Fold::Hamza), false, &["أسرى"]),
        ("مدرسة", None, true, &["مدرسة"]),
        ("مدرسة", Some(Fold::Teh), true, &["مدرسة", "مدرسه"]),
        ("3", None, true, &["٣", "3"]),
        ("3", Some(Fold::Digits), false, &["3"]),
        ("/درس[ةه]/", None, true, &["درسة", "درسه"]),
        ("\"علي\"", Some(Fold::Yeh), false, &["علي", "عَلِيّ"]),
        ("أس*", Some(Fold::Hamza), false, &["أسرى"]),
    ];
    for (query, fold, on, wanted) in rows {
        let mut options = Options::default();
        if let Some(fold) = fold {
            options.folds.set(*fold, *on);
        }
        assert_eq!(
            hits_with(query, text, &options),
            *wanted,
            "{query} {fold:?} {on}"
        );
    }
}

#[test]
fn latin_letters_find_names_unless_switched_off() {
    let text = "وبوتين ولوكاشينكو Putin";
    assert_eq!(hits("putin", text), ["بوتين", "Putin"]);
    assert_eq!(hits("\"putin\"", text), ["Putin"]);
    let options = Options {
        latin: false,
        ..Options::default()
    };
    assert_eq!(hits_with("putin", text, &options), ["Putin"]);
    let query = Query::parse("putin lukashenko x").unwrap();
    let matcher = Matcher::new(&query, &Options::default(), &KNOWN);
    let shown: Vec<&str> = matcher.expansions().iter().map(|e| &*e.0).collect();
    assert_eq!(shown, ["putin", "lukashenko"]);
    assert_eq!(matcher.expansions()[1].1, ["لوكاشينكو"]);
}

#[test]
fn a_bad_query_points_at_the_place() {
    for (query, at, length, begins) in [
        ("قال \"نعم", 4, 1, "“\"” is not closed"),
        ("(a b", 0, 1, "“(” is not closed"),
        ("a b)", 3, 1, "Nothing was opened"),
        ("a OR", 2, 2, "A word is missing after OR"),
        ("AND a", 0, 3, "A word is missing before AND"),
        ("()", 0, 2, "Nothing stands between"),
        ("NOT", 0, 3, "A word is missing after NOT"),
        ("لو*كا", 2, 1, "“*” stands only at the end"),
        ("a ... b", 2, 3, "Only signs"),
        ("*", 0, 1, "Letters are missing"),
        ("before:junio", 7, 5, "“junio” is no date"),
        ("after:2021-13", 6, 7, "“2021-13” is no date"),
        ("is:new", 3, 3, "An article is:unread"),
        ("has:", 0, 4, "An article can have a note"),
        ("قال author:x", 4, 6, "“author:” is none of actor"),
        ("actor:", 0, 6, "Nothing stands after “actor:”"),
        ("قال /a(/", 4, 4, "This is no regular expression"),
        ("/a", 0, 1, "A regular expression begins here"),
        ("\"...\"", 0, 5, "No word stands between"),
        ("lang:عربي", 5, 4, "“عربي” is no language"),
    ] {
        let error = Query::parse(query).unwrap_err();
        assert!(
            error.fault.to_string().starts_with(begins),
            "{query}: {error}"
        );
        if begins != "An article can have a note" {
            assert_eq!((error.at, error.length), (at, length), "{query}: {error}");
        }
    }
    let deep = "(".repeat(10_000) + "a";
    assert!(Query::parse(&deep).unwrap_err().to_string().contains("too"));
    assert!(Query::parse(&"NOT ".repeat(900)).is_err());
    assert!(Query::parse(&"a ".repeat(300)).is_err());
}

#[test]
fn conditions_are_read() {
    let query = Query::parse(
        "actor:\"ألكسندر لوكاشينكو\" before:2021-06 after:٢٠٢٠ source:BBC lang:AR is:unread \
         has:note tag:بيلاروس 12:30",
    )
    .unwrap();
    assert_eq!(
        query.to_string(),
        "actor:\"ألكسندر لوكاشينكو\" before:2021-06 after:2020 source:\"BBC\" lang:ar is:unread \
         has:note tag:\"بيلاروس\" 12:30"
    );
    assert_eq!(query.actors(), ["ألكسندر لوكاشينكو"]);
    assert_eq!(query.terms(), [&Term::Word("12:30".into())]);
    assert_eq!(Query::parse(" ").unwrap(), Query::default());
}

#[test]
fn candidates_are_quoted() {
    let shown = |query: &str| {
        let query = Query::parse(query).unwrap();
        Matcher::new(&query, &Options::default(), &KNOWN)
            .candidates()
            .fts5(&str::to_owned)
    };
    let rows = [
        ("فيروس", Some("(\"فيروس\" OR \"يروس\")")),
        ("موسكو", Some("\"موسكو\"")),
        (
            "\"موسكو نعم\" OR x*",
            Some("((\"موسكو\" AND \"نعم\") OR \"x\"*)"),
        ),
        ("موسكو NOT x", Some("\"موسكو\"")),
        ("موسكو OR /x/", None),
        ("is:read", None),
        ("موسكو OR col:x", None),
    ];
    for (query, wanted) in rows.iter().take(6) {
        assert_eq!(shown(query).as_deref(), *wanted, "{query}");
    }
}

fn source() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("و".to_owned()),
        "[وفبلك]{0,2}(ال|لل)?[اأإآبتيىةهوكلمنر]{1,5}[\u{64e}\u{651}]?",
        "[a-c]{1,3}",
        "[٠-٣0-3]{1,2}",
    ];
    prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

fn query() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[وفبلك]{0,2}(ال|لل)?[اأإآبتيىةهوكلمنر]{1,4}",
        "[a-c]{1,2}\\*",
        "\"[ابت]{1,2} [ابت]{1,2}\"",
        "/[ابت]{1,2}/",
        Just("is:read".to_owned()),
        Just("«a \"b\" c»".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|q| format!("NOT {q}")),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|q| format!("({})", q.join(" "))),
            prop::collection::vec(inner, 1..3).prop_map(|q| format!("({})", q.join(" OR "))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is typed, it is read or it has a place that lies in it.
    #[test]
    fn reading_never_fails_otherwise(text in "\\PC{0,30}|[\"«»“”„()/\\\\*:\\- a-cا-تANDORT]{0,30}|(actor:|before:|is:|NOT |OR |\\(|\"){0,8}") {
        match Query::parse(&text) {
            Ok(query) => prop_assert_eq!(Query::parse(&query.to_string()), Ok(query)),
            Err(error) => {
                prop_assert!(error.at <= text.chars().count() && error.length >= 1);
                prop_assert!(error.fault.to_string().ends_with('.'), "{error}");
            }
        }
    }

    #[test]
    fn printing_is_read_again(text in query()) {
        let query = Query::parse(&text).unwrap();
        prop_assert_eq!(Query::parse(&query.to_string()), Ok(query));
    }

    /// An index lets through whatever the matcher finds, and hits stand apart in the text.
    #[test]
    fn candidates_hold_what_is_found(text in source(), query in query()) {
        let query = Query::parse(&query).unwrap();
        let mut options = Options::default();
        options.folds.teh = true;
        let matcher = Matcher::new(&query, &options, &KNOWN);
        let found = matcher.find(&text, &[Passage::of(&text)], &NoFacts, &KNOWN);
        let terms: Vec<_> = index_terms(&text).collect();
        let admits = matcher.candidates().admits(
            &|term| terms.iter().any(|t| t == term),
            &|prefix| terms.iter().any(|t| t.starts_with(prefix)),
        );
        if let Some(found) = found {
            prop_assert!(admits, "{} {:?}", query, matcher.candidates());
            let mut end = 0;
            for hit in found.hits {
                prop_assert!(hit.start >= end && hit.slice(&text).is_some_and(|t| !t.is_empty()));
                end = hit.end;
            }
        }
    }
}
