//! What a reader writes on articles: tags, and notes on an article or on a passage of it.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _};

use crate::library::{Desk, Error, Marks};
use crate::text::fold;
use crate::text::range::TextRange;

/// A note on an article, or on a passage of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Note {
    /// The passage, in bytes of the source; `None`: the article whole, or the passage is not in
    /// the text any more.
    pub range: Option<TextRange>,
    /// The same in Unicode scalars, end exclusive.
    pub scalars: Option<(usize, usize)>,
    /// The passage as it stood in the source; empty for the article whole.
    pub passage: String,
    /// What the reader wrote.
    pub text: String,
}

/// So many bytes of a passage are kept, less what would be half a letter.
const PASSAGE: usize = 2000;

impl Note {
    /// The note on a passage of a source, or on all of it.
    #[must_use]
    pub fn placed(mut self, source: &str, range: Option<TextRange>) -> Self {
        if let Some(passage) = range.and_then(|range| range.slice(source)) {
            self.passage = passage[..passage.floor_char_boundary(PASSAGE)].to_owned();
            self.place(source, range);
        }
        self
    }

    fn place(&mut self, source: &str, range: Option<TextRange>) {
        self.range = range;
        self.scalars = range.map(|range| {
            let scalars = |to: usize| source.get(..to).map_or(0, |t| t.chars().count());
            (scalars(range.start), scalars(range.end))
        });
    }

    /// True for a note on the article whole.
    #[must_use]
    pub const fn is_on_all(&self) -> bool {
        self.passage.is_empty()
    }

    /// Its first line, and `…` where there are more.
    #[must_use]
    pub fn in_short(&self) -> String {
        match self.text.split_once('\n') {
            None => self.text.clone(),
            Some((first, _)) => format!("{} …", first.trim()),
        }
    }

    /// The same note in a text that may have changed since: where its passage stands nearest.
    #[must_use]
    pub fn found_in(mut self, source: &str) -> Self {
        if self.passage.is_empty() {
            return self;
        }
        let at = self.range.map_or(0, |range| range.start);
        let length = self.range.map_or(self.passage.len(), TextRange::len);
        let stands = |at: usize| {
            source
                .get(at..)
                .is_some_and(|t| t.starts_with(&self.passage))
        };
        let found = if self.range.is_some() && stands(at) {
            Some(at)
        } else {
            let all = source.match_indices(&self.passage).map(|(found, _)| found);
            all.min_by_key(|found| found.abs_diff(at))
        };
        let range = found.map(|start| {
            // Of a long passage only the beginning is known.
            let end = source.floor_char_boundary(start.saturating_add(length));
            TextRange::new(start, end.max(start + self.passage.len()))
        });
        if range != self.range || self.scalars.is_none() {
            self.place(source, range);
        }
        self
    }
}

impl Marks {
    /// True when one of the tags is called so; capitals and marks do not count.
    #[must_use]
    pub fn has_tag(&self, name: &str) -> bool {
        let name = fold::fold(name);
        self.tags.iter().any(|tag| fold::fold(tag) == name)
    }
}

/// A note as it is listed, with the article that it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The file of the article, and behind `#` its place in it; controls shown as signs.
    pub doc: String,
    /// Its address.
    pub url: Option<String>,
    /// The note.
    pub note: Note,
    /// When it was made, in Unix seconds.
    pub made: i64,
    /// The tags of the article.
    pub tags: Vec<String>,
}

impl Desk {
    /// All notes and the articles with tags alone, by where the articles stand, in text order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn noted(&self) -> Result<Vec<Noted>, Error> {
        let connection = self.lock();
        let mut statement = connection.prepare(
            "SELECT a.id, a.name, a.url, n.start, n.length, n.scalar_start, n.scalar_end,
                    n.passage, n.text, n.made
             FROM note n JOIN article a ON a.id = n.article
             ORDER BY a.name, a.id, n.start, n.id",
        )?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let tags = tags(&connection, row.get(0)?)?;
            out.push(Noted {
                doc: doc(&row.get::<_, Vec<u8>>(1)?),
                url: row.get(2)?,
                note: note(row, 3)?,
                made: row.get(9)?,
                tags: tags.iter().map(ToString::to_string).collect(),
            });
        }
        Ok(out)
    }
}

