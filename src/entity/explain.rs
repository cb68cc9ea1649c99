//! What made a mention, in one line that a person can read.

use std::fmt;

use super::link::{Entity, Reason};
use super::mention::{Clue, Evidence, Mention};
use crate::text::range::TextRange;

/// Whether a mention counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its article is enough.
    Sure,
    /// The collection names its actor for sure.
    Promoted,
    /// It does not.
    Weak,
}

/// What made a mention: how it was found, and clauses that say what came of it. It displays as one
/// line in English; other languages say each clause by [`Clause::id`] and [`Clause::values`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// How it was found.
    pub evidence: Evidence,
    /// The rest, in order.
    pub clauses: Vec<Clause>,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.evidence.as_str())?;
        for (at, clause) in self.clauses.iter().enumerate() {
            let join = if at > 0 { "; " } else { "" };
            write!(f, "{join}{clause}")?;
        }
        Ok(())
    }
}

/// One clause of an explanation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Clause {
    /// A form of a list means it.
    #[error("“{surface}” is a form of {id}{}{}", within(list), if *shared { ", not only of it" } else { "" })]
    Form {
        /// As it stands.
        surface: String,
        /// Of whom.
        id: String,
        /// In which list.
        list: Option<String>,
        /// It means others, too.
        shared: bool,
    },
    /// The article names its actor clearly.
    #[error("the article names it clearly elsewhere (second look)")]
    ClearElsewhere,
    /// What stands before it.
    #[error("the {}{} stands before it", kind.english(), quoted(word))]
    Before {
        /// What that is.
        kind: Before,
        /// The word.
        word: Option<String>,
    },
    /// A first name.
    #[error("it begins with a known first name")]
    FirstName,
    /// A head noun.
    #[error("it begins with or follows the head noun of such names")]
    Head,
    /// The same name stands elsewhere.
    #[error("the name stands elsewhere in the article (second look)")]
    BoundSame,
    /// The whole name stands elsewhere.
    #[error("part or spelling of “{0}” elsewhere in the article (second look)")]
    BoundPart(String),
    /// The tagger, of unknown probability.
    #[error("the statistical tagger takes it for a name")]
    Tagged,
    /// The tagger.
    #[error(
        "the statistical tagger takes it for a name (probability {probability}, {} pass)",
        if *again { "second" } else { "first" }
    )]
    TaggedWith {
        /// How probable: `0.62`.
        probability: String,
        /// In the second pass.
        again: bool,
    },
    /// A title alone, told by the article.
    #[error("a title without a name; the article gives it to one actor only")]
    TitleInArticle,
    /// A title alone, told by the list.
    #[error("a title without a name; of those named here only {id} bears it (“{about}”)")]
    TitleInList {
        /// Who.
        id: String,
        /// What the list says.
        about: String,
    },
    /// A title alone.
    #[error("a title whose bearer is clear here")]
    TitleClear,
    /// A file marks it.
    #[error("a file beside the article marks it")]
    Imported,
    /// A clitic.
    #[error("“{0}” was taken off")]
    Clitic(String),
    /// It counts for what the collection knows.
    #[error("not sure by itself, counted since the collection names the actor for sure")]
    Promoted,
    /// It does not count.
    #[error("not sure, so not counted")]
    Weak,
    /// Why it is this actor: a list.
    #[error("linked to {0} by a list")]
    ByList(String),
    /// Why it is this actor: it is the first.
    #[error("the name begins its entity")]
    Begins,
    /// Why it is this actor: one name, in any article.
    #[error("linked by the same name in another article")]
    SameElsewhere,
    /// Why it is this actor: one name, in an earlier article.
    #[error("linked by the same name in an article before")]
    SameBefore,
    /// Why it is this actor: something else.
    #[error("linked to {id}: {}", say(reason))]
    Linked {
        /// Whom.
        id: String,
        /// Why.
        reason: Reason,
    },
    /// It may be another one.
    #[error("may be {entity} ({name}): {}", say(reason))]
    MayBe {
        /// Whom.
        entity: String,
        /// Whose name.
        name: String,
        /// Why.
        reason: Reason,
    },
}

