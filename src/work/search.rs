//! Searches on their way, a slice at a time.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::library::query::{Ask, Outcome, Ranking, Scan, Shelves};
use crate::library::{Error, Waiting};
use crate::work::{Memory, Report, Ticket};

/// What was found is told at once when it is so many articles …
const FIRST: usize = 20;
/// … or after this time, so that one sees that it goes on …
const SOON: Duration = Duration::from_millis(100);
/// … and then not more often than this.
const BETWEEN: Duration = Duration::from_millis(250);

/// At most one search with lines, one that only asks which articles, and one behind them.
#[derive(Debug, Default)]
pub(super) struct Searches {
    running: [Option<Running>; 3],
    /// Who asks something else meanwhile: a search makes way for it.
    waiting: Waiting,
}

#[derive(Debug)]
struct Running {
    ticket: Ticket,
    ask: Ask,
    /// `None`: it has not begun to look.
    scan: Option<Scan>,
    /// When something was told of it, or when it began.
    told: Instant,
    /// Something was told of it.
    begun: bool,
}

impl Searches {
    pub(super) fn new(waiting: &Waiting) -> Self {
        Self {
            waiting: waiting.clone(),
            ..Self::default()
        }
    }

    /// True when nothing is searched.
    pub(super) fn is_idle(&self) -> bool {
        self.running.iter().all(Option::is_none)
    }

    /// Begins a search in place of the one of its kind.
    pub(super) fn begin(&mut self, ticket: Ticket, ask: Ask) {
        let kind = match (ask.behind, ask.articles) {
            (true, _) => 2,
            (false, 0) => 1,
            _ => 0,
        };
        self.running[kind] = Some(Running {
            ticket,
            ask,
            scan: None,
            told: Instant::now(),
            begun: false,
        });
    }

    /// Nobody waits for this one any more.
    pub(super) fn give_up(&mut self, ticket: Ticket) {
        for place in &mut self.running {
            place.take_if(|running| running.ticket == ticket);
        }
    }

    /// Goes on with a search until somebody waits, or there is something to tell. One that fails
    /// is given up.
    pub(super) fn step(&mut self, memory: &Memory) -> Option<Report> {
        let place = self.running.iter_mut().find(|place| place.is_some())?;
        let running = place.as_mut()?;
        let ticket = running.ticket;
        match running.step(&shelves(memory, &self.waiting), &self.waiting) {
            Ok(None) => None,
            Ok(Some(outcome)) => {
                if outcome.is_whole() {
                    *place = None;
                }
                Some(Report::Searched(ticket, Arc::new(outcome)))
            }
            Err(error) => {
                *place = None;
                Some(Report::Trouble(error.into()))
            }
        }
    }
}

impl Running {
    fn step(&mut self, shelves: &Shelves<'_>, waiting: &Waiting) -> Result<Option<Outcome>, Error> {
        let scan = match &mut self.scan {
            Some(scan) => scan,
            None => match Scan::new(shelves, self.ask.clone()) {
                Err(Error::Disturbed) => return Ok(None),
                scan => self.scan.insert(scan?),
            },
        };
        let (told, begun) = (self.told, self.begun);
        let between = if begun { BETWEEN } else { SOON };
        // The most relevant are not the first that are found.
        let soon = !begun && scan.ranking() != Ranking::Relevant;
        let whole = scan.step(shelves, &mut |going| {
            // What was found is told between articles only, so that a long one comes to its end.
            let due =
                !going.within && (told.elapsed() >= between || (soon && going.found >= FIRST));
            !waiting.is_anybody() && !due
        })?;
        let first = soon && scan.found() >= FIRST;
        if !whole && !first && told.elapsed() < between {
            return Ok(None);
        }
        self.begun = true;
        self.told = Instant::now();
        scan.outcome(shelves).map(Some)
    }
}

fn shelves<'a>(memory: &'a Memory, waiting: &'a Waiting) -> Shelves<'a> {
    Shelves {
        waiting: Some(waiting),
        library: &memory.library,
        desk: memory.desk.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};
    use crate::entity::gazetteer::Gazetteer;
    use crate::library::{Draft, Entry, Library, Stage, Which};
    use crate::text::query::Query;

    fn memory() -> Memory {
        let library = Library::in_memory().unwrap();
        let file = |change: &crate::library::Change<'_>| {
            let mut filing = change.begin(b"x", 0, Stage::default())?;
            for at in 0..100 {
                let text = format!("قال {at}\n\nنعم\n\nلا نعم\n");
                let draft = Draft::new(&read(text, Format::Plain), Stage::default(), &[]);
                change.file(
                    &mut filing,
                    &Entry {
                        doc: format!("x#{at}"),
                        content: Ok(Box::new(draft.analysed(&Default::default()))),
                    },
                )?;
            }
            change.end(filing, None, false)
        };
        library.change(file).unwrap();
        library.link(Gazetteer::embedded()).unwrap();
        Memory {
            library: Arc::new(library),
            desk: None,
            which: Which::default(),
            lists: None,
        }
    }

    fn ask(articles: usize) -> Ask {
        Ask {
            query: Query::parse("نعم").unwrap(),
            articles,
            lines: articles,
            ..Ask::default()
        }
    }

    /// Goes on until nothing is searched: tickets, hits, whether it was the whole.
    fn told(searches: &mut Searches, memory: &Memory) -> Vec<(u64, usize, bool)> {
        let mut out = Vec::new();
        while !searches.is_idle() {
            if let Some(Report::Searched(ticket, found)) = searches.step(memory) {
                out.push((ticket.0, found.hits, found.is_whole()));
            }
        }
        out
    }

    #[test]
    fn a_newer_search_takes_the_place_of_the_older_and_a_filter_goes_on_beside_it() {
        let memory = memory();
        let mut searches = Searches::default();
        searches.begin(Ticket(1), ask(5));
        searches.waiting.come();
        assert!(searches.step(&memory).is_none(), "somebody asks");
        searches.waiting.taken();
        assert!(!searches.is_idle());
        searches.begin(Ticket(2), ask(0));
        searches.begin(Ticket(3), ask(5));
        let told = told(&mut searches, &memory);
        assert!(told.iter().all(|t| t.0 != 1), "{told:?}");
        let whole: Vec<_> = told.iter().filter(|t| t.2).collect();
        assert_eq!(whole, [&(3, 200, true), &(2, 200, true)]);
        // The first screen does not wait for all.
        assert!(told.iter().any(|t| t.0 == 3 && !t.2), "{told:?}");
    }

    #[test]
    fn what_is_given_up_ends() {
        let mut searches = Searches::default();
        searches.begin(Ticket(1), ask(5));
        searches.give_up(Ticket(7));
        assert!(!searches.is_idle());
        searches.give_up(Ticket(1));
        assert!(searches.is_idle());
    }
}
