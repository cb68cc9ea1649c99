//! What the reader must show of the sample collection, worked out without its screen, and
//! how a screen is read.

use std::process::{Command, Output, Stdio};
use std::sync::{Arc, OnceLock};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use warraq::app::page::{Page, PageRow, RowPlace, Setting};
use warraq::app::panes::{Area, Panes, Wishes};
use warraq::assets;
use warraq::document::{self, Document, Format};
use warraq::layout::digits::Digits;
use warraq::layout::direction::DirectionMode;
use warraq::layout::{Line, Marks, Order, Shaping};
use warraq::text::range::TextRange;

use super::sequences::assert_only_known_sequences;
use super::{Session, Start};

/// The ground of the mention that one stands on, dark theme.
pub const GOLD: vt100::Color = vt100::Color::Rgb(0xe6, 0xb0, 0x47);
/// The grounds of a hit of a search, and of the one that one stands on.
pub const HIT: vt100::Color = vt100::Color::Rgb(0x57, 0x52, 0x47);
pub const HIT_HERE: vt100::Color = vt100::Color::Rgb(0xdc, 0xd5, 0xc7);
/// The ground of the mentions of the chosen actor.
pub const FOLLOWED: vt100::Color = vt100::Color::Rgb(0x4d, 0x3c, 0x12);
/// The ground of the name that `h` and `l` point at.
pub const POINTED: vt100::Color = vt100::Color::Rgb(0x34, 0x31, 0x2a);

/// The actor that the sample names most often.
pub const LUKASHENKO: &str = "alexander-lukashenko";
pub const NAME: &str = "ألكسندر لوكاشينكو";

/// A mention as `warraq mentions` prints it, and where it lies.
#[derive(Clone, Debug)]
pub struct Place {
    /// The number of its article, from 0.
    pub article: usize,
    /// Which of the actor's mentions in the article it is, from 1, and of how many.
    pub nth: usize,
    pub of: usize,
    pub range: TextRange,
    pub surface: String,
}

/// Runs the program without a terminal, in an empty home.
pub fn headless(args: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(args)
        .env_clear()
        .env("HOME", home.path())
        .env("LANG", "C.UTF-8")
        .current_dir(home.path())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// The sample articles as the program reads them.
pub fn sample() -> Vec<Arc<Document>> {
    let articles = assets::samples().into_iter();
    articles
        .map(|(name, text)| Arc::new(document::read(text.to_owned(), Format::of_name(name))))
        .collect()
}

/// The mentions of an actor in the sample, as the program itself prints them.
pub fn places(entity: &str) -> Vec<Place> {
    let out = headless(&["mentions", "--entity", entity]);
    assert_eq!(out.status.code(), Some(0));
    let articles = assets::samples();
    let mut places: Vec<Place> = Vec::new();
    for line in String::from_utf8(out.stdout).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let article = articles.iter().position(|(doc, _)| row["doc"] == *doc);
        let article = article.unwrap();
        let text = articles[article].1;
        let byte = |scalars: &serde_json::Value| {
            let at = usize::try_from(scalars.as_u64().unwrap()).unwrap();
            let mut all = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            all.nth(at).unwrap()
        };
        places.push(Place {
            article,
            nth: places.iter().filter(|p| p.article == article).count() + 1,
            of: 0,
            range: TextRange::new(byte(&row["start"]), byte(&row["end"])),
            surface: row["surface"].as_str().unwrap().to_owned(),
        });
    }
    for at in 0..places.len() {
        let here = |p: &&Place| p.article == places[at].article;
        places[at].of = places.iter().filter(here).count();
    }
    places
}

/// How the panes share the screen for an article, without drawers.
pub fn panes(columns: u16, rows: u16, document: &Document) -> Panes {
    let rtl = document.direction().is_rtl();
    let wishes = Wishes {
        list: true,
        sidebar: true,
        drawer: None,
        measure: if rtl { 56 } else { 66 },
        rtl,
        stacked: false,
    };
    Panes::share(columns, rows, wishes)
}

