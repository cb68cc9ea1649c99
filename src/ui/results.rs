//! What stands in all articles, over the page.

use ratatui::style::Modifier;

use crate::app::Model;
use crate::app::choices::Choices;
use crate::app::complaint;
use crate::app::panes::Area;
use crate::app::results::{RANKING_KEY, Results, Row};
use crate::library::query::{Context, Match, Ranking};
use crate::locale::Locale;
use crate::text::direction::Direction;
use crate::text::width::of_label;
use crate::ui::kwic;
use crate::ui::lookup;
use crate::ui::paint::Painter;
use crate::ui::words;

pub(super) fn view(model: &Model, results: &Results, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let (rows, _) = model.results_rows();
    let inside = lookup::frame(model, rows, painter);
    // In how many articles has no room everywhere; half of it would be a wrong number.
    let whole = count(results, true, painter.locale);
    let count = if of_label(&whole) <= usize::from(inside.width / 2) {
        whole
    } else {
        count(results, false, painter.locale)
    };
    let taken = painter.words_before(
        inside.right(),
        inside.y,
        inside.width / 2,
        &count,
        theme.dim,
    );
    painter.sign(inside.x, inside.y, painter.signs.prompt, theme.dim);
    let width = inside.width.saturating_sub(4 + taken);
    if results.input.text().is_empty() {
        let words = painter.locale.text("results-prompt");
        painter.words(
            inside.x + 4,
            inside.y,
            width.saturating_sub(2),
            &words,
            theme.dim,
        );
    }
    painter.input(inside.x + 2, inside.y, width, &results.input, theme.strong);
    let told = model.results_choices();
    choices(&told, inside, 1, painter);
    let after = 1 + u16::try_from(told.rows()).unwrap_or(1);
    let rule = row(inside, after);
    painter.run(rule, painter.signs.rule[0], theme.rule);
    ranking(results, rule, painter);
    let mut y = rule.y + 1;
    if let Some(error) = &results.error {
        let said = complaint::complaint(painter.locale, error);
        complaint(results, row(inside, after + 1), &said, painter);
        return;
    }
    if !results.outcome.expansions.is_empty() {
        let told = results.outcome.expansions.iter();
        let told: Vec<String> = told
            .map(|(word, names)| {
                let values = [
                    ("word", word.as_str().into()),
                    ("names", names.join("، ").into()),
                ];
                painter.locale.with("results-also-read", &values)
            })
            .collect();
        painter.words(inside.x, y, inside.width, &told.join("; "), theme.dim);
        y += 1;
    }
    if results.rows.is_empty() && results.answered && results.outcome.is_whole() {
        if !results.input.text().trim().is_empty() {
            let query = [("query", results.input.text().trim().into())];
            let words = painter.locale.with("results-nothing", &query);
            painter.words(inside.x, y, inside.width, &words, theme.dim);
        }
        return;
    }
    let shown = results.rows.iter().enumerate().skip(results.top);
    for (y, (at, kind)) in (y..inside.bottom()).zip(shown) {
        let row = Area {
            y,
            height: 1,
            ..inside
        };
        let selected = at == results.selected;
        if selected {
            painter.tint(row, theme.selected);
            let x = inside.x.saturating_sub(1);
            painter.sign(x, y, painter.signs.bar[0], theme.accent);
        }
        let found = |at: usize| results.outcome.matches.get(at);
        match *kind {
            Row::Title(at) => {
                if let Some(found) = found(at) {
                    title(found, row, painter);
                }
            }
            Row::Line(at, line) => {
                if let Some(context) = found(at).and_then(|found| found.lines.get(line)) {
                    one(context, row, selected, painter);
                }
            }
            Row::More(_, n) => {
                let words = painter.locale.with("results-more", &[("count", n.into())]);
                painter.words(row.x + 2, y, row.width.saturating_sub(2), &words, theme.dim);
            }
        }
    }
}

fn row(inside: Area, at: u16) -> Area {
    Area {
        y: inside.y + at,
        height: inside.height.saturating_sub(at).min(1),
        ..inside
    }
}

/// `37 hits in 12 articles`, or `37 hits`; how far the search is while it goes on.
fn count(results: &Results, articles_too: bool, locale: &Locale) -> String {
    let outcome = &results.outcome;
    let (looked, all) = outcome.progress;
    if results.error.is_some() || results.input.text().trim().is_empty() {
        return String::new();
    }
    let hits = match (outcome.hits, outcome.articles) {
        (0, 0) if !results.answered => return String::new(),
        (0, articles) => words::articles(locale, articles),
        (1, _) => locale.with("hits", &[("count", 1usize.into())]),
        (hits, _) if !articles_too => locale.with("hits", &[("count", hits.into())]),
        (hits, articles) => {
            let values = [
                (
                    "hits",
                    locale.with("hits", &[("count", hits.into())]).into(),
                ),
                (
                    "articles",
                    locale
                        .with("in-articles", &[("count", articles.into())])
                        .into(),
                ),
            ];
            locale.with("results-count", &values)
        }
    };
    if results.answered && !outcome.is_whole() && all > 0 {
        // Counts of a part tell how far it is, in one number.
        let percent = locale.with("percent", &[("percent", (looked * 100 / all).into())]);
        return format!("{hits} · {percent}");
    }
    hits
}

