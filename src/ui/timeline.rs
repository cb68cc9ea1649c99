//! Bars over time, from the start side of the interface: articles, and each actor under them.

use jiff::civil::Date;
use ratatui::style::{Modifier, Style};

use crate::app::Model;
use crate::app::panes::Area;
use crate::app::timeline::Timeline;
use crate::library::Actor;
use crate::library::survey::timeline::{Bar, Span};
use crate::text::width;
use crate::ui::board::Head;
use crate::ui::paint::Painter;
use crate::ui::pins::DIGITS;
use crate::ui::theme::Theme;
use crate::ui::words;

/// Rows of a lane at most, its name not counted: higher bars say no more.
const HIGHEST: u16 = 16;

pub(super) fn view(model: &Model, shown: &Timeline, area: Area, painter: &mut Painter<'_>) {
    let locale = painter.locale;
    let found = &shown.found;
    let articles: u32 = found.days.iter().map(|day| day.articles).sum();
    let mut facts = String::new();
    if shown.answered {
        facts = words::articles(locale, articles as usize);
        if found.undated > 0 {
            let undated = locale.with("timeline-undated", &[("count", found.undated.into())]);
            facts = format!("{facts} {} {undated}", painter.signs.dot);
        }
    }
    let mut actors = found.actors.iter();
    let chosen = actors.find(|actor| model.sought.chosen() == Some(actor.id));
    let inside = Head {
        title: &locale.text("timeline-head"),
        of: chosen.map_or("", |actor| &actor.name),
        facts: &facts,
        order: &locale.text(match shown.span {
            Span::Day => "timeline-by-day",
            Span::Month => "timeline-by-month",
            Span::Year => "timeline-by-year",
        }),
    }
    .paint(model, area, painter);
    if shown.answered && shown.bars.is_empty() {
        let words = locale.text("timeline-nothing");
        let dim = painter.theme.dim;
        painter.words(inside.x, inside.y, inside.width, &words, dim);
        return;
    }
    selected(model, shown, inside, painter);
    let dates = inside.bottom().saturating_sub(1);
    axis(shown, inside, dates, painter);
    let lanes = Area {
        y: inside.y + 1,
        height: inside.height.saturating_sub(2),
        ..inside
    };
    paint_lanes(model, shown, lanes, painter);
}

/// What the status line says: which time one is at.
pub(super) fn state(model: &Model, shown: &Timeline) -> String {
    let bar = shown.bars.get(shown.selected);
    bar.map_or_else(String::new, |bar| {
        let articles = words::articles(&model.locale, bar.articles as usize);
        format!("{}: {articles}", time(&model.locale, shown.span, bar.first))
    })
}

/// A time in words: `14 Mar 2021`, `Mar 2021`, `2021`.
fn time(locale: &crate::locale::Locale, span: Span, date: Date) -> String {
    let year = locale.plain(date.year().into());
    match span {
        Span::Day => words::date(locale, date),
        Span::Month => {
            let month = words::month(locale, date.month());
            locale.with(
                "month-of-year",
                &[("month", month.into()), ("year", year.into())],
            )
        }
        Span::Year => year,
    }
}

/// What stands in the selected bar, above all.
fn selected(model: &Model, shown: &Timeline, inside: Area, painter: &mut Painter<'_>) {
    let Some(bar) = shown.bars.get(shown.selected) else {
        return;
    };
    let (theme, locale) = (painter.theme, painter.locale);
    let (mut x, y) = (inside.x, inside.y);
    let room = |x: u16| inside.right().saturating_sub(x);
    let when = time(locale, shown.span, bar.first);
    x += painter.words(x, y, room(x), &when, theme.strong) + 2;
    let articles = words::articles(locale, bar.articles as usize);
    x += painter.words(x, y, room(x), &articles, theme.text) + 2;
    for (actor, count) in shown.found.actors.iter().zip(&bar.named) {
        let style = ink(model, actor, &theme).add_modifier(Modifier::BOLD);
        let count = locale.with("mentions", &[("count", (*count).into())]);
        let cells = u16::try_from(width::of_label(&actor.name) + 1 + width::of_label(&count));
        if cells.is_ok_and(|cells| cells <= room(x)) {
            x += painter.label(x, y, room(x), &actor.name, style) + 1;
            x += painter.words(x, y, room(x), &count, theme.text) + 2;
        } else {
            // The lane bears the name.
            x += painter.words(x, y, room(x), &count, style) + 2;
        }
    }
}

/// The colour of an actor: its own when it is pinned.
fn ink(model: &Model, actor: &Actor, theme: &Theme) -> Style {
    let pinned = model.pins.number(actor.id);
    pinned.map_or(theme.accent, |at| theme.pins[at].sign)
}

/// A row of bars over time.
struct Lane<'a> {
    name: &'a str,
    style: Style,
    of: &'a dyn Fn(&Bar) -> u32,
}

