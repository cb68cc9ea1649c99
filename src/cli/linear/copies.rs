//! Stories that several articles tell: they count once or each, and what else tells one is said.

use std::io::{self, Write};

use rustc_hash::FxHashSet;

use crate::cli::linear::Reading;
use crate::cli::linear::listing::Listed;
use crate::library::view::View;
use crate::library::{ArticleId, Desktop};

impl<W: Write> Reading<'_, W> {
    /// True where a story counts once.
    pub(super) fn once(&self) -> bool {
        let desktop = self.kept.desktop.as_ref();
        desktop.is_some_and(|desktop| desktop.view.once)
    }

    /// `#`: a story counts once, or each copy of it.
    pub(super) fn toggle_once(&mut self) -> io::Result<()> {
        let once = !self.once();
        let desktop = self.kept.desktop.get_or_insert_with(|| Desktop {
            chosen: None,
            pins: Vec::new(),
            list: true,
            sidebar: true,
            view: View::default(),
        });
        desktop.view.once = once;
        self.kept.shown_otherwise = true;
        self.count_anew()?;
        self.open_anew()?;
        self.say_id(if once { "count-once" } else { "count-each" }, &[])
    }

    /// The counts are those of the collection's switch from now on.
    pub(super) fn count_anew(&mut self) -> io::Result<()> {
        self.memory.library.count_once(self.once());
        let Some(chosen) = self.chosen.take() else {
            return Ok(());
        };
        // Counted singly it stands as the library has it.
        let actor = self.memory.library.actor(chosen.id);
        let actor = self.known(actor)?.flatten();
        let counted = actor.map(|actor| self.memory.library.counted(actor));
        self.chosen = match counted {
            Some(counted) => self.known(counted)?,
            None => Some(chosen),
        };
        Ok(())
    }

    /// Of articles in the order of the list those that stand for themselves: of a story that counts
    /// once the first of them, and the open one.
    pub(super) fn once_each(&self, ids: Vec<ArticleId>) -> Vec<ArticleId> {
        let stories = &self.listing.stories;
        if !self.once() || stories.is_empty() {
            return ids;
        }
        let open = self.page.as_ref().map(|page| page.article.id);
        let mut told = FxHashSet::default();
        let stands = |id: &ArticleId| {
            let first = stories.of(*id).is_none_or(|story| told.insert(story));
            first || Some(*id) == open
        };
        ids.into_iter().filter(stands).collect()
    }

    /// The other articles that tell the same.
    fn copies_of(&self, id: ArticleId) -> Vec<ArticleId> {
        let stories = &self.listing.stories;
        let Some(story) = stories.of(id) else {
            return Vec::new();
        };
        let told = stories.told().iter();
        told.filter(|(other, of)| *of == story && *other != id)
            .map(|told| told.0)
            .collect()
    }

    /// How many others tell the story of a row of the list, which they stand behind.
    pub(super) fn copies_behind(&self, id: ArticleId) -> usize {
        match self.once() {
            true => self.copies_of(id).len(),
            false => 0,
        }
    }

    /// `and 2 copies.`, with a blank before it; nothing for none.
    pub(super) fn copies_in_words(&self, count: usize) -> String {
        match count {
            0 => String::new(),
            count => {
                let values = [("count", count.into())];
                format!(" {}", self.locale.with("linear-and-copies", &values))
            }
        }
    }

    /// That others tell what the open article tells.
    pub(super) fn say_of_copies(&self) -> Option<String> {
        let page = self.page.as_ref()?;
        let count = self.copies_of(page.article.id).len();
        let values = [("count", count.into())];
        (count > 0).then(|| self.locale.with("linear-copies", &values))
    }

    /// `+`: the others that tell what the open article tells.
    pub(super) fn copies(&mut self) -> io::Result<()> {
        let Some(page) = &self.page else {
            return self.say_id("linear-none-open", &[]);
        };
        let copies = self.copies_of(page.article.id);
        if copies.is_empty() {
            return self.say_id("copies-none", &[]);
        }
        let rows = self.rows(&copies)?;
        for row in &rows {
            let line = self.row_line(row);
            self.say(&line)?;
        }
        // The numbers are those of the list.
        self.listed = Listed::Articles;
        Ok(())
    }
}
