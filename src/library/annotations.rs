//! Mentions that others marked: brat, CoNLL, and JSON Lines as `mentions` prints them.
//!
//! Nothing in them is believed. Offsets are held against the text; what does not fit is
//! moved to where its surface stands nearby, or left out, and said with file and line.

mod read;

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::document::{Annotations, Document};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::kind::Kind;
use crate::entity::mention::{Analysis, Clue, Evidence, LocalEntity, Mention};
use crate::library::import::read_file;
use crate::text::clean;
use crate::text::cluster::widen;
use crate::text::range::TextRange;

pub use read::{kind_of, parse};

/// One mark of somebody else, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The article that it is for, where the file says it.
    pub doc: Option<String>,
    /// Where it stands, in scalars of the decoded text; `None`: after the one before it.
    pub at: Option<(usize, usize)>,
    /// What is named, as written.
    pub kind: String,
    /// The text that it should cover.
    pub surface: Option<String>,
    /// Who is named.
    pub entity: Option<String>,
    /// The plain form of who is named.
    pub name: Option<String>,
    /// Its line in the file, from 1.
    pub line: usize,
}

/// How marks are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Standoff lines of brat: `T1 TAB Person 4 13 TAB surface`.
    Brat,
    /// A word and a BIO tag a line.
    Conll,
    /// One JSON object a line.
    Jsonl,
}

impl Form {
    /// The form that the name of a file tells.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension {
            "ann" => Self::Brat,
            "conll" | "bio" | "iob" => Self::Conll,
            "jsonl" | "ndjson" => Self::Jsonl,
            _ => return None,
        })
    }
}

/// What becomes of our own mentions where an article has marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Use {
    /// Ours stay where no mark stands.
    #[default]
    Add,
    /// Ours go.
    Replace,
    /// The marks are not read.
    Ignore,
}

/// A mark whose place in the text is sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Bytes of the source.
    pub range: TextRange,
    /// What is named.
    pub kind: Kind,
    /// Who, as the file says it.
    pub entity: Option<String>,
    /// The plain form, as the file says it.
    pub name: Option<String>,
    /// Its line in the file.
    pub line: usize,
}

/// The kind of a word of CoNLL that is no mark; it only says how far the file has come.
pub const NO_MARK: &str = "O";

/// How far from its offsets a surface is looked for, in scalars.
const NEARBY: usize = 300;

/// The ends of the names of files with marks that may stand beside an article.
const BESIDE: [&str; 3] = ["ann", "conll", "mentions.jsonl"];

/// The files with marks that stand beside an article: its name, with or without its
/// extension, and one of the known ends.
#[must_use]
pub fn beside(article: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for stem in [article.with_extension(""), article.to_owned()] {
        for end in BESIDE {
            let mut name = stem.clone().into_os_string();
            name.push(".");
            name.push(end);
            let path = PathBuf::from(name);
            if path != article && path.is_file() && !found.contains(&path) {
                found.push(path);
            }
        }
    }
    found
}

/// True for a file whose name is that of one with marks.
pub(super) fn is_named_as_marks(path: &Path) -> bool {
    let name = path.to_string_lossy();
    BESIDE.iter().any(|end| {
        name.strip_suffix(end)
            .is_some_and(|stem| stem.ends_with('.'))
    })
}

/// True for a file that holds the marks of an article beside it, and so is no article.
#[must_use]
pub fn is_beside(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let Some(stem) = BESIDE
        .iter()
        .find_map(|end| name.strip_suffix(end)?.strip_suffix('.'))
    else {
        return false;
    };
    let article = |extension: &str| Path::new(&format!("{stem}{extension}")).is_file();
    ["", ".txt", ".md", ".markdown", ".text"]
        .into_iter()
        .any(article)
}

/// A file with marks that stands beside an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its path, controls shown as signs.
    pub file: String,
    /// What is in it, or why that cannot be read.
    pub text: Result<String, String>,
}

/// Reads the files with marks that stand beside an article.
#[must_use]
pub fn read_beside(article: &Path) -> Vec<Beside> {
    let read = |path: PathBuf| Beside {
        file: clean::visible(&path.to_string_lossy()).into_owned(),
        text: read_file(&path)
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is no UTF-8".to_owned())),
    };
    beside(article).into_iter().map(read).collect()
}

