//! Which field of a record is what.

/// What a field of a record can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The text of the article.
    Text,
    /// Its title.
    Title,
    /// The day it was written.
    Date,
    /// Where it comes from.
    Source,
    /// Its language.
    Language,
    /// What it is called in its file.
    Id,
    /// Who wrote it.
    Author,
    /// Where it stands on the web.
    Url,
    /// Ranges of the text that somebody marked.
    Spans,
}

impl Field {
    /// Each with the word that names it, and the names that it commonly has, the most
    /// telling first.
    const TABLE: [(Self, &'static str, &'static [&'static str]); 9] = [
        (
            Self::Text,
            "text",
            &[
                "text",
                "body",
                "article_body",
                "articlebody",
                "content",
                "content_text",
                "content_html",
                "article",
                "article_text",
                "maintext",
                "full_text",
                "fulltext",
                "story",
                "html",
                "paragraphs",
                "النص",
                "نص",
                "المحتوى",
                "متن",
                "summary",
                "description",
            ],
        ),
        (
            Self::Title,
            "title",
            &[
                "title",
                "headline",
                "heading",
                "subject",
                "العنوان",
                "عنوان",
            ],
        ),
        (
            Self::Date,
            "date",
            &[
                "date",
                "date_published",
                "datepublished",
                "published",
                "publish_date",
                "published_at",
                "publication_date",
                "pubdate",
                "pub_date",
                "created_at",
                "datetime",
                "timestamp",
                "time",
                "التاريخ",
                "تاريخ",
            ],
        ),
        (
            Self::Source,
            "source",
            &[
                "source",
                "publisher",
                "outlet",
                "newspaper",
                "site_name",
                "source_name",
                "source_domain",
                "domain",
                "site",
                "المصدر",
                "مصدر",
            ],
        ),
        (
            Self::Language,
            "language",
            &["language", "lang", "locale", "inlanguage", "اللغة", "لغة"],
        ),
        (
            Self::Id,
            "id",
            &[
                "id",
                "_id",
                "doc_id",
                "docid",
                "document_id",
                "article_id",
                "guid",
                "uid",
                "uuid",
                "رقم",
            ],
        ),
        (
            Self::Author,
            "author",
            &[
                "author",
                "authors",
                "byline",
                "creator",
                "writer",
                "الكاتب",
                "كاتب",
            ],
        ),
        (
            Self::Url,
            "url",
            &["url", "link", "href", "permalink", "external_url", "الرابط"],
        ),
        (
            Self::Spans,
            "spans",
            &[
                "spans",
                "entities",
                "annotations",
                "mentions",
                "ner",
                "labels",
                "label",
            ],
        ),
    ];

    /// Every word that names one.
    pub fn words() -> impl Iterator<Item = &'static str> {
        Self::TABLE.iter().map(|(_, word, _)| *word)
    }

    /// The word that names it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::TABLE[self as usize].1
    }

    /// The one that a word names.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        let row = Self::TABLE.iter().find(|(_, known, _)| *known == word);
        row.map(|(field, _, _)| *field)
    }

    fn names(self) -> &'static [&'static str] {
        Self::TABLE[self as usize].2
    }
}

/// Which field of a record is what. What is not set is told by common names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    set: Vec<(Field, String)>,
}

impl Fields {
    /// Says that a field of this name (for an object in an object `outer.inner`, for a
    /// column also its number from 1) is `field`. The last word counts.
    pub fn set(&mut self, field: Field, name: &str) {
        self.set.retain(|(known, _)| *known != field);
        self.set.push((field, name.to_owned()));
    }

    /// The name that was set.
    pub(crate) fn named(&self, field: Field) -> Option<&str> {
        let found = self.set.iter().find(|(known, _)| *known == field);
        found.map(|(_, name)| name.as_str())
    }

    /// The common names that `field` has when none was set.
    pub(crate) fn common(field: Field) -> &'static [&'static str] {
        field.names()
    }
}

/// A field's name as common names are compared: small letters, `_` for `-` and space.
pub(crate) fn plain_name(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', ' '], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_stands_in_its_row() {
        for (at, (field, word, names)) in Field::TABLE.iter().enumerate() {
            assert_eq!(*field as usize, at, "{word}");
            assert_eq!(Field::of_word(word), Some(*field));
            for name in *names {
                assert_eq!(plain_name(name), *name);
            }
        }
    }
}
