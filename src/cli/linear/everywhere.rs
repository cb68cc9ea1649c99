//! Words in all articles: searched, said hit by hit, walked from article to article.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::action::Action;
use crate::app::complaint::complaint;
use crate::app::search::Search;
use crate::cli::linear::listing::{Listed, PAGE};
use crate::cli::linear::{Reading, spoken};
use crate::library::query::{Ask, Match, Outcome, Ranking, Scan, Shelves};
use crate::library::{ArticleId, Error};
use crate::text::around;
use crate::text::query::{Options, Query};
use crate::text::range::TextRange;
use crate::work::{Memory, Ticket};

/// So many articles are said with their hits, and hits of each, as on the screen; the walk goes
/// to all.
const ARTICLES: usize = 200;
const LINES: usize = 20;
/// Cells of what is said before a hit, and after it.
const AROUND: u16 = 40;
/// One who types does not wait longer for the number of all hits: the first ones are there.
const PATIENCE: Duration = Duration::from_secs(1);
/// How far it is, is said so often while it is waited for.
const SAY_EVERY: Duration = Duration::from_secs(10);

/// The last search in all articles.
pub(super) struct Hunt {
    pub(super) query: String,
    scan: Scan,
    options: Options,
    outcome: Outcome,
    /// The hits in the order in which they are said: which match, which of its lines.
    lines: Vec<(usize, Option<usize>)>,
    /// The first of those that were said last.
    first: usize,
    /// So many of them were said.
    said: usize,
    /// Nothing was done since they were said: the next hit is the first one.
    pub(super) fresh: bool,
}

impl Hunt {
    fn of(&self, line: usize) -> Option<(&Match, Option<usize>)> {
        let (at, line) = *self.lines.get(line)?;
        Some((self.outcome.matches.get(at)?, line))
    }

    /// Where a hit stands.
    pub(super) fn place(&self, line: usize) -> Option<(ArticleId, Option<TextRange>)> {
        let (found, line) = self.of(line)?;
        let range = line.and_then(|at| Some(found.lines.get(at)?.range));
        Some((found.row.id, range))
    }

    fn take(&mut self, outcome: Outcome) {
        self.lines.clear();
        for (at, found) in outcome.matches.iter().enumerate() {
            match found.lines.len() {
                0 => self.lines.push((at, None)),
                lines => self.lines.extend((0..lines).map(|line| (at, Some(line)))),
            }
        }
        self.outcome = outcome;
    }
}

/// How far a search goes before it is said what it found.
#[derive(Clone, Copy)]
enum Until {
    /// So many articles, or as long as one waits.
    Found(usize),
    /// An article after this one.
    After(Option<ArticleId>),
    /// All articles.
    All,
}

