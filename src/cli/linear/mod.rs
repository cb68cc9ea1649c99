//! `warraq --linear`: one thing after another, for screen readers, braille lines and terminals
//! that can only print. No cursor is moved, nothing is drawn; what one would see is said in
//! words, and the text stands in logical order.
//!
//! Articles are read one at a time from the library, as the panes do, so that a large collection
//! opens at once.

mod back;
mod card;
mod command;
mod copies;
mod desk;
mod everywhere;
mod find;
mod listing;
mod page;
mod passages;
mod saved;
mod spoken;
#[cfg(test)]
mod tests;
mod undo;
mod walk;

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use anyhow::Context;

use crate::app::action::Action;
use crate::app::complaint;
use crate::app::history::History;
use crate::app::keymap::Keymap;
use crate::app::search::Search;
use crate::cli::args::Args;
use crate::cli::opening::Opening;
use crate::cli::{PARTLY, USAGE};
use crate::config::{Gloss, Settings};
use crate::library::query::Ranking;
use crate::library::{Actor, ArticleId, Error, Listing, Note};
use crate::locale::{Locale, Value, without_isolates};
use crate::term;
use crate::text::clean;
use crate::work::{Indexer, Keeper, Memory, Report};

use command::Command;
use desk::Kept;
use everywhere::Hunt;
use listing::Listed;
use page::Page;
use undo::Step;

/// Reading in is waited for so long when one leaves.
const INDEXER_ENDS: Duration = Duration::from_millis(300);

/// True when it is asked for, or the terminal can do nothing else.
pub(super) fn is_wanted(args: &Args) -> bool {
    let dumb = || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    args.linear || (io::stdout().is_terminal() && dumb() && !args.translit)
}

/// Reads line by line until the reader leaves.
pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let (mut settings, complaints) = Settings::load();
    args.display.over(&mut settings);
    let private = args.known.private || settings.private;
    let piped = args.paths.iter().any(|path| path.as_os_str() == "-");
    let Some(opening) = Opening::of(args, private)? else {
        return Ok(USAGE);
    };
    // Standard input may be an article; then the lines come from the terminal.
    let (input, asks): (Box<dyn BufRead>, bool) = if piped {
        let terminal = File::open("/dev/tty").map_err(|_| {
            anyhow::anyhow!(
                "standard input is the article and there is no terminal, so there is nowhere to type; name a file instead of -"
            )
        })?;
        (Box::new(BufReader::new(terminal)), true)
    } else {
        (Box::new(io::stdin().lock()), io::stdin().is_terminal())
    };
    let memory = Arc::new(opening.memory);
    let (told, reports) = mpsc::channel();
    // A channel of its own: that of the articles closes when nobody reads in any more.
    let (told_of_desk, of_desk) = mpsc::channel();
    let keeper = Keeper::start(Arc::clone(&memory), move |report| {
        let _ = told_of_desk.send(report);
    })
    .context("the system gives no thread")?;
    let follow = asks && settings.follow && !args.no_follow;
    let indexer = Indexer::start(
        Arc::clone(&memory),
        opening.plan,
        follow,
        None,
        move |report| {
            let _ = told.send(report);
        },
    )
    .context("the system gives no thread")?;
    let locale = term::spoken(&settings, &|name| std::env::var(name).ok());
    let out = io::stdout().lock();
    let mut reading = Reading::new(&memory, &settings, locale, (reports, of_desk), out);
    // A script gets the same answer each time.
    reading.patient = asks;
    let complaints = complaints.iter().map(ToString::to_string);
    for line in complaints.chain(opening.complaints).chain(opening.notice) {
        reading.say(&line)?;
    }
    // Who types can begin with what is there; a script gets the same answer each time.
    if !asks {
        indexer.shown();
    }
    reading.await_articles(!asks)?;
    indexer.shown();
    reading.begin(opening.resume)?;
    reading.go(input, asks, &mut |keeping| keeper.keep(keeping))?;
    drop(reading);
    drop(keeper);
    indexer.end(INDEXER_ENDS);
    let failed = memory.library.failed().unwrap_or(0);
    Ok(if opening.partly || failed > 0 {
        PARTLY
    } else {
        0
    })
}

/// One who reads line by line.
struct Reading<'a, W> {
    memory: &'a Memory,
    locale: Locale,
    keymap: Keymap,
    reports: Receiver<Report>,
    of_desk: Receiver<Report>,
    out: W,
    listing: Listing,
    /// Everything was looked at.
    settled: bool,
    /// The open article.
    page: Option<Page>,
    /// Who is followed.
    chosen: Option<Actor>,
    search: Option<Search>,
    /// The last search in all articles, whose hits can be said.
    hunt: Option<Hunt>,
    /// Whose card was said by the last line.
    carded: Option<Actor>,
    /// What a number means.
    listed: Listed,
    /// The names of the saved searches as they were said last.
    said_names: Vec<String>,
    /// The notes that were said last, and of which article.
    said_notes: Option<(ArticleId, Arc<[Note]>)>,
    /// Who types does not want to wait for all that a search finds.
    patient: bool,
    /// What can be taken back, oldest first.
    steps: Vec<Step>,
    /// Doubtful names count, too.
    doubtful: bool,
    /// What is said in Latin letters after a paragraph.
    gloss: Gloss,
    history: History,
    kept: Kept,
}

