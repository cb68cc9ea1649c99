//! `warraq render` and the text for a pipe.

use unicode_normalization::UnicodeNormalization;

use crate::*;

const TEXT: &str = "وَصَلَ لوكاشينكو إلى القاهرة.\nIt was in Cairo.\nNATO حلف شمال الأطلسي.\n";

fn page(args: &[&str], text: &str) -> Vec<String> {
    let folder = folder([]);
    let run = run_with(
        folder.path(),
        &[&["render"], args, &["-"]].concat(),
        text.as_bytes(),
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    run.out.lines().map(str::to_owned).collect()
}

fn is_form(c: char) -> bool {
    matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

fn cells(line: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(line)
}

#[test]
fn by_default_the_page_is_visual_joined_and_unpadded() {
    let lines = page(&[], TEXT);
    assert_eq!(
        lines,
        page(
            &[
                "--order",
                "visual",
                "--shaping",
                "forms",
                "--marks",
                "keep",
                "--direction",
                "auto"
            ],
            TEXT
        )
    );
    assert!(lines[0].starts_with('.'), "{}", lines[0]);
    assert!(lines[0].chars().any(is_form));
    assert!(lines[0].contains('\u{64e}'));
    assert_eq!(lines[2], "It was in Cairo.");
    // Read from the right, letters put back: the text.
    let back: String = lines[0]
        .nfkc()
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let bare = |s: &str| -> String {
        let letters = s.chars().filter(|c| !('\u{64b}'..='\u{652}').contains(c));
        letters.collect()
    };
    let plain: String = bare(&back).nfkc().collect();
    assert!(plain.contains("لوكاشينكو"), "{plain}");
    assert!(
        lines
            .iter()
            .all(|line| !line.starts_with(' ') && !line.ends_with(' '))
    );
}

#[test]
fn the_order_may_be_that_of_the_store() {
    let lines = page(&["--order", "logical", "--shaping", "base"], TEXT);
    let stored: Vec<&str> = TEXT.lines().collect();
    assert_eq!(
        [&lines[0], &lines[2], &lines[4]],
        [stored[0], stored[1], stored[2]]
    );
    // Only the letters differ when they are joined.
    let joined = page(&["--order", "logical"], TEXT);
    assert!(joined[0].chars().any(is_form));
    let apart: String = joined[0].nfkc().collect();
    assert_eq!(apart, stored[0]);
    let base = page(&["--shaping", "base"], TEXT);
    assert!(!base.concat().chars().any(is_form));
    assert!(base[0].starts_with('.'));
}

#[test]
fn marks_are_drawn_or_not() {
    let stripped = page(
        &[
            "--marks",
            "strip",
            "--order",
            "logical",
            "--shaping",
            "base",
        ],
        TEXT,
    );
    assert_eq!(stripped[0], "وصل لوكاشينكو إلى القاهرة.");
}

#[test]
fn no_line_is_wider_than_the_measure_and_padded_ones_end_at_it() {
    for width in [2u16, 7, 12, 20, 40, 79] {
        let width_text = width.to_string();
        let two = TEXT.split_once("NATO").unwrap().0;
        let narrow = page(&["--width", &width_text], two);
        let padded = page(&["--width", &width_text, "--pad"], two);
        assert_eq!(narrow.len(), padded.len());
        for (line, padded) in narrow.iter().zip(&padded) {
            assert!(cells(line) <= usize::from(width), "{width}: {line}");
            assert_eq!(padded.trim_start(), line);
            if line.chars().any(is_form) {
                assert_eq!(cells(padded), usize::from(width), "{width}: {padded:?}");
            }
        }
        let text: String = page(
            &[
                "--width",
                &width_text,
                "--order",
                "logical",
                "--shaping",
                "base",
            ],
            TEXT,
        )
        .concat();
        let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(letters(&text), letters(TEXT), "{width}");
    }
    // Without a width it is 80.
    assert_eq!(cells(&page(&["--pad"], TEXT)[0]), 80);
}

#[test]
fn the_direction_of_paragraphs_is_asked_for() {
    // Where the full stop of each of the three paragraphs stands: at the left or the right.
    for (direction, stops) in [
        ("auto", ["left", "right", "right"]),
        ("article", ["left", "right", "left"]),
        ("ltr", ["right", "right", "right"]),
        ("rtl", ["left", "left", "left"]),
    ] {
        let lines = page(&["--direction", direction], TEXT);
        let found = [0, 2, 4].map(|at| {
            if lines[at].starts_with('.') {
                "left"
            } else {
                assert!(lines[at].ends_with('.'), "{}", lines[at]);
                "right"
            }
        });
        assert_eq!(found, stops, "{direction}");
    }
}

#[test]
fn a_pipe_gets_the_text_as_it_is_stored() {
    let folder = folder([]);
    let run = run(folder.path(), &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(!run.out.contains('\u{1b}'));
    assert!(!run.out.chars().any(is_form));
    let heads: Vec<&str> = run.out.lines().filter(|l| l.starts_with("==> ")).collect();
    assert_eq!(heads.len(), 14, "{heads:?}");
    assert!(run.out.contains("لوكاشينكو") && run.out.contains("Lukashenko"));
    assert!(run.out.lines().all(|line| cells(line) < 5000));
    // One article has no head, and a paragraph is one line however long it is.
    let long = "كلمة ".repeat(9000);
    let one = run_with(folder.path(), &["-"], long.as_bytes()).out;
    assert_eq!(one, format!("{}\n", long.trim_end()));
}

#[test]
fn a_pipe_gets_latin_letters_where_that_is_asked() {
    let text = "زار **لوكا**شينكو مينسك في ٢٠٢٠؛ لا.\n";
    let folder = folder([("a.md", text.as_bytes())]);
    let run = run(folder.path(), &["--translit", "a.md"]);
    assert_eq!(run.out, "zar lukashinku minsk fi 2020; la.\n");
}

#[test]
fn a_rule_is_as_wide_as_the_page_and_short_where_there_is_none() {
    let text = b"a\n\n---\n\nb\n";
    let folder = folder([("a.md", text)]);
    let page = run(folder.path(), &["render", "--width", "30", "a.md"]).out;
    assert_eq!(page, format!("a\n\n{}\n\nb\n", "─".repeat(30)));
    let piped = run(folder.path(), &["a.md"]).out;
    let rule = piped.lines().nth(2).unwrap();
    assert!((3..=80).contains(&rule.chars().count()), "{}", rule.len());
}
