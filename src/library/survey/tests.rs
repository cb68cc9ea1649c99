//! What a collection is seen as.

use super::concordance::{AskLines, Concordance, Lines, Of, Sort};
use super::print::{self, Form};
use crate::document::{Format, read};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::pipeline;
use crate::library::query::{Ask, Shelves};
use crate::library::{Draft, EntityId, Entry, Library, Stage};
use crate::text::query::Query;

const ACTORS: &str = r#"
[[person]]
id = "merkel"
name = "أنغيلا ميركل"
bare = ["ميركل", "Merkel"]

[[place]]
id = "minsk"
name = "مينسك"
la = ["Minsk"]

[[place]]
id = "brest"
name = "بريست"
"#;

/// A library of articles given as name and text.
pub(super) fn library(articles: &[(&str, &str)]) -> Library {
    let gazetteer = Gazetteer::from_sources([("actors.toml", ACTORS)].into_iter()).unwrap();
    let library = Library::in_memory().unwrap();
    for (rank, (name, text)) in (0..).zip(articles) {
        let document = read((*text).to_owned(), Format::of_name(name));
        let analysis = pipeline::analyse(&document, &gazetteer);
        let draft = Draft::new(&document, Stage::default(), &[]).analysed(&analysis);
        let entry = Entry {
            doc: (*name).to_owned(),
            content: Ok(Box::new(draft)),
        };
        let file = |change: &crate::library::Change<'_>| {
            let mut filing = change.begin(name.as_bytes(), rank, Stage::default())?;
            change.file(&mut filing, &entry)?;
            change.end(filing, None, false)
        };
        library.change(file).unwrap();
    }
    library.link(&gazetteer).unwrap();
    library
}

/// Days, sources, two directions.
pub(super) fn small() -> Library {
    library(&[
        (
            "a.md",
            "---\ndate: 2021-03-14\nsource: وكالة\n---\nوصلت ميركل إلى مينسك. ثم قالت ميركل إن بريست بعيدة.\n",
        ),
        (
            "b.md",
            "---\ndate: 2022-01-02\nsource: Agency\n---\nMerkel laughed in Minsk, and Merkel left.\n",
        ),
        (
            "c.md",
            "عادت ميركل بعد يوم، ولميركل أصدقاء في مينسك.\n\nلا أحد هنا.\n",
        ),
    ])
}

pub(super) fn entity(library: &Library, key: &str) -> EntityId {
    library.actor_of_key(key).unwrap().unwrap().id
}

fn actor(library: &Library, key: &str) -> Of {
    Of::Actor {
        ids: vec![entity(library, key)],
        weak: false,
    }
}

fn query(written: &str) -> Of {
    Of::Query(Box::new(Ask {
        query: Query::parse(written).unwrap(),
        ..Ask::default()
    }))
}

fn gathered(library: &Library, of: Of) -> Concordance {
    let shelves = Shelves::of(library);
    let mut lines = Concordance::new(&shelves, of).unwrap();
    // One article at a time, as if somebody asked all the while.
    let mut turns = 0;
    while !lines.step(&shelves, &mut |pause| pause.within).unwrap() {
        turns += 1;
        assert!(turns < 1000, "it does not end");
    }
    assert!(lines.is_whole());
    lines
}

fn part(library: &Library, lines: &mut Concordance, sort: Sort, from: usize, n: usize) -> Lines {
    let ask = AskLines {
        of: lines.of().clone(),
        sort,
        from,
        count: n,
        keep: None,
        anew: false,
    };
    lines.lines(library, &ask).unwrap()
}

/// Key and what follows, of every line.
fn shown(lines: &Lines) -> Vec<String> {
    let rows = lines.rows.iter();
    rows.map(|line| {
        let after: String = line.context.after.chars().take(6).collect();
        format!("{}{after}", line.context.hit)
    })
    .collect()
}

