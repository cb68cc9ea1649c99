//! Stories that several articles tell: one row of the list, which opens and closes.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::app::Model;
use crate::app::list::List;
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::library::{ArticleId, Listing};
use crate::work::Job;

/// How stories stand in the list.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// The articles that stand for themselves, ascending: of a story the first.
    heads: Arc<[ArticleId]>,
    /// The others of each story that has some, by its first.
    folded: Vec<(ArticleId, Vec<ArticleId>)>,
    /// The first of each story, by its number; `None`: none of it is listed.
    first: Vec<Option<ArticleId>>,
    /// Stories that stand open: an article of each.
    open: FxHashSet<ArticleId>,
    /// Those whose copies are on the list: the place of the first among `heads`, and how many.
    runs: Vec<(usize, usize)>,
    /// A story counts once, and not each copy of it.
    pub once: bool,
}

impl Copies {
    /// The rows of the list for these articles.
    fn gather(&mut self, listing: &Listing) -> Arc<[ArticleId]> {
        self.folded.clear();
        self.first.clear();
        self.runs.clear();
        if listing.stories.is_empty() {
            self.heads = Arc::clone(&listing.ids);
            return Arc::clone(&self.heads);
        }
        // Only what stories are told by is looked for: most articles are alone with theirs.
        let mut copies: Vec<ArticleId> = Vec::new();
        let mut place: Vec<usize> = Vec::new();
        let mut rest = &*listing.ids;
        for &(id, story) in listing.stories.told() {
            rest = after(rest, id);
            let Some((_, beyond)) = rest.split_first().filter(|(first, _)| **first == id) else {
                continue;
            };
            rest = beyond;
            let story = story as usize;
            if self.first.len() <= story {
                self.first.resize(story + 1, None);
                place.resize(story + 1, 0);
            }
            if self.first[story].is_none() {
                (self.first[story], place[story]) = (Some(id), self.folded.len());
                self.folded.push((id, Vec::new()));
            } else {
                self.folded[place[story]].1.push(id);
                copies.push(id);
            }
        }
        self.folded.retain(|(_, copies)| !copies.is_empty());
        self.heads = without(&listing.ids, &copies);
        let stands_open = |head: &ArticleId, copies: &[ArticleId]| {
            self.open.contains(head) || copies.iter().any(|copy| self.open.contains(copy))
        };
        let mut rows = Vec::new();
        let mut done = 0;
        for (head, copies) in &self.folded {
            if !stands_open(head, copies) {
                continue;
            }
            if let Ok(at) = self.heads.binary_search(head) {
                rows.extend_from_slice(&self.heads[done..=at]);
                rows.extend_from_slice(copies);
                self.runs.push((at, copies.len()));
                done = at + 1;
            }
        }
        if self.runs.is_empty() {
            return Arc::clone(&self.heads);
        }
        rows.extend_from_slice(&self.heads[done..]);
        rows.into()
    }

    fn copies_of(&self, head: ArticleId) -> &[ArticleId] {
        let at = self.folded.binary_search_by_key(&head, |story| story.0);
        at.map_or(&[], |at| &self.folded[at].1)
    }

    /// The row of an article that stands for itself, by its place among those.
    fn row(&self, at: usize) -> usize {
        let before = self.runs.iter().take_while(|run| run.0 < at);
        at + before.map(|run| run.1).sum::<usize>()
    }
}

/// What of ascending numbers is not below this one. It is near, so the steps begin small.
fn after(numbers: &[ArticleId], least: ArticleId) -> &[ArticleId] {
    let mut step = 1;
    while numbers.get(step).is_some_and(|number| *number < least) {
        step *= 2;
    }
    let near = numbers.get(..=step).unwrap_or(numbers);
    let at = near.partition_point(|number| *number < least);
    numbers.get(at..).unwrap_or_default()
}

/// Ascending numbers without some of them. Memory is taken once: for a hundred thousand that takes
/// longer than what is done here.
fn without(all: &Arc<[ArticleId]>, gone: &[ArticleId]) -> Arc<[ArticleId]> {
    if gone.is_empty() {
        return Arc::clone(all);
    }
    let left = all.len().saturating_sub(gone.len());
    let (mut rest, mut gone) = (all.iter(), gone.iter().peekable());
    let next = |_| {
        // All that is gone is among them, so as many are left.
        let found = rest.find(|id| gone.next_if(|other| other == id).is_none());
        found.copied().unwrap_or(ArticleId(0))
    };
    (0..left).map(next).collect()
}

impl List {
    /// Sets the rows: articles that the filter lets through, the copies of a story under it.
    pub(super) fn set_rows(&mut self, through: Listing) {
        self.articles = through.ids.len();
        let ids = self.copies.gather(&through);
        self.listing = Listing { ids, ..through };
    }

    /// The row of an article; `None` while it is not shown.
    #[must_use]
    pub fn index_of(&self, id: ArticleId) -> Option<usize> {
        let copies = &self.copies;
        if let Ok(at) = copies.heads.binary_search(&id) {
            return Some(copies.row(at));
        }
        let head = self.head_of(id)?;
        let at = copies.heads.binary_search(&head).ok()?;
        copies.runs.binary_search_by_key(&at, |run| run.0).ok()?;
        let within = copies.copies_of(head).binary_search(&id).ok()?;
        Some(copies.row(at) + 1 + within)
    }

