//! `warraq mentions`: one mention a line, in reading order.

use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use serde::Serialize;

use crate::cli::args::{Format, MentionsArgs};
use crate::cli::collection::Collection;
use crate::cli::say;
use crate::entity::kind::Kind;
use crate::library::escape::{json_line, tsv};
use crate::library::{Actor, EntityId, Error, Target};
use crate::text::fold::fold;

/// One line of the contract (`docs/cli.md`).
#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    /// Unicode scalars of the decoded text.
    start: usize,
    /// End exclusive.
    end: usize,
    kind: Kind,
    entity: &'a str,
    name: &'a str,
    surface: &'a str,
    /// Only where it is true.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    weak: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// Prints them. False when `--entity` names nobody, which was said.
pub(super) fn print(
    collection: &Collection,
    args: &MentionsArgs,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let only = match &args.entity {
        None => None,
        Some(name) => match named(collection, name)? {
            Some(ids) => Some(ids),
            None => return Ok(false),
        },
    };
    let mut actors: HashMap<EntityId, Option<Actor>> = HashMap::new();
    for article in collection.articles() {
        let article = article?;
        let source = &article.document.source;
        let mut scalars = Scalars::new(source);
        let sure = article.mentions.iter().map(|mention| (mention, false));
        let weak = article.weak.iter().filter(|_| args.weak);
        let mut mentions: Vec<_> = sure.chain(weak.map(|mention| (mention, true))).collect();
        mentions.sort_by_key(|(mention, _)| mention.range.start);
        let mut whys = BTreeMap::new();
        if args.why {
            let told = collection.library.whys(article.id)?.into_iter();
            // Of two for one range the sure one stands first.
            for (range, why) in told {
                let key = (range.start, range.end);
                whys.entry(key).or_insert_with(|| why.to_string());
            }
        }
        for (mention, weak) in mentions {
            let start = scalars.before(mention.range.start);
            let end = scalars.before(mention.range.end);
            if only
                .as_ref()
                .is_some_and(|ids| !ids.contains(&mention.entity))
            {
                continue;
            }
            let actor = match actors.entry(mention.entity) {
                Slot::Occupied(known) => known.into_mut(),
                Slot::Vacant(new) => new.insert(collection.library.actor(mention.entity)?),
            };
            let (Some(actor), Some(surface)) = (actor, mention.range.slice(source)) else {
                continue;
            };
            let line = Line {
                doc: &article.doc,
                start,
                end,
                kind: mention.kind,
                entity: public_key(&actor.key),
                name: &actor.name,
                surface,
                weak,
                why: whys.remove(&(mention.range.start, mention.range.end)),
            };
            match args.format {
                Format::Jsonl => json_line(out, &line)?,
                Format::Tsv => {
                    let weak = if weak { "\tweak" } else { "" };
                    let why = line.why.as_ref().map(|why| format!("\t{}", tsv(why)));
                    writeln!(
                        out,
                        "{}\t{start}\t{end}\t{}\t{}\t{}\t{}{weak}{}",
                        tsv(line.doc),
                        line.kind.as_str(),
                        tsv(line.entity),
                        tsv(line.name),
                        tsv(line.surface),
                        why.unwrap_or_default()
                    )?;
                }
            }
        }
    }
    Ok(true)
}

/// The identifier as the contract has it: a nationality bears that of its country.
pub(super) fn public_key(key: &str) -> &str {
    key.strip_prefix("nationality:").unwrap_or(key)
}

/// The entities that `name` means: by identifier, or by a spelling; none when nobody is called
/// so.
pub(super) fn called(collection: &Collection, name: &str) -> Result<Vec<EntityId>, Error> {
    let folded = fold(name.trim());
    let entities = collection.library.entities()?;
    let by_key = entities.iter().filter(|(a, _)| public_key(&a.key) == name);
    let ids: Vec<EntityId> = by_key.map(|(a, _)| a.id).collect();
    if !ids.is_empty() {
        return Ok(ids);
    }
    let spelled = entities.iter().filter(|(actor, entity)| {
        fold(&actor.name) == folded || entity.aliases.iter().any(|alias| fold(alias) == folded)
    });
    let keys: Vec<&str> = spelled.map(|(a, _)| public_key(&a.key)).collect();
    if !keys.is_empty() {
        // A country and its nationality are one `entity`, whichever was spelled.
        let all = entities.iter().map(|(a, _)| a);
        let of_keys = all.filter(|a| keys.contains(&public_key(&a.key)));
        return Ok(of_keys.map(|a| a.id).collect());
    }
    Ok(Vec::new())
}

/// The entities that `name` means: by identifier, or by a spelling. Says the nearest names
/// when there is none.
pub(super) fn named(collection: &Collection, name: &str) -> Result<Option<Vec<EntityId>>, Error> {
    let called = called(collection, name)?;
    if !called.is_empty() {
        return Ok(Some(called));
    }
    let folded = fold(name.trim());
    let entities = collection.library.entities()?;
    let mut near: Vec<(usize, &str)> = entities
        .iter()
        .map(|(actor, entity)| {
            let forms = std::iter::once(&*actor.name)
                .chain(entity.aliases.iter().map(String::as_str))
                .chain([public_key(&actor.key)]);
            let distance = forms.map(|form| strsim::levenshtein(&folded, &fold(form)));
            (distance.min().unwrap_or(usize::MAX), &*actor.name)
        })
        .filter(|(distance, _)| *distance * 2 <= folded.chars().count())
        .collect();
    near.sort_unstable();
    near.dedup_by(|a, b| a.1 == b.1);
    let mut near: Vec<&str> = near.into_iter().take(3).map(|(_, name)| name).collect();
    let found = collection.library.find(name, 3)?;
    if near.is_empty() {
        near = found
            .iter()
            .filter(|f| matches!(f.target, Target::Actor(_)))
            .map(|f| &*f.name)
            .collect();
    }
    let nearest = if near.is_empty() {
        String::new()
    } else {
        format!(" Nearest: {}.", near.join(", "))
    };
    say(&format!("No actor here is called “{name}”.{nearest}"));
    Ok(None)
}

/// Counts the scalars before ascending bytes of a text.
pub(super) struct Scalars<'a> {
    text: &'a str,
    byte: usize,
    count: usize,
}

impl<'a> Scalars<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            text,
            byte: 0,
            count: 0,
        }
    }

    pub(super) fn before(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.count) = (0, 0);
        }
        let between = self.text.get(self.byte..byte).unwrap_or("");
        self.count += between.chars().count();
        self.byte = byte;
        self.count
    }
}
