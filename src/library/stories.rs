//! Which articles of a collection are one story, and what counts when each story counts once.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rusqlite::{Connection, OptionalExtension as _};

use crate::entity::pipeline::Tokens;
use crate::library::articles::broken;
use crate::library::dictionary::{self, AHEAD};
use crate::library::duplicates::{self, Sketch};
use crate::library::pack::{self, Packer, Unpacker};
use crate::library::{Actor, ArticleId, Error, Found, Library, Target};

/// Articles that are one story: each at least two, no article in two of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stories {
    /// Every article that has copies, ascending, with the number of its story.
    of: Arc<[(ArticleId, u32)]>,
}

impl Stories {
    /// Stories from groups of articles.
    #[must_use]
    pub fn new(groups: impl IntoIterator<Item = Vec<ArticleId>>) -> Self {
        let mut groups: Vec<Vec<ArticleId>> = groups
            .into_iter()
            .map(|mut group| {
                group.sort_unstable();
                group
            })
            .filter(|group| group.len() > 1)
            .collect();
        // A story is numbered by where it stands, whatever was found first.
        groups.sort_unstable();
        let numbered = (0..).zip(groups);
        let of = numbered.flat_map(|(n, group)| group.into_iter().map(move |id| (id, n)));
        let mut of: Vec<(ArticleId, u32)> = of.collect();
        of.sort_unstable();
        Self { of: of.into() }
    }

    /// True when every article is a story of its own.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The articles that have copies, ascending, each with the number of its story.
    #[must_use]
    pub fn told(&self) -> &[(ArticleId, u32)] {
        &self.of
    }

    /// The story of an article that has copies.
    #[must_use]
    pub fn of(&self, id: ArticleId) -> Option<u32> {
        let at = self.of.binary_search_by_key(&id, |told| told.0).ok()?;
        self.of.get(at).map(|told| told.1)
    }

    /// The stories, each with its articles ascending; by their first.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<ArticleId>> {
        let mut groups: Vec<Vec<ArticleId>> = Vec::new();
        for (id, story) in &*self.of {
            let story = *story as usize;
            if groups.len() <= story {
                groups.resize_with(story + 1, Vec::new);
            }
            groups[story].push(*id);
        }
        groups
    }

    fn pack(&self) -> Vec<u8> {
        let mut out = Packer::default();
        out.bytes(&pack::ascending(self.of.iter().map(|told| told.0.0)));
        for (_, story) in &*self.of {
            out.number(u64::from(*story));
        }
        out.done()
    }

    fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut from = Unpacker::new(bytes);
        let ids = from.bytes()?;
        // There are no more stories than articles, so a wrong number takes no memory.
        let of = pack::unascending(ids, |id| {
            let story = from.number().and_then(|story| u32::try_from(story).ok());
            (ArticleId(id), story.unwrap_or(u32::MAX))
        })?;
        let most = of.len();
        let sound = from.is_empty() && of.iter().all(|told| (told.1 as usize) < most);
        sound.then_some(Self { of })
    }
}

impl Library {
    /// Finds which articles are one story, and counts anew what counts once. It goes with
    /// linking: a function of the set of articles, whatever the order in which they came.
    pub(super) fn tell_stories(
        &self,
        connection: &Connection,
        collection: i64,
    ) -> Result<(), Error> {
        let stories = self.stories_now(connection)?;
        connection.execute(
            "INSERT INTO story (collection, stories) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET stories = ?2 WHERE stories <> ?2",
            (collection, stories.pack()),
        )?;
        count_once(connection, collection, &stories)
    }

