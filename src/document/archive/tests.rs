use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::document::{Document, articles};

type Found = Vec<(String, Result<Document, Refusal>)>;

fn read(name: &str, bytes: Vec<u8>, options: Options) -> Found {
    articles(name, Box::new(Cursor::new(bytes)), &Arc::new(options))
        .map(|entry| (entry.place, entry.article))
        .collect()
}

fn sources(found: &Found) -> Vec<(&str, &str)> {
    found
        .iter()
        .map(|(place, article)| (place.as_str(), article.as_ref().unwrap().source.as_str()))
        .collect()
}

fn reason(found: &Found) -> String {
    match &found.last().unwrap().1 {
        Err(Refusal::Failed(reason) | Refusal::NotText(reason)) => reason.clone(),
        Ok(document) => panic!("it was read: {} bytes", document.source.len()),
    }
}

pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Bounds that a small bomb passes.
fn small() -> Options {
    let bounds = Bounds {
        unpacked: 1 << 16,
        contents: 1 << 14,
        ..Bounds::default()
    };
    Options {
        bounds,
        ..Options::default()
    }
}

#[test]
fn an_archive_is_a_folder() {
    let inner = zipped(&[("x.txt", "داخلي".as_bytes())]);
    let packed = gzipped("{\"id\": \"k\", \"text\": \"مضغوط\"}\n{\"text\": \"ب\"}\n".as_bytes());
    let bytes = zipped(&[
        ("10.txt", "عشرة".as_bytes()),
        ("2.txt", "اثنان".as_bytes()),
        ("in/a.html", "<html><body><p>صفحة</p>".as_bytes()),
        ("in/b.jsonl.gz", &packed),
        ("c.zip", &inner),
        (".hidden", b"x"),
        ("__MACOSX/y.txt", b"x"),
        ("../../up.txt", "أعلى".as_bytes()),
    ]);
    // Told by its content, whatever it is called.
    let found = read("a.bin", bytes, Options::default());
    let wanted = [
        ("/2.txt", "اثنان"),
        ("/10.txt", "عشرة"),
        ("/c.zip/x.txt", "داخلي"),
        ("/in/a.html", "صفحة\n"),
        ("/in/b.jsonl.gz#k", "مضغوط"),
        ("/in/b.jsonl.gz#2", "ب"),
        ("/up.txt", "أعلى"),
    ];
    assert_eq!(sources(&found), wanted);
    let one = read("a.md.gz", gzipped("# عنوان".as_bytes()), Options::default());
    assert_eq!(sources(&one), [("", "# عنوان")]);
    let heading = one[0].1.as_ref().unwrap().paragraphs[0].kind;
    assert_eq!(heading, crate::document::ParagraphKind::Heading(1));
}

#[test]
fn a_bomb_ends_with_a_reason() {
    let much = vec![b'a'; 16 << 20];
    let rows = [
        ("gzip", gzipped(&much)),
        ("zip", zipped(&[("a.txt", &much)])),
        ("many small ones", {
            let part = vec![b'a'; 1 << 20];
            let names: Vec<String> = (0..20).map(|n| format!("{n}.txt")).collect();
            let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &part[..])).collect();
            zipped(&files)
        }),
        ("gzip in zip", zipped(&[("a.gz", &gzipped(&much))])),
        (
            "lines in gzip",
            gzipped(&[&b"{\"text\": \"x\"}\n{"[..], &much].concat()),
        ),
    ];
    for (name, bytes) in rows {
        assert!(bytes.len() < 1 << 17, "{name} is no bomb");
        let found = read("a", bytes, small());
        assert!(
            reason(&found).contains("bomb"),
            "{name}: {}",
            reason(&found)
        );
        let kept: usize = found
            .iter()
            .flat_map(|(_, a)| a)
            .map(|d| d.source.len())
            .sum();
        assert!(kept < 8 << 20, "{name}: {kept}");
    }
}

#[test]
fn archives_in_archives_end_and_files_on_top_of_each_other_are_refused() {
    let mut nested = "نص".as_bytes().to_vec();
    for _ in 0..5 {
        nested = zipped(&[("a", &nested)]);
    }
    assert!(reason(&read("a", nested, Options::default())).contains("nested"));
    let mut nested = "نص".as_bytes().to_vec();
    for _ in 0..5 {
        nested = gzipped(&nested);
    }
    assert!(reason(&read("a", nested, Options::default())).contains("nested"));

    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("a.txt", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(&[b'a'; 4096]).unwrap();
    writer.shallow_copy_file("a.txt", "b.txt").unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert!(reason(&read("a", bytes, Options::default())).contains("on top of each other"));

    let names: Vec<String> = (0..1000).map(|n| format!("{n}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    assert!(reason(&read("a", zipped(&files), small())).contains("table of contents"));
}

#[test]
fn what_is_too_large_or_no_archive_of_texts_has_its_reason() {
    let mut options = Options::default();
    options.bounds.text = 1 << 20;
    let large = vec![b'a'; (1 << 20) + 1];
    let found = read("a", zipped(&[("b", &large)]), options.clone());
    assert_eq!(
        reason(&found),
        "it is larger than 1 MiB; split it into parts"
    );
    let found = read("a.gz", gzipped(&large), options);
    assert_eq!(
        reason(&found),
        "it is larger than 1 MiB; split it into parts"
    );
    for (files, wanted) in [
        (vec![("[Content_Types].xml", &b"<x/>"[..])], "office"),
        (
            vec![("mimetype", &b"x"[..]), ("content.xml", b"<x/>")],
            "office",
        ),
        (vec![("META-INF/MANIFEST.MF", &b"x"[..])], "program"),
    ] {
        let found = read("a", zipped(&files), Options::default());
        assert!(reason(&found).contains(wanted));
        assert!(matches!(found[0].1, Err(Refusal::NotText(_))));
    }
    assert!(read("a", zipped(&[]), Options::default()).is_empty());
}

#[test]
fn names_in_old_encodings_are_read() {
    let (name, _, _) = encoding_rs::WINDOWS_1256.encode("الأخبار والمقالات/خبر.txt");
    assert_eq!(path(&name), "الأخبار والمقالات/خبر.txt");
    assert_eq!(path("a\\b//../c.txt".as_bytes()), "a/b/c.txt");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn a_damaged_archive_gives_articles_or_a_reason(
        at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(), which in 0..3
    ) {
        let page = "<html><body><p>نص</p>".as_bytes();
        let mut bytes = match which {
            0 => zipped(&[("a.txt", "نص".as_bytes()), ("b.html", page)]),
            1 => gzipped("نص ".repeat(50).as_bytes()),
            _ => crate::document::format::epub::tests::book(),
        };
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let found = read("a", bytes.clone(), Options::default());
        // A book whose container is damaged is a folder.
        prop_assert!(found.len() <= 6);
        bytes.truncate(cut.index(bytes.len()) + 1);
        read("a", bytes, Options::default());
    }
}