/// What stands before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// A word that goes with it.
    Word,
    /// A title.
    Title,
    /// A verb of saying.
    Saying,
}

impl Before {
    const fn english(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Title => "title",
            Self::Saying => "verb of saying",
        }
    }
}

fn within(list: &Option<String>) -> String {
    list.as_ref()
        .map_or(String::new(), |list| format!(" in {list}"))
}

fn quoted(word: &Option<String>) -> String {
    word.as_ref()
        .map_or(String::new(), |word| format!(" “{word}”"))
}

impl Clause {
    /// The id under which the clause stands in the languages of the interface.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Form { list, shared, .. } => match (list.is_some(), *shared) {
                (false, false) => "why-form",
                (true, false) => "why-form-list",
                (false, true) => "why-form-shared",
                (true, true) => "why-form-shared-list",
            },
            Self::ClearElsewhere => "why-clear-elsewhere",
            Self::Before { kind, word } => match (kind, word.is_some()) {
                (Before::Word, true) => "why-word-before",
                (Before::Word, false) => "why-some-word-before",
                (Before::Title, true) => "why-title-before",
                (Before::Title, false) => "why-some-title-before",
                (Before::Saying, true) => "why-saying-before",
                (Before::Saying, false) => "why-some-saying-before",
            },
            Self::FirstName => "why-first-name",
            Self::Head => "why-head",
            Self::BoundSame => "why-bound-same",
            Self::BoundPart(_) => "why-bound-part",
            Self::Tagged => "why-tagged",
            Self::TaggedWith { again: false, .. } => "why-tagged-first",
            Self::TaggedWith { again: true, .. } => "why-tagged-second",
            Self::TitleInArticle => "why-title-in-article",
            Self::TitleInList { .. } => "why-title-in-list",
            Self::TitleClear => "why-title-clear",
            Self::Imported => "why-imported",
            Self::Clitic(_) => "why-clitic",
            Self::Promoted => "why-promoted",
            Self::Weak => "why-weak",
            Self::ByList(_) => "why-by-list",
            Self::Begins => "why-begins",
            Self::SameElsewhere => "why-same-elsewhere",
            Self::SameBefore => "why-same-before",
            Self::Linked { .. } => "why-linked",
            Self::MayBe { .. } => "why-may-be",
        }
    }

    /// The values of the clause by their names, but for a reason (`reason`).
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Form {
                surface, id, list, ..
            } => {
                let list = list.iter().map(|list| ("list", list.clone()));
                let both = [("surface", surface.clone()), ("id", id.clone())];
                both.into_iter().chain(list).collect()
            }
            Self::Before { word, .. } => word.iter().map(|w| ("word", w.clone())).collect(),
            Self::BoundPart(name) => vec![("name", name.clone())],
            Self::TaggedWith { probability, .. } => vec![("probability", probability.clone())],
            Self::TitleInList { id, about } => vec![("id", id.clone()), ("about", about.clone())],
            Self::Clitic(clitic) => vec![("clitic", clitic.clone())],
            Self::ByList(id) | Self::Linked { id, .. } => vec![("id", id.clone())],
            Self::MayBe { entity, name, .. } => {
                vec![("entity", entity.clone()), ("name", name.clone())]
            }
            _ => Vec::new(),
        }
    }

    /// The reason in it.
    #[must_use]
    pub const fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Linked { reason, .. } | Self::MayBe { reason, .. } => Some(reason),
            _ => None,
        }
    }
}

/// The id under which a reason stands in the languages of the interface, and its values; how
/// many others both are named with is a number (`shared`).
#[must_use]
pub fn reason(reason: &Reason) -> (&'static str, Vec<(&'static str, String)>, Option<u16>) {
    let with = |shared: u16| (shared > 0).then_some(shared);
    match reason {
        Reason::Listed => ("why-reason-listed", Vec::new(), None),
        Reason::First => ("why-reason-first", Vec::new(), None),
        Reason::SameName => ("why-reason-same", Vec::new(), None),
        Reason::Sound {
            form,
            distance,
            shared,
        } => {
            let id = match shared {
                0 => "why-reason-sound",
                _ => "why-reason-sound-with",
            };
            let distance = format!("0.{distance:02}");
            let values = vec![("form", form.clone()), ("distance", distance)];
            (id, values, with(*shared))
        }
        Reason::Family { form, shared } => {
            let id = match shared {
                0 => "why-reason-family",
                _ => "why-reason-family-with",
            };
            (id, vec![("form", form.clone())], with(*shared))
        }
    }
}

