//! What an index over [`super::index_terms`] can say of a query before any text is read.

use std::fmt::Write;

use compact_str::CompactString;

/// Which terms an article must have to be worth looking at. It lets every article through that
/// the query finds, and others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Candidates {
    /// Terms say nothing here.
    Every,
    /// All of these.
    All(Vec<Self>),
    /// Any of these; none when empty.
    Any(Vec<Self>),
    /// The article has this term.
    Term(CompactString),
    /// The article has a term that begins so.
    Prefix(CompactString),
}

impl Candidates {
    /// All of them; what says nothing is left out.
    #[must_use]
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut parts: Vec<Self> = parts.into_iter().filter(|p| *p != Self::Every).collect();
        match parts.len() {
            0 => Self::Every,
            1 => parts.remove(0),
            _ => Self::All(parts),
        }
    }

    /// Any of them; one that says nothing makes the whole say nothing.
    #[must_use]
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut parts: Vec<Self> = parts.into_iter().collect();
        if parts.contains(&Self::Every) {
            return Self::Every;
        }
        parts.dedup();
        match parts.len() {
            1 => parts.remove(0),
            _ => Self::Any(parts),
        }
    }

    /// Whether an article with these terms is let through.
    #[must_use]
    pub fn admits(&self, has: &dyn Fn(&str) -> bool, has_prefix: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Every => true,
            Self::All(parts) => parts.iter().all(|p| p.admits(has, has_prefix)),
            Self::Any(parts) => parts.iter().any(|p| p.admits(has, has_prefix)),
            Self::Term(term) => has(term),
            Self::Prefix(term) => has_prefix(term),
        }
    }

    /// As an expression for `MATCH` of SQLite's FTS5, each term in quotes, so that nothing a
    /// reader types is read as syntax; `None` when it says nothing and every row is a candidate.
    /// `written` says how the index writes a term.
    #[must_use]
    pub fn fts5(&self, written: &dyn Fn(&str) -> String) -> Option<String> {
        if *self == Self::Every {
            return None;
        }
        let mut out = String::new();
        self.write(written, &mut out);
        Some(out)
    }

    /// The whole terms, those that begin words left out.
    #[must_use]
    pub fn terms(&self) -> Vec<&CompactString> {
        match self {
            Self::Every | Self::Prefix(_) => Vec::new(),
            Self::Term(term) => vec![term],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::terms).collect(),
        }
    }

    fn write(&self, written: &dyn Fn(&str) -> String, out: &mut String) {
        let quoted = |term: &str| format!("\"{}\"", written(term).replace('"', "\"\""));
        match self {
            // Inside another it never stands (see `all` and `any`).
            Self::Every => {}
            Self::Term(term) => out.push_str(&quoted(term)),
            Self::Prefix(term) => {
                // Writing to a string does not fail.
                let _ = write!(out, "{}*", quoted(term));
            }
            // A term that no text has.
            Self::Any(parts) if parts.is_empty() => out.push_str("\"\u{1}\""),
            Self::All(parts) | Self::Any(parts) => {
                let between = match self {
                    Self::All(_) => " AND ",
                    _ => " OR ",
                };
                out.push('(');
                for (at, part) in parts.iter().enumerate() {
                    if at > 0 {
                        out.push_str(between);
                    }
                    part.write(written, out);
                }
                out.push(')');
            }
        }
    }
}
