//! The thread that answers questions about the library.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread::{self, JoinHandle};

use crate::library::{Error, Waiting};
use crate::work::ahead::Ahead;
use crate::work::search::Searches;
use crate::work::survey::Surveys;
use crate::work::{FOUND_AT_MOST, Job, LISTED_AT_MOST, Memory, Report, Ticket, Trouble};

/// The thread; it stops when this is dropped.
#[derive(Debug)]
pub struct Worker {
    jobs: Option<Sender<Job>>,
    /// Questions that the thread has not taken yet.
    waiting: Waiting,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread. `report` is called on it. `resume`: it will be asked where one was, and
    /// looks for that before.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        memory: Arc<Memory>,
        resume: bool,
        report: impl Fn(Report) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let waiting = Waiting::default();
        let asked = waiting.clone();
        let thread = thread::Builder::new()
            .name("library".to_owned())
            .spawn(move || {
                let ahead = if resume {
                    Ahead::of(&memory)
                } else {
                    Ahead::default()
                };
                serve(&memory, &inbox, &asked, ahead, &report);
            })?;
        Ok(Self {
            jobs: Some(jobs),
            waiting,
            thread: Some(thread),
        })
    }

    /// Asks. The answer comes as a [`Report`]; nothing waits.
    pub fn ask(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            self.waiting.come();
            // The thread ends only when this value is dropped.
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.jobs = None;
        // A search on its way sees that somebody waits.
        self.waiting.come();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Answers one question after the other; between two of them searches go on.
fn serve(
    memory: &Memory,
    inbox: &Receiver<Job>,
    waiting: &Waiting,
    mut ahead: Ahead,
    report: &dyn Fn(Report),
) {
    let mut searches = Searches::new(waiting);
    let mut surveys = Surveys::default();
    // What looks at many articles: it makes way for all others, and is begun anew after them.
    let mut later: VecDeque<Job> = VecDeque::new();
    loop {
        let job = if later.is_empty() && searches.is_idle() && surveys.is_idle() {
            match inbox.recv() {
                Ok(job) => Some(job),
                Err(_) => return,
            }
        } else {
            match inbox.try_recv() {
                Ok(job) => Some(job),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => return,
            }
        };
        // A fault in one answer must not end all answers.
        let turn = panic::catch_unwind(AssertUnwindSafe(|| match job {
            Some(job) => {
                waiting.taken();
                match job {
                    Job::Search(ticket, ask) => searches.begin(ticket, *ask),
                    Job::CountOnce(once) => {
                        memory.library.count_once(once);
                        // It was counted otherwise.
                        ahead = Ahead::default();
                    }
                    Job::Survey(ticket, survey) => match surveys.begin(memory, ticket, *survey) {
                        Ok(found) => found.into_iter().for_each(report),
                        Err(error) => report(Report::Trouble(error.into())),
                    },
                    Job::GiveUp(ticket) => {
                        searches.give_up(ticket);
                        surveys.give_up(ticket);
                    }
                    // Who is looked at now goes before whom all articles name. Only the last
                    // question of a kind is still waited for.
                    job @ Job::Portray(..) => {
                        later.retain(|other| !matches!(other, Job::Portray(..)));
                        later.push_front(job);
                    }
                    job @ Job::Actors(..) => {
                        later.retain(|other| !matches!(other, Job::Actors(..)));
                        later.push_back(job);
                    }
                    job => match known(memory, &mut ahead, &job) {
                        Some(told) => report(told),
                        None => answer(memory, job, None).into_iter().for_each(report),
                    },
                }
            }
            None if !later.is_empty() => {
                if let Some(job) = later.pop_front() {
                    match answer(memory, job.clone(), Some(waiting)) {
                        Some(told) => report(told),
                        None => later.push_front(job),
                    }
                }
            }
            None => {
                searches.step(memory).into_iter().for_each(report);
                let found = surveys.step(memory, &|| !waiting.is_anybody());
                found.into_iter().for_each(report);
            }
        }));
        if turn.is_err() {
            searches = Searches::new(waiting);
            surveys = Surveys::default();
            report(Report::Trouble(Trouble::Fault));
        }
    }
}

/// What was looked for before it was asked.
fn known(memory: &Memory, ahead: &mut Ahead, job: &Job) -> Option<Report> {
    match job {
        Job::Resume(ticket) => {
            let resumed = ahead.resumed(memory)?;
            Some(Report::Resumed(*ticket, resumed.map(Box::new)))
        }
        Job::Open(ticket, id) => {
            let article = ahead.article(memory, *id)?;
            Some(Report::Article(*ticket, *id, Some(Arc::new(article))))
        }
        _ => None,
    }
}

/// What cannot be answered is told as trouble. `None`: somebody else waits.
fn answer(memory: &Memory, job: Job, waiting: Option<&Waiting>) -> Option<Report> {
    let library = &memory.library;
    let answer = || {
        Ok::<_, Error>(match job {
            Job::Open(ticket, id) => Report::Article(ticket, id, memory.article(id)?.map(Arc::new)),
            Job::Postings(ticket, entity) => {
                let actor = library.actor(entity)?;
                let actor = actor.map(|actor| library.counted(actor)).transpose()?;
                Report::Postings(ticket, actor, library.postings(entity)?)
            }
            Job::Why(ticket, id, at) => Report::Why(ticket, library.why(id, at)?),
            Job::Find(ticket, query) => {
                let found = library.find(&query, FOUND_AT_MOST)?;
                Report::Found(ticket, library.found_counted(found)?)
            }
            Job::Rows(ticket, ids) => Report::Rows(ticket, memory.rows(&ids)?),
            Job::Problems(ticket) => Report::Problems(ticket, library.problems()?),
            Job::Resume(ticket) => Report::Resumed(ticket, memory.resumed()?.map(Box::new)),
            Job::Saved(ticket) => {
                let desk = memory.desk.as_ref();
                let saved = desk.map(|desk| desk.saved()).transpose()?;
                Report::Saved(ticket, saved.unwrap_or_default())
            }
            Job::Actors(ticket, among) => {
                let actors = library.most_named(LISTED_AT_MOST, among.as_deref(), waiting)?;
                Report::Actors(ticket, actors.into())
            }
            Job::Portray(ticket, id) => {
                Report::Portrait(ticket, memory.portrait(id, waiting)?.map(Arc::new))
            }
            Job::Pins(ticket, keys) => Report::Pins(ticket, library.actors_of_keys(keys)?),
            // These are no questions, or go to the searches and surveys.
            Job::CountOnce(_) => Report::Searched(Ticket::default(), Arc::default()),
            Job::Search(ticket, _) | Job::Survey(ticket, _) | Job::GiveUp(ticket) => {
                Report::Searched(ticket, Arc::default())
            }
        })
    };
    match answer() {
        Err(Error::Disturbed) => None,
        told => Some(told.unwrap_or_else(|error| Report::Trouble(error.into()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{EntityId, Library, Which};

    #[test]
    fn what_looks_at_many_articles_comes_after_all_others_the_most_urgent_first() {
        let memory = Memory {
            library: Arc::new(Library::in_memory().unwrap()),
            desk: None,
            which: Which::default(),
            lists: None,
        };
        let (jobs, inbox) = mpsc::channel();
        let waiting = Waiting::default();
        for job in [
            // Nobody waits for these any more.
            Job::Portray(Ticket(8), EntityId(2)),
            Job::Actors(Ticket(7), None),
            Job::Actors(Ticket(1), None),
            Job::Portray(Ticket(2), EntityId(1)),
            Job::Problems(Ticket(3)),
        ] {
            waiting.come();
            jobs.send(job).unwrap();
        }
        let (told, reports) = mpsc::channel();
        let thread = thread::spawn(move || {
            serve(&memory, &inbox, &waiting, Ahead::default(), &|report| {
                told.send(report).unwrap();
            });
        });
        assert!(matches!(reports.recv(), Ok(Report::Problems(Ticket(3), _))));
        assert!(matches!(
            reports.recv(),
            Ok(Report::Portrait(Ticket(2), None))
        ));
        assert!(matches!(reports.recv(), Ok(Report::Actors(Ticket(1), _))));
        drop(jobs);
        thread.join().unwrap();
    }
}