/// The rule and the list that found a mention, what was taken off it, and why it is taken
/// for this entity.
#[must_use]
pub fn explain(
    source: &str,
    mention: &Mention,
    standing: Standing,
    entity: &Entity,
    reason: &Reason,
) -> Explanation {
    let surface = mention.range.slice(source).unwrap_or_default();
    let after = |kind| Clause::Before {
        kind,
        word: before(source, mention.range).map(str::to_owned),
    };
    // A nationality bears the identifier of its country.
    let id = entity.id.trim_start_matches("nationality:").to_owned();
    let form = |shared| Clause::Form {
        surface: surface.to_owned(),
        id: id.clone(),
        list: entity.list.as_deref().map(str::to_owned),
        shared,
    };
    let mut clauses = match mention.evidence {
        Evidence::Listed => vec![form(false)],
        Evidence::ListedAfterHead => vec![form(true), after(Before::Word)],
        Evidence::ListedInArticle => vec![form(true), Clause::ClearElsewhere],
        Evidence::Title => vec![after(Before::Title)],
        Evidence::Saying => vec![after(Before::Saying)],
        Evidence::FirstName => vec![Clause::FirstName],
        Evidence::Head => vec![Clause::Head],
        Evidence::Bound if &*entity.name == surface => vec![Clause::BoundSame],
        Evidence::Bound => vec![Clause::BoundPart(entity.name.to_string())],
        Evidence::Tagged => vec![match mention.clue {
            Clue::Tagger { percent, again } => Clause::TaggedWith {
                probability: format!("{}.{:02}", percent / 100, percent % 100),
                again,
            },
            _ => Clause::Tagged,
        }],
        Evidence::TitleAlone => vec![match mention.clue {
            Clue::TitleInArticle => Clause::TitleInArticle,
            Clue::TitleInList if !entity.about.is_empty() => Clause::TitleInList {
                id: id.clone(),
                about: entity.about.clone(),
            },
            _ => Clause::TitleClear,
        }],
        Evidence::Imported => vec![Clause::Imported],
    };
    let clitic = clitic(source, mention.range);
    clauses.extend(clitic.map(|clitic| Clause::Clitic(clitic.to_owned())));
    clauses.extend(match standing {
        Standing::Sure => None,
        Standing::Promoted => Some(Clause::Promoted),
        Standing::Weak => Some(Clause::Weak),
    });
    clauses.extend(match reason {
        Reason::Listed if mention.evidence <= Evidence::ListedInArticle => None,
        Reason::Listed => Some(Clause::ByList(id)),
        Reason::First => Some(Clause::Begins),
        Reason::SameName if standing == Standing::Promoted => Some(Clause::SameElsewhere),
        Reason::SameName => Some(Clause::SameBefore),
        other => Some(Clause::Linked {
            id,
            reason: other.clone(),
        }),
    });
    clauses.extend(entity.suggestions.iter().map(|one| Clause::MayBe {
        entity: one.entity.to_string(),
        name: one.name.to_string(),
        reason: one.reason.clone(),
    }));
    Explanation {
        evidence: mention.evidence,
        clauses,
    }
}

/// A reason, in one clause.
#[must_use]
pub fn say(reason: &Reason) -> String {
    let company = |shared: u16| match shared {
        0 => String::new(),
        1 => ", and one other actor is named with both".to_owned(),
        n => format!(", and {n} other actors are named with both"),
    };
    match reason {
        Reason::Listed => "a list says so".to_owned(),
        Reason::First => "nobody before sounds like it".to_owned(),
        Reason::SameName => "the same name".to_owned(),
        Reason::Sound {
            form,
            distance,
            shared,
        } => format!(
            "it sounds like “{form}” (distance 0.{distance:02}){}",
            company(*shared)
        ),
        Reason::Family { form, shared } => {
            format!("one family name with “{form}”{}", company(*shared))
        }
    }
}