#[test]
fn lines_of_an_actor_are_all_its_mentions_most_directions_first() {
    let library = small();
    let mut lines = gathered(&library, actor(&library, "merkel"));
    let next = part(&library, &mut lines, Sort::Next, 0, 100);
    assert_eq!((next.total, next.articles, next.split), (6, 3, 4));
    assert!(next.is_whole() && next.dated && !next.cut);
    let wanted = [
        "ميركل أصدقا",
        "ميركل إلى م",
        "ميركل إن بر",
        "ميركل بعد ي",
        "Merkel laugh",
        "Merkel left.",
    ];
    assert_eq!(shown(&next), wanted);
    let previous = part(&library, &mut lines, Sort::Previous, 0, 100);
    // عادت، قالت، وصلت، يوم: the clitic is no word.
    let wanted = ["ميركل بعد ي", "ميركل إن بر", "ميركل إلى م", "ميركل أصدقا"];
    assert_eq!(shown(&previous)[..4], wanted);
    let date = part(&library, &mut lines, Sort::Date, 0, 100);
    let days: Vec<_> = date.rows.iter().map(|l| l.date.map(|d| d.year())).collect();
    assert_eq!(
        days,
        [Some(2021), Some(2021), None, None, Some(2022), Some(2022)]
    );
    let source = part(&library, &mut lines, Sort::Source, 0, 100);
    let docs: Vec<&str> = source.rows.iter().map(|l| &*l.doc).collect();
    // `c.md` has no source: its name stands for it, before Arabic letters.
    assert_eq!(docs, ["c.md", "c.md", "a.md", "a.md", "b.md", "b.md"]);
    let Some(first) = next.rows.first() else {
        panic!("no line")
    };
    assert_eq!(first.context.before, "عادت ميركل بعد يوم، ول");
    let source = library.document(first.article).unwrap().unwrap().source;
    let (start, end) = first.scalars;
    let text: String = source.chars().skip(start).take(end - start).collect();
    assert_eq!(text, "ميركل");
}

#[test]
fn parts_are_the_whole_and_a_line_that_is_kept_is_found() {
    let library = small();
    for of in [actor(&library, "merkel"), query("ميركل OR Merkel OR مينسك")] {
        let mut lines = gathered(&library, of);
        for sort in Sort::ALL {
            let whole = part(&library, &mut lines, sort, 0, 100);
            assert_eq!(whole.rows.len(), whole.total);
            for from in 0..whole.total {
                let part = part(&library, &mut lines, sort, from, 2);
                let end = (from + 2).min(whole.total);
                assert_eq!(part.rows, whole.rows[from..end], "{sort:?} {from}");
            }
            for (at, line) in whole.rows.iter().enumerate() {
                let ask = AskLines {
                    of: lines.of().clone(),
                    sort,
                    from: 0,
                    count: 3,
                    keep: Some((line.article, line.context.range)),
                    anew: false,
                };
                let around = lines.lines(&library, &ask).unwrap();
                assert_eq!(around.kept, Some(at), "{sort:?}");
                assert!(around.rows.contains(line), "{sort:?}");
            }
        }
    }
}

#[test]
fn lines_of_a_query_are_its_hits() {
    let library = small();
    let mut lines = gathered(&library, query("مينسك"));
    assert_eq!(part(&library, &mut lines, Sort::Next, 0, 9).total, 2);
    let mut lines = gathered(&library, query("actor:merkel before:2022"));
    let merkel = part(&library, &mut lines, Sort::Next, 0, 9);
    assert_eq!((merkel.total, merkel.articles), (2, 1));
    let mut lines = gathered(&library, query("لاشيء"));
    let none = part(&library, &mut lines, Sort::Next, 0, 9);
    assert!(none.is_whole() && none.rows.is_empty());
}