/// The name of an article as it is printed.
fn doc(name: &[u8]) -> String {
    let (file, within) = match name.iter().position(|byte| *byte == 0) {
        Some(at) => (&name[..at], &name[at + 1..]),
        None => (name, &[][..]),
    };
    let file = String::from_utf8_lossy(file);
    if within.is_empty() {
        return file.into_owned();
    }
    format!("{file}#{}", String::from_utf8_lossy(within))
}

fn note(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Note> {
    let pair = |a: usize| -> rusqlite::Result<Option<(usize, usize)>> {
        let both: (Option<i64>, Option<i64>) = (row.get(a)?, row.get(a + 1)?);
        let whole = |n: i64| usize::try_from(n).ok();
        Ok(both.0.zip(both.1).and_then(|(a, b)| whole(a).zip(whole(b))))
    };
    let range = pair(at)?.and_then(|(start, length)| {
        let end = start.checked_add(length)?;
        Some(TextRange::new(start, end))
    });
    Ok(Note {
        range,
        scalars: pair(at + 2)?,
        passage: row.get(at + 4)?,
        text: row.get(at + 5)?,
    })
}

/// The tags of an article at the desk, in their order.
pub(super) fn tags(connection: &Connection, article: i64) -> Result<Arc<[Arc<str>]>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT name FROM tag WHERE article = ?1 ORDER BY place")?;
    let tags = statement.query_map([article], |row| row.get(0))?;
    Ok(tags.collect::<Result<_, _>>()?)
}

/// The notes of an article at the desk, in text order, those on all of it first.
pub(super) fn notes(connection: &Connection, article: i64) -> Result<Arc<[Note]>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT start, length, scalar_start, scalar_end, passage, text FROM note
         WHERE article = ?1 ORDER BY start, id",
    )?;
    let notes = statement.query_map([article], |row| note(row, 0))?;
    Ok(notes.collect::<Result<_, _>>()?)
}

