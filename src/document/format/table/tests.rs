use super::*;
use crate::document::Document;
use crate::document::options::Bounds;
use proptest::prelude::*;

fn read(bytes: &[u8], separator: u8, options: Options) -> Vec<(String, Result<Document, Refusal>)> {
    let bytes = io::Cursor::new(bytes.to_vec());
    articles(bytes, separator, "UTF-8", &Arc::new(options))
        .map(|entry| (entry.place, entry.article))
        .collect()
}

fn sources(found: &[(String, Result<Document, Refusal>)]) -> Vec<(&str, &str)> {
    found
        .iter()
        .map(|(place, article)| (place.as_str(), article.as_ref().unwrap().source.as_str()))
        .collect()
}

#[test]
fn a_row_is_an_article() {
    let text = "\u{feff}id,Title,Text,Date\r\n7,خبر,\"سطر، \"\"أول\"\"\nثان\",2021-05-24\r\n,,نص,\r\n,,,\r\n";
    let found = read(text.as_bytes(), b',', Options::default());
    assert_eq!(
        sources(&found[..2]),
        [("#7", "خبر\n\nسطر، \"أول\"\nثان"), ("#2", "نص")]
    );
    let date = found[0].1.as_ref().unwrap().meta.date;
    assert_eq!(date, Some(jiff::civil::date(2021, 5, 24)));
    assert_eq!(found.len(), 2);
}

#[test]
fn the_column_of_the_text_is_found_without_its_name() {
    let long = "كلمة ".repeat(30);
    let with = format!("headline;story_ar\nأ;{long}\n");
    let with = with.replace("headline", "title");
    assert!(
        sources(&read(with.as_bytes(), b';', Options::default()))[0]
            .1
            .contains("كلمة")
    );
    let without = format!("1\t{long}\n2\t{long}\n");
    assert_eq!(read(without.as_bytes(), b'\t', Options::default()).len(), 2);
    let mut options = Options::default();
    options.fields.set(Field::Text, "2");
    assert_eq!(
        sources(&read(b"a,b\nc,d\n", b',', options)),
        [("#1", "b"), ("#2", "d")]
    );
    let numbers = read(b"a,b\n1,2\n3,4\n", b',', Options::default());
    assert!(
        matches!(numbers[..], [(_, Err(Refusal::NotText(_)))]),
        "{numbers:?}"
    );
}

#[test]
fn tables_are_told_by_their_head() {
    let fields = Fields::default();
    for (head, wanted) in [
        ("title,text\na,b\n", Some(b',')),
        ("text\tdate\nنص\t2021\n", Some(b'\t')),
        ("العنوان;النص\nأ;ب\n", Some(b';')),
        (
            "Text, and more text\nThe second line, with two, commas\n",
            None,
        ),
        ("text\na\n", None),
        ("", None),
        ("نص، وفاصلة\n", None),
    ] {
        assert_eq!(separator(head, &fields), wanted, "{head}");
    }
}

#[test]
fn a_quotation_mark_that_is_not_closed_ends_with_a_reason() {
    let bounds = Bounds {
        record: 1 << 16,
        ..Bounds::default()
    };
    let options = Options {
        bounds,
        ..Options::default()
    };
    let text = format!("id,text\n1,نص\n2,\"{}", "x\n".repeat(1 << 20));
    let found = read(text.as_bytes(), b',', options);
    assert_eq!(sources(&found[..1]), [("#1", "نص")]);
    let reason = format!("{:?}", found[1].1);
    assert!(reason.contains("a row is too long"), "{reason}");
    assert_eq!(found.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_bytes_give_articles_or_a_reason(
        head in prop::sample::select(vec!["", "text,id\n", "title\ttext\n", "\"text\",\"", "a;b\n"]),
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b",\"\n\r\t;".to_vec())], 0..300)
    ) {
        let bytes = [head.as_bytes(), &bytes].concat();
        for separator in SEPARATORS {
            let found = read(&bytes, separator, Options::default());
            prop_assert!(found.len() <= bytes.len() + 2);
        }
    }
}
