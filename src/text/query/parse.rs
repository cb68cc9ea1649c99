//! The language of queries, read.
//!
//! `OR` binds least, then words beside each other (`AND` may stand between), then `NOT` (or
//! `-` at the beginning of a word). Operators are written in capitals, so that `or` is a word.

use std::fmt;

use super::fault::Fault;
use super::{Filter, Mark, Node, Period, Query, Term, pattern};
use crate::text::token::tokenise_text;

/// Parentheses in parentheses, and `NOT` before `NOT`, go so deep.
const DEEPEST: usize = 50;
/// The longest query, in bytes.
const LONGEST: usize = 4096;
/// So many words, phrases and conditions a query has at most.
const MOST: usize = 200;

/// What is wrong with a query, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Where it begins, in Unicode scalars of the query.
    pub at: usize,
    /// How many scalars it takes; at least 1, also at the end of the query.
    pub length: usize,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at character {}: {}", self.at + 1, self.fault)
    }
}

impl std::error::Error for QueryError {}

/// What `name:` can be, for messages.
const FIELDS: &str = "actor, before, after, source, lang, is, has, tag";

/// A piece of the query with its bytes.
#[derive(Clone, Debug)]
struct Lexeme<'a> {
    start: usize,
    end: usize,
    what: Lexical<'a>,
}

#[derive(Clone, Debug)]
enum Lexical<'a> {
    Open,
    Close,
    And,
    Or,
    Not,
    Word(&'a str),
    Quoted(&'a str),
    Regex(&'a str),
    /// A name before a colon, the value, where the value begins.
    Field(&'a str, &'a str, usize),
}

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    let mut parser = Parser {
        text,
        lexemes: Vec::new(),
        at: 0,
        depth: 0,
    };
    if text.len() > LONGEST {
        return Err(parser.error(0, text.len(), Fault::TooLong));
    }
    parser.lexemes = lex(&parser)?;
    let leaves = parser.lexemes.iter();
    let is_leaf = |l: &&Lexeme<'_>| {
        !matches!(
            l.what,
            Lexical::Open | Lexical::Close | Lexical::And | Lexical::Or | Lexical::Not
        )
    };
    if let Some(one_more) = leaves.filter(is_leaf).nth(MOST) {
        return Err(parser.error(one_more.start, one_more.end, Fault::TooMany(MOST)));
    }
    if parser.lexemes.is_empty() {
        return Ok(Query::default());
    }
    let root = parser.any()?;
    match parser.peek() {
        None => Ok(Query { root: Some(root) }),
        // Only a parenthesis ends an expression before its end.
        Some(lexeme) => Err(parser.error(lexeme.start, lexeme.end, Fault::NotOpened)),
    }
}

