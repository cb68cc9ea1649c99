//! Searches that have names: said, run, saved, taken away.

use std::io::{self, Write};

use crate::cli::linear::listing::Listed;
use crate::cli::linear::undo::Step;
use crate::cli::linear::{Reading, spoken};
use crate::library::query::Ranking;
use crate::text::fold;

impl<W: Write> Reading<'_, W> {
    /// The searches with names, as the desk has them and with what was done in this session.
    fn names(&mut self) -> io::Result<Vec<(String, String)>> {
        let memory = self.memory;
        let saved = memory.desk.as_ref().map(|desk| desk.saved()).transpose();
        let mut saved = self.known(saved)?.flatten().unwrap_or_default();
        for (name, query) in &self.kept.named {
            let at = saved.iter().position(|one| one.0 == *name);
            match (at, query) {
                (Some(at), Some(query)) => saved[at].1.clone_from(query),
                (Some(at), None) => drop(saved.remove(at)),
                (None, Some(query)) => saved.push((name.clone(), query.clone())),
                (None, None) => {}
            }
        }
        Ok(saved)
    }

    /// The query of a name; capitals and marks count only where two differ in nothing else.
    pub(super) fn query_called(&mut self, name: &str) -> io::Result<Option<String>> {
        let names = self.names()?;
        let folded = fold::fold(name);
        let exact = names.iter().find(|one| one.0 == name);
        let found = exact.or_else(|| names.iter().find(|one| fold::fold(&one.0) == folded));
        Ok(found.map(|one| one.1.clone()))
    }

    /// The saved searches; a number runs one.
    pub(super) fn saved(&mut self) -> io::Result<()> {
        let names = self.names()?;
        if names.is_empty() {
            return self.say_id("linear-no-saved", &[]);
        }
        for (at, (name, query)) in names.iter().enumerate() {
            let values = [
                ("number", (at + 1).into()),
                ("name", name.as_str().into()),
                ("query", query.as_str().into()),
            ];
            self.say_id("linear-saved", &values)?;
        }
        self.said_names = names.iter().map(|one| one.0.clone()).collect();
        let queries = names.into_iter().map(|one| one.1).collect();
        self.listed = Listed::Queries(queries);
        Ok(())
    }

    pub(super) fn run_saved(&mut self, query: &str) -> io::Result<()> {
        self.search_all(query, Ranking::Listed)
    }

    /// Saves what was searched last under a name.
    pub(super) fn save(&mut self, name: &str) -> io::Result<()> {
        let name = name.trim_start_matches('@').trim();
        let searched = self.search.as_ref().map(|search| search.query.clone());
        let query = searched.or_else(|| self.hunt.as_ref().map(|hunt| hunt.query.clone()));
        let Some(query) = query else {
            return self.say_id("save-nothing", &[]);
        };
        if name.is_empty() {
            return self.say_id("linear-save-what", &[]);
        }
        let before = self.names()?.into_iter().find(|one| one.0 == name);
        self.can_undo(Step::Saved(name.to_owned(), before.map(|one| one.1)));
        self.kept.name(name, Some(query.clone()));
        self.say_id("saved", &[("name", name.into()), ("query", query.into())])
    }

    /// Takes a saved search away, by its number or name.
    pub(super) fn remove_saved(&mut self, which: &str) -> io::Result<()> {
        let names = self.names()?;
        let at = spoken::number(which).and_then(|n| n.checked_sub(1));
        // A number is that of the list as it was said.
        let called = |name: &str| names.iter().find(|one| one.0 == name);
        let numbered = at.and_then(|at| match self.said_names.is_empty() {
            true => names.get(at),
            false => called(self.said_names.get(at)?),
        });
        let Some((name, query)) = called(which).or(numbered).cloned() else {
            let count = names.len();
            return self.say_id("linear-no-saved-number", &[("count", count.into())]);
        };
        self.can_undo(Step::Saved(name.clone(), Some(query)));
        self.kept.name(&name, None);
        self.say_id("save-gone", &[("name", name.into())])?;
        // The numbers are others now.
        self.said_names.clear();
        self.saved()
    }
}