/// The mentions of an article with the marks that stand in files beside it.
#[must_use]
pub fn annotate(
    mut analysis: Analysis,
    files: &[Beside],
    source: &str,
    gazetteer: &Gazetteer,
    how: Use,
) -> Analysis {
    if how == Use::Ignore {
        return analysis;
    }
    for Beside { file, text } in files {
        let text = match text {
            Ok(text) => text,
            Err(reason) => {
                analysis.trouble.push(format!("{file}: {reason}"));
                continue;
            }
        };
        let form = Form::of_name(file).unwrap_or(Form::Jsonl);
        let (marks, faults) = parse(form, text);
        let mut trouble = faults;
        let placed = place(&marks, source, &mut trouble);
        let trouble = trouble.into_iter();
        analysis
            .trouble
            .extend(trouble.map(|(line, what)| format!("{file}:{line}: {what}")));
        apply(&mut analysis, &placed, source, gazetteer, how);
    }
    analysis
}

/// Finds where marks stand, and says of each that does not fit its line and why. What is
/// moved is said too.
#[must_use]
pub fn place(marks: &[Annotation], source: &str, faults: &mut Vec<(usize, String)>) -> Vec<Placed> {
    // The byte of each scalar, and the end.
    let mut bytes: Vec<usize> = source.char_indices().map(|(at, _)| at).collect();
    bytes.push(source.len());
    let scalar = |byte: usize| bytes.partition_point(|&b| b < byte);
    let mut placed: Vec<Placed> = Vec::new();
    let mut after = 0;
    for mark in marks {
        if mark.kind == NO_MARK {
            let word = mark.surface.as_deref().unwrap_or_default();
            after = in_sequence(source, word, after).map_or(after, |range| range.end);
            continue;
        }
        let mut say = |what: String| faults.push((mark.line, what));
        let Some(kind) = kind_of(&mark.kind) else {
            say(format!(
                "the kind “{}” is none of ours; it was left out",
                mark.kind
            ));
            continue;
        };
        let given = mark.at.and_then(|(start, end)| {
            let range = TextRange::new(*bytes.get(start)?, *bytes.get(end)?);
            (start < end).then_some(range)
        });
        let fits = |range: &TextRange| match &mark.surface {
            Some(surface) => range.slice(source) == Some(surface),
            None => true,
        };
        let range = match (given.filter(fits), &mark.surface) {
            (Some(range), _) => Some(range),
            (None, Some(surface)) if !surface.is_empty() => {
                if let Some((start, _)) = mark.at {
                    let last = bytes.len() - 1;
                    let from = bytes[start.saturating_sub(NEARBY).min(last)];
                    let to = bytes[start.saturating_add(NEARBY).min(last)];
                    let near = nearest(source, surface, from, to, bytes[start.min(last)]);
                    if let Some(range) = near {
                        let found = scalar(range.start);
                        say(format!(
                            "“{surface}” does not stand at {start}; it was taken at {found}"
                        ));
                    }
                    near
                } else {
                    in_sequence(source, surface, after)
                }
            }
            _ => None,
        };
        let Some(range) = range else {
            let surface = mark.surface.as_deref().unwrap_or("");
            say(match mark.at {
                Some((start, end)) => format!(
                    "“{surface}” stands neither at {start}–{end} nor nearby; it was left out"
                ),
                None => format!("“{surface}” was not found in the text; it was left out"),
            });
            continue;
        };
        after = after.max(range.end);
        placed.push(Placed {
            range: widen(source, range),
            kind,
            entity: mark.entity.clone(),
            name: mark.name.clone(),
            line: mark.line,
        });
    }
    let mut kept = without_overlaps(placed, |one| {
        faults.push((
            one.line,
            "it overlaps another mark; it was left out".to_owned(),
        ));
    });
    kept.sort_by_key(|one| one.range.start);
    faults.sort_by_key(|fault| fault.0);
    kept
}

