//! `warraq --linear`: one thing after another, for screen readers, braille lines and terminals
//! that can only print. No cursor is moved, nothing is drawn; what one would see is said in
//! words, and the text stands in logical order.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};

use crate::app::action::Action;
use crate::app::keymap::Keymap;
use crate::app::search::Search;
use crate::cli::args::Args;
use crate::cli::render::{self, PageOptions};
use crate::cli::{USAGE, opened};
use crate::config::Settings;
use crate::document::ParagraphKind;
use crate::entity::kind::Kind;
use crate::entity::pipeline::Parts;
use crate::layout::digits::Digits;
use crate::layout::direction::DirectionMode;
use crate::layout::{Marks, Order, Shaping};
use crate::library::{Actor, Article, EntityId, Found, Library, Target};
use crate::text::clean;
use crate::text::range::TextRange;

/// True when it is asked for, or the terminal can do nothing else.
pub(super) fn is_wanted(args: &Args) -> bool {
    let dumb = || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    args.linear || (io::stdout().is_terminal() && dumb() && !args.translit)
}

/// Reads line by line until the reader leaves.
pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let piped = args.paths.iter().any(|path| path.as_os_str() == "-");
    let Some(collection) = opened(&args.paths, &args.known, Parts::All)? else {
        return Ok(USAGE);
    };
    // Standard input may be an article; then the lines come from the terminal.
    let (input, asks): (Box<dyn BufRead>, bool) = if piped {
        let terminal = File::open("/dev/tty").map_err(|_| {
            anyhow::anyhow!(
                "standard input is the article and there is no terminal, so there is nowhere to type; name a file instead of -"
            )
        })?;
        (Box::new(BufReader::new(terminal)), true)
    } else {
        (Box::new(io::stdin().lock()), io::stdin().is_terminal())
    };
    let (keymap, _) = Keymap::of(&Settings::load().0, "");
    let mut desk = Desk {
        articles: collection.articles().collect::<Result<_, _>>()?,
        library: &collection.library,
        keymap,
        out: io::stdout().lock(),
        at: 0,
        next: 0,
        chosen: None,
        search: None,
        reached: None,
        listed: Listed::Articles,
    };
    desk.begin()?;
    desk.go(input, asks)?;
    Ok(collection.code())
}

/// What a number means that is typed.
enum Listed {
    /// An article of the collection.
    Articles,
    /// An actor of the article.
    Actors(Vec<Actor>),
    /// What the finder found.
    Found(Vec<Found>),
}

struct Desk<'a, W> {
    articles: Vec<Article>,
    library: &'a Library,
    keymap: Keymap,
    out: W,
    /// The open article.
    at: usize,
    /// The paragraph that is read next.
    next: usize,
    /// Who is followed.
    chosen: Option<Actor>,
    search: Option<Search>,
    /// The place that was reached last.
    reached: Option<TextRange>,
    listed: Listed,
}

/// So many entries of a list are said at once.
const PAGE: usize = 20;

