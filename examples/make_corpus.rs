//! Grows an archive from the sample articles, for measuring: `make_corpus DIR COUNT [SEED [SIZE]]`.
//!
//! Each article has a title, a date between 2000 and 2024, and about SIZE bytes (5 kB) of
//! paragraphs of the samples in a new order, a number in each so that no two are the same, and made-up people
//! who speak: a few of them often, most of 20,000 seldom, so that actors and words grow with the
//! archive as they do in a real one. The same arguments make the same bytes.
#![allow(clippy::print_stderr, reason = "it is a command")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use warraq::assets;
use warraq::document::{self, Format, ParagraphKind};

/// Bytes of an article, about, where nobody says it.
const SIZE: u64 = 5_000;
/// Articles in a folder.
const FOLDER: u64 = 1_000;

/// People who may speak.
const PEOPLE: u64 = 20_000;
const LETTERS: [char; 20] = [
    'ب', 'ت', 'ج', 'ح', 'خ', 'د', 'ر', 'ز', 'س', 'ش', 'ص', 'ط', 'ع', 'غ', 'ف', 'ق', 'ك', 'ل', 'م',
    'ن',
];
const GIVEN: [&str; 8] = [
    "سمير", "جميل", "كريم", "نبيل", "فادي", "سليم", "منير", "رامي",
];
const TITLES: [&str; 4] = ["الوزير", "الرئيس", "المتحدث", "السفير"];

/// A small generator of numbers that look random (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end.max(1)
    }

    fn pick<'a>(&mut self, all: &'a [String]) -> &'a str {
        let at = usize::try_from(self.below(all.len() as u64)).unwrap_or(0);
        all.get(at).map_or("", String::as_str)
    }
}

/// What a made-up person says.
fn speech(random: &mut Random) -> String {
    // The lower of several numbers: low ones come often.
    let rank = (0..4).map(|_| random.below(PEOPLE)).min().unwrap_or(0);
    let mut of_name = Random(rank);
    let at = |random: &mut Random, length: usize| {
        usize::try_from(random.below(length as u64)).unwrap_or(0)
    };
    let given = GIVEN[at(&mut of_name, GIVEN.len())];
    let family: String = (0..5)
        .map(|_| LETTERS[at(&mut of_name, LETTERS.len())])
        .collect();
    let title = TITLES[at(&mut of_name, TITLES.len())];
    format!("وقال {title} {given} {family}اني ذلك.")
}

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let number = |at: usize| args.get(at).and_then(|n| n.parse::<u64>().ok());
    let (Some(folder), Some(count)) = (args.first(), number(1)) else {
        eprintln!("make_corpus DIR COUNT [SEED [SIZE]]");
        return ExitCode::from(2);
    };
    let size = usize::try_from(number(3).unwrap_or(SIZE)).unwrap_or(usize::MAX);
    match make(Path::new(folder), count, number(2).unwrap_or(1), size) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("make_corpus: {error}");
            ExitCode::FAILURE
        }
    }
}

fn make(folder: &Path, count: u64, seed: u64, size: usize) -> io::Result<()> {
    let (mut titles, mut paragraphs) = (Vec::new(), Vec::new());
    for (name, text) in assets::samples() {
        let document = document::read(text.to_owned(), Format::of_name(name));
        titles.push(document.meta.label.clone());
        let body = document.paragraphs.iter();
        let body = body.filter(|p| p.kind == ParagraphKind::Body);
        paragraphs
            .extend(body.filter_map(|p| Some(p.range()?.slice(&document.source)?.to_owned())));
    }
    for at in 0..count {
        let mut random = Random(seed ^ at.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let within = folder.join(format!("{:04}", at / FOLDER));
        if at % FOLDER == 0 {
            fs::create_dir_all(&within)?;
        }
        let title = format!("{} ({at})", random.pick(&titles).replace('\n', " "));
        let date = format!(
            "{}-{:02}-{:02}",
            2000 + random.below(25),
            1 + random.below(12),
            1 + random.below(28)
        );
        let mut text = format!("---\ntitle: \"{title}\"\ndate: {date}\n---\n");
        while text.len() < size {
            let speech = speech(&mut random);
            let paragraph = random.pick(&paragraphs);
            // A number makes it a paragraph of its own.
            let _ = write!(text, "\n{paragraph} {speech} {}\n", random.below(1_000_000));
        }
        fs::write(within.join(format!("{at:06}.md")), text)?;
    }
    Ok(())
}
