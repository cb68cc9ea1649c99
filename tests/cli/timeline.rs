//! When articles were written, and when somebody is named.

use crate::*;

fn world() -> TempDir {
    let dated = |date: &str, text: &str| format!("---\ndate: {date}\n---\n{text}\n").into_bytes();
    let [a, b, c, d] = [
        dated("2019-12-31", "عن لوكاشينكو ولوكاشينكو ومصر"),
        dated("2020-02-02", "عن القاهرة والمصريين"),
        dated("2020-02-29", "Lukashenko flew to Cairo."),
        b"no date\n".to_vec(),
    ];
    folder([
        ("in/a.md", &*a),
        ("in/b.md", &*b),
        ("in/c.md", &*c),
        ("in/d.md", &*d),
    ])
}

fn table(args: &[&str]) -> String {
    let world = world();
    let run = run(world.path(), &[&["timeline"], args, &["in"]].concat());
    let told = "warraq: Articles without a date: 1.\n";
    assert_eq!((run.code, run.err.as_str()), (0, told), "{args:?}");
    run.out
}

#[test]
fn each_month_has_a_line_and_each_actor_a_column() {
    let months = "from,articles\n2019-12,1\n2020-01,0\n2020-02,2\n";
    assert_eq!(table(&[]), months);
    let both = table(&["--actor", "لوكاشينكو", "--actor", "cairo"]);
    let head = "from,articles,alexander-lukashenko,cairo\n";
    assert_eq!(
        both,
        format!("{head}2019-12,1,2,0\n2020-01,0,0,0\n2020-02,2,1,2\n")
    );
    let years = table(&["--by", "year", "--tsv", "--actor", "cairo"]);
    assert_eq!(years, "from\tarticles\tcairo\n2019\t1\t0\n2020\t2\t2\n");
    let days = table(&["--by", "day"]);
    assert_eq!(days.lines().count(), 1 + 61);
    assert!(days.ends_with("2020-02-28,0\n2020-02-29,1\n"), "{days}");
    // A nationality has a column beside that of its country.
    let land = table(&["--actor", "egypt", "--by", "year"]);
    assert!(
        land.starts_with("from,articles,egypt,nationality:egypt\n"),
        "{land}"
    );
    assert!(land.ends_with("2019,1,1,0\n2020,2,0,1\n"), "{land}");
}

#[test]
fn who_is_named_nowhere_has_no_column_and_the_nearest_is_told() {
    let world = world();
    let run = run(world.path(), &["timeline", "--actor", "lukashemko", "in"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("لوكاشينكو"), "{}", run.err);
}
