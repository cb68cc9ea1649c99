//! What a terminal that has its own idea of right-to-left text shows of the cells it was
//! sent: by its rule, row by row.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// How a terminal sets the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// As they come.
    Cells,
    /// By UAX #9 over all scalars of the row, from left to right (VTE, Konsole).
    Line,
    /// By UAX #9 over the first scalar of each cell, the direction by the first letter (PuTTY).
    FirstScalars,
    /// Each word whose first letter is right-to-left backwards, colours where they were (kitty).
    Words,
    /// As they come in boxes; right-to-left text outside of one fails (kitty).
    Boxes,
}

impl Rule {
    /// The rule of the terminal that needs this way of sending.
    pub fn of(way: &str) -> Self {
        match way {
            "visual-lrm" | "visual-alt" | "words" => Self::Line,
            "putty" => Self::FirstScalars,
            "kitty-words" => Self::Words,
            "kitty" => Self::Boxes,
            _ => Self::Cells,
        }
    }
}

/// A terminal behind a rule: bytes in, the screen as it is seen out.
pub struct Shown {
    rule: Rule,
    seen: vt100::Parser,
    /// For each row, the column as sent of each column as seen.
    sent: Vec<Vec<u16>>,
    /// The beginning of a box that is not whole yet.
    rest: Vec<u8>,
}

impl Shown {
    pub fn new(rule: Rule, columns: u16, rows: u16) -> Self {
        Self {
            rule,
            seen: parser(columns, rows),
            sent: Vec::new(),
            rest: Vec::new(),
        }
    }

    /// Bytes as `vt100` understands them: boxes become their text.
    pub fn unboxed(&mut self, bytes: &[u8]) -> Vec<u8> {
        if self.rule != Rule::Boxes {
            return bytes.to_vec();
        }
        let mut all = std::mem::take(&mut self.rest);
        all.extend_from_slice(bytes);
        let mut out = Vec::with_capacity(all.len());
        let mut rest = all.as_slice();
        const BOX: &[u8] = b"\x1b]66;";
        while let Some(at) = rest.iter().position(|b| *b == 0x1b) {
            let (plain, sequence) = rest.split_at(at);
            outside(plain);
            out.extend_from_slice(plain);
            if BOX.starts_with(sequence) {
                self.rest = sequence.to_vec();
                return out;
            }
            let Some(body) = sequence.strip_prefix(BOX) else {
                out.push(0x1b);
                rest = &sequence[1..];
                continue;
            };
            let Some(end) = body.iter().position(|b| *b == 0x07) else {
                self.rest = sequence.to_vec();
                return out;
            };
            let text = std::str::from_utf8(&body[..end]).unwrap();
            match text.split_once(';').unwrap() {
                // Set from right to left: the space stands on the left.
                (size, text) if size.starts_with("w=2:") && text.ends_with(' ') => {
                    out.push(b' ');
                    out.extend_from_slice(text.trim_end().as_bytes());
                }
                // The question whether there are boxes.
                ("w=2", " ") => out.extend_from_slice(b"  "),
                (size, text) => {
                    assert!(size.starts_with("w=1:"), "{size}");
                    out.extend_from_slice(text.as_bytes());
                }
            }
            rest = &body[end + 1..];
        }
        outside(rest);
        out.extend_from_slice(rest);
        out
    }

    /// Sets the screen anew, as the terminal would.
    pub fn update(&mut self, screen: &vt100::Screen) {
        let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
        self.seen = parser(columns, rows);
        self.sent.clear();
        for y in 0..rows {
            let row = Row::read(screen, y, columns);
            let order = row.order(self.rule);
            let bytes = row.bytes(self.rule, &order, y);
            self.seen.process(bytes.as_bytes());
            self.sent
                .push(order.iter().map(|(x, _)| *x as u16).collect());
        }
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.seen.screen()
    }

    /// The column that the terminal names when a reader clicks where `x` is seen. kitty turns
    /// words only as it draws them: the column is the one under the pointer.
    pub fn sent(&self, x: u16, y: u16) -> u16 {
        if self.rule == Rule::Words {
            return x;
        }
        let row = self.sent.get(usize::from(y));
        let x_sent = row.and_then(|row| row.get(usize::from(x)));
        x_sent.copied().unwrap_or(x)
    }
}

fn parser(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
}

fn outside(plain: &[u8]) {
    let text = String::from_utf8_lossy(plain);
    let letter = |c: char| matches!(bidi_class(c), BidiClass::R | BidiClass::AL);
    assert!(!text.contains(letter), "outside of a box: {text:?}");
}

/// The direction of a scalar's script, by which kitty sets a word; none where scripts share it.
/// Numbers written in Arabic have that of Arabic.
fn script(c: char) -> Option<Level> {
    match c {
        '،' | '؛' | '؟' | 'ـ' => None,
        '٪' | '۰'..='۹' | '\u{61c}' => Some(Level::rtl()),
        '\u{180e}' => Some(Level::ltr()),
        _ => match bidi_class(c) {
            BidiClass::L => Some(Level::ltr()),
            BidiClass::R | BidiClass::AL | BidiClass::AN => Some(Level::rtl()),
            _ => None,
        },
    }
}

/// One row as it was sent.
struct Row<'a> {
    cells: Vec<Option<&'a vt100::Cell>>,
    texts: Vec<String>,
}

