use super::*;
use crate::document::Document;
use crate::document::fields::Field;
use crate::document::format::html::tests::sound;
use proptest::prelude::*;

fn read_with(text: &str, options: Options) -> Vec<(String, Result<Document, Refusal>)> {
    articles(text, &Arc::new(options))
        .unwrap()
        .map(|entry| (entry.place, entry.article))
        .collect()
}

fn sources(text: &str) -> Vec<(String, String)> {
    read_with(text, Options::default())
        .into_iter()
        .map(|(place, article)| {
            (
                place,
                article.map_or_else(|e| format!("{e:?}"), |d| d.source),
            )
        })
        .collect()
}

#[test]
fn records_are_found_wherever_they_stand() {
    let rows: [(&str, &[(&str, &str)]); 8] = [
        (r#"{"text": "نص"}"#, &[("", "نص")]),
        (
            r#"[{"text": "أ"}, {"id": 7, "text": "ب"}]"#,
            &[("#1", "أ"), ("#7", "ب")],
        ),
        (
            r#"{"total": 2, "articles": [{"body": "أ"}], "x": [{"y": 1}]}"#,
            &[("#1", "أ")],
        ),
        (
            r#"{"response": {"docs": [{"id": "z", "content": "أ"}]}}"#,
            &[("#z", "أ")],
        ),
        (
            r#"{"hits": {"hits": [{"_id": "k", "_source": {"text": "أ"}}]}}"#,
            &[("#k", "أ")],
        ),
        (
            r#"{"a1": {"text": "أ"}, "a2": {"text": "ب"}}"#,
            &[("#a1", "أ"), ("#a2", "ب")],
        ),
        (r#"{"النص": "أ", "العنوان": "ع"}"#, &[("", "ع\n\nأ")]),
        (r#"{"text": ["أ", "ب"]}"#, &[("", "أ\n\nب")]),
    ];
    for (text, wanted) in rows {
        let found = sources(text);
        let found: Vec<_> = found
            .iter()
            .map(|(p, s)| (p.as_str(), s.as_str()))
            .collect();
        assert_eq!(found, wanted, "{text}");
    }
    for text in [
        r#"{"name": "x", "version": "1"}"#,
        "[1, 2]",
        "[]",
        "{}",
        "3",
        "\"x\"",
    ] {
        let found = read_with(text, Options::default());
        assert!(
            matches!(found[..], [(_, Err(Refusal::NotText(_)))]),
            "{text}"
        );
    }
}

#[test]
fn the_text_stands_in_the_source_as_it_is() {
    let text = r#"{"title": "خبر", "text": "سطر\r\nأول \u0000  وفيه\n\nثان", "date": "2021-05-24",
        "source": {"name": "المثال"}, "lang": "Arabic", "authors": ["سلمى", "خالد"],
        "url": "https://example.org/1", "entities": [[0, 3, "X"], {"start": 5, "end": 8, "label": "Y"}]}"#;
    let found = read_with(text, Options::default());
    let document = found[0].1.as_ref().unwrap();
    assert_eq!(document.source, "خبر\n\nسطر\r\nأول \0  وفيه\n\nثان");
    let marked: Vec<_> = document
        .annotations
        .kept
        .iter()
        .map(|a| (a.range.slice(&document.source).unwrap(), a.label.as_str()))
        .collect();
    assert_eq!(marked, [("سطر", "X"), ("أول", "Y")]);
    let meta = &document.meta;
    assert_eq!(meta.title.as_deref(), Some("خبر"));
    assert_eq!(meta.date, Some(jiff::civil::date(2021, 5, 24)));
    assert_eq!(meta.source.as_deref(), Some("المثال"));
    assert_eq!(meta.language.as_deref(), Some("ar"));
    assert_eq!(meta.author.as_deref(), Some("سلمى، خالد"));
    // A title that the text begins with is not said twice.
    assert_eq!(
        sources(r#"{"title": "خبر", "text": "خبر\nنص"}"#)[0].1,
        "خبر\nنص"
    );
}

#[test]
fn fields_are_named_by_the_reader() {
    let mut options = Options::default();
    options.fields.set(Field::Text, "inner.words");
    options.fields.set(Field::Title, "t");
    options.fields.set(Field::Id, "key");
    let text = r#"[{"text": "لا", "inner": {"words": "نعم"}, "t": "ع", "key": "k9"}]"#;
    let found = read_with(text, options);
    assert_eq!(found[0].0, "#k9");
    assert_eq!(found[0].1.as_ref().unwrap().source, "ع\n\nنعم");
}

#[test]
fn json_feed_is_a_feed() {
    let text = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "المثال", "language": "ar",
        "items": [{"id": "1", "title": "خبر", "content_html": "<p>نص</p>", "date_published": "2021-05-24T00:00:00Z"},
        {"id": "2", "content_text": "نص آخر"}]}"#;
    let found = read_with(text, Options::default());
    let document = found[0].1.as_ref().unwrap();
    assert_eq!(
        (found[0].0.as_str(), document.source.as_str()),
        ("#1", "خبر\n\nنص\n")
    );
    assert_eq!(document.meta.source.as_deref(), Some("المثال"));
    assert_eq!(found[1].1.as_ref().unwrap().source, "نص آخر");
}

#[test]
fn what_is_no_json_or_too_deep_has_a_reason() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for text in [
        "{\"text\": \"x",
        "{]",
        "{\"text\": 1} x",
        "[",
        "\u{feff}",
        &deep,
    ] {
        let reason = articles(text, &Arc::default()).err().or_else(|| {
            let article = read_with(text, Options::default()).remove(0).1;
            Some(format!("{:?}", article.unwrap_err()))
        });
        assert!(reason.unwrap().contains("JSON"), "{text:.20}");
    }
    let inside = format!(
        "[{{\"text\": \"x\"}}, {{\"text\": {}1{}}}]",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    // It may be refused as a whole or in part, and ends.
    if let Ok(found) = articles(&inside, &Arc::default()) {
        assert!(found.count() > 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_soup_gives_articles_or_a_reason(parts in proptest::collection::vec(
        prop_oneof![
            prop::sample::select(vec![
                "{", "}", "[", "]", ",", ":", "\"text\":", "\"id\":", "\"items\":", "\"أ\"", "null",
                "1", "-1e999", "\"spans\":[[0,1,\"x\"]]", "\"title\":\"t\"", "\"\\ud800\"", "\n", "\0",
                "{\"text\":\"نص\",\"entities\":[{\"start\":1,\"end\":0}]}",
            ]).prop_map(str::to_owned),
            "\\PC{0,6}",
        ], 0..30)) {
        if let Ok(found) = articles(&parts.concat(), &Arc::default()) {
            let found: Vec<_> = found.collect();
            prop_assert!(!found.is_empty());
            for entry in found {
                if let Ok(document) = entry.article { sound(&document); }
            }
        }
    }
}
