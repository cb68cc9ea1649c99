//! The thread that answers questions about the library.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use crate::library::Error;
use crate::work::{FOUND_AT_MOST, Job, Memory, Report};

/// The thread; it stops when this is dropped.
#[derive(Debug)]
pub struct Worker {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread. `report` is called on it.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        memory: Arc<Memory>,
        report: impl Fn(Report) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let thread = thread::Builder::new()
            .name("library".to_owned())
            .spawn(move || {
                for job in inbox {
                    // A fault in one answer must not end all answers.
                    let answer = panic::catch_unwind(AssertUnwindSafe(|| answer(&memory, job)));
                    report(answer.unwrap_or_else(|_| {
                        Report::Trouble("A question to the library failed by a fault of this program; ask again.".to_owned())
                    }));
                }
            })?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
        })
    }

    /// Asks. The answer comes as a [`Report`]; nothing waits.
    pub fn ask(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // The thread ends only when this value is dropped.
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What cannot be answered is told as trouble.
fn answer(memory: &Memory, job: Job) -> Report {
    let library = &memory.library;
    let answer = || {
        Ok::<_, Error>(match job {
            Job::Open(ticket, id) => Report::Article(ticket, id, memory.article(id)?.map(Arc::new)),
            Job::Postings(ticket, entity) => {
                Report::Postings(ticket, library.actor(entity)?, library.postings(entity)?)
            }
            Job::Why(ticket, id, at) => Report::Why(ticket, library.why(id, at)?),
            Job::Find(ticket, query) => Report::Found(ticket, library.find(&query, FOUND_AT_MOST)?),
            Job::Rows(ticket, ids) => Report::Rows(ticket, memory.rows(&ids)?),
            Job::Problems(ticket) => Report::Problems(ticket, library.problems()?),
            Job::Resume(ticket) => Report::Resumed(ticket, memory.resumed()?),
        })
    };
    answer().unwrap_or_else(|error| Report::Trouble(error.to_string()))
}