#[test]
fn lines_are_written_as_the_contract_says() {
    let library = small();
    let mut lines = gathered(&library, actor(&library, "merkel"));
    let all = part(&library, &mut lines, Sort::Date, 0, 9);
    let mut written = Vec::new();
    for form in [Form::Tsv, Form::Jsonl] {
        print::line(&all.rows[0], form, 30, &mut written).unwrap();
    }
    let written = String::from_utf8(written).unwrap();
    let (tsv, json) = written.split_once('\n').unwrap();
    assert_eq!(tsv, "a.md\t44\t49\t2021-03-14\tوصلت \tميركل\t إلى مينسك.");
    let wanted =
        r#"{"doc":"a.md","start":44,"end":49,"date":"2021-03-14","source":"وكالة","title":"#;
    assert!(json.starts_with(wanted), "{json}");
    assert!(json.contains(r#""before":"وصلت ","hit":"ميركل","after":" إلى مينسك.""#));
}

#[test]
fn names_in_a_graph_are_harmless() {
    use super::connections::{Pair, Unit};
    let actor = |key: &str, name: &str| {
        std::sync::Arc::new(crate::library::Actor {
            id: EntityId(1),
            key: key.into(),
            kind: crate::entity::kind::Kind::Person,
            name: name.into(),
            latin: None,
            here: 0,
            all: 3,
            articles: 2,
        })
    };
    let pair = Pair {
        a: actor("a", "x\u{1b}[2J\u{0}<&>\"\u{FFFE}, \u{202E}"),
        b: actor("b\"<", "أ\"ب"),
        counts: [3, 2, 1],
    };
    let (mut table, mut graph) = (Vec::new(), Vec::new());
    super::graph::csv(std::slice::from_ref(&pair), &mut table).unwrap();
    super::graph::graphml(&[pair], Unit::Sentence, &mut graph).unwrap();
    for text in [&table, &graph] {
        let text = std::str::from_utf8(text).unwrap();
        let risky = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202E}' | '\u{FFFE}');
        assert!(!text.contains(risky), "{text:?}");
    }
    let mut rows = csv::Reader::from_reader(table.as_slice());
    let row = rows.records().next().unwrap().unwrap();
    assert_eq!(
        row.iter().skip(3).collect::<Vec<_>>(),
        ["b\"<", "أ\"ب", "person", "3", "2", "1"]
    );
    let graph = String::from_utf8(graph).unwrap();
    assert!(
        graph.contains("source=\"a\" target=\"b&quot;&lt;\""),
        "{graph}"
    );
    assert!(graph.contains("<data key=\"weight\">1</data>"), "{graph}");
}

#[test]
fn connections_of_an_actor_and_the_table_of_the_strongest() {
    use super::connections::{AskConnections, Connecting, Unit, all_pairs};
    let library = small();
    let told = |of: Option<&str>| {
        let ask = AskConnections {
            of: of.map(|key| entity(&library, key)),
            weak: false,
            strongest: 3,
        };
        let mut connecting = Connecting::new(&library, ask).unwrap();
        let mut turns = 0;
        while !connecting.step(&library, &mut |_| false).unwrap() {
            assert!(!connecting.so_far(&library).unwrap().is_whole());
            turns += 1;
            assert!(turns < 100, "it does not end");
        }
        connecting.so_far(&library).unwrap()
    };
    let merkel = told(Some("merkel"));
    assert!(merkel.is_whole());
    let shown: Vec<_> = merkel
        .pairs
        .iter()
        .map(|p| (&*p.a.key, &*p.b.key, p.counts))
        .collect();
    assert_eq!(
        shown,
        [
            ("merkel", "minsk", [3, 3, 3]),
            ("merkel", "brest", [1, 1, 1])
        ]
    );
    let names: Vec<&str> = merkel.strongest.iter().map(|actor| &*actor.key).collect();
    assert_eq!(names, ["merkel", "minsk", "brest"]);
    assert_eq!(merkel.between(0, 1), [3, 3, 3]);
    // One article and one paragraph, two sentences.
    assert_eq!(
        (merkel.between(1, 2), merkel.between(2, 1)),
        ([1, 1, 0], [1, 1, 0])
    );
    assert_eq!(merkel.between(1, 1), [0; 3]);
    // All pairs are those of each actor, whoever is asked.
    let all = all_pairs(&library, false, None).unwrap();
    for key in ["merkel", "minsk", "brest"] {
        for pair in told(Some(key)).pairs {
            let same = |other: &&super::connections::Pair| {
                let ids = [other.a.id, other.b.id];
                ids.contains(&pair.a.id) && ids.contains(&pair.b.id)
            };
            assert_eq!(all.iter().find(same).map(|p| p.counts), Some(pair.counts));
        }
    }
    assert_eq!(told(None).pairs, all);
    let by_sentence = &merkel.orders[Unit::Sentence.index()];
    assert_eq!(*by_sentence, [0, 1]);
}
