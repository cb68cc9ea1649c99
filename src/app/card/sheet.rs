//! What stands on a card, set in rows for its width.

use crate::app::figures;
use crate::document::{Piece, PieceKind, PieceStyle};
use crate::entity::kind::Kind;
use crate::layout::{Line, Options, column, place};
use crate::library::Actor;
use crate::library::portrait::{FirstNamed, Portrait};
use crate::locale::Locale;
use crate::text::direction::Direction;
use crate::text::range::TextRange;
use crate::text::token::Script;

/// One row: parts from the left to the right.
#[derive(Clone, Debug, Default)]
pub struct SheetRow {
    /// The parts; they do not overlap.
    pub parts: Vec<Part>,
}

/// What stands in some cells of a row.
#[derive(Clone, Debug)]
pub struct Part {
    /// The first cell, from the left edge of the card's inside.
    pub x: u16,
    /// What stands there.
    pub what: What,
    /// How it looks.
    pub ink: Ink,
}

/// What a part is.
#[derive(Clone, Debug)]
pub enum What {
    /// A text that is laid out.
    Line(Line),
    /// The sign of a kind.
    Kind(Kind),
    /// The dot between facts.
    Dot,
    /// A bar: how much of how much, in at most so many cells.
    Bar {
        /// What it stands for.
        value: u32,
        /// What a whole bar stands for.
        most: u32,
        /// The cells of a whole bar.
        cells: u16,
    },
}

/// How a part looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The name over the card.
    Name,
    /// A fact.
    Text,
    /// A label, a count.
    Dim,
    /// The sentence; this range of it names the actor.
    Quote(TextRange),
    /// What leads elsewhere.
    Link,
}

/// From this width on months and company stand side by side.
const TWO_COLUMNS: u16 = 46;
/// More months than this are taken together by years.
const MOST_MONTHS: i32 = 36;
/// A sentence takes at most so many rows.
const SENTENCE: usize = 8;
/// So many actors stand beside it.
const COMPANY: usize = 8;

/// The rows of a card for an actor; of one that is not portrayed yet its head.
pub(super) fn rows(actor: &Actor, portrait: Option<&Portrait>, paper: &Paper<'_>) -> Vec<SheetRow> {
    let mut sheet = Sheet {
        rows: Vec::new(),
        label: 0,
        width: paper.width,
        options: paper.options,
        locale: paper.locale,
        mirrored: paper.mirrored,
    };
    sheet.label = sheet.widest_label();
    sheet.head(actor);
    if let Some(portrait) = portrait {
        sheet.about(portrait);
        sheet.spellings(portrait);
        sheet.days(portrait);
        sheet.months_and_company(portrait);
        if let Some(first) = &portrait.first {
            sheet.first_named(first);
        }
        sheet.identity(portrait);
    }
    sheet.rows
}

/// What a card is set on.
pub(super) struct Paper<'a> {
    pub(super) width: u16,
    pub(super) options: Options,
    pub(super) locale: &'a Locale,
    /// The panes stand the other way round; texts keep their own sides.
    pub(super) mirrored: bool,
}

struct Sheet<'a> {
    rows: Vec<SheetRow>,
    /// Cells of the widest label of a fact and the blanks after it.
    label: u16,
    width: u16,
    options: Options,
    locale: &'a Locale,
    mirrored: bool,
}

/// What the labels of facts say.
const LABELS: [&str; 9] = [
    "script-arabic",
    "script-hebrew",
    "script-latin",
    "script-cyrillic",
    "script-other",
    "card-titles",
    "card-named",
    "card-known",
    "card-elsewhere",
];

