//! A collection looked at as a whole, a slice at a time, and written to a file when asked.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::library::query::Shelves;
use crate::library::survey::concordance::{AskLines, Concordance, Lines};
use crate::library::survey::connections::{
    self, AskConnections, Connecting, Connections, Pair, Unit,
};
use crate::library::survey::graph;
use crate::library::survey::print::{self, Form};
use crate::library::survey::timeline::{self, Days, Span};
use crate::library::{EntityId, Error};
use crate::work::{Memory, Report, Ticket};

/// What was gathered so far is told after this time …
const SOON: Duration = Duration::from_millis(100);
/// … and then not more often than this.
const BETWEEN: Duration = Duration::from_millis(500);
/// Lines that are written at once, before somebody else may ask.
const WRITTEN_AT_ONCE: usize = 500;
/// Cells that a line of a file has for the key and what stands around it.
const WRITTEN_WIDTH: u16 = 160;
/// Names of our own, and what is at their ends.
const LINES_NAME: (&str, &str) = ("warraq-kwic", "tsv");
const PAIRS_NAME: (&str, &str) = ("warraq-connections", "csv");
const TIMES_NAME: (&str, &str) = ("warraq-timeline", "csv");
/// Files of one name that may stand beside each other.
const NAMES: usize = 1000;

/// A question to the collection as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Survey {
    /// Some lines of a concordance.
    Lines(AskLines),
    /// All lines of a concordance, written to a new file: as named, else one of our own name.
    /// `.jsonl` at its end says how.
    WriteLines(AskLines, Option<String>),
    /// Who appears with whom; with `true` counted anew, because articles were read in.
    Connections(AskConnections, bool),
    /// When articles were written, and these are named.
    Timeline(Vec<EntityId>),
    /// The timeline by this span, written to a new file. `.tsv` at the end of its name says how.
    WriteTimeline(Vec<EntityId>, Span, Option<String>),
    /// Connections, written to a new file by this unit. `.graphml` at the end of its name says how.
    WriteConnections(AskConnections, Unit, Option<String>),
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Surveyed {
    /// Lines; the last ones are of the whole.
    Lines(Arc<Lines>),
    /// Connections; the last ones are whole.
    Connections(Arc<Connections>),
    /// The days of the articles.
    Timeline(Arc<Days>),
    /// So many lines stand in this file.
    Written(String, usize),
    /// Why nothing was written.
    NotWritten(String),
}

/// At most one concordance, and one count of connections. It stays when it is whole, so that scrolling and sorting ask nothing
/// of the library but the texts of what is shown.
#[derive(Debug, Default)]
pub(super) struct Surveys {
    lines: Option<Gathering>,
    connections: Option<Counting>,
    writing: Option<Writing>,
}

#[derive(Debug)]
struct Gathering {
    concordance: Concordance,
    /// Who waits for lines, until the whole was told.
    asked: Option<(Ticket, AskLines)>,
    told: Instant,
    begun: bool,
}

/// Connections that are counted.
#[derive(Debug)]
struct Counting {
    connecting: Connecting,
    /// Who waits for them, until the whole was told.
    asked: Option<Ticket>,
    /// A file that waits for the whole.
    write: Option<(Ticket, Unit, Option<String>)>,
    told: Instant,
    begun: bool,
}

/// A file on its way.
#[derive(Debug)]
struct Writing {
    ticket: Ticket,
    ask: AskLines,
    file: BufWriter<File>,
    path: PathBuf,
    form: Form,
    at: usize,
}

impl Surveys {
    /// True when nothing is gathered or written.
    pub(super) fn is_idle(&self) -> bool {
        let gathers = |gathering: &Gathering| gathering.asked.is_some();
        let counts = |counting: &Counting| counting.asked.is_some() || counting.write.is_some();
        self.writing.is_none()
            && !self.lines.as_ref().is_some_and(gathers)
            && !self.connections.as_ref().is_some_and(counts)
    }

