//! `warraq search`: where words stand, each with its context.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use crate::cli::args::{Known, SearchArgs};
use crate::cli::collection::Collection;
use crate::cli::mentions::Scalars;
use crate::cli::{notes, say};
use crate::entity::pipeline::Parts;
use crate::layout::geometry::Affinity;
use crate::layout::kwic::{self, Concordance};
use crate::layout::{Options as Layout, column};
use crate::library::Article;
use crate::library::escape::{json_line, tsv};
use crate::library::query::{Ask, Context, Match, Ranking, Scan, Shelves};
use crate::text::around;
use crate::text::clean;
use crate::text::query::{Options, Query, QueryError, Term};
use crate::text::token::Script;

/// Cells of a line where no terminal says how wide it is.
const WIDTH: u16 = 100;

/// One line of the contract (`docs/cli.md`).
#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    /// Unicode scalars of the decoded text; missing when only conditions were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    /// End exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<jiff::civil::Date>,
    title: &'a str,
    before: &'a str,
    hit: &'a str,
    after: &'a str,
    /// With `--once`: how many other articles tell the same and were found, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    copies: Option<u32>,
}

/// The query of the command line, or that which has its name. `None`: it is none, and it was
/// said why.
pub(super) fn query(written: &str, known: &Known) -> anyhow::Result<Option<Query>> {
    let Some(name) = written.strip_prefix('@') else {
        return Ok(parsed(written));
    };
    let desk = if known.is_private() {
        None
    } else {
        notes::desk()?
    };
    let saved = match &desk {
        Some(desk) => desk.query_of(name)?,
        None => None,
    };
    if let Some(query) = saved {
        return Ok(parsed(&query));
    }
    let all = desk.map(|desk| desk.saved()).transpose()?;
    let names: Vec<String> = all.into_iter().flatten().map(|saved| saved.0).collect();
    let known = if names.is_empty() {
        "No search is saved; on the screen :save NAME does it.".to_owned()
    } else {
        format!("Saved are: {}.", names.join(", "))
    };
    say(&format!("No search is called “{name}”. {known}"));
    Ok(None)
}

fn parsed(query: &str) -> Option<Query> {
    match Query::parse(query) {
        Ok(query) if query.root.is_some() => Some(query),
        Ok(_) => {
            say("The query is empty. Write a word.");
            None
        }
        Err(error) => {
            complain(query, &error);
            None
        }
    }
}

/// How much of the recogniser a query needs: for plain words next to nothing.
pub(super) fn parts(query: &Query) -> Parts {
    let latin = |term: &&Term| match term {
        Term::Word(word) => word.chars().any(|c| Script::of(c) == Script::Latin),
        _ => false,
    };
    if query.actors().is_empty() && !query.terms().iter().any(latin) {
        Parts::Lists
    } else {
        Parts::All
    }
}

/// What is wrong, and under the query a mark at the place. The query is shown as it is seen.
fn complain(query: &str, error: &QueryError) {
    say(&format!("The query does not hold {error}"));
    if !io::stderr().is_terminal()
        && query
            .chars()
            .any(|c| Script::of(c) != Script::Latin && c.is_alphabetic())
    {
        // Whoever shows the message orders its letters: only the number is sure.
        return;
    }
    let line = column::label(query, u16::MAX / 4, &Layout::default());
    let byte = |scalar: usize| {
        let mut bytes = query.char_indices().map(|(at, _)| at);
        bytes.nth(scalar).unwrap_or(query.len())
    };
    let place = crate::text::range::TextRange::new(byte(error.at), byte(error.at + error.length));
    let mut marks = vec![' '; usize::from(line.width) + 1];
    let segments = line.segments(place);
    let cells = segments.iter().cloned().flatten();
    let end = line
        .border_of(place.start, Affinity::Previous)
        .unwrap_or(line.width);
    let cells: Vec<u16> = if segments.is_empty() {
        vec![end]
    } else {
        cells.collect()
    };
    for cell in cells {
        if let Some(mark) = marks.get_mut(usize::from(cell)) {
            *mark = '^';
        }
    }
    let shown: String = line.placed.iter().map(|p| p.glyph.as_str()).collect();
    let marks: String = marks.into_iter().collect();
    let mut err = io::stderr().lock();
    // When standard error is closed there is nobody to tell.
    let _ = writeln!(err, "  {shown}\n  {}", marks.trim_end());
}