impl<W: Write> Desk<'_, W> {
    fn begin(&mut self) -> io::Result<()> {
        match self.articles.len() {
            0 => self.say("No article could be read. quit leaves; then name a folder or a file: warraq --linear FOLDER."),
            n => {
                let articles = if n == 1 { "1 article is".to_owned() } else { format!("{n} articles are") };
                self.say(&format!("{articles} open. A number and Enter opens one; Enter alone reads on; help says the rest."))?;
                self.list("")
            }
        }
    }

    fn go(&mut self, mut input: impl BufRead, asks: bool) -> io::Result<()> {
        loop {
            if asks {
                write!(self.out, "> ")?;
            }
            self.out.flush()?;
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            let line = String::from_utf8_lossy(&line);
            if !self.command(line.trim())? {
                return Ok(());
            }
        }
    }

    /// Does what a line asks for. False: the reader leaves.
    fn command(&mut self, line: &str) -> io::Result<bool> {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        if let Some(number) = number(word).filter(|_| rest.is_empty()) {
            self.choose_number(number)?;
            return Ok(true);
        }
        if let Some(words) = line.strip_prefix('/') {
            self.search(words.trim())?;
            return Ok(true);
        }
        match word {
            "" => self.read_on()?,
            "help" | "?" => self.help()?,
            "quit" | "q" => return Ok(false),
            "list" | "articles" | "a" => self.list(rest)?,
            "actors" | "s" => self.actors(rest)?,
            "find" | "f" => self.find(rest)?,
            "search" => self.search(rest)?,
            "where" => self.say_where()?,
            "again" => self.again()?,
            "all" => self.read_all()?,
            "follow" => self.follow()?,
            "nobody" => {
                (self.chosen, self.search) = (None, None);
                self.say("Nobody is followed. n goes to the next name.")?;
            }
            _ => match self.action(word) {
                Some(Action::NextMention) => self.walk(true)?,
                Some(Action::PreviousMention) => self.walk(false)?,
                Some(Action::NextArticleWith) => self.article_with(true)?,
                Some(Action::PreviousArticleWith) => self.article_with(false)?,
                Some(Action::NextArticle) => self.neighbour(true)?,
                Some(Action::PreviousArticle) => self.neighbour(false)?,
                Some(Action::Choose) => self.follow()?,
                Some(Action::Start) => self.open(self.at)?,
                Some(Action::Close | Action::Quit) => return Ok(false),
                _ => self.say(&format!(
                    "“{line}” is no command here. help says those that there are."
                ))?,
            },
        }
        Ok(true)
    }

    /// The action with this name, or with this key.
    fn action(&self, word: &str) -> Option<Action> {
        let mut rows = self.keymap.rows().iter();
        let found =
            rows.find(|row| row.name == word || row.keys.iter().any(|(_, key)| key == word));
        found.map(|row| row.action)
    }

    /// One line in which nothing acts on a terminal.
    fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", clean::visible(line))
    }

    fn help(&mut self) -> io::Result<()> {
        let key = |action| {
            let row = self.keymap.row(action);
            let keys = row.and_then(|row| row.keys.first());
            keys.map_or_else(String::new, |(_, key)| format!(", or {key}"))
        };
        let lines = [
            "Enter: the next paragraph.".to_owned(),
            "all: the rest of the article. again: this paragraph once more. start: from the beginning.".to_owned(),
            "list: the articles. list 21: from the 21st on. A number opens one.".to_owned(),
            format!("next-article{}, previous-article{}.", key(Action::NextArticle), key(Action::PreviousArticle)),
            "actors: who is named in this article. A number follows one.".to_owned(),
            format!("next-mention{}: the next place of who is followed, else of any name.", key(Action::NextMention)),
            format!("previous-mention{}: the one before.", key(Action::PreviousMention)),
            "follow: follow the name that was reached. nobody: follow nobody.".to_owned(),
            format!("next-article-with{}, previous-article-with{}: articles that name who is followed.", key(Action::NextArticleWith), key(Action::PreviousArticleWith)),
            "find NAME: an actor or a title, in any script.".to_owned(),
            "search WORDS, or /WORDS: words in this article; n goes on.".to_owned(),
            "where: where you are. quit: leave.".to_owned(),
        ];
        for line in lines {
            self.say(&line)?;
        }
        Ok(())
    }

    fn list(&mut self, from: &str) -> io::Result<()> {
        self.listed = Listed::Articles;
        let from = number(from).unwrap_or(1).max(1) - 1;
        let lines: Vec<String> = self
            .articles
            .iter()
            .enumerate()
            .skip(from)
            .take(PAGE)
            .map(|(at, article)| format!("{}. {}", at + 1, sentence(&facts(article))))
            .collect();
        for line in &lines {
            self.say(line)?;
        }
        let next = from + lines.len();
        match self.articles.len().saturating_sub(next) {
            0 if lines.is_empty() => {
                self.say("No article has that number. list begins at the first.")
            }
            0 => Ok(()),
            more => self.say(&format!("{more} more: list {}.", next + 1)),
        }
    }

    fn actors(&mut self, from: &str) -> io::Result<()> {
        let Some(article) = self.articles.get(self.at) else {
            return self.say("No article is open.");
        };
        let actors = article.actors.to_vec();
        if actors.is_empty() {
            return self.say("Nobody is named in this article.");
        }
        let from = number(from).unwrap_or(1).max(1) - 1;
        let shown = actors.iter().enumerate().skip(from).take(PAGE);
        let lines: Vec<String> = shown
            .map(|(at, actor)| {
                format!(
                    "{}. {}: {} here, {} in all.",
                    at + 1,
                    named(actor),
                    actor.here,
                    actor.all
                )
            })
            .collect();
        for line in &lines {
            self.say(line)?;
        }
        let next = from + lines.len();
        if actors.len() > next {
            self.say(&format!(
                "{} more: actors {}.",
                actors.len() - next,
                next + 1
            ))?;
        }
        self.listed = Listed::Actors(actors);
        Ok(())
    }

    fn find(&mut self, query: &str) -> io::Result<()> {
        if query.is_empty() {
            return self.say("find takes a name: find lukash.");
        }
        let found = self.library.find(query, PAGE).map_err(io::Error::other)?;
        if found.is_empty() {
            return self.say(&format!(
                "No actor or title like “{query}”. search looks for words in this article."
            ));
        }
        for (at, found) in found.iter().enumerate() {
            let line = match &found.target {
                Target::Actor(actor) => {
                    format!("{}. {}: {} in all.", at + 1, named(actor), found.all)
                }
                Target::Title(_) => format!("{}. Article: {}", at + 1, found.name),
            };
            self.say(&line)?;
        }
        self.listed = Listed::Found(found);
        Ok(())
    }

    fn choose_number(&mut self, n: usize) -> io::Result<()> {
        let at = n.wrapping_sub(1);
        match &self.listed {
            Listed::Articles if at < self.articles.len() => self.open(at),
            Listed::Articles => {
                let articles = self.articles.len();
                self.say(&format!("There is no article {n}; there are {articles}."))
            }
            Listed::Actors(actors) => match actors.get(at).cloned() {
                Some(actor) => self.choose(actor),
                None => self.say(&format!(
                    "There is no actor {n} in that list. list shows the articles."
                )),
            },
            Listed::Found(found) => match found.get(at).map(|found| found.target.clone()) {
                Some(Target::Actor(actor)) => self.choose(actor),
                Some(Target::Title(id)) => {
                    match self.articles.iter().position(|article| article.id == id) {
                        Some(at) => self.open(at),
                        None => self.say("That article is not there any more."),
                    }
                }
                None => self.say(&format!("There is no number {n} in that list.")),
            },
        }
    }

    /// Opens an article and says what it is; Enter reads it.
    fn open(&mut self, at: usize) -> io::Result<()> {
        let Some(article) = self.articles.get(at) else {
            return self.say("No article is open.");
        };
        let facts = sentence(&facts(article));
        let (paragraphs, actors) = (article.document.paragraphs.len(), article.actors.len());
        if let Some(search) = &mut self.search {
            search.look_in(article, Default::default());
        }
        (self.at, self.next, self.reached) = (at, 0, None);
        self.listed = Listed::Articles;
        let of = self.articles.len();
        self.say(&format!("Article {} of {of}: {facts}", at + 1))?;
        let here = self.chosen.as_ref().map(|actor| actor.id);
        let here = here.map(|id| self.places_of(id));
        let followed = here.map_or_else(String::new, |places| {
            format!(" Who you follow is named {} times.", places.len())
        });
        self.say(&format!(
            "{paragraphs} paragraphs, {actors} actors.{followed} Enter reads on."
        ))
    }

    fn neighbour(&mut self, forward: bool) -> io::Result<()> {
        let to = if forward {
            Some(self.at + 1)
        } else {
            self.at.checked_sub(1)
        };
        match to.filter(|to| *to < self.articles.len()) {
            Some(to) => self.open(to),
            None => self.say(if forward {
                "This is the last article."
            } else {
                "This is the first article."
            }),
        }
    }

    fn read_on(&mut self) -> io::Result<()> {
        let Some(article) = self.articles.get(self.at) else {
            return self.say("No article is open.");
        };
        if self.next >= article.document.paragraphs.len() {
            let (at, of) = (self.at + 1, self.articles.len());
            return self.say(&format!(
                "End of article {at} of {of}. next-article goes on, start reads it again."
            ));
        }
        let text = paragraph(article, self.next);
        self.next += 1;
        self.out.write_all(text.as_bytes())
    }

    fn read_all(&mut self) -> io::Result<()> {
        while self
            .articles
            .get(self.at)
            .is_some_and(|a| self.next < a.document.paragraphs.len())
        {
            self.read_on()?;
        }
        self.read_on()
    }

    fn again(&mut self) -> io::Result<()> {
        self.next = self.next.saturating_sub(1);
        self.read_on()
    }

    fn say_where(&mut self) -> io::Result<()> {
        let Some(article) = self.articles.get(self.at) else {
            return self.say("No article is open.");
        };
        let line = format!(
            "Article {} of {}: {} Paragraph {} of {}.",
            self.at + 1,
            self.articles.len(),
            sentence(&article.document.meta.label),
            self.next.max(1),
            article.document.paragraphs.len()
        );
        self.say(&line)?;
        match (&self.search, &self.chosen) {
            (Some(search), _) => {
                let line = format!(
                    "Searched: “{}”, {} hits here.",
                    search.query,
                    search.hits.len()
                );
                self.say(&line)
            }
            (None, Some(actor)) => {
                let line = format!("Followed: {}, {} in all.", named(actor), actor.all);
                self.say(&line)
            }
            (None, None) => self.say("Nobody is followed."),
        }
    }

    fn choose(&mut self, actor: Actor) -> io::Result<()> {
        self.search = None;
        self.listed = Listed::Articles;
        let line = format!(
            "Followed: {}, {} times in {} articles. n goes to the next place.",
            named(&actor),
            actor.all,
            actor.articles
        );
        self.chosen = Some(actor);
        self.say(&line)
    }

    /// Follows who was reached.
    fn follow(&mut self) -> io::Result<()> {
        let actor = self.reached.and_then(|range| {
            let article = self.articles.get(self.at)?;
            article
                .actor(article.mention_at(range.start)?.entity)
                .cloned()
        });
        match actor {
            Some(actor) => self.choose(actor),
            None => self.say("No name is reached; n goes to one."),
        }
    }

    fn search(&mut self, words: &str) -> io::Result<()> {
        let Some(article) = self.articles.get(self.at) else {
            return self.say("No article is open.");
        };
        if words.is_empty() {
            self.search = None;
            return self.say("The search is over.");
        }
        let search = match Search::alone(words, article) {
            Ok(search) => search,
            Err(error) => return self.say(&format!("The query does not hold {error}")),
        };
        match search.hits.len() {
            0 => self.say(&format!(
                "“{words}” is not in this article. find looks for actors and titles in all."
            )),
            n => {
                self.search = Some(search);
                self.reached = None;
                self.say(&format!("{n} hits. n goes to the next."))
            }
        }
    }

    fn places_of(&self, id: EntityId) -> Vec<TextRange> {
        let mentions = self
            .articles
            .get(self.at)
            .map(|article| article.mentions.iter());
        let own = mentions.into_iter().flatten().filter(|m| m.entity == id);
        own.map(|m| m.range).collect()
    }

    /// What `n` walks here: hits, mentions of who is followed, or all.
    fn places(&self) -> Vec<TextRange> {
        match (&self.search, &self.chosen, self.articles.get(self.at)) {
            (Some(search), _, _) => search.hits.clone(),
            (None, Some(actor), _) => self.places_of(actor.id),
            (None, None, Some(article)) => article.mentions.iter().map(|m| m.range).collect(),
            (None, None, None) => Vec::new(),
        }
    }

    /// To the next place in this article, else in the next one that has it.
    fn walk(&mut self, forward: bool) -> io::Result<()> {
        let places = self.places();
        let before = |at: usize| places.partition_point(|place| place.start < at);
        let to = match (self.reached, forward) {
            (Some(reached), true) => Some(places.partition_point(|p| p.start <= reached.start)),
            (Some(reached), false) => before(reached.start).checked_sub(1),
            (None, true) => Some(before(self.read_to())),
            (None, false) => before(self.read_to()).checked_sub(1),
        };
        if let Some(to) = to.filter(|to| *to < places.len()) {
            return self.reach(&places, to);
        }
        if self.search.is_some() {
            return self.say(if forward {
                "That was the last hit."
            } else {
                "That was the first hit."
            });
        }
        if self.chosen.is_some() {
            return self.article_with(forward);
        }
        self.say(if forward {
            "That was the last name of this article. next-article goes on."
        } else {
            "That was the first name of this article."
        })
    }

    /// Where reading is (byte of the source): the start of the paragraph read last.
    fn read_to(&self) -> usize {
        let article = self.articles.get(self.at);
        let paragraphs = article.map(|article| article.document.paragraphs.iter());
        let read = paragraphs
            .into_iter()
            .flatten()
            .skip(self.next.saturating_sub(1));
        read.filter_map(|p| p.range())
            .map(|r| r.start)
            .next()
            .unwrap_or(0)
    }

    /// Says a place, and reads the paragraph that it stands in.
    fn reach(&mut self, places: &[TextRange], to: usize) -> io::Result<()> {
        let (Some(range), Some(article)) = (places.get(to).copied(), self.articles.get(self.at))
        else {
            return Ok(());
        };
        let document = &article.document;
        let holds =
            |p: &crate::document::Paragraph| p.range().is_some_and(|r| r.contains(range.start));
        let at = document.paragraphs.iter().position(holds).unwrap_or(0);
        let surface = range.slice(&document.source).unwrap_or_default();
        let who = article
            .mention_at(range.start)
            .and_then(|m| article.actor(m.entity));
        let who = who.filter(|_| self.search.is_none() && self.chosen.is_none());
        let who = who.map_or_else(String::new, |actor| format!(", {}", named(actor)));
        let line = format!(
            "{} of {}, paragraph {} of {}: “{surface}”{who}",
            to + 1,
            places.len(),
            at + 1,
            document.paragraphs.len()
        );
        let text = paragraph(article, at);
        self.next = at + 1;
        self.reached = Some(range);
        self.say(&line)?;
        self.out.write_all(text.as_bytes())
    }

    /// To the next article that names who is followed, around the collection.
    fn article_with(&mut self, forward: bool) -> io::Result<()> {
        let Some(id) = self.chosen.as_ref().map(|actor| actor.id) else {
            return self.say("Nobody is followed. actors lists those named here.");
        };
        let of = self.articles.len();
        let order = (1..of).map(|step| {
            if forward {
                (self.at + step) % of
            } else {
                (self.at + of - step) % of
            }
        });
        let names = |at: &usize| {
            self.articles
                .get(*at)
                .is_some_and(|a| a.mentions.iter().any(|m| m.entity == id))
        };
        let to = { order }.find(names);
        let Some(to) = to else {
            return self.say("Named in no other article.");
        };
        self.open(to)?;
        let places = self.places_of(id);
        let place = if forward {
            0
        } else {
            places.len().saturating_sub(1)
        };
        self.reach(&places, place)
    }
}

