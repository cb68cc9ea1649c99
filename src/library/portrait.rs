//! Who an actor is, as the articles tell: what the card of an actor shows.
//!
//! [`Portrait::of`] is a pure function of what any library can give: the articles that name
//! the actor with their days, and each of these articles when it is asked for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::OptionalExtension as _;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Document, Paragraph, PieceKind};
use crate::entity::about::{self, Retold};
use crate::entity::gazetteer::{Gazetteer, GazetteerEntry};
use crate::entity::kind::Kind;
use crate::entity::naming::Namings;
use crate::library::{
    Actor, Article, ArticleId, EntityId, Error, Library, LinkedMention, Waiting, actors,
};
use crate::text::fold::fold;
use crate::text::range::TextRange;
use crate::text::token::Script;

/// So many articles are looked through for spellings, titles and company; an actor of more
/// is asked of a sample of them, spread evenly, so that the answer never takes long.
pub const LOOKED_THROUGH: usize = 200;
/// So many spellings of a script, titles, and actors beside it are kept.
const KEPT: usize = 12;
/// So many mentions in headings are passed over for one in running text.
const HEADLINES: usize = 50;
/// So much of a paragraph (bytes) is kept for the sentence that names the actor first.
const EXCERPT: usize = 1500;

/// What is known of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portrait {
    /// Who; counted over the collection.
    pub actor: Actor,
    /// The gazetteer's description; empty when there is none.
    pub about: String,
    /// The same in other languages, as far as it could be told there.
    pub retold: Vec<Retold>,
    /// The file that lists it.
    pub list: Option<String>,
    /// What it is called elsewhere.
    pub outside: Outside,
    /// As it is written, by script, with how often; the most frequent first.
    pub spellings: Vec<(Script, Vec<(String, u32)>)>,
    /// The titles that the texts give it, with how often.
    pub titles: Vec<(String, u32)>,
    /// The first and the last day of an article that names it.
    pub days: Option<(Date, Date)>,
    /// Mentions by year and month, in order; months without any are left out.
    pub months: Vec<((i16, i8), u32)>,
    /// Who stands with it in how many paragraphs, the most first.
    pub company: Vec<(Actor, u32)>,
    /// Where it is named first.
    pub first: Option<FirstNamed>,
    /// How many of its articles were looked through.
    pub looked: usize,
}

/// What an actor is called outside the collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Its identifier in Wikidata (`Q…`).
    pub wikidata: Option<String>,
    /// An address that tells of it.
    pub url: Option<String>,
}

impl Outside {
    /// What the gazetteer knows.
    #[must_use]
    pub fn of(entry: &GazetteerEntry) -> Self {
        Self {
            wikidata: entry.wikidata.as_ref().map(ToString::to_string),
            url: entry.url.clone(),
        }
    }

    /// Each of them with a name to be shown and the address that it leads to.
    #[must_use]
    pub fn links(&self) -> Vec<(String, String)> {
        let wikidata = self.wikidata.iter().map(|id| {
            let address = format!("https://www.wikidata.org/wiki/{id}");
            (format!("Wikidata {id}"), address)
        });
        let url = self.url.iter().map(|url| {
            let (_, shown) = url.split_once("://").unwrap_or(("", url));
            (shown.trim_end_matches('/').to_owned(), url.clone())
        });
        wikidata.chain(url).collect()
    }
}

/// Where an actor is named first: in the oldest article, or in the first of the list when
/// no article has a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstNamed {
    /// The article.
    pub article: ArticleId,
    /// Its title or label.
    pub title: String,
    /// Its day.
    pub date: Option<Date>,
    /// The mention in its source.
    pub range: TextRange,
    /// What of the paragraph stands around it, as it is read; it may begin or end within a
    /// long paragraph.
    pub text: String,
    /// The mention in `text`.
    pub name: TextRange,
    /// The language of the article runs from right to left.
    pub rtl: bool,
}

/// An article that names an actor: which, how often, and its day.
pub type Posting = (ArticleId, u32, Option<Date>);

/// What the gazetteer says of an actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its description; empty when there is none.
    pub about: String,
    /// The file that lists it.
    pub list: Option<String>,
}