impl<'a, W: Write> Reading<'a, W> {
    fn new(
        memory: &'a Memory,
        settings: &Settings,
        locale: Locale,
        (reports, of_desk): (Receiver<Report>, Receiver<Report>),
        out: W,
    ) -> Self {
        let (mut keymap, _) = Keymap::of(settings, "");
        keymap.speak(&locale);
        Self {
            memory,
            locale,
            keymap,
            reports,
            of_desk,
            out,
            listing: Listing::default(),
            settled: false,
            page: None,
            chosen: None,
            search: None,
            hunt: None,
            carded: None,
            listed: Listed::Articles,
            said_names: Vec::new(),
            said_notes: None,
            patient: false,
            steps: Vec::new(),
            doubtful: false,
            gloss: settings.gloss,
            history: History::default(),
            kept: Kept::default(),
        }
    }

    /// Takes lines until the reader leaves; `keep` is given what is to outlive the session.
    fn go(
        &mut self,
        mut input: impl BufRead,
        asks: bool,
        keep: &mut dyn FnMut(crate::library::Keeping),
    ) -> io::Result<()> {
        loop {
            self.keeping().into_iter().for_each(&mut *keep);
            self.take_reports()?;
            if asks {
                write!(self.out, "> ")?;
            }
            self.out.flush()?;
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            self.take_reports()?;
            let line = String::from_utf8_lossy(&line);
            if !self.command(line.trim())? {
                self.keeping().into_iter().for_each(&mut *keep);
                return Ok(());
            }
        }
    }

    /// Does what a line asks for. False: the reader leaves.
    fn command(&mut self, line: &str) -> io::Result<bool> {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        // Both hold for the next line only.
        let carded = self.carded.take();
        let fresh = self
            .hunt
            .as_mut()
            .is_some_and(|hunt| std::mem::take(&mut hunt.fresh));
        if let Some(number) = spoken::number(word).filter(|_| rest.is_empty()) {
            self.choose_number(number)?;
            return Ok(true);
        }
        if let Some(words) = line.strip_prefix('/') {
            self.search(words.trim())?;
            return Ok(true);
        }
        let Some(command) = command::of_word(word, &self.locale, &self.keymap) else {
            self.say_id("linear-unknown", &[("text", line.into())])?;
            return Ok(true);
        };
        match command {
            Command::ReadOn => self.read_on()?,
            Command::Help => self.help(rest)?,
            Command::Quit => return Ok(false),
            Command::List => self.list(rest)?,
            Command::Actors => self.actors(rest)?,
            Command::Find => self.find(rest)?,
            Command::Search => self.search(rest)?,
            Command::SearchAll => self.search_all(rest, Ranking::Listed)?,
            Command::SearchBest => self.search_all(rest, Ranking::Relevant)?,
            Command::Hits => self.hits(rest)?,
            Command::ArticlesWith => self.articles_with(rest, carded)?,
            Command::Saved => self.saved()?,
            Command::RemoveSaved => self.remove_saved(rest)?,
            Command::Quote => self.quote(rest)?,
            Command::Where => self.say_where()?,
            Command::Again => self.again()?,
            Command::All => self.read_all()?,
            Command::Follow => self.follow(carded)?,
            Command::Nobody => self.follow_nobody()?,
            Command::Note => self.note(rest)?,
            Command::RemoveNote => self.remove_note(rest)?,
            Command::NextUnread => self.unread(true)?,
            Command::PreviousUnread => self.unread(false)?,
            Command::Do(action) => match action {
                Action::NextMention if carded.is_none() && self.first_hit(fresh)? => {}
                Action::NextMention
                | Action::PreviousMention
                | Action::NextArticleWith
                | Action::PreviousArticleWith => {
                    // The walk goes on with whose card was said.
                    if let Some(actor) = carded {
                        self.choose(actor)?;
                    }
                    match action {
                        Action::NextMention => self.walk(true)?,
                        Action::PreviousMention => self.walk(false)?,
                        Action::NextArticleWith => self.article_with(true)?,
                        _ => self.article_with(false)?,
                    }
                }
                Action::Card => self.card(rest, carded)?,
                Action::Outline => self.headings()?,
                Action::Hints => self.links()?,
                Action::Why => self.why()?,
                Action::Undo => self.undo()?,
                Action::Save => self.save(rest)?,
                Action::ToggleCopies => self.copies()?,
                Action::ToggleOnce => self.toggle_once()?,
                Action::NextArticle => self.neighbour(true)?,
                Action::PreviousArticle => self.neighbour(false)?,
                Action::Start => self.start()?,
                Action::Back => self.back()?,
                Action::Forward => self.forward()?,
                Action::ToggleRead => self.toggle_read()?,
                Action::ToggleStar => self.toggle_star()?,
                Action::Tag => self.tag(rest)?,
                Action::Notes => self.notes()?,
                Action::ToggleWeak => self.toggle_doubtful()?,
                Action::CycleGloss => self.cycle_gloss()?,
                Action::Problems => self.problems()?,
                // The table has no other.
                _ => self.say_id("linear-unknown", &[("text", line.into())])?,
            },
        }
        Ok(true)
    }

    /// One line in which nothing acts on a terminal.
    fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", clean::visible(&without_isolates(line)))
    }

    /// Words of the interface, as a line.
    fn say_id(&mut self, id: &str, values: &[(&str, Value<'_>)]) -> io::Result<()> {
        let line = self.locale.with(id, values);
        self.say(&line)
    }

    /// What the library answered; what it could not is said.
    fn known<T>(&mut self, answer: Result<T, Error>) -> io::Result<Option<T>> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(error) => {
                let what = complaint::of_library(&self.locale, &error);
                self.say_id("linear-error", &[("what", what.into())])?;
                Ok(None)
            }
        }
    }

    /// The key of an action, or its name.
    fn key(&self, action: Action) -> String {
        let row = self.keymap.row(action);
        let key = row.and_then(|row| row.keys.first().map(|(_, key)| key.clone()));
        key.or_else(|| row.map(|row| row.name.clone()))
            .unwrap_or_default()
    }
}
