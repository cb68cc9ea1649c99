//! How long layout takes: `cargo bench --bench layout`.
//!
//! Screens of the sample articles with nothing cached; one paragraph without end; and
//! `warraq render` beside the `fribidi` command over the same text, turn by turn. The
//! figures stand in `docs/performance.md`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs
)]

use std::fs;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use warraq::document::{Document, Format, Piece, PieceKind, PieceStyle, read};
use warraq::layout::direction::{DirectionMode, of_paragraph};
use warraq::layout::{Options, lay_out};
use warraq::text::range::TextRange;

/// The rows of a large screen, and the widest measure of running text.
const ROWS: usize = 60;
const MEASURE: u16 = 66;

fn main() {
    let articles = seeds();
    for justify in [false, true] {
        screens(&articles, justify);
    }
    long_paragraphs(&articles);
    render(&articles);
}

/// The sample articles, sorted by name.
fn seeds() -> Vec<Document> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| read(fs::read_to_string(path).unwrap(), Format::Markdown))
        .collect()
}

/// The best of several runs: what waiting for a processor adds is no part of the work.
fn best_of<T>(runs: usize, mut f: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        black_box(f());
        start.elapsed()
    };
    (0..runs).map(time).min().unwrap()
}

/// Lays out from a paragraph on until the screen is full.
fn screen(article: &Document, top: usize, justify: bool) -> usize {
    let of_article = article.direction();
    let mut rows = 0;
    for paragraph in &article.paragraphs[top..] {
        let mode = DirectionMode::Article;
        let options = Options {
            width: MEASURE,
            direction: Some(of_paragraph(&article.source, paragraph, of_article, mode)),
            justify,
            ..Options::default()
        };
        rows += 1 + black_box(lay_out(&article.source, &paragraph.pieces, &options)).len();
        if rows >= ROWS {
            break;
        }
    }
    rows
}

/// Every full screen of the sample articles.
fn screens(articles: &[Document], justify: bool) {
    let mut times = Vec::new();
    for article in articles {
        let tops =
            (0..article.paragraphs.len()).filter(|top| screen(article, *top, justify) >= ROWS);
        times.extend(tops.map(|top| best_of(20, || screen(article, top, justify))));
    }
    times.sort_unstable();
    println!(
        "screen, {ROWS} rows of {MEASURE} cells{}: {} screens, median {:.2} ms, worst {:.2} ms",
        if justify { ", justified" } else { "" },
        times.len(),
        millis(times[times.len() / 2]),
        millis(*times.last().unwrap()),
    );
}

/// One paragraph of a megabyte, and one twice as long.
fn long_paragraphs(articles: &[Document]) {
    for megabytes in [1, 2] {
        let text = text_of(articles, megabytes * 1_000_000).replace('\n', " ");
        let piece = Piece {
            range: TextRange::new(0, text.len()),
            kind: PieceKind::Text,
            style: PieceStyle::default(),
            link: None,
        };
        let options = Options {
            width: MEASURE,
            ..Options::default()
        };
        let time = best_of(5, || lay_out(&text, std::slice::from_ref(&piece), &options));
        println!(
            "one paragraph of {megabytes} MB, all lines: {:.0} ms",
            millis(time)
        );
    }
}

/// So many bytes of running text from the articles, a paragraph a line. The words of each
/// round begin elsewhere, so that no two lines are the same.
fn text_of(articles: &[Document], bytes: usize) -> String {
    let lines: Vec<Vec<&str>> = articles
        .iter()
        .flat_map(|article| article.source.lines())
        .map(|line| line.split_whitespace().collect())
        .filter(|words: &Vec<_>| words.len() > 8)
        .collect();
    let mut text = String::with_capacity(bytes + 4096);
    for round in 0.. {
        for words in &lines {
            let (end, start) = words.split_at(round % words.len());
            for word in start.iter().chain(end) {
                text.push_str(word);
                text.push(' ');
            }
            text.pop();
            text.push('\n');
            if text.len() >= bytes {
                return text;
            }
        }
    }
    text
}

/// What the children that were waited for took of the processor, in ticks of 10 ms.
fn ticks_of_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = behind_name.split_whitespace().skip(13).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum()
}

fn render(articles: &[Document]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("text.txt");
    let text = text_of(articles, 10_000_000);
    fs::write(&path, &text).unwrap();
    let commands: [(&str, &[&str]); 3] = [
        ("fribidi", &["--nopad", "--width", "80"]),
        (env!("CARGO_BIN_EXE_warraq"), &["render", "--width", "80"]),
        (
            env!("CARGO_BIN_EXE_warraq"),
            &["render", "--width", "80", "--justify"],
        ),
    ];
    let mut taken = vec![(Vec::new(), 0.0); commands.len()];
    const ROUNDS: usize = 7;
    for _ in 0..ROUNDS {
        for ((program, arguments), taken) in commands.iter().zip(&mut taken) {
            let before = ticks_of_children();
            let start = Instant::now();
            let status = Command::new(program)
                .args(*arguments)
                .arg(&path)
                .stdout(Stdio::null())
                .status();
            let Ok(status) = status else {
                println!("{program} cannot be run: no comparison");
                return;
            };
            assert!(status.success(), "{program}");
            taken.0.push(start.elapsed());
            taken.1 += ticks_of_children() - before;
        }
    }
    let megabytes = text.len() as f64 / 1e6;
    let mut first = None;
    for ((program, arguments), (mut walls, ticks)) in commands.iter().zip(taken) {
        walls.sort_unstable();
        let wall = megabytes / walls[ROUNDS / 2].as_secs_f64();
        let processor = megabytes * ROUNDS as f64 / (ticks / 100.0);
        let (of_wall, of_processor) = *first.get_or_insert((wall, processor));
        println!(
            "{} {}: {megabytes:.0} MB at {wall:.1} MB/s by the clock ({:.2} of fribidi), \
             {processor:.1} MB a second of processor time ({:.2})",
            program.rsplit('/').next().unwrap(),
            arguments.join(" "),
            wall / of_wall,
            processor / of_processor,
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
