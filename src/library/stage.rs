//! What the article stage is a function of, besides the text: the key of everything kept.

use crate::entity::pipeline::Parts;
use crate::library::annotations::Beside;
use crate::library::import::Plan;
use crate::library::pack::Packer;

/// What analysed the articles: a hash of everything that the article stage is made of.
pub(super) fn engine() -> i64 {
    let engine = u64::from_str_radix(env!("WARRAQ_ENGINE"), 16);
    // The build writes sixteen hexadecimal digits.
    engine.unwrap_or_default().cast_signed()
}

/// A hash of the engine and of every choice that changes what is found in a text: the lists
/// of actors, the parts of the recogniser, how marks beside articles and fields of records
/// are used. What was found by another stage is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage([u8; 16]);

impl Default for Stage {
    /// That of the program alone.
    fn default() -> Self {
        Self::of(&Plan::default(), Parts::All)
    }
}

impl Stage {
    /// The stage of a plan.
    #[must_use]
    pub fn of(plan: &Plan, parts: Parts) -> Self {
        // Taken apart by name: a new choice must be counted too.
        let Plan {
            sources: _,
            roots: _,
            errors: _,
            skipped: _,
            folders: _,
            shallow: _,
            marked: _,
            met_skipped: _,
            met_errors: _,
            latin,
            gazetteer: _,
            annotations,
            options,
        } = plan;
        let mut out = Packer::default();
        out.number(engine().cast_unsigned());
        out.number(plan.gazetteer().fingerprint());
        out.number(plan.gazetteer().len() as u64);
        // Within one engine the way in which values are printed stays.
        out.text(&format!("{parts:?} {latin} {annotations:?} {options:?}"));
        Self(hash(&out.done()))
    }

    /// The key of what is found in a document, given packed, with marks beside it.
    pub(super) fn key(self, document: &[u8], marks: &[Beside]) -> [u8; 16] {
        let mut out = Packer::default();
        out.bytes(&self.0);
        out.bytes(document);
        for Beside { file, text } in marks {
            // What is wrong in it is said with its name.
            out.text(file);
            out.text(match text {
                Ok(_) => "text",
                Err(_) => "reason",
            });
            out.text(text.as_ref().unwrap_or_else(|reason| reason));
        }
        hash(&out.done())
    }

    /// As the database keeps it of a file.
    pub(super) fn number(self) -> i64 {
        let mut half = [0; 8];
        half.copy_from_slice(&self.0[..8]);
        i64::from_le_bytes(half)
    }
}

/// The first half of a BLAKE3 hash.
pub(super) fn hash(bytes: &[u8]) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    short
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use crate::library::Library;
    use crate::library::articles::OTHER_STAGE;

    #[test]
    fn whether_all_was_read_by_one_stage_is_not_asked_of_each_file() {
        let library = Library::in_memory().unwrap();
        library
            .write(|connection| {
                let collection = library.begin(connection)?;
                let mut insert = connection.prepare(
                    "INSERT INTO file (collection, path, rank, stage) VALUES (?1, ?2, ?2, ?3)",
                )?;
                for n in 0..3000 {
                    insert.execute((collection, n, 7))?;
                }
                Ok(())
            })
            .unwrap();
        let reader = library.read();
        let mut statement = reader.prepare(OTHER_STAGE).unwrap();
        for (stage, others) in [(7, false), (6, true), (8, true), (i64::MIN, true)] {
            let _ = statement.reset_status(StatementStatus::VmStep);
            let found = statement.exists((library.collection(), stage)).unwrap();
            assert_eq!(found, others, "{stage}");
            let steps = statement.get_status(StatementStatus::VmStep);
            assert!((1..100).contains(&steps), "{stage}: {steps} steps");
        }
    }
}