impl<W: Write> Reading<'_, W> {
    /// Searches all articles and says the first hits; without words the search is over.
    pub(super) fn search_all(&mut self, words: &str, ranking: Ranking) -> io::Result<()> {
        if words.is_empty() {
            if self.hunt.take().is_some() {
                self.remember_search();
                return self.say_id("linear-search-over", &[]);
            }
            return self.say_id("linear-search-all-what", &[]);
        }
        let Some(written) = self.written(words)? else {
            return Ok(());
        };
        let query = match Query::parse(&written) {
            Ok(query) if query.root.is_some() => query,
            Ok(_) => return self.say_id("linear-search-all-what", &[]),
            Err(error) => {
                let what = complaint(&self.locale, &error);
                return self.say_id("linear-query", &[("what", what.into())]);
            }
        };
        let ask = Ask {
            query,
            ranking,
            marked: Arc::new(self.kept.marks.clone()),
            articles: ARTICLES,
            lines: LINES,
            once: self.once(),
            ..Ask::default()
        };
        let options = ask.options;
        let scan = Scan::new(&shelves(self.memory), ask);
        let Some(scan) = self.known(scan)? else {
            return Ok(());
        };
        let mut hunt = Hunt {
            query: written,
            scan,
            options,
            outcome: Outcome::default(),
            lines: Vec::new(),
            first: 0,
            said: 0,
            fresh: true,
        };
        let until = match (self.patient, ranking) {
            (false, _) | (true, Ranking::Relevant) => Until::All,
            (true, _) => Until::Found(PAGE),
        };
        if !self.advance(&mut hunt, until)? {
            return Ok(());
        }
        for (word, names) in hunt.outcome.expansions.clone() {
            let values = [("word", word.into()), ("names", names.join("، ").into())];
            self.say_id("results-also-read", &values)?;
        }
        if hunt.lines.is_empty() && hunt.outcome.is_whole() {
            self.hunt = None;
            let query = [("query", hunt.query.as_str().into())];
            return self.say_id("results-nothing", &query);
        }
        let search =
            Search::everywhere(&hunt.query, &hunt.options, Ticket::default(), &hunt.outcome);
        self.remember_search();
        // It was read above; where only conditions are asked there is no place to walk to.
        self.search = search.ok().filter(Search::has_places);
        if let (Some(search), Some(page)) = (&mut self.search, &mut self.page) {
            search.look_in(&page.article, page.article.marks.clone());
            page.reached = None;
        }
        self.say_count(&hunt)?;
        self.hunt = Some(hunt);
        self.hits("")
    }

    /// The query that is meant: as it is written, or that which has this name.
    pub(super) fn written(&mut self, words: &str) -> io::Result<Option<String>> {
        let Some(name) = words.strip_prefix('@') else {
            return Ok(Some(words.to_owned()));
        };
        let query = self.query_called(name.trim())?;
        if query.is_none() {
            let values = [("name", name.trim().into())];
            self.say_id("linear-saved-unknown", &values)?;
        }
        Ok(query)
    }

    /// Goes on with a search. False: it failed, and that was said.
    fn advance(&mut self, hunt: &mut Hunt, until: Until) -> io::Result<bool> {
        let shelves = shelves(self.memory);
        let known = hunt.scan.found();
        let begun = Instant::now();
        let mut whole = false;
        while !whole {
            let slice = Instant::now();
            let stepped = hunt.scan.step(&shelves, &mut |pause| {
                let enough = !pause.within
                    && match until {
                        Until::Found(n) => pause.found >= known + n && begun.elapsed() >= PATIENCE,
                        Until::After(_) => pause.found > known,
                        Until::All => false,
                    };
                !enough && (pause.within || slice.elapsed() < SAY_EVERY)
            });
            let Some(done) = self.known(stepped)? else {
                return Ok(false);
            };
            whole = done;
            let new = hunt.scan.found_since(known);
            let enough = match until {
                Until::Found(n) => new.count() >= n && begun.elapsed() >= PATIENCE,
                Until::After(id) => new.map(|found| found.0).any(|new| Some(new) > id),
                Until::All => false,
            };
            if enough {
                break;
            }
            if !whole && slice.elapsed() >= SAY_EVERY {
                self.say_searching(hunt)?;
                self.out.flush()?;
            }
        }
        let outcome: Result<Outcome, Error> = hunt.scan.outcome(&shelves);
        let Some(outcome) = self.known(outcome)? else {
            return Ok(false);
        };
        hunt.take(outcome);
        Ok(true)
    }

    /// The last search goes on and is the last one again, also where that failed. False: it did.
    fn advance_last(&mut self, mut hunt: Hunt, until: Until) -> io::Result<bool> {
        let advanced = self.advance(&mut hunt, until);
        // What is walked may be another search by now.
        let walked = { self.search.as_mut() }.filter(|search| search.query == hunt.query);
        if let (Ok(true), Some(everywhere)) = (
            &advanced,
            walked.and_then(|search| search.everywhere.as_mut()),
        ) {
            let outcome = &hunt.outcome;
            everywhere.postings = Arc::clone(&outcome.postings);
            (everywhere.hits, everywhere.articles) = (outcome.hits, outcome.articles);
        }
        self.hunt = Some(hunt);
        advanced
    }

    fn say_searching(&mut self, hunt: &Hunt) -> io::Result<()> {
        let (looked, all) = hunt.scan.progress();
        let values = [("at", looked.into()), ("count", all.into())];
        self.say_id("linear-searching", &values)
    }

    /// How many hits there are in how many articles; that it is not the end, where it is not.
    fn say_count(&mut self, hunt: &Hunt) -> io::Result<()> {
        let (hits, articles) = (hunt.outcome.hits, hunt.outcome.articles);
        let mut line = match hits {
            0 => self
                .locale
                .with("linear-found-articles", &[("count", articles.into())]),
            _ => {
                let values = [("count", hits.into())];
                let hits = self.locale.with("hits", &values);
                let values = [("count", articles.into())];
                let articles = self.locale.with("in-articles", &values);
                let key = self.key(Action::NextMention);
                let values = [
                    ("hits", hits.into()),
                    ("articles", articles.into()),
                    ("key", key.into()),
                ];
                self.locale.with("linear-hits-all", &values)
            }
        };
        if !hunt.outcome.is_whole() {
            let (looked, all) = hunt.outcome.progress;
            let values = [("at", looked.into()), ("count", all.into())];
            line.push(' ');
            line.push_str(&self.locale.with("linear-hits-so-far", &values));
        }
        self.say(&line)
    }

    /// The hits of the last search in all articles: from a number on, else the next ones.
    pub(super) fn hits(&mut self, from: &str) -> io::Result<()> {
        let Some(hunt) = &self.hunt else {
            return self.say_id("linear-no-hits", &[]);
        };
        let from = spoken::number(from).map_or(hunt.said, |n| n.max(1) - 1);
        let goes_on = from.saturating_add(PAGE) > hunt.lines.len() && !hunt.outcome.is_whole();
        if goes_on
            && let Some(hunt) = self.hunt.take()
            && !self.advance_last(hunt, Until::Found(PAGE))?
        {
            return Ok(());
        }
        let Some(mut hunt) = self.hunt.take() else {
            return Ok(());
        };
        let shown = (from..hunt.lines.len()).take(PAGE);
        let lines: Vec<String> = shown.filter_map(|at| self.hit_line(&hunt, at)).collect();
        for line in &lines {
            self.say(line)?;
        }
        let next = from.saturating_add(lines.len());
        let known = hunt.lines.len();
        match known.saturating_sub(next) {
            0 if lines.is_empty() && hunt.outcome.is_whole() => {
                self.say_id("linear-hits-ended", &[("count", known.into())])?;
            }
            0 if hunt.outcome.is_whole() => {
                // Others are walked to, and not said.
                let unsaid = hunt
                    .outcome
                    .articles
                    .saturating_sub(hunt.outcome.matches.len());
                if unsaid > 0 {
                    let key = self.key(Action::NextArticleWith);
                    let values = [("count", unsaid.into()), ("key", key.into())];
                    self.say_id("linear-hits-unsaid", &values)?;
                }
            }
            0 => self.say_id("linear-hits-go-on", &[])?,
            more => self.say_id("linear-hits-more", &[("count", more.into())])?,
        }
        (hunt.first, hunt.said) = match (lines.is_empty(), hunt.outcome.is_whole()) {
            (false, _) => (from, next),
            (true, true) => (0, 0),
            // It begins with what is not known yet.
            (true, false) => (0, known),
        };
        hunt.fresh = true;
        self.hunt = Some(hunt);
        self.listed = Listed::Hits;
        Ok(())
    }

    /// A hit as a line: its number, where it stands, what stands around it.
    fn hit_line(&self, hunt: &Hunt, at: usize) -> Option<String> {
        let (found, line) = hunt.of(at)?;
        let number = ("number", (at + 1).into());
        let copies = match line {
            None | Some(0) => self.copies_in_words(found.copies as usize),
            Some(_) => String::new(),
        };
        let said = match line.and_then(|at| found.lines.get(at)) {
            None => {
                let title = spoken::sentence(&spoken::row_facts(&found.row, &self.locale));
                self.locale
                    .with("linear-hit-article", &[number, ("title", title.into())])
            }
            Some(context) => {
                let before = around::last_words(&context.before, AROUND);
                let after = around::first_words(&context.after, AROUND);
                let hit = self
                    .locale
                    .with("quoted", &[("text", context.hit.as_str().into())]);
                let cut = |cut: bool| if cut { "…" } else { "" };
                let text = format!(
                    "{}{before}{hit}{after}{}",
                    cut(before.len() < context.before.len()),
                    cut(after.len() < context.after.len())
                );
                let whence = spoken::whence(&found.row, &self.locale);
                let values = [
                    number,
                    ("where", whence.into()),
                    ("text", text.trim().into()),
                ];
                self.locale.with("linear-hit", &values)
            }
        };
        Some(format!("{said}{copies}"))
    }

    /// Opens a hit that was said, by its number.
    pub(super) fn open_hit(&mut self, number: usize) -> io::Result<()> {
        let hunt = self.hunt.as_ref();
        let place = hunt.and_then(|hunt| hunt.place(number.checked_sub(1)?));
        match place {
            Some((id, Some(range))) => self.open_at(id, range),
            Some((id, None)) => {
                self.open(id)?;
                self.listed = Listed::Hits;
                Ok(())
            }
            None => self.say_id("linear-no-number", &[("number", number.into())]),
        }
    }

    /// Opens an article at a hit.
    fn open_at(&mut self, id: ArticleId, range: TextRange) -> io::Result<()> {
        if self.search.as_ref().is_none_or(|s| s.everywhere.is_none()) {
            // It was ended meanwhile; who chooses one of its hits goes on with it.
            let hunt = self.hunt.as_ref();
            let again = hunt.and_then(|hunt| {
                let (query, options) = (&hunt.query, &hunt.options);
                Search::everywhere(query, options, Ticket::default(), &hunt.outcome).ok()
            });
            self.remember_search();
            self.search = again;
        }
        let Some(article) = self.load(id)? else {
            return Ok(());
        };
        self.leave();
        self.turn_to(article);
        // The next number is a hit, too.
        self.listed = Listed::Hits;
        self.announce()?;
        let places = self.search.as_ref().map(|s| s.hits.clone());
        let places = places.unwrap_or_default();
        let at = places.iter().position(|place| place.intersects(range));
        match at {
            Some(at) => self.reach(&places, at),
            None => self.reach(&[range], 0),
        }
    }

    /// The first of the hits that were just said, if nothing was done since. False: there is none.
    pub(super) fn first_hit(&mut self, fresh: bool) -> io::Result<bool> {
        let hunt = self
            .hunt
            .as_ref()
            .filter(|_| fresh && self.search.is_some());
        let Some((id, Some(range))) = hunt.and_then(|hunt| hunt.place(hunt.first)) else {
            return Ok(false);
        };
        self.open_at(id, range)?;
        Ok(true)
    }

    /// To the next article with a hit, around the collection.
    pub(super) fn article_with_hit(&mut self, forward: bool) -> io::Result<()> {
        let open = self.page.as_ref().map(|page| page.article.id);
        if let Some(hunt) = self.hunt.take_if(|hunt| !hunt.outcome.is_whole()) {
            let until = if forward {
                Until::After(open)
            } else {
                Until::All
            };
            if !self.advance_last(hunt, until)? {
                return Ok(());
            }
        }
        let everywhere = self.search.as_ref().and_then(|s| s.everywhere.as_ref());
        let ids = everywhere.map(|e| e.postings.iter().map(|p| p.0).collect());
        let wrapped = if forward {
            "linear-hits-around"
        } else {
            "linear-hits-around-back"
        };
        self.go_to_one_of(
            ids.unwrap_or_default(),
            forward,
            wrapped,
            "linear-hit-only-here",
        )
    }
}

fn shelves(memory: &Memory) -> Shelves<'_> {
    Shelves {
        library: &memory.library,
        desk: memory.desk.as_deref(),
        waiting: None,
    }
}