fn paint_lanes(model: &Model, shown: &Timeline, area: Area, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let articles = painter.locale.text("timeline-articles");
    let of_actor: Vec<_> = (0..shown.found.actors.len())
        .map(|at| move |bar: &Bar| bar.named.get(at).copied().unwrap_or(0))
        .collect();
    let names: Vec<String> = (shown.found.actors.iter())
        .map(|actor| match model.pins.number(actor.id) {
            Some(at) => format!("{} {}", DIGITS[at], actor.name),
            None => actor.name.to_string(),
        })
        .collect();
    let mut lanes = vec![Lane {
        name: &articles,
        style: theme.text,
        of: &|bar| bar.articles,
    }];
    for ((actor, name), of) in shown.found.actors.iter().zip(&names).zip(&of_actor) {
        lanes.push(Lane {
            name,
            style: ink(model, actor, &theme),
            of,
        });
    }
    // A lane has a row for its name and two for bars at least; those that have no room are left
    // out from the end.
    let many = lanes.len().min(usize::from(area.height / 3).max(1));
    let many = u16::try_from(many).unwrap_or(1);
    let each = (area.height / many).min(HIGHEST + 1);
    for (at, lane) in (0..many).zip(&lanes) {
        let own = Area {
            y: area.y + at * each,
            height: each.min(area.height.saturating_sub(at * each)),
            ..area
        };
        paint_lane(shown, lane, own, painter);
    }
}

fn paint_lane(shown: &Timeline, lane: &Lane<'_>, area: Area, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let highest = shown.bars.iter().map(lane.of).max().unwrap_or(0);
    let most = painter.locale.number(highest as usize);
    let most = painter
        .locale
        .with("timeline-most", &[("count", most.into())]);
    let half = area.width / 2;
    let taken = painter.label(area.x, area.y, half, lane.name, theme.dim) + 2;
    painter.words(
        area.x + taken,
        area.y,
        area.width.saturating_sub(taken),
        &most,
        theme.dim,
    );
    let rows = area.height.saturating_sub(1);
    let (full, lower) = (painter.signs.standing[3], painter.signs.standing_out[1]);
    let bars = shown.bars.iter().enumerate().skip(shown.top);
    for (x, (at, bar)) in bars_at(shown, area).zip(bars) {
        let selected = at == shown.selected;
        if selected {
            let column = Area {
                x,
                width: 1,
                y: area.y + 1,
                height: rows,
            };
            painter.tint(column, theme.selected);
        }
        let style = match selected {
            true => lane.style.add_modifier(Modifier::BOLD),
            false => lane.style,
        };
        // Half rows; whatever is there has one at least.
        let count = u64::from((lane.of)(bar));
        let halves = (count * u64::from(rows) * 2).div_ceil(u64::from(highest.max(1)));
        let halves = u16::try_from(halves).unwrap_or(rows * 2);
        for row in 0..halves.div_ceil(2) {
            let sign = if row * 2 + 1 == halves { lower } else { full };
            let y = area.bottom() - 1 - row;
            painter.sign(x, y, sign, style);
        }
    }
}

/// The columns of the bars that are shown.
fn bars_at(shown: &Timeline, area: Area) -> impl Iterator<Item = u16> + use<> {
    let (x, cells, end) = (area.x, shown.cells, area.right());
    (0u16..)
        .map(move |at| x.saturating_add(at.saturating_mul(cells)))
        .take_while(move |x| x.saturating_add(cells) <= end.saturating_add(1))
}

/// Times under the bars where a longer one begins, as far as they have room.
fn axis(shown: &Timeline, inside: Area, y: u16, painter: &mut Painter<'_>) {
    let (theme, locale) = (painter.theme, painter.locale);
    let begins = |bar: &Bar| match shown.span {
        Span::Day => bar.first.day() == 1,
        Span::Month => bar.first.month() == 1,
        Span::Year => true,
    };
    let label = |bar: &Bar| match shown.span {
        Span::Day => time(locale, Span::Month, bar.first),
        Span::Month | Span::Year => time(locale, Span::Year, bar.first),
    };
    let cells = |text: &str| u16::try_from(width::of_label(text)).unwrap_or(u16::MAX);
    let bars: Vec<&Bar> = shown.bars.iter().skip(shown.top).collect();
    // The first one tells its time where the next one leaves room for it.
    let wide = shown.span != Span::Year;
    let next = bars_at(shown, inside)
        .zip(&bars)
        .skip(1)
        .find(|(_, bar)| wide && begins(bar));
    let mut free = inside.x;
    for (x, bar) in bars_at(shown, inside).zip(&bars) {
        let first = x == inside.x;
        let text = if first {
            time(locale, shown.span, bar.first)
        } else {
            label(bar)
        };
        let room = match (first, &next) {
            (true, Some((next, _))) => next.saturating_sub(x + 1),
            _ => inside.right().saturating_sub(x),
        };
        if (first || begins(bar)) && x >= free && cells(&text) <= room {
            free = x + painter.words(x, y, room, &text, theme.dim) + 1;
        }
    }
}