impl<'a> Row<'a> {
    fn read(screen: &'a vt100::Screen, y: u16, columns: u16) -> Self {
        let cells: Vec<_> = (0..columns).map(|x| screen.cell(y, x)).collect();
        let text = |cell: &Option<&vt100::Cell>| match cell.map(vt100::Cell::contents) {
            None | Some("") => " ".to_owned(),
            Some(text) => text.to_owned(),
        };
        Self {
            texts: cells.iter().map(text).collect(),
            cells,
        }
    }

    /// From left to right: the column as sent, and whether its signs are mirrored.
    fn order(&self, rule: Rule) -> Vec<(usize, bool)> {
        match rule {
            Rule::Cells | Rule::Boxes => (0..self.texts.len()).map(|x| (x, false)).collect(),
            Rule::Line => by_levels(&self.texts, Some(Level::ltr())),
            Rule::FirstScalars => {
                let first = |text: &String| text.chars().next().unwrap_or(' ').to_string();
                by_levels(&self.texts.iter().map(first).collect::<Vec<_>>(), None)
            }
            Rule::Words => {
                let mut order = Vec::with_capacity(self.texts.len());
                for word in self.words() {
                    let direction = |x: usize| self.texts[x].chars().find_map(script);
                    if word.clone().find_map(direction) == Some(Level::rtl()) {
                        order.extend(word.rev().map(|x| (x, true)));
                    } else {
                        order.extend(word.map(|x| (x, false)));
                    }
                }
                order
            }
        }
    }

    /// Words and what lies between them: spaces, frames, another face end a word.
    fn words(&self) -> Vec<Range<usize>> {
        let border = |x: usize| {
            let c = self.texts[x].chars().next().unwrap_or(' ');
            matches!(c, ' ' | '\u{2500}'..='\u{259f}')
        };
        // Another font has Hebrew, as most often.
        let hebrew = |x: usize| matches!(self.texts[x].chars().next(), Some('\u{590}'..='\u{5ff}'));
        let bold = |x: usize| (self.cells[x].is_some_and(vt100::Cell::bold), hebrew(x));
        let mut words: Vec<Range<usize>> = Vec::new();
        for x in 0..self.texts.len() {
            match words.last_mut() {
                Some(word) if !border(x) && !border(word.start) && bold(x) == bold(word.start) => {
                    word.end = x + 1;
                }
                _ => words.push(x..x + 1),
            }
        }
        words
    }

    /// What draws the row in this order.
    fn bytes(&self, rule: Rule, order: &[(usize, bool)], y: u16) -> String {
        let mut out = format!("\x1b[{};1H", y + 1);
        for (place, &(from, mirrors)) in order.iter().enumerate() {
            // kitty keeps colours where they were.
            let look = self.cells[if rule == Rule::Words { place } else { from }];
            out.push_str("\x1b[0");
            if let Some(look) = look {
                out.push_str(&attributes(look));
            }
            out.push('m');
            let kept = |c: &char| {
                !matches!(
                    c,
                    '\u{61c}' | '\u{180e}' | '\u{200c}'..='\u{200f}' | '\u{2060}'
                )
            };
            let text = self.texts[from].chars().filter(kept);
            out.extend(text.map(|c| match c {
                '\u{2800}' | '\u{a0}' => ' ',
                c if mirrors => mirrored(c),
                c => c,
            }));
        }
        out
    }
}

fn attributes(cell: &vt100::Cell) -> String {
    let mut out = String::new();
    for (on, number) in [
        (cell.bold(), 1),
        (cell.italic(), 3),
        (cell.underline(), 4),
        (cell.inverse(), 7),
    ] {
        if on {
            out.push_str(&format!(";{number}"));
        }
    }
    for (colour, base) in [(cell.fgcolor(), 38), (cell.bgcolor(), 48)] {
        match colour {
            vt100::Color::Default => {}
            vt100::Color::Idx(n) => out.push_str(&format!(";{base};5;{n}")),
            vt100::Color::Rgb(r, g, b) => out.push_str(&format!(";{base};2;{r};{g};{b}")),
        }
    }
    out
}

/// UAX #9 over a row; a cell stands where its first scalar does.
fn by_levels(texts: &[String], base: Option<Level>) -> Vec<(usize, bool)> {
    let line = texts.concat();
    let info = BidiInfo::new(&line, base);
    assert_eq!(info.paragraphs.len(), 1, "{line:?}");
    assert_eq!(info.paragraphs[0].level, Level::ltr(), "{line:?}");
    let scalars: Vec<(usize, bool)> = texts
        .iter()
        .enumerate()
        .flat_map(|(x, text)| (0..text.chars().count()).map(move |n| (x, n == 0)))
        .collect();
    let levels: Vec<Level> = line.char_indices().map(|(at, _)| info.levels[at]).collect();
    BidiInfo::reorder_visual(&levels)
        .into_iter()
        .filter(|&scalar| scalars[scalar].1)
        .map(|scalar| (scalars[scalar].0, levels[scalar].is_rtl()))
        .collect()
}

/// The signs of the sample that have a mirror.
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 6] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
    ];
    let other = PAIRS.iter().find_map(|&(a, b)| match c {
        c if c == a => Some(b),
        c if c == b => Some(a),
        _ => None,
    });
    other.unwrap_or(c)
}