/// An article set for a screen of this size.
pub fn page(columns: u16, rows: u16, document: &Arc<Document>) -> Page {
    let setting = Setting {
        measure: panes(columns, rows, document).text.width,
        direction: DirectionMode::Article,
        marks: Marks::Keep,
        order: Order::Visual,
        shaping: Shaping::Forms,
        digits: Digits::default(),
        justify: false,
        spacing: 0,
        gloss: false,
        tight: rows < 24,
    };
    Page::new(Arc::clone(document), setting)
}

/// The line on which a byte of the source stands.
pub fn line_of(page: &mut Page, at: usize) -> Line {
    let place = page.row_of(at);
    line_at(page, place).unwrap()
}

/// The cells before the text of the paragraph in which a byte of the source stands.
pub fn indent_of(page: &mut Page, at: usize) -> u16 {
    let place = page.row_of(at);
    page.block(place.paragraph).indent
}

fn line_at(page: &mut Page, place: RowPlace) -> Option<Line> {
    match page.block(place.paragraph).rows.get(place.row) {
        Some(PageRow::Line(line)) => Some(line.clone()),
        _ => None,
    }
}

/// A line as it stands in the cells.
pub fn drawn(line: &Line) -> String {
    let glyphs = line.placed.iter().map(|p| p.glyph.as_str());
    glyphs.collect::<String>().trim().to_owned()
}

/// The first and the last line of an article.
pub fn edges(page: &mut Page) -> (String, String) {
    let last = page.last();
    let first = line_at(page, RowPlace::default()).unwrap();
    (drawn(&first), drawn(&line_at(page, last).unwrap()))
}

/// What stands in an area, a text a row; the marks between cells that some terminals need
/// are left out.
pub fn part(screen: &vt100::Screen, area: Area) -> Vec<String> {
    let rows = screen.rows(area.x, area.width).skip(usize::from(area.y));
    let rows = rows.take(usize::from(area.height));
    rows.map(|row| row.replace('\u{200e}', "")).collect()
}

/// The text column of the page, a text a row.
pub fn body(screen: &vt100::Screen, panes: &Panes) -> Vec<String> {
    let rows = part(screen, panes.text);
    rows.iter().map(|row| row.trim().to_owned()).collect()
}

/// Rows of the body (from 0) beside which the sign "here" stands in the margin.
pub fn here_signs(screen: &vt100::Screen, panes: &Panes) -> Vec<u16> {
    let text = panes.text;
    let stands = |y: u16, x: u16, sign: &str| {
        let cell = screen.cell(text.y + y, x);
        cell.is_some_and(|cell| cell.contents() == sign)
    };
    (0..text.height)
        .filter(|&y| stands(y, text.right() + 1, "◄") || stands(y, text.x - 2, "►"))
        .collect()
}

/// What stands on a ground, in logical order without marks: rows of the body from top to
/// bottom. `rtl` says in which order the cells are to be read.
pub fn on_ground(
    screen: &vt100::Screen,
    panes: &Panes,
    ground: vt100::Color,
    rtl: bool,
) -> Vec<(u16, String)> {
    let text = panes.text;
    let mut out = Vec::new();
    for y in 0..text.height {
        let cells = (text.x..text.right()).filter_map(|x| screen.cell(text.y + y, x));
        let mut lit: Vec<&str> = cells
            .filter(|cell| cell.bgcolor() == ground)
            .map(vt100::Cell::contents)
            .collect();
        if rtl {
            lit.reverse();
        }
        if !lit.is_empty() {
            out.push((y, bare(&lit.concat())));
        }
    }
    out
}

/// Text without what a screen may add or leave out: presentation forms, vowel marks, white
/// space, the signs of Markdown, invisible letters.
pub fn bare(text: &str) -> String {
    let dropped = |c: char| {
        is_combining_mark(c)
            || c.is_whitespace()
            || matches!(c, '*' | '_' | '`' | '\u{200b}'..='\u{200f}' | '\u{640}')
    };
    text.nfkc().filter(|c| !dropped(*c)).collect()
}

/// A label that runs from right to left, as it was written.
pub fn logical(row: &str) -> String {
    bare(&row.chars().rev().collect::<String>())
}

/// True when solid letters are a name: a lam before it may share a cell with its alef.
fn names(letters: &str, surface: &str) -> bool {
    let name = bare(surface);
    let shared = name.starts_with(['ا', 'أ', 'إ', 'آ']);
    letters == name || (shared && letters.strip_prefix('ل') == Some(&name))
}