    /// The row in whose place an article stands: its own, or that of its story.
    #[must_use]
    pub fn place_of(&self, id: ArticleId) -> Option<usize> {
        self.index_of(id)
            .or_else(|| self.index_of(self.head_of(id)?))
    }

    /// The row in whose place an article stands, or would stand if it were not filtered out.
    #[must_use]
    pub(super) fn row_of(&self, id: ArticleId) -> usize {
        self.place_of(id).unwrap_or_else(|| {
            let heads = &self.copies.heads;
            self.copies.row(heads.partition_point(|other| *other < id))
        })
    }

    /// The first of the story that an article tells, where it has copies.
    fn head_of(&self, id: ArticleId) -> Option<ArticleId> {
        let story = self.listing.stories.of(id)?;
        *self.copies.first.get(story as usize)?
    }

    /// True for an article that stands under another one.
    #[must_use]
    pub fn is_copy(&self, id: ArticleId) -> bool {
        self.head_of(id).is_some_and(|head| head != id)
    }

    /// How many others tell the story of a row that stands for itself, and whether they are
    /// shown.
    #[must_use]
    pub fn copies(&self, id: ArticleId) -> (usize, bool) {
        let copies = self.copies.copies_of(id);
        let shown = copies.first().is_some_and(|c| self.index_of(*c).is_some());
        (copies.len(), shown)
    }

    /// Opens or closes the story of an article: how many others tell it, and whether they are
    /// shown now. `None`: no other does.
    fn toggle_story(&mut self, id: ArticleId) -> Option<(usize, bool)> {
        let head = self.head_of(id)?;
        let (count, open) = self.copies(head);
        if count == 0 {
            return None;
        }
        if open {
            let story = self.copies.copies_of(head).to_vec();
            for id in story.iter().chain([&head]) {
                self.copies.open.remove(id);
            }
        } else {
            self.copies.open.insert(head);
        }
        self.narrow(self.all.clone());
        Some((count, !open))
    }

    /// Shows an article that lies folded in its story.
    pub(super) fn reveal(&mut self, id: ArticleId) {
        if self.index_of(id).is_none() && self.head_of(id).is_some() {
            self.toggle_story(id);
        }
    }

    /// The next (or previous) row of the list that is among some articles, and whether that goes
    /// past the end of the list; what lies folded is passed over.
    pub(super) fn among(
        &self,
        here: ArticleId,
        forward: bool,
        articles: &[(ArticleId, u32)],
    ) -> Option<(ArticleId, bool)> {
        let at = self.row_of(here);
        let anchor = self.head_of(here).unwrap_or(here);
        let (before, from) = articles.split_at(articles.partition_point(|p| p.0 < anchor));
        // The first of a story stands over its copies.
        let (upto, after) = match from {
            [(first, _), ..] if *first == anchor => from.split_at(1),
            all => all.split_at(0),
        };
        let stands = |p: &&(ArticleId, u32)| self.copies.heads.binary_search(&p.0).is_ok();
        let upto = upto.iter().filter(|p| p.0 != here);
        let among = |id: &ArticleId| articles.binary_search_by_key(id, |p| p.0).is_ok();
        let runs = self.copies.runs.iter();
        let shown = runs.flat_map(|run| self.copies.copies_of(self.copies.heads[run.0]));
        let copies: Vec<(usize, ArticleId)> = shown
            .filter(|id| **id != here && among(id))
            .filter_map(|id| Some((self.index_of(*id)?, *id)))
            .collect();
        let row = |p: &(ArticleId, u32)| Some((self.index_of(p.0)?, p.0));
        let (ahead, copied, round, copied_round);
        if forward {
            ahead = after.iter().find(stands).and_then(row);
            copied = copies.iter().filter(|c| c.0 > at).min().copied();
            round = before.iter().chain(upto).find(stands).and_then(row);
            copied_round = copies.iter().min().copied();
        } else {
            ahead = before.iter().chain(upto).rfind(stands).and_then(row);
            copied = copies.iter().filter(|c| c.0 < at).max().copied();
            round = after.iter().rfind(stands).and_then(row);
            copied_round = copies.iter().max().copied();
        }
        let nearer = |a: Option<(usize, ArticleId)>, b: Option<(usize, ArticleId)>| {
            let both = a.into_iter().chain(b);
            if forward { both.min() } else { both.max() }
        };
        let beside = nearer(ahead, copied);
        let to = beside.or_else(|| nearer(round, copied_round))?;
        Some((to.1, beside.is_none()))
    }
}

impl Model {
    /// `+`: the copies of the article, or none of them.
    pub(super) fn toggle_copies(&mut self) {
        let open = self.reader.as_ref().map(|r| r.article.id);
        let id = match self.focus {
            Pane::List => self.list.selected_id(),
            _ => open,
        };
        match id.and_then(|id| self.list.toggle_story(id)) {
            None => self.say_id("copies-none", &[]),
            Some((count, true)) => self.say_id("copies-shown", &[("count", count.into())]),
            Some((count, false)) => self.say_id("copies-folded", &[("count", count.into())]),
        }
    }

    /// `#`: a story counts once, or each copy of it.
    pub(super) fn toggle_once(&mut self, effects: &mut Vec<Effect>) {
        self.list.copies.once = !self.list.copies.once;
        let once = self.list.copies.once;
        effects.push(Effect::Ask(Job::CountOnce(once)));
        self.ask_anew(effects);
        self.ask_postings(effects);
        self.say_id(if once { "count-once" } else { "count-each" }, &[]);
    }
}
