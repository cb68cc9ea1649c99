//! What a page says of itself.

use dom_query::Document as Dom;
use serde_json::Value;

use super::walk::{direction_of, evened, target_of};
use crate::document::{Metadata, date, language};

/// How much of a title, author, … is kept, in letters.
const MOST: usize = 500;

/// Reads `<title>`, `<meta>`, `<link rel=canonical>`, JSON-LD, and the page's `lang` and `dir`.
pub(super) fn of(page: &Dom) -> Metadata {
    let mut said = Said::default();
    for node in page.root().descendants_it() {
        let Some(name) = node.node_name() else {
            continue;
        };
        let attr = |name: &str| node.attr(name).map(|v| v.to_string());
        match &*name {
            "html" | "body" => {
                said.language = said
                    .language
                    .take()
                    .or_else(|| attr("lang"))
                    .or_else(|| attr("xml:lang"));
                said.direction = said.direction.take().or_else(|| attr("dir"));
            }
            "meta" => {
                let key = attr("property")
                    .or_else(|| attr("name"))
                    .or_else(|| attr("itemprop"))
                    .or_else(|| attr("http-equiv"));
                if let (Some(key), Some(content)) = (key, attr("content")) {
                    said.meta.push((key.trim().to_ascii_lowercase(), content));
                }
            }
            "link" if attr("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                said.canonical = said.canonical.take().or_else(|| attr("href"));
            }
            "title" if said.title.is_none() => said.title = Some(node.text().to_string()),
            "h1" => said.headings.push(node.text().to_string()),
            "time" => {
                if let Some(day) = attr("datetime") {
                    said.times.push(day);
                }
            }
            "script" if attr("type").is_some_and(|t| t.trim() == "application/ld+json") => {
                if let Ok(value) = serde_json::from_str(&node.text()) {
                    said.article = said.article.take().or_else(|| article_in(value));
                }
            }
            _ => {}
        }
    }
    said.metadata()
}

#[derive(Default)]
struct Said {
    meta: Vec<(String, String)>,
    title: Option<String>,
    headings: Vec<String>,
    times: Vec<String>,
    canonical: Option<String>,
    language: Option<String>,
    direction: Option<String>,
    /// The article in JSON-LD.
    article: Option<Value>,
}

impl Said {
    /// The first of some `<meta>` that says anything.
    fn first(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            let said = self
                .meta
                .iter()
                .find(|(k, v)| k == key && !v.trim().is_empty());
            said.map(|(_, v)| short(v))
        })
    }

    /// A text of the article in JSON-LD; of an object its name.
    fn linked(&self, key: &str) -> Option<String> {
        named(self.article.as_ref()?.get(key)?)
    }

    fn metadata(self) -> Metadata {
        let source = self
            .first(&[
                "og:site_name",
                "publisher",
                "dc.publisher",
                "citation_journal_title",
            ])
            .or_else(|| self.linked("publisher"))
            .or_else(|| self.first(&["application-name"]));
        let title = self
            .first(&["og:title", "twitter:title", "dc.title", "citation_title"])
            .or_else(|| self.linked("headline"))
            .or_else(|| match &self.headings[..] {
                [heading] => Some(short(heading)),
                _ => None,
            })
            .filter(|title| !title.is_empty())
            .or_else(|| self.title.as_deref().map(short))
            .map(|title| without_site(&title, source.as_deref()))
            .filter(|title| !title.is_empty());
        let day = self
            .first(&[
                "article:published_time",
                "og:published_time",
                "datepublished",
                "dc.date",
                "dc.date.issued",
                "dcterms.created",
                "dcterms.issued",
                "citation_date",
                "date",
                "pubdate",
                "publishdate",
                "publish-date",
                "parsely-pub-date",
                "sailthru.date",
            ])
            .and_then(|day| date::day(&day))
            .or_else(|| self.linked("datePublished").and_then(|day| date::day(&day)))
            .or_else(|| self.times.iter().find_map(|day| date::day(day)));
        let author = self
            .first(&[
                "author",
                "article:author",
                "dc.creator",
                "parsely-author",
                "citation_author",
            ])
            .filter(|author| target_of(author).is_none())
            .or_else(|| self.linked("author"));
        let url = [
            self.canonical.clone(),
            self.first(&["og:url"]),
            self.linked("url"),
        ]
        .into_iter()
        .flatten()
        .find(|url| target_of(url).is_some());
        let language = self
            .language
            .clone()
            .filter(|l| !l.trim().is_empty())
            .or_else(|| self.first(&["content-language", "dc.language", "og:locale"]))
            .or_else(|| self.linked("inLanguage"))
            .and_then(|l| language::code(&l));
        Metadata {
            title,
            date: day,
            source,
            language,
            author,
            url: url.map(|url| url.trim().to_owned()),
            direction: self.direction.as_deref().and_then(direction_of),
            ..Metadata::default()
        }
    }
}

fn short(text: &str) -> String {
    evened(text).chars().take(MOST).collect()
}

/// A title without the name of the site behind or before it.
fn without_site(title: &str, site: Option<&str>) -> String {
    for bar in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        for (head, tail) in [title.rsplit_once(bar), title.split_once(bar)]
            .into_iter()
            .flatten()
        {
            for (site_part, rest) in [(tail, head), (head, tail)] {
                if site.is_some_and(|site| evened(site) == evened(site_part)) {
                    return rest.trim().to_owned();
                }
            }
        }
    }
    title.to_owned()
}

/// The article in a block of JSON-LD, also in a list or a graph.
fn article_in(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(article_in),
        Value::Object(mut object) => {
            let is_article = |kind: &str| {
                ["Article", "NewsArticle", "BlogPosting", "Report"].contains(&kind)
                    || kind.ends_with("Article")
            };
            let article = match object.get("@type") {
                Some(Value::String(kind)) => is_article(kind),
                Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_article),
                _ => false,
            };
            if article {
                return Some(Value::Object(object));
            }
            object.remove("@graph").and_then(article_in)
        }
        _ => None,
    }
}

/// A text, the name of an object, or the names of several.
fn named(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(short(text)).filter(|t| !t.is_empty()),
        Value::Object(object) => named(object.get("name")?),
        Value::Array(values) => {
            let names: Vec<String> = values.iter().take(20).filter_map(named).collect();
            (!names.is_empty()).then(|| names.join("، "))
        }
        _ => None,
    }
}