impl Sheet<'_> {
    fn widest_label(&self) -> u16 {
        let widths = LABELS
            .iter()
            .map(|id| self.words(&self.locale.text(id), self.width).width);
        widths.max().unwrap_or(0) + 2
    }

    fn number(&self, number: u32) -> String {
        self.locale.number(number as usize)
    }

    /// A text of the interface, which runs as the interface does.
    fn words(&self, text: &str, cells: u16) -> Line {
        let direction = if self.locale.is_rtl() {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        let options = Options {
            direction: Some(direction),
            ..self.options
        };
        column::label(text, cells, &options)
    }

    /// A name, in its own direction; it is not broken at its blanks.
    fn name(&self, text: &str, cells: u16) -> Line {
        column::label(&text.replace(' ', "\u{a0}"), cells, &self.options)
    }

    fn blank(&mut self) {
        if self.rows.last().is_some_and(|row| !row.parts.is_empty()) {
            self.rows.push(SheetRow::default());
        }
    }

    fn row(&mut self) -> &mut Vec<Part> {
        self.rows.push(SheetRow::default());
        // It was pushed right now.
        let at = self.rows.len() - 1;
        &mut self.rows[at].parts
    }

    fn label(&mut self, id: &str) {
        let what = What::Line(self.words(&self.locale.text(id), self.width));
        self.row().push(Part {
            x: 0,
            what,
            ink: Ink::Dim,
        });
    }

    fn head(&mut self, actor: &Actor) {
        let name = self.name(&actor.name, self.width.saturating_sub(2));
        let kind = self.words(&self.locale.text(kind(actor.kind)), self.width);
        let values = [
            ("mentions", actor.all.into()),
            ("articles", actor.articles.into()),
        ];
        let facts = self.locale.with("walk-everywhere", &values);
        let facts = self.words(&facts, self.width);
        let wide = name.width + kind.width + facts.width + 6 <= self.width;
        let width = self.width;
        let row = self.row();
        row.push(Part {
            x: 0,
            what: What::Kind(actor.kind),
            ink: Ink::Name,
        });
        let after = 2 + name.width + 2;
        row.push(Part {
            x: 2,
            what: What::Line(name),
            ink: Ink::Name,
        });
        let row = if wide { row } else { self.row() };
        let end = width.saturating_sub(facts.width);
        let x = if wide { after } else { 2 };
        if x + kind.width < end {
            row.push(Part {
                x,
                what: What::Line(kind),
                ink: Ink::Dim,
            });
        }
        row.push(Part {
            x: end,
            what: What::Line(facts),
            ink: Ink::Text,
        });
    }

    /// What the actor is, in the language of the interface as far as that can be told; else,
    /// and for the rest, the line of the list as it is, on its own side.
    fn about(&mut self, portrait: &Portrait) {
        let tag = self.locale.tag();
        let told = portrait.retold.iter().find(|told| told.tag == tag);
        if let Some(told) = told {
            let text = self.locale.digits(&told.text);
            let rtl = if self.locale.is_rtl() {
                Direction::RightToLeft
            } else {
                Direction::LeftToRight
            };
            self.told(&text, Some(rtl), Ink::Text);
        }
        if told.is_none_or(|told| !told.whole) {
            let ink = if told.is_some() { Ink::Dim } else { Ink::Text };
            self.told(&portrait.about, None, ink);
        }
    }

    /// A text on its own side, two cells in.
    fn told(&mut self, text: &str, direction: Option<Direction>, ink: Ink) {
        let cells = self.width.saturating_sub(2);
        let options = Options {
            direction: direction.or(self.options.direction),
            ..self.options
        };
        for line in column::label_rows(text, cells, 3, &options) {
            if line.width > 0 {
                let far = (line.direction == Direction::RightToLeft) != self.mirrored;
                let x = if far {
                    self.width.saturating_sub(line.width)
                } else {
                    2
                };
                let what = What::Line(line);
                self.row().push(Part { x, what, ink });
            }
        }
    }

    /// Spellings by script, and titles: each form with how often it was met.
    fn spellings(&mut self, portrait: &Portrait) {
        self.blank();
        for (script, forms) in &portrait.spellings {
            self.forms(script_name(*script), forms);
        }
        if !portrait.titles.is_empty() {
            self.forms("card-titles", &portrait.titles);
        }
        let (looked, all) = (portrait.looked, portrait.actor.articles as usize);
        if looked < all {
            let values = [("at", looked.into()), ("count", all.into())];
            let words = self.locale.with("card-looked", &values);
            let x = self.label;
            let what = What::Line(self.words(&words, self.width.saturating_sub(x)));
            self.row().push(Part {
                x,
                what,
                ink: Ink::Dim,
            });
        }
    }

    fn forms(&mut self, label: &str, forms: &[(String, u32)]) {
        self.label(label);
        let mut x = self.label;
        for (at, (form, count)) in forms.iter().enumerate() {
            let count = self.words(&self.number(*count), 8);
            let room = self.width.saturating_sub(self.label + 1 + count.width);
            let form = self.name(form, room);
            let needed = form.width + 1 + count.width;
            if at > 0 {
                if x + 3 + needed > self.width {
                    self.rows.push(SheetRow::default());
                    x = self.label;
                } else {
                    self.push(x + 1, What::Dot, Ink::Dim);
                    x += 3;
                }
            }
            let after = x + form.width + 1;
            self.push(x, What::Line(form), Ink::Text);
            x = after + count.width;
            self.push(after, What::Line(count), Ink::Dim);
        }
    }

    /// Puts a part on the last row.
    fn push(&mut self, x: u16, what: What, ink: Ink) {
        if let Some(row) = self.rows.last_mut() {
            row.parts.push(Part { x, what, ink });
        }
    }

    fn days(&mut self, portrait: &Portrait) {
        let Some((first, last)) = portrait.days else {
            return;
        };
        self.label("card-named");
        let words = if first == last {
            figures::date(self.locale, first)
        } else {
            let days = [first, last].map(|day| figures::date(self.locale, day));
            let [first, last] = days;
            let values = [("first", first.into()), ("last", last.into())];
            self.locale.with("card-days", &values)
        };
        let line = self.words(&words, self.width.saturating_sub(self.label));
        self.push(self.label, What::Line(line), Ink::Text);
    }

    fn months_and_company(&mut self, portrait: &Portrait) {
        let (unit, times) = times(&portrait.months, self.locale);
        // One bar says nothing.
        let times = if times.len() > 1 { times } else { Vec::new() };
        let company = portrait.company.iter().take(COMPANY.max(times.len()));
        let company: Vec<_> = company.collect();
        let side_by_side = self.width >= TWO_COLUMNS && !times.is_empty() && !company.is_empty();
        self.blank();
        let first = self.rows.len();
        let left = if side_by_side {
            self.width / 2 - 2
        } else {
            self.width
        };
        if !times.is_empty() {
            self.label(unit);
            self.times(&times, left);
            if !side_by_side {
                self.blank();
            }
        }
        if company.is_empty() {
            return;
        }
        let (x, mut at) = if side_by_side {
            (self.width / 2 + 2, first)
        } else {
            (0, self.rows.len())
        };
        let mut put = |sheet: &mut Self, parts: Vec<Part>| {
            if sheet.rows.len() <= at {
                sheet.rows.push(SheetRow::default());
            }
            if let Some(row) = sheet.rows.get_mut(at) {
                row.parts.extend(parts);
            }
            at += 1;
        };
        let head = Part {
            x,
            what: What::Line(self.words(&self.locale.text("card-together"), self.width)),
            ink: Ink::Dim,
        };
        put(self, vec![head]);
        for (actor, count) in company {
            let count = self.words(&self.number(*count), 8);
            let end = self.width.saturating_sub(count.width);
            let room = end.saturating_sub(x + 3);
            let name = What::Line(self.name(&actor.name, room));
            put(
                self,
                vec![
                    Part {
                        x,
                        what: What::Kind(actor.kind),
                        ink: Ink::Text,
                    },
                    Part {
                        x: x + 2,
                        what: name,
                        ink: Ink::Text,
                    },
                    Part {
                        x: end,
                        what: What::Line(count),
                        ink: Ink::Dim,
                    },
                ],
            );
        }
    }

    /// A row a month or year: its name, its bar, its number.
    fn times(&mut self, times: &[(String, u32)], width: u16) {
        let most = times.iter().map(|t| t.1).max().unwrap_or(0);
        let numbers: Vec<String> = times.iter().map(|t| self.number(t.1)).collect();
        let widest = |texts: &mut dyn Iterator<Item = &String>| {
            texts.map(|text| self.words(text, 16).width).max()
        };
        let digits = widest(&mut numbers.iter()).unwrap_or(1);
        let name = widest(&mut times.iter().map(|t| &t.0)).unwrap_or(0);
        let cells = width.saturating_sub(name + 1 + 1 + digits);
        for ((time, value), number) in times.iter().zip(numbers) {
            let (time, number) = (self.words(time, name), self.words(&number, digits));
            let bar = bar_cells(*value, most, cells);
            // Years stand under each other at the end of their column.
            let start = name.saturating_sub(time.width);
            self.rows.push(SheetRow::default());
            self.push(start, What::Line(time), Ink::Dim);
            if bar > 0 {
                let value = *value;
                self.push(name + 1, What::Bar { value, most, cells }, Ink::Text);
            }
            let after = if bar > 0 {
                name + 1 + bar + 1
            } else {
                name + 1
            };
            self.push(after, What::Line(number), Ink::Text);
        }
    }

    fn first_named(&mut self, first: &FirstNamed) {
        let sentence = introduction(first);
        let Some(text) = sentence.slice(&first.text) else {
            return;
        };
        self.blank();
        self.label("card-first-named");
        let own = if first.rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        let direction = Direction::of_most_letters(text).unwrap_or(own);
        let options = Options {
            direction: Some(direction),
            ..self.options
        };
        let name = TextRange::new(
            first.name.start - sentence.start,
            first.name.end - sentence.start,
        );
        for line in column::label_rows(text.trim_end(), self.width, SENTENCE, &options) {
            let x = self.side(direction, &line);
            let what = What::Line(line);
            self.row().push(Part {
                x,
                what,
                ink: Ink::Quote(name),
            });
        }
        let day = first.date.map(|date| figures::date(self.locale, date));
        let day = self.words(&day.unwrap_or_default(), self.width);
        // The day is never cut; the title runs as it was written and moves nothing.
        let gap = if day.width > 0 { 2 } else { 0 };
        let room = self.width.saturating_sub(day.width + gap);
        let title = self.name(&first.title, room);
        let both = title.width + gap + day.width;
        let x = match self.is_far(direction) {
            true => self.width.saturating_sub(both),
            false => 0,
        };
        let after = x + title.width + gap;
        self.row().push(Part {
            x,
            what: What::Line(title),
            ink: Ink::Dim,
        });
        self.push(after, What::Line(day), Ink::Dim);
    }

    /// True when a text of this direction stands at the far end of its row.
    const fn is_far(&self, direction: Direction) -> bool {
        direction.is_rtl() != self.mirrored
    }

    /// The cell at which a line begins that stands on its own side.
    fn side(&self, direction: Direction, line: &Line) -> u16 {
        match self.is_far(direction) {
            true => self.width.saturating_sub(line.width),
            false => 0,
        }
    }

    /// What it is known by outside the articles.
    /// What it is called elsewhere; of several each has its number, which is its key.
    fn elsewhere(&mut self, portrait: &Portrait) {
        let links = portrait.outside.links();
        for (at, (shown, _)) in links.iter().enumerate() {
            match at {
                0 => self.label("card-elsewhere"),
                _ => self.rows.push(SheetRow::default()),
            }
            let mut x = self.label;
            if links.len() > 1 {
                let number = self.words(&self.number(small(at + 1)), 2);
                let after = x + number.width + 1;
                self.push(x, What::Line(number), Ink::Dim);
                x = after;
            }
            let room = self.width.saturating_sub(x);
            self.push(x, What::Line(self.name(shown, room)), Ink::Link);
        }
    }

    fn identity(&mut self, portrait: &Portrait) {
        if portrait.list.is_some() || !portrait.outside.links().is_empty() {
            self.blank();
        }
        self.elsewhere(portrait);
        let Some(list) = &portrait.list else {
            return;
        };
        self.label("card-known");
        let key = portrait.actor.key.as_ref();
        let values = [("key", key.into()), ("list", list.as_str().into())];
        let words = self.locale.with("card-listed", &values);
        let line = self.words(&words, self.width.saturating_sub(self.label));
        self.push(self.label, What::Line(line), Ink::Dim);
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The sentence in which an actor is named first, in the text around it.
#[must_use]
pub fn introduction(first: &FirstNamed) -> TextRange {
    let piece = Piece {
        range: TextRange::new(0, first.text.len()),
        kind: PieceKind::Text,
        style: PieceStyle::default(),
        link: None,
    };
    place::sentence_at(&first.text, &[piece], first.name.start)
        .unwrap_or(TextRange::new(0, first.text.len()))
        .union(first.name)
}

/// How many cells a bar takes: at least one for anything.
#[must_use]
pub fn bar_cells(value: u32, most: u32, cells: u16) -> u16 {
    let long = u64::from(value) * u64::from(cells) / u64::from(most.max(1));
    let long = u16::try_from(long).unwrap_or(cells).min(cells);
    if value > 0 { long.max(1) } else { 0 }
}

/// Mentions by month with the empty ones between, or by year when that are too many; and
/// what they are called.
fn times(months: &[((i16, i8), u32)], locale: &Locale) -> (&'static str, Vec<(String, u32)>) {
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return ("card-months", Vec::new());
    };
    let number = |(year, month): (i16, i8)| i32::from(year) * 12 + i32::from(month) - 1;
    let (from, to) = (number(first.0), number(last.0));
    if to - from < MOST_MONTHS {
        let mut out = Vec::new();
        for at in from..=to {
            let count = months.iter().find(|m| number(m.0) == at).map_or(0, |m| m.1);
            let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
            let month = figures::month(locale, i8::try_from(month).unwrap_or(0));
            // The year stands where it begins.
            let name = if at == from || at.rem_euclid(12) == 0 {
                let values = [("year", locale.plain(year).into()), ("month", month.into())];
                locale.with("month-of", &values)
            } else {
                month
            };
            out.push((name, count));
        }
        return ("card-months", out);
    }
    let mut out: Vec<(String, u32)> = Vec::new();
    for year in last.0.0.saturating_sub(MOST_YEARS).max(first.0.0)..=last.0.0 {
        let of_year = months.iter().filter(|m| m.0.0 == year);
        out.push((locale.plain(year.into()), of_year.map(|m| m.1).sum()));
    }
    ("card-years", out)
}

/// So many years before the last one are shown.
const MOST_YEARS: i16 = 23;

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "card-person",
        Kind::Organisation => "card-organisation",
        Kind::Place => "card-place",
        Kind::Nationality => "card-nationality",
    }
}

/// The name of the words that say in which script something is spelled.
#[must_use]
pub const fn script_name(script: Script) -> &'static str {
    match script {
        Script::Arabic => "script-arabic",
        Script::Hebrew => "script-hebrew",
        Script::Latin => "script-latin",
        Script::Cyrillic => "script-cyrillic",
        Script::Other => "script-other",
    }
}
