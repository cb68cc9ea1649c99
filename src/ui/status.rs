//! The last row: what is sought and where one is in it, messages, the keys that matter now.

use crate::app::action::Action;
use crate::app::complaint;
use crate::app::entry::{Asks, EDITOR_KEY};
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::app::sought::Chosen;
use crate::app::{Model, Popup};
use crate::entity::kind::Kind;
use crate::ui::paint::Painter;
use crate::ui::words;

pub(super) fn view(model: &Model, painter: &mut Painter<'_>) {
    let area = model.panes.status;
    let theme = painter.theme;
    if area.height == 0 {
        return;
    }
    let told = model.notice.is_some() || model.count.is_some();
    if model.setup.zen
        && !told
        && model.popup.is_none()
        && model.over.is_none()
        && model.board.is_none()
    {
        return;
    }
    painter.fill(area, theme.side.patch(theme.text));
    if let Some(Popup::Search(asking) | Popup::Filter(asking)) = &model.popup {
        let sign = match model.popup {
            Some(Popup::Search(_)) => "/",
            _ => "F",
        };
        painter.label(area.x + 1, area.y, 1, sign, theme.strong);
        let (told, style) = match &asking.count {
            None => (String::new(), theme.dim),
            Some(Ok(n)) => {
                let count = [("count", (*n).into())];
                (painter.locale.with("hits", &count), theme.dim)
            }
            Some(Err(error)) => (
                format!("! {}", complaint::complaint(painter.locale, error)),
                theme.error,
            ),
        };
        // What is typed keeps the room that it takes, and half the row when it is long.
        let end = area.right().saturating_sub(1);
        let typed = crate::text::width::of_label(asking.input.text()) + 8;
        let typed = u16::try_from(typed).unwrap_or(u16::MAX);
        let room = area.width.saturating_sub(typed).max(area.width / 2);
        let taken = painter.words_before(end, area.y, room, &told, style);
        let width = area.width.saturating_sub(5 + taken);
        painter.input(area.x + 3, area.y, width, &asking.input, theme.text);
        return;
    }
    // Why no editor opened stands there until the next key.
    if let (Some(Popup::Entry(entry)), None) = (&model.popup, &model.notice) {
        let prompt = painter.locale.text(entry.prompt());
        let taken = painter.words(area.x + 1, area.y, area.width / 2, &prompt, theme.strong);
        let mut width = area.width.saturating_sub(taken + 4);
        if let Asks::Note(..) = entry.asks
            && area.width >= 60
        {
            let end = area.right().saturating_sub(1);
            let word = painter.locale.text("word-editor");
            let word = painter.words_before(end, area.y, 16, &word, theme.dim);
            let key = end.saturating_sub(word + 1);
            let key = painter.label_before(key, area.y, 4, EDITOR_KEY, theme.strong);
            width = width.saturating_sub(word + key + 3);
        }
        painter.input(area.x + taken + 2, area.y, width, &entry.input, theme.text);
        return;
    }
    if let Some(Popup::Actors) = model.popup {
        painter.sign(area.x + 1, area.y, painter.signs.prompt, theme.strong);
        let input = &model.sidebar.filter;
        if input.text().is_empty() {
            let prompt = painter.locale.text("actors-prompt");
            let room = area.width.saturating_sub(6);
            painter.words(area.x + 5, area.y, room, &prompt, theme.dim);
        }
        let width = area.width.saturating_sub(4);
        painter.input(area.x + 3, area.y, width, input, theme.text);
        return;
    }
    let end = right(model, painter);
    let room = end.saturating_sub(area.x + 3);
    left(model, room, painter);
}

