//! Our lines beside those of the `fribidi` command, over Arabic, Persian, Urdu, Uighur and
//! Hebrew text that was written for this test.
//!
//! Both join, reorder and mirror, so the two must show the same scalars in the same order.
//! Where they do not, the difference has a name in [`explained`], and each name must occur:
//! a difference that is gone is taken off the list. Latin islands are off: `fribidi` knows
//! UAX #9 alone.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use warraq::layout::{Islands, Options, column};
use warraq::text::direction::Direction;

/// Sentences with what makes readers fail: marks, lam-alefs, joiners, digits of three kinds,
/// brackets, Latin islands.
const SENTENCES: &[&str] = &[
    // Arabic.
    "زارَ الوفدُ الأمنيُّ مدينةَ الإسكندريةِ قبلَ الآنَ بيومين.",
    "قال (المتحدث): «لا نعلّق على الأخبار»، ثم انصرف.",
    "بلغت النسبة 12.5% في 2024 و٣٫٥٪ في العام الذي قبله.",
    "الأولاد والآباء والإخوة للأمم لإيران بالأمس فلا بأس.",
    "وقّعت شركة ABC Ltd. (UK) عقدا بقيمة 3,000 دولار [مليون].",
    "كتب إلى info@example.org ثم زار https://example.org/a/b مرتين.",
    "هـ 1446 ـ بيــان رقم (7) حول مؤتمر F-16.",
    "شيء ماء سماء قراءة مسؤول مئة رؤوس بدء.",
    "سطر فيه حرف ب\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{670}ت عليه ست حركات.",
    "لِأَنَّ الْكِتَابَ مُفِيدٌ لِلْأَوْلَادِ.",
    // Persian.
    "می‌خواهم کتاب‌های گذشته را دوباره بخوانم، چون ژرف‌اند.",
    "سال ۱۴۰۲ خورشیدی (۲۰۲۳ میلادی) پایان یافت.",
    "پژوهشگاه چاپ گزارش «گفت‌وگو» را آغاز کرد.",
    // Urdu.
    "پاکستان کے وزیرِ اعظم نے ٹیلی وژن پر گفتگو کی۔",
    "یہاں بڑے بھائی ڈاکٹر ہیں، اور وہ ۵ بجے آئیں گے۔",
    // Uighur.
    "ئۇيغۇر تىلى تۈركىي تىللارنىڭ بىرى، ھازىر كۆپ كىشى سۆزلەيدۇ.",
    "ئوقۇغۇچىلار 25 كىتابنى (يېڭى) ئوقۇدى.",
    // Hebrew.
    "ראש הממשלה אמר: \"לא נוותר\" (כך נמסר) ב־12 במאי.",
    "שָׁלוֹם לְכוּלָּם, כתב בדוא\"ל אל name@example.org.",
    "המחיר עלה ב-3.5% ל-1,200 ש\"ח [בערך].",
    // Latin first.
    "The city of القاهرة (Cairo) and ירושלים in 1948.",
    "Tehran (تهران), Kabul (کابل): 12 كم.",
];

/// Letters of which words are made that nobody wrote: every letter beside every other.
const ALPHABETS: &[&str] = &[
    // Arabic, with vowel signs, tatweel and joiners.
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةـ\u{64B}\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{670}\u{200C}\u{200D}",
    // Persian.
    "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءآئأؤۀ\u{200C}",
    // Urdu.
    "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئؤۂۓ",
    // Uighur.
    "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي",
    // Hebrew.
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת\u{5B0}\u{5B8}\u{5BC}\u{5C1}־׳״",
    // What stands between words.
    "()[]«»{}<>.,:;!?،؛؟-+/%$#*\"'0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹abcXYZ",
];

/// The sentences, their words side by side in a fixed disorder, and words that nobody wrote.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = SENTENCES.iter().map(|s| (*s).to_owned()).collect();
    let words: Vec<&str> = SENTENCES.iter().flat_map(|s| s.split(' ')).collect();
    let mut seed = 12_345u64;
    let mut next = |n: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % n
    };
    for _ in 0..3000 {
        let n = 2 + next(9);
        let text: Vec<&str> = (0..n).map(|_| words[next(words.len())]).collect();
        texts.push(text.join(" "));
    }
    let alphabets: Vec<Vec<char>> = ALPHABETS.iter().map(|a| a.chars().collect()).collect();
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..1 + next(5) {
            let letters = &alphabets[next(alphabets.len())];
            text.extend((0..1 + next(7)).map(|_| letters[next(letters.len())]));
            text.push(' ');
        }
        texts.push(text.trim_end().to_owned());
    }
    texts
}

