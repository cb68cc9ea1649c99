//! What the article stage gives: mentions, and who they name within the article.

use super::kind::Kind;
use crate::text::range::TextRange;

/// A range of the source that names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Source bytes, on cluster boundaries or right after a clitic taken off.
    pub range: TextRange,
    /// What is named.
    pub kind: Kind,
    /// Who is named: an index into [`Analysis::names`].
    pub name: u32,
    /// Which rule found it.
    pub evidence: Evidence,
    /// What else speaks for it.
    pub clue: Clue,
}

/// What speaks for a mention besides its rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clue {
    /// Nothing, or nothing that is kept.
    #[default]
    None,
    /// How probable the tagger holds it.
    Tagger {
        /// That all its words are parts of a name, in hundredths.
        percent: u8,
        /// The article was asked too (the second pass).
        again: bool,
    },
    /// The article names the bearer of the title with it.
    TitleInArticle,
    /// The gazetteer says of somebody whom the article names that he bears the title.
    TitleInList,
}

impl Clue {
    /// What the tagger says, from 0 to 1, of a sentence alone.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100"
    )]
    pub(super) fn tagged(probability: f32) -> Self {
        Self::Tagger {
            percent: (probability.clamp(0.0, 1.0) * 100.0) as u8,
            again: false,
        }
    }
}

/// The rule by which a mention was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// A form of the gazetteer that means one actor.
    Listed,
    /// An ambiguous form of the gazetteer with a title or head noun before it.
    ListedAfterHead,
    /// An ambiguous form of the gazetteer whose actor is named clearly in the article.
    ListedInArticle,
    /// A title or role stands before the name.
    Title,
    /// A verb of saying stands before the name.
    Saying,
    /// The name begins with a known first name.
    FirstName,
    /// An organisation's or place's head noun.
    Head,
    /// A family or first name alone, bound to the full name in the article.
    Bound,
    /// Somebody else marked it (a file beside the article).
    Imported,
    /// The statistical tagger took it for a name.
    Tagged,
    /// A title without a name, whose bearer is clear.
    TitleAlone,
}

impl Evidence {
    /// A word for it, for people who ask why.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::ListedAfterHead => "listed-after-head",
            Self::ListedInArticle => "listed-in-article",
            Self::Title => "title",
            Self::Saying => "saying",
            Self::FirstName => "first-name",
            Self::Head => "head",
            Self::Bound => "bound",
            Self::Imported => "imported",
            Self::Tagged => "tagged",
            Self::TitleAlone => "title-alone",
        }
    }
}

/// One actor within one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalEntity {
    /// Its index in the gazetteer; for a nationality the place or people that it points to.
    pub gazetteer: Option<u32>,
    /// What it is.
    pub kind: Kind,
    /// Its plain form: the gazetteer's name, or the longest form in the article, without
    /// clitics and tashkeel.
    pub name: String,
    /// The plain forms met in the article, in order, without repetition.
    pub spellings: Vec<String>,
}

/// What the article stage finds in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// In source order, never overlapping.
    pub mentions: Vec<Mention>,
    /// What may name somebody, in source order; it overlaps neither itself nor `mentions`.
    /// It is shown only to who asks for it.
    pub weak: Vec<Mention>,
    /// Who is named, in the order of their first mention; whom only weak mentions name come
    /// after the others.
    pub names: Vec<LocalEntity>,
    /// What was wrong in files beside the article, a line each.
    pub trouble: Vec<String>,
}

impl Analysis {
    /// Leaves out the names that no mention bears, not even a weak one.
    pub fn forget_the_unnamed(&mut self) {
        let mut new = vec![None; self.names.len()];
        for mention in self.mentions.iter().chain(&self.weak) {
            if let Some(named) = new.get_mut(mention.name as usize) {
                *named = Some(0);
            }
        }
        for (named, at) in new.iter_mut().flatten().zip(0..) {
            *named = at;
        }
        let mut keep = new.iter().map(Option::is_some);
        self.names.retain(|_| keep.next().unwrap_or(false));
        for mention in self.mentions.iter_mut().chain(&mut self.weak) {
            if let Some(Some(at)) = new.get(mention.name as usize) {
                mention.name = *at;
            }
        }
    }
}
