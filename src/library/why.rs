//! What made a mention, from what is kept.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::entity::explain::{self, Explanation, Standing};
use crate::entity::link::Entity;
use crate::entity::mention::Mention;
use crate::library::articles::Kept;
use crate::library::{ArticleId, EntityId, Error, Library, actors};
use crate::text::range::TextRange;

impl Library {
    /// What made the mention that holds byte `at` of an article.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn why(&self, id: ArticleId, at: usize) -> Result<Option<Explanation>, Error> {
        let mut found = false;
        let first = |mention: &Mention| {
            let wanted = !found && mention.range.contains(at);
            found |= wanted;
            wanted
        };
        let why = self.explained(id, first)?;
        Ok(why.into_iter().next().map(|(_, why)| why))
    }

    /// What made each mention of an article: first the sure ones, then the weak.
    ///
    /// # Errors
    /// When the database cannot be read, or what is in it does not hold.
    pub fn whys(&self, id: ArticleId) -> Result<Vec<(TextRange, Explanation)>, Error> {
        self.explained(id, |_| true)
    }

    fn explained(
        &self,
        id: ArticleId,
        mut wanted: impl FnMut(&Mention) -> bool,
    ) -> Result<Vec<(TextRange, Explanation)>, Error> {
        let reader = self.read();
        let reader = reader.unchecked_transaction()?;
        let Some(kept) = Kept::of(&reader, self.current(id))? else {
            return Ok(Vec::new());
        };
        let mut known: FxHashMap<EntityId, Option<Entity>> = FxHashMap::default();
        let mut out = Vec::new();
        let sure = kept.analysis.mentions.iter().map(|m| (m, Standing::Sure));
        let weak = kept.analysis.weak.iter().enumerate();
        let weak = weak.map(|(at, mention)| match kept.promoted.get(at) {
            Some(true) => (mention, Standing::Promoted),
            _ => (mention, Standing::Weak),
        });
        for (mention, standing) in sure.chain(weak) {
            if !wanted(mention) {
                continue;
            }
            let name = mention.name as usize;
            let (Some(&number), Some(reason)) = (kept.entities.get(name), kept.reasons.get(name))
            else {
                continue;
            };
            let entity = match known.entry(number) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(actors::entity(&reader, number)?),
            };
            if let Some(entity) = entity {
                let why =
                    explain::explain(&kept.document.source, mention, standing, entity, reason);
                out.push((mention.range, why));
            }
        }
        Ok(out)
    }
}
