//! Plain text: a line end is a paragraph end, unless the file is hard-wrapped.

use crate::document::{Paragraph, ParagraphKind, Piece, PieceKind, PieceStyle};
use crate::text::range::TextRange;

/// Widest line, in letters, that a hard-wrapped file may have.
const WIDEST: usize = 100;
/// How many letters shorter than the widest most lines of a hard-wrapped file are.
const SLACK: usize = 12;
/// Narrower than this it is verse or a list.
const NARROWEST: usize = 40;

/// The paragraphs of `source` from byte `from` on.
pub(crate) fn paragraphs(source: &str, from: usize) -> Vec<Paragraph> {
    let lines = lines(source, from);
    let joined = hard_wrapped(source, &lines);
    let mut out: Vec<Paragraph> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.is_empty() {
            open = false;
            continue;
        }
        match out.last_mut() {
            Some(last) if joined && open => {
                let end = last.pieces.last().map_or(line.start, |p| p.range.end);
                last.pieces
                    .push(piece(TextRange::new(end, line.start), PieceKind::Space));
                last.pieces.push(piece(line, PieceKind::Text));
            }
            _ => out.push(Paragraph {
                kind: ParagraphKind::Body,
                pieces: vec![piece(line, PieceKind::Text)],
                direction: None,
            }),
        }
        open = true;
    }
    out
}

fn piece(range: TextRange, kind: PieceKind) -> Piece {
    Piece {
        range,
        kind,
        style: PieceStyle::default(),
        link: None,
    }
}

/// Each line without the white space around it; empty ranges for blank lines.
fn lines(source: &str, from: usize) -> Vec<TextRange> {
    let mut out = Vec::new();
    let mut at = from;
    // CR LF gives an empty line between its halves to this split; it must not look blank.
    for line in source[from..].split_inclusive(['\n', '\r']) {
        let start = at;
        at += line.len();
        let body = line.trim_end_matches(['\n', '\r']);
        if body.is_empty() && line == "\n" && start > from && source[..start].ends_with('\r') {
            continue;
        }
        let lead = body.len() - body.trim_start().len();
        out.push(TextRange::new(
            start + lead,
            start + lead + body.trim().len(),
        ));
    }
    out
}

/// True when blank lines stand between paragraphs and most lines that do not end a
/// paragraph come within [`SLACK`] of a common width of at most [`WIDEST`].
fn hard_wrapped(source: &str, lines: &[TextRange]) -> bool {
    let width = |line: &TextRange| {
        let width = line.slice(source).map_or(0, letters);
        (width <= WIDEST).then_some(width)
    };
    // One line that is wider, and it is not: the rest need not be measured.
    let Some(filled) = lines.iter().map(width).collect::<Option<Vec<usize>>>() else {
        return false;
    };
    let has_blank = filled
        .iter()
        .skip_while(|&&w| w == 0)
        .collect::<Vec<_>>()
        .windows(3)
        .any(|w| *w[0] > 0 && *w[1] == 0 && *w[2] > 0);
    // The last line of a block may have any length.
    let inner: Vec<usize> = filled
        .windows(2)
        .filter(|w| w[0] > 0 && w[1] > 0)
        .map(|w| w[0])
        .collect();
    let Some(&widest) = inner.iter().max() else {
        return false;
    };
    if !has_blank || inner.len() < 2 || !(NARROWEST..=WIDEST).contains(&widest) {
        return false;
    }
    let near = inner.iter().filter(|&&w| w + SLACK >= widest).count();
    near * 10 >= inner.len() * 7
}

/// Letters of a line as an editor counts columns: marks take none.
fn letters(line: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        paragraphs(source, 0)
            .iter()
            .map(|p| {
                p.pieces
                    .iter()
                    .map(|p| match p.kind {
                        PieceKind::Text => p.range.slice(source).unwrap(),
                        PieceKind::Space => " ",
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        let rows: [(&str, &[&str]); 5] = [
            ("", &[]),
            ("\n\n", &[]),
            ("سطر\nسطر آخر\n\n  ثالث  ", &["سطر", "سطر آخر", "ثالث"]),
            ("a\r\nb\r\n\r\nc", &["a", "b", "c"]),
            ("a\rb", &["a", "b"]),
        ];
        for (source, expected) in rows {
            assert_eq!(texts(source), expected, "{source:?}");
        }
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let source = "وصل الرئيس الفرنسي إيمانويل ماكرون مساء أمس إلى\r\nالعاصمة اللبنانية بيروت في زيارة تستمر يومين يلتقي\r\nفيها المسؤولين\r\n\r\nوقال الناطق باسم القصر إن الزيارة تأتي في موعدها\r\nالمقرر\r\n";
        let found = texts(source);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("إلى العاصمة"));
        assert!(found[1].ends_with("موعدها المقرر"));
    }

    #[test]
    fn verse_lists_and_unequal_lines_stay_apart() {
        for source in [
            "قفا نبك من ذكرى\nحبيب ومنزل\n\nبسقط اللوى\nبين الدخول",
            "This line is long enough to be wrapped by hand, sixty\nbut no\nother line\nis\n\nof its\nlength",
            "One line of some sixty letters that could have been wrapped.\nAnother line of some sixty letters that could be a paragraph.\n",
        ] {
            let lines = source.lines().filter(|l| !l.is_empty()).count();
            assert_eq!(texts(source).len(), lines, "{source:?}");
        }
    }
}