/// Percent and key hints, from the right; the first column that they took.
fn right(model: &Model, painter: &mut Painter<'_>) -> u16 {
    let area = model.panes.status;
    let theme = painter.theme;
    let mut end = area.right().saturating_sub(1);
    // The walk has the first claim on the row: hints fall away from the end, then the
    // percent, then the word of the last hint. Its key stays.
    let mut least = left_least(model);
    if model.popup.is_none() && model.board.is_none() {
        let room = usize::from(end).saturating_sub(least + 1);
        let taken = super::filtered::before(model, end, room, painter);
        end = end.saturating_sub(taken + u16::from(taken > 0));
        least = least.min(usize::from(end));
    }
    if let Some(reader) = model
        .reader
        .as_ref()
        .filter(|_| model.popup.is_none() && model.board.is_none())
        && least + PERCENT + HELP_KEY <= usize::from(end)
    {
        let percent = reader.percent();
        let left = reader.article.words * (100 - percent) / 100;
        let locale = painter.locale;
        let mut label = locale.with("percent", &[("percent", percent.into())]);
        if area.width >= 120 && left > 0 {
            // What is left to read.
            let minutes = words::minutes(left, model.setup.pace);
            let minutes = locale.with("minutes-short", &[("count", minutes.into())]);
            label = format!("{minutes} {} {label}", painter.signs.dot);
        }
        let taken = painter.words_before(end, area.y, 24, &label, theme.dim);
        end = end.saturating_sub(taken.max(4) + 1);
    }
    if model.count.is_some() || !model.typed.is_empty() {
        let count = model
            .count
            .map_or(String::new(), |count| format!("{count} "));
        let typed = format!("{count}{}", crate::app::key::Key::written(&model.typed));
        end = end.saturating_sub(1);
        let taken = painter.label_before(end, area.y, 16, typed.trim_end(), theme.strong);
        end = end.saturating_sub(taken + 1);
    }
    let claim = left_claim(model);
    let hints = hints(model);
    let mut shown: Vec<(String, String)> = Vec::new();
    let cells = |text: &str| crate::text::width::of_label(text);
    let width_of = |hint: &(String, String)| cells(&hint.0) + cells(&hint.1) + 1 + 3;
    let room = usize::from(end).saturating_sub(claim);
    let help = hints.last().cloned();
    let reserved = help.as_ref().map_or(0, width_of);
    let mut taken = reserved;
    for hint in hints.iter().take(hints.len().saturating_sub(1)) {
        if taken + width_of(hint) > room {
            break;
        }
        taken += width_of(hint);
        shown.push(hint.clone());
    }
    if let Some((key, word)) = help {
        if least + reserved <= usize::from(end) {
            shown.push((key, word));
        } else if model.popup.is_none() && area.width >= 40 {
            let taken = painter.label_before(end, area.y, 16, &key, theme.strong);
            end = end.saturating_sub(taken);
        }
    }
    for (key, word) in shown.iter().rev() {
        end = end.saturating_sub(1);
        let taken = painter.words_before(end, area.y, 24, word, theme.dim);
        end = end.saturating_sub(taken + 1);
        let taken = painter.label_before(end, area.y, 16, key, theme.strong);
        end = end.saturating_sub(taken + 2);
    }
    end
}

/// Cells that percent and the key of help take with the blanks around them.
const PERCENT: usize = 5;
const HELP_KEY: usize = 3;
/// A chosen name keeps at least this many cells.
const NAME: u16 = 8;

/// Columns up to the end of what the left part cannot do without: a message, or the counter
/// of the walk with a short name.
fn left_least(model: &Model) -> usize {
    use crate::text::width::of_label;
    if let Some(notice) = &model.notice {
        return 5 + 2 * usize::from(notice.trouble) + of_label(&notice.text);
    }
    match (&model.reader, &model.sought.actor) {
        _ if model.board.is_some() => 24,
        (Some(reader), Some(chosen)) if model.sought.search.is_none() => {
            let (here, everywhere) = facts(model, reader, chosen);
            let name = of_label(&chosen.actor.name).min(usize::from(NAME));
            5 + 2 + name + 2 + of_label(&here) + 1 + 2 + of_label(&everywhere)
        }
        (Some(reader), None) if model.sought.search.is_none() && is_bare(model) => {
            4 + of_label(&unchosen(model, reader)).max(20)
        }
        _ => 24,
    }
}

/// Places here, places everywhere.
fn facts(model: &Model, reader: &Reader, chosen: &Chosen) -> (String, String) {
    let counter = model.sought.counter(&reader.article, reader.reached);
    let count = ("count", counter.here.into());
    let here = match counter.at {
        _ if !reader.article.analysed => model.locale.text("names-sought-here"),
        Some(at) => model.locale.with("walk-here", &[("at", at.into()), count]),
        None => model.locale.with("walk-count-here", &[count]),
    };
    let everywhere = if model.panes.status.width >= 72 {
        "walk-everywhere"
    } else {
        "walk-everywhere-short"
    };
    let values = [
        ("mentions", chosen.actor.all.into()),
        ("articles", chosen.actor.articles.into()),
    ];
    (here, model.locale.with(everywhere, &values))
}

