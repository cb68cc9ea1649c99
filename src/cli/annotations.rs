//! `warraq import-annotations`: marks of others, held against the text and kept beside it.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::cli::args::ImportArgs;
use crate::cli::mentions::Scalars;
use crate::cli::{FAILED, PARTLY, USAGE, say};
use crate::entity::kind::Kind;
use crate::library::annotations::{self, Annotation, Form};
use crate::library::escape::json_line;
use crate::library::import::{Origin, Plan, Source};

/// One line of the file beside the article: a mention as `mentions` prints it.
#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    start: usize,
    end: usize,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    surface: &'a str,
}

/// Marks of one file, for one article or (`None`) for the only one.
struct Marks {
    file: PathBuf,
    doc: Option<String>,
    marks: Vec<Annotation>,
}

/// Reads the files, holds each mark against its article, and writes what stands.
pub(super) fn import(plan: &Plan, args: &ImportArgs, out: &mut impl Write) -> io::Result<u8> {
    let mut left_out = 0usize;
    let mut groups: Vec<Marks> = Vec::new();
    for file in &args.annotations {
        let name = file.to_string_lossy();
        let Some(form) = args.form.map(Into::into).or_else(|| Form::of_name(&name)) else {
            say(&format!(
                "{name}: its name tells no form. Give one with --from brat, conll or jsonl."
            ));
            return Ok(USAGE);
        };
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                say(&format!("{name} cannot be read: {error}."));
                return Ok(USAGE);
            }
        };
        let (marks, faults) = annotations::parse(form, &text);
        left_out += faults.len();
        for (line, what) in faults {
            say(&format!("{name}:{line}: {what}."));
        }
        let mut by_doc: BTreeMap<Option<String>, Vec<Annotation>> = BTreeMap::new();
        for mark in marks {
            by_doc.entry(mark.doc.clone()).or_default().push(mark);
        }
        groups.extend(by_doc.into_iter().map(|(doc, marks)| Marks {
            file: file.clone(),
            doc,
            marks,
        }));
    }
    let (mut articles, mut kept) = (0usize, 0usize);
    let mut for_source: BTreeMap<usize, Vec<Marks>> = BTreeMap::new();
    for group in groups {
        match article_of(plan, &group) {
            Some(at) => for_source.entry(at).or_default().push(group),
            None => {
                left_out += group.marks.len();
                let doc = group.doc.as_deref().unwrap_or("an article");
                let file = group.file.display();
                say(&format!(
                    "{file}: {doc} is none of the articles given; {} marks were left out.",
                    group.marks.len()
                ));
            }
        }
    }
    for (at, groups) in for_source {
        let source = &plan.sources[at];
        let Some((_, Ok(document))) = source.articles(&plan.options).next() else {
            say(&format!("{} cannot be read.", source.doc));
            left_out += groups.iter().map(|g| g.marks.len()).sum::<usize>();
            continue;
        };
        let text = &document.source;
        let mut lines = Vec::new();
        for group in &groups {
            let mut faults = Vec::new();
            let placed = annotations::place(&group.marks, text, &mut faults);
            for (line, what) in &faults {
                say(&format!("{}:{line}: {what}.", group.file.display()));
            }
            let wanted = (group.marks.iter()).filter(|mark| mark.kind != annotations::NO_MARK);
            left_out += wanted.count() - placed.len();
            kept += placed.len();
            let mut scalars = Scalars::new(text);
            for one in &placed {
                let line = Line {
                    doc: &source.doc,
                    start: scalars.before(one.range.start),
                    end: scalars.before(one.range.end),
                    kind: one.kind,
                    entity: one.entity.as_deref(),
                    name: one.name.as_deref(),
                    surface: one.range.slice(text).unwrap_or_default(),
                };
                json_line(&mut lines, &line)?;
            }
        }
        articles += 1;
        if args.check {
            continue;
        }
        match &source.origin {
            Origin::File(path) if !args.print => {
                let mut name = path.clone().into_os_string();
                name.push(".mentions.jsonl");
                if let Err(error) = write(Path::new(&name), &lines, args.force) {
                    let name = name.to_string_lossy();
                    say(&match error.kind() {
                        io::ErrorKind::AlreadyExists => {
                            format!("{name} is there already; --force writes it anew.")
                        }
                        _ => format!("{name} cannot be written: {error}."),
                    });
                    return Ok(FAILED);
                }
            }
            _ => out.write_all(&lines)?,
        }
    }
    out.flush()?;
    say(&format!(
        "Marks that stand: {kept}; left out: {left_out}; articles: {articles}."
    ));
    Ok(if left_out > 0 { PARTLY } else { 0 })
}

/// The article that marks are for: the one of that name, the one whose file is called like
/// theirs, or the only one.
fn article_of(plan: &Plan, group: &Marks) -> Option<usize> {
    if let Some(doc) = &group.doc {
        let base = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
        let exact = plan.sources.iter().position(|source| source.doc == *doc);
        let like = |source: &Source| base(&source.doc) == base(doc);
        return exact.or_else(|| {
            let mut found = plan.sources.iter().enumerate().filter(|(_, s)| like(s));
            let first = found.next()?.0;
            found.next().is_none().then_some(first)
        });
    }
    if plan.sources.len() == 1 {
        return Some(0);
    }
    let stem = group.file.file_stem()?;
    plan.sources.iter().position(|source| {
        let path = Path::new(&source.doc);
        path.file_stem() == Some(stem) || path.file_name() == Some(stem)
    })
}

fn write(path: &Path, lines: &[u8], force: bool) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).mode(0o600);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    options.open(path)?.write_all(lines)
}