/// Keeps the tags and notes of an article in the place of those that it had. A note that stays
/// keeps the time when it was made.
pub(super) fn keep(connection: &Connection, article: i64, marks: &Marks) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM tag WHERE article = ?1")?
        .execute([article])?;
    let mut insert =
        connection.prepare_cached("INSERT INTO tag (article, place, name) VALUES (?1, ?2, ?3)")?;
    for (place, name) in (0i64..).zip(&*marks.tags) {
        insert.execute((article, place, &**name))?;
    }
    let mut made = Vec::with_capacity(marks.notes.len());
    let mut before = connection.prepare_cached(
        "SELECT min(made) FROM note WHERE article = ?1 AND passage = ?2 AND text = ?3",
    )?;
    for note in &*marks.notes {
        let at: Option<Option<i64>> = before
            .query_row((article, &note.passage, &note.text), |row| row.get(0))
            .optional()?;
        made.push(at.flatten());
    }
    connection
        .prepare_cached("DELETE FROM note WHERE article = ?1")?
        .execute([article])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO note
         (article, start, length, scalar_start, scalar_end, passage, text, made)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, coalesce(?8, unixepoch()))",
    )?;
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    for (note, made) in marks.notes.iter().zip(made) {
        insert.execute((
            article,
            note.range.map(|range| number(range.start)),
            note.range.map(|range| number(range.len())),
            note.scalars.map(|scalars| number(scalars.0)),
            note.scalars.map(|scalars| number(scalars.1)),
            &note.passage,
            &note.text,
            made,
        ))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Identity, State, Which};

    const SOURCE: &str = "أول الكلام هنا.\n\nثم وصل لوكاشينكو إلى مينسك.\n";

    fn note_on(source: &str, range: Option<TextRange>, text: &str) -> Note {
        let note = Note {
            text: text.to_owned(),
            ..Note::default()
        };
        note.placed(source, range)
    }

    fn range(of: &str, source: &str) -> TextRange {
        let start = source.find(of).unwrap();
        TextRange::new(start, start + of.len())
    }

    #[test]
    fn a_note_finds_its_passage_again() {
        let passage = "وصل لوكاشينكو";
        let note = note_on(SOURCE, Some(range(passage, SOURCE)), "متى؟");
        assert_eq!(note.scalars, Some((20, 33)));
        let moved = format!("سطر جديد\n{SOURCE}وصل لوكاشينكو من جديد وبعيدا\n");
        let gone = SOURCE.replace("لوكاشينكو", "بوتين");
        for (source, found) in [
            (SOURCE, Some(range(passage, SOURCE))),
            (&*moved, Some(range(passage, &moved))),
            (&gone, None),
            ("", None),
        ] {
            let again = note.clone().found_in(source);
            assert_eq!(again.range, found, "{source}");
            assert_eq!((&*again.text, &*again.passage), ("متى؟", passage));
            // And back, when the text comes back.
            assert_eq!(again.found_in(SOURCE), note);
        }
        let all = note_on(SOURCE, None, "كله");
        assert!(all.is_on_all() && all.clone().found_in("").is_on_all());
        // Of a long passage the beginning is kept, and all of it is found.
        let long = "كلمة ".repeat(900);
        let note = note_on(&long, Some(TextRange::new(0, long.len())), "طويل");
        assert!(note.passage.len() <= PASSAGE);
        assert_eq!(note.clone().found_in(&long), note);
    }

    #[test]
    fn tags_are_known_whatever_their_capitals_and_marks() {
        let marks = Marks {
            tags: ["طاقة".into(), "Énergie".into()].into(),
            ..Marks::default()
        };
        for (name, has) in [
            ("طاقة", true),
            ("طَاقَة", true),
            ("énergie", true),
            ("طاق", false),
        ] {
            assert_eq!(marks.has_tag(name), has, "{name}");
        }
    }

    #[test]
    fn what_was_written_stands_at_the_desk() {
        let folder = tempfile::tempdir().unwrap();
        let article = |name: &str| Identity {
            name: name.as_bytes().to_vec(),
            url: None,
            content: name.as_bytes().to_vec(),
            alone: crate::library::Alone::default(),
        };
        let marks = Marks {
            starred: true,
            tags: ["طاقة".into(), "two words".into()].into(),
            notes: [
                note_on(SOURCE, None, "كله"),
                note_on(SOURCE, Some(range("مينسك", SOURCE)), "أين؟"),
            ]
            .into(),
            ..Marks::default()
        };
        let keep = |desk: &Desk, marks: &Marks| {
            let all = [(article("/a.txt\0"), marks.clone())];
            desk.keep(&Which::sample(), &State::default(), &all, &all, &[], &[])
                .unwrap();
        };
        {
            let (desk, _) = Desk::open(folder.path()).unwrap();
            keep(&desk, &marks);
        }
        let (desk, _) = Desk::open(folder.path()).unwrap();
        let kept = || desk.mark(&article("/a.txt\0")).unwrap().unwrap().marks;
        assert_eq!(kept(), marks);
        // The same text elsewhere.
        let moved = Identity {
            content: b"/a.txt\0".to_vec(),
            ..article("/b.txt\0")
        };
        assert_eq!(desk.mark(&moved).unwrap().unwrap().marks, marks);
        let made: Vec<i64> = desk.noted().unwrap().iter().map(|n| n.made).collect();
        desk.lock()
            .execute("UPDATE note SET made = made - 100", [])
            .unwrap();
        let fewer = Marks {
            notes: marks.notes[1..].into(),
            ..marks.clone()
        };
        keep(&desk, &fewer);
        assert_eq!(kept(), fewer);
        let noted = desk.noted().unwrap();
        assert_eq!(noted.len(), 1);
        assert_eq!(noted[0].made, made[1] - 100, "it was made then");
        assert_eq!((&*noted[0].doc, noted[0].tags.len()), ("/a.txt", 2));
        assert_eq!(desk.forget_article(&[b"/a.txt".to_vec()]).unwrap(), 1);
        assert!(desk.noted().unwrap().is_empty());
        assert!(desk.mark(&article("/a.txt\0")).unwrap().is_none());
    }
}