/// Mentions do not overlap: of two marks the longer stays, of equal ones the first.
fn without_overlaps(mut placed: Vec<Placed>, mut left_out: impl FnMut(&Placed)) -> Vec<Placed> {
    placed.sort_by_key(|one| (std::cmp::Reverse(one.range.end - one.range.start), one.line));
    let mut kept: Vec<Placed> = Vec::with_capacity(placed.len());
    let mut taken: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for one in placed {
        let before = taken.range(..one.range.end).next_back();
        if before.is_some_and(|(_, &end)| end > one.range.start) {
            left_out(&one);
            continue;
        }
        taken.insert(one.range.start, one.range.end);
        kept.push(one);
    }
    kept
}

/// The mentions of an article with the spans that came with its record. Spans are often of more
/// kinds than ours, and within one another; what is none of ours is passed over.
#[must_use]
pub fn annotate_by_record(
    mut analysis: Analysis,
    document: &Document,
    gazetteer: &Gazetteer,
    how: Use,
) -> Analysis {
    let Annotations { kept, lost } = &document.annotations;
    if how == Use::Ignore || (kept.is_empty() && *lost == 0) {
        return analysis;
    }
    if *lost > 0 {
        let article = document.meta.title.as_ref();
        let article = clean::visible(article.unwrap_or(&document.meta.label));
        analysis.trouble.push(format!(
            "{article}: spans that came with it and fit nowhere in the text: {lost}"
        ));
    }
    let spans = kept.iter().zip(1..).filter_map(|(span, line)| {
        Some(Placed {
            range: span.range,
            kind: kind_of(&span.label)?,
            entity: span.id.clone(),
            name: None,
            line,
        })
    });
    let mut placed = without_overlaps(spans.collect(), |_| {});
    placed.sort_by_key(|one| one.range.start);
    if !placed.is_empty() {
        apply(&mut analysis, &placed, &document.source, gazetteer, how);
    }
    analysis
}

/// Where words stand one after the other from a byte on; what lies between two of them is
/// short, since a file of words leaves out white space only.
fn in_sequence(source: &str, words: &str, from: usize) -> Option<TextRange> {
    const GAP: usize = 200;
    let mut whole: Option<TextRange> = None;
    for word in words.split(' ') {
        let at = whole.map_or(from, |range| range.end);
        let rest = source.get(at..)?;
        let window = &rest[..rest.floor_char_boundary(GAP + word.len())];
        let start = at + window.find(word)?;
        let end = start + word.len();
        whole = Some(TextRange::new(
            whole.map_or(start, |range| range.start),
            end,
        ));
    }
    whole
}

/// The occurrence of a text nearest to a byte, within bounds.
fn nearest(source: &str, text: &str, from: usize, to: usize, about: usize) -> Option<TextRange> {
    let end = (to + text.len()).min(source.len());
    let end = (end..=source.len()).find(|&at| source.is_char_boundary(at))?;
    let window = source.get(from..end)?;
    window
        .match_indices(text)
        .map(|(at, _)| TextRange::new(from + at, from + at + text.len()))
        .min_by_key(|range| range.start.abs_diff(about))
}

