//! A session without a terminal and without threads: keys in, model and effects out.
//!
//! The questions that the model asks are answered at once from a small library, unless they
//! are held back. So a key press is one call, and a test can also be slow on purpose.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::app::key::{Key, KeyCode, Mouse, MouseKind};
use crate::app::message::{Effect, Message};
use crate::app::{Model, Popup, Setup};
use crate::document::{Format, read};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::pipeline;
use crate::library::portrait::Outside;
use crate::library::query::{Scan, Shelves};
use crate::library::survey::concordance::Concordance;
use crate::library::survey::connections::Connecting;
use crate::library::{Draft, Entry, Library, Stage};
use crate::text::range::TextRange;
use crate::work::{FIRST_ROWS, FOUND_AT_MOST, Job, Report, Survey, Surveyed, Ticket};

/// The actors of the tests.
const ACTORS: &str = r#"
[[person]]
id = "alexander-lukashenko"
name = "ألكسندر لوكاشينكو"
bare = ["لوكاشينكو", "لوكاشنكو", "Lukashenko"]
la = ["Alexander Lukashenko"]

[[person]]
id = "angela-merkel"
name = "أنغيلا ميركل"
bare = ["ميركل", "Merkel"]
la = ["Angela Merkel"]

[[place]]
id = "minsk"
name = "مينسك"
la = ["Minsk"]

[[place]]
id = "brest"
name = "بريست"
la = ["Brest"]

[[place]]
id = "iran"
name = "إيران"
nisba = ["إيراني"]
la = ["Iran"]

[[place]]
id = "jordan"
name = "الأردن"
wikidata = "Q810"
url = "https://example.org/jordan/"
la = ["Jordan"]

[[place]]
id = "europe"
name = "أوروبا"
wikidata = "Q46"
la = ["Europe"]

[[organisation]]
id = "united-nations"
name = "الأمم المتحدة"
bare = ["الأمم"]
la = ["United Nations"]
"#;

/// A text that names nobody, as a paragraph of one line on every screen of the tests.
pub(crate) const QUIET: &str = "سطر من الكلام لا أحد فيه";

/// So many paragraphs that name nobody.
pub(crate) fn quiet(n: usize) -> String {
    format!("{QUIET}\n").repeat(n)
}

/// A reader at work.
pub(crate) struct Session {
    pub(crate) model: Model,
    library: Library,
    gazetteer: Gazetteer,
    /// Names and texts; a text of `None` could not be read.
    articles: Vec<(String, Option<String>)>,
    /// What the model asked for, other than questions.
    pub(crate) effects: Vec<Effect>,
    /// Questions that are not answered yet.
    questions: VecDeque<Job>,
    holding: bool,
    /// Searches with names at the desk.
    pub(crate) saved: Vec<(String, String)>,
    /// Searches whose answers are not waited for.
    pub(crate) given_up: Vec<Ticket>,
}

impl Session {
    /// Opens articles given as name and text on a screen of some size.
    pub(crate) fn open(width: u16, height: u16, articles: &[(&str, &str)]) -> Self {
        let mut session = Self::empty(width, height);
        for (name, text) in articles {
            session.put(name, Some(text));
        }
        session.link(articles.len());
        session
    }

    /// A session whose articles come later.
    pub(crate) fn empty(width: u16, height: u16) -> Self {
        Self::with(Setup {
            width,
            height,
            ..Setup::default()
        })
    }

    /// A session with other settings, whose articles come later.
    pub(crate) fn with(setup: Setup) -> Self {
        Self {
            model: Model::new(setup),
            library: Library::in_memory().unwrap(),
            gazetteer: Gazetteer::from_sources([("actors.toml", ACTORS)].into_iter()).unwrap(),
            articles: Vec::new(),
            effects: Vec::new(),
            questions: VecDeque::new(),
            holding: false,
            saved: Vec::new(),
            given_up: Vec::new(),
        }
    }

    /// Reads an article in; it has no actors until [`Self::link`].
    pub(crate) fn put(&mut self, name: &str, text: Option<&str>) {
        let rank = u64::try_from(self.articles.len()).unwrap();
        self.put_at(rank, name, text);
        self.articles
            .push((name.to_owned(), text.map(str::to_owned)));
    }

