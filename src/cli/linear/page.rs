//! The open article, paragraph by paragraph.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use crate::app::action::Action;
use crate::app::history;
use crate::app::roster::family;
use crate::app::search::Search;
use crate::cli::linear::listing::Listed;
use crate::cli::linear::{Reading, spoken};
use crate::cli::render::{self, PageOptions};
use crate::config::Gloss;
use crate::document::{Paragraph, ParagraphKind};
use crate::entity::kind::Kind;
use crate::library::{Article, ArticleId};
use crate::text::latin::latin;
use crate::text::range::TextRange;

/// The open article.
pub(super) struct Page {
    pub(super) article: Arc<Article>,
    /// The paragraph that is read next.
    pub(super) next: usize,
    /// The place that was reached last.
    pub(super) reached: Option<TextRange>,
}

impl Page {
    pub(super) fn paragraphs(&self) -> &[Paragraph] {
        &self.article.document.paragraphs
    }

    /// The paragraph that holds a byte of the source, or the last one before it.
    pub(super) fn paragraph_at(&self, byte: usize) -> usize {
        let before = |p: &Paragraph| p.range().is_some_and(|range| range.start <= byte);
        self.paragraphs().iter().rposition(before).unwrap_or(0)
    }

    /// Where reading is (byte of the source): the start of the paragraph that was read last;
    /// `None` at the top.
    pub(super) fn read_to(&self) -> Option<usize> {
        let read = self.paragraphs().get(..self.next)?;
        read.iter().rev().find_map(|p| p.range()).map(|r| r.start)
    }
}

