//! What the library knows of names, for queries that ask for somebody.

use rustc_hash::FxHashSet;

use crate::entity::vocabulary::Vocabulary;
use crate::library::{EntityId, Error, Library};
use crate::text::fold;
use crate::text::query::{Known, identifier, names_match, sounds_like};

/// What is known of words: the program's lists, and names that the library met.
pub(super) struct Words<'a> {
    pub(super) vocabulary: Vocabulary<'static>,
    pub(super) library: &'a Library,
}

impl Known for Words<'_> {
    fn is_whole(&self, folded: &str) -> bool {
        self.vocabulary.is_whole(folded)
    }

    fn sounds_like(&self, latin: &str) -> Vec<String> {
        // Without names the word itself is searched; what is wrong is told when texts are read.
        self.library.sounding_like(latin).unwrap_or_default()
    }
}

impl Library {
    /// The entities that are called so: the one with this identifier, else by words of a
    /// spelling.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn called(&self, name: &str) -> Result<Vec<EntityId>, Error> {
        // An identifier means that one alone.
        if let Some(actor) = self.actor_of_key(identifier(name).unwrap_or(name))? {
            return Ok(vec![actor.id]);
        }
        let called = self.entities()?.into_iter().filter(|(actor, entity)| {
            let aliases = entity.aliases.iter().map(String::as_str);
            std::iter::once(&*actor.name)
                .chain(actor.latin.as_deref())
                .chain(aliases)
                .any(|alias| names_match(name, alias))
        });
        Ok(called.map(|(actor, _)| actor.id).collect())
    }

    /// The words of names in other letters that sound like a word in Latin letters, or that name
    /// whom it names; most mentioned first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sounding_like(&self, latin: &str) -> Result<Vec<String>, Error> {
        let folded = fold::fold(latin);
        let mut out: Vec<String> = Vec::new();
        let mut known: FxHashSet<String> = FxHashSet::default();
        for (_, entity) in self.entities()? {
            let names = std::iter::once(entity.name.as_str());
            let names = names.chain(entity.aliases.iter().map(String::as_str));
            let means = names.clone().any(|name| fold::fold(name) == folded);
            for name in names {
                for word in name.split_whitespace() {
                    let other = !word.chars().any(|c| c.is_ascii_alphabetic());
                    let alone = word.len() == name.len();
                    if ((means && alone && other) || sounds_like(latin, word))
                        && known.insert(fold::fold(word))
                    {
                        out.push(word.to_owned());
                    }
                }
            }
        }
        Ok(out)
    }
}
