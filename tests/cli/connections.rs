//! Who appears with whom.

use crate::*;

const A: &[u8] =
    "لوكاشينكو في القاهرة. لوكاشينكو وميركل في مينسك! ثم القاهرة.\n\nميركل في القاهرة، لا في مينسك.\n".as_bytes();
const B: &[u8] = "Lukashenko met Angela Merkel.\n".as_bytes();

fn world() -> TempDir {
    folder([("in/a.txt", A), ("in/b.txt", B)])
}

/// `a b articles paragraphs sentences` of each line.
fn pairs(args: &[&str]) -> Vec<String> {
    let world = world();
    let args = [&["connections"], args, &["in"]].concat();
    let run = run(world.path(), &args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    let mut lines = run.out.lines();
    let head = "a,a_name,a_kind,b,b_name,b_kind,articles,paragraphs,sentences";
    assert_eq!(lines.next(), Some(head));
    let fields = lines.map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        [0, 3, 6, 7, 8].map(|at| fields[at]).join(" ")
    });
    fields.collect()
}

#[test]
fn pairs_are_counted_by_article_paragraph_and_sentence() {
    let (l, m) = ("alexander-lukashenko", "angela-merkel");
    let all = pairs(&[]);
    assert_eq!(all.len(), 6, "{all:?}");
    assert_eq!(all[0], format!("{l} {m} 2 2 2"));
    let of = |a: &str, b: &str| {
        let found = all
            .iter()
            .find(|line| line.starts_with(&format!("{a} {b} ")));
        found.map(|line| line[a.len() + b.len() + 2..].to_owned())
    };
    assert_eq!(of(l, "cairo").as_deref(), Some("1 1 1"));
    assert_eq!(of(l, "minsk").as_deref(), Some("1 1 1"));
    // In the first paragraph no sentence has both.
    assert_eq!(of("cairo", m).or(of(m, "cairo")).as_deref(), Some("1 2 1"));
    assert_eq!(
        of("cairo", "minsk").or(of("minsk", "cairo")).as_deref(),
        Some("1 2 1")
    );
    let strong = pairs(&["--by", "sentence", "--min", "2"]);
    assert_eq!(strong.len(), 2, "{strong:?}");
    assert!(strong.iter().all(|line| line.ends_with(" 2")), "{strong:?}");
    assert_eq!(pairs(&["--top", "2"]), [format!("{l} {m} 2 2 2")]);
}

#[test]
fn a_graph_holds_the_same_and_is_well_formed() {
    let world = world();
    let graph = run(
        world.path(),
        &["connections", "--graphml", "--by", "sentence", "in"],
    );
    assert_eq!((graph.code, graph.err.as_str()), (0, ""));
    let again = run(
        world.path(),
        &["connections", "--graphml", "--by", "sentence", "in"],
    );
    assert_eq!(graph.out, again.out);
    let mut reader = quick_xml::Reader::from_str(&graph.out);
    let (mut open, mut nodes, mut edges) = (Vec::new(), 0, 0);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                (nodes, edges) = match name.as_str() {
                    "node" => (nodes + 1, edges),
                    "edge" => (nodes, edges + 1),
                    _ => (nodes, edges),
                };
                open.push(name);
            }
            Event::End(end) => {
                let name = open.pop().unwrap();
                assert_eq!(name, end.name().as_ref());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    assert_eq!((nodes, edges), (4, 6));
    assert!(graph.out.contains("<node id=\"angela-merkel\">"));
    assert!(graph.out.contains("<data key=\"name\">القاهرة</data>"));
}