    /// Files an article ahead of its analysis, which [`Self::put_at`] brings.
    pub(crate) fn put_ahead(&mut self, name: &str, text: &str) {
        let rank = u64::try_from(self.articles.len()).unwrap();
        let document = read(text.to_owned(), Format::of_name(name));
        let draft = Draft::new(&document, Stage::default(), &[]).ahead(&self.library);
        let entry = Entry {
            doc: name.to_owned(),
            content: Ok(Box::new(draft)),
        };
        let filed = self.library.change(|change| {
            let mut filing = change.begin(name.as_bytes(), rank, Stage::default())?;
            change.file_ahead(&mut filing, &entry)
        });
        assert_eq!(filed, Ok(true));
        let text = Some(text.to_owned());
        self.articles.push((name.to_owned(), text));
    }

    /// Reads an article in at a place among the files; one that stands there becomes another.
    pub(crate) fn put_at(&mut self, rank: u64, name: &str, text: Option<&str>) {
        let content = match text {
            Some(text) => {
                let document = read(text.to_owned(), Format::of_name(name));
                let analysis = pipeline::analyse(&document, &self.gazetteer);
                Ok(Box::new(
                    Draft::new(&document, Stage::default(), &[]).analysed(&analysis),
                ))
            }
            None => Err("no permission to read it".to_owned()),
        };
        let entry = Entry {
            doc: name.to_owned(),
            content,
        };
        self.library
            .change(|change| {
                let mut filing = change.begin(name.as_bytes(), rank, Stage::default())?;
                change.file(&mut filing, &entry)?;
                change.end(filing, None, false)
            })
            .unwrap();
    }

    /// Links all articles and tells the model, as the indexer does.
    pub(crate) fn link(&mut self, total: usize) {
        self.library.link(&self.gazetteer).unwrap();
        let listing = self.library.listing().unwrap();
        let first = listing.ids.len().min(FIRST_ROWS);
        self.send(Message::Report(Report::Linked {
            rows: self.library.rows(&listing.ids[..first]).unwrap(),
            listing,
            done: self.articles.len(),
            total,
            skipped: 0,
            marks: self.library.first_trouble().unwrap_or_default(),
            settled: self.articles.len() >= total,
        }));
    }

    /// One message; the questions that come of it are answered, unless they are held back.
    pub(crate) fn send(&mut self, message: Message) {
        let effects = self.model.update(message);
        for effect in effects {
            match effect {
                Effect::Ask(job) => self.questions.push_back(job),
                other => self.effects.push(other),
            }
        }
        if !self.holding {
            self.answer();
        }
    }

    /// From now on questions wait for [`Self::answer`].
    pub(crate) fn hold(&mut self) {
        self.holding = true;
    }

    /// Answers everything that was asked and is asked on the way.
    pub(crate) fn answer(&mut self) {
        self.holding = false;
        while let Some(report) = self.next_answer() {
            self.send(Message::Report(report));
        }
    }

    /// The answer to the oldest question, as it stands now; the model is not told.
    pub(crate) fn next_answer(&mut self) -> Option<Report> {
        Some(match self.questions.pop_front()? {
            Job::Open(ticket, id) => {
                let article = self.library.article(id).unwrap().map(|article| {
                    let actors = self.library.all_counted(&article.actors).unwrap();
                    Arc::new(crate::library::Article { actors, ..article })
                });
                Report::Article(ticket, id, article)
            }
            Job::Why(ticket, id, at) => Report::Why(ticket, self.library.why(id, at).unwrap()),
            Job::Postings(ticket, id) => Report::Postings(
                ticket,
                (self.library.actor(id).unwrap()).map(|a| self.library.counted(a).unwrap()),
                self.library.postings(id).unwrap(),
            ),
            Job::Find(ticket, query) => {
                let found = self.library.find(&query, FOUND_AT_MOST).unwrap();
                Report::Found(ticket, self.library.found_counted(found).unwrap())
            }
            Job::Actors(ticket, among) => {
                let actors = self.library.most_named(1000, among.as_deref(), None);
                Report::Actors(ticket, actors.unwrap().into())
            }
            Job::Portray(ticket, id) => {
                let mut portrait = self.library.portrait(id, None).unwrap();
                if let Some(portrait) = &mut portrait {
                    let at = self.gazetteer.index_of(&portrait.actor.key);
                    let entry = at.and_then(|at| self.gazetteer.entry(at));
                    portrait.outside = entry.map(Outside::of).unwrap_or_default();
                }
                Report::Portrait(ticket, portrait.map(Arc::new))
            }
            Job::Pins(ticket, keys) => {
                Report::Pins(ticket, self.library.actors_of_keys(keys).unwrap())
            }
            Job::Resume(ticket) => Report::Resumed(ticket, None),
            Job::Problems(ticket) => Report::Problems(ticket, self.library.problems().unwrap()),
            Job::Rows(ticket, ids) => Report::Rows(ticket, self.library.rows(&ids).unwrap()),
            Job::Search(ticket, ask) => {
                let shelves = Shelves::of(&self.library);
                let mut scan = Scan::new(&shelves, *ask).unwrap();
                scan.step(&shelves, &mut |_| true).unwrap();
                Report::Searched(ticket, Arc::new(scan.outcome(&shelves).unwrap()))
            }
            Job::Saved(ticket) => Report::Saved(ticket, self.saved.clone()),
            Job::CountOnce(once) => {
                self.library.count_once(once);
                return self.next_answer();
            }
            Job::Survey(ticket, survey) => Report::Surveyed(ticket, self.survey(*survey)),
            Job::GiveUp(ticket) => {
                self.given_up.push(ticket);
                return self.next_answer();
            }
        })
    }

