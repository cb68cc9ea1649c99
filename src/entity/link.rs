//! The collection stage: one list of actors over all articles.
//!
//! A deterministic function of the *set* of article results, ordered by document number:
//! neither the order of arrival nor the number of threads shows.

use compact_str::{CompactString, format_compact};
use rustc_hash::FxHashMap;

use super::gazetteer::{Gazetteer, fingerprint};
use super::kind::Kind;
use super::mention::{Analysis, LocalEntity};
use crate::text::fold::fold;

/// One actor of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The gazetteer's slug (for a country's nationality `nationality:` before it), else the
    /// kind and a hash of the folded name as first seen.
    pub id: CompactString,
    /// What it is.
    pub kind: Kind,
    /// Its plain form, as shown.
    pub name: String,
    /// All spellings met, in order, and the gazetteer's forms; without repetition and without
    /// the name.
    pub aliases: Vec<String>,
    /// The gazetteer's description; empty when there is none.
    pub about: String,
    /// A form in Latin letters.
    pub latin: Option<String>,
}

/// The actors of a collection, and who is who in each article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// In the order of their first document and mention.
    pub entities: Vec<Entity>,
    /// For each article, in the order of the document numbers: the document's number, and for
    /// each of its local names the index of its entity.
    pub of: Vec<(u32, Vec<usize>)>,
}

/// Links the articles of a collection. Of two with one number the first given counts.
#[must_use]
pub fn link<'a>(
    gazetteer: &Gazetteer,
    articles: impl Iterator<Item = (u32, &'a Analysis)>,
) -> Linked {
    let mut articles: Vec<_> = articles.collect();
    articles.sort_by_key(|&(number, _)| number);
    articles.dedup_by_key(|&mut (number, _)| number);

    let mut linked = Linked::default();
    let mut by_id: FxHashMap<CompactString, usize> = FxHashMap::default();
    for (number, analysis) in articles {
        let of = analysis
            .names
            .iter()
            .map(|local| {
                let id = id(gazetteer, local);
                let at = *by_id.entry(id.clone()).or_insert_with(|| {
                    linked.entities.push(begin(gazetteer, local, id));
                    linked.entities.len() - 1
                });
                let entity = &mut linked.entities[at];
                for spelling in &local.spellings {
                    if *spelling != entity.name && !entity.aliases.contains(spelling) {
                        entity.aliases.push(spelling.clone());
                    }
                }
                at
            })
            .collect();
        linked.of.push((number, of));
    }
    for entity in &mut linked.entities {
        let listed = (entity.kind != Kind::Nationality)
            .then(|| gazetteer.index_of(&entity.id))
            .flatten()
            .and_then(|index| gazetteer.entry(index));
        for alias in listed.iter().flat_map(|entry| &entry.aliases) {
            if *alias != entity.name && !entity.aliases.contains(alias) {
                entity.aliases.push(alias.clone());
            }
        }
    }
    linked
}

/// The same in every run and on every machine. A family name alone never gets here: the
/// article stage binds it or leaves it.
fn id(gazetteer: &Gazetteer, local: &LocalEntity) -> CompactString {
    match local.gazetteer.and_then(|index| gazetteer.entry(index)) {
        Some(entry) if local.kind == Kind::Nationality && entry.kind != Kind::Nationality => {
            format_compact!("nationality:{}", entry.id)
        }
        Some(entry) => entry.id.clone(),
        None => {
            let hash = fingerprint(0, &fold(&local.name)) & 0xffff_ffff_ffff;
            format_compact!("{}-{hash:012x}", local.kind.as_str())
        }
    }
}

fn begin(gazetteer: &Gazetteer, local: &LocalEntity, id: CompactString) -> Entity {
    let listed = local.gazetteer.and_then(|index| gazetteer.entry(index));
    Entity {
        id,
        kind: local.kind,
        name: local.name.clone(),
        aliases: Vec::new(),
        about: listed.map(|entry| entry.about.clone()).unwrap_or_default(),
        latin: listed.and_then(|entry| entry.latin.clone()),
    }
}