/// True when the letters of a text run from right to left.
pub fn is_rtl(text: &str) -> bool {
    let strong = text.chars().find(|c| c.is_alphabetic());
    strong.is_some_and(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}'))
}

/// The last row.
pub fn status(screen: &vt100::Screen) -> String {
    super::rows(screen).pop().unwrap_or_default()
}

/// The sample collection in a window, read in whole.
pub fn opened(columns: u16, rows: u16) -> Session {
    open(Start::warraq(&[]), columns, rows)
}

/// The same in a terminal that needs its text in this way.
pub fn opened_in(way: &str, columns: u16, rows: u16) -> Session {
    open(Start::warraq(&[]).env("WARRAQ_BIDI", way), columns, rows)
}

fn open(start: Start, columns: u16, rows: u16) -> Session {
    let mut session = start.size(columns, rows).spawn();
    session.wait_for_text("Enter on a name");
    is_read_in(&mut session, columns, rows);
    session
}

/// Waits until all articles of the sample are read in and linked, where the screen says so:
/// in the head of the page, and in the sidebar's counts.
#[track_caller]
pub fn is_read_in(session: &mut Session, columns: u16, rows: u16) {
    static MENTIONS: OnceLock<String> = OnceLock::new();
    let all = MENTIONS.get_or_init(|| format!(" {}", places(LUKASHENKO).len()));
    let panes = panes(columns, rows, &sample()[0]);
    if panes.head == 0 {
        return;
    }
    session.wait_until(|screen| {
        let head = part(screen, panes.reader).remove(0);
        if !head.trim_start().starts_with("1 of 14") {
            return Err(head);
        }
        let linked = panes.sidebar.is_none_or(|area| {
            let rows = part(screen, area);
            rows.iter().any(|row| row.trim_end().ends_with(all))
        });
        linked
            .then_some(())
            .ok_or(format!("nobody has {all} mentions"))
    });
}

/// Leaves with `q` and checks that the terminal is as it was.
#[track_caller]
pub fn quits(mut session: Session) {
    session.keys("q");
    ended(session, 0);
}

/// Waits for the end and checks that the terminal is as it was.
#[track_caller]
pub fn ended(mut session: Session, code: u32) -> Session {
    let status = session.exit_status();
    assert_eq!(status.exit_code(), code, "{}", session.text());
    session.assert_restored();
    assert_only_known_sequences(session.written());
    session
}

/// A session over the sample collection.
pub struct Walk {
    pub session: Session,
    pub articles: Vec<Arc<Document>>,
    pub places: Vec<Place>,
    size: (u16, u16),
    /// PuTTY cannot hold European digits on the right of a letter of their word.
    digits_may_move: bool,
    /// The article and the body as they were at the last landing.
    last: Option<(usize, Vec<String>)>,
}

impl Walk {
    /// Looks on as a session walks through these places.
    pub fn new(session: Session, size: (u16, u16), places: Vec<Place>) -> Self {
        Self {
            session,
            articles: sample(),
            places,
            size,
            digits_may_move: false,
            last: None,
        }
    }

    /// The same in PuTTY.
    pub fn in_putty(self) -> Self {
        Self {
            digits_may_move: true,
            ..self
        }
    }

    /// The sample in a wide window, nobody chosen yet, and the places of Lukashenko.
    pub fn wide() -> Self {
        let mut walk = Self::new(opened(120, 36), (120, 36), places(LUKASHENKO));
        walk.look(0);
        walk
    }

    /// Takes the body as it is, for what the next landing may not scroll.
    pub fn look(&mut self, article: usize) {
        let panes = self.panes(article);
        let body = body(self.session.vt(), &panes);
        let body = body.iter().map(|row| compared(row, self.digits_may_move));
        let body = body.collect();
        self.last = Some((article, body));
    }

    pub fn panes(&self, article: usize) -> Panes {
        panes(self.size.0, self.size.1, &self.articles[article])
    }