struct Parser<'a> {
    text: &'a str,
    lexemes: Vec<Lexeme<'a>>,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn error(&self, start: usize, end: usize, fault: Fault) -> QueryError {
        let scalars = |to: usize| self.text.get(..to).map_or(0, |t| t.chars().count());
        let at = scalars(start);
        QueryError {
            at,
            length: scalars(end).saturating_sub(at).max(1),
            fault,
        }
    }

    fn peek(&self) -> Option<&Lexeme<'a>> {
        self.lexemes.get(self.at)
    }

    fn any(&mut self) -> Result<Node, QueryError> {
        let mut parts = Vec::new();
        loop {
            push(&mut parts, self.all()?, true);
            let Some(Lexical::Or) = self.peek().map(|l| &l.what) else {
                break;
            };
            self.at += 1;
        }
        Ok(one_or(parts, Node::Any))
    }

    fn all(&mut self) -> Result<Node, QueryError> {
        let mut parts = Vec::new();
        loop {
            push(&mut parts, self.not()?, false);
            match self.peek().map(|l| &l.what) {
                Some(Lexical::And) => self.at += 1,
                None | Some(Lexical::Or | Lexical::Close) => break,
                Some(_) => {}
            }
        }
        Ok(one_or(parts, Node::All))
    }

    fn not(&mut self) -> Result<Node, QueryError> {
        let Some(lexeme) = self.peek().cloned() else {
            return Err(self.nothing());
        };
        self.at += 1;
        match lexeme.what {
            Lexical::Not => {
                self.deeper(&lexeme)?;
                let node = self.not()?;
                self.depth -= 1;
                Ok(Node::Not(Box::new(node)))
            }
            Lexical::Open => {
                self.deeper(&lexeme)?;
                if let Some(Lexical::Close) = self.peek().map(|l| &l.what) {
                    let end = self.lexemes[self.at].end;
                    return Err(self.error(lexeme.start, end, Fault::EmptyParentheses));
                }
                let node = self.any()?;
                let Some(Lexical::Close) = self.peek().map(|l| &l.what) else {
                    let fault = Fault::NotClosed {
                        open: '(',
                        close: ')',
                    };
                    return Err(self.error(lexeme.start, lexeme.end, fault));
                };
                self.at += 1;
                self.depth -= 1;
                Ok(node)
            }
            Lexical::Close | Lexical::And | Lexical::Or => {
                self.at -= 1;
                Err(self.nothing())
            }
            Lexical::Word(word) => self.word(&lexeme, word),
            Lexical::Quoted(words) => {
                if has_word(words) {
                    return Ok(Node::Term(Term::Phrase(words.to_owned())));
                }
                Err(self.error(lexeme.start, lexeme.end, Fault::EmptyQuotes))
            }
            Lexical::Regex(written) => match pattern::compile(written, &Default::default()) {
                Ok(_) => Ok(Node::Term(Term::Regex(written.to_owned()))),
                Err(fault) => Err(self.error(lexeme.start, lexeme.end, fault)),
            },
            Lexical::Field(name, value, value_at) => self.field(&lexeme, name, value, value_at),
        }
    }

    fn deeper(&mut self, lexeme: &Lexeme<'_>) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(lexeme.start, lexeme.end, Fault::TooDeep));
        }
        Ok(())
    }

    /// A word was needed here.
    fn nothing(&self) -> QueryError {
        let before = self.at.checked_sub(1).and_then(|at| self.lexemes.get(at));
        let shown = |l: &Lexeme<'_>| self.text.get(l.start..l.end).unwrap_or("").to_owned();
        let (start, end, what) = match (before, self.peek()) {
            (Some(before), None) => (before.start, before.end, Fault::MissingAfter(shown(before))),
            (_, Some(here)) => (here.start, here.end, Fault::MissingBefore(shown(here))),
            (None, None) => (0, 0, Fault::Missing),
        };
        self.error(start, end, what)
    }

    fn word(&self, lexeme: &Lexeme<'_>, word: &str) -> Result<Node, QueryError> {
        let (stem, prefix) = match word.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (word, false),
        };
        if let Some(star) = stem.find('*') {
            let at = lexeme.start + star;
            return Err(self.error(at, at + 1, Fault::StarInside));
        }
        if !has_word(stem) {
            let fault = if prefix {
                Fault::StarAlone
            } else {
                Fault::OnlySigns
            };
            return Err(self.error(lexeme.start, lexeme.end, fault));
        }
        Ok(Node::Term(if prefix {
            Term::Prefix(stem.to_owned())
        } else {
            Term::Word(stem.to_owned())
        }))
    }

    fn field(
        &self,
        lexeme: &Lexeme<'_>,
        name: &str,
        value: &str,
        value_at: usize,
    ) -> Result<Node, QueryError> {
        let missing = |example: &str| {
            let fault = Fault::NoValue {
                name: name.to_owned(),
                example: example.to_owned(),
            };
            self.error(lexeme.start, lexeme.end, fault)
        };
        let wrong = |fault: Fault| self.error(value_at, lexeme.end.max(value_at + 1), fault);
        let value = value.trim();
        let filter = match name {
            "actor" | "source" | "tag" => {
                if value.is_empty() {
                    return Err(missing(&format!("{name}:\"…\"")));
                }
                let value = value.to_owned();
                match name {
                    "actor" => Filter::Actor(value),
                    "source" => Filter::Source(value),
                    _ => Filter::Tag(value),
                }
            }
            "before" | "after" => {
                if value.is_empty() {
                    return Err(missing(&format!("{name}:2021-06")));
                }
                let Some(period) = period(value) else {
                    return Err(wrong(Fault::NoDate(value.to_owned())));
                };
                if name == "before" {
                    Filter::Before(period)
                } else {
                    Filter::After(period)
                }
            }
            "lang" => {
                let is_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
                if value.is_empty() {
                    return Err(missing("lang:ar"));
                }
                if !value.chars().all(is_code) {
                    return Err(wrong(Fault::NoLanguage(value.to_owned())));
                }
                Filter::Language(value.to_ascii_lowercase())
            }
            "is" => match Mark::ALL.into_iter().find(|m| m.as_str() == value) {
                Some(mark) => Filter::Is(mark),
                None => {
                    return Err(wrong(Fault::NoState));
                }
            },
            "has" if value == "note" => Filter::HasNote,
            "has" => return Err(wrong(Fault::NoThing)),
            _ => {
                let end = lexeme.start + name.len();
                return Err(self.error(
                    lexeme.start,
                    end,
                    Fault::NoField {
                        name: name.to_owned(),
                        fields: FIELDS,
                    },
                ));
            }
        };
        Ok(Node::Filter(filter))
    }
}

/// Adds a part; the parts of one of the same kind are parts of this one.
fn push(parts: &mut Vec<Node>, node: Node, any: bool) {
    match (any, node) {
        (true, Node::Any(inner)) | (false, Node::All(inner)) => parts.extend(inner),
        (_, node) => parts.push(node),
    }
}

fn one_or(mut parts: Vec<Node>, many: impl FnOnce(Vec<Node>) -> Node) -> Node {
    match parts.len() {
        // Never empty: whatever calls this has pushed a part.
        1 => parts.remove(0),
        _ => many(parts),
    }
}

