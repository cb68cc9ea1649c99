use super::*;
use crate::document::{Format, read};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::pipeline::{self, Tokens};
use crate::library::{Change, Draft, Entry, Stage, Which};
use crate::text::direction::Direction;

const ARTICLES: [(&str, &str); 5] = [
    (
        "a.md",
        "---\ntitle: الأول\ndate: 2021-05-04\nsource: BBC\n---\nزار لوكاشينكو موسكو. وللفيروس ثمن.\n",
    ),
    (
        "b.md",
        "---\ntitle: الثاني\ndate: 2021-06-20\nsource: وكالة\n---\nالفيروس ثم الفيروس في **مو**سكو\n",
    ),
    (
        "c.md",
        "---\ntitle: Third\ndate: 2020-01-01\nlang: en\n---\nPutin and Lukashenko met.\n",
    ),
    (
        "d.txt",
        "فيروس بلا تاريخ وكلام كثير طويل لا فيه ولا عنه شيء آخر يذكر هنا أو هناك\n",
    ),
    ("e.txt", "لا شيء\n"),
];

/// Files articles, one file each, in this order.
fn put(library: &Library, articles: &[(&str, &str)]) {
    let gazetteer = Gazetteer::embedded();
    let file = |change: &Change<'_>| {
        for (rank, (name, text)) in (0u64..).zip(articles) {
            let document = read((*text).to_owned(), Format::of_name(name));
            let analysis = pipeline::analyse(&document, gazetteer);
            let mut draft = Draft::new(&document, Stage::default(), &[]);
            if library.keeps_terms() {
                draft = draft.indexed(&Tokens::of(&document));
            }
            let draft = draft.analysed(&analysis);
            let mut filing = change.begin(name.as_bytes(), rank, Stage::default())?;
            let entry = Entry {
                doc: (*name).to_owned(),
                content: Ok(Box::new(draft)),
            };
            change.file(&mut filing, &entry)?;
            change.end(filing, None, false)?;
        }
        Ok(())
    };
    library.change(file).unwrap();
    library.link(gazetteer).unwrap();
}

fn library() -> Library {
    let library = Library::in_memory().unwrap();
    put(&library, &ARTICLES);
    library
}

/// The id of one of the articles.
fn id(at: usize) -> ArticleId {
    library().listing().unwrap().ids[at]
}

fn read_mark() -> Marks {
    Marks {
        read: true,
        ..Marks::default()
    }
}

fn ask(query: &str) -> Ask {
    Ask {
        query: Query::parse(query).unwrap(),
        marked: Arc::new([(id(1), read_mark())].into_iter().collect()),
        articles: 10,
        lines: 10,
        ..Ask::default()
    }
}

fn outcome(ask: Ask) -> Outcome {
    let found = found(&library(), ask.clone());
    let indexed = Library::in_memory().unwrap().with_terms();
    put(&indexed, &ARTICLES);
    assert!(indexed.is_indexed().unwrap());
    let by_index = self::found(&indexed, ask);
    assert_eq!(docs(&by_index), docs(&found));
    assert_eq!(by_index.postings, found.postings);
    found
}

fn found(library: &Library, ask: Ask) -> Outcome {
    let shelves = Shelves::of(library);
    let mut scan = Scan::new(&shelves, ask).unwrap();
    assert!(scan.step(&shelves, &mut |_| true).unwrap());
    let found = scan.outcome(&shelves).unwrap();
    assert!(found.is_whole());
    found
}

fn docs(outcome: &Outcome) -> Vec<&str> {
    outcome.matches.iter().map(|m| &*m.row.doc).collect()
}

#[test]
fn queries_ask_texts_and_what_is_known_of_articles() {
    for (query, wanted) in [
        ("فيروس", &["b.md", "a.md", "d.txt"][..]),
        ("فيروس before:2021-06", &["a.md"]),
        ("فيروس after:2021-06", &["b.md"]),
        ("after:2021", &["b.md", "a.md"]),
        ("actor:lukashenko", &["a.md", "c.md"]),
        ("actor:لوكاشينكو NOT موسكو", &["c.md"]),
        ("actor:\"nobody at all\"", &[]),
        ("source:bbc", &["a.md"]),
        ("lang:en", &["c.md"]),
        ("موسكو is:read", &["b.md"]),
        ("موسكو is:unread", &["a.md"]),
        ("putin lukashenko", &["c.md"]),
        ("lukashenko moscow", &["a.md"]),
        ("has:note OR is:starred OR tag:x", &[]),
        ("", &[]),
    ] {
        assert_eq!(docs(&outcome(ask(query))), wanted, "{query}");
    }
}

