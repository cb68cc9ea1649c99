//! How the search compares spellings, said so that nobody has to guess: each choice by its name,
//! on or off, with the key that switches it.

use crate::app::results::{FOLD_KEYS, LATIN_KEY, Results};
use crate::locale::Locale;
use crate::text::query::Fold;
use crate::text::width::of_label;

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// With Alt: switches it.
    pub key: char,
    /// What it is called.
    pub name: String,
    /// What it makes equal; empty where the name says all.
    pub letters: &'static str,
    /// Whether it is on, in a word or, where little room is, as a sign.
    pub state: String,
    /// Whether it is on.
    pub on: bool,
}

impl Choice {
    /// The cells that it takes: its parts and a blank between two.
    #[must_use]
    pub fn width(&self) -> usize {
        let letters = match self.letters {
            "" => 0,
            letters => of_label(letters) + 1,
        };
        2 + of_label(&self.name) + 1 + letters + of_label(&self.state)
    }
}

/// The choices in rows, as they fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// What they are, in a row before them; `None` where there is no room for it.
    pub head: Option<String>,
    /// The rows; choices of one column stand below each other.
    pub rows: Vec<Vec<Choice>>,
    /// The first cell of each column.
    pub columns: Vec<usize>,
}

/// Cells between two columns.
const GAP: usize = 2;
/// Rows that the list of hits keeps at least, beside choices said in words and with signs.
const LIST: usize = 6;
const LEAST: usize = 3;

impl Choices {
    /// The choices in a view of `width` cells and `height` rows. What gives way, in this order:
    /// the letters, then the head, then the word for a sign, then all rows but one; of that the
    /// last choices.
    #[must_use]
    pub fn of(results: &Results, width: u16, height: u16, locale: &Locale) -> Self {
        let (width, height) = (usize::from(width), usize::from(height));
        let head = locale.text("fold-head");
        let fits = |choices: &Self| {
            let taken = choices.rows() + 2 + LIST;
            taken <= height && choices.width() <= width
        };
        let head = Some(head).filter(|head| of_label(head) <= width);
        for head in [head, None] {
            for letters in [true, false] {
                let all = all(results, letters, true, locale);
                for columns in [6, 3, 2] {
                    let choices = Self::in_columns(&all, columns, head.clone());
                    if fits(&choices) {
                        return choices;
                    }
                }
            }
        }
        let mut short = all(results, false, false, locale);
        let two = Self::in_columns(&short, 3, None);
        if two.rows() + 2 + LEAST <= height && two.width() <= width {
            return two;
        }
        while short.len() > 1 {
            let row = Self::in_columns(&short, short.len(), None);
            if row.width() <= width {
                return row;
            }
            short.pop();
        }
        Self::in_columns(&short, 1, None)
    }

    /// How many rows they take.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.len() + usize::from(self.head.is_some())
    }

    fn width(&self) -> usize {
        let last = |row: &Vec<Choice>| {
            let start = self.columns.get(row.len().saturating_sub(1)).copied();
            start.unwrap_or(0) + row.last().map_or(0, Choice::width)
        };
        self.rows.iter().map(last).max().unwrap_or(0)
    }

    fn in_columns(all: &[Choice], columns: usize, head: Option<String>) -> Self {
        let rows: Vec<Vec<Choice>> = all.chunks(columns.max(1)).map(<[_]>::to_vec).collect();
        let mut start = 0;
        let starts = (0..columns).map(|column| {
            let here = start;
            let widths = rows.iter().filter_map(|row| row.get(column));
            start += widths.map(Choice::width).max().unwrap_or(0) + GAP;
            here
        });
        Self {
            columns: starts.collect(),
            head,
            rows,
        }
    }
}

/// All choices, the most usual first.
fn all(results: &Results, letters: bool, words: bool, locale: &Locale) -> Vec<Choice> {
    let choice = |key, name: &str, equal, on| {
        let state = match (words, on) {
            (true, true) => locale.text("word-on"),
            (true, false) => locale.text("word-off"),
            (false, true) => "+".to_owned(),
            (false, false) => "-".to_owned(),
        };
        Choice {
            key,
            name: locale.text(name),
            letters: if letters { equal } else { "" },
            state,
            on,
        }
    };
    let folds = FOLD_KEYS.iter().map(|(key, fold)| {
        let (name, equal) = match fold {
            Fold::Marks => ("fold-marks", ""),
            Fold::Hamza => ("fold-hamza", "أ ا"),
            Fold::Yeh => ("fold-yeh", "ى ي"),
            Fold::Digits => ("fold-digits", "٣ 3"),
            Fold::Teh => ("fold-teh", "ة ه"),
        };
        choice(*key, name, equal, results.options.folds.has(*fold))
    });
    let latin = choice(LATIN_KEY, "fold-script", "", results.options.latin);
    folds.chain([latin]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Choice, Choices};
    use crate::app::results::Results;
    use crate::locale::{Locale, Numerals};

    fn of(tag: &str, width: u16, height: u16) -> Choices {
        let locale = Locale::named(tag, Numerals::Arabic);
        let mut results = Results::default();
        // The longer words stand there.
        results.options.folds.marks = false;
        Choices::of(&results, width, height, &locale)
    }

    #[test]
    fn all_choices_are_said_with_their_state_where_a_window_is_usual() {
        // 46 × 17: inside the view in a window of 80 × 24.
        for (tag, width, height, rows) in [
            ("en", 46, 17, 3),
            ("ar", 46, 17, 4),
            ("en", 54, 29, 3),
            ("ar", 54, 29, 3),
            ("en", 120, 29, 2),
            ("ar", 120, 29, 2),
        ] {
            let choices = of(tag, width, height);
            assert!(choices.head.is_some(), "{tag} {width}");
            assert_eq!(choices.rows(), rows, "{tag} {width}: {choices:?}");
            let said: Vec<&Choice> = choices.rows.iter().flatten().collect();
            assert_eq!(said.len(), 6);
            assert!(said.iter().all(|choice| choice.state.chars().count() > 1));
            assert!(said.iter().any(|choice| choice.letters == "أ ا"), "{tag}");
        }
    }

    #[test]
    fn what_has_no_room_gives_way_in_order() {
        for tag in ["en", "ar"] {
            for width in 12..=120 {
                for height in 4..=40 {
                    let choices = of(tag, width, height);
                    assert!(choices.width() <= usize::from(width), "{tag} {width}");
                    let rows = choices.rows();
                    let said = choices.rows.iter().flatten();
                    let whole = said.clone().all(|choice| choice.state.len() > 1);
                    let list = usize::from(height).saturating_sub(2 + rows);
                    assert!(
                        list >= 6 || !whole && (rows == 1 || list >= 3),
                        "{tag} {height}"
                    );
                    // A name is never cut, and the first choice never left out.
                    assert!(
                        said.map(|choice| choice.key).eq("mhydtl"
                            .chars()
                            .take(choices.rows.iter().map(Vec::len).sum()))
                    );
                }
            }
            // A low window: two rows with signs, one of what fits.
            let low = of(tag, 34, 7);
            assert_eq!((low.rows(), low.rows.iter().flatten().count()), (2, 6));
            let low = of(tag, 34, 6);
            assert_eq!((low.rows(), low.head.is_none()), (1, true));
            assert_eq!(low.rows[0][0].state, "-");
        }
    }
}
