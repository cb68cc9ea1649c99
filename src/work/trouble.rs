//! What went wrong while something was done for the reader.

use crate::library;

/// What went wrong, why, and what to do: in English as it stands here, in other languages by
/// [`Self::id`] and [`Self::values`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// What the library says.
    #[error("{0}")]
    Library(#[from] library::Error),
    /// Articles are read and nothing of them is kept.
    #[error("{0}. Nothing new is kept.")]
    NothingKept(library::Error),
    /// Marks and places are not kept.
    #[error("Marks and places cannot be kept: {0}.")]
    NotKept(library::Error),
    /// The library does not hold.
    #[error("The library is damaged; `warraq check` sets it aside and makes it anew.")]
    Damaged,
    /// A question ended in a fault of the program.
    #[error("A question to the library failed by a fault of this program; ask again.")]
    Fault,
    /// The system watches no more folders.
    #[error(
        "New and changed articles are not noticed by themselves: the system has no room to watch so many folders."
    )]
    NoRoomToWatch,
    /// Files are not watched; why, in English.
    #[error("New and changed articles are not noticed by themselves: {0}.")]
    NotWatched(String),
    /// A command of the reader's own has no thread; why.
    #[error("Nothing was run: {0}. Try again in a moment.")]
    NoThread(String),
    /// The command of this name has no program.
    #[error("Nothing was run: command in [hooks.{0}] names no program.")]
    NoProgram(String),
    /// There is no such program.
    #[error(
        "“{program}” was not run: there is no such program. Install it, or name another in [hooks.{hook}] in the settings."
    )]
    Missing {
        /// The program.
        program: String,
        /// What the settings call it.
        hook: String,
    },
    /// The program may not be executed.
    #[error(
        "“{program}” was not run: it may not be executed. chmod +x allows it, or [hooks.{hook}] in the settings names another."
    )]
    Forbidden {
        /// The program.
        program: String,
        /// What the settings call it.
        hook: String,
    },
    /// The program did not start, for another reason.
    #[error("“{program}” was not run: {reason}. It is set in [hooks.{hook}] in the settings.")]
    NotRun {
        /// The program.
        program: String,
        /// What the settings call it.
        hook: String,
        /// Why, as the system says it.
        reason: String,
    },
    /// It failed and said nothing.
    #[error("“{program}” ended with code {code} and said no reason.")]
    Code {
        /// The program.
        program: String,
        /// Its code.
        code: i32,
    },
    /// It failed and said why.
    #[error("“{program}” ended with code {code}: {said}")]
    CodeSaid {
        /// The program.
        program: String,
        /// Its code.
        code: i32,
        /// What it said.
        said: String,
    },
    /// A signal ended it.
    #[error("“{0}” was ended from outside.")]
    Killed(String),
    /// Nothing is known of its end.
    #[error("“{program}” could not be followed: {reason}.")]
    Lost {
        /// The program.
        program: String,
        /// Why, as the system says it.
        reason: String,
    },
    /// It took too long.
    #[error(
        "“{program}” took longer than {seconds} s and was ended. seconds in [hooks.{hook}] gives it more."
    )]
    Late {
        /// The program.
        program: String,
        /// What the settings call it.
        hook: String,
        /// Its time.
        seconds: u16,
    },
    /// Words for the reader, said already.
    #[error("{0}")]
    Said(String),
}

impl Trouble {
    /// The id under which the sentence stands in the languages of the interface; `None` for what
    /// is said already, and for what is said by the library's error alone.
    #[must_use]
    pub const fn id(&self) -> Option<&'static str> {
        Some(match self {
            Self::Library(_) | Self::Said(_) => return None,
            Self::NothingKept(_) => "trouble-nothing-kept",
            Self::NotKept(_) => "trouble-not-kept",
            Self::Damaged => "trouble-damaged",
            Self::Fault => "trouble-fault",
            Self::NoRoomToWatch => "trouble-no-room-to-watch",
            Self::NotWatched(_) => "trouble-not-watched",
            Self::NoThread(_) => "trouble-no-thread",
            Self::NoProgram(_) => "trouble-no-program",
            Self::Missing { .. } => "trouble-missing",
            Self::Forbidden { .. } => "trouble-forbidden",
            Self::NotRun { .. } => "trouble-not-run",
            Self::Code { .. } => "trouble-code",
            Self::CodeSaid { .. } => "trouble-code-said",
            Self::Killed(_) => "trouble-killed",
            Self::Lost { .. } => "trouble-lost",
            Self::Late { .. } => "trouble-late",
        })
    }

    /// What the library said.
    #[must_use]
    pub const fn library(&self) -> Option<&library::Error> {
        match self {
            Self::Library(error) | Self::NothingKept(error) | Self::NotKept(error) => Some(error),
            _ => None,
        }
    }

    /// The values of the sentence by their names, but for what the library said (`error`).
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let of = |pairs: &[(&'static str, &dyn ToString)]| {
            let pairs = pairs.iter();
            pairs
                .map(|(name, value)| (*name, value.to_string()))
                .collect()
        };
        match self {
            Self::NotWatched(reason) | Self::NoThread(reason) => of(&[("reason", reason)]),
            Self::NoProgram(hook) => of(&[("hook", hook)]),
            Self::Missing { program, hook } | Self::Forbidden { program, hook } => {
                of(&[("program", program), ("hook", hook)])
            }
            Self::NotRun {
                program,
                hook,
                reason,
            } => of(&[("program", program), ("hook", hook), ("reason", reason)]),
            Self::Code { program, code } => of(&[("program", program), ("code", code)]),
            Self::CodeSaid {
                program,
                code,
                said,
            } => of(&[("program", program), ("code", code), ("said", said)]),
            Self::Killed(program) => of(&[("program", program)]),
            Self::Lost { program, reason } => of(&[("program", program), ("reason", reason)]),
            Self::Late {
                program,
                hook,
                seconds,
            } => of(&[("program", program), ("hook", hook), ("seconds", seconds)]),
            _ => Vec::new(),
        }
    }
}

impl From<String> for Trouble {
    fn from(said: String) -> Self {
        Self::Said(said)
    }
}

impl From<&str> for Trouble {
    fn from(said: &str) -> Self {
        Self::Said(said.to_owned())
    }
}