impl Portrait {
    /// Looks through the articles of `postings`, which are in the order of the list.
    /// `article` gives one of them; one that it cannot give is passed over.
    pub fn of<E>(
        actor: Actor,
        listed: Listed,
        postings: &[Posting],
        mut article: impl FnMut(ArticleId) -> Result<Option<Article>, E>,
    ) -> Result<Self, E> {
        let mut months: BTreeMap<(i16, i8), u32> = BTreeMap::new();
        let dated = postings
            .iter()
            .filter_map(|(_, n, date)| Some((*n, (*date)?)));
        for (count, day) in dated.clone() {
            *months.entry((day.year(), day.month())).or_default() += count;
        }
        let days = dated.clone().map(|d| d.1);
        let days = days.clone().min().zip(days.max());
        let oldest = oldest(postings);
        let mut seen = Seen::default();
        let mut first = None;
        for id in sample(postings, oldest) {
            let Some(article) = article(id)? else {
                continue;
            };
            seen.look(&article, actor.id);
            if Some(id) == oldest {
                first = first_named(&article, actor.id);
            }
        }
        Ok(Self {
            spellings: seen.spellings(),
            titles: most(seen.titles.into_values()),
            company: company(seen.company),
            looked: seen.articles,
            retold: about::retold(
                Gazetteer::embedded(),
                actor.kind,
                actor.latin.as_deref(),
                &listed.about,
            ),
            about: listed.about,
            list: listed.list,
            outside: Outside::default(),
            days,
            months: months.into_iter().collect(),
            first,
            actor,
        })
    }
}

impl Library {
    /// What the articles tell of an entity; `None` when no article names it any more. At most
    /// [`LOOKED_THROUGH`] articles are opened for it.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold; [`Error::Disturbed`] as
    /// soon as somebody waits.
    pub fn portrait(
        &self,
        id: EntityId,
        waiting: Option<&Waiting>,
    ) -> Result<Option<Portrait>, Error> {
        let undisturbed = || match waiting.is_some_and(Waiting::is_anybody) {
            true => Err(Error::Disturbed),
            false => Ok(()),
        };
        undisturbed()?;
        let Some(actor) = self.actor(id)?.filter(|actor| actor.all > 0) else {
            return Ok(None);
        };
        let counted = self.postings(id)?;
        let mut postings: Vec<Posting> = Vec::with_capacity(counted.len());
        let listed = {
            let reader = self.read();
            let mut day = reader.prepare_cached("SELECT date FROM article WHERE id = ?1")?;
            for (article, count) in counted {
                undisturbed()?;
                let written: Option<Option<String>> = day
                    .query_row([article.0.cast_signed()], |row| row.get(0))
                    .optional()?;
                // It may have gone since they were linked.
                if let Some(written) = written {
                    postings.push((article, count, written.and_then(|day| day.parse().ok())));
                }
            }
            let entity = actors::entity(&reader, id)?;
            entity.map_or_else(Listed::default, |entity| Listed {
                about: entity.about,
                list: entity.list.map(|list| list.to_string()),
            })
        };
        let article = |id| undisturbed().and_then(|()| self.article(id));
        Portrait::of(actor, listed, &postings, article).map(Some)
    }
}

/// The article of the earliest day; else the first one.
fn oldest(postings: &[Posting]) -> Option<ArticleId> {
    let dated = postings.iter().filter_map(|p| Some((p.2?, p.0)));
    let first = postings.first().map(|p| p.0);
    dated.min_by_key(|d| d.0).map(|d| d.1).or(first)
}

/// Which articles are looked through: all, or some of each stretch of them; the oldest is
/// always one.
fn sample(postings: &[Posting], oldest: Option<ArticleId>) -> Vec<ArticleId> {
    let all = postings.len();
    if all <= LOOKED_THROUGH {
        return postings.iter().map(|p| p.0).collect();
    }
    let spread = (0..LOOKED_THROUGH).map(|at| postings[at * all / LOOKED_THROUGH].0);
    let mut chosen: Vec<ArticleId> = spread.collect();
    if let (Some(oldest), Some(last)) =
        (oldest.filter(|id| !chosen.contains(id)), chosen.last_mut())
    {
        *last = oldest;
    }
    chosen
}

