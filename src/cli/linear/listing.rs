//! The articles: read in beside, listed, counted, opened by number.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::app::action::Action;
use crate::app::complaint;
use crate::cli::linear::{Reading, spoken};
use crate::library::{Actor, ArticleId, Found, Row, Target};
use crate::work::{Progress, Report};

/// What a number means that is typed.
pub(super) enum Listed {
    /// An article of the collection.
    Articles,
    /// An actor of the article.
    Actors(Vec<Actor>),
    /// What the finder found.
    Found(Vec<Found>),
    /// A hit in all articles.
    Hits,
    /// A paragraph of the open article.
    Paragraphs(Vec<usize>),
    /// A query that has a name.
    Queries(Vec<String>),
}

/// So many entries of a list are said at once.
pub(super) const PAGE: usize = 20;

/// So many rows are looked at together on the way to an unread article.
const ROWS: usize = 256;

/// How far reading in is, is said so often while it is waited for.
const SAY_EVERY: Duration = Duration::from_secs(10);

impl<W: Write> Reading<'_, W> {
    /// Waits until there are articles, or all of them are there.
    pub(super) fn await_articles(&mut self, all: bool) -> io::Result<()> {
        let mut said = Instant::now();
        while !self.settled && (all || self.listing.ids.is_empty()) {
            let Ok(report) = self.reports.recv() else {
                // Nobody reads in any more, and did not say why.
                return self.take_report(Report::Stopped, true);
            };
            if let Report::Progress(progress) = &report
                && said.elapsed() >= SAY_EVERY
            {
                said = Instant::now();
                self.say_progress(*progress)?;
                self.out.flush()?;
            }
            self.take_report(report, true)?;
        }
        Ok(())
    }

    fn say_progress(&mut self, progress: Progress) -> io::Result<()> {
        let values = [
            ("at", progress.done.into()),
            ("count", progress.total.into()),
        ];
        self.say_id("linear-reading-in", &values)
    }

    /// What happened beside since the last line.
    pub(super) fn take_reports(&mut self) -> io::Result<()> {
        let next = |of: &Self| of.reports.try_recv().or_else(|_| of.of_desk.try_recv());
        while let Ok(report) = next(self) {
            self.take_report(report, false)?;
        }
        Ok(())
    }

    fn take_report(&mut self, report: Report, begins: bool) -> io::Result<()> {
        match report {
            Report::Linked {
                listing,
                settled,
                total,
                marks: (faults, first),
                ..
            } => {
                let before = self.listing.ids.len();
                self.listing = listing;
                let ended = settled && !self.settled;
                self.settled |= settled;
                self.open_anew()?;
                let count = self.listing.ids.len();
                if !begins && ended && count != before {
                    self.say_id("linear-all-read-in", &[("count", count.into())])?;
                }
                // Nothing was there: what came of it is said when one begins.
                if ended && total > 0 && faults > 0 {
                    let values = [("count", faults.into()), ("what", first.into())];
                    self.say_id("linear-marks", &values)?;
                }
                Ok(())
            }
            Report::Followed { read, gone, .. } => {
                for (id, count) in [("followed-read", read), ("followed-gone", gone)] {
                    if count > 0 {
                        self.say_id(id, &[("count", count.into())])?;
                    }
                }
                Ok(())
            }
            Report::Warning(what) | Report::Trouble(what) => {
                let what = complaint::trouble(&self.locale, &what);
                self.say_id("linear-told", &[("what", what.into())])
            }
            Report::Stopped => {
                self.settled = true;
                self.say_id("reading-stopped", &[])
            }
            _ => Ok(()),
        }
    }

    /// What is open, and the beginning of the list; or where one was.
    pub(super) fn begin(&mut self, resume: bool) -> io::Result<()> {
        let failed = self.listing.failed.len();
        let count = self.listing.ids.len() - failed;
        if failed > 0 {
            self.say_id("linear-left-out", &[("count", failed.into())])?;
        }
        if count == 0 {
            // There may be some later; what stands at the desk is not lost by then.
            self.recall(resume)?;
            return self.say_id("linear-empty", &[]);
        }
        let open = self.locale.with("linear-open", &[("count", count.into())]);
        let begin = self.locale.text("linear-begin");
        self.say(&format!("{open} {begin}"))?;
        if !self.settled {
            self.say_id("linear-goes-on", &[])?;
        }
        if self.take_up(resume)? {
            return Ok(());
        }
        self.list("")
    }

    /// The number of an article in the list.
    pub(super) fn index_of(&self, id: ArticleId) -> Option<usize> {
        self.listing.ids.binary_search(&id).ok()
    }

    pub(super) fn has_failed(&self, id: ArticleId) -> bool {
        self.listing.failed.binary_search(&id).is_ok()
    }

    /// Some rows of the list, with what was done just now.
    pub(super) fn rows(&mut self, ids: &[ArticleId]) -> io::Result<Vec<Row>> {
        let rows = self.memory.rows(ids);
        let mut rows = self.known(rows)?.unwrap_or_default();
        for row in &mut rows {
            if let Some(marks) = self.kept.marks.get(&row.id) {
                row.marks = marks.clone();
            }
        }
        Ok(rows)
    }

    pub(super) fn list(&mut self, from: &str) -> io::Result<()> {
        self.listed = Listed::Articles;
        let from = spoken::number(from).unwrap_or(1).max(1) - 1;
        // Each keeps its number, also where copies before it stand behind their story.
        let standing = self.once_each(self.listing.ids.to_vec());
        let begin = match self.listing.ids.get(from) {
            Some(first) => standing.partition_point(|id| id < first),
            None => standing.len(),
        };
        let shown: Vec<ArticleId> = standing.iter().skip(begin).take(PAGE).copied().collect();
        let rows = self.rows(&shown)?;
        for row in &rows {
            let copies = self.copies_behind(row.id);
            let line = self.row_line(row) + &self.copies_in_words(copies);
            self.say(&line)?;
        }
        let next = shown
            .last()
            .and_then(|id| self.index_of(*id))
            .map_or(from, |at| at + 1);
        match standing.len().saturating_sub(begin + rows.len()) {
            0 if rows.is_empty() && self.listing.ids.is_empty() => self.say_id("linear-empty", &[]),
            0 if rows.is_empty() => {
                let count = self.listing.ids.len();
                self.say_id("linear-list-ended", &[("count", count.into())])
            }
            0 => Ok(()),
            more => {
                let values = [("count", more.into()), ("next", (next + 1).into())];
                self.say_id("linear-list-more", &values)
            }
        }
    }

    /// An article of the list, in a line.
    pub(super) fn row_line(&self, row: &Row) -> String {
        let number = self.index_of(row.id).map_or(0, |at| at + 1);
        let what = match &row.failed {
            Some(reason) => {
                let values = [
                    ("title", row.title.as_ref().into()),
                    ("reason", reason.as_ref().into()),
                ];
                self.locale.with("article-left-out", &values)
            }
            None => spoken::sentence(&spoken::row_facts(row, &self.locale)),
        };
        let mut line = format!("{}. {what}", self.locale.number(number));
        for (is, id) in [
            (row.marks.read, "linear-read"),
            (row.marks.starred, "linear-starred"),
        ] {
            if is {
                line.push(' ');
                line.push_str(&self.locale.text(id));
            }
        }
        line
    }

    pub(super) fn choose_number(&mut self, n: usize) -> io::Result<()> {
        let at = n.wrapping_sub(1);
        match &self.listed {
            Listed::Articles => match self.listing.ids.get(at).copied() {
                Some(id) => self.open(id),
                None => {
                    let count = self.listing.ids.len();
                    let values = [("number", n.into()), ("count", count.into())];
                    self.say_id("linear-no-article", &values)
                }
            },
            Listed::Actors(actors) => match actors.get(at).cloned() {
                Some(actor) => self.choose(actor),
                None => self.say_id("linear-no-number", &[("number", n.into())]),
            },
            Listed::Hits => self.open_hit(n),
            Listed::Paragraphs(paragraphs) => match paragraphs.get(at).copied() {
                Some(paragraph) => self.read_at(paragraph),
                None => self.say_id("linear-no-number", &[("number", n.into())]),
            },
            Listed::Queries(queries) => match queries.get(at).cloned() {
                Some(query) => self.run_saved(&query),
                None => self.say_id("linear-no-number", &[("number", n.into())]),
            },
            Listed::Found(found) => match found.get(at).map(|found| found.target.clone()) {
                Some(Target::Actor(actor)) => self.choose(actor),
                Some(Target::Title(id)) => self.open(id),
                None => self.say_id("linear-no-number", &[("number", n.into())]),
            },
        }
    }

    /// The next article of the list, or the one before.
    pub(super) fn neighbour(&mut self, forward: bool) -> io::Result<()> {
        let beside = self.beside(forward);
        let to = beside.into_iter().find(|id| !self.has_failed(*id));
        match to {
            Some(id) => self.open(id),
            None if forward => self.say_id("last-article", &[]),
            None => self.say_id("first-article", &[]),
        }
    }

    /// The articles after the open one, or before it from it on.
    fn beside(&self, forward: bool) -> Vec<ArticleId> {
        let mut ids = self.once_each(self.listing.ids.to_vec());
        // Before the first.
        let open = self.page.as_ref().map_or(ArticleId(0), |p| p.article.id);
        if forward {
            ids.drain(..ids.partition_point(|id| *id <= open));
        } else {
            ids.truncate(ids.partition_point(|id| *id < open));
            ids.reverse();
        }
        ids
    }

    /// The next article that was not read, or the one before.
    pub(super) fn unread(&mut self, forward: bool) -> io::Result<()> {
        let beside = self.beside(forward);
        for ids in beside.chunks(ROWS) {
            let rows = self.memory.rows(ids);
            let Some(rows) = self.known(rows)? else {
                return Ok(());
            };
            let unread = rows.into_iter().find(|row| {
                let marks = self.kept.marks.get(&row.id).unwrap_or(&row.marks);
                row.failed.is_none() && !marks.read
            });
            if let Some(row) = unread {
                return self.open(row.id);
            }
        }
        let id = if forward {
            "linear-no-unread-after"
        } else {
            "linear-no-unread-before"
        };
        let other = self.key(if forward {
            Action::PreviousArticle
        } else {
            Action::NextArticle
        });
        self.say_id(id, &[("key", other.into())])
    }

    /// What could not be read, and why.
    pub(super) fn problems(&mut self) -> io::Result<()> {
        let problems = self.memory.library.problems();
        let Some(problems) = self.known(problems)? else {
            return Ok(());
        };
        if problems.is_empty() {
            return self.say_id("problems-none", &[]);
        }
        for problem in problems.iter().take(PAGE) {
            let (doc, reason) = (problem.doc.as_str(), problem.reason.as_str());
            let values = [("title", doc.into()), ("reason", reason.into())];
            self.say_id("article-left-out", &values)?;
        }
        match problems.len().saturating_sub(PAGE) {
            0 => Ok(()),
            more => self.say_id("linear-problems-more", &[("count", more.into())]),
        }
    }
}