/// Cells that the left part asks for.
fn left_claim(model: &Model) -> usize {
    if let Some(notice) = &model.notice {
        return 4 + 2 * usize::from(notice.trouble) + crate::text::width::of_label(&notice.text);
    }
    match (&model.sought.search, &model.sought.actor) {
        _ if model.board.is_some() => 24,
        (Some(_), _) => 34,
        (None, Some(chosen)) => {
            let facts = model.reader.as_ref().map_or(0, |reader| {
                let (here, everywhere) = facts(model, reader, chosen);
                crate::text::width::of_label(&here) + crate::text::width::of_label(&everywhere)
            });
            let name = crate::text::width::of_label(&chosen.actor.name).min(24);
            name + (facts + 10).max(34)
        }
        (None, None) if is_bare(model) => {
            let reader = model.reader.as_ref();
            let words = reader.map(|reader| unchosen(model, reader));
            4 + crate::text::width::of_label(&words.unwrap_or_default()).max(20)
        }
        (None, None) => 24,
    }
}

/// True where nothing lies over the page: there the keys of what lies there come first.
fn is_bare(model: &Model) -> bool {
    model.popup.is_none() && model.over.is_none()
}

/// Which name of how many one is at; else that nobody is chosen, and the next step: where the row
/// is narrow, the next step alone.
fn unchosen(model: &Model, reader: &Reader) -> String {
    let counter = model.sought.counter(&reader.article, reader.reached);
    if let Some(at) = counter.at {
        let values = [("at", at.into()), ("count", counter.here.into())];
        return model.locale.with("name-of", &values);
    }
    if let Some(awaited) = model.names_awaited() {
        return awaited;
    }
    let words = match model.panes.status.width {
        72.. => "walk-none",
        _ => "walk-none-short",
    };
    let key = model.key_of(Action::Choose);
    model.locale.with(words, &[("key", key.into())])
}

/// The keys that matter now, most useful first, help last.
fn hints(model: &Model) -> Vec<(String, String)> {
    let of = |actions: &[Action]| {
        let rows = actions.iter().filter_map(|a| model.keymap.row(*a));
        rows.filter_map(|row| Some((row.key(model.scope())?.to_owned(), row.hint.clone())))
            .collect::<Vec<_>>()
    };
    let typed = |rows: &[(&str, &str)]| {
        rows.iter()
            .map(|(key, id)| ((*key).to_owned(), model.locale.text(id)))
            .collect::<Vec<_>>()
    };
    let choose = model.keymap.row(Action::Choose).map(|row| row.hint.clone());
    if let Some(over) = &model.over {
        return super::over::keys(model, over);
    }
    if let (None, Some(board)) = (&model.popup, &model.board) {
        return super::board::keys(model, board);
    }
    match &model.popup {
        Some(Popup::Lookup(_)) => typed(&[
            ("Enter", "word-jump"),
            ("Up Down", "word-select"),
            ("Esc", "word-close"),
        ]),
        Some(Popup::Entry(_)) => Vec::new(),
        Some(Popup::Help(_)) => typed(&[
            ("Enter", "word-do"),
            ("Up Down", "word-select"),
            ("Esc", "word-close"),
        ]),
        Some(Popup::Results(_)) => typed(&[
            ("Enter", "word-jump-hit"),
            ("Up Down", "word-select"),
            ("Esc", "word-close"),
        ]),
        Some(Popup::Command(_)) => typed(&[
            ("Enter", "word-do"),
            ("Tab", "word-complete"),
            ("Up Down", "word-typed-before"),
            ("Esc", "word-close"),
        ]),
        Some(Popup::Card(card)) => {
            let mut hints = of(&[Action::Choose, Action::Pin, Action::NextMention]);
            if let Some(first) = hints.first_mut() {
                first.1 = model.locale.text("word-first-mention");
            }
            if !model.offered().is_empty() {
                hints.extend(of(&[Action::LookUp]));
            }
            if !card.elsewhere().links().is_empty() {
                let keys = of(&[Action::Hints]);
                let open = model.locale.text("word-open");
                hints.extend(keys.into_iter().map(|(key, _)| (key, open.clone())));
            }
            if card.goes_on() {
                hints.extend(of(&[Action::Down]));
            }
            hints.extend(of(&[Action::Peel]));
            hints
        }
        Some(Popup::Output(output)) if output.running => typed(&[("Esc", "word-end-it")]),
        Some(Popup::Output(_)) => typed(&[
            ("Down Up", "word-scroll"),
            ("y", "word-copy-all"),
            ("Esc", "word-close"),
        ]),
        Some(Popup::Problems(_)) => typed(&[
            ("r", "word-try-again"),
            ("Up Down", "word-select"),
            ("Esc", "word-close"),
        ]),
        Some(Popup::Search(_) | Popup::Filter(_) | Popup::Actors) => Vec::new(),
        None if model.is_selecting() && model.focus == Pane::Reader => of(&[
            Action::CopySelection,
            Action::CopyQuotation,
            Action::Select,
            Action::Peel,
            Action::Help,
        ]),
        None => match model.focus {
            _ if model.reader.is_none() => of(&[Action::Close, Action::Help]),
            Pane::List => of(&[
                Action::Choose,
                Action::FocusNext,
                Action::Find,
                Action::Help,
            ])
            .into_iter()
            .map(|(key, word)| match &choose {
                Some(choose) if *choose == word => (key, model.locale.text("word-open")),
                _ => (key, word),
            })
            .collect(),
            Pane::Sidebar => of(&[
                Action::Choose,
                Action::FocusNext,
                Action::Find,
                Action::Help,
            ]),
            Pane::Reader if model.sought.search.is_some() => of(&[
                Action::NextMention,
                Action::PreviousMention,
                Action::Peel,
                Action::Help,
            ]),
            Pane::Reader if model.sought.actor.is_some() => of(&[
                Action::NextMention,
                Action::NextArticleWith,
                Action::Find,
                Action::Back,
                Action::Help,
            ]),
            Pane::Reader => of(&[
                Action::NextMention,
                Action::Find,
                Action::Search,
                Action::FocusNext,
                Action::Help,
            ]),
        },
    }
}