/// The word before a range, in the same sentence.
fn before(source: &str, range: TextRange) -> Option<&str> {
    let text = source.get(..range.start)?;
    // A clitic glued to the name belongs to it.
    let text = text.trim_end_matches(char::is_alphanumeric);
    let word = text
        .trim_end_matches(|c: char| c.is_whitespace() || "\"«“'".contains(c))
        .rsplit(|c: char| c.is_whitespace() || c.is_ascii_punctuation())
        .next()?;
    (!word.is_empty() && word.chars().any(char::is_alphabetic)).then_some(word)
}

/// The letters glued to the start of a range.
fn clitic(source: &str, range: TextRange) -> Option<&str> {
    let text = source.get(..range.start)?;
    let rest = text
        .trim_end_matches(|c: char| c.is_alphanumeric() || ('\u{64b}'..='\u{652}').contains(&c));
    text.get(rest.len()..).filter(|clitic| !clitic.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{self, Format};
    use crate::entity::gazetteer::Gazetteer;
    use crate::entity::link::link;
    use crate::entity::pipeline::analyse;

    #[test]
    fn doubtful_mentions_say_why_they_count_or_not() {
        let gazetteer = Gazetteer::embedded();
        let text = "وصل الرئيس البيلاروسي ألكسندر لوكاشينكو. ثم غادر الرئيس البيلاروسي.";
        let document = document::read(text.to_owned(), Format::Plain);
        let mut analysis = analyse(&document, gazetteer);
        let linked = link(gazetteer, std::iter::once((0, &analysis)));
        let line = |mention: &Mention, standing| {
            let name = mention.name as usize;
            let entity = &linked.entities[linked.of[0].1[name]];
            explain(text, mention, standing, entity, &linked.reasons[0][name]).to_string()
        };
        assert_eq!(
            line(&analysis.weak[0], Standing::Weak),
            "title-alone: a title without a name; the article gives it to one actor only; \
             not sure, so not counted; linked to alexander-lukashenko by a list"
        );
        let mention = &mut analysis.weak[0];
        mention.clue = Clue::TitleInList;
        assert!(line(mention, Standing::Weak).contains("bears it (“President of Belarus"));
        mention.evidence = Evidence::Tagged;
        mention.clue = Clue::tagged(0.629);
        assert!(line(mention, Standing::Promoted).starts_with(
            "tagged: the statistical tagger takes it for a name (probability 0.62, first pass); \
             not sure by itself, counted since the collection names the actor for sure; "
        ));
    }

    #[test]
    fn every_mention_has_its_line() {
        let gazetteer = Gazetteer::embedded();
        let texts = [
            "قال ولوكاشينكو إن الوزير سمير الطيراوي وصل. وأضاف الطيراوي.",
            "وصل الوزير سمير الطيراوى إلى القاهرة.",
        ];
        let read = |text: &str| {
            let document = document::read(text.to_owned(), Format::Plain);
            analyse(&document, gazetteer)
        };
        let analyses = texts.map(read);
        let linked = link(gazetteer, (0u32..).zip(&analyses));
        let mut lines = Vec::new();
        for ((text, analysis), at) in texts.iter().zip(&analyses).zip(0..) {
            for mention in &analysis.mentions {
                let name = mention.name as usize;
                let entity = &linked.entities[linked.of[at].1[name]];
                let reason = &linked.reasons[at][name];
                lines.push(explain(text, mention, Standing::Sure, entity, reason).to_string());
            }
        }
        let wanted = [
            "listed: “لوكاشينكو” is a form of alexander-lukashenko in people-belarus.toml; “و” was taken off",
            "title: the title “الوزير” stands before it; the name begins its entity",
            "bound: part or spelling of “سمير الطيراوي” elsewhere in the article (second look)",
            "title: the title “الوزير” stands before it; linked by the same name in an article before",
            "listed: “القاهرة” is a form of cairo in ",
        ];
        assert_eq!(lines.len(), wanted.len(), "{lines:#?}");
        for (line, wanted) in lines.iter().zip(wanted) {
            assert!(line.starts_with(wanted), "{line}\n{wanted}");
        }
    }
}
