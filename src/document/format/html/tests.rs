use super::*;
use crate::document::ParagraphKind::{Body, Code, Heading, Item, Quote, Row, Rule, Title};
use crate::text::direction::Direction;
use proptest::prelude::*;

const LONG: &str = "وصل الوفد الروسي إلى العاصمة البيلاروسية مينسك صباح أمس، حيث استقبله الرئيس \
    ألكسندر لوكاشينكو في القصر الجمهوري، وقال الناطق باسم الوفد إن المحادثات تتناول التعاون \
    الاقتصادي، والطاقة، والنقل، وإنها تستمر يومين، ثم يعود الوفد إلى موسكو مساء الخميس.";

fn page() -> String {
    format!(
        "<!DOCTYPE html><html lang=\"ar-SY\" dir=\"rtl\"><head><meta charset=utf-8>\
         <title>الوفد في مينسك - صحيفة المثال</title>\
         <meta property=\"og:site_name\" content=\"صحيفة المثال\">\
         <meta property=\"article:published_time\" content=\"2021-05-24T23:30:00+03:00\">\
         <meta name=author content='سلمى مثال'>\
         <link rel=canonical href=\"https://example.org/a\">\
         <script>var x = '<p>no</p>';</script></head><body>\
         <nav><ul><li><a href=/>الرئيسية</a></li><li><a href=/s>رياضة</a></li></ul></nav>\
         <div class=sidebar><a href=/1>الأكثر قراءة</a></div>\
         <article><h1>الوفد في مينسك</h1>\
         <p>{LONG}</p><h2>عنوان فرعي</h2>\
         <p>قال <b>لوكا</b>شينكو في <a href='https://example.org/x'>بيان &amp; تصريح</a>: نعم.</p>\
         <p dir=ltr>{LONG}</p>\
         <ul><li>بند أول<ul><li>داخلي</li></ul></li><li>بند ثان</li></ul>\
         <ol start=3><li>ثالث</li></ol>\
         <blockquote><p>{LONG}</p></blockquote>\
         <table><tr><th>اسم</th><th>عدد</th></tr><tr><td>أحمد</td><td>٣</td></tr></table>\
         <pre>a  b\n c</pre><hr><p>{LONG}</p></article>\
         <footer>حقوق النشر محفوظة</footer></body></html>"
    )
}

fn text(document: &Document) -> Vec<(ParagraphKind, String)> {
    document
        .paragraphs
        .iter()
        .map(|p| {
            let pieces = p.pieces.iter();
            let text = pieces.map(|p| p.range.slice(&document.source).unwrap());
            (p.kind, text.collect())
        })
        .collect()
}