    /// Waits until one stands on the place with this number, and on no other: its row is
    /// on the screen with the sign in the margin, its letters are the only solid ones, the
    /// row stands where a jump lands, and the status line says what it must.
    #[track_caller]
    pub fn lands_on(&mut self, at: usize, said: &str) {
        let place = self.places[at].clone();
        let document = &self.articles[place.article];
        let panes = self.panes(place.article);
        let mut page = page(self.size.0, self.size.1, document);
        let digits_may_move = self.digits_may_move;
        let compared = |row: &str| compared(row, digits_may_move);
        let line = compared(&drawn(&line_of(&mut page, place.range.start)));
        let (first, last) = edges(&mut page);
        let edges = (compared(&first), compared(&last));
        let before = self
            .last
            .take()
            .filter(|(article, _)| *article == place.article);
        let before = before.map(|(_, body)| body);
        let of = format!("{} of {}", place.article + 1, self.articles.len());
        let body = self.session.wait_until(|screen| {
            let what = format!("place {at}, {place:?}");
            let status = status(screen);
            if !status.contains(said) {
                return Err(format!("{said:?} is not said; {what}"));
            }
            if panes.head > 0 && !super::rows(screen)[0].contains(&of) {
                return Err(format!("{of:?} is not said; {what}"));
            }
            let y = match here_signs(screen, &panes)[..] {
                [y] => y,
                ref more => return Err(format!("signs at {more:?}; {what}")),
            };
            let body: Vec<String> = body(screen, &panes).iter().map(|r| compared(r)).collect();
            if !body[usize::from(y)].contains(&line) {
                return Err(format!("another row is reached; {what}"));
            }
            let lit = on_ground(screen, &panes, GOLD, is_rtl(&place.surface));
            let letters: String = lit.iter().map(|(_, text)| text.as_str()).collect();
            if lit.first().is_none_or(|(row, _)| *row != y) || !names(&letters, &place.surface) {
                return Err(format!("{lit:?} is solid; {what}"));
            }
            stands_right(&body, y, &line, &edges, before.as_deref())
                .map_err(|why| format!("row {y}: {why}; {what}"))?;
            Ok(body)
        });
        self.last = Some((place.article, body));
    }

    /// Presses a key and waits for the landing.
    #[track_caller]
    pub fn step(&mut self, key: &str, to: usize) {
        let counter = format!("{}/{} here", self.places[to].nth, self.places[to].of);
        let from = self.last.as_ref().map(|(article, _)| *article);
        let last = self.places.len() - 1;
        let crosses = from != Some(self.places[to].article);
        let said = match (key, to) {
            ("n", 0) => "Past the last",
            ("N", to) if to == last => "Before the first",
            _ if crosses => "article: ",
            _ => &counter,
        };
        self.session.keys(key);
        self.lands_on(to, said);
    }
}

/// A row as it is compared: where digits may move, the letters of right-to-left words in
/// any order.
fn compared(row: &str, digits_may_move: bool) -> String {
    if !digits_may_move {
        return row.to_owned();
    }
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        if is_rtl(word) || word.contains(['؛', '؟']) {
            letters.sort_unstable();
        }
        letters.into_iter().collect::<String>()
    };
    row.split(' ').map(sorted).collect::<Vec<_>>().join(" ")
}

/// Where a jump lands: what stood on the screen with two rows around it does not move; all
/// else comes to a third of the height, or as near as the ends of the article allow.
fn stands_right(
    body: &[String],
    y: u16,
    line: &str,
    (first, last): &(String, String),
    before: Option<&[String]>,
) -> Result<(), String> {
    let (y, height) = (usize::from(y), body.len());
    let at_start = |body: &[String]| body[0].contains(first.as_str());
    let at_end = |body: &[String]| body[body.len() - 1].contains(last.as_str());
    if let Some(before) = before
        && let Some(was) = before.iter().position(|row| row.contains(line))
    {
        let above = was >= 2 || at_start(before);
        let below = was + 2 < height || at_end(before);
        if above && below {
            let moved = (before.iter().zip(body)).position(|(old, new)| old != new);
            return match moved {
                None => Ok(()),
                Some(row) => Err(format!(
                    "the page moved although it was in view: row {row} was {:?} and is {:?}",
                    before[row], body[row]
                )),
            };
        }
    }
    let third = height / 3;
    let near_start = y < third && at_start(body);
    let near_end = y > third && at_end(body);
    if y == third || near_start || near_end {
        Ok(())
    } else {
        Err(format!("it is not at a third ({third}) of {height}"))
    }
}
