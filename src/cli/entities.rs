//! `warraq entities`: one actor a line, the most mentioned first.

use std::io::Write;

use serde::Serialize;

use crate::cli::args::{EntitiesArgs, Format};
use crate::cli::collection::Collection;
use crate::cli::mentions::public_key;
use crate::entity::explain;
use crate::entity::kind::Kind;
use crate::library::escape::{json_line, tsv};

/// One line of the contract (`docs/cli.md`).
#[derive(Serialize)]
struct Line<'a> {
    entity: &'a str,
    name: &'a str,
    kind: Kind,
    aliases: &'a [String],
    mentions: u32,
    documents: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    may_be: Vec<MayBe<'a>>,
}

/// Somebody who may be the same.
#[derive(Serialize)]
struct MayBe<'a> {
    entity: &'a str,
    name: &'a str,
    why: String,
}

pub(super) fn print(
    collection: &Collection,
    args: &EntitiesArgs,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let mut entities = collection.library.entities()?;
    collection.library.count_once(args.once);
    for (actor, _) in &mut entities {
        *actor = collection.library.counted(actor.clone())?;
    }
    // A nationality bears the identifier of its country, and stands after it.
    entities.sort_by(|(a, _), (b, _)| {
        (b.all, public_key(&a.key), a.kind).cmp(&(a.all, public_key(&b.key), b.kind))
    });
    for (actor, entity) in entities {
        let line = Line {
            entity: public_key(&actor.key),
            name: &actor.name,
            kind: actor.kind,
            aliases: &entity.aliases,
            mentions: actor.all,
            documents: actor.articles,
            may_be: (entity.suggestions.iter())
                .map(|one| MayBe {
                    entity: public_key(&one.entity),
                    name: &one.name,
                    why: explain::say(&one.reason),
                })
                .collect(),
        };
        match args.format {
            Format::Jsonl => json_line(out, &line)?,
            Format::Tsv => writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}",
                tsv(line.entity),
                tsv(line.name),
                line.kind.as_str(),
                line.aliases
                    .iter()
                    .map(|a| tsv(a))
                    .collect::<Vec<_>>()
                    .join("|"),
                line.mentions,
                line.documents
            )?,
        }
    }
    Ok(())
}