/// How spellings are compared, from row `at` on.
fn choices(choices: &Choices, inside: Area, mut at: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    if let Some(head) = &choices.head {
        let row = row(inside, at);
        painter.words(row.x, row.y, row.width, head, theme.dim);
        at += 1;
    }
    for (at, choices_of_row) in (at..).zip(&choices.rows) {
        let row = row(inside, at);
        for (start, choice) in choices.columns.iter().zip(choices_of_row) {
            let mut x = row.x + u16::try_from(*start).unwrap_or(u16::MAX);
            // What is off is told by the word; its ink says it once more.
            let style = if choice.on { theme.text } else { theme.dim };
            let key = choice.key.to_string();
            let parts = [
                (key.as_str(), theme.strong),
                (&choice.name, style),
                (choice.letters, style),
                (&choice.state, style),
            ];
            for (part, style) in parts.into_iter().filter(|(part, _)| !part.is_empty()) {
                let room = row.right().saturating_sub(x);
                x += painter.label(x, row.y, room, part, style) + 1;
            }
        }
    }
}

/// What stands first, on the rule.
fn ranking(results: &Results, rule: Area, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let first = match results.ranking {
        Ranking::Relevant => "ranking-relevant",
        _ => "ranking-newest",
    };
    let first = format!(" {} ", painter.locale.text(first));
    let end = rule.right().saturating_sub(1);
    let room = rule.width.saturating_sub(8);
    let taken = painter.words_before(end, rule.y, room, &first, theme.dim);
    let end = end.saturating_sub(taken);
    let key = format!(" Alt-{RANKING_KEY}");
    painter.label_before(end, rule.y, 6, &key, theme.strong);
}

/// What is wrong with the query, with the part of it that is meant.
fn complaint(results: &Results, row: Area, message: &str, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let Some(error) = &results.error else {
        return;
    };
    let part: String = (results.input.text().chars())
        .skip(error.at)
        .take(error.length)
        .collect();
    painter.sign(row.x, row.y, "!", theme.error.add_modifier(Modifier::BOLD));
    let at = [("at", (error.at + 1).into())];
    let at = painter.locale.with("results-character", &at);
    let mut x = row.x + 2;
    x += painter.words(x, row.y, row.right().saturating_sub(x), &at, theme.error) + 1;
    if !part.trim().is_empty() {
        let room = row.right().saturating_sub(x).min(24);
        painter.label(x, row.y, room, &format!("“{}”", part.trim()), theme.strong);
    }
    let options = painter.options();
    let room = row.width.saturating_sub(2);
    let lines = crate::layout::column::label_rows(message, room, 3, &options);
    for (y, line) in (row.y + 1..).zip(&lines) {
        painter.line(row.x + 2, y, line, |_| theme.text);
    }
}

/// The title of an article on its own side, its day and its number of hits on the other.
fn title(found: &Match, row: Area, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let mut facts: Vec<String> = (found.row.date)
        .map(|date| words::date(painter.locale, date))
        .into_iter()
        .collect();
    if found.count > 0 {
        facts.push(painter.locale.number(found.count as usize));
    }
    if found.copies > 0 {
        let copies = [("count", found.copies.into())];
        facts.push(painter.locale.with("results-copies", &copies));
    }
    let facts = facts.join("  ");
    let taken = u16::try_from(crate::text::width::of_label(&facts)).unwrap_or(row.width);
    let room = row.width.saturating_sub(taken + 2);
    let line = painter.cut_in(&found.row.title, room, found.row.direction);
    match found.row.direction {
        Direction::RightToLeft => {
            let x = row.right().saturating_sub(line.width);
            painter.line(x, row.y, &line, |_| theme.strong);
            painter.label(row.x, row.y, taken, &facts, theme.dim);
        }
        Direction::LeftToRight => {
            painter.line(row.x, row.y, &line, |_| theme.strong);
            painter.label_before(row.right(), row.y, taken, &facts, theme.dim);
        }
    }
}

/// A hit in its line, always in the same column.
fn one(context: &Context, row: Area, selected: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme;
    let (hit, text) = if selected {
        (theme.text.patch(theme.hit_current), theme.strong)
    } else {
        (theme.text.patch(theme.hit), theme.text)
    };
    let look = kwic::Look {
        key: hit,
        text,
        by: None,
    };
    kwic::line(context, row, look, painter);
}
