//! Who is named, actors and titles by name, words in the article.

use std::io::{self, Write};

use crate::app::action::Action;
use crate::app::complaint::complaint;
use crate::app::search::Search;
use crate::cli::linear::listing::{Listed, PAGE};
use crate::cli::linear::{Reading, spoken};
use crate::library::Target;

impl<W: Write> Reading<'_, W> {
    /// Who is named in the open article.
    pub(super) fn actors(&mut self, from: &str) -> io::Result<()> {
        let Some(page) = &self.page else {
            return self.say_id("linear-none-open", &[]);
        };
        let actors = page.article.actors.to_vec();
        if actors.is_empty() {
            return self.say_id("linear-no-actors", &[]);
        }
        let from = spoken::number(from).unwrap_or(1).max(1) - 1;
        let shown = actors.iter().enumerate().skip(from).take(PAGE);
        let lines: Vec<String> = shown
            .map(|(at, actor)| {
                let values = [
                    ("number", (at + 1).into()),
                    ("name", spoken::named(actor, &self.locale).into()),
                    ("here", actor.here.into()),
                    ("all", actor.all.into()),
                ];
                self.locale.with("linear-actor", &values)
            })
            .collect();
        for line in &lines {
            self.say(line)?;
        }
        let next = from.saturating_add(lines.len());
        match actors.len().saturating_sub(next) {
            0 if lines.is_empty() => {
                let count = actors.len();
                self.say_id("linear-actors-ended", &[("count", count.into())])?;
            }
            0 => {}
            more => {
                let values = [("count", more.into()), ("next", (next + 1).into())];
                self.say_id("linear-actors-more", &values)?;
            }
        }
        self.listed = Listed::Actors(actors);
        Ok(())
    }

    /// The actors and titles nearest to a name.
    pub(super) fn find(&mut self, query: &str) -> io::Result<()> {
        if query.is_empty() {
            return self.say_id("linear-find-what", &[]);
        }
        let library = &self.memory.library;
        let found = { library.find(query, PAGE) }.and_then(|found| library.found_counted(found));
        let Some(found) = self.known(found)? else {
            return Ok(());
        };
        if found.is_empty() {
            return self.say_id("linear-find-nothing", &[("query", query.into())]);
        }
        for (at, found) in found.iter().enumerate() {
            let number = ("number", (at + 1).into());
            match &found.target {
                Target::Actor(actor) => {
                    let name = spoken::named(actor, &self.locale);
                    let values = [number, ("name", name.into()), ("all", found.all.into())];
                    self.say_id("linear-found-actor", &values)?;
                }
                Target::Title(_) => {
                    let title = spoken::sentence(&found.name);
                    self.say_id("linear-found-title", &[number, ("title", title.into())])?;
                }
            }
        }
        self.listed = Listed::Found(found);
        Ok(())
    }

    /// Words in the open article; without words the search is over.
    pub(super) fn search(&mut self, words: &str) -> io::Result<()> {
        if self.page.is_none() {
            return self.say_id("linear-none-open", &[]);
        }
        if words.is_empty() {
            let was = self.search.is_some();
            self.remember_search();
            let id = if was {
                "linear-search-over"
            } else {
                "linear-search-what"
            };
            return self.say_id(id, &[]);
        }
        let Some(words) = self.written(words)? else {
            return Ok(());
        };
        let words = words.as_str();
        let Some(page) = &mut self.page else {
            return Ok(());
        };
        let search = match Search::alone(words, &page.article) {
            Ok(search) => search,
            Err(error) => {
                let what = complaint(&self.locale, &error);
                return self.say_id("linear-query", &[("what", what.into())]);
            }
        };
        match search.hits.len() {
            0 => self.say_id("linear-search-nothing", &[("query", words.into())]),
            count => {
                page.reached = None;
                self.remember_search();
                self.search = Some(search);
                let key = self.key(Action::NextMention);
                let values = [("count", count.into()), ("key", key.into())];
                self.say_id("linear-hits", &values)
            }
        }
    }
}
