//! Weak mentions of actors whom the collection names for sure.
//!
//! What the tagger was not sure of in one article may be the name of somebody whom another
//! article names clearly, before it or after it. So this cannot look back only: it waits
//! until everything sure is linked, and then asks of each weak name, whom of *all* actors it
//! means. It reads what was linked and changes nothing of it: no weak name begins an actor
//! that counts, lends another one its spelling, or speaks for a third. Hence the result is
//! a function of the set, and what is sure is linked as it would be without weak mentions.

use super::{Linker, Reason, Whom, named};
use crate::entity::kind::Kind;
use crate::entity::likeness::is_first_name;
use crate::entity::mention::{Analysis, Evidence, LocalEntity, Mention};
use crate::entity::sound::Name;
use crate::text::fold::fold;

impl Linker<'_> {
    /// Gives every weak name its entity, and says which weak mentions count.
    pub(super) fn promote(&mut self, articles: &[(u32, &Analysis)]) {
        let mut meant = Vec::new();
        for (place, (_, analysis)) in articles.iter().enumerate() {
            let named = named(analysis);
            let mut company: Vec<usize> = self.linked.of[place].1.clone();
            company.retain(|&at| at != usize::MAX);
            company.sort_unstable();
            company.dedup();
            let mut counts = Vec::with_capacity(named.len());
            for (name, local) in analysis.names.iter().enumerate() {
                if named[name] {
                    let at = self.linked.of[place].1[name];
                    counts.push(self.vouched(at, local, &company));
                    continue;
                }
                let one = self.known(local, &company);
                counts.push(match one {
                    Some((Whom::Known(at), _)) => self.vouched(at, local, &company),
                    _ => false,
                });
                meant.push((place, name, local, one));
            }
            let counts = |mention: &Mention| {
                // A title alone stays what it is, however well its bearer is known.
                mention.evidence == Evidence::Tagged
                    && counts.get(mention.name as usize).copied().unwrap_or(false)
            };
            let promoted = analysis.weak.iter().map(counts).collect();
            self.linked.promoted.push(promoted);
        }
        // Only now may entities be added.
        for (place, name, local, one) in meant {
            let (at, reason) = match one {
                Some((whom, reason)) => (self.entity_of(whom), reason),
                None if local.gazetteer.is_some() => (self.listed(local), Reason::Listed),
                None => {
                    let id = super::id(self.gazetteer, local);
                    let known = self.by_id.get(&id).copied();
                    let at = known.unwrap_or_else(|| self.begin(local, id));
                    (at, Reason::First)
                }
            };
            self.spelled(at, local);
            self.linked.of[place].1[name] = at;
            self.linked.reasons[place][name] = reason;
        }
    }

    /// True when other articles speak for a name: one that names its actor for sure, two
    /// where it is a word alone. A listed actor may have been named by the article itself;
    /// of others the article stage has seen that, and was not sure.
    fn vouched(&self, at: usize, local: &LocalEntity, company: &[usize]) -> bool {
        let here = u32::from(company.binary_search(&at).is_ok());
        let others = self.met[at].articles - here;
        let listed = self.linked.entities[at].list.is_some();
        let alone = Name::of(&local.name).words.len() < 2;
        listed || others > u32::from(alone)
    }

    /// The actor that a weak name means, if that is clear.
    fn known(&mut self, local: &LocalEntity, company: &[usize]) -> Option<(Whom, Reason)> {
        if local.gazetteer.is_some() {
            return None;
        }
        let name = Name::of(&local.name);
        let same = (local.kind, fold(&local.name));
        if let Some(&at) = self.by_name.get(&same) {
            // A first name alone is borne by many.
            let telling = match name.words.as_slice() {
                [word] => local.kind != Kind::Person || !is_first_name(word),
                _ => true,
            };
            return telling.then_some((Whom::Known(at), Reason::SameName));
        }
        self.judge(local, &name, company).0
    }
}
