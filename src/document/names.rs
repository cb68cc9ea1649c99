//! The names of the articles of one file.

use rustc_hash::FxHashSet;

/// A longer id, in bytes, is no name.
const LONGEST: usize = 500;

/// Gives each article of a file a name of its own behind the file's.
#[derive(Debug, Default)]
pub(crate) struct Names {
    count: usize,
    given: FxHashSet<String>,
}

impl Names {
    /// The name of the next article: `#id` where it has an id that no other had before it,
    /// else `#n`, counted from 1.
    pub(crate) fn next(&mut self, id: Option<&str>) -> String {
        self.count += 1;
        let id = id.map(str::trim).filter(|id| {
            !id.is_empty() && id.len() <= LONGEST && !id.chars().any(char::is_control)
        });
        let mut name = id.map_or_else(|| self.count.to_string(), str::to_owned);
        let mut again = 1;
        while self.given.contains(&name) {
            // An id may be a number too.
            name = match again {
                1 => self.count.to_string(),
                again => format!("{}-{again}", self.count),
            };
            again += 1;
        }
        self.given.insert(name.clone());
        format!("#{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::default();
        let given = [
            Some("a"),
            None,
            Some("a"),
            Some("5"),
            None,
            Some("x\ny"),
            Some(" "),
        ]
        .map(|id| names.next(id));
        assert_eq!(given, ["#a", "#2", "#3", "#5", "#5-2", "#6", "#7"]);
    }
}
