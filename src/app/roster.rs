//! Which actors the sidebar lists, and in which order.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::app::reader::mentions_in;
use crate::entity::kind::Kind;
use crate::library::view::{Extent, Sort};
use crate::library::{Actor, Article, EntityId};
use crate::text::fold::fold;
use crate::text::range::TextRange;
use crate::text::transliterate::NameKey;

/// What the reader wants to see in the sidebar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whose actors.
    pub extent: Extent,
    /// In which order.
    pub sort: Sort,
    /// Nationalities are left out.
    pub no_nationalities: bool,
    /// Only those whose name answers this; empty: all.
    pub query: String,
}

/// The actors that are listed: by kind, then in the order wanted. `shown` is what of the
/// article is on the screen; `all` are the actors of the collection (or of the articles that are
/// listed, counted there), as far as they are known.
#[must_use]
pub fn roster(article: &Article, shown: TextRange, all: &[Actor], wanted: &Wanted) -> Vec<Actor> {
    let mut actors: Vec<Actor> = match wanted.extent {
        Extent::Article => article.actors.to_vec(),
        Extent::Screen => on_screen(article, shown),
        Extent::Listed => all.to_vec(),
        Extent::Collection => {
            let here: FxHashMap<EntityId, u32> =
                article.actors.iter().map(|a| (a.id, a.here)).collect();
            let with_here = |actor: &Actor| Actor {
                here: here.get(&actor.id).copied().unwrap_or(0),
                ..actor.clone()
            };
            all.iter().map(with_here).collect()
        }
    };
    if wanted.no_nationalities {
        actors.retain(|actor| actor.kind != Kind::Nationality);
    }
    if !wanted.query.trim().is_empty() {
        let typed: Vec<NameKey> = wanted.query.split_whitespace().map(NameKey::new).collect();
        actors.retain(|actor| answers(actor, &typed));
    }
    match wanted.sort {
        Sort::Here => actors.sort_by(|a, b| {
            (a.kind, b.here, b.all, &a.name).cmp(&(b.kind, a.here, a.all, &b.name))
        }),
        Sort::Everywhere => actors.sort_by(|a, b| {
            (a.kind, b.all, b.here, &a.name).cmp(&(b.kind, a.all, a.here, &b.name))
        }),
        Sort::Alphabet => actors.sort_by_cached_key(|a| (a.kind, alphabet_key(&a.name), a.id)),
    }
    actors
}

/// The last names that more than one person bears.
pub(super) fn families(actors: &[Actor]) -> FxHashSet<Box<str>> {
    let mut once: FxHashSet<&str> = FxHashSet::default();
    let mut more: FxHashSet<Box<str>> = FxHashSet::default();
    for actor in actors.iter().filter(|actor| actor.kind == Kind::Person) {
        let family = family(&actor.name);
        if !once.insert(family) && !more.contains(family) {
            more.insert(family.into());
        }
    }
    more
}

/// Words before a family name that belong to it.
const PARTICLES: &[&str] = &[
    "بن", "ابن", "أبو", "ابو", "أبي", "آل", "ال", "عبد", "دي", "دو", "دا", "فون", "فان", "لو",
    "ماك", "von", "van", "der", "de", "del", "della", "di", "da", "la", "le", "al", "bin", "ibn",
    "ben", "фон", "де", "בן", "אבו",
];

/// The last name of a person with the particles before it: `بن سلمان`, `von der Leyen`.
#[must_use]
pub fn family(name: &str) -> &str {
    let mut start = name.len();
    for word in name.split(' ').rev() {
        let first = start == name.len();
        if !first && !PARTICLES.contains(&word) {
            break;
        }
        start = start.saturating_sub(word.len() + usize::from(!first));
    }
    name.get(start..).unwrap_or(name).trim_start()
}

fn answers(actor: &Actor, typed: &[NameKey]) -> bool {
    let name = |name: &str| {
        let name = NameKey::new(name);
        typed.iter().all(|word| name.answers(word))
    };
    name(&actor.name) || actor.latin.as_deref().is_some_and(name)
}

/// The actors of the mentions on the screen, counted there.
fn on_screen(article: &Article, shown: TextRange) -> Vec<Actor> {
    let mut counts: FxHashMap<EntityId, u32> = FxHashMap::default();
    for mention in mentions_in(&article.mentions, shown) {
        *counts.entry(mention.entity).or_default() += 1;
    }
    let here = |actor: &Actor| {
        let here = *counts.get(&actor.id)?;
        Some(Actor {
            here,
            ..actor.clone()
        })
    };
    article.actors.iter().filter_map(here).collect()
}

/// What names are sorted by: the article ال does not count, آل (the house of) does; marks
/// and the seats of hamza do not; Persian letters stand after those that they are made of.
fn alphabet_key(name: &str) -> Vec<(char, u8)> {
    let bare = name.strip_prefix("ال");
    let bare = bare.filter(|rest| {
        rest.chars()
            .take_while(|c| c.is_alphabetic())
            .nth(1)
            .is_some()
    });
    let folded = fold(bare.unwrap_or(name));
    let place = |c: char| match c {
        'پ' => ('ب', 1),
        'چ' => ('ج', 1),
        'ژ' => ('ز', 1),
        'گ' => ('ك', 1),
        c => (c, 0),
    };
    folded.chars().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_names_keep_their_particles() {
        for (name, family) in [
            ("ألكسندر لوكاشينكو", "لوكاشينكو"),
            ("محمد بن سلمان", "بن سلمان"),
            ("Ursula von der Leyen", "von der Leyen"),
            ("بوتين", "بوتين"),
            ("", ""),
            ("بن", "بن"),
        ] {
            assert_eq!(super::family(name), family);
        }
    }

    #[test]
    fn the_arabic_article_does_not_count_in_the_alphabet() {
        let mut names = [
            "مينسك",
            "الأردن",
            "آل سعود",
            "البحرين",
            "ألمانيا",
            "إيران",
            "أثينا",
            "بريست",
            "تونس",
            "چین",
            "حلب",
            "Brest",
            "گيلان",
            "لبنان",
            "اليمن",
            "الله",
        ];
        names.sort_by_key(|name| alphabet_key(name));
        assert_eq!(
            names,
            [
                "Brest",
                "أثينا",
                "الأردن",
                "آل سعود",
                "ألمانيا",
                "إيران",
                "البحرين",
                "بريست",
                "تونس",
                "چین",
                "حلب",
                "گيلان",
                "لبنان",
                "الله",
                "مينسك",
                "اليمن",
            ]
        );
    }
}