    /// Begins with a question; the answer, where it is there at once.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub(super) fn begin(
        &mut self,
        memory: &Memory,
        ticket: Ticket,
        survey: Survey,
    ) -> Result<Option<Report>, Error> {
        match survey {
            Survey::Lines(ask) => {
                let whole = self.hold(memory, &ask)?;
                let Some(gathering) = &mut self.lines else {
                    return Ok(None);
                };
                if gathering.begun || whole {
                    // What is there is shown at once; the rest comes.
                    let lines = gathering.concordance.lines(&memory.library, &ask)?;
                    gathering.asked = (!whole).then_some((ticket, ask));
                    let lines = Surveyed::Lines(Arc::new(lines));
                    return Ok(Some(Report::Surveyed(ticket, lines)));
                }
                gathering.asked = Some((ticket, ask));
                Ok(None)
            }
            Survey::Connections(ask, anew) => {
                let counting = self.count(memory, ask, anew)?;
                counting.asked = Some(ticket);
                if counting.begun || counting.connecting.is_whole() {
                    return counting.tell(memory);
                }
                Ok(None)
            }
            Survey::Timeline(actors) => {
                let days = Surveyed::Timeline(Arc::new(memory.library.days(&actors)?));
                Ok(Some(Report::Surveyed(ticket, days)))
            }
            Survey::WriteTimeline(actors, span, name) => {
                let days = memory.library.days(&actors)?;
                let written = write_times(&days, span, name.as_deref());
                Ok(Some(match written {
                    Ok((path, count)) => Report::Surveyed(ticket, Surveyed::Written(path, count)),
                    Err(error) => refused(ticket, &error),
                }))
            }
            Survey::WriteConnections(ask, unit, name) => {
                self.count(memory, ask, false)?.write = Some((ticket, unit, name));
                Ok(None)
            }
            Survey::WriteLines(ask, name) => {
                self.hold(memory, &ask)?;
                let form = form(name.as_deref());
                match new_file(name.as_deref(), LINES_NAME) {
                    Ok((file, path)) => {
                        self.writing = Some(Writing {
                            ticket,
                            ask,
                            file: BufWriter::new(file),
                            path,
                            form,
                            at: 0,
                        });
                        Ok(None)
                    }
                    Err(error) => Ok(Some(refused(ticket, &error))),
                }
            }
        }
    }

    /// Has the connections that are asked for at hand.
    fn count(
        &mut self,
        memory: &Memory,
        ask: AskConnections,
        anew: bool,
    ) -> Result<&mut Counting, Error> {
        let held = self.connections.take();
        let held = match held.filter(|held| *held.connecting.ask() == ask && !anew) {
            Some(held) => held,
            None => Counting {
                connecting: Connecting::new(&memory.library, ask)?,
                asked: None,
                write: None,
                told: Instant::now(),
                begun: false,
            },
        };
        Ok(self.connections.insert(held))
    }

    /// Has the concordance that is asked for at hand; true when it is whole.
    fn hold(&mut self, memory: &Memory, ask: &AskLines) -> Result<bool, Error> {
        let same = |held: &&Gathering| *held.concordance.of() == ask.of && !ask.anew;
        if let Some(held) = self.lines.as_ref().filter(same) {
            return Ok(held.concordance.is_whole());
        }
        // The old one goes first, so that its memory is free.
        self.lines = None;
        let concordance = Concordance::new(&shelves(memory), ask.of.clone())?;
        let whole = concordance.is_whole();
        self.lines = Some(Gathering {
            concordance,
            asked: None,
            told: Instant::now(),
            begun: false,
        });
        Ok(whole)
    }

    /// Nobody waits for this any more.
    pub(super) fn give_up(&mut self, ticket: Ticket) {
        self.lines
            .take_if(|held| held.asked.as_ref().is_some_and(|asked| asked.0 == ticket));
    }

    /// Goes on until `undisturbed` says no, or there is something to tell. Connections first.
    pub(super) fn step(
        &mut self,
        memory: &Memory,
        undisturbed: &dyn Fn() -> bool,
    ) -> Option<Report> {
        let counted = match &mut self.connections {
            Some(counting) => counting.step(memory, undisturbed),
            None => Ok(None),
        };
        let told = match counted {
            Ok(None) => self.try_step(memory, undisturbed),
            told => told,
        };
        told.unwrap_or_else(|error| {
            *self = Self::default();
            Some(Report::Trouble(error.into()))
        })
    }

    fn try_step(
        &mut self,
        memory: &Memory,
        undisturbed: &dyn Fn() -> bool,
    ) -> Result<Option<Report>, Error> {
        let Some(held) = &mut self.lines else {
            // What was to be written is gone.
            self.writing = None;
            return Ok(None);
        };
        if !held.concordance.is_whole() {
            let (told, between) = (held.told, if held.begun { BETWEEN } else { SOON });
            let whole = held.concordance.step(&shelves(memory), &mut |pause| {
                undisturbed() && (pause.within || told.elapsed() < between)
            })?;
            if !whole && told.elapsed() < between {
                return Ok(None);
            }
        }
        if let Some((ticket, ask)) = &held.asked {
            let ticket = *ticket;
            let lines = held.concordance.lines(&memory.library, ask)?;
            (held.told, held.begun) = (Instant::now(), true);
            if lines.is_whole() {
                held.asked = None;
            }
            let lines = Surveyed::Lines(Arc::new(lines));
            return Ok(Some(Report::Surveyed(ticket, lines)));
        }
        let Some(writing) = self
            .writing
            .as_mut()
            .filter(|_| held.concordance.is_whole())
        else {
            return Ok(None);
        };
        let ask = AskLines {
            from: writing.at,
            count: WRITTEN_AT_ONCE,
            keep: None,
            ..writing.ask.clone()
        };
        let lines = held.concordance.lines(&memory.library, &ask)?;
        let written = writing.write(&lines);
        if written.is_ok() && writing.at < lines.total {
            return Ok(None);
        }
        let (ticket, path) = (writing.ticket, writing.path.display().to_string());
        self.writing = None;
        Ok(Some(match written {
            Ok(()) => Report::Surveyed(ticket, Surveyed::Written(path, lines.total)),
            Err(error) => refused(ticket, &error),
        }))
    }
}