/// A message, or the walk: name, place here, places everywhere.
fn left(model: &Model, room: u16, painter: &mut Painter<'_>) {
    let area = model.panes.status;
    let theme = painter.theme;
    let (mut x, y) = (area.x + 2, area.y);
    if let Some(notice) = &model.notice {
        if notice.trouble {
            painter.sign(x, y, painter.signs.error, theme.error);
            x += 2;
        }
        // A sentence of the interface runs as the interface does, whatever it begins with.
        painter.words(x, y, room, &notice.text, theme.text);
        return;
    }
    if model.popup.is_some() {
        return;
    }
    if let Some(board) = &model.board {
        let words = super::board::state(model, board);
        painter.words(x, y, room, &words, theme.strong);
        return;
    }
    let Some(reader) = &model.reader else {
        let words = words::articles(painter.locale, model.list.articles);
        painter.words(x, y, room, &words, theme.dim);
        return;
    };
    let counter = model.sought.counter(&reader.article, reader.reached);
    let locale = painter.locale;
    let count = ("count", counter.here.into());
    if let Some(search) = &model.sought.search {
        let query = locale.with("quoted", &[("text", search.query.as_str().into())]);
        let taken = painter.label(x, y, (room / 2).min(30), &query, theme.strong);
        let words = match (&search.everywhere, counter.at) {
            (None, Some(at)) => locale.with("search-count", &[("at", at.into()), count]),
            (None, None) => locale.with("search-hits", &[count]),
            (Some(all), at) => {
                let here = match at {
                    Some(at) => locale.with("walk-here", &[("at", at.into()), count]),
                    None => locale.with("walk-count-here", &[count]),
                };
                let articles = [("count", all.articles.into())];
                let far = [
                    ("here", here.into()),
                    ("dot", painter.signs.dot.into()),
                    ("all", all.hits.into()),
                    ("articles", locale.with("in-articles", &articles).into()),
                ];
                locale.with("search-everywhere", &far)
            }
        };
        let rest = room.saturating_sub(taken + 2);
        painter.words(x + taken + 2, y, rest, &words, theme.dim);
        return;
    }
    let Some(chosen) = &model.sought.actor else {
        let words = unchosen(model, reader);
        painter.words(x, y, room, &words, theme.dim);
        return;
    };
    let actor = &chosen.actor;
    painter.sign(x, y, painter.signs.kind(actor.kind), theme.accent);
    x += 2;
    let style = theme.accent.add_modifier(ratatui::style::Modifier::BOLD);
    let (here, everywhere) = facts(model, reader, chosen);
    let facts = crate::text::width::of_label(&here) + crate::text::width::of_label(&everywhere);
    let facts = u16::try_from(facts).unwrap_or(u16::MAX).saturating_add(5);
    let name = room.saturating_sub(facts.saturating_add(2)).clamp(NAME, 30);
    let by_last = actor.kind == Kind::Person;
    let shown = words::name_within(&actor.name, by_last, name);
    let taken = painter.label(x, y, name, &shown, style);
    x += taken + 2;
    let room = room.saturating_sub(taken + 4);
    let taken = painter.words(x, y, room, &here, theme.strong);
    x += taken + 1;
    let dot = painter.signs.dot;
    let rest = room.saturating_sub(taken + 1);
    painter.words(x, y, rest, &format!("{dot} {everywhere}"), theme.dim);
}