    fn stories_now(&self, connection: &Connection) -> Result<Stories, Error> {
        self.sketch_the_rest(connection)?;
        let mut statement = connection.prepare_cached(
            "SELECT a.id, s.sketch FROM article a JOIN sketch s ON s.text = a.text
             WHERE a.id BETWEEN ?1 AND ?2 ORDER BY a.id",
        )?;
        let mut rows = statement.query(self.ids())?;
        let mut told: Vec<(Sketch, ArticleId)> = Vec::new();
        while let Some(row) = rows.next()? {
            let id = ArticleId(row.get::<_, i64>(0)?.cast_unsigned());
            let packed = row.get_ref(1)?.as_blob().map_err(|_| broken())?;
            told.push((Sketch::unpack(packed).ok_or_else(broken)?, id));
        }
        // In the order of what they say: ids of one day are given as articles come in.
        told.sort_unstable();
        let (sketches, ids): (Vec<Sketch>, Vec<ArticleId>) = told.into_iter().unzip();
        let groups = duplicates::groups(&sketches).into_iter();
        let articles = |group: Vec<usize>| group.into_iter().map(|at| ids[at]).collect();
        Ok(Stories::new(groups.map(articles)))
    }

    /// Sketches texts that came without: most bring theirs, made where many cores work. One that
    /// was filed ahead of its analysis brings it with that.
    fn sketch_the_rest(&self, connection: &Connection) -> Result<(), Error> {
        let mut missing = connection.prepare_cached(
            "SELECT DISTINCT t.id FROM article a JOIN text t ON t.id = a.text
             LEFT JOIN sketch s ON s.text = t.id
             WHERE a.id BETWEEN ?1 AND ?2 AND s.text IS NULL AND t.analysis <> ?3",
        )?;
        let (first, last) = self.ids();
        let texts = missing.query_map((first, last, AHEAD), |row| row.get::<_, i64>(0))?;
        let texts: Vec<i64> = texts.collect::<Result<_, _>>()?;
        for text in texts {
            let body: Vec<u8> = connection
                .prepare_cached("SELECT body FROM text WHERE id = ?1")?
                .query_row([text], |row| row.get(0))?;
            let document = dictionary::document(connection, &body)?;
            let sketch = Sketch::of(&Tokens::of(&document));
            keep(connection, text, &sketch.pack())?;
        }
        Ok(())
    }

    /// The stories of the collection, as of the last linking.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stories(&self) -> Result<Stories, Error> {
        let packed: Option<Vec<u8>> = self
            .read()
            .prepare_cached("SELECT stories FROM story WHERE collection = ?1")?
            .query_row([self.collection()], |row| row.get(0))
            .optional()?;
        let stories = packed.map(|packed| Stories::unpack(&packed).ok_or_else(broken));
        Ok(stories.transpose()?.unwrap_or_default())
    }

    /// From now on [`Self::counted`] counts each story once, or each copy.
    pub fn count_once(&self, once: bool) {
        self.once.store(once, Ordering::Relaxed);
    }

    /// An actor with the counts that the reader wants: of a story that several articles tell,
    /// those of the one that names it most.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn counted(&self, actor: Actor) -> Result<Actor, Error> {
        if !self.once.load(Ordering::Relaxed) {
            return Ok(actor);
        }
        let counts: Option<(u32, u32)> = self
            .read()
            .prepare_cached("SELECT mentions, articles FROM once WHERE entity = ?1")?
            .query_row([actor.id.0], |row| row.try_into())
            .optional()?;
        let (all, articles) = counts.unwrap_or((actor.all, actor.articles));
        Ok(Actor {
            all,
            articles,
            ..actor
        })
    }

    /// The same for several.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn all_counted(&self, actors: &Arc<[Actor]>) -> Result<Arc<[Actor]>, Error> {
        if !self.once.load(Ordering::Relaxed) {
            return Ok(Arc::clone(actors));
        }
        let mut counted = Vec::with_capacity(actors.len());
        for actor in &**actors {
            counted.push(self.counted(actor.clone())?);
        }
        counted.sort_by(|a, b| {
            (a.kind, b.here, b.all, &a.name).cmp(&(b.kind, a.here, a.all, &b.name))
        });
        Ok(counted.into())
    }

    /// The same for what the finder found.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn found_counted(&self, mut found: Vec<Found>) -> Result<Vec<Found>, Error> {
        for one in &mut found {
            if let Target::Actor(actor) = &mut one.target {
                *actor = self.counted(actor.clone())?;
                one.all = actor.all;
            }
        }
        Ok(found)
    }
}