    /// The answer to a question to the whole collection. Nothing is written.
    fn survey(&self, survey: Survey) -> Surveyed {
        let shelves = Shelves::of(&self.library);
        let ask = match &survey {
            Survey::Timeline(actors) => {
                return Surveyed::Timeline(Arc::new(self.library.days(actors).unwrap()));
            }
            Survey::WriteTimeline(actors, span, name) => {
                let bars = self.library.days(actors).unwrap().bars(*span).1;
                let name = name.clone().unwrap_or_else(|| "times.csv".to_owned());
                return Surveyed::Written(name, bars.len());
            }
            Survey::Lines(ask) | Survey::WriteLines(ask, _) => ask,
            Survey::Connections(ask, _) | Survey::WriteConnections(ask, ..) => {
                let mut connecting = Connecting::new(&self.library, ask.clone()).unwrap();
                assert!(connecting.step(&self.library, &mut |_| true).unwrap());
                let found = connecting.so_far(&self.library).unwrap();
                return match survey {
                    Survey::Connections(..) => Surveyed::Connections(Arc::new(found)),
                    _ => Surveyed::Written("pairs.csv".to_owned(), found.pairs.len()),
                };
            }
        };
        let mut lines = Concordance::new(&shelves, ask.of.clone()).unwrap();
        assert!(lines.step(&shelves, &mut |_| true).unwrap());
        let lines = lines.lines(&self.library, ask).unwrap();
        match survey {
            Survey::WriteLines(_, name) => {
                Surveyed::Written(name.unwrap_or_else(|| "lines.tsv".to_owned()), lines.total)
            }
            _ => Surveyed::Lines(Arc::new(lines)),
        }
    }

    /// The oldest question, which is not answered now.
    pub(crate) fn next_question(&mut self) -> Option<Job> {
        self.questions.pop_front()
    }

    /// A question that was looked at is the next to be answered.
    pub(crate) fn ask_again(&mut self, job: Job) {
        self.questions.push_front(job);
    }

    /// An actor of the library.
    pub(crate) fn actor_named(&self, name: &str) -> Option<crate::library::Actor> {
        let all = self.library.entities().unwrap();
        all.into_iter().map(|(a, _)| a).find(|a| *a.name == *name)
    }

    /// How many questions are not answered.
    pub(crate) fn asked(&self) -> usize {
        self.questions.len()
    }