#[test]
fn which_articles_is_told_without_reading_them() {
    let library = library();
    let shelves = Shelves::of(&library);
    let actors = library.entities().unwrap();
    let key = |name: &str| {
        let actor = actors.iter().find(|(actor, _)| actor.name.contains(name));
        actor.unwrap().0.key.to_string()
    };
    let (one, two) = (key("لوكاشينكو"), key("موسكو"));
    for (query, wanted) in [
        (format!("actor:={one}"), &[0, 2][..]),
        (format!("actor:={one} actor:={two}"), &[0]),
        (format!("actor:={one} OR actor:={two}"), &[0, 1, 2]),
        (format!("NOT actor:={one} NOT actor:={two}"), &[3, 4]),
        (format!("actor:={one} after:2021"), &[0]),
        (format!("actor:={one} OR فيروس"), &[0, 1, 2, 3]),
        (format!("(فيروس OR لا) NOT actor:={two}"), &[3, 4]),
        // An identifier is no name: half of one means nobody.
        (format!("actor:={}", &one[..4]), &[]),
    ] {
        let wanted: Vec<ArticleId> = wanted.iter().map(|at| id(*at)).collect();
        for articles in [0, 10] {
            let ask = Ask {
                articles,
                ..ask(&query)
            };
            let mut scan = Scan::new(&shelves, ask).unwrap();
            assert!(scan.step(&shelves, &mut |_| true).unwrap());
            let outcome = scan.outcome(&shelves).unwrap();
            let found: Vec<ArticleId> = outcome.postings.iter().map(|p| p.0).collect();
            assert_eq!(found, wanted, "{query} {articles}");
        }
    }
}

#[test]
fn hits_are_counted_and_stand_in_their_lines() {
    let outcome = outcome(ask("فيروس OR موسكو"));
    assert_eq!((outcome.hits, outcome.progress), (6, (5, 5)));
    assert!(outcome.is_whole());
    assert_eq!(*outcome.postings, [(id(0), 2), (id(1), 3), (id(3), 1)]);
    let lines = &outcome.matches[0].lines;
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1].hit, "الفيروس".trim_start_matches("ال"));
    assert_eq!(lines[1].before, "الفيروس ثم ال");
    assert_eq!(lines[2].hit, "موسكو");
    assert_eq!(lines[2].direction, Direction::RightToLeft);
}

#[test]
fn the_most_relevant_stands_first() {
    let relevant = Ask {
        ranking: Ranking::Relevant,
        ..ask("فيروس")
    };
    assert_eq!(docs(&outcome(relevant)), ["b.md", "a.md", "d.txt"]);
    // The rare word decides.
    let relevant = Ask {
        ranking: Ranking::Relevant,
        ..ask("فيروس OR طويل")
    };
    assert_eq!(docs(&outcome(relevant))[0], "d.txt");
}

#[test]
fn names_in_latin_letters_are_told() {
    let found = outcome(ask("lukashenko"));
    assert_eq!(found.expansions[0].0, "lukashenko");
    let forms = &found.expansions[0].1;
    assert!(forms.iter().any(|f| f == "لوكاشينكو"), "{forms:?}");
    let mut plain = ask("lukashenko");
    plain.options.latin = false;
    let found = outcome(plain);
    assert_eq!((docs(&found), found.expansions.len()), (vec!["c.md"], 0));
}

#[test]
fn a_search_can_be_stopped_anywhere_and_goes_on() {
    let library = library();
    let whole = outcome(ask("فيروس OR موسكو"));
    let shelves = Shelves::of(&library);
    let mut scan = Scan::new(&shelves, ask("فيروس OR موسكو")).unwrap();
    let mut steps = 0;
    loop {
        // Each time it may look a little farther, as if somebody asked between.
        steps += 1;
        let mut left = steps;
        let go_on = &mut |_: Pause| {
            left -= 1;
            left > 0
        };
        let done = scan.step(&shelves, go_on).unwrap();
        let so_far = scan.outcome(&shelves).unwrap();
        assert!(so_far.hits <= whole.hits);
        if done {
            break;
        }
    }
    assert!(steps > 2);
    let found = scan.outcome(&shelves).unwrap();
    assert_eq!(found.postings, whole.postings);
    assert_eq!(found.matches.len(), whole.matches.len());
}

