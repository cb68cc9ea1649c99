//! Files that are no plain text: what they give, what they are called, what they may not do.

use crate::*;

const PAGE: &str = "<html dir=rtl><head><meta charset=\"utf-8\"><title>خبر</title></head><body>\
    <nav><a href=/>الرئيسية</a></nav><p>وصل <b>لوكا</b>شينكو إلى &amp; القاهرة.</p></body></html>";

/// Every mention stands where the text that is printed has it.
fn mentions_stand_in_the_text(at: &Path, name: &str) -> Vec<String> {
    let mut surfaces = Vec::new();
    let mut texts = std::collections::BTreeMap::new();
    for line in json(&run(at, &["mentions", name])) {
        let doc = field(&line, "doc").to_owned();
        let text: &Vec<char> = texts.entry(doc.clone()).or_insert_with(|| {
            let text = run(at, &["text", "--doc", &doc, name]);
            assert_eq!((text.code, text.err.as_str()), (0, ""), "{doc}");
            text.out.chars().collect()
        });
        let place = |name: &str| usize::try_from(line[name].as_u64().unwrap()).unwrap();
        let surface: String = text[place("start")..place("end")].iter().collect();
        assert_eq!(surface, field(&line, "surface"), "{doc}");
        surfaces.push(format!("{doc} {surface}"));
    }
    surfaces
}

#[test]
fn a_page_is_told_by_its_content_and_offsets_count_in_its_text() {
    let (legacy, _, _) = encoding_rs::ISO_8859_6.encode("وصل لوكاشينكو إلى القاهرة.");
    let head =
        b"<!DOCTYPE html><meta http-equiv=Content-Type content='text/html; charset=iso-8859-6'><p>";
    // Nobody would guess this one from its letters.
    let (guessed, _, _) = encoding_rs::IBM866.encode("мир");
    let declared = [
        &b"<?xml version='1.0' encoding='ibm866'?><html><body><p>"[..],
        &guessed,
    ];
    let folder = folder([
        ("a.txt", PAGE.as_bytes()),
        ("a.html", PAGE.as_bytes()),
        ("b.html", &[head, &legacy[..]].concat()),
        ("c.html", &declared.concat()),
    ]);
    let at = folder.path();
    for name in ["a.txt", "a.html"] {
        let text = run(at, &["text", name]);
        assert_eq!(text.out, "خبر\n\nوصل لوكاشينكو إلى & القاهرة.\n");
        let found = mentions_stand_in_the_text(at, name);
        assert_eq!(
            found,
            [format!("{name} لوكاشينكو"), format!("{name} القاهرة")]
        );
    }
    let text = run(at, &["text", "b.html"]).out;
    assert_eq!(text, "وصل لوكاشينكو إلى القاهرة.\n");
    assert_eq!(run(at, &["text", "c.html"]).out, "мир\n");
}