/// Prints what was found; false when nothing was. `seen`: it goes to a terminal.
pub(super) fn print(
    collection: &Collection,
    query: Query,
    args: &SearchArgs,
    seen: bool,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let mut options = Options {
        latin: !args.no_latin,
        ..Options::default()
    };
    for fold in &args.fold {
        options.folds.set(*fold, true);
    }
    for fold in &args.exact {
        options.folds.set(*fold, false);
    }
    let limit = args.limit.map_or(usize::MAX, |n| n as usize);
    let asks = query.asks_marks();
    let desk = if asks && !args.known.is_private() {
        notes::desk()?
    } else {
        None
    };
    let ask = Ask {
        query,
        options,
        ranking: match (args.newest, args.relevant) {
            (true, _) => Ranking::Newest,
            (_, true) => Ranking::Relevant,
            _ => Ranking::Listed,
        },
        articles: limit,
        lines: limit,
        once: args.once,
        ..Ask::default()
    };
    if asks && desk.is_none() {
        say("Nothing is kept of what you read and marked: is:, has: and tag: know of nothing.");
    }
    let shelves = Shelves {
        library: &collection.library,
        desk: desk.as_ref(),
        waiting: None,
    };
    let mut scan = Scan::new(&shelves, ask)?;
    scan.step(&shelves, &mut |_| true)?;
    if seen {
        for (word, names) in scan.expansions() {
            say(&format!("{word} is also read as {}.", names.join("، ")));
        }
    }
    let found = scan.outcome(&shelves)?;
    let width = args.width.unwrap_or_else(|| terminal().unwrap_or(WIDTH));
    let mut left = limit;
    for (at, found) in found.matches.iter().enumerate() {
        let Some(article) = collection.library.article(found.row.id)? else {
            continue;
        };
        if left == 0 {
            break;
        }
        if seen && !args.json {
            left -= show(found, left, width, at > 0, out)?;
        } else {
            left -= write(found, &article, left, width, args.json, out)?;
        }
    }
    Ok(!found.matches.is_empty())
}

/// The lines of an article for programs; how many.
fn write(
    found: &Match,
    article: &Article,
    most: usize,
    width: u16,
    json: bool,
    out: &mut impl Write,
) -> io::Result<usize> {
    let mut scalars = Scalars::new(&article.document.source);
    let mut one = |context: Option<&Context>| {
        let place = context.map(|c| (scalars.before(c.range.start), scalars.before(c.range.end)));
        let (before, hit, after) = context.map_or(("", "", ""), |c| {
            let (before, after) = around::fitting((&c.before, &c.hit, &c.after), width);
            (before, c.hit.as_str(), after)
        });
        let line = Line {
            doc: &found.row.doc,
            start: place.map(|p| p.0),
            end: place.map(|p| p.1),
            date: found.row.date,
            title: &found.row.title,
            before,
            hit,
            after,
            copies: (found.copies > 0).then_some(found.copies),
        };
        if json {
            return json_line(out, &line);
        }
        let number = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
        let (start, end) = (number(line.start), number(line.end));
        let (before, hit, after) = (tsv(before), tsv(hit), tsv(after));
        writeln!(
            out,
            "{}\t{start}\t{end}\t{before}\t{hit}\t{after}",
            tsv(line.doc)
        )
    };
    if found.lines.is_empty() {
        one(None)?;
        return Ok(1);
    }
    for context in found.lines.iter().take(most) {
        one(Some(context))?;
    }
    Ok(found.lines.len().min(most))
}

/// The lines of an article under its title, for people; how many.
fn show(
    found: &Match,
    most: usize,
    width: u16,
    gap: bool,
    out: &mut impl Write,
) -> io::Result<usize> {
    let layout = Layout::default();
    if gap {
        writeln!(out)?;
    }
    let date = found
        .row
        .date
        .map(|d| format!(" · {d}"))
        .unwrap_or_default();
    let copies = match found.copies {
        0 => String::new(),
        copies => format!(" · +{copies}"),
    };
    let date = date + &copies;
    let doc = clean::visible(&found.row.doc);
    let rest = u16::try_from(doc.chars().count() + date.chars().count() + 3).unwrap_or(width);
    let title = column::label(
        &found.row.title,
        width.saturating_sub(rest).max(10),
        &layout,
    );
    let title: String = title.placed.iter().map(|p| p.glyph.as_str()).collect();
    if *found.row.title == *found.row.doc {
        writeln!(out, "{doc}{date}")?;
    } else {
        writeln!(out, "{title} · {doc}{date}")?;
    }
    for context in found.lines.iter().take(most) {
        let texts = (&*context.before, &*context.hit, &*context.after);
        let set = kwic::set(texts, context.direction, width, &layout);
        writeln!(out, "{}", bold(&set))?;
    }
    Ok(found.lines.len().min(most).max(1))
}

/// A line whose word is bold. Letters are joined already, so that nothing tears them apart.
fn bold(set: &Concordance) -> String {
    let mut text = " ".repeat(usize::from(set.x));
    let mut on = false;
    for placed in &set.line.placed {
        let lit = placed.range.intersects(set.word);
        if lit != on {
            text.push_str(if lit { "\u{1b}[1m" } else { "\u{1b}[m" });
            on = lit;
        }
        text.push_str(&placed.glyph);
    }
    if on {
        text.push_str("\u{1b}[m");
    }
    text
}

/// How wide the terminal is, if there is one.
fn terminal() -> Option<u16> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col >= 20).then_some(size.ws_col)
}