fn has_word(text: &str) -> bool {
    let is_sign = |kind| matches!(kind, crate::text::token::TokenKind::Punctuation(_));
    tokenise_text(text).iter().any(|token| !is_sign(token.kind))
}

fn period(text: &str) -> Option<Period> {
    let folded = crate::text::fold::fold(text);
    let mut parts = folded.split(['-', '/', '.']);
    let number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        let plain = part.bytes().all(|b| b.is_ascii_digit()) && digits.contains(&part.len());
        plain.then(|| part.parse::<i16>().ok())?
    };
    let year = number(parts.next()?, 4..=4)?;
    let mut small = |most: i16| match parts.next() {
        None => Some(None),
        Some(part) => {
            let n = number(part, 1..=2).filter(|n| (1..=most).contains(n))?;
            Some(Some(u8::try_from(n).ok()?))
        }
    };
    let month = small(12)?;
    let day = small(31)?;
    parts
        .next()
        .is_none()
        .then_some(Period { year, month, day })
}

/// What closes a quote.
const fn closing(open: char) -> Option<char> {
    Some(match open {
        '"' => '"',
        '“' => '”',
        '„' => '“',
        '«' => '»',
        _ => return None,
    })
}

fn lex<'a>(parser: &Parser<'a>) -> Result<Vec<Lexeme<'a>>, QueryError> {
    let text = parser.text;
    let mut out: Vec<Lexeme<'a>> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        let next = text[at + c.len_utf8()..].chars().next();
        let begins = next.is_some_and(|n| n.is_alphabetic() || n == '(' || closing(n).is_some());
        let what = if c.is_whitespace() || (c.is_control() || crate::text::fold::is_invisible(c)) {
            at += c.len_utf8();
            continue;
        } else if c == '(' {
            at += 1;
            Lexical::Open
        } else if c == ')' {
            at += 1;
            Lexical::Close
        } else if c == '-' && begins {
            at += 1;
            Lexical::Not
        } else if let Some((words, end)) = quoted(parser, at)? {
            at = end;
            Lexical::Quoted(words)
        } else if c == '/' {
            let (pattern, end) = regex(parser, at)?;
            at = end;
            Lexical::Regex(pattern)
        } else {
            let length = word_length(&text[at..]);
            let word = &text[at..at + length];
            at += length;
            match word {
                "AND" => Lexical::And,
                "OR" => Lexical::Or,
                "NOT" => Lexical::Not,
                _ => match word.split_once(':').filter(|(name, _)| is_field(name)) {
                    Some((name, "")) => match quoted(parser, at)? {
                        Some((value, end)) => {
                            let value_at = at;
                            at = end;
                            Lexical::Field(name, value, value_at)
                        }
                        None => Lexical::Field(name, "", at),
                    },
                    Some((name, value)) => Lexical::Field(name, value, start + name.len() + 1),
                    None => Lexical::Word(word),
                },
            }
        };
        out.push(Lexeme {
            start,
            end: at,
            what,
        });
    }
    Ok(out)
}

/// A name before a colon asks for something; a time (`12:30`) or an Arabic word does not.
fn is_field(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase())
}

/// The bytes of a word: up to white space, a parenthesis or a quote.
fn word_length(text: &str) -> usize {
    let mut last = None;
    for (at, c) in text.char_indices() {
        // The double quote of Hebrew acronyms stands between letters.
        let in_acronym = c == '"' && last.is_some_and(is_hebrew) && {
            let next = text[at + 1..].chars().next();
            next.is_some_and(is_hebrew)
        };
        let ends = c.is_whitespace()
            || matches!(c, '(' | ')')
            || (c == '”' || c == '»' || closing(c).is_some()) && !in_acronym;
        if ends && at > 0 {
            return at;
        }
        last = Some(c);
    }
    text.len()
}

fn is_hebrew(c: char) -> bool {
    matches!(c, 'א'..='ת')
}

/// What stands in the quotes that open at byte `at`, and where it goes on behind them.
fn quoted<'a>(parser: &Parser<'a>, at: usize) -> Result<Option<(&'a str, usize)>, QueryError> {
    let text = parser.text;
    let Some(open) = text[at..].chars().next() else {
        return Ok(None);
    };
    let Some(close) = closing(open) else {
        return Ok(None);
    };
    let from = at + open.len_utf8();
    match text[from..].find(close) {
        Some(length) => {
            let end = from + length;
            Ok(Some((&text[from..end], end + close.len_utf8())))
        }
        None => Err(parser.error(at, from, Fault::NotClosed { open, close })),
    }
}

/// The regular expression whose first slash stands at byte `at`, and where it goes on.
fn regex<'a>(parser: &Parser<'a>, at: usize) -> Result<(&'a str, usize), QueryError> {
    let text = parser.text;
    let mut escaped = false;
    for (length, c) in text[at + 1..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '/' => {
                let end = at + 1 + length;
                return Ok((&text[at + 1..end], end + 1));
            }
            _ => {}
        }
    }
    Err(parser.error(at, at + 1, Fault::RegexNotClosed))
}