fn fribidi(texts: &[String], flag: &str) -> Vec<String> {
    let mut child = Command::new("fribidi")
        .args(["--nopad", "--nobreak", "--clean", "--reordernsm", flag])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the fribidi command");
    let input = texts.join("\n") + "\n";
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    output.lines().map(str::to_owned).collect()
}

fn ours(text: &str, direction: Direction) -> String {
    let options = Options {
        direction: Some(direction),
        islands: Islands::Plain,
        ..Options::default()
    };
    let line = column::label(text, 10_000, &options);
    line.placed
        .iter()
        .map(|placed| placed.glyph.as_str())
        .collect()
}

#[test]
#[ignore = "needs the fribidi command (Debian's libfribidi-bin); run by .ci/run"]
fn conformance_lines_are_those_of_fribidi() {
    let texts = texts();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut equal = 0;
    for (flag, direction) in [
        ("--rtl", Direction::RightToLeft),
        ("--ltr", Direction::LeftToRight),
    ] {
        let theirs = fribidi(&texts, flag);
        assert_eq!(theirs.len(), texts.len());
        for (text, theirs) in texts.iter().zip(&theirs) {
            let ours = ours(text, direction);
            equal += usize::from(ours == *theirs);
            let (mut a, mut b) = (ours, theirs.clone());
            for (name, without) in EXPLAINED {
                if a == b {
                    break;
                }
                let (like_a, like_b) = (without(&a), without(&b));
                if (&like_a, &like_b) != (&a, &b) {
                    *seen.entry(name).or_default() += 1;
                    (a, b) = (like_a, like_b);
                }
            }
            assert_eq!(a, b, "{flag} {text}");
        }
    }
    for (name, _) in EXPLAINED {
        assert!(seen.contains_key(name), "no line shows it any more: {name}");
    }
    assert!(
        equal * 10 > texts.len() * 2 * 9,
        "{equal} of {} lines are equal",
        texts.len() * 2
    );
}

/// A difference that is meant, and how both sides look without it.
type Difference = (&'static str, fn(&str) -> String);

const EXPLAINED: &[Difference] = &[
    // A mark at the beginning of a text has no letter: `fribidi` writes it bare, and it would
    // land on whatever stands to the left of the line. We set it on a dotted circle (The
    // Unicode Standard, 5.13).
    ("a mark without a letter", |row| row.replace('◌', "")),
    // We draw at most four marks on a letter: hostile text piles up hundreds.
    ("a fifth mark", |row| {
        let mut marks = 0;
        let few = row.chars().filter(|c| {
            marks = if is_mark(*c) { marks + 1 } else { 0 };
            marks <= 4
        });
        few.collect()
    }),
    // `fribidi` melts lam and alef only where nothing stands between them. We melt them also
    // with the vowel signs of the lam between (The Unicode Standard, 9.2: transparent
    // marks do not break the ligature), as every font does.
    ("lam, marks, alef", melt),
];

fn is_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{655}' | '\u{670}')
}

/// Lam-alefs as one, the marks behind them sorted.
fn melt(row: &str) -> String {
    let chars: Vec<char> = row.chars().collect();
    let marks = |from: usize| chars[from..].iter().take_while(|c| is_mark(**c)).count();
    let mut out = String::new();
    let mut at = 0;
    while at < chars.len() {
        // From left to right: alef, its marks, lam, its marks.
        let ligature = match chars[at] {
            '\u{FE82}' => '\u{FEF5}',
            '\u{FE84}' => '\u{FEF7}',
            '\u{FE88}' => '\u{FEF9}',
            '\u{FE8E}' => '\u{FEFB}',
            c => c,
        };
        let own = marks(at + 1);
        let mut of_both: Vec<char> = chars[at + 1..at + 1 + own].to_vec();
        let lam = at + 1 + own;
        let joined = match chars.get(lam) {
            Some('\u{FEDF}') if ligature != chars[at] => Some(ligature),
            Some('\u{FEE0}') if ligature != chars[at] => char::from_u32(ligature as u32 + 1),
            _ => None,
        };
        match joined {
            Some(ligature) => {
                let more = marks(lam + 1);
                of_both.extend(&chars[lam + 1..lam + 1 + more]);
                out.push(ligature);
                at = lam + 1 + more;
            }
            None => {
                out.push(chars[at]);
                at = lam;
            }
        }
        of_both.sort_unstable();
        out.extend(of_both);
    }
    out
}
