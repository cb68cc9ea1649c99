//! The card of an actor, in sentences: who it is, as the articles tell; and its articles.

use std::io::{self, Write};

use crate::app::action::Action;
use crate::app::card;
use crate::app::figures;
use crate::cli::linear::listing::{Listed, PAGE};
use crate::cli::linear::{Reading, spoken};
use crate::library::portrait::{FirstNamed, Portrait};
use crate::library::{Actor, ArticleId, Target};

/// So many who appear with somebody are said.
const COMPANY: usize = 8;
/// More months than this are taken together by years.
const MOST_MONTHS: usize = 36;

impl<W: Write> Reading<'_, W> {
    /// The actor that is meant: by a number of what was listed, by a name, else the one whose
    /// card was said, who was reached, who is followed.
    fn meant(&mut self, of: &str, carded: Option<Actor>) -> io::Result<Option<Actor>> {
        if let Some(number) = spoken::number(of) {
            let at = number.wrapping_sub(1);
            let actor = match &self.listed {
                Listed::Actors(actors) => actors.get(at).cloned(),
                Listed::Found(found) => match found.get(at).map(|found| &found.target) {
                    Some(Target::Actor(actor)) => Some(actor.clone()),
                    _ => None,
                },
                _ => None,
            };
            if actor.is_none() {
                self.say_id("linear-no-number", &[("number", number.into())])?;
            }
            return Ok(actor);
        }
        if !of.is_empty() {
            let found = self.memory.library.find(of, PAGE);
            let found = self.known(found)?.unwrap_or_default();
            let mut targets = found.into_iter().map(|found| found.target);
            let actor = targets.find_map(|target| match target {
                Target::Actor(actor) => Some(actor),
                Target::Title(_) => None,
            });
            if actor.is_none() {
                self.say_id("linear-find-nothing", &[("query", of.into())])?;
            }
            return Ok(actor);
        }
        let reached = self.page.as_ref().and_then(|page| {
            let mention = page.article.mention_at(page.reached?.start)?;
            page.article.actor(mention.entity).cloned()
        });
        let actor = carded.or(reached).or_else(|| self.chosen.clone());
        if actor.is_none() {
            self.say_id("linear-card-nobody", &[])?;
        }
        Ok(actor)
    }

    /// What the articles tell of an actor.
    pub(super) fn card(&mut self, of: &str, carded: Option<Actor>) -> io::Result<()> {
        let Some(actor) = self.meant(of, carded)? else {
            return Ok(());
        };
        let portrait = self.memory.portrait(actor.id, None);
        let portrait = match self.known(portrait)? {
            Some(Some(portrait)) => portrait,
            Some(None) => return self.say_id("linear-card-gone", &[]),
            None => return Ok(()),
        };
        for line in self.told(&portrait) {
            self.say(&line)?;
        }
        let company: Vec<Actor> = { portrait.company.iter().take(COMPANY) }
            .map(|(actor, _)| actor.clone())
            .collect();
        // Without anybody there is nobody whom a number follows.
        if !company.is_empty() {
            self.listed = Listed::Actors(company);
            let key = self.key(Action::NextMention);
            self.say_id("linear-card-goes-on", &[("key", key.into())])?;
        }
        self.carded = Some(portrait.actor);
        Ok(())
    }

    fn told(&self, portrait: &Portrait) -> Vec<String> {
        let locale = &self.locale;
        let actor = &portrait.actor;
        let mut said = Vec::new();
        let values = [
            ("name", spoken::named(actor, locale).into()),
            ("mentions", actor.all.into()),
            ("articles", actor.articles.into()),
        ];
        said.push(locale.with("linear-card-of", &values));
        let tag = locale.tag();
        let retold = portrait.retold.iter().find(|told| told.tag == tag);
        said.extend(retold.map(|told| spoken::sentence(&locale.digits(&told.text))));
        if retold.is_none_or(|told| !told.whole) && !portrait.about.is_empty() {
            said.push(spoken::sentence(&portrait.about));
        }
        for (script, forms) in &portrait.spellings {
            let values = [
                ("script", locale.text(card::script_name(*script)).into()),
                ("forms", self.counted_forms(forms).into()),
            ];
            said.push(locale.with("linear-card-spelled", &values));
        }
        if !portrait.titles.is_empty() {
            let forms = self.counted_forms(&portrait.titles);
            said.push(locale.with("linear-card-titles", &[("forms", forms.into())]));
        }
        let (looked, all) = (portrait.looked, actor.articles as usize);
        if looked < all {
            let values = [("at", looked.into()), ("count", all.into())];
            said.push(locale.with("card-looked", &values));
        }
        if let Some((first, last)) = portrait.days {
            let [first, last] = [first, last].map(|day| figures::date(locale, day));
            said.push(if first == last {
                locale.with("linear-card-day", &[("day", first.into())])
            } else {
                let values = [("first", first.into()), ("last", last.into())];
                locale.with("linear-card-days", &values)
            });
        }
        said.extend(self.times(&portrait.months));
        if let Some(first) = &portrait.first {
            said.push(self.first_named(first));
        }
        let links = portrait.outside.links();
        if !links.is_empty() {
            let links: Vec<String> = { links.into_iter() }
                .map(|(shown, address)| match address.ends_with(&shown) {
                    true => address,
                    false => format!("{shown}, {address}"),
                })
                .collect();
            let links = links.join("; ");
            said.push(locale.with("linear-card-elsewhere", &[("links", links.into())]));
        }
        if !portrait.company.is_empty() {
            said.push(locale.text("linear-card-company"));
        }
        for (at, (other, count)) in portrait.company.iter().take(COMPANY).enumerate() {
            let values = [
                ("number", (at + 1).into()),
                ("name", spoken::named(other, locale).into()),
                ("count", (*count).into()),
            ];
            said.push(locale.with("linear-card-with", &values));
        }
        said
    }

    /// Each form with how often it was met.
    fn counted_forms(&self, forms: &[(String, u32)]) -> String {
        let one = |(form, count): &(String, u32)| {
            let values = [("form", form.as_str().into()), ("count", (*count).into())];
            self.locale.with("linear-card-form", &values)
        };
        let forms: Vec<String> = forms.iter().map(one).collect();
        forms.join(if self.locale.is_rtl() { "؛ " } else { "; " })
    }

    /// When it is named how often: by month, or by year where that are too many.
    fn times(&self, months: &[((i16, i8), u32)]) -> Option<String> {
        let locale = &self.locale;
        let mut times: Vec<(String, u32)> = Vec::new();
        let by_year = months.len() > MOST_MONTHS;
        for ((year, month), count) in months {
            let year = locale.plain(i32::from(*year));
            let name = if by_year {
                year
            } else {
                let month = figures::month(locale, *month);
                let values = [("month", month.into()), ("year", year.into())];
                locale.with("month-of-year", &values)
            };
            match times.last_mut() {
                Some((last, sum)) if *last == name => *sum += count,
                _ => times.push((name, *count)),
            }
        }
        let id = if by_year {
            "linear-card-years"
        } else {
            "linear-card-months"
        };
        // Of one month the days say as much.
        (times.len() > 1).then(|| locale.with(id, &[("times", self.counted_forms(&times).into())]))
    }

    /// The sentence that names it first, and where that stands.
    fn first_named(&self, first: &FirstNamed) -> String {
        let text = card::introduction(first).slice(&first.text);
        let text = text.unwrap_or(&first.text).trim();
        let comma = if self.locale.is_rtl() { "، " } else { ", " };
        let day = first.date.map(|date| figures::date(&self.locale, date));
        let whence: Vec<String> = [first.title.clone()].into_iter().chain(day).collect();
        let values = [
            ("where", whence.join(comma).into()),
            (
                "text",
                self.locale.with("quoted", &[("text", text.into())]).into(),
            ),
        ];
        self.locale.with("linear-card-first", &values)
    }

    /// The articles that name an actor, which is followed from now on; with a number from that
    /// one on.
    pub(super) fn articles_with(&mut self, from: &str, carded: Option<Actor>) -> io::Result<()> {
        // Who is followed goes before who was reached on the way.
        let meant = carded.or_else(|| self.chosen.clone());
        let Some(actor) = self.meant("", meant)? else {
            return Ok(());
        };
        let postings = self.memory.library.postings(actor.id);
        let Some(postings) = self.known(postings)? else {
            return Ok(());
        };
        if self
            .chosen
            .as_ref()
            .is_none_or(|chosen| chosen.id != actor.id)
            || self.search.is_some()
        {
            self.choose(actor)?;
        }
        let standing = self.once_each(postings.iter().map(|p| p.0).collect());
        // The numbers are those of the list.
        let from = spoken::number(from).unwrap_or(1).max(1) - 1;
        let begin = match self.listing.ids.get(from) {
            Some(first) => standing.partition_point(|id| id < first),
            None => standing.len(),
        };
        let ids: Vec<ArticleId> = standing.iter().skip(begin).take(PAGE).copied().collect();
        let rows = self.rows(&ids)?;
        for row in &rows {
            let known = postings.binary_search_by_key(&row.id, |p| p.0);
            let count = known.map_or(0, |at| postings[at].1);
            let line = self.row_line(row);
            let times = self.locale.with("linear-times", &[("count", count.into())]);
            self.say(&format!("{line} {times}"))?;
        }
        self.listed = Listed::Articles;
        let last = ids.last().and_then(|id| self.index_of(*id));
        let next = last.map_or(from, |at| at + 1);
        match standing.len().saturating_sub(begin + ids.len()) {
            0 if rows.is_empty() => {
                let count = standing.len();
                self.say_id("linear-articles-with-ended", &[("count", count.into())])
            }
            0 => Ok(()),
            more => {
                let values = [("count", more.into()), ("next", (next + 1).into())];
                self.say_id("linear-articles-with-more", &values)
            }
        }
    }
}