/// A number, in any digits that readers of these scripts type.
fn number(word: &str) -> Option<usize> {
    let ascii = word.chars().map(|c| match c {
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(c as u32 - 0x6f0, 10),
        '0'..='9' => Some(c),
        _ => None,
    });
    ascii.collect::<Option<String>>()?.parse().ok()
}

/// Title, source and date, as far as they are known.
fn facts(article: &Article) -> String {
    let meta = &article.document.meta;
    let mut out = meta.label.clone();
    for fact in [meta.source.clone(), meta.date.map(|date| date.to_string())]
        .into_iter()
        .flatten()
    {
        out.push_str(&format!(", {fact}"));
    }
    out
}

/// A title as a sentence: a full stop where it has none.
fn sentence(title: &str) -> String {
    let ends = title.ends_with(['.', '!', '?', '؟', '…', '۔']);
    format!("{title}{}", if ends { "" } else { "." })
}

/// An actor in words: name, Latin form, kind.
fn named(actor: &Actor) -> String {
    let kind = match actor.kind {
        Kind::Person => "person",
        Kind::Organisation => "organisation",
        Kind::Place => "place",
        Kind::Nationality => "nationality",
    };
    let latin = actor.latin.as_ref().filter(|latin| **latin != actor.name);
    match latin {
        Some(latin) => format!("{} ({latin}), {kind}", actor.name),
        None => format!("{}, {kind}", actor.name),
    }
}

/// A paragraph as one line, what it is said before it.
fn paragraph(article: &Article, at: usize) -> String {
    let Some(paragraph) = article.document.paragraphs.get(at) else {
        return String::new();
    };
    let before = match paragraph.kind {
        ParagraphKind::Rule => return "Break.\n".to_owned(),
        ParagraphKind::Heading(_) => "Heading: ",
        ParagraphKind::Quote => "Quotation: ",
        ParagraphKind::Code => "Code: ",
        _ => "",
    };
    let options = PageOptions {
        width: render::UNBOUNDED,
        order: Order::Logical,
        shaping: Shaping::Base,
        marks: Marks::Keep,
        digits: Digits::AsWritten,
        justify: false,
        direction: DirectionMode::Article,
        pad: false,
    };
    let text = render::paragraph(&article.document, at, &options);
    format!("{before}{}\n", text.trim())
}