/// Forms that fold alike, each with how often it was met.
#[derive(Default)]
struct Forms(FxHashMap<String, u32>);

impl Forms {
    /// The most usual form, and how often all of them were met.
    fn counted(self) -> Option<(String, u32)> {
        let all = self.0.values().sum();
        let forms = self.0.into_iter();
        let (form, _) = forms.max_by(|a, b| (a.1, &b.0).cmp(&(b.1, &a.0)))?;
        Some((form, all))
    }
}

/// What was met in the articles looked through.
#[derive(Default)]
struct Seen {
    spellings: FxHashMap<String, Forms>,
    titles: FxHashMap<String, Forms>,
    /// Each with the number of paragraphs that name both.
    company: FxHashMap<EntityId, (Actor, u32)>,
    articles: usize,
}

impl Seen {
    fn look(&mut self, article: &Article, who: EntityId) {
        self.articles += 1;
        let document = &article.document;
        let mut together: FxHashMap<EntityId, u32> = FxHashMap::default();
        let mut rest: &[LinkedMention] = &article.mentions;
        for paragraph in &document.paragraphs {
            let Some(range) = paragraph.range() else {
                continue;
            };
            let from = rest.partition_point(|m| m.range.end <= range.start);
            rest = rest.get(from..).unwrap_or_default();
            let to = rest.partition_point(|m| m.range.start < range.end);
            let here = rest.get(..to).unwrap_or_default();
            if here.iter().any(|m| m.entity == who) {
                self.names(document, paragraph, here, who);
                let others: FxHashSet<EntityId> = here
                    .iter()
                    .filter(|m| m.entity != who && m.kind != Kind::Nationality)
                    .map(|m| m.entity)
                    .collect();
                for other in others {
                    *together.entry(other).or_default() += 1;
                }
            }
        }
        for (other, count) in together {
            let Some(actor) = article.actor(other) else {
                continue;
            };
            let known = self.company.entry(other);
            let known = known.or_insert_with(|| {
                (
                    Actor {
                        here: 0,
                        ..actor.clone()
                    },
                    0,
                )
            });
            known.1 += count;
        }
    }

    fn names(
        &mut self,
        document: &Document,
        paragraph: &Paragraph,
        mentions: &[LinkedMention],
        who: EntityId,
    ) {
        let namings = Namings::new(&document.source, paragraph);
        let named = |range: TextRange| {
            let other = |m: &&LinkedMention| m.entity != who && m.kind != Kind::Person;
            mentions
                .iter()
                .filter(other)
                .any(|m| m.range.intersects(range))
        };
        let count = |forms: &mut FxHashMap<String, Forms>, form: String| {
            let forms = forms.entry(fold(&form)).or_default();
            *forms.0.entry(form).or_default() += 1;
        };
        for mention in mentions.iter().filter(|m| m.entity == who) {
            let naming = namings.of(mention.range, named);
            if let Some(mut spelling) = naming.spelling {
                // للروس: the article of a nationality has lost its alef.
                let before = TextRange::new(0, mention.range.start).slice(&document.source);
                if mention.kind == Kind::Nationality
                    && spelling.starts_with('ل')
                    && before.is_some_and(|text| text.ends_with('ل'))
                {
                    spelling.insert(0, 'ا');
                }
                count(&mut self.spellings, spelling);
            }
            if let Some(title) = naming.title.filter(|_| mention.kind == Kind::Person) {
                count(&mut self.titles, title);
            }
        }
    }