    /// Keys, with spaces between: names of the table of actions, or letters one by one
    /// (`"n 5j Ctrl-o"`).
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split(' ').filter(|w| !w.is_empty()) {
            let name = word.trim_start_matches(|c: char| c.is_ascii_digit());
            match Key::parse(if name.is_empty() { word } else { name }) {
                Some(key) => {
                    self.typed(&word[..word.len() - name.len()]);
                    self.send(Message::Key(key));
                }
                None => self.typed(word),
            }
        }
        self
    }

    /// Letters, one key each.
    pub(crate) fn typed(&mut self, text: &str) {
        for letter in text.chars() {
            self.send(Message::Key(Key::plain(KeyCode::Char(letter))));
        }
    }

    /// The mouse at a cell of the screen.
    pub(crate) fn mouse(&mut self, kind: MouseKind, x: u16, y: u16) {
        self.send(Message::Mouse(Mouse { kind, x, y }));
        if kind == MouseKind::Press {
            let kind = MouseKind::Release;
            self.send(Message::Mouse(Mouse { kind, x, y }));
        }
    }

    /// The mouse at cells of the screen, nothing added.
    pub(crate) fn mice(&mut self, events: &[(MouseKind, u16, u16)]) {
        for &(kind, x, y) in events {
            self.send(Message::Mouse(Mouse { kind, x, y }));
        }
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.send(Message::Resize(width, height));
    }

    /// The rows of the articles that were read, ascending.
    pub(crate) fn rows_read(&self) -> Vec<usize> {
        let list = &self.model.list;
        let ids = list.listing.ids.iter();
        let read = ids.enumerate().filter(|(_, id)| list.marks(**id).read);
        read.map(|(at, _)| at).collect()
    }

    /// The name of the open article; empty without one.
    pub(crate) fn doc(&self) -> &str {
        self.model.reader.as_ref().map_or("", |r| &r.article.doc)
    }

    fn text(&self, range: TextRange) -> String {
        let reader = self.model.reader.as_ref().unwrap();
        let source = &reader.article.document.source;
        range.slice(source).unwrap().to_owned()
    }

    /// The article and the text of the place that was reached, with its byte.
    pub(crate) fn reached(&self) -> Option<(String, usize, String)> {
        let range = self.model.reader.as_ref()?.reached?;
        Some((self.doc().to_owned(), range.start, self.text(range)))
    }

    /// The text of the name that is pointed at; empty when none is.
    pub(crate) fn pointed(&self) -> String {
        let range = self.model.reader.as_ref().and_then(|r| r.pointed);
        range.map_or_else(String::new, |range| self.text(range))
    }

    /// The row of the body on which the reached place begins.
    pub(crate) fn row_reached(&self) -> Option<usize> {
        let reader = self.model.reader.as_ref()?;
        let at = reader.reached?.start;
        reader
            .visible
            .iter()
            .position(|row| row.line().is_some_and(|line| line.range.contains(at)))
    }

    /// Which rows are on the screen.
    pub(crate) fn shown(&self) -> TextRange {
        self.model.reader.as_ref().unwrap().shown()
    }

    /// The exact rows on the screen, by paragraph and row.
    pub(crate) fn rows(&self) -> Vec<(usize, usize)> {
        let visible = &self.model.reader.as_ref().unwrap().visible;
        let rows = visible.iter().map(|r| (r.place.paragraph, r.place.row));
        rows.collect()
    }

    /// What the status line says, as it is seen.
    pub(crate) fn notice(&self) -> String {
        let notice = self.model.notice.as_ref();
        notice.map_or(String::new(), |n| crate::locale::without_isolates(&n.text))
    }

    /// The plain name of the chosen actor; empty when nobody is chosen.
    pub(crate) fn chosen(&self) -> &str {
        let chosen = self.model.sought.actor.as_ref();
        chosen.map_or("", |chosen| &chosen.actor.name)
    }

    /// What the finder shows; nothing when it is closed.
    pub(crate) fn found(&self) -> Vec<String> {
        match &self.model.popup {
            Some(Popup::Lookup(lookup)) => {
                lookup.found.iter().map(|f| f.name.to_string()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Everything of the state that a reader could tell, for comparing two sessions.
    pub(crate) fn state(&self) -> String {
        let model = &self.model;
        let reader = model.reader.as_ref();
        format!(
            "{:?} {:?} {:?} pointed {:?} chosen {:?} hits {:?} {:?} {:?} list {} side {} {:?} {:?} {:?}",
            self.doc(),
            reader.map(|_| self.rows()),
            self.reached(),
            reader.and_then(|r| r.pointed),
            model.sought.actor,
            model.sought.search,
            model.focus,
            model.popup.as_ref().map(|_| self.found()),
            model.list.selected,
            model.sidebar.selected,
            model.notice,
            model.count,
            self.effects,
        )
    }
}
