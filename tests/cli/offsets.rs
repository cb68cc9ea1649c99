//! Where a mention stands: offsets into the text as it is in the file.

use crate::*;

/// Mentions of a file, each checked against the text that the file decodes to.
fn checked(name: &str, bytes: &[u8], text: &str) -> Vec<(usize, usize, String)> {
    let folder = folder([(name, bytes)]);
    let scalars: Vec<char> = text.chars().collect();
    json(&run(folder.path(), &["mentions", name]))
        .iter()
        .map(|line| {
            let at = |name: &str| usize::try_from(line[name].as_u64().unwrap()).unwrap();
            let (start, end) = (at("start"), at("end"));
            let surface: String = scalars[start..end].iter().collect();
            assert_eq!(field(line, "surface"), surface, "{name}");
            (start, end, surface)
        })
        .collect()
}

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

#[test]
fn scalars_of_the_decoded_text_are_counted() {
    let text = "وصل لوكاشينكو إلى القاهرة.";
    let wanted = [(4, 13), (18, 25)];
    let mark = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    let little = [b"\xff\xfe".as_slice(), &utf16(text, u16::to_le_bytes)].concat();
    let big = [b"\xfe\xff".as_slice(), &utf16(text, u16::to_be_bytes)].concat();
    let (legacy, _, lost) = encoding_rs::WINDOWS_1256.encode(text);
    assert!(!lost);
    for (what, bytes) in [
        ("UTF-8", text.as_bytes()),
        ("UTF-8 with a mark, which is not counted", &mark),
        ("UTF-16, little end first", &little),
        ("UTF-16, big end first", &big),
        ("windows-1256", &legacy),
    ] {
        let places: Vec<_> = checked("a.txt", bytes, text)
            .into_iter()
            .map(|(start, end, _)| (start, end))
            .collect();
        assert_eq!(places, wanted, "{what}");
    }
}

#[test]
fn line_ends_front_matter_and_signs_are_counted() {
    // (name, text, where the first mention stands)
    for (name, text, start, surface) in [
        ("a.txt", "خبر\r\n\r\nزار لوكاشينكو", 11, "لوكاشينكو"),
        ("a.txt", "خبر\n\nزار لوكاشينكو", 9, "لوكاشينكو"),
        (
            "a.md",
            "---\ntitle: خبر\n---\nزار لوكاشينكو",
            23,
            "لوكاشينكو",
        ),
        ("a.md", "# خبر\n\n- زار **لوكاشينكو**", 15, "لوكاشينكو"),
        // A name keeps the signs that lie in it.
        ("a.md", "زار **لوكا**شينكو", 6, "لوكا**شينكو"),
        // A vowel sign is a scalar, and so is one outside the basic plane.
        ("a.txt", "زَارَ 😀 لُوكاشِينكو", 8, "لُوكاشِينكو"),
        ("a.txt", "زار لوكاشينــكو", 4, "لوكاشينــكو"),
    ] {
        let places = checked(name, text.as_bytes(), text);
        assert_eq!(places.len(), 1, "{text}: {places:?}");
        let (at, end, found) = &places[0];
        assert_eq!((*at, found.as_str()), (start, surface), "{text}");
        assert_eq!(end - at, surface.chars().count(), "{text}");
    }
}

#[test]
fn a_surface_has_no_clitics_and_of_two_lams_the_second() {
    for (text, surface, start) in [
        ("زاره ولوكاشينكو", "لوكاشينكو", 6),
        ("سفير لمصر هنا", "مصر", 6),
        ("سافر إلى بروكسل وبالقاهرة", "القاهرة", 18),
        ("سفير للأردن هنا", "لأردن", 6),
        ("مقر للأمم المتحدة", "لأمم المتحدة", 5),
        ("سفير لإيران هنا", "إيران", 6),
        ("سفير لِأَمريكا هنا", "أَمريكا", 7),
        ("عن سوريا والأردن", "الأردن", 10),
    ] {
        let places = checked("a.txt", text.as_bytes(), text);
        let wanted = (start, start + surface.chars().count(), surface.to_owned());
        assert!(places.contains(&wanted), "{text}: {places:?}");
    }
}

#[test]
fn a_name_across_a_wrapped_line_is_one_mention() {
    let text = "قال مسؤول في الوفد إن الرئيس البيلاروسي ألكسندر\r\n\
                لوكاشينكو وصل إلى العاصمة في زيارة رسمية تستمر\r\n\
                يومين ويلتقي خلالها عددا من المسؤولين هناك\r\n\
                \r\n\
                وتأتي الزيارة بعد أسبوع من المحادثات التي جرت في\r\n\
                العاصمة بين الطرفين حول عدد من الملفات المشتركة\r\n";
    let places = checked("a.txt", text.as_bytes(), text);
    let names: Vec<&str> = places.iter().map(|(_, _, s)| s.as_str()).collect();
    assert!(names.contains(&"ألكسندر\r\nلوكاشينكو"), "{names:?}");
    assert_eq!(names.iter().filter(|n| n.contains("لوكاشينكو")).count(), 1);
    // In the other format its line end is `\n`, and the row stays one row.
    let folder = folder([("a.txt", text.as_bytes())]);
    let rows = run(folder.path(), &["mentions", "--format", "tsv", "a.txt"]).out;
    assert!(rows.contains("\\nلوكاشينكو"), "{rows}");
    assert!(rows.lines().all(|row| row.split('\t').count() == 7));
    // A file that is not wrapped by hand: a line is a paragraph, and a name ends with it.
    let places = checked(
        "b.txt",
        "زار ألكسندر\nلوكاشينكو".as_bytes(),
        "زار ألكسندر\nلوكاشينكو",
    );
    assert!(
        places.iter().all(|(_, _, s)| !s.contains('\n')),
        "{places:?}"
    );
}

#[test]
fn the_first_line_of_an_untitled_file_is_counted_once() {
    let text = "لوكاشينكو في القاهرة\nثم عاد";
    assert_eq!(checked("a.txt", text.as_bytes(), text).len(), 2);
    let folder = folder([("a.txt", text.as_bytes())]);
    let entities = json(&run(folder.path(), &["entities", "a.txt"]));
    assert_eq!(entities[0]["mentions"], 1);
    // A title in front matter is counted too, and once.
    let titled = "---\ntitle: لوكاشينكو في القاهرة\n---\nثم عاد";
    assert_eq!(checked("a.md", titled.as_bytes(), titled).len(), 2);
    let page = run(folder.path(), &["a.txt"]).out;
    assert_eq!(page.matches("لوكاشينكو").count(), 1);
}

#[test]
fn mentions_stand_in_reading_order_and_do_not_overlap() {
    let folder = tempfile::tempdir().unwrap();
    let lines = json(&run(folder.path(), &["mentions"]));
    assert!(lines.len() > 100, "the sample collection: {}", lines.len());
    let mut docs: Vec<&str> = Vec::new();
    let mut end = 0;
    for line in &lines {
        let doc = field(line, "doc");
        if docs.last() != Some(&doc) {
            assert!(!docs.contains(&doc), "{doc} comes twice");
            docs.push(doc);
            end = 0;
        }
        assert!(line["start"].as_u64().unwrap() >= end, "{line}");
        end = line["end"].as_u64().unwrap();
        assert!(end > line["start"].as_u64().unwrap());
    }
    let mut sorted = docs.clone();
    sorted.sort_unstable();
    assert_eq!(docs, sorted, "the samples are numbered");
    // The same in every run.
    assert_eq!(json(&run(folder.path(), &["mentions"])), lines);
}