impl<W: Write> Reading<'_, W> {
    /// The article as it is shown; what hinders is said.
    pub(super) fn load(&mut self, id: ArticleId) -> io::Result<Option<Arc<Article>>> {
        let article = self.memory.article(id);
        let Some(article) = self.known(article)? else {
            return Ok(None);
        };
        let Some(mut article) = article else {
            let rows = self.memory.rows(&[id]);
            let row = self.known(rows)?.and_then(|rows| rows.into_iter().next());
            match row
                .as_ref()
                .and_then(|row| Some((row, row.failed.as_deref()?)))
            {
                Some((row, reason)) => {
                    let title = row.title.as_ref();
                    let values = [("title", title.into()), ("reason", reason.into())];
                    self.say_id("article-left-out", &values)?;
                }
                None => self.say_id("linear-gone", &[])?,
            }
            return Ok(None);
        };
        if let Some(marks) = self.kept.marks.get(&article.id) {
            article.marks = marks.clone();
        }
        let article = if self.doubtful {
            article.doubting()
        } else {
            article
        };
        Ok(Some(Arc::new(article)))
    }

    /// Makes an article the open one, at its top.
    pub(super) fn turn_to(&mut self, article: Arc<Article>) {
        if let Some(search) = &mut self.search {
            search.look_in(&article, article.marks.clone());
        }
        self.listed = Listed::Articles;
        self.page = Some(Page {
            article,
            next: 0,
            reached: None,
        });
    }

    /// The same article as the library has it now; the place stays.
    pub(super) fn open_anew(&mut self) -> io::Result<()> {
        let Some((before, place)) = self.page.as_ref().map(|page| {
            let place = self.here();
            (Arc::clone(&page.article), place)
        }) else {
            return Ok(());
        };
        // Without a word where it is gone: one goes on with what one has.
        let Ok(Some(_)) = self.memory.article(before.id) else {
            return Ok(());
        };
        let Some(now) = self.load(before.id)? else {
            return Ok(());
        };
        let same = now.document.source == before.document.source;
        let kept = self.page.take();
        let listed = mem::replace(&mut self.listed, Listed::Articles);
        self.turn_to(now);
        // Who heard a list and types a number means that list; only paragraphs may be others now.
        if same || !matches!(listed, Listed::Paragraphs(_)) {
            self.listed = listed;
        }
        if let (Some(page), Some(kept)) = (&mut self.page, kept) {
            if same {
                (page.next, page.reached) = (kept.next, kept.reached);
            } else if let Some(place) = place {
                let spot = history::spot(place, &before.document.source);
                let spot = spot.found_in(&page.article.document.source);
                page.reached = spot.reached;
                page.next = spot.top.map_or(0, |(byte, _)| page.paragraph_at(byte) + 1);
            }
        }
        Ok(())
    }

    /// Opens an article and says what it is; Enter reads it, from where one left it.
    pub(super) fn open(&mut self, id: ArticleId) -> io::Result<()> {
        let Some(article) = self.load(id)? else {
            return Ok(());
        };
        self.leave();
        let left = self.left_at(&article);
        self.turn_to(article);
        if let (Some(page), Some(byte)) = (&mut self.page, left) {
            page.next = page.paragraph_at(byte);
        }
        self.announce()?;
        self.say_about()
    }

    /// `start`: the same from its top.
    pub(super) fn start(&mut self) -> io::Result<()> {
        self.leave();
        let Some(page) = &mut self.page else {
            return self.say_id("linear-none-open", &[]);
        };
        (page.next, page.reached) = (0, None);
        self.announce()?;
        self.say_about()
    }

    /// Number, title, source, date.
    pub(super) fn announce(&mut self) -> io::Result<()> {
        let Some(page) = &self.page else {
            return Ok(());
        };
        let facts = spoken::facts(&page.article, &self.locale);
        let values = [
            ("at", self.number_of_page().into()),
            ("count", self.listing.ids.len().into()),
            ("title", spoken::sentence(&facts).into()),
        ];
        self.say_id("linear-article", &values)
    }

    pub(super) fn number_of_page(&self) -> usize {
        let page = self.page.as_ref();
        let at = page.and_then(|page| self.index_of(page.article.id));
        at.map_or(0, |at| at + 1)
    }

    /// How long it is, who is in it, what was done with it, and where Enter reads.
    fn say_about(&mut self) -> io::Result<()> {
        let Some(page) = &self.page else {
            return Ok(());
        };
        let locale = &self.locale;
        let (article, next) = (&page.article, page.next);
        let count = |id, count: usize| locale.with(id, &[("count", count.into())]);
        let mut said = vec![
            count("linear-paragraphs", page.paragraphs().len()),
            count("linear-actors", article.actors.len()),
        ];
        if let Some(actor) = &self.chosen {
            let places = article.mentions.iter().filter(|m| m.entity == actor.id);
            said.push(count("linear-followed-here", places.count()));
        }
        if let Some(search) = &self.search {
            said.push(count("linear-hits-here", search.hits.len()));
        }
        let marks = &article.marks;
        for (is, id) in [
            (marks.read, "linear-read"),
            (marks.starred, "linear-starred"),
        ] {
            said.extend(is.then(|| locale.text(id)));
        }
        if !marks.tags.is_empty() {
            let tags = crate::app::labels::joined(&marks.tags);
            said.push(locale.with("tags-set", &[("tags", tags.into())]));
        }
        if !marks.notes.is_empty() {
            said.push(count("linear-notes", marks.notes.len()));
        }
        said.extend(self.say_of_copies());
        said.push(match next {
            0 => locale.text("linear-enter"),
            next => locale.with("linear-enter-at", &[("number", (next + 1).into())]),
        });
        self.say(&said.join(" "))
    }

    pub(super) fn read_on(&mut self) -> io::Result<()> {
        if self.page.is_none() {
            let first = { self.listing.ids.iter() }.find(|id| !self.has_failed(**id));
            let Some(first) = first.copied() else {
                return self.say_id("linear-empty", &[]);
            };
            self.open(first)?;
        }
        let Some(page) = &mut self.page else {
            return Ok(());
        };
        if page.next >= page.paragraphs().len() {
            return self.say_end();
        }
        page.next += 1;
        let at = page.next - 1;
        let ended = page.next >= page.paragraphs().len();
        self.read_paragraph(at)?;
        if ended {
            self.mark_read();
        }
        Ok(())
    }

    fn say_end(&mut self) -> io::Result<()> {
        let values = [
            ("at", self.number_of_page().into()),
            ("count", self.listing.ids.len().into()),
            ("next", self.key(Action::NextArticle).into()),
        ];
        self.say_id("linear-end", &values)
    }

    pub(super) fn read_all(&mut self) -> io::Result<()> {
        let more = |page: &Option<Page>| {
            page.as_ref()
                .is_some_and(|page| page.next < page.paragraphs().len())
        };
        if self.page.is_none() {
            self.read_on()?;
        }
        while more(&self.page) {
            self.read_on()?;
        }
        if self.page.is_some() {
            self.say_end()?;
        }
        Ok(())
    }

    pub(super) fn again(&mut self) -> io::Result<()> {
        if let Some(page) = &mut self.page {
            page.next = page.next.saturating_sub(1);
        }
        self.read_on()
    }

    /// One paragraph as a line, what it is said before it; what is asked for in Latin letters in
    /// a line after it.
    pub(super) fn read_paragraph(&mut self, at: usize) -> io::Result<()> {
        let Some(page) = &self.page else {
            return Ok(());
        };
        let Some(paragraph) = page.paragraphs().get(at) else {
            return Ok(());
        };
        let locale = &self.locale;
        let before = match paragraph.kind {
            ParagraphKind::Rule => return self.say_id("linear-break", &[]),
            ParagraphKind::Heading(_) => locale.text("linear-heading"),
            ParagraphKind::Quote => locale.text("linear-quotation"),
            ParagraphKind::Code => locale.text("linear-code"),
            _ => String::new(),
        };
        let space = if before.is_empty() { "" } else { " " };
        let options = PageOptions::stored();
        let text = render::paragraph(&page.article.document, at, &options);
        let latin = latin_of(&page.article, paragraph, self.gloss);
        writeln!(self.out, "{before}{space}{}", text.trim())?;
        match latin {
            Some(latin) => self.say_id("linear-latin", &[("text", latin.into())]),
            None => Ok(()),
        }
    }

    pub(super) fn say_where(&mut self) -> io::Result<()> {
        let Some(page) = &self.page else {
            self.say_id("linear-none-open", &[])?;
            return self.say_followed();
        };
        let label = spoken::sentence(&page.article.document.meta.label);
        let (next, paragraphs) = (page.next.max(1), page.paragraphs().len());
        let article = self.locale.with(
            "linear-article",
            &[
                ("at", self.number_of_page().into()),
                ("count", self.listing.ids.len().into()),
                ("title", label.into()),
            ],
        );
        let values = [("at", next.into()), ("count", paragraphs.into())];
        let paragraph = self.locale.with("linear-paragraph", &values);
        self.say(&format!("{article} {paragraph}"))?;
        self.say_followed()
    }

    fn say_followed(&mut self) -> io::Result<()> {
        match (&self.search, &self.chosen) {
            (
                Some(Search {
                    everywhere: Some(all),
                    query,
                    ..
                }),
                _,
            ) => {
                let values = [
                    ("query", query.as_str().into()),
                    (
                        "hits",
                        self.locale
                            .with("hits", &[("count", all.hits.into())])
                            .into(),
                    ),
                    ("articles", all.articles.into()),
                ];
                let line = self.locale.with("linear-searched-all", &values);
                self.say(&line)
            }
            (Some(search), _) => {
                let (query, count) = (search.query.clone(), search.hits.len());
                let values = [("query", query.into()), ("count", count.into())];
                self.say_id("linear-searched", &values)
            }
            (None, Some(actor)) => {
                let name = spoken::named(actor, &self.locale);
                let values = [("name", name.into()), ("count", actor.all.into())];
                self.say_id("linear-followed-where", &values)
            }
            (None, None) => self.say_id("linear-nobody", &[]),
        }
    }

    /// `R`: names, all words, nothing in Latin letters.
    pub(super) fn cycle_gloss(&mut self) -> io::Result<()> {
        let (gloss, id) = match self.gloss {
            Gloss::None => (Gloss::Names, "linear-gloss-names"),
            Gloss::Names => (Gloss::Words, "linear-gloss-words"),
            Gloss::Words => (Gloss::None, "linear-gloss-nothing"),
        };
        self.gloss = gloss;
        self.say_id(id, &[])
    }
}

