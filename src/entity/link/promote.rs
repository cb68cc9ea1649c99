//! Weak mentions of actors whom the collection names for sure.
//!
//! What the tagger was not sure of in one article may be the name of somebody whom another
//! article names clearly, before it or after it. So this cannot look back only: it waits
//! until everything sure is linked, and then asks of each weak name, whom of *all* actors it
//! means. It reads what was linked and changes nothing of it: no weak name begins an actor
//! that counts, lends another one its spelling, or speaks for a third. Hence the result is
//! a function of the set, and what is sure is linked as it would be without weak mentions.

use std::collections::VecDeque;

use super::judge::Whom;
use super::{Linker, Reason, named};
use crate::entity::kind::Kind;
use crate::entity::likeness::is_first_name;
use crate::entity::mention::{Analysis, Evidence, LocalEntity, Mention};
use crate::entity::sound::Name;
use crate::text::fold::fold;

/// What was decided of weak names, and waits for its turn.
#[derive(Default)]
pub(super) struct Weak {
    /// How many names were held against all so far.
    held: usize,
    /// How many of those have been settled.
    settled: usize,
    /// Whom some of them mean, by their number; the others mean nobody known.
    meant: VecDeque<(usize, Whom, Reason)>,
    /// For each article, the names whose weak mentions count.
    counting: VecDeque<Box<[u32]>>,
}

impl Linker<'_> {
    /// Decides whom the weak names of an article mean, and which weak mentions count. No
    /// entity is added.
    pub(super) fn hold_against_all(&mut self, analysis: &Analysis, of: &[usize], weak: &mut Weak) {
        let named = named(analysis);
        let mut company: Vec<usize> = of.to_vec();
        company.retain(|&at| at != usize::MAX);
        company.sort_unstable();
        company.dedup();
        let mut at_stake = vec![false; analysis.names.len()];
        for mention in &analysis.weak {
            if let Some(at_stake) = at_stake.get_mut(mention.name as usize) {
                *at_stake = true;
            }
        }
        let mut counting = Vec::new();
        for ((local, name), named) in analysis.names.iter().zip(0u32..).zip(named) {
            let vouched = if named {
                let at = of.get(name as usize).filter(|_| at_stake[name as usize]);
                at.is_some_and(|&at| self.vouched(at, local, &company))
            } else {
                let one = self.known(local, &company);
                let vouched = match &one {
                    Some((Whom::Known(at), _)) => {
                        at_stake[name as usize] && self.vouched(*at, local, &company)
                    }
                    _ => false,
                };
                if let Some((whom, reason)) = one {
                    weak.meant.push_back((weak.held, whom, reason));
                }
                weak.held += 1;
                vouched
            };
            if vouched {
                counting.push(name);
            }
        }
        weak.counting.push_back(counting.into());
    }

    /// Gives the weak names of an article their entities, new ones where nobody is meant; and
    /// says which weak mentions count.
    pub(super) fn settle(
        &mut self,
        analysis: &Analysis,
        of: &mut [usize],
        reasons: &mut [Reason],
        weak: &mut Weak,
    ) -> Vec<bool> {
        let named = named(analysis);
        let open = analysis.names.iter().zip(of).zip(reasons).zip(named);
        for (((local, of), why), _) in open.filter(|(_, named)| !named) {
            let is_next = weak
                .meant
                .front()
                .is_some_and(|(at, ..)| *at == weak.settled);
            let one = is_next.then(|| weak.meant.pop_front()).flatten();
            weak.settled += 1;
            let (at, reason) = match one {
                Some((_, whom, reason)) => (self.entity_of(whom), reason),
                None if local.gazetteer.is_some() => (self.listed(local), Reason::Listed),
                None => {
                    let id = super::id(self.gazetteer, local);
                    let known = self.by_id.get(&id).copied();
                    let at = known.unwrap_or_else(|| self.begin(local, id));
                    (at, Reason::First)
                }
            };
            self.spelled(at, local);
            (*of, *why) = (at, reason);
        }
        let counting = weak.counting.pop_front().unwrap_or_default();
        let counts = |mention: &Mention| {
            // A title alone stays what it is, however well its bearer is known.
            mention.evidence == Evidence::Tagged && counting.contains(&mention.name)
        };
        analysis.weak.iter().map(counts).collect()
    }

    /// True when other articles speak for a name: one that names its actor for sure, two
    /// where it is a word alone. A listed actor may have been named by the article itself;
    /// of others the article stage has seen that, and was not sure.
    fn vouched(&self, at: usize, local: &LocalEntity, company: &[usize]) -> bool {
        let here = u32::from(company.binary_search(&at).is_ok());
        let others = self.met[at].articles - here;
        let listed = self.entities[at].list.is_some();
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