#[test]
fn the_text_is_printed_byte_for_byte() {
    let source = "---\r\ntitle: x\r\n---\r\nأ\u{1b}[31m\u{202e}\0\n\n";
    let folder = folder([("a.txt", source.as_bytes()), ("b.txt", b"b")]);
    let at = folder.path();
    assert_eq!(run(at, &["text", "a.txt"]).out, source);
    assert_eq!(
        run(at, &["text", "."]).out,
        format!("==> a.txt <==\n\n{source}\n==> b.txt <==\n\nb")
    );
    assert_eq!(run(at, &["text", "--doc", "b.txt", "."]).out, "b");
    let none = run(at, &["text", "--doc", "c.txt", "."]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
}

#[test]
fn a_file_of_many_articles_names_each() {
    let lines =
        "{\"id\": \"a7\", \"body\": \"وصل لوكاشينكو.\"}\n{\"body\": \"إلى القاهرة.\"}\nno\n";
    let table = "title,text\nخبر,وصل لوكاشينكو إلى القاهرة.\n";
    let feed = "<rss><channel><title>x</title><item><guid>g</guid><description>وصل لوكاشينكو.\
        </description></item></channel></rss>";
    let own = "[{\"words\": \"وصل لوكاشينكو.\"}]";
    let folder = folder([
        ("a.jsonl", lines.as_bytes()),
        ("b", table.as_bytes()),
        ("c.xml", feed.as_bytes()),
        ("d.json", own.as_bytes()),
        ("e.json", b"{\"name\": \"x\"}"),
    ]);
    let at = folder.path();
    let run_all = run(at, &["mentions", "a.jsonl"]);
    assert_eq!(run_all.code, 3);
    assert!(
        run_all.err.contains("a.jsonl#3 was left out: line 3:"),
        "{}",
        run_all.err
    );
    let docs: Vec<String> = run_all
        .out
        .lines()
        .map(|l| field(&serde_json::from_str(l).unwrap(), "doc").to_owned())
        .collect();
    assert_eq!(docs, ["a.jsonl#a7", "a.jsonl#2"]);
    assert_eq!(
        mentions_stand_in_the_text(at, "b"),
        ["b#1 لوكاشينكو", "b#1 القاهرة"]
    );
    assert_eq!(
        mentions_stand_in_the_text(at, "c.xml"),
        ["c.xml#g لوكاشينكو"]
    );
    // Which field is the text can be said.
    let unknown = run(at, &["mentions", "d.json"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("--field text=NAME"), "{}", unknown.err);
    let told = run(at, &["mentions", "--field", "text=words", "d.json"]);
    assert_eq!((told.code, told.out.lines().count()), (0, 1));
    fs::create_dir_all(at.join(".home/warraq")).unwrap();
    fs::write(
        at.join(".home/warraq/config.toml"),
        "[fields]\ntext = \"words\"\n",
    )
    .unwrap();
    let set = run(at, &["mentions", "d.json"]);
    assert_eq!((set.code, set.out.lines().count()), (0, 1));
    assert_eq!(
        run(at, &["mentions", "--field", "txt=words", "d.json"]).code,
        2
    );
    // In a folder, JSON without articles is passed over.
    fs::remove_file(at.join(".home/warraq/config.toml")).unwrap();
    let whole = run(at, &["."]);
    assert!(
        whole.err.contains("2 files were passed over"),
        "{}",
        whole.err
    );
    assert!(whole.out.contains("==> a.jsonl#a7 <=="), "{}", whole.out);
}

#[test]
fn articles_in_an_archive_are_called_by_their_path() {
    use flate2::{Compression, write::GzEncoder};
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("in/a.txt", "وصل لوكاشينكو."),
        ("b.jsonl", "{\"id\": \"k\", \"text\": \"إلى القاهرة.\"}"),
    ] {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    let archive = writer.finish().unwrap().into_inner();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(PAGE.as_bytes()).unwrap();
    let page = encoder.finish().unwrap();
    let folder = folder([("x/all.zip", &archive), ("x/page.html.gz", &page)]);
    let at = folder.path();
    let mut found = mentions_stand_in_the_text(at, "x");
    found.sort();
    assert_eq!(
        found,
        [
            "all.zip/b.jsonl#k القاهرة",
            "all.zip/in/a.txt لوكاشينكو",
            "page.html.gz القاهرة",
            "page.html.gz لوكاشينكو"
        ]
    );
}

#[test]
fn presentation_forms_are_found_and_stay_in_the_source() {
    // As old programs and some PDF tools write it: with letters already joined.
    let text = "ﻭﺻﻞ ﻟﻮﻛﺎﺷﻴﻨﻜﻮ ﺇﻟﻰ ﺍﻟﻘﺎﻫﺮﺓ ﻭﺍﻷﺭﺩﻥ.\n";
    let page = format!("<html><body><p>{text}</p>");
    let record = format!("{{\"text\": \"{}\"}}", text.trim());
    for (name, bytes) in [("a.txt", text), ("a.html", &page), ("a.json", &record)] {
        let folder = folder([(name, bytes.as_bytes())]);
        let at = folder.path();
        let found = mentions_stand_in_the_text(at, name);
        let wanted = ["ﻟﻮﻛﺎﺷﻴﻨﻜﻮ", "ﺍﻟﻘﺎﻫﺮﺓ", "ﺍﻷﺭﺩﻥ"].map(|surface| format!("{name} {surface}"));
        assert_eq!(found, wanted);
        assert_eq!(run(at, &["text", name]).out.trim_end(), text.trim_end());
    }
}
