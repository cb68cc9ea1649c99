//! What made a mention, in one line that a person can read.

use std::fmt::Write as _;

use super::link::{Entity, Reason, Suggestion};
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

/// The rule and the list that found a mention, what was taken off it, and why it is taken
/// for this entity.
#[must_use]
pub fn explain(
    source: &str,
    mention: &Mention,
    standing: Standing,
    entity: &Entity,
    reason: &Reason,
) -> String {
    let surface = mention.range.slice(source).unwrap_or_default();
    let before = before(source, mention.range);
    let after = |what: &str| match before {
        Some(word) => format!("{what} “{word}” stands before it"),
        None => format!("{what} stands before it"),
    };
    let list = entity.list.as_deref();
    // A nationality bears the identifier of its country.
    let id = entity.id.trim_start_matches("nationality:");
    let form = match list {
        Some(list) => format!("“{surface}” is a form of {id} in {list}"),
        None => format!("“{surface}” is a form of {id}"),
    };
    let rule = match mention.evidence {
        Evidence::Listed => form,
        Evidence::ListedAfterHead => format!("{form}, not only of it; {}", after("the word")),
        Evidence::ListedInArticle => {
            format!("{form}, not only of it; the article names it clearly elsewhere (second look)")
        }
        Evidence::Title => after("the title"),
        Evidence::Saying => after("the verb of saying"),
        Evidence::FirstName => "it begins with a known first name".to_owned(),
        Evidence::Head => "it begins with or follows the head noun of such names".to_owned(),
        Evidence::Bound => match &*entity.name == surface {
            true => "the name stands elsewhere in the article (second look)".to_owned(),
            false => format!(
                "part or spelling of “{}” elsewhere in the article (second look)",
                entity.name
            ),
        },
        Evidence::Tagged => {
            let mut said = "the statistical tagger takes it for a name".to_owned();
            if let Clue::Tagger { percent, again } = mention.clue {
                let pass = if again { "second" } else { "first" };
                let (whole, part) = (percent / 100, percent % 100);
                let _ = write!(said, " (probability {whole}.{part:02}, {pass} pass)");
            }
            said
        }
        Evidence::TitleAlone => match mention.clue {
            Clue::TitleInArticle => {
                "a title without a name; the article gives it to one actor only".to_owned()
            }
            Clue::TitleInList if !entity.about.is_empty() => format!(
                "a title without a name; of those named here only {id} bears it (“{}”)",
                entity.about
            ),
            _ => "a title whose bearer is clear here".to_owned(),
        },
        Evidence::Imported => "a file beside the article marks it".to_owned(),
    };
    let mut line = format!("{}: {rule}", mention.evidence.as_str());
    if let Some(clitic) = clitic(source, mention.range) {
        let _ = write!(line, "; “{clitic}” was taken off");
    }
    line.push_str(match standing {
        Standing::Sure => "",
        Standing::Promoted => {
            "; not sure by itself, counted since the collection names the actor for sure"
        }
        Standing::Weak => "; not sure, so not counted",
    });
    let link = match reason {
        Reason::Listed if mention.evidence <= Evidence::ListedInArticle => String::new(),
        Reason::Listed => format!("linked to {id} by a list"),
        Reason::First => "the name begins its entity".to_owned(),
        Reason::SameName if standing == Standing::Promoted => {
            "linked by the same name in another article".to_owned()
        }
        Reason::SameName => "linked by the same name in an article before".to_owned(),
        other => format!("linked to {id}: {}", say(other)),
    };
    if !link.is_empty() {
        let _ = write!(line, "; {link}");
    }
    for one in &entity.suggestions {
        let _ = write!(line, "; {}", doubt(one));
    }
    line
}

/// A suggestion, in one clause.
#[must_use]
pub fn doubt(one: &Suggestion) -> String {
    format!("may be {} ({}): {}", one.entity, one.name, say(&one.reason))
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
            explain(text, mention, standing, entity, &linked.reasons[0][name])
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
                lines.push(explain(text, mention, Standing::Sure, entity, reason));
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
