use super::*;
use proptest::prelude::*;

fn reason(result: &Result<Document, Refusal>) -> &str {
    match result {
        Err(Refusal::Failed(reason) | Refusal::NotText(reason)) => reason,
        Ok(document) => panic!("it was read: {:?}", document.source),
    }
}

#[test]
fn a_text_that_is_too_large_is_refused_before_it_is_read() {
    /// A file of zeros that must not be read to its end.
    struct Huge {
        at: u64,
        read: u64,
    }
    impl Read for Huge {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            self.read += into.len() as u64;
            assert!(self.read < 1 << 20, "it was read whole");
            into.fill(b'a');
            Ok(into.len())
        }
    }
    impl Seek for Huge {
        fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
            self.at = match to {
                SeekFrom::End(_) => 2 << 30,
                _ => 0,
            };
            Ok(self.at)
        }
    }
    let huge = Box::new(Huge { at: 0, read: 0 });
    let entry = articles("a.txt", huge, &Arc::default()).next().unwrap();
    assert_eq!(
        reason(&entry.article),
        "it is larger than 256 MiB; split it into parts"
    );
}

fn all(name: &str, bytes: Vec<u8>, options: Options) -> Vec<(String, Result<Document, Refusal>)> {
    articles(name, Box::new(Cursor::new(bytes)), &Arc::new(options))
        .map(|entry| (entry.place, entry.article))
        .collect()
}

fn utf16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    b"\xff\xfe".iter().copied().chain(units).collect()
}

#[test]
fn content_counts_more_than_the_name() {
    let rows: [(&str, &str, &str, &str); 14] = [
        ("a.txt", "<!DOCTYPE html><p>نص", "", "نص\n"),
        (
            "a",
            "<?xml version='1.0'?><!-- x --><rss><channel><item><title>خبر</title></item></channel></rss>",
            "#1",
            "خبر\n",
        ),
        (
            "a.txt",
            "<opml><body><outline text='خبر'/></body></opml>",
            "",
            "خبر\n",
        ),
        ("a", "{\"text\": \"نص\"}", "", "نص"),
        ("a.txt", "{\"text\": \"نص\"}\n{\"text\": \"ب\"}", "#1", "نص"),
        ("a.ndjson", "{\"text\": \"نص\"}", "#1", "نص"),
        ("a", "title\ttext\nع\tنص\n", "#1", "ع\n\nنص"),
        ("a.html", "نص بلا علامات", "", "نص بلا علامات"),
        ("a.txt", "[تحديث] نص", "", "[تحديث] نص"),
        ("a.txt", "{ليس كذلك}", "", "{ليس كذلك}"),
        ("a.txt", "[1] مرجع", "", "[1] مرجع"),
        ("a.md", "title,text\na,b\n", "", "title,text\na,b\n"),
        ("a.txt", "< 5 و > 3", "", "< 5 و > 3"),
        ("a.xml", "<other>نص</other>", "", "<other>نص</other>"),
    ];
    for (name, text, place, source) in rows {
        let found = all(name, text.as_bytes().to_vec(), Options::default());
        let first = found[0].1.as_ref().map(|d| d.source.as_str());
        assert_eq!(
            (found[0].0.as_str(), first),
            (place, Ok(source)),
            "{name}: {text}"
        );
    }
    let broken = all("a.json", b"{\"text\": ".to_vec(), Options::default());
    assert!(reason(&broken[0].1).starts_with("it is not JSON"));
}

#[test]
fn records_are_read_in_their_encoding() {
    let (table, _, _) = encoding_rs::WINDOWS_1256.encode("title,text\nخبر,نص طويل عن بيروت\n");
    let (lines, _, _) = encoding_rs::WINDOWS_1256.encode("{\"text\": \"نص طويل عن بيروت\"}\n");
    let text = "نص طويل عن بيروت";
    for (name, bytes) in [
        ("a.csv", table.into_owned()),
        ("a.jsonl", lines.into_owned()),
        ("a.csv", utf16(&format!("id,text\n1,{text}\n"))),
        ("a.jsonl", utf16(&format!("{{\"text\": \"{text}\"}}\n"))),
    ] {
        let found = all(name, bytes, Options::default());
        assert!(
            found[0].1.as_ref().unwrap().source.ends_with(text),
            "{name}"
        );
    }
    // A letter that lies across the end of the head does not make it another encoding.
    for pad in 0..4 {
        let long = format!("{}{}", "a".repeat(sniff::HEAD - pad), "ب\n".repeat(9));
        let found = all("a.txt", long.clone().into_bytes(), Options::default());
        assert_eq!(found[0].1.as_ref().unwrap().source, long);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn any_bytes_under_any_name_give_articles_or_a_reason(
        name in prop::sample::select(vec![
            "a", "a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.xml",
            "a.rss", "a.opml", "a.epub", "a.gz", "a.zip",
        ]),
        start in prop::sample::select(vec![
            &b""[..], b"<!DOCTYPE html>", b"<rss><channel><item>", b"<feed>", b"<opml>", b"{\"text\":\"",
            b"[{\"text\":\"", b"{}\n{}\n", b"text,id\n", b"\x1f\x8b\x08\0\0\0\0\0\0\xff", b"PK\x03\x04",
            b"PK\x05\x06", b"\xff\xfe", b"\xef\xbb\xbf", b"---\ntitle: x\n---\n", b"\0\0",
        ]),
        body in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "(\\PC|[\u{202a}-\u{202e}\0\r\n<>{}\",]){0,80}".prop_map(String::into_bytes),
        ]
    ) {
        let bytes = [start, &body].concat();
        for (_, article) in all(name, bytes, Options::default()) {
            if let Ok(document) = article {
                html::tests::sound(&document);
            }
        }
    }
}