impl Counting {
    fn step(
        &mut self,
        memory: &Memory,
        undisturbed: &dyn Fn() -> bool,
    ) -> Result<Option<Report>, Error> {
        if self.asked.is_none() && self.write.is_none() {
            return Ok(None);
        }
        let (told, between) = (self.told, if self.begun { BETWEEN } else { SOON });
        let whole = self.connecting.step(&memory.library, &mut |_| {
            undisturbed() && told.elapsed() < between
        })?;
        if let (true, Some((ticket, unit, name))) = (whole, &self.write) {
            let pairs = self.connecting.so_far(&memory.library)?.pairs;
            let written = write_pairs(pairs, *unit, name.as_deref());
            let report = match written {
                Ok((path, count)) => Report::Surveyed(*ticket, Surveyed::Written(path, count)),
                Err(error) => refused(*ticket, &error),
            };
            self.write = None;
            return Ok(Some(report));
        }
        if self.asked.is_none() || (!whole && told.elapsed() < between) {
            return Ok(None);
        }
        self.tell(memory)
    }

    /// What was counted so far, for who waits for it.
    fn tell(&mut self, memory: &Memory) -> Result<Option<Report>, Error> {
        let Some(ticket) = self.asked else {
            return Ok(None);
        };
        let connections = self.connecting.so_far(&memory.library)?;
        (self.told, self.begun) = (Instant::now(), true);
        if connections.is_whole() {
            self.asked = None;
        }
        let connections = Surveyed::Connections(Arc::new(connections));
        Ok(Some(Report::Surveyed(ticket, connections)))
    }
}

/// Writes pairs; the file, and how many.
fn write_pairs(
    mut pairs: Vec<Pair>,
    unit: Unit,
    name: Option<&str>,
) -> io::Result<(String, usize)> {
    connections::sort(&mut pairs, unit);
    let (file, path) = new_file(name, PAIRS_NAME)?;
    let mut file = BufWriter::new(file);
    if name.is_some_and(|name| name.ends_with(".graphml")) {
        graph::graphml(&pairs, unit, &mut file)?;
    } else {
        graph::csv(&pairs, &mut file)?;
    }
    file.flush()?;
    Ok((path.display().to_string(), pairs.len()))
}

/// Writes a timeline; the file, and how many lines.
fn write_times(days: &Days, span: Span, name: Option<&str>) -> io::Result<(String, usize)> {
    let (file, path) = new_file(name, TIMES_NAME)?;
    let mut file = BufWriter::new(file);
    let tabs = name.is_some_and(|name| name.ends_with(".tsv"));
    let count = timeline::write(days, span, tabs, &mut file)?;
    file.flush()?;
    Ok((path.display().to_string(), count))
}

impl Writing {
    fn write(&mut self, lines: &Lines) -> io::Result<()> {
        for line in &lines.rows {
            print::line(line, self.form, WRITTEN_WIDTH, &mut self.file)?;
        }
        self.at += lines.rows.len();
        self.file.flush()
    }
}

fn refused(ticket: Ticket, error: &io::Error) -> Report {
    Report::Surveyed(ticket, Surveyed::NotWritten(error.to_string()))
}

fn form(name: Option<&str>) -> Form {
    match name {
        Some(name) if name.ends_with(".jsonl") => Form::Jsonl,
        _ => Form::Tsv,
    }
}