#[test]
fn a_page_gives_its_article_and_what_it_says_of_itself() {
    let document = read(&page(), &Bounds::default()).unwrap();
    let found = text(&document);
    let item = |depth, number| Item { depth, number };
    let wanted = [
        (Title, "الوفد في مينسك"),
        (Body, LONG),
        (Heading(2), "عنوان فرعي"),
        (Body, "قال لوكاشينكو في بيان & تصريح: نعم."),
        (Body, LONG),
        (item(0, None), "بند أول"),
        (item(1, None), "داخلي"),
        (item(0, None), "بند ثان"),
        (item(0, Some(3)), "ثالث"),
        (Quote, LONG),
        (Row, "اسم | عدد"),
        (Row, "أحمد | ٣"),
        (Code, "a  b"),
        (Code, " c"),
        (Rule, ""),
        (Body, LONG),
    ];
    let wanted = wanted.map(|(kind, text)| (kind, text.to_owned()));
    assert_eq!(found, wanted);
    let meta = &document.meta;
    assert_eq!(meta.title.as_deref(), Some("الوفد في مينسك"));
    assert_eq!(meta.date, Some(jiff::civil::date(2021, 5, 24)));
    assert_eq!(meta.source.as_deref(), Some("صحيفة المثال"));
    assert_eq!(meta.author.as_deref(), Some("سلمى مثال"));
    assert_eq!(meta.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(meta.language.as_deref(), Some("ar-sy"));
    assert_eq!(meta.direction, Some(Direction::RightToLeft));
    assert_eq!(
        document.paragraphs[4].direction,
        Some(Direction::LeftToRight)
    );
    assert!(document.source.contains("بند ثان\nثالث\n\n"));
    assert!(document.source.contains("اسم | عدد\nأحمد | ٣\n\n"));
}

#[test]
fn styles_and_links_stand_on_their_pieces() {
    let document = read(&page(), &Bounds::default()).unwrap();
    let pieces = &document.paragraphs[3].pieces;
    let strong: Vec<_> = pieces.iter().filter(|p| p.style.strong).collect();
    assert_eq!(strong.len(), 1);
    assert_eq!(strong[0].range.slice(&document.source), Some(" لوكا"));
    let linked: Vec<_> = pieces.iter().filter(|p| p.link.is_some()).collect();
    assert_eq!(linked[0].link.as_deref(), Some("https://example.org/x"));
    assert!(document.source.contains("لوكاشينكو في بيان"));
}

#[test]
fn a_short_page_and_one_without_an_article_are_read_whole() {
    for (html, wanted) in [
        ("<html><body>نص قصير", "نص قصير\n"),
        ("<p>أول<p>ثان", "أول\n\nثان\n"),
        ("<p>نص<a href=\"x", "نص\n"),
        (
            "<title>خبر</title><h1>خبر </h1><p>نص<h1>خبر</h1>",
            "خبر\n\nنص\n\nخبر\n",
        ),
        ("<html><title>عنوان</title><body><p>نص</p>", "عنوان\n\nنص\n"),
        ("سطر<br>سطر آخر<br><br>فقرة", "سطر\nسطر آخر\n\nفقرة\n"),
        ("", ""),
        ("<html></html>", ""),
        (
            "<div hidden>خفي</div><p>ظاهر</p><p style='display: none'>لا</p>",
            "ظاهر\n",
        ),
        ("<a href='javascript:x()'>رابط</a>", "رابط\n"),
    ] {
        let document = read(html, &Bounds::default()).unwrap();
        assert_eq!(document.source, wanted, "{html}");
        let links = document.paragraphs.iter().flat_map(|p| &p.pieces);
        assert!(links.filter_map(|p| p.link.as_ref()).next().is_none());
    }
}

#[test]
fn what_a_machine_cannot_bear_is_refused_in_time() {
    let deep = |tag: &str| format!("<{tag}>").repeat(100_000);
    let many: String = (0..200_000).map(|n| format!("a{n} ")).collect();
    let formats: String = (0..300).map(|n| format!("<b id={n}>")).collect();
    let rows = [
        ("div", deep("div"), "nested"),
        ("b", deep("b"), "nested"),
        ("foreign", format!("<svg>{}", deep("g")), "nested"),
        ("in tables", deep("table><td><div"), "nested"),
        ("template", deep("template"), "nested"),
        ("attributes", format!("<p {many}>"), "attributes"),
        (
            "formats",
            format!("<p>{formats}{}", "</p><p>x".repeat(100_000)),
            "elements",
        ),
        ("large", "x".repeat((64 << 20) + 1), "MiB"),
    ];
    for (name, html, wanted) in rows {
        let began = std::time::Instant::now();
        let reason = read(&html, &Bounds::default()).expect_err(name);
        assert!(reason.contains(wanted), "{name}: {reason}");
        assert!(began.elapsed().as_secs() < 30, "{name}");
    }
    let document = read(&"<div>".repeat(300), &Bounds::default()).unwrap();
    assert!(document.source.is_empty());
    let text = format!("{}نص", "<div>".repeat(300));
    assert_eq!(read(&text, &Bounds::default()).unwrap().source, "نص\n");
}

/// Pieces lie in the source, in order, and are never empty.
pub(crate) fn sound(document: &Document) {
    let mut at = 0;
    for piece in document.paragraphs.iter().flat_map(|p| &p.pieces) {
        assert!(piece.range.start >= at && !piece.range.is_empty());
        assert!(piece.range.slice(&document.source).is_some());
        at = piece.range.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn any_soup_of_tags_gives_a_document(parts in proptest::collection::vec(
        prop_oneof![
            prop::sample::select(vec![
                "<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<ul>",
                "<li>", "</ul>", "<b>", "</b>", "<a href='http://a'>", "</a>", "<script>",
                "</script>", "<pre>", "</pre>", "<br>", "<hr>", "<h1>", "</h1>", "<svg>",
                "<template>", "<select>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#0;",
                "&#x202e;", "<body dir=rtl>", "<title>", "</title>", "<article>", "<frameset>",
                "<blockquote>", "<font>", "<noscript>", "<img alt=x src=y>", "<q>", "\0", "\n",
                "<a href='", "<p class=\"", "='", "<p x=", "<meta name=date content=x>", "<math>", "<textarea>", "<plaintext>",
            ]).prop_map(str::to_owned),
            "\\PC{0,12}",
            "[\u{600}-\u{6ff}\u{202a}-\u{202e} ]{0,80}",
        ], 0..60)) {
        if let Ok(document) = read(&parts.concat(), &Bounds::default()) {
            sound(&document);
        }
    }
}