#[test]
fn only_as_much_as_was_asked_is_shown() {
    let few = Ask {
        articles: 1,
        lines: 2,
        ..ask("فيروس OR موسكو")
    };
    let found = outcome(few);
    assert_eq!((found.matches.len(), found.matches[0].lines.len()), (1, 2));
    assert_eq!((found.matches[0].count, found.hits), (3, 6));
}

/// The articles of a collection by date, the index in pages, the desk beside it.
#[test]
fn pages_of_the_index_are_in_the_order_of_the_list_and_miss_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let which = Which {
        name: Some("all".to_owned()),
        dated: true,
        ..Which::default()
    };
    let library = Library::open(folder.path(), which).unwrap().library;
    let articles: Vec<(String, String)> = (0..400u32)
        .map(|n| {
            let words = ["فيروس ", "والفيروس ", "C++ ", "لا شيء ", "فيروسات "];
            let word = words[n as usize % words.len()].repeat(1 + n as usize % 11);
            let (month, day) = (1 + n % 12, 1 + n % 28);
            let text = format!("---\ndate: 2021-{month:02}-{day:02}\n---\nقال \"{n}\": {word}\n");
            (format!("{n}.md"), text)
        })
        .collect();
    let named: Vec<(&str, &str)> = articles.iter().map(|(n, t)| (&**n, &**t)).collect();
    put(&library, &named);
    for (query, count) in [
        ("فيروس", 160),
        ("فير*", 240),
        ("\"c++\"", 80),
        ("قال", 400),
        ("قال فيروس 17 OR 21", 1),
        ("NOT فيروس", 240),
        ("/فيروسا./", 80),
        ("\"نادر\"", 0),
        ("before:2021-02 فيروس", 14),
    ] {
        for ranking in [Ranking::Newest, Ranking::Relevant] {
            let ask = Ask {
                ranking,
                articles: 1000,
                ..ask(query)
            };
            let by_index = found(&library, ask.clone());
            assert_eq!(by_index.matches.len(), count, "{query} {ranking:?}");
            if ranking == Ranking::Newest {
                assert!(
                    by_index
                        .matches
                        .is_sorted_by_key(|m| std::cmp::Reverse(m.row.date))
                );
                assert!(by_index.matches.is_sorted_by_key(|m| m.row.id));
            }
            let set_index = |on: bool| {
                library
                    .write(|c| Ok(c.execute("UPDATE collection SET indexed = ?1", [on])?))
                    .unwrap()
            };
            set_index(false);
            let without = found(&library, ask);
            set_index(true);
            assert_eq!(docs(&by_index), docs(&without), "{query} {ranking:?}");
            assert_eq!(by_index.postings, without.postings, "{query}");
        }
    }
}

#[test]
fn the_index_follows_what_is_filed() {
    let library = Library::in_memory().unwrap().with_terms();
    put(&library, &[("a.txt", "أول كلام"), ("b.txt", "ثاني كلام")]);
    let count = |query: &str| found(&library, ask(query)).matches.len();
    assert_eq!((count("كلام"), count("أول")), (2, 1));
    put(&library, &[("a.txt", "ثالث كلام")]);
    assert_eq!((count("كلام"), count("أول"), count("ثالث")), (2, 0, 1));
    let rows = |library: &Library| -> i64 {
        let reader = library.read();
        let mut rows = reader
            .prepare("SELECT count(*) FROM term WHERE term MATCH 'كلام'")
            .unwrap();
        rows.query_row([], |row| row.get(0)).unwrap()
    };
    assert_eq!(rows(&library), 2);
    let file = library
        .known_file(b"b.txt", Stage::default())
        .unwrap()
        .unwrap()
        .file;
    library.change(|change| change.remove_file(file)).unwrap();
    assert_eq!(rows(&library), 1);
    library.change(|change| change.clear()).unwrap();
    assert_eq!(rows(&library), 0);
    // Without its terms nobody would find an article, so the texts are asked.
    let draft = Draft::new(
        &read("رابع".to_owned(), Format::Plain),
        Stage::default(),
        &[],
    );
    let entry = Entry {
        doc: "d.txt".to_owned(),
        content: Ok(Box::new(draft.analysed(&Default::default()))),
    };
    let file = |change: &Change<'_>| {
        let mut filing = change.begin(b"d.txt", 9, Stage::default())?;
        change.file(&mut filing, &entry)?;
        change.end(filing, None, false)
    };
    library.change(file).unwrap();
    library.link(Gazetteer::embedded()).unwrap();
    assert!(!library.is_indexed().unwrap());
    assert_eq!(count("رابع"), 1);
}