    fn spellings(&mut self) -> Vec<(Script, Vec<(String, u32)>)> {
        let mut by_script: Vec<(Script, Vec<Forms>)> = Vec::new();
        for (folded, forms) in self.spellings.drain() {
            let script = folded.chars().map(Script::of);
            let script = script
                .into_iter()
                .find(|s| *s != Script::Other)
                .unwrap_or(Script::Other);
            match by_script.iter_mut().find(|(s, _)| *s == script) {
                Some((_, all)) => all.push(forms),
                None => by_script.push((script, vec![forms])),
            }
        }
        let mut out: Vec<_> = by_script
            .into_iter()
            .map(|(script, forms)| (script, most(forms.into_iter())))
            .collect();
        let all = |forms: &[(String, u32)]| forms.iter().map(|f| f.1).sum::<u32>();
        let first = |forms: &[(String, u32)]| forms.first().map(|f| f.0.clone());
        out.sort_by(|(_, a), (_, b)| all(b).cmp(&all(a)).then_with(|| first(a).cmp(&first(b))));
        out
    }
}

/// The forms that were met most, most first.
fn most(forms: impl Iterator<Item = Forms>) -> Vec<(String, u32)> {
    let mut out: Vec<(String, u32)> = forms.filter_map(Forms::counted).collect();
    out.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    out.truncate(KEPT);
    out
}

fn company(met: FxHashMap<EntityId, (Actor, u32)>) -> Vec<(Actor, u32)> {
    let mut out: Vec<(Actor, u32)> = met.into_values().collect();
    out.sort_by(|(a, n), (b, m)| (m, b.all, &a.name, &a.key).cmp(&(n, a.all, &b.name, &b.key)));
    out.truncate(KEPT);
    out
}

/// The first mention of somebody in an article, with the text around it.
fn first_named(article: &Article, who: EntityId) -> Option<FirstNamed> {
    let document = &article.document;
    let mentions = article.mentions.iter().filter(|m| m.entity == who);
    let inside = |m: &&LinkedMention| {
        let mut paragraphs = document.paragraphs.iter();
        paragraphs.find(|p| p.range().is_some_and(|r| r.contains(m.range.start)))
    };
    // A headline says less than the sentence that introduces somebody.
    let body = |m: &&LinkedMention| {
        use crate::document::ParagraphKind::{Heading, Title};
        inside(m).is_some_and(|p| !matches!(p.kind, Title | Heading(_)))
    };
    let early = mentions.clone().take(HEADLINES);
    let mention = early.clone().find(body).or_else(|| early.clone().next())?;
    let (text, name) = excerpt(&document.source, inside(&mention)?, mention.range);
    // The label of an article without a title is its beginning, which stands there already.
    let label = &document.meta.label;
    let title = if text.starts_with(label.trim_end_matches('…').trim_end()) {
        &*article.doc
    } else {
        label
    };
    Some(FirstNamed {
        article: article.id,
        title: title.to_owned(),
        date: document.meta.date,
        range: mention.range,
        text,
        name,
        rtl: document.direction().is_rtl(),
    })
}

/// A paragraph as it is read, or as much of it as is kept around a range, and that range in it.
fn excerpt(source: &str, paragraph: &Paragraph, range: TextRange) -> (String, TextRange) {
    let mut text = String::new();
    let mut name = TextRange::default();
    let mut begun = false;
    for piece in &paragraph.pieces {
        let Some(own) = piece.range.slice(source) else {
            continue;
        };
        let own = if piece.kind == PieceKind::Space {
            " "
        } else {
            own
        };
        let within = |at: usize| {
            let offset = at.saturating_sub(piece.range.start).min(own.len());
            text.len() + offset
        };
        if piece.range.end > range.start && !begun {
            name.start = within(range.start);
            begun = true;
        }
        if piece.range.start < range.end {
            name.end = within(range.end);
        }
        text.push_str(own);
    }
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    // Cut at white space, so that no word is cut.
    let from = floor(name.start.saturating_sub(EXCERPT / 2));
    let from = match from {
        0 => 0,
        _ => text[from..name.start]
            .find(' ')
            .map_or(name.start, |at| from + at + 1),
    };
    let to = floor((name.end + EXCERPT / 2).min(text.len()));
    let to = if to == text.len() {
        to
    } else {
        text[name.end..to]
            .rfind(' ')
            .map_or(name.end, |at| name.end + at)
    };
    let name = TextRange::new(name.start - from, name.end - from);
    (text[from..to].to_owned(), name)
}