/// What a paragraph is in Latin letters: its names, or all of it. `None` where that says no more
/// than the text does.
fn latin_of(article: &Article, paragraph: &Paragraph, gloss: Gloss) -> Option<String> {
    let range = paragraph.range()?;
    let source = &article.document.source;
    let inside = article
        .mentions
        .iter()
        .filter(|m| range.contains(m.range.start));
    // As the lists write the name where they do, and only where the text is in other letters.
    let names: Vec<(TextRange, String)> = inside
        .filter_map(|mention| {
            let written = mention.range.slice(source)?;
            let by_letters = latin(written);
            if by_letters == written {
                return None;
            }
            let known = article
                .actor(mention.entity)
                .and_then(|a| a.latin.as_deref());
            let whole = written.split_whitespace().nth(1).is_some();
            let said = known.map(|known| match mention.kind {
                // Of a full name the last one where only one word of it is written.
                Kind::Person if !whole => family(known),
                _ => known,
            });
            Some((mention.range, said.map_or(by_letters, str::to_owned)))
        })
        .collect();
    match gloss {
        Gloss::None => None,
        Gloss::Names if names.is_empty() => None,
        Gloss::Names => {
            let mut each: Vec<&str> = Vec::new();
            for (_, name) in &names {
                if !each.contains(&name.as_str()) {
                    each.push(name);
                }
            }
            Some(each.join("; "))
        }
        Gloss::Words => {
            let mut out = String::new();
            let mut names = names.into_iter().peekable();
            let mut said_to = 0;
            for piece in &paragraph.pieces {
                // A name may go on into the next piece; its rest is said already.
                let mut at = piece.range.start.max(said_to);
                while at < piece.range.end {
                    let Some((name, said)) =
                        names.next_if(|(name, _)| name.start < piece.range.end)
                    else {
                        break;
                    };
                    out.push_str(&latin(source.get(at..name.start).unwrap_or_default()));
                    out.push_str(&said);
                    at = name.end;
                    said_to = at;
                }
                out.push_str(&latin(source.get(at..piece.range.end).unwrap_or_default()));
            }
            let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
            let text = range.slice(source)?;
            (latin(text) != text).then_some(out)
        }
    }
}