#[test]
fn what_the_desk_knows_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = Desk::open(folder.path()).unwrap();
    let library = library();
    let starred = Marks {
        starred: true,
        ..Marks::default()
    };
    let identity = library.identity(id(0)).unwrap().unwrap();
    let desktop = crate::library::Desktop {
        chosen: None,
        pins: Vec::new(),
        list: true,
        sidebar: true,
        view: Default::default(),
    };
    let state = crate::library::State {
        here: None,
        back: Vec::new(),
        desktop,
    };
    let tagged = Marks {
        tags: ["طاقة".into()].into(),
        ..Marks::default()
    };
    let other = library.identity(id(3)).unwrap().unwrap();
    let (marks, labels) = ([(identity, starred)], [(other, tagged)]);
    desk.keep(library.which(), &state, &marks, &labels, &[], &[])
        .unwrap();
    let shelves = Shelves {
        library: &library,
        desk: Some(&desk),
        waiting: None,
    };
    for (query, wanted) in [
        ("is:starred", &["a.md"][..]),
        ("tag:طاقة", &["d.txt"]),
        ("tag:طاقة NOT has:note", &["d.txt"]),
        ("is:read", &["b.md"]),
        ("فيروس NOT is:starred", &["b.md", "d.txt"]),
        ("موسكو is:unread is:starred", &["a.md"]),
    ] {
        let mut scan = Scan::new(&shelves, ask(query)).unwrap();
        scan.step(&shelves, &mut |_| true).unwrap();
        assert_eq!(docs(&scan.outcome(&shelves).unwrap()), wanted, "{query}");
    }
    // It is asked once, when a search begins, and makes way for whoever asks something else.
    let mut scan = Scan::new(&shelves, ask("is:starred")).unwrap();
    let none = [(library.identity(id(0)).unwrap().unwrap(), Marks::default())];
    desk.keep(library.which(), &state, &none, &[], &[], &[])
        .unwrap();
    scan.step(&shelves, &mut |_| true).unwrap();
    assert_eq!(docs(&scan.outcome(&shelves).unwrap()), ["a.md"]);
    let waiting = crate::library::Waiting::default();
    waiting.come();
    let disturbed = Shelves {
        waiting: Some(&waiting),
        ..shelves
    };
    let begun = Scan::new(&disturbed, ask("is:starred"));
    assert_eq!(begun.err(), Some(crate::library::Error::Disturbed));
}

#[test]
fn of_a_story_that_stands_once_the_first_of_the_answer_stands() {
    let story = crate::library::stories::tests::story;
    let texts = [
        ("a.txt", story(1, 60, "فيروس")),
        ("b.txt", story(2, 60, "فيروس")),
        ("c.txt", story(1, 60, "فيروس فيروس فيروس")),
        ("d.txt", story(1, 60, "شيء")),
    ];
    let articles: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (*n, t.as_str())).collect();
    let library = Library::in_memory().unwrap();
    put(&library, &articles);
    let of = |ranking: Ranking, once: bool, articles: usize| {
        let ask = Ask {
            ranking,
            once,
            articles,
            ..ask("فيروس")
        };
        let found = found(&library, ask);
        let matches = found.matches.iter();
        let told: Vec<String> = matches
            .map(|m| format!("{}+{}", &m.row.doc[..1], m.copies))
            .collect();
        assert_eq!(found.postings.len(), 3, "the walk goes to each");
        (told.join(" "), found.hits, found.articles)
    };
    let told = |rows: &str, hits, articles| (rows.to_owned(), hits, articles);
    for (ranking, once, articles, wanted) in [
        (Ranking::Listed, false, 9, told("a+0 b+0 c+0", 5, 3)),
        (Ranking::Listed, true, 9, told("a+1 b+0", 4, 2)),
        (Ranking::Relevant, true, 9, told("c+1 b+0", 4, 2)),
        (Ranking::Relevant, true, 1, told("c+1", 4, 2)),
        (Ranking::Listed, true, 0, told("", 4, 2)),
    ] {
        assert_eq!(of(ranking, once, articles), wanted, "{ranking:?} {once}");
    }
}