/// A new file: the one that is named, which must not be there, or the first free one of our own
/// name in the folder one stands in.
fn new_file(name: Option<&str>, own: (&str, &str)) -> io::Result<(File, PathBuf)> {
    let make = |path: PathBuf| {
        let file = OpenOptions::new().write(true).create_new(true).open(&path);
        file.map(|file| (file, path))
    };
    if let Some(name) = name {
        return make(PathBuf::from(name));
    }
    for at in 1..NAMES {
        let name = match at {
            1 => format!("{}.{}", own.0, own.1),
            at => format!("{}-{at}.{}", own.0, own.1),
        };
        match make(PathBuf::from(name)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made,
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn shelves(memory: &Memory) -> Shelves<'_> {
    Shelves {
        library: &memory.library,
        desk: memory.desk.as_deref(),
        waiting: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};
    use crate::entity::gazetteer::Gazetteer;
    use crate::library::query::Ask;
    use crate::library::survey::concordance::{Of, Sort};
    use crate::library::{Draft, Entry, Library, Stage, Which};
    use crate::text::query::Query;

    fn memory(articles: usize) -> Memory {
        let library = Library::in_memory().unwrap();
        let file = |change: &crate::library::Change<'_>| {
            let mut filing = change.begin(b"x", 0, Stage::default())?;
            for at in 0..articles {
                let text = format!("قال {at} نعم\n\nلا نعم\n");
                let draft = Draft::new(&read(text, Format::Plain), Stage::default(), &[]);
                let content = Ok(Box::new(draft.analysed(&Default::default())));
                let doc = format!("x#{at}");
                change.file(&mut filing, &Entry { doc, content })?;
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

    fn ask(sort: Sort) -> AskLines {
        let query = Query::parse("نعم").unwrap();
        AskLines {
            of: Of::Query(Box::new(Ask {
                query,
                ..Ask::default()
            })),
            sort,
            from: 0,
            count: 10,
            keep: None,
            anew: false,
        }
    }

    /// Goes on until nothing is gathered or written.
    fn told(surveys: &mut Surveys, memory: &Memory) -> Vec<Report> {
        let mut out = Vec::new();
        while !surveys.is_idle() {
            out.extend(surveys.step(memory, &|| true));
        }
        out
    }

    #[test]
    fn lines_are_gathered_once_and_then_only_sorted() {
        let memory = memory(50);
        let mut surveys = Surveys::default();
        let begun = surveys.begin(&memory, Ticket(1), Survey::Lines(ask(Sort::Next)));
        assert!(begun.unwrap().is_none());
        assert!(surveys.step(&memory, &|| false).is_none(), "somebody asks");
        assert!(!surveys.is_idle());
        let told = told(&mut surveys, &memory);
        let Some(Report::Surveyed(Ticket(1), Surveyed::Lines(lines))) = told.last() else {
            panic!("{told:?}")
        };
        assert_eq!((lines.total, lines.rows.len()), (100, 10));
        assert!(lines.is_whole());
        // Another order is there at once, and nothing goes on.
        let sorted = surveys.begin(&memory, Ticket(2), Survey::Lines(ask(Sort::Previous)));
        let Ok(Some(Report::Surveyed(Ticket(2), Surveyed::Lines(lines)))) = sorted else {
            panic!("{sorted:?}")
        };
        assert_eq!(lines.sort, Sort::Previous);
        assert!(surveys.is_idle());
        // Articles came: they are looked at anew.
        let anew = AskLines {
            anew: true,
            ..ask(Sort::Next)
        };
        let begun = surveys.begin(&memory, Ticket(3), Survey::Lines(anew));
        assert!(begun.unwrap().is_none());
        surveys.give_up(Ticket(2));
        assert!(!surveys.is_idle());
        surveys.give_up(Ticket(3));
        assert!(surveys.is_idle());
    }

    #[test]
    fn lines_are_written_to_a_file_that_was_not_there() {
        let memory = memory(600);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines.tsv").display().to_string();
        let mut surveys = Surveys::default();
        let write = || Survey::WriteLines(ask(Sort::Next), Some(path.clone()));
        assert!(
            surveys
                .begin(&memory, Ticket(1), write())
                .unwrap()
                .is_none()
        );
        let told = told(&mut surveys, &memory);
        let [Report::Surveyed(Ticket(1), Surveyed::Written(to, 1200))] = &told[..] else {
            panic!("{told:?}")
        };
        assert_eq!(*to, path);
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 1200);
        assert!(text.lines().all(|line| line.split('\t').count() == 7));
        // What stands there is never written over.
        let again = surveys.begin(&memory, Ticket(2), write()).unwrap();
        let Some(Report::Surveyed(Ticket(2), Surveyed::NotWritten(_))) = again else {
            panic!("{again:?}")
        };
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
}
