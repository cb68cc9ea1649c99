//! Whom a name means by its sound, and by the company it is named in.

use rustc_hash::FxHashSet;

use super::{Linker, Reason, short};
use crate::entity::kind::Kind;
use crate::entity::likeness::{Verdict, compare, is_first_name, words};
use crate::entity::mention::LocalEntity;
use crate::entity::sound::{Name, family_key, keys};

/// So many actors in common speak for one where names alone leave a doubt.
const ENOUGH: u16 = 2;
/// So many candidates of one key are looked at, the first: a key that more share says little.
const CANDIDATES: usize = 48;

/// Somebody whom a name may mean.
pub(super) struct Likely {
    whom: Whom,
    verdict: Verdict,
    form: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    Listed(u32),
    Known(usize),
}

/// Whom a name means; and whom it might mean, where that is not clear.
pub(super) type Judged = (Option<(Whom, Reason)>, Vec<(Whom, Reason)>);

impl Linker<'_> {
    /// Whom a name means by its sound or by its company, and else whom it might.
    pub(super) fn judge(&mut self, local: &LocalEntity, name: &Name, company: &[usize]) -> Judged {
        let mut likely = self.likely(local.kind, name);
        likely.sort_by_key(|l| rank(l.verdict));
        let same = |l: &&Likely| matches!(l.verdict, Verdict::Same(_));
        let mut sure = likely.iter().filter(same);
        let (best, next) = (sure.next(), sure.next());
        // A short name that two longer ones hold equally well (جورج بوش) means neither, unless
        // these may be one themselves.
        if let Some(best) = best
            && next.is_none_or(|next| {
                let form = Name::of(&best.form);
                form.words.len() <= name.words.len()
                    || hundredths(next.verdict) > hundredths(best.verdict) + 2
                    || compare(local.kind, &form, &Name::of(&next.form)) != Verdict::Different
            })
        {
            let reason = Reason::Sound {
                form: best.form.clone(),
                distance: hundredths(best.verdict),
                shared: 0,
            };
            return (Some((best.whom, reason)), Vec::new());
        }
        let mut doubts = Vec::new();
        for one in likely {
            let shared = match one.whom {
                Whom::Known(at) => self.shared(at, company),
                // Nobody has named it yet.
                Whom::Listed(_) => 0,
            };
            let reason = Reason::Sound {
                form: one.form,
                distance: hundredths(one.verdict),
                shared,
            };
            if shared >= ENOUGH {
                return (Some((one.whom, reason)), Vec::new());
            }
            doubts.push((one.whom, reason));
        }
        if local.kind == Kind::Person
            && let [word] = name.words.as_slice()
            && word.consonants() >= 3
            && !is_first_name(word)
        {
            let key = family_key(word);
            let bearers = self.by_family.get(&key).map_or(&[][..], Vec::as_slice);
            let mut bearers = bearers.iter().filter_map(|&at| {
                let forms = &self.met[at].forms;
                let form = forms.iter().find(|(_, full)| {
                    full.words.len() > 1
                        && full
                            .words
                            .last()
                            .is_some_and(|last| words(last, word) <= 0.1)
                })?;
                Some((at, form.0.clone()))
            });
            if let (Some((at, form)), None) = (bearers.next(), bearers.next()) {
                let shared = self.shared(at, company);
                let reason = Reason::Family { form, shared };
                if shared >= ENOUGH {
                    return (Some((Whom::Known(at), reason)), Vec::new());
                }
                doubts.push((Whom::Known(at), reason));
            }
        }
        (None, doubts)
    }

    /// Who sounds like a name at all.
    fn likely(&mut self, kind: Kind, name: &Name) -> Vec<Likely> {
        let mut found: Vec<Likely> = Vec::new();
        let mut add = |one: Likely| match found.iter_mut().find(|l| l.whom == one.whom) {
            Some(known) if rank(one.verdict) < rank(known.verdict) => *known = one,
            Some(_) => {}
            None => found.push(one),
        };
        // Most sound alike under several keys; once is enough.
        let (mut listed, mut met_before) = (FxHashSet::default(), FxHashSet::default());
        for key in keys(kind, name) {
            for index in self.gazetteer.sounding(&key).into_iter().take(CANDIDATES) {
                if !listed.insert(index) {
                    continue;
                }
                let Some(entry) = self.gazetteer.entry(index) else {
                    continue;
                };
                let forms = self.forms.entry(index).or_insert_with(|| {
                    let forms = std::iter::once(&entry.name).chain(&entry.aliases);
                    forms.map(|form| (form.clone(), Name::of(form))).collect()
                });
                let met = self.by_id.get(&entry.id);
                let whom = met.map_or(Whom::Listed(index), |&at| Whom::Known(at));
                nearest(kind, whom, name, forms)
                    .into_iter()
                    .for_each(&mut add);
            }
            let known = self.by_sound.get(&key).into_iter().flatten();
            for &at in known.take(CANDIDATES).filter(|&&at| met_before.insert(at)) {
                let at = at as usize;
                let forms = &self.met[at].forms;
                nearest(kind, Whom::Known(at), name, forms)
                    .into_iter()
                    .for_each(&mut add);
            }
        }
        found
    }

    /// How many others an entity is named with that are named here too. Those who are named
    /// everywhere say nothing.
    fn shared(&self, at: usize, company: &[usize]) -> u16 {
        let telling = |other: &&usize| {
            let articles = self.met[**other].articles;
            let nationality = self.entities[**other].kind == Kind::Nationality;
            !nationality && (articles <= 3 || articles * 5 <= self.articles)
        };
        let known = &self.met[at].company;
        let shared = company.iter().filter(telling);
        let shared = shared.filter(|at| known.contains(&short(**at)));
        u16::try_from(shared.count()).unwrap_or(u16::MAX)
    }
}

/// The form that is nearest to a name, if one is near at all.
fn nearest(kind: Kind, whom: Whom, name: &Name, forms: &[(String, Name)]) -> Option<Likely> {
    forms
        .iter()
        .map(|(form, other)| (compare(kind, name, other), form))
        .filter(|(verdict, _)| *verdict != Verdict::Different)
        .min_by_key(|(verdict, _)| rank(*verdict))
        .map(|(verdict, form)| Likely {
            whom,
            verdict,
            form: form.clone(),
        })
}

/// The distance in hundredths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to 30"
)]
fn hundredths(verdict: Verdict) -> u16 {
    match verdict {
        Verdict::Same(cost) | Verdict::Unsure(cost) => (cost * 100.0).round() as u16,
        Verdict::Different => u16::MAX,
    }
}

/// Whatever is unsure stands after what is not.
fn rank(verdict: Verdict) -> (bool, u16) {
    (!matches!(verdict, Verdict::Same(_)), hundredths(verdict))
}