/// Keeps what a text is like.
pub(super) fn keep(connection: &Connection, text: i64, packed: &[u8]) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO sketch (text, sketch) VALUES (?1, ?2)")?
        .execute((text, packed))?;
    Ok(())
}

/// Counts for each entity what it comes to when a story counts once: as in the article that
/// names it most.
fn count_once(connection: &Connection, collection: i64, stories: &Stories) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM once WHERE entity IN (SELECT id FROM entity WHERE collection = ?1)",
        [collection],
    )?;
    if stories.is_empty() {
        return Ok(());
    }
    let mut keep = connection
        .prepare_cached("INSERT INTO once (entity, mentions, articles) VALUES (?1, ?2, ?3)")?;
    let mut statement = connection.prepare_cached(
        "SELECT id, mentions, articles, postings FROM entity
         WHERE collection = ?1 AND articles > 1",
    )?;
    let mut rows = statement.query([collection])?;
    // By story: the most mentions in an article, and of which entity that is said.
    let mut most: Vec<(i64, u32)> = vec![(0, 0); stories.of.len()];
    while let Some(row) = rows.next()? {
        let (entity, mentions, articles): (i64, u32, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let packed = row.get_ref(3)?.as_blob().map_err(|_| broken())?;
        let postings = super::actors::unpack_postings(packed).ok_or_else(broken)?;
        let (mut copies, mut again) = (0u32, 0u32);
        let mut told = stories.of.iter().peekable();
        for (article, count) in postings {
            while told.next_if(|(id, _)| *id < article).is_some() {}
            let Some((_, story)) = told.next_if(|(id, _)| *id == article) else {
                continue;
            };
            let before = &mut most[*story as usize];
            if before.0 == entity {
                copies += 1;
                again = again.saturating_add(before.1.min(count));
                before.1 = before.1.max(count);
            } else {
                *before = (entity, count);
            }
        }
        if copies > 0 {
            keep.execute((
                entity,
                mentions.saturating_sub(again),
                articles.saturating_sub(copies),
            ))?;
        }
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::document::{Format, read};
    use crate::entity::gazetteer::Gazetteer;
    use crate::entity::pipeline;
    use crate::library::{Draft, Entry, Stage};

    /// So many words that stand in no other such text, with these words before them.
    pub(crate) fn story(number: usize, words: usize, lead: &str) -> String {
        let letters: Vec<char> = "بتثجحخدرزسشصضطعغفقكلمن".chars().collect();
        let word = |n: usize| -> String {
            let of = |by: usize| letters[(n / by) % letters.len()];
            [of(1), of(22), 'ا', of(484)].into_iter().collect()
        };
        let all = (0..words).map(|at| word(number * 1009 + at * 7));
        format!("{lead}. {}", all.collect::<Vec<_>>().join(" "))
    }

    fn library(texts: &[(&str, String)], order: &[usize]) -> Library {
        let library = Library::in_memory().unwrap();
        for at in order {
            let (name, text) = &texts[*at];
            let document = read(text.clone(), Format::Plain);
            let analysis = pipeline::analyse(&document, Gazetteer::embedded());
            let draft = Draft::new(&document, Stage::default(), &[]).analysed(&analysis);
            // Half of them bring their sketch, the others are sketched when stories are told.
            let draft = if at % 2 == 0 {
                draft.sketched(&Tokens::of(&document))
            } else {
                draft
            };
            let entry = Entry {
                doc: (*name).to_owned(),
                content: Ok(Box::new(draft)),
            };
            let file = |change: &crate::library::Change<'_>| {
                let mut filing = change.begin(name.as_bytes(), *at as u64, Stage::default())?;
                change.file(&mut filing, &entry)?;
                change.end(filing, None, false)
            };
            library.change(file).unwrap();
        }
        library.link(Gazetteer::embedded()).unwrap();
        library
    }

    fn told(library: &Library) -> Vec<Vec<String>> {
        let groups = library.stories().unwrap().groups().into_iter();
        let docs = |group: Vec<ArticleId>| {
            let rows = library.rows(&group).unwrap();
            rows.iter().map(|row| row.doc.to_string()).collect()
        };
        groups.map(docs).collect()
    }

    fn counts(library: &Library, key: &str, once: bool) -> (u32, u32) {
        library.count_once(once);
        let actor = library.actor_of_key(key).unwrap().unwrap();
        let actor = library.counted(actor).unwrap();
        (actor.all, actor.articles)
    }

    const KEY: &str = "alexander-lukashenko";

    fn texts() -> Vec<(&'static str, String)> {
        let named = "وصل لوكاشينكو إلى مينسك";
        vec![
            ("a", story(1, 60, named)),
            ("b", story(2, 60, named)),
            ("c", story(1, 60, "عاجل وصل لوكاشينكو ثم غادر لوكاشينكو")),
            ("d", story(3, 60, "")),
            ("e", story(2, 60, named)),
            ("f", story(1, 60, "")),
            ("g", String::new()),
            ("h", String::new()),
        ]
    }

    #[test]
    fn a_story_counts_as_the_article_that_names_most() {
        let texts = texts();
        let library = library(&texts, &[0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(told(&library), [vec!["a", "c", "f"], vec!["b", "e"]]);
        assert_eq!(counts(&library, KEY, false), (5, 4));
        // Two of the first story, one of the second.
        assert_eq!(counts(&library, KEY, true), (3, 2));
        // Minsk stands in one article of the first story, in both of the second.
        assert_eq!(counts(&library, "minsk", false), (3, 3));
        assert_eq!(counts(&library, "minsk", true), (2, 2));
    }

    #[test]
    fn stories_are_the_same_in_whatever_order_articles_came() {
        let texts = texts();
        let wanted = library(&texts, &[0, 1, 2, 3, 4, 5, 6, 7]);
        for order in [[7, 6, 5, 4, 3, 2, 1, 0], [3, 1, 4, 0, 5, 7, 2, 6]] {
            let other = library(&texts, &order);
            assert_eq!(told(&other), told(&wanted), "{order:?}");
            let of = |library: &Library| counts(library, KEY, true);
            assert_eq!(of(&other), of(&wanted), "{order:?}");
        }
    }

    #[test]
    fn what_goes_takes_its_story_along() {
        let texts = texts();
        let library = library(&texts, &[0, 1, 2, 3, 4, 5, 6, 7]);
        let known = library.known_file(b"e", Stage::default()).unwrap().unwrap();
        library
            .change(|change| change.remove_file(known.file))
            .unwrap();
        library.link(Gazetteer::embedded()).unwrap();
        assert_eq!(told(&library), [["a", "c", "f"]]);
        assert_eq!(counts(&library, KEY, true), (3, 2));
    }

    #[test]
    fn kept_stories_come_back_and_wrong_ones_do_not_hold() {
        let of = |groups: &[&[u64]]| {
            let ids = |g: &&[u64]| g.iter().map(|id| ArticleId(*id)).collect::<Vec<_>>();
            Stories::new(groups.iter().map(ids))
        };
        let stories = of(&[&[70, 5, 900], &[3], &[4, 6]]);
        assert_eq!(stories, of(&[&[6, 4], &[900, 70, 5]]));
        assert_eq!(stories.groups().len(), 2);
        assert_eq!(stories.of(ArticleId(70)), stories.of(ArticleId(5)));
        assert_eq!(stories.of(ArticleId(3)), None);
        let packed = stories.pack();
        assert_eq!(Stories::unpack(&packed), Some(stories));
        for cut in 0..packed.len() {
            assert_eq!(Stories::unpack(&packed[..cut]), None, "{cut}");
        }
    }
}
