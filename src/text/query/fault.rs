//! What can be wrong with a query.

/// What is wrong and what to do, in whole sentences.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is longer than queries may be.
    #[error("The query is too long. Make it shorter.")]
    TooLong,
    /// It has more words than queries may have.
    #[error("More than {0} words are too many. Ask for fewer.")]
    TooMany(usize),
    /// Parentheses or `NOT` in one another.
    #[error("This goes too deep. Use fewer parentheses and NOTs.")]
    TooDeep,
    /// A closing parenthesis alone.
    #[error("Nothing was opened that “)” could close. Take it away, or put “(” before.")]
    NotOpened,
    /// `()`.
    #[error("Nothing stands between the parentheses. Write a word there.")]
    EmptyParentheses,
    /// A parenthesis or quotation mark, and what would close it.
    #[error("“{open}” is not closed. Add “{close}” at the end.")]
    NotClosed {
        /// It.
        open: char,
        /// What closes it.
        close: char,
    },
    /// Quotation marks around nothing.
    #[error("No word stands between the quotes. Write one there.")]
    EmptyQuotes,
    /// Nothing behind an operator.
    #[error("A word is missing after {0}. Write one, or take it away.")]
    MissingAfter(String),
    /// Nothing before an operator.
    #[error("A word is missing before {0}. Write one, or take it away.")]
    MissingBefore(String),
    /// Nothing at all.
    #[error("A word is missing. Write one.")]
    Missing,
    /// A star in a word.
    #[error("“*” stands only at the end of a word. For more write a regular expression: /…/.")]
    StarInside,
    /// A star alone.
    #[error("Letters are missing before “*”. Write how the word begins.")]
    StarAlone,
    /// Punctuation alone.
    #[error(
        "Only signs stand here, and signs are not searched. Write a word, or a regular expression: /…/."
    )]
    OnlySigns,
    /// A field without a value.
    #[error("Nothing stands after “{name}:”. Write for example {example}.")]
    NoValue {
        /// The field.
        name: String,
        /// The field with a value.
        example: String,
    },
    /// What is no date.
    #[error("“{0}” is no date. Write a year, a month or a day: 2021, 2021-06, 2021-06-15.")]
    NoDate(String),
    /// What is no code of a language.
    #[error("“{0}” is no language. Write its code: ar, fa, he, en.")]
    NoLanguage(String),
    /// What no article is.
    #[error("An article is:unread, is:read or is:starred. Write one of them.")]
    NoState,
    /// What no article has.
    #[error("An article can have a note: has:note.")]
    NoThing,
    /// An unknown field.
    #[error("“{name}:” is none of {fields}. To search for the words, put them in quotes.")]
    NoField {
        /// What was written.
        name: String,
        /// Those that there are.
        fields: &'static str,
    },
    /// A regular expression without an end.
    #[error("A regular expression begins here and is not closed. Add “/” at its end.")]
    RegexNotClosed,
    /// `//`.
    #[error("Nothing stands between the slashes. Write an expression there.")]
    RegexEmpty,
    /// A regular expression that takes too much memory.
    #[error("This regular expression needs too much memory. Repeat less in it.")]
    RegexTooBig,
    /// What is no regular expression; why, in English.
    #[error("This is no regular expression: {0}. Mend it, or put words in quotes.")]
    NoRegex(String),
}

impl Fault {
    /// The id under which the sentence stands in the languages of the interface.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::TooLong => "query-too-long",
            Self::TooMany(_) => "query-too-many",
            Self::TooDeep => "query-too-deep",
            Self::NotOpened => "query-not-opened",
            Self::EmptyParentheses => "query-empty-parentheses",
            Self::NotClosed { .. } => "query-not-closed",
            Self::EmptyQuotes => "query-empty-quotes",
            Self::MissingAfter(_) => "query-missing-after",
            Self::MissingBefore(_) => "query-missing-before",
            Self::Missing => "query-missing",
            Self::StarInside => "query-star-inside",
            Self::StarAlone => "query-star-alone",
            Self::OnlySigns => "query-only-signs",
            Self::NoValue { .. } => "query-no-value",
            Self::NoDate(_) => "query-no-date",
            Self::NoLanguage(_) => "query-no-language",
            Self::NoState => "query-no-state",
            Self::NoThing => "query-no-thing",
            Self::NoField { .. } => "query-no-field",
            Self::RegexNotClosed => "query-regex-not-closed",
            Self::RegexEmpty => "query-regex-empty",
            Self::RegexTooBig => "query-regex-too-big",
            Self::NoRegex(_) => "query-no-regex",
        }
    }

    /// The values of that sentence by their names.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooMany(most) => vec![("count", most.to_string())],
            Self::NotClosed { open, close } => {
                vec![("open", open.to_string()), ("close", close.to_string())]
            }
            Self::NoValue { name, example } => {
                vec![("name", name.clone()), ("example", example.clone())]
            }
            Self::NoField { name, fields } => {
                vec![("name", name.clone()), ("fields", (*fields).to_owned())]
            }
            Self::MissingAfter(text)
            | Self::MissingBefore(text)
            | Self::NoDate(text)
            | Self::NoLanguage(text)
            | Self::NoRegex(text) => vec![("text", text.clone())],
            _ => Vec::new(),
        }
    }
}