/// Lays marks over the mentions of an article.
pub fn apply(
    analysis: &mut Analysis,
    placed: &[Placed],
    source: &str,
    gazetteer: &Gazetteer,
    how: Use,
) {
    let ours = std::mem::take(&mut analysis.mentions);
    let mut mentions: Vec<Mention> = Vec::new();
    let free = |m: &Mention| {
        let after = placed.partition_point(|one| one.range.end <= m.range.start);
        placed
            .get(after)
            .is_none_or(|one| one.range.start >= m.range.end)
    };
    if how == Use::Replace {
        // Marks of another file stay.
        mentions.extend(
            ours.into_iter()
                .filter(|m| m.evidence == Evidence::Imported),
        );
    } else {
        mentions.extend(ours.into_iter().filter(free));
    }
    // What may be a name is none where a mark stands.
    match how {
        Use::Replace => analysis.weak.clear(),
        Use::Add | Use::Ignore => analysis.weak.retain(free),
    }
    let mut locals: FxHashMap<(Kind, String), u32> = FxHashMap::default();
    for one in placed {
        let Some(surface) = one.range.slice(source) else {
            continue;
        };
        if mentions.iter().any(|m| {
            m.evidence == Evidence::Imported
                && m.range.start < one.range.end
                && one.range.start < m.range.end
        }) {
            continue;
        }
        let listed = one.entity.as_deref().and_then(|id| gazetteer.index_of(id));
        let name = one.name.clone().unwrap_or_else(|| surface.to_owned());
        let who = one.entity.clone().unwrap_or_else(|| name.clone());
        let at = *locals.entry((one.kind, who)).or_insert_with(|| {
            // Somebody whom we found too stays one with ours.
            let same = |local: &LocalEntity| {
                local.kind == one.kind
                    && match listed {
                        Some(index) => local.gazetteer == Some(index),
                        None => one.entity.is_none() && local.spellings.contains(&name),
                    }
            };
            let known = analysis.names.iter().position(same);
            let at = known.unwrap_or_else(|| {
                let plain = listed.and_then(|index| gazetteer.entry(index));
                analysis.names.push(LocalEntity {
                    gazetteer: listed,
                    kind: one.kind,
                    name: plain.map_or_else(|| name.clone(), |entry| entry.name.clone()),
                    spellings: Vec::new(),
                });
                analysis.names.len() - 1
            });
            u32::try_from(at).unwrap_or(u32::MAX)
        });
        if let Some(local) = analysis.names.get_mut(at as usize)
            && !local.spellings.iter().any(|spelling| spelling == surface)
        {
            local.spellings.push(surface.to_owned());
        }
        mentions.push(Mention {
            range: one.range,
            kind: one.kind,
            name: at,
            evidence: Evidence::Imported,
            clue: Clue::None,
        });
    }
    mentions.sort_by_key(|m| m.range.start);
    analysis.mentions = mentions;
    analysis.forget_the_unnamed();
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "وصل لوكاشينكو إلى القاهرة. ثم عاد لوكاشينكو.\n";

    fn mark(at: Option<(usize, usize)>, kind: &str, surface: &str, line: usize) -> Annotation {
        Annotation {
            doc: None,
            at,
            kind: kind.to_owned(),
            surface: Some(surface.to_owned()),
            entity: None,
            name: None,
            line,
        }
    }

    #[test]
    fn what_does_not_fit_is_moved_or_left_out_and_said() {
        let marks = [
            mark(Some((4, 13)), "PER", "لوكاشينكو", 1),
            mark(Some((15, 22)), "LOC", "القاهرة", 2),
            mark(Some((0, 5)), "LOC", "دمشق", 3),
            mark(Some((320, 329)), "PER", "لوكاشينكو", 4),
            mark(Some((18, 25)), "product", "القاهرة", 5),
            mark(Some((4, 7)), "PER", "لوك", 6),
            mark(Some((9, 4)), "PER", "", 7),
        ];
        let mut faults = Vec::new();
        let placed = place(&marks, TEXT, &mut faults);
        let found: Vec<_> = placed
            .iter()
            .map(|p| p.range.slice(TEXT).unwrap())
            .collect();
        assert_eq!(found, ["لوكاشينكو", "القاهرة", "لوكاشينكو"]);
        let lines: Vec<usize> = faults.iter().map(|f| f.0).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6, 7], "{faults:?}");
        assert!(faults[0].1.contains("taken at 18"), "{faults:?}");
    }

    #[test]
    fn weak_mentions_keep_their_actor_beside_marks() {
        let gazetteer = Gazetteer::embedded();
        let text = "وصل الرئيس البيلاروسي ألكسندر لوكاشينكو. ثم غادر الرئيس البيلاروسي.";
        let document = crate::document::read(text.to_owned(), crate::document::Format::Plain);
        let analysis = crate::entity::pipeline::analyse(&document, gazetteer);
        assert_eq!(analysis.weak.len(), 1);
        let marked = |how, surface: &str| {
            let at = text.rfind(surface).unwrap();
            let placed = [Placed {
                range: TextRange::new(at, at + surface.len()),
                kind: Kind::Person,
                entity: None,
                name: None,
                line: 1,
            }];
            let mut analysis = analysis.clone();
            apply(&mut analysis, &placed, text, gazetteer, how);
            analysis
        };
        // The only sure mention of him goes, and the names before him too.
        let added = marked(Use::Add, "لوكاشينكو");
        let name = &added.names[added.weak[0].name as usize];
        let lukashenko = gazetteer.index_of("alexander-lukashenko");
        assert_eq!(name.gazetteer, lukashenko);
        assert!(marked(Use::Add, "غادر الرئيس").weak.is_empty());
        assert!(marked(Use::Replace, "وصل").weak.is_empty());
    }

    #[test]
    fn marks_replace_or_add() {
        let gazetteer = Gazetteer::embedded();
        let document = crate::document::read(TEXT.to_owned(), crate::document::Format::Plain);
        let ours = crate::entity::pipeline::analyse(&document, gazetteer);
        assert_eq!(ours.mentions.len(), 3);
        let marks = [mark(Some((0, 13)), "ORG", "وصل لوكاشينكو", 1)];
        let placed = place(&marks, TEXT, &mut Vec::new());
        for (how, count) in [(Use::Add, 3), (Use::Replace, 1)] {
            let mut analysis = ours.clone();
            apply(&mut analysis, &placed, TEXT, gazetteer, how);
            assert_eq!(analysis.mentions.len(), count, "{how:?}");
            assert_eq!(analysis.mentions[0].kind, Kind::Organisation);
            for mention in &analysis.mentions {
                assert!((mention.name as usize) < analysis.names.len());
            }
        }
    }

    #[test]
    fn words_with_tags_are_found_in_order() {
        let conll = "وصل O\nلوكاشينكو O\nإلى O\nالقاهرة B-LOC\n. O\nثم O\nعاد O\nلوكاشينكو B-PER\n. O\nدمشق B-LOC\n";
        let (marks, faults) = parse(Form::Conll, conll);
        assert!(faults.is_empty(), "{faults:?}");
        let mut faults = Vec::new();
        let placed = place(&marks, TEXT, &mut faults);
        let second = TEXT.rfind("لوكاشينكو").unwrap();
        assert_eq!(placed.len(), 2);
        assert_eq!(placed[1].range.start, second);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].0, 10);
    }

    #[test]
    fn no_text_and_no_marks_break_it() {
        for text in ["", "ا", "é\u{301}x", "لوكا"] {
            for at in [
                None,
                Some((0, 0)),
                Some((0, 1)),
                Some((1, 99)),
                Some((7, 3)),
            ] {
                for surface in ["", "ا", "x", "\u{301}"] {
                    let marks = [mark(at, "PER", surface, 1)];
                    let _ = place(&marks, text, &mut Vec::new());
                }
            }
        }
    }

    #[test]
    fn spans_of_a_record_stand_as_marks_do() {
        use crate::document::{Annotation as Span, Format, read};
        let mut document = read(TEXT.to_owned(), Format::Plain);
        let span = |surface: &str, label: &str, id: Option<&str>| {
            let start = TEXT.find(surface).unwrap();
            Span {
                range: TextRange::new(start, start + surface.len()),
                label: label.to_owned(),
                id: id.map(str::to_owned),
            }
        };
        document.annotations.kept = vec![
            span("وصل", "TIME", None),
            span("لوكاشينكو إلى القاهرة", "ORG", Some("q1")),
            span("القاهرة", "LOC", None),
        ];
        document.annotations.lost = 2;
        let gazetteer = Gazetteer::embedded();
        let ours = || crate::entity::pipeline::analyse(&document, gazetteer);
        let told = |how: Use| {
            let analysis = annotate_by_record(ours(), &document, gazetteer, how);
            let mentions = analysis.mentions.iter().map(|mention| {
                let from_outside = mention.evidence == Evidence::Imported;
                (mention.range.slice(TEXT).unwrap(), from_outside)
            });
            (mentions.collect::<Vec<_>>(), analysis.trouble.len())
        };
        let whole = ("لوكاشينكو إلى القاهرة", true);
        assert_eq!(told(Use::Add), (vec![whole, ("لوكاشينكو", false)], 1));
        assert_eq!(told(Use::Replace), (vec![whole], 1));
        let found = vec![
            ("لوكاشينكو", false),
            ("القاهرة", false),
            ("لوكاشينكو", false),
        ];
        assert_eq!(told(Use::Ignore), (found, 0));
    }
}
